// Atoms, displays and comprehensions, calls, subscripts, parameters.
#include "engine/syntax/parser_impl.h"

namespace orrery::syntax {

using namespace ast;
using enum TokenKind;

Expr* Parser::constant(ConstantKind value) {
    const Start start = here();
    ++token_;
    auto* result = node<Constant>(start);
    result->value.kind = value;
    return result;
}

bool Parser::check_number() {
    ConstantValue value;
    std::string error;
    if (number_value(text(*token_), arena_, value, error)) return true;
    const auto line = static_cast<std::int32_t>(token_->lineno);
    raised = RaisedError{DiagnosticKind::SyntaxError, std::move(error), line, -1, line, -1};
    return false;
}

Expr* Parser::number() {
    const Start start = here();
    const Token& token = *token_;
    ConstantValue value;
    std::string error;
    if (!number_value(text(token), arena_, value, error)) {
        const auto line = static_cast<std::int32_t>(token.lineno);
        raised = RaisedError{DiagnosticKind::SyntaxError, std::move(error), line, -1, line, -1};
        return nullptr;
    }
    ++token_;
    auto* result = node<Constant>(start);
    result->value = value;
    return result;
}

Expr* Parser::atom() {
    switch (kind()) {
    case Word: return name();
    case Number: return number();
    case String: return strings();
    case KwTrue: return constant(ConstantKind::True);
    case KwFalse: return constant(ConstantKind::False);
    case KwNone: return constant(ConstantKind::None);
    case Dots: return constant(ConstantKind::Ellipsis);
    case LeftParen: return parenthesized();
    case LeftBracket: return list_display();
    case LeftBrace: return brace_display();
    default: return nullptr;
    }
}

Expr* Parser::primary() {
    const Start start = here();
    Expr* result = atom();
    while (result != nullptr) {
        switch (kind()) {
        case Dot: {
            if (next_kind() != Word) return nullptr;
            const Token& attribute = token_[1];
            token_ += 2;
            auto* access = node<Attribute>(start);
            access->value = result;
            access->attr = identifier(attribute);
            result = access;
            break;
        }
        case LeftParen: result = call(result, start); break;
        case LeftBracket: result = subscript(result, start); break;
        default: return result;
        }
    }
    return nullptr;
}

// Everything that starts with "(": groups, tuples, generator expressions.
Expr* Parser::parenthesized() {
    Depth depth(*this);
    if (!depth) return nullptr;
    const Start start = here();
    ++token_;
    if (accept(RightParen)) {
        List<Expr> none(*this);
        return tuple(start, none);
    }
    if (at(KwYield)) {
        Expr* result = yield_expression();
        return result != nullptr && accept(RightParen) ? result : nullptr;
    }
    Expr* first = star_named_expression();
    if (first == nullptr) return nullptr;
    if (accept(RightParen)) return first->is<Starred>() ? nullptr : first;
    if (at_comprehension()) {
        if (first->is<Starred>()) return nullptr;
        return comprehension<GeneratorExp>(start, first, RightParen);
    }
    List<Expr> elements(*this);
    elements.push(first);
    while (accept(Comma)) {
        if (at(RightParen)) break;
        Expr* element = star_named_expression();
        if (element == nullptr) return nullptr;
        elements.push(element);
    }
    if (!accept(RightParen)) return nullptr;
    return tuple(start, elements);
}

Expr* Parser::list_display() {
    Depth depth(*this);
    if (!depth) return nullptr;
    const Start start = here();
    ++token_;
    List<Expr> elements(*this);
    while (!at(RightBracket)) {
        Expr* element = star_named_expression();
        if (element == nullptr) return nullptr;
        if (elements.size() == 0 && at_comprehension()) {
            if (element->is<Starred>()) return nullptr;
            return comprehension<ListComp>(start, element, RightBracket);
        }
        elements.push(element);
        if (!accept(Comma)) break;
    }
    if (!accept(RightBracket)) return nullptr;
    auto* result = node<ast::List>(start);
    result->elts = elements.finish(arena_);
    return result;
}

// Sets and dicts, which only their first element tells apart.
Expr* Parser::brace_display() {
    Depth depth(*this);
    if (!depth) return nullptr;
    const Start start = here();
    ++token_;
    if (accept(RightBrace)) return node<Dict>(start);
    if (at(StarStar)) return dict_display(start, nullptr);
    const bool named = at(Word) && next_kind() == ColonEqual;
    Expr* first = star_named_expression();
    if (first == nullptr) return nullptr;
    if (at(Colon) && !first->is<Starred>() && !named) return dict_display(start, first);
    if (at_comprehension()) {
        if (first->is<Starred>()) return nullptr;
        return comprehension<SetComp>(start, first, RightBrace);
    }
    List<Expr> elements(*this);
    elements.push(first);
    while (accept(Comma)) {
        if (at(RightBrace)) break;
        Expr* element = star_named_expression();
        if (element == nullptr) return nullptr;
        elements.push(element);
    }
    if (!accept(RightBrace)) return nullptr;
    auto* result = node<Set>(start);
    result->elts = elements.finish(arena_);
    return result;
}

// The cursor is at the colon behind the first key, or at a leading "**".
Expr* Parser::dict_display(Start start, Expr* key) {
    List<Expr> items(*this);  // keys (null before an unpacked mapping) and values in turn
    for (;;) {
        const bool unpacking = key == nullptr;
        ++token_;
        Expr* value = unpacking ? binary(kLowestPrecedence) : expression();
        if (value == nullptr) return nullptr;
        if (!unpacking && items.size() == 0 && at_comprehension()) {
            List<Comprehension> clauses(*this);
            if (!comprehension_clauses(clauses) || !accept(RightBrace)) return nullptr;
            auto* result = node<DictComp>(start);
            result->key = key;
            result->value = value;
            result->generators = clauses.finish(arena_);
            return result;
        }
        items.push(key);
        items.push(value);
        if (!accept(Comma) || at(RightBrace)) break;
        key = nullptr;
        if (!at(StarStar)) {
            key = expression();
            if (key == nullptr || !at(Colon)) return nullptr;
        }
    }
    if (!accept(RightBrace)) return nullptr;
    auto* result = node<Dict>(start);
    result->keys = arena_.make_array<Expr*>(items.size() / 2);
    result->values = arena_.make_array<Expr*>(items.size() / 2);
    for (std::size_t i = 0; i < result->keys.size(); ++i) {
        result->keys[i] = items[2 * i];
        result->values[i] = items[2 * i + 1];
    }
    return result;
}

template <typename T>
Expr* Parser::comprehension(Start start, Expr* element, TokenKind closing) {
    List<Comprehension> clauses(*this);
    if (!comprehension_clauses(clauses) || !accept(closing)) return nullptr;
    auto* result = node<T>(start);
    result->elt = element;
    result->generators = clauses.finish(arena_);
    return result;
}

bool Parser::comprehension_clauses(List<Comprehension>& clauses) {
    while (at_comprehension()) {
        Comprehension* clause = comprehension_clause();
        if (clause == nullptr) return false;
        clauses.push(clause);
    }
    return true;
}

Comprehension* Parser::comprehension_clause() {
    auto* clause = part<Comprehension>();
    clause->is_async = accept(KwAsync) ? 1 : 0;
    ++token_;
    clause->target = star_targets();
    if (clause->target == nullptr || !accept(KwIn)) return nullptr;
    clause->iter = disjunction();
    if (clause->iter == nullptr) return nullptr;
    List<Expr> conditions(*this);
    while (accept(KwIf)) {
        Expr* condition = disjunction();
        if (condition == nullptr) return nullptr;
        conditions.push(condition);
    }
    clause->ifs = conditions.finish(arena_);
    return clause;
}

Expr* Parser::call(Expr* function, Start start) {
    Depth depth(*this);
    if (!depth) return nullptr;
    List<PlacedNode> items(*this);
    if (!arguments(items, true)) return nullptr;
    auto* result = node<Call>(start);
    result->func = function;
    split_arguments(items, result->args, result->keywords);
    return result;
}

// A parenthesised argument list, from "(" to ")": expressions and Keyword nodes in their order.
bool Parser::arguments(List<PlacedNode>& items, bool allow_generator) {
    const Start open = here();
    ++token_;
    bool seen_keyword = false;
    bool seen_unpacking = false;
    while (!at(RightParen)) {
        const Start start = here();
        if (accept(Star)) {
            if (seen_unpacking) return false;
            Expr* value = expression();
            if (value == nullptr) return false;
            auto* starred = node<Starred>(start);
            starred->value = value;
            items.push(starred);
        } else if (at(StarStar) || (at(Word) && next_kind() == Equal)) {
            Identifier name;
            if (at(StarStar)) {
                seen_unpacking = true;
                ++token_;
            } else {
                seen_keyword = true;
                name = identifier(*token_);
                token_ += 2;
            }
            Expr* value = expression();
            if (value == nullptr) return false;
            auto* keyword = node<Keyword>(start);
            keyword->arg = name;
            keyword->value = value;
            items.push(keyword);
        } else {
            if (seen_keyword || seen_unpacking) return false;
            Expr* value = named_expression();
            if (value == nullptr) return false;
            if (at_comprehension()) {
                // A generator expression may be the only argument, without its own parentheses.
                if (!allow_generator || items.size() != 0) return false;
                Expr* generator = comprehension<GeneratorExp>(open, value, RightParen);
                if (generator == nullptr) return false;
                items.push(generator);
                return true;
            }
            items.push(value);
        }
        if (!accept(Comma)) break;
    }
    return accept(RightParen);
}

void Parser::split_arguments(const List<PlacedNode>& items, std::span<Expr*>& positional,
                             std::span<Keyword*>& keywords) {
    std::size_t keyword_count = 0;
    for (std::size_t i = 0; i < items.size(); ++i)
        keyword_count += items[i]->is<Keyword>();
    keywords = arena_.make_array<Keyword*>(keyword_count);
    positional = arena_.make_array<Expr*>(items.size() - keyword_count);
    Keyword** next_keyword = keywords.data();
    Expr** next_positional = positional.data();
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i]->is<Keyword>()) {
            *next_keyword++ = items[i]->as<Keyword>();
        } else {
            *next_positional++ = static_cast<Expr*>(items[i]);
        }
    }
}

Expr* Parser::subscript(Expr* value, Start start) {
    Depth depth(*this);
    if (!depth) return nullptr;
    ++token_;
    const Start index_start = here();
    const bool starred = at(Star);
    Expr* index = slice_or_starred();
    if (index == nullptr) return nullptr;
    if (starred || at(Comma)) {
        List<Expr> elements(*this);
        elements.push(index);
        while (accept(Comma) && !at(RightBracket)) {
            Expr* element = slice_or_starred();
            if (element == nullptr) return nullptr;
            elements.push(element);
        }
        index = tuple(index_start, elements);
    }
    if (!accept(RightBracket)) return nullptr;
    auto* result = node<Subscript>(start);
    result->value = value;
    result->slice = index;
    return result;
}

Expr* Parser::slice_or_starred() {
    const Start start = here();
    if (!accept(Star)) return slice();
    Expr* value = expression();
    if (value == nullptr) return nullptr;
    auto* result = node<Starred>(start);
    result->value = value;
    return result;
}

Expr* Parser::slice() {
    const Start start = here();
    Expr* lower = nullptr;
    if (!at(Colon)) {
        const bool named = at(Word) && next_kind() == ColonEqual;
        lower = named_expression();
        if (lower == nullptr || !at(Colon) || named) return lower;
    }
    ++token_;
    auto ends = [&] { return at(Colon) || at(Comma) || at(RightBracket); };
    Expr* upper = nullptr;
    if (!ends()) {
        upper = expression();
        if (upper == nullptr) return nullptr;
    }
    Expr* step = nullptr;
    if (accept(Colon) && !ends()) {
        step = expression();
        if (step == nullptr) return nullptr;
    }
    auto* result = node<Slice>(start);
    result->lower = lower;
    result->upper = upper;
    result->step = step;
    return result;
}

Arg* Parser::parameter(bool is_lambda, bool star_annotation) {
    if (!at(Word)) return nullptr;
    const Start start = here();
    const Token& word = *token_++;
    Expr* annotation = nullptr;
    if (!is_lambda && accept(Colon)) {
        annotation = star_annotation ? star_expression() : expression();
        if (annotation == nullptr) return nullptr;
    }
    auto* result = node<Arg>(start);
    result->arg = identifier(word);
    result->annotation = annotation;
    return result;
}

// Up to ")" or, for a lambda, ":"; that is left to the caller.
Arguments* Parser::parameters(bool is_lambda) {
    const TokenKind closing = is_lambda ? Colon : RightParen;
    auto* result = part<Arguments>();
    std::vector<Arg*> plain;
    std::vector<Arg*> keyword_only;
    std::vector<Expr*> defaults;
    std::vector<Expr*> keyword_defaults;
    std::size_t positional_only = 0;
    bool seen_slash = false;
    bool seen_star = false;
    bool bare_star = false;
    while (!at(closing)) {
        if (accept(Slash)) {
            if (seen_slash || seen_star || plain.empty()) return nullptr;
            seen_slash = true;
            positional_only = plain.size();
        } else if (accept(Star)) {
            if (seen_star) return nullptr;
            seen_star = true;
            if (at(Comma)) {
                bare_star = true;
            } else {
                result->vararg = parameter(is_lambda, true);
                if (result->vararg == nullptr) return nullptr;
            }
        } else if (accept(StarStar)) {
            result->kwarg = parameter(is_lambda, false);
            if (result->kwarg == nullptr) return nullptr;
            accept(Comma);
            if (!at(closing)) return nullptr;
            break;
        } else {
            Arg* arg = parameter(is_lambda, false);
            if (arg == nullptr) return nullptr;
            Expr* value = nullptr;
            if (accept(Equal)) {
                value = expression();
                if (value == nullptr) return nullptr;
            }
            if (seen_star) {
                keyword_only.push_back(arg);
                keyword_defaults.push_back(value);
            } else {
                if (value != nullptr) {
                    defaults.push_back(value);
                } else if (!defaults.empty()) {
                    return nullptr;
                }
                plain.push_back(arg);
            }
        }
        if (!accept(Comma)) break;
    }
    if (!at(closing) || (bare_star && keyword_only.empty())) return nullptr;
    result->posonlyargs = arena_.copy(plain.data(), positional_only);
    result->args = arena_.copy(plain.data() + positional_only, plain.size() - positional_only);
    result->defaults = arena_.copy(defaults.data(), defaults.size());
    result->kwonlyargs = arena_.copy(keyword_only.data(), keyword_only.size());
    result->kw_defaults = arena_.copy(keyword_defaults.data(), keyword_defaults.size());
    return result;
}

}  // namespace orrery::syntax
