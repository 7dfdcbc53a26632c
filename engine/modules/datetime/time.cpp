// time.
#include "engine/modules/datetime/arguments.h"
#include "engine/modules/datetime/iso_parser.h"
#include "engine/modules/datetime/objects.h"
#include "engine/objects/bytes.h"

namespace orrery::datetime {

namespace {

Time* self_of(const Args& args) { return args[0].as<Time>(); }
void trace(Marker& marker, Object* o) { marker.mark(static_cast<Time*>(o)->tzinfo); }

Value restore(Context& ctx, Type* type, const uint8_t* data, Value tzinfo) {
    if (!tzinfo.is_none() && !is_subtype(type_of(ctx, tzinfo), state(ctx).tzinfo)) {
        return raise(ctx, TypeId::kTypeError, "bad tzinfo state arg");
    }
    auto* t = allocate_object<Time>(ctx, type);
    if (!t) return Value::error();
    std::copy_n(data, Time::kSize, t->data);
    t->fold = data[0] >> 7;
    t->data[0] &= 0x7F;
    t->tzinfo.init(tzinfo);
    return Value::object(t);
}

Value time_construct(Context& ctx, const Args& args) {
    static constexpr Parameters kParameters = {
        nullptr, "|iiiiO$i", {"hour", "minute", "second", "microsecond", "tzinfo", "fold"}};
    static constexpr PickleRule kPickle = {"time", Time::kSize, 0, 0x7F, 0, 23};
    auto* type = args[0].as<Type>();
    if ((args.rest_count == 1 || args.rest_count == 2) && !args.rest_values[0].is_small_int()) {
        uint8_t data[Time::kSize];
        const PickleState found = read_pickle(ctx, args.rest_values[0], kPickle, data);
        if (found == PickleState::kError) return Value::error();
        if (found == PickleState::kRead) {
            return restore(ctx, type, data,
                           args.rest_count == 2 ? args.rest_values[1] : Value::none());
        }
    }
    int32_t n[5] = {};
    Value tzinfo = Value::none();
    if (!bind(ctx, args, kParameters, n, &tzinfo)) return Value::error();
    return new_time(ctx, type, {n[0], n[1], n[2], n[3], tzinfo, n[4]});
}

Value time_fromisoformat(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "fromisoformat: argument must be str");
    }
    auto* s = args[1].as<String>();
    IsoTimeText t;
    std::string storage;
    std::string_view text;
    if (!utf8_of(s, storage, text)) return raise_invalid_iso(ctx, args[1]);
    if (text.starts_with('T')) text.remove_prefix(1);
    if (!parse_iso_time(text, t)) return raise_invalid_iso(ctx, args[1]);
    const Value tzinfo =
        timezone_of_offset(ctx, t.has_offset, t.offset_seconds, t.offset_microseconds);
    if (!tzinfo) return tzinfo;
    auto* type = args[0].as<Type>();
    if (type == state(ctx).time) {
        return new_time(ctx, type, {t.hour, t.minute, t.second, t.microsecond, tzinfo});
    }
    return call(ctx, args[0],
                {Value::small_int(t.hour), Value::small_int(t.minute), Value::small_int(t.second),
                 Value::small_int(t.microsecond), tzinfo});
}

// ---- comparison ----

/// utcoffset() of a time is asked without a date.
Value offset_of(Context& ctx, const Time* t) {
    return call_utcoffset(ctx, t->tzinfo.get(), Value::none());
}
int64_t microseconds_of(const Time* t) {
    return (t->hour() * 3600 + t->minute() * 60 + t->second()) * kMicrosecondsPerSecond +
           t->microsecond();
}

template <CompareOp op>
Value time_compare(Context& ctx, const Args& args) {
    if (!is_time(ctx, args[1])) return Value::not_implemented();
    const Time* a = self_of(args);
    const auto* b = args[1].as<Time>();
    const auto by_bytes = [&] {
        return compare_result(op, std::memcmp(a->data, b->data, Time::kSize));
    };
    if (a->tzinfo.get() == b->tzinfo.get()) return by_bytes();
    const Value x = offset_of(ctx, a);
    const Value y = x ? offset_of(ctx, b) : x;
    if (!y) return y;
    if (x == y) return by_bytes();
    if (x.is_none() || y.is_none()) {
        if (op == CompareOp::kEq || op == CompareOp::kNe) return compare_result(op, 1);
        return raise(ctx, TypeId::kTypeError, "can't compare offset-naive and offset-aware times");
    }
    const auto* p = x.as<TimeDelta>();
    const auto* q = y.as<TimeDelta>();
    if (compare_deltas(p, q) == 0) return by_bytes();
    // Microseconds of the offsets do not count.
    auto seconds = [](const TimeDelta* d) { return d->days * kSecondsPerDay + d->seconds; };
    return compare_result(op, microseconds_of(a) - microseconds_of(b) -
                                  (seconds(p) - seconds(q)) * kMicrosecondsPerSecond);
}

Value time_hash(Context& ctx, const Args& args) {
    Time* t = self_of(args);
    if (t->hash) return make_int(ctx, t->hash);
    const Time* unfolded = t;
    if (t->fold) {
        const Value v =
            new_time(ctx, type_of(ctx, args[0]),
                     {t->hour(), t->minute(), t->second(), t->microsecond(), t->tzinfo.get()});
        if (!v) return v;
        unfolded = v.as<Time>();
    }
    const Value offset = offset_of(ctx, unfolded);
    if (!offset) return offset;
    if (offset.is_none()) {
        t->hash = hash_data(ctx, t->data, Time::kSize);
    } else {
        const Value since_midnight =
            make_delta(ctx, 0, t->hour() * 3600 + t->minute() * 60 + t->second(), t->microsecond());
        const Value utc = since_midnight ? subtract_deltas(ctx, since_midnight.as<TimeDelta>(),
                                                           offset.as<TimeDelta>())
                                         : since_midnight;
        if (!utc) return utc;
        t->hash = hash_delta(utc.as<TimeDelta>());
    }
    return make_int(ctx, t->hash);
}

// ---- methods ----

Value time_repr(Context& ctx, const Args& args) {
    const Time* t = self_of(args);
    ShortText fields;
    fields.number(t->hour(), 1);
    fields.add(", ");
    fields.number(t->minute(), 1);
    if (t->second() || t->microsecond()) {
        fields.add(", ");
        fields.number(t->second(), 1);
    }
    if (t->microsecond()) {
        fields.add(", ");
        fields.number(t->microsecond(), 1);
    }
    return repr_with_zone(ctx, args[0], fields, t->tzinfo.get(), t->fold ? ", fold=1" : "");
}
Value time_str(Context& ctx, const Args& args) { return text_by_isoformat(ctx, args[0], Value()); }
Value time_isoformat(Context& ctx, const Args& args) {
    static constexpr Parameters kParameters = {"isoformat", "|s", {"timespec"}};
    Value text;
    TimeSpec spec = TimeSpec::kAuto;
    if (!bind(ctx, args, kParameters, nullptr, &text)) return Value::error();
    if (text && !parse_time_spec(ctx, text, spec)) return Value::error();
    ShortText out;
    add_time(out, self_of(args)->data, spec);
    if (!add_offset_of(ctx, out, self_of(args)->tzinfo.get(), Value::none(), ":")) {
        return Value::error();
    }
    return out.finish(ctx);
}
Value time_strftime(Context& ctx, const Args& args) {
    static constexpr Parameters kParameters = {"strftime", "U", {"format"}};
    Value format;
    if (!bind(ctx, args, kParameters, nullptr, &format)) return Value::error();
    const Time* t = self_of(args);
    // A day in 1900, which strftime() can show everywhere.
    const int fields[] = {1900, 1, 1, t->hour(), t->minute(), t->second(), 0, 1, -1};
    Value values[9];
    for (unsigned i = 0; i < 9; i++)
        values[i] = Value::small_int(fields[i]);
    const Value tuple = or_error(make_tuple(ctx, values));
    return tuple ? format_strftime(ctx, args[0], format, tuple, Value::none()) : tuple;
}
Value time_utcoffset(Context& ctx, const Args& args) { return offset_of(ctx, self_of(args)); }
Value time_tzname(Context& ctx, const Args& args) {
    return call_tzname(ctx, self_of(args)->tzinfo.get(), Value::none());
}
Value time_dst(Context& ctx, const Args& args) {
    return call_dst(ctx, self_of(args)->tzinfo.get(), Value::none());
}
Value time_replace(Context& ctx, const Args& args) {
    static constexpr Parameters kParameters = {
        "replace", "|iiiiO$i", {"hour", "minute", "second", "microsecond", "tzinfo", "fold"}};
    const Time* t = self_of(args);
    int32_t n[] = {t->hour(), t->minute(), t->second(), t->microsecond(), t->fold};
    Value tzinfo = t->tzinfo.get();
    if (!bind(ctx, args, kParameters, n, &tzinfo)) return Value::error();
    // CPython looks at the fold first.
    if (!check_time_fields(ctx, 0, 0, 0, 0, n[4])) return Value::error();
    return new_time(ctx, type_of(ctx, args[0]), {n[0], n[1], n[2], n[3], tzinfo, n[4]});
}
Value reduce(Context& ctx, Value self, int protocol) {
    const auto* t = self.as<Time>();
    uint8_t data[Time::kSize];
    std::copy_n(t->data, Time::kSize, data);
    if (protocol > 3 && t->fold) data[0] |= 0x80;
    return reduce_with_zone(ctx, self, data, t->tzinfo.get());
}
Value time_reduce_ex(Context& ctx, const Args& args) {
    int32_t protocol;
    return to_c_int(ctx, args[1], protocol) ? reduce(ctx, args[0], protocol) : Value::error();
}
Value time_reduce(Context& ctx, const Args& args) { return reduce(ctx, args[0], 2); }

template <int (Time::*field)() const>
Value get_field(Context&, Value self) {
    return Value::small_int((self.as<Time>()->*field)());
}
Value get_tzinfo(Context&, Value self) { return self.as<Time>()->tzinfo.get(); }
Value get_fold(Context&, Value self) { return Value::small_int(self.as<Time>()->fold); }

const NativeMethod kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", time_construct},
    {"__repr__(self, /)", time_repr},
    {"__hash__(self, /)", time_hash},
    {"__str__(self, /)", time_str},
    {"__lt__(self, value, /)", time_compare<CompareOp::kLt>},
    {"__le__(self, value, /)", time_compare<CompareOp::kLe>},
    {"__eq__(self, value, /)", time_compare<CompareOp::kEq>},
    {"__ne__(self, value, /)", time_compare<CompareOp::kNe>},
    {"__gt__(self, value, /)", time_compare<CompareOp::kGt>},
    {"__ge__(self, value, /)", time_compare<CompareOp::kGe>},
    {"isoformat(self, /, *args, **kwargs)", time_isoformat,
     "Return string in ISO 8601 format, [HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM]."},
    {"strftime(self, /, *args, **kwargs)", time_strftime, "format -> strftime() style string."},
    {"__format__(self, format, /)", format_object, "Formats self with strftime.",
     NativeMethod::kTupleArguments},
    {"utcoffset(self, /)", time_utcoffset, "Return self.tzinfo.utcoffset(self)."},
    {"tzname(self, /)", time_tzname, "Return self.tzinfo.tzname(self)."},
    {"dst(self, /)", time_dst, "Return self.tzinfo.dst(self)."},
    {"replace(self, /, *args, **kwargs)", time_replace, "Return time with new specified fields."},
    {"fromisoformat(type, time_string, /)", time_fromisoformat,
     "The time of a string in ISO 8601 format.", NativeMethod::kClassMethod},
    {"__reduce_ex__(self, protocol, /)", time_reduce_ex, "__reduce_ex__(proto) -> (cls, state)",
     NativeMethod::kTupleArguments},
    {"__reduce__(self, /)", time_reduce, "__reduce__() -> (cls, state)"},
};
const NativeProperty kProperties[] = {
    {"hour", get_field<&Time::hour>},
    {"minute", get_field<&Time::minute>},
    {"second", get_field<&Time::second>},
    {"microsecond", get_field<&Time::microsecond>},
    {"tzinfo", get_tzinfo},
    {"fold", get_fold},
};

}  // namespace

Value new_time(Context& ctx, Type* type, const TimeFields& f) {
    if (!check_time_fields(ctx, f.hour, f.minute, f.second, f.microsecond, f.fold) ||
        !check_tzinfo(ctx, f.tzinfo)) {
        return Value::error();
    }
    auto* t = allocate_object<Time>(ctx, type);
    if (!t) return Value::error();
    write_time(t->data, static_cast<int>(f.hour), static_cast<int>(f.minute),
               static_cast<int>(f.second), static_cast<int>(f.microsecond));
    t->fold = static_cast<uint8_t>(f.fold);
    t->tzinfo.init(f.tzinfo);
    return Value::object(t);
}

const NativeTypeSpec kTimeSpec = {
    .name = "datetime.time",
    .size = sizeof(Time),
    .methods = kMethods,
    .properties = kProperties,
    .trace = trace,
    .doc = "time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object"};

}  // namespace orrery::datetime
