#include "engine/interpreter/importlib.h"

#include <cerrno>
#include <filesystem>

#include "engine/interpreter/import.h"
#include "engine/modules/module_support.h"
#include "engine/objects/exceptions.h"

namespace orrery {

namespace {

constexpr const char* kBootstrap = "_frozen_importlib";
constexpr const char* kExternal = "_frozen_importlib_external";
constexpr const char* kBootstrapFile = "<frozen importlib._bootstrap>";
constexpr const char* kExternalFile = "<frozen importlib._bootstrap_external>";

Value module_called(Context& ctx, const char* name) {
    return dict_get(ctx, ctx.runtime().modules, intern(ctx, name));
}
Value sys_value(Context& ctx, const char* name) {
    return dict_get(ctx, ctx.runtime().sys_dict, intern(ctx, name));
}
Value method(Context& ctx, Value object, const char* name, std::initializer_list<Value> args) {
    return object ? call_method(ctx, object, intern(ctx, name),
                                std::span<const Value>(args.begin(), args.size()))
                  : object;
}
Value attribute(Context& ctx, Value object, const char* name) {
    return object ? get_attribute(ctx, object, intern(ctx, name)) : object;
}
Value external_module(Context& ctx, Value bootstrap) {
    return attribute(ctx, bootstrap, "_bootstrap_external");
}
/// The entry importlib made on sys.path_hooks; kept in the state of _frozen_importlib, which also
/// tells that all is in place.
Value standard_hook(Value bootstrap) { return bootstrap.as<Module>()->state.get(); }

/// Runs a file of Lib/importlib as a module of another name.
Value run_source(Context& ctx, const char* name, const std::string& path, const char* filename) {
    std::string source;
    if (!read_file(path, source)) {
        return raise_os_error(ctx, ENOENT, or_error(make_string(ctx, path)));
    }
    Module* module = make_module(ctx, intern(ctx, name));
    if (!module ||
        !dict_set(ctx, ctx.runtime().modules, intern(ctx, name), Value::object(module)) ||
        !dict_set(ctx, module->dict.get(), ctx.name(Name::k__package__),
                  or_error(intern(ctx, ""))) ||
        !dict_set(ctx, module->dict.get(), ctx.name(Name::k__builtins__),
                  Value::object(ctx.runtime().builtins))) {
        return Value::error();
    }
    Code* code = compile_source(ctx, source, make_string(ctx, filename), {}, false);
    const Value globals = Value::object(module->dict.get());
    if (!code || !execute_code(ctx, code, module->dict.get(), globals)) {
        const Value e = take_exception(ctx);
        dict_delete(ctx, ctx.runtime().modules, intern(ctx, name));
        ctx.exception = e;
        return Value::error();
    }
    return Value::object(module);
}

/// The folder Lib/importlib, looked for along sys.path; empty if there is none.
std::string importlib_folder(Context& ctx) {
    std::string found;
    const Value path = sys_value(ctx, "path");
    if (!path.is(Kind::kList)) return found;
    for (uint64_t i = 0; found.empty() && i < path.as<List>()->size; i++) {
        const Value entry = path.as<List>()->at(i);
        if (!entry.is(Kind::kString)) continue;
        const std::string folder = to_utf8(entry.as<String>()) + "/importlib/";
        std::error_code error;
        if (std::filesystem::is_regular_file(folder + "_bootstrap_external.py", error))
            found = folder;
    }
    return found;
}

// ---- replacing what stood in for importlib ----

/// Where a module loaded before importlib came from, told by its attributes.
Found origin_of(Context& ctx, Dict* d) {
    Found found;
    const Value file = dict_get(ctx, d, ctx.name(Name::k__file__));
    const Value path = dict_get(ctx, d, ctx.name(Name::k__path__));
    if (file.is(Kind::kString)) {
        found.file = to_utf8(file.as<String>());
        found.kind = path ? Found::kPackage : Found::kSource;
    } else if (path) {
        found.kind = Found::kNamespace;
    }
    if (path.is(Kind::kList)) {
        for (uint64_t i = 0; i < path.as<List>()->size; i++) {
            const Value p = path.as<List>()->at(i);
            if (p.is(Kind::kString)) found.locations.push_back(to_utf8(p.as<String>()));
        }
    }
    return found;
}

bool adopt(Context& ctx, Value bootstrap, Value module) {
    if (!module.is(Kind::kModule)) return true;
    Dict* d = module.as<Module>()->dict.get();
    const Value old = dict_get(ctx, d, ctx.name(Name::k__spec__));
    const Value name = dict_get(ctx, d, ctx.name(Name::k__name__));
    if (!name.is(Kind::kString)) return true;
    const Found found = origin_of(ctx, d);
    if (equals_ascii(name.as<String>(), "__main__") && (!old || old.is_none())) {
        const Value loader = found.kind == Found::kNothing
                                 ? attribute(ctx, bootstrap, "BuiltinImporter")
                                 : method(ctx, external_module(ctx, bootstrap), "SourceFileLoader",
                                          {name, dict_get(ctx, d, ctx.name(Name::k__file__))});
        return loader && dict_set(ctx, d, intern(ctx, "__loader__"), loader);
    }
    if (!old || type_of(ctx, old) != ctx.type(TypeId::kSimpleNamespace)) return true;
    const Value spec = make_spec(ctx, name.as<String>(), found);
    const Value initializing = attribute(ctx, old, "_initializing");
    if (!spec || !initializing ||
        !set_attribute(ctx, spec, intern(ctx, "_initializing"), initializing)) {
        return false;
    }
    const Value loader = attribute(ctx, spec, "loader");
    if (!loader || !dict_set(ctx, d, ctx.name(Name::k__spec__), spec) ||
        !dict_set(ctx, d, intern(ctx, "__loader__"), loader)) {
        return false;
    }
    if (found.kind == Found::kNamespace) {
        const Value locations = attribute(ctx, spec, "submodule_search_locations");
        return locations && dict_set(ctx, d, ctx.name(Name::k__path__), locations);
    }
    if (found.kind == Found::kNothing) return true;
    const Value cached = attribute(ctx, spec, "cached");
    return cached && dict_set(ctx, d, ctx.name(Name::k__cached__), cached);
}

extern const NativeTypeSpec kPathFinderSpec;

bool is_placeholder(Context& ctx, Value v) { return native_cast(ctx, v, kPathFinderSpec); }

/// Moves what importlib appended to sys.meta_path to where the placeholder stands, or takes it
/// away where a program has removed that.
bool replace_placeholder(Context& ctx, uint64_t old_size) {
    const Value finders = sys_value(ctx, "meta_path");
    if (!finders.is(Kind::kList)) return true;
    ValueVector out(ctx);
    auto* list = finders.as<List>();
    for (uint64_t i = 0; i < old_size && i < list->size; i++) {
        if (!is_placeholder(ctx, list->at(i))) {
            out.values.push_back(list->at(i));
            continue;
        }
        for (uint64_t k = old_size; k < list->size; k++)
            out.values.push_back(list->at(k));
    }
    List* replacement = make_list(ctx, std::span<const Value>(out.values));
    const Value all = make_slice(ctx, Value::none(), Value::none(), Value::none());
    return replacement && all && set_item(ctx, finders, all, Value::object(replacement));
}

// ---- native parts of importlib ----

/// _find_and_load(name, import_): importlib.import_module() takes the native way.
Value find_and_load(Context& ctx, const Args& args) {
    if (!args[0].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "module name must be str, not {}",
                     MessageArg::type(args[0]));
    }
    return import_module(ctx, to_utf8(args[0].as<String>()));
}
const NativeMethod kFindAndLoad = {"_find_and_load(name, import_, /)", find_and_load};

bool install(Context& ctx, Value bootstrap) {
    const Value sys = module_called(ctx, "sys");
    const Value imp = import_module(ctx, "_imp");
    const Value finders = sys_value(ctx, "meta_path");
    const uint64_t old_size = finders.is(Kind::kList) ? finders.as<List>()->size : 0;
    if (!sys || !imp || !method(ctx, bootstrap, "_install", {sys, imp}) ||
        !method(ctx, bootstrap, "_install_external_importers", {})) {
        return false;
    }
    if (!replace_placeholder(ctx, old_size)) return false;
    Dict* d = bootstrap.as<Module>()->dict.get();
    NativeFunction* f = make_native_function(ctx, kFindAndLoad, bootstrap, nullptr,
                                             or_error(intern(ctx, kBootstrap)));
    if (!f || !dict_set(ctx, d, intern(ctx, "_find_and_load"), Value::object(f))) return false;
    const Value hooks = sys_value(ctx, "path_hooks");
    const Value standard = hooks.is(Kind::kList) && hooks.as<List>()->size
                               ? hooks.as<List>()->at(hooks.as<List>()->size - 1)
                               : Value::none();
    bootstrap.as<Module>()->state.set(ctx, bootstrap.as_object(), standard);
    List* all = to_list(ctx, method(ctx, Value::object(ctx.runtime().modules), "values", {}));
    for (uint64_t i = 0; all && i < all->size; i++) {
        if (!adopt(ctx, bootstrap, all->at(i))) return false;
    }
    return all;
}

// ---- the placeholder ----

struct PathFinder : NativeObject {};

Value finder_find_spec(Context& ctx, const Args& args) {
    const Value bootstrap = load_importlib(ctx);
    const Value path = args[2] ? args[2] : Value::none();
    const Value target = args[3] ? args[3] : Value::none();
    const Value finders[] = {attribute(ctx, bootstrap, "BuiltinImporter"),
                             attribute(ctx, external_module(ctx, bootstrap), "PathFinder")};
    for (Value f : finders) {
        const Value spec = method(ctx, f, "find_spec", {args[1], path, target});
        if (!spec || !spec.is_none()) return spec;
    }
    return Value::none();
}
Value finder_invalidate(Context&, const Args&) { return Value::none(); }

const NativeMethod kPathFinderMethods[] = {
    {"find_spec(self, fullname, path=None, target=None)", finder_find_spec},
    {"invalidate_caches(self)", finder_invalidate},
};
const NativeTypeSpec kPathFinderSpec = {.name = "_frozen_importlib_external.PathFinder",
                                        .size = sizeof(PathFinder),
                                        .subclassable = false,
                                        .methods = kPathFinderMethods};

// ---- specs ----

/// A stand-in with the attributes of a ModuleSpec.
Value make_plain_spec(Context& ctx, String* name, const Found& found, Value locations) {
    Dict* d = make_dict(ctx);
    const std::string full = to_utf8(name);
    const size_t dot = full.rfind('.');
    const bool package = found.kind == Found::kPackage || found.kind == Found::kNamespace;
    const Value origin = found.kind == Found::kNothing ? or_error(make_string(ctx, "built-in"))
                         : found.file.empty()          ? Value::none()
                                                       : or_error(make_string(ctx, found.file));
    const std::string parent = package ? full : dot == full.npos ? "" : full.substr(0, dot);
    const std::pair<const char*, Value> rows[] = {
        {"name", Value::object(name)},
        {"loader", Value::none()},
        {"origin", origin},
        {"loader_state", Value::none()},
        {"submodule_search_locations", locations},
        {"parent", or_error(make_string(ctx, parent))},
        {"has_location", Value::boolean(!found.file.empty())},
        {"cached", Value::none()},
        {"_initializing", Value::true_value()},
        {"_uninitialized_submodules", or_error(make_list(ctx))},
    };
    for (auto& [key, v] : rows) {
        if (!d || !v || !dict_set(ctx, d, intern(ctx, key), v)) return Value::error();
    }
    return make_namespace(ctx, d);
}

Value make_loader(Context& ctx, Value bootstrap, String* name, const Found& found,
                  Value& locations) {
    const Value external = external_module(ctx, bootstrap);
    if (found.kind == Found::kNothing) return attribute(ctx, bootstrap, "BuiltinImporter");
    if (found.kind != Found::kNamespace) {
        const Value file = or_error(make_string(ctx, found.file));
        return file ? method(ctx, external, "SourceFileLoader", {Value::object(name), file}) : file;
    }
    const Value find = attribute(ctx, attribute(ctx, external, "PathFinder"), "_get_spec");
    if (!find) return find;
    const Value loader =
        method(ctx, external, "NamespaceLoader", {Value::object(name), locations, find});
    if (loader) locations = attribute(ctx, loader, "_path");
    return locations ? loader : Value::error();
}

/// Takes importlib's frames out of the traceback of the exception in flight, as `import` does: all
/// of them for an ImportError, else those that lead to the module's own code.
void trim_traceback(Context& ctx) {
    auto* e = ctx.exception.as<Exception>();
    const bool always = exception_matches(ctx, TypeId::kImportError);
    Traceback* before = nullptr;  // entry in front of the current run of importlib's frames
    Traceback* previous = nullptr;
    bool inside = false;
    const Value first = e->traceback.get();
    auto* tb = first.is(Kind::kTraceback) ? first.as<Traceback>() : nullptr;
    while (tb) {
        Traceback* next = tb->next.get();
        const Code* code = tb->frame->function->code.get();
        const bool ours = equals_ascii(code->filename.get(), kBootstrapFile) ||
                          equals_ascii(code->filename.get(), kExternalFile);
        if (ours && !inside) before = previous;
        inside = ours;
        if (ours && (always || equals_ascii(code->name.get(), "_call_with_frames_removed"))) {
            if (before) {
                before->next.set(ctx, before, next);
            } else {
                e->traceback.set(ctx, e, next ? Value::object(next) : Value());
            }
            previous = before;
        } else {
            previous = tb;
        }
        tb = next;
    }
}

}  // namespace

Value loaded_importlib(Context& ctx) {
    const Value m = module_called(ctx, kBootstrap);
    return m.is(Kind::kModule) && m.as<Module>()->state ? m : Value();
}

Value load_importlib(Context& ctx) {
    if (const Value present = module_called(ctx, kBootstrap)) return present;
    const std::string folder = importlib_folder(ctx);
    if (folder.empty()) {
        return raise(ctx, TypeId::kImportError, "importlib is not on sys.path");
    }
    const Value bootstrap = run_source(ctx, kBootstrap, folder + "_bootstrap.py", kBootstrapFile);
    if (!bootstrap) return bootstrap;
    if (!run_source(ctx, kExternal, folder + "_bootstrap_external.py", kExternalFile) ||
        !install(ctx, bootstrap)) {
        const Value e = take_exception(ctx);
        dict_delete(ctx, ctx.runtime().modules, intern(ctx, kBootstrap));
        dict_delete(ctx, ctx.runtime().modules, intern(ctx, kExternal));
        ctx.exception = e;
        return Value::error();
    }
    return bootstrap;
}

Value make_spec(Context& ctx, String* name, const Found& found) {
    const bool package = found.kind == Found::kPackage || found.kind == Found::kNamespace;
    Value locations = package ? or_error(make_list(ctx)) : Value::none();
    for (const std::string& l : found.locations) {
        const Value s = or_error(make_string(ctx, l));
        if (!s || !locations || !list_append(ctx, locations.as<List>(), s)) return Value::error();
    }
    const Value bootstrap = loaded_importlib(ctx);
    if (!locations || !bootstrap) {
        return locations ? make_plain_spec(ctx, name, found, locations) : locations;
    }
    const Value loader = make_loader(ctx, bootstrap, name, found, locations);
    const Value spec =
        loader ? method(ctx, bootstrap, "ModuleSpec", {Value::object(name), loader}) : loader;
    auto set = [&](const char* field, Value v) {
        return v && set_attribute(ctx, spec, intern(ctx, field), v);
    };
    if (!spec || !set("submodule_search_locations", locations) ||
        !set("_initializing", Value::true_value())) {
        return Value::error();
    }
    if (found.kind == Found::kNothing) {
        return set("origin", or_error(make_string(ctx, "built-in"))) ? spec : Value::error();
    }
    const bool ok = found.file.empty() || (set("origin", or_error(make_string(ctx, found.file))) &&
                                           set("_set_fileattr", Value::true_value()));
    return ok ? spec : Value::error();
}

Value make_path_finder(Context& ctx) {
    Type* type = shared_type(ctx, kPathFinderSpec);
    return type ? or_error(allocate_instance(ctx, type)) : Value::error();
}

OwnFinder own_finder(Context& ctx, Value finder) {
    if (is_placeholder(ctx, finder)) return OwnFinder::kBoth;
    const Value bootstrap = loaded_importlib(ctx);
    if (!bootstrap || !finder.is(Kind::kType)) return OwnFinder::kNone;
    Dict* d = bootstrap.as<Module>()->dict.get();
    auto is = [&](Dict* where, const char* name) {
        return dict_get(ctx, where, intern(ctx, name)) == finder;
    };
    if (is(d, "BuiltinImporter")) return OwnFinder::kNative;
    if (is(d, "FrozenImporter")) return OwnFinder::kFrozen;
    const Value external = module_called(ctx, kExternal);
    return external.is(Kind::kModule) && is(external.as<Module>()->dict.get(), "PathFinder")
               ? OwnFinder::kPath
               : OwnFinder::kNone;
}

bool has_path_hooks(Context& ctx) {
    const Value hooks = sys_value(ctx, "path_hooks");
    if (!hooks.is(Kind::kList)) return false;
    const Value bootstrap = loaded_importlib(ctx);
    const uint64_t size = hooks.as<List>()->size;
    if (!bootstrap) return size != 0;
    return size != 1 || !(hooks.as<List>()->at(0) == standard_hook(bootstrap));
}

bool add_archive_hook(Context& ctx) {
    if (ctx.runtime().has_archive_hook) return false;
    ctx.runtime().has_archive_hook = true;  // first: zipimport's own imports meet the file again
    if (!load_importlib(ctx)) return false;
    const Value importer = attribute(ctx, import_module(ctx, "zipimport"), "zipimporter");
    const Value hooks = sys_value(ctx, "path_hooks");
    const Value cache = sys_value(ctx, "path_importer_cache");
    // What was looked at without the hook is looked at again.
    return importer && hooks && cache &&
           method(ctx, hooks, "insert", {Value::small_int(0), importer}) &&
           method(ctx, cache, "clear", {});
}

Value ask_finder(Context& ctx, Value finder, String* name, Value path) {
    Value find;
    const Truth t = find_attribute(ctx, finder, intern(ctx, "find_spec"), find);
    if (t == Truth::kError) return Value::error();
    if (t == Truth::kYes) return call(ctx, find, {Value::object(name), path, Value::none()});
    const Value bootstrap = load_importlib(ctx);
    return method(ctx, bootstrap, "_find_spec_legacy", {finder, Value::object(name), path});
}

Value find_on_hooked_path(Context& ctx, String* name, Value path) {
    const Value bootstrap = load_importlib(ctx);
    const Value finder =
        bootstrap ? attribute(ctx, external_module(ctx, bootstrap), "PathFinder") : bootstrap;
    return method(ctx, finder, "find_spec", {Value::object(name), path});
}

Value load_spec(Context& ctx, Value spec) {
    const Value bootstrap = load_importlib(ctx);
    const Value module = method(ctx, bootstrap, "_load_unlocked", {spec});
    if (!module && ctx.exception.is(Kind::kException)) trim_traceback(ctx);
    return module;
}

}  // namespace orrery
