#include "engine/syntax/parser.h"

#include "engine/syntax/explain.h"
#include "engine/syntax/interner.h"
#include "engine/syntax/parser_impl.h"
#include "engine/syntax/source.h"
#include "engine/syntax/tokenizer.h"

namespace orrery::syntax {

namespace {

// Characters in the first `bytes` bytes of a UTF-8 line.
int characters(std::string_view line, std::int32_t bytes) {
    int count = 0;
    for (std::int32_t i = 0; i < bytes; ++i) {
        const bool tail = i < static_cast<std::int32_t>(line.size()) &&
                          (static_cast<unsigned char>(line[static_cast<std::size_t>(i)]) & 0xC0) ==
                              0x80;
        count += !tail;
    }
    return count;
}

Diagnostic to_diagnostic(const RaisedError& error, const SourceText& source) {
    Diagnostic result;
    result.kind = error.kind;
    result.message = error.message;
    result.lineno = error.lineno;
    result.end_lineno = error.end_lineno;
    result.text = std::string(source.line(error.lineno));
    result.offset = characters(result.text, error.column) + (error.column >= 0 ? 1 : 0);
    result.end_offset = characters(source.line(error.end_lineno), error.end_column) +
                        (error.end_column >= 0 ? 1 : 0);
    if (error.text) result.text = *error.text;
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
    if (result.tree == nullptr) {
        const auto at = static_cast<std::uint32_t>(parser.position() - tokenizer.tokens.data());
        RaisedError error = parser.raised
                                ? *parser.raised
                                : explain(tokenizer, result.source.text, options, 0, at);
        result.diagnostics.push_back(to_diagnostic(error, result.source));
    }
    return result;
}

}  // namespace orrery::syntax
