// sendmsg() and recvmsg(): scattered buffers and control messages.
#include <poll.h>
#include <unistd.h>

#include <cstring>
#include <deque>
#include <memory>
#include <vector>

#include "engine/modules/socket/platform_posix.h"
#include "engine/objects/bytes.h"

namespace orrery::sockets {

namespace {

using posix::fail;
using posix::get_int;

constexpr size_t kMostBuffers = 1024;  // IOV_MAX

/// Borrows each buffer of an iterable. False after an exception.
bool acquire_all(Context& ctx, Value iterable, const char* not_iterable, BufferView::Access access,
                 const char* what, std::deque<BufferView>& views, std::vector<iovec>& parts) {
    Value it = get_iterator(ctx, iterable);
    if (!it) {
        if (exception_matches(ctx, TypeId::kTypeError)) {
            take_exception(ctx);
            raise(ctx, TypeId::kTypeError, not_iterable);
        }
        return false;
    }
    return for_each(ctx, it, [&](Value v) {
        BufferView& view = views.emplace_back();
        if (!view.acquire(ctx, v, access, what)) {
            if (access == BufferView::kWrite) {
                take_exception(ctx);
                raise(ctx, TypeId::kTypeError, what);
            }
            return false;
        }
        parts.push_back({.iov_base = view.data(), .iov_len = view.size()});
        return true;
    });
}

/// The control messages of a received message, as (level, type, data).
Value control_messages(Context& ctx, msghdr& message) {
    List* list = make_list(ctx);
    for (cmsghdr* c = CMSG_FIRSTHDR(&message); list && c; c = CMSG_NXTHDR(&message, c)) {
        if (c->cmsg_len < CMSG_LEN(0)) break;
        // A message that was cut off says its full length.
        const auto* data = reinterpret_cast<const char*>(CMSG_DATA(c));
        const auto* end = static_cast<const char*>(message.msg_control) + message.msg_controllen;
        const size_t size =
            std::min(c->cmsg_len - CMSG_LEN(0), static_cast<size_t>(end > data ? end - data : 0));
        Value item = tuple_of(ctx, {Value::small_int(c->cmsg_level), Value::small_int(c->cmsg_type),
                                    or_error(make_bytes(ctx, std::string_view(data, size)))});
        if (!item || !list_append(ctx, list, item)) return Value::error();
    }
    return or_error(list);
}
/// Closes descriptors that came with a message that cannot be delivered.
void close_received(msghdr& message) {
    for (cmsghdr* c = CMSG_FIRSTHDR(&message); c; c = CMSG_NXTHDR(&message, c)) {
        if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS) continue;
        for (size_t at = 0; at + sizeof(int) <= c->cmsg_len - CMSG_LEN(0); at += sizeof(int)) {
            int fd;
            std::memcpy(&fd, CMSG_DATA(c) + at, sizeof fd);
            ::close(fd);
        }
    }
}

/// recvmsg(2) into `parts`: (data, ancdata, flags, address) with what `data(n)` makes of the count.
template <typename F>
Value receive_message(Context& ctx, const Socket* s, std::vector<iovec>& parts, Value control_size,
                      Value flags_value, F data) {
    int64_t size = 0;
    int flags = 0;
    if ((control_size && !to_int64(ctx, control_size, size)) || !get_int(ctx, flags_value, flags))
        return Value::error();
    if (size < 0 || size > INT32_MAX) {
        return raise(ctx, TypeId::kValueError, "invalid ancillary data buffer length");
    }
    std::unique_ptr<char[]> control(new (std::nothrow) char[static_cast<size_t>(size) + 1]);
    if (!control) return raise_memory_error(ctx);
    Address from;
    msghdr message{};
    const int64_t n = transfer(ctx, s, POLLIN, [&] {
        from.cleared();
        message = {};
        message.msg_name = from.get();
        message.msg_namelen = from.size;
        message.msg_iov = parts.data();
        message.msg_iovlen = parts.size();
        message.msg_control = size ? control.get() : nullptr;
        message.msg_controllen = static_cast<size_t>(size);
        return ::recvmsg(s->fd, &message, unblocked(flags));
    });
    if (n < 0) return fail(ctx);
    from.size = message.msg_namelen;
    Value result = tuple_of(ctx, {data(n), control_messages(ctx, message),
                                  Value::small_int(message.msg_flags), make_address(ctx, from)});
    if (!result) close_received(message);
    return result;
}

/// The control messages of a message to send, laid out for the kernel.
bool lay_out_control(Context& ctx, Value items, std::vector<char>& out) {
    Value it = get_iterator(ctx, items);
    if (!it) {
        if (exception_matches(ctx, TypeId::kTypeError)) {
            take_exception(ctx);
            raise(ctx, TypeId::kTypeError, "sendmsg() argument 2 must be an iterable");
        }
        return false;
    }
    return for_each(ctx, it, [&](Value v) {
        constexpr const char* kWhat = "[sendmsg() ancillary data items]() argument must be ";
        if (!v.is(Kind::kTuple) && !v.is(Kind::kList)) {
            raise(ctx, TypeId::kTypeError, "{}3-item sequence, not {}", kWhat, MessageArg::type(v));
            return false;
        }
        Tuple* t = to_tuple(ctx, v);
        if (!t) return false;
        if (t->length != 3) {
            raise(ctx, TypeId::kTypeError, "{}sequence of length 3, not {}", kWhat, t->length);
            return false;
        }
        int level, type;
        BufferView data;
        if (!to_int32(ctx, t->at(0), level) || !to_int32(ctx, t->at(1), type) ||
            !data.acquire(ctx, t->at(2))) {
            return false;
        }
        if (data.size() > INT32_MAX) {
            raise(ctx, TypeId::kOSError, "ancillary data item too large");
            return false;
        }
        const size_t start = out.size();
        out.resize(start + CMSG_SPACE(data.size()));
        cmsghdr header{};
        header.cmsg_len = CMSG_LEN(data.size());
        header.cmsg_level = level;
        header.cmsg_type = type;
        std::memcpy(out.data() + start, &header, sizeof header);
        if (data.size()) std::memcpy(out.data() + start + CMSG_LEN(0), data.data(), data.size());
        return true;
    });
}

}  // namespace

Value socket_recvmsg(Context& ctx, const Args& args) {
    int64_t size;
    if (!to_int64(ctx, args[1], size)) return Value::error();
    if (size < 0) return raise(ctx, TypeId::kValueError, "negative buffer size in recvmsg()");
    std::unique_ptr<char[]> data(new (std::nothrow) char[static_cast<size_t>(size) + 1]);
    if (!data) return raise_memory_error(ctx);
    std::vector<iovec> parts = {{.iov_base = data.get(), .iov_len = static_cast<size_t>(size)}};
    return receive_message(ctx, args[0].as<Socket>(), parts, args[2], args[3], [&](int64_t n) {
        const auto length = static_cast<size_t>(std::min(n, size));
        return or_error(make_bytes(ctx, std::string_view(data.get(), length)));
    });
}

Value socket_recvmsg_into(Context& ctx, const Args& args) {
    std::deque<BufferView> views;
    std::vector<iovec> parts;
    if (!acquire_all(ctx, args[1], "recvmsg_into() argument 1 must be an iterable",
                     BufferView::kWrite,
                     "recvmsg_into() argument 1 must be an iterable of single-segment read-write "
                     "buffers",
                     views, parts)) {
        return Value::error();
    }
    if (parts.size() > kMostBuffers) {
        return raise(ctx, TypeId::kOSError, "recvmsg_into() argument 1 is too long");
    }
    return receive_message(ctx, args[0].as<Socket>(), parts, args[2], args[3],
                           [&](int64_t n) { return make_int(ctx, n); });
}

Value socket_sendmsg(Context& ctx, const Args& args) {
    const Socket* s = args[0].as<Socket>();
    std::deque<BufferView> views;
    std::vector<iovec> parts;
    std::vector<char> control;
    Address to;
    int flags = 0;
    if (!get_int(ctx, args[3], flags)) return Value::error();
    if (args[4] && !args[4].is_none() && !parse_address(ctx, s, args[4], "sendmsg", to))
        return Value::error();
    if (!acquire_all(ctx, args[1], "sendmsg() argument 1 must be an iterable", BufferView::kRead,
                     nullptr, views, parts)) {
        return Value::error();
    }
    if (parts.size() > kMostBuffers) {
        return raise(ctx, TypeId::kOSError, "sendmsg() argument 1 is too long");
    }
    if (args[2] && !lay_out_control(ctx, args[2], control)) return Value::error();
    msghdr message{};
    if (to.size) {
        message.msg_name = to.get();
        message.msg_namelen = to.size;
    }
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    message.msg_control = control.empty() ? nullptr : control.data();
    message.msg_controllen = control.size();
    const int64_t n =
        transfer(ctx, s, POLLOUT, [&] { return ::sendmsg(s->fd, &message, unblocked(flags)); });
    return n < 0 ? fail(ctx) : make_int(ctx, n);
}

}  // namespace orrery::sockets
