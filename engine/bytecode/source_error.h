// Errors and warnings about source code, raised while it is compiled.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/interpreter/context.h"
#include "engine/syntax/ast.h"
#include "engine/syntax/diagnostic.h"

namespace orrery {

/// Lines from 1, columns in bytes from 0; line 0: none.
struct SourceRange {
    int line = 0, column = 0, end_line = 0, end_column = 0;
    SourceRange() = default;
    SourceRange(int l, int c, int el, int ec) : line(l), column(c), end_line(el), end_column(ec) {}
    explicit SourceRange(const syntax::ast::PlacedNode* n)
        : line(n->lineno),
          column(n->col_offset),
          end_line(n->end_lineno),
          end_column(n->end_col_offset) {}
};

/// An error or warning that is kept instead of raised.
struct SourceReport {
    bool is_warning = false;
    SourceRange range;
    std::string message;
};

/// The errors of one compilation: the first one is raised in the context, later ones are dropped.
/// Or, for an editor, it is kept with the warnings before it: then no engine is needed.
class SourceErrors {
public:
    SourceErrors(Context& ctx, String* filename) : ctx_(&ctx), filename_(filename) {}
    explicit SourceErrors(std::vector<SourceReport>& kept) : kept_(&kept) {}

    bool failed() const { return failed_; }
    /// Something else has set an exception (MemoryError, ...).
    void set_failed() { failed_ = true; }

    /// SyntaxError from the compiler proper: args are (msg, (filename, lineno, ...)).
    void error(const SourceRange& range, std::string_view message);
    /// SyntaxError from the symbol table: args are (msg,), the rest only attributes.
    void symbol_error(const SourceRange& range, std::string_view message);
    void recursion_error();
    /// False, with RecursionError, when a walk over a tree has no machine stack for one more level.
    bool has_stack();
    /// SyntaxWarning; becomes a SyntaxError when the warning filters say "error".
    void warn(const SourceRange& range, std::string_view message);
    /// What the parser found: an error, or a warning.
    void report(const syntax::Diagnostic& diagnostic);

private:
    /// The line of the file, as an error shows it; None when there is no such file.
    Value line_of_file(int line);
    bool warn_explicit(TypeId category, std::string_view message, int line, bool& raised);

    Context* ctx_ = nullptr;
    String* filename_ = nullptr;
    bool failed_ = false;
    std::vector<SourceReport>* kept_ = nullptr;  // instead of raising
};

}  // namespace orrery
