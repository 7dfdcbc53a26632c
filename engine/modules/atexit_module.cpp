// Module atexit: functions to call when the program ends. They are the module's state: a list of
// (function, arguments, keywords), None where one has been unregistered.
#include "engine/modules/module_support.h"
#include "engine/objects/exceptions.h"

namespace orrery {

namespace {

/// Null after an exception.
List* callbacks(Context& ctx) {
    Value module = import_module(ctx, "atexit");
    return module ? module.as<Module>()->state.get().as<List>() : nullptr;
}

Value atexit_register(Context& ctx, const Args& args) {
    if (args.rest_count == 0) {
        return raise(ctx, TypeId::kTypeError, "register() takes at least 1 argument (0 given)");
    }
    const Value function = args.rest()[0];
    if (!is_callable(ctx, function)) {
        return raise(ctx, TypeId::kTypeError, "the first argument must be callable");
    }
    List* list = callbacks(ctx);
    Value entry = tuple_of(ctx, {function, or_error(make_tuple(ctx, args.rest().subspan(1))),
                                 args.keywords ? args.keywords : Value::none()});
    return list && entry && list_append(ctx, list, entry) ? function : Value::error();
}

Value atexit_unregister(Context& ctx, const Args& args) {
    List* list = callbacks(ctx);
    if (!list) return Value::error();
    for (uint64_t i = 0; i < list->size; i++) {
        if (list->at(i).is_none()) continue;
        const Truth t = equal(ctx, list->at(i).as<Tuple>()->at(0), args[0]);
        if (t == Truth::kError) return Value::error();
        if (t == Truth::kYes && i < list->size) list->items->slots()[i].init(Value::none());
    }
    return Value::none();
}

Value atexit_clear(Context& ctx, const Args&) {
    Value module = import_module(ctx, "atexit");
    List* fresh = module ? make_list(ctx) : nullptr;
    if (!fresh) return Value::error();
    module.as<Module>()->state.set(ctx, module.as_object(), Value::object(fresh));
    return Value::none();
}

/// Last registered first, those registered meanwhile included. Errors are reported, not raised.
Value atexit_run(Context& ctx, const Args&) {
    List* list = callbacks(ctx);
    if (!list) return Value::error();
    while (list->size) {
        Slot& slot = list->items->slots()[--list->size];
        const Value entry = slot.get();
        slot.init(Value());
        if (entry.is_none()) continue;
        auto* t = entry.as<Tuple>();
        const Value keywords = t->at(2).is_none() ? Value() : t->at(2);
        if (!call_ex(ctx, t->at(0), t->at(1).as<Tuple>(), keywords)) {
            if (ctx.terminating) return Value::error();
            report_unraisable(ctx, t->at(0), "in atexit callback");
        }
    }
    return Value::none();
}

Value atexit_count(Context& ctx, const Args&) {
    List* list = callbacks(ctx);
    if (!list) return Value::error();
    int64_t n = 0;
    for (uint64_t i = 0; i < list->size; i++)
        n += !list->at(i).is_none();
    return Value::small_int(n);
}

const NativeMethod kFunctions[] = {
    {"register(*args, **kwargs)", atexit_register,
     "register(func, *args, **kwargs) -> func\n\nRegister a function to be executed upon normal "
     "program termination\n\n    func - function to be called at exit\n    args - optional "
     "arguments to "
     "pass to func\n    kwargs - optional keyword arguments to pass to func\n\n    func is "
     "returned to "
     "facilitate usage as a decorator."},
    {"unregister(func, /)", atexit_unregister,
     "unregister(func) -> None\n\nUnregister an exit function which was previously registered "
     "using\n"
     "atexit.register\n\n    func - function to be unregistered"},
    {"_clear()", atexit_clear,
     "_clear() -> None\n\nClear the list of previously registered exit functions."},
    {"_run_exitfuncs()", atexit_run,
     "_run_exitfuncs() -> None\n\nRun all registered exit functions.\n\nIf a callback raises an "
     "exception, it is logged with sys.unraisablehook."},
    {"_ncallbacks()", atexit_count,
     "_ncallbacks() -> int\n\nReturn the number of registered exit functions."},
};

bool populate(Context& ctx, Module* module) {
    List* list = make_list(ctx);
    if (!list) return false;
    module->state.set(ctx, module, Value::object(list));
    return true;
}

}  // namespace

extern const NativeModuleSpec kAtexitModule;
const NativeModuleSpec kAtexitModule = {
    .name = "atexit",
    .functions = kFunctions,
    .populate = populate,
    .doc =
        "allow programmer to define multiple exit functions to be executed\nupon normal program "
        "termination.",
};

}  // namespace orrery
