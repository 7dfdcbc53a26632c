// enumerate, zip, map and filter.
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/numbers.h"
#include "engine/objects/pair_iterators.h"

namespace orrery {

namespace {

/// All four: a function or counter, the iterators, and a flag.
struct FunctionalIterator : NativeObject {
    Slot first;            // enumerate: next index; map, filter: the function
    Ref<Tuple> iterators;
    bool strict;           // zip(strict=True)
    bool finished;
};

FunctionalIterator* self_of(Value v) { return v.as<FunctionalIterator>(); }

void trace(Marker& marker, Object* o) {
    auto* it = static_cast<FunctionalIterator*>(o);
    marker.mark(it->first);
    marker.mark(it->iterators);
}

Value make(Context& ctx, Value cls, Value first, std::span<const Value> iterables) {
    Tuple* t = new_tuple(ctx, iterables.size());
    if (!t) return Value::error();
    for (size_t i = 0; i < iterables.size(); i++) {
        Value it = get_iterator(ctx, iterables[i]);
        if (!it) {
            return it;
        }
        t->slots()[i].set(ctx, t, it);
    }
    auto* o = allocate<FunctionalIterator>(ctx, cls.as<Type>());
    if (!o) return Value::error();
    o->first.init(first);
    o->iterators.init(t);
    return Value::object(o);
}

Value iter_self(Context&, const Args& args) { return args[0]; }
Value next_of(Context& ctx, Value self, NextFn step) {
    Value v = step(ctx, self);
    return v.is_stop() ? raise_stop_iteration(ctx, Value::none()) : v;
}

// ---- enumerate ----

Value enumerate_new(Context& ctx, const Args& args) {
    if (!args[1]) {
        return raise(ctx, TypeId::kTypeError, "enumerate() missing required argument 'iterable'");
    }
    Value start = Value::small_int(0);
    if (args[2] && !(start = to_index(ctx, args[2]))) return start;
    const Value one[] = {args[1]};
    return make(ctx, args[0], start, one);
}
Truth enumerate_pair(Context& ctx, Value self, Value (&pair)[2]) {
    FunctionalIterator* e = self_of(self);
    pair[1] = iterator_next(ctx, e->iterators->at(0));
    if (!pair[1] || pair[1].is_stop()) return pair[1] ? Truth::kNo : Truth::kError;
    pair[0] = e->first.get();
    const Value next = pair[0].is_small_int()
                           ? make_int(ctx, pair[0].as_small_int() + 1)
                           : binary_op(ctx, BinaryOp::kAdd, pair[0], Value::small_int(1));
    if (!next) return Truth::kError;
    e->first.set(ctx, e, next);
    return Truth::kYes;
}
Value enumerate_step(Context& ctx, Value self) {
    Value pair[2];
    const Truth more = enumerate_pair(ctx, self, pair);
    if (more != Truth::kYes) return more == Truth::kNo ? Value::stop() : Value::error();
    Tuple* t = make_tuple(ctx, pair);
    return t ? Value::object(t) : Value::error();
}
Value enumerate_next(Context& ctx, const Args& a) { return next_of(ctx, a[0], enumerate_step); }
Value enumerate_reduce(Context& ctx, const Args& args) {
    const Value inner[] = {self_of(args[0])->iterators->at(0), self_of(args[0])->first.get()};
    const Value out[] = {Value::object(type_of(ctx, args[0])),
                         Value::object(make_tuple(ctx, inner))};
    return Value::object(make_tuple(ctx, out));
}

// ---- zip ----

Value zip_new(Context& ctx, const Args& args) {
    Value v = make(ctx, args[0], Value(), args.rest());
    if (!v) return v;
    const Truth strict = args[1] ? is_true(ctx, args[1]) : Truth::kNo;
    if (strict == Truth::kError) return Value::error();
    self_of(v)->strict = strict == Truth::kYes;
    return v;
}

Value zip_mismatch(Context& ctx, uint64_t i, bool longer) {
    const std::string before = i == 1 ? " " : "s 1-";
    return raise(ctx, TypeId::kValueError, "zip() argument {} is {} than argument{}{}", i + 1,
                 longer ? "longer" : "shorter", before, i);
}

/// The first iterator of a strict zip has ended: all others must end now too.
Value check_all_ended(Context& ctx, Tuple* its) {
    for (uint64_t i = 1; i < its->length; i++) {
        Value v = iterator_next(ctx, its->at(i));
        if (v.is_stop()) continue;
        return v ? zip_mismatch(ctx, i, true) : v;
    }
    return Value::stop();
}

Value zip_step(Context& ctx, Value self) {
    FunctionalIterator* z = self_of(self);
    Tuple* its = z->iterators.get();
    if (its->length == 0) return Value::stop();
    Tuple* out = new_tuple(ctx, its->length);
    if (!out) return Value::error();
    for (uint64_t i = 0; i < its->length; i++) {
        Value v = iterator_next(ctx, its->at(i));
        if (!v) return v;
        if (v.is_stop()) {
            if (!z->strict) return v;
            return i ? zip_mismatch(ctx, i, false) : check_all_ended(ctx, its);
        }
        // An iterator written in Python may have let the tuple grow old.
        out->slots()[i].set(ctx, out, v);
    }
    return Value::object(out);
}
/// zip() of two, not strict.
Truth zip_pair(Context& ctx, Value self, Value (&pair)[2]) {
    Tuple* its = self_of(self)->iterators.get();
    for (unsigned i = 0; i < 2; i++) {
        pair[i] = iterator_next(ctx, its->at(i));
        if (!pair[i] || pair[i].is_stop()) return pair[i] ? Truth::kNo : Truth::kError;
    }
    return Truth::kYes;
}
Value zip_next(Context& ctx, const Args& a) { return next_of(ctx, a[0], zip_step); }
Value zip_reduce(Context& ctx, const Args& args) {
    const Value out[] = {Value::object(type_of(ctx, args[0])),
                         Value::object(self_of(args[0])->iterators.get()), Value::true_value()};
    return Value::object(make_tuple(ctx, std::span(out, self_of(args[0])->strict ? 3u : 2u)));
}
Value zip_setstate(Context& ctx, const Args& args) {
    const Truth t = is_true(ctx, args[1]);
    self_of(args[0])->strict = t == Truth::kYes;
    return t == Truth::kError ? Value::error() : Value::none();
}

// ---- map and filter ----

Value map_new(Context& ctx, const Args& args) {
    if (args.rest_count < 2)
        return raise(ctx, TypeId::kTypeError, "map() must have at least two arguments.");
    return make(ctx, args[0], args.rest()[0], args.rest().subspan(1));
}
Value map_step(Context& ctx, Value self) {
    FunctionalIterator* m = self_of(self);
    Tuple* its = m->iterators.get();
    if (its->length == 1) {
        Value v = iterator_next(ctx, its->at(0));
        return !v || v.is_stop() ? v : call(ctx, m->first.get(), {v});
    }
    ValueVector all(ctx);
    for (Value it : its->values()) {
        Value v = iterator_next(ctx, it);
        if (!v || v.is_stop()) return v;
        all.values.push_back(v);
    }
    return call(ctx, m->first.get(), all.values);
}
Value map_next(Context& ctx, const Args& a) { return next_of(ctx, a[0], map_step); }
Value map_reduce(Context& ctx, const Args& args) {
    ValueVector all(ctx);
    all.values.push_back(self_of(args[0])->first.get());
    for (Value v : self_of(args[0])->iterators->values())
        all.values.push_back(v);
    const Value out[] = {Value::object(type_of(ctx, args[0])),
                         Value::object(make_tuple(ctx, std::span<const Value>(all.values)))};
    return Value::object(make_tuple(ctx, out));
}

Value filter_new(Context& ctx, const Args& args) {
    const Value one[] = {args[2]};
    return make(ctx, args[0], args[1], one);
}
Value filter_step(Context& ctx, Value self) {
    FunctionalIterator* f = self_of(self);
    const Value test = f->first.get();
    const bool identity = test.is_none() || test == Value::object(ctx.type(TypeId::kBool));
    for (;;) {
        Value v = iterator_next(ctx, f->iterators->at(0));
        if (!v || v.is_stop()) return v;
        Value verdict = identity ? v : call(ctx, test, {v});
        if (!verdict) return verdict;
        const Truth t = is_true(ctx, verdict);
        if (t == Truth::kError) return Value::error();
        if (t == Truth::kYes) return v;
    }
}
Value filter_next(Context& ctx, const Args& a) { return next_of(ctx, a[0], filter_step); }

Value class_getitem(Context& ctx, const Args& args) {
    return make_generic_alias(ctx, args[0], args[1]);
}

const NativeMethod kEnumerateMethods[] = {
    {"__new__(cls, iterable=?, start=0)", enumerate_new},
    {"__iter__(self, /)", iter_self},
    {"__next__(self, /)", enumerate_next},
    {"__reduce__(self, /)", enumerate_reduce},
    {"__class_getitem__(cls, item, /)", class_getitem, nullptr, NativeMethod::kClassMethod},
};
const NativeMethod kZipMethods[] = {
    {"__new__(cls, *args, strict=False)", zip_new},
    {"__iter__(self, /)", iter_self},
    {"__next__(self, /)", zip_next},
    {"__reduce__(self, /)", zip_reduce},
    {"__setstate__(self, state, /)", zip_setstate},
};
const NativeMethod kMapMethods[] = {
    {"__new__(cls, *args)", map_new},
    {"__iter__(self, /)", iter_self},
    {"__next__(self, /)", map_next},
    {"__reduce__(self, /)", map_reduce},
};
const NativeMethod kFilterMethods[] = {
    {"__new__(cls, function, iterable, /)", filter_new},
    {"__iter__(self, /)", iter_self},
    {"__next__(self, /)", filter_next},
    {"__reduce__(self, /)", map_reduce},
};

}  // namespace

extern const NativeTypeSpec kEnumerateSpec = {
    .name = "enumerate",
    .size = sizeof(FunctionalIterator),
    .methods = kEnumerateMethods,
    .next = enumerate_step,
    .trace = trace,
    .doc = "enumerate(iterable, start=0)\n--\n\nReturn an enumerate object."};
extern const NativeTypeSpec kZipSpec = {
    .name = "zip",
    .size = sizeof(FunctionalIterator),
    .methods = kZipMethods,
    .next = zip_step,
    .trace = trace,
    .doc =
        "zip(*iterables, strict=False) -> iterator of tuples\n\nGive tuples of an item of each "
        "iterable, until the shortest is exhausted. With strict,\nValueError is raised when they "
        "differ in length."};
extern const NativeTypeSpec kMapSpec = {
    .name = "map",
    .size = sizeof(FunctionalIterator),
    .methods = kMapMethods,
    .next = map_step,
    .trace = trace,
    .doc =
        "map(func, *iterables) -> iterator\n\nCall the function with an item of each iterable, "
        "until the shortest is exhausted."};
extern const NativeTypeSpec kFilterSpec = {
    .name = "filter",
    .size = sizeof(FunctionalIterator),
    .methods = kFilterMethods,
    .next = filter_step,
    .trace = trace,
    .doc =
        "filter(function or None, iterable) -> iterator\n\nGive the items for which the function "
        "is true, or that are true themselves."};

NextPairFn pair_step(Value iterator) {
    if (iterator.has_shape(builtin_shape(TypeId::kDictItemIterator))) return next_dict_item;
    if (iterator.has_shape(builtin_shape(TypeId::kEnumerate))) return enumerate_pair;
    if (iterator.has_shape(builtin_shape(TypeId::kZip))) {
        const FunctionalIterator* z = self_of(iterator);
        return z->iterators->length == 2 && !z->strict ? zip_pair : nullptr;
    }
    return nullptr;
}

}  // namespace orrery
