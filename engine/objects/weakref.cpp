// weakref.ref and the two proxy types.

#include "engine/objects/weakref.h"

#include "engine/objects/container_helpers.h"

namespace orrery {

namespace {

WeakRef* self_of(const Args& args) { return args[0].as<WeakRef>(); }

/// Built-in types whose instances can be weakly referenced; all types of native modules can.
constexpr TypeId kReferable[] = {
    TypeId::kType,           TypeId::kSet,         TypeId::kFrozenSet,      TypeId::kFunction,
    TypeId::kNativeFunction, TypeId::kBoundMethod, TypeId::kModule,         TypeId::kCode,
    TypeId::kGenerator,      TypeId::kCoroutine,   TypeId::kAsyncGenerator, TypeId::kMemoryView,
    TypeId::kGenericAlias,
};

bool is_native_referable(Context& ctx, const Type* type) {
    for (TypeId id : kReferable) {
        if (ctx.type(id) == type) return true;
    }
    return type->instance_kind == Kind::kNative &&
           type->native != ctx.type(TypeId::kObject)->native;
}

/// A class without __slots__ makes its instances referable, one with them only by "__weakref__".
bool class_adds_weakrefs(Context& ctx, Type* type) {
    // str has elements behind its layout only here, not for programs.
    if (type->has(Type::kVariableSize) && type->instance_kind != Kind::kString) return false;
    const Value slots = dict_get(ctx, type->dict.get(), ctx.name(Name::k__slots__));
    if (!slots) return true;
    String* name = ctx.name(Name::k__weakref__);
    if (slots.is(Kind::kString)) return string_equal(slots.as<String>(), name);
    if (!slots.is(Kind::kTuple) && !slots.is(Kind::kList) && !slots.is(Kind::kDict) &&
        !slots.is(Kind::kSet)) {
        return false;
    }
    return contains(ctx, slots, Value::object(name)) == Truth::kYes;
}

bool is_referable(Context& ctx, Value v) {
    return v.is_object() && has_referable_instances(ctx, type_of(ctx, v));
}

bool check_referable(Context& ctx, Value v) {
    if (is_referable(ctx, v)) return true;
    raise(ctx, TypeId::kTypeError, "cannot create weak reference to '{}' object",
          MessageArg::type(v));
    return false;
}

/// The existing reference of exactly that type without callback, or null.
WeakRef* shared_reference(Context& ctx, Object* target, const Type* type) {
    for (WeakRef* w = ctx.heap().first_weakref(target); w; w = w->next) {
        if (!w->callback && w->shape == type->root_shape) return w;
    }
    return nullptr;
}

Value make_reference(Context& ctx, Type* type, Value target, Value callback) {
    if (callback.is_none()) callback = Value();
    if (!callback && !type->has(Type::kUserDefined)) {
        if (WeakRef* w = shared_reference(ctx, target.as_object(), type)) return Value::object(w);
    }
    auto* w = allocate<WeakRef>(ctx, type);
    if (!w) return Value::error();
    w->target = target.as_object();
    w->callback.init(callback);
    w->hash = -1;
    ctx.heap().register_weakref(w);
    return Value::object(w);
}

// ---- weakref.ref ----

Value ref_new(Context& ctx, const Args& args) {
    Type* type = args[0].as<Type>();
    const auto given = args.rest();
    if (args.keywords && type == ctx.type(TypeId::kWeakRef)) {
        return raise(ctx, TypeId::kTypeError, "ref() takes no keyword arguments");
    }
    if (given.empty() || given.size() > 2) {
        return raise(ctx, TypeId::kTypeError, "__new__ expected at {} argument{}, got {}",
                     given.empty() ? "least 1" : "most 2", given.empty() ? "" : "s", given.size());
    }
    if (!check_referable(ctx, given[0])) return Value::error();
    return make_reference(ctx, type, given[0], given.size() == 2 ? given[1] : Value());
}

Value ref_init(Context& ctx, const Args& args) {
    const uint64_t n = args.rest().size();
    if (n >= 1 && n <= 2) return Value::none();
    return raise(ctx, TypeId::kTypeError, "__init__ expected at {} argument{}, got {}",
                 n == 0 ? "least 1" : "most 2", n == 0 ? "" : "s", n);
}

Value ref_call(Context& ctx, const Args& args) {
    if (args.keywords)
        return raise(ctx, TypeId::kTypeError, "weakref() takes no keyword arguments");
    if (const uint64_t given = args.rest().size()) {
        return raise(ctx, TypeId::kTypeError, "weakref expected 0 arguments, got {}", given);
    }
    const Value target = weakref_target(self_of(args));
    return target ? target : Value::none();
}

void add_address(StringBuilder& out, const void* p) {
    char text[32];
    snprintf(text, sizeof text, "0x%llx",
             static_cast<unsigned long long>(reinterpret_cast<uintptr_t>(p)));
    out.add_ascii(text);
}

Value ref_repr(Context& ctx, const Args& args) {
    WeakRef* w = self_of(args);
    const Value target = weakref_target(w);
    StringBuilder out;
    out.add_ascii("<weakref at ");
    add_address(out, w);
    if (!target) {
        out.add_ascii("; dead>");
        return Value::object(out.finish(ctx));
    }
    Value name;
    const Truth named = find_attribute(ctx, target, ctx.name(Name::k__name__), name);
    if (named == Truth::kError) return Value::error();
    out.add_ascii("; to '");
    out.add_utf8(type_name(ctx, target));
    out.add_ascii("' at ");
    add_address(out, target.as_object());
    if (named == Truth::kYes && name.is(Kind::kString)) {
        out.add_ascii(" (");
        out.add(name.as<String>());
        out.add(')');
    }
    out.add('>');
    return Value::object(out.finish(ctx));
}

Value ref_hash(Context& ctx, const Args& args) {
    WeakRef* w = self_of(args);
    if (w->hash == -1) {
        const Value target = weakref_target(w);
        if (!target) return raise(ctx, TypeId::kTypeError, "weak object has gone away");
        int64_t hash;
        if (!hash_value(ctx, target, hash)) return Value::error();
        w->hash = hash;
    }
    return make_int(ctx, w->hash);
}

template <CompareOp op>
Value ref_compare(Context& ctx, const Args& args) {
    if (op != CompareOp::kEq && op != CompareOp::kNe) return Value::not_implemented();
    if (!is_instance_of(ctx, args[1], ctx.type(TypeId::kWeakRef))) return Value::not_implemented();
    const Value a = weakref_target(self_of(args));
    const Value b = weakref_target(args[1].as<WeakRef>());
    if (!a || !b) return Value::boolean((args[0] == args[1]) == (op == CompareOp::kEq));
    return compare(ctx, op, a, b);
}

Value ref_callback(Context&, Value self) {
    const Value callback = self.as<WeakRef>()->callback.get();
    return callback ? callback : Value::none();
}

constexpr NativeMethod kRefMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", ref_new},
    {"__init__(self, /, *args, **kwargs)", ref_init},
    {"__call__(self, /, *args, **kwargs)", ref_call},
    {"__repr__(self, /)", ref_repr},
    {"__hash__(self, /)", ref_hash},
    {"__eq__(self, value, /)", ref_compare<CompareOp::kEq>},
    {"__ne__(self, value, /)", ref_compare<CompareOp::kNe>},
    {"__lt__(self, value, /)", ref_compare<CompareOp::kLt>},
    {"__le__(self, value, /)", ref_compare<CompareOp::kLe>},
    {"__gt__(self, value, /)", ref_compare<CompareOp::kGt>},
    {"__ge__(self, value, /)", ref_compare<CompareOp::kGe>},
    {"__class_getitem__(cls, object, /)", class_getitem, "See PEP 585", NativeMethod::kClassMethod},
};

constexpr NativeProperty kRefProperties[] = {
    {"__callback__", ref_callback, nullptr, nullptr, true},
};

// ---- proxies: every operation is the target's ----

bool is_proxy(Value v) {
    if (!v.is(Kind::kWeakRef)) return false;
    const uint32_t shape = v.as_object()->shape;
    return shape == builtin_shape(TypeId::kWeakProxy) ||
           shape == builtin_shape(TypeId::kWeakCallableProxy);
}

/// The value, or a proxy's target. Empty after ReferenceError.
Value unwrap(Context& ctx, Value v) {
    if (!is_proxy(v)) return v;
    const Value target = weakref_target(v.as<WeakRef>());
    if (target) return target;
    return raise(ctx, TypeId::kReferenceError, "weakly-referenced object no longer exists");
}

template <BinaryOp op>
Value proxy_binary(Context& ctx, const Args& args) {
    const Value a = unwrap(ctx, args[0]);
    const Value b = a ? unwrap(ctx, args[1]) : a;
    return b ? binary_op(ctx, op, a, b) : b;
}

template <BinaryOp op>
Value proxy_reflected(Context& ctx, const Args& args) {
    const Value a = unwrap(ctx, args[0]);
    const Value b = a ? unwrap(ctx, args[1]) : a;
    return b ? binary_op(ctx, op, b, a) : b;
}

template <BinaryOp op>
Value proxy_inplace(Context& ctx, const Args& args) {
    const Value a = unwrap(ctx, args[0]);
    const Value b = a ? unwrap(ctx, args[1]) : a;
    return b ? inplace_op(ctx, op, a, b) : b;
}

template <CompareOp op>
Value proxy_compare(Context& ctx, const Args& args) {
    const Value a = unwrap(ctx, args[0]);
    const Value b = a ? unwrap(ctx, args[1]) : a;
    return b ? compare(ctx, op, a, b) : b;
}

/// A special method without arguments, whose absence has the message `what`.
Value forward_special(Context& ctx, Value self, Special s, const char* what) {
    const Value target = unwrap(ctx, self);
    if (!target) return target;
    Value out;
    const Truth t = call_special(ctx, target, s, {}, out);
    if (t == Truth::kYes) return out;
    if (t == Truth::kError) return Value::error();
    return raise(ctx, TypeId::kTypeError, what, MessageArg::type(target));
}

Value proxy_negative(Context& ctx, const Args& args) {
    const Value v = unwrap(ctx, args[0]);
    return v ? unary_op(ctx, UnaryOp::kNeg, v) : v;
}

Value proxy_positive(Context& ctx, const Args& args) {
    const Value v = unwrap(ctx, args[0]);
    return v ? unary_op(ctx, UnaryOp::kPos, v) : v;
}

Value proxy_invert(Context& ctx, const Args& args) {
    const Value v = unwrap(ctx, args[0]);
    return v ? unary_op(ctx, UnaryOp::kInvert, v) : v;
}

Value proxy_abs(Context& ctx, const Args& args) {
    return forward_special(ctx, args[0], Special::kAbs, "bad operand type for abs(): '{}'");
}

Value proxy_int(Context& ctx, const Args& args) {
    return forward_special(
        ctx, args[0], Special::kInt,
        "int() argument must be a string, a bytes-like object or a real number, not '{}'");
}

Value proxy_float(Context& ctx, const Args& args) {
    return forward_special(ctx, args[0], Special::kFloat,
                           "float() argument must be a string or a real number, not '{}'");
}

Value proxy_index(Context& ctx, const Args& args) {
    const Value v = unwrap(ctx, args[0]);
    return v ? to_index(ctx, v) : v;
}

Value proxy_bool(Context& ctx, const Args& args) {
    const Value v = unwrap(ctx, args[0]);
    if (!v) return v;
    const Truth t = is_true(ctx, v);
    return t == Truth::kError ? Value::error() : Value::boolean(t == Truth::kYes);
}

Value proxy_len(Context& ctx, const Args& args) {
    const Value v = unwrap(ctx, args[0]);
    if (!v) return v;
    const int64_t n = length_of(ctx, v);
    return n < 0 ? Value::error() : make_int(ctx, n);
}

Value proxy_contains(Context& ctx, const Args& args) {
    const Value v = unwrap(ctx, args[0]);
    if (!v) return v;
    const Truth t = contains(ctx, v, args[1]);
    return t == Truth::kError ? Value::error() : Value::boolean(t == Truth::kYes);
}

Value proxy_getitem(Context& ctx, const Args& args) {
    const Value v = unwrap(ctx, args[0]);
    return v ? get_item(ctx, v, args[1]) : v;
}

Value proxy_setitem(Context& ctx, const Args& args) {
    const Value v = unwrap(ctx, args[0]);
    return v && set_item(ctx, v, args[1], args[2]) ? Value::none() : Value::error();
}

Value proxy_delitem(Context& ctx, const Args& args) {
    const Value v = unwrap(ctx, args[0]);
    return v && delete_item(ctx, v, args[1]) ? Value::none() : Value::error();
}

Value proxy_iter(Context& ctx, const Args& args) {
    const Value v = unwrap(ctx, args[0]);
    return v ? get_iterator(ctx, v) : v;
}

Value proxy_next(Context& ctx, const Args& args) {
    const Value v = unwrap(ctx, args[0]);
    if (!v) return v;
    if (!type_of(ctx, v)->next && !type_of(ctx, v)->lookup_special(Special::kNext)) {
        return raise(ctx, TypeId::kTypeError, "Weakref proxy referenced a non-iterator '{}' object",
                     MessageArg::type(v));
    }
    const Value next = iterator_next(ctx, v);
    return next.is_stop() ? raise_with(ctx, TypeId::kStopIteration, {}) : next;
}

Value proxy_getattribute(Context& ctx, const Args& args) {
    const Value v = unwrap(ctx, args[0]);
    if (!v) return v;
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "attribute name must be string, not '{}'",
                     MessageArg::type(args[1]));
    }
    return get_attribute(ctx, v, args[1].as<String>());
}

Value proxy_setattr(Context& ctx, const Args& args) {
    const Value v = unwrap(ctx, args[0]);
    return v && set_attribute(ctx, v, args[1].as<String>(), args[2]) ? Value::none()
                                                                     : Value::error();
}

Value proxy_delattr(Context& ctx, const Args& args) {
    const Value v = unwrap(ctx, args[0]);
    return v && delete_attribute(ctx, v, args[1].as<String>()) ? Value::none() : Value::error();
}

Value proxy_str(Context& ctx, const Args& args) {
    const Value v = unwrap(ctx, args[0]);
    return v ? Value::object(to_str(ctx, v)) : v;
}

Value proxy_bytes(Context& ctx, const Args& args) {
    return forward_special(ctx, args[0], Special::kBytes, "cannot convert '{}' object to bytes");
}

Value proxy_reversed(Context& ctx, const Args& args) {
    const Value v = unwrap(ctx, args[0]);
    return v ? call(ctx, Value::object(ctx.type(TypeId::kReversed)), {v}) : v;
}

Value proxy_repr(Context& ctx, const Args& args) {
    WeakRef* w = self_of(args);
    const Value target = weakref_target(w) ? weakref_target(w) : Value::none();
    StringBuilder out;
    out.add_ascii("<weakproxy at ");
    add_address(out, w);
    out.add_ascii(" to ");
    out.add_utf8(type_name(ctx, target));
    out.add_ascii(" at ");
    add_address(out, reinterpret_cast<const void*>(target.bits()));
    out.add('>');
    return Value::object(out.finish(ctx));
}

Value proxy_call(Context& ctx, const Args& args) {
    const Value v = unwrap(ctx, args[0]);
    if (!v) return v;
    Tuple* positional = make_tuple(ctx, args.rest());
    return positional ? call_ex(ctx, v, positional, args.keywords) : Value::error();
}

#define PROXY_BINARY(name, op) \
    {"__" name "__(self, value, /)", proxy_binary<BinaryOp::op>}, \
        {"__r" name "__(self, value, /)", proxy_reflected<BinaryOp::op>}, \
        {"__i" name "__(self, value, /)", proxy_inplace<BinaryOp::op>}

#define PROXY_METHODS \
    PROXY_BINARY("add", kAdd), PROXY_BINARY("sub", kSub), PROXY_BINARY("mul", kMul), \
        PROXY_BINARY("matmul", kMatmul), PROXY_BINARY("truediv", kTruediv), \
        PROXY_BINARY("floordiv", kFloordiv), PROXY_BINARY("mod", kMod), \
        PROXY_BINARY("pow", kPow), PROXY_BINARY("lshift", kLshift), \
        PROXY_BINARY("rshift", kRshift), PROXY_BINARY("and", kAnd), PROXY_BINARY("xor", kXor), \
        PROXY_BINARY("or", kOr), \
        {"__divmod__(self, value, /)", proxy_binary<BinaryOp::kDivmod>}, \
        {"__rdivmod__(self, value, /)", proxy_reflected<BinaryOp::kDivmod>}, \
        {"__eq__(self, value, /)", proxy_compare<CompareOp::kEq>}, \
        {"__ne__(self, value, /)", proxy_compare<CompareOp::kNe>}, \
        {"__lt__(self, value, /)", proxy_compare<CompareOp::kLt>}, \
        {"__le__(self, value, /)", proxy_compare<CompareOp::kLe>}, \
        {"__gt__(self, value, /)", proxy_compare<CompareOp::kGt>}, \
        {"__ge__(self, value, /)", proxy_compare<CompareOp::kGe>}, \
        {"__neg__(self, /)", proxy_negative}, {"__pos__(self, /)", proxy_positive}, \
        {"__invert__(self, /)", proxy_invert}, {"__abs__(self, /)", proxy_abs}, \
        {"__int__(self, /)", proxy_int}, {"__float__(self, /)", proxy_float}, \
        {"__index__(self, /)", proxy_index}, {"__bool__(self, /)", proxy_bool}, \
        {"__len__(self, /)", proxy_len}, {"__contains__(self, key, /)", proxy_contains}, \
        {"__getitem__(self, key, /)", proxy_getitem}, \
        {"__setitem__(self, key, value, /)", proxy_setitem}, \
        {"__delitem__(self, key, /)", proxy_delitem}, {"__iter__(self, /)", proxy_iter}, \
        {"__next__(self, /)", proxy_next}, {"__str__(self, /)", proxy_str}, \
        {"__repr__(self, /)", proxy_repr}, {"__bytes__(self, /)", proxy_bytes}, \
        {"__reversed__(self, /)", proxy_reversed}, \
        {"__getattribute__(self, name, /)", proxy_getattribute}, \
        {"__setattr__(self, name, value, /)", proxy_setattr}, \
        {"__delattr__(self, name, /)", proxy_delattr}

constexpr NativeMethod kProxyMethods[] = {PROXY_METHODS};
constexpr NativeMethod kCallableProxyMethods[] = {
    PROXY_METHODS,
    {"__call__(self, /, *args, **kwargs)", proxy_call},
};

}  // namespace

bool has_referable_instances(Context& ctx, Type* type) {
    for (Value base : type->mro->values()) {
        Type* t = base.as<Type>();
        if (t->has(Type::kUserDefined) ? class_adds_weakrefs(ctx, t)
                                       : is_native_referable(ctx, t)) {
            return true;
        }
    }
    return false;
}

Value make_weakref(Context& ctx, Value target) {
    return make_reference(ctx, ctx.type(TypeId::kWeakRef), target, Value());
}

Value make_weak_proxy(Context& ctx, Value target, Value callback) {
    if (!check_referable(ctx, target)) return Value::error();
    const TypeId type = is_callable(ctx, target) ? TypeId::kWeakCallableProxy : TypeId::kWeakProxy;
    return make_reference(ctx, ctx.type(type), target, callback);
}

extern const NativeTypeSpec kWeakRefSpec;
const NativeTypeSpec kWeakRefSpec = {
    .name = "weakref.ReferenceType",
    .kind = Kind::kWeakRef,
    .size = sizeof(WeakRef),
    .methods = kRefMethods,
    .properties = kRefProperties,
};

extern const NativeTypeSpec kWeakProxySpec;
const NativeTypeSpec kWeakProxySpec = {
    .name = "weakref.ProxyType",
    .kind = Kind::kWeakRef,
    .size = sizeof(WeakRef),
    .subclassable = false,
    .methods = kProxyMethods,
};

extern const NativeTypeSpec kWeakCallableProxySpec;
const NativeTypeSpec kWeakCallableProxySpec = {
    .name = "weakref.CallableProxyType",
    .kind = Kind::kWeakRef,
    .size = sizeof(WeakRef),
    .subclassable = false,
    .methods = kCallableProxyMethods,
};

}  // namespace orrery
