// Expressions except calls and conditions.
#include "engine/bytecode/code_generator.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/numbers.h"

namespace orrery {

using ast::ExprContext;
using ast::NodeKind;

namespace {

Op binary_opcode(ast::Operator op) {
    switch (op) {
    case ast::Operator::Add: return Op::ADD;
    case ast::Operator::Sub: return Op::SUB;
    case ast::Operator::Mult: return Op::MUL;
    case ast::Operator::MatMult: return Op::MATMUL;
    case ast::Operator::Div: return Op::TRUEDIV;
    case ast::Operator::Mod: return Op::MOD;
    case ast::Operator::Pow: return Op::POW;
    case ast::Operator::LShift: return Op::LSHIFT;
    case ast::Operator::RShift: return Op::RSHIFT;
    case ast::Operator::BitOr: return Op::OR;
    case ast::Operator::BitXor: return Op::XOR;
    case ast::Operator::BitAnd: return Op::AND;
    case ast::Operator::FloorDiv: return Op::FLOORDIV;
    }
    return Op::NOP;
}

// The opcode with an immediate right operand, or NOP.
Op immediate_opcode(ast::Operator op, int16_t value) {
    switch (op) {
    case ast::Operator::Add: return Op::ADD_INT;
    case ast::Operator::Sub: return Op::SUB_INT;
    case ast::Operator::Mult: return Op::MUL_INT;
    case ast::Operator::FloorDiv: return Op::FLOORDIV_INT;
    case ast::Operator::Mod: return Op::MOD_INT;
    case ast::Operator::LShift: return value >= 0 && value < 64 ? Op::LSHIFT_INT : Op::NOP;
    case ast::Operator::RShift: return value >= 0 && value < 64 ? Op::RSHIFT_INT : Op::NOP;
    case ast::Operator::BitAnd: return Op::AND_INT;
    default: return Op::NOP;
    }
}

Op compare_opcode(ast::CmpOperator op) {
    switch (op) {
    case ast::CmpOperator::Eq: return Op::EQ;
    case ast::CmpOperator::NotEq: return Op::NE;
    case ast::CmpOperator::Lt: return Op::LT;
    case ast::CmpOperator::LtE: return Op::LE;
    case ast::CmpOperator::Gt: return Op::GT;
    case ast::CmpOperator::GtE: return Op::GE;
    case ast::CmpOperator::Is: return Op::IS;
    case ast::CmpOperator::IsNot: return Op::IS_NOT;
    case ast::CmpOperator::In: return Op::IN;
    case ast::CmpOperator::NotIn: return Op::NOT_IN;
    }
    return Op::NOP;
}

/// Of ints and of texts, equal ones are the same constant; 1, 1.0 and True are not.
bool merges_with_equals(Set* set) {
    uint64_t position = 0;
    for (Value v; set_next(set, position, v);) {
        if (v.is_bool() || !(is_int(v) || v.is(Kind::kString))) return false;
    }
    return true;
}

}  // namespace

// ---- ways to compile an expression ----

// Only a walrus can rebind a local while an expression is evaluated.
bool CodeGenerator::may_rebind(const ast::Expr* e) {
    return b_->scope->has_walrus && !e->is<ast::Constant>() && !e->is<ast::Name>();
}

Reg CodeGenerator::any(const ast::Expr* e) {
    if (e->is<ast::Name>()) {
        auto* n = e->as<ast::Name>();
        const Symbol* s = symbol(n->id);
        if (is_register(s)) {
            At at(*this, e);
            return check_bound(s);
        }
    }
    return temporary(e);
}

Reg CodeGenerator::temporary(const ast::Expr* e) {
    const Reg r = alloc();
    into(e, r);
    return r;
}

Reg CodeGenerator::operand(const ast::Expr* e, Reg dst) {
    const int local = local_register(e);
    if (local < 0 && b_->is_temporary(dst)) {
        into(e, dst);
        return dst;
    }
    return any(e);
}

Reg CodeGenerator::any_before(const ast::Expr* e, Reg dst, const ast::Expr* later) {
    const Reg r = operand(e, dst);
    if (b_->is_temporary(r) || !may_rebind(later)) return r;
    const Reg copy = alloc();
    move(copy, r);
    return copy;
}

void CodeGenerator::effect(const ast::Expr* e) {
    if (e->is<ast::Constant>()) return;
    Temporaries t(*b_);
    any(e);
}

void CodeGenerator::into(const ast::Expr* e, Reg dst) {
    if (errors_.failed() || !deep_enough()) return;
    Temporaries t(*b_);
    At at(*this, e);
    switch (e->kind) {
    case NodeKind::Constant: load_constant(dst, literal(e->as<ast::Constant>()->value)); return;
    case NodeKind::Name: {
        const Identifier id = e->as<ast::Name>()->id;
        if (id == "__debug__") {
            load_constant(dst, Value::boolean(!options_.optimize_asserts));
        } else {
            load_name(id, dst);
        }
        return;
    }
    case NodeKind::BinOp: binary(e->as<ast::BinOp>(), dst); return;
    case NodeKind::UnaryOp: unary(e->as<ast::UnaryOp>(), dst); return;
    case NodeKind::BoolOp: bool_op(e->as<ast::BoolOp>(), dst); return;
    case NodeKind::IfExp: conditional(e->as<ast::IfExp>(), dst); return;
    case NodeKind::Compare: compare(e->as<ast::Compare>(), dst); return;
    case NodeKind::Call: call(e->as<ast::Call>(), dst); return;
    case NodeKind::Attribute: attribute(e->as<ast::Attribute>(), dst); return;
    case NodeKind::Subscript: subscript(e->as<ast::Subscript>(), dst); return;
    case NodeKind::Slice: slice(e->as<ast::Slice>(), dst); return;
    case NodeKind::Tuple: sequence(e, e->as<ast::Tuple>()->elts, dst); return;
    case NodeKind::List: sequence(e, e->as<ast::List>()->elts, dst); return;
    case NodeKind::Set: sequence(e, e->as<ast::Set>()->elts, dst); return;
    case NodeKind::Dict: dict(e->as<ast::Dict>(), dst); return;
    case NodeKind::JoinedStr: joined_string(e->as<ast::JoinedStr>(), dst); return;
    case NodeKind::FormattedValue: formatted_value(e->as<ast::FormattedValue>(), dst); return;
    case NodeKind::NamedExpr: named(e->as<ast::NamedExpr>(), dst); return;
    case NodeKind::Lambda: lambda(e->as<ast::Lambda>(), dst); return;
    case NodeKind::ListComp:
    case NodeKind::SetComp:
    case NodeKind::DictComp:
    case NodeKind::GeneratorExp: comprehension(e, dst); return;
    case NodeKind::Yield: yield(e->as<ast::Yield>(), dst); return;
    case NodeKind::YieldFrom: yield_from(e->as<ast::YieldFrom>(), dst); return;
    case NodeKind::Await: await(e->as<ast::Await>(), dst); return;
    case NodeKind::Starred:
        error(e->as<ast::Starred>()->ctx == ExprContext::Store
                  ? "starred assignment target must be in a list or tuple"
                  : "can't use starred expression here");
        return;
    default: return;
    }
}

// ---- operators ----

void CodeGenerator::binary(const ast::BinOp* e, Reg dst) {
    if (const Value v = constant_value(e)) {
        load_constant(dst, v);
        return;
    }
    if (percent_format(e, dst)) return;
    if (e->op == ast::Operator::Mult) {
        const auto* list = e->left->try_as<ast::List>();
        if (list && list->elts.size() == 1 && !list->elts[0]->try_as<ast::Starred>()) {
            const Reg element = any_before(list->elts[0], dst, e->right);
            const Reg count = any(e->right);
            emit(Op::REPEAT_LIST, dst, element, count);
            return;
        }
    }
    int16_t small;
    if (immediate(e->right, small)) {
        const Op op = immediate_opcode(e->op, small);
        if (op != Op::NOP) {
            const Reg left = operand(e->left, dst);
            emit(op, dst, left, static_cast<uint16_t>(small));
            return;
        }
    }
    const Reg left = any_before(e->left, dst, e->right);
    const Reg right = any(e->right);
    emit(binary_opcode(e->op), dst, left, right);
}

void CodeGenerator::unary(const ast::UnaryOp* e, Reg dst) {
    if (const Value v = constant_value(e)) {
        load_constant(dst, v);
        return;
    }
    if (e->op == ast::UnaryOperator::Not) {
        // not (a is b), not (a in b): one instruction.
        if (auto* c = e->operand->try_as<ast::Compare>(); c && c->ops.size() == 1) {
            ast::CmpOperator inverse;
            switch (c->ops[0]) {
            case ast::CmpOperator::Is: inverse = ast::CmpOperator::IsNot; break;
            case ast::CmpOperator::IsNot: inverse = ast::CmpOperator::Is; break;
            case ast::CmpOperator::In: inverse = ast::CmpOperator::NotIn; break;
            case ast::CmpOperator::NotIn: inverse = ast::CmpOperator::In; break;
            default: inverse = c->ops[0]; break;
            }
            if (inverse != c->ops[0]) {
                ast::Compare inverted = *c;
                inverted.ops = std::span<ast::CmpOperator>(&inverse, 1);
                At at(*this, c);
                compare(&inverted, dst);
                return;
            }
        }
    }
    const Reg r = operand(e->operand, dst);
    switch (e->op) {
    case ast::UnaryOperator::Not: emit(Op::NOT, dst, r); break;
    case ast::UnaryOperator::USub: emit(Op::NEG, dst, r); break;
    case ast::UnaryOperator::UAdd: emit(Op::POS, dst, r); break;
    case ast::UnaryOperator::Invert: emit(Op::INVERT, dst, r); break;
    }
}

void CodeGenerator::bool_op(const ast::BoolOp* e, Reg dst) {
    const Reg result = staging(dst);
    const Label end = out().new_label();
    const Op jump = e->op == ast::BoolOperator::And ? Op::JUMP_IF_FALSE : Op::JUMP_IF_TRUE;
    for (size_t i = 0; i < e->values.size(); i++) {
        const bool last = i + 1 == e->values.size();
        const int known = last ? -1 : constant_truth(e->values[i]);
        if (known >= 0 && (known == 1) == (e->op == ast::BoolOperator::And)) continue;
        into(e->values[i], result);
        if (known >= 0)
            out().jump(end);
        else if (!last)
            out().jump(jump, result, 0, end);
    }
    out().bind(end);
    move(dst, result);
}

void CodeGenerator::conditional(const ast::IfExp* e, Reg dst) {
    const Label otherwise = out().new_label();
    const Label end = out().new_label();
    jump_if(e->test, otherwise, false);
    into(e->body, dst);
    out().jump(end);
    out().bind(otherwise);
    into(e->orelse, dst);
    out().bind(end);
}

// CPython builds the set, and a second one out of it when it merges constants, equal ones included:
// the order shows.
bool CodeGenerator::constant_set(Value& constant) {
    for (int turn = 0; turn < 2; turn++) {
        Set* set = make_set(ctx_, true);
        if (!set || !set_update(ctx_, set, constant)) {
            errors_.set_failed();
            return false;
        }
        constant =
            turn == 0 ? Value::object(to_tuple(ctx_, Value::object(set))) : Value::object(set);
        keep(constant);
    }
    auto* set = constant.as<Set>();
    if (!merges_with_equals(set)) return true;
    for (Set* other : constant_sets_) {
        bool same = other->live == set->live;
        uint64_t position = 0;
        for (Value v; same && set_next(set, position, v);)
            same = set_contains(ctx_, other, v) == Truth::kYes;
        if (!same) continue;
        constant = Value::object(other);
        return true;
    }
    constant_sets_.push_back(set);
    return true;
}

// `x in [1, 2]` and `for x in [1, 2]` need no fresh list: the tuple (or frozenset) of the elements.
bool CodeGenerator::constant_container(const ast::Expr* e, Value& constant) {
    const bool is_set = e->is<ast::Set>();
    if (!is_set && !e->is<ast::List>()) return false;
    auto elements = is_set ? e->as<ast::Set>()->elts : e->as<ast::List>()->elts;
    for (const ast::Expr* x : elements) {
        if (!x->is<ast::Constant>() && !x->is<ast::Tuple>() && !x->is<ast::UnaryOp>()) return false;
    }
    Tuple* tuple = constant_tuple(elements);
    if (!tuple) return false;
    constant = Value::object(tuple);
    return !is_set || constant_set(constant);
}

Reg CodeGenerator::comparand(const ast::Expr* e, ast::CmpOperator op) {
    Value container;
    if ((op == ast::CmpOperator::In || op == ast::CmpOperator::NotIn) &&
        constant_container(e, container)) {
        At at(*this, e);
        const Reg r = alloc();
        load_constant(r, container);
        return r;
    }
    return any(e);
}

void CodeGenerator::compare(const ast::Compare* e, Reg dst) {
    warn_identity(e);
    if (e->ops.size() == 1) {
        const Reg left = any_before(e->left, dst, e->comparators[0]);
        const Reg right = comparand(e->comparators[0], e->ops[0]);
        emit(compare_opcode(e->ops[0]), dst, left, right);
        return;
    }
    const Reg result = staging(dst);
    const Label end = out().new_label();
    Reg left = any_before(e->left, alloc(), e->comparators[0]);
    for (size_t i = 0; i < e->ops.size(); i++) {
        const bool last = i + 1 == e->ops.size();
        const Reg right = last ? comparand(e->comparators[i], e->ops[i])
                               : any_before(e->comparators[i], alloc(), e->comparators[i + 1]);
        emit(compare_opcode(e->ops[i]), result, left, right);
        if (!last) out().jump(Op::JUMP_IF_FALSE, result, 0, end);
        left = right;
    }
    out().bind(end);
    move(dst, result);
}

// ---- attributes and items ----

// The range of an attribute (or method call) that stands on a later line than its object's start
// begins at the name.
void CodeGenerator::narrow_to_attribute(const ast::Attribute* a) {
    Position& p = out().position;
    if (p.line == a->end_lineno) return;
    p.line = a->end_lineno;
    // Columns count bytes, the name's length characters.
    int length = 0;
    for (char c : a->attr)
        length += (c & 0xC0) != 0x80;
    if (length <= a->end_col_offset) {
        p.column = a->end_col_offset - length;
    } else {
        p.column = p.end_column = -1;
    }
    if (p.end_line < p.line) p.end_line = p.line;
}

void CodeGenerator::attribute(const ast::Attribute* e, Reg dst) {
    const Reg object = operand(e->value, dst);
    narrow_to_attribute(e);
    emit(Op::LOAD_ATTR, dst, object, attribute_site(e->attr));
}

void CodeGenerator::subscript(const ast::Subscript* e, Reg dst) {
    if (const Value v = constant_value(e)) {
        load_constant(dst, v);
        return;
    }
    warn_subscripted(e);
    const Reg object = any_before(e->value, dst, e->slice);
    const Reg index = any(e->slice);
    emit(Op::LOAD_ITEM, dst, object, index);
}

void CodeGenerator::slice(const ast::Slice* e, Reg dst) {
    const Reg window = alloc(e->step ? 3 : 2);
    auto part = [&](const ast::Expr* x, unsigned i) {
        if (x)
            into(x, window + i);
        else
            load_constant(window + i, Value::none());
    };
    part(e->lower, 0);
    part(e->upper, 1);
    if (e->step) part(e->step, 2);
    emit(Op::BUILD_SLICE, dst, window, e->step ? 3 : 2);
}

// ---- displays ----

void CodeGenerator::sequence(const ast::Expr* e, std::span<ast::Expr* const> elements, Reg dst) {
    const bool is_set = e->is<ast::Set>();
    const bool is_tuple = e->is<ast::Tuple>();
    if (is_tuple) {
        if (const Value v = constant_value(e)) {
            load_constant(dst, v);
            return;
        }
    }
    bool starred = false;
    bool constant = true;
    for (const ast::Expr* x : elements) {
        starred |= x->is<ast::Starred>();
        constant =
            constant && (x->is<ast::Constant>() || x->is<ast::Tuple>() || x->is<ast::UnaryOp>());
    }
    const Op build = is_set ? Op::BUILD_SET : is_tuple ? Op::BUILD_TUPLE : Op::BUILD_LIST;
    if (constant && !is_tuple && elements.size() >= 3) {
        // A copy of one constant.
        Value container;
        if (constant_container(e, container)) {
            const Reg result = staging(dst);
            emit(build, result, result, 0);
            const Reg source = alloc();
            load_constant(source, container);
            emit(is_set ? Op::SET_UPDATE : Op::LIST_EXTEND, result, source);
            move(dst, result);
            return;
        }
    }
    if (!starred && elements.size() <= kMaxDisplayWindow) {
        const Reg window = alloc(static_cast<unsigned>(elements.size()));
        for (size_t i = 0; i < elements.size(); i++) {
            into(elements[i], static_cast<Reg>(window + i));
        }
        emit(build, dst, window, static_cast<unsigned>(elements.size()));
        return;
    }
    // Elements before the first star start the collection; the rest is added.
    const Reg result = staging(dst);
    size_t i = 0;
    {
        Temporaries t(*b_);
        size_t first = 0;
        while (first < elements.size() && first < kMaxDisplayWindow &&
               !elements[first]->is<ast::Starred>()) {
            first++;
        }
        const Reg window = alloc(static_cast<unsigned>(first));
        for (; i < first; i++)
            into(elements[i], static_cast<Reg>(window + i));
        emit(is_set ? Op::BUILD_SET : Op::BUILD_LIST, result, window, static_cast<unsigned>(first));
    }
    for (; i < elements.size() && !errors_.failed(); i++) {
        Temporaries t(*b_);
        if (auto* star = elements[i]->try_as<ast::Starred>()) {
            const Reg r = any(star->value);
            emit(is_set ? Op::SET_UPDATE : Op::LIST_EXTEND, result, r);
        } else {
            const Reg r = any(elements[i]);
            emit(is_set ? Op::SET_ADD : Op::LIST_APPEND, result, r);
        }
    }
    if (is_tuple)
        emit(Op::LIST_TO_TUPLE, dst, result);
    else
        move(dst, result);
}

void CodeGenerator::dict(const ast::Dict* e, Reg dst) {
    const size_t n = e->values.size();
    bool unpacks = false;
    for (const ast::Expr* key : e->keys)
        unpacks |= key == nullptr;
    if (!unpacks && n * 2 <= kMaxDisplayWindow) {
        const Reg window = alloc(static_cast<unsigned>(n * 2));
        for (size_t i = 0; i < n; i++) {
            into(e->keys[i], static_cast<Reg>(window + 2 * i));
            into(e->values[i], static_cast<Reg>(window + 2 * i + 1));
        }
        emit(Op::BUILD_DICT, dst, window, static_cast<unsigned>(n));
        return;
    }
    const Reg result = staging(dst);
    emit(Op::BUILD_DICT, result, result, 0);
    for (size_t i = 0; i < n && !errors_.failed(); i++) {
        Temporaries t(*b_);
        if (e->keys[i]) {
            const Reg key = any_before(e->keys[i], alloc(), e->values[i]);
            const Reg value = any(e->values[i]);
            emit(Op::DICT_SET, result, key, value);
        } else {
            const Reg mapping = any(e->values[i]);
            emit(Op::DICT_UPDATE, result, mapping);
        }
    }
    move(dst, result);
}

// ---- strings ----

void CodeGenerator::joined_string(const ast::JoinedStr* e, Reg dst) {
    if (e->values.empty()) {
        load_constant(dst, Value::object(ctx_.runtime().empty_string));
        return;
    }
    if (e->values.size() == 1 && e->values[0]->is<ast::FormattedValue>()) {
        into(e->values[0], dst);
        return;
    }
    if (e->values.size() == 1 && e->values[0]->is<ast::Constant>()) {
        into(e->values[0], dst);
        return;
    }
    if (e->values.size() > kMaxDisplayWindow) {
        // ''.join of a list.
        const Reg list = alloc();
        emit(Op::BUILD_LIST, list, list, 0);
        for (const ast::Expr* x : e->values) {
            if (errors_.failed()) return;
            Temporaries t(*b_);
            emit(Op::LIST_APPEND, list, temporary(x));
        }
        const Reg base = alloc(kCallHeader + 2);
        load_constant(base, Value::object(ctx_.runtime().empty_string));
        emit(Op::LOAD_METHOD, base, base, attribute_site("join"));
        move(base + kCallHeader + 1, list);
        emit(Op::CALL_METHOD, dst, base, 1);
        return;
    }
    const Reg window = alloc(static_cast<unsigned>(e->values.size()));
    for (size_t i = 0; i < e->values.size(); i++) {
        into(e->values[i], static_cast<Reg>(window + i));
    }
    emit(Op::BUILD_STRING, dst, window, static_cast<unsigned>(e->values.size()));
}

void CodeGenerator::formatted_value(const ast::FormattedValue* e, Reg dst) {
    unsigned how = 0;
    switch (e->conversion) {
    case 's': how = 1; break;
    case 'r': how = 2; break;
    case 'a': how = 3; break;
    default: break;
    }
    if (!e->format_spec) {
        emit(Op::FORMAT, dst, operand(e->value, dst), how);
        return;
    }
    const Reg window = alloc(2);
    into(e->value, window);
    into(e->format_spec, window + 1);
    emit(Op::FORMAT, dst, window, how | 4);
}

// ---- walrus, yield, await ----

void CodeGenerator::named(const ast::NamedExpr* e, Reg dst) {
    into(e->value, dst);
    store(e->target, dst);
}

void CodeGenerator::yield(const ast::Yield* e, Reg dst) {
    if (!b_->scope->is_function()) {
        error("'yield' outside function");
        return;
    }
    Reg value;
    if (e->value) {
        value = operand(e->value, dst);
    } else {
        value = alloc();
        load_constant(value, Value::none());
    }
    if (b_->scope->is_coroutine) {
        const Reg wrapped = alloc();
        emit(Op::ASYNC_GENERATOR_WRAP, wrapped, value);
        value = wrapped;
    }
    emit(Op::YIELD, dst, value, 0);
}

void CodeGenerator::send_loop(Reg value, Reg iterator) {
    const Label loop = out().new_label();
    const Label done = out().new_label();
    out().bind(loop);
    out().jump(Op::SEND, value, iterator, done);
    emit(Op::YIELD, value, value, iterator + 1u);
    out().jump(loop);
    out().bind(done);
}

// Awaits what `value` holds; leaves the result there.
void CodeGenerator::await_value(Reg value, unsigned kind) {
    Temporaries t(*b_);
    const Reg iterator = alloc();
    emit(Op::GET_AWAITABLE, iterator, value, kind);
    load_constant(value, Value::none());
    send_loop(value, iterator);
}

void CodeGenerator::yield_from(const ast::YieldFrom* e, Reg dst) {
    if (!b_->scope->is_function()) {
        error("'yield' outside function");
        return;
    }
    if (in_async_function()) {
        error("'yield from' inside async function");
        return;
    }
    const Reg value = staging(dst);
    const Reg iterator = alloc();
    emit(Op::GET_YIELD_FROM_ITER, iterator, any(e->value));
    load_constant(value, Value::none());
    send_loop(value, iterator);
    move(dst, value);
}

bool CodeGenerator::in_async_function() const { return b_->is_async; }

void CodeGenerator::await(const ast::Await* e, Reg dst) {
    if (!b_->scope->is_function()) {
        error("'await' outside function");
        return;
    }
    if (!b_->is_async && b_->scope->comprehension == Scope::Comprehension::kNone) {
        error("'await' outside async function");
        return;
    }
    const Reg value = staging(dst);
    into(e->value, value);
    await_value(value, 0);
    move(dst, value);
}

}  // namespace orrery
