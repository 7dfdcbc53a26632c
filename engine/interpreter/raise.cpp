// Raising: messages, exceptions in flight, the raise statement, except clauses, with blocks.
#include <algorithm>
#include <cstring>

#include "engine/interpreter/calls.h"
#include "engine/interpreter/execute.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/numbers.h"

namespace orrery {

String* format_message(Context& ctx, std::string_view format, std::span<const MessageArg> args) {
    StringBuilder out;
    size_t next = 0;
    for (size_t i = 0; i < format.size(); i++) {
        if (format[i] != '{' || i + 1 >= format.size() || format[i + 1] != '}' ||
            next >= args.size()) {
            const size_t end = std::min(format.find('{', i + 1), format.size());
            out.add_utf8(format.substr(i, end - i));
            i = end - 1;
            continue;
        }
        const MessageArg& a = args[next++];
        i++;
        switch (a.kind_) {
        case MessageArg::kText: out.add_utf8(a.text_); break;
        case MessageArg::kNumber: out.add_ascii(std::to_string(a.number_)); break;
        case MessageArg::kTypeName: {
            // "f() argument must be str, not None": CPython names None's type so where it checks
            // arguments.
            const std::string_view before = format.substr(0, i - 1);
            const bool plain = a.value_.is_none() && before.ends_with(", not ") &&
                               before.find("argument") != before.npos &&
                               before.find("argument after") == before.npos &&
                               before.find("must be") != before.npos;
            out.add_utf8(plain ? "None" : type_name(ctx, a.value_));
            break;
        }
        case MessageArg::kStr:
        case MessageArg::kRepr: {
            String* s =
                a.kind_ == MessageArg::kStr ? to_str(ctx, a.value_) : to_repr(ctx, a.value_);
            if (!s) return nullptr;
            out.add(s);
            break;
        }
        }
    }
    return out.finish(ctx);
}

Exception* make_exception(Context& ctx, TypeId type, std::span<const Value> args) {
    Value e = call(ctx, Value::object(ctx.type(type)), args);
    return e ? e.as<Exception>() : nullptr;
}

Value raise_message(Context& ctx, TypeId type, String* message) {
    const Value args[] = {Value::object(message)};
    return raise_with(ctx, type, args);
}

Value raise_with(Context& ctx, TypeId type, std::span<const Value> args) {
    Exception* e = make_exception(ctx, type, args);
    return e ? raise_value(ctx, Value::object(e)) : Value::error();
}

Value raise_value(Context& ctx, Value exception) {
    auto* e = exception.as<Exception>();
    const Value handled = ctx.handled;
    if (handled && !(handled == exception)) {
        // The chain must not loop: cut it where it would reach the new exception.
        // A loop that a program made itself is met by a walker of half the speed.
        Value at = handled, slow = handled;
        for (bool step = false; at.is(Kind::kException); step = !step) {
            auto* link = at.as<Exception>();
            const Value next = link->context.get();
            if (next == exception) {
                link->context.set(ctx, link, Value::none());
                break;
            }
            at = next;
            if (step) slow = slow.as<Exception>()->context.get();
            if (at == slow) break;
        }
        e->context.set(ctx, e, handled);
    }
    ctx.exception = exception;
    return Value::error();
}

Value raise_memory_error(Context& ctx) {
    // The heap keeps a reserve for making this one. When even that is gone, an instance made in
    // advance serves: not always, for it would keep alive what its last traceback refers to.
    const Value spare = ctx.runtime().memory_error;
    if (!spare) return Value::error();  // the attempt below has failed
    ctx.runtime().memory_error = Value();
    auto* e = allocate<Exception>(ctx, ctx.type(TypeId::kMemoryError));
    ctx.runtime().memory_error = spare;
    if (!e) e = spare.as<Exception>();
    e->args.set(ctx, e, ctx.runtime().empty_tuple);
    e->traceback.set(ctx, e, Value::none());
    e->cause.set(ctx, e, Value::none());
    e->context.set(ctx, e, Value::none());
    ctx.exception = Value::object(e);
    return Value::error();
}

Value raise_stop_iteration(Context& ctx, Value value) {
    if (value.is_none() || !value) return raise_with(ctx, TypeId::kStopIteration, {});
    return raise_with(ctx, TypeId::kStopIteration, {&value, 1});
}

Value raise_key_error(Context& ctx, Value key) {
    return raise_with(ctx, TypeId::kKeyError, {&key, 1});
}

Value raise_os_error(Context& ctx, int error_number, Value filename, Value filename2) {
    String* text = make_string(ctx, std::strerror(error_number));
    if (!text) return Value::error();
    Value args[5] = {Value::small_int(error_number), Value::object(text)};
    size_t count = 2;
    if (filename) args[count++] = filename;
    if (filename && filename2) {
        args[count++] = Value::none();
        args[count++] = filename2;
    }
    return raise_with(ctx, TypeId::kOSError, {args, count});
}

bool exception_matches(Context& ctx, TypeId type) {
    return ctx.exception && is_instance_of(ctx, ctx.exception, ctx.type(type));
}

Value take_exception(Context& ctx) {
    Value e = ctx.exception;
    ctx.exception = Value();
    return e;
}

NativeRecursion::NativeRecursion(Context& ctx, const char* where) : ctx_(ctx) {
    ctx.depth_left--;
    ok_ = ctx.depth_left >= 0 && !machine_stack_exhausted(ctx);
    if (!ok_) raise_recursion_error(ctx, where);
}

namespace {

bool is_exception_class(Context& ctx, Value v) {
    return v.is(Kind::kType) && is_subtype(v.as<Type>(), ctx.type(TypeId::kBaseException));
}

/// The instance a class or instance stands for in `raise`. Empty after TypeError.
Value instantiate(Context& ctx, Value v, const char* message) {
    if (v.is(Kind::kException)) return v;
    if (!is_exception_class(ctx, v)) return raise(ctx, TypeId::kTypeError, message);
    Value e = call(ctx, v, {});
    if (!e || e.is(Kind::kException)) return e;
    return raise(ctx, TypeId::kTypeError,
                 "calling {} should have returned an instance of BaseException, not {}",
                 MessageArg::repr(v), MessageArg::repr(Value::object(type_of(ctx, e))));
}

}  // namespace

void execute_raise(Context& ctx, Value exception, Value cause) {
    Value e = instantiate(ctx, exception, "exceptions must derive from BaseException");
    if (!e) return;
    if (cause) {
        Value c = cause.is_none()
                      ? cause
                      : instantiate(ctx, cause, "exception causes must derive from BaseException");
        if (!c) return;
        auto* x = e.as<Exception>();
        x->cause.set(ctx, x, c);
        x->flags |= Exception::kSuppressContext;
    }
    raise_value(ctx, e);
}

bool execute_raise_again(Context& ctx) {
    if (!ctx.handled) {
        raise(ctx, TypeId::kRuntimeError, "No active exception to reraise");
        return false;
    }
    ctx.exception = ctx.handled;
    return true;
}

Truth exception_match(Context& ctx, Value exception, Value types) {
    static constexpr const char* kBad =
        "catching classes that do not inherit from BaseException is not allowed";
    if (types.is(Kind::kTuple)) {
        for (Value t : types.as<Tuple>()->values()) {
            if (!is_exception_class(ctx, t)) {
                raise(ctx, TypeId::kTypeError, kBad);
                return Truth::kError;
            }
        }
        for (Value t : types.as<Tuple>()->values()) {
            if (is_instance_of(ctx, exception, t.as<Type>())) return Truth::kYes;
        }
        return Truth::kNo;
    }
    if (!is_exception_class(ctx, types)) {
        raise(ctx, TypeId::kTypeError, kBad);
        return Truth::kError;
    }
    return truth(is_instance_of(ctx, exception, types.as<Type>()));
}

namespace {

/// Exception groups are split by their own method, which subclasses may override.
Value split_group(Context& ctx, Value group, Value type, Value& rest) {
    Value pair = call_method(ctx, group, intern(ctx, "split"), std::span<const Value>(&type, 1));
    if (!pair) return pair;
    if (!pair.is(Kind::kTuple) || pair.as<Tuple>()->length < 2) {
        return raise(ctx, TypeId::kTypeError, "{}.split must return a 2-tuple",
                     MessageArg::type(group));
    }
    rest = pair.as<Tuple>()->at(1);
    return pair.as<Tuple>()->at(0);
}

bool check_star_types(Context& ctx, Value types) {
    const Value one[] = {types};
    std::span<const Value> all = types.is(Kind::kTuple) ? types.as<Tuple>()->values() : one;
    for (Value t : all) {
        if (!is_exception_class(ctx, t)) {
            raise(ctx, TypeId::kTypeError,
                  "catching classes that do not inherit from BaseException is not allowed");
            return false;
        }
        if (is_subtype(t.as<Type>(), ctx.type(TypeId::kBaseExceptionGroup))) {
            raise(ctx, TypeId::kTypeError,
                  "catching ExceptionGroup with except* is not allowed. Use except instead.");
            return false;
        }
    }
    return true;
}

}  // namespace

Value exception_group_match(Context& ctx, Value& rest, Value types) {
    if (!check_star_types(ctx, types)) return Value::error();
    const Value exception = rest;
    if (exception.is_none()) return exception;
    const Truth direct = exception_match(ctx, exception, types);
    if (direct == Truth::kError) return Value::error();
    const bool group = is_instance_of(ctx, exception, ctx.type(TypeId::kBaseExceptionGroup));
    if (direct == Truth::kYes) {
        rest = Value::none();
        if (group) return exception;
        Tuple* one = make_tuple(ctx, {&exception, 1});
        if (!one) return Value::error();
        const Value args[] = {Value::object(empty_string(ctx)), Value::object(one)};
        return call(ctx, Value::object(ctx.type(TypeId::kBaseExceptionGroup)), args);
    }
    return group ? split_group(ctx, exception, types, rest) : Value::none();
}

namespace {

/// The traceback, cause and context of what was raised tell whether it is a part of the original.
bool same_metadata(Value a, Value b) {
    auto* x = a.as<Exception>();
    auto* y = b.as<Exception>();
    return x->traceback.get() == y->traceback.get() && x->cause.get() == y->cause.get() &&
           x->context.get() == y->context.get();
}

/// Leaves are told apart by identity: they may have no hash, or equal each other.
Value identity(Value exception) {
    return Value::small_int(static_cast<int64_t>(exception.bits() >> 3));
}

bool collect_leaves(Context& ctx, Value exception, Set* out) {
    if (!is_instance_of(ctx, exception, ctx.type(TypeId::kBaseExceptionGroup))) {
        return set_add(ctx, out, identity(exception));
    }
    Value parts = get_attribute(ctx, exception, Name::kexceptions);
    return parts && for_each(ctx, parts, [&](Value e) { return collect_leaves(ctx, e, out); });
}

/// The part of a group whose leaves are in the set, in its own structure; None when there is none.
Value project(Context& ctx, Value exception, Set* keep) {
    if (!is_instance_of(ctx, exception, ctx.type(TypeId::kBaseExceptionGroup))) {
        const Truth t = set_contains(ctx, keep, identity(exception));
        return t == Truth::kYes ? exception : Value::none();
    }
    Value parts = get_attribute(ctx, exception, Name::kexceptions);
    List* kept = make_list(ctx);
    if (!parts || !kept) return Value::error();
    bool all = true;
    const bool ok = for_each(ctx, parts, [&](Value e) {
        Value p = project(ctx, e, keep);
        if (!p) return false;
        all &= p == e;
        return p.is_none() || list_append(ctx, kept, p);
    });
    if (!ok) return Value::error();
    if (all) return exception;
    if (kept->size == 0) return Value::none();
    const Value arg = Value::object(kept);
    Value made =
        call_method(ctx, exception, intern(ctx, "derive"), std::span<const Value>(&arg, 1));
    if (!made.is(Kind::kException)) return made;
    auto* from = exception.as<Exception>();
    auto* to = made.as<Exception>();
    to->traceback.set(ctx, to, from->traceback.get());
    to->cause.set(ctx, to, from->cause.get());
    to->context.set(ctx, to, from->context.get());
    Value notes;
    if (find_attribute(ctx, exception, ctx.name(Name::k__notes__), notes) == Truth::kYes) {
        List* copy = to_list(ctx, notes);
        if (!copy || !set_attribute(ctx, made, ctx.name(Name::k__notes__), Value::object(copy))) {
            return Value::error();
        }
    }
    return made;
}

}  // namespace

Value exception_group_reraise(Context& ctx, Value original, List* list) {
    List* raised = make_list(ctx);  // new exceptions
    Set* leaves = make_set(ctx);  // of what goes on unchanged
    if (!raised || !leaves) return Value::error();
    bool any_unchanged = false;
    const bool group = is_instance_of(ctx, original, ctx.type(TypeId::kBaseExceptionGroup));
    for (uint64_t i = 0; i < list->size; i++) {
        const Value e = list->at(i);
        if (e.is_none()) continue;
        if (!group) {
            if (e == original) return original;
        }
        if (group && same_metadata(e, original)) {
            any_unchanged = true;
            if (!collect_leaves(ctx, e, leaves)) return Value::error();
        } else if (!list_append(ctx, raised, e)) {
            return Value::error();
        }
    }
    Value unchanged = any_unchanged ? project(ctx, original, leaves) : Value::none();
    if (!unchanged) return unchanged;
    if (raised->size == 0) return unchanged;
    if (!unchanged.is_none() && !list_append(ctx, raised, unchanged)) return Value::error();
    if (raised->size == 1 && unchanged.is_none() && !group) return raised->at(0);
    const Value args[] = {Value::object(empty_string(ctx)), Value::object(raised)};
    return call(ctx, Value::object(ctx.type(TypeId::kExceptionGroup)), args);
}

bool before_with(Context& ctx, Value manager, Value* out, bool is_async) {
    Type* type = type_of(ctx, manager);
    Value enter = type->lookup_special(is_async ? Special::kAenter : Special::kEnter);
    if (!enter) {
        raise(ctx, TypeId::kTypeError,
              "'{}' object does not support the {}context manager protocol",
              MessageArg::type(manager), is_async ? "asynchronous " : "");
        return false;
    }
    Value exit = type->lookup_special(is_async ? Special::kAexit : Special::kExit);
    if (!exit) {
        raise(ctx, TypeId::kTypeError,
              "'{}' object does not support the {}context manager protocol (missed {} method)",
              MessageArg::type(manager), is_async ? "asynchronous " : "",
              is_async ? "__aexit__" : "__exit__");
        return false;
    }
    enter = bind_descriptor(ctx, enter, manager, type);
    exit = enter ? bind_descriptor(ctx, exit, manager, type) : Value();
    if (!exit) return false;
    out[0] = exit;
    out[1] = enter;  // keeps it alive until its result takes the place
    const Value result = call(ctx, enter, {});
    if (!result) return false;
    out[1] = result;
    return true;
}

Value with_except(Context& ctx, Value exit, Value exception) {
    return call(ctx, exit,
                {Value::object(type_of(ctx, exception)), exception,
                 exception.as<Exception>()->traceback.get()});
}

}  // namespace orrery
