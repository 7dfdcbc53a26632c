// The buffer protocol: how bytes, bytearray, memoryview and native types (array, mmap, ...) lend
// their memory.
//
// A native type whose objects have memory to lend points NativeTypeSpec::buffer at its BufferOps.
// Natives borrow with BufferView, which pins the memory until it is destroyed: an exporter must
// not move or resize its memory while may_resize() says no. memoryview objects count as `views`;
// since nobody tells when one becomes garbage, that count is an upper bound and may_resize() makes
// sure before it raises BufferError.
#pragma once

#include <string>

#include "engine/interpreter/context.h"

namespace orrery {

/// Memory as an exporter describes it: one-dimensional and contiguous.
struct BufferInfo {
    uint8_t* data = nullptr;
    uint64_t bytes = 0;
    bool readonly = true;
    uint32_t item_size = 1;
    const char* format = "B";  // of struct; static or owned by the exporter
};

struct BufferExports {
    uint32_t views;  // memoryviews made and not released
    uint32_t pins;   // BufferViews alive
};

struct BufferOps {
    /// False after an exception (a closed mmap, ...).
    bool (*describe)(Context& ctx, Object* self, BufferInfo& out);
    /// Where `self` counts its borrowers; null if its memory never moves.
    BufferExports* (*exports)(Object* self);
};

/// Memory borrowed by a native function. Lives on the machine stack; the exporter is kept alive
/// and in place meanwhile.
class BufferView {
public:
    BufferView() = default;
    ~BufferView() { release(); }
    BufferView(const BufferView&) = delete;
    BufferView& operator=(const BufferView&) = delete;

    enum Access : uint8_t { kRead, kWrite };
    /// False after TypeError ("a bytes-like object is required, not 'int'"; for kWrite "{what} must
    /// be read-write bytes-like object, not bytes") or BufferError (not contiguous).
    bool acquire(Context& ctx, Value v, Access access = kRead, const char* what = nullptr);
    void release();

    uint8_t* data() const { return data_; }
    uint64_t size() const { return size_; }  // bytes
    std::string_view chars() const {
        return {reinterpret_cast<const char*>(data_), static_cast<size_t>(size_)};
    }
    TextRef text() const { return {data_, static_cast<size_t>(size_), 1}; }
    std::span<const uint8_t> span() const { return {data_, static_cast<size_t>(size_)}; }

private:
    uint8_t* data_ = nullptr;
    uint64_t size_ = 0;
    uint32_t* pins_ = nullptr;
    Value owner_;
};

/// True for objects that lend memory (bytes-like objects).
bool has_buffer(Context& ctx, Value v);
/// Describes the memory of anything but a memoryview, without pinning it.
bool describe_buffer(Context& ctx, Value v, BufferInfo& out);
/// Copies the bytes of any exporter in C order; a strided memoryview too. False after an exception.
bool copy_buffer(Context& ctx, Value v, std::string& out);
/// For exporters, before moving or resizing: false after BufferError ("Existing exports of data:
/// object cannot be re-sized").
bool may_resize(Context& ctx, Object* exporter, BufferExports& exports,
                const char* message = "Existing exports of data: object cannot be re-sized");

}  // namespace orrery
