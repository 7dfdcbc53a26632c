// Names of one tree, each stored once, so that equal names have equal addresses.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/syntax/arena.h"

namespace orrery::syntax {

class Interner {
public:
    explicit Interner(Arena& arena) : arena_(arena), slots_(256) {}

    // The one copy of `text`, in the arena. `text` is copied unless `stable` says it lives there.
    std::string_view intern(std::string_view text, bool stable) {
        std::uint32_t hash = 2166136261u;
        for (char c : text)
            hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
        std::size_t index = hash & (slots_.size() - 1);
        while (slots_[index].text.data() != nullptr) {
            if (slots_[index].hash == hash && slots_[index].text == text) {
                return slots_[index].text;
            }
            index = (index + 1) & (slots_.size() - 1);
        }
        slots_[index] = {stable ? text : arena_.copy(text), hash};
        std::string_view result = slots_[index].text;
        if (++count_ * 2 > slots_.size()) grow();
        return result;
    }

private:
    struct Slot {
        std::string_view text;
        std::uint32_t hash = 0;
    };

    void grow() {
        std::vector<Slot> old(slots_.size() * 2);
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (slot.text.data() == nullptr) continue;
            std::size_t index = slot.hash & (slots_.size() - 1);
            while (slots_[index].text.data() != nullptr)
                index = (index + 1) & (slots_.size() - 1);
            slots_[index] = slot;
        }
    }

    Arena& arena_;
    std::vector<Slot> slots_;
    std::size_t count_ = 0;
};

}  // namespace orrery::syntax
