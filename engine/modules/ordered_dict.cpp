// collections.OrderedDict: dict keeps insertion order by itself; what is added is moving keys to
// either end, comparison that minds the order, and methods that go through those of a subclass.
#include "engine/modules/collections_module.h"
#include "engine/modules/module_support.h"
#include "engine/objects/dict_internal.h"

namespace orrery {

namespace {

/// `first`: how many entries at the front are known to be deleted, in the table `seen`; taking
/// keys off the front one after the other is then linear.
struct OrderedDict : Dict {
    Slot attrs;
    Ref<DictTable> seen;
    Slot first;  // int
};

OrderedDict* self_of(Value v) { return v.as<OrderedDict>(); }
OrderedDict* self_of(const Args& args) { return args[0].as<OrderedDict>(); }

bool is_ordered(Context& ctx, Value v) {
    if (!v.is(Kind::kDict)) return false;
    for (const Type* t = type_of(ctx, v); t; t = t->base.get()) {
        if (t->native == &kOrderedDictSpec) return true;
    }
    return false;
}
bool is_exact(Context& ctx, Value v) { return !type_of(ctx, v)->has(Type::kUserDefined); }

Value dict_method(Context& ctx, const char* name) {
    String* s = intern(ctx, name);
    return s ? type_lookup(ctx, ctx.type(TypeId::kDict), s) : Value::error();
}

bool set(Context& ctx, Value self, Value key, Value value) {
    return is_exact(ctx, self) ? dict_set(ctx, self_of(self), key, value)
                               : set_item(ctx, self, key, value);
}

/// MutableMapping.update() of one argument.
bool update_from(Context& ctx, Value self, Value other) {
    if (other.is(Kind::kDict) && is_exact_dict(other)) {
        Dict* d = other.as<Dict>();
        uint64_t position = 0;
        Value key, value;
        while (dict_next(d, position, key, value)) {
            if (!set(ctx, self, key, value)) return false;
        }
        return true;
    }
    Value f;
    Truth t = find_attribute(ctx, other, ctx.name(Name::kkeys), f);
    if (t == Truth::kError) return false;
    if (t == Truth::kYes) {
        Value keys = call(ctx, f, {});
        return keys && for_each(ctx, keys, [&](Value key) {
                   Value value = get_item(ctx, other, key);
                   return value && set(ctx, self, key, value);
               });
    }
    t = find_attribute(ctx, other, ctx.name(Name::kitems), f);
    if (t == Truth::kError) return false;
    Value pairs = t == Truth::kYes ? call(ctx, f, {}) : other;
    return pairs && for_each(ctx, pairs, [&](Value pair) {
               Tuple* both = to_tuple(ctx, pair);
               if (!both) return false;
               if (both->length != 2) {
                   raise(ctx, TypeId::kValueError,
                         both->length < 2 ? "need more than {} value{} to unpack"
                                          : "too many values to unpack (expected 2)",
                         both->length, both->length == 1 ? "" : "s");
                   return false;
               }
               return set(ctx, self, both->at(0), both->at(1));
           });
}
Value update(Context& ctx, const Args& args) {
    if (args.rest_count > 1) {
        return raise(ctx, TypeId::kTypeError,
                     "update() takes at most 1 positional argument ({} given)", args.rest_count);
    }
    if (args.rest_count && !update_from(ctx, args[0], args.rest()[0])) return Value::error();
    if (args.keywords && !update_from(ctx, args[0], args.keywords)) return Value::error();
    return Value::none();
}

Value ordered_new(Context& ctx, const Args& args) {
    auto* d = allocate<OrderedDict>(ctx, args[0].as<Type>());
    if (d) d->flags |= Dict::kStringKeys | Object::kHasAttrs;
    return or_error(d);
}
Value ordered_init(Context& ctx, const Args& args) {
    if (args.rest_count > 1) {
        return raise(ctx, TypeId::kTypeError, "expected at most 1 arguments, got {}",
                     args.rest_count);
    }
    return update(ctx, args);
}

Value ordered_repr(Context& ctx, const Args& args) {
    StringBuilder out;
    out.add(type_of(ctx, args[0])->name.get());
    if (self_of(args)->live == 0) {
        out.add_ascii("()");
        return or_error(out.finish(ctx));
    }
    if (!repr_enter(ctx, args[0])) return or_error(make_string(ctx, "..."));
    Value items = is_exact(ctx, args[0]) ? make_dict_view(ctx, TypeId::kDictItems, self_of(args))
                                         : call_method(ctx, args[0], Name::kitems, {});
    List* list = items ? list_from(ctx, items) : nullptr;
    String* text = list ? to_repr(ctx, Value::object(list)) : nullptr;
    repr_leave(ctx, args[0]);
    if (!text) return Value::error();
    out.add_ascii("(");
    out.add(text);
    out.add_ascii(")");
    return or_error(out.finish(ctx));
}

Truth same(Context& ctx, Value self, Value other) {
    Value eq = dict_method(ctx, "__eq__");
    Value answer = eq ? call(ctx, eq, {self, other}) : eq;
    if (!answer) return Truth::kError;
    const Truth t = is_true(ctx, answer);
    if (t != Truth::kYes || !is_ordered(ctx, other)) return t;
    uint64_t a = 0, b = 0;
    Value key, other_key, value;
    while (dict_next(self_of(self), a, key, value)) {
        if (!dict_next(self_of(other), b, other_key, value)) return Truth::kNo;
        const Truth k = container_equal(ctx, key, other_key);
        if (k != Truth::kYes) return k;
    }
    return Truth::kYes;
}
Value ordered_eq(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kDict)) return Value::not_implemented();
    return from_truth(same(ctx, args[0], args[1]));
}
Value ordered_ne(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kDict)) return Value::not_implemented();
    const Truth t = same(ctx, args[0], args[1]);
    return t == Truth::kError ? Value::error() : Value::boolean(t == Truth::kNo);
}

/// Where the first entry is, or a position before it.
uint64_t first_position(OrderedDict* d) {
    if (!d->table || d->seen.get() != d->table.get() || !d->first) return 0;
    const auto position = static_cast<uint64_t>(d->first.get().as_small_int());
    return position > d->table->used ? 0 : position;
}
void remember_first(Context& ctx, OrderedDict* d, uint64_t position) {
    d->seen.set(ctx, d, d->table.get());
    d->first.init(Value::small_int(static_cast<int64_t>(position)));
}
void forget_first(OrderedDict* d) { d->first.init(Value()); }

/// The first entry; kNo if there is none.
Truth first_entry(Context& ctx, OrderedDict* d, Value& key, Value& value) {
    if (d->live == 0) return Truth::kNo;
    uint64_t position = first_position(d);
    if (!dict_next(d, position, key, value)) {
        position = 0;
        dict_next(d, position, key, value);
    }
    remember_first(ctx, d, position - 1);
    return Truth::kYes;
}

Value ordered_popitem(Context& ctx, const Args& args) {
    OrderedDict* d = self_of(args);
    const Truth last = args[1] ? is_true(ctx, args[1]) : Truth::kYes;
    if (last == Truth::kError) return Value::error();
    Value key, value;
    Truth found;
    if (last == Truth::kYes) {
        found = dict_pop_last(ctx, d, key, value);
    } else {
        found = first_entry(ctx, d, key, value);
        if (found == Truth::kYes) found = dict_delete(ctx, d, key, &value);
    }
    if (found == Truth::kError) return Value::error();
    if (found == Truth::kNo) {
        return raise_key_error(ctx, or_error(make_string(ctx, "dictionary is empty")));
    }
    if (d->live == 0) forget_first(d);
    return tuple_of(ctx, {key, value});
}

Value ordered_move_to_end(Context& ctx, const Args& args) {
    OrderedDict* d = self_of(args);
    const Truth last = args[2] ? is_true(ctx, args[2]) : Truth::kYes;
    if (last == Truth::kError) return Value::error();
    uint64_t first = first_position(d);
    const Truth found = dict_move(ctx, d, args[1], last == Truth::kYes, first);
    if (found == Truth::kError) return Value::error();
    if (found == Truth::kNo) return raise_key_error(ctx, args[1]);
    remember_first(ctx, d, first);
    return Value::none();
}

Value ordered_clear(Context& ctx, const Args& args) {
    dict_clear(ctx, self_of(args));
    forget_first(self_of(args));
    return Value::none();
}

Value ordered_setdefault(Context& ctx, const Args& args) {
    const Value fallback = args[2] ? args[2] : Value::none();
    Value out;
    if (is_exact(ctx, args[0])) {
        const Truth t = dict_set_default(ctx, self_of(args), args[1], fallback, out);
        return t == Truth::kError ? Value::error() : out;
    }
    const Truth there = contains(ctx, args[0], args[1]);
    if (there == Truth::kError) return Value::error();
    if (there == Truth::kYes) return get_item(ctx, args[0], args[1]);
    return set_item(ctx, args[0], args[1], fallback) ? fallback : Value::error();
}
/// Unlike the other methods, it goes past those of a subclass.
Value ordered_pop(Context& ctx, const Args& args) {
    Value value;
    const Truth found = dict_delete(ctx, self_of(args), args[1], &value);
    if (found == Truth::kError) return Value::error();
    if (found == Truth::kYes) return value;
    return args[2] ? args[2] : raise_key_error(ctx, args[1]);
}

Value ordered_fromkeys(Context& ctx, const Args& args) {
    Value made = call(ctx, args[0], {});
    const Value value = args[2] ? args[2] : Value::none();
    return made && for_each(ctx, args[1],
                            [&](Value key) { return set_item(ctx, made, key, value); })
               ? made
               : Value::error();
}

Value ordered_copy(Context& ctx, const Args& args) {
    Value made = call(ctx, Value::object(type_of(ctx, args[0])), {});
    if (!made) return made;
    uint64_t position = 0;
    Value key, value;
    while (dict_next(self_of(args), position, key, value)) {
        if (!is_exact(ctx, args[0]) && !(value = get_item(ctx, args[0], key))) return value;
        if (!set_item(ctx, made, key, value)) return Value::error();
    }
    return made;
}
Value ordered_reduce(Context& ctx, const Args& args) {
    Value state = call_method(ctx, args[0], intern(ctx, "__getstate__"), {});
    if (!state) return state;
    Value items = call_method(ctx, args[0], Name::kitems, {});
    Value it = items ? get_iterator(ctx, items) : items;
    return tuple_of(ctx, {Value::object(type_of(ctx, args[0])), Value::object(empty_tuple(ctx)),
                          state, Value::none(), it});
}

Value merge(Context& ctx, Value type_source, Value left, Value right) {
    if (!left.is(Kind::kDict) || !right.is(Kind::kDict)) return Value::not_implemented();
    Value made = call(ctx, Value::object(type_of(ctx, type_source)), {left});
    return made && update_from(ctx, made, right) ? made : Value::error();
}
Value ordered_or(Context& ctx, const Args& args) { return merge(ctx, args[0], args[0], args[1]); }
Value ordered_ror(Context& ctx, const Args& args) { return merge(ctx, args[0], args[1], args[0]); }
Value ordered_ior(Context& ctx, const Args& args) {
    return update_from(ctx, args[0], args[1]) ? args[0] : Value::error();
}

// ---- iterators: they mind any change of the order, not only of the size ----

struct OrderedIterator : NativeObject {
    Ref<OrderedDict> dict;  // null at the end
    Slot version;  // int: keys version at the start
    uint64_t position;
    enum Part : uint8_t { kKeys, kValues, kItems } part;
    bool reverse;
};

void trace_iterator(Marker& marker, Object* o) {
    marker.mark(static_cast<OrderedIterator*>(o)->dict);
    marker.mark(static_cast<OrderedIterator*>(o)->version);
}

Value iterator_step(Context& ctx, Value self) {
    auto* it = self.as<OrderedIterator>();
    OrderedDict* d = it->dict.get();
    if (!d) return Value::stop();
    const bool changed = it->version.get().as_small_int() != int64_t{dict_keys_version(ctx, d)};
    if (changed) {
        it->dict.init(nullptr);
        return raise(ctx, TypeId::kRuntimeError,
                     !d->table ? "OrderedDict changed size during iteration"  // cleared
                               : "OrderedDict mutated during iteration");
    }
    Value key, value;
    const bool more = it->reverse ? dict_previous(d, it->position, key, value)
                                  : dict_next(d, it->position, key, value);
    if (!more) {
        it->dict.init(nullptr);
        return Value::stop();
    }
    if (it->part == OrderedIterator::kKeys) return key;
    return it->part == OrderedIterator::kValues ? value : tuple_of(ctx, {key, value});
}

/// The elements still to come, as a list would give them.
Value iterator_reduce(Context& ctx, const Args& args) {
    auto* from = args[0].as<OrderedIterator>();
    auto* copy = allocate<OrderedIterator>(ctx, type_of(ctx, args[0]));
    if (!copy) return Value::error();
    copy->dict.init(from->dict.get());
    copy->version.init(from->version.get());
    copy->position = from->position;
    copy->part = from->part;
    copy->reverse = from->reverse;
    List* rest = list_from(ctx, Value::object(copy));
    return rest ? reduce_iterator(ctx, "iter", {Value::object(rest)}, Value()) : Value::error();
}
const NativeMethod kIteratorMethods[] = {
    {"__reduce__(self, /)", iterator_reduce, "Return state information for pickling"},
};
const NativeTypeSpec kIteratorSpec = {.name = "odict_iterator",
                                      .size = sizeof(OrderedIterator),
                                      .subclassable = false,
                                      .methods = kIteratorMethods,
                                      .next = iterator_step,
                                      .trace = trace_iterator};

Value make_iterator_over(Context& ctx, Dict* dict, OrderedIterator::Part part, bool reverse) {
    Type* type = shared_type(ctx, kIteratorSpec);
    auto* it = type ? allocate<OrderedIterator>(ctx, type) : nullptr;
    if (!it) return Value::error();
    auto* d = static_cast<OrderedDict*>(dict);
    it->dict.init(d);
    it->version.init(Value::small_int(dict_keys_version(ctx, d)));
    it->position = reverse ? ~uint64_t{0} : first_position(d);
    it->part = part;
    it->reverse = reverse;
    return Value::object(it);
}
template <bool reverse>
Value ordered_iter(Context& ctx, const Args& args) {
    return make_iterator_over(ctx, self_of(args), OrderedIterator::kKeys, reverse);
}

// ---- views: those of dict under names of their own ----

template <OrderedIterator::Part part, bool reverse>
Value view_iter(Context& ctx, const Args& args) {
    return make_iterator_over(ctx, args[0].as<DictView>()->dict.get(), part, reverse);
}
template <OrderedIterator::Part part>
constexpr NativeMethod kViewMethods[] = {
    {"__iter__(self, /)", view_iter<part, false>},
    {"__reversed__(self, /)", view_iter<part, true>},
};
constexpr NativeTypeSpec view_spec(const char* name, TypeId base,
                                   std::span<const NativeMethod> methods) {
    return {.name = name,
            .base = base,
            .kind = Kind::kDictView,
            .size = sizeof(DictView),
            .subclassable = false,
            .methods = methods};
}
constexpr NativeTypeSpec kKeysSpec =
    view_spec("odict_keys", TypeId::kDictKeys, kViewMethods<OrderedIterator::kKeys>);
constexpr NativeTypeSpec kValuesSpec =
    view_spec("odict_values", TypeId::kDictValues, kViewMethods<OrderedIterator::kValues>);
constexpr NativeTypeSpec kItemsSpec =
    view_spec("odict_items", TypeId::kDictItems, kViewMethods<OrderedIterator::kItems>);

template <const NativeTypeSpec& spec>
Value ordered_view(Context& ctx, const Args& args) {
    Type* type = shared_type(ctx, spec);
    auto* view = type ? allocate<DictView>(ctx, type) : nullptr;
    if (!view) return Value::error();
    view->dict.init(self_of(args));
    return Value::object(view);
}

const NativeMethod kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", ordered_new},
    {"__init__(self, /, *args, **kwargs)", ordered_init},
    {"__repr__(self, /)", ordered_repr},
    {"__iter__(self, /)", ordered_iter<false>},
    {"__reversed__(self, /)", ordered_iter<true>, "od.__reversed__() <==> reversed(od)"},
    {"__eq__(self, value, /)", ordered_eq},
    {"__ne__(self, value, /)", ordered_ne},
    {"__or__(self, value, /)", ordered_or},
    {"__ror__(self, value, /)", ordered_ror},
    {"__ior__(self, value, /)", ordered_ior},
    {"__reduce__(self, /)", ordered_reduce, "Return state information for pickling"},
    {"fromkeys(cls, /, iterable, value=None)", ordered_fromkeys,
     "Create a new ordered dictionary with keys from iterable and values set to value.",
     NativeMethod::kClassMethod},
    {"setdefault(self, /, key, default=None)", ordered_setdefault,
     "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for "
     "key if key is in the dictionary, else default."},
    {"pop(self, /, key, default=?)", ordered_pop,
     "od.pop(key[,default]) -> v, remove specified key and return the corresponding value.\n\nIf "
     "the key is not found, return the default if given; otherwise,\nraise a KeyError."},
    {"popitem(self, /, last=True)", ordered_popitem,
     "Remove and return a (key, value) pair from the dictionary.\n\nPairs are returned in LIFO "
     "order if last is true or FIFO order if false."},
    {"keys(self, /)", ordered_view<kKeysSpec>},
    {"values(self, /)", ordered_view<kValuesSpec>},
    {"items(self, /)", ordered_view<kItemsSpec>},
    {"update(self, /, *args, **kwargs)", update},
    {"clear(self, /)", ordered_clear, "od.clear() -> None.  Remove all items from od."},
    {"copy(self, /)", ordered_copy, "od.copy() -> a shallow copy of od"},
    {"move_to_end(self, /, key, last=True)", ordered_move_to_end,
     "Move an existing element to the end (or beginning if last is false).\n\nRaise KeyError if "
     "the element does not exist."},
};
const NativeProperty kProperties[] = {
    {"__dict__", get_instance_dict, set_instance_dict_property},
};

}  // namespace

const NativeTypeSpec kOrderedDictSpec = {.name = "collections.OrderedDict",
                                         .base = TypeId::kDict,
                                         .kind = Kind::kDict,
                                         .size = sizeof(OrderedDict),
                                         .has_dict = true,
                                         .attrs_offset = sizeof(Dict),
                                         .methods = kMethods,
                                         .properties = kProperties,
                                         .doc = "Dictionary that remembers insertion order"};

}  // namespace orrery
