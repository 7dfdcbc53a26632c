// Statements.
#include "engine/syntax/parser_impl.h"

namespace orrery::syntax {

using namespace ast;
using enum TokenKind;

namespace {

// The operator of an augmented assignment; false for other tokens.
bool augmented_operator(TokenKind kind, Operator& op) {
    switch (kind) {
    case PlusEqual: op = Operator::Add; return true;
    case MinusEqual: op = Operator::Sub; return true;
    case StarEqual: op = Operator::Mult; return true;
    case SlashEqual: op = Operator::Div; return true;
    case SlashSlashEqual: op = Operator::FloorDiv; return true;
    case PercentEqual: op = Operator::Mod; return true;
    case AtEqual: op = Operator::MatMult; return true;
    case AmpersandEqual: op = Operator::BitAnd; return true;
    case PipeEqual: op = Operator::BitOr; return true;
    case CaretEqual: op = Operator::BitXor; return true;
    case LeftShiftEqual: op = Operator::LShift; return true;
    case RightShiftEqual: op = Operator::RShift; return true;
    case StarStarEqual: op = Operator::Pow; return true;
    default: return false;
    }
}

bool is_compound(const Stmt* statement) {
    switch (statement->kind) {
    case NodeKind::FunctionDef:
    case NodeKind::AsyncFunctionDef:
    case NodeKind::ClassDef:
    case NodeKind::If:
    case NodeKind::For:
    case NodeKind::AsyncFor:
    case NodeKind::While:
    case NodeKind::With:
    case NodeKind::AsyncWith:
    case NodeKind::Try:
    case NodeKind::TryStar:
    case NodeKind::Match: return true;
    default: return false;
    }
}

bool is_single_target(const Expr* target) {
    return target->is<ast::Name>() || target->is<Attribute>() || target->is<Subscript>();
}

}  // namespace

Mod* Parser::file() {
    List<Stmt> body(*this);
    while (!at(EndMarker)) {
        if (options_.recover && (at(Indent) || at(Dedent))) {
            ++token_;
        } else if (!statement_or_recover(body)) {
            return nullptr;
        }
    }
    auto* result = arena_.make<Module>();
    result->kind = NodeKind::Module;
    result->body = body.finish(arena_);
    return result;
}

Mod* Parser::eval() {
    Expr* body = nullptr;
    const Start start = here();
    // A tuple may be written without parentheses, but not with stars.
    if (at(Star)) return nullptr;
    body = expression();
    if (body == nullptr) return nullptr;
    if (at(Comma)) {
        List<Expr> elements(*this);
        elements.push(body);
        while (accept(Comma)) {
            if (at(Newline) || at(EndMarker)) break;
            Expr* element = expression();
            if (element == nullptr) return nullptr;
            elements.push(element);
        }
        body = tuple(start, elements);
    }
    while (accept(Newline)) {
    }
    if (!at(EndMarker)) return nullptr;
    auto* result = arena_.make<Expression>();
    result->kind = NodeKind::Expression;
    result->body = body;
    return result;
}

Mod* Parser::interactive() {
    List<Stmt> body(*this);
    if (at(EndMarker) || !statement(body)) return nullptr;
    // A compound statement ends with an empty line.
    if (is_compound(body[0]) && !accept(Newline)) return nullptr;
    auto* result = arena_.make<Interactive>();
    result->kind = NodeKind::Interactive;
    result->body = body.finish(arena_);
    return result;
}

// Reads a statement; when recovering, notes a failed one and goes on behind it, within the block.
bool Parser::statement_or_recover(List<Stmt>& body) {
    const Token* first = token_;
    if (statement(body)) return true;
    if (!options_.recover || too_deep) return false;
    raised.reset();
    failures.push_back({first, token_});
    // A failure at the start of a line leaves that line to be read on its own.
    const bool at_line_start =
        token_ != first && (token_[-1].kind == Newline || token_[-1].kind == Dedent) && !at(Indent);
    if (!at_line_start) {
        while (kind() == Error || kind() > Error || (token_ == first && !at(EndMarker))) {
            ++token_;
            if (at(Newline) || at(EndMarker)) break;
        }
        accept(Newline);
    }
    if (accept(Indent)) {
        // The block of a header that could not be read: its statements count for this one.
        while (!at(Dedent) && !at(EndMarker)) {
            Depth depth(*this);
            if (!depth || !statement_or_recover(body)) return false;
        }
        accept(Dedent);
    }
    return true;
}

bool Parser::statement(List<Stmt>& body) {
    Stmt* result;
    switch (kind()) {
    case KwIf: result = if_statement(); break;
    case KwWhile: result = while_statement(); break;
    case KwFor: result = for_statement(here(), false); break;
    case KwTry: result = try_statement(); break;
    case KwWith: result = with_statement(here(), false); break;
    case KwDef: result = function(here(), false, {}); break;
    case KwClass: result = class_definition({}); break;
    case At: result = decorated(); break;
    case KwAsync: result = async_statement(); break;
    case Word:
        if (at_word("match") && match_statement_ahead()) {
            const Token* before = token_;
            result = match_statement();
            if (result != nullptr) break;
            if (too_deep || raised) return false;
            token_ = before;  // "match" was a name after all
        }
        return simple_statements(body);
    default: return simple_statements(body);
    }
    if (result == nullptr) return false;
    body.push(result);
    return true;
}

bool Parser::simple_statements(List<Stmt>& body) {
    do {
        if (at(Newline) && token_[-1].kind == Semicolon) break;
        Stmt* result = simple_statement();
        if (result == nullptr) return false;
        body.push(result);
    } while (accept(Semicolon));
    return accept(Newline);
}

Stmt* Parser::simple_statement() {
    const Start start = here();
    switch (kind()) {
    case KwReturn: {
        ++token_;
        Expr* value = nullptr;
        if (!at(Newline) && !at(Semicolon)) {
            value = star_expressions();
            if (value == nullptr) return nullptr;
        }
        auto* result = node<Return>(start);
        result->value = value;
        return result;
    }
    case KwImport: return import_statement();
    case KwFrom: return from_statement();
    case KwRaise: {
        ++token_;
        Expr* exc = nullptr;
        Expr* cause = nullptr;
        if (!at(Newline) && !at(Semicolon)) {
            exc = expression();
            if (exc == nullptr) return nullptr;
            if (accept(KwFrom)) {
                cause = expression();
                if (cause == nullptr) return nullptr;
            }
        }
        auto* result = node<Raise>(start);
        result->exc = exc;
        result->cause = cause;
        return result;
    }
    case KwPass: ++token_; return node<Pass>(start);
    case KwBreak: ++token_; return node<Break>(start);
    case KwContinue: ++token_; return node<Continue>(start);
    case KwDel: return delete_statement();
    case KwAssert: {
        ++token_;
        Expr* test = expression();
        if (test == nullptr) return nullptr;
        Expr* message = nullptr;
        if (accept(Comma)) {
            message = expression();
            if (message == nullptr) return nullptr;
        }
        auto* result = node<Assert>(start);
        result->test = test;
        result->msg = message;
        return result;
    }
    case KwGlobal: return names_statement(true);
    case KwNonlocal: return names_statement(false);
    case KwYield: {
        Expr* value = yield_expression();
        if (value == nullptr) return nullptr;
        auto* result = node<ExprStmt>(start);
        result->value = value;
        return result;
    }
    default: return expression_statement();
    }
}

// Expressions, and assignments of all kinds, which begin like one.
Stmt* Parser::expression_statement() {
    const Start start = here();
    const bool open_paren = at(LeftParen);
    Expr* value = star_expressions();
    if (value == nullptr) return nullptr;
    if (at(Newline) || at(Semicolon)) {
        auto* result = node<ExprStmt>(start);
        result->value = value;
        return result;
    }
    if (at(Equal)) {
        List<Expr> targets(*this);
        while (accept(Equal)) {
            if (!set_store(value)) return nullptr;
            targets.push(value);
            if (at(KwYield)) {
                value = yield_expression();
                if (value == nullptr) return nullptr;
                break;
            }
            value = star_expressions();
            if (value == nullptr) return nullptr;
        }
        auto* result = node<Assign>(start);
        result->targets = targets.finish(arena_);
        result->value = value;
        return result;
    }
    if (at(Colon)) return annotated_assignment(start, value, open_paren);
    Operator op;
    if (!augmented_operator(kind(), op) || !is_single_target(value)) return nullptr;
    ++token_;
    set_store(value);
    Expr* operand = yield_or_star_expressions();
    if (operand == nullptr) return nullptr;
    auto* result = node<AugAssign>(start);
    result->target = value;
    result->op = op;
    result->value = operand;
    return result;
}

Stmt* Parser::annotated_assignment(Start start, Expr* target, bool parenthesized) {
    if (!is_single_target(target)) return nullptr;
    set_store(target);
    ++token_;
    Expr* annotation = expression();
    if (annotation == nullptr) return nullptr;
    Expr* value = nullptr;
    if (accept(Equal)) {
        value = yield_or_star_expressions();
        if (value == nullptr) return nullptr;
    }
    auto* result = node<AnnAssign>(start);
    result->target = target;
    result->annotation = annotation;
    result->value = value;
    result->simple = target->is<ast::Name>() && !parenthesized ? 1 : 0;
    return result;
}

Stmt* Parser::delete_statement() {
    const Start start = here();
    ++token_;
    List<Expr> targets(*this);
    do {
        if (targets.size() != 0 && (at(Newline) || at(Semicolon))) break;
        Expr* target = primary();
        if (target == nullptr || !set_delete(target)) return nullptr;
        targets.push(target);
    } while (accept(Comma));
    if (!at(Newline) && !at(Semicolon)) return nullptr;
    auto* result = node<Delete>(start);
    result->targets = targets.finish(arena_);
    return result;
}

Stmt* Parser::names_statement(bool global) {
    const Start start = here();
    ++token_;
    std::vector<Identifier> names;
    do {
        if (!at(Word)) return nullptr;
        names.push_back(identifier(*token_++));
    } while (accept(Comma));
    std::span<Identifier> list = arena_.copy(names.data(), names.size());
    if (global) {
        auto* result = node<Global>(start);
        result->names = list;
        return result;
    }
    auto* result = node<Nonlocal>(start);
    result->names = list;
    return result;
}

// Null data() if there is no name at the cursor.
Identifier Parser::dotted_name() {
    if (!at(Word)) return {};
    Identifier first = identifier(*token_++);
    if (!at(Dot)) return first;
    std::string joined(first);
    while (accept(Dot)) {
        if (!at(Word)) return {};
        joined += '.';
        joined += identifier(*token_++);
    }
    return interner_.intern(joined, false);
}

Stmt* Parser::import_statement() {
    const Start start = here();
    ++token_;
    List<Alias> names(*this);
    do {
        const Start alias_start = here();
        Identifier name = dotted_name();
        if (name.data() == nullptr) return nullptr;
        Identifier asname;
        if (accept(KwAs)) {
            if (!at(Word)) return nullptr;
            asname = identifier(*token_++);
        }
        auto* alias = node<Alias>(alias_start);
        alias->name = name;
        alias->asname = asname;
        names.push(alias);
    } while (accept(Comma));
    auto* result = node<Import>(start);
    result->names = names.finish(arena_);
    return result;
}

Stmt* Parser::from_statement() {
    const Start start = here();
    ++token_;
    int level = 0;
    for (;;) {
        if (accept(Dot)) {
            level += 1;
        } else if (accept(Dots)) {
            level += 3;
        } else {
            break;
        }
    }
    Identifier module;
    if (level == 0 || at(Word)) {
        module = dotted_name();
        if (module.data() == nullptr) return nullptr;
    }
    if (!accept(KwImport)) return nullptr;
    List<Alias> names(*this);
    if (at(Star)) {
        const Start star = here();
        ++token_;
        auto* alias = node<Alias>(star);
        alias->name = interner_.intern("*", false);
        names.push(alias);
    } else {
        const bool parenthesized = accept(LeftParen);
        do {
            if (parenthesized && names.size() != 0 && at(RightParen)) break;
            if (!at(Word)) return nullptr;
            const Start alias_start = here();
            Identifier name = identifier(*token_++);
            Identifier asname;
            if (accept(KwAs)) {
                if (!at(Word)) return nullptr;
                asname = identifier(*token_++);
            }
            auto* alias = node<Alias>(alias_start);
            alias->name = name;
            alias->asname = asname;
            names.push(alias);
        } while (accept(Comma));
        if (parenthesized && !accept(RightParen)) return nullptr;
    }
    auto* result = node<ImportFrom>(start);
    result->module = module;
    result->names = names.finish(arena_);
    result->level = level;
    return result;
}

bool Parser::block(std::span<Stmt*>& body) {
    Depth depth(*this);
    if (!depth || !accept(Colon)) return false;
    List<Stmt> statements(*this);
    if (!accept(Newline)) {
        if (!simple_statements(statements)) return false;
    } else {
        if (!accept(Indent)) return false;
        while (!at(Dedent)) {
            if (at(EndMarker) || !statement_or_recover(statements)) return false;
        }
        ++token_;
    }
    body = statements.finish(arena_);
    return true;
}

bool Parser::else_block(std::span<Stmt*>& body) { return !accept(KwElse) || block(body); }

// At "if" or "elif"; each "elif" is an If in the orelse of the one before it.
Stmt* Parser::if_statement() {
    struct Branch {
        Start start;
        Expr* test;
        std::span<Stmt*> body;
    };
    std::vector<Branch> branches;
    do {
        const Start start = here();
        ++token_;
        Expr* test = named_expression();
        if (test == nullptr) return nullptr;
        branches.push_back({start, test, {}});
        if (!block(branches.back().body)) return nullptr;
    } while (at(KwElif));
    std::span<Stmt*> orelse;
    if (!else_block(orelse)) return nullptr;
    If* result = nullptr;
    for (std::size_t i = branches.size(); i-- > 0;) {
        if (result != nullptr) {
            Stmt* only = result;
            orelse = arena_.copy(&only, 1);
        }
        result = node<If>(branches[i].start);
        result->test = branches[i].test;
        result->body = branches[i].body;
        result->orelse = orelse;
    }
    return result;
}

Stmt* Parser::while_statement() {
    const Start start = here();
    ++token_;
    Expr* test = named_expression();
    std::span<Stmt*> body;
    std::span<Stmt*> orelse;
    if (test == nullptr || !block(body) || !else_block(orelse)) return nullptr;
    auto* result = node<While>(start);
    result->test = test;
    result->body = body;
    result->orelse = orelse;
    return result;
}

Stmt* Parser::for_statement(Start start, bool async) {
    ++token_;
    Expr* target = star_targets();
    if (target == nullptr || !accept(KwIn)) return nullptr;
    Expr* iter = star_expressions();
    std::span<Stmt*> body;
    std::span<Stmt*> orelse;
    if (iter == nullptr || !block(body) || !else_block(orelse)) return nullptr;
    auto fill = [&](auto* result) {
        result->target = target;
        result->iter = iter;
        result->body = body;
        result->orelse = orelse;
        return result;
    };
    if (async) return fill(node<AsyncFor>(start));
    return fill(node<For>(start));
}

// Whether the "(" at the cursor closes just before the colon of the with statement.
bool Parser::parenthesized_with_items_ahead() const {
    const int level = token_->level;
    for (const Token* token = token_ + 1; token->kind > Error; ++token) {
        if (token->kind == RightParen && token->level == level) return token[1].kind == Colon;
    }
    return false;
}

bool Parser::with_items(List<WithItem>& items, bool parenthesized) {
    if (parenthesized) ++token_;
    do {
        if (parenthesized && items.size() != 0 && at(RightParen)) break;
        auto* item = part<WithItem>();
        item->context_expr = expression();
        if (item->context_expr == nullptr) return false;
        if (accept(KwAs)) {
            item->optional_vars = star_target();
            if (item->optional_vars == nullptr) return false;
        }
        items.push(item);
    } while (accept(Comma));
    if (parenthesized && !accept(RightParen)) return false;
    return at(Colon);
}

Stmt* Parser::with_statement(Start start, bool async) {
    ++token_;
    List<WithItem> items(*this);
    bool found = false;
    if (at(LeftParen) && parenthesized_with_items_ahead()) {
        // Items in parentheses if they can be read so, else an expression in parentheses.
        const Token* before = token_;
        found = with_items(items, true);
        if (!found) {
            if (too_deep || raised) return nullptr;
            token_ = before;
            items.clear();
        }
    }
    if (!found && !with_items(items, false)) return nullptr;
    std::span<Stmt*> body;
    std::span<WithItem*> list = items.finish(arena_);
    if (!block(body)) return nullptr;
    auto fill = [&](auto* result) {
        result->items = list;
        result->body = body;
        return result;
    };
    if (async) return fill(node<AsyncWith>(start));
    return fill(node<With>(start));
}

Stmt* Parser::try_statement() {
    const Start start = here();
    ++token_;
    std::span<Stmt*> body;
    if (!block(body)) return nullptr;
    List<ExceptHandler> handlers(*this);
    bool star = false;
    while (at(KwExcept)) {
        bool this_star = false;
        ExceptHandler* handler = except_handler(this_star);
        if (handler == nullptr) return nullptr;
        if (handlers.size() != 0 && this_star != star) return nullptr;
        star = this_star;
        handlers.push(handler);
    }
    std::span<Stmt*> orelse;
    std::span<Stmt*> finalbody;
    if (handlers.size() != 0 && !else_block(orelse)) return nullptr;
    if (accept(KwFinally)) {
        if (!block(finalbody)) return nullptr;
    } else if (handlers.size() == 0) {
        return nullptr;
    }
    auto fill = [&](auto* result) {
        result->body = body;
        result->handlers = handlers.finish(arena_);
        result->orelse = orelse;
        result->finalbody = finalbody;
        return result;
    };
    if (star) return fill(node<TryStar>(start));
    return fill(node<Try>(start));
}

ExceptHandler* Parser::except_handler(bool& star) {
    const Start start = here();
    ++token_;
    star = accept(Star);
    Expr* type = nullptr;
    Identifier name;
    if (star || !at(Colon)) {
        type = expression();
        if (type == nullptr) return nullptr;
        if (accept(KwAs)) {
            if (!at(Word)) return nullptr;
            name = identifier(*token_++);
        }
    }
    std::span<Stmt*> body;
    if (!block(body)) return nullptr;
    auto* result = node<ExceptHandler>(start);
    result->type = type;
    result->name = name;
    result->body = body;
    return result;
}

Stmt* Parser::decorated() {
    List<Expr> list(*this);
    while (accept(At)) {
        Expr* decorator = named_expression();
        if (decorator == nullptr || !accept(Newline)) return nullptr;
        list.push(decorator);
    }
    std::span<Expr*> decorators = list.finish(arena_);
    const Start start = here();
    if (at(KwClass)) return class_definition(decorators);
    if (at(KwDef)) return function(start, false, decorators);
    if (!accept(KwAsync) || !at(KwDef)) return nullptr;
    return function(start, true, decorators);
}

Stmt* Parser::async_statement() {
    const Start start = here();
    ++token_;
    switch (kind()) {
    case KwDef: return function(start, true, {});
    case KwFor: return for_statement(start, true);
    case KwWith: return with_statement(start, true);
    default: return nullptr;
    }
}

Stmt* Parser::function(Start start, bool async, std::span<Expr*> decorators) {
    ++token_;
    if (!at(Word)) return nullptr;
    Identifier name = identifier(*token_++);
    if (!accept(LeftParen)) return nullptr;
    Arguments* args = parameters(false);
    if (args == nullptr || !accept(RightParen)) return nullptr;
    Expr* returns = nullptr;
    if (accept(Arrow)) {
        returns = expression();
        if (returns == nullptr) return nullptr;
    }
    std::span<Stmt*> body;
    if (!block(body)) return nullptr;
    auto fill = [&](auto* result) {
        result->name = name;
        result->args = args;
        result->body = body;
        result->decorator_list = decorators;
        result->returns = returns;
        return result;
    };
    if (async) return fill(node<AsyncFunctionDef>(start));
    return fill(node<FunctionDef>(start));
}

Stmt* Parser::class_definition(std::span<Expr*> decorators) {
    const Start start = here();
    ++token_;
    if (!at(Word)) return nullptr;
    Identifier name = identifier(*token_++);
    std::span<Expr*> bases;
    std::span<Keyword*> keywords;
    if (at(LeftParen)) {
        List<PlacedNode> items(*this);
        if (!arguments(items, false)) return nullptr;
        split_arguments(items, bases, keywords);
    }
    std::span<Stmt*> body;
    if (!block(body)) return nullptr;
    auto* result = node<ClassDef>(start);
    result->name = name;
    result->bases = bases;
    result->keywords = keywords;
    result->body = body;
    result->decorator_list = decorators;
    return result;
}

}  // namespace orrery::syntax
