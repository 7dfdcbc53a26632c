// Unpacking the tables, and the codecs that need no state.
#include "engine/text/multibyte.h"

#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <string>

#include "engine/text/multibyte_table.h"

namespace orrery {

using namespace multibyte_tables;

namespace {

std::vector<uint8_t> unpack() {
    uint8_t digit_of[128] = {};
    uint8_t next = 0;
    for (int c = 0x21; c < 0x7F; c++) {
        if (c != '"' && c != '\\' && c != '?') digit_of[c] = next++;
    }
    std::vector<uint8_t> bytes;
    for (const char* p = packed; *p; p += 5) {
        uint32_t n = 0;
        for (int i = 0; i < 5; i++)
            n = n * 85 + digit_of[static_cast<uint8_t>(p[i])];
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes.push_back(static_cast<uint8_t>(n >> shift));
    }
    uLongf size = 0;
    for (uint32_t part : part_sizes)
        size += part;
    std::vector<uint8_t> out(size);
    if (::uncompress(out.data(), &size, bytes.data(), packed_size) != Z_OK) out.clear();
    return out;
}

uint32_t read_varint(const uint8_t*& p) {
    uint32_t n = 0;
    for (int shift = 0;; shift += 7) {
        n |= (*p & 0x7Fu) << shift;
        if (!(*p++ & 0x80)) return n;
    }
}

/// Bytes of the cell at an index of the grid.
uint32_t sequence_at(uint32_t index) {
    if (index < 256) return index;
    index -= 256;
    return index < 128 * 256 ? 0x8000 + index : 0x8F0000 + index;
}

void set_bytes(MultibyteTable& t, uint32_t c, uint32_t bytes) {
    if (c < 0x10000) {
        t.plane0[c] = bytes;
        return;
    }
    if (t.plane2.empty()) t.plane2.resize(0x10000);
    t.plane2[c & 0xFFFF] = bytes;
}

/// Reads all tables; those that follow in the stream need those before.
struct Reader {
    const uint8_t *kinds, *high, *low, *patches, *pairs;

    explicit Reader(const uint8_t* p) {
        const uint8_t** parts[] = {&kinds, &high, &low, &patches, &pairs};
        for (int i = 0; i < kPartCount; i++) {
            *parts[i] = p;
            p += part_sizes[i];
        }
    }
    MultibyteTable read(const MultibyteTable* base, const std::vector<MultibyteTable::Pair>& all) {
        MultibyteTable t;
        t.cells.reserve(kGridSize);
        t.pairs = all;
        uint32_t previous = 0;
        while (t.cells.size() < static_cast<size_t>(kGridSize)) {
            const uint32_t run = read_varint(kinds);
            for (uint32_t i = 0; i < run >> 3; i++) {
                const size_t at = t.cells.size();
                switch (static_cast<Kind>(run & 7)) {
                case kNone: t.cells.push_back(MultibyteTable::kIllegal); break;
                case kLead: t.cells.push_back(MultibyteTable::kLead); break;
                case kLead3: t.cells.push_back(MultibyteTable::kLead3); break;
                case kNone2: t.cells.push_back(MultibyteTable::kIllegal2); break;
                case kSame: t.cells.push_back(base->cells[at]); break;
                default: {
                    previous = (previous + 1 + (*high++ << 8 | *low++)) & 0xFFFF;
                    const uint32_t kind = run & 7;
                    t.cells.push_back(kind == kBmp      ? previous
                                      : kind == kPlane2 ? previous | 0x20000
                                                        : previous | MultibyteTable::kPair);
                }
                }
            }
        }
        t.plane0.resize(0x10000);
        for (uint32_t at = static_cast<uint32_t>(t.cells.size()); at-- > 0;) {
            const uint32_t cell = t.cells[at];
            if (!MultibyteTable::is_character(cell)) continue;
            if (cell & MultibyteTable::kPair) {
                t.pairs[cell & 0xFFFF].bytes = sequence_at(at);
            } else {
                set_bytes(t, cell, sequence_at(at));
            }
        }
        uint32_t c = 0;
        for (uint32_t left = read_varint(patches); left > 0; left--) {
            c += read_varint(patches);
            set_bytes(t, c, read_varint(patches));
        }
        return t;
    }
};

// ---- codecs of a table alone ----

class TableCodec : public MultibyteCodec {
public:
    TableCodec(std::string_view name, const MultibyteTable& table)
        : MultibyteCodec(name), table_(table) {}

    MultibyteStep decode(MultibyteState&, std::span<const uint8_t> bytes,
                         CodePointBuffer& out) const override {
        const uint32_t first = table_.single(bytes[0]);
        if (first == MultibyteTable::kIllegal) return {.illegal = 1};
        if (MultibyteTable::is_character(first)) {
            table_.append_cell(first, out);
            return {.consumed = 1};
        }
        const size_t size = first == MultibyteTable::kLead3 ? 3 : 2;
        if (bytes.size() < size) return {};
        const uint32_t cell =
            size == 2 ? table_.two(bytes[0], bytes[1]) : table_.three(bytes[1], bytes[2]);
        if (cell == MultibyteTable::kIllegal2) return {.illegal = 2};
        if (!MultibyteTable::is_character(cell)) return decode_longer(bytes, out);
        table_.append_cell(cell, out);
        return {.consumed = static_cast<int>(size)};
    }
    MultibyteStep encode(MultibyteState&, std::span<const char32_t> text, bool final,
                         ByteBuffer& out) const override {
        uint32_t bytes;
        switch (match_pair(table_, text, final, &bytes)) {
        case PairMatch::kYes: append_bytes(bytes, out); return {.consumed = 2};
        case PairMatch::kIncomplete: return {};
        case PairMatch::kNo: break;
        }
        bytes = table_.bytes_of(text[0]);
        if (bytes || text[0] == 0) {
            append_bytes(bytes, out);
            return {.consumed = 1};
        }
        return encode_longer(text[0], out) ? MultibyteStep{.consumed = 1}
                                           : MultibyteStep{.illegal = 1};
    }

protected:
    /// Sequences that are in no table.
    virtual MultibyteStep decode_longer(std::span<const uint8_t>, CodePointBuffer&) const {
        return {.illegal = 1};
    }
    virtual bool encode_longer(char32_t, ByteBuffer&) const { return false; }

    const MultibyteTable& table_;
};

/// GB 18030 has four bytes for all that its table of two has not: in the basic plane numbered in
/// order, beyond it by arithmetic.
class Gb18030Codec : public TableCodec {
public:
    Gb18030Codec(std::string_view name, const MultibyteTable& table) : TableCodec(name, table) {
        for (uint32_t c = 0x80; c < 0x10000; c++) {
            if (!table.plane0[c] && (c < 0xD800 || c > 0xDFFF))
                numbered_.push_back(static_cast<uint16_t>(c));
        }
    }

protected:
    static constexpr uint32_t kSupplementary = 0x90 - 0x81;  // its first byte, from 0x81 on
    static constexpr uint32_t kPerFirst = 10 * 126 * 10;

    MultibyteStep decode_longer(std::span<const uint8_t> b, CodePointBuffer& out) const override {
        const auto is_digit = [](uint8_t c) { return c >= 0x30 && c <= 0x39; };
        const auto is_upper = [](uint8_t c) { return c >= 0x81 && c <= 0xFE; };
        if (!is_digit(b[1])) return {.illegal = 1};
        if (b.size() < 4) return {};
        if (!is_upper(b[0]) || !is_upper(b[2]) || !is_digit(b[3])) return {.illegal = 1};
        uint32_t n = ((b[0] - 0x81u) * 10 + b[1] - 0x30) * 126 + b[2] - 0x81;
        n = n * 10 + b[3] - 0x30;
        uint32_t c = 0;
        if (n < numbered_.size()) {
            c = numbered_[n];
        } else if (n >= kSupplementary * kPerFirst) {
            c = n - kSupplementary * kPerFirst + 0x10000;
        }
        if (c == 0 || c > 0x10FFFF) return {.illegal = 1};
        out.push(c);
        return {.consumed = 4};
    }
    bool encode_longer(char32_t c, ByteBuffer& out) const override {
        uint32_t n;
        if (c < 0x10000) {
            const auto at = std::lower_bound(numbered_.begin(), numbered_.end(), c);
            if (at == numbered_.end() || *at != c) return false;
            n = static_cast<uint32_t>(at - numbered_.begin());
        } else {
            n = c - 0x10000 + kSupplementary * kPerFirst;
        }
        out.push(static_cast<uint8_t>(0x81 + n / kPerFirst));
        out.push(static_cast<uint8_t>(0x30 + n / 1260 % 10));
        out.push(static_cast<uint8_t>(0x81 + n / 10 % 126));
        out.push(static_cast<uint8_t>(0x30 + n % 10));
        return true;
    }

private:
    std::vector<uint16_t> numbered_;
};

/// EUC-KR spells syllables that KS X 1001 has not: a filler, then lead, vowel and tail (or filler),
/// each a letter of two bytes.
class EucKrCodec : public TableCodec {
public:
    using TableCodec::TableCodec;

protected:
    static constexpr uint8_t kRow = 0xA4, kFiller = 0xD4, kFirstVowel = 0xBF;
    // Letters as second bytes, in the order that Unicode's syllables count them.
    static constexpr uint8_t kLeads[] = {0xA1, 0xA2, 0xA4, 0xA7, 0xA8, 0xA9, 0xB1, 0xB2, 0xB3, 0xB5,
                                         0xB6, 0xB7, 0xB8, 0xB9, 0xBA, 0xBB, 0xBC, 0xBD, 0xBE};
    static constexpr uint8_t kTails[] = {
        kFiller, 0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, 0xA9, 0xAA, 0xAB, 0xAC, 0xAD, 0xAE,
        0xAF,    0xB0, 0xB1, 0xB2, 0xB4, 0xB5, 0xB6, 0xB7, 0xB8, 0xBA, 0xBB, 0xBC, 0xBD, 0xBE};

    MultibyteStep decode_longer(std::span<const uint8_t> b, CodePointBuffer& out) const override {
        if (b[0] != kRow || b[1] != kFiller) return {.illegal = 1};
        if (b.size() < 8) return {};
        const auto* lead = std::find(std::begin(kLeads), std::end(kLeads), b[3]);
        const auto* tail = std::find(std::begin(kTails), std::end(kTails), b[7]);
        if (b[2] != kRow || b[4] != kRow || b[6] != kRow || lead == std::end(kLeads) ||
            tail == std::end(kTails) || b[5] < kFirstVowel || b[5] >= kFiller) {
            return {.illegal = 1};
        }
        const auto index = [](auto* at, auto& list) { return static_cast<uint32_t>(at - list); };
        out.push(0xAC00 + (index(lead, kLeads) * 21 + b[5] - kFirstVowel) * 28 +
                 index(tail, kTails));
        return {.consumed = 8};
    }
    bool encode_longer(char32_t c, ByteBuffer& out) const override {
        const uint32_t n = c - 0xAC00;
        if (n > 0xD7A3 - 0xAC00) return false;
        const uint8_t bytes[] = {kRow, kFiller,
                                 kRow, kLeads[n / 588],
                                 kRow, static_cast<uint8_t>(kFirstVowel + n / 28 % 21),
                                 kRow, kTails[n % 28]};
        out.append(bytes, sizeof bytes);
        return true;
    }
};

}  // namespace

PairMatch match_pair(const MultibyteTable& table, std::span<const char32_t> text, bool final,
                     uint32_t* bytes) {
    PairMatch match = PairMatch::kNo;
    for (const auto& pair : table.pairs) {
        if (pair.first != text[0] || !pair.bytes) continue;
        if (text.size() < 2) {
            if (!final) match = PairMatch::kIncomplete;
        } else if (pair.second == text[1]) {
            *bytes = pair.bytes;
            return PairMatch::kYes;
        }
    }
    return match;
}

struct MultibyteTables::Impl {
    std::map<std::string, MultibyteTable, std::less<>> tables;
    std::map<std::string, std::unique_ptr<MultibyteCodec>, std::less<>> codecs;

    void load() {
        const std::vector<uint8_t> all = unpack();
        if (all.empty()) return;
        Reader reader(all.data());
        std::vector<MultibyteTable::Pair> pairs;
        for (int i = 0; i < pair_count; i++) {
            const uint32_t first = read_varint(reader.pairs);
            pairs.push_back({first, read_varint(reader.pairs), 0});
        }
        for (int i = 0; i < codec_count; i++) {
            const MultibyteTable* base =
                codec_bases[i] < 0 ? nullptr : &tables.at(codec_names[codec_bases[i]]);
            tables.emplace(codec_names[i], reader.read(base, pairs));
        }
    }
    static const MultibyteTable* table_of(void* self, std::string_view name) {
        auto& tables = static_cast<Impl*>(self)->tables;
        const auto at = tables.find(name);
        return at == tables.end() ? nullptr : &at->second;
    }
};

MultibyteTables::MultibyteTables() : impl_(std::make_unique<Impl>()) {}
MultibyteTables::~MultibyteTables() = default;

const MultibyteCodec* MultibyteTables::codec(std::string_view name) {
    Impl& m = *impl_;
    if (const auto at = m.codecs.find(name); at != m.codecs.end()) return at->second.get();
    if (m.tables.empty()) m.load();
    std::unique_ptr<MultibyteCodec> made;
    if (const auto at = m.tables.find(name); at == m.tables.end()) {
        made = make_shift_codec(name, Impl::table_of, &m);
    } else if (name == "gb18030") {
        made = std::make_unique<Gb18030Codec>(at->first, at->second);
    } else if (name == "euc_kr") {
        made = std::make_unique<EucKrCodec>(at->first, at->second);
    } else {
        made = std::make_unique<TableCodec>(at->first, at->second);
    }
    if (!made) return nullptr;
    return m.codecs.emplace(std::string(name), std::move(made)).first->second.get();
}

}  // namespace orrery
