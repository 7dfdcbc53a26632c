// Module select: select() and poll objects, both on poll(2); epoll is in epoll_posix.cpp.
#include <poll.h>

#include <climits>
#include <cmath>
#include <map>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/posix/common.h"
#include "engine/modules/time/platform.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"

namespace orrery {

namespace posix {

constexpr int64_t kLongestNap = 5;  // ms between looks at interrupts that are no signals

int wait_descriptors(Context& ctx, std::span<pollfd> fds, int64_t deadline) {
    for (;;) {
        int64_t now = 0, left = kLongestNap;
        if (deadline != INT64_MAX) {
            time_platform::read_clock(time_platform::Clock::kMonotonic, now);
            left = deadline > now ? (deadline - now + 999'999) / 1'000'000 : 0;
        }
        const int nap = static_cast<int>(std::min(left, kLongestNap));
        const int n = ::poll(fds.data(), fds.size(), nap);
        if (n > 0 || (n < 0 && errno != EINTR)) return n;
        if (ctx.poll.load() && !ctx.handle_poll()) return -1;
        if (n == 0 && deadline != INT64_MAX && left <= nap) return 0;
    }
}

bool add_epoll(Context& ctx, Module* module);  // epoll_posix.cpp

}  // namespace posix

namespace {

using namespace posix;
using time_platform::Clock;

/// As wait_descriptors; `timeout` in ms, -1: for ever.
int wait_ready(Context& ctx, std::vector<pollfd>& fds, int64_t timeout) {
    int64_t deadline = INT64_MAX;
    if (timeout >= 0 && timeout < INT64_MAX / 2'000'000) {
        time_platform::read_clock(Clock::kMonotonic, deadline);
        deadline += timeout * 1'000'000;
    }
    return wait_descriptors(ctx, fds, deadline);
}

bool to_events(Context& ctx, Value v, short& out) {
    int64_t n;
    if (!to_int64(ctx, v, n)) return false;
    if (n < 0) {
        raise(ctx, TypeId::kValueError, "value must be positive");
        return false;
    }
    if (n > USHRT_MAX) {
        raise(ctx, TypeId::kOverflowError, "Python int too large for C unsigned short");
        return false;
    }
    out = static_cast<short>(n);
    return true;
}

// ---- select ----

Value select_select(Context& ctx, const Args& args) {
    int64_t timeout = -1;
    if (args[3] && !args[3].is_none()) {
        double seconds;
        if (!is_float(args[3]) && !is_int(args[3])) {
            return raise(ctx, TypeId::kTypeError, "timeout must be a float or None");
        }
        if (!to_double(ctx, args[3], seconds)) return Value::error();
        if (seconds < 0) return raise(ctx, TypeId::kValueError, "timeout must be non-negative");
        timeout = static_cast<int64_t>(std::ceil(std::min(seconds, 1e12) * 1000));
    }
    constexpr short kEvents[] = {POLLIN, POLLOUT, POLLPRI};
    constexpr short kReady[] = {POLLIN | POLLHUP | POLLERR, POLLOUT | POLLERR, POLLPRI};
    ValueVector objects(ctx);
    std::vector<pollfd> fds;
    std::vector<size_t> first = {0};
    for (unsigned i = 0; i < 3; i++) {
        if (!type_of(ctx, args[i])->lookup_special(Special::kIter) &&
            !type_of(ctx, args[i])->lookup_special(Special::kGetitem)) {
            return raise(ctx, TypeId::kTypeError, "arguments 1-3 must be sequences");
        }
        const bool ok = for_each(ctx, args[i], [&](Value v) {
            int fd;
            if (!get_fd(ctx, v, fd)) return false;
            objects.values.push_back(v);
            fds.push_back({.fd = fd, .events = kEvents[i], .revents = 0});
            return true;
        });
        if (!ok) return Value::error();
        first.push_back(fds.size());
    }
    if (wait_ready(ctx, fds, timeout) < 0) return fail(ctx);
    Value lists[3];
    for (unsigned i = 0; i < 3; i++) {
        List* list = make_list(ctx);
        if (!list) return Value::error();
        lists[i] = Value::object(list);
        for (size_t k = first[i]; k < first[i + 1]; k++) {
            if (fds[k].revents & POLLNVAL) {
                errno = EBADF;
                return fail(ctx);
            }
            if ((fds[k].revents & kReady[i]) && !list_append(ctx, list, objects.values[k])) {
                return Value::error();
            }
        }
    }
    Tuple* t = make_tuple(ctx, lists);
    return t ? Value::object(t) : Value::error();
}

// ---- poll objects ----

struct Poll : NativeObject {
    std::map<int, short>* fds;
};
std::map<int, short>& fds_of(const Args& args) { return *args[0].as<Poll>()->fds; }

constexpr short kDefaultEvents = POLLIN | POLLPRI | POLLOUT;

Value poll_register(Context& ctx, const Args& args) {
    int fd;
    short events = kDefaultEvents;
    if (!get_fd(ctx, args[1], fd) || (args[2] && !to_events(ctx, args[2], events)))
        return Value::error();
    fds_of(args)[fd] = events;
    return Value::none();
}
Value poll_modify(Context& ctx, const Args& args) {
    int fd;
    short events;
    if (!get_fd(ctx, args[1], fd) || !to_events(ctx, args[2], events)) return Value::error();
    auto at = fds_of(args).find(fd);
    if (at == fds_of(args).end()) {
        errno = ENOENT;
        return fail(ctx);
    }
    at->second = events;
    return Value::none();
}
Value poll_unregister(Context& ctx, const Args& args) {
    int fd;
    if (!get_fd(ctx, args[1], fd)) return Value::error();
    return fds_of(args).erase(fd) ? Value::none() : raise_key_error(ctx, Value::small_int(fd));
}
Value poll_poll(Context& ctx, const Args& args) {
    int64_t timeout = -1;
    if (args[1] && !args[1].is_none()) {
        double ms;
        if (!is_float(args[1]) && !is_int(args[1])) {
            return raise(ctx, TypeId::kTypeError, "timeout must be an integer or None");
        }
        if (!to_double(ctx, args[1], ms)) return Value::error();
        timeout = ms < 0 ? -1 : static_cast<int64_t>(std::ceil(std::min(ms, 1e15)));
    }
    std::vector<pollfd> fds;
    for (auto [fd, events] : fds_of(args))
        fds.push_back({.fd = fd, .events = events, .revents = 0});
    if (wait_ready(ctx, fds, timeout) < 0) return fail(ctx);
    List* list = make_list(ctx);
    for (const pollfd& f : fds) {
        if (!f.revents) continue;
        const Value pair[] = {Value::small_int(f.fd),
                              Value::small_int(static_cast<unsigned short>(f.revents))};
        Tuple* t = make_tuple(ctx, pair);
        if (!list || !t || !list_append(ctx, list, Value::object(t))) return Value::error();
    }
    return list ? Value::object(list) : Value::error();
}
constexpr NativeMethod kPollMethods[] = {
    {"register(self, fd, eventmask=7, /)", poll_register},
    {"modify(self, fd, eventmask, /)", poll_modify},
    {"unregister(self, fd, /)", poll_unregister},
    {"poll(self, timeout=None, /)", poll_poll},
};
void finalize_poll(Object* self) {
    delete static_cast<Poll*>(self)->fds;
    static_cast<Poll*>(self)->fds = nullptr;
}
const NativeTypeSpec kPollSpec = {
    .name = "select.poll",
    .size = sizeof(Poll),
    .subclassable = false,
    .methods = kPollMethods,
    .finalize = finalize_poll,
};

Value select_poll(Context& ctx, const Args&) {
    Value module = import_module(ctx, "select");
    if (!module) return module;
    auto* p = allocate<Poll>(ctx, module.as<Module>()->state.get().as<Type>());
    if (!p) return Value::error();
    p->fds = new std::map<int, short>;
    return Value::object(p);
}

constexpr NativeMethod kFunctions[] = {
    {"select(rlist, wlist, xlist, timeout=None, /)", select_select},
    {"poll()", select_poll},
};

bool populate(Context& ctx, Module* module) {
    const std::pair<const char*, int> constants[] = {
        {"POLLIN", POLLIN},         {"POLLPRI", POLLPRI},       {"POLLOUT", POLLOUT},
        {"POLLERR", POLLERR},       {"POLLHUP", POLLHUP},       {"POLLNVAL", POLLNVAL},
        {"POLLRDNORM", POLLRDNORM}, {"POLLRDBAND", POLLRDBAND}, {"POLLWRNORM", POLLWRNORM},
        {"POLLWRBAND", POLLWRBAND}, {"POLLRDHUP", POLLRDHUP},   {"POLLMSG", POLLMSG},
        {"PIPE_BUF", 4096},
    };
    Dict* d = module->dict.get();
    for (auto [name, value] : constants) {
        if (!dict_set(ctx, d, intern(ctx, name), Value::small_int(value))) return false;
    }
    Type* poll = make_native_type(ctx, kPollSpec);
    if (!poll) return false;
    poll->type_flags |= Type::kDisallowInstantiation;
    module->state.set(ctx, module, Value::object(poll));
    return dict_set(ctx, d, intern(ctx, "error"), Value::object(ctx.type(TypeId::kOSError))) &&
           add_epoll(ctx, module);
}

}  // namespace

extern const NativeModuleSpec kSelectModule;
const NativeModuleSpec kSelectModule = {
    .name = "select",
    .functions = kFunctions,
    .populate = populate,
    .doc = "This module supports asynchronous I/O on multiple file descriptors.",
};

}  // namespace orrery
