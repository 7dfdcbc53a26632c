// Simple statements: assignments, deletions, imports, assertions, return.
#include <string>

#include "engine/bytecode/code_generator.h"
#include "engine/interpreter/runtime.h"

namespace orrery {

using ast::NodeKind;

namespace {

bool is_none_constant(const ast::Expr* e) {
    return e->is<ast::Constant>() && e->as<ast::Constant>()->value.kind == ast::ConstantKind::None;
}

}  // namespace

void CodeGenerator::statements(std::span<ast::Stmt* const> body) {
    for (const ast::Stmt* s : body) {
        if (errors_.failed()) return;
        statement(s);
    }
}

void CodeGenerator::statement(const ast::Stmt* s) {
    if (!deep_enough()) return;
    Temporaries t(*b_);
    At at(*this, s);
    switch (s->kind) {
    case NodeKind::FunctionDef: {
        auto* f = s->as<ast::FunctionDef>();
        function(s, f->name, f->args, f->body, f->decorator_list, f->returns, false);
        return;
    }
    case NodeKind::AsyncFunctionDef: {
        auto* f = s->as<ast::AsyncFunctionDef>();
        function(s, f->name, f->args, f->body, f->decorator_list, f->returns, true);
        return;
    }
    case NodeKind::ClassDef: class_definition(s->as<ast::ClassDef>()); return;
    case NodeKind::Return: return_statement(s->as<ast::Return>()); return;
    case NodeKind::Delete:
        for (const ast::Expr* e : s->as<ast::Delete>()->targets)
            delete_target(e);
        return;
    case NodeKind::Assign: assign(s->as<ast::Assign>()); return;
    case NodeKind::AugAssign: augmented_assign(s->as<ast::AugAssign>()); return;
    case NodeKind::AnnAssign: annotated_assign(s->as<ast::AnnAssign>()); return;
    case NodeKind::For: for_loop(s->as<ast::For>()); return;
    case NodeKind::AsyncFor: async_for_loop(s->as<ast::AsyncFor>()); return;
    case NodeKind::While: while_loop(s->as<ast::While>()); return;
    case NodeKind::If: if_statement(s->as<ast::If>()); return;
    case NodeKind::With:
        with_statement(s, s->as<ast::With>()->items, 0, s->as<ast::With>()->body, false);
        return;
    case NodeKind::AsyncWith:
        with_statement(s, s->as<ast::AsyncWith>()->items, 0, s->as<ast::AsyncWith>()->body, true);
        return;
    case NodeKind::Match: match_statement(s->as<ast::Match>()); return;
    case NodeKind::Raise: raise(s->as<ast::Raise>()); return;
    case NodeKind::Try: {
        auto* y = s->as<ast::Try>();
        emit(Op::NOP);  // trace functions see the line of `try` and of `pass`
        try_statement(y->body, y->handlers, y->orelse, y->finalbody, false);
        return;
    }
    case NodeKind::TryStar: {
        auto* y = s->as<ast::TryStar>();
        emit(Op::NOP);
        try_statement(y->body, y->handlers, y->orelse, y->finalbody, true);
        return;
    }
    case NodeKind::Assert: assertion(s->as<ast::Assert>()); return;
    case NodeKind::Import: import(s->as<ast::Import>()); return;
    case NodeKind::ImportFrom: import_from(s->as<ast::ImportFrom>()); return;
    case NodeKind::ExprStmt: {
        const ast::Expr* e = s->as<ast::ExprStmt>()->value;
        if (interactive_ && b_->scope->kind == Scope::Kind::kModule) {
            const Reg r = any(e);
            emit(Op::PRINT_EXPR, r);
        } else {
            effect(e);
        }
        return;
    }
    case NodeKind::Break: leave_loop(true); return;
    case NodeKind::Continue: leave_loop(false); return;
    case NodeKind::Pass: emit(Op::NOP); return;
    default: return;  // global, nonlocal
    }
}

// ---- assignment ----

void CodeGenerator::assign(const ast::Assign* s) {
    if (s->targets.size() == 1) {
        const ast::Expr* target = s->targets[0];
        const int local = local_register(target);
        if (local >= 0 && !forbidden(target->as<ast::Name>()->id, ast::ExprContext::Store)) {
            into(s->value, static_cast<Reg>(local));
            if (out().reachable()) out().bound.add(static_cast<unsigned>(local));
            return;
        }
        if (assign_elementwise(target, s->value)) return;
        const Reg r = any(s->value);
        store(target, r);
        return;
    }
    Reg r = any(s->value);
    if (!b_->is_temporary(r)) {
        // `a, b = c = a`: a store must not change what later ones store.
        const Reg copy = alloc();
        move(copy, r);
        r = copy;
    }
    for (const ast::Expr* target : s->targets)
        store(target, r);
}

// `a, b = x, y` needs no tuple: the values are evaluated first, then stored from left to right.
bool CodeGenerator::assign_elementwise(const ast::Expr* target, const ast::Expr* value) {
    constexpr size_t kMaxElements = 30;
    auto elements_of = [](const ast::Expr* e) -> std::span<ast::Expr* const> {
        if (auto* t = e->try_as<ast::Tuple>()) return t->elts;
        if (auto* l = e->try_as<ast::List>()) return l->elts;
        return {};
    };
    std::span<ast::Expr* const> targets = elements_of(target);
    std::span<ast::Expr* const> values = elements_of(value);
    const size_t n = targets.size();
    if (n == 0 || n != values.size() || n > kMaxElements) return false;
    for (size_t i = 0; i < n; i++) {
        if (targets[i]->is<ast::Starred>() || values[i]->is<ast::Starred>()) return false;
    }
    Reg registers[kMaxElements];
    for (size_t i = 0; i < n; i++) {
        // A local may be read when it is stored, unless a store before that rebinds it.
        bool rebound = b_->scope->has_walrus;
        const int local = local_register(values[i]);
        if (local >= 0) {
            for (size_t j = 0; j < i && !rebound; j++) {
                rebound = !targets[j]->is<ast::Attribute>() && !targets[j]->is<ast::Subscript>() &&
                          (!targets[j]->is<ast::Name>() || local_register(targets[j]) == local);
            }
        }
        registers[i] = local >= 0 && !rebound ? any(values[i]) : temporary(values[i]);
    }
    for (size_t i = 0; i < n; i++)
        store(targets[i], registers[i]);
    return true;
}

void CodeGenerator::store(const ast::Expr* target, Reg value) {
    if (errors_.failed() || !deep_enough()) return;
    Temporaries t(*b_);
    At at(*this, target);
    switch (target->kind) {
    case NodeKind::Name: store_name(target->as<ast::Name>()->id, value); return;
    case NodeKind::Attribute: {
        auto* a = target->as<ast::Attribute>();
        const Reg object = any(a->value);
        narrow_to_attribute(a);
        if (forbidden(a->attr, ast::ExprContext::Store)) return;
        emit(Op::STORE_ATTR, object, value, attribute_site(a->attr));
        return;
    }
    case NodeKind::Subscript: {
        auto* s = target->as<ast::Subscript>();
        const Reg object = any_before(s->value, alloc(), s->slice);
        const Reg index = any(s->slice);
        emit(Op::STORE_ITEM, object, index, value);
        return;
    }
    case NodeKind::Tuple: unpack(target->as<ast::Tuple>()->elts, value); return;
    case NodeKind::List: unpack(target->as<ast::List>()->elts, value); return;
    case NodeKind::Starred: error("starred assignment target must be in a list or tuple"); return;
    default: return;
    }
}

void CodeGenerator::unpack(std::span<ast::Expr* const> targets, Reg value) {
    const unsigned n = static_cast<unsigned>(targets.size());
    int star = -1;
    for (unsigned i = 0; i < n; i++) {
        if (!targets[i]->is<ast::Starred>()) continue;
        if (star >= 0) {
            error("multiple starred expressions in assignment");
            return;
        }
        star = static_cast<int>(i);
    }
    if (star >= 0 && (star >= 256 || n - static_cast<unsigned>(star) - 1 >= 256)) {
        error("too many expressions in star-unpacking assignment");
        return;
    }
    const Reg window = alloc(n);
    if (star >= 0) {
        const unsigned before = static_cast<unsigned>(star);
        emit(Op::UNPACK_STAR, window, value, before | (n - before - 1) << 8);
    } else {
        emit(Op::UNPACK, window, value, n);
    }
    for (unsigned i = 0; i < n; i++) {
        const ast::Expr* target = targets[i];
        if (auto* s = target->try_as<ast::Starred>()) target = s->value;
        store(target, static_cast<Reg>(window + i));
    }
}

void CodeGenerator::augmented_assign(const ast::AugAssign* s) {
    int16_t small;
    const bool add_int =
        (s->op == ast::Operator::Add || s->op == ast::Operator::Sub) && immediate(s->value, small);
    // The opcodes of BinaryOp's order follow each other, in place ones too.
    auto apply = [&](Reg dst, Reg left) {
        if (add_int) {
            emit(s->op == ast::Operator::Add ? Op::IADD_INT : Op::ISUB_INT, dst, left,
                 static_cast<uint16_t>(small));
            return;
        }
        const Reg right = any(s->value);
        Op op = Op::NOP;
        switch (s->op) {
        case ast::Operator::Add: op = Op::IADD; break;
        case ast::Operator::Sub: op = Op::ISUB; break;
        case ast::Operator::Mult: op = Op::IMUL; break;
        case ast::Operator::MatMult: op = Op::IMATMUL; break;
        case ast::Operator::Div: op = Op::ITRUEDIV; break;
        case ast::Operator::Mod: op = Op::IMOD; break;
        case ast::Operator::Pow: op = Op::IPOW; break;
        case ast::Operator::LShift: op = Op::ILSHIFT; break;
        case ast::Operator::RShift: op = Op::IRSHIFT; break;
        case ast::Operator::BitOr: op = Op::IOR; break;
        case ast::Operator::BitXor: op = Op::IXOR; break;
        case ast::Operator::BitAnd: op = Op::IAND; break;
        case ast::Operator::FloorDiv: op = Op::IFLOORDIV; break;
        }
        emit(op, dst, left, right);
    };
    switch (s->target->kind) {
    case NodeKind::Name: {
        const Identifier id = s->target->as<ast::Name>()->id;
        const int local = local_register(s->target);
        if (id == "__debug__") {
            At at(*this, s->target);
            forbidden(id, ast::ExprContext::Store);
            return;
        }
        if (local >= 0) {
            Reg left;
            {
                At at(*this, s->target);
                left = check_bound(symbol(id));
            }
            if (may_rebind(s->value)) {
                const Reg copy = alloc();
                move(copy, left);
                left = copy;
            }
            apply(static_cast<Reg>(local), left);
            return;
        }
        const Reg value = alloc();
        {
            At at(*this, s->target);
            load_name(id, value);
        }
        apply(value, value);
        At at(*this, s->target);
        store_name(id, value);
        return;
    }
    case NodeKind::Attribute: {
        auto* a = s->target->as<ast::Attribute>();
        const Reg object = any_before(a->value, alloc(), s->value);
        const Reg value = alloc();
        {
            At at(*this, a);
            narrow_to_attribute(a);
            emit(Op::LOAD_ATTR, value, object, attribute_site(a->attr));
        }
        apply(value, value);
        At at(*this, a);
        narrow_to_attribute(a);
        emit(Op::STORE_ATTR, object, value, attribute_site(a->attr));
        return;
    }
    case NodeKind::Subscript: {
        auto* x = s->target->as<ast::Subscript>();
        Reg object = any_before(x->value, alloc(), x->slice);
        Reg index = any_before(x->slice, alloc(), s->value);
        if (may_rebind(s->value) && !b_->is_temporary(object)) {
            const Reg copy = alloc();
            move(copy, object);
            object = copy;
        }
        const Reg value = alloc();
        {
            At at(*this, x);
            emit(Op::LOAD_ITEM, value, object, index);
        }
        apply(value, value);
        At at(*this, x);
        emit(Op::STORE_ITEM, object, index, value);
        return;
    }
    default: return;
    }
}

void CodeGenerator::annotation_expression(const ast::Expr* e) {
    Temporaries t(*b_);
    any(e);
}

void CodeGenerator::annotation_subscript(const ast::Expr* e) {
    if (auto* s = e->try_as<ast::Slice>()) {
        if (s->lower) annotation_expression(s->lower);
        if (s->upper) annotation_expression(s->upper);
        if (s->step) annotation_expression(s->step);
    } else if (auto* t = e->try_as<ast::Tuple>()) {
        for (const ast::Expr* x : t->elts)
            annotation_subscript(x);
    } else {
        annotation_expression(e);
    }
}

void CodeGenerator::annotated_assign(const ast::AnnAssign* s) {
    const Scope::Kind kind = b_->scope->kind;
    const bool evaluated = kind == Scope::Kind::kModule || kind == Scope::Kind::kClass;
    if (s->value) {
        const int local = local_register(s->target);
        if (local >= 0) {
            if (forbidden(s->target->as<ast::Name>()->id, ast::ExprContext::Store)) return;
            into(s->value, static_cast<Reg>(local));
            if (out().reachable()) out().bound.add(static_cast<unsigned>(local));
        } else {
            Temporaries t(*b_);
            store(s->target, any(s->value));
        }
    }
    switch (s->target->kind) {
    case NodeKind::Name: {
        const Identifier id = s->target->as<ast::Name>()->id;
        if (forbidden(id, ast::ExprContext::Store)) return;
        if (s->simple && evaluated) {
            const Reg value = alloc();
            if (options_.future_annotations)
                annotation_text(s->annotation, value);
            else
                into(s->annotation, value);
            const Reg dict = alloc();
            const Reg key = alloc();
            out().emit_wide(Op::LOAD_NAME, dict, site(intern_name("__annotations__")));
            load_constant(
                key, Value::object(string_of(symbols_.canonical(b_->scope->private_class, id))));
            emit(Op::STORE_ITEM, dict, key, value);
        }
        break;
    }
    case NodeKind::Attribute:
        if (forbidden(s->target->as<ast::Attribute>()->attr, ast::ExprContext::Store)) return;
        if (!s->value) annotation_expression(s->target->as<ast::Attribute>()->value);
        break;
    case NodeKind::Subscript:
        if (!s->value) {
            annotation_expression(s->target->as<ast::Subscript>()->value);
            annotation_subscript(s->target->as<ast::Subscript>()->slice);
        }
        break;
    default: break;
    }
    if (!s->simple && evaluated && !options_.future_annotations) {
        annotation_expression(s->annotation);
    }
}

void CodeGenerator::delete_target(const ast::Expr* e) {
    if (errors_.failed() || !deep_enough()) return;
    Temporaries t(*b_);
    At at(*this, e);
    switch (e->kind) {
    case NodeKind::Name: delete_name(e->as<ast::Name>()->id); return;
    case NodeKind::Attribute: {
        auto* a = e->as<ast::Attribute>();
        const Reg object = any(a->value);
        narrow_to_attribute(a);
        emit(Op::DELETE_ATTR, object, 0, attribute_site(a->attr));
        return;
    }
    case NodeKind::Subscript: {
        auto* s = e->as<ast::Subscript>();
        const Reg object = any_before(s->value, alloc(), s->slice);
        emit(Op::DELETE_ITEM, object, any(s->slice));
        return;
    }
    case NodeKind::Tuple:
        for (const ast::Expr* x : e->as<ast::Tuple>()->elts)
            delete_target(x);
        return;
    case NodeKind::List:
        for (const ast::Expr* x : e->as<ast::List>()->elts)
            delete_target(x);
        return;
    default: return;
    }
}

// ---- imports ----

void CodeGenerator::import(const ast::Import* s) {
    for (const ast::Alias* a : s->names) {
        Temporaries t(*b_);
        const Reg module = alloc(2);
        load_constant(module, Value::none());
        load_constant(module + 1, Value::small_int(0));
        emit(Op::IMPORT_NAME, module, module, short_site(string_of(a->name)));
        const size_t dot = a->name.find('.');
        if (!a->asname.data()) {
            store_name(dot == a->name.npos ? a->name : symbols_.first_part(a->name, dot), module);
            continue;
        }
        // import a.b.c as d: the last part, by way of the others.
        for (size_t start = dot; start != a->name.npos;) {
            const size_t next = a->name.find('.', start + 1);
            const std::string_view part =
                a->name.substr(start + 1, next == a->name.npos ? next : next - start - 1);
            emit(Op::IMPORT_FROM, module, module,
                 short_site(constant_string(symbols_.keep_text(part))));
            start = next;
        }
        store_name(a->asname, module);
    }
}

void CodeGenerator::import_from(const ast::ImportFrom* s) {
    if (s->level == 0 && s->module == "__future__" && s->lineno > future_line_) {
        error("from __future__ imports must occur at the beginning of the file");
        return;
    }
    const Reg module = alloc(2);
    Tuple* names = new_tuple(ctx_, s->names.size());
    if (!names) {
        errors_.set_failed();
        return;
    }
    keep(Value::object(names));
    for (size_t i = 0; i < s->names.size(); i++) {
        names->slots()[i].set(ctx_, names, Value::object(string_of(s->names[i]->name)));
    }
    load_constant(module, Value::object(names));
    load_constant(module + 1, Value::small_int(s->level));
    emit(Op::IMPORT_NAME, module, module,
         short_site(s->module.data() ? string_of(s->module) : ctx_.runtime().empty_string));
    for (const ast::Alias* a : s->names) {
        if (a->name == "*") {
            emit(Op::IMPORT_STAR, module);
            return;
        }
        Temporaries t(*b_);
        const Reg r = alloc();
        emit(Op::IMPORT_FROM, r, module, short_site(string_of(a->name)));
        store_name(a->asname.data() ? a->asname : a->name, r);
    }
}

// ---- assert, raise, return ----

void CodeGenerator::assertion(const ast::Assert* s) {
    if (auto* t = s->test->try_as<ast::Tuple>(); t && !t->elts.empty()) {
        warn("assertion is always true, perhaps remove parentheses?");
    }
    if (options_.optimize_asserts) return;
    const Label end = out().new_label();
    jump_if(s->test, end, true);
    const Reg base = alloc(kCallHeader + 1);
    emit(Op::LOAD_ASSERTION_ERROR, base);
    if (s->msg) {
        into(s->msg, base + kCallHeader);
        emit(Op::CALL, base, base, 1);
    }
    emit(Op::RAISE, base);
    out().bind(end);
}

void CodeGenerator::raise(const ast::Raise* s) {
    if (!s->exc) {
        emit(Op::RAISE_AGAIN);
        return;
    }
    if (!s->cause) {
        emit(Op::RAISE, any(s->exc));
        return;
    }
    const Reg exception = any_before(s->exc, alloc(), s->cause);
    emit(Op::RAISE_FROM, exception, any(s->cause));
}

void CodeGenerator::return_statement(const ast::Return* s) {
    if (!b_->scope->is_function()) {
        error("'return' outside function");
        return;
    }
    if (s->value && b_->scope->is_coroutine && b_->scope->is_generator) {
        error("'return' with value in async generator");
        return;
    }
    if (!needs_unwinding(0)) {
        Reg r = 0;
        const bool none = !s->value || is_none_constant(s->value);
        if (!none) r = any(s->value);
        unwind_to(0);
        if (none)
            emit(Op::RETURN_NONE);
        else
            emit(Op::RETURN, r);
        return;
    }
    const Value constant = s->value ? constant_value(s->value) : Value::none();
    if (s->value && s->value->is<ast::Constant>() && s->value->lineno == s->lineno) {
        set_position(s->value);
    }
    // The value is fixed before the exits run.
    const Reg r = constant ? 0 : temporary(s->value);
    unwind_to(0);
    if (!constant) {
        emit(Op::RETURN, r);
    } else if (constant.is_none()) {
        emit(Op::RETURN_NONE);
    } else {
        const Reg c = alloc();
        load_constant(c, constant);
        emit(Op::RETURN, c);
    }
}

}  // namespace orrery
