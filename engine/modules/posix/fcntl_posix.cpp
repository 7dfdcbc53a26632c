// Module fcntl.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstring>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/posix/common.h"
#include "engine/objects/bytes.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"

namespace orrery {

namespace {

using namespace posix;

constexpr size_t kMostBytes = 1024;  // of a structure passed as bytes

/// The argument of fcntl(): an int, or bytes that the call may change and that are returned.
Value fcntl_fcntl(Context& ctx, const Args& args) {
    int fd, command;
    if (!get_fd(ctx, args[0], fd) || !to_int32(ctx, args[1], command)) return Value::error();
    if (args[2] && (args[2].is(Kind::kString) || has_buffer(ctx, args[2]))) {
        std::string text;
        if (args[2].is(Kind::kString)) {
            text = to_utf8(args[2].as<String>());
        } else if (!copy_buffer(ctx, args[2], text)) {
            return Value::error();
        }
        if (text.size() > kMostBytes)
            return raise(ctx, TypeId::kValueError, "fcntl string arg too long");
        char space[kMostBytes] = {};
        std::memcpy(space, text.data(), text.size());
        if (repeat(ctx, [&] { return ::fcntl(fd, command, space); }) < 0) return fail(ctx);
        Bytes* b = make_bytes(ctx, std::string_view(space, text.size()));
        return b ? Value::object(b) : Value::error();
    }
    int64_t argument = 0;
    if (args[2] && !to_int64(ctx, args[2], argument)) return Value::error();
    const int r = repeat(ctx, [&] { return ::fcntl(fd, command, static_cast<int>(argument)); });
    return r < 0 ? fail(ctx) : make_int(ctx, r);
}

Value fcntl_ioctl(Context& ctx, const Args& args) {
    int fd;
    int64_t request;
    bool mutate = true;
    if (!get_fd(ctx, args[0], fd) || !to_int64(ctx, args[1], request) ||
        !get_flag(ctx, args[3], mutate)) {
        return Value::error();
    }
    const auto code = static_cast<unsigned long>(static_cast<uint32_t>(request));
    if (!args[2] || is_int(args[2])) {
        int32_t argument = 0;
        if (args[2] && !to_int32(ctx, args[2], argument)) return Value::error();
        const int r = ::ioctl(fd, code, argument);
        return r < 0 ? fail(ctx) : make_int(ctx, r);
    }
    BufferInfo info;
    std::string text;
    if (args[2].is(Kind::kString)) {
        text = to_utf8(args[2].as<String>());
    } else if (!describe_buffer(ctx, args[2], info) || !copy_buffer(ctx, args[2], text)) {
        return Value::error();
    }
    const size_t size = text.size();
    if (size > kMostBytes) return raise(ctx, TypeId::kValueError, "ioctl string arg too long");
    text.resize(kMostBytes);
    const int r = ::ioctl(fd, code, text.data());
    if (r < 0) return fail(ctx);
    if (mutate && info.data && !info.readonly) {
        BufferView view;
        if (!view.acquire(ctx, args[2], BufferView::kWrite)) return Value::error();
        std::memcpy(view.data(), text.data(), size);
        return make_int(ctx, r);
    }
    Bytes* b = make_bytes(ctx, std::string_view(text).substr(0, size));
    return b ? Value::object(b) : Value::error();
}

Value fcntl_flock(Context& ctx, const Args& args) {
    int fd, operation;
    if (!get_fd(ctx, args[0], fd) || !to_int32(ctx, args[1], operation)) return Value::error();
    return done(ctx, repeat(ctx, [&] { return ::flock(fd, operation); }));
}

Value fcntl_lockf(Context& ctx, const Args& args) {
    int fd, command, whence = 0;
    int64_t length = 0, start = 0;
    if (!get_fd(ctx, args[0], fd) || !to_int32(ctx, args[1], command) ||
        (args[2] && !to_int64(ctx, args[2], length)) ||
        (args[3] && !to_int64(ctx, args[3], start)) || !get_int(ctx, args[4], whence)) {
        return Value::error();
    }
    struct flock lock = {};
    if (command == LOCK_UN) {
        lock.l_type = F_UNLCK;
    } else if (command & LOCK_SH) {
        lock.l_type = F_RDLCK;
    } else if (command & LOCK_EX) {
        lock.l_type = F_WRLCK;
    } else {
        return raise(ctx, TypeId::kValueError, "unrecognized lockf argument");
    }
    lock.l_start = start;
    lock.l_len = length;
    lock.l_whence = static_cast<short>(whence);
    return done(ctx, repeat(ctx, [&] {
                    return ::fcntl(fd, command & LOCK_NB ? F_SETLK : F_SETLKW, &lock);
                }));
}

constexpr NativeMethod kFunctions[] = {
    {"fcntl(fd, cmd, arg=0, /)", fcntl_fcntl},
    {"ioctl(fd, request, arg=0, mutate_flag=True, /)", fcntl_ioctl},
    {"flock(fd, operation, /)", fcntl_flock},
    {"lockf(fd, cmd, len=0, start=0, whence=0, /)", fcntl_lockf},
};

struct Constant {
    const char* name;
    int64_t value;
};
#define C(name) {#name, name}
constexpr Constant kConstants[] = {
    C(LOCK_SH),         C(LOCK_EX),  C(LOCK_NB),      C(LOCK_UN),      C(F_DUPFD),
    C(F_DUPFD_CLOEXEC), C(F_GETFD),  C(F_SETFD),      C(F_GETFL),      C(F_SETFL),
    C(F_GETLK),         C(F_SETLK),  C(F_SETLKW),     C(F_OFD_GETLK),  C(F_OFD_SETLK),
    C(F_OFD_SETLKW),    C(F_GETOWN), C(F_SETOWN),     C(F_GETSIG),     C(F_SETSIG),
    C(F_RDLCK),         C(F_WRLCK),  C(F_UNLCK),      C(FASYNC),       C(F_SETLEASE),
    C(F_GETLEASE),      C(F_NOTIFY), C(F_SETPIPE_SZ), C(F_GETPIPE_SZ), C(FD_CLOEXEC),
};
#undef C

bool populate(Context& ctx, Module* module) {
    for (const Constant& c : kConstants) {
        if (!dict_set(ctx, module->dict.get(), intern(ctx, c.name), make_int(ctx, c.value)))
            return false;
    }
    return true;
}

}  // namespace

extern const NativeModuleSpec kFcntlModule;
const NativeModuleSpec kFcntlModule = {
    .name = "fcntl",
    .functions = kFunctions,
    .populate = populate,
    .doc = "This module performs file control and I/O control on file\ndescriptors.",
};

}  // namespace orrery
