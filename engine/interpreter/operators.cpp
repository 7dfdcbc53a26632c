// Operators, comparison, truth, hashing and text of any value: the protocols over special methods.
#include "engine/bytecode/opcodes.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/int.h"
#include "engine/objects/list_internal.h"
#include "engine/objects/numbers.h"
#include "engine/objects/sequence_support.h"

namespace orrery {

namespace {

struct BinaryRow {
    Special forward, reflected, inplace;
    const char* symbol;
};
const BinaryRow kBinary[] = {
    {Special::kAdd, Special::kRadd, Special::kIadd, "+"},
    {Special::kSub, Special::kRsub, Special::kIsub, "-"},
    {Special::kMul, Special::kRmul, Special::kImul, "*"},
    {Special::kMatmul, Special::kRmatmul, Special::kImatmul, "@"},
    {Special::kTruediv, Special::kRtruediv, Special::kItruediv, "/"},
    {Special::kFloordiv, Special::kRfloordiv, Special::kIfloordiv, "//"},
    {Special::kMod, Special::kRmod, Special::kImod, "%"},
    {Special::kDivmod, Special::kRdivmod, Special::kDivmod, "divmod()"},
    {Special::kPow, Special::kRpow, Special::kIpow, "** or pow()"},
    {Special::kLshift, Special::kRlshift, Special::kIlshift, "<<"},
    {Special::kRshift, Special::kRrshift, Special::kIrshift, ">>"},
    {Special::kAnd, Special::kRand, Special::kIand, "&"},
    {Special::kXor, Special::kRxor, Special::kIxor, "^"},
    {Special::kOr, Special::kRor, Special::kIor, "|"},
};

struct CompareRow {
    Special forward, reflected;
    const char* symbol;
};
const CompareRow kCompare[] = {
    {Special::kLt, Special::kGt, "<"},  {Special::kLe, Special::kGe, "<="},
    {Special::kEq, Special::kEq, "=="}, {Special::kNe, Special::kNe, "!="},
    {Special::kGt, Special::kLt, ">"},  {Special::kGe, Special::kLe, ">="},
};

/// Calls type.special(a, b); not_implemented() if there is none.
Value try_special(Context& ctx, Value a, Special s, Value b) {
    Value out;
    const Truth t = call_special(ctx, a, s, {b}, out);
    if (t == Truth::kError) return Value::error();
    return t == Truth::kYes ? out : Value::not_implemented();
}

/// A built-in sequence: `*` repeats it, after the other operand has had its say.
bool repeats(Context& ctx, Value v) {
    Type* type = type_of(ctx, v);
    return type->lookup_special(Special::kLen) &&
           type->lookup_special(Special::kMul).is(Kind::kNativeFunction);
}

/// `sequence * other` where `other` is no count. The operator then passes the sequence's method by:
/// only who calls it by name sees what it raises.
bool cannot_repeat(Context& ctx, BinaryOp op, Value sequence, Value other) {
    return op == BinaryOp::kMul && !other.is_small_int() && repeats(ctx, sequence) &&
           !type_of(ctx, other)->lookup_special(Special::kIndex);
}

/// try_special for comparisons: a descriptor that cannot be bound counts as none.
Value try_comparison(Context& ctx, Value a, Special s, Value b) {
    Type* type = type_of(ctx, a);
    Value method = type->lookup_special(s);
    if (method.is(Kind::kFunction) || method.is(Kind::kNativeFunction) || method.is_none()) {
        return try_special(ctx, a, s, b);
    }
    method = method ? bind_descriptor(ctx, method, a, type) : Value::not_implemented();
    if (!method) take_exception(ctx);
    return method && !method.is_not_implemented() ? call(ctx, method, {b})
                                                  : Value::not_implemented();
}

bool is_plain_int(Value v) { return v.is_small_int() || v.has_shape(builtin_shape(TypeId::kInt)); }

/// The method of the built-in type of `a`, called without asking anything of the arguments: `a` is
/// an exact instance of the type, and its parameters are `b` and, for pow(), a modulus.
Value call_builtin_operator(Context& ctx, Value a, Special s, Value b) {
    const Value f = type_of(ctx, a)->lookup_special(s);
    const Value args[] = {a, b, Value()};
    return f.as<NativeFunction>()->def->function(ctx, Args{args});
}

/// The forward and reflected attempts of `a op b`, the subclass first.
Value binary_attempt(Context& ctx, BinaryOp op, Value a, Value b) {
    const BinaryRow& row = kBinary[static_cast<unsigned>(op)];
    if (is_plain_int(a) && is_plain_int(b) && op != BinaryOp::kMatmul) {
        return call_builtin_operator(ctx, a, row.forward, b);
    }
    if (op == BinaryOp::kAdd && a.has_shape(builtin_shape(TypeId::kString)) &&
        b.has_shape(builtin_shape(TypeId::kString))) {
        String* s = concat(ctx, a.as<String>(), b.as<String>());
        return s ? Value::object(s) : Value::error();
    }
    Type* ta = type_of(ctx, a);
    Type* tb = type_of(ctx, b);
    const Value reflected = tb->lookup_special(row.reflected);
    bool tried_reflected = ta == tb;
    if (ta != tb && reflected && is_subtype(tb, ta) &&
        !(reflected == ta->lookup_special(row.reflected))) {
        Value v = try_special(ctx, b, row.reflected, a);
        if (!v.is_not_implemented()) return v;
        tried_reflected = true;
    } else if (op == BinaryOp::kMul && reflected && !tried_reflected && !b.is_small_int() &&
               repeats(ctx, a) && !repeats(ctx, b)) {
        Value v = try_special(ctx, b, row.reflected, a);
        if (!v.is_not_implemented()) return v;
        tried_reflected = true;
    }
    Value v = cannot_repeat(ctx, op, a, b) ? Value::not_implemented()
                                           : try_special(ctx, a, row.forward, b);
    if (!v.is_not_implemented() || tried_reflected || cannot_repeat(ctx, op, b, a)) return v;
    return try_special(ctx, b, row.reflected, a);
}

/// seq * n where the number stands on the left is int's NotImplemented, then the sequence's
/// __rmul__:
/// nothing special is needed. Concatenation has a message of its own.
Value raise_unsupported(Context& ctx, BinaryOp op, Value a, Value b, const char* suffix) {
    const char* symbol = kBinary[static_cast<unsigned>(op)].symbol;
    if (op == BinaryOp::kAdd && !*suffix) {
        // CPython asks the left sequence's concatenation last, whose message names both types.
        const bool str = a.is(Kind::kString), bytes = a.is(Kind::kBytes) || a.is(Kind::kByteArray);
        const bool list = a.is(Kind::kList), tuple = a.is(Kind::kTuple);
        if (str || list || tuple) {
            return raise(ctx, TypeId::kTypeError, "can only concatenate {} (not \"{}\") to {}",
                         str    ? "str"
                         : list ? "list"
                                : "tuple",
                         MessageArg::type(b),
                         str    ? "str"
                         : list ? "list"
                                : "tuple");
        }
        if (bytes) {
            return raise(ctx, TypeId::kTypeError, "can't concat {} to {}", MessageArg::type(b),
                         MessageArg::type(a));
        }
    }
    if (op == BinaryOp::kMul) {
        const bool left = cannot_repeat(ctx, op, a, b);
        if (left || cannot_repeat(ctx, op, b, a)) {
            return raise(ctx, TypeId::kTypeError, "can't multiply sequence by non-int of type '{}'",
                         MessageArg::type(left ? b : a));
        }
    }
    if (op == BinaryOp::kRshift && !*suffix && a.is(Kind::kNativeFunction) &&
        equals_ascii(a.as<NativeFunction>()->name.get(), "print")) {
        return raise(ctx, TypeId::kTypeError,
                     "unsupported operand type(s) for {}: '{}' and '{}'. Did you mean "
                     "\"print(<message>, file=<output_stream>)\"?",
                     symbol, MessageArg::type(a), MessageArg::type(b));
    }
    std::string name = symbol;
    if (*suffix) name = op == BinaryOp::kPow ? "**=" : name + "=";
    return raise(ctx, TypeId::kTypeError, "unsupported operand type(s) for {}: '{}' and '{}'", name,
                 MessageArg::type(a), MessageArg::type(b));
}

template <typename T>
bool holds(CompareOp op, T a, T b) {
    switch (op) {
    case CompareOp::kLt: return a < b;
    case CompareOp::kLe: return a <= b;
    case CompareOp::kEq: return a == b;
    case CompareOp::kNe: return a != b;
    case CompareOp::kGt: return a > b;
    case CompareOp::kGe: return a >= b;
    }
    return false;
}

Truth truth_of_result(Context& ctx, Value v) {
    if (!v) return Truth::kError;
    return is_true(ctx, v);
}

}  // namespace

Value binary_op(Context& ctx, BinaryOp op, Value a, Value b) {
    if (op == BinaryOp::kMul && a.has_shape(builtin_shape(TypeId::kList)) && b.is_small_int()) {
        return repeat_list(ctx, a.as<List>(), b.as_small_int());
    }
    Value v = binary_attempt(ctx, op, a, b);
    return v.is_not_implemented() ? raise_unsupported(ctx, op, a, b, "") : v;
}

Value inplace_op(Context& ctx, BinaryOp op, Value a, Value b) {
    if (a.is_object() && !a.has_shape(builtin_shape(TypeId::kInt)) &&
        !a.has_shape(builtin_shape(TypeId::kString)) && !cannot_repeat(ctx, op, a, b)) {
        Value v = try_special(ctx, a, kBinary[static_cast<unsigned>(op)].inplace, b);
        if (!v.is_not_implemented()) return v;
    }
    Value v = binary_attempt(ctx, op, a, b);
    if (!v.is_not_implemented()) return v;
    const bool concatenates =
        op == BinaryOp::kAdd && (a.is(Kind::kString) || a.is(Kind::kTuple) || a.is(Kind::kBytes));
    return raise_unsupported(ctx, op, a, b, concatenates ? "" : "=");
}

Value power(Context& ctx, Value base, Value exponent, Value modulus) {
    if (modulus.is_none() || !modulus) return binary_op(ctx, BinaryOp::kPow, base, exponent);
    Value out;
    const Truth t = call_special(ctx, base, Special::kPow, {exponent, modulus}, out);
    if (t == Truth::kError) return Value::error();
    if (t == Truth::kYes && !out.is_not_implemented()) return out;
    auto plain = [](Value v) { return is_int(v) || is_float(v); };
    if (plain(base) && plain(exponent) && plain(modulus)) {
        return raise(ctx, TypeId::kTypeError,
                     "pow() 3rd argument not allowed unless all arguments are integers");
    }
    return raise(ctx, TypeId::kTypeError,
                 "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
                 MessageArg::type(base), MessageArg::type(exponent), MessageArg::type(modulus));
}

Value unary_op(Context& ctx, UnaryOp op, Value v) {
    static constexpr Special kSpecials[] = {Special::kNeg, Special::kPos, Special::kInvert};
    static constexpr const char* kSymbols[] = {"unary -", "unary +", "unary ~"};
    Value out;
    const Truth t = call_special(ctx, v, kSpecials[static_cast<unsigned>(op)], {}, out);
    if (t == Truth::kYes) return out;
    if (t == Truth::kError) return Value::error();
    return raise(ctx, TypeId::kTypeError, "bad operand type for {}: '{}'",
                 kSymbols[static_cast<unsigned>(op)], MessageArg::type(v));
}

Value compare(Context& ctx, CompareOp op, Value a, Value b) {
    const CompareRow& row = kCompare[static_cast<unsigned>(op)];
    if (a.has_shape(builtin_shape(TypeId::kString)) &&
        b.has_shape(builtin_shape(TypeId::kString))) {
        if (op == CompareOp::kEq || op == CompareOp::kNe) {
            const bool same = a == b || string_equal(a.as<String>(), b.as<String>());
            return Value::boolean(same == (op == CompareOp::kEq));
        }
    }
    if (is_plain_int(a) && is_plain_int(b)) return call_builtin_operator(ctx, a, row.forward, b);
    Type* ta = type_of(ctx, a);
    Type* tb = type_of(ctx, b);
    if (op == CompareOp::kEq || op == CompareOp::kNe) {
        // Objects without an __eq__ of their own are equal only to themselves.
        const Type* object = ctx.type(TypeId::kObject);
        auto plain = [&](const Type* t) {
            return t->lookup_special(Special::kEq) == object->lookup_special(Special::kEq) &&
                   t->lookup_special(Special::kNe) == object->lookup_special(Special::kNe);
        };
        if (plain(ta) && plain(tb)) return Value::boolean((a == b) == (op == CompareOp::kEq));
    }
    NativeRecursion guard(ctx, " in comparison");
    if (!guard.ok()) return Value::error();
    bool tried_reflected = false;
    if (ta != tb && is_subtype(tb, ta)) {
        Value v = try_comparison(ctx, b, row.reflected, a);
        if (!v.is_not_implemented()) return v;
        tried_reflected = true;
    }
    Value v = try_comparison(ctx, a, row.forward, b);
    if (!v.is_not_implemented()) return v;
    if (!tried_reflected) {
        v = try_comparison(ctx, b, row.reflected, a);
        if (!v.is_not_implemented()) return v;
    }
    if (op == CompareOp::kEq) return Value::boolean(a == b);
    if (op == CompareOp::kNe) return Value::boolean(!(a == b));
    return raise(ctx, TypeId::kTypeError, "'{}' not supported between instances of '{}' and '{}'",
                 row.symbol, MessageArg::type(a), MessageArg::type(b));
}

Truth compare_truth(Context& ctx, CompareOp op, Value a, Value b) {
    if (both_small_ints(a, b)) return truth(holds(op, a.as_small_int(), b.as_small_int()));
    if (a.is_double() && b.is_double()) return truth(holds(op, a.as_double(), b.as_double()));
    return truth_of_result(ctx, compare(ctx, op, a, b));
}

Truth equal(Context& ctx, Value a, Value b) {
    if (a == b) return Truth::kYes;
    if (both_small_ints(a, b)) return Truth::kNo;
    if (a.has_shape(builtin_shape(TypeId::kTuple)) && b.has_shape(builtin_shape(TypeId::kTuple))) {
        return equal_tuples(ctx, a.as<Tuple>(), b.as<Tuple>());
    }
    return compare_truth(ctx, CompareOp::kEq, a, b);
}

Truth is_true(Context& ctx, Value v) {
    if (v.is_bool()) return truth(v.is_true());
    if (v.is_none()) return Truth::kNo;
    if (v.is_small_int()) return truth(v.as_small_int() != 0);
    if (v.is_double()) return truth(v.as_double() != 0);
    if (v.is_object() && v.as_object()->is_exact()) {
        switch (v.as_object()->kind) {
        case Kind::kString: return truth(v.as<String>()->length != 0);
        case Kind::kList: return truth(v.as<List>()->size != 0);
        case Kind::kTuple: return truth(v.as<Tuple>()->length != 0);
        case Kind::kDict: return truth(v.as<Dict>()->live != 0);
        case Kind::kSet: return truth(v.as<Set>()->live != 0);
        case Kind::kFunction:
        case Kind::kType: break;
        default: break;
        }
    }
    Value out;
    Truth t = call_special(ctx, v, Special::kBool, {}, out);
    if (t == Truth::kError) return t;
    if (t == Truth::kYes) {
        if (out.is_bool()) return truth(out.is_true());
        raise(ctx, TypeId::kTypeError, "__bool__ should return bool, returned {}",
              MessageArg::type(out));
        return Truth::kError;
    }
    if (!type_of(ctx, v)->lookup_special(Special::kLen)) return Truth::kYes;
    const int64_t n = length_of(ctx, v);
    return n < 0 ? Truth::kError : truth(n != 0);
}

bool hash_value(Context& ctx, Value v, int64_t& out) {
    if (v.has_shape(builtin_shape(TypeId::kString))) {
        out = static_cast<int64_t>(string_hash(ctx, v.as<String>()));
        return true;
    }
    if (v.is_small_int() || v.is_double()) {
        out = hash_number(ctx, v);
        return true;
    }
    if (v.has_shape(builtin_shape(TypeId::kTuple))) return hash_tuple(ctx, v.as<Tuple>(), out);
    Value f = type_of(ctx, v)->lookup_special(Special::kHash);
    if (!f || f.is_none()) {
        raise(ctx, TypeId::kTypeError, "unhashable type: '{}'", MessageArg::type(v));
        return false;
    }
    Value h;
    if (call_special(ctx, v, Special::kHash, {}, h) != Truth::kYes) return false;
    if (!is_int(h)) {
        raise(ctx, TypeId::kTypeError, "__hash__ method should return an integer");
        return false;
    }
    if (h.is_small_int()) {
        out = h.as_small_int();
    } else if (h.is_bool()) {
        out = h.is_true();
    } else if (!int_to_int64(h, out)) {
        out = hash_number(ctx, h);
    }
    if (out == -1) out = -2;
    return true;
}

String* to_repr(Context& ctx, Value v) {
    if (v.is_small_int()) return small_int_text(ctx, v.as_small_int());
    NativeRecursion guard(ctx, " while getting the repr of an object");
    if (!guard.ok()) return nullptr;
    Value out;
    if (call_special(ctx, v, Special::kRepr, {}, out) != Truth::kYes) return nullptr;
    if (out.is(Kind::kString)) return out.as<String>();
    raise(ctx, TypeId::kTypeError, "__repr__ returned non-string (type {})", MessageArg::type(out));
    return nullptr;
}

String* to_str(Context& ctx, Value v) {
    if (v.has_shape(builtin_shape(TypeId::kString))) return v.as<String>();
    if (v.is_small_int()) return small_int_text(ctx, v.as_small_int());
    NativeRecursion guard(ctx, " while getting the str of an object");
    if (!guard.ok()) return nullptr;
    Value out;
    if (call_special(ctx, v, Special::kStr, {}, out) != Truth::kYes) return nullptr;
    if (out.is(Kind::kString)) return out.as<String>();
    raise(ctx, TypeId::kTypeError, "__str__ returned non-string (type {})", MessageArg::type(out));
    return nullptr;
}

String* to_ascii(Context& ctx, Value v) {
    String* s = to_repr(ctx, v);
    if (!s || s->is_ascii()) return s;
    static constexpr char kHex[] = "0123456789abcdef";
    StringBuilder out;
    for (uint64_t i = 0; i < s->length; i++) {
        const uint32_t c = s->at(i);
        if (c < 128) {
            out.add(c);
            continue;
        }
        const int digits = c < 256 ? 2 : c < 65536 ? 4 : 8;
        out.add_ascii(digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U");
        for (int d = digits - 1; d >= 0; d--)
            out.add(static_cast<uint32_t>(kHex[(c >> (4 * d)) & 15]));
    }
    return out.finish(ctx);
}

String* format_value(Context& ctx, Value v, String* spec) {
    if (spec->length == 0) {
        if (v.has_shape(builtin_shape(TypeId::kString))) return v.as<String>();
        if (v.is_small_int()) return small_int_text(ctx, v.as_small_int());
    }
    Value out;
    const Truth t = call_special(ctx, v, Special::kFormat, {Value::object(spec)}, out);
    if (t == Truth::kError) return nullptr;
    if (out.is(Kind::kString)) return out.as<String>();
    raise(ctx, TypeId::kTypeError, "__format__ must return a str, not {}", MessageArg::type(out));
    return nullptr;
}

bool repr_enter(Context& ctx, Value v) {
    std::vector<Value>& running = ctx.runtime().repr_running;
    for (Value r : running) {
        if (r == v) return false;
    }
    running.push_back(v);
    return true;
}

void repr_leave(Context& ctx, Value v) { std::erase(ctx.runtime().repr_running, v); }

}  // namespace orrery
