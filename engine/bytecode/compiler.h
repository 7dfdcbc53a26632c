// Compiler: from the syntax tree to Code.
//
// Errors that the grammar allows but the language does not ('return' outside function, duplicate
// argument, ...) are raised as SyntaxError with CPython's message and range.
#pragma once

#include <string_view>

#include "engine/interpreter/context.h"
#include "engine/syntax/parser.h"

namespace orrery {

enum class CompileMode : uint8_t { kModule, kExpression, kInteractive };

struct CompileOptions {
    CompileMode mode = CompileMode::kModule;
    bool optimize_asserts = false;       // -O: asserts and __debug__ blocks go
    bool strip_docstrings = false;       // -OO
    bool main_file = false;              // errors as when CPython reads its main program
    bool future_annotations = false;     // inherited by exec() from its caller
    String* source_text = nullptr;  // what tracebacks show when there is no file; null: none

    /// As sys.flags.optimize counts: 1 for -O, 2 for -OO.
    void set_optimization(int level) {
        optimize_asserts = level >= 1;
        strip_docstrings = level >= 2;
    }
};

/// Parses and compiles. Null after SyntaxError (or MemoryError, RecursionError, ValueError).
/// `source` is bytes as read from a file (encoding declarations and BOM are honoured) or, with
/// `is_utf8`, text that is already UTF-8.
Code* compile_source(Context& ctx, std::string_view source, String* filename,
                     const CompileOptions& options, bool is_utf8);

/// Parses only: the tree is result.tree. False after an exception.
bool parse_source(Context& ctx, std::string_view source, String* filename,
                  const CompileOptions& options, bool is_utf8, syntax::ParseResult& result);
/// Compiles a tree whose nodes are in `arena` (which takes what the compiler adds).
Code* compile_tree(Context& ctx, const syntax::ast::Mod* tree, syntax::Arena& arena,
                   String* filename, const CompileOptions& options);

/// The same, with errors and warnings going to `errors`.
Code* compile_tree(Context& ctx, const syntax::ast::Mod* tree, syntax::Arena& arena,
                   String* filename, const CompileOptions& options, class SourceErrors& errors);

/// Makes an empty Code with room for these arrays; the compiler fills it.
Code* new_code(Context& ctx, uint32_t instructions, uint32_t constants, uint32_t sites);

/// Text of `orrery dis`: instructions with source lines, nested code included.
std::string disassemble(Context& ctx, Code* code, std::string_view source);

}  // namespace orrery
