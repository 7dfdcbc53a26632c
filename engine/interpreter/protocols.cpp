// Iteration, length, items and containment of any value.
#include "engine/interpreter/calls.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/numbers.h"
#include "engine/text/search.h"

namespace orrery {

namespace {

/// Legacy iteration by __getitem__ (objects/iterators.cpp). Native types that can be
/// subscripted but have no length (re.Match) are no sequences.
bool is_legacy_sequence(Type* type) {
    const Value item = type->lookup_special(Special::kGetitem);
    return item && (!item.is(Kind::kNativeFunction) || type->lookup_special(Special::kLen));
}

Value class_getitem(Context& ctx, Value type, Value key) {
    Value f;
    const Truth t =
        find_attribute(ctx, type, ctx.runtime().special_name(Special::kClassGetitem), f);
    if (t == Truth::kError) return Value::error();
    if (t == Truth::kYes) return call(ctx, f, {key});
    if (type == Value::object(ctx.type(TypeId::kType))) {
        return make_generic_alias(ctx, type, key);
    }
    return raise(ctx, TypeId::kTypeError, "type '{}' is not subscriptable",
                 type.as<Type>()->name.get());
}

}  // namespace

Value get_iterator(Context& ctx, Value v) {
    Type* type = type_of(ctx, v);
    Value f = type->lookup_special(Special::kIter);
    if (f.is_none()) {
        return raise(ctx, TypeId::kTypeError, "'{}' object is not iterable", MessageArg::type(v));
    }
    if (f) {
        Value it;
        if (call_special(ctx, v, Special::kIter, {}, it) != Truth::kYes) return Value::error();
        Type* t = type_of(ctx, it);
        if (!t->next && !t->lookup_special(Special::kNext)) {
            return raise(ctx, TypeId::kTypeError, "iter() returned non-iterator of type '{}'",
                         MessageArg::type(it));
        }
        return it;
    }
    if (is_legacy_sequence(type) && !v.is(Kind::kDict)) return make_sequence_iterator(ctx, v);
    return raise(ctx, TypeId::kTypeError, "'{}' object is not iterable", MessageArg::type(v));
}

Value iterator_next(Context& ctx, Value it) {
    // The safepoint of natives that loop over natives.
    if (ctx.poll.load(std::memory_order_relaxed) && !ctx.handle_poll()) [[unlikely]] {
        return Value::error();
    }
    Type* type = type_of(ctx, it);
    if (type->next) {
        // Iterators over iterators nest as deep as a program likes.
        if (__builtin_expect(machine_stack_exhausted(ctx), 0)) {
            raise_recursion_error(ctx);
            return Value::error();
        }
        return type->next(ctx, it);
    }
    Value out;
    const Truth t = call_special(ctx, it, Special::kNext, {}, out);
    if (t == Truth::kYes) return out;
    if (t == Truth::kNo) {
        return raise(ctx, TypeId::kTypeError, "'{}' object is not an iterator",
                     MessageArg::type(it));
    }
    if (!exception_matches(ctx, TypeId::kStopIteration)) return Value::error();
    take_exception(ctx);
    return Value::stop();
}

List* to_list(Context& ctx, Value iterable) {
    if (iterable.has_shape(builtin_shape(TypeId::kList))) {
        auto* l = iterable.as<List>();
        return list_part(ctx, l, 0, 1, static_cast<int64_t>(l->size));
    }
    if (iterable.has_shape(builtin_shape(TypeId::kTuple))) {
        return make_list(ctx, iterable.as<Tuple>()->values());
    }
    Value it = get_iterator(ctx, iterable);
    if (!it) return nullptr;
    const int64_t hint = length_hint(ctx, iterable, 0);
    if (hint < 0) return nullptr;
    List* list = make_list(ctx, static_cast<uint64_t>(hint));
    if (!list) return nullptr;
    for (;;) {
        Value v = iterator_next(ctx, it);
        if (v.is_stop()) return list;
        if (!v || !list_append(ctx, list, v)) return nullptr;
    }
}

Tuple* to_tuple(Context& ctx, Value iterable) {
    if (iterable.has_shape(builtin_shape(TypeId::kTuple))) return iterable.as<Tuple>();
    List* list = iterable.has_shape(builtin_shape(TypeId::kList)) ? iterable.as<List>()
                                                                  : to_list(ctx, iterable);
    if (!list) return nullptr;
    const uint64_t n = list->size;
    Tuple* t = new_tuple(ctx, n);
    for (uint64_t i = 0; t && i < n; i++)
        t->slots()[i].init(list->at(i));
    return t;
}

int64_t length_of(Context& ctx, Value v) {
    if (v.is_object() && v.as_object()->is_exact()) {
        switch (v.as_object()->kind) {
        case Kind::kString: return static_cast<int64_t>(v.as<String>()->length);
        case Kind::kList: return static_cast<int64_t>(v.as<List>()->size);
        case Kind::kTuple: return static_cast<int64_t>(v.as<Tuple>()->length);
        case Kind::kDict: return v.as<Dict>()->live;
        case Kind::kSet: return static_cast<int64_t>(v.as<Set>()->live);
        default: break;
        }
    }
    Value out;
    const Truth t = call_special(ctx, v, Special::kLen, {}, out);
    if (t == Truth::kError) return -1;
    if (t == Truth::kNo) {
        raise(ctx, TypeId::kTypeError, "object of type '{}' has no len()", MessageArg::type(v));
        return -1;
    }
    out = to_index(ctx, out);
    if (!out) return -1;
    int64_t n;
    if (!int_to_int64(out, n)) {
        // The sign decides, as CPython asks it first.
        const Truth negative = compare_truth(ctx, CompareOp::kLt, out, Value::small_int(0));
        if (negative == Truth::kYes) {
            raise(ctx, TypeId::kValueError, "__len__() should return >= 0");
        } else {
            raise(ctx, TypeId::kOverflowError, "cannot fit 'int' into an index-sized integer");
        }
        return -1;
    }
    if (n < 0) {
        raise(ctx, TypeId::kValueError, "__len__() should return >= 0");
        return -1;
    }
    return n;
}

int64_t length_hint(Context& ctx, Value v, int64_t fallback) {
    if (type_of(ctx, v)->lookup_special(Special::kLen)) {
        const int64_t n = length_of(ctx, v);
        if (n >= 0) return n;
        if (!exception_matches(ctx, TypeId::kTypeError)) return -1;
        take_exception(ctx);
    }
    Value out;
    const Truth t = call_special(ctx, v, Special::kLengthHint, {}, out);
    if (t == Truth::kError) {
        if (!exception_matches(ctx, TypeId::kTypeError)) return -1;
        take_exception(ctx);
        return fallback;
    }
    if (t == Truth::kNo || out.is_not_implemented()) return fallback;
    if (!is_int(out)) {
        raise(ctx, TypeId::kTypeError, "__length_hint__ must be an integer, not {}",
              MessageArg::type(out));
        return -1;
    }
    int64_t n;
    if (!int_to_int64(out, n)) {
        raise(ctx, TypeId::kOverflowError, "Python int too large to convert to C ssize_t");
        return -1;
    }
    if (n < 0) {
        raise(ctx, TypeId::kValueError, "__length_hint__() should return >= 0");
        return -1;
    }
    return n;
}

Value get_item(Context& ctx, Value object, Value key) {
    Value out;
    const Truth t = call_special(ctx, object, Special::kGetitem, {key}, out);
    if (t != Truth::kNo) return t == Truth::kYes ? out : Value::error();
    if (object.is(Kind::kType)) return class_getitem(ctx, object, key);
    return raise(ctx, TypeId::kTypeError, "'{}' object is not subscriptable",
                 MessageArg::type(object));
}

bool set_item(Context& ctx, Value object, Value key, Value value) {
    if (object.has_shape(builtin_shape(TypeId::kDict))) {
        return dict_set(ctx, object.as<Dict>(), key, value);
    }
    Value out;
    const Truth t = call_special(ctx, object, Special::kSetitem, {key, value}, out);
    if (t == Truth::kNo) {
        raise(ctx, TypeId::kTypeError, "'{}' object does not support item assignment",
              MessageArg::type(object));
    }
    return t == Truth::kYes;
}

bool delete_item(Context& ctx, Value object, Value key) {
    Value out;
    const Truth t = call_special(ctx, object, Special::kDelitem, {key}, out);
    if (t == Truth::kNo) {
        // CPython words it by whether the type has sequence methods, as every class statement's
        // has.
        Type* type = type_of(ctx, object);
        const bool sequence =
            (type->has(Type::kUserDefined) || type->lookup_special(Special::kGetitem)) &&
            (is_int(key) || type_of(ctx, key)->lookup_special(Special::kIndex));
        raise(ctx, TypeId::kTypeError,
              sequence ? "'{}' object doesn't support item deletion"
                       : "'{}' object does not support item deletion",
              MessageArg::type(object));
    }
    return t == Truth::kYes;
}

Truth contains(Context& ctx, Value container, Value item) {
    if (container.has_shape(builtin_shape(TypeId::kDict))) {
        Value ignored;
        return dict_get(ctx, container.as<Dict>(), item, ignored);
    }
    if (container.has_shape(builtin_shape(TypeId::kSet))) {
        return set_contains(ctx, container.as<Set>(), item);
    }
    if (container.has_shape(builtin_shape(TypeId::kString)) &&
        item.has_shape(builtin_shape(TypeId::kString))) {
        return truth(text_find(container.as<String>()->text(), item.as<String>()->text()) !=
                     kNotFound);
    }
    Value f = type_of(ctx, container)->lookup_special(Special::kContains);
    if (f.is_none()) {
        raise(ctx, TypeId::kTypeError, "'{}' object is not a container",
              MessageArg::type(container));
        return Truth::kError;
    }
    Value out;
    const Truth t = call_special(ctx, container, Special::kContains, {item}, out);
    if (t == Truth::kError) return t;
    if (t == Truth::kYes) return is_true(ctx, out);
    Type* type = type_of(ctx, container);
    if (!type->lookup_special(Special::kIter) && !is_legacy_sequence(type)) {
        raise(ctx, TypeId::kTypeError, "argument of type '{}' is not iterable",
              MessageArg::type(container));
        return Truth::kError;
    }
    Value it = get_iterator(ctx, container);
    if (!it) {
        if (exception_matches(ctx, TypeId::kTypeError)) {
            take_exception(ctx);
            raise(ctx, TypeId::kTypeError, "argument of type '{}' is not iterable",
                  MessageArg::type(container));
        }
        return Truth::kError;
    }
    for (;;) {
        Value v = iterator_next(ctx, it);
        if (v.is_stop()) return Truth::kNo;
        if (!v) return Truth::kError;
        const Truth same = equal(ctx, v, item);
        if (same != Truth::kNo) return same;
    }
}

}  // namespace orrery
