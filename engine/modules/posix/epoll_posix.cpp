// select.epoll: Linux's interface for waiting on many descriptors.
#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <cmath>
#include <utility>
#include <vector>

#include "engine/modules/module_support.h"
#include "engine/modules/posix/common.h"
#include "engine/modules/time/platform.h"

namespace orrery::posix {

namespace {

using time_platform::Clock;

constexpr int64_t kLongestNap = 5;  // ms between looks at interrupts that are no signals
constexpr uint32_t kDefaultEvents = EPOLLIN | EPOLLPRI | EPOLLOUT;

struct Epoll : NativeObject {
    int fd;  // -1: closed
};

/// The descriptor of self, or -1 after ValueError.
int open_descriptor(Context& ctx, const Args& args) {
    const int fd = args[0].as<Epoll>()->fd;
    if (fd < 0) raise(ctx, TypeId::kValueError, "I/O operation on closed epoll object");
    return fd;
}

/// An object of the class around a descriptor, which it owns from now on.
Value wrap(Context& ctx, Type* type, int fd) {
    auto* e = allocate<Epoll>(ctx, type);
    if (!e) {
        ::close(fd);
        return Value::error();
    }
    e->fd = fd;
    return Value::object(e);
}
Value epoll_new(Context& ctx, const Args& args) {
    int size = -1, flags = 0;
    if (!get_int(ctx, args[1], size) || !get_int(ctx, args[2], flags)) return Value::error();
    if (size != -1 && size <= 0) return raise(ctx, TypeId::kValueError, "negative sizehint");
    if (flags & ~EPOLL_CLOEXEC) return raise(ctx, TypeId::kOSError, "invalid flags");
    const int fd = ::epoll_create1(EPOLL_CLOEXEC);
    return fd < 0 ? fail(ctx) : wrap(ctx, args[0].as<Type>(), fd);
}
Value epoll_fromfd(Context& ctx, const Args& args) {
    int fd;
    return to_int32(ctx, args[1], fd) ? wrap(ctx, args[0].as<Type>(), fd) : Value::error();
}
Value epoll_close(Context& ctx, const Args& args) {
    const int fd = std::exchange(args[0].as<Epoll>()->fd, -1);
    return fd >= 0 && ::close(fd) < 0 && errno != EINTR ? fail(ctx) : Value::none();
}
void finalize(Object* self) {
    const int fd = std::exchange(static_cast<Epoll*>(self)->fd, -1);
    if (fd >= 0) ::close(fd);
}
Value epoll_fileno(Context& ctx, const Args& args) {
    const int fd = open_descriptor(ctx, args);
    return fd < 0 ? Value::error() : Value::small_int(fd);
}
Value epoll_enter(Context& ctx, const Args& args) {
    return open_descriptor(ctx, args) < 0 ? Value::error() : args[0];
}

Value control(Context& ctx, const Args& args, int operation, Value mask) {
    const int self = open_descriptor(ctx, args);
    int fd;
    int64_t events = kDefaultEvents;
    if (self < 0 || !get_fd(ctx, args[1], fd) || (mask && !to_int64(ctx, mask, events)))
        return Value::error();
    epoll_event event{};
    event.events = static_cast<uint32_t>(events);
    event.data.fd = fd;
    return done(ctx, ::epoll_ctl(self, operation, fd, &event));
}
Value epoll_register(Context& ctx, const Args& args) {
    return control(ctx, args, EPOLL_CTL_ADD, args[2]);
}
Value epoll_modify(Context& ctx, const Args& args) {
    return control(ctx, args, EPOLL_CTL_MOD, args[2]);
}
Value epoll_unregister(Context& ctx, const Args& args) {
    return control(ctx, args, EPOLL_CTL_DEL, Value());
}

/// epoll_wait(2) until something is ready, the deadline (ns; INT64_MAX: never) or an exception.
int wait_events(Context& ctx, int fd, std::vector<epoll_event>& events, int64_t deadline) {
    for (;;) {
        int64_t now = 0, left = kLongestNap;
        if (deadline != INT64_MAX) {
            time_platform::read_clock(Clock::kMonotonic, now);
            left = deadline > now ? (deadline - now + 999'999) / 1'000'000 : 0;
        }
        const int nap = static_cast<int>(std::min(left, kLongestNap));
        const int n = ::epoll_wait(fd, events.data(), static_cast<int>(events.size()), nap);
        if (n > 0 || (n < 0 && errno != EINTR)) return n;
        if (ctx.poll.load() && !ctx.handle_poll()) return -1;
        if (n == 0 && deadline != INT64_MAX && left <= nap) return 0;
    }
}
Value epoll_poll(Context& ctx, const Args& args) {
    const int fd = open_descriptor(ctx, args);
    if (fd < 0) return Value::error();
    int64_t deadline = INT64_MAX;
    if (args[1] && !args[1].is_none()) {
        double seconds;
        if (!is_float(args[1]) && !is_int(args[1])) {
            return raise(ctx, TypeId::kTypeError, "timeout must be an integer or None");
        }
        if (!to_double(ctx, args[1], seconds)) return Value::error();
        if (seconds >= 0) {
            time_platform::read_clock(Clock::kMonotonic, deadline);
            deadline += static_cast<int64_t>(std::ceil(std::min(seconds, 1e8) * 1000)) * 1'000'000;
        }
    }
    int most = -1;
    if (!get_int(ctx, args[2], most)) return Value::error();
    if (most == -1) most = FD_SETSIZE - 1;
    if (most < 1) {
        return raise(ctx, TypeId::kValueError, "maxevents must be greater than 0, got {}", most);
    }
    std::vector<epoll_event> events(static_cast<size_t>(std::min(most, 1 << 16)));
    const int n = wait_events(ctx, fd, events, deadline);
    if (n < 0) return fail(ctx);
    List* list = make_list(ctx);
    for (int i = 0; list && i < n; i++) {
        const epoll_event& e = events[static_cast<size_t>(i)];
        Value pair = tuple_of(ctx, {Value::small_int(e.data.fd), Value::small_int(e.events)});
        if (!pair || !list_append(ctx, list, pair)) return Value::error();
    }
    return or_error(list);
}

constexpr NativeMethod kMethods[] = {
    {"__new__(cls, sizehint=-1, flags=0)", epoll_new},
    {"fromfd(cls, fd, /)", epoll_fromfd, nullptr, NativeMethod::kClassMethod},
    {"close(self, /)", epoll_close},
    {"fileno(self, /)", epoll_fileno},
    {"register(self, fd, eventmask=7)", epoll_register},
    {"modify(self, fd, eventmask)", epoll_modify},
    {"unregister(self, fd)", epoll_unregister},
    {"poll(self, timeout=None, maxevents=-1)", epoll_poll},
    {"__enter__(self, /)", epoll_enter},
    {"__exit__(self, exc_type=None, exc_value=None, exc_tb=None, /)", epoll_close},
};
Value get_closed(Context&, Value self) { return Value::boolean(self.as<Epoll>()->fd < 0); }
constexpr NativeProperty kProperties[] = {{"closed", get_closed}};

const NativeTypeSpec kEpollSpec = {
    .name = "select.epoll",
    .size = sizeof(Epoll),
    .methods = kMethods,
    .properties = kProperties,
    .finalize = finalize,
    .doc = "Waits for events on many file descriptors.",
};

}  // namespace

bool add_epoll(Context& ctx, Module* module) {
    const std::pair<const char*, int64_t> constants[] = {
        {"EPOLLIN", EPOLLIN},
        {"EPOLLOUT", EPOLLOUT},
        {"EPOLLPRI", EPOLLPRI},
        {"EPOLLERR", EPOLLERR},
        {"EPOLLHUP", EPOLLHUP},
        {"EPOLLRDHUP", EPOLLRDHUP},
        {"EPOLLET", static_cast<uint32_t>(EPOLLET)},
        {"EPOLLONESHOT", EPOLLONESHOT},
        {"EPOLLEXCLUSIVE", EPOLLEXCLUSIVE},
        {"EPOLLRDNORM", EPOLLRDNORM},
        {"EPOLLRDBAND", EPOLLRDBAND},
        {"EPOLLWRNORM", EPOLLWRNORM},
        {"EPOLLWRBAND", EPOLLWRBAND},
        {"EPOLLMSG", EPOLLMSG},
        {"EPOLL_CLOEXEC", EPOLL_CLOEXEC},
    };
    for (auto [name, value] : constants) {
        if (!add_to_module(ctx, module, name, Value::small_int(value))) return false;
    }
    return add_shared_type(ctx, module, kEpollSpec);
}

}  // namespace orrery::posix
