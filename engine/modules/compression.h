// What the decompressor objects of _bz2 and _lzma share: input that is kept for later when output
// is limited, what follows the end of the stream, and which errors calls at the wrong time raise.
#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include "engine/modules/module_support.h"
#include "engine/objects/bytes.h"

namespace orrery {

struct Decompressor : NativeObject {
    std::string* pending;  // input not used yet; owned
    Slot unused;           // bytes: what followed the end of the stream
    bool eof;
    bool hungry;  // needs_input
    bool failed;  // the library's state is of no more use
};
inline void trace_decompressor(Marker& marker, Object* self) {
    marker.mark(static_cast<Decompressor*>(self)->unused);
}
/// False after MemoryError.
inline bool begin_decompressor(Context& ctx, Decompressor* d) {
    Bytes* nothing = empty_bytes(ctx);
    if (!nothing) return false;
    d->unused.set(ctx, d, Value::object(nothing));
    d->pending = new std::string;
    d->hungry = true;
    return true;
}
template <typename T>
Value get_eof(Context&, Value self) {
    return Value::boolean(self.as<T>()->eof);
}
template <typename T>
Value get_needs_input(Context&, Value self) {
    return Value::boolean(self.as<T>()->hungry);
}
template <typename T>
Value get_unused_data(Context&, Value self) {
    return self.as<T>()->unused.get();
}

/// One call of a library: what it is given, what it has left over.
struct CodingStep {
    const uint8_t* in;
    size_t in_left;
    uint8_t* out;
    size_t room;
};
enum class StepResult : uint8_t { kMore, kEnd, kFailed };

/// decompress(data, max_length): runs `step` (CodingStep& -> StepResult; it sets the exception of a
/// failure) until input or room for output are used up.
template <typename F>
Value decompress_data(Context& ctx, Decompressor* d, Value data, Value limit_value,
                      const char* after_end, F step) {
    BufferView view;
    int64_t limit = -1;
    if (!view.acquire(ctx, data) || (limit_value && !to_int64(ctx, limit_value, limit)))
        return Value::error();
    if (d->eof) return raise(ctx, TypeId::kEOFError, after_end);
    if (d->failed) {
        return raise(ctx, TypeId::kValueError, "Decompressor is unusable after a previous error");
    }
    // With nothing kept from before, the caller's memory is read in place.
    std::string joined;
    std::string_view input = view.chars();
    if (!d->pending->empty()) {
        joined = std::move(*d->pending);
        joined += input;
        input = joined;
    }
    d->pending->clear();
    std::string out;
    uint8_t piece[32768];
    CodingStep s{reinterpret_cast<const uint8_t*>(input.data()), input.size(), piece, 0};
    const size_t most = limit < 0 ? SIZE_MAX : static_cast<size_t>(limit);
    size_t room;
    do {
        room = std::min(sizeof piece, most - out.size());
        s.out = piece;
        s.room = room;
        const StepResult r = step(s);
        if (r == StepResult::kFailed) {
            d->failed = true;
            return Value::error();
        }
        out.append(reinterpret_cast<char*>(piece), room - s.room);
        d->eof = r == StepResult::kEnd;
    } while (!d->eof && (s.room == 0 ? out.size() < most : s.in_left > 0));
    const std::string_view rest(reinterpret_cast<const char*>(s.in), s.in_left);
    d->hungry = !d->eof && rest.empty() && (s.room > 0 || room == 0);
    if (d->eof) {
        Bytes* unused = make_bytes(ctx, rest);
        if (!unused) return Value::error();
        d->unused.set(ctx, d, Value::object(unused));
    } else {
        *d->pending = std::string(rest);
    }
    return or_error(make_bytes(ctx, out));
}

/// The other direction: runs `step` until all input is used and, if `finishing`, the end has come.
template <typename F>
Value compress_data(Context& ctx, std::span<const uint8_t> data, bool finishing, F step) {
    std::string out;
    uint8_t piece[32768];
    CodingStep s{data.data(), data.size(), piece, 0};
    StepResult r;
    do {
        s.out = piece;
        s.room = sizeof piece;
        r = step(s);
        if (r == StepResult::kFailed) return Value::error();
        out.append(reinterpret_cast<char*>(piece), sizeof piece - s.room);
    } while (r != StepResult::kEnd && (finishing || s.in_left > 0 || s.room == 0));
    return or_error(make_bytes(ctx, out));
}

}  // namespace orrery
