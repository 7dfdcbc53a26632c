// The instruction loop of the matcher.
//
// Going forward executes instructions; where several ways lead on, a frame is pushed that knows the
// next one. A failure takes the topmost frame, brings the state back to what it was there, and goes
// the next way. The rules when a repeat saves marks and when a turn counts as empty are observable
// and equal those of Python's own matcher. One rule is newer than Python 3.11: marks are also saved
// inside possessive repeats (gh-101955), where 3.11 reports wrong groups or a SystemError.
#pragma once

#include "engine/modules/sre/run.h"

namespace orrery::sre {

// `name` is a Frame* declared here; without memory the match ends.
#define ORRERY_SRE_PUSH(name, kind, with_marks, pc, at)                                            \
    Frame* name = push(FrameKind::kind, with_marks, pc, at);                                       \
    if (name == nullptr) return Outcome::kOutOfMemory

template <typename Char>
Outcome Run<Char>::loop(size_t at) {
    constexpr uint32_t kNoGiveBackHere = sizeof(Char) == 1 ? kNoGiveBackOneByte : kNoGiveBack;
    uint32_t pc = 0;
    for (;;) {
        switch (static_cast<Op>(code_[pc])) {
        case Op::kFail: goto fail;

        case Op::kEndTop:
            if (full_ && at != end_) goto fail;
            if (must_advance_ && at == start_) goto fail;
            m_.stop_ = at;
            return Outcome::kMatch;

        case Op::kMark:
            set_mark(code_[pc + 1], at);
            pc += 2;
            continue;

        case Op::kLiteral:
            if (at >= end_ || text_[at] != code_[pc + 1]) goto fail;
            ++at;
            pc += 2;
            continue;

        case Op::kNotLiteral:
            if (at >= end_ || text_[at] == code_[pc + 1]) goto fail;
            ++at;
            pc += 2;
            continue;

        case Op::kAny:
            if (at >= end_ || text_[at] == '\n') goto fail;
            ++at;
            pc += 1;
            continue;

        case Op::kAnyAll:
            if (at >= end_) goto fail;
            ++at;
            pc += 1;
            continue;

        case Op::kSet:
            if (at >= end_ || !program_.set(code_[pc + 1]).contains(text_[at])) goto fail;
            ++at;
            pc += 2;
            continue;

        case Op::kString: {
            uint32_t length = code_[pc + 1];
            if (length > end_ - at) goto fail;
            const uint32_t* string = code_ + pc + 2;
            for (uint32_t i = 0; i < length; ++i) {
                if (text_[at + i] != string[i]) goto fail;
            }
            at += length;
            pc += 2 + length;
            continue;
        }

        case Op::kAtBeginning:
            if (at != 0) goto fail;
            pc += 1;
            continue;
        case Op::kAtBeginningLine:
            if (at != 0 && text_[at - 1] != '\n') goto fail;
            pc += 1;
            continue;
        case Op::kAtEnd:
            if (at != end_ && !(at + 1 == end_ && text_[at] == '\n')) goto fail;
            pc += 1;
            continue;
        case Op::kAtEndLine:
            if (at != end_ && text_[at] != '\n') goto fail;
            pc += 1;
            continue;
        case Op::kAtEndString:
            if (at != end_) goto fail;
            pc += 1;
            continue;
        case Op::kAtBoundary:
            if (!at_boundary(at, false, true)) goto fail;
            pc += 1;
            continue;
        case Op::kAtNonBoundary:
            if (!at_boundary(at, false, false)) goto fail;
            pc += 1;
            continue;
        case Op::kAtUniBoundary:
            if (!at_boundary(at, true, true)) goto fail;
            pc += 1;
            continue;
        case Op::kAtUniNonBoundary:
            if (!at_boundary(at, true, false)) goto fail;
            pc += 1;
            continue;

        case Op::kGroupRef:
            if (!same_as_group(code_[pc + 1], Fold::kNone, &at)) goto fail;
            pc += 2;
            continue;
        case Op::kGroupRefFold:
            if (!same_as_group(code_[pc + 1], static_cast<Fold>(code_[pc + 2]), &at)) goto fail;
            pc += 3;
            continue;
        case Op::kGroupExists: {
            auto mark = static_cast<int32_t>(2 * code_[pc + 1]);
            bool exists =
                mark < last_mark_ && marks_[mark] >= 0 && marks_[mark + 1] >= marks_[mark];
            pc = exists ? pc + 3 : code_[pc + 2];
            continue;
        }

        case Op::kJump: pc = code_[pc + 1]; continue;

        case Op::kBranch: {
            uint32_t count = code_[pc + 1];
            uint32_t first = viable(pc, 0, at);
            if (first == count) goto fail;
            uint32_t second = viable(pc, first + 1, at);
            if (second != count || !may_leave_no_frame()) {
                ORRERY_SRE_PUSH(frame, kBranch, repeat_ != 0, pc, at);
                frame->count = second;
            }
            pc = code_[pc + 2 + 3 * first];
            continue;
        }

        case Op::kRepeatOne: {
            uint32_t min = code_[pc + 1];
            if (min > end_ - at) goto fail;
            size_t taken = count(class_at(pc + 3), at, code_[pc + 2]);
            if (interrupted_) return Outcome::kInterrupted;
            if (taken < min) goto fail;
            size_t least = at + min;
            at += taken;
            if (taken == min || (code_[pc + 7] & kNoGiveBackHere)) {
                if (!may_start(class_at(pc + 5), at)) goto fail;
                least = at;
            } else {
                at = last_start(class_at(pc + 5), least, at);
                if (at == kNowhere) goto fail;
            }
            if (at > least || !may_leave_no_frame()) {
                ORRERY_SRE_PUSH(frame, kRepeatOne, repeat_ != 0, pc, at);
                frame->count = static_cast<int64_t>(least);
            }
            pc += 8;
            continue;
        }

        case Op::kMinRepeatOne: {
            uint32_t min = code_[pc + 1];
            uint32_t max = code_[pc + 2];
            if (min > end_ - at) goto fail;
            if (min != 0) {
                if (count(class_at(pc + 3), at, min) < min) {
                    if (interrupted_) return Outcome::kInterrupted;
                    goto fail;
                }
                at += min;
            }
            size_t most = end_;
            if (max != kMaxRepeat && max - min < end_ - at) most = at + (max - min);
            at = next_start(class_at(pc + 3), class_at(pc + 5), at, most);
            if (at == kNowhere) goto fail;
            if (at < most || !may_leave_no_frame()) {
                ORRERY_SRE_PUSH(frame, kMinRepeatOne, repeat_ != 0, pc, at);
                frame->count = static_cast<int64_t>(most);
            }
            pc += 8;
            continue;
        }

        case Op::kPossessiveOne: {
            uint32_t min = code_[pc + 1];
            if (min > end_ - at) goto fail;
            size_t taken = count(class_at(pc + 3), at, code_[pc + 2]);
            if (interrupted_) return Outcome::kInterrupted;
            if (taken < min) goto fail;
            at += taken;
            pc += 5;
            continue;
        }

        case Op::kRepeat: {
            if (code_[pc + 1] == 0 && !may_start(class_at(pc + 4), at)) {
                pc = code_[pc + 3] + 1;  // no turn is possible: as if the repeat were not there
                continue;
            }
            ORRERY_SRE_PUSH(frame, kRepeat, false, pc, at);
            frame->count = -1;
            frame->last = -1;
            repeat_ = index_of(frame);
            pc = code_[pc + 3];
            continue;
        }

        case Op::kMaxUntil: {
            if (--steps_ <= 0 && polled_out()) return Outcome::kInterrupted;
            Frame* context = frame_at(repeat_);
            uint32_t start = context->pc;
            int64_t turns = context->count + 1;
            uint32_t max = code_[start + 2];
            if (turns < code_[start + 1]) {
                context->count = turns;
                ORRERY_SRE_PUSH(frame, kRequired, false, pc, at);
                frame->count = turns;
                pc = start + 8;
                continue;
            }
            if ((turns < max || max == kMaxRepeat) && static_cast<int64_t>(at) != context->last &&
                may_start(class_at(start + 4), at)) {
                int64_t last = context->last;
                context->count = turns;
                context->last = static_cast<int64_t>(at);
                ORRERY_SRE_PUSH(frame, kMaxUntil, true, pc, at);
                frame->count = turns;
                frame->last = last;
                pc = start + 8;
                continue;
            }
            if (!may_start(class_at(start + 6), at)) goto fail;
            repeat_ = context->repeat;
            pc += 1;
            continue;
        }

        case Op::kMinUntil: {
            if (--steps_ <= 0 && polled_out()) return Outcome::kInterrupted;
            Frame* context = frame_at(repeat_);
            uint32_t start = context->pc;
            int64_t turns = context->count + 1;
            if (turns < code_[start + 1]) {
                context->count = turns;
                ORRERY_SRE_PUSH(frame, kRequired, false, pc, at);
                frame->count = turns;
                pc = start + 8;
                continue;
            }
            uint32_t outer = context->repeat;
            ORRERY_SRE_PUSH(frame, kMinUntil, outer != 0, pc, at);
            frame->count = turns;
            repeat_ = outer;
            pc += 1;
            continue;
        }

        case Op::kPossessive: {
            ORRERY_SRE_PUSH(frame, kPossessive, code_[pc + 1] == 0, pc, at);
            frame->count = 0;
            if (code_[pc + 2] == 0) {
                pop(frame);
                pc = code_[pc + 3];
                continue;
            }
            barrier_ = index_of(frame);
            repeat_ = barrier_;  // so that marks are saved within
            pc += 4;
            continue;
        }

        case Op::kEndPossessive: {
            if (--steps_ <= 0 && polled_out()) return Outcome::kInterrupted;
            Frame* done = frame_at(barrier_);
            uint32_t start = done->pc;
            int64_t turns = done->count + 1;
            uint32_t min = code_[start + 1];
            uint32_t max = code_[start + 2];
            bool empty = turns > min && static_cast<int64_t>(at) == done->position;
            repeat_ = done->repeat;
            barrier_ = done->barrier;
            pop(done);
            if (turns >= min && ((turns >= max && max != kMaxRepeat) || empty)) {
                pc = code_[start + 3];
                continue;
            }
            ORRERY_SRE_PUSH(frame, kPossessive, turns >= min, start, at);
            frame->count = turns;
            barrier_ = index_of(frame);
            repeat_ = barrier_;
            pc = start + 4;
            continue;
        }

        case Op::kAssert: {
            uint32_t back = code_[pc + 1];
            if (back > at) goto fail;
            ORRERY_SRE_PUSH(frame, kAssert, false, pc, at);
            barrier_ = index_of(frame);
            at -= back;
            pc += 3;
            continue;
        }

        case Op::kEndAssert: {
            Frame* frame = frame_at(barrier_);
            at = static_cast<size_t>(frame->position);
            pc = code_[frame->pc + 2];
            repeat_ = frame->repeat;
            barrier_ = frame->barrier;
            pop(frame);
            continue;
        }

        case Op::kAssertNot: {
            uint32_t back = code_[pc + 1];
            if (back > at) {
                pc = code_[pc + 2];
                continue;
            }
            ORRERY_SRE_PUSH(frame, kAssertNot, repeat_ != 0, pc, at);
            barrier_ = index_of(frame);
            at -= back;
            pc += 3;
            continue;
        }

        case Op::kEndAssertNot: {
            Frame* frame = frame_at(barrier_);
            repeat_ = frame->repeat;
            barrier_ = frame->barrier;
            pop(frame);
            goto fail;
        }

        case Op::kAtomic: {
            ORRERY_SRE_PUSH(frame, kAtomic, false, pc, at);
            barrier_ = index_of(frame);
            pc += 2;
            continue;
        }

        case Op::kEndAtomic: {
            Frame* frame = frame_at(barrier_);
            pc = code_[frame->pc + 1];
            repeat_ = frame->repeat;
            barrier_ = frame->barrier;
            pop(frame);
            continue;
        }
        }

    fail:
        if (--steps_ <= 0 && polled_out()) return Outcome::kInterrupted;
        Frame* frame = top();
        pc = frame->pc;
        switch (frame->kind) {
        case FrameKind::kBottom: return Outcome::kNoMatch;

        case FrameKind::kBranch: {
            restore(frame);
            at = static_cast<size_t>(frame->position);
            auto now = static_cast<uint32_t>(frame->count);
            uint32_t count = code_[pc + 1];
            if (now == count) {
                pop(frame);
                goto fail;
            }
            frame->count = viable(pc, now + 1, at);
            if (frame->count == count) pop_if_allowed(frame);
            pc = code_[pc + 2 + 3 * now];
            continue;
        }

        case FrameKind::kRepeatOne: {
            restore(frame);
            at = static_cast<size_t>(frame->position);
            auto least = static_cast<size_t>(frame->count);
            at = at > least ? last_start(class_at(pc + 5), least, at - 1) : kNowhere;
            if (at == kNowhere) {
                pop(frame);
                goto fail;
            }
            frame->position = static_cast<int64_t>(at);
            if (at == least) pop_if_allowed(frame);
            pc += 8;
            continue;
        }

        case FrameKind::kMinRepeatOne: {
            restore(frame);
            at = static_cast<size_t>(frame->position);
            auto most = static_cast<size_t>(frame->count);
            bool more = at < most && holds(class_at(pc + 3), text_[at]);
            at = more ? next_start(class_at(pc + 3), class_at(pc + 5), at + 1, most) : kNowhere;
            if (at == kNowhere) {
                pop(frame);
                goto fail;
            }
            frame->position = static_cast<int64_t>(at);
            if (at >= most) pop_if_allowed(frame);
            pc += 8;
            continue;
        }

        case FrameKind::kRepeat:
            repeat_ = frame->repeat;
            pop(frame);
            goto fail;

        case FrameKind::kRequired:
            repeat_ = frame->repeat;
            frame_at(repeat_)->count = frame->count - 1;
            pop(frame);
            goto fail;

        case FrameKind::kMaxUntil: {
            restore(frame);
            at = static_cast<size_t>(frame->position);
            Frame* context = frame_at(repeat_);
            context->last = frame->last;
            context->count = frame->count - 1;
            pop(frame);
            if (!may_start(class_at(context->pc + 6), at)) goto fail;
            repeat_ = context->repeat;
            pc += 1;
            continue;
        }

        case FrameKind::kMinUntil: {
            restore(frame);
            at = static_cast<size_t>(frame->position);
            int64_t turns = frame->count;
            pop(frame);
            Frame* context = frame_at(repeat_);
            uint32_t start = context->pc;
            uint32_t max = code_[start + 2];
            if ((turns >= max && max != kMaxRepeat) || static_cast<int64_t>(at) == context->last) {
                goto fail;
            }
            int64_t last = context->last;
            context->count = turns;
            context->last = static_cast<int64_t>(at);
            ORRERY_SRE_PUSH(turn, kMinTurn, false, pc, at);
            turn->count = turns;
            turn->last = last;
            pc = start + 8;
            continue;
        }

        case FrameKind::kMinTurn: {
            repeat_ = frame->repeat;
            Frame* context = frame_at(repeat_);
            context->last = frame->last;
            context->count = frame->count - 1;
            pop(frame);
            goto fail;
        }

        case FrameKind::kAssert:
        case FrameKind::kAtomic:
            repeat_ = frame->repeat;
            barrier_ = frame->barrier;
            pop(frame);
            goto fail;

        case FrameKind::kAssertNot:
            restore(frame);
            at = static_cast<size_t>(frame->position);
            pop(frame);
            pc = code_[pc + 2];
            continue;

        case FrameKind::kPossessive:
            if (frame->count < code_[pc + 1]) {
                repeat_ = frame->repeat;
                barrier_ = frame->barrier;
                pop(frame);
                goto fail;
            }
            restore(frame);
            at = static_cast<size_t>(frame->position);
            pop(frame);
            pc = code_[pc + 3];
            continue;
        }
    }
}

#undef ORRERY_SRE_PUSH

}  // namespace orrery::sre
