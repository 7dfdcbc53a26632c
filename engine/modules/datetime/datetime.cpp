// datetime: constructors and methods; operators are in operators.cpp.
#include "engine/modules/datetime/arguments.h"
#include "engine/modules/datetime/iso_parser.h"
#include "engine/modules/datetime/objects.h"
#include "engine/modules/datetime/operators.h"
#include "engine/modules/datetime/zones.h"

namespace orrery::datetime {

namespace {

DateTime* self_of(const Args& args) { return args[0].as<DateTime>(); }
void trace(Marker& marker, Object* o) { marker.mark(static_cast<DateTime*>(o)->tzinfo); }

Value restore(Context& ctx, Type* type, const uint8_t* data, Value tzinfo) {
    if (!tzinfo.is_none() && !is_subtype(type_of(ctx, tzinfo), state(ctx).tzinfo)) {
        return raise(ctx, TypeId::kTypeError, "bad tzinfo state arg");
    }
    auto* d = allocate_object<DateTime>(ctx, type);
    if (!d) return Value::error();
    std::copy_n(data, DateTime::kSize, d->data);
    d->fold = data[2] >> 7;
    d->data[2] &= 0x7F;
    d->tzinfo.init(tzinfo);
    return Value::object(d);
}

Value datetime_construct(Context& ctx, const Args& args) {
    static constexpr Parameters kParameters = {
        nullptr,
        "iii|iiiiO$i",
        {"year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold"}};
    static constexpr PickleRule kPickle = {"datetime", DateTime::kSize, 2, 0x7F, 1, 12};
    auto* type = args[0].as<Type>();
    int32_t n[8] = {};
    Value tzinfo = Value::none();
    if (bind_plain_ints(args, 3, 7, n)) {
        return new_datetime(ctx, type, {n[0], n[1], n[2], n[3], n[4], n[5], n[6]});
    }
    if (args.rest_count == 1 || args.rest_count == 2) {
        uint8_t data[DateTime::kSize];
        const PickleState found = read_pickle(ctx, args.rest_values[0], kPickle, data);
        if (found == PickleState::kError) return Value::error();
        if (found == PickleState::kRead) {
            return restore(ctx, type, data,
                           args.rest_count == 2 ? args.rest_values[1] : Value::none());
        }
    }
    if (!bind(ctx, args, kParameters, n, &tzinfo)) return Value::error();
    return new_datetime(ctx, type, {n[0], n[1], n[2], n[3], n[4], n[5], n[6], tzinfo, n[7]});
}

// ---- alternative constructors ----

Value datetime_strptime(Context& ctx, const Args& args) {
    for (unsigned i = 1; i < 3; i++) {
        if (args[i].is(Kind::kString)) continue;
        return raise(ctx, TypeId::kTypeError, "strptime() argument {} must be str, not {}", i,
                     args[i].is_none() ? MessageArg("None") : MessageArg::type(args[i]));
    }
    const Value module = import_module(ctx, "_strptime");
    if (!module) return module;
    return call_method(ctx, module, state(ctx).name(DtName::k_strptime_datetime), {args.values, 3});
}

Value datetime_combine(Context& ctx, const Args& args) {
    static constexpr Parameters kParameters = {"combine", "dt|O", {"date", "time", "tzinfo"}};
    Value given[3] = {};
    if (!bind(ctx, args, kParameters, nullptr, given)) return Value::error();
    const auto* d = given[0].as<Date>();
    const auto* t = given[1].as<Time>();
    return construct_datetime(ctx, args[0].as<Type>(),
                              {d->year(), d->month(), d->day(), t->hour(), t->minute(), t->second(),
                               t->microsecond(), given[2] ? given[2] : t->tzinfo.get(), t->fold});
}

/// The text with a separator that is a surrogate made one that can be encoded: any character
/// separates date and time. Null after MemoryError.
String* without_surrogate(Context& ctx, String* s) {
    for (uint64_t at : {7, 8, 10}) {
        if (at >= s->length) break;
        if (!is_surrogate(s->at(at))) continue;
        StringBuilder out;
        out.add(s, 0, at);
        out.add('T');
        out.add(s, at + 1, s->length);
        return out.finish(ctx);
    }
    return s;
}
size_t utf8_length(char first) {
    const auto c = static_cast<uint8_t>(first);
    return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

Value datetime_fromisoformat(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "fromisoformat: argument must be str");
    }
    auto* s = args[1].as<String>();
    if (s->length < 7) return raise_invalid_iso(ctx, args[1]);
    String* clean = without_surrogate(ctx, s);
    if (!clean) return Value::error();
    std::string storage;
    std::string_view text;
    size_t separator;
    IsoDateText date;
    IsoTimeText time;
    if (!utf8_of(clean, storage, text) || !find_iso_separator(text, separator) ||
        !parse_iso_date(text.substr(0, separator), date)) {
        return raise_invalid_iso(ctx, args[1]);
    }
    if (text.size() > separator) {
        text.remove_prefix(std::min(text.size(), separator + utf8_length(text[separator])));
        if (!parse_iso_time(text, time)) return raise_invalid_iso(ctx, args[1]);
    }
    const Value tzinfo =
        timezone_of_offset(ctx, time.has_offset, time.offset_seconds, time.offset_microseconds);
    if (!tzinfo) return tzinfo;
    return construct_datetime(ctx, args[0].as<Type>(),
                              {date.year, date.month, date.day, time.hour, time.minute, time.second,
                               time.microsecond, tzinfo});
}

// ---- parts ----

Value datetime_date(Context& ctx, const Args& args) {
    const DateTime* d = self_of(args);
    return new_date(ctx, state(ctx).date, d->year(), d->month(), d->day());
}
Value time_part(Context& ctx, const DateTime* d, Value tzinfo) {
    return new_time(ctx, state(ctx).time,
                    {d->hour(), d->minute(), d->second(), d->microsecond(), tzinfo, d->fold});
}
Value datetime_time(Context& ctx, const Args& args) {
    return time_part(ctx, self_of(args), Value::none());
}
Value datetime_timetz(Context& ctx, const Args& args) {
    return time_part(ctx, self_of(args), self_of(args)->tzinfo.get());
}
Value time_tuple(Context& ctx, const DateTime* d, int dst) {
    return make_time_tuple(ctx, {d->year(), d->month(), d->day()}, d->hour(), d->minute(),
                           d->second(), dst);
}
Value datetime_timetuple(Context& ctx, const Args& args) {
    const Value dst = call_dst(ctx, self_of(args)->tzinfo.get(), args[0]);
    if (!dst) return dst;
    return time_tuple(ctx, self_of(args), dst.is_none() ? -1 : !is_zero(dst.as<TimeDelta>()));
}
Value datetime_utctimetuple(Context& ctx, const Args& args) {
    const Value offset = call_utcoffset(ctx, self_of(args)->tzinfo.get(), args[0]);
    if (!offset) return offset;
    if (offset.is_none()) return time_tuple(ctx, self_of(args), 0);
    const Value utc = add_delta(ctx, self_of(args), offset.as<TimeDelta>(), -1);
    if (!utc || !is_datetime(ctx, utc)) return utc;
    return time_tuple(ctx, utc.as<DateTime>(), 0);
}

// ---- text ----

Value datetime_repr(Context& ctx, const Args& args) {
    const DateTime* d = self_of(args);
    const int numbers[] = {d->year(),   d->month(),  d->day(),        d->hour(),
                           d->minute(), d->second(), d->microsecond()};
    const unsigned count = d->microsecond() ? 7 : d->second() ? 6 : 5;
    ShortText fields;
    for (unsigned i = 0; i < count; i++) {
        if (i) fields.add(", ");
        fields.number(numbers[i], 1);
    }
    if (d->fold) fields.add(", fold=1");
    return repr_with_zone(ctx, args[0], fields, d->tzinfo.get(), "");
}
Value datetime_str(Context& ctx, const Args& args) {
    return text_by_isoformat(ctx, args[0], Value::object(char_string(ctx, ' ')));
}
Value datetime_isoformat(Context& ctx, const Args& args) {
    static constexpr Parameters kParameters = {"isoformat", "|Cs", {"sep", "timespec"}};
    const DateTime* d = self_of(args);
    Value given[2] = {};
    TimeSpec spec = TimeSpec::kAuto;
    if (!bind(ctx, args, kParameters, nullptr, given)) return Value::error();
    if (given[1] && !parse_time_spec(ctx, given[1], spec)) return Value::error();
    const uint32_t separator = given[0] ? given[0].as<String>()->at(0) : 'T';
    ShortText out;
    add_date(out, d->data);
    const size_t date_end = out.length;
    out.add(separator < 0x80 ? static_cast<char>(separator) : 'T');
    add_time(out, d->data + 4, spec);
    if (!add_offset_of(ctx, out, d->tzinfo.get(), args[0], ":")) return Value::error();
    if (separator < 0x80) return out.finish(ctx);
    StringBuilder wide;
    wide.add_ascii(out.view().substr(0, date_end));
    wide.add(separator);
    wide.add_ascii(out.view().substr(date_end + 1));
    return or_error(wide.finish(ctx));
}
Value datetime_ctime(Context& ctx, const Args& args) {
    const DateTime* d = self_of(args);
    return format_ctime(ctx, args[0].as<Date>(), d->hour(), d->minute(), d->second());
}

// ---- time zone ----

Value datetime_utcoffset(Context& ctx, const Args& args) {
    return call_utcoffset(ctx, self_of(args)->tzinfo.get(), args[0]);
}
Value datetime_tzname(Context& ctx, const Args& args) {
    return call_tzname(ctx, self_of(args)->tzinfo.get(), args[0]);
}
Value datetime_dst(Context& ctx, const Args& args) {
    return call_dst(ctx, self_of(args)->tzinfo.get(), args[0]);
}

// ---- copies ----

Value datetime_replace(Context& ctx, const Args& args) {
    static constexpr Parameters kParameters = {
        "replace",
        "|iiiiiiiO$i",
        {"year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold"}};
    const DateTime* d = self_of(args);
    int32_t n[] = {d->year(),   d->month(),  d->day(),         d->hour(),
                   d->minute(), d->second(), d->microsecond(), d->fold};
    Value tzinfo = d->tzinfo.get();
    if (!bind(ctx, args, kParameters, n, &tzinfo)) return Value::error();
    // CPython looks at the fold first.
    if (!check_time_fields(ctx, 0, 0, 0, 0, n[7])) return Value::error();
    return new_datetime(ctx, type_of(ctx, args[0]),
                        {n[0], n[1], n[2], n[3], n[4], n[5], n[6], tzinfo, n[7]});
}
Value reduce(Context& ctx, Value self, int protocol) {
    const auto* d = self.as<DateTime>();
    uint8_t data[DateTime::kSize];
    std::copy_n(d->data, DateTime::kSize, data);
    if (protocol > 3 && d->fold) data[2] |= 0x80;
    return reduce_with_zone(ctx, self, data, d->tzinfo.get());
}
Value datetime_reduce_ex(Context& ctx, const Args& args) {
    int32_t protocol;
    return to_c_int(ctx, args[1], protocol) ? reduce(ctx, args[0], protocol) : Value::error();
}
Value datetime_reduce(Context& ctx, const Args& args) { return reduce(ctx, args[0], 2); }

template <int (DateTime::*field)() const>
Value get_field(Context&, Value self) {
    return Value::small_int((self.as<DateTime>()->*field)());
}
Value get_tzinfo(Context&, Value self) { return self.as<DateTime>()->tzinfo.get(); }
Value get_fold(Context&, Value self) { return Value::small_int(self.as<DateTime>()->fold); }

constexpr auto kClassMethod = NativeMethod::kClassMethod;
constexpr auto kTupleArguments = NativeMethod::kTupleArguments;
constexpr auto kTupleClassMethod = static_cast<NativeMethod::Flags>(kClassMethod | kTupleArguments);

const NativeMethod kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", datetime_construct},
    {"__repr__(self, /)", datetime_repr},
    {"__hash__(self, /)", datetime_hash},
    {"__str__(self, /)", datetime_str},
    {"__lt__(self, value, /)", datetime_compare<CompareOp::kLt>},
    {"__le__(self, value, /)", datetime_compare<CompareOp::kLe>},
    {"__eq__(self, value, /)", datetime_compare<CompareOp::kEq>},
    {"__ne__(self, value, /)", datetime_compare<CompareOp::kNe>},
    {"__gt__(self, value, /)", datetime_compare<CompareOp::kGt>},
    {"__ge__(self, value, /)", datetime_compare<CompareOp::kGe>},
    {"__add__(self, value, /)", datetime_add},
    {"__radd__(self, value, /)", datetime_add},
    {"__sub__(self, value, /)", datetime_sub},
    {"__rsub__(self, value, /)", datetime_rsub},
    {"now(type, /, tz=None)", datetime_now, "The current time: local, or in the time zone tz.",
     kClassMethod},
    {"utcnow(type, /)", datetime_utcnow, "Return a new datetime representing UTC day and time.",
     kClassMethod},
    {"fromtimestamp(type, /, *args, **kwargs)", datetime_fromtimestamp,
     "timestamp[, tz] -> tz's local time from POSIX timestamp.", kClassMethod},
    {"utcfromtimestamp(type, timestamp, /)", datetime_utcfromtimestamp,
     "Construct a naive UTC datetime from a POSIX timestamp.", kTupleClassMethod},
    {"strptime(type, date_string, format, /)", datetime_strptime,
     "string, format -> new datetime parsed from a string (like time.strptime()).",
     kTupleClassMethod},
    {"combine(type, /, *args, **kwargs)", datetime_combine,
     "date, time -> datetime with same date and time fields", kClassMethod},
    {"fromisoformat(type, date_string, /)", datetime_fromisoformat,
     "string -> datetime from a string in most ISO 8601 formats", kClassMethod},
    {"date(self, /)", datetime_date, "Return date object with same year, month and day."},
    {"time(self, /)", datetime_time, "Return time object with same time but with tzinfo=None."},
    {"timetz(self, /)", datetime_timetz, "Return time object with same time and tzinfo."},
    {"ctime(self, /)", datetime_ctime, "Return ctime() style string."},
    {"timetuple(self, /)", datetime_timetuple,
     "Return time tuple, compatible with time.localtime()."},
    {"timestamp(self, /)", datetime_timestamp, "Return POSIX timestamp as float."},
    {"utctimetuple(self, /)", datetime_utctimetuple,
     "Return UTC time tuple, compatible with time.localtime()."},
    {"isoformat(self, /, *args, **kwargs)", datetime_isoformat,
     "[sep] -> string in ISO 8601 format, YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM]."},
    {"utcoffset(self, /)", datetime_utcoffset, "Return self.tzinfo.utcoffset(self)."},
    {"tzname(self, /)", datetime_tzname, "Return self.tzinfo.tzname(self)."},
    {"dst(self, /)", datetime_dst, "Return self.tzinfo.dst(self)."},
    {"replace(self, /, *args, **kwargs)", datetime_replace,
     "Return datetime with new specified fields."},
    {"astimezone(self, /, *args, **kwargs)", datetime_astimezone,
     "tz -> convert to local time in new timezone tz"},
    {"__reduce_ex__(self, protocol, /)", datetime_reduce_ex, "__reduce_ex__(proto) -> (cls, state)",
     kTupleArguments},
    {"__reduce__(self, /)", datetime_reduce, "__reduce__() -> (cls, state)"},
};
const NativeProperty kProperties[] = {
    {"hour", get_field<&DateTime::hour>},
    {"minute", get_field<&DateTime::minute>},
    {"second", get_field<&DateTime::second>},
    {"microsecond", get_field<&DateTime::microsecond>},
    {"tzinfo", get_tzinfo},
    {"fold", get_fold},
};

}  // namespace

Value new_datetime(Context& ctx, Type* type, const DateTimeFields& f) {
    if (!check_date_fields(ctx, f.year, f.month, f.day) ||
        !check_time_fields(ctx, f.hour, f.minute, f.second, f.microsecond, f.fold) ||
        !check_tzinfo(ctx, f.tzinfo)) {
        return Value::error();
    }
    auto* d = allocate_object<DateTime>(ctx, type);
    if (!d) return Value::error();
    write_date(d->data, static_cast<int>(f.year), static_cast<int>(f.month),
               static_cast<int>(f.day));
    write_time(d->data + Date::kSize, static_cast<int>(f.hour), static_cast<int>(f.minute),
               static_cast<int>(f.second), static_cast<int>(f.microsecond));
    d->fold = static_cast<uint8_t>(f.fold);
    d->tzinfo.init(f.tzinfo);
    return Value::object(d);
}

Value construct_datetime(Context& ctx, Type* type, const DateTimeFields& f) {
    if (type == state(ctx).datetime) return new_datetime(ctx, type, f);
    return call(ctx, Value::object(type),
                {Value::small_int(f.year), Value::small_int(f.month), Value::small_int(f.day),
                 Value::small_int(f.hour), Value::small_int(f.minute), Value::small_int(f.second),
                 Value::small_int(f.microsecond), f.tzinfo});
}

DateTime* copy_datetime(Context& ctx, const DateTime* d, Type* type, Value tzinfo, uint8_t fold) {
    auto* made = allocate_object<DateTime>(ctx, type);
    if (!made) return nullptr;
    std::copy_n(d->data, DateTime::kSize, made->data);
    made->fold = fold;
    made->tzinfo.init(tzinfo);
    return made;
}

const NativeTypeSpec kDateTimeSpec = {
    .name = "datetime.datetime",
    .size = sizeof(DateTime),
    .methods = kMethods,
    .properties = kProperties,
    .trace = trace,
    .doc = "datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])",
    .native_base = &kDateSpec};

}  // namespace orrery::datetime
