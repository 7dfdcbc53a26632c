// The objects of module datetime, and what its files share: making them, the methods of a tzinfo,
// text.
//
// Dates and times are kept as the bytes that pickles hold, so that comparing, hashing and pickling
// need no conversion:
//
//   data:   0        1        2        3        4        5        6        7        8        9
//          year (big endian)  month    day      hour     minute   second   microsecond (big endian)
//
// A Date has the first four, a Time the last six, a DateTime (a subclass of date: the bytes it
// shares are at the same offset) all. Bytes that come out of a pickle are not checked, but for
// those that tell a pickle: fields may exceed their ranges. `tzinfo` is None or an instance of
// tzinfo; `hash` is 0 until it is known.
//
// Constructors called on subclasses call the subclass; operators on objects give objects of the
// classes that CPython gives.
#pragma once

#include <cstring>
#include <string_view>

#include "engine/modules/datetime/calendar.h"
#include "engine/modules/module_roots.h"
#include "engine/modules/module_support.h"

namespace orrery::datetime {

/// Normalized: 0 <= seconds < 86400, 0 <= microseconds < 1000000, |days| <= kMaxDeltaDays.
struct TimeDelta : NativeObject {
    int32_t days, seconds, microseconds;
};
constexpr int64_t kMaxDeltaDays = 999999999;

inline int read_microsecond(const uint8_t* d) { return d[0] << 16 | d[1] << 8 | d[2]; }
inline void write_date(uint8_t* d, int year, int month, int day) {
    d[0] = static_cast<uint8_t>(year >> 8);
    d[1] = static_cast<uint8_t>(year);
    d[2] = static_cast<uint8_t>(month);
    d[3] = static_cast<uint8_t>(day);
}
inline void write_time(uint8_t* d, int hour, int minute, int second, int us) {
    d[0] = static_cast<uint8_t>(hour);
    d[1] = static_cast<uint8_t>(minute);
    d[2] = static_cast<uint8_t>(second);
    d[3] = static_cast<uint8_t>(us >> 16);
    d[4] = static_cast<uint8_t>(us >> 8);
    d[5] = static_cast<uint8_t>(us);
}

struct Date : NativeObject {
    static constexpr size_t kSize = 4;
    uint8_t data[kSize];
    int32_t hash;  // only where the type is exactly date: a DateTime has its time here

    int year() const { return data[0] << 8 | data[1]; }
    int month() const { return data[2]; }
    int day() const { return data[3]; }
    int64_t ordinal() const { return to_ordinal(year(), month(), day()); }
};
struct Time : NativeObject {
    static constexpr size_t kSize = 6;
    uint8_t data[kSize];
    uint8_t fold;
    Slot tzinfo;
    int64_t hash;

    int hour() const { return data[0]; }
    int minute() const { return data[1]; }
    int second() const { return data[2]; }
    int microsecond() const { return read_microsecond(data + 3); }
};
struct DateTime : NativeObject {
    static constexpr size_t kSize = 10;
    uint8_t data[kSize];
    uint8_t fold;
    Slot tzinfo;
    int64_t hash;

    int year() const { return data[0] << 8 | data[1]; }
    int month() const { return data[2]; }
    int day() const { return data[3]; }
    int hour() const { return data[4]; }
    int minute() const { return data[5]; }
    int second() const { return data[6]; }
    int microsecond() const { return read_microsecond(data + 7); }
    int64_t ordinal() const { return to_ordinal(year(), month(), day()); }
    int second_of_day() const { return hour() * 3600 + minute() * 60 + second(); }
};
static_assert(sizeof(Date) == sizeof(Object) + Date::kSize + sizeof(int32_t));  // no padding

struct TimeZone : NativeObject {
    Ref<TimeDelta> offset;
    Slot name;  // str, or empty
};

// NAME: attributes that are looked up by name
#define ORRERY_DATETIME_NAMES(NAME) \
    NAME(__getinitargs__) NAME(__getstate__) NAME(_strptime) NAME(_strptime_datetime) NAME(dst) \
    NAME(as_integer_ratio) NAME(fromtimestamp) NAME(fromutc) NAME(isoformat) NAME(replace) NAME(strftime) NAME(struct_time) NAME(time) \
    NAME(timetuple) NAME(tzname) NAME(utcoffset)
enum class DtName : uint8_t {
#define NAME(n) k##n,
    ORRERY_DATETIME_NAMES(NAME)
#undef NAME
        kCount
};

// TYPE(enumerator, member): in order of creation
#define ORRERY_DATETIME_TYPES(TYPE) \
    TYPE(TimeDelta, timedelta) TYPE(Date, date) TYPE(Time, time) TYPE(DateTime, datetime) \
    TYPE(TzInfo, tzinfo) TYPE(TimeZone, timezone) TYPE(IsoCalendarDate, iso_calendar_date)
#define TYPE(n, member) extern const NativeTypeSpec k##n##Spec;
ORRERY_DATETIME_TYPES(TYPE)
#undef TYPE

/// One an engine, made when the module is imported; what it refers to is among the runtime's roots.
struct State : NativeObject {
#define TYPE(n, member) Type* member;
    ORRERY_DATETIME_TYPES(TYPE)
#undef TYPE
    Value utc;  // the timezone
    DateTime* epoch;  // 1970-01-01, aware
    String* names[static_cast<unsigned>(DtName::kCount)];

    String* name(DtName n) const { return names[static_cast<unsigned>(n)]; }
};
inline State& state(Context& ctx) { return *ctx.runtime().extra_roots[kDatetimeRoot].as<State>(); }

// ---- which objects ----
inline bool has_type(Context& ctx, Value v, const Type* type) {
    if (!v.is(Kind::kNative)) return false;
    return v.as_object()->shape == type->root_shape || is_subtype(type_of(ctx, v), type);
}
inline bool is_timedelta(Context& ctx, Value v) { return has_type(ctx, v, state(ctx).timedelta); }
inline bool is_date(Context& ctx, Value v) { return has_type(ctx, v, state(ctx).date); }
inline bool is_time(Context& ctx, Value v) { return has_type(ctx, v, state(ctx).time); }
inline bool is_datetime(Context& ctx, Value v) { return has_type(ctx, v, state(ctx).datetime); }
/// The common case of an operator's other operand: of the same shape, so of the same type.
inline bool has_shape_of(Value v, Value self) { return v.has_shape(self.as_object()->shape); }
inline bool is_exact_timezone(Context& ctx, Value v) {
    return v.has_shape(state(ctx).timezone->root_shape);
}
/// None or a tzinfo; False after TypeError.
bool check_tzinfo(Context& ctx, Value v);

// ---- making them; null or empty after an exception ----
/// As allocate(), for the types of this module and their subclasses; short for the former.
template <typename T>
T* allocate_object(Context& ctx, Type* type) {
    if (type->has(Type::kUserDefined)) return allocate<T>(ctx, type);
    return ctx.heap().allocate<T>(Kind::kNative, type->root_shape);
}
/// Any numbers; the type exactly timedelta. OverflowError beyond the range.
Value make_delta(Context& ctx, int64_t days, int64_t seconds, int64_t microseconds);
/// `type` is date or a subclass, whose constructor is not run. ValueError for what is no date.
Value new_date(Context& ctx, Type* type, int64_t year, int64_t month, int64_t day);
/// Calls a subclass's constructor.
Value construct_date(Context& ctx, Type* type, int64_t year, int64_t month, int64_t day);

Value make_iso_calendar_date(Context& ctx, Type* type, const IsoDate& iso);

struct TimeFields {
    int64_t hour = 0, minute = 0, second = 0, microsecond = 0;
    Value tzinfo = Value::none();
    int64_t fold = 0;
};
Value new_time(Context& ctx, Type* type, const TimeFields& f);

struct DateTimeFields {
    int64_t year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, microsecond = 0;
    Value tzinfo = Value::none();
    int64_t fold = 0;
};
Value new_datetime(Context& ctx, Type* type, const DateTimeFields& f);
/// Calls a subclass's constructor, without the fold.
Value construct_datetime(Context& ctx, Type* type, const DateTimeFields& f);
/// A copy that differs in fold and time zone alone.
DateTime* copy_datetime(Context& ctx, const DateTime* d, Type* type, Value tzinfo, uint8_t fold);

/// "hour must be in 0..23" and so on. False after ValueError.
bool check_date_fields(Context& ctx, int64_t year, int64_t month, int64_t day);
bool check_time_fields(Context& ctx, int64_t hour, int64_t minute, int64_t second,
                       int64_t microsecond, int64_t fold);

// ---- timedelta ----
int compare_deltas(const TimeDelta* a, const TimeDelta* b);
/// a - b
Value subtract_deltas(Context& ctx, const TimeDelta* a, const TimeDelta* b);
inline bool is_zero(const TimeDelta* d) {
    return d->days == 0 && d->seconds == 0 && d->microseconds == 0;
}
/// Hash of (days, seconds, microseconds).
int64_t hash_delta(const TimeDelta* d);
Value total_seconds(Context& ctx, const TimeDelta* d);

// ---- methods of a tzinfo, which may be None: then None ----
/// utcoffset() and dst(): None or a timedelta of less than a day, checked.
Value call_utcoffset(Context& ctx, Value tzinfo, Value argument);
Value call_dst(Context& ctx, Value tzinfo, Value argument);
/// None or a str.
Value call_tzname(Context& ctx, Value tzinfo, Value argument);
/// datetime.timezone; the one object `utc` for zero without a name. `name` may be empty.
Value make_timezone(Context& ctx, Value offset, Value name);

// ---- datetime ----
/// d + sign * delta, a datetime of the type of `d`. OverflowError beyond the calendar.
Value add_delta(Context& ctx, const DateTime* d, const TimeDelta* delta, int sign);
/// a - b. TypeError when only one is aware.
Value subtract_datetimes(Context& ctx, const DateTime* a, const DateTime* b);

// ---- text ----
/// Text of limited length, ASCII.
struct ShortText {
    char chars[80];
    size_t length = 0;

    void add(char c) { chars[length++] = c; }
    void add(std::string_view s) {
        for (char c : s)
            add(c);
    }
    /// At least `width` digits, zeros first.
    void number(int64_t n, unsigned width);
    std::string_view view() const { return {chars, length}; }
    Value finish(Context& ctx) const;
};
void add_date(ShortText& out, const uint8_t* date);

enum class TimeSpec : uint8_t { kAuto, kHours, kMinutes, kSeconds, kMilliseconds, kMicroseconds };
/// False after ValueError.
bool parse_time_spec(Context& ctx, Value text, TimeSpec& out);
/// `time` is the six bytes.
void add_time(ShortText& out, const uint8_t* time, TimeSpec spec);
/// "+hh:mm[:ss[.ffffff]]" with any separator.
void add_offset(ShortText& out, const TimeDelta* offset, std::string_view separator);
/// The offset of the object, nothing if it has none. False after an exception.
bool add_offset_of(Context& ctx, ShortText& out, Value tzinfo, Value argument,
                   std::string_view separator);
Value format_ctime(Context& ctx, const Date* date, int hour, int minute, int second);
/// time.strftime(format, tuple) after the escapes %z, %Z and %f have been replaced. `object` is a
/// date, datetime or time, `argument` what its tzinfo's methods are called with.
Value format_strftime(Context& ctx, Value object, Value format, Value tuple, Value argument);
/// __format__ of all: str() for the empty format, else strftime().
Value format_object(Context& ctx, const Args& args);
/// "type(fields[, tzinfo=...]tail)"
Value repr_with_zone(Context& ctx, Value self, const ShortText& fields, Value tzinfo,
                     std::string_view tail);
/// (type, (bytes[, tzinfo])): what __reduce__ of a time or datetime gives.
Value reduce_with_zone(Context& ctx, Value self, std::span<const uint8_t> data, Value tzinfo);
/// str() of all: isoformat(), as subclasses have it. `separator` may be empty.
Value text_by_isoformat(Context& ctx, Value self, Value separator);

// ---- small things ----
inline bool is_surrogate(uint32_t c) { return c >= 0xD800 && c <= 0xDFFF; }
/// time.struct_time of a date and time. `dst` is -1, 0 or 1.
Value make_time_tuple(Context& ctx, const YearMonthDay& date, int hour, int minute, int second,
                      int dst);
/// A hash of bytes, keyed as those of str and bytes are.
int64_t hash_data(Context& ctx, const uint8_t* data, size_t size);
/// What a comparison method gives for the sign of a difference.
inline Value compare_result(CompareOp op, int64_t difference) {
    switch (op) {
    case CompareOp::kLt: return Value::boolean(difference < 0);
    case CompareOp::kLe: return Value::boolean(difference <= 0);
    case CompareOp::kEq: return Value::boolean(difference == 0);
    case CompareOp::kNe: return Value::boolean(difference != 0);
    case CompareOp::kGt: return Value::boolean(difference > 0);
    case CompareOp::kGe: return Value::boolean(difference >= 0);
    }
    return Value::error();
}
/// How a constructor knows the bytes of a pickle, which may come as str from Python 2: by their
/// number, and the one at `byte`, masked, which is between `least` and `most`.
struct PickleRule {
    const char* type_name;
    size_t size, byte;
    uint8_t mask, least, most;
};
enum class PickleState : uint8_t { kNone, kRead, kError };
/// `out` has room for rule.size bytes.
PickleState read_pickle(Context& ctx, Value v, const PickleRule& rule, uint8_t* out);
/// Seconds since 1970 and microseconds of a timestamp, rounded half to even. False after an
/// exception.
bool read_timestamp(Context& ctx, Value v, int64_t& seconds, int32_t& microseconds);
/// Rounded down.
bool read_timestamp_floor(Context& ctx, Value v, int64_t& seconds);
/// ValueError: Invalid isoformat string.
Value raise_invalid_iso(Context& ctx, Value text);
/// The UTF-8 of a string, kept in `storage` unless it is ASCII. False (no exception) if it cannot
/// be encoded.
bool utf8_of(const String* s, std::string& storage, std::string_view& out);
/// The time zone of an offset that was read: None if there was none.
Value timezone_of_offset(Context& ctx, bool has_offset, int seconds, int microseconds);

}  // namespace orrery::datetime
