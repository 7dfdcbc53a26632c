// TextIOWrapper.__init__() and reconfigure(): codec, newlines, buffering.
#include <cstdlib>
#include <cstring>

#include "engine/modules/io/text_wrapper.h"

namespace orrery::io {

namespace {

Codec codec_named(std::string_view encoding) {
    std::string name;
    for (char c : encoding) {
        if (c == '_' || c == ' ') c = '-';
        name += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    for (const char* s : {"utf-8", "utf8", "u8", "cp65001"}) {
        if (name == s) return Codec::kUtf8;
    }
    for (const char* s : {"ascii", "us-ascii", "646", "ansi-x3.4-1968"}) {
        if (name == s) return Codec::kAscii;
    }
    for (const char* s : {"latin-1", "latin1", "iso-8859-1", "iso8859-1", "8859", "cp819", "l1"}) {
        if (name == s) return Codec::kLatin1;
    }
    return Codec::kOther;
}

bool parse_newline(Context& ctx, Value newline, TextState* st) {
    std::string text;
    const bool none = !newline || newline.is_none();
    if (!none) {
        if (!newline.is(Kind::kString)) {
            raise(ctx, TypeId::kTypeError,
                  "TextIOWrapper() argument 'newline' must be str or None, not {}",
                  MessageArg::type(newline));
            return false;
        }
        text = to_utf8(newline.as<String>());
        if (text != "" && text != "\n" && text != "\r" && text != "\r\n") {
            raise(ctx, TypeId::kValueError, "illegal newline value: {}", text);
            return false;
        }
    }
    st->universal = text.empty();
    st->translate = none;
    st->read_newline = text;
    st->write_newline.clear();
#ifdef _WIN32
    if (none) st->write_newline = "\r\n";
#endif
    if (text == "\r" || text == "\r\n") st->write_newline = text;
    return true;
}

/// Finds the codec; makes the coders of encodings that are not native.
bool set_codec(Context& ctx, TextWrapper* t, Value encoding, Value errors) {
    TextState* st = t->state;
    st->encoding = to_utf8(encoding.as<String>());
    st->errors = to_utf8(errors.as<String>());
    st->codec = codec_named(st->encoding);
    st->policy = error_policy_from_name(st->errors);
    if (st->policy == ErrorPolicy::callback) st->codec = Codec::kOther;
    t->encoding.set(ctx, t, encoding);
    t->errors.set(ctx, t, errors);
    t->encoder.set(ctx, t, Value());
    t->decoder.set(ctx, t, Value());
    if (st->codec != Codec::kOther) return true;
    Value codecs = import_module(ctx, "codecs");
    Value info = codecs ? call_method(ctx, codecs, intern(ctx, "lookup"), {&encoding, 1}) : codecs;
    if (!info) return false;
    Value is_text;
    const Truth has = find_attribute(ctx, info, intern(ctx, "_is_text_encoding"), is_text);
    if (has == Truth::kError) return false;
    if (has == Truth::kYes && is_text.is_false()) {
        raise(ctx, TypeId::kLookupError,
              "'{}' is not a text encoding; use codecs.open() to handle arbitrary codecs",
              st->encoding);
        return false;
    }
    const Value one[] = {errors};
    if (st->can_write) {
        Value encoder = call_method(ctx, info, intern(ctx, "incrementalencoder"), one);
        if (!encoder) return false;
        t->encoder.set(ctx, t, encoder);
    }
    if (st->can_read) {
        Value decoder = call_method(ctx, info, intern(ctx, "incrementaldecoder"), one);
        if (decoder && st->universal) {
            decoder = call(ctx, Value::object(state(ctx).type(IoType::kIncrementalNewlineDecoder)),
                           {decoder, Value::boolean(st->translate)});
        }
        if (!decoder) return false;
        t->decoder.set(ctx, t, decoder);
    }
    return true;
}

bool fix_encoder(Context& ctx, TextWrapper* t) {
    if (!t->encoder || !t->state->seekable) return true;
    int64_t at;
    if (!buffer_tell(ctx, t, at)) return false;
    return at == 0 || set_encoder_start(ctx, t, false);
}

}  // namespace

bool text_init(Context& ctx, TextWrapper* t, Value buffer, Value encoding, Value errors,
               Value newline, bool line_buffering, bool write_through) {
    delete t->state;
    t->state = nullptr;
    t->native = nullptr;
    t->buffer.set(ctx, t, Value());
    t->decoded.set(ctx, t, Value());
    if (encoding && !encoding.is_none() && !encoding.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError,
              "TextIOWrapper() argument 'encoding' must be str or None, not {}",
              MessageArg::type(encoding));
        return false;
    }
    if (errors && !errors.is_none() && !errors.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError,
              "TextIOWrapper() argument 'errors' must be str or None, not {}",
              MessageArg::type(errors));
        return false;
    }
    auto fresh = std::make_unique<TextState>();
    if (!parse_newline(ctx, newline, fresh.get())) return false;
    if (!encoding || encoding.is_none() || equals_ascii(encoding.as<String>(), "locale")) {
        encoding = text_value(ctx, locale_encoding());
    }
    if (!errors || errors.is_none()) errors = Value::object(ctx.name(Name::kstrict));
    fresh->line_buffering = line_buffering;
    fresh->write_through = write_through;
    Truth can_read, can_write, seekable;
    for (IoType type :
         {IoType::kBufferedWriter, IoType::kBufferedReader, IoType::kBufferedRandom}) {
        if (is_exactly(ctx, buffer, type)) t->native = buffer.as<Buffered>();
    }
    if (t->native && t->native->file && is_exactly(ctx, t->native->raw.get(), IoType::kFileIO)) {
        can_read = truth(t->native->can_read);
        can_write = truth(t->native->can_write);
        if (!buffered_check(ctx, t->native)) return false;
        seekable = file_seekable(ctx, t->native->raw.get().as<FileIO>());
        fresh->has_read1 = true;
    } else {
        can_read = io_predicate(ctx, buffer, IoName::kreadable);
        can_write =
            can_read == Truth::kError ? can_read : io_predicate(ctx, buffer, IoName::kwritable);
        seekable =
            can_write == Truth::kError ? can_write : io_predicate(ctx, buffer, IoName::kseekable);
        if (seekable == Truth::kError) return false;
        Value read1;
        const Truth has = find_attribute(ctx, buffer, state(ctx).name(IoName::kread1), read1);
        if (has == Truth::kError) return false;
        fresh->has_read1 = has == Truth::kYes;
    }
    fresh->can_read = can_read == Truth::kYes;
    fresh->can_write = can_write == Truth::kYes;
    fresh->seekable = fresh->telling = seekable == Truth::kYes;
    t->state = fresh.release();
    t->buffer.set(ctx, t, buffer);
    if (!set_codec(ctx, t, encoding, errors)) {
        t->buffer.set(ctx, t, Value());
        return false;
    }
    return fix_encoder(ctx, t);
}

namespace {

bool flag(Context& ctx, Value v, bool& out) {
    if (!v) return true;
    const Truth t = is_true(ctx, v);
    out = t == Truth::kYes;
    return t != Truth::kError;
}

}  // namespace

Value text_init_method(Context& ctx, const Args& args) {
    bool line_buffering = false, write_through = false;
    if (!flag(ctx, args[5], line_buffering) || !flag(ctx, args[6], write_through)) {
        return Value::error();
    }
    return text_init(ctx, text_self(args), args[1], args[2], args[3], args[4], line_buffering,
                     write_through)
               ? Value::none()
               : Value::error();
}

Value text_reconfigure(Context& ctx, const Args& args) {
    TextWrapper* t = text_self(args);
    if (!check_attached(ctx, t)) return Value::error();
    TextState* st = t->state;
    const auto given = [](Value v) { return v && !v.is_none(); };
    if (decoded(t) && (given(args[1]) || given(args[2]) || args[3])) {
        return raise_unsupported(ctx,
                                 "It is not possible to set the encoding or newline of stream "
                                 "after the first read");
    }
    for (unsigned i = 1; i <= 2; i++) {
        if (given(args[i]) && !args[i].is(Kind::kString)) {
            return raise(ctx, TypeId::kTypeError,
                         "reconfigure() argument '{}' must be str or None, not {}",
                         i == 1 ? "encoding" : "errors", MessageArg::type(args[i]));
        }
    }
    bool line_buffering = st->line_buffering, write_through = st->write_through;
    if ((given(args[4]) && !flag(ctx, args[4], line_buffering)) ||
        (given(args[5]) && !flag(ctx, args[5], write_through)) || !text_flush(ctx, t)) {
        return Value::error();
    }
    if (args[3] && !parse_newline(ctx, args[3], st)) return Value::error();
    if (given(args[1]) || given(args[2]) || (args[3] && st->codec == Codec::kOther)) {
        Value encoding = given(args[1]) ? args[1] : t->encoding.get();
        if (equals_ascii(encoding.as<String>(), "locale"))
            encoding = text_value(ctx, locale_encoding());
        Value errors = given(args[2])   ? args[2]
                       : given(args[1]) ? Value::object(ctx.name(Name::kstrict))
                                        : t->errors.get();
        if (!set_codec(ctx, t, encoding, errors) || !fix_encoder(ctx, t)) return Value::error();
    }
    st->line_buffering = line_buffering;
    st->write_through = write_through;
    return Value::none();
}

}  // namespace orrery::io
