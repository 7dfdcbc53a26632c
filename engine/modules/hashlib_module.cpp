// Module _hashlib: OpenSSL's digests, HMAC and key derivation, as hashlib and hmac use them.
#include <openssl/err.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <climits>

#include "engine/modules/module_support.h"
#include "engine/objects/bytes.h"

namespace orrery {

namespace {

struct Algorithm {
    const char* name;
    const char* openssl_name;
    bool has_constructor;  // openssl_<name>()
};
constexpr Algorithm kAlgorithms[] = {
    {"md5", "MD5", true},
    {"sha1", "SHA1", true},
    {"sha224", "SHA224", true},
    {"sha256", "SHA256", true},
    {"sha384", "SHA384", true},
    {"sha512", "SHA512", true},
    {"sha3_224", "SHA3-224", true},
    {"sha3_256", "SHA3-256", true},
    {"sha3_384", "SHA3-384", true},
    {"sha3_512", "SHA3-512", true},
    {"shake_128", "SHAKE128", true},
    {"shake_256", "SHAKE256", true},
    {"sha512_224", "SHA512-224", false},
    {"sha512_256", "SHA512-256", false},
    {"blake2b", "BLAKE2B512", false},
    {"blake2s", "BLAKE2S256", false},
    {"md5-sha1", "MD5-SHA1", false},
    {"ripemd160", "RIPEMD160", false},
    {"sm3", "SM3", false},
};
constexpr unsigned kConstructors = 12;
constexpr size_t kMaxBlock = 168;

struct Hash : NativeObject {
    const Algorithm* algorithm;
    EVP_MD_CTX* state;  // owned
};
/// HMAC is hash(outer key, hash(inner key, message)).
struct Hmac : NativeObject {
    const Algorithm* algorithm;
    EVP_MD_CTX* inner;  // owned, as is `outer`
    EVP_MD_CTX* outer;
};

extern const NativeTypeSpec kHashSpec;
extern const NativeTypeSpec kXofSpec;
extern const NativeTypeSpec kHmacSpec;

/// Raises what OpenSSL says went wrong.
Value raise_openssl(Context& ctx) {
    const unsigned long code = ERR_peek_last_error();
    ERR_clear_error();
    const char* library = code ? ERR_lib_error_string(code) : nullptr;
    const char* reason = code ? ERR_reason_error_string(code) : nullptr;
    if (!reason) return raise(ctx, TypeId::kValueError, "no reason supplied");
    if (!library) return raise(ctx, TypeId::kValueError, "{}", reason);
    return raise(ctx, TypeId::kValueError, "[{}] {}", library, reason);
}
Value raise_unsupported(Context& ctx) {
    return raise(ctx, TypeId::kValueError, "[digital envelope routines] unsupported");
}

/// The name without regard to case and separators.
std::string plain_name(std::string_view name) {
    std::string out;
    for (char c : name) {
        if (c == '-' || c == '_') continue;
        out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    }
    return out;
}
const Algorithm* find_algorithm(std::string_view name) {
    const std::string plain = plain_name(name);
    for (const Algorithm& a : kAlgorithms) {
        if (plain == plain_name(a.name) || plain == plain_name(a.openssl_name)) return &a;
    }
    return nullptr;
}
const EVP_MD* digest_of(const Algorithm& a) { return EVP_get_digestbyname(a.openssl_name); }
bool is_extendable(const EVP_MD* md) { return EVP_MD_get_flags(md) & EVP_MD_FLAG_XOF; }

bool feed(Context& ctx, EVP_MD_CTX* state, Value data) {
    if (data.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "Strings must be encoded before hashing");
        return false;
    }
    if (!has_buffer(ctx, data)) {
        raise(ctx, TypeId::kTypeError, "object supporting the buffer API required");
        return false;
    }
    BufferView view;
    if (!view.acquire(ctx, data)) return false;
    if (EVP_DigestUpdate(state, view.data(), view.size())) return true;
    raise_openssl(ctx);
    return false;
}

/// A copy that its owner frees.
class StateCopy {
public:
    explicit StateCopy(const EVP_MD_CTX* from) : state_(EVP_MD_CTX_new()) {
        ok_ = state_ && EVP_MD_CTX_copy_ex(state_, from);
    }
    ~StateCopy() { EVP_MD_CTX_free(state_); }
    StateCopy(const StateCopy&) = delete;
    StateCopy& operator=(const StateCopy&) = delete;
    explicit operator bool() const { return ok_; }
    EVP_MD_CTX* get() { return state_; }

private:
    EVP_MD_CTX* state_;
    bool ok_;
};

// ---- HASH ----

Hash* hash_of(Value v) { return v.as<Hash>(); }

Value make_hash(Context& ctx, const Algorithm& a, Value data) {
    const EVP_MD* md = digest_of(a);
    if (!md) return raise_unsupported(ctx);
    Type* type = shared_type(ctx, is_extendable(md) ? kXofSpec : kHashSpec);
    auto* h = type ? allocate<Hash>(ctx, type) : nullptr;
    if (!h) return Value::error();
    h->algorithm = &a;
    h->state = EVP_MD_CTX_new();
    if (!h->state || !EVP_DigestInit_ex(h->state, md, nullptr)) return raise_openssl(ctx);
    return !data || feed(ctx, h->state, data) ? Value::object(h) : Value::error();
}

Value hash_update(Context& ctx, const Args& args) {
    return feed(ctx, hash_of(args[0])->state, args[1]) ? Value::none() : Value::error();
}
Value hash_copy(Context& ctx, const Args& args) {
    Hash* h = hash_of(args[0]);
    auto* made = allocate<Hash>(ctx, type_of(ctx, args[0]));
    if (!made) return Value::error();
    made->algorithm = h->algorithm;
    made->state = EVP_MD_CTX_new();
    if (!made->state || !EVP_MD_CTX_copy_ex(made->state, h->state)) return raise_openssl(ctx);
    return Value::object(made);
}
bool hash_final(Context& ctx, Hash* h, std::string& out) {
    StateCopy copy(h->state);
    out.resize(EVP_MAX_MD_SIZE);
    unsigned length = 0;
    if (!copy || !EVP_DigestFinal_ex(copy.get(), reinterpret_cast<uint8_t*>(out.data()), &length)) {
        raise_openssl(ctx);
        return false;
    }
    out.resize(length);
    return true;
}
bool xof_final(Context& ctx, Hash* h, Value length_arg, std::string& out) {
    int64_t length;
    if (!to_int64(ctx, length_arg, length)) return false;
    if (length < 0 || length > (int64_t{1} << 40)) {
        raise(ctx, TypeId::kValueError, "digest length must be non-negative");
        return false;
    }
    out.resize(static_cast<size_t>(length));
    if (length == 0) return true;
    StateCopy copy(h->state);
    if (copy &&
        EVP_DigestFinalXOF(copy.get(), reinterpret_cast<uint8_t*>(out.data()), out.size())) {
        return true;
    }
    raise_openssl(ctx);
    return false;
}
Value bytes_value(Context& ctx, const std::string& s) {
    return or_error(make_bytes(ctx, std::string_view(s)));
}
Value hex_value(Context& ctx, const std::string& s) { return or_error(hex_text(ctx, s, -1, 0)); }

Value hash_digest(Context& ctx, const Args& args) {
    std::string out;
    return hash_final(ctx, hash_of(args[0]), out) ? bytes_value(ctx, out) : Value::error();
}
Value hash_hexdigest(Context& ctx, const Args& args) {
    std::string out;
    return hash_final(ctx, hash_of(args[0]), out) ? hex_value(ctx, out) : Value::error();
}
Value xof_digest(Context& ctx, const Args& args) {
    std::string out;
    return xof_final(ctx, hash_of(args[0]), args[1], out) ? bytes_value(ctx, out) : Value::error();
}
Value xof_hexdigest(Context& ctx, const Args& args) {
    std::string out;
    return xof_final(ctx, hash_of(args[0]), args[1], out) ? hex_value(ctx, out) : Value::error();
}
Value hash_repr(Context& ctx, const Args& args) {
    const std::string text = std::string("<") + hash_of(args[0])->algorithm->name + " " +
                             type_name(ctx, args[0]) + " object @ " + address_text(args[0]) + ">";
    return or_error(make_string(ctx, text));
}
Value get_name(Context& ctx, Value self) {
    return or_error(make_string(ctx, hash_of(self)->algorithm->name));
}
Value get_digest_size(Context&, Value self) {
    const EVP_MD* md = digest_of(*hash_of(self)->algorithm);
    return Value::small_int(is_extendable(md) ? 0 : EVP_MD_get_size(md));
}
Value get_block_size(Context&, Value self) {
    return Value::small_int(EVP_MD_get_block_size(digest_of(*hash_of(self)->algorithm)));
}
void finalize_hash(Object* o) { EVP_MD_CTX_free(static_cast<Hash*>(o)->state); }

const NativeProperty kHashProperties[] = {
    {"name", get_name, nullptr, "algorithm name."},
    {"digest_size", get_digest_size},
    {"block_size", get_block_size},
};
const NativeMethod kHashMethods[] = {
    {"update(self, obj, /)", hash_update,
     "Update this hash object's state with the provided string."},
    {"digest(self, /)", hash_digest, "Return the digest value as a bytes object."},
    {"hexdigest(self, /)", hash_hexdigest,
     "Return the digest value as a string of hexadecimal digits."},
    {"copy(self, /)", hash_copy, "Return a copy of the hash object."},
    {"__repr__(self, /)", hash_repr},
};
const NativeMethod kXofMethods[] = {
    {"digest(self, /, length)", xof_digest, "Return the digest value as a bytes object."},
    {"hexdigest(self, /, length)", xof_hexdigest,
     "Return the digest value as a string of hexadecimal digits."},
};
const NativeTypeSpec kHashSpec = {.name = "_hashlib.HASH",
                                  .size = sizeof(Hash),
                                  .methods = kHashMethods,
                                  .properties = kHashProperties,
                                  .finalize = finalize_hash};
const NativeTypeSpec kXofSpec = {.name = "_hashlib.HASHXOF",
                                 .size = sizeof(Hash),
                                 .subclassable = false,
                                 .methods = kXofMethods,
                                 .finalize = finalize_hash,
                                 .native_base = &kHashSpec};

// ---- constructors ----

template <unsigned index>
Value openssl_constructor(Context& ctx, const Args& args) {
    return make_hash(ctx, kAlgorithms[index], args[0]);
}
Value hashlib_new(Context& ctx, const Args& args) {
    if (!args[0].is(Kind::kString)) return raise(ctx, TypeId::kTypeError, "name must be a string");
    const Algorithm* a = find_algorithm(to_utf8(args[0].as<String>()));
    return a ? make_hash(ctx, *a, args[1]) : raise_unsupported(ctx);
}

#define CONSTRUCTOR(index, name) \
    {"openssl_" name "(string=b'', *, usedforsecurity=True)", openssl_constructor<index>, \
     "Returns a " name " hash object; optionally initialized with a string"}
const NativeMethod kConstructorMethods[kConstructors] = {
    CONSTRUCTOR(0, "md5"),      CONSTRUCTOR(1, "sha1"),       CONSTRUCTOR(2, "sha224"),
    CONSTRUCTOR(3, "sha256"),   CONSTRUCTOR(4, "sha384"),     CONSTRUCTOR(5, "sha512"),
    CONSTRUCTOR(6, "sha3_224"), CONSTRUCTOR(7, "sha3_256"),   CONSTRUCTOR(8, "sha3_384"),
    CONSTRUCTOR(9, "sha3_512"), CONSTRUCTOR(10, "shake_128"), CONSTRUCTOR(11, "shake_256"),
};
#undef CONSTRUCTOR

/// The algorithm that a digestmod argument (a name or one of the constructors) means. Null after
/// an exception.
const Algorithm* digestmod(Context& ctx, Value v) {
    if (v.is(Kind::kString)) {
        const Algorithm* a = find_algorithm(to_utf8(v.as<String>()));
        if (!a) raise_unsupported(ctx);
        return a;
    }
    if (v.is(Kind::kNativeFunction)) {
        const auto* found =
            std::find_if(std::begin(kConstructorMethods), std::end(kConstructorMethods),
                         [&](const NativeMethod& m) { return &m == v.as<NativeFunction>()->def; });
        if (found != std::end(kConstructorMethods)) {
            return &kAlgorithms[found - kConstructorMethods];
        }
    }
    raise_of_class(ctx, module_attribute(ctx, "_hashlib", "UnsupportedDigestmodError"),
                   "Unsupported digestmod {}", MessageArg::repr(v));
    return nullptr;
}

// ---- HMAC ----

bool start_hmac(Context& ctx, const Algorithm& a, std::string_view key, EVP_MD_CTX* inner,
                EVP_MD_CTX* outer) {
    const EVP_MD* md = digest_of(a);
    if (!md || is_extendable(md)) {
        raise_unsupported(ctx);
        return false;
    }
    const auto block = static_cast<size_t>(EVP_MD_get_block_size(md));
    std::array<uint8_t, kMaxBlock> padded{};
    unsigned length = 0;
    bool ok = inner && outer;
    if (key.size() > block) {
        ok = ok && EVP_Digest(key.data(), key.size(), padded.data(), &length, md, nullptr);
    } else {
        std::copy(key.begin(), key.end(), padded.begin());
    }
    for (size_t i = 0; i < block; i++)
        padded[i] ^= 0x36;
    ok = ok && EVP_DigestInit_ex(inner, md, nullptr) &&
         EVP_DigestUpdate(inner, padded.data(), block);
    for (size_t i = 0; i < block; i++)
        padded[i] ^= 0x36 ^ 0x5C;
    ok = ok && EVP_DigestInit_ex(outer, md, nullptr) &&
         EVP_DigestUpdate(outer, padded.data(), block);
    if (!ok) raise_openssl(ctx);
    return ok;
}
bool finish_hmac(Context& ctx, EVP_MD_CTX* inner, EVP_MD_CTX* outer, std::string& out) {
    uint8_t digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    out.resize(EVP_MAX_MD_SIZE);
    if (!EVP_DigestFinal_ex(inner, digest, &length) || !EVP_DigestUpdate(outer, digest, length) ||
        !EVP_DigestFinal_ex(outer, reinterpret_cast<uint8_t*>(out.data()), &length)) {
        raise_openssl(ctx);
        return false;
    }
    out.resize(length);
    return true;
}

Hmac* hmac_of(Value v) { return v.as<Hmac>(); }
Hmac* allocate_hmac(Context& ctx, const Algorithm* a) {
    Type* type = shared_type(ctx, kHmacSpec);
    auto* h = type ? allocate<Hmac>(ctx, type) : nullptr;
    if (!h) return nullptr;
    h->algorithm = a;
    h->inner = EVP_MD_CTX_new();
    h->outer = EVP_MD_CTX_new();
    return h;
}
Value hmac_new(Context& ctx, const Args& args) {
    BufferView key;
    if (!key.acquire(ctx, args[0])) return Value::error();
    if (!args[2] || args[2].is_none()) {
        return raise(ctx, TypeId::kTypeError, "Missing required parameter 'digestmod'.");
    }
    const Algorithm* a = digestmod(ctx, args[2]);
    Hmac* h = a ? allocate_hmac(ctx, a) : nullptr;
    if (!h || !start_hmac(ctx, *a, key.chars(), h->inner, h->outer)) return Value::error();
    if (args[1] && !args[1].is_none() && !feed(ctx, h->inner, args[1])) return Value::error();
    return Value::object(h);
}
Value hmac_update(Context& ctx, const Args& args) {
    return feed(ctx, hmac_of(args[0])->inner, args[1]) ? Value::none() : Value::error();
}
Value hmac_copy(Context& ctx, const Args& args) {
    Hmac* h = hmac_of(args[0]);
    Hmac* made = allocate_hmac(ctx, h->algorithm);
    if (!made) return Value::error();
    if (!made->inner || !made->outer || !EVP_MD_CTX_copy_ex(made->inner, h->inner) ||
        !EVP_MD_CTX_copy_ex(made->outer, h->outer)) {
        return raise_openssl(ctx);
    }
    return Value::object(made);
}
bool hmac_final(Context& ctx, Value self, std::string& out) {
    StateCopy inner(hmac_of(self)->inner), outer(hmac_of(self)->outer);
    if (!inner || !outer) {
        raise_openssl(ctx);
        return false;
    }
    return finish_hmac(ctx, inner.get(), outer.get(), out);
}
Value hmac_digest_method(Context& ctx, const Args& args) {
    std::string out;
    return hmac_final(ctx, args[0], out) ? bytes_value(ctx, out) : Value::error();
}
Value hmac_hexdigest(Context& ctx, const Args& args) {
    std::string out;
    return hmac_final(ctx, args[0], out) ? hex_value(ctx, out) : Value::error();
}
Value hmac_repr(Context& ctx, const Args& args) {
    const std::string text = std::string("<") + hmac_of(args[0])->algorithm->name +
                             " HMAC object @ " + address_text(args[0]) + ">";
    return or_error(make_string(ctx, text));
}
Value hmac_name(Context& ctx, Value self) {
    return or_error(make_string(ctx, std::string("hmac-") + hmac_of(self)->algorithm->name));
}
Value hmac_digest_size(Context&, Value self) {
    return Value::small_int(EVP_MD_get_size(digest_of(*hmac_of(self)->algorithm)));
}
Value hmac_block_size(Context&, Value self) {
    return Value::small_int(EVP_MD_get_block_size(digest_of(*hmac_of(self)->algorithm)));
}
void finalize_hmac(Object* o) {
    EVP_MD_CTX_free(static_cast<Hmac*>(o)->inner);
    EVP_MD_CTX_free(static_cast<Hmac*>(o)->outer);
}
const NativeProperty kHmacProperties[] = {
    {"name", hmac_name},
    {"digest_size", hmac_digest_size},
    {"block_size", hmac_block_size},
};
const NativeMethod kHmacMethods[] = {
    {"update(self, /, msg)", hmac_update, "Update the HMAC object with msg."},
    {"digest(self, /)", hmac_digest_method,
     "Return the digest of the bytes passed to the update() method so far."},
    {"hexdigest(self, /)", hmac_hexdigest, "Return hexadecimal digest of the bytes passed so far."},
    {"copy(self, /)", hmac_copy, "Return a copy (\"clone\") of the HMAC object."},
    {"__repr__(self, /)", hmac_repr},
};
const NativeTypeSpec kHmacSpec = {.name = "_hashlib.HMAC",
                                  .size = sizeof(Hmac),
                                  .subclassable = false,
                                  .methods = kHmacMethods,
                                  .properties = kHmacProperties,
                                  .finalize = finalize_hmac,
                                  .doc = "The object used to calculate HMAC of a message."};

// ---- at once ----

Value hmac_digest(Context& ctx, const Args& args) {
    BufferView key, message;
    if (!key.acquire(ctx, args[0]) || !message.acquire(ctx, args[1])) return Value::error();
    const Algorithm* a = digestmod(ctx, args[2]);
    if (!a) return Value::error();
    EVP_MD_CTX* inner = EVP_MD_CTX_new();
    EVP_MD_CTX* outer = EVP_MD_CTX_new();
    std::string out;
    const bool ok = start_hmac(ctx, *a, key.chars(), inner, outer) &&
                    EVP_DigestUpdate(inner, message.data(), message.size()) &&
                    finish_hmac(ctx, inner, outer, out);
    EVP_MD_CTX_free(inner);
    EVP_MD_CTX_free(outer);
    return ok ? bytes_value(ctx, out) : Value::error();
}

Value pbkdf2_hmac(Context& ctx, const Args& args) {
    if (!args[0].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError,
                     "pbkdf2_hmac() argument 'hash_name' must be str, not {}",
                     args[0].is_none() ? MessageArg("None") : MessageArg::type(args[0]));
    }
    BufferView password, salt;
    int64_t iterations, length;
    if (!password.acquire(ctx, args[1]) || !salt.acquire(ctx, args[2]) ||
        !to_int64(ctx, args[3], iterations)) {
        return Value::error();
    }
    const Algorithm* a = find_algorithm(to_utf8(args[0].as<String>()));
    const EVP_MD* md = a ? digest_of(*a) : nullptr;
    if (!md) return raise_unsupported(ctx);
    if (password.size() > INT_MAX)
        return raise(ctx, TypeId::kOverflowError, "password is too long.");
    if (salt.size() > INT_MAX) return raise(ctx, TypeId::kOverflowError, "salt is too long.");
    if (iterations < 1) {
        return raise(ctx, TypeId::kValueError, "iteration value must be greater than 0.");
    }
    if (iterations > INT_MAX)
        return raise(ctx, TypeId::kOverflowError, "iteration value is too great.");
    length = EVP_MD_get_size(md);
    if (args[4] && !args[4].is_none() && !to_int64(ctx, args[4], length)) return Value::error();
    if (length < 1) return raise(ctx, TypeId::kValueError, "key length must be greater than 0.");
    if (length > INT_MAX) return raise(ctx, TypeId::kOverflowError, "key length is too great.");
    Bytes* key = new_bytes(ctx, static_cast<uint64_t>(length));
    if (!key) return Value::error();
    if (!PKCS5_PBKDF2_HMAC(reinterpret_cast<const char*>(password.data()),
                           static_cast<int>(password.size()), salt.data(),
                           static_cast<int>(salt.size()), static_cast<int>(iterations), md,
                           static_cast<int>(length), key->data())) {
        return raise_openssl(ctx);
    }
    return Value::object(key);
}

Value scrypt(Context& ctx, const Args& args) {
    BufferView password, salt;
    if (!password.acquire(ctx, args[0])) return Value::error();
    if (!args[1] || args[1].is_none()) return raise(ctx, TypeId::kTypeError, "salt is required");
    if (!salt.acquire(ctx, args[1])) return Value::error();
    constexpr const char* kNames[] = {"n", "r", "p"};
    int64_t costs[3];
    for (unsigned i = 0; i < 3; i++) {
        Value v = args[2 + i];
        if (!v) {
            return raise(ctx, TypeId::kTypeError, "{} is required and must be an unsigned int",
                         kNames[i]);
        }
        if (!is_int(v)) {
            return raise(ctx, TypeId::kTypeError, "scrypt() argument '{}' must be int, not {}",
                         kNames[i], v.is_none() ? MessageArg("None") : MessageArg::type(v));
        }
        if (!int_to_int64(v, costs[i]) || costs[i] < 0) {
            return raise(ctx, TypeId::kTypeError, "{} is required and must be an unsigned int",
                         kNames[i]);
        }
    }
    if (costs[0] < 2 || (costs[0] & (costs[0] - 1))) {
        return raise(ctx, TypeId::kValueError, "n must be a power of 2.");
    }
    int64_t memory = 0, length = 64;
    if ((args[5] && !to_int64(ctx, args[5], memory)) ||
        (args[6] && !to_int64(ctx, args[6], length))) {
        return Value::error();
    }
    if (memory < 0 || memory > INT_MAX) {
        return raise(ctx, TypeId::kValueError, "maxmem must be positive and smaller than {}",
                     INT_MAX);
    }
    if (length < 1 || length > INT_MAX) {
        return raise(ctx, TypeId::kValueError, "dklen must be greater than 0 and smaller than {}",
                     INT_MAX);
    }
    const auto cost = [&](unsigned i) { return static_cast<uint64_t>(costs[i]); };
    auto derive = [&](uint8_t* out, size_t bytes) {
        return EVP_PBE_scrypt(reinterpret_cast<const char*>(password.data()), password.size(),
                              salt.data(), salt.size(), cost(0), cost(1), cost(2),
                              static_cast<uint64_t>(memory), out, bytes);
    };
    if (!derive(nullptr, 0)) return raise_openssl(ctx);  // checks the costs
    Bytes* key = new_bytes(ctx, static_cast<uint64_t>(length));
    if (!key) return Value::error();
    return derive(key->data(), key->length) ? Value::object(key) : raise_openssl(ctx);
}

Value get_fips_mode(Context&, const Args&) { return Value::small_int(0); }

const NativeMethod kFunctions[] = {
    {"get_fips_mode()", get_fips_mode},
    {"hmac_digest(key, msg, digest)", hmac_digest, "Single-shot HMAC."},
    {"hmac_new(key, msg=b'', digestmod=None)", hmac_new, "Return a new hmac object."},
    {"new(name, string=b'', *, usedforsecurity=True)", hashlib_new,
     "Return a new hash object using the named algorithm."},
    {"pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None)", pbkdf2_hmac,
     "Password based key derivation function 2 (PKCS #5 v2.0) with HMAC as pseudorandom function."},
    {"scrypt(password, *, salt=None, n=None, r=None, p=None, maxmem=0, dklen=64)", scrypt,
     "scrypt password-based key derivation function."},
};

bool populate(Context& ctx, Module* module) {
    Dict* constructors = make_dict(ctx);
    Value names = or_error(make_set(ctx, true));
    if (!constructors || !names) return false;
    for (unsigned i = 0; i < std::size(kAlgorithms); i++) {
        Value name = or_error(make_string(ctx, kAlgorithms[i].name));
        if (!name || !set_add(ctx, names.as<Set>(), name)) return false;
        if (!kAlgorithms[i].has_constructor) continue;
        NativeFunction* f = make_native_function(ctx, kConstructorMethods[i], Value::object(module),
                                                 nullptr, Value::object(intern(ctx, "_hashlib")));
        if (!f || !dict_set(ctx, module->dict.get(), f->name.get(), Value::object(f)) ||
            !dict_set(ctx, constructors, Value::object(f), name)) {
            return false;
        }
    }
    for (const NativeTypeSpec* spec : {&kHashSpec, &kXofSpec, &kHmacSpec}) {
        Type* type = add_shared_type(ctx, module, *spec);
        if (!type) return false;
        type->type_flags |= Type::kDisallowInstantiation;
    }
    return add_exception_class(ctx, module, "_hashlib", "UnsupportedDigestmodError",
                               TypeId::kValueError) &&
           add_to_module(ctx, module, "_constructors",
                         make_mapping_proxy(ctx, Value::object(constructors))) &&
           add_to_module(ctx, module, "openssl_md_meth_names", names) &&
           add_to_module(ctx, module, "compare_digest",
                         module_attribute(ctx, "_operator", "_compare_digest"));
}

}  // namespace

extern const NativeModuleSpec kHashlibModule;
const NativeModuleSpec kHashlibModule = {
    .name = "_hashlib",
    .functions = kFunctions,
    .populate = populate,
    .doc = "OpenSSL interface for hashlib module",
};

}  // namespace orrery
