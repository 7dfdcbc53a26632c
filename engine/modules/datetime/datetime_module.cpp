// Module _datetime: the types, their constants and what they share.
#include "engine/modules/datetime/objects.h"

namespace orrery::datetime {

namespace {

const NativeTypeSpec kStateSpec = {
    .name = "_datetime.State", .size = sizeof(State), .subclassable = false};

bool make_state(Context& ctx) {
    Runtime& rt = ctx.runtime();
    static constexpr const char* kNames[] = {
#define NAME(n) #n,
        ORRERY_DATETIME_NAMES(NAME)
#undef NAME
    };
    Type* type = shared_type(ctx, kStateSpec);
    auto* s = type ? allocate<State>(ctx, type) : nullptr;
    if (!s) return false;
    for (unsigned i = 0; i < std::size(kNames); i++) {
        s->names[i] = intern(ctx, kNames[i]);
        if (!s->names[i]) return false;
        rt.extra_roots.push_back(Value::object(s->names[i]));
    }
#define TYPE(n, member) \
    if (!(s->member = shared_type(ctx, k##n##Spec))) return false;
    ORRERY_DATETIME_TYPES(TYPE)
#undef TYPE
    rt.extra_roots[kDatetimeRoot] = Value::object(s);
    return true;
}

/// Binds a constant of a type.
bool add_constant(Context& ctx, Type* type, const char* name, Value v) {
    String* s = v ? intern(ctx, name) : nullptr;
    if (!s || !dict_set(ctx, type->dict.get(), s, v)) return false;
    type_modified(ctx, type, s);
    return true;
}

Value add_timezones(Context& ctx, State& s) {
    const auto zone = [&](int64_t seconds) {
        const Value offset = make_delta(ctx, 0, seconds, 0);
        return offset ? make_timezone(ctx, offset, Value()) : offset;
    };
    // Offsets of whole minutes, less than a day.
    constexpr int64_t kMost = 24 * 3600 - 60;
    s.utc = zone(0);
    if (!s.utc) return s.utc;
    ctx.runtime().extra_roots.push_back(s.utc);
    const bool done = add_constant(ctx, s.timezone, "utc", s.utc) &&
                      add_constant(ctx, s.timezone, "min", zone(-kMost)) &&
                      add_constant(ctx, s.timezone, "max", zone(kMost));
    return done ? s.utc : Value::error();
}

bool add_constants(Context& ctx) {
    State& s = state(ctx);
    if (!add_timezones(ctx, s)) return false;
    const Value epoch =
        new_datetime(ctx, s.datetime, {.year = 1970, .month = 1, .day = 1, .tzinfo = s.utc});
    const Value microsecond = make_delta(ctx, 0, 0, 1);
    if (!epoch || !microsecond) return false;
    s.epoch = epoch.as<DateTime>();
    ctx.runtime().extra_roots.push_back(epoch);
    return add_constant(ctx, s.timedelta, "resolution", microsecond) &&
           add_constant(ctx, s.timedelta, "min", make_delta(ctx, -kMaxDeltaDays, 0, 0)) &&
           add_constant(ctx, s.timedelta, "max",
                        make_delta(ctx, kMaxDeltaDays, kSecondsPerDay - 1, 999999)) &&
           add_constant(ctx, s.date, "min", new_date(ctx, s.date, kMinYear, 1, 1)) &&
           add_constant(ctx, s.date, "max", new_date(ctx, s.date, kMaxYear, 12, 31)) &&
           add_constant(ctx, s.date, "resolution", make_delta(ctx, 1, 0, 0)) &&
           add_constant(ctx, s.time, "min", new_time(ctx, s.time, {})) &&
           add_constant(ctx, s.time, "max", new_time(ctx, s.time, {23, 59, 59, 999999})) &&
           add_constant(ctx, s.time, "resolution", microsecond) &&
           add_constant(ctx, s.datetime, "min",
                        new_datetime(ctx, s.datetime, {.year = kMinYear, .month = 1, .day = 1})) &&
           add_constant(ctx, s.datetime, "max",
                        new_datetime(ctx, s.datetime, {kMaxYear, 12, 31, 23, 59, 59, 999999})) &&
           add_constant(ctx, s.datetime, "resolution", microsecond);
}

bool populate(Context& ctx, Module* module) {
    const bool made = bool(ctx.runtime().extra_roots[kDatetimeRoot]);
    if (!made && (!make_state(ctx) || !add_constants(ctx))) return false;
    const State& s = state(ctx);
    for (Type* type : {s.date, s.datetime, s.time, s.timedelta, s.tzinfo, s.timezone}) {
        if (!dict_set(ctx, module->dict.get(), type->name.get(), Value::object(type))) return false;
    }
    return add_to_module(ctx, module, "MINYEAR", Value::small_int(kMinYear)) &&
           add_to_module(ctx, module, "MAXYEAR", Value::small_int(kMaxYear)) &&
           add_to_module(ctx, module, "UTC", s.utc);
}

}  // namespace

}  // namespace orrery::datetime

namespace orrery {

extern const NativeModuleSpec kDatetimeModule;
const NativeModuleSpec kDatetimeModule = {
    .name = "_datetime",
    .populate = datetime::populate,
    .doc = "Dates, times and time zones: the implementation of module datetime.",
};

}  // namespace orrery
