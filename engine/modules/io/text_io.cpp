// TextIOWrapper. UTF-8, ASCII and Latin-1 with built-in error handlers are coded here; other
// encodings go through the incremental codecs of Python's registry.
//
// What has been read ahead is one decoded chunk: `decoded`, of which `used` characters are
// consumed, and for tell() the bytes it was made from (`chunk`). Bytes that are not decoded yet
// (half a character, a "\r" whose "\n" may follow) wait in `carry`.
#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "engine/modules/io/text_wrapper.h"

namespace orrery::io {

bool check_attached(Context& ctx, TextWrapper* t) {
    if (t->state && t->buffer) return true;
    if (!t->state) {
        raise_uninitialized(ctx);
    } else {
        raise(ctx, TypeId::kValueError, "underlying buffer has been detached");
    }
    return false;
}

bool check_open(Context& ctx, TextWrapper* t) {
    if (!check_attached(ctx, t)) return false;
    if (t->native) {
        if (buffered_usable(t->native) && t->native->file) return true;
        return buffered_check(ctx, t->native, "I/O operation on closed file.");
    }
    const Truth closed = io_flag(ctx, t->buffer.get(), IoName::kclosed);
    if (closed == Truth::kYes) raise_closed(ctx);
    return closed == Truth::kNo;
}

namespace {

// ---- encoding ----

bool write_bytes(Context& ctx, TextWrapper* t, std::string_view bytes) {
    if (t->native) return buffered_write(ctx, t->native, bytes.data(), bytes.size());
    t->state->pending += bytes;
    return true;
}

}  // namespace

bool flush_pending(Context& ctx, TextWrapper* t) {
    if (t->state->pending.empty()) return true;
    Bytes* bytes = make_bytes(ctx, t->state->pending);
    if (!bytes) return false;
    t->state->pending.clear();
    return bool(call_io(ctx, t->buffer.get(), IoName::kwrite, {Value::object(bytes)}));
}

namespace {

bool write_bytes_object(Context& ctx, TextWrapper* t, Value v) {
    if (!v) return false;
    BufferView view;
    return view.acquire(ctx, v) && write_bytes(ctx, t, view.chars());
}

bool encode(Context& ctx, TextWrapper* t, String* s) {
    TextState* st = t->state;
    if (st->codec == Codec::kOther) {
        st->encoder_started = true;
        Value bytes = call_io(ctx, t->encoder.get(), IoName::kencode, {Value::object(s)});
        if (bytes && !bytes.is(Kind::kBytes)) {
            raise(ctx, TypeId::kTypeError, "encoder should return a bytes object, not '{}'",
                  MessageArg::type(bytes));
            return false;
        }
        return write_bytes_object(ctx, t, bytes);
    }
    if (s->is_ascii() || (st->codec == Codec::kLatin1 && s->width_log2() == 0)) {
        return write_bytes(ctx, t,
                           {static_cast<const char*>(s->data), static_cast<size_t>(s->length)});
    }
    ByteBuffer out;
    const EncodeHandler handler{.policy = st->policy};
    CodecResult r = st->codec == Codec::kUtf8    ? utf8_encode(s->text(), handler, out)
                    : st->codec == Codec::kAscii ? ascii_encode(s->text(), handler, out)
                                                 : latin1_encode(s->text(), handler, out);
    if (r.status == CodecStatus::ok && !out.failed()) {
        return write_bytes(ctx, t, {reinterpret_cast<const char*>(out.data()), out.size()});
    }
    return write_bytes_object(ctx, t, encode_string(ctx, s, st->encoding, st->errors));
}

}  // namespace

void forget_decoded(Context& ctx, TextWrapper* t) {
    TextState* st = t->state;
    t->decoded.set(ctx, t, Value());
    st->used = 0;
    st->carry.clear();
    st->chunk.clear();
}

bool text_flush(Context& ctx, TextWrapper* t) {
    if (!flush_pending(ctx, t)) return false;
    if (t->native && t->native->file) {
        return t->native->can_write ? buffered_flush(ctx, t->native) : true;
    }
    return bool(call_io(ctx, t->buffer.get(), IoName::kflush));
}

namespace {

bool text_write(Context& ctx, TextWrapper* t, String* s) {
    TextState* st = t->state;
    bool newline = false;
    if (st->line_buffering || !st->write_newline.empty()) {
        for (const char* mark : {"\n", "\r"})
            newline = newline || find_line_end(s, 0, false, mark);
    }
    if (!st->write_newline.empty() && newline) {
        s = expand_newlines(ctx, s, st->write_newline);
        if (!s) return false;
    }
    if (!encode(ctx, t, s)) return false;
    const bool flush = st->line_buffering && newline;
    if (!t->native &&
        (flush || st->write_through ||
         static_cast<int64_t>(st->pending.size()) >= st->chunk_size) &&
        !flush_pending(ctx, t)) {
        return false;
    }
    if (flush && !text_flush(ctx, t)) return false;
    if (t->decoded) {
        forget_decoded(ctx, t);
        if (t->decoder && !call_io(ctx, t->decoder.get(), IoName::kreset)) return false;
    }
    return true;
}

Value text_write_method(Context& ctx, const Args& args) {
    TextWrapper* t = text_self(args);
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "write() argument must be str, not {}",
                     argument_type(args[1]));
    }
    if (!check_open(ctx, t)) return Value::error();
    if (!t->state->can_write) return raise_unsupported(ctx, "not writable");
    auto* s = args[1].as<String>();
    return text_write(ctx, t, s) ? make_int(ctx, static_cast<int64_t>(s->length)) : Value::error();
}

// ---- decoding ----

/// Decodes as much as there are whole characters (all if `final`).
String* decode_native(Context& ctx, TextState* st, std::string_view bytes, bool final,
                      size_t& consumed) {
    const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
    consumed = bytes.size();
    if (st->codec == Codec::kLatin1 || is_ascii(data, bytes.size())) {
        return make_string_latin1(ctx, data, bytes.size());
    }
    if (st->codec == Codec::kUtf8) {
        const Utf8Scan scan = utf8_scan(data, bytes.size());
        if (scan.valid_bytes == bytes.size()) return make_string(ctx, bytes);
    }
    CodePointBuffer out;
    const DecodeHandler handler{.policy = st->policy};
    const std::span<const uint8_t> input(data, bytes.size());
    CodecResult r = st->codec == Codec::kUtf8 ? utf8_decode(input, handler, final, out)
                                              : ascii_decode(input, handler, out);
    if (r.status == CodecStatus::ok && !out.failed()) {
        consumed = r.consumed;
        return make_string(ctx, out);
    }
    Bytes* object = make_bytes(ctx, bytes);
    Value v = object ? decode_bytes(ctx, Value::object(object), st->encoding, st->errors)
                     : Value::error();
    return v ? v.as<String>() : nullptr;
}

}  // namespace

String* decode_text(Context& ctx, TextState* st, std::string_view bytes, bool final,
                    size_t& consumed, uint8_t& seen) {
    String* s = decode_native(ctx, st, bytes, final, consumed);
    if (!s || !(st->universal || st->translate)) return s;
    if (!final && s->length && s->at(s->length - 1) == '\r') {
        s = substring(ctx, s, 0, s->length - 1);
        if (!s) return s;
        // The "\r" is the last byte decoded: undecodable ones never yield it.
        consumed--;
    }
    return translate_newlines(ctx, s, seen, st->translate);
}

namespace {

/// Reads one chunk of bytes. False after an exception; empty at the end of the stream.
bool read_input(Context& ctx, TextWrapper* t, int64_t hint, std::string& out) {
    TextState* st = t->state;
    const int64_t n = std::max(st->chunk_size, hint);
    if (t->native) {
        const size_t had = out.size();
        out.resize(had + static_cast<size_t>(n));
        const int64_t got =
            buffered_read1(ctx, t->native, out.data() + had, static_cast<size_t>(n));
        out.resize(had + (got > 0 ? static_cast<size_t>(got) : 0));
        return got != -1;
    }
    Value v = call_io(ctx, t->buffer.get(), st->has_read1 ? IoName::kread1 : IoName::kread,
                      {make_int(ctx, n)});
    if (!v) return false;
    if (!has_buffer(ctx, v)) {
        raise(ctx, TypeId::kTypeError,
              "underlying {}() should have returned a bytes-like object, not '{}'",
              st->has_read1 ? "read1" : "read", MessageArg::type(v));
        return false;
    }
    std::string bytes;
    if (!copy_buffer(ctx, v, bytes)) return false;
    out += bytes;
    return true;
}

}  // namespace

bool decoder_state(Context& ctx, TextWrapper* t, std::string& buffer, int64_t& flags) {
    Value v = call_io(ctx, t->decoder.get(), IoName::kgetstate);
    if (!v) return false;
    if (!v.is(Kind::kTuple) || v.as<Tuple>()->length != 2 ||
        !v.as<Tuple>()->at(0).is(Kind::kBytes)) {
        raise(ctx, TypeId::kTypeError, "illegal decoder state");
        return false;
    }
    buffer = v.as<Tuple>()->at(0).as<Bytes>()->view();
    return to_int64(ctx, v.as<Tuple>()->at(1), flags);
}

bool set_decoder_state(Context& ctx, TextWrapper* t, std::string_view buffer, int64_t flags) {
    const Value pair[] = {Value::object(make_bytes(ctx, buffer)), make_int(ctx, flags)};
    Tuple* state = make_tuple(ctx, pair);
    return state && call_io(ctx, t->decoder.get(), IoName::ksetstate, {Value::object(state)});
}

String* decoder_decode(Context& ctx, TextWrapper* t, std::string_view bytes, bool final) {
    Bytes* object = make_bytes(ctx, bytes);
    Value v = object ? call_io(ctx, t->decoder.get(), IoName::kdecode,
                               {Value::object(object), Value::boolean(final)})
                     : Value::error();
    if (!v) return nullptr;
    if (v.is(Kind::kString)) return v.as<String>();
    raise(ctx, TypeId::kTypeError, "decoder should return a string result, not '{}'",
          MessageArg::type(v));
    return nullptr;
}

namespace {

/// Replaces `decoded` by the next chunk. kNo at the end of the stream.
Truth read_chunk(Context& ctx, TextWrapper* t, int64_t hint) {
    TextState* st = t->state;
    if (!st->can_read) {
        raise_unsupported(ctx, "not readable");
        return Truth::kError;
    }
    String* s;
    bool end;
    if (st->codec == Codec::kOther) {
        std::string held;
        int64_t flags = 0;
        if (st->telling && !decoder_state(ctx, t, held, flags)) return Truth::kError;
        std::string input;
        if (!read_input(ctx, t, hint, input)) return Truth::kError;
        end = input.empty();
        s = decoder_decode(ctx, t, input, end);
        if (!s) return Truth::kError;
        st->decoder_flags = flags;
        st->chunk = held + input;
    } else {
        std::string input = st->carry;
        if (!read_input(ctx, t, hint, input)) return Truth::kError;
        end = input.size() == st->carry.size();
        size_t consumed;
        s = decode_text(ctx, st, input, end, consumed, st->seen);
        if (!s) return Truth::kError;
        st->carry.assign(input, consumed);
        input.resize(consumed);
        st->chunk = std::move(input);
    }
    st->used = 0;
    t->decoded.set(ctx, t, Value::object(s));
    return truth(!end || s->length > 0);
}

}  // namespace

String* decoded(TextWrapper* t) { return t->decoded ? t->decoded.get().as<String>() : nullptr; }

Value text_read(Context& ctx, const Args& args) {
    TextWrapper* t = text_self(args);
    int64_t n;
    if (!to_size(ctx, args[1], n) || !check_open(ctx, t)) return Value::error();
    TextState* st = t->state;
    if (!st->can_read) return raise_unsupported(ctx, "not readable");
    if (!flush_pending(ctx, t)) return Value::error();
    String* d = decoded(t);
    if (n < 0) {
        Value all = t->native ? buffered_read_all(ctx, t->native)
                              : call_io(ctx, t->buffer.get(), IoName::kread);
        if (!all) return all;
        std::string bytes = st->carry;
        std::string more;
        if (!all.is_none() && !copy_buffer(ctx, all, more)) return Value::error();
        String* s;
        if (st->codec == Codec::kOther) {
            s = decoder_decode(ctx, t, more, true);
        } else {
            size_t consumed;
            bytes += more;
            s = decode_text(ctx, st, bytes, true, consumed, st->seen);
        }
        if (!s) return Value::error();
        if (d && st->used < d->length) s = concat(ctx, substring(ctx, d, st->used, d->length), s);
        forget_decoded(ctx, t);
        return s ? Value::object(s) : Value::error();
    }
    const auto wanted = static_cast<uint64_t>(n);
    if (d && d->length - st->used >= wanted) {
        String* s = substring(ctx, d, st->used, st->used + wanted);
        st->used += wanted;
        return s ? Value::object(s) : Value::error();
    }
    StringBuilder out;
    for (;;) {
        d = decoded(t);
        if (d) {
            const uint64_t part = std::min(wanted - out.length(), d->length - st->used);
            out.add(d, st->used, st->used + part);
            st->used += part;
        }
        if (out.length() == wanted) break;
        const Truth more = read_chunk(ctx, t, static_cast<int64_t>(wanted - out.length()));
        if (more == Truth::kError) return Value::error();
        if (more == Truth::kNo) break;
    }
    String* s = out.finish(ctx);
    return s ? Value::object(s) : Value::error();
}

namespace {

String* read_line(Context& ctx, TextWrapper* t, int64_t limit) {
    TextState* st = t->state;
    if (!flush_pending(ctx, t)) return nullptr;
    StringBuilder out;
    bool building = false;
    for (;;) {
        String* d = decoded(t);
        if (!d || st->used == d->length) {
            const Truth more = read_chunk(ctx, t, 0);
            if (more == Truth::kError) return nullptr;
            if (more == Truth::kNo) break;
            d = decoded(t);
            if (d->length == 0) continue;
        }
        const uint64_t start = st->used;
        uint64_t end;
        if (building && st->read_newline.size() == 2 && d->at(start) == '\n' && out.length() &&
            st->decoder_flags == -1) {
            end = start + 1;  // "\r" ended the chunk before
        } else {
            end = find_line_end(d, start, st->universal && !st->translate,
                                st->translate ? "\n" : std::string_view(st->read_newline));
        }
        bool done = end != 0;
        if (!done) end = d->length;
        if (limit >= 0 && out.length() + (end - start) >= static_cast<uint64_t>(limit)) {
            end = start + static_cast<uint64_t>(limit) - out.length();
            done = true;
        }
        st->used = end;
        if (done && !building) return substring(ctx, d, start, end);
        out.add(d, start, end);
        building = true;
        if (done) break;
        if (st->codec != Codec::kOther) st->decoder_flags = d->at(d->length - 1) == '\r' ? -1 : 0;
    }
    return out.finish(ctx);
}

Value text_readline(Context& ctx, const Args& args) {
    int64_t limit;
    if (!to_size(ctx, args[1], limit) || !check_open(ctx, text_self(args))) return Value::error();
    String* s = read_line(ctx, text_self(args), limit);
    return s ? Value::object(s) : Value::error();
}

Value text_next(Context& ctx, Value self) {
    auto* t = self.as<TextWrapper>();
    if (!check_attached(ctx, t)) return Value::error();
    t->state->telling = false;
    if (type_of(ctx, self)->has(Type::kUserDefined)) {
        Value line = call_io(ctx, self, IoName::kreadline);
        if (!line) return line;
        if (!line.is(Kind::kString)) {
            return raise(ctx, TypeId::kOSError,
                         "readline() should have returned a str object, not '{}'",
                         MessageArg::type(line));
        }
        if (line.as<String>()->length) return line;
    } else {
        if (!check_open(ctx, t)) return Value::error();
        String* s = read_line(ctx, t, -1);
        if (!s) return Value::error();
        if (s->length) return Value::object(s);
    }
    t->state->chunk.clear();
    t->state->telling = t->state->seekable;
    return Value::stop();
}

// ---- the rest ----

Value text_flush_method(Context& ctx, const Args& args) {
    TextWrapper* t = text_self(args);
    if (!check_open(ctx, t)) return Value::error();
    t->state->telling = t->state->seekable;
    return text_flush(ctx, t) ? Value::none() : Value::error();
}

Value text_close(Context& ctx, const Args& args) {
    TextWrapper* t = text_self(args);
    if (!check_attached(ctx, t)) return Value::error();
    const Truth closed = io_flag(ctx, t->buffer.get(), IoName::kclosed);
    if (closed != Truth::kNo) return closed == Truth::kError ? Value::error() : Value::none();
    if (type_of(ctx, args[0])->has(Type::kUserDefined)) {
        call_io(ctx, args[0], IoName::kflush);
    } else if (!t->native || !t->native->file) {
        text_flush(ctx, t);  // a native buffer flushes as it closes
    }
    Value first = ctx.exception ? take_exception(ctx) : Value();
    call_io(ctx, t->buffer.get(), IoName::kclose);
    restore_exception(ctx, first);
    return ctx.exception ? Value::error() : Value::none();
}

Value text_detach(Context& ctx, const Args& args) {
    TextWrapper* t = text_self(args);
    if (!check_attached(ctx, t) || !call_io(ctx, args[0], IoName::kflush)) return Value::error();
    Value buffer = t->buffer.get();
    t->buffer.set(ctx, t, Value());
    t->native = nullptr;
    return buffer;
}

template <IoName method>
Value forward(Context& ctx, const Args& args) {
    return check_attached(ctx, text_self(args))
               ? call_io(ctx, text_self(args)->buffer.get(), method)
               : Value::error();
}
template <IoName attribute>
Value forward_get(Context& ctx, Value self) {
    auto* t = self.as<TextWrapper>();
    return check_attached(ctx, t) ? get_io(ctx, t->buffer.get(), attribute) : Value::error();
}
template <Slot TextWrapper::* slot>
Value get_slot(Context& ctx, Value self) {
    auto* t = self.as<TextWrapper>();
    if (!t->state) return raise_uninitialized(ctx);
    Value v = (t->*slot).get();
    return v ? v : Value::none();
}
template <bool TextState::* member>
Value get_flag(Context& ctx, Value self) {
    auto* t = self.as<TextWrapper>();
    return t->state ? Value::boolean(t->state->*member) : raise_uninitialized(ctx);
}
Value get_newlines(Context& ctx, Value self) {
    auto* t = self.as<TextWrapper>();
    if (!check_attached(ctx, t)) return Value::error();
    if (t->decoder && t->state->universal) return get_io(ctx, t->decoder.get(), IoName::knewlines);
    return t->state->universal ? newlines_seen(ctx, t->state->seen) : Value::none();
}
Value get_chunk_size(Context& ctx, Value self) {
    auto* t = self.as<TextWrapper>();
    return check_attached(ctx, t) ? make_int(ctx, t->state->chunk_size) : Value::error();
}
bool set_chunk_size(Context& ctx, Value self, Value v) {
    auto* t = self.as<TextWrapper>();
    int64_t n;
    if (!v) {
        raise(ctx, TypeId::kAttributeError, "cannot delete attribute");
        return false;
    }
    if (!check_attached(ctx, t) || !to_int64(ctx, v, n)) return false;
    if (n <= 0) {
        raise(ctx, TypeId::kValueError, "a strictly positive integer is required");
        return false;
    }
    t->state->chunk_size = n;
    return true;
}

Value text_repr(Context& ctx, const Args& args) {
    TextWrapper* t = text_self(args);
    if (!t->state) return raise_uninitialized(ctx);
    std::string out = "<" + type_name(ctx, args[0]);
    for (IoName which : {IoName::kname, IoName::kmode}) {
        Value v;
        Truth has = find_attribute(ctx, args[0], state(ctx).name(which), v);
        if (has == Truth::kError) {
            if (!exception_matches(ctx, TypeId::kValueError)) return Value::error();
            take_exception(ctx);
            has = Truth::kNo;
        }
        if (has == Truth::kNo) continue;
        String* r = to_repr(ctx, v);
        if (!r) return Value::error();
        out += (which == IoName::kname ? " name=" : " mode=") + to_utf8(r);
    }
    String* r = to_repr(ctx, t->encoding.get());
    return r ? text_value(ctx, out + " encoding=" + to_utf8(r) + ">") : Value::error();
}

constexpr NativeMethod kMethods[] = {
    {"__init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, "
     "write_through=False)",
     text_init_method},
    {"reconfigure(self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, "
     "write_through=None)",
     text_reconfigure},
    {"write(self, text, /)", text_write_method},
    {"read(self, size=-1, /)", text_read},
    {"readline(self, size=-1, /)", text_readline},
    {"flush(self, /)", text_flush_method},
    {"close(self, /)", text_close},
    {"detach(self, /)", text_detach},
    {"fileno(self, /)", forward<IoName::kfileno>},
    {"isatty(self, /)", forward<IoName::kisatty>},
    {"readable(self, /)", forward<IoName::kreadable>},
    {"writable(self, /)", forward<IoName::kwritable>},
    {"seekable(self, /)", forward<IoName::kseekable>},
    {"seek(self, cookie, whence=0, /)", text_seek},
    {"tell(self, /)", text_tell},
    {"truncate(self, pos=None, /)", text_truncate},
    {"__repr__(self, /)", text_repr},
    {"__reduce_ex__(self, protocol, /)", refuse_pickle},
    {"__getstate__(self, /)", refuse_pickle},
};
constexpr NativeProperty kProperties[] = {
    {"encoding", get_slot<&TextWrapper::encoding>},
    {"errors", get_slot<&TextWrapper::errors>},
    {"buffer", get_slot<&TextWrapper::buffer>},
    {"line_buffering", get_flag<&TextState::line_buffering>},
    {"write_through", get_flag<&TextState::write_through>},
    {"newlines", get_newlines},
    {"name", forward_get<IoName::kname>},
    {"closed", forward_get<IoName::kclosed>},
    {"_CHUNK_SIZE", get_chunk_size, set_chunk_size},
};

void trace(Marker& marker, Object* self) {
    auto* t = static_cast<TextWrapper*>(self);
    trace_io(marker, self);
    for (Slot* s : {&t->buffer, &t->encoder, &t->decoder, &t->decoded, &t->encoding, &t->errors}) {
        marker.mark(*s);
    }
}

void finalize(Object* self) {
    auto* t = static_cast<TextWrapper*>(self);
    delete t->state;
    t->state = nullptr;
}

}  // namespace

Object* make_text_wrapper(Context& ctx, Value buffer, Value encoding, Value errors, Value newline,
                          bool line_buffering, bool write_through) {
    auto* t = make<TextWrapper>(ctx, IoType::kTextIOWrapper);
    return t && text_init(ctx, t, buffer, encoding, errors, newline, line_buffering, write_through)
               ? t
               : nullptr;
}

const NativeTypeSpec kTextIOWrapperSpec = {
    .name = "_io.TextIOWrapper",
    .size = sizeof(TextWrapper),
    .methods = kMethods,
    .properties = kProperties,
    .next = text_next,
    .trace = trace,
    .finalize = finalize,
    .doc = "Character and line based layer over a BufferedIOBase object, buffer.",
    .native_base = &kTextIOBaseSpec,
};

}  // namespace orrery::io
