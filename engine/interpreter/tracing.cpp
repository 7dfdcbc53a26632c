#include "engine/interpreter/tracing.h"

#include "engine/bytecode/opcodes.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/exceptions.h"

namespace orrery {

namespace {

/// Sets the poll bit as the functions in force want it.
void update_poll(Context& ctx) {
    const bool wanted = (ctx.trace_function || ctx.profile_function) && !ctx.in_trace_function;
    if (wanted) {
        ctx.poll.fetch_or(kPollTrace, std::memory_order_relaxed);
    } else {
        ctx.poll.fetch_and(~uint32_t{kPollTrace}, std::memory_order_relaxed);
    }
}

int32_t line_of(FrameRef frame) { return current_position(frame).line; }

void mark_seen(Frame* f, FrameRef frame) {
    f->trace_flags |= Frame::kSeen;
    f->traced_instruction = frame.instruction_index();
    if (const int32_t line = line_of(frame); line >= 0) f->traced_line = line;
}

void set_function(Context& ctx, Value& which, Value function) {
    const bool was_traced = ctx.trace_function || ctx.profile_function;
    which = function.is_none() ? Value() : function;
    if (which && !was_traced) {
        for (FrameRef frame(ctx.regs); frame; frame = frame.caller()) {
            Frame* f = frame_object(ctx, frame);
            if (!f) {
                take_exception(ctx);  // no memory: those frames will be taken for new ones
                break;
            }
            mark_seen(f, frame);
            f->profiled_call.init(Value());
        }
    }
    update_poll(ctx);
}

/// Calls function(frame, event, argument) with tracing off. Empty after an exception; an exception
/// that was in flight is then lost, and otherwise still is.
Value call_function(Context& ctx, Value function, Frame* frame, const char* event, Value argument) {
    const Value exception = ctx.exception;
    const Value result_of_frame = ctx.result;
    ctx.exception = Value();
    ctx.in_trace_function = true;
    update_poll(ctx);
    String* name = intern(ctx, event);
    const Value result =
        name && update_locals(ctx, frame)
            ? call(ctx, function, {Value::object(frame), Value::object(name), argument})
            : Value();
    write_locals_back(ctx, frame);
    ctx.in_trace_function = false;
    update_poll(ctx);
    ctx.result = result_of_frame;
    if (result) ctx.exception = exception;
    return result;
}

/// One event for sys.settrace(). `call` goes to the function itself, others to the frame's.
bool trace_event(Context& ctx, Frame* f, const char* event, Value argument, bool is_call = false) {
    if (!ctx.trace_function) return true;
    const Value function = is_call ? ctx.trace_function : f->trace.get();
    if (!function) return true;
    const Value result = call_function(ctx, function, f, event, argument);
    if (!result) {
        set_trace_function(ctx, Value::none());
        f->trace.init(Value());
        return false;
    }
    if (!result.is_none()) f->trace.set(ctx, f, result);
    return true;
}

bool profile_event(Context& ctx, Frame* f, const char* event, Value argument) {
    if (!ctx.profile_function) return true;
    if (call_function(ctx, ctx.profile_function, f, event, argument)) return true;
    set_profile_function(ctx, Value::none());
    return false;
}

bool both_events(Context& ctx, Frame* f, const char* event, Value argument, bool is_call = false) {
    return trace_event(ctx, f, event, argument, is_call) && profile_event(ctx, f, event, argument);
}

/// The `call` event of a frame that has not been seen. Its f_lineno is that of the `def`, of the
/// `yield` that is resumed, or 0 for a module.
bool trace_entry(Context& ctx, Frame* f, FrameRef frame) {
    Code* code = frame.code();
    const uint32_t index = frame.instruction_index();
    f->trace_flags |= Frame::kSeen;
    f->traced_instruction = Frame::kInCallEvent;
    f->profiled_call.init(Value());
    f->traced_line = static_cast<int32_t>(code->first_line);
    if (to_utf8(code->name.get()) == "<module>") f->traced_line = 0;
    bool is_resumed = false;
    for (uint32_t i : {index, index - 1}) {
        if (i < code->instruction_count &&
            code->instructions[i].op == static_cast<uint16_t>(Op::YIELD)) {
            f->traced_line = position_of(code, i).line;
            is_resumed = true;
        }
    }
    const bool ok = both_events(ctx, f, "call", Value::none(), true);
    f->traced_instruction = index;
    if (!is_resumed) f->traced_line = -1;
    return ok;
}

/// The native function that the instruction calls, as c_call shows it; empty: it calls none.
Value native_callee(Context& ctx, FrameRef frame, const Instruction& at) {
    switch (static_cast<Op>(at.op)) {
    case Op::CALL:
    case Op::CALL_METHOD:
    case Op::CALL_KW:
    case Op::CALL_METHOD_KW:
    case Op::CALL_EX: break;
    default: return Value();
    }
    const Value callee = frame.regs()[at.b];
    if (!callee.is(Kind::kNativeFunction)) return Value();
    auto* f = callee.as<NativeFunction>();
    const bool is_method = at.op == static_cast<uint16_t>(Op::CALL_METHOD) ||
                           at.op == static_cast<uint16_t>(Op::CALL_METHOD_KW);
    const Value receiver = is_method ? frame.regs()[at.b + kCallHeader] : Value();
    if (!receiver || !callee.has_shape(builtin_shape(TypeId::kMethodDescriptor))) return callee;
    NativeFunction* bound = bind_native(ctx, f, receiver);
    return bound ? Value::object(bound) : Value::error();
}

/// c_return or c_exception of the native function called last.
bool end_native_call(Context& ctx, Frame* f, const char* event) {
    const Value callee = f->profiled_call.get();
    if (!callee) return true;
    f->profiled_call.init(Value());
    return profile_event(ctx, f, event, callee);
}

/// f_lineno, f_lasti: those of the instruction that runs now.
bool trace_line(Context& ctx, Frame* f, FrameRef frame, const Instruction& at) {
    const uint32_t index = frame.instruction_index();
    const uint32_t before = f->traced_instruction;
    const int32_t line = line_of(frame);
    const bool is_backward = index < before && at.op != static_cast<uint16_t>(Op::SEND);
    f->traced_instruction = index;
    const bool is_new = line >= 0 && (line != f->traced_line || is_backward);
    if (line >= 0) f->traced_line = line;
    if (is_new && !(f->trace_flags & Frame::kNoLines) &&
        !trace_event(ctx, f, "line", Value::none())) {
        return false;
    }
    return !(f->trace_flags & Frame::kOpcodes) || trace_event(ctx, f, "opcode", Value::none());
}

}  // namespace

void set_trace_function(Context& ctx, Value function) {
    set_function(ctx, ctx.trace_function, function);
}

void set_profile_function(Context& ctx, Value function) {
    set_function(ctx, ctx.profile_function, function);
}

Value sys_settrace(Context& ctx, const Args& args) {
    set_trace_function(ctx, args[0]);
    return is_tracing_call(ctx) ? Value::error() : Value::none();
}

Value sys_setprofile(Context& ctx, const Args& args) {
    set_profile_function(ctx, args[0]);
    return is_tracing_call(ctx) ? Value::error() : Value::none();
}

Value sys_call_tracing(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kTuple)) {
        return raise(ctx, TypeId::kTypeError, "call_tracing() argument 2 must be tuple, not {}",
                     MessageArg::type(args[1]));
    }
    const bool in_trace_function = ctx.in_trace_function;
    ctx.in_trace_function = false;
    update_poll(ctx);
    const Value result = call(ctx, args[0], args[1].as<Tuple>()->values());
    ctx.in_trace_function = in_trace_function;
    update_poll(ctx);
    return result;
}

bool is_tracing_call(Context& ctx) {
    if (!ctx.regs) return false;
    FrameRef frame(ctx.regs);
    if (frame.pc() <= frame.code()->instructions) return false;
    const Instruction& at = frame.pc()[-1];
    if (at.op != static_cast<uint16_t>(Op::CALL) &&
        at.op != static_cast<uint16_t>(Op::CALL_METHOD)) {
        return false;
    }
    const Value callee = frame.regs()[at.b];
    if (!callee.is(Kind::kNativeFunction)) return false;
    const auto function = callee.as<NativeFunction>()->def->function;
    return function == sys_settrace || function == sys_setprofile;
}

bool trace_instruction(Context& ctx) {
    FrameRef frame(ctx.regs);
    const Instruction& at = frame.pc()[-1];
    const auto op = static_cast<Op>(at.op);
    // What comes before the program's first instruction.
    if (op == Op::MAKE_CELL || op == Op::COPY_FREE || op == Op::RETURN_GENERATOR) return true;
    Frame* f = frame_object(ctx, frame);
    if (!f) return false;
    if (!(f->trace_flags & Frame::kSeen) && !trace_entry(ctx, f, frame)) return false;
    if (ctx.profile_function && !end_native_call(ctx, f, "c_return")) return false;
    if (ctx.trace_function && f->trace) {
        if (!trace_line(ctx, f, frame, at)) return false;
    } else {
        f->traced_instruction = frame.instruction_index();
        if (const int32_t line = line_of(frame); line >= 0) f->traced_line = line;
    }
    switch (op) {
    case Op::RETURN: return both_events(ctx, f, "return", frame.regs()[at.a]);
    case Op::RETURN_NONE: return both_events(ctx, f, "return", Value::none());
    case Op::YIELD: return both_events(ctx, f, "return", frame.regs()[at.b]);
    default: break;
    }
    if (!ctx.profile_function) return true;
    const Value callee = native_callee(ctx, frame, at);
    if (!callee) return !ctx.exception;
    if (!profile_event(ctx, f, "c_call", callee)) return false;
    f->profiled_call.set(ctx, f, callee);
    return true;
}

void trace_exception(Context& ctx, bool raised) {
    FrameRef frame(ctx.regs);
    const Value exception = ctx.exception;
    ctx.exception = Value();
    Frame* f = frame_object(ctx, frame);
    if (!f) return;
    ctx.exception = exception;
    if (!(f->trace_flags & Frame::kSeen) && !trace_entry(ctx, f, frame)) return;
    if (!end_native_call(ctx, f, "c_exception")) return;
    if (!raised || !ctx.trace_function || !f->trace || !exception.is(Kind::kException)) return;
    const Value traceback = exception.as<Exception>()->traceback.get();
    const Value parts[] = {Value::object(type_of(ctx, exception)), exception,
                           traceback ? traceback : Value::none()};
    ctx.exception = Value();
    Tuple* all = make_tuple(ctx, parts);
    if (!all) return;
    ctx.exception = exception;
    trace_event(ctx, f, "exception", Value::object(all));
}

void trace_unwound_frame(Context& ctx) {
    FrameRef frame(ctx.regs);
    const Value exception = ctx.exception;
    ctx.exception = Value();
    Frame* f = frame_object(ctx, frame);
    if (!f) return;
    ctx.exception = exception;
    both_events(ctx, f, "return", Value::none());
}

}  // namespace orrery
