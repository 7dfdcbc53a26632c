// date.
#include "engine/modules/datetime/arguments.h"
#include "engine/modules/datetime/iso_parser.h"
#include "engine/modules/datetime/objects.h"
#include "engine/modules/time/platform.h"
#include "engine/objects/bytes.h"

namespace orrery::datetime {

namespace {

Date* self_of(const Args& args) { return args[0].as<Date>(); }

Value date_construct(Context& ctx, const Args& args) {
    static constexpr Parameters kParameters = {nullptr, "iii", {"year", "month", "day"}};
    static constexpr PickleRule kPickle = {"date", Date::kSize, 2, 0xFF, 1, 12};
    auto* type = args[0].as<Type>();
    int32_t n[3];
    if (bind_plain_ints(args, 3, 3, n)) return new_date(ctx, type, n[0], n[1], n[2]);
    if (args.rest_count == 1) {
        uint8_t data[Date::kSize];
        switch (read_pickle(ctx, args.rest_values[0], kPickle, data)) {
        case PickleState::kError: return Value::error();
        case PickleState::kNone: break;
        case PickleState::kRead:
            auto* d = allocate_object<Date>(ctx, type);
            if (d) std::copy_n(data, Date::kSize, d->data);
            return or_error(d);
        }
    }
    if (!bind(ctx, args, kParameters, n, nullptr)) return Value::error();
    return new_date(ctx, type, n[0], n[1], n[2]);
}

// ---- alternative constructors ----

Value date_fromtimestamp(Context& ctx, const Args& args) {
    int64_t seconds;
    time_platform::Calendar c;
    if (!read_timestamp_floor(ctx, args[1], seconds)) return Value::error();
    if (!time_platform::local_time(seconds, c)) return raise_os_error(ctx, errno);
    return construct_date(ctx, args[0].as<Type>(), int64_t{c.tm.tm_year} + 1900, c.tm.tm_mon + 1,
                          c.tm.tm_mday);
}
Value date_today(Context& ctx, const Args& args) {
    const Value module = import_module(ctx, "time");
    const Value now =
        module ? call_method(ctx, module, state(ctx).name(DtName::ktime), {}) : module;
    if (!now) return now;
    return call_method(ctx, args[0], state(ctx).name(DtName::kfromtimestamp), {&now, 1});
}
Value date_fromordinal(Context& ctx, const Args& args) {
    int32_t ordinal;
    if (!to_c_int(ctx, args[1], ordinal)) return Value::error();
    if (ordinal < 1) return raise(ctx, TypeId::kValueError, "ordinal must be >= 1");
    const YearMonthDay date = from_ordinal(ordinal);
    return construct_date(ctx, args[0].as<Type>(), date.year, date.month, date.day);
}
Value date_fromisoformat(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "fromisoformat: argument must be str");
    }
    std::string storage;
    std::string_view text;
    IsoDateText date;
    if (!utf8_of(args[1].as<String>(), storage, text) ||
        !(text.size() == 7 || text.size() == 8 || text.size() == 10) ||
        !parse_iso_date(text, date)) {
        return raise_invalid_iso(ctx, args[1]);
    }
    return construct_date(ctx, args[0].as<Type>(), date.year, date.month, date.day);
}
Value date_fromisocalendar(Context& ctx, const Args& args) {
    static constexpr Parameters kParameters = {"fromisocalendar", "iii", {"year", "week", "day"}};
    int32_t n[3];
    if (!bind(ctx, args, kParameters, n, nullptr)) {
        if (!exception_matches(ctx, TypeId::kOverflowError)) return Value::error();
        take_exception(ctx);
        return raise(ctx, TypeId::kValueError, "ISO calendar component out of range");
    }
    YearMonthDay date;
    switch (from_iso_date({n[0], n[1], n[2]}, date)) {
    case IsoError::kYear: return raise(ctx, TypeId::kValueError, "Year is out of range: {}", n[0]);
    case IsoError::kWeek: return raise(ctx, TypeId::kValueError, "Invalid week: {}", n[1]);
    case IsoError::kWeekday:
        return raise(ctx, TypeId::kValueError, "Invalid day: {} (range is [1, 7])", n[2]);
    case IsoError::kNone: break;
    }
    return construct_date(ctx, args[0].as<Type>(), date.year, date.month, date.day);
}

// ---- operators ----

/// date + sign * delta; the delta's part of a day does not count.
Value shift(Context& ctx, const Args& args, const TimeDelta* delta, int sign) {
    const Date* d = self_of(args);
    const int64_t day = d->day() + int64_t{sign} * delta->days;
    if (day >= 1 && day <= 28) {
        return construct_date(ctx, type_of(ctx, args[0]), d->year(), d->month(), day);
    }
    const int64_t ordinal = d->ordinal() + int64_t{sign} * delta->days;
    if (ordinal < 1 || ordinal > kMaxOrdinal) {
        return raise(ctx, TypeId::kOverflowError, "date value out of range");
    }
    const YearMonthDay date = from_ordinal(ordinal);
    return construct_date(ctx, type_of(ctx, args[0]), date.year, date.month, date.day);
}
Value date_add(Context& ctx, const Args& args) {
    if (is_datetime(ctx, args[0]) || !is_timedelta(ctx, args[1])) return Value::not_implemented();
    return shift(ctx, args, args[1].as<TimeDelta>(), 1);
}
Value difference(Context& ctx, Value a, Value b) {
    if (is_datetime(ctx, a) || is_datetime(ctx, b)) return Value::not_implemented();
    return make_delta(ctx, a.as<Date>()->ordinal() - b.as<Date>()->ordinal(), 0, 0);
}
Value date_sub(Context& ctx, const Args& args) {
    if (is_date(ctx, args[1])) return difference(ctx, args[0], args[1]);
    if (is_datetime(ctx, args[0]) || !is_timedelta(ctx, args[1])) return Value::not_implemented();
    return shift(ctx, args, args[1].as<TimeDelta>(), -1);
}
Value date_rsub(Context& ctx, const Args& args) {
    return is_date(ctx, args[1]) ? difference(ctx, args[1], args[0]) : Value::not_implemented();
}
template <CompareOp op>
Value date_compare(Context& ctx, const Args& args) {
    if (!is_date(ctx, args[1])) return Value::not_implemented();
    return compare_result(op,
                          std::memcmp(self_of(args)->data, args[1].as<Date>()->data, Date::kSize));
}
Value date_hash(Context& ctx, const Args& args) {
    Date* d = self_of(args);
    const bool exact = d->shape == state(ctx).date->root_shape;
    if (exact && d->hash) return Value::small_int(d->hash);
    auto hash = static_cast<int32_t>(hash_data(ctx, d->data, Date::kSize));
    if (hash == -1) hash = -2;
    if (exact) d->hash = hash;
    return Value::small_int(hash);
}

// ---- methods ----

Value date_repr(Context& ctx, const Args& args) {
    const Date* d = self_of(args);
    ShortText fields;
    fields.number(d->year(), 1);
    fields.add(", ");
    fields.number(d->month(), 1);
    fields.add(", ");
    fields.number(d->day(), 1);
    return or_error(format_message(
        ctx, "{}({})", std::initializer_list<MessageArg>{type_name(ctx, args[0]), fields.view()}));
}
Value date_str(Context& ctx, const Args& args) { return text_by_isoformat(ctx, args[0], Value()); }
Value date_isoformat(Context& ctx, const Args& args) {
    ShortText out;
    add_date(out, self_of(args)->data);
    return out.finish(ctx);
}
Value date_ctime(Context& ctx, const Args& args) {
    return format_ctime(ctx, self_of(args), 0, 0, 0);
}
Value date_strftime(Context& ctx, const Args& args) {
    static constexpr Parameters kParameters = {"strftime", "U", {"format"}};
    Value format;
    if (!bind(ctx, args, kParameters, nullptr, &format)) return Value::error();
    // The tuple is asked of the object, since a subclass may have its own.
    const Value tuple = call_method(ctx, args[0], state(ctx).name(DtName::ktimetuple), {});
    return tuple ? format_strftime(ctx, args[0], format, tuple, args[0]) : tuple;
}
Value date_timetuple(Context& ctx, const Args& args) {
    const Date* d = self_of(args);
    return make_time_tuple(ctx, {d->year(), d->month(), d->day()}, 0, 0, 0, -1);
}
Value date_isocalendar(Context& ctx, const Args& args) {
    const Date* d = self_of(args);
    const IsoDate iso = to_iso_date(d->year(), d->month(), d->day());
    return make_iso_calendar_date(ctx, state(ctx).iso_calendar_date, iso);
}
Value date_toordinal(Context&, const Args& args) {
    return Value::small_int(self_of(args)->ordinal());
}
Value date_weekday(Context&, const Args& args) {
    return Value::small_int(weekday_of_ordinal(self_of(args)->ordinal()));
}
Value date_isoweekday(Context&, const Args& args) {
    return Value::small_int(weekday_of_ordinal(self_of(args)->ordinal()) + 1);
}
Value date_replace(Context& ctx, const Args& args) {
    static constexpr Parameters kParameters = {"replace", "|iii", {"year", "month", "day"}};
    const Date* d = self_of(args);
    int32_t n[] = {d->year(), d->month(), d->day()};
    if (!bind(ctx, args, kParameters, n, nullptr)) return Value::error();
    return new_date(ctx, type_of(ctx, args[0]), n[0], n[1], n[2]);
}
Value date_reduce(Context& ctx, const Args& args) {
    return tuple_of(ctx, {Value::object(type_of(ctx, args[0])),
                          tuple_of(ctx, {or_error(make_bytes(ctx, std::span<const uint8_t>(
                                                                      self_of(args)->data)))})});
}

template <int (Date::*field)() const>
Value get_field(Context&, Value self) {
    return Value::small_int((self.as<Date>()->*field)());
}

constexpr auto kClassMethod = NativeMethod::kClassMethod;
constexpr auto kTupleClassMethod =
    static_cast<NativeMethod::Flags>(NativeMethod::kClassMethod | NativeMethod::kTupleArguments);

const NativeMethod kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", date_construct},
    {"__repr__(self, /)", date_repr},
    {"__hash__(self, /)", date_hash},
    {"__str__(self, /)", date_str},
    {"__lt__(self, value, /)", date_compare<CompareOp::kLt>},
    {"__le__(self, value, /)", date_compare<CompareOp::kLe>},
    {"__eq__(self, value, /)", date_compare<CompareOp::kEq>},
    {"__ne__(self, value, /)", date_compare<CompareOp::kNe>},
    {"__gt__(self, value, /)", date_compare<CompareOp::kGt>},
    {"__ge__(self, value, /)", date_compare<CompareOp::kGe>},
    {"__add__(self, value, /)", date_add},
    {"__radd__(self, value, /)", date_add},
    {"__sub__(self, value, /)", date_sub},
    {"__rsub__(self, value, /)", date_rsub},
    {"fromtimestamp(type, timestamp, /)", date_fromtimestamp,
     "The local date of a POSIX timestamp.", kClassMethod},
    {"fromordinal(type, ordinal, /)", date_fromordinal,
     "The date of a proleptic Gregorian ordinal.", kTupleClassMethod},
    {"fromisoformat(type, date_string, /)", date_fromisoformat,
     "The date of a string in ISO 8601 format.", kClassMethod},
    {"fromisocalendar(type, /, *args, **kwargs)", date_fromisocalendar,
     "The date of an ISO year, week number and weekday.", kClassMethod},
    {"today(type, /)", date_today, "The current local date or datetime.", kClassMethod},
    {"ctime(self, /)", date_ctime, "Return ctime() style string."},
    {"strftime(self, /, *args, **kwargs)", date_strftime, "format -> strftime() style string."},
    {"__format__(self, format, /)", format_object, "Formats self with strftime.",
     NativeMethod::kTupleArguments},
    {"timetuple(self, /)", date_timetuple, "Return time tuple, compatible with time.localtime()."},
    {"isocalendar(self, /)", date_isocalendar, "ISO year, week number and weekday, named."},
    {"isoformat(self, /)", date_isoformat, "Return string in ISO 8601 format, YYYY-MM-DD."},
    {"isoweekday(self, /)", date_isoweekday, "The day of the week: 1 is Monday, 7 is Sunday."},
    {"toordinal(self, /)", date_toordinal, "Proleptic Gregorian ordinal: 0001-01-01 is day 1."},
    {"weekday(self, /)", date_weekday, "The day of the week: 0 is Monday, 6 is Sunday."},
    {"replace(self, /, *args, **kwargs)", date_replace, "Return date with new specified fields."},
    {"__reduce__(self, /)", date_reduce, "__reduce__() -> (cls, state)"},
};
const NativeProperty kProperties[] = {
    {"year", get_field<&Date::year>},
    {"month", get_field<&Date::month>},
    {"day", get_field<&Date::day>},
};

}  // namespace

Value new_date(Context& ctx, Type* type, int64_t year, int64_t month, int64_t day) {
    if (!check_date_fields(ctx, year, month, day)) return Value::error();
    auto* d = allocate_object<Date>(ctx, type);
    if (!d) return Value::error();
    write_date(d->data, static_cast<int>(year), static_cast<int>(month), static_cast<int>(day));
    return Value::object(d);
}

Value construct_date(Context& ctx, Type* type, int64_t year, int64_t month, int64_t day) {
    const State& s = state(ctx);
    if (type == s.date) return new_date(ctx, type, year, month, day);
    if (type == s.datetime) {
        return new_datetime(ctx, type, {.year = year, .month = month, .day = day});
    }
    return call(ctx, Value::object(type),
                {Value::small_int(year), Value::small_int(month), Value::small_int(day)});
}

const NativeTypeSpec kDateSpec = {.name = "datetime.date",
                                  .size = sizeof(Date),
                                  .methods = kMethods,
                                  .properties = kProperties,
                                  .doc = "date(year, month, day) --> date object"};

}  // namespace orrery::datetime
