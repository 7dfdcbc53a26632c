// The explainer's rules for statements and parameters.
#include "engine/syntax/explain.h"

namespace orrery::syntax {

using ast::NodeKind;
using enum TokenKind;

bool Explainer::statement() {
    return attempt([&] { return compound_statement(); }) ||
           attempt([&] { return simple_statements(); });
}

bool Explainer::simple_statements() {
    if (attempt([&] { return simple_statement() && !ahead(Semicolon) && tok(Newline); })) {
        return true;
    }
    return attempt([&] {
        if (!simple_statement()) return false;
        while (attempt([&] { return tok(Semicolon) && simple_statement(); })) {
        }
        tok(Semicolon);
        return tok(Newline);
    });
}

bool Explainer::simple_statement() {
    return memoized(kSimpleStatement, [&]() -> Shape* {
               const std::uint32_t first = mark_;
               auto done = [&] { return make(NodeKind::ExprStmt, "", first); };
               if (attempt([&] { return assignment(); })) return done();
               if (attempt([&] { return star_expressions() != nullptr; })) return done();
               bool found = false;
               switch (failed_ ? Error : current().kind) {
               case KwReturn:
                   found = tok(KwReturn);
                   attempt([&] { return star_expressions() != nullptr; });
                   break;
               case KwImport:
               case KwFrom: found = import_statement(); break;
               case KwRaise:
                   found = tok(KwRaise);
                   attempt([&] {
                       if (expression() == nullptr) return false;
                       attempt([&] { return tok(KwFrom) && expression() != nullptr; });
                       return true;
                   });
                   break;
               case KwPass:
               case KwBreak:
               case KwContinue: found = tok(current().kind); break;
               case KwDel: found = del_statement(); break;
               case KwYield: found = yield_expression() != nullptr; break;
               case KwAssert:
                   found = tok(KwAssert) && expression() != nullptr;
                   if (found) attempt([&] { return tok(Comma) && expression() != nullptr; });
                   break;
               case KwGlobal:
               case KwNonlocal: found = tok(current().kind) && names(); break;
               default: break;
               }
               return found ? done() : nullptr;
           }) != nullptr;
}

bool Explainer::names() {
    if (!tok(Word)) return false;
    while (attempt([&] { return tok(Comma) && tok(Word); })) {
    }
    return !failed_;
}

bool Explainer::compound_statement() {
    auto one_of = [&](TokenKind a, TokenKind b, TokenKind c) {
        return ahead(a) || ahead(b) || ahead(c);
    };
    if (one_of(KwDef, At, KwAsync) && attempt([&] {
            attempt([&] { return decorators(); });
            return function_statement();
        })) {
        return true;
    }
    if (ahead(KwIf) && attempt([&] { return if_statement(KwIf); })) return true;
    if (one_of(KwClass, At, At) && attempt([&] {
            attempt([&] { return decorators(); });
            return class_statement();
        })) {
        return true;
    }
    if (one_of(KwWith, KwAsync, KwAsync) && attempt([&] { return with_statement(); })) return true;
    if (one_of(KwFor, KwAsync, KwAsync) && attempt([&] { return for_statement(); })) return true;
    if (ahead(KwTry) && attempt([&] { return try_statement(); })) return true;
    if (ahead(KwWhile) && attempt([&] { return while_statement(); })) return true;
    return attempt([&] { return match_statement(); });
}

bool Explainer::augmented_operator() {
    switch (current().kind) {
    case PlusEqual:
    case MinusEqual:
    case StarEqual:
    case AtEqual:
    case SlashEqual:
    case PercentEqual:
    case AmpersandEqual:
    case PipeEqual:
    case CaretEqual:
    case LeftShiftEqual:
    case RightShiftEqual:
    case StarStarEqual:
    case SlashSlashEqual: return tok(current().kind);
    default: return false;
    }
}

bool Explainer::single_subscript_attribute_target() {
    if (attempt([&] {
            return target_primary() != nullptr && tok(Dot) && tok(Word) && !target_ahead();
        })) {
        return true;
    }
    return attempt([&] {
        return target_primary() != nullptr && tok(LeftBracket) && slices() != nullptr &&
               tok(RightBracket) && !target_ahead();
    });
}

bool Explainer::single_target() {
    return single_subscript_attribute_target() || tok(Word) ||
           attempt([&] { return tok(LeftParen) && single_target() && tok(RightParen); });
}

bool Explainer::assignment() {
    auto annotation = [&] {
        if (!tok(Colon) || expression() == nullptr) return false;
        attempt([&] { return tok(Equal) && annotated_rhs(); });
        return true;
    };
    if (attempt([&] { return tok(Word) && annotation(); })) return true;
    if (attempt([&] {
            return (attempt([&] { return tok(LeftParen) && single_target() && tok(RightParen); }) ||
                    single_subscript_attribute_target()) &&
                   annotation();
        })) {
        return true;
    }
    if (attempt([&] {
            bool any = false;
            while (attempt([&] { return star_targets() && tok(Equal); }))
                any = true;
            return any && annotated_rhs() && !ahead(Equal);
        })) {
        return true;
    }
    bool committed = false;
    if (attempt([&] {
            if (!single_target() || !augmented_operator()) return false;
            committed = true;
            return annotated_rhs();
        })) {
        return true;
    }
    if (committed || failed_ || !invalid_) return false;
    return invalid_assignment();
}

// Never true: it raises or it fails.
bool Explainer::invalid_assignment() {
    const std::uint32_t first = mark_;
    Shape* a = nullptr;
    if (attempt([&] {
            return (a = invalid_annotation_target()) != nullptr && tok(Colon) &&
                   expression() != nullptr;
        })) {
        raise_at(a, std::string("only single target (not ") + a->name + ") can be annotated");
        return false;
    }
    if (attempt([&] {
            if ((a = star_named_expression()) == nullptr || !tok(Comma)) return false;
            while (attempt([&] { return star_named_expressions(); })) {
            }
            return tok(Colon) && expression() != nullptr;
        })) {
        raise_at(a, "only single target (not tuple) can be annotated");
        return false;
    }
    if (attempt([&] {
            return (a = expression()) != nullptr && tok(Colon) && expression() != nullptr;
        })) {
        raise_at(a, "illegal target for annotation");
        return false;
    }
    auto targets = [&] {
        while (attempt([&] { return star_targets() && tok(Equal); })) {
        }
        return !failed_;
    };
    if (attempt([&] { return targets() && (a = star_expressions()) != nullptr && tok(Equal); })) {
        raise_invalid_target(Targets::Star, a);
        mark_ = first;
        return false;
    }
    if (attempt([&] { return targets() && (a = yield_expression()) != nullptr && tok(Equal); })) {
        raise_at(a, "assignment to yield expression not possible");
        return false;
    }
    if (attempt([&] {
            return (a = star_expressions()) != nullptr && augmented_operator() && annotated_rhs();
        })) {
        raise_at(
            a, std::string("'") + a->name + "' is an illegal expression for augmented assignment");
    }
    return false;
}

Explainer::Shape* Explainer::invalid_annotation_target() {
    Shape* result = nullptr;
    if (attempt([&] { return (result = list()) != nullptr; })) return result;
    if (attempt([&] { return (result = tuple()) != nullptr; })) return result;
    if (attempt([&] {
            return tok(LeftParen) && (result = invalid_annotation_target()) != nullptr &&
                   tok(RightParen);
        })) {
        return result;
    }
    return nullptr;
}

// --- Imports, del ---

bool Explainer::dotted_name() {
    if (!tok(Word)) return false;
    while (attempt([&] { return tok(Dot) && tok(Word); })) {
    }
    return !failed_;
}

bool Explainer::import_statement() {
    auto alias = [&] {
        if (!dotted_name()) return false;
        attempt([&] { return tok(KwAs) && tok(Word); });
        return true;
    };
    if (attempt([&] {
            if (!tok(KwImport) || !alias()) return false;
            while (attempt([&] { return tok(Comma) && alias(); })) {
            }
            return true;
        })) {
        return true;
    }
    auto dots = [&] {
        bool any = false;
        while (tok(Dot) || tok(Dots))
            any = true;
        return any;
    };
    if (attempt([&] {
            if (!tok(KwFrom)) return false;
            dots();
            return dotted_name() && tok(KwImport) && import_targets();
        })) {
        return true;
    }
    return attempt([&] { return tok(KwFrom) && dots() && tok(KwImport) && import_targets(); });
}

bool Explainer::import_names() {
    auto alias = [&] {
        if (!tok(Word)) return false;
        attempt([&] { return tok(KwAs) && tok(Word); });
        return true;
    };
    if (!alias()) return false;
    while (attempt([&] { return tok(Comma) && alias(); })) {
    }
    return !failed_;
}

bool Explainer::import_targets() {
    if (attempt([&] {
            if (!tok(LeftParen) || !import_names()) return false;
            tok(Comma);
            return tok(RightParen);
        })) {
        return true;
    }
    if (attempt([&] { return import_names() && !ahead(Comma); })) return true;
    if (tok(Star)) return true;
    if (invalid_ && attempt([&] { return import_names() && tok(Comma) && tok(Newline); })) {
        raise_last("trailing comma not allowed without surrounding parentheses");
    }
    return false;
}

bool Explainer::del_statement() {
    if (attempt(
            [&] { return tok(KwDel) && del_targets() && (ahead(Semicolon) || ahead(Newline)); })) {
        return true;
    }
    Shape* target = nullptr;
    if (invalid_ &&
        attempt([&] { return tok(KwDel) && (target = star_expressions()) != nullptr; })) {
        raise_invalid_target(Targets::Delete, target);
    }
    return false;
}

// --- Blocks ---

bool Explainer::block() {
    return memoized(kBlock, [&]() -> Shape* {
               const std::uint32_t first = mark_;
               if (attempt([&] {
                       if (!tok(Newline) || !tok(Indent) || !statement()) return false;
                       while (statement()) {
                       }
                       return tok(Dedent);
                   }) ||
                   attempt([&] { return simple_statements(); })) {
                   return make(NodeKind::Pass, "", first);
               }
               if (invalid_ && attempt([&] { return tok(Newline) && !ahead(Indent); })) {
                   return raise_last("expected an indented block",
                                     DiagnosticKind::IndentationError);
               }
               return nullptr;
           }) != nullptr;
}

bool Explainer::decorators() {
    bool any = false;
    while (attempt([&] { return tok(At) && named_expression() != nullptr && tok(Newline); })) {
        any = true;
    }
    return any && !failed_;
}

bool Explainer::class_statement() {
    const std::uint32_t first = mark_;
    auto header = [&] {
        if (!tok(KwClass) || !tok(Word)) return false;
        attempt([&] {
            if (!tok(LeftParen)) return false;
            attempt([&] { return arguments(); });
            return tok(RightParen);
        });
        return true;
    };
    if (invalid_) {
        if (attempt([&] { return header() && tok(Newline); })) {
            raise_last("expected ':'");
            return false;
        }
        if (attempt([&] { return header() && tok(Colon) && tok(Newline) && !ahead(Indent); })) {
            raise_block("class definition", first);
            return false;
        }
    }
    return attempt([&] { return header() && tok(Colon) && block(); });
}

bool Explainer::function_statement() {
    if (invalid_) {
        const std::uint32_t word = mark_ + (ahead(KwAsync) ? 1 : 0);
        if (attempt([&] {
                tok(KwAsync);
                if (!tok(KwDef) || !tok(Word) || !tok(LeftParen)) return false;
                attempt([&] { return parameters(false); });
                if (!tok(RightParen)) return false;
                attempt([&] { return tok(Arrow) && expression() != nullptr; });
                return tok(Colon) && tok(Newline) && !ahead(Indent);
            })) {
            raise_block("function definition", word);
            return false;
        }
    }
    return attempt([&] {
        tok(KwAsync);
        if (!tok(KwDef) || !tok(Word) || !forced(LeftParen)) return false;
        attempt([&] { return parameters(false); });
        if (!tok(RightParen)) return false;
        attempt([&] { return tok(Arrow) && expression() != nullptr; });
        return forced(Colon) && block();
    });
}

// "if" and "elif".
bool Explainer::if_statement(TokenKind word) {
    const std::uint32_t first = mark_;
    if (invalid_) {
        if (attempt([&] { return tok(word) && named_expression() != nullptr && tok(Newline); })) {
            raise_last("expected ':'");
            return false;
        }
        if (attempt([&] {
                return tok(word) && named_expression() != nullptr && tok(Colon) && tok(Newline) &&
                       !ahead(Indent);
            })) {
            raise_block(word == KwIf ? "'if' statement" : "'elif' statement", first);
            return false;
        }
    }
    auto head = [&] { return tok(word) && named_expression() != nullptr && tok(Colon) && block(); };
    if (attempt([&] { return head() && if_statement(KwElif); })) return true;
    return attempt([&] {
        if (!head()) return false;
        attempt([&] { return else_block(); });
        return true;
    });
}

bool Explainer::else_block() {
    const std::uint32_t first = mark_;
    if (invalid_ &&
        attempt([&] { return tok(KwElse) && tok(Colon) && tok(Newline) && !ahead(Indent); })) {
        raise_block("'else' statement", first);
        return false;
    }
    return attempt([&] { return tok(KwElse) && forced(Colon) && block(); });
}

bool Explainer::while_statement() {
    const std::uint32_t first = mark_;
    auto head = [&] { return tok(KwWhile) && named_expression() != nullptr; };
    if (invalid_) {
        if (attempt([&] { return head() && tok(Newline); })) {
            raise_last("expected ':'");
            return false;
        }
        if (attempt([&] { return head() && tok(Colon) && tok(Newline) && !ahead(Indent); })) {
            raise_block("'while' statement", first);
            return false;
        }
    }
    return attempt([&] {
        if (!head() || !tok(Colon) || !block()) return false;
        attempt([&] { return else_block(); });
        return true;
    });
}

bool Explainer::for_statement() {
    const std::uint32_t first = mark_;
    bool committed = false;
    auto head = [&] {
        tok(KwAsync);
        if (!tok(KwFor) || !star_targets() || !tok(KwIn)) return false;
        committed = true;
        return star_expressions() != nullptr;
    };
    if (invalid_) {
        if (attempt([&] { return head() && tok(Newline); })) {
            raise_last("expected ':'");
            return false;
        }
        if (attempt([&] { return head() && tok(Colon) && tok(Newline) && !ahead(Indent); })) {
            raise_block("'for' statement",
                        tokenizer_.tokens[first].kind == KwAsync ? first + 1 : first);
            return false;
        }
    }
    committed = false;
    if (attempt([&] {
            if (!head() || !tok(Colon) || !block()) return false;
            attempt([&] { return else_block(); });
            return true;
        })) {
        return true;
    }
    if (committed || !invalid_) return false;
    Shape* target = nullptr;
    if (attempt([&] {
            tok(KwAsync);
            return tok(KwFor) && (target = star_expressions()) != nullptr;
        })) {
        raise_invalid_target(Targets::For, target);
    }
    return false;
}

// The items of a with statement as the error rules read them, which is more loosely.
bool Explainer::invalid_with_items(bool parenthesized) {
    auto item = [&] {
        if ((parenthesized ? expressions() : expression()) == nullptr) return false;
        attempt([&] { return tok(KwAs) && star_target() != nullptr; });
        return true;
    };
    if (parenthesized && !tok(LeftParen)) return false;
    if (!item()) return false;
    while (attempt([&] { return tok(Comma) && item(); })) {
    }
    if (!parenthesized) return !failed_;
    tok(Comma);
    return tok(RightParen);
}

bool Explainer::with_statement() {
    const std::uint32_t first = mark_;
    auto open = [&] {
        tok(KwAsync);
        return tok(KwWith);
    };
    if (invalid_) {
        for (const bool parenthesized : {false, true}) {
            if (attempt([&] {
                    return open() && invalid_with_items(parenthesized) && tok(Colon) &&
                           tok(Newline) && !ahead(Indent);
                })) {
                raise_block("'with' statement",
                            tokenizer_.tokens[first].kind == KwAsync ? first + 1 : first);
                return false;
            }
        }
    }
    auto items = [&] {
        if (!with_item()) return false;
        while (attempt([&] { return tok(Comma) && with_item(); })) {
        }
        return !failed_;
    };
    if (attempt([&] {
            if (!open() || !tok(LeftParen) || !items()) return false;
            tok(Comma);
            return tok(RightParen) && tok(Colon) && block();
        })) {
        return true;
    }
    if (attempt([&] { return open() && items() && tok(Colon) && block(); })) return true;
    if (!invalid_) return false;
    for (const bool parenthesized : {false, true}) {
        if (attempt([&] { return open() && invalid_with_items(parenthesized) && tok(Newline); })) {
            raise_last("expected ':'");
            return false;
        }
    }
    return false;
}

bool Explainer::with_item() {
    auto ends = [&] { return ahead(Comma) || ahead(RightParen) || ahead(Colon); };
    if (attempt([&] {
            return expression() != nullptr && tok(KwAs) && star_target() != nullptr && ends();
        })) {
        return true;
    }
    Shape* target = nullptr;
    const std::uint32_t first = mark_;
    if (invalid_ && attempt([&] {
            return expression() != nullptr && tok(KwAs) && (target = expression()) != nullptr &&
                   ends();
        })) {
        raise_invalid_target(Targets::Star, target);
        mark_ = first;
    }
    return expression() != nullptr;
}

// --- try ---

bool Explainer::except_name() {
    return attempt([&] { return tok(KwAs) && tok(Word); });
}

bool Explainer::try_statement() {
    const std::uint32_t first = mark_;
    if (invalid_) {
        if (attempt([&] { return tok(KwTry) && tok(Colon) && tok(Newline) && !ahead(Indent); })) {
            raise_block("'try' statement", first);
            return false;
        }
        if (attempt([&] {
                return tok(KwTry) && tok(Colon) && block() && !ahead(KwExcept) && !ahead(KwFinally);
            })) {
            raise_last("expected 'except' or 'finally' block");
            return false;
        }
        std::uint32_t word = 0;
        auto body_and_handlers = [&](bool star) {
            if (!tok(KwTry) || !tok(Colon)) return false;
            while (block()) {
            }
            bool any = false;
            while (attempt([&] { return except_block(star); }))
                any = true;
            word = mark_;
            return any && tok(KwExcept);
        };
        const char* message = "cannot have both 'except' and 'except*' on the same 'try'";
        if (attempt([&] {
                if (!body_and_handlers(false) || !tok(Star) || expression() == nullptr) {
                    return false;
                }
                except_name();
                return tok(Colon);
            })) {
            raise_range(word, word + 1, message);
            return false;
        }
        if (attempt([&] {
                if (!body_and_handlers(true)) return false;
                attempt([&] {
                    if (expression() == nullptr) return false;
                    except_name();
                    return true;
                });
                return tok(Colon);
            })) {
            raise_at_token(word, message);
            return false;
        }
    }
    auto body = [&] { return tok(KwTry) && forced(Colon) && block(); };
    if (attempt([&] { return body() && finally_block(); })) return true;
    for (const bool star : {false, true}) {
        if (attempt([&] {
                if (!body()) return false;
                bool any = false;
                while (attempt([&] { return except_block(star); }))
                    any = true;
                if (!any) return false;
                attempt([&] { return else_block(); });
                attempt([&] { return finally_block(); });
                return true;
            })) {
            return true;
        }
    }
    return false;
}

bool Explainer::except_block(bool star) {
    const std::uint32_t first = mark_;
    auto typed = [&] {
        if (!tok(KwExcept) || (star && !tok(Star)) || expression() == nullptr) return false;
        except_name();
        return true;
    };
    if (invalid_) {
        const char* what = star ? "'except*' statement" : "'except' statement";
        if (attempt([&] { return typed() && tok(Colon) && tok(Newline) && !ahead(Indent); })) {
            raise_block(what, first);
            return false;
        }
        if (!star && attempt([&] {
                return tok(KwExcept) && tok(Colon) && tok(Newline) && !ahead(Indent);
            })) {
            raise_block(what, first);
            return false;
        }
    }
    if (attempt([&] { return typed() && tok(Colon) && block(); })) return true;
    if (!star && attempt([&] { return tok(KwExcept) && tok(Colon) && block(); })) return true;
    return invalid_ && invalid_except(star);
}

// Never true.
bool Explainer::invalid_except(bool) {
    Shape* a = nullptr;
    if (attempt([&] {
            if (!tok(KwExcept)) return false;
            tok(Star);
            if ((a = expression()) == nullptr || !tok(Comma) || expressions() == nullptr) {
                return false;
            }
            except_name();
            return tok(Colon);
        })) {
        raise_from(a->first, "multiple exception types must be parenthesized");
        return false;
    }
    if (attempt([&] {
            if (!tok(KwExcept)) return false;
            tok(Star);
            if (expression() == nullptr) return false;
            except_name();
            return tok(Newline);
        })) {
        raise_last("expected ':'");
        return false;
    }
    if (attempt([&] { return tok(KwExcept) && tok(Newline); })) {
        raise_last("expected ':'");
        return false;
    }
    if (attempt([&] { return tok(KwExcept) && tok(Star) && (tok(Newline) || tok(Colon)); })) {
        raise_last("expected one or more exception types");
    }
    return false;
}

bool Explainer::finally_block() {
    const std::uint32_t first = mark_;
    if (invalid_ &&
        attempt([&] { return tok(KwFinally) && tok(Colon) && tok(Newline) && !ahead(Indent); })) {
        raise_block("'finally' statement", first);
        return false;
    }
    return attempt([&] { return tok(KwFinally) && forced(Colon) && block(); });
}

// --- match ---

bool Explainer::subject() {
    if (attempt([&] {
            if (star_named_expression() == nullptr || !tok(Comma)) return false;
            attempt([&] { return star_named_expressions(); });
            return true;
        })) {
        return true;
    }
    return named_expression() != nullptr;
}

bool Explainer::match_statement() {
    const std::uint32_t first = mark_;
    if (attempt([&] {
            if (!soft("match") || !subject() || !tok(Colon) || !tok(Newline) || !tok(Indent) ||
                !case_block()) {
                return false;
            }
            while (attempt([&] { return case_block(); })) {
            }
            return tok(Dedent);
        })) {
        return true;
    }
    if (!invalid_) return false;
    if (attempt([&] { return soft("match") && subject() && tok(Newline); })) {
        raise_last("expected ':'");
        return false;
    }
    if (attempt([&] {
            return soft("match") && subject() && tok(Colon) && tok(Newline) && !ahead(Indent);
        })) {
        raise_block("'match' statement", first);
    }
    return false;
}

bool Explainer::case_block() {
    const std::uint32_t first = mark_;
    auto head = [&] {
        if (!soft("case") || !patterns()) return false;
        attempt([&] { return tok(KwIf) && named_expression() != nullptr; });
        return true;
    };
    if (invalid_) {
        if (attempt([&] { return head() && tok(Newline); })) {
            raise_last("expected ':'");
            return false;
        }
        if (attempt([&] { return head() && tok(Colon) && tok(Newline) && !ahead(Indent); })) {
            raise_block("'case' statement", first);
            return false;
        }
    }
    return attempt([&] { return head() && tok(Colon) && block(); });
}

}  // namespace orrery::syntax
