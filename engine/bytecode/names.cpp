// Loading, storing and deleting variables.
#include "engine/bytecode/code_generator.h"

namespace orrery {

Symbol* CodeGenerator::symbol(Identifier name, Identifier* canonical_name) {
    const Identifier c = symbols_.canonical(b_->scope->private_class, name);
    if (canonical_name) *canonical_name = c;
    return b_->scope->find(c);
}

// Locals of functions live in registers; those of modules and classes in the namespace.
bool CodeGenerator::is_register(const Symbol* s) const {
    return s && s->binding == Binding::kLocal && b_->scope->is_function();
}

Reg CodeGenerator::check_bound(const Symbol* s) {
    if (!out().bound.has(s->reg)) {
        emit(Op::CHECK_BOUND, s->reg);
        if (out().reachable()) out().bound.add(s->reg);
    }
    return s->reg;
}

int CodeGenerator::local_register(const ast::Expr* e) {
    if (!e->is<ast::Name>()) return -1;
    const Symbol* s = symbol(e->as<ast::Name>()->id);
    return is_register(s) ? s->reg : -1;
}

bool CodeGenerator::forbidden(Identifier name, ast::ExprContext ctx) {
    if (name != "__debug__" || ctx == ast::ExprContext::Load) return false;
    error(ctx == ast::ExprContext::Store ? "cannot assign to __debug__"
                                         : "cannot delete __debug__");
    return true;
}

void CodeGenerator::load_name(Identifier plain, Reg dst) {
    Identifier name;
    Symbol* s = symbol(plain, &name);
    const Scope::Kind kind = b_->scope->kind;
    if (s && kind == Scope::Kind::kClass && s->binding == Binding::kFree &&
        !s->has(Symbol::kBound)) {
        emit(Op::LOAD_CLASS_CELL, dst, s->reg, short_site(string_of(name)));
        return;
    }
    switch (s ? s->binding : Binding::kGlobalImplicit) {
    case Binding::kCell:
    case Binding::kFree: emit(Op::LOAD_CELL, dst, s->reg); return;
    case Binding::kLocal:
        if (kind == Scope::Kind::kFunction) {
            move(dst, check_bound(s));
            return;
        }
        break;
    case Binding::kGlobalExplicit:
        out().emit_wide(Op::LOAD_GLOBAL, dst, site(string_of(name)));
        return;
    default:
        if (kind == Scope::Kind::kFunction) {
            out().emit_wide(Op::LOAD_GLOBAL, dst, site(string_of(name)));
            return;
        }
        break;
    }
    out().emit_wide(Op::LOAD_NAME, dst, site(string_of(name)));
}

void CodeGenerator::store_name(Identifier plain, Reg value) {
    if (forbidden(plain, ast::ExprContext::Store)) return;
    Identifier name;
    Symbol* s = symbol(plain, &name);
    switch (s ? s->binding : Binding::kGlobalImplicit) {
    case Binding::kCell:
    case Binding::kFree: emit(Op::STORE_CELL, s->reg, value); return;
    case Binding::kLocal:
        if (b_->scope->is_function()) {
            move(s->reg, value);
            if (out().reachable()) out().bound.add(s->reg);
            return;
        }
        break;
    case Binding::kGlobalExplicit:
        out().emit_wide(Op::STORE_GLOBAL, value, site(string_of(name)));
        return;
    default: break;
    }
    out().emit_wide(Op::STORE_NAME, value, site(string_of(name)));
}

void CodeGenerator::delete_name(Identifier plain) {
    if (forbidden(plain, ast::ExprContext::Del)) return;
    Identifier name;
    Symbol* s = symbol(plain, &name);
    switch (s ? s->binding : Binding::kGlobalImplicit) {
    case Binding::kCell:
    case Binding::kFree: emit(Op::DELETE_CELL, s->reg); return;
    case Binding::kLocal:
        if (b_->scope->is_function()) {
            emit(Op::DELETE_LOCAL, s->reg);
            if (out().reachable()) out().bound.remove(s->reg);
            return;
        }
        break;
    case Binding::kGlobalExplicit:
        out().emit_wide(Op::DELETE_GLOBAL, 0, site(string_of(name)));
        return;
    default: break;
    }
    out().emit_wide(Op::DELETE_NAME, 0, site(string_of(name)));
}

}  // namespace orrery
