#include <windows.h>

#include <cstring>

#include "engine/heap/platform.h"

namespace orrery::heap_platform {

size_t page_size() {
    SYSTEM_INFO info;
    GetSystemInfo(&info);
    return info.dwPageSize;
}

uint64_t address_space_limit() { return UINT64_MAX; }

void* reserve(size_t bytes, size_t alignment) {
    // Reservations start at multiples of 64 KiB, which covers every alignment the heap asks for.
    void* p = VirtualAlloc(nullptr, bytes, MEM_RESERVE, PAGE_NOACCESS);
    if (p && (reinterpret_cast<uint64_t>(p) & (alignment - 1))) {
        VirtualFree(p, 0, MEM_RELEASE);
        return nullptr;
    }
    return p;
}

bool commit(void* address, size_t bytes) {
    return VirtualAlloc(address, bytes, MEM_COMMIT, PAGE_READWRITE) != nullptr;
}

void discard(void* address, size_t bytes) {
    VirtualFree(address, bytes, MEM_DECOMMIT);
    VirtualAlloc(address, bytes, MEM_COMMIT, PAGE_READWRITE);
}

void release(void* address, size_t) { VirtualFree(address, 0, MEM_RELEASE); }

void* map(size_t bytes) {
    return VirtualAlloc(nullptr, bytes, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
}

void* remap(void* address, size_t old_bytes, size_t new_bytes) {
    void* p = map(new_bytes);
    if (!p) return nullptr;
    memcpy(p, address, old_bytes < new_bytes ? old_bytes : new_bytes);
    VirtualFree(address, 0, MEM_RELEASE);
    return p;
}

void unmap(void* address, size_t) { VirtualFree(address, 0, MEM_RELEASE); }

const uint64_t* stack_top() {
    ULONG_PTR low = 0;
    ULONG_PTR high = 0;
    GetCurrentThreadStackLimits(&low, &high);
    return reinterpret_cast<const uint64_t*>(high);
}

}  // namespace orrery::heap_platform
