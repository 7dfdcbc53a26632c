#include "engine/modules/datetime/calendar.h"

namespace orrery::datetime {

namespace {

constexpr int kDaysBeforeMonth[13] = {0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
constexpr int64_t kDaysPerEra = 146097;  // 400 years

int64_t floor_divide(int64_t a, int64_t b) { return a / b - (a % b < 0); }

int64_t days_before_year(int64_t year) {
    const int64_t y = year - 1;
    return y * 365 + floor_divide(y, 4) - floor_divide(y, 100) + floor_divide(y, 400);
}

/// The ordinal of the Monday that starts week 1: the week with the year's first Thursday.
int64_t first_iso_monday(int64_t year) {
    const int64_t first = days_before_year(year) + 1;
    const int day = weekday_of_ordinal(first);
    return day > 3 ? first - day + 7 : first - day;
}

}  // namespace

int days_in_month(int64_t year, int month) {
    constexpr uint8_t kDays[13] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : kDays[month];
}

int days_before_month(int64_t year, int month) {
    return kDaysBeforeMonth[month] + (month > 2 && is_leap(year));
}

int64_t to_ordinal(int64_t year, int month, int day) {
    return days_before_year(year) + days_before_month(year, month) + day;
}

YearMonthDay from_ordinal(int64_t ordinal) {
    // Years that begin in March have their leap day at the end, so that the length of a month
    // depends on its place alone: five months of 153 days, repeated. 0000-03-01 is day 0.
    const int64_t n = ordinal + 305;
    const int64_t era = floor_divide(n, kDaysPerEra);
    const int64_t day_of_era = n - era * kDaysPerEra;
    const int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int64_t from_march = (5 * day_of_year + 2) / 153;
    const int day = static_cast<int>(day_of_year - (153 * from_march + 2) / 5 + 1);
    const int month = static_cast<int>(from_march < 10 ? from_march + 3 : from_march - 9);
    return {era * 400 + year_of_era + (month <= 2), month, day};
}

IsoDate to_iso_date(int64_t year, int month, int day) {
    const int64_t ordinal = to_ordinal(year, month, day);
    int64_t monday = first_iso_monday(year);
    if (ordinal < monday) {
        monday = first_iso_monday(--year);
    } else if (ordinal >= first_iso_monday(year + 1)) {
        monday = first_iso_monday(++year);
    }
    return {year, static_cast<int>((ordinal - monday) / 7 + 1), weekday_of_ordinal(ordinal) + 1};
}

IsoError from_iso_date(const IsoDate& iso, YearMonthDay& out) {
    if (iso.year < kMinYear || iso.year > kMaxYear) return IsoError::kYear;
    if (iso.week < 1 || iso.week > 53) return IsoError::kWeek;
    if (iso.week == 53) {
        // Years that start on a Thursday, and leap years that start on a Wednesday, have it.
        const int first = weekday(iso.year, 1, 1);
        if (first != 3 && !(first == 2 && is_leap(iso.year))) return IsoError::kWeek;
    }
    if (iso.weekday < 1 || iso.weekday > 7) return IsoError::kWeekday;
    const int64_t ordinal = first_iso_monday(iso.year) + (iso.week - 1) * 7 + iso.weekday - 1;
    out = from_ordinal(ordinal);
    return IsoError::kNone;
}

}  // namespace orrery::datetime
