// Python's own importlib beside the native importer.
//
// Imports are native until a program asks for importlib (or for a finder or path hook of its own).
// Then Lib/importlib/_bootstrap.py and _bootstrap_external.py are run as the modules
// _frozen_importlib and _frozen_importlib_external, and every module, those loaded before
// included, gets a real ModuleSpec and loader. The common path stays native even then: importlib's
// finders on sys.meta_path stand for it.
#pragma once

#include <string>
#include <vector>

#include "engine/interpreter/context.h"

namespace orrery {

/// Where a module comes from.
struct Found {
    enum Kind { kNothing, kSource, kPackage, kNamespace } kind = kNothing;  // kNothing: native
    std::string file;                    // source file, or empty
    std::vector<std::string> locations;  // of a package
    bool met_file = false;  // an entry of the path is a file: it may be a zip archive
};

/// Module _frozen_importlib; empty when it is not loaded (no exception).
Value loaded_importlib(Context& ctx);
/// The same, loaded when first asked for. Empty after an exception.
Value load_importlib(Context& ctx);

/// The __spec__ of a module that the native importer loads: a ModuleSpec once importlib is loaded,
/// else a namespace with the same attributes. Empty after an exception.
Value make_spec(Context& ctx, String* name, const Found& found);

/// What sys.meta_path starts with: stands for importlib's finders until they are loaded.
Value make_path_finder(Context& ctx);

/// Which part of the native importer an entry of sys.meta_path stands for.
enum class OwnFinder { kNone, kNative, kPath, kBoth, kFrozen };
OwnFinder own_finder(Context& ctx, Value finder);
/// The program has hooks on sys.path_hooks: folders must be searched as importlib does.
bool has_path_hooks(Context& ctx);

/// Puts zipimport's hook on sys.path_hooks, for an entry of a path that is a file. Done once: false
/// and no exception if it was done before; false with one if it failed.
bool add_archive_hook(Context& ctx);

/// Asks one finder for a spec, by importlib's protocols. None when it has none.
Value ask_finder(Context& ctx, Value finder, String* name, Value path);
/// The same of importlib's search along a path (None: sys.path), path hooks included.
Value find_on_hooked_path(Context& ctx, String* name, Value path);
/// Loads what a finder has found. Empty after an exception.
Value load_spec(Context& ctx, Value spec);

}  // namespace orrery
