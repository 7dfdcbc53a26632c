// collections.deque: a circular buffer, so that both ends grow and shrink in constant time.
//
// Element i is at slot (head + i) mod capacity, capacity a power of two. `changes` counts what
// invalidates iterators; assigning to an element does not.
#include <algorithm>

#include "engine/modules/collections_module.h"
#include "engine/modules/module_support.h"

namespace orrery {

namespace {

constexpr int64_t kUnbounded = -1;

struct Deque : NativeObject {
    Ref<ValueArray> items;  // null while it has never held anything
    uint64_t head;
    uint64_t size;
    uint64_t changes;
    int64_t limit;  // maxlen or kUnbounded

    Slot& slot(uint64_t i) { return items->slots()[(head + i) & (items->capacity - 1)]; }
    Value at(uint64_t i) { return slot(i).get(); }
};

struct DequeIterator : NativeObject {
    Ref<Deque> deque;
    uint64_t position;  // elements given
    uint64_t left;
    uint64_t changes;
};

Deque* self_of(Value v) { return v.as<Deque>(); }
Deque* self_of(const Args& args) { return args[0].as<Deque>(); }
Deque* as_deque(Context& ctx, Value v) { return native_cast<Deque>(ctx, v, kDequeSpec); }

void trace(Marker& marker, Object* o) { marker.mark(static_cast<Deque*>(o)->items); }
void trace_iterator(Marker& marker, Object* o) {
    marker.mark(static_cast<DequeIterator*>(o)->deque);
}

bool set_capacity(Context& ctx, Deque* d, uint64_t capacity) {
    ValueArray* items = ctx.heap().allocate_values(capacity);
    if (!items) return false;
    for (uint64_t i = 0; i < d->size; i++)
        items->slots()[i].init(d->at(i));
    d->items.set(ctx, d, items);
    // The cell may be larger than asked for: keep to a power of two.
    items->capacity = capacity;
    d->head = 0;
    return true;
}
bool grow(Context& ctx, Deque* d) {
    if (!d->items) return set_capacity(ctx, d, 8);
    return d->size < d->items->capacity || set_capacity(ctx, d, d->items->capacity * 2);
}

Value pop_front(Deque* d) {
    Slot& s = d->slot(0);
    const Value v = s.get();
    s.init(Value());
    d->head = (d->head + 1) & (d->items->capacity - 1);
    d->size--;
    d->changes++;
    return v;
}
Value pop_back(Deque* d) {
    Slot& s = d->slot(d->size - 1);
    const Value v = s.get();
    s.init(Value());
    d->size--;
    d->changes++;
    return v;
}
bool push_back(Context& ctx, Deque* d, Value v) {
    if (!grow(ctx, d)) return false;
    d->slot(d->size).set(ctx, d->items.get(), v);
    d->size++;
    d->changes++;
    if (d->limit != kUnbounded && d->size > static_cast<uint64_t>(d->limit)) pop_front(d);
    return true;
}
bool push_front(Context& ctx, Deque* d, Value v) {
    if (!grow(ctx, d)) return false;
    d->head = (d->head - 1) & (d->items->capacity - 1);
    d->slot(0).set(ctx, d->items.get(), v);
    d->size++;
    d->changes++;
    if (d->limit != kUnbounded && d->size > static_cast<uint64_t>(d->limit)) pop_back(d);
    return true;
}
void clear(Deque* d) {
    for (uint64_t i = 0; i < d->size; i++)
        d->slot(i).init(Value());
    d->head = d->size = 0;
    d->changes++;
}
void rotate(Context& ctx, Deque* d, int64_t n) {
    if (d->size < 2) return;
    const auto size = static_cast<int64_t>(d->size);
    n %= size;
    if (n > size / 2) n -= size;
    if (n < -size / 2) n += size;
    if (d->size == d->items->capacity) {  // full: only the head moves
        d->head = (d->head - static_cast<uint64_t>(n)) & (d->items->capacity - 1);
        d->changes++;
        return;
    }
    for (; n > 0; n--) {
        const Value v = pop_back(d);
        d->head = (d->head - 1) & (d->items->capacity - 1);
        d->slot(0).set(ctx, d->items.get(), v);
        d->size++;
    }
    for (; n < 0; n++) {
        const Value v = pop_front(d);
        d->slot(d->size).set(ctx, d->items.get(), v);
        d->size++;
    }
}

bool extend(Context& ctx, Deque* d, Value iterable, bool front) {
    if (Deque* same = as_deque(ctx, iterable); same == d) {
        List* copy = list_from(ctx, iterable);
        if (!copy) return false;
        iterable = Value::object(copy);
    }
    return for_each(ctx, iterable,
                    [&](Value v) { return front ? push_front(ctx, d, v) : push_back(ctx, d, v); });
}

Value limit_value(Context& ctx, Deque* d) {
    return d->limit == kUnbounded ? Value::none() : make_int(ctx, d->limit);
}

/// An empty deque of the same type and limit.
Value make_like(Context& ctx, Value self) {
    Deque* d = self_of(self);
    Type* type = type_of(ctx, self);
    if (type->native == &kDequeSpec && !type->has(Type::kUserDefined)) {
        auto* made = allocate<Deque>(ctx, type);
        if (!made) return Value::error();
        made->limit = d->limit;
        return Value::object(made);
    }
    if (d->limit == kUnbounded) return call(ctx, Value::object(type), {});
    return call(ctx, Value::object(type),
                {Value::object(empty_tuple(ctx)), make_int(ctx, d->limit)});
}

// ---- methods ----

Value deque_new(Context& ctx, const Args& args) {
    auto* d = allocate<Deque>(ctx, args[0].as<Type>());
    if (d) d->limit = kUnbounded;
    return or_error(d);
}
Value deque_init(Context& ctx, const Args& args) {
    Deque* d = self_of(args);
    int64_t limit = kUnbounded;
    if (args[2] && !args[2].is_none()) {
        if (!is_int(args[2])) return raise(ctx, TypeId::kTypeError, "an integer is required");
        if (!to_int64(ctx, args[2], limit)) return Value::error();
        if (limit < 0) return raise(ctx, TypeId::kValueError, "maxlen must be non-negative");
    }
    d->limit = limit;
    if (d->size) clear(d);
    return !args[1] || extend(ctx, d, args[1], false) ? Value::none() : Value::error();
}

Value deque_append(Context& ctx, const Args& args) {
    return push_back(ctx, self_of(args), args[1]) ? Value::none() : Value::error();
}
Value deque_appendleft(Context& ctx, const Args& args) {
    return push_front(ctx, self_of(args), args[1]) ? Value::none() : Value::error();
}
Value deque_pop(Context& ctx, const Args& args) {
    Deque* d = self_of(args);
    return d->size ? pop_back(d) : raise(ctx, TypeId::kIndexError, "pop from an empty deque");
}
Value deque_popleft(Context& ctx, const Args& args) {
    Deque* d = self_of(args);
    return d->size ? pop_front(d) : raise(ctx, TypeId::kIndexError, "pop from an empty deque");
}
Value deque_extend(Context& ctx, const Args& args) {
    return extend(ctx, self_of(args), args[1], false) ? Value::none() : Value::error();
}
Value deque_extendleft(Context& ctx, const Args& args) {
    return extend(ctx, self_of(args), args[1], true) ? Value::none() : Value::error();
}
Value deque_iadd(Context& ctx, const Args& args) {
    return extend(ctx, self_of(args), args[1], false) ? args[0] : Value::error();
}
Value deque_clear(Context&, const Args& args) {
    clear(self_of(args));
    return Value::none();
}
Value deque_rotate(Context& ctx, const Args& args) {
    int64_t n = 1;
    if (args[1] && !to_int64(ctx, args[1], n)) return Value::error();
    rotate(ctx, self_of(args), n);
    return Value::none();
}
Value deque_reverse(Context& ctx, const Args& args) {
    Deque* d = self_of(args);
    for (uint64_t i = 0, j = d->size; i + 1 < j; i++) {
        j--;
        const Value a = d->at(i), b = d->at(j);
        d->slot(i).set(ctx, d->items.get(), b);
        d->slot(j).set(ctx, d->items.get(), a);
    }
    return Value::none();
}
Value deque_len(Context& ctx, const Args& args) {
    return make_int(ctx, static_cast<int64_t>(self_of(args)->size));
}

bool index_of(Context& ctx, Deque* d, Value key, uint64_t& out) {
    int64_t i;
    if (!is_index(ctx, key)) {
        raise(ctx, TypeId::kTypeError, "sequence index must be integer, not '{}'",
              MessageArg::type(key));
        return false;
    }
    key = to_index(ctx, key);
    if (!key) return false;
    if (!int_to_int64(key, i)) {
        raise(ctx, TypeId::kIndexError, "cannot fit '{}' into an index-sized integer",
              MessageArg::type(key));
        return false;
    }
    if (i < 0) i += static_cast<int64_t>(d->size);
    if (i < 0 || i >= static_cast<int64_t>(d->size)) {
        raise(ctx, TypeId::kIndexError, "deque index out of range");
        return false;
    }
    out = static_cast<uint64_t>(i);
    return true;
}
Value deque_getitem(Context& ctx, const Args& args) {
    uint64_t i;
    return index_of(ctx, self_of(args), args[1], i) ? self_of(args)->at(i) : Value::error();
}
Value deque_setitem(Context& ctx, const Args& args) {
    uint64_t i;
    Deque* d = self_of(args);
    if (!index_of(ctx, d, args[1], i)) return Value::error();
    d->slot(i).set(ctx, d->items.get(), args[2]);
    return Value::none();
}
void remove_at(Context& ctx, Deque* d, uint64_t i) {
    if (i < d->size / 2) {
        for (; i > 0; i--)
            d->slot(i).set(ctx, d->items.get(), d->at(i - 1));
        pop_front(d);
    } else {
        for (; i + 1 < d->size; i++)
            d->slot(i).set(ctx, d->items.get(), d->at(i + 1));
        pop_back(d);
    }
}
Value deque_delitem(Context& ctx, const Args& args) {
    uint64_t i;
    if (!index_of(ctx, self_of(args), args[1], i)) return Value::error();
    remove_at(ctx, self_of(args), i);
    return Value::none();
}
Value deque_insert(Context& ctx, const Args& args) {
    Deque* d = self_of(args);
    int64_t i;
    if (!to_int64(ctx, args[1], i)) return Value::error();
    if (d->limit != kUnbounded && d->size >= static_cast<uint64_t>(d->limit)) {
        return raise(ctx, TypeId::kIndexError, "deque already at its maximum size");
    }
    const auto size = static_cast<int64_t>(d->size);
    if (i < 0) i = std::max<int64_t>(0, i + size);
    i = std::min(i, size);
    if (!push_back(ctx, d, args[2])) return Value::error();
    for (int64_t j = size; j > i; j--) {
        d->slot(static_cast<uint64_t>(j))
            .set(ctx, d->items.get(), d->at(static_cast<uint64_t>(j - 1)));
    }
    d->slot(static_cast<uint64_t>(i)).set(ctx, d->items.get(), args[2]);
    return Value::none();
}

Value raise_mutated(Context& ctx) {
    return raise(ctx, TypeId::kRuntimeError, "deque mutated during iteration");
}
/// The first position from `start` whose element equals `v`, or -1; -2 after an exception.
int64_t find(Context& ctx, Deque* d, Value v, uint64_t start, uint64_t stop, TypeId mutated,
             const char* message) {
    const uint64_t changes = d->changes;
    for (uint64_t i = start; i < std::min(stop, d->size); i++) {
        const Truth same = container_equal(ctx, d->at(i), v);
        if (same == Truth::kError) return -2;
        if (d->changes != changes) {
            raise(ctx, mutated, "{}", message);
            return -2;
        }
        if (same == Truth::kYes) return static_cast<int64_t>(i);
    }
    return -1;
}
int64_t find(Context& ctx, Deque* d, Value v, uint64_t start = 0, uint64_t stop = ~uint64_t{0}) {
    return find(ctx, d, v, start, stop, TypeId::kRuntimeError, "deque mutated during iteration");
}
Value deque_contains(Context& ctx, const Args& args) {
    const int64_t i = find(ctx, self_of(args), args[1]);
    return i == -2 ? Value::error() : Value::boolean(i >= 0);
}
Value deque_count(Context& ctx, const Args& args) {
    int64_t count = 0;
    for (uint64_t start = 0;; count++) {
        const int64_t i = find(ctx, self_of(args), args[1], start);
        if (i == -2) return Value::error();
        if (i == -1) return Value::small_int(count);
        start = static_cast<uint64_t>(i) + 1;
    }
}
Value deque_index(Context& ctx, const Args& args) {
    Deque* d = self_of(args);
    int64_t bounds[2] = {0, static_cast<int64_t>(d->size)};
    for (unsigned i = 0; i < 2; i++) {
        if (!args[2 + i]) continue;
        if (!slice_argument(ctx, args[2 + i], bounds[i])) return Value::error();
        if (bounds[i] < 0)
            bounds[i] = std::max<int64_t>(0, bounds[i] + static_cast<int64_t>(d->size));
    }
    const int64_t i =
        find(ctx, d, args[1], static_cast<uint64_t>(bounds[0]), static_cast<uint64_t>(bounds[1]));
    if (i == -1)
        return raise(ctx, TypeId::kValueError, "{} is not in deque", MessageArg::repr(args[1]));
    return i == -2 ? Value::error() : Value::small_int(i);
}
Value deque_remove(Context& ctx, const Args& args) {
    Deque* d = self_of(args);
    const int64_t i = find(ctx, d, args[1], 0, ~uint64_t{0}, TypeId::kIndexError,
                           "deque mutated during iteration");
    if (i == -2) return Value::error();
    if (i == -1) {
        return raise(ctx, TypeId::kValueError, "{} is not in deque", MessageArg::repr(args[1]));
    }
    remove_at(ctx, d, static_cast<uint64_t>(i));
    return Value::none();
}

Value deque_copy(Context& ctx, const Args& args) {
    Value made = make_like(ctx, args[0]);
    if (!made) return made;
    if (Deque* d = as_deque(ctx, made)) {
        return extend(ctx, d, args[0], false) ? made : Value::error();
    }
    return raise(ctx, TypeId::kTypeError, "{}() must return a deque, not {}",
                 type_of(ctx, args[0])->name.get(), MessageArg::type(made));
}
Value deque_add(Context& ctx, const Args& args) {
    if (!as_deque(ctx, args[1])) {
        return raise(ctx, TypeId::kTypeError, "can only concatenate deque (not \"{}\") to deque",
                     MessageArg::type(args[1]));
    }
    Value made = deque_copy(ctx, args);
    return made && extend(ctx, self_of(made), args[1], false) ? made : Value::error();
}
bool repeat(Context& ctx, Deque* d, int64_t n) {
    if (n <= 0) {
        clear(d);
        return true;
    }
    ValueVector all(ctx);
    for (uint64_t i = 0; i < d->size; i++)
        all.values.push_back(d->at(i));
    if (!all.values.empty() && static_cast<uint64_t>(n) > (uint64_t{1} << 40) / all.values.size() &&
        d->limit == kUnbounded) {
        raise_memory_error(ctx);
        return false;
    }
    if (d->limit != kUnbounded && !all.values.empty()) {
        // More rounds than fill it give the same result.
        n = std::min<int64_t>(n, d->limit / static_cast<int64_t>(all.values.size()) + 2);
    }
    for (int64_t round = 1; round < n; round++) {
        for (Value v : all.values) {
            if (!push_back(ctx, d, v)) return false;
        }
    }
    return true;
}
Value deque_mul(Context& ctx, const Args& args) {
    if (!is_index(ctx, args[1])) return Value::not_implemented();
    int64_t n;
    if (!to_int64(ctx, args[1], n)) return Value::error();
    Value made = deque_copy(ctx, args);
    return made && repeat(ctx, self_of(made), n) ? made : Value::error();
}
Value deque_imul(Context& ctx, const Args& args) {
    if (!is_index(ctx, args[1])) return Value::not_implemented();
    int64_t n;
    if (!to_int64(ctx, args[1], n)) return Value::error();
    return repeat(ctx, self_of(args), n) ? args[0] : Value::error();
}

Value deque_repr(Context& ctx, const Args& args) {
    Deque* d = self_of(args);
    if (!repr_enter(ctx, args[0])) return or_error(make_string(ctx, "[...]"));
    List* all = list_from(ctx, args[0]);
    String* text = all ? to_repr(ctx, Value::object(all)) : nullptr;
    repr_leave(ctx, args[0]);
    if (!text) return Value::error();
    StringBuilder out;
    out.add(type_of(ctx, args[0])->name.get());
    out.add_ascii("(");
    out.add(text);
    if (d->limit != kUnbounded) out.add_ascii(", maxlen=" + std::to_string(d->limit));
    out.add_ascii(")");
    return or_error(out.finish(ctx));
}
template <CompareOp op>
Value deque_compare(Context& ctx, const Args& args) {
    Deque* other = as_deque(ctx, args[1]);
    if (!other) return Value::not_implemented();
    Deque* d = self_of(args);
    const uint64_t before = d->changes, other_before = other->changes;
    bool mutated = false;
    auto check = [&] {
        mutated = mutated || d->changes != before || other->changes != other_before;
    };
    Value answer = compare_sequences(
        ctx, op,
        [&] {
            check();
            return mutated ? 0 : d->size;
        },
        [&] { return mutated ? 0 : other->size; }, [&](uint64_t i) { return d->at(i); },
        [&](uint64_t i) { return other->at(i); });
    return answer && mutated ? raise_mutated(ctx) : answer;
}

Value make_iterator_of(Context& ctx, Value self, const NativeTypeSpec& spec) {
    Type* type = shared_type(ctx, spec);
    auto* it = type ? allocate<DequeIterator>(ctx, type) : nullptr;
    if (!it) return Value::error();
    it->deque.init(self_of(self));
    it->left = self_of(self)->size;
    it->changes = self_of(self)->changes;
    return Value::object(it);
}
Value deque_iter(Context& ctx, const Args& args) {
    return make_iterator_of(ctx, args[0], kDequeIteratorSpec);
}
Value deque_reversed(Context& ctx, const Args& args) {
    return make_iterator_of(ctx, args[0], kDequeReverseIteratorSpec);
}
Value deque_reduce(Context& ctx, const Args& args) {
    Deque* d = self_of(args);
    Value state = call_method(ctx, args[0], intern(ctx, "__getstate__"), {});
    if (!state) return state;
    Value it = get_iterator(ctx, args[0]);
    Value made = d->limit == kUnbounded
                     ? Value::object(empty_tuple(ctx))
                     : tuple_of(ctx, {Value::object(empty_tuple(ctx)), make_int(ctx, d->limit)});
    return tuple_of(ctx, {Value::object(type_of(ctx, args[0])), made, state, it});
}
Value deque_sizeof(Context& ctx, const Args& args) {
    Deque* d = self_of(args);
    uint64_t bytes = ctx.heap().cell_size(d);
    if (d->items) bytes += ctx.heap().cell_size(d->items.get());
    return make_int(ctx, static_cast<int64_t>(bytes));
}
Value get_maxlen(Context& ctx, Value self) { return limit_value(ctx, self_of(self)); }

template <bool reverse>
Value iterator_step(Context& ctx, Value self) {
    auto* it = self.as<DequeIterator>();
    Deque* d = it->deque.get();
    if (it->changes != d->changes) {
        it->left = 0;
        it->changes = d->changes;
        return raise_mutated(ctx);
    }
    if (it->left == 0) return Value::stop();
    it->left--;
    const uint64_t i = it->position++;
    return d->at(reverse ? d->size - 1 - i : i);
}
Value iterator_hint(Context& ctx, const Args& args) {
    return make_int(ctx, static_cast<int64_t>(args[0].as<DequeIterator>()->left));
}
Value iterator_reduce(Context& ctx, const Args& args) {
    auto* it = args[0].as<DequeIterator>();
    return tuple_of(ctx, {Value::object(type_of(ctx, args[0])),
                          tuple_of(ctx, {Value::object(it->deque.get()),
                                         make_int(ctx, static_cast<int64_t>(it->position))})});
}
template <const NativeTypeSpec& spec>
Value iterator_new(Context& ctx, const Args& args) {
    if (!as_deque(ctx, args[1])) {
        return raise(ctx, TypeId::kTypeError, "argument 1 must be collections.deque, not {}",
                     MessageArg::type(args[1]));
    }
    int64_t skip = 0;
    if (args[2] && !to_int64(ctx, args[2], skip)) return Value::error();
    Value v = make_iterator_of(ctx, args[1], spec);
    if (!v) return v;
    auto* it = v.as<DequeIterator>();
    it->position = std::min(it->left, static_cast<uint64_t>(std::max<int64_t>(skip, 0)));
    it->left -= it->position;
    return v;
}

const NativeMethod kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", deque_new},
    {"__init__(self, iterable=?, maxlen=None)", deque_init},
    {"__repr__(self, /)", deque_repr},
    {"__eq__(self, value, /)", deque_compare<CompareOp::kEq>},
    {"__ne__(self, value, /)", deque_compare<CompareOp::kNe>},
    {"__lt__(self, value, /)", deque_compare<CompareOp::kLt>},
    {"__le__(self, value, /)", deque_compare<CompareOp::kLe>},
    {"__gt__(self, value, /)", deque_compare<CompareOp::kGt>},
    {"__ge__(self, value, /)", deque_compare<CompareOp::kGe>},
    {"__iter__(self, /)", deque_iter},
    {"__reversed__(self, /)", deque_reversed,
     "D.__reversed__() -- return a reverse iterator over the deque"},
    {"__len__(self, /)", deque_len},
    {"__contains__(self, key, /)", deque_contains},
    {"__getitem__(self, key, /)", deque_getitem},
    {"__setitem__(self, key, value, /)", deque_setitem},
    {"__delitem__(self, key, /)", deque_delitem},
    {"__add__(self, value, /)", deque_add},
    {"__iadd__(self, value, /)", deque_iadd},
    {"__mul__(self, value, /)", deque_mul},
    {"__rmul__(self, value, /)", deque_mul},
    {"__imul__(self, value, /)", deque_imul},
    {"__copy__(self, /)", deque_copy, "Return a shallow copy of a deque."},
    {"__reduce__(self, /)", deque_reduce, "Return state information for pickling."},
    {"__sizeof__(self, /)", deque_sizeof, "D.__sizeof__() -- size of D in memory, in bytes"},
    {"__class_getitem__(cls, item, /)", class_getitem, "See PEP 585", NativeMethod::kClassMethod},
    {"append(self, item, /)", deque_append, "Add an element to the right side of the deque."},
    {"appendleft(self, item, /)", deque_appendleft,
     "Add an element to the left side of the deque."},
    {"clear(self, /)", deque_clear, "Remove all elements from the deque."},
    {"copy(self, /)", deque_copy, "Return a shallow copy of a deque."},
    {"count(self, value, /)", deque_count,
     "D.count(value) -- return number of occurrences of value"},
    {"extend(self, iterable, /)", deque_extend,
     "Extend the right side of the deque with elements from the iterable"},
    {"extendleft(self, iterable, /)", deque_extendleft,
     "Extend the left side of the deque with elements from the iterable"},
    {"index(self, value, start=?, stop=?, /)", deque_index,
     "D.index(value, [start, [stop]]) -- return first index of value.\nRaises ValueError if the "
     "value is not present."},
    {"insert(self, index, object, /)", deque_insert,
     "D.insert(index, object) -- insert object before index"},
    {"pop(self, /)", deque_pop, "Remove and return the rightmost element."},
    {"popleft(self, /)", deque_popleft, "Remove and return the leftmost element."},
    {"remove(self, value, /)", deque_remove,
     "D.remove(value) -- remove first occurrence of value."},
    {"reverse(self, /)", deque_reverse, "D.reverse() -- reverse *IN PLACE*"},
    {"rotate(self, n=1, /)", deque_rotate,
     "Rotate the deque n steps to the right (default n=1).  If n is negative, rotates left."},
};
const NativeProperty kProperties[] = {
    {"maxlen", get_maxlen, nullptr, "maximum size of a deque or None if unbounded"},
};
const NativeMethod kIteratorMethods[] = {
    {"__new__(cls, deque, index=0, /)", iterator_new<kDequeIteratorSpec>},
    {"__length_hint__(self, /)", iterator_hint},
    {"__reduce__(self, /)", iterator_reduce},
};
const NativeMethod kReverseIteratorMethods[] = {
    {"__new__(cls, deque, index=0, /)", iterator_new<kDequeReverseIteratorSpec>},
    {"__length_hint__(self, /)", iterator_hint},
    {"__reduce__(self, /)", iterator_reduce},
};

}  // namespace

const NativeTypeSpec kDequeSpec = {
    .name = "collections.deque",
    .size = sizeof(Deque),
    .methods = kMethods,
    .properties = kProperties,
    .trace = trace,
    .doc =
        "deque([iterable[, maxlen]]) --> deque object\n\nA list-like sequence optimized for data "
        "accesses near its endpoints."};
const NativeTypeSpec kDequeIteratorSpec = {.name = "_collections._deque_iterator",
                                           .size = sizeof(DequeIterator),
                                           .subclassable = false,
                                           .methods = kIteratorMethods,
                                           .next = iterator_step<false>,
                                           .trace = trace_iterator};
const NativeTypeSpec kDequeReverseIteratorSpec = {.name = "_collections._deque_reverse_iterator",
                                                  .size = sizeof(DequeIterator),
                                                  .subclassable = false,
                                                  .methods = kReverseIteratorMethods,
                                                  .next = iterator_step<true>,
                                                  .trace = trace_iterator};

int64_t deque_length(Context& ctx, Value v) {
    Deque* d = as_deque(ctx, v);
    return d ? static_cast<int64_t>(d->size) : -1;
}
Value deque_at(Context& ctx, Value deque, uint64_t i) { return as_deque(ctx, deque)->at(i); }

}  // namespace orrery
