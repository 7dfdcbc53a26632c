// Methods of bytes and bytearray that change case, pad, translate and classify. Only ASCII
// letters have case.
#include <algorithm>
#include <cstring>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/bytes.h"
#include "engine/objects/bytes_methods.h"
#include "engine/objects/encoding.h"
#include "engine/objects/numbers.h"
#include "engine/objects/sequence_support.h"

namespace orrery {

namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_alpha(char c) { return is_lower(c) || is_upper(c); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
char to_upper(char c) { return is_lower(c) ? static_cast<char>(c - 32) : c; }
char to_lower(char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; }

/// Every byte through `f(byte, byte before or 0)`.
template <typename F>
Value map_bytes(Context& ctx, const Args& args, F&& f) {
    std::string out(bytes_view(args[0]));
    char before = 0;
    for (char& c : out) {
        const char original = c;
        c = f(c, before);
        before = original;
    }
    return bytes_like(ctx, args[0], out);
}

template <typename Test>
Value all_bytes(const Args& args, bool when_empty, Test&& test) {
    std::string_view s = bytes_view(args[0]);
    return Value::boolean(s.empty() ? when_empty : std::all_of(s.begin(), s.end(), test));
}

bool read_padding(Context& ctx, const Args& args, const char* name, uint64_t& missing, char& fill) {
    int64_t width;
    if (!optional_int64(ctx, args[1], width)) return false;
    fill = ' ';
    if (args[2]) {
        const bool bytes = args[2].is(Kind::kBytes) || args[2].is(Kind::kByteArray);
        if (!bytes || bytes_view(args[2]).size() != 1) {
            raise(ctx, TypeId::kTypeError,
                  "{}() argument 2 must be a byte string of length 1, not {}", name,
                  args[2].is_none() ? MessageArg("None") : MessageArg::type(args[2]));
            return false;
        }
        fill = bytes_view(args[2])[0];
    }
    const auto length = static_cast<int64_t>(bytes_view(args[0]).size());
    missing = width > length ? static_cast<uint64_t>(width - length) : 0;
    if (missing < uint64_t{1} << 40) return true;
    raise_memory_error(ctx);
    return false;
}

Value pad(Context& ctx, Value self, uint64_t left, uint64_t right, char fill) {
    std::string_view s = bytes_view(self);
    if (!left && !right) return bytes_like(ctx, self, s);
    std::string out;
    out.reserve(left + s.size() + right);
    out.append(left, fill).append(s).append(right, fill);
    return bytes_like(ctx, self, out);
}

int hex_digit(uint32_t c) {
    if (c >= '0' && c <= '9') return static_cast<int>(c - '0');
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? static_cast<int>(c - 'a' + 10) : -1;
}

}  // namespace

Value bytes_upper(Context& ctx, const Args& args) {
    return map_bytes(ctx, args, [](char c, char) { return to_upper(c); });
}
Value bytes_lower(Context& ctx, const Args& args) {
    return map_bytes(ctx, args, [](char c, char) { return to_lower(c); });
}
Value bytes_swapcase(Context& ctx, const Args& args) {
    return map_bytes(ctx, args,
                     [](char c, char) { return is_upper(c) ? to_lower(c) : to_upper(c); });
}
Value bytes_title(Context& ctx, const Args& args) {
    return map_bytes(ctx, args, [](char c, char before) {
        return is_alpha(before) ? to_lower(c) : to_upper(c);
    });
}
Value bytes_capitalize(Context& ctx, const Args& args) {
    std::string out(bytes_view(args[0]));
    for (char& c : out)
        c = &c == out.data() ? to_upper(c) : to_lower(c);
    return bytes_like(ctx, args[0], out);
}

Value bytes_center(Context& ctx, const Args& args) {
    uint64_t missing;
    char fill;
    if (!read_padding(ctx, args, "center", missing, fill)) return Value::error();
    const uint64_t width = bytes_view(args[0]).size() + missing;
    const uint64_t left = missing / 2 + (missing & width & 1);
    return pad(ctx, args[0], left, missing - left, fill);
}

Value bytes_ljust(Context& ctx, const Args& args) {
    uint64_t missing;
    char fill;
    if (!read_padding(ctx, args, "ljust", missing, fill)) return Value::error();
    return pad(ctx, args[0], 0, missing, fill);
}

Value bytes_rjust(Context& ctx, const Args& args) {
    uint64_t missing;
    char fill;
    if (!read_padding(ctx, args, "rjust", missing, fill)) return Value::error();
    return pad(ctx, args[0], missing, 0, fill);
}

Value bytes_zfill(Context& ctx, const Args& args) {
    int64_t width;
    if (!optional_int64(ctx, args[1], width)) return Value::error();
    std::string_view s = bytes_view(args[0]);
    if (width <= static_cast<int64_t>(s.size())) return bytes_like(ctx, args[0], s);
    if (width > int64_t{1} << 40) return raise_memory_error(ctx);
    const size_t sign = !s.empty() && (s[0] == '+' || s[0] == '-') ? 1 : 0;
    std::string out(s);
    out.insert(sign, static_cast<size_t>(width) - s.size(), '0');
    return bytes_like(ctx, args[0], out);
}

Value bytes_expandtabs(Context& ctx, const Args& args) {
    int32_t size = 8;
    if (!optional_int32(ctx, args[1], size)) return Value::error();
    std::string out;
    size_t column = 0;
    for (char c : bytes_view(args[0])) {
        if (c == '\t') {
            if (size > 0) {
                const size_t spaces =
                    static_cast<size_t>(size) - column % static_cast<size_t>(size);
                if (out.size() + spaces > size_t{1} << 40) {
                    return raise(ctx, TypeId::kOverflowError, "result too long");
                }
                out.append(spaces, ' ');
                column += spaces;
            }
            continue;
        }
        out.push_back(c);
        column = c == '\n' || c == '\r' ? 0 : column + 1;
    }
    return bytes_like(ctx, args[0], out);
}

Value bytes_translate(Context& ctx, const Args& args) {
    BufferView table, drop;
    if (!args[1].is_none()) {
        if (!table.acquire(ctx, args[1])) return Value::error();
        if (table.size() != 256) {
            return raise(ctx, TypeId::kValueError, "translation table must be 256 characters long");
        }
    }
    if (args[2] && !drop.acquire(ctx, args[2])) return Value::error();
    bool dropped[256] = {};
    for (uint8_t c : drop.span())
        dropped[c] = true;
    std::string_view s = bytes_view(args[0]);
    std::string out;
    out.reserve(s.size());
    for (char c : s) {
        const auto byte = static_cast<uint8_t>(c);
        if (!dropped[byte]) out.push_back(table.data() ? static_cast<char>(table.data()[byte]) : c);
    }
    return out == s ? bytes_like(ctx, args[0], s) : bytes_like(ctx, args[0], out);
}

Value bytes_maketrans(Context& ctx, const Args& args) {
    BufferView from, to;
    if (!from.acquire(ctx, args[0]) || !to.acquire(ctx, args[1])) return Value::error();
    if (from.size() != to.size()) {
        return raise(ctx, TypeId::kValueError, "maketrans arguments must have same length");
    }
    char table[256];
    for (unsigned i = 0; i < 256; i++)
        table[i] = static_cast<char>(i);
    for (uint64_t i = 0; i < from.size(); i++)
        table[from.data()[i]] = static_cast<char>(to.data()[i]);
    return Value::object(make_bytes(ctx, std::string_view(table, sizeof table)));
}

Value bytes_fromhex(Context& ctx, const Args& args) {
    Type* type = args[0].as<Type>();
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "fromhex() argument must be str, not {}",
                     args[1].is_none() ? MessageArg("None") : MessageArg::type(args[1]));
    }
    const String* s = args[1].as<String>();
    std::string out;
    uint64_t i = 0;
    auto fail = [&](uint64_t at) {
        return raise(ctx, TypeId::kValueError,
                     "non-hexadecimal number found in fromhex() arg at position {}", at);
    };
    for (uint64_t k = 0; k < s->length; k++) {
        if (s->at(k) > 0x7F) return fail(k);
    }
    for (;;) {
        while (i < s->length && is_space(static_cast<char>(s->at(i))))
            i++;
        if (i >= s->length) break;
        const int high = hex_digit(s->at(i));
        if (high < 0) return fail(i);
        const int low = i + 1 < s->length ? hex_digit(s->at(i + 1)) : -1;
        if (low < 0) return fail(i + 1);
        out.push_back(static_cast<char>(high << 4 | low));
        i += 2;
    }
    const bool mutable_type = type->instance_kind == Kind::kByteArray;
    Value made = mutable_type ? Value::object(make_bytearray(ctx, out))
                              : Value::object(make_bytes(ctx, std::string_view(out)));
    if (!made || !type->has(Type::kUserDefined)) return made;
    return call(ctx, args[0], {made});
}

Value bytes_hex(Context& ctx, const Args& args) {
    int32_t group = 1;  // read before the data: its __index__ may empty a bytearray
    if (!optional_int32(ctx, args[2], group)) return Value::error();
    return hex_method(ctx, bytes_view(args[0]), args[1], Value::small_int(group));
}

Value bytes_decode(Context& ctx, const Args& args) {
    std::string encoding = "utf-8", errors = "strict";
    if (!codec_name(ctx, args[1], "decode", "encoding", encoding) ||
        !codec_name(ctx, args[2], "decode", "errors", errors)) {
        return Value::error();
    }
    return decode_bytes(ctx, args[0], encoding, errors);
}

Value bytes_isalnum(Context&, const Args& args) {
    return all_bytes(args, false, [](char c) { return is_alpha(c) || is_digit(c); });
}
Value bytes_isalpha(Context&, const Args& args) { return all_bytes(args, false, is_alpha); }
Value bytes_isdigit(Context&, const Args& args) { return all_bytes(args, false, is_digit); }
Value bytes_isspace(Context&, const Args& args) { return all_bytes(args, false, is_space); }
Value bytes_isascii(Context&, const Args& args) {
    return all_bytes(args, true, [](char c) { return static_cast<uint8_t>(c) < 0x80; });
}
Value bytes_islower(Context&, const Args& args) {
    std::string_view s = bytes_view(args[0]);
    return Value::boolean(std::any_of(s.begin(), s.end(), is_lower) &&
                          std::none_of(s.begin(), s.end(), is_upper));
}
Value bytes_isupper(Context&, const Args& args) {
    std::string_view s = bytes_view(args[0]);
    return Value::boolean(std::any_of(s.begin(), s.end(), is_upper) &&
                          std::none_of(s.begin(), s.end(), is_lower));
}
Value bytes_istitle(Context&, const Args& args) {
    bool any = false, after_cased = false;
    for (char c : bytes_view(args[0])) {
        if (is_upper(c) ? after_cased : is_lower(c) && !after_cased) return Value::false_value();
        after_cased = is_alpha(c);
        any |= after_cased;
    }
    return Value::boolean(any);
}

}  // namespace orrery
