// Items of arrays as values, and the storage that holds them.
#include <cstring>
#include <limits>

#include "engine/modules/array/array.h"
#include "engine/objects/int.h"
#include "engine/objects/sequence_support.h"

namespace orrery::array_module {

uint8_t code_size(char code) {
    switch (code) {
    case 'b':
    case 'B': return 1;
    case 'h':
    case 'H': return 2;
    case 'u':
    case 'i':
    case 'I':
    case 'f': return 4;
    case 'l':
    case 'L': return sizeof(long);
    case 'q':
    case 'Q':
    case 'd': return 8;
    default: return 0;
    }
}

// ---- items ----

template <typename T>
T read_as(const uint8_t* p) {
    T v;
    std::memcpy(&v, p, sizeof v);
    return v;
}
template <typename T>
void write_as(uint8_t* p, T v) {
    std::memcpy(p, &v, sizeof v);
}

Value read_item(Context& ctx, char code, unsigned size, const uint8_t* p) {
    switch (code) {
    case 'f': return Value::number(read_as<float>(p));
    case 'd': return Value::number(read_as<double>(p));
    case 'u': {
        const auto c = read_as<uint32_t>(p);
        if (c <= 0x10FFFF) return or_error(char_string(ctx, c));
        char text[80];
        std::snprintf(text, sizeof text, "character U+%x is not in range [U+0000; U+10ffff]", c);
        return raise(ctx, TypeId::kValueError, "{}", text);
    }
    default: break;
    }
    switch (size) {
    case 1: return Value::small_int(is_signed(code) ? read_as<int8_t>(p) : int64_t{*p});
    case 2:
        return Value::small_int(is_signed(code) ? read_as<int16_t>(p)
                                                : int64_t{read_as<uint16_t>(p)});
    case 4:
        return Value::small_int(is_signed(code) ? read_as<int32_t>(p)
                                                : int64_t{read_as<uint32_t>(p)});
    default:
        return is_signed(code) ? make_int(ctx, read_as<int64_t>(p))
                               : make_int_unsigned(ctx, read_as<uint64_t>(p));
    }
}
Value item(Context& ctx, Array* a, uint64_t i) {
    return read_item(ctx, a->code, a->item_size, a->at(i));
}

const char* code_words(char code) {
    switch (code) {
    case 'b':
    case 'h': return "signed short integer";
    case 'B': return "unsigned byte integer";
    case 'H': return "unsigned short";
    default: return "signed integer";
    }
}

bool write_int(Context& ctx, char code, unsigned size, Value v, uint8_t* p) {
    v = to_index(ctx, v);
    if (!v) return false;
    auto overflow = [&](std::string_view message) {
        raise(ctx, TypeId::kOverflowError, message);
        return false;
    };
    auto beyond = [&](const char* side, const char* words) {
        raise(ctx, TypeId::kOverflowError, "{} is {}", words, side);
        return false;
    };
    int64_t i = 0;
    const bool fits = int_to_int64(v, i);
    uint64_t bits = static_cast<uint64_t>(i);
    const bool wide_unsigned = code == 'I' || code == 'L' || code == 'Q';
    if (wide_unsigned) {
        const BigIntRef n = IntView(v).ref();
        if (n.is_negative() || (fits && i < 0)) {
            return overflow(code == 'Q' ? "can't convert negative int to unsigned"
                                        : "can't convert negative value to unsigned int");
        }
        if (!fits && !IntView(v).ref().to_uint64(&bits)) {
            return overflow(code == 'Q' ? "int too big to convert"
                                        : "Python int too large to convert to C unsigned long");
        }
        if (size == 4 && bits > UINT32_MAX) return beyond("greater than maximum", "unsigned int");
    } else {
        if (!fits) {
            return overflow(code == 'q' ? "int too big to convert"
                                        : "Python int too large to convert to C long");
        }
        if (size < 8) {
            const int64_t high = (int64_t{1} << (size * 8 - (is_signed(code) ? 1 : 0))) - 1;
            const int64_t low = is_signed(code) ? -high - 1 : 0;
            // Messages name the C types that a number passes through.
            const char* words = code_words(code);
            if (code == 'b' && i == static_cast<int16_t>(i)) words = "signed char";
            if (code == 'H' && i != static_cast<int32_t>(i)) words = "signed integer";
            if (i < low) return beyond("less than minimum", words);
            if (i > high) return beyond("greater than maximum", words);
        }
    }
    switch (size) {
    case 1: *p = static_cast<uint8_t>(bits); break;
    case 2: write_as(p, static_cast<uint16_t>(bits)); break;
    case 4: write_as(p, static_cast<uint32_t>(bits)); break;
    default: write_as(p, bits); break;
    }
    return true;
}

/// Converts to the item's bytes; `p` has room for 8.
bool write_item(Context& ctx, char code, unsigned size, Value v, uint8_t* p) {
    if (code == 'u') {
        if (!v.is(Kind::kString) || v.as<String>()->length != 1) {
            raise(ctx, TypeId::kTypeError, "array item must be unicode character");
            return false;
        }
        write_as(p, v.as<String>()->at(0));
        return true;
    }
    if (code == 'f' || code == 'd') {
        double x;
        if (!to_double(ctx, v, x)) return false;
        if (code == 'f')
            write_as(p, static_cast<float>(x));
        else
            write_as(p, x);
        return true;
    }
    return write_int(ctx, code, size, v, p);
}

// ---- storage ----

bool resize(Context& ctx, Array* a, uint64_t length) {
    if (length == a->length) return true;
    if (!may_resize(ctx, a, a->exports, "cannot resize an array that is exporting buffers")) {
        return false;
    }
    if (length > (uint64_t{1} << 46) / a->item_size) {
        raise_memory_error(ctx);
        return false;
    }
    const uint64_t wanted = length * a->item_size;
    if (!a->buffer) {
        Buffer* b = ctx.heap().allocate_buffer(wanted);
        if (!b) return false;
        a->buffer.set(ctx, a, b);
    } else if (wanted > a->buffer->capacity) {
        Buffer* b = ctx.heap().grow_buffer(a->buffer.get(), grown_capacity(length) * a->item_size);
        if (!b) return false;
        a->buffer.set(ctx, a, b);
    }
    a->length = length;
    return true;
}

Array* make_array(Context& ctx, Type* type, char code, uint64_t length) {
    auto* a = allocate<Array>(ctx, type);
    if (!a) return nullptr;
    a->code = code;
    a->item_size = code_size(code);
    return resize(ctx, a, length) ? a : nullptr;
}
Array* make_array(Context& ctx, char code, uint64_t length) {
    Type* type = shared_type(ctx, kArraySpec);
    return type ? make_array(ctx, type, code, length) : nullptr;
}

bool append(Context& ctx, Array* a, Value v) {
    uint8_t bytes[8];
    if (!write_item(ctx, a->code, a->item_size, v, bytes)) return false;
    const uint64_t i = a->length;
    if (!resize(ctx, a, i + 1)) return false;
    std::memcpy(a->at(i), bytes, a->item_size);
    return true;
}
bool append_bytes(Context& ctx, Array* a, const uint8_t* data, uint64_t bytes) {
    const uint64_t old = a->bytes();
    if (bytes == 0) return true;
    if (!resize(ctx, a, a->length + bytes / a->item_size)) return false;
    std::memcpy(a->data() + old, data, bytes);
    return true;
}
bool replace_gap(Context& ctx, Array* a, uint64_t start, uint64_t count, uint64_t room) {
    const uint64_t tail = a->length - start - count, size = a->item_size;
    if (room > count) {
        if (!resize(ctx, a, a->length + room - count)) return false;
        std::memmove(a->at(start + room), a->at(start + count), tail * size);
    } else if (room < count) {
        if (!may_resize(ctx, a, a->exports, "cannot resize an array that is exporting buffers")) {
            return false;
        }
        std::memmove(a->at(start + room), a->at(start + count), tail * size);
        return resize(ctx, a, a->length + room - count);
    }
    return true;
}

bool extend_iterable(Context& ctx, Array* a, Value iterable) {
    return for_each(ctx, iterable, [&](Value v) { return append(ctx, a, v); });
}
bool extend(Context& ctx, Array* a, Value other) {
    Array* b = as_array(ctx, other);
    if (!b) return extend_iterable(ctx, a, other);
    if (b->code != a->code) {
        raise(ctx, TypeId::kTypeError, "can only extend with array of same kind");
        return false;
    }
    const uint64_t old = a->bytes(), more = b->bytes();
    if (!more) return true;
    if (!resize(ctx, a, a->length + b->length)) return false;
    std::memmove(a->data() + old, b->data(), more);
    return true;
}
bool from_bytes(Context& ctx, Array* a, Value source) {
    BufferView view;
    if (!view.acquire(ctx, source)) return false;
    if (view.size() % a->item_size) {
        raise(ctx, TypeId::kValueError, "bytes length not a multiple of item size");
        return false;
    }
    return append_bytes(ctx, a, view.data(), view.size());
}
bool from_text(Context& ctx, Array* a, String* s) {
    const uint64_t old = a->length;
    if (!resize(ctx, a, old + s->length)) return false;
    for (uint64_t i = 0; i < s->length; i++)
        write_as(a->at(old + i), s->at(i));
    return true;
}
Value to_text(Context& ctx, Array* a) {
    CodePointBuffer out;
    for (uint64_t i = 0; i < a->length; i++) {
        Value v = item(ctx, a, i);
        if (!v) return v;
        out.push(read_as<char32_t>(a->at(i)));
    }
    return or_error(make_string(ctx, out));
}
List* to_items(Context& ctx, Array* a) {
    List* list = make_list(ctx, a->length);
    for (uint64_t i = 0; list && i < a->length; i++) {
        Value v = item(ctx, a, i);
        if (!v || !list_append(ctx, list, v)) return nullptr;
    }
    return list;
}

bool code_argument(Context& ctx, Value v, const char* function, int number, char& out) {
    if (!v.is(Kind::kString) || v.as<String>()->length != 1) {
        raise(ctx, TypeId::kTypeError, "{} argument {} must be a unicode character, not {}",
              function, number, v.is_none() ? MessageArg("None") : MessageArg::type(v));
        return false;
    }
    const uint32_t c = v.as<String>()->at(0);
    out = c < 128 ? static_cast<char>(c) : '\0';
    return true;
}

}  // namespace orrery::array_module
