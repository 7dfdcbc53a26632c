// Runs of string tokens: concatenation, and f-strings as Python 3.11 reads them.
//
// An f-string is one token; its replacement fields are found by scanning the token's text and
// parsed from there. Strings nested in a field therefore cannot use the outer quotes or
// backslashes. Nodes of a field carry their true positions; the pieces of text and the fields
// themselves span all the tokens of the run, as in CPython.
#include "engine/syntax/explain.h"
#include "engine/syntax/parser_impl.h"
#include "engine/syntax/tokenizer.h"

namespace orrery::syntax {

using namespace ast;
using enum TokenKind;

// Builds the value of one run of string tokens.
class Parser::FormattedString {
public:
    FormattedString(Parser& parser, const Token* first, const Token* last)
        : parser_(parser), first_(first), last_(last) {}

    Expr* run();

private:
    // What has been gathered at one level: a whole run, or one format specification.
    struct Pieces {
        explicit Pieces(Parser& parser) : values(parser) {}
        List<Expr> values;
        std::string text;
        bool formatted = false;
    };

    bool bytes_run();
    bool append_token(const Token& token, const StringParts& parts, Pieces& pieces);
    bool append_formatted(Pieces& pieces, int level);
    bool literal(Pieces& pieces, int level);
    bool field(Pieces& pieces, int level);
    bool find_expression_end(std::size_t& end);
    Expr* expression(std::size_t begin, std::size_t end);
    Expr* finish(Pieces& pieces, const Token* first, const Token* last);
    Expr* text_constant(std::string_view text, const Token* first, const Token* last);
    void flush(Pieces& pieces, const Token* first, const Token* last);
    bool decode(std::string_view body, std::string& out);

    template <typename T>
    T* node(const Token* first, const Token* last) {
        const Token* saved = parser_.token_;
        parser_.token_ = last + 1;
        T* result = parser_.node<T>({static_cast<std::int32_t>(first->lineno), first->column()});
        parser_.token_ = saved;
        return result;
    }

    // CPython reports errors in strings at the token that follows the run.
    bool error(std::string message) {
        const Token& at = last_[1];
        const auto line = static_cast<std::int32_t>(at.lineno);
        if (at.synthetic) {
            parser_.raised = RaisedError{
                DiagnosticKind::SyntaxError, std::move(message), line, at.column() - 1, line,
                RaisedError::kNoColumn};
            return false;
        }
        parser_.raised = RaisedError{DiagnosticKind::SyntaxError,
                                     std::move(message),
                                     line,
                                     at.column(),
                                     line,
                                     static_cast<std::int32_t>(at.end - at.line_start)};
        return false;
    }
    char at(std::size_t position) const { return position < body_.size() ? body_[position] : '\0'; }

    Parser& parser_;
    const Token* first_;
    const Token* last_;

    // The token being scanned, if it is an f-string.
    const Token* token_ = nullptr;
    std::string_view body_;
    bool raw_ = false;
    std::size_t position_ = 0;
};

Expr* Parser::strings() {
    const Token* first = token_;
    const Token* last = first;
    while (last[1].kind == String)
        ++last;
    token_ = last + 1;
    if (first == last) {
        // The common case: one plain string, often without escapes.
        const StringParts parts = split_string(text(*first));
        if (!parts.formatted && !parts.bytes &&
            (parts.raw || parts.body.find('\\') == std::string_view::npos)) {
            auto* result =
                node<Constant>({static_cast<std::int32_t>(first->lineno), first->column()});
            result->value.kind = ConstantKind::Str;
            result->value.text = parts.body;
            if (parts.unicode) result->u_kind = "u";
            return result;
        }
    }
    Depth depth(*this);
    if (!depth) return nullptr;
    return FormattedString(*this, first, last).run();
}

void Parser::warn(const Token& token, std::string message) {
    Diagnostic warning;
    warning.kind = DiagnosticKind::Warning;
    warning.message = std::move(message);
    warning.lineno = static_cast<int>(token.lineno);
    warning.has_text = false;
    warnings.push_back(std::move(warning));
}

Expr* Parser::FormattedString::run() {
    Pieces pieces(parser_);
    bool bytes = false;
    for (const Token* token = first_; token <= last_; ++token) {
        const StringParts parts = split_string(parser_.text(*token));
        if (token == first_) bytes = parts.bytes;
        const bool mixed = parts.bytes != bytes;
        // A plain string's own errors come first, those of an f-string do not.
        if (!(mixed && parts.formatted) && !append_token(*token, parts, pieces)) return nullptr;
        if (mixed) {
            error("cannot mix bytes and nonbytes literals");
            return nullptr;
        }
    }
    if (bytes) {
        auto* result = node<Constant>(first_, last_);
        result->value.kind = ConstantKind::Bytes;
        result->value.text = parser_.arena_.copy(pieces.text);
        return result;
    }
    return finish(pieces, first_, last_);
}

bool Parser::FormattedString::append_token(const Token& token, const StringParts& parts,
                                           Pieces& pieces) {
    if (parts.formatted) {
        pieces.formatted = true;
        token_ = &token;
        body_ = parts.body;
        raw_ = parts.raw;
        position_ = 0;
        return append_formatted(pieces, 0);
    }
    if (parts.bytes) {
        for (char c : parts.body) {
            if (static_cast<unsigned char>(c) >= 0x80) {
                return error("bytes can only contain ASCII literal characters");
            }
        }
    }
    token_ = &token;
    if (parts.raw) {
        pieces.text += parts.body;
        return true;
    }
    if (!parts.bytes) return decode(parts.body, pieces.text);
    EscapeReport report;
    if (!decode_bytes(parts.body, pieces.text, report)) return error(report.error);
    if (!report.invalid_escape.empty()) {
        parser_.warn(token, "invalid escape sequence '" + std::string(report.invalid_escape) + "'");
    }
    return true;
}

bool Parser::FormattedString::decode(std::string_view body, std::string& out) {
    EscapeReport report;
    if (!decode_text(body, parser_.options_.character_by_name, out, report)) {
        return error(report.error);
    }
    if (!report.invalid_escape.empty()) {
        parser_.warn(*token_,
                     "invalid escape sequence '" + std::string(report.invalid_escape) + "'");
    }
    return true;
}

// Text and fields in turn, up to the end of the token or of the format specification.
bool Parser::FormattedString::append_formatted(Pieces& pieces, int level) {
    for (;;) {
        if (!literal(pieces, level)) return false;
        if (position_ >= body_.size()) break;
        if (at(position_) == '}') break;  // ends a specification; elsewhere literal() objects
        if (!field(pieces, level)) return false;
    }
    if (level == 0) return true;
    return position_ < body_.size() || error("f-string: expecting '}'");
}

// Text up to a field, to the end, or (in a specification) to the closing brace. Doubled braces
// stand for one, but not in a specification.
bool Parser::FormattedString::literal(Pieces& pieces, int level) {
    std::size_t begin = position_;
    while (position_ < body_.size()) {
        const char c = body_[position_];
        if (c == '\\' && !raw_ && position_ + 1 < body_.size()) {
            ++position_;
            if (at(position_) == 'N') {
                ++position_;
                // The braces of a character name are no field.
                if (at(position_) == '{') {
                    while (position_ < body_.size() && body_[position_] != '}')
                        ++position_;
                    if (position_ < body_.size()) ++position_;
                }
                continue;
            }
            if (at(position_) == '{') {
                parser_.warn(*token_, "invalid escape sequence '\\{'");
                continue;
            }
            ++position_;
            continue;
        }
        if (c == '{' || c == '}') {
            if (level == 0) {
                if (at(position_ + 1) == c) {
                    const std::string_view piece = body_.substr(begin, position_ + 1 - begin);
                    position_ += 2;
                    begin = position_;
                    if (raw_) {
                        pieces.text += piece;
                    } else if (!decode(piece, pieces.text)) {
                        return false;
                    }
                    continue;
                }
                if (c == '}') return error("f-string: single '}' is not allowed");
            }
            break;
        }
        ++position_;
    }
    const std::string_view piece = body_.substr(begin, position_ - begin);
    if (raw_) {
        pieces.text += piece;
        return true;
    }
    return decode(piece, pieces.text);
}

// Moves `end` to what ends the expression that starts at position_: one of "}!:=" outside
// brackets and strings, or the end of the body.
bool Parser::FormattedString::find_expression_end(std::size_t& end) {
    char quote = '\0';
    int quote_size = 0;
    char brackets[Tokenizer::kMaxBrackets];
    int depth = 0;
    for (end = position_; end < body_.size(); ++end) {
        const char c = body_[end];
        if (c == '\\') return error("f-string expression part cannot include a backslash");
        if (quote != '\0') {
            if (c != quote) continue;
            if (quote_size == 3) {
                if (at(end + 1) != c || at(end + 2) != c) continue;
                end += 2;
            }
            quote = '\0';
            continue;
        }
        if (c == '\'' || c == '"') {
            quote = c;
            quote_size = at(end + 1) == c && at(end + 2) == c ? 3 : 1;
            if (quote_size == 3) end += 2;
            continue;
        }
        if (c == '[' || c == '{' || c == '(') {
            if (depth >= Tokenizer::kMaxBrackets) {
                return error("f-string: too many nested parenthesis");
            }
            brackets[depth++] = c;
            continue;
        }
        if (c == '#') return error("f-string expression part cannot include '#'");
        if (depth == 0 && (c == '!' || c == ':' || c == '}' || c == '=' || c == '>' || c == '<')) {
            const char next = at(end + 1);
            if (next == '=' && (c == '!' || c == '=' || c == '<' || c == '>')) {
                ++end;
                continue;
            }
            if (c == '>' || c == '<') continue;
            break;
        }
        if (c == ']' || c == '}' || c == ')') {
            if (depth == 0) return error(std::string("f-string: unmatched '") + c + "'");
            const char open = brackets[--depth];
            if (!((open == '(' && c == ')') || (open == '[' && c == ']') ||
                  (open == '{' && c == '}'))) {
                return error(std::string("f-string: closing parenthesis '") + c +
                             "' does not match opening parenthesis '" + open + "'");
            }
        }
    }
    if (quote != '\0') return error("f-string: unterminated string");
    if (depth != 0) return error(std::string("f-string: unmatched '") + brackets[depth - 1] + "'");
    return end < body_.size() || error("f-string: expecting '}'");
}

// A replacement field; position_ is at its "{".
bool Parser::FormattedString::field(Pieces& pieces, int level) {
    if (level >= 2) return error("f-string: expressions nested too deeply");
    const std::size_t begin = ++position_;
    std::size_t end = begin;
    if (!find_expression_end(end)) return false;
    Expr* value = expression(begin, end);
    if (value == nullptr) return false;
    position_ = end;

    // f"{x=}" shows the expression's text as well.
    std::string_view shown;
    if (at(position_) == '=') {
        ++position_;
        while (position_ < body_.size() &&
               std::string_view(" \t\n\f\r\v").find(body_[position_]) != std::string_view::npos) {
            ++position_;
        }
        if (position_ >= body_.size()) return error("f-string: expecting '}'");
        shown = body_.substr(begin, position_ - begin);
    }
    int conversion = -1;
    if (at(position_) == '!') {
        ++position_;
        if (position_ >= body_.size()) return error("f-string: expecting '}'");
        conversion = static_cast<unsigned char>(body_[position_++]);
        if (conversion != 's' && conversion != 'r' && conversion != 'a') {
            return error("f-string: invalid conversion character: expected 's', 'r', or 'a'");
        }
    }
    if (position_ >= body_.size()) return error("f-string: expecting '}'");
    Expr* specification = nullptr;
    if (at(position_) == ':') {
        ++position_;
        Pieces inner(parser_);
        inner.formatted = true;
        if (position_ >= body_.size()) return error("f-string: expecting '}'");
        if (!append_formatted(inner, level + 1)) return false;
        specification = finish(inner, token_, token_);
    }
    if (at(position_) != '}') return error("f-string: expecting '}'");
    ++position_;
    if (shown.data() != nullptr) {
        pieces.text += shown;
        if (specification == nullptr && conversion == -1) conversion = 'r';
    }
    flush(pieces, first_, last_);
    auto* result = node<FormattedValue>(first_, last_);
    result->value = value;
    result->conversion = conversion;
    result->format_spec = specification;
    pieces.values.push(result);
    return true;
}

// The expression in [begin, end) of the body, read as if in parentheses.
Expr* Parser::FormattedString::expression(std::size_t begin, std::size_t end) {
    if (body_.substr(begin, end - begin).find_first_not_of(" \t\n\f") == std::string_view::npos) {
        const char next = at(end);
        error(next == '!' || next == ':' || next == '='
                  ? std::string("f-string: expression required before '") + next + "'"
                  : "f-string: empty expression not allowed");
        return nullptr;
    }
    const std::uint32_t body_offset =
        static_cast<std::uint32_t>(body_.data() - parser_.source_.data());
    const auto first = static_cast<std::uint32_t>(body_offset + begin);
    const auto last = static_cast<std::uint32_t>(body_offset + end);
    std::uint32_t lineno = token_->lineno;
    std::uint32_t line_start = token_->line_start;
    for (std::uint32_t i = token_->start; i < first; ++i) {
        if (parser_.source_[i] != '\n') continue;
        ++lineno;
        line_start = i + 1;
    }
    Tokenizer::Options options;
    options.expression_only = true;
    Tokenizer tokenizer(parser_.source_, first, last, lineno, line_start, options);
    tokenizer.tokens.push_back({LeftParen, 1, false, first - 1, first, lineno, line_start});
    tokenizer.open_brackets.push_back({'(', lineno, line_start, first - 1});
    tokenizer.run();
    tokenizer.open_brackets.clear();
    // run() has ended the array with EndMarker; the closing parenthesis goes before it.
    Token closing = tokenizer.tokens.back();
    if (tokenizer.errors.empty()) {
        closing.kind = RightParen;
        closing.synthetic = false;
        closing.level = 1;
        closing.end = closing.start + 1;
        tokenizer.tokens.insert(tokenizer.tokens.end() - 1, closing);
    }

    const Token* saved = parser_.token_;
    parser_.token_ = tokenizer.tokens.data();
    Expr* result = nullptr;
    if (tokenizer.errors.empty()) result = parser_.parenthesized();
    parser_.token_ = saved;
    const bool explained = parser_.raised && parser_.raised->text;
    if (result == nullptr && !explained && !parser_.too_deep) {
        parser_.raised = explain_field(tokenizer, parser_.source_, parser_.options_, first, last);
    }
    return result;
}

Expr* Parser::FormattedString::text_constant(std::string_view text, const Token* first,
                                             const Token* last) {
    auto* result = node<Constant>(first, last);
    result->value.kind = ConstantKind::Str;
    result->value.text = parser_.arena_.copy(text);
    const char prefix = parser_.source_[first->start];
    if (prefix == 'u') result->u_kind = "u";
    return result;
}

void Parser::FormattedString::flush(Pieces& pieces, const Token* first, const Token* last) {
    if (pieces.text.empty()) return;
    pieces.values.push(text_constant(pieces.text, first, last));
    pieces.text.clear();
}

Expr* Parser::FormattedString::finish(Pieces& pieces, const Token* first, const Token* last) {
    if (!pieces.formatted) return text_constant(pieces.text, first, last);
    flush(pieces, first, last);
    auto* result = node<JoinedStr>(first, last);
    result->values = pieces.values.finish(parser_.arena_);
    return result;
}

}  // namespace orrery::syntax
