// Module cmath.
//
// Arguments with an infinite or NaN part follow tables of special values, as annex G of the C
// standard lists them. Finite ones use formulas (Kahan's) that avoid overflow and cancellation.
#include <cerrno>
#include <cfloat>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/modules/module_support.h"

namespace orrery {

namespace {

struct C {
    double re, im;
};
constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kPi = std::numbers::pi;
constexpr double kLarge = DBL_MAX / 4.0;
const double kLog2 = std::numbers::ln2;
const double kLogLarge = std::log(kLarge);
constexpr double kSmallSquareRoot = 0x1p-511;  // sqrt(DBL_MIN)
// The tables below are read as tables: their columns have one-letter names.
// NOLINTBEGIN(readability-identifier-naming)
constexpr double U = -9.5426319407711027e33;   // in tables: cannot happen

// Columns and rows of the tables: the class of the imaginary and of the real part.
enum Class { kNegInf, kNeg, kNegZero, kPosZero, kPos, kPosInf, kNotANumber };
Class class_of(double d) {
    if (std::isnan(d)) return kNotANumber;
    if (std::isinf(d)) return std::signbit(d) ? kNegInf : kPosInf;
    if (d == 0) return std::signbit(d) ? kNegZero : kPosZero;
    return d < 0 ? kNeg : kPos;
}
using Table = C[7][7];
bool is_special(C z) { return !std::isfinite(z.re) || !std::isfinite(z.im); }
C special(const Table& table, C z) {
    errno = 0;
    return table[class_of(z.re)][class_of(z.im)];
}

constexpr double P = kPi, P14 = 0.25 * kPi, P12 = 0.5 * kPi, P34 = 0.75 * kPi, I = kInf, N = kNan;
// NOLINTEND(readability-identifier-naming)

constexpr Table kAcos = {{{P34, I}, {P, I}, {P, I}, {P, -I}, {P, -I}, {P34, -I}, {N, I}},
                         {{P12, I}, {U, U}, {U, U}, {U, U}, {U, U}, {P12, -I}, {N, N}},
                         {{P12, I}, {U, U}, {P12, 0.}, {P12, -0.}, {U, U}, {P12, -I}, {P12, N}},
                         {{P12, I}, {U, U}, {P12, 0.}, {P12, -0.}, {U, U}, {P12, -I}, {P12, N}},
                         {{P12, I}, {U, U}, {U, U}, {U, U}, {U, U}, {P12, -I}, {N, N}},
                         {{P14, I}, {0., I}, {0., I}, {0., -I}, {0., -I}, {P14, -I}, {N, I}},
                         {{N, I}, {N, N}, {N, N}, {N, N}, {N, N}, {N, -I}, {N, N}}};
constexpr Table kAcosh = {{{I, -P34}, {I, -P}, {I, -P}, {I, P}, {I, P}, {I, P34}, {I, N}},
                          {{I, -P12}, {U, U}, {U, U}, {U, U}, {U, U}, {I, P12}, {N, N}},
                          {{I, -P12}, {U, U}, {0., -P12}, {0., P12}, {U, U}, {I, P12}, {N, N}},
                          {{I, -P12}, {U, U}, {0., -P12}, {0., P12}, {U, U}, {I, P12}, {N, N}},
                          {{I, -P12}, {U, U}, {U, U}, {U, U}, {U, U}, {I, P12}, {N, N}},
                          {{I, -P14}, {I, -0.}, {I, -0.}, {I, 0.}, {I, 0.}, {I, P14}, {I, N}},
                          {{I, N}, {N, N}, {N, N}, {N, N}, {N, N}, {I, N}, {N, N}}};
constexpr Table kAsinh = {
    {{-I, -P14}, {-I, -0.}, {-I, -0.}, {-I, 0.}, {-I, 0.}, {-I, P14}, {-I, N}},
    {{-I, -P12}, {U, U}, {U, U}, {U, U}, {U, U}, {-I, P12}, {N, N}},
    {{-I, -P12}, {U, U}, {-0., -0.}, {-0., 0.}, {U, U}, {-I, P12}, {N, N}},
    {{I, -P12}, {U, U}, {0., -0.}, {0., 0.}, {U, U}, {I, P12}, {N, N}},
    {{I, -P12}, {U, U}, {U, U}, {U, U}, {U, U}, {I, P12}, {N, N}},
    {{I, -P14}, {I, -0.}, {I, -0.}, {I, 0.}, {I, 0.}, {I, P14}, {I, N}},
    {{I, N}, {N, N}, {N, -0.}, {N, 0.}, {N, N}, {I, N}, {N, N}}};
constexpr Table kAtanh = {
    {{-0., -P12}, {-0., -P12}, {-0., -P12}, {-0., P12}, {-0., P12}, {-0., P12}, {-0., N}},
    {{-0., -P12}, {U, U}, {U, U}, {U, U}, {U, U}, {-0., P12}, {N, N}},
    {{-0., -P12}, {U, U}, {-0., -0.}, {-0., 0.}, {U, U}, {-0., P12}, {-0., N}},
    {{0., -P12}, {U, U}, {0., -0.}, {0., 0.}, {U, U}, {0., P12}, {0., N}},
    {{0., -P12}, {U, U}, {U, U}, {U, U}, {U, U}, {0., P12}, {N, N}},
    {{0., -P12}, {0., -P12}, {0., -P12}, {0., P12}, {0., P12}, {0., P12}, {0., N}},
    {{0., -P12}, {N, N}, {N, N}, {N, N}, {N, N}, {0., P12}, {N, N}}};
constexpr Table kCosh = {{{I, N}, {U, U}, {I, 0.}, {I, -0.}, {U, U}, {I, N}, {I, N}},
                         {{N, N}, {U, U}, {U, U}, {U, U}, {U, U}, {N, N}, {N, N}},
                         {{N, 0.}, {U, U}, {1., 0.}, {1., -0.}, {U, U}, {N, 0.}, {N, 0.}},
                         {{N, 0.}, {U, U}, {1., -0.}, {1., 0.}, {U, U}, {N, 0.}, {N, 0.}},
                         {{N, N}, {U, U}, {U, U}, {U, U}, {U, U}, {N, N}, {N, N}},
                         {{I, N}, {U, U}, {I, -0.}, {I, 0.}, {U, U}, {I, N}, {I, N}},
                         {{N, N}, {N, N}, {N, 0.}, {N, 0.}, {N, N}, {N, N}, {N, N}}};
constexpr Table kExp = {{{0., 0.}, {U, U}, {0., -0.}, {0., 0.}, {U, U}, {0., 0.}, {0., 0.}},
                        {{N, N}, {U, U}, {U, U}, {U, U}, {U, U}, {N, N}, {N, N}},
                        {{N, N}, {U, U}, {1., -0.}, {1., 0.}, {U, U}, {N, N}, {N, N}},
                        {{N, N}, {U, U}, {1., -0.}, {1., 0.}, {U, U}, {N, N}, {N, N}},
                        {{N, N}, {U, U}, {U, U}, {U, U}, {U, U}, {N, N}, {N, N}},
                        {{I, N}, {U, U}, {I, -0.}, {I, 0.}, {U, U}, {I, N}, {I, N}},
                        {{N, N}, {N, N}, {N, -0.}, {N, 0.}, {N, N}, {N, N}, {N, N}}};
constexpr Table kLog = {{{I, -P34}, {I, -P}, {I, -P}, {I, P}, {I, P}, {I, P34}, {I, N}},
                        {{I, -P12}, {U, U}, {U, U}, {U, U}, {U, U}, {I, P12}, {N, N}},
                        {{I, -P12}, {U, U}, {-I, -P}, {-I, P}, {U, U}, {I, P12}, {N, N}},
                        {{I, -P12}, {U, U}, {-I, -0.}, {-I, 0.}, {U, U}, {I, P12}, {N, N}},
                        {{I, -P12}, {U, U}, {U, U}, {U, U}, {U, U}, {I, P12}, {N, N}},
                        {{I, -P14}, {I, -0.}, {I, -0.}, {I, 0.}, {I, 0.}, {I, P14}, {I, N}},
                        {{I, N}, {N, N}, {N, N}, {N, N}, {N, N}, {I, N}, {N, N}}};
constexpr Table kSinh = {{{I, N}, {U, U}, {-I, -0.}, {-I, 0.}, {U, U}, {I, N}, {I, N}},
                         {{N, N}, {U, U}, {U, U}, {U, U}, {U, U}, {N, N}, {N, N}},
                         {{0., N}, {U, U}, {-0., -0.}, {-0., 0.}, {U, U}, {0., N}, {0., N}},
                         {{0., N}, {U, U}, {0., -0.}, {0., 0.}, {U, U}, {0., N}, {0., N}},
                         {{N, N}, {U, U}, {U, U}, {U, U}, {U, U}, {N, N}, {N, N}},
                         {{I, N}, {U, U}, {I, -0.}, {I, 0.}, {U, U}, {I, N}, {I, N}},
                         {{N, N}, {N, N}, {N, -0.}, {N, 0.}, {N, N}, {N, N}, {N, N}}};
constexpr Table kSqrt = {{{I, -I}, {0., -I}, {0., -I}, {0., I}, {0., I}, {I, I}, {N, I}},
                         {{I, -I}, {U, U}, {U, U}, {U, U}, {U, U}, {I, I}, {N, N}},
                         {{I, -I}, {U, U}, {0., -0.}, {0., 0.}, {U, U}, {I, I}, {N, N}},
                         {{I, -I}, {U, U}, {0., -0.}, {0., 0.}, {U, U}, {I, I}, {N, N}},
                         {{I, -I}, {U, U}, {U, U}, {U, U}, {U, U}, {I, I}, {N, N}},
                         {{I, -I}, {I, -0.}, {I, -0.}, {I, 0.}, {I, 0.}, {I, I}, {I, N}},
                         {{I, -I}, {N, N}, {N, N}, {N, N}, {N, N}, {I, I}, {N, N}}};
constexpr Table kTanh = {{{-1., 0.}, {U, U}, {-1., -0.}, {-1., 0.}, {U, U}, {-1., 0.}, {-1., 0.}},
                         {{N, N}, {U, U}, {U, U}, {U, U}, {U, U}, {N, N}, {N, N}},
                         {{-0., N}, {U, U}, {-0., -0.}, {-0., 0.}, {U, U}, {-0., N}, {N, N}},
                         {{0., N}, {U, U}, {0., -0.}, {0., 0.}, {U, U}, {0., N}, {N, N}},
                         {{N, N}, {U, U}, {U, U}, {U, U}, {U, U}, {N, N}, {N, N}},
                         {{1., 0.}, {U, U}, {1., -0.}, {1., 0.}, {U, U}, {1., 0.}, {1., 0.}},
                         {{N, N}, {N, N}, {N, -0.}, {N, 0.}, {N, N}, {N, N}, {N, N}}};
constexpr Table kRect = {{{I, N}, {U, U}, {-I, 0.}, {-I, -0.}, {U, U}, {I, N}, {I, N}},
                         {{N, N}, {U, U}, {U, U}, {U, U}, {U, U}, {N, N}, {N, N}},
                         {{0., 0.}, {U, U}, {-0., 0.}, {-0., -0.}, {U, U}, {0., 0.}, {0., 0.}},
                         {{0., 0.}, {U, U}, {0., -0.}, {0., 0.}, {U, U}, {0., 0.}, {0., 0.}},
                         {{N, N}, {U, U}, {U, U}, {U, U}, {U, U}, {N, N}, {N, N}},
                         {{I, N}, {U, U}, {I, -0.}, {I, 0.}, {U, U}, {I, N}, {I, N}},
                         {{N, N}, {N, N}, {N, 0.}, {N, 0.}, {N, N}, {N, N}, {N, N}}};

C c_sqrt(C z) {
    if (is_special(z)) return special(kSqrt, z);
    if (z.re == 0. && z.im == 0.) return {0., z.im};
    double ax = std::fabs(z.re);
    const double ay = std::fabs(z.im);
    double s;
    if (ax < DBL_MIN && ay < DBL_MIN && (ax > 0. || ay > 0.)) {
        constexpr int kUp = 2 * (DBL_MANT_DIG / 2) + 1, kDown = -(kUp + 1) / 2;
        ax = std::ldexp(ax, kUp);
        s = std::ldexp(std::sqrt(ax + std::hypot(ax, std::ldexp(ay, kUp))), kDown);
    } else {
        ax /= 8.0;
        s = 2.0 * std::sqrt(ax + std::hypot(ax, ay / 8.0));
    }
    const double d = ay / (2.0 * s);
    errno = 0;
    if (z.re >= 0.) return {s, std::copysign(d, z.im)};
    return {d, std::copysign(s, z.im)};
}

C c_acos(C z) {
    if (is_special(z)) return special(kAcos, z);
    C r;
    if (std::fabs(z.re) > kLarge || std::fabs(z.im) > kLarge) {
        r.re = std::atan2(std::fabs(z.im), z.re);
        const double size = std::log(std::hypot(z.re / 2., z.im / 2.)) + kLog2 * 2.;
        r.im = z.re < 0. ? -std::copysign(size, z.im) : std::copysign(size, -z.im);
    } else {
        const C s1 = c_sqrt({1. - z.re, -z.im}), s2 = c_sqrt({1. + z.re, z.im});
        r.re = 2. * std::atan2(s1.re, s2.re);
        r.im = std::asinh(s2.re * s1.im - s2.im * s1.re);
    }
    errno = 0;
    return r;
}
C c_acosh(C z) {
    if (is_special(z)) return special(kAcosh, z);
    C r;
    if (std::fabs(z.re) > kLarge || std::fabs(z.im) > kLarge) {
        r.re = std::log(std::hypot(z.re / 2., z.im / 2.)) + kLog2 * 2.;
        r.im = std::atan2(z.im, z.re);
    } else {
        const C s1 = c_sqrt({z.re - 1., z.im}), s2 = c_sqrt({z.re + 1., z.im});
        r.re = std::asinh(s1.re * s2.re + s1.im * s2.im);
        r.im = 2. * std::atan2(s1.im, s2.re);
    }
    errno = 0;
    return r;
}
C c_asinh(C z) {
    if (is_special(z)) return special(kAsinh, z);
    C r;
    if (std::fabs(z.re) > kLarge || std::fabs(z.im) > kLarge) {
        const double size = std::log(std::hypot(z.re / 2., z.im / 2.)) + kLog2 * 2.;
        r.re = z.im >= 0. ? std::copysign(size, z.re) : -std::copysign(size, -z.re);
        r.im = std::atan2(z.im, std::fabs(z.re));
    } else {
        const C s1 = c_sqrt({1. + z.im, -z.re}), s2 = c_sqrt({1. - z.im, z.re});
        r.re = std::asinh(s1.re * s2.im - s2.re * s1.im);
        r.im = std::atan2(z.im, s1.re * s2.re - s1.im * s2.im);
    }
    errno = 0;
    return r;
}
C c_asin(C z) {
    const C s = c_asinh({-z.im, z.re});
    return {s.im, -s.re};
}
C c_atanh(C z) {
    if (is_special(z)) return special(kAtanh, z);
    if (z.re < 0. || (z.re == 0. && std::copysign(1., z.re) < 0.)) {
        const C r = c_atanh({-z.re, -z.im});
        return {-r.re, -r.im};
    }
    const double ay = std::fabs(z.im);
    C r;
    if (z.re > std::sqrt(kLarge) / 2. || ay > std::sqrt(kLarge) / 2.) {
        const double h = std::hypot(z.re / 2., z.im / 2.);
        r.re = z.re / 4. / h / h;
        r.im = -std::copysign(kPi / 2., -z.im);
        errno = 0;
    } else if (z.re == 1. && ay < kSmallSquareRoot) {
        if (ay == 0.) {
            errno = EDOM;
            return {kInf, z.im};
        }
        r.re = -std::log(std::sqrt(ay) / std::sqrt(std::hypot(ay, 2.)));
        r.im = std::copysign(std::atan2(2.0, -ay) / 2, z.im);
        errno = 0;
    } else {
        const double gap = 1 - z.re;
        r.re = std::log1p(4. * z.re / (gap * gap + ay * ay)) / 4.;
        r.im = -std::atan2(-2. * z.im, gap * (1 + z.re) - ay * ay) / 2.;
        errno = 0;
    }
    return r;
}
C c_atan(C z) {
    const C s = c_atanh({-z.im, z.re});
    return {s.im, -s.re};
}

/// cosh, sinh and exp of an infinite real part and a finite imaginary one that is not zero.
bool real_infinite(C z) { return std::isinf(z.re) && std::isfinite(z.im) && z.im != 0.; }
void note_overflow(C r) { errno = std::isinf(r.re) || std::isinf(r.im) ? ERANGE : 0; }

C c_cosh(C z) {
    if (is_special(z)) {
        if (real_infinite(z)) {
            const C r = {std::copysign(kInf, std::cos(z.im)),
                         z.re > 0 ? std::copysign(kInf, std::sin(z.im))
                                  : -std::copysign(kInf, std::sin(z.im))};
            errno = 0;
            return r;
        }
        const C r = special(kCosh, z);
        errno = std::isinf(z.im) && !std::isnan(z.re) ? EDOM : 0;
        return r;
    }
    C r;
    if (std::fabs(z.re) > kLogLarge) {
        const double x = z.re - std::copysign(1., z.re);
        r = {std::cos(z.im) * std::cosh(x) * std::numbers::e,
             std::sin(z.im) * std::sinh(x) * std::numbers::e};
    } else {
        r = {std::cos(z.im) * std::cosh(z.re), std::sin(z.im) * std::sinh(z.re)};
    }
    note_overflow(r);
    return r;
}
C c_cos(C z) { return c_cosh({-z.im, z.re}); }
C c_exp(C z) {
    if (is_special(z)) {
        C r;
        if (real_infinite(z)) {
            const double size = z.re > 0 ? kInf : 0.;
            r = {std::copysign(size, std::cos(z.im)), std::copysign(size, std::sin(z.im))};
        } else {
            r = special(kExp, z);
        }
        const bool bad =
            std::isinf(z.im) && (std::isfinite(z.re) || (std::isinf(z.re) && z.re > 0));
        errno = bad ? EDOM : 0;
        return r;
    }
    const bool large = z.re > kLogLarge;
    const double l = std::exp(large ? z.re - 1. : z.re);
    C r = {l * std::cos(z.im), l * std::sin(z.im)};
    if (large) r = {r.re * std::numbers::e, r.im * std::numbers::e};
    note_overflow(r);
    return r;
}
C c_log(C z) {
    if (is_special(z)) return special(kLog, z);
    const double ax = std::fabs(z.re), ay = std::fabs(z.im);
    C r;
    if (ax > kLarge || ay > kLarge) {
        r.re = std::log(std::hypot(ax / 2., ay / 2.)) + kLog2;
    } else if (ax < DBL_MIN && ay < DBL_MIN) {
        if (ax == 0. && ay == 0.) {
            errno = EDOM;
            return {-kInf, std::atan2(z.im, z.re)};
        }
        r.re = std::log(std::hypot(std::ldexp(ax, DBL_MANT_DIG), std::ldexp(ay, DBL_MANT_DIG))) -
               DBL_MANT_DIG * kLog2;
    } else {
        const double h = std::hypot(ax, ay);
        if (0.71 <= h && h <= 1.73) {
            const double am = std::fmax(ax, ay), an = std::fmin(ax, ay);
            r.re = std::log1p((am - 1) * (am + 1) + an * an) / 2.;
        } else {
            r.re = std::log(h);
        }
    }
    r.im = std::atan2(z.im, z.re);
    errno = 0;
    return r;
}
C c_log10(C z) {
    const C r = c_log(z);
    return {r.re / std::numbers::ln10, r.im / std::numbers::ln10};
}
C c_sinh(C z) {
    if (is_special(z)) {
        C r;
        if (real_infinite(z)) {
            r = {z.re > 0 ? std::copysign(kInf, std::cos(z.im))
                          : -std::copysign(kInf, std::cos(z.im)),
                 std::copysign(kInf, std::sin(z.im))};
        } else {
            r = special(kSinh, z);
        }
        errno = std::isinf(z.im) && !std::isnan(z.re) ? EDOM : 0;
        return r;
    }
    C r;
    if (std::fabs(z.re) > kLogLarge) {
        const double x = z.re - std::copysign(1., z.re);
        r = {std::cos(z.im) * std::sinh(x) * std::numbers::e,
             std::sin(z.im) * std::cosh(x) * std::numbers::e};
    } else {
        r = {std::cos(z.im) * std::sinh(z.re), std::sin(z.im) * std::cosh(z.re)};
    }
    note_overflow(r);
    return r;
}
C c_sin(C z) {
    const C s = c_sinh({-z.im, z.re});
    return {s.im, -s.re};
}
C c_tanh(C z) {
    if (is_special(z)) {
        C r;
        if (real_infinite(z)) {
            r = {z.re > 0 ? 1.0 : -1.0, std::copysign(0., 2. * std::sin(z.im) * std::cos(z.im))};
        } else {
            r = special(kTanh, z);
        }
        errno = std::isinf(z.im) && std::isfinite(z.re) ? EDOM : 0;
        return r;
    }
    C r;
    if (std::fabs(z.re) > kLogLarge) {
        r.re = std::copysign(1., z.re);
        r.im = 4. * std::sin(z.im) * std::cos(z.im) * std::exp(-2. * std::fabs(z.re));
    } else {
        const double tx = std::tanh(z.re), ty = std::tan(z.im), cx = 1. / std::cosh(z.re);
        const double txty = tx * ty, denominator = 1. + txty * txty;
        r.re = tx * (1. + ty * ty) / denominator;
        r.im = ((ty / denominator) * cx) * cx;
    }
    errno = 0;
    return r;
}
C c_tan(C z) {
    const C s = c_tanh({-z.im, z.re});
    return {s.im, -s.re};
}

// ---- functions ----

bool to_complex(Context& ctx, Value v, C& out) {
    if (v.is_double()) {
        out = {v.as_double(), 0.0};
        return true;
    }
    if (v.is(Kind::kComplex)) {
        out = {v.as<Complex>()->real, v.as<Complex>()->imag};
        return true;
    }
    Value converted;
    const Truth t = call_special(ctx, v, Special::kComplex, {}, converted);
    if (t == Truth::kError) return false;
    if (t == Truth::kYes) {
        if (converted.is(Kind::kComplex)) return to_complex(ctx, converted, out);
        raise(ctx, TypeId::kTypeError, "__complex__ returned non-complex (type {})",
              MessageArg::type(converted));
        return false;
    }
    out.im = 0.0;
    return to_double(ctx, v, out.re);
}
/// The result, or what errno asks for.
Value finish(Context& ctx, C r, int problem) {
    if (problem == EDOM) return raise(ctx, TypeId::kValueError, "math domain error");
    if (problem == ERANGE) return raise(ctx, TypeId::kOverflowError, "math range error");
    return make_complex(ctx, r.re, r.im);
}
template <C (*function)(C)>
Value one(Context& ctx, const Args& args) {
    C z;
    if (!to_complex(ctx, args[0], z)) return Value::error();
    errno = 0;
    const C r = function(z);
    return finish(ctx, r, errno);
}
Value cmath_log(Context& ctx, const Args& args) {
    C z;
    if (!to_complex(ctx, args[0], z)) return Value::error();
    errno = 0;
    const C top = c_log(z);
    if (!args[1]) return finish(ctx, top, errno);
    const int problem = errno;
    C b;
    if (!to_complex(ctx, args[1], b)) return Value::error();
    const C bottom = c_log(b);
    const int second = errno;
    if (problem || second) return finish(ctx, top, problem ? problem : second);
    Value x = make_complex(ctx, top.re, top.im);
    Value y = x ? make_complex(ctx, bottom.re, bottom.im) : x;
    if (!y) return y;
    if (bottom.re == 0 && bottom.im == 0)
        return raise(ctx, TypeId::kValueError, "math domain error");
    return binary_op(ctx, BinaryOp::kTruediv, x, y);
}
Value cmath_phase(Context& ctx, const Args& args) {
    C z;
    if (!to_complex(ctx, args[0], z)) return Value::error();
    errno = 0;
    const double phase = std::atan2(z.im, z.re);
    // The library reports an angle too small for a double.
    return errno == ERANGE ? raise(ctx, TypeId::kOverflowError, "math range error")
                           : Value::number(phase);
}
Value cmath_polar(Context& ctx, const Args& args) {
    C z;
    if (!to_complex(ctx, args[0], z)) return Value::error();
    const double r = std::hypot(z.re, z.im);
    if (std::isinf(r) && !is_special(z))
        return raise(ctx, TypeId::kOverflowError, "math range error");
    return tuple_of(ctx, {Value::number(r), Value::number(std::atan2(z.im, z.re))});
}
Value cmath_rect(Context& ctx, const Args& args) {
    double r, phi;
    if (!to_double(ctx, args[0], r) || !to_double(ctx, args[1], phi)) return Value::error();
    if (std::isfinite(r) && std::isfinite(phi)) {
        if (phi == 0.0) return make_complex(ctx, r, r * phi);
        return make_complex(ctx, r * std::cos(phi), r * std::sin(phi));
    }
    C z;
    if (std::isinf(r) && std::isfinite(phi) && phi != 0.) {
        const double sign = r > 0 ? 1. : -1.;
        z = {sign * std::copysign(kInf, std::cos(phi)), sign * std::copysign(kInf, std::sin(phi))};
    } else {
        z = special(kRect, {r, phi});
    }
    return finish(ctx, z, r != 0. && !std::isnan(r) && std::isinf(phi) ? EDOM : 0);
}
template <bool (*test)(C)>
Value check(Context& ctx, const Args& args) {
    C z;
    return to_complex(ctx, args[0], z) ? Value::boolean(test(z)) : Value::error();
}
bool is_finite(C z) { return !is_special(z); }
bool is_infinite(C z) { return std::isinf(z.re) || std::isinf(z.im); }
bool is_nan(C z) { return std::isnan(z.re) || std::isnan(z.im); }
Value cmath_isclose(Context& ctx, const Args& args) {
    C a, b;
    double relative = 1e-9, absolute = 0.0;
    if (!to_complex(ctx, args[0], a) || !to_complex(ctx, args[1], b) ||
        (args[2] && !to_double(ctx, args[2], relative)) ||
        (args[3] && !to_double(ctx, args[3], absolute))) {
        return Value::error();
    }
    if (relative < 0.0 || absolute < 0.0) {
        return raise(ctx, TypeId::kValueError, "tolerances must be non-negative");
    }
    if (a.re == b.re && a.im == b.im) return Value::true_value();
    if (is_infinite(a) || is_infinite(b)) return Value::false_value();
    const double difference = std::hypot(a.re - b.re, a.im - b.im);
    return Value::boolean(difference <= relative * std::hypot(b.re, b.im) ||
                          difference <= relative * std::hypot(a.re, a.im) ||
                          difference <= absolute);
}

const NativeMethod kFunctions[] = {
    {"acos(z, /)", one<c_acos>, "Return the arc cosine of z."},
    {"acosh(z, /)", one<c_acosh>, "Return the inverse hyperbolic cosine of z."},
    {"asin(z, /)", one<c_asin>, "Return the arc sine of z."},
    {"asinh(z, /)", one<c_asinh>, "Return the inverse hyperbolic sine of z."},
    {"atan(z, /)", one<c_atan>, "Return the arc tangent of z."},
    {"atanh(z, /)", one<c_atanh>, "Return the inverse hyperbolic tangent of z."},
    {"cos(z, /)", one<c_cos>, "Return the cosine of z."},
    {"cosh(z, /)", one<c_cosh>, "Return the hyperbolic cosine of z."},
    {"exp(z, /)", one<c_exp>, "Return the exponential value e**z."},
    {"isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", cmath_isclose,
     "Determine whether two complex numbers are close in value."},
    {"isfinite(z, /)", check<is_finite>,
     "Return True if both the real and imaginary parts of z are finite, else False."},
    {"isinf(z, /)", check<is_infinite>, "Checks if the real or imaginary part of z is infinite."},
    {"isnan(z, /)", check<is_nan>, "Checks if the real or imaginary part of z not a number (NaN)."},
    {"log(z, base=?, /)", cmath_log,
     "log(z[, base]) -> the logarithm of z to the given base.\n\nIf the base is not specified, "
     "returns "
     "the natural logarithm (base e) of z."},
    {"log10(z, /)", one<c_log10>, "Return the base-10 logarithm of z."},
    {"phase(z, /)", cmath_phase, "Return argument, also known as the phase angle, of a complex."},
    {"polar(z, /)", cmath_polar,
     "Convert a complex from rectangular coordinates to polar coordinates."},
    {"rect(r, phi, /)", cmath_rect, "Convert from polar coordinates to rectangular coordinates."},
    {"sin(z, /)", one<c_sin>, "Return the sine of z."},
    {"sinh(z, /)", one<c_sinh>, "Return the hyperbolic sine of z."},
    {"sqrt(z, /)", one<c_sqrt>, "Return the square root of z."},
    {"tan(z, /)", one<c_tan>, "Return the tangent of z."},
    {"tanh(z, /)", one<c_tanh>, "Return the hyperbolic tangent of z."},
};

bool populate(Context& ctx, Module* module) {
    const std::pair<const char*, Value> constants[] = {
        {"pi", Value::number(kPi)},
        {"e", Value::number(std::numbers::e)},
        {"tau", Value::number(2 * kPi)},
        {"inf", Value::number(kInf)},
        {"infj", make_complex(ctx, 0.0, kInf)},
        {"nan", Value::number(kNan)},
        {"nanj", make_complex(ctx, 0.0, kNan)},
    };
    for (auto [name, value] : constants) {
        if (!add_to_module(ctx, module, name, value)) return false;
    }
    return true;
}

}  // namespace

extern const NativeModuleSpec kCmathModule;
const NativeModuleSpec kCmathModule = {
    .name = "cmath",
    .functions = kFunctions,
    .populate = populate,
    .doc = "This module provides access to mathematical functions for complex\nnumbers.",
};

}  // namespace orrery
