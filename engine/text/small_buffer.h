// A growing array of trivially copyable items: the first N inline, more from malloc.
//
// Running out of memory does not throw: the buffer becomes `failed()`, keeps what it had, and
// ignores further appends, so that producers check once, at the end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>

namespace orrery {

template <typename T, size_t N>
class SmallBuffer {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    SmallBuffer() = default;
    ~SmallBuffer() {
        if (data_ != inline_) {
            std::free(data_);
        }
    }
    SmallBuffer(const SmallBuffer&) = delete;
    SmallBuffer& operator=(const SmallBuffer&) = delete;

    T* data() { return data_; }
    const T* data() const { return data_; }
    size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    bool failed() const { return failed_; }
    void set_failed() { failed_ = true; }
    T& operator[](size_t i) { return data_[i]; }
    const T& operator[](size_t i) const { return data_[i]; }
    T* begin() { return data_; }
    T* end() { return data_ + size_; }
    const T* begin() const { return data_; }
    const T* end() const { return data_ + size_; }
    std::span<const T> span() const { return {data_, size_}; }
    std::basic_string_view<T> view() const
        requires(std::is_same_v<T, char> || std::is_same_v<T, char32_t>)
    {
        return {data_, size_};
    }

    void clear() {
        size_ = 0;
        failed_ = false;
    }
    void truncate(size_t size) {
        if (size < size_) {
            size_ = size;
        }
    }
    void push(T item) {
        if (size_ < capacity_ || grow(1)) {
            data_[size_++] = item;
        }
    }
    void append(const T* items, size_t count) {
        if (T* place = extend(count); place != nullptr && count != 0) {
            std::memcpy(place, items, count * sizeof(T));
        }
    }
    void append(std::basic_string_view<T> text)
        requires(std::is_same_v<T, char> || std::is_same_v<T, char32_t>)
    {
        append(text.data(), text.size());
    }
    // Widens ASCII text.
    void append_ascii(std::string_view text) {
        if (T* place = extend(text.size())) {
            for (size_t i = 0; i < text.size(); ++i) {
                place[i] = static_cast<T>(static_cast<unsigned char>(text[i]));
            }
        }
    }
    void append_repeated(T item, size_t count) {
        if (T* place = extend(count)) {
            for (size_t i = 0; i < count; ++i) {
                place[i] = item;
            }
        }
    }
    // Makes room for `count` more items and counts them as present; null when out of memory.
    T* extend(size_t count) {
        if (count > capacity_ - size_ && !grow(count)) {
            return nullptr;
        }
        T* place = data_ + size_;
        size_ += count;
        return place;
    }
    bool reserve(size_t total) { return total <= capacity_ || grow(total - size_); }

private:
    bool grow(size_t more) {
        if (failed_ || more > (SIZE_MAX / 2 / sizeof(T)) - size_) {
            failed_ = true;
            return false;
        }
        size_t wanted = size_ + more;
        size_t capacity = capacity_ * 2 > wanted ? capacity_ * 2 : wanted;
        T* storage = static_cast<T*>(data_ == inline_ ? std::malloc(capacity * sizeof(T))
                                                      : std::realloc(data_, capacity * sizeof(T)));
        if (storage == nullptr) {
            failed_ = true;
            return false;
        }
        if (data_ == inline_) {
            std::memcpy(storage, inline_, size_ * sizeof(T));
        }
        data_ = storage;
        capacity_ = capacity;
        return true;
    }

    T* data_ = inline_;
    size_t size_ = 0;
    size_t capacity_ = N;
    bool failed_ = false;
    alignas(8) T inline_[N];  // bytes may be written as wider characters
};

// Text made of ASCII, of code points, and raw bytes.
using AsciiBuffer = SmallBuffer<char, 128>;
using CodePointBuffer = SmallBuffer<char32_t, 128>;
using ByteBuffer = SmallBuffer<uint8_t, 256>;

}  // namespace orrery
