// FileIO: a file descriptor (or an embedder's callbacks) as a raw stream.
#include <algorithm>
#include <cerrno>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/io/objects.h"
#include "engine/modules/io/platform.h"
#include "engine/modules/signal/signals.h"
#include "engine/objects/encoding.h"
#include "engine/objects/numbers.h"
#include "engine/objects/shape.h"

namespace orrery::io {

constexpr int kLongestNap = 5;  // ms between looks at interrupts that are no signals

int64_t RawFile::read(void* data, size_t size) {
    if (in_naps && !io_platform::wait_readable(fd, kLongestNap)) return -EINTR;
    if (!callbacks) return io_platform::read(fd, data, size);
    return callbacks->read ? callbacks->read({static_cast<uint8_t*>(data), size}) : 0;
}
int64_t RawFile::write(const void* data, size_t size) {
    if (!callbacks) return io_platform::write(fd, data, size);
    return callbacks->write ? callbacks->write({static_cast<const char*>(data), size}) : -EBADF;
}

void release_file(RawFile* file) {
    if (!file || --file->uses) return;
    if (file->fd >= 0 && file->close_fd) io_platform::close(file->fd);
    delete file;
}

namespace {

FileIO* self_of(const Args& args) { return args[0].as<FileIO>(); }

bool check_open(Context& ctx, FileIO* f) {
    if (f->file && f->file->is_open()) return true;
    raise_closed(ctx, "I/O operation on closed file");
    return false;
}
bool check_mode(Context& ctx, FileIO* f, bool allowed, const char* action) {
    if (!check_open(ctx, f)) return false;
    if (allowed) return true;
    raise_unsupported(ctx, std::string("File not open for ") + action);
    return false;
}

struct Mode {
    unsigned flags = 0;
    bool readable = false, writable = false, appending = false, created = false;
};

bool parse_mode(Context& ctx, std::string_view text, Mode& mode) {
    constexpr const char* kOne =
        "Must have exactly one of create/read/write/append mode and at "
        "most one plus";
    bool main = false, plus = false;
    for (char c : text) {
        if (c == 'b') continue;
        const bool again = c == '+' ? plus : main;
        if (again && (c == '+' || c == 'r' || c == 'w' || c == 'a' || c == 'x')) {
            raise(ctx, TypeId::kValueError, kOne);
            return false;
        }
        if (c == '+') {
            plus = true;
            continue;
        }
        main = true;
        switch (c) {
        case 'r': mode.readable = true; break;
        case 'w':
            mode.writable = true;
            mode.flags |= io_platform::kOpenCreate | io_platform::kOpenTruncate;
            break;
        case 'x':
            mode.writable = mode.created = true;
            mode.flags |= io_platform::kOpenCreate | io_platform::kOpenExclusive;
            break;
        case 'a':
            mode.writable = mode.appending = true;
            mode.flags |= io_platform::kOpenCreate | io_platform::kOpenAppend;
            break;
        default: raise(ctx, TypeId::kValueError, "invalid mode: {}", text); return false;
        }
    }
    if (!main) {
        raise(ctx, TypeId::kValueError, kOne);
        return false;
    }
    if (plus) mode.readable = mode.writable = true;
    if (mode.readable) mode.flags |= io_platform::kOpenRead;
    if (mode.writable) mode.flags |= io_platform::kOpenWrite;
    return true;
}

/// A path as the system takes it; false after TypeError or ValueError.
bool path_bytes(Context& ctx, Value path, std::string& out) {
    path = path_object(ctx, path);
    if (!path) return false;
    if (path.is(Kind::kBytes)) {
        out = path.as<Bytes>()->view();
    } else if (!encode_file_name(ctx, path.as<String>(), out)) {
        return false;
    }
    if (out.find('\0') == out.npos) return true;
    raise(ctx, TypeId::kValueError, "embedded null byte");
    return false;
}

bool open_path(Context& ctx, Value name, Value path, unsigned flags, Value opener, int& fd) {
    if (opener && !opener.is_none()) {
        Value v =
            call(ctx, opener, {name, Value::small_int(io_platform::native_open_flags(flags))});
        if (!v) return false;
        int32_t n;
        if (!is_int(v)) {
            raise(ctx, TypeId::kTypeError, "expected integer from opener");
            return false;
        }
        if (!to_int32(ctx, v, n)) return false;
        if (n < 0) {
            raise(ctx, TypeId::kValueError, "opener returned {}", n);
            return false;
        }
        fd = n;
        const int e = io_platform::set_not_inheritable(fd);
        if (e < 0) raise_os_error(ctx, -e);
        return e >= 0;
    }
    std::string bytes;
    if (!path_bytes(ctx, path, bytes)) return false;
    settle_files(ctx);
    for (bool collected = false;;) {
        fd = io_platform::open(bytes, flags);
        if (fd >= 0) return true;
        if (fd == -EMFILE && !collected) {
            // Files that nobody refers to any more still hold descriptors.
            collected = true;
            ctx.heap().collect(Heap::Collect::kMajor);
            continue;
        }
        if (fd != -EINTR) {
            raise_os_error(ctx, -fd, name);
            return false;
        }
        if (!after_interrupt(ctx)) return false;
    }
}

bool file_init(Context& ctx, FileIO* f, Value file, std::string_view mode_text, bool close_fd,
               Value opener) {
    if (f->file && f->file->is_open() && !file_close(ctx, f)) return false;
    release_file(f->file);
    f->file = nullptr;
    f->seekable = -1;
    Mode mode;
    if (is_float(file)) {
        raise(ctx, TypeId::kTypeError, "integer argument expected, got float");
        return false;
    }
    int32_t fd = -1;
    const bool given = is_int(file);
    if (given) {
        if (!to_int32(ctx, file, fd)) return false;
        if (fd < 0) {
            raise(ctx, TypeId::kValueError, "negative file descriptor");
            return false;
        }
    }
    if (!parse_mode(ctx, mode_text, mode)) return false;
    if (!given) {
        if (!close_fd) {
            raise(ctx, TypeId::kValueError, "Cannot use closefd=False with file name");
            return false;
        }
        if (!open_path(ctx, file, file, mode.flags, opener, fd)) return false;
    }
    f->file = new RawFile;
    f->file->fd = fd;
    f->file->close_fd = close_fd;
    f->readable = mode.readable;
    f->writable = mode.writable;
    f->appending = mode.appending;
    f->created = mode.created;
    io_platform::FileInfo info;
    const int e = io_platform::describe(fd, info);
    if (e == -EBADF || info.is_directory) {
        if (given) f->file->close_fd = false;
        release_file(f->file);
        f->file = nullptr;
        raise_os_error(ctx, e == -EBADF ? EBADF : EISDIR, e == -EBADF && given ? Value() : file);
        return false;
    }
    f->block_size = info.block_size > 1 ? info.block_size : kDefaultBufferSize;
    if (info.is_regular) f->seekable = 1;
    f->file->is_regular = info.is_regular;
    f->file->in_naps = !info.is_regular && !owns_process(ctx);
    if (!set_own_attribute(ctx, f, state(ctx).name(IoName::kname), file)) return false;
    if (mode.appending) io_platform::seek(fd, 0, 2);
    return true;
}

Value file_io_init(Context& ctx, const Args& args) {
    std::string mode = "r";
    if (args[2]) {
        if (!args[2].is(Kind::kString)) {
            return raise(ctx, TypeId::kTypeError, "FileIO() argument 'mode' must be str, not {}",
                         argument_type(args[2]));
        }
        mode = to_utf8(args[2].as<String>());
    }
    bool close_fd = true;
    if (args[3]) {
        const Truth t = is_true(ctx, args[3]);
        if (t == Truth::kError) return Value::error();
        close_fd = t == Truth::kYes;
    }
    return file_init(ctx, self_of(args), args[1], mode, close_fd, args[4]) ? Value::none()
                                                                           : Value::error();
}

/// One read into memory: bytes, -1 after an exception, -2 when there is none yet.
int64_t read_some(Context& ctx, RawFile* file, void* data, uint64_t size) {
    for (;;) {
        const int64_t n = file->read(data, size);
        if (n >= 0) return n;
        if (n == -EAGAIN || n == -EWOULDBLOCK) return -2;
        if (n != -EINTR) {
            raise_os_error(ctx, static_cast<int>(-n));
            return -1;
        }
        if (!after_interrupt(ctx)) return -1;
    }
}

Value file_read_all(Context& ctx, RawFile* file) {
    size_t step = kDefaultBufferSize;
    if (!file->callbacks) {
        io_platform::FileInfo info;
        const int64_t at = io_platform::seek(file->fd, 0, 1);
        if (at >= 0 && io_platform::describe(file->fd, info) >= 0 && info.size > at) {
            step = static_cast<size_t>(info.size - at) + 1;
        }
    }
    std::string all;
    for (;;) {
        const size_t had = all.size();
        all.resize(had + step);
        const int64_t n = read_some(ctx, file, all.data() + had, step);
        if (n == -1) return Value::error();
        all.resize(had + (n > 0 ? static_cast<size_t>(n) : 0));
        if (n == -2 && all.empty()) return Value::none();
        if (n <= 0) break;
        step = std::max<size_t>(kDefaultBufferSize, all.size() / 4);
    }
    Bytes* b = make_bytes(ctx, all);
    return b ? Value::object(b) : Value::error();
}

Value file_io_readall(Context& ctx, const Args& args) {
    FileIO* f = self_of(args);
    if (!check_open(ctx, f)) return Value::error();
    return file_read_all(ctx, f->file);
}

Value file_io_read(Context& ctx, const Args& args) {
    FileIO* f = self_of(args);
    int64_t n;
    if (!to_size(ctx, args[1], n) || !check_mode(ctx, f, f->readable, "reading")) {
        return Value::error();
    }
    if (n < 0) return file_read_all(ctx, f->file);
    Bytes* b = new_bytes(ctx, static_cast<uint64_t>(n));
    if (!b) return Value::error();
    const int64_t got = read_some(ctx, f->file, b->data(), static_cast<uint64_t>(n));
    if (got == -1) return Value::error();
    if (got == -2) return Value::none();
    if (got < n) b = make_bytes(ctx, b->view().substr(0, static_cast<size_t>(got)));
    return b ? Value::object(b) : Value::error();
}

Value file_io_readinto(Context& ctx, const Args& args) {
    FileIO* f = self_of(args);
    if (!check_mode(ctx, f, f->readable, "reading")) return Value::error();
    BufferView view;
    if (!view.acquire(ctx, args[1], BufferView::kWrite, "readinto() argument")) {
        return Value::error();
    }
    const int64_t n = read_some(ctx, f->file, view.data(), view.size());
    return n == -1 ? Value::error() : n == -2 ? Value::none() : make_int(ctx, n);
}

Value file_io_write(Context& ctx, const Args& args) {
    FileIO* f = self_of(args);
    if (!check_mode(ctx, f, f->writable, "writing")) return Value::error();
    BufferView view;
    if (!view.acquire(ctx, args[1])) return Value::error();
    for (;;) {
        const int64_t n = f->file->write(view.data(), view.size());
        if (n >= 0) return make_int(ctx, n);
        if (n == -EAGAIN || n == -EWOULDBLOCK) return Value::none();
        if (n != -EINTR) return raise_os_error(ctx, static_cast<int>(-n));
        if (!after_interrupt(ctx)) return Value::error();
    }
}

Value file_io_seek(Context& ctx, const Args& args) {
    FileIO* f = self_of(args);
    int64_t offset;
    int32_t whence = 0;
    if (!check_open(ctx, f) || !to_position(ctx, args[1], offset) ||
        (args[2] && !to_int32(ctx, args[2], whence))) {
        return Value::error();
    }
    return file_seek(ctx, f->file, offset, whence);
}
Value file_io_tell(Context& ctx, const Args& args) {
    return check_open(ctx, self_of(args)) ? file_seek(ctx, self_of(args)->file, 0, 1)
                                          : Value::error();
}
Value file_io_truncate(Context& ctx, const Args& args) {
    FileIO* f = self_of(args);
    if (!check_mode(ctx, f, f->writable, "writing")) return Value::error();
    int64_t size;
    Value position = args[1];
    if (!position || position.is_none()) {
        position = file_seek(ctx, f->file, 0, 1);
        if (!position) return position;
    }
    if (!to_position(ctx, position, size)) return Value::error();
    const int e = io_platform::truncate(f->file->fd, size);
    return e < 0 ? raise_os_error(ctx, -e) : position;
}

Value file_io_close(Context& ctx, const Args& args) {
    FileIO* f = self_of(args);
    f->base_closed = true;
    return file_close(ctx, f) ? Value::none() : Value::error();
}
Value file_io_seekable(Context& ctx, const Args& args) {
    const Truth t =
        check_open(ctx, self_of(args)) ? file_seekable(ctx, self_of(args)) : Truth::kError;
    return t == Truth::kError ? Value::error() : Value::boolean(t == Truth::kYes);
}
Value file_io_readable(Context& ctx, const Args& args) {
    return check_open(ctx, self_of(args)) ? Value::boolean(self_of(args)->readable)
                                          : Value::error();
}
Value file_io_writable(Context& ctx, const Args& args) {
    return check_open(ctx, self_of(args)) ? Value::boolean(self_of(args)->writable)
                                          : Value::error();
}
Value file_io_fileno(Context& ctx, const Args& args) {
    FileIO* f = self_of(args);
    if (!check_open(ctx, f)) return Value::error();
    return f->file->fd < 0 ? raise_unsupported(ctx, "fileno") : Value::small_int(f->file->fd);
}
Value file_io_isatty(Context& ctx, const Args& args) {
    FileIO* f = self_of(args);
    if (!check_open(ctx, f)) return Value::error();
    return Value::boolean(f->file->callbacks ? f->file->callbacks->is_tty
                                             : io_platform::is_tty(f->file->fd));
}

const char* mode_text(FileIO* f) {
    if (f->created) return f->readable ? "xb+" : "xb";
    if (f->appending) return f->readable ? "ab+" : "ab";
    return f->readable ? f->writable ? "rb+" : "rb" : "wb";
}
Value get_mode(Context& ctx, Value self) { return text_value(ctx, mode_text(self.as<FileIO>())); }
Value get_closed(Context&, Value self) {
    auto* f = self.as<FileIO>();
    return Value::boolean(!f->file || !f->file->is_open());
}
Value get_closefd(Context&, Value self) {
    auto* f = self.as<FileIO>();
    return Value::boolean(!f->file || f->file->close_fd);
}
Value get_blksize(Context&, Value self) { return Value::small_int(self.as<FileIO>()->block_size); }

Value file_io_repr(Context& ctx, const Args& args) {
    FileIO* f = self_of(args);
    std::string type = type_name(ctx, args[0]);
    if (!f->file || !f->file->is_open()) return text_value(ctx, "<" + type + " [closed]>");
    Value name;
    const Truth t = find_attribute(ctx, args[0], state(ctx).name(IoName::kname), name);
    if (t == Truth::kError) return Value::error();
    const char* close_fd = f->file->close_fd ? "True" : "False";
    std::string middle = "fd=" + std::to_string(f->file->fd);
    if (t == Truth::kYes) {
        String* r = to_repr(ctx, name);
        if (!r) return Value::error();
        middle = "name=" + to_utf8(r);
    }
    return text_value(
        ctx, "<" + type + " " + middle + " mode='" + mode_text(f) + "' closefd=" + close_fd + ">");
}

constexpr NativeMethod kMethods[] = {
    {"__init__(self, file, mode='r', closefd=True, opener=None)", file_io_init},
    {"read(self, size=-1, /)", file_io_read},
    {"readall(self, /)", file_io_readall},
    {"readinto(self, buffer, /)", file_io_readinto},
    {"write(self, b, /)", file_io_write},
    {"seek(self, pos, whence=0, /)", file_io_seek},
    {"tell(self, /)", file_io_tell},
    {"truncate(self, size=None, /)", file_io_truncate},
    {"close(self, /)", file_io_close},
    {"seekable(self, /)", file_io_seekable},
    {"readable(self, /)", file_io_readable},
    {"writable(self, /)", file_io_writable},
    {"fileno(self, /)", file_io_fileno},
    {"isatty(self, /)", file_io_isatty},
    {"__repr__(self, /)", file_io_repr},
    {"__reduce_ex__(self, protocol, /)", refuse_pickle},
    {"__getstate__(self, /)", refuse_pickle},
};
constexpr NativeProperty kProperties[] = {
    {"mode", get_mode},
    {"closed", get_closed},
    {"closefd", get_closefd},
    {"_blksize", get_blksize},
};

void finalize(Object* self) {
    auto* f = static_cast<FileIO*>(self);
    release_file(f->file);
    f->file = nullptr;
}

}  // namespace

Value path_object(Context& ctx, Value path) {
    if (path.is(Kind::kString) || path.is(Kind::kBytes)) return path;
    Type* type = type_of(ctx, path);
    Value method = type_lookup(ctx, type, intern(ctx, "__fspath__"));
    if (!method) {
        return raise(ctx, TypeId::kTypeError, "expected str, bytes or os.PathLike object, not {}",
                     MessageArg::type(path));
    }
    method = bind_descriptor(ctx, method, path, type);
    Value text = method ? call(ctx, method, {}) : method;
    if (!text || text.is(Kind::kString) || text.is(Kind::kBytes)) return text;
    return raise(ctx, TypeId::kTypeError, "expected {}.__fspath__() to return str or bytes, not {}",
                 MessageArg::type(path), MessageArg::type(text));
}

FileIO* open_file(Context& ctx, Value file, std::string_view mode, bool close_fd, Value opener) {
    auto* f = make<FileIO>(ctx, IoType::kFileIO);
    return f && file_init(ctx, f, file, mode, close_fd, opener) ? f : nullptr;
}

FileIO* make_file(Context& ctx, RawFile* file, bool readable, bool writable, Value name) {
    auto* f = make<FileIO>(ctx, IoType::kFileIO);
    if (!f) return nullptr;
    f->file = file;
    f->readable = readable;
    f->writable = writable;
    f->seekable = -1;
    f->block_size = kDefaultBufferSize;
    return set_own_attribute(ctx, f, state(ctx).name(IoName::kname), name) ? f : nullptr;
}

bool file_close(Context& ctx, FileIO* f) {
    RawFile* file = f->file;
    if (!file || !file->is_open()) return true;
    file->callbacks.reset();
    const int fd = file->fd;
    file->fd = -1;
    if (fd < 0 || !file->close_fd) return true;
    const int e = io_platform::close(fd);
    if (e < 0 && e != -EINTR) {
        raise_os_error(ctx, -e);
        return false;
    }
    return true;
}

Value file_seek(Context& ctx, RawFile* file, int64_t offset, int whence) {
    const int64_t n = file->callbacks ? -ESPIPE : io_platform::seek(file->fd, offset, whence);
    return n < 0 ? raise_os_error(ctx, static_cast<int>(-n)) : make_int(ctx, n);
}

Truth file_seekable(Context&, FileIO* f) {
    if (f->seekable < 0) {
        f->seekable = !f->file->callbacks && io_platform::seek(f->file->fd, 0, 1) >= 0;
    }
    return truth(f->seekable);
}

const NativeTypeSpec kFileIOSpec = {
    .name = "_io.FileIO",
    .size = sizeof(FileIO),
    .methods = kMethods,
    .properties = kProperties,
    .trace = trace_io,
    .finalize = finalize,
    .doc = "Open a file.",
    .native_base = &kRawIOBaseSpec,
};

}  // namespace orrery::io
