// What native iterators have in common, and the iterators that are not tied to one container:
// over the old sequence protocol, over a callable with a sentinel, and reversed().

#include "engine/objects/container_helpers.h"

namespace orrery {

namespace {

Value iterator_self(Context&, const Args& args) { return args[0]; }

Value iterator_step(Context& ctx, const Args& args) {
    const Value v = type_of(ctx, args[0])->native->next(ctx, args[0]);
    if (!v.is_stop()) return v;
    return raise_with(ctx, TypeId::kStopIteration, {});
}

Iterator* self_of(const Args& args) { return args[0].as<Iterator>(); }

// ---- sequence: source[position] until IndexError or StopIteration ----

Value sequence_next(Context& ctx, Value self) {
    auto* it = self.as<Iterator>();
    const Value source = it->source.get();
    if (!source) return Value::stop();
    if (it->position == static_cast<uint64_t>(INT64_MAX)) {
        return raise(ctx, TypeId::kOverflowError, "iter index too large");
    }
    const Value index = make_int(ctx, static_cast<int64_t>(it->position));
    if (!index) return index;
    it->position++;
    const Value v = get_item(ctx, source, index);
    if (v) return v;
    if (!exception_matches(ctx, TypeId::kIndexError) &&
        !exception_matches(ctx, TypeId::kStopIteration)) {
        return v;
    }
    take_exception(ctx);
    it->source.init(Value());
    return Value::stop();
}

Value sequence_length_hint(Context& ctx, const Args& args) {
    Iterator* it = self_of(args);
    const Value source = it->source.get();
    if (!source) return Value::small_int(0);
    if (!type_of(ctx, source)->lookup_special(Special::kLen)) return Value::not_implemented();
    const int64_t length = length_of(ctx, source);
    if (length < 0) return Value::error();
    return Value::small_int(std::max<int64_t>(length - static_cast<int64_t>(it->position), 0));
}

Value sequence_reduce(Context& ctx, const Args& args) {
    Iterator* it = self_of(args);
    if (const Value source = it->source.get()) {
        return reduce_iterator(ctx, "iter", {source},
                               make_int(ctx, static_cast<int64_t>(it->position)));
    }
    return reduce_iterator(ctx, "iter", {Value::object(empty_tuple(ctx))}, Value());
}

Value sequence_setstate(Context& ctx, const Args& args) {
    int64_t i;
    if (!to_int64(ctx, args[1], i)) return Value::error();
    if (self_of(args)->source)
        self_of(args)->position = static_cast<uint64_t>(std::max<int64_t>(i, 0));
    return Value::none();
}

constexpr NativeMethod kSequenceMethods[] = {
    {"__length_hint__(self, /)", sequence_length_hint,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__(self, /)", sequence_reduce, "Return state information for pickling."},
    {"__setstate__(self, state, /)", sequence_setstate, "Set state information for unpickling."},
};

// ---- callable: source() until it gives `value` ----

Value callable_next(Context& ctx, Value self) {
    auto* it = self.as<Iterator>();
    const Value source = it->source.get();
    if (!source) return Value::stop();
    const Value v = call(ctx, source, {});
    if (!v) {
        if (!exception_matches(ctx, TypeId::kStopIteration)) return v;
        take_exception(ctx);
        it->source.init(Value());
        it->value.init(Value());
        return Value::stop();
    }
    if (!it->source) return Value::stop();  // exhausted by the call itself
    const Truth end = container_equal(ctx, it->value.get(), v);
    if (end == Truth::kError) return Value::error();
    if (end == Truth::kNo) return v;
    it->source.init(Value());
    it->value.init(Value());
    return Value::stop();
}

Value callable_reduce(Context& ctx, const Args& args) {
    Iterator* it = self_of(args);
    if (const Value source = it->source.get()) {
        return reduce_iterator(ctx, "iter", {source, it->value.get()}, Value());
    }
    return reduce_iterator(ctx, "iter", {Value::object(empty_tuple(ctx))}, Value());
}

constexpr NativeMethod kCallableMethods[] = {
    {"__reduce__(self, /)", callable_reduce, "Return state information for pickling."},
};

// ---- reversed: source[position - 1] downwards; position 0: exhausted ----

Value reversed_new(Context& ctx, const Args& args) {
    Type* type = args[0].as<Type>();
    const Value sequence = args[1];
    const Value method = type_of(ctx, sequence)->lookup_special(Special::kReversed);
    if (method.is_none()) {
        return raise(ctx, TypeId::kTypeError, "'{}' object is not reversible",
                     MessageArg::type(sequence));
    }
    if (method) {
        Value out;
        const Truth t = call_special(ctx, sequence, Special::kReversed, {}, out);
        return t == Truth::kYes ? out : Value::error();
    }
    const Type* t = type_of(ctx, sequence);
    if (!t->lookup_special(Special::kGetitem) || !t->lookup_special(Special::kLen) ||
        sequence.is(Kind::kDict)) {
        return raise(ctx, TypeId::kTypeError, "'{}' object is not reversible",
                     MessageArg::type(sequence));
    }
    const int64_t length = length_of(ctx, sequence);
    if (length < 0) return Value::error();
    auto* it = allocate<Iterator>(ctx, type);
    if (!it) return Value::error();
    it->source.init(sequence);
    it->position = static_cast<uint64_t>(length);
    return Value::object(it);
}

Value reversed_next(Context& ctx, Value self) {
    auto* it = self.as<Iterator>();
    const Value source = it->source.get();
    if (!source) return Value::stop();
    if (it->position > 0) {
        const Value index = make_int(ctx, static_cast<int64_t>(it->position - 1));
        if (!index) return index;
        it->position--;
        const Value v = get_item(ctx, source, index);
        if (v) return v;
        if (!exception_matches(ctx, TypeId::kIndexError) &&
            !exception_matches(ctx, TypeId::kStopIteration)) {
            return v;
        }
        take_exception(ctx);
    }
    it->position = 0;
    it->source.init(Value());
    return Value::stop();
}

Value reversed_length_hint(Context& ctx, const Args& args) {
    Iterator* it = self_of(args);
    const Value source = it->source.get();
    if (!source) return Value::small_int(0);
    const int64_t length = length_of(ctx, source);
    if (length < 0) return Value::error();
    const int64_t left = static_cast<int64_t>(it->position);
    return Value::small_int(length < left ? 0 : left);
}

Value reversed_reduce(Context& ctx, const Args& args) {
    Iterator* it = self_of(args);
    const Value type = Value::object(type_of(ctx, args[0]));
    const Value source = it->source.get();
    const Value argument = source ? source : Value::object(empty_tuple(ctx));
    Tuple* arguments = make_tuple(ctx, {&argument, 1});
    if (!arguments) return Value::error();
    const Value state = make_int(ctx, static_cast<int64_t>(it->position) - 1);
    const Value parts[] = {type, Value::object(arguments), state};
    return Value::object(make_tuple(ctx, std::span<const Value>(parts, source ? 3 : 2)));
}

Value reversed_setstate(Context& ctx, const Args& args) {
    Iterator* it = self_of(args);
    int64_t i;
    if (!to_int64(ctx, args[1], i)) return Value::error();
    if (const Value source = it->source.get()) {
        const int64_t length = length_of(ctx, source);
        if (length < 0) return Value::error();
        it->position = static_cast<uint64_t>(std::clamp<int64_t>(i, -1, length - 1) + 1);
    }
    return Value::none();
}

constexpr NativeMethod kReversedMethods[] = {
    {"__new__(cls, sequence, /)", reversed_new},
    {"__length_hint__(self, /)", reversed_length_hint,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__(self, /)", reversed_reduce, "Return state information for pickling."},
    {"__setstate__(self, state, /)", reversed_setstate, "Set state information for unpickling."},
};

}  // namespace

const NativeMethod kIteratorProtocol[2] = {
    {"__iter__(self, /)", iterator_self, "Implement iter(self)."},
    {"__next__(self, /)", iterator_step, "Implement next(self)."},
};

Value make_sequence_iterator(Context& ctx, Value sequence) {
    return make_iterator(ctx, TypeId::kSequenceIterator, sequence, 0);
}

Value make_callable_iterator(Context& ctx, Value callable, Value sentinel) {
    auto* it = allocate_builtin<Iterator>(ctx, Kind::kIterator, TypeId::kCallableIterator);
    if (!it) return Value::error();
    it->source.init(callable);
    it->value.init(sentinel);
    return Value::object(it);
}

extern const NativeTypeSpec kSequenceIteratorSpec;
const NativeTypeSpec kSequenceIteratorSpec = {
    .name = "iterator",
    .kind = Kind::kIterator,
    .size = sizeof(Iterator),
    .subclassable = false,
    .methods = kSequenceMethods,
    .next = sequence_next,
};

extern const NativeTypeSpec kCallableIteratorSpec;
const NativeTypeSpec kCallableIteratorSpec = {
    .name = "callable_iterator",
    .kind = Kind::kIterator,
    .size = sizeof(Iterator),
    .subclassable = false,
    .methods = kCallableMethods,
    .next = callable_next,
};

extern const NativeTypeSpec kReversedSpec;
const NativeTypeSpec kReversedSpec = {
    .name = "reversed",
    .kind = Kind::kIterator,
    .size = sizeof(Iterator),
    .methods = kReversedMethods,
    .next = reversed_next,
    .doc =
        "reversed(sequence, /)\n--\n\nReturn a reverse iterator over the values of the given "
        "sequence.",
};

}  // namespace orrery
