#include "engine/modules/sre/analysis.h"

#include <utility>

namespace orrery::sre {
namespace {

constexpr int kMaxDepth = 8;           // of unions over optional parts
constexpr size_t kMaxFilterSets = 256; // a filter costs some 300 bytes

}  // namespace

void Analysis::run(const std::vector<uint32_t>& sites) {
    // Backwards: what follows an instruction is complete before the instruction itself.
    for (size_t n = sites.size(); n-- > 0;) {
        uint32_t pc = sites[n];
        switch (static_cast<Op>(code_[pc])) {
        case Op::kBranch:
            for (uint32_t i = 0; i < code_[pc + 1]; ++i) {
                uint32_t entry = pc + 2 + 3 * i;
                write_class(entry + 1, first_at(code_[entry]).which);
            }
            break;
        case Op::kRepeat:
            write_class(pc + 4, first_at(pc + 8).which);
            write_class(pc + 6, first_at(code_[pc + 3] + 1).which);
            break;
        case Op::kRepeatOne: finish_repeat_one(pc); break;
        default:   // kMinRepeatOne
            write_class(pc + 5, first_at(pc + 8).which);
            break;
        }
    }
    find_search_facts();
}

void Analysis::finish_repeat_one(uint32_t pc) {
    First next = first_at(pc + 8);
    write_class(pc + 5, next.which);
    if (next.at_end) {
        code_[pc + 7] = kNoGiveBack | kNoGiveBackOneByte;
    } else if (next.which.kind != CharKind::kUnknown) {
        CharSet item = as_set(read_class(pc + 3));
        CharSet follower = as_set(next.which);
        if (item.disjoint_low(follower)) code_[pc + 7] |= kNoGiveBackOneByte;
        if (item.disjoint(follower)) code_[pc + 7] |= kNoGiveBack;
    }
}

void Analysis::find_search_facts() {
    program_.first_ = first_at(0).which;
    uint32_t pc = 0;
    bool marks = false;
    for (;; pc += 2, marks = true) {
        if (static_cast<Op>(code_[pc]) != Op::kMark) break;
    }
    Op start = static_cast<Op>(code_[pc]);
    program_.anchored_ = start == Op::kAtBeginning;
    program_.line_anchored_ = start == Op::kAtBeginningLine;
    bool repeats =
        start == Op::kRepeatOne || start == Op::kMinRepeatOne || start == Op::kPossessiveOne;
    if (repeats && code_[pc + 2] == kMaxRepeat && !program_.has_back_references_) {
        program_.leading_run_ = read_class(pc + 3);
    }
    for (;;) {
        switch (static_cast<Op>(code_[pc])) {
        case Op::kMark:
            marks = true;
            pc += 2;
            continue;
        case Op::kLiteral:
            program_.prefix_.push_back(code_[pc + 1]);
            pc += 2;
            continue;
        case Op::kString:
            program_.prefix_.insert(program_.prefix_.end(), code_.begin() + pc + 2,
                                    code_.begin() + pc + 2 + code_[pc + 1]);
            pc += 2 + code_[pc + 1];
            continue;
        case Op::kEndTop: program_.prefix_is_all_ = !marks && !program_.prefix_.empty(); return;
        default: return;
        }
    }
}

Analysis::First Analysis::first_at(uint32_t pc, int depth) {
    bool pure = true;   // no condition has been stepped over
    for (;;) {
        switch (static_cast<Op>(code_[pc])) {
        case Op::kMark: pc += 2; break;
        case Op::kJump: pc = code_[pc + 1]; break;
        case Op::kAtBeginning:
        case Op::kAtBeginningLine:
        case Op::kAtEnd:
        case Op::kAtEndLine:
        case Op::kAtEndString:
        case Op::kAtBoundary:
        case Op::kAtNonBoundary:
        case Op::kAtUniBoundary:
        case Op::kAtUniNonBoundary:
            pure = false;
            pc += 1;
            break;
        case Op::kAssert:
        case Op::kAssertNot:
            pure = false;
            pc = code_[pc + 2];
            break;
        case Op::kAtomic:
            pure = false;   // its own end is not the one that is asked about
            pc += 2;
            break;
        case Op::kEndAtomic:
            if (pure && depth == 0) return {{}, true};
            pc += 1;
            break;
        case Op::kEndTop:
        case Op::kEndAssert:
        case Op::kEndAssertNot:
        case Op::kEndPossessive: return {{}, pure && depth == 0};
        case Op::kLiteral: return {{CharKind::kLiteral, code_[pc + 1]}};
        case Op::kString: return {{CharKind::kLiteral, code_[pc + 2]}};
        case Op::kNotLiteral: return {{CharKind::kNotLiteral, code_[pc + 1]}};
        case Op::kAny: return {{CharKind::kAny}};
        case Op::kAnyAll: return {{CharKind::kAnyAll}};
        case Op::kSet: return {{CharKind::kSet, code_[pc + 1]}};
        case Op::kRepeatOne:
        case Op::kMinRepeatOne:
        case Op::kPossessiveOne: {
            CharClass item = read_class(pc + 3);
            if (code_[pc + 1] != 0) return {item};
            if (depth == kMaxDepth) return {};
            bool short_form = static_cast<Op>(code_[pc]) == Op::kPossessiveOne;
            return {united(item, first_at(pc + (short_form ? 5 : 8), depth + 1).which)};
        }
        case Op::kRepeat: {
            if (depth == kMaxDepth) return {};
            CharClass body = first_at(pc + 8, depth + 1).which;
            if (code_[pc + 1] != 0) return {body};
            return {united(body, first_at(code_[pc + 3] + 1, depth + 1).which)};
        }
        case Op::kPossessive: {
            if (depth == kMaxDepth) return {};
            CharClass body = first_at(pc + 4, depth + 1).which;
            if (code_[pc + 1] != 0) return {body};
            return {united(body, first_at(code_[pc + 3], depth + 1).which)};
        }
        case Op::kBranch: {
            return {united_alternatives(pc)};
        }
        default: return {};
        }
    }
}

CharSet Analysis::as_set(CharClass which) const {
    switch (which.kind) {
    case CharKind::kLiteral: return CharSet::of_literal(which.argument, false);
    case CharKind::kNotLiteral: return CharSet::of_literal(which.argument, true);
    case CharKind::kSet: return program_.sets_[which.argument];
    default: return CharSet::of_anything(which.kind != CharKind::kAny);
    }
}

CharClass Analysis::united(CharClass a, CharClass b) {
    if (a == b) return a;
    if (a.kind == CharKind::kUnknown || b.kind == CharKind::kUnknown) return {};
    CharSet all = as_set(a);
    all.add_at_least(as_set(b));
    return add_filter(std::move(all));
}

CharClass Analysis::united_alternatives(uint32_t pc) {
    CharClass first = read_class(pc + 3);
    CharSet all = as_set(first);
    bool same = true;
    for (uint32_t i = 0; i < code_[pc + 1]; ++i) {
        CharClass each = read_class(pc + 3 + 3 * i);
        if (each.kind == CharKind::kUnknown) return {};
        if (each == first) continue;
        same = false;
        all.add_at_least(as_set(each));
    }
    return same ? first : add_filter(std::move(all));
}

CharClass Analysis::add_filter(CharSet set) {
    if (program_.sets_.size() >= kMaxFilterSets) return {};
    program_.sets_.push_back(std::move(set));
    return {CharKind::kSet, static_cast<uint32_t>(program_.sets_.size() - 1)};
}

void Analysis::write_class(uint32_t pc, CharClass which) {
    code_[pc] = static_cast<uint32_t>(which.kind);
    code_[pc + 1] = which.argument;
}

}  // namespace orrery::sre
