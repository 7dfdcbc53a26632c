// Module math: functions on floats, and the module itself.
#include "engine/modules/math_module.h"

#include <cerrno>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/modules/module_support.h"
#include "engine/objects/int.h"

namespace orrery {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

Value domain_error(Context& ctx) { return raise(ctx, TypeId::kValueError, "math domain error"); }
Value range_error(Context& ctx) { return raise(ctx, TypeId::kOverflowError, "math range error"); }

/// A function of one argument: NaN out of something else is a domain error; infinity out of a
/// finite argument is overflow or, where that cannot be, a domain error.
template <double (*function)(double), bool overflows = false>
Value one(Context& ctx, const Args& args) {
    double x;
    if (!to_double(ctx, args[0], x)) return Value::error();
    const double r = function(x);
    if (std::isnan(r) && !std::isnan(x)) return domain_error(ctx);
    if (std::isinf(r) && std::isfinite(x)) return overflows ? range_error(ctx) : domain_error(ctx);
    return Value::number(r);
}
/// The same for functions that report through errno.
template <double (*function)(double)>
Value one_errno(Context& ctx, const Args& args) {
    double x;
    if (!to_double(ctx, args[0], x)) return Value::error();
    errno = 0;
    const double r = function(x);
    if (errno == EDOM) return domain_error(ctx);
    if (errno == ERANGE && std::fabs(r) >= 1.5) return range_error(ctx);
    return Value::number(r);
}

double log_of(double x) {
    return x > 0.0 || std::isnan(x) ? std::log(x) : x == 0.0 ? -kInfinity : kNan;
}
double log2_of(double x) {
    return x > 0.0 || std::isnan(x) ? std::log2(x) : x == 0.0 ? -kInfinity : kNan;
}
double log10_of(double x) {
    return x > 0.0 || std::isnan(x) ? std::log10(x) : x == 0.0 ? -kInfinity : kNan;
}
double log1p_of(double x) { return x == 0.0 ? x : std::log1p(x); }
double fabs_of(double x) { return std::fabs(x); }
#define LIBRARY(name) \
    double name##_of(double x) { return std::name(x); }
LIBRARY(acos)
LIBRARY(acosh)
LIBRARY(asin)
LIBRARY(asinh) LIBRARY(atan) LIBRARY(atanh) LIBRARY(cbrt) LIBRARY(cos) LIBRARY(cosh) LIBRARY(erf)
    LIBRARY(erfc) LIBRARY(exp) LIBRARY(exp2) LIBRARY(expm1) LIBRARY(sin) LIBRARY(sinh) LIBRARY(sqrt)
        LIBRARY(tan) LIBRARY(tanh)
#undef LIBRARY

            template <double (*function)(double)>
            Value logarithm(Context& ctx, Value v) {
    if (is_int(v)) {
        IntView view(v);
        if (view.ref().sign() <= 0) return domain_error(ctx);
        double x;
        if (bigint_to_double(view.ref(), &x) == BigIntStatus::ok) return Value::number(function(x));
        int64_t exponent;
        x = bigint_frexp(view.ref(), &exponent);
        return Value::number(function(x) + function(2.0) * static_cast<double>(exponent));
    }
    return one<function>(ctx, Args{&v});
}
Value math_log(Context& ctx, const Args& args) {
    Value top = logarithm<log_of>(ctx, args[0]);
    if (!top || !args[1]) return top;
    Value bottom = logarithm<log_of>(ctx, args[1]);
    return bottom ? binary_op(ctx, BinaryOp::kTruediv, top, bottom) : bottom;
}
Value math_log2(Context& ctx, const Args& args) { return logarithm<log2_of>(ctx, args[0]); }
Value math_log10(Context& ctx, const Args& args) { return logarithm<log10_of>(ctx, args[0]); }

bool two(Context& ctx, const Args& args, double& x, double& y) {
    return to_double(ctx, args[0], x) && to_double(ctx, args[1], y);
}
Value math_atan2(Context& ctx, const Args& args) {
    double y, x;
    return two(ctx, args, y, x) ? Value::number(std::atan2(y, x)) : Value::error();
}
Value math_copysign(Context& ctx, const Args& args) {
    double x, y;
    return two(ctx, args, x, y) ? Value::number(std::copysign(x, y)) : Value::error();
}
Value math_nextafter(Context& ctx, const Args& args) {
    double x, y;
    return two(ctx, args, x, y) ? Value::number(std::nextafter(x, y)) : Value::error();
}
Value math_fmod(Context& ctx, const Args& args) {
    double x, y;
    if (!two(ctx, args, x, y)) return Value::error();
    if (std::isinf(y) && std::isfinite(x)) return Value::number(x);
    const double r = std::fmod(x, y);
    if (std::isnan(r) && !std::isnan(x) && !std::isnan(y)) return domain_error(ctx);
    return Value::number(r);
}
Value math_remainder(Context& ctx, const Args& args) {
    double x, y;
    if (!two(ctx, args, x, y)) return Value::error();
    if (std::isnan(x) || std::isnan(y)) return Value::number(std::isnan(x) ? x : y);
    if (std::isinf(x) || y == 0.0) return domain_error(ctx);
    return Value::number(std::isinf(y) ? x : std::remainder(x, y));
}
Value math_pow(Context& ctx, const Args& args) {
    double x, y;
    if (!two(ctx, args, x, y)) return Value::error();
    const double r = std::pow(x, y);
    if (std::isfinite(x) && std::isfinite(y) && !std::isfinite(r)) {
        if (std::isnan(r) || x == 0.0) return domain_error(ctx);
        return range_error(ctx);
    }
    return Value::number(r);
}
Value math_ldexp(Context& ctx, const Args& args) {
    double x;
    if (!to_double(ctx, args[0], x)) return Value::error();
    if (!is_int(args[1])) {
        return raise(ctx, TypeId::kTypeError, "Expected an int as second argument to ldexp.");
    }
    if (x == 0.0 || !std::isfinite(x)) return Value::number(x);
    int64_t exponent;
    if (!int_to_int64(args[1], exponent)) {
        exponent = IntView(args[1]).ref().is_negative() ? INT32_MIN : INT32_MAX;
    }
    exponent = std::clamp<int64_t>(exponent, -100000, 100000);
    const double r = std::ldexp(x, static_cast<int>(exponent));
    return std::isinf(r) ? range_error(ctx) : Value::number(r);
}
Value math_frexp(Context& ctx, const Args& args) {
    double x;
    if (!to_double(ctx, args[0], x)) return Value::error();
    int exponent = 0;
    if (x != 0.0 && std::isfinite(x)) x = std::frexp(x, &exponent);
    return tuple_of(ctx, {Value::number(x), Value::small_int(exponent)});
}
Value math_modf(Context& ctx, const Args& args) {
    double x, whole;
    if (!to_double(ctx, args[0], x)) return Value::error();
    const double part = std::modf(x, &whole);
    return tuple_of(ctx, {Value::number(part), Value::number(whole)});
}

Value int_from(Context& ctx, double x) {
    if (std::isnan(x))
        return raise(ctx, TypeId::kValueError, "cannot convert float NaN to integer");
    if (std::isinf(x)) {
        return raise(ctx, TypeId::kOverflowError, "cannot convert float infinity to integer");
    }
    if (std::fabs(x) < 9e15) return make_int(ctx, static_cast<int64_t>(x));
    BigIntBuffer out;
    return finish_int(ctx, bigint_from_double(x, out), out);
}
template <Special special, double (*function)(double)>
Value rounded(Context& ctx, const Args& args) {
    if (!args[0].is_double()) {
        Value out;
        const Truth t = call_special(ctx, args[0], special, {}, out);
        if (t != Truth::kNo) return out;
    }
    double x;
    return to_double(ctx, args[0], x) ? int_from(ctx, function(x)) : Value::error();
}
double floor_of(double x) { return std::floor(x); }
double ceil_of(double x) { return std::ceil(x); }
Value math_trunc(Context& ctx, const Args& args) {
    if (args[0].is_double()) return int_from(ctx, std::trunc(args[0].as_double()));
    Value out;
    const Truth t = call_special(ctx, args[0], Special::kTrunc, {}, out);
    if (t != Truth::kNo) return out;
    return raise(ctx, TypeId::kTypeError, "type {} doesn't define __trunc__ method",
                 MessageArg::type(args[0]));
}

template <bool (*test)(double)>
Value check(Context& ctx, const Args& args) {
    double x;
    return to_double(ctx, args[0], x) ? Value::boolean(test(x)) : Value::error();
}
bool is_finite(double x) { return std::isfinite(x); }
bool is_infinite(double x) { return std::isinf(x); }
bool is_nan(double x) { return std::isnan(x); }

Value math_isclose(Context& ctx, const Args& args) {
    double a, b, relative = 1e-9, absolute = 0.0;
    if (!two(ctx, args, a, b) || (args[2] && !to_double(ctx, args[2], relative)) ||
        (args[3] && !to_double(ctx, args[3], absolute))) {
        return Value::error();
    }
    if (relative < 0.0 || absolute < 0.0) {
        return raise(ctx, TypeId::kValueError, "tolerances must be non-negative");
    }
    if (a == b) return Value::true_value();
    if (std::isinf(a) || std::isinf(b)) return Value::false_value();
    const double difference = std::fabs(b - a);
    return Value::boolean(difference <= std::fabs(relative * b) ||
                          difference <= std::fabs(relative * a) || difference <= absolute);
}
Value math_degrees(Context& ctx, const Args& args) {
    double x;
    return to_double(ctx, args[0], x) ? Value::number(x * (180.0 / std::numbers::pi))
                                      : Value::error();
}
Value math_radians(Context& ctx, const Args& args) {
    double x;
    return to_double(ctx, args[0], x) ? Value::number(x * (std::numbers::pi / 180.0))
                                      : Value::error();
}
Value math_ulp(Context& ctx, const Args& args) {
    double x;
    if (!to_double(ctx, args[0], x)) return Value::error();
    if (std::isnan(x)) return Value::number(x);
    x = std::fabs(x);
    if (std::isinf(x)) return Value::number(x);
    const double above = std::nextafter(x, kInfinity);
    return Value::number(std::isinf(above) ? x - std::nextafter(x, -kInfinity) : above - x);
}

// ---- vectors and sums ----

class Norm {
public:
    void add(double x) {
        x = std::fabs(x);
        values_.push_back(x);
        nan_ = nan_ || std::isnan(x);
        if (x > max_) max_ = x;
    }
    Value finish() const { return Value::number(math::vector_norm(values_, max_, nan_)); }

private:
    std::vector<double> values_;
    double max_ = 0.0;
    bool nan_ = false;
};
Value math_hypot(Context& ctx, const Args& args) {
    Norm norm;
    for (Value v : args.rest()) {
        double x;
        if (!to_double(ctx, v, x)) return Value::error();
        norm.add(x);
    }
    return norm.finish();
}
Value math_dist(Context& ctx, const Args& args) {
    Tuple* p = to_tuple(ctx, args[0]);
    Tuple* q = p ? to_tuple(ctx, args[1]) : nullptr;
    if (!q) return Value::error();
    if (p->length != q->length) {
        return raise(ctx, TypeId::kValueError,
                     "both points must have the same number of dimensions");
    }
    Norm norm;
    for (uint64_t i = 0; i < p->length; i++) {
        double x, y;
        if (!to_double(ctx, p->at(i), x) || !to_double(ctx, q->at(i), y)) return Value::error();
        norm.add(x - y);
    }
    return norm.finish();
}

/// Exact sum by Shewchuk's algorithm: parts that do not overlap, rounded once at the end.
Value math_fsum(Context& ctx, const Args& args) {
    std::vector<double> parts;
    double special = 0.0, infinities = 0.0;
    const bool ok = for_each(ctx, args[0], [&](Value v) {
        double x;
        if (!to_double(ctx, v, x)) return false;
        const double given = x;
        size_t kept = 0;
        for (double y : parts) {
            if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
            const volatile double high = x + y;
            const volatile double shifted = high - x;
            const volatile double low = y - shifted;
            if (low != 0.0) parts[kept++] = low;
            x = high;
        }
        parts.resize(kept);
        if (x != 0.0) {
            if (!std::isfinite(x)) {
                if (std::isfinite(given)) {
                    raise(ctx, TypeId::kOverflowError, "intermediate overflow in fsum");
                    return false;
                }
                if (std::isinf(given)) infinities += given;
                special += given;
                parts.clear();
            } else {
                parts.push_back(x);
            }
        }
        return true;
    });
    if (!ok) return Value::error();
    if (special != 0.0) {
        if (std::isnan(infinities)) return raise(ctx, TypeId::kValueError, "-inf + inf in fsum");
        return Value::number(special);
    }
    volatile double high = 0.0;
    if (!parts.empty()) {
        size_t n = parts.size();
        high = parts[--n];
        volatile double low = 0.0;
        while (n > 0) {
            const double x = high, y = parts[--n];
            high = x + y;
            const volatile double shifted = high - x;
            low = y - shifted;
            if (low != 0.0) break;
        }
        // Half-way cases round by the parts below.
        if (n > 0 && ((low < 0.0 && parts[n - 1] < 0.0) || (low > 0.0 && parts[n - 1] > 0.0))) {
            const double y = low * 2.0;
            const volatile double x = high + y;
            const volatile double shifted = x - high;
            if (y == shifted) high = x;
        }
    }
    return Value::number(high);
}

Value math_prod(Context& ctx, const Args& args) {
    Value total = args[1] ? args[1] : Value::small_int(1);
    const bool ok = for_each(ctx, args[0], [&](Value v) {
        if (total.is_double() && v.is_double()) {
            total = Value::number(total.as_double() * v.as_double());
        } else {
            total = binary_op(ctx, BinaryOp::kMul, total, v);
        }
        return bool(total);
    });
    return ok ? total : Value::error();
}

constexpr NativeMethod kFunctions[] = {
    {"acos(x, /)", one<acos_of>,
     "Return the arc cosine (measured in radians) of x.\n\nThe result is "
     "between 0 and pi."},
    {"acosh(x, /)", one<acosh_of>, "Return the inverse hyperbolic cosine of x."},
    {"asin(x, /)", one<asin_of>,
     "Return the arc sine (measured in radians) of x.\n\nThe result is "
     "between -pi/2 and pi/2."},
    {"asinh(x, /)", one<asinh_of>, "Return the inverse hyperbolic sine of x."},
    {"atan(x, /)", one<atan_of>,
     "Return the arc tangent (measured in radians) of x.\n\nThe result is "
     "between -pi/2 and pi/2."},
    {"atan2(y, x, /)", math_atan2,
     "Return the arc tangent (measured in radians) of y/x.\n\nUnlike atan(y/x), the signs of both "
     "x "
     "and y are considered."},
    {"atanh(x, /)", one<atanh_of>, "Return the inverse hyperbolic tangent of x."},
    {"cbrt(x, /)", one<cbrt_of>, "Return the cube root of x."},
    {"ceil(x, /)", rounded<Special::kCeil, ceil_of>,
     "Return the ceiling of x as an Integral.\n\nThis is the smallest integer >= x."},
    {"copysign(x, y, /)", math_copysign,
     "Return a float with the magnitude (absolute value) of x but the sign of y.\n\nOn platforms "
     "that "
     "support signed zeros, copysign(1.0, -0.0)\nreturns -1.0.\n"},
    {"cos(x, /)", one<cos_of>, "Return the cosine of x (measured in radians)."},
    {"cosh(x, /)", one<cosh_of, true>, "Return the hyperbolic cosine of x."},
    {"degrees(x, /)", math_degrees, "Convert angle x from radians to degrees."},
    {"dist(p, q, /)", math_dist, "Return the Euclidean distance between two points p and q."},
    {"erf(x, /)", one<erf_of>, "Error function at x."},
    {"erfc(x, /)", one<erfc_of>, "Complementary error function at x."},
    {"exp(x, /)", one<exp_of, true>, "Return e raised to the power of x."},
    {"exp2(x, /)", one<exp2_of, true>, "Return 2 raised to the power of x."},
    {"expm1(x, /)", one<expm1_of, true>, "Return exp(x)-1."},
    {"fabs(x, /)", one<fabs_of>, "Return the absolute value of the float x."},
    {"floor(x, /)", rounded<Special::kFloor, floor_of>,
     "Return the floor of x as an Integral.\n\nThis is the largest integer <= x."},
    {"fmod(x, y, /)", math_fmod,
     "Return fmod(x, y), according to platform C.\n\nx % y may differ."},
    {"frexp(x, /)", math_frexp,
     "Return the mantissa and exponent of x, as pair (m, e).\n\nm is a float and e is an int, such "
     "that x = m * 2.**e.\nIf x is 0, m and e are both 0.  Else 0.5 <= abs(m) < 1.0."},
    {"fsum(seq, /)", math_fsum,
     "Return an accurate floating point sum of values in the iterable seq."},
    {"gamma(x, /)", one_errno<math::gamma>, "Gamma function at x."},
    {"hypot(*coordinates)", math_hypot, "Multidimensional Euclidean distance from the origin."},
    {"isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", math_isclose,
     "Determine whether two floating point numbers are close in value."},
    {"isfinite(x, /)", check<is_finite>,
     "Return True if x is neither an infinity nor a NaN, and "
     "False otherwise."},
    {"isinf(x, /)", check<is_infinite>,
     "Return True if x is a positive or negative infinity, and "
     "False otherwise."},
    {"isnan(x, /)", check<is_nan>,
     "Return True if x is a NaN (not a number), and False otherwise."},
    {"ldexp(x, i, /)", math_ldexp,
     "Return x * (2**i).\n\nThis is essentially the inverse of frexp()."},
    {"lgamma(x, /)", one_errno<math::log_gamma>,
     "Natural logarithm of absolute value of Gamma function at x."},
    {"log(x, base=?, /)", math_log,
     "log(x, [base=math.e])\nReturn the logarithm of x to the given base.\n\nIf the base is not "
     "specified, returns the natural logarithm (base e) of x."},
    {"log10(x, /)", math_log10, "Return the base 10 logarithm of x."},
    {"log1p(x, /)", one<log1p_of>,
     "Return the natural logarithm of 1+x (base e).\n\nThe result is "
     "computed in a way which is accurate for x near zero."},
    {"log2(x, /)", math_log2, "Return the base 2 logarithm of x."},
    {"modf(x, /)", math_modf,
     "Return the fractional and integer parts of x.\n\nBoth results carry the sign of x and are "
     "floats."},
    {"nextafter(x, y, /)", math_nextafter,
     "Return the next floating-point value after x towards y."},
    {"pow(x, y, /)", math_pow, "Return x**y (x to the power of y)."},
    {"prod(iterable, /, *, start=1)", math_prod,
     "Calculate the product of all the elements in the input iterable.\n\nThe default start value "
     "for "
     "the product is 1."},
    {"radians(x, /)", math_radians, "Convert angle x from degrees to radians."},
    {"remainder(x, y, /)", math_remainder,
     "Difference between x and the closest integer multiple of y."},
    {"sin(x, /)", one<sin_of>, "Return the sine of x (measured in radians)."},
    {"sinh(x, /)", one<sinh_of, true>, "Return the hyperbolic sine of x."},
    {"sqrt(x, /)", one<sqrt_of>, "Return the square root of x."},
    {"tan(x, /)", one<tan_of>, "Return the tangent of x (measured in radians)."},
    {"tanh(x, /)", one<tanh_of>, "Return the hyperbolic tangent of x."},
    {"trunc(x, /)", math_trunc,
     "Truncates the Real x to the nearest Integral toward 0.\n\nUses the __trunc__ magic method."},
    {"ulp(x, /)", math_ulp, "Return the value of the least significant bit of the float x."},
};

bool populate(Context& ctx, Module* module) {
    const std::pair<const char*, double> constants[] = {
        {"pi", std::numbers::pi}, {"e", std::numbers::e}, {"tau", 2 * std::numbers::pi},
        {"inf", kInfinity},       {"nan", kNan},
    };
    for (auto [name, value] : constants) {
        if (!add_to_module(ctx, module, name, Value::number(value))) return false;
    }
    String* name = intern(ctx, "math");
    for (const NativeMethod& def : math::integer_functions()) {
        NativeFunction* f =
            make_native_function(ctx, def, Value::object(module), nullptr, Value::object(name));
        if (!f || !dict_set(ctx, module->dict.get(), f->name.get(), Value::object(f))) return false;
    }
    return true;
}

}  // namespace

extern const NativeModuleSpec kMathModule;
const NativeModuleSpec kMathModule = {
    .name = "math",
    .functions = kFunctions,
    .populate = populate,
    .doc = "This module provides access to the mathematical functions\ndefined by the C standard.",
};

}  // namespace orrery
