// Errors that nobody can catch: of __del__, weak reference callbacks, closing files.
#include "engine/interpreter/format_traceback.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/structseq.h"

namespace orrery {

namespace {

const StructSequence kHookArgs = {
    "UnraisableHookArgs", {"exc_type", "exc_value", "exc_traceback", "err_msg", "object"}, 5};

Value message_value(Context& ctx, const char* message) {
    if (!message) return Value::none();
    String* s = make_string(ctx, std::string("Exception ignored ") + message);
    return s ? Value::object(s) : Value::none();
}

struct Unraisable {
    Value exception, message, object;
};

Unraisable ignored(Context& ctx, Value where, const char* message) {
    const Value e = take_exception(ctx);
    // An error of native code alone shows where Python code was.
    if (e.is(Kind::kException) && e.as<Exception>()->traceback.get().is_none() && ctx.regs) {
        ctx.exception = e;
        add_traceback(ctx, FrameRef(ctx.regs));
        ctx.exception = Value();
    }
    return {e, message_value(ctx, message), where ? where : Value::none()};
}

std::string text_of(Context& ctx, const Unraisable& u) {
    return unraisable_text(ctx, type_of(ctx, u.exception), u.exception,
                           u.exception.as<Exception>()->traceback.get(), u.message, u.object);
}

}  // namespace

void write_to_stderr(Context& ctx, const std::string& text) {
    const Value err = dict_get(ctx, ctx.runtime().sys_dict, ctx.name(Name::kstderr));
    String* s = make_string(ctx, text);
    if (err && !err.is_none() && s && call_method(ctx, err, Name::kwrite, {Value::object(s)})) {
        call_method(ctx, err, Name::kflush, {});
    }
    take_exception(ctx);
}

std::string unraisable_text(Context& ctx, Type* type, Value exception, Value traceback,
                            Value message, Value object) {
    std::string out;
    const bool has_message = message && !message.is_none();
    String* said = has_message ? to_str(ctx, message) : nullptr;
    take_exception(ctx);
    if (object && !object.is_none()) {
        out = said ? to_utf8(said) + ": " : "Exception ignored in: ";
        String* r = to_repr(ctx, object);
        take_exception(ctx);
        out += (r ? to_utf8(r) : "<object repr() failed>") + "\n";
    } else if (said) {
        out = to_utf8(said) + ":\n";
    }
    out += format_traceback(ctx, traceback);
    if (!type) return out;
    out += exception_text(ctx, type, Value::none());
    if (exception && !exception.is_none()) {
        String* s = to_str(ctx, exception);
        take_exception(ctx);
        out += ": " + (s ? to_utf8(s) : "<exception str() failed>");
    }
    return out + "\n";
}

void report_unraisable(Context& ctx, Value where, const char* message) {
    if (!ctx.exception.is(Kind::kException)) {
        take_exception(ctx);
        return;
    }
    Unraisable u = ignored(ctx, where, message);
    const Value hook = dict_get(ctx, ctx.runtime().sys_dict, intern(ctx, "unraisablehook"));
    if (hook && !hook.is_none()) {
        const Value parts[] = {Value::object(type_of(ctx, u.exception)), u.exception,
                               u.exception.as<Exception>()->traceback.get(), u.message, u.object};
        const Value args = make_struct_sequence(ctx, kHookArgs, parts);
        if (args && call(ctx, hook, {args})) return;
        if (!ctx.exception.is(Kind::kException)) {
            take_exception(ctx);
            return;
        }
        u = ignored(ctx, hook, "in sys.unraisablehook");
    }
    write_to_stderr(ctx, text_of(ctx, u));
}

}  // namespace orrery
