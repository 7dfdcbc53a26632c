// MethodCache: (type version, interned name) -> attribute found along the MRO (empty: none).
// Versions are never reused, so entries need no invalidation; the collector clears the table.
//
// Beside it: (shape, interned name) -> byte offset of the inline slot, for attribute loads that
// meet more shapes than an inline cache holds. Emptied by collections and with the inline caches.
#pragma once

#include <array>

#include "engine/interpreter/runtime.h"

namespace orrery {

struct MethodCacheEntry {
    uint32_t version = 0;
    String* name = nullptr;
    Value value;
};

struct SlotCacheEntry {
    uint32_t shape = 0;
    uint32_t offset = 0;
    const String* name = nullptr;
};

struct Runtime::MethodCache {
    static constexpr unsigned kSlotEntries = 1024;  // power of two
    std::array<SlotCacheEntry, kSlotEntries> slots;

    SlotCacheEntry& slot(uint32_t shape, const String* name) {
        const uint64_t n = reinterpret_cast<uint64_t>(name) >> 4;
        return slots[(n ^ n >> 10 ^ shape) & (kSlotEntries - 1)];
    }
    void clear_slots() { slots.fill({}); }

    static constexpr unsigned kEntries = 4096;  // power of two
    std::array<MethodCacheEntry, kEntries> entries;

    MethodCacheEntry& entry(uint32_t version, const String* name) {
        const uint64_t n = reinterpret_cast<uint64_t>(name) >> 4;
        return entries[(n ^ version) & (kEntries - 1)];
    }
    void clear() { entries.fill({}); }
};

}  // namespace orrery
