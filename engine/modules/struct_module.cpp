// Module _struct: packed binary data.
#include <bit>
#include <cmath>
#include <cstring>
#include <memory>

#include "engine/modules/module_support.h"
#include "engine/objects/bytes.h"
#include "engine/objects/int.h"

namespace orrery {

namespace {

// One character of a format: what is packed, in how many bytes.
struct Code {
    enum What : uint8_t {
        kPad,
        kSigned,
        kUnsigned,
        kPointer,
        kBool,
        kChar,
        kFloat,
        kString,
        kPascal
    };
    char letter;
    What what;
    uint8_t native_size;    // also the native alignment
    uint8_t standard_size;  // 0: native only
};
constexpr Code kCodes[] = {
    {'x', Code::kPad, 1, 1},
    {'b', Code::kSigned, 1, 1},
    {'B', Code::kUnsigned, 1, 1},
    {'c', Code::kChar, 1, 1},
    {'s', Code::kString, 1, 1},
    {'p', Code::kPascal, 1, 1},
    {'h', Code::kSigned, 2, 2},
    {'H', Code::kUnsigned, 2, 2},
    {'i', Code::kSigned, 4, 4},
    {'I', Code::kUnsigned, 4, 4},
    {'l', Code::kSigned, sizeof(long), 4},
    {'L', Code::kUnsigned, sizeof(long), 4},
    {'q', Code::kSigned, 8, 8},
    {'Q', Code::kUnsigned, 8, 8},
    {'n', Code::kSigned, 8, 0},
    {'N', Code::kUnsigned, 8, 0},
    {'P', Code::kPointer, 8, 0},
    {'?', Code::kBool, 1, 1},
    {'e', Code::kFloat, 2, 2},
    {'f', Code::kFloat, 4, 4},
    {'d', Code::kFloat, 8, 8},
};
const Code* find_code(char c) {
    for (const Code& code : kCodes) {
        if (code.letter == c) return &code;
    }
    return nullptr;
}

struct Item {
    const Code* code;
    uint64_t offset;
    uint64_t size;    // of one; of the whole text for s and p
    uint64_t count;
};
struct Layout {
    std::vector<Item> items;
    uint64_t size = 0;
    uint64_t values = 0;
    bool big_endian = false;
    bool native = true;
};

Value struct_error(Context& ctx) { return module_attribute(ctx, "_struct", "error"); }
template <typename... A>
Value fail(Context& ctx, std::string_view format, const A&... args) {
    return raise_of_class(ctx, struct_error(ctx), format, args...);
}

constexpr uint64_t kMaxSize = INT64_MAX;

bool parse(Context& ctx, std::string_view format, Layout& out) {
    size_t i = 0;
    bool aligned = true;
    if (!format.empty()) {
        switch (format[0]) {
        case '@': i = 1; break;
        case '=': i = 1, aligned = out.native = false; break;
        case '<': i = 1, aligned = out.native = false; break;
        case '>':
        case '!': i = 1, aligned = out.native = false, out.big_endian = true; break;
        default: break;
        }
    }
    while (i < format.size()) {
        char c = format[i++];
        if (c == ' ' || (c >= '\t' && c <= '\r')) continue;
        uint64_t count = 1;
        if (c >= '0' && c <= '9') {
            count = static_cast<uint64_t>(c - '0');
            while (i < format.size() && format[i] >= '0' && format[i] <= '9') {
                const auto digit = static_cast<uint64_t>(format[i++] - '0');
                if (count > (kMaxSize - digit) / 10) {
                    fail(ctx, "total struct size too long");
                    return false;
                }
                count = count * 10 + digit;
            }
            if (i == format.size()) {
                fail(ctx, "repeat count given without format specifier");
                return false;
            }
            c = format[i++];
        }
        if (c == '\0') {
            fail(ctx, "embedded null character");
            return false;
        }
        const Code* code = find_code(c);
        if (!code || (!out.native && code->standard_size == 0)) {
            fail(ctx, "bad char in struct format");
            return false;
        }
        const uint64_t size = out.native ? code->native_size : code->standard_size;
        if (aligned && size > 1) out.size = (out.size + size - 1) / size * size;
        if (out.size > kMaxSize || (count && size > (kMaxSize - out.size) / count)) {
            fail(ctx, "total struct size too long");
            return false;
        }
        if (code->what == Code::kString || code->what == Code::kPascal) {
            out.items.push_back({code, out.size, count, 1});
            out.values++;
        } else if (code->what != Code::kPad && count) {
            out.items.push_back({code, out.size, size, count});
            out.values += count;
        }
        out.size += size * count;
    }
    return true;
}

// ---- values ----

void store(uint8_t* p, uint64_t bits, uint64_t size, bool big) {
    for (uint64_t i = 0; i < size; i++) {
        p[big ? size - 1 - i : i] = static_cast<uint8_t>(bits >> (8 * i));
    }
}
uint64_t load(const uint8_t* p, uint64_t size, bool big) {
    uint64_t bits = 0;
    for (uint64_t i = 0; i < size; i++)
        bits |= uint64_t{p[big ? size - 1 - i : i]} << (8 * i);
    return bits;
}

bool range_error(Context& ctx, const Layout& layout, char letter, uint64_t size, bool is_signed) {
    const int64_t low = is_signed ? -(int64_t{1} << (8 * size - 1)) : 0;
    const int64_t high = (int64_t{1} << (8 * size - (is_signed ? 1 : 0))) - 1;
    const char* name = letter == 'b' ? "byte" : letter == 'B' ? "ubyte" : nullptr;
    if (!layout.big_endian && letter == 'h') name = "short";
    if (!layout.big_endian && letter == 'H') name = "ushort";
    if (name) {
        fail(ctx, "{} format requires {} <= number <= {}", name, low, high);
    } else {
        fail(ctx, "'{}' format requires {} <= number <= {}", std::string(1, letter), low, high);
    }
    return false;
}

bool integer_bits(Context& ctx, const Layout& layout, const Item& item, Value v, uint64_t& bits) {
    if (!is_int(v)) {
        if (!is_index(ctx, v)) {
            fail(ctx, "required argument is not an integer");
            return false;
        }
        if (!(v = to_index(ctx, v))) return false;
    }
    const char letter = item.code->letter;
    int64_t n;
    const bool is_signed = item.code->what == Code::kSigned;
    const bool fits = int_to_int64(v, n);
    bits = static_cast<uint64_t>(n);
    if (item.code->what == Code::kPointer) {
        if (fits || IntView(v).ref().to_uint64(&bits)) return true;
        fail(ctx, "int too large to convert");
        return false;
    }
    const bool wide = item.size == 8;
    if (is_signed || item.size <= 2) {
        if (!fits) {
            fail(ctx,
                 wide && layout.big_endian ? "int too large to convert" : "argument out of range");
            return false;
        }
        if (wide) return true;
        const int64_t high = (int64_t{1} << (8 * item.size - (is_signed ? 1 : 0))) - 1;
        const int64_t low = is_signed ? -high - 1 : 0;
        return (n >= low && n <= high) || range_error(ctx, layout, letter, item.size, is_signed);
    }
    if (!IntView(v).ref().to_uint64(&bits)) {
        fail(ctx, wide && layout.big_endian ? "int too large to convert" : "argument out of range");
        return false;
    }
    return wide || bits >> (8 * item.size) == 0 ||
           range_error(ctx, layout, letter, item.size, false);
}

/// Bits of the nearest half-precision number. False if it would be infinite.
bool half_bits(double x, uint64_t& out) {
    const uint64_t sign = std::signbit(x) ? 0x8000 : 0;
    if (std::isnan(x)) {
        out = sign | 0x7e00;
        return true;
    }
    if (std::isinf(x)) {
        out = sign | 0x7c00;
        return true;
    }
    const double a = std::fabs(x);
    int exponent;
    std::frexp(a, &exponent);
    // Multiples of 2^(exponent-11), or of 2^-24 below the normal numbers.
    const int unit = std::max(exponent - 11, -24);
    const double scaled = std::nearbyint(std::ldexp(a, -unit));
    if (a == 0 || scaled == 0) {
        out = sign;
        return true;
    }
    auto mantissa = static_cast<uint64_t>(scaled);
    uint64_t e = static_cast<uint64_t>(unit) + 24;  // mantissa in [1024, 2048] unless subnormal
    if (mantissa < 1024) {
        out = sign | mantissa;
        return true;
    }
    const uint64_t bits = (e << 10) + mantissa;  // the hidden bit adds one to the exponent
    if (bits >= 0x7c00) return false;
    out = sign | bits;
    return true;
}
double half_value(uint64_t bits) {
    const double sign = bits & 0x8000 ? -1.0 : 1.0;
    const int exponent = static_cast<int>(bits >> 10 & 31);
    const auto mantissa = static_cast<double>(bits & 1023);
    if (exponent == 31) return mantissa != 0 ? std::copysign(NAN, sign) : sign * INFINITY;
    if (exponent == 0) return sign * std::ldexp(mantissa, -24);
    return sign * std::ldexp(mantissa + 1024, exponent - 25);
}

bool float_bits(Context& ctx, const Layout& layout, const Item& item, Value v, uint64_t& bits) {
    double x;
    if (!to_double(ctx, v, x)) {
        if (exception_matches(ctx, TypeId::kTypeError)) {
            take_exception(ctx);
            fail(ctx, "required argument is not a float");
        }
        return false;
    }
    if (item.size == 8) {
        bits = std::bit_cast<uint64_t>(x);
    } else if (item.size == 4) {
        const auto f = static_cast<float>(x);
        if (std::isinf(f) && !std::isinf(x) && !layout.native) {
            raise(ctx, TypeId::kOverflowError, "float too large to pack with f format");
            return false;
        }
        bits = std::bit_cast<uint32_t>(f);
    } else if (!half_bits(x, bits)) {
        raise(ctx, TypeId::kOverflowError, "float too large to pack with e format");
        return false;
    }
    return true;
}

bool pack_one(Context& ctx, const Layout& layout, const Item& item, uint8_t* p, Value v) {
    uint64_t bits = 0;
    switch (item.code->what) {
    case Code::kPad: return true;
    case Code::kSigned:
    case Code::kUnsigned:
    case Code::kPointer:
        if (!integer_bits(ctx, layout, item, v, bits)) return false;
        break;
    case Code::kFloat:
        if (!float_bits(ctx, layout, item, v, bits)) {
            if (is_int(v) && exception_matches(ctx, TypeId::kOverflowError)) {
                take_exception(ctx);
                fail(ctx, "int too large to convert");
            }
            return false;
        }
        break;
    case Code::kBool: {
        const Truth t = is_true(ctx, v);
        if (t == Truth::kError) return false;
        *p = t == Truth::kYes;
        return true;
    }
    case Code::kChar:
        if (!v.is(Kind::kBytes) || v.as<Bytes>()->length != 1) {
            fail(ctx, "char format requires a bytes object of length 1");
            return false;
        }
        *p = v.as<Bytes>()->data()[0];
        return true;
    case Code::kString:
    case Code::kPascal: {
        if (!v.is(Kind::kBytes) && !v.is(Kind::kByteArray)) {
            fail(ctx, "argument for '{}' must be a bytes object",
                 std::string(1, item.code->letter));
            return false;
        }
        const std::string_view text =
            v.is(Kind::kBytes) ? v.as<Bytes>()->view() : v.as<ByteArray>()->view();
        if (item.code->what == Code::kString) {
            memcpy(p, text.data(), std::min<size_t>(text.size(), item.size));
        } else if (item.size) {
            const size_t n = std::min<size_t>(text.size(), item.size - 1);
            memcpy(p + 1, text.data(), n);
            p[0] = static_cast<uint8_t>(std::min<size_t>(n, 255));
        }
        return true;
    }
    }
    store(p, bits, item.size, layout.big_endian);
    return true;
}

/// `p` is zeroed.
bool pack_all(Context& ctx, const Layout& layout, uint8_t* p, std::span<const Value> values) {
    size_t next = 0;
    for (const Item& item : layout.items) {
        for (uint64_t i = 0; i < item.count; i++) {
            if (!pack_one(ctx, layout, item, p + item.offset + i * item.size, values[next++]))
                return false;
        }
    }
    return true;
}

Value unpack_one(Context& ctx, const Layout& layout, const Item& item, const uint8_t* p) {
    switch (item.code->what) {
    case Code::kChar: return or_error(make_bytes(ctx, std::span(p, 1)));
    case Code::kBool: return Value::boolean(*p != 0);
    case Code::kString: return or_error(make_bytes(ctx, std::span(p, item.size)));
    case Code::kPascal: {
        const uint64_t n = item.size ? std::min<uint64_t>(p[0], item.size - 1) : 0;
        return or_error(make_bytes(ctx, std::span(p + 1, n)));
    }
    default: break;
    }
    const uint64_t bits = load(p, item.size, layout.big_endian);
    if (item.code->what == Code::kSigned) {
        const auto shift = static_cast<int>(64 - 8 * item.size) & 63;
        return make_int(ctx, static_cast<int64_t>(bits << shift) >> shift);
    }
    if (item.code->what != Code::kFloat) return make_int_unsigned(ctx, bits);
    if (item.size == 8) return Value::number(std::bit_cast<double>(bits));
    if (item.size == 2) return Value::number(half_value(bits));
    return Value::number(static_cast<double>(std::bit_cast<float>(static_cast<uint32_t>(bits))));
}

Value unpack_all(Context& ctx, const Layout& layout, const uint8_t* p) {
    Tuple* out = new_tuple(ctx, layout.values);
    if (!out) return Value::error();
    uint64_t next = 0;
    for (const Item& item : layout.items) {
        for (uint64_t i = 0; i < item.count; i++) {
            Value v = unpack_one(ctx, layout, item, p + item.offset + i * item.size);
            if (!v) return v;
            out->slots()[next++].set(ctx, out, v);
        }
    }
    return Value::object(out);
}

// ---- Struct ----

struct StructObject : NativeObject {
    Layout* layout;  // owned; null before __init__
    Slot format;     // str
};
StructObject* struct_of(Value v) { return v.as<StructObject>(); }
void trace(Marker& marker, Object* o) { marker.mark(static_cast<StructObject*>(o)->format); }
void finalize(Object* o) { delete static_cast<StructObject*>(o)->layout; }

bool set_format(Context& ctx, StructObject* s, Value format) {
    std::string text;
    if (format.is(Kind::kString)) {
        Value encoded =
            call_method(ctx, format, Name::kencode, {or_error(make_string(ctx, "ascii"))});
        if (!encoded) return false;
        text = encoded.as<Bytes>()->view();
    } else if (format.is(Kind::kBytes)) {
        text = format.as<Bytes>()->view();
    } else {
        raise(ctx, TypeId::kTypeError, "Struct() argument 1 must be a str or bytes object, not {}",
              MessageArg::type(format));
        return false;
    }
    auto layout = std::make_unique<Layout>();
    if (!parse(ctx, text, *layout)) return false;
    String* name =
        make_string_latin1(ctx, reinterpret_cast<const uint8_t*>(text.data()), text.size());
    if (!name) return false;
    delete s->layout;
    s->layout = layout.release();
    s->format.set(ctx, s, Value::object(name));
    return true;
}
Value struct_new(Context& ctx, const Args& args) {
    return or_error(allocate<StructObject>(ctx, args[0].as<Type>()));
}
Value struct_init(Context& ctx, const Args& args) {
    return set_format(ctx, struct_of(args[0]), args[1]) ? Value::none() : Value::error();
}

extern const NativeTypeSpec kStructSpec;

/// The Struct of a format, from the cache that is the module's state. Null after an exception.
StructObject* cached(Context& ctx, Value format) {
    if (StructObject* s = native_cast<StructObject>(ctx, format, kStructSpec)) return s;
    Value module = import_module(ctx, "_struct");
    if (!module) return nullptr;
    auto* cache = module.as<Module>()->state.get().as<Dict>();
    Value found;
    const Truth t = dict_get(ctx, cache, format, found);
    if (t == Truth::kError) return nullptr;
    if (t == Truth::kYes) return struct_of(found);
    Type* type = shared_type(ctx, kStructSpec);
    auto* s = type ? allocate<StructObject>(ctx, type) : nullptr;
    if (!s || !set_format(ctx, s, format)) return nullptr;
    constexpr uint32_t kCacheLimit = 100;
    if (cache->live >= kCacheLimit) dict_clear(ctx, cache);
    return dict_set(ctx, cache, format, Value::object(s)) ? s : nullptr;
}
const Layout* layout_of(Context& ctx, StructObject* s) {
    if (s && !s->layout) raise(ctx, TypeId::kRuntimeError, "Struct object is not initialized");
    return s ? s->layout : nullptr;
}

Value pack(Context& ctx, const Layout* layout, std::span<const Value> values) {
    if (!layout) return Value::error();
    if (values.size() != layout->values) {
        return fail(ctx, "pack expected {} items for packing (got {})", layout->values,
                    values.size());
    }
    Bytes* out = new_bytes(ctx, layout->size);
    return out && pack_all(ctx, *layout, out->data(), values) ? Value::object(out) : Value::error();
}
Value pack_into(Context& ctx, const Layout* layout, std::span<const Value> given) {
    if (!layout) return Value::error();
    if (given.size() < 2) {
        return fail(ctx, given.empty() ? "pack_into expected buffer argument"
                                       : "pack_into expected offset argument");
    }
    if (given.size() - 2 != layout->values) {
        return fail(ctx, "pack_into expected {} items for packing (got {})", layout->values,
                    given.size() - 2);
    }
    BufferView view;
    int64_t offset;
    if (!view.acquire(ctx, given[0], BufferView::kWrite, "argument") ||
        !to_int64(ctx, given[1], offset)) {
        return Value::error();
    }
    const auto size = static_cast<int64_t>(layout->size),
               length = static_cast<int64_t>(view.size());
    if (offset < 0) {
        if (offset + size > 0)
            return fail(ctx, "no space to pack {} bytes at offset {}", size, offset);
        if (offset + length < 0) {
            return fail(ctx, "offset {} out of range for {}-byte buffer", offset, length);
        }
        offset += length;
    }
    if (length - offset < size) {
        return fail(
            ctx,
            "pack_into requires a buffer of at least {} bytes for packing {} bytes at offset "
            "{} (actual buffer size is {})",
            size + offset, size, offset, length);
    }
    memset(view.data() + offset, 0, layout->size);
    return pack_all(ctx, *layout, view.data() + offset, given.subspan(2)) ? Value::none()
                                                                          : Value::error();
}
Value unpack(Context& ctx, const Layout* layout, Value buffer) {
    BufferView view;
    if (!layout || !view.acquire(ctx, buffer)) return Value::error();
    if (view.size() != layout->size) {
        return fail(ctx, "unpack requires a buffer of {} bytes", layout->size);
    }
    return unpack_all(ctx, *layout, view.data());
}
Value unpack_from(Context& ctx, const Layout* layout, Value buffer, Value at) {
    BufferView view;
    int64_t offset = 0;
    if (!layout || !view.acquire(ctx, buffer) || (at && !to_int64(ctx, at, offset))) {
        return Value::error();
    }
    const auto size = static_cast<int64_t>(layout->size),
               length = static_cast<int64_t>(view.size());
    if (offset < 0) {
        if (offset + size > 0) {
            return fail(ctx, "not enough data to unpack {} bytes at offset {}", size, offset);
        }
        if (offset + length < 0) {
            return fail(ctx, "offset {} out of range for {}-byte buffer", offset, length);
        }
        offset += length;
    }
    if (length - offset < size) {
        return fail(ctx,
                    "unpack_from requires a buffer of at least {} bytes for unpacking {} bytes at "
                    "offset {} (actual buffer size is {})",
                    size + offset, size, offset, length);
    }
    return unpack_all(ctx, *layout, view.data() + offset);
}

struct UnpackIterator : NativeObject {
    Ref<StructObject> format;
    Slot buffer;  // empty at the end
    uint64_t offset;
};
void trace_iterator(Marker& marker, Object* o) {
    marker.mark(static_cast<UnpackIterator*>(o)->format);
    marker.mark(static_cast<UnpackIterator*>(o)->buffer);
}
Value iterator_step(Context& ctx, Value self) {
    auto* it = self.as<UnpackIterator>();
    const Value buffer = it->buffer.get();
    if (!buffer) return Value::stop();
    BufferView view;
    if (!view.acquire(ctx, buffer)) return Value::error();
    const Layout& layout = *it->format->layout;
    if (it->offset + layout.size > view.size()) {
        it->buffer.init(Value());
        return Value::stop();
    }
    Value v = unpack_all(ctx, layout, view.data() + it->offset);
    it->offset += layout.size;
    return v;
}
Value iterator_hint(Context& ctx, const Args& args) {
    auto* it = args[0].as<UnpackIterator>();
    if (!it->buffer) return Value::small_int(0);
    BufferView view;
    if (!view.acquire(ctx, it->buffer.get())) return Value::error();
    return make_int(ctx,
                    static_cast<int64_t>((view.size() - it->offset) / it->format->layout->size));
}
const NativeMethod kIteratorMethods[] = {{"__length_hint__(self, /)", iterator_hint}};
const NativeTypeSpec kUnpackIteratorSpec = {.name = "_struct.unpack_iterator",
                                            .size = sizeof(UnpackIterator),
                                            .subclassable = false,
                                            .methods = kIteratorMethods,
                                            .next = iterator_step,
                                            .trace = trace_iterator};

Value iter_unpack(Context& ctx, StructObject* s, Value buffer) {
    const Layout* layout = layout_of(ctx, s);
    if (!layout) return Value::error();
    if (layout->size == 0) {
        return fail(ctx, "cannot iteratively unpack with a struct of length 0");
    }
    BufferView view;
    if (!view.acquire(ctx, buffer)) return Value::error();
    if (view.size() % layout->size) {
        return fail(ctx, "iterative unpacking requires a buffer of a multiple of {} bytes",
                    layout->size);
    }
    Type* type = shared_type(ctx, kUnpackIteratorSpec);
    auto* it = type ? allocate<UnpackIterator>(ctx, type) : nullptr;
    if (!it) return Value::error();
    it->format.init(s);
    it->buffer.init(buffer);
    return Value::object(it);
}

Value m_pack(Context& ctx, const Args& a) {
    return pack(ctx, layout_of(ctx, struct_of(a[0])), a.rest());
}
Value m_pack_into(Context& ctx, const Args& a) {
    return pack_into(ctx, layout_of(ctx, struct_of(a[0])), a.rest());
}
Value m_unpack(Context& ctx, const Args& a) {
    return unpack(ctx, layout_of(ctx, struct_of(a[0])), a[1]);
}
Value m_unpack_from(Context& ctx, const Args& a) {
    return unpack_from(ctx, layout_of(ctx, struct_of(a[0])), a[1], a[2]);
}
Value m_iter_unpack(Context& ctx, const Args& a) { return iter_unpack(ctx, struct_of(a[0]), a[1]); }
Value get_format(Context&, Value self) {
    const Value v = struct_of(self)->format.get();
    return v ? v : Value::none();
}
Value get_size(Context& ctx, Value self) {
    const Layout* l = struct_of(self)->layout;
    return make_int(ctx, l ? static_cast<int64_t>(l->size) : -1);
}
Value struct_sizeof(Context& ctx, const Args& args) {
    const Layout* l = struct_of(args[0])->layout;
    return make_int(ctx, static_cast<int64_t>(sizeof(StructObject) + sizeof(Layout) +
                                              (l ? l->items.size() * sizeof(Item) : 0)));
}

const NativeMethod kStructMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", struct_new},
    {"__init__(self, /, format)", struct_init},
    {"pack(self, /, *values)", m_pack},
    {"pack_into(self, /, *args)", m_pack_into},
    {"unpack(self, buffer, /)", m_unpack},
    {"unpack_from(self, /, buffer, offset=0)", m_unpack_from},
    {"iter_unpack(self, buffer, /)", m_iter_unpack},
    {"__sizeof__(self, /)", struct_sizeof},
};
const NativeProperty kStructProperties[] = {
    {"format", get_format, nullptr, "struct format string"},
    {"size", get_size, nullptr, "struct size in bytes"},
};
const NativeTypeSpec kStructSpec = {.name = "_struct.Struct",
                                    .size = sizeof(StructObject),
                                    .methods = kStructMethods,
                                    .properties = kStructProperties,
                                    .trace = trace,
                                    .finalize = finalize,
                                    .doc = "Struct(fmt) --> compiled struct object"};

Value f_pack(Context& ctx, const Args& args) {
    if (args.rest_count == 0) return raise(ctx, TypeId::kTypeError, "missing format argument");
    return pack(ctx, layout_of(ctx, cached(ctx, args.rest()[0])), args.rest().subspan(1));
}
Value f_pack_into(Context& ctx, const Args& args) {
    if (args.rest_count == 0) return raise(ctx, TypeId::kTypeError, "missing format argument");
    return pack_into(ctx, layout_of(ctx, cached(ctx, args.rest()[0])), args.rest().subspan(1));
}
Value f_unpack(Context& ctx, const Args& args) {
    return unpack(ctx, layout_of(ctx, cached(ctx, args[0])), args[1]);
}
Value f_unpack_from(Context& ctx, const Args& args) {
    return unpack_from(ctx, layout_of(ctx, cached(ctx, args[0])), args[1], args[2]);
}
Value f_iter_unpack(Context& ctx, const Args& args) {
    StructObject* s = cached(ctx, args[0]);
    return s ? iter_unpack(ctx, s, args[1]) : Value::error();
}
Value f_calcsize(Context& ctx, const Args& args) {
    const Layout* layout = layout_of(ctx, cached(ctx, args[0]));
    return layout ? make_int(ctx, static_cast<int64_t>(layout->size)) : Value::error();
}
Value f_clearcache(Context& ctx, const Args&) {
    Value module = import_module(ctx, "_struct");
    if (!module) return module;
    dict_clear(ctx, module.as<Module>()->state.get().as<Dict>());
    return Value::none();
}

const NativeMethod kFunctions[] = {
    {"_clearcache()", f_clearcache, "Clear the internal cache."},
    {"calcsize(format, /)", f_calcsize,
     "Return size in bytes of the struct described by the format "
     "string."},
    {"iter_unpack(format, buffer, /)", f_iter_unpack,
     "Return an iterator yielding tuples unpacked from the given bytes."},
    {"pack(*args)", f_pack,
     "pack(format, v1, v2, ...) -> bytes\n\nReturn a bytes object containing the values v1, v2, "
     "... "
     "packed according\nto the format string."},
    {"pack_into(*args)", f_pack_into,
     "pack_into(format, buffer, offset, v1, v2, ...)\n\nPack the values v1, v2, ... according to "
     "the "
     "format string and write\nthe packed bytes into the writable buffer buf starting at offset."},
    {"unpack(format, buffer, /)", f_unpack,
     "Return a tuple containing values unpacked according to the format string."},
    {"unpack_from(format, /, buffer, offset=0)", f_unpack_from,
     "Return a tuple containing values unpacked according to the format string."},
};

bool populate(Context& ctx, Module* module) {
    Dict* cache = make_dict(ctx);
    if (!cache) return false;
    module->state.set(ctx, module, Value::object(cache));
    return add_shared_type(ctx, module, kStructSpec) &&
           add_exception_class(ctx, module, "struct", "error", TypeId::kException);
}

}  // namespace

extern const NativeModuleSpec kStructModule;
const NativeModuleSpec kStructModule = {
    .name = "_struct",
    .functions = kFunctions,
    .populate = populate,
    .doc = "Functions to convert between Python values and C structs.",
};

}  // namespace orrery
