// math: functions on ints.
#include <algorithm>

#include "engine/modules/math_module.h"
#include "engine/modules/module_support.h"
#include "engine/objects/int.h"

namespace orrery::math {

namespace {

Value multiply(Context& ctx, Value a, Value b) {
    return a && b ? binary_op(ctx, BinaryOp::kMul, a, b) : Value::error();
}

/// n (n-1) ... (n-k+1), by halves so that factors are of like size.
Value falling(Context& ctx, Value n, int64_t k) {
    if (k <= 16) {
        Value out = Value::small_int(1), factor = n;
        for (int64_t i = 0; i < k && out && factor; i++) {
            out = multiply(ctx, out, factor);
            factor = binary_op(ctx, BinaryOp::kSub, factor, Value::small_int(1));
        }
        return factor ? out : factor;
    }
    const int64_t half = k / 2;
    Value left = falling(ctx, n, half);
    Value rest = left ? binary_op(ctx, BinaryOp::kSub, n, Value::small_int(half)) : left;
    return rest ? multiply(ctx, left, falling(ctx, rest, k - half)) : rest;
}
/// C(n, k) = C(n, j) C(n-j, k-j) / C(k, j)
Value choose(Context& ctx, Value n, int64_t k) {
    if (k <= 8) {
        Value top = falling(ctx, n, k);
        Value bottom = top ? falling(ctx, Value::small_int(k), k) : top;
        return bottom ? binary_op(ctx, BinaryOp::kFloordiv, top, bottom) : bottom;
    }
    const int64_t j = k / 2;
    Value left = choose(ctx, n, j);
    Value rest = left ? binary_op(ctx, BinaryOp::kSub, n, Value::small_int(j)) : left;
    Value right = rest ? choose(ctx, rest, k - j) : rest;
    Value product = right ? multiply(ctx, left, right) : right;
    Value divisor = product ? choose(ctx, make_int(ctx, k), j) : product;
    return divisor ? binary_op(ctx, BinaryOp::kFloordiv, product, divisor) : divisor;
}

bool is_negative(Value v) { return IntView(v).ref().is_negative(); }

Value factorial(Context& ctx, const Args& args) {
    Value n = to_index(ctx, args[0]);
    if (!n) return n;
    if (is_negative(n)) {
        return raise(ctx, TypeId::kValueError, "factorial() not defined for negative values");
    }
    int64_t k;
    if (!int_to_int64(n, k)) {
        return raise(ctx, TypeId::kOverflowError, "factorial() argument should not exceed {}",
                     INT64_MAX);
    }
    return falling(ctx, n, k);
}

/// Arguments n and k of comb() and perm(). False after an exception.
bool non_negative(Context& ctx, Value& n, Value& k) {
    if (!(n = to_index(ctx, n)) || !(k = to_index(ctx, k))) return false;
    if (is_negative(n) || is_negative(k)) {
        raise(ctx, TypeId::kValueError, "{} must be a non-negative integer",
              is_negative(n) ? "n" : "k");
        return false;
    }
    return true;
}
Value comb(Context& ctx, const Args& args) {
    Value n = args[0], k = args[1];
    if (!non_negative(ctx, n, k)) return Value::error();
    Value other = binary_op(ctx, BinaryOp::kSub, n, k);
    if (!other) return other;
    if (is_negative(other)) return Value::small_int(0);
    if (bigint_compare(IntView(other).ref(), IntView(k).ref()) < 0) k = other;
    int64_t count;
    if (!int_to_int64(k, count)) {
        return raise(ctx, TypeId::kOverflowError, "min(n - k, k) must not exceed {}", INT64_MAX);
    }
    return choose(ctx, exact_int(ctx, n), count);
}
Value perm(Context& ctx, const Args& args) {
    if (!args[1] || args[1].is_none()) return factorial(ctx, args);
    Value n = args[0], k = args[1];
    if (!non_negative(ctx, n, k)) return Value::error();
    if (bigint_compare(IntView(n).ref(), IntView(k).ref()) < 0) return Value::small_int(0);
    int64_t count;
    if (!int_to_int64(k, count)) {
        return raise(ctx, TypeId::kOverflowError, "k must not exceed {}", INT64_MAX);
    }
    return falling(ctx, exact_int(ctx, n), count);
}

Value isqrt(Context& ctx, const Args& args) {
    Value n = to_index(ctx, args[0]);
    if (!n) return n;
    if (is_negative(n))
        return raise(ctx, TypeId::kValueError, "isqrt() argument must be nonnegative");
    IntView view(n);
    BigIntBuffer out;
    return finish_int(ctx, bigint_isqrt(view.ref(), out, int_limits(ctx)), out);
}

template <BigIntStatus (*function)(BigIntRef, BigIntRef, BigIntBuffer&, const BigIntLimits&)>
Value fold(Context& ctx, std::span<const Value> given, Value start) {
    Value total = start;
    for (Value v : given) {
        v = to_index(ctx, v);
        if (!v) return v;
        IntView a(total), b(v);
        BigIntBuffer out;
        total = finish_int(ctx, function(a.ref(), b.ref(), out, int_limits(ctx)), out);
        if (!total) return total;
    }
    return total;
}
Value gcd(Context& ctx, const Args& args) {
    return fold<bigint_gcd>(ctx, args.rest(), Value::small_int(0));
}
Value lcm(Context& ctx, const Args& args) {
    return fold<bigint_lcm>(ctx, args.rest(), Value::small_int(1));
}

constexpr NativeMethod kFunctions[] = {
    {"factorial(n, /)", factorial,
     "Find n!.\n\nRaise a ValueError if x is negative or non-integral."},
    {"comb(n, k, /)", comb,
     "Number of ways to choose k items from n items without repetition and without order.\n\n"
     "Evaluates to n! / (k! * (n - k)!) when k <= n and evaluates\nto zero when k > n."},
    {"perm(n, k=None, /)", perm,
     "Number of ways to choose k items from n items without repetition and with "
     "order.\n\nEvaluates "
     "to n! / (n - k)! when k <= n and evaluates\nto zero when k > n."},
    {"isqrt(n, /)", isqrt, "Return the integer part of the square root of the input."},
    {"gcd(*integers)", gcd, "Greatest Common Divisor."},
    {"lcm(*integers)", lcm, "Least Common Multiple."},
};

}  // namespace

std::span<const NativeMethod> integer_functions() { return kFunctions; }

}  // namespace orrery::math
