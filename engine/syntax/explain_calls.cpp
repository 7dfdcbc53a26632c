// The explainer's rules for arguments and for targets.
#include "engine/syntax/explain.h"

namespace orrery::syntax {

using ast::NodeKind;
using enum TokenKind;

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
                return args() ||
                       attempt([&] { return expression() != nullptr && comprehension_clauses(); });
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
            if (!attempt(
                    [&] { return (argument = generator_element()) != nullptr && !ahead(Equal); })) {
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
        return raise_range(first, first + 1, "cannot assign to " + std::string(text(token(first))));
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
        return raise_range(a->first, mark_ - 1,
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

bool Explainer::target_ahead() { return ahead(LeftParen) || ahead(LeftBracket) || ahead(Dot); }

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
