// Character classes and case folding as regular expressions define them.
//
// Three notions exist side by side: ASCII (bytes patterns and re.ASCII), Unicode (str patterns) and
// the locale's (re.LOCALE; the engine always runs in the "C" locale, where it equals ASCII).
// Folding is one character to one character: of a mapping that grows text, the first counts.
#pragma once

#include <cstdint>

#include "engine/modules/sre/opcodes.h"

namespace orrery::sre {

// How a subject's character is folded before it is compared.
enum class Fold : uint8_t { kNone, kAscii, kUnicode, kLocale };

constexpr bool ascii_is_digit(uint32_t c) { return c - '0' < 10; }
constexpr bool ascii_is_space(uint32_t c) { return c == ' ' || c - '\t' < 5; }
constexpr bool ascii_is_letter(uint32_t c) { return (c | 0x20) - 'a' < 26 && c < 128; }
constexpr bool ascii_is_word(uint32_t c) {
    return ascii_is_letter(c) || ascii_is_digit(c) || c == '_';
}
constexpr uint32_t ascii_lower(uint32_t c) { return c - 'A' < 26 ? c + 32 : c; }
constexpr uint32_t ascii_upper(uint32_t c) { return c - 'a' < 26 ? c - 32 : c; }

bool unicode_is_word(uint32_t c);
uint32_t unicode_lower(uint32_t c);
uint32_t unicode_upper(uint32_t c);

// `category` must be one of the enumerators before kCount.
bool in_category(Category category, uint32_t c);

inline uint32_t fold(Fold mode, uint32_t c) {
    if (mode == Fold::kNone) return c;
    return mode == Fold::kUnicode ? unicode_lower(c) : ascii_lower(c);
}

// Whether matching without regard to case can make a difference for `c`.
constexpr bool ascii_is_cased(uint32_t c) { return ascii_is_letter(c); }
bool unicode_is_cased(uint32_t c);

}  // namespace orrery::sre
