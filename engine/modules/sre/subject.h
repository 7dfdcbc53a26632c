// The text or bytes that a pattern is applied to, opened for the length of one operation.
//
// A str is read where it lies. Of a bytes-like object the buffer is held, so that it can neither
// move nor shrink while Python code runs in between.
#pragma once

#include "engine/interpreter/context.h"
#include "engine/objects/bytes.h"
#include "engine/text/text_ref.h"

namespace orrery::sre {

class Subject {
public:
    explicit Subject(Context& ctx) : ctx_(ctx) {}
    ~Subject() { close(); }
    Subject(const Subject&) = delete;
    Subject& operator=(const Subject&) = delete;

    // False after TypeError: neither a str nor bytes-like.
    bool open(Value value);
    void close();

    Value value() const { return value_; }
    bool is_bytes() const { return is_bytes_; }
    TextRef text() const { return text_; }
    size_t length() const { return text_.length; }

    // The part [start, stop), both cut to the length, as str or bytes; the object itself where it
    // is an exact str or bytes and the part is all of it.
    Value slice(size_t start, size_t stop) const;

private:
    Context& ctx_;
    Value value_;
    TextRef text_;
    bool is_bytes_ = false;
    BufferView view_;
};

}  // namespace orrery::sre
