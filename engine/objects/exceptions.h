// Exceptions and tracebacks.
#pragma once

#include "engine/interpreter/context.h"

namespace orrery {

/// All built-in exceptions share one layout. `fields` are named by the type: OSError errno,
/// strerror, filename, filename2, characters_written; SyntaxError msg, filename, lineno, offset,
/// text, end_lineno, end_offset, print_file_and_line; ImportError msg, name, path; StopIteration
/// value; SystemExit code; UnicodeError encoding, object, start, end, reason; NameError name;
/// AttributeError name, obj; groups message, exceptions (the table is in exceptions.cpp).
struct Exception : Object {
    static constexpr uint8_t kSuppressContext = 0x01;
    static constexpr unsigned kFieldCount = 8;
    Slot attrs;        // the attrs word (shape.h): every exception can carry attributes
    Ref<Tuple> args;
    Slot traceback;    // Traceback or None
    Slot cause;        // exception or None
    Slot context;      // exception or None
    Slot fields[kFieldCount];
};

struct Traceback : Object {
    Ref<Traceback> next;   // towards where it was raised
    Ref<Frame> frame;
    uint32_t instruction;  // index into the frame's code
    int32_t line;
};

/// The declaration of a built-in exception type (BaseException is kBaseExceptionSpec).
const NativeTypeSpec& exception_spec(TypeId id);

/// Methods and properties of exception groups (exception_group.cpp).
std::span<const NativeMethod> exception_group_methods();
std::span<const NativeProperty> exception_group_properties();

/// Adds the frame to the traceback of the exception in flight (the interpreter does it for each
/// frame an exception passes through).
bool add_traceback(Context& ctx, FrameRef frame);
/// Frames of natives' helpers: a traceback entry for code compiled from a file (syntax errors,
/// ...).

/// The text CPython prints for an uncaught exception: tracebacks with carets, chains, notes,
/// groups.
/// Never fails: what cannot be shown is said so.
std::string format_exception(Context& ctx, Value exception);
/// Lines of a traceback only.
std::string format_traceback(Context& ctx, Value traceback);
/// For errors where nobody can catch them (__del__, callbacks): through sys.unraisablehook.
void report_unraisable(Context& ctx, Value where, const char* message = nullptr);
/// Makes an instance without raising it. Null after an exception.
Exception* make_exception(Context& ctx, TypeId type, std::span<const Value> args);

}  // namespace orrery
