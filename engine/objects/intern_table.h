// InternTable: the set of interned strings of an engine. Weak: a hook of the collector, which runs
// between marking and freeing, forgets the names nobody uses.
#pragma once

#include <vector>

#include "engine/interpreter/runtime.h"

namespace orrery {

struct Runtime::InternTable {
    std::vector<String*> slots;  // open addressing, linear probing; a power of two of them
    std::vector<String*> young;  // interned since the last collection
    size_t live = 0;

    void add(String* s);
    void remove(String* s);
    void grow();
    /// After marking: forgets dead strings; after a minor collection only young ones can be.
    void sweep(const Heap& heap, Heap::Collect what);

    /// The slot that holds a string for which `same` is true, or the free one where it belongs.
    template <typename Same>
    size_t find(uint64_t hash, Same&& same) const {
        const size_t mask = slots.size() - 1;
        for (size_t i = hash & mask;; i = (i + 1) & mask) {
            String* s = slots[i];
            if (!s || (s->hash == hash && same(s))) return i;
        }
    }
};

}  // namespace orrery
