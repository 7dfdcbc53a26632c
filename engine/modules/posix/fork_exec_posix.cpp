// Module _posixsubprocess: fork_exec(), what subprocess.Popen is built on.
#include <dirent.h>
#include <fcntl.h>
#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/io/streams.h"
#include "engine/modules/posix/common.h"
#include "engine/modules/signal/signals.h"
#include "engine/objects/bytes.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"

namespace orrery {

namespace {

using namespace posix;

/// A guest's os.environ, which is not the process's. False: it has none yet.
bool guest_environment(Context& ctx, std::vector<std::string>& out) {
    const Value os = dict_get(ctx, ctx.runtime().modules, intern(ctx, "os"));
    Value environ, data;
    if (!os || find_attribute(ctx, os, intern(ctx, "environ"), environ) != Truth::kYes ||
        find_attribute(ctx, environ, intern(ctx, "_data"), data) != Truth::kYes ||
        !data.is(Kind::kDict)) {
        if (ctx.exception) take_exception(ctx);
        return false;
    }
    uint64_t position = 0;
    Value key, value;
    while (dict_next(data.as<Dict>(), position, key, value)) {
        if (!key.is(Kind::kBytes) || !value.is(Kind::kBytes)) continue;
        out.push_back(std::string(key.as<Bytes>()->view()) + "=" +
                      std::string(value.as<Bytes>()->view()));
    }
    return true;
}

struct Child {
    std::vector<std::string> argv, executables, environment;
    std::vector<char*> argv_pointers, environment_pointers;
    bool has_environment = false;
    std::string cwd;
    bool has_cwd = false;
    bool close_fds = false, restore_signals = false, new_session = false;
    std::vector<int> keep;
    int p2c_read, p2c_write, c2p_read, c2p_write, error_read, error_write, report_read,
        report_write;
    int process_group = -1, mask = -1;
    bool set_gid = false, set_uid = false, set_groups = false;
    uint32_t gid = 0, uid = 0;
    std::vector<gid_t> groups;
    Value preexec;
};

bool strings(Context& ctx, Value sequence, std::vector<std::string>& out) {
    return for_each(ctx, sequence, [&](Value v) {
        Path p;
        if (!get_path(ctx, v, "fork_exec", "argument", p)) return false;
        out.push_back(p.bytes);
        return true;
    });
}
std::vector<char*> pointers(std::vector<std::string>& strings) {
    std::vector<char*> out;
    for (std::string& s : strings)
        out.push_back(s.data());
    out.push_back(nullptr);
    return out;
}

void close_all_but(const std::vector<int>& keep) {
    // The list of open descriptors changes while it is read: collect first.
    int fds[4096];
    int count = 0;
    if (DIR* dir = ::opendir("/proc/self/fd")) {
        while (const dirent* e = ::readdir(dir)) {
            const int fd = std::atoi(e->d_name);
            if (fd > 2 && fd != ::dirfd(dir) && count < 4096) fds[count++] = fd;
        }
        ::closedir(dir);
    } else {
        for (int fd = 3; fd < 1024; fd++)
            fds[count++] = fd;
    }
    for (int i = 0; i < count; i++) {
        if (std::find(keep.begin(), keep.end(), fds[i]) == keep.end()) ::close(fds[i]);
    }
}

bool make_inheritable(int fd) { return ::fcntl(fd, F_SETFD, 0) == 0; }

/// In the child: never returns. Failures are reported through the pipe as "OSError:<errno>:<what>".
[[noreturn]] void run_child(Context& ctx, Child& c) {
    const auto set_up = [&]() -> bool {
        for (int fd : c.keep) {
            if (fd != c.report_write && !make_inheritable(fd)) return false;
        }
        for (int fd : {c.p2c_write, c.c2p_read, c.error_read}) {
            if (fd != -1) ::close(fd);
        }
        ::close(c.report_read);
        // Descriptors 0, 1 and 2 as sources must not be overwritten before they are used.
        if (c.c2p_write == 0 && (c.c2p_write = ::dup(c.c2p_write)) < 0) return false;
        while (c.error_write == 0 || c.error_write == 1) {
            if ((c.error_write = ::dup(c.error_write)) < 0) return false;
        }
        const int sources[] = {c.p2c_read, c.c2p_write, c.error_write};
        for (int target = 0; target < 3; target++) {
            const int source = sources[target];
            if (source == target) {
                if (!make_inheritable(source)) return false;
            } else if (source != -1 && ::dup2(source, target) < 0) {
                return false;
            }
        }
        if (c.has_cwd && ::chdir(c.cwd.c_str()) < 0) return false;
        if (c.mask >= 0) ::umask(static_cast<mode_t>(c.mask));
        if (c.restore_signals) {
            for (int s : {SIGPIPE, SIGXFSZ})
                std::signal(s, SIG_DFL);
        }
        if (c.new_session) ::setsid();
        if (c.process_group >= 0 && ::setpgid(0, c.process_group) < 0) return false;
        if (c.set_groups && ::setgroups(c.groups.size(), c.groups.data()) < 0) return false;
        if (c.set_gid && ::setregid(c.gid, c.gid) < 0) return false;
        if (c.set_uid && ::setreuid(c.uid, c.uid) < 0) return false;
        return true;
    };
    char message[64];
    if (!set_up()) {
        std::snprintf(message, sizeof message, "OSError:%x:noexec", static_cast<unsigned>(errno));
    } else if (c.preexec && !call(ctx, c.preexec, {})) {
        std::snprintf(message, sizeof message,
                      "SubprocessError:0:Exception occurred in preexec_fn.");
    } else {
        if (c.close_fds) {
            std::vector<int> keep = c.keep;
            keep.push_back(c.report_write);
            close_all_but(keep);
        }
        int failure = 0;
        for (const std::string& path : c.executables) {
            if (c.has_environment) {
                ::execve(path.c_str(), c.argv_pointers.data(), c.environment_pointers.data());
            } else {
                ::execv(path.c_str(), c.argv_pointers.data());
            }
            if (errno != ENOENT && errno != ENOTDIR && failure == 0) failure = errno;
        }
        if (failure) errno = failure;
        std::snprintf(message, sizeof message, "OSError:%x:", static_cast<unsigned>(errno));
    }
    const ssize_t ignored = ::write(c.report_write, message, std::strlen(message));
    static_cast<void>(ignored);
    ::_exit(255);
}

Value fork_exec(Context& ctx, const Args& given) {
    const std::span<const Value> a = given.rest();
    if (a.size() != 23) {
        return raise(ctx, TypeId::kTypeError, "fork_exec expected 23 arguments, got {}", a.size());
    }
    Child c;
    const auto flag = [&](Value v, bool& out) { return get_flag(ctx, v, out); };
    if (!strings(ctx, a[0], c.argv) || !strings(ctx, a[1], c.executables) ||
        !flag(a[2], c.close_fds)) {
        return Value::error();
    }
    const bool kept = for_each(ctx, a[3], [&](Value v) {
        int fd;
        if (!to_int32(ctx, v, fd)) return false;
        c.keep.push_back(fd);
        return true;
    });
    if (!kept) return Value::error();
    if (!a[4].is_none()) {
        Path p;
        if (!get_path(ctx, a[4], "fork_exec", "cwd", p)) return Value::error();
        c.cwd = p.bytes;
        c.has_cwd = true;
    }
    if (!a[5].is_none()) {
        if (!strings(ctx, a[5], c.environment)) return Value::error();
        c.has_environment = true;
    } else if (!owns_process(ctx)) {
        c.has_environment = guest_environment(ctx, c.environment);
    }
    int* const fds[] = {&c.p2c_read,   &c.p2c_write,   &c.c2p_read,    &c.c2p_write,
                        &c.error_read, &c.error_write, &c.report_read, &c.report_write};
    for (unsigned i = 0; i < 8; i++) {
        if (!to_int32(ctx, a[6 + i], *fds[i])) return Value::error();
    }
    if (!flag(a[14], c.restore_signals) || !flag(a[15], c.new_session) ||
        !to_int32(ctx, a[16], c.process_group)) {
        return Value::error();
    }
    if (!a[17].is_none()) {
        if (!get_id(ctx, a[17], "gid", c.gid)) return Value::error();
        c.set_gid = true;
    }
    if (!a[18].is_none()) {
        c.set_groups = true;
        const bool ok = for_each(ctx, a[18], [&](Value v) {
            uint32_t id;
            if (!get_id(ctx, v, "gid", id)) return false;
            c.groups.push_back(id);
            return true;
        });
        if (!ok) return Value::error();
    }
    if (!a[19].is_none()) {
        if (!get_id(ctx, a[19], "uid", c.uid)) return Value::error();
        c.set_uid = true;
    }
    if (!to_int32(ctx, a[20], c.mask)) return Value::error();
    if (!a[21].is_none()) c.preexec = a[21];
    c.argv_pointers = pointers(c.argv);
    c.environment_pointers = pointers(c.environment);
    settle_files(ctx);
    const pid_t pid = ::fork();
    if (pid == 0) run_child(ctx, c);
    return pid < 0 ? fail(ctx) : make_int(ctx, pid);
}

constexpr NativeMethod kFunctions[] = {{"fork_exec(*args)", fork_exec}};

}  // namespace

extern const NativeModuleSpec kPosixsubprocessModule;
const NativeModuleSpec kPosixsubprocessModule = {
    .name = "_posixsubprocess",
    .functions = kFunctions,
    .doc = "A POSIX helper for the subprocess module.",
};

}  // namespace orrery
