#include "engine/modules/datetime/operators.h"

#include "engine/modules/datetime/objects.h"

namespace orrery::datetime {

namespace {

Value offset_of(Context& ctx, Value v) {
    return call_utcoffset(ctx, v.as<DateTime>()->tzinfo.get(), v);
}

/// Would the other value of fold give another offset? Such times equal none of another zone (PEP
/// 495).
Truth depends_on_fold(Context& ctx, Value v, Value offset) {
    const auto* d = v.as<DateTime>();
    DateTime* flipped = copy_datetime(ctx, d, type_of(ctx, v), d->tzinfo.get(), !d->fold);
    const Value other = flipped ? offset_of(ctx, Value::object(flipped)) : Value::error();
    if (!other) return Truth::kError;
    if (other == offset || other.is_none() || offset.is_none()) return truth(!(other == offset));
    return truth(compare_deltas(other.as<TimeDelta>(), offset.as<TimeDelta>()) != 0);
}

/// The microseconds since 0001-01-01 of the date and time as they are shown.
int64_t shown_microseconds(const DateTime* d) {
    return (d->ordinal() * kSecondsPerDay + d->second_of_day()) * kMicrosecondsPerSecond +
           d->microsecond();
}
int64_t to_microseconds(const TimeDelta* d) {  // of an offset
    return (d->days * kSecondsPerDay + d->seconds) * kMicrosecondsPerSecond + d->microseconds;
}

}  // namespace

Value compare_datetimes(Context& ctx, CompareOp op, Value self, Value other) {
    const bool equality = op == CompareOp::kEq || op == CompareOp::kNe;
    if (!has_shape_of(other, self) && !is_datetime(ctx, other)) {
        if (!is_date(ctx, other)) return Value::not_implemented();
        // A date would compare as one: dates and datetimes have no order.
        if (equality) return compare_result(op, 1);
        return raise(ctx, TypeId::kTypeError, "can't compare {} to {}", MessageArg::type(self),
                     MessageArg::type(other));
    }
    const auto* a = self.as<DateTime>();
    const auto* b = other.as<DateTime>();
    if (a->tzinfo.get() == b->tzinfo.get()) {
        return compare_result(op, std::memcmp(a->data, b->data, DateTime::kSize));
    }
    const Value x = offset_of(ctx, self);
    const Value y = x ? offset_of(ctx, other) : x;
    if (!y) return y;
    int64_t difference;
    if (x == y || (!x.is_none() && !y.is_none() &&
                   compare_deltas(x.as<TimeDelta>(), y.as<TimeDelta>()) == 0)) {
        difference = std::memcmp(a->data, b->data, DateTime::kSize);
    } else if (!x.is_none() && !y.is_none()) {
        difference = shown_microseconds(a) - shown_microseconds(b) -
                     (to_microseconds(x.as<TimeDelta>()) - to_microseconds(y.as<TimeDelta>()));
    } else {
        if (equality) return compare_result(op, 1);
        return raise(ctx, TypeId::kTypeError,
                     "can't compare offset-naive and offset-aware datetimes");
    }
    if (equality && difference == 0) {
        Truth apart = depends_on_fold(ctx, self, x);
        if (apart == Truth::kNo) apart = depends_on_fold(ctx, other, y);
        if (apart == Truth::kError) return Value::error();
        difference = apart == Truth::kYes;
    }
    return compare_result(op, difference);
}

Value datetime_hash(Context& ctx, const Args& args) {
    auto* d = args[0].as<DateTime>();
    if (d->hash) return make_int(ctx, d->hash);
    Value unfolded = args[0];
    if (d->fold) {
        unfolded = or_error(copy_datetime(ctx, d, type_of(ctx, args[0]), d->tzinfo.get(), 0));
        if (!unfolded) return unfolded;
    }
    const Value offset = offset_of(ctx, unfolded);
    if (!offset) return offset;
    if (offset.is_none()) {
        d->hash = hash_data(ctx, d->data, DateTime::kSize);
    } else {
        const Value local = make_delta(ctx, d->ordinal(), d->second_of_day(), d->microsecond());
        const Value utc =
            local ? subtract_deltas(ctx, local.as<TimeDelta>(), offset.as<TimeDelta>()) : local;
        if (!utc) return utc;
        d->hash = hash_delta(utc.as<TimeDelta>());
    }
    return make_int(ctx, d->hash);
}

Value add_delta(Context& ctx, const DateTime* d, const TimeDelta* delta, int sign) {
    constexpr int kDay = static_cast<int>(kSecondsPerDay);
    constexpr int kSecond = static_cast<int>(kMicrosecondsPerSecond);
    // Fields out of a pickle may exceed their ranges: by less than what an int holds.
    const int all_us = d->microsecond() + sign * delta->microseconds;
    int carry = all_us / kSecond - (all_us % kSecond < 0);
    const int us = all_us - carry * kSecond;
    const int all_seconds = d->second_of_day() + sign * delta->seconds + carry;
    carry = all_seconds / kDay - (all_seconds % kDay < 0);
    const int seconds = all_seconds - carry * kDay;
    const int64_t days = int64_t{sign} * delta->days + carry;
    YearMonthDay date = {d->year(), d->month(), 0};
    if (const int64_t day = d->day() + days; day >= 1 && day <= 28) {
        date.day = static_cast<int>(day);
    } else {
        const int64_t ordinal = d->ordinal() + days;
        if (ordinal < 1 || ordinal > kMaxOrdinal) {
            return raise(ctx, TypeId::kOverflowError, "date value out of range");
        }
        date = from_ordinal(ordinal);
    }
    const int minutes = seconds / 60;
    Type* type = state(ctx).datetime;
    if (d->shape == type->root_shape && date.year >= kMinYear) {  // nothing left to check
        auto* made = allocate_object<DateTime>(ctx, type);
        if (!made) return Value::error();
        write_date(made->data, static_cast<int>(date.year), date.month, date.day);
        write_time(made->data + Date::kSize, minutes / 60, minutes % 60, seconds % 60, us);
        made->tzinfo.init(d->tzinfo.get());
        return Value::object(made);
    }
    return construct_datetime(ctx, type_of(ctx, Value::object(d)),
                              {date.year, date.month, date.day, minutes / 60, minutes % 60,
                               seconds % 60, us, d->tzinfo.get()});
}

Value datetime_add(Context& ctx, const Args& args) {
    if (!is_timedelta(ctx, args[1])) return Value::not_implemented();
    return add_delta(ctx, args[0].as<DateTime>(), args[1].as<TimeDelta>(), 1);
}

Value subtract_datetimes(Context& ctx, const DateTime* a, const DateTime* b) {
    const TimeDelta* offsets[2] = {};
    if (!(a->tzinfo.get() == b->tzinfo.get())) {
        const Value x = offset_of(ctx, Value::object(a));
        const Value y = x ? offset_of(ctx, Value::object(b)) : x;
        if (!y) return y;
        if (x.is_none() != y.is_none()) {
            return raise(ctx, TypeId::kTypeError,
                         "can't subtract offset-naive and offset-aware datetimes");
        }
        if (!x.is_none()) {
            offsets[0] = x.as<TimeDelta>();
            offsets[1] = y.as<TimeDelta>();
        }
    }
    const bool same_month = std::memcmp(a->data, b->data, 3) == 0;
    int64_t days = same_month ? a->day() - b->day() : a->ordinal() - b->ordinal();
    int64_t seconds = a->second_of_day() - b->second_of_day();
    int64_t microseconds = a->microsecond() - b->microsecond();
    if (offsets[0]) {
        days -= offsets[0]->days - offsets[1]->days;
        seconds -= offsets[0]->seconds - offsets[1]->seconds;
        microseconds -= offsets[0]->microseconds - offsets[1]->microseconds;
    }
    return make_delta(ctx, days, seconds, microseconds);
}

Value datetime_sub(Context& ctx, const Args& args) {
    const auto* d = args[0].as<DateTime>();
    if (has_shape_of(args[1], args[0]) || is_datetime(ctx, args[1])) {
        return subtract_datetimes(ctx, d, args[1].as<DateTime>());
    }
    if (!is_timedelta(ctx, args[1])) return Value::not_implemented();
    return add_delta(ctx, d, args[1].as<TimeDelta>(), -1);
}
Value datetime_rsub(Context& ctx, const Args& args) {
    if (!is_datetime(ctx, args[1])) return Value::not_implemented();
    return subtract_datetimes(ctx, args[1].as<DateTime>(), args[0].as<DateTime>());
}

}  // namespace orrery::datetime
