// Codecs that write code points with the letters of others: UTF-7 (RFC 2152), unicode_escape and
// raw_unicode_escape.
#include <string_view>

#include "engine/text/codecs.h"
#include "engine/text/unicode.h"

namespace orrery {

// --- UTF-7 ------------------------------------------------------------------------------------

namespace {

constexpr char kBase64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int base64_value(char32_t c) {
    if (c >= U'A' && c <= U'Z') {
        return static_cast<int>(c - U'A');
    }
    if (c >= U'a' && c <= U'z') {
        return static_cast<int>(c - U'a') + 26;
    }
    if (c >= U'0' && c <= U'9') {
        return static_cast<int>(c - U'0') + 52;
    }
    return c == U'+' ? 62 : c == U'/' ? 63 : -1;
}

bool decodes_as_itself(uint8_t c) { return c < 0x80 && c != '+'; }

// All that the RFC allows to write directly, its optional set and white space included.
bool encodes_as_itself(char32_t c) {
    return c == U'\t' || c == U'\n' || c == U'\r' ||
           (c >= U' ' && c < 0x7F && c != U'+' && c != U'\\' && c != U'~');
}

}  // namespace

CodecResult utf7_decode(std::span<const uint8_t> bytes, const DecodeHandler& handler, bool final,
                        CodePointBuffer& out) {
    Decoding decoding("utf7", bytes, handler, out);
    size_t at = 0;
    size_t start = 0;  // of the shift sequence or of an error
    size_t shift_output = 0;
    bool in_shift = false;
    unsigned bits = 0;       // unused bits of the sequence...
    uint32_t buffer = 0;     // ...here
    char32_t surrogate = 0;  // a high one that waits for its partner
    while (true) {
        if (at >= decoding.input.size()) {
            const bool incomplete = surrogate != 0 || bits >= 6 || (bits > 0 && buffer != 0);
            if (!in_shift || !final || !incomplete) {
                break;
            }
            in_shift = false;
            const size_t end = decoding.input.size();
            if (!decoding.handle("unterminated shift sequence", start, end, &at)) {
                return decoding.result;
            }
            surrogate = 0;
            bits = 0;
            continue;
        }
        const uint8_t c = decoding.input[at];
        std::string_view problem;
        if (in_shift) {
            const int value = base64_value(c);
            if (value >= 0) {
                buffer = buffer << 6 | static_cast<uint32_t>(value);
                bits += 6;
                ++at;
                if (bits < 16) {
                    continue;
                }
                const char32_t unit = buffer >> (bits - 16);
                bits -= 16;
                buffer &= (1u << bits) - 1;
                if (surrogate != 0) {
                    const char32_t high = surrogate;
                    surrogate = 0;
                    if (unit >= 0xDC00 && unit <= 0xDFFF) {
                        out.push(0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
                        continue;
                    }
                    out.push(high);
                }
                if (unit >= 0xD800 && unit <= 0xDBFF) {
                    surrogate = unit;
                } else {
                    out.push(unit);
                }
                continue;
            }
            in_shift = false;
            if (bits >= 6) {
                problem = "partial character in shift sequence";
                ++at;
            } else if (bits > 0 && buffer != 0) {
                problem = "non-zero padding bits in shift sequence";
                ++at;
            } else {
                if (surrogate != 0 && decodes_as_itself(c)) {
                    out.push(surrogate);
                }
                surrogate = 0;
                at += c == '-';  // the end mark; other characters are kept
                continue;
            }
        } else if (c == '+') {
            start = at++;
            if (at < decoding.input.size() && decoding.input[at] == '-') {
                ++at;
                out.push(U'+');
                continue;
            }
            if (at >= decoding.input.size() || base64_value(decoding.input[at]) >= 0) {
                in_shift = true;
                shift_output = out.size();
                surrogate = 0;
                bits = 0;
                buffer = 0;
                continue;
            }
            problem = "ill-formed sequence";
            ++at;
        } else if (decodes_as_itself(c)) {
            out.push(c);
            ++at;
            continue;
        } else {
            start = at++;
            problem = "unexpected special character";
        }
        if (!decoding.handle(problem, start, at, &at)) {
            return decoding.result;
        }
    }
    if (in_shift && !final) {
        // The whole sequence is read again, with what follows.
        out.truncate(shift_output);
        at = start;
    }
    return decoding.finish(at);
}

CodecResult utf7_encode(TextRef text, ByteBuffer& out) {
    bool in_shift = false;
    unsigned bits = 0;
    uint32_t buffer = 0;
    const auto put = [&](uint32_t value) { out.push(static_cast<uint8_t>(kBase64[value & 63])); };
    const auto put_unit = [&](char32_t unit) {
        buffer = buffer << 16 | unit;
        bits += 16;
        while (bits >= 6) {
            bits -= 6;
            put(buffer >> bits);
        }
    };
    const auto flush = [&] {
        if (bits != 0) {
            put(buffer << (6 - bits));
            bits = 0;
            buffer = 0;
        }
    };
    for (size_t i = 0; i < text.length; ++i) {
        const char32_t c = text[i];
        if (encodes_as_itself(c)) {
            if (in_shift) {
                flush();
                in_shift = false;
                if (base64_value(c) >= 0 || c == U'-') {
                    out.push('-');
                }
            }
            out.push(static_cast<uint8_t>(c));
            continue;
        }
        if (!in_shift) {
            out.push('+');
            if (c == U'+') {
                out.push('-');
                continue;
            }
            in_shift = true;
        }
        if (c >= 0x10000) {
            put_unit(0xD7C0 + (c >> 10));
            put_unit(0xDC00 + (c & 0x3FF));
        } else {
            put_unit(c);
        }
    }
    flush();
    if (in_shift) {
        out.push('-');
    }
    CodecResult result;
    result.status = out.failed() ? CodecStatus::no_memory : CodecStatus::ok;
    result.consumed = text.length;
    return result;
}

// --- escapes ----------------------------------------------------------------------------------

namespace {

int hex_digit(uint8_t c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

enum class HexResult : uint8_t { ok, incomplete, malformed };

// Reads `count` digits, *at going past the good ones.
HexResult read_hex(std::span<const uint8_t> input, int count, size_t* at, char32_t* value) {
    *value = 0;
    for (; count > 0; --count, ++*at) {
        if (*at >= input.size()) {
            return HexResult::incomplete;
        }
        const int digit = hex_digit(input[*at]);
        if (digit < 0) {
            return HexResult::malformed;
        }
        *value = *value << 4 | static_cast<char32_t>(digit);
    }
    return HexResult::ok;
}

// The escape's digits by its letter, 0 for others.
int hex_count(uint8_t letter) {
    return letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
}

std::string_view truncated_message(uint8_t letter) {
    return letter == 'x'   ? "truncated \\xXX escape"
           : letter == 'u' ? "truncated \\uXXXX escape"
                           : "truncated \\UXXXXXXXX escape";
}

// What a one-letter escape stands for, or -1.
int simple_escape(uint8_t letter) {
    switch (letter) {
    case '\\':
    case '\'':
    case '"': return letter;
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default: return -1;
    }
}

void append_bytes(const CodePointBuffer& text, ByteBuffer& out) {
    for (const char32_t c : text) {
        out.push(static_cast<uint8_t>(c));
    }
}

}  // namespace

CodecResult unicode_escape_decode(std::span<const uint8_t> bytes, const DecodeHandler& handler,
                                  bool final, CodePointBuffer& out, size_t* bad_escape) {
    Decoding decoding("unicodeescape", bytes, handler, out);
    *bad_escape = SIZE_MAX;
    size_t at = 0;
    while (at < decoding.input.size()) {
        const std::span<const uint8_t> input = decoding.input;
        if (input[at] != '\\') {
            out.push(input[at++]);
            continue;
        }
        const size_t start = at++;
        std::string_view problem;
        bool incomplete = false;
        if (at >= input.size()) {
            problem = "\\ at end of string";
            incomplete = true;
        } else {
            const uint8_t letter = input[at++];
            const int simple = simple_escape(letter);
            if (simple >= 0) {
                out.push(static_cast<char32_t>(simple));
                continue;
            }
            if (letter == '\n') {
                continue;
            }
            if (letter >= '0' && letter <= '7') {
                char32_t value = static_cast<char32_t>(letter - '0');
                for (int more = 2;
                     more > 0 && at < input.size() && input[at] >= '0' && input[at] <= '7';
                     --more) {
                    value = value << 3 | static_cast<char32_t>(input[at++] - '0');
                }
                out.push(value);
                continue;
            }
            char32_t value = 0;
            if (hex_count(letter) != 0) {
                const HexResult result = read_hex(input, hex_count(letter), &at, &value);
                if (result == HexResult::ok && value <= kMaxCodePoint) {
                    out.push(value);
                    continue;
                }
                problem = result == HexResult::ok ? "illegal Unicode character"
                                                  : truncated_message(letter);
                incomplete = result == HexResult::incomplete;
            } else if (letter == 'N') {
                problem = "malformed \\N character escape";
                incomplete = at >= input.size();
                if (!incomplete && input[at] == '{') {
                    const size_t name = ++at;
                    while (at < input.size() && input[at] != '}') {
                        ++at;
                    }
                    incomplete = at >= input.size();
                    if (!incomplete && at > name) {
                        const std::string_view text(
                            reinterpret_cast<const char*>(input.data() + name), at - name);
                        ++at;
                        if (unicode_lookup(text, &value) == 1) {
                            out.push(value);
                            continue;
                        }
                        problem = "unknown Unicode character name";
                    }
                }
            } else {
                if (*bad_escape == SIZE_MAX) {
                    *bad_escape = start;
                }
                out.push(U'\\');
                out.push(letter);
                continue;
            }
        }
        if (incomplete && !final) {
            at = start;
            break;
        }
        if (!decoding.handle(problem, start, at, &at)) {
            return decoding.result;
        }
    }
    return decoding.finish(at);
}

void unicode_escape_encode(TextRef text, ByteBuffer& out) {
    CodePointBuffer escape;
    for (size_t i = 0; i < text.length; ++i) {
        const char32_t c = text[i];
        if (c >= U' ' && c < 0x7F && c != U'\\') {
            out.push(static_cast<uint8_t>(c));
            continue;
        }
        const char letter = c == U'\\'   ? '\\'
                            : c == U'\t' ? 't'
                            : c == U'\n' ? 'n'
                            : c == U'\r' ? 'r'
                                         : '\0';
        if (letter != 0) {
            out.push('\\');
            out.push(static_cast<uint8_t>(letter));
            continue;
        }
        escape.clear();
        append_backslash_escape(c, escape);
        append_bytes(escape, out);
    }
}

CodecResult raw_unicode_escape_decode(std::span<const uint8_t> bytes, const DecodeHandler& handler,
                                      bool final, CodePointBuffer& out) {
    Decoding decoding("rawunicodeescape", bytes, handler, out);
    size_t at = 0;
    while (at < decoding.input.size()) {
        const std::span<const uint8_t> input = decoding.input;
        const bool last = at + 1 == input.size();
        if (input[at] != '\\' || (last && final)) {
            out.push(input[at++]);
            continue;
        }
        if (last) {
            break;
        }
        const size_t start = at++;
        const uint8_t letter = input[at++];
        if (letter != 'u' && letter != 'U') {
            out.push(U'\\');
            out.push(letter);
            continue;
        }
        char32_t value = 0;
        const HexResult result = read_hex(input, hex_count(letter), &at, &value);
        if (result == HexResult::ok && value <= kMaxCodePoint) {
            out.push(value);
            continue;
        }
        if (result == HexResult::incomplete && !final) {
            at = start;
            break;
        }
        const std::string_view problem =
            result == HexResult::ok ? "\\Uxxxxxxxx out of range" : truncated_message(letter);
        if (!decoding.handle(problem, start, at, &at)) {
            return decoding.result;
        }
    }
    return decoding.finish(at);
}

void raw_unicode_escape_encode(TextRef text, ByteBuffer& out) {
    CodePointBuffer escape;
    for (size_t i = 0; i < text.length; ++i) {
        const char32_t c = text[i];
        if (c < 0x100) {
            out.push(static_cast<uint8_t>(c));
            continue;
        }
        escape.clear();
        append_backslash_escape(c, escape);
        append_bytes(escape, out);
    }
}

}  // namespace orrery
