// Processes, users, the environment and the machine.
#include <grp.h>
#include <sched.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/io/streams.h"
#include "engine/modules/posix/common.h"
#include "engine/modules/signal/signals.h"
#include "engine/modules/time/platform.h"
#include "engine/objects/bytes.h"
#include "engine/objects/encoding.h"
#include "engine/objects/numbers.h"
#include "engine/objects/structseq.h"

namespace orrery::posix {

extern const StructSequence kUnameResult;
extern const StructSequence kTimesResult;
const StructSequence kUnameResult = {
    "posix.uname_result", {"sysname", "nodename", "release", "version", "machine"}, 5};
const StructSequence kTimesResult = {
    "posix.times_result", {"user", "system", "children_user", "children_system", "elapsed"}, 5};

namespace {

Value result(Context& ctx, int64_t r) { return r < 0 ? fail(ctx) : make_int(ctx, r); }
Value bytes_value(Context& ctx, std::string_view s) {
    Bytes* b = make_bytes(ctx, s);
    return b ? Value::object(b) : Value::error();
}

template <auto function>
Value get_number(Context& ctx, const Args&) {
    return make_int(ctx, static_cast<int64_t>(function()));
}
template <auto function>
Value set_one_id(Context& ctx, const Args& args) {
    uint32_t id;
    return get_id(ctx, args[0], "id", id) ? done(ctx, function(id)) : Value::error();
}

Value posix_kill(Context& ctx, const Args& args) {
    int pid, signal;
    if (!to_int32(ctx, args[0], pid) || !to_int32(ctx, args[1], signal)) return Value::error();
    if (!owns_process(ctx) && signal != 0 && (pid <= 0 || pid == ::getpid())) {
        if (signal != SIGINT) {
            errno = EPERM;
            return fail(ctx);
        }
        ctx.poll.fetch_or(kPollInterrupt);
    } else if (::kill(pid, signal) < 0) {
        return fail(ctx);
    }
    // A signal to oneself has its handler run before the call returns.
    if (ctx.poll.load() && !ctx.handle_poll()) return Value::error();
    return Value::none();
}
Value posix_killpg(Context& ctx, const Args& args) {
    int pid, signal;
    if (!to_int32(ctx, args[0], pid) || !to_int32(ctx, args[1], signal)) return Value::error();
    return done(ctx, ::killpg(pid, signal));
}

Value wait_result(Context& ctx, pid_t pid, int status) {
    if (pid < 0) return fail(ctx);
    const Value values[] = {make_int(ctx, pid), make_int(ctx, status)};
    Tuple* t = make_tuple(ctx, values);
    return t ? Value::object(t) : Value::error();
}
/// waitpid(2). No signal wakes a guest that is to be interrupted: it looks itself, in naps that
/// grow.
pid_t wait_for(Context& ctx, pid_t pid, int options, int& status) {
    constexpr int64_t kShortestNap = 100'000, kLongestNap = 5'000'000;  // ns
    if (owns_process(ctx) || options & WNOHANG) {
        return repeat(ctx, [&] { return ::waitpid(pid, &status, options); });
    }
    for (int64_t nap = kShortestNap;; nap = std::min(2 * nap, kLongestNap)) {
        const pid_t r = repeat(ctx, [&] { return ::waitpid(pid, &status, options | WNOHANG); });
        if (r != 0) return r;
        time_platform::sleep(nap);
        if (ctx.poll.load() && !ctx.handle_poll()) return -1;
    }
}
Value posix_waitpid(Context& ctx, const Args& args) {
    int pid, options, status = 0;
    if (!to_int32(ctx, args[0], pid) || !to_int32(ctx, args[1], options)) return Value::error();
    return wait_result(ctx, wait_for(ctx, pid, options, status), status);
}
Value posix_wait(Context& ctx, const Args&) {
    int status = 0;
    return wait_result(ctx, wait_for(ctx, -1, 0, status), status);
}
template <typename F>
Value of_status(Context& ctx, const Args& args, F f) {
    int status;
    return to_int32(ctx, args[0], status) ? f(status) : Value::error();
}
#define STATUS_FUNCTION(name, expression) \
    Value posix_##name(Context& ctx, const Args& args) { \
        return of_status(ctx, args, [](int status) { return expression; }); \
    }
STATUS_FUNCTION(WIFEXITED, Value::boolean(WIFEXITED(status)))
STATUS_FUNCTION(WEXITSTATUS, Value::small_int(WEXITSTATUS(status)))
STATUS_FUNCTION(WIFSIGNALED, Value::boolean(WIFSIGNALED(status)))
STATUS_FUNCTION(WTERMSIG, Value::small_int(WTERMSIG(status)))
STATUS_FUNCTION(WIFSTOPPED, Value::boolean(WIFSTOPPED(status)))
STATUS_FUNCTION(WSTOPSIG, Value::small_int(WSTOPSIG(status)))
STATUS_FUNCTION(WIFCONTINUED, Value::boolean(WIFCONTINUED(status)))
STATUS_FUNCTION(WCOREDUMP, Value::boolean(WCOREDUMP(status)))
#undef STATUS_FUNCTION
Value posix_waitstatus_to_exitcode(Context& ctx, const Args& args) {
    int status;
    if (!to_int32(ctx, args[0], status)) return Value::error();
    if (WIFEXITED(status)) return Value::small_int(WEXITSTATUS(status));
    if (WIFSIGNALED(status)) return Value::small_int(-WTERMSIG(status));
    if (WIFSTOPPED(status)) {
        return raise(ctx, TypeId::kValueError, "process stopped by delivery of signal {}",
                     WSTOPSIG(status));
    }
    return raise(ctx, TypeId::kValueError, "invalid wait status: {}", status);
}

/// What would take the process away from those an engine is a guest of.
Value refuse_guest(Context& ctx) {
    errno = ENOSYS;
    return fail(ctx);
}

Value posix_fork(Context& ctx, const Args&) {
    return owns_process(ctx) ? result(ctx, ::fork()) : refuse_guest(ctx);
}
Value posix_register_at_fork(Context&, const Args&) { return Value::none(); }

/// The end of a guest's program, but not of the process: nothing of the program runs any more.
Value leave_guest(Context& ctx) {
    ctx.poll.fetch_or(kPollTerminate);
    ctx.handle_poll();
    return Value::error();
}
[[noreturn]] void leave(int status) { ::_exit(status); }
Value posix_exit(Context& ctx, const Args& args) {
    int status;
    if (!to_int32(ctx, args[0], status)) return Value::error();
    if (!owns_process(ctx)) return leave_guest(ctx);
    leave(status);
}
Value posix_abort(Context& ctx, const Args&) {
    if (!owns_process(ctx)) return leave_guest(ctx);
    std::abort();
}

bool string_vector(Context& ctx, Value sequence, const char* function,
                   std::vector<std::string>& out) {
    return for_each(ctx, sequence, [&](Value v) {
        Path p;
        if (!get_path(ctx, v, function, "argument", p)) return false;
        out.push_back(p.bytes);
        return true;
    });
}
bool environment_vector(Context& ctx, Value mapping, std::vector<std::string>& out) {
    Value items = call_method(ctx, mapping, Name::kitems, {});
    return items && for_each(ctx, items, [&](Value item) {
               Tuple* t = to_tuple(ctx, item);
               Path key, value;
               if (!t || t->length != 2 || !get_path(ctx, t->at(0), "execve", "env", key) ||
                   !get_path(ctx, t->at(1), "execve", "env", value)) {
                   return false;
               }
               out.push_back(key.bytes + "=" + value.bytes);
               return true;
           });
}
std::vector<char*> pointers(std::vector<std::string>& strings) {
    std::vector<char*> out;
    out.reserve(strings.size() + 1);
    for (std::string& s : strings)
        out.push_back(s.data());
    out.push_back(nullptr);
    return out;
}

Value exec(Context& ctx, const Args& args, const char* function, bool with_environment) {
    if (!owns_process(ctx)) return refuse_guest(ctx);
    Path path;
    std::vector<std::string> argv, env;
    if (!get_path(ctx, args[0], function, "path", path, with_environment ? kAllowFd : kPathOnly)) {
        return Value::error();
    }
    if (!args[1].is(Kind::kTuple) && !args[1].is(Kind::kList)) {
        return raise(ctx, TypeId::kTypeError,
                     with_environment ? "execve: argv must be a tuple or list"
                                      : "execv() arg 2 must be a tuple or list");
    }
    if (!string_vector(ctx, args[1], function, argv)) return Value::error();
    if (argv.empty()) {
        return raise(ctx, TypeId::kValueError,
                     with_environment ? "execve: argv must not be empty"
                                      : "execv() arg 2 must not be empty");
    }
    if (argv[0].empty()) {
        return raise(ctx, TypeId::kValueError,
                     with_environment ? "execve: argv first element cannot be empty"
                                      : "execv() arg 2 first element cannot be empty");
    }
    std::vector<char*> argv_pointers = pointers(argv);
    if (with_environment) {
        if (!environment_vector(ctx, args[2], env)) return Value::error();
        std::vector<char*> env_pointers = pointers(env);
        if (path.fd != -1) {
            ::fexecve(path.fd, argv_pointers.data(), env_pointers.data());
        } else {
            ::execve(path.c_str(), argv_pointers.data(), env_pointers.data());
        }
    } else {
        ::execv(path.c_str(), argv_pointers.data());
    }
    return fail(ctx, with_environment ? path.object : Value());
}
Value posix_execv(Context& ctx, const Args& args) { return exec(ctx, args, "execv", false); }
Value posix_execve(Context& ctx, const Args& args) { return exec(ctx, args, "execve", true); }

Value posix_system(Context& ctx, const Args& args) {
    Path command;
    if (!get_path(ctx, args[0], "system", "command", command)) return Value::error();
    settle_files(ctx);
    return make_int(ctx, std::system(command.c_str()));
}

// ---- environment ----

Value posix_putenv(Context& ctx, const Args& args) {
    Path name, value;
    if (!get_path(ctx, args[0], "putenv", "name", name) ||
        !get_path(ctx, args[1], "putenv", "value", value)) {
        return Value::error();
    }
    if (name.bytes.find('=') != name.bytes.npos) {
        return raise(ctx, TypeId::kValueError, "illegal environment variable name");
    }
    // os.environ is a guest's environment: child processes get it from there.
    if (!owns_process(ctx)) return Value::none();
    return done(ctx, ::setenv(name.c_str(), value.c_str(), 1));
}
Value posix_unsetenv(Context& ctx, const Args& args) {
    Path name;
    if (!get_path(ctx, args[0], "unsetenv", "name", name)) return Value::error();
    if (!owns_process(ctx)) return Value::none();
    return done(ctx, ::unsetenv(name.c_str()));
}

// ---- machine ----

Value posix_umask(Context& ctx, const Args& args) {
    int mask;
    return to_int32(ctx, args[0], mask) ? make_int(ctx, ::umask(static_cast<mode_t>(mask)))
                                        : Value::error();
}
Value posix_uname(Context& ctx, const Args&) {
    utsname u;
    if (::uname(&u) < 0) return fail(ctx);
    Value values[5];
    const char* texts[] = {u.sysname, u.nodename, u.release, u.version, u.machine};
    for (unsigned i = 0; i < 5; i++)
        values[i] = name_value(ctx, texts[i]);
    return make_struct_sequence(ctx, kUnameResult, values);
}
Value posix_times(Context& ctx, const Args&) {
    tms t;
    const clock_t elapsed = ::times(&t);
    if (elapsed == static_cast<clock_t>(-1)) return fail(ctx);
    const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
    Value values[5];
    const clock_t clocks[] = {t.tms_utime, t.tms_stime, t.tms_cutime, t.tms_cstime, elapsed};
    for (unsigned i = 0; i < 5; i++)
        values[i] = Value::number(static_cast<double>(clocks[i]) / ticks);
    return make_struct_sequence(ctx, kTimesResult, values);
}
Value posix_urandom(Context& ctx, const Args& args) {
    int64_t n;
    if (!to_int64(ctx, args[0], n)) return Value::error();
    if (n < 0) return raise(ctx, TypeId::kValueError, "negative argument not allowed");
    Bytes* b = new_bytes(ctx, static_cast<uint64_t>(n));
    if (!b) return Value::error();
    for (int64_t have = 0; have < n;) {
        const ssize_t got = repeat(
            ctx, [&] { return ::getrandom(b->data() + have, static_cast<size_t>(n - have), 0); });
        if (got < 0) return fail(ctx);
        have += got;
    }
    return Value::object(b);
}
Value posix_cpu_count(Context&, const Args&) {
    const long n = ::sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 ? Value::small_int(n) : Value::none();
}
Value posix_sched_getaffinity(Context& ctx, const Args& args) {
    int pid;
    if (!to_int32(ctx, args[0], pid)) return Value::error();
    cpu_set_t cpus;
    if (::sched_getaffinity(pid, sizeof cpus, &cpus) < 0) return fail(ctx);
    Set* set = make_set(ctx);
    for (int i = 0; set && i < CPU_SETSIZE; i++) {
        if (CPU_ISSET(i, &cpus) && !set_add(ctx, set, Value::small_int(i))) return Value::error();
    }
    return set ? Value::object(set) : Value::error();
}
Value posix_sched_yield(Context& ctx, const Args&) { return done(ctx, ::sched_yield()); }
Value posix_getloadavg(Context& ctx, const Args&) {
    double loads[3];
    if (::getloadavg(loads, 3) != 3) {
        return raise(ctx, TypeId::kOSError, "Load averages are unobtainable");
    }
    const Value values[] = {Value::number(loads[0]), Value::number(loads[1]),
                            Value::number(loads[2])};
    Tuple* t = make_tuple(ctx, values);
    return t ? Value::object(t) : Value::error();
}
Value posix_nice(Context& ctx, const Args& args) {
    int n;
    if (!to_int32(ctx, args[0], n)) return Value::error();
    errno = 0;
    const int r = ::nice(n);
    return r == -1 && errno ? fail(ctx) : make_int(ctx, r);
}
Value posix_strerror(Context& ctx, const Args& args) {
    int code;
    if (!to_int32(ctx, args[0], code)) return Value::error();
    return name_value(ctx, std::strerror(code));
}
Value posix_getpgid(Context& ctx, const Args& args) {
    int pid;
    return to_int32(ctx, args[0], pid) ? result(ctx, ::getpgid(pid)) : Value::error();
}
Value posix_setpgid(Context& ctx, const Args& args) {
    int pid, group;
    if (!to_int32(ctx, args[0], pid) || !to_int32(ctx, args[1], group)) return Value::error();
    return done(ctx, ::setpgid(pid, group));
}
Value posix_getsid(Context& ctx, const Args& args) {
    int pid;
    return to_int32(ctx, args[0], pid) ? result(ctx, ::getsid(pid)) : Value::error();
}
Value posix_setsid(Context& ctx, const Args&) { return done(ctx, ::setsid()); }
Value posix_getgroups(Context& ctx, const Args&) {
    gid_t groups[256];
    const int n = ::getgroups(256, groups);
    if (n < 0) return fail(ctx);
    List* list = make_list(ctx);
    for (int i = 0; list && i < n; i++) {
        if (!list_append(ctx, list, make_int(ctx, groups[i]))) return Value::error();
    }
    return list ? Value::object(list) : Value::error();
}
Value posix_getlogin(Context& ctx, const Args&) {
    char name[256];
    const int e = ::getlogin_r(name, sizeof name);
    return e ? raise_os_error(ctx, e) : name_value(ctx, name);
}
struct SystemName {
    const char* name;
    int number;
};
constexpr SystemName kSystemNames[] = {
    {"SC_PAGESIZE", _SC_PAGESIZE},
    {"SC_PAGE_SIZE", _SC_PAGESIZE},
    {"SC_NPROCESSORS_ONLN", _SC_NPROCESSORS_ONLN},
    {"SC_NPROCESSORS_CONF", _SC_NPROCESSORS_CONF},
    {"SC_CLK_TCK", _SC_CLK_TCK},
    {"SC_OPEN_MAX", _SC_OPEN_MAX},
    {"SC_PHYS_PAGES", _SC_PHYS_PAGES},
    {"SC_AVPHYS_PAGES", _SC_AVPHYS_PAGES},
    {"SC_ARG_MAX", _SC_ARG_MAX},
    {"SC_IOV_MAX", _SC_IOV_MAX},
    {"SC_NGROUPS_MAX", _SC_NGROUPS_MAX},
    {"SC_SEM_NSEMS_MAX", _SC_SEM_NSEMS_MAX},
};
Value posix_sysconf(Context& ctx, const Args& args) {
    int number = -1;
    if (args[0].is(Kind::kString)) {
        for (const SystemName& n : kSystemNames) {
            if (equals_ascii(args[0].as<String>(), n.name)) number = n.number;
        }
        if (number == -1) return raise(ctx, TypeId::kValueError, "unrecognized configuration name");
    } else if (!to_int32(ctx, args[0], number)) {
        return Value::error();
    }
    errno = 0;
    const long r = ::sysconf(number);
    return r == -1 && errno ? fail(ctx) : make_int(ctx, r);
}

constexpr NativeMethod kFunctions[] = {
    {"getpid()", get_number<::getpid>},
    {"getppid()", get_number<::getppid>},
    {"getuid()", get_number<::getuid>},
    {"geteuid()", get_number<::geteuid>},
    {"getgid()", get_number<::getgid>},
    {"getegid()", get_number<::getegid>},
    {"getpgrp()", get_number<::getpgrp>},
    {"setuid(uid, /)", set_one_id<::setuid>},
    {"setgid(gid, /)", set_one_id<::setgid>},
    {"seteuid(euid, /)", set_one_id<::seteuid>},
    {"setegid(egid, /)", set_one_id<::setegid>},
    {"getpgid(pid)", posix_getpgid},
    {"setpgid(pid, pgrp, /)", posix_setpgid},
    {"getsid(pid, /)", posix_getsid},
    {"setsid()", posix_setsid},
    {"getgroups()", posix_getgroups},
    {"getlogin()", posix_getlogin},
    {"kill(pid, signal, /)", posix_kill},
    {"killpg(pgid, signal, /)", posix_killpg},
    {"waitpid(pid, options, /)", posix_waitpid},
    {"wait()", posix_wait},
    {"WIFEXITED(status)", posix_WIFEXITED},
    {"WEXITSTATUS(status)", posix_WEXITSTATUS},
    {"WIFSIGNALED(status)", posix_WIFSIGNALED},
    {"WTERMSIG(status)", posix_WTERMSIG},
    {"WIFSTOPPED(status)", posix_WIFSTOPPED},
    {"WSTOPSIG(status)", posix_WSTOPSIG},
    {"WIFCONTINUED(status)", posix_WIFCONTINUED},
    {"WCOREDUMP(status, /)", posix_WCOREDUMP},
    {"waitstatus_to_exitcode(status)", posix_waitstatus_to_exitcode},
    {"fork()", posix_fork},
    {"register_at_fork(*, before=?, after_in_child=?, after_in_parent=?)", posix_register_at_fork},
    {"_exit(status)", posix_exit},
    {"abort()", posix_abort},
    {"execv(path, argv, /)", posix_execv},
    {"execve(path, argv, env)", posix_execve},
    {"system(command)", posix_system},
    {"putenv(name, value, /)", posix_putenv},
    {"unsetenv(name, /)", posix_unsetenv},
    {"umask(mask, /)", posix_umask},
    {"uname()", posix_uname},
    {"times()", posix_times},
    {"urandom(size, /)", posix_urandom},
    {"cpu_count()", posix_cpu_count},
    {"sched_getaffinity(pid, /)", posix_sched_getaffinity},
    {"sched_yield()", posix_sched_yield},
    {"getloadavg()", posix_getloadavg},
    {"nice(increment, /)", posix_nice},
    {"strerror(code, /)", posix_strerror},
    {"sysconf(name, /)", posix_sysconf},
};

}  // namespace

const std::span<const NativeMethod> kProcessFunctions = kFunctions;

Value make_system_names(Context& ctx) {
    Dict* d = make_dict(ctx);
    for (const SystemName& n : kSystemNames) {
        if (!d || !dict_set(ctx, d, intern(ctx, n.name), Value::small_int(n.number))) {
            return Value::error();
        }
    }
    return Value::object(d);
}

/// os.environ's source: a dict of bytes.
Value make_environment(Context& ctx) {
    Dict* d = make_dict(ctx);
    if (!d) return Value::error();
    for (char** e = environ; e && *e; e++) {
        const char* equals = std::strchr(*e, '=');
        if (!equals || equals == *e) continue;
        Value key = bytes_value(ctx, std::string_view(*e, static_cast<size_t>(equals - *e)));
        Value value = bytes_value(ctx, equals + 1), there;
        if (!key || !value || dict_set_default(ctx, d, key, value, there) == Truth::kError) {
            return Value::error();
        }
    }
    return Value::object(d);
}

}  // namespace orrery::posix
