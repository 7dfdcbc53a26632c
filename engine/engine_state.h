// What an Engine consists of: for engine.cpp and for the session that drives one on its thread.
#pragma once

#include <string>

#include "engine/engine.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/encoding.h"

namespace orrery {

class EngineState {
public:
    explicit EngineState(const EngineOptions& given);

    Context& ctx() { return runtime.main_context(); }
    Value sys(const char* name) { return dict_get(ctx(), runtime.sys_dict, intern(ctx(), name)); }
    bool set_sys(const char* name, Value v) {
        return v && dict_set(ctx(), runtime.sys_dict, intern(ctx(), name), v);
    }
    /// Of the operating system's bytes, or of UTF-8.
    Value text(const std::string& s) {
        String* v = decode_file_name(ctx(), s);
        return v ? Value::object(v) : Value::error();
    }

    /// Streams and paths, once per engine. False after an exception.
    bool prepare(const Program& program);
    bool set_up_paths(const Program& program);
    bool set_up_options();
    /// A new module __main__; its namespace. Null after an exception.
    Dict* make_main();
    bool put_first_in_path(const std::string& path);
    Value run_archive(const std::string& path);
    Value execute(const Program& program, Dict* main);
    Value run_source(const std::string& source, const std::string& name, Dict* main, bool is_utf8);
    /// Takes the exception in flight, if any, and prints it where Python would. The exit status it
    /// stands for; `exception` is what it was.
    int report(Value& exception);
    /// What happens when a program ends: threading's and atexit's functions.
    void run_exit_functions();
    /// The end of the engine: exit functions, flushing. The exit status.
    int finish(int status);
    /// To the engine's standard error, when Python's own cannot be used.
    void complain(const std::string& text);

    EngineOptions options;
    Runtime runtime;
    Dict* session = nullptr;  // namespace of the interactive session; sys.modules keeps it alive
    std::string block;  // its unfinished lines
    int exit_status = 0;
};

}  // namespace orrery
