// Generator: a suspended Python frame on the heap. Generators, coroutines and async generators
// share it; the type tells them apart.
//
// While it runs, its registers are on the value stack like any frame's; suspending copies the
// live ones back here. Resuming pushes a frame whose `extra` is this object.
#pragma once

#include "engine/interpreter/context.h"

namespace orrery {

struct Generator : Object {
    enum State : uint8_t { kCreated, kSuspended, kRunning, kFinished };
    State state;
    bool closing;           // async generators: aclose() or athrow() under way
    bool hooks_called;      // async generators: sys.set_asyncgen_hooks seen
    bool running_async;     // async generators: an awaitable of theirs is under way
    bool on_stack;  // its registers are on the value stack; those here are out of date
    bool handling;          // its body is inside an except clause
    const Instruction* pc;
    Ref<Function> function;
    Slot name, qualname;
    Slot handled;           // exception being handled inside (its sys.exc_info())
    Slot outer_handled;     // while running: what whoever resumed it was handling
    Slot frame;             // its Frame object, if a program asked for it
    Slot origin;            // cr_origin or None
    Slot finalizer;         // async generators
    uint64_t register_count;
    Slot registers[];       // locals and temporaries
};

/// Resumes with a value (send; None first) or, when `exception` is not empty, by raising it at
/// the suspension point (throw). Next yielded value; Value::stop() when it returned, with the
/// returned value in `returned`; empty on error.
Value resume_generator(Context& ctx, Generator* g, Value sent, Value exception, Value& returned);
/// generator.throw() semantics, delegating to the iterator of a `yield from` first.
Value throw_into_generator(Context& ctx, Generator* g, Value exception, Value& returned);
/// The iterator a suspended generator is delegating to, or empty.
Value generator_delegate(Generator* g);
/// The exception that throw(type, value, traceback) means. Empty after TypeError.
Value exception_to_throw(Context& ctx, Value type, Value value, Value traceback);
bool close_generator(Context& ctx, Generator* g);
/// iterator.close() if it has one.
bool close_iterator(Context& ctx, Value iterator);
/// Goes on after a `yield from` whose delegate has returned `value` into register `reg`.
Value resume_after_delegate(Context& ctx, Generator* g, unsigned reg, Value value, Value& returned);
/// anext(iterator, default): an awaitable that gives `fallback` instead of StopAsyncIteration.
Value make_anext_awaitable(Context& ctx, Value awaitable, Value fallback);
/// Called for each new one: coroutines that are never awaited warn, suspended generators are
/// closed when they are collected, async generators meet sys.set_asyncgen_hooks.
void register_generator(Context& ctx, Generator* g);
/// Whether the end of a registered generator that nobody refers to has an effect.
bool needs_finalization(Generator* g);
/// Steps an awaitable of an async generator (asend(), ...) as resume_generator() does.
Value step_async_send(Context& ctx, Value awaitable, Value sent, Value& returned);

}  // namespace orrery
