// Module time.
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/time/platform.h"
#include "engine/objects/encoding.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"
#include "engine/objects/structseq.h"

namespace orrery {

namespace {

using namespace time_platform;

constexpr int64_t kSecond = 1'000'000'000;
// A sleep looks at interrupts at least this often.
constexpr int64_t kLongestNap = 5'000'000;

const StructSequence kStructTime = {"time.struct_time",
                                    {"tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec",
                                     "tm_wday", "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff"},
                                    9};

Value text(Context& ctx, std::string_view s) {
    String* v = make_string(ctx, s);
    return v ? Value::object(v) : Value::error();
}
Value seconds_value(int64_t ns) {
    const int64_t whole = ns / kSecond;
    return Value::number(static_cast<double>(whole) + 1e-9 * static_cast<double>(ns % kSecond));
}
Value exact_seconds(int64_t ns) { return Value::number(static_cast<double>(ns) / 1e9); }

template <Clock clock, bool as_ns>
Value read(Context& ctx, const Args&) {
    int64_t ns;
    if (!read_clock(clock, ns)) return raise_os_error(ctx, errno);
    return as_ns ? make_int(ctx, ns) : exact_seconds(ns);
}
template <bool as_ns>
Value time_clock_gettime(Context& ctx, const Args& args) {
    int id;
    int64_t ns;
    if (!to_int32(ctx, args[0], id)) return Value::error();
    if (!read_system_clock(id, ns)) return raise_os_error(ctx, errno);
    return as_ns ? make_int(ctx, ns) : seconds_value(ns);
}
Value time_clock_getres(Context& ctx, const Args& args) {
    int id;
    int64_t ns;
    if (!to_int32(ctx, args[0], id)) return Value::error();
    return system_clock_resolution(id, ns) ? exact_seconds(ns) : raise_os_error(ctx, errno);
}

/// Seconds as an int or float, in ns, rounded up.
bool to_ns(Context& ctx, Value v, int64_t& ns) {
    if (is_float(v)) {
        const double d = float_value(v);
        if (std::isnan(d)) {
            raise(ctx, TypeId::kValueError, "Invalid value NaN (not a number)");
            return false;
        }
        const double scaled = std::ceil(d * 1e9);
        if (scaled < -9.2e18 || scaled > 9.2e18) {
            raise(ctx, TypeId::kOverflowError, "timestamp too large to convert to C _PyTime_t");
            return false;
        }
        ns = static_cast<int64_t>(scaled);
        return true;
    }
    int64_t s;
    if (!is_int(v) && !type_of(ctx, v)->lookup_special(Special::kIndex)) {
        raise(ctx, TypeId::kTypeError, "'{}' object cannot be interpreted as an integer",
              MessageArg::type(v));
        return false;
    }
    v = to_index(ctx, v);
    if (!v) return false;
    if (!int_to_int64(v, s) || __builtin_mul_overflow(s, kSecond, &ns)) {
        raise(ctx, TypeId::kOverflowError, "timestamp too large to convert to C _PyTime_t");
        return false;
    }
    return true;
}

Value time_sleep(Context& ctx, const Args& args) {
    int64_t ns, now;
    if (!to_ns(ctx, args[0], ns)) return Value::error();
    if (ns < 0) return raise(ctx, TypeId::kValueError, "sleep length must be non-negative");
    read_clock(Clock::kMonotonic, now);
    int64_t end;
    if (__builtin_add_overflow(now, ns, &end)) end = INT64_MAX;
    if (ns == 0) time_platform::sleep(0);
    while (now < end) {
        time_platform::sleep(std::min(end - now, kLongestNap));
        if (ctx.poll.load() && !ctx.handle_poll()) return Value::error();
        read_clock(Clock::kMonotonic, now);
    }
    return Value::none();
}

// ---- calendar ----

Value calendar_value(Context& ctx, const Calendar& c) {
    const std::tm& t = c.tm;
    Value values[11];
    const int parts[] = {t.tm_year + 1900, t.tm_mon + 1,        t.tm_mday,     t.tm_hour, t.tm_min,
                         t.tm_sec,         (t.tm_wday + 6) % 7, t.tm_yday + 1, t.tm_isdst};
    for (unsigned i = 0; i < 9; i++)
        values[i] = Value::small_int(parts[i]);
    values[9] = c.zone ? text(ctx, c.zone) : Value::none();
    values[10] = make_int(ctx, c.utc_offset);
    return make_struct_sequence(ctx, kStructTime, values);
}

/// Seconds since the epoch, rounded down; now if `v` is empty or None.
bool to_seconds(Context& ctx, Value v, int64_t& out) {
    if (!v || v.is_none()) {
        int64_t ns;
        read_clock(Clock::kReal, ns);
        out = ns / kSecond;
        return true;
    }
    if (is_float(v)) {
        const double d = std::floor(float_value(v));
        if (std::isnan(d)) {
            raise(ctx, TypeId::kValueError, "Invalid value NaN (not a number)");
            return false;
        }
        if (d < -9.2e18 || d > 9.2e18) {
            raise(ctx, TypeId::kOverflowError, "timestamp out of range for platform time_t");
            return false;
        }
        out = static_cast<int64_t>(d);
        return true;
    }
    v = to_index(ctx, v);
    if (!v) return false;
    if (int_to_int64(v, out)) return true;
    raise(ctx, TypeId::kOverflowError, "timestamp out of range for platform time_t");
    return false;
}

template <auto convert>
Value time_convert(Context& ctx, const Args& args) {
    int64_t s;
    Calendar c;
    if (!to_seconds(ctx, args[0], s)) return Value::error();
    if (!convert(s, c)) return raise_os_error(ctx, errno ? errno : EOVERFLOW);
    return calendar_value(ctx, c);
}

/// The nine numbers of a time tuple. `format` names the function in messages.
bool to_calendar(Context& ctx, Value v, const char* format, std::tm& out) {
    if (!v.is(Kind::kTuple)) {
        raise(ctx, TypeId::kTypeError, "Tuple or struct_time argument required");
        return false;
    }
    auto* t = v.as<Tuple>();
    if (t->length != 9) {
        raise(ctx, TypeId::kTypeError, "{}(): illegal time tuple argument", format);
        return false;
    }
    int n[9];
    for (unsigned i = 0; i < 9; i++) {
        if (!to_int32(ctx, t->at(i), n[i])) return false;
    }
    int64_t year = int64_t{n[0]} - 1900;
    if (year < INT32_MIN) {
        raise(ctx, TypeId::kOverflowError, "year out of range");
        return false;
    }
    out = {};
    out.tm_year = static_cast<int>(year);
    out.tm_mon = n[1] - 1;
    out.tm_mday = n[2];
    out.tm_hour = n[3];
    out.tm_min = n[4];
    out.tm_sec = n[5];
    out.tm_wday = (n[6] + 1) % 7;
    out.tm_yday = n[7] - 1;
    out.tm_isdst = n[8];
    if (type_of(ctx, v) == struct_sequence_type(ctx, kStructTime)) {
        Value offset = get_attribute(ctx, v, intern(ctx, "tm_gmtoff"));
        Value zone = get_attribute(ctx, v, intern(ctx, "tm_zone"));
        if (!offset || !zone) return false;
        int64_t seconds = 0;
        if (!offset.is_none() && !to_int64(ctx, offset, seconds)) return false;
        // The interned string outlives the call.
        const char* name = nullptr;
        if (zone.is(Kind::kString) && zone.as<String>()->is_ascii()) {
            name = intern(ctx, zone.as<String>())->ascii().data();
        }
        if (!zone.is_none()) set_zone(out, seconds, name);
    }
    return true;
}

/// As strftime() and asctime() want it: fields in their ranges, zeros allowed for "not given".
bool check_calendar(Context& ctx, std::tm& t) {
    const char* bad = nullptr;
    if (t.tm_mon == -1) t.tm_mon = 0;
    if (t.tm_mday == 0) t.tm_mday = 1;
    if (t.tm_yday == -1) t.tm_yday = 0;
    if (t.tm_mon < 0 || t.tm_mon > 11) {
        bad = "month out of range";
    } else if (t.tm_mday < 0 || t.tm_mday > 31) {
        bad = "day of month out of range";
    } else if (t.tm_hour < 0 || t.tm_hour > 23) {
        bad = "hour out of range";
    } else if (t.tm_min < 0 || t.tm_min > 59) {
        bad = "minute out of range";
    } else if (t.tm_sec < 0 || t.tm_sec > 61) {
        bad = "seconds out of range";
    } else if (t.tm_wday < 0) {
        bad = "day of week out of range";
    } else if (t.tm_yday < 0 || t.tm_yday > 365) {
        bad = "day of year out of range";
    }
    if (bad) raise(ctx, TypeId::kValueError, bad);
    return !bad;
}

bool calendar_or_now(Context& ctx, Value v, const char* format, std::tm& out) {
    if (v && !v.is_none()) return to_calendar(ctx, v, format, out) && check_calendar(ctx, out);
    int64_t s;
    Calendar c;
    if (!to_seconds(ctx, Value(), s) || !local_time(s, c)) return false;
    out = c.tm;
    return true;
}

Value asctime_value(Context& ctx, const std::tm& t) {
    constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    char out[80];
    std::snprintf(out, sizeof out, "%s %s%3d %.2d:%.2d:%.2d %d", kDays[t.tm_wday % 7],
                  kMonths[t.tm_mon], t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, 1900 + t.tm_year);
    return text(ctx, out);
}
Value time_asctime(Context& ctx, const Args& args) {
    std::tm t;
    return calendar_or_now(ctx, args[0], "asctime", t) ? asctime_value(ctx, t) : Value::error();
}
Value time_ctime(Context& ctx, const Args& args) {
    int64_t s;
    Calendar c;
    if (!to_seconds(ctx, args[0], s)) return Value::error();
    if (!local_time(s, c)) return raise_os_error(ctx, errno);
    return asctime_value(ctx, c.tm);
}

Value time_mktime(Context& ctx, const Args& args) {
    std::tm t;
    if (!to_calendar(ctx, args[0], "mktime", t)) return Value::error();
    t.tm_wday = -1;
    const std::time_t s = std::mktime(&t);
    if (s == -1 && t.tm_wday == -1) {
        return raise(ctx, TypeId::kOverflowError, "mktime argument out of range");
    }
    return Value::number(static_cast<double>(s));
}

Value time_strftime(Context& ctx, const Args& args) {
    if (!args[0].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "strftime() argument 1 must be str, not {}",
                     MessageArg::type(args[0]));
    }
    std::tm t;
    if (!calendar_or_now(ctx, args[1], "strftime", t)) return Value::error();
    t.tm_isdst = std::clamp(t.tm_isdst, -1, 1);
    // Piece by piece: null characters and undecodable ones do not pass through the C library.
    std::string format;
    if (!encode_file_name(ctx, args[0].as<String>(), format)) return Value::error();
    std::string out;
    for (size_t i = 0; i < format.size();) {
        size_t end = std::min(format.find('\0', i), format.size());
        const std::string piece = format.substr(i, end - i);
        std::string space(std::max<size_t>(256, piece.size() * 4), '\0');
        size_t n = 0;
        while (!piece.empty() && n == 0 && space.size() < 256 * 1024 + piece.size() * 256) {
            n = std::strftime(space.data(), space.size(), piece.c_str(), &t);
            if (n == 0) space.resize(space.size() * 4);
        }
        out.append(space, 0, n);
        if (end < format.size()) out += '\0';
        i = end + 1;
    }
    String* s = decode_file_name(ctx, out);
    return s ? Value::object(s) : Value::error();
}

Value time_strptime(Context& ctx, const Args& args) {
    Value module = import_module(ctx, "_strptime");
    if (!module) return module;
    return call_method(ctx, module, intern(ctx, "_strptime_time"), args.rest());
}

// ---- time zone ----

bool set_zone_constants(Context& ctx, Dict* d) {
    read_zone();
    int64_t ns;
    read_clock(Clock::kReal, ns);
    Calendar now, january, july;
    if (!local_time(ns / kSecond, now)) return true;
    // The offsets of this year's winter and summer tell standard time from daylight time.
    const int64_t year_start = ns / kSecond - int64_t{now.tm.tm_yday} * 86400;
    if (!local_time(year_start, january) || !local_time(year_start + 180 * 86400, july))
        return true;
    const bool north = january.utc_offset <= july.utc_offset;
    const Calendar& standard = north ? january : july;
    const Calendar& summer = north ? july : january;
    const auto set = [&](const char* name, Value v) {
        return v && dict_set(ctx, d, intern(ctx, name), v);
    };
    const Value names[] = {text(ctx, standard.zone ? standard.zone : ""),
                           text(ctx, summer.zone ? summer.zone : "")};
    return set("timezone", make_int(ctx, -standard.utc_offset)) &&
           set("altzone", make_int(ctx, -summer.utc_offset)) &&
           set("daylight", Value::small_int(standard.utc_offset != summer.utc_offset)) &&
           set("tzname", Value::object(make_tuple(ctx, names)));
}

Value time_tzset(Context& ctx, const Args&) {
    Value module = import_module(ctx, "time");
    return module && set_zone_constants(ctx, module.as<Module>()->dict.get()) ? Value::none()
                                                                              : Value::error();
}

Value time_get_clock_info(Context& ctx, const Args& args) {
    struct Row {
        const char* name;
        Clock clock;
        bool monotonic, adjustable;
    };
    constexpr Row kRows[] = {
        {"time", Clock::kReal, false, true},
        {"monotonic", Clock::kMonotonic, true, false},
        {"perf_counter", Clock::kMonotonic, true, false},
        {"process_time", Clock::kProcess, true, false},
        {"thread_time", Clock::kThread, true, false},
    };
    if (!args[0].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "get_clock_info() argument 1 must be str, not {}",
                     MessageArg::type(args[0]));
    }
    for (const Row& row : kRows) {
        if (!equals_ascii(args[0].as<String>(), row.name)) continue;
        Value info = call(ctx, Value::object(ctx.type(TypeId::kSimpleNamespace)), {});
        if (!info) return info;
        const std::pair<const char*, Value> fields[] = {
            {"implementation", text(ctx, clock_name(row.clock))},
            {"monotonic", Value::boolean(row.monotonic)},
            {"adjustable", Value::boolean(row.adjustable)},
            {"resolution", exact_seconds(clock_resolution(row.clock))},
        };
        for (auto& [name, value] : fields) {
            if (!set_attribute(ctx, info, intern(ctx, name), value)) return Value::error();
        }
        return info;
    }
    return raise(ctx, TypeId::kValueError, "unknown clock");
}

constexpr NativeMethod kFunctions[] = {
    {"time()", read<Clock::kReal, false>},
    {"time_ns()", read<Clock::kReal, true>},
    {"monotonic()", read<Clock::kMonotonic, false>},
    {"monotonic_ns()", read<Clock::kMonotonic, true>},
    {"perf_counter()", read<Clock::kMonotonic, false>},
    {"perf_counter_ns()", read<Clock::kMonotonic, true>},
    {"process_time()", read<Clock::kProcess, false>},
    {"process_time_ns()", read<Clock::kProcess, true>},
    {"thread_time()", read<Clock::kThread, false>},
    {"thread_time_ns()", read<Clock::kThread, true>},
    {"sleep(seconds, /)", time_sleep},
    {"gmtime(seconds=None, /)", time_convert<utc_time>},
    {"localtime(seconds=None, /)", time_convert<local_time>},
    {"mktime(tuple, /)", time_mktime},
    {"asctime(tuple=?, /)", time_asctime},
    {"ctime(seconds=None, /)", time_ctime},
    {"strftime(format, tuple=?, /)", time_strftime},
    {"strptime(*args)", time_strptime},
    {"tzset()", time_tzset},
    {"clock_gettime(clk_id, /)", time_clock_gettime<false>},
    {"clock_gettime_ns(clk_id, /)", time_clock_gettime<true>},
    {"clock_getres(clk_id, /)", time_clock_getres},
    {"get_clock_info(name, /)", time_get_clock_info},
};

bool populate(Context& ctx, Module* module) {
    Dict* d = module->dict.get();
    Type* type = struct_sequence_type(ctx, kStructTime);
    if (!type || !dict_set(ctx, d, intern(ctx, "struct_time"), Value::object(type)) ||
        !dict_set(ctx, d, intern(ctx, "_STRUCT_TM_ITEMS"), Value::small_int(11))) {
        return false;
    }
    for (const ClockId& clock : system_clocks()) {
        if (!dict_set(ctx, d, intern(ctx, clock.name), Value::small_int(clock.id))) return false;
    }
    return set_zone_constants(ctx, d);
}

}  // namespace

extern const NativeModuleSpec kTimeModule;
const NativeModuleSpec kTimeModule = {
    .name = "time",
    .functions = kFunctions,
    .populate = populate,
    .doc = "This module provides various functions to manipulate time values.",
};

}  // namespace orrery
