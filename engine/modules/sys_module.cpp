// Module sys. What depends on the command line or on other modules (argv, path, the standard
// streams) is filled in when a program is started (engine/engine.cpp).
#include <algorithm>
#include <cfloat>
#include <cstdlib>
#include <string>

#include "engine/heap/heap.h"
#include "engine/interpreter/format_traceback.h"
#include "engine/interpreter/importlib.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/interpreter/tracing.h"
#include "engine/modules/module_support.h"
#include "engine/modules/modules.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"
#include "engine/objects/structseq.h"

namespace orrery {

namespace {

#if defined(_WIN32)
constexpr const char* kPlatform = "win32";
#else
constexpr const char* kPlatform = "linux";
#endif

Value text(Context& ctx, std::string_view s) {
    String* v = make_string(ctx, s);
    return v ? Value::object(v) : Value::error();
}

Value sys_exit(Context& ctx, const Args& args) {
    if (!args[0] || args[0].is_none()) {
        return raise_with(ctx, TypeId::kSystemExit, {});
    }
    if (args[0].is(Kind::kTuple))
        return raise_with(ctx, TypeId::kSystemExit, args[0].as<Tuple>()->values());
    const Value one[] = {args[0]};
    return raise_with(ctx, TypeId::kSystemExit, one);
}

Value sys_exc_info(Context& ctx, const Args&) {
    Value out[3] = {Value::none(), Value::none(), Value::none()};
    if (const Value e = ctx.handled) {
        out[0] = Value::object(type_of(ctx, e));
        out[1] = e;
        out[2] = e.as<Exception>()->traceback.get();
    }
    return Value::object(make_tuple(ctx, out));
}
Value sys_exception(Context& ctx, const Args&) { return ctx.handled ? ctx.handled : Value::none(); }

Value sys_getrecursionlimit(Context& ctx, const Args&) {
    return Value::small_int(ctx.runtime().recursion_limit);
}
Value sys_setrecursionlimit(Context& ctx, const Args& args) {
    int32_t limit;
    if (!to_int32(ctx, args[0], limit)) return Value::error();
    if (limit < 1) {
        return raise(ctx, TypeId::kValueError, "recursion limit must be greater or equal than 1");
    }
    const int32_t used = ctx.runtime().recursion_limit - ctx.depth_left;
    if (used >= limit) {
        return raise(
            ctx, TypeId::kRecursionError,
            "cannot set the recursion limit to {} at the recursion depth {}: the limit is too low",
            limit, used);
    }
    ctx.runtime().recursion_limit = limit;
    ctx.depth_left = limit - used;
    return Value::none();
}

Value sys_getframe(Context& ctx, const Args& args) {
    int32_t depth = 0;
    if (args[0] && !to_int32(ctx, args[0], depth)) return Value::error();
    FrameRef frame = frame_at_depth(ctx, depth < 0 ? 0 : static_cast<unsigned>(depth));
    if (!frame) return raise(ctx, TypeId::kValueError, "call stack is not deep enough");
    Frame* f = frame_object(ctx, frame);
    return f ? Value::object(f) : Value::error();
}

Value sys_intern(Context& ctx, const Args& args) {
    if (!args[0].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "intern() argument must be str, not {}",
                     MessageArg::type(args[0]));
    }
    if (!args[0].as_object()->is_exact()) {
        return raise(ctx, TypeId::kTypeError, "can't intern {}", MessageArg::type(args[0]));
    }
    String* s = intern(ctx, args[0].as<String>());
    return s ? Value::object(s) : Value::error();
}

Value sys_getsizeof(Context& ctx, const Args& args) {
    Value out;
    Value f = get_attribute(ctx, args[0], intern(ctx, "__sizeof__"));
    if (f) out = call(ctx, f, {});
    if (!out && args[1] && exception_matches(ctx, TypeId::kTypeError)) {
        take_exception(ctx);
        return args[1];
    }
    return out;
}

Value sys_displayhook(Context& ctx, const Args& args) {
    if (args[0].is_none()) return args[0];
    Dict* builtins = ctx.runtime().builtins;
    String* underscore = intern(ctx, "_");
    if (!dict_set(ctx, builtins, underscore, Value::none())) return Value::error();
    Value out = dict_get(ctx, ctx.runtime().sys_dict, ctx.name(Name::kstdout));
    if (!out || out.is_none()) return raise(ctx, TypeId::kRuntimeError, "lost sys.stdout");
    String* s = to_repr(ctx, args[0]);
    if (!s) return Value::error();
    if (!call_method(ctx, out, Name::kwrite, {Value::object(s)})) return Value::error();
    if (!call_method(ctx, out, Name::kwrite, {text(ctx, "\n")})) return Value::error();
    return dict_set(ctx, builtins, underscore, args[0]) ? Value::none() : Value::error();
}

Value sys_excepthook(Context& ctx, const Args& args) {
    Value err = dict_get(ctx, ctx.runtime().sys_dict, ctx.name(Name::kstderr));
    if (!err || err.is_none()) return Value::none();
    if (args[1].is(Kind::kException) && args[2].is(Kind::kTraceback) &&
        args[1].as<Exception>()->traceback.get().is_none()) {
        args[1].as<Exception>()->traceback.set(ctx, args[1].as_object(), args[2]);
    }
    Value s = text(ctx, format_exception(ctx, args[1]));
    if (!s || !call_method(ctx, err, Name::kwrite, {s})) return Value::error();
    return call_method(ctx, err, Name::kflush, {});
}

Value sys_unraisablehook(Context& ctx, const Args& args) {
    Value err = dict_get(ctx, ctx.runtime().sys_dict, ctx.name(Name::kstderr));
    if (!err || err.is_none()) return Value::none();
    Value parts[5];
    const char* const names[] = {"exc_type", "exc_value", "exc_traceback", "err_msg", "object"};
    for (unsigned i = 0; i < 5; i++) {
        parts[i] = get_attribute(ctx, args[0], intern(ctx, names[i]));
        if (!parts[i]) return Value::error();
    }
    Type* type = parts[0].is(Kind::kType) ? parts[0].as<Type>() : nullptr;
    Value s = text(ctx, unraisable_text(ctx, type, parts[1], parts[2], parts[3], parts[4]));
    if (!s || !call_method(ctx, err, Name::kwrite, {s})) return Value::error();
    return call_method(ctx, err, Name::kflush, {});
}

Value sys_gettrace(Context& ctx, const Args&) {
    return ctx.trace_function ? ctx.trace_function : Value::none();
}
Value sys_getprofile(Context& ctx, const Args&) {
    return ctx.profile_function ? ctx.profile_function : Value::none();
}
Value sys_none(Context&, const Args&) { return Value::none(); }
Value sys_utf8(Context& ctx, const Args&) { return text(ctx, "utf-8"); }
Value sys_errors(Context& ctx, const Args&) { return text(ctx, "surrogateescape"); }
Value sys_getrefcount(Context&, const Args&) { return Value::small_int(2); }
Value sys_is_finalizing(Context& ctx, const Args&) {
    return Value::boolean(ctx.runtime().finalizing);
}

Value sys_get_digits(Context& ctx, const Args&) {
    return make_int_unsigned(ctx, ctx.runtime().int_max_str_digits);
}
Value sys_set_digits(Context& ctx, const Args& args) {
    int64_t n;
    if (!to_int64(ctx, args[0], n)) return Value::error();
    if (n != 0 && n < 640) {
        return raise(ctx, TypeId::kValueError, "maxdigits must be 0 or larger than 640");
    }
    ctx.runtime().int_max_str_digits = static_cast<uint64_t>(n);
    return Value::none();
}

/// Calls what the environment variable PYTHONBREAKPOINT names, by default the debugger.
Value sys_breakpointhook(Context& ctx, const Args& args) {
    const char* setting =
        ctx.runtime().options.ignore_environment ? nullptr : std::getenv("PYTHONBREAKPOINT");
    const std::string where = setting && *setting ? setting : "pdb.set_trace";
    if (where == "0") return Value::none();
    const size_t dot = where.rfind('.');
    const std::string module_name = dot == where.npos ? "builtins" : where.substr(0, dot);
    Value f;
    if (!module_name.empty() && import_module(ctx, module_name.c_str())) {
        Value module = dict_get(ctx, ctx.runtime().modules, intern(ctx, module_name));
        f = module ? get_attribute(ctx, module, intern(ctx, where.substr(dot + 1))) : Value();
        if (!f && module && !exception_matches(ctx, TypeId::kAttributeError)) return f;
    } else if (!module_name.empty() && !exception_matches(ctx, TypeId::kImportError)) {
        return Value::error();
    }
    if (!f) {
        take_exception(ctx);
        const std::string text = "Ignoring unimportable $PYTHONBREAKPOINT: \"" + where + "\"";
        return issue_warning(ctx, TypeId::kRuntimeWarning, text.c_str()) ? Value::none()
                                                                         : Value::error();
    }
    Tuple* t = make_tuple(ctx, args.rest());
    return t ? call_ex(ctx, f, t, args.keywords) : Value::error();
}

Value sys_current_frames(Context& ctx, const Args&) {
    Dict* d = make_dict(ctx);
    Frame* f = ctx.regs ? frame_object(ctx, FrameRef(ctx.regs)) : nullptr;
    if (!d || (f && !dict_set(ctx, d, Value::small_int(1), Value::object(f))))
        return Value::error();
    return Value::object(d);
}

Value get_hook(Context& ctx, unsigned i) {
    const Value v = ctx.runtime().async_generator_hooks[i];
    return v ? v : Value::none();
}
Value sys_set_asyncgen_hooks(Context& ctx, const Args& args) {
    for (unsigned i = 0; i < 2; i++) {
        if (!args[i]) continue;
        if (!args[i].is_none() && !is_callable(ctx, args[i])) {
            return raise(ctx, TypeId::kTypeError, "callable {} expected, got {}",
                         i ? "finalizer" : "firstiter", MessageArg::type(args[i]));
        }
        ctx.runtime().async_generator_hooks[i] = args[i].is_none() ? Value() : args[i];
    }
    return Value::none();
}
const StructSequence kAsyncHooks = {"sys.asyncgen_hooks", {"firstiter", "finalizer"}, 2};
Value sys_get_asyncgen_hooks(Context& ctx, const Args&) {
    const Value pair[] = {get_hook(ctx, 0), get_hook(ctx, 1)};
    return make_struct_sequence(ctx, kAsyncHooks, pair);
}

Value sys_set_origin_depth(Context& ctx, const Args& args) {
    int32_t depth;
    if (!to_int32(ctx, args[0], depth)) return Value::error();
    if (depth < 0) return raise(ctx, TypeId::kValueError, "depth must be >= 0");
    ctx.runtime().coroutine_origin_depth = depth;
    return Value::none();
}
Value sys_get_origin_depth(Context& ctx, const Args&) {
    return Value::small_int(ctx.runtime().coroutine_origin_depth);
}

/// Kept for programs that ask; one thread runs Python, so that nothing switches.
Value sys_setswitchinterval(Context& ctx, const Args& args) {
    double interval;
    if (!to_double(ctx, args[0], interval)) return Value::error();
    if (!(interval > 0)) {
        return raise(ctx, TypeId::kValueError, "switch interval must be strictly positive");
    }
    ctx.runtime().switch_interval = interval;
    return Value::none();
}
Value sys_getswitchinterval(Context& ctx, const Args&) {
    return Value::number(ctx.runtime().switch_interval);
}

const NativeMethod kFunctions[] = {
    {"exit(status=None, /)", sys_exit},
    {"exc_info()", sys_exc_info},
    {"exception()", sys_exception},
    {"getrecursionlimit()", sys_getrecursionlimit},
    {"setrecursionlimit(limit, /)", sys_setrecursionlimit},
    {"_getframe(depth=0, /)", sys_getframe},
    {"_current_frames()", sys_current_frames},
    {"intern(string, /)", sys_intern},
    {"getsizeof(object, default=?)", sys_getsizeof},
    {"getrefcount(object, /)", sys_getrefcount},
    {"displayhook(object, /)", sys_displayhook},
    {"excepthook(exctype, value, traceback, /)", sys_excepthook},
    {"unraisablehook(unraisable, /)", sys_unraisablehook},
    {"breakpointhook(*args, **kwargs)", sys_breakpointhook},
    {"getdefaultencoding()", sys_utf8},
    {"getfilesystemencoding()", sys_utf8},
    {"getfilesystemencodeerrors()", sys_errors},
    {"get_int_max_str_digits()", sys_get_digits},
    {"set_int_max_str_digits(maxdigits)", sys_set_digits},
    {"is_finalizing()", sys_is_finalizing},
    {"settrace(function, /)", sys_settrace},
    {"gettrace()", sys_gettrace},
    {"setprofile(function, /)", sys_setprofile},
    {"getprofile()", sys_getprofile},
    {"call_tracing(func, args, /)", sys_call_tracing},
    {"set_asyncgen_hooks(firstiter=?, finalizer=?)", sys_set_asyncgen_hooks},
    {"get_asyncgen_hooks()", sys_get_asyncgen_hooks},
    {"set_coroutine_origin_tracking_depth(depth)", sys_set_origin_depth},
    {"get_coroutine_origin_tracking_depth()", sys_get_origin_depth},
    {"setswitchinterval(interval, /)", sys_setswitchinterval},
    {"getswitchinterval()", sys_getswitchinterval},
    {"audit(event, /, *args)", sys_none},
    {"addaudithook(hook)", sys_none},
};

// ---- named tuples ----

const StructSequence kVersionInfo = {
    "sys.version_info", {"major", "minor", "micro", "releaselevel", "serial"}, 5, false};
const StructSequence kFlags = {
    "sys.flags",
    {"debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site",
     "no_site", "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization",
     "isolated", "dev_mode", "utf8_mode", "warn_default_encoding", "safe_path",
     "int_max_str_digits"},
    18,
    false};
const StructSequence kFloatInfo = {"sys.float_info",
                                   {"max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp",
                                    "dig", "mant_dig", "epsilon", "radix", "rounds"},
                                   11};
const StructSequence kIntInfo = {
    "sys.int_info",
    {"bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"},
    4};
const StructSequence kHashInfo = {
    "sys.hash_info",
    {"width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"},
    9};
const StructSequence kThreadInfo = {"sys.thread_info", {"name", "lock", "version"}, 3};

Value ints(Context& ctx, const StructSequence& type, std::initializer_list<int64_t> values) {
    ValueVector out(ctx);
    for (int64_t i : values)
        out.values.push_back(make_int(ctx, i));
    return make_struct_sequence(ctx, type, out.values);
}

Value flags(Context& ctx) {
    const RuntimeOptions& o = ctx.runtime().options;
    auto number = [](int i) { return Value::small_int(i); };
    const Value off = number(0), on = number(1);
    const Value values[] = {
        off,  // debug
        off,  // inspect
        off,  // interactive
        number(o.optimize),
        on,  // dont_write_bytecode
        number(o.isolated),  // no_user_site
        on,  // no_site
        number(o.ignore_environment),
        off,  // verbose
        off,  // bytes_warning
        number(o.quiet),
        on,  // hash_randomization
        number(o.isolated),
        Value::boolean(o.dev_mode),
        off,  // utf8_mode
        off,  // warn_default_encoding
        Value::boolean(o.safe_path),
        number(4300),  // int_max_str_digits
    };
    return make_struct_sequence(ctx, kFlags, values);
}

Value version_info(Context& ctx) {
    const Value parts[] = {Value::small_int(3), Value::small_int(11), Value::small_int(2),
                           Value::object(intern(ctx, "final")), Value::small_int(0)};
    return make_struct_sequence(ctx, kVersionInfo, parts);
}

Value float_info(Context& ctx) {
    const Value parts[] = {Value::number(DBL_MAX),
                           Value::small_int(DBL_MAX_EXP),
                           Value::small_int(DBL_MAX_10_EXP),
                           Value::number(DBL_MIN),
                           Value::small_int(DBL_MIN_EXP),
                           Value::small_int(DBL_MIN_10_EXP),
                           Value::small_int(DBL_DIG),
                           Value::small_int(DBL_MANT_DIG),
                           Value::number(DBL_EPSILON),
                           Value::small_int(FLT_RADIX),
                           Value::small_int(1)};
    return make_struct_sequence(ctx, kFloatInfo, parts);
}

Value hash_info(Context& ctx) {
    const Value parts[] = {Value::small_int(64),      make_int(ctx, (int64_t{1} << 61) - 1),
                           Value::small_int(314159),  Value::small_int(0),
                           Value::small_int(1000003), Value::object(intern(ctx, "siphash13")),
                           Value::small_int(64),      Value::small_int(128),
                           Value::small_int(0)};
    return make_struct_sequence(ctx, kHashInfo, parts);
}

Value implementation(Context& ctx) {
    // The name decides which caches and code paths libraries choose; Orrery behaves as CPython
    // 3.11.
    Dict* d = make_dict(ctx);
    const std::pair<const char*, Value> rows[] = {{"name", text(ctx, "orrery")},
                                                  {"cache_tag", text(ctx, "orrery-311")},
                                                  {"version", version_info(ctx)},
                                                  {"hexversion", Value::small_int(0x030b02f0)},
                                                  {"_multiarch", text(ctx, "x86_64-linux-gnu")}};
    for (auto& [name, v] : rows) {
        if (!d || !dict_set(ctx, d, intern(ctx, name), v)) return Value::error();
    }
    return make_namespace(ctx, d);
}

Value native_module_names(Context& ctx) {
    const char* const names[] = {
#define MODULE(id, name) name,
        ORRERY_NATIVE_MODULES(MODULE)
#ifndef _WIN32
            ORRERY_POSIX_MODULES(MODULE)
#endif
#undef MODULE
    };
    ValueVector out(ctx);
    for (const char* n : names)
        out.values.push_back(Value::object(intern(ctx, n)));
    return Value::object(make_tuple(ctx, out.values));
}

Value stdlib_module_names(Context& ctx) {
    std::string_view rest =
#include "engine/modules/stdlib_names.inc"
        ;
    Set* names = make_set(ctx, true);
    while (names && !rest.empty()) {
        const size_t end = std::min(rest.find(' '), rest.size());
        String* name = intern(ctx, rest.substr(0, end));
        if (!name || !set_add(ctx, names, Value::object(name))) return Value::error();
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return names ? Value::object(names) : Value::error();
}

Value meta_path(Context& ctx) {
    const Value own = make_path_finder(ctx);
    List* list = own ? make_list(ctx) : nullptr;
    return list && list_append(ctx, list, own) ? Value::object(list) : Value::error();
}

bool populate(Context& ctx, Module* module) {
    Dict* d = module->dict.get();
    auto set = [&](const char* name, Value v) {
        return v && dict_set(ctx, d, intern(ctx, name), v);
    };
    bool ok =
        set("modules", Value::object(ctx.runtime().modules)) &&
        set("version", text(ctx, "3.11.2 (Orrery " ORRERY_VERSION ") \n[C++ " __VERSION__ "]")) &&
        set("version_info", version_info(ctx)) && set("hexversion", Value::small_int(0x030b02f0)) &&
        set("api_version", Value::small_int(1013)) &&
        set("copyright", text(ctx,
                              "Copyright (c) the Orrery authors.\n"
                              "GNU General Public License, version 3 or later.")) &&
        set("platform", text(ctx, kPlatform)) && set("byteorder", text(ctx, "little")) &&
        set("maxsize", make_int(ctx, INT64_MAX)) && set("maxunicode", Value::small_int(0x10FFFF)) &&
        set("float_repr_style", text(ctx, "short")) && set("float_info", float_info(ctx)) &&
        set("int_info", ints(ctx, kIntInfo, {30, 4, 4300, 640})) &&
        set("hash_info", hash_info(ctx)) && set("implementation", implementation(ctx)) &&
        set("flags", flags(ctx)) && set("dont_write_bytecode", Value::true_value()) &&
        set("pycache_prefix", Value::none()) && set("path", Value::object(make_list(ctx))) &&
        set("argv", Value::object(make_list(ctx))) &&
        set("orig_argv", Value::object(make_list(ctx))) && set("meta_path", meta_path(ctx)) &&
        set("path_hooks", Value::object(make_list(ctx))) &&
        set("path_importer_cache", Value::object(make_dict(ctx))) &&
        set("warnoptions", Value::object(make_list(ctx))) &&
        set("_xoptions", Value::object(make_dict(ctx))) &&
        set("builtin_module_names", native_module_names(ctx)) &&
        set("stdlib_module_names", stdlib_module_names(ctx)) && set("executable", text(ctx, "")) &&
        set("_base_executable", text(ctx, "")) && set("prefix", text(ctx, "/usr")) &&
        set("base_prefix", text(ctx, "/usr")) && set("exec_prefix", text(ctx, "/usr")) &&
        set("base_exec_prefix", text(ctx, "/usr")) && set("platlibdir", text(ctx, "lib")) &&
        set("abiflags", text(ctx, "")) &&
        set("_git", tuple_of(ctx, {text(ctx, "Orrery"), text(ctx, ""), text(ctx, "")})) &&
        set("_framework", text(ctx, ""));
    for (const char* hook : {"displayhook", "excepthook", "unraisablehook", "breakpointhook"}) {
        ok = ok &&
             set((std::string("__") + hook + "__").c_str(), dict_get(ctx, d, intern(ctx, hook)));
    }
    const Value thread[] = {Value::object(intern(ctx, "pthread")),
                            Value::object(intern(ctx, "semaphore")), Value::none()};
    return ok && set("thread_info", make_struct_sequence(ctx, kThreadInfo, thread));
}

}  // namespace

extern const NativeModuleSpec kSysModule = {
    .name = "sys",
    .functions = kFunctions,
    .populate = populate,
    .doc =
        "This module provides access to some objects used or maintained by the\ninterpreter and "
        "to functions that interact strongly with the interpreter."};

}  // namespace orrery
