#include "engine/modules/sre/subject.h"

#include <algorithm>

namespace orrery::sre {

bool Subject::open(Value value) {
    close();
    value_ = value;
    if (value.is(Kind::kString)) {
        auto* string = value.as<String>();
        text_ = {string->data, static_cast<size_t>(string->length),
                 static_cast<uint8_t>(1u << string->width_log2())};
        is_bytes_ = false;
        return true;
    }
    is_bytes_ = true;
    if (value.is(Kind::kBytes)) {
        auto* bytes = value.as<Bytes>();
        text_ = {bytes->data(), static_cast<size_t>(bytes->length), 1};
        return true;
    }
    if (has_buffer(ctx_, value) && view_.acquire(ctx_, value)) {
        text_ = view_.text();
        return true;
    }
    if (has_exception(ctx_)) take_exception(ctx_);
    raise(ctx_, TypeId::kTypeError, "expected string or bytes-like object, got '{}'",
          MessageArg::type(value));
    return false;
}

void Subject::close() {
    view_.release();
    text_ = {};
}

Value Subject::slice(size_t start, size_t stop) const {
    stop = std::min(stop, length());
    start = std::min(start, stop);
    bool whole = start == 0 && stop == length() && value_.as_object()->is_exact();
    if (!is_bytes_) {
        if (whole) return value_;
        String* part = substring(ctx_, value_.as<String>(), start, stop);
        return part ? Value::object(part) : Value::error();
    }
    if (whole && value_.is(Kind::kBytes)) return value_;
    const auto* data = static_cast<const uint8_t*>(text_.data);
    Bytes* part = make_bytes(ctx_, std::span<const uint8_t>(data + start, stop - start));
    return part ? Value::object(part) : Value::error();
}

}  // namespace orrery::sre
