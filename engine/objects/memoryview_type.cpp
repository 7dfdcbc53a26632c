// The type memoryview and its iterator.
#include <algorithm>
#include <cstring>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/bytes_methods.h"
#include "engine/objects/memoryview.h"
#include "engine/objects/numbers.h"
#include "engine/objects/sequence_support.h"

namespace orrery {

namespace {

MemoryView* self_of(const Args& args) { return args[0].as<MemoryView>(); }

bool has_index(Context& ctx, Value v) {
    return is_int(v) || bool(type_of(ctx, v)->lookup_special(Special::kIndex));
}

Value raise_not_implemented(Context& ctx, const char* message) {
    return raise(ctx, TypeId::kNotImplementedError, message);
}

// ---- items ----

/// Address of the element an index selects along one dimension; null after IndexError.
uint8_t* step_into(Context& ctx, MemoryView* m, uint8_t* from, uint32_t dimension, Value key) {
    int64_t i;
    if (!to_int64(ctx, key, i)) {
        if (exception_matches(ctx, TypeId::kOverflowError)) {
            take_exception(ctx);
            raise(ctx, TypeId::kIndexError, "cannot fit '{}' into an index-sized integer",
                  MessageArg::type(key));
        }
        return nullptr;
    }
    if (!check_open(ctx, m)) return nullptr;
    const int64_t length = m->shape()[dimension];
    if (i < 0) i += length;
    if (i < 0 || i >= length) {
        raise(ctx, TypeId::kIndexError, "index out of bounds on dimension {}", dimension + 1);
        return nullptr;
    }
    return from + i * m->strides()[dimension];
}

/// One item by a tuple of indices; null after an exception.
uint8_t* item_by_tuple(Context& ctx, MemoryView* m, Tuple* key) {
    if (key->length < m->dimensions) {
        raise_not_implemented(ctx, "sub-views are not implemented");
        return nullptr;
    }
    if (key->length > m->dimensions) {
        raise(ctx, TypeId::kTypeError, "cannot index {}-dimension view with {}-element tuple",
              m->dimensions, key->length);
        return nullptr;
    }
    uint8_t* p = m->data;
    for (uint32_t i = 0; p && i < m->dimensions; i++)
        p = step_into(ctx, m, p, i, key->at(i));
    return p;
}

enum class Key : uint8_t { kIndex, kSlice, kIndices, kSlices, kOther };

Key classify(Context& ctx, Value key) {
    if (key.is(Kind::kSlice)) return Key::kSlice;
    if (!key.is(Kind::kTuple)) return has_index(ctx, key) ? Key::kIndex : Key::kOther;
    const auto parts = key.as<Tuple>()->values();
    if (std::all_of(parts.begin(), parts.end(), [&](Value v) { return has_index(ctx, v); })) {
        return Key::kIndices;
    }
    const bool slices =
        std::all_of(parts.begin(), parts.end(), [](Value v) { return v.is(Kind::kSlice); });
    return slices ? Key::kSlices : Key::kOther;
}

bool is_empty_tuple(Value v) { return v.is(Kind::kTuple) && v.as<Tuple>()->length == 0; }

/// The part of the first dimension that a slice selects.
MemoryView* slice_view(Context& ctx, MemoryView* m, Slice* slice) {
    int64_t start, stop, step, count;
    if (!slice_indices(ctx, slice, m->shape()[0], start, stop, step, count)) return nullptr;
    if (!check_open(ctx, m)) return nullptr;
    MemoryView* out = derive_view(ctx, m, m->dimensions);
    if (!out) return nullptr;
    std::memcpy(out->shape(), m->shape(), m->dimensions * 2 * sizeof(int64_t));
    out->data = m->data + start * m->strides()[0];
    out->shape()[0] = count;
    out->strides()[0] = m->strides()[0] * step;
    return out;
}

Value item_at(Context& ctx, MemoryView* m, Value index) {
    const char code = usable_code(ctx, m);
    if (!code) return Value::error();
    if (m->dimensions == 0) {
        return raise(ctx, TypeId::kTypeError, "invalid indexing of 0-dim memory");
    }
    if (m->dimensions > 1) {
        return raise_not_implemented(ctx, "multi-dimensional sub-views are not implemented");
    }
    uint8_t* p = step_into(ctx, m, m->data, 0, index);
    return p ? unpack_item(ctx, p, code) : Value::error();
}

Value view_getitem(Context& ctx, const Args& args) {
    MemoryView* m = self_of(args);
    const Value key = args[1];
    if (!check_open(ctx, m)) return Value::error();
    if (m->dimensions == 0) {
        if (key == Value::ellipsis()) return args[0];
        if (!is_empty_tuple(key)) {
            return raise(ctx, TypeId::kTypeError, "invalid indexing of 0-dim memory");
        }
        const char code = usable_code(ctx, m);
        return code ? unpack_item(ctx, m->data, code) : Value::error();
    }
    switch (classify(ctx, key)) {
    case Key::kIndex: return item_at(ctx, m, key);
    case Key::kSlice: return Value::object(slice_view(ctx, m, key.as<Slice>()));
    case Key::kIndices: {
        const char code = usable_code(ctx, m);
        uint8_t* p = code ? item_by_tuple(ctx, m, key.as<Tuple>()) : nullptr;
        return p ? unpack_item(ctx, p, code) : Value::error();
    }
    case Key::kSlices:
        return raise_not_implemented(ctx, "multi-dimensional slicing is not implemented");
    case Key::kOther: break;
    }
    return raise(ctx, TypeId::kTypeError, "memoryview: invalid slice key");
}

bool same_format(const MemoryView* a, const MemoryView* b) {
    const char code = native_code(a->format.get());
    return code ? code == native_code(b->format.get())
                : string_equal(a->format.get(), b->format.get());
}

bool same_shape(const MemoryView* a, const MemoryView* b) {
    if (a->dimensions != b->dimensions) return false;
    for (uint32_t i = 0; i < a->dimensions; i++) {
        if (a->shape()[i] != b->shape()[i]) return false;
        if (a->shape()[i] == 0) break;
    }
    return true;
}

Value assign_slice(Context& ctx, MemoryView* m, Slice* slice, Value value) {
    if (!has_buffer(ctx, value)) {
        return raise(ctx, TypeId::kTypeError, "a bytes-like object is required, not '{}'",
                     MessageArg::type(value));
    }
    MemoryView* source = make_memoryview(ctx, value);
    MemoryView* target = source ? slice_view(ctx, m, slice) : nullptr;
    if (!target) {
        if (source) release_view(source);
        return Value::error();
    }
    Value result = Value::none();
    if (!same_format(source, target) || source->item_size != target->item_size ||
        !same_shape(source, target)) {
        result = raise(ctx, TypeId::kValueError,
                       "memoryview assignment: lvalue and rvalue have different structures");
    } else {
        const std::string data = flatten(source);  // the two may overlap
        for (int64_t i = 0; i < target->shape()[0]; i++) {
            std::memcpy(target->data + i * target->strides()[0],
                        data.data() + static_cast<uint64_t>(i) * target->item_size,
                        target->item_size);
        }
    }
    release_view(source);
    release_view(target);
    return result;
}

Value view_setitem(Context& ctx, const Args& args) {
    MemoryView* m = self_of(args);
    const Value key = args[1], value = args[2];
    if (!check_open(ctx, m)) return Value::error();
    const char code = usable_code(ctx, m);
    if (!code) return Value::error();
    if (m->flags & MemoryView::kReadonly) {
        return raise(ctx, TypeId::kTypeError, "cannot modify read-only memory");
    }
    auto store = [&](uint8_t* p) {
        // Converting may run Python code: on a copy, so that a release cannot hurt.
        uint8_t item[8];
        if (!p || !pack_item(ctx, item, code, value) || !check_open(ctx, m)) return Value::error();
        std::memcpy(p, item, m->item_size);
        return Value::none();
    };
    if (m->dimensions == 0) {
        if (key == Value::ellipsis() || is_empty_tuple(key)) return store(m->data);
        return raise(ctx, TypeId::kTypeError, "invalid indexing of 0-dim memory");
    }
    switch (classify(ctx, key)) {
    case Key::kIndex:
        if (m->dimensions > 1) return raise_not_implemented(ctx, "sub-views are not implemented");
        return store(step_into(ctx, m, m->data, 0, key));
    case Key::kIndices: return store(item_by_tuple(ctx, m, key.as<Tuple>()));
    case Key::kSlice:
        if (m->dimensions == 1) return assign_slice(ctx, m, key.as<Slice>(), value);
        [[fallthrough]];
    case Key::kSlices:
        return raise_not_implemented(
            ctx, "memoryview slice assignments are currently restricted to ndim = 1");
    case Key::kOther: break;
    }
    return raise(ctx, TypeId::kTypeError, "memoryview: invalid slice key");
}

Value view_delitem(Context& ctx, const Args& args) {
    MemoryView* m = self_of(args);
    if (!check_open(ctx, m) || !usable_code(ctx, m)) return Value::error();
    const bool readonly = m->flags & MemoryView::kReadonly;
    return raise(ctx, TypeId::kTypeError,
                 readonly ? "cannot modify read-only memory" : "cannot delete memory");
}

Value view_len(Context& ctx, const Args& args) {
    MemoryView* m = self_of(args);
    if (!check_open(ctx, m)) return Value::error();
    return make_int(ctx, m->dimensions ? m->shape()[0] : 1);
}

// ---- comparison and hash ----

Truth equal_items(Context& ctx, const MemoryView* a, const uint8_t* pa, const MemoryView* b,
                  const uint8_t* pb, uint32_t dimension, char code_a, char code_b) {
    if (dimension == a->dimensions) {
        const bool raw = code_a == code_b && code_a != 'f' && code_a != 'd' && code_a != '?';
        if (raw) return truth(std::memcmp(pa, pb, a->item_size) == 0);
        Value va = unpack_item(ctx, pa, code_a);
        Value vb = unpack_item(ctx, pb, code_b);
        return va && vb ? compare_truth(ctx, CompareOp::kEq, va, vb) : Truth::kError;
    }
    for (int64_t i = 0; i < a->shape()[dimension]; i++) {
        const Truth t =
            equal_items(ctx, a, pa + i * a->strides()[dimension], b,
                        pb + i * b->strides()[dimension], dimension + 1, code_a, code_b);
        if (t != Truth::kYes) return t;
    }
    return Truth::kYes;
}

Truth equal_views(Context& ctx, MemoryView* a, MemoryView* b) {
    if ((a->flags | b->flags) & MemoryView::kReleased) return truth(a == b);
    if (!same_shape(a, b)) return Truth::kNo;
    const char code_a = native_code(a->format.get()), code_b = native_code(b->format.get());
    if (!code_a || !code_b) return Truth::kNo;
    return equal_items(ctx, a, a->data, b, b->data, 0, code_a, code_b);
}

Value compare_views(Context& ctx, const Args& args, bool negate) {
    if (!has_buffer(ctx, args[1])) return Value::not_implemented();
    MemoryView* m = self_of(args);
    Truth t;
    if (args[1].is(Kind::kMemoryView)) {
        t = equal_views(ctx, m, args[1].as<MemoryView>());
    } else if (m->flags & MemoryView::kReleased) {
        t = Truth::kNo;
    } else {
        MemoryView* other = make_memoryview(ctx, args[1]);
        if (!other) return Value::error();
        t = equal_views(ctx, m, other);
        release_view(other);
    }
    return t == Truth::kError ? Value::error() : Value::boolean((t == Truth::kYes) != negate);
}

Value view_eq(Context& ctx, const Args& args) { return compare_views(ctx, args, false); }
Value view_ne(Context& ctx, const Args& args) { return compare_views(ctx, args, true); }

Value view_hash(Context& ctx, const Args& args) {
    MemoryView* m = self_of(args);
    if (!m->hash) {
        if (!check_open(ctx, m)) return Value::error();
        if (!(m->flags & MemoryView::kReadonly)) {
            return raise(ctx, TypeId::kValueError, "cannot hash writable memoryview object");
        }
        const char code = native_code(m->format.get());
        if (code != 'B' && code != 'b' && code != 'c') {
            return raise(ctx, TypeId::kValueError,
                         "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
        }
        int64_t of_exporter;
        if (!hash_value(ctx, m->exporter.get(), of_exporter)) return Value::error();
        const std::string data = flatten(m);
        Bytes* copy = make_bytes(ctx, std::string_view(data));
        if (!copy) return Value::error();
        m->hash = bytes_hash(ctx, copy);
    }
    return make_int(ctx, static_cast<int64_t>(m->hash));
}

// ---- methods ----

Value view_new(Context& ctx, const Args& args) {
    return Value::object(make_memoryview(ctx, args[1]));
}

Value view_repr(Context& ctx, const Args& args) {
    char text[64];
    const bool released = self_of(args)->flags & MemoryView::kReleased;
    snprintf(text, sizeof text, released ? "<released memory at %p>" : "<memory at %p>",
             static_cast<void*>(self_of(args)));
    return Value::object(make_string(ctx, text));
}

Value view_tobytes(Context& ctx, const Args& args) {
    MemoryView* m = self_of(args);
    if (!check_open(ctx, m)) return Value::error();
    char order = 'C';
    if (args[1] && !args[1].is_none()) {
        if (!args[1].is(Kind::kString)) {
            return raise(ctx, TypeId::kTypeError,
                         "tobytes() argument 'order' must be str or None, not {}",
                         MessageArg::type(args[1]));
        }
        const String* s = args[1].as<String>();
        if (equals_ascii(s, "F")) {
            order = 'F';
        } else if (equals_ascii(s, "A")) {
            order = !is_c_contiguous(m) && is_fortran_contiguous(m) ? 'F' : 'C';
        } else if (!equals_ascii(s, "C")) {
            return raise(ctx, TypeId::kValueError, "order must be 'C', 'F' or 'A'");
        }
    }
    const std::string data = flatten(m, order);
    return Value::object(make_bytes(ctx, std::string_view(data)));
}

Value view_hex(Context& ctx, const Args& args) {
    if (!check_open(ctx, self_of(args))) return Value::error();
    const std::string data = flatten(self_of(args));
    return hex_method(ctx, data, args[1], args[2]);
}

Value list_of(Context& ctx, MemoryView* m, const uint8_t* from, uint32_t dimension, char code) {
    if (dimension == m->dimensions) return unpack_item(ctx, from, code);
    List* list = make_list(ctx, static_cast<uint64_t>(m->shape()[dimension]));
    if (!list) return Value::error();
    for (int64_t i = 0; i < m->shape()[dimension]; i++) {
        Value v = list_of(ctx, m, from + i * m->strides()[dimension], dimension + 1, code);
        if (!v || !list_append(ctx, list, v)) return Value::error();
    }
    return Value::object(list);
}

Value view_tolist(Context& ctx, const Args& args) {
    MemoryView* m = self_of(args);
    if (!check_open(ctx, m)) return Value::error();
    const char code = usable_code(ctx, m);
    return code ? list_of(ctx, m, m->data, 0, code) : Value::error();
}

Value view_cast(Context& ctx, const Args& args) {
    MemoryView* m = self_of(args);
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "cast() argument 'format' must be str, not {}",
                     args[1].is_none() ? MessageArg("None") : MessageArg::type(args[1]));
    }
    if (!check_open(ctx, m)) return Value::error();
    return Value::object(cast_view(ctx, m, args[1].as<String>(), args[2]));
}

Value view_toreadonly(Context& ctx, const Args& args) {
    MemoryView* m = make_memoryview(ctx, args[0]);
    if (m) m->flags |= MemoryView::kReadonly;
    return Value::object(m);
}

Value view_release(Context& ctx, const Args& args) {
    MemoryView* m = self_of(args);
    if (m->pins) {
        return raise(ctx, TypeId::kBufferError, "memoryview has {} exported buffer{}", m->pins,
                     m->pins == 1 ? "" : "s");
    }
    release_view(m);
    m->exporter.set(ctx, m, Value::none());
    return Value::none();
}

Value view_enter(Context& ctx, const Args& args) {
    return check_open(ctx, self_of(args)) ? args[0] : Value::error();
}

Value view_exit(Context& ctx, const Args& args) { return view_release(ctx, args); }

// ---- attributes ----

template <typename F>
Value attribute(Context& ctx, Value self, F&& f) {
    MemoryView* m = self.as<MemoryView>();
    return check_open(ctx, m) ? f(m) : Value::error();
}

Value numbers_tuple(Context& ctx, const int64_t* numbers, uint32_t count) {
    ValueVector v(ctx);
    for (uint32_t i = 0; i < count; i++)
        v.values.push_back(make_int(ctx, numbers[i]));
    return Value::object(make_tuple(ctx, v.values));
}

Value get_obj(Context& ctx, Value self) {
    return attribute(ctx, self, [](MemoryView* m) { return m->exporter.get(); });
}
Value get_nbytes(Context& ctx, Value self) {
    return attribute(ctx, self, [&](MemoryView* m) {
        return make_int(ctx, static_cast<int64_t>(item_count(m) * m->item_size));
    });
}
Value get_readonly(Context& ctx, Value self) {
    return attribute(
        ctx, self, [](MemoryView* m) { return Value::boolean(m->flags & MemoryView::kReadonly); });
}
Value get_itemsize(Context& ctx, Value self) {
    return attribute(ctx, self, [](MemoryView* m) {
        return Value::small_int(static_cast<int64_t>(m->item_size));
    });
}
Value get_format(Context& ctx, Value self) {
    return attribute(ctx, self, [](MemoryView* m) { return Value::object(m->format.get()); });
}
Value get_ndim(Context& ctx, Value self) {
    return attribute(ctx, self, [](MemoryView* m) { return Value::small_int(m->dimensions); });
}
Value get_shape(Context& ctx, Value self) {
    return attribute(ctx, self,
                     [&](MemoryView* m) { return numbers_tuple(ctx, m->shape(), m->dimensions); });
}
Value get_strides(Context& ctx, Value self) {
    return attribute(
        ctx, self, [&](MemoryView* m) { return numbers_tuple(ctx, m->strides(), m->dimensions); });
}
Value get_suboffsets(Context& ctx, Value self) {
    return attribute(ctx, self, [&](MemoryView*) { return Value::object(empty_tuple(ctx)); });
}
Value get_c_contiguous(Context& ctx, Value self) {
    return attribute(ctx, self, [](MemoryView* m) { return Value::boolean(is_c_contiguous(m)); });
}
Value get_f_contiguous(Context& ctx, Value self) {
    return attribute(ctx, self,
                     [](MemoryView* m) { return Value::boolean(is_fortran_contiguous(m)); });
}
Value get_contiguous(Context& ctx, Value self) {
    return attribute(ctx, self, [](MemoryView* m) {
        return Value::boolean(is_c_contiguous(m) || is_fortran_contiguous(m));
    });
}

// ---- iteration ----

Value view_iter(Context& ctx, const Args& args) {
    MemoryView* m = self_of(args);
    if (!check_open(ctx, m)) return Value::error();
    if (m->dimensions == 0) {
        return raise(ctx, TypeId::kTypeError, "invalid indexing of 0-dim memory");
    }
    if (!usable_code(ctx, m)) return Value::error();
    return make_iterator(ctx, TypeId::kMemoryViewIterator, args[0]);
}

Value iterator_step(Context& ctx, Value self) {
    auto* it = self.as<Iterator>();
    Value source = it->source.get();
    if (!source) return Value::stop();
    MemoryView* m = source.as<MemoryView>();
    if (!check_open(ctx, m)) return Value::error();
    if (static_cast<int64_t>(it->position) >= m->shape()[0]) {
        it->source.set(ctx, it, Value());
        return Value::stop();
    }
    if (m->dimensions > 1) {
        return raise_not_implemented(ctx, "multi-dimensional sub-views are not implemented");
    }
    const auto i = static_cast<int64_t>(it->position++);
    return unpack_item(ctx, m->data + i * m->strides()[0], native_code(m->format.get()));
}

Value iterator_iter(Context&, const Args& args) { return args[0]; }

Value iterator_next_method(Context& ctx, const Args& args) {
    Value v = iterator_step(ctx, args[0]);
    return v.is_stop() ? raise_stop_iteration(ctx, Value()) : v;
}

constexpr NativeMethod kIteratorMethods[] = {
    {"__iter__(self, /)", iterator_iter},
    {"__next__(self, /)", iterator_next_method},
};

constexpr NativeMethod kMethods[] = {
    {"__new__(cls, object)", view_new},
    {"__repr__(self, /)", view_repr},
    {"__hash__(self, /)", view_hash},
    {"__eq__(self, value, /)", view_eq},
    {"__ne__(self, value, /)", view_ne},
    {"__len__(self, /)", view_len},
    {"__iter__(self, /)", view_iter},
    {"__getitem__(self, key, /)", view_getitem},
    {"__setitem__(self, key, value, /)", view_setitem},
    {"__delitem__(self, key, /)", view_delitem},
    {"__enter__(self, /)", view_enter},
    {"__exit__(self, /, *args)", view_exit},
    {"release(self, /)", view_release},
    {"tobytes(self, /, order='C')", view_tobytes},
    {"hex(self, /, sep=?, bytes_per_sep=1)", view_hex},
    {"tolist(self, /)", view_tolist},
    {"cast(self, /, format, shape=?)", view_cast},
    {"toreadonly(self, /)", view_toreadonly},
};

constexpr NativeProperty kProperties[] = {
    {"obj", get_obj},
    {"nbytes", get_nbytes},
    {"readonly", get_readonly},
    {"itemsize", get_itemsize},
    {"format", get_format},
    {"ndim", get_ndim},
    {"shape", get_shape},
    {"strides", get_strides},
    {"suboffsets", get_suboffsets},
    {"c_contiguous", get_c_contiguous},
    {"f_contiguous", get_f_contiguous},
    {"contiguous", get_contiguous},
};

}  // namespace

extern const NativeTypeSpec kMemoryViewSpec = {
    .name = "memoryview",
    .kind = Kind::kMemoryView,
    .subclassable = false,
    .methods = kMethods,
    .properties = kProperties,
    .doc =
        "memoryview(object)\n--\n\nCreate a new memoryview object which references the given "
        "object.",
};

extern const NativeTypeSpec kMemoryViewIteratorSpec = {
    .name = "memory_iterator",
    .kind = Kind::kIterator,
    .size = sizeof(Iterator),
    .subclassable = false,
    .methods = kIteratorMethods,
    .next = iterator_step,
};

}  // namespace orrery
