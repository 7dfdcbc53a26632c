// tzinfo, the abstract class, and timezone: a fixed offset.
#include "engine/modules/datetime/arguments.h"
#include "engine/modules/datetime/objects.h"

namespace orrery::datetime {

namespace {

// ---- tzinfo ----

Value tzinfo_new(Context& ctx, const Args& args) {
    return or_error(allocate_instance(ctx, args[0].as<Type>()));
}
template <const char* const& name>
Value tzinfo_missing(Context& ctx, const Args&) {
    return raise(ctx, TypeId::kNotImplementedError, "a tzinfo subclass must implement {}()", name);
}
constexpr const char* kTzname = "tzname";
constexpr const char* kUtcoffset = "utcoffset";
constexpr const char* kDst = "dst";

/// The argument of a fromutc(): a datetime of this zone. Null after an exception.
DateTime* own_datetime(Context& ctx, const Args& args) {
    if (!is_datetime(ctx, args[1])) {
        raise(ctx, TypeId::kTypeError, "fromutc: argument must be a datetime");
        return nullptr;
    }
    auto* d = args[1].as<DateTime>();
    if (d->tzinfo.get() == args[0]) return d;
    raise(ctx, TypeId::kValueError, "fromutc: dt.tzinfo is not self");
    return nullptr;
}

Value tzinfo_fromutc(Context& ctx, const Args& args) {
    const DateTime* d = own_datetime(ctx, args);
    if (!d) return Value::error();
    const Value offset = call_utcoffset(ctx, args[0], args[1]);
    if (!offset) return offset;
    if (offset.is_none()) {
        return raise(ctx, TypeId::kValueError, "fromutc: non-None utcoffset() result required");
    }
    Value dst = call_dst(ctx, args[0], args[1]);
    if (!dst) return dst;
    if (dst.is_none()) {
        return raise(ctx, TypeId::kValueError, "fromutc: non-None dst() result required");
    }
    const Value standard = subtract_deltas(ctx, offset.as<TimeDelta>(), dst.as<TimeDelta>());
    const Value local = standard ? add_delta(ctx, d, standard.as<TimeDelta>(), 1) : standard;
    if (!local || !is_datetime(ctx, local)) return local;
    dst = call_dst(ctx, local.as<DateTime>()->tzinfo.get(), local);
    if (!dst) return dst;
    if (dst.is_none()) {
        return raise(ctx, TypeId::kValueError,
                     "fromutc: tz.dst() gave inconsistent results; cannot convert");
    }
    if (is_zero(dst.as<TimeDelta>())) return local;
    return add_delta(ctx, local.as<DateTime>(), dst.as<TimeDelta>(), 1);
}

Value tzinfo_reduce(Context& ctx, const Args& args) {
    const State& s = state(ctx);
    Value method;
    Value init = Value::object(empty_tuple(ctx));
    switch (find_attribute(ctx, args[0], s.name(DtName::k__getinitargs__), method)) {
    case Truth::kError: return Value::error();
    case Truth::kYes: init = call(ctx, method, {}); break;
    case Truth::kNo: break;
    }
    if (!init) return init;
    const Value kept = call_method(ctx, args[0], s.name(DtName::k__getstate__), {});
    return tuple_of(ctx, {Value::object(type_of(ctx, args[0])), init, kept});
}

const NativeMethod kTzInfoMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", tzinfo_new},
    {"tzname(self, dt, /)", tzinfo_missing<kTzname>, "datetime -> string name of time zone."},
    {"utcoffset(self, dt, /)", tzinfo_missing<kUtcoffset>,
     "datetime -> timedelta showing offset from UTC, negative values indicating West of UTC"},
    {"dst(self, dt, /)", tzinfo_missing<kDst>,
     "datetime -> DST offset as timedelta positive east of UTC."},
    {"fromutc(self, dt, /)", tzinfo_fromutc, "datetime in UTC -> datetime in local time."},
    {"__reduce__(self, /)", tzinfo_reduce, "-> (cls, state)"},
};

// ---- timezone ----

TimeZone* self_of(const Args& args) { return args[0].as<TimeZone>(); }
void trace(Marker& marker, Object* o) {
    marker.mark(static_cast<TimeZone*>(o)->offset);
    marker.mark(static_cast<TimeZone*>(o)->name);
}

Value timezone_new(Context& ctx, const Args& args) {
    static constexpr Parameters kParameters = {"timezone", "m|U", {"offset", "name"}};
    Value given[2] = {};
    if (!bind(ctx, args, kParameters, nullptr, given)) return Value::error();
    return make_timezone(ctx, given[0], given[1]);
}

/// False after TypeError.
bool check_argument(Context& ctx, Value v, const char* method) {
    if (v.is_none() || is_datetime(ctx, v)) return true;
    raise(ctx, TypeId::kTypeError, "{}(dt) argument must be a datetime instance or None, not {}",
          method, MessageArg::type(v));
    return false;
}

Value timezone_str(Context& ctx, const Args& args) {
    const TimeZone* z = self_of(args);
    if (z->name) return z->name.get();
    ShortText out;
    out.add("UTC");
    if (!is_zero(z->offset.get())) add_offset(out, z->offset.get(), ":");
    return out.finish(ctx);
}
Value timezone_repr(Context& ctx, const Args& args) {
    const TimeZone* z = self_of(args);
    if (args[0] == state(ctx).utc) return or_error(make_string(ctx, "datetime.timezone.utc"));
    const auto offset = MessageArg::repr(Value::object(z->offset.get()));
    if (!z->name) {
        return or_error(format_message(
            ctx, "{}({})", std::initializer_list<MessageArg>{type_name(ctx, args[0]), offset}));
    }
    return or_error(
        format_message(ctx, "{}({}, {})",
                       std::initializer_list<MessageArg>{type_name(ctx, args[0]), offset,
                                                         MessageArg::repr(z->name.get())}));
}
Value timezone_tzname(Context& ctx, const Args& args) {
    return check_argument(ctx, args[1], "tzname") ? timezone_str(ctx, args) : Value::error();
}
Value timezone_utcoffset(Context& ctx, const Args& args) {
    if (!check_argument(ctx, args[1], "utcoffset")) return Value::error();
    return Value::object(self_of(args)->offset.get());
}
Value timezone_dst(Context& ctx, const Args& args) {
    return check_argument(ctx, args[1], "dst") ? Value::none() : Value::error();
}
Value timezone_fromutc(Context& ctx, const Args& args) {
    const DateTime* d = own_datetime(ctx, args);
    return d ? add_delta(ctx, d, self_of(args)->offset.get(), 1) : Value::error();
}
Value timezone_getinitargs(Context& ctx, const Args& args) {
    const TimeZone* z = self_of(args);
    const Value offset = Value::object(z->offset.get());
    return z->name ? tuple_of(ctx, {offset, z->name.get()}) : tuple_of(ctx, {offset});
}
template <CompareOp op>
Value timezone_compare(Context& ctx, const Args& args) {
    if (!has_type(ctx, args[1], state(ctx).timezone)) return Value::not_implemented();
    return compare_result(
        op, compare_deltas(self_of(args)->offset.get(), args[1].as<TimeZone>()->offset.get()));
}
Value timezone_hash(Context& ctx, const Args& args) {
    return make_int(ctx, hash_delta(self_of(args)->offset.get()));
}

const NativeMethod kTimeZoneMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", timezone_new},
    {"__repr__(self, /)", timezone_repr},
    {"__str__(self, /)", timezone_str},
    {"__hash__(self, /)", timezone_hash},
    {"__eq__(self, value, /)", timezone_compare<CompareOp::kEq>},
    {"__ne__(self, value, /)", timezone_compare<CompareOp::kNe>},
    {"tzname(self, dt, /)", timezone_tzname,
     "The name given when the timezone was created, or 'UTC(+|-)HH:MM'."},
    {"utcoffset(self, dt, /)", timezone_utcoffset, "Return fixed offset."},
    {"dst(self, dt, /)", timezone_dst, "Return None."},
    {"fromutc(self, dt, /)", timezone_fromutc, "datetime in UTC -> datetime in local time."},
    {"__getinitargs__(self, /)", timezone_getinitargs, "pickle support"},
};

}  // namespace

Value make_timezone(Context& ctx, Value offset, Value name) {
    const State& s = state(ctx);
    const auto* d = offset.as<TimeDelta>();
    if (!name && s.utc && is_zero(d)) return s.utc;
    const bool whole_day_back = d->days == -1 && d->seconds == 0 && d->microseconds < 1;
    if (whole_day_back || d->days < -1 || d->days >= 1) {
        return raise(ctx, TypeId::kValueError,
                     "offset must be a timedelta strictly between -timedelta(hours=24) and "
                     "timedelta(hours=24), not {}.",
                     MessageArg::repr(offset));
    }
    auto* z = allocate_object<TimeZone>(ctx, s.timezone);
    if (!z) return Value::error();
    z->offset.init(offset.as<TimeDelta>());
    z->name.init(name);
    return Value::object(z);
}

const NativeTypeSpec kTzInfoSpec = {.name = "datetime.tzinfo",
                                    .size = sizeof(NativeObject),
                                    .methods = kTzInfoMethods,
                                    .doc = "Abstract base class for time zone info objects."};
const NativeTypeSpec kTimeZoneSpec = {.name = "datetime.timezone",
                                      .size = sizeof(TimeZone),
                                      .subclassable = false,
                                      .methods = kTimeZoneMethods,
                                      .trace = trace,
                                      .doc = "Fixed offset from UTC implementation of tzinfo.",
                                      .native_base = &kTzInfoSpec};

}  // namespace orrery::datetime
