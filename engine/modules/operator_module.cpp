// Module _operator: the operators as functions, and getters.
#include "engine/modules/module_support.h"
#include "engine/objects/bytes.h"

namespace orrery {

namespace {

template <BinaryOp op>
Value binary(Context& ctx, const Args& args) {
    return binary_op(ctx, op, args[0], args[1]);
}
template <BinaryOp op>
Value in_place(Context& ctx, const Args& args) {
    return inplace_op(ctx, op, args[0], args[1]);
}
template <UnaryOp op>
Value unary(Context& ctx, const Args& args) {
    return unary_op(ctx, op, args[0]);
}
template <CompareOp op>
Value comparison(Context& ctx, const Args& args) {
    return compare(ctx, op, args[0], args[1]);
}

Value op_truth(Context& ctx, const Args& args) { return from_truth(is_true(ctx, args[0])); }
Value op_not(Context& ctx, const Args& args) {
    const Truth t = is_true(ctx, args[0]);
    return t == Truth::kError ? Value::error() : Value::boolean(t == Truth::kNo);
}
/// `is` compares what programs see: equal floats held in words are one object here.
Value op_is(Context&, const Args& args) { return Value::boolean(args[0] == args[1]); }
Value op_is_not(Context&, const Args& args) { return Value::boolean(!(args[0] == args[1])); }
Value op_contains(Context& ctx, const Args& args) {
    return from_truth(contains(ctx, args[0], args[1]));
}
Value op_index(Context& ctx, const Args& args) { return to_index(ctx, args[0]); }
Value op_abs(Context& ctx, const Args& args) {
    Value f = builtin_function(ctx, "abs");
    return f ? call(ctx, f, {args[0]}) : f;
}
bool can_iterate(Context& ctx, Value v) {
    Type* type = type_of(ctx, v);
    if (type->lookup_special(Special::kIter) || type->lookup_special(Special::kGetitem))
        return true;
    raise(ctx, TypeId::kTypeError, "argument of type '{}' is not iterable", MessageArg::type(v));
    return false;
}
Value op_index_of(Context& ctx, const Args& args) {
    int64_t i = 0;
    bool found = false;
    if (!can_iterate(ctx, args[0])) return Value::error();
    const bool ended = for_each(ctx, args[0], [&](Value v) {
        const Truth t = equal(ctx, v, args[1]);
        if (t == Truth::kNo) {
            i++;
            return true;
        }
        found = t == Truth::kYes;
        return false;
    });
    if (found) return make_int(ctx, i);
    return ended ? raise(ctx, TypeId::kValueError, "sequence.index(x): x not in sequence")
                 : Value::error();
}
Value op_count_of(Context& ctx, const Args& args) {
    int64_t n = 0;
    if (!can_iterate(ctx, args[0])) return Value::error();
    const bool ended = for_each(ctx, args[0], [&](Value v) {
        const Truth t = equal(ctx, v, args[1]);
        n += t == Truth::kYes;
        return t != Truth::kError;
    });
    return ended ? make_int(ctx, n) : Value::error();
}

bool is_sequence(Context& ctx, Value v) {
    return type_of(ctx, v)->lookup_special(Special::kGetitem) && !v.is(Kind::kDict);
}
template <bool inplace>
Value op_concat(Context& ctx, const Args& args) {
    if (!is_sequence(ctx, args[0])) {
        return raise(ctx, TypeId::kTypeError, "'{}' object can't be concatenated",
                     MessageArg::type(args[0]));
    }
    if (inplace) return inplace_op(ctx, BinaryOp::kAdd, args[0], args[1]);
    return binary_op(ctx, BinaryOp::kAdd, args[0], args[1]);
}
Value op_getitem(Context& ctx, const Args& args) { return get_item(ctx, args[0], args[1]); }
Value op_setitem(Context& ctx, const Args& args) {
    return set_item(ctx, args[0], args[1], args[2]) ? Value::none() : Value::error();
}
Value op_delitem(Context& ctx, const Args& args) {
    return delete_item(ctx, args[0], args[1]) ? Value::none() : Value::error();
}
Value op_length_hint(Context& ctx, const Args& args) {
    int64_t fallback = 0;
    if (args[1]) {
        if (!is_int(args[1])) {
            return raise(ctx, TypeId::kTypeError, "'{}' object cannot be interpreted as an integer",
                         MessageArg::type(args[1]));
        }
        if (!to_int64(ctx, args[1], fallback)) return Value::error();
    }
    const int64_t n = length_hint(ctx, args[0], fallback);
    return n == -1 && has_exception(ctx) ? Value::error() : make_int(ctx, n);
}
Value op_call(Context& ctx, const Args& args) {
    if (!args.keywords) return call(ctx, args[0], args.rest());
    Tuple* positional = make_tuple(ctx, args.rest());
    return positional ? call_ex(ctx, args[0], positional, args.keywords) : Value::error();
}

/// Time depends on the length of the second argument alone.
bool same_bytes(std::string_view a, std::string_view b) {
    volatile uint8_t difference = a.size() != b.size();
    const std::string_view left = a.size() == b.size() ? a : b;
    for (size_t i = 0; i < b.size(); i++) {
        difference = difference | static_cast<uint8_t>(left[i] ^ b[i]);
    }
    return difference == 0;
}
Value op_compare_digest(Context& ctx, const Args& args) {
    if (args[0].is(Kind::kString) && args[1].is(Kind::kString)) {
        auto* a = args[0].as<String>();
        auto* b = args[1].as<String>();
        if (!a->is_ascii() || !b->is_ascii()) {
            return raise(ctx, TypeId::kTypeError,
                         "comparing strings with non-ASCII characters is not supported");
        }
        return Value::boolean(same_bytes(a->ascii(), b->ascii()));
    }
    if (!has_buffer(ctx, args[0]) && !has_buffer(ctx, args[1])) {
        return raise(ctx, TypeId::kTypeError,
                     "unsupported operand types(s) or combination of types: '{}' and '{}'",
                     MessageArg::type(args[0]), MessageArg::type(args[1]));
    }
    BufferView a, b;
    if (!a.acquire(ctx, args[0]) || !b.acquire(ctx, args[1])) return Value::error();
    return Value::boolean(same_bytes(a.chars(), b.chars()));
}

// ---- itemgetter, attrgetter, methodcaller ----

struct Getter : NativeObject {
    Ref<Tuple> names;  // keys; attribute paths as given; (name, positional arguments...)
    Ref<Tuple> paths;  // attrgetter: a tuple of interned parts for each name
    Slot keywords;     // methodcaller: dict or empty
};
Getter* getter_of(Value v) { return v.as<Getter>(); }
void trace(Marker& marker, Object* o) {
    marker.mark(static_cast<Getter*>(o)->names);
    marker.mark(static_cast<Getter*>(o)->paths);
    marker.mark(static_cast<Getter*>(o)->keywords);
}
Value make_getter(Context& ctx, Value cls, Tuple* names, Tuple* paths, Value keywords) {
    auto* g = names ? allocate<Getter>(ctx, cls.as<Type>()) : nullptr;
    if (!g) return Value::error();
    g->names.init(names);
    g->paths.init(paths);
    g->keywords.init(keywords);
    return Value::object(g);
}

template <typename F>
Value get_each(Context& ctx, uint64_t count, F get) {
    if (count == 1) return get(0);
    Tuple* out = new_tuple(ctx, count);
    if (!out) return Value::error();
    for (uint64_t i = 0; i < count; i++) {
        Value v = get(i);
        if (!v) return v;
        out->slots()[i].set(ctx, out, v);
    }
    return Value::object(out);
}

Value item_new(Context& ctx, const Args& args) {
    if (args.keywords)
        return raise(ctx, TypeId::kTypeError, "itemgetter() takes no keyword arguments");
    if (args.rest_count == 0) {
        return raise(ctx, TypeId::kTypeError, "itemgetter expected 1 argument, got 0");
    }
    return make_getter(ctx, args[0], make_tuple(ctx, args.rest()), nullptr, Value());
}
Value item_call(Context& ctx, const Args& args) {
    Tuple* keys = getter_of(args[0])->names.get();
    return get_each(ctx, keys->length, [&](uint64_t i) {
        const Value key = keys->at(i);
        if (is_exact_tuple(args[1]) && key.is_small_int()) {
            auto* t = args[1].as<Tuple>();
            const auto at = static_cast<uint64_t>(key.as_small_int());
            if (at < t->length) return t->at(at);
        }
        return get_item(ctx, args[1], key);
    });
}

Value attr_new(Context& ctx, const Args& args) {
    if (args.keywords)
        return raise(ctx, TypeId::kTypeError, "attrgetter() takes no keyword arguments");
    if (args.rest_count == 0) {
        return raise(ctx, TypeId::kTypeError, "attrgetter expected 1 argument, got 0");
    }
    Tuple* paths = new_tuple(ctx, args.rest_count);
    if (!paths) return Value::error();
    for (uint32_t i = 0; i < args.rest_count; i++) {
        if (!args.rest()[i].is(Kind::kString)) {
            return raise(ctx, TypeId::kTypeError, "attribute name must be a string");
        }
        auto* path = args.rest()[i].as<String>();
        ValueVector parts(ctx);
        uint64_t start = 0;
        for (uint64_t at = 0; at <= path->length; at++) {
            if (at < path->length && path->at(at) != '.') continue;
            String* part = substring(ctx, path, start, at);
            if (part) part = intern(ctx, part);
            if (!part) return Value::error();
            parts.values.push_back(Value::object(part));
            start = at + 1;
        }
        Value t = or_error(make_tuple(ctx, parts.values));
        if (!t) return t;
        paths->slots()[i].set(ctx, paths, t);
    }
    return make_getter(ctx, args[0], make_tuple(ctx, args.rest()), paths, Value());
}
Value attr_call(Context& ctx, const Args& args) {
    Tuple* paths = getter_of(args[0])->paths.get();
    return get_each(ctx, paths->length, [&](uint64_t i) {
        Value v = args[1];
        for (Value part : paths->at(i).as<Tuple>()->values()) {
            v = get_attribute(ctx, v, part.as<String>());
            if (!v) break;
        }
        return v;
    });
}

Value method_new(Context& ctx, const Args& args) {
    if (args.rest_count == 0) {
        return raise(ctx, TypeId::kTypeError,
                     "methodcaller needs at least one argument, the method name");
    }
    if (!args.rest()[0].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "method name must be a string");
    }
    return make_getter(ctx, args[0], make_tuple(ctx, args.rest()), nullptr, args.keywords);
}
Value method_call(Context& ctx, const Args& args) {
    Getter* g = getter_of(args[0]);
    String* name = intern(ctx, g->names->at(0).as<String>());
    const auto given = g->names->values().subspan(1);
    if (!name) return Value::error();
    if (!g->keywords) return call_method(ctx, args[1], name, given);
    Value method = get_attribute(ctx, args[1], name);
    Tuple* positional = method ? make_tuple(ctx, given) : nullptr;
    return positional ? call_ex(ctx, method, positional, g->keywords.get()) : Value::error();
}

Value getter_repr(Context& ctx, const Args& args) {
    Getter* g = getter_of(args[0]);
    StringBuilder out;
    Type* type = type_of(ctx, args[0]);
    if (!type->has(Type::kUserDefined)) out.add_ascii("operator.");
    out.add(type->name.get());
    if (!repr_enter(ctx, args[0])) {
        out.add_ascii("(...)");
        return or_error(out.finish(ctx));
    }
    out.add_ascii("(");
    bool first = true, ok = true;
    auto separate = [&] {
        if (!first) out.add_ascii(", ");
        first = false;
    };
    auto add = [&](Value v) {
        String* s = ok ? to_repr(ctx, v) : nullptr;
        ok = s;
        if (s) out.add(s);
    };
    for (Value v : g->names->values()) {
        separate();
        add(v);
    }
    if (g->keywords) {
        uint64_t position = 0;
        Value key, value;
        while (ok && dict_next(g->keywords.get().as<Dict>(), position, key, value)) {
            separate();
            out.add(key.as<String>());
            out.add_ascii("=");
            add(value);
        }
    }
    repr_leave(ctx, args[0]);
    out.add_ascii(")");
    return ok ? or_error(out.finish(ctx)) : Value::error();
}
Value getter_reduce(Context& ctx, const Args& args) {
    Getter* g = getter_of(args[0]);
    const Value type = Value::object(type_of(ctx, args[0]));
    if (!g->keywords || g->keywords.get().as<Dict>()->live == 0) {
        return tuple_of(ctx, {type, Value::object(g->names.get())});
    }
    // partial(methodcaller, name, **keywords)(*arguments)
    Value module = import_module(ctx, "functools");
    Value partial = module ? get_attribute(ctx, module, intern(ctx, "partial")) : module;
    Value head = partial ? tuple_of(ctx, {type, g->names->at(0)}) : partial;
    Value made = head ? call_ex(ctx, partial, head.as<Tuple>(), g->keywords.get()) : head;
    Tuple* rest = make_tuple(ctx, g->names->values().subspan(1));
    return made && rest ? tuple_of(ctx, {made, Value::object(rest)}) : Value::error();
}

const NativeMethod kItemMethods[] = {
    {"__new__(cls, /, *items, **kwargs)", item_new},
    {"__call__(self, obj, /)", item_call},
    {"__repr__(self, /)", getter_repr},
    {"__reduce__(self, /)", getter_reduce, "Return state information for pickling"},
};
const NativeMethod kAttrMethods[] = {
    {"__new__(cls, /, *attrs, **kwargs)", attr_new},
    {"__call__(self, obj, /)", attr_call},
    {"__repr__(self, /)", getter_repr},
    {"__reduce__(self, /)", getter_reduce, "Return state information for pickling"},
};
const NativeMethod kMethodMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", method_new},
    {"__call__(self, obj, /)", method_call},
    {"__repr__(self, /)", getter_repr},
    {"__reduce__(self, /)", getter_reduce, "Return state information for pickling"},
};
const NativeTypeSpec kGetterSpecs[] = {
    {.name = "operator.itemgetter",
     .size = sizeof(Getter),
     .subclassable = false,
     .methods = kItemMethods,
     .trace = trace,
     .doc = "Return a callable object that fetches the given item(s) from its operand."},
    {.name = "operator.attrgetter",
     .size = sizeof(Getter),
     .subclassable = false,
     .methods = kAttrMethods,
     .trace = trace,
     .doc = "Return a callable object that fetches the given attribute(s) from its operand."},
    {.name = "operator.methodcaller",
     .size = sizeof(Getter),
     .subclassable = false,
     .methods = kMethodMethods,
     .trace = trace,
     .doc = "Return a callable object that calls the given method on its operand."},
};

const NativeMethod kFunctions[] = {
    {"truth(a, /)", op_truth, "Return True if a is true, False otherwise."},
    {"contains(a, b, /)", op_contains, "Same as b in a (note reversed operands)."},
    {"indexOf(a, b, /)", op_index_of, "Return the first index of b in a."},
    {"countOf(a, b, /)", op_count_of,
     "Return the number of items in a which are, or which equal, b."},
    {"is_(a, b, /)", op_is, "Same as a is b."},
    {"is_not(a, b, /)", op_is_not, "Same as a is not b."},
    {"index(a, /)", op_index, "Same as a.__index__()"},
    {"add(a, b, /)", binary<BinaryOp::kAdd>, "Same as a + b."},
    {"sub(a, b, /)", binary<BinaryOp::kSub>, "Same as a - b."},
    {"mul(a, b, /)", binary<BinaryOp::kMul>, "Same as a * b."},
    {"matmul(a, b, /)", binary<BinaryOp::kMatmul>, "Same as a @ b."},
    {"floordiv(a, b, /)", binary<BinaryOp::kFloordiv>, "Same as a // b."},
    {"truediv(a, b, /)", binary<BinaryOp::kTruediv>, "Same as a / b."},
    {"mod(a, b, /)", binary<BinaryOp::kMod>, "Same as a % b."},
    {"neg(a, /)", unary<UnaryOp::kNeg>, "Same as -a."},
    {"pos(a, /)", unary<UnaryOp::kPos>, "Same as +a."},
    {"abs(a, /)", op_abs, "Same as abs(a)."},
    {"inv(a, /)", unary<UnaryOp::kInvert>, "Same as ~a."},
    {"invert(a, /)", unary<UnaryOp::kInvert>, "Same as ~a."},
    {"lshift(a, b, /)", binary<BinaryOp::kLshift>, "Same as a << b."},
    {"rshift(a, b, /)", binary<BinaryOp::kRshift>, "Same as a >> b."},
    {"not_(a, /)", op_not, "Same as not a."},
    {"and_(a, b, /)", binary<BinaryOp::kAnd>, "Same as a & b."},
    {"xor(a, b, /)", binary<BinaryOp::kXor>, "Same as a ^ b."},
    {"or_(a, b, /)", binary<BinaryOp::kOr>, "Same as a | b."},
    {"iadd(a, b, /)", in_place<BinaryOp::kAdd>, "Same as a += b."},
    {"isub(a, b, /)", in_place<BinaryOp::kSub>, "Same as a -= b."},
    {"imul(a, b, /)", in_place<BinaryOp::kMul>, "Same as a *= b."},
    {"imatmul(a, b, /)", in_place<BinaryOp::kMatmul>, "Same as a @= b."},
    {"ifloordiv(a, b, /)", in_place<BinaryOp::kFloordiv>, "Same as a //= b."},
    {"itruediv(a, b, /)", in_place<BinaryOp::kTruediv>, "Same as a /= b."},
    {"imod(a, b, /)", in_place<BinaryOp::kMod>, "Same as a %= b."},
    {"ilshift(a, b, /)", in_place<BinaryOp::kLshift>, "Same as a <<= b."},
    {"irshift(a, b, /)", in_place<BinaryOp::kRshift>, "Same as a >>= b."},
    {"iand(a, b, /)", in_place<BinaryOp::kAnd>, "Same as a &= b."},
    {"ixor(a, b, /)", in_place<BinaryOp::kXor>, "Same as a ^= b."},
    {"ior(a, b, /)", in_place<BinaryOp::kOr>, "Same as a |= b."},
    {"concat(a, b, /)", op_concat<false>, "Same as a + b, for a and b sequences."},
    {"iconcat(a, b, /)", op_concat<true>, "Same as a += b, for a and b sequences."},
    {"getitem(a, b, /)", op_getitem, "Same as a[b]."},
    {"setitem(a, b, c, /)", op_setitem, "Same as a[b] = c."},
    {"delitem(a, b, /)", op_delitem, "Same as del a[b]."},
    {"pow(a, b, /)", binary<BinaryOp::kPow>, "Same as a ** b."},
    {"ipow(a, b, /)", in_place<BinaryOp::kPow>, "Same as a **= b."},
    {"eq(a, b, /)", comparison<CompareOp::kEq>, "Same as a == b."},
    {"ne(a, b, /)", comparison<CompareOp::kNe>, "Same as a != b."},
    {"lt(a, b, /)", comparison<CompareOp::kLt>, "Same as a < b."},
    {"le(a, b, /)", comparison<CompareOp::kLe>, "Same as a <= b."},
    {"gt(a, b, /)", comparison<CompareOp::kGt>, "Same as a > b."},
    {"ge(a, b, /)", comparison<CompareOp::kGe>, "Same as a >= b."},
    {"_compare_digest(a, b, /)", op_compare_digest,
     "Return 'a == b' in time that does not depend on where they differ."},
    {"length_hint(obj, default=0, /)", op_length_hint,
     "Return an estimate of the number of items in obj."},
    {"call(obj, /, *args, **kwargs)", op_call, "Same as obj(*args, **kwargs)."},
};

bool populate(Context& ctx, Module* module) {
    for (const NativeTypeSpec& spec : kGetterSpecs) {
        if (!add_native_type(ctx, module, spec)) return false;
    }
    return true;
}

}  // namespace

extern const NativeModuleSpec kOperatorModule;
const NativeModuleSpec kOperatorModule = {
    .name = "_operator",
    .functions = kFunctions,
    .populate = populate,
    .doc =
        "Operator interface.\n\nThis module exports a set of functions implemented in C "
        "corresponding\nto the intrinsic operators of Python.  For example, operator.add(x, y)\nis "
        "equivalent to the expression x+y.",
};

}  // namespace orrery
