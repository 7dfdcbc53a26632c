// MethodCache: (type version, interned name) -> attribute found along the MRO (empty: none).
// Versions are never reused, so entries need no invalidation; the collector clears the table.
#pragma once

#include <array>

#include "engine/interpreter/runtime.h"

namespace orrery {

struct MethodCacheEntry {
    uint32_t version = 0;
    String* name = nullptr;
    Value value;
};

struct Runtime::MethodCache {
    static constexpr unsigned kEntries = 4096;  // power of two
    std::array<MethodCacheEntry, kEntries> entries;

    MethodCacheEntry& entry(uint32_t version, const String* name) {
        const uint64_t n = reinterpret_cast<uint64_t>(name) >> 4;
        return entries[(n ^ version) & (kEntries - 1)];
    }
    void clear() { entries.fill({}); }
};

}  // namespace orrery
