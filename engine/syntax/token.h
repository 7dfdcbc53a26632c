// A token: its kind and where its text lies in the decoded source.
#pragma once

#include <cstdint>
#include <string_view>

namespace orrery::syntax {

enum class TokenKind : std::uint8_t {
#define TOKEN(kind, text) kind,
#define KEYWORD(kind, text) kind,
#define OPERATOR(kind, text) kind,
#include "engine/syntax/tokens.inc"
};

constexpr int kTokenKindCount = static_cast<int>(TokenKind::GreaterEqual) + 1;

// Offsets are bytes into the source text. The line is the token's first; a string token may end on
// a later one. Synthetic tokens (Indent, Dedent, EndMarker, a Newline the source lacks) are empty.
struct Token {
    TokenKind kind;
    std::uint8_t level;        // open brackets around the token, its own included
    bool synthetic;            // Indent, Dedent, EndMarker, and line ends the source lacks
    std::uint32_t start;
    std::uint32_t end;
    std::uint32_t lineno;      // from 1
    std::uint32_t line_start;  // offset of that line

    std::int32_t column() const { return static_cast<std::int32_t>(start - line_start); }
};

// The keyword with this text, or TokenKind::Word.
TokenKind keyword_kind(std::string_view name);

// The token's fixed text ("if", "+="), or a description of those without one.
std::string_view token_text(TokenKind kind);

}  // namespace orrery::syntax
