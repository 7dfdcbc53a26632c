// Value: the one 64-bit word every Python value fits in.
//
//   0000 0000 0000 0000            empty: no value (unbound slot), and what a native returns
//                                  after it has set an exception in its Context
//   0000 0000 0000 0008..0FF8      immediates: None, False, True, Ellipsis, NotImplemented, ...
//   0000 pppp pppp pppp            pointer to a heap Object (no tag bits: boxed == raw)
//   0001 .... - FFFE ....          double, its IEEE bits plus 2^48
//   FFFF iiii iiii iiii            small int: 48 bits, two's complement
//
// Invariants: a NaN is stored positive, so that no double reaches the int range. Python can tell
// two NaN objects apart (`is`, and so `in`, ==, keys of dicts): a NaN that a computation makes
// gets an identity in its payload, which it keeps while it is stored and loaded:
//
//   0111 1111 1111 11ii ... iiii   50 bits of identity
//
// "Both are small ints" is one test: (a & b) >= kIntTag. Every int that fits 48 bits and whose
// type is exactly int is stored small; larger ones are heap Int objects.
#pragma once

#include <bit>
#include <cstdint>

namespace orrery {

struct Object;
enum class Kind : uint8_t;

/// Bits of a NaN unlike every other one. The counter belongs to the thread, so that engines need
/// not share one; its address keeps threads apart.
inline uint64_t new_nan() {
    static constinit thread_local uint64_t made = 0;
    const uint64_t identity = reinterpret_cast<uint64_t>(&made) * 0x9E37'79B9 + ++made;
    return 0x7FFC'0000'0000'0000 | (identity & 0x0003'FFFF'FFFF'FFFF);
}

/// The number as other programs may see it, in a file or buffer: a NaN without its identity.
constexpr double without_identity(double d) {
    constexpr uint64_t identified = 0x7FFC'0000'0000'0000;
    const auto bits = std::bit_cast<uint64_t>(d);
    return (bits & identified) == identified ? std::bit_cast<double>(0x7FF8'0000'0000'0000) : d;
}

class Value {
public:
    static constexpr uint64_t kIntTag = 0xFFFF'0000'0000'0000;
    static constexpr uint64_t kDoubleOffset = 0x0001'0000'0000'0000;
    static constexpr uint64_t kFirstPointer = 4096;
    static constexpr int64_t kMaxSmallInt = (int64_t{1} << 47) - 1;
    static constexpr int64_t kMinSmallInt = -(int64_t{1} << 47);

    constexpr Value() = default;
    static constexpr Value from_bits(uint64_t bits) { return Value(bits); }
    constexpr uint64_t bits() const { return bits_; }

    static constexpr Value empty() { return Value(); }
    /// Marks a failed call; the exception is in the Context.
    static constexpr Value error() { return Value(); }
    /// What an iterator's native `next` returns when it is exhausted; never a program's value.
    static constexpr Value stop() { return Value(0x08); }
    static constexpr Value none() { return Value(0x10); }
    static constexpr Value false_value() { return Value(0x20); }
    static constexpr Value true_value() { return Value(0x28); }
    static constexpr Value not_implemented() { return Value(0x30); }
    static constexpr Value ellipsis() { return Value(0x38); }

    static constexpr Value boolean(bool b) { return Value(0x20 | (uint64_t{b} << 3)); }
    /// `i` must fit 48 bits (see fits_small_int); make_int(ctx, i) takes any int64.
    static constexpr Value small_int(int64_t i) {
        return Value(static_cast<uint64_t>(i) | kIntTag);
    }
    static constexpr Value number(double d) {
        auto bits = std::bit_cast<uint64_t>(d);
        // Negative: what x86 makes, and the range of ints; 0x7FF8...: what libraries make.
        if (d != d && (bits >> 63 || bits == 0x7FF8'0000'0000'0000)) {
            bits = new_nan();
        }
        return Value(bits + kDoubleOffset);
    }
    static Value object(const Object* o) { return Value(reinterpret_cast<uint64_t>(o)); }

    static constexpr bool fits_small_int(int64_t i) {
        return i >= kMinSmallInt && i <= kMaxSmallInt;
    }

    /// False for the empty value: `if (!v) return Value::error();`
    constexpr explicit operator bool() const { return bits_ != 0; }
    constexpr bool is_empty() const { return bits_ == 0; }
    constexpr bool is_stop() const { return bits_ == 0x08; }
    constexpr bool is_none() const { return bits_ == 0x10; }
    constexpr bool is_true() const { return bits_ == 0x28; }
    constexpr bool is_false() const { return bits_ == 0x20; }
    constexpr bool is_bool() const { return (bits_ & ~uint64_t{8}) == 0x20; }
    constexpr bool is_not_implemented() const { return bits_ == 0x30; }
    constexpr bool is_small_int() const { return bits_ >= kIntTag; }
    constexpr bool is_double() const { return bits_ - kDoubleOffset < kIntTag - kDoubleOffset; }
    constexpr bool is_object() const {
        return bits_ - kFirstPointer < kDoubleOffset - kFirstPointer;
    }
    constexpr bool is_immediate() const { return bits_ < kFirstPointer; }
    /// True for a heap object with exactly that shape; see builtin_shape(TypeId).
    bool has_shape(uint32_t shape) const;
    /// True for heap objects of that native layout, subclasses' instances included.
    bool is(Kind kind) const;

    constexpr int64_t as_small_int() const { return static_cast<int64_t>(bits_ << 16) >> 16; }
    constexpr double as_double() const { return std::bit_cast<double>(bits_ - kDoubleOffset); }
    Object* as_object() const { return reinterpret_cast<Object*>(bits_); }
    template <typename T>
    T* as() const {
        return reinterpret_cast<T*>(bits_);
    }

    /// Identity (Python's `is`), not equality.
    friend constexpr bool operator==(Value a, Value b) { return a.bits_ == b.bits_; }

private:
    constexpr explicit Value(uint64_t bits) : bits_(bits) {}
    uint64_t bits_ = 0;
};

constexpr bool both_small_ints(Value a, Value b) { return (a.bits() & b.bits()) >= Value::kIntTag; }

/// Answer of a test that may fail with an exception.
enum class Truth : int8_t { kError = -1, kNo = 0, kYes = 1 };
constexpr Truth truth(bool b) { return b ? Truth::kYes : Truth::kNo; }

}  // namespace orrery
