// Decomposition and the normal forms of Unicode Standard Annex 15.
#include <algorithm>

#include "engine/text/search.h"
#include "engine/text/unicode.h"
#include "engine/text/unicode_3_2.h"
#include "engine/text/unicode_3_2_tables.h"
#include "engine/text/unicode_tables.h"

namespace orrery {

using namespace unicode_tables;

namespace {

// Hangul syllables compose and decompose by arithmetic.
constexpr char32_t kSyllables = 0xAC00;
constexpr char32_t kLeading = 0x1100;
constexpr char32_t kVowels = 0x1161;
constexpr char32_t kTrailing = 0x11A7;  // the place of "no trailing consonant"
constexpr uint32_t kLeadingCount = 19;
constexpr uint32_t kVowelCount = 21;
constexpr uint32_t kTrailingCount = 28;
constexpr uint32_t kSyllableCount = kLeadingCount * kVowelCount * kTrailingCount;

struct Decomposition {
    const uint32_t* code_points;
    uint32_t count;  // 0: none
    uint32_t tag;    // 0: canonical
};

Decomposition decomposition_of(char32_t c) {
    if (c > kMaxCodePoint) {
        return {nullptr, 0, 0};
    }
    const uint32_t block = decomposition_index1[c >> kDecompositionShift];
    const uint32_t place = decomposition_index2[(block << kDecompositionShift) +
                                                (c & ((1u << kDecompositionShift) - 1))];
    const uint32_t* entry = decomposition_pool + place;
    return {entry + 1, entry[0] & 0xFF, entry[0] >> 8};
}

void append_decomposed(char32_t c, bool compatible, CodePointBuffer& out) {
    if (c - kSyllables < kSyllableCount) {
        const uint32_t index = c - kSyllables;
        out.push(kLeading + index / (kVowelCount * kTrailingCount));
        out.push(kVowels + index / kTrailingCount % kVowelCount);
        if (index % kTrailingCount != 0) {
            out.push(kTrailing + index % kTrailingCount);
        }
        return;
    }
    const Decomposition parts = decomposition_of(c);
    if (parts.count == 0 || (parts.tag != 0 && !compatible)) {
        out.push(c);
        return;
    }
    for (uint32_t i = 0; i < parts.count; ++i) {
        append_decomposed(parts.code_points[i], compatible, out);
    }
}

// The same in Unicode 3.2.0.
void append_old_decomposed(char32_t c, bool compatible, CodePointBuffer& out) {
    if (c >= 0x80 && !old_properties(c).is_assigned()) {
        out.push(c);
        return;
    }
    for (int i = 0; i < old_mapping_count; ++i) {
        if (old_mappings[i].code_point == c) {
            out.push(old_mappings[i].decomposition);
            return;
        }
    }
    append_decomposed(c, compatible, out);
}

// Sorts runs of combining marks from index `start` on by their class, stably.
void order_marks(CodePointBuffer& text, size_t start) {
    for (size_t i = start; i < text.size(); ++i) {
        const int combining = unicode_combining(text[i]);
        if (combining == 0) {
            continue;
        }
        const char32_t mark = text[i];
        size_t place = i;
        while (place > start && unicode_combining(text[place - 1]) > combining) {
            text[place] = text[place - 1];
            --place;
        }
        text[place] = mark;
    }
}

// The composition of a pair, or 0.
char32_t compose(char32_t first, char32_t second) {
    if (first - kLeading < kLeadingCount && second - kVowels < kVowelCount) {
        return kSyllables +
               ((first - kLeading) * kVowelCount + (second - kVowels)) * kTrailingCount;
    }
    if (first - kSyllables < kSyllableCount && (first - kSyllables) % kTrailingCount == 0 &&
        second - kTrailing - 1 < kTrailingCount - 1) {
        return first + (second - kTrailing);
    }
    const Composition* end = compositions + composition_count;
    const Composition* found =
        std::lower_bound(compositions, end, std::pair<char32_t, char32_t>(first, second),
                         [](const Composition& entry, const auto& wanted) {
                             return entry.first != wanted.first ? entry.first < wanted.first
                                                                : entry.second < wanted.second;
                         });
    return found != end && found->first == first && found->second == second ? found->composed : 0;
}

// Composes decomposed, ordered text from index `start` on, in place.
void compose_in_place(CodePointBuffer& text, size_t start) {
    constexpr size_t kNoStarter = SIZE_MAX;
    size_t starter = kNoStarter;
    size_t out = start;
    int last_class = 0;  // of the last mark kept after the starter
    for (size_t i = start; i < text.size(); ++i) {
        const char32_t c = text[i];
        const int combining = unicode_combining(c);
        const bool blocked = out != starter + 1 && last_class >= combining;
        if (starter != kNoStarter && !blocked) {
            const char32_t composed = compose(text[starter], c);
            if (composed != 0) {
                text[starter] = composed;
                continue;
            }
        }
        if (combining == 0) {
            starter = out;
        }
        last_class = combining;
        text[out++] = c;
    }
    text.truncate(out);
}

// Texts whose code points are all below this are in the form already.
char32_t unaffected_below(NormalForm form) {
    switch (form) {
    case NormalForm::nfc: return 0x300;
    case NormalForm::nfd: return 0xC0;
    default: return 0xA0;
    }
}

bool is_unaffected(TextRef text, NormalForm form) {
    const char32_t limit = unaffected_below(form);
    return visit_units(text, [&](auto* units) {
        return std::all_of(units, units + text.length, [limit](char32_t c) { return c < limit; });
    });
}

}  // namespace

void unicode_decomposition(char32_t c, AsciiBuffer& out) {
    const Decomposition parts = decomposition_of(c);
    if (parts.count == 0) {
        return;
    }
    out.append(decomposition_tags[parts.tag]);
    for (uint32_t i = 0; i < parts.count; ++i) {
        if (i != 0 || parts.tag != 0) {
            out.push(' ');
        }
        const uint32_t value = parts.code_points[i];
        const int digits = value > 0xFFFFF ? 6 : value > 0xFFFF ? 5 : 4;
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.push("0123456789ABCDEF"[value >> shift & 15]);
        }
    }
}

bool parse_normal_form(std::string_view name, NormalForm* form) {
    if (name == "NFC") {
        *form = NormalForm::nfc;
    } else if (name == "NFD") {
        *form = NormalForm::nfd;
    } else if (name == "NFKC") {
        *form = NormalForm::nfkc;
    } else if (name == "NFKD") {
        *form = NormalForm::nfkd;
    } else {
        return false;
    }
    return true;
}

static void normalize_by(TextRef text, NormalForm form, CodePointBuffer& out,
                         void (*decompose)(char32_t, bool, CodePointBuffer&)) {
    const size_t start = out.size();
    const bool compatible = form == NormalForm::nfkc || form == NormalForm::nfkd;
    const bool unaffected = is_unaffected(text, form);
    visit_units(text, [&](auto* units) {
        for (size_t i = 0; i < text.length; ++i) {
            if (unaffected) {
                out.push(units[i]);
            } else {
                decompose(units[i], compatible, out);
            }
        }
    });
    if (unaffected) {
        return;
    }
    order_marks(out, start);
    if (form == NormalForm::nfc || form == NormalForm::nfkc) {
        compose_in_place(out, start);
    }
}

void normalize_text(TextRef text, NormalForm form, CodePointBuffer& out) {
    normalize_by(text, form, out, append_decomposed);
}

void normalize_old_text(TextRef text, NormalForm form, CodePointBuffer& out) {
    normalize_by(text, form, out, append_old_decomposed);
}

bool is_normalized(TextRef text, NormalForm form) {
    if (is_unaffected(text, form)) {
        return true;
    }
    CodePointBuffer normal;
    normalize_text(text, form, normal);
    return text_equal(text, {normal.data(), normal.size(), 4});
}

}  // namespace orrery
