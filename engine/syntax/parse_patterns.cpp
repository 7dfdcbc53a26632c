// The match statement and its patterns.
#include "engine/syntax/parser_impl.h"

namespace orrery::syntax {

using namespace ast;
using enum TokenKind;

// "match" is a keyword only where a subject, a colon and an indented "case" follow. Looks for the
// line end behind a colon and for "case"; what lies before is left to match_statement().
bool Parser::match_statement_ahead() const {
    switch (token_[1].kind) {
    case Word:
    case Number:
    case String:
    case LeftParen:
    case LeftBracket:
    case LeftBrace:
    case Minus:
    case Plus:
    case Star:
    case Tilde:
    case Dots:
    case KwNot:
    case KwLambda:
    case KwAwait:
    case KwNone:
    case KwTrue:
    case KwFalse: break;
    default: return false;
    }
    const Token* token = token_ + 1;
    while (token->kind > Error)
        ++token;
    return token->kind == Newline && token[-1].kind == Colon && token[1].kind == Indent &&
           token[2].kind == Word && text(token[2]) == "case";
}

Stmt* Parser::match_statement() {
    const Start start = here();
    ++token_;
    const Start subject_start = here();
    Expr* subject = star_named_expression();
    if (subject == nullptr) return nullptr;
    if (at(Comma)) {
        List<Expr> elements(*this);
        elements.push(subject);
        while (accept(Comma)) {
            if (at(Colon)) break;
            Expr* element = star_named_expression();
            if (element == nullptr) return nullptr;
            elements.push(element);
        }
        subject = tuple(subject_start, elements);
    } else if (subject->is<Starred>()) {
        return nullptr;
    }
    if (!accept(Colon) || !accept(Newline) || !accept(Indent)) return nullptr;
    List<MatchCase> cases(*this);
    while (!at(Dedent)) {
        if (!at_word("case")) return nullptr;
        MatchCase* result = match_case();
        if (result == nullptr) return nullptr;
        cases.push(result);
    }
    ++token_;
    auto* result = node<Match>(start);
    result->subject = subject;
    result->cases = cases.finish(arena_);
    return result;
}

MatchCase* Parser::match_case() {
    ++token_;
    auto* result = part<MatchCase>();
    result->pattern = patterns();
    if (result->pattern == nullptr) return nullptr;
    if (accept(KwIf)) {
        result->guard = named_expression();
        if (result->guard == nullptr) return nullptr;
    }
    return block(result->body) ? result : nullptr;
}

// What may stand behind "case": a pattern, or a sequence pattern without brackets.
Pattern* Parser::patterns() {
    const Start start = here();
    Pattern* first = maybe_star_pattern();
    if (first == nullptr) return nullptr;
    if (!at(Comma)) return first->is<MatchStar>() ? nullptr : first;
    List<Pattern> elements(*this);
    elements.push(first);
    while (accept(Comma)) {
        if (at(Colon) || at(KwIf)) break;
        Pattern* element = maybe_star_pattern();
        if (element == nullptr) return nullptr;
        elements.push(element);
    }
    auto* result = node<MatchSequence>(start);
    result->patterns = elements.finish(arena_);
    return result;
}

Pattern* Parser::maybe_star_pattern() {
    if (!at(Star)) return as_pattern();
    const Start start = here();
    ++token_;
    if (!at(Word)) return nullptr;
    const Token& word = *token_++;
    auto* result = node<MatchStar>(start);
    if (text(word) != "_") result->name = identifier(word);
    return result;
}

Pattern* Parser::as_pattern() {
    const Start start = here();
    Pattern* pattern = or_pattern();
    if (pattern == nullptr || !accept(KwAs)) return pattern;
    if (!at(Word) || at_word("_")) return nullptr;
    switch (next_kind()) {
    case Dot:
    case LeftParen:
    case Equal: return nullptr;
    default: break;
    }
    const Token& word = *token_++;
    auto* result = node<MatchAs>(start);
    result->pattern = pattern;
    result->name = identifier(word);
    return result;
}

Pattern* Parser::or_pattern() {
    const Start start = here();
    Pattern* first = closed_pattern();
    if (first == nullptr || !at(Pipe)) return first;
    List<Pattern> alternatives(*this);
    alternatives.push(first);
    while (accept(Pipe)) {
        Pattern* alternative = closed_pattern();
        if (alternative == nullptr) return nullptr;
        alternatives.push(alternative);
    }
    auto* result = node<MatchOr>(start);
    result->patterns = alternatives.finish(arena_);
    return result;
}

Pattern* Parser::closed_pattern() {
    Depth depth(*this);
    if (!depth) return nullptr;
    const Start start = here();
    switch (kind()) {
    case Number:
    case Minus:
    case String: {
        Expr* value = literal_pattern_value();
        if (value == nullptr) return nullptr;
        auto* result = node<MatchValue>(start);
        result->value = value;
        return result;
    }
    case KwNone:
    case KwTrue:
    case KwFalse: {
        const TokenKind word = kind();
        ++token_;
        auto* result = node<MatchSingleton>(start);
        result->value.kind = word == KwNone   ? ConstantKind::None
                             : word == KwTrue ? ConstantKind::True
                                              : ConstantKind::False;
        return result;
    }
    case Word: return name_pattern();
    case LeftParen: return sequence_pattern(RightParen);
    case LeftBracket: return sequence_pattern(RightBracket);
    case LeftBrace: return mapping_pattern();
    default: return nullptr;
    }
}

// Numbers with a sign, complex numbers as a sum, strings.
Expr* Parser::literal_pattern_value() {
    if (at(String)) return strings();
    const Start start = here();
    const bool negative = accept(Minus);
    if (!at(Number)) return nullptr;
    Expr* value = number();
    if (value == nullptr) return nullptr;
    const bool real = value->as<Constant>()->value.kind != ConstantKind::Complex;
    if (negative) {
        auto* negated = node<UnaryOp>(start);
        negated->op = UnaryOperator::USub;
        negated->operand = value;
        value = negated;
    }
    if (!at(Plus) && !at(Minus)) return value;
    const bool plus = at(Plus);
    ++token_;
    if (!real || !at(Number)) return nullptr;
    Expr* imaginary = number();
    if (imaginary == nullptr || imaginary->as<Constant>()->value.kind != ConstantKind::Complex) {
        return nullptr;
    }
    auto* result = node<BinOp>(start);
    result->left = value;
    result->op = plus ? Operator::Add : Operator::Sub;
    result->right = imaginary;
    return result;
}

// A name or a dotted name as an expression.
Expr* Parser::name_or_attribute() {
    const Start start = here();
    Expr* result = name();
    while (result != nullptr && accept(Dot)) {
        if (!at(Word)) return nullptr;
        const Token& word = *token_++;
        auto* access = node<Attribute>(start);
        access->value = result;
        access->attr = identifier(word);
        result = access;
    }
    return result;
}

// Captures, the wildcard, dotted values and classes.
Pattern* Parser::name_pattern() {
    const Start start = here();
    const TokenKind next = next_kind();
    if (next != Dot && next != LeftParen) {
        if (next == Equal) return nullptr;
        const Token& word = *token_++;
        auto* result = node<MatchAs>(start);
        if (text(word) != "_") result->name = identifier(word);
        return result;
    }
    Expr* value = name_or_attribute();
    if (value == nullptr) return nullptr;
    if (!at(LeftParen)) {
        if (at(Equal)) return nullptr;
        auto* result = node<MatchValue>(start);
        result->value = value;
        return result;
    }
    ++token_;
    List<Pattern> positional(*this);
    while (!at(RightParen) && !(at(Word) && next_kind() == Equal)) {
        Pattern* pattern = as_pattern();
        if (pattern == nullptr) return nullptr;
        positional.push(pattern);
        if (!accept(Comma)) break;
    }
    const bool more = positional.size() == 0 || token_[-1].kind == Comma;
    std::span<Pattern*> positional_list = positional.finish(arena_);
    std::vector<Identifier> names;
    List<Pattern> named(*this);
    while (more && at(Word) && next_kind() == Equal) {
        names.push_back(identifier(*token_));
        token_ += 2;
        Pattern* pattern = as_pattern();
        if (pattern == nullptr) return nullptr;
        named.push(pattern);
        if (!accept(Comma)) break;
    }
    if (!accept(RightParen)) return nullptr;
    auto* result = node<MatchClass>(start);
    result->cls = value;
    result->patterns = positional_list;
    result->kwd_attrs = arena_.copy(names.data(), names.size());
    result->kwd_patterns = named.finish(arena_);
    return result;
}

// In brackets or parentheses; parentheses around one pattern only group.
Pattern* Parser::sequence_pattern(TokenKind closing) {
    const Start start = here();
    ++token_;
    List<Pattern> elements(*this);
    bool trailing_comma = false;
    while (!at(closing)) {
        Pattern* element = maybe_star_pattern();
        if (element == nullptr) return nullptr;
        elements.push(element);
        trailing_comma = accept(Comma);
        if (!trailing_comma) break;
    }
    if (!accept(closing)) return nullptr;
    if (closing == RightParen && elements.size() == 1 && !trailing_comma) {
        return elements[0]->is<MatchStar>() ? nullptr : elements[0];
    }
    auto* result = node<MatchSequence>(start);
    result->patterns = elements.finish(arena_);
    return result;
}

Pattern* Parser::mapping_pattern() {
    const Start start = here();
    ++token_;
    List<Node> items(*this);  // keys and patterns in turn
    Identifier rest;
    while (!at(RightBrace)) {
        if (accept(StarStar)) {
            if (!at(Word) || at_word("_")) return nullptr;
            rest = identifier(*token_++);
            accept(Comma);
            break;
        }
        Expr* key;
        if (at(KwNone)) {
            key = constant(ConstantKind::None);
        } else if (at(KwTrue)) {
            key = constant(ConstantKind::True);
        } else if (at(KwFalse)) {
            key = constant(ConstantKind::False);
        } else if (at(Word)) {
            key = next_kind() == Dot ? name_or_attribute() : nullptr;
        } else {
            key = literal_pattern_value();
        }
        if (key == nullptr || !accept(Colon)) return nullptr;
        Pattern* pattern = as_pattern();
        if (pattern == nullptr) return nullptr;
        items.push(key);
        items.push(pattern);
        if (!accept(Comma)) break;
    }
    if (!accept(RightBrace)) return nullptr;
    auto* result = node<MatchMapping>(start);
    result->keys = arena_.make_array<Expr*>(items.size() / 2);
    result->patterns = arena_.make_array<Pattern*>(items.size() / 2);
    for (std::size_t i = 0; i < result->keys.size(); ++i) {
        result->keys[i] = static_cast<Expr*>(items[2 * i]);
        result->patterns[i] = static_cast<Pattern*>(items[2 * i + 1]);
    }
    result->rest = rest;
    return result;
}

}  // namespace orrery::syntax
