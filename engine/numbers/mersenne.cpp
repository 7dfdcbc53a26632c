#include "engine/numbers/mersenne.h"

#include <algorithm>

namespace orrery {

namespace {
constexpr size_t kMiddle = 397;

uint32_t twist(uint32_t high, uint32_t low) {
    const uint32_t mixed = (high & 0x80000000u) | (low & 0x7FFFFFFFu);
    return (mixed >> 1) ^ ((mixed & 1) != 0 ? 0x9908B0DFu : 0);
}

}  // namespace

void MersenneTwister::seed(uint32_t value) {
    state_[0] = value;
    for (uint32_t i = 1; i < kWords; ++i) {
        state_[i] = 1812433253u * (state_[i - 1] ^ (state_[i - 1] >> 30)) + i;
    }
    position_ = kWords;
}

void MersenneTwister::seed(std::span<const uint32_t> key) {
    seed(19650218u);
    size_t i = 1;
    size_t j = 0;
    const auto step = [&i, this] {
        if (++i == kWords) {
            state_[0] = state_[kWords - 1];
            i = 1;
        }
    };
    for (size_t count = std::max(kWords, key.size()); count > 0; --count) {
        const uint32_t previous = state_[i - 1];
        state_[i] = (state_[i] ^ ((previous ^ (previous >> 30)) * 1664525u)) + key[j] +
                    static_cast<uint32_t>(j);
        step();
        if (++j == key.size()) {
            j = 0;
        }
    }
    for (size_t count = kWords - 1; count > 0; --count) {
        const uint32_t previous = state_[i - 1];
        state_[i] =
            (state_[i] ^ ((previous ^ (previous >> 30)) * 1566083941u)) - static_cast<uint32_t>(i);
        step();
    }
    state_[0] = 0x80000000u;
}

bool MersenneTwister::seed(BigIntRef value) {
    const size_t limbs = static_cast<size_t>(value.length());
    if (limbs == 0) {
        const uint32_t zero = 0;
        seed(std::span<const uint32_t>(&zero, 1));
        return true;
    }
    SmallBuffer<uint32_t, 64> words;
    if (words.extend(limbs * 2) == nullptr) {
        return false;
    }
    for (size_t i = 0; i < limbs; ++i) {
        words[2 * i] = static_cast<uint32_t>(value.limbs[i]);
        words[2 * i + 1] = static_cast<uint32_t>(value.limbs[i] >> 32);
    }
    if (words[words.size() - 1] == 0) {
        words.truncate(words.size() - 1);
    }
    seed(words.span());
    return true;
}

void MersenneTwister::refill() {
    size_t i = 0;
    for (; i < kWords - kMiddle; ++i) {
        state_[i] = state_[i + kMiddle] ^ twist(state_[i], state_[i + 1]);
    }
    for (; i < kWords - 1; ++i) {
        state_[i] = state_[i + kMiddle - kWords] ^ twist(state_[i], state_[i + 1]);
    }
    state_[kWords - 1] = state_[kMiddle - 1] ^ twist(state_[kWords - 1], state_[0]);
    position_ = 0;
}

uint32_t MersenneTwister::next() {
    if (position_ >= kWords) {
        refill();
    }
    uint32_t y = state_[position_++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9D2C5680u;
    y ^= (y << 15) & 0xEFC60000u;
    y ^= y >> 18;
    return y;
}

double MersenneTwister::next_double() {
    const uint32_t high = next() >> 5;
    const uint32_t low = next() >> 6;
    return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0);
}

BigIntStatus MersenneTwister::next_bits(uint64_t count, BigIntBuffer& out) {
    if (count <= 32) {
        out.set_uint64(count == 0 ? 0 : next() >> (32 - count));
        return BigIntStatus::ok;
    }
    const int64_t limb_count = static_cast<int64_t>((count - 1) / kLimbBits + 1);
    Limb* limbs = out.prepare(limb_count);
    if (limbs == nullptr) {
        return BigIntStatus::no_memory;
    }
    for (int64_t i = 0; i < limb_count; ++i) {
        const auto word = [&count, this]() -> uint64_t {
            if (count == 0) {
                return 0;
            }
            const uint64_t used = std::min<uint64_t>(count, 32);
            count -= used;
            return next() >> (32 - used);
        };
        const uint64_t low = word();
        limbs[i] = low | word() << 32;
    }
    out.finish(limb_count);
    return BigIntStatus::ok;
}

bool MersenneTwister::set_state(std::span<const uint32_t> words, uint32_t position) {
    if (words.size() != kWords || position > kWords) {
        return false;
    }
    std::copy(words.begin(), words.end(), state_.begin());
    position_ = position;
    return true;
}

}  // namespace orrery
