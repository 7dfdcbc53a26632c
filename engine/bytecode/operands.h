// What one instruction does to registers, and where it goes on: the operand table of opcodes.h
// with the rules for runs of registers. Analyses of bytecode start here.
#pragma once

#include <cstdint>

#include "engine/bytecode/code.h"

namespace orrery {

/// Consecutive registers.
struct RegisterRun {
    uint32_t first = 0;
    uint32_t count = 0;
    bool contains(uint32_t reg) const { return reg - first < count; }
};

struct Operands {
    static constexpr unsigned kMaxRuns = 3;
    RegisterRun reads[kMaxRuns];   // unused ones are of no registers
    RegisterRun writes[kMaxRuns];
    bool jumps = false;            // it may go on at the next instruction + `jump`
    bool falls_through = true;     // it may go on at the next instruction
    /// The registers written are as before when it jumps (FOR_ITER).
    bool writes_unless_jump = false;
    int32_t jump = 0;

    bool does_read(uint32_t reg) const;
    bool does_write(uint32_t reg) const;
};

Operands operands_of(const Instruction& i);

/// True for the instructions whose callee is register b (CALL and its like).
bool is_call(const Instruction& i);

}  // namespace orrery
