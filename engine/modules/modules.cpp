#include "engine/modules/modules.h"

#include "engine/interpreter/runtime.h"

namespace orrery {

#define MODULE(id, name) extern const NativeModuleSpec k##id##Module;
ORRERY_NATIVE_MODULES(MODULE)
#ifndef _WIN32
ORRERY_POSIX_MODULES(MODULE)
#endif
#undef MODULE

namespace {

struct Row {
    std::string_view name;
    const NativeModuleSpec* spec;
};
const Row kRows[] = {
#define MODULE(id, name) {name, &k##id##Module},
    ORRERY_NATIVE_MODULES(MODULE)
#ifndef _WIN32
        ORRERY_POSIX_MODULES(MODULE)
#endif
#undef MODULE
};

}  // namespace

const NativeModuleSpec* find_native_module(std::string_view name) {
    for (const Row& row : kRows) {
        if (row.name == name) return row.spec;
    }
    return nullptr;
}

Module* make_native_module(Context& ctx, const NativeModuleSpec& spec) {
    String* name = intern(ctx, spec.name);
    Module* module = name ? make_module(ctx, name) : nullptr;
    if (!module) return nullptr;
    module->native = &spec;
    Dict* dict = module->dict.get();
    if (spec.doc) {
        String* doc = make_string(ctx, spec.doc);
        if (!doc || !dict_set(ctx, dict, ctx.name(Name::k__doc__), Value::object(doc)))
            return nullptr;
    }
    for (const NativeMethod& def : spec.functions) {
        NativeFunction* f =
            make_native_function(ctx, def, Value::object(module), nullptr, Value::object(name));
        if (!f || !dict_set(ctx, dict, f->name.get(), Value::object(f))) return nullptr;
    }
    if (spec.populate && !spec.populate(ctx, module)) return nullptr;
    return module;
}

void make_builtin_modules(Context& ctx) {
    Runtime& rt = ctx.runtime();
    rt.modules = make_dict(ctx);
    for (const char* name : {"builtins", "sys"}) {
        Module* module = make_native_module(ctx, *find_native_module(name));
        (std::string_view(name) == "sys" ? rt.sys_dict : rt.builtins) = module->dict.get();
        dict_set(ctx, rt.modules, intern(ctx, name), Value::object(module));
    }
}

}  // namespace orrery
