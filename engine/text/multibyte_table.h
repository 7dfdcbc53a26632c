// One unpacked table of a multibyte codec, for the codecs that are built on it.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/text/multibyte.h"
#include "engine/text/multibyte_tables.h"

namespace orrery {

struct MultibyteTable {
    // A cell: a code point, kPair and the index of a pair, or one of the others.
    static constexpr uint32_t kPair = 0x8000'0000;
    static constexpr uint32_t kIllegal = 0xFFFF'FFFF;
    static constexpr uint32_t kLead = 0xFFFF'FFFE;
    static constexpr uint32_t kLead3 = 0xFFFF'FFFD;
    static constexpr uint32_t kIllegal2 = 0xFFFF'FFFC;  // both bytes are at fault, not the first
    static bool is_character(uint32_t cell) { return cell < kIllegal2; }

    struct Pair {
        uint32_t first, second, bytes;
    };

    uint32_t single(uint8_t a) const { return cells[a]; }
    uint32_t two(uint8_t a, uint8_t b) const {
        return a < 0x80 ? kIllegal : cells[256 + (a - 0x80u) * 256u + b];
    }
    uint32_t three(uint8_t b, uint8_t c) const {  // after 0x8F
        return b < 0x80 ? kIllegal : cells[256 + 128 * 256 + (b - 0x80u) * 256u + c];
    }
    // The bytes of a code point as a big-endian number; 0: none (also for U+0000).
    uint32_t bytes_of(char32_t c) const {
        if (c < 0x10000) return plane0[c];
        return c >> 16 == 2 && !plane2.empty() ? plane2[c & 0xFFFF] : 0;
    }
    void append_cell(uint32_t cell, CodePointBuffer& out) const {
        if (!(cell & kPair)) {
            out.push(cell);
            return;
        }
        out.push(pairs[cell & 0xFFFF].first);
        out.push(pairs[cell & 0xFFFF].second);
    }

    std::vector<uint32_t> cells;   // multibyte_tables::kGridSize of them
    std::vector<uint32_t> plane0;  // 65536
    std::vector<uint32_t> plane2;  // 65536, or none
    std::vector<Pair> pairs;       // `bytes` 0: not in this table
};

inline void append_bytes(uint32_t bytes, ByteBuffer& out) {
    for (int shift = 24; shift >= 0; shift -= 8) {
        if (bytes >> shift || shift == 0) {
            out.push(static_cast<uint8_t>(bytes >> shift));
        }
    }
}

// The pair that a text starts with: found, impossible, or to be decided by what follows.
enum class PairMatch : uint8_t { kNo, kYes, kIncomplete };
PairMatch match_pair(const MultibyteTable& table, std::span<const char32_t> text, bool final,
                     uint32_t* bytes);

using TableOf = const MultibyteTable* (*)(void* context, std::string_view codec);
// The codecs that switch between charsets (multibyte_shift.cpp); null for other names.
std::unique_ptr<MultibyteCodec> make_shift_codec(std::string_view name, TableOf table_of,
                                                 void* context);

}  // namespace orrery
