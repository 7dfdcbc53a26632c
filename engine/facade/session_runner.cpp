#include "engine/facade/session_runner.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>

#include "engine/bytecode/compiler.h"
#include "engine/interpreter/import.h"
#include "engine/interpreter/operations.h"
#include "engine/modules/io/streams.h"
#include "engine/objects/bytes.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/numbers.h"

namespace orrery {

namespace ast = syntax::ast;

namespace {

struct RichForm {
    const char* method;
    const char* mime;
};
constexpr RichForm kRichForms[] = {
    {"_repr_html_", "text/html"},         {"_repr_svg_", "image/svg+xml"},
    {"_repr_png_", "image/png"},          {"_repr_jpeg_", "image/jpeg"},
    {"_repr_markdown_", "text/markdown"}, {"_repr_latex_", "text/latex"},
};

Program program_of(const RunRequest& request) {
    Program program;
    program.arguments = request.arguments;
    switch (request.kind) {
    case RunRequest::kFile:
        program.kind = Program::kFile;
        program.source = request.source;
        break;
    case RunRequest::kModule:
        program.kind = Program::kModule;
        program.source = request.source;
        break;
    case RunRequest::kText:
    case RunRequest::kBlock:
        program.kind = request.filename.empty() ? Program::kStandardInput : Program::kFile;
        program.source = request.filename;
        break;
    }
    return program;
}

}  // namespace

SessionRunner::SessionRunner(const SessionOptions& options, Console& console, Host& host)
    : options_(options), console_(console), host_(host) {
    streams_[0].read = [this](std::span<uint8_t> space) { return console_.read(space); };
    for (int i = 1; i < 3; i++) {
        const Stream stream = i == 1 ? Stream::kOutput : Stream::kError;
        streams_[i].write = [this, stream](std::string_view text) {
            if (!options_.output) return console_.write(stream, text);
            options_.output(stream, text);
            return static_cast<int64_t>(text.size());
        };
    }
    for (StreamCallbacks& s : streams_)
        s.is_tty = options.is_tty;
}

SessionRunner::~SessionRunner() { stop(); }

void SessionRunner::stop() {
    if (!engine_) return;
    console_.set_poll(nullptr);
    host_.engine_changed(nullptr);
    inspector_.reset();
    engine_.reset();
    main_ = nullptr;
}

bool SessionRunner::start(const Program& program, std::string& message) {
    finish();
    stop();
    EngineOptions engine = options_.engine;
    engine.machine_stack_bytes = options_.machine_stack_bytes;
    engine.utf8_streams = true;
    for (int i = 0; i < 3; i++)
        engine.streams[i] = &streams_[i];
    engine_ = std::make_unique<EngineState>(engine);
    Context& ctx = engine_->ctx();
    ctx.runtime().recursion_limit = engine.recursion_limit;
    ctx.depth_left = engine.recursion_limit;
    main_ = engine_->prepare(program) && set_environment() ? engine_->make_main() : nullptr;
    if (!main_) {
        const Value e = take_exception(ctx);
        message = e ? format_exception(ctx, e) : "out of memory";
        engine_.reset();
        return false;
    }
    ctx.runtime().extra_roots.push_back(Value::object(main_));
    inspector_ = std::make_unique<Inspector>(ctx, main_, ++serial_);
    console_.set_poll(&ctx.poll);
    host_.engine_changed(&ctx.runtime());
    return true;
}

/// Before `os` is imported, which copies what `posix.environ` holds.
bool SessionRunner::set_environment() {
    Context& ctx = engine_->ctx();
    if (options_.engine.environment.empty()) return true;
    const Value posix = import_module(ctx, "posix");
    const Value d = posix ? get_attribute(ctx, posix, intern(ctx, "environ")) : posix;
    if (!d.is(Kind::kDict)) return false;
    for (const std::string& variable : options_.engine.environment) {
        const size_t equals = std::min(variable.find('='), variable.size());
        Bytes* name = make_bytes(ctx, std::string_view(variable).substr(0, equals));
        Bytes* value = make_bytes(
            ctx, std::string_view(variable).substr(std::min(equals + 1, variable.size())));
        if (!name || !value ||
            !dict_set(ctx, d.as<Dict>(), Value::object(name), Value::object(value))) {
            return false;
        }
    }
    return true;
}

bool SessionRunner::reset(std::string& message) {
    Program program;
    program.kind = Program::kStandardInput;
    return start(program, message);
}

void SessionRunner::finish() {
    if (engine_) engine_->finish(0);
}

void SessionRunner::run(const RunRequest& request, CommandResult& result) {
    command_ = result.id;
    const auto began = std::chrono::steady_clock::now();
    const bool fresh = request.fresh || !engine_;
    const Program program = program_of(request);
    if (fresh && !start(program, result.message)) {
        result.end = CommandResult::kFailed;
        result.exit_status = 1;
        return;
    }
    Context& ctx = engine_->ctx();
    inspector_->set_post_mortem(Value());
    std::string filename = request.filename;
    if (filename.empty()) filename = "<input " + std::to_string(++input_count_) + ">";
    bool ok = true;
    if (!fresh && request.kind != RunRequest::kBlock) {
        List* argv = make_list(ctx);
        const std::string& first =
            request.kind == RunRequest::kText ? request.filename : request.source;
        ok = argv && list_append(ctx, argv, engine_->text(first));
        for (const std::string& a : request.arguments)
            ok = ok && list_append(ctx, argv, engine_->text(a));
        ok = ok && engine_->set_sys("argv", Value::object(argv));
    }
    if (ok) execute(request, filename);
    end_run(request, result);
    result.duration = std::chrono::steady_clock::now() - began;
}

bool SessionRunner::execute(const RunRequest& request, const std::string& filename) {
    Context& ctx = engine_->ctx();
    switch (request.kind) {
    case RunRequest::kFile:
        if (!std::ifstream(request.source, std::ios::binary)) {
            raise_os_error(ctx, errno ? errno : ENOENT, engine_->text(request.source));
            return false;
        }
        [[fallthrough]];
    case RunRequest::kModule: return bool(engine_->execute(program_of(request), main_));
    case RunRequest::kText:
    case RunRequest::kBlock: return run_text(request, filename);
    }
    return false;
}

bool SessionRunner::run_text(const RunRequest& request, const std::string& filename) {
    Context& ctx = engine_->ctx();
    std::string source;
    if (request.first_line > 1) source.assign(static_cast<size_t>(request.first_line - 1), '\n');
    source += request.source;
    String* name = make_string(ctx, filename);
    if (!name) return false;
    if (request.kind == RunRequest::kBlock) return run_block(source, name);
    CompileOptions options;
    options.set_optimization(options_.engine.optimize);
    options.source_text = make_string(ctx, source);
    if (!options.source_text) return false;
    if (!request.filename.empty() &&
        !dict_set(ctx, main_, ctx.name(Name::k__file__), Value::object(name))) {
        return false;
    }
    Code* code = compile_source(ctx, source, name, options, true);
    return code && execute_code(ctx, code, main_, Value::object(main_));
}

/// Statements run as a module's, but the value of an expression statement is shown. All are
/// compiled before the first one runs, so that an error in the last leaves nothing half done.
bool SessionRunner::run_block(const std::string& source, String* filename) {
    Context& ctx = engine_->ctx();
    CompileOptions options;
    options.set_optimization(options_.engine.optimize);
    options.source_text = make_string(ctx, source);
    syntax::ParseResult parsed;
    if (!options.source_text || !parse_source(ctx, source, filename, options, true, parsed)) {
        return false;
    }
    std::span<ast::Stmt*> rest = parsed.tree->as<ast::Module>()->body;
    ValueVector codes(ctx);
    std::vector<bool> shows;
    while (!rest.empty()) {
        size_t n = 0;
        ast::Mod* tree;
        options.mode = CompileMode::kModule;
        if (auto* e = rest[0]->try_as<ast::ExprStmt>()) {
            auto* expression = parsed.arena.make<ast::Expression>();
            expression->kind = ast::NodeKind::Expression;
            expression->body = e->value;
            tree = expression;
            options.mode = CompileMode::kExpression;
            n = 1;
        } else {
            while (n < rest.size() && !rest[n]->is<ast::ExprStmt>())
                n++;
            auto* module = parsed.arena.make<ast::Module>();
            module->kind = ast::NodeKind::Module;
            module->body = rest.first(n);
            tree = module;
        }
        Code* code = compile_tree(ctx, tree, parsed.arena, filename, options);
        if (!code) return false;
        codes.values.push_back(Value::object(code));
        shows.push_back(options.mode == CompileMode::kExpression);
        if (code->has(Code::kFutureAnnotations)) options.future_annotations = true;
        rest = rest.subspan(n);
    }
    for (size_t i = 0; i < codes.values.size(); i++) {
        const Value v = execute_code(ctx, codes.values[i].as<Code>(), main_, Value::object(main_));
        if (!v || (shows[i] && !show(v))) return false;
    }
    return true;
}

bool SessionRunner::show(Value v) {
    Context& ctx = engine_->ctx();
    const Value hook = engine_->sys("displayhook");
    if (!hook || !(hook == engine_->sys("__displayhook__"))) {
        if (!hook) return bool(raise(ctx, TypeId::kRuntimeError, "lost sys.displayhook"));
        return bool(call(ctx, hook, {v}));
    }
    if (v.is_none() || !host_.wants_display()) return bool(call(ctx, hook, {v}));
    String* underscore = intern(ctx, "_");
    if (!underscore || !dict_set(ctx, ctx.runtime().builtins, underscore, Value::none())) {
        return false;
    }
    String* text = to_repr(ctx, v);
    if (!text) return false;
    Display display;
    display.command = command_;
    display.text = to_utf8(text);
    add_rich(v, display);
    if (ctx.exception) return false;
    display.value = inspector_->describe(v);
    if (!host_.display(display)) {
        const Value out = engine_->sys("stdout");
        const Value line = engine_->text(display.text + "\n");
        if (!out || out.is_none() || !line || !call_method(ctx, out, Name::kwrite, {line})) {
            return false;
        }
    }
    return dict_set(ctx, ctx.runtime().builtins, underscore, v);
}

/// A hook that fails gives nothing; the exception stays only if it means to stop the program.
void SessionRunner::add_rich(Value v, Display& display) {
    Context& ctx = engine_->ctx();
    if (!v.is_object() || v.is(Kind::kType)) return;
    for (const RichForm& form : kRichForms) {
        String* name = intern(ctx, form.method);
        if (!name) break;
        if (!type_lookup(ctx, type_of(ctx, v), name)) continue;
        const Value made = call_method(ctx, v, name, {});
        if (made.is(Kind::kString)) {
            display.rich.emplace_back(form.mime, to_utf8(made.as<String>()));
        } else if (made.is(Kind::kBytes)) {
            display.rich.emplace_back(form.mime, made.as<Bytes>()->view());
        } else if (!made) {
            if (ctx.terminating || exception_matches(ctx, TypeId::kKeyboardInterrupt)) return;
            take_exception(ctx);
        }
    }
}

void SessionRunner::end_run(const RunRequest& request, CommandResult& result) {
    Context& ctx = engine_->ctx();
    ctx.heap().set_limit(0);  // the limit is the program's; reporting its end has none
    const bool terminated = ctx.terminating;
    Value exception;
    result.exit_status = engine_->report(exception);
    if (terminated || ctx.terminating) {
        result.end = CommandResult::kTerminated;
        result.exit_status = 143;
        if (ctx.exception) take_exception(ctx);
        ctx.terminating = false;
        ctx.poll.fetch_and(~uint32_t{kPollTerminate | kPollInterrupt});
    } else if (exception) {
        if (is_instance_of(ctx, exception, ctx.type(TypeId::kSystemExit))) {
            result.end = CommandResult::kExited;
        } else {
            result.end = is_instance_of(ctx, exception, ctx.type(TypeId::kKeyboardInterrupt))
                             ? CommandResult::kInterrupted
                             : CommandResult::kRaised;
            result.exception_type = type_name(ctx, exception);
            String* message = to_str(ctx, exception);
            if (message) {
                result.message = to_utf8(message);
            } else {
                take_exception(ctx);
            }
            inspector_->set_post_mortem(exception);
            if (exception.is(Kind::kException)) {
                engine_->set_sys("last_type", Value::object(type_of(ctx, exception)));
                engine_->set_sys("last_value", exception);
                engine_->set_sys("last_traceback", exception.as<Exception>()->traceback.get());
            }
        }
    }
    ctx.handled = Value();
    if (request.fresh && !terminated && request.kind != RunRequest::kBlock) {
        engine_->run_exit_functions();
    }
    flush_standard_streams(ctx);
    if (ctx.exception) take_exception(ctx);
    ctx.terminating = false;
    ctx.heap().set_limit(ctx.runtime().options.heap_limit);
}

}  // namespace orrery
