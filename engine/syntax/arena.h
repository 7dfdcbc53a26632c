// A bump arena: memory that lives until the arena dies and is never freed piecewise.
//
// Everything a parse produces (tree, names, constants, decoded source) lives in one arena, so a
// tree needs no destructors and is dropped as a whole. Objects placed here must be trivially
// destructible. Addresses are stable: moving the arena moves only the list of chunks.
// Not thread-safe; one arena belongs to one parse.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace orrery::syntax {

class Arena {
public:
    Arena() = default;
    Arena(Arena&& other) noexcept { swap(other); }
    Arena& operator=(Arena&& other) noexcept {
        swap(other);
        return *this;
    }

    // Raw memory of `size` bytes, aligned to 8. Never null; aborts when the machine has no memory.
    void* allocate(std::size_t size) {
        size = (size + 7) & ~std::size_t{7};
        if (size > static_cast<std::size_t>(end_ - next_)) return allocate_slow(size);
        void* result = next_;
        next_ += size;
        return result;
    }

    // A value-initialised T.
    template <typename T>
    T* make() {
        static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= 8);
        return new (allocate(sizeof(T))) T{};
    }

    // Room for `count` objects of T, uninitialised. T must be trivial to copy.
    template <typename T>
    std::span<T> make_array(std::size_t count) {
        static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 8);
        if (count == 0) return {};
        return {static_cast<T*>(allocate(count * sizeof(T))), count};
    }

    template <typename T>
    std::span<T> copy(const T* items, std::size_t count) {
        std::span<T> result = make_array<T>(count);
        if (count != 0) std::memcpy(result.data(), items, count * sizeof(T));
        return result;
    }

    // A copy of `text` in the arena, followed by a NUL that is not part of the view.
    std::string_view copy(std::string_view text) {
        char* data = static_cast<char*>(allocate(text.size() + 1));
        if (!text.empty()) std::memcpy(data, text.data(), text.size());
        data[text.size()] = '\0';
        return {data, text.size()};
    }

    // Bytes obtained from the system so far.
    std::size_t footprint() const { return footprint_; }

private:
    void* allocate_slow(std::size_t size);
    void swap(Arena& other) noexcept {
        std::swap(next_, other.next_);
        std::swap(end_, other.end_);
        std::swap(footprint_, other.footprint_);
        std::swap(chunks_, other.chunks_);
    }

    char* next_ = nullptr;
    char* end_ = nullptr;
    std::size_t footprint_ = 0;
    std::vector<std::unique_ptr<char[]>> chunks_;
};

}  // namespace orrery::syntax
