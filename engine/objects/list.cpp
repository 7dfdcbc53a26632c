// list: storage and methods. Sorting is in list_sort.cpp, iterators in list_iterators.cpp.

#include <algorithm>
#include <cstring>

#include "engine/objects/container_helpers.h"
#include "engine/objects/list_internal.h"
#include "engine/objects/sequence_support.h"
#include "engine/objects/slice_bounds.h"

namespace orrery {

namespace {

constexpr uint64_t kMaxSize = uint64_t{1} << 44;

List* self_of(const Args& args) { return args[0].as<List>(); }

/// For new arrays. Most lists are short: a call of memcpy would cost more than the copy.
template <typename Word>
void copy_slots(Slot* to, const Word* from, uint64_t count) {
    static_assert(sizeof(Word) == sizeof(Slot));
    if (count > 16) {
        memcpy(static_cast<void*>(to), from, count * sizeof(Slot));
        return;
    }
    for (uint64_t i = 0; i < count; i++) {
        memcpy(static_cast<void*>(to + i), from + i, sizeof(Slot));
        asm volatile("");
    }
}

Slot* slots_of(List* list) { return list->items ? list->items->slots() : nullptr; }

/// Moves slots within one array; the barrier covers all of them.
void move_slots(Context& ctx, ValueArray* array, uint64_t to, uint64_t from, uint64_t count) {
    Slot* slots = array->slots();
    memmove(static_cast<void*>(slots + to), slots + from, count * sizeof(Slot));
    write_barrier(ctx, array);
}

void clear_slots(Slot* slots, uint64_t count) {
    if (count) memset(static_cast<void*>(slots), 0, count * sizeof(Slot));
}

/// Makes slots [at, at + count) free for new values, moving later ones up. False: MemoryError.
bool open_gap(Context& ctx, List* list, uint64_t at, uint64_t count) {
    if (!list_reserve(ctx, list, list->size + count)) return false;
    if (at < list->size) move_slots(ctx, list->items.get(), at + count, at, list->size - at);
    list->size += count;
    return true;
}

void close_gap(Context& ctx, List* list, uint64_t at, uint64_t count) {
    if (count == 0) return;
    ValueArray* items = list->items.get();
    const uint64_t after = list->size - at - count;
    if (after) move_slots(ctx, items, at, at + count, after);
    list->size -= count;
    clear_slots(items->slots() + list->size, count);
}

/// Replaces elements [start, stop) by those of another array of values that is not the list's.
bool replace_range(Context& ctx, List* list, uint64_t start, uint64_t stop, List* with) {
    const uint64_t old_count = stop - start;
    const uint64_t count = with ? with->size : 0;
    if (count > old_count) {
        if (!open_gap(ctx, list, stop, count - old_count)) return false;
    } else {
        close_gap(ctx, list, start + count, old_count - count);
    }
    for (uint64_t i = 0; i < count; i++) {
        list->items->slots()[start + i].set(ctx, list->items.get(), with->at(i));
    }
    if (list->size == 0) list->items.set(ctx, list, nullptr);
    return true;
}

bool assign_slice(Context& ctx, List* list, Slice* slice, Value value) {
    int64_t start, stop, step, count;
    // The length may change while bounds' __index__ or the iterable runs: it is read afterwards.
    List* with = nullptr;
    if (!live_slice_indices(ctx, slice, list->size, start, stop, step, count)) {
        return false;
    }
    if (step == 1) {
        if (value) {
            if (!value.is(Kind::kList) && !value.is(Kind::kTuple)) {
                const Value it = get_iterator(ctx, value);
                if (!it) {
                    if (exception_matches(ctx, TypeId::kTypeError)) {
                        take_exception(ctx);
                        raise(ctx, TypeId::kTypeError, "can only assign an iterable");
                    }
                    return false;
                }
                value = it;
            }
            with = list_from(ctx, value);
            if (!with) return false;
        }
        const int64_t size = static_cast<int64_t>(list->size);
        start = std::clamp<int64_t>(start, 0, size);
        stop = std::clamp<int64_t>(stop, start, size);
        return replace_range(ctx, list, static_cast<uint64_t>(start), static_cast<uint64_t>(stop),
                             with);
    }
    if (!value) {
        if (count <= 0) return true;
        if (step < 0) {
            start += (count - 1) * step;
            step = -step;
        }
        // Runs between deleted elements move down.
        uint64_t to = static_cast<uint64_t>(start);
        for (int64_t i = 0; i < count; i++) {
            const uint64_t from = static_cast<uint64_t>(start + i * step) + 1;
            const uint64_t next =
                i + 1 < count ? static_cast<uint64_t>(start + (i + 1) * step) : list->size;
            move_slots(ctx, list->items.get(), to, from, next - from);
            to += next - from;
        }
        clear_slots(slots_of(list) + to, list->size - to);
        list->size = to;
        return true;
    }
    if (!value.is(Kind::kList) && !value.is(Kind::kTuple)) {
        const Value it = get_iterator(ctx, value);
        if (!it) {
            if (exception_matches(ctx, TypeId::kTypeError)) {
                take_exception(ctx);
                raise(ctx, TypeId::kTypeError, "must assign iterable to extended slice");
            }
            return false;
        }
        value = it;
    }
    with = list_from(ctx, value);
    if (!with) return false;
    if (static_cast<int64_t>(with->size) != count) {
        raise(ctx, TypeId::kValueError,
              "attempt to assign sequence of size {} to extended slice of size {}", with->size,
              count);
        return false;
    }
    for (int64_t i = 0; i < count; i++) {
        const uint64_t at = static_cast<uint64_t>(start + i * step);
        if (at >= list->size) break;
        list->items->slots()[at].set(ctx, list->items.get(), with->at(static_cast<uint64_t>(i)));
    }
    return true;
}

/// Element i as an existing index, or false after IndexError with `message`.
bool existing_index(Context& ctx, List* list, Value v, const char* message, uint64_t& out) {
    int64_t i;
    if (!item_index(ctx, v, "list", i)) return false;
    if (i < 0) i += static_cast<int64_t>(list->size);
    if (i < 0 || static_cast<uint64_t>(i) >= list->size) {
        raise(ctx, TypeId::kIndexError, "{}", message);
        return false;
    }
    out = static_cast<uint64_t>(i);
    return true;
}

// ---- methods ----

Value list_new(Context& ctx, const Args& args) {
    return Value::object(allocate<List>(ctx, args[0].as<Type>()));
}

Value list_init(Context& ctx, const Args& args) {
    List* list = self_of(args);
    list->items.set(ctx, list, nullptr);
    list->size = 0;
    if (args[1] && !list_extend(ctx, list, args[1])) return Value::error();
    return Value::none();
}

Value list_repr(Context& ctx, const Args& args) {
    List* list = self_of(args);
    if (list->size == 0) return Value::object(make_string(ctx, "[]"));
    if (!repr_enter(ctx, args[0])) return Value::object(make_string(ctx, "[...]"));
    StringBuilder out;
    out.add('[');
    for (uint64_t i = 0; i < list->size; i++) {
        if (i > 0) out.add_ascii(", ");
        String* text = to_repr(ctx, list->at(i));
        if (!text) {
            repr_leave(ctx, args[0]);
            return Value::error();
        }
        out.add(text);
    }
    repr_leave(ctx, args[0]);
    out.add(']');
    return Value::object(out.finish(ctx));
}

template <CompareOp op>
Value list_compare(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kList)) return Value::not_implemented();
    List* a = self_of(args);
    List* b = args[1].as<List>();
    if (a->size != b->size) {
        if (op == CompareOp::kEq) return Value::false_value();
        if (op == CompareOp::kNe) return Value::true_value();
    }
    return compare_sequences(
        ctx, op, [&] { return a->size; }, [&] { return b->size; },
        [&](uint64_t i) { return a->at(i); }, [&](uint64_t i) { return b->at(i); });
}

Value list_len(Context&, const Args& args) {
    return Value::small_int(static_cast<int64_t>(self_of(args)->size));
}

Value list_contains(Context& ctx, const Args& args) {
    List* list = self_of(args);
    for (uint64_t i = 0; i < list->size; i++) {
        const Truth same = container_equal(ctx, list->at(i), args[1]);
        if (same == Truth::kError) return Value::error();
        if (same == Truth::kYes) return Value::true_value();
    }
    return Value::false_value();
}

Value list_getitem(Context& ctx, const Args& args) {
    List* list = self_of(args);
    if (!args[1].is(Kind::kSlice)) {
        uint64_t i;
        if (!existing_index(ctx, list, args[1], "list index out of range", i))
            return Value::error();
        return list->at(i);
    }
    int64_t start, stop, step, count;
    if (!live_slice_indices(ctx, args[1].as<Slice>(), list->size, start, stop, step, count)) {
        return Value::error();
    }
    return Value::object(list_part(ctx, list, start, step, count));
}

Value list_setitem(Context& ctx, const Args& args) {
    List* list = self_of(args);
    if (args[1].is(Kind::kSlice)) {
        return assign_slice(ctx, list, args[1].as<Slice>(), args[2]) ? Value::none()
                                                                     : Value::error();
    }
    uint64_t i;
    if (!existing_index(ctx, list, args[1], "list assignment index out of range", i)) {
        return Value::error();
    }
    list->items->slots()[i].set(ctx, list->items.get(), args[2]);
    return Value::none();
}

Value list_delitem(Context& ctx, const Args& args) {
    List* list = self_of(args);
    if (args[1].is(Kind::kSlice)) {
        return assign_slice(ctx, list, args[1].as<Slice>(), Value()) ? Value::none()
                                                                     : Value::error();
    }
    uint64_t i;
    if (!existing_index(ctx, list, args[1], "list assignment index out of range", i)) {
        return Value::error();
    }
    close_gap(ctx, list, i, 1);
    return Value::none();
}

Value list_add(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kList)) return refuse_concat(ctx, "list", args[1]);
    List* a = self_of(args);
    List* b = args[1].as<List>();
    List* sum = make_list(ctx, a->size + b->size);
    if (!sum) return Value::error();
    const uint64_t total = a->size + b->size;
    if (total == 0) return Value::object(sum);
    Slot* to = sum->items->slots();  // fresh: no barrier
    if (a->size) memcpy(static_cast<void*>(to), slots_of(a), a->size * sizeof(Slot));
    if (b->size) memcpy(static_cast<void*>(to + a->size), slots_of(b), b->size * sizeof(Slot));
    sum->size = total;
    return Value::object(sum);
}

Value list_iadd(Context& ctx, const Args& args) {
    return list_extend(ctx, self_of(args), args[1]) ? args[0] : Value::error();
}

/// repeat_count() for a list of that size.
OperandUse repetitions(Context& ctx, List* list, Value v, uint64_t& out) {
    const OperandUse use = repeat_count(ctx, v, out);
    if (use == OperandUse::kUse && list->size && out > kMaxSize / list->size) {
        raise_memory_error(ctx);
        return OperandUse::kError;
    }
    return use;
}

/// Fills slots [size, size * n) with copies of [0, size).
void fill_repeated(Slot* slots, uint64_t size, uint64_t n) {
    if (size == 1) {
        const Value v = slots[0].get();
        for (uint64_t i = 1; i < n; i++)
            slots[i].init(v);
        return;
    }
    uint64_t filled = size;
    const uint64_t total = size * n;
    while (filled < total) {
        const uint64_t more = std::min(filled, total - filled);
        memcpy(static_cast<void*>(slots + filled), slots, more * sizeof(Slot));
        filled += more;
    }
}

Value list_multiply(Context& ctx, const Args& args) {
    uint64_t n;
    switch (repetitions(ctx, self_of(args), args[1], n)) {
    case OperandUse::kNotImplemented: return Value::not_implemented();
    case OperandUse::kError: return Value::error();
    case OperandUse::kUse: break;
    }
    return repeat_list(ctx, self_of(args), static_cast<int64_t>(n));
}

Value list_imultiply(Context& ctx, const Args& args) {
    List* list = self_of(args);
    uint64_t n;
    switch (repetitions(ctx, list, args[1], n)) {
    case OperandUse::kNotImplemented: return Value::not_implemented();
    case OperandUse::kError: return Value::error();
    case OperandUse::kUse: break;
    }
    const uint64_t size = list->size;
    if (size == 0 || n == 1) return args[0];
    if (n == 0) {
        list->size = 0;
        list->items.set(ctx, list, nullptr);
        return args[0];
    }
    if (!list_reserve(ctx, list, size * n)) return Value::error();
    fill_repeated(list->items->slots(), size, n);
    write_barrier(ctx, list->items.get());
    list->size = size * n;
    return args[0];
}

Value list_append_method(Context& ctx, const Args& args) {
    return list_append(ctx, self_of(args), args[1]) ? Value::none() : Value::error();
}

Value list_extend_method(Context& ctx, const Args& args) {
    return list_extend(ctx, self_of(args), args[1]) ? Value::none() : Value::error();
}

Value list_insert(Context& ctx, const Args& args) {
    List* list = self_of(args);
    int64_t at;
    if (!to_int64(ctx, args[1], at)) return Value::error();
    const int64_t size = static_cast<int64_t>(list->size);
    if (at < 0) at += size;
    at = std::clamp<int64_t>(at, 0, size);
    if (!open_gap(ctx, list, static_cast<uint64_t>(at), 1)) return Value::error();
    list->items->slots()[at].set(ctx, list->items.get(), args[2]);
    return Value::none();
}

Value list_pop(Context& ctx, const Args& args) {
    List* list = self_of(args);
    int64_t i = -1;
    if (args[1] && !to_int64(ctx, args[1], i)) return Value::error();
    if (list->size == 0) return raise(ctx, TypeId::kIndexError, "pop from empty list");
    if (i < 0) i += static_cast<int64_t>(list->size);
    if (i < 0 || static_cast<uint64_t>(i) >= list->size) {
        return raise(ctx, TypeId::kIndexError, "pop index out of range");
    }
    const Value v = list->at(static_cast<uint64_t>(i));
    close_gap(ctx, list, static_cast<uint64_t>(i), 1);
    return v;
}

Value list_remove(Context& ctx, const Args& args) {
    List* list = self_of(args);
    for (uint64_t i = 0; i < list->size; i++) {
        const Truth same = container_equal(ctx, list->at(i), args[1]);
        if (same == Truth::kError) return Value::error();
        if (same == Truth::kNo) continue;
        if (i < list->size) close_gap(ctx, list, i, 1);
        return Value::none();
    }
    return raise(ctx, TypeId::kValueError, "list.remove(x): x not in list");
}

Value list_clear(Context& ctx, const Args& args) {
    List* list = self_of(args);
    list->size = 0;
    list->items.set(ctx, list, nullptr);
    return Value::none();
}

Value list_copy(Context& ctx, const Args& args) {
    List* list = self_of(args);
    return Value::object(list_part(ctx, list, 0, 1, static_cast<int64_t>(list->size)));
}

Value list_reverse(Context& ctx, const Args& args) {
    List* list = self_of(args);
    if (list->size < 2) return Value::none();
    auto* values = reinterpret_cast<Value*>(slots_of(list));
    std::reverse(values, values + list->size);
    write_barrier(ctx, list->items.get());
    return Value::none();
}

Value list_index(Context& ctx, const Args& args) {
    List* list = self_of(args);
    int64_t start = 0;
    int64_t stop = INT64_MAX;
    if (args[2] && !slice_argument(ctx, args[2], start)) return Value::error();
    if (args[3] && !slice_argument(ctx, args[3], stop)) return Value::error();
    const int64_t size = static_cast<int64_t>(list->size);
    if (start < 0) start = std::max<int64_t>(start + size, 0);
    if (stop < 0) stop = std::max<int64_t>(stop + size, 0);
    for (int64_t i = start; i < stop && i < static_cast<int64_t>(list->size); i++) {
        const Truth same = container_equal(ctx, list->at(static_cast<uint64_t>(i)), args[1]);
        if (same == Truth::kError) return Value::error();
        if (same == Truth::kYes) return Value::small_int(i);
    }
    return raise(ctx, TypeId::kValueError, "{} is not in list", MessageArg::repr(args[1]));
}

Value list_count(Context& ctx, const Args& args) {
    List* list = self_of(args);
    int64_t n = 0;
    for (uint64_t i = 0; i < list->size; i++) {
        const Truth same = container_equal(ctx, list->at(i), args[1]);
        if (same == Truth::kError) return Value::error();
        n += same == Truth::kYes;
    }
    return Value::small_int(n);
}

Value list_iter(Context& ctx, const Args& args) {
    return make_iterator(ctx, TypeId::kListIterator, args[0], 0);
}

Value list_reversed(Context& ctx, const Args& args) {
    return make_iterator(ctx, TypeId::kListReverseIterator, args[0], self_of(args)->size);
}

Value list_sizeof(Context& ctx, const Args& args) {
    List* list = self_of(args);
    uint64_t bytes = ctx.heap().cell_size(list);
    if (list->items) bytes += ctx.heap().cell_size(list->items.get());
    return Value::small_int(static_cast<int64_t>(bytes));
}

constexpr NativeMethod kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", list_new},
    {"__init__(self, iterable=(), /)", list_init},
    {"__repr__(self, /)", list_repr},
    {"__eq__(self, value, /)", list_compare<CompareOp::kEq>},
    {"__ne__(self, value, /)", list_compare<CompareOp::kNe>},
    {"__lt__(self, value, /)", list_compare<CompareOp::kLt>},
    {"__le__(self, value, /)", list_compare<CompareOp::kLe>},
    {"__gt__(self, value, /)", list_compare<CompareOp::kGt>},
    {"__ge__(self, value, /)", list_compare<CompareOp::kGe>},
    {"__len__(self, /)", list_len},
    {"__contains__(self, key, /)", list_contains},
    {"__getitem__(self, index, /)", list_getitem},
    {"__setitem__(self, key, value, /)", list_setitem},
    {"__delitem__(self, key, /)", list_delitem},
    {"__add__(self, value, /)", list_add},
    {"__iadd__(self, value, /)", list_iadd},
    {"__mul__(self, value, /)", list_multiply},
    {"__rmul__(self, value, /)", list_multiply},
    {"__imul__(self, value, /)", list_imultiply},
    {"__iter__(self, /)", list_iter},
    {"__reversed__(self, /)", list_reversed, "Return a reverse iterator over the list."},
    {"__sizeof__(self, /)", list_sizeof, "Return the size of the list in memory, in bytes."},
    {"append(self, object, /)", list_append_method, "Append object to the end of the list."},
    {"extend(self, iterable, /)", list_extend_method,
     "Extend list by appending elements from the iterable."},
    {"insert(self, index, object, /)", list_insert, "Insert object before index."},
    {"pop(self, index=-1, /)", list_pop,
     "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or "
     "index is out of range."},
    {"remove(self, value, /)", list_remove,
     "Remove first occurrence of value.\n\nRaises ValueError if the value is not present."},
    {"clear(self, /)", list_clear, "Remove all items from list."},
    {"copy(self, /)", list_copy, "Return a shallow copy of the list."},
    {"reverse(self, /)", list_reverse, "Reverse *IN PLACE*."},
    {"index(self, value, start=0, stop=9223372036854775807, /)", list_index,
     "Return first index of value.\n\nRaises ValueError if the value is not present."},
    {"count(self, value, /)", list_count, "Return number of occurrences of value."},
    {"sort(self, /, *, key=None, reverse=False)", list_sort_method,
     "Sort the list in ascending order and return None.\n\nThe sort is in-place (i.e. the list "
     "itself is modified) and stable (i.e. the\norder of two equal elements is maintained).\n\nIf "
     "a key function is given, apply it once to each list item and sort them,\nascending or "
     "descending, according to their function values.\n\nThe reverse flag can be set to sort in "
     "descending order."},
    {"__class_getitem__(cls, object, /)", class_getitem, "See PEP 585", NativeMethod::kClassMethod},
};

}  // namespace

Value repeat_list(Context& ctx, List* list, int64_t n) {
    const uint64_t size = list->size;
    const uint64_t times = static_cast<uint64_t>(std::max<int64_t>(n, 0));
    if (size && times > kMaxSize / size) return raise_memory_error(ctx);
    List* product = make_list(ctx, size * times);
    if (!product || size * times == 0) return Value::object(product);
    copy_slots(product->items->slots(), slots_of(list), size);
    fill_repeated(product->items->slots(), size, times);
    product->size = size * times;
    return Value::object(product);
}

Value repeat_element(Context& ctx, Value element, Value count) {
    if (!count.is_small_int()) {
        List* one = make_list(ctx, std::span<const Value>(&element, 1));
        return one ? binary_op(ctx, BinaryOp::kMul, Value::object(one), count) : Value::error();
    }
    const uint64_t n = static_cast<uint64_t>(std::max<int64_t>(count.as_small_int(), 0));
    List* list = make_list(ctx, n);
    if (!list) return Value::error();
    Slot* slots = slots_of(list);
    for (uint64_t i = 0; i < n; i++)
        slots[i].init(element);
    list->size = n;
    return Value::object(list);
}

List* make_list(Context& ctx, uint64_t capacity) {
    List* list = allocate_builtin<List>(ctx, Kind::kList, TypeId::kList);
    if (!list || capacity == 0) return list;
    if (capacity > kMaxSize) {
        raise_memory_error(ctx);
        return nullptr;
    }
    ValueArray* items = ctx.heap().allocate_values(capacity);
    if (!items) return nullptr;
    list->items.set(ctx, list, items);
    return list;
}

List* make_list(Context& ctx, std::span<const Value> values) {
    List* list = make_list(ctx, values.size());
    if (!list) return nullptr;
    if (!values.empty()) copy_slots(list->items->slots(), values.data(), values.size());
    list->size = values.size();
    return list;
}

bool list_reserve(Context& ctx, List* list, uint64_t capacity) {
    ValueArray* items = list->items.get();
    if (items && items->capacity >= capacity) return true;
    if (capacity > kMaxSize) {
        raise_memory_error(ctx);
        return false;
    }
    if (items) {
        items = ctx.heap().grow_values(items, grown_capacity(capacity));
    } else {
        items = ctx.heap().allocate_values(capacity < 4 ? 4 : capacity);
    }
    if (!items) return false;
    list->items.set(ctx, list, items);
    return true;
}

bool list_append(Context& ctx, List* list, Value v) {
    ValueArray* items = list->items.get();
    if (!items || list->size == items->capacity) {
        if (!list_reserve(ctx, list, list->size + 1)) return false;
        items = list->items.get();
    }
    items->slots()[list->size].set(ctx, items, v);
    list->size++;
    return true;
}

List* list_part(Context& ctx, List* list, int64_t start, int64_t step, int64_t count) {
    List* part = make_list(ctx, static_cast<uint64_t>(count));
    if (!part || count == 0) return part;
    Slot* to = part->items->slots();  // fresh: no barrier
    if (step == 1) {
        memcpy(static_cast<void*>(to), list->items->slots() + start,
               static_cast<uint64_t>(count) * sizeof(Slot));
    } else {
        for (int64_t i = 0; i < count; i++) {
            to[i].init(list->at(static_cast<uint64_t>(start + i * step)));
        }
    }
    part->size = static_cast<uint64_t>(count);
    return part;
}

List* list_from(Context& ctx, Value iterable) {
    List* list = make_list(ctx);
    return list && list_extend(ctx, list, iterable) ? list : nullptr;
}

bool list_extend(Context& ctx, List* list, Value iterable) {
    const bool from_list = is_exact_list(iterable) || iterable == Value::object(list);
    if (from_list || is_exact_tuple(iterable)) {
        const uint64_t more = from_list ? iterable.as<List>()->size : iterable.as<Tuple>()->length;
        if (more == 0) return true;
        const bool fresh = !list->items;
        if (fresh) {
            ValueArray* items = ctx.heap().allocate_values(more);
            if (!items) return false;
            list->items.set(ctx, list, items);
        } else if (!list_reserve(ctx, list, list->size + more)) {
            return false;
        }
        const Slot* from =
            from_list ? iterable.as<List>()->items->slots() : iterable.as<Tuple>()->slots();
        memcpy(static_cast<void*>(list->items->slots() + list->size), from, more * sizeof(Slot));
        write_barrier(ctx, list->items.get());
        list->size += more;
        return true;
    }
    const Value it = get_iterator(ctx, iterable);
    if (!it) return false;
    const int64_t hint = length_hint(ctx, iterable, 8);
    if (hint < 0) return false;
    if (static_cast<uint64_t>(hint) > kMaxSize) {
        raise_memory_error(ctx);
        return false;
    }
    if (hint > 0 && !list->items &&
        !list_reserve(ctx, list, list->size + static_cast<uint64_t>(hint))) {
        return false;
    }
    for (;;) {
        const Value v = iterator_next(ctx, it);
        if (v.is_stop()) break;
        if (!v || !list_append(ctx, list, v)) return false;
    }
    if (list->size == 0 && list->items) list->items.set(ctx, list, nullptr);
    return true;
}

extern const NativeTypeSpec kListSpec;
const NativeTypeSpec kListSpec = {
    .name = "list",
    .kind = Kind::kList,
    .size = sizeof(List),
    .methods = kMethods,
    .doc =
        "list(iterable=(), /)\n--\n\nBuilt-in mutable sequence.\n\nIf no argument is given, the "
        "constructor creates a new "
        "empty list.\nThe argument must be an iterable if specified.",
};

}  // namespace orrery
