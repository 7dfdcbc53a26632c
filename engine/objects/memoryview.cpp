// Making, casting and reading memoryviews. Their methods are in memoryview_type.cpp.
#include "engine/objects/memoryview.h"

#include <cstring>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/numbers.h"

namespace orrery {

namespace {

MemoryView* new_view(Context& ctx, uint32_t dimensions) {
    auto* m = ctx.heap().allocate<MemoryView>(Kind::kMemoryView, builtin_shape(TypeId::kMemoryView),
                                              dimensions * 2 * sizeof(int64_t));
    if (m) m->dimensions = dimensions;
    return m;
}

/// Where the exporter counts its views, or null.
BufferExports* exports_of(Context& ctx, Value exporter) {
    if (exporter.is(Kind::kByteArray)) return &exporter.as<ByteArray>()->exports;
    if (!exporter.is_object() || exporter.is(Kind::kBytes)) return nullptr;
    const NativeTypeSpec* native = type_of(ctx, exporter)->native;
    const BufferOps* ops = native ? native->buffer : nullptr;
    return ops && ops->exports ? ops->exports(exporter.as_object()) : nullptr;
}

void set_c_strides(MemoryView* m) {
    int64_t stride = static_cast<int64_t>(m->item_size);
    for (uint32_t i = m->dimensions; i-- > 0;) {
        m->strides()[i] = stride;
        stride *= m->shape()[i];
    }
}

void append_items(const MemoryView* m, uint32_t dimension, const uint8_t* from, std::string& out) {
    if (dimension == m->dimensions) {
        out.append(reinterpret_cast<const char*>(from), m->item_size);
        return;
    }
    for (int64_t i = 0; i < m->shape()[dimension]; i++) {
        append_items(m, dimension + 1, from + i * m->strides()[dimension], out);
    }
}

/// Fortran order: the first index varies fastest.
void append_fortran(const MemoryView* m, uint32_t dimension, const uint8_t* from,
                    std::string& out) {
    if (dimension == 0) {
        out.append(reinterpret_cast<const char*>(from), m->item_size);
        return;
    }
    for (int64_t i = 0; i < m->shape()[dimension - 1]; i++) {
        append_fortran(m, dimension - 1, from + i * m->strides()[dimension - 1], out);
    }
}

template <typename T>
T load(const uint8_t* from) {
    T v;
    std::memcpy(&v, from, sizeof v);
    return v;
}

template <typename T>
bool store(uint8_t* to, T v) {
    std::memcpy(to, &v, sizeof v);
    return true;
}

bool invalid(Context& ctx, TypeId type, const char* what, char code) {
    raise(ctx, type, "memoryview: invalid {} for format '{}'", what, std::string_view(&code, 1));
    return false;
}

/// After a failed conversion: replaces TypeError by memoryview's own message.
bool conversion_failed(Context& ctx, char code) {
    if (exception_matches(ctx, TypeId::kTypeError)) {
        take_exception(ctx);
        return invalid(ctx, TypeId::kTypeError, "type", code);
    }
    if (exception_matches(ctx, TypeId::kOverflowError) ||
        exception_matches(ctx, TypeId::kValueError)) {
        take_exception(ctx);
        return invalid(ctx, TypeId::kValueError, "value", code);
    }
    return false;
}

template <typename T>
bool store_signed(Context& ctx, uint8_t* to, char code, Value v) {
    Value i = to_index(ctx, v);
    if (!i) return conversion_failed(ctx, code);
    int64_t n;
    if (!int_to_int64(i, n) || static_cast<int64_t>(static_cast<T>(n)) != n) {
        return invalid(ctx, TypeId::kValueError, "value", code);
    }
    return store(to, static_cast<T>(n));
}

template <typename T>
bool store_unsigned(Context& ctx, uint8_t* to, char code, Value v) {
    Value i = to_index(ctx, v);
    if (!i) return conversion_failed(ctx, code);
    int64_t n;
    uint64_t u;
    if (int_to_int64(i, n)) {
        if (n < 0) return invalid(ctx, TypeId::kValueError, "value", code);
        u = static_cast<uint64_t>(n);
    } else {
        Int* big = i.as<Int>();
        if (big->size != 1) return invalid(ctx, TypeId::kValueError, "value", code);
        u = big->limbs()[0];
    }
    if (static_cast<uint64_t>(static_cast<T>(u)) != u) {
        return invalid(ctx, TypeId::kValueError, "value", code);
    }
    return store(to, static_cast<T>(u));
}

bool is_byte_code(char code) { return code == 'B' || code == 'b' || code == 'c'; }

/// Fills the shape of a view that is to hold `items`. False after an exception.
bool read_shape(Context& ctx, std::span<const Value> given, uint64_t bytes, MemoryView* out) {
    uint64_t product = out->item_size;
    for (size_t i = 0; i < given.size(); i++) {
        if (!is_int(given[i])) {
            raise(ctx, TypeId::kTypeError, "memoryview.cast(): elements of shape must be integers");
            return false;
        }
        int64_t n;
        if (!to_int64(ctx, given[i], n)) return false;
        if (n <= 0) {
            raise(ctx, TypeId::kValueError,
                  "memoryview.cast(): elements of shape must be integers > 0");
            return false;
        }
        if (__builtin_mul_overflow(product, static_cast<uint64_t>(n), &product) ||
            product > static_cast<uint64_t>(INT64_MAX)) {
            raise(ctx, TypeId::kValueError, "memoryview.cast(): product(shape) > SSIZE_MAX");
            return false;
        }
        out->shape()[i] = n;
    }
    if (product != bytes) {
        raise(ctx, TypeId::kTypeError, "memoryview: product(shape) * itemsize != buffer size");
        return false;
    }
    return true;
}

bool items_of(Context& ctx, Value shape, std::span<const Value>& out) {
    if (shape.is(Kind::kTuple)) {
        out = shape.as<Tuple>()->values();
        return true;
    }
    if (shape.is(Kind::kList)) {
        Tuple* t = to_tuple(ctx, shape);
        if (t) out = t->values();
        return t != nullptr;
    }
    raise(ctx, TypeId::kTypeError, "shape must be a list or a tuple");
    return false;
}

}  // namespace

bool check_open(Context& ctx, const MemoryView* m) {
    if (!(m->flags & MemoryView::kReleased)) return true;
    raise(ctx, TypeId::kValueError, "operation forbidden on released memoryview object");
    return false;
}

MemoryView* derive_view(Context& ctx, MemoryView* from, uint32_t dimensions) {
    MemoryView* m = new_view(ctx, dimensions);
    if (!m) return nullptr;
    m->flags |= from->flags & MemoryView::kReadonly;
    m->exporter.init(from->exporter.get());
    m->format.init(from->format.get());
    m->data = from->data;
    m->item_size = from->item_size;
    m->exports = from->exports;
    if (m->exports) m->exports->views++;
    return m;
}

void release_view(MemoryView* m) {
    if (m->flags & MemoryView::kReleased) return;
    m->flags |= MemoryView::kReleased;
    if (m->exports && m->exports->views) m->exports->views--;
    m->exports = nullptr;
}

MemoryView* make_memoryview(Context& ctx, Value v) {
    if (v.is(Kind::kMemoryView)) {
        MemoryView* from = v.as<MemoryView>();
        if (!check_open(ctx, from)) return nullptr;
        MemoryView* m = derive_view(ctx, from, from->dimensions);
        if (m) std::memcpy(m->shape(), from->shape(), from->dimensions * 2 * sizeof(int64_t));
        return m;
    }
    if (!has_buffer(ctx, v)) {
        raise(ctx, TypeId::kTypeError, "memoryview: a bytes-like object is required, not '{}'",
              MessageArg::type(v));
        return nullptr;
    }
    MemoryView* m = new_view(ctx, 1);
    BufferInfo info;
    if (!m || !describe_buffer(ctx, v, info)) return nullptr;
    String* format = intern(ctx, info.format);
    if (!format) return nullptr;
    m->exporter.set(ctx, m, v);
    m->format.set(ctx, m, format);
    m->data = info.data;
    m->item_size = info.item_size;
    if (info.readonly) m->flags |= MemoryView::kReadonly;
    m->shape()[0] = static_cast<int64_t>(info.bytes / info.item_size);
    m->strides()[0] = static_cast<int64_t>(info.item_size);
    m->exports = exports_of(ctx, v);
    if (m->exports) m->exports->views++;
    return m;
}

bool is_c_contiguous(const MemoryView* m) {
    int64_t expected = static_cast<int64_t>(m->item_size);
    for (uint32_t i = m->dimensions; i-- > 0;) {
        if (m->shape()[i] == 0) return true;
        if (m->shape()[i] > 1 && m->strides()[i] != expected) return false;
        expected *= m->shape()[i];
    }
    return true;
}

bool is_fortran_contiguous(const MemoryView* m) {
    int64_t expected = static_cast<int64_t>(m->item_size);
    for (uint32_t i = 0; i < m->dimensions; i++) {
        if (m->shape()[i] == 0) return true;
        if (m->shape()[i] > 1 && m->strides()[i] != expected) return false;
        expected *= m->shape()[i];
    }
    return true;
}

uint64_t item_count(const MemoryView* m) {
    uint64_t n = 1;
    for (uint32_t i = 0; i < m->dimensions; i++)
        n *= static_cast<uint64_t>(m->shape()[i]);
    return n;
}

std::string flatten(const MemoryView* m, char order) {
    std::string out;
    const uint64_t bytes = item_count(m) * m->item_size;
    if (order == 'C' && is_c_contiguous(m)) {
        if (bytes) out.assign(reinterpret_cast<const char*>(m->data), bytes);
        return out;
    }
    out.reserve(bytes);
    if (order == 'F') {
        append_fortran(m, m->dimensions, m->data, out);
    } else {
        append_items(m, 0, m->data, out);
    }
    return out;
}

char native_code(const String* format) {
    if (!format->is_ascii()) return 0;
    std::string_view s = format->ascii();
    if (s.starts_with('@')) s.remove_prefix(1);
    return s.size() == 1 && native_size(s[0]) ? s[0] : 0;
}

uint64_t native_size(char code) {
    switch (code) {
    case 'c':
    case 'b':
    case 'B':
    case '?': return 1;
    case 'h':
    case 'H': return 2;
    case 'i':
    case 'I':
    case 'f': return 4;
    case 'l':
    case 'L': return sizeof(long);
    case 'q':
    case 'Q':
    case 'n':
    case 'N':
    case 'P':
    case 'd': return 8;
    default: return 0;
    }
}

char usable_code(Context& ctx, const MemoryView* m) {
    const char code = native_code(m->format.get());
    if (!code) {
        raise(ctx, TypeId::kNotImplementedError, "memoryview: unsupported format {}",
              m->format.get());
    }
    return code;
}

Value unpack_item(Context& ctx, const uint8_t* from, char code) {
    switch (code) {
    case 'c': return Value::object(make_bytes(ctx, {reinterpret_cast<const char*>(from), 1}));
    case 'b': return Value::small_int(load<int8_t>(from));
    case 'B': return Value::small_int(*from);
    case '?': return Value::boolean(*from != 0);
    case 'h': return Value::small_int(load<int16_t>(from));
    case 'H': return Value::small_int(load<uint16_t>(from));
    case 'i': return Value::small_int(load<int32_t>(from));
    case 'I': return Value::small_int(load<uint32_t>(from));
    case 'l': return make_int(ctx, load<long>(from));
    case 'L': return make_int_unsigned(ctx, load<unsigned long>(from));
    case 'q':
    case 'n': return make_int(ctx, load<int64_t>(from));
    case 'f': return Value::number(static_cast<double>(load<float>(from)));
    case 'd': return Value::number(load<double>(from));
    default: return make_int_unsigned(ctx, load<uint64_t>(from));
    }
}

bool pack_item(Context& ctx, uint8_t* to, char code, Value v) {
    switch (code) {
    case 'c':
        if (!v.is(Kind::kBytes)) return invalid(ctx, TypeId::kTypeError, "type", code);
        if (v.as<Bytes>()->length != 1) return invalid(ctx, TypeId::kValueError, "value", code);
        *to = v.as<Bytes>()->data()[0];
        return true;
    case '?': {
        const Truth t = is_true(ctx, v);
        if (t == Truth::kError) return false;
        *to = t == Truth::kYes;
        return true;
    }
    case 'f':
    case 'd': {
        double d;
        if (!to_double(ctx, v, d)) return conversion_failed(ctx, code);
        return code == 'd' ? store(to, d) : store(to, static_cast<float>(d));
    }
    case 'b': return store_signed<int8_t>(ctx, to, code, v);
    case 'h': return store_signed<int16_t>(ctx, to, code, v);
    case 'i': return store_signed<int32_t>(ctx, to, code, v);
    case 'l': return store_signed<long>(ctx, to, code, v);
    case 'q':
    case 'n': return store_signed<int64_t>(ctx, to, code, v);
    case 'B': return store_unsigned<uint8_t>(ctx, to, code, v);
    case 'H': return store_unsigned<uint16_t>(ctx, to, code, v);
    case 'I': return store_unsigned<uint32_t>(ctx, to, code, v);
    case 'L': return store_unsigned<unsigned long>(ctx, to, code, v);
    default: return store_unsigned<uint64_t>(ctx, to, code, v);
    }
}

MemoryView* cast_view(Context& ctx, MemoryView* m, String* format, Value shape) {
    auto fail = [&](TypeId type, const char* message) {
        raise(ctx, type, message);
        return nullptr;
    };
    if (!is_c_contiguous(m)) {
        return fail(TypeId::kTypeError, "memoryview: casts are restricted to C-contiguous views");
    }
    if ((shape || m->dimensions != 1) && item_count(m) == 0) {
        return fail(TypeId::kTypeError,
                    "memoryview: cannot cast view with zeros in shape or strides");
    }
    std::span<const Value> lengths;
    if (shape) {
        if (!items_of(ctx, shape, lengths)) return nullptr;
        if (lengths.size() > MemoryView::kMaxDimensions) {
            return fail(TypeId::kValueError, "memoryview: number of dimensions must not exceed 64");
        }
        if (m->dimensions != 1 && lengths.size() != 1) {
            return fail(TypeId::kTypeError, "memoryview: cast must be 1D -> ND or ND -> 1D");
        }
    }
    const char from = native_code(m->format.get());
    const char to = native_code(format);
    if (!from) {
        return fail(TypeId::kValueError,
                    "memoryview: source format must be a native single character format prefixed "
                    "with an optional '@'");
    }
    if (!to) {
        return fail(TypeId::kValueError,
                    "memoryview: destination format must be a native single character format "
                    "prefixed with an optional '@'");
    }
    if (!is_byte_code(from) && !is_byte_code(to)) {
        return fail(TypeId::kTypeError, "memoryview: cannot cast between two non-byte formats");
    }
    const uint64_t bytes = item_count(m) * m->item_size;
    if (bytes % native_size(to)) {
        return fail(TypeId::kTypeError, "memoryview: length is not a multiple of itemsize");
    }
    MemoryView* out = derive_view(ctx, m, shape ? static_cast<uint32_t>(lengths.size()) : 1);
    if (!out) return nullptr;
    out->format.set(ctx, out, format);
    out->item_size = native_size(to);
    if (!shape) {
        out->shape()[0] = static_cast<int64_t>(bytes / out->item_size);
    } else if (!read_shape(ctx, lengths, bytes, out)) {
        release_view(out);
        return nullptr;
    }
    set_c_strides(out);
    return out;
}

bool copy_buffer(Context& ctx, Value v, std::string& out) {
    if (v.is(Kind::kMemoryView)) {
        if (!check_open(ctx, v.as<MemoryView>())) return false;
        out = flatten(v.as<MemoryView>());
        return true;
    }
    BufferView view;
    if (!view.acquire(ctx, v)) return false;
    out = view.chars();
    return true;
}

}  // namespace orrery
