// The iterators of list. The list may change meanwhile: its size is looked at on every step.

#include <algorithm>

#include "engine/objects/container_helpers.h"

namespace orrery {

namespace {

Iterator* self_of(const Args& args) { return args[0].as<Iterator>(); }

Value list_next(Context&, Value self) {
    auto* it = self.as<Iterator>();
    const Value source = it->source.get();
    if (source) {
        auto* list = source.as<List>();
        if (it->position < list->size) return list->at(it->position++);
        it->source.init(Value());
    }
    return Value::stop();
}

Value list_iterator_length_hint(Context&, const Args& args) {
    Iterator* it = self_of(args);
    const Value source = it->source.get();
    if (!source) return Value::small_int(0);
    const uint64_t size = source.as<List>()->size;
    return Value::small_int(size > it->position ? static_cast<int64_t>(size - it->position) : 0);
}

Value list_iterator_reduce(Context& ctx, const Args& args) {
    Iterator* it = self_of(args);
    if (const Value source = it->source.get()) {
        return reduce_iterator(ctx, "iter", {source},
                               Value::small_int(static_cast<int64_t>(it->position)));
    }
    return reduce_iterator(ctx, "iter", {Value::object(make_list(ctx))}, Value());
}

Value list_iterator_setstate(Context& ctx, const Args& args) {
    Iterator* it = self_of(args);
    int64_t i;
    if (!to_int64(ctx, args[1], i)) return Value::error();
    if (const Value source = it->source.get()) {
        const int64_t size = static_cast<int64_t>(source.as<List>()->size);
        it->position = static_cast<uint64_t>(std::clamp<int64_t>(i, 0, size));
    }
    return Value::none();
}

// Backwards: `position` elements are left.

Value list_reverse_next(Context&, Value self) {
    auto* it = self.as<Iterator>();
    const Value source = it->source.get();
    if (!source) return Value::stop();
    auto* list = source.as<List>();
    if (it->position > 0 && it->position <= list->size) return list->at(--it->position);
    it->position = 0;
    it->source.init(Value());
    return Value::stop();
}

Value list_reverse_length_hint(Context&, const Args& args) {
    Iterator* it = self_of(args);
    const Value source = it->source.get();
    if (!source || source.as<List>()->size < it->position) return Value::small_int(0);
    return Value::small_int(static_cast<int64_t>(it->position));
}

Value list_reverse_reduce(Context& ctx, const Args& args) {
    Iterator* it = self_of(args);
    if (const Value source = it->source.get()) {
        return reduce_iterator(ctx, "reversed", {source},
                               Value::small_int(static_cast<int64_t>(it->position) - 1));
    }
    return reduce_iterator(ctx, "iter", {Value::object(make_list(ctx))}, Value());
}

Value list_reverse_setstate(Context& ctx, const Args& args) {
    Iterator* it = self_of(args);
    int64_t i;
    if (!to_int64(ctx, args[1], i)) return Value::error();
    if (const Value source = it->source.get()) {
        const int64_t size = static_cast<int64_t>(source.as<List>()->size);
        it->position = static_cast<uint64_t>(std::clamp<int64_t>(i, -1, size - 1) + 1);
    }
    return Value::none();
}

constexpr NativeMethod kMethods[] = {
    {"__length_hint__(self, /)", list_iterator_length_hint,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__(self, /)", list_iterator_reduce, "Return state information for pickling."},
    {"__setstate__(self, state, /)", list_iterator_setstate,
     "Set state information for unpickling."},
};

constexpr NativeMethod kReverseMethods[] = {
    {"__length_hint__(self, /)", list_reverse_length_hint,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__(self, /)", list_reverse_reduce, "Return state information for pickling."},
    {"__setstate__(self, state, /)", list_reverse_setstate,
     "Set state information for unpickling."},
};

}  // namespace

extern const NativeTypeSpec kListIteratorSpec;
const NativeTypeSpec kListIteratorSpec = {
    .name = "list_iterator",
    .kind = Kind::kIterator,
    .size = sizeof(Iterator),
    .subclassable = false,
    .methods = kMethods,
    .next = list_next,
};

extern const NativeTypeSpec kListReverseIteratorSpec;
const NativeTypeSpec kListReverseIteratorSpec = {
    .name = "list_reverseiterator",
    .kind = Kind::kIterator,
    .size = sizeof(Iterator),
    .subclassable = false,
    .methods = kReverseMethods,
    .next = list_reverse_next,
};

}  // namespace orrery
