#include <windows.h>

#include <cerrno>
#include <csignal>

#include "engine/modules/signal/platform.h"

namespace orrery::signal_platform {

namespace {

std::atomic<std::atomic<uint32_t>*> target_word{nullptr};
std::atomic<uint32_t> target_bits{0};
volatile std::sig_atomic_t pending[kSignalLimit];
Action actions[kSignalLimit];

void note(int number) {
    std::signal(number, note);
    pending[number] = 1;
    if (std::atomic<uint32_t>* word = target_word.load()) word->fetch_or(target_bits.load());
}

constexpr SignalName kNames[] = {
    {"SIGABRT", SIGABRT}, {"SIGFPE", SIGFPE},   {"SIGILL", SIGILL},
    {"SIGINT", SIGINT},   {"SIGSEGV", SIGSEGV}, {"SIGTERM", SIGTERM},
};

}  // namespace

std::span<const SignalName> names() { return kNames; }
bool is_valid(int number) {
    for (const SignalName& n : kNames) {
        if (n.number == number) return true;
    }
    return false;
}
const char* description(int number) {
    switch (number) {
    case SIGABRT: return "Aborted";
    case SIGFPE: return "Floating point exception";
    case SIGILL: return "Illegal instruction";
    case SIGINT: return "Interrupt";
    case SIGSEGV: return "Segmentation fault";
    case SIGTERM: return "Terminated";
    }
    return nullptr;
}

bool set_action(int number, Action action) {
    const auto handler = action == Action::kDefault  ? SIG_DFL
                         : action == Action::kIgnore ? SIG_IGN
                                                     : note;
    if (std::signal(number, handler) == SIG_ERR) return false;
    actions[number] = action;
    return true;
}
Action current_action(int number) { return actions[number]; }
bool raise(int number) { return std::raise(number) == 0; }
bool set_restart(int, bool) { return true; }

void set_target(std::atomic<uint32_t>* word, uint32_t bits) {
    target_bits = bits;
    target_word = word;
}
std::atomic<uint32_t>* target() { return target_word; }
int take_pending() {
    for (int i = 1; i < kSignalLimit; i++) {
        if (!pending[i]) continue;
        pending[i] = 0;
        return i;
    }
    return 0;
}

unsigned alarm(unsigned) { return 0; }
void pause() { Sleep(20); }
bool set_timer(int, const Timer&, Timer&) {
    errno = EINVAL;
    return false;
}
bool get_timer(int, Timer&) {
    errno = EINVAL;
    return false;
}

}  // namespace orrery::signal_platform
