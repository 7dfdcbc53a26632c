// Modules pwd and grp.
#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/posix/common.h"
#include "engine/objects/encoding.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"
#include "engine/objects/structseq.h"

namespace orrery {

namespace {

const StructSequence kPasswd = {
    "pwd.struct_passwd",
    {"pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell"},
    7};
const StructSequence kGroup = {"grp.struct_group", {"gr_name", "gr_passwd", "gr_gid", "gr_mem"}, 4};

constexpr size_t kFirstSize = 4096;
constexpr size_t kLastSize = 1 << 20;

Value text(Context& ctx, const char* s) { return posix::name_value(ctx, s ? s : ""); }

Value passwd_value(Context& ctx, const passwd& p) {
    const Value values[] = {text(ctx, p.pw_name),    text(ctx, p.pw_passwd),
                            make_int(ctx, p.pw_uid), make_int(ctx, p.pw_gid),
                            text(ctx, p.pw_gecos),   text(ctx, p.pw_dir),
                            text(ctx, p.pw_shell)};
    return make_struct_sequence(ctx, kPasswd, values);
}
Value group_value(Context& ctx, const group& g) {
    List* members = make_list(ctx);
    for (char** m = g.gr_mem; members && m && *m; m++) {
        Value v = text(ctx, *m);
        if (!v || !list_append(ctx, members, v)) return Value::error();
    }
    if (!members) return Value::error();
    const Value values[] = {text(ctx, g.gr_name), text(ctx, g.gr_passwd), make_int(ctx, g.gr_gid),
                            Value::object(members)};
    return make_struct_sequence(ctx, kGroup, values);
}

/// Runs one of the *_r functions with room enough: `f(buffer, size, &result)` gives an errno.
template <typename Entry, typename F, typename Make>
Value look_up(Context& ctx, F f, Make make, bool& missing) {
    missing = false;
    std::string buffer(kFirstSize, '\0');
    for (;;) {
        Entry* found = nullptr;
        const int e = f(buffer.data(), buffer.size(), &found);
        if (e == ERANGE && buffer.size() < kLastSize) {
            buffer.resize(buffer.size() * 4);
            continue;
        }
        if (found) return make(ctx, *found);
        missing = true;
        return Value::error();
    }
}

Value raise_key(Context& ctx, std::string_view format, MessageArg a) {
    const MessageArg args[] = {a};
    String* s = format_message(ctx, format, args);
    return s ? raise_key_error(ctx, Value::object(s)) : Value::error();
}

bool name_arg(Context& ctx, Value v, const char* function, std::string& out) {
    if (!v.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "{}() argument must be str, not {}", function,
              MessageArg::type(v));
        return false;
    }
    if (!encode_file_name(ctx, v.as<String>(), out)) return false;
    if (out.find('\0') == out.npos) return true;
    raise(ctx, TypeId::kValueError, "embedded null byte");
    return false;
}

Value getpwuid(Context& ctx, const Args& args) {
    uint32_t id;
    if (!posix::get_id(ctx, args[0], "uid", id)) return Value::error();
    passwd p;
    bool missing;
    Value v = look_up<passwd>(
        ctx, [&](char* b, size_t n, passwd** r) { return ::getpwuid_r(id, &p, b, n, r); },
        passwd_value, missing);
    return missing ? raise_key(ctx, "getpwuid(): uid not found: {}", id) : v;
}
Value getpwnam(Context& ctx, const Args& args) {
    std::string name;
    if (!name_arg(ctx, args[0], "getpwnam", name)) return Value::error();
    passwd p;
    bool missing;
    Value v = look_up<passwd>(
        ctx, [&](char* b, size_t n, passwd** r) { return ::getpwnam_r(name.c_str(), &p, b, n, r); },
        passwd_value, missing);
    return missing ? raise_key(ctx, "getpwnam(): name not found: {}", MessageArg::repr(args[0]))
                   : v;
}
Value getpwall(Context& ctx, const Args&) {
    List* list = make_list(ctx);
    ::setpwent();
    for (passwd* p; list && (p = ::getpwent());) {
        Value v = passwd_value(ctx, *p);
        if (!v || !list_append(ctx, list, v)) list = nullptr;
    }
    ::endpwent();
    return list ? Value::object(list) : Value::error();
}
Value getgrgid(Context& ctx, const Args& args) {
    uint32_t id;
    if (!posix::get_id(ctx, args[0], "gid", id)) return Value::error();
    group g;
    bool missing;
    Value v = look_up<group>(
        ctx, [&](char* b, size_t n, group** r) { return ::getgrgid_r(id, &g, b, n, r); },
        group_value, missing);
    return missing ? raise_key(ctx, "getgrgid(): gid not found: {}", id) : v;
}
Value getgrnam(Context& ctx, const Args& args) {
    std::string name;
    if (!name_arg(ctx, args[0], "getgrnam", name)) return Value::error();
    group g;
    bool missing;
    Value v = look_up<group>(
        ctx, [&](char* b, size_t n, group** r) { return ::getgrnam_r(name.c_str(), &g, b, n, r); },
        group_value, missing);
    return missing ? raise_key(ctx, "getgrnam(): name not found: {}", MessageArg::repr(args[0]))
                   : v;
}
Value getgrall(Context& ctx, const Args&) {
    List* list = make_list(ctx);
    ::setgrent();
    for (group* g; list && (g = ::getgrent());) {
        Value v = group_value(ctx, *g);
        if (!v || !list_append(ctx, list, v)) list = nullptr;
    }
    ::endgrent();
    return list ? Value::object(list) : Value::error();
}

constexpr NativeMethod kPwdFunctions[] = {
    {"getpwuid(uidobj, /)", getpwuid},
    {"getpwnam(name, /)", getpwnam},
    {"getpwall()", getpwall},
};
constexpr NativeMethod kGrpFunctions[] = {
    {"getgrgid(id)", getgrgid},
    {"getgrnam(name)", getgrnam},
    {"getgrall()", getgrall},
};

bool add_type(Context& ctx, Module* module, const char* name, const StructSequence& declaration) {
    Type* type = struct_sequence_type(ctx, declaration);
    return type && dict_set(ctx, module->dict.get(), intern(ctx, name), Value::object(type));
}

}  // namespace

extern const NativeModuleSpec kPwdModule;
const NativeModuleSpec kPwdModule = {
    .name = "pwd",
    .functions = kPwdFunctions,
    .populate = [](Context& ctx, Module* m) { return add_type(ctx, m, "struct_passwd", kPasswd); },
    .doc = "This module provides access to the Unix password database.",
};
extern const NativeModuleSpec kGrpModule;
const NativeModuleSpec kGrpModule = {
    .name = "grp",
    .functions = kGrpFunctions,
    .populate = [](Context& ctx, Module* m) { return add_type(ctx, m, "struct_group", kGroup); },
    .doc = "Access to the Unix group database.",
};

}  // namespace orrery
