#include "engine/bytecode/assembler.h"

#include <string_view>

namespace orrery {

namespace {

constexpr JumpKind kind_of_operands(std::string_view operands) {
    if (operands.ends_with("JBC")) return JumpKind::kWide;
    if (operands.ends_with(" jc")) return JumpKind::kShort;
    return JumpKind::kNone;
}

constexpr JumpKind kJumpKinds[] = {
#define OP(name, operands, meaning) kind_of_operands(operands),
    ORRERY_OPCODES(OP)
#undef OP
};

constexpr int64_t kShortReach = 32767;

}  // namespace

JumpKind jump_kind(Op op) { return kJumpKinds[static_cast<unsigned>(op)]; }

bool ends_block(Op op) {
    switch (op) {
    case Op::JUMP:
    case Op::RETURN:
    case Op::RETURN_NONE:
    case Op::RAISE:
    case Op::RAISE_FROM:
    case Op::RAISE_AGAIN:
    case Op::RERAISE: return true;
    default: return false;
    }
}

void Assembler::emit(Op op, unsigned a, unsigned b, unsigned c) {
    if (!reachable_) return;
    code_.push_back({static_cast<uint16_t>(op), static_cast<uint16_t>(a), static_cast<uint16_t>(b),
                     static_cast<uint16_t>(c)});
    positions_.push_back(position);
    if (ends_block(op)) {
        reachable_ = false;
        bound = BoundSet::all();
    }
}

Label Assembler::new_label() {
    labels_.emplace_back();
    return {static_cast<int32_t>(labels_.size() - 1)};
}

void Assembler::jump(Op op, unsigned a, unsigned b, Label target) {
    if (!reachable_) return;
    LabelState& label = labels_[target.id];
    if (label.target < 0) {
        if (label.jumped_to)
            label.bound.intersect(bound);
        else
            label.bound = bound;
        label.jumped_to = true;
    }
    fixups_.push_back({here(), target.id});
    emit(op, a, b, 0);
}

void Assembler::jump(Label target) {
    const Position saved = position;
    position = {};
    jump(Op::JUMP, 0, 0, target);
    position = saved;
}

void Assembler::bind(Label target) {
    LabelState& label = labels_[target.id];
    if (label.jumped_to) {
        // A jump to the very next instruction is no jump.
        while (!fixups_.empty() && fixups_.back().label == target.id &&
               fixups_.back().instruction + 1 == here() &&
               code_.back().op == static_cast<uint16_t>(Op::JUMP) && !is_target(here())) {
            fixups_.pop_back();
            code_.pop_back();
            positions_.pop_back();
            // The code before the jump falls through; what it knew is part of the label's set.
            reachable_ = true;
            bound = label.bound;
        }
        if (reachable_)
            bound.intersect(label.bound);
        else
            bound = label.bound;
        reachable_ = true;
    }
    label.target = static_cast<int32_t>(here());
    last_target_ = here();
}

void Assembler::enter_loop(Label body, const BoundSet& before, bool reached) {
    labels_[body.id].target = static_cast<int32_t>(here());
    last_target_ = here();
    reachable_ = reached;
    bound = before;
    bound.subtract(unbindable);
    if (!reached) bound = BoundSet::all();
}

void Assembler::open(Range& range, Label handler, Reg target) {
    range.handler = handler;
    range.target = target;
    range.start = here();
    last_target_ = here();
    range.bound = bound;
    range.bound.subtract(unbindable);
    range.used = false;
}

void Assembler::close(Range& range) {
    if (range.start < here()) {
        range.used = true;
        ranges_.push_back({range.start, here(), range.handler.id, range.target});
        last_target_ = here();  // the range's end must stay where it is
    }
    range.start = here();
}

void Assembler::bind_handler(const Range& range) {
    if (range.used) {
        reachable_ = true;
        bound = range.bound;
    }
    labels_[range.handler.id].target = static_cast<int32_t>(here());
    last_target_ = here();
}

// Where a jump to the label ends up after following unconditional jumps.
uint32_t Assembler::thread(int32_t label) const {
    uint32_t target = static_cast<uint32_t>(labels_[label].target);
    for (int hops = 0; hops < 8 && target < code_.size(); hops++) {
        const Instruction& i = code_[target];
        if (i.op != static_cast<uint16_t>(Op::JUMP)) break;
        const int32_t next = jump_labels_[target];
        target = static_cast<uint32_t>(labels_[next].target);
    }
    return target;
}

bool Assembler::finish() {
    jump_labels_.assign(code_.size() + 1, -1);
    for (const Fixup& f : fixups_)
        jump_labels_[f.instruction] = f.label;
    std::vector<uint32_t> targets(fixups_.size());
    bool fits = true;
    for (size_t i = 0; i < fixups_.size(); i++) {
        const uint32_t from = fixups_[i].instruction;
        const JumpKind kind = jump_kind(static_cast<Op>(code_[from].op));
        targets[i] = thread(fixups_[i].label);
        const int64_t distance = int64_t{targets[i]} - from - 1;
        if (kind != JumpKind::kWide && (distance > kShortReach || distance < -kShortReach)) {
            fits = false;
        }
    }
    for (const OpenHandler& r : ranges_) {
        handlers_.push_back(
            {r.start, r.end, static_cast<uint32_t>(labels_[r.label].target), r.target});
    }
    if (!fits) widen(targets);
    for (size_t i = 0; i < fixups_.size(); i++) {
        Instruction& instruction = code_[fixups_[i].instruction];
        const int64_t distance = int64_t{targets[i]} - fixups_[i].instruction - 1;
        if (jump_kind(static_cast<Op>(instruction.op)) == JumpKind::kWide) {
            instruction.b = static_cast<uint16_t>(distance & 0xFFFF);
            instruction.c = static_cast<uint16_t>(static_cast<uint64_t>(distance) >> 16);
        } else {
            instruction.c = static_cast<uint16_t>(distance);
        }
    }
    return code_.size() < (size_t{1} << 30);
}

// A short jump that may not reach, `jump_x a b far`, becomes
//     jump_x a b +1;  JUMP +1;  JUMP far
void Assembler::widen(std::vector<uint32_t>& targets) {
    std::vector<bool> wide(code_.size(), false);
    for (size_t i = 0; i < fixups_.size(); i++) {
        const Fixup& f = fixups_[i];
        int64_t distance = int64_t{targets[i]} - f.instruction;
        if (distance < 0) distance = -distance;
        // Each instruction may grow to three.
        wide[f.instruction] =
            jump_kind(static_cast<Op>(code_[f.instruction].op)) != JumpKind::kWide &&
            distance * 3 > kShortReach;
    }
    std::vector<uint32_t> moved(code_.size() + 1);
    std::vector<Instruction> code;
    std::vector<Position> positions;
    for (size_t i = 0; i < code_.size(); i++) {
        moved[i] = static_cast<uint32_t>(code.size());
        code.push_back(code_[i]);
        positions.push_back(positions_[i]);
        if (wide[i]) {
            code.back().c = 1;
            code.push_back({static_cast<uint16_t>(Op::JUMP), 0, 1, 0});
            code.push_back({static_cast<uint16_t>(Op::JUMP), 0, 0, 0});
            positions.insert(positions.end(), 2, positions_[i]);
        }
    }
    moved[code_.size()] = static_cast<uint32_t>(code.size());
    for (size_t i = 0; i < fixups_.size(); i++) {
        Fixup& f = fixups_[i];
        f.instruction = moved[f.instruction] + (wide[f.instruction] ? 2 : 0);
        targets[i] = moved[targets[i]];
    }
    for (HandlerRange& h : handlers_) {
        h = {moved[h.start], moved[h.end], moved[h.handler], h.target};
    }
    code_.swap(code);
    positions_.swap(positions);
}

}  // namespace orrery
