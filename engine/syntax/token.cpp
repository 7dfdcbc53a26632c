#include "engine/syntax/token.h"

#include <cstring>

namespace orrery::syntax {

namespace {

struct KeywordEntry {
    std::string_view text;
    TokenKind kind;
};

constexpr KeywordEntry kKeywords[] = {
#define KEYWORD(kind, text) {text, TokenKind::kind},
#include "engine/syntax/tokens.inc"
};

constexpr std::string_view kTexts[] = {
#define TOKEN(kind, text) text,
#define KEYWORD(kind, text) text,
#define OPERATOR(kind, text) text,
#include "engine/syntax/tokens.inc"
};

// A hash without collisions among the keywords, over length, first two and last characters.
constexpr unsigned keyword_hash(std::string_view name) {
    auto byte = [](char c) { return static_cast<unsigned>(static_cast<unsigned char>(c)); };
    return (byte(name[0]) * 40 + byte(name[1]) * 38 + byte(name.back()) * 31 + name.size() * 10) %
           256;
}

struct KeywordTable {
    std::uint8_t slots[256] = {};  // index into kKeywords plus one
    bool perfect = true;
};

constexpr KeywordTable make_keyword_table() {
    KeywordTable table;
    std::uint8_t index = 0;
    for (const KeywordEntry& entry : kKeywords) {
        std::uint8_t& slot = table.slots[keyword_hash(entry.text)];
        if (slot != 0) table.perfect = false;
        slot = ++index;
    }
    return table;
}

constexpr KeywordTable kKeywordTable = make_keyword_table();
static_assert(kKeywordTable.perfect, "change the factors in keyword_hash()");

}  // namespace

TokenKind keyword_kind(std::string_view name) {
    if (name.size() < 2 || name.size() > 8) return TokenKind::Word;
    std::uint8_t slot = kKeywordTable.slots[keyword_hash(name)];
    if (slot == 0) return TokenKind::Word;
    const KeywordEntry& entry = kKeywords[slot - 1];
    return entry.text == name ? entry.kind : TokenKind::Word;
}

std::string_view token_text(TokenKind kind) { return kTexts[static_cast<int>(kind)]; }

}  // namespace orrery::syntax
