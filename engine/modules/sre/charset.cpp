#include "engine/modules/sre/charset.h"

#include <algorithm>
#include <utility>

namespace orrery::sre {
namespace {

constexpr uint32_t kCharsetWords = 8;       // 256 bits
constexpr uint32_t kBlockIndexWords = 64;   // 256 bytes

bool bit(const uint32_t* bits, uint32_t index) { return bits[index / 32] >> (index % 32) & 1; }

// Items are tried in order; the first that holds `c` decides. Negate flips what a hit means.
bool search_items(const uint32_t* at, uint32_t c) {
    bool hit = true;
    for (;;) {
        switch (static_cast<Word>(*at++)) {
        case Word::kFailure: return !hit;
        case Word::kLiteral:
            if (c == at[0]) return hit;
            at += 1;
            break;
        case Word::kCategory:
            if (in_category(static_cast<Category>(at[0]), c)) return hit;
            at += 1;
            break;
        case Word::kCharset:
            if (c < 256 && bit(at, c)) return hit;
            at += kCharsetWords;
            break;
        case Word::kRange:
            if (at[0] <= c && c <= at[1]) return hit;
            at += 2;
            break;
        case Word::kRangeUniIgnore: {
            uint32_t upper = unicode_upper(c);
            if ((at[0] <= c && c <= at[1]) || (at[0] <= upper && upper <= at[1])) return hit;
            at += 2;
            break;
        }
        case Word::kNegate: hit = !hit; break;
        case Word::kBigCharset: {
            uint32_t blocks = *at++;
            if (c < 0x10000) {
                uint32_t block = at[c >> 10] >> (c >> 8 & 3) * 8 & 0xFF;
                if (bit(at + kBlockIndexWords, block * 256 + (c & 0xFF))) return hit;
            }
            at += kBlockIndexWords + blocks * kCharsetWords;
            break;
        }
        default: return false;   // valid_set_words() admits nothing else
        }
    }
}

bool search_folded(const std::vector<uint32_t>& words, Fold mode, uint32_t c) {
    const uint32_t* items = words.data();
    if (mode != Fold::kLocale) return search_items(items, fold(mode, c));
    uint32_t lower = ascii_lower(c);
    if (search_items(items, lower)) return true;
    uint32_t upper = ascii_upper(c);
    return upper != lower && search_items(items, upper);
}

bool same_beyond_ascii(Category category) { return category <= Category::kLocNotWord; }

}  // namespace

CharSet::CharSet(std::vector<uint32_t> words, Fold fold, bool invert)
    : fold_(fold), invert_(invert), words_(std::move(words)) {
    for (uint32_t c = 0; c < 256; ++c)
        low_[c] = search_folded(words_, fold_, c) != invert_;
    high_ = find_high_part();
}

void CharSet::add_at_least(const CharSet& other) {
    for (uint32_t c = 0; c < 256; ++c)
        low_[c] |= other.low_[c];
    if (other.high_ == HighPart::kNone) return;
    if (high_ == HighPart::kNone) {
        fold_ = other.fold_;
        invert_ = other.invert_;
        words_ = other.words_;
        high_ = other.high_;
    } else {
        high_ = HighPart::kAll;
    }
}

CharSet CharSet::of_literal(uint32_t c, bool invert) {
    CharSet result;
    result.invert_ = invert;
    result.low_.fill(invert);
    if (c < 256) {
        result.low_[c] = !invert;
        result.high_ = invert ? HighPart::kAll : HighPart::kNone;
    } else {
        result.words_ = {static_cast<uint32_t>(Word::kLiteral), c, 0};
        result.high_ = HighPart::kMixed;
    }
    return result;
}

CharSet CharSet::of_anything(bool linebreak_too) {
    CharSet result;
    result.low_.fill(1);
    result.low_['\n'] = linebreak_too;
    result.high_ = HighPart::kAll;
    return result;
}

bool CharSet::disjoint_low(const CharSet& other) const {
    for (uint32_t c = 0; c < 256; ++c) {
        if (low_[c] & other.low_[c]) return false;
    }
    return true;
}

bool CharSet::disjoint(const CharSet& other) const {
    return (high_ == HighPart::kNone || other.high_ == HighPart::kNone) && disjoint_low(other);
}

bool CharSet::contains_high(uint32_t c) const { return search_folded(words_, fold_, c) != invert_; }

HighPart CharSet::find_high_part() const {
    auto answer = [this](bool member) {
        return member != invert_ ? HighPart::kAll : HighPart::kNone;
    };
    // Unicode folding brings some characters (the Kelvin sign, dotted capital I) down below 256.
    bool stays_high = fold_ != Fold::kUnicode;
    bool hit = true;
    for (const uint32_t* at = words_.data();;) {
        switch (static_cast<Word>(*at++)) {
        case Word::kFailure: return answer(!hit);
        case Word::kNegate: hit = !hit; break;
        case Word::kLiteral:
            if (!stays_high || at[0] >= 256) return HighPart::kMixed;
            at += 1;
            break;
        case Word::kRange:
            if (!stays_high || at[1] >= 256) return HighPart::kMixed;
            at += 2;
            break;
        case Word::kCharset:
            if (!stays_high) return HighPart::kMixed;
            at += kCharsetWords;
            break;
        case Word::kCategory: {
            auto category = static_cast<Category>(at[0]);
            if (!stays_high || !same_beyond_ascii(category)) return HighPart::kMixed;
            if (in_category(category, 256)) return answer(hit);
            at += 1;
            break;
        }
        default: return HighPart::kMixed;
        }
    }
}

bool valid_set_words(const uint32_t* begin, const uint32_t* end) {
    const uint32_t* at = begin;
    while (at < end) {
        size_t left = static_cast<size_t>(end - at) - 1;  // words after the opcode
        uint64_t arguments = 0;
        switch (static_cast<Word>(*at)) {
        case Word::kFailure: return left == 0;
        case Word::kNegate: break;
        case Word::kLiteral: arguments = 1; break;
        case Word::kCategory:
            arguments = 1;
            if (left < 1 || at[1] >= static_cast<uint32_t>(Category::kCount)) return false;
            break;
        case Word::kRange:
        case Word::kRangeUniIgnore: arguments = 2; break;
        case Word::kCharset: arguments = kCharsetWords; break;
        case Word::kBigCharset: {
            if (left < 1 + kBlockIndexWords) return false;
            uint64_t blocks = at[1];
            for (uint32_t i = 0; i < 256; ++i) {
                if ((at[2 + i / 4] >> i % 4 * 8 & 0xFF) >= blocks) return false;
            }
            arguments = 1 + kBlockIndexWords + blocks * kCharsetWords;
            break;
        }
        default: return false;
        }
        if (arguments > left) return false;
        at += 1 + arguments;
    }
    return false;
}

}  // namespace orrery::sre
