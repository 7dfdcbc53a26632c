// bytes, bytearray and memoryview.
#pragma once

#include <span>
#include <string_view>

#include "engine/objects/buffer.h"
#include "engine/objects/object.h"
#include "engine/objects/string.h"

namespace orrery {

/// Immutable; the data follows the struct (in instances of subclasses too).
struct Bytes : Object {
    uint64_t hash;    // 0: not computed yet (or empty)
    uint64_t length;
    uint8_t* data() { return reinterpret_cast<uint8_t*>(this + 1); }
    const uint8_t* data() const { return reinterpret_cast<const uint8_t*>(this + 1); }
    std::string_view view() const {
        return {reinterpret_cast<const char*>(data()), static_cast<size_t>(length)};
    }
};

/// Contents are bytes [start, start + length) of the buffer: taking bytes off the front is cheap.
struct ByteArray : Object {
    uint64_t length;
    uint64_t start;
    Ref<Buffer> buffer;  // null while it never held anything
    BufferExports exports;
    uint8_t* data() { return buffer ? buffer->bytes() + start : nullptr; }
    std::string_view view() {
        return {reinterpret_cast<const char*>(data()), static_cast<size_t>(length)};
    }
};

/// A window on an exporter's memory. Shape and strides (in bytes), `dimensions` of each, follow.
struct MemoryView : Object {
    static constexpr uint8_t kReleased = 0x01;
    static constexpr uint8_t kReadonly = 0x02;
    static constexpr unsigned kMaxDimensions = 64;

    Slot exporter;       // what owns the memory: never itself a memoryview; None once released
    Ref<String> format;  // of struct
    uint8_t* data;       // first item
    BufferExports* exports;  // of the exporter, which counts this view; null if it does not
    uint64_t item_size;
    uint32_t dimensions;
    uint32_t pins;       // BufferViews on this view: it cannot be released meanwhile
    uint64_t hash;       // 0: not computed yet
    int64_t* shape() { return reinterpret_cast<int64_t*>(this + 1); }
    int64_t* strides() { return shape() + dimensions; }
    const int64_t* shape() const { return reinterpret_cast<const int64_t*>(this + 1); }
    const int64_t* strides() const { return shape() + dimensions; }
};

/// Makers return null after MemoryError.
Bytes* make_bytes(Context& ctx, std::string_view data);
Bytes* make_bytes(Context& ctx, std::span<const uint8_t> data);
/// Zeroed, for the caller to fill in; of length 0: the shared empty object.
Bytes* new_bytes(Context& ctx, uint64_t length);
Bytes* empty_bytes(Context& ctx);
ByteArray* make_bytearray(Context& ctx, std::string_view data);
/// memoryview(v), or null after TypeError.
MemoryView* make_memoryview(Context& ctx, Value v);
uint64_t bytes_hash(Context& ctx, Bytes* b);

/// Changes the length, keeping contents; new bytes are uninitialised. False after BufferError or
/// MemoryError.
bool bytearray_resize(Context& ctx, ByteArray* b, uint64_t length);
bool bytearray_append(Context& ctx, ByteArray* b, std::string_view data);

/// The text of bytes.hex(): `separator` -1 for none; groups of |group| bytes, from the right unless
/// it is negative.
String* hex_text(Context& ctx, std::string_view data, int separator, int64_t group);
/// hex() of the arguments (sep, bytes_per_sep), which may be empty.
Value hex_method(Context& ctx, std::string_view data, Value separator, Value group);
/// repr() of bytes: b'...'. bytearray escapes single quotes even where double ones surround it.
void add_bytes_repr(StringBuilder& out, std::string_view data, bool escape_single = false);

}  // namespace orrery
