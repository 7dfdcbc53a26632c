#include "engine/modules/ast/validator.h"

namespace orrery::ast_module {

namespace ast = syntax::ast;
using ast::ExprContext;
using ast::NodeKind;

namespace {

const char* context_name(ExprContext c) {
    return c == ExprContext::Load ? "Load" : c == ExprContext::Store ? "Store" : "Del";
}

// Each check returns whether to go on; the first failure leaves its message.
class Validator {
public:
    std::string message;
    bool type_error = false;

    bool module(const ast::Mod* tree) {
        if (auto* m = tree->try_as<ast::Module>()) return statements(m->body);
        if (auto* i = tree->try_as<ast::Interactive>()) return statements(i->body);
        return expr(tree->as<ast::Expression>()->body);
    }

private:
    bool fail(std::string text) {
        message = std::move(text);
        return false;
    }
    bool check(bool ok, const char* text) { return ok || fail(text); }

    template <typename T>
    bool filled(std::span<T> items, const char* what, const char* owner) {
        return !items.empty() || fail(std::string("empty ") + what + " on " + owner);
    }
    bool name(ast::Identifier id) {
        if (id != "None" && id != "True" && id != "False") return true;
        return fail("identifier field can't represent '" + std::string(id) + "' constant");
    }

    // ---- expressions ----

    bool exprs(std::span<ast::Expr* const> list, ExprContext ctx = ExprContext::Load) {
        for (const ast::Expr* e : list) {
            if (e && !expr(e, ctx)) return false;
        }
        return true;
    }
    bool exprs(std::span<ast::Expr*> list, ExprContext ctx = ExprContext::Load) {
        return exprs(std::span<ast::Expr* const>(list), ctx);
    }
    bool optional(const ast::Expr* e) { return !e || expr(e); }

    bool has_context(ExprContext actual, ExprContext wanted) {
        return actual == wanted ||
               fail(std::string("expression must have ") + context_name(wanted) +
                    " context but has " + context_name(actual) + " instead");
    }
    bool keywords(std::span<ast::Keyword*> list) {
        for (const ast::Keyword* k : list) {
            if (!expr(k->value)) return false;
        }
        return true;
    }
    bool comprehensions(std::span<ast::Comprehension*> list) {
        if (!check(!list.empty(), "comprehension with no generators")) return false;
        for (const ast::Comprehension* c : list) {
            if (!expr(c->target, ExprContext::Store) || !expr(c->iter) || !exprs(c->ifs))
                return false;
        }
        return true;
    }
    bool parameters(std::span<ast::Arg*> list) {
        for (const ast::Arg* a : list) {
            if (!optional(a->annotation)) return false;
        }
        return true;
    }
    bool arguments(const ast::Arguments* a) {
        return parameters(a->posonlyargs) && parameters(a->args) &&
               (!a->vararg || optional(a->vararg->annotation)) && parameters(a->kwonlyargs) &&
               (!a->kwarg || optional(a->kwarg->annotation)) &&
               check(a->defaults.size() <= a->posonlyargs.size() + a->args.size(),
                     "more positional defaults than args on arguments") &&
               check(a->kw_defaults.size() == a->kwonlyargs.size(),
                     "length of kwonlyargs is not the same as kw_defaults on arguments") &&
               exprs(a->defaults) && exprs(a->kw_defaults);
    }

    bool expr(const ast::Expr* e, ExprContext ctx = ExprContext::Load) {
        switch (e->kind) {
        case NodeKind::Attribute:
            return has_context(e->as<ast::Attribute>()->ctx, ctx) &&
                   expr(e->as<ast::Attribute>()->value);
        case NodeKind::Subscript:
            return has_context(e->as<ast::Subscript>()->ctx, ctx) &&
                   expr(e->as<ast::Subscript>()->slice) && expr(e->as<ast::Subscript>()->value);
        case NodeKind::Starred:
            return has_context(e->as<ast::Starred>()->ctx, ctx) &&
                   expr(e->as<ast::Starred>()->value, ctx);
        case NodeKind::Name:
            return has_context(e->as<ast::Name>()->ctx, ctx) && name(e->as<ast::Name>()->id);
        case NodeKind::List:
            return has_context(e->as<ast::List>()->ctx, ctx) &&
                   exprs(e->as<ast::List>()->elts, ctx);
        case NodeKind::Tuple:
            return has_context(e->as<ast::Tuple>()->ctx, ctx) &&
                   exprs(e->as<ast::Tuple>()->elts, ctx);
        default: break;
        }
        if (ctx != ExprContext::Load) {
            return fail(std::string("expression which can't be assigned to in ") +
                        context_name(ctx) + " context");
        }
        switch (e->kind) {
        case NodeKind::BoolOp:
            return check(e->as<ast::BoolOp>()->values.size() >= 2,
                         "BoolOp with less than 2 values") &&
                   exprs(e->as<ast::BoolOp>()->values);
        case NodeKind::NamedExpr: {
            auto* n = e->as<ast::NamedExpr>();
            if (!n->target->is<ast::Name>()) {
                type_error = true;
                return fail("NamedExpr target must be a Name");
            }
            return expr(n->target, ExprContext::Store) && expr(n->value);
        }
        case NodeKind::BinOp:
            return expr(e->as<ast::BinOp>()->left) && expr(e->as<ast::BinOp>()->right);
        case NodeKind::UnaryOp: return expr(e->as<ast::UnaryOp>()->operand);
        case NodeKind::Lambda:
            return arguments(e->as<ast::Lambda>()->args) && expr(e->as<ast::Lambda>()->body);
        case NodeKind::IfExp: {
            auto* n = e->as<ast::IfExp>();
            return expr(n->test) && expr(n->body) && expr(n->orelse);
        }
        case NodeKind::Dict: {
            auto* n = e->as<ast::Dict>();
            return check(n->keys.size() == n->values.size(),
                         "Dict doesn't have the same number of keys as values") &&
                   exprs(n->keys) && exprs(n->values);
        }
        case NodeKind::Set: return exprs(e->as<ast::Set>()->elts);
        case NodeKind::ListComp:
            return comprehensions(e->as<ast::ListComp>()->generators) &&
                   expr(e->as<ast::ListComp>()->elt);
        case NodeKind::SetComp:
            return comprehensions(e->as<ast::SetComp>()->generators) &&
                   expr(e->as<ast::SetComp>()->elt);
        case NodeKind::GeneratorExp:
            return comprehensions(e->as<ast::GeneratorExp>()->generators) &&
                   expr(e->as<ast::GeneratorExp>()->elt);
        case NodeKind::DictComp: {
            auto* n = e->as<ast::DictComp>();
            return comprehensions(n->generators) && expr(n->key) && expr(n->value);
        }
        case NodeKind::Await: return expr(e->as<ast::Await>()->value);
        case NodeKind::Yield: return optional(e->as<ast::Yield>()->value);
        case NodeKind::YieldFrom: return expr(e->as<ast::YieldFrom>()->value);
        case NodeKind::Compare: {
            auto* n = e->as<ast::Compare>();
            return check(!n->comparators.empty(), "Compare with no comparators") &&
                   check(n->comparators.size() == n->ops.size(),
                         "Compare has a different number of comparators and operands") &&
                   exprs(n->comparators) && expr(n->left);
        }
        case NodeKind::Call: {
            auto* n = e->as<ast::Call>();
            return expr(n->func) && exprs(n->args) && keywords(n->keywords);
        }
        case NodeKind::FormattedValue:
            return expr(e->as<ast::FormattedValue>()->value) &&
                   optional(e->as<ast::FormattedValue>()->format_spec);
        case NodeKind::JoinedStr: return exprs(e->as<ast::JoinedStr>()->values);
        case NodeKind::Slice: {
            auto* n = e->as<ast::Slice>();
            return optional(n->lower) && optional(n->upper) && optional(n->step);
        }
        default: return true;
        }
    }

    // ---- patterns ----

    bool patterns(std::span<ast::Pattern*> list, bool star_ok = false) {
        for (const ast::Pattern* p : list) {
            if (!pattern(p, star_ok)) return false;
        }
        return true;
    }
    bool capture(ast::Identifier id) { return !id.data() || name(id); }

    /// A constant, a number with a sign, a complex number, an attribute, an f-string.
    bool pattern_value(const ast::Expr* e) {
        if (!expr(e)) return false;
        const bool ok = e->is<ast::Constant>() || e->is<ast::Attribute>() ||
                        e->is<ast::UnaryOp>() || e->is<ast::BinOp>() || e->is<ast::JoinedStr>();
        return check(ok, "patterns may only match literals and attribute lookups");
    }

    bool pattern(const ast::Pattern* p, bool star_ok = false) {
        switch (p->kind) {
        case NodeKind::MatchValue: return pattern_value(p->as<ast::MatchValue>()->value);
        case NodeKind::MatchSingleton: {
            const ast::ConstantKind k = p->as<ast::MatchSingleton>()->value.kind;
            return check(k == ast::ConstantKind::None || k == ast::ConstantKind::True ||
                             k == ast::ConstantKind::False,
                         "MatchSingleton can only contain True, False and None");
        }
        case NodeKind::MatchSequence: return patterns(p->as<ast::MatchSequence>()->patterns, true);
        case NodeKind::MatchMapping: {
            auto* m = p->as<ast::MatchMapping>();
            if (!check(m->keys.size() == m->patterns.size(),
                       "MatchMapping doesn't have the same number of keys as patterns") ||
                !capture(m->rest)) {
                return false;
            }
            for (const ast::Expr* key : m->keys) {
                if (!pattern_value(key)) return false;
            }
            return patterns(m->patterns);
        }
        case NodeKind::MatchClass: {
            auto* m = p->as<ast::MatchClass>();
            if (!check(
                    m->kwd_attrs.size() == m->kwd_patterns.size(),
                    "MatchClass doesn't have the same number of keyword attributes as patterns") ||
                !expr(m->cls)) {
                return false;
            }
            const ast::Expr* cls = m->cls;
            while (cls->is<ast::Attribute>())
                cls = cls->as<ast::Attribute>()->value;
            return check(cls->is<ast::Name>(),
                         "MatchClass cls field can only contain Name or Attribute nodes.") &&
                   patterns(m->patterns) && patterns(m->kwd_patterns);
        }
        case NodeKind::MatchStar:
            return check(star_ok, "can't use MatchStar here") &&
                   capture(p->as<ast::MatchStar>()->name);
        case NodeKind::MatchAs: {
            auto* m = p->as<ast::MatchAs>();
            if (!capture(m->name)) return false;
            if (!m->pattern) return true;
            return check(m->name.data(),
                         "MatchAs must specify a target name if a pattern is given") &&
                   pattern(m->pattern);
        }
        case NodeKind::MatchOr:
            return check(p->as<ast::MatchOr>()->patterns.size() >= 2,
                         "MatchOr requires at least 2 patterns") &&
                   patterns(p->as<ast::MatchOr>()->patterns);
        default: return true;
        }
    }

    // ---- statements ----

    bool statements(std::span<ast::Stmt*> list) {
        for (const ast::Stmt* s : list) {
            if (!statement(s)) return false;
        }
        return true;
    }
    bool body(std::span<ast::Stmt*> list, const char* owner) {
        return filled(list, "body", owner) && statements(list);
    }
    template <typename T>
    bool function(const T* f, const char* owner) {
        return body(f->body, owner) && arguments(f->args) && exprs(f->decorator_list) &&
               optional(f->returns);
    }
    template <typename T>
    bool loop(const T* f, const char* owner) {
        return expr(f->target, ExprContext::Store) && expr(f->iter) && body(f->body, owner) &&
               statements(f->orelse);
    }
    template <typename T>
    bool with(const T* w, const char* owner) {
        if (!filled(w->items, "items", owner)) return false;
        for (const ast::WithItem* i : w->items) {
            if (!expr(i->context_expr) ||
                (i->optional_vars && !expr(i->optional_vars, ExprContext::Store))) {
                return false;
            }
        }
        return body(w->body, owner);
    }
    template <typename T>
    bool try_statement(const T* t, const std::string& owner) {
        if (!body(t->body, owner.c_str())) return false;
        if (t->handlers.empty() && t->finalbody.empty()) {
            return fail(owner + " has neither handlers nor finalbody");
        }
        if (t->handlers.empty() && !t->orelse.empty()) {
            return fail(owner + " has orelse but no except handlers");
        }
        for (const ast::ExceptHandler* h : t->handlers) {
            if (!optional(h->type) || !body(h->body, "ExceptHandler")) return false;
        }
        return statements(t->finalbody) && statements(t->orelse);
    }

    bool statement(const ast::Stmt* s) {
        switch (s->kind) {
        case NodeKind::FunctionDef: return function(s->as<ast::FunctionDef>(), "FunctionDef");
        case NodeKind::AsyncFunctionDef:
            return function(s->as<ast::AsyncFunctionDef>(), "AsyncFunctionDef");
        case NodeKind::ClassDef: {
            auto* c = s->as<ast::ClassDef>();
            return body(c->body, "ClassDef") && exprs(c->bases) && keywords(c->keywords) &&
                   exprs(c->decorator_list);
        }
        case NodeKind::Return: return optional(s->as<ast::Return>()->value);
        case NodeKind::Delete:
            return filled(s->as<ast::Delete>()->targets, "targets", "Delete") &&
                   exprs(s->as<ast::Delete>()->targets, ExprContext::Del);
        case NodeKind::Assign:
            return filled(s->as<ast::Assign>()->targets, "targets", "Assign") &&
                   exprs(s->as<ast::Assign>()->targets, ExprContext::Store) &&
                   expr(s->as<ast::Assign>()->value);
        case NodeKind::AugAssign:
            return expr(s->as<ast::AugAssign>()->target, ExprContext::Store) &&
                   expr(s->as<ast::AugAssign>()->value);
        case NodeKind::AnnAssign: {
            auto* a = s->as<ast::AnnAssign>();
            if (a->simple && !a->target->is<ast::Name>()) {
                type_error = true;
                return fail("AnnAssign with simple non-Name target");
            }
            return expr(a->target, ExprContext::Store) && optional(a->value) && expr(a->annotation);
        }
        case NodeKind::For: return loop(s->as<ast::For>(), "For");
        case NodeKind::AsyncFor: return loop(s->as<ast::AsyncFor>(), "AsyncFor");
        case NodeKind::While: {
            auto* w = s->as<ast::While>();
            return expr(w->test) && body(w->body, "While") && statements(w->orelse);
        }
        case NodeKind::If: {
            auto* i = s->as<ast::If>();
            return expr(i->test) && body(i->body, "If") && statements(i->orelse);
        }
        case NodeKind::With: return with(s->as<ast::With>(), "With");
        case NodeKind::AsyncWith: return with(s->as<ast::AsyncWith>(), "AsyncWith");
        case NodeKind::Match: {
            auto* m = s->as<ast::Match>();
            if (!expr(m->subject) || !filled(m->cases, "cases", "Match")) return false;
            for (const ast::MatchCase* c : m->cases) {
                if (!pattern(c->pattern) || !optional(c->guard) || !body(c->body, "match_case")) {
                    return false;
                }
            }
            return true;
        }
        case NodeKind::Raise: {
            auto* r = s->as<ast::Raise>();
            if (r->exc) return expr(r->exc) && optional(r->cause);
            return check(!r->cause, "Raise with cause but no exception");
        }
        case NodeKind::Try: return try_statement(s->as<ast::Try>(), "Try");
        case NodeKind::TryStar: return try_statement(s->as<ast::TryStar>(), "TryStar");
        case NodeKind::Assert:
            return expr(s->as<ast::Assert>()->test) && optional(s->as<ast::Assert>()->msg);
        case NodeKind::Import: return filled(s->as<ast::Import>()->names, "names", "Import");
        case NodeKind::ImportFrom:
            return check(s->as<ast::ImportFrom>()->level >= 0, "Negative ImportFrom level") &&
                   filled(s->as<ast::ImportFrom>()->names, "names", "ImportFrom");
        case NodeKind::Global: return filled(s->as<ast::Global>()->names, "names", "Global");
        case NodeKind::Nonlocal: return filled(s->as<ast::Nonlocal>()->names, "names", "Nonlocal");
        case NodeKind::ExprStmt: return expr(s->as<ast::ExprStmt>()->value);
        default: return true;
        }
    }
};

}  // namespace

TreeProblem validate_tree(const ast::Mod* tree) {
    Validator v;
    v.module(tree);
    return {std::move(v.message), v.type_error};
}

}  // namespace orrery::ast_module
