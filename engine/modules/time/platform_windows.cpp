#include <windows.h>

#include <cerrno>
#include <ctime>

#include "engine/modules/time/platform.h"

namespace orrery::time_platform {

namespace {

int64_t hundred_ns(const FILETIME& t) {
    return static_cast<int64_t>(static_cast<uint64_t>(t.dwHighDateTime) << 32 | t.dwLowDateTime);
}
constexpr int64_t kUnixEpoch = 116'444'736'000'000'000;  // in 100 ns since 1601

}  // namespace

bool read_clock(Clock clock, int64_t& ns) {
    FILETIME now, created, left, kernel, user;
    LARGE_INTEGER count, frequency;
    switch (clock) {
    case Clock::kReal:
        GetSystemTimePreciseAsFileTime(&now);
        ns = (hundred_ns(now) - kUnixEpoch) * 100;
        return true;
    case Clock::kMonotonic:
        QueryPerformanceCounter(&count);
        QueryPerformanceFrequency(&frequency);
        ns = count.QuadPart / frequency.QuadPart * 1'000'000'000 +
             count.QuadPart % frequency.QuadPart * 1'000'000'000 / frequency.QuadPart;
        return true;
    case Clock::kProcess:
    case Clock::kThread: break;
    }
    const BOOL ok = clock == Clock::kProcess
                        ? GetProcessTimes(GetCurrentProcess(), &created, &left, &kernel, &user)
                        : GetThreadTimes(GetCurrentThread(), &created, &left, &kernel, &user);
    if (!ok) {
        errno = EINVAL;
        return false;
    }
    ns = (hundred_ns(kernel) + hundred_ns(user)) * 100;
    return true;
}
int64_t clock_resolution(Clock) { return 100; }
const char* clock_name(Clock clock) {
    constexpr const char* kNames[] = {"GetSystemTimePreciseAsFileTime()",
                                      "QueryPerformanceCounter()", "GetProcessTimes()",
                                      "GetThreadTimes()"};
    return kNames[static_cast<unsigned>(clock)];
}

bool read_system_clock(int, int64_t&) {
    errno = EINVAL;
    return false;
}
bool system_clock_resolution(int, int64_t&) {
    errno = EINVAL;
    return false;
}
bool set_system_clock(int, int64_t) {
    errno = EINVAL;
    return false;
}
std::span<const ClockId> system_clocks() { return {}; }

bool local_time(int64_t seconds, Calendar& out) {
    const __time64_t t = seconds;
    if (_localtime64_s(&out.tm, &t)) return false;
    std::tm copy = out.tm;
    out.utc_offset = _mkgmtime64(&copy) - seconds;
    out.zone = _tzname[out.tm.tm_isdst > 0];
    return true;
}
bool utc_time(int64_t seconds, Calendar& out) {
    const __time64_t t = seconds;
    if (_gmtime64_s(&out.tm, &t)) return false;
    out.utc_offset = 0;
    out.zone = "UTC";
    return true;
}
void set_zone(std::tm&, int64_t, const char*) {}
void read_zone() { _tzset(); }

void sleep(int64_t ns) { Sleep(static_cast<DWORD>((ns + 999'999) / 1'000'000)); }

}  // namespace orrery::time_platform
