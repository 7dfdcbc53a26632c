// Module _contextvars.
//
// A Context's variables are a dict shared with the copies of the Context until either is written
// to.
#include "engine/modules/module_support.h"

namespace orrery {

namespace {

struct VariableContext : NativeObject {
    Ref<Dict> values;
    Slot outer;  // while entered: the Context to return to
    bool shared;  // `values` is another Context's too
    bool entered;
};
struct Variable : NativeObject {
    Ref<String> name;
    Slot fallback;  // or empty
};
struct Token : NativeObject {
    Ref<VariableContext> context;
    Ref<Variable> variable;
    Slot old;  // or empty: there was none
    bool used;
};

void trace_context(Marker& marker, Object* o) {
    marker.mark(static_cast<VariableContext*>(o)->values);
    marker.mark(static_cast<VariableContext*>(o)->outer);
}
void trace_variable(Marker& marker, Object* o) {
    marker.mark(static_cast<Variable*>(o)->name);
    marker.mark(static_cast<Variable*>(o)->fallback);
}
void trace_token(Marker& marker, Object* o) {
    auto* t = static_cast<Token*>(o);
    marker.mark(t->context);
    marker.mark(t->variable);
    marker.mark(t->old);
}

extern const NativeTypeSpec kContextSpec;
extern const NativeTypeSpec kVariableSpec;
extern const NativeTypeSpec kTokenSpec;
extern const NativeTypeSpec kMissingSpec;

VariableContext* context_of(Value v) { return v.as<VariableContext>(); }
Variable* variable_of(Value v) { return v.as<Variable>(); }

VariableContext* new_context(Context& ctx, Dict* shared) {
    Type* type = shared_type(ctx, kContextSpec);
    Dict* values = shared ? shared : make_dict(ctx);
    auto* c = type && values ? allocate<VariableContext>(ctx, type) : nullptr;
    if (!c) return nullptr;
    c->values.init(values);
    c->shared = shared != nullptr;
    return c;
}
/// The Context in force, made when first needed. Null after MemoryError.
VariableContext* current(Context& ctx) {
    if (!ctx.variables) {
        VariableContext* c = new_context(ctx, nullptr);
        if (!c) return nullptr;
        c->entered = true;
        ctx.variables = Value::object(c);
    }
    return context_of(ctx.variables);
}
Value copy_of(Context& ctx, VariableContext* c) {
    VariableContext* copy = c ? new_context(ctx, c->values.get()) : nullptr;
    if (!copy) return Value::error();
    c->shared = true;
    return Value::object(copy);
}
bool own_values(Context& ctx, VariableContext* c) {
    if (!c->shared) return true;
    Dict* copy = dict_copy(ctx, c->values.get());
    if (!copy) return false;
    c->values.set(ctx, c, copy);
    c->shared = false;
    return true;
}

// ---- Context ----

Value context_new(Context& ctx, const Args& args) {
    if (args.rest_count || args.keywords) {
        return raise(ctx, TypeId::kTypeError, "Context() does not accept any arguments");
    }
    return or_error(new_context(ctx, nullptr));
}
Value context_run(Context& ctx, const Args& args) {
    VariableContext* c = context_of(args[0]);
    if (args.rest_count < 1) {
        return raise(ctx, TypeId::kTypeError, "run() missing 1 required positional argument");
    }
    VariableContext* before = current(ctx);
    if (!before) return Value::error();
    if (c->entered) {
        return raise(ctx, TypeId::kRuntimeError, "cannot enter context: {} is already entered",
                     MessageArg::repr(args[0]));
    }
    c->outer.set(ctx, c, Value::object(before));
    c->entered = true;
    ctx.variables = args[0];
    const auto given = args.rest().subspan(1);
    Value out;
    if (args.keywords) {
        Tuple* positional = make_tuple(ctx, given);
        if (positional) out = call_ex(ctx, args.rest()[0], positional, args.keywords);
    } else {
        out = call(ctx, args.rest()[0], given);
    }
    ctx.variables = c->outer.get();
    c->outer.init(Value());
    c->entered = false;
    return out;
}
Value context_copy(Context& ctx, const Args& args) { return copy_of(ctx, context_of(args[0])); }

bool is_variable(Context& ctx, Value v) {
    if (native_cast(ctx, v, kVariableSpec)) return true;
    raise(ctx, TypeId::kTypeError, "a ContextVar key was expected, got {}", MessageArg::repr(v));
    return false;
}
Value context_getitem(Context& ctx, const Args& args) {
    if (!is_variable(ctx, args[1])) return Value::error();
    Value v;
    const Truth t = dict_get(ctx, context_of(args[0])->values.get(), args[1], v);
    if (t == Truth::kError) return Value::error();
    return t == Truth::kYes ? v : raise_key_error(ctx, args[1]);
}
Value context_contains(Context& ctx, const Args& args) {
    if (!is_variable(ctx, args[1])) return Value::error();
    Value v;
    return from_truth(dict_get(ctx, context_of(args[0])->values.get(), args[1], v));
}
Value context_get(Context& ctx, const Args& args) {
    if (!is_variable(ctx, args[1])) return Value::error();
    Value v;
    const Truth t = dict_get(ctx, context_of(args[0])->values.get(), args[1], v);
    if (t == Truth::kError) return Value::error();
    return t == Truth::kYes ? v : args[2] ? args[2] : Value::none();
}
Value context_len(Context&, const Args& args) {
    return Value::small_int(context_of(args[0])->values->live);
}
/// The view does not follow later changes: from here on the dict counts as shared.
Value view(Context& ctx, Value self, Name method) {
    context_of(self)->shared = true;
    return call_method(ctx, Value::object(context_of(self)->values.get()), method, {});
}
Value context_keys(Context& ctx, const Args& args) { return view(ctx, args[0], Name::kkeys); }
Value context_values(Context& ctx, const Args& args) { return view(ctx, args[0], Name::kvalues); }
Value context_items(Context& ctx, const Args& args) { return view(ctx, args[0], Name::kitems); }
Value context_iter(Context& ctx, const Args& args) {
    context_of(args[0])->shared = true;
    return get_iterator(ctx, Value::object(context_of(args[0])->values.get()));
}
Value context_eq(Context& ctx, const Args& args) {
    VariableContext* other = native_cast<VariableContext>(ctx, args[1], kContextSpec);
    if (!other) return Value::not_implemented();
    return compare(ctx, CompareOp::kEq, Value::object(context_of(args[0])->values.get()),
                   Value::object(other->values.get()));
}

// ---- ContextVar ----

Value variable_new(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "context variable name must be a str");
    }
    auto* v = allocate<Variable>(ctx, args[0].as<Type>());
    if (!v) return Value::error();
    v->name.init(args[1].as<String>());
    v->fallback.init(args[2]);
    return Value::object(v);
}
Value variable_get(Context& ctx, const Args& args) {
    if (ctx.variables) {
        Value v;
        const Truth t = dict_get(ctx, context_of(ctx.variables)->values.get(), args[0], v);
        if (t != Truth::kNo) return t == Truth::kYes ? v : Value::error();
    }
    if (args[1]) return args[1];
    const Value fallback = variable_of(args[0])->fallback.get();
    return fallback ? fallback : raise_with(ctx, TypeId::kLookupError, {&args.values[0], 1});
}
Value variable_set(Context& ctx, const Args& args) {
    VariableContext* c = current(ctx);
    if (!c || !own_values(ctx, c)) return Value::error();
    Value old;
    if (dict_get(ctx, c->values.get(), args[0], old) == Truth::kError) return Value::error();
    Type* type = shared_type(ctx, kTokenSpec);
    auto* token = type ? allocate<Token>(ctx, type) : nullptr;
    if (!token) return Value::error();
    token->context.init(c);
    token->variable.init(variable_of(args[0]));
    token->old.init(old);
    return dict_set(ctx, c->values.get(), args[0], args[1]) ? Value::object(token) : Value::error();
}
Value variable_reset(Context& ctx, const Args& args) {
    Token* token = native_cast<Token>(ctx, args[1], kTokenSpec);
    if (!token) {
        return raise(ctx, TypeId::kTypeError, "expected an instance of Token, got {}",
                     MessageArg::repr(args[1]));
    }
    if (token->used) {
        return raise(ctx, TypeId::kRuntimeError, "{} has already been used once",
                     MessageArg::repr(args[1]));
    }
    if (token->variable.get() != variable_of(args[0])) {
        return raise(ctx, TypeId::kValueError, "{} was created by a different ContextVar",
                     MessageArg::repr(args[1]));
    }
    VariableContext* c = current(ctx);
    if (!c) return Value::error();
    if (token->context.get() != c) {
        return raise(ctx, TypeId::kValueError, "{} was created in a different Context",
                     MessageArg::repr(args[1]));
    }
    token->used = true;
    if (!own_values(ctx, c)) return Value::error();
    if (const Value old = token->old.get()) {
        return dict_set(ctx, c->values.get(), args[0], old) ? Value::none() : Value::error();
    }
    const Truth t = dict_delete(ctx, c->values.get(), args[0]);
    if (t == Truth::kNo) return raise_key_error(ctx, args[0]);
    return t == Truth::kYes ? Value::none() : Value::error();
}
Value variable_repr(Context& ctx, const Args& args) {
    Variable* v = variable_of(args[0]);
    const std::string address = address_text(args[0]);
    const MessageArg all[] = {MessageArg::repr(Value::object(v->name.get())), address};
    if (!v->fallback) return or_error(format_message(ctx, "<ContextVar name={} at {}>", all));
    const MessageArg with[] = {all[0], MessageArg::repr(v->fallback.get()), all[1]};
    return or_error(format_message(ctx, "<ContextVar name={} default={} at {}>", with));
}
Value get_variable_name(Context&, Value self) {
    return Value::object(variable_of(self)->name.get());
}

// ---- Token ----

Value token_new(Context& ctx, const Args&) {
    return raise(ctx, TypeId::kRuntimeError, "Tokens can only be created by ContextVars");
}
Value token_repr(Context& ctx, const Args& args) {
    auto* t = args[0].as<Token>();
    const std::string address = address_text(args[0]);
    const MessageArg all[] = {t->used ? " used" : "",
                              MessageArg::repr(Value::object(t->variable.get())), address};
    return or_error(format_message(ctx, "<Token{} var={} at {}>", all));
}
Value get_token_variable(Context&, Value self) {
    return Value::object(self.as<Token>()->variable.get());
}
/// The one object that stands for "there was no value": Token.MISSING.
Value missing(Context& ctx) {
    Type* type = shared_type(ctx, kTokenSpec);
    String* name = intern(ctx, "MISSING");
    return type && name ? dict_get(ctx, type->dict.get(), name) : Value::error();
}
Value get_token_old(Context& ctx, Value self) {
    const Value old = self.as<Token>()->old.get();
    return old ? old : missing(ctx);
}
Value missing_repr(Context& ctx, const Args&) {
    return or_error(make_string(ctx, "<Token.MISSING>"));
}

const NativeMethod kContextMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", context_new},
    {"run(self, /, *args, **kwargs)", context_run},
    {"copy(self, /)", context_copy, "Return a shallow copy of the context object."},
    {"get(self, key, default=None, /)", context_get,
     "Return the value for `key` if `key` has the value in the context object.\n\nIf `key` does "
     "not "
     "exist, return `default`. If `default` is not given,\nreturn None."},
    {"keys(self, /)", context_keys, "Return a list of all variables in the context object."},
    {"values(self, /)", context_values,
     "Return a list of all variables' values in the context object."},
    {"items(self, /)", context_items,
     "Return all variables and their values in the context object.\n\nThe result is returned as a "
     "list "
     "of 2-tuples (variable, value)."},
    {"__getitem__(self, key, /)", context_getitem},
    {"__contains__(self, key, /)", context_contains},
    {"__len__(self, /)", context_len},
    {"__iter__(self, /)", context_iter},
    {"__eq__(self, value, /)", context_eq},
};
const NativeTypeSpec kContextSpec = {.name = "_contextvars.Context",
                                     .size = sizeof(VariableContext),
                                     .subclassable = false,
                                     .methods = kContextMethods,
                                     .trace = trace_context};

const NativeMethod kVariableMethods[] = {
    {"__new__(cls, name, /, *, default=?)", variable_new},
    {"__repr__(self, /)", variable_repr},
    {"get(self, default=?, /)", variable_get,
     "Return a value for the context variable for the current context."},
    {"set(self, value, /)", variable_set,
     "Call to set a new value for the context variable in the current context."},
    {"reset(self, token, /)", variable_reset, "Reset the context variable."},
    {"__class_getitem__(cls, item, /)", class_getitem, "See PEP 585", NativeMethod::kClassMethod},
};
const NativeProperty kVariableProperties[] = {{"name", get_variable_name}};
const NativeTypeSpec kVariableSpec = {.name = "_contextvars.ContextVar",
                                      .size = sizeof(Variable),
                                      .subclassable = false,
                                      .methods = kVariableMethods,
                                      .properties = kVariableProperties,
                                      .trace = trace_variable};

const NativeMethod kTokenMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", token_new},
    {"__repr__(self, /)", token_repr},
    {"__class_getitem__(cls, item, /)", class_getitem, "See PEP 585", NativeMethod::kClassMethod},
};
const NativeProperty kTokenProperties[] = {{"var", get_token_variable},
                                           {"old_value", get_token_old}};
const NativeTypeSpec kTokenSpec = {.name = "_contextvars.Token",
                                   .size = sizeof(Token),
                                   .subclassable = false,
                                   .methods = kTokenMethods,
                                   .properties = kTokenProperties,
                                   .trace = trace_token};
const NativeMethod kMissingMethods[] = {{"__repr__(self, /)", missing_repr}};
const NativeTypeSpec kMissingSpec = {.name = "Token.MISSING",
                                     .size = sizeof(NativeObject),
                                     .subclassable = false,
                                     .methods = kMissingMethods};

Value copy_context(Context& ctx, const Args&) { return copy_of(ctx, current(ctx)); }

const NativeMethod kFunctions[] = {{"copy_context()", copy_context}};

bool populate(Context& ctx, Module* module) {
    if (!add_shared_type(ctx, module, kContextSpec) ||
        !add_shared_type(ctx, module, kVariableSpec)) {
        return false;
    }
    Type* token = add_shared_type(ctx, module, kTokenSpec);
    Type* type = shared_type(ctx, kMissingSpec);
    String* name = intern(ctx, "MISSING");
    if (!token || !type || !name) return false;
    if (dict_get(ctx, token->dict.get(), name)) return true;
    Object* o = allocate_instance(ctx, type);
    return o && dict_set(ctx, token->dict.get(), name, Value::object(o));
}

}  // namespace

extern const NativeModuleSpec kContextvarsModule;
const NativeModuleSpec kContextvarsModule = {
    .name = "_contextvars",
    .functions = kFunctions,
    .populate = populate,
    .doc = "Context Variables",
};

}  // namespace orrery
