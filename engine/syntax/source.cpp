#include "engine/syntax/source.h"

#include <cstdio>
#include <cstring>
#include <vector>

#include "engine/syntax/literals.h"

namespace orrery::syntax {

namespace {

bool all_ascii(const char* data, std::size_t size) {
    std::size_t i = 0;
    for (; i + 8 <= size; i += 8) {
        std::uint64_t word;
        std::memcpy(&word, data + i, 8);
        if ((word & 0x8080808080808080u) != 0) return false;
    }
    for (; i < size; ++i) {
        if (static_cast<unsigned char>(data[i]) >= 0x80) return false;
    }
    return true;
}

// Bytes of the well-formed character at `p`, or 0.
std::size_t utf8_length(const unsigned char* p, std::size_t available) {
    auto tail = [&](std::size_t i) { return i < available && (p[i] & 0xC0) == 0x80; };
    if (p[0] < 0x80) return 1;
    if (p[0] < 0xC2) return 0;
    if (p[0] < 0xE0) return tail(1) ? 2 : 0;
    if (p[0] < 0xF0) {
        if (!tail(1) || !tail(2)) return 0;
        if (p[0] == 0xE0 && p[1] < 0xA0) return 0;
        if (p[0] == 0xED && p[1] >= 0xA0) return 0;  // surrogates
        return 3;
    }
    if (p[0] > 0xF4 || !tail(1) || !tail(2) || !tail(3)) return 0;
    if (p[0] == 0xF0 && p[1] < 0x90) return 0;
    if (p[0] == 0xF4 && p[1] >= 0x90) return 0;
    return 4;
}

// Whether a byte may begin a character of several bytes.
bool utf8_lead(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xC2 && byte <= 0xF4;
}

bool is_cookie_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
}

// The name in a "coding: name" comment, if the line is one (PEP 263).
std::string_view cookie_of_line(std::string_view line) {
    std::size_t i = line.find_first_not_of(" \t\f");
    if (i == std::string_view::npos || line[i] != '#') return {};
    for (;;) {
        i = line.find("coding", i);
        if (i == std::string_view::npos) return {};
        i += 6;
        if (i >= line.size() || (line[i] != ':' && line[i] != '=')) continue;
        ++i;
        while (i < line.size() && (line[i] == ' ' || line[i] == '\t'))
            ++i;
        const std::size_t begin = i;
        while (i < line.size() && is_cookie_char(line[i]))
            ++i;
        if (i > begin) return line.substr(begin, i - begin);
    }
}

// The cookie in the first line, or in the second if the first is blank or a comment.
std::string_view find_cookie(std::string_view bytes) {
    for (int lineno = 0; lineno < 2; ++lineno) {
        const std::size_t end = bytes.find_first_of("\r\n");
        const std::string_view line = bytes.substr(0, end);
        std::string_view cookie = cookie_of_line(line);
        if (!cookie.empty()) return cookie;
        const std::size_t first = line.find_first_not_of(" \t\f");
        if (first != std::string_view::npos && line[first] != '#') return {};
        if (end == std::string_view::npos) return {};
        bytes.remove_prefix(end);
        bytes.remove_prefix(bytes.substr(0, 2) == "\r\n" ? 2 : 1);
    }
    return {};
}

// The names that Python treats specially; others stay as written.
std::string normalized_encoding(std::string_view name) {
    std::string lower;
    for (char c : name) {
        if (c == '_') c = '-';
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
        lower += c;
    }
    auto is = [&](std::string_view base) {
        return lower == base || lower.rfind(std::string(base) + "-", 0) == 0;
    };
    if (is("utf-8")) return "utf-8";
    if (is("latin-1") || is("iso-8859-1") || is("iso-latin-1") || lower == "latin1") {
        return "iso-8859-1";
    }
    if (lower == "ascii" || lower == "us-ascii") return "ascii";
    return std::string(name);
}

Diagnostic encoding_error(std::string message) {
    Diagnostic error;
    error.message = std::move(message);
    error.offset = -1;
    error.end_lineno = error.end_offset = Diagnostic::kNoEnd;
    error.has_text = false;
    return error;
}

// Where in a program's text a byte stands: `begin` to `end` is the inside of a string literal or an
// identifier, or nothing for a comment.
struct TokenAround {
    enum { kComment, kText, kBytes, kIdentifier } kind;
    std::size_t begin, end;
};

bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

TokenAround token_around(std::string_view text, std::size_t at) {
    std::size_t i = 0;
    while (i <= at) {
        const char c = text[i];
        if (c == '#') {
            const std::size_t end = std::min(text.find('\n', i), text.size());
            if (at < end) return {TokenAround::kComment, end, end};
            i = end;
        } else if (c == '"' || c == '\'') {
            const std::string_view quote =
                text.substr(i, text.substr(i, 3) == std::string(3, c) ? 3 : 1);
            std::size_t prefix = i;
            while (prefix > 0 && is_name_byte(text[prefix - 1]))
                prefix--;
            const std::size_t begin = i + quote.size();
            std::size_t end = begin;
            while (end < text.size() && text.substr(end, quote.size()) != quote)
                end += text[end] == '\\' ? 2 : 1;
            end = std::min(end, text.size());
            const bool bytes = text.substr(prefix, i - prefix).find_first_of("bB") != text.npos;
            if (at < end) return {bytes ? TokenAround::kBytes : TokenAround::kText, begin, end};
            i = end + quote.size();
        } else {
            i++;
        }
    }
    std::size_t begin = at, end = at;
    while (begin > 0 && is_name_byte(text[begin - 1]))
        begin--;
    while (end < text.size() && is_name_byte(text[end]))
        end++;
    return {TokenAround::kIdentifier, begin, end};
}

// What reading line by line makes of any trouble with a declared encoding.
Diagnostic encoding_problem(const std::string& encoding) {
    Diagnostic error = encoding_error("encoding problem: " + encoding);
    error.lineno = Diagnostic::kNoLine;
    return error;
}

std::string hex_byte(unsigned char byte) {
    char text[8];
    std::snprintf(text, sizeof text, "0x%02x", byte);
    return text;
}

// Copies into the arena with "\r\n" and "\r" made "\n", two NULs behind.
std::string_view copy_lines(std::string_view text, bool final_newline, Arena& arena) {
    char* out = arena.make_array<char>(text.size() + 3).data();
    std::size_t size = 0;
    if (std::memchr(text.data(), '\r', text.size()) == nullptr) {
        if (!text.empty()) std::memcpy(out, text.data(), text.size());
        size = text.size();
    } else {
        for (std::size_t i = 0; i < text.size(); ++i) {
            char c = text[i];
            if (c == '\r') {
                c = '\n';
                if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
            }
            out[size++] = c;
        }
    }
    if (final_newline && size != 0 && out[size - 1] != '\n') out[size++] = '\n';
    out[size] = out[size + 1] = '\0';
    return {out, size};
}

void index_lines(SourceText& source, Arena& arena) {
    std::vector<std::uint32_t> starts{0};
    const char* data = source.text.data();
    const char* end = data + source.text.size();
    for (const char* p = data; p < end;) {
        p = static_cast<const char*>(std::memchr(p, '\n', static_cast<std::size_t>(end - p)));
        if (p == nullptr) break;
        ++p;
        if (p < end) starts.push_back(static_cast<std::uint32_t>(p - data));
    }
    source.line_starts = arena.copy(starts.data(), starts.size());
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view bytes) {
    const auto* p = reinterpret_cast<const unsigned char*>(bytes.data());
    std::size_t i = 0;
    while (i < bytes.size()) {
        if (p[i] < 0x80) {
            std::uint64_t word;
            while (i + 8 <= bytes.size()) {
                std::memcpy(&word, p + i, 8);
                if ((word & 0x8080808080808080u) != 0) break;
                i += 8;
            }
            if (i >= bytes.size()) break;
        }
        const std::size_t length = utf8_length(p + i, bytes.size() - i);
        if (length == 0) return i;
        i += length;
    }
    return std::string_view::npos;
}

bool decode_source(std::string_view bytes, const ParseOptions& options, Arena& arena,
                   SourceText& source, Diagnostic& error) {
    if (bytes.find('\0') != std::string_view::npos) {
        error = encoding_error("source code string cannot contain null bytes");
        error.kind = DiagnosticKind::ValueError;
        return false;
    }
    if (bytes.size() > kMaxSourceBytes) {
        error = encoding_error("source code is too large");
        error.kind = DiagnosticKind::MemoryError;
        return false;
    }
    const bool final_newline = options.mode == ParseMode::Exec;
    std::string decoded;
    bool declared = false;
    if (!options.is_text) {
        constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
        const bool mark = bytes.substr(0, 3) == kByteOrderMark;
        if (mark) bytes.remove_prefix(3);
        const std::string_view cookie = find_cookie(bytes);
        declared = mark || !cookie.empty();
        const std::string encoding = cookie.empty() ? "utf-8" : normalized_encoding(cookie);
        if (mark && encoding != "utf-8") {
            error = encoding_error("encoding problem: " + encoding + " with BOM");
            return false;
        }
        if (encoding == "iso-8859-1") {
            for (char c : bytes)
                append_utf8(decoded, static_cast<unsigned char>(c));
            bytes = decoded;
        } else if (encoding == "ascii") {
            for (std::size_t i = 0; i < bytes.size(); ++i) {
                const auto byte = static_cast<unsigned char>(bytes[i]);
                if (byte < 0x80) continue;
                error = encoding_error("'ascii' codec can't decode byte " + hex_byte(byte) +
                                       " in position " + std::to_string(i) +
                                       ": ordinal not in range(128)");
                if (options.by_line) error = encoding_problem(encoding);
                return false;
            }
        } else if (encoding != "utf-8" && encoding != "utf8" && encoding != "UTF8") {
            std::string reason = "unknown encoding: " + encoding;
            if (!options.decode || !options.decode(encoding, bytes, decoded, reason)) {
                error = encoding_error(reason);
                if (options.by_line) error = encoding_problem(encoding);
                return false;
            }
            bytes = decoded;
        }
    }
    if (!all_ascii(bytes.data(), bytes.size())) {
        std::size_t bad = find_invalid_utf8(bytes);
        TokenAround token{};
        while (bad != std::string_view::npos && !declared && !options.by_line) {
            // Text that was in memory is decoded token by token, and comments never.
            token = token_around(bytes, bad);
            if (token.kind != TokenAround::kComment) break;
            std::string patched(bytes);
            patched[bad] = '?';
            decoded = std::move(patched);
            bytes = decoded;
            bad = find_invalid_utf8(bytes);
        }
        if (bad != std::string_view::npos) {
            std::size_t lineno = 1;
            for (std::size_t i = 0; i < bad; ++i)
                lineno += bytes[i] == '\n';
            const std::string byte = hex_byte(static_cast<unsigned char>(bytes[bad]));
            if (token.end) {
                std::size_t next = bad + 1;
                while (next < token.end && (static_cast<unsigned char>(bytes[next]) & 0xC0) == 0x80)
                    next++;
                const char* reason = !utf8_lead(bytes[bad]) ? "invalid start byte"
                                     : next == token.end    ? "unexpected end of data"
                                                            : "invalid continuation byte";
                error = encoding_error(token.kind == TokenAround::kBytes
                                           ? "bytes can only contain ASCII literal characters"
                                           : "(unicode error) 'utf-8' codec can't decode byte " +
                                                 byte + " in position " +
                                                 std::to_string(bad - token.begin) + ": " + reason);
            } else if (declared || options.is_text) {
                error =
                    encoding_error("(unicode error) 'utf-8' codec can't decode byte " + byte +
                                   " in position " + std::to_string(bad) + ": invalid " +
                                   (utf8_lead(bytes[bad]) ? "continuation" : "start") + " byte");
            } else {
                error = encoding_error("Non-UTF-8 code starting with '\\x" + byte.substr(2) +
                                       "' in file " + std::string(options.filename) + " on line " +
                                       std::to_string(lineno) +
                                       ", but no encoding declared; see "
                                       "https://peps.python.org/pep-0263/ for details");
            }
            error.lineno = options.by_line ? Diagnostic::kNoLine : static_cast<int>(lineno);
            return false;
        }
    }
    source.encoding_declared = declared;
    source.text = copy_lines(bytes, final_newline, arena);
    index_lines(source, arena);
    return true;
}

std::string_view SourceText::line(int lineno) const {
    if (lineno < 1 || lineno > line_count()) return {};
    const std::size_t begin = line_starts[static_cast<std::size_t>(lineno - 1)];
    const std::size_t end =
        lineno < line_count() ? line_starts[static_cast<std::size_t>(lineno)] : text.size();
    return text.substr(begin, end - begin);
}

}  // namespace orrery::syntax
