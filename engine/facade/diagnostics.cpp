// Errors and warnings about source text, for an editor.
#include <algorithm>

#include "engine/bytecode/compiler.h"
#include "engine/bytecode/source_error.h"
#include "engine/bytecode/source_options.h"
#include "engine/facade/analysis.h"
#include "engine/facade/platform_thread.h"
#include "engine/interpreter/runtime.h"

namespace orrery {

namespace {

constexpr size_t kCompilerStack = size_t{64} << 20;  // reserved; memory follows use

/// Byte column of a character offset that counts from 1; at most the line's end.
int byte_column(std::string_view line, int offset) {
    while (!line.empty() && line.back() == '\n')
        line.remove_suffix(1);
    size_t at = 0;
    for (int i = 1; i < offset && at < line.size(); i++) {
        at++;
        while (at < line.size() && (line[at] & 0xC0) == 0x80)
            at++;
    }
    return static_cast<int>(at);
}

int line_end(std::string_view line) {
    while (!line.empty() && line.back() == '\n')
        line.remove_suffix(1);
    return static_cast<int>(line.size());
}

/// Gives a range that marks nothing something to mark: the character there, or the one before.
void widen(const syntax::SourceText& source, TextRange& r) {
    const int last = std::max(source.line_count(), 1);
    r.line = std::clamp(r.line, 1, last);
    r.end_line = std::clamp(r.end_line, r.line, last);
    r.column = std::clamp(r.column, 0, line_end(source.line(r.line)));
    r.end_column = std::clamp(r.end_column, 0, line_end(source.line(r.end_line)));
    if (r.end_line > r.line || r.end_column > r.column) return;
    const std::string_view line = source.line(r.line);
    const int end = line_end(line);
    r.end_column = r.column;
    const auto is_inside = [&](int i) { return (line[static_cast<size_t>(i)] & 0xC0) == 0x80; };
    if (r.column < end) {
        do
            r.end_column++;
        while (r.end_column < end && is_inside(r.end_column));
    } else if (r.column > 0) {
        do
            r.column--;
        while (r.column > 0 && is_inside(r.column));
    }
}

bool is_compound(const syntax::ast::Stmt* s) {
    using syntax::ast::NodeKind;
    switch (s->kind) {
    case NodeKind::FunctionDef:
    case NodeKind::AsyncFunctionDef:
    case NodeKind::ClassDef:
    case NodeKind::For:
    case NodeKind::AsyncFor:
    case NodeKind::While:
    case NodeKind::If:
    case NodeKind::With:
    case NodeKind::AsyncWith:
    case NodeKind::Match:
    case NodeKind::Try:
    case NodeKind::TryStar: return true;
    default: return false;
    }
}

SourceDiagnostic from_parser(const syntax::SourceText& source, const syntax::Diagnostic& d) {
    using syntax::DiagnosticKind;
    SourceDiagnostic out;
    out.message = d.message;
    switch (d.kind) {
    case DiagnosticKind::SyntaxError: out.type = "SyntaxError"; break;
    case DiagnosticKind::IndentationError: out.type = "IndentationError"; break;
    case DiagnosticKind::TabError: out.type = "TabError"; break;
    case DiagnosticKind::MemoryError:
        out.type = "MemoryError";
        out.message = "nested too deeply";
        break;
    case DiagnosticKind::ValueError: out.type = "ValueError"; break;
    case DiagnosticKind::Warning:
        out.type = "DeprecationWarning";
        out.severity = SourceDiagnostic::kWarning;
        break;
    }
    TextRange& r = out.range;
    r.line = r.end_line = std::max(d.lineno, 1);
    r.column = r.end_column = byte_column(source.line(r.line), d.offset);
    if (d.end_lineno > 0 && d.end_offset > 0) {
        r.end_line = d.end_lineno;
        r.end_column = byte_column(source.line(r.end_line), d.end_offset);
    } else if (d.offset <= 0) {
        // Only the line is known.
        const std::string_view line = source.line(r.line);
        r.column = static_cast<int>(std::min(line.find_first_not_of(" \t\f"), line.size()));
        r.end_column = line_end(line);
    }
    widen(source, r);
    return out;
}

SourceDiagnostic from_compiler(const syntax::SourceText& source, const SourceReport& report) {
    SourceDiagnostic out;
    out.severity = report.is_warning ? SourceDiagnostic::kWarning : SourceDiagnostic::kError;
    out.type = report.is_warning ? "SyntaxWarning" : "SyntaxError";
    out.message = report.message;
    const SourceRange& from = report.range;
    out.range = {from.line, from.column, from.end_line, from.end_column};
    if (from.end_line <= 0) out.range.end_line = from.line;
    if (from.end_line <= 0 || from.end_column < 0) {
        out.range.end_column = line_end(source.line(out.range.end_line));
    }
    widen(source, out.range);
    return out;
}

/// What only compiling finds: 'return' outside a function, a comparison with `is` to a number, ...
/// It needs an engine, which lives for this alone, on a thread with a stack of known size.
std::vector<SourceReport> compile(syntax::ParseResult& parsed, std::string_view filename) {
    std::vector<SourceReport> reports;
    thread_platform::Thread thread;
    const bool started = thread.start(kCompilerStack, [&] {
        RuntimeOptions options;
        options.machine_stack_bytes = kCompilerStack;
        options.value_stack_bytes = uint64_t{1} << 20;
        Runtime runtime(options);
        runtime.heap->set_enabled(false);  // it is gone before there is much garbage
        Context& ctx = runtime.main_context();
        SourceErrors errors(reports);
        if (String* name = make_string(ctx, filename)) {
            compile_tree(ctx, parsed.tree, parsed.arena, name, {}, errors);
        }
    });
    if (started) thread.join();
    return reports;
}

}  // namespace

std::vector<SourceDiagnostic> diagnose(std::string_view text, std::string_view filename) {
    syntax::ParseOptions options = plain_parser_options(filename);
    options.is_text = true;
    options.recover = true;
    options.warnings = true;
    syntax::ParseResult parsed = syntax::parse(text, options);
    std::vector<SourceDiagnostic> out;
    for (const syntax::Diagnostic& d : parsed.diagnostics)
        out.push_back(from_parser(parsed.source, d));
    if (parsed.ok() && parsed.tree) {
        for (const SourceReport& report : compile(parsed, filename))
            out.push_back(from_compiler(parsed.source, report));
    }
    const auto before = [](const SourceDiagnostic& a, const SourceDiagnostic& b) {
        return a.range.line != b.range.line ? a.range.line < b.range.line
                                            : a.range.column < b.range.column;
    };
    std::sort(out.begin(), out.end(), before);
    return out;
}

BlockState block_state(std::string_view text) {
    syntax::ParseOptions options = plain_parser_options("<input>");
    options.is_text = true;
    const syntax::ParseResult parsed = syntax::parse(text, options);
    if (parsed.ok() && parsed.tree) {
        // A compound statement of several lines may go on until an empty line ends it.
        const auto body = parsed.tree->as<syntax::ast::Module>()->body;
        if (body.empty() || !is_compound(body.back())) return BlockState::kComplete;
        const syntax::ast::Stmt* last = body.back();
        const bool more_lines = parsed.source.line_count() > last->end_lineno + 1 ||
                                (parsed.source.line_count() == last->end_lineno + 1 &&
                                 !parsed.source.line(last->end_lineno + 1).empty());
        return last->end_lineno > last->lineno && !more_lines ? BlockState::kIncomplete
                                                              : BlockState::kComplete;
    }
    return parsed.incomplete ? BlockState::kIncomplete : BlockState::kInvalid;
}

}  // namespace orrery
