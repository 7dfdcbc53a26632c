// The types int and bool: construction, text, and methods other than the operators (int.cpp).
#include <array>
#include <charconv>
#include <cstring>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/buffer.h"
#include "engine/objects/bytes.h"
#include "engine/objects/formatting.h"
#include "engine/objects/int.h"
#include "engine/text/unicode.h"

namespace orrery {

String* small_int_text(Context& ctx, int64_t i) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, i).ptr;
    if (end == digits + 1) return char_string(ctx, static_cast<uint8_t>(digits[0]));
    String* s = new_string(ctx, static_cast<uint64_t>(end - digits), 0x7F);
    if (s) std::memcpy(s->inline_data(), digits, static_cast<size_t>(end - digits));
    return s;
}

std::string ascii_digits(const String* s) {
    std::string out;
    out.reserve(s->length);
    for (uint64_t i = 0; i < s->length; i++) {
        const uint32_t c = s->at(i);
        if (c < 128) {
            out += static_cast<char>(c);
        } else if (const int d = decimal_value(c); d >= 0) {
            out += static_cast<char>('0' + d);
        } else {
            out += is_space(c) ? ' ' : '?';
        }
    }
    return out;
}

namespace {

Value text(String* s) { return s ? Value::object(s) : Value::error(); }
String* ascii_string(Context& ctx, const AsciiBuffer& b) {
    return make_string(ctx, std::string_view(b.data(), b.size()));
}

Value raise_digit_limit(Context& ctx, uint64_t digits) {
    if (!digits) return raise_int_status(ctx, BigIntStatus::too_many_digits);
    return raise(ctx, TypeId::kValueError,
                 "Exceeds the limit ({} digits) for integer string conversion: value has {} "
                 "digits; use sys.set_int_max_str_digits() to increase the limit",
                 ctx.runtime().int_max_str_digits, digits);
}

/// What __int__ or __index__ gave, as exactly an int; one of a subclass with a warning.
Value converted_int(Context& ctx, Value out, const char* method) {
    if (!is_int(out)) {
        return raise(ctx, TypeId::kTypeError, "{} returned non-int (type {})", method,
                     MessageArg::type(out));
    }
    if (type_of(ctx, out) != ctx.type(TypeId::kInt)) {
        std::string message = std::string(method) + " returned non-int (type " +
                              to_utf8(type_of(ctx, out)->name.get()) +
                              ").  The ability to return an instance of a strict subclass of int "
                              "is deprecated, and may not be supported in a future version of "
                              "Python.";
        if (!issue_warning(ctx, TypeId::kDeprecationWarning, message.c_str())) {
            return Value::error();
        }
    }
    return exact_int(ctx, out);
}

Value int_repr(Context& ctx, const Args& args) {
    if (args[0].is_small_int()) return text(small_int_text(ctx, args[0].as_small_int()));
    IntView view(args[0]);
    AsciiBuffer out;
    const BigIntStatus status =
        bigint_to_text(view.ref(), 10, out, ctx.runtime().int_max_str_digits, int_limits(ctx));
    if (status == BigIntStatus::too_many_digits) return raise_digit_limit(ctx, 0);
    return status == BigIntStatus::ok ? text(ascii_string(ctx, out))
                                      : raise_int_status(ctx, status);
}

// ---- int(text, base) ----

Value raise_bad_literal(Context& ctx, Value source, int base) {
    constexpr uint64_t shown = 200;
    String* text = to_repr(ctx, source);
    if (text && text->length > shown) text = substring(ctx, text, 0, shown);
    if (!text) return Value::error();
    return raise(ctx, TypeId::kValueError, "invalid literal for int() with base {}: {}", base,
                 text);
}

bool is_ascii_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
}
int digit_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'z') return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return 99;
}

/// Removes a base prefix and finds out the base. False if the text is malformed.
bool take_prefix(std::string_view& s, int& base) {
    const char second = s.size() > 1 && s[0] == '0' ? static_cast<char>(s[1] | 0x20) : '\0';
    const int named = second == 'x' ? 16 : second == 'o' ? 8 : second == 'b' ? 2 : 0;
    if (base == 0) {
        if (named == 0) {
            base = 10;
            // "0" and "00" are numbers, "01" is not.
            if (s.size() > 1 && s[0] == '0' && s.find_first_not_of("0_") != s.npos) return false;
            return true;
        }
        base = named;
    }
    if (named == base) {
        s.remove_prefix(2);
        if (!s.empty() && s[0] == '_') s.remove_prefix(1);
    }
    return true;
}

Value parse_int(Context& ctx, std::string_view s, int base, Value source) {
    const int shown_base = base;
    while (!s.empty() && is_ascii_space(s.front()))
        s.remove_prefix(1);
    while (!s.empty() && is_ascii_space(s.back()))
        s.remove_suffix(1);
    bool negative = false;
    if (!s.empty() && (s[0] == '+' || s[0] == '-')) {
        negative = s[0] == '-';
        s.remove_prefix(1);
    }
    if (!take_prefix(s, base)) return raise_bad_literal(ctx, source, shown_base);
    std::string digits;
    bool last_underscore = true;
    for (char c : s) {
        if (c == '_') {
            if (last_underscore) return raise_bad_literal(ctx, source, shown_base);
            last_underscore = true;
            continue;
        }
        if (digit_value(c) >= base) return raise_bad_literal(ctx, source, shown_base);
        digits += c;
        last_underscore = false;
    }
    if (digits.empty() || last_underscore) return raise_bad_literal(ctx, source, shown_base);
    const uint64_t limit = ctx.runtime().int_max_str_digits;
    if (limit && digits.size() > limit && (base & (base - 1)) != 0) {
        return raise_digit_limit(ctx, digits.size());
    }
    BigIntBuffer out;
    const BigIntStatus status = bigint_from_text(digits, base, out, int_limits(ctx));
    if (negative) out.negate();
    return finish_int(ctx, status, out);
}

Value int_of_object(Context& ctx, Value x) {
    if (is_int(x) && (!x.is_object() || x.as_object()->is_exact())) {
        return exact_int(ctx, x);
    }
    if (x.is_double()) {
        const double d = x.as_double();
        if (d != d) return raise(ctx, TypeId::kValueError, "cannot convert float NaN to integer");
        if (d - d != 0) {
            return raise(ctx, TypeId::kOverflowError, "cannot convert float infinity to integer");
        }
        BigIntBuffer out;
        return finish_int(ctx, bigint_from_double(d, out), out);
    }
    Value out;
    Truth t = call_special(ctx, x, Special::kInt, {}, out);
    if (t == Truth::kError) return Value::error();
    if (t == Truth::kYes) return converted_int(ctx, out, "__int__");
    t = call_special(ctx, x, Special::kIndex, {}, out);
    if (t == Truth::kError) return Value::error();
    if (t == Truth::kYes) return converted_int(ctx, out, "__index__");
    t = call_special(ctx, x, Special::kTrunc, {}, out);
    if (t == Truth::kError) return Value::error();
    if (t == Truth::kYes) {
        if (!issue_warning(ctx, TypeId::kDeprecationWarning,
                           "The delegation of int() to __trunc__ is deprecated.")) {
            return Value::error();
        }
        if (is_int(out)) return exact_int(ctx, out);
        Value i;
        const Truth has = call_special(ctx, out, Special::kIndex, {}, i);
        if (has == Truth::kError) return Value::error();
        if (has == Truth::kYes && is_int(i)) return exact_int(ctx, i);
        return raise(ctx, TypeId::kTypeError, "__trunc__ returned non-Integral (type {})",
                     MessageArg::type(out));
    }
    if (x.is(Kind::kString)) return parse_int(ctx, ascii_digits(x.as<String>()), 10, x);
    if (has_buffer(ctx, x)) {
        BufferView view;
        if (!view.acquire(ctx, x)) return Value::error();
        return parse_int(ctx, view.chars(), 10, x);
    }
    return raise(ctx, TypeId::kTypeError,
                 "int() argument must be a string, a bytes-like object or a real number, not '{}'",
                 MessageArg::type(x));
}

Value int_value(Context& ctx, Value x, Value base) {
    if (!base) return x ? int_of_object(ctx, x) : Value::small_int(0);
    if (!x) return raise(ctx, TypeId::kTypeError, "int() missing string argument");
    int64_t b;
    if (!to_int64(ctx, base, b, true)) return Value::error();
    if (b != 0 && (b < 2 || b > 36)) {
        return raise(ctx, TypeId::kValueError, "int() base must be >= 2 and <= 36, or 0");
    }
    const int radix = static_cast<int>(b);
    if (x.is(Kind::kString)) return parse_int(ctx, ascii_digits(x.as<String>()), radix, x);
    if (x.is(Kind::kBytes) || x.is(Kind::kByteArray)) {
        BufferView view;
        if (!view.acquire(ctx, x)) return Value::error();
        return parse_int(ctx, view.chars(), radix, x);
    }
    return raise(ctx, TypeId::kTypeError, "int() can't convert non-string with explicit base");
}

/// An int as an instance of a subclass.
Value as_type(Context& ctx, Type* type, Value i) {
    if (!i || type == ctx.type(TypeId::kInt)) return i;
    IntView view(i);
    return make_int_object(ctx, type, view.ref());
}

Value int_new(Context& ctx, const Args& args) {
    return as_type(ctx, args[0].as<Type>(), int_value(ctx, args[1], args[2]));
}

// ---- methods ----

Value int_bit_length(Context& ctx, const Args& args) {
    return make_int_unsigned(ctx, bigint_bit_length(IntView(args[0]).ref()));
}
Value int_bit_count(Context& ctx, const Args& args) {
    return make_int_unsigned(ctx, bigint_bit_count(IntView(args[0]).ref()));
}
Value int_self(Context& ctx, const Args& args) { return exact_int(ctx, args[0]); }
Value int_float(Context& ctx, const Args& args) {
    double d;
    const BigIntStatus status = bigint_to_double(IntView(args[0]).ref(), &d);
    return status == BigIntStatus::ok ? Value::number(d) : raise_int_status(ctx, status);
}
Value int_ratio(Context& ctx, const Args& args) {
    const Value pair[] = {exact_int(ctx, args[0]), Value::small_int(1)};
    return Value::object(make_tuple(ctx, pair));
}
Value int_round(Context& ctx, const Args& args) {
    if (!args[1]) return exact_int(ctx, args[0]);
    Value n = to_index(ctx, args[1]);
    if (!n) return n;
    IntView digits(n);
    if (!digits.ref().is_negative()) return exact_int(ctx, args[0]);
    int64_t power;
    if (!digits.ref().to_int64(&power)) return Value::small_int(0);
    BigIntBuffer out;
    return finish_int(
        ctx,
        bigint_round_to_power_of_ten(IntView(args[0]).ref(), static_cast<uint64_t>(-power), out,
                                     int_limits(ctx)),
        out);
}

bool byte_order(Context& ctx, Value v, const char* function, ByteOrder& out) {
    if (!v) {
        out = ByteOrder::big;
        return true;
    }
    if (!v.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "{}() argument 'byteorder' must be str, not {}", function,
              v.is_none() ? MessageArg("None") : MessageArg::type(v));
        return false;
    }
    if (equals_ascii(v.as<String>(), "little")) {
        out = ByteOrder::little;
    } else if (equals_ascii(v.as<String>(), "big")) {
        out = ByteOrder::big;
    } else {
        raise(ctx, TypeId::kValueError, "byteorder must be either 'little' or 'big'");
        return false;
    }
    return true;
}

Value int_to_bytes(Context& ctx, const Args& args) {
    int64_t length = 1;
    if (args[1] && !to_int64(ctx, args[1], length)) return Value::error();
    ByteOrder order;
    if (!byte_order(ctx, args[2], "to_bytes", order)) return Value::error();
    const Truth is_signed = args[3] ? is_true(ctx, args[3]) : Truth::kNo;
    if (is_signed == Truth::kError) return Value::error();
    if (length < 0) return raise(ctx, TypeId::kValueError, "length argument must be non-negative");
    std::vector<uint8_t> bytes(static_cast<size_t>(length));
    const BigIntStatus status =
        bigint_to_bytes(IntView(args[0]).ref(), order, is_signed == Truth::kYes, bytes);
    if (status == BigIntStatus::negative_input) {
        return raise(ctx, TypeId::kOverflowError, "can't convert negative int to unsigned");
    }
    if (status == BigIntStatus::overflow) {
        return raise(ctx, TypeId::kOverflowError, "int too big to convert");
    }
    Bytes* b = make_bytes(ctx, std::span<const uint8_t>(bytes));
    return b ? Value::object(b) : Value::error();
}

Value int_from_bytes(Context& ctx, const Args& args) {
    ByteOrder order;
    if (!byte_order(ctx, args[2], "from_bytes", order)) return Value::error();
    const Truth is_signed = args[3] ? is_true(ctx, args[3]) : Truth::kNo;
    if (is_signed == Truth::kError) return Value::error();
    // What bytes() takes, but for counts and text.
    if (!type_of(ctx, args[1])->lookup_special(Special::kBytes) &&
        (args[1].is(Kind::kString) || is_int(args[1]))) {
        return raise(ctx, TypeId::kTypeError, "cannot convert '{}' object to bytes",
                     MessageArg::type(args[1]));
    }
    Value source = call(ctx, Value::object(ctx.type(TypeId::kBytes)), {args[1]});
    if (!source) return source;
    BufferView view;
    if (!view.acquire(ctx, source)) return Value::error();
    BigIntBuffer out;
    Value i = finish_int(ctx,
                         bigint_from_bytes({view.data(), static_cast<size_t>(view.size())}, order,
                                           is_signed == Truth::kYes, out),
                         out);
    if (!i || args[0] == Value::object(ctx.type(TypeId::kInt))) return i;
    return call(ctx, args[0], {i});
}

Value int_format(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "__format__() argument must be str, not {}",
                     MessageArg::type(args[1]));
    }
    auto* spec_text = args[1].as<String>();
    if (spec_text->length == 0) {
        String* s = to_str(ctx, args[0]);
        return text(s);
    }
    const std::string name = type_name(ctx, args[0]);
    FormatSpec spec;
    if (!parse_spec(ctx, spec_text, name, false, spec)) return Value::error();
    CodePointBuffer out;
    FormatError error;
    if (format_type_is_float(spec.type)) {
        double d;
        if (!to_double(ctx, args[0], d)) return Value::error();
        return finish_format(ctx, format_float(spec, d, name, out, error), out, error);
    }
    IntView view(args[0]);
    const FormatStatus status = format_int(spec, view.ref(), name, out, error,
                                           ctx.runtime().int_max_str_digits, int_limits(ctx));
    if (status == FormatStatus::too_many_digits) return raise_digit_limit(ctx, 0);
    return finish_format(ctx, status, out, error);
}

Value int_getnewargs(Context& ctx, const Args& args) {
    const Value one[] = {exact_int(ctx, args[0])};
    return one[0] ? Value::object(make_tuple(ctx, one)) : Value::error();
}
Value int_sizeof(Context&, const Args& args) {
    const int64_t limbs = IntView(args[0]).ref().length();
    return Value::small_int(args[0].is_small_int() ? 8 : 16 + 8 * limbs);
}

Value get_real(Context& ctx, Value self) { return exact_int(ctx, self); }
Value get_zero(Context&, Value) { return Value::small_int(0); }
Value get_one(Context&, Value) { return Value::small_int(1); }

const NativeMethod kOwnMethods[] = {
    {"__new__(cls, x=?, /, base=?)", int_new},
    {"__repr__(self, /)", int_repr},
    {"__int__(self, /)", int_self},
    {"__index__(self, /)", int_self},
    {"__trunc__(self, /)", int_self},
    {"__floor__(self, /)", int_self},
    {"__ceil__(self, /)", int_self},
    {"conjugate(self, /)", int_self},
    {"__float__(self, /)", int_float},
    {"__round__(self, ndigits=None, /)", int_round},
    {"__format__(self, format_spec, /)", int_format},
    {"__getnewargs__(self, /)", int_getnewargs},
    {"__sizeof__(self, /)", int_sizeof},
    {"as_integer_ratio(self, /)", int_ratio},
    {"bit_length(self, /)", int_bit_length},
    {"bit_count(self, /)", int_bit_count},
    {"to_bytes(self, /, length=1, byteorder='big', *, signed=False)", int_to_bytes},
    {"from_bytes(cls, /, bytes, byteorder='big', *, signed=False)", int_from_bytes, nullptr,
     NativeMethod::kClassMethod},
};
constexpr size_t kOwnCount = sizeof kOwnMethods / sizeof kOwnMethods[0];

/// The type's table: its own methods, then the operators of int.cpp.
const std::array<NativeMethod, kOwnCount + kIntOperatorCount>& all_methods() {
    static const auto table = [] {
        std::array<NativeMethod, kOwnCount + kIntOperatorCount> out;
        std::copy_n(kOwnMethods, kOwnCount, out.begin());
        std::copy_n(kIntOperators, kIntOperatorCount, out.begin() + kOwnCount);
        return out;
    }();
    return table;
}

const NativeProperty kProperties[] = {
    {"real", get_real, nullptr, "the real part of a complex number"},
    {"imag", get_zero, nullptr, "the imaginary part of a complex number"},
    {"numerator", get_real, nullptr, "the numerator of a rational number in lowest terms"},
    {"denominator", get_one, nullptr, "the denominator of a rational number in lowest terms"},
};

// ---- bool ----

Value bool_new(Context& ctx, const Args& args) {
    if (!args[1]) return Value::false_value();
    const Truth t = is_true(ctx, args[1]);
    return t == Truth::kError ? Value::error() : Value::boolean(t == Truth::kYes);
}
Value bool_repr(Context& ctx, const Args& args) {
    return text(intern(ctx, args[0].is_true() ? "True" : "False"));
}

template <typename F>
Value bool_bitwise(Context& ctx, const Args& args, BinaryOp op, F f) {
    if (args[0].is_bool() && args[1].is_bool()) {
        return Value::boolean(f(args[0].is_true(), args[1].is_true()));
    }
    if (!is_int(args[0]) || !is_int(args[1])) return Value::not_implemented();
    return binary_op(ctx, op, exact_int(ctx, args[0]), exact_int(ctx, args[1]));
}
Value bool_and(Context& ctx, const Args& a) {
    return bool_bitwise(ctx, a, BinaryOp::kAnd, [](bool x, bool y) { return x && y; });
}
Value bool_or(Context& ctx, const Args& a) {
    return bool_bitwise(ctx, a, BinaryOp::kOr, [](bool x, bool y) { return x || y; });
}
Value bool_xor(Context& ctx, const Args& a) {
    return bool_bitwise(ctx, a, BinaryOp::kXor, [](bool x, bool y) { return x != y; });
}

const NativeMethod kBoolMethods[] = {
    {"__new__(cls, x=False, /)", bool_new}, {"__repr__(self, /)", bool_repr},
    {"__and__(self, value, /)", bool_and},  {"__rand__(self, value, /)", bool_and},
    {"__or__(self, value, /)", bool_or},    {"__ror__(self, value, /)", bool_or},
    {"__xor__(self, value, /)", bool_xor},  {"__rxor__(self, value, /)", bool_xor},
};

}  // namespace

extern const NativeTypeSpec kIntSpec = {
    .name = "int",
    .kind = Kind::kInt,
    .size = sizeof(Int),
    .variable_size = true,
    .methods = all_methods(),
    .properties = kProperties,
    .doc =
        "int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or string to an "
        "integer, or return 0 if no arguments\nare given."};
extern const NativeTypeSpec kBoolSpec = {
    .name = "bool",
    .base = TypeId::kInt,
    .kind = Kind::kInt,
    .size = sizeof(Int),
    .subclassable = false,
    .variable_size = true,
    .methods = kBoolMethods,
    .doc =
        "bool(x) -> bool\n\nReturns True when the argument x is true, False otherwise.\nThe "
        "builtins True and False are the only two instances of the class bool.\nThe class bool "
        "is a subclass of the class int, and cannot be subclassed."};

}  // namespace orrery
