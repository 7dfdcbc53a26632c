// Text that somebody else owns: an array of 1, 2 or 4-byte units, each unit one code point
// (never UTF-16 pairs). Lone surrogates may occur. The kind need not be the narrowest possible.
#pragma once

#include <cstddef>
#include <cstdint>

namespace orrery {

struct TextRef {
    const void* data = nullptr;
    size_t length = 0;  // units
    uint8_t kind = 1;   // bytes per unit: 1, 2 or 4

    char32_t operator[](size_t i) const {
        switch (kind) {
        case 1: return static_cast<const uint8_t*>(data)[i];
        case 2: return static_cast<const uint16_t*>(data)[i];
        default: return static_cast<const uint32_t*>(data)[i];
        }
    }
    TextRef slice(size_t start, size_t end) const {
        return {static_cast<const char*>(data) + start * kind, end - start, kind};
    }
};

// Calls f(const Unit*) with Unit = uint8_t, uint16_t or uint32_t.
template <typename F>
decltype(auto) visit_units(const TextRef& text, F&& f) {
    switch (text.kind) {
    case 1: return f(static_cast<const uint8_t*>(text.data));
    case 2: return f(static_cast<const uint16_t*>(text.data));
    default: return f(static_cast<const uint32_t*>(text.data));
    }
}

}  // namespace orrery
