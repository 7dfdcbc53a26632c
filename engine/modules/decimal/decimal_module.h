// What the parts of module _decimal share: layouts, the state of an engine, conversions and
// the raising of signals. The arithmetic is engine/numbers/decimal.h.
#pragma once

#include "engine/modules/module_support.h"
#include "engine/numbers/decimal.h"
#include "engine/objects/int.h"

namespace orrery {

struct DecimalState;

/// A decimal.Decimal. Immutable. Two limbs (38 digits) inline, more in a Buffer.
struct DecimalObject : NativeObject {
    static constexpr int64_t kInlineDigits = 2 * decimal_detail::kLimbDigits;

    Ref<DecimalState> state;
    int64_t exponent;
    uint64_t digits_and_flags;  // digits << 8 | DecimalFlags
    union {
        uint64_t limbs[2];  // up to kInlineDigits digits
        Ref<Buffer> more;   // beyond
    };

    int64_t digits() const { return static_cast<int64_t>(digits_and_flags >> 8); }
    DecimalRef ref() {
        const bool is_inline = digits() <= kInlineDigits;
        return {is_inline ? limbs : reinterpret_cast<const uint64_t*>(more->bytes()), digits(),
                exponent, static_cast<uint8_t>(digits_and_flags)};
    }
};

/// A decimal.Context.
struct ContextObject : NativeObject {
    Ref<DecimalState> state;
    DecimalContext settings;
    uint32_t flags;  // what arose: DecimalStatus
    uint32_t traps;  // signals, as signal_mask gives them
    bool capitals;
    Slot flags_view, traps_view;  // SignalDicts, made when first asked for

    char exponent_letter() const { return capitals ? 'E' : 'e'; }
};

/// The nine signals, in CPython's order: bit i is signal i.
inline constexpr int kDecimalSignalCount = 9;
inline constexpr uint32_t kDecimalSignals = (1 << kDecimalSignalCount) - 1;
/// Bits of signal i in a context: InvalidOperation has its sub-conditions beside its own.
inline constexpr uint32_t signal_mask(int i) { return i ? 1u << i : uint32_t{kDecimalAnyInvalid}; }
/// The sub-conditions of InvalidOperation that have classes, from kDecimalConversionSyntax on.
inline constexpr int kDecimalConditionCount = 4;

/// What module _decimal keeps per engine. Decimals and Contexts refer to it, because natives see
/// little else; it lives as long as the engine.
struct DecimalState : NativeObject {
    Ref<Type> decimal, context, manager;
    Slot signal_dict;       // class SignalDict
    Slot tuple;             // class DecimalTuple
    Slot variable;          // the ContextVar of the current context
    Slot rational;          // numbers.Rational
    Slot signals[kDecimalSignalCount];
    Slot conditions[kDecimalConditionCount];
    Slot signal_tuple;
    Ref<ContextObject> templates[3];  // DefaultContext, BasicContext, ExtendedContext
    // The current context of the contextvars.Context seen last.
    Slot seen_variables;
    Ref<ContextObject> seen_context;
};

namespace decimal {

/// The engine's state, by a search: for those who have neither a Decimal nor a Context at hand.
DecimalState* find_state(Context& ctx);
inline DecimalState* state_of(Value decimal) { return decimal.as<DecimalObject>()->state.get(); }

extern const NativeTypeSpec kDecimalSpec;
extern const NativeTypeSpec kContextSpec;
extern const NativeTypeSpec kManagerSpec;
extern const NativeTypeSpec kSignalMixinSpec;

inline bool is_decimal(Context& ctx, Value v) {
    return v.is(Kind::kNative) && type_of(ctx, v)->native == &kDecimalSpec;
}
inline DecimalRef decimal_ref(Value v) { return v.as<DecimalObject>()->ref(); }
inline bool is_context(Context& ctx, Value v) { return native_cast(ctx, v, kContextSpec); }

// ---- contexts (decimal_context.cpp) ----

/// Null after an exception.
ContextObject* find_current_context(Context& ctx, DecimalState* s);
inline ContextObject* current_context(Context& ctx, DecimalState* s) {
    if (ctx.variables && s->seen_variables.get() == ctx.variables) return s->seen_context.get();
    return find_current_context(ctx, s);
}
bool set_current_context(Context& ctx, ContextObject* c);
/// A copy with its flags cleared or kept. Null after MemoryError.
ContextObject* copy_context(Context& ctx, ContextObject* c, bool keep_flags);
ContextObject* new_context(Context& ctx, DecimalState* s, Type* type);
/// An optional argument: empty or None is the current context. Null after TypeError.
ContextObject* context_argument(Context& ctx, DecimalState* s, Value v);
/// The settings with the interrupt that operations look at.
inline DecimalContext settings_of(Context& ctx, ContextObject* c) {
    DecimalContext s = c->settings;
    s.interrupt = {&ctx.poll, kPollInterrupt | kPollTerminate};
    return s;
}
inline DecimalContext widest_settings(Context& ctx) {
    DecimalContext s = DecimalContext::widest();
    s.interrupt = {&ctx.poll, kPollInterrupt | kPollTerminate};
    return s;
}
/// "ROUND_UP", ... False after TypeError.
bool rounding_argument(Context& ctx, Value v, DecimalRounding& out);
extern const char* const kRoundingNames[kDecimalRoundings];
/// Sets the attributes given, by the names and rules of Context(). False after an exception.
bool set_context_attribute(Context& ctx, ContextObject* c, std::string_view name, Value v);

// ---- signals (decimal_signals.cpp) ----

/// Records the conditions and raises those trapped: false then.
bool raise_signals(Context& ctx, ContextObject* c, uint32_t status);
inline bool add_status(Context& ctx, ContextObject* c, uint32_t status) {
    if ((status & (c->traps | kDecimalFailure)) == 0) {
        c->flags |= status;
        return true;
    }
    return raise_signals(ctx, c, status);
}
/// The SignalDict over a context's flags or traps.
Value signal_view(Context& ctx, ContextObject* c, bool traps);
/// The bits that a list of signal classes, or a dict of them to truths, asks for.
bool signals_from_list(Context& ctx, Value list, uint32_t& out);
bool signals_from_dict(Context& ctx, Value dict, uint32_t& out);
/// [InvalidOperation, ...] as Context's repr shows them.
std::string signal_names(uint32_t signals);

// ---- values (decimal_construct.cpp) ----

/// An int within int64. False after OverflowError.
inline bool size_argument(Context& ctx, Value v, int64_t& out) {
    if (int_to_int64(v, out)) return true;
    raise(ctx, TypeId::kOverflowError, "Python int too large to convert to C ssize_t");
    return false;
}

/// A Decimal of exactly that type. Empty after MemoryError.
Value make_decimal(Context& ctx, DecimalState* s, const DecimalRef& a, Type* type);
inline Value make_decimal(Context& ctx, DecimalState* s, const DecimalRef& a) {
    return make_decimal(ctx, s, a, s->decimal.get());
}
/// What an operation returns: the conditions recorded, the number made.
inline Value finish(Context& ctx, ContextObject* c, const DecimalBuffer& out, uint32_t status) {
    if (status && !add_status(ctx, c, status)) return Value::error();
    return make_decimal(ctx, c->state.get(), out);
}
/// Exactly the value of an int.
Value decimal_from_int(Context& ctx, Value v, ContextObject* c, Type* type);
/// Decimal and int operands as a Decimal; NotImplemented for others, empty after an exception.
inline Value operand(Context& ctx, Value v, ContextObject* c) {
    if (is_decimal(ctx, v)) return v;
    return is_int(v) ? decimal_from_int(ctx, v, c, c->state->decimal.get())
                     : Value::not_implemented();
}
/// The same, with a TypeError for others.
Value required_operand(Context& ctx, Value v, ContextObject* c);
/// Decimal(v, context) for a type.
Value construct(Context& ctx, Type* type, Value v, ContextObject* c);
Value construct_from_double(Context& ctx, double d, ContextObject* c, Type* type);
/// context.create_decimal(v).
Value create_rounded(Context& ctx, Value v, ContextObject* c);

/// str(a).
Value decimal_text(Context& ctx, const DecimalRef& a, ContextObject* c,
                   DecimalNotation notation = DecimalNotation::scientific);
/// int(a), rounded to an integer first.
Value decimal_to_int(Context& ctx, const DecimalRef& a, ContextObject* c, DecimalRounding rounding);

/// Decimal.__format__ (decimal_format.cpp).
Value decimal_format(Context& ctx, const Args& args);
/// Decimal's comparison operators, and its hash (decimal_operators.cpp).
inline constexpr unsigned kDecimalOperatorCount = 27;
extern const NativeMethod kDecimalOperators[kDecimalOperatorCount];

// ---- natives made from operations ----

using UnaryFn = void (*)(ORRERY_DECIMAL_UNARY);
using BinaryFn = void (*)(ORRERY_DECIMAL_BINARY);
using TernaryFn = void (*)(ORRERY_DECIMAL_TERNARY);

inline Value apply(Context& ctx, UnaryFn f, Value a, ContextObject* c) {
    DecimalBuffer out;
    uint32_t status = 0;
    f(out, decimal_ref(a), settings_of(ctx, c), status);
    return finish(ctx, c, out, status);
}
inline Value apply(Context& ctx, BinaryFn f, Value a, Value b, ContextObject* c) {
    DecimalBuffer out;
    uint32_t status = 0;
    f(out, decimal_ref(a), decimal_ref(b), settings_of(ctx, c), status);
    return finish(ctx, c, out, status);
}
inline Value apply(Context& ctx, TernaryFn f, Value a, Value b, Value d, ContextObject* c) {
    DecimalBuffer out;
    uint32_t status = 0;
    f(out, decimal_ref(a), decimal_ref(b), decimal_ref(d), settings_of(ctx, c), status);
    return finish(ctx, c, out, status);
}

}  // namespace decimal
}  // namespace orrery
