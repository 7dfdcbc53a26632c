// Files by descriptor.
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/posix/common.h"
#include "engine/objects/bytes.h"
#include "engine/objects/numbers.h"
#include "engine/objects/structseq.h"

namespace orrery::posix {

namespace {

const StructSequence kTerminalSize = {"os.terminal_size", {"columns", "lines"}, 2};

bool fd_arg(Context& ctx, Value v, int& fd) { return to_int32(ctx, v, fd); }

Value result(Context& ctx, int64_t r) { return r < 0 ? fail(ctx) : make_int(ctx, r); }

Value pair(Context& ctx, int64_t a, int64_t b) {
    const Value values[] = {make_int(ctx, a), make_int(ctx, b)};
    Tuple* t = make_tuple(ctx, values);
    return t ? Value::object(t) : Value::error();
}

Value posix_open(Context& ctx, const Args& args) {
    Path path;
    int flags = 0, mode = 0777, dir_fd;
    if (!get_path(ctx, args[0], "open", "path", path) || !get_int(ctx, args[1], flags) ||
        !get_int(ctx, args[2], mode) || !get_dir_fd(ctx, args[3], dir_fd)) {
        return Value::error();
    }
    const int fd = repeat(ctx, [&] {
        return ::openat(dir_fd, path.c_str(), flags | O_CLOEXEC, static_cast<mode_t>(mode));
    });
    return fd < 0 ? fail(ctx, path.object) : Value::small_int(fd);
}
Value posix_close(Context& ctx, const Args& args) {
    int fd;
    if (!get_fd(ctx, args[0], fd)) return Value::error();
    return ::close(fd) < 0 && errno != EINTR ? fail(ctx) : Value::none();
}
Value posix_closerange(Context& ctx, const Args& args) {
    int low, high;
    if (!fd_arg(ctx, args[0], low) || !fd_arg(ctx, args[1], high)) return Value::error();
    for (int fd = std::max(low, 0); fd < high; fd++)
        ::close(fd);
    return Value::none();
}
Value posix_read(Context& ctx, const Args& args) {
    int fd;
    int64_t n;
    if (!fd_arg(ctx, args[0], fd) || !to_int64(ctx, args[1], n)) return Value::error();
    if (n < 0) {
        errno = EINVAL;
        return fail(ctx);
    }
    n = std::min<int64_t>(n, 0x7FFF'F000);
    Bytes* b = new_bytes(ctx, static_cast<uint64_t>(n));
    if (!b) return Value::error();
    const ssize_t got = repeat(ctx, [&] { return ::read(fd, b->data(), static_cast<size_t>(n)); });
    if (got < 0) return fail(ctx);
    if (got < n) b = make_bytes(ctx, b->view().substr(0, static_cast<size_t>(got)));
    return b ? Value::object(b) : Value::error();
}
Value posix_write(Context& ctx, const Args& args) {
    int fd;
    BufferView view;
    if (!fd_arg(ctx, args[0], fd) || !view.acquire(ctx, args[1])) return Value::error();
    return result(ctx, repeat(ctx, [&] { return ::write(fd, view.data(), view.size()); }));
}
Value posix_pread(Context& ctx, const Args& args) {
    int fd;
    int64_t n, offset;
    if (!fd_arg(ctx, args[0], fd) || !to_int64(ctx, args[1], n) ||
        !to_int64(ctx, args[2], offset)) {
        return Value::error();
    }
    if (n < 0) {
        errno = EINVAL;
        return fail(ctx);
    }
    std::string data(static_cast<size_t>(n), '\0');
    const ssize_t got = repeat(ctx, [&] { return ::pread(fd, data.data(), data.size(), offset); });
    if (got < 0) return fail(ctx);
    Bytes* b = make_bytes(ctx, std::string_view(data).substr(0, static_cast<size_t>(got)));
    return b ? Value::object(b) : Value::error();
}
Value posix_pwrite(Context& ctx, const Args& args) {
    int fd;
    int64_t offset;
    BufferView view;
    if (!fd_arg(ctx, args[0], fd) || !view.acquire(ctx, args[1]) ||
        !to_int64(ctx, args[2], offset)) {
        return Value::error();
    }
    return result(ctx, repeat(ctx, [&] { return ::pwrite(fd, view.data(), view.size(), offset); }));
}
Value posix_lseek(Context& ctx, const Args& args) {
    int fd, whence;
    int64_t offset;
    if (!fd_arg(ctx, args[0], fd) || !to_int64(ctx, args[1], offset) ||
        !fd_arg(ctx, args[2], whence)) {
        return Value::error();
    }
    return result(ctx, ::lseek(fd, offset, whence));
}
Value posix_ftruncate(Context& ctx, const Args& args) {
    int fd;
    int64_t size;
    if (!fd_arg(ctx, args[0], fd) || !to_int64(ctx, args[1], size)) return Value::error();
    return done(ctx, repeat(ctx, [&] { return ::ftruncate(fd, size); }));
}
Value posix_fstat(Context& ctx, const Args& args) {
    int fd;
    struct stat s;
    if (!fd_arg(ctx, args[0], fd)) return Value::error();
    return ::fstat(fd, &s) < 0 ? fail(ctx) : make_stat(ctx, s);
}
Value posix_dup(Context& ctx, const Args& args) {
    int fd;
    return fd_arg(ctx, args[0], fd) ? result(ctx, ::fcntl(fd, F_DUPFD_CLOEXEC, 0)) : Value::error();
}
Value posix_dup2(Context& ctx, const Args& args) {
    int fd, to;
    bool inheritable = true;
    if (!fd_arg(ctx, args[0], fd) || !fd_arg(ctx, args[1], to) ||
        !get_flag(ctx, args[2], inheritable)) {
        return Value::error();
    }
    return result(ctx, repeat(ctx, [&] {
                      return inheritable || fd == to ? ::dup2(fd, to) : ::dup3(fd, to, O_CLOEXEC);
                  }));
}
Value posix_pipe(Context& ctx, const Args&) {
    int fds[2];
    return ::pipe2(fds, O_CLOEXEC) < 0 ? fail(ctx) : pair(ctx, fds[0], fds[1]);
}
Value posix_pipe2(Context& ctx, const Args& args) {
    int fds[2], flags;
    if (!fd_arg(ctx, args[0], flags)) return Value::error();
    return ::pipe2(fds, flags) < 0 ? fail(ctx) : pair(ctx, fds[0], fds[1]);
}
Value posix_fsync(Context& ctx, const Args& args) {
    int fd;
    return get_fd(ctx, args[0], fd) ? done(ctx, repeat(ctx, [&] { return ::fsync(fd); }))
                                    : Value::error();
}
Value posix_fdatasync(Context& ctx, const Args& args) {
    int fd;
    return get_fd(ctx, args[0], fd) ? done(ctx, repeat(ctx, [&] { return ::fdatasync(fd); }))
                                    : Value::error();
}
Value posix_sync(Context&, const Args&) {
    ::sync();
    return Value::none();
}
Value posix_fchdir(Context& ctx, const Args& args) {
    int fd;
    return get_fd(ctx, args[0], fd) ? done(ctx, ::fchdir(fd)) : Value::error();
}
Value posix_fchmod(Context& ctx, const Args& args) {
    int fd, mode;
    if (!fd_arg(ctx, args[0], fd) || !fd_arg(ctx, args[1], mode)) return Value::error();
    return done(ctx, ::fchmod(fd, static_cast<mode_t>(mode)));
}
Value posix_fchown(Context& ctx, const Args& args) {
    int fd;
    uint32_t uid, gid;
    if (!fd_arg(ctx, args[0], fd) || !get_id(ctx, args[1], "uid", uid) ||
        !get_id(ctx, args[2], "gid", gid)) {
        return Value::error();
    }
    return done(ctx, ::fchown(fd, uid, gid));
}
Value posix_isatty(Context& ctx, const Args& args) {
    int fd;
    return fd_arg(ctx, args[0], fd) ? Value::boolean(::isatty(fd) == 1) : Value::error();
}
Value posix_ttyname(Context& ctx, const Args& args) {
    int fd;
    if (!fd_arg(ctx, args[0], fd)) return Value::error();
    char name[256];
    const int e = ::ttyname_r(fd, name, sizeof name);
    return e ? raise_os_error(ctx, e) : name_value(ctx, name);
}
Value posix_get_terminal_size(Context& ctx, const Args& args) {
    int fd = 1;
    if (!get_int(ctx, args[0], fd)) return Value::error();
    winsize w;
    if (::ioctl(fd, TIOCGWINSZ, &w) < 0) return fail(ctx);
    const Value values[] = {Value::small_int(w.ws_col), Value::small_int(w.ws_row)};
    return make_struct_sequence(ctx, kTerminalSize, values);
}
Value posix_get_inheritable(Context& ctx, const Args& args) {
    int fd;
    if (!fd_arg(ctx, args[0], fd)) return Value::error();
    const int flags = ::fcntl(fd, F_GETFD);
    return flags < 0 ? fail(ctx) : Value::boolean(!(flags & FD_CLOEXEC));
}
Value posix_set_inheritable(Context& ctx, const Args& args) {
    int fd;
    bool on = false;
    if (!fd_arg(ctx, args[0], fd) || !get_flag(ctx, args[1], on)) return Value::error();
    const int flags = ::fcntl(fd, F_GETFD);
    if (flags < 0) return fail(ctx);
    return done(ctx, ::fcntl(fd, F_SETFD, on ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC));
}
Value posix_get_blocking(Context& ctx, const Args& args) {
    int fd;
    if (!fd_arg(ctx, args[0], fd)) return Value::error();
    const int flags = ::fcntl(fd, F_GETFL);
    return flags < 0 ? fail(ctx) : Value::boolean(!(flags & O_NONBLOCK));
}
Value posix_set_blocking(Context& ctx, const Args& args) {
    int fd;
    bool on = false;
    if (!fd_arg(ctx, args[0], fd) || !get_flag(ctx, args[1], on)) return Value::error();
    const int flags = ::fcntl(fd, F_GETFL);
    if (flags < 0) return fail(ctx);
    return done(ctx, ::fcntl(fd, F_SETFL, on ? flags & ~O_NONBLOCK : flags | O_NONBLOCK));
}
Value posix_sendfile(Context& ctx, const Args& args) {
    int out, in;
    int64_t count;
    if (!fd_arg(ctx, args[0], out) || !fd_arg(ctx, args[1], in) || !to_int64(ctx, args[3], count)) {
        return Value::error();
    }
    if (args[2].is_none()) {
        return result(ctx, repeat(ctx, [&] {
                          return ::sendfile(out, in, nullptr, static_cast<size_t>(count));
                      }));
    }
    off_t offset;
    if (!to_int64(ctx, args[2], offset)) return Value::error();
    return result(
        ctx, repeat(ctx, [&] { return ::sendfile(out, in, &offset, static_cast<size_t>(count)); }));
}
Value posix_device_encoding(Context& ctx, const Args& args) {
    int fd;
    if (!fd_arg(ctx, args[0], fd)) return Value::error();
    return ::isatty(fd) == 1 ? Value::object(intern(ctx, "UTF-8")) : Value::none();
}

constexpr NativeMethod kFunctions[] = {
    {"open(path, flags, mode=511, *, dir_fd=None)", posix_open},
    {"close(fd)", posix_close},
    {"closerange(fd_low, fd_high, /)", posix_closerange},
    {"read(fd, length, /)", posix_read},
    {"write(fd, data, /)", posix_write},
    {"pread(fd, length, offset, /)", posix_pread},
    {"pwrite(fd, buffer, offset, /)", posix_pwrite},
    {"lseek(fd, position, how, /)", posix_lseek},
    {"ftruncate(fd, length, /)", posix_ftruncate},
    {"fstat(fd)", posix_fstat},
    {"dup(fd, /)", posix_dup},
    {"dup2(fd, fd2, inheritable=True)", posix_dup2},
    {"pipe()", posix_pipe},
    {"pipe2(flags, /)", posix_pipe2},
    {"fsync(fd)", posix_fsync},
    {"fdatasync(fd)", posix_fdatasync},
    {"sync()", posix_sync},
    {"fchdir(fd)", posix_fchdir},
    {"fchmod(fd, mode)", posix_fchmod},
    {"fchown(fd, uid, gid)", posix_fchown},
    {"isatty(fd, /)", posix_isatty},
    {"ttyname(fd, /)", posix_ttyname},
    {"get_terminal_size(fd=?, /)", posix_get_terminal_size},
    {"get_inheritable(fd, /)", posix_get_inheritable},
    {"set_inheritable(fd, inheritable, /)", posix_set_inheritable},
    {"get_blocking(fd, /)", posix_get_blocking},
    {"set_blocking(fd, blocking, /)", posix_set_blocking},
    {"sendfile(out_fd, in_fd, offset, count)", posix_sendfile},
    {"device_encoding(fd)", posix_device_encoding},
};

}  // namespace

const std::span<const NativeMethod> kDescriptorFunctions = kFunctions;

Type* terminal_size_type(Context& ctx) { return struct_sequence_type(ctx, kTerminalSize); }

}  // namespace orrery::posix
