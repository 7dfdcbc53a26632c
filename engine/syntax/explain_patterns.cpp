// The explainer's rules for patterns.
#include "engine/syntax/explain.h"

namespace orrery::syntax {

using ast::NodeKind;
using enum TokenKind;

bool Explainer::patterns() {
    return attempt([&] { return open_sequence_pattern(); }) || pattern();
}

bool Explainer::pattern() {
    return attempt([&] { return as_pattern(); }) || or_pattern();
}

bool Explainer::as_pattern() {
    if (attempt([&] { return or_pattern() && tok(KwAs) && capture_target(); })) return true;
    if (!invalid_) return false;
    std::uint32_t at = 0;
    if (attempt([&] {
            if (!or_pattern() || !tok(KwAs)) return false;
            at = mark_;
            return soft("_");
        })) {
        raise_at_token(at, "cannot use '_' as a target");
        return false;
    }
    Shape* target = nullptr;
    if (attempt([&] {
            return or_pattern() && tok(KwAs) && !ahead(Word) && (target = expression()) != nullptr;
        })) {
        raise_at(target, "invalid pattern target");
    }
    return false;
}

bool Explainer::or_pattern() {
    if (!closed_pattern()) return false;
    while (attempt([&] { return tok(Pipe) && closed_pattern(); })) {
    }
    return !failed_;
}

bool Explainer::closed_pattern() {
    return memoized(kClosedPattern, [&]() -> Shape* {
               const std::uint32_t first = mark_;
               auto group = [&] { return tok(LeftParen) && pattern() && tok(RightParen); };
               auto sequence = [&] {
                   if (tok(LeftBracket)) {
                       attempt([&] { return maybe_sequence_pattern(); });
                       return tok(RightBracket);
                   }
                   if (!tok(LeftParen)) return false;
                   attempt([&] { return open_sequence_pattern(); });
                   return tok(RightParen);
               };
               auto dotted_value = [&] {
                   return attribute(true) && !ahead(Dot) && !ahead(LeftParen) && !ahead(Equal);
               };
               const bool found = attempt([&] { return literal(true); }) ||
                                  attempt([&] { return capture_target(); }) ||
                                  attempt([&] { return soft("_"); }) || attempt(dotted_value) ||
                                  attempt(group) || attempt(sequence) ||
                                  attempt([&] { return mapping_pattern(); }) ||
                                  attempt([&] { return class_pattern(); });
               return found ? make(NodeKind::MatchAs, "", first) : nullptr;
           }) != nullptr;
}

bool Explainer::signed_number() {
    tok(Minus);
    return number() != nullptr;
}

bool Explainer::complex_number() {
    auto imaginary = [&](std::uint32_t index) {
        const char last = text(token(index)).back();
        return last == 'j' || last == 'J';
    };
    tok(Minus);
    const std::uint32_t real = mark_;
    if (number() == nullptr) return false;
    if (imaginary(real)) {
        raise_at_token(real, "real number required in complex literal");
        return false;
    }
    if (!tok(Plus) && !tok(Minus)) return false;
    const std::uint32_t second = mark_;
    if (number() == nullptr) return false;
    if (!imaginary(second)) {
        raise_at_token(second, "imaginary number required in complex literal");
        return false;
    }
    return true;
}

bool Explainer::literal(bool) {
    return attempt([&] { return signed_number() && !ahead(Plus) && !ahead(Minus); }) ||
           attempt([&] { return complex_number(); }) ||
           attempt([&] { return strings() != nullptr; }) || tok(KwNone) || tok(KwTrue) ||
           tok(KwFalse);
}

bool Explainer::capture_target() {
    return attempt([&] {
        return !soft_ahead("_") && tok(Word) && !ahead(Dot) && !ahead(LeftParen) && !ahead(Equal);
    });
}

// A dotted name.
bool Explainer::attribute(bool at_least_one_dot) {
    if (!tok(Word)) return false;
    bool any = false;
    while (attempt([&] { return tok(Dot) && tok(Word); }))
        any = true;
    return any || !at_least_one_dot;
}

bool Explainer::open_sequence_pattern() {
    if (!maybe_star_pattern() || !tok(Comma)) return false;
    attempt([&] { return maybe_sequence_pattern(); });
    return !failed_;
}

bool Explainer::maybe_sequence_pattern() {
    if (!maybe_star_pattern()) return false;
    while (attempt([&] { return tok(Comma) && maybe_star_pattern(); })) {
    }
    tok(Comma);
    return !failed_;
}

bool Explainer::maybe_star_pattern() {
    return attempt([&] { return tok(Star) && (capture_target() || soft("_")); }) || pattern();
}

bool Explainer::key_value_pattern() {
    return attempt([&] {
        return (attempt([&] { return literal(false); }) || attribute(true)) && tok(Colon) &&
               pattern();
    });
}

bool Explainer::mapping_pattern() {
    auto rest = [&] { return tok(StarStar) && capture_target(); };
    auto items = [&] {
        if (!key_value_pattern()) return false;
        while (attempt([&] { return tok(Comma) && key_value_pattern(); })) {
        }
        return !failed_;
    };
    auto close = [&] {
        tok(Comma);
        return tok(RightBrace);
    };
    return attempt([&] { return tok(LeftBrace) && tok(RightBrace); }) ||
           attempt([&] { return tok(LeftBrace) && rest() && close(); }) ||
           attempt([&] { return tok(LeftBrace) && items() && tok(Comma) && rest() && close(); }) ||
           attempt([&] { return tok(LeftBrace) && items() && close(); });
}

bool Explainer::positional_patterns() {
    if (!pattern()) return false;
    while (attempt([&] { return tok(Comma) && pattern(); })) {
    }
    return !failed_;
}

bool Explainer::keyword_patterns() {
    auto one = [&] { return tok(Word) && tok(Equal) && pattern(); };
    if (!attempt(one)) return false;
    while (attempt([&] { return tok(Comma) && one(); })) {
    }
    return !failed_;
}

bool Explainer::class_pattern() {
    auto open = [&] { return attribute(false) && tok(LeftParen); };
    auto close = [&] {
        tok(Comma);
        return tok(RightParen);
    };
    if (attempt([&] { return open() && tok(RightParen); }) ||
        attempt([&] { return open() && positional_patterns() && close(); }) ||
        attempt([&] { return open() && keyword_patterns() && close(); }) || attempt([&] {
            return open() && positional_patterns() && tok(Comma) && keyword_patterns() && close();
        })) {
        return true;
    }
    if (!invalid_) return false;
    std::uint32_t at = 0;
    std::uint32_t end = 0;
    if (attempt([&] {
            if (!open()) return false;
            attempt([&] { return positional_patterns() && tok(Comma); });
            if (!keyword_patterns() || !tok(Comma)) return false;
            at = mark_;
            const bool found = positional_patterns();
            end = mark_ - 1;
            return found;
        })) {
        raise_range(at, end, "positional patterns follow keyword patterns");
    }
    return false;
}

}  // namespace orrery::syntax
