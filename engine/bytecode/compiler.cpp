// The way from source text to Code: parse, symbol table, code generator.
#include "engine/bytecode/compiler.h"

#include <string>

#include "engine/bytecode/code_generator.h"
#include "engine/bytecode/source_options.h"
#include "engine/interpreter/runtime.h"

namespace orrery {

using ast::NodeKind;

namespace {

constexpr std::string_view kFeatures[] = {
    "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
    "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations",
};

// `from __future__ import ...` at the top of a module. Returns the last such line, or 0.
int future_imports(SourceErrors& errors, std::span<ast::Stmt* const> body,
                   CompileOptions& options) {
    int last_line = 0;    // of an import
    int before = 0;       // line of the statement before
    bool done = false;    // something else has been seen
    bool docstring = false;
    for (const ast::Stmt* s : body) {
        if (done && s->lineno > before) break;
        before = s->lineno;
        auto* import = s->try_as<ast::ImportFrom>();
        if (!import || import->level != 0 || import->module != "__future__") {
            const bool text = s->is<ast::ExprStmt>() &&
                              s->as<ast::ExprStmt>()->value->is<ast::Constant>() &&
                              s->as<ast::ExprStmt>()->value->as<ast::Constant>()->value.kind ==
                                  ast::ConstantKind::Str;
            done = done || !text || docstring;
            docstring = true;
            continue;
        }
        if (done) {
            errors.symbol_error(
                SourceRange(import->lineno, import->col_offset - 1, import->lineno, -1),
                "from __future__ imports must occur at the beginning of the file");
            return last_line;
        }
        for (const ast::Alias* a : import->names) {
            if (a->name == "annotations") options.future_annotations = true;
            bool known = false;
            for (std::string_view f : kFeatures)
                known |= f == a->name;
            if (known) continue;
            errors.symbol_error(SourceRange(import->lineno, import->col_offset, import->lineno, -1),
                                a->name == "braces"
                                    ? "not a chance"
                                    : "future feature " + std::string(a->name) + " is not defined");
            return last_line;
        }
        last_line = import->lineno;
    }
    return last_line;
}

}  // namespace

bool parse_source(Context& ctx, std::string_view source, String* filename,
                  const CompileOptions& options, bool is_utf8, syntax::ParseResult& result) {
    SourceErrors errors(ctx, filename);
    const std::string filename_text = to_utf8(filename);
    syntax::ParseOptions parse_options = parser_options(ctx, filename_text);
    parse_options.mode = options.mode == CompileMode::kExpression    ? syntax::ParseMode::Eval
                         : options.mode == CompileMode::kInteractive ? syntax::ParseMode::Single
                                                                     : syntax::ParseMode::Exec;
    parse_options.is_text = is_utf8;
    parse_options.by_line = options.main_file;
    parse_options.warnings = true;
    result = syntax::parse(source, parse_options);
    if (has_exception(ctx)) return false;
    for (const syntax::Diagnostic& d : result.diagnostics) {
        errors.report(d);
        if (errors.failed()) return false;
    }
    return result.tree != nullptr;
}

Code* compile_tree(Context& ctx, const ast::Mod* tree, syntax::Arena& arena, String* filename,
                   const CompileOptions& options) {
    SourceErrors errors(ctx, filename);
    return compile_tree(ctx, tree, arena, filename, options, errors);
}

Code* compile_tree(Context& ctx, const ast::Mod* tree, syntax::Arena& arena, String* filename,
                   const CompileOptions& given, SourceErrors& errors) {
    CompileOptions options = given;
    int future_line = 0;
    if (auto* m = tree->try_as<ast::Module>()) {
        future_line = future_imports(errors, m->body, options);
    } else if (auto* i = tree->try_as<ast::Interactive>()) {
        future_line = future_imports(errors, i->body, options);
    }
    if (errors.failed()) return nullptr;

    SymbolTable symbols(arena);
    // Three levels of the tree for one of Python's frames.
    const int max_depth = ctx.runtime().recursion_limit > 100'000'000
                              ? 300'000'000
                              : ctx.runtime().recursion_limit * 3;
    if (!symbols.build(errors, tree, options.future_annotations, max_depth)) return nullptr;
    CodeGenerator generator(ctx, errors, symbols, filename, options, future_line);
    return generator.module(tree);
}

Code* compile_source(Context& ctx, std::string_view source, String* filename,
                     const CompileOptions& options, bool is_utf8) {
    syntax::ParseResult result;
    if (!parse_source(ctx, source, filename, options, is_utf8, result)) return nullptr;
    return compile_tree(ctx, result.tree, result.arena, filename, options);
}

}  // namespace orrery
