// The types generator, coroutine and async generator.
#include "engine/objects/generator_types.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/generator.h"

namespace orrery {

namespace {

Generator* gen(Value v) { return v.as<Generator>(); }
Value or_none(Value v) { return v ? v : Value::none(); }
Value text(String* s) { return s ? Value::object(s) : Value::error(); }

Value step(Context& ctx, Value self) {
    Value returned;  // loops ignore it; next() and yield from do not come through here
    return resume_generator(ctx, gen(self), Value::none(), Value(), returned);
}

Value generator_next(Context& ctx, const Args& args) {
    Value returned;
    Value v = resume_generator(ctx, gen(args[0]), Value::none(), Value(), returned);
    return finish_step(ctx, v, returned);
}
Value generator_send(Context& ctx, const Args& args) {
    Value returned;
    Value v = resume_generator(ctx, gen(args[0]), args[1], Value(), returned);
    return finish_step(ctx, v, returned);
}

}  // namespace

Value finish_step(Context& ctx, Value v, Value returned) {
    if (!v.is_stop()) return v;
    if (returned.is(Kind::kTuple) || returned.is(Kind::kException)) {
        Exception* e = make_exception(ctx, TypeId::kStopIteration, {&returned, 1});
        return e ? raise_value(ctx, Value::object(e)) : Value::error();
    }
    return raise_stop_iteration(ctx, returned);
}

namespace generator_members {

Value iter_self(Context&, const Args& args) { return args[0]; }

Value repr(Context& ctx, const Args& args) {
    const std::string address = address_text(args[0]);
    const MessageArg all[] = {MessageArg::type(args[0]),
                              MessageArg::str(gen(args[0])->qualname.get()), address};
    return text(format_message(ctx, "<{} object {} at {}>", all));
}

Value get_name(Context&, Value self) { return gen(self)->name.get(); }
bool set_name(Context& ctx, Value self, Value v) {
    if (!v.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "__name__ must be set to a string object");
        return false;
    }
    gen(self)->name.set(ctx, self.as_object(), v);
    return true;
}
Value get_qualname(Context&, Value self) { return gen(self)->qualname.get(); }
bool set_qualname(Context& ctx, Value self, Value v) {
    if (!v.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "__qualname__ must be set to a string object");
        return false;
    }
    gen(self)->qualname.set(ctx, self.as_object(), v);
    return true;
}
Value get_code(Context&, Value self) { return Value::object(gen(self)->function->code.get()); }
Value get_delegate(Context&, Value self) { return or_none(generator_delegate(gen(self))); }

/// The frame of a generator that is not running: made from its saved registers.
Value get_frame(Context& ctx, Value self) {
    Generator* g = gen(self);
    if (g->state == Generator::kFinished) return Value::none();
    if (g->frame && g->state == Generator::kRunning) return g->frame.get();
    auto* f =
        g->frame ? g->frame.get().as<Frame>() : allocate<Frame>(ctx, ctx.type(TypeId::kFrame));
    if (!f) return Value::error();
    g->frame.set(ctx, g, Value::object(f));
    if (g->state == Generator::kRunning) return Value::object(f);
    Code* code = g->function->code.get();
    ValueArray* saved = ctx.heap().allocate_values(std::max<uint64_t>(code->local_count, 1));
    if (!saved) return Value::error();
    for (unsigned i = 0; i < code->local_count; i++)
        saved->slots()[i].set(ctx, saved, g->registers[i].get());
    f->function.set(ctx, f, g->function.get());
    f->registers.set(ctx, f, saved);
    f->instruction = static_cast<uint32_t>(g->pc - code->instructions) - 1;
    return Value::object(f);
}

}  // namespace generator_members

Value exception_to_throw(Context& ctx, Value type, Value value, Value traceback) {
    if (traceback && !traceback.is_none() && !traceback.is(Kind::kTraceback)) {
        return raise(ctx, TypeId::kTypeError, "throw() third argument must be a traceback object");
    }
    Value e;
    if (type.is(Kind::kType) && is_subtype(type.as<Type>(), ctx.type(TypeId::kBaseException))) {
        if (value.is(Kind::kException) && is_instance_of(ctx, value, type.as<Type>())) {
            e = value;
        } else if (!value || value.is_none()) {
            e = call(ctx, type, {});
        } else if (value.is(Kind::kTuple)) {
            e = call(ctx, type, value.as<Tuple>()->values());
        } else {
            e = call(ctx, type, {value});
        }
        // What goes wrong in making it is thrown instead.
        if (e && !e.is(Kind::kException)) {
            raise(ctx, TypeId::kTypeError,
                  "calling {} should have returned an instance of BaseException, not {}",
                  MessageArg::repr(type), MessageArg::type(e));
            e = Value();
        }
        if (!e) e = take_exception(ctx);
    } else if (type.is(Kind::kException)) {
        if (value && !value.is_none()) {
            return raise(ctx, TypeId::kTypeError,
                         "instance exception may not have a separate value");
        }
        e = type;
    } else {
        return raise(ctx, TypeId::kTypeError,
                     "exceptions must be classes or instances deriving from BaseException, not {}",
                     MessageArg::type(type));
    }
    if (e && traceback.is(Kind::kTraceback)) {
        e.as<Exception>()->traceback.set(ctx, e.as_object(), traceback);
    }
    return e;
}

using namespace generator_members;

namespace {

Value generator_throw(Context& ctx, const Args& args) {
    Value e = exception_to_throw(ctx, args[1], args[2], args[3]);
    if (!e) return e;
    Value returned;
    Value v = throw_into_generator(ctx, gen(args[0]), e, returned);
    return finish_step(ctx, v, returned);
}
Value generator_close(Context& ctx, const Args& args) {
    return close_generator(ctx, gen(args[0])) ? Value::none() : Value::error();
}

Value get_running(Context&, Value self) {
    return Value::boolean(gen(self)->state == Generator::kRunning);
}
Value get_suspended(Context&, Value self) {
    return Value::boolean(gen(self)->state == Generator::kSuspended);
}
Value get_origin(Context&, Value self) { return or_none(gen(self)->origin.get()); }

const NativeMethod kGeneratorMethods[] = {
    {"__iter__(self, /)", iter_self},
    {"__next__(self, /)", generator_next},
    {"__repr__(self, /)", repr},
    {"__del__(self, /)", del},
    {"send(self, arg, /)", generator_send,
     "send(arg) -> yielded value\n\nPass arg into generator as the value of its yield, and let it "
     "go on."},
    {"throw(self, typ, val=None, tb=None, /)", generator_throw,
     "throw(value)\nthrow(type[,value[,tb]])\n\nRaise an exception in generator, where it waits, "
     "and let it go on."},
    {"close(self, /)", generator_close, "close() -> raise GeneratorExit inside generator."},
};
const NativeProperty kGeneratorProperties[] = {
    {"__name__", get_name, set_name},
    {"__qualname__", get_qualname, set_qualname},
    {"gi_running", get_running},
    {"gi_suspended", get_suspended},
    {"gi_code", get_code, nullptr, nullptr, true},
    {"gi_frame", get_frame},
    {"gi_yieldfrom", get_delegate},
};

// ---- coroutines ----

struct CoroutineWrapper : NativeObject {
    Ref<Generator> coroutine;
};
void trace_wrapper(Marker& marker, Object* o) {
    marker.mark(static_cast<CoroutineWrapper*>(o)->coroutine);
}
Value wrapped(Value self) { return Value::object(self.as<CoroutineWrapper>()->coroutine.get()); }

Value coroutine_await(Context& ctx, const Args& args) {
    auto* w = allocate<CoroutineWrapper>(ctx, ctx.type(TypeId::kCoroutineWrapper));
    if (!w) return Value::error();
    w->coroutine.init(gen(args[0]));
    return Value::object(w);
}
Value with_coroutine(Context& ctx, const Args& args, NativeFn f, unsigned count) {
    Value all[4];
    for (unsigned i = 0; i < count; i++)
        all[i] = args[i];
    all[0] = wrapped(args[0]);
    return f(ctx, Args{all});
}
Value wrapper_next(Context& ctx, const Args& a) {
    return with_coroutine(ctx, a, generator_next, 1);
}
Value wrapper_send(Context& ctx, const Args& a) {
    return with_coroutine(ctx, a, generator_send, 2);
}
Value wrapper_throw(Context& ctx, const Args& a) {
    return with_coroutine(ctx, a, generator_throw, 4);
}
Value wrapper_close(Context& ctx, const Args& a) {
    return with_coroutine(ctx, a, generator_close, 1);
}

const NativeMethod kCoroutineMethods[] = {
    {"__await__(self, /)", coroutine_await},
    {"__repr__(self, /)", repr},
    {"__del__(self, /)", del},
    {"send(self, arg, /)", generator_send,
     "send(arg) -> yielded value\n\nPass arg into coroutine as the value of its yield, and let it "
     "go on."},
    {"throw(self, typ, val=None, tb=None, /)", generator_throw,
     "throw(value)\nthrow(type[,value[,tb]])\n\nRaise an exception in coroutine, where it waits, "
     "and let it go on."},
    {"close(self, /)", generator_close, "close() -> raise GeneratorExit inside coroutine."},
};
const NativeProperty kCoroutineProperties[] = {
    {"__name__", get_name, set_name},
    {"__qualname__", get_qualname, set_qualname},
    {"cr_running", get_running},
    {"cr_suspended", get_suspended},
    {"cr_code", get_code, nullptr, nullptr, true},
    {"cr_frame", get_frame},
    {"cr_await", get_delegate},
    {"cr_origin", get_origin, nullptr, nullptr, true},
};
const NativeMethod kWrapperMethods[] = {
    {"__iter__(self, /)", iter_self},
    {"__next__(self, /)", wrapper_next},
    {"send(self, arg, /)", wrapper_send,
     "send(arg) -> yielded value\n\nPass arg into coroutine as the value of its yield, and let it "
     "go on."},
    {"throw(self, typ, val=None, tb=None, /)", wrapper_throw,
     "throw(value)\nthrow(type[,value[,tb]])\n\nRaise an exception in coroutine, where it waits, "
     "and let it go on."},
    {"close(self, /)", wrapper_close, "close() -> raise GeneratorExit inside coroutine."},
};

}  // namespace

extern const NativeTypeSpec kGeneratorSpec = {.name = "generator",
                                              .kind = Kind::kGenerator,
                                              .size = sizeof(Generator),
                                              .subclassable = false,
                                              .variable_size = true,
                                              .methods = kGeneratorMethods,
                                              .properties = kGeneratorProperties,
                                              .next = step};
extern const NativeTypeSpec kCoroutineSpec = {.name = "coroutine",
                                              .kind = Kind::kGenerator,
                                              .size = sizeof(Generator),
                                              .subclassable = false,
                                              .variable_size = true,
                                              .methods = kCoroutineMethods,
                                              .properties = kCoroutineProperties};
extern const NativeTypeSpec kCoroutineWrapperSpec = {.name = "coroutine_wrapper",
                                                     .size = sizeof(CoroutineWrapper),
                                                     .subclassable = false,
                                                     .methods = kWrapperMethods,
                                                     .trace = trace_wrapper};

}  // namespace orrery
