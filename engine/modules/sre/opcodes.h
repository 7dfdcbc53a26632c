// The words of compiled regular expressions, as Python's own `re._compiler` emits them.
//
// A compiled pattern is a list of 32-bit words: opcodes and their arguments. The numbering below
// is the one of `re._constants` for MAGIC 20220615 (Python 3.11) and may not be reordered.
#pragma once

#include <cstdint>

namespace orrery::sre {

inline constexpr uint32_t kMagic = 20220615;
inline constexpr uint32_t kCodeSize = 4;               // bytes in a code word
inline constexpr uint32_t kMaxRepeat = 0xFFFF'FFFFu;   // "no upper bound"
inline constexpr uint32_t kMaxGroups = 0x3FFF'FFFFu;  // two marks per group, in a signed 32 bits

#define ORRERY_SRE_WORDS(X)                                                                        \
    X(Failure) X(Success) X(Any) X(AnyAll) X(Assert) X(AssertNot) X(At) X(Branch) X(Category)      \
    X(Charset) X(BigCharset) X(GroupRef) X(GroupRefExists) X(In) X(Info) X(Jump) X(Literal)        \
    X(Mark) X(MaxUntil) X(MinUntil) X(NotLiteral) X(Negate) X(Range) X(Repeat) X(RepeatOne)        \
    X(Subpattern) X(MinRepeatOne) X(AtomicGroup) X(PossessiveRepeat) X(PossessiveRepeatOne)        \
    X(GroupRefIgnore) X(InIgnore) X(LiteralIgnore) X(NotLiteralIgnore)                             \
    X(GroupRefLocIgnore) X(InLocIgnore) X(LiteralLocIgnore) X(NotLiteralLocIgnore)                 \
    X(GroupRefUniIgnore) X(InUniIgnore) X(LiteralUniIgnore) X(NotLiteralUniIgnore)                 \
    X(RangeUniIgnore)

#define ORRERY_SRE_POSITIONS(X)                                                                    \
    X(Beginning) X(BeginningLine) X(BeginningString) X(Boundary) X(NonBoundary)                    \
    X(End) X(EndLine) X(EndString) X(LocBoundary) X(LocNonBoundary)                                \
    X(UniBoundary) X(UniNonBoundary)

#define ORRERY_SRE_CATEGORIES(X)                                                                   \
    X(Digit) X(NotDigit) X(Space) X(NotSpace) X(Word) X(NotWord) X(Linebreak) X(NotLinebreak)      \
    X(LocWord) X(LocNotWord)                                                                       \
    X(UniDigit) X(UniNotDigit) X(UniSpace) X(UniNotSpace) X(UniWord) X(UniNotWord)                 \
    X(UniLinebreak) X(UniNotLinebreak)

#define ORRERY_SRE_ENUMERATOR(name) k##name,
enum class Word : uint32_t { ORRERY_SRE_WORDS(ORRERY_SRE_ENUMERATOR) };
enum class Position : uint32_t { ORRERY_SRE_POSITIONS(ORRERY_SRE_ENUMERATOR) kCount };
enum class Category : uint32_t { ORRERY_SRE_CATEGORIES(ORRERY_SRE_ENUMERATOR) kCount };
#undef ORRERY_SRE_ENUMERATOR

// Bits of the flags word in an Info block.
inline constexpr uint32_t kInfoPrefix = 1;
inline constexpr uint32_t kInfoLiteral = 2;
inline constexpr uint32_t kInfoCharset = 4;

}  // namespace orrery::sre
