// tuple and its iterator.

#include <algorithm>
#include <cstring>

#include "engine/objects/container_helpers.h"
#include "engine/objects/sequence_support.h"

namespace orrery {

namespace {

Tuple* self_of(const Args& args) { return args[0].as<Tuple>(); }

Tuple* new_subtype(Context& ctx, Type* type, std::span<const Value> values) {
    auto* t = allocate<Tuple>(ctx, type, values.size() * sizeof(Slot));
    if (!t) return nullptr;
    t->length = values.size();
    for (uint64_t i = 0; i < values.size(); i++)
        t->slots()[i].init(values[i]);
    return t;
}

Value tuple_new(Context& ctx, const Args& args) {
    Type* type = args[0].as<Type>();
    Tuple* t = empty_tuple(ctx);
    if (args[1]) t = to_tuple(ctx, args[1]);
    if (!t || type == ctx.type(TypeId::kTuple)) return Value::object(t);
    return Value::object(new_subtype(ctx, type, t->values()));
}

Value tuple_repr(Context& ctx, const Args& args) {
    Tuple* t = self_of(args);
    if (t->length == 0) return Value::object(intern(ctx, "()"));
    if (!repr_enter(ctx, args[0])) return Value::object(intern(ctx, "(...)"));
    StringBuilder out;
    out.add('(');
    for (uint64_t i = 0; i < t->length; i++) {
        if (i > 0) out.add_ascii(", ");
        String* text = to_repr(ctx, t->at(i));
        if (!text) {
            repr_leave(ctx, args[0]);
            return Value::error();
        }
        out.add(text);
    }
    repr_leave(ctx, args[0]);
    out.add_ascii(t->length == 1 ? ",)" : ")");
    return Value::object(out.finish(ctx));
}

Value tuple_hash(Context& ctx, const Args& args) {
    int64_t hash;
    return hash_tuple(ctx, self_of(args), hash) ? make_int(ctx, hash) : Value::error();
}

template <CompareOp op>
Value tuple_compare(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kTuple)) return Value::not_implemented();
    Tuple* a = self_of(args);
    Tuple* b = args[1].as<Tuple>();
    return compare_sequences(
        ctx, op, [&] { return a->length; }, [&] { return b->length; },
        [&](uint64_t i) { return a->at(i); }, [&](uint64_t i) { return b->at(i); });
}

Value tuple_len(Context&, const Args& args) {
    return Value::small_int(static_cast<int64_t>(self_of(args)->length));
}

Value tuple_contains(Context& ctx, const Args& args) {
    Tuple* t = self_of(args);
    for (uint64_t i = 0; i < t->length; i++) {
        const Truth same = container_equal(ctx, t->at(i), args[1]);
        if (same == Truth::kError) return Value::error();
        if (same == Truth::kYes) return Value::true_value();
    }
    return Value::false_value();
}

Value tuple_getitem(Context& ctx, const Args& args) {
    Tuple* t = self_of(args);
    const int64_t length = static_cast<int64_t>(t->length);
    if (args[1].is(Kind::kSlice)) {
        int64_t start, stop, step, count;
        if (!slice_indices(ctx, args[1].as<Slice>(), length, start, stop, step, count)) {
            return Value::error();
        }
        if (count == 0) return Value::object(empty_tuple(ctx));
        if (count == length && step == 1 && is_exact_tuple(args[0])) return args[0];
        Tuple* part = new_tuple(ctx, static_cast<uint64_t>(count));
        if (!part) return Value::error();
        for (int64_t i = 0; i < count; i++) {
            part->slots()[i].init(t->at(static_cast<uint64_t>(start + i * step)));
        }
        return Value::object(part);
    }
    int64_t i;
    if (!item_index(ctx, args[1], "tuple", i)) return Value::error();
    if (i < 0) i += length;
    if (i < 0 || i >= length) {
        return raise(ctx, TypeId::kIndexError, "tuple index out of range");
    }
    return t->at(static_cast<uint64_t>(i));
}

Value tuple_add(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kTuple)) return refuse_concat(ctx, "tuple", args[1]);
    Tuple* a = self_of(args);
    Tuple* b = args[1].as<Tuple>();
    if (a->length == 0 && is_exact_tuple(args[1])) return args[1];
    if (b->length == 0 && is_exact_tuple(args[0])) return args[0];
    Tuple* sum = new_tuple(ctx, a->length + b->length);
    if (!sum) return Value::error();
    memcpy(static_cast<void*>(sum->slots()), a->slots(), a->length * sizeof(Slot));
    memcpy(static_cast<void*>(sum->slots() + a->length), b->slots(), b->length * sizeof(Slot));
    return Value::object(sum);
}

Value tuple_multiply(Context& ctx, const Args& args) {
    Tuple* t = self_of(args);
    uint64_t n;
    switch (repeat_count(ctx, args[1], n)) {
    case OperandUse::kNotImplemented: return Value::not_implemented();
    case OperandUse::kError: return Value::error();
    case OperandUse::kUse: break;
    }
    if (n == 0 || t->length == 0) {
        return t->length == 0 && is_exact_tuple(args[0]) ? args[0]
                                                         : Value::object(empty_tuple(ctx));
    }
    if (n == 1 && is_exact_tuple(args[0])) return args[0];
    if (n > (uint64_t{1} << 44) / t->length) return raise_memory_error(ctx);
    Tuple* product = new_tuple(ctx, t->length * n);
    if (!product) return Value::error();
    for (uint64_t i = 0; i < n; i++) {
        memcpy(static_cast<void*>(product->slots() + i * t->length), t->slots(),
               t->length * sizeof(Slot));
    }
    return Value::object(product);
}

Value tuple_iter(Context& ctx, const Args& args) {
    return make_iterator(ctx, TypeId::kTupleIterator, args[0], 0);
}

Value tuple_index(Context& ctx, const Args& args) {
    Tuple* t = self_of(args);
    const int64_t length = static_cast<int64_t>(t->length);
    int64_t start = 0;
    int64_t stop = INT64_MAX;
    if (args[2] && !slice_argument(ctx, args[2], start)) return Value::error();
    if (args[3] && !slice_argument(ctx, args[3], stop)) return Value::error();
    if (start < 0) start = std::max<int64_t>(start + length, 0);
    if (stop < 0) stop += length;
    for (int64_t i = start; i < stop && i < length; i++) {
        const Truth same = container_equal(ctx, t->at(static_cast<uint64_t>(i)), args[1]);
        if (same == Truth::kError) return Value::error();
        if (same == Truth::kYes) return Value::small_int(i);
    }
    return raise(ctx, TypeId::kValueError, "tuple.index(x): x not in tuple");
}

Value tuple_count(Context& ctx, const Args& args) {
    Tuple* t = self_of(args);
    int64_t n = 0;
    for (uint64_t i = 0; i < t->length; i++) {
        const Truth same = container_equal(ctx, t->at(i), args[1]);
        if (same == Truth::kError) return Value::error();
        n += same == Truth::kYes;
    }
    return Value::small_int(n);
}

Value tuple_getnewargs(Context& ctx, const Args& args) {
    Tuple* copy = make_tuple(ctx, self_of(args)->values());
    if (!copy) return Value::error();
    const Value inner = Value::object(copy);
    return Value::object(make_tuple(ctx, {&inner, 1}));
}

constexpr NativeMethod kMethods[] = {
    {"__new__(cls, iterable=(), /)", tuple_new},
    {"__repr__(self, /)", tuple_repr},
    {"__hash__(self, /)", tuple_hash},
    {"__eq__(self, value, /)", tuple_compare<CompareOp::kEq>},
    {"__ne__(self, value, /)", tuple_compare<CompareOp::kNe>},
    {"__lt__(self, value, /)", tuple_compare<CompareOp::kLt>},
    {"__le__(self, value, /)", tuple_compare<CompareOp::kLe>},
    {"__gt__(self, value, /)", tuple_compare<CompareOp::kGt>},
    {"__ge__(self, value, /)", tuple_compare<CompareOp::kGe>},
    {"__len__(self, /)", tuple_len},
    {"__contains__(self, key, /)", tuple_contains},
    {"__getitem__(self, key, /)", tuple_getitem},
    {"__add__(self, value, /)", tuple_add},
    {"__mul__(self, value, /)", tuple_multiply},
    {"__rmul__(self, value, /)", tuple_multiply},
    {"__iter__(self, /)", tuple_iter},
    {"index(self, value, start=0, stop=9223372036854775807, /)", tuple_index,
     "Return first index of value.\n\nRaises ValueError if the value is not present."},
    {"count(self, value, /)", tuple_count, "Return number of occurrences of value."},
    {"__getnewargs__(self, /)", tuple_getnewargs},
    {"__class_getitem__(cls, object, /)", class_getitem, "See PEP 585", NativeMethod::kClassMethod},
};

// ---- iterator ----

Value tuple_iterator_next(Context&, Value self) {
    auto* it = self.as<Iterator>();
    const Value source = it->source.get();
    if (source) {
        auto* t = source.as<Tuple>();
        if (it->position < t->length) return t->at(it->position++);
        it->source.init(Value());
    }
    return Value::stop();
}

Value tuple_iterator_length_hint(Context&, const Args& args) {
    auto* it = args[0].as<Iterator>();
    const Value source = it->source.get();
    return Value::small_int(source ? static_cast<int64_t>(source.as<Tuple>()->length - it->position)
                                   : 0);
}

Value tuple_iterator_reduce(Context& ctx, const Args& args) {
    auto* it = args[0].as<Iterator>();
    if (const Value source = it->source.get()) {
        return reduce_iterator(ctx, "iter", {source},
                               Value::small_int(static_cast<int64_t>(it->position)));
    }
    return reduce_iterator(ctx, "iter", {Value::object(empty_tuple(ctx))}, Value());
}

Value tuple_iterator_setstate(Context& ctx, const Args& args) {
    auto* it = args[0].as<Iterator>();
    int64_t i;
    if (!to_int64(ctx, args[1], i)) return Value::error();
    if (const Value source = it->source.get()) {
        const int64_t length = static_cast<int64_t>(source.as<Tuple>()->length);
        it->position = static_cast<uint64_t>(std::clamp<int64_t>(i, 0, length));
    }
    return Value::none();
}

constexpr NativeMethod kIteratorMethods[] = {
    {"__length_hint__(self, /)", tuple_iterator_length_hint,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__(self, /)", tuple_iterator_reduce, "Return state information for pickling."},
    {"__setstate__(self, state, /)", tuple_iterator_setstate,
     "Set state information for unpickling."},
};

}  // namespace

Tuple* new_tuple(Context& ctx, uint64_t length) {
    if (length > (uint64_t{1} << 44)) {
        raise_memory_error(ctx);
        return nullptr;
    }
    auto* t = ctx.heap().allocate<Tuple>(Kind::kTuple, builtin_shape(TypeId::kTuple),
                                         length * sizeof(Slot));
    if (t) t->length = length;
    return t;
}

Tuple* make_tuple(Context& ctx, std::span<const Value> values) {
    if (values.empty()) return empty_tuple(ctx);
    Tuple* t = new_tuple(ctx, values.size());
    if (!t) return nullptr;
    for (uint64_t i = 0; i < values.size(); i++)
        t->slots()[i].init(values[i]);
    return t;
}

Tuple* empty_tuple(Context& ctx) { return ctx.runtime().empty_tuple; }

bool hash_tuple(Context& ctx, Tuple* t, int64_t& out) {
    NativeRecursion guard(ctx, "");
    if (!guard.ok()) return false;
    TupleHash hash;
    for (uint64_t i = 0; i < t->length; i++) {
        int64_t h;
        if (!container_hash(ctx, t->at(i), h)) return false;
        hash.add(h);
    }
    out = hash.finish(t->length);
    return true;
}

Truth equal_tuples(Context& ctx, Tuple* a, Tuple* b) {
    if (a->length != b->length) return Truth::kNo;
    NativeRecursion guard(ctx, " in comparison");
    if (!guard.ok()) return Truth::kError;
    for (uint64_t i = 0; i < a->length; i++) {
        const Truth same = container_equal(ctx, a->at(i), b->at(i));
        if (same != Truth::kYes) return same;
    }
    return Truth::kYes;
}

extern const NativeTypeSpec kTupleSpec;
const NativeTypeSpec kTupleSpec = {
    .name = "tuple",
    .kind = Kind::kTuple,
    .size = sizeof(Tuple),
    .variable_size = true,
    .methods = kMethods,
    .doc =
        "tuple(iterable=(), /)\n--\n\nBuilt-in immutable sequence.\n\nIf no argument is given, the "
        "constructor returns an "
        "empty tuple.\nIf iterable is specified the tuple is initialized from iterable's "
        "items.\n\nIf the argument is a tuple, the return value is the same object.",
};

extern const NativeTypeSpec kTupleIteratorSpec;
const NativeTypeSpec kTupleIteratorSpec = {
    .name = "tuple_iterator",
    .kind = Kind::kIterator,
    .size = sizeof(Iterator),
    .subclassable = false,
    .methods = kIteratorMethods,
    .next = tuple_iterator_next,
};

}  // namespace orrery
