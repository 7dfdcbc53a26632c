#include "engine/text/unicode_3_2.h"

#include <algorithm>

#include "engine/text/unicode_3_2_tables.h"

namespace orrery {

using namespace unicode_tables;

OldProperties old_properties(char32_t c) {
    const OldRow* end = old_rows + old_row_count;
    const OldRow* row = std::lower_bound(
        old_rows, end, c, [](const OldRow& r, char32_t wanted) { return r.last < wanted; });
    if (row != end && row->first <= c) {
        return {row->category, row->bidirectional, row->east_asian_width, row->mirrored,
                row->decimal};
    }
    return {unicode_category(c), unicode_bidirectional(c), unicode_east_asian_width(c),
            is_mirrored(c), decimal_value(c)};
}

}  // namespace orrery
