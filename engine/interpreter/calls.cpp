#include "engine/interpreter/calls.h"

#include <algorithm>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/numbers.h"
#include "engine/objects/type_internal.h"

namespace orrery {

namespace {

String* parameter_name(Code* code, unsigned i) { return code->variable_names->at(i).as<String>(); }

// ---- messages of the binder ----

/// "'a', 'b', and 'c'"
std::string join_names(const std::vector<std::string>& names) {
    std::string out;
    for (size_t i = 0; i < names.size(); i++) {
        if (i) out += i + 1 == names.size() ? (names.size() > 2 ? ", and " : " and ") : ", ";
        out += "'" + names[i] + "'";
    }
    return out;
}

bool raise_missing(Context& ctx, Function* f, const Value* regs, unsigned from, unsigned to,
                   const char* what) {
    Code* code = f->code.get();
    std::vector<std::string> names;
    for (unsigned i = from; i < to; i++) {
        if (!regs[i]) names.push_back(to_utf8(parameter_name(code, i)));
    }
    raise(ctx, TypeId::kTypeError, "{}() missing {} required {} argument{}: {}",
          MessageArg::str(f->qualname.get()), names.size(), what, names.size() == 1 ? "" : "s",
          join_names(names));
    return false;
}

bool raise_too_many(Context& ctx, Function* f, const Value* regs, unsigned given) {
    Code* code = f->code.get();
    const unsigned most = code->argument_count;
    const unsigned defaults = f->defaults ? static_cast<unsigned>(f->defaults->length) : 0;
    unsigned keyword_only_given = 0;
    for (unsigned i = 0; i < code->keyword_only_count; i++) {
        if (regs[most + i]) keyword_only_given++;
    }
    std::string takes;
    bool plural;
    if (defaults) {
        takes = "from " + std::to_string(most - defaults) + " to " + std::to_string(most);
        plural = true;
    } else {
        takes = std::to_string(most);
        plural = most != 1;
    }
    std::string keyword_part;
    if (keyword_only_given) {
        keyword_part = std::string(" positional argument") + (given != 1 ? "s" : "") + " (and " +
                       std::to_string(keyword_only_given) + " keyword-only argument" +
                       (keyword_only_given != 1 ? "s" : "") + ")";
    }
    raise(ctx, TypeId::kTypeError, "{}() takes {} positional argument{} but {}{} {} given",
          MessageArg::str(f->qualname.get()), takes, plural ? "s" : "", given, keyword_part,
          given == 1 && !keyword_only_given ? "was" : "were");
    return false;
}

/// Index of a keyword among the parameters; -1: none; -2: after an exception.
int find_keyword(Context& ctx, Code* code, Value name) {
    const unsigned named = code->argument_count + code->keyword_only_count;
    for (unsigned i = code->positional_only_count; i < named; i++) {
        if (code->variable_names->at(i) == name) return static_cast<int>(i);
    }
    if (!name.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "keywords must be strings");
        return -2;
    }
    for (unsigned i = code->positional_only_count; i < named; i++) {
        if (string_equal(parameter_name(code, i), name.as<String>())) return static_cast<int>(i);
    }
    return -1;
}

bool raise_unexpected_keyword(Context& ctx, Function* f, Tuple* names, Value name) {
    Code* code = f->code.get();
    std::vector<std::string> positional_only;
    for (unsigned i = 0; i < code->positional_only_count; i++) {
        for (Value n : names->values()) {
            if (string_equal(parameter_name(code, i), n.as<String>())) {
                positional_only.push_back(to_utf8(parameter_name(code, i)));
            }
        }
    }
    if (!positional_only.empty()) {
        std::string list;
        for (const auto& n : positional_only)
            list += (list.empty() ? "" : ", ") + n;
        raise(ctx, TypeId::kTypeError,
              "{}() got some positional-only arguments passed as keyword arguments: '{}'",
              MessageArg::str(f->qualname.get()), list);
    } else {
        raise(ctx, TypeId::kTypeError, "{}() got an unexpected keyword argument '{}'",
              MessageArg::str(f->qualname.get()), MessageArg::str(name));
    }
    return false;
}

/// Fills defaults of positional parameters; false after "missing" TypeError.
bool fill_defaults(Context& ctx, Function* f, Value* regs) {
    Code* code = f->code.get();
    const unsigned count = code->argument_count;
    Tuple* defaults = f->defaults.get();
    const unsigned optional = defaults ? static_cast<unsigned>(defaults->length) : 0;
    const unsigned required = count - optional;
    for (unsigned i = 0; i < required; i++) {
        if (!regs[i]) return raise_missing(ctx, f, regs, 0, required, "positional");
    }
    for (unsigned i = required; i < count; i++) {
        if (!regs[i]) regs[i] = defaults->at(i - required);
    }
    return true;
}

bool fill_keyword_defaults(Context& ctx, Function* f, Value* regs) {
    Code* code = f->code.get();
    const unsigned first = code->argument_count, last = first + code->keyword_only_count;
    bool missing = false;
    for (unsigned i = first; i < last; i++) {
        if (regs[i]) continue;
        if (f->kwdefaults) regs[i] = dict_get(ctx, f->kwdefaults.get(), parameter_name(code, i));
        missing |= !regs[i];
    }
    return !missing || raise_missing(ctx, f, regs, first, last, "keyword-only");
}

/// Lays `count` arguments (the last ones named) out as the function's parameters, in place.
bool bind(Context& ctx, Function* f, Value* regs, uint32_t count, Tuple* names) {
    Code* code = f->code.get();
    const uint32_t keywords = names ? static_cast<uint32_t>(names->length) : 0;
    const uint32_t given = count - keywords;
    const uint32_t positional = code->argument_count;
    const uint32_t named = positional + code->keyword_only_count;
    const bool varargs = code->has(Code::kVarArgs);
    const bool varkeywords = code->has(Code::kVarKeywords);
    const uint32_t parameters = named + varargs + varkeywords;

    // What does not fit its final place moves aside: keyword values and surplus positionals.
    Value kept_inline[16];
    ValueVector kept_large(ctx);
    Value* kept = kept_inline;
    const uint32_t taken = std::min(given, positional);
    const uint32_t rest = count - taken;
    if (rest > 16) {
        kept_large.values.assign(regs + taken, regs + count);
        kept = kept_large.values.data();
    } else {
        std::copy_n(regs + taken, rest, kept);
    }
    const uint32_t surplus = given - taken;
    for (uint32_t i = taken; i < std::max<uint32_t>(parameters, code->local_count); i++) {
        regs[i] = Value();
    }
    if (varargs) {
        Tuple* t =
            surplus ? make_tuple(ctx, std::span<const Value>(kept, surplus)) : empty_tuple(ctx);
        if (!t) return false;
        regs[named] = Value::object(t);
    }
    Dict* extra = nullptr;
    if (varkeywords) {
        extra = make_dict(ctx);
        if (!extra) return false;
        regs[named + varargs] = Value::object(extra);
    }
    for (uint32_t i = 0; i < keywords; i++) {
        const Value name = names->at(i);
        const Value value = kept[surplus + i];
        const int at = find_keyword(ctx, code, name);
        if (at == -2) return false;
        if (at >= 0) {
            if (regs[at]) {
                raise(ctx, TypeId::kTypeError, "{}() got multiple values for argument '{}'",
                      MessageArg::str(f->qualname.get()), MessageArg::str(name));
                return false;
            }
            regs[at] = value;
        } else if (extra) {
            if (!dict_set(ctx, extra, name, value)) return false;
        } else {
            return raise_unexpected_keyword(ctx, f, names, name);
        }
    }
    if (surplus && !varargs) return raise_too_many(ctx, f, regs, given);
    return (given >= positional || fill_defaults(ctx, f, regs)) &&
           (code->keyword_only_count == 0 || fill_keyword_defaults(ctx, f, regs));
}

// ---- classes ----

Value not_callable(Context& ctx, Value v) {
    return raise(ctx, TypeId::kTypeError, "'{}' object is not callable", MessageArg::type(v));
}

/// Moves the arguments up by one and puts `first` before them.
void insert_first(Value* window, uint32_t count, Value first) {
    std::copy_backward(window, window + count, window + count + 1);
    window[0] = first;
}

/// type(...) for an instance: __new__, then __init__ if it gave an instance. The word before the
/// arguments is free until a frame is entered there: it holds the class, then the instance.
CallOutcome construct(Context& ctx, Type* type, Value* window, uint32_t count, Tuple* names) {
    if (type->has(Type::kDisallowInstantiation)) {
        return {nullptr, raise(ctx, TypeId::kTypeError, "cannot create '{}' instances",
                               type->native ? type->native->name : "?")};
    }
    Value* all = window - 1;
    all[0] = Value::object(type);
    const uint32_t positional = count - (names ? static_cast<uint32_t>(names->length) : 0);
    Value make = type->lookup_special(Special::kNew);
    Value object;
    if (make.is(Kind::kNativeFunction)) {
        object = call_native(ctx, make.as<NativeFunction>(), all, positional + 1, names);
    } else {
        make = bind_descriptor(ctx, make, Value(), type);
        object = make ? call_keywords(ctx, make, {all, count + 1}, names) : Value();
    }
    if (!object || !is_instance_of(ctx, object, type)) return {nullptr, object};
    Type* made = type_of(ctx, object);
    if (made->has(Type::kDefaultInit) && !made->has(Type::kDefaultNew)) return {nullptr, object};
    Value init = made->lookup_special(Special::kInit);
    if (init.is(Kind::kFunction)) {
        insert_first(window, count, object);
        window[-4] = init;
        if (!enter_function(ctx, window, count + 1, names, FrameRef::kConstruct)) {
            return {nullptr, Value::error()};
        }
        ctx.regs[-1] = object;
        return {ctx.regs, Value()};
    }
    Value result;
    if (init.is(Kind::kNativeFunction)) {
        all[0] = object;
        result = call_native(ctx, init.as<NativeFunction>(), all, positional + 1, names);
    } else {
        init = bind_descriptor(ctx, init, object, made);
        result = init ? call_keywords(ctx, init, {window, count}, names) : Value();
    }
    if (!result) return {nullptr, result};
    if (!result.is_none()) {
        return {nullptr, raise(ctx, TypeId::kTypeError, "__init__() should return None, not '{}'",
                               MessageArg::type(result))};
    }
    return {nullptr, object};
}

/// range(start, stop) of small ints. Empty, with no exception, for anything else.
Value make_small_range(Context& ctx, Value start, Value stop) {
    if (!both_small_ints(start, stop)) return Value();
    const int64_t length = stop.as_small_int() - start.as_small_int();
    if (!Value::fits_small_int(length)) return Value();
    auto* r = ctx.heap().allocate<Range>(Kind::kRange, builtin_shape(TypeId::kRange));
    if (!r) {
        take_exception(ctx);
        return Value();
    }
    r->start.init(start);
    r->stop.init(stop);
    r->step.init(Value::small_int(1));
    r->length.init(Value::small_int(length > 0 ? length : 0));
    return Value::object(r);
}

/// Calls a class: through its metaclass, or directly when that is type.
CallOutcome call_type(Context& ctx, Type* type, Value* window, uint32_t count, Tuple* names) {
    Type* metatype = type_of(ctx, Value::object(type));
    Type* plain = ctx.type(TypeId::kType);
    if (metatype != plain) {
        Value custom = metatype->lookup_special(Special::kCall);
        if (!(custom == plain->lookup_special(Special::kCall))) {
            if (custom.is(Kind::kFunction)) {
                window[-4] = custom;
                insert_first(window, count, Value::object(type));
                return call_window(ctx, window, count + 1, names);
            }
            window[-4] = bind_descriptor(ctx, custom, Value::object(type), metatype);
            if (!window[-4]) return {nullptr, Value::error()};
            return call_window(ctx, window, count, names);
        }
    }
    if (type == plain && count - (names ? names->length : 0) != 3) {
        if (count - (names ? names->length : 0) == 1 && names) {
            return {nullptr, raise(ctx, TypeId::kTypeError, "type() takes no keyword arguments")};
        }
        if (count != 1) return {nullptr, raise_type_arity(ctx)};
        return {nullptr, Value::object(type_of(ctx, window[0]))};
    }
    if (type == ctx.type(TypeId::kRange) && !names && (count == 1 || count == 2)) {
        const Value range =
            make_small_range(ctx, count == 1 ? Value::small_int(0) : window[0], window[count - 1]);
        if (range) return {nullptr, range};
    }
    Value init = type->lookup_special(Special::kInit);
    if (type->has(Type::kDefaultNew) && init.is(Kind::kFunction) && !type->has(Type::kAbstract)) {
        Object* object = allocate_instance(ctx, type);
        if (!object) return {nullptr, Value::error()};
        insert_first(window, count, Value::object(object));
        window[-4] = init;
        if (!enter_function(ctx, window, count + 1, names, FrameRef::kConstruct)) {
            return {nullptr, Value::error()};
        }
        // A generator __init__ would give its generator here: enter_function runs its first
        // instruction as any other, and leave_frame() reports the wrong result.
        ctx.regs[-1] = Value::object(object);
        return {ctx.regs, Value()};
    }
    constexpr uint32_t kPlain = Type::kDefaultNew | Type::kDefaultInit;
    if ((type->type_flags & (kPlain | Type::kAbstract)) == kPlain && count == 0 &&
        type->has(Type::kUserDefined)) {
        Object* object = allocate_instance(ctx, type);
        return {nullptr, object ? Value::object(object) : Value::error()};
    }
    return construct(ctx, type, window, count, names);
}

}  // namespace

bool raise_recursion_error(Context& ctx, const char* where) {
    // Room to make the exception.
    constexpr ptrdiff_t kRoom = 128 * 1024;
    constexpr ptrdiff_t kValueRoom = 256;  // of the words that a Context keeps behind the limit
    const int32_t saved = ctx.depth_left;
    const char* saved_limit = ctx.machine_stack_limit;
    ctx.depth_left = std::max(saved, 0) + 50;
    if (saved_limit) ctx.machine_stack_limit = saved_limit - kRoom;
    ctx.stack_limit += kValueRoom;
    raise(ctx, TypeId::kRecursionError, "maximum recursion depth exceeded{}", where);
    ctx.depth_left = saved;
    ctx.machine_stack_limit = saved_limit;
    ctx.stack_limit -= kValueRoom;
    return false;
}

bool enter_function(Context& ctx, Value* window, uint32_t count, Tuple* names,
                    uint64_t link_flags) {
    auto* f = window[-4].as<Function>();
    Code* code = f->code.get();
    if (window + std::max<uint32_t>(code->register_count, count + kCallHeader) + 16 >
        ctx.stack_limit) {
        return raise_recursion_error(ctx);
    }
    const bool simple = code->has(Code::kSimpleArguments) && !names;
    if (simple && count == code->argument_count) {
        for (unsigned i = count; i < code->local_count; i++)
            window[i] = Value();
    } else if (simple && count < code->argument_count) {
        for (unsigned i = count; i < code->local_count; i++)
            window[i] = Value();
        if (!fill_defaults(ctx, f, window)) return false;
    } else if (!bind(ctx, f, window, count, names)) {
        return false;
    }
    // A function made of a module's code runs in its globals.
    if (code->has(Code::kUsesLocalsDict)) window[0] = Value::object(f->globals.get());
    return push_frame(ctx, window, code, link_flags);
}

CallOutcome call_window(Context& ctx, Value* window, uint32_t count, Tuple* names) {
    const Value callee = window[-4];
    if (!callee.is_object()) return {nullptr, not_callable(ctx, callee)};
    const uint32_t positional = count - (names ? static_cast<uint32_t>(names->length) : 0);
    switch (callee.as_object()->kind) {
    case Kind::kFunction:
        if (!enter_function(ctx, window, count, names, 0)) return {nullptr, Value::error()};
        return {ctx.regs, Value()};
    case Kind::kNativeFunction:
        return {nullptr, call_native(ctx, callee.as<NativeFunction>(), window, positional, names)};
    case Kind::kBoundMethod:
        window[-4] = callee.as<BoundMethod>()->function.get();
        insert_first(window, count, callee.as<BoundMethod>()->self.get());
        return call_window(ctx, window, count + 1, names);
    case Kind::kType: return call_type(ctx, callee.as<Type>(), window, count, names);
    default: break;
    }
    Type* type = type_of(ctx, callee);
    Value special = type->lookup_special(Special::kCall);
    if (!special) return {nullptr, not_callable(ctx, callee)};
    if (special.is(Kind::kFunction)) {
        window[-4] = special;
        insert_first(window, count, callee);
        return call_window(ctx, window, count + 1, names);
    }
    if (special.is(Kind::kNativeFunction)) {
        insert_first(window, count, callee);
        return {nullptr,
                call_native(ctx, special.as<NativeFunction>(), window, positional + 1, names)};
    }
    NativeRecursion guard(ctx, " while calling a Python object");
    if (!guard.ok()) return {nullptr, Value::error()};
    Value bound = bind_descriptor(ctx, special, callee, type);
    if (!bound) return {nullptr, Value::error()};
    window[-4] = bound;
    return call_window(ctx, window, count, names);
}

CallOutcome call_spread(Context& ctx, Value callee, Tuple* args, Value kwargs) {
    Dict* dict = kwargs ? kwargs.as<Dict>() : nullptr;
    const uint64_t named = dict ? dict->live : 0;
    const uint64_t count = args->length + named;
    Value* window = ctx.stack_top() + kCallHeader;
    if (count > static_cast<uint64_t>(ctx.stack_limit - ctx.stack_begin) ||
        window + count + 32 > ctx.stack_limit) {
        raise_recursion_error(ctx, " while calling a Python object");
        return {nullptr, Value::error()};
    }
    window[-4] = callee;
    std::copy_n(args->values().data(), args->length, window);
    // While the callee is prepared, the arguments stand above every frame.
    ReservedStack reserved(ctx, window + count + kCallHeader);
    Tuple* names = nullptr;
    if (named) {
        names = new_tuple(ctx, named);
        if (!names) return {nullptr, Value::error()};
        uint64_t position = 0;
        Value key, value;
        for (uint64_t i = 0; dict_next(dict, position, key, value); i++) {
            if (!key.is(Kind::kString)) {
                return {nullptr, raise(ctx, TypeId::kTypeError, "keywords must be strings")};
            }
            names->slots()[i].init(key);
            window[args->length + i] = value;
        }
    }
    return call_window(ctx, window, static_cast<uint32_t>(count), names);
}

// ---- calls from native code ----

Value call_keywords(Context& ctx, Value callee, std::span<const Value> args, Tuple* names) {
    if (names && names->length == 0) names = nullptr;
    const uint32_t count = static_cast<uint32_t>(args.size());
    if (callee.is(Kind::kNativeFunction)) {
        NativeRecursion guard(ctx, " while calling a Python object");
        if (!guard.ok()) return Value::error();
        const uint32_t positional = count - (names ? static_cast<uint32_t>(names->length) : 0);
        return call_native(ctx, callee.as<NativeFunction>(), args.data(), positional, names);
    }
    Value* window = ctx.stack_top() + kCallHeader;
    if (window + count + 32 > ctx.stack_limit || machine_stack_exhausted(ctx)) {
        raise_recursion_error(ctx, " while calling a Python object");
        return Value::error();
    }
    window[-4] = callee;
    std::copy_n(args.data(), count, window);
    CallOutcome o;
    {
        // While the callee is prepared, the arguments stand above every frame.
        ReservedStack reserved(ctx, window + count + kCallHeader);
        o = call_window(ctx, window, count, names);
    }
    if (!o.frame) return o.value;
    o.frame[-3] = Value::from_bits(o.frame[-3].bits() | FrameRef::kEntry);
    return run_interpreter(ctx);
}

Value call(Context& ctx, Value callee, std::span<const Value> args) {
    return call_keywords(ctx, callee, args, nullptr);
}

Value call_ex(Context& ctx, Value callee, Tuple* args, Value kwargs) {
    Dict* dict = kwargs ? kwargs.as<Dict>() : nullptr;
    if (!dict || dict->live == 0) return call(ctx, callee, args->values());
    ValueVector all(ctx);
    ValueVector names(ctx);
    all.values.assign(args->values().begin(), args->values().end());
    uint64_t position = 0;
    Value key, value;
    while (dict_next(dict, position, key, value)) {
        if (!key.is(Kind::kString))
            return raise(ctx, TypeId::kTypeError, "keywords must be strings");
        names.values.push_back(key);
        all.values.push_back(value);
    }
    Tuple* tuple = make_tuple(ctx, std::span<const Value>(names.values));
    return tuple ? call_keywords(ctx, callee, all.values, tuple) : Value::error();
}

Value call_method(Context& ctx, Value object, String* name, std::span<const Value> args) {
    Type* type = type_of(ctx, object);
    Value found = type->has(Type::kDefaultGetattribute) ? type_lookup(ctx, type, name) : Value();
    const bool method =
        found.is(Kind::kFunction) || (found.is(Kind::kNativeFunction) &&
                                      (found.as<NativeFunction>()->flags &
                                       (NativeFunction::kMethod | NativeFunction::kBound |
                                        NativeFunction::kClassMethod)) == NativeFunction::kMethod);
    const bool shadowed =
        method && object.is_object() && get_own_attribute(ctx, object.as_object(), name);
    if (method && !shadowed && !object.is(Kind::kType) && !object.is(Kind::kModule)) {
        constexpr size_t kInline = 8;
        Value with_self[kInline + 1];
        if (args.size() <= kInline) {
            with_self[0] = object;
            std::copy(args.begin(), args.end(), with_self + 1);
            return call(ctx, found, std::span<const Value>(with_self, args.size() + 1));
        }
    }
    Value bound = get_attribute(ctx, object, name);
    return bound ? call(ctx, bound, args) : Value::error();
}

Value call_method(Context& ctx, Value object, Name name, std::initializer_list<Value> args) {
    return call_method(ctx, object, ctx.name(name),
                       std::span<const Value>(args.begin(), args.size()));
}

Truth call_special(Context& ctx, Value object, Special s, std::initializer_list<Value> args,
                   Value& out) {
    Type* type = type_of(ctx, object);
    Value f = type->lookup_special(s);
    if (!f) return Truth::kNo;
    if (f.is(Kind::kFunction) || (f.is(Kind::kNativeFunction) &&
                                  !(f.as<NativeFunction>()->flags &
                                    (NativeFunction::kBound | NativeFunction::kClassMethod)))) {
        Value with_self[8];
        with_self[0] = object;
        std::copy(args.begin(), args.end(), with_self + 1);
        const uint32_t count = static_cast<uint32_t>(args.size()) + 1;
        out = f.is(Kind::kNativeFunction)
                  ? call_native_unchecked(ctx, f.as<NativeFunction>(), with_self, count)
                  : call(ctx, f, std::span<const Value>(with_self, count));
    } else {
        Value bound = bind_descriptor(ctx, f, object, type);
        out = bound ? call(ctx, bound, args) : Value();
    }
    return out ? Truth::kYes : Truth::kError;
}

bool is_callable(Context& ctx, Value v) {
    return bool(type_of(ctx, v)->lookup_special(Special::kCall));
}

}  // namespace orrery
