// datetime and the local time zone: the clock, timestamps, astimezone().
//
// Local times are compared as *epoch seconds*: of a date and time without zone, counted from
// 0001-01-01 as if every day had 86400 seconds.
#include "engine/modules/datetime/zones.h"

#include <algorithm>
#include <cerrno>

#include "engine/modules/datetime/arguments.h"
#include "engine/modules/datetime/objects.h"
#include "engine/modules/time/platform.h"
#include "engine/objects/encoding.h"

namespace orrery::datetime {

namespace {

using time_platform::Calendar;

// Zones do not jump by more.
constexpr int64_t kMostFoldSeconds = kSecondsPerDay;
constexpr int64_t kUnixEpoch = 62135596800 + kSecondsPerDay;  // epoch seconds of 1970-01-01

bool raise_calendar_error(Context& ctx) {
    raise_os_error(ctx, errno ? errno : EINVAL);
    return false;
}

/// False after ValueError.
bool epoch_seconds(Context& ctx, int64_t year, int month, int day, int second_of_day,
                   int64_t& out) {
    if (year < kMinYear || year > kMaxYear) {
        raise(ctx, TypeId::kValueError, "year {} is out of range", year);
        return false;
    }
    out = to_ordinal(year, month, day) * kSecondsPerDay + second_of_day;
    return true;
}
bool epoch_seconds(Context& ctx, const std::tm& t, int64_t& out) {
    return epoch_seconds(ctx, int64_t{t.tm_year} + 1900, t.tm_mon + 1, t.tm_mday,
                         t.tm_hour * 3600 + t.tm_min * 60 + t.tm_sec, out);
}

/// The local time at that UTC time, both as epoch seconds. False after an exception.
bool local(Context& ctx, int64_t utc, int64_t& out) {
    Calendar c;
    if (!time_platform::local_time(utc - kUnixEpoch, c)) return raise_calendar_error(ctx);
    return epoch_seconds(ctx, c.tm, out);
}

/// The UTC time of a local one, as PEP 495 has it: `fold` chooses where there are two, and names
/// the side to count from where there is none. False after an exception.
bool local_to_utc(Context& ctx, const DateTime* d, bool fold, int64_t& out) {
    int64_t wanted, there;
    if (!epoch_seconds(ctx, d->year(), d->month(), d->day(), d->second_of_day(), wanted) ||
        !local(ctx, wanted, there)) {
        return false;
    }
    // Two offsets are tried: the one in force when UTC shows the wanted time, and another.
    const int64_t first_offset = there - wanted;
    const int64_t first = wanted - first_offset;
    int64_t at_first;
    if (!local(ctx, first, at_first)) return false;
    int64_t other_offset;
    if (at_first == wanted) {
        const int64_t probe = fold ? first + kMostFoldSeconds : first - kMostFoldSeconds;
        if (!local(ctx, probe, there)) return false;
        other_offset = there - probe;
        if (other_offset == first_offset) {
            out = first;
            return true;
        }
    } else {
        other_offset = at_first - first;
    }
    const int64_t second = wanted - other_offset;
    int64_t at_second;
    if (!local(ctx, second, at_second)) return false;
    if (at_second == wanted) {
        out = second;
    } else if (at_first == wanted) {
        out = first;
    } else {
        out = fold ? std::min(first, second) : std::max(first, second);
    }
    return true;
}

/// A datetime from a timestamp, in UTC or local time.
Value from_seconds(Context& ctx, Type* type, bool utc, int64_t seconds, int microsecond,
                   Value tzinfo) {
    Calendar c;
    errno = 0;
    if (!(utc ? time_platform::utc_time(seconds, c) : time_platform::local_time(seconds, c))) {
        raise_calendar_error(ctx);
        return Value::error();
    }
    DateTimeFields f = {.year = int64_t{c.tm.tm_year} + 1900,
                        .month = c.tm.tm_mon + 1,
                        .day = c.tm.tm_mday,
                        .hour = c.tm.tm_hour,
                        .minute = c.tm.tm_min,
                        .second = std::min(c.tm.tm_sec, 59),  // no leap seconds
                        .microsecond = microsecond,
                        .tzinfo = tzinfo};
    if (tzinfo.is_none() && !utc) {
        // Was the clock put back less than a day ago, and is this the second time it shows this?
        int64_t now, before;
        if (!epoch_seconds(ctx, c.tm, now) ||
            !local(ctx, kUnixEpoch + seconds - kMostFoldSeconds, before)) {
            return Value::error();
        }
        const int64_t transition = now - before - kMostFoldSeconds;
        if (transition < 0) {
            if (!local(ctx, kUnixEpoch + seconds + transition, before)) return Value::error();
            f.fold = before == now;
        }
    }
    return construct_datetime(ctx, type, f);
}

Value now(Context& ctx, Type* type, bool utc, Value tzinfo) {
    int64_t ns;
    if (!time_platform::read_clock(time_platform::Clock::kReal, ns)) {
        return raise_os_error(ctx, errno);
    }
    return from_seconds(ctx, type, utc, ns / 1000000000, static_cast<int>(ns % 1000000000 / 1000),
                        tzinfo);
}

/// Where a time zone was given, `d` is in UTC: the zone has the last word.
Value into_zone(Context& ctx, Value d, Value tzinfo) {
    if (!d || tzinfo.is_none()) return d;
    if (is_exact_timezone(ctx, tzinfo) && is_datetime(ctx, d)) {
        return add_delta(ctx, d.as<DateTime>(), tzinfo.as<TimeZone>()->offset.get(), 1);
    }
    return call_method(ctx, tzinfo, state(ctx).name(DtName::kfromutc), {&d, 1});
}

/// The local time zone as it is at a time, as a timezone with a name.
Value local_zone(Context& ctx, int64_t seconds) {
    Calendar c;
    if (!time_platform::local_time(seconds, c)) {
        raise_calendar_error(ctx);
        return Value::error();
    }
    const Value offset = make_delta(ctx, 0, c.utc_offset, 0);
    const Value name = offset ? or_error(decode_file_name(ctx, c.zone ? c.zone : "")) : offset;
    return name ? make_timezone(ctx, offset, name) : name;
}
Value local_zone_of_local(Context& ctx, const DateTime* d) {
    int64_t seconds;
    if (!local_to_utc(ctx, d, d->fold, seconds)) return Value::error();
    return local_zone(ctx, seconds - kUnixEpoch);
}

}  // namespace

Value datetime_now(Context& ctx, const Args& args) {
    const Value tzinfo = args[1] ? args[1] : Value::none();
    if (!check_tzinfo(ctx, tzinfo)) return Value::error();
    return into_zone(ctx, now(ctx, args[0].as<Type>(), !tzinfo.is_none(), tzinfo), tzinfo);
}
Value datetime_utcnow(Context& ctx, const Args& args) {
    return now(ctx, args[0].as<Type>(), true, Value::none());
}
Value datetime_fromtimestamp(Context& ctx, const Args& args) {
    static constexpr Parameters kParameters = {"fromtimestamp", "O|O", {"timestamp", "tz"}};
    Value given[] = {Value(), Value::none()};
    int64_t seconds;
    int32_t microsecond;
    if (!bind(ctx, args, kParameters, nullptr, given) || !check_tzinfo(ctx, given[1]) ||
        !read_timestamp(ctx, given[0], seconds, microsecond)) {
        return Value::error();
    }
    return into_zone(
        ctx,
        from_seconds(ctx, args[0].as<Type>(), !given[1].is_none(), seconds, microsecond, given[1]),
        given[1]);
}
Value datetime_utcfromtimestamp(Context& ctx, const Args& args) {
    int64_t seconds;
    int32_t microsecond;
    if (!read_timestamp(ctx, args[1], seconds, microsecond)) return Value::error();
    return from_seconds(ctx, args[0].as<Type>(), true, seconds, microsecond, Value::none());
}

Value datetime_timestamp(Context& ctx, const Args& args) {
    const auto* d = args[0].as<DateTime>();
    if (!d->tzinfo.get().is_none()) {
        const Value delta = subtract_datetimes(ctx, d, state(ctx).epoch);
        return delta ? total_seconds(ctx, delta.as<TimeDelta>()) : delta;
    }
    int64_t seconds;
    if (!local_to_utc(ctx, d, d->fold, seconds)) return Value::error();
    return Value::number(static_cast<double>(seconds - kUnixEpoch) + d->microsecond() / 1e6);
}

Value datetime_astimezone(Context& ctx, const Args& args) {
    static constexpr Parameters kParameters = {"astimezone", "|O", {"tz"}};
    Value tzinfo = Value::none();
    if (!bind(ctx, args, kParameters, nullptr, &tzinfo) || !check_tzinfo(ctx, tzinfo)) {
        return Value::error();
    }
    const auto* d = args[0].as<DateTime>();
    Value own = d->tzinfo.get();
    if (own.is_none()) own = local_zone_of_local(ctx, d);
    if (!own) return own;
    if (own == tzinfo) return args[0];
    Value offset = call_utcoffset(ctx, own, args[0]);
    if (offset && offset.is_none()) {  // naive after all
        own = local_zone_of_local(ctx, d);
        if (!own || own == tzinfo) return own ? args[0] : own;
        offset = call_utcoffset(ctx, own, args[0]);
    }
    if (!offset) return offset;
    const Value moved = add_delta(ctx, d, offset.as<TimeDelta>(), -1);
    if (!moved || !is_datetime(ctx, moved)) return moved;
    const auto* utc = moved.as<DateTime>();
    if (tzinfo.is_none()) {
        // The same in UTC, for its distance from the epoch.
        const DateTime* aware = copy_datetime(ctx, utc, type_of(ctx, moved), state(ctx).utc, 0);
        const Value since = aware ? subtract_datetimes(ctx, aware, state(ctx).epoch) : Value();
        if (!since) return since;
        const auto* delta = since.as<TimeDelta>();
        tzinfo = local_zone(ctx, delta->days * kSecondsPerDay + delta->seconds);
        if (!tzinfo) return tzinfo;
    }
    const DateTime* in_zone = copy_datetime(ctx, utc, type_of(ctx, moved), tzinfo, utc->fold);
    return in_zone ? into_zone(ctx, or_error(const_cast<DateTime*>(in_zone)), tzinfo)
                   : Value::error();
}

}  // namespace orrery::datetime
