// decimal.Context: attributes, the current context, and what localcontext() returns.
#include "engine/modules/decimal/decimal_module.h"

namespace orrery::decimal {

const char* const kRoundingNames[kDecimalRoundings] = {
    "ROUND_UP",      "ROUND_DOWN",      "ROUND_CEILING",   "ROUND_FLOOR",
    "ROUND_HALF_UP", "ROUND_HALF_DOWN", "ROUND_HALF_EVEN", "ROUND_05UP",
};

namespace {

void trace_context(Marker& marker, Object* o) {
    marker.mark(static_cast<ContextObject*>(o)->state);
    marker.mark(static_cast<ContextObject*>(o)->flags_view);
    marker.mark(static_cast<ContextObject*>(o)->traps_view);
}

ContextObject* context_of(Value v) { return v.as<ContextObject>(); }
ContextObject* self_of(const Args& args) { return context_of(args[0]); }

/// The context the engine gives out when asked for its state the first time in a thread.
ContextObject* install_default(Context& ctx, DecimalState* s) {
    ContextObject* c = copy_context(ctx, s->templates[0].get(), false);
    return c && set_current_context(ctx, c) ? c : nullptr;
}

}  // namespace

// ---- the current context ----

ContextObject* find_current_context(Context& ctx, DecimalState* s) {
    const Value v = call_method(ctx, s->variable.get(), Name::kget, {Value::none()});
    if (!v) return nullptr;
    if (v.is_none()) return install_default(ctx, s);
    if (ctx.variables) {
        s->seen_variables.set(ctx, s, ctx.variables);
        s->seen_context.set(ctx, s, context_of(v));
    }
    return context_of(v);
}

bool set_current_context(Context& ctx, ContextObject* c) {
    DecimalState* s = c->state.get();
    String* name = intern(ctx, "set");
    const Value args[] = {Value::object(c)};
    if (!name || !call_method(ctx, s->variable.get(), name, args)) return false;
    s->seen_variables.set(ctx, s, ctx.variables);
    s->seen_context.set(ctx, s, c);
    return true;
}

ContextObject* new_context(Context& ctx, DecimalState* s, Type* type) {
    auto* c = allocate<ContextObject>(ctx, type);
    if (!c) return nullptr;
    c->state.init(s);
    c->settings = DecimalContext();
    c->traps = kDecimalAnyInvalid | kDecimalDivisionByZero | kDecimalOverflow;
    c->capitals = true;
    return c;
}

ContextObject* copy_context(Context& ctx, ContextObject* c, bool keep_flags) {
    ContextObject* copy = new_context(ctx, c->state.get(), c->state->context.get());
    if (!copy) return nullptr;
    copy->settings = c->settings;
    copy->traps = c->traps;
    copy->capitals = c->capitals;
    copy->flags = keep_flags ? c->flags : 0;
    return copy;
}

ContextObject* context_argument(Context& ctx, DecimalState* s, Value v) {
    if (!v || v.is_none()) return current_context(ctx, s);
    if (is_context(ctx, v)) return context_of(v);
    raise(ctx, TypeId::kTypeError, "optional argument must be a context");
    return nullptr;
}

// ---- attributes ----

bool rounding_argument(Context& ctx, Value v, DecimalRounding& out) {
    if (v.is(Kind::kString)) {
        for (int i = 0; i < kDecimalRoundings; ++i) {
            if (equals_ascii(v.as<String>(), kRoundingNames[i])) {
                out = static_cast<DecimalRounding>(i);
                return true;
            }
        }
    }
    raise(ctx, TypeId::kTypeError,
          "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
          "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]");
    return false;
}

namespace {

bool number_in_range(Context& ctx, Value v, int64_t low, int64_t high, const char* message,
                     int64_t& out) {
    if (!is_int(v)) {
        raise(ctx, TypeId::kTypeError, "an integer is required");
        return false;
    }
    if (!size_argument(ctx, v, out)) return false;
    if (out >= low && out <= high) return true;
    raise(ctx, TypeId::kValueError, "{}", message);
    return false;
}

enum class Attribute { kPrec, kRounding, kEmin, kEmax, kCapitals, kClamp, kFlags, kTraps };

bool set_attribute(Context& ctx, ContextObject* c, Attribute which, Value v) {
    int64_t n;
    switch (which) {
    case Attribute::kPrec:
        if (!number_in_range(ctx, v, 1, kDecimalMaxPrec, "valid range for prec is [1, MAX_PREC]",
                             n)) {
            return false;
        }
        c->settings.prec = n;
        return true;
    case Attribute::kRounding: return rounding_argument(ctx, v, c->settings.rounding);
    case Attribute::kEmin:
        if (!number_in_range(ctx, v, kDecimalMinEmin, 0, "valid range for Emin is [MIN_EMIN, 0]",
                             n)) {
            return false;
        }
        c->settings.emin = n;
        return true;
    case Attribute::kEmax:
        if (!number_in_range(ctx, v, 0, kDecimalMaxEmax, "valid range for Emax is [0, MAX_EMAX]",
                             n)) {
            return false;
        }
        c->settings.emax = n;
        return true;
    case Attribute::kCapitals:
        if (!number_in_range(ctx, v, 0, 1, "valid values for capitals are 0 or 1", n)) {
            return false;
        }
        c->capitals = n != 0;
        return true;
    case Attribute::kClamp:
        if (!number_in_range(ctx, v, 0, 1, "valid values for clamp are 0 or 1", n)) return false;
        c->settings.clamp = n != 0;
        return true;
    case Attribute::kFlags: return signals_from_dict(ctx, v, c->flags);
    case Attribute::kTraps: return signals_from_dict(ctx, v, c->traps);
    }
    return false;
}

template <Attribute kWhich>
bool setter(Context& ctx, Value self, Value v) {
    if (v) return set_attribute(ctx, context_of(self), kWhich, v);
    raise(ctx, TypeId::kAttributeError, "context attributes cannot be deleted");
    return false;
}

Value get_prec(Context& ctx, Value self) { return make_int(ctx, context_of(self)->settings.prec); }
Value get_rounding(Context& ctx, Value self) {
    return or_error(
        intern(ctx, kRoundingNames[static_cast<int>(context_of(self)->settings.rounding)]));
}
Value get_emin(Context& ctx, Value self) { return make_int(ctx, context_of(self)->settings.emin); }
Value get_emax(Context& ctx, Value self) { return make_int(ctx, context_of(self)->settings.emax); }
Value get_capitals(Context&, Value self) { return Value::small_int(context_of(self)->capitals); }
Value get_clamp(Context&, Value self) { return Value::small_int(context_of(self)->settings.clamp); }
Value get_flags(Context& ctx, Value self) { return signal_view(ctx, context_of(self), false); }
Value get_traps(Context& ctx, Value self) { return signal_view(ctx, context_of(self), true); }

const NativeProperty kContextProperties[] = {
    {"prec", get_prec, setter<Attribute::kPrec>},
    {"rounding", get_rounding, setter<Attribute::kRounding>},
    {"Emin", get_emin, setter<Attribute::kEmin>},
    {"Emax", get_emax, setter<Attribute::kEmax>},
    {"capitals", get_capitals, setter<Attribute::kCapitals>},
    {"clamp", get_clamp, setter<Attribute::kClamp>},
    {"flags", get_flags, setter<Attribute::kFlags>},
    {"traps", get_traps, setter<Attribute::kTraps>},
};

constexpr struct {
    const char* name;
    Attribute which;
} kAttributes[] = {
    {"prec", Attribute::kPrec},   {"rounding", Attribute::kRounding}, {"Emin", Attribute::kEmin},
    {"Emax", Attribute::kEmax},   {"capitals", Attribute::kCapitals}, {"clamp", Attribute::kClamp},
    {"flags", Attribute::kFlags}, {"traps", Attribute::kTraps},
};

/// An argument of Context(), where flags and traps may also be lists.
bool set_argument(Context& ctx, ContextObject* c, Attribute which, Value v) {
    if (!v || v.is_none()) return true;
    if ((which == Attribute::kFlags || which == Attribute::kTraps) && v.is(Kind::kList)) {
        return signals_from_list(ctx, v, which == Attribute::kFlags ? c->flags : c->traps);
    }
    return set_attribute(ctx, c, which, v);
}

// ---- methods ----

Value context_new(Context& ctx, const Args& args) {
    DecimalState* s = find_state(ctx);
    ContextObject* c = new_context(ctx, s, args[0].as<Type>());
    if (!c) return Value::error();
    if (ContextObject* base = s->templates[0].get()) {
        c->settings = base->settings;
        c->traps = base->traps;
    }
    return Value::object(c);
}
Value context_init(Context& ctx, const Args& args) {
    for (unsigned i = 0; i < std::size(kAttributes); ++i) {
        if (!set_argument(ctx, self_of(args), kAttributes[i].which, args[i + 1])) {
            return Value::error();
        }
    }
    return Value::none();
}
Value context_repr(Context& ctx, const Args& args) {
    const ContextObject* c = self_of(args);
    return or_error(format_message(
        ctx,
        "Context(prec={}, rounding={}, Emin={}, Emax={}, capitals={}, clamp={}, flags=[{}], "
        "traps=[{}])",
        std::initializer_list<MessageArg>{
            c->settings.prec, kRoundingNames[static_cast<int>(c->settings.rounding)],
            c->settings.emin, c->settings.emax, int{c->capitals}, int{c->settings.clamp},
            signal_names(c->flags), signal_names(c->traps)}));
}
Value context_copy(Context& ctx, const Args& args) {
    return or_error(copy_context(ctx, self_of(args), true));
}
/// The signals of a word as a list of classes.
Value signal_list(Context& ctx, DecimalState* s, uint32_t signals) {
    List* list = make_list(ctx, 0);
    for (int i = 0; list && i < kDecimalSignalCount; ++i) {
        if (signals & signal_mask(i) && !list_append(ctx, list, s->signals[i].get())) {
            return Value::error();
        }
    }
    return or_error(list);
}
Value context_reduce(Context& ctx, const Args& args) {
    ContextObject* c = self_of(args);
    const Value state =
        tuple_of(ctx, {get_prec(ctx, args[0]), get_rounding(ctx, args[0]), get_emin(ctx, args[0]),
                       get_emax(ctx, args[0]), get_capitals(ctx, args[0]), get_clamp(ctx, args[0]),
                       signal_list(ctx, c->state.get(), c->flags),
                       signal_list(ctx, c->state.get(), c->traps)});
    return tuple_of(ctx, {Value::object(type_of(ctx, args[0])), state});
}
Value context_clear_flags(Context&, const Args& args) {
    self_of(args)->flags = 0;
    return Value::none();
}
Value context_clear_traps(Context&, const Args& args) {
    self_of(args)->traps = 0;
    return Value::none();
}
Value context_etiny(Context& ctx, const Args& args) {
    return make_int(ctx, self_of(args)->settings.etiny());
}
Value context_etop(Context& ctx, const Args& args) {
    return make_int(ctx, self_of(args)->settings.etop());
}
Value context_radix(Context& ctx, const Args& args) {
    return make_decimal(ctx, self_of(args)->state.get(), DecimalSmall(10));
}

Value context_create_decimal(Context& ctx, const Args& args) {
    return create_rounded(ctx, args[1], self_of(args));
}
Value context_create_from_float(Context& ctx, const Args& args) {
    ContextObject* c = self_of(args);
    Value exact;
    if (is_float(args[1])) {
        exact = construct_from_double(ctx, float_value(args[1]), c, c->state->decimal.get());
    } else if (is_int(args[1])) {
        exact = decimal_from_int(ctx, args[1], c, c->state->decimal.get());
    } else {
        return raise(ctx, TypeId::kTypeError, "argument must be int or float");
    }
    return exact ? create_rounded(ctx, exact, c) : exact;
}

// ---- operations as methods of a context ----

template <UnaryFn kFn>
Value unary(Context& ctx, const Args& args) {
    ContextObject* c = self_of(args);
    const Value a = required_operand(ctx, args[1], c);
    return a ? apply(ctx, kFn, a, c) : a;
}
template <BinaryFn kFn>
Value binary(Context& ctx, const Args& args) {
    ContextObject* c = self_of(args);
    const Value a = required_operand(ctx, args[1], c);
    const Value b = a ? required_operand(ctx, args[2], c) : a;
    return b ? apply(ctx, kFn, a, b, c) : b;
}
Value context_fma(Context& ctx, const Args& args) {
    ContextObject* c = self_of(args);
    const Value a = required_operand(ctx, args[1], c);
    const Value b = a ? required_operand(ctx, args[2], c) : a;
    const Value d = b ? required_operand(ctx, args[3], c) : b;
    return d ? apply(ctx, decimal_fma, a, b, d, c) : d;
}
Value context_power(Context& ctx, const Args& args) {
    ContextObject* c = self_of(args);
    const Value a = required_operand(ctx, args[1], c);
    const Value b = a ? required_operand(ctx, args[2], c) : a;
    if (!b || !args[3] || args[3].is_none()) return b ? apply(ctx, decimal_power, a, b, c) : b;
    const Value d = required_operand(ctx, args[3], c);
    return d ? apply(ctx, decimal_power_modulo, a, b, d, c) : d;
}
Value context_divmod(Context& ctx, const Args& args) {
    ContextObject* c = self_of(args);
    const Value a = required_operand(ctx, args[1], c);
    const Value b = a ? required_operand(ctx, args[2], c) : a;
    if (!b) return b;
    DecimalBuffer quotient, remainder;
    uint32_t status = 0;
    decimal_divmod(quotient, remainder, decimal_ref(a), decimal_ref(b), settings_of(ctx, c),
                   status);
    if (!add_status(ctx, c, status)) return Value::error();
    return tuple_of(ctx, {make_decimal(ctx, c->state.get(), quotient),
                          make_decimal(ctx, c->state.get(), remainder)});
}

/// What a Decimal's method of the same name does, with this context where it takes one.
template <bool (*kTest)(const DecimalRef&, const DecimalContext&)>
Value test(Context& ctx, const Args& args) {
    const Value a = required_operand(ctx, args[1], self_of(args));
    return a ? Value::boolean(kTest(decimal_ref(a), self_of(args)->settings)) : a;
}
bool test_normal(const DecimalRef& a, const DecimalContext& c) { return a.is_normal(c); }
bool test_subnormal(const DecimalRef& a, const DecimalContext& c) { return a.is_subnormal(c); }
bool test_finite(const DecimalRef& a, const DecimalContext&) { return a.is_finite(); }
bool test_infinite(const DecimalRef& a, const DecimalContext&) { return a.is_infinite(); }
bool test_nan(const DecimalRef& a, const DecimalContext&) { return a.is_nan(); }
bool test_quiet(const DecimalRef& a, const DecimalContext&) { return a.is_quiet_nan(); }
bool test_signaling(const DecimalRef& a, const DecimalContext&) { return a.is_signaling_nan(); }
bool test_signed(const DecimalRef& a, const DecimalContext&) { return a.is_negative(); }
bool test_zero(const DecimalRef& a, const DecimalContext&) { return a.is_zero(); }

Value context_is_canonical(Context& ctx, const Args& args) {
    if (!is_decimal(ctx, args[1])) {
        return raise(ctx, TypeId::kTypeError, "argument must be a Decimal");
    }
    return Value::true_value();
}
Value context_canonical(Context& ctx, const Args& args) {
    return context_is_canonical(ctx, args) ? args[1] : Value::error();
}
Value context_apply(Context& ctx, const Args& args) {
    const Value a = required_operand(ctx, args[1], self_of(args));
    if (!a) return a;
    DecimalBuffer out;
    uint32_t status = 0;
    if (!out.assign(decimal_ref(a))) return raise_memory_error(ctx);
    decimal_finalize(out, settings_of(ctx, self_of(args)), status);
    return finish(ctx, self_of(args), out, status);
}
Value context_copy_decimal(Context& ctx, const Args& args) {
    const Value a = required_operand(ctx, args[1], self_of(args));
    return a ? make_decimal(ctx, self_of(args)->state.get(), decimal_ref(a)) : a;
}
Value context_copy_abs(Context& ctx, const Args& args) {
    const Value a = required_operand(ctx, args[1], self_of(args));
    return a ? make_decimal(ctx, self_of(args)->state.get(), decimal_ref(a).absolute()) : a;
}
Value context_copy_negate(Context& ctx, const Args& args) {
    const Value a = required_operand(ctx, args[1], self_of(args));
    return a ? make_decimal(ctx, self_of(args)->state.get(), decimal_ref(a).negated()) : a;
}
/// Two operands that nothing is rounded for.
template <typename F>
Value exact_pair(Context& ctx, const Args& args, F&& f) {
    const Value a = required_operand(ctx, args[1], self_of(args));
    const Value b = a ? required_operand(ctx, args[2], self_of(args)) : a;
    return b ? f(decimal_ref(a), decimal_ref(b)) : b;
}
Value context_copy_sign(Context& ctx, const Args& args) {
    return exact_pair(ctx, args, [&](const DecimalRef& a, const DecimalRef& b) {
        return make_decimal(ctx, self_of(args)->state.get(),
                            a.is_negative() == b.is_negative() ? a : a.negated());
    });
}
Value order_value(Context& ctx, const Args& args, int order) {
    return make_decimal(ctx, self_of(args)->state.get(), DecimalSmall(order != 0, 0, order < 0));
}
Value context_compare_total(Context& ctx, const Args& args) {
    return exact_pair(ctx, args, [&](const DecimalRef& a, const DecimalRef& b) {
        return order_value(ctx, args, decimal_order_total(a, b));
    });
}
Value context_compare_total_mag(Context& ctx, const Args& args) {
    return exact_pair(ctx, args, [&](const DecimalRef& a, const DecimalRef& b) {
        return order_value(ctx, args, decimal_order_total(a.absolute(), b.absolute()));
    });
}
Value context_same_quantum(Context& ctx, const Args& args) {
    return exact_pair(ctx, args, [&](const DecimalRef& a, const DecimalRef& b) {
        return Value::boolean(decimal_same_quantum(a, b));
    });
}
Value context_number_class(Context& ctx, const Args& args) {
    const Value a = required_operand(ctx, args[1], self_of(args));
    return a ? or_error(
                   make_string(ctx, decimal_number_class(decimal_ref(a), self_of(args)->settings)))
             : a;
}
template <DecimalNotation kNotation>
Value text(Context& ctx, const Args& args) {
    const Value a = required_operand(ctx, args[1], self_of(args));
    return a ? decimal_text(ctx, decimal_ref(a), self_of(args), kNotation) : a;
}

const NativeMethod kContextMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", context_new},
    {"__init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, "
     "flags=None, traps=None)",
     context_init, nullptr, NativeMethod::kTupleArguments},
    {"__repr__(self, /)", context_repr},
    {"__copy__(self, /)", context_copy},
    {"copy(self, /)", context_copy},
    {"__reduce__(self, /)", context_reduce},
    {"clear_flags(self, /)", context_clear_flags},
    {"clear_traps(self, /)", context_clear_traps},
    {"Etiny(self, /)", context_etiny},
    {"Etop(self, /)", context_etop},
    {"radix(self, /)", context_radix},
    {"create_decimal(self, num='0', /)", context_create_decimal},
    {"create_decimal_from_float(self, f, /)", context_create_from_float},
    {"_apply(self, x, /)", context_apply},
    {"abs(self, x, /)", unary<decimal_abs>},
    {"exp(self, x, /)", unary<decimal_exp>},
    {"ln(self, x, /)", unary<decimal_ln>},
    {"log10(self, x, /)", unary<decimal_log10>},
    {"logb(self, x, /)", unary<decimal_logb>},
    {"logical_invert(self, x, /)", unary<decimal_logical_invert>},
    {"minus(self, x, /)", unary<decimal_minus>},
    {"next_minus(self, x, /)", unary<decimal_next_minus>},
    {"next_plus(self, x, /)", unary<decimal_next_plus>},
    {"normalize(self, x, /)", unary<decimal_normalize>},
    {"plus(self, x, /)", unary<decimal_plus>},
    {"sqrt(self, x, /)", unary<decimal_sqrt>},
    {"to_integral(self, x, /)", unary<decimal_to_integral_value>},
    {"to_integral_exact(self, x, /)", unary<decimal_to_integral_exact>},
    {"to_integral_value(self, x, /)", unary<decimal_to_integral_value>},
    {"add(self, x, y, /)", binary<decimal_add>},
    {"compare(self, x, y, /)", binary<decimal_compare>},
    {"compare_signal(self, x, y, /)", binary<decimal_compare_signal>},
    {"divide(self, x, y, /)", binary<decimal_divide>},
    {"divide_int(self, x, y, /)", binary<decimal_divide_integer>},
    {"logical_and(self, x, y, /)", binary<decimal_logical_and>},
    {"logical_or(self, x, y, /)", binary<decimal_logical_or>},
    {"logical_xor(self, x, y, /)", binary<decimal_logical_xor>},
    {"max(self, x, y, /)", binary<decimal_max>},
    {"max_mag(self, x, y, /)", binary<decimal_max_mag>},
    {"min(self, x, y, /)", binary<decimal_min>},
    {"min_mag(self, x, y, /)", binary<decimal_min_mag>},
    {"multiply(self, x, y, /)", binary<decimal_multiply>},
    {"next_toward(self, x, y, /)", binary<decimal_next_toward>},
    {"quantize(self, x, y, /)", binary<decimal_quantize>},
    {"remainder(self, x, y, /)", binary<decimal_remainder>},
    {"remainder_near(self, x, y, /)", binary<decimal_remainder_near>},
    {"rotate(self, x, y, /)", binary<decimal_rotate>},
    {"scaleb(self, x, y, /)", binary<decimal_scaleb>},
    {"shift(self, x, y, /)", binary<decimal_shift>},
    {"subtract(self, x, y, /)", binary<decimal_subtract>},
    {"divmod(self, x, y, /)", context_divmod},
    {"fma(self, x, y, z, /)", context_fma},
    {"power(self, /, a, b, modulo=None)", context_power, nullptr, NativeMethod::kTupleArguments},
    {"is_normal(self, x, /)", test<test_normal>},
    {"is_subnormal(self, x, /)", test<test_subnormal>},
    {"is_finite(self, x, /)", test<test_finite>},
    {"is_infinite(self, x, /)", test<test_infinite>},
    {"is_nan(self, x, /)", test<test_nan>},
    {"is_qnan(self, x, /)", test<test_quiet>},
    {"is_snan(self, x, /)", test<test_signaling>},
    {"is_signed(self, x, /)", test<test_signed>},
    {"is_zero(self, x, /)", test<test_zero>},
    {"is_canonical(self, x, /)", context_is_canonical},
    {"canonical(self, x, /)", context_canonical},
    {"copy_decimal(self, x, /)", context_copy_decimal},
    {"copy_abs(self, x, /)", context_copy_abs},
    {"copy_negate(self, x, /)", context_copy_negate},
    {"copy_sign(self, x, y, /)", context_copy_sign},
    {"compare_total(self, x, y, /)", context_compare_total},
    {"compare_total_mag(self, x, y, /)", context_compare_total_mag},
    {"same_quantum(self, x, y, /)", context_same_quantum},
    {"number_class(self, x, /)", context_number_class},
    {"to_sci_string(self, x, /)", text<DecimalNotation::scientific>},
    {"to_eng_string(self, x, /)", text<DecimalNotation::engineering>},
};

}  // namespace

const NativeTypeSpec kContextSpec = {
    .name = "decimal.Context",
    .size = sizeof(ContextObject),
    .methods = kContextMethods,
    .properties = kContextProperties,
    .trace = trace_context,
    .doc = "Precision, rounding, range of exponents, and what becomes of signals."};

bool set_context_attribute(Context& ctx, ContextObject* c, std::string_view name, Value v) {
    for (const auto& row : kAttributes) {
        if (name == row.name) return set_argument(ctx, c, row.which, v);
    }
    return true;
}

}  // namespace orrery::decimal
