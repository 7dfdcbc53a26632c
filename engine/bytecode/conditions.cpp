// Conditions: expressions compiled for their truth alone, as jumps.
#include "engine/bytecode/code_generator.h"

namespace orrery {

using ast::CmpOperator;
using ast::NodeKind;

namespace {

struct Fused {
    Op taken, taken_int;          // jump if the comparison holds
    Op not_taken, not_taken_int;  // jump if it does not
};

// Orderings only; identity and membership are handled apart.
bool fused(CmpOperator op, Fused& f) {
    switch (op) {
#define COMPARE(name, suffix)                                                          \
    f = {Op::JUMP_##suffix, Op::JUMP_##suffix##_INT, Op::JUMP_NOT_##suffix,            \
         Op::JUMP_NOT_##suffix##_INT};                                                 \
    return true;
    case CmpOperator::Lt: COMPARE(Lt, LT)
    case CmpOperator::LtE: COMPARE(Le, LE)
    case CmpOperator::Eq: COMPARE(Eq, EQ)
    case CmpOperator::NotEq: COMPARE(Ne, NE)
    case CmpOperator::Gt: COMPARE(Gt, GT)
    case CmpOperator::GtE: COMPARE(Ge, GE)
#undef COMPARE
    default: return false;
    }
}

bool is_none(const ast::Expr* e) {
    return e->is<ast::Constant>() && e->as<ast::Constant>()->value.kind == ast::ConstantKind::None;
}

}  // namespace

void CodeGenerator::jump_compare(CmpOperator op, Reg a, Reg b, Label target, bool when) {
    Fused f;
    if (fused(op, f)) {
        out().jump(when ? f.taken : f.not_taken, a, b, target);
        return;
    }
    if (op == CmpOperator::Is || op == CmpOperator::IsNot) {
        const bool same = (op == CmpOperator::Is) == when;
        out().jump(same ? Op::JUMP_IS : Op::JUMP_IS_NOT, a, b, target);
        return;
    }
    const Reg t = alloc();
    emit(op == CmpOperator::In ? Op::IN : Op::NOT_IN, t, a, b);
    out().jump(when ? Op::JUMP_IF_TRUE : Op::JUMP_IF_FALSE, t, 0, target);
}

void CodeGenerator::jump_if(const ast::Expr* e, Label target, bool when) {
    if (errors_.failed() || !deep_enough()) return;
    Temporaries t(*b_);
    switch (e->kind) {
    case NodeKind::UnaryOp:
        if (e->as<ast::UnaryOp>()->op == ast::UnaryOperator::Not) {
            jump_if(e->as<ast::UnaryOp>()->operand, target, !when);
            return;
        }
        break;
    case NodeKind::BoolOp: {
        auto* b = e->as<ast::BoolOp>();
        // `a or b` jumps on truth as soon as one is true; otherwise past the rest.
        const bool decides = b->op == ast::BoolOperator::Or;
        const size_t last = b->values.size() - 1;
        if (decides == when) {
            for (size_t i = 0; i < last; i++)
                jump_if(b->values[i], target, when);
            jump_if(b->values[last], target, when);
        } else {
            const Label skip = out().new_label();
            for (size_t i = 0; i < last; i++)
                jump_if(b->values[i], skip, decides);
            jump_if(b->values[last], target, when);
            out().bind(skip);
        }
        return;
    }
    case NodeKind::IfExp: {
        auto* i = e->as<ast::IfExp>();
        const Label otherwise = out().new_label();
        const Label end = out().new_label();
        jump_if(i->test, otherwise, false);
        jump_if(i->body, target, when);
        out().jump(end);
        out().bind(otherwise);
        jump_if(i->orelse, target, when);
        out().bind(end);
        return;
    }
    case NodeKind::Compare: {
        auto* c = e->as<ast::Compare>();
        set_position(e);
        warn_identity(c);
        if (c->ops.size() == 1) {
            const ast::Expr* right = c->comparators[0];
            const CmpOperator op = c->ops[0];
            Fused f;
            int16_t small;
            if ((op == CmpOperator::Is || op == CmpOperator::IsNot) && is_none(right)) {
                const Reg r = any(c->left);
                const bool none = (op == CmpOperator::Is) == when;
                out().jump(none ? Op::JUMP_IF_NONE : Op::JUMP_IF_NOT_NONE, r, 0, target);
                return;
            }
            if (fused(op, f) && immediate(right, small)) {
                const Reg r = any(c->left);
                out().jump(when ? f.taken_int : f.not_taken_int, r, static_cast<uint16_t>(small),
                           target);
                return;
            }
            const Reg left = any_before(c->left, alloc(), right);
            jump_compare(op, left, comparand(right, op), target, when);
            return;
        }
        const Label end = out().new_label();
        Reg left = any_before(c->left, alloc(), c->comparators[0]);
        for (size_t i = 0; i < c->ops.size(); i++) {
            const bool last = i + 1 == c->ops.size();
            const Reg right = last ? comparand(c->comparators[i], c->ops[i])
                                   : any_before(c->comparators[i], alloc(), c->comparators[i + 1]);
            if (last)
                jump_compare(c->ops[i], left, right, target, when);
            else
                jump_compare(c->ops[i], left, right, when ? end : target, false);
            left = right;
        }
        out().bind(end);
        return;
    }
    default: break;
    }
    const int known = constant_truth(e);
    if (known >= 0) {
        if ((known == 1) == when) out().jump(target);
        return;
    }
    const Reg r = any(e);
    out().jump(when ? Op::JUMP_IF_TRUE : Op::JUMP_IF_FALSE, r, 0, target);
}

}  // namespace orrery
