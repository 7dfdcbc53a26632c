// Constants: values of literals, folding of constant expressions, the constant pool.
//
// Folding follows CPython: operators on literals, tuples of constants, constant subscripts; results
// that would be much larger than their source, and operations that fail, are left to run time.
#include <string>

#include "engine/bytecode/code_generator.h"
#include "engine/bytecode/literals.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/bytes.h"
#include "engine/objects/numbers.h"

namespace orrery {

using ast::ConstantKind;
using ast::NodeKind;

namespace {

constexpr int64_t kMaxBits = 128;  // of a folded int
constexpr int64_t kMaxCollection = 256;  // elements of a repeated tuple
constexpr int64_t kMaxText = 4096;  // characters of a folded str or bytes
constexpr int kMaxFoldDepth = 200;

int64_t bit_length(Value v) {
    if (v.is_small_int()) {
        const int64_t i = v.as_small_int();
        return 64 - __builtin_clzll(static_cast<uint64_t>(i < 0 ? -i : i) | 1);
    }
    const int64_t limbs = v.as<Int>()->size;
    return (limbs < 0 ? -limbs : limbs) * 64;
}

bool is_int_value(Value v) { return v.is_small_int() || v.is(Kind::kInt); }

int64_t text_length(Value v) {
    if (v.is(Kind::kString)) return static_cast<int64_t>(v.as<String>()->length);
    return v.is(Kind::kBytes) ? static_cast<int64_t>(v.as<Bytes>()->length) : -1;
}

// False when the result may be large.
bool is_modest(ast::Operator op, Value a, Value b) {
    switch (op) {
    case ast::Operator::Mult: {
        if (is_int_value(a) && is_int_value(b)) return bit_length(a) + bit_length(b) <= kMaxBits;
        if (is_int_value(a)) std::swap(a, b);
        if (!is_int_value(b)) return true;
        if (!b.is_small_int()) return false;
        const int64_t n = b.as_small_int();
        if (a.is(Kind::kTuple)) {
            const int64_t length = static_cast<int64_t>(a.as<Tuple>()->length);
            return length == 0 || (n >= 0 && n <= kMaxCollection / length);
        }
        const int64_t length = text_length(a);
        return length <= 0 || (n >= 0 && n <= kMaxText / length);
    }
    case ast::Operator::Pow:
        if (is_int_value(a) && is_int_value(b)) {
            if (!b.is_small_int()) return false;
            const int64_t n = b.as_small_int();
            return n <= 0 || n * bit_length(a) <= kMaxBits;
        }
        return true;
    case ast::Operator::LShift:
        if (is_int_value(a) && is_int_value(b)) {
            if (!b.is_small_int()) return false;
            const int64_t n = b.as_small_int();
            return n >= 0 && n <= kMaxBits && bit_length(a) + n <= kMaxBits;
        }
        return true;
    case ast::Operator::Mod: return !a.is(Kind::kString) && !a.is(Kind::kBytes);
    default: return true;
    }
}

BinaryOp binary_op_of(ast::Operator op) {
    switch (op) {
    case ast::Operator::Add: return BinaryOp::kAdd;
    case ast::Operator::Sub: return BinaryOp::kSub;
    case ast::Operator::Mult: return BinaryOp::kMul;
    case ast::Operator::MatMult: return BinaryOp::kMatmul;
    case ast::Operator::Div: return BinaryOp::kTruediv;
    case ast::Operator::Mod: return BinaryOp::kMod;
    case ast::Operator::Pow: return BinaryOp::kPow;
    case ast::Operator::LShift: return BinaryOp::kLshift;
    case ast::Operator::RShift: return BinaryOp::kRshift;
    case ast::Operator::BitOr: return BinaryOp::kOr;
    case ast::Operator::BitXor: return BinaryOp::kXor;
    case ast::Operator::BitAnd: return BinaryOp::kAnd;
    case ast::Operator::FloorDiv: return BinaryOp::kFloordiv;
    }
    return BinaryOp::kAdd;
}

// Quick test before any value is made: can the expression be constant at all?
bool maybe_constant(const ast::Expr* e, int depth) {
    if (depth > kMaxFoldDepth) return false;
    switch (e->kind) {
    case NodeKind::Constant: return true;
    case NodeKind::UnaryOp: return maybe_constant(e->as<ast::UnaryOp>()->operand, depth + 1);
    case NodeKind::BinOp:
        return maybe_constant(e->as<ast::BinOp>()->right, depth + 1) &&
               maybe_constant(e->as<ast::BinOp>()->left, depth + 1);
    case NodeKind::Tuple:
        if (e->as<ast::Tuple>()->ctx != ast::ExprContext::Load) return false;
        for (const ast::Expr* x : e->as<ast::Tuple>()->elts) {
            if (!maybe_constant(x, depth + 1)) return false;
        }
        return true;
    case NodeKind::Subscript:
        return e->as<ast::Subscript>()->ctx == ast::ExprContext::Load &&
               maybe_constant(e->as<ast::Subscript>()->slice, depth + 1) &&
               maybe_constant(e->as<ast::Subscript>()->value, depth + 1);
    case NodeKind::Name: return e->as<ast::Name>()->id == "__debug__";
    default: return false;
    }
}

}  // namespace

String* CodeGenerator::constant_string(std::string_view text) {
    auto [it, is_new] = texts_.try_emplace(text, nullptr);
    if (!is_new) return it->second;
    String* s = make_literal_string(ctx_, text);
    if (!s) {
        errors_.set_failed();
        s = ctx_.runtime().empty_string;
    }
    keep(Value::object(s));
    return it->second = s;
}

Value CodeGenerator::literal(const ast::ConstantValue& v) {
    if (v.kind == ConstantKind::Str) return Value::object(constant_string(v.text));
    const Value result = make_literal(ctx_, v);
    if (result) {
        keep(result);
        return result;
    }
    if (v.kind == ConstantKind::BigInt && exception_matches(ctx_, TypeId::kValueError)) {
        if (String* text = to_str(ctx_, take_exception(ctx_))) {
            error(to_utf8(text) +
                  " - Consider hexadecimal for huge integer literals to avoid "
                  "decimal conversion limits.");
        }
    }
    errors_.set_failed();
    return Value::none();
}

Value CodeGenerator::constant_value(const ast::Expr* e) {
    if (e->is<ast::Constant>()) return literal(e->as<ast::Constant>()->value);
    if (!maybe_constant(e, 0)) return Value();
    return fold(e, 0);
}

Value CodeGenerator::fold(const ast::Expr* e, int depth) {
    if (errors_.failed()) return Value();
    Value result;
    switch (e->kind) {
    case NodeKind::Constant: return literal(e->as<ast::Constant>()->value);
    case NodeKind::Name: return Value::boolean(!options_.optimize_asserts);
    case NodeKind::UnaryOp: {
        auto* u = e->as<ast::UnaryOp>();
        const Value v = fold(u->operand, depth + 1);
        if (!v) return v;
        if (u->op == ast::UnaryOperator::Not) {
            const Truth t = is_true(ctx_, v);
            if (t != Truth::kError) return Value::boolean(t == Truth::kNo);
            break;
        }
        if (!is_int_value(v) && !v.is_double() && !v.is_bool() && !v.is(Kind::kComplex)) {
            return Value();
        }
        result = unary_op(ctx_,
                          u->op == ast::UnaryOperator::USub   ? UnaryOp::kNeg
                          : u->op == ast::UnaryOperator::UAdd ? UnaryOp::kPos
                                                              : UnaryOp::kInvert,
                          v);
        break;
    }
    case NodeKind::BinOp: {
        auto* b = e->as<ast::BinOp>();
        const Value left = fold(b->left, depth + 1);
        if (!left) return left;
        const Value right = fold(b->right, depth + 1);
        if (!right || !is_modest(b->op, left, right)) return Value();
        result = binary_op(ctx_, binary_op_of(b->op), left, right);
        break;
    }
    case NodeKind::Tuple: {
        auto elements = e->as<ast::Tuple>()->elts;
        Tuple* tuple = new_tuple(ctx_, elements.size());
        if (!tuple) {
            errors_.set_failed();
            return Value();
        }
        for (size_t i = 0; i < elements.size(); i++) {
            const Value v = fold(elements[i], depth + 1);
            if (!v) return v;
            tuple->slots()[i].set(ctx_, tuple, v);
        }
        result = Value::object(tuple);
        break;
    }
    case NodeKind::Subscript: {
        const Value object = fold(e->as<ast::Subscript>()->value, depth + 1);
        if (!object) return object;
        const Value index = fold(e->as<ast::Subscript>()->slice, depth + 1);
        if (!index) return index;
        result = get_item(ctx_, object, index);
        break;
    }
    default: break;
    }
    if (!result) {
        // It fails at run time too, then with a position.
        if (has_exception(ctx_)) take_exception(ctx_);
        return Value();
    }
    if (result.is_object()) {
        if (result.is(Kind::kString)) {
            return Value::object(constant_string_of(result.as<String>()));
        }
        keep(result);
    }
    return result;
}

String* CodeGenerator::constant_string_of(String* s) {
    const std::string text = to_utf8(s);
    return constant_string(symbols_.keep_text(text));
}

bool CodeGenerator::same_constant(Value a, Value b) {
    if (a == b) return true;
    if (!a.is_object() || !b.is_object() || a.as_object()->kind != b.as_object()->kind) {
        return false;
    }
    switch (a.as_object()->kind) {
    case Kind::kTuple: {
        const Tuple* s = a.as<Tuple>();
        const Tuple* t = b.as<Tuple>();
        if (s->length != t->length) return false;
        for (uint64_t i = 0; i < s->length; i++) {
            if (!same_constant(s->at(i), t->at(i))) return false;
        }
        return true;
    }
    case Kind::kString: return string_equal(a.as<String>(), b.as<String>());
    case Kind::kComplex:
        return std::bit_cast<uint64_t>(a.as<Complex>()->real) ==
                   std::bit_cast<uint64_t>(b.as<Complex>()->real) &&
               std::bit_cast<uint64_t>(a.as<Complex>()->imag) ==
                   std::bit_cast<uint64_t>(b.as<Complex>()->imag);
    case Kind::kInt:
    case Kind::kBytes: {
        const Truth t = equal(ctx_, a, b);
        if (t == Truth::kError) take_exception(ctx_);
        return t == Truth::kYes;
    }
    default: return false;
    }
}

uint32_t CodeGenerator::constant(Value v) {
    // Words compare by type and value already: 0.0 and -0.0, 1 and 1.0 and True are different.
    constexpr uint64_t kByStructure = 1, kByWord = 0;
    CodeBuilder::ConstantKey key{kByWord, v.bits(), 0};
    if (v.is_object()) {
        switch (v.as_object()->kind) {
        case Kind::kTuple: key = {kByStructure, v.as<Tuple>()->length, 1}; break;
        case Kind::kInt: key = {kByStructure, v.as<Int>()->limbs()[0], 2}; break;
        case Kind::kComplex:
            key = {kByStructure, std::bit_cast<uint64_t>(v.as<Complex>()->imag), 3};
            break;
        default: break;
        }
    }
    auto& table = b_->constant_index;
    for (;;) {
        auto [it, is_new] = table.try_emplace(key, static_cast<uint32_t>(b_->constants.size()));
        if (is_new) break;
        if (key.type == kByWord || same_constant(b_->constants[it->second], v)) return it->second;
        key.more += 16;  // another constant of the same key
        if (key.more > 16 * 64) break;
    }
    b_->constants.push_back(v);
    keep(v);
    return static_cast<uint32_t>(b_->constants.size() - 1);
}

void CodeGenerator::load_constant(Reg dst, Value v) {
    if (v.is_small_int()) {
        const int64_t i = v.as_small_int();
        if (i == static_cast<int32_t>(i)) {
            out().emit_wide(Op::LOAD_INT, dst, static_cast<uint32_t>(static_cast<int32_t>(i)));
            return;
        }
    } else if (v.is_immediate()) {
        out().emit_wide(Op::LOAD_IMMEDIATE, dst, static_cast<uint32_t>(v.bits()));
        return;
    }
    out().emit_wide(Op::LOAD_CONST, dst, constant(v));
}

bool CodeGenerator::immediate(const ast::Expr* e, int16_t& result) {
    int64_t i;
    if (auto* c = e->try_as<ast::Constant>()) {
        if (c->value.kind != ConstantKind::Int) return false;
        i = c->value.integer;
    } else if (auto* u = e->try_as<ast::UnaryOp>()) {
        auto* operand = u->operand->try_as<ast::Constant>();
        if (u->op != ast::UnaryOperator::USub || !operand ||
            operand->value.kind != ConstantKind::Int) {
            return false;
        }
        i = -operand->value.integer;
    } else {
        return false;
    }
    result = static_cast<int16_t>(i);
    return result == i;
}

int CodeGenerator::constant_truth(const ast::Expr* e) {
    const Value v = constant_value(e);
    if (!v) return -1;
    const Truth t = is_true(ctx_, v);
    if (t == Truth::kError) {
        take_exception(ctx_);
        return -1;
    }
    return t == Truth::kYes;
}

}  // namespace orrery
