// Files as the operating system knows them. Failures come back as -errno; an interrupted call
// gives -EINTR, and the caller decides (it lets the program see a Ctrl-C) before it tries again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace orrery::io_platform {

enum OpenFlags : unsigned {
    kOpenRead = 1,
    kOpenWrite = 2,
    kOpenCreate = 4,
    kOpenExclusive = 8,
    kOpenTruncate = 16,
    kOpenAppend = 32,
};
/// The flags as an integer that os.open() takes, for `opener` functions; not inheritable.
int native_open_flags(unsigned flags);
/// A descriptor that child programs do not inherit. `path` is UTF-8 (surrogateescape undone).
int open(const std::string& path, unsigned flags);
int close(int fd);
int64_t read(int fd, void* data, size_t size);
/// False if a read would still wait after that time. True also when it would fail.
bool wait_readable(int fd, int milliseconds);
int64_t write(int fd, const void* data, size_t size);
/// The new position. `whence`: 0 start, 1 here, 2 end.
int64_t seek(int fd, int64_t offset, int whence);
int truncate(int fd, int64_t size);
bool is_tty(int fd);
int set_not_inheritable(int fd);

struct FileInfo {
    bool is_directory = false;
    bool is_regular = false;
    int64_t size = 0;
    int64_t block_size = 0;  // preferred, 0: unknown
};
int describe(int fd, FileInfo& out);

}  // namespace orrery::io_platform
