// TextIOWrapper. UTF-8, ASCII and Latin-1 with built-in error handlers are coded here; other
// encodings go through the incremental codecs of Python's registry.
//
// What has been read ahead is one decoded chunk: `decoded`, of which `used` characters are
// consumed, and for tell() the bytes it was made from (`chunk`). Bytes that are not decoded yet
// (half a character, a "\r" whose "\n" may follow) wait in `carry`.
#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/io/objects.h"
#include "engine/objects/encoding.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"
#include "engine/text/codecs.h"
#include "engine/text/utf8.h"

namespace orrery::io {

namespace {

enum class Codec : uint8_t { kUtf8, kAscii, kLatin1, kOther };

struct TextState {
    Codec codec = Codec::kOther;
    ErrorPolicy policy = ErrorPolicy::strict;
    std::string encoding, errors;
    std::string read_newline;   // ends lines, unless universal
    std::string write_newline;  // what "\n" is written as; empty: itself
    bool universal = false;     // \n, \r and \r\n end lines
    bool translate = false;     // and all read as \n
    bool line_buffering = false, write_through = false;
    bool can_read = false, can_write = false, has_read1 = false;
    bool seekable = false, telling = false;
    uint8_t seen = 0;
    std::string pending;  // encoded text for a buffer that is not native
    std::string carry, chunk;
    uint64_t used = 0;
    int64_t chunk_size = 8192;
    // For kOther: the decoder's flags before `chunk` was decoded.
    int64_t decoder_flags = 0;
    bool encoder_started = false;
};

struct TextWrapper : IoObject {
    TextState* state;   // null until __init__
    Slot buffer;        // empty when detached
    Buffered* native;   // the same, where it is exactly a native buffered stream
    Slot encoder, decoder;  // for kOther
    Slot decoded;       // String, or empty
    Slot encoding, errors;
};

TextWrapper* self_of(const Args& args) { return args[0].as<TextWrapper>(); }

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

// ---- encoding ----

bool write_bytes(Context& ctx, TextWrapper* t, std::string_view bytes) {
    if (t->native) return buffered_write(ctx, t->native, bytes.data(), bytes.size());
    t->state->pending += bytes;
    return true;
}

bool flush_pending(Context& ctx, TextWrapper* t) {
    if (t->state->pending.empty()) return true;
    Bytes* bytes = make_bytes(ctx, t->state->pending);
    if (!bytes) return false;
    t->state->pending.clear();
    return bool(call_io(ctx, t->buffer.get(), IoName::kwrite, {Value::object(bytes)}));
}

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
    TextWrapper* t = self_of(args);
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

/// Decoded text of `bytes` with its newlines translated; `consumed` tells how many were used.
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

String* decoded(TextWrapper* t) { return t->decoded ? t->decoded.get().as<String>() : nullptr; }

Value text_read(Context& ctx, const Args& args) {
    TextWrapper* t = self_of(args);
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
    if (!to_size(ctx, args[1], limit) || !check_open(ctx, self_of(args))) return Value::error();
    String* s = read_line(ctx, self_of(args), limit);
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

// ---- position ----

// A position is an int: the byte position, then, 64 bits each, what the decoder needs to get from
// there to the character: its flags, bytes to feed, characters to skip, whether to feed an end.
struct Cookie {
    int64_t part[5] = {};
};
Value pack(Context& ctx, const Cookie& c) {
    Value v = make_int(ctx, c.part[0]);
    for (int i = 1; i < 5 && v; i++) {
        if (!c.part[i]) continue;
        Value high =
            binary_op(ctx, BinaryOp::kLshift, make_int(ctx, c.part[i]), Value::small_int(64 * i));
        v = high ? binary_op(ctx, BinaryOp::kOr, v, high) : high;
    }
    return v;
}
bool unpack(Context& ctx, Value v, Cookie& c) {
    if (int_to_int64(v, c.part[0])) return true;
    Value mask = make_int_unsigned(ctx, ~uint64_t{0});
    for (int i = 0; i < 5; i++) {
        Value low = binary_op(ctx, BinaryOp::kAnd, v, mask);
        if (!low || !to_int64(ctx, low, c.part[i])) return false;
        v = binary_op(ctx, BinaryOp::kRshift, v, Value::small_int(64));
        if (!v) return false;
    }
    return true;
}

bool buffer_tell(Context& ctx, TextWrapper* t, int64_t& out) {
    if (t->native) {
        out = buffered_tell(ctx, t->native);
        return out >= 0;
    }
    Value v = call_io(ctx, t->buffer.get(), IoName::ktell);
    return v && to_int64(ctx, v, out);
}

/// Bytes of the chunk that gave its first `used` characters.
bool bytes_used(Context& ctx, TextState* st, String* d, size_t& out) {
    out = 0;
    if (!d || st->used == 0) return true;
    if (st->used == d->length || d->length == st->chunk.size()) {
        out = st->used == d->length ? st->chunk.size() : st->used;
        return true;
    }
    size_t low = 1, high = st->chunk.size();
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        size_t consumed;
        uint8_t seen = 0;
        String* s = decode_text(ctx, st, std::string_view(st->chunk).substr(0, middle), false,
                                consumed, seen);
        if (!s) return false;
        if (s->length >= st->used) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    out = low;
    return true;
}

/// Finds the decoder's way to the current character; it is in an arbitrary state afterwards.
bool trace_decoder(Context& ctx, TextWrapper* t, Cookie& c) {
    TextState* st = t->state;
    auto skip = static_cast<int64_t>(st->used);
    c.part[1] = st->decoder_flags;
    if (!set_decoder_state(ctx, t, {}, st->decoder_flags)) return false;
    int64_t fed = 0, made = 0;
    bool end = true;
    for (size_t i = 0; i < st->chunk.size(); i++) {
        String* s = decoder_decode(ctx, t, std::string_view(st->chunk).substr(i, 1), false);
        std::string held;
        int64_t flags;
        if (!s || !decoder_state(ctx, t, held, flags)) return false;
        fed++;
        made += static_cast<int64_t>(s->length);
        if (held.empty() && made <= skip) {
            c.part[0] += fed;
            skip -= made;
            c.part[1] = flags;
            fed = made = 0;
        }
        if (made >= skip) {
            end = false;
            break;
        }
    }
    if (end && made < skip) {
        String* s = decoder_decode(ctx, t, {}, true);
        if (!s) return false;
        made += static_cast<int64_t>(s->length);
        c.part[4] = 1;
        if (made < skip) {
            raise(ctx, TypeId::kOSError, "can't reconstruct logical file position");
            return false;
        }
    }
    c.part[2] = fed;
    c.part[3] = skip;
    return true;
}

Value text_tell(Context& ctx, const Args& args) {
    TextWrapper* t = self_of(args);
    if (!check_open(ctx, t)) return Value::error();
    TextState* st = t->state;
    if (!st->seekable) return raise_unsupported(ctx, "underlying stream is not seekable");
    if (!st->telling) {
        return raise(ctx, TypeId::kOSError, "telling position disabled by next() call");
    }
    Cookie c;
    if (!flush_pending(ctx, t) || !text_flush(ctx, t) || !buffer_tell(ctx, t, c.part[0])) {
        return Value::error();
    }
    String* d = decoded(t);
    if (!d) return pack(ctx, c);
    if (st->codec == Codec::kOther) {
        c.part[0] -= static_cast<int64_t>(st->chunk.size());
        if (st->used == 0 && st->decoder_flags == 0) return pack(ctx, c);
        std::string held;
        int64_t flags;
        if (!decoder_state(ctx, t, held, flags)) return Value::error();
        const bool ok = trace_decoder(ctx, t, c);
        Value failure = ok ? Value() : take_exception(ctx);
        if (!set_decoder_state(ctx, t, held, flags)) return Value::error();
        if (!ok) return raise_value(ctx, failure);
        return pack(ctx, c);
    }
    size_t used;
    if (!bytes_used(ctx, st, d, used)) return Value::error();
    c.part[0] -= static_cast<int64_t>(st->carry.size() + st->chunk.size() - used);
    return pack(ctx, c);
}

/// A stateful encoder writes its byte-order mark at the start of a file only.
bool set_encoder_start(Context& ctx, TextWrapper* t, bool at_start) {
    if (!t->encoder) return true;
    if (at_start) return bool(call_io(ctx, t->encoder.get(), IoName::kreset));
    return bool(call_io(ctx, t->encoder.get(), IoName::ksetstate, {Value::small_int(0)}));
}

Value text_seek(Context& ctx, const Args& args) {
    TextWrapper* t = self_of(args);
    int32_t whence = 0;
    if ((args[2] && !to_int32(ctx, args[2], whence)) || !check_open(ctx, t)) return Value::error();
    TextState* st = t->state;
    if (!st->seekable) return raise_unsupported(ctx, "underlying stream is not seekable");
    Value position = args[1];
    if (whence == 1 || whence == 2) {
        const Truth zero = compare_truth(ctx, CompareOp::kEq, position, Value::small_int(0));
        if (zero == Truth::kError) return Value::error();
        if (zero == Truth::kNo) {
            return raise_unsupported(ctx, whence == 1 ? "can't do nonzero cur-relative seeks"
                                                      : "can't do nonzero end-relative seeks");
        }
    }
    if (whence == 2) {
        if (!text_flush(ctx, t)) return Value::error();
        forget_decoded(ctx, t);
        if (t->decoder && !call_io(ctx, t->decoder.get(), IoName::kreset)) return Value::error();
        Value at = call_io(ctx, t->buffer.get(), IoName::kseek,
                           {Value::small_int(0), Value::small_int(2)});
        int64_t n;
        if (!at || !to_int64(ctx, at, n) || !set_encoder_start(ctx, t, n == 0))
            return Value::error();
        return at;
    }
    if (whence == 1) {
        position = call_io(ctx, args[0], IoName::ktell);
        if (!position) return position;
    } else if (whence != 0) {
        return raise(ctx, TypeId::kValueError, "invalid whence ({}, should be 0, 1 or 2)", whence);
    }
    position = to_index(ctx, position);
    if (!position) return position;
    const Truth negative = compare_truth(ctx, CompareOp::kLt, position, Value::small_int(0));
    if (negative == Truth::kError) return Value::error();
    if (negative == Truth::kYes) {
        return raise(ctx, TypeId::kValueError, "negative seek position {}",
                     MessageArg::repr(position));
    }
    Cookie c;
    if (!text_flush(ctx, t) || !unpack(ctx, position, c)) return Value::error();
    if (!call_io(ctx, t->buffer.get(), IoName::kseek, {make_int(ctx, c.part[0])}))
        return Value::error();
    forget_decoded(ctx, t);
    const bool at_start = c.part[0] == 0 && c.part[1] == 0;
    if (t->decoder) {
        if (at_start ? !call_io(ctx, t->decoder.get(), IoName::kreset)
                     : !set_decoder_state(ctx, t, {}, c.part[1])) {
            return Value::error();
        }
        if (c.part[3]) {
            Value bytes = call_io(ctx, t->buffer.get(), IoName::kread, {make_int(ctx, c.part[2])});
            std::string input;
            if (!bytes || !copy_buffer(ctx, bytes, input)) return Value::error();
            String* s = decoder_decode(ctx, t, input, c.part[4] != 0);
            if (!s) return Value::error();
            if (static_cast<int64_t>(s->length) < c.part[3]) {
                return raise(ctx, TypeId::kOSError, "can't restore logical file position");
            }
            st->chunk = input;
            st->decoder_flags = c.part[1];
            st->used = static_cast<uint64_t>(c.part[3]);
            t->decoded.set(ctx, t, Value::object(s));
        }
    }
    st->telling = st->seekable;
    return set_encoder_start(ctx, t, at_start) ? position : Value::error();
}

Value text_truncate(Context& ctx, const Args& args) {
    TextWrapper* t = self_of(args);
    if (!check_attached(ctx, t) || !call_io(ctx, args[0], IoName::kflush)) return Value::error();
    if (args[1]) return call_io(ctx, t->buffer.get(), IoName::ktruncate, {args[1]});
    // The position that counts is the text's, not that of what has been read ahead.
    return call_io(ctx, t->buffer.get(), IoName::ktruncate);
}

// ---- set-up ----

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

bool flag(Context& ctx, Value v, bool& out) {
    if (!v) return true;
    const Truth t = is_true(ctx, v);
    out = t == Truth::kYes;
    return t != Truth::kError;
}

Value text_init_method(Context& ctx, const Args& args) {
    bool line_buffering = false, write_through = false;
    if (!flag(ctx, args[5], line_buffering) || !flag(ctx, args[6], write_through)) {
        return Value::error();
    }
    return text_init(ctx, self_of(args), args[1], args[2], args[3], args[4], line_buffering,
                     write_through)
               ? Value::none()
               : Value::error();
}

Value text_reconfigure(Context& ctx, const Args& args) {
    TextWrapper* t = self_of(args);
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

// ---- the rest ----

Value text_flush_method(Context& ctx, const Args& args) {
    TextWrapper* t = self_of(args);
    if (!check_open(ctx, t)) return Value::error();
    t->state->telling = t->state->seekable;
    return text_flush(ctx, t) ? Value::none() : Value::error();
}

Value text_close(Context& ctx, const Args& args) {
    TextWrapper* t = self_of(args);
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
    TextWrapper* t = self_of(args);
    if (!check_attached(ctx, t) || !call_io(ctx, args[0], IoName::kflush)) return Value::error();
    Value buffer = t->buffer.get();
    t->buffer.set(ctx, t, Value());
    t->native = nullptr;
    return buffer;
}

template <IoName method>
Value forward(Context& ctx, const Args& args) {
    return check_attached(ctx, self_of(args)) ? call_io(ctx, self_of(args)->buffer.get(), method)
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
    TextWrapper* t = self_of(args);
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
