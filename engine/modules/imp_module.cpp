// Module _imp: what importlib asks of the engine. There are no frozen modules, no modules in
// shared libraries, and no bytecode files.
#include "engine/modules/modules.h"

#include "engine/bytecode/code.h"
#include "engine/modules/module_support.h"
#include "engine/numbers/hash.h"
#include "engine/objects/buffer.h"
#include "engine/objects/bytes.h"

namespace orrery {

extern const NativeModuleSpec kImpModule;

namespace {

// ---- the import lock: a depth, kept in the module's state ----

Module* imp_module(Context& ctx) {
    const Value m = dict_get(ctx, ctx.runtime().modules, intern(ctx, "_imp"));
    return m.is(Kind::kModule) && m.as<Module>()->native == &kImpModule ? m.as<Module>() : nullptr;
}
int64_t lock_depth(Module* m) {
    const Value depth = m ? m->state.get() : Value();
    return depth && depth.is_small_int() ? depth.as_small_int() : 0;
}
Value change_lock(Context& ctx, int64_t by) {
    Module* m = imp_module(ctx);
    const int64_t depth = lock_depth(m) + by;
    if (depth < 0) return raise(ctx, TypeId::kRuntimeError, "not holding the import lock");
    if (m) m->state.set(ctx, m, Value::small_int(depth));
    return Value::none();
}
Value imp_acquire_lock(Context& ctx, const Args&) { return change_lock(ctx, 1); }
Value imp_release_lock(Context& ctx, const Args&) { return change_lock(ctx, -1); }
Value imp_lock_held(Context& ctx, const Args&) {
    return Value::boolean(lock_depth(imp_module(ctx)) > 0);
}

// ---- native modules ----

bool name_argument(Context& ctx, Value v, const char* who) {
    if (v.is(Kind::kString)) return true;
    raise(ctx, TypeId::kTypeError, "{}() argument must be str, not {}", who, MessageArg::type(v));
    return false;
}

Value imp_is_builtin(Context& ctx, const Args& args) {
    if (!name_argument(ctx, args[0], "is_builtin")) return Value::error();
    const std::string name = to_utf8(args[0].as<String>());
    if (!find_native_module(name)) return Value::small_int(0);
    return Value::small_int(name == "sys" || name == "builtins" ? -1 : 1);
}

Value imp_create_builtin(Context& ctx, const Args& args) {
    const Value name = get_attribute(ctx, args[0], intern(ctx, "name"));
    if (!name || !name_argument(ctx, name, "create_builtin")) return Value::error();
    if (const Value m = dict_get(ctx, ctx.runtime().modules, name.as<String>())) return m;
    const NativeModuleSpec* spec = find_native_module(to_utf8(name.as<String>()));
    return spec ? or_error(make_native_module(ctx, *spec)) : Value::none();
}
Value imp_exec_builtin(Context&, const Args&) { return Value::small_int(0); }

// ---- frozen modules: none ----

Value imp_false(Context&, const Args&) { return Value::false_value(); }
Value imp_none(Context&, const Args&) { return Value::none(); }
Value imp_no_names(Context& ctx, const Args&) { return or_error(make_list(ctx)); }
Value imp_no_frozen(Context& ctx, const Args& args) {
    return raise(ctx, TypeId::kImportError, "No such frozen object named {}",
                 MessageArg::str(args[0]));
}

// ---- the rest ----

Value imp_source_hash(Context& ctx, const Args& args) {
    BufferView view;
    if (!is_int(args[0])) {
        return raise(ctx, TypeId::kTypeError, "'{}' object cannot be interpreted as an integer",
                     MessageArg::type(args[0]));
    }
    int64_t key;
    if (!to_int64(ctx, args[0], key) || !view.acquire(ctx, args[1])) return Value::error();
    const std::string_view source = view.chars();
    const auto hash = static_cast<uint64_t>(
        hash_bytes(source.data(), source.size(), {static_cast<uint64_t>(key), 0}));
    char out[8];
    for (unsigned i = 0; i < 8; i++)
        out[i] = static_cast<char>(hash >> (8 * i));
    return or_error(make_bytes(ctx, std::string_view(out, 8)));
}

void rename(Context& ctx, Code* code, String* from, String* to) {
    if (!string_equal(code->filename.get(), from)) return;
    code->filename.set(ctx, code, to);
    for (uint32_t i = 0; i < code->constant_count; i++) {
        if (const Value c = code->constant(i); c.is(Kind::kCode))
            rename(ctx, c.as<Code>(), from, to);
    }
}
Value imp_fix_co_filename(Context& ctx, const Args& args) {
    if (!args[0].is(Kind::kCode) || !args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "_fix_co_filename() takes a code object and a str");
    }
    auto* code = args[0].as<Code>();
    rename(ctx, code, code->filename.get(), args[1].as<String>());
    return Value::none();
}

const NativeMethod kFunctions[] = {
    {"_fix_co_filename(code, path, /)", imp_fix_co_filename},
    {"_frozen_module_names()", imp_no_names},
    {"_override_frozen_modules_for_tests(override, /)", imp_none},
    {"acquire_lock()", imp_acquire_lock},
    {"create_builtin(spec, /)", imp_create_builtin},
    {"exec_builtin(mod, /)", imp_exec_builtin},
    {"extension_suffixes()", imp_no_names},
    {"find_frozen(name, /, *, withdata=False)", imp_none},
    {"get_frozen_object(name, data=None, /)", imp_no_frozen},
    {"init_frozen(name, /)", imp_none},
    {"is_builtin(name, /)", imp_is_builtin},
    {"is_frozen(name, /)", imp_false},
    {"is_frozen_package(name, /)", imp_no_frozen},
    {"lock_held()", imp_lock_held},
    {"release_lock()", imp_release_lock},
    {"source_hash(key, source)", imp_source_hash},
};

bool populate(Context& ctx, Module* module) {
    return add_to_module(ctx, module, "check_hash_based_pycs", or_error(intern(ctx, "default")));
}

}  // namespace

extern const NativeModuleSpec kImpModule = {
    .name = "_imp",
    .functions = kFunctions,
    .populate = populate,
    .doc = "(Extremely) low-level import machinery bits as used by importlib."};

}  // namespace orrery
