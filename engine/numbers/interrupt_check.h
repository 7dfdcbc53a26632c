// How a long computation learns that it should stop.
//
// The caller lends a word that another thread (or a signal handler) may set at any time. A long
// computation looks at it at least every few milliseconds, frees what it holds, and reports
// `interrupted`; its results are then unspecified.
#pragma once

#include <atomic>
#include <cstdint>

namespace orrery {

struct InterruptCheck {
    const std::atomic<uint32_t>* word = nullptr;  // null: cannot be interrupted
    uint32_t mask = ~uint32_t{0};                 // bits of `word` that mean "stop"

    bool pending() const {
        return word != nullptr && (word->load(std::memory_order_relaxed) & mask) != 0;
    }
};

}  // namespace orrery
