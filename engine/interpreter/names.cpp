// Variables that live in dictionaries: globals, builtins, class bodies; and the import statement.
#include "engine/interpreter/cache.h"
#include "engine/interpreter/execute.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/exceptions.h"

namespace orrery {

namespace {

Value raise_name_error(Context& ctx, String* name) {
    raise(ctx, TypeId::kNameError, "name '{}' is not defined", name);
    if (ctx.exception.is(Kind::kException)) {
        auto* e = ctx.exception.as<Exception>();
        e->fields[0].set(ctx, e, Value::object(name));
    }
    return Value::error();
}

String* site_name(Site& site) { return site.name.get().as<String>(); }

/// The builtins a function's globals name: a dict, or null if they are something else.
Dict* builtins_of(Context& ctx, Dict* globals) {
    Value b = dict_get(ctx, globals, ctx.name(Name::k__builtins__));
    if (!b) return ctx.runtime().builtins;
    if (b.is(Kind::kModule)) return b.as<Module>()->dict.get();
    return b.has_shape(builtin_shape(TypeId::kDict)) ? b.as<Dict>() : nullptr;
}

/// The builtin of that name; empty, without an exception, if there is none.
Truth find_builtin(Context& ctx, Dict* globals, String* name, Value& out) {
    if (Dict* builtins = builtins_of(ctx, globals)) {
        out = dict_get(ctx, builtins, name);
        return truth(bool(out));
    }
    out = get_item(ctx, dict_get(ctx, globals, ctx.name(Name::k__builtins__)), Value::object(name));
    if (out) return Truth::kYes;
    if (!exception_matches(ctx, TypeId::kKeyError)) return Truth::kError;
    take_exception(ctx);
    return Truth::kNo;
}

/// Remembers where in the globals the name is. The entry number fits the low half.
void cache_global(Context& ctx, Dict* globals, Site& site) {
    const int64_t entry = dict_find(ctx, globals, site_name(site));
    if (entry < 0) return;
    site.word.store(uint64_t{dict_keys_version(ctx, globals)} << 32 | static_cast<uint32_t>(entry),
                    std::memory_order_relaxed);
}

// A name found in builtins is cached in an entry guarded by both dicts' keys versions: `version`
// that of the globals, `shape` that of the builtins, `offset` the entry number there.
Value cached_builtin(Dict* globals, Dict* builtins, Site& site) {
    CacheEntry* e = site.entry.load(std::memory_order_acquire);
    if (!e || e->version != globals->keys_version || e->shape != builtins->keys_version ||
        e->version == 0) {
        return Value();
    }
    return builtins->table->entries()[e->offset].value.get();
}

void cache_builtin(Context& ctx, Function* f, Dict* builtins, Site& site) {
    Dict* globals = f->globals.get();
    const int64_t entry = dict_find(ctx, builtins, site_name(site));
    if (entry < 0) return;
    auto* e = ctx.heap().allocate<CacheEntry>(Kind::kCacheEntry, 0);
    if (!e) {
        take_exception(ctx);
        return;
    }
    e->version = dict_keys_version(ctx, globals);
    e->shape = dict_keys_version(ctx, builtins);
    e->offset = static_cast<uint32_t>(entry);
    e->action = CacheEntry::kModule;
    site.entry.store(e, std::memory_order_release);
    write_barrier(ctx, f->code.get());
}

/// Look-up in a namespace that may be any mapping (class bodies with __prepare__, exec).
Truth namespace_get(Context& ctx, Value ns, String* name, Value& out) {
    if (ns.has_shape(builtin_shape(TypeId::kDict))) {
        out = dict_get(ctx, ns.as<Dict>(), name);
        return truth(bool(out));
    }
    out = get_item(ctx, ns, Value::object(name));
    if (out) return Truth::kYes;
    if (!exception_matches(ctx, TypeId::kKeyError)) return Truth::kError;
    take_exception(ctx);
    return Truth::kNo;
}

Value raise_import_error(Context& ctx, const std::string& message, Value name, Value path) {
    String* text = make_string(ctx, message);
    if (!text) return Value::error();
    const Value args[] = {Value::object(text)};
    Exception* e = make_exception(ctx, TypeId::kImportError, args);
    if (!e) return Value::error();
    e->fields[1].set(ctx, e, name);
    e->fields[2].set(ctx, e, path);
    return raise_value(ctx, Value::object(e));
}

}  // namespace

Value load_global(Context& ctx, Function* f, Site& site) {
    Dict* globals = f->globals.get();
    Dict* builtins = f->builtins ? f->builtins.get().as<Dict>() : nullptr;
    if (builtins) {
        if (Value v = cached_builtin(globals, builtins, site)) return v;
    }
    if (Value v = dict_get(ctx, globals, site_name(site))) {
        cache_global(ctx, globals, site);
        return v;
    }
    Value v;
    const Truth t = find_builtin(ctx, globals, site_name(site), v);
    if (t == Truth::kNo) return raise_name_error(ctx, site_name(site));
    builtins = builtins_of(ctx, globals);
    if (t == Truth::kYes && builtins) {
        f->builtins.set(ctx, f, Value::object(builtins));
        cache_builtin(ctx, f, builtins, site);
    }
    return v;
}

bool store_global(Context& ctx, Dict* globals, Site& site, Value value) {
    if (!dict_set(ctx, globals, site_name(site), value)) return false;
    cache_global(ctx, globals, site);
    return true;
}

bool delete_global(Context& ctx, Dict* globals, Site& site) {
    if (dict_delete(ctx, globals, site_name(site))) return true;
    raise_name_error(ctx, site_name(site));
    return false;
}

Value load_build_class(Context& ctx, Function* f) {
    Value v;
    const Truth t = find_builtin(ctx, f->globals.get(), ctx.name(Name::k__build_class__), v);
    return t != Truth::kNo ? v : raise(ctx, TypeId::kNameError, "__build_class__ not found");
}

Value load_name(Context& ctx, Value* regs, Site& site) {
    auto* f = regs[-4].as<Function>();
    Dict* globals = f->globals.get();
    if (regs[0] == Value::object(globals)) return load_global(ctx, f, site);
    Value v;
    const Truth t = namespace_get(ctx, regs[0], site_name(site), v);
    if (t == Truth::kError) return Value::error();
    if (t == Truth::kYes) return v;
    if ((v = dict_get(ctx, globals, site_name(site)))) return v;
    const Truth found = find_builtin(ctx, globals, site_name(site), v);
    return found != Truth::kNo ? v : raise_name_error(ctx, site_name(site));
}

bool store_name(Context& ctx, Value* regs, Site& site, Value value) {
    const Value ns = regs[0];
    if (ns.has_shape(builtin_shape(TypeId::kDict))) {
        if (!dict_set(ctx, ns.as<Dict>(), site_name(site), value)) return false;
        if (ns == Value::object(regs[-4].as<Function>()->globals.get())) {
            cache_global(ctx, ns.as<Dict>(), site);
        }
        return true;
    }
    return set_item(ctx, ns, Value::object(site_name(site)), value);
}

bool delete_name(Context& ctx, Value* regs, Site& site) {
    const Value ns = regs[0];
    if (ns.has_shape(builtin_shape(TypeId::kDict))) {
        if (dict_delete(ctx, ns.as<Dict>(), site_name(site))) return true;
    } else {
        if (delete_item(ctx, ns, Value::object(site_name(site)))) return true;
        if (!exception_matches(ctx, TypeId::kKeyError)) return false;
        take_exception(ctx);
    }
    raise_name_error(ctx, site_name(site));
    return false;
}

Value load_class_cell(Context& ctx, Value* regs, Site& site, unsigned cell_register) {
    Value v;
    const Truth t = namespace_get(ctx, regs[0], site_name(site), v);
    if (t == Truth::kError) return Value::error();
    if (t == Truth::kYes) return v;
    v = regs[cell_register].as<Cell>()->value.get();
    if (!v) raise_unbound_cell(ctx, regs[-4].as<Function>()->code.get(), cell_register);
    return v;
}

Value import_name(Context& ctx, Value* regs, String* name, Value fromlist, Value level) {
    auto* f = regs[-4].as<Function>();
    Dict* globals = f->globals.get();
    Value importer;
    const Truth found = find_builtin(ctx, globals, ctx.name(Name::k__import__), importer);
    if (found == Truth::kNo) return raise(ctx, TypeId::kImportError, "__import__ not found");
    if (found == Truth::kError) return importer;
    const bool has_locals = f->code->has(Code::kUsesLocalsDict);
    return call(ctx, importer,
                {Value::object(name), Value::object(globals), has_locals ? regs[0] : Value::none(),
                 fromlist, level});
}

Value import_from(Context& ctx, Value module, String* name) {
    Value v;
    const Truth t = find_attribute(ctx, module, name, v);
    if (t == Truth::kError) return Value::error();
    if (t == Truth::kYes) return v;
    // A submodule that is still being imported is found in sys.modules.
    Value package;
    if (find_attribute(ctx, module, ctx.name(Name::k__name__), package) == Truth::kYes &&
        package.is(Kind::kString)) {
        const std::string full = to_utf8(package.as<String>()) + "." + to_utf8(name);
        v = dict_get(ctx, ctx.runtime().modules, intern(ctx, full));
        if (v) return v;
    }
    const bool named = package.is(Kind::kString);
    const std::string module_name = named ? to_utf8(package.as<String>()) : "<unknown module name>";
    std::string where = "unknown location";
    // A module's __getattr__ is not asked.
    Value file = module.is(Kind::kModule)
                     ? dict_get(ctx, module.as<Module>()->dict.get(), ctx.name(Name::k__file__))
                     : Value();
    if (file.is(Kind::kString)) {
        where = to_utf8(file.as<String>());
    } else {
        file = Value::none();
    }
    Value spec, initializing;
    const bool partial =
        find_attribute(ctx, module, ctx.name(Name::k__spec__), spec) == Truth::kYes &&
        find_attribute(ctx, spec, intern(ctx, "_initializing"), initializing) == Truth::kYes &&
        is_true(ctx, initializing) == Truth::kYes;
    const std::string message =
        partial ? "cannot import name '" + to_utf8(name) + "' from partially initialized module '" +
                      module_name + "' (most likely due to a circular import) (" + where + ")"
                : "cannot import name '" + to_utf8(name) + "' from '" + module_name + "' (" +
                      where + ")";
    if (has_exception(ctx)) return Value::error();
    return raise_import_error(ctx, message, named ? package : Value::none(), file);
}

bool import_star(Context& ctx, Value* regs, Value module) {
    Value all, dict;
    const Truth has_all = find_attribute(ctx, module, ctx.name(Name::k__all__), all);
    if (has_all == Truth::kError) return false;
    const bool skip_private = has_all == Truth::kNo;
    if (skip_private) {
        const Truth t = find_attribute(ctx, module, ctx.name(Name::k__dict__), dict);
        if (t == Truth::kNo) {
            raise(ctx, TypeId::kImportError, "from-import-* object has no __dict__ and no __all__");
        }
        if (t != Truth::kYes) return false;
        List* keys = to_list(ctx, dict);
        if (!keys) return false;
        all = Value::object(keys);
    }
    return for_each(ctx, all, [&](Value name) {
        if (!name.is(Kind::kString)) {
            Value module_name = get_attribute(ctx, module, Name::k__name__);
            if (!module_name) return false;
            raise(ctx, TypeId::kTypeError, "{} in {}.{} must be str, not {}",
                  skip_private ? "Key" : "Item", MessageArg::str(module_name),
                  skip_private ? "__dict__" : "__all__", MessageArg::type(name));
            return false;
        }
        auto* s = name.as<String>();
        if (skip_private && s->length && s->at(0) == '_') return true;
        Value v = get_attribute(ctx, module, intern(ctx, s));
        return v && set_item(ctx, regs[0], Value::object(intern(ctx, s)), v);
    });
}

bool setup_annotations(Context& ctx, Value* regs) {
    Value present;
    String* name = ctx.name(Name::k__annotations__);
    const Truth t = namespace_get(ctx, regs[0], name, present);
    if (t != Truth::kNo) return t == Truth::kYes;
    Dict* d = make_dict(ctx);
    return d && set_item(ctx, regs[0], Value::object(name), Value::object(d));
}

bool print_expression(Context& ctx, Value v) {
    Value hook = dict_get(ctx, ctx.runtime().sys_dict, intern(ctx, "displayhook"));
    if (!hook) {
        raise(ctx, TypeId::kRuntimeError, "lost sys.displayhook");
        return false;
    }
    return bool(call(ctx, hook, {v}));
}

}  // namespace orrery
