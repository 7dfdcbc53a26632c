// Suspending and resuming generator frames, and the await protocol.
#include <algorithm>

#include "engine/bytecode/opcodes.h"
#include "engine/interpreter/calls.h"
#include "engine/interpreter/execute.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/generator.h"

namespace orrery {

namespace {

const char* kind_name(Generator* g) {
    Code* code = g->function->code.get();
    return code->has(Code::kCoroutine)        ? "coroutine"
           : code->has(Code::kAsyncGenerator) ? "async generator"
                                              : "generator";
}

/// A generator stepped without its type's own send(): generators and coroutines.
Generator* plain_generator(Value v) {
    const bool plain = v.has_shape(builtin_shape(TypeId::kGenerator)) ||
                       v.has_shape(builtin_shape(TypeId::kCoroutine));
    return plain ? v.as<Generator>() : nullptr;
}

Value raise_already(Context& ctx, Generator* g) {
    if (g->state == Generator::kRunning) {
        return raise(ctx, TypeId::kValueError, "{} already executing", kind_name(g));
    }
    return raise(ctx, TypeId::kRuntimeError, "cannot reuse already awaited coroutine");
}

/// Puts the generator's frame on the value stack; `sent` goes where its YIELD expects it.
bool push_generator(Context& ctx, Generator* g, Value sent, uint64_t flags) {
    Function* f = g->function.get();
    Code* code = f->code.get();
    Value* window = ctx.stack_top() + kCallHeader;
    if (window + code->register_count > ctx.stack_limit || ctx.depth_left <= 0) {
        return raise_recursion_error(ctx);
    }
    for (uint64_t i = 0; i < g->register_count; i++)
        window[i] = g->registers[i].get();
    window[-4] = Value::object(f);
    if (!push_frame(ctx, window, code, flags | FrameRef::kWatched)) return false;
    FrameRef frame(window);
    frame.set_pc(g->pc);
    frame.set_extra(Value::object(g));
    if (g->state == Generator::kSuspended) window[(g->pc - 1)->a] = sent;
    g->state = Generator::kRunning;
    g->on_stack = true;
    if (ctx.handled) g->outer_handled.set(ctx, g, ctx.handled);
    if (g->handling) ctx.handled = g->handled.get();
    if (g->frame) {
        auto* object = g->frame.get().as<Frame>();
        object->live_regs = window;
        ctx.frame_objects.emplace_back(window, object);
    }
    return true;
}

/// cr_origin: (file, line, function) of the callers, the nearest first, at most `depth`.
Value coroutine_origin(Context& ctx, FrameRef frame, int32_t depth) {
    ValueVector rows(ctx);
    for (; frame && depth > 0; frame = frame.caller(), depth--) {
        Code* code = frame.code();
        const Value row[] = {Value::object(code->filename.get()),
                             Value::small_int(position_of(code, frame.instruction_index()).line),
                             Value::object(code->name.get())};
        Tuple* t = make_tuple(ctx, row);
        if (!t) return Value::error();
        rows.values.push_back(Value::object(t));
    }
    Tuple* t = make_tuple(ctx, std::span<const Value>(rows.values));
    return t ? Value::object(t) : Value::error();
}

}  // namespace

Value make_generator(Context& ctx) {
    FrameRef frame(ctx.regs);
    Function* f = frame.function();
    Code* code = f->code.get();
    const TypeId type = code->has(Code::kCoroutine)        ? TypeId::kCoroutine
                        : code->has(Code::kAsyncGenerator) ? TypeId::kAsyncGenerator
                                                           : TypeId::kGenerator;
    const uint64_t count = code->scratch;
    auto* g = static_cast<Generator*>(ctx.heap().allocate(
        Kind::kGenerator, builtin_shape(type), sizeof(Generator) + count * sizeof(Slot)));
    if (!g) return Value::error();
    g->state = Generator::kCreated;
    g->pc = frame.pc();
    g->function.init(f);
    g->name.init(f->name.get());
    g->qualname.init(f->qualname.get());
    g->register_count = count;
    for (uint64_t i = 0; i < count; i++) {
        g->registers[i].init(i < code->local_count ? frame.regs()[i] : Value());
    }
    if (const int32_t depth = ctx.runtime().coroutine_origin_depth;
        depth > 0 && type == TypeId::kCoroutine) {
        const Value origin = coroutine_origin(ctx, frame.caller(), depth);
        if (!origin) return origin;
        g->origin.set(ctx, g, origin);
    }
    register_generator(ctx, g);
    return Value::object(g);
}

FrameExit suspend_generator(Context& ctx) {
    FrameRef frame(ctx.regs);
    auto* g = frame.extra().as<Generator>();
    g->pc = frame.pc();
    for (uint64_t i = 0; i < g->register_count; i++)
        g->registers[i].init(frame.regs()[i]);
    write_barrier(ctx, g);  // for all that is stored here
    g->state = Generator::kSuspended;
    g->on_stack = false;
    // What the body is handling stays with it; the resumer gets its own back.
    const Value outer = g->outer_handled.get();
    g->handled.init(g->handling ? ctx.handled : Value());
    ctx.handled = outer;
    g->outer_handled.init(Value());
    auto& objects = ctx.frame_objects;
    if (!objects.empty() && objects.back().first == frame.regs()) {
        detach_frame(ctx, objects.back().second, frame);
        objects.back().second->trace_flags &= ~uint32_t{Frame::kSeen};
        g->frame.set(ctx, g, Value::object(objects.back().second));
        objects.pop_back();
    }
    const bool entry = frame.flags() & FrameRef::kEntry;
    ctx.depth_left++;
    ctx.regs = frame.caller().regs();
    if (entry) return FrameExit::kToNative;
    FrameRef caller(ctx.regs);
    caller.regs()[(caller.pc() - 1)->a] = ctx.result;
    return FrameExit::kToCaller;
}

Value generator_delegate(Generator* g) {
    if (g->state != Generator::kSuspended) return Value();
    const Instruction* yield = g->pc - 1;
    if (yield->op != static_cast<uint16_t>(Op::YIELD) || yield->c == 0) return Value();
    return g->registers[yield->c - 1].get();
}

Value resume_generator(Context& ctx, Generator* g, Value sent, Value exception, Value& returned) {
    if (g->state == Generator::kRunning) return raise_already(ctx, g);
    if (g->state == Generator::kFinished) {
        if (g->function->code->has(Code::kCoroutine) && !g->closing) return raise_already(ctx, g);
        if (exception) {
            ctx.exception = exception;
            return Value::error();
        }
        returned = Value::none();
        return Value::stop();
    }
    if (g->state == Generator::kCreated && !sent.is_none() && !exception) {
        return raise(ctx, TypeId::kTypeError, "can't send non-None value to a just-started {}",
                     kind_name(g));
    }
    if (machine_stack_exhausted(ctx)) {
        raise_recursion_error(ctx);
        return Value::error();
    }
    if (exception && g->state == Generator::kCreated) {
        // Nothing has run: the exception is raised at the function's first line.
        g->pc = g->function->code->instructions + 1;
        while ((g->pc - 1)->op != static_cast<uint16_t>(Op::RETURN_GENERATOR))
            g->pc++;
    }
    if (!push_generator(ctx, g, sent, FrameRef::kEntry)) return Value::error();
    Value result;
    if (exception) {
        ctx.exception = exception;
        // Its context is what the body is handling, never what the caller is.
        if (g->handling && !(g->handled.get() == exception)) raise_value(ctx, exception);
        result = unwind(ctx, true) ? run_unwound(ctx) : Value::error();
    } else {
        result = run_interpreter(ctx);
    }
    if (!result || g->state != Generator::kFinished) return result;
    returned = result;
    return Value::stop();
}

Value throw_into_generator(Context& ctx, Generator* g, Value exception, Value& returned) {
    Value delegate = generator_delegate(g);
    if (!delegate) return resume_generator(ctx, g, Value::none(), exception, returned);
    Value result;
    const bool exits = is_instance_of(ctx, exception, ctx.type(TypeId::kGeneratorExit));
    if (exits) {
        g->state = Generator::kRunning;
        const bool closed = close_iterator(ctx, delegate);
        g->state = Generator::kSuspended;
        if (!closed) exception = take_exception(ctx);
        return resume_generator(ctx, g, Value::none(), exception, returned);
    }
    Value inner;
    if (Generator* d = plain_generator(delegate)) {
        g->state = Generator::kRunning;
        result = throw_into_generator(ctx, d, exception, inner);
        g->state = Generator::kSuspended;
    } else {
        Value method;
        const Truth t = find_attribute(ctx, delegate, ctx.name(Name::kthrow), method);
        if (t == Truth::kError) return Value::error();
        if (t == Truth::kNo) return resume_generator(ctx, g, Value::none(), exception, returned);
        g->state = Generator::kRunning;
        result = call(ctx, method, {exception});
        g->state = Generator::kSuspended;
        if (!result && exception_matches(ctx, TypeId::kStopIteration)) {
            inner = take_exception(ctx).as<Exception>()->fields[0].get();
            if (!inner) inner = Value::none();
            result = Value::stop();
        }
    }
    if (result && !result.is_stop()) return result;  // the delegate yielded again
    if (!result) return resume_generator(ctx, g, Value::none(), take_exception(ctx), returned);
    // The delegate returned: its value is that of the `yield from`; skip the loop around SEND.
    const Instruction* yield = g->pc - 1;
    const Instruction* send_at = yield;
    while (send_at->op != static_cast<uint16_t>(Op::SEND))
        send_at--;
    g->pc = send_at + 1 + static_cast<int16_t>(send_at->c);
    g->registers[send_at->a].set(ctx, g, inner);
    // push_generator() stores the sent value for the instruction before pc: make that harmless.
    return resume_after_delegate(ctx, g, send_at->a, inner, returned);
}

Value resume_after_delegate(Context& ctx, Generator* g, unsigned reg, Value value,
                            Value& returned) {
    const unsigned clobbered = (g->pc - 1)->a;
    const Value kept = clobbered == reg                ? value
                       : clobbered < g->register_count ? g->registers[clobbered].get()
                                                       : Value::none();
    return resume_generator(ctx, g, kept, Value(), returned);
}

bool close_iterator(Context& ctx, Value iterator) {
    if (Generator* g = plain_generator(iterator)) return close_generator(ctx, g);
    Value method;
    const Truth t = find_attribute(ctx, iterator, ctx.name(Name::kclose), method);
    if (t != Truth::kYes) return t == Truth::kNo;
    return bool(call(ctx, method, {}));
}

bool close_generator(Context& ctx, Generator* g) {
    if (g->state == Generator::kFinished) return true;
    if (g->state == Generator::kCreated) {
        g->state = Generator::kFinished;
        return true;
    }
    Exception* e = make_exception(ctx, TypeId::kGeneratorExit, {});
    if (!e) return false;
    Value returned;
    Value v = throw_into_generator(ctx, g, Value::object(e), returned);
    if (v.is_stop()) return true;
    if (v) {
        raise(ctx, TypeId::kRuntimeError, "{} ignored GeneratorExit", kind_name(g));
        return false;
    }
    if (!exception_matches(ctx, TypeId::kGeneratorExit) &&
        !exception_matches(ctx, TypeId::kStopIteration)) {
        return false;
    }
    take_exception(ctx);
    return true;
}

// ---- instructions ----

SendOutcome send(Context& ctx, Value iterator, Value value) {
    if (Generator* g = plain_generator(iterator)) {
        if (g->state == Generator::kSuspended ||
            (g->state == Generator::kCreated && value.is_none())) {
            return {push_generator(ctx, g, value, 0) ? SendOutcome::kEntered : SendOutcome::kError,
                    Value()};
        }
        Value returned;
        Value v = resume_generator(ctx, g, value, Value(), returned);
        if (!v) return {SendOutcome::kError, v};
        return v.is_stop() ? SendOutcome{SendOutcome::kReturned, returned}
                           : SendOutcome{SendOutcome::kYielded, v};
    }
    if (iterator.has_shape(builtin_shape(TypeId::kAsyncGeneratorSend)) ||
        iterator.has_shape(builtin_shape(TypeId::kAsyncGeneratorThrow))) {
        Value returned;
        Value v = step_async_send(ctx, iterator, value, returned);
        if (!v) return {SendOutcome::kError, v};
        return v.is_stop() ? SendOutcome{SendOutcome::kReturned, returned}
                           : SendOutcome{SendOutcome::kYielded, v};
    }
    Value v;
    if (value.is_none()) {
        Type* type = type_of(ctx, iterator);
        if (type->next) {
            v = type->next(ctx, iterator);
            if (v.is_stop()) return {SendOutcome::kReturned, Value::none()};
        } else if (call_special(ctx, iterator, Special::kNext, {}, v) == Truth::kNo) {
            raise(ctx, TypeId::kTypeError, "'{}' object is not an iterator",
                  MessageArg::type(iterator));
        }
    } else {
        v = call_method(ctx, iterator, Name::ksend, {value});
    }
    if (v) return {SendOutcome::kYielded, v};
    if (!exception_matches(ctx, TypeId::kStopIteration)) return {SendOutcome::kError, v};
    Value result = take_exception(ctx).as<Exception>()->fields[0].get();
    return {SendOutcome::kReturned, result ? result : Value::none()};
}

SendOutcome for_iter_next(Context& ctx, Value iterator) {
    if (iterator.has_shape(builtin_shape(TypeId::kGenerator))) {
        auto* g = iterator.as<Generator>();
        if (g->state == Generator::kSuspended || g->state == Generator::kCreated) {
            return {push_generator(ctx, g, Value::none(), 0) ? SendOutcome::kEntered
                                                             : SendOutcome::kError,
                    Value()};
        }
    }
    Value v = iterator_next(ctx, iterator);
    if (!v) return {SendOutcome::kError, v};
    return v.is_stop() ? SendOutcome{SendOutcome::kReturned, Value()}
                       : SendOutcome{SendOutcome::kYielded, v};
}

Value yield_from_iterator(Context& ctx, Value v, Code* code) {
    if (v.has_shape(builtin_shape(TypeId::kCoroutine))) {
        if (code->has(Code::kCoroutine) || code->has(Code::kIterableCoroutine)) return v;
        return raise(ctx, TypeId::kTypeError,
                     "cannot 'yield from' a coroutine object in a non-coroutine generator");
    }
    if (v.has_shape(builtin_shape(TypeId::kGenerator))) return v;
    return get_iterator(ctx, v);
}

Value get_awaitable(Context& ctx, Value v, unsigned why) {
    if (v.has_shape(builtin_shape(TypeId::kCoroutine))) {
        auto* g = v.as<Generator>();
        if (g->state == Generator::kSuspended && generator_delegate(g)) {
            return raise(ctx, TypeId::kRuntimeError, "coroutine is being awaited already");
        }
        return v;
    }
    if (v.has_shape(builtin_shape(TypeId::kGenerator)) &&
        v.as<Generator>()->function->code->has(Code::kIterableCoroutine)) {
        return v;
    }
    Value it;
    const Truth t = call_special(ctx, v, Special::kAwait, {}, it);
    if (t == Truth::kError) return Value::error();
    if (t == Truth::kNo) {
        static constexpr const char* kMethods[] = {"", "__aenter__", "__aexit__"};
        if (why) {
            return raise(
                ctx, TypeId::kTypeError,
                "'async with' received an object from {} that does not implement __await__: {}",
                kMethods[why], MessageArg::type(v));
        }
        return raise(ctx, TypeId::kTypeError, "object {} can't be used in 'await' expression",
                     MessageArg::type(v));
    }
    if (it.has_shape(builtin_shape(TypeId::kCoroutine))) {
        return raise(ctx, TypeId::kTypeError, "__await__() returned a coroutine");
    }
    Type* type = type_of(ctx, it);
    if (!type->next && !type->lookup_special(Special::kNext)) {
        return raise(ctx, TypeId::kTypeError, "__await__() returned non-iterator of type '{}'",
                     MessageArg::type(it));
    }
    return it;
}

Value get_async_iterator(Context& ctx, Value v) {
    Value it;
    const Truth t = call_special(ctx, v, Special::kAiter, {}, it);
    if (t == Truth::kNo) {
        return raise(ctx, TypeId::kTypeError,
                     "'async for' requires an object with __aiter__ method, got {}",
                     MessageArg::type(v));
    }
    if (t == Truth::kError) return Value::error();
    if (!type_of(ctx, it)->lookup_special(Special::kAnext)) {
        return raise(ctx, TypeId::kTypeError,
                     "'async for' received an object from __aiter__ that does not implement "
                     "__anext__: {}",
                     MessageArg::type(it));
    }
    return it;
}

Value get_async_next(Context& ctx, Value v) {
    Value next;
    const Truth t = call_special(ctx, v, Special::kAnext, {}, next);
    if (t == Truth::kNo) {
        return raise(ctx, TypeId::kTypeError,
                     "'async for' requires an iterator with __anext__ method, got {}",
                     MessageArg::type(v));
    }
    if (t == Truth::kError) return Value::error();
    Value awaitable = get_awaitable(ctx, next, 0);
    if (awaitable) return awaitable;
    Value cause = take_exception(ctx);
    raise(ctx, TypeId::kTypeError, "'async for' received an invalid object from __anext__: {}",
          MessageArg::type(next));
    auto* e = ctx.exception.as<Exception>();
    e->cause.set(ctx, e, cause);
    e->context.set(ctx, e, cause);
    e->flags |= Exception::kSuppressContext;
    return Value::error();
}

}  // namespace orrery
