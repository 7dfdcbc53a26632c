// Runs a Program over text: match, fullmatch, and search.
//
// The matcher backtracks on an explicit stack, so that no pattern and no text can exhaust the
// machine's. Positions are indices of the subject's characters. A Matcher serves a whole series of
// matches over one subject (findall, sub, ...): after a success, advance() and search again.
//
// A frame of the backtracking stack, in 64-bit words; marks are saved only while some repeat is
// active, since only then can a group that was already closed be opened again:
//
//     | marks 0 .. last_mark | position | count | last | repeat, barrier |
//                                                      | last_mark, last_index | pc, kind, marks? |
//
// Frames are points to resume at, contexts of active repeats, or barriers: what encloses a body
// (of a lookaround, an atomic group or a possessive repeat) whose inner points vanish once it
// matched.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/modules/sre/program.h"
#include "engine/text/text_ref.h"

namespace orrery::sre {

enum class Outcome { kNoMatch, kMatch, kInterrupted, kOutOfMemory };

// How a match that takes long is stopped: every few thousand steps *word is read; when it is not
// zero, handle(context) may do what is to be done and returns whether to give up. The subject must
// stay in place meanwhile. Without a handler a non-zero word always ends the match.
struct Interrupt {
    const std::atomic<uint32_t>* word = nullptr;
    bool (*handle)(void* context) = nullptr;
    void* context = nullptr;
};

// Memory for backtracking, meant to live on the machine stack for a series of matches: the first
// few points of return need no allocation.
class BacktrackStack {
public:
    static constexpr size_t kDefaultLimit = size_t{1} << 30;  // bytes

    explicit BacktrackStack(size_t limit = kDefaultLimit) : limit_(limit / sizeof(uint64_t)) {}
    ~BacktrackStack();
    BacktrackStack(const BacktrackStack&) = delete;
    BacktrackStack& operator=(const BacktrackStack&) = delete;

    uint64_t* words() const { return words_; }
    size_t capacity() const { return capacity_; }  // words
    // Makes room for `needed` words, keeping the contents; false: the limit or memory is reached.
    bool grow(size_t needed);

private:
    static constexpr size_t kInlineWords = 512;

    uint64_t* words_ = inline_words_;
    size_t capacity_ = kInlineWords;
    size_t limit_;
    uint64_t inline_words_[kInlineWords];
};

class Matcher {
public:
    // Matches are looked for in [begin, end) of the subject; what is before `begin` is visible to
    // assertions, what is behind `end` is not. Program, subject and stack must outlive the matcher.
    Matcher(const Program& program, TextRef subject, size_t begin, size_t end,
            BacktrackStack& stack, Interrupt interrupt);
    Matcher(const Matcher&) = delete;
    Matcher& operator=(const Matcher&) = delete;

    Outcome match() { return run(Mode::kMatch); }  // starts exactly at from()
    Outcome fullmatch() { return run(Mode::kFullMatch); }  // ... and ends at the end
    Outcome search() { return run(Mode::kSearch); }  // starts at from() or later

    // Valid after a match.
    size_t start() const { return start_; }
    size_t stop() const { return stop_; }
    // The ends of group `index` (from 1); false if the group took no part.
    bool group(uint32_t index, size_t* start, size_t* stop) const;
    int32_t last_index() const { return last_index_; }  // -1: no group was closed

    // Continue behind the last match, which, when empty, must not be found again.
    void advance() { resume(stop_, start_ == stop_); }
    // As after an advance() of another matcher over the same subject.
    void resume(size_t from, bool must_advance) {
        from_ = from;
        must_advance_ = must_advance;
    }
    size_t from() const { return from_; }
    size_t end() const { return end_; }
    bool must_advance() const { return must_advance_; }

private:
    template <typename Char>
    friend class Run;
    enum class Mode { kMatch, kFullMatch, kSearch };

    Outcome run(Mode mode);

    const Program& program_;
    TextRef subject_;
    BacktrackStack& stack_;
    Interrupt interrupt_;
    size_t from_;
    size_t end_;
    size_t start_ = 0;
    size_t stop_ = 0;
    static constexpr size_t kInlineMarks = 16;
    int64_t* marks_;  // -1: not set
    int32_t last_mark_ = -1;  // highest mark that is set; those above are meaningless
    int32_t last_index_ = -1;
    bool must_advance_ = false;
    int64_t inline_marks_[kInlineMarks];
    std::vector<int64_t> many_marks_;
};

}  // namespace orrery::sre
