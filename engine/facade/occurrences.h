// The walk that finds every place where a name stands, for SourceModel.
#pragma once

#include "engine/facade/source_model.h"

namespace orrery {

class OccurrenceCollector {
public:
    explicit OccurrenceCollector(SourceModel& model) : model_(model) {}
    void run();

private:
    Occurrence& add(const TextRange& range, Identifier name, SymbolKind kind, bool binds,
                    const ast::Node* node);
    /// Where a whole word stands in a part of the text; the part itself if it is not there.
    TextRange find_word(const TextRange& within, std::string_view word, bool last) const;
    void enter(const ast::Node* node, int line, int end_line, int column);
    void visit(const ast::Node* n);
    void visit_children(const ast::Node* n);
    void visit_all(std::span<ast::Stmt* const> body);
    template <typename F>
    static void each_parameter(const ast::Arguments* args, F&& f) {
        for (const ast::Arg* a : args->posonlyargs)
            f(a);
        for (const ast::Arg* a : args->args)
            f(a);
        if (args->vararg) f(args->vararg);
        for (const ast::Arg* a : args->kwonlyargs)
            f(a);
        if (args->kwarg) f(args->kwarg);
    }
    /// What of a function's parameters is evaluated where it is defined.
    void outer_part(const ast::Arguments* args);
    void parameters(const ast::Arguments* args, const ast::ClassDef* method_of);
    void function(const ast::Stmt* s, Identifier name, const ast::Arguments* args,
                  std::span<ast::Stmt* const> body, std::span<ast::Expr* const> decorators,
                  const ast::Expr* returns);
    void comprehension(const ast::Node* n, std::span<ast::Comprehension* const> generators,
                       const ast::Expr* element, const ast::Expr* value);
    void import(std::span<ast::Alias* const> names, const ast::ImportFrom* from);

    SourceModel& model_;
    Scope* scope_ = nullptr;
    const ast::ClassDef* class_ = nullptr;  // innermost class around
    const ast::Expr* value_ = nullptr;      // what is assigned to the target being visited
};

}  // namespace orrery
