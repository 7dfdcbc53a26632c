#include "engine/bytecode/scope_builder.h"

#include <string>

namespace orrery {

using ast::NodeKind;

namespace {

std::string quoted(std::string_view before, Identifier name, std::string_view after) {
    std::string s(before);
    s += " '";
    s += name;
    s += "' ";
    s += after;
    return s;
}

}  // namespace

bool ScopeBuilder::too_deep() {
    if (depth_ < max_depth_) return !errors_.has_stack();
    errors_.recursion_error();
    return true;
}

void ScopeBuilder::enter(const ast::Node* node, Scope::Kind kind, const SourceRange& range) {
    Scope& s = table_.scopes_.emplace_back();
    s.kind = kind;
    s.parent = scope_;
    s.private_class = private_class_;
    s.range = range;
    s.is_nested = scope_ && (scope_->is_nested || scope_->is_function());
    s.iterable_depth = scope_ ? scope_->iterable_depth : 0;
    if (node) table_.by_node_.emplace(node, &s);
    scope_ = &s;
}

void ScopeBuilder::visit_module(const ast::Mod* tree) {
    enter(tree, Scope::Kind::kModule, SourceRange(0, 0, 0, 0));
    switch (tree->kind) {
    case NodeKind::Module: statements(tree->as<ast::Module>()->body); break;
    case NodeKind::Interactive: statements(tree->as<ast::Interactive>()->body); break;
    default: expression(tree->as<ast::Expression>()->body); break;
    }
}

void ScopeBuilder::define_in(Scope* scope, Identifier plain, unsigned flag,
                             const SourceRange& range) {
    const Identifier name = canonical(plain);
    Symbol& symbol = scope->add(name);
    if ((flag & Symbol::kParameter) && symbol.has(Symbol::kParameter)) {
        errors_.symbol_error(range, quoted("duplicate argument", plain, "in function definition"));
        return;
    }
    symbol.flags |= static_cast<uint16_t>(flag);
    if (scope->in_iteration_target) {
        if (symbol.has(Symbol::kGlobal | Symbol::kNonlocal)) {
            errors_.symbol_error(range,
                                 "comprehension inner loop cannot rebind assignment "
                                 "expression target '" +
                                     std::string(plain) + "'");
            return;
        }
        symbol.flags |= Symbol::kIterationVariable;
    }
}

void ScopeBuilder::declare(const ast::Stmt* s, std::span<const Identifier> names, bool global) {
    const SourceRange range(s);
    for (Identifier plain : names) {
        const Identifier name = canonical(plain);
        if (const Symbol* symbol = scope_->find(name)) {
            const char* what = nullptr;
            if (symbol->has(Symbol::kParameter)) {
                what = global ? "is parameter and global" : "is parameter and nonlocal";
            } else if (symbol->has(Symbol::kUse)) {
                what = global ? "is used prior to global declaration"
                              : "is used prior to nonlocal declaration";
            } else if (symbol->has(Symbol::kAnnotated)) {
                errors_.symbol_error(range,
                                     "annotated name '" + std::string(plain) +
                                         (global ? "' can't be global" : "' can't be nonlocal"));
                return;
            } else if (symbol->has(Symbol::kLocal)) {
                what = global ? "is assigned to before global declaration"
                              : "is assigned to before nonlocal declaration";
            }
            if (what) {
                errors_.symbol_error(range, quoted("name", plain, what));
                return;
            }
        }
        if (!global && scope_->kind == Scope::Kind::kModule) {
            errors_.symbol_error(range, "nonlocal declaration not allowed at module level");
            return;
        }
        define(plain, global ? Symbol::kGlobal : Symbol::kNonlocal, range);
        scope_->directives.push_back({name, range});
        const Symbol* symbol = scope_->find(name);
        if (symbol->has(Symbol::kGlobal) && symbol->has(Symbol::kNonlocal)) {
            SourceRange first = range;
            for (const Scope::Directive& d : scope_->directives) {
                if (d.name.data() != name.data()) continue;
                first = d.range;
                break;
            }
            errors_.symbol_error(first, quoted("name", plain, "is nonlocal and global"));
            return;
        }
    }
}

// ---- statements ----

void ScopeBuilder::statements(std::span<ast::Stmt* const> body) {
    for (const ast::Stmt* s : body) {
        if (errors_.failed()) return;
        statement(s);
    }
}

void ScopeBuilder::statement(const ast::Stmt* s) {
    if (errors_.failed() || too_deep()) return;
    depth_++;
    switch (s->kind) {
    case NodeKind::FunctionDef: {
        auto* f = s->as<ast::FunctionDef>();
        function(s, f->name, f->args, f->body, f->decorator_list, f->returns, false);
        break;
    }
    case NodeKind::AsyncFunctionDef: {
        auto* f = s->as<ast::AsyncFunctionDef>();
        function(s, f->name, f->args, f->body, f->decorator_list, f->returns, true);
        break;
    }
    case NodeKind::ClassDef: {
        auto* c = s->as<ast::ClassDef>();
        define(c->name, Symbol::kLocal, SourceRange(s));
        expressions(c->bases);
        for (const ast::Keyword* k : c->keywords)
            expression(k->value);
        expressions(c->decorator_list);
        const Identifier outer = private_class_;
        enter(s, Scope::Kind::kClass, SourceRange(s));
        private_class_ = c->name;
        scope_->private_class = c->name;
        statements(c->body);
        private_class_ = outer;
        leave();
        break;
    }
    case NodeKind::Return:
        if (auto* value = s->as<ast::Return>()->value) {
            expression(value);
            scope_->returns_value = true;
        }
        break;
    case NodeKind::Delete: expressions(s->as<ast::Delete>()->targets); break;
    case NodeKind::Assign:
        // In the order of evaluation, so that registers are numbered as CPython numbers locals.
        expression(s->as<ast::Assign>()->value);
        expressions(s->as<ast::Assign>()->targets);
        break;
    case NodeKind::AugAssign:
        expression(s->as<ast::AugAssign>()->target);
        expression(s->as<ast::AugAssign>()->value);
        break;
    case NodeKind::AnnAssign: {
        auto* a = s->as<ast::AnnAssign>();
        if (auto* target = a->target->try_as<ast::Name>()) {
            const Symbol* symbol = scope_->find(canonical(target->id));
            if (symbol && symbol->has(Symbol::kGlobal | Symbol::kNonlocal) && a->simple &&
                scope_->kind != Scope::Kind::kModule) {
                errors_.symbol_error(SourceRange(s),
                                     "annotated name '" + std::string(target->id) +
                                         (symbol->has(Symbol::kGlobal) ? "' can't be global"
                                                                       : "' can't be nonlocal"));
                break;
            }
            if (a->simple) {
                define(target->id, Symbol::kAnnotated | Symbol::kLocal, SourceRange(target));
            } else if (a->value) {
                define(target->id, Symbol::kLocal, SourceRange(target));
            }
        } else {
            expression(a->target);
        }
        annotation(a->annotation);
        if (a->value) expression(a->value);
        break;
    }
    case NodeKind::For:
    case NodeKind::AsyncFor: {
        // For and AsyncFor have the same fields.
        auto visit = [this](auto* f) {
            expression(f->iter);
            expression(f->target);
            statements(f->body);
            statements(f->orelse);
        };
        if (s->is<ast::For>())
            visit(s->as<ast::For>());
        else
            visit(s->as<ast::AsyncFor>());
        break;
    }
    case NodeKind::While:
        expression(s->as<ast::While>()->test);
        statements(s->as<ast::While>()->body);
        statements(s->as<ast::While>()->orelse);
        break;
    case NodeKind::If: {
        // A chain of elif is a list, not nesting.
        const ast::If* i = s->as<ast::If>();
        for (;;) {
            expression(i->test);
            statements(i->body);
            if (i->orelse.size() != 1 || !i->orelse[0]->is<ast::If>()) break;
            i = i->orelse[0]->as<ast::If>();
        }
        statements(i->orelse);
        break;
    }
    case NodeKind::With:
        with_items(s->as<ast::With>()->items);
        statements(s->as<ast::With>()->body);
        break;
    case NodeKind::AsyncWith:
        with_items(s->as<ast::AsyncWith>()->items);
        statements(s->as<ast::AsyncWith>()->body);
        break;
    case NodeKind::Match:
        expression(s->as<ast::Match>()->subject);
        for (const ast::MatchCase* c : s->as<ast::Match>()->cases) {
            pattern(c->pattern);
            if (c->guard) expression(c->guard);
            statements(c->body);
        }
        break;
    case NodeKind::Raise:
        if (auto* e = s->as<ast::Raise>()->exc) expression(e);
        if (auto* e = s->as<ast::Raise>()->cause) expression(e);
        break;
    case NodeKind::Try: {
        auto* t = s->as<ast::Try>();
        statements(t->body);
        handlers(t->handlers);
        statements(t->orelse);
        statements(t->finalbody);
        break;
    }
    case NodeKind::TryStar: {
        auto* t = s->as<ast::TryStar>();
        statements(t->body);
        handlers(t->handlers);
        statements(t->orelse);
        statements(t->finalbody);
        break;
    }
    case NodeKind::Assert:
        expression(s->as<ast::Assert>()->test);
        if (auto* e = s->as<ast::Assert>()->msg) expression(e);
        break;
    case NodeKind::Import:
    case NodeKind::ImportFrom: {
        auto names =
            s->is<ast::Import>() ? s->as<ast::Import>()->names : s->as<ast::ImportFrom>()->names;
        for (const ast::Alias* a : names) {
            if (a->name == "*") {
                if (scope_->kind != Scope::Kind::kModule) {
                    errors_.symbol_error(SourceRange(a), "import * only allowed at module level");
                    break;
                }
                continue;
            }
            Identifier bound = a->asname;
            if (!bound.data()) {
                size_t dot = s->is<ast::Import>() ? a->name.find('.') : a->name.npos;
                bound = dot == a->name.npos ? a->name : table_.first_part(a->name, dot);
            }
            define(bound, Symbol::kImported, SourceRange(a));
        }
        break;
    }
    case NodeKind::Global: declare(s, s->as<ast::Global>()->names, true); break;
    case NodeKind::Nonlocal: declare(s, s->as<ast::Nonlocal>()->names, false); break;
    case NodeKind::ExprStmt: expression(s->as<ast::ExprStmt>()->value); break;
    default: break;  // pass, break, continue
    }
    depth_--;
}

void ScopeBuilder::with_items(std::span<ast::WithItem* const> items) {
    for (const ast::WithItem* item : items) {
        expression(item->context_expr);
        if (item->optional_vars) expression(item->optional_vars);
    }
}

void ScopeBuilder::handlers(std::span<ast::ExceptHandler* const> list) {
    for (const ast::ExceptHandler* h : list) {
        if (h->type) expression(h->type);
        if (h->name.data()) define(h->name, Symbol::kLocal | Symbol::kDeleted, SourceRange(h));
        statements(h->body);
    }
}

void ScopeBuilder::function(const ast::Stmt* s, Identifier name, const ast::Arguments* args,
                            std::span<ast::Stmt* const> body,
                            std::span<ast::Expr* const> decorators, const ast::Expr* returns,
                            bool is_async) {
    define(name, Symbol::kLocal, SourceRange(s));
    defaults(args);
    annotations(args, returns);
    expressions(decorators);
    enter(s, Scope::Kind::kFunction, SourceRange(s));
    scope_->is_coroutine = is_async;
    parameters(args);
    statements(body);
    leave();
}

void ScopeBuilder::defaults(const ast::Arguments* args) {
    expressions(args->defaults);
    expressions(args->kw_defaults);
}

void ScopeBuilder::parameters(const ast::Arguments* args) {
    auto each = [this](std::span<ast::Arg* const> list) {
        for (const ast::Arg* a : list)
            define(a->arg, Symbol::kParameter, SourceRange(a));
    };
    each(args->posonlyargs);
    each(args->args);
    each(args->kwonlyargs);
    if (args->vararg) define(args->vararg->arg, Symbol::kParameter, SourceRange(args->vararg));
    if (args->kwarg) define(args->kwarg->arg, Symbol::kParameter, SourceRange(args->kwarg));
}

void ScopeBuilder::annotation(const ast::Expr* e) {
    if (!future_annotations_) {
        expression(e);
        return;
    }
    // The expression becomes text; its names belong to a scope nobody compiles.
    enter(nullptr, Scope::Kind::kAnnotation, SourceRange(e));
    expression(e);
    leave();
}

void ScopeBuilder::annotations(const ast::Arguments* args, const ast::Expr* returns) {
    auto each = [this](std::span<ast::Arg* const> list) {
        for (const ast::Arg* a : list) {
            if (a->annotation) annotation(a->annotation);
        }
    };
    each(args->posonlyargs);
    each(args->args);
    if (args->vararg && args->vararg->annotation) annotation(args->vararg->annotation);
    if (args->kwarg && args->kwarg->annotation) annotation(args->kwarg->annotation);
    each(args->kwonlyargs);
    if (returns) annotation(returns);
}

// ---- patterns ----

void ScopeBuilder::pattern(const ast::Pattern* p) {
    if (errors_.failed() || too_deep()) return;
    depth_++;
    auto each = [this](std::span<ast::Pattern* const> list) {
        for (const ast::Pattern* q : list)
            pattern(q);
    };
    switch (p->kind) {
    case NodeKind::MatchValue: expression(p->as<ast::MatchValue>()->value); break;
    case NodeKind::MatchSequence: each(p->as<ast::MatchSequence>()->patterns); break;
    case NodeKind::MatchStar:
        if (Identifier name = p->as<ast::MatchStar>()->name; name.data()) {
            define(name, Symbol::kLocal, SourceRange(p));
        }
        break;
    case NodeKind::MatchMapping: {
        auto* m = p->as<ast::MatchMapping>();
        expressions(m->keys);
        each(m->patterns);
        if (m->rest.data()) define(m->rest, Symbol::kLocal, SourceRange(p));
        break;
    }
    case NodeKind::MatchClass: {
        auto* m = p->as<ast::MatchClass>();
        expression(m->cls);
        each(m->patterns);
        each(m->kwd_patterns);
        break;
    }
    case NodeKind::MatchAs: {
        auto* m = p->as<ast::MatchAs>();
        if (m->pattern) pattern(m->pattern);
        if (m->name.data()) define(m->name, Symbol::kLocal, SourceRange(p));
        break;
    }
    case NodeKind::MatchOr: each(p->as<ast::MatchOr>()->patterns); break;
    default: break;
    }
    depth_--;
}

// ---- expressions ----

void ScopeBuilder::expression(const ast::Expr* e) {
    if (errors_.failed() || too_deep()) return;
    depth_++;
    switch (e->kind) {
    case NodeKind::NamedExpr: walrus(e->as<ast::NamedExpr>()); break;
    case NodeKind::BoolOp: expressions(e->as<ast::BoolOp>()->values); break;
    case NodeKind::BinOp:
        expression(e->as<ast::BinOp>()->left);
        expression(e->as<ast::BinOp>()->right);
        break;
    case NodeKind::UnaryOp: expression(e->as<ast::UnaryOp>()->operand); break;
    case NodeKind::Lambda: {
        auto* l = e->as<ast::Lambda>();
        defaults(l->args);
        enter(e, Scope::Kind::kFunction, SourceRange(e));
        scope_->is_lambda = true;
        parameters(l->args);
        expression(l->body);
        leave();
        break;
    }
    case NodeKind::IfExp:
        expression(e->as<ast::IfExp>()->test);
        expression(e->as<ast::IfExp>()->body);
        expression(e->as<ast::IfExp>()->orelse);
        break;
    case NodeKind::Dict:
        expressions(e->as<ast::Dict>()->keys);
        expressions(e->as<ast::Dict>()->values);
        break;
    case NodeKind::Set: expressions(e->as<ast::Set>()->elts); break;
    case NodeKind::GeneratorExp:
        comprehension(e, e->as<ast::GeneratorExp>()->generators, e->as<ast::GeneratorExp>()->elt,
                      nullptr, Scope::Comprehension::kGenerator);
        break;
    case NodeKind::ListComp:
        comprehension(e, e->as<ast::ListComp>()->generators, e->as<ast::ListComp>()->elt, nullptr,
                      Scope::Comprehension::kList);
        break;
    case NodeKind::SetComp:
        comprehension(e, e->as<ast::SetComp>()->generators, e->as<ast::SetComp>()->elt, nullptr,
                      Scope::Comprehension::kSet);
        break;
    case NodeKind::DictComp:
        comprehension(e, e->as<ast::DictComp>()->generators, e->as<ast::DictComp>()->key,
                      e->as<ast::DictComp>()->value, Scope::Comprehension::kDict);
        break;
    case NodeKind::Yield:
        if (scope_->kind == Scope::Kind::kAnnotation) yield_allowed(e);
        if (auto* value = e->as<ast::Yield>()->value) expression(value);
        scope_->is_generator = true;
        yield_allowed(e);
        break;
    case NodeKind::YieldFrom:
        if (scope_->kind == Scope::Kind::kAnnotation) yield_allowed(e);
        expression(e->as<ast::YieldFrom>()->value);
        scope_->is_generator = true;
        yield_allowed(e);
        break;
    case NodeKind::Await:
        if (scope_->kind == Scope::Kind::kAnnotation) {
            errors_.symbol_error(SourceRange(e),
                                 "'await expression' can not be used within an annotation");
            break;
        }
        expression(e->as<ast::Await>()->value);
        scope_->is_coroutine = true;
        break;
    case NodeKind::Compare:
        expression(e->as<ast::Compare>()->left);
        expressions(e->as<ast::Compare>()->comparators);
        break;
    case NodeKind::Call:
        expression(e->as<ast::Call>()->func);
        expressions(e->as<ast::Call>()->args);
        for (const ast::Keyword* k : e->as<ast::Call>()->keywords)
            expression(k->value);
        break;
    case NodeKind::FormattedValue:
        expression(e->as<ast::FormattedValue>()->value);
        if (auto* spec = e->as<ast::FormattedValue>()->format_spec) expression(spec);
        break;
    case NodeKind::JoinedStr: expressions(e->as<ast::JoinedStr>()->values); break;
    case NodeKind::Attribute: expression(e->as<ast::Attribute>()->value); break;
    case NodeKind::Subscript:
        expression(e->as<ast::Subscript>()->value);
        expression(e->as<ast::Subscript>()->slice);
        break;
    case NodeKind::Starred: expression(e->as<ast::Starred>()->value); break;
    case NodeKind::Slice: {
        auto* s = e->as<ast::Slice>();
        if (s->lower) expression(s->lower);
        if (s->upper) expression(s->upper);
        if (s->step) expression(s->step);
        break;
    }
    case NodeKind::Name: {
        auto* n = e->as<ast::Name>();
        const unsigned flag = n->ctx == ast::ExprContext::Load ? unsigned{Symbol::kUse}
                              : n->ctx == ast::ExprContext::Store
                                  ? unsigned{Symbol::kLocal}
                                  : Symbol::kLocal | Symbol::kDeleted;
        define(n->id, flag, SourceRange(e));
        // super() without arguments finds its class through this cell.
        if (n->ctx == ast::ExprContext::Load && scope_->is_function() && n->id == "super") {
            define("__class__", Symbol::kUse, SourceRange(e));
        }
        break;
    }
    case NodeKind::List: expressions(e->as<ast::List>()->elts); break;
    case NodeKind::Tuple: expressions(e->as<ast::Tuple>()->elts); break;
    default: break;  // constants
    }
    depth_--;
}

void ScopeBuilder::walrus(const ast::NamedExpr* e) {
    if (scope_->kind == Scope::Kind::kAnnotation) {
        errors_.symbol_error(SourceRange(e),
                             "'named expression' can not be used within an annotation");
        return;
    }
    if (scope_->iterable_depth > 0) {
        errors_.symbol_error(SourceRange(e),
                             "assignment expression cannot be used in a "
                             "comprehension iterable expression");
        return;
    }
    if (scope_->comprehension != Scope::Comprehension::kNone) extend_walrus_scope(e->target);
    scope_->has_walrus = true;
    expression(e->value);
    expression(e->target);
}

// A walrus inside a comprehension binds in the function (or module) around it.
void ScopeBuilder::extend_walrus_scope(const ast::Expr* target) {
    const Identifier plain = target->as<ast::Name>()->id;
    const Identifier name = canonical(plain);
    const SourceRange range(target);
    for (Scope* s = scope_; s; s = s->parent) {
        if (s->comprehension != Scope::Comprehension::kNone) {
            const Symbol* symbol = s->find(name);
            if (symbol && symbol->has(Symbol::kIterationVariable) && symbol->has(Symbol::kLocal)) {
                errors_.symbol_error(range,
                                     "assignment expression cannot rebind comprehension "
                                     "iteration variable '" +
                                         std::string(plain) + "'");
                return;
            }
            continue;
        }
        if (s->is_function()) {
            const Symbol* symbol = s->find(name);
            const bool global = symbol && symbol->has(Symbol::kGlobal);
            define(plain, global ? Symbol::kGlobal : Symbol::kNonlocal, range);
            scope_->directives.push_back({name, range});
            define_in(s, plain, Symbol::kLocal, range);
            return;
        }
        if (s->kind == Scope::Kind::kModule) {
            define(plain, Symbol::kGlobal, range);
            scope_->directives.push_back({name, range});
            define_in(s, plain, Symbol::kGlobal, range);
            return;
        }
        errors_.symbol_error(range,
                             "assignment expression within a comprehension cannot be used "
                             "in a class body");
        return;
    }
}

void ScopeBuilder::comprehension(const ast::Expr* e,
                                 std::span<ast::Comprehension* const> generators,
                                 const ast::Expr* element, const ast::Expr* value,
                                 Scope::Comprehension kind) {
    const ast::Comprehension* first = generators[0];
    // The outermost iterable is evaluated in the scope around the comprehension.
    scope_->iterable_depth++;
    expression(first->iter);
    scope_->iterable_depth--;
    enter(e, Scope::Kind::kFunction, SourceRange(e));
    Scope* inner = scope_;
    inner->comprehension = kind;
    inner->is_coroutine = first->is_async;
    define(".0", Symbol::kParameter, SourceRange(e));
    for (const ast::Comprehension* g : generators) {
        inner->in_iteration_target = true;
        expression(g->target);
        inner->in_iteration_target = false;
        if (g != first) {
            inner->iterable_depth++;
            expression(g->iter);
            inner->iterable_depth--;
        }
        expressions(g->ifs);
        if (g->is_async) inner->is_coroutine = true;
    }
    if (value) expression(value);
    expression(element);
    const bool is_generator = kind == Scope::Comprehension::kGenerator;
    inner->is_generator = is_generator;
    leave();
    if (inner->is_coroutine && !is_generator) scope_->is_coroutine = true;
}

void ScopeBuilder::yield_allowed(const ast::Expr* e) {
    const char* message = nullptr;
    if (scope_->kind == Scope::Kind::kAnnotation) {
        message = "'yield expression' can not be used within an annotation";
    } else {
        switch (scope_->comprehension) {
        case Scope::Comprehension::kNone: return;
        case Scope::Comprehension::kList: message = "'yield' inside list comprehension"; break;
        case Scope::Comprehension::kSet: message = "'yield' inside set comprehension"; break;
        case Scope::Comprehension::kDict: message = "'yield' inside dict comprehension"; break;
        case Scope::Comprehension::kGenerator:
            message = "'yield' inside generator expression";
            break;
        }
    }
    errors_.symbol_error(SourceRange(e), message);
}

}  // namespace orrery
