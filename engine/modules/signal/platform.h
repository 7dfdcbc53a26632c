// Signals as the operating system has them.
#pragma once

#include <atomic>
#include <cstdint>
#include <span>

namespace orrery::signal_platform {

constexpr int kSignalLimit = 65;  // signal.NSIG

struct SignalName {
    const char* name;
    int number;
};
std::span<const SignalName> names();
bool is_valid(int number);
const char* description(int number);  // "Interrupt", or null

enum class Action : uint8_t { kDefault, kIgnore, kNote, kOther };
/// False with errno set.
bool set_action(int number, Action action);
Action current_action(int number);
bool raise(int number);
/// Whether interrupted system calls start again by themselves.
bool set_restart(int number, bool restart);

/// Where kNote puts signals: `*word |= bits` after pending(number) becomes true. Null: nowhere.
void set_target(std::atomic<uint32_t>* word, uint32_t bits);
std::atomic<uint32_t>* target();
/// Takes one pending signal; 0: none.
int take_pending();

/// Seconds left of the alarm set before.
unsigned alarm(unsigned seconds);
/// Returns when a signal has come.
void pause();
struct Timer {
    double delay = 0, interval = 0;
};
/// ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF: 0, 1, 2. False with errno set.
bool set_timer(int which, const Timer& timer, Timer& old);
bool get_timer(int which, Timer& out);

}  // namespace orrery::signal_platform
