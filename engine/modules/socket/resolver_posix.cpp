// Names of hosts, services and protocols. What may ask a server runs aside (run_aside), so that
// the program can be interrupted meanwhile.
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstring>
#include <memory>
#include <mutex>
#include <thread>

#include "engine/modules/socket/platform_posix.h"
#include "engine/objects/bytes.h"
#include "engine/objects/encoding.h"

namespace orrery::sockets {

namespace {

using posix::fail;
using posix::get_int;

constexpr std::chrono::milliseconds kLongestNap(5);  // between looks at interrupts

/// Raises socket.gaierror or socket.herror (number, text).
Value raise_resolver_error(Context& ctx, const char* cls, int number, const char* text) {
    Value type = module_attribute(ctx, "_socket", cls);
    Value e =
        type ? call(ctx, type, {Value::small_int(number), or_error(make_string(ctx, text))}) : type;
    return e ? raise_value(ctx, e) : e;
}
Value raise_gai(Context& ctx, int code, int error) {
    if (code == EAI_SYSTEM) return raise_os_error(ctx, error);
    return raise_resolver_error(ctx, "gaierror", code, ::gai_strerror(code));
}

/// A call of getaddrinfo(3) with what it is given and what it gives.
struct Query {
    bool has_host = false, has_service = false;
    std::string host, service;
    addrinfo hints{};
    addrinfo* found = nullptr;
    int code = 0, error = 0;

    ~Query() {
        if (found) ::freeaddrinfo(found);
    }
    void run(int more_flags) {
        addrinfo h = hints;
        h.ai_flags |= more_flags;
        code = ::getaddrinfo(has_host ? host.c_str() : nullptr,
                             has_service ? service.c_str() : nullptr, &h, &found);
        error = errno;
    }
};
/// False after an exception, of a failed query too.
bool run_query(Context& ctx, const std::shared_ptr<Query>& q) {
    // Numbers need no server.
    q->run(q->has_host ? AI_NUMERICHOST : 0);
    if (q->code == EAI_NONAME && q->has_host && !(q->hints.ai_flags & AI_NUMERICHOST) &&
        !run_aside(ctx, [q] { q->run(0); })) {
        return false;
    }
    if (q->code == 0) return true;
    raise_gai(ctx, q->code, q->error);
    return false;
}

Address address_of(const sockaddr* a, socklen_t size) {
    Address out;
    out.storage = {};
    std::memcpy(&out.storage, a, size);
    out.size = size;
    return out;
}

/// A str or bytes argument, for names of services. False after an exception.
bool name_argument(Context& ctx, Value v, const char* function, int position, std::string& out) {
    if (!v.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "{}() argument {} must be str, not {}", function, position,
              v.is_none() ? MessageArg("None") : MessageArg::type(v));
        return false;
    }
    return encode_utf8(ctx, v.as<String>(), out);
}

// ---- getaddrinfo, getnameinfo ----

Value f_getaddrinfo(Context& ctx, const Args& args) {
    auto q = std::make_shared<Query>();
    const Value host = args[0], service = args[1];
    if (!host.is_none()) {
        q->has_host = true;
        if (host.is(Kind::kString)) {
            if (!get_host(ctx, host, nullptr, q->host)) return Value::error();
        } else if (host.is(Kind::kBytes)) {
            q->host = host.as<Bytes>()->view();
        } else {
            return raise(ctx, TypeId::kTypeError,
                         "getaddrinfo() argument 1 must be string or None");
        }
    }
    if (is_int(service)) {
        String* text = to_str(ctx, service);
        if (!text) return Value::error();
        q->service = to_utf8(text);
        q->has_service = true;
    } else if (service.is(Kind::kString)) {
        if (!encode_utf8(ctx, service.as<String>(), q->service)) return Value::error();
        q->has_service = true;
    } else if (service.is(Kind::kBytes)) {
        q->service = service.as<Bytes>()->view();
        q->has_service = true;
    } else if (!service.is_none()) {
        return raise(ctx, TypeId::kOSError, "Int or String expected");
    }
    if (!get_int(ctx, args[2], q->hints.ai_family) ||
        !get_int(ctx, args[3], q->hints.ai_socktype) ||
        !get_int(ctx, args[4], q->hints.ai_protocol) || !get_int(ctx, args[5], q->hints.ai_flags) ||
        !run_query(ctx, q)) {
        return Value::error();
    }
    List* list = make_list(ctx);
    for (const addrinfo* a = q->found; list && a; a = a->ai_next) {
        Value entry =
            tuple_of(ctx, {Value::small_int(a->ai_family), Value::small_int(a->ai_socktype),
                           Value::small_int(a->ai_protocol),
                           or_error(make_string(ctx, a->ai_canonname ? a->ai_canonname : "")),
                           make_address(ctx, address_of(a->ai_addr, a->ai_addrlen))});
        if (!entry || !list_append(ctx, list, entry)) return Value::error();
    }
    return or_error(list);
}

Value f_getnameinfo(Context& ctx, const Args& args) {
    int flags;
    if (!to_int32(ctx, args[1], flags)) return Value::error();
    if (!args[0].is(Kind::kTuple)) {
        return raise(ctx, TypeId::kTypeError, "getnameinfo() argument 1 must be a tuple");
    }
    auto* t = args[0].as<Tuple>();
    const auto item = [t](unsigned i) { return t->at(i); };
    if (t->length < 2 || t->length > 4 || !item(0).is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "getnameinfo(): illegal sockaddr argument");
    }
    int port;
    int64_t flow_info = 0, scope = 0;
    auto q = std::make_shared<Query>();
    if (!encode_utf8(ctx, item(0).as<String>(), q->host) || !to_int32(ctx, item(1), port) ||
        (t->length > 2 && !to_int64(ctx, item(2), flow_info)) ||
        (t->length > 3 && !to_int64(ctx, item(3), scope))) {
        return Value::error();
    }
    if (flow_info < 0 || flow_info > 0xFFFFF) {
        return raise(ctx, TypeId::kOverflowError, "getnameinfo(): flowinfo must be 0-1048575.");
    }
    q->has_host = q->has_service = true;
    q->service = std::to_string(static_cast<uint16_t>(port));
    q->hints.ai_socktype = SOCK_DGRAM;
    q->hints.ai_flags = AI_NUMERICHOST;
    if (!run_query(ctx, q)) return Value::error();
    if (q->found->ai_next) {
        return raise(ctx, TypeId::kOSError, "sockaddr resolved to multiple addresses");
    }
    if (q->found->ai_family == AF_INET && t->length != 2) {
        return raise(ctx, TypeId::kOSError, "IPv4 sockaddr must be 2 tuple");
    }
    struct Names {
        Address address;
        char host[NI_MAXHOST], service[NI_MAXSERV];
        int code, error;
    };
    auto names = std::make_shared<Names>();
    names->address = address_of(q->found->ai_addr, q->found->ai_addrlen);
    if (q->found->ai_family == AF_INET6) {
        auto* a = reinterpret_cast<sockaddr_in6*>(&names->address.storage);
        a->sin6_flowinfo = htonl(static_cast<uint32_t>(flow_info));
        a->sin6_scope_id = static_cast<uint32_t>(scope);
    }
    const auto ask = [names, flags] {
        names->code =
            ::getnameinfo(names->address.get(), names->address.size, names->host,
                          sizeof names->host, names->service, sizeof names->service, flags);
        names->error = errno;
    };
    if (flags & NI_NUMERICHOST) {
        ask();
    } else if (!run_aside(ctx, ask)) {
        return Value::error();
    }
    if (names->code) return raise_gai(ctx, names->code, names->error);
    return tuple_of(ctx, {or_error(decode_file_name(ctx, names->host)),
                          or_error(make_string(ctx, names->service))});
}

// ---- gethostbyname and its kin ----

Value f_gethostbyname(Context& ctx, const Args& args) {
    std::string host;
    Address address;
    if (!get_host(ctx, args[0], "gethostbyname", host) || !resolve(ctx, host, AF_INET, address))
        return Value::error();
    return or_error(make_string(ctx, numeric_host(address.get())));
}

/// What gethostbyname_r(3) or gethostbyaddr_r(3) found.
struct HostEntry {
    std::string name;
    std::vector<std::string> aliases, addresses;
    int error = 0;  // h_errno; 0: found

    void take(const hostent* h, int h_error) {
        error = h ? 0 : h_error;
        if (!h) return;
        name = h->h_name ? h->h_name : "";
        for (char** a = h->h_aliases; a && *a; a++)
            aliases.push_back(*a);
        for (char** a = h->h_addr_list; a && *a; a++) {
            char text[INET6_ADDRSTRLEN];
            if (::inet_ntop(h->h_addrtype, *a, text, sizeof text)) addresses.push_back(text);
        }
    }
};
Value text_list(Context& ctx, const std::vector<std::string>& texts) {
    List* list = make_list(ctx);
    for (const std::string& s : texts) {
        String* text = list ? make_string(ctx, s) : nullptr;
        if (!text || !list_append(ctx, list, Value::object(text))) return Value::error();
    }
    return or_error(list);
}
Value host_entry(Context& ctx, const HostEntry& entry) {
    if (entry.error) {
        return raise_resolver_error(ctx, "herror", entry.error, ::hstrerror(entry.error));
    }
    return tuple_of(ctx, {or_error(decode_file_name(ctx, entry.name)),
                          text_list(ctx, entry.aliases), text_list(ctx, entry.addresses)});
}
constexpr size_t kEntrySpace = 16384;  // the C library's room for an entry

Value f_gethostbyname_ex(Context& ctx, const Args& args) {
    std::string host;
    Address address;
    if (!get_host(ctx, args[0], "gethostbyname_ex", host) || !resolve(ctx, host, AF_INET, address))
        return Value::error();
    auto entry = std::make_shared<HostEntry>();
    const bool ok = run_aside(ctx, [entry, host] {
        hostent h, *found = nullptr;
        std::vector<char> space(kEntrySpace);
        int error = 0;
        ::gethostbyname_r(host.c_str(), &h, space.data(), space.size(), &found, &error);
        entry->take(found, error);
    });
    return ok ? host_entry(ctx, *entry) : Value::error();
}
Value f_gethostbyaddr(Context& ctx, const Args& args) {
    std::string host;
    Address address;
    if (!get_host(ctx, args[0], "gethostbyaddr", host) || !resolve(ctx, host, AF_UNSPEC, address))
        return Value::error();
    auto entry = std::make_shared<HostEntry>();
    const bool ok = run_aside(ctx, [entry, address] {
        const bool is_v4 = address.storage.ss_family == AF_INET;
        const void* data =
            is_v4 ? static_cast<const void*>(
                        &reinterpret_cast<const sockaddr_in*>(&address.storage)->sin_addr)
                  : &reinterpret_cast<const sockaddr_in6*>(&address.storage)->sin6_addr;
        hostent h, *found = nullptr;
        std::vector<char> space(kEntrySpace);
        int error = 0;
        ::gethostbyaddr_r(data, is_v4 ? sizeof(in_addr) : sizeof(in6_addr),
                          address.storage.ss_family, &h, space.data(), space.size(), &found,
                          &error);
        entry->take(found, error);
    });
    return ok ? host_entry(ctx, *entry) : Value::error();
}

Value f_gethostname(Context& ctx, const Args&) {
    char name[1024] = "";
    return ::gethostname(name, sizeof name - 1) < 0 ? fail(ctx)
                                                    : or_error(decode_file_name(ctx, name));
}
Value f_sethostname(Context& ctx, const Args& args) {
    std::string name;
    if (args[0].is(Kind::kString) ? !encode_file_name(ctx, args[0].as<String>(), name)
                                  : !copy_buffer(ctx, args[0], name)) {
        return Value::error();
    }
    return posix::done(ctx, ::sethostname(name.data(), name.size()));
}

// ---- services and protocols ----

/// Where the reentrant look-ups keep names: other engines look up at the same time.
struct ServiceBuffer {
    char bytes[4096];
};

Value f_getservbyname(Context& ctx, const Args& args) {
    std::string name, protocol;
    if (!name_argument(ctx, args[0], "getservbyname", 1, name) ||
        (args[1] && !name_argument(ctx, args[1], "getservbyname", 2, protocol))) {
        return Value::error();
    }
    ServiceBuffer b;
    servent *s = nullptr, space;
    ::getservbyname_r(name.c_str(), args[1] ? protocol.c_str() : nullptr, &space, b.bytes,
                      sizeof b.bytes, &s);
    return s ? Value::small_int(ntohs(static_cast<uint16_t>(s->s_port)))
             : raise(ctx, TypeId::kOSError, "service/proto not found");
}
Value f_getservbyport(Context& ctx, const Args& args) {
    int port;
    std::string protocol;
    if (!to_int32(ctx, args[0], port) ||
        (args[1] && !name_argument(ctx, args[1], "getservbyport", 2, protocol))) {
        return Value::error();
    }
    if (port < 0 || port > 0xFFFF) {
        return raise(ctx, TypeId::kOverflowError, "getservbyport: port must be 0-65535.");
    }
    ServiceBuffer b;
    servent *s = nullptr, space;
    ::getservbyport_r(htons(static_cast<uint16_t>(port)), args[1] ? protocol.c_str() : nullptr,
                      &space, b.bytes, sizeof b.bytes, &s);
    return s ? or_error(make_string(ctx, s->s_name))
             : raise(ctx, TypeId::kOSError, "port/proto not found");
}
Value f_getprotobyname(Context& ctx, const Args& args) {
    std::string name;
    if (!name_argument(ctx, args[0], "getprotobyname", 1, name)) return Value::error();
    ServiceBuffer b;
    protoent *p = nullptr, space;
    ::getprotobyname_r(name.c_str(), &space, b.bytes, sizeof b.bytes, &p);
    return p ? Value::small_int(p->p_proto) : raise(ctx, TypeId::kOSError, "protocol not found");
}

constexpr NativeMethod kFunctions[] = {
    {"getaddrinfo(host, port, family=0, type=0, proto=0, flags=0)", f_getaddrinfo},
    {"getnameinfo(sockaddr, flags, /)", f_getnameinfo},
    {"gethostbyname(host, /)", f_gethostbyname},
    {"gethostbyname_ex(host, /)", f_gethostbyname_ex},
    {"gethostbyaddr(host, /)", f_gethostbyaddr},
    {"gethostname()", f_gethostname},
    {"sethostname(name, /)", f_sethostname},
    {"getservbyname(servicename, protocolname=?, /)", f_getservbyname},
    {"getservbyport(port, protocolname=?, /)", f_getservbyport},
    {"getprotobyname(name, /)", f_getprotobyname},
};

}  // namespace

const std::span<const NativeMethod> kResolverFunctions = kFunctions;

bool run_aside(Context& ctx, std::function<void()> work) {
    struct Job {
        std::mutex mutex;
        std::condition_variable ended;
        bool is_done = false;
    };
    auto job = std::make_shared<Job>();
    // Signals are the program's: its thread, not the new one, is to wake up for them.
    sigset_t all, saved;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &saved);
    std::thread([job, work = std::move(work)] {
        work();
        std::lock_guard lock(job->mutex);
        job->is_done = true;
        job->ended.notify_one();
    }).detach();
    ::pthread_sigmask(SIG_SETMASK, &saved, nullptr);
    std::unique_lock lock(job->mutex);
    while (!job->is_done) {
        job->ended.wait_for(lock, kLongestNap);
        if (job->is_done || !ctx.poll.load()) continue;
        lock.unlock();
        if (!ctx.handle_poll()) return false;
        lock.lock();
    }
    return true;
}

bool get_host(Context& ctx, Value v, const char* function, std::string& out) {
    if (v.is(Kind::kString)) {
        auto* s = v.as<String>();
        if (s->is_ascii()) {
            out = s->ascii();
        } else {
            Value bytes = encode_string(ctx, s, "idna", "strict");
            if (!bytes) {
                take_exception(ctx);
                raise(ctx, TypeId::kTypeError, "encoding of hostname failed");
                return false;
            }
            if (!copy_buffer(ctx, bytes, out)) return false;
        }
    } else if (v.is(Kind::kBytes) || v.is(Kind::kByteArray)) {
        if (!copy_buffer(ctx, v, out)) return false;
    } else if (function) {
        raise(ctx, TypeId::kTypeError, "{}() argument 1 must be str, bytes or bytearray, not {}",
              function, v.is_none() ? MessageArg("None") : MessageArg::type(v));
        return false;
    } else {
        raise(ctx, TypeId::kTypeError, "str, bytes or bytearray expected, not {}",
              MessageArg::type(v));
        return false;
    }
    if (out.find('\0') == std::string::npos) return true;
    raise(ctx, TypeId::kTypeError, "host name must not contain null character");
    return false;
}

bool resolve(Context& ctx, const std::string& host, int family, Address& out) {
    out.storage = {};
    auto* v4 = reinterpret_cast<sockaddr_in*>(&out.storage);
    if (host == "<broadcast>" || host == "255.255.255.255") {
        if (family != AF_INET && family != AF_UNSPEC) {
            raise(ctx, TypeId::kOSError, "address family mismatched");
            return false;
        }
        v4->sin_family = AF_INET;
        v4->sin_addr.s_addr = INADDR_BROADCAST;
        out.size = sizeof *v4;
        return true;
    }
    auto q = std::make_shared<Query>();
    q->hints.ai_family = family;
    if (host.empty()) {  // any address of this machine
        q->has_service = true;
        q->service = "0";
        q->hints.ai_socktype = SOCK_DGRAM;
        q->hints.ai_flags = AI_PASSIVE;
    } else {
        q->has_host = true;
        q->host = host;
    }
    if (!run_query(ctx, q)) return false;
    if (host.empty() && q->found->ai_next) {
        raise(ctx, TypeId::kOSError, "wildcard resolved to multiple address");
        return false;
    }
    out = address_of(q->found->ai_addr, q->found->ai_addrlen);
    return true;
}

}  // namespace orrery::sockets
