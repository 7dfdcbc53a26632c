// SourceModel: a text's tree, its scopes, and every place where a name stands.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/bytecode/symbol_table.h"
#include "engine/facade/analysis.h"
#include "engine/syntax/parser.h"

namespace orrery {

/// A place where a name stands.
struct Occurrence {
    TextRange range;
    Identifier name;
    Scope* scope = nullptr;  // where it stands
    Scope* owner = nullptr;  // of the variable; null: a built-in, or an attribute
    SymbolKind kind = SymbolKind::kVariable;
    bool binds = false;
    const ast::Node* node = nullptr;  // FunctionDef, ClassDef, Alias, Arg, Name, Attribute, ...
    const ast::ImportFrom* from = nullptr;  // kImport: its statement, unless it is `import x`
    const ast::Expr* value = nullptr;  // of a binding: what is assigned, if that is one expression
    const ast::ClassDef* method_of = nullptr;  // kMethod, and the parameters of methods

    bool contains(int line, int column) const {
        return range.line == line && range.column <= column && column <= range.end_column;
    }
};

/// A scope and the lines it covers.
struct ScopePlace {
    const ast::Node* node;
    Scope* scope;
    int line, end_line, column;  // column of the statement; -1: an expression's scope
};

/// What an expression is known to mean.
struct Entity {
    enum Kind : uint8_t { kNone, kModule, kNativeModule, kClass, kInstance, kFunction, kBuiltin };
    Kind kind = kNone;
    const SourceModel* model = nullptr;  // where it is defined
    const ast::Node* node = nullptr;  // ClassDef, FunctionDef or AsyncFunctionDef
    const Occurrence* place = nullptr;  // of its binding
    bool is_bound = false;  // kFunction: found in an instance
    std::string name{};  // kNativeModule, kBuiltin
    const struct NativeMethod* native = nullptr;  // kBuiltin: a native function
};

class SourceModel {
public:
    SourceModel(std::string text, AnalysisOptions options, const SourceModel* root = nullptr);

    std::string_view text() const { return parsed_.source.text; }
    const syntax::ParseResult& parsed() const { return parsed_; }
    const AnalysisOptions& options() const { return options_; }
    std::span<const Occurrence> occurrences() const { return occurrences_; }
    std::span<const ScopePlace> scopes() const { return scopes_; }
    Scope* scope_of(const ast::Node* node) const { return symbols_.scope_of(node); }
    Scope* module_scope() const { return module_scope_; }

    const Occurrence* at(int line, int column) const;
    /// The scope that binds a name used in `scope`; null: none does.
    Scope* resolve(Scope* scope, Identifier name) const;
    /// The innermost scope around a place, also where the text there does not parse.
    Scope* scope_at(int line, int column) const;
    /// The binding that a use at `before` most likely sees; null: there is none.
    const Occurrence* binding(const Scope* owner, std::string_view name,
                              const Occurrence* use = nullptr) const;
    /// The place of an attribute's definition in a class or its bases; null: not found.
    const Occurrence* member(const ast::ClassDef* c, std::string_view name, const SourceModel*& in,
                             int depth = 0) const;
    /// Calls visit(name, kind) for all members of a class and its bases.
    template <typename Visit>
    void each_member(const ast::ClassDef* c, Visit&& visit, int depth = 0) const {
        if (depth > kMaxDepth) return;
        const Scope* own = scope_of(c);
        for (const Occurrence& o : occurrences_) {
            if ((o.binds && o.owner == own) ||
                (o.kind == SymbolKind::kAttribute && o.binds && is_self_of(o, c))) {
                visit(o.name, o.kind);
            }
        }
        for (const ast::Expr* base : c->bases) {
            const Entity e = evaluate(base, own ? own->parent : nullptr, depth + 1);
            if (e.kind == Entity::kClass) {
                e.model->each_member(e.node->as<ast::ClassDef>(), visit, depth + 1);
            }
        }
    }

    Entity evaluate(const ast::Expr* e, Scope* scope, int depth = 0) const;
    /// A dotted name as it would be looked up in a scope.
    Entity evaluate_path(std::string_view path, Scope* scope) const;
    Entity entity_of(const Occurrence* binding, int depth) const;
    Entity attribute(const Entity& of, std::string_view name, int depth) const;
    /// The model of a module; null: no such file. Relative to this text's file for level > 0.
    const SourceModel* module(std::string_view dotted, int level, std::string& path) const;

    TextRange first_line() const { return {1, 0, 1, 0}; }
    uint32_t offset(int line, int column) const;

private:
    friend class OccurrenceCollector;
    static constexpr int kMaxDepth = 8;  // imports and bases followed

    bool is_self_of(const Occurrence& o, const ast::ClassDef* c) const;
    const SourceModel* load(const std::string& path) const;
    const SourceModel& root() const { return root_ ? *root_ : *this; }

    std::string given_;
    AnalysisOptions options_;
    const SourceModel* root_;  // keeps the models of other files
    syntax::ParseResult parsed_;
    mutable SymbolTable symbols_;  // canonical() makes names
    Scope* module_scope_ = nullptr;
    std::vector<Occurrence> occurrences_;
    std::vector<ScopePlace> scopes_;
    std::vector<const ast::ImportFrom*> star_imports_;
    mutable std::map<std::string, std::unique_ptr<SourceModel>> files_;  // of the root
};

/// "(a, b=1, *rest)" of a definition; the first parameter left out for bound methods.
std::string parameters_text(const ast::Arguments* args, bool skip_first);
/// The docstring of a definition's body, or empty.
std::string_view docstring(std::span<ast::Stmt* const> body);

}  // namespace orrery
