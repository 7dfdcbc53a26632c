// Assembler: instructions of one Code under construction, with labels, exception ranges and the
// knowledge of which locals are certainly bound.
//
//   * Code that cannot be reached is never stored: after a jump, return or raise, instructions are
//     dropped until a label that something jumps to is bound.
//   * Definite assignment: `bound` holds the local registers that certainly hold a value here. A
//     label's set is the intersection over all jumps to it. A loop's head must drop what its body
//     may unbind (see loop_head), so that jumps backward never know less than the head assumed.
//   * Exception ranges are opened and closed innermost first, which gives the order the handler
//     table needs; leaving a block early (return, break) closes a range for a while.
//   * Jumps with 16-bit offsets that do not reach are widened when the code is finished.
#pragma once

#include <vector>

#include "engine/bytecode/code.h"
#include "engine/bytecode/opcodes.h"

namespace orrery {

using Reg = uint16_t;

/// Local registers known to be bound. Those beyond kTracked are never known.
class BoundSet {
public:
    static constexpr unsigned kTracked = 256;
    static BoundSet all() {
        BoundSet s;
        for (uint64_t& w : s.words_)
            w = ~uint64_t{0};
        return s;
    }
    bool has(unsigned r) const { return r < kTracked && (words_[r / 64] >> (r % 64) & 1); }
    void add(unsigned r) {
        if (r < kTracked) words_[r / 64] |= uint64_t{1} << (r % 64);
    }
    void remove(unsigned r) {
        if (r < kTracked) words_[r / 64] &= ~(uint64_t{1} << (r % 64));
    }
    void intersect(const BoundSet& o) {
        for (unsigned i = 0; i < kWords; i++)
            words_[i] &= o.words_[i];
    }
    void subtract(const BoundSet& o) {
        for (unsigned i = 0; i < kWords; i++)
            words_[i] &= ~o.words_[i];
    }

private:
    static constexpr unsigned kWords = kTracked / 64;
    uint64_t words_[kWords] = {};
};

struct Label {
    int32_t id = -1;
};

class Assembler {
public:
    Position position;   // given to each instruction emitted
    BoundSet bound;
    BoundSet unbindable;  // registers that `del` or the end of an except clause unbinds somewhere

    bool reachable() const { return reachable_; }
    uint32_t here() const { return static_cast<uint32_t>(code_.size()); }

    void emit(Op op, unsigned a = 0, unsigned b = 0, unsigned c = 0);
    /// b and c hold one 32-bit operand.
    void emit_wide(Op op, unsigned a, uint32_t bc) { emit(op, a, bc & 0xFFFF, bc >> 16); }

    Label new_label();
    /// A jump; `b` is only used by those with two operands before the offset.
    void jump(Op op, unsigned a, unsigned b, Label target);
    /// One that is no statement's own: it has no line, or trace functions would see it.
    void jump(Label target);
    /// Binds a label that is jumped to forward (backward jumps may follow if it is a loop head).
    void bind(Label label);
    /// Forgets what may become unbound in the loop that begins here.
    void loop_head() {
        if (reachable_) bound.subtract(unbindable);
    }

    /// Binds the label of a loop's body whose test stands at the bottom: it is reached only from
    /// there, by jumps emitted later. `before` and `reached`: state before the loop.
    void enter_loop(Label body, const BoundSet& before, bool reached);

    /// Exception ranges. `open` starts covering, `close` ends it; a range may be closed and
    /// reopened.
    struct Range {
        Label handler;
        uint16_t target = 0;  // register that receives the exception
        uint32_t start = 0;
        BoundSet bound;  // at the start: what the handler may rely on
        bool used = false;
    };
    void open(Range& range, Label handler, Reg target);
    void close(Range& range);
    void reopen(Range& range) {
        range.start = here();
        last_target_ = here();
    }
    /// Enters the handler; code is unreachable if its range covers nothing.
    void bind_handler(const Range& range);

    /// Resolves jumps. False if the code is too large.
    bool finish();
    const std::vector<Instruction>& code() const { return code_; }
    std::vector<Position>& positions() { return positions_; }
    std::vector<HandlerRange>& handlers() { return handlers_; }

private:
    struct LabelState {
        int32_t target = -1;
        bool jumped_to = false;
        BoundSet bound;
    };
    struct Fixup {
        uint32_t instruction;
        int32_t label;
    };
    struct OpenHandler {
        uint32_t start, end;
        int32_t label;
        uint16_t target;
    };
    void widen(std::vector<uint32_t>& targets);
    uint32_t thread(int32_t label) const;
    /// Something else refers to this point of the code.
    bool is_target(uint32_t at) const { return at == last_target_; }

    bool reachable_ = true;
    uint32_t last_target_ = 0;
    std::vector<Instruction> code_;
    std::vector<Position> positions_;
    std::vector<LabelState> labels_;
    std::vector<Fixup> fixups_;
    std::vector<OpenHandler> ranges_;
    std::vector<int32_t> jump_labels_;  // while finishing: label of each jump instruction
    std::vector<HandlerRange> handlers_;
};

/// How an opcode's jump offset is encoded.
enum class JumpKind : uint8_t { kNone, kWide, kShort };
JumpKind jump_kind(Op op);
/// True if execution never goes on at the next instruction.
bool ends_block(Op op);

}  // namespace orrery
