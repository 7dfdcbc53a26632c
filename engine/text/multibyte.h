// The East Asian codecs: a character is one to eight bytes, of a table or of the charset that an
// escape sequence has switched to.
//
// A MultibyteCodec is immutable; a conversion under way keeps its MultibyteState. Tables are
// unpacked when a codec is made (about a millisecond) and belong to the MultibyteTables, which must
// outlive its codecs. Handling errors is the caller's: each step converts one character or says why
// it cannot.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "engine/text/small_buffer.h"

namespace orrery {

struct MultibyteState {
    uint8_t c[8] = {};
};

// What a step did: consumed > 0 units, or found `illegal` units (>= 1), or needs more input.
struct MultibyteStep {
    int consumed = 0;
    int illegal = 0;  // both 0: incomplete
};

class MultibyteCodec {
public:
    explicit MultibyteCodec(std::string_view name) : name_(name) {}
    virtual ~MultibyteCodec() = default;

    std::string_view name() const { return name_; }
    enum class Direction : uint8_t { kEncoding, kDecoding };
    virtual void start(MultibyteState& state, Direction) const { state = {}; }
    // Appends at most two code points. `bytes` is not empty.
    virtual MultibyteStep decode(MultibyteState& state, std::span<const uint8_t> bytes,
                                 CodePointBuffer& out) const = 0;
    // `text` is not empty; unless `final`, what could combine with what follows is incomplete.
    virtual MultibyteStep encode(MultibyteState& state, std::span<const char32_t> text, bool final,
                                 ByteBuffer& out) const = 0;
    // What ends a text: bytes that switch back to ASCII.
    virtual void finish(MultibyteState&, ByteBuffer&) const {}

private:
    std::string_view name_;
};

class MultibyteTables {
public:
    MultibyteTables();
    ~MultibyteTables();
    MultibyteTables(const MultibyteTables&) = delete;
    MultibyteTables& operator=(const MultibyteTables&) = delete;

    // Null for names that are none of Python's multibyte codecs ("euc_jp", "iso2022_kr", ...), or
    // out of memory.
    const MultibyteCodec* codec(std::string_view name);

    struct Impl;

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace orrery
