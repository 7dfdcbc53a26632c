// math: algorithms on doubles that the C library lacks or does not compute well enough.
#include <cerrno>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/modules/math_module.h"

namespace orrery::math {

namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Lanczos' approximation with 13 terms and g = 6.0246...: a rational function whose coefficients
// are those of exp(g) scaled sums.
constexpr double kG = 6.024680040776729583740234375;
constexpr double kGMinusHalf = 5.524680040776729583740234375;
constexpr int kTerms = 13;
constexpr double kNumerator[kTerms] = {
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
};
constexpr double kDenominator[kTerms] = {
    0.0,       39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0,
    2637558.0, 357423.0,   32670.0,     1925.0,      66.0,        1.0,
};
constexpr double kFactorials[] = {
    1.0,
    1.0,
    2.0,
    6.0,
    24.0,
    120.0,
    720.0,
    5040.0,
    40320.0,
    362880.0,
    3628800.0,
    39916800.0,
    479001600.0,
    6227020800.0,
    87178291200.0,
    1307674368000.0,
    20922789888000.0,
    355687428096000.0,
    6402373705728000.0,
    121645100408832000.0,
    2432902008176640000.0,
    51090942171709440000.0,
    1124000727777607680000.0,
};

double lanczos_sum(double x) {
    double numerator = 0, denominator = 0;
    if (x < 5.0) {
        for (int i = kTerms; --i >= 0;) {
            numerator = numerator * x + kNumerator[i];
            denominator = denominator * x + kDenominator[i];
        }
    } else {
        for (int i = 0; i < kTerms; i++) {
            numerator = numerator / x + kNumerator[i];
            denominator = denominator / x + kDenominator[i];
        }
    }
    return numerator / denominator;
}

double sin_pi(double x) {
    const double y = std::fmod(std::fabs(x), 2.0);
    double r = 0;
    switch (static_cast<int>(std::round(2.0 * y))) {
    case 0: r = std::sin(kPi * y); break;
    case 1: r = std::cos(kPi * (y - 0.5)); break;
    case 2: r = std::sin(kPi * (1.0 - y)); break;
    case 3: r = -std::cos(kPi * (y - 1.5)); break;
    case 4: r = std::sin(kPi * (y - 2.0)); break;
    }
    return std::copysign(1.0, x) * r;
}

/// Adds to a sum and its lost low part.
struct CompensatedSum {
    double sum, lost;
    void add(double x) {
        const double before = sum;
        sum += x;
        lost += (before - sum) + x;
    }
};

}  // namespace

double gamma(double x) {
    if (!std::isfinite(x)) {
        if (std::isnan(x) || x > 0.0) return x;
        errno = EDOM;
        return std::numeric_limits<double>::quiet_NaN();
    }
    if (x == 0.0) {
        errno = EDOM;
        return std::copysign(kInfinity, x);
    }
    if (x == std::floor(x)) {
        if (x < 0.0) {
            errno = EDOM;
            return std::numeric_limits<double>::quiet_NaN();
        }
        if (x <= static_cast<double>(std::size(kFactorials)))
            return kFactorials[static_cast<int>(x) - 1];
    }
    const double a = std::fabs(x);
    if (a < 1e-20) {
        const double r = 1.0 / x;
        if (std::isinf(r)) errno = ERANGE;
        return r;
    }
    if (a > 200.0) {
        if (x < 0.0) return 0.0 / sin_pi(x);
        errno = ERANGE;
        return kInfinity;
    }
    const double y = a + kGMinusHalf;
    // What rounding y has lost.
    double z;
    if (a > kGMinusHalf) {
        const volatile double q = y - a;
        z = q - kGMinusHalf;
    } else {
        const volatile double q = y - kGMinusHalf;
        z = q - a;
    }
    z = z * kG / y;
    double r;
    if (x < 0.0) {
        r = -kPi / sin_pi(a) / a * std::exp(y) / lanczos_sum(a);
        r -= z * r;
        if (a < 140.0) {
            r /= std::pow(y, a - 0.5);
        } else {
            const double half = std::pow(y, a / 2.0 - 0.25);
            r /= half;
            r /= half;
        }
    } else {
        r = lanczos_sum(a) / std::exp(y);
        r += z * r;
        if (a < 140.0) {
            r *= std::pow(y, a - 0.5);
        } else {
            const double half = std::pow(y, a / 2.0 - 0.25);
            r *= half;
            r *= half;
        }
    }
    if (std::isinf(r)) errno = ERANGE;
    return r;
}

double log_gamma(double x) {
    if (!std::isfinite(x)) return std::isnan(x) ? x : kInfinity;
    if (x == std::floor(x) && x <= 2.0) {
        if (x > 0.0) return 0.0;
        errno = EDOM;
        return kInfinity;
    }
    const double a = std::fabs(x);
    if (a < 1e-20) return -std::log(a);
    double r = std::log(lanczos_sum(a)) - kG;
    r += (a - 0.5) * (std::log(a + kG - 0.5) - 1);
    if (x < 0.0) {
        constexpr double kLogPi = 1.144729885849400174143427351353058711647;
        r = kLogPi - std::log(std::fabs(sin_pi(a))) - std::log(a) - r;
    }
    if (std::isinf(r)) errno = ERANGE;
    return r;
}

double vector_norm(std::span<const double> values, double max, bool found_nan) {
    if (std::isinf(max)) return max;
    if (found_nan) return std::numeric_limits<double>::quiet_NaN();
    if (max == 0.0 || values.size() <= 1) return max;
    int exponent;
    std::frexp(max, &exponent);
    if (exponent < -1023) {
        CompensatedSum s{1.0, 0.0};
        for (double v : values) {
            const double x = v / max;
            s.add(x * x);
        }
        return max * std::sqrt(s.sum - 1.0 + s.lost);
    }
    // Squares are summed exactly but for tiny parts (Veltkamp's splitting into halves); one step of
    // Newton's iteration then corrects the root.
    constexpr double kSplitter = 134217729.0;  // 2^27 + 1
    const double scale = std::ldexp(1.0, -exponent);
    double sum = 1.0, lost1 = 0.0, lost2 = 0.0, lost3 = 0.0;
    auto add = [&](double x, double& lost) {
        const double before = sum;
        sum += x;
        lost += (before - sum) + x;
    };
    for (double v : values) {
        const double x = v * scale;
        const double t = x * kSplitter;
        const double high = t - (t - x), low = x - high;
        add(high * high, lost1);
        add(2.0 * high * low, lost2);
        lost3 += low * low;
    }
    const double h = std::sqrt(sum - 1.0 + (lost1 + lost2 + lost3));
    const double t = h * kSplitter;
    const double high = t - (t - h), low = h - high;
    add(-high * high, lost1);
    add(-2.0 * high * low, lost2);
    add(-low * low, lost3);
    const double rest = sum - 1.0 + (lost1 + lost2 + lost3);
    return (h + rest / (2.0 * h)) / scale;
}

}  // namespace orrery::math
