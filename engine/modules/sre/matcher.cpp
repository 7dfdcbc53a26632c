#include "engine/modules/sre/matcher.h"

#include <cstdlib>
#include <type_traits>

#include "engine/modules/sre/run.h"
#include "engine/modules/sre/run_loop.h"

namespace orrery::sre {
namespace {

constexpr size_t kFirstStackWords = 512;
constexpr size_t kKeptStackWords = size_t{1} << 17;  // 1 MiB

}  // namespace

BacktrackStack::~BacktrackStack() { std::free(words_); }

bool BacktrackStack::grow(size_t needed) {
    size_t wanted = std::max(capacity_ * 2, kFirstStackWords);
    wanted = std::min(std::max(wanted, needed), std::min<size_t>(limit_, UINT32_MAX));
    if (wanted < needed) return false;
    void* moved = std::realloc(words_, wanted * sizeof(uint64_t));
    if (moved == nullptr) return false;
    words_ = static_cast<uint64_t*>(moved);
    capacity_ = wanted;
    return true;
}

void BacktrackStack::trim() {
    if (capacity_ <= kKeptStackWords) return;
    std::free(words_);
    words_ = nullptr;
    capacity_ = 0;
}

Matcher::Matcher(const Program& program, TextRef subject, size_t begin, size_t end,
                 BacktrackStack& stack, Interrupt interrupt)
    : program_(program),
      subject_(subject),
      stack_(stack),
      interrupt_(interrupt),
      from_(begin),
      end_(end),
      marks_(2 * size_t{program.groups()}, -1) {}

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
