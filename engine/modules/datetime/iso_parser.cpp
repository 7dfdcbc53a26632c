#include "engine/modules/datetime/iso_parser.h"

#include "engine/modules/datetime/calendar.h"

namespace orrery::datetime {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Text with a position; beyond the end there are null characters.
class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    size_t left() const { return text_.size() - at_; }
    bool at_end() const { return at_ >= text_.size(); }
    bool is_last() const { return at_ + 1 == text_.size(); }
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool take(char c) {
        if (peek() != c) return false;
        at_++;
        return true;
    }
    void skip() { at_++; }
    /// Exactly `count` digits.
    template <unsigned count>
    bool number(int& out) {
        if (left() < count) return false;
        const char* p = text_.data() + at_;
        int n = 0;
        bool digits = true;
        for (unsigned i = 0; i < count; i++) {
            const unsigned digit = static_cast<unsigned>(p[i]) - '0';
            digits &= digit < 10;
            n = n * 10 + static_cast<int>(digit);
        }
        if (!digits) return false;
        at_ += count;
        out = n;
        return true;
    }

private:
    std::string_view text_;
    size_t at_ = 0;
};

struct ClockText {
    int fields[3] = {};
    int microsecond = 0;
};

enum class Ending : uint8_t { kBad, kRest, kWhole };

/// HH[:MM[:SS[.fraction]]], the colons everywhere or nowhere, up to the end or (kRest) something
/// that does not belong to it. What follows the seconds counts as their fraction. As in CPython, a
/// null character ends the text.
Ending parse_clock(std::string_view text, ClockText& out) {
    Reader in(text);
    bool colons = false;
    for (int i = 0; i < 3; i++) {
        if (!in.number<2>(out.fields[i])) return Ending::kBad;
        if (in.at_end()) return Ending::kWhole;
        const char c = in.peek();
        if (i == 0) colons = c == ':';
        if (in.is_last()) return c ? Ending::kRest : Ending::kWhole;
        if (c == '.' || c == ',') {
            in.skip();
            break;
        }
        if (colons && c != ':') return Ending::kBad;
        if (colons) in.skip();
    }
    if (in.left() >= 6) {
        if (!in.number<6>(out.microsecond)) return Ending::kBad;
    } else {
        int scale = 100000;
        for (; !in.at_end(); scale /= 10) {
            int digit;
            if (!in.number<1>(digit)) return Ending::kBad;
            out.microsecond += digit * scale;
        }
    }
    while (is_digit(in.peek()))
        in.skip();
    return in.peek() ? Ending::kRest : Ending::kWhole;
}

}  // namespace

bool parse_iso_date(std::string_view text, IsoDateText& out) {
    Reader in(text);
    if (!in.number<4>(out.year)) return false;
    const bool dashes = in.take('-');
    if (in.take('W')) {
        IsoDate iso{out.year, 0, 1};
        if (!in.number<2>(iso.week)) return false;
        if (!in.at_end()) {
            if (dashes && !in.take('-')) return false;
            if (!in.number<1>(iso.weekday)) return false;
        }
        // Of the year 0, which no calendar has, only the form is checked.
        const bool no_year = iso.year == 0;
        if (no_year) iso.year = 1;
        YearMonthDay date;
        if (from_iso_date(iso, date) != IsoError::kNone) return false;
        if (no_year) date.month = 0;
        out = {static_cast<int>(date.year), date.month, date.day};
        return true;
    }
    return in.number<2>(out.month) && (!dashes || in.take('-')) && in.number<2>(out.day);
}

bool parse_iso_time(std::string_view text, IsoTimeText& out) {
    size_t zone = 0;
    while (zone < text.size() && text[zone] != '+' && text[zone] != '-' && text[zone] != 'Z')
        zone++;
    ClockText clock;
    const Ending ending = parse_clock(text.substr(0, zone), clock);
    if (ending == Ending::kBad) return false;
    out.hour = clock.fields[0];
    out.minute = clock.fields[1];
    out.second = clock.fields[2];
    out.microsecond = clock.microsecond;
    // As in CPython, what stands between the time and its offset is not looked at.
    if (zone == text.size()) return ending == Ending::kWhole;
    out.has_offset = true;
    if (text[zone] == 'Z') return zone + 1 == text.size() || text[zone + 1] == '\0';
    ClockText offset;
    if (parse_clock(text.substr(zone + 1), offset) != Ending::kWhole) return false;
    const int sign = text[zone] == '-' ? -1 : 1;
    out.offset_seconds =
        sign * (offset.fields[0] * 3600 + offset.fields[1] * 60 + offset.fields[2]);
    out.offset_microseconds = sign * offset.microsecond;
    return true;
}

bool find_iso_separator(std::string_view text, size_t& out) {
    const size_t length = text.size();
    auto digit_at = [&](size_t i) { return i < length && is_digit(text[i]); };
    auto at = [&](size_t i) { return i < length ? text[i] : '\0'; };
    out = 8;
    if (length == 7) {
        out = 7;
    } else if (at(4) == '-') {
        if (at(5) != 'W') {
            out = 10;
        } else if (length > 8 && text[8] == '-') {
            if (length == 9) return false;
            // YYYY-Www-dd: the dash separates week and hour. YYYY-Www-d otherwise.
            out = digit_at(10) ? 8 : 10;
        }
    } else if (at(4) == 'W') {
        size_t end = 7;
        while (digit_at(end))
            end++;
        // Digits up to the end of the text or of the hour: an even number belongs to the time.
        out = end < 9 ? end : end % 2 == 0 ? 7 : 8;
    }
    return true;
}

}  // namespace orrery::datetime
