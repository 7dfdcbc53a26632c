// Module _thread, as far as one thread of Python goes: locks, thread-local data, identities.
// Starting a thread raises RuntimeError.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/time/platform.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"
#include "engine/objects/types.h"

namespace orrery {

namespace {

using time_platform::Clock;

constexpr double kTimeoutMax = 9223372036.0;  // seconds
constexpr int64_t kLongestNap = 5'000'000;  // ns between looks at interrupts

struct Lock : NativeObject {
    bool locked;
};
struct RLock : NativeObject {
    uint64_t owner;  // 0: free
    uint64_t count;
};

uint64_t identity(Context& ctx) { return reinterpret_cast<uint64_t>(&ctx); }

/// The arguments of acquire(): ns to wait, -1 for ever, 0 not at all.
bool wait_time(Context& ctx, Value blocking_arg, Value timeout_arg, int64_t& ns) {
    Truth blocking = blocking_arg ? is_true(ctx, blocking_arg) : Truth::kYes;
    double timeout = -1;
    if (blocking == Truth::kError || (timeout_arg && !to_double(ctx, timeout_arg, timeout))) {
        return false;
    }
    const char* problem = nullptr;
    if (blocking == Truth::kNo && timeout != -1) {
        problem = "can't specify a timeout for a non-blocking call";
    } else if (timeout < 0 && timeout != -1) {
        problem = "timeout value must be positive";
    }
    if (problem) {
        raise(ctx, TypeId::kValueError, problem);
        return false;
    }
    if (timeout > kTimeoutMax) {
        raise(ctx, TypeId::kOverflowError, "timeout value is too large");
        return false;
    }
    ns = blocking == Truth::kNo ? 0
         : timeout < 0          ? -1
                                : static_cast<int64_t>(std::ceil(timeout * 1e9));
    return true;
}

/// Waits until `is_free` or the time is up; signal handlers may free the lock meanwhile.
template <typename F>
Truth wait(Context& ctx, int64_t ns, F is_free) {
    int64_t now, end;
    time_platform::read_clock(Clock::kMonotonic, now);
    if (ns < 0 || __builtin_add_overflow(now, ns, &end)) end = INT64_MAX;
    while (!is_free()) {
        if (now >= end) return Truth::kNo;
        time_platform::sleep(std::min(end - now, kLongestNap));
        if (ctx.poll.load() && !ctx.handle_poll()) return Truth::kError;
        time_platform::read_clock(Clock::kMonotonic, now);
    }
    return Truth::kYes;
}

Value object_new(Context& ctx, const Args& args) {
    Object* o = allocate_instance(ctx, args[0].as<Type>());
    return o ? Value::object(o) : Value::error();
}

// ---- lock ----

Lock* lock_self(const Args& args) { return args[0].as<Lock>(); }

Value lock_acquire(Context& ctx, const Args& args) {
    Lock* l = lock_self(args);
    int64_t ns;
    if (!wait_time(ctx, args[1], args[2], ns)) return Value::error();
    const Truth t = wait(ctx, ns, [l] { return !l->locked; });
    if (t == Truth::kYes) l->locked = true;
    return t == Truth::kError ? Value::error() : Value::boolean(t == Truth::kYes);
}
Value lock_enter(Context& ctx, const Args& args) {
    const Value values[] = {args[0], Value(), Value()};
    return lock_acquire(ctx, Args{.values = values});
}
Value lock_release(Context& ctx, const Args& args) {
    if (!lock_self(args)->locked) return raise(ctx, TypeId::kRuntimeError, "release unlocked lock");
    lock_self(args)->locked = false;
    return Value::none();
}
Value lock_locked(Context&, const Args& args) { return Value::boolean(lock_self(args)->locked); }
Value lock_reset(Context&, const Args& args) {
    lock_self(args)->locked = false;
    return Value::none();
}
Value lock_repr(Context& ctx, const Args& args) {
    const std::string s = std::string("<") + (lock_self(args)->locked ? "locked " : "unlocked ") +
                          type_name(ctx, args[0]) + " object at " + address_text(args[0]) + ">";
    String* text = make_string(ctx, s);
    return text ? Value::object(text) : Value::error();
}

constexpr NativeMethod kLockMethods[] = {
    {"acquire(self, blocking=True, timeout=-1)", lock_acquire},
    {"acquire_lock(self, blocking=True, timeout=-1)", lock_acquire},
    {"release(self, /)", lock_release},
    {"release_lock(self, /)", lock_release},
    {"locked(self, /)", lock_locked},
    {"locked_lock(self, /)", lock_locked},
    {"__enter__(self, /)", lock_enter},
    {"__exit__(self, /, *args)", lock_release},
    {"_at_fork_reinit(self, /)", lock_reset},
    {"__repr__(self, /)", lock_repr},
};
const NativeTypeSpec kLockSpec = {
    .name = "_thread.lock",
    .size = sizeof(Lock),
    .subclassable = false,
    .methods = kLockMethods,
    .doc = "A lock object is a synchronization primitive.",
};

// ---- RLock ----

RLock* rlock_self(const Args& args) { return args[0].as<RLock>(); }

Value rlock_acquire(Context& ctx, const Args& args) {
    RLock* l = rlock_self(args);
    int64_t ns;
    if (!wait_time(ctx, args[1], args[2], ns)) return Value::error();
    const uint64_t me = identity(ctx);
    const Truth t = wait(ctx, ns, [l, me] { return l->count == 0 || l->owner == me; });
    if (t == Truth::kYes) {
        l->owner = me;
        l->count++;
    }
    return t == Truth::kError ? Value::error() : Value::boolean(t == Truth::kYes);
}
Value rlock_enter(Context& ctx, const Args& args) {
    const Value values[] = {args[0], Value(), Value()};
    return rlock_acquire(ctx, Args{.values = values});
}
bool check_owner(Context& ctx, RLock* l) {
    if (l->count && l->owner == identity(ctx)) return true;
    raise(ctx, TypeId::kRuntimeError, "cannot release un-acquired lock");
    return false;
}
Value rlock_release(Context& ctx, const Args& args) {
    RLock* l = rlock_self(args);
    if (!check_owner(ctx, l)) return Value::error();
    if (--l->count == 0) l->owner = 0;
    return Value::none();
}
Value rlock_is_owned(Context& ctx, const Args& args) {
    RLock* l = rlock_self(args);
    return Value::boolean(l->count && l->owner == identity(ctx));
}
Value rlock_release_save(Context& ctx, const Args& args) {
    RLock* l = rlock_self(args);
    if (!check_owner(ctx, l)) return Value::error();
    const Value values[] = {make_int_unsigned(ctx, l->count), make_int_unsigned(ctx, l->owner)};
    l->count = l->owner = 0;
    Tuple* t = make_tuple(ctx, values);
    return t ? Value::object(t) : Value::error();
}
Value rlock_acquire_restore(Context& ctx, const Args& args) {
    RLock* l = rlock_self(args);
    int64_t count, owner;
    if (!args[1].is(Kind::kTuple) || args[1].as<Tuple>()->length != 2) {
        return raise(ctx, TypeId::kTypeError, "function missing required argument 'state' (pos 1)");
    }
    if (!to_int64(ctx, args[1].as<Tuple>()->at(0), count) ||
        !to_int64(ctx, args[1].as<Tuple>()->at(1), owner)) {
        return Value::error();
    }
    if (wait(ctx, -1, [l] { return l->count == 0; }) == Truth::kError) return Value::error();
    l->count = static_cast<uint64_t>(count);
    l->owner = static_cast<uint64_t>(owner);
    return Value::none();
}
Value rlock_recursion_count(Context& ctx, const Args& args) {
    RLock* l = rlock_self(args);
    return make_int_unsigned(ctx, l->owner == identity(ctx) ? l->count : 0);
}
Value rlock_reset(Context&, const Args& args) {
    rlock_self(args)->count = rlock_self(args)->owner = 0;
    return Value::none();
}
Value rlock_repr(Context& ctx, const Args& args) {
    RLock* l = rlock_self(args);
    const std::string s = std::string("<") + (l->count ? "locked " : "unlocked ") +
                          type_name(ctx, args[0]) + " object owner=" + std::to_string(l->owner) +
                          " count=" + std::to_string(l->count) + " at " + address_text(args[0]) +
                          ">";
    String* text = make_string(ctx, s);
    return text ? Value::object(text) : Value::error();
}

constexpr NativeMethod kRLockMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", object_new},
    {"acquire(self, blocking=True, timeout=-1)", rlock_acquire},
    {"release(self, /)", rlock_release},
    {"_is_owned(self, /)", rlock_is_owned},
    {"_release_save(self, /)", rlock_release_save},
    {"_acquire_restore(self, state, /)", rlock_acquire_restore},
    {"_recursion_count(self, /)", rlock_recursion_count},
    {"__enter__(self, /)", rlock_enter},
    {"__exit__(self, /, *args)", rlock_release},
    {"_at_fork_reinit(self, /)", rlock_reset},
    {"__repr__(self, /)", rlock_repr},
};
const NativeTypeSpec kRLockSpec = {
    .name = "_thread.RLock",
    .size = sizeof(RLock),
    .methods = kRLockMethods,
};

// ---- _local ----

Value local_new(Context& ctx, const Args& args) {
    auto* type = args[0].as<Type>();
    const bool given = args.rest_count || (args.keywords && args.keywords.as<Dict>()->live);
    if (given && type->has(Type::kDefaultInit)) {
        return raise(ctx, TypeId::kTypeError, "Initialization arguments are not supported");
    }
    return object_new(ctx, args);
}
constexpr NativeMethod kLocalMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", local_new},
};
constexpr NativeProperty kLocalProperties[] = {
    {"__dict__", get_instance_dict, set_instance_dict_property},
};
const NativeTypeSpec kLocalSpec = {
    .name = "_thread._local",
    .size = sizeof(NativeObject),
    .has_dict = true,
    .methods = kLocalMethods,
    .properties = kLocalProperties,
    .doc = "Thread-local data",
};

// ---- functions ----

Value make_lock(Context& ctx) {
    Value module = import_module(ctx, "_thread");
    if (!module) return module;
    auto* type = module.as<Module>()->state.get().as<Type>();
    auto* l = allocate<Lock>(ctx, type);
    return l ? Value::object(l) : Value::error();
}
Value thread_allocate_lock(Context& ctx, const Args&) { return make_lock(ctx); }
Value thread_set_sentinel(Context& ctx, const Args&) { return make_lock(ctx); }
Value thread_get_ident(Context& ctx, const Args&) { return make_int_unsigned(ctx, identity(ctx)); }
Value thread_count(Context&, const Args&) { return Value::small_int(0); }
Value thread_exit(Context& ctx, const Args&) { return raise_with(ctx, TypeId::kSystemExit, {}); }
Value thread_start(Context& ctx, const Args& args) {
    if (!is_callable(ctx, args[0])) {
        return raise(ctx, TypeId::kTypeError, "first arg must be callable");
    }
    if (!args[1].is(Kind::kTuple)) return raise(ctx, TypeId::kTypeError, "2nd arg must be a tuple");
    return raise(ctx, TypeId::kRuntimeError, "can't start new thread: this engine runs one thread");
}
Value thread_interrupt_main(Context& ctx, const Args&) {
    ctx.poll.fetch_or(kPollInterrupt);
    return Value::none();
}
Value thread_stack_size(Context& ctx, const Args& args) {
    int64_t size = 0;
    if (args[0] && !to_int64(ctx, args[0], size)) return Value::error();
    if (size < 0) return raise(ctx, TypeId::kValueError, "size must be 0 or a positive value");
    return Value::small_int(0);
}

constexpr NativeMethod kFunctions[] = {
    {"allocate_lock()", thread_allocate_lock},
    {"allocate()", thread_allocate_lock},
    {"_set_sentinel()", thread_set_sentinel},
    {"get_ident()", thread_get_ident},
    {"_count()", thread_count},
    {"exit()", thread_exit},
    {"exit_thread()", thread_exit},
    {"start_new_thread(function, args, kwargs=?, /)", thread_start},
    {"start_new(function, args, kwargs=?, /)", thread_start},
    {"interrupt_main(signum=2, /)", thread_interrupt_main},
    {"stack_size(size=0, /)", thread_stack_size},
};

bool populate(Context& ctx, Module* module) {
    Dict* d = module->dict.get();
    Type* lock = make_native_type(ctx, kLockSpec);
    if (!lock || !add_native_type(ctx, module, kRLockSpec) ||
        !add_native_type(ctx, module, kLocalSpec)) {
        return false;
    }
    lock->type_flags |= Type::kDisallowInstantiation;
    module->state.set(ctx, module, Value::object(lock));
    return dict_set(ctx, d, intern(ctx, "LockType"), Value::object(lock)) &&
           dict_set(ctx, d, intern(ctx, "error"), Value::object(ctx.type(TypeId::kRuntimeError))) &&
           dict_set(ctx, d, intern(ctx, "TIMEOUT_MAX"), Value::number(kTimeoutMax));
}

}  // namespace

extern const NativeModuleSpec kThreadModule;
const NativeModuleSpec kThreadModule = {
    .name = "_thread",
    .functions = kFunctions,
    .populate = populate,
    .doc =
        "This module provides primitive operations to write multi-threaded programs.\nThe "
        "'threading' module provides a more convenient interface.",
};

}  // namespace orrery
