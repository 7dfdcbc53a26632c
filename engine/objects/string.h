// String: Python's str. Immutable; stored in the narrowest of 1, 2 or 4 bytes a character that
// holds all of them (PEP 393), so that equal strings have equal representations.
//
//   flags: bits 0-1 log2 of the character width, bit 2 all characters are ASCII, bit 3 interned,
//          bit 4 characters live in a shared append buffer, bit 5 result of a concatenation
//
// Repeated `s += t` is linear: a concatenation whose left side ends where its append buffer's
// used part ends extends that buffer in place, and both strings share it (each sees its own
// length). So every string is flat at all times; there is no separate rope to flatten. A string
// gets an append buffer when it is long and its left side already was a concatenation's result:
//
//     Buffer -> [ used: bytes | characters ... ]      data of all its strings: byte 8
#pragma once

#include <string>
#include <string_view>

#include "engine/objects/object.h"
#include "engine/text/small_buffer.h"
#include "engine/text/text_ref.h"

namespace orrery {

struct Type;

struct String : Object {
    static constexpr uint8_t kWidthMask = 0x03;
    static constexpr uint8_t kAscii = 0x04;
    static constexpr uint8_t kInterned = 0x08;
    static constexpr uint8_t kShared = 0x10;
    static constexpr uint8_t kConcatenated = 0x20;

    uint64_t hash;      // 0: not computed yet (or empty string)
    uint64_t length;    // characters
    const void* data;   // inline (just after this struct) or inside an append buffer (kShared)

    unsigned width_log2() const { return flags & kWidthMask; }
    bool is_ascii() const { return flags & kAscii; }
    bool is_interned() const { return flags & kInterned; }
    const uint8_t* data1() const { return static_cast<const uint8_t*>(data); }
    const uint16_t* data2() const { return static_cast<const uint16_t*>(data); }
    const uint32_t* data4() const { return static_cast<const uint32_t*>(data); }
    uint32_t at(uint64_t i) const {
        switch (width_log2()) {
        case 0: return data1()[i];
        case 1: return data2()[i];
        default: return data4()[i];
        }
    }
    /// Only for ASCII strings: the characters are UTF-8 as they stand.
    std::string_view ascii() const {
        return {static_cast<const char*>(data), static_cast<size_t>(length)};
    }
    void* inline_data() { return this + 1; }
    TextRef text() const {
        return {data, static_cast<size_t>(length), uint8_t(1u << width_log2())};
    }
    /// Of a kShared string: what keeps its characters; the collector traces it.
    Buffer* append_buffer() const {
        return reinterpret_cast<Buffer*>(const_cast<char*>(static_cast<const char*>(data)) - 8) - 1;
    }
};

/// All makers return null after MemoryError. UTF-8 given by C++ code must be valid, but encoded
/// lone surrogates (WTF-8) are accepted.
String* make_string(Context& ctx, std::string_view utf8);
String* make_string_latin1(Context& ctx, const uint8_t* chars, uint64_t length);
/// Narrows to the smallest width that fits.
String* make_string(Context& ctx, const uint16_t* chars, uint64_t length);
String* make_string(Context& ctx, const uint32_t* chars, uint64_t length);
/// Uninitialised characters for the caller to fill in before anything else is allocated;
/// `max_char` decides the width and must be reached by some character (PEP 393).
String* new_string(Context& ctx, uint64_t length, uint32_t max_char);
/// Null after MemoryError, also when the buffer ran out of memory.
String* make_string(Context& ctx, const CodePointBuffer& chars);
String* make_string(Context& ctx, TextRef text);
String* char_string(Context& ctx, uint32_t code_point);
String* empty_string(Context& ctx);

/// The engine's only string with these characters; for attribute and variable names.
String* intern(Context& ctx, std::string_view utf8);
String* intern(Context& ctx, String* s);

String* concat(Context& ctx, String* a, String* b);
/// Characters [start, stop) with 0 <= start <= stop <= length.
String* substring(Context& ctx, String* s, uint64_t start, uint64_t stop);
bool string_equal(const String* a, const String* b);
int string_compare(const String* a, const String* b);  // by code points
/// Python's hash of the string, cached. Never -1; 0 only for the empty string.
uint64_t string_hash(Context& ctx, String* s);
bool equals_ascii(const String* s, std::string_view ascii);

class StringBuilder;
/// repr(s): quoted, with escapes.
String* string_repr(Context& ctx, const String* s);
/// ascii(): \\x, \\u and \\U escapes for everything beyond ASCII.
String* escape_non_ascii(Context& ctx, String* s);
/// The shortest of \\xhh, \\uhhhh and \\Uhhhhhhhh.
void add_escape(StringBuilder& out, uint32_t code_point);

/// UTF-8 copy; lone surrogates come out in three bytes (WTF-8).
std::string to_utf8(const String* s);

/// Collects characters, then makes the string. Widens as needed. Holds no memory of the engine's
/// heap; when memory runs out, finish() raises MemoryError.
class StringBuilder {
public:
    void clear();
    void add(uint32_t code_point);
    void add_ascii(std::string_view ascii);
    void add_utf8(std::string_view utf8);
    void add(TextRef text);
    /// `max_char` as for new_string().
    void add(TextRef text, uint32_t max_char);
    void add(const String* s);
    void add(const String* s, uint64_t start, uint64_t stop);
    void fill(uint32_t code_point, uint64_t count);
    uint64_t length() const { return length_; }
    String* finish(Context& ctx);

private:
    void* extend(uint64_t more, uint32_t max_char);
    void widen(unsigned width);

    SmallBuffer<char, 128> bytes_;  // length_ << width_ bytes
    uint64_t length_ = 0;
    uint32_t max_char_ = 0;  // all characters or-ed: tells whether all are ASCII, Latin-1, ...
    unsigned width_ = 0;
};

}  // namespace orrery
