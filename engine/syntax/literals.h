// The values of number and string tokens.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "engine/syntax/arena.h"
#include "engine/syntax/ast.h"

namespace orrery::syntax {

// The value of a number token's text (which the tokenizer has found well-formed). Returns false
// and sets `error` for a decimal integer with more digits than Python converts.
bool number_value(std::string_view text, Arena& arena, ast::ConstantValue& value,
                  std::string& error);

// A string token taken apart: r"abc" is {prefix flags, body abc}.
struct StringParts {
    std::string_view body;
    bool raw = false;
    bool bytes = false;
    bool formatted = false;
    bool unicode = false;  // prefix u
};
StringParts split_string(std::string_view token);

using CharacterByName = std::function<std::int32_t(std::string_view)>;

// What escapes came to: an error message (with CPython's "(unicode error) ..." wording), and
// the first invalid escape sequence, which is only deprecated.
struct EscapeReport {
    std::string error;
    std::string_view invalid_escape;    // "\d"; empty if there is none
    std::uint32_t invalid_offset = 0;  // of that, within the body
};

// Appends the text that `body` means, escapes replaced, as WTF-8. Returns false on error.
bool decode_text(std::string_view body, const CharacterByName& character_by_name, std::string& out,
                 EscapeReport& report);

// The same for bytes literals. `body` must be ASCII.
bool decode_bytes(std::string_view body, std::string& out, EscapeReport& report);

// Appends c in UTF-8; surrogates take their three-byte form.
void append_utf8(std::string& out, char32_t c);

}  // namespace orrery::syntax
