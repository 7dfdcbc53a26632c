// The Mersenne Twister MT19937 (Matsumoto and Nishimura), seeded and read as Python's random
// module does, so that the same seed gives the same numbers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/numbers/bigint.h"

namespace orrery {

class MersenneTwister {
public:
    static constexpr size_t kWords = 624;

    void seed(uint32_t value);                     // init_genrand
    void seed(std::span<const uint32_t> key);      // init_by_array; key not empty
    // random.seed(int): absolute value as 32-bit words. False: no memory.
    bool seed(BigIntRef value);

    uint32_t next();       // 32 random bits
    double next_double();  // 53 random bits in [0, 1)
    // random.getrandbits(count); count 0 gives 0.
    BigIntStatus next_bits(uint64_t count, BigIntBuffer& out);

    // getstate/setstate: 624 words and the position 0..624 in them.
    const std::array<uint32_t, kWords>& state() const { return state_; }
    uint32_t position() const { return position_; }
    bool set_state(std::span<const uint32_t> words, uint32_t position);  // false: malformed

private:
    void refill();

    std::array<uint32_t, kWords> state_ = {};
    uint32_t position_ = kWords;
};

}  // namespace orrery
