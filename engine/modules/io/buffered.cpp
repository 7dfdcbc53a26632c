// BufferedReader, BufferedWriter and BufferedRandom: one layout. The buffer holds either bytes
// read ahead or bytes still to write, never both; changing over flushes or seeks back.
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/io/objects.h"
#include "engine/modules/io/platform.h"
#include "engine/objects/numbers.h"

namespace orrery::io {

void IoState::link(Buffered* b) {
    b->state = this;
    b->previous = nullptr;
    b->next = open;
    if (open) open->previous = b;
    open = b;
}
void IoState::unlink(Buffered* b) {
    if (!b->state) return;
    (b->previous ? b->previous->next : open) = b->next;
    if (b->next) b->next->previous = b->previous;
    b->state = nullptr;
}

namespace {

Buffered* self_of(const Args& args) { return args[0].as<Buffered>(); }

constexpr int64_t kFailed = -1;
constexpr int64_t kWouldBlock = -2;

/// One read of the raw stream.
int64_t raw_read(Context& ctx, Buffered* b, void* data, uint64_t size) {
    if (b->file) {
        for (;;) {
            const int64_t n = b->file->read(data, size);
            if (n >= 0) return n;
            if (n == -EAGAIN || n == -EWOULDBLOCK) return kWouldBlock;
            if (n != -EINTR) {
                raise_os_error(ctx, static_cast<int>(-n));
                return kFailed;
            }
            if (!after_interrupt(ctx)) return kFailed;
        }
    }
    ByteArray* space = make_bytearray(ctx, "");
    if (!space || !bytearray_resize(ctx, space, size)) return kFailed;
    if (size) std::memset(space->data(), 0, size);
    MemoryView* view = make_memoryview(ctx, Value::object(space));
    if (!view) return kFailed;
    Value count = call_io(ctx, b->raw.get(), IoName::kreadinto, {Value::object(view)});
    if (!count) return kFailed;
    if (count.is_none()) return kWouldBlock;
    int64_t n;
    if (!to_int64(ctx, count, n)) return kFailed;
    if (n < 0 || static_cast<uint64_t>(n) > size) {
        raise(ctx, TypeId::kOSError,
              "raw readinto() returned invalid length {} (should have been between 0 and {})", n,
              size);
        return kFailed;
    }
    std::memcpy(data, space->data(), static_cast<size_t>(n));
    return n;
}

int64_t raw_write(Context& ctx, Buffered* b, const uint8_t* data, uint64_t size) {
    if (b->file) {
        for (;;) {
            const int64_t n = b->file->write(data, size);
            if (n >= 0) return n;
            if (n == -EAGAIN || n == -EWOULDBLOCK) return kWouldBlock;
            if (n != -EINTR) {
                raise_os_error(ctx, static_cast<int>(-n));
                return kFailed;
            }
            if (!after_interrupt(ctx)) return kFailed;
        }
    }
    Bytes* bytes = make_bytes(ctx, std::span(data, size));
    MemoryView* view = bytes ? make_memoryview(ctx, Value::object(bytes)) : nullptr;
    if (!view) return kFailed;
    Value count = call_io(ctx, b->raw.get(), IoName::kwrite, {Value::object(view)});
    if (!count) return kFailed;
    if (count.is_none()) return kWouldBlock;
    int64_t n;
    if (!to_int64(ctx, count, n)) return kFailed;
    if (n < 0 || static_cast<uint64_t>(n) > size) {
        raise(ctx, TypeId::kOSError,
              "raw write() returned invalid length {} (should have been between 0 and {})", n,
              size);
        return kFailed;
    }
    return n;
}

int64_t raw_seek(Context& ctx, Buffered* b, int64_t offset, int whence) {
    Value v = b->file ? file_seek(ctx, b->file, offset, whence)
                      : call_io(ctx, b->raw.get(), IoName::kseek,
                                {make_int(ctx, offset), Value::small_int(whence)});
    int64_t n;
    if (!v || !to_int64(ctx, v, n)) return kFailed;
    if (n < 0) {
        raise(ctx, TypeId::kOSError, "Raw stream returned invalid position {}", n);
        return kFailed;
    }
    return n;
}

void raise_would_block(Context& ctx, uint64_t written) {
    String* text = make_string(ctx, "write could not complete without blocking");
    if (!text) return;
    const Value args[] = {Value::small_int(EAGAIN), Value::object(text),
                          make_int(ctx, static_cast<int64_t>(written))};
    raise_with(ctx, TypeId::kBlockingIOError, args);
}

/// Gives bytes read ahead back, so that the raw position is the logical one.
bool drop_read_ahead(Context& ctx, Buffered* b) {
    const auto ahead = static_cast<int64_t>(b->end - b->begin);
    b->begin = b->end = 0;
    return ahead == 0 || raw_seek(ctx, b, -ahead, 1) >= 0;
}

bool is_closed(Context& ctx, Buffered* b, bool& failed) {
    if (b->file) return !b->file->is_open();
    const Truth t = io_flag(ctx, b->raw.get(), IoName::kclosed);
    failed = t == Truth::kError;
    return t == Truth::kYes;
}

bool check_initialized(Context& ctx, Buffered* b) {
    if (b->raw) return true;
    if (b->detached) {
        raise(ctx, TypeId::kValueError, "raw stream has been detached");
    } else {
        raise_uninitialized(ctx);
    }
    return false;
}

/// Fills the empty buffer; as raw_read.
int64_t fill(Context& ctx, Buffered* b) {
    b->begin = b->end = 0;
    const int64_t n = raw_read(ctx, b, b->buffer, b->capacity);
    if (n > 0) b->end = static_cast<uint64_t>(n);
    return n;
}

Value bytes_value(Context& ctx, std::string_view data) {
    Bytes* b = make_bytes(ctx, data);
    return b ? Value::object(b) : Value::error();
}

std::string_view ahead(Buffered* b) {
    return {reinterpret_cast<char*>(b->buffer) + b->begin, static_cast<size_t>(b->end - b->begin)};
}

bool buffered_init(Context& ctx, Buffered* b, Value raw, int64_t size, bool read, bool write) {
    if (size <= 0) {
        raise(ctx, TypeId::kValueError, "buffer size must be strictly positive");
        return false;
    }
    auto* memory = static_cast<uint8_t*>(std::malloc(static_cast<size_t>(size)));
    if (!memory) {
        raise_memory_error(ctx);
        return false;
    }
    std::free(b->buffer);
    release_file(b->file);
    b->file = nullptr;
    if (is_exactly(ctx, raw, IoType::kFileIO) && raw.as<FileIO>()->file) {
        b->file = raw.as<FileIO>()->file;
        b->file->uses++;
    }
    b->raw.set(ctx, b, raw);
    b->buffer = memory;
    b->capacity = static_cast<uint64_t>(size);
    b->begin = b->end = b->pending = 0;
    b->can_read = read;
    b->can_write = write;
    b->detached = false;
    if (write && !b->state) state(ctx).link(b);
    return true;
}

bool init_from(Context& ctx, const Args& args, bool read, bool write) {
    int64_t size = kDefaultBufferSize;
    if (args[2] && !to_position(ctx, args[2], size)) return false;
    const IoName checks[] = {IoName::kseekable, IoName::kreadable, IoName::kwritable};
    constexpr const char* kMessages[] = {"File or stream is not seekable.",
                                         "File or stream is not readable.",
                                         "File or stream is not writable."};
    const bool wanted[] = {read && write, read, write};
    for (unsigned i = 0; i < 3; i++) {
        if (!wanted[i]) continue;
        const Truth t = io_predicate(ctx, args[1], checks[i]);
        if (t == Truth::kNo) raise_unsupported(ctx, kMessages[i]);
        if (t != Truth::kYes) return false;
    }
    return buffered_init(ctx, self_of(args), args[1], size, read, write);
}
Value reader_init(Context& ctx, const Args& args) {
    return init_from(ctx, args, true, false) ? Value::none() : Value::error();
}
Value writer_init(Context& ctx, const Args& args) {
    return init_from(ctx, args, false, true) ? Value::none() : Value::error();
}
Value random_init(Context& ctx, const Args& args) {
    return init_from(ctx, args, true, true) ? Value::none() : Value::error();
}

// ---- reading ----

Value buffered_read(Context& ctx, const Args& args) {
    Buffered* b = self_of(args);
    int64_t wanted;
    if (!to_size(ctx, args[1], wanted)) return Value::error();
    if (wanted < -1) {
        return raise(ctx, TypeId::kValueError, "read length must be non-negative or -1");
    }
    if (!buffered_check(ctx, b, "read of closed file")) return Value::error();
    if (wanted < 0) return buffered_read_all(ctx, b);
    if (b->pending && !buffered_flush(ctx, b)) return Value::error();
    const auto n = static_cast<uint64_t>(wanted);
    if (n <= b->end - b->begin) {
        Value v = bytes_value(ctx, ahead(b).substr(0, n));
        b->begin += n;
        return v;
    }
    Bytes* out = new_bytes(ctx, n);
    if (!out) return Value::error();
    uint64_t have = b->end - b->begin;
    std::memcpy(out->data(), b->buffer + b->begin, have);
    b->begin = b->end = 0;
    while (have < n) {
        int64_t got;
        if (n - have >= b->capacity) {
            got = raw_read(ctx, b, out->data() + have, n - have);
            if (got > 0) have += static_cast<uint64_t>(got);
        } else {
            got = fill(ctx, b);
            if (got > 0) {
                const uint64_t part = std::min(n - have, b->end);
                std::memcpy(out->data() + have, b->buffer, part);
                b->begin = part;
                have += part;
            }
        }
        if (got == kFailed) return Value::error();
        if (got == kWouldBlock && have == 0) return Value::none();
        if (got <= 0) break;
    }
    return have == n ? Value::object(out) : bytes_value(ctx, out->view().substr(0, have));
}

Value buffered_read1_method(Context& ctx, const Args& args) {
    Buffered* b = self_of(args);
    int64_t n;
    if (!to_size(ctx, args[1], n) || !check_initialized(ctx, b)) return Value::error();
    if (n < 0) n = static_cast<int64_t>(b->capacity);
    if (!buffered_check(ctx, b, "read of closed file")) return Value::error();
    if (n == 0) return bytes_value(ctx, "");
    if (b->end > b->begin) {
        n = std::min(n, static_cast<int64_t>(b->end - b->begin));
    }
    Bytes* out = new_bytes(ctx, static_cast<uint64_t>(n));
    if (!out) return Value::error();
    const int64_t got = buffered_read1(ctx, b, out->data(), static_cast<uint64_t>(n));
    if (got == kFailed) return Value::error();
    const auto have = static_cast<size_t>(std::max<int64_t>(got, 0));
    return got == n ? Value::object(out) : bytes_value(ctx, out->view().substr(0, have));
}

template <bool once>
Value buffered_readinto(Context& ctx, const Args& args) {
    Buffered* b = self_of(args);
    BufferView view;
    if (!check_initialized(ctx, b) ||
        !view.acquire(ctx, args[1], BufferView::kWrite,
                      once ? "readinto1() argument" : "readinto() argument") ||
        !buffered_check(ctx, b, "readinto of closed file")) {
        return Value::error();
    }
    uint64_t have = 0;
    while (have < view.size()) {
        const int64_t got = buffered_read1(ctx, b, view.data() + have, view.size() - have);
        if (got == kFailed) return Value::error();
        if (got == kWouldBlock && have == 0) return Value::none();
        if (got <= 0) break;
        have += static_cast<uint64_t>(got);
        if (once) break;
    }
    return make_int(ctx, static_cast<int64_t>(have));
}

Value buffered_peek(Context& ctx, const Args& args) {
    Buffered* b = self_of(args);
    if (!buffered_check(ctx, b, "peek of closed file")) return Value::error();
    if (b->pending && !buffered_flush(ctx, b)) return Value::error();
    if (b->end == b->begin && fill(ctx, b) == kFailed) return Value::error();
    return bytes_value(ctx, ahead(b));
}

Value read_line(Context& ctx, Buffered* b, int64_t limit) {
    if (!buffered_check(ctx, b, "readline of closed file")) return Value::error();
    if (b->pending && !buffered_flush(ctx, b)) return Value::error();
    std::string line;
    for (;;) {
        std::string_view view = ahead(b);
        if (limit >= 0) view = view.substr(0, static_cast<size_t>(limit) - line.size());
        const void* at = std::memchr(view.data(), '\n', view.size());
        if (at)
            view =
                view.substr(0, static_cast<size_t>(static_cast<const char*>(at) - view.data()) + 1);
        b->begin += view.size();
        const bool done =
            at || (limit >= 0 && line.size() + view.size() >= static_cast<size_t>(limit));
        if (done && line.empty()) return bytes_value(ctx, view);
        line += view;
        if (done) break;
        const int64_t got = fill(ctx, b);
        if (got == kFailed) return Value::error();
        if (got <= 0) break;
    }
    return bytes_value(ctx, line);
}
Value buffered_readline(Context& ctx, const Args& args) {
    int64_t limit;
    return to_size(ctx, args[1], limit) ? read_line(ctx, self_of(args), limit) : Value::error();
}
Value buffered_next(Context& ctx, Value self) {
    Value line;
    if (type_of(ctx, self)->has(Type::kUserDefined)) {
        line = call_io(ctx, self, IoName::kreadline);
        if (line && !line.is(Kind::kBytes)) {
            return raise(ctx, TypeId::kOSError,
                         "readline() should have returned a bytes object, not '{}'",
                         MessageArg::type(line));
        }
    } else {
        line = read_line(ctx, self.as<Buffered>(), -1);
    }
    return line && line.as<Bytes>()->length == 0 ? Value::stop() : line;
}

// ---- writing ----

Value buffered_write_method(Context& ctx, const Args& args) {
    Buffered* b = self_of(args);
    if (!check_initialized(ctx, b)) return Value::error();
    BufferView view;
    if (!view.acquire(ctx, args[1]) || !buffered_check(ctx, b, "write to closed file")) {
        return Value::error();
    }
    return buffered_write(ctx, b, view.data(), view.size())
               ? make_int(ctx, static_cast<int64_t>(view.size()))
               : Value::error();
}

Value buffered_flush_method(Context& ctx, const Args& args) {
    Buffered* b = self_of(args);
    if (!buffered_check(ctx, b, "flush of closed file")) return Value::error();
    if (!buffered_flush(ctx, b)) return Value::error();
    if (b->can_read && b->can_write && !drop_read_ahead(ctx, b)) return Value::error();
    if (!b->can_write) return call_io(ctx, b->raw.get(), IoName::kflush);
    return b->file ? Value::none() : call_io(ctx, b->raw.get(), IoName::kflush);
}

// ---- position ----

Value buffered_tell_method(Context& ctx, const Args& args) {
    if (!check_initialized(ctx, self_of(args))) return Value::error();
    const int64_t n = buffered_tell(ctx, self_of(args));
    return n < 0 ? Value::error() : make_int(ctx, n);
}

Value buffered_seek(Context& ctx, const Args& args) {
    Buffered* b = self_of(args);
    int64_t offset;
    int32_t whence = 0;
    if ((args[2] && !to_int32(ctx, args[2], whence)) || !check_initialized(ctx, b)) {
        return Value::error();
    }
    if (whence < 0 || whence > 4) {
        return raise(ctx, TypeId::kValueError, "whence value {} unsupported", whence);
    }
    if (!buffered_check(ctx, b, "seek of closed file")) return Value::error();
    const Truth seekable = b->file && is_exactly(ctx, b->raw.get(), IoType::kFileIO)
                               ? file_seekable(ctx, b->raw.get().as<FileIO>())
                               : io_predicate(ctx, b->raw.get(), IoName::kseekable);
    if (seekable == Truth::kNo) raise_unsupported(ctx, "File or stream is not seekable.");
    if (seekable != Truth::kYes || !to_position(ctx, args[1], offset)) return Value::error();
    const auto buffered = static_cast<int64_t>(b->end - b->begin);
    if (whence != 2 && whence < 3 && buffered > 0) {
        // Within what has been read ahead nothing needs to move but `begin`.
        const int64_t raw_at = raw_seek(ctx, b, 0, 1);
        if (raw_at < 0) return Value::error();
        const int64_t here = raw_at - buffered;
        const int64_t target = whence == 0 ? offset : here + offset;
        if (target >= here - static_cast<int64_t>(b->begin) && target <= raw_at) {
            b->begin = static_cast<uint64_t>(static_cast<int64_t>(b->begin) + target - here);
            return make_int(ctx, target);
        }
    }
    if (!buffered_flush(ctx, b)) return Value::error();
    if (whence == 1) offset -= buffered;
    b->begin = b->end = 0;
    const int64_t n = raw_seek(ctx, b, offset, whence);
    return n < 0 ? Value::error() : make_int(ctx, n);
}

Value buffered_truncate(Context& ctx, const Args& args) {
    Buffered* b = self_of(args);
    if (!buffered_check(ctx, b, "truncate of closed file")) return Value::error();
    if (!b->can_write) return raise_unsupported(ctx, "truncate");
    if (!buffered_flush(ctx, b) || !drop_read_ahead(ctx, b)) return Value::error();
    Value position = args[1];
    if (!position || position.is_none()) {
        const int64_t n = raw_seek(ctx, b, 0, 1);
        if (n < 0) return Value::error();
        position = make_int(ctx, n);
    }
    return call_io(ctx, b->raw.get(), IoName::ktruncate, {position});
}

// ---- the rest ----

Value buffered_close(Context& ctx, const Args& args) {
    Buffered* b = self_of(args);
    if (!check_initialized(ctx, b)) return Value::error();
    bool failed = false;
    if (is_closed(ctx, b, failed) || failed) return failed ? Value::error() : Value::none();
    if (type_of(ctx, args[0])->has(Type::kUserDefined)) {
        call_io(ctx, args[0], IoName::kflush);
    } else {
        buffered_flush(ctx, b);
    }
    Value first = ctx.exception ? take_exception(ctx) : Value();
    if (is_exactly(ctx, b->raw.get(), IoType::kFileIO)) {
        b->raw.get().as<FileIO>()->base_closed = true;
        file_close(ctx, b->raw.get().as<FileIO>());
    } else {
        call_io(ctx, b->raw.get(), IoName::kclose);
    }
    b->pending = b->begin = b->end = 0;
    if (b->state) b->state->unlink(b);
    restore_exception(ctx, first);
    return ctx.exception ? Value::error() : Value::none();
}

Value buffered_detach(Context& ctx, const Args& args) {
    Buffered* b = self_of(args);
    if (!check_initialized(ctx, b) || !call_io(ctx, args[0], IoName::kflush)) return Value::error();
    Value raw = b->raw.get();
    b->raw.set(ctx, b, Value());
    b->detached = true;
    release_file(b->file);
    b->file = nullptr;
    if (b->state) b->state->unlink(b);
    return raw;
}

template <IoName method>
Value forward(Context& ctx, const Args& args) {
    Buffered* b = self_of(args);
    return check_initialized(ctx, b) ? call_io(ctx, b->raw.get(), method) : Value::error();
}
template <IoName attribute>
Value forward_get(Context& ctx, Value self) {
    auto* b = self.as<Buffered>();
    return check_initialized(ctx, b) ? get_io(ctx, b->raw.get(), attribute) : Value::error();
}
Value get_raw(Context& ctx, Value self) {
    Value raw = self.as<Buffered>()->raw.get();
    return raw ? raw
               : raise(ctx, TypeId::kAttributeError, "'{}' object has no attribute 'raw'",
                       MessageArg::type(self));
}

Value dealloc_warn(Context&, const Args&) { return Value::none(); }

Value buffered_repr(Context& ctx, const Args& args) {
    std::string type = type_name(ctx, args[0]);
    Value name;
    Truth t = find_attribute(ctx, args[0], state(ctx).name(IoName::kname), name);
    if (t == Truth::kError) {
        if (!exception_matches(ctx, TypeId::kValueError)) return Value::error();
        take_exception(ctx);
        t = Truth::kNo;
    }
    if (t == Truth::kNo) return text_value(ctx, "<" + type + ">");
    String* r = to_repr(ctx, name);
    return r ? text_value(ctx, "<" + type + " name=" + to_utf8(r) + ">") : Value::error();
}

#define ORRERY_BUFFERED_COMMON \
    {"detach(self, /)", buffered_detach}, \
    {"close(self, /)", buffered_close}, \
    {"flush(self, /)", buffered_flush_method}, \
    {"seekable(self, /)", forward<IoName::kseekable>}, \
    {"fileno(self, /)", forward<IoName::kfileno>}, \
    {"isatty(self, /)", forward<IoName::kisatty>}, \
    {"seek(self, target, whence=0, /)", buffered_seek}, \
    {"tell(self, /)", buffered_tell_method}, \
    {"truncate(self, pos=None, /)", buffered_truncate}, \
    {"_dealloc_warn(self, source, /)", dealloc_warn}, \
    {"__repr__(self, /)", buffered_repr}, \
    {"__reduce_ex__(self, protocol, /)", refuse_pickle}, \
    {"__getstate__(self, /)", refuse_pickle}
#define ORRERY_BUFFERED_READ \
    {"readable(self, /)", forward<IoName::kreadable>}, \
    {"read(self, size=-1, /)", buffered_read}, \
    {"read1(self, size=-1, /)", buffered_read1_method}, \
    {"readinto(self, buffer, /)", buffered_readinto<false>}, \
    {"readinto1(self, buffer, /)", buffered_readinto<true>}, \
    {"readline(self, size=-1, /)", buffered_readline}, \
    {"peek(self, size=0, /)", buffered_peek}
#define ORRERY_BUFFERED_WRITE \
    {"writable(self, /)", forward<IoName::kwritable>}, \
    {"write(self, buffer, /)", buffered_write_method}

constexpr NativeMethod kReaderMethods[] = {
    {"__init__(self, raw, buffer_size=8192)", reader_init},
    ORRERY_BUFFERED_COMMON,
    ORRERY_BUFFERED_READ,
};
constexpr NativeMethod kWriterMethods[] = {
    {"__init__(self, raw, buffer_size=8192)", writer_init},
    ORRERY_BUFFERED_COMMON,
    ORRERY_BUFFERED_WRITE,
};
constexpr NativeMethod kRandomMethods[] = {
    {"__init__(self, raw, buffer_size=8192)", random_init},
    ORRERY_BUFFERED_COMMON,
    ORRERY_BUFFERED_READ,
    ORRERY_BUFFERED_WRITE,
};
constexpr NativeProperty kProperties[] = {
    {"raw", get_raw},
    {"closed", forward_get<IoName::kclosed>},
    {"name", forward_get<IoName::kname>},
    {"mode", forward_get<IoName::kmode>},
};

void trace(Marker& marker, Object* self) {
    trace_io(marker, self);
    marker.mark(static_cast<Buffered*>(self)->raw);
}

void finalize(Object* self) {
    auto* b = static_cast<Buffered*>(self);
    if (b->state) b->state->unlink(b);
    for (uint64_t done = 0; b->file && b->file->is_open() && done < b->pending;) {
        const int64_t n = b->file->write(b->buffer + done, b->pending - done);
        if (n < 0 && n != -EINTR) break;
        if (n > 0) done += static_cast<uint64_t>(n);
    }
    release_file(b->file);
    std::free(b->buffer);
    b->file = nullptr;
    b->buffer = nullptr;
}

}  // namespace

Buffered* make_buffered(Context& ctx, IoType type, Value raw, int64_t size) {
    auto* b = make<Buffered>(ctx, type);
    if (!b) return nullptr;
    const bool random = type == IoType::kBufferedRandom;
    return buffered_init(ctx, b, raw, size, random || type == IoType::kBufferedReader,
                         random || type == IoType::kBufferedWriter)
               ? b
               : nullptr;
}

bool buffered_usable(Buffered* b) { return b->raw && (!b->file || b->file->is_open()); }

bool buffered_check(Context& ctx, Buffered* b, const char* message) {
    if (!check_initialized(ctx, b)) return false;
    bool failed = false;
    if (!is_closed(ctx, b, failed)) return !failed;
    raise_closed(ctx, message ? message : "I/O operation on closed file.");
    return false;
}

bool buffered_flush(Context& ctx, Buffered* b) {
    uint64_t done = 0;
    while (done < b->pending) {
        const int64_t n = raw_write(ctx, b, b->buffer + done, b->pending - done);
        if (n < 0) {
            std::memmove(b->buffer, b->buffer + done, b->pending - done);
            b->pending -= done;
            if (n == kWouldBlock) raise_would_block(ctx, 0);
            return false;
        }
        done += static_cast<uint64_t>(n);
    }
    b->pending = 0;
    return true;
}

bool buffered_write(Context& ctx, Buffered* b, const void* data, uint64_t size) {
    if (b->end > b->begin) {
        if (!drop_read_ahead(ctx, b)) return false;
    } else {
        b->begin = b->end = 0;
    }
    const auto* bytes = static_cast<const uint8_t*>(data);
    if (size > b->capacity - b->pending) {
        if (!buffered_flush(ctx, b)) {
            // A stream that would block keeps what fits.
            if (!exception_matches(ctx, TypeId::kBlockingIOError)) return false;
            take_exception(ctx);
            const uint64_t part = std::min(size, b->capacity - b->pending);
            std::memcpy(b->buffer + b->pending, bytes, part);
            b->pending += part;
            if (part == size) return true;
            raise_would_block(ctx, part);
            return false;
        }
        while (size >= b->capacity) {
            const int64_t n = raw_write(ctx, b, bytes, size);
            if (n == kFailed) return false;
            if (n == kWouldBlock) {
                std::memcpy(b->buffer, bytes, b->capacity);
                b->pending = b->capacity;
                if (size == b->capacity) return true;
                raise_would_block(
                    ctx,
                    static_cast<uint64_t>(bytes - static_cast<const uint8_t*>(data)) + b->capacity);
                return false;
            }
            bytes += n;
            size -= static_cast<uint64_t>(n);
        }
    }
    if (size) std::memcpy(b->buffer + b->pending, bytes, size);
    b->pending += size;
    return true;
}

int64_t buffered_read1(Context& ctx, Buffered* b, void* data, uint64_t size) {
    if (b->pending && !buffered_flush(ctx, b)) return kFailed;
    if (b->begin == b->end) {
        if (size >= b->capacity) return raw_read(ctx, b, data, size);
        const int64_t n = fill(ctx, b);
        if (n <= 0) return n;
    }
    const uint64_t part = std::min(size, b->end - b->begin);
    std::memcpy(data, b->buffer + b->begin, part);
    b->begin += part;
    return static_cast<int64_t>(part);
}

Value buffered_read_all(Context& ctx, Buffered* b) {
    if (b->pending && !buffered_flush(ctx, b)) return Value::error();
    std::string all(ahead(b));
    b->begin = b->end = 0;
    Value readall;
    const Truth has = find_attribute(ctx, b->raw.get(), state(ctx).name(IoName::kreadall), readall);
    if (has == Truth::kError) return Value::error();
    if (has == Truth::kYes) {
        Value rest = call(ctx, readall, {});
        if (!rest) return rest;
        if (rest.is_none()) return all.empty() ? rest : bytes_value(ctx, all);
        if (!rest.is(Kind::kBytes)) {
            return raise(ctx, TypeId::kTypeError, "readall() should return bytes");
        }
        if (all.empty()) return rest;
        all += rest.as<Bytes>()->view();
        return bytes_value(ctx, all);
    }
    for (bool first = all.empty();; first = false) {
        Value part = call_io(ctx, b->raw.get(), IoName::kread);
        if (!part) return part;
        if (part.is_none() && first) return part;
        if (!part.is_none() && !part.is(Kind::kBytes)) {
            return raise(ctx, TypeId::kTypeError, "read() should return bytes");
        }
        if (part.is_none() || part.as<Bytes>()->length == 0) break;
        all += part.as<Bytes>()->view();
    }
    return bytes_value(ctx, all);
}

int64_t buffered_tell(Context& ctx, Buffered* b) {
    const int64_t at = raw_seek(ctx, b, 0, 1);
    if (at < 0) return at;
    return at - static_cast<int64_t>(b->end - b->begin) + static_cast<int64_t>(b->pending);
}

const NativeTypeSpec kBufferedReaderSpec = {
    .name = "_io.BufferedReader",
    .size = sizeof(Buffered),
    .methods = kReaderMethods,
    .properties = kProperties,
    .next = buffered_next,
    .trace = trace,
    .finalize = finalize,
    .doc = "Create a new buffered reader using the given readable raw IO object.",
    .native_base = &kBufferedIOBaseSpec,
};
const NativeTypeSpec kBufferedWriterSpec = {
    .name = "_io.BufferedWriter",
    .size = sizeof(Buffered),
    .methods = kWriterMethods,
    .properties = kProperties,
    .trace = trace,
    .finalize = finalize,
    .doc = "A buffer for a writeable sequential RawIO object.",
    .native_base = &kBufferedIOBaseSpec,
};
const NativeTypeSpec kBufferedRandomSpec = {
    .name = "_io.BufferedRandom",
    .size = sizeof(Buffered),
    .methods = kRandomMethods,
    .properties = kProperties,
    .next = buffered_next,
    .trace = trace,
    .finalize = finalize,
    .doc = "A buffered interface to random access streams.",
    .native_base = &kBufferedIOBaseSpec,
};

}  // namespace orrery::io
