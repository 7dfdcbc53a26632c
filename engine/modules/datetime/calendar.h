// The proleptic Gregorian calendar: pure arithmetic, no Values.
//
// An *ordinal* counts days: 1 is January 1 of the year 1. Months and days of a month count from 1,
// weekdays from 0 (Monday). Years run from kMinYear to kMaxYear; functions that take a date expect
// a valid one unless they say otherwise.
#pragma once

#include <cstdint>

namespace orrery::datetime {

constexpr int kMinYear = 1;
constexpr int kMaxYear = 9999;
constexpr int64_t kMaxOrdinal = 3652059;  // of 9999-12-31
constexpr int64_t kSecondsPerDay = 86400;
constexpr int64_t kMicrosecondsPerSecond = 1000000;

constexpr bool is_leap(int64_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
/// Any year; `month` 1 to 12.
int days_in_month(int64_t year, int month);
/// Days of the year before the first of the month.
int days_before_month(int64_t year, int month);
/// Any month of 1 to 12; `day` may be anything that a byte holds.
int64_t to_ordinal(int64_t year, int month, int day);

struct YearMonthDay {
    int64_t year;
    int month, day;
};
/// Ordinals from 1 on, years beyond kMaxYear included.
YearMonthDay from_ordinal(int64_t ordinal);

/// 0 is Monday.
inline int weekday_of_ordinal(int64_t ordinal) {
    return static_cast<int>(((ordinal - 1) % 7 + 7) % 7);
}
inline int weekday(int64_t year, int month, int day) {
    return weekday_of_ordinal(to_ordinal(year, month, day));
}

struct IsoDate {
    int64_t year;
    int week;     // 1 to 53
    int weekday;  // 1 (Monday) to 7
};
IsoDate to_iso_date(int64_t year, int month, int day);

enum class IsoError : uint8_t { kNone, kYear, kWeek, kWeekday };
/// `iso` may hold anything. The result may lie beyond kMaxYear.
IsoError from_iso_date(const IsoDate& iso, YearMonthDay& out);

}  // namespace orrery::datetime
