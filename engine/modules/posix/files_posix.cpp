// Files by name: stat, directories, links, permissions, times.
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <climits>
#include <cmath>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/io/streams.h"
#include "engine/modules/posix/common.h"
#include "engine/objects/bytes.h"
#include "engine/objects/encoding.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"
#include "engine/objects/structseq.h"

namespace orrery::posix {

Value fspath(Context& ctx, Value v) {
    if (v.is(Kind::kString) || v.is(Kind::kBytes)) return v;
    Value method = type_lookup(ctx, type_of(ctx, v), intern(ctx, "__fspath__"));
    if (!method) {
        return raise(ctx, TypeId::kTypeError, "expected str, bytes or os.PathLike object, not {}",
                     MessageArg::type(v));
    }
    method = bind_descriptor(ctx, method, v, type_of(ctx, v));
    Value out = method ? call(ctx, method, {}) : method;
    if (!out || out.is(Kind::kString) || out.is(Kind::kBytes)) return out;
    return raise(ctx, TypeId::kTypeError, "expected {}.__fspath__() to return str or bytes, not {}",
                 MessageArg::type(v), MessageArg::type(out));
}

bool get_path(Context& ctx, Value v, const char* function, const char* argument, Path& out,
              unsigned kinds) {
    out.object = v;
    if (!v || v.is_none()) {
        if (kinds & kAllowNone) {
            out.bytes = ".";
            out.object = Value::none();
            return true;
        }
    } else if (v.is(Kind::kString) || v.is(Kind::kBytes)) {
    } else if ((kinds & kAllowFd) &&
               (is_int(v) || type_of(ctx, v)->lookup_special(Special::kIndex))) {
        int32_t fd;
        if (!to_int32(ctx, v, fd)) return false;
        out.fd = fd;
        return true;
    } else if (type_lookup(ctx, type_of(ctx, v), intern(ctx, "__fspath__"))) {
        v = fspath(ctx, v);
        if (!v) return false;
    }
    if (v && v.is(Kind::kBytes)) {
        out.bytes = v.as<Bytes>()->view();
        out.is_bytes = true;
    } else if (v && v.is(Kind::kString)) {
        if (!encode_file_name(ctx, v.as<String>(), out.bytes)) return false;
    } else {
        const char* wanted = !(kinds & kAllowFd)  ? "string, bytes or os.PathLike"
                             : kinds & kAllowNone ? "string, bytes, os.PathLike, integer or None"
                                                  : "string, bytes, os.PathLike or integer";
        raise(ctx, TypeId::kTypeError, "{}: {} should be {}, not {}", function, argument, wanted,
              MessageArg::type(v ? v : Value::none()));
        return false;
    }
    out.object = v;
    if (out.bytes.find('\0') == out.bytes.npos) return true;
    raise(ctx, TypeId::kValueError, "embedded null byte");
    return false;
}

bool get_fd(Context& ctx, Value v, int& fd) {
    if (!is_int(v)) {
        Value method;
        const Truth has = find_attribute(ctx, v, ctx.name(Name::kfileno), method);
        if (has == Truth::kError) return false;
        if (has == Truth::kNo) {
            raise(ctx, TypeId::kTypeError, "argument must be an int, or have a fileno() method.");
            return false;
        }
        v = call(ctx, method, {});
        if (!v) return false;
        if (!is_int(v)) {
            raise(ctx, TypeId::kTypeError, "fileno() returned a non-integer");
            return false;
        }
    }
    int32_t n;
    if (!to_int32(ctx, v, n)) return false;
    if (n < 0) {
        raise(ctx, TypeId::kValueError, "file descriptor cannot be a negative integer ({})", n);
        return false;
    }
    fd = n;
    return true;
}

bool get_dir_fd(Context& ctx, Value v, int& fd) {
    fd = AT_FDCWD;
    if (!v || v.is_none()) return true;
    if (!is_int(v)) {
        raise(ctx, TypeId::kTypeError, "argument should be integer or None, not {}",
              MessageArg::type(v));
        return false;
    }
    return to_int32(ctx, v, fd);
}
bool get_int(Context& ctx, Value v, int& out) { return !v || to_int32(ctx, v, out); }
bool get_flag(Context& ctx, Value v, bool& out) {
    if (!v) return true;
    const Truth t = is_true(ctx, v);
    out = t == Truth::kYes;
    return t != Truth::kError;
}
bool get_id(Context& ctx, Value v, const char* what, uint32_t& out) {
    int64_t n;
    if (!is_int(v) && !type_of(ctx, v)->lookup_special(Special::kIndex)) {
        raise(ctx, TypeId::kTypeError, "{} should be integer, not {}", what, MessageArg::type(v));
        return false;
    }
    if (!to_int64(ctx, v, n)) return false;
    if (n < -1 || n > UINT32_MAX) {
        raise(ctx, TypeId::kOverflowError,
              n < 0 ? "{} is less than minimum" : "{} is greater than maximum", what);
        return false;
    }
    out = static_cast<uint32_t>(n);
    return true;
}

Value name_value(Context& ctx, const std::string& name, bool as_bytes) {
    if (as_bytes) {
        Bytes* b = make_bytes(ctx, name);
        return b ? Value::object(b) : Value::error();
    }
    String* s = decode_file_name(ctx, name);
    return s ? Value::object(s) : Value::error();
}

Value fail(Context& ctx, Value filename, Value filename2) {
    const int error = errno;
    return ctx.exception ? Value::error() : raise_os_error(ctx, error, filename, filename2);
}

namespace {

const StructSequence kStatResult = {
    "os.stat_result",
    {"st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", nullptr, nullptr,
     nullptr, "st_atime", "st_mtime", "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns",
     "st_blksize", "st_blocks", "st_rdev"},
    10};
const StructSequence kStatvfsResult = {
    "os.statvfs_result",
    {"f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree", "f_favail",
     "f_flag", "f_namemax", "f_fsid"},
    10};

double seconds(const timespec& t) {
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}
int64_t nanoseconds(const timespec& t) { return int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec; }
Value unsigned_value(Context& ctx, uint64_t n) { return make_int_unsigned(ctx, n); }

}  // namespace

Value make_stat(Context& ctx, const struct stat& s) {
    const Value values[] = {unsigned_value(ctx, s.st_mode),
                            unsigned_value(ctx, s.st_ino),
                            unsigned_value(ctx, s.st_dev),
                            unsigned_value(ctx, s.st_nlink),
                            unsigned_value(ctx, s.st_uid),
                            unsigned_value(ctx, s.st_gid),
                            make_int(ctx, s.st_size),
                            make_int(ctx, s.st_atim.tv_sec),
                            make_int(ctx, s.st_mtim.tv_sec),
                            make_int(ctx, s.st_ctim.tv_sec),
                            Value::number(seconds(s.st_atim)),
                            Value::number(seconds(s.st_mtim)),
                            Value::number(seconds(s.st_ctim)),
                            make_int(ctx, nanoseconds(s.st_atim)),
                            make_int(ctx, nanoseconds(s.st_mtim)),
                            make_int(ctx, nanoseconds(s.st_ctim)),
                            make_int(ctx, s.st_blksize),
                            make_int(ctx, s.st_blocks),
                            unsigned_value(ctx, s.st_rdev)};
    return make_struct_sequence(ctx, kStatResult, values);
}

namespace {

Value stat_path(Context& ctx, Value path_arg, Value dir_fd_arg, bool follow, const char* function) {
    Path path;
    int dir_fd;
    if (!get_path(ctx, path_arg, function, "path", path, follow ? kAllowFd : kPathOnly) ||
        !get_dir_fd(ctx, dir_fd_arg, dir_fd)) {
        return Value::error();
    }
    settle_files(ctx);
    struct stat s;
    if (path.fd >= 0 && dir_fd != AT_FDCWD) {
        return raise(ctx, TypeId::kValueError, "{}: can't specify dir_fd without matching path",
                     function);
    }
    const int r = path.fd != -1
                      ? ::fstat(path.fd, &s)
                      : ::fstatat(dir_fd, path.c_str(), &s, follow ? 0 : AT_SYMLINK_NOFOLLOW);
    return r < 0 ? fail(ctx, path.object) : make_stat(ctx, s);
}
Value posix_stat(Context& ctx, const Args& args) {
    bool follow = true;
    if (!get_flag(ctx, args[2], follow)) return Value::error();
    return stat_path(ctx, args[0], args[1], follow, "stat");
}
Value posix_lstat(Context& ctx, const Args& args) {
    return stat_path(ctx, args[0], args[1], false, "lstat");
}

Value posix_statvfs(Context& ctx, const Args& args) {
    Path path;
    if (!get_path(ctx, args[0], "statvfs", "path", path, kAllowFd)) return Value::error();
    struct statvfs s;
    if (repeat(ctx, [&] {
            return path.fd != -1 ? ::fstatvfs(path.fd, &s) : ::statvfs(path.c_str(), &s);
        }) < 0) {
        return fail(ctx, path.object);
    }
    ValueVector values(ctx);
    for (uint64_t n :
         {uint64_t{s.f_bsize}, uint64_t{s.f_frsize}, uint64_t{s.f_blocks}, uint64_t{s.f_bfree},
          uint64_t{s.f_bavail}, uint64_t{s.f_files}, uint64_t{s.f_ffree}, uint64_t{s.f_favail},
          uint64_t{s.f_flag}, uint64_t{s.f_namemax}, uint64_t{s.f_fsid}}) {
        values.values.push_back(unsigned_value(ctx, n));
    }
    return make_struct_sequence(ctx, kStatvfsResult, values.values);
}

Value posix_listdir(Context& ctx, const Args& args) {
    Path path;
    if (!get_path(ctx, args[0], "listdir", "path", path, kAllowFd | kAllowNone))
        return Value::error();
    DIR* dir;
    if (path.fd != -1) {
        const int fd = ::fcntl(path.fd, F_DUPFD_CLOEXEC, 0);
        if (fd < 0) return fail(ctx, path.object);
        dir = ::fdopendir(fd);
        if (!dir) ::close(fd);
        if (dir) ::rewinddir(dir);
    } else {
        dir = ::opendir(path.c_str());
    }
    if (!dir) return fail(ctx, path.object);
    List* list = make_list(ctx);
    bool ok = list != nullptr;
    while (ok) {
        errno = 0;
        const dirent* e = ::readdir(dir);
        if (!e) {
            if (errno) {
                fail(ctx, path.object);
                ok = false;
            }
            break;
        }
        const std::string name = e->d_name;
        if (name == "." || name == "..") continue;
        Value v = name_value(ctx, name, path.is_bytes);
        ok = v && list_append(ctx, list, v);
    }
    ::closedir(dir);
    return ok ? Value::object(list) : Value::error();
}

Value posix_mkdir(Context& ctx, const Args& args) {
    Path path;
    int mode = 0777, dir_fd;
    if (!get_path(ctx, args[0], "mkdir", "path", path) || !get_int(ctx, args[1], mode) ||
        !get_dir_fd(ctx, args[2], dir_fd)) {
        return Value::error();
    }
    return done(ctx, ::mkdirat(dir_fd, path.c_str(), static_cast<mode_t>(mode)), path.object);
}
Value remove_at(Context& ctx, const Args& args, const char* function, int flags) {
    Path path;
    int dir_fd;
    if (!get_path(ctx, args[0], function, "path", path) || !get_dir_fd(ctx, args[1], dir_fd)) {
        return Value::error();
    }
    return done(ctx, ::unlinkat(dir_fd, path.c_str(), flags), path.object);
}
Value posix_rmdir(Context& ctx, const Args& args) {
    return remove_at(ctx, args, "rmdir", AT_REMOVEDIR);
}
Value posix_unlink(Context& ctx, const Args& args) { return remove_at(ctx, args, "unlink", 0); }
Value posix_remove(Context& ctx, const Args& args) { return remove_at(ctx, args, "remove", 0); }

Value rename_to(Context& ctx, const Args& args, const char* function) {
    Path from, to;
    int from_fd, to_fd;
    if (!get_path(ctx, args[0], function, "src", from) ||
        !get_path(ctx, args[1], function, "dst", to) || !get_dir_fd(ctx, args[2], from_fd) ||
        !get_dir_fd(ctx, args[3], to_fd)) {
        return Value::error();
    }
    return done(ctx, ::renameat(from_fd, from.c_str(), to_fd, to.c_str()), from.object, to.object);
}
Value posix_rename(Context& ctx, const Args& args) { return rename_to(ctx, args, "rename"); }
Value posix_replace(Context& ctx, const Args& args) { return rename_to(ctx, args, "replace"); }

Value posix_link(Context& ctx, const Args& args) {
    Path from, to;
    int from_fd, to_fd;
    bool follow = true;
    if (!get_path(ctx, args[0], "link", "src", from) ||
        !get_path(ctx, args[1], "link", "dst", to) || !get_dir_fd(ctx, args[2], from_fd) ||
        !get_dir_fd(ctx, args[3], to_fd) || !get_flag(ctx, args[4], follow)) {
        return Value::error();
    }
    // CPython calls link(), which does not follow, unless told about descriptors.
    const bool plain = from_fd == AT_FDCWD && to_fd == AT_FDCWD && follow;
    const int r =
        plain ? ::link(from.c_str(), to.c_str())
              : ::linkat(from_fd, from.c_str(), to_fd, to.c_str(), follow ? AT_SYMLINK_FOLLOW : 0);
    return done(ctx, r, from.object, to.object);
}
Value posix_symlink(Context& ctx, const Args& args) {
    Path from, to;
    int dir_fd;
    if (!get_path(ctx, args[0], "symlink", "src", from) ||
        !get_path(ctx, args[1], "symlink", "dst", to) || !get_dir_fd(ctx, args[3], dir_fd)) {
        return Value::error();
    }
    return done(ctx, ::symlinkat(from.c_str(), dir_fd, to.c_str()), from.object, to.object);
}
Value posix_readlink(Context& ctx, const Args& args) {
    Path path;
    int dir_fd;
    if (!get_path(ctx, args[0], "readlink", "path", path) || !get_dir_fd(ctx, args[1], dir_fd)) {
        return Value::error();
    }
    char target[PATH_MAX + 1];
    const ssize_t n = ::readlinkat(dir_fd, path.c_str(), target, PATH_MAX);
    if (n < 0) return fail(ctx, path.object);
    return name_value(ctx, std::string(target, static_cast<size_t>(n)), path.is_bytes);
}

Value posix_access(Context& ctx, const Args& args) {
    Path path;
    int mode = 0, dir_fd;
    bool effective = false, follow = true;
    if (!get_path(ctx, args[0], "access", "path", path) || !get_int(ctx, args[1], mode) ||
        !get_dir_fd(ctx, args[2], dir_fd) || !get_flag(ctx, args[3], effective) ||
        !get_flag(ctx, args[4], follow)) {
        return Value::error();
    }
    const int flags = (effective ? AT_EACCESS : 0) | (follow ? 0 : AT_SYMLINK_NOFOLLOW);
    return Value::boolean(::faccessat(dir_fd, path.c_str(), mode, flags) == 0);
}

Value posix_chmod(Context& ctx, const Args& args) {
    Path path;
    int mode = 0, dir_fd;
    bool follow = true;
    if (!get_path(ctx, args[0], "chmod", "path", path, kAllowFd) || !get_int(ctx, args[1], mode) ||
        !get_dir_fd(ctx, args[2], dir_fd) || !get_flag(ctx, args[3], follow)) {
        return Value::error();
    }
    if (!follow) {
        return raise(ctx, TypeId::kNotImplementedError,
                     "chmod: follow_symlinks unavailable on this platform");
    }
    const auto bits = static_cast<mode_t>(mode);
    const int r =
        path.fd != -1 ? ::fchmod(path.fd, bits) : ::fchmodat(dir_fd, path.c_str(), bits, 0);
    return done(ctx, r, path.object);
}
Value posix_chown(Context& ctx, const Args& args) {
    Path path;
    uint32_t uid, gid;
    int dir_fd;
    bool follow = true;
    if (!get_path(ctx, args[0], "chown", "path", path, kAllowFd) ||
        !get_id(ctx, args[1], "uid", uid) || !get_id(ctx, args[2], "gid", gid) ||
        !get_dir_fd(ctx, args[3], dir_fd) || !get_flag(ctx, args[4], follow)) {
        return Value::error();
    }
    const int r = path.fd != -1 ? ::fchown(path.fd, uid, gid)
                                : ::fchownat(dir_fd, path.c_str(), uid, gid,
                                             follow ? 0 : AT_SYMLINK_NOFOLLOW);
    return done(ctx, r, path.object);
}
Value posix_lchown(Context& ctx, const Args& args) {
    Path path;
    uint32_t uid, gid;
    if (!get_path(ctx, args[0], "lchown", "path", path) || !get_id(ctx, args[1], "uid", uid) ||
        !get_id(ctx, args[2], "gid", gid)) {
        return Value::error();
    }
    return done(ctx, ::lchown(path.c_str(), uid, gid), path.object);
}

bool to_timespec(Context& ctx, Value v, bool is_ns, timespec& out) {
    if (is_ns) {
        if (!is_int(v)) {
            raise(ctx, TypeId::kTypeError, "'{}' object cannot be interpreted as an integer",
                  MessageArg::type(v));
            return false;
        }
        int64_t n;
        if (!to_int64(ctx, v, n)) return false;
        int64_t s = n / 1'000'000'000, rest = n % 1'000'000'000;
        if (rest < 0) {
            rest += 1'000'000'000;
            s--;
        }
        out = {.tv_sec = s, .tv_nsec = rest};
        return true;
    }
    if (is_int(v)) {
        int64_t s;
        if (!to_int64(ctx, v, s)) return false;
        out = {.tv_sec = s, .tv_nsec = 0};
        return true;
    }
    double d;
    if (!to_double(ctx, v, d)) return false;
    double whole = std::floor(d);
    auto ns = static_cast<int64_t>(std::floor((d - whole) * 1e9));
    out = {.tv_sec = static_cast<time_t>(whole), .tv_nsec = ns};
    return true;
}

Value posix_utime(Context& ctx, const Args& args) {
    Path path;
    int dir_fd;
    bool follow = true;
    if (!get_path(ctx, args[0], "utime", "path", path, kAllowFd) ||
        !get_dir_fd(ctx, args[3], dir_fd) || !get_flag(ctx, args[4], follow)) {
        return Value::error();
    }
    const bool times = args[1] && !args[1].is_none();
    if (times && args[2]) {
        return raise(ctx, TypeId::kValueError,
                     "utime: you may specify either 'times' or 'ns' but not both");
    }
    timespec t[2] = {{.tv_sec = 0, .tv_nsec = UTIME_NOW}, {.tv_sec = 0, .tv_nsec = UTIME_NOW}};
    if (times || args[2]) {
        Value pair = times ? args[1] : args[2];
        if (!pair.is(Kind::kTuple) || pair.as<Tuple>()->length != 2) {
            return raise(ctx, TypeId::kTypeError,
                         times ? "utime: 'times' must be either a tuple of two ints or None"
                               : "utime: 'ns' must be a tuple of two ints");
        }
        for (unsigned i = 0; i < 2; i++) {
            if (!to_timespec(ctx, pair.as<Tuple>()->at(i), !times, t[i])) return Value::error();
        }
    }
    const int r = path.fd != -1
                      ? ::futimens(path.fd, t)
                      : ::utimensat(dir_fd, path.c_str(), t, follow ? 0 : AT_SYMLINK_NOFOLLOW);
    return done(ctx, r, path.object);
}

Value posix_truncate(Context& ctx, const Args& args) {
    Path path;
    int64_t size;
    if (!get_path(ctx, args[0], "truncate", "path", path, kAllowFd) ||
        !to_int64(ctx, args[1], size)) {
        return Value::error();
    }
    return done(ctx,
                repeat(ctx,
                       [&] {
                           return path.fd != -1 ? ::ftruncate(path.fd, size)
                                                : ::truncate(path.c_str(), size);
                       }),
                path.object);
}
Value posix_chdir(Context& ctx, const Args& args) {
    Path path;
    if (!get_path(ctx, args[0], "chdir", "path", path, kAllowFd)) return Value::error();
    return done(ctx, path.fd != -1 ? ::fchdir(path.fd) : ::chdir(path.c_str()), path.object);
}
template <bool bytes>
Value posix_getcwd(Context& ctx, const Args&) {
    char buffer[PATH_MAX + 1];
    return ::getcwd(buffer, sizeof buffer) ? name_value(ctx, buffer, bytes) : fail(ctx);
}
Value posix_mkfifo(Context& ctx, const Args& args) {
    Path path;
    int mode = 0666, dir_fd;
    if (!get_path(ctx, args[0], "mkfifo", "path", path) || !get_int(ctx, args[1], mode) ||
        !get_dir_fd(ctx, args[2], dir_fd)) {
        return Value::error();
    }
    return done(ctx, ::mkfifoat(dir_fd, path.c_str(), static_cast<mode_t>(mode)), path.object);
}
Value posix_fspath(Context& ctx, const Args& args) { return fspath(ctx, args[0]); }

/// Collapses slashes, "." and "x/.." in the text of a path.
Value posix_path_normpath(Context& ctx, const Args& args) {
    if (!args[0].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError,
                     "_path_normpath() argument 'path' must be str, not {}",
                     MessageArg::type(args[0]));
    }
    const std::string text = to_utf8(args[0].as<String>());
    if (text.empty()) return args[0];
    const size_t slashes = std::min(text.find_first_not_of('/'), text.size());
    const std::string root = slashes == 0 ? "" : slashes == 2 ? "//" : "/";
    std::vector<std::string> parts;
    for (size_t i = slashes; i < text.size();) {
        const size_t end = std::min(text.find('/', i), text.size());
        std::string part = text.substr(i, end - i);
        i = end + 1;
        if (part.empty() || part == ".") continue;
        if (part == ".." && !parts.empty() && parts.back() != "..") {
            parts.pop_back();
        } else if (part != ".." || root.empty()) {
            parts.push_back(std::move(part));
        }
    }
    std::string out = root;
    for (size_t i = 0; i < parts.size(); i++)
        out += (i ? "/" : "") + parts[i];
    String* s = make_string(ctx, out.empty() ? "." : out);
    return s ? Value::object(s) : Value::error();
}

constexpr NativeMethod kFunctions[] = {
    {"stat(path, *, dir_fd=None, follow_symlinks=True)", posix_stat},
    {"lstat(path, *, dir_fd=None)", posix_lstat},
    {"statvfs(path)", posix_statvfs},
    {"listdir(path=None)", posix_listdir},
    {"scandir(path=None)", posix_scandir},
    {"mkdir(path, mode=511, *, dir_fd=None)", posix_mkdir},
    {"rmdir(path, *, dir_fd=None)", posix_rmdir},
    {"unlink(path, *, dir_fd=None)", posix_unlink},
    {"remove(path, *, dir_fd=None)", posix_remove},
    {"rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", posix_rename},
    {"replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", posix_replace},
    {"link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)", posix_link},
    {"symlink(src, dst, target_is_directory=False, *, dir_fd=None)", posix_symlink},
    {"readlink(path, *, dir_fd=None)", posix_readlink},
    {"access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", posix_access},
    {"chmod(path, mode, *, dir_fd=None, follow_symlinks=True)", posix_chmod},
    {"chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True)", posix_chown},
    {"lchown(path, uid, gid)", posix_lchown},
    {"utime(path, times=None, *, ns=?, dir_fd=None, follow_symlinks=True)", posix_utime},
    {"truncate(path, length)", posix_truncate},
    {"chdir(path)", posix_chdir},
    {"getcwd()", posix_getcwd<false>},
    {"getcwdb()", posix_getcwd<true>},
    {"mkfifo(path, mode=438, *, dir_fd=None)", posix_mkfifo},
    {"fspath(path)", posix_fspath},
    {"_path_normpath(path)", posix_path_normpath},
};

}  // namespace

const std::span<const NativeMethod> kFileFunctions = kFunctions;

Type* stat_result_type(Context& ctx) { return struct_sequence_type(ctx, kStatResult); }
Type* statvfs_result_type(Context& ctx) { return struct_sequence_type(ctx, kStatvfsResult); }

}  // namespace orrery::posix
