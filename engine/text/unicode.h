// Properties of code points as in CPython 3.11 (Unicode 14.0.0).
//
// Each code point maps through a two-stage table to a small record; the tables are constant data
// written by tools/generate_unicode_tables.py, so that nothing is initialised at start and only
// the touched pages load. Any char32_t may be asked; beyond U+10FFFF everything is unassigned.
//
// The functions over whole texts append code points. They do not hurry for ASCII: a caller that
// knows its text is ASCII does better with a loop over bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/text/small_buffer.h"
#include "engine/text/text_ref.h"

namespace orrery {

inline constexpr char32_t kMaxCodePoint = 0x10FFFF;
inline constexpr std::string_view kUnicodeVersion = "14.0.0";

inline bool is_surrogate(char32_t c) { return (c & 0xFFFFF800u) == 0xD800; }

enum UnicodeFlag : uint16_t {
    kFlagAlpha = 1 << 0,
    kFlagDecimal = 1 << 1,
    kFlagDigit = 1 << 2,
    kFlagNumeric = 1 << 3,
    kFlagSpace = 1 << 4,
    kFlagLineBreak = 1 << 5,
    kFlagPrintable = 1 << 6,
    kFlagUpper = 1 << 7,
    kFlagLower = 1 << 8,
    kFlagTitle = 1 << 9,
    kFlagIdentifierStart = 1 << 10,
    kFlagIdentifierContinue = 1 << 11,
    kFlagCased = 1 << 12,
    kFlagCaseIgnorable = 1 << 13,
    kFlagSpecialCase = 1 << 14,  // full case mappings differ from the simple ones
    kFlagMirrored = 1 << 15,
};

struct UnicodeRecord {
    uint16_t flags;         // of UnicodeFlag
    uint8_t category;       // indices into the tables of names
    uint8_t bidirectional;
    uint8_t combining;
    uint8_t east_asian;
    uint8_t digit;          // value when kFlagDigit; the decimal value too
    uint8_t numeric;        // index of the value when kFlagNumeric
    int32_t upper_delta;    // simple case mappings: c + delta
    int32_t lower_delta;
    int32_t title_delta;
};

// Two stages: blocks of 2^kRecordShift code points, then records.
namespace unicode_tables {
inline constexpr int kRecordShift = 7;
extern const uint16_t record_index1[];
extern const uint16_t record_index2[];
extern const UnicodeRecord records[];
extern const std::array<uint16_t, 128> ascii_flags;
}  // namespace unicode_tables

inline const UnicodeRecord& unicode_record(char32_t c) {
    using namespace unicode_tables;
    if (c > kMaxCodePoint) {
        c = kMaxCodePoint;  // unassigned as well
    }
    const uint32_t block = record_index1[c >> kRecordShift];
    return records[record_index2[(block << kRecordShift) + (c & ((1u << kRecordShift) - 1))]];
}

inline uint16_t unicode_flags(char32_t c) {
    return c < 128 ? unicode_tables::ascii_flags[c] : unicode_record(c).flags;
}
inline bool is_alpha(char32_t c) { return (unicode_flags(c) & kFlagAlpha) != 0; }
inline bool is_decimal(char32_t c) { return (unicode_flags(c) & kFlagDecimal) != 0; }
inline bool is_digit(char32_t c) { return (unicode_flags(c) & kFlagDigit) != 0; }
inline bool is_numeric(char32_t c) { return (unicode_flags(c) & kFlagNumeric) != 0; }
inline bool is_alnum(char32_t c) {
    return (unicode_flags(c) & (kFlagAlpha | kFlagDecimal | kFlagDigit | kFlagNumeric)) != 0;
}
inline bool is_space(char32_t c) { return (unicode_flags(c) & kFlagSpace) != 0; }
inline bool is_line_break(char32_t c) { return (unicode_flags(c) & kFlagLineBreak) != 0; }
inline bool is_printable(char32_t c) { return (unicode_flags(c) & kFlagPrintable) != 0; }
inline bool is_upper(char32_t c) { return (unicode_flags(c) & kFlagUpper) != 0; }
inline bool is_lower(char32_t c) { return (unicode_flags(c) & kFlagLower) != 0; }
inline bool is_title(char32_t c) { return (unicode_flags(c) & kFlagTitle) != 0; }
inline bool is_identifier_start(char32_t c) {
    return (unicode_flags(c) & kFlagIdentifierStart) != 0;
}
inline bool is_identifier_continue(char32_t c) {
    return (unicode_flags(c) & kFlagIdentifierContinue) != 0;
}
inline bool is_cased(char32_t c) { return (unicode_flags(c) & kFlagCased) != 0; }
inline bool is_case_ignorable(char32_t c) { return (unicode_flags(c) & kFlagCaseIgnorable) != 0; }
inline bool is_mirrored(char32_t c) { return (unicode_flags(c) & kFlagMirrored) != 0; }

int decimal_value(char32_t c);  // 0..9, or -1
int digit_value(char32_t c);    // 0..9, or -1
// False when c is not numeric.
bool numeric_value(char32_t c, double* value);

std::string_view unicode_category(char32_t c);       // "Lu"
std::string_view unicode_bidirectional(char32_t c);  // "L", or "" when unassigned
std::string_view unicode_east_asian_width(char32_t c);
inline int unicode_combining(char32_t c) { return unicode_record(c).combining; }
// As unicodedata.decomposition(): "<compat> 0020 0308", or empty.
void unicode_decomposition(char32_t c, AsciiBuffer& out);

// Simple (one to one) mappings.
char32_t to_simple_upper(char32_t c);
char32_t to_simple_lower(char32_t c);
char32_t to_simple_title(char32_t c);

// Full mappings of one code point; they write 1 to 3 code points and return how many. Final sigma
// depends on its neighbours and is in lower_text().
int to_full_upper(char32_t c, char32_t out[3]);
int to_full_lower(char32_t c, char32_t out[3]);
int to_full_title(char32_t c, char32_t out[3]);
int to_folded(char32_t c, char32_t out[3]);

// str.upper(), lower(), title(), swapcase(), capitalize(), casefold().
void upper_text(TextRef text, CodePointBuffer& out);
void lower_text(TextRef text, CodePointBuffer& out);
void title_text(TextRef text, CodePointBuffer& out);
void swapcase_text(TextRef text, CodePointBuffer& out);
void capitalize_text(TextRef text, CodePointBuffer& out);
void casefold_text(TextRef text, CodePointBuffer& out);

// str.isidentifier()
bool is_identifier(TextRef text);

// Normalisation.
enum class NormalForm : uint8_t { nfc, nfd, nfkc, nfkd };
bool parse_normal_form(std::string_view name, NormalForm* form);  // "NFC", ...
void normalize_text(TextRef text, NormalForm form, CodePointBuffer& out);
bool is_normalized(TextRef text, NormalForm form);

// Names (unicode_names.cpp). Lookup ignores case.
bool unicode_name(char32_t c, AsciiBuffer& out);  // false: c has no name
// Also aliases; and named sequences when `sequence` is not null, which then gets 1 to 4 code
// points. Returns the number of code points, 0 when the name is unknown.
int unicode_lookup(std::string_view name, char32_t* code_point, char32_t sequence[4] = nullptr);

}  // namespace orrery
