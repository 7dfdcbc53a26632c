// Clocks and calendar as the operating system has them.
#pragma once

#include <cstdint>
#include <ctime>
#include <span>

namespace orrery::time_platform {

enum class Clock : uint8_t { kReal, kMonotonic, kProcess, kThread };
/// Nanoseconds. False if the clock does not exist (errno is set).
bool read_clock(Clock clock, int64_t& ns);
int64_t clock_resolution(Clock clock);
/// What time.get_clock_info() calls it: "clock_gettime(CLOCK_MONOTONIC)".
const char* clock_name(Clock clock);

/// Clocks by the system's numbers: time.clock_gettime(). False with errno set.
bool read_system_clock(int id, int64_t& ns);
bool system_clock_resolution(int id, int64_t& ns);
bool set_system_clock(int id, int64_t ns);
struct ClockId {
    const char* name;
    int id;
};
std::span<const ClockId> system_clocks();

struct Calendar {
    std::tm tm;
    const char* zone;    // or null
    int64_t utc_offset;  // seconds east of Greenwich
};
bool local_time(int64_t seconds, Calendar& out);
bool utc_time(int64_t seconds, Calendar& out);
void set_zone(std::tm& tm, int64_t offset, const char* name);
void read_zone();  // tzset()

/// Sleeps, at most until something interrupts.
void sleep(int64_t ns);

}  // namespace orrery::time_platform
