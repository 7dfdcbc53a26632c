#include "engine/syntax/arena.h"

#include <algorithm>

namespace orrery::syntax {

void* Arena::allocate_slow(std::size_t size) {
    constexpr std::size_t kFirstChunk = 8 * 1024;
    constexpr std::size_t kLargestChunk = 1024 * 1024;
    // Chunks double with the arena, so that small sources stay small and large ones need few.
    std::size_t chunk = std::clamp(footprint_, kFirstChunk, kLargestChunk);
    if (size > chunk / 2) {
        // A large object gets a chunk of its own; the current chunk goes on being filled.
        chunks_.push_back(std::make_unique_for_overwrite<char[]>(size));
        footprint_ += size;
        return chunks_.back().get();
    }
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(chunk));
    footprint_ += chunk;
    next_ = chunks_.back().get() + size;
    end_ = chunks_.back().get() + chunk;
    return chunks_.back().get();
}

}  // namespace orrery::syntax
