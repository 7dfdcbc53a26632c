#include "engine/engine.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <utility>

#include "engine/engine_state.h"
#include "engine/interpreter/import.h"
#include "engine/interpreter/importlib.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/io/streams.h"
#include "engine/modules/signal/signals.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/numbers.h"
#include "engine/syntax/parser.h"

namespace orrery {

namespace fs = std::filesystem;

namespace {

RuntimeOptions runtime_options(const EngineOptions& o) {
    RuntimeOptions r;
    r.heap_limit = o.heap_limit ? std::max(o.heap_limit, EngineOptions::kLeastHeapLimit) : 0;
    r.library_path = o.library_path;
    r.machine_stack_bytes = o.machine_stack_bytes;
    r.ignore_environment = o.ignore_environment || o.isolated;
    const auto variable = [&](const char* name) -> const char* {
        const char* value = r.ignore_environment ? nullptr : std::getenv(name);
        return value && *value ? value : nullptr;
    };
    r.optimize = o.optimize;
    if (const char* text = variable("PYTHONOPTIMIZE")) {
        r.optimize = std::max(r.optimize, std::max(std::atoi(text), 1));
    }
    r.optimize = std::min(r.optimize, 2);
    r.isolated = o.isolated;
    r.safe_path = o.safe_path || o.isolated || variable("PYTHONSAFEPATH");
    r.quiet = o.quiet;
    const auto& x = o.x_options;
    r.dev_mode = std::find(x.begin(), x.end(), "dev") != x.end() || variable("PYTHONDEVMODE");
    return r;
}

void print_statistics(const HeapStatistics& s) {
    const auto ms = [](uint64_t ns) { return static_cast<double>(ns) * 1e-6; };
    const auto mib = [](uint64_t bytes) { return static_cast<double>(bytes) / (1 << 20); };
    const struct {
        const char* name;
        const HeapStatistics::Collections& all;
    } rows[] = {{"minor", s.minor}, {"major", s.major}};
    for (const auto& [name, all] : rows) {
        std::fprintf(stderr,
                     "gc: %s collections %llu, objects freed %llu, longest pause %.2f ms, all "
                     "pauses %.2f ms\n",
                     name, static_cast<unsigned long long>(all.count),
                     static_cast<unsigned long long>(all.freed), ms(all.longest_pause_ns),
                     ms(all.total_pause_ns));
    }
    std::fprintf(stderr, "gc: allocated %.1f MiB, most live %.1f MiB, committed %.1f MiB\n",
                 mib(s.allocated_bytes), mib(s.peak_live_bytes), mib(s.committed_bytes));
}

/// Where Debian's packages put the standard library of Python 3.11.
std::string find_library(const EngineOptions& options) {
    if (!options.library_path.empty()) return options.library_path;
    if (const char* given = std::getenv("ORRERY_LIBRARY")) return given;
    return "/usr/lib/python3.11";
}

/// Turns a program's last exception into an exit status, printing what Python prints.
class Ending {
public:
    explicit Ending(Context& ctx) : ctx_(ctx) {}

    int status(Value& e) {
        if (!ctx_.exception) return 0;
        e = take_exception(ctx_);
        if (ctx_.terminating) return 143;
        if (is_instance_of(ctx_, e, ctx_.type(TypeId::kSystemExit))) return exit_status(e);
        print(e);
        return is_instance_of(ctx_, e, ctx_.type(TypeId::kKeyboardInterrupt)) ? 130 : 1;
    }

private:
    int exit_status(Value e) {
        Value code = e.as<Exception>()->fields[0].get();
        if (!code || code.is_none()) return 0;
        int64_t status;
        if (is_int(code)) return int_to_int64(code, status) ? static_cast<int>(status & 0xFF) : 255;
        String* s = to_str(ctx_, code);
        if (!s) take_exception(ctx_);
        write_error(s ? to_utf8(s) + "\n" : "");
        return 1;
    }

    void print(Value e) {
        Value hook = dict_get(ctx_, ctx_.runtime().sys_dict, intern(ctx_, "excepthook"));
        ctx_.handled = Value();
        if (hook) {
            auto* x = e.as<Exception>();
            const Value type = Value::object(type_of(ctx_, e));
            if (call(ctx_, hook, {type, e, x->traceback.get()})) return;
            const Value inner = take_exception(ctx_);
            if (is_instance_of(ctx_, inner, ctx_.type(TypeId::kSystemExit))) return;
            write_error("Error in sys.excepthook:\n" + format_exception(ctx_, inner) +
                        "\nOriginal exception was:\n");
        }
        write_error(format_exception(ctx_, e));
    }

    void write_error(const std::string& text) {
        Value err = dict_get(ctx_, ctx_.runtime().sys_dict, ctx_.name(Name::kstderr));
        String* s = make_string(ctx_, text);
        if (err && s && !err.is_none() &&
            call_method(ctx_, err, Name::kwrite, {Value::object(s)}) &&
            call_method(ctx_, err, Name::kflush, {})) {
            return;
        }
        take_exception(ctx_);
        std::cerr << text;
    }

    Context& ctx_;
};

/// A zip file, whatever stands before it: its directory's end record is within the last 64 KiB.
bool is_archive(std::string_view content) {
    constexpr size_t longest_tail = 22 + 0xFFFF;
    if (content.size() > longest_tail) content.remove_prefix(content.size() - longest_tail);
    return content.rfind("PK\5\6") != content.npos;
}

}  // namespace

EngineState::EngineState(const EngineOptions& given)
    : options(given), runtime(runtime_options(given)) {}

int EngineState::report(Value& exception) {
    exception = Value();
    // An interrupt that came with the last statement ends the program all the same.
    Context& c = ctx();
    if (!c.exception && c.poll.load() & kPollInterrupt) c.handle_poll();
    return Ending(ctx()).status(exception);
}

void EngineState::complain(const std::string& text) {
    const StreamCallbacks* err = options.streams[2];
    if (err && err->write) {
        err->write(text);
    } else {
        std::cerr << text;
    }
}

Engine::Engine(const EngineOptions& options) : state_(std::make_unique<EngineState>(options)) {
    Context& ctx = state_->ctx();
    ctx.runtime().recursion_limit = options.recursion_limit;
    ctx.depth_left = options.recursion_limit;
}

Engine::~Engine() = default;

Runtime& Engine::runtime() { return state_->runtime; }
EngineState& Engine::state() { return *state_; }

bool EngineState::set_up_paths(const Program& program) {
    Context& c = ctx();
    List* path = make_list(c);
    List* argv = make_list(c);
    if (!path || !argv) return false;
    std::string first;
    std::string argv0 = program.source;
    switch (program.kind) {
    case Program::kFile: {
        std::error_code error;
        fs::path folder = fs::weakly_canonical(program.source, error).parent_path();
        first = error ? fs::path(program.source).parent_path().string() : folder.string();
        break;
    }
    case Program::kCommand: argv0 = "-c"; break;
    case Program::kModule: {
        argv0 = "-m";
        std::error_code error;
        first = fs::current_path(error).string();
        break;
    }
    case Program::kStandardInput: argv0 = program.source.empty() ? "" : "-"; break;
    }
    const std::string library = find_library(options);
    auto add = [&](List* l, const std::string& s) { return list_append(c, l, text(s)); };
    bool ok = runtime.options.safe_path || add(path, first);
    const char* extra = runtime.options.ignore_environment ? nullptr : std::getenv("PYTHONPATH");
    if (extra) {
        std::string_view rest = extra;
        while (ok && !rest.empty()) {
            const size_t colon = std::min(rest.find(':'), rest.size());
            if (colon) ok = add(path, std::string(rest.substr(0, colon)));
            rest.remove_prefix(std::min(colon + 1, rest.size()));
        }
    }
    ok = ok && add(path, library);
    std::error_code error;
    const fs::path packages = fs::path(library).parent_path() / "python3" / "dist-packages";
    if (fs::is_directory(packages, error)) ok = ok && add(path, packages.string());
    ok = ok && add(argv, argv0);
    for (const std::string& a : program.arguments)
        ok = ok && add(argv, a);
    return ok && set_sys("path", Value::object(path)) && set_sys("argv", Value::object(argv)) &&
           set_sys("orig_argv", Value::object(to_list(c, Value::object(argv)))) &&
           set_sys("executable", text(options.executable)) &&
           set_sys("_base_executable", text(options.executable)) &&
           set_sys("_stdlib_dir", text(library)) && set_up_options();
}

/// sys.warnoptions and sys._xoptions. CPython's order: -X dev, the environment, -W.
bool EngineState::set_up_options() {
    Context& c = ctx();
    List* filters = make_list(c);
    Dict* x = make_dict(c);
    if (!filters || !x) return false;
    const auto filter = [&](const std::string& s) { return list_append(c, filters, text(s)); };
    bool ok = !runtime.options.dev_mode || filter("default");
    const char* given =
        runtime.options.ignore_environment ? nullptr : std::getenv("PYTHONWARNINGS");
    std::string_view rest = given ? given : "";
    while (ok && !rest.empty()) {
        const size_t comma = std::min(rest.find(','), rest.size());
        if (comma) ok = filter(std::string(rest.substr(0, comma)));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    for (const std::string& s : options.warning_filters)
        ok = ok && filter(s);
    for (const std::string& s : options.x_options) {
        const size_t equals = s.find('=');
        const Value name = text(s.substr(0, equals));
        const Value value = equals == s.npos ? Value::true_value() : text(s.substr(equals + 1));
        ok = ok && name && value && dict_set(c, x, name, value);
    }
    return ok && set_sys("warnoptions", Value::object(filters)) &&
           set_sys("_xoptions", Value::object(x));
}

bool EngineState::prepare(const Program& program) {
    StandardStreamOptions streams;
    streams.unbuffered = options.unbuffered;
    streams.force_utf8 = options.utf8_streams;
    for (int i = 0; i < 3; i++)
        streams.replacements[i] = options.streams[i];
    if (!set_up_paths(program) || !make_standard_streams(ctx(), streams)) return false;
    Value io = import_module(ctx(), "_io");
    Value open = io ? get_attribute(ctx(), io, intern(ctx(), "open")) : io;
    if (!open || !dict_set(ctx(), runtime.builtins, intern(ctx(), "open"), open)) return false;
    // Module warnings applies the filters given from outside when it is imported.
    const Value filters = sys("warnoptions");
    if (!filters.is(Kind::kList) || !filters.as<List>()->size) return true;
    if (!import_module(ctx(), "warnings")) take_exception(ctx());
    return true;
}

Dict* EngineState::make_main() {
    Context& c = ctx();
    Module* main = make_module(c, c.name(Name::k__main__));
    if (!main || !dict_set(c, runtime.modules, c.name(Name::k__main__), Value::object(main))) {
        return nullptr;
    }
    Dict* d = main->dict.get();
    Value builtins = dict_get(c, runtime.modules, c.name(Name::kbuiltins));
    return dict_set(c, d, c.name(Name::k__builtins__), builtins) &&
                   dict_set(c, d, c.name(Name::k__annotations__), Value::object(make_dict(c)))
               ? d
               : nullptr;
}

Value EngineState::run_source(const std::string& source, const std::string& name, Dict* main,
                              bool is_utf8) {
    CompileOptions compile;
    compile.set_optimization(runtime.options.optimize);
    compile.main_file = !is_utf8;
    const Value v = text(name);
    String* filename = v ? v.as<String>() : nullptr;
    Code* code = filename ? compile_source(ctx(), source, filename, compile, is_utf8) : nullptr;
    return code ? execute_code(ctx(), code, main, Value::object(main)) : Value::error();
}

/// Folders and zip files that are programs stand first in sys.path, where a program's folder stood.
bool EngineState::put_first_in_path(const std::string& path) {
    const Value list = sys("path");
    const Value first = text(path);
    if (!first || !list.is(Kind::kList)) return false;
    if (runtime.options.safe_path) {
        const Value args[] = {Value::small_int(0), first};
        return static_cast<bool>(call_method(ctx(), list, intern(ctx(), "insert"), args));
    }
    ValueArray* items = list.as<List>()->items.get();
    items->slots()[0].set(ctx(), items, first);
    return true;
}

/// Module __main__ in a zip file, as python3 runs it.
Value EngineState::run_archive(const std::string& path) {
    Context& c = ctx();
    // runpy asks importlib, which needs the hook before it first looks at the path.
    if (!put_first_in_path(path) || !add_archive_hook(c)) return Value::error();
    Value runpy = import_module(c, "runpy");
    const Value args[] = {text("__main__"), Value::false_value()};
    return runpy && args[0] ? call_method(c, runpy, intern(c, "_run_module_as_main"), args)
                            : Value::error();
}

Value EngineState::execute(const Program& program, Dict* main) {
    Context& c = ctx();
    switch (program.kind) {
    case Program::kFile: {
        std::error_code error;
        std::string path = program.source;
        if (fs::is_directory(path, error)) {
            path += "/__main__.py";
            if (!dict_set(c, main, c.name(Name::k__package__), Value::object(empty_string(c))) ||
                !put_first_in_path(program.source)) {
                return Value::error();
            }
        }
        std::string source;
        read_file(path, source);
        if (is_archive(source)) return run_archive(program.source);
        const std::string absolute = fs::absolute(path, error).lexically_normal().string();
        if (!dict_set(c, main, c.name(Name::k__file__), text(absolute)) ||
            !dict_set(c, main, c.name(Name::k__cached__), Value::none())) {
            return Value::error();
        }
        return run_source(source, absolute, main, false);
    }
    case Program::kCommand: return run_source(program.source, "<string>", main, true);
    case Program::kStandardInput: {
        const std::string source{std::istreambuf_iterator<char>(std::cin), {}};
        return run_source(source, "<stdin>", main, false);
    }
    case Program::kModule: {
        Value runpy = import_module(c, "runpy");
        const Value name[] = {text(program.source)};
        return runpy && name[0] ? call_method(c, runpy, intern(c, "_run_module_as_main"), name)
                                : Value::error();
    }
    }
    return Value::error();
}

void EngineState::run_exit_functions() {
    Context& c = ctx();
    if (Value threading = dict_get(c, runtime.modules, intern(c, "threading"))) {
        if (!call_method(c, threading, intern(c, "_shutdown"), {})) take_exception(c);
    }
    if (Value atexit = dict_get(c, runtime.modules, intern(c, "atexit"))) {
        if (!call_method(c, atexit, intern(c, "_run_exitfuncs"), {})) take_exception(c);
    }
}

int EngineState::finish(int status) {
    Context& c = ctx();
    run_exit_functions();
    runtime.finalizing = true;
    if (!flush_standard_streams(c)) return 120;
    return status;
}

int Engine::run(const Program& program) {
    Context& ctx = state_->ctx();
    Dict* main = state_->prepare(program) ? state_->make_main() : nullptr;
    if (!main) {
        const Value e = take_exception(ctx);
        state_->complain("orrery: the engine cannot start: " +
                         (e ? format_exception(ctx, e) : std::string("out of memory\n")));
        return 1;
    }
    state_->runtime.heap->set_stress(state_->options.gc_stress);
    state_->execute(program, main);
    state_->runtime.heap->set_limit(0);  // the limit is the program's; reporting its end has none
    Value exception;
    const int status = state_->finish(state_->report(exception));
    if (state_->options.gc_statistics) print_statistics(state_->runtime.heap->statistics());
    return status;
}

bool Engine::begin_session(const Program& program) {
    EngineState& s = *state_;
    s.session = s.prepare(program) ? s.make_main() : nullptr;
    if (s.session) {
        if (program.kind == Program::kStandardInput) return true;
        s.execute(program, s.session);
        Value exception;
        s.report(exception);
        return true;
    }
    s.complain("orrery: the session cannot start: " +
               format_exception(s.ctx(), take_exception(s.ctx())));
    return false;
}

Engine::Feed Engine::feed(const std::string& line) {
    EngineState& s = *state_;
    s.block += line + "\n";
    syntax::ParseOptions parse;
    parse.mode = syntax::ParseMode::Single;
    parse.is_text = true;
    // Without the last newline: to the parser, one at the end is the empty line that ends a block.
    const std::string_view typed = std::string_view(s.block).substr(0, s.block.size() - 1);
    const syntax::ParseResult parsed = syntax::parse(typed, parse);
    const bool blank = line.find_first_not_of(" \t") == std::string::npos;
    if (parsed.incomplete && !(blank && parsed.ok())) return Feed::kMore;
    const std::string block = std::exchange(s.block, {});
    if (block.find_first_not_of(" \t\n") == std::string::npos) return Feed::kDone;
    CompileOptions compile;
    compile.mode = CompileMode::kInteractive;
    Context& ctx = s.ctx();
    Code* code = compile_source(ctx, block, intern(ctx, "<stdin>"), compile, true);
    if (code) execute_code(ctx, code, s.session, Value::object(s.session));
    if (ctx.exception) {
        const bool exits = exception_matches(ctx, TypeId::kSystemExit);
        Value exception;
        const int status = s.report(exception);
        if (exits) {
            s.exit_status = status;
            return Feed::kExit;
        }
    }
    Value out = s.sys("stdout");
    if (out && !out.is_none() && !call_method(ctx, out, Name::kflush, {})) take_exception(ctx);
    return Feed::kDone;
}

void Engine::discard_block() { state_->block.clear(); }

int Engine::exit_status() const { return state_->exit_status; }

int Engine::end_session() { return state_->finish(state_->exit_status); }

std::vector<std::string> Engine::complete(const std::string& text) {
    EngineState& s = *state_;
    Context& ctx = s.ctx();
    std::vector<std::string> found;
    // The standard library's own completer, as python3's prompt uses it.
    Value module = import_module(ctx, "rlcompleter");
    Value type = module ? get_attribute(ctx, module, intern(ctx, "Completer")) : module;
    Value completer = type ? call(ctx, type, {Value::object(s.session)}) : type;
    for (int64_t i = 0; completer && i < 1000; i++) {
        const Value args[] = {s.text(text), Value::small_int(i)};
        Value match = call_method(ctx, completer, intern(ctx, "complete"), args);
        if (!match.is(Kind::kString)) break;
        found.push_back(to_utf8(match.as<String>()));
    }
    take_exception(ctx);
    return found;
}

bool Engine::disassemble(const std::string& path, std::string& out) {
    Context& ctx = state_->ctx();
    std::string source;
    if (!read_file(path, source)) {
        out = "orrery: can't read file '" + path + "'\n";
        return false;
    }
    String* name = make_string(ctx, path);
    Code* code = name ? compile_source(ctx, source, name, {}, false) : nullptr;
    if (!code) {
        out = format_exception(ctx, take_exception(ctx));
        return false;
    }
    out = orrery::disassemble(ctx, code, source);
    return true;
}

void Engine::take_signals() { orrery::take_signals(state_->ctx()); }

void Engine::interrupt() { state_->ctx().poll.fetch_or(kPollInterrupt, std::memory_order_release); }

void Engine::terminate() { state_->ctx().poll.fetch_or(kPollTerminate, std::memory_order_release); }

const char* version_text() { return "Orrery " ORRERY_VERSION " (Python 3.11.2)"; }

}  // namespace orrery
