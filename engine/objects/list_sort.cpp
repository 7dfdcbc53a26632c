// list.sort.
//
// Keys that are all small ints, all floats or all strings are compared without a call. While any
// sort runs the list is empty, and whatever the program puts into it meanwhile is an error.

#include <algorithm>

#include "engine/numbers/timsort.h"
#include "engine/objects/container_helpers.h"
#include "engine/objects/list_internal.h"

namespace orrery {

namespace {

/// Scratch space that the collector sees: comparisons may run Python code.
class HeapSortScratch {
public:
    explicit HeapSortScratch(Context& ctx) : ctx_(ctx), hold_(ctx) {}

    bool operator()(size_t count, Value** keys, Value** values) {
        if (count > capacity_) {
            hold_.values.clear();
            ValueArray* array = ctx_.heap().allocate_values(values ? 2 * count : count);
            if (!array) return false;
            hold_.values.push_back(Value::object(array));
            keys_ = reinterpret_cast<Value*>(array->slots());
            capacity_ = count;
        }
        *keys = keys_;
        if (values) *values = keys_ + capacity_;
        return true;
    }

private:
    Context& ctx_;
    ValueVector hold_;
    Value* keys_ = nullptr;
    size_t capacity_ = 0;
};

/// Scratch space for comparisons that run nothing. Between two merges, when all elements are in
/// their array, it sees to what the program is asked for, such as to stop.
class PollingSortScratch {
public:
    explicit PollingSortScratch(Context& ctx) : ctx_(ctx) {}

    bool operator()(size_t count, Value** keys, Value** values) {
        if (ctx_.poll.load(std::memory_order_relaxed) && !ctx_.handle_poll()) return false;
        return space_(count, keys, values);
    }

private:
    Context& ctx_;
    MallocSortScratch space_;
};

enum class KeyType : uint8_t { kSmallInt, kDouble, kString, kAny };

KeyType key_type(const Value* keys, uint64_t count) {
    auto all = [&](auto&& test) { return std::all_of(keys, keys + count, test); };
    if (keys[0].is_small_int()) {
        return all([](Value v) { return v.is_small_int(); }) ? KeyType::kSmallInt : KeyType::kAny;
    }
    if (keys[0].is_double()) {
        return all([](Value v) { return v.is_double(); }) ? KeyType::kDouble : KeyType::kAny;
    }
    if (is_exact_string(keys[0])) return all(is_exact_string) ? KeyType::kString : KeyType::kAny;
    return KeyType::kAny;
}

int less_any(Context& ctx, Value a, Value b) {
    if (both_small_ints(a, b)) return a.as_small_int() < b.as_small_int();
    if (a.is_double() && b.is_double()) return a.as_double() < b.as_double();
    if (is_exact_string(a) && is_exact_string(b)) {
        return string_compare(a.as<String>(), b.as<String>()) < 0;
    }
    if (is_exact_tuple(a) && is_exact_tuple(b)) {
        Tuple* s = a.as<Tuple>();
        Tuple* t = b.as<Tuple>();
        const uint64_t shorter = std::min(s->length, t->length);
        for (uint64_t i = 0; i < shorter; i++) {
            const Value v = s->at(i);
            const Value w = t->at(i);
            const Truth same = container_equal(ctx, v, w);
            if (same == Truth::kError) return -1;
            if (same == Truth::kYes) continue;
            if (both_small_ints(v, w)) return v.as_small_int() < w.as_small_int();
            return static_cast<int>(compare_truth(ctx, CompareOp::kLt, v, w));
        }
        return s->length < t->length;
    }
    return static_cast<int>(compare_truth(ctx, CompareOp::kLt, a, b));
}

SortStatus sort_values(Context& ctx, Value* keys, Value* values, uint64_t count) {
    // Comparing calls nothing that collects, so scratch space may be malloc's.
    auto quick = [&](auto&& less) {
        return timsort(keys, values, count, less, PollingSortScratch(ctx));
    };
    switch (key_type(keys, count)) {
    case KeyType::kSmallInt:
        return quick([](Value a, Value b) { return int{a.as_small_int() < b.as_small_int()}; });
    case KeyType::kDouble:
        return quick([](Value a, Value b) { return int{a.as_double() < b.as_double()}; });
    case KeyType::kString:
        return quick([](Value a, Value b) {
            return int{string_compare(a.as<String>(), b.as<String>()) < 0};
        });
    case KeyType::kAny: break;
    }
    return timsort(
        keys, values, count, [&](Value a, Value b) { return less_any(ctx, a, b); },
        HeapSortScratch(ctx));
}

/// Sorts `count` elements of `items`, which nobody else holds now.
bool sort_items(Context& ctx, ValueArray* items, uint64_t count, Value key, bool reverse) {
    auto* values = reinterpret_cast<Value*>(items->slots());
    Value* keys = values;
    ValueArray* key_array = nullptr;
    if (key) {
        key_array = ctx.heap().allocate_values(count);
        if (!key_array) return false;
        for (uint64_t i = 0; i < count; i++) {
            const Value k = call(ctx, key, {values[i]});
            if (!k) return false;
            key_array->slots()[i].set(ctx, key_array, k);
        }
        keys = reinterpret_cast<Value*>(key_array->slots());
    }
    Value* moved_along = key ? values : nullptr;
    auto turn = [&] {
        if (!reverse) return;
        std::reverse(values, values + count);
        if (key) std::reverse(keys, keys + count);
    };
    turn();
    const SortStatus status = sort_values(ctx, keys, moved_along, count);
    turn();
    if (status == SortStatus::no_memory && !has_exception(ctx)) raise_memory_error(ctx);
    return status == SortStatus::ok;
}

}  // namespace

bool list_sort(Context& ctx, List* list, Value key, bool reverse) {
    if (key.is_none()) key = Value();
    const uint64_t count = list->size;
    if (count == 0 || (count == 1 && !key)) return true;
    ValueVector hold(ctx);
    ValueArray* items = list->items.get();
    hold.values.push_back(Value::object(items));
    list->items.set(ctx, list, nullptr);
    list->size = 0;
    bool done = sort_items(ctx, items, count, key, reverse);
    const bool modified = list->size != 0 || list->items;
    list->items.set(ctx, list, items);
    list->size = count;
    if (done && modified) {
        raise(ctx, TypeId::kValueError, "list modified during sort");
        done = false;
    }
    return done;
}

Value list_sort_method(Context& ctx, const Args& args) {
    int32_t reverse = 0;
    if (args[2] && !to_int32(ctx, args[2], reverse)) return Value::error();
    return list_sort(ctx, args[0].as<List>(), args[1], reverse != 0) ? Value::none()
                                                                     : Value::error();
}

}  // namespace orrery
