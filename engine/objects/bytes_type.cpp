// The type bytes: construction, operators, iteration; and the operators it shares with bytearray.
#include <algorithm>
#include <cstring>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/bytes.h"
#include "engine/objects/bytes_methods.h"
#include "engine/objects/encoding.h"
#include "engine/objects/numbers.h"
#include "engine/objects/percent_format.h"
#include "engine/objects/sequence_support.h"
#include "engine/objects/slice_bounds.h"

namespace orrery {

namespace {

// ---- construction ----

Value to_subclass(Context& ctx, Type* type, Value made) {
    if (!made || type == ctx.type(TypeId::kBytes)) return made;
    Bytes* from = made.as<Bytes>();
    auto* b = allocate<Bytes>(ctx, type, from->length);
    if (!b) return Value::error();
    b->length = from->length;
    std::memcpy(b->data(), from->data(), from->length);
    return Value::object(b);
}

Value from_iterable(Context& ctx, Value source) {
    if (has_buffer(ctx, source)) {
        std::string copy;
        if (!copy_buffer(ctx, source, copy)) return Value::error();
        return Value::object(make_bytes(ctx, std::string_view(copy)));
    }
    Value it = source.is(Kind::kString) ? Value() : get_iterator(ctx, source);
    if (!it) {
        if (has_exception(ctx) && !exception_matches(ctx, TypeId::kTypeError)) return it;
        if (has_exception(ctx)) take_exception(ctx);
        return raise(ctx, TypeId::kTypeError, "cannot convert '{}' object to bytes",
                     MessageArg::type(source));
    }
    // CPython reserves what the iterable announces.
    constexpr int64_t max_announced = int64_t{1} << 46;
    const int64_t announced = length_hint(ctx, source, 64);
    if (announced < 0) return Value::error();
    if (announced > max_announced) return raise_memory_error(ctx);
    std::string out;
    if (!collect_bytes(ctx, it, "bytes", out)) return Value::error();
    return Value::object(make_bytes(ctx, std::string_view(out)));
}

Value make_from(Context& ctx, Value source, Value encoding, Value errors) {
    std::string encoding_name = "utf-8", errors_name = "strict";
    if (!codec_name(ctx, encoding, "bytes", "encoding", encoding_name) ||
        !codec_name(ctx, errors, "bytes", "errors", errors_name)) {
        return Value::error();
    }
    const bool text = source && source.is(Kind::kString);
    if (encoding && !text) {
        return raise(ctx, TypeId::kTypeError, "encoding without a string argument");
    }
    if (errors && !text) return raise(ctx, TypeId::kTypeError, "errors without a string argument");
    if (encoding) return encode_string(ctx, source.as<String>(), encoding_name, errors_name);
    if (!source) return Value::object(empty_bytes(ctx));
    Value converted;
    switch (call_special(ctx, source, Special::kBytes, {}, converted)) {
    case Truth::kError: return Value::error();
    case Truth::kYes:
        if (converted.is(Kind::kBytes)) return converted;
        return raise(ctx, TypeId::kTypeError, "__bytes__ returned non-bytes (type {})",
                     MessageArg::type(converted));
    case Truth::kNo: break;
    }
    if (text) return raise(ctx, TypeId::kTypeError, "string argument without an encoding");
    if (is_int(source) || type_of(ctx, source)->lookup_special(Special::kIndex)) {
        int64_t size;
        if (to_int64(ctx, source, size)) {
            if (size < 0) return raise(ctx, TypeId::kValueError, "negative count");
            return Value::object(new_bytes(ctx, static_cast<uint64_t>(size)));
        }
        if (!exception_matches(ctx, TypeId::kTypeError)) return Value::error();
        take_exception(ctx);
    }
    return from_iterable(ctx, source);
}

Value bytes_new(Context& ctx, const Args& args) {
    return to_subclass(ctx, args[0].as<Type>(), make_from(ctx, args[1], args[2], args[3]));
}

Value bytes_getnewargs(Context& ctx, const Args& args) {
    const Value copy = Value::object(make_bytes(ctx, bytes_view(args[0])));
    return copy ? Value::object(make_tuple(ctx, {&copy, 1})) : copy;
}

Value bytes_dunder_bytes(Context& ctx, const Args& args) {
    return bytes_like(ctx, args[0], bytes_view(args[0]));
}

Value bytes_repr(Context& ctx, const Args& args) {
    StringBuilder out;
    add_bytes_repr(out, bytes_view(args[0]));
    return Value::object(out.finish(ctx));
}

Value bytes_hash_method(Context& ctx, const Args& args) {
    return make_int(ctx, static_cast<int64_t>(bytes_hash(ctx, args[0].as<Bytes>())));
}

Value bytes_sizeof(Context& ctx, const Args& args) {
    return make_int(ctx, static_cast<int64_t>(sizeof(Bytes) + args[0].as<Bytes>()->length));
}

template <typename Test>
Value compare_with(const Args& args, Test&& test) {
    if (!args[1].is(Kind::kBytes)) return Value::not_implemented();
    return Value::boolean(test(bytes_view(args[0]).compare(bytes_view(args[1]))));
}

Value bytes_eq(Context&, const Args& args) {
    if (!args[1].is(Kind::kBytes)) return Value::not_implemented();
    return Value::boolean(bytes_view(args[0]) == bytes_view(args[1]));
}
Value bytes_ne(Context&, const Args& args) {
    if (!args[1].is(Kind::kBytes)) return Value::not_implemented();
    return Value::boolean(bytes_view(args[0]) != bytes_view(args[1]));
}
Value bytes_lt(Context&, const Args& args) {
    return compare_with(args, [](int order) { return order < 0; });
}
Value bytes_le(Context&, const Args& args) {
    return compare_with(args, [](int order) { return order <= 0; });
}
Value bytes_gt(Context&, const Args& args) {
    return compare_with(args, [](int order) { return order > 0; });
}
Value bytes_ge(Context&, const Args& args) {
    return compare_with(args, [](int order) { return order >= 0; });
}

// ---- iteration ----

Value bytes_iter(Context& ctx, const Args& args) {
    return make_iterator(ctx, TypeId::kBytesIterator, args[0]);
}

Value iterator_step(Context& ctx, Value self) {
    auto* it = self.as<Iterator>();
    Value source = it->source.get();
    if (!source) return Value::stop();
    Bytes* b = source.as<Bytes>();
    if (it->position < b->length) return Value::small_int(b->data()[it->position++]);
    it->source.set(ctx, it, Value());
    return Value::stop();
}

Value iterator_iter(Context&, const Args& args) { return args[0]; }

Value iterator_next_method(Context& ctx, const Args& args) {
    Value v = iterator_step(ctx, args[0]);
    return v.is_stop() ? raise_stop_iteration(ctx, Value()) : v;
}

Value iterator_length_hint(Context&, const Args& args) {
    auto* it = args[0].as<Iterator>();
    Value source = it->source.get();
    if (!source) return Value::small_int(0);
    return Value::small_int(static_cast<int64_t>(source.as<Bytes>()->length - it->position));
}

Value iterator_reduce(Context& ctx, const Args& args) {
    return reduce_iterator(ctx, args[0], Value::object(empty_bytes(ctx)));
}

Value iterator_setstate(Context& ctx, const Args& args) {
    auto* it = args[0].as<Iterator>();
    int64_t position;
    if (!to_int64(ctx, args[1], position)) return Value::error();
    if (Value source = it->source.get()) {
        const auto length = static_cast<int64_t>(source.as<Bytes>()->length);
        it->position = static_cast<uint64_t>(std::clamp<int64_t>(position, 0, length));
    }
    return Value::none();
}

constexpr NativeMethod kIteratorMethods[] = {
    {"__iter__(self, /)", iterator_iter},
    {"__next__(self, /)", iterator_next_method},
    {"__length_hint__(self, /)", iterator_length_hint},
    {"__reduce__(self, /)", iterator_reduce},
    {"__setstate__(self, state, /)", iterator_setstate},
};

constexpr NativeMethod kMethods[] = {
    {"__new__(cls, source=?, encoding=?, errors=?)", bytes_new},
    {"__repr__(self, /)", bytes_repr},
    {"__str__(self, /)", bytes_repr},
    {"__hash__(self, /)", bytes_hash_method},
    {"__eq__(self, value, /)", bytes_eq},
    {"__ne__(self, value, /)", bytes_ne},
    {"__lt__(self, value, /)", bytes_lt},
    {"__le__(self, value, /)", bytes_le},
    {"__gt__(self, value, /)", bytes_gt},
    {"__ge__(self, value, /)", bytes_ge},
    {"__iter__(self, /)", bytes_iter},
    {"__bytes__(self, /)", bytes_dunder_bytes},
    {"__sizeof__(self, /)", bytes_sizeof},
    {"__getnewargs__(self, /)", bytes_getnewargs},
    ORRERY_BYTES_METHODS,
};

constexpr char kDoc[] =
    "bytes(iterable_of_ints) -> bytes\n"
    "bytes(string, encoding[, errors]) -> bytes\n"
    "bytes(bytes_or_buffer) -> copy of the buffer's bytes\n"
    "bytes(int) -> that many zero bytes\n"
    "bytes() -> no bytes";

}  // namespace

extern const NativeTypeSpec kBytesSpec = {
    .name = "bytes",
    .kind = Kind::kBytes,
    .size = sizeof(Bytes),
    .variable_size = true,
    .methods = kMethods,
    .doc = kDoc,
};

extern const NativeTypeSpec kBytesIteratorSpec = {
    .name = "bytes_iterator",
    .kind = Kind::kIterator,
    .size = sizeof(Iterator),
    .subclassable = false,
    .methods = kIteratorMethods,
    .next = iterator_step,
};

// ---- operators of both types ----

Value bytes_len(Context&, const Args& args) {
    return Value::small_int(static_cast<int64_t>(bytes_view(args[0]).size()));
}

Value bytes_add(Context& ctx, const Args& args) {
    if (!has_buffer(ctx, args[1])) return refuse_bytes_concat(ctx, args[0], args[1]);
    BufferView right;
    if (!right.acquire(ctx, args[1])) return Value::error();
    std::string_view left = bytes_view(args[0]);
    if (args[0].is(Kind::kByteArray)) {
        ByteArray* out = make_bytearray(ctx, left);
        return out && bytearray_append(ctx, out, right.chars()) ? Value::object(out)
                                                                : Value::error();
    }
    if (left.empty() && args[1].has_shape(builtin_shape(TypeId::kBytes))) return args[1];
    if (right.size() == 0) return bytes_like(ctx, args[0], left);
    Bytes* out = new_bytes(ctx, left.size() + right.size());
    if (!out) return Value::error();
    if (!left.empty()) std::memcpy(out->data(), left.data(), left.size());
    std::memcpy(out->data() + left.size(), right.data(), right.size());
    return Value::object(out);
}

Value bytes_mul(Context& ctx, const Args& args) {
    uint64_t count;
    switch (repeat_count(ctx, args[1], count)) {
    case OperandUse::kNotImplemented: return Value::not_implemented();
    case OperandUse::kError: return Value::error();
    case OperandUse::kUse: break;
    }
    std::string_view s = bytes_view(args[0]);
    if (count == 1) return bytes_like(ctx, args[0], s);
    if (count == 0 || s.empty()) return bytes_like(ctx, args[0], {});
    if (s.size() > static_cast<uint64_t>(INT64_MAX) / count) {
        if (args[0].is(Kind::kByteArray)) return raise_memory_error(ctx);
        return raise(ctx, TypeId::kOverflowError, "repeated bytes are too long");
    }
    const uint64_t total = s.size() * count;
    Value out;
    uint8_t* to;
    if (args[0].is(Kind::kByteArray)) {
        ByteArray* b = make_bytearray(ctx, {});
        if (!b || !bytearray_resize(ctx, b, total)) return Value::error();
        to = b->data();
        out = Value::object(b);
    } else {
        Bytes* b = new_bytes(ctx, total);
        if (!b) return Value::error();
        to = b->data();
        out = Value::object(b);
    }
    std::memcpy(to, s.data(), s.size());
    for (uint64_t done = s.size(); done < total;) {
        const uint64_t more = std::min(done, total - done);
        std::memcpy(to + done, to, more);
        done += more;
    }
    return out;
}

namespace {

Value format_bytes(Context& ctx, Value format, Value values) {
    BufferView view;
    if (!view.acquire(ctx, format)) return Value::error();
    StringBuilder out;
    if (!percent_format(ctx, PercentDialect::kBytes, view.text(), values, out))
        return Value::error();
    String* text = out.finish(ctx);
    if (!text) return Value::error();
    return bytes_like(ctx, format, {static_cast<const char*>(text->data), text->length});
}

}  // namespace

Value bytes_mod(Context& ctx, const Args& args) { return format_bytes(ctx, args[0], args[1]); }

Value bytes_rmod(Context& ctx, const Args& args) {
    if (!args[1].is(args[0].as_object()->kind)) return Value::not_implemented();
    return format_bytes(ctx, args[1], args[0]);
}

Value bytes_getitem(Context& ctx, const Args& args) {
    const bool array = args[0].is(Kind::kByteArray);
    if (!args[1].is(Kind::kSlice)) {
        uint64_t i;
        if (!sequence_index(ctx, args[1], bytes_length(args[0]),
                            array ? "bytearray indices must be integers or slices, not {}"
                                  : "byte indices must be integers or slices, not {}",
                            array ? "bytearray index out of range" : "index out of range", i)) {
            return Value::error();
        }
        return Value::small_int(static_cast<uint8_t>(bytes_view(args[0])[i]));
    }
    int64_t start, stop, step, count;
    if (!live_slice_indices(ctx, args[1].as<Slice>(), bytes_length(args[0]), start, stop, step,
                            count)) {
        return Value::error();
    }
    std::string_view s = bytes_view(args[0]);
    if (step == 1) {
        return bytes_like(ctx, args[0],
                          s.substr(static_cast<size_t>(start), static_cast<size_t>(count)));
    }
    std::string out(static_cast<size_t>(count), '\0');
    for (int64_t i = 0; i < count; i++) {
        out[static_cast<size_t>(i)] = s[static_cast<size_t>(start + i * step)];
    }
    return bytes_like(ctx, args[0], out);
}

}  // namespace orrery
