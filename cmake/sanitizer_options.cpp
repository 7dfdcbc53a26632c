// Run-time options of the sanitizers, compiled into every sanitized program so that they hold
// however it is started.
//
// - Leak checking is off: its scanner does not look into the engine's own heap, so memory that
//   only a heap object refers to would be reported.
// - Qt's libraries are not instrumented: the watchdog of Qt Test looks like races there.
// - Large reservations of address space (PROT_NONE or NORESERVE) are normal here: no limit on
//   the map's size, and shadow memory stays out of core files.

#define ORRERY_DEFAULT_VISIBILITY extern "C" __attribute__((visibility("default"), used))

ORRERY_DEFAULT_VISIBILITY const char* __asan_default_options();
ORRERY_DEFAULT_VISIBILITY const char* __ubsan_default_options();
ORRERY_DEFAULT_VISIBILITY const char* __tsan_default_options();
ORRERY_DEFAULT_VISIBILITY const char* __tsan_default_suppressions();

const char* __asan_default_options() {
    return "detect_leaks=0:detect_stack_use_after_return=0:allocator_may_return_null=1:"
           "use_sigaltstack=0:handle_segv=1:allow_user_segv_handler=1:check_initialization_order=1";
}

const char* __ubsan_default_options() { return "print_stacktrace=1:halt_on_error=1"; }

const char* __tsan_default_options() { return "halt_on_error=1:second_deadlock_stack=1"; }

const char* __tsan_default_suppressions() { return "race:QWaitCondition\nrace:QTest::qRun\n"; }
