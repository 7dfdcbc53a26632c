// Module array: arrays of machine numbers.
#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

#include "engine/modules/array/array.h"
#include "engine/objects/int.h"
#include "engine/objects/sequence_support.h"
#include "engine/objects/slice_bounds.h"

namespace orrery {

using namespace array_module;

namespace {

struct ArrayIterator : NativeObject {
    Ref<Array> array;  // null when exhausted
    uint64_t position;
};

extern const NativeTypeSpec kIteratorSpec;

Value none_if(bool ok) { return ok ? Value::none() : Value::error(); }

// ---- construction ----

Value array_new(Context& ctx, const Args& args) {
    auto* type = args[0].as<Type>();
    const std::span<const Value> rest = args.rest();
    if (args.keywords && args.keywords.as<Dict>()->live && !type->has(Type::kUserDefined)) {
        return raise(ctx, TypeId::kTypeError, "array.array() takes no keyword arguments");
    }
    if (rest.empty() || rest.size() > 2) {
        return raise(ctx, TypeId::kTypeError, "array() takes at {} argument{} ({} given)",
                     rest.empty() ? "least 1" : "most 2", rest.empty() ? "" : "s", rest.size());
    }
    char code;
    if (!code_argument(ctx, rest[0], "array()", 1, code)) return Value::error();
    const std::string_view shown(&code, 1);
    Value initial = rest.size() == 2 ? rest[1] : Value();
    Array* other = initial ? as_array(ctx, initial) : nullptr;
    if (initial && code != 'u') {
        if (initial.is(Kind::kString)) {
            return raise(ctx, TypeId::kTypeError,
                         "cannot use a str to initialize an array with typecode '{}'", shown);
        }
        if (other && other->code == 'u') {
            return raise(ctx, TypeId::kTypeError,
                         "cannot use a unicode array to initialize an array with typecode '{}'",
                         shown);
        }
    }
    const bool is_bytes = initial && (initial.is(Kind::kBytes) || initial.is(Kind::kByteArray));
    const bool is_text = initial && initial.is(Kind::kString);
    if (initial && !is_bytes && !is_text && !other && !initial.is(Kind::kList) &&
        !initial.is(Kind::kTuple)) {
        initial = get_iterator(ctx, initial);
        if (!initial) return initial;
    }
    if (!code_size(code)) {
        return raise(ctx, TypeId::kValueError,
                     "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
    }
    Array* a = make_array(ctx, type, code);
    if (!a) return Value::error();
    bool ok = true;
    if (is_bytes)
        ok = from_bytes(ctx, a, initial);
    else if (is_text)
        ok = from_text(ctx, a, initial.as<String>());
    else if (other && other->code == code)
        ok = extend(ctx, a, initial);
    else if (initial)
        ok = extend_iterable(ctx, a, initial);
    return ok ? Value::object(a) : Value::error();
}

// ---- items and slices ----

bool index_of(Context& ctx, Array* a, Value key, const char* message, uint64_t& out) {
    if (!is_index(ctx, key)) {
        raise(ctx, TypeId::kTypeError, "array indices must be integers");
        return false;
    }
    Value index = to_index(ctx, key);
    int64_t i;
    if (!index) return false;
    if (!int_to_int64(index, i)) {
        raise(ctx, TypeId::kIndexError, "cannot fit '{}' into an index-sized integer",
              MessageArg::type(key));
        return false;
    }
    if (i < 0) i += static_cast<int64_t>(a->length);
    if (i < 0 || i >= static_cast<int64_t>(a->length)) {
        raise(ctx, TypeId::kIndexError, message);
        return false;
    }
    out = static_cast<uint64_t>(i);
    return true;
}

Value array_len(Context& ctx, const Args& args) {
    return make_int(ctx, static_cast<int64_t>(self_of(args)->length));
}
Value array_getitem(Context& ctx, const Args& args) {
    Array* a = self_of(args);
    if (!args[1].is(Kind::kSlice)) {
        uint64_t i;
        return index_of(ctx, a, args[1], "array index out of range", i) ? item(ctx, a, i)
                                                                        : Value::error();
    }
    int64_t start, stop, step, count;
    if (!live_slice_indices(ctx, args[1].as<Slice>(), a->length, start, stop, step, count)) {
        return Value::error();
    }
    Array* made = make_array(ctx, a->code, static_cast<uint64_t>(count));
    if (!made) return Value::error();
    for (int64_t k = 0; k < count; k++) {
        std::memcpy(made->at(static_cast<uint64_t>(k)),
                    a->at(static_cast<uint64_t>(start + k * step)), a->item_size);
    }
    return Value::object(made);
}

bool delete_slice(Context& ctx, Array* a, int64_t start, int64_t step, int64_t count) {
    if (count == 0) return true;
    if (!may_resize(ctx, a, a->exports, "cannot resize an array that is exporting buffers")) {
        return false;
    }
    if (step < 0) {
        start += step * (count - 1);
        step = -step;
    }
    auto to = static_cast<uint64_t>(start);
    for (uint64_t from = to; from < a->length; from++) {
        const uint64_t k = from - static_cast<uint64_t>(start);
        if (k % static_cast<uint64_t>(step) == 0 &&
            k / static_cast<uint64_t>(step) < static_cast<uint64_t>(count)) {
            continue;
        }
        std::memmove(a->at(to++), a->at(from), a->item_size);
    }
    return resize(ctx, a, to);
}

/// a[slice] = value; `value` empty: del a[slice].
bool assign_slice(Context& ctx, Array* a, Slice* slice, Value value) {
    Array* other = nullptr;
    if (value) {
        other = as_array(ctx, value);
        if (!other) {
            raise(ctx, TypeId::kTypeError, "can only assign array (not \"{}\") to array slice",
                  MessageArg::type(value));
            return false;
        }
    }
    int64_t start, stop, step, count;
    if (!live_slice_indices(ctx, slice, a->length, start, stop, step, count)) {
        return false;
    }
    if (!value) return delete_slice(ctx, a, start, step, count);
    if (other->code != a->code) {
        raise(ctx, TypeId::kTypeError, "bad argument type for built-in operation");
        return false;
    }
    const std::string data(other->view());  // `other` may be `a`
    const uint64_t given = other->length;
    if (step == 1) {
        const auto at = static_cast<uint64_t>(start);
        if (!replace_gap(ctx, a, at, static_cast<uint64_t>(count), given)) return false;
        if (given) std::memcpy(a->at(at), data.data(), data.size());
        return true;
    }
    if (given != static_cast<uint64_t>(count)) {
        raise(ctx, TypeId::kValueError,
              "attempt to assign array of size {} to extended slice of size {}", given, count);
        return false;
    }
    for (int64_t k = 0; k < count; k++) {
        std::memcpy(a->at(static_cast<uint64_t>(start + k * step)),
                    data.data() + static_cast<size_t>(k) * a->item_size, a->item_size);
    }
    return true;
}
Value array_setitem(Context& ctx, const Args& args) {
    Array* a = self_of(args);
    if (args[1].is(Kind::kSlice)) {
        return none_if(assign_slice(ctx, a, args[1].as<Slice>(), args[2]));
    }
    uint64_t i;
    uint8_t bytes[8];
    if (!index_of(ctx, a, args[1], "array assignment index out of range", i) ||
        !write_item(ctx, a->code, a->item_size, args[2], bytes)) {
        return Value::error();
    }
    // Converting may have run code that shortened the array.
    if (i >= a->length) {
        return raise(ctx, TypeId::kIndexError, "array assignment index out of range");
    }
    std::memcpy(a->at(i), bytes, a->item_size);
    return Value::none();
}
Value array_delitem(Context& ctx, const Args& args) {
    Array* a = self_of(args);
    if (args[1].is(Kind::kSlice))
        return none_if(assign_slice(ctx, a, args[1].as<Slice>(), Value()));
    uint64_t i;
    return none_if(index_of(ctx, a, args[1], "array assignment index out of range", i) &&
                   replace_gap(ctx, a, i, 1, 0));
}

/// Position of the first equal item in [start, stop), -1 if there is none, -2 after an exception.
int64_t find(Context& ctx, Array* a, Value v, uint64_t start = 0, uint64_t stop = UINT64_MAX) {
    for (uint64_t i = start; i < std::min(stop, a->length); i++) {
        Value w = item(ctx, a, i);
        const Truth same = w ? compare_truth(ctx, CompareOp::kEq, w, v) : Truth::kError;
        if (same == Truth::kError) return -2;
        if (same == Truth::kYes) return static_cast<int64_t>(i);
    }
    return -1;
}
Value array_contains(Context& ctx, const Args& args) {
    const int64_t i = find(ctx, self_of(args), args[1]);
    return i == -2 ? Value::error() : Value::boolean(i >= 0);
}
Value array_count(Context& ctx, const Args& args) {
    int64_t count = 0;
    for (uint64_t start = 0;; count++) {
        const int64_t i = find(ctx, self_of(args), args[1], start);
        if (i == -2) return Value::error();
        if (i == -1) return Value::small_int(count);
        start = static_cast<uint64_t>(i) + 1;
    }
}
Value array_index(Context& ctx, const Args& args) {
    Array* a = self_of(args);
    int64_t bounds[2] = {0, INT64_MAX};
    for (unsigned k = 0; k < 2; k++) {
        if (!args[2 + k]) continue;
        if (!slice_argument(ctx, args[2 + k], bounds[k])) return Value::error();
        if (bounds[k] < 0) {
            bounds[k] = std::max<int64_t>(0, bounds[k] + static_cast<int64_t>(a->length));
        }
    }
    const int64_t i =
        find(ctx, a, args[1], static_cast<uint64_t>(bounds[0]), static_cast<uint64_t>(bounds[1]));
    if (i == -1) return raise(ctx, TypeId::kValueError, "array.index(x): x not in array");
    return i == -2 ? Value::error() : Value::small_int(i);
}
Value array_remove(Context& ctx, const Args& args) {
    const int64_t i = find(ctx, self_of(args), args[1]);
    if (i == -1) return raise(ctx, TypeId::kValueError, "array.remove(x): x not in array");
    return none_if(i >= 0 && replace_gap(ctx, self_of(args), static_cast<uint64_t>(i), 1, 0));
}

// ---- methods ----

Value array_append(Context& ctx, const Args& args) {
    return none_if(append(ctx, self_of(args), args[1]));
}
Value array_extend(Context& ctx, const Args& args) {
    return none_if(extend(ctx, self_of(args), args[1]));
}
Value array_insert(Context& ctx, const Args& args) {
    Array* a = self_of(args);
    int64_t i;
    uint8_t bytes[8];
    if (!to_int64(ctx, args[1], i) || !write_item(ctx, a->code, a->item_size, args[2], bytes)) {
        return Value::error();
    }
    const auto length = static_cast<int64_t>(a->length);
    if (i < 0) i = std::max<int64_t>(0, i + length);
    const auto at = static_cast<uint64_t>(std::min(i, length));
    if (!replace_gap(ctx, a, at, 0, 1)) return Value::error();
    std::memcpy(a->at(at), bytes, a->item_size);
    return Value::none();
}
Value array_pop(Context& ctx, const Args& args) {
    Array* a = self_of(args);
    int64_t i = -1;
    if (args[1] && !to_int64(ctx, args[1], i)) return Value::error();
    if (a->length == 0) return raise(ctx, TypeId::kIndexError, "pop from empty array");
    if (i < 0) i += static_cast<int64_t>(a->length);
    if (i < 0 || i >= static_cast<int64_t>(a->length)) {
        return raise(ctx, TypeId::kIndexError, "pop index out of range");
    }
    Value v = item(ctx, a, static_cast<uint64_t>(i));
    return v && replace_gap(ctx, a, static_cast<uint64_t>(i), 1, 0) ? v : Value::error();
}
Value array_reverse(Context&, const Args& args) {
    Array* a = self_of(args);
    for (uint64_t i = 0, j = a->length; i + 1 < j; i++) {
        std::swap_ranges(a->at(i), a->at(i) + a->item_size, a->at(--j));
    }
    return Value::none();
}
Value array_byteswap(Context&, const Args& args) {
    Array* a = self_of(args);
    for (uint64_t i = 0; i < a->length; i++)
        std::reverse(a->at(i), a->at(i) + a->item_size);
    return Value::none();
}
Value array_buffer_info(Context& ctx, const Args& args) {
    Array* a = self_of(args);
    return tuple_of(ctx, {make_int_unsigned(ctx, reinterpret_cast<uint64_t>(a->data())),
                          make_int_unsigned(ctx, a->length)});
}
Value array_tobytes(Context& ctx, const Args& args) {
    return or_error(make_bytes(ctx, self_of(args)->view()));
}
Value array_frombytes(Context& ctx, const Args& args) {
    return none_if(from_bytes(ctx, self_of(args), args[1]));
}
Value array_tolist(Context& ctx, const Args& args) {
    return or_error(to_items(ctx, self_of(args)));
}
Value array_fromlist(Context& ctx, const Args& args) {
    Array* a = self_of(args);
    if (!args[1].is(Kind::kList)) return raise(ctx, TypeId::kTypeError, "arg must be list");
    List* list = args[1].as<List>();
    const uint64_t old = a->length, given = list->size;
    for (uint64_t i = 0; i < given; i++) {
        bool ok = append(ctx, a, list->at(i));
        if (ok && list->size != given) {
            raise(ctx, TypeId::kRuntimeError, "list changed size during iteration");
            ok = false;
        }
        if (!ok) {
            a->length = std::min(a->length, old);
            return Value::error();
        }
    }
    return Value::none();
}
Value array_tounicode(Context& ctx, const Args& args) {
    if (self_of(args)->code != 'u') {
        return raise(ctx, TypeId::kValueError,
                     "tounicode() may only be called on unicode type arrays");
    }
    return to_text(ctx, self_of(args));
}
Value array_fromunicode(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "fromunicode() argument must be str, not {}",
                     args[1].is_none() ? MessageArg("None") : MessageArg::type(args[1]));
    }
    if (self_of(args)->code != 'u') {
        return raise(ctx, TypeId::kValueError,
                     "fromunicode() may only be called on unicode type arrays");
    }
    return none_if(from_text(ctx, self_of(args), args[1].as<String>()));
}
Value array_fromfile(Context& ctx, const Args& args) {
    Array* a = self_of(args);
    int64_t n;
    if (!to_int64(ctx, args[2], n)) return Value::error();
    if (n < 0) return raise(ctx, TypeId::kValueError, "negative count");
    if (n > INT64_MAX / a->item_size) return raise_memory_error(ctx);
    const int64_t wanted = n * a->item_size;
    const Value size[] = {make_int(ctx, wanted)};
    Value data = call_method(ctx, args[1], intern(ctx, "read"), size);
    if (!data) return data;
    if (!data.is(Kind::kBytes)) {
        return raise(ctx, TypeId::kTypeError, "read() didn't return bytes");
    }
    const bool enough = data.as<Bytes>()->length == static_cast<uint64_t>(wanted);
    if (!from_bytes(ctx, a, data)) return Value::error();
    if (!enough) return raise(ctx, TypeId::kEOFError, "read() didn't return enough bytes");
    return Value::none();
}
Value array_tofile(Context& ctx, const Args& args) {
    constexpr uint64_t kBlock = 64 * 1024;
    Array* a = self_of(args);
    for (uint64_t at = 0; at < a->bytes(); at += kBlock) {
        Bytes* part = make_bytes(ctx, a->view().substr(at, kBlock));
        if (!part) return Value::error();
        const Value argument[] = {Value::object(part)};
        if (!call_method(ctx, args[1], intern(ctx, "write"), argument)) return Value::error();
    }
    return Value::none();
}
Value array_copy(Context& ctx, const Args& args) {
    Array* a = self_of(args);
    Array* made = make_array(ctx, a->code, a->length);
    if (!made) return Value::error();
    if (a->length) std::memcpy(made->data(), a->data(), a->bytes());
    return Value::object(made);
}
Value array_sizeof(Context& ctx, const Args& args) {
    Array* a = self_of(args);
    return make_int_unsigned(ctx, sizeof(Array) + (a->buffer ? a->buffer->capacity : 0));
}

Value array_add(Context& ctx, const Args& args) {
    Array* a = self_of(args);
    Array* b = as_array(ctx, args[1]);
    if (!b) {
        return raise(ctx, TypeId::kTypeError, "can only append array (not \"{}\") to array",
                     MessageArg::type(args[1]));
    }
    if (a->code != b->code) {
        return raise(ctx, TypeId::kTypeError, "bad argument type for built-in operation");
    }
    Value made = array_copy(ctx, args);
    return made && extend(ctx, made.as<Array>(), args[1]) ? made : Value::error();
}
Value array_iadd(Context& ctx, const Args& args) {
    if (!as_array(ctx, args[1])) {
        return raise(ctx, TypeId::kTypeError, "can only extend array with array (not \"{}\")",
                     MessageArg::type(args[1]));
    }
    return extend(ctx, self_of(args), args[1]) ? args[0] : Value::error();
}
bool repeat(Context& ctx, Array* a, uint64_t count) {
    const uint64_t once = a->length, bytes = a->bytes();
    if (once && count > (uint64_t{1} << 46) / once) {
        raise_memory_error(ctx);
        return false;
    }
    if (!resize(ctx, a, once * count)) return false;
    for (uint64_t k = 1; bytes && k < count; k++) {
        std::memcpy(a->data() + k * bytes, a->data(), bytes);
    }
    return true;
}
Value array_mul(Context& ctx, const Args& args) {
    uint64_t count;
    switch (repeat_count(ctx, args[1], count)) {
    case OperandUse::kNotImplemented: return Value::not_implemented();
    case OperandUse::kError: return Value::error();
    case OperandUse::kUse: break;
    }
    Value made = array_copy(ctx, args);
    return made && repeat(ctx, made.as<Array>(), count) ? made : Value::error();
}
Value array_imul(Context& ctx, const Args& args) {
    uint64_t count;
    switch (repeat_count(ctx, args[1], count)) {
    case OperandUse::kNotImplemented: return Value::not_implemented();
    case OperandUse::kError: return Value::error();
    case OperandUse::kUse: break;
    }
    return repeat(ctx, self_of(args), count) ? args[0] : Value::error();
}

template <CompareOp op>
Value array_compare(Context& ctx, const Args& args) {
    Array* a = self_of(args);
    Array* b = as_array(ctx, args[1]);
    if (!b) return Value::not_implemented();
    if (a->length != b->length && (op == CompareOp::kEq || op == CompareOp::kNe)) {
        return Value::boolean(op == CompareOp::kNe);
    }
    for (uint64_t i = 0; i < std::min(a->length, b->length); i++) {
        Value v = item(ctx, a, i);
        Value w = v ? item(ctx, b, i) : v;
        if (!w) return w;
        const Truth same = compare_truth(ctx, CompareOp::kEq, v, w);
        if (same == Truth::kError) return Value::error();
        if (same == Truth::kYes) continue;
        if (op == CompareOp::kEq || op == CompareOp::kNe)
            return Value::boolean(op == CompareOp::kNe);
        return compare(ctx, op, v, w);
    }
    return Value::boolean(compare_lengths(op, a->length, b->length));
}

Value array_repr(Context& ctx, const Args& args) {
    Array* a = self_of(args);
    StringBuilder out;
    out.add(type_of(ctx, args[0])->name.get());
    out.add_ascii("('");
    out.add(static_cast<uint32_t>(a->code));
    out.add_ascii("'");
    if (a->length) {
        Value contents = a->code == 'u' ? to_text(ctx, a) : or_error(to_items(ctx, a));
        String* text = contents ? to_repr(ctx, contents) : nullptr;
        if (!text) return Value::error();
        out.add_ascii(", ");
        out.add(text);
    }
    out.add_ascii(")");
    return or_error(out.finish(ctx));
}

// ---- iteration, buffer, declaration ----

Value array_iter(Context& ctx, const Args& args) {
    Type* type = shared_type(ctx, kIteratorSpec);
    auto* it = type ? allocate<ArrayIterator>(ctx, type) : nullptr;
    if (it) it->array.init(self_of(args));
    return or_error(it);
}
Value iterator_step(Context& ctx, Value self) {
    auto* it = self.as<ArrayIterator>();
    Array* a = it->array.get();
    if (!a) return Value::stop();
    if (it->position < a->length) return item(ctx, a, it->position++);
    it->array.init(nullptr);
    return Value::stop();
}
Value iterator_reduce(Context& ctx, const Args& args) {
    auto* it = args[0].as<ArrayIterator>();
    Value function = builtin_function(ctx, "iter");
    if (!it->array) return tuple_of(ctx, {function, tuple_of(ctx, {or_error(make_list(ctx))})});
    return tuple_of(ctx, {function, tuple_of(ctx, {Value::object(it->array.get())}),
                          make_int_unsigned(ctx, it->position)});
}
Value iterator_setstate(Context& ctx, const Args& args) {
    auto* it = args[0].as<ArrayIterator>();
    int64_t i;
    if (!to_int64(ctx, args[1], i)) return Value::error();
    if (it->array) {
        it->position = std::min(static_cast<uint64_t>(std::max<int64_t>(i, 0)), it->array->length);
    }
    return Value::none();
}
void trace_array(Marker& marker, Object* o) { marker.mark(static_cast<Array*>(o)->buffer); }
void trace_iterator(Marker& marker, Object* o) {
    marker.mark(static_cast<ArrayIterator*>(o)->array);
}

bool describe(Context&, Object* self, BufferInfo& out) {
    auto* a = static_cast<Array*>(self);
    static constexpr const char* kFormats[] = {"b", "B", "w", "h", "H", "i", "I",
                                               "l", "L", "q", "Q", "f", "d"};
    out.data = a->data();
    out.bytes = a->bytes();
    out.readonly = false;
    out.item_size = a->item_size;
    out.format = kFormats[std::strchr(kTypeCodes, a->code) - kTypeCodes];
    return true;
}
BufferExports* exports(Object* self) { return &static_cast<Array*>(self)->exports; }
const BufferOps kBufferOps = {describe, exports};

Value get_typecode(Context& ctx, Value self) {
    return or_error(make_string(ctx, std::string_view(&self.as<Array>()->code, 1)));
}
Value get_itemsize(Context&, Value self) { return Value::small_int(self.as<Array>()->item_size); }

const NativeProperty kProperties[] = {
    {"typecode", get_typecode, nullptr, "the typecode character used to create the array"},
    {"itemsize", get_itemsize, nullptr, "the size, in bytes, of one array item"},
};
const NativeMethod kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", array_new},
    {"__repr__(self, /)", array_repr},
    {"__lt__(self, value, /)", array_compare<CompareOp::kLt>},
    {"__le__(self, value, /)", array_compare<CompareOp::kLe>},
    {"__eq__(self, value, /)", array_compare<CompareOp::kEq>},
    {"__ne__(self, value, /)", array_compare<CompareOp::kNe>},
    {"__gt__(self, value, /)", array_compare<CompareOp::kGt>},
    {"__ge__(self, value, /)", array_compare<CompareOp::kGe>},
    {"__iter__(self, /)", array_iter},
    {"__len__(self, /)", array_len},
    {"__getitem__(self, key, /)", array_getitem},
    {"__setitem__(self, key, value, /)", array_setitem},
    {"__delitem__(self, key, /)", array_delitem},
    {"__add__(self, value, /)", array_add},
    {"__iadd__(self, value, /)", array_iadd},
    {"__mul__(self, value, /)", array_mul},
    {"__rmul__(self, value, /)", array_mul},
    {"__imul__(self, value, /)", array_imul},
    {"__contains__(self, key, /)", array_contains},
    {"__copy__(self, /)", array_copy, "Return a copy of the array."},
    {"__deepcopy__(self, unused, /)", array_copy, "Return a copy of the array."},
    {"__reduce_ex__(self, value, /)", array_reduce_ex, "Return state information for pickling."},
    {"__sizeof__(self, /)", array_sizeof, "Size of the array in memory, in bytes."},
    {"append(self, v, /)", array_append, "Append new value v to the end of the array."},
    {"buffer_info(self, /)", array_buffer_info},
    {"byteswap(self, /)", array_byteswap, "Byteswap all items of the array."},
    {"count(self, v, /)", array_count, "Return number of occurrences of v in the array."},
    {"extend(self, bb, /)", array_extend, "Append items to the end of the array."},
    {"fromfile(self, f, n, /)", array_fromfile},
    {"fromlist(self, list, /)", array_fromlist, "Append items to array from list."},
    {"frombytes(self, buffer, /)", array_frombytes},
    {"fromunicode(self, ustr, /)", array_fromunicode},
    {"index(self, v, start=0, stop=9223372036854775807, /)", array_index,
     "Return index of first occurrence of v in the array."},
    {"insert(self, i, v, /)", array_insert,
     "Insert a new item v into the array before position i."},
    {"pop(self, i=-1, /)", array_pop, "Return the i-th element and delete it from the array."},
    {"remove(self, v, /)", array_remove, "Remove the first occurrence of v in the array."},
    {"reverse(self, /)", array_reverse, "Reverse the order of the items in the array."},
    {"tobytes(self, /)", array_tobytes},
    {"tofile(self, f, /)", array_tofile,
     "Write all items (as machine values) to the file object f."},
    {"tolist(self, /)", array_tolist, "Convert array to an ordinary list with the same items."},
    {"tounicode(self, /)", array_tounicode},
};
}  // namespace

const NativeTypeSpec array_module::kArraySpec = {.name = "array.array",
                                                 .size = sizeof(Array),
                                                 .methods = kMethods,
                                                 .properties = kProperties,
                                                 .trace = trace_array,
                                                 .doc = "array(typecode [, initializer]) -> array",
                                                 .buffer = &kBufferOps};

namespace {

const NativeMethod kIteratorMethods[] = {
    {"__reduce__(self, /)", iterator_reduce},
    {"__setstate__(self, state, /)", iterator_setstate},
};
const NativeTypeSpec kIteratorSpec = {.name = "array.arrayiterator",
                                      .size = sizeof(ArrayIterator),
                                      .subclassable = false,
                                      .methods = kIteratorMethods,
                                      .next = iterator_step,
                                      .trace = trace_iterator};

const NativeMethod kFunctions[] = {
    {"_array_reconstructor(arraytype, typecode, mformat_code, items, /)", reconstruct,
     "Internal. Used for pickling support."},
};

bool populate(Context& ctx, Module* module) {
    Type* type = add_shared_type(ctx, module, kArraySpec);
    if (!type || !add_to_module(ctx, module, "ArrayType", Value::object(type)) ||
        !add_to_module(ctx, module, "typecodes", or_error(make_string(ctx, kTypeCodes)))) {
        return false;
    }
    type->type_flags |= Type::kSequence;
    Value abc = import_module(ctx, "collections.abc");
    Value sequence = abc ? get_attribute(ctx, abc, intern(ctx, "MutableSequence")) : abc;
    const Value argument[] = {Value::object(type)};
    return sequence && call_method(ctx, sequence, intern(ctx, "register"), argument);
}

}  // namespace

extern const NativeModuleSpec kArrayModule;
const NativeModuleSpec kArrayModule = {
    .name = "array",
    .functions = kFunctions,
    .populate = populate,
    .doc =
        "This module defines an object type which can efficiently represent\nan array of basic "
        "values.",
};

}  // namespace orrery
