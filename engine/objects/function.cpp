// Python functions, native functions, bound methods and cells as programs see them.
#include "engine/objects/function.h"

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/native_docs.h"
#include "engine/objects/numbers.h"
#include "engine/objects/shape.h"
#include "engine/objects/signature.h"
#include "engine/objects/structseq.h"

namespace orrery {

Function* make_function(Context& ctx, Code* code, Dict* globals) {
    auto* f = allocate<Function>(ctx, ctx.type(TypeId::kFunction));
    if (!f) return nullptr;
    f->side = code->side;
    f->code.init(code);
    f->globals.init(globals);
    f->name.init(Value::object(code->name.get()));
    f->qualname.init(Value::object(code->qualname.get()));
    f->doc.init(code->docstring.get() ? code->docstring.get() : Value::none());
    Value module = dict_get(ctx, globals, ctx.name(Name::k__name__));
    f->module.init(module ? module : Value::none());
    return f;
}

Value make_bound_method(Context& ctx, Value function, Value self) {
    auto* m = allocate<BoundMethod>(ctx, ctx.type(TypeId::kBoundMethod));
    if (!m) return Value::error();
    m->function.init(function);
    m->self.init(self);
    return Value::object(m);
}

Cell* make_cell(Context& ctx, Value value) {
    auto* c = allocate<Cell>(ctx, ctx.type(TypeId::kCell));
    if (c) c->value.init(value);
    return c;
}

namespace {

Value text(Context& ctx, std::string_view format, std::initializer_list<MessageArg> args) {
    String* s = format_message(ctx, format, args);
    return s ? Value::object(s) : Value::error();
}

Value or_none(Value v) { return v ? v : Value::none(); }
template <typename T>
Value or_none(const Ref<T>& r) {
    return r ? Value::object(r.get()) : Value::none();
}

// ---- function ----

Function* fn(Value v) { return v.as<Function>(); }

Value function_new(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kCode)) {
        return raise(ctx, TypeId::kTypeError, "function() argument 'code' must be code, not {}",
                     MessageArg::type(args[1]));
    }
    if (!args[2].is(Kind::kDict)) {
        return raise(ctx, TypeId::kTypeError, "function() argument 'globals' must be dict, not {}",
                     MessageArg::type(args[2]));
    }
    auto* code = args[1].as<Code>();
    const uint64_t free_count = code->free_names ? code->free_names->length : 0;
    const Value closure = args[5] && !args[5].is_none() ? args[5] : Value();
    if (closure && !closure.is(Kind::kTuple)) {
        return raise(ctx, TypeId::kTypeError, "arg 5 (closure) must be None or tuple");
    }
    const uint64_t given = closure ? closure.as<Tuple>()->length : 0;
    if (free_count != given) {
        if (!closure) return raise(ctx, TypeId::kTypeError, "arg 5 (closure) must be tuple");
        return raise(ctx, TypeId::kValueError, "{} requires closure of length {}, not {}",
                     code->name.get(), free_count, given);
    }
    for (uint64_t i = 0; i < given; i++) {
        if (closure.as<Tuple>()->at(i).is(Kind::kCell)) continue;
        return raise(ctx, TypeId::kTypeError, "arg 5 (closure) expected cell, found {}",
                     MessageArg::type(closure.as<Tuple>()->at(i)));
    }
    Function* f = make_function(ctx, code, args[2].as<Dict>());
    if (!f) return Value::error();
    if (args[3] && !args[3].is_none()) {
        if (!args[3].is(Kind::kString)) {
            return raise(ctx, TypeId::kTypeError, "arg 3 (name) must be None or string");
        }
        f->name.set(ctx, f, args[3]);
    }
    if (args[4] && !args[4].is_none()) {
        if (!args[4].is(Kind::kTuple)) {
            return raise(ctx, TypeId::kTypeError, "arg 4 (defaults) must be None or tuple");
        }
        f->defaults.set(ctx, f, args[4].as<Tuple>());
    }
    if (closure) f->closure.set(ctx, f, closure.as<Tuple>());
    return Value::object(f);
}

Value function_repr(Context& ctx, const Args& args) {
    return text(ctx, "<function {} at {}>",
                {MessageArg::str(fn(args[0])->qualname.get()), address_text(args[0])});
}

Value function_get(Context& ctx, const Args& args) {
    if (args[1].is_none()) {
        if (args[2] && !args[2].is_none()) return args[0];
        return raise(ctx, TypeId::kTypeError, "__get__(None, None) is invalid");
    }
    return make_bound_method(ctx, args[0], args[1]);
}

Value call_self(Context& ctx, const Args& args) {
    ValueVector all(ctx);
    for (Value v : args.rest())
        all.values.push_back(v);
    if (!args.keywords) return call(ctx, args[0], all.values);
    Tuple* positional = make_tuple(ctx, std::span<const Value>(all.values));
    return positional ? call_ex(ctx, args[0], positional, args.keywords) : Value::error();
}

Value get_code(Context&, Value self) { return or_none(fn(self)->code); }
bool set_code(Context& ctx, Value self, Value v) {
    if (!v.is(Kind::kCode)) {
        raise(ctx, TypeId::kTypeError, "__code__ must be set to a code object");
        return false;
    }
    const uint64_t have = fn(self)->closure ? fn(self)->closure->length : 0;
    const uint64_t want = v.as<Code>()->free_names ? v.as<Code>()->free_names->length : 0;
    if (have != want) {
        raise(ctx, TypeId::kValueError, "{}() requires a code object with {} free vars, not {}",
              MessageArg::str(fn(self)->name.get()), have, want);
        return false;
    }
    fn(self)->code.set(ctx, self.as_object(), v.as<Code>());
    fn(self)->side = v.as<Code>()->side;
    return true;
}
Value get_globals(Context&, Value self) { return or_none(fn(self)->globals); }
Value get_builtins(Context& ctx, Value self) {
    Dict* globals = fn(self)->globals.get();
    Value b = globals ? dict_get(ctx, globals, ctx.name(Name::k__builtins__)) : Value();
    if (!b) return Value::object(ctx.runtime().builtins);
    return b.is(Kind::kModule) ? Value::object(b.as<Module>()->dict.get()) : b;
}
Value get_closure(Context&, Value self) { return or_none(fn(self)->closure); }
Value get_defaults(Context&, Value self) { return or_none(fn(self)->defaults); }
bool set_defaults(Context& ctx, Value self, Value v) {
    if (v && !v.is_none() && !v.is(Kind::kTuple)) {
        raise(ctx, TypeId::kTypeError, "__defaults__ must be set to a tuple object");
        return false;
    }
    fn(self)->defaults.set(ctx, self.as_object(), v.is(Kind::kTuple) ? v.as<Tuple>() : nullptr);
    return true;
}
Value get_kwdefaults(Context&, Value self) { return or_none(fn(self)->kwdefaults); }
bool set_kwdefaults(Context& ctx, Value self, Value v) {
    if (v && !v.is_none() && !v.is(Kind::kDict)) {
        raise(ctx, TypeId::kTypeError, "__kwdefaults__ must be set to a dict object");
        return false;
    }
    fn(self)->kwdefaults.set(ctx, self.as_object(), v.is(Kind::kDict) ? v.as<Dict>() : nullptr);
    return true;
}
Value get_name(Context&, Value self) { return fn(self)->name.get(); }
Value get_qualname(Context&, Value self) { return fn(self)->qualname.get(); }
bool set_text(Context& ctx, Value self, Slot& slot, Value v, const char* name) {
    if (!v.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "{} must be set to a string object", name);
        return false;
    }
    slot.set(ctx, self.as_object(), v);
    return true;
}
bool set_name(Context& ctx, Value self, Value v) {
    return set_text(ctx, self, fn(self)->name, v, "__name__");
}
bool set_qualname(Context& ctx, Value self, Value v) {
    return set_text(ctx, self, fn(self)->qualname, v, "__qualname__");
}
Value get_doc(Context&, Value self) { return or_none(fn(self)->doc.get()); }
bool set_doc(Context& ctx, Value self, Value v) {
    fn(self)->doc.set(ctx, self.as_object(), or_none(v));
    return true;
}
Value get_module(Context&, Value self) { return or_none(fn(self)->module.get()); }
bool set_module(Context& ctx, Value self, Value v) {
    fn(self)->module.set(ctx, self.as_object(), or_none(v));
    return true;
}
Value get_annotations(Context& ctx, Value self) {
    Function* f = fn(self);
    const Value v = f->annotations.get();
    if (v.is(Kind::kDict)) return v;
    Dict* d = make_dict(ctx);
    if (!d) return Value::error();
    if (v.is(Kind::kTuple)) {
        auto* pairs = v.as<Tuple>();
        for (uint64_t i = 0; i + 1 < pairs->length; i += 2) {
            if (!dict_set(ctx, d, pairs->at(i), pairs->at(i + 1))) return Value::error();
        }
    }
    f->annotations.set(ctx, f, Value::object(d));
    return Value::object(d);
}
bool set_annotations(Context& ctx, Value self, Value v) {
    if (v && !v.is_none() && !v.is(Kind::kDict)) {
        raise(ctx, TypeId::kTypeError, "__annotations__ must be set to a dict object");
        return false;
    }
    fn(self)->annotations.set(ctx, self.as_object(), v.is(Kind::kDict) ? v : Value());
    return true;
}

const NativeMethod kFunctionMethods[] = {
    {"__new__(cls, code, globals, name=None, argdefs=None, closure=None)", function_new},
    {"__repr__(self, /)", function_repr},
    {"__get__(self, instance, owner=None, /)", function_get},
    {"__call__(self, /, *args, **kwargs)", call_self},
};
const NativeProperty kFunctionProperties[] = {
    {"__code__", get_code, set_code},
    {"__globals__", get_globals, nullptr, nullptr, true},
    {"__builtins__", get_builtins, nullptr, nullptr, true},
    {"__closure__", get_closure, nullptr, nullptr, true},
    {"__defaults__", get_defaults, set_defaults},
    {"__kwdefaults__", get_kwdefaults, set_kwdefaults},
    {"__name__", get_name, set_name},
    {"__qualname__", get_qualname, set_qualname},
    {"__doc__", get_doc, set_doc, nullptr, true},
    {"__module__", get_module, set_module, nullptr, true},
    {"__annotations__", get_annotations, set_annotations},
    {"__dict__", get_instance_dict, set_instance_dict_property},
};

// ---- native functions ----

NativeFunction* nf(Value v) { return v.as<NativeFunction>(); }

Value native_repr(Context& ctx, const Args& args) {
    NativeFunction* f = nf(args[0]);
    const TypeId kinds[] = {TypeId::kMethodDescriptor, TypeId::kSlotWrapper,
                            TypeId::kClassMethodDescriptor};
    Type* type = type_of(ctx, args[0]);
    if (type == ctx.type(kinds[0]) || type == ctx.type(kinds[2])) {
        return text(ctx, "<method '{}' of '{}' objects>",
                    {f->name.get(), native_display_name(f->owner.get())});
    }
    if (type == ctx.type(kinds[1])) {
        return text(ctx, "<slot wrapper '{}' of '{}' objects>",
                    {f->name.get(), f->owner->name.get()});
    }
    const Value self = f->self.get();
    if (type == ctx.type(TypeId::kMethodWrapper)) {
        return text(ctx, "<method-wrapper '{}' of {} object at {}>",
                    {f->name.get(), MessageArg::type(self), address_text(self)});
    }
    if (!self || self.is(Kind::kModule)) {
        return text(ctx, "<built-in function {}>", {f->name.get()});
    }
    return text(ctx, "<built-in method {} of {} object at {}>",
                {f->name.get(), MessageArg::type(self), address_text(self)});
}

Value native_get(Context& ctx, const Args& args) {
    if (args[1].is_none() && !(nf(args[0])->flags & NativeFunction::kClassMethod)) return args[0];
    NativeFunction* f = nf(args[0]);
    Type* type = args[2].is(Kind::kType) ? args[2].as<Type>() : type_of(ctx, args[1]);
    if (!(f->flags & NativeFunction::kClassMethod) &&
        !is_instance_of(ctx, args[1], f->owner.get())) {
        return raise(ctx, TypeId::kTypeError,
                     "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                     f->name.get(), f->owner->name.get(), MessageArg::type(args[1]));
    }
    return bind_descriptor(ctx, args[0], args[1], type);
}

Value native_eq(Context&, const Args& args) {
    if (args[0] == args[1]) return Value::true_value();
    if (!args[1].is(Kind::kNativeFunction)) return Value::not_implemented();
    return Value::boolean(nf(args[0])->def == nf(args[1])->def && nf(args[0])->self.get() &&
                          nf(args[0])->self.get() == nf(args[1])->self.get());
}

Value native_hash(Context& ctx, const Args& args) {
    const uint64_t h =
        reinterpret_cast<uint64_t>(nf(args[0])->def) ^ nf(args[0])->self.get().bits() >> 3;
    return make_int(ctx, static_cast<int64_t>(h) & Value::kMaxSmallInt);
}

Value native_name(Context&, Value self) { return Value::object(nf(self)->name.get()); }
Value native_qualname(Context& ctx, Value self) {
    NativeFunction* f = nf(self);
    const Value bound = f->flags & NativeFunction::kBound ? f->self.get() : Value();
    if (bound && !bound.is(Kind::kModule)) {
        Type* type = bound.is(Kind::kType) ? bound.as<Type>() : type_of(ctx, bound);
        return text(ctx, "{}.{}", {type->qualname.get(), f->name.get()});
    }
    if (f->owner) return text(ctx, "{}.{}", {f->owner->qualname.get(), f->name.get()});
    return Value::object(f->name.get());
}
NativeDoc documentation(NativeFunction* f) {
    return split_doc(f->def->doc ? f->def->doc : "", declared_name(*f->def));
}

Value native_doc(Context& ctx, Value self) {
    if (!nf(self)->def->doc) {
        Type* type = type_of(ctx, self);
        const bool slot =
            type == ctx.type(TypeId::kSlotWrapper) || type == ctx.type(TypeId::kMethodWrapper);
        const std::string text = slot ? slot_doc(declared_name(*nf(self)->def)) : "";
        if (text.empty()) return Value::none();
        String* s = make_string(ctx, text);
        return s ? Value::object(s) : Value::error();
    }
    String* s = make_string(ctx, documentation(nf(self)).text);
    return s ? Value::object(s) : Value::error();
}
Value native_module(Context&, Value self) { return or_none(nf(self)->module.get()); }
Value native_self(Context& ctx, Value self) {
    const Value v = nf(self)->self.get();
    if (v) return v;
    return raise(ctx, TypeId::kAttributeError, "'{}' object has no attribute '__self__'",
                 MessageArg::type(self));
}
Value native_objclass(Context& ctx, Value self) {
    if (nf(self)->owner) return Value::object(nf(self)->owner.get());
    return raise(ctx, TypeId::kAttributeError, "'{}' object has no attribute '__objclass__'",
                 MessageArg::type(self));
}
Value native_text_signature(Context& ctx, Value self) {
    NativeFunction* f = nf(self);
    if (const NativeDoc doc = documentation(f); !doc.signature.empty()) {
        String* own = make_string(ctx, doc.signature);
        return own ? Value::object(own) : Value::error();
    }
    Signature* sig = ctx.runtime().signatures.find(ctx, f->def);
    std::string s = sig->text;
    const bool hidden = f->flags & (NativeFunction::kMethod | NativeFunction::kNew);
    if (hidden) {
        s.insert(1, "$");
    } else if (!f->owner) {
        if (sig->has_keywords) return Value::none();  // the function itself looks at them
        s.insert(1, std::string("$module") + (sig->positional_only ? "" : ", /") +
                        (s == "()" ? "" : ", "));
    }
    if (s.find("=?") != s.npos) return Value::none();
    String* out = make_string(ctx, s);
    return out ? Value::object(out) : Value::error();
}
Value native_reduce(Context& ctx, const Args& args) {
    NativeFunction* f = nf(args[0]);
    const Value self = f->self.get();
    if (!self || self.is(Kind::kModule)) {
        if (!f->owner) return Value::object(f->name.get());
    }
    Value getattr = dict_get(ctx, ctx.runtime().builtins, intern(ctx, "getattr"));
    const Value pair[] = {self ? self : Value::object(f->owner.get()),
                          Value::object(f->name.get())};
    const Value out[] = {getattr, Value::object(make_tuple(ctx, pair))};
    return Value::object(make_tuple(ctx, out));
}

const NativeMethod kNativeMethods[] = {
    {"__repr__(self, /)", native_repr},     {"__call__(self, /, *args, **kwargs)", call_self},
    {"__eq__(self, value, /)", native_eq},  {"__hash__(self, /)", native_hash},
    {"__reduce__(self, /)", native_reduce},
};
const NativeMethod kNativeDescriptorMethods[] = {
    {"__repr__(self, /)", native_repr},
    {"__call__(self, /, *args, **kwargs)", call_self},
    {"__get__(self, instance, owner=None, /)", native_get},
    {"__reduce__(self, /)", native_reduce},
};
constexpr std::span<const NativeMethod> kClassMethodDescriptorMethods =
    std::span(kNativeDescriptorMethods).first(3);  // these cannot be pickled
const NativeProperty kNativeProperties[] = {
    {"__name__", native_name}, {"__qualname__", native_qualname},
    {"__doc__", native_doc},   {"__module__", native_module},
    {"__self__", native_self}, {"__text_signature__", native_text_signature},
};
const NativeProperty kNativeDescriptorProperties[] = {
    {"__name__", native_name},
    {"__qualname__", native_qualname},
    {"__doc__", native_doc},
    {"__objclass__", native_objclass},
    {"__text_signature__", native_text_signature},
};

// ---- bound methods ----

BoundMethod* bm(Value v) { return v.as<BoundMethod>(); }

Value method_new(Context& ctx, const Args& args) {
    if (!is_callable(ctx, args[1]))
        return raise(ctx, TypeId::kTypeError, "first argument must be callable");
    if (args[2].is_none()) return raise(ctx, TypeId::kTypeError, "instance must not be None");
    return make_bound_method(ctx, args[1], args[2]);
}

Value method_repr(Context& ctx, const Args& args) {
    BoundMethod* m = bm(args[0]);
    Value name;
    Truth t = find_attribute(ctx, m->function.get(), ctx.name(Name::k__qualname__), name);
    if (t == Truth::kNo)
        t = find_attribute(ctx, m->function.get(), ctx.name(Name::k__name__), name);
    if (t == Truth::kError) return Value::error();
    String* self = to_repr(ctx, m->self.get());
    if (!self) return Value::error();
    return text(ctx, "<bound method {} of {}>",
                {name.is(Kind::kString) ? MessageArg(name.as<String>()) : MessageArg("?"), self});
}

Value method_eq(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kBoundMethod)) return Value::not_implemented();
    if (!(bm(args[0])->self.get() == bm(args[1])->self.get())) return Value::false_value();
    const Truth t = equal(ctx, bm(args[0])->function.get(), bm(args[1])->function.get());
    return t == Truth::kError ? Value::error() : Value::boolean(t == Truth::kYes);
}

Value method_hash(Context& ctx, const Args& args) {
    int64_t h;
    if (!hash_value(ctx, bm(args[0])->function.get(), h)) return Value::error();
    const auto self = static_cast<int64_t>(bm(args[0])->self.get().bits() >> 4);
    return make_int(ctx, (h ^ self) & Value::kMaxSmallInt);
}

Value method_getattribute(Context& ctx, const Args& args) {
    // Attributes of the function show through.
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "attribute name must be string, not '{}'",
                     MessageArg::type(args[1]));
    }
    String* name = intern(ctx, args[1].as<String>());
    if (type_lookup(ctx, type_of(ctx, args[0]), name))
        return generic_get_attribute(ctx, args[0], name);
    return get_attribute(ctx, bm(args[0])->function.get(), name);
}

Value method_reduce(Context& ctx, const Args& args) {
    Value getattr = dict_get(ctx, ctx.runtime().builtins, intern(ctx, "getattr"));
    Value name = get_attribute(ctx, bm(args[0])->function.get(), Name::k__name__);
    if (!name) return name;
    const Value pair[] = {bm(args[0])->self.get(), name};
    const Value out[] = {getattr, Value::object(make_tuple(ctx, pair))};
    return Value::object(make_tuple(ctx, out));
}

Value method_function(Context&, Value self) { return bm(self)->function.get(); }
Value method_self(Context&, Value self) { return bm(self)->self.get(); }
Value method_doc(Context& ctx, Value self) {
    return get_attribute(ctx, bm(self)->function.get(), Name::k__doc__);
}

const NativeMethod kBoundMethods[] = {
    {"__new__(cls, function, instance, /)", method_new},
    {"__repr__(self, /)", method_repr},
    {"__call__(self, /, *args, **kwargs)", call_self},
    {"__eq__(self, value, /)", method_eq},
    {"__hash__(self, /)", method_hash},
    {"__getattribute__(self, name, /)", method_getattribute},
    {"__reduce__(self, /)", method_reduce},
};
const NativeProperty kBoundProperties[] = {
    {"__func__", method_function, nullptr, nullptr, true},
    {"__self__", method_self, nullptr, nullptr, true},
    {"__doc__", method_doc},
};

// ---- cells ----

Value cell_new(Context& ctx, const Args& args) {
    Cell* c = make_cell(ctx, args[1]);
    return c ? Value::object(c) : Value::error();
}
Value cell_repr(Context& ctx, const Args& args) {
    const Value v = args[0].as<Cell>()->value.get();
    if (!v) return text(ctx, "<cell at {}: empty>", {address_text(args[0])});
    return text(ctx, "<cell at {}: {} object at {}>",
                {address_text(args[0]), MessageArg::type(v), address_text(v)});
}
Value cell_compare(Context& ctx, const Args& args, CompareOp op) {
    if (!args[1].is(Kind::kCell)) return Value::not_implemented();
    const Value a = args[0].as<Cell>()->value.get(), b = args[1].as<Cell>()->value.get();
    if (a && b) return compare(ctx, op, a, b);
    return compare(ctx, op, Value::small_int(bool(a)), Value::small_int(bool(b)));
}
Value cell_eq(Context& ctx, const Args& a) { return cell_compare(ctx, a, CompareOp::kEq); }
Value cell_lt(Context& ctx, const Args& a) { return cell_compare(ctx, a, CompareOp::kLt); }
Value cell_contents(Context& ctx, Value self) {
    const Value v = self.as<Cell>()->value.get();
    return v ? v : raise(ctx, TypeId::kValueError, "Cell is empty");
}
bool set_cell_contents(Context& ctx, Value self, Value v) {
    self.as<Cell>()->value.set(ctx, self.as_object(), v);
    return true;
}
const NativeMethod kCellMethods[] = {
    {"__new__(cls, contents=?, /)", cell_new},
    {"__repr__(self, /)", cell_repr},
    {"__eq__(self, value, /)", cell_eq},
    {"__lt__(self, value, /)", cell_lt},
};
const NativeProperty kCellProperties[] = {{"cell_contents", cell_contents, set_cell_contents}};

}  // namespace

Value get_instance_dict(Context& ctx, Value self) {
    if (self.is(Kind::kModule)) return Value::object(self.as<Module>()->dict.get());
    if (!self.is_object() || !attrs_word(ctx, self.as_object())) {
        return raise(ctx, TypeId::kAttributeError, "'{}' object has no attribute '__dict__'",
                     MessageArg::type(self));
    }
    Dict* d = instance_dict(ctx, self.as_object());
    return d ? Value::object(d) : Value::error();
}

bool set_instance_dict_property(Context& ctx, Value self, Value v) {
    if (!self.is_object() || !attrs_word(ctx, self.as_object())) {
        const Type* native = type_of(ctx, self);
        while (native->has(Type::kUserDefined))
            native = native->base.get();
        raise(ctx, TypeId::kAttributeError, "attribute '__dict__' of '{}' objects is not writable",
              native->name.get());
        return false;
    }
    if (self.is(Kind::kModule) || !self.is_object() || !attrs_word(ctx, self.as_object())) {
        // Modules, classes: another base's descriptor does not make theirs writable.
        if (self.is(Kind::kType)) {
            raise(ctx, TypeId::kAttributeError,
                  "attribute '__dict__' of 'type' objects is not writable");
        } else {
            raise(ctx, TypeId::kAttributeError, "readonly attribute");
        }
        return false;
    }
    if (!v) {
        raise(ctx, TypeId::kTypeError, "cannot delete __dict__");
        return false;
    }
    if (!v.is(Kind::kDict)) {
        raise(ctx, TypeId::kTypeError, "__dict__ must be set to a dictionary, not a '{}'",
              MessageArg::type(v));
        return false;
    }
    set_instance_dict(ctx, self.as_object(), v.as<Dict>());
    return true;
}

extern const NativeTypeSpec kFunctionSpec = {
    .name = "function",
    .kind = Kind::kFunction,
    .size = sizeof(Function),
    .subclassable = false,
    .has_dict = true,
    .methods = kFunctionMethods,
    .properties = kFunctionProperties,
    .doc =
        "function(code, globals, name=None, argdefs=None, closure=None)\n--\n\nMake a function of "
        "code and the variables it sees.\n\nclosure is a tuple of cells, one for each free "
        "variable of the code."};
extern const NativeTypeSpec kNativeFunctionSpec = {.name = "builtin_function_or_method",
                                                   .kind = Kind::kNativeFunction,
                                                   .size = sizeof(NativeFunction),
                                                   .subclassable = false,
                                                   .methods = kNativeMethods,
                                                   .properties = kNativeProperties};
extern const NativeTypeSpec kMethodDescriptorSpec = {.name = "method_descriptor",
                                                     .kind = Kind::kNativeFunction,
                                                     .size = sizeof(NativeFunction),
                                                     .subclassable = false,
                                                     .methods = kNativeDescriptorMethods,
                                                     .properties = kNativeDescriptorProperties};
extern const NativeTypeSpec kSlotWrapperSpec = {.name = "wrapper_descriptor",
                                                .kind = Kind::kNativeFunction,
                                                .size = sizeof(NativeFunction),
                                                .subclassable = false,
                                                .methods = kNativeDescriptorMethods,
                                                .properties = kNativeDescriptorProperties};
extern const NativeTypeSpec kMethodWrapperSpec = {.name = "method-wrapper",
                                                  .kind = Kind::kNativeFunction,
                                                  .size = sizeof(NativeFunction),
                                                  .subclassable = false,
                                                  .methods = kNativeMethods,
                                                  .properties = kNativeProperties};
extern const NativeTypeSpec kClassMethodDescriptorSpec = {
    .name = "classmethod_descriptor",
    .kind = Kind::kNativeFunction,
    .size = sizeof(NativeFunction),
    .subclassable = false,
    .methods = kClassMethodDescriptorMethods,
    .properties = kNativeDescriptorProperties};
extern const NativeTypeSpec kBoundMethodSpec = {
    .name = "method",
    .kind = Kind::kBoundMethod,
    .size = sizeof(BoundMethod),
    .subclassable = false,
    .methods = kBoundMethods,
    .properties = kBoundProperties,
    .doc =
        "method(function, instance, /)\n--\n\nA function bound to the instance that it gets as "
        "first argument."};
extern const NativeTypeSpec kCellSpec = {
    .name = "cell",
    .kind = Kind::kCell,
    .size = sizeof(Cell),
    .subclassable = false,
    .methods = kCellMethods,
    .properties = kCellProperties,
    .doc =
        "cell([contents])\n--\n\nA variable that a function shares with the functions inside "
        "it.\n\nWithout contents it is empty: reading it raises ValueError."};

}  // namespace orrery
