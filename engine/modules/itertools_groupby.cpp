// itertools.groupby, and the groups it gives.
#include "engine/modules/itertools_module.h"

namespace orrery {

namespace {

struct GroupBy : NativeObject {
    Slot iterator, key_function;
    Slot target;  // key of the group given last
    Slot key, value;  // of the element read last; empty once it has been given
    Slot grouper;  // the group that may still take elements
};
struct Grouper : NativeObject {
    Ref<GroupBy> parent;
    Slot target;
};
GroupBy* groupby_of(Value v) { return v.as<GroupBy>(); }

void trace_groupby(Marker& marker, Object* o) {
    auto* g = static_cast<GroupBy*>(o);
    for (Slot* s : {&g->iterator, &g->key_function, &g->target, &g->key, &g->value, &g->grouper}) {
        marker.mark(*s);
    }
}
void trace_grouper(Marker& marker, Object* o) {
    marker.mark(static_cast<Grouper*>(o)->parent);
    marker.mark(static_cast<Grouper*>(o)->target);
}

Value groupby_new(Context& ctx, const Args& args) {
    Value it = get_iterator(ctx, args[1]);
    auto* g = it ? allocate<GroupBy>(ctx, args[0].as<Type>()) : nullptr;
    if (!g) return Value::error();
    g->iterator.init(it);
    g->key_function.init(args[2] ? args[2] : Value::none());
    return Value::object(g);
}
/// Reads the next element and its key: true, stop or error.
Value groupby_read(Context& ctx, GroupBy* g) {
    Value v = iterator_next(ctx, g->iterator.get());
    if (!v || v.is_stop()) return v;
    const Value f = g->key_function.get();
    Value key = f.is_none() ? v : call(ctx, f, {v});
    if (!key) return key;
    g->value.set(ctx, g, v);
    g->key.set(ctx, g, key);
    return Value::true_value();
}
Value groupby_step(Context& ctx, Value self) {
    GroupBy* g = groupby_of(self);
    g->grouper.init(Value());
    for (;;) {
        if (g->key) {
            if (!g->target) break;
            const Truth same = equal(ctx, g->target.get(), g->key.get());
            if (same == Truth::kError) return Value::error();
            if (same == Truth::kNo) break;
        }
        Value read = groupby_read(ctx, g);
        if (!read.is_true()) return read;
    }
    const Value key = g->key.get();
    g->target.set(ctx, g, key);
    Type* type = shared_type(ctx, kGrouperSpec);
    auto* group = type ? allocate<Grouper>(ctx, type) : nullptr;
    if (!group) return Value::error();
    group->parent.init(g);
    group->target.init(key);
    g->grouper.set(ctx, g, Value::object(group));
    return tuple_of(ctx, {key, Value::object(group)});
}
Value groupby_reduce(Context& ctx, const Args& args) {
    GroupBy* g = groupby_of(args[0]);
    Value made = tuple_of(ctx, {g->iterator.get(), g->key_function.get()});
    if (!g->target || !g->key || !g->value) return tuple_of(ctx, {own_type(ctx, args[0]), made});
    return tuple_of(ctx, {own_type(ctx, args[0]), made,
                          tuple_of(ctx, {g->value.get(), g->target.get(), g->key.get()})});
}
Value groupby_setstate(Context& ctx, const Args& args) {
    GroupBy* g = groupby_of(args[0]);
    auto* t = args[1].as<Tuple>();
    if (!args[1].is(Kind::kTuple) || t->length != 3) {
        return raise(ctx, TypeId::kTypeError, "state is not a tuple");
    }
    g->value.set(ctx, g, t->at(0));
    g->target.set(ctx, g, t->at(1));
    g->key.set(ctx, g, t->at(2));
    return Value::none();
}

Value grouper_step(Context& ctx, Value self) {
    auto* group = self.as<Grouper>();
    GroupBy* g = group->parent.get();
    if (!(g->grouper.get() == self)) return Value::stop();
    if (!g->value) {
        Value read = groupby_read(ctx, g);
        if (!read.is_true()) return read;
    }
    const Truth same = equal(ctx, group->target.get(), g->key.get());
    if (same == Truth::kError) return Value::error();
    if (same == Truth::kNo) return Value::stop();
    const Value v = g->value.get();
    g->value.init(Value());
    g->key.init(Value());
    return v ? v : Value::stop();  // none: __eq__ has asked this group for it
}
Value grouper_new(Context& ctx, const Args& args) {
    if (!native_cast(ctx, args[1], *type_of(ctx, args[1])->native) ||
        type_of(ctx, args[1])->native->next != groupby_step) {
        return raise(ctx, TypeId::kTypeError,
                     "_grouper() argument 1 must be itertools.groupby, not {}",
                     MessageArg::type(args[1]));
    }
    auto* group = allocate<Grouper>(ctx, args[0].as<Type>());
    if (!group) return Value::error();
    group->parent.init(groupby_of(args[1]));
    group->target.init(args[2]);
    groupby_of(args[1])->grouper.set(ctx, args[1].as_object(), Value::object(group));
    return Value::object(group);
}
Value grouper_reduce(Context& ctx, const Args& args) {
    auto* group = args[0].as<Grouper>();
    if (!(group->parent->grouper.get() == args[0])) {
        return reduce_iterator(ctx, "iter", {Value::object(empty_tuple(ctx))}, Value());
    }
    return tuple_of(ctx, {own_type(ctx, args[0]), tuple_of(ctx, {Value::object(group->parent.get()),
                                                                 group->target.get()})});
}
const NativeMethod kGrouperMethods[] = {
    {"__new__(cls, parent, tgtkey, /)", grouper_new},
    {"__reduce__(self, /)", grouper_reduce},
};
const NativeMethod kGroupByMethods[] = {
    {"__new__(cls, iterable, key=None)", groupby_new},
    {"__reduce__(self, /)", groupby_reduce},
    {"__setstate__(self, state, /)", groupby_setstate},
};

}  // namespace

const NativeTypeSpec kGrouperSpec = {.name = "itertools._grouper",
                                     .size = sizeof(Grouper),
                                     .subclassable = false,
                                     .methods = kGrouperMethods,
                                     .next = grouper_step,
                                     .trace = trace_grouper};

const NativeTypeSpec kGroupBySpec = {.name = "itertools.groupby",
                                     .size = sizeof(GroupBy),
                                     .methods = kGroupByMethods,
                                     .next = groupby_step,
                                     .trace = trace_groupby,
                                     .doc = "Consecutive keys and groups of an iterable."};

}  // namespace orrery
