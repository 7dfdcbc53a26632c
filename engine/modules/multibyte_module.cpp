// Modules _multibytecodec, _codecs_jp and the other East Asian ones, on engine/text/multibyte.h:
// codecs, incremental encoders and decoders, and streams.
#include <algorithm>

#include "engine/modules/module_support.h"
#include "engine/objects/bytes.h"
#include "engine/objects/native_codecs.h"
#include "engine/text/multibyte.h"

namespace orrery {

extern const NativeModuleSpec kMultibytecodecModule;

namespace {

using Direction = MultibyteCodec::Direction;

constexpr size_t kMostPending = 8;  // bytes or code points

/// Keeps the tables of an engine: the state of module _multibytecodec.
struct TablesHolder : NativeObject {
    MultibyteTables* tables;  // owned
};
void delete_tables(Object* self) {
    auto* h = static_cast<TablesHolder*>(self);
    delete h->tables;
    h->tables = nullptr;
}
const NativeTypeSpec kHolderSpec = {.name = "_multibytecodec.Tables",
                                    .size = sizeof(TablesHolder),
                                    .subclassable = false,
                                    .finalize = delete_tables};

/// A codec as programs see it.
struct CodecObject : NativeObject {
    const MultibyteCodec* codec;
    Slot holder;  // what the codec belongs to
};
/// What the incremental and stream types share.
struct Stateful : NativeObject {
    const MultibyteCodec* codec;  // null before __new__ is done
    MultibyteState state;
    Slot holder;
    Slot errors;  // str
    Slot stream;  // of stream readers and writers
    char32_t text[kMostPending];  // input of an encoder that waits for more
    uint8_t bytes[kMostPending];  // input of a decoder that waits for more
    uint8_t pending;
};
Stateful* self_of(const Args& args) { return args[0].as<Stateful>(); }
void trace_codec(Marker& marker, Object* self) {
    marker.mark(static_cast<CodecObject*>(self)->holder);
}
void trace_stateful(Marker& marker, Object* self) {
    auto* s = static_cast<Stateful*>(self);
    marker.mark(s->holder);
    marker.mark(s->errors);
    marker.mark(s->stream);
}

// ---- conversions ----

std::string errors_name(Value v) {
    return v && v.is(Kind::kString) ? to_utf8(v.as<String>()) : std::string("strict");
}

/// A conversion of text to bytes: what it needs for errors, and where it is.
class Encoder {
public:
    Encoder(Context& ctx, const MultibyteCodec& codec, MultibyteState& state, String* text,
            std::string errors)
        : ctx_(ctx),
          codec_(codec),
          state_(state),
          errors_(std::move(errors)),
          callback_(ctx, text, errors_) {
        text_.reserve(text->length);
        for (uint64_t i = 0; i < text->length; i++)
            text_.push(text->at(i));
    }
    /// False after an exception.
    bool run(bool final) {
        while (at_ < text_.size()) {
            const auto rest = text_.span().subspan(at_);
            const MultibyteStep step = codec_.encode(state_, rest, final, out);
            if (step.consumed > 0) {
                at_ += static_cast<size_t>(step.consumed);
            } else if (step.illegal > 0) {
                if (!handle("illegal multibyte sequence", static_cast<size_t>(step.illegal)))
                    return false;
            } else if (!final) {
                return true;
            } else if (!handle("incomplete multibyte sequence", rest.size())) {
                return false;
            }
        }
        return !text_.failed();
    }
    std::span<const char32_t> rest() const { return text_.span().subspan(at_); }
    size_t consumed() const { return at_; }
    Value result() {
        return out.failed() || text_.failed()
                   ? raise_memory_error(ctx_)
                   : or_error(make_bytes(ctx_, std::span<const uint8_t>(out.span())));
    }
    ByteBuffer out;

private:
    bool handle(std::string_view reason, size_t length) {
        const CodecError error = {codec_.name(), reason, at_, std::min(at_ + length, text_.size())};
        if (errors_ == "strict") return bool(callback_.raise_error(error));
        if (errors_ == "ignore" || errors_ == "replace") {
            const char32_t mark = '?';
            if (errors_ == "replace" && codec_.encode(state_, {&mark, 1}, true, out).consumed == 0)
                out.push('?');
            at_ = error.end;
            return true;
        }
        CodePointBuffer text;
        bool is_bytes = false;
        if (!callback_.call_handler(error, text, out, &is_bytes, &at_)) return false;
        if (is_bytes) return true;
        String* s = make_string(ctx_, text);
        if (!s) return false;
        Encoder inner(ctx_, codec_, state_, s, "strict");
        if (!inner.run(true)) return false;
        out.append(inner.out.data(), inner.out.size());
        return true;
    }

    Context& ctx_;
    const MultibyteCodec& codec_;
    MultibyteState& state_;
    std::string errors_;
    EncodeCallback callback_;
    CodePointBuffer text_;
    size_t at_ = 0;
};

/// A conversion of bytes to text.
class Decoder {
public:
    Decoder(Context& ctx, const MultibyteCodec& codec, MultibyteState& state, Value source,
            std::span<const uint8_t> bytes, std::string errors)
        : ctx_(ctx),
          codec_(codec),
          state_(state),
          errors_(std::move(errors)),
          callback_(ctx, source, bytes, errors_),
          bytes_(bytes) {}
    /// False after an exception.
    bool run(bool final) {
        while (at_ < bytes_.size()) {
            const auto rest = bytes_.subspan(at_);
            const MultibyteStep step = codec_.decode(state_, rest, out);
            if (step.consumed > 0) {
                at_ += static_cast<size_t>(step.consumed);
            } else if (step.illegal > 0) {
                if (!handle("illegal multibyte sequence", static_cast<size_t>(step.illegal)))
                    return false;
            } else if (!final) {
                return true;
            } else if (!handle("incomplete multibyte sequence", rest.size())) {
                return false;
            }
        }
        return true;
    }
    std::span<const uint8_t> rest() const { return bytes_.subspan(std::min(at_, bytes_.size())); }
    Value result() { return or_error(make_string(ctx_, out)); }
    CodePointBuffer out;

private:
    bool handle(std::string_view reason, size_t length) {
        const CodecError error = {codec_.name(), reason, at_,
                                  std::min(at_ + length, bytes_.size())};
        if (errors_ == "strict") return bool(callback_.raise_error(error));
        if (errors_ == "ignore" || errors_ == "replace") {
            if (errors_ == "replace") out.push(0xFFFD);
            at_ = error.end;
            return true;
        }
        return callback_.call_handler(error, &bytes_, out, &at_);
    }

    Context& ctx_;
    const MultibyteCodec& codec_;
    MultibyteState& state_;
    std::string errors_;
    DecodeCallback callback_;
    std::span<const uint8_t> bytes_;
    size_t at_ = 0;
};

/// str(v), as encoders take anything.
String* text_of(Context& ctx, Value v) {
    return v.is(Kind::kString) ? v.as<String>() : to_str(ctx, v);
}

// ---- MultibyteCodec ----

Value codec_encode(Context& ctx, const Args& args) {
    const MultibyteCodec& codec = *args[0].as<CodecObject>()->codec;
    String* text = text_of(ctx, args[1]);
    if (!text) return Value::error();
    MultibyteState state;
    codec.start(state, Direction::kEncoding);
    Encoder encoder(ctx, codec, state, text, errors_name(args[2]));
    if (!encoder.run(true)) return Value::error();
    codec.finish(state, encoder.out);
    return tuple_of(ctx, {encoder.result(), make_int(ctx, static_cast<int64_t>(text->length))});
}
Value codec_decode(Context& ctx, const Args& args) {
    const MultibyteCodec& codec = *args[0].as<CodecObject>()->codec;
    BufferView view;
    if (!view.acquire(ctx, args[1])) return Value::error();
    MultibyteState state;
    codec.start(state, Direction::kDecoding);
    Decoder decoder(ctx, codec, state, args[1], view.span(), errors_name(args[2]));
    if (!decoder.run(true)) return Value::error();
    return tuple_of(ctx, {decoder.result(), make_int(ctx, static_cast<int64_t>(view.size()))});
}
constexpr NativeMethod kCodecMethods[] = {
    {"encode(self, /, input, errors=None)", codec_encode},
    {"decode(self, /, input, errors=None)", codec_decode},
};
const NativeTypeSpec kCodecSpec = {.name = "_multibytecodec.MultibyteCodec",
                                   .size = sizeof(CodecObject),
                                   .subclassable = false,
                                   .methods = kCodecMethods,
                                   .trace = trace_codec};

// ---- what the stateful types share ----

/// An object of the class, whose attribute `codec` says what it converts.
Stateful* make_stateful(Context& ctx, Value cls, Value errors, Direction direction) {
    if (errors && !errors.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "errors must be str, not {}", MessageArg::type(errors));
        return nullptr;
    }
    Value codec = get_attribute(ctx, cls, intern(ctx, "codec"));
    if (!codec) return nullptr;
    auto* object = native_cast<CodecObject>(ctx, codec, kCodecSpec);
    if (!object) {
        raise(ctx, TypeId::kTypeError, "codec is unexpected type");
        return nullptr;
    }
    auto* s = allocate<Stateful>(ctx, cls.as<Type>());
    if (!s) return nullptr;
    s->codec = object->codec;
    s->codec->start(s->state, direction);
    s->holder.set(ctx, s, object->holder.get());
    if (!errors) errors = or_error(make_string(ctx, "strict"));
    s->errors.set(ctx, s, errors);
    return errors ? s : nullptr;
}
template <Direction direction>
Value incremental_new(Context& ctx, const Args& args) {
    return or_error(make_stateful(ctx, args[0], args[1], direction));
}
template <Direction direction>
Value stream_new(Context& ctx, const Args& args) {
    Stateful* s = make_stateful(ctx, args[0], args[2], direction);
    if (s) s->stream.set(ctx, s, args[1]);
    return or_error(s);
}
Value ignore_arguments(Context&, const Args&) { return Value::none(); }
Value get_errors(Context&, Value self) { return self.as<Stateful>()->errors.get(); }
bool set_errors(Context& ctx, Value self, Value v) {
    if (!v || !v.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, v ? "errors must be a string" : "cannot delete attribute");
        return false;
    }
    self.as<Stateful>()->errors.set(ctx, self.as<Stateful>(), v);
    return true;
}
Value get_stream(Context&, Value self) {
    Value v = self.as<Stateful>()->stream.get();
    return v ? v : Value::none();
}
constexpr NativeProperty kIncrementalProperties[] = {
    {"errors", get_errors, set_errors, "how to treat errors"}};
constexpr NativeProperty kStreamProperties[] = {
    {"errors", get_errors, set_errors, "how to treat errors"},
    {"stream", get_stream, nullptr, nullptr, true}};

/// Encodes what waits and the text; empty after an exception.
Value encode_more(Context& ctx, Stateful* s, Value input, bool final) {
    String* text = text_of(ctx, input);
    if (!text) return Value::error();
    if (s->pending) {
        String* before = make_string(ctx, TextRef{s->text, s->pending, 4});
        text = before ? concat(ctx, before, text) : nullptr;
        if (!text) return Value::error();
    }
    const MultibyteState saved = s->state;
    Encoder encoder(ctx, *s->codec, s->state, text, errors_name(s->errors.get()));
    if (!encoder.run(final)) {
        s->state = saved;
        return Value::error();
    }
    const auto rest = encoder.rest();
    if (rest.size() > kMostPending) {
        return raise(ctx, TypeId::kUnicodeError, "pending buffer overflow");
    }
    s->pending = static_cast<uint8_t>(rest.size());
    std::copy(rest.begin(), rest.end(), s->text);
    if (final) s->codec->finish(s->state, encoder.out);
    return encoder.result();
}
/// Decodes what waits and the bytes; empty after an exception.
Value decode_more(Context& ctx, Stateful* s, Value input, bool final) {
    BufferView view;
    if (!view.acquire(ctx, input)) return Value::error();
    std::string joined;
    std::span<const uint8_t> bytes = view.span();
    if (s->pending) {
        joined.assign(reinterpret_cast<const char*>(s->bytes), s->pending);
        joined += view.chars();
        Bytes* b = make_bytes(ctx, joined);
        if (!b) return Value::error();
        input = Value::object(b);
        bytes = {b->data(), static_cast<size_t>(b->length)};
    }
    const MultibyteState saved = s->state;
    Decoder decoder(ctx, *s->codec, s->state, input, bytes, errors_name(s->errors.get()));
    if (!decoder.run(final)) {
        s->state = saved;
        return Value::error();
    }
    const auto rest = decoder.rest();
    if (rest.size() > kMostPending) {
        return raise(ctx, TypeId::kUnicodeError, "pending buffer overflow");
    }
    s->pending = static_cast<uint8_t>(rest.size());
    std::copy(rest.begin(), rest.end(), s->bytes);
    return decoder.result();
}
bool final_argument(Context& ctx, Value v, bool& final) {
    const Truth t = v ? is_true(ctx, v) : Truth::kNo;
    final = t == Truth::kYes;
    return t != Truth::kError;
}

/// int.from_bytes(bytes, 'little')
Value int_of_bytes(Context& ctx, std::string_view bytes) {
    Value from =
        get_attribute(ctx, Value::object(ctx.type(TypeId::kInt)), intern(ctx, "from_bytes"));
    Value data = or_error(make_bytes(ctx, bytes));
    return from && data ? call(ctx, from, {data, Value::object(intern(ctx, "little"))})
                        : Value::error();
}
/// value.to_bytes(size, 'little')
bool bytes_of_int(Context& ctx, Value v, int64_t size, std::string& out) {
    Value to = get_attribute(ctx, v, intern(ctx, "to_bytes"));
    Value data = to ? call(ctx, to, {Value::small_int(size), Value::object(intern(ctx, "little"))})
                    : Value::error();
    return data && copy_buffer(ctx, data, out);
}

// ---- incremental encoders and decoders ----

Value encoder_encode(Context& ctx, const Args& args) {
    bool final;
    return final_argument(ctx, args[2], final) ? encode_more(ctx, self_of(args), args[1], final)
                                               : Value::error();
}
template <Direction direction>
Value reset(Context&, const Args& args) {
    Stateful* s = self_of(args);
    s->codec->start(s->state, direction);
    s->pending = 0;
    return Value::none();
}
/// The state as a number: how many bytes of UTF-8 wait, these, and the codec's own state.
Value encoder_getstate(Context& ctx, const Args& args) {
    Stateful* s = self_of(args);
    String* waiting = make_string(ctx, TextRef{s->text, s->pending, 4});
    if (!waiting) return Value::error();
    const std::string utf8 = to_utf8(waiting);
    std::string all(1, static_cast<char>(utf8.size()));
    all += utf8;
    all.append(reinterpret_cast<const char*>(s->state.c), sizeof s->state.c);
    return int_of_bytes(ctx, all);
}
Value encoder_setstate(Context& ctx, const Args& args) {
    Stateful* s = self_of(args);
    std::string all;
    constexpr int64_t kSize = 1 + kMostPending + sizeof s->state.c;
    if (!bytes_of_int(ctx, args[1], kSize, all)) return Value::error();
    const auto size = static_cast<uint8_t>(all[0]);
    if (size > kMostPending) {
        return raise(ctx, TypeId::kUnicodeError, "pending buffer too large");
    }
    String* waiting = make_string(ctx, std::string_view(all).substr(1, size));
    if (!waiting) return Value::error();
    s->pending = static_cast<uint8_t>(waiting->length);
    for (uint64_t i = 0; i < waiting->length; i++)
        s->text[i] = waiting->at(i);
    std::copy_n(all.begin() + 1 + size, sizeof s->state.c, s->state.c);
    return Value::none();
}
constexpr NativeMethod kEncoderMethods[] = {
    {"__new__(cls, errors='strict')", incremental_new<Direction::kEncoding>},
    {"__init__(self, *args, **kwargs)", ignore_arguments},
    {"encode(self, /, input, final=False)", encoder_encode},
    {"reset(self, /)", reset<Direction::kEncoding>},
    {"getstate(self, /)", encoder_getstate},
    {"setstate(self, statelong, /)", encoder_setstate},
};

Value decoder_decode(Context& ctx, const Args& args) {
    bool final;
    return final_argument(ctx, args[2], final) ? decode_more(ctx, self_of(args), args[1], final)
                                               : Value::error();
}
Value decoder_getstate(Context& ctx, const Args& args) {
    Stateful* s = self_of(args);
    return tuple_of(
        ctx, {or_error(make_bytes(ctx, std::span<const uint8_t>(s->bytes, s->pending))),
              int_of_bytes(ctx, {reinterpret_cast<const char*>(s->state.c), sizeof s->state.c})});
}
Value decoder_setstate(Context& ctx, const Args& args) {
    Stateful* s = self_of(args);
    if (!args[1].is(Kind::kTuple)) {
        return raise(ctx, TypeId::kTypeError, "setstate() argument must be tuple, not {}",
                     MessageArg::type(args[1]));
    }
    auto* t = args[1].as<Tuple>();
    std::string bytes, state;
    if (t->length != 2 || !t->at(0).is(Kind::kBytes) || !is_int(t->at(1))) {
        return raise(ctx, TypeId::kTypeError, "setstate(): illegal state argument");
    }
    if (!copy_buffer(ctx, t->at(0), bytes) ||
        !bytes_of_int(ctx, t->at(1), sizeof s->state.c, state)) {
        return Value::error();
    }
    if (bytes.size() > kMostPending) {
        return raise(ctx, TypeId::kUnicodeError, "pending buffer too large");
    }
    s->pending = static_cast<uint8_t>(bytes.size());
    std::copy(bytes.begin(), bytes.end(), s->bytes);
    std::copy(state.begin(), state.end(), s->state.c);
    return Value::none();
}
constexpr NativeMethod kDecoderMethods[] = {
    {"__new__(cls, errors='strict')", incremental_new<Direction::kDecoding>},
    {"__init__(self, *args, **kwargs)", ignore_arguments},
    {"decode(self, /, input, final=False)", decoder_decode},
    {"reset(self, /)", reset<Direction::kDecoding>},
    {"getstate(self, /)", decoder_getstate},
    {"setstate(self, state, /)", decoder_setstate},
};

// ---- streams ----

/// None or an int: how much to read, -1 for all. False after TypeError.
bool size_argument(Context& ctx, Value v, int64_t& out) {
    out = -1;
    if (!v || v.is_none()) return true;
    if (is_int(v)) return to_int64(ctx, v, out);
    raise(ctx, TypeId::kTypeError, "arg 1 must be an integer");
    return false;
}
/// Reads from the stream by a method of it until there is text, or all.
Value read_stream(Context& ctx, Stateful* s, const char* method, int64_t size) {
    if (size == 0) return or_error(empty_string(ctx));
    for (;;) {
        Value read = get_attribute(ctx, s->stream.get(), intern(ctx, method));
        Value data = Value::error();
        if (read && size < 0) data = call(ctx, read, {});
        if (read && size > 0) data = call(ctx, read, {make_int(ctx, size)});
        if (!data) return data;
        if (!data.is(Kind::kBytes)) {
            return raise(ctx, TypeId::kTypeError,
                         "stream function returned a non-bytes object ({})",
                         MessageArg::type(data));
        }
        const bool at_end = data.as<Bytes>()->length == 0 || size < 0;
        Value text = decode_more(ctx, s, data, at_end);
        if (!text || at_end || text.as<String>()->length > 0) return text;
        size = 1;  // what is there is the beginning of a character
    }
}
Value reader_read(Context& ctx, const Args& args) {
    int64_t size;
    return size_argument(ctx, args[1], size) ? read_stream(ctx, self_of(args), "read", size)
                                             : Value::error();
}
Value reader_readline(Context& ctx, const Args& args) {
    int64_t size;
    return size_argument(ctx, args[1], size) ? read_stream(ctx, self_of(args), "readline", size)
                                             : Value::error();
}
Value reader_readlines(Context& ctx, const Args& args) {
    int64_t size;
    if (!size_argument(ctx, args[1], size)) return Value::error();
    Value text = read_stream(ctx, self_of(args), "read", size);
    Value split = text ? get_attribute(ctx, text, intern(ctx, "splitlines")) : text;
    return split ? call(ctx, split, {Value::true_value()}) : split;
}
constexpr NativeMethod kReaderMethods[] = {
    {"__new__(cls, stream, errors='strict')", stream_new<Direction::kDecoding>},
    {"__init__(self, *args, **kwargs)", ignore_arguments},
    {"read(self, sizeobj=None, /)", reader_read},
    {"readline(self, sizeobj=None, /)", reader_readline},
    {"readlines(self, sizehintobj=None, /)", reader_readlines},
    {"reset(self, /)", reset<Direction::kDecoding>},
};

bool write_stream(Context& ctx, Stateful* s, Value bytes) {
    Value write = bytes ? get_attribute(ctx, s->stream.get(), intern(ctx, "write")) : bytes;
    return write && call(ctx, write, {bytes});
}
Value writer_write(Context& ctx, const Args& args) {
    return write_stream(ctx, self_of(args), encode_more(ctx, self_of(args), args[1], false))
               ? Value::none()
               : Value::error();
}
Value writer_writelines(Context& ctx, const Args& args) {
    Stateful* s = self_of(args);
    return for_each(ctx, args[1],
                    [&](Value v) { return write_stream(ctx, s, encode_more(ctx, s, v, false)); })
               ? Value::none()
               : Value::error();
}
Value writer_reset(Context& ctx, const Args& args) {
    Stateful* s = self_of(args);
    if (s->pending == 0) return Value::none();
    Value rest = encode_more(ctx, s, or_error(empty_string(ctx)), true);
    if (!rest || (rest.as<Bytes>()->length > 0 && !write_stream(ctx, s, rest)))
        return Value::error();
    return Value::none();
}
constexpr NativeMethod kWriterMethods[] = {
    {"__new__(cls, stream, errors='strict')", stream_new<Direction::kEncoding>},
    {"__init__(self, *args, **kwargs)", ignore_arguments},
    {"write(self, strobj, /)", writer_write},
    {"writelines(self, lines, /)", writer_writelines},
    {"reset(self, /)", writer_reset},
};

#define TYPE(id, name_, methods_, properties_) \
    const NativeTypeSpec id = {.name = "_multibytecodec." name_, \
                               .size = sizeof(Stateful), \
                               .methods = methods_, \
                               .properties = properties_, \
                               .trace = trace_stateful};
TYPE(kEncoderSpec, "MultibyteIncrementalEncoder", kEncoderMethods, kIncrementalProperties)
TYPE(kDecoderSpec, "MultibyteIncrementalDecoder", kDecoderMethods, kIncrementalProperties)
TYPE(kReaderSpec, "MultibyteStreamReader", kReaderMethods, kStreamProperties)
TYPE(kWriterSpec, "MultibyteStreamWriter", kWriterMethods, kStreamProperties)
#undef TYPE

// ---- modules ----

bool populate(Context& ctx, Module* module) {
    Type* type = shared_type(ctx, kHolderSpec);
    Type* codec_type = shared_type(ctx, kCodecSpec);
    auto* holder = type && codec_type ? allocate<TablesHolder>(ctx, type) : nullptr;
    if (!holder) return false;
    holder->tables = new MultibyteTables;
    codec_type->type_flags |= Type::kDisallowInstantiation;
    module->state.set(ctx, module, Value::object(holder));
    return add_shared_type(ctx, module, kEncoderSpec) &&
           add_shared_type(ctx, module, kDecoderSpec) &&
           add_shared_type(ctx, module, kReaderSpec) && add_shared_type(ctx, module, kWriterSpec);
}

/// getcodec() of a module that has the listed codecs.
Value get_codec(Context& ctx, Value name, std::span<const char* const> names) {
    if (!name.is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "encoding name must be a string.");
    }
    Value v = import_module(ctx, "_multibytecodec");
    if (!v) return v;
    if (!v.is(Kind::kModule) || v.as<Module>()->native != &kMultibytecodecModule) {
        return raise(ctx, TypeId::kImportError, "module _multibytecodec has been replaced");
    }
    const auto* at = std::find_if(names.data(), names.data() + names.size(), [&](const char* n) {
        return equals_ascii(name.as<String>(), n);
    });
    if (at == names.data() + names.size()) {
        return raise(ctx, TypeId::kLookupError, "no such codec is supported.");
    }
    Value holder = v.as<Module>()->state.get();
    const MultibyteCodec* codec = holder.as<TablesHolder>()->tables->codec(*at);
    if (!codec) return raise_memory_error(ctx);
    Type* type = shared_type(ctx, kCodecSpec);
    auto* object = type ? allocate<CodecObject>(ctx, type) : nullptr;
    if (!object) return Value::error();
    object->codec = codec;
    object->holder.set(ctx, object, holder);
    return Value::object(object);
}

// MODULE(enumerator, name, codecs...)
#define ORRERY_CODEC_MODULES(MODULE) \
    MODULE(CodecsCn, "_codecs_cn", "gb2312", "gbk", "gb18030", "hz") \
    MODULE(CodecsHk, "_codecs_hk", "big5hkscs") \
    MODULE(CodecsIso2022, "_codecs_iso2022", "iso2022_kr", "iso2022_jp", "iso2022_jp_1", \
           "iso2022_jp_2", "iso2022_jp_2004", "iso2022_jp_3", "iso2022_jp_ext") \
    MODULE(CodecsJp, "_codecs_jp", "shift_jis", "cp932", "euc_jp", "shift_jis_2004", \
           "euc_jis_2004", "euc_jisx0213", "shift_jisx0213") \
    MODULE(CodecsKr, "_codecs_kr", "euc_kr", "cp949", "johab") \
    MODULE(CodecsTw, "_codecs_tw", "big5", "cp950")

#define MODULE(id, name, ...) \
    constexpr const char* k##id##Names[] = {__VA_ARGS__}; \
    Value id##_getcodec(Context& ctx, const Args& args) { \
        return get_codec(ctx, args[0], k##id##Names); \
    } \
    constexpr NativeMethod k##id##Functions[] = {{"getcodec(name, /)", id##_getcodec}};
ORRERY_CODEC_MODULES(MODULE)
#undef MODULE

}  // namespace

const NativeModuleSpec kMultibytecodecModule = {.name = "_multibytecodec", .populate = populate};
#define MODULE(id, name_, ...) \
    extern const NativeModuleSpec k##id##Module; \
    const NativeModuleSpec k##id##Module = {.name = name_, .functions = k##id##Functions};
ORRERY_CODEC_MODULES(MODULE)
#undef MODULE

}  // namespace orrery
