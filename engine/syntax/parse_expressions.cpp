// Expressions from tuples down to unary operators, and assignment targets.
#include <array>

#include "engine/syntax/parser_impl.h"

namespace orrery::syntax {

using namespace ast;
using enum TokenKind;

namespace {

struct BinaryInfo {
    std::uint8_t precedence = 0;  // 0: not a binary arithmetic operator
    Operator op = Operator::Add;
};

constexpr std::array<BinaryInfo, kTokenKindCount> make_binary_table() {
    std::array<BinaryInfo, kTokenKindCount> table{};
    auto set = [&](TokenKind kind, int precedence, Operator op) {
        table[static_cast<int>(kind)] = {static_cast<std::uint8_t>(precedence), op};
    };
    set(Pipe, 1, Operator::BitOr);
    set(Caret, 2, Operator::BitXor);
    set(Ampersand, 3, Operator::BitAnd);
    set(LeftShift, 4, Operator::LShift);
    set(RightShift, 4, Operator::RShift);
    set(Plus, 5, Operator::Add);
    set(Minus, 5, Operator::Sub);
    set(Star, 6, Operator::Mult);
    set(Slash, 6, Operator::Div);
    set(SlashSlash, 6, Operator::FloorDiv);
    set(Percent, 6, Operator::Mod);
    set(At, 6, Operator::MatMult);
    return table;
}

constexpr std::array<BinaryInfo, kTokenKindCount> kBinary = make_binary_table();

// Whether a token may continue an expression of which a primary has been read.
constexpr std::array<bool, kTokenKindCount> make_continues_table() {
    std::array<bool, kTokenKindCount> table{};
    for (int i = 0; i < kTokenKindCount; ++i)
        table[i] = kBinary[i].precedence != 0;
    for (TokenKind kind : {StarStar, EqualEqual, NotEqual, Less, LessEqual, Greater, GreaterEqual,
                           KwIn, KwIs, KwNot, KwAnd, KwOr, KwIf}) {
        table[static_cast<int>(kind)] = true;
    }
    return table;
}

constexpr std::array<bool, kTokenKindCount> kContinues = make_continues_table();

const BinaryInfo& binary_info(TokenKind kind) { return kBinary[static_cast<int>(kind)]; }

}  // namespace

void Parser::place_string_end(const Token& token, PlacedNode* node) const {
    const std::string_view string = text(token);
    std::size_t newline = string.find('\n');
    if (newline == std::string_view::npos) return;
    std::int32_t lines = 0;
    std::size_t last = newline;
    while (newline != std::string_view::npos) {
        ++lines;
        last = newline;
        newline = string.find('\n', newline + 1);
    }
    node->end_lineno += lines;
    node->end_col_offset = static_cast<std::int32_t>(string.size() - last - 1);
}

Identifier Parser::identifier(const Token& token) {
    const std::string_view name = text(token);
    if (options_.normalize_identifier) {
        for (char c : name) {
            if (static_cast<unsigned char>(c) < 0x80) continue;
            return interner_.intern(options_.normalize_identifier(name), false);
        }
    }
    return interner_.intern(name, true);
}

Expr* Parser::name(ExprContext context) {
    if (!at(Word)) return nullptr;
    const Start start = here();
    const Token& token = *token_++;
    auto* result = node<ast::Name>(start);
    result->id = identifier(token);
    result->ctx = context;
    return result;
}

// A tuple of what the list holds, from `start` to the cursor.
Expr* Parser::tuple(Start start, List<Expr>& elements) {
    auto* result = node<Tuple>(start);
    result->elts = elements.finish(arena_);
    result->ctx = ExprContext::Load;
    return result;
}

Expr* Parser::star_expressions() {
    const Start start = here();
    Expr* first = star_expression();
    if (first == nullptr || !at(Comma)) return first;
    List<Expr> elements(*this);
    elements.push(first);
    while (accept(Comma)) {
        switch (kind()) {
        case Newline:
        case Equal:
        case Colon:
        case Semicolon:
        case RightParen:
        case RightBracket:
        case RightBrace:
        case EndMarker: return tuple(start, elements);
        default: break;
        }
        if (binary_info(kind()).precedence == 0 || at(Star) || at(Plus) || at(Minus)) {
            Expr* element = star_expression();
            if (element == nullptr) return nullptr;
            elements.push(element);
        } else {
            return tuple(start, elements);  // an augmented assignment or an error
        }
    }
    return tuple(start, elements);
}

Expr* Parser::star_expression() {
    if (!at(Star)) return expression();
    const Start start = here();
    ++token_;
    Expr* value = binary(kLowestPrecedence);
    if (value == nullptr) return nullptr;
    auto* result = node<Starred>(start);
    result->value = value;
    return result;
}

Expr* Parser::star_named_expression() { return at(Star) ? star_expression() : named_expression(); }

Expr* Parser::named_expression() {
    if (at(Word) && next_kind() == ColonEqual) {
        const Start start = here();
        Expr* target = name(ExprContext::Store);
        ++token_;
        Expr* value = expression();
        if (value == nullptr) return nullptr;
        auto* result = node<NamedExpr>(start);
        result->target = target;
        result->value = value;
        return result;
    }
    Expr* result = expression();
    return at(ColonEqual) ? nullptr : result;
}

Expr* Parser::yield_or_star_expressions() {
    return at(KwYield) ? yield_expression() : star_expressions();
}

Expr* Parser::yield_expression() {
    const Start start = here();
    ++token_;
    if (accept(KwFrom)) {
        Expr* value = expression();
        if (value == nullptr) return nullptr;
        auto* result = node<YieldFrom>(start);
        result->value = value;
        return result;
    }
    Expr* value = nullptr;
    switch (kind()) {
    case Newline:
    case RightParen:
    case RightBracket:
    case RightBrace:
    case Semicolon:
    case Equal:
    case EndMarker: break;
    default:
        value = star_expressions();
        if (value == nullptr) return nullptr;
    }
    auto* result = node<Yield>(start);
    result->value = value;
    return result;
}

Expr* Parser::expression() {
    Depth depth(*this);
    if (!depth) return nullptr;
    const Start start = here();
    switch (kind()) {
    case KwLambda: return lambda();
    case KwNot:
    case Minus:
    case Plus:
    case Tilde:
    case KwAwait: {
        Expr* left = disjunction();
        return left == nullptr ? nullptr : expression_after(left, start);
    }
    default: {
        Expr* left = primary();
        if (left == nullptr) return nullptr;
            // Most expressions end here: arguments, elements, names.
        if (!kContinues[static_cast<int>(kind())]) return left;
        if (at(StarStar)) {
            left = power_after(left, start);
            if (left == nullptr) return nullptr;
        }
        left = binary_after(left, start, kLowestPrecedence);
        if (left == nullptr) return nullptr;
        left = comparison_after(left, start);
        if (left == nullptr) return nullptr;
        left = conjunction_after(left, start);
        if (left == nullptr) return nullptr;
        left = disjunction_after(left, start);
        return left == nullptr ? nullptr : expression_after(left, start);
    }
    }
}

// The conditional expression, its middle operand read.
Expr* Parser::expression_after(Expr* left, Start start) {
    if (!at(KwIf)) return left;
    ++token_;
    Expr* test = disjunction();
    if (test == nullptr || !accept(KwElse)) return nullptr;
    Expr* orelse = expression();
    if (orelse == nullptr) return nullptr;
    auto* result = node<IfExp>(start);
    result->test = test;
    result->body = left;
    result->orelse = orelse;
    return result;
}

Expr* Parser::lambda() {
    const Start start = here();
    ++token_;
    Arguments* args = parameters(true);
    if (args == nullptr || !accept(Colon)) return nullptr;
    Expr* body = expression();
    if (body == nullptr) return nullptr;
    auto* result = node<Lambda>(start);
    result->args = args;
    result->body = body;
    return result;
}

Expr* Parser::disjunction() {
    const Start start = here();
    Expr* left = conjunction();
    return left == nullptr ? nullptr : disjunction_after(left, start);
}

Expr* Parser::disjunction_after(Expr* left, Start start) {
    if (!at(KwOr)) return left;
    List<Expr> values(*this);
    values.push(left);
    while (accept(KwOr)) {
        Expr* value = conjunction();
        if (value == nullptr) return nullptr;
        values.push(value);
    }
    auto* result = node<BoolOp>(start);
    result->op = BoolOperator::Or;
    result->values = values.finish(arena_);
    return result;
}

Expr* Parser::conjunction() {
    const Start start = here();
    Expr* left = inversion();
    return left == nullptr ? nullptr : conjunction_after(left, start);
}

Expr* Parser::conjunction_after(Expr* left, Start start) {
    if (!at(KwAnd)) return left;
    List<Expr> values(*this);
    values.push(left);
    while (accept(KwAnd)) {
        Expr* value = inversion();
        if (value == nullptr) return nullptr;
        values.push(value);
    }
    auto* result = node<BoolOp>(start);
    result->op = BoolOperator::And;
    result->values = values.finish(arena_);
    return result;
}

Expr* Parser::inversion() {
    const Start start = here();
    if (at(KwNot)) {
        Depth depth(*this);
        if (!depth) return nullptr;
        ++token_;
        Expr* operand = inversion();
        if (operand == nullptr) return nullptr;
        auto* result = node<UnaryOp>(start);
        result->op = UnaryOperator::Not;
        result->operand = operand;
        return result;
    }
    Expr* left = binary(kLowestPrecedence);
    return left == nullptr ? nullptr : comparison_after(left, start);
}

Expr* Parser::comparison_after(Expr* left, Start start) {
    CmpOperator few[8];
    std::vector<CmpOperator> many;
    std::size_t count = 0;
    List<Expr> comparators(*this);
    for (;; ++count) {
        CmpOperator op;
        switch (kind()) {
        case EqualEqual: op = CmpOperator::Eq; break;
        case NotEqual: op = CmpOperator::NotEq; break;
        case Less: op = CmpOperator::Lt; break;
        case LessEqual: op = CmpOperator::LtE; break;
        case Greater: op = CmpOperator::Gt; break;
        case GreaterEqual: op = CmpOperator::GtE; break;
        case KwIn: op = CmpOperator::In; break;
        case KwIs:
            op = CmpOperator::Is;
            if (next_kind() == KwNot) {
                ++token_;
                op = CmpOperator::IsNot;
            }
            break;
        case KwNot:
            if (next_kind() != KwIn) goto done;
            ++token_;
            op = CmpOperator::NotIn;
            break;
        default: goto done;
        }
        ++token_;
        Expr* right = binary(kLowestPrecedence);
        if (right == nullptr) return nullptr;
        comparators.push(right);
        if (count < std::size(few)) few[count] = op;
        if (count == std::size(few)) many.assign(few, few + count);
        if (count >= std::size(few)) many.push_back(op);
    }
done:
    if (count == 0) return left;
    auto* result = node<Compare>(start);
    result->left = left;
    result->ops = arena_.copy(count > std::size(few) ? many.data() : few, count);
    result->comparators = comparators.finish(arena_);
    return result;
}

// Operators of at least the given precedence; all are left-associative.
Expr* Parser::binary(int precedence) {
    const Start start = here();
    Expr* left = unary();
    return left == nullptr ? nullptr : binary_after(left, start, precedence);
}

Expr* Parser::binary_after(Expr* left, Start start, int precedence) {
    for (;;) {
        const BinaryInfo info = binary_info(kind());
        if (info.precedence < precedence) return left;
        ++token_;
        Expr* right = binary(info.precedence + 1);
        if (right == nullptr) return nullptr;
        auto* result = node<BinOp>(start);
        result->left = left;
        result->op = info.op;
        result->right = right;
        left = result;
    }
}

Expr* Parser::unary() {
    UnaryOperator op;
    switch (kind()) {
    case Plus: op = UnaryOperator::UAdd; break;
    case Minus: op = UnaryOperator::USub; break;
    case Tilde: op = UnaryOperator::Invert; break;
    default: {
        const Start start = here();
        Expr* left = await_primary();
        if (left == nullptr || !at(StarStar)) return left;
        return power_after(left, start);
    }
    }
    Depth depth(*this);
    if (!depth) return nullptr;
    const Start start = here();
    ++token_;
    Expr* operand = unary();
    if (operand == nullptr) return nullptr;
    auto* result = node<UnaryOp>(start);
    result->op = op;
    result->operand = operand;
    return result;
}

// At "**": right-associative, and its right operand may have a sign.
Expr* Parser::power_after(Expr* left, Start start) {
    Depth depth(*this);
    if (!depth) return nullptr;
    ++token_;
    Expr* right = unary();
    if (right == nullptr) return nullptr;
    auto* result = node<BinOp>(start);
    result->left = left;
    result->op = Operator::Pow;
    result->right = right;
    return result;
}

Expr* Parser::await_primary() {
    if (!at(KwAwait)) return primary();
    const Start start = here();
    ++token_;
    Expr* value = primary();
    if (value == nullptr) return nullptr;
    auto* result = node<Await>(start);
    result->value = value;
    return result;
}

// Targets are read as expressions and then turned round: a tree that could be a target has the
// same shape as the target.
bool Parser::set_store(Expr* target) {
    switch (target->kind) {
    case NodeKind::Name: target->as<ast::Name>()->ctx = ExprContext::Store; return true;
    case NodeKind::Attribute: target->as<Attribute>()->ctx = ExprContext::Store; return true;
    case NodeKind::Subscript: target->as<Subscript>()->ctx = ExprContext::Store; return true;
    case NodeKind::Starred: {
        auto* starred = target->as<Starred>();
        starred->ctx = ExprContext::Store;
        return starred->value->kind != NodeKind::Starred && set_store(starred->value);
    }
    case NodeKind::Tuple:
        target->as<Tuple>()->ctx = ExprContext::Store;
        for (Expr* element : target->as<Tuple>()->elts) {
            if (!set_store(element)) return false;
        }
        return true;
    case NodeKind::List:
        target->as<ast::List>()->ctx = ExprContext::Store;
        for (Expr* element : target->as<ast::List>()->elts) {
            if (!set_store(element)) return false;
        }
        return true;
    default: return false;
    }
}

bool Parser::set_delete(Expr* target) {
    switch (target->kind) {
    case NodeKind::Name: target->as<ast::Name>()->ctx = ExprContext::Del; return true;
    case NodeKind::Attribute: target->as<Attribute>()->ctx = ExprContext::Del; return true;
    case NodeKind::Subscript: target->as<Subscript>()->ctx = ExprContext::Del; return true;
    case NodeKind::Tuple:
        target->as<Tuple>()->ctx = ExprContext::Del;
        for (Expr* element : target->as<Tuple>()->elts) {
            if (!set_delete(element)) return false;
        }
        return true;
    case NodeKind::List:
        target->as<ast::List>()->ctx = ExprContext::Del;
        for (Expr* element : target->as<ast::List>()->elts) {
            if (!set_delete(element)) return false;
        }
        return true;
    default: return false;
    }
}

Expr* Parser::star_target() {
    const Start start = here();
    if (accept(Star)) {
        Expr* value = binary(kLowestPrecedence);
        if (value == nullptr) return nullptr;
        auto* result = node<Starred>(start);
        result->value = value;
        return set_store(result) ? result : nullptr;
    }
    Expr* target = binary(kLowestPrecedence);
    return target != nullptr && set_store(target) ? target : nullptr;
}

// The targets of a loop, up to its "in".
Expr* Parser::star_targets() {
    const Start start = here();
    Expr* first = star_target();
    if (first == nullptr || !at(Comma)) return first;
    List<Expr> elements(*this);
    elements.push(first);
    while (accept(Comma) && !at(KwIn)) {
        Expr* element = star_target();
        if (element == nullptr) return nullptr;
        elements.push(element);
    }
    Expr* result = tuple(start, elements);
    result->as<Tuple>()->ctx = ExprContext::Store;
    return result;
}

}  // namespace orrery::syntax
