// Module _bz2, on libbz2.
#include <bzlib.h>

#include <memory>

#include "engine/modules/compression.h"

namespace orrery {

namespace {

constexpr size_t kPiece = size_t{1} << 30;  // what one call of the library is given at most

struct Bz2Compressor : NativeObject {
    bz_stream* stream;  // owned; null before __init__
    bool flushed;
};
struct Bz2Decompressor : Decompressor {
    bz_stream* stream;  // owned; null before __init__ and at the end
};

/// One call of the library with `step`'s input and room.
template <typename F>
int advance(bz_stream& z, CodingStep& s, F call_library) {
    const auto in = static_cast<unsigned>(std::min(s.in_left, kPiece));
    const auto room = static_cast<unsigned>(std::min(s.room, kPiece));
    z.next_in = reinterpret_cast<char*>(const_cast<uint8_t*>(s.in));
    z.avail_in = in;
    z.next_out = reinterpret_cast<char*>(s.out);
    z.avail_out = room;
    const int code = call_library(z);
    s.in += in - z.avail_in;
    s.in_left -= in - z.avail_in;
    s.out += room - z.avail_out;
    s.room -= room - z.avail_out;
    return code;
}

StepResult raise_bz2_error(Context& ctx, int code) {
    switch (code) {
    case BZ_PARAM_ERROR:
        raise(ctx, TypeId::kValueError, "Internal error - invalid parameters passed to libbzip2");
        break;
    case BZ_MEM_ERROR: raise_memory_error(ctx); break;
    case BZ_DATA_ERROR:
    case BZ_DATA_ERROR_MAGIC: raise(ctx, TypeId::kOSError, "Invalid data stream"); break;
    case BZ_IO_ERROR: raise(ctx, TypeId::kOSError, "Unknown I/O error"); break;
    case BZ_UNEXPECTED_EOF:
        raise(ctx, TypeId::kEOFError,
              "Compressed file ended before the logical end-of-stream was detected");
        break;
    case BZ_SEQUENCE_ERROR:
        raise(ctx, TypeId::kRuntimeError,
              "Internal error - Invalid sequence of commands sent to libbzip2");
        break;
    default: raise(ctx, TypeId::kOSError, "Unrecognized error from libbzip2: {}", code); break;
    }
    return StepResult::kFailed;
}

// ---- BZ2Compressor ----

void end_compressor(Object* self) {
    auto* c = static_cast<Bz2Compressor*>(self);
    if (!c->stream) return;
    BZ2_bzCompressEnd(c->stream);
    delete std::exchange(c->stream, nullptr);
}
Value compressor_new(Context& ctx, const Args& args) {
    int32_t level = 9;
    if (args[1] && !to_int32(ctx, args[1], level)) return Value::error();
    if (level < 1 || level > 9) {
        return raise(ctx, TypeId::kValueError, "compresslevel must be between 1 and 9");
    }
    auto* c = allocate<Bz2Compressor>(ctx, args[0].as<Type>());
    if (!c) return Value::error();
    auto z = std::make_unique<bz_stream>();
    const int code = BZ2_bzCompressInit(z.get(), level, 0, 0);
    if (code != BZ_OK) {
        raise_bz2_error(ctx, code);
        return Value::error();
    }
    c->stream = z.release();
    return Value::object(c);
}
Value run_compressor(Context& ctx, Bz2Compressor* c, std::span<const uint8_t> data, int action) {
    return compress_data(ctx, data, action == BZ_FINISH, [&](CodingStep& s) {
        // Without input there is nothing to run, which the library takes for a mistake.
        if (action == BZ_RUN && s.in_left == 0) return StepResult::kEnd;
        const int code =
            advance(*c->stream, s, [action](bz_stream& z) { return BZ2_bzCompress(&z, action); });
        if (code == BZ_STREAM_END) return StepResult::kEnd;
        return code < 0 ? raise_bz2_error(ctx, code) : StepResult::kMore;
    });
}
Value compressor_compress(Context& ctx, const Args& args) {
    auto* c = args[0].as<Bz2Compressor>();
    BufferView data;
    if (!data.acquire(ctx, args[1])) return Value::error();
    if (c->flushed) return raise(ctx, TypeId::kValueError, "Compressor has been flushed");
    return run_compressor(ctx, c, data.span(), BZ_RUN);
}
Value compressor_flush(Context& ctx, const Args& args) {
    auto* c = args[0].as<Bz2Compressor>();
    if (c->flushed) return raise(ctx, TypeId::kValueError, "Repeated call to flush()");
    c->flushed = true;
    return run_compressor(ctx, c, {}, BZ_FINISH);
}
constexpr NativeMethod kCompressorMethods[] = {
    {"__new__(cls, compresslevel=9, /)", compressor_new},
    {"compress(self, data, /)", compressor_compress,
     "Provide data to the compressor object; returns what compressed data there is."},
    {"flush(self, /)", compressor_flush,
     "Finish: returns the compressed data left. The object cannot be used any more."},
};
const NativeTypeSpec kBz2CompressorSpec = {
    .name = "_bz2.BZ2Compressor",
    .size = sizeof(Bz2Compressor),
    .methods = kCompressorMethods,
    .finalize = end_compressor,
    .doc = "Compresses data piece by piece.",
};

// ---- BZ2Decompressor ----

void end_stream(Bz2Decompressor* d) {
    if (!d->stream) return;
    BZ2_bzDecompressEnd(d->stream);
    delete std::exchange(d->stream, nullptr);
}
void end_decompressor(Object* self) {
    auto* d = static_cast<Bz2Decompressor*>(self);
    end_stream(d);
    delete std::exchange(d->pending, nullptr);
}
Value decompressor_new(Context& ctx, const Args& args) {
    auto* d = allocate<Bz2Decompressor>(ctx, args[0].as<Type>());
    if (!d || !begin_decompressor(ctx, d)) return Value::error();
    auto z = std::make_unique<bz_stream>();
    const int code = BZ2_bzDecompressInit(z.get(), 0, 0);
    if (code != BZ_OK) {
        raise_bz2_error(ctx, code);
        return Value::error();
    }
    d->stream = z.release();
    return Value::object(d);
}
Value decompressor_decompress(Context& ctx, const Args& args) {
    auto* d = args[0].as<Bz2Decompressor>();
    return decompress_data(
        ctx, d, args[1], args[2], "End of stream already reached", [&](CodingStep& s) {
            const int code =
                advance(*d->stream, s, [](bz_stream& z) { return BZ2_bzDecompress(&z); });
            if (code == BZ_STREAM_END) {
                end_stream(d);
                return StepResult::kEnd;
            }
            return code < 0 ? raise_bz2_error(ctx, code) : StepResult::kMore;
        });
}
constexpr NativeMethod kDecompressorMethods[] = {
    {"__new__(cls, /)", decompressor_new},
    {"decompress(self, data, max_length=-1)", decompressor_decompress,
     "Returns decompressed data, at most max_length bytes of it unless that is negative."},
};
constexpr NativeProperty kDecompressorProperties[] = {
    {"eof", get_eof<Bz2Decompressor>, nullptr, "True if the end-of-stream marker has been reached.",
     true},
    {"unused_data", get_unused_data<Bz2Decompressor>, nullptr,
     "Data found after the end of the compressed stream.", true},
    {"needs_input", get_needs_input<Bz2Decompressor>, nullptr,
     "True if more input is needed before more decompressed data can be produced.", true},
};
const NativeTypeSpec kBz2DecompressorSpec = {
    .name = "_bz2.BZ2Decompressor",
    .size = sizeof(Bz2Decompressor),
    .methods = kDecompressorMethods,
    .properties = kDecompressorProperties,
    .trace = trace_decompressor,
    .finalize = end_decompressor,
    .doc = "Decompresses data piece by piece.",
};

bool populate(Context& ctx, Module* module) {
    return add_shared_type(ctx, module, kBz2CompressorSpec) &&
           add_shared_type(ctx, module, kBz2DecompressorSpec);
}

}  // namespace

extern const NativeModuleSpec kBz2Module;
const NativeModuleSpec kBz2Module = {.name = "_bz2", .populate = populate};

}  // namespace orrery
