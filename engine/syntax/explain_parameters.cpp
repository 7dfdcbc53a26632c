// The explainer's rules for parameters, of functions and of lambdas.
#include "engine/syntax/explain.h"

namespace orrery::syntax {

using ast::NodeKind;
using enum TokenKind;

bool Explainer::parameter(bool lambda, bool star_annotation) {
    if (!tok(Word)) return false;
    if (lambda) return true;
    if (star_annotation) return tok(Colon) && star_expression() != nullptr;
    attempt([&] { return tok(Colon) && expression() != nullptr; });
    return !failed_;
}

Explainer::Shape* Explainer::parameter_shape(bool lambda) {
    const std::uint32_t first = mark_;
    return parameter(lambda) ? make(NodeKind::Arg, "", first) : nullptr;
}

// A parameter ends with a comma or before the end of the list.
bool Explainer::parameter_end(bool lambda) {
    return tok(Comma) || ahead(lambda ? Colon : RightParen);
}

bool Explainer::default_value() {
    if (attempt([&] { return tok(Equal) && expression() != nullptr; })) return true;
    const std::uint32_t first = mark_;
    if (invalid_ && lookahead([&] { return tok(Equal) && (ahead(RightParen) || ahead(Comma)); })) {
        raise_at_token(first, "expected default value expression");
    }
    return false;
}

bool Explainer::parameter_plain(bool lambda) {
    return attempt([&] { return parameter(lambda) && parameter_end(lambda); });
}

bool Explainer::parameter_default(bool lambda) {
    return attempt([&] { return parameter(lambda) && default_value() && parameter_end(lambda); });
}

bool Explainer::parameter_maybe_default(bool lambda) {
    return attempt([&] {
        if (!parameter(lambda)) return false;
        attempt([&] { return default_value(); });
        return !failed_ && parameter_end(lambda);
    });
}

bool Explainer::slash_plain(bool lambda) {
    return attempt([&] {
        bool any = false;
        while (parameter_plain(lambda))
            any = true;
        return any && tok(Slash) && parameter_end(lambda);
    });
}

bool Explainer::slash_default(bool lambda) {
    return attempt([&] {
        while (parameter_plain(lambda)) {
        }
        bool any = false;
        while (parameter_default(lambda))
            any = true;
        return any && tok(Slash) && parameter_end(lambda);
    });
}

bool Explainer::parameters(bool lambda) {
    if (invalid_) {
        const std::uint32_t first = mark_;
        invalid_parameters(lambda);
        mark_ = first;
        if (failed_) return false;
    }
    auto defaults = [&] {
        bool any = false;
        while (parameter_default(lambda))
            any = true;
        return any;
    };
    auto rest = [&] {
        attempt([&] { return star_etc(lambda); });
        return !failed_;
    };
    if (attempt([&] {
            if (!slash_plain(lambda)) return false;
            while (parameter_plain(lambda)) {
            }
            defaults();
            return rest();
        })) {
        return true;
    }
    if (attempt([&] {
            if (!slash_default(lambda)) return false;
            defaults();
            return rest();
        })) {
        return true;
    }
    if (attempt([&] {
            bool any = false;
            while (parameter_plain(lambda))
                any = true;
            if (!any) return false;
            defaults();
            return rest();
        })) {
        return true;
    }
    if (attempt([&] { return defaults() && rest(); })) return true;
    return attempt([&] { return star_etc(lambda); });
}

bool Explainer::star_etc(bool lambda) {
    if (invalid_) {
        const std::uint32_t first = mark_;
        invalid_star_etc(lambda);
        mark_ = first;
        if (failed_) return false;
    }
    auto rest = [&] {
        while (parameter_maybe_default(lambda)) {
        }
        attempt([&] { return keyword_parameters(lambda); });
        return !failed_;
    };
    if (attempt([&] { return tok(Star) && parameter_plain(lambda) && rest(); })) return true;
    if (!lambda && attempt([&] {
            return tok(Star) && parameter(false, true) && parameter_end(false) && rest();
        })) {
        return true;
    }
    if (attempt(
            [&] { return tok(Star) && tok(Comma) && parameter_maybe_default(lambda) && rest(); })) {
        return true;
    }
    return keyword_parameters(lambda);
}

bool Explainer::keyword_parameters(bool lambda) {
    if (invalid_) {
        const std::uint32_t first = mark_;
        invalid_keyword_parameters(lambda);
        mark_ = first;
        if (failed_) return false;
    }
    return attempt([&] { return tok(StarStar) && parameter_plain(lambda); });
}

bool Explainer::invalid_parameters(bool lambda) {
    const std::uint32_t first = mark_;
    std::uint32_t at = 0;
    auto plain = [&] {
        while (parameter_plain(lambda)) {
        }
        return !failed_;
    };
    auto maybe_default = [&] {
        while (parameter_maybe_default(lambda)) {
        }
        return !failed_;
    };
    auto slash = [&] { return slash_plain(lambda) || slash_default(lambda); };
    if (attempt([&] {
            if (!plain()) return false;
            if (!slash_default(lambda)) {
                bool any = false;
                while (parameter_default(lambda))
                    any = true;
                if (!any) return false;
            }
            at = mark_;
            return parameter_plain(lambda);
        })) {
        // The parameter's place is its name and annotation, without the comma.
        mark_ = at;
        Shape* shape = parameter_shape(lambda);
        raise_at(shape, "non-default argument follows default argument");
        return false;
    }
    std::uint32_t close = 0;
    if (attempt([&] {
            if (!plain()) return false;
            at = mark_;
            if (!tok(LeftParen)) return false;
            if (lambda) {
                if (!parameter(true)) return false;
                while (attempt([&] { return tok(Comma) && parameter(true); })) {
                }
            } else {
                bool any = false;
                while (parameter_plain(false))
                    any = true;
                if (!any) return false;
            }
            tok(Comma);
            close = mark_;
            return tok(RightParen);
        })) {
        raise_range(at, close,
                    lambda ? "Lambda expression parameters cannot be parenthesized"
                           : "Function parameters cannot be parenthesized");
        return false;
    }
    if (attempt([&] { return tok(Slash) && tok(Comma); })) {
        raise_at_token(first, "at least one argument must precede /");
        return false;
    }
    if (attempt([&] {
            if (!slash() || !maybe_default()) return false;
            at = mark_;
            return tok(Slash);
        })) {
        raise_at_token(at, "/ may appear only once");
        return false;
    }
    if (attempt([&] {
            slash();
            if (!maybe_default() || !tok(Star)) return false;
            if (!tok(Comma) && !parameter_plain(lambda)) return false;
            if (!maybe_default()) return false;
            at = mark_;
            return tok(Slash);
        })) {
        raise_at_token(at, "/ must be ahead of *");
        return false;
    }
    if (attempt([&] {
            if (!parameter_maybe_default(lambda) || !maybe_default() || !tok(Slash)) return false;
            at = mark_;
            return tok(Star);
        })) {
        raise_at_token(at, "expected comma between / and *");
    }
    return false;
}

bool Explainer::invalid_star_etc(bool lambda) {
    const std::uint32_t first = mark_;
    const TokenKind closing = lambda ? Colon : RightParen;
    std::uint32_t at = 0;
    if (attempt([&] {
            if (!tok(Star)) return false;
            return tok(closing) || (tok(Comma) && (tok(closing) || tok(StarStar)));
        })) {
        const char* message = "named arguments must follow bare *";
        if (lambda) {
            raise_last(message);
        } else {
            raise_at_token(first, message);
        }
        return false;
    }
    if (attempt([&] {
            if (!tok(Star) || !parameter(lambda)) return false;
            at = mark_;
            return tok(Equal);
        })) {
        raise_at_token(at, "var-positional argument cannot have default value");
        return false;
    }
    if (attempt([&] {
            if (!tok(Star) || !(parameter_plain(lambda) || tok(Comma))) return false;
            while (parameter_maybe_default(lambda)) {
            }
            at = mark_;
            return tok(Star) && (parameter_plain(lambda) || tok(Comma));
        })) {
        raise_at_token(at, "* argument may appear only once");
    }
    return false;
}

bool Explainer::invalid_keyword_parameters(bool lambda) {
    std::uint32_t at = 0;
    if (attempt([&] {
            if (!tok(StarStar) || !parameter(lambda)) return false;
            at = mark_;
            return tok(Equal);
        })) {
        raise_at_token(at, "var-keyword argument cannot have default value");
        return false;
    }
    const char* message = "arguments cannot follow var-keyword argument";
    Shape* shape = nullptr;
    if (attempt([&] {
            return tok(StarStar) && parameter(lambda) && tok(Comma) &&
                   (shape = parameter_shape(lambda)) != nullptr;
        })) {
        raise_at(shape, message);
        return false;
    }
    if (attempt([&] {
            if (!tok(StarStar) || !parameter(lambda) || !tok(Comma)) return false;
            at = mark_;
            return tok(Star) || tok(StarStar) || tok(Slash);
        })) {
        raise_at_token(at, message);
    }
    return false;
}

}  // namespace orrery::syntax
