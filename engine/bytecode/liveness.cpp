#include "engine/bytecode/liveness.h"

#include <algorithm>

namespace orrery {

namespace {

constexpr size_t kMostWords = size_t{1} << 22;  // 32 MiB of sets

}  // namespace

// Backward data flow to a fixed point, in order of decreasing addresses: most code has few
// backward jumps, so two or three rounds do.
Liveness::Liveness(const Code* code) : code_(code), first_(code->local_count) {
    const uint32_t count = code->instruction_count;
    words_ = (code->register_count - first_ + 63u) / 64u;
    if (size_t{count} * words_ > kMostWords) return;
    live_.assign(size_t{count} * words_, 0);
    handler_.assign(count, -1);
    const std::vector<HandlerRange>& handlers = *code->handlers;
    for (size_t h = handlers.size(); h-- > 0;) {  // inner ranges come first and win
        for (uint32_t i = handlers[h].start; i < std::min(handlers[h].end, count); i++)
            handler_[i] = static_cast<int32_t>(h);
    }
    std::vector<uint64_t> set(words_);
    auto add = [&](const RegisterRun& run, bool is_read) {
        for (uint32_t r = std::max(run.first, first_); r < run.first + run.count; r++) {
            const uint64_t bit = uint64_t{1} << ((r - first_) % 64);
            uint64_t& word = set[(r - first_) / 64];
            word = is_read ? word | bit : word & ~bit;
        }
    };
    auto join = [&](uint64_t at) {
        if (at >= count) return;
        for (uint32_t w = 0; w < words_; w++)
            set[w] |= live_[at * words_ + w];
    };
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = count; i-- > 0;) {
            const Operands o = operands_of(code->instructions[i]);
            std::fill(set.begin(), set.end(), uint64_t{0});
            const uint64_t target = uint64_t{i} + 1 + static_cast<uint64_t>(int64_t{o.jump});
            if (o.falls_through) join(uint64_t{i} + 1);
            if (o.jumps && !o.writes_unless_jump) join(target);
            for (const RegisterRun& run : o.writes)
                add(run, false);
            if (o.jumps && o.writes_unless_jump) join(target);
            if (const int32_t h = handler_[i]; h >= 0) {
                const HandlerRange& range = handlers[static_cast<size_t>(h)];
                for (uint32_t w = 0; w < words_; w++) {
                    uint64_t more = live_[size_t{range.handler} * words_ + w];
                    const uint32_t bit = range.target - first_;
                    if (range.target >= first_ && bit / 64 == w) more &= ~(uint64_t{1} << bit % 64);
                    set[w] |= more;
                }
            }
            for (const RegisterRun& run : o.reads)
                add(run, true);
            uint64_t* live = &live_[size_t{i} * words_];
            if (!std::equal(set.begin(), set.end(), live)) {
                std::copy(set.begin(), set.end(), live);
                changed = true;
            }
        }
    }
}

bool Liveness::is_live_across(uint32_t instruction, uint32_t reg) const {
    if (reg < first_ || instruction >= code_->instruction_count || live_.empty()) return true;
    const Operands o = operands_of(code_->instructions[instruction]);
    const uint64_t next = uint64_t{instruction} + 1;
    const uint64_t target = next + static_cast<uint64_t>(int64_t{o.jump});
    const uint32_t count = code_->instruction_count;
    if (o.jumps && target < count && before(static_cast<uint32_t>(target), reg) &&
        (o.writes_unless_jump || !o.does_write(reg))) {
        return true;
    }
    if (o.falls_through && next < count && before(static_cast<uint32_t>(next), reg) &&
        !o.does_write(reg)) {
        return true;
    }
    const int32_t h = handler_[instruction];
    if (h < 0) return false;
    const HandlerRange& range = (*code_->handlers)[static_cast<size_t>(h)];
    return range.target != reg && before(range.handler, reg);
}

}  // namespace orrery
