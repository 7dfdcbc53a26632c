// Liveness: which temporaries of a frame may still be read.
//
// Named locals always count as alive, as programs can see them until they are deleted or the frame
// ends. A temporary is alive at a point if some path from there reads it before it is written;
// paths into exception handlers count. Everything else in a frame is what earlier instructions
// left behind.
#pragma once

#include <vector>

#include "engine/bytecode/operands.h"

namespace orrery {

class Liveness {
public:
    explicit Liveness(const Code* code);

    /// Whether what the register holds while the instruction runs may be read after it, by the
    /// frame itself, however the instruction ends.
    bool is_live_across(uint32_t instruction, uint32_t reg) const;

private:
    bool before(uint32_t instruction, uint32_t reg) const {
        const uint32_t bit = reg - first_;
        return live_[size_t{instruction} * words_ + bit / 64] >> (bit % 64) & 1;
    }

    const Code* code_;
    uint32_t first_;  // temporary
    uint32_t words_ = 0;  // of a set of temporaries
    std::vector<uint64_t> live_;  // before each instruction; empty: the code is too large to tell
    std::vector<int32_t> handler_;  // of each instruction: index in Code::handlers, or -1
};

}  // namespace orrery
