// Properties and case. Normalisation is in unicode_normalize.cpp, names in unicode_names.cpp.
#include "engine/text/unicode.h"

#include <algorithm>

#include "engine/text/unicode_tables.h"

namespace orrery {

using namespace unicode_tables;

int decimal_value(char32_t c) {
    const UnicodeRecord& record = unicode_record(c);
    return (record.flags & kFlagDecimal) != 0 ? record.digit : -1;
}

int digit_value(char32_t c) {
    const UnicodeRecord& record = unicode_record(c);
    return (record.flags & kFlagDigit) != 0 ? record.digit : -1;
}

bool numeric_value(char32_t c, double* value) {
    const UnicodeRecord& record = unicode_record(c);
    if ((record.flags & kFlagNumeric) == 0) {
        return false;
    }
    *value = numeric_values[record.numeric];
    return true;
}

std::string_view unicode_category(char32_t c) { return categories[unicode_record(c).category]; }

std::string_view unicode_bidirectional(char32_t c) {
    return bidirectional_classes[unicode_record(c).bidirectional];
}

std::string_view unicode_east_asian_width(char32_t c) {
    return east_asian_widths[unicode_record(c).east_asian];
}

// --- case of one code point -------------------------------------------------------------------

char32_t to_simple_upper(char32_t c) {
    return c + static_cast<char32_t>(unicode_record(c).upper_delta);
}

char32_t to_simple_lower(char32_t c) {
    return c + static_cast<char32_t>(unicode_record(c).lower_delta);
}

char32_t to_simple_title(char32_t c) {
    return c + static_cast<char32_t>(unicode_record(c).title_delta);
}

namespace {

int copy_mapping(const uint32_t (&mapping)[3], char32_t out[3]) {
    int count = 0;
    while (count < 3 && mapping[count] != 0) {
        out[count] = mapping[count];
        ++count;
    }
    return count;
}

const SpecialCase& special_case(char32_t c) {
    return *std::lower_bound(
        special_cases, special_cases + special_case_count, c,
        [](const SpecialCase& entry, char32_t wanted) { return entry.code_point < wanted; });
}

int full_mapping(char32_t c, int32_t UnicodeRecord::* simple,
                 const uint32_t (SpecialCase::*full)[3], char32_t out[3]) {
    const UnicodeRecord& record = unicode_record(c);
    if ((record.flags & kFlagSpecialCase) != 0) {
        return copy_mapping(special_case(c).*full, out);
    }
    out[0] = c + static_cast<char32_t>(record.*simple);
    return 1;
}

}  // namespace

int to_full_upper(char32_t c, char32_t out[3]) {
    return full_mapping(c, &UnicodeRecord::upper_delta, &SpecialCase::upper, out);
}

int to_full_lower(char32_t c, char32_t out[3]) {
    return full_mapping(c, &UnicodeRecord::lower_delta, &SpecialCase::lower, out);
}

int to_full_title(char32_t c, char32_t out[3]) {
    return full_mapping(c, &UnicodeRecord::title_delta, &SpecialCase::title, out);
}

int to_folded(char32_t c, char32_t out[3]) {
    return full_mapping(c, &UnicodeRecord::lower_delta, &SpecialCase::folded, out);
}

// --- case of texts ----------------------------------------------------------------------------

namespace {

using Mapping = int (*)(char32_t, char32_t[3]);

void append_mapped(Mapping mapping, char32_t c, CodePointBuffer& out) {
    char32_t mapped[3];
    const int count = mapping(c, mapped);
    out.append(mapped, static_cast<size_t>(count));
}

// Sigma at the end of a word (cased letters before, none after, leaving out what case ignores) has
// a lower-case form of its own.
bool is_final_sigma(TextRef text, size_t at) {
    size_t i = at;
    while (i > 0 && is_case_ignorable(text[i - 1])) {
        --i;
    }
    if (i == 0 || !is_cased(text[i - 1])) {
        return false;
    }
    i = at + 1;
    while (i < text.length && is_case_ignorable(text[i])) {
        ++i;
    }
    return i == text.length || !is_cased(text[i]);
}

void append_lower(TextRef text, size_t at, CodePointBuffer& out) {
    constexpr char32_t kCapitalSigma = 0x3A3;
    constexpr char32_t kSmallSigma = 0x3C3;
    constexpr char32_t kFinalSigma = 0x3C2;
    const char32_t c = text[at];
    if (c == kCapitalSigma) {
        out.push(is_final_sigma(text, at) ? kFinalSigma : kSmallSigma);
    } else {
        append_mapped(to_full_lower, c, out);
    }
}

void append_each(Mapping mapping, TextRef text, CodePointBuffer& out) {
    visit_units(text, [&](auto* units) {
        for (size_t i = 0; i < text.length; ++i) {
            append_mapped(mapping, units[i], out);
        }
    });
}

}  // namespace

void upper_text(TextRef text, CodePointBuffer& out) { append_each(to_full_upper, text, out); }

void casefold_text(TextRef text, CodePointBuffer& out) { append_each(to_folded, text, out); }

void lower_text(TextRef text, CodePointBuffer& out) {
    for (size_t i = 0; i < text.length; ++i) {
        append_lower(text, i, out);
    }
}

void title_text(TextRef text, CodePointBuffer& out) {
    bool in_word = false;
    for (size_t i = 0; i < text.length; ++i) {
        if (in_word) {
            append_lower(text, i, out);
        } else {
            append_mapped(to_full_title, text[i], out);
        }
        in_word = is_cased(text[i]);
    }
}

void swapcase_text(TextRef text, CodePointBuffer& out) {
    for (size_t i = 0; i < text.length; ++i) {
        const char32_t c = text[i];
        if (is_upper(c)) {
            append_lower(text, i, out);
        } else if (is_lower(c)) {
            append_mapped(to_full_upper, c, out);
        } else {
            out.push(c);
        }
    }
}

void capitalize_text(TextRef text, CodePointBuffer& out) {
    for (size_t i = 0; i < text.length; ++i) {
        if (i == 0) {
            append_mapped(to_full_title, text[0], out);
        } else {
            append_lower(text, i, out);
        }
    }
}

bool is_identifier(TextRef text) {
    if (text.length == 0 || !is_identifier_start(text[0])) {
        return false;
    }
    for (size_t i = 1; i < text.length; ++i) {
        if (!is_identifier_continue(text[i])) {
            return false;
        }
    }
    return true;
}

}  // namespace orrery
