// Module _blake2: BLAKE2b and BLAKE2s (RFC 7693) with their parameters.
#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/modules/module_support.h"
#include "engine/objects/bytes.h"

namespace orrery {

namespace {

constexpr uint8_t kSigma[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
};

struct Blake2b {
    using Word = uint64_t;
    static constexpr const char* kName = "blake2b";
    static constexpr int kRounds = 12;
    static constexpr int kRotations[4] = {32, 24, 16, 63};
    static constexpr Word kStart[8] = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b,
                                       0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f,
                                       0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
};
struct Blake2s {
    using Word = uint32_t;
    static constexpr const char* kName = "blake2s";
    static constexpr int kRounds = 10;
    static constexpr int kRotations[4] = {16, 12, 8, 7};
    static constexpr Word kStart[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                       0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
};

template <typename V>
struct State : NativeObject {
    using Word = typename V::Word;
    static constexpr size_t kWordSize = sizeof(Word);
    static constexpr size_t kBlock = 16 * kWordSize;
    static constexpr size_t kMaxDigest = 8 * kWordSize;  // also the longest key
    static constexpr size_t kSaltSize = 2 * kWordSize;

    Word h[8];
    uint64_t total;  // bytes compressed
    uint8_t block[kBlock];
    uint8_t filled;  // bytes of `block` in use; the last block is kept back
    uint8_t digest_size;
    bool last_node;

    void compress(const uint8_t* data, bool last) {
        Word m[16], v[16];
        memcpy(m, data, kBlock);
        for (int i = 0; i < 8; i++) {
            v[i] = h[i];
            v[i + 8] = V::kStart[i];
        }
        v[12] ^= static_cast<Word>(total);
        if constexpr (kWordSize == 4) v[13] ^= static_cast<Word>(total >> 32);
        if (last) v[14] = ~v[14];
        if (last && last_node) v[15] = ~v[15];
        auto mix = [&](int a, int b, int c, int d, Word x, Word y) {
            v[a] = v[a] + v[b] + x;
            v[d] = std::rotr(v[d] ^ v[a], V::kRotations[0]);
            v[c] = v[c] + v[d];
            v[b] = std::rotr(v[b] ^ v[c], V::kRotations[1]);
            v[a] = v[a] + v[b] + y;
            v[d] = std::rotr(v[d] ^ v[a], V::kRotations[2]);
            v[c] = v[c] + v[d];
            v[b] = std::rotr(v[b] ^ v[c], V::kRotations[3]);
        };
        for (int round = 0; round < V::kRounds; round++) {
            const uint8_t* s = kSigma[round % 10];
            for (int i = 0; i < 4; i++)
                mix(i, 4 + i, 8 + i, 12 + i, m[s[2 * i]], m[s[2 * i + 1]]);
            for (int i = 0; i < 4; i++) {
                mix(i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4, m[s[8 + 2 * i]],
                    m[s[9 + 2 * i]]);
            }
        }
        for (int i = 0; i < 8; i++)
            h[i] ^= v[i] ^ v[i + 8];
    }
    void update(const uint8_t* data, size_t size) {
        while (size) {
            if (filled == kBlock) {
                total += kBlock;
                compress(block, false);
                filled = 0;
            }
            const size_t n = std::min(size, kBlock - filled);
            memcpy(block + filled, data, n);
            filled = static_cast<uint8_t>(filled + n);
            data += n;
            size -= n;
        }
    }
    std::string digest() const {
        State copy = *this;
        copy.total += filled;
        memset(copy.block + filled, 0, kBlock - filled);
        copy.compress(copy.block, true);
        return {reinterpret_cast<const char*>(copy.h), digest_size};
    }
};

template <typename V>
State<V>* state_of(Value v) {
    return v.as<State<V>>();
}

bool feed_bytes(Context& ctx, Value data, BufferView& view) {
    if (data.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "Strings must be encoded before hashing");
        return false;
    }
    return view.acquire(ctx, data);
}

/// An integer parameter within bounds. False after an exception.
bool parameter(Context& ctx, Value v, int64_t fallback, int64_t low, int64_t high,
               const char* message, int64_t& out) {
    out = fallback;
    if (!v) return true;
    if (!to_int64(ctx, v, out)) return false;
    if (out >= low && out <= high) return true;
    raise(ctx, TypeId::kValueError, "{}", message);
    return false;
}

template <typename V>
Value blake_new(Context& ctx, const Args& args) {
    using S = State<V>;
    enum {
        kData = 1,
        kDigestSize,
        kKey,
        kSalt,
        kPerson,
        kFanout,
        kDepth,
        kLeafSize,
        kNodeOffset,
        kNodeDepth,
        kInnerSize,
        kLastNode
    };
    int64_t digest_size, fanout, depth, leaf_size, node_depth, inner_size;
    const std::string digest_message =
        "digest_size must be between 1 and " + std::to_string(S::kMaxDigest) + " bytes";
    BufferView key, salt, person;
    if (!parameter(ctx, args[kDigestSize], S::kMaxDigest, 1, S::kMaxDigest, digest_message.c_str(),
                   digest_size) ||
        !parameter(ctx, args[kFanout], 1, 0, 255, "fanout must be between 0 and 255", fanout) ||
        !parameter(ctx, args[kDepth], 1, 1, 255, "depth must be between 1 and 255", depth) ||
        !parameter(ctx, args[kLeafSize], 0, 0, UINT32_MAX, "leaf_size is too large", leaf_size) ||
        !parameter(ctx, args[kNodeDepth], 0, 0, 255, "node_depth must be between 0 and 255",
                   node_depth) ||
        !parameter(ctx, args[kInnerSize], 0, 0, S::kMaxDigest,
                   "inner_size must be between 0 and is 64", inner_size) ||
        (args[kKey] && !key.acquire(ctx, args[kKey])) ||
        (args[kSalt] && !salt.acquire(ctx, args[kSalt])) ||
        (args[kPerson] && !person.acquire(ctx, args[kPerson]))) {
        return Value::error();
    }
    int64_t node_offset;
    constexpr int64_t kMaxOffset = S::kWordSize == 8 ? INT64_MAX : (int64_t{1} << 48) - 1;
    if (!parameter(ctx, args[kNodeOffset], 0, 0, kMaxOffset, "node_offset is too large",
                   node_offset)) {
        return Value::error();
    }
    if (key.size() > S::kMaxDigest) {
        return raise(ctx, TypeId::kValueError, "maximum key length is {} bytes", S::kMaxDigest);
    }
    if (salt.size() > S::kSaltSize || person.size() > S::kSaltSize) {
        return raise(ctx, TypeId::kValueError, "maximum {} length is {} bytes",
                     salt.size() > S::kSaltSize ? "salt" : "person", S::kSaltSize);
    }
    const Truth last_node = args[kLastNode] ? is_true(ctx, args[kLastNode]) : Truth::kNo;
    auto* s = last_node == Truth::kError ? nullptr : allocate<S>(ctx, args[0].as<Type>());
    if (!s) return Value::error();

    // The parameter block, as bytes.
    uint8_t p[8 * S::kWordSize] = {};
    p[0] = static_cast<uint8_t>(digest_size);
    p[1] = static_cast<uint8_t>(key.size());
    p[2] = static_cast<uint8_t>(fanout);
    p[3] = static_cast<uint8_t>(depth);
    for (int i = 0; i < 4; i++)
        p[4 + i] = static_cast<uint8_t>(leaf_size >> (8 * i));
    constexpr int kOffsetBytes = S::kWordSize == 8 ? 8 : 6;
    for (int i = 0; i < kOffsetBytes; i++)
        p[8 + i] = static_cast<uint8_t>(node_offset >> (8 * i));
    p[8 + kOffsetBytes] = static_cast<uint8_t>(node_depth);
    p[9 + kOffsetBytes] = static_cast<uint8_t>(inner_size);
    if (salt.size()) memcpy(p + 4 * S::kWordSize, salt.data(), salt.size());
    if (person.size()) memcpy(p + 6 * S::kWordSize, person.data(), person.size());
    for (int i = 0; i < 8; i++) {
        typename S::Word word;
        memcpy(&word, p + static_cast<size_t>(i) * S::kWordSize, S::kWordSize);
        s->h[i] = V::kStart[i] ^ word;
    }
    s->digest_size = static_cast<uint8_t>(digest_size);
    s->last_node = last_node == Truth::kYes;
    if (key.size()) {
        memcpy(s->block, key.data(), key.size());
        s->filled = S::kBlock;
    }
    if (args[kData]) {
        BufferView data;
        if (!feed_bytes(ctx, args[kData], data)) return Value::error();
        s->update(data.data(), data.size());
    }
    return Value::object(s);
}
template <typename V>
Value blake_update(Context& ctx, const Args& args) {
    BufferView data;
    if (!feed_bytes(ctx, args[1], data)) return Value::error();
    state_of<V>(args[0])->update(data.data(), data.size());
    return Value::none();
}
template <typename V>
Value blake_digest(Context& ctx, const Args& args) {
    return or_error(make_bytes(ctx, state_of<V>(args[0])->digest()));
}
template <typename V>
Value blake_hexdigest(Context& ctx, const Args& args) {
    return or_error(hex_text(ctx, state_of<V>(args[0])->digest(), -1, 1));
}
template <typename V>
Value blake_copy(Context& ctx, const Args& args) {
    auto* copy = allocate<State<V>>(ctx, type_of(ctx, args[0]));
    if (!copy) return Value::error();
    const Object header = *copy;
    *copy = *state_of<V>(args[0]);
    static_cast<Object&>(*copy) = header;
    return Value::object(copy);
}
template <typename V>
Value get_name(Context& ctx, Value) {
    return or_error(make_string(ctx, V::kName));
}
template <typename V>
Value get_block_size(Context&, Value) {
    return Value::small_int(State<V>::kBlock);
}
template <typename V>
Value get_digest_size(Context&, Value self) {
    return Value::small_int(state_of<V>(self)->digest_size);
}

template <typename V>
constexpr NativeMethod kMethods[] = {
    {"__new__(cls, data=b'', /, *, digest_size=?, key=b'', salt=b'', person=b'', fanout=1, "
     "depth=1, "
     "leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, "
     "usedforsecurity=True)",
     blake_new<V>},
    {"update(self, data, /)", blake_update<V>,
     "Update this hash object's state with the provided bytes-like object."},
    {"digest(self, /)", blake_digest<V>, "Return the digest value as a bytes object."},
    {"hexdigest(self, /)", blake_hexdigest<V>,
     "Return the digest value as a string of hexadecimal digits."},
    {"copy(self, /)", blake_copy<V>, "Return a copy of the hash object."},
};
template <typename V>
constexpr NativeProperty kProperties[] = {
    {"name", get_name<V>},
    {"block_size", get_block_size<V>},
    {"digest_size", get_digest_size<V>},
};
const NativeTypeSpec kBlake2bSpec = {.name = "_blake2.blake2b",
                                     .size = sizeof(State<Blake2b>),
                                     .methods = kMethods<Blake2b>,
                                     .properties = kProperties<Blake2b>,
                                     .doc = "Return a new BLAKE2b hash object."};
const NativeTypeSpec kBlake2sSpec = {.name = "_blake2.blake2s",
                                     .size = sizeof(State<Blake2s>),
                                     .methods = kMethods<Blake2s>,
                                     .properties = kProperties<Blake2s>,
                                     .doc = "Return a new BLAKE2s hash object."};

template <typename V>
bool add(Context& ctx, Module* module, const NativeTypeSpec& spec) {
    using S = State<V>;
    Type* type = add_shared_type(ctx, module, spec);
    if (!type) return false;
    const std::pair<const char*, int64_t> constants[] = {
        {"SALT_SIZE", S::kSaltSize},
        {"PERSON_SIZE", S::kSaltSize},
        {"MAX_KEY_SIZE", S::kMaxDigest},
        {"MAX_DIGEST_SIZE", S::kMaxDigest},
    };
    for (auto [name, value] : constants) {
        String* s = intern(ctx, name);
        if (!s || !dict_set(ctx, type->dict.get(), s, Value::small_int(value))) return false;
    }
    return true;
}
bool populate(Context& ctx, Module* module) {
    return add<Blake2b>(ctx, module, kBlake2bSpec) && add<Blake2s>(ctx, module, kBlake2sSpec);
}

}  // namespace

extern const NativeModuleSpec kBlake2Module;
const NativeModuleSpec kBlake2Module = {
    .name = "_blake2",
    .populate = populate,
    .doc = "_blake2b provides BLAKE2b for hashlib\n",
};

}  // namespace orrery
