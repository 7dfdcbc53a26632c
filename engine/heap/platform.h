// What the heap asks of the operating system: address space, pages, the bounds of a stack.
// Sizes are bytes and multiples of page_size() unless said otherwise.
#pragma once

#include <cstddef>
#include <cstdint>

namespace orrery::heap_platform {

size_t page_size();
/// The most address space this process may map; UINT64_MAX when there is no limit.
uint64_t address_space_limit();

/// Address space without access, aligned to `alignment` (a power of two). Null if there is none.
void* reserve(size_t bytes, size_t alignment);
/// Makes pages of a reservation readable and writable; they read as zero. False: no memory.
bool commit(void* address, size_t bytes);
/// Gives the memory back; the pages stay accessible and read as zero.
void discard(void* address, size_t bytes);
void release(void* address, size_t bytes);

/// Zeroed pages of their own. Null if there is no memory.
void* map(size_t bytes);
/// Grows or shrinks what map() gave, moving it if it must; new pages read as zero. Null: no
/// memory, and the old mapping is as it was.
void* remap(void* address, size_t old_bytes, size_t new_bytes);
void unmap(void* address, size_t bytes);

/// One past the highest address of the calling thread's machine stack.
const uint64_t* stack_top();

}  // namespace orrery::heap_platform
