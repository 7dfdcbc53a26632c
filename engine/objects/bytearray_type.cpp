// The type bytearray: construction, changes in place, iteration.
#include <algorithm>
#include <cstring>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/bytes.h"
#include "engine/objects/bytes_methods.h"
#include "engine/objects/encoding.h"
#include "engine/objects/numbers.h"
#include "engine/objects/sequence_support.h"
#include "engine/objects/slice_bounds.h"

namespace orrery {

namespace {

ByteArray* self_of(const Args& args) { return args[0].as<ByteArray>(); }

// ---- construction ----

Value bytearray_new(Context& ctx, const Args& args) {
    return Value::object(allocate<ByteArray>(ctx, args[0].as<Type>()));
}

/// The bytes to start with. False after an exception.
bool initial_bytes(Context& ctx, Value source, std::string& out) {
    if (is_int(source) || type_of(ctx, source)->lookup_special(Special::kIndex)) {
        int64_t size;
        if (to_int64(ctx, source, size)) {
            if (size < 0) {
                raise(ctx, TypeId::kValueError, "negative count");
                return false;
            }
            if (size > int64_t{1} << 40) {
                raise_memory_error(ctx);
                return false;
            }
            out.assign(static_cast<size_t>(size), '\0');
            return true;
        }
        if (!exception_matches(ctx, TypeId::kTypeError)) return false;
        take_exception(ctx);
    }
    if (has_buffer(ctx, source)) return copy_buffer(ctx, source, out);
    Value it = get_iterator(ctx, source);
    if (it) return collect_bytes(ctx, it, "byte", out);
    if (exception_matches(ctx, TypeId::kTypeError)) {
        take_exception(ctx);
        raise(ctx, TypeId::kTypeError, "cannot convert '{}' object to bytearray",
              MessageArg::type(source));
    }
    return false;
}

Value bytearray_init(Context& ctx, const Args& args) {
    std::string encoding = "utf-8", errors = "strict", data;
    if (!codec_name(ctx, args[2], "bytearray", "encoding", encoding) ||
        !codec_name(ctx, args[3], "bytearray", "errors", errors)) {
        return Value::error();
    }
    if (!bytearray_resize(ctx, self_of(args), 0)) return Value::error();
    const Value source = args[1];
    if (source && source.is(Kind::kString)) {
        if (!args[2]) return raise(ctx, TypeId::kTypeError, "string argument without an encoding");
        Value encoded = encode_string(ctx, source.as<String>(), encoding, errors);
        if (!encoded) return encoded;
        data = bytes_view(encoded);
    } else if (args[2] || args[3]) {
        return raise(
            ctx, TypeId::kTypeError,
            args[2] ? "encoding without a string argument" : "errors without a string argument");
    } else if (source && !initial_bytes(ctx, source, data)) {
        return Value::error();
    }
    return bytearray_append(ctx, self_of(args), data) ? Value::none() : Value::error();
}

Value bytearray_reduce(Context& ctx, const Args& args) {
    String* text =
        make_string_latin1(ctx, reinterpret_cast<const uint8_t*>(bytes_view(args[0]).data()),
                           bytes_view(args[0]).size());
    if (!text) return Value::error();
    const Value parts[] = {Value::object(text), Value::object(make_string(ctx, "latin-1"))};
    Tuple* arguments = parts[1] ? make_tuple(ctx, parts) : nullptr;
    if (!arguments) return Value::error();
    const Value state = call_method(ctx, args[0], intern(ctx, "__getstate__"), {});
    if (!state) return state;
    const Value triple[] = {Value::object(type_of(ctx, args[0])), Value::object(arguments), state};
    return Value::object(make_tuple(ctx, triple));
}

Value bytearray_repr(Context& ctx, const Args& args) {
    StringBuilder out;
    out.add(type_of(ctx, args[0])->name.get());
    out.add('(');
    add_bytes_repr(out, bytes_view(args[0]), true);
    out.add(')');
    return Value::object(out.finish(ctx));
}

Value bytearray_sizeof(Context& ctx, const Args& args) {
    const Buffer* buffer = self_of(args)->buffer.get();
    const uint64_t bytes = sizeof(ByteArray) + (buffer ? sizeof(Buffer) + buffer->capacity : 0);
    return make_int(ctx, static_cast<int64_t>(bytes));
}

Value bytearray_alloc(Context& ctx, const Args& args) {
    const ByteArray* b = self_of(args);
    return make_int(ctx, b->buffer ? static_cast<int64_t>(b->buffer->capacity - b->start) : 0);
}

// ---- comparison ----

template <typename Test>
Value compare_with(Context& ctx, const Args& args, Test&& test) {
    if (!has_buffer(ctx, args[1])) return Value::not_implemented();
    BufferView other;
    if (!other.acquire(ctx, args[1])) {
        take_exception(ctx);
        return Value::not_implemented();
    }
    return Value::boolean(test(bytes_view(args[0]).compare(other.chars())));
}

Value bytearray_eq(Context& ctx, const Args& args) {
    return compare_with(ctx, args, [](int order) { return order == 0; });
}
Value bytearray_ne(Context& ctx, const Args& args) {
    return compare_with(ctx, args, [](int order) { return order != 0; });
}
Value bytearray_lt(Context& ctx, const Args& args) {
    return compare_with(ctx, args, [](int order) { return order < 0; });
}
Value bytearray_le(Context& ctx, const Args& args) {
    return compare_with(ctx, args, [](int order) { return order <= 0; });
}
Value bytearray_gt(Context& ctx, const Args& args) {
    return compare_with(ctx, args, [](int order) { return order > 0; });
}
Value bytearray_ge(Context& ctx, const Args& args) {
    return compare_with(ctx, args, [](int order) { return order >= 0; });
}

// ---- changes ----

Value none_if(bool done) { return done ? Value::none() : Value::error(); }

/// Replaces bytes [start, stop) by `data`, which does not lie in the array's buffer.
bool replace_range(Context& ctx, ByteArray* b, uint64_t start, uint64_t stop,
                   std::string_view data) {
    const uint64_t old = b->length;
    const uint64_t removed = stop - start;
    const uint64_t tail = old - stop;
    if (data.size() < removed) {
        if (!may_resize(ctx, b, b->exports)) return false;
        const uint64_t shrink = removed - data.size();
        if (start == 0) {  // off the front: nothing moves
            b->start += shrink;
            b->length -= shrink;
        } else {
            std::memmove(b->data() + start + data.size(), b->data() + stop, tail);
            if (!bytearray_resize(ctx, b, old - shrink)) return false;
        }
    } else if (data.size() > removed) {
        if (!bytearray_resize(ctx, b, old - removed + data.size())) return false;
        std::memmove(b->data() + start + data.size(), b->data() + stop, tail);
    }
    if (!data.empty()) std::memcpy(b->data() + start, data.data(), data.size());
    return true;
}

bool item_index(Context& ctx, ByteArray* b, Value key, uint64_t& out) {
    return sequence_index(ctx, key, b->length,
                          "bytearray indices must be integers or slices, not {}",
                          "bytearray index out of range", out);
}

/// What is assigned to a slice: bytes-like or an iterable of ints.
bool assigned_bytes(Context& ctx, Value v, std::string& out) {
    if (has_buffer(ctx, v)) return copy_buffer(ctx, v, out);
    if (is_int(v) || is_float(v) || v.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError,
              "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
        return false;
    }
    Value array = call(ctx, Value::object(ctx.type(TypeId::kByteArray)), {v});
    if (array) {
        out = bytes_view(array);
        return true;
    }
    return false;
}

bool assign_slice(Context& ctx, ByteArray* b, Slice* slice, std::string_view data) {
    int64_t start, stop, step, count;
    if (!live_slice_indices(ctx, slice, b->length, start, stop, step, count)) {
        return false;
    }
    const auto first = static_cast<uint64_t>(start);
    if (step == 1) return replace_range(ctx, b, first, first + static_cast<uint64_t>(count), data);
    if (!data.empty()) {
        if (static_cast<int64_t>(data.size()) != count) {
            raise(ctx, TypeId::kValueError,
                  "attempt to assign bytes of size {} to extended slice of size {}", data.size(),
                  count);
            return false;
        }
        for (int64_t i = 0; i < count; i++) {
            b->data()[start + i * step] = static_cast<uint8_t>(data[static_cast<size_t>(i)]);
        }
        return true;
    }
    if (count == 0) return true;
    if (!may_resize(ctx, b, b->exports)) return false;
    if (step < 0) {
        start += (count - 1) * step;
        step = -step;
    }
    std::string kept;
    int64_t next = start;
    for (int64_t i = 0; i < static_cast<int64_t>(b->length); i++) {
        if (i == next && i <= start + (count - 1) * step) {
            next += step;
        } else {
            kept.push_back(static_cast<char>(b->data()[i]));
        }
    }
    return replace_range(ctx, b, 0, b->length, kept);
}

Value bytearray_setitem(Context& ctx, const Args& args) {
    ByteArray* b = self_of(args);
    if (args[1].is(Kind::kSlice)) {
        std::string data;
        return none_if(assigned_bytes(ctx, args[2], data) &&
                       assign_slice(ctx, b, args[1].as<Slice>(), data));
    }
    // The value comes first: its __index__ may change the length.
    uint64_t i;
    uint8_t byte;
    const bool index = is_int(args[1]) || type_of(ctx, args[1])->lookup_special(Special::kIndex);
    if ((index && !byte_argument(ctx, args[2], "byte", byte)) || !item_index(ctx, b, args[1], i)) {
        return Value::error();
    }
    b->data()[i] = byte;
    return Value::none();
}

Value bytearray_delitem(Context& ctx, const Args& args) {
    ByteArray* b = self_of(args);
    if (args[1].is(Kind::kSlice)) return none_if(assign_slice(ctx, b, args[1].as<Slice>(), {}));
    uint64_t i;
    if (!item_index(ctx, b, args[1], i)) return Value::error();
    return none_if(replace_range(ctx, b, i, i + 1, {}));
}

Value bytearray_iadd(Context& ctx, const Args& args) {
    if (!has_buffer(ctx, args[1])) return refuse_bytes_concat(ctx, args[0], args[1]);
    BufferView view;  // pins: adding a bytearray to itself is refused
    if (!view.acquire(ctx, args[1])) return Value::error();
    return bytearray_append(ctx, self_of(args), view.chars()) ? args[0] : Value::error();
}

Value bytearray_imul(Context& ctx, const Args& args) {
    uint64_t count;
    switch (repeat_count(ctx, args[1], count)) {
    case OperandUse::kNotImplemented: return Value::not_implemented();
    case OperandUse::kError: return Value::error();
    case OperandUse::kUse: break;
    }
    ByteArray* b = self_of(args);
    const uint64_t size = b->length;
    if (size && count > static_cast<uint64_t>(INT64_MAX) / size) return raise_memory_error(ctx);
    if (!bytearray_resize(ctx, b, size * count)) return Value::error();
    for (uint64_t i = 1; i < count && size; i++)
        std::memcpy(b->data() + i * size, b->data(), size);
    return args[0];
}

Value bytearray_append_method(Context& ctx, const Args& args) {
    uint8_t byte;
    if (!byte_argument(ctx, args[1], "byte", byte)) return Value::error();
    ByteArray* b = self_of(args);
    if (!bytearray_resize(ctx, b, b->length + 1)) return Value::error();
    b->data()[b->length - 1] = byte;
    return Value::none();
}

Value bytearray_extend(Context& ctx, const Args& args) {
    std::string data;
    if (args[1] == args[0]) {
        data = bytes_view(args[0]);
    } else if (has_buffer(ctx, args[1])) {
        BufferView view;
        if (!view.acquire(ctx, args[1])) return Value::error();
        return none_if(bytearray_append(ctx, self_of(args), view.chars()));
    } else {
        Value it = get_iterator(ctx, args[1]);
        if (!it) {
            if (!exception_matches(ctx, TypeId::kTypeError)) return it;
            take_exception(ctx);
            return raise(ctx, TypeId::kTypeError, "can't extend bytearray with {}",
                         MessageArg::type(args[1]));
        }
        if (!collect_bytes(ctx, it, "byte", data)) return Value::error();
    }
    return none_if(bytearray_append(ctx, self_of(args), data));
}

Value bytearray_insert(Context& ctx, const Args& args) {
    int64_t at;
    uint8_t byte;
    if (!optional_int64(ctx, args[1], at) || !byte_argument(ctx, args[2], "byte", byte)) {
        return Value::error();
    }
    ByteArray* b = self_of(args);
    const auto length = static_cast<int64_t>(b->length);
    if (at < 0) at = std::max<int64_t>(at + length, 0);
    const auto i = static_cast<uint64_t>(std::min(at, length));
    return none_if(replace_range(ctx, b, i, i, {reinterpret_cast<const char*>(&byte), 1}));
}

Value bytearray_pop(Context& ctx, const Args& args) {
    int64_t at = -1;
    if (!optional_int64(ctx, args[1], at)) return Value::error();
    ByteArray* b = self_of(args);
    if (b->length == 0) return raise(ctx, TypeId::kIndexError, "pop from empty bytearray");
    if (at < 0) at += static_cast<int64_t>(b->length);
    if (at < 0 || static_cast<uint64_t>(at) >= b->length) {
        return raise(ctx, TypeId::kIndexError, "pop index out of range");
    }
    const auto i = static_cast<uint64_t>(at);
    const uint8_t byte = b->data()[i];
    return replace_range(ctx, b, i, i + 1, {}) ? Value::small_int(byte) : Value::error();
}

Value bytearray_remove(Context& ctx, const Args& args) {
    uint8_t byte;
    if (!byte_argument(ctx, args[1], "byte", byte)) return Value::error();
    const size_t i = bytes_view(args[0]).find(static_cast<char>(byte));
    if (i == std::string_view::npos) {
        return raise(ctx, TypeId::kValueError, "value not found in bytearray");
    }
    return none_if(replace_range(ctx, self_of(args), i, i + 1, {}));
}

Value bytearray_clear(Context& ctx, const Args& args) {
    return none_if(bytearray_resize(ctx, self_of(args), 0));
}

Value bytearray_copy(Context& ctx, const Args& args) {
    return Value::object(make_bytearray(ctx, bytes_view(args[0])));
}

Value bytearray_reverse(Context&, const Args& args) {
    ByteArray* b = self_of(args);
    std::reverse(b->data(), b->data() + b->length);
    return Value::none();
}

// ---- iteration ----

Value bytearray_iter(Context& ctx, const Args& args) {
    return make_iterator(ctx, TypeId::kByteArrayIterator, args[0]);
}

Value iterator_step(Context& ctx, Value self) {
    auto* it = self.as<Iterator>();
    Value source = it->source.get();
    if (!source) return Value::stop();
    ByteArray* b = source.as<ByteArray>();
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
    const uint64_t length = source ? source.as<ByteArray>()->length : 0;
    const uint64_t left = length > it->position ? length - it->position : 0;
    return Value::small_int(static_cast<int64_t>(left));
}

Value iterator_reduce(Context& ctx, const Args& args) {
    return reduce_iterator(ctx, args[0], Value::object(empty_tuple(ctx)));
}

Value iterator_setstate(Context& ctx, const Args& args) {
    auto* it = args[0].as<Iterator>();
    int64_t position;
    if (!to_int64(ctx, args[1], position)) return Value::error();
    if (Value source = it->source.get()) {
        const auto length = static_cast<int64_t>(source.as<ByteArray>()->length);
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
    {"__new__(cls, *args, **kwargs)", bytearray_new},
    {"__init__(self, source=?, encoding=?, errors=?)", bytearray_init},
    {"__repr__(self, /)", bytearray_repr},
    {"__str__(self, /)", bytearray_repr},
    {"__eq__(self, value, /)", bytearray_eq},
    {"__ne__(self, value, /)", bytearray_ne},
    {"__lt__(self, value, /)", bytearray_lt},
    {"__le__(self, value, /)", bytearray_le},
    {"__gt__(self, value, /)", bytearray_gt},
    {"__ge__(self, value, /)", bytearray_ge},
    {"__iter__(self, /)", bytearray_iter},
    {"__setitem__(self, key, value, /)", bytearray_setitem},
    {"__delitem__(self, key, /)", bytearray_delitem},
    {"__iadd__(self, value, /)", bytearray_iadd},
    {"__imul__(self, value, /)", bytearray_imul},
    {"__alloc__(self, /)", bytearray_alloc},
    {"__sizeof__(self, /)", bytearray_sizeof},
    {"__reduce__(self, /)", bytearray_reduce},
    {"__reduce_ex__(self, proto=0, /)", bytearray_reduce},
    {"append(self, item, /)", bytearray_append_method},
    {"extend(self, iterable_of_ints, /)", bytearray_extend},
    {"insert(self, index, item, /)", bytearray_insert},
    {"pop(self, index=-1, /)", bytearray_pop},
    {"remove(self, value, /)", bytearray_remove},
    {"clear(self, /)", bytearray_clear},
    {"copy(self, /)", bytearray_copy},
    {"reverse(self, /)", bytearray_reverse},
    ORRERY_BYTES_METHODS,
};

constexpr char kDoc[] =
    "bytearray(iterable_of_ints) -> bytearray\n"
    "bytearray(string, encoding[, errors]) -> bytearray\n"
    "bytearray(bytes_or_buffer) -> copy of the buffer's bytes\n"
    "bytearray(int) -> that many zero bytes\n"
    "bytearray() -> no bytes";

}  // namespace

extern const NativeTypeSpec kByteArraySpec = {
    .name = "bytearray",
    .kind = Kind::kByteArray,
    .size = sizeof(ByteArray),
    .methods = kMethods,
    .doc = kDoc,
};

extern const NativeTypeSpec kByteArrayIteratorSpec = {
    .name = "bytearray_iterator",
    .kind = Kind::kIterator,
    .size = sizeof(Iterator),
    .subclassable = false,
    .methods = kIteratorMethods,
    .next = iterator_step,
};

}  // namespace orrery
