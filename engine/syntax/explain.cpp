// The explainer's machine: tokens, memory, raising, and the choice between errors.
#include "engine/syntax/explain.h"

#include <algorithm>

namespace orrery::syntax {

using enum TokenKind;

namespace {

// Enough for the deepest brackets the tokenizer admits; takes some 400 KB of stack.
constexpr int kMaxDepth = 3200;
// Rule calls until the explainer gives up; backtracking may take exponential time.
constexpr int kMaxSteps = 1'000'000;

bool is_layout(TokenKind kind) {
    return kind == EndMarker || kind == Newline || kind == Indent || kind == Dedent;
}

}  // namespace

Explainer::Explainer(const Tokenizer& tokenizer, std::string_view source,
                     const ParseOptions& options, std::uint32_t from, bool field)
    : tokenizer_(tokenizer),
      source_(source),
      options_(options),
      from_(from),
      field_(field),
      literals_(arena_, interner_, source, options) {}

const Token& Explainer::token(std::uint32_t index) {
    index = std::min(index, static_cast<std::uint32_t>(tokenizer_.tokens.size() - 1));
    const Token& result = tokenizer_.tokens[index];
    fill_ = std::max(fill_, index + 1);
    if (result.kind != Error || failed_) return result;
    failed_ = true;
    for (const LexicalError& error : tokenizer_.errors) {
        if (error.token != index || error_) continue;
        const bool in_brackets = !tokenizer_.open_brackets.empty();
        error_ = error.cause == LexicalErrorKind::EndOfFile && in_brackets
                     ? unclosed(tokenizer_.open_brackets.back())
                     : lexical(error, source_);
        if (!error.direct) note_buffer(*error_);
        if (error.cause == LexicalErrorKind::Continuation) {
            // Its column counts from the start of CPython's buffer.
            std::size_t begin = error.line_start;
            for (auto line = static_cast<std::int32_t>(error.lineno); line > error_->first_line;) {
                begin = begin < 2 ? 0 : source_.rfind('\n', begin - 2) + 1;
                --line;
            }
            error_->column += static_cast<std::int32_t>(error.line_start - begin);
        }
    }
    return result;
}

bool Explainer::tok(TokenKind kind) {
    if (failed_ || current().kind != kind) return false;
    ++mark_;
    return true;
}

bool Explainer::ahead(TokenKind kind) { return !failed_ && current().kind == kind; }

bool Explainer::soft_ahead(std::string_view word) { return ahead(Word) && text(current()) == word; }

bool Explainer::soft(std::string_view word) {
    if (!soft_ahead(word)) return false;
    ++mark_;
    return true;
}

// A token without which there is no other way to read on.
bool Explainer::forced(TokenKind kind) {
    if (failed_) return false;
    if (tok(kind)) return true;
    if (!failed_) {
        raise_at_token(mark_, "expected '" + std::string(token_text(kind)) + "'");
    }
    return false;
}

bool Explainer::enter() {
    ++depth_;
    if (failed_) return false;
    if (depth_ <= kMaxDepth && ++steps_ <= kMaxSteps) return true;
    failed_ = true;
    return false;
}

Explainer::Shape* Explainer::make(ast::NodeKind kind, const char* name, std::uint32_t first,
                                  std::vector<Shape*> children) {
    if (failed_) return nullptr;
    std::uint32_t last = mark_ - 1;
    while (last > first && is_layout(tokenizer_.tokens[last].kind))
        --last;
    shapes_.push_back(
        std::make_unique<Shape>(Shape{kind, name, first, last, std::move(children), false}));
    return shapes_.back().get();
}

Explainer::Shape* Explainer::leaf(ast::NodeKind kind, const char* name) {
    ++mark_;
    return make(kind, name, mark_ - 1);
}

std::int32_t Explainer::end_line(const Token& token) const {
    if (token.kind != String) return static_cast<std::int32_t>(token.lineno);
    const std::string_view string = text(token);
    return static_cast<std::int32_t>(token.lineno) +
           static_cast<std::int32_t>(std::count(string.begin(), string.end(), '\n'));
}

std::int32_t Explainer::end_column(const Token& token) const {
    const std::string_view string = text(token);
    const std::size_t newline = string.rfind('\n');
    if (token.kind != String || newline == std::string_view::npos) {
        return static_cast<std::int32_t>(token.end - token.line_start);
    }
    return static_cast<std::int32_t>(string.size() - newline - 1);
}

// --- Raising ---

Explainer::Shape* Explainer::raise(RaisedError error) {
    if (failed_) return nullptr;
    failed_ = true;
    parser_error_ = true;
    error_ = std::move(error);
    if (!error_->text) note_buffer(*error_);
    return nullptr;
}

// What CPython's buffer holds of the error's line: if the tokenizer is still in that line, all of
// it and the lines before that it continues; if not, the line without its newline.
void Explainer::note_buffer(RaisedError& error) const {
    const std::int32_t current = end_line(tokenizer_.tokens[fill_ - 1]);
    if (error.lineno < current) {
        error.line_without_end = true;
        return;
    }
    error.first_line = current;
    for (std::uint32_t i = fill_; i-- > 0;) {
        const Token& token = tokenizer_.tokens[i];
        const auto line = static_cast<std::int32_t>(token.lineno);
        if (line >= error.first_line) continue;
        const std::size_t next = source_.find_first_not_of(" \t\f", token.end);
        const bool continued = end_line(token) + 1 == error.first_line &&
                               next != std::string_view::npos && source_[next] == '\\';
        if (end_line(token) < error.first_line && !continued) break;
        error.first_line = line;
    }
}

// At the token last looked at.
Explainer::Shape* Explainer::raise_last(std::string message, DiagnosticKind kind) {
    const Token& last = tokenizer_.tokens[fill_ - 1];
    RaisedError error;
    error.kind = kind;
    error.message = std::move(message);
    error.lineno = static_cast<std::int32_t>(last.lineno);
    error.end_lineno = end_line(last);
    if (last.synthetic) {
        // Such a token has no extent: the column is where the tokenizer stood, one less than
        // for others, and there is no end.
        const bool at_end = source_.find_first_not_of(" \t\f\n", last.start) == source_.npos;
        error.column = options_.by_line && at_end ? -1 : last.column() - 1;
        error.end_column = RaisedError::kNoColumn;
    } else {
        error.column = last.column();
        error.end_column = end_column(last);
    }
    return raise(std::move(error));
}

Explainer::Shape* Explainer::raise_range(std::uint32_t first, std::uint32_t last,
                                         std::string message) {
    const Token& begin = tokenizer_.tokens[first];
    const Token& end = tokenizer_.tokens[last];
    RaisedError error;
    error.message = std::move(message);
    error.lineno = static_cast<std::int32_t>(begin.lineno);
    error.column = begin.column();
    error.end_lineno = end_line(end);
    error.end_column = end_column(end);
    if (begin.synthetic) error.column = error.end_column = -1;
    return raise(std::move(error));
}

Explainer::Shape* Explainer::raise_at(const Shape* shape, std::string message) {
    return raise_range(shape->first, shape->last, std::move(message));
}

Explainer::Shape* Explainer::raise_at_token(std::uint32_t index, std::string message) {
    return raise_range(index, index, std::move(message));
}

// From a token to as far as the source has been looked at.
Explainer::Shape* Explainer::raise_from(std::uint32_t first, std::string message) {
    raise_range(first, fill_ - 1, std::move(message));
    if (error_) {
        // The tokenizer stands behind that token, and the column is not counted from 1.
        if (tokenizer_.tokens[fill_ - 1].kind != Newline) --error_->end_column;
    }
    return nullptr;
}

// "expected an indented block after ...", for the statement that begins at a token.
Explainer::Shape* Explainer::raise_block(const char* what, std::uint32_t token_index) {
    const std::uint32_t line = tokenizer_.tokens[token_index].lineno;
    return raise_last("expected an indented block after " + std::string(what) + " on line " +
                          std::to_string(line),
                      DiagnosticKind::IndentationError);
}

const Explainer::Shape* Explainer::invalid_target(Targets targets, const Shape* shape) const {
    using ast::NodeKind;
    if (shape == nullptr) return nullptr;
    switch (shape->kind) {
    case NodeKind::List:
    case NodeKind::Tuple:
        for (const Shape* child : shape->children) {
            if (const Shape* found = invalid_target(targets, child)) return found;
        }
        return nullptr;
    case NodeKind::Starred:
        if (targets == Targets::Delete || shape->children.empty()) return shape;
        return invalid_target(targets, shape->children[0]);
    case NodeKind::Compare:
        // "a in b" of "for a in b" has been read as a comparison.
        if (targets != Targets::For) return shape;
        return shape->flag ? invalid_target(targets, shape->children[0]) : nullptr;
    case NodeKind::Name:
    case NodeKind::Subscript:
    case NodeKind::Attribute: return nullptr;
    default: return shape;
    }
}

Explainer::Shape* Explainer::raise_invalid_target(Targets targets, const Shape* shape) {
    if (failed_) return nullptr;
    const Shape* found = invalid_target(targets, shape);
    if (found == nullptr) return nullptr;
    return raise_at(
        found, std::string(targets == Targets::Delete ? "cannot delete " : "cannot assign to ") +
                   found->name);
}

RaisedError Explainer::unclosed(const OpenBracket& open) const {
    RaisedError error;
    error.message = std::string("'") + open.bracket + "' was never closed";
    error.lineno = error.end_lineno = static_cast<std::int32_t>(open.lineno);
    error.column = static_cast<std::int32_t>(open.start - open.line_start);
    error.end_column = -1;
    return error;
}

RaisedError Explainer::lexical(const LexicalError& lexical, std::string_view source) {
    RaisedError error;
    error.kind = lexical.kind;
    error.message = lexical.message;
    error.lineno = error.end_lineno = static_cast<std::int32_t>(lexical.lineno);
    error.column = lexical.offset - 1;
    // An offset is behind a character; the column is that character's first byte.
    auto is_tail = [&](std::int32_t column) {
        const std::size_t at = lexical.line_start + static_cast<std::size_t>(column);
        return at < source.size() && (static_cast<unsigned char>(source[at]) & 0xC0) == 0x80;
    };
    while (error.column > 0 && is_tail(error.column))
        --error.column;
    error.end_column = lexical.end_offset < 0 ? RaisedError::kNoColumn : lexical.end_offset - 1;
    while (error.end_column > 0 && is_tail(error.end_column))
        --error.end_column;
    error.line_without_end = lexical.direct;
    error.from_tokenizer = lexical.direct;
    return error;
}

// --- Passes ---

void Explainer::pass(ParseMode mode) {
    mark_ = from_;
    if (field_) {
        star_expressions();
        return;
    }
    switch (mode) {
    case ParseMode::Exec:
        while (statement()) {
        }
        tok(EndMarker);
        return;
    case ParseMode::Eval:
        if (expressions() == nullptr) return;
        while (tok(Newline)) {
        }
        tok(EndMarker);
        return;
    case ParseMode::Single:
        if (attempt([&] { return compound_statement() && tok(Newline); }) ||
            attempt([&] { return simple_statements(); }) || tok(Newline)) {
            return;
        }
        tok(EndMarker);
        return;
    }
}

// A syntax error of the parser gives way to some errors of the tokenizer further on.
void Explainer::check_rest_of_source(std::uint32_t error_line) {
    if (options_.recover) return;  // the tokenizer's errors are all reported anyway
    for (const LexicalError& error : tokenizer_.errors) {
        if (error.token < fill_) continue;
        if (error.direct) {
            error_ = lexical(error, source_);
            return;
        }
        break;
    }
    if (!tokenizer_.open_brackets.empty() &&
        (tokenizer_.errors.empty() || tokenizer_.errors.back().token >= fill_)) {
        const OpenBracket& open = tokenizer_.open_brackets.back();
        if (error_line > open.lineno) {
            error_ = unclosed(open);
            fill_ = static_cast<std::uint32_t>(tokenizer_.tokens.size());
            note_buffer(*error_);
        }
    }
}

// Whether the parser has failed for want of more source. The line end of an unfinished last line
// does not count: it would come with any further line.
bool Explainer::end_is_last(std::uint32_t last) const {
    const Token& token = tokenizer_.tokens[last];
    if (token.kind == Error) {
        for (const LexicalError& error : tokenizer_.errors) {
            if (error.token != last) continue;
            return error.cause == LexicalErrorKind::EndOfFile ||
                   error.cause == LexicalErrorKind::UnterminatedTripleString;
        }
    }
    if (!token.synthetic || token.start < source_.size()) return false;
    return token.kind != Newline || last == 0 || tokenizer_.tokens[last - 1].synthetic ||
           source_.ends_with('\n');
}

RaisedError Explainer::generic(std::uint32_t last) {
    failed_ = false;
    const Token& token = tokenizer_.tokens[last];
    if (token.kind == Indent || token.kind == Dedent) {
        raise_last(token.kind == Indent ? "unexpected indent" : "unexpected unindent",
                   DiagnosticKind::IndentationError);
        return *error_;
    }
    raise_at_token(last, "invalid syntax");
    if (source_.empty()) error_->lineno = error_->end_lineno = 0;
    check_rest_of_source(tokenizer_.tokens[fill_ - 1].lineno);
    return *error_;
}

RaisedError Explainer::run(ParseMode mode) {
    invalid_ = false;
    pass(mode);
    const std::uint32_t last = fill_ - 1;
    reached_end_ = end_is_last(last);
    if (!failed_) {
        memo_.clear();
        steps_ = 0;
        invalid_ = true;
        pass(mode);
    }
    if (!error_) return generic(last);
    if (parser_error_) check_rest_of_source(tokenizer_.tokens[fill_ - 1].lineno);
    return *error_;
}

// CPython copies the expression, in parentheses, into a buffer of its own and parses that. Its
// columns and lines of text show: they are those of the buffer, in bytes.
RaisedError explain_field(const Tokenizer& tokenizer, std::string_view source,
                          const ParseOptions& options, std::uint32_t begin, std::uint32_t end) {
    Explainer explainer(tokenizer, source, options, 0, true);
    RaisedError error = explainer.run(ParseMode::Eval);
    if (error.text) return error;  // it comes from an f-string within this one
    const Token& brace = tokenizer.tokens.front();
    const bool first_line = error.lineno == static_cast<std::int32_t>(brace.lineno);
    std::uint32_t line = begin;
    for (std::uint32_t lineno = brace.lineno; lineno < static_cast<std::uint32_t>(error.lineno);) {
        const std::size_t newline = source.find('\n', line);
        if (newline >= end) break;
        line = static_cast<std::uint32_t>(newline) + 1;
        ++lineno;
    }
    const std::size_t newline = source.find('\n', line);
    const bool last_line = newline >= end;
    error.text = (first_line ? "(" : "") +
                 std::string(source.substr(line, (last_line ? end : newline) - line)) +
                 (last_line ? ")" : "") + (error.line_without_end ? "" : "\n");
    const std::int32_t shift = brace.column();
    if (error.from_tokenizer) {
        if (first_line) {
            error.column -= shift;
            if (error.end_column >= 0) error.end_column -= shift;
        }
        return error;
    }
    error.message = "f-string: " + error.message;
    error.byte_columns = true;
    // All columns are shifted by that of the brace, even on later lines, unless a line end
    // follows the brace.
    if (source[source.find_first_not_of(" \t\f", begin)] == '\n') return error;
    error.column -= shift;
    error.end_column -= shift;
    return error;
}

}  // namespace orrery::syntax
