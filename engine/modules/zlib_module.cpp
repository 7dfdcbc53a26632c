// Module zlib.
#include <zlib.h>

#include <algorithm>
#include <memory>

#include "engine/modules/module_support.h"
#include "engine/objects/bytes.h"

namespace orrery {

namespace {

constexpr size_t kPiece = size_t{1} << 30;  // what one call of the library is given at most
constexpr int64_t kDefaultBufferSize = 16384;

Value zlib_error(Context& ctx, const z_stream& z, int code, const char* doing) {
    const char* text = z.msg;
    if (code == Z_VERSION_ERROR) {
        text = "library version mismatch";
    } else if (!text) {
        text = code == Z_BUF_ERROR      ? "incomplete or truncated stream"
               : code == Z_STREAM_ERROR ? "inconsistent stream state"
               : code == Z_DATA_ERROR   ? "invalid input data"
                                        : nullptr;
    }
    Value cls = module_attribute(ctx, "zlib", "error");
    if (text) return raise_of_class(ctx, cls, "Error {} {}: {}", code, doing, text);
    return raise_of_class(ctx, cls, "Error {} {}", code, doing);
}

/// Runs `step(z, flush)` over all input, collecting output, until it is used up (and, for a finish,
/// the stream has ended). Returns the library's last code.
template <typename F>
int run(z_stream& z, const uint8_t* data, size_t size, int last_flush, std::string& out, F step,
        size_t limit = SIZE_MAX) {
    int code = Z_OK;
    uint8_t piece[32768];
    do {
        const size_t n = std::min(size, kPiece);
        z.next_in = const_cast<uint8_t*>(data);
        z.avail_in = static_cast<uInt>(n);
        const int flush = n == size ? last_flush : Z_NO_FLUSH;
        do {
            const size_t room = std::min(sizeof piece, limit - out.size());
            if (room == 0) break;
            z.next_out = piece;
            z.avail_out = static_cast<uInt>(room);
            code = step(z, flush);
            out.append(reinterpret_cast<char*>(piece), room - z.avail_out);
            if (code != Z_OK && code != Z_BUF_ERROR) {
                return code;
            }
        } while (z.avail_out == 0);
        const size_t used = n - z.avail_in;
        data += used;
        size -= used;
        if (used < n) break;
    } while (size);
    return code;
}

Value f_compress(Context& ctx, const Args& args) {
    BufferView data;
    int32_t level = Z_DEFAULT_COMPRESSION, wbits = MAX_WBITS;
    if (!data.acquire(ctx, args[0]) || (args[1] && !to_int32(ctx, args[1], level)) ||
        (args[2] && !to_int32(ctx, args[2], wbits))) {
        return Value::error();
    }
    z_stream z{};
    int code = deflateInit2(&z, level, Z_DEFLATED, wbits, 8, Z_DEFAULT_STRATEGY);
    if (code != Z_OK) {
        return code == Z_STREAM_ERROR ? raise_of_class(ctx, module_attribute(ctx, "zlib", "error"),
                                                       "Bad compression level")
                                      : zlib_error(ctx, z, code, "while compressing data");
    }
    std::string out;
    code = run(z, data.data(), data.size(), Z_FINISH, out,
               [](z_stream& s, int flush) { return deflate(&s, flush); });
    if (code != Z_STREAM_END) {
        Value e = zlib_error(ctx, z, code, "while compressing data");
        deflateEnd(&z);
        return e;
    }
    deflateEnd(&z);
    return or_error(make_bytes(ctx, out));
}

Value f_decompress(Context& ctx, const Args& args) {
    BufferView data;
    int32_t wbits = MAX_WBITS;
    int64_t size = kDefaultBufferSize;
    if (!data.acquire(ctx, args[0]) || (args[1] && !to_int32(ctx, args[1], wbits)) ||
        (args[2] && !to_int64(ctx, args[2], size))) {
        return Value::error();
    }
    if (size < 0) return raise(ctx, TypeId::kValueError, "bufsize must be non-negative");
    z_stream z{};
    int code = inflateInit2(&z, wbits);
    if (code != Z_OK) return zlib_error(ctx, z, code, "while preparing to decompress data");
    std::string out;
    code = run(z, data.data(), data.size(), Z_SYNC_FLUSH, out,
               [](z_stream& s, int flush) { return inflate(&s, flush); });
    if (code != Z_STREAM_END) {
        if (code == Z_OK) code = Z_BUF_ERROR;
        Value e = zlib_error(ctx, z, code, "while decompressing data");
        inflateEnd(&z);
        return e;
    }
    inflateEnd(&z);
    return or_error(make_bytes(ctx, out));
}

template <uLong (*function)(uLong, const Bytef*, uInt), uint32_t start>
Value checksum(Context& ctx, const Args& args) {
    BufferView data;
    uint64_t value = start;
    if (!data.acquire(ctx, args[0])) return Value::error();
    if (args[1]) {
        Value n = to_index(ctx, args[1]);
        if (!n) return n;
        n = binary_op(ctx, BinaryOp::kAnd, n, Value::small_int(0xffffffff));
        if (!n) return n;
        value = static_cast<uint64_t>(n.as_small_int());
    }
    const uint8_t* p = data.data();
    for (size_t left = data.size(); left;) {
        const size_t n = std::min(left, kPiece);
        value = function(value, p, static_cast<uInt>(n));
        p += n;
        left -= n;
    }
    return Value::small_int(static_cast<int64_t>(value & 0xffffffff));
}

// ---- stream objects ----

struct Stream : NativeObject {
    z_stream* z;  // owned; null once a compressor has finished
    bool compresses;
    bool eof;
    Slot unused, unconsumed;  // bytes
    Slot dictionary;  // bytes or empty
};
Stream* stream_of(Value v) { return v.as<Stream>(); }
void trace(Marker& marker, Object* o) {
    marker.mark(static_cast<Stream*>(o)->unused);
    marker.mark(static_cast<Stream*>(o)->unconsumed);
    marker.mark(static_cast<Stream*>(o)->dictionary);
}
void end(Stream* s) {
    if (!s->z) return;
    s->compresses ? deflateEnd(s->z) : inflateEnd(s->z);
    delete s->z;
    s->z = nullptr;
}
void finalize(Object* o) { end(static_cast<Stream*>(o)); }

extern const NativeTypeSpec kCompressSpec;
extern const NativeTypeSpec kDecompressSpec;

Stream* make_stream(Context& ctx, bool compresses) {
    Type* type = shared_type(ctx, compresses ? kCompressSpec : kDecompressSpec);
    Bytes* nothing = empty_bytes(ctx);
    auto* s = type && nothing ? allocate<Stream>(ctx, type) : nullptr;
    if (!s) return nullptr;
    s->compresses = compresses;
    s->unused.init(Value::object(nothing));
    s->unconsumed.init(Value::object(nothing));
    return s;
}
/// What the z_stream's initialisation gave: the stream, or the exception.
Value opened(Context& ctx, Stream* s, std::unique_ptr<z_stream> z, int code, const char* what) {
    if (code == Z_OK) {
        s->z = z.release();
        return Value::object(s);
    }
    if (code == Z_STREAM_ERROR)
        return raise(ctx, TypeId::kValueError, "Invalid initialization option");
    if (code == Z_MEM_ERROR) {
        return raise(ctx, TypeId::kMemoryError, "Can't allocate memory for {} object", what);
    }
    return zlib_error(ctx, *z, code,
                      s->compresses ? "while creating compression object"
                                    : "while creating decompression object");
}

Value f_compressobj(Context& ctx, const Args& args) {
    int32_t numbers[] = {Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS, 8, Z_DEFAULT_STRATEGY};
    for (unsigned i = 0; i < 5; i++) {
        if (args[i] && !to_int32(ctx, args[i], numbers[i])) return Value::error();
    }
    BufferView dictionary;
    if (args[5] && !dictionary.acquire(ctx, args[5])) return Value::error();
    Stream* s = make_stream(ctx, true);
    if (!s) return Value::error();
    auto z = std::make_unique<z_stream>();
    const int code =
        deflateInit2(z.get(), numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    Value v = opened(ctx, s, std::move(z), code, "compression");
    if (v && args[5] &&
        deflateSetDictionary(s->z, dictionary.data(), static_cast<uInt>(dictionary.size())) !=
            Z_OK) {
        return raise(ctx, TypeId::kValueError, "Invalid dictionary");
    }
    return v;
}
bool set_dictionary(Context& ctx, Stream* s) {
    BufferView view;
    if (!view.acquire(ctx, s->dictionary.get())) return false;
    if (inflateSetDictionary(s->z, view.data(), static_cast<uInt>(view.size())) == Z_OK)
        return true;
    raise_of_class(ctx, module_attribute(ctx, "zlib", "error"), "inflateSetDictionary failed");
    return false;
}
Value f_decompressobj(Context& ctx, const Args& args) {
    int32_t wbits = MAX_WBITS;
    if (args[0] && !to_int32(ctx, args[0], wbits)) return Value::error();
    if (args[1] && !has_buffer(ctx, args[1])) {
        return raise(ctx, TypeId::kTypeError, "zdict argument must support the buffer protocol");
    }
    Stream* s = make_stream(ctx, false);
    if (!s) return Value::error();
    auto z = std::make_unique<z_stream>();
    const int code = inflateInit2(z.get(), wbits);
    Value v = opened(ctx, s, std::move(z), code, "decompression");
    if (v && args[1]) {
        s->dictionary.set(ctx, s, args[1]);
        if (wbits < 0 && !set_dictionary(ctx, s)) return Value::error();
    }
    return v;
}

int deflate_step(z_stream& z, int flush) { return deflate(&z, flush); }

Value compress_data(Context& ctx, const Args& args) {
    Stream* s = stream_of(args[0]);
    BufferView data;
    if (!data.acquire(ctx, args[1])) return Value::error();
    z_stream closed{};
    if (!s->z) return zlib_error(ctx, closed, Z_STREAM_ERROR, "while compressing data");
    std::string out;
    const int code = run(*s->z, data.data(), data.size(), Z_NO_FLUSH, out, deflate_step);
    if (code == Z_STREAM_ERROR) return zlib_error(ctx, *s->z, code, "while compressing data");
    return or_error(make_bytes(ctx, out));
}
Value compress_flush(Context& ctx, const Args& args) {
    Stream* s = stream_of(args[0]);
    int32_t mode = Z_FINISH;
    if (args[1] && !to_int32(ctx, args[1], mode)) return Value::error();
    if (mode == Z_NO_FLUSH) return or_error(empty_bytes(ctx));
    z_stream closed{};
    if (!s->z) return zlib_error(ctx, closed, Z_STREAM_ERROR, "while flushing");
    std::string out;
    const int code = run(*s->z, nullptr, 0, mode, out, deflate_step);
    if (code == Z_STREAM_ERROR) return zlib_error(ctx, *s->z, code, "while flushing");
    if (code == Z_STREAM_END && mode == Z_FINISH) end(s);
    return or_error(make_bytes(ctx, out));
}
Value stream_copy(Context& ctx, const Args& args) {
    Stream* s = stream_of(args[0]);
    if (!s->z) return raise(ctx, TypeId::kValueError, "Inconsistent stream state");
    Stream* copy = make_stream(ctx, s->compresses);
    if (!copy) return Value::error();
    auto z = std::make_unique<z_stream>();
    const int code = s->compresses ? deflateCopy(z.get(), s->z) : inflateCopy(z.get(), s->z);
    if (code != Z_OK) {
        return code == Z_STREAM_ERROR ? raise(ctx, TypeId::kValueError, "Inconsistent stream state")
                                      : raise_memory_error(ctx);
    }
    copy->z = z.release();
    copy->eof = s->eof;
    copy->unused.set(ctx, copy, s->unused.get());
    copy->unconsumed.set(ctx, copy, s->unconsumed.get());
    copy->dictionary.set(ctx, copy, s->dictionary.get());
    return Value::object(copy);
}

/// Keeps the input that was not used: data beyond the end, or beyond `max_length` of output.
bool keep_rest(Context& ctx, Stream* s, std::string_view rest, int code) {
    if (code == Z_STREAM_END) {
        const std::string all =
            std::string(s->unused.get().as<Bytes>()->view()) + std::string(rest);
        Bytes* unused = make_bytes(ctx, all);
        Bytes* nothing = empty_bytes(ctx);
        if (!unused || !nothing) return false;
        s->unused.set(ctx, s, Value::object(unused));
        s->unconsumed.set(ctx, s, Value::object(nothing));
        s->eof = true;
        return true;
    }
    Bytes* left = make_bytes(ctx, rest);
    if (!left) return false;
    s->unconsumed.set(ctx, s, Value::object(left));
    return true;
}
Value inflate_more(Context& ctx, Stream* s, std::string_view data, int flush, size_t limit,
                   bool finishing) {
    std::string out;
    bool failed = false;
    z_stream& z = *s->z;
    const auto* p = reinterpret_cast<const uint8_t*>(data.data());
    const int code = run(
        z, p, data.size(), flush, out,
        [&](z_stream& stream, int mode) {
            int c = inflate(&stream, mode);
            if (c == Z_NEED_DICT && s->dictionary) {
                if (!set_dictionary(ctx, s)) {
                    failed = true;
                    return c;
                }
                c = inflate(&stream, mode);
            }
            return c;
        },
        limit);
    if (failed) return Value::error();
    const auto used = static_cast<size_t>(z.next_in - p);
    if (code != Z_OK && code != Z_BUF_ERROR && code != Z_STREAM_END) {
        return zlib_error(ctx, z, code, finishing ? "while flushing" : "while decompressing data");
    }
    if (!s->eof && !keep_rest(ctx, s, data.substr(std::min(used, data.size())), code)) {
        return Value::error();
    }
    return or_error(make_bytes(ctx, out));
}
Value decompress_data(Context& ctx, const Args& args) {
    Stream* s = stream_of(args[0]);
    BufferView data;
    int64_t max_length = 0;
    if (!data.acquire(ctx, args[1]) || (args[2] && !to_int64(ctx, args[2], max_length))) {
        return Value::error();
    }
    if (max_length < 0) return raise(ctx, TypeId::kValueError, "max_length must be non-negative");
    if (s->eof) {
        return keep_rest(ctx, s, data.chars(), Z_STREAM_END) ? or_error(empty_bytes(ctx))
                                                             : Value::error();
    }
    return inflate_more(ctx, s, data.chars(), Z_SYNC_FLUSH,
                        max_length ? static_cast<size_t>(max_length) : SIZE_MAX, false);
}
Value decompress_flush(Context& ctx, const Args& args) {
    Stream* s = stream_of(args[0]);
    int64_t length = kDefaultBufferSize;
    if (args[1] && !to_int64(ctx, args[1], length)) return Value::error();
    if (length <= 0) return raise(ctx, TypeId::kValueError, "length must be greater than zero");
    if (s->eof) return or_error(empty_bytes(ctx));
    const std::string rest(s->unconsumed.get().as<Bytes>()->view());
    return inflate_more(ctx, s, rest, Z_FINISH, SIZE_MAX, true);
}
Value get_unused(Context&, Value self) { return stream_of(self)->unused.get(); }
Value get_unconsumed(Context&, Value self) { return stream_of(self)->unconsumed.get(); }
Value get_eof(Context&, Value self) { return Value::boolean(stream_of(self)->eof); }

const NativeMethod kCompressMethods[] = {
    {"compress(self, data, /)", compress_data,
     "Returns a bytes object containing compressed data."},
    {"flush(self, mode=4, /)", compress_flush,
     "Return a bytes object containing any remaining compressed data."},
    {"copy(self, /)", stream_copy, "Return a copy of the compression object."},
    {"__copy__(self, /)", stream_copy},
    {"__deepcopy__(self, memo, /)", stream_copy},
};
const NativeMethod kDecompressMethods[] = {
    {"decompress(self, data, /, max_length=0)", decompress_data,
     "Return a bytes object containing the decompressed version of the data."},
    {"flush(self, length=16384, /)", decompress_flush,
     "Return a bytes object containing any remaining decompressed data."},
    {"copy(self, /)", stream_copy, "Return a copy of the decompression object."},
    {"__copy__(self, /)", stream_copy},
    {"__deepcopy__(self, memo, /)", stream_copy},
};
const NativeProperty kDecompressProperties[] = {
    {"unused_data", get_unused},
    {"unconsumed_tail", get_unconsumed},
    {"eof", get_eof},
};
const NativeTypeSpec kCompressSpec = {.name = "zlib.Compress",
                                      .size = sizeof(Stream),
                                      .subclassable = false,
                                      .methods = kCompressMethods,
                                      .trace = trace,
                                      .finalize = finalize};
const NativeTypeSpec kDecompressSpec = {.name = "zlib.Decompress",
                                        .size = sizeof(Stream),
                                        .subclassable = false,
                                        .methods = kDecompressMethods,
                                        .properties = kDecompressProperties,
                                        .trace = trace,
                                        .finalize = finalize};

const NativeMethod kFunctions[] = {
    {"adler32(data, value=1, /)", checksum<adler32, 1>, "Compute an Adler-32 checksum of data."},
    {"crc32(data, value=0, /)", checksum<crc32, 0>, "Compute a CRC-32 checksum of data."},
    {"compress(data, /, level=-1, wbits=15)", f_compress,
     "Returns a bytes object containing compressed data."},
    {"decompress(data, /, wbits=15, bufsize=16384)", f_decompress,
     "Returns a bytes object containing the uncompressed data."},
    {"compressobj(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=?)", f_compressobj,
     "Return a compressor object."},
    {"decompressobj(wbits=15, zdict=b'')", f_decompressobj, "Return a decompressor object."},
};

bool populate(Context& ctx, Module* module) {
    const std::pair<const char*, int64_t> constants[] = {
        {"MAX_WBITS", MAX_WBITS},
        {"DEFLATED", Z_DEFLATED},
        {"DEF_MEM_LEVEL", 8},
        {"DEF_BUF_SIZE", kDefaultBufferSize},
        {"Z_BEST_SPEED", Z_BEST_SPEED},
        {"Z_BEST_COMPRESSION", Z_BEST_COMPRESSION},
        {"Z_DEFAULT_COMPRESSION", Z_DEFAULT_COMPRESSION},
        {"Z_NO_COMPRESSION", Z_NO_COMPRESSION},
        {"Z_FILTERED", Z_FILTERED},
        {"Z_HUFFMAN_ONLY", Z_HUFFMAN_ONLY},
        {"Z_RLE", Z_RLE},
        {"Z_FIXED", Z_FIXED},
        {"Z_DEFAULT_STRATEGY", Z_DEFAULT_STRATEGY},
        {"Z_NO_FLUSH", Z_NO_FLUSH},
        {"Z_PARTIAL_FLUSH", Z_PARTIAL_FLUSH},
        {"Z_SYNC_FLUSH", Z_SYNC_FLUSH},
        {"Z_FULL_FLUSH", Z_FULL_FLUSH},
        {"Z_FINISH", Z_FINISH},
        {"Z_BLOCK", Z_BLOCK},
        {"Z_TREES", Z_TREES},
    };
    for (auto [name, value] : constants) {
        if (!add_to_module(ctx, module, name, Value::small_int(value))) return false;
    }
    return add_to_module(ctx, module, "ZLIB_VERSION", or_error(make_string(ctx, ZLIB_VERSION))) &&
           add_to_module(ctx, module, "ZLIB_RUNTIME_VERSION",
                         or_error(make_string(ctx, zlibVersion()))) &&
           add_to_module(ctx, module, "__version__", or_error(make_string(ctx, "1.0"))) &&
           shared_type(ctx, kCompressSpec) && shared_type(ctx, kDecompressSpec) &&
           add_exception_class(ctx, module, "zlib", "error", TypeId::kException);
}

}  // namespace

extern const NativeModuleSpec kZlibModule;
const NativeModuleSpec kZlibModule = {
    .name = "zlib",
    .functions = kFunctions,
    .populate = populate,
    .doc =
        "The functions in this module allow compression and decompression using the\nzlib library, "
        "which is based on GNU zip.",
};

}  // namespace orrery
