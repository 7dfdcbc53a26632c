// range and its iterators.
//
// Bounds are ints of any size. Ranges whose numbers all fit int64 are handled in machine
// arithmetic, the others through the general operators.

#include <algorithm>

#include "engine/objects/container_helpers.h"

namespace orrery {

namespace {

Range* self_of(const Args& args) { return args[0].as<Range>(); }

/// The range in int64, when start, stop, step and the number just past the last one all fit.
struct SmallRange {
    int64_t start, stop, step, length;
};
bool as_small(Range* r, SmallRange& out) {
    if (!int_to_int64(r->start.get(), out.start) || !int_to_int64(r->stop.get(), out.stop) ||
        !int_to_int64(r->step.get(), out.step) || !int_to_int64(r->length.get(), out.length)) {
        return false;
    }
    int64_t past;
    return !__builtin_mul_overflow(out.length, out.step, &past) &&
           !__builtin_add_overflow(past, out.start, &past);
}

/// Signs of ints: for any size. -2 after an exception.
int sign_of(Context& ctx, Value v) {
    if (v.is_small_int()) {
        const int64_t i = v.as_small_int();
        return (i > 0) - (i < 0);
    }
    const Truth below = compare_truth(ctx, CompareOp::kLt, v, Value::small_int(0));
    if (below == Truth::kError) return -2;
    if (below == Truth::kYes) return -1;
    const Truth any = is_true(ctx, v);
    return any == Truth::kError ? -2 : any == Truth::kYes ? 1 : 0;
}

/// How many numbers there are from start by step up to stop; step is not 0.
Value count_numbers(Context& ctx, Value start, Value stop, Value step) {
    int64_t a, b, by;
    if (int_to_int64(start, a) && int_to_int64(stop, b) && int_to_int64(step, by)) {
        const uint64_t low = static_cast<uint64_t>(by > 0 ? a : b);
        const uint64_t high = static_cast<uint64_t>(by > 0 ? b : a);
        if (by > 0 ? a >= b : b >= a) return Value::small_int(0);
        const uint64_t stride = by > 0 ? static_cast<uint64_t>(by) : 0 - static_cast<uint64_t>(by);
        const uint64_t n = (high - low - 1) / stride + 1;
        return make_int_unsigned(ctx, n);
    }
    const int sign = sign_of(ctx, step);
    if (sign == -2) return Value::error();
    const Value low = sign > 0 ? start : stop;
    const Value high = sign > 0 ? stop : start;
    const Truth empty = compare_truth(ctx, CompareOp::kGe, low, high);
    if (empty == Truth::kError) return Value::error();
    if (empty == Truth::kYes) return Value::small_int(0);
    const Value one = Value::small_int(1);
    const Value stride = sign > 0 ? step : unary_op(ctx, UnaryOp::kNeg, step);
    if (!stride) return stride;
    Value n = binary_op(ctx, BinaryOp::kSub, high, low);
    if (n) n = binary_op(ctx, BinaryOp::kSub, n, one);
    if (n) n = binary_op(ctx, BinaryOp::kFloordiv, n, stride);
    if (n) n = binary_op(ctx, BinaryOp::kAdd, n, one);
    return n;
}

Value make_range_counted(Context& ctx, Value start, Value stop, Value step, Value length) {
    auto* r = allocate_builtin<Range>(ctx, Kind::kRange, TypeId::kRange);
    if (!r) return Value::error();
    r->start.init(start);
    r->stop.init(stop);
    r->step.init(step);
    r->length.init(length);
    return Value::object(r);
}

Value make_checked_range(Context& ctx, Value start, Value stop, Value step) {
    start = to_index(ctx, start);
    if (!start) return start;
    stop = to_index(ctx, stop);
    if (!stop) return stop;
    step = to_index(ctx, step);
    if (!step) return step;
    const Truth nonzero = is_true(ctx, step);
    if (nonzero == Truth::kError) return Value::error();
    if (nonzero == Truth::kNo) {
        return raise(ctx, TypeId::kValueError, "range() arg 3 must not be zero");
    }
    const Value length = count_numbers(ctx, start, stop, step);
    return length ? make_range_counted(ctx, start, stop, step, length) : length;
}

/// start + i * step, exactly.
Value number_at(Context& ctx, Range* r, Value i) {
    SmallRange s;
    int64_t n;
    if (as_small(r, s) && i.is_small_int()) {
        if (!__builtin_mul_overflow(i.as_small_int(), s.step, &n) &&
            !__builtin_add_overflow(n, s.start, &n)) {
            return make_int(ctx, n);
        }
    }
    const Value offset = binary_op(ctx, BinaryOp::kMul, i, r->step.get());
    return offset ? binary_op(ctx, BinaryOp::kAdd, r->start.get(), offset) : offset;
}

// ---- methods ----

Value range_new(Context& ctx, const Args& args) {
    const auto given = args.rest();
    const Value zero = Value::small_int(0);
    const Value one = Value::small_int(1);
    switch (given.size()) {
    case 0: return raise(ctx, TypeId::kTypeError, "range expected at least 1 argument, got 0");
    case 1: return make_checked_range(ctx, zero, given[0], one);
    case 2: return make_checked_range(ctx, given[0], given[1], one);
    case 3: return make_checked_range(ctx, given[0], given[1], given[2]);
    default:
        return raise(ctx, TypeId::kTypeError, "range expected at most 3 arguments, got {}",
                     given.size());
    }
}

Value range_repr(Context& ctx, const Args& args) {
    Range* r = self_of(args);
    StringBuilder out;
    out.add_ascii("range(");
    const bool with_step = !(r->step.get() == Value::small_int(1));
    for (Slot* part : {&r->start, &r->stop, &r->step}) {
        if (part == &r->step && !with_step) break;
        if (part != &r->start) out.add_ascii(", ");
        String* text = to_repr(ctx, part->get());
        if (!text) return Value::error();
        out.add(text);
    }
    out.add(')');
    return Value::object(out.finish(ctx));
}

Value range_len(Context& ctx, const Args& args) {
    int64_t n;
    if (int_to_int64(self_of(args)->length.get(), n)) return make_int(ctx, n);
    return raise(ctx, TypeId::kOverflowError, "Python int too large to convert to C ssize_t");
}

Value range_bool(Context&, const Args& args) {
    return Value::boolean(!(self_of(args)->length.get() == Value::small_int(0)));
}

/// What == and hash look at: length, start and step, as far as they matter.
struct Essence {
    Value parts[3];
};
Essence essence_of(Range* r) {
    const Value none = Value::none();
    const Value length = r->length.get();
    if (length == Value::small_int(0)) return {{length, none, none}};
    if (length == Value::small_int(1)) return {{length, r->start.get(), none}};
    return {{length, r->start.get(), r->step.get()}};
}

template <CompareOp op>
Value range_compare(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kRange)) return Value::not_implemented();
    if (op != CompareOp::kEq && op != CompareOp::kNe) return Value::not_implemented();
    const Essence a = essence_of(self_of(args));
    const Essence b = essence_of(args[1].as<Range>());
    bool same = true;
    for (unsigned i = 0; i < 3 && same; i++) {
        const Truth t = container_equal(ctx, a.parts[i], b.parts[i]);
        if (t == Truth::kError) return Value::error();
        same = t == Truth::kYes;
    }
    return Value::boolean(same == (op == CompareOp::kEq));
}

Value range_hash(Context& ctx, const Args& args) {
    const Essence e = essence_of(self_of(args));
    TupleHash hash;
    for (Value v : e.parts) {
        int64_t h;
        if (!container_hash(ctx, v, h)) return Value::error();
        hash.add(h);
    }
    return make_int(ctx, hash.finish(3));
}

/// Truth of "the int v is one of the range's numbers".
Truth has_number(Context& ctx, Range* r, Value v) {
    SmallRange s;
    int64_t i;
    if (as_small(r, s)) {
        if (!int_to_int64(v, i)) return Truth::kNo;
        if (s.step > 0 ? i < s.start || i >= s.stop : i > s.start || i <= s.stop) return Truth::kNo;
        const uint64_t distance = s.step > 0
                                      ? static_cast<uint64_t>(i) - static_cast<uint64_t>(s.start)
                                      : static_cast<uint64_t>(s.start) - static_cast<uint64_t>(i);
        const uint64_t stride =
            s.step > 0 ? static_cast<uint64_t>(s.step) : 0 - static_cast<uint64_t>(s.step);
        return truth(distance % stride == 0);
    }
    const int sign = sign_of(ctx, r->step.get());
    if (sign == -2) return Truth::kError;
    const Truth after =
        compare_truth(ctx, sign > 0 ? CompareOp::kGe : CompareOp::kLe, v, r->start.get());
    if (after != Truth::kYes) return after;
    const Truth before =
        compare_truth(ctx, sign > 0 ? CompareOp::kLt : CompareOp::kGt, v, r->stop.get());
    if (before != Truth::kYes) return before;
    const Value distance = binary_op(ctx, BinaryOp::kSub, v, r->start.get());
    const Value rest =
        distance ? binary_op(ctx, BinaryOp::kMod, distance, r->step.get()) : distance;
    if (!rest) return Truth::kError;
    return truth(rest == Value::small_int(0));
}

bool is_plain_int(Value v) {
    return v.is_small_int() || v.is_bool() || v.has_shape(builtin_shape(TypeId::kInt));
}

Truth search(Context& ctx, Value range, Value v, int64_t* position, int64_t* matches) {
    // Anything but an int is compared with each number.
    int64_t i = 0;
    Truth found = Truth::kNo;
    const bool done = for_each(ctx, range, [&](Value n) {
        const Truth same = container_equal(ctx, n, v);
        if (same == Truth::kError) {
            found = same;
            return false;
        }
        if (same == Truth::kYes) {
            found = same;
            if (position) *position = i;
            if (!matches) return false;
            ++*matches;
        }
        i++;
        return true;
    });
    if (!done && found == Truth::kNo) return Truth::kError;
    return found;
}

Value range_contains(Context& ctx, const Args& args) {
    const Truth t = is_plain_int(args[1]) ? has_number(ctx, self_of(args), args[1])
                                          : search(ctx, args[0], args[1], nullptr, nullptr);
    return t == Truth::kError ? Value::error() : Value::boolean(t == Truth::kYes);
}

Value range_count(Context& ctx, const Args& args) {
    if (is_plain_int(args[1])) {
        const Truth t = has_number(ctx, self_of(args), args[1]);
        return t == Truth::kError ? Value::error() : Value::small_int(t == Truth::kYes);
    }
    int64_t n = 0;
    const Truth t = search(ctx, args[0], args[1], nullptr, &n);
    return t == Truth::kError ? Value::error() : Value::small_int(n);
}

Value range_index(Context& ctx, const Args& args) {
    Range* r = self_of(args);
    if (is_plain_int(args[1])) {
        const Truth t = has_number(ctx, r, args[1]);
        if (t == Truth::kError) return Value::error();
        if (t == Truth::kYes) {
            const Value distance = binary_op(ctx, BinaryOp::kSub, args[1], r->start.get());
            return distance ? binary_op(ctx, BinaryOp::kFloordiv, distance, r->step.get())
                            : distance;
        }
        return raise(ctx, TypeId::kValueError, "{} is not in range", MessageArg::repr(args[1]));
    }
    int64_t position = 0;
    const Truth t = search(ctx, args[0], args[1], &position, nullptr);
    if (t == Truth::kError) return Value::error();
    if (t == Truth::kYes) return Value::small_int(position);
    return raise(ctx, TypeId::kValueError, "sequence.index(x): x not in sequence");
}

/// slice.indices(length) for a range of any length.
Value range_slice(Context& ctx, Range* r, Slice* slice) {
    const Value indices =
        call_method(ctx, Value::object(slice), intern(ctx, "indices"), {{r->length.get()}});
    if (!indices) return indices;
    Tuple* t = indices.as<Tuple>();
    const Value step = binary_op(ctx, BinaryOp::kMul, r->step.get(), t->at(2));
    const Value start = step ? number_at(ctx, r, t->at(0)) : step;
    const Value stop = start ? number_at(ctx, r, t->at(1)) : start;
    const Value length = stop ? count_numbers(ctx, t->at(0), t->at(1), t->at(2)) : stop;
    return length ? make_range_counted(ctx, start, stop, step, length) : length;
}

Value range_getitem(Context& ctx, const Args& args) {
    Range* r = self_of(args);
    if (args[1].is(Kind::kSlice)) return range_slice(ctx, r, args[1].as<Slice>());
    if (!is_index(ctx, args[1])) {
        return raise(ctx, TypeId::kTypeError, "range indices must be integers or slices, not {}",
                     MessageArg::type(args[1]));
    }
    Value i = to_index(ctx, args[1]);
    if (!i) return i;
    const Value length = r->length.get();
    int sign = sign_of(ctx, i);
    if (sign == -1) {
        i = binary_op(ctx, BinaryOp::kAdd, i, length);
        if (!i) return i;
        sign = sign_of(ctx, i);
    }
    if (sign == -2) return Value::error();
    const Truth beyond = sign == -1 ? Truth::kYes : compare_truth(ctx, CompareOp::kGe, i, length);
    if (beyond == Truth::kError) return Value::error();
    if (beyond == Truth::kYes) {
        return raise(ctx, TypeId::kIndexError, "range object index out of range");
    }
    return number_at(ctx, r, i);
}

Value make_small_iterator(Context& ctx, int64_t start, int64_t step, int64_t length) {
    auto* it = allocate_builtin<RangeIterator>(ctx, Kind::kIterator, TypeId::kRangeIterator);
    if (!it) return Value::error();
    it->position = static_cast<uint64_t>(start);
    it->extra = static_cast<uint64_t>(length);
    it->step = step;
    return Value::object(it);
}

/// Of numbers beyond int64: `source` is the tuple (start, step, length), `value` the index.
Value make_long_iterator(Context& ctx, Value start, Value step, Value length) {
    const Value parts[] = {start, step, length};
    Tuple* t = make_tuple(ctx, parts);
    if (!t) return Value::error();
    const Value it = make_iterator(ctx, TypeId::kLongRangeIterator, Value::object(t), 0);
    if (it) it.as<Iterator>()->value.init(Value::small_int(0));
    return it;
}

Value range_iter(Context& ctx, const Args& args) {
    Range* r = self_of(args);
    SmallRange s;
    if (as_small(r, s)) return make_small_iterator(ctx, s.start, s.step, s.length);
    return make_long_iterator(ctx, r->start.get(), r->step.get(), r->length.get());
}

Value range_reversed(Context& ctx, const Args& args) {
    Range* r = self_of(args);
    SmallRange s;
    if (as_small(r, s)) {
        if (s.length == 0) return make_small_iterator(ctx, 0, 1, 0);
        int64_t past;
        if (s.step != INT64_MIN && !__builtin_sub_overflow(s.start, s.step, &past)) {
            return make_small_iterator(ctx, s.start + (s.length - 1) * s.step, -s.step, s.length);
        }
    }
    const Value one = Value::small_int(1);
    const Value last_index = binary_op(ctx, BinaryOp::kSub, r->length.get(), one);
    const Value last = last_index ? number_at(ctx, r, last_index) : last_index;
    const Value step = last ? unary_op(ctx, UnaryOp::kNeg, r->step.get()) : last;
    return step ? make_long_iterator(ctx, last, step, r->length.get()) : step;
}

Value range_reduce(Context& ctx, const Args& args) {
    Range* r = self_of(args);
    const Value bounds[] = {r->start.get(), r->stop.get(), r->step.get()};
    Tuple* arguments = make_tuple(ctx, bounds);
    if (!arguments) return Value::error();
    const Value parts[] = {Value::object(ctx.type(TypeId::kRange)), Value::object(arguments)};
    return Value::object(make_tuple(ctx, parts));
}

Value get_start(Context&, Value self) { return self.as<Range>()->start.get(); }
Value get_stop(Context&, Value self) { return self.as<Range>()->stop.get(); }
Value get_step(Context&, Value self) { return self.as<Range>()->step.get(); }

constexpr NativeMethod kMethods[] = {
    {"__new__(cls, /, *args)", range_new},
    {"__repr__(self, /)", range_repr},
    {"__len__(self, /)", range_len},
    {"__bool__(self, /)", range_bool},
    {"__eq__(self, value, /)", range_compare<CompareOp::kEq>},
    {"__ne__(self, value, /)", range_compare<CompareOp::kNe>},
    {"__lt__(self, value, /)", range_compare<CompareOp::kLt>},
    {"__le__(self, value, /)", range_compare<CompareOp::kLe>},
    {"__gt__(self, value, /)", range_compare<CompareOp::kGt>},
    {"__ge__(self, value, /)", range_compare<CompareOp::kGe>},
    {"__hash__(self, /)", range_hash},
    {"__contains__(self, key, /)", range_contains},
    {"__getitem__(self, key, /)", range_getitem},
    {"__iter__(self, /)", range_iter},
    {"__reversed__(self, /)", range_reversed, "Return a reverse iterator."},
    {"__reduce__(self, /)", range_reduce},
    {"count(self, object, /)", range_count,
     "rangeobject.count(value) -> integer -- return number of occurrences of value"},
    {"index(self, object, /)", range_index,
     "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value "
     "is not present."},
};

constexpr NativeProperty kProperties[] = {
    {"start", get_start, nullptr, nullptr, true},
    {"stop", get_stop, nullptr, nullptr, true},
    {"step", get_step, nullptr, nullptr, true},
};

// ---- iterators ----

Value small_next(Context& ctx, Value self) {
    auto* it = self.as<RangeIterator>();
    if (it->extra == 0) return Value::stop();
    it->extra--;
    const int64_t i = static_cast<int64_t>(it->position);
    it->position = static_cast<uint64_t>(i + it->step);
    return make_int(ctx, i);
}

Value small_length_hint(Context& ctx, const Args& args) {
    return make_int(ctx, static_cast<int64_t>(args[0].as<RangeIterator>()->extra));
}

Value small_reduce(Context& ctx, const Args& args) {
    auto* it = args[0].as<RangeIterator>();
    const int64_t start = static_cast<int64_t>(it->position);
    const int64_t length = static_cast<int64_t>(it->extra);
    const Value first = make_int(ctx, start);
    const Value past = make_int(ctx, start + length * it->step);
    const Value step = make_int(ctx, it->step);
    const Value range = make_checked_range(ctx, first, past, step);
    if (!range) return range;
    return reduce_iterator(ctx, "iter", {range}, Value::small_int(0));
}

Value small_setstate(Context& ctx, const Args& args) {
    auto* it = args[0].as<RangeIterator>();
    int64_t i;
    if (!to_int64(ctx, args[1], i)) return Value::error();
    i = std::clamp<int64_t>(i, 0, static_cast<int64_t>(it->extra));
    it->position += static_cast<uint64_t>(i * it->step);
    it->extra -= static_cast<uint64_t>(i);
    return Value::none();
}

Value long_next(Context& ctx, Value self) {
    auto* it = self.as<Iterator>();
    Tuple* t = it->source.get().as<Tuple>();
    const Value index = it->value.get();
    const Truth more = compare_truth(ctx, CompareOp::kLt, index, t->at(2));
    if (more == Truth::kError) return Value::error();
    if (more == Truth::kNo) return Value::stop();
    const Value next = binary_op(ctx, BinaryOp::kAdd, index, Value::small_int(1));
    const Value offset = next ? binary_op(ctx, BinaryOp::kMul, index, t->at(1)) : next;
    const Value v = offset ? binary_op(ctx, BinaryOp::kAdd, t->at(0), offset) : offset;
    if (v) it->value.set(ctx, it, next);
    return v;
}

Value long_length_hint(Context& ctx, const Args& args) {
    auto* it = args[0].as<Iterator>();
    return binary_op(ctx, BinaryOp::kSub, it->source.get().as<Tuple>()->at(2), it->value.get());
}

Value long_reduce(Context& ctx, const Args& args) {
    auto* it = args[0].as<Iterator>();
    Tuple* t = it->source.get().as<Tuple>();
    const Value span = binary_op(ctx, BinaryOp::kMul, t->at(2), t->at(1));
    const Value past = span ? binary_op(ctx, BinaryOp::kAdd, t->at(0), span) : span;
    const Value range = past ? make_checked_range(ctx, t->at(0), past, t->at(1)) : past;
    return range ? reduce_iterator(ctx, "iter", {range}, it->value.get()) : range;
}

Value long_setstate(Context& ctx, const Args& args) {
    auto* it = args[0].as<Iterator>();
    Value state = to_index(ctx, args[1]);
    if (!state) return state;
    const Value length = it->source.get().as<Tuple>()->at(2);
    const int sign = sign_of(ctx, state);
    if (sign == -2) return Value::error();
    if (sign < 0) state = Value::small_int(0);
    const Truth beyond = compare_truth(ctx, CompareOp::kGt, state, length);
    if (beyond == Truth::kError) return Value::error();
    it->value.set(ctx, it, beyond == Truth::kYes ? length : state);
    return Value::none();
}

constexpr NativeMethod kSmallMethods[] = {
    {"__length_hint__(self, /)", small_length_hint,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__(self, /)", small_reduce, "Return state information for pickling."},
    {"__setstate__(self, state, /)", small_setstate, "Set state information for unpickling."},
};

constexpr NativeMethod kLongMethods[] = {
    {"__length_hint__(self, /)", long_length_hint,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__(self, /)", long_reduce, "Return state information for pickling."},
    {"__setstate__(self, state, /)", long_setstate, "Set state information for unpickling."},
};

}  // namespace

extern const NativeTypeSpec kRangeSpec;
const NativeTypeSpec kRangeSpec = {
    .name = "range",
    .kind = Kind::kRange,
    .size = sizeof(Range),
    .subclassable = false,
    .methods = kMethods,
    .properties = kProperties,
    .doc =
        "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an "
        "object that produces a sequence of integers from start (inclusive)\nto stop (exclusive) "
        "by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\nstart defaults to 0, and stop is "
        "omitted!  range(4) produces 0, 1, 2, 3.\nThese are exactly the valid indices for a list "
        "of 4 elements.\nWhen step is given, it specifies the increment (or decrement).",
};

extern const NativeTypeSpec kRangeIteratorSpec;
const NativeTypeSpec kRangeIteratorSpec = {
    .name = "range_iterator",
    .kind = Kind::kIterator,
    .size = sizeof(RangeIterator),
    .subclassable = false,
    .methods = kSmallMethods,
    .next = small_next,
};

extern const NativeTypeSpec kLongRangeIteratorSpec;
const NativeTypeSpec kLongRangeIteratorSpec = {
    .name = "longrange_iterator",
    .kind = Kind::kIterator,
    .size = sizeof(Iterator),
    .subclassable = false,
    .methods = kLongMethods,
    .next = long_next,
};

}  // namespace orrery
