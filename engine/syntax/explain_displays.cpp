// The explainer's rules for what stands in brackets: groups, displays, comprehensions.
#include "engine/syntax/explain.h"

namespace orrery::syntax {

using ast::NodeKind;
using enum TokenKind;

Explainer::Shape* Explainer::tuple() {
    const std::uint32_t first = mark_;
    std::vector<Shape*> elements;
    if (!attempt([&] {
            if (!tok(LeftParen)) return false;
            Shape* element = nullptr;
            attempt([&] {
                if ((element = star_named_expression()) == nullptr || !tok(Comma)) return false;
                elements.push_back(element);
                attempt([&] { return star_named_expressions(&elements); });
                return true;
            });
            return tok(RightParen);
        })) {
        return nullptr;
    }
    return make(NodeKind::Tuple, "tuple", first, std::move(elements));
}

Explainer::Shape* Explainer::group() {
    Shape* result = nullptr;
    if (attempt([&] {
            if (!tok(LeftParen)) return false;
            result = yield_expression();
            if (result == nullptr) result = named_expression();
            return result != nullptr && tok(RightParen);
        })) {
        return result;
    }
    if (!invalid_ || failed_) return nullptr;
    if (attempt([&] {
            return tok(LeftParen) && (result = starred_expression()) != nullptr && tok(RightParen);
        })) {
        return raise_at(result, "cannot use starred expression here");
    }
    const std::uint32_t stars = mark_ + 1;
    if (attempt([&] {
            return tok(LeftParen) && tok(StarStar) && expression() != nullptr && tok(RightParen);
        })) {
        return raise_at_token(stars, "cannot use double starred expression here");
    }
    return nullptr;
}

Explainer::Shape* Explainer::generator_element() {
    if (lookahead([&] { return tok(Word) && tok(ColonEqual); })) return assignment_expression();
    Shape* result = nullptr;
    attempt([&] { return (result = expression()) != nullptr && !ahead(ColonEqual); }) ||
        (result = nullptr);
    return result;
}

Explainer::Shape* Explainer::generator() {
    const std::uint32_t first = mark_;
    if (attempt([&] {
            return tok(LeftParen) && generator_element() != nullptr && comprehension_clauses() &&
                   tok(RightParen);
        })) {
        return make(NodeKind::GeneratorExp, "generator expression", first);
    }
    return invalid_comprehension();
}

Explainer::Shape* Explainer::list() {
    const std::uint32_t first = mark_;
    std::vector<Shape*> elements;
    if (!attempt([&] {
            if (!tok(LeftBracket)) return false;
            attempt([&] { return star_named_expressions(&elements); });
            return tok(RightBracket);
        })) {
        return nullptr;
    }
    return make(NodeKind::List, "list", first, std::move(elements));
}

Explainer::Shape* Explainer::list_comprehension() {
    const std::uint32_t first = mark_;
    if (attempt([&] {
            return tok(LeftBracket) && named_expression() != nullptr && comprehension_clauses() &&
                   tok(RightBracket);
        })) {
        return make(NodeKind::ListComp, "list comprehension", first);
    }
    return invalid_comprehension();
}

bool Explainer::key_value() {
    return attempt(
        [&] { return expression() != nullptr && tok(Colon) && expression() != nullptr; });
}

bool Explainer::double_starred() {
    return attempt([&] { return tok(StarStar) && bitwise_or() != nullptr; }) || key_value();
}

Explainer::Shape* Explainer::dict() {
    const std::uint32_t first = mark_;
    if (attempt([&] {
            if (!tok(LeftBrace)) return false;
            attempt([&] {
                if (!double_starred()) return false;
                while (attempt([&] { return tok(Comma) && double_starred(); })) {
                }
                tok(Comma);
                return true;
            });
            return tok(RightBrace);
        })) {
        return make(NodeKind::Dict, "dict literal", first);
    }
    // Unlike the other rules for errors, this one takes part in the first pass.
    attempt([&] { return tok(LeftBrace) && invalid_double_starred() != nullptr; });
    return nullptr;
}

Explainer::Shape* Explainer::invalid_double_starred() {
    std::uint32_t at = 0;
    const std::uint32_t first = mark_;
    // Pairs that are right, a comma, then one that is not.
    if (double_starred()) {
        while (attempt([&] { return tok(Comma) && double_starred(); })) {
        }
        if (tok(Comma)) invalid_key_value();
    }
    if (failed_) return nullptr;
    mark_ = first;
    if (attempt([&] {
            if (expression() == nullptr || !tok(Colon)) return false;
            at = mark_;
            return tok(Star) && bitwise_or() != nullptr;
        })) {
        return raise_from(at, "cannot use a starred expression in a dictionary value");
    }
    if (attempt([&] {
            if (expression() == nullptr) return false;
            at = mark_;
            return tok(Colon) && (ahead(RightBrace) || ahead(Comma));
        })) {
        return raise_at_token(at, "expression expected after dictionary key and ':'");
    }
    return nullptr;
}

Explainer::Shape* Explainer::invalid_key_value() {
    std::uint32_t at = 0;
    Shape* key = nullptr;
    if (attempt([&] { return (key = expression()) != nullptr && !ahead(Colon); })) {
        const Token& first = token(key->first);
        const Token& last = token(key->last);
        RaisedError error;
        error.message = "':' expected after dictionary key";
        error.lineno = static_cast<std::int32_t>(first.lineno);
        error.column = end_column(last) - 1;
        error.end_lineno = end_line(last);
        error.end_column = -1;
        return raise(std::move(error));
    }
    if (attempt([&] {
            if (expression() == nullptr || !tok(Colon)) return false;
            at = mark_;
            return tok(Star) && bitwise_or() != nullptr;
        })) {
        return raise_from(at, "cannot use a starred expression in a dictionary value");
    }
    if (attempt([&] {
            if (expression() == nullptr) return false;
            at = mark_;
            return tok(Colon) && (ahead(RightBrace) || ahead(Comma));
        })) {
        return raise_at_token(at, "expression expected after dictionary key and ':'");
    }
    return nullptr;
}

Explainer::Shape* Explainer::set() {
    const std::uint32_t first = mark_;
    if (!attempt([&] { return tok(LeftBrace) && star_named_expressions() && tok(RightBrace); })) {
        return nullptr;
    }
    return make(NodeKind::Set, "set display", first);
}

Explainer::Shape* Explainer::dict_comprehension() {
    const std::uint32_t first = mark_;
    if (attempt([&] {
            return tok(LeftBrace) && key_value() && comprehension_clauses() && tok(RightBrace);
        })) {
        return make(NodeKind::DictComp, "dict comprehension", first);
    }
    if (!invalid_ || failed_) return nullptr;
    if (attempt([&] {
            return tok(LeftBrace) && tok(StarStar) && bitwise_or() != nullptr &&
                   comprehension_clauses() && tok(RightBrace);
        })) {
        return raise_at_token(first + 1, "dict unpacking cannot be used in dict comprehension");
    }
    return nullptr;
}

Explainer::Shape* Explainer::set_comprehension() {
    const std::uint32_t first = mark_;
    if (attempt([&] {
            return tok(LeftBrace) && named_expression() != nullptr && comprehension_clauses() &&
                   tok(RightBrace);
        })) {
        return make(NodeKind::SetComp, "set comprehension", first);
    }
    return invalid_comprehension();
}

Explainer::Shape* Explainer::invalid_comprehension() {
    if (!invalid_ || failed_) return nullptr;
    Shape* a = nullptr;
    if (attempt([&] {
            return (tok(LeftBracket) || tok(LeftParen) || tok(LeftBrace)) &&
                   (a = starred_expression()) != nullptr && comprehension_clauses();
        })) {
        return raise_at(a, "iterable unpacking cannot be used in comprehension");
    }
    std::vector<Shape*> rest;
    const char* message = "did you forget parentheses around the comprehension target?";
    if (attempt([&] {
            return (tok(LeftBracket) || tok(LeftBrace)) &&
                   (a = star_named_expression()) != nullptr && tok(Comma) &&
                   star_named_expressions(&rest) && comprehension_clauses();
        })) {
        return raise_range(a->first, rest.back()->last, message);
    }
    std::uint32_t comma = 0;
    if (attempt([&] {
            if (!(tok(LeftBracket) || tok(LeftBrace))) return false;
            a = star_named_expression();
            comma = mark_;
            return a != nullptr && tok(Comma) && comprehension_clauses();
        })) {
        return raise_range(a->first, comma, message);
    }
    return nullptr;
}

bool Explainer::comprehension_clauses(std::uint32_t* last) {
    bool any = false;
    while (comprehension_clause(last))
        any = true;
    return any && !failed_;
}

bool Explainer::comprehension_clause(std::uint32_t* last) {
    const std::uint32_t first = mark_;
    bool committed = false;
    if (attempt([&] {
            tok(KwAsync);
            if (!tok(KwFor) || !star_targets() || !tok(KwIn)) return false;
            committed = true;
            Shape* part = disjunction();
            if (part == nullptr) return false;
            Shape* condition = nullptr;
            while (attempt([&] { return tok(KwIf) && (condition = disjunction()) != nullptr; })) {
                part = condition;
            }
            if (last != nullptr) *last = part->last;
            return true;
        })) {
        return true;
    }
    if (committed || !invalid_ || failed_) return false;
    mark_ = first;
    Shape* target = nullptr;
    if (attempt([&] {
            tok(KwAsync);
            return tok(KwFor) && (target = star_expressions()) != nullptr;
        })) {
        raise_invalid_target(Targets::For, target);
    }
    mark_ = first;
    return false;
}

}  // namespace orrery::syntax
