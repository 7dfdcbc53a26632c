#include "engine/modules/sre/program.h"

#include <utility>

#include "engine/modules/sre/analysis.h"

namespace orrery::sre {
namespace {

// Translation recurses once per nesting level of the pattern; `re` itself gives up much earlier.
constexpr int kMaxNesting = 1000;

constexpr uint32_t word(Op op) { return static_cast<uint32_t>(op); }

}  // namespace

class Translator {
public:
    Translator(Program& program, std::span<const uint32_t> words)
        : program_(program), code_(program.code_), words_(words) {}

    bool run() {
        size_t begin = 0;
        if (words_.empty()) return false;
        size_t end = words_.size() - 1;
        if (word_at(end) != Word::kSuccess) return false;
        if (word_at(0) == Word::kInfo && !read_info(&begin, end)) return false;
        if (!region(begin, end, 0)) return false;
        emit(Op::kEndTop);
        // Targets are 32-bit words; a longer program cannot come from a pattern that fits memory.
        return code_.size() < UINT32_MAX;
    }

    const std::vector<uint32_t>& sites() const { return sites_; }

private:
    enum class RegionEnd { kInvalid, kPlain, kJump };

    Word word_at(size_t at) const { return static_cast<Word>(words_[at]); }
    uint32_t pc() const { return static_cast<uint32_t>(code_.size()); }
    void emit(Op op) { code_.push_back(word(op)); }
    void emit(Op op, uint32_t argument) {
        code_.push_back(word(op));
        code_.push_back(argument);
    }
    void emit_class(CharClass which) {
        code_.push_back(static_cast<uint32_t>(which.kind));
        code_.push_back(which.argument);
    }

    bool read_info(size_t* begin, size_t end);
    bool region(size_t begin, size_t end, int depth) {
        return region_end(begin, end, depth, false) == RegionEnd::kPlain;
    }
    // Translates the items in [begin, end). With `may_jump`, a Jump in the last two words is taken
    // as the region's end and not translated.
    RegionEnd region_end(size_t begin, size_t end, int depth, bool may_jump);
    // Translate the item at *at and move *at behind it; false: the code is invalid.
    bool item(size_t* at, size_t end, int depth);
    bool one_character(size_t* at, size_t end, CharClass* which);
    bool literals(size_t* at, size_t end);
    bool position(uint32_t code);
    bool branch(size_t* at, size_t end, int depth);
    bool group_exists(size_t* at, size_t end, int depth);
    bool repeat(size_t* at, size_t end, int depth);
    bool repeat_one(size_t* at, size_t end);
    bool possessive(size_t* at, size_t end, int depth);
    bool assertion(size_t* at, size_t end, int depth);
    bool atomic(size_t* at, size_t end, int depth);

    uint32_t add_set(std::vector<uint32_t> words, Fold fold, bool invert);

    // The operand at `at`, a skip counted from `at` itself, if it stays inside and spans `least`.
    bool skip_target(size_t at, size_t end, size_t least, size_t* target) const {
        if (at >= end) return false;
        size_t skip = words_[at];
        if (skip < least || skip > end - at) return false;
        *target = at + skip;
        return true;
    }

    Program& program_;
    std::vector<uint32_t>& code_;
    std::span<const uint32_t> words_;
    std::vector<uint32_t> sites_;
};

// <Info> <skip> <flags> <min> <max> [prefix length, prefix skip, prefix, overlaps | set]
bool Translator::read_info(size_t* begin, size_t end) {
    size_t target;
    if (!skip_target(1, end, 4, &target)) return false;
    uint32_t flags = words_[2];
    if (flags & ~(kInfoPrefix | kInfoLiteral | kInfoCharset)) return false;
    if ((flags & kInfoPrefix) && (flags & kInfoCharset)) return false;
    if ((flags & kInfoLiteral) && !(flags & kInfoPrefix)) return false;
    size_t at = 5;
    if (flags & kInfoPrefix) {
        if (target - at < 2) return false;
        size_t length = words_[at];
        if (words_[at + 1] > length) return false;
        at += 2;
        if (length > (target - at) / 2) return false;
        at += length;
        for (size_t i = 0; i < length; ++i) {
            if (words_[at + i] >= length) return false;
        }
        at += length;
    }
    if (flags & kInfoCharset) {
        if (!valid_set_words(words_.data() + at, words_.data() + target)) return false;
    } else if (at != target) {
        return false;
    }
    program_.min_width_ = words_[3];
    *begin = target;
    return true;
}

Translator::RegionEnd Translator::region_end(size_t begin, size_t end, int depth, bool may_jump) {
    if (depth > kMaxNesting) return RegionEnd::kInvalid;
    size_t at = begin;
    while (at < end) {
        if (may_jump && word_at(at) == Word::kJump && end - at == 2) return RegionEnd::kJump;
        if (!item(&at, end, depth)) return RegionEnd::kInvalid;
    }
    return at == end ? RegionEnd::kPlain : RegionEnd::kInvalid;
}

bool Translator::item(size_t* at, size_t end, int depth) {
    Word op = word_at(*at);
    switch (op) {
    case Word::kFailure:
        emit(Op::kFail);
        *at += 1;
        return true;
    case Word::kLiteral: return literals(at, end);
    case Word::kMark:
        if (end - *at < 2 || words_[*at + 1] / 2 >= program_.groups_) return false;
        emit(Op::kMark, words_[*at + 1]);
        *at += 2;
        return true;
    case Word::kAt:
        if (end - *at < 2 || !position(words_[*at + 1])) return false;
        *at += 2;
        return true;
    case Word::kGroupRef:
    case Word::kGroupRefIgnore:
    case Word::kGroupRefLocIgnore:
    case Word::kGroupRefUniIgnore:
        if (end - *at < 2 || words_[*at + 1] >= program_.groups_) return false;
        program_.has_back_references_ = true;
        if (op == Word::kGroupRef) {
            emit(Op::kGroupRef, words_[*at + 1]);
        } else {
            Fold fold = op == Word::kGroupRefUniIgnore ? Fold::kUnicode : Fold::kAscii;
            emit(Op::kGroupRefFold, words_[*at + 1]);
            code_.push_back(static_cast<uint32_t>(fold));
        }
        *at += 2;
        return true;
    case Word::kGroupRefExists: return group_exists(at, end, depth);
    case Word::kBranch: return branch(at, end, depth);
    case Word::kRepeat: return repeat(at, end, depth);
    case Word::kRepeatOne:
    case Word::kMinRepeatOne:
    case Word::kPossessiveRepeatOne: return repeat_one(at, end);
    case Word::kPossessiveRepeat: return possessive(at, end, depth);
    case Word::kAssert:
    case Word::kAssertNot: return assertion(at, end, depth);
    case Word::kAtomicGroup: return atomic(at, end, depth);
    default: {
        CharClass which;
        if (!one_character(at, end, &which)) return false;
        switch (which.kind) {
        case CharKind::kLiteral: emit(Op::kLiteral, which.argument); break;
        case CharKind::kNotLiteral: emit(Op::kNotLiteral, which.argument); break;
        case CharKind::kAny: emit(Op::kAny); break;
        case CharKind::kAnyAll: emit(Op::kAnyAll); break;
        default: emit(Op::kSet, which.argument); break;
        }
        return true;
    }
    }
}

bool Translator::one_character(size_t* at, size_t end, CharClass* which) {
    Word op = word_at(*at);
    Fold fold = Fold::kNone;
    switch (op) {
    case Word::kAny:
    case Word::kAnyAll:
        *which = {op == Word::kAny ? CharKind::kAny : CharKind::kAnyAll, 0};
        *at += 1;
        return true;
    case Word::kLiteral:
    case Word::kNotLiteral:
        if (end - *at < 2) return false;
        *which = {op == Word::kLiteral ? CharKind::kLiteral : CharKind::kNotLiteral,
                  words_[*at + 1]};
        *at += 2;
        return true;
    case Word::kLiteralIgnore:
    case Word::kNotLiteralIgnore: fold = Fold::kAscii; break;
    case Word::kLiteralLocIgnore:
    case Word::kNotLiteralLocIgnore: fold = Fold::kLocale; break;
    case Word::kLiteralUniIgnore:
    case Word::kNotLiteralUniIgnore: fold = Fold::kUnicode; break;
    case Word::kCategory: {
        if (end - *at < 2 || words_[*at + 1] >= static_cast<uint32_t>(Category::kCount)) {
            return false;
        }
        std::vector<uint32_t> items = {words_[*at], words_[*at + 1], 0};
        *which = {CharKind::kSet, add_set(std::move(items), Fold::kNone, false)};
        *at += 2;
        return true;
    }
    case Word::kIn:
    case Word::kInIgnore:
    case Word::kInLocIgnore:
    case Word::kInUniIgnore: {
        size_t target;
        if (!skip_target(*at + 1, end, 2, &target)) return false;
        const uint32_t* items = words_.data() + *at + 2;
        if (!valid_set_words(items, words_.data() + target)) return false;
        if (op == Word::kInIgnore) fold = Fold::kAscii;
        if (op == Word::kInLocIgnore) fold = Fold::kLocale;
        if (op == Word::kInUniIgnore) fold = Fold::kUnicode;
        *which = {CharKind::kSet, add_set({items, words_.data() + target}, fold, false)};
        *at = target;
        return true;
    }
    default: return false;
    }
    // A letter whatever its case.
    if (end - *at < 2) return false;
    bool invert = op == Word::kNotLiteralIgnore || op == Word::kNotLiteralLocIgnore ||
                  op == Word::kNotLiteralUniIgnore;
    std::vector<uint32_t> items = {static_cast<uint32_t>(Word::kLiteral), words_[*at + 1], 0};
    *which = {CharKind::kSet, add_set(std::move(items), fold, invert)};
    *at += 2;
    return true;
}

uint32_t Translator::add_set(std::vector<uint32_t> words, Fold fold, bool invert) {
    std::vector<CharSet>& sets = program_.sets_;
    constexpr size_t kLookBack = 32;  // keeps a pattern of very many sets linear
    size_t oldest = sets.size() > kLookBack ? sets.size() - kLookBack : 0;
    for (size_t i = sets.size(); i-- > oldest;) {
        if (sets[i].made_of(words, fold, invert)) return static_cast<uint32_t>(i);
    }
    sets.emplace_back(std::move(words), fold, invert);
    return static_cast<uint32_t>(sets.size() - 1);
}

bool Translator::literals(size_t* at, size_t end) {
    size_t start = *at;
    size_t stop = start;
    while (end - stop >= 2 && word_at(stop) == Word::kLiteral)
        stop += 2;
    if (stop == start) return false;  // the argument is missing
    size_t count = (stop - start) / 2;
    if (count == 1) {
        emit(Op::kLiteral, words_[start + 1]);
    } else {
        emit(Op::kString, static_cast<uint32_t>(count));
        for (size_t i = 0; i < count; ++i)
            code_.push_back(words_[start + 1 + 2 * i]);
    }
    *at = stop;
    return true;
}

bool Translator::position(uint32_t code) {
    switch (static_cast<Position>(code)) {
    case Position::kBeginning:
    case Position::kBeginningString: emit(Op::kAtBeginning); return true;
    case Position::kBeginningLine: emit(Op::kAtBeginningLine); return true;
    case Position::kEnd: emit(Op::kAtEnd); return true;
    case Position::kEndLine: emit(Op::kAtEndLine); return true;
    case Position::kEndString: emit(Op::kAtEndString); return true;
    case Position::kBoundary:
    case Position::kLocBoundary: emit(Op::kAtBoundary); return true;
    case Position::kNonBoundary:
    case Position::kLocNonBoundary: emit(Op::kAtNonBoundary); return true;
    case Position::kUniBoundary: emit(Op::kAtUniBoundary); return true;
    case Position::kUniNonBoundary: emit(Op::kAtUniNonBoundary); return true;
    case Position::kCount: break;
    }
    return false;
}

// <Branch> (<skip> alternative <Jump> <skip>)* 0
bool Translator::branch(size_t* at, size_t end, int depth) {
    size_t last = *at + 1;  // of the zero
    uint32_t count = 0;
    for (;; ++count) {
        if (last >= end) return false;
        if (words_[last] == 0) break;
        if (!skip_target(last, end, 3, &last)) return false;
    }
    if (count == 0) {
        emit(Op::kFail);
        *at = last + 1;
        return true;
    }
    uint32_t start = pc();
    sites_.push_back(start);
    emit(Op::kBranch, count);
    code_.resize(code_.size() + 3 * size_t{count});
    size_t alternative = *at + 1;
    std::vector<uint32_t> jumps;
    for (uint32_t i = 0; i < count; ++i) {
        size_t next = alternative + words_[alternative];
        if (word_at(next - 2) != Word::kJump) return false;
        if (next - 1 + size_t{words_[next - 1]} != last + 1) return false;
        code_[start + 2 + 3 * i] = pc();
        if (!region(alternative + 1, next - 2, depth + 1)) return false;
        jumps.push_back(pc() + 1);
        emit(Op::kJump, 0);
        alternative = next;
    }
    for (uint32_t jump : jumps)
        code_[jump] = pc();
    *at = last + 1;
    return true;
}

// <GroupRefExists> <group> <skip> yes [<Jump> <skip> no], the first skip counted from the group
bool Translator::group_exists(size_t* at, size_t end, int depth) {
    if (end - *at < 3 || words_[*at + 1] >= program_.groups_) return false;
    size_t target;
    size_t group = *at + 1;
    if (words_[group + 1] < 2 || words_[group + 1] > end - group) return false;
    target = group + words_[group + 1];
    uint32_t start = pc();
    emit(Op::kGroupExists, words_[group]);
    code_.push_back(0);
    switch (region_end(group + 2, target, depth + 1, true)) {
    case RegionEnd::kInvalid: return false;
    case RegionEnd::kPlain:
        code_[start + 2] = pc();
        *at = target;
        return true;
    case RegionEnd::kJump: break;
    }
    size_t after;
    if (!skip_target(target - 1, end, 1, &after)) return false;
    uint32_t jump = pc() + 1;
    emit(Op::kJump, 0);
    code_[start + 2] = pc();
    if (!region(target, after, depth + 1)) return false;
    code_[jump] = pc();
    *at = after;
    return true;
}

// <Repeat> <skip> <min> <max> body <MaxUntil or MinUntil>, the skip ending before the last
bool Translator::repeat(size_t* at, size_t end, int depth) {
    size_t until;
    if (!skip_target(*at + 1, end, 3, &until) || until >= end) return false;
    uint32_t min = words_[*at + 2];
    uint32_t max = words_[*at + 3];
    Word closing = word_at(until);
    if (min > max || (closing != Word::kMaxUntil && closing != Word::kMinUntil)) return false;
    uint32_t start = pc();
    sites_.push_back(start);
    emit(Op::kRepeat, min);
    code_.push_back(max);
    code_.push_back(0);
    emit_class({});
    emit_class({});
    if (!region(*at + 4, until, depth + 1)) return false;
    code_[start + 3] = pc();
    emit(closing == Word::kMaxUntil ? Op::kMaxUntil : Op::kMinUntil);
    *at = until + 1;
    return true;
}

// <RepeatOne> <skip> <min> <max> item <Success>
bool Translator::repeat_one(size_t* at, size_t end) {
    size_t target;
    if (!skip_target(*at + 1, end, 5, &target)) return false;
    uint32_t min = words_[*at + 2];
    uint32_t max = words_[*at + 3];
    if (min > max || word_at(target - 1) != Word::kSuccess) return false;
    size_t character = *at + 4;
    CharClass which;
    if (!one_character(&character, target - 1, &which) || character != target - 1) return false;
    Word op = word_at(*at);
    uint32_t start = pc();
    emit(op == Word::kRepeatOne      ? Op::kRepeatOne
         : op == Word::kMinRepeatOne ? Op::kMinRepeatOne
                                     : Op::kPossessiveOne,
         min);
    code_.push_back(max);
    emit_class(which);
    if (op != Word::kPossessiveRepeatOne) {
        sites_.push_back(start);
        emit_class({});
        code_.push_back(0);
    }
    *at = target;
    return true;
}

// <PossessiveRepeat> <skip> <min> <max> body <Success>, the skip ending before the last
bool Translator::possessive(size_t* at, size_t end, int depth) {
    size_t until;
    if (!skip_target(*at + 1, end, 3, &until) || until >= end) return false;
    uint32_t min = words_[*at + 2];
    uint32_t max = words_[*at + 3];
    if (min > max || word_at(until) != Word::kSuccess) return false;
    uint32_t start = pc();
    emit(Op::kPossessive, min);
    code_.push_back(max);
    code_.push_back(0);
    if (!region(*at + 4, until, depth + 1)) return false;
    emit(Op::kEndPossessive);
    code_[start + 3] = pc();
    *at = until + 1;
    return true;
}

// <Assert or AssertNot> <skip> <back> body <Success>
bool Translator::assertion(size_t* at, size_t end, int depth) {
    size_t target;
    if (!skip_target(*at + 1, end, 3, &target)) return false;
    uint32_t back = words_[*at + 2];
    if (back & 0x8000'0000u || word_at(target - 1) != Word::kSuccess) return false;
    bool negative = word_at(*at) == Word::kAssertNot;
    uint32_t start = pc();
    emit(negative ? Op::kAssertNot : Op::kAssert, back);
    code_.push_back(0);
    if (!region(*at + 3, target - 1, depth + 1)) return false;
    emit(negative ? Op::kEndAssertNot : Op::kEndAssert);
    code_[start + 2] = pc();
    *at = target;
    return true;
}

// <AtomicGroup> <skip> body <Success>
bool Translator::atomic(size_t* at, size_t end, int depth) {
    size_t target;
    if (!skip_target(*at + 1, end, 2, &target)) return false;
    if (word_at(target - 1) != Word::kSuccess) return false;
    uint32_t start = pc();
    emit(Op::kAtomic, 0);
    if (!region(*at + 2, target - 1, depth + 1)) return false;
    emit(Op::kEndAtomic);
    code_[start + 1] = pc();
    *at = target;
    return true;
}

bool Program::translate(std::span<const uint32_t> words, uint32_t groups) {
    code_.clear();
    sets_.clear();
    prefix_.clear();
    groups_ = groups;
    first_ = leading_run_ = {};
    min_width_ = 0;
    prefix_is_all_ = anchored_ = line_anchored_ = has_back_references_ = false;
    // Every group has marks in the code; this bounds what a matcher allocates.
    if (groups > words.size()) return false;
    Translator translator(*this, words);
    if (!translator.run()) return false;
    Analysis(*this).run(translator.sites());
    return true;
}

size_t Program::memory_size() const {
    return (code_.capacity() + prefix_.capacity()) * sizeof(uint32_t) +
           sets_.capacity() * sizeof(CharSet);
}

}  // namespace orrery::sre
