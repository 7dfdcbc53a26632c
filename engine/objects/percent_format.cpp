#include "engine/objects/percent_format.h"

#include <algorithm>
#include <climits>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/numbers/bigint.h"
#include "engine/numbers/float_text.h"
#include "engine/objects/bytes.h"
#include "engine/objects/int.h"
#include "engine/objects/numbers.h"
#include "engine/objects/string_methods.h"
#include "engine/text/search.h"

namespace orrery {

namespace {

/// One conversion specification.
struct Conversion {
    bool left = false, plus = false, blank = false, alternate = false, zero = false;
    bool no_negative_zero = false;  // bytes only: CPython 3.11.2 takes 'z' there as a flag
    int64_t width = -1;
    int64_t precision = -1;
    uint32_t type = 0;

    bool has_sign_flag() const { return plus || blank; }
};

class Percent {
public:
    Percent(Context& ctx, PercentDialect dialect, TextRef format, Value args, StringBuilder& out)
        : ctx_(ctx), bytes_(dialect == PercentDialect::kBytes), format_(format), out_(out) {
        argument_ = args;
        if (args.is(Kind::kTuple)) {
            tuple_ = args.as<Tuple>();
        } else if (is_mapping(args)) {
            mapping_ = args;
        }
    }
    bool run();

private:
    bool fail(TypeId type, const char* message) {
        raise(ctx_, type, message);
        return false;
    }
    /// False, without an exception, for what `%(name)s` cannot index.
    bool is_mapping(Value v) {
        if (v.is(Kind::kString)) return false;
        if (bytes_ && (v.is(Kind::kBytes) || v.is(Kind::kByteArray))) return false;
        return bool(type_of(ctx_, v)->lookup_special(Special::kGetitem));
    }
    bool next_char(uint32_t& c) {
        if (at_ >= format_.length) return fail(TypeId::kValueError, "incomplete format");
        c = format_[at_++];
        return true;
    }
    bool take_key();
    bool star(int64_t& out, bool is_width);
    bool number(uint32_t& c, int64_t& out, int64_t limit, const char* message);
    bool parse(Conversion& conversion);
    Value next_argument();
    bool add(const Conversion& conversion);
    bool add_text(const Conversion& conversion, Value v);
    bool add_byte_text(const Conversion& conversion, Value v);
    bool add_integer(const Conversion& conversion, Value v);
    bool add_float(const Conversion& conversion, Value v);
    bool add_char(const Conversion& conversion, Value v);
    bool add_byte_char(const Conversion& conversion, Value v);
    bool wrong_integer(const Conversion& conversion, Value v);
    void pad_text(const Conversion& conversion, TextRef text);
    void pad_number(const Conversion& conversion, std::string_view text, std::string_view prefix);

    Context& ctx_;
    const bool bytes_;
    TextRef format_;
    StringBuilder& out_;
    uint64_t at_ = 0;
    Value argument_;        // the only one, or the value of the last %(key)
    Tuple* tuple_ = nullptr;
    Value mapping_;
    uint64_t used_ = 0;     // arguments taken
};

bool Percent::run() {
    for (;;) {
        const size_t percent = text_find_unit(format_.slice(at_, format_.length), '%');
        if (percent == kNotFound) break;
        out_.add(format_.slice(at_, at_ + percent));
        at_ += percent + 1;
        Conversion conversion;
        if (!parse(conversion) || !add(conversion)) return false;
    }
    out_.add(format_.slice(at_, format_.length));
    const uint64_t given = tuple_ ? tuple_->length : 1;
    if (used_ < given && !mapping_) {
        return fail(TypeId::kTypeError,
                    bytes_ ? "not all arguments converted during bytes formatting"
                           : "not all arguments converted during string formatting");
    }
    return true;
}

Value Percent::next_argument() {
    const uint64_t given = tuple_ ? tuple_->length : 1;
    if (used_ >= given) {
        return raise(ctx_, TypeId::kTypeError, "not enough arguments for format string");
    }
    return tuple_ ? tuple_->at(used_++) : (used_++, argument_);
}

/// "(key)": the value under the key is the only argument from now on.
bool Percent::take_key() {
    if (!mapping_) return fail(TypeId::kTypeError, "format requires a mapping");
    const uint64_t start = at_;
    int depth = 1;
    while (depth > 0 && at_ < format_.length) {
        const uint32_t c = format_[at_++];
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    if (depth > 0) return fail(TypeId::kValueError, "incomplete format key");
    const TextRef key = format_.slice(start, at_ - 1);
    Value k;
    if (bytes_) {
        k = Value::object(make_bytes(ctx_, {static_cast<const char*>(key.data), key.length}));
    } else {
        k = Value::object(make_string(ctx_, key));
    }
    if (k) argument_ = get_item(ctx_, mapping_, k);
    tuple_ = nullptr;
    used_ = 0;
    return k && argument_;
}

bool Percent::star(int64_t& out, bool is_width) {
    Value v = next_argument();
    if (!v) return false;
    if (!is_int(v)) return fail(TypeId::kTypeError, "* wants int");
    if (is_width) return to_int64(ctx_, v, out);
    if (int_to_int64(v, out) && out >= INT_MIN && out <= INT_MAX) return true;
    return fail(TypeId::kOverflowError, "Python int too large to convert to C int");
}

bool Percent::number(uint32_t& c, int64_t& out, int64_t limit, const char* message) {
    out = 0;
    while (c >= '0' && c <= '9') {
        if (out > (limit - static_cast<int64_t>(c - '0')) / 10) {
            return fail(TypeId::kValueError, message);
        }
        out = out * 10 + (c - '0');
        if (!next_char(c)) return false;
    }
    return true;
}

bool Percent::parse(Conversion& f) {
    uint32_t c;
    if (!next_char(c)) return false;
    if (c == '%') {
        f.type = '%';
        return true;
    }
    if (c == '(' && (!take_key() || !next_char(c))) return false;
    for (bool flags = true; flags;) {
        switch (c) {
        case '-': f.left = true; break;
        case '+': f.plus = true; break;
        case ' ': f.blank = true; break;
        case '#': f.alternate = true; break;
        case '0': f.zero = true; break;
        default:
            flags = bytes_ && c == 'z';
            f.no_negative_zero |= flags;
            if (!flags) continue;
        }
        if (!next_char(c)) return false;
    }
    if (c == '*') {
        if (!star(f.width, true)) return false;
        if (f.width < 0) {
            f.left = true;
            f.width = f.width == INT64_MIN ? INT64_MAX : -f.width;
        }
        if (!next_char(c)) return false;
    } else if (c >= '0' && c <= '9') {
        if (!number(c, f.width, INT64_MAX, "width too big")) return false;
    }
    if (c == '.') {
        if (!next_char(c)) return false;
        if (c == '*') {
            if (!star(f.precision, false)) return false;
            f.precision = std::max<int64_t>(f.precision, 0);
            if (!next_char(c)) return false;
        } else if (!number(c, f.precision, INT_MAX,
                           bytes_ ? "prec too big" : "precision too big")) {
            return false;
        }
    }
    if ((c == 'h' || c == 'l' || c == 'L') && !next_char(c)) return false;
    f.type = c;
    // A percent sign after flags or a width takes an argument and is then refused.
    return true;
}

bool Percent::add(const Conversion& f) {
    if (f.type == '%' && at_ >= 2 && format_[at_ - 2] == '%') {
        out_.add('%');
        return true;
    }
    if (f.width > (int64_t{1} << 40)) {
        raise_memory_error(ctx_);
        return false;
    }
    Value v = next_argument();
    if (!v) return false;
    switch (f.type) {
    case 's':
    case 'r':
    case 'a': return bytes_ && f.type == 's' ? add_byte_text(f, v) : add_text(f, v);
    case 'b':
        if (bytes_) return add_byte_text(f, v);
        break;
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X': return add_integer(f, v);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G': return add_float(f, v);
    case 'c': return bytes_ ? add_byte_char(f, v) : add_char(f, v);
    default: break;
    }
    char hex[16];
    snprintf(hex, sizeof hex, "0x%x", f.type);
    const bool shown = bytes_ ? f.type < 0x80 : f.type >= 31 && f.type <= 126;
    raise(ctx_, TypeId::kValueError, "unsupported format character '{}' ({}) at index {}",
          std::string(1, shown ? static_cast<char>(f.type) : '?'), hex, at_ - 1);
    return false;
}

// ---- text ----

void Percent::pad_text(const Conversion& f, TextRef text) {
    if (f.precision >= 0 && static_cast<uint64_t>(f.precision) < text.length) {
        text = text.slice(0, static_cast<size_t>(f.precision));
    }
    const int64_t missing = f.width - static_cast<int64_t>(text.length);
    if (missing > 0 && !f.left) out_.fill(' ', static_cast<uint64_t>(missing));
    out_.add(text);
    if (missing > 0 && f.left) out_.fill(' ', static_cast<uint64_t>(missing));
}

bool Percent::add_text(const Conversion& f, Value v) {
    String* s = f.type == 's'             ? to_str(ctx_, v)
                : f.type == 'a' || bytes_ ? to_ascii(ctx_, v)
                                          : to_repr(ctx_, v);
    if (!s) return false;
    pad_text(f, s->text());
    return true;
}

bool Percent::add_byte_text(const Conversion& f, Value v) {
    if (has_buffer(ctx_, v)) {
        BufferView view;
        if (!view.acquire(ctx_, v)) return false;
        pad_text(f, view.text());
        return true;
    }
    Value converted;
    const Truth t = call_special(ctx_, v, Special::kBytes, {}, converted);
    if (t == Truth::kError) return false;
    if (t == Truth::kNo) {
        raise(ctx_, TypeId::kTypeError,
              "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
              MessageArg::type(v));
        return false;
    }
    if (!converted.is(Kind::kBytes)) {
        raise(ctx_, TypeId::kTypeError, "__bytes__ returned non-bytes (type {})",
              MessageArg::type(converted));
        return false;
    }
    const Bytes* b = converted.as<Bytes>();
    pad_text(f, {b->data(), static_cast<size_t>(b->length), 1});
    return true;
}

bool Percent::add_char(const Conversion& f, Value v) {
    uint32_t c;
    if (v.is(Kind::kString)) {
        if (v.as<String>()->length != 1) return fail(TypeId::kTypeError, "%c requires int or char");
        c = v.as<String>()->at(0);
    } else {
        Value i = is_int(v) ? v : to_index(ctx_, v);
        if (!i) {
            if (!exception_matches(ctx_, TypeId::kTypeError)) return false;
            take_exception(ctx_);
            return fail(TypeId::kTypeError, "%c requires int or char");
        }
        int64_t code;
        if (!int_to_int64(i, code) || code < 0 || code > 0x10FFFF) {
            return fail(TypeId::kOverflowError, "%c arg not in range(0x110000)");
        }
        c = static_cast<uint32_t>(code);
    }
    Conversion whole = f;
    whole.precision = -1;
    pad_text(whole, {&c, 1, 4});
    return true;
}

bool Percent::add_byte_char(const Conversion& f, Value v) {
    constexpr char kWanted[] = "%c requires an integer in range(256) or a single byte";
    uint8_t c;
    if (v.is(Kind::kBytes) || v.is(Kind::kByteArray)) {
        BufferView view;
        if (!view.acquire(ctx_, v)) return false;
        if (view.size() != 1) return fail(TypeId::kTypeError, kWanted);
        c = view.data()[0];
    } else {
        Value i = is_int(v) ? v : to_index(ctx_, v);
        if (!i) {
            if (!exception_matches(ctx_, TypeId::kTypeError)) return false;
            take_exception(ctx_);
            return fail(TypeId::kTypeError, kWanted);
        }
        int64_t code;
        if (!int_to_int64(i, code) || code < 0 || code > 255) {
            return fail(TypeId::kOverflowError, "%c arg not in range(256)");
        }
        c = static_cast<uint8_t>(code);
    }
    Conversion whole = f;
    whole.precision = -1;
    pad_text(whole, {&c, 1, 1});
    return true;
}

// ---- numbers ----

/// `text` is a number with its sign, if any, and without `prefix` ("0x"), which goes after it.
void Percent::pad_number(const Conversion& f, std::string_view text, std::string_view prefix) {
    char sign = 0;
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        sign = text[0];
        text.remove_prefix(1);
    } else if (f.plus) {
        sign = '+';
    } else if (f.blank) {
        sign = ' ';
    }
    const int64_t size = static_cast<int64_t>(text.size() + prefix.size() + (sign != 0));
    const auto missing = static_cast<uint64_t>(std::max<int64_t>(f.width - size, 0));
    if (missing && !f.left && !f.zero) out_.fill(' ', missing);
    if (sign) out_.add(static_cast<uint8_t>(sign));
    out_.add_ascii(prefix);
    if (missing && !f.left && f.zero) out_.fill('0', missing);
    out_.add_ascii(text);
    if (missing && f.left) out_.fill(' ', missing);
}

bool Percent::wrong_integer(const Conversion& f, Value v) {
    const bool decimal = f.type == 'd' || f.type == 'i' || f.type == 'u';
    const char shown = bytes_ && f.type == 'i' ? 'd' : static_cast<char>(f.type);
    raise(ctx_, TypeId::kTypeError,
          decimal ? "%{} format: a real number is required, not {}"
                  : "%{} format: an integer is required, not {}",
          std::string(1, shown), MessageArg::type(v));
    return false;
}

/// Digits of an int in a base, with its sign. False after ValueError (too many) or MemoryError.
bool int_text(Context& ctx, Value v, int base, AsciiBuffer& out) {
    const IntView view(v);
    const BigIntStatus status =
        bigint_to_text(view.ref(), base, out, ctx.runtime().int_max_str_digits, int_limits(ctx));
    if (status == BigIntStatus::ok && !out.failed()) return true;
    raise_int_status(ctx, status == BigIntStatus::ok ? BigIntStatus::no_memory : status);
    return false;
}

/// int(v) of a number that is not an int.
Value truncated(Context& ctx, Value v) {
    const Type* type = type_of(ctx, v);
    if (!is_float(v) && !type->lookup_special(Special::kInt) &&
        !type->lookup_special(Special::kIndex) && !type->lookup_special(Special::kTrunc)) {
        return Value();
    }
    return call(ctx, Value::object(ctx.type(TypeId::kInt)), {v});
}

bool Percent::add_integer(const Conversion& f, Value v) {
    const bool decimal = f.type == 'd' || f.type == 'i' || f.type == 'u';
    if (!is_int(v)) {
        const Type* type = type_of(ctx_, v);
        const bool text = v.is(Kind::kString) || v.is(Kind::kBytes) || v.is(Kind::kByteArray);
        if (text || (!decimal && !type->lookup_special(Special::kIndex)))
            return wrong_integer(f, v);
        Value i = decimal ? truncated(ctx_, v) : to_index(ctx_, v);
        if (!i) {
            if (has_exception(ctx_)) {
                if (!exception_matches(ctx_, TypeId::kTypeError)) return false;
                take_exception(ctx_);
            }
            return wrong_integer(f, v);
        }
        v = i;
    }
    const int base = decimal ? 10 : f.type == 'o' ? 8 : 16;
    AsciiBuffer digits;
    if (!int_text(ctx_, v, base, digits)) return false;
    std::string text(digits.view());
    if (f.precision > INT_MAX - 3) return fail(TypeId::kOverflowError, "precision too large");
    const size_t sign = text[0] == '-' ? 1 : 0;
    const auto wanted = static_cast<size_t>(std::max<int64_t>(f.precision, 0));
    if (wanted > text.size() - sign) text.insert(sign, wanted - (text.size() - sign), '0');
    std::string_view prefix = !f.alternate || decimal ? "" : f.type == 'o' ? "0o" : "0x";
    if (f.type == 'X') {
        for (char& c : text)
            c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c;
        if (f.alternate) prefix = "0X";
    }
    pad_number(f, text, prefix);
    return true;
}

bool Percent::add_float(const Conversion& f, Value v) {
    double d;
    if (bytes_ && !is_float(v) && !is_int(v) &&
        !type_of(ctx_, v)->lookup_special(Special::kFloat) &&
        !type_of(ctx_, v)->lookup_special(Special::kIndex)) {
        raise(ctx_, TypeId::kTypeError, "float argument required, not {}", MessageArg::type(v));
        return false;
    }
    if (!to_double(ctx_, v, d)) return false;
    FloatFormat format;
    format.type = static_cast<char>(f.type);
    format.precision = f.precision < 0 ? 6 : static_cast<int>(f.precision);
    format.alternate = f.alternate;
    format.no_negative_zero = f.no_negative_zero;
    AsciiBuffer text;
    float_format(d, format, text);
    if (text.failed()) {
        raise_memory_error(ctx_);
        return false;
    }
    pad_number(f, text.view(), "");
    return true;
}

}  // namespace

bool percent_format(Context& ctx, PercentDialect dialect, TextRef format, Value args,
                    StringBuilder& out) {
    return Percent(ctx, dialect, format, args, out).run();
}

Value str_mod(Context& ctx, const Args& args) {
    StringBuilder out;
    if (!percent_format(ctx, PercentDialect::kText, args[0].as<String>()->text(), args[1], out)) {
        return Value::error();
    }
    return Value::object(out.finish(ctx));
}

Value str_rmod(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kString)) return Value::not_implemented();
    StringBuilder out;
    if (!percent_format(ctx, PercentDialect::kText, args[1].as<String>()->text(), args[0], out)) {
        return Value::error();
    }
    return Value::object(out.finish(ctx));
}

}  // namespace orrery
