// What the files of module array share: the object, its items and its storage.
#pragma once

#include "engine/modules/module_support.h"
#include "engine/objects/buffer.h"
#include "engine/objects/bytes.h"

namespace orrery::array_module {

constexpr char kTypeCodes[] = "bBuhHiIlLqQfd";

struct Array : NativeObject {
    Ref<Buffer> buffer;  // null while it has never held anything
    uint64_t length;     // items
    BufferExports exports;
    char code;
    uint8_t item_size;
    uint8_t* at(uint64_t i) { return buffer->bytes() + i * item_size; }
    uint8_t* data() { return buffer ? buffer->bytes() : nullptr; }
    uint64_t bytes() const { return length * item_size; }
    std::string_view view() {
        return {reinterpret_cast<const char*>(data()), static_cast<size_t>(bytes())};
    }
};
extern const NativeTypeSpec kArraySpec;

inline Array* self_of(const Args& args) { return args[0].as<Array>(); }
inline Array* as_array(Context& ctx, Value v) { return native_cast<Array>(ctx, v, kArraySpec); }

/// Bytes of an item; 0 if there is no such type code.
uint8_t code_size(char code);
inline bool is_signed(char code) { return code >= 'a'; }
/// An argument that is a type code; whether there is such a code is not asked. False after
/// TypeError.
bool code_argument(Context& ctx, Value v, const char* function, int number, char& out);

// ---- items ----

Value read_item(Context& ctx, char code, unsigned size, const uint8_t* p);
Value item(Context& ctx, Array* a, uint64_t i);
/// False after an exception.
bool write_item(Context& ctx, char code, unsigned size, Value v, uint8_t* p);

// ---- storage; false or null after an exception ----

bool resize(Context& ctx, Array* a, uint64_t length);
Array* make_array(Context& ctx, Type* type, char code, uint64_t length = 0);
Array* make_array(Context& ctx, char code, uint64_t length);
bool append(Context& ctx, Array* a, Value v);
bool append_bytes(Context& ctx, Array* a, const uint8_t* data, uint64_t bytes);
/// Removes `count` items at `start` and opens a gap of `room` there.
bool replace_gap(Context& ctx, Array* a, uint64_t start, uint64_t count, uint64_t room);
bool extend_iterable(Context& ctx, Array* a, Value iterable);
bool extend(Context& ctx, Array* a, Value other);
bool from_bytes(Context& ctx, Array* a, Value source);
bool from_text(Context& ctx, Array* a, String* s);
Value to_text(Context& ctx, Array* a);
List* to_items(Context& ctx, Array* a);

// ---- pickling ----

Value array_reduce_ex(Context& ctx, const Args& args);
/// _array_reconstructor()
Value reconstruct(Context& ctx, const Args& args);

}  // namespace orrery::array_module
