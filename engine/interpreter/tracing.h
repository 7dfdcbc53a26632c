// sys.settrace() and sys.setprofile().
//
// While a function is in force, Context::poll holds kPollTrace, and the interpreter runs with a
// table whose handlers all call trace_instruction() before the instruction itself; the ordinary
// table knows nothing of tracing. What is known of a traced frame is in its Frame object: without
// kSeen it has just been entered or resumed, which is the `call` event. Frames that run when
// tracing begins get their Frame objects then, so that nobody takes them for new ones.
#pragma once

#include "engine/interpreter/context.h"

namespace orrery {

inline bool is_traced(const Context& ctx) {
    return ctx.poll.load(std::memory_order_relaxed) & kPollTrace;
}

/// sys.settrace(function), sys.setprofile(function); None ends it.
void set_trace_function(Context& ctx, Value function);
void set_profile_function(Context& ctx, Value function);

/// The functions of module sys. When bytecode calls them, they give the empty Value without an
/// exception: the interpreter then changes its table and goes on with None (is_tracing_call()).
Value sys_settrace(Context& ctx, const Args& args);
Value sys_setprofile(Context& ctx, const Args& args);
/// sys.call_tracing(): a call that is traced although a trace function makes it.
Value sys_call_tracing(Context& ctx, const Args& args);
/// True if the running frame's current instruction is a call of one of these two.
bool is_tracing_call(Context& ctx);

/// Reports what comes before the running frame's current instruction: call, line and opcode
/// events; return for what leaves the frame; c_call, and c_return of the call before. False after
/// an exception in the program's function, which has been removed.
bool trace_instruction(Context& ctx);
/// The exception in flight has come to the running frame. `raised`: it is an event, not merely
/// unwinding that goes on. Another exception is in flight afterwards if the function raised it.
void trace_exception(Context& ctx, bool raised);
/// The exception in flight leaves the running frame.
void trace_unwound_frame(Context& ctx);

/// Brings f_locals, if the program has asked for it, up to date before a trace function runs, and
/// stores afterwards in the live frame's variables what the function has put there (frame.cpp).
bool update_locals(Context& ctx, Frame* f);
void write_locals_back(Context& ctx, Frame* f);

}  // namespace orrery
