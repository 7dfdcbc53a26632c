#include "engine/syntax/parser.h"

#include <algorithm>
#include <tuple>

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

Diagnostic to_diagnostic(RaisedError error, const SourceText& source, const ParseOptions& options) {
    // CPython counts bytes if it has not had to decode the source. An editor wants characters.
    if (!options.is_text && !options.recover && !source.encoding_declared &&
        !error.from_tokenizer && error.column >= 0 && error.end_column >= 0) {
        error.byte_columns = true;
    }
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

Diagnostic memory_error() {
    Diagnostic error;
    error.kind = DiagnosticKind::MemoryError;
    error.has_text = false;
    return error;
}

bool same_place(const Diagnostic& a, const Diagnostic& b) {
    return a.lineno == b.lineno && a.offset == b.offset && a.message == b.message;
}

// The errors of a parse that has gone on behind them, in source order.
void report_failures(const Tokenizer& tokenizer, const Parser& parser, const ParseOptions& options,
                     ParseResult& result) {
    // Explaining takes time; what is beyond this many errors gets a plain message.
    constexpr std::size_t kMaxExplained = 20;
    const std::string_view text = result.source.text;
    std::vector<Diagnostic>& list = result.diagnostics;
    for (const LexicalError& error : tokenizer.errors) {
        list.push_back(to_diagnostic(Explainer::lexical(error, text), result.source, options));
    }
    std::size_t explained = 0;
    for (const Parser::Failure& failure : parser.failures) {
        bool lexical = false;
        for (const Token* token = failure.first; token <= failure.at; ++token) {
            lexical |= token->kind == TokenKind::Error;
        }
        if (lexical) continue;
        const Token& at = *failure.at;
        const auto line = static_cast<std::int32_t>(at.lineno);
        RaisedError error;
        error.message = "invalid syntax";
        error.lineno = error.end_lineno = line;
        error.column = at.column();
        error.end_column = static_cast<std::int32_t>(at.end - at.line_start);
        Diagnostic diagnostic = to_diagnostic(error, result.source, options);
        if (explained++ < kMaxExplained) {
            const auto first = static_cast<std::uint32_t>(failure.first - tokenizer.tokens.data());
            Explainer explainer(tokenizer, text, options, first, false);
            Diagnostic better =
                to_diagnostic(explainer.run(ParseMode::Exec), result.source, options);
            // The explainer may run into an error of an inner block, reported already.
            const bool known = std::any_of(list.begin(), list.end(), [&](const Diagnostic& d) {
                return same_place(d, better);
            });
            if (!known) diagnostic = std::move(better);
        }
        list.push_back(std::move(diagnostic));
    }
    std::sort(list.begin(), list.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return std::tie(a.lineno, a.offset, a.message) < std::tie(b.lineno, b.offset, b.message);
    });
}

// CPython wants nothing but comments behind a single statement.
bool only_comments(std::string_view rest) {
    while (!rest.empty()) {
        if (rest[0] == '#') {
            rest.remove_prefix(std::min(rest.find('\n'), rest.size()));
        } else if (std::string_view(" \t\n\f").find(rest[0]) == std::string_view::npos) {
            return false;
        } else {
            rest.remove_prefix(1);
        }
    }
    return true;
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
    const std::string_view text = result.source.text;
    const bool recover = options.recover && options.mode == ParseMode::Exec;
    Tokenizer::Options tokenizer_options;
    tokenizer_options.recover = recover;
    tokenizer_options.interactive = options.mode == ParseMode::Single;
    Tokenizer tokenizer(text, tokenizer_options);
    tokenizer.run();
    Interner interner(result.arena);
    Parser parser(result.arena, interner, text, options);
    parser.start(tokenizer.tokens.data());
    switch (options.mode) {
    case ParseMode::Exec: result.tree = parser.file(); break;
    case ParseMode::Eval: result.tree = parser.eval(); break;
    case ParseMode::Single: result.tree = parser.interactive(); break;
    }
    if (options.warnings) {
        for (const LexicalWarning& warning : tokenizer.warnings) {
            Diagnostic diagnostic;
            diagnostic.kind = DiagnosticKind::Warning;
            diagnostic.message = warning.message;
            diagnostic.lineno = static_cast<int>(warning.lineno);
            diagnostic.has_text = false;
            result.diagnostics.push_back(std::move(diagnostic));
        }
        for (Diagnostic& warning : parser.warnings)
            result.diagnostics.push_back(warning);
    }
    if (parser.too_deep) {
        result.tree = nullptr;
        result.diagnostics.push_back(memory_error());
    } else if (result.tree == nullptr) {
        Explainer explainer(tokenizer, text, options, 0, false);
        const RaisedError error = explainer.run(options.mode);
        result.incomplete = explainer.reached_end();
        result.diagnostics.push_back(to_diagnostic(error, result.source, options));
    } else if (recover) {
        report_failures(tokenizer, parser, options, result);
    } else if (options.mode == ParseMode::Single) {
        const Token& last = parser.position()[-1];
        if (!only_comments(text.substr(last.end))) {
            const auto line = static_cast<std::int32_t>(last.lineno);
            RaisedError error;
            error.message = "multiple statements found while compiling a single statement";
            error.lineno = error.end_lineno = line;
            error.column = last.column();
            error.end_column = static_cast<std::int32_t>(last.end - last.line_start);
            result.tree = nullptr;
            result.diagnostics.push_back(to_diagnostic(error, result.source, options));
        }
        // The statement ends only because the source does: another line may belong to it.
        result.incomplete =
            last.synthetic && !text.ends_with('\n') && (&last)[-1].kind == TokenKind::Dedent;
    }
    return result;
}

}  // namespace orrery::syntax
