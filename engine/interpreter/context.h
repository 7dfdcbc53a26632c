// Context: the execution state of one fiber; first parameter of every runtime function.
//
// An exception in flight is `exception` (an instance, never a class); natives that return the
// empty Value (or false, null, Truth::kError) have set it. `handled` is the exception an `except`
// block is working on (sys.exc_info()).
#pragma once

#include <atomic>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/heap/heap.h"
#include "engine/interpreter/frame.h"
#include "engine/objects/containers.h"
#include "engine/objects/names.h"
#include "engine/objects/string.h"
#include "engine/objects/type.h"

namespace orrery {

class Runtime;
struct Exception;

/// Reasons to leave the fast path at the next safepoint; bits of Context::poll.
enum PollReason : uint32_t {
    kPollInterrupt = 1,   // raise KeyboardInterrupt
    kPollTerminate = 2,   // unwind everything; `except` does not see it
    kPollFinalizers = 4,  // weak reference callbacks and __del__ are due
    kPollCall = 8,        // run functions posted by other threads (Runtime::run_posted)
    kPollTrace = 16,      // sys.settrace() or setprofile(): stays set while they are in force
};

class Context {
public:
    explicit Context(Runtime& runtime);
    ~Context();
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    std::atomic<uint32_t> poll{0};
    Value* regs = nullptr;         // registers of the running Python frame; null outside any
    Value* stack_begin = nullptr;
    Value* stack_limit = nullptr;  // a frame must end before it
    int32_t depth_left = 1000;     // until RecursionError
    const char* machine_stack_limit = nullptr;  // lowest address natives may reach
    const void* interpreter_stack = nullptr;  // machine stack at the start of the interpreter's
                                              // innermost run
    Value result;                  // of the frame being left or suspended
    Value exception;               // in flight
    Value handled;                 // being handled: instance or empty
    Value variables;               // the contextvars.Context in force; empty: none yet
    Value trace_function;          // of sys.settrace(), or empty
    Value profile_function;        // of sys.setprofile(), or empty
    bool in_trace_function = false;  // nothing is traced meanwhile
    bool terminating = false;
    std::vector<std::pair<Value*, Frame*>> frame_objects;  // of live frames, oldest first; traced
    class ValueVector* vectors = nullptr;  // innermost first; traced
    Heap* heap_ = nullptr;

    Runtime& runtime() { return runtime_; }
    Heap& heap() { return *heap_; }
    Type* type(TypeId id);
    /// A well-known interned name.
    String* name(Name n);

    Value* stack_reserved = nullptr;  // words below it are in use by native code (ReservedStack)
    /// First word of the value stack that nobody uses.
    Value* stack_top() const {
        Value* top = regs ? regs + FrameRef(regs).code()->register_count : stack_begin;
        return top > stack_reserved ? top : stack_reserved;
    }
    /// Runs what `poll` asks for. False if an exception is set.
    bool handle_poll();

private:
    Runtime& runtime_;
};

/// A growing array of values in C++ code. A std::vector<Value> is invisible to the collector;
/// this one is a root while it lives. Lives on the machine stack only, in strict nesting.
class ValueVector {
public:
    explicit ValueVector(Context& ctx) : ctx_(ctx), outer_(ctx.vectors) { ctx.vectors = this; }
    ~ValueVector() { ctx_.vectors = outer_; }
    ValueVector(const ValueVector&) = delete;
    ValueVector& operator=(const ValueVector&) = delete;

    std::vector<Value> values;
    ValueVector* outer() const { return outer_; }

private:
    Context& ctx_;
    ValueVector* outer_;
};

/// Keeps the value stack below `end` from being used by calls made while it lives.
class ReservedStack {
public:
    ReservedStack(Context& ctx, Value* end) : ctx_(ctx), saved_(ctx.stack_reserved) {
        ctx.stack_reserved = end;
    }
    ~ReservedStack() { ctx_.stack_reserved = saved_; }

private:
    Context& ctx_;
    Value* saved_;
};

inline bool machine_stack_exhausted(const Context& ctx) {
    return static_cast<const char*>(__builtin_frame_address(0)) < ctx.machine_stack_limit;
}

// ---- raising ----

/// An argument of an error message: text, number, or a Value shown by str(), repr() or type name.
class MessageArg {
public:
    // Implicit, so that raise() takes what a message names as it is.
    // NOLINTBEGIN(google-explicit-constructor)
    MessageArg(const char* s) : kind_(kText), text_(s) {}
    MessageArg(std::string_view s) : kind_(kText), text_(s) {}
    MessageArg(const std::string& s) : kind_(kText), text_(s) {}
    template <typename T>
        requires std::is_integral_v<T>
    MessageArg(T i) : kind_(kNumber), number_(static_cast<int64_t>(i)) {}
    MessageArg(const String* s)
        : kind_(kStr), value_(Value::object(reinterpret_cast<const Object*>(s))) {}
    // NOLINTEND(google-explicit-constructor)
    static MessageArg str(Value v) { return MessageArg(kStr, v); }
    static MessageArg repr(Value v) { return MessageArg(kRepr, v); }
    static MessageArg type(Value v) { return MessageArg(kTypeName, v); }

private:
    friend String* format_message(Context&, std::string_view, std::span<const MessageArg>);
    enum Kind { kText, kNumber, kStr, kRepr, kTypeName };
    MessageArg(Kind kind, Value v) : kind_(kind), value_(v) {}
    Kind kind_;
    std::string_view text_;
    int64_t number_ = 0;
    Value value_;
};
/// Replaces each {} in turn. Null after an exception in a str() or repr().
String* format_message(Context& ctx, std::string_view format, std::span<const MessageArg> args);

/// Sets a new exception of a built-in type with a message; always returns the empty Value.
Value raise_message(Context& ctx, TypeId type, String* message);
template <typename... A>
Value raise(Context& ctx, TypeId type, std::string_view format, const A&... args) {
    const MessageArg list[] = {MessageArg(std::string_view()), MessageArg(args)...};
    String* message = format_message(ctx, format, std::span(list).subspan(1));
    return message ? raise_message(ctx, type, message) : Value::error();
}
/// raise X(args...): constructs through the type. Returns empty.
Value raise_with(Context& ctx, TypeId type, std::span<const Value> args);
/// Sets an exception instance in flight (context chaining included). Returns empty.
Value raise_value(Context& ctx, Value exception);
Value raise_memory_error(Context& ctx);
Value raise_stop_iteration(Context& ctx, Value value);
Value raise_key_error(Context& ctx, Value key);
/// OSError (or its subclass) from errno, with an optional file name Value.
Value raise_os_error(Context& ctx, int error_number, Value filename = Value(),
                     Value filename2 = Value());
/// True if the exception in flight is an instance of the type.
bool exception_matches(Context& ctx, TypeId type);
/// Takes the exception in flight away and returns it.
Value take_exception(Context& ctx);
inline bool has_exception(const Context& ctx) { return bool(ctx.exception); }
/// Raises RecursionError when the machine stack is nearly used up or the depth is exhausted.
/// Use one per native function that can recurse through Python objects (repr, ==, json, ...).
class NativeRecursion {
public:
    NativeRecursion(Context& ctx, const char* where);
    ~NativeRecursion() { ctx_.depth_left++; }
    bool ok() const { return ok_; }

private:
    Context& ctx_;
    bool ok_;
};

}  // namespace orrery
