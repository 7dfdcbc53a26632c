// What the types of module datetime share: checks, calls of tzinfo methods, pickles, timestamps.
#include <cmath>

#include "engine/modules/datetime/objects.h"
#include "engine/objects/bytes.h"

namespace orrery::datetime {

bool check_tzinfo(Context& ctx, Value v) {
    if (v.is_none() || (v.is_object() && is_subtype(type_of(ctx, v), state(ctx).tzinfo))) {
        return true;
    }
    raise(ctx, TypeId::kTypeError,
          "tzinfo argument must be None or of a tzinfo subclass, not type '{}'",
          MessageArg::type(v));
    return false;
}

bool check_date_fields(Context& ctx, int64_t year, int64_t month, int64_t day) {
    if (year < kMinYear || year > kMaxYear) {
        raise(ctx, TypeId::kValueError, "year {} is out of range", year);
    } else if (month < 1 || month > 12) {
        raise(ctx, TypeId::kValueError, "month must be in 1..12");
    } else if (day < 1 || day > days_in_month(year, static_cast<int>(month))) {
        raise(ctx, TypeId::kValueError, "day is out of range for month");
    } else {
        return true;
    }
    return false;
}

bool check_time_fields(Context& ctx, int64_t hour, int64_t minute, int64_t second,
                       int64_t microsecond, int64_t fold) {
    const char* wrong = hour < 0 || hour > 23       ? "hour must be in 0..23"
                        : minute < 0 || minute > 59 ? "minute must be in 0..59"
                        : second < 0 || second > 59 ? "second must be in 0..59"
                        : microsecond < 0 || microsecond > 999999
                            ? "microsecond must be in 0..999999"
                        : fold != 0 && fold != 1 ? "fold must be either 0 or 1"
                                                 : nullptr;
    if (wrong) raise(ctx, TypeId::kValueError, wrong);
    return !wrong;
}

// ---- methods of a tzinfo ----

namespace {

Value call_offset_method(Context& ctx, Value tzinfo, DtName name, Value argument) {
    if (tzinfo.is_none()) return tzinfo;
    const State& s = state(ctx);
    if (is_exact_timezone(ctx, tzinfo)) {
        if (name == DtName::kdst) return Value::none();
        return Value::object(tzinfo.as<TimeZone>()->offset.get());
    }
    const Value offset = call_method(ctx, tzinfo, s.name(name), {&argument, 1});
    if (!offset || offset.is_none()) return offset;
    if (!is_timedelta(ctx, offset)) {
        return raise(ctx, TypeId::kTypeError, "tzinfo.{}() must return None or timedelta, not '{}'",
                     s.name(name), MessageArg::type(offset));
    }
    const auto* d = offset.as<TimeDelta>();
    const bool whole_day_back = d->days == -1 && d->seconds == 0 && d->microseconds < 1;
    if (whole_day_back || d->days < -1 || d->days >= 1) {
        return raise(ctx, TypeId::kValueError,
                     "offset must be a timedelta strictly between -timedelta(hours=24) and "
                     "timedelta(hours=24).");
    }
    return offset;
}

}  // namespace

Value call_utcoffset(Context& ctx, Value tzinfo, Value argument) {
    return call_offset_method(ctx, tzinfo, DtName::kutcoffset, argument);
}
Value call_dst(Context& ctx, Value tzinfo, Value argument) {
    return call_offset_method(ctx, tzinfo, DtName::kdst, argument);
}
Value call_tzname(Context& ctx, Value tzinfo, Value argument) {
    if (tzinfo.is_none()) return tzinfo;
    const Value name = call_method(ctx, tzinfo, state(ctx).name(DtName::ktzname), {&argument, 1});
    if (!name || name.is_none() || name.is(Kind::kString)) return name;
    return raise(ctx, TypeId::kTypeError, "tzinfo.tzname() must return None or a string, not '{}'",
                 MessageArg::type(name));
}

Value timezone_of_offset(Context& ctx, bool has_offset, int seconds, int microseconds) {
    if (!has_offset) return Value::none();
    // As CPython has it, microseconds alone are no offset.
    if (seconds == 0) return state(ctx).utc;
    const Value offset = make_delta(ctx, 0, seconds, microseconds);
    return offset ? make_timezone(ctx, offset, Value()) : offset;
}

// ---- pickles, hashes ----

PickleState read_pickle(Context& ctx, Value v, const PickleRule& rule, uint8_t* out) {
    auto fits = [&](uint32_t c) {
        return c <= 0xFF && (c & rule.mask) >= rule.least && (c & rule.mask) <= rule.most;
    };
    if (v.is(Kind::kBytes)) {
        const auto* b = v.as<Bytes>();
        if (b->length != rule.size || !fits(b->data()[rule.byte])) return PickleState::kNone;
        std::copy_n(b->data(), rule.size, out);
        return PickleState::kRead;
    }
    if (!v.is(Kind::kString)) return PickleState::kNone;
    const auto* s = v.as<String>();
    if (s->length != rule.size || !fits(s->at(rule.byte))) return PickleState::kNone;
    for (size_t i = 0; i < rule.size; i++) {
        const uint32_t c = s->at(i);
        if (c > 0xFF) {
            raise(ctx, TypeId::kValueError,
                  "Failed to encode latin1 string when unpickling a {} object. pickle.load(data, "
                  "encoding='latin1') is assumed.",
                  rule.type_name);
            return PickleState::kError;
        }
        out[i] = static_cast<uint8_t>(c);
    }
    return PickleState::kRead;
}

Value reduce_with_zone(Context& ctx, Value self, std::span<const uint8_t> data, Value tzinfo) {
    const Value bytes = or_error(make_bytes(ctx, data));
    return tuple_of(ctx,
                    {Value::object(type_of(ctx, self)),
                     tzinfo.is_none() ? tuple_of(ctx, {bytes}) : tuple_of(ctx, {bytes, tzinfo})});
}

int64_t hash_data(Context& ctx, const uint8_t* data, size_t size) {
    const uint64_t* seed = ctx.runtime().hash_seed;
    // Small enough for an int that needs no heap cell.
    const int64_t hash = hash_bytes(data, size, HashKey{seed[0], seed[1]}) >> 17;
    return hash == -1 ? -2 : hash;
}

Value make_time_tuple(Context& ctx, const YearMonthDay& date, int hour, int minute, int second,
                      int dst) {
    const State& s = state(ctx);
    const Value module = import_module(ctx, "time");
    const Value type = module ? get_attribute(ctx, module, s.name(DtName::kstruct_time)) : module;
    if (!type) return type;
    const int day = weekday(date.year, date.month, date.day);
    const int day_of_year = days_before_month(date.year, date.month) + date.day;
    const int fields[] = {static_cast<int>(date.year),
                          date.month,
                          date.day,
                          hour,
                          minute,
                          second,
                          day,
                          day_of_year,
                          dst};
    Value values[9];
    for (unsigned i = 0; i < 9; i++)
        values[i] = Value::small_int(fields[i]);
    const Value tuple = or_error(make_tuple(ctx, values));
    return tuple ? call(ctx, type, {tuple}) : tuple;
}

// ---- timestamps ----

namespace {

bool raise_out_of_range(Context& ctx) {
    raise(ctx, TypeId::kOverflowError, "timestamp out of range for platform time_t");
    return false;
}
/// Whole seconds, unless it is a float.
bool read_whole_timestamp(Context& ctx, Value v, int64_t& seconds) {
    v = to_index(ctx, v);
    return v && (int_to_int64(v, seconds) || raise_out_of_range(ctx));
}
bool check_number(Context& ctx, double f) {
    if (!std::isnan(f)) return true;
    raise(ctx, TypeId::kValueError, "Invalid value NaN (not a number)");
    return false;
}
bool to_seconds(Context& ctx, double whole, int64_t& seconds) {
    if (whole < -0x1p63 || whole > 0x1p63) return raise_out_of_range(ctx);
    seconds = whole == 0x1p63 ? INT64_MAX : static_cast<int64_t>(whole);
    return true;
}

}  // namespace

bool read_timestamp(Context& ctx, Value v, int64_t& seconds, int32_t& microseconds) {
    microseconds = 0;
    if (!is_float(v)) return read_whole_timestamp(ctx, v, seconds);
    if (!check_number(ctx, float_value(v))) return false;
    double whole;
    double us = std::nearbyint(std::modf(float_value(v), &whole) * 1e6);
    if (us >= 1e6) {
        us -= 1e6;
        whole++;
    } else if (us < 0) {
        us += 1e6;
        whole--;
    }
    microseconds = static_cast<int32_t>(us);
    return to_seconds(ctx, whole, seconds);
}
bool read_timestamp_floor(Context& ctx, Value v, int64_t& seconds) {
    if (!is_float(v)) return read_whole_timestamp(ctx, v, seconds);
    return check_number(ctx, float_value(v)) &&
           to_seconds(ctx, std::floor(float_value(v)), seconds);
}

bool utf8_of(const String* s, std::string& storage, std::string_view& out) {
    if (s->is_ascii()) {
        out = s->ascii();
        return true;
    }
    for (uint64_t i = 0; i < s->length; i++) {
        if (is_surrogate(s->at(i))) return false;
    }
    out = storage = to_utf8(s);
    return true;
}

Value raise_invalid_iso(Context& ctx, Value text) {
    return raise(ctx, TypeId::kValueError, "Invalid isoformat string: {}", MessageArg::repr(text));
}

}  // namespace orrery::datetime
