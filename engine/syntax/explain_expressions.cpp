// The explainer's rules for expressions and targets.
#include "engine/syntax/explain.h"

namespace orrery::syntax {

using ast::NodeKind;
using enum TokenKind;

Explainer::Shape* Explainer::expressions() {
    const std::uint32_t first = mark_;
    Shape* element = expression();
    if (element == nullptr || !ahead(Comma)) return element;
    std::vector<Shape*> elements{element};
    while (attempt([&] { return tok(Comma) && (element = expression()) != nullptr; })) {
        elements.push_back(element);
    }
    tok(Comma);
    return make(NodeKind::Tuple, "tuple", first, std::move(elements));
}

Explainer::Shape* Explainer::expression() {
    return memoized(kExpression, [&]() -> Shape* {
        const std::uint32_t first = mark_;
        if (invalid_) {
            if (invalid_expression() != nullptr || failed_) return nullptr;
            mark_ = first;
            if (invalid_legacy_expression() != nullptr || failed_) return nullptr;
            mark_ = first;
        }
        Shape* result = nullptr;
        if (attempt([&] {
                return disjunction() != nullptr && tok(KwIf) && disjunction() != nullptr &&
                       tok(KwElse) && expression() != nullptr;
            })) {
            return make(NodeKind::IfExp, "conditional expression", first);
        }
        if (attempt([&] { return (result = disjunction()) != nullptr; })) return result;
        return lambda();
    });
}

Explainer::Shape* Explainer::lambda() {
    const std::uint32_t first = mark_;
    if (!attempt([&] {
            if (!tok(KwLambda)) return false;
            attempt([&] { return parameters(true); });
            return tok(Colon) && expression() != nullptr;
        })) {
        return nullptr;
    }
    return make(NodeKind::Lambda, "lambda", first);
}

Explainer::Shape* Explainer::invalid_expression() {
    const std::uint32_t first = mark_;
    const bool name_and_string = lookahead([&] { return tok(Word) && tok(String); });
    // Names that begin a soft keyword count as one, as in CPython.
    bool soft_keyword = false;
    for (const std::string_view word : {"_", "case", "match"}) {
        soft_keyword |= ahead(Word) && word.starts_with(text(current()));
    }
    Shape* a = nullptr;
    Shape* b = nullptr;
    if (!name_and_string && !soft_keyword && attempt([&] {
            return (a = disjunction()) != nullptr && (b = expression_without_invalid()) != nullptr;
        })) {
        // A matched rule whose action yields nothing ends the search.
        const Token& last = token(mark_ - 1);
        const bool closing =
            last.kind == RightParen || last.kind == RightBracket || last.kind == RightBrace;
        const bool legacy = a->kind == NodeKind::Name && (text(token(a->first)) == "print" ||
                                                          text(token(a->first)) == "exec");
        if (legacy || last.level == (closing ? 1 : 0)) return nullptr;
        return raise_range(a->first, b->last, "invalid syntax. Perhaps you forgot a comma?");
    }
    mark_ = first;
    if (attempt([&] {
            return (a = disjunction()) != nullptr && tok(KwIf) &&
                   (b = disjunction()) != nullptr && !ahead(KwElse) && !ahead(Colon);
        })) {
        return raise_range(a->first, b->last, "expected 'else' after 'if' expression");
    }
    return nullptr;
}

Explainer::Shape* Explainer::invalid_legacy_expression() {
    const std::uint32_t first = mark_;
    Shape* b = nullptr;
    if (!attempt([&] {
            return name() != nullptr && !ahead(LeftParen) && (b = star_expressions()) != nullptr;
        })) {
        return nullptr;
    }
    const std::string word(text(token(first)));
    if (word != "print" && word != "exec") return nullptr;
    return raise_range(first, b->last,
                       "Missing parentheses in call to '" + word + "'. Did you mean " + word +
                           "(...)?");
}

Explainer::Shape* Explainer::expression_without_invalid() {
    const bool saved = invalid_;
    invalid_ = false;
    const std::uint32_t first = mark_;
    Shape* result = nullptr;
    if (attempt([&] {
            return disjunction() != nullptr && tok(KwIf) && disjunction() != nullptr &&
                   tok(KwElse) && expression() != nullptr;
        })) {
        result = make(NodeKind::IfExp, "conditional expression", first);
    } else if (!attempt([&] { return (result = disjunction()) != nullptr; })) {
        result = lambda();
    }
    invalid_ = saved;
    return result;
}

Explainer::Shape* Explainer::yield_expression() {
    const std::uint32_t first = mark_;
    if (attempt([&] { return tok(KwYield) && tok(KwFrom) && expression() != nullptr; })) {
        return make(NodeKind::YieldFrom, "yield expression", first);
    }
    if (!tok(KwYield)) return nullptr;
    attempt([&] { return star_expressions() != nullptr; });
    if (failed_) return nullptr;
    return make(NodeKind::Yield, "yield expression", first);
}

Explainer::Shape* Explainer::star_expressions() {
    const std::uint32_t first = mark_;
    Shape* element = star_expression();
    if (element == nullptr || !ahead(Comma)) return element;
    std::vector<Shape*> elements{element};
    while (attempt([&] { return tok(Comma) && (element = star_expression()) != nullptr; })) {
        elements.push_back(element);
    }
    tok(Comma);
    if (failed_) return nullptr;
    return make(NodeKind::Tuple, "tuple", first, std::move(elements));
}

Explainer::Shape* Explainer::star_expression() {
    return memoized(kStarExpression, [&]() -> Shape* {
        const std::uint32_t first = mark_;
        Shape* value = nullptr;
        if (attempt([&] { return tok(Star) && (value = bitwise_or()) != nullptr; })) {
            return make(NodeKind::Starred, "starred", first, {value});
        }
        return expression();
    });
}

bool Explainer::star_named_expressions(std::vector<Shape*>* elements) {
    Shape* element = star_named_expression();
    if (element == nullptr) return false;
    if (elements != nullptr) elements->push_back(element);
    while (attempt([&] { return tok(Comma) && (element = star_named_expression()) != nullptr; })) {
        if (elements != nullptr) elements->push_back(element);
    }
    tok(Comma);
    return !failed_;
}

Explainer::Shape* Explainer::star_named_expression() {
    const std::uint32_t first = mark_;
    Shape* value = nullptr;
    if (attempt([&] { return tok(Star) && (value = bitwise_or()) != nullptr; })) {
        return make(NodeKind::Starred, "starred", first, {value});
    }
    return named_expression();
}

Explainer::Shape* Explainer::assignment_expression() {
    const std::uint32_t first = mark_;
    if (!attempt([&] { return tok(Word) && tok(ColonEqual) && expression() != nullptr; })) {
        return nullptr;
    }
    return make(NodeKind::NamedExpr, "named expression", first);
}

Explainer::Shape* Explainer::named_expression() {
    if (!enter()) {
        --depth_;
        return nullptr;
    }
    Shape* result = nullptr;
    // Behind NAME ":=" there is no way back to the other alternatives.
    if (lookahead([&] { return tok(Word) && tok(ColonEqual); })) {
        result = assignment_expression();
    } else {
        if (invalid_) {
            const std::uint32_t first = mark_;
            invalid_named_expression();
            mark_ = first;
        }
        if (!attempt([&] { return (result = expression()) != nullptr && !ahead(ColonEqual); })) {
            result = nullptr;
        }
    }
    --depth_;
    return failed_ ? nullptr : result;
}

Explainer::Shape* Explainer::invalid_named_expression() {
    return memoized(kInvalidNamedExpression, [&]() -> Shape* {
        Shape* a = nullptr;
        Shape* b = nullptr;
        if (attempt([&] {
                return (a = expression()) != nullptr && tok(ColonEqual) &&
                       expression() != nullptr;
            })) {
            return raise_at(a, std::string("cannot use assignment expressions with ") + a->name);
        }
        auto no_more = [&] { return !ahead(Equal) && !ahead(ColonEqual); };
        if (attempt([&] {
                return (a = name()) != nullptr && tok(Equal) && (b = bitwise_or()) != nullptr &&
                       no_more();
            })) {
            return raise_range(a->first, b->last,
                               "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
        }
        if (lookahead([&] { return list() != nullptr; }) ||
            lookahead([&] { return tuple() != nullptr; }) ||
            lookahead([&] { return generator() != nullptr; }) || ahead(KwTrue) || ahead(KwNone) ||
            ahead(KwFalse)) {
            return nullptr;
        }
        if (attempt([&] {
                return (a = bitwise_or()) != nullptr && tok(Equal) && bitwise_or() != nullptr &&
                       no_more();
            })) {
            return raise_at(a, std::string("cannot assign to ") + a->name +
                                   " here. Maybe you meant '==' instead of '='?");
        }
        return nullptr;
    });
}

Explainer::Shape* Explainer::disjunction() {
    return memoized(kDisjunction, [&]() -> Shape* {
        const std::uint32_t first = mark_;
        Shape* result = conjunction();
        if (result == nullptr) return nullptr;
        bool any = false;
        while (attempt([&] { return tok(KwOr) && conjunction() != nullptr; })) any = true;
        return any ? make(NodeKind::BoolOp, "expression", first) : result;
    });
}

Explainer::Shape* Explainer::conjunction() {
    return memoized(kConjunction, [&]() -> Shape* {
        const std::uint32_t first = mark_;
        Shape* result = inversion();
        if (result == nullptr) return nullptr;
        bool any = false;
        while (attempt([&] { return tok(KwAnd) && inversion() != nullptr; })) any = true;
        return any ? make(NodeKind::BoolOp, "expression", first) : result;
    });
}

Explainer::Shape* Explainer::inversion() {
    return memoized(kInversion, [&]() -> Shape* {
        const std::uint32_t first = mark_;
        if (attempt([&] { return tok(KwNot) && inversion() != nullptr; })) {
            return make(NodeKind::UnaryOp, "expression", first);
        }
        return comparison();
    });
}

Explainer::Shape* Explainer::comparison() {
    const std::uint32_t first = mark_;
    Shape* left = bitwise_or();
    if (left == nullptr) return nullptr;
    auto one = [&] {
        bool is_operator;
        switch (current().kind) {
            case EqualEqual:
            case NotEqual:
            case Less:
            case LessEqual:
            case Greater:
            case GreaterEqual:
            case KwIn:
                is_operator = tok(current().kind);
                break;
            case KwNot:
                is_operator = tok(KwNot) && tok(KwIn);
                break;
            case KwIs:
                is_operator = tok(KwIs);
                if (ahead(KwNot)) {
                    const std::uint32_t before = mark_;
                    if (tok(KwNot) && bitwise_or() != nullptr) return true;
                    mark_ = before;
                }
                break;
            default:
                is_operator = false;
        }
        return is_operator && bitwise_or() != nullptr;
    };
    const bool in = ahead(KwIn);
    bool any = false;
    while (attempt(one)) any = true;
    if (!any) return failed_ ? nullptr : left;
    Shape* result = make(NodeKind::Compare, "comparison", first, {left});
    if (result != nullptr) result->flag = in;
    return result;
}

// The six levels of left-associative operators, weakest first.
Explainer::Shape* Explainer::binary(int level) {
    static constexpr TokenKind kOperators[6][4] = {
        {Pipe, Pipe, Pipe, Pipe},
        {Caret, Caret, Caret, Caret},
        {Ampersand, Ampersand, Ampersand, Ampersand},
        {LeftShift, RightShift, LeftShift, RightShift},
        {Plus, Minus, Plus, Minus},
        {Star, Slash, SlashSlash, Percent},
    };
    if (level == 6) return factor();
    return memoized(static_cast<Rule>(kBinary + level), [&]() -> Shape* {
        const std::uint32_t first = mark_;
        Shape* result = binary(level + 1);
        if (result == nullptr) return nullptr;
        bool any = false;
        auto one = [&] {
            const TokenKind kind = current().kind;
            bool found = level == 5 && kind == At;
            for (TokenKind candidate : kOperators[level]) found |= kind == candidate;
            return found && tok(kind) && binary(level + 1) != nullptr;
        };
        while (attempt(one)) any = true;
        return any ? make(NodeKind::BinOp, "expression", first) : result;
    });
}

Explainer::Shape* Explainer::factor() {
    return memoized(kFactor, [&]() -> Shape* {
        const std::uint32_t first = mark_;
        if (attempt([&] {
                return (tok(Plus) || tok(Minus) || tok(Tilde)) && factor() != nullptr;
            })) {
            return make(NodeKind::UnaryOp, "expression", first);
        }
        return power();
    });
}

Explainer::Shape* Explainer::power() {
    const std::uint32_t first = mark_;
    Shape* result = await_primary();
    if (result == nullptr) return nullptr;
    if (attempt([&] { return tok(StarStar) && factor() != nullptr; })) {
        return make(NodeKind::BinOp, "expression", first);
    }
    return result;
}

Explainer::Shape* Explainer::await_primary() {
    return memoized(kAwaitPrimary, [&]() -> Shape* {
        const std::uint32_t first = mark_;
        if (attempt([&] { return tok(KwAwait) && primary() != nullptr; })) {
            return make(NodeKind::Await, "await expression", first);
        }
        return primary();
    });
}

Explainer::Shape* Explainer::primary() {
    return memoized(kPrimary, [&]() -> Shape* {
        const std::uint32_t first = mark_;
        Shape* result = atom();
        while (result != nullptr) {
            if (attempt([&] { return tok(Dot) && tok(Word); })) {
                result = make(NodeKind::Attribute, "attribute", first);
            } else if (attempt([&] { return generator() != nullptr; })) {
                result = make(NodeKind::Call, "function call", first);
            } else if (attempt([&] {
                           if (!tok(LeftParen)) return false;
                           attempt([&] { return arguments(); });
                           return tok(RightParen);
                       })) {
                result = make(NodeKind::Call, "function call", first);
            } else if (attempt([&] {
                           return tok(LeftBracket) && slices() != nullptr && tok(RightBracket);
                       })) {
                result = make(NodeKind::Subscript, "subscript", first);
            } else {
                break;
            }
        }
        return failed_ ? nullptr : result;
    });
}

Explainer::Shape* Explainer::name() {
    return current().kind == Word ? leaf(NodeKind::Name, "name") : nullptr;
}

Explainer::Shape* Explainer::number() {
    if (current().kind != Number) return nullptr;
    literals_.start(&tokenizer_.tokens[mark_]);
    if (!literals_.check_number()) return raise(*literals_.raised);
    return leaf(NodeKind::Constant, "literal");
}

Explainer::Shape* Explainer::strings() {
    return memoized(kStrings, [&]() -> Shape* {
        const std::uint32_t first = mark_;
        while (tok(String)) {
        }
        if (mark_ == first || failed_) return nullptr;
        literals_.start(&tokenizer_.tokens[first]);
        literals_.raised.reset();
        ast::Expr* value = literals_.strings();
        if (value == nullptr) {
            if (literals_.raised) return raise(*literals_.raised);
            failed_ = true;  // too deep
                    return nullptr;
        }
        const bool formatted = value->is<ast::JoinedStr>();
        return make(formatted ? NodeKind::JoinedStr : NodeKind::Constant,
                    formatted ? "f-string expression" : "literal", first);
    });
}

Explainer::Shape* Explainer::atom() {
    if (failed_) return nullptr;
    Shape* result = nullptr;
    auto first_of = [&](auto... rules) {
        ((attempt([&] { return (result = (this->*rules)()) != nullptr; })) || ...);
        return failed_ ? nullptr : result;
    };
    switch (current().kind) {
        case Word:
            return name();
        case KwTrue:
            return leaf(NodeKind::Constant, "True");
        case KwFalse:
            return leaf(NodeKind::Constant, "False");
        case KwNone:
            return leaf(NodeKind::Constant, "None");
        case Dots:
            return leaf(NodeKind::Constant, "ellipsis");
        case String:
            return strings();
        case Number:
            return number();
        case LeftParen:
            return first_of(&Explainer::tuple, &Explainer::group, &Explainer::generator);
        case LeftBracket:
            return first_of(&Explainer::list, &Explainer::list_comprehension);
        case LeftBrace:
            return first_of(&Explainer::dict, &Explainer::set, &Explainer::dict_comprehension,
                            &Explainer::set_comprehension);
        default:
            return nullptr;
    }
}

Explainer::Shape* Explainer::slices() {
    const std::uint32_t first = mark_;
    Shape* result = nullptr;
    if (attempt([&] { return (result = slice()) != nullptr && !ahead(Comma); })) return result;
    auto element = [&] { return slice() != nullptr || starred_expression() != nullptr; };
    if (!element()) return nullptr;
    while (attempt([&] { return tok(Comma) && element(); })) {
    }
    tok(Comma);
    return failed_ ? nullptr : make(NodeKind::Tuple, "tuple", first);
}

Explainer::Shape* Explainer::slice() {
    const std::uint32_t first = mark_;
    if (attempt([&] {
            attempt([&] { return expression() != nullptr; });
            if (!tok(Colon)) return false;
            attempt([&] { return expression() != nullptr; });
            attempt([&] {
                if (!tok(Colon)) return false;
                attempt([&] { return expression() != nullptr; });
                return true;
            });
            return true;
        })) {
        return make(NodeKind::Slice, "slice", first);
    }
    return named_expression();
}

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
            return tok(LeftParen) && (result = starred_expression()) != nullptr &&
                   tok(RightParen);
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
    return attempt([&] {
        return expression() != nullptr && tok(Colon) && expression() != nullptr;
    });
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
    if (!attempt(
            [&] { return tok(LeftBrace) && star_named_expressions() && tok(RightBrace); })) {
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
    while (comprehension_clause(last)) any = true;
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

Explainer::Shape* Explainer::starred_expression() {
    const std::uint32_t first = mark_;
    Shape* value = nullptr;
    if (!attempt([&] { return tok(Star) && (value = expression()) != nullptr; })) return nullptr;
    return make(NodeKind::Starred, "starred", first, {value});
}

bool Explainer::arguments() {
    return memoized(kArguments, [&]() -> Shape* {
               const std::uint32_t first = mark_;
               if (attempt([&] {
                       if (!args()) return false;
                       tok(Comma);
                       return ahead(RightParen);
                   })) {
                   return make(NodeKind::Call, "function call", first);
               }
               return invalid_ ? invalid_arguments() : nullptr;
           }) != nullptr;
}

Explainer::Shape* Explainer::invalid_arguments() {
    const std::uint32_t first = mark_;
    Arguments found;
    const char* parenthesize = "Generator expression must be parenthesized";
    if (attempt([&] { return args() && tok(Comma) && tok(Star); })) {
        // The range of the arguments ends with the last of them.
        return raise_range(first, mark_ - 3,
                           "iterable argument unpacking follows keyword argument unpacking");
    }
    Shape* a = nullptr;
    std::uint32_t last = 0;
    if (attempt([&] {
            if ((a = expression()) == nullptr || !comprehension_clauses(&last) || !tok(Comma)) {
                return false;
            }
            attempt([&] {
                return args() || attempt([&] {
                           return expression() != nullptr && comprehension_clauses();
                       });
            });
            return true;
        })) {
        return raise_range(a->first, last, parenthesize);
    }
    if (attempt([&] {
            return tok(Word) && tok(Equal) && expression() != nullptr && comprehension_clauses();
        })) {
        return raise_range(first, first + 1,
                           "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    }
    found = {};
    if (attempt([&] { return args(&found) && comprehension_clauses(&last); })) {
        if (found.positional.size() <= 1) return nullptr;
        return raise_range(found.positional.back()->first, last, parenthesize);
    }
    if (attempt([&] {
            return args() && tok(Comma) && (a = expression()) != nullptr &&
                   comprehension_clauses(&last);
        })) {
        return raise_range(a->first, last, parenthesize);
    }
    found = {};
    if (attempt([&] { return args(&found) && tok(Comma) && args(); })) {
        return raise_last(found.keyword_unpacking
                              ? "positional argument follows keyword argument unpacking"
                              : "positional argument follows keyword argument");
    }
    return nullptr;
}

bool Explainer::args(Arguments* result) {
    Arguments ignored;
    if (result == nullptr) result = &ignored;
    auto positional = [&] {
        Shape* argument = starred_expression();
        if (argument == nullptr && !failed_) {
            if (!attempt([&] {
                    return (argument = generator_element()) != nullptr && !ahead(Equal);
                })) {
                return false;
            }
        }
        if (argument == nullptr) return false;
        result->positional.push_back(argument);
        return true;
    };
    if (attempt(positional)) {
        while (attempt([&] { return tok(Comma) && positional(); })) {
        }
        attempt([&] { return tok(Comma) && keyword_arguments(result); });
        return !failed_;
    }
    return keyword_arguments(result);
}

bool Explainer::keyword_arguments(Arguments* result) {
    auto starred = [&] { return keyword_or_starred(result); };
    auto double_starred = [&] { return keyword_or_double_starred(result); };
    auto gather = [&](auto element) {
        if (!element()) return false;
        while (attempt([&] { return tok(Comma) && element(); })) {
        }
        return !failed_;
    };
    const Arguments before = *result;
    if (attempt([&] { return gather(starred) && tok(Comma) && gather(double_starred); })) {
        return true;
    }
    *result = before;
    if (attempt([&] { return gather(starred); })) return true;
    *result = before;
    return attempt([&] { return gather(double_starred); });
}

bool Explainer::keyword_or_starred(Arguments* result) {
    if (invalid_) {
        attempt([&] { return invalid_keyword() != nullptr; });
        if (failed_) return false;
    }
    if (attempt([&] { return tok(Word) && tok(Equal) && expression() != nullptr; })) return true;
    Shape* starred = starred_expression();
    if (starred == nullptr) return false;
    result->positional.push_back(starred);
    return true;
}

bool Explainer::keyword_or_double_starred(Arguments* result) {
    if (invalid_) {
        attempt([&] { return invalid_keyword() != nullptr; });
        if (failed_) return false;
    }
    if (attempt([&] { return tok(Word) && tok(Equal) && expression() != nullptr; })) return true;
    if (!attempt([&] { return tok(StarStar) && expression() != nullptr; })) return false;
    result->keyword_unpacking = true;
    return true;
}

Explainer::Shape* Explainer::invalid_keyword() {
    const std::uint32_t first = mark_;
    if (attempt([&] { return (tok(KwTrue) || tok(KwFalse) || tok(KwNone)) && tok(Equal); })) {
        return raise_range(first, first + 1,
                           "cannot assign to " + std::string(text(token(first))));
    }
    if (attempt([&] {
            return tok(Word) && tok(Equal) && expression() != nullptr && comprehension_clauses();
        })) {
        return raise_range(first, first + 1,
                           "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    }
    if (lookahead([&] { return tok(Word) && tok(Equal); })) return nullptr;
    Shape* a = nullptr;
    if (attempt([&] { return (a = expression()) != nullptr && tok(Equal); })) {
        return raise_range(
            a->first, mark_ - 1,
            "expression cannot contain assignment, perhaps you meant \"==\"?");
    }
    return nullptr;
}

// --- Targets ---

bool Explainer::star_targets() {
    if (attempt([&] { return star_target() != nullptr && !ahead(Comma); })) return true;
    return attempt([&] {
        if (star_target() == nullptr) return false;
        while (attempt([&] { return tok(Comma) && star_target() != nullptr; })) {
        }
        tok(Comma);
        return true;
    });
}

Explainer::Shape* Explainer::star_target() {
    return memoized(kStarTarget, [&]() -> Shape* {
        const std::uint32_t first = mark_;
        if (attempt([&] { return tok(Star) && !ahead(Star) && star_target() != nullptr; })) {
            return make(NodeKind::Starred, "starred", first);
        }
        return target_with_star_atom();
    });
}

bool Explainer::target_ahead() {
    return ahead(LeftParen) || ahead(LeftBracket) || ahead(Dot);
}

Explainer::Shape* Explainer::target_with_star_atom() {
    return memoized(kTargetWithStarAtom, [&]() -> Shape* {
        const std::uint32_t first = mark_;
        if (attempt([&] {
                return target_primary() != nullptr && tok(Dot) && tok(Word) && !target_ahead();
            })) {
            return make(NodeKind::Attribute, "attribute", first);
        }
        if (attempt([&] {
                return target_primary() != nullptr && tok(LeftBracket) && slices() != nullptr &&
                       tok(RightBracket) && !target_ahead();
            })) {
            return make(NodeKind::Subscript, "subscript", first);
        }
        return star_atom();
    });
}

Explainer::Shape* Explainer::star_atom() {
    const std::uint32_t first = mark_;
    Shape* inner = nullptr;
    if (current().kind == Word) return name();
    if (attempt([&] {
            return tok(LeftParen) && (inner = target_with_star_atom()) != nullptr &&
                   tok(RightParen);
        })) {
        return inner;
    }
    if (attempt([&] {
            if (!tok(LeftParen)) return false;
            attempt([&] {
                if (star_target() == nullptr || !tok(Comma)) return false;
                while (attempt([&] { return star_target() != nullptr && tok(Comma); })) {
                }
                attempt([&] { return star_target() != nullptr; });
                return true;
            });
            return tok(RightParen);
        })) {
        return make(NodeKind::Tuple, "tuple", first);
    }
    if (attempt([&] {
            if (!tok(LeftBracket)) return false;
            attempt([&] {
                if (star_target() == nullptr) return false;
                while (attempt([&] { return tok(Comma) && star_target() != nullptr; })) {
                }
                tok(Comma);
                return true;
            });
            return tok(RightBracket);
        })) {
        return make(NodeKind::List, "list", first);
    }
    return nullptr;
}

// A primary that more of the target follows.
Explainer::Shape* Explainer::target_primary() {
    return memoized(kTargetPrimary, [&]() -> Shape* {
        const std::uint32_t first = mark_;
        Shape* result = nullptr;
        if (!attempt([&] { return (result = atom()) != nullptr && target_ahead(); })) {
            return nullptr;
        }
        for (;;) {
            if (attempt([&] { return tok(Dot) && tok(Word) && target_ahead(); })) {
                result = make(NodeKind::Attribute, "attribute", first);
            } else if (attempt([&] {
                           return tok(LeftBracket) && slices() != nullptr && tok(RightBracket) &&
                                  target_ahead();
                       })) {
                result = make(NodeKind::Subscript, "subscript", first);
            } else if (attempt([&] { return generator() != nullptr && target_ahead(); })) {
                result = make(NodeKind::Call, "function call", first);
            } else if (attempt([&] {
                           if (!tok(LeftParen)) return false;
                           attempt([&] { return arguments(); });
                           return tok(RightParen) && target_ahead();
                       })) {
                result = make(NodeKind::Call, "function call", first);
            } else {
                return failed_ ? nullptr : result;
            }
        }
    });
}

bool Explainer::del_targets() {
    if (del_target() == nullptr) return false;
    while (attempt([&] { return tok(Comma) && del_target() != nullptr; })) {
    }
    tok(Comma);
    return !failed_;
}

Explainer::Shape* Explainer::del_target() {
    return memoized(kDelTarget, [&]() -> Shape* {
        const std::uint32_t first = mark_;
        if (attempt([&] {
                return target_primary() != nullptr && tok(Dot) && tok(Word) && !target_ahead();
            })) {
            return make(NodeKind::Attribute, "attribute", first);
        }
        if (attempt([&] {
                return target_primary() != nullptr && tok(LeftBracket) && slices() != nullptr &&
                       tok(RightBracket) && !target_ahead();
            })) {
            return make(NodeKind::Subscript, "subscript", first);
        }
        if (current().kind == Word) return name();
        Shape* inner = nullptr;
        if (attempt([&] {
                return tok(LeftParen) && (inner = del_target()) != nullptr && tok(RightParen);
            })) {
            return inner;
        }
        auto enclosed = [&](TokenKind open, TokenKind close) {
            return attempt([&] {
                if (!tok(open)) return false;
                attempt([&] { return del_targets(); });
                return tok(close);
            });
        };
        if (enclosed(LeftParen, RightParen)) return make(NodeKind::Tuple, "tuple", first);
        if (enclosed(LeftBracket, RightBracket)) return make(NodeKind::List, "list", first);
        return nullptr;
    });
}

}  // namespace orrery::syntax
