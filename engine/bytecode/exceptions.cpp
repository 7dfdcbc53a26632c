// try, with: blocks with exception handlers.
//
// An except clause runs with its exception as the one being handled: PUSH_HANDLED saves the one
// before in a register, POP_HANDLED restores it on every way out, an exception included.
#include "engine/bytecode/code_generator.h"

namespace orrery {

// An exception left a handler: handle the one before again, and go on unwinding.
void CodeGenerator::reraise_after(Reg saved, Reg exception) {
    out().position = {};
    emit(Op::POP_HANDLED, saved);
    emit(Op::RERAISE, exception);
}

void CodeGenerator::try_statement(std::span<ast::Stmt* const> body,
                                  std::span<ast::ExceptHandler* const> handlers,
                                  std::span<ast::Stmt* const> orelse,
                                  std::span<ast::Stmt* const> finalbody, bool star) {
    auto inner = [&] {
        if (handlers.empty())
            statements(body);
        else if (star)
            try_except_star(body, handlers, orelse);
        else
            try_except(body, handlers, orelse);
    };
    if (finalbody.empty()) {
        inner();
        return;
    }
    Temporaries t(*b_);
    const Reg exception = alloc(3);
    const Reg saved = exception + 1;
    const Reg escaped = exception + 2;
    const Label handler = out().new_label();
    const Label cleanup = out().new_label();
    const Label end = out().new_label();
    Assembler::Range range, cleanup_range;
    out().open(range, handler, exception);
    push_block({.kind = Block::Kind::kFinally, .range = &range, .body = finalbody});
    inner();
    pop_block();
    out().close(range);
    const Position p = out().position;
    statements(finalbody);
    out().jump(end);

    out().bind_handler(range);
    out().position = {};
    emit(Op::PUSH_HANDLED, saved, exception);
    out().open(cleanup_range, cleanup, escaped);
    push_block({.kind = Block::Kind::kFinallyHandler, .range = &cleanup_range, .reg = saved});
    statements(finalbody);
    pop_block();
    out().close(cleanup_range);
    reraise_after(saved, exception);
    out().bind_handler(cleanup_range);
    reraise_after(saved, escaped);
    out().position = p;
    out().bind(end);
}

void CodeGenerator::clear_name(Identifier name) {
    Temporaries t(*b_);
    out().position = {};
    // Unbound in any case, even if the clause has deleted it.
    const Reg none = alloc();
    load_constant(none, Value::none());
    store_name(name, none);
    delete_name(name);
}

void CodeGenerator::try_except(std::span<ast::Stmt* const> body,
                               std::span<ast::ExceptHandler* const> handlers,
                               std::span<ast::Stmt* const> orelse) {
    Temporaries t(*b_);
    const Reg exception = alloc(4);
    const Reg saved = exception + 1;
    const Reg escaped = exception + 2;
    const Reg type = exception + 3;
    const Label handler = out().new_label();
    const Label cleanup = out().new_label();
    const Label end = out().new_label();
    Assembler::Range range, cleanup_range;
    const Position p = out().position;
    out().open(range, handler, exception);
    push_block({.kind = Block::Kind::kTry, .range = &range});
    statements(body);
    pop_block();
    out().close(range);
    statements(orelse);
    out().jump(end);

    out().bind_handler(range);
    out().position = {};
    emit(Op::PUSH_HANDLED, saved, exception);
    out().open(cleanup_range, cleanup, escaped);
    push_block({.kind = Block::Kind::kHandler, .range = &cleanup_range, .reg = saved});
    for (size_t i = 0; i < handlers.size() && !errors_.failed(); i++) {
        const ast::ExceptHandler* h = handlers[i];
        At at(*this, h);
        if (!h->type && i + 1 < handlers.size()) {
            error("default 'except:' must be last");
            return;
        }
        const Label next = out().new_label();
        if (h->type) {
            Temporaries inner(*b_);
            const Reg r = operand(h->type, type);
            out().jump(Op::JUMP_NO_MATCH, exception, r, next);
        }
        handler_body(h, exception);
        // Out of the clause normally.
        out().close(cleanup_range);
        out().position = {};
        emit(Op::POP_HANDLED, saved);
        out().jump(end);
        out().reopen(cleanup_range);
        out().bind(next);
    }
    pop_block();
    out().close(cleanup_range);
    reraise_after(saved, exception);
    out().bind_handler(cleanup_range);
    reraise_after(saved, escaped);
    out().position = p;
    out().bind(end);
}

// The clause's name and statements; the name is deleted however they end.
void CodeGenerator::handler_body(const ast::ExceptHandler* h, Reg exception) {
    if (!h->name.data()) {
        statements(h->body);
        return;
    }
    Temporaries t(*b_);
    const Reg escaped = alloc();
    const Label cleanup = out().new_label();
    const Label end = out().new_label();
    Assembler::Range range;
    store_name(h->name, exception);
    out().open(range, cleanup, escaped);
    push_block({.kind = Block::Kind::kHandlerName, .range = &range, .name = h->name});
    statements(h->body);
    pop_block();
    out().close(range);
    clear_name(h->name);
    out().jump(end);
    out().bind_handler(range);
    clear_name(h->name);
    emit(Op::RERAISE, escaped);
    out().bind(end);
}

// except*: each clause takes its part of the group; what clauses raise and what none takes is
// collected and raised at the end.
void CodeGenerator::try_except_star(std::span<ast::Stmt* const> body,
                                    std::span<ast::ExceptHandler* const> handlers,
                                    std::span<ast::Stmt* const> orelse) {
    Temporaries t(*b_);
    const Reg original = alloc(7);
    const Reg saved = original + 1;
    const Reg escaped = original + 2;
    const Reg rest = original + 3;
    const Reg part = original + 4;
    const Reg raised = original + 5;  // list
    const Reg type = original + 6;
    const Label handler = out().new_label();
    const Label cleanup = out().new_label();
    const Label end = out().new_label();
    Assembler::Range range, cleanup_range;
    const Position p = out().position;
    out().open(range, handler, original);
    push_block({.kind = Block::Kind::kTry, .range = &range});
    statements(body);
    pop_block();
    out().close(range);
    statements(orelse);
    out().jump(end);

    out().bind_handler(range);
    out().position = {};
    emit(Op::PUSH_HANDLED, saved, original);
    out().open(cleanup_range, cleanup, escaped);
    push_block({.kind = Block::Kind::kHandler, .range = &cleanup_range, .reg = saved});
    push_block({.kind = Block::Kind::kExceptStar});
    emit(Op::BUILD_LIST, raised, raised, 0);
    move(rest, original);
    for (const ast::ExceptHandler* h : handlers) {
        if (errors_.failed()) return;
        At at(*this, h);
        const Label next = out().new_label();
        const Label clause_failed = out().new_label();
        {
            Temporaries inner(*b_);
            const Reg r = operand(h->type, type);
            emit(Op::GROUP_MATCH, part, rest, r);
        }
        out().jump(Op::JUMP_IF_NONE, part, 0, next);
        // While the clause runs, its part is the exception being handled.
        const Reg before = alloc(2);
        const Reg clause_exception = before + 1;
        emit(Op::PUSH_HANDLED, before, part);
        Assembler::Range clause_range;
        out().open(clause_range, clause_failed, clause_exception);
        handler_body(h, part);
        out().close(clause_range);
        out().position = {};
        emit(Op::POP_HANDLED, before);
        out().jump(next);
        out().bind_handler(clause_range);
        emit(Op::POP_HANDLED, before);
        emit(Op::LIST_APPEND, raised, clause_exception);
        out().bind(next);
    }
    pop_block();
    out().position = {};
    const Label no_rest = out().new_label();
    out().jump(Op::JUMP_IF_NONE, rest, 0, no_rest);
    emit(Op::LIST_APPEND, raised, rest);
    out().bind(no_rest);
    emit(Op::GROUP_RERAISE, part, original, raised);
    pop_block();
    out().close(cleanup_range);
    const Label done = out().new_label();
    out().jump(Op::JUMP_IF_NONE, part, 0, done);
    reraise_after(saved, part);
    out().bind(done);
    emit(Op::POP_HANDLED, saved);
    out().jump(end);
    out().bind_handler(cleanup_range);
    reraise_after(saved, escaped);
    out().position = p;
    out().bind(end);
}

// ---- with ----

// exit(None, None, None), awaited for `async with`; the result is not used.
void CodeGenerator::call_exit(Reg exit, bool is_async) {
    Temporaries t(*b_);
    const Reg base = alloc(kCallHeader + 3);
    move(base, exit);
    for (unsigned i = 0; i < 3; i++)
        load_constant(base + kCallHeader + i, Value::none());
    emit(Op::CALL, base, base, 3);
    if (is_async) await_value(base, 2);
}

void CodeGenerator::with_statement(const ast::Stmt* s, std::span<ast::WithItem* const> items,
                                   size_t i, std::span<ast::Stmt* const> body, bool is_async) {
    if (is_async && !b_->is_async) {
        error("'async with' outside async function");
        return;
    }
    if (!deep_enough()) return;
    Temporaries t(*b_);
    const Reg exit = alloc(5);
    const Reg entered = exit + 1;
    const Reg exception = exit + 2;
    const Reg saved = exit + 3;
    const Reg result = exit + 4;  // of __exit__; or the exception it raised
    const ast::WithItem* item = items[i];
    {
        Temporaries inner(*b_);
        const Reg manager = operand(item->context_expr, exit);
        emit(is_async ? Op::BEFORE_ASYNC_WITH : Op::BEFORE_WITH, exit, manager);
    }
    if (is_async) await_value(entered, 1);
    const Label handler = out().new_label();
    const Label cleanup = out().new_label();
    const Label suppressed = out().new_label();
    const Label end = out().new_label();
    Assembler::Range range, cleanup_range;
    out().open(range, handler, exception);
    push_block({.kind = is_async ? Block::Kind::kAsyncWith : Block::Kind::kWith,
                .range = &range,
                .reg = exit,
                .statement = s});
    if (item->optional_vars) store(item->optional_vars, entered);
    if (i + 1 < items.size())
        with_statement(s, items, i + 1, body, is_async);
    else
        statements(body);
    pop_block();
    out().close(range);
    call_exit(exit, is_async);
    out().jump(end);

    out().bind_handler(range);
    emit(Op::PUSH_HANDLED, saved, exception);
    out().open(cleanup_range, cleanup, result);
    emit(Op::WITH_EXCEPT, result, exit, exception);
    if (is_async) await_value(result, 2);
    out().jump(Op::JUMP_IF_TRUE, result, 0, suppressed);
    out().close(cleanup_range);
    const Position p = out().position;
    reraise_after(saved, exception);
    out().position = p;
    out().bind(suppressed);
    emit(Op::POP_HANDLED, saved);
    out().jump(end);
    out().bind_handler(cleanup_range);
    reraise_after(saved, result);
    out().position = p;
    out().bind(end);
}

}  // namespace orrery
