// itertools.tee: a chain of links, each holding an element once it has been read. Copies stand at
// links of one chain.
#include "engine/modules/itertools_module.h"

namespace orrery {

namespace {

struct TeeLink : NativeObject {
    Slot value;
    Ref<TeeLink> next;  // null until the value has been read
    Slot source;  // of the last link: the iterator to read from
    bool reading;
};
struct Tee : NativeObject {
    Ref<TeeLink> at;
};
void trace_link(Marker& marker, Object* o) {
    auto* l = static_cast<TeeLink*>(o);
    marker.mark(l->value);
    marker.mark(l->next);
    marker.mark(l->source);
}
void trace_tee(Marker& marker, Object* o) { marker.mark(static_cast<Tee*>(o)->at); }

Value make_tee(Context& ctx, Type* type, TeeLink* at) {
    auto* t = type ? allocate<Tee>(ctx, type) : nullptr;
    if (!t) return Value::error();
    t->at.init(at);
    return Value::object(t);
}
/// _tee(iterable): a copy of a tee, or the first one over an iterator.
Value tee_over(Context& ctx, Type* type, Value iterable) {
    Value it = get_iterator(ctx, iterable);
    if (!it) return it;
    if (Tee* t = native_cast<Tee>(ctx, it, kTeeSpec)) return make_tee(ctx, type, t->at.get());
    Type* link_type = shared_type(ctx, kTeeLinkSpec);
    auto* link = link_type ? allocate<TeeLink>(ctx, link_type) : nullptr;
    if (!link) return Value::error();
    link->source.init(it);
    return make_tee(ctx, type, link);
}
Value tee_new(Context& ctx, const Args& args) { return tee_over(ctx, args[0].as<Type>(), args[1]); }
Value tee_step(Context& ctx, Value self) {
    auto* t = self.as<Tee>();
    TeeLink* link = t->at.get();
    if (!link->next) {
        if (link->reading)
            return raise(ctx, TypeId::kRuntimeError, "cannot re-enter the tee iterator");
        const Value source = link->source.get();
        link->reading = true;
        Value v = iterator_next(ctx, source);
        link->reading = false;
        if (!v || v.is_stop()) return v;
        link->value.set(ctx, link, v);
        auto* next = allocate<TeeLink>(ctx, type_of(ctx, Value::object(link)));
        if (!next) return Value::error();
        next->source.init(source);
        link->next.set(ctx, link, next);
    }
    t->at.set(ctx, t, link->next.get());
    return link->value.get();
}
Value tee_copy(Context& ctx, const Args& args) {
    return make_tee(ctx, type_of(ctx, args[0]), args[0].as<Tee>()->at.get());
}
/// (type, ((),), (link, 0)): the link is pickled by itself, so that copies go on sharing it.
Value tee_reduce(Context& ctx, const Args& args) {
    return tuple_of(
        ctx, {own_type(ctx, args[0]), tuple_of(ctx, {Value::object(empty_tuple(ctx))}),
              tuple_of(ctx, {Value::object(args[0].as<Tee>()->at.get()), Value::small_int(0)})});
}
Value tee_setstate(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kTuple)) {
        return raise(ctx, TypeId::kTypeError, "state is not a tuple");
    }
    auto* state = args[1].as<Tuple>();
    TeeLink* link =
        state->length == 2 ? native_cast<TeeLink>(ctx, state->at(0), kTeeLinkSpec) : nullptr;
    int64_t index = 0;
    if (!link) {
        return raise(ctx, TypeId::kTypeError,
                     "state must be a pair of an itertools._tee_dataobject and an index");
    }
    if (!to_int64(ctx, state->at(1), index)) return Value::error();
    if (index < 0) return raise(ctx, TypeId::kValueError, "Index out of range");
    for (; index > 0; index--) {
        if (!link->next) return raise(ctx, TypeId::kValueError, "Index out of range");
        link = link->next.get();
    }
    auto* t = args[0].as<Tee>();
    t->at.set(ctx, t, link);
    return Value::none();
}

// ---- links, as pickles see them: (iterator, elements read, the next link or None) ----

Value link_new(Context& ctx, const Args& args) {
    if (!args[2].is(Kind::kList)) {
        return raise(ctx, TypeId::kTypeError, "_tee_dataobject() argument 2 must be list, not {}",
                     MessageArg::type(args[2]));
    }
    TeeLink* following = native_cast<TeeLink>(ctx, args[3], kTeeLinkSpec);
    if (!following && !args[3].is_none()) {
        return raise(ctx, TypeId::kTypeError,
                     "_tee_dataobject next link should be a "
                     "_tee_dataobject or None");
    }
    auto* type = args[0].as<Type>();
    auto* first = allocate<TeeLink>(ctx, type);
    if (!first) return Value::error();
    first->source.init(args[1]);
    TeeLink* at = first;
    auto* read = args[2].as<List>();
    for (uint64_t i = 0; i < read->size; i++) {
        const bool last = i + 1 == read->size;
        TeeLink* next = last && following ? following : allocate<TeeLink>(ctx, type);
        if (!next) return Value::error();
        if (next != following) next->source.init(args[1]);
        at->value.set(ctx, at, read->at(i));
        at->next.set(ctx, at, next);
        at = next;
    }
    return Value::object(first);
}
Value link_reduce(Context& ctx, const Args& args) {
    auto* link = args[0].as<TeeLink>();
    List* read = make_list(ctx);
    const Value next = link->next ? Value::object(link->next.get()) : Value::none();
    if (!read || (link->next && !list_append(ctx, read, link->value.get()))) return Value::error();
    return tuple_of(ctx, {own_type(ctx, args[0]),
                          tuple_of(ctx, {link->source.get(), Value::object(read), next})});
}
const NativeMethod kLinkMethods[] = {
    {"__new__(cls, it, values, next, /)", link_new},
    {"__reduce__(self, /)", link_reduce, "Return state information for pickling."},
};
const NativeMethod kTeeMethods[] = {
    {"__new__(cls, iterable, /)", tee_new},
    {"__copy__(self, /)", tee_copy, "Returns an independent iterator."},
    {"__reduce__(self, /)", tee_reduce, "Return state information for pickling."},
    {"__setstate__(self, state, /)", tee_setstate, "Set state information for unpickling."},
};

}  // namespace

const NativeTypeSpec kTeeLinkSpec = {.name = "itertools._tee_dataobject",
                                     .size = sizeof(TeeLink),
                                     .subclassable = false,
                                     .methods = kLinkMethods,
                                     .trace = trace_link};
const NativeTypeSpec kTeeSpec = {.name = "itertools._tee",
                                 .size = sizeof(Tee),
                                 .subclassable = false,
                                 .methods = kTeeMethods,
                                 .next = tee_step,
                                 .trace = trace_tee,
                                 .doc = "Iterator wrapped to make it copyable."};

Value itertools_tee(Context& ctx, const Args& args) {
    int64_t n = 2;
    if (args[1] && !to_int64(ctx, args[1], n)) return Value::error();
    if (n < 0) return raise(ctx, TypeId::kValueError, "n must be >= 0");
    Tuple* out = new_tuple(ctx, static_cast<uint64_t>(n));
    if (!out || n == 0) return or_error(out);
    Value it = get_iterator(ctx, args[0]), copy;
    if (!it) return it;
    String* name = intern(ctx, "__copy__");
    Truth t = name ? find_attribute(ctx, it, name, copy) : Truth::kError;
    if (t == Truth::kNo) {
        Type* type = shared_type(ctx, kTeeSpec);
        it = type ? tee_over(ctx, type, it) : Value::error();
        t = it ? find_attribute(ctx, it, name, copy) : Truth::kError;
    }
    if (t == Truth::kError) return Value::error();
    for (uint64_t i = 0; i < out->length; i++) {
        Value v = i ? call(ctx, copy, {}) : it;
        if (!v) return v;
        out->slots()[i].set(ctx, out, v);
    }
    return Value::object(out);
}

}  // namespace orrery
