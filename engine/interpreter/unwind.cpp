// Leaving frames: by return when the link has flags, and by exception.
#include "engine/bytecode/opcodes.h"
#include "engine/interpreter/calls.h"
#include "engine/interpreter/execute.h"
#include "engine/interpreter/runtime.h"
#include "engine/interpreter/tracing.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/generator.h"

namespace orrery {

namespace {

/// The Frame object of a frame that is about to go takes its registers along. Null if
/// there is none.
Frame* detach_frame_object(Context& ctx, FrameRef frame) {
    auto& list = ctx.frame_objects;
    if (list.empty() || list.back().first != frame.regs()) return nullptr;
    Frame* object = list.back().second;
    list.pop_back();
    detach_frame(ctx, object, frame);
    return object;
}

/// A frame that an exception leaves at a clean-up without a line of its own stays where it was
/// raised.
void detach_raising_frame(Context& ctx, FrameRef frame) {
    Frame* object = detach_frame_object(ctx, frame);
    if (!object || !ctx.exception ||
        position_of(object->function->code.get(), object->instruction).line >= 0) {
        return;
    }
    const Value traceback = ctx.exception.as<Exception>()->traceback.get();
    if (!traceback.is(Kind::kTraceback)) return;
    auto* last = traceback.as<Traceback>();
    if (last->frame.get() == object) object->instruction = last->instruction;
}

Generator* running_generator(FrameRef frame) {
    return frame.extra().is(Kind::kGenerator) ? frame.extra().as<Generator>() : nullptr;
}

void pop_frame(Context& ctx, FrameRef frame) {
    ctx.depth_left++;
    ctx.regs = frame.caller().regs();
}

/// Gives a finished generator's outcome to the instruction that resumed it from Python code.
void finish_in_caller(Context& ctx, Value returned) {
    FrameRef caller(ctx.regs);
    const Instruction* at = caller.pc() - 1;
    if (at->op == static_cast<uint16_t>(Op::FOR_ITER)) {
        caller.set_pc(caller.pc() + static_cast<int16_t>(at->c));
        return;
    }
    caller.regs()[at->a] = returned;
    caller.set_pc(caller.pc() + static_cast<int16_t>(at->c));
}

/// What the exception leaving a generator's frame becomes there (PEP 479).
void end_generator_by_exception(Context& ctx, Generator* g) {
    g->state = Generator::kFinished;
    const Value inner = ctx.exception;
    const bool async = g->function->code->has(Code::kAsyncGenerator);
    const bool stop = exception_matches(ctx, TypeId::kStopIteration);
    const bool async_stop = async && exception_matches(ctx, TypeId::kStopAsyncIteration);
    ctx.handled = g->outer_handled.get();
    if (!stop && !async_stop) return;
    const char* what = async                                      ? "async generator"
                       : g->function->code->has(Code::kCoroutine) ? "coroutine"
                                                                  : "generator";
    ctx.exception = Value();
    raise(ctx, TypeId::kRuntimeError, "{} raised {}", what,
          stop ? "StopIteration" : "StopAsyncIteration");
    if (ctx.exception.is(Kind::kException)) {
        auto* e = ctx.exception.as<Exception>();
        e->cause.set(ctx, e, inner);
        e->context.set(ctx, e, inner);
        e->flags |= Exception::kSuppressContext;
    }
}

const HandlerRange* find_handler(Code* code, uint32_t index) {
    for (const HandlerRange& h : *code->handlers) {
        if (index >= h.start && index < h.end) return &h;
    }
    return nullptr;
}

}  // namespace

FrameExit leave_frame(Context& ctx) {
    FrameRef frame(ctx.regs);
    const uint64_t flags = frame.flags();
    Value result = ctx.result;
    Generator* generator = nullptr;
    if (flags & FrameRef::kWatched) {
        generator = running_generator(frame);
        detach_frame_object(ctx, frame);
    }
    if (flags & FrameRef::kConstruct) {
        if (!result.is_none()) {
            pop_frame(ctx, frame);
            raise(ctx, TypeId::kTypeError, "__init__() should return None, not '{}'",
                  MessageArg::type(result));
            if (flags & FrameRef::kEntry) {
                ctx.result = Value::error();
                return FrameExit::kToNative;
            }
            return FrameExit::kError;
        }
        result = frame.extra();
    }
    pop_frame(ctx, frame);
    if (generator) {
        generator->state = Generator::kFinished;
        ctx.handled = generator->outer_handled.get();
        if (!(flags & FrameRef::kEntry)) {
            finish_in_caller(ctx, result);
            return FrameExit::kToCaller;
        }
    }
    ctx.result = result;
    if (flags & FrameRef::kEntry) return FrameExit::kToNative;
    FrameRef caller(ctx.regs);
    caller.regs()[(caller.pc() - 1)->a] = result;
    return FrameExit::kToCaller;
}

bool unwind(Context& ctx, bool record) {
    if (!ctx.exception && !ctx.terminating) {
        raise(ctx, TypeId::kSystemError, "error return without exception set");
    }
    bool room = true;  // once memory ran out, a collection for each frame would not find any
    for (;;) {
        FrameRef frame(ctx.regs);
        if (record && room && !ctx.terminating) room = add_traceback(ctx, frame);
        if (is_traced(ctx) && !ctx.terminating) trace_exception(ctx, record);
        record = true;
        Code* code = frame.code();
        const HandlerRange* h =
            ctx.terminating ? nullptr : find_handler(code, frame.instruction_index());
        if (h) {
            frame.regs()[h->target] = take_exception(ctx);
            frame.set_pc(code->instructions + h->handler);
            return true;
        }
        if (is_traced(ctx) && !ctx.terminating) trace_unwound_frame(ctx);
        const uint64_t flags = frame.flags();
        Generator* generator = nullptr;
        if (flags & FrameRef::kWatched) {
            generator = running_generator(frame);
            detach_raising_frame(ctx, frame);
        }
        pop_frame(ctx, frame);
        if (generator) {
            end_generator_by_exception(ctx, generator);
            if (!(flags & FrameRef::kEntry)) continue;
        }
        if (flags & FrameRef::kEntry) return false;
    }
}

void raise_unbound_local(Context& ctx, Code* code, unsigned reg) {
    raise(ctx, TypeId::kUnboundLocalError,
          "cannot access local variable '{}' where it is not associated with a value",
          code->variable_names->at(reg).as<String>());
}

void raise_unbound_cell(Context& ctx, Code* code, unsigned reg) {
    const std::vector<uint16_t>& cells = *code->cell_registers;
    const uint64_t own = code->cell_names ? code->cell_names->length : 0;
    for (size_t i = 0; i < cells.size(); i++) {
        if (cells[i] != reg) continue;
        if (i < own) {
            raise(ctx, TypeId::kUnboundLocalError,
                  "cannot access local variable '{}' where it is not associated with a value",
                  code->cell_names->at(i).as<String>());
        } else {
            raise(ctx, TypeId::kNameError,
                  "cannot access free variable '{}' where it is not associated with a value in "
                  "enclosing scope",
                  code->free_names->at(i - own).as<String>());
        }
        return;
    }
    raise(ctx, TypeId::kSystemError, "register {} holds no cell", reg);
}

}  // namespace orrery
