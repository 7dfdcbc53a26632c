// What the parts of module _socket share: the socket object, addresses, waiting.
//
// Calls on a socket that blocks never block in the kernel for long: they are tried without waiting
// first, and wait in poll(2) in short naps in between, so that an interrupt is seen within one nap
// even when no signal comes with it. What the program sees is a blocking call.
#pragma once

#include <sys/socket.h>

#include <functional>
#include <string>

#include "engine/modules/module_support.h"
#include "engine/modules/posix/common.h"

namespace orrery::sockets {

struct Socket : NativeObject {
    int fd;  // -1: closed
    int family, type, proto;
    int64_t timeout;  // ns; -1: none, 0: non-blocking
};
extern const NativeTypeSpec kSocketSpec;

/// An address of the family of a socket, as the kernel takes it.
struct Address {
    sockaddr_storage storage;
    socklen_t size = 0;
    sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
    /// All of the room, for a call that fills it.
    Address& cleared() {
        storage = {};
        size = sizeof storage;
        return *this;
    }
};
/// `function` is what messages name: "connect". False after an exception.
bool parse_address(Context& ctx, const Socket* s, Value v, const char* function, Address& out);
/// The address as programs see it; None where the kernel gave none.
Value make_address(Context& ctx, const Address& address);
/// "127.0.0.1" or "::1" of an AF_INET or AF_INET6 address.
std::string numeric_host(const sockaddr* address);

/// A host name: str (through the codec idna), bytes or bytearray. False after TypeError, which with
/// `function` reads "gethostbyname() argument 1 must be ...".
bool get_host(Context& ctx, Value v, const char* function, std::string& out);
/// The first address of a host; family AF_UNSPEC: any. False after an exception.
bool resolve(Context& ctx, const std::string& host, int family, Address& out);
/// Runs `work` on a thread of its own until done or interrupted. It owns what it touches: when
/// interrupted (false, with the exception set) it goes on by itself.
bool run_aside(Context& ctx, std::function<void()> work);

/// poll(2) for a deadline of monotonic time in ns, INT64_MAX: never. 1 ready, 0 too late, -1 with
/// errno or an exception set.
int wait_for(Context& ctx, int fd, short events, int64_t deadline);
int64_t deadline_after(int64_t timeout_ns);
/// TimeoutError("timed out"); -1.
int raise_timeout(Context& ctx);

/// Calls `f` (a system call that does not wait) until it does not say EAGAIN, the socket's timeout
/// has passed or an exception is set: -1 then, with errno or an exception set.
template <typename F>
int64_t transfer(Context& ctx, const Socket* s, short events, int64_t deadline, F f) {
    for (;;) {
        const int64_t r = f();
        if (r >= 0) return r;
        if (errno == EINTR) {
            if (ctx.poll.load() && !ctx.handle_poll()) return -1;
            continue;
        }
        if ((errno != EAGAIN && errno != EWOULDBLOCK) || s->timeout == 0) return -1;
        const int ready = wait_for(ctx, s->fd, events, deadline);
        if (ready <= 0) return ready < 0 ? -1 : raise_timeout(ctx);
    }
}
template <typename F>
int64_t transfer(Context& ctx, const Socket* s, short events, F f) {
    return transfer(ctx, s, events, deadline_after(s->timeout), f);
}
/// Flags that keep a call from waiting in the kernel.
inline int unblocked(int flags) { return flags & MSG_WAITALL ? flags : flags | MSG_DONTWAIT; }

/// Seconds or None to ns: -1 for None. False after TypeError, ValueError or OverflowError.
bool to_timeout(Context& ctx, Value v, int64_t& out);
Value timeout_value(int64_t ns);
/// The timeout of new sockets.
int64_t default_timeout(Context& ctx);

// Methods that are in a file of their own (messages_posix.cpp).
Value socket_recvmsg(Context& ctx, const Args& args);
Value socket_recvmsg_into(Context& ctx, const Args& args);
Value socket_sendmsg(Context& ctx, const Args& args);

extern const std::span<const NativeMethod> kResolverFunctions;
extern const std::span<const NativeMethod> kAddressFunctions;
bool add_constants(Context& ctx, Module* module);

}  // namespace orrery::sockets
