// Module _lzma, on liblzma.
#include <lzma.h>

#include <cstring>
#include <memory>

#include "engine/modules/compression.h"

namespace orrery {

namespace {

enum Format : int32_t { kAuto, kXz, kAlone, kRaw };
constexpr int32_t kCheckUnknown = LZMA_CHECK_ID_MAX + 1;

struct LzmaCompressor : NativeObject {
    lzma_stream* stream;  // owned; null before __init__
    bool flushed;
};
struct LzmaDecompressor : Decompressor {
    lzma_stream* stream;  // owned; null before __init__ and at the end
    int32_t check;
};

Value raise_lzma(Context& ctx, const char* message) {
    return raise_of_class(ctx, module_attribute(ctx, "_lzma", "LZMAError"), message);
}
/// True for codes that are no errors; else the exception is set.
bool succeeded(Context& ctx, lzma_ret code) {
    switch (code) {
    case LZMA_OK:
    case LZMA_GET_CHECK:
    case LZMA_NO_CHECK:
    case LZMA_STREAM_END: return true;
    case LZMA_UNSUPPORTED_CHECK: raise_lzma(ctx, "Unsupported integrity check"); break;
    case LZMA_MEM_ERROR: raise_memory_error(ctx); break;
    case LZMA_MEMLIMIT_ERROR: raise_lzma(ctx, "Memory usage limit exceeded"); break;
    case LZMA_FORMAT_ERROR: raise_lzma(ctx, "Input format not supported by decoder"); break;
    case LZMA_OPTIONS_ERROR: raise_lzma(ctx, "Invalid or unsupported options"); break;
    case LZMA_DATA_ERROR: raise_lzma(ctx, "Corrupt input data"); break;
    case LZMA_BUF_ERROR: raise_lzma(ctx, "Insufficient buffer space"); break;
    case LZMA_PROG_ERROR: raise_lzma(ctx, "Internal error"); break;
    default:
        raise_of_class(ctx, module_attribute(ctx, "_lzma", "LZMAError"),
                       "Unrecognized error from liblzma: {}", static_cast<int>(code));
        break;
    }
    return false;
}

lzma_ret advance(lzma_stream& z, CodingStep& s, lzma_action action) {
    z.next_in = s.in;
    z.avail_in = s.in_left;
    z.next_out = s.out;
    z.avail_out = s.room;
    lzma_ret code = lzma_code(&z, action);
    // No progress for want of input or room: not an error here, the caller brings more.
    if (code == LZMA_BUF_ERROR && (z.avail_in == 0 || z.avail_out == 0)) code = LZMA_OK;
    s = {z.next_in, z.avail_in, z.next_out, z.avail_out};
    return code;
}

// ---- filters ----

/// The filters of a chain, with their options.
struct FilterChain {
    lzma_filter filters[LZMA_FILTERS_MAX + 1];
    union Options {
        lzma_options_lzma lzma;
        lzma_options_delta delta;
        lzma_options_bcj bcj;
    } options[LZMA_FILTERS_MAX];
    size_t count = 0;
};

/// An int from 0 to `most`. False after TypeError or OverflowError.
bool to_unsigned(Context& ctx, Value v, uint64_t most, uint64_t& out) {
    if (!is_int(v)) {
        raise(ctx, TypeId::kTypeError, "an integer is required");
        return false;
    }
    int64_t n = -1;
    if (int_to_int64(v, n) && n >= 0 && static_cast<uint64_t>(n) <= most) {
        out = static_cast<uint64_t>(n);
        return true;
    }
    raise(ctx, TypeId::kOverflowError,
          n < 0 ? "can't convert negative int to unsigned" : "Value too large for uint32_t type");
    return false;
}

/// Reads the options that `names` lists from the specifier into `out`; ValueError for others.
template <size_t N>
bool read_options(Context& ctx, Value spec, const char* kind, const char* const (&names)[N],
                  uint32_t* const (&out)[N]) {
    const auto bad = [&] {
        if (has_exception(ctx)) take_exception(ctx);
        raise(ctx, TypeId::kValueError, "Invalid filter specifier for {} filter", kind);
        return false;
    };
    Value keys = Value::error();
    if (Value method = get_attribute(ctx, spec, intern(ctx, "keys"))) keys = call(ctx, method, {});
    if (!keys) return false;
    bool known = true;
    if (!for_each(ctx, keys, [&](Value key) {
            bool found = false;
            if (key.is(Kind::kString)) {
                found = equals_ascii(key.as<String>(), "id");
                for (const char* name : names)
                    found = found || equals_ascii(key.as<String>(), name);
            }
            known = known && found;
            return true;
        })) {
        return false;
    }
    if (!known) return bad();
    for (size_t i = 0; i < N; i++) {
        String* name = intern(ctx, names[i]);
        Value key = Value::object(name);
        const Truth has = contains(ctx, spec, key);
        if (has == Truth::kError) return false;
        if (has == Truth::kNo) continue;
        Value v = get_item(ctx, spec, key);
        uint64_t n;
        if (!v || !to_unsigned(ctx, v, UINT32_MAX, n)) return bad();
        if (out[i]) *out[i] = static_cast<uint32_t>(n);
    }
    return true;
}

bool lzma_options(Context& ctx, Value spec, lzma_options_lzma& o) {
    uint64_t preset = LZMA_PRESET_DEFAULT;
    Value key = Value::object(intern(ctx, "preset"));
    const Truth has = contains(ctx, spec, key);
    if (has == Truth::kError) return false;
    if (has == Truth::kYes) {
        Value v = get_item(ctx, spec, key);
        if (!v || !to_unsigned(ctx, v, UINT32_MAX, preset)) return false;
    }
    o = {};
    if (lzma_lzma_preset(&o, static_cast<uint32_t>(preset))) {
        raise_of_class(ctx, module_attribute(ctx, "_lzma", "LZMAError"),
                       "Invalid compression preset: {}", preset);
        return false;
    }
    uint32_t mode = o.mode, mf = o.mf;
    if (!read_options(
            ctx, spec, "LZMA",
            {"preset", "dict_size", "lc", "lp", "pb", "mode", "nice_len", "mf", "depth"},
            {nullptr, &o.dict_size, &o.lc, &o.lp, &o.pb, &mode, &o.nice_len, &mf, &o.depth})) {
        return false;
    }
    o.mode = static_cast<lzma_mode>(mode);
    o.mf = static_cast<lzma_match_finder>(mf);
    return true;
}

bool parse_filter(Context& ctx, Value spec, lzma_filter& filter, FilterChain::Options& options) {
    Type* type = type_of(ctx, spec);
    if (!type->lookup_special(Special::kGetitem) || spec.is(Kind::kList) || spec.is(Kind::kTuple) ||
        spec.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "Filter specifier must be a dict or dict-like object");
        return false;
    }
    Value key = Value::object(intern(ctx, "id"));
    Value id = get_item(ctx, spec, key);
    if (!id) {
        if (exception_matches(ctx, TypeId::kKeyError)) {
            take_exception(ctx);
            raise(ctx, TypeId::kValueError, "Filter specifier must have an \"id\" entry");
        }
        return false;
    }
    if (!to_unsigned(ctx, id, INT64_MAX, filter.id)) return false;
    filter.options = &options;
    switch (filter.id) {
    case LZMA_FILTER_LZMA1:
    case LZMA_FILTER_LZMA2: return lzma_options(ctx, spec, options.lzma);
    case LZMA_FILTER_DELTA:
        options.delta = {};
        options.delta.type = LZMA_DELTA_TYPE_BYTE;
        options.delta.dist = 1;
        return read_options(ctx, spec, "delta", {"dist"}, {&options.delta.dist});
    case LZMA_FILTER_X86:
    case LZMA_FILTER_POWERPC:
    case LZMA_FILTER_IA64:
    case LZMA_FILTER_ARM:
    case LZMA_FILTER_ARMTHUMB:
    case LZMA_FILTER_SPARC:
        options.bcj = {};
        return read_options(ctx, spec, "BCJ", {"start_offset"}, {&options.bcj.start_offset});
    default: raise(ctx, TypeId::kValueError, "Invalid filter ID: {}", filter.id); return false;
    }
}
bool parse_chain(Context& ctx, Value specs, FilterChain& out) {
    const int64_t count = length_of(ctx, specs);
    if (count < 0) return false;
    if (count > LZMA_FILTERS_MAX) {
        raise(ctx, TypeId::kValueError, "Too many filters - liblzma supports a maximum of {}",
              LZMA_FILTERS_MAX);
        return false;
    }
    for (int64_t i = 0; i < count; i++) {
        Value spec = get_item(ctx, specs, Value::small_int(i));
        if (!spec || !parse_filter(ctx, spec, out.filters[i], out.options[i])) return false;
        out.count++;
    }
    out.filters[count].id = LZMA_VLI_UNKNOWN;
    return true;
}
bool given(Value v) { return v && !v.is_none(); }

// ---- LZMACompressor ----

void end_compressor(Object* self) {
    auto* c = static_cast<LzmaCompressor*>(self);
    if (!c->stream) return;
    lzma_end(c->stream);
    delete std::exchange(c->stream, nullptr);
}

bool open_encoder(Context& ctx, lzma_stream* z, int32_t format, int32_t check, uint32_t preset,
                  Value filters) {
    FilterChain chain;
    if (given(filters) && !parse_chain(ctx, filters, chain)) return false;
    switch (format) {
    case kXz: {
        if (check < -1 || check > LZMA_CHECK_ID_MAX) return succeeded(ctx, LZMA_PROG_ERROR);
        const auto kind = check == -1 ? LZMA_CHECK_CRC64 : static_cast<lzma_check>(check);
        return succeeded(ctx, given(filters) ? lzma_stream_encoder(z, chain.filters, kind)
                                             : lzma_easy_encoder(z, preset, kind));
    }
    case kAlone: {
        lzma_options_lzma options;
        if (!given(filters)) {
            if (!lzma_lzma_preset(&options, preset))
                return succeeded(ctx, lzma_alone_encoder(z, &options));
            raise_of_class(ctx, module_attribute(ctx, "_lzma", "LZMAError"),
                           "Invalid compression preset: {}", preset);
            return false;
        }
        if (chain.count == 1 && chain.filters[0].id == LZMA_FILTER_LZMA1) {
            return succeeded(ctx, lzma_alone_encoder(z, &chain.options[0].lzma));
        }
        raise(ctx, TypeId::kValueError, "Invalid filter chain for FORMAT_ALONE");
        return false;
    }
    default: return succeeded(ctx, lzma_raw_encoder(z, chain.filters));
    }
}

Value compressor_new(Context& ctx, const Args& args) {
    return or_error(allocate<LzmaCompressor>(ctx, args[0].as<Type>()));
}
Value compressor_init(Context& ctx, const Args& args) {
    auto* c = args[0].as<LzmaCompressor>();
    int32_t format = kXz, check = -1;
    uint64_t preset = LZMA_PRESET_DEFAULT;
    if ((args[1] && !to_int32(ctx, args[1], format)) || (args[2] && !to_int32(ctx, args[2], check)))
        return Value::error();
    if (given(args[3]) && given(args[4])) {
        return raise(ctx, TypeId::kValueError, "Cannot specify both preset and filter chain");
    }
    if (given(args[3]) && !to_unsigned(ctx, args[3], UINT32_MAX, preset)) return Value::error();
    if (format != kXz && check != -1 && check != LZMA_CHECK_NONE) {
        return raise(ctx, TypeId::kValueError, "Integrity checks are only supported by FORMAT_XZ");
    }
    if (format != kXz && format != kAlone && format != kRaw) {
        return raise(ctx, TypeId::kValueError, "Invalid container format: {}", format);
    }
    if (format == kRaw && !given(args[4])) {
        return raise(ctx, TypeId::kValueError, "Must specify filters for FORMAT_RAW");
    }
    end_compressor(c);
    auto z = std::make_unique<lzma_stream>(lzma_stream LZMA_STREAM_INIT);
    if (!open_encoder(ctx, z.get(), format, check, static_cast<uint32_t>(preset), args[4]))
        return Value::error();
    c->stream = z.release();
    c->flushed = false;
    return Value::none();
}
Value run_compressor(Context& ctx, LzmaCompressor* c, std::span<const uint8_t> data,
                     lzma_action action) {
    return compress_data(ctx, data, action == LZMA_FINISH, [&](CodingStep& s) {
        const lzma_ret code = advance(*c->stream, s, action);
        if (!succeeded(ctx, code)) return StepResult::kFailed;
        return code == LZMA_STREAM_END ? StepResult::kEnd : StepResult::kMore;
    });
}
/// The object, or null after ValueError where it cannot be used (any more).
LzmaCompressor* usable(Context& ctx, const Args& args, const char* flushed) {
    auto* c = args[0].as<LzmaCompressor>();
    if (c->stream && !c->flushed) return c;
    raise(ctx, TypeId::kValueError, c->stream ? flushed : "Compressor is not initialized");
    return nullptr;
}
Value compressor_compress(Context& ctx, const Args& args) {
    BufferView data;
    if (!data.acquire(ctx, args[1])) return Value::error();
    LzmaCompressor* c = usable(ctx, args, "Compressor has been flushed");
    return c ? run_compressor(ctx, c, data.span(), LZMA_RUN) : Value::error();
}
Value compressor_flush(Context& ctx, const Args& args) {
    LzmaCompressor* c = usable(ctx, args, "Repeated call to flush()");
    if (!c) return Value::error();
    c->flushed = true;
    return run_compressor(ctx, c, {}, LZMA_FINISH);
}
constexpr NativeMethod kCompressorMethods[] = {
    {"__new__(cls, *args, **kwargs)", compressor_new},
    {"__init__(self, format=1, check=-1, preset=None, filters=None)", compressor_init},
    {"compress(self, data, /)", compressor_compress,
     "Provide data to the compressor object; returns what compressed data there is."},
    {"flush(self, /)", compressor_flush,
     "Finish: returns the compressed data left. The object cannot be used any more."},
};
const NativeTypeSpec kLzmaCompressorSpec = {
    .name = "_lzma.LZMACompressor",
    .size = sizeof(LzmaCompressor),
    .methods = kCompressorMethods,
    .finalize = end_compressor,
    .doc = "Compresses data piece by piece.",
};

// ---- LZMADecompressor ----

void end_stream(LzmaDecompressor* d) {
    if (!d->stream) return;
    lzma_end(d->stream);
    delete std::exchange(d->stream, nullptr);
}
void end_decompressor(Object* self) {
    auto* d = static_cast<LzmaDecompressor*>(self);
    end_stream(d);
    delete std::exchange(d->pending, nullptr);
}
Value decompressor_new(Context& ctx, const Args& args) {
    auto* d = allocate<LzmaDecompressor>(ctx, args[0].as<Type>());
    return d && begin_decompressor(ctx, d) ? Value::object(d) : Value::error();
}
Value decompressor_init(Context& ctx, const Args& args) {
    auto* d = args[0].as<LzmaDecompressor>();
    int32_t format = kAuto;
    uint64_t limit = UINT64_MAX;
    if (args[1] && !to_int32(ctx, args[1], format)) return Value::error();
    if (given(args[2])) {
        if (format == kRaw) {
            return raise(ctx, TypeId::kValueError, "Cannot specify memory limit with FORMAT_RAW");
        }
        if (!to_unsigned(ctx, args[2], INT64_MAX, limit)) return Value::error();
    }
    if (format == kRaw && !given(args[3])) {
        return raise(ctx, TypeId::kValueError, "Must specify filters for FORMAT_RAW");
    }
    if (format != kRaw && given(args[3])) {
        return raise(ctx, TypeId::kValueError, "Cannot specify filters except with FORMAT_RAW");
    }
    end_decompressor(d);
    d->eof = d->failed = false;
    d->check = kCheckUnknown;
    if (!begin_decompressor(ctx, d)) return Value::error();
    auto z = std::make_unique<lzma_stream>(lzma_stream LZMA_STREAM_INIT);
    constexpr uint32_t kFlags = LZMA_TELL_ANY_CHECK | LZMA_TELL_NO_CHECK;
    FilterChain chain;
    lzma_ret code;
    switch (format) {
    case kAuto: code = lzma_auto_decoder(z.get(), limit, kFlags); break;
    case kXz: code = lzma_stream_decoder(z.get(), limit, kFlags); break;
    case kAlone:
        d->check = LZMA_CHECK_NONE;
        code = lzma_alone_decoder(z.get(), limit);
        break;
    case kRaw:
        d->check = LZMA_CHECK_NONE;
        if (!parse_chain(ctx, args[3], chain)) return Value::error();
        code = lzma_raw_decoder(z.get(), chain.filters);
        break;
    default: return raise(ctx, TypeId::kValueError, "Invalid container format: {}", format);
    }
    if (!succeeded(ctx, code)) return Value::error();
    d->stream = z.release();
    return Value::none();
}
Value decompressor_decompress(Context& ctx, const Args& args) {
    auto* d = args[0].as<LzmaDecompressor>();
    if (!d->stream && !d->eof) {
        return raise(ctx, TypeId::kValueError, "Decompressor is not initialized");
    }
    return decompress_data(ctx, d, args[1], args[2], "Already at end of stream",
                           [&](CodingStep& s) {
                               const lzma_ret code = advance(*d->stream, s, LZMA_RUN);
                               if (code == LZMA_GET_CHECK || code == LZMA_NO_CHECK)
                                   d->check = static_cast<int32_t>(lzma_get_check(d->stream));
                               if (!succeeded(ctx, code)) return StepResult::kFailed;
                               if (code != LZMA_STREAM_END) return StepResult::kMore;
                               end_stream(d);
                               return StepResult::kEnd;
                           });
}
Value get_check(Context&, Value self) {
    return Value::small_int(self.as<LzmaDecompressor>()->check);
}
constexpr NativeMethod kDecompressorMethods[] = {
    {"__new__(cls, *args, **kwargs)", decompressor_new},
    {"__init__(self, format=0, memlimit=None, filters=None)", decompressor_init},
    {"decompress(self, data, max_length=-1)", decompressor_decompress,
     "Returns decompressed data, at most max_length bytes of it unless that is negative."},
};
constexpr NativeProperty kDecompressorProperties[] = {
    {"check", get_check, nullptr, "ID of the integrity check used by the input stream.", true},
    {"eof", get_eof<LzmaDecompressor>, nullptr,
     "True if the end-of-stream marker has been reached.", true},
    {"needs_input", get_needs_input<LzmaDecompressor>, nullptr,
     "True if more input is needed before more decompressed data can be produced.", true},
    {"unused_data", get_unused_data<LzmaDecompressor>, nullptr,
     "Data found after the end of the compressed stream.", true},
};
const NativeTypeSpec kLzmaDecompressorSpec = {
    .name = "_lzma.LZMADecompressor",
    .size = sizeof(LzmaDecompressor),
    .methods = kDecompressorMethods,
    .properties = kDecompressorProperties,
    .trace = trace_decompressor,
    .finalize = end_decompressor,
    .doc = "Decompresses data piece by piece.",
};

// ---- functions ----

Value f_is_check_supported(Context& ctx, const Args& args) {
    int32_t check;
    if (!to_int32(ctx, args[0], check)) return Value::error();
    return Value::boolean(check >= 0 && lzma_check_is_supported(static_cast<lzma_check>(check)));
}
Value f_encode_filter_properties(Context& ctx, const Args& args) {
    lzma_filter filter;
    FilterChain::Options options;
    uint32_t size;
    if (!parse_filter(ctx, args[0], filter, options) ||
        !succeeded(ctx, lzma_properties_size(&size, &filter))) {
        return Value::error();
    }
    std::string out(size, '\0');
    if (!succeeded(ctx, lzma_properties_encode(&filter, reinterpret_cast<uint8_t*>(out.data()))))
        return Value::error();
    return or_error(make_bytes(ctx, out));
}
Value f_decode_filter_properties(Context& ctx, const Args& args) {
    BufferView data;
    lzma_filter filter{};
    if (!to_unsigned(ctx, args[0], INT64_MAX, filter.id) || !data.acquire(ctx, args[1]))
        return Value::error();
    if (!succeeded(ctx, lzma_properties_decode(&filter, nullptr, data.data(), data.size())))
        return Value::error();
    const std::unique_ptr<void, void (*)(void*)> owner(filter.options, std::free);
    Dict* d = make_dict(ctx);
    const auto add = [&](const char* name, uint64_t v) {
        return dict_set(ctx, d, intern(ctx, name), make_int_unsigned(ctx, v));
    };
    if (!d || !add("id", filter.id)) return Value::error();
    bool ok = true;
    if (filter.id == LZMA_FILTER_LZMA1 || filter.id == LZMA_FILTER_LZMA2) {
        const auto* o = static_cast<const lzma_options_lzma*>(filter.options);
        if (filter.id == LZMA_FILTER_LZMA1) {
            ok = add("lc", o->lc) && add("lp", o->lp) && add("pb", o->pb);
        }
        ok = ok && add("dict_size", o->dict_size);
    } else if (filter.id == LZMA_FILTER_DELTA) {
        ok = add("dist", static_cast<const lzma_options_delta*>(filter.options)->dist);
    } else if (filter.options) {  // none: the default
        ok =
            add("start_offset", static_cast<const lzma_options_bcj*>(filter.options)->start_offset);
    }
    return ok ? Value::object(d) : Value::error();
}

constexpr NativeMethod kFunctions[] = {
    {"is_check_supported(check_id, /)", f_is_check_supported,
     "Test whether the given integrity check is supported."},
    {"_encode_filter_properties(filter, /)", f_encode_filter_properties},
    {"_decode_filter_properties(filter_id, encoded_props, /)", f_decode_filter_properties},
};

bool populate(Context& ctx, Module* module) {
    const std::pair<const char*, uint64_t> constants[] = {
        {"FORMAT_AUTO", kAuto},
        {"FORMAT_XZ", kXz},
        {"FORMAT_ALONE", kAlone},
        {"FORMAT_RAW", kRaw},
        {"CHECK_NONE", LZMA_CHECK_NONE},
        {"CHECK_CRC32", LZMA_CHECK_CRC32},
        {"CHECK_CRC64", LZMA_CHECK_CRC64},
        {"CHECK_SHA256", LZMA_CHECK_SHA256},
        {"CHECK_ID_MAX", LZMA_CHECK_ID_MAX},
        {"CHECK_UNKNOWN", kCheckUnknown},
        {"FILTER_LZMA1", LZMA_FILTER_LZMA1},
        {"FILTER_LZMA2", LZMA_FILTER_LZMA2},
        {"FILTER_DELTA", LZMA_FILTER_DELTA},
        {"FILTER_X86", LZMA_FILTER_X86},
        {"FILTER_IA64", LZMA_FILTER_IA64},
        {"FILTER_ARM", LZMA_FILTER_ARM},
        {"FILTER_ARMTHUMB", LZMA_FILTER_ARMTHUMB},
        {"FILTER_SPARC", LZMA_FILTER_SPARC},
        {"FILTER_POWERPC", LZMA_FILTER_POWERPC},
        {"MF_HC3", LZMA_MF_HC3},
        {"MF_HC4", LZMA_MF_HC4},
        {"MF_BT2", LZMA_MF_BT2},
        {"MF_BT3", LZMA_MF_BT3},
        {"MF_BT4", LZMA_MF_BT4},
        {"MODE_FAST", LZMA_MODE_FAST},
        {"MODE_NORMAL", LZMA_MODE_NORMAL},
        {"PRESET_DEFAULT", LZMA_PRESET_DEFAULT},
        {"PRESET_EXTREME", LZMA_PRESET_EXTREME},
    };
    for (auto [name, value] : constants) {
        if (!add_to_module(ctx, module, name, make_int_unsigned(ctx, value))) return false;
    }
    return add_exception_class(ctx, module, "_lzma", "LZMAError", TypeId::kException) &&
           add_shared_type(ctx, module, kLzmaCompressorSpec) &&
           add_shared_type(ctx, module, kLzmaDecompressorSpec);
}

}  // namespace

extern const NativeModuleSpec kLzmaModule;
const NativeModuleSpec kLzmaModule = {
    .name = "_lzma", .functions = kFunctions, .populate = populate};

}  // namespace orrery
