// itertools: product, permutations, combinations.
#include <algorithm>
#include <numeric>

#include "engine/modules/itertools_module.h"
#include "engine/modules/module_support.h"

namespace orrery {

namespace {

/// Positions in pools; the four types differ in how they advance them.
struct Choice : NativeObject {
    enum State : uint8_t { kFresh, kRunning, kStopped };
    State state;
    Ref<Tuple> pools;    // product: a tuple a position; else the one pool
    Ref<Buffer> indices; // int64
    Ref<Buffer> cycles;  // permutations: int64
    uint64_t r;          // elements of a result

    int64_t* at() { return reinterpret_cast<int64_t*>(indices->bytes()); }
    int64_t* cycle() { return reinterpret_cast<int64_t*>(cycles->bytes()); }
    int64_t pool_size() const { return static_cast<int64_t>(pools->length); }
    Tuple* pool(uint64_t i) const { return pools->at(i).as<Tuple>(); }
};

Choice* self_of(Value v) { return v.as<Choice>(); }

void trace(Marker& marker, Object* o) {
    auto* c = static_cast<Choice*>(o);
    marker.mark(c->pools);
    marker.mark(c->indices);
    marker.mark(c->cycles);
}

Choice* make(Context& ctx, Value cls, Tuple* pools, uint64_t r, uint64_t indices, uint64_t cycles) {
    if (std::max({r, indices, cycles}) > uint64_t{1} << 40) {
        raise_memory_error(ctx);
        return nullptr;
    }
    Buffer* a = ctx.heap().allocate_buffer(8 * std::max<uint64_t>(indices, 1));
    Buffer* b = a && cycles ? ctx.heap().allocate_buffer(8 * cycles) : nullptr;
    if (!a || (cycles && !b)) return nullptr;
    auto* c = allocate<Choice>(ctx, cls.as<Type>());
    if (!c) return nullptr;
    c->pools.init(pools);
    c->indices.init(a);
    c->cycles.init(b);
    c->r = r;
    std::fill_n(c->at(), indices, 0);
    return c;
}

/// False after an exception; `r` is not negative.
bool pool_and_size(Context& ctx, const Args& args, Tuple*& pool, int64_t& r) {
    pool = to_tuple(ctx, args[1]);
    if (!pool) return false;
    if (!to_int64(ctx, args[2], r)) return false;
    if (r >= 0) return true;
    raise(ctx, TypeId::kValueError, "r must be non-negative");
    return false;
}

Value emit(Context& ctx, Choice* c) {
    Tuple* out = new_tuple(ctx, c->r);
    if (!out) return Value::error();
    for (uint64_t i = 0; i < c->r; i++) {
        out->slots()[i].init(c->pools->at(static_cast<uint64_t>(c->at()[i])));
    }
    return Value::object(out);
}
Value stop(Choice* c) {
    c->state = Choice::kStopped;
    return Value::stop();
}

/// State of __reduce__: the indices, empty before the first step.
Value reduce(Context& ctx, Choice* c, Value arguments, std::span<const int64_t> numbers) {
    Type* type = type_of(ctx, Value::object(c));
    if (c->state != Choice::kRunning || !arguments) {
        return tuple_of(ctx, {Value::object(type), arguments});
    }
    Tuple* state = new_tuple(ctx, numbers.size());
    if (!state) return Value::error();
    for (size_t i = 0; i < numbers.size(); i++)
        state->slots()[i].init(Value::small_int(numbers[i]));
    return tuple_of(ctx, {Value::object(type), arguments, Value::object(state)});
}

bool read_state(Context& ctx, Value state, int64_t* out, std::span<const int64_t> limits) {
    if (!state.is(Kind::kTuple) || state.as<Tuple>()->length != limits.size()) {
        raise(ctx, TypeId::kValueError, "invalid arguments");
        return false;
    }
    for (size_t i = 0; i < limits.size(); i++) {
        int64_t n;
        if (!to_int64(ctx, state.as<Tuple>()->at(i), n)) return false;
        out[i] = std::clamp<int64_t>(n, 0, limits[i]);
    }
    return true;
}

// ---- product ----

Value product_new(Context& ctx, const Args& args) {
    int64_t repeat = 1;
    if (args[1] && !to_int64(ctx, args[1], repeat)) return Value::error();
    if (repeat < 0) return raise(ctx, TypeId::kValueError, "repeat argument cannot be negative");
    const uint64_t given = repeat ? args.rest_count : 0;
    if (given && static_cast<uint64_t>(repeat) > (uint64_t{1} << 32) / given) {
        return raise(ctx, TypeId::kOverflowError, "repeat argument too large");
    }
    const uint64_t n = given * static_cast<uint64_t>(repeat);
    Tuple* pools = new_tuple(ctx, n);
    if (!pools) return Value::error();
    bool empty = false;
    for (uint64_t i = 0; i < n; i++) {
        Value pool = i < given ? or_error(to_tuple(ctx, args.rest()[i])) : pools->at(i - given);
        if (!pool) return pool;
        empty = empty || pool.as<Tuple>()->length == 0;
        pools->slots()[i].set(ctx, pools, pool);
    }
    Choice* c = make(ctx, args[0], pools, n, n, 0);
    if (c && empty) c->state = Choice::kStopped;
    return or_error(c);
}
Value product_step(Context& ctx, Value self) {
    Choice* c = self_of(self);
    if (c->state == Choice::kStopped) return Value::stop();
    int64_t* at = c->at();
    if (c->state == Choice::kFresh) {
        c->state = Choice::kRunning;
    } else {
        uint64_t i = c->r;
        for (; i > 0; i--) {
            if (++at[i - 1] < static_cast<int64_t>(c->pool(i - 1)->length)) break;
            at[i - 1] = 0;
        }
        if (i == 0) return stop(c);
    }
    Tuple* out = new_tuple(ctx, c->r);
    if (!out) return Value::error();
    for (uint64_t i = 0; i < c->r; i++) {
        out->slots()[i].init(c->pool(i)->at(static_cast<uint64_t>(c->at()[i])));
    }
    return Value::object(out);
}
Value product_reduce(Context& ctx, const Args& args) {
    Choice* c = self_of(args[0]);
    if (c->state == Choice::kStopped) {
        return tuple_of(ctx, {Value::object(type_of(ctx, args[0])),
                              tuple_of(ctx, {Value::object(empty_tuple(ctx))})});
    }
    return reduce(ctx, c, Value::object(c->pools.get()), {c->at(), static_cast<size_t>(c->r)});
}
Value product_setstate(Context& ctx, const Args& args) {
    Choice* c = self_of(args[0]);
    std::vector<int64_t> limits;
    for (uint64_t i = 0; i < c->r; i++)
        limits.push_back(static_cast<int64_t>(c->pool(i)->length) - 1);
    if (!read_state(ctx, args[1], c->at(), limits)) return Value::error();
    if (c->state == Choice::kFresh) c->state = Choice::kRunning;
    return Value::none();
}

// ---- combinations ----

Value combinations_new(Context& ctx, const Args& args) {
    Tuple* pool;
    int64_t r;
    if (!pool_and_size(ctx, args, pool, r)) return Value::error();
    const bool stopped = r > static_cast<int64_t>(pool->length);
    const uint64_t size = stopped ? 0 : static_cast<uint64_t>(r);
    Choice* c = make(ctx, args[0], pool, static_cast<uint64_t>(r), size, 0);
    if (!c) return Value::error();
    if (stopped) c->state = Choice::kStopped;
    std::iota(c->at(), c->at() + size, 0);
    return Value::object(c);
}
Value combinations_step(Context& ctx, Value self) {
    Choice* c = self_of(self);
    if (c->state == Choice::kStopped) return Value::stop();
    if (c->state == Choice::kFresh) {
        c->state = Choice::kRunning;
        return emit(ctx, c);
    }
    int64_t* at = c->at();
    const auto r = static_cast<int64_t>(c->r);
    int64_t i = r - 1;
    while (i >= 0 && at[i] == i + c->pool_size() - r)
        i--;
    if (i < 0) return stop(c);
    at[i]++;
    for (int64_t j = i + 1; j < r; j++)
        at[j] = at[j - 1] + 1;
    return emit(ctx, c);
}
Value pool_reduce(Context& ctx, const Args& args) {
    Choice* c = self_of(args[0]);
    if (c->state == Choice::kStopped) {
        return reduce(
            ctx, c,
            tuple_of(ctx, {Value::object(empty_tuple(ctx)),
                           make_int(ctx, static_cast<int64_t>(std::max<uint64_t>(c->r, 1)))}),
            {});
    }
    return reduce(
        ctx, c,
        tuple_of(ctx, {Value::object(c->pools.get()), make_int(ctx, static_cast<int64_t>(c->r))}),
        {c->at(), static_cast<size_t>(c->r)});
}
Value combinations_setstate(Context& ctx, const Args& args) {
    Choice* c = self_of(args[0]);
    if (c->state == Choice::kStopped) return Value::none();
    std::vector<int64_t> limits;
    for (uint64_t i = 0; i < c->r; i++) {
        limits.push_back(c->pool_size() - static_cast<int64_t>(c->r - i));
    }
    if (!read_state(ctx, args[1], c->at(), limits)) return Value::error();
    c->state = Choice::kRunning;
    return Value::none();
}

Value replacement_new(Context& ctx, const Args& args) {
    Tuple* pool;
    int64_t r;
    if (!pool_and_size(ctx, args, pool, r)) return Value::error();
    Choice* c = make(ctx, args[0], pool, static_cast<uint64_t>(r), static_cast<uint64_t>(r), 0);
    if (c && pool->length == 0 && r > 0) c->state = Choice::kStopped;
    return or_error(c);
}
Value replacement_step(Context& ctx, Value self) {
    Choice* c = self_of(self);
    if (c->state == Choice::kStopped) return Value::stop();
    if (c->state == Choice::kFresh) {
        c->state = Choice::kRunning;
        return emit(ctx, c);
    }
    int64_t* at = c->at();
    const auto r = static_cast<int64_t>(c->r);
    int64_t i = r - 1;
    while (i >= 0 && at[i] == c->pool_size() - 1)
        i--;
    if (i < 0) return stop(c);
    std::fill(at + i, at + r, at[i] + 1);
    return emit(ctx, c);
}
Value replacement_setstate(Context& ctx, const Args& args) {
    Choice* c = self_of(args[0]);
    if (c->state == Choice::kStopped) return Value::none();
    const std::vector<int64_t> limits(c->r, c->pool_size() - 1);
    if (!read_state(ctx, args[1], c->at(), limits)) return Value::error();
    c->state = Choice::kRunning;
    return Value::none();
}

// ---- permutations ----

Value permutations_new(Context& ctx, const Args& args) {
    Tuple* pool = to_tuple(ctx, args[1]);
    if (!pool) return Value::error();
    const auto n = static_cast<int64_t>(pool->length);
    int64_t r = n;
    if (args[2] && !args[2].is_none()) {
        if (!is_int(args[2])) return raise(ctx, TypeId::kTypeError, "Expected int as r");
        if (!to_int64(ctx, args[2], r)) return Value::error();
        if (r < 0) return raise(ctx, TypeId::kValueError, "r must be non-negative");
    }
    const bool stopped = r > n;
    Choice* c = make(ctx, args[0], pool, static_cast<uint64_t>(r), pool->length,
                     stopped ? 1 : static_cast<uint64_t>(std::max<int64_t>(r, 1)));
    if (!c) return Value::error();
    if (stopped) c->state = Choice::kStopped;
    std::iota(c->at(), c->at() + n, 0);
    for (int64_t i = 0; !stopped && i < r; i++)
        c->cycle()[i] = n - i;
    return Value::object(c);
}
Value permutations_step(Context& ctx, Value self) {
    Choice* c = self_of(self);
    if (c->state == Choice::kStopped) return Value::stop();
    if (c->state == Choice::kFresh) {
        c->state = Choice::kRunning;
        return emit(ctx, c);
    }
    const int64_t n = c->pool_size();
    int64_t* at = c->at();
    int64_t* cycle = c->cycle();
    for (int64_t i = static_cast<int64_t>(c->r) - 1; i >= 0; i--) {
        if (--cycle[i] > 0) {
            std::swap(at[i], at[n - cycle[i]]);
            return emit(ctx, c);
        }
        std::rotate(at + i, at + i + 1, at + n);
        cycle[i] = n - i;
    }
    return stop(c);
}
Value permutations_reduce(Context& ctx, const Args& args) {
    Choice* c = self_of(args[0]);
    if (c->state != Choice::kRunning) return pool_reduce(ctx, args);
    auto numbers = [&](const int64_t* from, uint64_t count) {
        Tuple* t = new_tuple(ctx, count);
        for (uint64_t i = 0; t && i < count; i++)
            t->slots()[i].init(Value::small_int(from[i]));
        return or_error(t);
    };
    return tuple_of(
        ctx,
        {Value::object(type_of(ctx, args[0])),
         tuple_of(ctx, {Value::object(c->pools.get()), make_int(ctx, static_cast<int64_t>(c->r))}),
         tuple_of(ctx, {numbers(c->at(), c->pools->length), numbers(c->cycle(), c->r)})});
}
Value permutations_setstate(Context& ctx, const Args& args) {
    Choice* c = self_of(args[0]);
    if (!args[1].is(Kind::kTuple) || args[1].as<Tuple>()->length != 2) {
        return raise(ctx, TypeId::kValueError, "invalid arguments");
    }
    if (c->state == Choice::kStopped) return Value::none();
    const std::vector<int64_t> limits(c->pools->length, c->pool_size() - 1);
    std::vector<int64_t> cycles;
    for (uint64_t i = 0; i < c->r; i++)
        cycles.push_back(c->pool_size() - static_cast<int64_t>(i));
    if (!read_state(ctx, args[1].as<Tuple>()->at(0), c->at(), limits) ||
        !read_state(ctx, args[1].as<Tuple>()->at(1), c->cycle(), cycles)) {
        return Value::error();
    }
    for (uint64_t i = 0; i < c->r; i++)
        c->cycle()[i] = std::max<int64_t>(c->cycle()[i], 1);
    c->state = Choice::kRunning;
    return Value::none();
}

Value size_of(Context& ctx, const Args& args) {
    Choice* c = self_of(args[0]);
    return make_int(ctx, static_cast<int64_t>(sizeof(Choice) + c->indices->capacity));
}

const NativeMethod kProductMethods[] = {
    {"__new__(cls, *args, repeat=1)", product_new},
    {"__reduce__(self, /)", product_reduce},
    {"__setstate__(self, state, /)", product_setstate},
    {"__sizeof__(self, /)", size_of},
};
const NativeMethod kPermutationsMethods[] = {
    {"__new__(cls, iterable, r=None)", permutations_new},
    {"__reduce__(self, /)", permutations_reduce},
    {"__setstate__(self, state, /)", permutations_setstate},
    {"__sizeof__(self, /)", size_of},
};
const NativeMethod kCombinationsMethods[] = {
    {"__new__(cls, iterable, r)", combinations_new},
    {"__reduce__(self, /)", pool_reduce},
    {"__setstate__(self, state, /)", combinations_setstate},
    {"__sizeof__(self, /)", size_of},
};
const NativeMethod kReplacementMethods[] = {
    {"__new__(cls, iterable, r)", replacement_new},
    {"__reduce__(self, /)", pool_reduce},
    {"__setstate__(self, state, /)", replacement_setstate},
    {"__sizeof__(self, /)", size_of},
};

}  // namespace

const NativeTypeSpec kProductSpec = {
    .name = "itertools.product",
    .size = sizeof(Choice),
    .methods = kProductMethods,
    .next = product_step,
    .trace = trace,
    .doc = "Cartesian product of input iterables: nested for-loops as one iterator."};
const NativeTypeSpec kPermutationsSpec = {
    .name = "itertools.permutations",
    .size = sizeof(Choice),
    .methods = kPermutationsMethods,
    .next = permutations_step,
    .trace = trace,
    .doc = "Return successive r-length permutations of elements in the iterable."};
const NativeTypeSpec kCombinationsSpec = {
    .name = "itertools.combinations",
    .size = sizeof(Choice),
    .methods = kCombinationsMethods,
    .next = combinations_step,
    .trace = trace,
    .doc = "Return successive r-length combinations of elements in the iterable."};
const NativeTypeSpec kCombinationsWithReplacementSpec = {
    .name = "itertools.combinations_with_replacement",
    .size = sizeof(Choice),
    .methods = kReplacementMethods,
    .next = replacement_step,
    .trace = trace,
    .doc = "Return successive r-length combinations in which elements may repeat."};

}  // namespace orrery
