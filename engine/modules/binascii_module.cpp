// Module binascii.
#include <zlib.h>
#include <algorithm>

#include <array>

#include "engine/modules/module_support.h"
#include "engine/objects/bytes.h"

namespace orrery {

namespace {

template <typename... A>
Value fail(Context& ctx, std::string_view format, A... args) {
    return raise_of_class(ctx, module_attribute(ctx, "binascii", "Error"), format, args...);
}

/// The bytes of a bytes-like object or an ASCII str. False after an exception.
bool ascii_argument(Context& ctx, Value v, BufferView& view, std::string_view& out) {
    if (v.is(Kind::kString)) {
        if (!v.as<String>()->is_ascii()) {
            raise(ctx, TypeId::kValueError, "string argument should contain only ASCII characters");
            return false;
        }
        out = v.as<String>()->ascii();
        return true;
    }
    if (!has_buffer(ctx, v)) {
        raise(ctx, TypeId::kTypeError, "argument should be bytes, buffer or ASCII string, not '{}'",
              MessageArg::type(v));
        return false;
    }
    if (!view.acquire(ctx, v)) return false;
    out = view.chars();
    return true;
}
Truth flag(Context& ctx, Value v, bool fallback) { return v ? is_true(ctx, v) : truth(fallback); }

// ---- hexadecimal ----

Value b2a_hex(Context& ctx, const Args& args) {
    BufferView data;
    if (!data.acquire(ctx, args[0])) return Value::error();
    Value separator = args[1];
    // Unlike those of bytes.hex(), separators may be any byte.
    uint32_t byte = 0;
    if (separator && separator.is(Kind::kString) && separator.as<String>()->length == 1) {
        byte = separator.as<String>()->at(0);
    } else if (separator && separator.is(Kind::kBytes) && separator.as<Bytes>()->length == 1) {
        byte = separator.as<Bytes>()->data()[0];
    }
    const bool is_high = byte > 0x7F && byte <= 0xFF;
    if (is_high) separator = Value::object(char_string(ctx, ':'));
    Value text = hex_method(ctx, data.chars(), separator, args[2]);
    if (!text) return text;
    std::string hex(text.as<String>()->ascii());
    if (is_high) std::replace(hex.begin(), hex.end(), ':', static_cast<char>(byte));
    return or_error(make_bytes(ctx, std::string_view(hex)));
}
int hex_digit(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}
Value a2b_hex(Context& ctx, const Args& args) {
    BufferView view;
    std::string_view text;
    if (!ascii_argument(ctx, args[0], view, text)) return Value::error();
    if (text.size() % 2) return fail(ctx, "Odd-length string");
    std::string out;
    for (size_t i = 0; i < text.size(); i += 2) {
        const int high = hex_digit(text[i]), low = hex_digit(text[i + 1]);
        if (high < 0 || low < 0) return fail(ctx, "Non-hexadecimal digit found");
        out.push_back(static_cast<char>(high * 16 + low));
    }
    return or_error(make_bytes(ctx, out));
}

// ---- base 64 ----

constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::array<int8_t, 256> base64_values() {
    std::array<int8_t, 256> out{};
    for (auto& v : out)
        v = -1;
    for (size_t i = 0; i < 64; i++)
        out[static_cast<uint8_t>(kBase64[i])] = static_cast<int8_t>(i);
    return out;
}
constexpr auto kBase64Values = base64_values();

Value b2a_base64(Context& ctx, const Args& args) {
    BufferView data;
    const Truth newline = flag(ctx, args[1], true);
    if (newline == Truth::kError || !data.acquire(ctx, args[0])) return Value::error();
    std::string out;
    out.reserve((data.size() + 2) / 3 * 4 + 1);
    const uint8_t* p = data.data();
    for (uint64_t i = 0; i < data.size(); i += 3) {
        const uint64_t n = std::min<uint64_t>(3, data.size() - i);
        const uint32_t bits =
            uint32_t{p[i]} << 16 | (n > 1 ? uint32_t{p[i + 1]} << 8 : 0) | (n > 2 ? p[i + 2] : 0);
        out.push_back(kBase64[bits >> 18]);
        out.push_back(kBase64[bits >> 12 & 63]);
        out.push_back(n > 1 ? kBase64[bits >> 6 & 63] : '=');
        out.push_back(n > 2 ? kBase64[bits & 63] : '=');
    }
    if (newline == Truth::kYes) out.push_back('\n');
    return or_error(make_bytes(ctx, out));
}

Value a2b_base64(Context& ctx, const Args& args) {
    BufferView view;
    std::string_view text;
    const Truth strict_flag = flag(ctx, args[1], false);
    if (strict_flag == Truth::kError || !ascii_argument(ctx, args[0], view, text))
        return Value::error();
    const bool strict = strict_flag == Truth::kYes;
    if (strict && !text.empty() && text[0] == '=') return fail(ctx, "Leading padding not allowed");
    std::string out;
    unsigned position = 0, left = 0, pads = 0;
    bool padding_started = false;
    for (size_t i = 0; i < text.size(); i++) {
        if (text[i] == '=') {
            padding_started = true;
            if (position >= 2 && position + ++pads >= 4) {
                // A full quad; what follows is ignored unless strict.
                if (strict && i + 1 < text.size()) return fail(ctx, "Excess data after padding");
                return or_error(make_bytes(ctx, out));
            }
            continue;
        }
        const int value = kBase64Values[static_cast<uint8_t>(text[i])];
        if (value < 0) {
            if (strict) return fail(ctx, "Only base64 data is allowed");
            continue;
        }
        if (strict && padding_started) return fail(ctx, "Discontinuous padding not allowed");
        pads = 0;
        const auto v = static_cast<unsigned>(value);
        switch (position) {
        case 0: position = 1, left = v; break;
        case 1:
            position = 2, out.push_back(static_cast<char>(left << 2 | v >> 4)), left = v & 15;
            break;
        case 2:
            position = 3, out.push_back(static_cast<char>(left << 4 | v >> 2)), left = v & 3;
            break;
        case 3: position = 0, out.push_back(static_cast<char>(left << 6 | v)), left = 0; break;
        }
    }
    if (position == 1) {
        return fail(
            ctx,
            "Invalid base64-encoded string: number of data characters ({}) cannot be 1 more "
            "than a multiple of 4",
            out.size() / 3 * 4 + 1);
    }
    if (position) return fail(ctx, "Incorrect padding");
    return or_error(make_bytes(ctx, out));
}

// ---- uuencode ----

Value a2b_uu(Context& ctx, const Args& args) {
    BufferView view;
    std::string_view text;
    if (!ascii_argument(ctx, args[0], view, text)) return Value::error();
    const size_t length = text.empty() ? 32 : static_cast<size_t>((text[0] - ' ') & 63);
    std::string out;
    size_t i = 1;
    unsigned bits = 0, count = 0;
    for (; out.size() < length; i++) {
        const char c = i < text.size() ? text[i] : '\n';
        unsigned v = 0;
        if (c != '\n' && c != '\r' && i < text.size()) {
            if (c < ' ' || c > ' ' + 64) return fail(ctx, "Illegal char");
            v = static_cast<unsigned>(c - ' ') & 63;
        }
        bits = bits << 6 | v;
        count += 6;
        if (count >= 8) {
            count -= 8;
            out.push_back(static_cast<char>(bits >> count));
            bits &= (1u << count) - 1;
        }
    }
    for (; i < text.size(); i++) {
        const char c = text[i];
        if (c != ' ' && c != ' ' + 64 && c != '\n' && c != '\r')
            return fail(ctx, "Trailing garbage");
    }
    return or_error(make_bytes(ctx, out));
}
Value b2a_uu(Context& ctx, const Args& args) {
    BufferView data;
    const Truth backtick = flag(ctx, args[1], false);
    if (backtick == Truth::kError || !data.acquire(ctx, args[0])) return Value::error();
    if (data.size() > 45) return fail(ctx, "At most 45 bytes at once");
    auto encode = [&](unsigned v) {
        return static_cast<char>(backtick == Truth::kYes && v == 0 ? '`' : ' ' + v);
    };
    std::string out(1, encode(static_cast<unsigned>(data.size())));
    const uint8_t* p = data.data();
    for (uint64_t i = 0; i < data.size(); i += 3) {
        const uint32_t bits = uint32_t{p[i]} << 16 |
                              (i + 1 < data.size() ? uint32_t{p[i + 1]} << 8 : 0) |
                              (i + 2 < data.size() ? p[i + 2] : 0);
        for (int shift = 18; shift >= 0; shift -= 6)
            out.push_back(encode(bits >> shift & 63));
    }
    out.push_back('\n');
    return or_error(make_bytes(ctx, out));
}

// ---- quoted-printable ----

Value a2b_qp(Context& ctx, const Args& args) {
    BufferView view;
    std::string_view text;
    const Truth header = flag(ctx, args[1], false);
    if (header == Truth::kError || !ascii_argument(ctx, args[0], view, text)) return Value::error();
    std::string out;
    for (size_t i = 0; i < text.size();) {
        if (text[i] == '=') {
            if (++i >= text.size()) break;
            if (text[i] == '\n' || text[i] == '\r') {  // soft line break
                if (text[i] != '\n') {
                    while (i < text.size() && text[i] != '\n')
                        i++;
                }
                if (i < text.size()) i++;
            } else if (text[i] == '=') {
                out.push_back('=');
                i++;
            } else if (i + 1 < text.size() && hex_digit(text[i]) >= 0 &&
                       hex_digit(text[i + 1]) >= 0) {
                out.push_back(static_cast<char>(hex_digit(text[i]) * 16 + hex_digit(text[i + 1])));
                i += 2;
            } else {
                out.push_back('=');
            }
        } else {
            out.push_back(header == Truth::kYes && text[i] == '_' ? ' ' : text[i]);
            i++;
        }
    }
    return or_error(make_bytes(ctx, out));
}
Value b2a_qp(Context& ctx, const Args& args) {
    BufferView data;
    const Truth quote_tabs = flag(ctx, args[1], false), is_text = flag(ctx, args[2], true),
                header_flag = flag(ctx, args[3], false);
    if (quote_tabs == Truth::kError || is_text == Truth::kError || header_flag == Truth::kError ||
        !data.acquire(ctx, args[0])) {
        return Value::error();
    }
    const std::string_view s = data.chars();
    const bool text = is_text == Truth::kYes, header = header_flag == Truth::kYes;
    const bool crlf = s.find('\n') != s.npos && s.find('\n') > 0 && s[s.find('\n') - 1] == '\r';
    constexpr size_t kLine = 76;
    std::string out;
    size_t column = 0;
    auto soft_break = [&] {
        out += crlf ? "=\r\n" : "=\n";
        column = 0;
    };
    auto add_hex = [&](uint8_t c) {
        constexpr char kDigits[] = "0123456789ABCDEF";
        out.push_back('=');
        out.push_back(kDigits[c >> 4]);
        out.push_back(kDigits[c & 15]);
    };
    for (size_t i = 0; i < s.size();) {
        const auto c = static_cast<uint8_t>(s[i]);
        const bool last = i + 1 == s.size();
        const bool line_end = c == '\n' || (c == '\r' && !last && s[i + 1] == '\n');
        const bool encode = c > 126 || c == '=' || (header && c == '_') ||
                            (c == '.' && column == 0 &&
                             (last || s[i + 1] == '\n' || s[i + 1] == '\r' || s[i + 1] == 0)) ||
                            (!text && (c == '\r' || c == '\n')) ||
                            ((c == '\t' || c == ' ') && last) ||
                            (c < 33 && c != '\r' && c != '\n' && c != '\t' && c != ' ') ||
                            (c < 33 && c != '\r' && c != '\n' && quote_tabs == Truth::kYes);
        if (encode) {
            if (column + 3 >= kLine) soft_break();
            add_hex(c);
            column += 3;
            i++;
        } else if (text && line_end) {
            // White space at the end of a line is encoded after the fact.
            if (!out.empty() && (out.back() == ' ' || out.back() == '\t')) {
                const auto blank = static_cast<uint8_t>(out.back());
                out.pop_back();
                add_hex(blank);
            }
            out += crlf ? "\r\n" : "\n";
            column = 0;
            i += c == '\r' ? 2 : 1;
        } else {
            if (!last && s[i + 1] != '\n' && column + 1 >= kLine) soft_break();
            column++;
            out.push_back(header && c == ' ' ? '_' : static_cast<char>(c));
            i++;
        }
    }
    return or_error(make_bytes(ctx, out));
}

// ---- checksums ----

bool start_value(Context& ctx, Value v, uint64_t mask, uint64_t& out) {
    out = 0;
    if (!v) return true;
    Value n = to_index(ctx, v);
    if (n) n = binary_op(ctx, BinaryOp::kAnd, n, Value::small_int(static_cast<int64_t>(mask)));
    if (!n) return false;
    out = static_cast<uint64_t>(n.as_small_int());
    return true;
}
Value crc_32(Context& ctx, const Args& args) {
    BufferView data;
    uint64_t value;
    if (!data.acquire(ctx, args[0]) || !start_value(ctx, args[1], 0xffffffff, value)) {
        return Value::error();
    }
    const uLong crc = crc32_z(value, data.data(), data.size());
    return Value::small_int(static_cast<int64_t>(crc & 0xffffffff));
}
Value crc_hqx(Context& ctx, const Args& args) {
    BufferView data;
    uint64_t value;
    if (!data.acquire(ctx, args[0]) || !start_value(ctx, args[1], 0xffff, value))
        return Value::error();
    for (uint8_t byte : data.span()) {
        value ^= uint64_t{byte} << 8;
        for (int i = 0; i < 8; i++)
            value = (value << 1 ^ (value & 0x8000 ? 0x1021 : 0)) & 0xffff;
    }
    return Value::small_int(static_cast<int64_t>(value));
}

const NativeMethod kFunctions[] = {
    {"a2b_uu(data, /)", a2b_uu, "Decode a line of uuencoded data."},
    {"b2a_uu(data, /, *, backtick=False)", b2a_uu, "Uuencode line of data."},
    {"a2b_base64(data, /, *, strict_mode=False)", a2b_base64, "Decode a line of base64 data."},
    {"b2a_base64(data, /, *, newline=True)", b2a_base64, "Base64-code line of data."},
    {"a2b_hex(hexstr, /)", a2b_hex, "Binary data of hexadecimal representation."},
    {"unhexlify(hexstr, /)", a2b_hex, "Binary data of hexadecimal representation."},
    {"b2a_hex(data, sep=?, bytes_per_sep=1)", b2a_hex,
     "Hexadecimal representation of binary data."},
    {"hexlify(data, sep=?, bytes_per_sep=1)", b2a_hex,
     "Hexadecimal representation of binary data."},
    {"crc_hqx(data, crc, /)", crc_hqx, "Compute CRC-CCITT incrementally."},
    {"crc32(data, crc=0, /)", crc_32, "Compute CRC-32 incrementally."},
    {"a2b_qp(data, header=False)", a2b_qp, "Decode a string of qp-encoded data."},
    {"b2a_qp(data, quotetabs=False, istext=True, header=False)", b2a_qp,
     "Encode a string using quoted-printable encoding."},
};

bool populate(Context& ctx, Module* module) {
    return add_exception_class(ctx, module, "binascii", "Error", TypeId::kValueError) &&
           add_exception_class(ctx, module, "binascii", "Incomplete", TypeId::kException);
}

}  // namespace

extern const NativeModuleSpec kBinasciiModule;
const NativeModuleSpec kBinasciiModule = {
    .name = "binascii",
    .functions = kFunctions,
    .populate = populate,
    .doc = "Conversion between binary data and ASCII",
};

}  // namespace orrery
