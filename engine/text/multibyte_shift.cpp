// Codecs in which sequences of bytes switch between charsets: HZ and the ISO 2022 family.
#include <algorithm>
#include <optional>

#include "engine/text/multibyte_table.h"

namespace orrery {

namespace {

// ---- HZ: ASCII, and GB 2312 between ~{ and ~} ----

class HzCodec : public MultibyteCodec {
public:
    explicit HzCodec(const MultibyteTable& gb2312) : MultibyteCodec("hz"), table_(gb2312) {}

    MultibyteStep decode(MultibyteState& state, std::span<const uint8_t> b,
                         CodePointBuffer& out) const override {
        uint8_t& in_gb = state.c[0];
        if (b[0] & 0x80) return {.illegal = 1};
        if (b[0] == '~') {
            if (b.size() < 2) return {};
            if (b[1] == '~' && !in_gb) {
                out.push('~');
            } else if (b[1] == '{' && !in_gb) {
                in_gb = 1;
            } else if (b[1] == '}' && in_gb) {
                in_gb = 0;
            } else if (b[1] != '\n' || in_gb) {
                return {.illegal = 1};
            }
            return {.consumed = 2};
        }
        if (!in_gb) {
            out.push(b[0]);
            return {.consumed = 1};
        }
        if (b.size() < 2) return {};
        const uint32_t cell =
            b[1] & 0x80 ? MultibyteTable::kIllegal : table_.two(b[0] | 0x80, b[1] | 0x80);
        if (!MultibyteTable::is_character(cell)) return {.illegal = 1};
        out.push(cell);
        return {.consumed = 2};
    }
    MultibyteStep encode(MultibyteState& state, std::span<const char32_t> text, bool,
                         ByteBuffer& out) const override {
        uint8_t& in_gb = state.c[0];
        const char32_t c = text[0];
        if (c < 0x80) {
            finish(state, out);
            if (c == '~') out.push('~');
            out.push(static_cast<uint8_t>(c));
            return {.consumed = 1};
        }
        const uint32_t bytes = table_.bytes_of(c);
        if (bytes < 0x8080) return {.illegal = 1};
        if (!in_gb) {
            out.push('~');
            out.push('{');
            in_gb = 1;
        }
        append_bytes(bytes & 0x7F7F, out);
        return {.consumed = 1};
    }
    void finish(MultibyteState& state, ByteBuffer& out) const override {
        if (!state.c[0]) return;
        out.push('~');
        out.push('}');
        state.c[0] = 0;
    }

private:
    const MultibyteTable& table_;
};

// ---- ISO 2022 ----

enum class Repertoire : uint8_t {
    kRoman,
    kKatakana,
    kTable,
    kAfter8F,  // of the table, what follows 0x8F
    kPlane2,   // of that, the rows of JIS X 0213; the others are JIS X 0212's
    kLatin1,   // these two are read, and never written
    kGreek,
};
bool in_plane2(uint8_t row) {
    row &= 0x7F;
    return row == 0x21 || (row >= 0x23 && row <= 0x25) || row == 0x28 ||
           (row >= 0x2C && row <= 0x2F) || row >= 0x6E;
}

/// A charset that escape sequences designate. `mark` names it in the state: the final byte of its
/// sequence, with bit 7 for charsets of two bytes.
struct Charset {
    uint8_t mark;
    uint8_t set;  // 0: G0, 1: G1, 2: G2
    const char* escape;  // after ESC
    Repertoire repertoire;
    const char* table;  // codec whose bytes these are, with the top bits set
    const char* written = nullptr;  // the sequence an encoder writes, where it is another

    const char* to_write() const { return written ? written : escape; }
};
constexpr uint8_t kAscii = 'B', kTwo = 0x80;
constexpr Charset kJisX0208 = {'B' | kTwo, 0, "$B", Repertoire::kTable, "euc_jp"};
constexpr Charset kJisX0208Old = {'@' | kTwo, 0, "$@", Repertoire::kTable, "euc_jp"};
constexpr Charset kJisX0201Roman = {'J', 0, "(J", Repertoire::kRoman, nullptr};
constexpr Charset kJisX0201Katakana = {'I', 0, "(I", Repertoire::kKatakana, nullptr};
constexpr Charset kJisX0212 = {'D' | kTwo, 0, "$(D", Repertoire::kAfter8F, "euc_jp"};
constexpr Charset kKsX1001 = {'C' | kTwo, 0, "$(C", Repertoire::kTable, "euc_kr"};
constexpr Charset kKsX1001G1 = {'C' | kTwo, 1, "$)C", Repertoire::kTable, "euc_kr"};
constexpr Charset kGb2312 = {'A' | kTwo, 0, "$A", Repertoire::kTable, "gb2312", "$(A"};
constexpr Charset kLatin1 = {'A', 2, ".A", Repertoire::kLatin1, nullptr};
constexpr Charset kGreek = {'F', 2, ".F", Repertoire::kGreek, nullptr};
constexpr Charset kJisX0213Old = {'O' | kTwo, 0, "$(O", Repertoire::kTable, "euc_jisx0213"};
constexpr Charset kJisX0213 = {'Q' | kTwo, 0, "$(Q", Repertoire::kTable, "euc_jis_2004"};
constexpr Charset kJisX0213Plane2 = {'P' | kTwo, 0, "$(P", Repertoire::kPlane2, "euc_jis_2004"};
constexpr Charset kJisX0213OldPlane2 = {'P' | kTwo, 0, "$(P", Repertoire::kPlane2, "euc_jisx0213"};

/// Which charsets a codec has, in the order in which it tries them.
struct Family {
    const char* name;
    const Charset* charsets[8];
};
constexpr Family kFamilies[] = {
    {"iso2022_kr", {&kKsX1001G1}},
    {"iso2022_jp", {&kJisX0208, &kJisX0201Roman, &kJisX0208Old}},
    {"iso2022_jp_1", {&kJisX0208, &kJisX0212, &kJisX0201Roman, &kJisX0208Old}},
    {"iso2022_jp_2",
     {&kJisX0208, &kJisX0212, &kKsX1001, &kGb2312, &kJisX0201Roman, &kJisX0208Old, &kLatin1,
      &kGreek}},
    {"iso2022_jp_2004", {&kJisX0208, &kJisX0213, &kJisX0213Plane2}},
    {"iso2022_jp_3", {&kJisX0208, &kJisX0213Old, &kJisX0213OldPlane2}},
    {"iso2022_jp_ext",
     {&kJisX0208, &kJisX0212, &kJisX0201Roman, &kJisX0201Katakana, &kJisX0208Old}},
};

// ISO 8859-7 from 0xA0 on, as the codec decodes it; 0: none.
constexpr uint16_t kGreekChars[96] = {
    0xA0,  0x2018, 0x2019, 0xA3,   0x20AC, 0x20AF, 0xA6,  0xA7,  0xA8,  0xA9,  0x37A, 0xAB,
    0xAC,  0xAD,   0,      0x2015, 0xB0,   0xB1,   0xB2,  0xB3,  0x384, 0x385, 0x386, 0xB7,
    0x388, 0x389,  0x38A,  0xBB,   0x38C,  0xBD,   0x38E, 0x38F, 0x390, 0x391, 0x392, 0x393,
    0x394, 0x395,  0x396,  0x397,  0x398,  0x399,  0x39A, 0x39B, 0x39C, 0x39D, 0x39E, 0x39F,
    0x3A0, 0x3A1,  0,      0x3A3,  0x3A4,  0x3A5,  0x3A6, 0x3A7, 0x3A8, 0x3A9, 0x3AA, 0x3AB,
    0x3AC, 0x3AD,  0x3AE,  0x3AF,  0x3B0,  0x3B1,  0x3B2, 0x3B3, 0x3B4, 0x3B5, 0x3B6, 0x3B7,
    0x3B8, 0x3B9,  0x3BA,  0x3BB,  0x3BC,  0x3BD,  0x3BE, 0x3BF, 0x3C0, 0x3C1, 0x3C2, 0x3C3,
    0x3C4, 0x3C5,  0x3C6,  0x3C7,  0x3C8,  0x3C9,  0x3CA, 0x3CB, 0x3CC, 0x3CD, 0x3CE, 0,
};

class Iso2022Codec : public MultibyteCodec {
public:
    Iso2022Codec(const Family& family, TableOf table_of, void* context)
        : MultibyteCodec(family.name), family_(family) {
        for (size_t i = 0; i < std::size(tables_); i++) {
            const Charset* charset = family.charsets[i];
            tables_[i] = charset && charset->table ? table_of(context, charset->table) : nullptr;
        }
    }

    void start(MultibyteState& state, Direction direction) const override {
        state = {};
        state.c[0] = state.c[1] = kAscii;
        if (direction == Direction::kDecoding) state.c[2] = kAscii;
    }
    MultibyteStep decode(MultibyteState& state, std::span<const uint8_t> b,
                         CodePointBuffer& out) const override;
    MultibyteStep encode(MultibyteState& state, std::span<const char32_t> text, bool final,
                         ByteBuffer& out) const override;
    void finish(MultibyteState& state, ByteBuffer& out) const override {
        shift_in(state, out);
        if (state.c[0] == kAscii) return;
        state.c[0] = kAscii;
        add(out, "\x1b(B");
    }

private:
    static constexpr uint8_t kEscape = 0x1B, kShiftOut = 0x0E, kShiftIn = 0x0F;
    static constexpr uint8_t kShifted = 1, kThrough = 2;  // flags: state.c[4]

    static void add(ByteBuffer& out, std::string_view s) {
        out.append(reinterpret_cast<const uint8_t*>(s.data()), s.size());
    }
    static void shift_in(MultibyteState& state, ByteBuffer& out) {
        if (!(state.c[4] & kShifted)) return;
        out.push(kShiftIn);
        state.c[4] &= static_cast<uint8_t>(~kShifted);
    }
    bool has_set(uint8_t set) const {
        return std::any_of(std::begin(family_.charsets), std::end(family_.charsets),
                           [set](const Charset* c) { return c && c->set == set; });
    }
    MultibyteStep escape(MultibyteState& state, std::span<const uint8_t> b) const;
    const MultibyteTable* find(uint8_t set, uint8_t mark, const Charset** charset) const {
        for (size_t i = 0; i < std::size(tables_) && family_.charsets[i]; i++) {
            if (family_.charsets[i]->set != set || family_.charsets[i]->mark != mark) continue;
            *charset = family_.charsets[i];
            return tables_[i];
        }
        *charset = nullptr;
        return nullptr;
    }
    /// Bytes of a character in a charset, without the top bits; 0: none.
    uint32_t bytes_in(size_t i, std::span<const char32_t> text, bool final, int* consumed) const;

    const Family& family_;
    const MultibyteTable* tables_[8];
};

bool ends_escape(uint8_t c) { return (c >= 'A' && c <= 'Z') || c == '@'; }

MultibyteStep Iso2022Codec::escape(MultibyteState& state, std::span<const uint8_t> b) const {
    constexpr size_t kLongest = 16;
    size_t size = 1;
    while (size < b.size() && size < kLongest && !ends_escape(b[size]))
        size++;
    if (size >= kLongest) return {.illegal = 1};
    if (size >= b.size()) return {};
    // ESC & @ announces a revision of the charset that follows.
    if (size == 2 && b[1] == '&' && b[2] == '@') {
        return {.consumed = 3};
    }
    size++;
    const std::string_view sequence(reinterpret_cast<const char*>(b.data()) + 1, size - 1);
    if (sequence == "(B") {
        state.c[0] = kAscii;
        return {.consumed = static_cast<int>(size)};
    }
    for (const Charset* c : family_.charsets) {
        if (!c || (sequence != c->escape && sequence != c->to_write())) continue;
        state.c[c->set] = c->mark;
        return {.consumed = static_cast<int>(size)};
    }
    return {.illegal = static_cast<int>(size)};
}

MultibyteStep Iso2022Codec::decode(MultibyteState& state, std::span<const uint8_t> b,
                                   CodePointBuffer& out) const {
    const uint8_t c = b[0];
    uint8_t& flags = state.c[4];
    const auto plain = [&] {
        out.push(c);
        return MultibyteStep{.consumed = 1};
    };
    if (flags & kThrough) {
        if (ends_escape(c)) flags &= static_cast<uint8_t>(~kThrough);
        return plain();
    }
    if (c == kEscape) {
        if (b.size() < 2) return {};
        if (b[1] == '(' || b[1] == ')' || b[1] == '$' || b[1] == '.' || b[1] == '&') {
            return escape(state, b);
        }
        if (b[1] == 'N' && has_set(2)) {  // one character of G2
            if (b.size() < 3) return {};
            const uint8_t low = b[2];
            if (low & 0x80) return {.illegal = 3};
            uint32_t found = low;
            if (state.c[2] == kLatin1.mark) found = low < 0x20 ? 0 : low | 0x80;
            if (state.c[2] == kGreek.mark) found = low < 0x20 ? 0 : kGreekChars[low - 0x20];
            if (!found) return {.illegal = 3};
            out.push(found);
            return {.consumed = 3};
        }
        flags |= kThrough;
        return plain();
    }
    if ((c == kShiftIn || c == kShiftOut) && has_set(1)) {
        flags = static_cast<uint8_t>(c == kShiftOut ? flags | kShifted : flags & ~kShifted);
        return {.consumed = 1};
    }
    if (c == '\n') flags &= static_cast<uint8_t>(~kShifted);
    if (c < 0x20) return plain();
    if (c >= 0x80) return {.illegal = 1};
    const uint8_t set = flags & kShifted ? 1 : 0;
    const uint8_t mark = state.c[set];
    if (mark == kAscii) return plain();
    const Charset* charset;
    const MultibyteTable* table = find(set, mark, &charset);
    if (!charset) return {.illegal = 1};
    if (charset->repertoire == Repertoire::kRoman) {
        out.push(c == '\\' ? 0xA5 : c == '~' ? 0x203E : c);
        return {.consumed = 1};
    }
    if (charset->repertoire == Repertoire::kKatakana) {
        if (c < 0x21 || c > 0x5F) return {.illegal = 1};
        out.push(0xFF61u + c - 0x21);
        return {.consumed = 1};
    }
    if (b.size() < 2) return {};
    const auto high = static_cast<uint8_t>(c | 0x80), low = static_cast<uint8_t>(b[1] | 0x80);
    uint32_t cell = MultibyteTable::kIllegal;
    if (!(b[1] & 0x80) && c >= 0x21) {
        if (charset->repertoire == Repertoire::kTable) {
            cell = table->two(high, low);
        } else if (charset->repertoire == Repertoire::kAfter8F || in_plane2(high)) {
            cell = table->three(high, low);
        }
    }
    if (!MultibyteTable::is_character(cell)) return {.illegal = 2};
    table->append_cell(cell, out);
    return {.consumed = 2};
}

uint32_t Iso2022Codec::bytes_in(size_t i, std::span<const char32_t> text, bool final,
                                int* consumed) const {
    const Charset& charset = *family_.charsets[i];
    const char32_t c = text[0];
    *consumed = 1;
    switch (charset.repertoire) {
    case Repertoire::kRoman: return c == 0xA5 ? '\\' : c == 0x203E ? '~' : 0;
    case Repertoire::kKatakana: return c >= 0xFF61 && c <= 0xFF9F ? c - 0xFF61 + 0x21 : 0;
    case Repertoire::kLatin1:
    case Repertoire::kGreek: return 0;
    default: break;
    }
    const MultibyteTable& table = *tables_[i];
    uint32_t bytes = 0;
    if (&charset == &kJisX0213 || &charset == &kJisX0213Old) {
        if (c == 0xFF5E) return 0;  // CPython leaves this one out
        const PairMatch match = match_pair(table, text, final, &bytes);
        if (match == PairMatch::kIncomplete) {
            *consumed = 0;
            return 1;
        }
        if (match == PairMatch::kYes) {
            *consumed = 2;
            return bytes & 0x7F7F;
        }
    }
    bytes = table.bytes_of(c);
    const bool after_8f = bytes >> 16 == 0x8F;
    if (after_8f == (charset.repertoire == Repertoire::kTable)) return 0;
    bytes &= 0xFFFF;
    if (charset.repertoire == Repertoire::kPlane2 && !in_plane2(static_cast<uint8_t>(bytes >> 8)))
        return 0;
    return (bytes & 0x8080) == 0x8080 && bytes >= 0xA1A1 ? bytes & 0x7F7F : 0;
}

MultibyteStep Iso2022Codec::encode(MultibyteState& state, std::span<const char32_t> text,
                                   bool final, ByteBuffer& out) const {
    const char32_t c = text[0];
    if (c < 0x80) {
        finish(state, out);
        out.push(static_cast<uint8_t>(c));
        return {.consumed = 1};
    }
    for (size_t i = 0; i < std::size(tables_) && family_.charsets[i]; i++) {
        int consumed;
        const uint32_t bytes = bytes_in(i, text, final, &consumed);
        if (!bytes) continue;
        if (consumed == 0) return {};
        const Charset& charset = *family_.charsets[i];
        if (state.c[charset.set] != charset.mark) {
            if (charset.set == 0) shift_in(state, out);
            out.push(kEscape);
            add(out, charset.to_write());
            state.c[charset.set] = charset.mark;
        }
        if (charset.set == 1 && !(state.c[4] & kShifted)) {
            out.push(kShiftOut);
            state.c[4] |= kShifted;
        }
        append_bytes(bytes, out);
        return {.consumed = consumed};
    }
    return {.illegal = 1};
}

}  // namespace

std::unique_ptr<MultibyteCodec> make_shift_codec(std::string_view name, TableOf table_of,
                                                 void* context) {
    if (name == "hz") {
        const MultibyteTable* table = table_of(context, "gb2312");
        return table ? std::make_unique<HzCodec>(*table) : nullptr;
    }
    for (const Family& family : kFamilies) {
        if (name == family.name && table_of(context, "euc_jp")) {
            return std::make_unique<Iso2022Codec>(family, table_of, context);
        }
    }
    return nullptr;
}

}  // namespace orrery
