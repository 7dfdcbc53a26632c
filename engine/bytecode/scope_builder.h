// The walk over the tree that fills the symbol table: which scope binds or uses which name.
#pragma once

#include <span>

#include "engine/bytecode/symbol_table.h"

namespace orrery {

class ScopeBuilder {
public:
    ScopeBuilder(SymbolTable& table, SourceErrors& errors, bool future_annotations, int max_depth)
        : table_(table),
          errors_(errors),
          future_annotations_(future_annotations),
          max_depth_(max_depth) {}

    void visit_module(const ast::Mod* tree);

private:
    void enter(const ast::Node* node, Scope::Kind kind, const SourceRange& range);
    void leave() { scope_ = scope_->parent; }

    Identifier canonical(Identifier name) { return table_.canonical(private_class_, name); }
    void define(Identifier name, unsigned flag, const SourceRange& range) {
        define_in(scope_, name, flag, range);
    }
    void define_in(Scope* scope, Identifier name, unsigned flag, const SourceRange& range);
    void declare(const ast::Stmt* s, std::span<const Identifier> names, bool global);

    void statements(std::span<ast::Stmt* const> body);
    void statement(const ast::Stmt* s);
    void function(const ast::Stmt* s, Identifier name, const ast::Arguments* args,
                  std::span<ast::Stmt* const> body, std::span<ast::Expr* const> decorators,
                  const ast::Expr* returns, bool is_async);
    void defaults(const ast::Arguments* args);
    void parameters(const ast::Arguments* args);
    void annotation(const ast::Expr* e);
    void annotations(const ast::Arguments* args, const ast::Expr* returns);
    void handlers(std::span<ast::ExceptHandler* const> list);
    void with_items(std::span<ast::WithItem* const> items);
    void pattern(const ast::Pattern* p);
    void expression(const ast::Expr* e);
    void expressions(std::span<ast::Expr* const> list) {
        for (const ast::Expr* e : list) {
            if (e) expression(e);
        }
    }
    void walrus(const ast::NamedExpr* e);
    void extend_walrus_scope(const ast::Expr* target);
    void comprehension(const ast::Expr* e, std::span<ast::Comprehension* const> generators,
                       const ast::Expr* element, const ast::Expr* value, Scope::Comprehension kind);
    void yield_allowed(const ast::Expr* e);
    bool too_deep();

    SymbolTable& table_;
    SourceErrors& errors_;
    Scope* scope_ = nullptr;
    Identifier private_class_;
    bool future_annotations_;
    int depth_ = 0;
    int max_depth_;
};

}  // namespace orrery
