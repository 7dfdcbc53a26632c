#include "engine/modules/sre/classify.h"

#include "engine/text/unicode.h"

namespace orrery::sre {

bool unicode_is_word(uint32_t c) { return is_alnum(c) || c == '_'; }

uint32_t unicode_lower(uint32_t c) {
    if (!(unicode_flags(c) & kFlagSpecialCase)) return to_simple_lower(c);
    char32_t mapped[3];
    to_full_lower(c, mapped);
    return mapped[0];
}

uint32_t unicode_upper(uint32_t c) {
    if (!(unicode_flags(c) & kFlagSpecialCase)) return to_simple_upper(c);
    char32_t mapped[3];
    to_full_upper(c, mapped);
    return mapped[0];
}

bool unicode_is_cased(uint32_t c) {
    uint32_t lower = unicode_lower(c);
    return lower != c || unicode_upper(c) != c;
}

bool in_category(Category category, uint32_t c) {
    switch (category) {
    case Category::kDigit: return ascii_is_digit(c);
    case Category::kNotDigit: return !ascii_is_digit(c);
    case Category::kSpace: return ascii_is_space(c);
    case Category::kNotSpace: return !ascii_is_space(c);
    case Category::kWord:
    case Category::kLocWord: return ascii_is_word(c);
    case Category::kNotWord:
    case Category::kLocNotWord: return !ascii_is_word(c);
    case Category::kLinebreak: return c == '\n';
    case Category::kNotLinebreak: return c != '\n';
    case Category::kUniDigit: return is_decimal(c);
    case Category::kUniNotDigit: return !is_decimal(c);
    case Category::kUniSpace: return is_space(c);
    case Category::kUniNotSpace: return !is_space(c);
    case Category::kUniWord: return unicode_is_word(c);
    case Category::kUniNotWord: return !unicode_is_word(c);
    case Category::kUniLinebreak: return is_line_break(c);
    case Category::kUniNotLinebreak: return !is_line_break(c);
    case Category::kCount: break;
    }
    return false;
}

}  // namespace orrery::sre
