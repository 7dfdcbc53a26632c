// The tables behind unicode_3_2.h; their contents are generated.
#pragma once

#include <cstdint>

namespace orrery::unicode_tables {

// Consecutive code points with properties other than those of today, ascending.
struct OldRow {
    uint32_t first;
    uint32_t last;
    char category[3];
    char bidirectional[4];
    char east_asian_width[3];
    bool mirrored;
    int8_t decimal;  // -1: none
};
extern const int old_row_count;
extern const OldRow old_rows[];

// Code points whose canonical decomposition was corrected later.
struct OldMapping {
    uint32_t code_point;
    uint32_t decomposition;
};
extern const int old_mapping_count;
extern const OldMapping old_mappings[];

}  // namespace orrery::unicode_tables
