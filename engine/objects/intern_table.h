// InternTable: the set of interned strings of an engine. Weak: the collector calls drop_unless()
// between marking and sweeping, so that names nobody uses are forgotten.
#pragma once

#include <vector>

#include "engine/interpreter/runtime.h"

namespace orrery {

struct Runtime::InternTable {
    std::vector<String*> slots;  // open addressing, linear probing; a power of two of them
    size_t live = 0;

    /// Forgets the strings for which `keep(Object*)` is false.
    template <typename Keep>
    void drop_unless(Keep&& keep) {
        std::vector<String*> kept;
        kept.reserve(live);
        for (String* s : slots) {
            if (s && keep(static_cast<Object*>(s))) kept.push_back(s);
        }
        if (kept.size() == live) return;
        rebuild(kept);
    }
    void rebuild(const std::vector<String*>& strings);
};

}  // namespace orrery
