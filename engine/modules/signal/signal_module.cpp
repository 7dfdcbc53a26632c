// Module _signal, and what a pending signal does.
#include "engine/modules/signal/signals.h"

#include <cerrno>
#include <cmath>
#include <csignal>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/signal/platform.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"

namespace orrery {

namespace {

using namespace signal_platform;

constexpr int kDefaultHandler = 0;  // SIG_DFL
constexpr int kIgnoreHandler = 1;   // SIG_IGN

/// The handlers by number, the error type last; null before the module has been imported.
List* state_of(Context& ctx) {
    Value module = dict_get(ctx, ctx.runtime().modules, intern(ctx, "_signal"));
    if (!module.is(Kind::kModule)) return nullptr;
    Value state = module.as<Module>()->state.get();
    return state.is(Kind::kList) ? state.as<List>() : nullptr;
}

Value raise_interrupt(Context& ctx) { return raise_with(ctx, TypeId::kKeyboardInterrupt, {}); }

Value current_frame(Context& ctx) {
    FrameRef frame = frame_at_depth(ctx, 0);
    Frame* f = frame ? frame_object(ctx, frame) : nullptr;
    return f ? Value::object(f) : Value::none();
}

bool run_handler(Context& ctx, int number) {
    List* handlers = state_of(ctx);
    Value handler = handlers ? handlers->at(static_cast<uint64_t>(number)) : Value();
    if (!handler) {
        if (number == SIGINT) raise_interrupt(ctx);
        return number != SIGINT;
    }
    if (handler.is_small_int() || handler.is_none()) return true;
    return bool(call(ctx, handler, {Value::small_int(number), current_frame(ctx)}));
}

bool number_arg(Context& ctx, Value v, int& number) {
    if (!to_int32(ctx, v, number)) return false;
    if (number > 0 && number < kSignalLimit) return true;
    raise(ctx, TypeId::kValueError, "signal number out of range");
    return false;
}

/// For what concerns the whole process, which is not the program's.
Value raise_guest(Context& ctx) {
    return raise(ctx, TypeId::kValueError,
                 "signals and timers of the process do not belong to this engine");
}

Value signal_signal(Context& ctx, const Args& args) {
    int number;
    if (!to_int32(ctx, args[0], number)) return Value::error();
    if (number < 1 || number >= kSignalLimit) {
        return raise(ctx, TypeId::kValueError, "signal number out of range");
    }
    List* handlers = state_of(ctx);
    Value handler = args[1];
    int64_t n = -1;
    const bool is_number = is_int(handler) && int_to_int64(to_index(ctx, handler), n);
    if (!(is_number && (n == kDefaultHandler || n == kIgnoreHandler)) &&
        !is_callable(ctx, handler)) {
        return raise(ctx, TypeId::kTypeError,
                     "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
    }
    const bool is_guest = !owns_process(ctx);
    if (is_guest && number != SIGINT) {
        return raise(ctx, TypeId::kValueError,
                     "signal only works in main thread of the main interpreter");
    }
    const Action action = !is_number             ? Action::kNote
                          : n == kDefaultHandler ? Action::kDefault
                                                 : Action::kIgnore;
    if (!is_guest && !set_action(number, action)) return raise_os_error(ctx, errno);
    Slot& slot = handlers->items->slots()[number];
    Value old = slot.get();
    slot.set(ctx, handlers->items.get(), is_number ? Value::small_int(n) : handler);
    return old ? old : Value::none();
}
Value signal_getsignal(Context& ctx, const Args& args) {
    int number;
    if (!number_arg(ctx, args[0], number)) return Value::error();
    Value v = state_of(ctx)->at(static_cast<uint64_t>(number));
    return v ? v : Value::none();
}
Value signal_raise_signal(Context& ctx, const Args& args) {
    int number;
    if (!to_int32(ctx, args[0], number)) return Value::error();
    if (!owns_process(ctx)) {
        if (number != SIGINT) return raise_guest(ctx);
        ctx.poll.fetch_or(kPollInterrupt);
    } else if (!signal_platform::raise(number)) {
        return raise_os_error(ctx, errno);
    }
    if (ctx.poll.load() && !ctx.handle_poll()) return Value::error();
    return Value::none();
}
Value signal_default_int_handler(Context& ctx, const Args&) { return raise_interrupt(ctx); }
Value signal_strsignal(Context& ctx, const Args& args) {
    int number;
    if (!number_arg(ctx, args[0], number)) return Value::error();
    const char* s = description(number);
    String* text = s ? make_string(ctx, s) : nullptr;
    return s ? (text ? Value::object(text) : Value::error()) : Value::none();
}
Value signal_valid_signals(Context& ctx, const Args&) {
    Set* set = make_set(ctx);
    for (int i = 1; set && i < kSignalLimit; i++) {
        if (is_valid(i) && !set_add(ctx, set, Value::small_int(i))) return Value::error();
    }
    return set ? Value::object(set) : Value::error();
}
Value signal_pause(Context& ctx, const Args&) {
    if (!owns_process(ctx)) return raise_guest(ctx);
    if (!(ctx.poll.load() & ~uint32_t{kPollTrace})) signal_platform::pause();
    if (ctx.poll.load() && !ctx.handle_poll()) return Value::error();
    return Value::none();
}
Value signal_alarm(Context& ctx, const Args& args) {
    int seconds;
    if (!to_int32(ctx, args[0], seconds)) return Value::error();
    if (!owns_process(ctx)) return raise_guest(ctx);
    return make_int(ctx, signal_platform::alarm(static_cast<unsigned>(seconds)));
}
Value signal_siginterrupt(Context& ctx, const Args& args) {
    int number;
    if (!number_arg(ctx, args[0], number)) return Value::error();
    const Truth flag = is_true(ctx, args[1]);
    if (flag == Truth::kError) return Value::error();
    if (!owns_process(ctx)) return raise_guest(ctx);
    return set_restart(number, flag == Truth::kNo) ? Value::none() : raise_os_error(ctx, errno);
}
Value signal_set_wakeup_fd(Context& ctx, const Args& args) {
    int fd;
    if (!to_int32(ctx, args[0], fd)) return Value::error();
    if (fd == -1) return Value::small_int(-1);
    return raise(ctx, TypeId::kNotImplementedError, "signal wake-up descriptors are not supported");
}

Value timer_value(Context& ctx, const Timer& t) {
    const Value values[] = {Value::number(t.delay), Value::number(t.interval)};
    Tuple* tuple = make_tuple(ctx, values);
    return tuple ? Value::object(tuple) : Value::error();
}
Value raise_timer_error(Context& ctx) {
    const int error = errno;
    raise_os_error(ctx, error);
    Value e = take_exception(ctx);
    Tuple* t = e.as<Exception>()->args.get();
    Value type = state_of(ctx)->at(kSignalLimit);
    Value made = call(ctx, type, t->values());
    return made ? raise_value(ctx, made) : made;
}
Value signal_setitimer(Context& ctx, const Args& args) {
    int which;
    Timer timer, old;
    if (!to_int32(ctx, args[0], which) || !to_double(ctx, args[1], timer.delay) ||
        (args[2] && !to_double(ctx, args[2], timer.interval))) {
        return Value::error();
    }
    if (!owns_process(ctx)) return raise_guest(ctx);
    return set_timer(which, timer, old) ? timer_value(ctx, old) : raise_timer_error(ctx);
}
Value signal_getitimer(Context& ctx, const Args& args) {
    int which;
    Timer timer;
    if (!to_int32(ctx, args[0], which)) return Value::error();
    return get_timer(which, timer) ? timer_value(ctx, timer) : raise_timer_error(ctx);
}

constexpr NativeMethod kFunctions[] = {
    {"signal(signalnum, handler, /)", signal_signal},
    {"getsignal(signalnum, /)", signal_getsignal},
    {"raise_signal(signalnum, /)", signal_raise_signal},
    {"default_int_handler(signalnum, frame, /)", signal_default_int_handler},
    {"strsignal(signalnum, /)", signal_strsignal},
    {"valid_signals()", signal_valid_signals},
    {"pause()", signal_pause},
    {"alarm(seconds, /)", signal_alarm},
    {"siginterrupt(signalnum, flag, /)", signal_siginterrupt},
    {"set_wakeup_fd(fd, /, *, warn_on_full_buffer=True)", signal_set_wakeup_fd},
    {"setitimer(which, seconds, interval=0.0, /)", signal_setitimer},
    {"getitimer(which, /)", signal_getitimer},
};

bool populate(Context& ctx, Module* module) {
    Dict* d = module->dict.get();
    const auto set = [&](const char* name, Value v) {
        return v && dict_set(ctx, d, intern(ctx, name), v);
    };
    for (const SignalName& s : names()) {
        if (!set(s.name, Value::small_int(s.number))) return false;
    }
#ifndef _WIN32
    if (!set("SIGRTMIN", Value::small_int(SIGRTMIN)) ||
        !set("SIGRTMAX", Value::small_int(SIGRTMAX)) || !set("ITIMER_REAL", Value::small_int(0)) ||
        !set("ITIMER_VIRTUAL", Value::small_int(1)) || !set("ITIMER_PROF", Value::small_int(2))) {
        return false;
    }
#endif
    List* handlers = make_list(ctx, kSignalLimit + 1);
    if (!handlers) return false;
    for (int i = 0; i < kSignalLimit; i++) {
        Value handler = Value::none();
        if (is_valid(i)) {
            const Action action = current_action(i);
            handler = action == Action::kDefault  ? Value::small_int(kDefaultHandler)
                      : action == Action::kIgnore ? Value::small_int(kIgnoreHandler)
                                                  : Value::none();
        }
        if (i == SIGINT) {
            handler = dict_get(ctx, d, intern(ctx, "default_int_handler"));
        }
        if (!list_append(ctx, handlers, handler)) return false;
    }
    const Value base = Value::object(ctx.type(TypeId::kOSError));
    Dict* ns = make_dict(ctx);
    Tuple* bases = make_tuple(ctx, {&base, 1});
    if (!ns || !bases ||
        !dict_set(ctx, ns, ctx.name(Name::k__module__), Value::object(intern(ctx, "signal")))) {
        return false;
    }
    Value error =
        make_class(ctx, ctx.type(TypeId::kType), intern(ctx, "itimer_error"), bases, ns, Value());
    if (!error || !list_append(ctx, handlers, error)) return false;
    module->state.set(ctx, module, Value::object(handlers));
    return set("SIG_DFL", Value::small_int(kDefaultHandler)) &&
           set("SIG_IGN", Value::small_int(kIgnoreHandler)) &&
           set("NSIG", Value::small_int(kSignalLimit)) && set("ItimerError", error);
}

}  // namespace

bool owns_process(Context& ctx) { return signal_platform::target() == &ctx.poll; }

bool Runtime::handle_interrupt(Context& ctx) {
    // Without a signal behind it, it is Ctrl-C in an embedder's window.
    int number = owns_process(ctx) ? take_pending() : 0;
    if (number == 0) return run_handler(ctx, SIGINT);
    for (; number; number = take_pending()) {
        if (!run_handler(ctx, number)) return false;
    }
    return true;
}

void take_signals(Context& ctx) {
    set_target(&ctx.poll, kPollInterrupt);
    set_action(SIGINT, Action::kNote);
#ifndef _WIN32
    set_action(SIGPIPE, Action::kIgnore);
    set_action(SIGXFSZ, Action::kIgnore);
#endif
}

void release_signals(Context& ctx) {
    if (!owns_process(ctx)) return;
    set_action(SIGINT, Action::kDefault);
    set_target(nullptr, 0);
}

extern const NativeModuleSpec kSignalModule;
const NativeModuleSpec kSignalModule = {
    .name = "_signal",
    .functions = kFunctions,
    .populate = populate,
    .doc = "This module provides mechanisms to use signal handlers in Python.",
};

}  // namespace orrery
