// Text of dates, times and offsets: ISO 8601, ctime(), strftime().
#include "engine/modules/datetime/arguments.h"
#include "engine/modules/datetime/objects.h"

namespace orrery::datetime {

void ShortText::number(int64_t n, unsigned width) {
    char digits[24];
    unsigned count = 0;
    uint64_t magnitude = n < 0 ? 0 - static_cast<uint64_t>(n) : static_cast<uint64_t>(n);
    do {
        digits[count++] = static_cast<char>('0' + magnitude % 10);
        magnitude /= 10;
    } while (magnitude);
    while (count < width)
        digits[count++] = '0';
    if (n < 0) add('-');
    while (count)
        add(digits[--count]);
}

Value ShortText::finish(Context& ctx) const {
    String* s = new_string(ctx, length, 'z');
    if (!s) return Value::error();
    std::copy_n(chars, length, static_cast<char*>(s->inline_data()));
    return Value::object(s);
}

namespace {

void add_two(ShortText& out, int n) {
    // Fields from a pickle may have three digits.
    if (n > 99) return out.number(n, 2);
    out.add(static_cast<char>('0' + n / 10));
    out.add(static_cast<char>('0' + n % 10));
}

}  // namespace

void add_date(ShortText& out, const uint8_t* date) {
    out.number(date[0] << 8 | date[1], 4);
    out.add('-');
    add_two(out, date[2]);
    out.add('-');
    add_two(out, date[3]);
}

bool parse_time_spec(Context& ctx, Value text, TimeSpec& out) {
    static constexpr const char* kNames[] = {"auto",    "hours",        "minutes",
                                             "seconds", "milliseconds", "microseconds"};
    for (uint8_t i = 0; i < std::size(kNames); i++) {
        if (!equals_ascii(text.as<String>(), kNames[i])) continue;
        out = static_cast<TimeSpec>(i);
        return true;
    }
    raise(ctx, TypeId::kValueError, "Unknown timespec value");
    return false;
}

void add_time(ShortText& out, const uint8_t* time, TimeSpec spec) {
    const int us = read_microsecond(time + 3);
    if (spec == TimeSpec::kAuto) spec = us ? TimeSpec::kMicroseconds : TimeSpec::kSeconds;
    add_two(out, time[0]);
    if (spec == TimeSpec::kHours) return;
    out.add(':');
    add_two(out, time[1]);
    if (spec == TimeSpec::kMinutes) return;
    out.add(':');
    add_two(out, time[2]);
    if (spec == TimeSpec::kSeconds) return;
    out.add('.');
    spec == TimeSpec::kMilliseconds ? out.number(us / 1000, 3) : out.number(us, 6);
}

void add_offset(ShortText& out, const TimeDelta* offset, std::string_view separator) {
    int64_t us =
        (int64_t{offset->days} * kSecondsPerDay + offset->seconds) * kMicrosecondsPerSecond +
        offset->microseconds;
    out.add(us < 0 ? '-' : '+');
    if (us < 0) us = -us;
    const auto seconds = static_cast<int>(us / kMicrosecondsPerSecond);
    us %= kMicrosecondsPerSecond;
    add_two(out, seconds / 3600);
    out.add(separator);
    add_two(out, seconds / 60 % 60);
    if (seconds % 60 == 0 && us == 0) return;
    out.add(separator);
    add_two(out, seconds % 60);
    if (us == 0) return;
    out.add('.');
    out.number(us, 6);
}

bool add_offset_of(Context& ctx, ShortText& out, Value tzinfo, Value argument,
                   std::string_view separator) {
    const Value offset = call_utcoffset(ctx, tzinfo, argument);
    if (!offset) return false;
    if (!offset.is_none()) add_offset(out, offset.as<TimeDelta>(), separator);
    return true;
}

Value format_ctime(Context& ctx, const Date* date, int hour, int minute, int second) {
    static constexpr const char* kDays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    ShortText out;
    out.add(kDays[weekday(date->year(), date->month(), date->day())]);
    out.add(' ');
    out.add(kMonths[date->month() - 1]);
    out.add(date->day() < 10 ? "  " : " ");
    out.number(date->day(), 1);
    out.add(' ');
    add_two(out, hour);
    out.add(':');
    add_two(out, minute);
    out.add(':');
    add_two(out, second);
    out.add(' ');
    out.number(date->year(), 4);
    return out.finish(ctx);
}

// ---- strftime ----

namespace {

/// The tzinfo of a date (None), time or datetime.
Value tzinfo_of(Context& ctx, Value object) {
    if (is_datetime(ctx, object)) return object.as<DateTime>()->tzinfo.get();
    return is_time(ctx, object) ? object.as<Time>()->tzinfo.get() : Value::none();
}
int microsecond_of(Context& ctx, Value object) {
    if (is_datetime(ctx, object)) return object.as<DateTime>()->microsecond();
    return is_time(ctx, object) ? object.as<Time>()->microsecond() : 0;
}

/// The name of the time zone, its percent signs doubled, since strftime() still sees it. Null
/// after an exception.
String* zone_name(Context& ctx, Value tzinfo, Value argument) {
    Value name = call_tzname(ctx, tzinfo, argument);
    if (!name) return nullptr;
    if (!name.is_none() && !is_exact_string(name)) {
        const Value signs[] = {or_error(make_string(ctx, "%")), or_error(make_string(ctx, "%%"))};
        if (!signs[0] || !signs[1]) return nullptr;
        name = call_method(ctx, name, state(ctx).name(DtName::kreplace), signs);
        if (!name) return nullptr;
        if (name.is(Kind::kString)) return name.as<String>();
        raise(ctx, TypeId::kTypeError, "tzname.replace() did not return a string");
        return nullptr;
    }
    StringBuilder out;
    for (uint64_t i = 0; !name.is_none() && i < name.as<String>()->length; i++) {
        const uint32_t c = name.as<String>()->at(i);
        if (c == '%') out.add(c);
        out.add(c);
    }
    return out.finish(ctx);
}

/// What replaces %z, %Z and %f, found when first needed.
class Replacements {
public:
    Replacements(Context& ctx, Value object, Value argument)
        : ctx_(ctx), object_(object), argument_(argument) {}

    /// Null after an exception; `letter` is one of "zZf".
    String* get(uint32_t letter) {
        String*& slot = letter == 'z' ? offset_ : letter == 'Z' ? name_ : fraction_;
        if (!slot) slot = make(letter);
        return slot;
    }

private:
    String* make(uint32_t letter) {
        const Value tzinfo = tzinfo_of(ctx_, object_);
        if (letter == 'Z') return zone_name(ctx_, tzinfo, argument_);
        ShortText text;
        if (letter == 'f') {
            text.number(microsecond_of(ctx_, object_), 6);
        } else if (!add_offset_of(ctx_, text, tzinfo, argument_, "")) {
            return nullptr;
        }
        const Value v = text.finish(ctx_);
        return v ? v.as<String>() : nullptr;
    }

    Context& ctx_;
    Value object_, argument_;
    String* offset_ = nullptr;
    String* name_ = nullptr;
    String* fraction_ = nullptr;
};

/// False after UnicodeEncodeError: formats pass through UTF-8.
bool check_encodable(Context& ctx, Value text) {
    const auto* s = text.as<String>();
    if (s->width_log2() == 0) return true;
    for (uint64_t i = 0; i < s->length; i++) {
        if (is_surrogate(s->at(i))) return bool(call_method(ctx, text, Name::kencode, {}));
    }
    return true;
}

}  // namespace

Value format_strftime(Context& ctx, Value object, Value format, Value tuple, Value argument) {
    if (!check_encodable(ctx, format)) return Value::error();
    const auto* f = format.as<String>();
    Replacements replacements(ctx, object, argument);
    StringBuilder out;
    for (uint64_t i = 0; i < f->length; i++) {
        const uint32_t c = f->at(i);
        if (c == 0) break;
        const uint32_t next = c == '%' && i + 1 < f->length ? f->at(i + 1) : 0;
        if (next != 'z' && next != 'Z' && next != 'f') {
            out.add(c);
            if (next == 0) continue;
            out.add(next);
        } else {
            String* s = replacements.get(next);
            if (!s) return Value::error();
            out.add(s);
        }
        i++;
    }
    const Value module = import_module(ctx, "time");
    const Value text = module ? or_error(out.finish(ctx)) : Value::error();
    const Value arguments[] = {text, tuple};
    return text ? call_method(ctx, module, state(ctx).name(DtName::kstrftime), arguments) : text;
}

Value format_object(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "__format__() argument 1 must be str, not {}",
                     args[1].is_none() ? MessageArg("None") : MessageArg::type(args[1]));
    }
    if (args[1].as<String>()->length == 0) return or_error(to_str(ctx, args[0]));
    return call_method(ctx, args[0], state(ctx).name(DtName::kstrftime), {&args.values[1], 1});
}

Value repr_with_zone(Context& ctx, Value self, const ShortText& fields, Value tzinfo,
                     std::string_view tail) {
    StringBuilder out;
    out.add_utf8(type_name(ctx, self));
    out.add_ascii("(");
    out.add_ascii(fields.view());
    if (!tzinfo.is_none()) {
        String* zone = to_repr(ctx, tzinfo);
        if (!zone) return Value::error();
        out.add_ascii(", tzinfo=");
        out.add(zone);
    }
    out.add_ascii(tail);
    out.add_ascii(")");
    return or_error(out.finish(ctx));
}

Value text_by_isoformat(Context& ctx, Value self, Value separator) {
    return call_method(ctx, self, state(ctx).name(DtName::kisoformat),
                       std::span<const Value>(&separator, separator ? 1 : 0));
}

}  // namespace orrery::datetime
