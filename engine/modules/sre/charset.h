// A set of characters: what `[...]`, `\w` and the like, or a case-folded letter, match.
//
// Membership of the first 256 characters is a table, computed when the pattern is compiled; beyond
// it a set is empty, full, or asks the set's code words. Folding is part of the set, so a matcher
// never folds: it asks contains() about the subject's own character.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/modules/sre/classify.h"

namespace orrery::sre {

enum class HighPart : uint8_t { kNone, kAll, kMixed };

class CharSet {
public:
    CharSet() = default;

    // `words` must have passed valid_set_words(). `invert` flips the answer after folding.
    CharSet(std::vector<uint32_t> words, Fold fold, bool invert);

    // Adds the characters of `other`, and perhaps more beyond the first 256: for filters.
    void add_at_least(const CharSet& other);

    // The filter form of the one-character sets that have instructions of their own.
    static CharSet of_literal(uint32_t c, bool invert);
    static CharSet of_anything(bool linebreak_too);

    bool contains(uint32_t c) const {
        if (c < 256) return low_[c];
        return high_ == HighPart::kMixed ? contains_high(c) : high_ == HighPart::kAll;
    }
    const uint8_t* table() const { return low_.data(); }
    HighPart high() const { return high_; }

    // No character below 256 is in both.
    bool disjoint_low(const CharSet& other) const;
    // No character at all is in both; may miss sets whose words would have to be compared.
    bool disjoint(const CharSet& other) const;

    bool made_of(const std::vector<uint32_t>& words, Fold fold, bool invert) const {
        return fold_ == fold && invert_ == invert && words_ == words;
    }

private:
    bool contains_high(uint32_t c) const;
    HighPart find_high_part() const;

    std::array<uint8_t, 256> low_{};
    HighPart high_ = HighPart::kNone;
    Fold fold_ = Fold::kNone;
    bool invert_ = false;
    std::vector<uint32_t> words_;
};

// Whether [begin, end) is a well-formed list of set items that ends in Failure.
bool valid_set_words(const uint32_t* begin, const uint32_t* end);

}  // namespace orrery::sre
