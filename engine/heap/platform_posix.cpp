#include <pthread.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstring>

#include "engine/heap/platform.h"

namespace orrery::heap_platform {

size_t page_size() { return static_cast<size_t>(sysconf(_SC_PAGESIZE)); }

uint64_t address_space_limit() {
    rlimit limit;
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return UINT64_MAX;
    return limit.rlim_cur;
}

void* reserve(size_t bytes, size_t alignment) {
    void* p = mmap(nullptr, bytes + alignment, PROT_NONE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED) return nullptr;
    const uint64_t start = reinterpret_cast<uint64_t>(p);
    const uint64_t aligned = (start + alignment - 1) & ~uint64_t{alignment - 1};
    if (aligned > start) munmap(p, aligned - start);
    const uint64_t tail = start + alignment - aligned;
    if (tail) munmap(reinterpret_cast<void*>(aligned + bytes), tail);
    return reinterpret_cast<void*>(aligned);
}

bool commit(void* address, size_t bytes) {
    return mprotect(address, bytes, PROT_READ | PROT_WRITE) == 0;
}

void discard(void* address, size_t bytes) {
    // Private anonymous pages read as zero after MADV_DONTNEED on Linux; elsewhere that is only
    // a hint, so they are mapped anew.
#ifdef __linux__
    madvise(address, bytes, MADV_DONTNEED);
#else
    mmap(address, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
#endif
}

void release(void* address, size_t bytes) { munmap(address, bytes); }

void* map(size_t bytes) {
    void* p = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED ? nullptr : p;
}

void* remap(void* address, size_t old_bytes, size_t new_bytes) {
#ifdef __linux__
    void* p = mremap(address, old_bytes, new_bytes, MREMAP_MAYMOVE);
    return p == MAP_FAILED ? nullptr : p;
#else
    void* p = map(new_bytes);
    if (!p) return nullptr;
    memcpy(p, address, old_bytes < new_bytes ? old_bytes : new_bytes);
    munmap(address, old_bytes);
    return p;
#endif
}

void unmap(void* address, size_t bytes) { munmap(address, bytes); }

const uint64_t* stack_top() {
#ifdef __linux__
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) return nullptr;
    void* lowest = nullptr;
    size_t bytes = 0;
    pthread_attr_getstack(&attributes, &lowest, &bytes);
    pthread_attr_destroy(&attributes);
    return reinterpret_cast<const uint64_t*>(static_cast<char*>(lowest) + bytes);
#else
    return static_cast<const uint64_t*>(pthread_get_stackaddr_np(pthread_self()));
#endif
}

}  // namespace orrery::heap_platform
