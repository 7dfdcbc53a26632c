// What the parts of module posix share: path arguments, errors, repeated calls.
#pragma once

#include <cerrno>
#include <span>
#include <string>

#include "engine/interpreter/context.h"
#include "engine/objects/native.h"

struct pollfd;

namespace orrery::posix {

/// A path, or where allowed a descriptor, as an argument.
struct Path {
    Value object;       // as error messages show it; None or empty if not given
    std::string bytes;
    int fd = -1;
    bool is_bytes = false;
    const char* c_str() const { return bytes.c_str(); }
};
enum PathKinds : unsigned { kPathOnly = 0, kAllowFd = 1, kAllowNone = 2 };
/// False after TypeError "stat: path should be string, ..." or ValueError.
bool get_path(Context& ctx, Value v, const char* function, const char* argument, Path& out,
              unsigned kinds = kPathOnly);
/// os.fspath(). Empty after an exception.
Value fspath(Context& ctx, Value v);
/// An int or an object with fileno().
bool get_fd(Context& ctx, Value v, int& fd);
/// None, absent or an int: AT_FDCWD if not given.
bool get_dir_fd(Context& ctx, Value v, int& fd);
bool get_int(Context& ctx, Value v, int& out);      // leaves `out` if v is empty
bool get_flag(Context& ctx, Value v, bool& out);    // leaves `out` if v is empty
/// A name from the system: str, or bytes if the caller gave bytes.
Value name_value(Context& ctx, const std::string& name, bool as_bytes = false);
bool get_id(Context& ctx, Value v, const char* what, uint32_t& out);

/// Calls until it is not interrupted. -1 with `errno` set, or with an exception set if a handler
/// raised one.
template <typename F>
auto repeat(Context& ctx, F f) {
    for (;;) {
        auto r = f();
        if (r >= 0 || errno != EINTR) return r;
        if (ctx.poll.load() && !ctx.handle_poll()) return r;
    }
}
/// poll(2) until something is ready (how many are), `deadline` in ns of monotonic time has come (0;
/// INT64_MAX: never), or it failed (-1, with errno or an exception set).
int wait_descriptors(Context& ctx, std::span<pollfd> fds, int64_t deadline);
/// The exception for errno, unless one is set already.
Value fail(Context& ctx, Value filename = Value(), Value filename2 = Value());
template <typename R>
Value done(Context& ctx, R result, Value filename = Value(), Value filename2 = Value()) {
    return result < 0 ? fail(ctx, filename, filename2) : Value::none();
}

Value make_stat(Context& ctx, const struct stat& s);

extern const std::span<const NativeMethod> kFileFunctions;
extern const std::span<const NativeMethod> kDescriptorFunctions;
extern const std::span<const NativeMethod> kProcessFunctions;
extern const NativeTypeSpec kDirEntrySpec;
extern const NativeTypeSpec kScandirIteratorSpec;
struct ModuleTypes {
    Type* dir_entry;
    Type* scandir_iterator;
};
Value posix_scandir(Context& ctx, const Args& args);

}  // namespace orrery::posix
