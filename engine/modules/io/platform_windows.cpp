#include <fcntl.h>
#include <io.h>
#include <sys/stat.h>
#include <windows.h>

#include <algorithm>
#include <cerrno>

#include "engine/modules/io/platform.h"

namespace orrery::io_platform {

namespace {

template <typename T>
T result(T r) {
    return r < 0 ? static_cast<T>(-errno) : r;
}
constexpr size_t kMaxTransfer = 0x7FFF'0000;

}  // namespace

int native_open_flags(unsigned flags) {
    int native = _O_BINARY | _O_NOINHERIT;
    if ((flags & kOpenRead) && (flags & kOpenWrite)) {
        native |= _O_RDWR;
    } else {
        native |= flags & kOpenWrite ? _O_WRONLY : _O_RDONLY;
    }
    if (flags & kOpenCreate) native |= _O_CREAT;
    if (flags & kOpenExclusive) native |= _O_EXCL;
    if (flags & kOpenTruncate) native |= _O_TRUNC;
    if (flags & kOpenAppend) native |= _O_APPEND;
    return native;
}

int open(const std::string& path, unsigned flags) {
    const int size = static_cast<int>(path.size());
    std::wstring wide(static_cast<size_t>(size) + 1, L'\0');
    const int n = MultiByteToWideChar(CP_UTF8, 0, path.data(), size, wide.data(), size + 1);
    wide.resize(static_cast<size_t>(n));
    return result(_wopen(wide.c_str(), native_open_flags(flags), _S_IREAD | _S_IWRITE));
}
int close(int fd) { return result(_close(fd)); }
bool wait_readable(int, int) { return true; }
int64_t read(int fd, void* data, size_t size) {
    return result(int64_t{_read(fd, data, static_cast<unsigned>(std::min(size, kMaxTransfer)))});
}
int64_t write(int fd, const void* data, size_t size) {
    return result(int64_t{_write(fd, data, static_cast<unsigned>(std::min(size, kMaxTransfer)))});
}
int64_t seek(int fd, int64_t offset, int whence) {
    return result(int64_t{_lseeki64(fd, offset, whence)});
}
int truncate(int fd, int64_t size) {
    const int error = _chsize_s(fd, size);
    return error ? -error : 0;
}
bool is_tty(int fd) { return _isatty(fd) != 0; }
int set_not_inheritable(int fd) {
    const auto handle = reinterpret_cast<HANDLE>(_get_osfhandle(fd));
    return SetHandleInformation(handle, HANDLE_FLAG_INHERIT, 0) ? 0 : -EBADF;
}

int describe(int fd, FileInfo& out) {
    struct _stat64 s;
    if (_fstat64(fd, &s) < 0) return -errno;
    out = {(s.st_mode & _S_IFMT) == _S_IFDIR, (s.st_mode & _S_IFMT) == _S_IFREG, s.st_size, 0};
    return 0;
}

}  // namespace orrery::io_platform
