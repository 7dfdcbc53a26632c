// IsoCalendarDate: the tuple that isocalendar() returns.
#include "engine/modules/datetime/arguments.h"
#include "engine/modules/datetime/objects.h"

namespace orrery::datetime {

namespace {

Value construct(Context& ctx, const Args& args) {
    static constexpr Parameters kParameters = {
        "IsoCalendarDate", "OOO", {"year", "week", "weekday"}};
    Value given[3];
    int32_t n[3];
    if (!bind(ctx, args, kParameters, nullptr, given)) return Value::error();
    for (unsigned i = 0; i < 3; i++) {
        if (!to_c_int(ctx, given[i], n[i])) return Value::error();
    }
    return make_iso_calendar_date(ctx, args[0].as<Type>(), {n[0], n[1], n[2]});
}
Value repr(Context& ctx, const Args& args) {
    auto* t = args[0].as<Tuple>();
    return or_error(format_message(
        ctx, "{}(year={}, week={}, weekday={})",
        std::initializer_list<MessageArg>{type_name(ctx, args[0]), MessageArg::str(t->at(0)),
                                          MessageArg::str(t->at(1)), MessageArg::str(t->at(2))}));
}
/// Pickles hold a plain tuple.
Value reduce(Context& ctx, const Args& args) {
    const Value plain = or_error(make_tuple(ctx, args[0].as<Tuple>()->values()));
    return tuple_of(ctx, {Value::object(ctx.type(TypeId::kTuple)), tuple_of(ctx, {plain})});
}
template <unsigned i>
Value get_element(Context&, Value self) {
    return self.as<Tuple>()->at(i);
}

const NativeMethod kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", construct},
    {"__repr__(self, /)", repr},
    {"__reduce__(self, /)", reduce, "__reduce__() -> (cls, state)"},
};
const NativeProperty kProperties[] = {
    {"year", get_element<0>},
    {"week", get_element<1>},
    {"weekday", get_element<2>},
};

}  // namespace

Value make_iso_calendar_date(Context& ctx, Type* type, const IsoDate& iso) {
    auto* t = allocate<Tuple>(ctx, type, 3 * sizeof(Slot));
    if (!t) return Value::error();
    t->length = 3;
    t->slots()[0].init(Value::small_int(iso.year));
    t->slots()[1].init(Value::small_int(iso.week));
    t->slots()[2].init(Value::small_int(iso.weekday));
    return Value::object(t);
}

const NativeTypeSpec kIsoCalendarDateSpec = {
    .name = "datetime.IsoCalendarDate",
    .base = TypeId::kTuple,
    .kind = Kind::kTuple,
    .size = sizeof(Tuple),
    .subclassable = false,
    .variable_size = true,
    .methods = kMethods,
    .properties = kProperties,
    .doc = "The result of isocalendar(): a tuple (year, week, weekday) with these attributes."};

}  // namespace orrery::datetime
