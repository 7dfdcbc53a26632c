// Signals of module _decimal: how conditions become exceptions, and SignalDict, the mapping that
// shows a context's flags or traps.
#include "engine/modules/decimal/decimal_module.h"

namespace orrery::decimal {

namespace {

/// A view of one word of a context.
struct SignalDict : NativeObject {
    Ref<ContextObject> context;  // null: made by SignalDict() itself
    bool shows_traps;

    uint32_t& word() { return shows_traps ? context->traps : context->flags; }
};

void trace_signal_dict(Marker& marker, Object* o) {
    marker.mark(static_cast<SignalDict*>(o)->context);
}

Value interrupted(Context& ctx) {
    return ctx.handle_poll() ? raise(ctx, TypeId::kKeyboardInterrupt, "") : Value::error();
}

}  // namespace

bool raise_signals(Context& ctx, ContextObject* c, uint32_t status) {
    if (status & kDecimalInterrupted) return static_cast<bool>(interrupted(ctx));
    if (status & kDecimalNoMemory) return static_cast<bool>(raise_memory_error(ctx));
    c->flags |= status;
    const uint32_t trapped = status & c->traps;
    if (!trapped) return true;
    DecimalState* s = c->state.get();
    List* list = make_list(ctx, 0);
    if (!list) return false;
    if (trapped & kDecimalAnyInvalid) {
        if (trapped & kDecimalInvalidOperation && !list_append(ctx, list, s->signals[0].get())) {
            return false;
        }
        for (int i = 0; i < kDecimalConditionCount; ++i) {
            if (trapped & (kDecimalConversionSyntax << i) &&
                !list_append(ctx, list, s->conditions[i].get())) {
                return false;
            }
        }
    }
    for (int i = 1; i < kDecimalSignalCount; ++i) {
        if (trapped >> i & 1 && !list_append(ctx, list, s->signals[i].get())) return false;
    }
    const Value e =
        call(ctx, s->signals[trapped & kDecimalAnyInvalid ? 0 : std::countr_zero(trapped)].get(),
             {Value::object(list)});
    if (e) raise_value(ctx, e);
    return false;
}

std::string signal_names(uint32_t signals) {
    // In the order of the bits that CPython's library gives them.
    static constexpr struct {
        uint32_t signal;
        const char* name;
    } kNames[] = {
        {kDecimalClamped, "Clamped"},
        {kDecimalAnyInvalid, "InvalidOperation"},
        {kDecimalDivisionByZero, "DivisionByZero"},
        {kDecimalInexact, "Inexact"},
        {kDecimalFloatOperation, "FloatOperation"},
        {kDecimalOverflow, "Overflow"},
        {kDecimalRounded, "Rounded"},
        {kDecimalSubnormal, "Subnormal"},
        {kDecimalUnderflow, "Underflow"},
    };
    std::string out;
    for (const auto& row : kNames) {
        if (signals & row.signal) out += (out.empty() ? "" : ", ") + std::string(row.name);
    }
    return out;
}

Value signal_view(Context& ctx, ContextObject* c, bool traps) {
    Slot& place = traps ? c->traps_view : c->flags_view;
    if (const Value v = place.get()) return v;
    auto* view = allocate<SignalDict>(ctx, c->state->signal_dict.get().as<Type>());
    if (!view) return Value::error();
    view->context.init(c);
    view->shows_traps = traps;
    place.set(ctx, c, Value::object(view));
    return Value::object(view);
}

namespace {

/// The bits a class stands for. 0 after KeyError.
uint32_t signal_of(Context& ctx, Value v) {
    DecimalState* s = find_state(ctx);
    for (int i = 0; i < kDecimalSignalCount; ++i) {
        if (v == s->signals[i].get()) return signal_mask(i);
    }
    raise(ctx, TypeId::kKeyError,
          "valid values for signals are:\n  [InvalidOperation, FloatOperation, "
          "DivisionByZero,\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]");
    return 0;
}

SignalDict* dict_of(const Args& args) { return args[0].as<SignalDict>(); }

bool is_bound(Context& ctx, const Args& args) {
    if (dict_of(args)->context) return true;
    raise(ctx, TypeId::kValueError, "invalid signal dict");
    return false;
}

Value signals_init(Context&, const Args&) { return Value::none(); }
Value signals_len(Context& ctx, const Args& args) {
    return is_bound(ctx, args) ? Value::small_int(kDecimalSignalCount) : Value::error();
}
Value signals_iter(Context& ctx, const Args& args) {
    return is_bound(ctx, args)
               ? get_iterator(ctx, dict_of(args)->context->state->signal_tuple.get())
               : Value::error();
}
Value signals_getitem(Context& ctx, const Args& args) {
    if (!is_bound(ctx, args)) return Value::error();
    const uint32_t signal = signal_of(ctx, args[1]);
    return signal ? Value::boolean(dict_of(args)->word() & signal) : Value::error();
}
Value signals_setitem(Context& ctx, const Args& args) {
    if (!is_bound(ctx, args)) return Value::error();
    const uint32_t signal = signal_of(ctx, args[1]);
    if (!signal) return Value::error();
    const Truth on = is_true(ctx, args[2]);
    if (on == Truth::kError) return Value::error();
    uint32_t& word = dict_of(args)->word();
    word = on == Truth::kYes ? word | signal : word & ~signal;
    return Value::none();
}
Value signals_delitem(Context& ctx, const Args& args) {
    if (!is_bound(ctx, args)) return Value::error();
    return raise(ctx, TypeId::kValueError, "signal keys cannot be deleted");
}
Value signals_repr(Context& ctx, const Args& args) {
    if (!is_bound(ctx, args)) return Value::error();
    std::string out;
    for (int i = 0; i < kDecimalSignalCount; ++i) {
        const Value signal = dict_of(args)->context->state->signals[i].get();
        String* name = to_repr(ctx, signal);
        if (!name) return Value::error();
        for (uint64_t at = 0; at == 0 || at < name->length; ++at) {
            if (at == 0) out += i ? ", " : "{";
            out += static_cast<char>(name->at(at));
        }
        out += dict_of(args)->word() & signal_mask(i) ? ":True" : ":False";
    }
    return or_error(make_string(ctx, out + "}"));
}
/// A plain dict with the same items.
Value to_dict(Context& ctx, const Args& args) {
    if (!is_bound(ctx, args)) return Value::error();
    Dict* dict = make_dict(ctx);
    for (int i = 0; dict && i < kDecimalSignalCount; ++i) {
        const bool on = dict_of(args)->word() & signal_mask(i);
        if (!dict_set(ctx, dict, dict_of(args)->context->state->signals[i].get(),
                      Value::boolean(on)))
            dict = nullptr;
    }
    return or_error(dict);
}
Value signals_copy(Context& ctx, const Args& args) { return to_dict(ctx, args); }

Value signals_compare(Context& ctx, const Args& args, bool equal) {
    if (!is_bound(ctx, args)) return Value::error();
    uint32_t other = 0;
    if (auto* dict = native_cast<SignalDict>(ctx, args[1], kSignalMixinSpec)) {
        if (!dict->context) return raise(ctx, TypeId::kValueError, "invalid signal dict");
        other = dict->word();
    } else if (args[1].is(Kind::kDict)) {
        if (!signals_from_dict(ctx, args[1], other)) {
            if (!exception_matches(ctx, TypeId::kKeyError)) return Value::error();
            take_exception(ctx);
            return Value::not_implemented();
        }
    } else {
        return Value::not_implemented();
    }
    return Value::boolean((dict_of(args)->word() == other) == equal);
}
Value signals_eq(Context& ctx, const Args& args) { return signals_compare(ctx, args, true); }
Value signals_ne(Context& ctx, const Args& args) { return signals_compare(ctx, args, false); }

const NativeMethod kSignalMethods[] = {
    {"__init__(self, /, *args, **kwargs)", signals_init},
    {"__len__(self, /)", signals_len},
    {"__iter__(self, /)", signals_iter},
    {"__getitem__(self, key, /)", signals_getitem},
    {"__setitem__(self, key, value, /)", signals_setitem},
    {"__delitem__(self, key, /)", signals_delitem},
    {"__repr__(self, /)", signals_repr},
    {"__eq__(self, value, /)", signals_eq},
    {"__ne__(self, value, /)", signals_ne},
    {"copy(self, /)", signals_copy},
};

}  // namespace

const NativeTypeSpec kSignalMixinSpec = {.name = "decimal.SignalDictMixin",
                                         .size = sizeof(SignalDict),
                                         .methods = kSignalMethods,
                                         .trace = trace_signal_dict};

bool signals_from_list(Context& ctx, Value list, uint32_t& out) {
    uint32_t bits = 0;
    for (uint64_t i = 0; i < list.as<List>()->size; ++i) {
        const uint32_t signal = signal_of(ctx, list.as<List>()->at(i));
        if (!signal) return false;
        bits |= signal;
    }
    out = bits;
    return true;
}

bool signals_from_dict(Context& ctx, Value dict, uint32_t& out) {
    if (auto* view = native_cast<SignalDict>(ctx, dict, kSignalMixinSpec)) {
        out = view->context ? view->word() : 0;
        return true;
    }
    if (!dict.is(Kind::kDict)) {
        raise(ctx, TypeId::kTypeError, "argument must be a signal dict");
        return false;
    }
    uint32_t bits = 0;
    if (dict.as<Dict>()->live != kDecimalSignalCount) {
        raise(ctx, TypeId::kKeyError, "invalid signal dict");
        return false;
    }
    const bool ok = for_each(ctx, dict, [&](Value key) {
        const uint32_t signal = signal_of(ctx, key);
        const Value v = signal ? get_item(ctx, dict, key) : Value::error();
        const Truth on = v ? is_true(ctx, v) : Truth::kError;
        if (on == Truth::kYes) bits |= signal;
        return on != Truth::kError;
    });
    if (ok) out = bits;
    return ok;
}

}  // namespace orrery::decimal
