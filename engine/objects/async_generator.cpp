// Async generators and their awaitables.
//
// An async generator's frame yields items of its own wrapped (wrap_async_item), which tells them
// from what the awaitables it waits for yield to the event loop. asend() and __anext__() give an
// awaitable that runs the frame until it yields an item, which becomes the awaitable's result.
#include "engine/interpreter/execute.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/generator.h"
#include "engine/objects/generator_types.h"

namespace orrery {

namespace {

/// One layout for the awaitables and the wrapped items.
struct AsyncStep : NativeObject {
    enum Mode : uint8_t {
        kItem,    // a wrapped item: `value`
        kSend,    // asend(value), __anext__()
        kThrow,   // athrow(*value)
        kClose,   // aclose()
        kDefault  // anext(iterator, default): `value` is the awaitable, `fallback` the default
    };
    enum State : uint8_t { kInitial, kStarted, kClosed };
    Mode mode;
    State state;
    Ref<Generator> generator;
    Slot value;
    Slot fallback;
};

AsyncStep* step_of(Value v) { return v.as<AsyncStep>(); }
Generator* gen(Value v) { return v.as<Generator>(); }

void trace(Marker& marker, Object* o) {
    auto* s = static_cast<AsyncStep*>(o);
    marker.mark(s->generator);
    marker.mark(s->value);
    marker.mark(s->fallback);
}

Value make_step(Context& ctx, AsyncStep::Mode mode, Generator* g, Value value) {
    const bool send = mode == AsyncStep::kSend || mode == AsyncStep::kItem;
    auto* s = allocate<AsyncStep>(
        ctx, ctx.type(send ? TypeId::kAsyncGeneratorSend : TypeId::kAsyncGeneratorThrow));
    if (!s) return Value::error();
    s->mode = mode;
    s->generator.init(g);
    s->value.init(value);
    return Value::object(s);
}

bool is_item(Value v) {
    return v.has_shape(builtin_shape(TypeId::kAsyncGeneratorSend)) &&
           step_of(v)->mode == AsyncStep::kItem;
}

bool is_end(Context& ctx) {
    return exception_matches(ctx, TypeId::kStopAsyncIteration) ||
           exception_matches(ctx, TypeId::kGeneratorExit);
}

/// The outcome of running the generator's frame, as its awaitable's: an item is what the awaitable
/// returns; the end is StopAsyncIteration.
Value unwrap(Context& ctx, Generator* g, Value v, Value& returned) {
    if (v.is_stop()) v = raise_with(ctx, TypeId::kStopAsyncIteration, {});
    if (!v) {
        if (is_end(ctx)) g->closing = true;
        g->running_async = false;
        return v;
    }
    if (!is_item(v)) return v;
    returned = step_of(v)->value.get();
    g->running_async = false;
    return Value::stop();
}

Value raise_reuse(Context& ctx, AsyncStep* s) {
    return raise(ctx, TypeId::kRuntimeError, "cannot reuse already awaited {}",
                 s->mode == AsyncStep::kSend ? "__anext__()/asend()" : "aclose()/athrow()");
}
Value raise_running(Context& ctx, const char* who) {
    return raise(ctx, TypeId::kRuntimeError, "{}: asynchronous generator is already running", who);
}

Value send_step(Context& ctx, AsyncStep* s, Value sent, Value& returned) {
    Generator* g = s->generator.get();
    if (s->state == AsyncStep::kInitial) {
        if (g->running_async) return raise_running(ctx, "anext()");
        if (sent.is_none()) sent = s->value.get();
        s->state = AsyncStep::kStarted;
    }
    g->running_async = true;
    Value inner;
    Value v = unwrap(ctx, g, resume_generator(ctx, g, sent, Value(), inner), returned);
    if (!v || v.is_stop()) s->state = AsyncStep::kClosed;
    return v;
}

/// How athrow() and aclose() go on after the frame has run.
Value finish_throw(Context& ctx, AsyncStep* s, Value v, Value& returned) {
    Generator* g = s->generator.get();
    if (s->mode == AsyncStep::kThrow) {
        v = unwrap(ctx, g, v, returned);
        if (!v) s->state = AsyncStep::kClosed;
        return v;
    }
    if (v && !v.is_stop() && !is_item(v)) return v;
    g->running_async = false;
    s->state = AsyncStep::kClosed;
    if (is_item(v)) {
        return raise(ctx, TypeId::kRuntimeError, "async generator ignored GeneratorExit");
    }
    if (!v) {
        if (!is_end(ctx)) return v;
        take_exception(ctx);
    }
    returned = Value::none();
    return Value::stop();
}

Value throw_step(Context& ctx, AsyncStep* s, Value sent, Value& returned) {
    Generator* g = s->generator.get();
    if (g->state == Generator::kFinished) {
        s->state = AsyncStep::kClosed;
        returned = Value::none();
        return Value::stop();
    }
    Value inner;
    if (s->state == AsyncStep::kStarted) {
        return finish_throw(ctx, s, resume_generator(ctx, g, sent, Value(), inner), returned);
    }
    if (g->running_async) {
        s->state = AsyncStep::kClosed;
        return raise_running(ctx, s->mode == AsyncStep::kClose ? "aclose()" : "athrow()");
    }
    if (g->closing) {
        s->state = AsyncStep::kClosed;
        return raise_with(ctx, TypeId::kStopAsyncIteration, {});
    }
    if (!sent.is_none()) {
        return raise(ctx, TypeId::kRuntimeError,
                     "can't send non-None value to a just-started coroutine");
    }
    s->state = AsyncStep::kStarted;
    g->running_async = true;
    Value exception;
    if (s->mode == AsyncStep::kClose) {
        g->closing = true;
        Exception* e = make_exception(ctx, TypeId::kGeneratorExit, {});
        exception = e ? Value::object(e) : Value::error();
    } else {
        auto* given = s->value.get().as<Tuple>();
        exception = exception_to_throw(ctx, given->at(0), given->at(1), given->at(2));
    }
    Value v = exception ? throw_into_generator(ctx, g, exception, inner) : exception;
    return finish_throw(ctx, s, v, returned);
}

/// Drives what `await` drives: generators and coroutines directly, anything else by its methods.
Value drive(Context& ctx, Value it, Value sent, Value& returned) {
    if (it.has_shape(builtin_shape(TypeId::kCoroutine)) ||
        it.has_shape(builtin_shape(TypeId::kGenerator))) {
        return resume_generator(ctx, gen(it), sent, Value(), returned);
    }
    Value v;
    if (!sent.is_none()) {
        v = call_method(ctx, it, Name::ksend, {sent});
    } else if (call_special(ctx, it, Special::kNext, {}, v) == Truth::kNo) {
        raise(ctx, TypeId::kTypeError, "'{}' object is not an iterator", MessageArg::type(it));
    }
    if (v || !exception_matches(ctx, TypeId::kStopIteration)) return v;
    returned = take_exception(ctx).as<Exception>()->fields[0].get();
    if (!returned) returned = Value::none();
    return Value::stop();
}

Value or_fallback(Context& ctx, AsyncStep* s, Value v, Value& returned) {
    if (v || !exception_matches(ctx, TypeId::kStopAsyncIteration)) return v;
    take_exception(ctx);
    returned = s->fallback.get();
    return Value::stop();
}

Value default_step(Context& ctx, AsyncStep* s, Value sent, Value& returned) {
    Value it = get_awaitable(ctx, s->value.get(), 0);
    return it ? or_fallback(ctx, s, drive(ctx, it, sent, returned), returned) : it;
}

// ---- the awaitables' methods ----

Value step_send(Context& ctx, const Args& args) {
    Value returned;
    return finish_step(ctx, step_async_send(ctx, args[0], args[1], returned), returned);
}
Value step_next(Context& ctx, const Args& args) {
    Value returned;
    return finish_step(ctx, step_async_send(ctx, args[0], Value::none(), returned), returned);
}

Value step_throw(Context& ctx, const Args& args) {
    AsyncStep* s = step_of(args[0]);
    Value returned;
    if (s->mode == AsyncStep::kDefault) {
        Value it = get_awaitable(ctx, s->value.get(), 0);
        if (!it) return it;
        Value given[] = {args[1], args[2] ? args[2] : Value::none(),
                         args[3] ? args[3] : Value::none()};
        Value v = call_method(ctx, it, ctx.name(Name::kthrow), std::span<const Value>(given));
        return finish_step(ctx, or_fallback(ctx, s, v, returned), returned);
    }
    if (s->state == AsyncStep::kClosed) return raise_reuse(ctx, s);
    Value exception = exception_to_throw(ctx, args[1], args[2], args[3]);
    if (!exception) return exception;
    Generator* g = s->generator.get();
    Value inner;
    Value v = throw_into_generator(ctx, g, exception, inner);
    if (s->mode != AsyncStep::kSend) {
        v = finish_throw(ctx, s, v, returned);
    } else {
        v = unwrap(ctx, g, v, returned);
        if (!v || v.is_stop()) s->state = AsyncStep::kClosed;
    }
    return finish_step(ctx, v, returned);
}

Value step_close(Context& ctx, const Args& args) {
    AsyncStep* s = step_of(args[0]);
    s->state = AsyncStep::kClosed;
    if (s->mode != AsyncStep::kDefault) return Value::none();
    Value it = get_awaitable(ctx, s->value.get(), 0);
    return it && close_iterator(ctx, it) ? Value::none() : Value::error();
}

using generator_members::iter_self;

const NativeMethod kStepMethods[] = {
    {"__await__(self, /)", iter_self},
    {"__iter__(self, /)", iter_self},
    {"__next__(self, /)", step_next},
    {"send(self, arg, /)", step_send},
    {"throw(self, typ, val=None, tb=None, /)", step_throw},
    {"close(self, /)", step_close},
};

// ---- async generators ----

/// The first iteration meets the hooks of the event loop.
bool meet_hooks(Context& ctx, Generator* g) {
    if (g->hooks_called) return true;
    g->hooks_called = true;
    const Value first = ctx.runtime().async_generator_hooks[0];
    if (Value finalizer = ctx.runtime().async_generator_hooks[1])
        g->finalizer.set(ctx, g, finalizer);
    return !first || call(ctx, first, {Value::object(g)});
}

Value start(Context& ctx, Value self, AsyncStep::Mode mode, Value value) {
    return meet_hooks(ctx, gen(self)) ? make_step(ctx, mode, gen(self), value) : Value::error();
}

Value async_next(Context& ctx, const Args& args) {
    return start(ctx, args[0], AsyncStep::kSend, Value::none());
}
Value async_send(Context& ctx, const Args& args) {
    return start(ctx, args[0], AsyncStep::kSend, args[1]);
}
Value async_close(Context& ctx, const Args& args) {
    return start(ctx, args[0], AsyncStep::kClose, Value::none());
}
Value async_throw(Context& ctx, const Args& args) {
    const Value given[] = {args[1], args[2] ? args[2] : Value::none(),
                           args[3] ? args[3] : Value::none()};
    Tuple* t = make_tuple(ctx, given);
    return t ? start(ctx, args[0], AsyncStep::kThrow, Value::object(t)) : Value::error();
}
Value class_getitem(Context& ctx, const Args& args) {
    return make_generic_alias(ctx, args[0], args[1]);
}

Value get_running(Context&, Value self) { return Value::boolean(gen(self)->running_async); }

using namespace generator_members;

const NativeMethod kMethods[] = {
    {"__repr__(self, /)", repr},
    {"__del__(self, /)", del},
    {"__aiter__(self, /)", iter_self,
     "Return an awaitable, that resolves in asynchronous iterator."},
    {"__anext__(self, /)", async_next, "Return a value or raise StopAsyncIteration."},
    {"asend(self, value, /)", async_send, "asend(v) -> send 'v' in generator."},
    {"athrow(self, typ, val=None, tb=None, /)", async_throw,
     "athrow(typ[,val[,tb]]) -> raise exception in generator."},
    {"aclose(self, /)", async_close, "aclose() -> raise GeneratorExit inside generator."},
    {"__class_getitem__(cls, item, /)", class_getitem, "See PEP 585", NativeMethod::kClassMethod},
};
const NativeProperty kProperties[] = {
    {"__name__", get_name, set_name},
    {"__qualname__", get_qualname, set_qualname},
    {"ag_running", get_running, nullptr, nullptr, true},
    {"ag_code", get_code, nullptr, nullptr, true},
    {"ag_frame", get_frame},
    {"ag_await", get_delegate},
};

}  // namespace

Value step_async_send(Context& ctx, Value awaitable, Value sent, Value& returned) {
    AsyncStep* s = step_of(awaitable);
    if (s->mode == AsyncStep::kDefault) return default_step(ctx, s, sent, returned);
    if (s->state == AsyncStep::kClosed) return raise_reuse(ctx, s);
    return s->mode == AsyncStep::kSend ? send_step(ctx, s, sent, returned)
                                       : throw_step(ctx, s, sent, returned);
}

Value wrap_async_item(Context& ctx, Value v) {
    return make_step(ctx, AsyncStep::kItem, nullptr, v);
}

Value make_anext_awaitable(Context& ctx, Value awaitable, Value fallback) {
    Value v = make_step(ctx, AsyncStep::kDefault, nullptr, awaitable);
    if (v) step_of(v)->fallback.init(fallback);
    return v;
}

extern const NativeTypeSpec kAsyncGeneratorSpec = {.name = "async_generator",
                                                   .kind = Kind::kGenerator,
                                                   .size = sizeof(Generator),
                                                   .subclassable = false,
                                                   .variable_size = true,
                                                   .methods = kMethods,
                                                   .properties = kProperties};
extern const NativeTypeSpec kAsyncGeneratorSendSpec = {.name = "async_generator_asend",
                                                       .size = sizeof(AsyncStep),
                                                       .subclassable = false,
                                                       .methods = kStepMethods,
                                                       .trace = trace};
extern const NativeTypeSpec kAsyncGeneratorThrowSpec = {.name = "async_generator_athrow",
                                                        .size = sizeof(AsyncStep),
                                                        .subclassable = false,
                                                        .methods = kStepMethods,
                                                        .trace = trace};

}  // namespace orrery
