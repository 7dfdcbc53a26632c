// Entering Python functions and calling everything else from the interpreter.
#pragma once

#include "engine/interpreter/context.h"

namespace orrery {

/// What a call from the interpreter led to.
struct CallOutcome {
    Value* frame;  // non-null: a Python frame was pushed (Context::regs is it) and must now run
    Value value;   // else the result; empty after an exception
};

/// Calls window[-4] with `count` arguments at `window` (keyword values last when `names` is given).
/// The window lies in the running frame, with room for at least four more words.
CallOutcome call_window(Context& ctx, Value* window, uint32_t count, Tuple* names);

/// callee(*args, **kwargs) for bytecode: as call_window(), with the window above the running frame.
/// `kwargs`: a dict, which stays as it is, or empty.
CallOutcome call_spread(Context& ctx, Value callee, Tuple* args, Value kwargs);

/// Binds arguments to the parameters of window[-4], a Function, and pushes its frame with the
/// given link flags. False after TypeError or RecursionError; nothing is pushed then.
bool enter_function(Context& ctx, Value* window, uint32_t count, Tuple* names, uint64_t link_flags);

/// Pushes the frame of a function whose arguments are in place. False after RecursionError.
inline bool push_frame(Context& ctx, Value* window, Code* code, uint64_t link_flags);

/// Runs from Context::regs, a frame pushed with FrameRef::kEntry, until it returns. Empty after an
/// exception left it.
Value run_interpreter(Context& ctx);
/// The same, of a frame that unwind() has just made ready for its handler: no safepoint before it.
Value run_unwound(Context& ctx);

/// RecursionError (depth or value stack).
bool raise_recursion_error(Context& ctx, const char* where = "");

inline bool push_frame(Context& ctx, Value* window, Code* code, uint64_t link_flags) {
    if (__builtin_expect(ctx.depth_left <= 0 || window + code->register_count > ctx.stack_limit,
                         0)) {
        return raise_recursion_error(ctx);
    }
    ctx.depth_left--;
    window[-3] = Value::from_bits(reinterpret_cast<uint64_t>(ctx.regs) | link_flags);
    window[-2] = Value::from_bits(reinterpret_cast<uint64_t>(code->instructions));
    window[-1] = Value();
    ctx.regs = window;
    return true;
}

}  // namespace orrery
