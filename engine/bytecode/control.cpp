// Branches and loops, and leaving blocks early.
//
// A while loop tests at its bottom: JUMP test; body: ...; test: jump_if body. One jump per round.
#include "engine/bytecode/code_generator.h"

namespace orrery {

// `if ...: break` and `if ...: continue` need no jump around a jump.
bool CodeGenerator::if_leaves_loop(const ast::If* s) {
    if (s->body.size() != 1 || b_->blocks.empty()) return false;
    const bool is_break = s->body[0]->is<ast::Break>();
    if (!is_break && !s->body[0]->is<ast::Continue>()) return false;
    const Block& block = b_->blocks.back();
    if (block.kind != Block::Kind::kLoop) return false;
    jump_if(s->test, is_break ? block.break_label : block.continue_label, true);
    return true;
}

void CodeGenerator::if_statement(const ast::If* s) {
    const Label end = out().new_label();
    for (;;) {
        if (!if_leaves_loop(s)) {
            const Label otherwise = out().new_label();
            jump_if(s->test, otherwise, false);
            statements(s->body);
            if (!s->orelse.empty()) out().jump(end);
            out().bind(otherwise);
        }
        if (s->orelse.size() != 1 || !s->orelse[0]->is<ast::If>()) {
            statements(s->orelse);
            break;
        }
        // elif: a loop here, since chains can be long.
        s = s->orelse[0]->as<ast::If>();
        set_position(s);
    }
    out().bind(end);
}

void CodeGenerator::while_loop(const ast::While* s) {
    const Label body = out().new_label();
    const Label test = out().new_label();
    const Label end = out().new_label();
    const Position p = out().position;
    const int known = constant_truth(s->test);
    const Label again = known == 1 ? body : test;
    if (known == 1) {
        emit(Op::NOP);  // trace functions see the line
        out().bind(body);
        out().loop_head();
    } else {
        const BoundSet before = out().bound;
        const bool reached = out().reachable() && known != 0;
        out().jump(test);
        out().enter_loop(body, before, reached);
    }
    push_block({.kind = Block::Kind::kLoop, .break_label = end, .continue_label = again});
    statements(s->body);
    pop_block();
    out().position = p;
    if (known == 1) {
        out().jump(Op::JUMP, 0, 0, body);
    } else {
        out().bind(test);
        jump_if(s->test, body, true);
        out().position = p;
        statements(s->orelse);
    }
    out().bind(end);
    if (known == 1 && !s->orelse.empty()) {
        // Never reached, but its errors count.
        const Label dead = out().new_label();
        out().jump(dead);
        statements(s->orelse);
        out().bind(dead);
    }
}

// The iterable of a `for`: a display of constants may be one constant.
void CodeGenerator::into_iterable(const ast::Expr* e, Reg dst) {
    Value container;
    if (constant_container(e, container)) {
        At at(*this, e);
        load_constant(dst, container);
        return;
    }
    into(e, dst);
}

void CodeGenerator::loop_item(Reg iterator, const ast::Expr* target, Reg item, Label end) {
    const int local = local_register(target);
    const Reg dst = local >= 0 ? static_cast<Reg>(local) : item;
    out().jump(Op::FOR_ITER, dst, iterator, end);
    if (local >= 0) {
        At at(*this, target);
        if (forbidden(target->as<ast::Name>()->id, ast::ExprContext::Store)) return;
        if (out().reachable()) out().bound.add(dst);
    } else {
        store(target, item);
    }
}

void CodeGenerator::for_loop(const ast::For* s) {
    Temporaries t(*b_);
    const Reg iterator = alloc(2);
    const Position p = out().position;
    into_iterable(s->iter, iterator);
    emit(Op::GET_ITER, iterator, iterator);
    const Label start = out().new_label();
    const Label exhausted = out().new_label();
    const Label end = out().new_label();
    out().bind(start);
    out().loop_head();
    push_block({.kind = Block::Kind::kLoop, .break_label = end, .continue_label = start});
    loop_item(iterator, s->target, iterator + 1, exhausted);
    statements(s->body);
    out().position = p;
    out().jump(start);
    pop_block();
    out().bind(exhausted);
    statements(s->orelse);
    out().bind(end);
}

void CodeGenerator::async_for_loop(const ast::AsyncFor* s) {
    if (!b_->is_async) {
        error("'async for' outside async function");
        return;
    }
    Temporaries t(*b_);
    const Reg iterator = alloc(3);
    const Reg item = iterator + 1;
    const Reg awaited = iterator + 2;
    const Position p = out().position;
    into(s->iter, iterator);
    emit(Op::GET_AITER, iterator, iterator);
    const Label start = out().new_label();
    const Label end = out().new_label();
    const Label handler = out().new_label();
    Assembler::Range range;
    out().bind(start);
    out().loop_head();
    push_block({.kind = Block::Kind::kLoop, .break_label = end, .continue_label = start});
    out().open(range, handler, item);
    emit(Op::GET_ANEXT, awaited, iterator);
    load_constant(item, Value::none());
    send_loop(item, awaited);
    out().close(range);
    store(s->target, item);
    statements(s->body);
    out().position = p;
    out().jump(start);
    pop_block();
    out().bind_handler(range);
    set_position(s->iter);
    emit(Op::END_ASYNC_FOR, item);
    out().position = p;
    statements(s->orelse);
    out().bind(end);
}

// ---- leaving blocks ----

bool CodeGenerator::needs_unwinding(size_t keep) const {
    for (size_t i = keep; i < b_->blocks.size(); i++) {
        if (b_->blocks[i].kind != Block::Kind::kLoop) return true;
    }
    return false;
}

void CodeGenerator::leave_loop(bool is_break) {
    for (size_t i = b_->blocks.size(); i-- > 0;) {
        if (b_->blocks[i].kind == Block::Kind::kExceptStar) {
            error("'break', 'continue' and 'return' cannot appear in an except* block");
            return;
        }
        if (b_->blocks[i].kind != Block::Kind::kLoop) continue;
        const Label target = is_break ? b_->blocks[i].break_label : b_->blocks[i].continue_label;
        unwind_to(i + 1);
        out().jump(Op::JUMP, 0, 0, target);
        return;
    }
    error(is_break ? "'break' outside loop" : "'continue' not properly in loop");
}

void CodeGenerator::unwind_to(size_t keep) {
    std::vector<Block> left;
    while (b_->blocks.size() > keep) {
        Block block = b_->blocks.back();
        b_->blocks.pop_back();
        left.push_back(block);
        if (block.range) out().close(*block.range);
        if (!errors_.failed()) unwind_block(block);
    }
    // The blocks go on for the code that follows.
    for (size_t i = left.size(); i-- > 0;) {
        if (left[i].range) out().reopen(*left[i].range);
        b_->blocks.push_back(left[i]);
    }
}

void CodeGenerator::unwind_block(const Block& block) {
    Temporaries t(*b_);
    const Position p = out().position;
    switch (block.kind) {
    case Block::Kind::kLoop:
    case Block::Kind::kTry: break;
    case Block::Kind::kFinally: statements(block.body); break;
    case Block::Kind::kFinallyHandler:
    case Block::Kind::kHandler: emit(Op::POP_HANDLED, block.reg); break;
    case Block::Kind::kHandlerName: clear_name(block.name); break;
    case Block::Kind::kWith:
    case Block::Kind::kAsyncWith:
        set_position(block.statement);
        call_exit(block.reg, block.kind == Block::Kind::kAsyncWith);
        break;
    case Block::Kind::kExceptStar:
        error("'break', 'continue' and 'return' cannot appear in an except* block");
        break;
    }
    // The jump or return that follows belongs to the statement that leaves.
    out().position = p;
}

}  // namespace orrery
