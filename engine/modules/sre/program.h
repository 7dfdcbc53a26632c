// A regular expression ready to run: instructions translated from SRE code words.
//
// Translation checks every word (lists of code words may be forged), turns every set and every
// case-insensitive letter into a CharSet, and looks ahead: which character can come first in an
// alternative, after a repeat, or in a match at all. The matcher thereby skips work that would
// certainly fail, and pushes no backtracking point that could never succeed.
//
// Instructions are 32-bit words: an Op, then arguments. Targets are absolute word indices, always
// behind the instruction. Two words (a CharClass: kind, argument) describe one character.
//
//     kMark         n            n = 2 * group (+ 1 at its end), groups counted from 0
//     kString       n, n characters
//     kBranch       n, n times {target, class}
//     kRepeatOne    min, max, item class, next class, flags       (so too kMinRepeatOne)
//     kPossessiveOne min, max, item class
//     kRepeat       min, max, until target, body class, next class; body; kMaxUntil or kMinUntil
//     kPossessive   min, max, end target; body; kEndPossessive
//     kAssert       characters to step back, end target; body; kEndAssert      (kAssertNot alike)
//     kAtomic       end target; body; kEndAtomic
//     kGroupExists  group, target when it does not
//
// An end target is the index behind the body's end instruction; an until target is that of the
// kMaxUntil or kMinUntil itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/modules/sre/charset.h"

namespace orrery::sre {

#define ORRERY_SRE_OPS(X)                                                                          \
    X(Fail) X(EndTop) X(EndAssert) X(EndAssertNot) X(EndAtomic) X(EndPossessive)                   \
    X(Mark) X(Literal) X(NotLiteral) X(Any) X(AnyAll) X(Set) X(String)                             \
    X(AtBeginning) X(AtBeginningLine) X(AtEnd) X(AtEndLine) X(AtEndString)                         \
    X(AtBoundary) X(AtNonBoundary) X(AtUniBoundary) X(AtUniNonBoundary)                            \
    X(GroupRef) X(GroupRefFold) X(GroupExists) X(Jump) X(Branch)                                   \
    X(RepeatOne) X(MinRepeatOne) X(PossessiveOne) X(Repeat) X(MaxUntil) X(MinUntil)                \
    X(Possessive) X(Assert) X(AssertNot) X(Atomic)

enum class Op : uint32_t {
#define ORRERY_SRE_ENUMERATOR(name) k##name,
    ORRERY_SRE_OPS(ORRERY_SRE_ENUMERATOR)
#undef ORRERY_SRE_ENUMERATOR
};

// What one character may be. kUnknown: no statement; the instruction there has to decide.
enum class CharKind : uint32_t { kUnknown, kLiteral, kNotLiteral, kAny, kAnyAll, kSet };

struct CharClass {
    CharKind kind = CharKind::kUnknown;
    uint32_t argument = 0;   // the character, or the index of the set
    bool operator==(const CharClass&) const = default;
};

// Flags of kRepeatOne: giving characters back cannot help, for any subject, or for subjects of
// one-byte characters.
inline constexpr uint32_t kNoGiveBack = 1;
inline constexpr uint32_t kNoGiveBackOneByte = 2;

class Program {
public:
    // Whether `words` is well-formed code for `groups` groups. If not, the program is unusable.
    bool translate(std::span<const uint32_t> words, uint32_t groups);

    const uint32_t* code() const { return code_.data(); }
    const CharSet& set(uint32_t index) const { return sets_[index]; }
    uint32_t groups() const { return groups_; }

    // Facts for searching. Every match starts with first() (unless kUnknown) and with prefix(), and
    // is at least min_width() characters long.
    CharClass first() const { return first_; }
    std::span<const uint32_t> prefix() const { return prefix_; }
    bool prefix_is_all() const { return prefix_is_all_; }  // a match is the prefix, nothing else
    bool anchored() const { return anchored_; }  // matches start at the text's start
    bool line_anchored() const { return line_anchored_; }  // ... or behind a line break
    // Unless kUnknown, the program starts with an unbounded repeat of this, and what follows does
    // not depend on where the repeat began: when no match starts at some position, none starts in
    // the run of such characters from there, nor right behind it.
    CharClass leading_run() const { return leading_run_; }
    uint32_t min_width() const { return min_width_; }

    size_t memory_size() const;  // bytes behind this object

private:
    friend class Translator;
    friend class Analysis;

    std::vector<uint32_t> code_;
    std::vector<CharSet> sets_;
    std::vector<uint32_t> prefix_;
    CharClass first_;
    uint32_t groups_ = 0;
    uint32_t min_width_ = 0;
    bool prefix_is_all_ = false;
    CharClass leading_run_;
    bool anchored_ = false;
    bool line_anchored_ = false;
    bool has_back_references_ = false;
};

}  // namespace orrery::sre
