#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "engine/modules/io/platform.h"

namespace orrery::io_platform {

namespace {

template <typename T>
T result(T r) {
    return r < 0 ? static_cast<T>(-errno) : r;
}
constexpr size_t kMaxTransfer = 0x7FFF'F000;  // Linux moves no more at once

}  // namespace

int native_open_flags(unsigned flags) {
    int native = O_CLOEXEC;
    if ((flags & kOpenRead) && (flags & kOpenWrite)) {
        native |= O_RDWR;
    } else {
        native |= flags & kOpenWrite ? O_WRONLY : O_RDONLY;
    }
    if (flags & kOpenCreate) native |= O_CREAT;
    if (flags & kOpenExclusive) native |= O_EXCL;
    if (flags & kOpenTruncate) native |= O_TRUNC;
    if (flags & kOpenAppend) native |= O_APPEND;
    return native;
}

int open(const std::string& path, unsigned flags) {
    return result(::open(path.c_str(), native_open_flags(flags), 0666));
}
int close(int fd) { return result(::close(fd)); }
bool wait_readable(int fd, int milliseconds) {
    const int flags = ::fcntl(fd, F_GETFL);
    if (flags < 0 || flags & O_NONBLOCK) return true;
    pollfd p = {.fd = fd, .events = POLLIN, .revents = 0};
    return ::poll(&p, 1, milliseconds) > 0;
}
int64_t read(int fd, void* data, size_t size) {
    return result(int64_t{::read(fd, data, std::min(size, kMaxTransfer))});
}
int64_t write(int fd, const void* data, size_t size) {
    return result(int64_t{::write(fd, data, std::min(size, kMaxTransfer))});
}
int64_t seek(int fd, int64_t offset, int whence) {
    static constexpr int kWhence[] = {SEEK_SET, SEEK_CUR, SEEK_END};
    return result(int64_t{::lseek(fd, offset, whence < 3 ? kWhence[whence] : whence)});
}
int truncate(int fd, int64_t size) { return result(::ftruncate(fd, size)); }
bool is_tty(int fd) { return ::isatty(fd) == 1; }
int set_not_inheritable(int fd) { return result(::fcntl(fd, F_SETFD, FD_CLOEXEC)); }

int describe(int fd, FileInfo& out) {
    struct stat s;
    if (::fstat(fd, &s) < 0) return -errno;
    out = {S_ISDIR(s.st_mode), S_ISREG(s.st_mode), s.st_size, s.st_blksize};
    return 0;
}

}  // namespace orrery::io_platform
