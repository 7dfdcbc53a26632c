// Names of code points. The names are one text of word codes: a code point's index leads to its
// place there, and a name is found by coding it and searching the text for the code.
#include <algorithm>

#include "engine/text/search.h"
#include "engine/text/unicode.h"
#include "engine/text/unicode_tables.h"

namespace orrery {

using namespace unicode_tables;

namespace {

// --- Hangul syllables -------------------------------------------------------------------------

constexpr std::string_view kHangulPrefix = "HANGUL SYLLABLE ";
constexpr char32_t kSyllables = 0xAC00;
constexpr char kLeading[][3] = {"G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
constexpr char kVowels[][4] = {"A",  "AE", "YA", "YAE", "EO", "E",  "YEO", "YE", "O",  "WA", "WAE",
                               "OE", "YO", "U",  "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
constexpr char kTrailing[][3] = {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D", "L",  "LG",
                                 "LM", "LB", "LS", "LT", "LP", "LH", "M",  "B", "BS", "S",
                                 "SS", "NG", "J",  "C",  "K",  "T",  "P",  "H"};
constexpr uint32_t kSyllableCount =
    static_cast<uint32_t>(std::size(kLeading) * std::size(kVowels) * std::size(kTrailing));

// The longest of `parts` that the name starts with, taken off the name; -1: none.
template <size_t Count, size_t Size>
int take_longest(const char (&parts)[Count][Size], std::string_view& name) {
    int best = -1;
    size_t best_size = 0;
    for (size_t i = 0; i < Count; ++i) {
        const std::string_view part = parts[i];
        if (name.starts_with(part) && (best < 0 || part.size() > best_size)) {
            best = static_cast<int>(i);
            best_size = part.size();
        }
    }
    name.remove_prefix(best_size);
    return best;
}

bool lookup_syllable(std::string_view rest, char32_t* code_point) {
    const int leading = take_longest(kLeading, rest);
    const int vowel = take_longest(kVowels, rest);
    const int trailing = take_longest(kTrailing, rest);
    if (leading < 0 || vowel < 0 || trailing < 0 || !rest.empty()) {
        return false;
    }
    const size_t index =
        (static_cast<size_t>(leading) * std::size(kVowels) + static_cast<size_t>(vowel)) *
            std::size(kTrailing) +
        static_cast<size_t>(trailing);
    *code_point = kSyllables + static_cast<char32_t>(index);
    return true;
}

// --- the texts of words and names -------------------------------------------------------------

// Items enclosed by blanks, with the place of every kNameBlock-th one.
struct ItemText {
    const char* text;
    size_t size;
    const uint32_t* starts;
    size_t count;

    std::string_view item(size_t index) const {
        size_t at = starts[index / kNameBlock];
        const auto end_of = [this](size_t from) {
            return from + std::string_view(text + from, size - from).find(' ');
        };
        for (size_t skip = index % kNameBlock; skip > 0; --skip) {
            at = end_of(at) + 1;
        }
        return {text + at, end_of(at) - at};
    }

    // Index of the item; `enclosed` has blanks at both ends. `count` when there is none.
    size_t find(std::string_view enclosed) const {
        const size_t found = text_find({text, size, 1}, {enclosed.data(), enclosed.size(), 1});
        if (found == kNotFound) {
            return count;
        }
        const size_t place = found + 1;
        const size_t blocks = (count + kNameBlock - 1) / kNameBlock;
        const size_t block =
            static_cast<size_t>(std::upper_bound(starts, starts + blocks, place) - starts) - 1;
        const std::string_view before(text + starts[block], place - starts[block]);
        return block * kNameBlock +
               static_cast<size_t>(std::count(before.begin(), before.end(), ' '));
    }
};

ItemText words() {
    return {name_words, static_cast<size_t>(name_words_size), name_words_starts,
            static_cast<size_t>(name_counts.words)};
}

ItemText coded_names() {
    return {names, static_cast<size_t>(names_size), names_starts,
            static_cast<size_t>(name_counts.names + name_counts.aliases + name_counts.sequences)};
}

// The symbols are the printable characters without blank, quote, question mark and backslash.
size_t symbol_value(char c) {
    return static_cast<size_t>(c - '!' - (c > '"') - (c > '?') - (c > '\\'));
}

void append_word_code(size_t index, AsciiBuffer& out) {
    const size_t one = static_cast<size_t>(name_counts.one);
    const size_t two = static_cast<size_t>(name_counts.two);
    if (index < one) {
        out.push(name_symbols[index]);
        return;
    }
    index -= one;
    if (index < two * kNameBase) {
        out.push(name_symbols[one + index / kNameBase]);
        out.push(name_symbols[index % kNameBase]);
        return;
    }
    index -= two * kNameBase;
    out.push(name_symbols[one + two + index / kNameBase / kNameBase]);
    out.push(name_symbols[index / kNameBase % kNameBase]);
    out.push(name_symbols[index % kNameBase]);
}

// Takes one word's code off the front.
size_t take_word_code(std::string_view& code) {
    const size_t one = static_cast<size_t>(name_counts.one);
    const size_t two = static_cast<size_t>(name_counts.two);
    const size_t first = symbol_value(code[0]);
    if (first < one) {
        code.remove_prefix(1);
        return first;
    }
    const size_t second = symbol_value(code[1]);
    if (first < one + two) {
        code.remove_prefix(2);
        return one + (first - one) * kNameBase + second;
    }
    const size_t third = symbol_value(code[2]);
    code.remove_prefix(3);
    return one + two * kNameBase + ((first - one - two) * kNameBase + second) * kNameBase + third;
}

// Index of the name in the text of names, or their number.
size_t find_name(std::string_view upper_name) {
    const ItemText all = coded_names();
    AsciiBuffer code;
    code.push(' ');
    while (true) {
        const size_t end = std::min(upper_name.find(' '), upper_name.size());
        if (end == 0) {
            return all.count;
        }
        AsciiBuffer enclosed;
        enclosed.push(' ');
        enclosed.append(upper_name.substr(0, end));
        enclosed.push(' ');
        const size_t word = words().find(enclosed.view());
        if (word == words().count) {
            return all.count;
        }
        append_word_code(word, code);
        if (end == upper_name.size()) {
            break;
        }
        upper_name.remove_prefix(end + 1);
    }
    code.push(' ');
    return code.failed() ? all.count : all.find(code.view());
}

// --- names with a code point in them ----------------------------------------------------------

constexpr std::string_view kUnifiedPrefix = "CJK UNIFIED IDEOGRAPH-";

void append_hex(char32_t c, AsciiBuffer& out) {
    const int digits = c > 0xFFFFF ? 6 : c > 0xFFFF ? 5 : 4;
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
        out.push("0123456789ABCDEF"[c >> shift & 15]);
    }
}

const NamePrefix* prefix_of(char32_t c) {
    for (int i = 0; i < name_prefix_count; ++i) {
        if (c >= name_prefixes[i].first && c <= name_prefixes[i].last) {
            return &name_prefixes[i];
        }
    }
    return nullptr;
}

// Four or five upper-case hexadecimal digits.
bool read_hex(std::string_view text, char32_t* value) {
    if (text.size() != 4 && text.size() != 5) {
        return false;
    }
    *value = 0;
    for (const char c : text) {
        const bool decimal = c >= '0' && c <= '9';
        if (!decimal && !(c >= 'A' && c <= 'F')) {
            return false;
        }
        *value = *value << 4 | static_cast<char32_t>(decimal ? c - '0' : c - 'A' + 10);
    }
    return true;
}

}  // namespace

bool unicode_name(char32_t c, AsciiBuffer& out) {
    if (c - kSyllables < kSyllableCount) {
        const uint32_t index = c - kSyllables;
        out.append(kHangulPrefix);
        out.append(kLeading[index / std::size(kTrailing) / std::size(kVowels)]);
        out.append(kVowels[index / std::size(kTrailing) % std::size(kVowels)]);
        out.append(kTrailing[index % std::size(kTrailing)]);
        return true;
    }
    if (const NamePrefix* prefix = prefix_of(c)) {
        out.append(prefix->prefix);
        append_hex(c, out);
        return true;
    }
    const NameRun* end = name_runs + name_run_count;
    const NameRun* run = std::upper_bound(
        name_runs, end, c, [](char32_t wanted, const NameRun& r) { return wanted < r.code_point; });
    if (run == name_runs) {
        return false;
    }
    const uint32_t past = run == end ? static_cast<uint32_t>(name_counts.names) : run->index;
    --run;
    const uint32_t index = run->index + (c - run->code_point);
    if (index >= past) {
        return false;
    }
    std::string_view code = coded_names().item(index);
    while (!code.empty()) {
        out.append(words().item(take_word_code(code)));
        if (!code.empty()) {
            out.push(' ');
        }
    }
    return true;
}

int unicode_lookup(std::string_view name, char32_t* code_point, char32_t sequence[4]) {
    // As in CPython, names by rule are matched as they are, all others in any case.
    if (name.starts_with(kHangulPrefix)) {
        return lookup_syllable(name.substr(kHangulPrefix.size()), code_point) ? 1 : 0;
    }
    char32_t value;
    if (name.starts_with(kUnifiedPrefix)) {
        const NamePrefix* prefix =
            read_hex(name.substr(kUnifiedPrefix.size()), &value) ? prefix_of(value) : nullptr;
        if (prefix == nullptr || kUnifiedPrefix != prefix->prefix) {
            return 0;
        }
        *code_point = value;
        return 1;
    }
    AsciiBuffer upper;
    for (const char c : name) {
        upper.push(c >= 'a' && c <= 'z' ? static_cast<char>(c - 0x20) : c);
    }
    if (upper.empty() || upper.failed()) {
        return 0;
    }
    for (int i = 0; i < name_prefix_count; ++i) {
        const std::string_view prefix = name_prefixes[i].prefix;
        if (prefix == kUnifiedPrefix || !upper.view().starts_with(prefix)) {
            continue;
        }
        AsciiBuffer digits;
        if (read_hex(upper.view().substr(prefix.size()), &value) &&
            value >= name_prefixes[i].first && value <= name_prefixes[i].last) {
            append_hex(value, digits);
            if (digits.view() == upper.view().substr(prefix.size())) {
                *code_point = value;
                return 1;
            }
        }
    }
    size_t index = find_name(upper.view());
    const size_t plain = static_cast<size_t>(name_counts.names);
    if (index < plain) {
        const NameRun* run =
            std::upper_bound(name_runs, name_runs + name_run_count, index,
                             [](size_t wanted, const NameRun& r) { return wanted < r.index; });
        --run;
        *code_point = run->code_point + static_cast<char32_t>(index - run->index);
        return 1;
    }
    index -= plain;
    if (index < static_cast<size_t>(name_counts.aliases)) {
        *code_point = alias_code_points[index];
        return 1;
    }
    index -= static_cast<size_t>(name_counts.aliases);
    if (index >= static_cast<size_t>(name_counts.sequences) || sequence == nullptr) {
        return 0;
    }
    int count = 0;
    while (count < 4 && sequence_code_points[index][count] != 0) {
        sequence[count] = sequence_code_points[index][count];
        ++count;
    }
    return count;
}

}  // namespace orrery
