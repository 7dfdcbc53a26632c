// The slow halves of instructions: what handlers call when a fast path does not apply. Frames of
// the current instruction have saved their pc. Failure: empty, false or kError, exception set.
#pragma once

#include "engine/interpreter/context.h"
#include "engine/interpreter/operations.h"

namespace orrery {

struct Site;

// ---- frames (unwind.cpp) ----

enum class FrameExit : uint8_t { kToCaller, kToNative, kError };

/// Ends the running frame, whose result is Context::result, when its link has flags: checks what
/// __init__ returned, ends a generator, detaches Frame objects, and gives the result to the
/// caller's
/// instruction. kError: the exception is to be raised in the caller, which is now Context::regs.
FrameExit leave_frame(Context& ctx);
/// Finds the handler of the exception in flight, leaving frames on the way, and puts Context::regs
/// and its pc there. `record`: the innermost frame gets a traceback entry. False when a frame
/// entered from native code was left: the exception goes on there.
bool unwind(Context& ctx, bool record);
void raise_unbound_local(Context& ctx, Code* code, unsigned reg);
void raise_unbound_cell(Context& ctx, Code* code, unsigned reg);

// ---- generators (generators.cpp) ----

struct SendOutcome {
    enum Kind : uint8_t { kError, kEntered, kYielded, kReturned } kind;
    Value value;
};
/// Moves the running frame into a new generator; the frame can then be left.
Value make_generator(Context& ctx);
/// Suspends the running generator frame, giving Context::result to whoever resumed it.
FrameExit suspend_generator(Context& ctx);
/// SEND and FOR_ITER: a Python generator's frame is pushed (kEntered); anything else is stepped
/// here.
SendOutcome send(Context& ctx, Value iterator, Value value);
SendOutcome for_iter_next(Context& ctx, Value iterator);
Value yield_from_iterator(Context& ctx, Value v, Code* code);
Value get_awaitable(Context& ctx, Value v, unsigned why);
Value get_async_iterator(Context& ctx, Value v);
Value get_async_next(Context& ctx, Value v);
Value wrap_async_item(Context& ctx, Value v);

// ---- exceptions (raise.cpp) ----

/// raise exception [from cause]; `cause` empty when there is none.
void execute_raise(Context& ctx, Value exception, Value cause);
/// Bare raise: sets the handled exception in flight. False if there is none (RuntimeError set).
bool execute_raise_again(Context& ctx);
Truth exception_match(Context& ctx, Value exception, Value type_or_tuple);
/// except*: the matching part or None; `rest` becomes the part that does not match, or None.
Value exception_group_match(Context& ctx, Value& rest, Value type);
Value exception_group_reraise(Context& ctx, Value original, List* raised);
bool before_with(Context& ctx, Value manager, Value* out, bool is_async);
Value with_except(Context& ctx, Value exit, Value exception);

// ---- names (names.cpp) ----

Value load_name(Context& ctx, Value* regs, Site& site);
bool store_name(Context& ctx, Value* regs, Site& site, Value value);
bool delete_name(Context& ctx, Value* regs, Site& site);
Value load_class_cell(Context& ctx, Value* regs, Site& site, unsigned cell_register);
bool store_global(Context& ctx, Dict* globals, Site& site, Value value);
/// builtins.__build_class__ as the function sees it.
Value load_build_class(Context& ctx, Function* function);
bool delete_global(Context& ctx, Dict* globals, Site& site);
Value import_name(Context& ctx, Value* regs, String* name, Value fromlist, Value level);
Value import_from(Context& ctx, Value module, String* name);
bool import_star(Context& ctx, Value* regs, Value module);
bool setup_annotations(Context& ctx, Value* regs);
bool print_expression(Context& ctx, Value v);

// ---- data (build.cpp) ----

Value load_item_slow(Context& ctx, Value object, Value key);
Value load_super_method(Context& ctx, Site& site, Value cell, Value self, Value& receiver);
bool unpack_into_list(Context& ctx, List* list, Value iterable);
bool dict_update_mapping(Context& ctx, Dict* d, Value mapping);
bool dict_merge_keywords(Context& ctx, Dict* d, Value mapping, Value callee);
/// The *arguments of a call as a tuple ("f() argument after * must be an iterable, not int").
Tuple* call_arguments(Context& ctx, Value iterable, Value callee);
Value build_string(Context& ctx, const Value* parts, unsigned count);
Value format_part(Context& ctx, const Value* value, unsigned flags);
bool unpack(Context& ctx, Value v, Value* out, unsigned count);
bool unpack_star(Context& ctx, Value v, Value* out, unsigned before, unsigned after);
Value make_function_from(Context& ctx, const Value* parts, unsigned flags, Dict* globals);
Value match_keys(Context& ctx, Value subject, Tuple* keys);
Value match_class(Context& ctx, Value subject, Value type, Tuple* names, unsigned positional);
Value copy_dict_without(Context& ctx, Value subject, Tuple* keys);

}  // namespace orrery
