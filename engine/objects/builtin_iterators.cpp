// enumerate, zip, map and filter.

#include "engine/objects/container_helpers.h"

namespace orrery {

extern const NativeTypeSpec kEnumerateSpec;
extern const NativeTypeSpec kZipSpec;
extern const NativeTypeSpec kMapSpec;
extern const NativeTypeSpec kFilterSpec;

namespace {

Value reduce(Context& ctx, Value type, std::span<const Value> arguments) {
    Tuple* t = make_tuple(ctx, arguments);
    if (!t) return Value::error();
    const Value parts[] = {type, Value::object(t)};
    return Value::object(make_tuple(ctx, parts));
}

/// The iterators of all iterables, or null.
Tuple* iterators_of(Context& ctx, std::span<const Value> iterables) {
    if (iterables.empty()) return empty_tuple(ctx);
    Tuple* t = new_tuple(ctx, iterables.size());
    for (uint64_t i = 0; t && i < iterables.size(); i++) {
        const Value it = get_iterator(ctx, iterables[i]);
        if (!it) return nullptr;
        t->slots()[i].set(ctx, t, it);
    }
    return t;
}

// ---- enumerate ----

struct Enumerate : NativeObject {
    Slot iterator;
    Slot count;
};

Value enumerate_new(Context& ctx, const Args& args) {
    const Value start = args[2] ? to_index(ctx, args[2]) : Value::small_int(0);
    if (!start) return start;
    const Value it = get_iterator(ctx, args[1]);
    if (!it) return it;
    auto* e = allocate<Enumerate>(ctx, args[0].as<Type>());
    if (!e) return Value::error();
    e->iterator.init(it);
    e->count.init(start);
    return Value::object(e);
}

Value enumerate_next(Context& ctx, Value self) {
    auto* e = self.as<Enumerate>();
    const Value v = iterator_next(ctx, e->iterator.get());
    if (!v || v.is_stop()) return v;
    const Value count = e->count.get();
    const Value parts[] = {count, v};
    Tuple* pair = make_tuple(ctx, parts);
    if (!pair) return Value::error();
    if (count.is_small_int() && count.as_small_int() < Value::kMaxSmallInt) {
        e->count.init(Value::small_int(count.as_small_int() + 1));
    } else {
        const Value next = binary_op(ctx, BinaryOp::kAdd, count, Value::small_int(1));
        if (!next) return next;
        e->count.set(ctx, e, next);
    }
    return Value::object(pair);
}

Value enumerate_reduce(Context& ctx, const Args& args) {
    auto* e = args[0].as<Enumerate>();
    const Value arguments[] = {e->iterator.get(), e->count.get()};
    return reduce(ctx, Value::object(type_of(ctx, args[0])), arguments);
}

void enumerate_trace(Marker& marker, Object* self) {
    auto* e = static_cast<Enumerate*>(self);
    marker.mark(e->iterator);
    marker.mark(e->count);
}

// ---- zip ----

struct Zip : NativeObject {
    Slot iterators;  // tuple
    bool strict;
};

Value zip_new(Context& ctx, const Args& args) {
    bool strict = false;
    if (args[1]) {
        const Truth t = is_true(ctx, args[1]);
        if (t == Truth::kError) return Value::error();
        strict = t == Truth::kYes;
    }
    Tuple* iterators = iterators_of(ctx, args.rest());
    if (!iterators) return Value::error();
    auto* z = allocate<Zip>(ctx, args[0].as<Type>());
    if (!z) return Value::error();
    z->iterators.init(Value::object(iterators));
    z->strict = strict;
    return Value::object(z);
}

Value raise_unequal(Context& ctx, uint64_t i, const char* how) {
    if (i == 1) {
        return raise(ctx, TypeId::kValueError, "zip() argument 2 is {} than argument 1", how);
    }
    return raise(ctx, TypeId::kValueError, "zip() argument {} is {} than arguments 1-{}", i + 1, how,
                 i);
}

Value zip_next(Context& ctx, Value self) {
    auto* z = self.as<Zip>();
    const Value held = z->iterators.get();
    if (held.as<Tuple>()->length == 0) return Value::stop();
    Tuple* iterators = held.as<Tuple>();
    Tuple* out = new_tuple(ctx, iterators->length);
    if (!out) return Value::error();
    for (uint64_t i = 0; i < iterators->length; i++) {
        const Value v = iterator_next(ctx, iterators->at(i));
        if (!v) return v;
        if (!v.is_stop()) {
            out->slots()[i].set(ctx, out, v);
            continue;
        }
        if (!z->strict) return v;
        if (i > 0) return raise_unequal(ctx, i, "shorter");
        for (uint64_t j = 1; j < iterators->length; j++) {
            const Value more = iterator_next(ctx, iterators->at(j));
            if (!more) return more;
            if (!more.is_stop()) return raise_unequal(ctx, j, "longer");
        }
        return v;
    }
    return Value::object(out);
}

Value zip_reduce(Context& ctx, const Args& args) {
    auto* z = args[0].as<Zip>();
    const Value type = Value::object(type_of(ctx, args[0]));
    const Value held = z->iterators.get();
    if (!z->strict) return reduce(ctx, type, held.as<Tuple>()->values());
    const Value parts[] = {type, held, Value::true_value()};
    return Value::object(make_tuple(ctx, parts));
}

Value zip_setstate(Context& ctx, const Args& args) {
    const Truth t = is_true(ctx, args[1]);
    if (t == Truth::kError) return Value::error();
    args[0].as<Zip>()->strict = t == Truth::kYes;
    return Value::none();
}

void zip_trace(Marker& marker, Object* self) {
    marker.mark(static_cast<Zip*>(self)->iterators);
}

// ---- map ----

struct Map : NativeObject {
    Slot function;
    Slot iterators;  // tuple
};

Value map_new(Context& ctx, const Args& args) {
    Type* type = args[0].as<Type>();
    if (args.keywords && !type->has(Type::kUserDefined)) {
        return raise(ctx, TypeId::kTypeError, "map() takes no keyword arguments");
    }
    const auto given = args.rest();
    if (given.size() < 2) {
        return raise(ctx, TypeId::kTypeError, "map() must have at least two arguments.");
    }
    Tuple* iterators = iterators_of(ctx, given.subspan(1));
    if (!iterators) return Value::error();
    auto* m = allocate<Map>(ctx, type);
    if (!m) return Value::error();
    m->function.init(given[0]);
    m->iterators.init(Value::object(iterators));
    return Value::object(m);
}

Value map_next(Context& ctx, Value self) {
    auto* m = self.as<Map>();
    Tuple* iterators = m->iterators.get().as<Tuple>();
    if (iterators->length == 1) {
        const Value v = iterator_next(ctx, iterators->at(0));
        return !v || v.is_stop() ? v : call(ctx, m->function.get(), {v});
    }
    constexpr uint64_t kInline = 8;
    Value few[kInline];
    ValueVector many(ctx);
    Value* values = few;
    if (iterators->length > kInline) {
        many.values.resize(iterators->length);
        values = many.values.data();
    }
    for (uint64_t i = 0; i < iterators->length; i++) {
        values[i] = iterator_next(ctx, iterators->at(i));
        if (!values[i] || values[i].is_stop()) return values[i];
    }
    return call(ctx, m->function.get(), std::span<const Value>(values, iterators->length));
}

Value map_reduce(Context& ctx, const Args& args) {
    auto* m = args[0].as<Map>();
    ValueVector arguments(ctx);
    arguments.values.push_back(m->function.get());
    for (Value it : m->iterators.get().as<Tuple>()->values()) arguments.values.push_back(it);
    return reduce(ctx, Value::object(type_of(ctx, args[0])), arguments.values);
}

void map_trace(Marker& marker, Object* self) {
    auto* m = static_cast<Map*>(self);
    marker.mark(m->function);
    marker.mark(m->iterators);
}

// ---- filter ----

struct Filter : NativeObject {
    Slot function;  // or None: the elements' own truth
    Slot iterator;
};

Value filter_new(Context& ctx, const Args& args) {
    Type* type = args[0].as<Type>();
    if (args.keywords && !type->has(Type::kUserDefined)) {
        return raise(ctx, TypeId::kTypeError, "filter() takes no keyword arguments");
    }
    const auto given = args.rest();
    if (given.size() != 2) {
        return raise(ctx, TypeId::kTypeError, "filter expected 2 arguments, got {}", given.size());
    }
    const Value it = get_iterator(ctx, given[1]);
    if (!it) return it;
    auto* f = allocate<Filter>(ctx, type);
    if (!f) return Value::error();
    f->function.init(given[0]);
    f->iterator.init(it);
    return Value::object(f);
}

Value filter_next(Context& ctx, Value self) {
    auto* f = self.as<Filter>();
    const Value function = f->function.get();
    const bool own = function.is_none() || function == Value::object(ctx.type(TypeId::kBool));
    for (;;) {
        const Value v = iterator_next(ctx, f->iterator.get());
        if (!v || v.is_stop()) return v;
        const Value verdict = own ? v : call(ctx, function, {v});
        if (!verdict) return verdict;
        const Truth keep = is_true(ctx, verdict);
        if (keep == Truth::kError) return Value::error();
        if (keep == Truth::kYes) return v;
    }
}

Value filter_reduce(Context& ctx, const Args& args) {
    auto* f = args[0].as<Filter>();
    const Value arguments[] = {f->function.get(), f->iterator.get()};
    return reduce(ctx, Value::object(type_of(ctx, args[0])), arguments);
}

void filter_trace(Marker& marker, Object* self) {
    auto* f = static_cast<Filter*>(self);
    marker.mark(f->function);
    marker.mark(f->iterator);
}

constexpr NativeMethod kEnumerateMethods[] = {
    {"__new__(cls, iterable, start=0)", enumerate_new},
    {"__reduce__(self, /)", enumerate_reduce, "Return state information for pickling."},
    {"__class_getitem__(cls, object, /)", class_getitem, "See PEP 585",
     NativeMethod::kClassMethod},
};

constexpr NativeMethod kZipMethods[] = {
    {"__new__(cls, *iterables, strict=False)", zip_new},
    {"__reduce__(self, /)", zip_reduce, "Return state information for pickling."},
    {"__setstate__(self, state, /)", zip_setstate, "Set state information for unpickling."},
};

constexpr NativeMethod kMapMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", map_new},
    {"__reduce__(self, /)", map_reduce, "Return state information for pickling."},
};

constexpr NativeMethod kFilterMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", filter_new},
    {"__reduce__(self, /)", filter_reduce, "Return state information for pickling."},
};

}  // namespace

const NativeTypeSpec kEnumerateSpec = {
    .name = "enumerate",
    .size = sizeof(Enumerate),
    .methods = kEnumerateMethods,
    .next = enumerate_next,
    .trace = enumerate_trace,
    .doc = "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe "
           "enumerate object yields pairs containing a count (from start, which\ndefaults to zero) "
           "and a value yielded by the iterable argument.\n\nenumerate is useful for obtaining an "
           "indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
};

const NativeTypeSpec kZipSpec = {
    .name = "zip",
    .size = sizeof(Zip),
    .methods = kZipMethods,
    .next = zip_next,
    .trace = zip_trace,
    .doc = "zip(*iterables, strict=False) --> Yield tuples until an input is exhausted.\n\n   >>> "
           "list(zip('abcdefg', range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), ('c', 2, "
           "2)]\n\nThe zip object yields n-length tuples, where n is the number of iterables\npassed "
           "as positional arguments to zip().  The i-th element in every tuple\ncomes from the i-th "
           "iterable argument to zip().  This continues until the\nshortest argument is "
           "exhausted.\n\nIf strict is true and one of the arguments is exhausted before the "
           "others,\nraise a ValueError.",
};

const NativeTypeSpec kMapSpec = {
    .name = "map",
    .size = sizeof(Map),
    .methods = kMapMethods,
    .next = map_next,
    .trace = map_trace,
    .doc = "map(func, *iterables) --> map object\n\nMake an iterator that computes the function using "
           "arguments from\neach of the iterables.  Stops when the shortest iterable is exhausted.",
};

const NativeTypeSpec kFilterSpec = {
    .name = "filter",
    .size = sizeof(Filter),
    .methods = kFilterMethods,
    .next = filter_next,
    .trace = filter_trace,
    .doc = "filter(function or None, iterable) --> filter object\n\nReturn an iterator yielding those "
           "items of iterable for which function(item)\nis true. If function is None, return the "
           "items that are true.",
};

}  // namespace orrery
