// Newlines of text streams, and IncrementalNewlineDecoder.
#include <cstring>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/io/objects.h"
#include "engine/objects/numbers.h"

namespace orrery::io {

namespace {

/// Index of the first c at or after `start`, or the length.
uint64_t find_char(const String* s, uint64_t start, char c) {
    if (s->width_log2() == 0) {
        const void* at = std::memchr(s->data1() + start, c, s->length - start);
        return at ? static_cast<uint64_t>(static_cast<const uint8_t*>(at) - s->data1()) : s->length;
    }
    for (; start < s->length; start++) {
        if (s->at(start) == static_cast<uint32_t>(c)) break;
    }
    return start;
}

struct NewlineDecoder : NativeObject {
    Slot decoder;  // None: the input is text already
    Slot errors;
    bool translate;
    bool pending_cr;
    uint8_t seen;
};

NewlineDecoder* self_of(const Args& args) { return args[0].as<NewlineDecoder>(); }

Value decoder_new(Context& ctx, const Args& args) {
    Object* o = allocate_instance(ctx, args[0].as<Type>());
    return o ? Value::object(o) : Value::error();
}

Value decoder_init(Context& ctx, const Args& args) {
    NewlineDecoder* d = self_of(args);
    d->decoder.set(ctx, d, args[1]);
    const Truth t = is_true(ctx, args[2]);
    if (t == Truth::kError) return Value::error();
    d->translate = t == Truth::kYes;
    d->errors.set(ctx, d, args[3] ? args[3] : text_value(ctx, "strict"));
    d->pending_cr = false;
    d->seen = 0;
    return Value::none();
}

Value decoder_decode(Context& ctx, const Args& args) {
    NewlineDecoder* d = self_of(args);
    if (!d->decoder) {
        return raise(ctx, TypeId::kValueError, "IncrementalNewlineDecoder.__init__() not called");
    }
    bool final = false;
    if (args[2]) {
        const Truth t = is_true(ctx, args[2]);
        if (t == Truth::kError) return Value::error();
        final = t == Truth::kYes;
    }
    Value v = args[1];
    if (!d->decoder.get().is_none()) {
        v = call_io(ctx, d->decoder.get(), IoName::kdecode, {args[1], Value::boolean(final)});
        if (!v) return v;
    }
    if (!v.is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "decoder should return a string result, not '{}'",
                     MessageArg::type(v));
    }
    auto* s = v.as<String>();
    if (d->pending_cr && (final || s->length)) {
        s = concat(ctx, make_string(ctx, "\r"), s);
        d->pending_cr = false;
    }
    if (s && !final && s->length && s->at(s->length - 1) == '\r') {
        d->pending_cr = true;
        s = substring(ctx, s, 0, s->length - 1);
    }
    if (s) s = translate_newlines(ctx, s, d->seen, d->translate);
    return s ? Value::object(s) : Value::error();
}

Value decoder_getstate(Context& ctx, const Args& args) {
    NewlineDecoder* d = self_of(args);
    Value buffer = Value::object(empty_bytes(ctx));
    int64_t flag = 0;
    if (!d->decoder.get().is_none()) {
        Value v = call_io(ctx, d->decoder.get(), IoName::kgetstate);
        if (!v) return v;
        if (!v.is(Kind::kTuple) || v.as<Tuple>()->length != 2) {
            return raise(ctx, TypeId::kTypeError, "illegal decoder state");
        }
        buffer = v.as<Tuple>()->at(0);
        if (!to_int64(ctx, v.as<Tuple>()->at(1), flag)) return Value::error();
    }
    const Value pair[] = {buffer, make_int(ctx, flag << 1 | d->pending_cr)};
    Tuple* t = make_tuple(ctx, pair);
    return t ? Value::object(t) : Value::error();
}

Value decoder_setstate(Context& ctx, const Args& args) {
    NewlineDecoder* d = self_of(args);
    if (!args[1].is(Kind::kTuple)) {
        return raise(ctx, TypeId::kTypeError, "state argument must be a tuple");
    }
    int64_t flag;
    if (args[1].as<Tuple>()->length != 2) {
        return raise(ctx, TypeId::kTypeError, "setstate(): illegal state argument");
    }
    if (!to_int64(ctx, args[1].as<Tuple>()->at(1), flag)) return Value::error();
    d->pending_cr = flag & 1;
    if (d->decoder.get().is_none()) return Value::none();
    const Value pair[] = {args[1].as<Tuple>()->at(0), make_int(ctx, flag >> 1)};
    Tuple* t = make_tuple(ctx, pair);
    return t ? call_io(ctx, d->decoder.get(), IoName::ksetstate, {Value::object(t)})
             : Value::error();
}

Value decoder_reset(Context& ctx, const Args& args) {
    NewlineDecoder* d = self_of(args);
    d->seen = 0;
    d->pending_cr = false;
    return d->decoder.get().is_none() ? Value::none()
                                      : call_io(ctx, d->decoder.get(), IoName::kreset);
}

Value get_newlines(Context& ctx, Value self) {
    return newlines_seen(ctx, self.as<NewlineDecoder>()->seen);
}

void trace(Marker& marker, Object* self) {
    marker.mark(static_cast<NewlineDecoder*>(self)->decoder);
    marker.mark(static_cast<NewlineDecoder*>(self)->errors);
}

constexpr NativeMethod kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", decoder_new},
    {"__init__(self, decoder, translate, errors='strict')", decoder_init},
    {"decode(self, input, final=False)", decoder_decode},
    {"getstate(self, /)", decoder_getstate},
    {"setstate(self, state, /)", decoder_setstate},
    {"reset(self, /)", decoder_reset},
};
constexpr NativeProperty kProperties[] = {{"newlines", get_newlines}};

}  // namespace

String* translate_newlines(Context& ctx, String* s, uint8_t& seen, bool translate) {
    const uint64_t length = s->length;
    uint64_t cr = find_char(s, 0, '\r');
    if (cr == length) {
        if (!(seen & NewlineState::kLf) && find_char(s, 0, '\n') < length) {
            seen |= NewlineState::kLf;
        }
        return s;
    }
    StringBuilder out;
    uint64_t start = 0;
    while (start < length) {
        if (find_char(s, start, '\n') < cr) seen |= NewlineState::kLf;
        if (translate) out.add(s, start, cr);
        if (cr == length) break;
        const bool pair = cr + 1 < length && s->at(cr + 1) == '\n';
        seen |= pair ? NewlineState::kCrLf : NewlineState::kCr;
        if (translate) out.add('\n');
        start = cr + (pair ? 2 : 1);
        cr = find_char(s, start, '\r');
    }
    return translate ? out.finish(ctx) : s;
}

Value newlines_seen(Context& ctx, uint8_t seen) {
    ValueVector found(ctx);
    std::vector<Value>& kinds = found.values;
    const std::pair<uint8_t, const char*> rows[] = {
        {NewlineState::kCr, "\r"}, {NewlineState::kLf, "\n"}, {NewlineState::kCrLf, "\r\n"}};
    for (auto [bit, text] : rows) {
        if (seen & bit) kinds.push_back(Value::object(intern(ctx, text)));
    }
    if (kinds.empty()) return Value::none();
    return kinds.size() == 1 ? kinds[0] : Value::object(make_tuple(ctx, kinds));
}

String* expand_newlines(Context& ctx, String* s, std::string_view newline) {
    uint64_t at = find_char(s, 0, '\n');
    if (at == s->length) return s;
    StringBuilder out;
    uint64_t start = 0;
    for (; at < s->length; at = find_char(s, start, '\n')) {
        out.add(s, start, at);
        out.add_ascii(newline);
        start = at + 1;
    }
    out.add(s, start, s->length);
    return out.finish(ctx);
}

uint64_t find_line_end(const String* s, uint64_t start, bool universal, std::string_view newline) {
    if (universal) {
        const uint64_t lf = find_char(s, start, '\n');
        if (s->width_log2() == 0) {
            const void* at = std::memchr(s->data1() + start, '\r', lf - start);
            if (!at) return lf == s->length ? 0 : lf + 1;
            const auto cr = static_cast<uint64_t>(static_cast<const uint8_t*>(at) - s->data1());
            return cr + 1 == lf && lf < s->length ? lf + 1 : cr + 1;
        }
        for (uint64_t i = start; i < s->length; i++) {
            const uint32_t c = s->at(i);
            if (c == '\n') return i + 1;
            if (c == '\r') return i + 1 < s->length && s->at(i + 1) == '\n' ? i + 2 : i + 1;
        }
        return 0;
    }
    for (uint64_t i = find_char(s, start, newline[0]); i < s->length;
         i = find_char(s, i + 1, newline[0])) {
        if (newline.size() == 1) return i + 1;
        if (i + 1 < s->length && s->at(i + 1) == static_cast<uint32_t>(newline[1])) return i + 2;
    }
    return 0;
}

const NativeTypeSpec kIncrementalNewlineDecoderSpec = {
    .name = "_io.IncrementalNewlineDecoder",
    .size = sizeof(NewlineDecoder),
    .methods = kMethods,
    .properties = kProperties,
    .trace = trace,
    .doc = "Codec used when reading a file in universal newlines mode.",
};

}  // namespace orrery::io
