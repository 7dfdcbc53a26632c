// Module posix: constants and types; its functions are in the files beside this one.
#include <dlfcn.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include <climits>
#include <cstdio>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/posix/common.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"
#include "engine/objects/structseq.h"

namespace orrery {

namespace posix {

Type* stat_result_type(Context& ctx);
Type* statvfs_result_type(Context& ctx);
Type* terminal_size_type(Context& ctx);
Value make_environment(Context& ctx);
Value make_system_names(Context& ctx);
extern const StructSequence kUnameResult;
extern const StructSequence kTimesResult;

namespace {

struct Constant {
    const char* name;
    int64_t value;
};
#define C(name) {#name, name}
constexpr Constant kConstants[] = {
    C(F_OK),         C(R_OK),           C(W_OK),        C(X_OK),          C(NGROUPS_MAX),
    C(TMP_MAX),      C(WCONTINUED),     C(WNOHANG),     C(WUNTRACED),     C(WEXITED),
    C(WNOWAIT),      C(WSTOPPED),       C(O_RDONLY),    C(O_WRONLY),      C(O_RDWR),
    C(O_NDELAY),     C(O_NONBLOCK),     C(O_APPEND),    C(O_DSYNC),       C(O_RSYNC),
    C(O_SYNC),       C(O_NOCTTY),       C(O_CREAT),     C(O_EXCL),        C(O_TRUNC),
    C(O_LARGEFILE),  C(O_ASYNC),        C(O_DIRECT),    C(O_DIRECTORY),   C(O_NOFOLLOW),
    C(O_NOATIME),    C(O_CLOEXEC),      C(O_ACCMODE),   C(O_PATH),        C(O_TMPFILE),
    C(EX_OK),        C(EX_USAGE),       C(EX_DATAERR),  C(EX_NOINPUT),    C(EX_NOUSER),
    C(EX_NOHOST),    C(EX_UNAVAILABLE), C(EX_SOFTWARE), C(EX_OSERR),      C(EX_OSFILE),
    C(EX_CANTCREAT), C(EX_IOERR),       C(EX_TEMPFAIL), C(EX_PROTOCOL),   C(EX_NOPERM),
    C(EX_CONFIG),    C(ST_RDONLY),      C(ST_NOSUID),   C(F_LOCK),        C(F_TEST),
    C(F_TLOCK),      C(F_ULOCK),        C(SEEK_DATA),   C(SEEK_HOLE),     C(P_ALL),
    C(P_PID),        C(P_PGID),         C(RTLD_LAZY),   C(RTLD_NOW),      C(RTLD_GLOBAL),
    C(RTLD_LOCAL),   C(RTLD_NODELETE),  C(RTLD_NOLOAD), C(RTLD_DEEPBIND), C(SCHED_OTHER),
    C(SCHED_FIFO),   C(SCHED_RR),
};
#undef C

// What os.supports_dir_fd and its like are made from.
constexpr const char* kHaveFunctions[] = {
    "HAVE_FACCESSAT", "HAVE_FCHDIR",    "HAVE_FCHMOD",    "HAVE_FCHMODAT",  "HAVE_FCHOWN",
    "HAVE_FCHOWNAT",  "HAVE_FEXECVE",   "HAVE_FDOPENDIR", "HAVE_FSTATAT",   "HAVE_FSTATVFS",
    "HAVE_FTRUNCATE", "HAVE_FUTIMENS",  "HAVE_LINKAT",    "HAVE_LCHOWN",    "HAVE_LSTAT",
    "HAVE_LUTIMES",   "HAVE_MKDIRAT",   "HAVE_MKFIFOAT",  "HAVE_OPENAT",    "HAVE_READLINKAT",
    "HAVE_RENAMEAT",  "HAVE_SYMLINKAT", "HAVE_UNLINKAT",  "HAVE_UTIMENSAT",
};

bool populate(Context& ctx, Module* module) {
    Dict* d = module->dict.get();
    const auto set = [&](const char* name, Value v) {
        return v && dict_set(ctx, d, intern(ctx, name), v);
    };
    for (auto functions : {kFileFunctions, kDescriptorFunctions, kProcessFunctions}) {
        for (const NativeMethod& def : functions) {
            NativeFunction* f = make_native_function(ctx, def, Value::object(module), nullptr,
                                                     Value::object(intern(ctx, "posix")));
            if (!f || !dict_set(ctx, d, f->name.get(), Value::object(f))) return false;
        }
    }
    for (const Constant& c : kConstants) {
        if (!set(c.name, make_int(ctx, c.value))) return false;
    }
    List* have = make_list(ctx);
    for (const char* name : kHaveFunctions) {
        if (!have || !list_append(ctx, have, Value::object(intern(ctx, name)))) return false;
    }
    Type* entry = add_native_type(ctx, module, kDirEntrySpec);
    Type* iterator = make_native_type(ctx, kScandirIteratorSpec);
    if (!entry || !iterator) return false;
    entry->type_flags |= Type::kDisallowInstantiation;
    iterator->type_flags |= Type::kDisallowInstantiation;
    const Value types[] = {Value::object(entry), Value::object(iterator)};
    Tuple* state = make_tuple(ctx, types);
    if (!state) return false;
    module->state.set(ctx, module, Value::object(state));
    const auto type = [](Type* t) { return t ? Value::object(t) : Value::error(); };
    return set("_have_functions", Value::object(have)) && set("environ", make_environment(ctx)) &&
           set("sysconf_names", make_system_names(ctx)) &&
           set("error", Value::object(ctx.type(TypeId::kOSError))) &&
           set("stat_result", type(stat_result_type(ctx))) &&
           set("statvfs_result", type(statvfs_result_type(ctx))) &&
           set("terminal_size", type(terminal_size_type(ctx))) &&
           set("uname_result", type(struct_sequence_type(ctx, kUnameResult))) &&
           set("times_result", type(struct_sequence_type(ctx, kTimesResult)));
}

}  // namespace

}  // namespace posix

extern const NativeModuleSpec kPosixModule;
const NativeModuleSpec kPosixModule = {
    .name = "posix",
    .populate = posix::populate,
    .doc =
        "This module provides access to operating system functionality that is\nstandardized by "
        "the C Standard and the POSIX standard (a thinly\ndisguised Unix interface).  Refer to "
        "the library manual and\ncorresponding Unix manual entries for more information on calls.",
};

}  // namespace orrery
