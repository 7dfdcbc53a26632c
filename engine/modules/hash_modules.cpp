// Modules _md5, _sha1, _sha256, _sha512 and _sha3, which hashlib falls back on, and what it needs
// of
// _hashlib: OpenSSL's digests. HMACs are hmac.py's own.
#include <openssl/evp.h>

#include <iterator>

#include "engine/modules/module_support.h"
#include "engine/objects/bytes.h"

namespace orrery {

namespace {

struct Algorithm {
    const char* name;
    const EVP_MD* (*md)();
    bool extendable;  // digests of any length
};
constexpr Algorithm kAlgorithms[] = {
    {"md5", EVP_md5, false},           {"sha1", EVP_sha1, false},
    {"sha224", EVP_sha224, false},     {"sha256", EVP_sha256, false},
    {"sha384", EVP_sha384, false},     {"sha512", EVP_sha512, false},
    {"sha3_224", EVP_sha3_224, false}, {"sha3_256", EVP_sha3_256, false},
    {"sha3_384", EVP_sha3_384, false}, {"sha3_512", EVP_sha3_512, false},
    {"shake_128", EVP_shake128, true}, {"shake_256", EVP_shake256, true},
};
enum : unsigned { kMd5, kSha1, kSha224, kSha256, kSha384, kSha512, kSha3First };

struct Hash : NativeObject {
    const Algorithm* algorithm;
    EVP_MD_CTX* state;  // owned
};
Hash* hash_of(Value v) { return v.as<Hash>(); }
void finalize(Object* o) { EVP_MD_CTX_free(static_cast<Hash*>(o)->state); }

bool feed(Context& ctx, Hash* h, Value data) {
    if (data.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "Strings must be encoded before hashing");
        return false;
    }
    BufferView view;
    if (!has_buffer(ctx, data)) {
        raise(ctx, TypeId::kTypeError, "object supporting the buffer API required");
        return false;
    }
    if (!view.acquire(ctx, data)) return false;
    if (EVP_DigestUpdate(h->state, view.data(), view.size())) return true;
    raise(ctx, TypeId::kValueError, "digest failed");
    return false;
}

Hash* make(Context& ctx, Type* type, const Algorithm& algorithm) {
    auto* h = allocate<Hash>(ctx, type);
    if (!h) return nullptr;
    h->algorithm = &algorithm;
    h->state = EVP_MD_CTX_new();
    if (h->state && EVP_DigestInit_ex(h->state, algorithm.md(), nullptr)) return h;
    raise(ctx, TypeId::kValueError, "unsupported hash type {}", algorithm.name);
    return nullptr;
}

template <unsigned index>
Value hash_new(Context& ctx, const Args& args) {
    Hash* h = make(ctx, args[0].as<Type>(), kAlgorithms[index]);
    return h && (!args[1] || feed(ctx, h, args[1])) ? Value::object(h) : Value::error();
}
Value hash_update(Context& ctx, const Args& args) {
    return feed(ctx, hash_of(args[0]), args[1]) ? Value::none() : Value::error();
}
Value hash_copy(Context& ctx, const Args& args) {
    Hash* copy = make(ctx, type_of(ctx, args[0]), *hash_of(args[0])->algorithm);
    if (!copy) return Value::error();
    if (!EVP_MD_CTX_copy_ex(copy->state, hash_of(args[0])->state)) return raise_memory_error(ctx);
    return Value::object(copy);
}

/// Leaves the state as it is. False after an exception.
bool finish(Context& ctx, Hash* h, Value length_arg, std::string& out) {
    int64_t length = EVP_MD_get_size(h->algorithm->md());
    if (h->algorithm->extendable) {
        if (!to_int64(ctx, length_arg, length)) return false;
        if (length < 0 || length >= int64_t{1} << 29) {
            raise(ctx, TypeId::kValueError,
                  length < 0 ? "value must be positive" : "length is too large");
            return false;
        }
    }
    out.assign(static_cast<size_t>(length), '\0');
    auto* p = reinterpret_cast<uint8_t*>(out.data());
    EVP_MD_CTX* copy = EVP_MD_CTX_new();
    const bool ok =
        copy && EVP_MD_CTX_copy_ex(copy, h->state) &&
        (h->algorithm->extendable ? out.empty() || EVP_DigestFinalXOF(copy, p, out.size())
                                  : EVP_DigestFinal_ex(copy, p, nullptr));
    EVP_MD_CTX_free(copy);
    if (!ok) raise_memory_error(ctx);
    return ok;
}
Value digest(Context& ctx, Value self, Value length) {
    std::string out;
    return finish(ctx, hash_of(self), length, out) ? or_error(make_bytes(ctx, out))
                                                   : Value::error();
}
Value hexdigest(Context& ctx, Value self, Value length) {
    std::string out;
    if (!finish(ctx, hash_of(self), length, out)) return Value::error();
    return or_error(hex_text(ctx, out, -1, 1));
}
Value hash_digest(Context& ctx, const Args& args) { return digest(ctx, args[0], Value()); }
Value hash_hexdigest(Context& ctx, const Args& args) { return hexdigest(ctx, args[0], Value()); }
Value shake_digest(Context& ctx, const Args& args) { return digest(ctx, args[0], args[1]); }
Value shake_hexdigest(Context& ctx, const Args& args) { return hexdigest(ctx, args[0], args[1]); }
Value get_name(Context& ctx, Value self) {
    return or_error(make_string(ctx, hash_of(self)->algorithm->name));
}
Value get_digest_size(Context&, Value self) {
    const Algorithm* a = hash_of(self)->algorithm;
    return Value::small_int(a->extendable ? 0 : EVP_MD_get_size(a->md()));
}
Value get_block_size(Context&, Value self) {
    return Value::small_int(EVP_MD_get_block_size(hash_of(self)->algorithm->md()));
}

template <unsigned index>
constexpr NativeMethod kHashMethods[] = {
    {"__new__(cls, string=b'', *, usedforsecurity=True)", hash_new<index>},
    {"update(self, obj, /)", hash_update,
     "Update this hash object's state with the provided string."},
    {"digest(self, /)", hash_digest, "Return the digest value as a bytes object."},
    {"hexdigest(self, /)", hash_hexdigest,
     "Return the digest value as a string of hexadecimal digits."},
    {"copy(self, /)", hash_copy, "Return a copy of the hash object."},
};
template <unsigned index>
constexpr NativeMethod kShakeMethods[] = {
    {"__new__(cls, string=b'', *, usedforsecurity=True)", hash_new<index>},
    {"update(self, obj, /)", hash_update,
     "Update this hash object's state with the provided string."},
    {"digest(self, length, /)", shake_digest, "Return the digest value as a bytes object."},
    {"hexdigest(self, length, /)", shake_hexdigest,
     "Return the digest value as a string of hexadecimal digits."},
    {"copy(self, /)", hash_copy, "Return a copy of the hash object."},
};
constexpr NativeProperty kProperties[] = {
    {"name", get_name},
    {"digest_size", get_digest_size},
    {"block_size", get_block_size},
};

template <unsigned index>
constexpr NativeTypeSpec hash_spec(const char* name) {
    return {.name = name,
            .size = sizeof(Hash),
            .subclassable = false,
            .methods = kHashMethods<index>,
            .properties = kProperties,
            .finalize = finalize};
}
template <unsigned index>
constexpr NativeTypeSpec shake_spec(const char* name) {
    return {.name = name,
            .size = sizeof(Hash),
            .subclassable = false,
            .methods = kShakeMethods<index>,
            .properties = kProperties,
            .finalize = finalize};
}
const NativeTypeSpec kSpecs[] = {
    hash_spec<0>("_md5.md5"),          hash_spec<1>("_sha1.sha1"),
    hash_spec<2>("_sha256.sha224"),    hash_spec<3>("_sha256.sha256"),
    hash_spec<4>("_sha512.sha384"),    hash_spec<5>("_sha512.sha512"),
    hash_spec<6>("_sha3.sha3_224"),    hash_spec<7>("_sha3.sha3_256"),
    hash_spec<8>("_sha3.sha3_384"),    hash_spec<9>("_sha3.sha3_512"),
    shake_spec<10>("_sha3.shake_128"), shake_spec<11>("_sha3.shake_256"),
};

template <unsigned first, unsigned last>
bool populate(Context& ctx, Module* module) {
    for (unsigned i = first; i <= last; i++) {
        if (!add_shared_type(ctx, module, kSpecs[i])) return false;
    }
    return true;
}

// ---- _hashlib ----

}  // namespace

extern const NativeModuleSpec kMd5Module;
const NativeModuleSpec kMd5Module = {.name = "_md5", .populate = populate<kMd5, kMd5>};
extern const NativeModuleSpec kSha1Module;
const NativeModuleSpec kSha1Module = {.name = "_sha1", .populate = populate<kSha1, kSha1>};
extern const NativeModuleSpec kSha256Module;
const NativeModuleSpec kSha256Module = {.name = "_sha256", .populate = populate<kSha224, kSha256>};
extern const NativeModuleSpec kSha512Module;
const NativeModuleSpec kSha512Module = {.name = "_sha512", .populate = populate<kSha384, kSha512>};
extern const NativeModuleSpec kSha3Module;
const NativeModuleSpec kSha3Module = {.name = "_sha3", .populate = populate<kSha3First, 11>};

}  // namespace orrery
