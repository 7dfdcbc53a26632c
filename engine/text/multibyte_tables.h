// The packed tables behind multibyte.h; their contents are generated.
//
// Five parts follow one another: runs of kinds of cells, high bytes and low bytes of numbers,
// patches for encoding, and pairs of code points. For each codec there is one grid of cells: 256
// for single bytes, then 128 times 256 for two bytes whose first is 0x80 or more, then as many for
// what follows 0x8F in sequences of three. A run is a varint `length << 3 | kind`. Each cell that
// has a number has it as the difference from its predecessor's plus one, modulo 65536.
#pragma once

#include <cstdint>

namespace orrery::multibyte_tables {

enum Kind : uint8_t {
    kNone,    // illegal
    kBmp,     // number: the code point
    kPlane2,  // number: the code point, less 0x20000
    kPair,    // number: index into the pairs
    kSame,    // as in the base codec
    kLead,    // more bytes are needed
    kLead3,   // two more bytes are needed
    kNone2,   // illegal, both bytes together
};
inline constexpr int kGridSize = 256 + 2 * 128 * 256;
enum Part : uint8_t { kKinds, kHigh, kLow, kPatches, kPairs, kPartCount };

extern const char* const codec_names[];
extern const int8_t codec_bases[];  // index of the codec that a grid differs from, or -1
extern const int codec_count;
extern const int pair_count;
extern const uint32_t part_sizes[kPartCount];
extern const uint32_t packed_size;  // bytes of zlib's format in `packed`, which is base 85
extern const char packed[];

}  // namespace orrery::multibyte_tables
