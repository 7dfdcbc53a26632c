// Module _weakref: what weakref.py is built on.

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/function.h"
#include "engine/objects/weakref.h"

namespace orrery {

namespace {

Value getweakrefcount(Context& ctx, const Args& args) {
    int64_t n = 0;
    if (args[0].is_object()) {
        for (WeakRef* w = ctx.heap().first_weakref(args[0].as_object()); w; w = w->next)
            n++;
    }
    return Value::small_int(n);
}

Value getweakrefs(Context& ctx, const Args& args) {
    List* list = make_list(ctx);
    if (!list || !args[0].is_object()) return Value::object(list);
    for (WeakRef* w = ctx.heap().first_weakref(args[0].as_object()); w; w = w->next) {
        if (!list_append(ctx, list, Value::object(w))) return Value::error();
    }
    return Value::object(list);
}

Value proxy(Context& ctx, const Args& args) {
    return make_weak_proxy(ctx, args[0], args[1] ? args[1] : Value::none());
}

Value remove_dead_weakref(Context& ctx, const Args& args) {
    if (!args[0].is(Kind::kDict)) {
        return raise(ctx, TypeId::kTypeError,
                     "_remove_dead_weakref() argument 1 must be dict, not {}",
                     MessageArg::type(args[0]));
    }
    Dict* d = args[0].as<Dict>();
    Value value;
    const Truth found = dict_get(ctx, d, args[1], value);
    if (found == Truth::kError) return Value::error();
    if (found == Truth::kNo) return Value::none();
    if (!value.is(Kind::kWeakRef)) return raise(ctx, TypeId::kTypeError, "not a weakref");
    if (weakref_target(value.as<WeakRef>())) return Value::none();
    return dict_delete(ctx, d, args[1]) == Truth::kError ? Value::error() : Value::none();
}

bool populate(Context& ctx, Module* module) {
    struct Row {
        const char* name;
        TypeId type;
    };
    constexpr Row kTypes[] = {
        {"ref", TypeId::kWeakRef},
        {"ReferenceType", TypeId::kWeakRef},
        {"ProxyType", TypeId::kWeakProxy},
        {"CallableProxyType", TypeId::kWeakCallableProxy},
    };
    for (const Row& row : kTypes) {
        String* name = intern(ctx, row.name);
        if (!name || !dict_set(ctx, module->dict.get(), name, Value::object(ctx.type(row.type)))) {
            return false;
        }
    }
    return true;
}

constexpr NativeMethod kFunctions[] = {
    {"getweakrefcount(object, /)", getweakrefcount,
     "Return the number of weak references to 'object'."},
    {"getweakrefs(object, /)", getweakrefs,
     "Return a list of all weak reference objects pointing to 'object'."},
    {"proxy(object, callback=None, /)", proxy,
     "Create a proxy object that weakly references 'object'.\n\n'callback', if given, is called "
     "with "
     "a reference to the\nproxy when 'object' is about to be finalized."},
    {"_remove_dead_weakref(dct, key, /)", remove_dead_weakref,
     "Atomically remove key from dict if it points to a dead weakref."},
};

}  // namespace

extern const NativeModuleSpec kWeakrefModule;
const NativeModuleSpec kWeakrefModule = {
    .name = "_weakref",
    .functions = kFunctions,
    .populate = populate,
    .doc = "Weak-reference support module.",
};

}  // namespace orrery
