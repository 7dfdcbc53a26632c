#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <csignal>
#include <cstring>

#include "engine/modules/signal/platform.h"

namespace orrery::signal_platform {

namespace {

std::atomic<std::atomic<uint32_t>*> target_word{nullptr};
std::atomic<uint32_t> target_bits{0};
volatile std::sig_atomic_t pending[kSignalLimit];

void note(int number) {
    const int saved = errno;
    pending[number] = 1;
    if (std::atomic<uint32_t>* word = target_word.load()) word->fetch_or(target_bits.load());
    errno = saved;
}

constexpr SignalName kNames[] = {
    {"SIGHUP", SIGHUP},       {"SIGINT", SIGINT},       {"SIGQUIT", SIGQUIT},
    {"SIGILL", SIGILL},       {"SIGTRAP", SIGTRAP},     {"SIGIOT", SIGABRT},
    {"SIGABRT", SIGABRT},     {"SIGBUS", SIGBUS},       {"SIGFPE", SIGFPE},
    {"SIGKILL", SIGKILL},     {"SIGUSR1", SIGUSR1},     {"SIGSEGV", SIGSEGV},
    {"SIGUSR2", SIGUSR2},     {"SIGPIPE", SIGPIPE},     {"SIGALRM", SIGALRM},
    {"SIGTERM", SIGTERM},     {"SIGSTKFLT", SIGSTKFLT}, {"SIGCLD", SIGCHLD},
    {"SIGCHLD", SIGCHLD},     {"SIGCONT", SIGCONT},     {"SIGSTOP", SIGSTOP},
    {"SIGTSTP", SIGTSTP},     {"SIGTTIN", SIGTTIN},     {"SIGTTOU", SIGTTOU},
    {"SIGURG", SIGURG},       {"SIGXCPU", SIGXCPU},     {"SIGXFSZ", SIGXFSZ},
    {"SIGVTALRM", SIGVTALRM}, {"SIGPROF", SIGPROF},     {"SIGWINCH", SIGWINCH},
    {"SIGPOLL", SIGPOLL},     {"SIGIO", SIGIO},         {"SIGPWR", SIGPWR},
    {"SIGSYS", SIGSYS},
};

timeval to_timeval(double seconds) {
    const double whole = std::floor(seconds);
    return {.tv_sec = static_cast<time_t>(whole),
            .tv_usec = static_cast<suseconds_t>((seconds - whole) * 1e6)};
}
double to_seconds(const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
}
constexpr int kTimers[] = {ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF};
Timer to_timer(const itimerval& v) { return {to_seconds(v.it_value), to_seconds(v.it_interval)}; }

}  // namespace

std::span<const SignalName> names() { return kNames; }
bool is_valid(int number) {
    sigset_t all;
    sigfillset(&all);
    return number > 0 && number < kSignalLimit && sigismember(&all, number) == 1;
}
const char* description(int number) { return is_valid(number) ? ::strsignal(number) : nullptr; }

bool set_action(int number, Action action) {
    struct sigaction s = {};
    s.sa_handler = action == Action::kDefault  ? SIG_DFL
                   : action == Action::kIgnore ? SIG_IGN
                                               : note;
    return ::sigaction(number, &s, nullptr) == 0;
}
Action current_action(int number) {
    struct sigaction s = {};
    if (::sigaction(number, nullptr, &s) < 0) return Action::kOther;
    if (s.sa_handler == SIG_DFL) return Action::kDefault;
    return s.sa_handler == SIG_IGN ? Action::kIgnore
           : s.sa_handler == note  ? Action::kNote
                                   : Action::kOther;
}
bool raise(int number) { return std::raise(number) == 0; }
bool set_restart(int number, bool restart) {
    struct sigaction s = {};
    if (::sigaction(number, nullptr, &s) < 0) return false;
    s.sa_flags = restart ? s.sa_flags | SA_RESTART : s.sa_flags & ~SA_RESTART;
    return ::sigaction(number, &s, nullptr) == 0;
}

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

unsigned alarm(unsigned seconds) { return ::alarm(seconds); }
void pause() { ::pause(); }
bool set_timer(int which, const Timer& timer, Timer& old) {
    const itimerval fresh = {.it_interval = to_timeval(timer.interval),
                             .it_value = to_timeval(timer.delay)};
    itimerval before;
    if (which < 0 || which > 2) {
        errno = EINVAL;
        return false;
    }
    if (::setitimer(static_cast<__itimer_which>(kTimers[which]), &fresh, &before) < 0) return false;
    old = to_timer(before);
    return true;
}
bool get_timer(int which, Timer& out) {
    itimerval now;
    if (which < 0 || which > 2) {
        errno = EINVAL;
        return false;
    }
    if (::getitimer(static_cast<__itimer_which>(kTimers[which]), &now) < 0) return false;
    out = to_timer(now);
    return true;
}

}  // namespace orrery::signal_platform
