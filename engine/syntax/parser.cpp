#include "engine/syntax/parser.h"

#include <algorithm>

#include "engine/syntax/explain.h"
#include "engine/syntax/interner.h"
#include "engine/syntax/parser_impl.h"
#include "engine/syntax/source.h"
#include "engine/syntax/tokenizer.h"

namespace orrery::syntax {

namespace {

// Column and line as SyntaxError shows them: characters up to and including the one at `column`.
// Like CPython, counts in the line of the error's start even for its end, no further than one
// behind the line's end.
int offset_in(std::string_view line, std::int32_t column, const RaisedError& error) {
    if (error.byte_columns) return column + 1;
    if (column == RaisedError::kNoColumn) return -1;
    const std::size_t bytes =
        std::min(static_cast<std::size_t>(std::max(column, -1) + 1), line.size() + 1);
    int count = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
        count += i >= line.size() || (static_cast<unsigned char>(line[i]) & 0xC0) != 0x80;
    }
    return count;
}

Diagnostic to_diagnostic(const RaisedError& error, const SourceText& source,
                         const ParseOptions& options) {
    Diagnostic result;
    result.kind = error.kind;
    result.message = error.message;
    result.lineno = error.lineno;
    result.end_lineno = error.end_lineno;
    // CPython takes the line from its buffer if the source is text, else from the file.
    const bool from_buffer = options.is_text || error.from_tokenizer;
    const bool several = from_buffer && error.first_line != 0 && error.first_line < error.lineno;
    for (int line = several ? error.first_line : error.lineno; line <= error.lineno; ++line) {
        result.text += source.line(line);
    }
    if (error.text) result.text = *error.text;
    if (from_buffer && error.line_without_end && result.text.ends_with('\n')) {
        result.text.pop_back();
    }
    result.offset = offset_in(result.text, error.column, error);
    result.end_offset = offset_in(result.text, error.end_column, error);
    return result;
}

}  // namespace

bool ParseResult::ok() const {
    for (const Diagnostic& diagnostic : diagnostics) {
        if (diagnostic.kind != DiagnosticKind::Warning) return false;
    }
    return true;
}

ParseResult parse(std::string_view source, const ParseOptions& options) {
    ParseResult result;
    Diagnostic decode_error;
    if (!decode_source(source, options, result.arena, result.source, decode_error)) {
        result.diagnostics.push_back(std::move(decode_error));
        return result;
    }
    Tokenizer::Options tokenizer_options;
    Tokenizer tokenizer(result.source.text, tokenizer_options);
    tokenizer.run();
    Interner interner(result.arena);
    Parser parser(result.arena, interner, result.source.text, options);
    parser.start(tokenizer.tokens.data());
    switch (options.mode) {
        case ParseMode::Exec:
            result.tree = parser.file();
            break;
        case ParseMode::Eval:
            result.tree = parser.eval();
            break;
        case ParseMode::Single:
            result.tree = parser.interactive();
            break;
    }
    if (result.tree == nullptr && parser.too_deep) {
        Diagnostic error;
        error.kind = DiagnosticKind::MemoryError;
        error.has_text = false;
        result.diagnostics.push_back(std::move(error));
    } else if (result.tree == nullptr) {
        const auto at = static_cast<std::uint32_t>(parser.position() - tokenizer.tokens.data());
        RaisedError error = explain(tokenizer, result.source.text, options, 0, at);
        result.diagnostics.push_back(to_diagnostic(error, result.source, options));
    }
    return result;
}

}  // namespace orrery::syntax
