// complex.
#include <cmath>
#include <complex>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/numbers/float_text.h"
#include "engine/objects/formatting.h"
#include "engine/objects/int.h"

namespace orrery {

namespace {

using C = std::complex<double>;

Value text(String* s) { return s ? Value::object(s) : Value::error(); }
C number(Value v) { return {v.as<Complex>()->real, v.as<Complex>()->imag}; }

/// An operand of a complex operator. kNo: not a number.
Truth operand(Context& ctx, Value v, C& out) {
    if (v.is(Kind::kComplex)) {
        out = number(v);
        return Truth::kYes;
    }
    if (!is_float(v) && !is_int(v)) return Truth::kNo;
    double d;
    if (!to_double(ctx, v, d)) return Truth::kError;
    out = {d, 0};
    return Truth::kYes;
}

Value box(Context& ctx, C c) { return make_complex(ctx, c.real(), c.imag()); }

template <typename F>
Value arithmetic(Context& ctx, Value x, Value y, F f) {
    C a, b;
    const Truth p = operand(ctx, x, a);
    const Truth q = p == Truth::kYes ? operand(ctx, y, b) : p;
    if (q == Truth::kError) return Value::error();
    return q == Truth::kNo ? Value::not_implemented() : f(a, b);
}

C multiply(C a, C b) {
    return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

/// Smith's method, as CPython divides. The divisor is not zero.
C quotient(C a, C b) {
    if (std::fabs(b.real()) >= std::fabs(b.imag())) {
        const double ratio = b.imag() / b.real(), denominator = b.real() + b.imag() * ratio;
        return {(a.real() + a.imag() * ratio) / denominator,
                (a.imag() - a.real() * ratio) / denominator};
    }
    if (std::fabs(b.imag()) >= std::fabs(b.real())) {
        const double ratio = b.real() / b.imag(), denominator = b.real() * ratio + b.imag();
        return {(a.real() * ratio + a.imag()) / denominator,
                (a.imag() * ratio - a.real()) / denominator};
    }
    return {NAN, NAN};
}

C power_of_int(C base, int64_t n) {
    C result(1, 0);
    for (uint64_t k = static_cast<uint64_t>(n < 0 ? -n : n); k; k >>= 1) {
        if (k & 1) result = multiply(result, base);
        base = multiply(base, base);
    }
    return n < 0 ? quotient({1, 0}, result) : result;
}

C power_of(C a, C b) {
    if (b.imag() == 0 && b.real() == std::floor(b.real()) && std::fabs(b.real()) <= 100) {
        return power_of_int(a, static_cast<int64_t>(b.real()));
    }
    if (a == C(0, 0)) return {0, 0};
    const double magnitude = std::hypot(a.real(), a.imag());
    double length = std::pow(magnitude, b.real());
    const double angle = std::atan2(a.imag(), a.real());
    double phase = angle * b.real();
    if (b.imag() != 0) {
        length /= std::exp(angle * b.imag());
        phase += b.imag() * std::log(magnitude);
    }
    return {length * std::cos(phase), length * std::sin(phase)};
}

Value add(Context& ctx, const Args& a) {
    return arithmetic(ctx, a[0], a[1], [&](C x, C y) { return box(ctx, x + y); });
}
Value sub(Context& ctx, const Args& a) {
    return arithmetic(ctx, a[0], a[1], [&](C x, C y) { return box(ctx, x - y); });
}
Value rsub(Context& ctx, const Args& a) {
    return arithmetic(ctx, a[1], a[0], [&](C x, C y) { return box(ctx, x - y); });
}
Value mul(Context& ctx, const Args& a) {
    return arithmetic(ctx, a[0], a[1], [&](C x, C y) { return box(ctx, multiply(x, y)); });
}
Value divide(Context& ctx, Value x, Value y) {
    return arithmetic(ctx, x, y, [&](C a, C b) {
        if (b == C(0, 0)) return raise(ctx, TypeId::kZeroDivisionError, "complex division by zero");
        return box(ctx, quotient(a, b));
    });
}
Value truediv(Context& ctx, const Args& a) { return divide(ctx, a[0], a[1]); }
Value rtruediv(Context& ctx, const Args& a) { return divide(ctx, a[1], a[0]); }
Value raise_to(Context& ctx, Value x, Value y, Value modulus) {
    return arithmetic(ctx, x, y, [&](C a, C b) {
        if (modulus && !modulus.is_none()) {
            return raise(ctx, TypeId::kValueError, "complex modulo");
        }
        if (a == C(0, 0) && (b.imag() != 0 || b.real() < 0)) {
            return raise(ctx, TypeId::kZeroDivisionError, "0.0 to a negative or complex power");
        }
        const C r = power_of(a, b);
        if (std::isinf(r.real()) || std::isinf(r.imag())) {
            return raise(ctx, TypeId::kOverflowError, "complex exponentiation");
        }
        return box(ctx, r);
    });
}
Value pow_(Context& ctx, const Args& a) { return raise_to(ctx, a[0], a[1], a[2]); }
Value rpow(Context& ctx, const Args& a) { return raise_to(ctx, a[1], a[0], a[2]); }
Value neg(Context& ctx, const Args& a) { return box(ctx, -number(a[0])); }
Value pos(Context& ctx, const Args& a) { return box(ctx, number(a[0])); }
Value abs_(Context& ctx, const Args& a) {
    const C c = number(a[0]);
    const double d = std::hypot(c.real(), c.imag());
    if (std::isinf(d) && std::isfinite(c.real()) && std::isfinite(c.imag())) {
        return raise(ctx, TypeId::kOverflowError, "absolute value too large");
    }
    return Value::number(d);
}
Value bool_(Context&, const Args& a) { return Value::boolean(number(a[0]) != C(0, 0)); }
Value hash_(Context& ctx, const Args& a) { return make_int(ctx, hash_number(ctx, a[0])); }

Value equality(Value x, Value y, bool wanted) {
    const C a = number(x);
    bool same;
    if (y.is(Kind::kComplex)) {
        same = a == number(y);
    } else if (is_float(y)) {
        same = a.imag() == 0 && a.real() == float_value(y);
    } else if (is_int(y)) {
        same = a.imag() == 0 && a.real() == a.real() &&
               bigint_compare_double(IntView(y).ref(), a.real()) == 0;
    } else {
        return Value::not_implemented();
    }
    return Value::boolean(same == wanted);
}
Value eq(Context&, const Args& a) { return equality(a[0], a[1], true); }
Value ne(Context&, const Args& a) { return equality(a[0], a[1], false); }
Value unordered(Context&, const Args&) { return Value::not_implemented(); }

std::string part_text(double d, bool sign) {
    AsciiBuffer out;
    FloatFormat format;
    format.sign = sign ? FloatSign::always : FloatSign::minus_only;
    float_format(d, format, out);
    return {out.data(), out.size()};
}
Value repr(Context& ctx, const Args& a) {
    const C c = number(a[0]);
    std::string s;
    if (c.real() == 0 && !std::signbit(c.real())) {
        s = part_text(c.imag(), false) + "j";
    } else {
        s = "(" + part_text(c.real(), false) + part_text(c.imag(), true) + "j)";
    }
    return text(make_string(ctx, s));
}

/// complex("1+2j"): real part, imaginary part, or both, perhaps in parentheses.
bool parse(std::string_view s, C& out) {
    auto trim = [&] {
        while (!s.empty() && (s.front() == ' ' || (s.front() >= '\t' && s.front() <= '\r')))
            s.remove_prefix(1);
        while (!s.empty() && (s.back() == ' ' || (s.back() >= '\t' && s.back() <= '\r')))
            s.remove_suffix(1);
    };
    trim();
    if (s.size() > 1 && s.front() == '(' && s.back() == ')') {
        s = s.substr(1, s.size() - 2);
        trim();
    }
    if (s.empty() || s.find("__") != s.npos) return false;
    std::string plain;
    for (size_t i = 0; i < s.size(); i++) {
        if (s[i] != '_') {
            plain += s[i];
            continue;
        }
        const bool between = i > 0 && i + 1 < s.size() &&
                             isdigit(static_cast<unsigned char>(s[i - 1])) &&
                             isdigit(static_cast<unsigned char>(s[i + 1]));
        if (!between) return false;
    }
    s = plain;
    auto unit = [](std::string_view t) { return t == "j" || t == "J"; };
    double first;
    size_t n = float_parse_prefix(s, &first);
    if (n == 0) {
        if (unit(s)) return out = {0, 1}, true;
        if (s.size() == 2 && unit(s.substr(1)) && (s[0] == '+' || s[0] == '-')) {
            return out = {0, s[0] == '-' ? -1.0 : 1.0}, true;
        }
        return false;
    }
    std::string_view rest = s.substr(n);
    if (rest.empty()) return out = {first, 0}, true;
    if (unit(rest)) return out = {0, first}, true;
    if (rest[0] != '+' && rest[0] != '-') return false;
    double second;
    n = float_parse_prefix(rest, &second);
    if (n == 0) {
        if (!unit(rest.substr(1))) return false;
        second = rest[0] == '-' ? -1 : 1;
        n = 1;
    }
    if (!unit(rest.substr(n))) return false;
    out = {first, second};
    return true;
}

/// One argument of complex(); `is_complex` tells that it had an imaginary part of its own.
bool convert(Context& ctx, Value v, C& out, bool& is_complex, bool second) {
    is_complex = v.is(Kind::kComplex);
    if (is_complex) {
        out = number(v);
        return true;
    }
    Value c;
    const Truth t = second ? Truth::kNo : call_special(ctx, v, Special::kComplex, {}, c);
    if (t == Truth::kError) return false;
    if (t == Truth::kYes) {
        if (!c.is(Kind::kComplex)) {
            raise(ctx, TypeId::kTypeError, "__complex__ returned non-complex (type {})",
                  MessageArg::type(c));
            return false;
        }
        is_complex = true;
        out = number(c);
        return true;
    }
    Type* type = type_of(ctx, v);
    if (!is_float(v) && !is_int(v) && !type->lookup_special(Special::kFloat) &&
        !type->lookup_special(Special::kIndex)) {
        raise(ctx, TypeId::kTypeError,
              second ? "complex() second argument must be a number, not '{}'"
                     : "complex() first argument must be a string or a number, not '{}'",
              MessageArg::type(v));
        return false;
    }
    double d;
    if (!to_double(ctx, v, d)) return false;
    out = {d, 0};
    return true;
}

Value complex_new(Context& ctx, const Args& args) {
    C value(0, 0);
    auto* type = args[0].as<Type>();
    if (args[1].is(Kind::kString)) {
        if (args[2]) {
            return raise(ctx, TypeId::kTypeError,
                         "complex() can't take second arg if first is a string");
        }
        if (!parse(ascii_digits(args[1].as<String>()), value)) {
            return raise(ctx, TypeId::kValueError, "complex() arg is a malformed string");
        }
    } else {
        if (args[2].is(Kind::kString)) {
            return raise(ctx, TypeId::kTypeError, "complex() second arg can't be a string");
        }
        C real(0, 0), imag(0, 0);
        bool real_is_complex = false, imag_is_complex = false;
        if (args[1] && !convert(ctx, args[1], real, real_is_complex, false)) return Value::error();
        if (args[2] && !convert(ctx, args[2], imag, imag_is_complex, true)) return Value::error();
        double re = real.real(), im = args[2] ? imag.real() : real.imag();
        if (imag_is_complex) re -= imag.imag();
        if (args[2] && real_is_complex) im += real.imag();
        value = {re, im};
        if (!args[2] && args[1].is(Kind::kComplex) && type == ctx.type(TypeId::kComplex) &&
            args[1].as_object()->is_exact()) {
            return args[1];
        }
    }
    auto* c = allocate<Complex>(ctx, type);
    if (!c) return Value::error();
    c->real = value.real();
    c->imag = value.imag();
    return Value::object(c);
}

Value conjugate(Context& ctx, const Args& a) { return box(ctx, std::conj(number(a[0]))); }
Value self_complex(Context& ctx, const Args& a) { return box(ctx, number(a[0])); }
Value getnewargs(Context& ctx, const Args& a) {
    const Value pair[] = {Value::number(number(a[0]).real()), Value::number(number(a[0]).imag())};
    return Value::object(make_tuple(ctx, pair));
}
Value format_(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "__format__() argument must be str, not {}",
                     MessageArg::type(args[1]));
    }
    if (args[1].as<String>()->length == 0) return text(to_str(ctx, args[0]));
    const std::string name = type_name(ctx, args[0]);
    FormatSpec spec;
    if (!parse_spec(ctx, args[1].as<String>(), name, false, spec)) return Value::error();
    CodePointBuffer out;
    FormatError error;
    const C c = number(args[0]);
    return finish_format(ctx, format_complex(spec, c.real(), c.imag(), name, out, error), out,
                         error);
}
Value get_real(Context&, Value self) { return Value::number(number(self).real()); }
Value get_imag(Context&, Value self) { return Value::number(number(self).imag()); }

const NativeMethod kMethods[] = {
    {"__new__(cls, real=0, imag=0)", complex_new},
    {"__repr__(self, /)", repr},
    {"__hash__(self, /)", hash_},
    {"__bool__(self, /)", bool_},
    {"__add__(self, value, /)", add},
    {"__radd__(self, value, /)", add},
    {"__sub__(self, value, /)", sub},
    {"__rsub__(self, value, /)", rsub},
    {"__mul__(self, value, /)", mul},
    {"__rmul__(self, value, /)", mul},
    {"__truediv__(self, value, /)", truediv},
    {"__rtruediv__(self, value, /)", rtruediv},
    {"__pow__(self, value, mod=None, /)", pow_},
    {"__rpow__(self, value, mod=None, /)", rpow},
    {"__neg__(self, /)", neg},
    {"__pos__(self, /)", pos},
    {"__abs__(self, /)", abs_},
    {"__eq__(self, value, /)", eq},
    {"__ne__(self, value, /)", ne},
    {"__lt__(self, value, /)", unordered},
    {"__le__(self, value, /)", unordered},
    {"__gt__(self, value, /)", unordered},
    {"__ge__(self, value, /)", unordered},
    {"__complex__(self, /)", self_complex},
    {"__format__(self, format_spec, /)", format_},
    {"__getnewargs__(self, /)", getnewargs},
    {"conjugate(self, /)", conjugate},
};
const NativeProperty kProperties[] = {
    {"real", get_real, nullptr, "the real part of a complex number", true},
    {"imag", get_imag, nullptr, "the imaginary part of a complex number", true},
};

}  // namespace

Value make_complex(Context& ctx, double real, double imag) {
    auto* c = allocate<Complex>(ctx, ctx.type(TypeId::kComplex));
    if (!c) return Value::error();
    c->real = real;
    c->imag = imag;
    return Value::object(c);
}

extern const NativeTypeSpec kComplexSpec = {
    .name = "complex",
    .kind = Kind::kComplex,
    .size = sizeof(Complex),
    .methods = kMethods,
    .properties = kProperties,
    .doc =
        "complex(real=0, imag=0)\n--\n\nCreate a complex number from a real part and an optional "
        "imaginary part.\n\nThis is "
        "equivalent to (real + imag*1j) where imag defaults to 0."};

}  // namespace orrery
