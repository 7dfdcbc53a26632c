// Importing modules, and running the code of modules, class bodies and exec().
//
// The common path is native: sys.modules, then native modules, then sys.path folders and
// packages, found and compiled here. Finders and hooks that a program adds to sys.meta_path or
// sys.path_hooks are asked by importlib's protocols, for which Python's own importlib is imported.
#pragma once

#include "engine/bytecode/compiler.h"
#include "engine/interpreter/context.h"

namespace orrery {

/// __import__(name, globals, locals, fromlist, level).
Value import_statement(Context& ctx, Value name, Value globals, Value fromlist, int32_t level);

/// Runs code with the given globals and namespace (any mapping); value of the last expression for
/// code compiled for eval, else None.
Value execute_code(Context& ctx, Code* code, Dict* globals, Value locals, Tuple* closure = nullptr);
/// Runs a class body in its namespace: the __class__ cell, or None when there is none.
Value run_class_body(Context& ctx, Function* body, Value ns);

/// The whole of a file, as bytes. False, with errno set, if it cannot be read.
bool read_file(const std::string& path, std::string& out);

/// A path argument (str, bytes or os.PathLike) as str, as CPython's PyUnicode_FSDecoder.
String* path_string(Context& ctx, Value v);

}  // namespace orrery
