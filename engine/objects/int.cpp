// int: conversion between values and big integers, arithmetic, and the operators of the type.
// Text conversion and the other methods are in int_methods.cpp.
#include "engine/objects/int.h"

#include <limits>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/numbers/hash.h"

namespace orrery {

namespace {

Value not_implemented() { return Value::not_implemented(); }

using BinaryFn = BigIntStatus (*)(BigIntRef, BigIntRef, BigIntBuffer&);

Value with_big(Context& ctx, const Args& args, BinaryFn f) {
    if (!is_int(args[0]) || !is_int(args[1])) return not_implemented();
    IntView a(args[0]), b(args[1]);
    BigIntBuffer out;
    return finish_int(ctx, f(a.ref(), b.ref(), out), out);
}

bool both_fit(const Args& args, int64_t& a, int64_t& b) {
    return int_to_int64(args[0], a) && int_to_int64(args[1], b);
}

Value int_add(Context& ctx, const Args& args) {
    int64_t a, b, sum;
    if (both_fit(args, a, b) && !__builtin_add_overflow(a, b, &sum)) return make_int(ctx, sum);
    return with_big(ctx, args, bigint_add);
}
Value int_sub(Context& ctx, const Args& args) {
    int64_t a, b, rest;
    if (both_fit(args, a, b) && !__builtin_sub_overflow(a, b, &rest)) return make_int(ctx, rest);
    return with_big(ctx, args, bigint_sub);
}
Value multiply(Context& ctx, Value x, Value y) {
    if (!is_int(x) || !is_int(y)) return not_implemented();
    IntView a(x), b(y);
    int64_t i, j, product;
    if (a.ref().to_int64(&i) && b.ref().to_int64(&j) && !__builtin_mul_overflow(i, j, &product)) {
        return make_int(ctx, product);
    }
    BigIntBuffer out;
    return finish_int(ctx, bigint_mul(a.ref(), b.ref(), out, int_limits(ctx)), out);
}
Value int_mul(Context& ctx, const Args& args) { return multiply(ctx, args[0], args[1]); }

Value divide(Context& ctx, Value x, Value y, bool want_quotient, bool want_remainder) {
    if (!is_int(x) || !is_int(y)) return not_implemented();
    IntView a(x), b(y);
    if (b.ref().is_zero()) {
        return raise(
            ctx, TypeId::kZeroDivisionError,
            want_quotient ? "integer division or modulo by zero" : "integer modulo by zero");
    }
    BigIntBuffer quotient, remainder;
    const BigIntStatus status =
        bigint_divmod(a.ref(), b.ref(), want_quotient ? &quotient : nullptr,
                      want_remainder ? &remainder : nullptr, int_limits(ctx));
    if (want_quotient && !want_remainder) return finish_int(ctx, status, quotient);
    if (!want_quotient) return finish_int(ctx, status, remainder);
    const Value pair[] = {finish_int(ctx, status, quotient), finish_int(ctx, status, remainder)};
    return pair[0] && pair[1] ? Value::object(make_tuple(ctx, pair)) : Value::error();
}
Value int_floordiv(Context& ctx, const Args& a) { return divide(ctx, a[0], a[1], true, false); }
Value int_mod(Context& ctx, const Args& a) { return divide(ctx, a[0], a[1], false, true); }
Value int_divmod(Context& ctx, const Args& a) { return divide(ctx, a[0], a[1], true, true); }

Value true_divide(Context& ctx, Value x, Value y) {
    if (!is_int(x) || !is_int(y)) return not_implemented();
    IntView a(x), b(y);
    if (b.ref().is_zero()) return raise(ctx, TypeId::kZeroDivisionError, "division by zero");
    double out;
    const BigIntStatus status = bigint_true_divide(a.ref(), b.ref(), &out, int_limits(ctx));
    if (status == BigIntStatus::overflow) {
        return raise(ctx, TypeId::kOverflowError, "integer division result too large for a float");
    }
    return status == BigIntStatus::ok ? Value::number(out) : raise_int_status(ctx, status);
}
Value int_truediv(Context& ctx, const Args& a) { return true_divide(ctx, a[0], a[1]); }

Value raise_to(Context& ctx, Value x, Value y, Value modulus) {
    if (!is_int(x) || !is_int(y)) return not_implemented();
    IntView a(x), b(y);
    BigIntBuffer out;
    if (modulus && !modulus.is_none()) {
        if (!is_int(modulus)) return not_implemented();
        IntView m(modulus);
        const BigIntStatus status = bigint_pow_mod(a.ref(), b.ref(), m.ref(), out, int_limits(ctx));
        if (status == BigIntStatus::divide_by_zero) {
            return raise(ctx, TypeId::kValueError, "pow() 3rd argument cannot be 0");
        }
        return finish_int(ctx, status, out);
    }
    if (b.ref().is_negative()) {
        double p, q;
        if (!to_double(ctx, x, p) || !to_double(ctx, y, q)) return Value::error();
        return binary_op(ctx, BinaryOp::kPow, Value::number(p), Value::number(q));
    }
    return finish_int(ctx, bigint_pow(a.ref(), b.ref(), out, int_limits(ctx)), out);
}
Value int_pow(Context& ctx, const Args& a) { return raise_to(ctx, a[0], a[1], a[2]); }

Value shift(Context& ctx, Value x, Value y, bool left) {
    if (!is_int(x) || !is_int(y)) return not_implemented();
    IntView a(x), b(y);
    if (b.ref().is_negative()) return raise(ctx, TypeId::kValueError, "negative shift count");
    BigIntBuffer out;
    // Beyond what a length in CPython's digits can say: not a question of memory there.
    if (left && !a.ref().is_zero() && bigint_bit_length(b.ref()) > 66) {
        return raise(ctx, TypeId::kOverflowError, "too many digits in integer");
    }
    const BigIntStatus status = left ? bigint_shift_left(a.ref(), b.ref(), out, int_limits(ctx))
                                     : bigint_shift_right(a.ref(), b.ref(), out);
    return finish_int(ctx, status, out);
}
Value int_lshift(Context& ctx, const Args& a) { return shift(ctx, a[0], a[1], true); }
Value int_rshift(Context& ctx, const Args& a) { return shift(ctx, a[0], a[1], false); }
Value int_and(Context& ctx, const Args& a) { return with_big(ctx, a, bigint_and); }
Value int_or(Context& ctx, const Args& a) { return with_big(ctx, a, bigint_or); }
Value int_xor(Context& ctx, const Args& a) { return with_big(ctx, a, bigint_xor); }

// The reflected operators: the receiver is the right operand.
Value swapped(Context& ctx, const Args& args, NativeFn f) {
    const Value both[] = {args[1], args[0]};
    return f(ctx, Args{both});
}
Value int_radd(Context& ctx, const Args& a) { return swapped(ctx, a, int_add); }
Value int_rsub(Context& ctx, const Args& a) { return swapped(ctx, a, int_sub); }
Value int_rmul(Context& ctx, const Args& a) { return swapped(ctx, a, int_mul); }
Value int_rfloordiv(Context& ctx, const Args& a) { return swapped(ctx, a, int_floordiv); }
Value int_rmod(Context& ctx, const Args& a) { return swapped(ctx, a, int_mod); }
Value int_rdivmod(Context& ctx, const Args& a) { return swapped(ctx, a, int_divmod); }
Value int_rtruediv(Context& ctx, const Args& a) { return swapped(ctx, a, int_truediv); }
Value int_rpow(Context& ctx, const Args& a) { return raise_to(ctx, a[1], a[0], a[2]); }
Value int_rlshift(Context& ctx, const Args& a) { return swapped(ctx, a, int_lshift); }
Value int_rrshift(Context& ctx, const Args& a) { return swapped(ctx, a, int_rshift); }
Value int_rand(Context& ctx, const Args& a) { return swapped(ctx, a, int_and); }
Value int_ror(Context& ctx, const Args& a) { return swapped(ctx, a, int_or); }
Value int_rxor(Context& ctx, const Args& a) { return swapped(ctx, a, int_xor); }

Value int_neg(Context& ctx, const Args& args) {
    IntView a(args[0]);
    return make_int_from(ctx, a.ref().negated());
}
Value int_pos(Context& ctx, const Args& args) { return exact_int(ctx, args[0]); }
Value int_abs(Context& ctx, const Args& args) {
    IntView a(args[0]);
    return make_int_from(ctx, a.ref().absolute());
}
Value int_invert(Context& ctx, const Args& args) {
    IntView a(args[0]);
    BigIntBuffer out;
    return finish_int(ctx, bigint_invert(a.ref(), out), out);
}
Value int_bool(Context&, const Args& args) {
    return Value::boolean(!IntView(args[0]).ref().is_zero());
}
Value int_hash(Context& ctx, const Args& args) { return make_int(ctx, hash_number(ctx, args[0])); }

template <typename Test>
Value int_compare(const Args& args, Test test) {
    if (!is_int(args[0]) || !is_int(args[1])) return not_implemented();
    IntView a(args[0]), b(args[1]);
    return Value::boolean(test(bigint_compare(a.ref(), b.ref())));
}
Value int_lt(Context&, const Args& a) {
    return int_compare(a, [](int c) { return c < 0; });
}
Value int_le(Context&, const Args& a) {
    return int_compare(a, [](int c) { return c <= 0; });
}
Value int_eq(Context&, const Args& a) {
    return int_compare(a, [](int c) { return c == 0; });
}
Value int_ne(Context&, const Args& a) {
    return int_compare(a, [](int c) { return c != 0; });
}
Value int_gt(Context&, const Args& a) {
    return int_compare(a, [](int c) { return c > 0; });
}
Value int_ge(Context&, const Args& a) {
    return int_compare(a, [](int c) { return c >= 0; });
}

}  // namespace

const NativeMethod kIntOperators[kIntOperatorCount] = {
    {"__add__(self, value, /)", int_add},
    {"__radd__(self, value, /)", int_radd},
    {"__sub__(self, value, /)", int_sub},
    {"__rsub__(self, value, /)", int_rsub},
    {"__mul__(self, value, /)", int_mul},
    {"__rmul__(self, value, /)", int_rmul},
    {"__mod__(self, value, /)", int_mod},
    {"__rmod__(self, value, /)", int_rmod},
    {"__divmod__(self, value, /)", int_divmod},
    {"__rdivmod__(self, value, /)", int_rdivmod},
    {"__floordiv__(self, value, /)", int_floordiv},
    {"__rfloordiv__(self, value, /)", int_rfloordiv},
    {"__truediv__(self, value, /)", int_truediv},
    {"__rtruediv__(self, value, /)", int_rtruediv},
    {"__pow__(self, value, mod=None, /)", int_pow},
    {"__rpow__(self, value, mod=None, /)", int_rpow},
    {"__lshift__(self, value, /)", int_lshift},
    {"__rlshift__(self, value, /)", int_rlshift},
    {"__rshift__(self, value, /)", int_rshift},
    {"__rrshift__(self, value, /)", int_rrshift},
    {"__and__(self, value, /)", int_and},
    {"__rand__(self, value, /)", int_rand},
    {"__or__(self, value, /)", int_or},
    {"__ror__(self, value, /)", int_ror},
    {"__xor__(self, value, /)", int_xor},
    {"__rxor__(self, value, /)", int_rxor},
    {"__neg__(self, /)", int_neg},
    {"__pos__(self, /)", int_pos},
    {"__abs__(self, /)", int_abs},
    {"__invert__(self, /)", int_invert},
    {"__bool__(self, /)", int_bool},
    {"__hash__(self, /)", int_hash},
    {"__lt__(self, value, /)", int_lt},
    {"__le__(self, value, /)", int_le},
    {"__eq__(self, value, /)", int_eq},
    {"__ne__(self, value, /)", int_ne},
    {"__gt__(self, value, /)", int_gt},
    {"__ge__(self, value, /)", int_ge},
};

// ---- conversions ----

bool is_int(Value v) { return v.is_small_int() || v.is_bool() || v.is(Kind::kInt); }

bool int_to_int64(Value v, int64_t& out) {
    if (v.is_small_int()) {
        out = v.as_small_int();
        return true;
    }
    return is_int(v) && IntView(v).ref().to_int64(&out);
}

Value make_int_slow(Context& ctx, int64_t i) {
    BigIntSmall small(i);
    return make_int_from(ctx, small.ref());
}

Value make_int_unsigned(Context& ctx, uint64_t i) {
    const BigIntSmall small = BigIntSmall::from_unsigned(i);
    return make_int_from(ctx, small.ref());
}

Value make_int_from(Context& ctx, BigIntRef n) {
    int64_t i;
    if (n.to_int64(&i) && Value::fits_small_int(i)) return Value::small_int(i);
    auto* o = ctx.heap().allocate<Int>(Kind::kInt, builtin_shape(TypeId::kInt),
                                       static_cast<uint64_t>(n.length()) * sizeof(Limb));
    if (!o) return Value::error();
    o->size = n.size;
    std::copy_n(n.limbs, n.length(), o->limbs());
    return Value::object(o);
}

Value make_int_object(Context& ctx, Type* type, BigIntRef n) {
    auto* o = allocate<Int>(ctx, type, static_cast<uint64_t>(n.length()) * sizeof(Limb));
    if (!o) return Value::error();
    o->size = n.size;
    std::copy_n(n.limbs, n.length(), o->limbs());
    return Value::object(o);
}

Value exact_int(Context& ctx, Value v) {
    if (v.is_small_int()) return v;
    if (v.is_bool()) return Value::small_int(v.is_true());
    if (v.as_object()->is_exact()) return v;
    IntView view(v);
    return make_int_from(ctx, view.ref());
}

BigIntLimits int_limits(Context& ctx) {
    BigIntLimits limits;
    limits.interrupt.word = &ctx.poll;
    limits.interrupt.mask = kPollInterrupt | kPollTerminate;
    return limits;
}

Value raise_int_status(Context& ctx, BigIntStatus status) {
    switch (status) {
    case BigIntStatus::interrupted:
        return ctx.handle_poll() ? raise(ctx, TypeId::kKeyboardInterrupt, "") : Value::error();
    case BigIntStatus::no_memory: return raise_memory_error(ctx);
    case BigIntStatus::overflow:
        return raise(ctx, TypeId::kOverflowError, "int too large to convert to float");
    case BigIntStatus::not_invertible:
        return raise(ctx, TypeId::kValueError, "base is not invertible for the given modulus");
    case BigIntStatus::too_many_digits:
        return raise(ctx, TypeId::kValueError,
                     "Exceeds the limit ({} digits) for integer string conversion; use "
                     "sys.set_int_max_str_digits() to increase the limit",
                     ctx.runtime().int_max_str_digits);
    case BigIntStatus::negative_shift:
        return raise(ctx, TypeId::kValueError, "negative shift count");
    case BigIntStatus::divide_by_zero:
        return raise(ctx, TypeId::kZeroDivisionError, "integer division or modulo by zero");
    default: return raise(ctx, TypeId::kSystemError, "integer operation failed");
    }
}

Value finish_int(Context& ctx, BigIntStatus status, const BigIntBuffer& out) {
    return status == BigIntStatus::ok ? make_int_from(ctx, out) : raise_int_status(ctx, status);
}

Value to_index(Context& ctx, Value v) {
    if (is_int(v)) return exact_int(ctx, v);
    Value out;
    const Truth t = call_special(ctx, v, Special::kIndex, {}, out);
    if (t == Truth::kNo) {
        return raise(ctx, TypeId::kTypeError, "'{}' object cannot be interpreted as an integer",
                     MessageArg::type(v));
    }
    if (t == Truth::kError || is_int(out)) return out;
    return raise(ctx, TypeId::kTypeError, "__index__ returned non-int (type {})",
                 MessageArg::type(out));
}

bool to_int64(Context& ctx, Value v, int64_t& out, bool clamp) {
    const Value i = to_index(ctx, v);
    if (!i) return false;
    if (int_to_int64(i, out)) return true;
    if (clamp) {
        out = IntView(i).ref().is_negative() ? INT64_MIN : INT64_MAX;
        return true;
    }
    raise(ctx, TypeId::kOverflowError, "cannot fit '{}' into an index-sized integer",
          MessageArg::type(v));
    return false;
}

bool to_int32(Context& ctx, Value v, int32_t& out) {
    const Value i = to_index(ctx, v);
    if (!i) return false;
    int64_t wide;
    if (!int_to_int64(i, wide)) {
        raise(ctx, TypeId::kOverflowError, "Python int too large to convert to C long");
        return false;
    }
    if (wide < INT32_MIN || wide > INT32_MAX) {
        raise(ctx, TypeId::kOverflowError,
              wide > 0 ? "signed integer is greater than maximum"
                       : "signed integer is less than minimum");
        return false;
    }
    out = static_cast<int32_t>(wide);
    return true;
}

bool to_double(Context& ctx, Value v, double& out) {
    if (v.is_double()) {
        out = without_identity(v.as_double());
        return true;
    }
    if (v.is_small_int()) {
        out = static_cast<double>(v.as_small_int());
        return true;
    }
    if (v.is(Kind::kFloat)) {
        out = v.as<Float>()->value;
        return true;
    }
    if (!is_int(v)) {
        Value f;
        const Truth t = call_special(ctx, v, Special::kFloat, {}, f);
        if (t == Truth::kError) return false;
        if (t == Truth::kYes) {
            if (!is_float(f)) {
                raise(ctx, TypeId::kTypeError, "{}.__float__ returned non-float (type {})",
                      MessageArg::type(v), MessageArg::type(f));
                return false;
            }
            out = float_value(f);
            return true;
        }
        if (!type_of(ctx, v)->lookup_special(Special::kIndex)) {
            raise(ctx, TypeId::kTypeError, "must be real number, not {}", MessageArg::type(v));
            return false;
        }
        v = to_index(ctx, v);
        if (!v) return false;
    }
    const BigIntStatus status = bigint_to_double(IntView(v).ref(), &out);
    if (status == BigIntStatus::ok) return true;
    raise_int_status(ctx, status);
    return false;
}

int64_t hash_number(Context&, Value v) {
    if (v.is_small_int()) return hash_int64(v.as_small_int());
    if (v.is_bool()) return v.is_true();
    if (v.is_double() || v.is(Kind::kFloat)) {
        const double d = float_value(v);
        return d != d && v.is_object() ? hash_pointer(v.as_object()) : hash_double(d);
    }
    if (v.is(Kind::kComplex)) {
        auto* c = v.as<Complex>();
        return hash_complex(hash_double(c->real), hash_double(c->imag));
    }
    return bigint_hash(IntView(v).ref());
}

}  // namespace orrery
