// Addresses of sockets: as programs write them, as the kernel takes them; inet_aton() and its kin.
#include <arpa/inet.h>
#include <linux/netlink.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/un.h>

#include <cstring>

#include "engine/modules/socket/platform_posix.h"
#include "engine/objects/bytes.h"
#include "engine/objects/encoding.h"

namespace orrery::sockets {

namespace {

using posix::fail;

constexpr int64_t kLargestFlowInfo = 0xFFFFF;

bool to_port(Context& ctx, Value v, const char* function, uint16_t& out) {
    int32_t port;
    if (!to_int32(ctx, v, port)) return false;
    if (port < 0 || port > 0xFFFF) {
        raise(ctx, TypeId::kOverflowError, "{}(): port must be 0-65535.", function);
        return false;
    }
    out = htons(static_cast<uint16_t>(port));
    return true;
}

/// The items of an address that is a tuple; null after TypeError.
Tuple* address_tuple(Context& ctx, Value v, const char* function, const char* family,
                     uint64_t least, uint64_t most, const char* shape) {
    if (!v.is(Kind::kTuple)) {
        raise(ctx, TypeId::kTypeError, "{}(): {} address must be tuple, not {}", function, family,
              MessageArg::type(v));
        return nullptr;
    }
    auto* t = v.as<Tuple>();
    if (t->length >= least && t->length <= most) return t;
    raise(ctx, TypeId::kTypeError, "{} address must be {}", family, shape);
    return nullptr;
}

bool parse_inet(Context& ctx, Value v, const char* function, Address& out) {
    Tuple* t = address_tuple(ctx, v, function, "AF_INET", 2, 2, "a pair (host, port)");
    std::string host;
    uint16_t port = 0;
    if (!t || !get_host(ctx, t->at(0), nullptr, host)) return false;
    if (!resolve(ctx, host, AF_INET, out) || !to_port(ctx, t->at(1), function, port)) return false;
    reinterpret_cast<sockaddr_in*>(&out.storage)->sin_port = port;
    return true;
}

bool parse_inet6(Context& ctx, Value v, const char* function, Address& out) {
    Tuple* t = address_tuple(ctx, v, function, "AF_INET6", 2, 4,
                             "a tuple (host, port[, flowinfo[, scopeid]])");
    std::string host;
    uint16_t port = 0;
    int64_t flow_info = 0, scope = 0;
    if (!t || !get_host(ctx, t->at(0), nullptr, host) ||
        (t->length > 2 && !to_int64(ctx, t->at(2), flow_info)) ||
        (t->length > 3 && !to_int64(ctx, t->at(3), scope)) || !resolve(ctx, host, AF_INET6, out) ||
        !to_port(ctx, t->at(1), function, port)) {
        return false;
    }
    if (flow_info < 0 || flow_info > kLargestFlowInfo) {
        raise(ctx, TypeId::kOverflowError, "{}(): flowinfo must be 0-1048575.", function);
        return false;
    }
    auto* a = reinterpret_cast<sockaddr_in6*>(&out.storage);
    a->sin6_port = port;
    a->sin6_flowinfo = htonl(static_cast<uint32_t>(flow_info));
    if (t->length > 3 || scope) a->sin6_scope_id = static_cast<uint32_t>(scope);
    return true;
}

bool parse_unix(Context& ctx, Value v, Address& out) {
    std::string path;
    if (v.is(Kind::kString)) {
        if (!encode_file_name(ctx, v.as<String>(), path)) return false;
    } else {
        BufferView view;
        if (!view.acquire(ctx, v)) return false;
        path = view.chars();
    }
    auto* a = reinterpret_cast<sockaddr_un*>(&out.storage);
    const bool is_abstract = !path.empty() && path[0] == '\0';
    if (path.size() > sizeof a->sun_path - (is_abstract ? 0 : 1)) {
        raise(ctx, TypeId::kOSError, "AF_UNIX path too long");
        return false;
    }
    a->sun_family = AF_UNIX;
    std::memcpy(a->sun_path, path.data(), path.size());
    out.size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size() +
                                      (is_abstract || path.empty() ? 0 : 1));
    return true;
}

bool parse_netlink(Context& ctx, Value v, const char* function, Address& out) {
    Tuple* t = address_tuple(ctx, v, function, "AF_NETLINK", 2, 2, "a pair (pid, groups)");
    int64_t pid, groups;
    if (!t || !to_int64(ctx, t->at(0), pid) || !to_int64(ctx, t->at(1), groups)) {
        return false;
    }
    auto* a = reinterpret_cast<sockaddr_nl*>(&out.storage);
    a->nl_family = AF_NETLINK;
    a->nl_pid = static_cast<uint32_t>(pid);
    a->nl_groups = static_cast<uint32_t>(groups);
    out.size = sizeof *a;
    return true;
}

Value unix_name(Context& ctx, const Address& address) {
    const auto* a = reinterpret_cast<const sockaddr_un*>(&address.storage);
    const size_t size = address.size - offsetof(sockaddr_un, sun_path);
    if (address.size <= offsetof(sockaddr_un, sun_path)) return or_error(empty_string(ctx));
    // A name in Linux's abstract namespace.
    if (a->sun_path[0] == '\0')
        return or_error(make_bytes(ctx, std::string_view(a->sun_path, size)));
    return or_error(decode_file_name(ctx, {a->sun_path, ::strnlen(a->sun_path, size)}));
}

// ---- functions ----

/// 16 bits in network order and back are the same exchange.
Value convert_short(Context& ctx, const Args& args, const char* name) {
    int32_t n;
    if (!to_int32(ctx, args[0], n)) return Value::error();
    if (n < 0) {
        return raise(ctx, TypeId::kOverflowError,
                     "{}: can't convert negative Python int to C 16-bit unsigned integer", name);
    }
    if (n > 0xFFFF) {
        return raise(ctx, TypeId::kOverflowError,
                     "{}: Python int too large to convert to C 16-bit unsigned integer", name);
    }
    return Value::small_int(htons(static_cast<uint16_t>(n)));
}
Value f_htons(Context& ctx, const Args& args) { return convert_short(ctx, args, "htons"); }
Value f_ntohs(Context& ctx, const Args& args) { return convert_short(ctx, args, "ntohs"); }
Value f_htonl(Context& ctx, const Args& args) {
    if (!is_int(args[0])) {
        return raise(ctx, TypeId::kTypeError, "expected int, {} found", MessageArg::type(args[0]));
    }
    int64_t n = INT64_MAX;
    if (!int_to_int64(args[0], n) || n > 0xFFFFFFFF) {
        return raise(ctx, TypeId::kOverflowError, "int larger than 32 bits");
    }
    if (n < 0) {
        return raise(ctx, TypeId::kOverflowError, "can't convert negative value to unsigned int");
    }
    return Value::small_int(htonl(static_cast<uint32_t>(n)));
}

/// A str argument as text for C. False after TypeError.
bool text_argument(Context& ctx, Value v, const char* function, int position, std::string& out) {
    if (!v.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "{}() argument {} must be str, not {}", function, position,
              v.is_none() ? MessageArg("None") : MessageArg::type(v));
        return false;
    }
    if (!encode_utf8(ctx, v.as<String>(), out)) return false;
    if (out.find('\0') == std::string::npos) return true;
    raise(ctx, TypeId::kValueError, "embedded null character");
    return false;
}

template <typename T>
std::string_view bytes_of(const T& v) {
    return {reinterpret_cast<const char*>(&v), sizeof v};
}

Value f_inet_aton(Context& ctx, const Args& args) {
    std::string text;
    in_addr a;
    if (!text_argument(ctx, args[0], "inet_aton", 1, text)) return Value::error();
    if (!::inet_aton(text.c_str(), &a)) {
        return raise(ctx, TypeId::kOSError, "illegal IP address string passed to inet_aton");
    }
    return or_error(make_bytes(ctx, bytes_of(a)));
}
Value f_inet_ntoa(Context& ctx, const Args& args) {
    BufferView view;
    if (!view.acquire(ctx, args[0])) return Value::error();
    if (view.size() != sizeof(in_addr)) {
        return raise(ctx, TypeId::kOSError, "packed IP wrong length for inet_ntoa");
    }
    char text[INET_ADDRSTRLEN];
    return or_error(make_string(ctx, ::inet_ntop(AF_INET, view.data(), text, sizeof text)));
}
Value f_inet_pton(Context& ctx, const Args& args) {
    int family;
    std::string text;
    if (!to_int32(ctx, args[0], family) || !text_argument(ctx, args[1], "inet_pton", 2, text))
        return Value::error();
    char space[sizeof(in6_addr)];
    const int r = ::inet_pton(family, text.c_str(), space);
    if (r < 0) return fail(ctx);
    if (r == 0)
        return raise(ctx, TypeId::kOSError, "illegal IP address string passed to inet_pton");
    const size_t size = family == AF_INET ? sizeof(in_addr) : sizeof(in6_addr);
    return or_error(make_bytes(ctx, std::string_view(space, size)));
}
Value f_inet_ntop(Context& ctx, const Args& args) {
    int family;
    BufferView view;
    if (!to_int32(ctx, args[0], family) || !view.acquire(ctx, args[1])) return Value::error();
    if (family != AF_INET && family != AF_INET6) {
        return raise(ctx, TypeId::kValueError, "unknown address family {}", family);
    }
    if (view.size() != (family == AF_INET ? sizeof(in_addr) : sizeof(in6_addr))) {
        return raise(ctx, TypeId::kValueError, "invalid length of packed IP address string");
    }
    char text[INET6_ADDRSTRLEN];
    return or_error(make_string(ctx, ::inet_ntop(family, view.data(), text, sizeof text)));
}

Value f_if_nameindex(Context& ctx, const Args&) {
    struct if_nameindex* interfaces = ::if_nameindex();
    if (!interfaces) return fail(ctx);
    List* list = make_list(ctx);
    bool ok = list;
    for (auto* i = interfaces; ok && (i->if_index || i->if_name); i++) {
        Value pair = tuple_of(
            ctx, {Value::small_int(i->if_index), or_error(decode_file_name(ctx, i->if_name))});
        ok = pair && list_append(ctx, list, pair);
    }
    ::if_freenameindex(interfaces);
    return ok ? Value::object(list) : Value::error();
}
Value f_if_nametoindex(Context& ctx, const Args& args) {
    std::string name;
    if (args[0].is(Kind::kString) ? !encode_file_name(ctx, args[0].as<String>(), name)
                                  : !copy_buffer(ctx, args[0], name)) {
        return Value::error();
    }
    const unsigned index = ::if_nametoindex(name.c_str());
    return index ? Value::small_int(index)
                 : raise(ctx, TypeId::kOSError, "no interface with this name");
}
Value f_if_indextoname(Context& ctx, const Args& args) {
    int64_t index;
    char name[IF_NAMESIZE + 1];
    if (!to_int64(ctx, args[0], index)) return Value::error();
    return ::if_indextoname(static_cast<unsigned>(index), name)
               ? or_error(decode_file_name(ctx, name))
               : fail(ctx);
}

Value control_size(Context& ctx, const Args& args, const char* name, bool padded) {
    int64_t n;
    if (!to_int64(ctx, args[0], n)) return Value::error();
    if (n < 0 || n > INT32_MAX) {
        return raise(ctx, TypeId::kOverflowError, "{}() argument out of range", name);
    }
    const auto size = static_cast<size_t>(n);
    return make_int(ctx, static_cast<int64_t>(padded ? CMSG_SPACE(size) : CMSG_LEN(size)));
}
Value f_cmsg_len(Context& ctx, const Args& args) {
    return control_size(ctx, args, "CMSG_LEN", false);
}
Value f_cmsg_space(Context& ctx, const Args& args) {
    return control_size(ctx, args, "CMSG_SPACE", true);
}

constexpr NativeMethod kFunctions[] = {
    {"htons(integer, /)", f_htons},
    {"ntohs(integer, /)", f_ntohs},
    {"htonl(integer, /)", f_htonl},
    {"ntohl(integer, /)", f_htonl},
    {"inet_aton(string, /)", f_inet_aton},
    {"inet_ntoa(packed_ip, /)", f_inet_ntoa},
    {"inet_pton(af, ip, /)", f_inet_pton},
    {"inet_ntop(af, packed_ip, /)", f_inet_ntop},
    {"if_nameindex()", f_if_nameindex},
    {"if_nametoindex(if_name, /)", f_if_nametoindex},
    {"if_indextoname(if_index, /)", f_if_indextoname},
    {"CMSG_LEN(length, /)", f_cmsg_len},
    {"CMSG_SPACE(length, /)", f_cmsg_space},
};

}  // namespace

const std::span<const NativeMethod> kAddressFunctions = kFunctions;

bool parse_address(Context& ctx, const Socket* s, Value v, const char* function, Address& out) {
    out.storage = {};
    switch (s->family) {
    case AF_INET: return parse_inet(ctx, v, function, out);
    case AF_INET6: return parse_inet6(ctx, v, function, out);
    case AF_UNIX: return parse_unix(ctx, v, out);
    case AF_NETLINK: return parse_netlink(ctx, v, function, out);
    default: raise(ctx, TypeId::kOSError, "{}(): bad family", function); return false;
    }
}

std::string numeric_host(const sockaddr* address) {
    char text[INET6_ADDRSTRLEN + IF_NAMESIZE + 1] = "";
    if (address->sa_family == AF_INET) {
        ::inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(address)->sin_addr, text,
                    sizeof text);
        return text;
    }
    const auto* a = reinterpret_cast<const sockaddr_in6*>(address);
    ::inet_ntop(AF_INET6, &a->sin6_addr, text, sizeof text);
    char name[IF_NAMESIZE + 1];
    if (a->sin6_scope_id && IN6_IS_ADDR_LINKLOCAL(&a->sin6_addr) &&
        ::if_indextoname(a->sin6_scope_id, name)) {
        return std::string(text) + "%" + name;
    }
    return text;
}

Value make_address(Context& ctx, const Address& address) {
    if (address.size == 0) return Value::none();
    const sockaddr* generic = address.get();
    switch (generic->sa_family) {
    case AF_INET: {
        const auto* a = reinterpret_cast<const sockaddr_in*>(generic);
        return tuple_of(ctx, {or_error(make_string(ctx, numeric_host(generic))),
                              Value::small_int(ntohs(a->sin_port))});
    }
    case AF_INET6: {
        const auto* a = reinterpret_cast<const sockaddr_in6*>(generic);
        return tuple_of(
            ctx, {or_error(make_string(ctx, numeric_host(generic))),
                  Value::small_int(ntohs(a->sin6_port)), Value::small_int(ntohl(a->sin6_flowinfo)),
                  Value::small_int(a->sin6_scope_id)});
    }
    case AF_UNIX: return unix_name(ctx, address);
    case AF_NETLINK: {
        const auto* a = reinterpret_cast<const sockaddr_nl*>(generic);
        return tuple_of(ctx, {Value::small_int(a->nl_pid), Value::small_int(a->nl_groups)});
    }
    default:
        return tuple_of(ctx,
                        {Value::small_int(generic->sa_family),
                         or_error(make_bytes(
                             ctx, std::string_view(generic->sa_data, sizeof generic->sa_data)))});
    }
}

}  // namespace orrery::sockets
