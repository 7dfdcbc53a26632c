// Module resource: limits of the process, and what it has used.
#include <sys/resource.h>
#include <unistd.h>

#include "engine/modules/module_support.h"
#include "engine/modules/posix/common.h"
#include "engine/objects/structseq.h"

namespace orrery {

namespace {

using namespace posix;

const StructSequence kUsage = {
    "resource.struct_rusage",
    {"ru_utime", "ru_stime", "ru_maxrss", "ru_ixrss", "ru_idrss", "ru_isrss", "ru_minflt",
     "ru_majflt", "ru_nswap", "ru_inblock", "ru_oublock", "ru_msgsnd", "ru_msgrcv", "ru_nsignals",
     "ru_nvcsw", "ru_nivcsw"},
    16};

Value limit_value(Context& ctx, rlim_t n) {
    return n == RLIM_INFINITY ? Value::small_int(-1) : make_int_unsigned(ctx, n);
}
Value limit_pair(Context& ctx, const rlimit& limit) {
    return tuple_of(ctx, {limit_value(ctx, limit.rlim_cur), limit_value(ctx, limit.rlim_max)});
}

bool get_resource(Context& ctx, Value v, int32_t& out) {
    if (!to_int32(ctx, v, out)) return false;
    if (out >= 0 && out < RLIM_NLIMITS) return true;
    raise(ctx, TypeId::kValueError, "invalid resource specified");
    return false;
}
bool get_limits(Context& ctx, Value v, rlimit& out) {
    Tuple* pair = to_tuple(ctx, v);
    if (!pair) return false;
    if (pair->length != 2) {
        raise(ctx, TypeId::kValueError, "expected a tuple of 2 integers");
        return false;
    }
    int64_t soft, hard;
    if (!to_int64(ctx, pair->at(0), soft) || !to_int64(ctx, pair->at(1), hard)) return false;
    out.rlim_cur = static_cast<rlim_t>(soft);  // -1 is RLIM_INFINITY
    out.rlim_max = static_cast<rlim_t>(hard);
    return true;
}
Value limit_failure(Context& ctx) {
    if (errno == EINVAL) {
        return raise(ctx, TypeId::kValueError, "current limit exceeds maximum limit");
    }
    if (errno == EPERM) {
        return raise(ctx, TypeId::kValueError, "not allowed to raise maximum limit");
    }
    return fail(ctx);
}

Value resource_getrlimit(Context& ctx, const Args& args) {
    int32_t which;
    rlimit limit;
    if (!get_resource(ctx, args[0], which)) return Value::error();
    if (::getrlimit(static_cast<__rlimit_resource_t>(which), &limit) < 0) return fail(ctx);
    return limit_pair(ctx, limit);
}
Value resource_setrlimit(Context& ctx, const Args& args) {
    int32_t which;
    rlimit limit;
    if (!get_resource(ctx, args[0], which) || !get_limits(ctx, args[1], limit)) {
        return Value::error();
    }
    if (::setrlimit(static_cast<__rlimit_resource_t>(which), &limit) < 0) return limit_failure(ctx);
    return Value::none();
}
Value resource_prlimit(Context& ctx, const Args& args) {
    int32_t pid, which;
    rlimit limit, old;
    const bool change = args[2] && !args[2].is_none();
    if (!to_int32(ctx, args[0], pid) || !get_resource(ctx, args[1], which) ||
        (change && !get_limits(ctx, args[2], limit))) {
        return Value::error();
    }
    if (::prlimit(pid, static_cast<__rlimit_resource>(which), change ? &limit : nullptr, &old) <
        0) {
        return errno == EINVAL ? limit_failure(ctx) : fail(ctx);
    }
    return limit_pair(ctx, old);
}

Value resource_getrusage(Context& ctx, const Args& args) {
    int32_t who;
    rusage r;
    if (!to_int32(ctx, args[0], who)) return Value::error();
    if (::getrusage(static_cast<__rusage_who_t>(who), &r) < 0) {
        return errno == EINVAL ? raise(ctx, TypeId::kValueError, "invalid who parameter")
                               : fail(ctx);
    }
    auto seconds = [](const timeval& t) {
        return Value::number(static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6);
    };
    const Value fields[] = {
        seconds(r.ru_utime),         seconds(r.ru_stime),          make_int(ctx, r.ru_maxrss),
        make_int(ctx, r.ru_ixrss),   make_int(ctx, r.ru_idrss),    make_int(ctx, r.ru_isrss),
        make_int(ctx, r.ru_minflt),  make_int(ctx, r.ru_majflt),   make_int(ctx, r.ru_nswap),
        make_int(ctx, r.ru_inblock), make_int(ctx, r.ru_oublock),  make_int(ctx, r.ru_msgsnd),
        make_int(ctx, r.ru_msgrcv),  make_int(ctx, r.ru_nsignals), make_int(ctx, r.ru_nvcsw),
        make_int(ctx, r.ru_nivcsw)};
    return make_struct_sequence(ctx, kUsage, fields);
}
Value resource_getpagesize(Context& ctx, const Args&) {
    return make_int(ctx, ::sysconf(_SC_PAGESIZE));
}

constexpr NativeMethod kFunctions[] = {
    {"getrusage(who, /)", resource_getrusage},
    {"getrlimit(resource, /)", resource_getrlimit},
    {"prlimit(pid, resource, limits=None, /)", resource_prlimit},
    {"setrlimit(resource, limits, /)", resource_setrlimit},
    {"getpagesize()", resource_getpagesize},
};

struct Constant {
    const char* name;
    int64_t value;
};
#define C(name) {#name, name}
constexpr Constant kConstants[] = {
    C(RLIMIT_AS),       C(RLIMIT_CORE),    C(RLIMIT_CPU),        C(RLIMIT_DATA),
    C(RLIMIT_FSIZE),    C(RLIMIT_MEMLOCK), C(RLIMIT_MSGQUEUE),   C(RLIMIT_NICE),
    C(RLIMIT_NOFILE),   C(RLIMIT_NPROC),   C(RLIMIT_OFILE),      C(RLIMIT_RSS),
    C(RLIMIT_RTPRIO),   C(RLIMIT_RTTIME),  C(RLIMIT_SIGPENDING), C(RLIMIT_STACK),
    C(RUSAGE_CHILDREN), C(RUSAGE_SELF),    {"RUSAGE_THREAD", 1}, {"RLIM_INFINITY", -1},
};
#undef C

bool populate(Context& ctx, Module* module) {
    for (const Constant& c : kConstants) {
        if (!add_to_module(ctx, module, c.name, make_int(ctx, c.value))) return false;
    }
    Type* usage = struct_sequence_type(ctx, kUsage);
    return usage && add_to_module(ctx, module, "struct_rusage", Value::object(usage)) &&
           add_to_module(ctx, module, "error", Value::object(ctx.type(TypeId::kOSError)));
}

}  // namespace

extern const NativeModuleSpec kResourceModule;
const NativeModuleSpec kResourceModule = {
    .name = "resource",
    .functions = kFunctions,
    .populate = populate,
};

}  // namespace orrery
