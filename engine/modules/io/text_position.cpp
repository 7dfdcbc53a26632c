// TextIOWrapper.tell(), seek() and truncate(): positions as cookies.
#include <algorithm>
#include <cstring>

#include "engine/modules/io/text_wrapper.h"

namespace orrery::io {

namespace {

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

}  // namespace

bool buffer_tell(Context& ctx, TextWrapper* t, int64_t& out) {
    if (t->native) {
        out = buffered_tell(ctx, t->native);
        return out >= 0;
    }
    Value v = call_io(ctx, t->buffer.get(), IoName::ktell);
    return v && to_int64(ctx, v, out);
}

namespace {

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

}  // namespace

Value text_tell(Context& ctx, const Args& args) {
    TextWrapper* t = text_self(args);
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

bool set_encoder_start(Context& ctx, TextWrapper* t, bool at_start) {
    if (!t->encoder) return true;
    if (at_start) return bool(call_io(ctx, t->encoder.get(), IoName::kreset));
    return bool(call_io(ctx, t->encoder.get(), IoName::ksetstate, {Value::small_int(0)}));
}

Value text_seek(Context& ctx, const Args& args) {
    TextWrapper* t = text_self(args);
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
    TextWrapper* t = text_self(args);
    if (!check_attached(ctx, t) || !call_io(ctx, args[0], IoName::kflush)) return Value::error();
    if (args[1]) return call_io(ctx, t->buffer.get(), IoName::ktruncate, {args[1]});
    // The position that counts is the text's, not that of what has been read ahead.
    return call_io(ctx, t->buffer.get(), IoName::ktruncate);
}

}  // namespace orrery::io
