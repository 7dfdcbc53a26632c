// Value: the one 64-bit word every Python value fits in.
//
//   0000 0000 0000 0000            empty: no value (unbound slot), and what a native returns
//                                  after it has set an exception in its Context
//   0000 0000 0000 0008..0FF8      immediates: None, False, True, Ellipsis, NotImplemented, ...
//   0000 pppp pppp pppp            pointer to a heap Object (no tag bits: boxed == raw)
//   0001 .... - FFFE ....          double, its IEEE bits plus 2^48
//   FFFF iiii iiii iiii            small int: 48 bits, two's complement
//
// Invariants: a NaN is stored as 0x7FF8... with a payload below 2^32, so that no double reaches the
// int range. Arithmetic makes the one with payload 0; numbered_nan() makes NaNs that differ in
// identity, as separate objects would. A payload is no part of the number: to_double() drops it.
// "Both are small ints" is one test: (a & b) >= kIntTag. Every int that fits 48 bits and whose
// type is exactly int is stored small; larger ones are heap Int objects.
#pragma once

#include <bit>
#include <cstdint>

namespace orrery {

struct Object;
enum class Kind : uint8_t;

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
        if (d != d) return Value(0x7FF8'0000'0000'0000 + kDoubleOffset);
        return Value(std::bit_cast<uint64_t>(d) + kDoubleOffset);
    }
    static constexpr Value numbered_nan(uint32_t number) {
        return Value((0x7FF8'0000'0000'0000 | number) + kDoubleOffset);
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
