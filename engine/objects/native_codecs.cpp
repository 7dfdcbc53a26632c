#include "engine/objects/native_codecs.h"

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/bytes.h"
#include "engine/objects/codec_registry.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/numbers.h"
#include "engine/text/utf8.h"

namespace orrery {

namespace {

/// A new exception, or `old` with another range and reason. Empty after an exception.
Value make_problem(Context& ctx, TypeId type, Value old, const CodecError& error, Value object) {
    const Value start = make_int(ctx, static_cast<int64_t>(error.start));
    const Value end = make_int(ctx, static_cast<int64_t>(error.end));
    const Value reason = Value::object(make_string(ctx, error.reason));
    if (!reason) return reason;
    if (old) {
        auto* e = old.as<Exception>();
        e->fields[2].set(ctx, e, start);
        e->fields[3].set(ctx, e, end);
        e->fields[4].set(ctx, e, reason);
        return old;
    }
    const Value args[] = {Value::object(make_string(ctx, error.encoding)), object, start, end,
                          reason};
    return Value::object(make_exception(ctx, type, args));
}

/// What a handler returned: a pair whose second item is a position in an input of `length`.
/// False after TypeError or IndexError.
bool read_answer(Context& ctx, Value answer, const char* wanted, bool bytes_allowed,
                 Value& replacement, int64_t& position) {
    const bool pair = answer.is(Kind::kTuple) && answer.as<Tuple>()->length == 2;
    if (pair) replacement = answer.as<Tuple>()->at(0);
    if (!pair || !is_int(answer.as<Tuple>()->at(1)) ||
        !(replacement.is(Kind::kString) || (bytes_allowed && replacement.is(Kind::kBytes)))) {
        raise(ctx, TypeId::kTypeError, wanted);
        return false;
    }
    return to_int64(ctx, answer.as<Tuple>()->at(1), position, true);
}

bool settle_position(Context& ctx, int64_t position, size_t length, size_t* resume) {
    const int64_t at = position < 0 ? position + static_cast<int64_t>(length) : position;
    if (at < 0 || at > static_cast<int64_t>(length)) {
        raise(ctx, TypeId::kIndexError, "position {} from error handler out of bounds", position);
        return false;
    }
    *resume = static_cast<size_t>(at);
    return true;
}

void append_text(const String* s, CodePointBuffer& out) {
    for (uint64_t i = 0; i < s->length; i++)
        out.push(s->at(i));
}

}  // namespace

// ---- decoding ----

Value DecodeCallback::exception_for(const CodecError& error) {
    if (!exception_ && !source_.has_shape(builtin_shape(TypeId::kBytes))) {
        source_ = Value::object(make_bytes(ctx_, bytes_));
        if (!source_) return source_;
    }
    Value e = make_problem(ctx_, TypeId::kUnicodeDecodeError, exception_, error, source_);
    if (e) exception_ = e;
    return e;
}

Value DecodeCallback::raise_error(const CodecError& error) {
    Value e = exception_for(error);
    return e ? raise_value(ctx_, e) : e;
}

bool DecodeCallback::call_handler(const CodecError& error, std::span<const uint8_t>* input,
                                  CodePointBuffer& out, size_t* resume) {
    Value handler = lookup_error_handler(ctx_, errors_);
    Value e = handler ? exception_for(error) : Value();
    Value answer = e ? call(ctx_, handler, {e}) : Value();
    Value replacement;
    int64_t position;
    if (!answer || !read_answer(ctx_, answer, "decoding error handler must return (str, int) tuple",
                                false, replacement, position)) {
        return false;
    }
    Value object = exception_.as<Exception>()->fields[1].get();
    if (!object.is(Kind::kBytes)) {
        raise(ctx_, TypeId::kTypeError, "object attribute must be bytes");
        return false;
    }
    source_ = object;
    *input = {object.as<Bytes>()->data(), static_cast<size_t>(object.as<Bytes>()->length)};
    if (!settle_position(ctx_, position, input->size(), resume)) return false;
    append_text(replacement.as<String>(), out);
    return true;
}

DecodeHandler DecodeCallback::handler() {
    DecodeHandler h;
    h.policy = error_policy(errors_, true);
    h.context = this;
    h.callback = [](void* self, const CodecError& error, std::span<const uint8_t>* input,
                    CodePointBuffer& out, size_t* resume) {
        return static_cast<DecodeCallback*>(self)->call_handler(error, input, out, resume);
    };
    return h;
}

String* run_decoder(Context& ctx, DecodeFunction decode, Value source,
                    std::span<const uint8_t> bytes, std::string_view errors, bool final,
                    UnitOrder* order, size_t* consumed) {
    DecodeCallback callback(ctx, source, bytes, errors);
    CodePointBuffer out;
    const CodecResult result = decode(bytes, callback.handler(), final, order, out);
    if (consumed) *consumed = result.consumed;
    switch (result.status) {
    case CodecStatus::ok: return make_string(ctx, out);
    case CodecStatus::error: callback.raise_error(result.error); return nullptr;
    case CodecStatus::failed: return nullptr;
    case CodecStatus::no_memory: break;
    }
    raise_memory_error(ctx);
    return nullptr;
}

// ---- encoding ----

Value EncodeCallback::exception_for(const CodecError& error) {
    Value e =
        make_problem(ctx_, TypeId::kUnicodeEncodeError, exception_, error, Value::object(text_));
    if (e) exception_ = e;
    return e;
}

Value EncodeCallback::raise_error(const CodecError& error) {
    Value e = exception_for(error);
    return e ? raise_value(ctx_, e) : e;
}

bool EncodeCallback::call_handler(const CodecError& error, CodePointBuffer& text, ByteBuffer& bytes,
                                  bool* is_bytes, size_t* resume) {
    Value handler = lookup_error_handler(ctx_, errors_);
    Value e = handler ? exception_for(error) : Value();
    Value answer = e ? call(ctx_, handler, {e}) : Value();
    Value replacement;
    int64_t position;
    if (!answer ||
        !read_answer(ctx_, answer, "encoding error handler must return (str/bytes, int) tuple",
                     true, replacement, position) ||
        !settle_position(ctx_, position, text_->length, resume)) {
        return false;
    }
    *is_bytes = replacement.is(Kind::kBytes);
    if (*is_bytes) {
        bytes.append(replacement.as<Bytes>()->data(), replacement.as<Bytes>()->length);
    } else {
        append_text(replacement.as<String>(), text);
    }
    return true;
}

EncodeHandler EncodeCallback::handler() {
    EncodeHandler h;
    h.policy = error_policy(errors_, false);
    h.context = this;
    h.callback = [](void* self, const CodecError& error, CodePointBuffer& text, ByteBuffer& bytes,
                    bool* is_bytes, size_t* resume) {
        return static_cast<EncodeCallback*>(self)->call_handler(error, text, bytes, is_bytes,
                                                                resume);
    };
    return h;
}

Value run_encoder(Context& ctx, EncodeFunction encode, String* text, std::string_view errors,
                  UnitOrder order) {
    EncodeCallback callback(ctx, text, errors);
    ByteBuffer out;
    const CodecResult result = encode(text->text(), callback.handler(), order, out);
    switch (result.status) {
    case CodecStatus::ok: return Value::object(make_bytes(ctx, out.span()));
    case CodecStatus::error: return callback.raise_error(result.error);
    case CodecStatus::failed: return Value::error();
    case CodecStatus::no_memory: break;
    }
    return raise_memory_error(ctx);
}

// ---- adapters ----

CodecResult decode_utf8_any(std::span<const uint8_t> bytes, const DecodeHandler& handler,
                            bool final, UnitOrder*, CodePointBuffer& out) {
    return utf8_decode(bytes, handler, final, out);
}
CodecResult decode_latin1_any(std::span<const uint8_t> bytes, const DecodeHandler&, bool,
                              UnitOrder*, CodePointBuffer& out) {
    latin1_decode(bytes, out);
    CodecResult result;
    result.status = out.failed() ? CodecStatus::no_memory : CodecStatus::ok;
    result.consumed = bytes.size();
    return result;
}
CodecResult decode_ascii_any(std::span<const uint8_t> bytes, const DecodeHandler& handler, bool,
                             UnitOrder*, CodePointBuffer& out) {
    return ascii_decode(bytes, handler, out);
}
CodecResult decode_utf16_any(std::span<const uint8_t> bytes, const DecodeHandler& handler,
                             bool final, UnitOrder* order, CodePointBuffer& out) {
    return utf16_decode(bytes, handler, final, order, out);
}
CodecResult decode_utf32_any(std::span<const uint8_t> bytes, const DecodeHandler& handler,
                             bool final, UnitOrder* order, CodePointBuffer& out) {
    return utf32_decode(bytes, handler, final, order, out);
}
CodecResult decode_utf7_any(std::span<const uint8_t> bytes, const DecodeHandler& handler,
                            bool final, UnitOrder*, CodePointBuffer& out) {
    return utf7_decode(bytes, handler, final, out);
}
CodecResult encode_utf8_any(TextRef text, const EncodeHandler& handler, UnitOrder,
                            ByteBuffer& out) {
    return utf8_encode(text, handler, out);
}
CodecResult encode_latin1_any(TextRef text, const EncodeHandler& handler, UnitOrder,
                              ByteBuffer& out) {
    return latin1_encode(text, handler, out);
}
CodecResult encode_ascii_any(TextRef text, const EncodeHandler& handler, UnitOrder,
                             ByteBuffer& out) {
    return ascii_encode(text, handler, out);
}
CodecResult encode_utf7_any(TextRef text, const EncodeHandler&, UnitOrder, ByteBuffer& out) {
    return utf7_encode(text, out);
}

}  // namespace orrery
