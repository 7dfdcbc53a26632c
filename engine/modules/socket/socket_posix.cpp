// Sockets: the type, and the functions that make them.
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "engine/interpreter/warnings.h"
#include "engine/modules/socket/platform_posix.h"
#include "engine/modules/time/platform.h"
#include "engine/objects/bytes.h"

namespace orrery::sockets {

namespace {

using posix::fail;
using posix::get_int;
using time_platform::Clock;

constexpr int kDefaultBacklog = 128;

Socket* self_of(const Args& args) { return args[0].as<Socket>(); }
Value count_or_fail(Context& ctx, int64_t r) { return r < 0 ? fail(ctx) : make_int(ctx, r); }

int64_t now() {
    int64_t ns = 0;
    time_platform::read_clock(Clock::kMonotonic, ns);
    return ns;
}

bool set_non_blocking(int fd, bool on) {
    const int flags = ::fcntl(fd, F_GETFL);
    if (flags < 0) return false;
    const int wanted = on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK;
    return wanted == flags || ::fcntl(fd, F_SETFL, wanted) >= 0;
}

bool initialize(Socket* s, int fd, int family, int type, int proto, int64_t timeout) {
    s->fd = fd;
    s->family = family;
    s->type = type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
    s->proto = proto;
    s->timeout = type & SOCK_NONBLOCK ? 0 : timeout;
    return type & SOCK_NONBLOCK || timeout < 0 || set_non_blocking(fd, true);
}

bool socket_option(int fd, int option, int& out) {
    socklen_t size = sizeof out;
    return ::getsockopt(fd, SOL_SOCKET, option, &out, &size) == 0;
}

// ---- making and closing ----

Value socket_new(Context& ctx, const Args& args) {
    auto* s = allocate<Socket>(ctx, args[0].as<Type>());
    if (!s) return Value::error();
    s->fd = -1;
    s->timeout = -1;
    return Value::object(s);
}

Value socket_init(Context& ctx, const Args& args) {
    Socket* s = self_of(args);
    int family = -1, type = -1, proto = -1, fd;
    if (!get_int(ctx, args[1], family) || !get_int(ctx, args[2], type) ||
        !get_int(ctx, args[3], proto)) {
        return Value::error();
    }
    if (args[4] && !args[4].is_none()) {
        if (!to_int32(ctx, args[4], fd)) return Value::error();
        if (fd < 0) return raise(ctx, TypeId::kValueError, "negative file descriptor");
        Address address;
        address.cleared();
        if (::getsockname(fd, address.get(), &address.size) < 0) {
            if (family == -1 || errno == EBADF || errno == ENOTSOCK) return fail(ctx);
        } else if (family == -1) {
            family = address.storage.ss_family;
        }
        if ((type == -1 && !socket_option(fd, SO_TYPE, type)) ||
            (proto == -1 && !socket_option(fd, SO_PROTOCOL, proto))) {
            return fail(ctx);
        }
    } else {
        if (family == -1) family = AF_INET;
        if (type == -1) type = SOCK_STREAM;
        if (proto == -1) proto = 0;
        fd = ::socket(family, type | SOCK_CLOEXEC, proto);
        if (fd < 0) return fail(ctx);
    }
    if (!initialize(s, fd, family, type, proto, default_timeout(ctx))) {
        const int error = errno;
        if (!args[4] || args[4].is_none()) ::close(fd);
        s->fd = -1;
        return raise_os_error(ctx, error);
    }
    return Value::none();
}

Value socket_close(Context& ctx, const Args& args) {
    const int fd = std::exchange(self_of(args)->fd, -1);
    return fd >= 0 && ::close(fd) < 0 && errno != ECONNRESET && errno != EINTR ? fail(ctx)
                                                                               : Value::none();
}
/// Of socket.socket and other subclasses: a socket of the type itself is closed by finalize().
Value socket_del(Context& ctx, const Args& args) {
    Socket* s = self_of(args);
    if (s->fd < 0) return Value::none();
    warn_unclosed(ctx, args[0]);
    const int fd = std::exchange(s->fd, -1);
    if (fd >= 0) ::close(fd);
    return Value::none();
}
void finalize(Object* self) {
    const int fd = std::exchange(static_cast<Socket*>(self)->fd, -1);
    if (fd >= 0) ::close(fd);
}
Value socket_detach(Context&, const Args& args) {
    return Value::small_int(std::exchange(self_of(args)->fd, -1));
}
Value socket_fileno(Context&, const Args& args) { return Value::small_int(self_of(args)->fd); }

Value socket_repr(Context& ctx, const Args& args) {
    const Socket* s = self_of(args);
    String* text =
        format_message(ctx, "<socket object, fd={}, family={}, type={}, proto={}>",
                       std::initializer_list<MessageArg>{s->fd, s->family, s->type, s->proto});
    return or_error(text);
}

// ---- timeouts ----

Value socket_settimeout(Context& ctx, const Args& args) {
    Socket* s = self_of(args);
    int64_t timeout;
    if (!to_timeout(ctx, args[1], timeout)) return Value::error();
    s->timeout = timeout;
    return set_non_blocking(s->fd, timeout >= 0) ? Value::none() : fail(ctx);
}
Value socket_gettimeout(Context&, const Args& args) {
    return timeout_value(self_of(args)->timeout);
}
Value socket_setblocking(Context& ctx, const Args& args) {
    Socket* s = self_of(args);
    const Truth on = is_true(ctx, args[1]);
    if (on == Truth::kError) return Value::error();
    s->timeout = on == Truth::kYes ? -1 : 0;
    return set_non_blocking(s->fd, on == Truth::kNo) ? Value::none() : fail(ctx);
}
Value socket_getblocking(Context&, const Args& args) {
    return Value::boolean(self_of(args)->timeout != 0);
}

// ---- connections ----

Value socket_bind(Context& ctx, const Args& args) {
    Address address;
    if (!parse_address(ctx, self_of(args), args[1], "bind", address)) return Value::error();
    return posix::done(ctx, ::bind(self_of(args)->fd, address.get(), address.size));
}
Value socket_listen(Context& ctx, const Args& args) {
    int backlog = std::min(kDefaultBacklog, SOMAXCONN);
    if (!get_int(ctx, args[1], backlog)) return Value::error();
    return posix::done(ctx, ::listen(self_of(args)->fd, std::max(backlog, 0)));
}
Value socket_accept(Context& ctx, const Args& args) {
    const Socket* s = self_of(args);
    const int64_t deadline = deadline_after(s->timeout);
    Address address;
    // The kernel's queue decides, so that the call below does not wait.
    if (s->timeout != 0 && s->fd >= 0) {
        int listens = 0;
        if (socket_option(s->fd, SO_ACCEPTCONN, listens) && listens) {
            const int ready = wait_for(ctx, s->fd, POLLIN, deadline);
            if (ready == 0) raise_timeout(ctx);
            if (ready <= 0) return fail(ctx);
        }
    }
    const int64_t fd = transfer(ctx, s, POLLIN, deadline, [&] {
        address.cleared();
        return ::accept4(s->fd, address.get(), &address.size, SOCK_CLOEXEC);
    });
    if (fd < 0) return fail(ctx);
    Value from = make_address(ctx, address);
    if (!from) ::close(static_cast<int>(fd));
    return tuple_of(ctx, {Value::small_int(fd), from});
}

/// connect(2); 0, or the error's number, or -1 with an exception set.
int connect_to(Context& ctx, const Socket* s, const Address& address) {
    const int64_t deadline = deadline_after(s->timeout);
    const bool blocks = s->timeout < 0;
    if (blocks && !set_non_blocking(s->fd, true)) return errno;
    int error;
    for (;;) {
        error = ::connect(s->fd, address.get(), address.size) < 0 ? errno : 0;
        // A local server whose queue is full: there is nothing to wait for.
        if (error != EAGAIN || s->timeout == 0 || now() >= deadline) break;
        time_platform::sleep(5'000'000);
        if (ctx.poll.load() && !ctx.handle_poll()) {
            error = -1;
            break;
        }
    }
    if ((error == EINPROGRESS || error == EINTR) && s->timeout != 0) {
        const int ready = wait_for(ctx, s->fd, POLLOUT, deadline);
        if (ready > 0 && blocks) {
            // A second call gives the outcome and lets the socket connect again after a failure.
            error = ::connect(s->fd, address.get(), address.size) < 0 ? errno : 0;
            if (error == EISCONN) error = 0;
        } else if (ready > 0) {
            if (!socket_option(s->fd, SO_ERROR, error)) error = errno;
            if (error == EISCONN) error = 0;
        } else {
            error = ready == 0 ? EWOULDBLOCK : has_exception(ctx) ? -1 : errno;
        }
    }
    if (blocks && !set_non_blocking(s->fd, false) && error == 0) error = errno;
    return error;
}
Value socket_connect(Context& ctx, const Args& args) {
    const Socket* s = self_of(args);
    Address address;
    if (!parse_address(ctx, s, args[1], "connect", address)) return Value::error();
    const int error = connect_to(ctx, s, address);
    if (error == 0) return Value::none();
    if (error == EWOULDBLOCK && s->timeout > 0) raise_timeout(ctx);
    errno = error;
    return fail(ctx);
}
Value socket_connect_ex(Context& ctx, const Args& args) {
    const Socket* s = self_of(args);
    Address address;
    if (!parse_address(ctx, s, args[1], "connect_ex", address)) return Value::error();
    const int error = connect_to(ctx, s, address);
    return error < 0 ? Value::error() : Value::small_int(error);
}
Value socket_shutdown(Context& ctx, const Args& args) {
    int how;
    if (!to_int32(ctx, args[1], how)) return Value::error();
    return posix::done(ctx, ::shutdown(self_of(args)->fd, how));
}
template <int (*function)(int, sockaddr*, socklen_t*)>
Value socket_name(Context& ctx, const Args& args) {
    Address address;
    address.cleared();
    return function(self_of(args)->fd, address.get(), &address.size) < 0
               ? fail(ctx)
               : make_address(ctx, address);
}

// ---- options ----

Value socket_getsockopt(Context& ctx, const Args& args) {
    int level, option, size = 0;
    if (!to_int32(ctx, args[1], level) || !to_int32(ctx, args[2], option) ||
        !get_int(ctx, args[3], size)) {
        return Value::error();
    }
    const int fd = self_of(args)->fd;
    if (size == 0) {
        int value = 0;
        socklen_t length = sizeof value;
        return ::getsockopt(fd, level, option, &value, &length) < 0 ? fail(ctx)
                                                                    : Value::small_int(value);
    }
    char space[1024] = {};
    if (size < 0 || size > static_cast<int>(sizeof space)) {
        return raise(ctx, TypeId::kOSError, "getsockopt buflen out of range");
    }
    auto length = static_cast<socklen_t>(size);
    if (::getsockopt(fd, level, option, space, &length) < 0) return fail(ctx);
    return or_error(make_bytes(ctx, std::string_view(space, length)));
}
Value socket_setsockopt(Context& ctx, const Args& args) {
    const auto given = args.rest();
    int level, option, fd = self_of(args)->fd;
    if (given.size() < 3 || given.size() > 4 || (given.size() == 4 && !given[2].is_none())) {
        return raise(ctx, TypeId::kTypeError, "setsockopt() takes exactly 3 arguments ({} given)",
                     given.size());
    }
    if (!to_int32(ctx, given[0], level) || !to_int32(ctx, given[1], option)) return Value::error();
    if (given.size() == 4) {
        int64_t size;
        if (!to_int64(ctx, given[3], size)) return Value::error();
        return posix::done(ctx,
                           ::setsockopt(fd, level, option, nullptr, static_cast<socklen_t>(size)));
    }
    if (is_index(ctx, given[2])) {
        int value;
        if (!to_int32(ctx, given[2], value)) return Value::error();
        return posix::done(ctx, ::setsockopt(fd, level, option, &value, sizeof value));
    }
    BufferView view;
    if (!view.acquire(ctx, given[2])) return Value::error();
    return posix::done(
        ctx, ::setsockopt(fd, level, option, view.data(), static_cast<socklen_t>(view.size())));
}

// ---- data ----

/// The arguments (size, flags) of recv() and recvfrom().
bool receive_arguments(Context& ctx, const Args& args, const char* name, int64_t& size,
                       int& flags) {
    flags = 0;
    if (!to_int64(ctx, args[1], size) || !get_int(ctx, args[2], flags)) return false;
    if (size >= 0) return true;
    raise(ctx, TypeId::kValueError, "negative buffersize in {}", name);
    return false;
}
/// recvfrom(2); an Address with no family is what the kernel left out.
int64_t receive(Context& ctx, const Socket* s, void* data, size_t size, int flags, Address* from) {
    return transfer(ctx, s, POLLIN, [&] {
        if (!from) return ::recv(s->fd, data, size, unblocked(flags));
        from->cleared();
        return ::recvfrom(s->fd, data, size, unblocked(flags), from->get(), &from->size);
    });
}
/// What recv() and recvfrom() share: bytes. The kernel writes to memory outside the heap, so that
/// a large limit costs no more than what comes.
Value receive_bytes(Context& ctx, const Args& args, const char* name, Address* from) {
    int64_t size;
    int flags;
    if (!receive_arguments(ctx, args, name, size, flags)) return Value::error();
    std::unique_ptr<char[]> data(new (std::nothrow) char[static_cast<size_t>(size) + 1]);
    if (!data) return raise_memory_error(ctx);
    const int64_t n =
        receive(ctx, self_of(args), data.get(), static_cast<size_t>(size), flags, from);
    if (n < 0) return fail(ctx);
    return or_error(
        make_bytes(ctx, std::string_view(data.get(), static_cast<size_t>(std::min(n, size)))));
}
Value socket_recv(Context& ctx, const Args& args) {
    return receive_bytes(ctx, args, "recv", nullptr);
}
Value socket_recvfrom(Context& ctx, const Args& args) {
    Address from;
    Value data = receive_bytes(ctx, args, "recvfrom", &from);
    return data ? tuple_of(ctx, {data, make_address(ctx, from)}) : data;
}
/// What recv_into() and recvfrom_into() share: how many bytes came, -1 after an exception.
int64_t receive_into(Context& ctx, const Args& args, const char* name, const char* argument,
                     const char* too_small, Address* from) {
    BufferView view;
    int64_t size = 0;
    int flags = 0;
    if (!view.acquire(ctx, args[1], BufferView::kWrite, argument) ||
        (args[2] && !to_int64(ctx, args[2], size)) || !get_int(ctx, args[3], flags)) {
        return -1;
    }
    if (size < 0) {
        raise(ctx, TypeId::kValueError, "negative buffersize in {}", name);
        return -1;
    }
    if (static_cast<uint64_t>(size) > view.size()) {
        raise(ctx, TypeId::kValueError, too_small);
        return -1;
    }
    const size_t limit = size ? static_cast<size_t>(size) : view.size();
    const int64_t n = receive(ctx, self_of(args), view.data(), limit, flags, from);
    if (n < 0) fail(ctx);
    return n;
}
Value socket_recv_into(Context& ctx, const Args& args) {
    const int64_t n = receive_into(ctx, args, "recv_into", "recv_into() argument 1",
                                   "buffer too small for requested bytes", nullptr);
    return n < 0 ? Value::error() : make_int(ctx, n);
}
Value socket_recvfrom_into(Context& ctx, const Args& args) {
    Address from;
    const int64_t n = receive_into(ctx, args, "recvfrom_into", "recvfrom_into() argument 1",
                                   "nbytes is greater than the length of the buffer", &from);
    return n < 0 ? Value::error() : tuple_of(ctx, {make_int(ctx, n), make_address(ctx, from)});
}

/// Sends until all is sent; `sent` counts. False with errno or an exception set.
bool send_all(Context& ctx, const Socket* s, std::span<const uint8_t> data, int flags,
              size_t& sent) {
    const int64_t deadline = deadline_after(s->timeout);
    do {
        const int64_t n = transfer(ctx, s, POLLOUT, deadline, [&] {
            return ::send(s->fd, data.data() + sent, data.size() - sent, flags | MSG_DONTWAIT);
        });
        if (n < 0) return false;
        sent += static_cast<size_t>(n);
        if (sent < data.size() && ctx.poll.load() && !ctx.handle_poll()) return false;
    } while (sent < data.size());
    return true;
}
Value socket_send(Context& ctx, const Args& args) {
    const Socket* s = self_of(args);
    BufferView view;
    int flags = 0;
    if (!view.acquire(ctx, args[1]) || !get_int(ctx, args[2], flags)) return Value::error();
    if (s->timeout < 0) {
        // A socket that blocks takes everything.
        size_t sent = 0;
        if (!send_all(ctx, s, view.span(), flags, sent) && (has_exception(ctx) || sent == 0)) {
            return fail(ctx);
        }
        return make_int(ctx, static_cast<int64_t>(sent));
    }
    return count_or_fail(ctx, transfer(ctx, s, POLLOUT, [&] {
                             return ::send(s->fd, view.data(), view.size(), unblocked(flags));
                         }));
}
Value socket_sendall(Context& ctx, const Args& args) {
    BufferView view;
    int flags = 0;
    size_t sent = 0;
    if (!view.acquire(ctx, args[1]) || !get_int(ctx, args[2], flags)) return Value::error();
    return send_all(ctx, self_of(args), view.span(), flags, sent) ? Value::none() : fail(ctx);
}
Value socket_sendto(Context& ctx, const Args& args) {
    const Socket* s = self_of(args);
    const auto given = args.rest();
    if (given.size() < 2 || given.size() > 3) {
        return raise(ctx, TypeId::kTypeError, "sendto() takes 2 or 3 arguments ({} given)",
                     given.size());
    }
    BufferView view;
    int flags = 0;
    Address to;
    if (!view.acquire(ctx, given[0]) || (given.size() == 3 && !to_int32(ctx, given[1], flags)) ||
        !parse_address(ctx, s, given.back(), "sendto", to)) {
        return Value::error();
    }
    return count_or_fail(ctx, transfer(ctx, s, POLLOUT, [&] {
                             return ::sendto(s->fd, view.data(), view.size(), unblocked(flags),
                                             to.get(), to.size);
                         }));
}

constexpr NativeMethod kMethods[] = {
    {"__new__(cls, *args, **kwargs)", socket_new},
    {"__init__(self, family=-1, type=-1, proto=-1, fileno=None)", socket_init},
    {"__repr__(self, /)", socket_repr},
    {"_accept(self, /)", socket_accept},
    {"bind(self, address, /)", socket_bind},
    {"close(self, /)", socket_close},
    {"__del__(self, /)", socket_del},
    {"connect(self, address, /)", socket_connect},
    {"connect_ex(self, address, /)", socket_connect_ex},
    {"detach(self, /)", socket_detach},
    {"fileno(self, /)", socket_fileno},
    {"getpeername(self, /)", socket_name<::getpeername>},
    {"getsockname(self, /)", socket_name<::getsockname>},
    {"getsockopt(self, level, option, buffersize=0, /)", socket_getsockopt, nullptr,
     NativeMethod::kTupleArguments},
    {"listen(self, backlog=128, /)", socket_listen, nullptr, NativeMethod::kTupleArguments},
    {"recv(self, buffersize, flags=0, /)", socket_recv, nullptr, NativeMethod::kTupleArguments},
    {"recv_into(self, buffer, nbytes=0, flags=0)", socket_recv_into},
    {"recvfrom(self, buffersize, flags=0, /)", socket_recvfrom, nullptr,
     NativeMethod::kTupleArguments},
    {"recvfrom_into(self, buffer, nbytes=0, flags=0)", socket_recvfrom_into},
    {"recvmsg(self, bufsize, ancbufsize=0, flags=0, /)", socket_recvmsg, nullptr,
     NativeMethod::kTupleArguments},
    {"recvmsg_into(self, buffers, ancbufsize=0, flags=0, /)", socket_recvmsg_into, nullptr,
     NativeMethod::kTupleArguments},
    {"send(self, data, flags=0, /)", socket_send, nullptr, NativeMethod::kTupleArguments},
    {"sendall(self, data, flags=0, /)", socket_sendall, nullptr, NativeMethod::kTupleArguments},
    {"sendmsg(self, buffers, ancdata=(), flags=0, address=None, /)", socket_sendmsg, nullptr,
     NativeMethod::kTupleArguments},
    {"sendto(self, *args)", socket_sendto},
    {"setblocking(self, flag, /)", socket_setblocking},
    {"getblocking(self, /)", socket_getblocking},
    {"settimeout(self, timeout, /)", socket_settimeout},
    {"gettimeout(self, /)", socket_gettimeout},
    {"setsockopt(self, *args)", socket_setsockopt},
    {"shutdown(self, flag, /)", socket_shutdown},
};

template <int Socket::* field>
Value get_field(Context&, Value self) {
    return Value::small_int(self.as<Socket>()->*field);
}
Value get_timeout(Context&, Value self) { return timeout_value(self.as<Socket>()->timeout); }
constexpr NativeProperty kProperties[] = {
    {"family", get_field<&Socket::family>, nullptr, "the socket family", true},
    {"type", get_field<&Socket::type>, nullptr, "the socket type", true},
    {"proto", get_field<&Socket::proto>, nullptr, "the socket protocol", true},
    {"timeout", get_timeout, nullptr, "the socket timeout"},
};

// ---- functions ----

Value f_socketpair(Context& ctx, const Args& args) {
    int family = AF_UNIX, type = SOCK_STREAM, proto = 0, fds[2];
    if (!get_int(ctx, args[0], family) || !get_int(ctx, args[1], type) ||
        !get_int(ctx, args[2], proto)) {
        return Value::error();
    }
    Type* cls = shared_type(ctx, kSocketSpec);
    if (!cls) return Value::error();
    if (::socketpair(family, type | SOCK_CLOEXEC, proto, fds) < 0) return fail(ctx);
    Socket* made[2] = {};
    for (unsigned i = 0; i < 2; i++) {
        made[i] = allocate<Socket>(ctx, cls);
        if (!made[i] || !initialize(made[i], fds[i], family, type, proto, default_timeout(ctx))) {
            for (unsigned k = i; k < 2; k++)
                ::close(fds[k]);
            if (made[i]) made[i]->fd = -1;
            return fail(ctx);
        }
    }
    return tuple_of(ctx, {Value::object(made[0]), Value::object(made[1])});
}
Value f_close(Context& ctx, const Args& args) {
    int fd;
    if (!to_int32(ctx, args[0], fd)) return Value::error();
    return ::close(fd) < 0 && errno != ECONNRESET && errno != EINTR ? fail(ctx) : Value::none();
}
Value f_dup(Context& ctx, const Args& args) {
    int fd;
    if (!to_int32(ctx, args[0], fd)) return Value::error();
    return count_or_fail(ctx, ::fcntl(fd, F_DUPFD_CLOEXEC, 0));
}
Module* own_module(Context& ctx);
Value f_getdefaulttimeout(Context& ctx, const Args&) { return timeout_value(default_timeout(ctx)); }
Value f_setdefaulttimeout(Context& ctx, const Args& args) {
    int64_t timeout;
    Module* module = to_timeout(ctx, args[0], timeout) ? own_module(ctx) : nullptr;
    Value v = module ? make_int(ctx, timeout) : Value::error();
    if (!v) return v;
    module->state.set(ctx, module, v);
    return Value::none();
}

constexpr NativeMethod kFunctions[] = {
    {"socketpair(family=1, type=1, proto=0, /)", f_socketpair, nullptr,
     NativeMethod::kTupleArguments},
    {"close(integer, /)", f_close},
    {"dup(integer, /)", f_dup},
    {"getdefaulttimeout()", f_getdefaulttimeout},
    {"setdefaulttimeout(timeout, /)", f_setdefaulttimeout},
};

bool populate(Context& ctx, Module* module) {
    for (auto functions : {kResolverFunctions, kAddressFunctions}) {
        for (const NativeMethod& def : functions) {
            NativeFunction* f = make_native_function(ctx, def, Value::object(module), nullptr,
                                                     Value::object(intern(ctx, "_socket")));
            if (!f || !dict_set(ctx, module->dict.get(), f->name.get(), Value::object(f)))
                return false;
        }
    }
    module->state.set(ctx, module, Value::small_int(-1));
    Type* type = add_shared_type(ctx, module, kSocketSpec);
    return type && add_to_module(ctx, module, "SocketType", Value::object(type)) &&
           add_to_module(ctx, module, "error", Value::object(ctx.type(TypeId::kOSError))) &&
           add_to_module(ctx, module, "timeout", Value::object(ctx.type(TypeId::kTimeoutError))) &&
           add_exception_class(ctx, module, "socket", "herror", TypeId::kOSError) &&
           add_exception_class(ctx, module, "socket", "gaierror", TypeId::kOSError) &&
           add_to_module(ctx, module, "has_ipv6", Value::true_value()) &&
           add_constants(ctx, module);
}

}  // namespace

const NativeTypeSpec kSocketSpec = {
    .name = "_socket.socket",
    .size = sizeof(Socket),
    .methods = kMethods,
    .properties = kProperties,
    .finalize = finalize,
    .doc = "A socket: one end of a connection, of a given family, type and protocol.",
};

int64_t deadline_after(int64_t timeout_ns) {
    int64_t end;
    return timeout_ns < 0 || __builtin_add_overflow(now(), timeout_ns, &end) ? INT64_MAX : end;
}
int wait_for(Context& ctx, int fd, short events, int64_t deadline) {
    pollfd one = {.fd = fd, .events = events, .revents = 0};
    return posix::wait_descriptors(ctx, {&one, 1}, deadline);
}
int raise_timeout(Context& ctx) {
    raise(ctx, TypeId::kTimeoutError, "timed out");
    return -1;
}

bool to_timeout(Context& ctx, Value v, int64_t& out) {
    out = -1;
    if (v.is_none()) return true;
    if (is_float(v)) {
        const double ns = std::ceil(float_value(v) * 1e9);
        if (std::isnan(ns)) {
            raise(ctx, TypeId::kValueError, "Invalid value NaN (not a number)");
            return false;
        }
        if (!(std::abs(ns) < 9.2e18)) {
            raise(ctx, TypeId::kOverflowError, "timestamp too large to convert to C _PyTime_t");
            return false;
        }
        out = static_cast<int64_t>(ns);
    } else {
        int64_t seconds;
        if (!to_int64(ctx, v, seconds)) return false;
        if (__builtin_mul_overflow(seconds, int64_t{1'000'000'000}, &out)) {
            raise(ctx, TypeId::kOverflowError, "timestamp too large to convert to C _PyTime_t");
            return false;
        }
    }
    if (out >= 0) return true;
    raise(ctx, TypeId::kValueError, "Timeout value out of range");
    return false;
}
Value timeout_value(int64_t ns) {
    return ns < 0 ? Value::none() : Value::number(static_cast<double>(ns) / 1e9);
}

}  // namespace orrery::sockets

namespace orrery {

extern const NativeModuleSpec kSocketModule;
const NativeModuleSpec kSocketModule = {
    .name = "_socket",
    .functions = sockets::kFunctions,
    .populate = sockets::populate,
    .doc =
        "Implementation module for socket operations.\n\nSee the socket module for "
        "documentation.",
};

namespace sockets {

namespace {

/// The module, which keeps the default timeout; null after an exception.
Module* own_module(Context& ctx) {
    Value v = import_module(ctx, "_socket");
    if (!v) return nullptr;
    if (v.is(Kind::kModule) && v.as<Module>()->native == &kSocketModule) return v.as<Module>();
    raise(ctx, TypeId::kImportError, "module _socket has been replaced");
    return nullptr;
}

}  // namespace

int64_t default_timeout(Context& ctx) {
    Module* module = own_module(ctx);
    if (!module) take_exception(ctx);
    int64_t timeout = -1;
    if (module) int_to_int64(module->state.get(), timeout);
    return timeout;
}

}  // namespace sockets

}  // namespace orrery
