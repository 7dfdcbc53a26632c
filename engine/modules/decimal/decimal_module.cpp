// Module _decimal: its classes, constants and functions.
#include "engine/modules/decimal/decimal_module.h"

namespace orrery::decimal {

namespace {

// ---- state ----

void trace_state(Marker& marker, Object* o) {
    auto* s = static_cast<DecimalState*>(o);
    marker.mark(s->decimal);
    marker.mark(s->context);
    marker.mark(s->manager);
    for (Slot* slot : {&s->signal_dict, &s->tuple, &s->variable, &s->rational, &s->signal_tuple,
                       &s->seen_variables}) {
        marker.mark(*slot);
    }
    for (Slot& signal : s->signals)
        marker.mark(signal);
    for (Slot& condition : s->conditions)
        marker.mark(condition);
    for (Ref<ContextObject>& c : s->templates)
        marker.mark(c);
    marker.mark(s->seen_context);
}

const NativeTypeSpec kStateSpec = {.name = "decimal.State",
                                   .size = sizeof(DecimalState),
                                   .subclassable = false,
                                   .trace = trace_state};

}  // namespace

DecimalState* find_state(Context& ctx) {
    const auto& roots = ctx.runtime().extra_roots;
    for (size_t i = roots.size(); i > 0; --i) {
        const Value v = roots[i - 1];
        if (v.is(Kind::kNative) && type_of(ctx, v)->native == &kStateSpec) {
            return v.as<DecimalState>();
        }
    }
    return nullptr;  // never: the module is there
}

namespace {

// ---- localcontext ----

/// Makes a context current for the length of a `with` block.
struct Manager : NativeObject {
    Ref<ContextObject> local, outer;
};

void trace_manager(Marker& marker, Object* o) {
    marker.mark(static_cast<Manager*>(o)->local);
    marker.mark(static_cast<Manager*>(o)->outer);
}

Value manager_enter(Context& ctx, const Args& args) {
    ContextObject* local = args[0].as<Manager>()->local.get();
    return set_current_context(ctx, local) ? Value::object(local) : Value::error();
}
Value manager_exit(Context& ctx, const Args& args) {
    return set_current_context(ctx, args[0].as<Manager>()->outer.get()) ? Value::false_value()
                                                                        : Value::error();
}

const NativeMethod kManagerMethods[] = {
    {"__enter__(self, /)", manager_enter},
    {"__exit__(self, /, *args)", manager_exit},
};

// ---- functions ----

Value get_context(Context& ctx, const Args&) {
    return or_error(current_context(ctx, find_state(ctx)));
}

Value set_context(Context& ctx, const Args& args) {
    if (!is_context(ctx, args[0])) {
        return raise(ctx, TypeId::kTypeError, "argument must be a context");
    }
    auto* c = args[0].as<ContextObject>();
    // The templates are not to be changed through getcontext().
    for (Ref<ContextObject>& t : c->state->templates) {
        if (t.get() == c) {
            c = copy_context(ctx, c, false);
            break;
        }
    }
    return c && set_current_context(ctx, c) ? Value::none() : Value::error();
}

constexpr const char* kContextNames[] = {"prec",     "rounding", "Emin",  "Emax",
                                         "capitals", "clamp",    "flags", "traps"};

Value local_context(Context& ctx, const Args& args) {
    DecimalState* s = find_state(ctx);
    ContextObject* outer = current_context(ctx, s);
    if (!outer) return Value::error();
    ContextObject* local = context_argument(ctx, s, args[0]);
    if (local) local = copy_context(ctx, local, true);
    if (!local) return Value::error();
    for (size_t i = 0; i < std::size(kContextNames); ++i) {
        if (!set_context_attribute(ctx, local, kContextNames[i], args[i + 1])) {
            return Value::error();
        }
    }
    auto* m = allocate<Manager>(ctx, s->manager.get());
    if (!m) return Value::error();
    m->local.init(local);
    m->outer.init(outer);
    return Value::object(m);
}

const NativeMethod kFunctions[] = {
    {"getcontext()", get_context},
    {"setcontext(context, /)", set_context},
    {"localcontext(ctx=None, prec=?, rounding=?, Emin=?, Emax=?, capitals=?, clamp=?, flags=?, "
     "traps=?)",
     local_context, nullptr, NativeMethod::kTupleArguments},
};

// ---- classes ----

/// class name(*bases) of module decimal, bound in the module.
Value add_class(Context& ctx, Module* module, const char* name,
                std::initializer_list<Value> bases) {
    Dict* ns = make_dict(ctx);
    String* where = make_string(ctx, "decimal");
    if (!ns || !where || !dict_set(ctx, ns, ctx.name(Name::k__module__), Value::object(where))) {
        return Value::error();
    }
    const Value cls =
        call(ctx, Value::object(ctx.type(TypeId::kType)),
             {or_error(make_string(ctx, name)), tuple_of(ctx, bases), Value::object(ns)});
    return cls && add_to_module(ctx, module, name, cls) ? cls : Value::error();
}

bool add_exceptions(Context& ctx, Module* module, DecimalState* s) {
    const auto builtin = [&](TypeId id) { return Value::object(ctx.type(id)); };
    const auto signal = [&](uint32_t bit) { return s->signals[std::countr_zero(bit)].get(); };
    bool ok = true;
    const auto add = [&](Slot& place, const char* name, std::initializer_list<Value> bases) {
        const Value cls = ok ? add_class(ctx, module, name, bases) : Value::error();
        if (cls) {
            place.set(ctx, s, cls);
        } else {
            ok = false;
        }
    };
    const auto add_signal = [&](uint32_t bit, const char* name,
                                std::initializer_list<Value> bases) {
        add(s->signals[std::countr_zero(bit)], name, bases);
    };
    const Value base =
        add_class(ctx, module, "DecimalException", {builtin(TypeId::kArithmeticError)});
    if (!base) return false;
    add_signal(kDecimalInvalidOperation, "InvalidOperation", {base});
    add_signal(kDecimalFloatOperation, "FloatOperation", {base, builtin(TypeId::kTypeError)});
    add_signal(kDecimalDivisionByZero, "DivisionByZero",
               {base, builtin(TypeId::kZeroDivisionError)});
    add_signal(kDecimalInexact, "Inexact", {base});
    add_signal(kDecimalRounded, "Rounded", {base});
    add_signal(kDecimalSubnormal, "Subnormal", {base});
    add_signal(kDecimalClamped, "Clamped", {base});
    if (!ok) return false;
    add_signal(kDecimalOverflow, "Overflow", {signal(kDecimalInexact), signal(kDecimalRounded)});
    add_signal(kDecimalUnderflow, "Underflow",
               {signal(kDecimalInexact), signal(kDecimalRounded), signal(kDecimalSubnormal)});
    const Value invalid = signal(kDecimalInvalidOperation);
    add(s->conditions[0], "ConversionSyntax", {invalid});
    add(s->conditions[1], "DivisionImpossible", {invalid});
    add(s->conditions[2], "DivisionUndefined", {invalid, builtin(TypeId::kZeroDivisionError)});
    add(s->conditions[3], "InvalidContext", {invalid});
    if (!ok) return false;
    Value signals[kDecimalSignalCount];
    for (int i = 0; i < kDecimalSignalCount; ++i)
        signals[i] = s->signals[i].get();
    Tuple* all = make_tuple(ctx, signals);
    if (!all) return false;
    s->signal_tuple.set(ctx, s, Value::object(all));
    return true;
}

Value text_value(Context& ctx, const char* text) { return or_error(make_string(ctx, text)); }

/// What comes from modules written in Python: DecimalTuple, SignalDict, the registration.
bool add_derived(Context& ctx, Module* module, DecimalState* s) {
    const Value decimal = Value::object(s->decimal.get());
    const Value number = module_attribute(ctx, "numbers", "Number");
    const Value rational = number ? module_attribute(ctx, "numbers", "Rational") : number;
    if (!rational) return false;
    s->rational.set(ctx, s, rational);
    String* register_name = intern(ctx, "register");
    if (!register_name || !call_method(ctx, number, register_name, {&decimal, 1})) return false;

    const Value make = module_attribute(ctx, "collections", "namedtuple");
    const Value fields = make ? text_value(ctx, "sign digits exponent") : make;
    const Value name = fields ? text_value(ctx, "DecimalTuple") : fields;
    const Value where = name ? text_value(ctx, "decimal") : name;
    if (!where) return false;
    const Value keyword = tuple_of(ctx, {or_error(intern(ctx, "module"))});
    if (!keyword) return false;
    const Value args[] = {name, fields, where};
    const Value tuple = call_keywords(ctx, make, args, keyword.as<Tuple>());
    if (!tuple || !add_to_module(ctx, module, "DecimalTuple", tuple)) return false;
    s->tuple.set(ctx, s, tuple);

    Type* mixin = shared_type(ctx, kSignalMixinSpec);
    const Value mapping =
        mixin ? module_attribute(ctx, "collections.abc", "MutableMapping") : Value::error();
    if (!mapping) return false;
    const Value signal_dict =
        call(ctx, Value::object(type_of(ctx, mapping)),
             {text_value(ctx, "SignalDict"), tuple_of(ctx, {Value::object(mixin), mapping}),
              or_error(make_dict(ctx))});
    if (!signal_dict) return false;
    s->signal_dict.set(ctx, s, signal_dict);

    const Value variable_class = module_attribute(ctx, "_contextvars", "ContextVar");
    const Value variable = variable_class
                               ? call(ctx, variable_class, {text_value(ctx, "decimal_context")})
                               : variable_class;
    if (!variable) return false;
    s->variable.set(ctx, s, variable);
    return true;
}

bool add_templates(Context& ctx, Module* module, DecimalState* s) {
    static constexpr const char* kNames[] = {"DefaultContext", "BasicContext", "ExtendedContext"};
    for (int i = 0; i < 3; ++i) {
        ContextObject* c = new_context(ctx, s, s->context.get());
        if (!c || !add_to_module(ctx, module, kNames[i], Value::object(c))) return false;
        s->templates[i].set(ctx, s, c);
        if (i > 0) c->settings.prec = 9;
        if (i == 1) {
            c->settings.rounding = DecimalRounding::half_up;
            c->traps |= kDecimalUnderflow | kDecimalClamped;
        }
        if (i == 2) c->traps = 0;
    }
    return true;
}

bool add_constants(Context& ctx, Module* module) {
    for (const char* name : kRoundingNames) {
        if (!add_to_module(ctx, module, name, or_error(intern(ctx, name)))) return false;
    }
    return add_to_module(ctx, module, "MAX_PREC", make_int(ctx, kDecimalMaxPrec)) &&
           add_to_module(ctx, module, "MAX_EMAX", make_int(ctx, kDecimalMaxEmax)) &&
           add_to_module(ctx, module, "MIN_EMIN", make_int(ctx, kDecimalMinEmin)) &&
           add_to_module(ctx, module, "MIN_ETINY", make_int(ctx, kDecimalMinEtiny)) &&
           add_to_module(ctx, module, "HAVE_THREADS", Value::true_value()) &&
           add_to_module(ctx, module, "HAVE_CONTEXTVAR", Value::true_value()) &&
           add_to_module(ctx, module, "__version__", text_value(ctx, "1.70")) &&
           add_to_module(ctx, module, "__libmpdec_version__", text_value(ctx, "2.5.1"));
}

/// The state of the engine, complete; made by the first import.
bool make_state(Context& ctx, Module* module) {
    Type* type = shared_type(ctx, kStateSpec);
    auto* s = type ? allocate<DecimalState>(ctx, type) : nullptr;
    if (!s) return false;
    ctx.runtime().extra_roots.push_back(Value::object(s));
    Type* decimal = shared_type(ctx, kDecimalSpec);
    Type* context = decimal ? shared_type(ctx, kContextSpec) : nullptr;
    Type* manager = context ? shared_type(ctx, kManagerSpec) : nullptr;
    if (!manager) return false;
    s->decimal.set(ctx, s, decimal);
    s->context.set(ctx, s, context);
    s->manager.set(ctx, s, manager);
    return add_exceptions(ctx, module, s) && add_derived(ctx, module, s) &&
           add_templates(ctx, module, s);
}

bool populate(Context& ctx, Module* module) {
    return make_state(ctx, module) && add_shared_type(ctx, module, kDecimalSpec) &&
           add_shared_type(ctx, module, kContextSpec) && add_constants(ctx, module);
}

}  // namespace

const NativeTypeSpec kManagerSpec = {.name = "decimal.ContextManager",
                                     .size = sizeof(Manager),
                                     .subclassable = false,
                                     .methods = kManagerMethods,
                                     .trace = trace_manager};

}  // namespace orrery::decimal

namespace orrery {

extern const NativeModuleSpec kDecimalModule;
const NativeModuleSpec kDecimalModule = {
    .name = "_decimal",
    .functions = decimal::kFunctions,
    .populate = decimal::populate,
    .doc = "C decimal arithmetic module",
};

}  // namespace orrery
