// Reads ISO 8601 dates and times, in the forms fromisoformat() accepts: basic and extended, weeks,
// fractions of any length after a point or comma, offsets with seconds. No Values.
//
// Text is UTF-8. The parsers check form, not ranges: month 13 is read, and refused by who makes a
// date of it. Numbers of a week date are checked, since they become month and day here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace orrery::datetime {

struct IsoDateText {
    int year, month, day;
};
struct IsoTimeText {
    int hour = 0, minute = 0, second = 0, microsecond = 0;
    bool has_offset = false;
    int offset_seconds = 0, offset_microseconds = 0;  // of the same sign
};

/// False if the text is not a date. What follows a date of month and day is not looked at.
bool parse_iso_date(std::string_view text, IsoDateText& out);
bool parse_iso_time(std::string_view text, IsoTimeText& out);
/// Where the date of a date with time ends; `text` has at least 7 bytes. False: there is none.
bool find_iso_separator(std::string_view text, size_t& out);

}  // namespace orrery::datetime
