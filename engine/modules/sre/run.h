// One matcher at work, for one width of characters: the attempt at a position, and the search for
// positions. The instruction loop is in run_loop.h.
#pragma once

#include <algorithm>
#include <cstring>

#include "engine/modules/sre/matcher.h"
#include "engine/modules/sre/scan.h"

namespace orrery::sre {

inline constexpr int64_t kStepsPerPoll = 1 << 14;
inline constexpr int64_t kScannedPerStep = 16;         // characters passed in a tight loop
inline constexpr size_t kScanChunk = size_t{1} << 20;  // characters between two polls

enum class FrameKind : uint16_t {
    kBottom,
    kBranch,
    kRepeatOne,
    kMinRepeatOne,
    kRepeat,      // a repeat's context: count, and the position where its last turn began
    kRequired,    // a turn that the minimum demands
    kMaxUntil,    // a turn; without it, go on behind the repeat
    kMinUntil,    // what is behind the repeat; failing that, another turn
    kMinTurn,
    kAssert,      // barriers
    kAssertNot,
    kAtomic,
    kPossessive,
};

struct Frame {
    int64_t position;
    int64_t count;
    int64_t last;
    uint32_t repeat;     // active repeat: the index of its frame on the stack, 0 for none
    uint32_t barrier;
    int32_t last_mark;
    int32_t last_index;
    uint32_t pc;
    FrameKind kind;
    uint16_t has_marks;
};
inline constexpr size_t kFrameWords = sizeof(Frame) / sizeof(uint64_t);
static_assert(sizeof(Frame) % sizeof(uint64_t) == 0);

// One matcher at work, for one width of characters.
template <typename Char>
class Run {
public:
    explicit Run(Matcher& matcher)
        : m_(matcher),
          program_(matcher.program_),
          code_(matcher.program_.code()),
          text_(static_cast<const Char*>(matcher.subject_.data)),
          end_(matcher.end_),
          marks_(matcher.marks_),
          base_(matcher.stack_.words()),
          capacity_(matcher.stack_.capacity()),
          must_advance_(matcher.must_advance_) {}

    Outcome match(bool full) {
        full_ = full;
        return attempt(m_.from_);
    }
    Outcome search();
    // Hands the result to the matcher.
    Outcome finish(Outcome outcome);

private:
    Outcome attempt(size_t start);
    Outcome loop(size_t at);
    Outcome search_prefix(size_t at, size_t last);
    Outcome search_first(size_t at, size_t last);
    Outcome search_lines(size_t at, size_t last);

    CharClass class_at(uint32_t pc) const {
        return {static_cast<CharKind>(code_[pc]), code_[pc + 1]};
    }
    bool may_start(CharClass which, size_t at) const {
        return which.kind == CharKind::kUnknown || (at < end_ && holds(which, text_[at]));
    }
    bool holds(CharClass which, uint32_t c) const { return class_holds(program_, which, c); }

    // How many characters from `at` on, at most `most`, are in the class.
    size_t count(CharClass which, size_t at, uint32_t most);
    // After a failed attempt at `at`: the last position where an attempt is certain to fail too.
    size_t behind_leading_run(size_t at) {
        CharClass run = program_.leading_run();
        return run.kind == CharKind::kUnknown ? at : at + count(run, at, kMaxRepeat);
    }
    // The highest position in [least, at] where a character of the class is, or kNowhere.
    size_t last_start(CharClass which, size_t least, size_t at);

    // The lowest position in [at, most] where `next` may start, all before it being in `item`, or
    // kNowhere.
    size_t next_start(CharClass item, CharClass next, size_t at, size_t most);

    uint32_t viable(uint32_t branch, uint32_t from, size_t at) const;
    bool at_boundary(size_t at, bool unicode, bool wanted) const;
    bool same_as_group(uint32_t group, Fold mode, size_t* at) const;

    Frame* push(FrameKind kind, bool with_marks, uint32_t pc, size_t at);
    Frame* frame_at(uint32_t index) const { return reinterpret_cast<Frame*>(base_ + index); }
    Frame* top() const { return frame_at(static_cast<uint32_t>(depth_ - kFrameWords)); }
    uint32_t index_of(const Frame* frame) const {
        return static_cast<uint32_t>(reinterpret_cast<const uint64_t*>(frame) - base_);
    }
    static size_t saved_marks(const Frame* frame) {
        return frame->has_marks ? static_cast<size_t>(frame->last_mark + 1) : 0;
    }
    // Whether the last of several ways may be taken without a frame. A frame that has saved marks
    // restores them even when it has no way left to offer; that is redundant only if the next frame
    // restores them as well, and would otherwise show in the result.
    bool may_leave_no_frame() const { return repeat_ == 0 || last_mark_ < 0 || top()->has_marks; }
    void pop_if_allowed(const Frame* frame) {
        size_t depth = depth_;
        pop(frame);
        if (!may_leave_no_frame()) depth_ = depth;
    }
    void pop(const Frame* frame) { depth_ = index_of(frame) - saved_marks(frame); }
    // Brings marks and the active repeat back to what they were when the frame was pushed.
    void restore(const Frame* frame);
    void set_mark(uint32_t mark, size_t at);

    bool polled_out() {
        steps_ = kStepsPerPoll;
        const Interrupt& interrupt = m_.interrupt_;
        if (interrupt.word == nullptr) return false;
        if (interrupt.word->load(std::memory_order_relaxed) == 0) return false;
        return interrupt.handle == nullptr || interrupt.handle(interrupt.context);
    }

    Matcher& m_;
    const Program& program_;
    const uint32_t* code_;
    const Char* text_;
    size_t end_;
    int64_t* marks_;
    int32_t last_mark_ = -1;
    int32_t last_index_ = -1;
    uint64_t* base_;
    size_t capacity_;
    size_t depth_ = 0;  // words in use
    uint32_t repeat_ = 0;
    uint32_t barrier_ = 0;
    int64_t steps_ = kStepsPerPoll;
    size_t start_ = 0;
    bool full_ = false;
    bool must_advance_;
    bool interrupted_ = false;
};

template <typename Char>
Frame* Run<Char>::push(FrameKind kind, bool with_marks, uint32_t pc, size_t at) {
    size_t marks = with_marks ? static_cast<size_t>(last_mark_ + 1) : 0;
    size_t needed = depth_ + marks + kFrameWords;
    if (needed > capacity_) [[unlikely]] {
        if (!m_.stack_.grow(needed)) return nullptr;
        base_ = m_.stack_.words();
        capacity_ = m_.stack_.capacity();
    }
    for (size_t i = 0; i < marks; ++i)
        base_[depth_ + i] = static_cast<uint64_t>(marks_[i]);
    Frame* frame = reinterpret_cast<Frame*>(base_ + depth_ + marks);
    depth_ = needed;
    frame->position = static_cast<int64_t>(at);
    frame->repeat = repeat_;
    frame->barrier = barrier_;
    frame->last_mark = last_mark_;
    frame->last_index = last_index_;
    frame->pc = pc;
    frame->kind = kind;
    frame->has_marks = with_marks;
    return frame;
}

template <typename Char>
void Run<Char>::restore(const Frame* frame) {
    size_t marks = saved_marks(frame);
    const uint64_t* saved = reinterpret_cast<const uint64_t*>(frame) - marks;
    for (size_t i = 0; i < marks; ++i)
        marks_[i] = static_cast<int64_t>(saved[i]);
    last_mark_ = frame->last_mark;
    last_index_ = frame->last_index;
    repeat_ = frame->repeat;
    barrier_ = frame->barrier;
}

template <typename Char>
void Run<Char>::set_mark(uint32_t mark, size_t at) {
    auto index = static_cast<int32_t>(mark);
    if (index & 1) last_index_ = index / 2 + 1;
    if (index > last_mark_) {
        for (int32_t skipped = last_mark_ + 1; skipped < index; ++skipped)
            marks_[skipped] = -1;
        last_mark_ = index;
    }
    marks_[index] = static_cast<int64_t>(at);
}

template <typename Char>
size_t Run<Char>::count(CharClass which, size_t at, uint32_t most) {
    size_t stop = end_;
    if (most != kMaxRepeat && most < end_ - at) stop = at + most;
    size_t reached = at;
    for (;;) {
        size_t chunk_end = std::min(stop, reached + kScanChunk);
        size_t next = skip_class(program_, which, text_, reached, chunk_end);
        steps_ -= static_cast<int64_t>(next - reached) / kScannedPerStep;
        reached = next;
        if (next < chunk_end || next == stop) return reached - at;
        if (polled_out()) {
            interrupted_ = true;
            return 0;
        }
    }
}

template <typename Char>
size_t Run<Char>::last_start(CharClass which, size_t least, size_t at) {
    if (which.kind == CharKind::kUnknown) return at;
    size_t found = rfind_class(program_, which, text_, least, std::min(at + 1, end_));
    steps_ -= static_cast<int64_t>(at - (found == kNowhere ? least : found)) / kScannedPerStep;
    return found;
}

template <typename Char>
size_t Run<Char>::next_start(CharClass item, CharClass next, size_t at, size_t most) {
    if (next.kind == CharKind::kUnknown) return at;
    size_t stop = std::min(most + 1, end_);
    size_t found = at;
    if (item.kind == CharKind::kAnyAll) {
        found = find_class(program_, next, text_, at, stop);
    } else {
        found = with_predicate<Char>(program_, item, [&](auto in_item) {
            return with_predicate<Char>(program_, next, [&](auto in_next) {
                size_t each = at;
                for (; each < stop; ++each) {
                    if (in_next(text_[each])) return each;
                    if (!in_item(text_[each])) return stop;
                }
                return stop;
            });
        });
    }
    steps_ -= static_cast<int64_t>(found - at) / kScannedPerStep;
    return found < stop ? found : kNowhere;
}

template <typename Char>
uint32_t Run<Char>::viable(uint32_t branch, uint32_t from, size_t at) const {
    uint32_t count = code_[branch + 1];
    const uint32_t* entry = code_ + branch + 2 + 3 * from;
    if (at >= end_) {
        while (from < count && static_cast<CharKind>(entry[1]) != CharKind::kUnknown) {
            ++from;
            entry += 3;
        }
        return from;
    }
    uint32_t c = text_[at];
    for (; from < count; ++from, entry += 3) {
        CharClass which{static_cast<CharKind>(entry[1]), entry[2]};
        if (which.kind == CharKind::kLiteral) {
            if (which.argument == c) break;
        } else if (which.kind == CharKind::kUnknown || holds(which, c)) {
            break;
        }
    }
    return from;
}

template <typename Char>
bool Run<Char>::at_boundary(size_t at, bool unicode, bool wanted) const {
    if (end_ == 0) return false;  // in empty text neither \b nor \B matches
    auto is_word = [&](size_t index) {
        return unicode ? unicode_is_word(text_[index]) : ascii_is_word(text_[index]);
    };
    bool before = at > 0 && is_word(at - 1);
    bool behind = at < end_ && is_word(at);
    return (before != behind) == wanted;
}

template <typename Char>
bool Run<Char>::same_as_group(uint32_t group, Fold mode, size_t* at) const {
    auto mark = static_cast<int32_t>(2 * group);
    if (mark >= last_mark_) return false;
    int64_t from = marks_[mark];
    int64_t to = marks_[mark + 1];
    if (from < 0 || to < from) return false;
    auto length = static_cast<size_t>(to - from);
    if (length > end_ - *at) return false;
    const Char* a = text_ + from;
    const Char* b = text_ + *at;
    if (mode == Fold::kNone) {
        if (length != 0 && std::memcmp(a, b, length * sizeof(Char)) != 0) return false;
    } else {
        for (size_t i = 0; i < length; ++i) {
            if (a[i] != b[i] && fold(mode, a[i]) != fold(mode, b[i])) return false;
        }
    }
    *at += length;
    return true;
}

template <typename Char>
Outcome Run<Char>::attempt(size_t start) {
    start_ = start;
    depth_ = 0;
    last_mark_ = -1;
    last_index_ = -1;
    repeat_ = 0;
    barrier_ = 0;
    if (end_ - start < program_.min_width()) return Outcome::kNoMatch;
    if (push(FrameKind::kBottom, false, 0, start) == nullptr) return Outcome::kOutOfMemory;
    return loop(start);
}

template <typename Char>
Outcome Run<Char>::search() {
    size_t at = m_.from_;
    if (at > end_) return Outcome::kNoMatch;
    size_t width = program_.min_width();
    if (end_ - at < width) return Outcome::kNoMatch;
    size_t last = end_ - width;  // the last position where a match could start

    if (program_.anchored()) return at == 0 ? attempt(0) : Outcome::kNoMatch;
    if (program_.line_anchored()) return search_lines(at, last);
    if (!program_.prefix().empty()) return search_prefix(at, last);
    if (program_.first().kind != CharKind::kUnknown) return search_first(at, last);
    for (; at <= last; ++at) {
        Outcome outcome = attempt(at);
        if (outcome != Outcome::kNoMatch) return outcome;
        must_advance_ = false;
        if (--steps_ <= 0 && polled_out()) return Outcome::kInterrupted;
        at = behind_leading_run(at);
        if (interrupted_) return Outcome::kInterrupted;
    }
    return Outcome::kNoMatch;
}

template <typename Char>
Outcome Run<Char>::search_lines(size_t at, size_t last) {
    for (; at <= last; ++at) {
        if (at != 0 && text_[at - 1] != '\n') {
            size_t line_break = find_char<Char>('\n', text_, at, end_);
            steps_ -= static_cast<int64_t>(line_break - at) / kScannedPerStep;
            at = line_break + 1;
            if (at > last) break;
        }
        Outcome outcome = attempt(at);
        if (outcome != Outcome::kNoMatch) return outcome;
        must_advance_ = false;
        if (--steps_ <= 0 && polled_out()) return Outcome::kInterrupted;
    }
    return Outcome::kNoMatch;
}

template <typename Char>
Outcome Run<Char>::search_prefix(size_t at, size_t last) {
    std::span<const uint32_t> prefix = program_.prefix();
    if (prefix.size() > end_ - at) return Outcome::kNoMatch;
    last = std::min(last, end_ - prefix.size());
    for (; at <= last; ++at) {
        size_t chunk_last = std::min(last, at + kScanChunk);
        size_t found = find_string(prefix, text_, at, chunk_last);
        steps_ -= 1 + static_cast<int64_t>(std::min(found, chunk_last) - at) / kScannedPerStep;
        if (steps_ <= 0 && polled_out()) return Outcome::kInterrupted;
        if (found == kNowhere) {
            at = chunk_last;
            continue;
        }
        at = found;
        if (program_.prefix_is_all()) {
            start_ = at;
            m_.stop_ = at + prefix.size();
            return Outcome::kMatch;
        }
        Outcome outcome = attempt(at);
        if (outcome != Outcome::kNoMatch) return outcome;
        must_advance_ = false;
    }
    return Outcome::kNoMatch;
}

template <typename Char>
Outcome Run<Char>::search_first(size_t at, size_t last) {
    CharClass first = program_.first();
    size_t stop = std::min(last + 1, end_);
    for (; at < stop; ++at) {
        size_t chunk_end = std::min(stop, at + kScanChunk);
        size_t found = find_class(program_, first, text_, at, chunk_end);
        steps_ -= 1 + static_cast<int64_t>(found - at) / kScannedPerStep;
        if (steps_ <= 0 && polled_out()) return Outcome::kInterrupted;
        at = found;
        if (found == chunk_end) {
            --at;
            continue;
        }
        Outcome outcome = attempt(at);
        if (outcome != Outcome::kNoMatch) return outcome;
        must_advance_ = false;
        at = behind_leading_run(at);
        if (interrupted_) return Outcome::kInterrupted;
    }
    return Outcome::kNoMatch;
}

template <typename Char>
Outcome Run<Char>::finish(Outcome outcome) {
    if (outcome == Outcome::kMatch) {
        m_.start_ = start_;
        m_.last_mark_ = last_mark_;
        m_.last_index_ = last_index_;
    }
    m_.must_advance_ = false;
    return outcome;
}

}  // namespace orrery::sre
