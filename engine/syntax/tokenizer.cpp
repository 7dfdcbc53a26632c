#include "engine/syntax/tokenizer.h"

#include <array>
#include <cstdio>
#include <cstring>

#include "engine/syntax/unicode_identifier.h"

namespace orrery::syntax {

namespace {

enum CharClass : std::uint8_t {
    kOther,
    kSpace,
    kNewline,
    kIdentifier,  // letters, '_', and every byte of a non-ASCII character
    kDigit,
    kQuote,
    kOperator,
};

constexpr std::array<std::uint8_t, 256> make_classes() {
    std::array<std::uint8_t, 256> table{};
    for (int c = 0; c < 256; ++c) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128) {
            table[c] = kIdentifier;
        } else if (c >= '0' && c <= '9') {
            table[c] = kDigit;
        }
    }
    for (char c : {' ', '\t', '\f'})
        table[static_cast<unsigned char>(c)] = kSpace;
    table['\n'] = kNewline;
    table['"'] = table['\''] = kQuote;
    for (char c : std::string_view("()[]{},:;.@=+-*/%&|^~<>!")) {
        table[static_cast<unsigned char>(c)] = kOperator;
    }
    return table;
}

constexpr std::array<std::uint8_t, 256> kClasses = make_classes();

CharClass class_of(char c) {
    return static_cast<CharClass>(kClasses[static_cast<unsigned char>(c)]);
}
bool is_digit(char c) { return class_of(c) == kDigit; }
bool is_name_char(char c) {
    CharClass cls = class_of(c);
    return cls == kIdentifier || cls == kDigit;
}
bool is_hex_digit(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

char opening_of(TokenKind closing) {
    return closing == TokenKind::RightParen ? '(' : closing == TokenKind::RightBracket ? '[' : '{';
}

}  // namespace

Tokenizer::Tokenizer(std::string_view text, std::uint32_t begin, std::uint32_t end,
                     std::uint32_t lineno, std::uint32_t line_start, Options options)
    : base_(text.data()),
      cursor_(begin),
      end_(end),
      lineno_(lineno),
      line_start_(line_start),
      options_(options) {
    tokens.reserve((end - begin) / 4 + 16);
    if (options_.expression_only) at_line_begin_ = false;
}

void Tokenizer::run() {
    Step step = Step::Continue;
    while (step == Step::Continue) {
        if (at_line_begin_) {
            at_line_begin_ = false;
            if (line_begin() == Step::Stop) return finish();
        }
        step = one_token();
    }
    finish();
}

// Closes what is open at the end of the text.
void Tokenizer::finish() { push_synthetic(TokenKind::EndMarker); }

Tokenizer::Step Tokenizer::error(std::uint32_t start, std::string message) {
    return error_at(start, DiagnosticKind::SyntaxError, std::move(message),
                    static_cast<std::int32_t>(cursor_ - line_start_),
                    static_cast<std::int32_t>(cursor_ - line_start_), LexicalErrorKind::Other,
                    true);
}

Tokenizer::Step Tokenizer::error_at(std::uint32_t start, DiagnosticKind kind, std::string message,
                                    std::int32_t offset, std::int32_t end_offset,
                                    LexicalErrorKind cause, bool direct) {
    errors.push_back({kind, cause, static_cast<std::uint32_t>(tokens.size()), std::move(message),
                      lineno_, line_start_, offset, end_offset, direct});
    push(TokenKind::Error, start);
    return options_.recover ? Step::Continue : Step::Stop;
}

// Measures the indentation of the line at the cursor and emits Indent and Dedent tokens. Blank
// lines and lines with only a comment do not count.
Tokenizer::Step Tokenizer::line_begin() {
    int column = 0;
    int alt_column = 0;  // tabs counted as one: finds lines whose order depends on the tab size
    int continued_column = 0;
    for (;;) {
        char c = peek();
        if (c == ' ') {
            ++column;
            ++alt_column;
        } else if (c == '\t') {
            column = (column / 8 + 1) * 8;
            ++alt_column;
        } else if (c == '\f') {
            column = alt_column = 0;
        } else if (c == '\\') {
            // The indentation before the first backslash is the line's.
            if (continued_column == 0) continued_column = column;
            if (continuation() == Step::Stop) return Step::Stop;
            continue;
        } else {
            break;
        }
        ++cursor_;
    }
    char c = peek();
    if (c == '\n' || c == '#') return Step::Continue;
    if (at_end()) end_of_text();
    if (continued_column != 0) column = alt_column = continued_column;
    return indentation(column, alt_column);
}

Tokenizer::Step Tokenizer::indentation(int column, int alt_column) {
    auto inconsistent_tabs = [&] {
        return error_at(cursor_, DiagnosticKind::TabError,
                        "inconsistent use of tabs and spaces in indentation", 1, 0);
    };
    if (column == indents_.back().column) {
        if (alt_column != indents_.back().alt_column) return inconsistent_tabs();
        return Step::Continue;
    }
    if (column > indents_.back().column) {
        if (indents_.size() >= kMaxIndents) {
            error_at(cursor_, DiagnosticKind::IndentationError, "too many levels of indentation", 1,
                     0);
            return Step::Stop;
        }
        if (alt_column <= indents_.back().alt_column) {
            if (inconsistent_tabs() == Step::Stop) return Step::Stop;
        }
        indents_.push_back({column, alt_column});
        push_synthetic(TokenKind::Indent);
        return Step::Continue;
    }
    std::size_t depth = indents_.size();
    while (column < indents_[depth - 1].column)
        --depth;
    if (column != indents_[depth - 1].column) {
        const void* newline = std::memchr(base_ + cursor_, '\n', end_ - cursor_);
        const auto line_end =
            newline != nullptr
                ? static_cast<std::uint32_t>(static_cast<const char*>(newline) - base_)
                : end_;
        const Step step = error_at(
            cursor_, DiagnosticKind::IndentationError,
            "unindent does not match any outer indentation level",
            static_cast<std::int32_t>(line_end - line_start_) + (newline != nullptr ? 1 : 0), -1);
        if (step == Step::Stop) return step;
        tokens.pop_back();  // when recovering, the blocks just end
    }
    while (indents_.size() > depth) {
        indents_.pop_back();
        push_synthetic(TokenKind::Dedent);
    }
    if (column != indents_.back().column) return Step::Continue;
    if (alt_column != indents_.back().alt_column) return inconsistent_tabs();
    return Step::Continue;
}

// At a backslash: joins the next line.
Tokenizer::Step Tokenizer::continuation() {
    const std::uint32_t start = cursor_;
    ++cursor_;
    if (peek() != '\n' || at_end()) {
        const std::int32_t behind = at_end() ? 0 : 1;
        return error_at(start, DiagnosticKind::SyntaxError,
                        "unexpected character after line continuation character",
                        static_cast<std::int32_t>(cursor_ - line_start_) + behind, 0,
                        LexicalErrorKind::Continuation);
    }
    if (cursor_ + 1 >= end_) {
        ++cursor_;
        error_at(start, DiagnosticKind::SyntaxError, "unexpected EOF while parsing",
                 static_cast<std::int32_t>(cursor_ - line_start_), -1, LexicalErrorKind::EndOfFile);
        return Step::Stop;
    }
    ++cursor_;
    newline();
    return Step::Continue;
}

// The end of the text counts as part of its last line.
void Tokenizer::end_of_text() {
    if (cursor_ != line_start_ || lineno_ == 1) return;
    --lineno_;
    do {
        --line_start_;
    } while (line_start_ > 0 && base_[line_start_ - 1] != '\n');
}

void Tokenizer::close_blocks() {
    while (indents_.size() > 1) {
        indents_.pop_back();
        push_synthetic(TokenKind::Dedent);
    }
}

// Recovery from an unclosed bracket: a line that opens with a word no expression can hold.
bool Tokenizer::statement_keyword_ahead() const {
    std::uint32_t i = cursor_;
    while (i < end_ && (base_[i] == ' ' || base_[i] == '\t'))
        ++i;
    const std::uint32_t start = i;
    while (i < end_ && is_name_char(base_[i]))
        ++i;
    switch (keyword_kind({base_ + start, i - start})) {
    case TokenKind::KwDef:
    case TokenKind::KwClass:
    case TokenKind::KwReturn:
    case TokenKind::KwImport:
    case TokenKind::KwWhile:
    case TokenKind::KwWith:
    case TokenKind::KwTry:
    case TokenKind::KwRaise:
    case TokenKind::KwPass:
    case TokenKind::KwBreak:
    case TokenKind::KwContinue:
    case TokenKind::KwDel:
    case TokenKind::KwGlobal:
    case TokenKind::KwNonlocal:
    case TokenKind::KwAssert: return true;
    default: return false;
    }
}

Tokenizer::Step Tokenizer::one_token() {
    std::uint32_t comment = 0;  // where one has begun behind a token of the same line
    for (;;) {
        char c = peek();
        switch (class_of(c)) {
        case kSpace: ++cursor_; continue;
        case kIdentifier: return name_or_string();
        case kDigit: return number();
        case kQuote: return string(cursor_);
        case kOperator:
            if (c == '.' && is_digit(peek(1))) return number();
            return operator_token();
        case kNewline: {
            if (at_end()) break;
            const bool inside = !open_brackets.empty();
            const bool blank =
                inside || tokens.empty() || tokens.back().kind == TokenKind::Newline ||
                tokens.back().kind == TokenKind::Dedent || tokens.back().kind == TokenKind::Indent;
                // A comment before the line's end belongs to the Newline token.
            if (!blank) push(TokenKind::Newline, comment != 0 ? comment : cursor_);
            comment = 0;
            ++cursor_;
            newline();
            if (!inside) {
                at_line_begin_ = true;
                return Step::Continue;
            }
            if (options_.recover && !options_.expression_only && statement_keyword_ahead()) {
                const OpenBracket& open = open_brackets.back();
                errors.push_back({DiagnosticKind::SyntaxError, LexicalErrorKind::Other,
                                  static_cast<std::uint32_t>(tokens.size()),
                                  std::string("'") + open.bracket + "' was never closed",
                                  open.lineno, open.line_start,
                                  static_cast<std::int32_t>(open.start - open.line_start) + 1, 0,
                                  false});
                push_synthetic(TokenKind::Error);
                open_brackets.clear();
                push_synthetic(TokenKind::Newline);
                at_line_begin_ = true;
                return Step::Continue;
            }
            continue;
        }
        case kOther: break;
        }
        if (at_end()) {
            if (options_.expression_only) return Step::Stop;
            end_of_text();
            if (!open_brackets.empty()) {
                const OpenBracket& open = open_brackets.back();
                errors.push_back({DiagnosticKind::SyntaxError, LexicalErrorKind::EndOfFile,
                                  static_cast<std::uint32_t>(tokens.size()),
                                  std::string("'") + open.bracket + "' was never closed",
                                  open.lineno, open.line_start,
                                  static_cast<std::int32_t>(open.start - open.line_start) + 1, 0,
                                  false});
                push_synthetic(TokenKind::Error);
                if (!options_.recover) return Step::Stop;
            }
            const bool in_line = !tokens.empty() && tokens.back().kind != TokenKind::Newline &&
                                 tokens.back().kind != TokenKind::Dedent;
            if (options_.interactive ? !tokens.empty() : in_line && options_.recover) {
                push_synthetic(TokenKind::Newline);
            }
            if (options_.interactive && indents_.size() > 1) {
                close_blocks();
                push_synthetic(TokenKind::Newline);
            }
            close_blocks();
            return Step::Stop;
        }
        if (c == '#') {
            comment = cursor_;
            const void* hit = std::memchr(base_ + cursor_, '\n', end_ - cursor_);
            cursor_ = hit != nullptr
                          ? static_cast<std::uint32_t>(static_cast<const char*>(hit) - base_)
                          : end_;
            continue;
        }
        if (c == '\\') {
            if (options_.expression_only || continuation() == Step::Stop) return Step::Stop;
            continue;
        }
        const std::uint32_t start = cursor_++;
        if (c < 0x20 || c == 0x7F) {
            char message[64];
            std::snprintf(message, sizeof message, "invalid non-printable character U+%04X", c);
            return error(start, message);
        }
        push(TokenKind::Unknown, start);
        return Step::Continue;
    }
}

Tokenizer::Step Tokenizer::name_or_string() {
    const std::uint32_t start = cursor_;
    bool non_ascii = false;
    std::uint32_t i = cursor_;
    while (i < end_ && is_name_char(base_[i])) {
        non_ascii |= static_cast<unsigned char>(base_[i]) >= 128;
        ++i;
    }
    cursor_ = i;
    const std::string_view name(base_ + start, i - start);
    if (name.size() <= 2 && class_of(peek()) == kQuote) {
        // A string prefix: one or both of two letters, in any case and order.
        char first = static_cast<char>(name[0] | 0x20);
        char second = name.size() == 2 ? static_cast<char>(name[1] | 0x20) : '\0';
        bool prefix = second == '\0' ? first == 'r' || first == 'b' || first == 'f' || first == 'u'
                                     : (first == 'r' && (second == 'b' || second == 'f')) ||
                                           (second == 'r' && (first == 'b' || first == 'f'));
        if (prefix) return string(start);
    }
    if (non_ascii) return check_name(start);
    push(keyword_kind(name), start);
    return Step::Continue;
}

Tokenizer::Step Tokenizer::check_name(std::uint32_t start) {
    const std::string_view name(base_ + start, cursor_ - start);
    std::size_t position = 0;
    while (position < name.size()) {
        const std::size_t here = position;
        char32_t c = decode_utf8(name, position);
        if (here == 0 ? is_identifier_start(c) : is_identifier_continue(c)) continue;
        char code[16];
        std::snprintf(code, sizeof code, "U+%04X", static_cast<unsigned>(c));
        std::string message;
        if (is_printable(c)) {
            message = "invalid character '" + std::string(name.substr(here, position - here)) +
                      "' (" + code + ")";
        } else {
            message = std::string("invalid non-printable character ") + code;
        }
        const std::uint32_t after = cursor_;
        cursor_ = start + static_cast<std::uint32_t>(position);
        Step step = error(start, std::move(message));
        cursor_ = after;
        return step;
    }
    push(TokenKind::Word, start);
    return Step::Continue;
}

// At the opening quote of a string whose prefix begins at `start`.
Tokenizer::Step Tokenizer::string(std::uint32_t start) {
    const char quote = peek();
    const std::uint32_t first_line = lineno_;
    const std::uint32_t first_line_start = line_start_;
    const bool triple = peek(1) == quote && peek(2) == quote;
    cursor_ += triple ? 3 : 1;
    bool closed = false;
    while (!at_end()) {
        char c = base_[cursor_];
        if (c == quote) {
            if (!triple) {
                ++cursor_;
                closed = true;
                break;
            }
            if (peek(1) == quote && peek(2) == quote) {
                cursor_ += 3;
                closed = true;
                break;
            }
        } else if (c == '\\') {
            ++cursor_;
            if (at_end()) break;
            c = base_[cursor_];
            if (c == '\n') {
                ++cursor_;
                newline();
                continue;
            }
        } else if (c == '\n') {
            if (!triple) break;
            ++cursor_;
            newline();
            continue;
        }
        ++cursor_;
    }
    if (closed) {
        tokens.push_back({TokenKind::String, static_cast<std::uint8_t>(open_brackets.size()), false,
                          start, cursor_, first_line, first_line_start});
        return Step::Continue;
    }
    const std::uint32_t last_line =
        at_end() && cursor_ == line_start_ && lineno_ > first_line ? lineno_ - 1 : lineno_;
    const std::string where = " (detected at line " + std::to_string(last_line) + ")";
    const std::int32_t offset = static_cast<std::int32_t>(start - first_line_start) + 1;
    const std::uint32_t after_lineno = lineno_;
    const std::uint32_t after_line_start = line_start_;
    lineno_ = first_line;
    line_start_ = first_line_start;
    Step step = error_at(
        start, DiagnosticKind::SyntaxError,
        triple ? "unterminated triple-quoted string literal" + where
               : "unterminated string literal" + where,
        offset, offset,
        triple ? LexicalErrorKind::UnterminatedTripleString : LexicalErrorKind::UnterminatedString,
        true);
    lineno_ = after_lineno;
    line_start_ = after_line_start;
    return step;
}

// Digits with single underscores between them; the first digit is at the cursor.
bool Tokenizer::decimal_tail() {
    for (;;) {
        while (is_digit(peek()))
            ++cursor_;
        if (peek() != '_') return true;
        ++cursor_;
        if (!is_digit(peek())) {
            error(cursor_, "invalid decimal literal");
            return false;
        }
    }
}

// A number must not run into a name, but for a few keywords, which are only warned about.
bool Tokenizer::check_number_end(const char* kind) {
    const char c = peek();
    if (!is_name_char(c)) return true;
    auto ahead = [&](std::string_view word) {
        const auto length = static_cast<std::uint32_t>(word.size());
        // Of the words with "i", CPython looks at two letters only.
        const bool ends = word[0] == 'i' || !is_name_char(peek(length));
        return cursor_ + length <= end_ && ends &&
               std::memcmp(base_ + cursor_, word.data(), length) == 0;
    };
    for (std::string_view word : {"and", "else", "for", "if", "in", "is", "or", "not"}) {
        if (ahead(word)) {
            warnings.push_back({std::string("invalid ") + kind + " literal", lineno_, cursor_});
            return true;
        }
    }
    const std::uint32_t start = cursor_;
    error(start, std::string("invalid ") + kind + " literal");
    return false;
}

Tokenizer::Step Tokenizer::number_end(std::uint32_t start, const char* kind) {
    if (!check_number_end(kind)) {
        if (options_.recover) {
            while (is_name_char(peek()))
                ++cursor_;
            return Step::Continue;
        }
        return Step::Stop;
    }
    push(TokenKind::Number, start);
    return Step::Continue;
}

Tokenizer::Step Tokenizer::exponent(std::uint32_t start) {
    char c = peek();
    if (c == 'e' || c == 'E') {
        const std::uint32_t mark = cursor_;
        ++cursor_;
        if (peek() == '+' || peek() == '-') {
            ++cursor_;
            if (!is_digit(peek())) return error(start, "invalid decimal literal");
        } else if (!is_digit(peek())) {
            // Perhaps "1else"; otherwise the 'e' is a stray letter.
            cursor_ = mark;
            return number_end(start, "decimal");
        }
        if (!decimal_tail()) return options_.recover ? Step::Continue : Step::Stop;
        c = peek();
    }
    if (c == 'j' || c == 'J') {
        ++cursor_;
        return number_end(start, "imaginary");
    }
    return number_end(start, "decimal");
}

// Behind the decimal point.
Tokenizer::Step Tokenizer::fraction(std::uint32_t start) {
    if (is_digit(peek()) && !decimal_tail()) {
        return options_.recover ? Step::Continue : Step::Stop;
    }
    return exponent(start);
}

Tokenizer::Step Tokenizer::number() {
    const std::uint32_t start = cursor_;
    char c = peek();
    if (c == '.') {
        ++cursor_;
        return fraction(start);
    }
    if (c == '0') return number_after_zero(start);
    if (!decimal_tail()) return options_.recover ? Step::Continue : Step::Stop;
    if (peek() == '.') {
        ++cursor_;
        return fraction(start);
    }
    return exponent(start);
}

Tokenizer::Step Tokenizer::number_after_zero(std::uint32_t start) {
    ++cursor_;
    struct Radix {
        char letter;
        int base;
        const char* name;
    };
    static constexpr Radix kRadixes[] = {
        {'x', 16, "hexadecimal"}, {'o', 8, "octal"}, {'b', 2, "binary"}};
    for (const Radix& radix : kRadixes) {
        if ((peek() | 0x20) != radix.letter) continue;
        ++cursor_;
        auto valid = [&](char c) {
            return radix.base == 16 ? is_hex_digit(c) : is_digit(c) && c - '0' < radix.base;
        };
        auto bad_digit = [&] {
            ++cursor_;
            return error(start, std::string("invalid digit '") + base_[cursor_ - 1] + "' in " +
                                    radix.name + " literal");
        };
        do {
            if (peek() == '_') ++cursor_;
            if (!valid(peek())) {
                if (is_digit(peek())) return bad_digit();
                return error(start, std::string("invalid ") + radix.name + " literal");
            }
            while (valid(peek()))
                ++cursor_;
        } while (peek() == '_');
        if (is_digit(peek())) return bad_digit();
        return number_end(start, radix.name);
    }
    // Zeros alone are a number; zeros before other digits only in a float.
    for (;;) {
        if (peek() == '_') {
            ++cursor_;
            if (!is_digit(peek())) return error(start, "invalid decimal literal");
        }
        if (peek() != '0') break;
        ++cursor_;
    }
    const std::uint32_t zeros_end = cursor_;
    bool nonzero = false;
    if (is_digit(peek())) {
        nonzero = true;
        if (!decimal_tail()) return options_.recover ? Step::Continue : Step::Stop;
    }
    char c = peek();
    if (c == '.') {
        ++cursor_;
        return fraction(start);
    }
    if (c == 'e' || c == 'E' || c == 'j' || c == 'J') return exponent(start);
    if (nonzero) {
        return error_at(start, DiagnosticKind::SyntaxError,
                        "leading zeros in decimal integer literals are not permitted; use an 0o "
                        "prefix for octal integers",
                        static_cast<std::int32_t>(start + 1 - line_start_),
                        static_cast<std::int32_t>(zeros_end + 1 - line_start_),
                        LexicalErrorKind::Other, true);
    }
    return number_end(start, "decimal");
}

Tokenizer::Step Tokenizer::open_bracket(TokenKind kind) {
    const std::uint32_t start = cursor_++;
    if (open_brackets.size() >= kMaxBrackets) {
        error(start, "too many nested parentheses");
        return Step::Stop;
    }
    open_brackets.push_back({base_[start], lineno_, line_start_, start});
    push(kind, start);
    return Step::Continue;
}

Tokenizer::Step Tokenizer::close_bracket(TokenKind kind) {
    const std::uint32_t start = cursor_++;
    const char bracket = base_[start];
    if (open_brackets.empty()) {
        return error(start, std::string("unmatched '") + bracket + "'");
    }
    const OpenBracket open = open_brackets.back();
    if (open.bracket != opening_of(kind)) {
        std::string message = std::string("closing parenthesis '") + bracket +
                              "' does not match opening parenthesis '" + open.bracket + "'";
        if (open.lineno != lineno_) message += " on line " + std::to_string(open.lineno);
        Step step = error(start, std::move(message));
        open_brackets.pop_back();
        return step;
    }
    push(kind, start);
    open_brackets.pop_back();
    return Step::Continue;
}

Tokenizer::Step Tokenizer::operator_token() {
    using enum TokenKind;
    const std::uint32_t start = cursor_;
    const char second = peek(1);
    auto emit = [&](TokenKind kind, std::uint32_t length) {
        cursor_ += length;
        push(kind, start);
        return Step::Continue;
    };
    // One character, or the same followed by '='.
    auto plain_or_equal = [&](TokenKind plain, TokenKind with_equal) {
        return second == '=' ? emit(with_equal, 2) : emit(plain, 1);
    };
    // As above for characters that may also stand doubled.
    auto doubled = [&](TokenKind plain, TokenKind with_equal, TokenKind twice,
                       TokenKind twice_equal) {
        if (second != base_[start]) return plain_or_equal(plain, with_equal);
        return peek(2) == '=' ? emit(twice_equal, 3) : emit(twice, 2);
    };
    switch (base_[start]) {
    case '(': return open_bracket(LeftParen);
    case '[': return open_bracket(LeftBracket);
    case '{': return open_bracket(LeftBrace);
    case ')': return close_bracket(RightParen);
    case ']': return close_bracket(RightBracket);
    case '}': return close_bracket(RightBrace);
    case ',': return emit(Comma, 1);
    case ';': return emit(Semicolon, 1);
    case '~': return emit(Tilde, 1);
    case '.': return second == '.' && peek(2) == '.' ? emit(Dots, 3) : emit(Dot, 1);
    case ':': return plain_or_equal(Colon, ColonEqual);
    case '=': return plain_or_equal(Equal, EqualEqual);
    case '+': return plain_or_equal(Plus, PlusEqual);
    case '-': return second == '>' ? emit(Arrow, 2) : plain_or_equal(Minus, MinusEqual);
    case '*': return doubled(Star, StarEqual, StarStar, StarStarEqual);
    case '/': return doubled(Slash, SlashEqual, SlashSlash, SlashSlashEqual);
    case '<':
            // "<>" is one operator, kept for a joke that the grammar rejects otherwise.
        if (second == '>') return emit(Unknown, 2);
        return doubled(Less, LessEqual, LeftShift, LeftShiftEqual);
    case '>': return doubled(Greater, GreaterEqual, RightShift, RightShiftEqual);
    case '%': return plain_or_equal(Percent, PercentEqual);
    case '@': return plain_or_equal(At, AtEqual);
    case '&': return plain_or_equal(Ampersand, AmpersandEqual);
    case '|': return plain_or_equal(Pipe, PipeEqual);
    case '^': return plain_or_equal(Caret, CaretEqual);
    default:  // '!'
        return plain_or_equal(Unknown, NotEqual);
    }
}

}  // namespace orrery::syntax
