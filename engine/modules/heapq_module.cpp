// Modules _heapq and _bisect.
#include "engine/modules/module_support.h"

namespace orrery {

namespace {

// ---- _heapq: sift as heapq.py does, so that the same comparisons are made ----

/// `argument`: the function and its argument, as messages name them.
bool heap_list(Context& ctx, Value v, const char* argument) {
    if (v.is(Kind::kList)) return true;
    raise(ctx, TypeId::kTypeError, "{} must be list, not {}", argument, MessageArg::type(v));
    return false;
}

/// Whether `a` belongs above `b`; `max`: in a heap whose largest element is first.
Truth above(Context& ctx, Value a, Value b, bool max) {
    if (both_small_ints(a, b)) {
        return truth(max ? a.as_small_int() > b.as_small_int()
                         : a.as_small_int() < b.as_small_int());
    }
    return max ? compare_truth(ctx, CompareOp::kLt, b, a)
               : compare_truth(ctx, CompareOp::kLt, a, b);
}
bool unchanged(Context& ctx, List* list, uint64_t size) {
    if (list->size == size) return true;
    raise(ctx, TypeId::kRuntimeError, "list changed size during iteration");
    return false;
}
void put(Context& ctx, List* list, uint64_t i, Value v) {
    list->items->slots()[i].set(ctx, list->items.get(), v);
}

/// Moves the element at `at` up towards `start`.
bool sift_down(Context& ctx, List* list, uint64_t start, uint64_t at, bool max) {
    const uint64_t size = list->size;
    if (at >= size) {
        raise(ctx, TypeId::kIndexError, "index out of range");
        return false;
    }
    while (at > start) {
        const uint64_t parent = (at - 1) >> 1;
        const Value item = list->at(at), other = list->at(parent);
        const Truth t = above(ctx, item, other, max);
        if (t == Truth::kError || !unchanged(ctx, list, size)) return false;
        if (t == Truth::kNo) break;
        const Value x = list->at(at), y = list->at(parent);
        put(ctx, list, parent, x);
        put(ctx, list, at, y);
        at = parent;
    }
    return true;
}
bool sift_up(Context& ctx, List* list, uint64_t at, bool max) {
    const uint64_t size = list->size, start = at;
    if (at >= size) {
        raise(ctx, TypeId::kIndexError, "index out of range");
        return false;
    }
    while (at < size / 2) {
        uint64_t child = 2 * at + 1;
        if (child + 1 < size) {
            const Truth t = above(ctx, list->at(child), list->at(child + 1), max);
            if (t == Truth::kError || !unchanged(ctx, list, size)) return false;
            child += t == Truth::kNo;
        }
        const Value x = list->at(child), y = list->at(at);
        put(ctx, list, at, x);
        put(ctx, list, child, y);
        at = child;
    }
    return sift_down(ctx, list, start, at, max);
}

Value take_last(List* list) {
    Slot& s = list->items->slots()[--list->size];
    const Value v = s.get();
    s.init(Value());
    return v;
}
Value pop(Context& ctx, const Args& args, bool max) {
    if (!heap_list(ctx, args[0], max ? "_heappop_max() argument" : "heappop() argument"))
        return Value::error();
    auto* list = args[0].as<List>();
    if (list->size == 0) return raise(ctx, TypeId::kIndexError, "index out of range");
    const Value last = take_last(list);
    if (list->size == 0) return last;
    const Value first = list->at(0);
    put(ctx, list, 0, last);
    return sift_up(ctx, list, 0, max) ? first : Value::error();
}
Value replace(Context& ctx, const Args& args, bool max) {
    if (!heap_list(ctx, args[0],
                   max ? "_heapreplace_max() argument 1" : "heapreplace() argument 1")) {
        return Value::error();
    }
    auto* list = args[0].as<List>();
    if (list->size == 0) return raise(ctx, TypeId::kIndexError, "index out of range");
    const Value first = list->at(0);
    put(ctx, list, 0, args[1]);
    return sift_up(ctx, list, 0, max) ? first : Value::error();
}
Value heapify(Context& ctx, const Args& args, bool max) {
    if (!heap_list(ctx, args[0], max ? "_heapify_max() argument" : "heapify() argument")) {
        return Value::error();
    }
    auto* list = args[0].as<List>();
    for (uint64_t i = list->size / 2; i > 0; i--) {
        if (!sift_up(ctx, list, i - 1, max)) return Value::error();
    }
    return Value::none();
}
Value heap_push(Context& ctx, const Args& args) {
    if (!heap_list(ctx, args[0], "heappush() argument 1")) return Value::error();
    auto* list = args[0].as<List>();
    return list_append(ctx, list, args[1]) && sift_down(ctx, list, 0, list->size - 1, false)
               ? Value::none()
               : Value::error();
}
Value heap_pop(Context& ctx, const Args& args) { return pop(ctx, args, false); }
Value heap_pop_max(Context& ctx, const Args& args) { return pop(ctx, args, true); }
Value heap_replace(Context& ctx, const Args& args) { return replace(ctx, args, false); }
Value heap_replace_max(Context& ctx, const Args& args) { return replace(ctx, args, true); }
Value heap_heapify(Context& ctx, const Args& args) { return heapify(ctx, args, false); }
Value heap_heapify_max(Context& ctx, const Args& args) { return heapify(ctx, args, true); }
Value heap_pushpop(Context& ctx, const Args& args) {
    if (!heap_list(ctx, args[0], "heappushpop() argument 1")) return Value::error();
    auto* list = args[0].as<List>();
    if (list->size == 0) return args[1];
    const Truth t = above(ctx, list->at(0), args[1], false);
    if (t == Truth::kError) return Value::error();
    if (t == Truth::kNo) return args[1];
    if (list->size == 0) return raise(ctx, TypeId::kIndexError, "index out of range");
    return replace(ctx, args, false);
}

const NativeMethod kHeapFunctions[] = {
    {"heappush(heap, item, /)", heap_push, "Push item onto heap, maintaining the heap invariant."},
    {"heappop(heap, /)", heap_pop,
     "Pop the smallest item off the heap, maintaining the heap invariant."},
    {"heappushpop(heap, item, /)", heap_pushpop,
     "Push item on the heap, then pop and return the smallest item from the heap."},
    {"heapreplace(heap, item, /)", heap_replace,
     "Pop and return the current smallest value, and add the new item."},
    {"heapify(heap, /)", heap_heapify,
     "Transform list into a heap, in-place, in O(len(heap)) time."},
    {"_heappop_max(heap, /)", heap_pop_max, "Maxheap variant of heappop."},
    {"_heapreplace_max(heap, item, /)", heap_replace_max, "Maxheap variant of heapreplace."},
    {"_heapify_max(heap, /)", heap_heapify_max, "Maxheap variant of heapify."},
};

// ---- _bisect ----

/// bisect of arguments (a, x, lo, hi, key) by the key's value `x`; -1 after an exception.
int64_t bisect(Context& ctx, const Args& args, Value x, bool right) {
    int64_t low = 0, high = -1;
    if (args[0].is(Kind::kDict)) {
        raise(ctx, TypeId::kTypeError, "{} is not a sequence", MessageArg::type(args[0]));
        return -1;
    }
    if (args[2] && !to_int64(ctx, args[2], low)) return -1;
    if (args[3] && !args[3].is_none() && !to_int64(ctx, args[3], high)) return -1;
    if (low < 0) {
        raise(ctx, TypeId::kValueError, "lo must be non-negative");
        return -1;
    }
    if (high == -1) {
        high = length_of(ctx, args[0]);
        if (high < 0) return -1;
    }
    const Value key = args[4] && !args[4].is_none() ? args[4] : Value();
    while (low < high) {
        const int64_t middle = low + (high - low) / 2;
        Value v = is_exact_list(args[0]) && static_cast<uint64_t>(middle) < args[0].as<List>()->size
                      ? args[0].as<List>()->at(static_cast<uint64_t>(middle))
                      : get_item(ctx, args[0], make_int(ctx, middle));
        if (v && key) v = call(ctx, key, {v});
        if (!v) return -1;
        Truth less;
        if (both_small_ints(v, x)) {
            less = truth(right ? x.as_small_int() < v.as_small_int()
                               : v.as_small_int() < x.as_small_int());
        } else {
            less = right ? compare_truth(ctx, CompareOp::kLt, x, v)
                         : compare_truth(ctx, CompareOp::kLt, v, x);
        }
        if (less == Truth::kError) return -1;
        if ((less == Truth::kYes) == right) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}
template <bool right>
Value bisect_function(Context& ctx, const Args& args) {
    const int64_t i = bisect(ctx, args, args[1], right);
    return i < 0 ? Value::error() : make_int(ctx, i);
}
template <bool right>
Value insort_function(Context& ctx, const Args& args) {
    Value x = args[1];
    if (args[4] && !args[4].is_none() && !(x = call(ctx, args[4], {x}))) return x;
    const int64_t i = bisect(ctx, args, x, right);
    if (i < 0) return Value::error();
    String* name = intern(ctx, "insert");
    if (!name) return Value::error();
    const Value given[] = {make_int(ctx, i), args[1]};
    return call_method(ctx, args[0], name, given) ? Value::none() : Value::error();
}

const NativeMethod kBisectFunctions[] = {
    {"bisect_right(a, x, lo=0, hi=None, *, key=None)", bisect_function<true>,
     "Return the index where to insert item x in list a, assuming a is sorted."},
    {"bisect_left(a, x, lo=0, hi=None, *, key=None)", bisect_function<false>,
     "Return the index where to insert item x in list a, assuming a is sorted."},
    {"insort_right(a, x, lo=0, hi=None, *, key=None)", insort_function<true>,
     "Insert item x in list a, and keep it sorted assuming a is sorted."},
    {"insort_left(a, x, lo=0, hi=None, *, key=None)", insort_function<false>,
     "Insert item x in list a, and keep it sorted assuming a is sorted."},
};

}  // namespace

extern const NativeModuleSpec kHeapqModule;
const NativeModuleSpec kHeapqModule = {.name = "_heapq",
                                       .functions = kHeapFunctions,
                                       .doc = "Heap queue algorithm (a.k.a. priority queue)."};
extern const NativeModuleSpec kBisectModule;
const NativeModuleSpec kBisectModule = {
    .name = "_bisect", .functions = kBisectFunctions, .doc = "Bisection algorithms."};

}  // namespace orrery
