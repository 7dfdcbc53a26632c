// BaseExceptionGroup and ExceptionGroup.
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/function.h"

namespace orrery {

namespace {

enum Field : unsigned { kMessage, kExceptions };

Exception* self_of(Value v) { return v.as<Exception>(); }
Tuple* parts_of(Value v) { return self_of(v)->fields[kExceptions].get().as<Tuple>(); }

bool is_group(Context& ctx, Value v) {
    return is_instance_of(ctx, v, ctx.type(TypeId::kBaseExceptionGroup));
}

Value group_new(Context& ctx, const Args& args) {
    auto* type = args[0].as<Type>();
    if (args.rest_count != 2) {
        return raise(ctx, TypeId::kTypeError,
                     "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)",
                     args.rest_count);
    }
    const Value message = args.rest()[0], list = args.rest()[1];
    if (!message.is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError,
                     "BaseExceptionGroup.__new__() argument 1 must be str, not {}",
                     MessageArg::type(message));
    }
    if (!type_of(ctx, list)->lookup_special(Special::kGetitem) || list.is(Kind::kDict)) {
        return raise(ctx, TypeId::kTypeError, "second argument (exceptions) must be a sequence");
    }
    Tuple* parts = to_tuple(ctx, list);
    if (!parts) return Value::error();
    if (parts->length == 0) {
        return raise(ctx, TypeId::kValueError,
                     "second argument (exceptions) must be a non-empty sequence");
    }
    bool all_ordinary = true;
    for (uint64_t i = 0; i < parts->length; i++) {
        const Value e = parts->at(i);
        if (!e.is(Kind::kException)) {
            return raise(ctx, TypeId::kValueError,
                         "Item {} of second argument (exceptions) is not an exception", i);
        }
        all_ordinary &= is_instance_of(ctx, e, ctx.type(TypeId::kException));
    }
    if (type == ctx.type(TypeId::kBaseExceptionGroup)) {
        if (all_ordinary) type = ctx.type(TypeId::kExceptionGroup);
    } else if (!all_ordinary && type == ctx.type(TypeId::kExceptionGroup)) {
        return raise(ctx, TypeId::kTypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
    } else if (!all_ordinary && is_subtype(type, ctx.type(TypeId::kException))) {
        return raise(ctx, TypeId::kTypeError, "Cannot nest BaseExceptions in '{}'",
                     type->name.get());
    }
    auto* e = allocate<Exception>(ctx, type);
    Tuple* given = e ? make_tuple(ctx, args.rest()) : nullptr;
    if (!given) return Value::error();
    e->traceback.init(Value::none());
    e->cause.init(Value::none());
    e->context.init(Value::none());
    e->args.set(ctx, e, given);
    e->fields[kMessage].set(ctx, e, message);
    e->fields[kExceptions].set(ctx, e, Value::object(parts));
    return Value::object(e);
}

Value group_init(Context& ctx, const Args& args) {
    if (args.keywords && args.keywords.as<Dict>()->live) {
        return raise(ctx, TypeId::kTypeError, "{}() takes no keyword arguments",
                     MessageArg::type(args[0]));
    }
    return Value::none();
}

Value group_str(Context& ctx, const Args& args) {
    const uint64_t n = parts_of(args[0])->length;
    const MessageArg all[] = {MessageArg::str(self_of(args[0])->fields[kMessage].get()), n,
                              n == 1 ? "" : "s"};
    String* s = format_message(ctx, "{} ({} sub-exception{})", all);
    return s ? Value::object(s) : Value::error();
}

Value group_derive(Context& ctx, const Args& args) {
    if (args.rest_count != 1) {
        return raise(ctx, TypeId::kTypeError, "function takes exactly 1 argument ({} given)",
                     args.rest_count);
    }
    return call(ctx, Value::object(ctx.type(TypeId::kBaseExceptionGroup)),
                {self_of(args[0])->fields[kMessage].get(), args.rest()[0]});
}

/// A group like `original` with other parts: derive(), then traceback, cause, context and notes.
Value derive_from(Context& ctx, Value original, List* parts) {
    if (parts->size == 0) return Value::none();
    const Value arg = Value::object(parts);
    Value made = call_method(ctx, original, intern(ctx, "derive"), std::span<const Value>(&arg, 1));
    if (!made) return made;
    if (!is_group(ctx, made)) {
        return raise(ctx, TypeId::kTypeError,
                     "derive must return an instance of BaseExceptionGroup");
    }
    Exception* from = self_of(original);
    Exception* to = self_of(made);
    to->traceback.set(ctx, to, from->traceback.get());
    to->cause.set(ctx, to, from->cause.get());
    to->context.set(ctx, to, from->context.get());
    if (from->flags & Exception::kSuppressContext) to->flags |= Exception::kSuppressContext;
    Value notes;
    const Truth t = find_attribute(ctx, original, ctx.name(Name::k__notes__), notes);
    if (t == Truth::kError) return Value::error();
    if (t == Truth::kYes && notes.is(Kind::kList)) {
        List* copy = to_list(ctx, notes);
        if (!copy || !set_attribute(ctx, made, ctx.name(Name::k__notes__), Value::object(copy)))
            return Value::error();
    }
    return made;
}

/// What split() and subgroup() select by: exception types, a function, or one exception.
class Selector {
public:
    static bool valid(Context& ctx, Value condition) {
        auto exception_type = [&](Value v) {
            return v.is(Kind::kType) && is_subtype(v.as<Type>(), ctx.type(TypeId::kBaseException));
        };
        if (exception_type(condition) || condition.is(Kind::kFunction) ||
            (is_callable(ctx, condition) && !condition.is(Kind::kType))) {
            return true;
        }
        if (condition.is(Kind::kTuple)) {
            bool all = true;
            for (Value v : condition.as<Tuple>()->values())
                all &= exception_type(v);
            if (all) return true;
        }
        raise(ctx, TypeId::kTypeError,
              "expected a function, exception type or tuple of exception types");
        return false;
    }
    static Truth matches(Context& ctx, Value condition, Value e) {
        if (condition.is(Kind::kType)) return truth(is_instance_of(ctx, e, condition.as<Type>()));
        if (condition.is(Kind::kTuple)) {
            for (Value v : condition.as<Tuple>()->values()) {
                if (is_instance_of(ctx, e, v.as<Type>())) return Truth::kYes;
            }
            return Truth::kNo;
        }
        Value r = call(ctx, condition, {e});
        return r ? is_true(ctx, r) : Truth::kError;
    }
};

/// Splits into what matches and the rest, keeping the structure. False after an exception.
bool split(Context& ctx, Value e, Value condition, bool want_rest, Value& match, Value& rest) {
    match = rest = Value::none();
    const Truth t = Selector::matches(ctx, condition, e);
    if (t == Truth::kError) return false;
    if (t == Truth::kYes) {
        match = e;
        return true;
    }
    if (!is_group(ctx, e)) {
        rest = e;
        return true;
    }
    NativeRecursion guard(ctx, " in exceptiongroup_split_recursive");
    List* matched = make_list(ctx);
    List* others = make_list(ctx);
    if (!guard.ok() || !matched || !others) return false;
    for (Value part : parts_of(e)->values()) {
        Value m, r;
        if (!split(ctx, part, condition, want_rest, m, r)) return false;
        if (!m.is_none() && !list_append(ctx, matched, m)) return false;
        if (want_rest && !r.is_none() && !list_append(ctx, others, r)) return false;
    }
    match = derive_from(ctx, e, matched);
    if (!match) return false;
    if (want_rest) rest = derive_from(ctx, e, others);
    return bool(rest);
}

/// The argument of split() and subgroup(). Empty after TypeError.
Value condition_of(Context& ctx, const Args& args, const char* method) {
    if (args.rest_count != 1) {
        return raise(ctx, TypeId::kTypeError, "{} expected 1 argument, got {}", method,
                     args.rest_count);
    }
    const Value condition = args.rest()[0];
    return Selector::valid(ctx, condition) ? condition : Value::error();
}

Value group_split(Context& ctx, const Args& args) {
    const Value condition = condition_of(ctx, args, "split");
    if (!condition) return condition;
    Value pair[2];
    if (!split(ctx, args[0], condition, true, pair[0], pair[1])) return Value::error();
    return Value::object(make_tuple(ctx, pair));
}
Value group_subgroup(Context& ctx, const Args& args) {
    const Value condition = condition_of(ctx, args, "subgroup");
    if (!condition) return condition;
    Value match, rest;
    return split(ctx, args[0], condition, false, match, rest) ? match : Value::error();
}
Value class_getitem(Context& ctx, const Args& args) {
    return make_generic_alias(ctx, args[0], args[1]);
}

Value get_message(Context&, Value self) { return self_of(self)->fields[kMessage].get(); }
Value get_exceptions(Context&, Value self) { return self_of(self)->fields[kExceptions].get(); }

const NativeMethod kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", group_new},
    {"__init__(self, /, *args, **kwargs)", group_init},
    {"__str__(self, /)", group_str},
    {"derive(self, /, *args)", group_derive},
    {"split(self, /, *args)", group_split},
    {"subgroup(self, /, *args)", group_subgroup},
    {"__class_getitem__(cls, item, /)", class_getitem, nullptr, NativeMethod::kClassMethod},
};
const NativeProperty kProperties[] = {
    {"message", get_message, nullptr, "exception message", true},
    {"exceptions", get_exceptions, nullptr, "nested exceptions", true},
};

}  // namespace

std::span<const NativeMethod> exception_group_methods() { return kMethods; }
std::span<const NativeProperty> exception_group_properties() { return kProperties; }

}  // namespace orrery
