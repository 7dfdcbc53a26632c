// Properties of code points in Unicode 3.2.0, by which internationalized domain names are defined
// (unicodedata.ucd_3_2_0): today's, but for what a table of differences says.
#pragma once

#include <string_view>

#include "engine/text/unicode.h"

namespace orrery {

struct OldProperties {
    std::string_view category;
    std::string_view bidirectional;
    std::string_view east_asian_width;
    bool mirrored;
    int decimal;  // 0..9, or -1

    bool is_assigned() const { return category != "Cn"; }
};
OldProperties old_properties(char32_t c);

// As normalize_text(), with what was assigned then (unicode_normalize.cpp).
void normalize_old_text(TextRef text, NormalForm form, CodePointBuffer& out);

}  // namespace orrery
