#include "engine/modules/sre/matcher.h"

#include <cstdlib>
#include <cstring>
#include <type_traits>

#include "engine/modules/sre/run.h"
#include "engine/modules/sre/run_loop.h"

namespace orrery::sre {

BacktrackStack::~BacktrackStack() {
    if (words_ != inline_words_) std::free(words_);
}

bool BacktrackStack::grow(size_t needed) {
    size_t most = std::min<size_t>(limit_, UINT32_MAX);   // frames name each other by 32 bits
    size_t wanted = std::min(std::max(capacity_ * 2, needed), most);
    if (wanted < needed) return false;
    bool is_inline = words_ == inline_words_;
    void* moved = std::realloc(is_inline ? nullptr : words_, wanted * sizeof(uint64_t));
    if (moved == nullptr) return false;
    if (is_inline) std::memcpy(moved, words_, capacity_ * sizeof(uint64_t));
    words_ = static_cast<uint64_t*>(moved);
    capacity_ = wanted;
    return true;
}

Matcher::Matcher(const Program& program, TextRef subject, size_t begin, size_t end,
                 BacktrackStack& stack, Interrupt interrupt)
    : program_(program),
      subject_(subject),
      stack_(stack),
      interrupt_(interrupt),
      from_(begin),
      end_(end),
      marks_(inline_marks_) {
    size_t marks = 2 * size_t{program.groups()};
    if (marks > kInlineMarks) {
        many_marks_.resize(marks);
        marks_ = many_marks_.data();
    }
}

bool Matcher::group(uint32_t index, size_t* start, size_t* stop) const {
    size_t mark = 2 * (size_t{index} - 1);
    if (static_cast<int64_t>(mark) + 1 > last_mark_) return false;
    if (marks_[mark] < 0 || marks_[mark + 1] < 0) return false;
    *start = static_cast<size_t>(marks_[mark]);
    *stop = static_cast<size_t>(marks_[mark + 1]);
    return true;
}

Outcome Matcher::run(Mode mode) {
    if (from_ > end_) return Outcome::kNoMatch;
    return visit_units(subject_, [&](const auto* text) {
        using Char = std::remove_cvref_t<decltype(*text)>;
        Run<Char> run(*this);
        if (mode == Mode::kSearch) return run.finish(run.search());
        return run.finish(run.match(mode == Mode::kFullMatch));
    });
}

}  // namespace orrery::sre
