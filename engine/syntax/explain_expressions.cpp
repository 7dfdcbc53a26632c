// The explainer's rules for expressions.
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
        const bool legacy = a->kind == NodeKind::Name &&
                            (text(token(a->first)) == "print" || text(token(a->first)) == "exec");
        if (legacy || last.level == (closing ? 1 : 0)) return nullptr;
        return raise_range(a->first, b->last, "invalid syntax. Perhaps you forgot a comma?");
    }
    mark_ = first;
    if (attempt([&] {
            return (a = disjunction()) != nullptr && tok(KwIf) && (b = disjunction()) != nullptr &&
                   !ahead(KwElse) && !ahead(Colon);
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
    return raise_range(
        first, b->last,
        "Missing parentheses in call to '" + word + "'. Did you mean " + word + "(...)?");
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
                return (a = expression()) != nullptr && tok(ColonEqual) && expression() != nullptr;
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
        while (attempt([&] { return tok(KwOr) && conjunction() != nullptr; }))
            any = true;
        return any ? make(NodeKind::BoolOp, "expression", first) : result;
    });
}

Explainer::Shape* Explainer::conjunction() {
    return memoized(kConjunction, [&]() -> Shape* {
        const std::uint32_t first = mark_;
        Shape* result = inversion();
        if (result == nullptr) return nullptr;
        bool any = false;
        while (attempt([&] { return tok(KwAnd) && inversion() != nullptr; }))
            any = true;
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
        case KwIn: is_operator = tok(current().kind); break;
        case KwNot: is_operator = tok(KwNot) && tok(KwIn); break;
        case KwIs:
            is_operator = tok(KwIs);
            if (ahead(KwNot)) {
                const std::uint32_t before = mark_;
                if (tok(KwNot) && bitwise_or() != nullptr) return true;
                mark_ = before;
            }
            break;
        default: is_operator = false;
        }
        return is_operator && bitwise_or() != nullptr;
    };
    const bool in = ahead(KwIn);
    bool any = false;
    while (attempt(one))
        any = true;
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
            for (TokenKind candidate : kOperators[level])
                found |= kind == candidate;
            return found && tok(kind) && binary(level + 1) != nullptr;
        };
        while (attempt(one))
            any = true;
        return any ? make(NodeKind::BinOp, "expression", first) : result;
    });
}

Explainer::Shape* Explainer::factor() {
    return memoized(kFactor, [&]() -> Shape* {
        const std::uint32_t first = mark_;
        if (attempt(
                [&] { return (tok(Plus) || tok(Minus) || tok(Tilde)) && factor() != nullptr; })) {
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
    case Word: return name();
    case KwTrue: return leaf(NodeKind::Constant, "True");
    case KwFalse: return leaf(NodeKind::Constant, "False");
    case KwNone: return leaf(NodeKind::Constant, "None");
    case Dots: return leaf(NodeKind::Constant, "ellipsis");
    case String: return strings();
    case Number: return number();
    case LeftParen: return first_of(&Explainer::tuple, &Explainer::group, &Explainer::generator);
    case LeftBracket: return first_of(&Explainer::list, &Explainer::list_comprehension);
    case LeftBrace:
        return first_of(&Explainer::dict, &Explainer::set, &Explainer::dict_comprehension,
                        &Explainer::set_comprehension);
    default: return nullptr;
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

}  // namespace orrery::syntax
