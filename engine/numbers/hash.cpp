#include "engine/numbers/hash.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace orrery {

namespace {

int64_t avoid_minus_one(uint64_t hash) {
    const int64_t result = static_cast<int64_t>(hash);
    return result == -1 ? -2 : result;
}

uint64_t load64(const uint8_t* bytes) {
    uint64_t word;
    std::memcpy(&word, bytes, sizeof word);
    if constexpr (std::endian::native == std::endian::big) {
        word = __builtin_bswap64(word);
    }
    return word;
}

// One round of SipHash (Aumasson and Bernstein 2012).
struct SipState {
    uint64_t v0;
    uint64_t v1;
    uint64_t v2;
    uint64_t v3;

    void round() {
        v0 += v1;
        v2 += v3;
        v1 = std::rotl(v1, 13) ^ v0;
        v3 = std::rotl(v3, 16) ^ v2;
        v0 = std::rotl(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = std::rotl(v1, 17) ^ v2;
        v3 = std::rotl(v3, 21) ^ v0;
        v2 = std::rotl(v2, 32);
    }
    void absorb(uint64_t word) {
        v3 ^= word;
        round();
        v0 ^= word;
    }
};

}  // namespace

int64_t hash_double(double value) {
    if (!std::isfinite(value)) {
        if (std::isnan(value)) {
            // NaNs are unlike each other, so their hashes are too.
            return avoid_minus_one(std::bit_cast<uint64_t>(value) * 0x9E37'79B9'7F4A'7C15 >> 3);
        }
        return value > 0 ? kHashInfinity : -kHashInfinity;
    }
    // value = mantissa * 2^exponent with an integral mantissa below 2^53; a power of two modulo
    // 2^61-1 is a rotation of 61 bits.
    int exponent;
    const double fraction = std::frexp(std::fabs(value), &exponent);
    const uint64_t mantissa = static_cast<uint64_t>(std::ldexp(fraction, 53));
    int rotation = (exponent - 53) % kHashBits;
    if (rotation < 0) {
        rotation += kHashBits;
    }
    const uint64_t hash = rotation == 0 ? mantissa
                                        : ((mantissa << rotation) & kHashModulus) |
                                              mantissa >> (kHashBits - rotation);
    return avoid_minus_one(value < 0 ? 0 - hash : hash);
}

int64_t hash_complex(int64_t real_hash, int64_t imaginary_hash) {
    return avoid_minus_one(static_cast<uint64_t>(real_hash) +
                           kHashImaginary * static_cast<uint64_t>(imaginary_hash));
}

int64_t TupleHash::finish(size_t count) const {
    const uint64_t hash = accumulator_ + (count ^ (kPrime5 ^ 3527539u));
    return hash == ~uint64_t{0} ? 1546275796 : static_cast<int64_t>(hash);
}

int64_t FrozenSetHash::finish(size_t count) const {
    uint64_t hash = accumulator_ ^ ((count + 1) * 1927868237u);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash * 69069u + 907133923u;
    return hash == ~uint64_t{0} ? 590923713 : static_cast<int64_t>(hash);
}

HashKey hash_key_from_seed(uint32_t seed) {
    HashKey key;
    if (seed == 0) {
        return key;
    }
    uint8_t bytes[16];
    uint32_t x = seed;
    for (uint8_t& byte : bytes) {
        x = x * 214013 + 2531011;
        byte = static_cast<uint8_t>(x >> 16);
    }
    key.k0 = load64(bytes);
    key.k1 = load64(bytes + 8);
    return key;
}

int64_t hash_bytes(const void* data, size_t size, const HashKey& key) {
    if (size == 0) {
        return 0;
    }
    SipState state = {key.k0 ^ 0x736F6D6570736575u, key.k1 ^ 0x646F72616E646F6Du,
                      key.k0 ^ 0x6C7967656E657261u, key.k1 ^ 0x7465646279746573u};
    const uint8_t* bytes = static_cast<const uint8_t*>(data);
    const uint8_t* const end = bytes + (size & ~size_t{7});
    for (; bytes != end; bytes += 8) {
        state.absorb(load64(bytes));
    }
    uint8_t tail[8] = {};
    std::memcpy(tail, bytes, size & 7);
    state.absorb(load64(tail) | static_cast<uint64_t>(size) << 56);
    state.v2 ^= 0xFF;
    state.round();
    state.round();
    state.round();
    return avoid_minus_one(state.v0 ^ state.v1 ^ state.v2 ^ state.v3);
}

}  // namespace orrery
