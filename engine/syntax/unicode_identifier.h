// Which characters may stand in identifiers, and which are printable (Unicode 14, as Python 3.11).
#pragma once

#include <cstdint>
#include <string_view>

namespace orrery::syntax {

bool is_identifier_start(char32_t c);     // XID_Start or '_'
bool is_identifier_continue(char32_t c);  // XID_Continue
bool is_printable(char32_t c);            // as str.isprintable()

// Decodes one character of valid UTF-8 at `text[position]` and moves past it.
char32_t decode_utf8(std::string_view text, std::size_t& position);

}  // namespace orrery::syntax
