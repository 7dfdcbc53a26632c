// Source text to tokens, by the lexical rules of Python 3.11.
//
// The tokenizer runs over the whole text at once. At an error it appends an Error token and stops;
// when told to recover it goes on behind the offending text, so that one array may hold several
// Error tokens, each with its LexicalError. The array always ends with EndMarker.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/syntax/diagnostic.h"
#include "engine/syntax/token.h"

namespace orrery::syntax {

enum class LexicalErrorKind : std::uint8_t {
    Other,
    EndOfFile,           // the text ended inside brackets or after a backslash
    Continuation,        // a character behind a backslash
    UnterminatedString,  // one line
    UnterminatedTripleString,
};

// Positions as in Diagnostic, but columns are in bytes: `offset` counts from 1.
struct LexicalError {
    DiagnosticKind kind;
    LexicalErrorKind cause;
    std::uint32_t token;  // index of its Error token
    std::string message;
    std::uint32_t lineno;
    std::uint32_t line_start;
    std::int32_t offset;
    std::int32_t end_offset;  // -1: none given
    // Such errors are seen before a syntax error that stands earlier in the source; those of
    // indentation and continuation lines are not.
    bool direct;
};

struct OpenBracket {
    char bracket;
    std::uint32_t lineno;
    std::uint32_t line_start;
    std::uint32_t start;
};

// Something legal but deprecated: "1if x" and the like.
struct LexicalWarning {
    std::string message;
    std::uint32_t lineno;
    std::uint32_t start;
};

class Tokenizer {
public:
    static constexpr int kMaxBrackets = 200;
    static constexpr int kMaxIndents = 100;

    struct Options {
        bool recover = false;
        // One interactive statement: the end of the text counts as an empty line.
        bool interactive = false;
        // The text is the inside of an f-string's braces: no indentation, no Newline tokens.
        bool expression_only = false;
    };

    // `text` must stay alive and be followed by a NUL byte or by any byte that ends a token.
    // Tokenizing covers [begin, end) of it; `lineno` and `line_start` describe `begin`.
    Tokenizer(std::string_view text, Options options)
        : Tokenizer(text, 0, static_cast<std::uint32_t>(text.size()), 1, 0, options) {}
    Tokenizer(std::string_view text, std::uint32_t begin, std::uint32_t end, std::uint32_t lineno,
              std::uint32_t line_start, Options options);

    void run();

    std::vector<Token> tokens;
    std::vector<LexicalError> errors;
    std::vector<LexicalWarning> warnings;
    std::vector<OpenBracket> open_brackets;  // those open where tokenizing ended

private:
    enum class Step : std::uint8_t { Continue, Stop };

    char peek(std::uint32_t ahead = 0) const {
        return cursor_ + ahead < end_ ? base_[cursor_ + ahead] : '\0';
    }
    bool at_end() const { return cursor_ >= end_; }
    void newline() {
        ++lineno_;
        line_start_ = cursor_;
    }
    void push(TokenKind kind, std::uint32_t start) {
        tokens.push_back({kind, static_cast<std::uint8_t>(open_brackets.size()), false, start,
                          cursor_, lineno_, line_start_});
    }
    void push_synthetic(TokenKind kind) {
        push(kind, cursor_);
        tokens.back().synthetic = true;
    }

    Step line_begin();
    Step indentation(int column, int alt_column);
    Step one_token();
    Step name_or_string();
    Step string(std::uint32_t start);
    Step number();
    Step number_after_zero(std::uint32_t start);
    Step fraction(std::uint32_t start);
    Step exponent(std::uint32_t start);
    Step number_end(std::uint32_t start, const char* kind);
    bool decimal_tail();
    bool check_number_end(const char* kind);
    Step operator_token();
    Step open_bracket(TokenKind kind);
    Step close_bracket(TokenKind kind);
    Step check_name(std::uint32_t start);
    Step continuation();
    bool statement_keyword_ahead() const;
    void end_of_text();
    void close_blocks();
    void finish();

    // Record an error whose column is the cursor; the Error token covers [start, cursor).
    Step error(std::uint32_t start, std::string message);
    Step error_at(std::uint32_t start, DiagnosticKind kind, std::string message,
                  std::int32_t offset, std::int32_t end_offset = -1,
                  LexicalErrorKind cause = LexicalErrorKind::Other, bool direct = false);

    const char* base_;
    std::uint32_t cursor_;
    std::uint32_t end_;
    std::uint32_t lineno_;
    std::uint32_t line_start_;
    Options options_;
    bool at_line_begin_ = true;

    struct Indent {
        int column;
        int alt_column;
    };
    std::vector<Indent> indents_{{0, 0}};
};

}  // namespace orrery::syntax
