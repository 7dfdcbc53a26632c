#include "engine/interpreter/import.h"

#include <filesystem>
#include <fstream>
#include <system_error>

#include "engine/interpreter/importlib.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/modules.h"
#include "engine/objects/buffer.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/shape.h"

namespace orrery {

namespace {

namespace fs = std::filesystem;

Dict* modules(Context& ctx) { return ctx.runtime().modules; }

Value raise_not_found(Context& ctx, const std::string& message, const std::string& name) {
    String* text = make_string(ctx, message);
    if (!text) return Value::error();
    const Value args[] = {Value::object(text)};
    Exception* e = make_exception(ctx, TypeId::kModuleNotFoundError, args);
    if (!e) return Value::error();
    e->fields[1].set(ctx, e, Value::object(make_string(ctx, name)));
    return raise_value(ctx, Value::object(e));
}

// ---- finding ----

/// Looks for `name` in one folder. Namespace portions are added to `found` without ending the
/// search.
bool find_in_folder(const std::string& folder, const std::string& name, Found& found) {
    const std::string base = (folder.empty() ? "." : folder) + "/" + name;
    std::error_code error;
    if (fs::is_directory(base, error)) {
        const std::string init = base + "/__init__.py";
        if (fs::is_regular_file(init, error)) {
            found = {Found::kPackage, init, {base}, found.met_file};
            return true;
        }
        found.kind = Found::kNamespace;
        found.locations.push_back(base);
    }
    const std::string file = base + ".py";
    if (fs::is_regular_file(file, error)) {
        found = {Found::kSource, file, {}, found.met_file};
        return true;
    }
    if (error == std::errc::not_a_directory) found.met_file = true;
    return false;
}

bool find_on_path(Context& ctx, Value path, const std::string& name, Found& found) {
    const bool ok = for_each(ctx, path, [&](Value entry) {
        if (!entry.is(Kind::kString) || found.kind == Found::kSource ||
            found.kind == Found::kPackage) {
            return true;
        }
        std::string folder = to_utf8(entry.as<String>());
        if (folder.empty()) {
            std::error_code error;
            folder = fs::current_path(error).string();
        }
        while (folder.size() > 1 && folder.back() == '/')
            folder.pop_back();
        find_in_folder(folder, name, found);
        return true;
    });
    return ok;
}

// ---- making modules ----

bool set_initializing(Context& ctx, Module* module, bool on) {
    Value spec = dict_get(ctx, module->dict.get(), ctx.name(Name::k__spec__));
    if (!spec || spec.is_none()) return true;
    return set_attribute(ctx, spec, intern(ctx, "_initializing"), Value::boolean(on));
}

bool fill_module(Context& ctx, Module* module, String* name, const Found& found) {
    Dict* d = module->dict.get();
    const Value spec = make_spec(ctx, name, found);
    if (!spec) return false;
    const Value loader = get_attribute(ctx, spec, intern(ctx, "loader"));
    auto set = [&](Name n, Value v) { return v && dict_set(ctx, d, ctx.name(n), v); };
    Value parent = get_attribute(ctx, spec, intern(ctx, "parent"));
    Value locations = get_attribute(ctx, spec, intern(ctx, "submodule_search_locations"));
    if (!loader || !dict_set(ctx, d, intern(ctx, "__loader__"), loader)) return false;
    if (!set(Name::k__spec__, spec) || !set(Name::k__package__, parent)) return false;
    if (!found.file.empty() &&
        (!set(Name::k__file__, Value::object(make_string(ctx, found.file))) ||
         !set(Name::k__cached__, get_attribute(ctx, spec, intern(ctx, "cached"))))) {
        return false;
    }
    if (found.kind == Found::kNamespace && !set(Name::k__file__, Value::none())) return false;
    if (locations && !locations.is_none() && !set(Name::k__path__, locations)) return false;
    return set(Name::k__builtins__, Value::object(ctx.runtime().builtins));
}

/// Runs the module's file. On failure the module is taken out of sys.modules again.
Value load_source(Context& ctx, String* name, const Found& found) {
    Module* module = make_module(ctx, name);
    if (!module || !fill_module(ctx, module, name, found)) return Value::error();
    const Value v = Value::object(module);
    if (!dict_set(ctx, modules(ctx), name, v)) return Value::error();
    if (found.kind != Found::kNamespace) {
        std::string source;
        if (!read_file(found.file, source)) {
            dict_delete(ctx, modules(ctx), name);
            return raise_os_error(ctx, errno, Value::object(make_string(ctx, found.file)));
        }
        CompileOptions options;
        options.set_optimization(ctx.runtime().options.optimize);
        Code* code = compile_source(ctx, source, make_string(ctx, found.file), options, false);
        if (!code ||
            !execute_code(ctx, code, module->dict.get(), Value::object(module->dict.get()))) {
            const Value e = take_exception(ctx);
            dict_delete(ctx, modules(ctx), name);
            ctx.exception = e;
            return Value::error();
        }
    }
    if (!set_initializing(ctx, module, false)) return Value::error();
    // A module may replace itself in sys.modules while it runs.
    Value now = dict_get(ctx, modules(ctx), name);
    return now ? now : raise(ctx, TypeId::kKeyError, "{}", MessageArg::repr(Value::object(name)));
}

Value load_native(Context& ctx, String* name, const NativeModuleSpec& spec) {
    Module* module = make_native_module(ctx, spec);
    if (!module) return Value::error();
    const Value s = make_spec(ctx, name, {});
    const Value loader = s ? get_attribute(ctx, s, intern(ctx, "loader")) : s;
    if (!loader || !dict_set(ctx, module->dict.get(), intern(ctx, "__loader__"), loader) ||
        !dict_set(ctx, module->dict.get(), ctx.name(Name::k__spec__), s) ||
        !dict_set(ctx, module->dict.get(), ctx.name(Name::k__package__),
                  Value::object(empty_string(ctx))) ||
        !set_initializing(ctx, module, false) ||
        !dict_set(ctx, modules(ctx), name, Value::object(module))) {
        return Value::error();
    }
    return Value::object(module);
}

/// Searches a path (None: sys.path) and loads what is there. stop(): nothing.
Value load_from_path(Context& ctx, String* name, const std::string& full, Value path) {
    if (has_path_hooks(ctx)) {
        const Value spec = find_on_hooked_path(ctx, name, path);
        return !spec ? spec : spec.is_none() ? Value::stop() : load_spec(ctx, spec);
    }
    const Value search =
        path.is_none() ? dict_get(ctx, ctx.runtime().sys_dict, ctx.name(Name::kpath)) : path;
    if (!search) {
        return raise(ctx, TypeId::kRuntimeError, "sys.path must be a list of directory names");
    }
    Found found;
    if (!find_on_path(ctx, search, full.substr(full.rfind('.') + 1), found)) return Value::error();
    if (found.met_file && add_archive_hook(ctx)) return load_from_path(ctx, name, full, path);
    if (ctx.exception) return Value::error();
    return found.kind == Found::kNothing ? Value::stop() : load_source(ctx, name, found);
}

/// Asks the finders of sys.meta_path in turn. stop(): none had it.
Value load_by_finders(Context& ctx, String* name, const std::string& full, Value path) {
    const Value finders = dict_get(ctx, ctx.runtime().sys_dict, intern(ctx, "meta_path"));
    if (!finders || finders.is_none()) {
        return raise(ctx, TypeId::kImportError,
                     "sys.meta_path is None, Python is likely shutting down");
    }
    List* copy = to_list(ctx, finders);
    for (uint64_t i = 0; copy && i < copy->size; i++) {
        const OwnFinder own = own_finder(ctx, copy->at(i));
        if (own == OwnFinder::kNative || own == OwnFinder::kBoth) {
            if (const NativeModuleSpec* native = find_native_module(full)) {
                return load_native(ctx, name, *native);
            }
        }
        if (own == OwnFinder::kPath || own == OwnFinder::kBoth) {
            const Value module = load_from_path(ctx, name, full, path);
            if (!module.is_stop()) return module;
        }
        if (own != OwnFinder::kNone) continue;
        const Value spec = ask_finder(ctx, copy->at(i), name, path);
        if (!spec) return spec;
        if (!spec.is_none()) return load_spec(ctx, spec);
    }
    return copy ? Value::stop() : Value::error();
}

/// Imports one module by its full name; its parent is imported already.
Value find_and_load(Context& ctx, const std::string& full) {
    String* name = intern(ctx, full);
    if (!name) return Value::error();
    if (Value present = dict_get(ctx, modules(ctx), name)) {
        if (present.is_none()) {
            return raise_not_found(ctx, "import of " + full + " halted; None in sys.modules", full);
        }
        return present;
    }
    const size_t dot = full.rfind('.');
    Value parent, path = Value::none();
    if (dot != full.npos) {
        const std::string parent_name = full.substr(0, dot);
        parent = find_and_load(ctx, parent_name);
        if (!parent) return parent;
        if (Value present = dict_get(ctx, modules(ctx), name)) return present;
        const Truth t = find_attribute(ctx, parent, ctx.name(Name::k__path__), path);
        if (t == Truth::kError) return Value::error();
        if (t == Truth::kNo) {
            return raise_not_found(
                ctx, "No module named '" + full + "'; '" + parent_name + "' is not a package",
                full);
        }
    }
    if (full == "_frozen_importlib" || full == "_frozen_importlib_external") {
        if (!load_importlib(ctx)) return Value::error();
        if (Value present = dict_get(ctx, modules(ctx), name)) return present;
    }
    const Value module = load_by_finders(ctx, name, full, path);
    if (module.is_stop()) return raise_not_found(ctx, "No module named '" + full + "'", full);
    if (!module) return module;
    if (parent && !set_attribute(ctx, parent, intern(ctx, full.substr(dot + 1)), module)) {
        if (!exception_matches(ctx, TypeId::kAttributeError)) return Value::error();
        take_exception(ctx);
    }
    return module;
}

/// The package a relative import starts from. False after an exception.
bool package_of(Context& ctx, Value globals, std::string& out) {
    Dict* g = globals.is(Kind::kDict) ? globals.as<Dict>() : nullptr;
    if (!g) {
        raise(ctx, TypeId::kKeyError, "'__name__' not in globals");
        return false;
    }
    Value package = dict_get(ctx, g, ctx.name(Name::k__package__));
    if (package && !package.is_none()) {
        if (!package.is(Kind::kString)) {
            raise(ctx, TypeId::kTypeError, "package must be a string");
            return false;
        }
        out = to_utf8(package.as<String>());
        return true;
    }
    Value name = dict_get(ctx, g, ctx.name(Name::k__name__));
    if (!name.is(Kind::kString)) {
        raise(ctx, TypeId::kKeyError, "'__name__' not in globals");
        return false;
    }
    out = to_utf8(name.as<String>());
    if (!dict_get(ctx, g, ctx.name(Name::k__path__))) {
        const size_t dot = out.rfind('.');
        out = dot == out.npos ? "" : out.substr(0, dot);
    }
    return true;
}

bool absolute_name(Context& ctx, std::string& name, Value globals, int32_t level) {
    std::string package;
    if (!package_of(ctx, globals, package)) return false;
    if (package.empty()) {
        raise(ctx, TypeId::kImportError, "attempted relative import with no known parent package");
        return false;
    }
    for (int32_t i = 1; i < level; i++) {
        const size_t dot = package.rfind('.');
        if (dot == package.npos) {
            raise(ctx, TypeId::kImportError, "attempted relative import beyond top-level package");
            return false;
        }
        package.resize(dot);
    }
    name = name.empty() ? package : package + "." + name;
    return true;
}

/// `from package import a, b`: those that are submodules are imported.
bool import_listed(Context& ctx, Value module, Value fromlist, const std::string& full,
                   bool nested) {
    return for_each(ctx, fromlist, [&](Value item) {
        if (!item.is(Kind::kString)) {
            raise(ctx, TypeId::kTypeError, "Item in {} must be str, not {}",
                  nested ? full + ".__all__" : "``from list''", MessageArg::type(item));
            return false;
        }
        auto* name = intern(ctx, item.as<String>());
        if (equals_ascii(name, "*")) {
            Value all;
            const Truth t = find_attribute(ctx, module, ctx.name(Name::k__all__), all);
            return t == Truth::kNo ||
                   (t == Truth::kYes && (nested || import_listed(ctx, module, all, full, true)));
        }
        Value present;
        const Truth t = find_attribute(ctx, module, name, present);
        if (t != Truth::kNo) return t == Truth::kYes;
        const std::string child = full + "." + to_utf8(name);
        if (find_and_load(ctx, child)) return true;
        // Not a submodule: IMPORT_FROM reports what is missing.
        if (!exception_matches(ctx, TypeId::kModuleNotFoundError)) return false;
        Value missing = ctx.exception.as<Exception>()->fields[1].get();
        if (!missing.is(Kind::kString) || to_utf8(missing.as<String>()) != child) return false;
        take_exception(ctx);
        return true;
    });
}

}  // namespace

bool read_file(const std::string& path, std::string& out) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return false;
    out.clear();
    char buffer[1 << 15];
    while (in.read(buffer, sizeof buffer) || in.gcount())
        out.append(buffer, static_cast<size_t>(in.gcount()));
    return !in.bad();
}

Value import_module(Context& ctx, std::string_view name) {
    return find_and_load(ctx, std::string(name));
}

Value import_statement(Context& ctx, Value name_value, Value globals, Value fromlist,
                       int32_t level) {
    if (!name_value.is(Kind::kString))
        return raise(ctx, TypeId::kTypeError, "module name must be a string");
    if (level < 0) return raise(ctx, TypeId::kValueError, "level must be >= 0");
    const std::string given = to_utf8(name_value.as<String>());
    std::string full = given;
    if (level > 0) {
        if (!absolute_name(ctx, full, globals, level)) return Value::error();
    } else if (given.empty()) {
        return raise(ctx, TypeId::kValueError, "Empty module name");
    }
    Value module = find_and_load(ctx, full);
    if (!module) return module;
    const Truth wants = fromlist && !fromlist.is_none() ? is_true(ctx, fromlist) : Truth::kNo;
    if (wants == Truth::kError) return Value::error();
    if (wants == Truth::kYes) {
        Value path;
        const Truth package = find_attribute(ctx, module, ctx.name(Name::k__path__), path);
        if (package == Truth::kError) return Value::error();
        if (package == Truth::kYes && !import_listed(ctx, module, fromlist, full, false))
            return Value::error();
        return module;
    }
    // `import a.b.c` binds a; relative imports count the dots of what was written.
    const size_t dot = given.find('.');
    if (dot == given.npos) return module;
    const std::string top =
        level == 0 ? given.substr(0, dot) : full.substr(0, full.size() - (given.size() - dot));
    Value v = dict_get(ctx, modules(ctx), intern(ctx, top));
    return v ? v : raise(ctx, TypeId::kKeyError, "'{}'", top);
}

String* path_string(Context& ctx, Value v) {
    if (v.is(Kind::kString)) return v.as<String>();
    Value p = v;
    if (!v.is(Kind::kBytes)) {
        Value f = type_lookup(ctx, type_of(ctx, v), intern(ctx, "__fspath__"));
        if (!f) {
            raise(ctx, TypeId::kTypeError, "expected str, bytes or os.PathLike object, not {}",
                  MessageArg::type(v));
            return nullptr;
        }
        p = call_method(ctx, v, intern(ctx, "__fspath__"), {});
        if (!p) return nullptr;
        if (p.is(Kind::kString)) return p.as<String>();
    }
    Value decoded = call_method(ctx, p, Name::kdecode,
                                {Value::object(make_string(ctx, "utf-8")),
                                 Value::object(make_string(ctx, "surrogateescape"))});
    return decoded ? decoded.as<String>() : nullptr;
}

}  // namespace orrery
