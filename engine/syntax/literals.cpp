#include "engine/syntax/literals.h"

#include <charconv>
#include <cstdlib>
#include <limits>

#include "engine/syntax/unicode_identifier.h"

namespace orrery::syntax {

namespace {

// Python converts no decimal integer with more digits than this (sys.int_info).
constexpr std::size_t kMaxDecimalDigits = 4300;

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

double float_value(std::string_view digits) {
    double value = 0;
    auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (status == std::errc::result_out_of_range) {
        // from_chars does not say which way; strtod gives infinity or zero.
        value = std::strtod(std::string(digits).c_str(), nullptr);
    }
    return value;
}

bool is_float(std::string_view text) { return text.find_first_of(".eE") != std::string_view::npos; }

void integer_value(std::string_view digits, int radix, Arena& arena, ast::ConstantValue& value) {
    std::uint64_t number = 0;
    auto [end, status] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number, radix);
    if (status == std::errc() &&
        number <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        value.kind = ast::ConstantKind::Int;
        value.integer = static_cast<std::int64_t>(number);
        return;
    }
    value.kind = ast::ConstantKind::BigInt;
    value.radix = static_cast<std::uint8_t>(radix);
    value.text = arena.copy(digits);
}

}  // namespace

bool number_value(std::string_view text, Arena& arena, ast::ConstantValue& value,
                  std::string& error) {
    std::string without_underscores;
    if (text.find('_') != std::string_view::npos) {
        for (char c : text) {
            if (c != '_') without_underscores += c;
        }
        text = without_underscores;
    }
    if (text.size() > 2 && text[0] == '0') {
        const char letter = static_cast<char>(text[1] | 0x20);
        const int radix = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
        if (radix != 0) {
            text.remove_prefix(2);
            while (text.size() > 1 && text[0] == '0')
                text.remove_prefix(1);
            integer_value(text, radix, arena, value);
            return true;
        }
    }
    if (text.back() == 'j' || text.back() == 'J') {
        value.kind = ast::ConstantKind::Complex;
        value.real = float_value(text.substr(0, text.size() - 1));
        return true;
    }
    if (is_float(text)) {
        value.kind = ast::ConstantKind::Float;
        value.real = float_value(text);
        return true;
    }
    if (text.size() > kMaxDecimalDigits) {
        error = "Exceeds the limit (" + std::to_string(kMaxDecimalDigits) +
                " digits) for integer string conversion: value has " + std::to_string(text.size()) +
                " digits; use sys.set_int_max_str_digits() to increase the limit - Consider "
                "hexadecimal for huge integer literals to avoid decimal conversion limits.";
        return false;
    }
    integer_value(text, 10, arena, value);
    return true;
}

StringParts split_string(std::string_view token) {
    StringParts parts;
    while (token[0] != '"' && token[0] != '\'') {
        switch (token[0] | 0x20) {
        case 'r': parts.raw = true; break;
        case 'b': parts.bytes = true; break;
        case 'f': parts.formatted = true; break;
        default: parts.unicode = true;
        }
        token.remove_prefix(1);
    }
    const bool triple = token.size() >= 6 && token[1] == token[0] && token[2] == token[0];
    const std::size_t quotes = triple ? 3 : 1;
    parts.body = token.substr(quotes, token.size() - 2 * quotes);
    return parts;
}

void append_utf8(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | c >> 6);
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | c >> 12);
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | c >> 18);
        out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

namespace {

// Escapes of one letter; 0 for letters that are none (no escape means NUL by one letter).
char simple_escape(char c) {
    switch (c) {
    case '\\':
    case '\'':
    case '"': return c;
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default: return 0;
    }
}

// Up to three octal digits at `position`.
unsigned octal_escape(std::string_view body, std::size_t& position) {
    unsigned value = 0;
    for (int i = 0; i < 3 && position < body.size(); ++i, ++position) {
        const char c = body[position];
        if (c < '0' || c > '7') break;
        value = value * 8 + static_cast<unsigned>(c - '0');
    }
    return value;
}

// CPython reports escape errors in a form of the text where each non-ASCII character takes ten
// bytes (it has become \UXXXXXXXX). Counts the distance between two positions in that form.
std::size_t escaped_length(std::string_view body, std::size_t begin, std::size_t end) {
    std::size_t length = 0;
    for (std::size_t i = begin; i < end; ++i) {
        const auto byte = static_cast<unsigned char>(body[i]);
        if (byte < 0x80) {
            ++length;
        } else if (byte >= 0xC0) {
            length += 10;
            // A backslash before such a character has been written as an escape as well.
            if (i > 0 && body[i - 1] == '\\') length += 5;
        }
    }
    return length;
}

bool unicode_error(std::string_view body, std::size_t begin, std::size_t end, const char* reason,
                   EscapeReport& report) {
    const std::size_t first = escaped_length(body, 0, begin);
    const std::size_t last = first + escaped_length(body, begin, end) - 1;
    report.error = "(unicode error) 'unicodeescape' codec can't decode ";
    if (first == last) {
        report.error += "byte 0x5c in position " + std::to_string(first);
    } else {
        report.error += "bytes in position " + std::to_string(first) + "-" + std::to_string(last);
    }
    report.error += std::string(": ") + reason;
    return false;
}

void note_invalid(EscapeReport& report, std::string_view body, std::size_t begin, std::size_t end) {
    if (!report.invalid_escape.empty()) return;
    report.invalid_escape = body.substr(begin, end - begin);
    report.invalid_offset = static_cast<std::uint32_t>(begin);
}

}  // namespace

bool decode_text(std::string_view body, const CharacterByName& character_by_name, std::string& out,
                 EscapeReport& report) {
    std::size_t position = 0;
    while (position < body.size()) {
        const std::size_t backslash = body.find('\\', position);
        if (backslash == std::string_view::npos) {
            out += body.substr(position);
            return true;
        }
        out += body.substr(position, backslash - position);
        position = backslash + 1;
        if (position >= body.size()) {
            out += '\\';
            return true;
        }
        const char c = body[position++];
        if (c == '\n') continue;
        if (char simple = simple_escape(c); simple != 0) {
            out += simple;
            continue;
        }
        if (c >= '0' && c <= '7') {
            --position;
            append_utf8(out, octal_escape(body, position));
            continue;
        }
        if (c == 'x' || c == 'u' || c == 'U') {
            const int digits = c == 'x' ? 2 : c == 'u' ? 4 : 8;
            std::uint32_t code = 0;
            int seen = 0;
            while (seen < digits && position < body.size() && hex_value(body[position]) >= 0) {
                code = code << 4 | static_cast<std::uint32_t>(hex_value(body[position++]));
                ++seen;
            }
            if (seen < digits) {
                return unicode_error(body, backslash, position,
                                     c == 'x'   ? "truncated \\xXX escape"
                                     : c == 'u' ? "truncated \\uXXXX escape"
                                                : "truncated \\UXXXXXXXX escape",
                                     report);
            }
            if (code > 0x10FFFF) {
                return unicode_error(body, backslash, position, "illegal Unicode character",
                                     report);
            }
            append_utf8(out, code);
            continue;
        }
        if (c == 'N') {
            const char* reason = "malformed \\N character escape";
            if (position < body.size() && body[position] == '{') {
                const std::size_t begin = ++position;
                position = body.find('}', begin);
                if (position == std::string_view::npos) position = body.size();
                const std::string_view name = body.substr(begin, position - begin);
                if (!name.empty() && position < body.size()) {
                    ++position;
                    const std::int32_t code = character_by_name ? character_by_name(name) : -1;
                    if (code >= 0) {
                        append_utf8(out, static_cast<char32_t>(code));
                        continue;
                    }
                    reason = "unknown Unicode character name";
                }
            }
            return unicode_error(body, backslash, position, reason, report);
        }
        // Not an escape: the backslash stays, and so does the character (maybe of many bytes).
        --position;
        std::size_t after = position;
        decode_utf8(body, after);
        note_invalid(report, body, backslash, after);
        out += '\\';
    }
    return true;
}

bool decode_bytes(std::string_view body, std::string& out, EscapeReport& report) {
    std::size_t position = 0;
    while (position < body.size()) {
        const std::size_t backslash = body.find('\\', position);
        if (backslash == std::string_view::npos) {
            out += body.substr(position);
            return true;
        }
        out += body.substr(position, backslash - position);
        position = backslash + 1;
        const char c = position < body.size() ? body[position++] : '\\';
        if (c == '\n') continue;
        if (char simple = simple_escape(c); simple != 0) {
            out += simple;
        } else if (c >= '0' && c <= '7') {
            --position;
            out += static_cast<char>(octal_escape(body, position));
        } else if (c == 'x') {
            const int high = position < body.size() ? hex_value(body[position]) : -1;
            const int low = position + 1 < body.size() ? hex_value(body[position + 1]) : -1;
            if (high < 0 || low < 0) {
                report.error =
                    "(value error) invalid \\x escape at position " + std::to_string(backslash);
                return false;
            }
            out += static_cast<char>(high << 4 | low);
            position += 2;
        } else {
            note_invalid(report, body, backslash, position);
            out += '\\';
            out += c;
        }
    }
    return true;
}

}  // namespace orrery::syntax
