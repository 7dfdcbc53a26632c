// slice, and the arithmetic of slices on sequences.

#include "engine/objects/container_helpers.h"
#include "engine/objects/slice_bounds.h"

namespace orrery {

namespace {

/// One bound of a slice as a clamped int64. `out` is left alone for None.
bool unpack_bound(Context& ctx, Value v, int64_t& out) {
    if (v.is_none()) return true;
    if (v.is_small_int()) {
        out = v.as_small_int();
        return true;
    }
    if (!is_index(ctx, v)) {
        raise(ctx, TypeId::kTypeError,
              "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    return to_int64(ctx, v, out, true);
}

Value slice_new(Context& ctx, const Args& args) {
    const auto given = args.rest();
    const uint64_t n = given.size();
    if (n == 0) return raise(ctx, TypeId::kTypeError, "slice expected at least 1 argument, got 0");
    if (n > 3) {
        return raise(ctx, TypeId::kTypeError, "slice expected at most 3 arguments, got {}", n);
    }
    if (n == 1) return make_slice(ctx, Value::none(), given[0], Value::none());
    return make_slice(ctx, given[0], given[1], n == 3 ? given[2] : Value::none());
}

Slice* self_of(const Args& args) { return args[0].as<Slice>(); }

Value slice_repr(Context& ctx, const Args& args) {
    Slice* s = self_of(args);
    StringBuilder out;
    out.add_ascii("slice(");
    for (Slot* part : {&s->start, &s->stop, &s->step}) {
        if (part != &s->start) out.add_ascii(", ");
        String* text = to_repr(ctx, part->get());
        if (!text) return Value::error();
        out.add(text);
    }
    out.add_ascii(")");
    return Value::object(out.finish(ctx));
}

template <CompareOp op>
Value slice_compare(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kSlice)) return Value::not_implemented();
    Slice* a = self_of(args);
    Slice* b = args[1].as<Slice>();
    if (a == b) return Value::boolean(compare_lengths(op, 0, 0));
    auto three = [] { return uint64_t{3}; };
    auto part = [](Slice* s, uint64_t i) { return (&s->start)[i].get(); };
    return compare_sequences(
        ctx, op, three, three, [&](uint64_t i) { return part(a, i); },
        [&](uint64_t i) { return part(b, i); });
}

/// slice.indices works on ints of any size, as the bounds may exceed a machine word.
Value slice_indices_method(Context& ctx, const Args& args) {
    Slice* s = self_of(args);
    const Value length = to_index(ctx, args[1]);
    if (!length) return length;
    const Value zero = Value::small_int(0);
    const Truth negative_length = compare_truth(ctx, CompareOp::kLt, length, zero);
    if (negative_length == Truth::kError) return Value::error();
    if (negative_length == Truth::kYes) {
        return raise(ctx, TypeId::kValueError, "length should not be negative");
    }
    Value step = Value::small_int(1);
    if (!s->step.get().is_none()) {
        if (!is_index(ctx, s->step.get())) {
            return raise(ctx, TypeId::kTypeError,
                         "slice indices must be integers or None or have an __index__ method");
        }
        step = to_index(ctx, s->step.get());
        if (!step) return step;
    }
    const Truth zero_step = is_true(ctx, step);
    if (zero_step == Truth::kError) return Value::error();
    if (zero_step == Truth::kNo)
        return raise(ctx, TypeId::kValueError, "slice step cannot be zero");
    const Truth backward = compare_truth(ctx, CompareOp::kLt, step, zero);
    if (backward == Truth::kError) return Value::error();
    const bool down = backward == Truth::kYes;
    const Value lower = down ? Value::small_int(-1) : zero;
    const Value upper = down ? binary_op(ctx, BinaryOp::kSub, length, Value::small_int(1)) : length;
    if (!upper) return upper;
    auto bound = [&](Value v, Value otherwise) -> Value {
        if (v.is_none()) return otherwise;
        if (!is_index(ctx, v)) {
            return raise(ctx, TypeId::kTypeError,
                         "slice indices must be integers or None or have an __index__ method");
        }
        v = to_index(ctx, v);
        if (!v) return v;
        const Truth below = compare_truth(ctx, CompareOp::kLt, v, zero);
        if (below == Truth::kError) return Value::error();
        if (below == Truth::kYes) {
            v = binary_op(ctx, BinaryOp::kAdd, v, length);
            if (!v) return v;
            const Truth clamp = compare_truth(ctx, CompareOp::kLt, v, lower);
            if (clamp == Truth::kError) return Value::error();
            return clamp == Truth::kYes ? lower : v;
        }
        const Truth clamp = compare_truth(ctx, CompareOp::kGt, v, upper);
        if (clamp == Truth::kError) return Value::error();
        return clamp == Truth::kYes ? upper : v;
    };
    const Value start = bound(s->start.get(), down ? upper : lower);
    if (!start) return start;
    const Value stop = bound(s->stop.get(), down ? lower : upper);
    if (!stop) return stop;
    const Value parts[] = {start, stop, step};
    return Value::object(make_tuple(ctx, parts));
}

Value slice_reduce(Context& ctx, const Args& args) {
    Slice* s = self_of(args);
    const Value bounds[] = {s->start.get(), s->stop.get(), s->step.get()};
    Tuple* arguments = make_tuple(ctx, bounds);
    if (!arguments) return Value::error();
    const Value parts[] = {Value::object(ctx.type(TypeId::kSlice)), Value::object(arguments)};
    return Value::object(make_tuple(ctx, parts));
}

Value get_start(Context&, Value self) { return self.as<Slice>()->start.get(); }
Value get_stop(Context&, Value self) { return self.as<Slice>()->stop.get(); }
Value get_step(Context&, Value self) { return self.as<Slice>()->step.get(); }

constexpr NativeMethod kMethods[] = {
    {"__new__(cls, /, *args)", slice_new},
    {"__repr__(self, /)", slice_repr},
    {"__eq__(self, value, /)", slice_compare<CompareOp::kEq>},
    {"__ne__(self, value, /)", slice_compare<CompareOp::kNe>},
    {"__lt__(self, value, /)", slice_compare<CompareOp::kLt>},
    {"__le__(self, value, /)", slice_compare<CompareOp::kLe>},
    {"__gt__(self, value, /)", slice_compare<CompareOp::kGt>},
    {"__ge__(self, value, /)", slice_compare<CompareOp::kGe>},
    {"indices(self, object, /)", slice_indices_method,
     "S.indices(len) -> (start, stop, stride)\n\nAssuming a sequence of length len, calculate the "
     "start and stop\nindices, and the stride length of the extended slice described by\nS."},
    {"__reduce__(self, /)", slice_reduce},
};

constexpr NativeProperty kProperties[] = {
    {"start", get_start, nullptr, nullptr, true},
    {"stop", get_stop, nullptr, nullptr, true},
    {"step", get_step, nullptr, nullptr, true},
};

}  // namespace

Value make_slice(Context& ctx, Value start, Value stop, Value step) {
    auto* s = allocate_builtin<Slice>(ctx, Kind::kSlice, TypeId::kSlice);
    if (!s) return Value::error();
    s->start.init(start);
    s->stop.init(stop);
    s->step.init(step);
    return Value::object(s);
}

bool slice_unpack(Context& ctx, Slice* s, int64_t& start, int64_t& stop, int64_t& step) {
    step = 1;
    if (!unpack_bound(ctx, s->step.get(), step)) return false;
    if (step == 0) {
        raise(ctx, TypeId::kValueError, "slice step cannot be zero");
        return false;
    }
    if (step < -INT64_MAX) step = -INT64_MAX;  // so that -step does not overflow
    start = step < 0 ? INT64_MAX : 0;
    stop = step < 0 ? INT64_MIN : INT64_MAX;
    return unpack_bound(ctx, s->start.get(), start) && unpack_bound(ctx, s->stop.get(), stop);
}

bool slice_indices(Context& ctx, Slice* s, int64_t length, int64_t& start, int64_t& stop,
                   int64_t& step, int64_t& count) {
    if (!slice_unpack(ctx, s, start, stop, step)) return false;
    slice_adjust(length, start, stop, step, count);
    return true;
}

void slice_adjust(int64_t length, int64_t& start, int64_t& stop, int64_t step, int64_t& count) {
    auto clamp = [&](int64_t& bound) {
        if (bound < 0) {
            bound += length;
            if (bound < 0) bound = step < 0 ? -1 : 0;
        } else if (bound >= length) {
            bound = step < 0 ? length - 1 : length;
        }
    };
    clamp(start);
    clamp(stop);
    count = 0;
    if (step < 0) {
        if (stop < start) count = (start - stop - 1) / -step + 1;
    } else if (start < stop) {
        count = (stop - start - 1) / step + 1;
    }
}

extern const NativeTypeSpec kSliceSpec;
const NativeTypeSpec kSliceSpec = {
    .name = "slice",
    .kind = Kind::kSlice,
    .size = sizeof(Slice),
    .subclassable = false,
    .methods = kMethods,
    .properties = kProperties,
    .doc =
        "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for "
        "extended slicing (e.g. a[0:10:2]).",
};

}  // namespace orrery
