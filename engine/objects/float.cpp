// float and complex.
#include <cmath>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/numbers/float_text.h"
#include "engine/numbers/hash.h"
#include "engine/objects/buffer.h"
#include "engine/objects/formatting.h"
#include "engine/objects/int.h"
#include "engine/text/unicode.h"

namespace orrery {

namespace {

Value text(String* s) { return s ? Value::object(s) : Value::error(); }
String* ascii_string(Context& ctx, const AsciiBuffer& b) {
    return make_string(ctx, std::string_view(b.data(), b.size()));
}

/// An operand of a float operator. kNo: not a real number.
Truth operand(Context& ctx, Value v, double& out) {
    if (v.is_double()) {
        out = v.as_double();
        return Truth::kYes;
    }
    if (v.is(Kind::kFloat)) {
        out = v.as<Float>()->value;
        return Truth::kYes;
    }
    if (!is_int(v)) return Truth::kNo;
    return to_double(ctx, v, out) ? Truth::kYes : Truth::kError;
}

template <typename F>
Value arithmetic(Context& ctx, Value x, Value y, F f) {
    double a, b;
    const Truth p = operand(ctx, x, a);
    const Truth q = p == Truth::kYes ? operand(ctx, y, b) : p;
    if (q == Truth::kError) return Value::error();
    return q == Truth::kNo ? Value::not_implemented() : f(a, b);
}

Value float_add_(Context& ctx, const Args& a) {
    return arithmetic(ctx, a[0], a[1], [](double x, double y) { return Value::number(x + y); });
}
Value float_sub_(Context& ctx, const Args& a) {
    return arithmetic(ctx, a[0], a[1], [](double x, double y) { return Value::number(x - y); });
}
Value float_rsub(Context& ctx, const Args& a) {
    return arithmetic(ctx, a[1], a[0], [](double x, double y) { return Value::number(x - y); });
}
Value float_mul_(Context& ctx, const Args& a) {
    return arithmetic(ctx, a[0], a[1], [](double x, double y) { return Value::number(x * y); });
}
Value divide(Context& ctx, Value x, Value y) {
    return arithmetic(ctx, x, y, [&](double p, double q) {
        if (q == 0) return raise(ctx, TypeId::kZeroDivisionError, "float division by zero");
        return Value::number(p / q);
    });
}
Value float_truediv(Context& ctx, const Args& a) { return divide(ctx, a[0], a[1]); }
Value float_rtruediv(Context& ctx, const Args& a) { return divide(ctx, a[1], a[0]); }

enum class Part { kQuotient, kRemainder, kBoth };
Value floor_divide(Context& ctx, Value x, Value y, Part part) {
    return arithmetic(ctx, x, y, [&](double p, double q) {
        if (q == 0) {
            return raise(ctx, TypeId::kZeroDivisionError,
                         part == Part::kRemainder ? "float modulo"
                         : part == Part::kBoth    ? "float divmod()"
                                                  : "float floor division by zero");
        }
        double quotient, remainder;
        float_divmod(p, q, &quotient, &remainder);
        if (part == Part::kQuotient) return Value::number(quotient);
        if (part == Part::kRemainder) return Value::number(remainder);
        const Value pair[] = {Value::number(quotient), Value::number(remainder)};
        return Value::object(make_tuple(ctx, pair));
    });
}
Value float_floordiv(Context& ctx, const Args& a) {
    return floor_divide(ctx, a[0], a[1], Part::kQuotient);
}
Value float_rfloordiv(Context& ctx, const Args& a) {
    return floor_divide(ctx, a[1], a[0], Part::kQuotient);
}
Value float_mod(Context& ctx, const Args& a) {
    return floor_divide(ctx, a[0], a[1], Part::kRemainder);
}
Value float_rmod(Context& ctx, const Args& a) {
    return floor_divide(ctx, a[1], a[0], Part::kRemainder);
}
Value float_divmod_(Context& ctx, const Args& a) {
    return floor_divide(ctx, a[0], a[1], Part::kBoth);
}
Value float_rdivmod(Context& ctx, const Args& a) {
    return floor_divide(ctx, a[1], a[0], Part::kBoth);
}

Value raise_to(Context& ctx, Value x, Value y, Value modulus) {
    if (modulus && !modulus.is_none()) {
        return raise(ctx, TypeId::kTypeError,
                     "pow() 3rd argument not allowed unless all arguments are integers");
    }
    return arithmetic(ctx, x, y, [&](double p, double q) {
        if (p == 0 && q < 0 && std::isfinite(q)) {
            return raise(ctx, TypeId::kZeroDivisionError,
                         "0.0 cannot be raised to a negative power");
        }
        if (p < 0 && std::isfinite(p) && std::isfinite(q) && q != std::floor(q)) {
            return binary_op(ctx, BinaryOp::kPow, make_complex(ctx, p, 0), make_complex(ctx, q, 0));
        }
        const double r = std::pow(p, q);
        if (std::isinf(r) && std::isfinite(p) && std::isfinite(q)) {
            const Value args[] = {Value::small_int(34),
                                  Value::object(make_string(ctx, "Numerical result out of range"))};
            return raise_with(ctx, TypeId::kOverflowError, args);
        }
        return Value::number(r);
    });
}
Value float_pow(Context& ctx, const Args& a) { return raise_to(ctx, a[0], a[1], a[2]); }
Value float_rpow(Context& ctx, const Args& a) { return raise_to(ctx, a[1], a[0], a[2]); }

Value float_neg(Context&, const Args& a) { return Value::number(-float_value(a[0])); }
Value float_pos(Context&, const Args& a) { return Value::number(float_value(a[0])); }
Value float_abs(Context&, const Args& a) { return Value::number(std::fabs(float_value(a[0]))); }
Value float_bool(Context&, const Args& a) { return Value::boolean(float_value(a[0]) != 0); }
Value float_hash(Context& ctx, const Args& a) { return make_int(ctx, hash_number(ctx, a[0])); }

/// -1, 0, 1, or 2 when unordered (NaN); 3: not a real number. Ints compare exactly.
int compare_floats(Value x, Value y) {
    const double a = float_value(x);
    if (is_float(y)) {
        const double b = float_value(y);
        return a < b ? -1 : a > b ? 1 : a == b ? 0 : 2;
    }
    if (!is_int(y)) return 3;
    if (a != a) return 2;
    return -bigint_compare_double(IntView(y).ref(), a);
}
template <typename Test>
Value ordering(const Args& a, Test test) {
    const int c = compare_floats(a[0], a[1]);
    return c == 3 ? Value::not_implemented() : Value::boolean(test(c));
}
Value float_lt(Context&, const Args& a) {
    return ordering(a, [](int c) { return c == -1; });
}
Value float_le(Context&, const Args& a) {
    return ordering(a, [](int c) { return c == -1 || c == 0; });
}
Value float_eq(Context&, const Args& a) {
    return ordering(a, [](int c) { return c == 0; });
}
Value float_ne(Context&, const Args& a) {
    return ordering(a, [](int c) { return c != 0; });
}
Value float_gt(Context&, const Args& a) {
    return ordering(a, [](int c) { return c == 1; });
}
Value float_ge(Context&, const Args& a) {
    return ordering(a, [](int c) { return c == 1 || c == 0; });
}

Value float_repr_(Context& ctx, const Args& a) {
    AsciiBuffer out;
    float_repr(float_value(a[0]), out);
    return text(ascii_string(ctx, out));
}

// ---- construction ----

bool parse_text(Context& ctx, Value v, double& out, bool& is_text) {
    is_text = true;
    if (v.is(Kind::kString)) {
        if (float_parse_relaxed(ascii_digits(v.as<String>()), &out)) return true;
    } else if (has_buffer(ctx, v)) {
        BufferView view;
        if (!view.acquire(ctx, v)) return false;
        if (float_parse_relaxed(view.chars(), &out)) return true;
    } else {
        is_text = false;
        return false;
    }
    raise(ctx, TypeId::kValueError, "could not convert string to float: {}", MessageArg::repr(v));
    return false;
}

Value float_new(Context& ctx, const Args& args) {
    double d = 0;
    if (args[1]) {
        if (args[1].is_double() && args[0].as<Type>() == ctx.type(TypeId::kFloat)) return args[1];
        bool is_text;
        if (!parse_text(ctx, args[1], d, is_text)) {
            if (is_text) return Value::error();
            if (!is_float(args[1]) && !is_int(args[1]) &&
                !type_of(ctx, args[1])->lookup_special(Special::kFloat) &&
                !type_of(ctx, args[1])->lookup_special(Special::kIndex)) {
                return raise(ctx, TypeId::kTypeError,
                             "float() argument must be a string or a real number, not '{}'",
                             MessageArg::type(args[1]));
            }
            if (!(args[1].is(Kind::kFloat) && type_of(ctx, args[1])->has(Type::kUserDefined))) {
                if (!to_double(ctx, args[1], d)) return Value::error();
            } else {
                Value f;
                if (call_special(ctx, args[1], Special::kFloat, {}, f) != Truth::kYes)
                    return Value::error();
                if (!is_float(f)) {
                    return raise(ctx, TypeId::kTypeError,
                                 "{}.__float__ returned non-float (type {})",
                                 MessageArg::type(args[1]), MessageArg::type(f));
                }
                d = float_value(f);
            }
        }
    }
    auto* type = args[0].as<Type>();
    if (type == ctx.type(TypeId::kFloat)) return Value::number(d);
    auto* f = allocate<Float>(ctx, type);
    if (!f) return Value::error();
    f->value = d;
    return Value::object(f);
}

// ---- methods ----

Value to_integer(Context& ctx, double d) {
    if (d != d) return raise(ctx, TypeId::kValueError, "cannot convert float NaN to integer");
    if (std::isinf(d)) {
        return raise(ctx, TypeId::kOverflowError, "cannot convert float infinity to integer");
    }
    BigIntBuffer out;
    return finish_int(ctx, bigint_from_double(d, out), out);
}
Value float_int(Context& ctx, const Args& a) { return to_integer(ctx, float_value(a[0])); }
Value float_floor(Context& ctx, const Args& a) {
    return to_integer(ctx, std::floor(float_value(a[0])));
}
Value float_ceil(Context& ctx, const Args& a) {
    return to_integer(ctx, std::ceil(float_value(a[0])));
}
Value float_float(Context&, const Args& a) { return Value::number(float_value(a[0])); }
Value float_round_(Context& ctx, const Args& a) {
    const double d = float_value(a[0]);
    if (!a[1] || a[1].is_none())
        return to_integer(ctx, std::isfinite(d) ? float_round_to_even(d) : d);
    int64_t digits;
    if (!to_int64(ctx, a[1], digits, true)) return Value::error();
    double out;
    if (!float_round(d, digits, &out)) {
        return raise(ctx, TypeId::kOverflowError, "rounded value too large to represent");
    }
    return Value::number(out);
}
Value float_is_integer(Context&, const Args& a) {
    const double d = float_value(a[0]);
    return Value::boolean(std::isfinite(d) && d == std::floor(d));
}
Value float_ratio(Context& ctx, const Args& a) {
    const double d = float_value(a[0]);
    if (std::isinf(d)) {
        return raise(ctx, TypeId::kOverflowError, "cannot convert Infinity to integer ratio");
    }
    if (d != d) return raise(ctx, TypeId::kValueError, "cannot convert NaN to integer ratio");
    BigIntBuffer numerator, denominator;
    const BigIntStatus status = float_integer_ratio(d, numerator, denominator);
    const Value pair[] = {finish_int(ctx, status, numerator), finish_int(ctx, status, denominator)};
    return pair[0] && pair[1] ? Value::object(make_tuple(ctx, pair)) : Value::error();
}
Value float_hex_(Context& ctx, const Args& a) {
    AsciiBuffer out;
    float_hex(float_value(a[0]), out);
    return text(ascii_string(ctx, out));
}
Value float_fromhex(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "bad argument type for built-in operation");
    }
    double d;
    switch (float_from_hex(to_utf8(args[1].as<String>()), &d)) {
    case FloatHexStatus::ok: break;
    case FloatHexStatus::invalid:
        return raise(ctx, TypeId::kValueError, "invalid hexadecimal floating-point string");
    case FloatHexStatus::overflow:
        return raise(ctx, TypeId::kOverflowError,
                     "hexadecimal value too large to represent as a float");
    }
    const Value v = Value::number(d);
    return args[0] == Value::object(ctx.type(TypeId::kFloat)) ? v : call(ctx, args[0], {v});
}
Value float_format_(Context& ctx, const Args& args) {
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
    return finish_format(ctx, format_float(spec, float_value(args[0]), name, out, error), out,
                         error);
}
Value float_getnewargs(Context& ctx, const Args& a) {
    const Value one[] = {Value::number(float_value(a[0]))};
    return Value::object(make_tuple(ctx, one));
}
Value float_getformat(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "__getformat__() argument must be str, not {}",
                     args[1].is_none() ? MessageArg("None") : MessageArg::type(args[1]));
    }
    if ((equals_ascii(args[1].as<String>(), "double") ||
         equals_ascii(args[1].as<String>(), "float"))) {
        return text(intern(ctx, "IEEE, little-endian"));
    }
    return raise(ctx, TypeId::kValueError,
                 "__getformat__() argument 1 must be 'double' or 'float'");
}
Value get_real(Context&, Value self) { return Value::number(float_value(self)); }
Value get_imag(Context&, Value) { return Value::number(0.0); }

const NativeMethod kFloatMethods[] = {
    {"__new__(cls, x=0, /)", float_new},
    {"__repr__(self, /)", float_repr_},
    {"__hash__(self, /)", float_hash},
    {"__bool__(self, /)", float_bool},
    {"__add__(self, value, /)", float_add_},
    {"__radd__(self, value, /)", float_add_},
    {"__sub__(self, value, /)", float_sub_},
    {"__rsub__(self, value, /)", float_rsub},
    {"__mul__(self, value, /)", float_mul_},
    {"__rmul__(self, value, /)", float_mul_},
    {"__truediv__(self, value, /)", float_truediv},
    {"__rtruediv__(self, value, /)", float_rtruediv},
    {"__floordiv__(self, value, /)", float_floordiv},
    {"__rfloordiv__(self, value, /)", float_rfloordiv},
    {"__mod__(self, value, /)", float_mod},
    {"__rmod__(self, value, /)", float_rmod},
    {"__divmod__(self, value, /)", float_divmod_},
    {"__rdivmod__(self, value, /)", float_rdivmod},
    {"__pow__(self, value, mod=None, /)", float_pow},
    {"__rpow__(self, value, mod=None, /)", float_rpow},
    {"__neg__(self, /)", float_neg},
    {"__pos__(self, /)", float_pos},
    {"__abs__(self, /)", float_abs},
    {"__lt__(self, value, /)", float_lt},
    {"__le__(self, value, /)", float_le},
    {"__eq__(self, value, /)", float_eq},
    {"__ne__(self, value, /)", float_ne},
    {"__gt__(self, value, /)", float_gt},
    {"__ge__(self, value, /)", float_ge},
    {"__int__(self, /)", float_int},
    {"__trunc__(self, /)", float_int},
    {"__floor__(self, /)", float_floor},
    {"__ceil__(self, /)", float_ceil},
    {"__float__(self, /)", float_float},
    {"__round__(self, ndigits=None, /)", float_round_},
    {"__format__(self, format_spec, /)", float_format_},
    {"__getnewargs__(self, /)", float_getnewargs},
    {"is_integer(self, /)", float_is_integer},
    {"as_integer_ratio(self, /)", float_ratio},
    {"conjugate(self, /)", float_float},
    {"hex(self, /)", float_hex_},
    {"fromhex(cls, string, /)", float_fromhex, nullptr, NativeMethod::kClassMethod},
    {"__getformat__(cls, typestr, /)", float_getformat, nullptr, NativeMethod::kClassMethod},
};
const NativeProperty kFloatProperties[] = {
    {"real", get_real, nullptr, "the real part of a complex number"},
    {"imag", get_imag, nullptr, "the imaginary part of a complex number"},
};

}  // namespace

extern const NativeTypeSpec kFloatSpec = {
    .name = "float",
    .kind = Kind::kFloat,
    .size = sizeof(Float),
    .methods = kFloatMethods,
    .properties = kFloatProperties,
    .doc =
        "float(x=0, /)\n--\n\nConvert a string or number to a floating point number, if possible."};

}  // namespace orrery
