// Hashes. Those of numbers, tuples and frozensets equal CPython's to the bit, because programs
// see them through the iteration order of sets; those of text equal CPython's for the same
// PYTHONHASHSEED.
//
// A Python hash is never -1: functions returning int64_t map -1 to -2.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

namespace orrery {

inline constexpr int kHashBits = 61;
inline constexpr uint64_t kHashModulus = (uint64_t{1} << kHashBits) - 1;
inline constexpr int64_t kHashInfinity = 314159;
inline constexpr uint64_t kHashImaginary = 1000003;

inline int64_t hash_int64(int64_t value) {
    const uint64_t magnitude =
        value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
    int64_t hash = static_cast<int64_t>(magnitude % kHashModulus);
    if (value < 0) {
        hash = -hash;
    }
    return hash == -1 ? -2 : hash;
}

// Equal to the hash of the equal int, when there is one; a NaN's is that of its identity (value.h).
int64_t hash_double(double value);
int64_t hash_complex(int64_t real_hash, int64_t imaginary_hash);

// hash(some pointer): rotated so that aligned addresses spread.
inline int64_t hash_pointer(const void* pointer) {
    const int64_t hash = static_cast<int64_t>(
        std::rotr(static_cast<uint64_t>(reinterpret_cast<uintptr_t>(pointer)), 4));
    return hash == -1 ? -2 : hash;
}

// Feed the items' hashes in order; finish with their count.
class TupleHash {
public:
    void add(int64_t item_hash) {
        accumulator_ += static_cast<uint64_t>(item_hash) * kPrime2;
        accumulator_ = std::rotl(accumulator_, 31) * kPrime1;
    }
    int64_t finish(size_t count) const;

private:
    static constexpr uint64_t kPrime1 = 11400714785074694791u;
    static constexpr uint64_t kPrime2 = 14029467366897019727u;
    static constexpr uint64_t kPrime5 = 2870177450012600261u;
    uint64_t accumulator_ = kPrime5;
};

// Feed the items' hashes in any order; finish with their count.
class FrozenSetHash {
public:
    void add(int64_t item_hash) {
        const uint64_t h = static_cast<uint64_t>(item_hash);
        accumulator_ ^= ((h ^ 89869747u) ^ (h << 16)) * 3644798167u;
    }
    int64_t finish(size_t count) const;

private:
    uint64_t accumulator_ = 0;
};

// The secret of one engine's text hashes.
struct HashKey {
    uint64_t k0 = 0;
    uint64_t k1 = 0;
};
// The key CPython derives from PYTHONHASHSEED=seed (0: all zero).
HashKey hash_key_from_seed(uint32_t seed);
// SipHash-1-3 of the bytes, 0 for no bytes. For text, hash the narrowest representation.
int64_t hash_bytes(const void* data, size_t size, const HashKey& key);

}  // namespace orrery
