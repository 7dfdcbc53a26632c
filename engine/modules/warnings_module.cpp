// Module _warnings: what the library's module warnings takes instead of code of its own.
#include "engine/interpreter/warnings.h"

#include "engine/modules/module_support.h"
#include "engine/modules/modules.h"

namespace orrery {

namespace {

Value warnings_warn(Context& ctx, const Args& args) {
    int64_t level = 1;
    if (args[2] && !to_int64(ctx, args[2], level)) return Value::error();
    const Value source = args[3] && !args[3].is_none() ? args[3] : Value();
    return warn(ctx, args[0], args[1], level, source) ? Value::none() : Value::error();
}

/// The line of a module's source that its loader gives. False after an exception; `out` stays
/// empty when the loader gives none.
bool loader_line(Context& ctx, Dict* globals, int32_t line, Value& out) {
    const Value loader = dict_get(ctx, globals, intern(ctx, "__loader__"));
    const Value name = dict_get(ctx, globals, ctx.name(Name::k__name__));
    if (!loader || !name) return true;
    Value get_source;
    const Truth t = find_attribute(ctx, loader, intern(ctx, "get_source"), get_source);
    if (t != Truth::kYes) return t == Truth::kNo;
    const Value source = call(ctx, get_source, {name});
    if (!source || source.is_none()) return bool(source);
    const Value lines = call_method(ctx, source, intern(ctx, "splitlines"), {});
    out = lines ? get_item(ctx, lines, Value::small_int(line - 1)) : lines;
    return bool(out);
}

Value warnings_warn_explicit(Context& ctx, const Args& args) {
    ExplicitWarning w{.category = args[1], .message = args[0], .filename = args[2]};
    if (!w.filename.is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "warn_explicit() argument 3 must be str, not {}",
                     MessageArg::type(w.filename));
    }
    if (!to_int32(ctx, args[3], w.line)) return Value::error();
    w.module = args[4];
    w.registry = args[5];
    const Value globals = args[6];
    if (globals && !globals.is_none()) {
        if (!globals.is(Kind::kDict)) {
            return raise(ctx, TypeId::kTypeError, "module_globals must be a dict, not '{}'",
                         MessageArg::type(globals));
        }
        Value line;
        if (!loader_line(ctx, globals.as<Dict>(), w.line, line)) return Value::error();
        w.has_line = !line;
    }
    if (args[7] && !args[7].is_none()) w.source = args[7];
    return warn_explicit(ctx, w) ? Value::none() : Value::error();
}

/// What registries hold is out of date from now on.
Value warnings_filters_mutated(Context& ctx, const Args&) {
    List* l = warning_state(ctx);
    if (!l) return Value::error();
    const auto i = static_cast<unsigned>(WarningState::kVersion);
    ValueArray* items = l->items.get();
    items->slots()[i].set(ctx, items, Value::small_int(l->at(i).as_small_int() + 1));
    return Value::none();
}

bool populate(Context& ctx, Module* module) {
    List* l = warning_state(ctx);
    const auto add = [&](const char* name, WarningState s) {
        return add_to_module(ctx, module, name, l->at(static_cast<unsigned>(s)));
    };
    return l && add("filters", WarningState::kFilters) &&
           add("_onceregistry", WarningState::kOnceRegistry) &&
           add("_defaultaction", WarningState::kDefaultAction);
}

const NativeMethod kFunctions[] = {
    {"warn(message, category=None, stacklevel=1, source=None)", warnings_warn,
     "Issue a warning, or maybe ignore it or raise an exception."},
    {"warn_explicit(message, category, filename, lineno, module=?, registry=?, "
     "module_globals=?, source=?)",
     warnings_warn_explicit, "Low-level interface to warnings functionality."},
    {"_filters_mutated()", warnings_filters_mutated},
};

}  // namespace

extern const NativeModuleSpec kWarningsModule = {
    .name = "_warnings",
    .functions = kFunctions,
    .populate = populate,
    .doc =
        "_warnings provides basic warning filtering support.\nIt is a helper module to speed up "
        "interpreter start-up."};

}  // namespace orrery
