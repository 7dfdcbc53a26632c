// Shared by the bigint_*.cpp files only: GMP's types, scratch space, and the long operations that
// can be interrupted.
#pragma once

#include <gmp.h>

#include <bit>
#include <cstdlib>

#include "engine/numbers/bigint.h"

namespace orrery::bigint_detail {

static_assert(sizeof(mp_limb_t) == sizeof(Limb) && GMP_NUMB_BITS == kLimbBits);

inline mp_limb_t* mp(Limb* limbs) { return reinterpret_cast<mp_limb_t*>(limbs); }
inline const mp_limb_t* mp(const Limb* limbs) { return reinterpret_cast<const mp_limb_t*>(limbs); }

// Temporary limbs: some inline, more from malloc.
class LimbScratch {
public:
    LimbScratch() = default;
    explicit LimbScratch(int64_t count) { allocate(count); }
    ~LimbScratch() { std::free(owned_); }
    LimbScratch(const LimbScratch&) = delete;
    LimbScratch& operator=(const LimbScratch&) = delete;

    // Null, and failed(), when there is no memory. Content is lost.
    Limb* allocate(int64_t count) {
        std::free(owned_);
        owned_ = nullptr;
        limbs_ = inline_;
        if (count > kInline) {
            owned_ = static_cast<Limb*>(std::malloc(static_cast<size_t>(count) * sizeof(Limb)));
            limbs_ = owned_;
        }
        return limbs_;
    }
    bool failed() const { return limbs_ == nullptr; }
    Limb* get() { return limbs_; }

private:
    static constexpr int64_t kInline = 32;
    Limb* limbs_ = inline_;
    Limb* owned_ = nullptr;
    Limb inline_[kInline];
};

inline int64_t without_leading_zeros(const Limb* limbs, int64_t count) {
    while (count > 0 && limbs[count - 1] == 0) {
        --count;
    }
    return count;
}

// out[0, an + bn) = a * b, for an >= bn >= 1. `out` overlaps neither; a may be b.
BigIntStatus multiply(Limb* out, const Limb* a, int64_t an, const Limb* b, int64_t bn,
                      const InterruptCheck& check);

// quotient[0, an - bn + 1) and remainder[0, bn) of a / b, for an >= bn >= 1 and b's top limb not
// zero. Nothing overlaps.
BigIntStatus divide(Limb* quotient, Limb* remainder, const Limb* a, int64_t an, const Limb* b,
                    int64_t bn, const InterruptCheck& check);

}  // namespace orrery::bigint_detail
