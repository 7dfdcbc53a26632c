#include <ctime>

#include <cerrno>

#include "engine/modules/time/platform.h"

namespace orrery::time_platform {

namespace {

constexpr clockid_t kIds[] = {CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID,
                              CLOCK_THREAD_CPUTIME_ID};
int64_t nanoseconds(const timespec& t) { return int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec; }
void fill(Calendar& out) {
    out.zone = out.tm.tm_zone;
    out.utc_offset = out.tm.tm_gmtoff;
}

}  // namespace

bool read_clock(Clock clock, int64_t& ns) {
    return read_system_clock(kIds[static_cast<unsigned>(clock)], ns);
}
int64_t clock_resolution(Clock clock) {
    int64_t ns = 1;
    system_clock_resolution(kIds[static_cast<unsigned>(clock)], ns);
    return ns;
}
const char* clock_name(Clock clock) {
    constexpr const char* kNames[] = {
        "clock_gettime(CLOCK_REALTIME)", "clock_gettime(CLOCK_MONOTONIC)",
        "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", "clock_gettime(CLOCK_THREAD_CPUTIME_ID)"};
    return kNames[static_cast<unsigned>(clock)];
}

bool read_system_clock(int id, int64_t& ns) {
    timespec t;
    if (::clock_gettime(id, &t) < 0) return false;
    ns = nanoseconds(t);
    return true;
}
bool system_clock_resolution(int id, int64_t& ns) {
    timespec t;
    if (::clock_getres(id, &t) < 0) return false;
    ns = nanoseconds(t);
    return true;
}
bool set_system_clock(int id, int64_t ns) {
    const timespec t = {.tv_sec = ns / 1'000'000'000, .tv_nsec = ns % 1'000'000'000};
    return ::clock_settime(id, &t) == 0;
}
std::span<const ClockId> system_clocks() {
    static constexpr ClockId kClocks[] = {
        {"CLOCK_REALTIME", CLOCK_REALTIME},
        {"CLOCK_MONOTONIC", CLOCK_MONOTONIC},
        {"CLOCK_MONOTONIC_RAW", CLOCK_MONOTONIC_RAW},
        {"CLOCK_BOOTTIME", CLOCK_BOOTTIME},
        {"CLOCK_TAI", CLOCK_TAI},
        {"CLOCK_PROCESS_CPUTIME_ID", CLOCK_PROCESS_CPUTIME_ID},
        {"CLOCK_THREAD_CPUTIME_ID", CLOCK_THREAD_CPUTIME_ID},
    };
    return kClocks;
}

bool local_time(int64_t seconds, Calendar& out) {
    const time_t t = seconds;
    if (!::localtime_r(&t, &out.tm)) return false;
    fill(out);
    return true;
}
bool utc_time(int64_t seconds, Calendar& out) {
    const time_t t = seconds;
    if (!::gmtime_r(&t, &out.tm)) return false;
    fill(out);
    return true;
}
void set_zone(std::tm& tm, int64_t offset, const char* name) {
    tm.tm_gmtoff = offset;
    tm.tm_zone = name;
}
void read_zone() { ::tzset(); }

void sleep(int64_t ns) {
    const timespec t = {.tv_sec = ns / 1'000'000'000, .tv_nsec = ns % 1'000'000'000};
    ::nanosleep(&t, nullptr);
}

}  // namespace orrery::time_platform
