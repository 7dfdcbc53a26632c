// Module _functools: partial, reduce, cmp_to_key and the wrapper of lru_cache.
#include "engine/modules/module_support.h"
#include "engine/objects/exceptions.h"

namespace orrery {

namespace {

// ---- partial ----

struct Partial : NativeObject {
    Slot attrs;
    Slot function;
    Ref<Tuple> args;
    Slot keywords;  // dict
};
Partial* partial_of(Value v) { return v.as<Partial>(); }

void trace_partial(Marker& marker, Object* o) {
    auto* p = static_cast<Partial*>(o);
    marker.mark(p->attrs);
    marker.mark(p->function);
    marker.mark(p->args);
    marker.mark(p->keywords);
}

extern const NativeTypeSpec kPartialSpec;

Value partial_new(Context& ctx, const Args& args) {
    if (args.rest_count < 1) {
        return raise(ctx, TypeId::kTypeError, "type 'partial' takes at least one argument");
    }
    Value function = args.rest()[0];
    if (!is_callable(ctx, function)) {
        return raise(ctx, TypeId::kTypeError, "the first argument must be callable");
    }
    ValueVector all(ctx);
    Dict* keywords = nullptr;
    // A partial of a partial without attributes of its own calls the inner function directly.
    Partial* inner = native_cast<Partial>(ctx, function, kPartialSpec);
    if (inner && !type_of(ctx, function)->has(Type::kUserDefined) && !inner->attrs &&
        !type_of(ctx, args[0])->has(Type::kAbstract)) {
        function = inner->function.get();
        const auto given = inner->args->values();
        all.values.assign(given.begin(), given.end());
        keywords = dict_copy(ctx, inner->keywords.get().as<Dict>());
    } else {
        keywords = make_dict(ctx);
    }
    if (!keywords) return Value::error();
    const auto rest = args.rest().subspan(1);
    all.values.insert(all.values.end(), rest.begin(), rest.end());
    if (args.keywords && !dict_update(ctx, keywords, args.keywords)) return Value::error();
    Tuple* positional = make_tuple(ctx, all.values);
    auto* p = positional ? allocate<Partial>(ctx, args[0].as<Type>()) : nullptr;
    if (!p) return Value::error();
    p->function.init(function);
    p->args.init(positional);
    p->keywords.init(Value::object(keywords));
    return Value::object(p);
}

Value partial_call(Context& ctx, const Args& args) {
    Partial* p = partial_of(args[0]);
    auto* own = p->keywords.get().as<Dict>();
    const auto fixed = p->args->values();
    ValueVector all(ctx);
    all.values.reserve(fixed.size() + args.rest_count);
    all.values.assign(fixed.begin(), fixed.end());
    all.values.insert(all.values.end(), args.rest().begin(), args.rest().end());
    if (own->live == 0 && !args.keywords) return call(ctx, p->function.get(), all.values);
    Dict* keywords = dict_copy(ctx, own);
    if (!keywords || (args.keywords && !dict_update(ctx, keywords, args.keywords))) {
        return Value::error();
    }
    Tuple* positional = make_tuple(ctx, all.values);
    return positional ? call_ex(ctx, p->function.get(), positional, Value::object(keywords))
                      : Value::error();
}

Value partial_repr(Context& ctx, const Args& args) {
    if (!repr_enter(ctx, args[0])) return or_error(make_string(ctx, "..."));
    Partial* p = partial_of(args[0]);
    StringBuilder out;
    Type* type = type_of(ctx, args[0]);
    out.add_utf8(type->has(Type::kUserDefined) ? to_utf8(type->name.get()) : "functools.partial");
    out.add_ascii("(");
    bool ok = true;
    auto add = [&](Value v) {
        String* s = ok ? to_repr(ctx, v) : nullptr;
        ok = s;
        if (s) out.add(s);
    };
    add(p->function.get());
    for (Value v : p->args->values()) {
        out.add_ascii(", ");
        add(v);
    }
    uint64_t position = 0;
    Value key, value;
    while (ok && dict_next(p->keywords.get().as<Dict>(), position, key, value)) {
        out.add_ascii(", ");
        String* name = to_str(ctx, key);
        ok = name;
        if (!ok) break;
        out.add(name);
        out.add_ascii("=");
        add(value);
    }
    repr_leave(ctx, args[0]);
    out.add_ascii(")");
    return ok ? or_error(out.finish(ctx)) : Value::error();
}

Value partial_reduce(Context& ctx, const Args& args) {
    Partial* p = partial_of(args[0]);
    Value dict = p->attrs ? get_instance_dict(ctx, args[0]) : Value::none();
    if (dict.is(Kind::kDict) && dict.as<Dict>()->live == 0) dict = Value::none();
    return tuple_of(ctx, {Value::object(type_of(ctx, args[0])), tuple_of(ctx, {p->function.get()}),
                          tuple_of(ctx, {p->function.get(), Value::object(p->args.get()),
                                         p->keywords.get(), dict})});
}
Value partial_setstate(Context& ctx, const Args& args) {
    Partial* p = partial_of(args[0]);
    auto* state = args[1].as<Tuple>();
    if (!args[1].is(Kind::kTuple) || state->length != 4 || !is_callable(ctx, state->at(0)) ||
        !state->at(1).is(Kind::kTuple) ||
        (!state->at(2).is_none() && !state->at(2).is(Kind::kDict))) {
        return raise(ctx, TypeId::kTypeError, "invalid partial state");
    }
    Tuple* list =
        is_exact_tuple(state->at(1)) ? state->at(1).as<Tuple>() : to_tuple(ctx, state->at(1));
    if (list && !is_exact_tuple(Value::object(list))) {
        list = make_tuple(ctx, list->values());
    }
    Value keywords = state->at(2);
    if (keywords.is_none()) {
        keywords = or_error(make_dict(ctx));
    } else if (!is_exact_dict(keywords)) {
        keywords = or_error(dict_copy(ctx, keywords.as<Dict>()));
    }
    if (!list || !keywords) return Value::error();
    const Value attributes = state->at(3).is_none() ? or_error(make_dict(ctx)) : state->at(3);
    if (!attributes || !set_instance_dict_property(ctx, args[0], attributes)) {
        return Value::error();
    }
    p->function.set(ctx, p, state->at(0));
    p->args.set(ctx, p, list);
    p->keywords.set(ctx, p, keywords);
    return Value::none();
}
Value get_func(Context&, Value self) { return partial_of(self)->function.get(); }
Value get_args(Context&, Value self) { return Value::object(partial_of(self)->args.get()); }
Value get_keywords(Context&, Value self) { return partial_of(self)->keywords.get(); }

const NativeMethod kPartialMethods[] = {
    {"__new__(cls, /, *args, **keywords)", partial_new},
    {"__call__(self, /, *args, **kwargs)", partial_call},
    {"__repr__(self, /)", partial_repr},
    {"__reduce__(self, /)", partial_reduce},
    {"__setstate__(self, state, /)", partial_setstate},
    {"__class_getitem__(cls, item, /)", class_getitem, "See PEP 585", NativeMethod::kClassMethod},
};
const NativeProperty kPartialProperties[] = {
    {"func", get_func, nullptr, "function object to use in future partial calls"},
    {"args", get_args, nullptr, "tuple of arguments to future partial calls"},
    {"keywords", get_keywords, nullptr, "dictionary of keyword arguments to future partial calls"},
    {"__dict__", get_instance_dict, set_instance_dict_property},
};
const NativeTypeSpec kPartialSpec = {
    .name = "functools.partial",
    .size = sizeof(Partial),
    .has_dict = true,
    .attrs_offset = sizeof(NativeObject),
    .methods = kPartialMethods,
    .properties = kPartialProperties,
    .trace = trace_partial,
    .doc =
        "partial(func, *args, **keywords) - new function with partial application\n    of the "
        "given arguments and keywords.\n"};

// ---- cmp_to_key ----

struct Key : NativeObject {
    Slot compare, object;  // object empty: the function that makes keys
};
void trace_key(Marker& marker, Object* o) {
    marker.mark(static_cast<Key*>(o)->compare);
    marker.mark(static_cast<Key*>(o)->object);
}
extern const NativeTypeSpec kKeySpec;

Value make_key(Context& ctx, Value compare, Value object) {
    Type* type = shared_type(ctx, kKeySpec);
    auto* k = type ? allocate<Key>(ctx, type) : nullptr;
    if (!k) return Value::error();
    k->compare.init(compare);
    k->object.init(object);
    return Value::object(k);
}
Value key_call(Context& ctx, const Args& args) {
    return make_key(ctx, args[0].as<Key>()->compare.get(), args[1]);
}
template <CompareOp op>
Value key_compare(Context& ctx, const Args& args) {
    Key* a = args[0].as<Key>();
    Key* b = native_cast<Key>(ctx, args[1], kKeySpec);
    if (!b) return raise(ctx, TypeId::kTypeError, "other argument must be K instance");
    if (!a->object || !b->object) return raise(ctx, TypeId::kAttributeError, "object");
    Value order = call(ctx, a->compare.get(), {a->object.get(), b->object.get()});
    return order ? compare(ctx, op, order, Value::small_int(0)) : order;
}
Value get_key_object(Context& ctx, Value self) {
    const Value v = self.as<Key>()->object.get();
    return v ? v : raise(ctx, TypeId::kAttributeError, "object");
}
bool set_key_object(Context& ctx, Value self, Value v) {
    self.as<Key>()->object.set(ctx, self.as_object(), v);
    return true;
}
const NativeMethod kKeyMethods[] = {
    {"__call__(self, obj)", key_call},
    {"__lt__(self, value, /)", key_compare<CompareOp::kLt>},
    {"__le__(self, value, /)", key_compare<CompareOp::kLe>},
    {"__eq__(self, value, /)", key_compare<CompareOp::kEq>},
    {"__ne__(self, value, /)", key_compare<CompareOp::kNe>},
    {"__gt__(self, value, /)", key_compare<CompareOp::kGt>},
    {"__ge__(self, value, /)", key_compare<CompareOp::kGe>},
};
const NativeProperty kKeyProperties[] = {
    {"obj", get_key_object, set_key_object, "Value wrapped by a key function."},
};
const NativeTypeSpec kKeySpec = {.name = "functools.KeyWrapper",
                                 .size = sizeof(Key),
                                 .subclassable = false,
                                 .methods = kKeyMethods,
                                 .properties = kKeyProperties,
                                 .trace = trace_key};

Value cmp_to_key(Context& ctx, const Args& args) { return make_key(ctx, args[0], Value()); }

// ---- reduce ----

Value reduce(Context& ctx, const Args& args) {
    Value it = get_iterator(ctx, args[1]);
    if (!it) {
        if (exception_matches(ctx, TypeId::kTypeError)) {
            take_exception(ctx);
            raise(ctx, TypeId::kTypeError, "reduce() arg 2 must support iteration");
        }
        return it;
    }
    Value total = args[2];
    for (;;) {
        Value v = iterator_next(ctx, it);
        if (!v) return v;
        if (v.is_stop()) break;
        total = total ? call(ctx, args[0], {total, v}) : v;
        if (!total) return total;
    }
    return total
               ? total
               : raise(ctx, TypeId::kTypeError, "reduce() of empty iterable with no initial value");
}

// ---- lru_cache ----
//
// The dict's own order serves as the order of use: a hit moves its key to the end by deleting and
// adding it again, and what falls out is the first entry.

struct Cache : NativeObject {
    Slot attrs;
    Slot function;
    Ref<Dict> entries;
    Slot info_type;       // CacheInfo
    int64_t limit;        // maxsize; kUnbounded
    int64_t hits, misses;
    uint64_t first;       // entries of `seen` before it are known to be deleted
    Ref<DictTable> seen;
    bool typed;

    static constexpr int64_t kUnbounded = -1;
};
Cache* cache_of(Value v) { return v.as<Cache>(); }
void trace_cache(Marker& marker, Object* o) {
    auto* c = static_cast<Cache*>(o);
    marker.mark(c->attrs);
    marker.mark(c->function);
    marker.mark(c->entries);
    marker.mark(c->info_type);
    marker.mark(c->seen);
}

Value cache_new(Context& ctx, const Args& args) {
    if (!is_callable(ctx, args[1])) {
        return raise(ctx, TypeId::kTypeError, "the first argument must be callable");
    }
    int64_t limit = Cache::kUnbounded;
    if (!args[2].is_none()) {
        if (!is_index(ctx, args[2])) {
            return raise(ctx, TypeId::kTypeError, "maxsize should be integer or None");
        }
        if (!to_int64(ctx, args[2], limit)) return Value::error();
        limit = std::max<int64_t>(limit, 0);
    }
    const Truth typed = is_true(ctx, args[3]);
    Dict* entries = typed == Truth::kError ? nullptr : make_dict(ctx);
    auto* c = entries ? allocate<Cache>(ctx, args[0].as<Type>()) : nullptr;
    if (!c) return Value::error();
    c->function.init(args[1]);
    c->entries.init(entries);
    c->info_type.init(args[4]);
    c->limit = limit;
    c->typed = typed == Truth::kYes;
    return Value::object(c);
}

/// What tells calls apart: the argument itself when it is a single int or str, else a tuple.
/// Keywords follow the engine's empty tuple, which no program can tell from its own.
Value cache_key(Context& ctx, Cache* c, const Args& args) {
    const auto given = args.rest();
    if (!args.keywords && !c->typed && given.size() == 1 &&
        (given[0].is_small_int() || is_exact_string(given[0]))) {
        return given[0];
    }
    ValueVector all(ctx);
    all.values.assign(given.begin(), given.end());
    ValueVector kinds(ctx);
    if (c->typed) {
        for (Value v : given)
            kinds.values.push_back(Value::object(type_of(ctx, v)));
    }
    if (args.keywords) {
        all.values.push_back(Value::object(shared_type(ctx, kKeySpec)));  // a mark of our own
        uint64_t position = 0;
        Value key, value;
        while (dict_next(args.keywords.as<Dict>(), position, key, value)) {
            all.values.push_back(key);
            all.values.push_back(value);
            if (c->typed) kinds.values.push_back(Value::object(type_of(ctx, value)));
        }
    }
    all.values.insert(all.values.end(), kinds.values.begin(), kinds.values.end());
    return or_error(make_tuple(ctx, all.values));
}

Value call_cached(Context& ctx, Cache* c, const Args& args) {
    if (!args.keywords) return call(ctx, c->function.get(), args.rest());
    Tuple* positional = make_tuple(ctx, args.rest());
    return positional ? call_ex(ctx, c->function.get(), positional, args.keywords) : Value::error();
}

/// Takes the least recently used entry out. False after an exception.
bool drop_oldest(Context& ctx, Cache* c) {
    Dict* d = c->entries.get();
    uint64_t position =
        c->seen.get() == d->table.get() && c->first <= d->table->used ? c->first : 0;
    Value key, value;
    if (!dict_next(d, position, key, value)) {
        position = 0;
        if (!dict_next(d, position, key, value)) return true;
    }
    c->seen.set(ctx, c, d->table.get());
    c->first = position - 1;
    return dict_delete(ctx, d, key) != Truth::kError;
}

Value cache_call(Context& ctx, const Args& args) {
    Cache* c = cache_of(args[0]);
    if (c->limit == 0) {
        c->misses++;
        return call_cached(ctx, c, args);
    }
    const Value key = cache_key(ctx, c, args);
    if (!key) return key;
    Value v;
    Truth found = dict_get(ctx, c->entries.get(), key, v);
    if (found == Truth::kError) return Value::error();
    if (found == Truth::kYes) {
        c->hits++;
        if (c->limit == Cache::kUnbounded) return v;
        Value last, other;
        uint64_t position = ~uint64_t{0};
        if (dict_previous(c->entries.get(), position, last, other) && last == key) return v;
        if (dict_delete(ctx, c->entries.get(), key) == Truth::kError ||
            !dict_set(ctx, c->entries.get(), key, v)) {
            return Value::error();
        }
        return v;
    }
    c->misses++;
    v = call_cached(ctx, c, args);
    if (!v) return v;
    // The call may have filled the cache, with this very key too.
    Value there;
    found = dict_set_default(ctx, c->entries.get(), key, v, there);
    if (found == Truth::kError) return Value::error();
    if (found == Truth::kNo && c->limit != Cache::kUnbounded &&
        c->entries->live > static_cast<uint64_t>(c->limit) && !drop_oldest(ctx, c)) {
        return Value::error();
    }
    return v;
}

Value cache_get(Context& ctx, const Args& args) {
    if (!args[1] || args[1].is_none()) return args[0];
    return make_bound_method(ctx, args[0], args[1]);
}
Value cache_info(Context& ctx, const Args& args) {
    Cache* c = cache_of(args[0]);
    return call(ctx, c->info_type.get(),
                {make_int(ctx, c->hits), make_int(ctx, c->misses),
                 c->limit == Cache::kUnbounded ? Value::none() : make_int(ctx, c->limit),
                 Value::small_int(c->entries->live)});
}
Value cache_clear(Context& ctx, const Args& args) {
    Cache* c = cache_of(args[0]);
    c->hits = c->misses = 0;
    dict_clear(ctx, c->entries.get());
    c->seen.init(nullptr);
    c->first = 0;
    return Value::none();
}
Value cache_reduce(Context& ctx, const Args& args) {
    return get_attribute(ctx, args[0], Name::k__qualname__);
}
Value same_object(Context&, const Args& args) { return args[0]; }

const NativeMethod kCacheMethods[] = {
    {"__new__(cls, user_function, maxsize, typed, cache_info_type)", cache_new},
    {"__call__(self, /, *args, **kwargs)", cache_call},
    {"__get__(self, instance, owner=None, /)", cache_get},
    {"cache_info(self, /)", cache_info, "Report cache statistics"},
    {"cache_clear(self, /)", cache_clear, "Clear the cache and cache statistics"},
    {"__reduce__(self, /)", cache_reduce},
    {"__copy__(self, /)", same_object},
    {"__deepcopy__(self, memo, /)", same_object},
};
const NativeProperty kCacheProperties[] = {
    {"__dict__", get_instance_dict, set_instance_dict_property},
};
const NativeTypeSpec kCacheSpec = {
    .name = "functools._lru_cache_wrapper",
    .size = sizeof(Cache),
    .has_dict = true,
    .attrs_offset = sizeof(NativeObject),
    .methods = kCacheMethods,
    .properties = kCacheProperties,
    .trace = trace_cache,
    .doc =
        "Create a cached callable that wraps another function.\n\nuser_function:      the function "
        "being cached\n\nmaxsize:  0         for no caching\n          None      for unlimited "
        "cache size\n          n         for a bounded cache\n\ntyped:    False     cache f(3) and "
        "f(3.0) as identical calls\n          True      cache f(3) and f(3.0) as distinct "
        "calls\n\ncache_info_type:    namedtuple class with the fields:\n                        "
        "hits misses currsize maxsize\n"};

const NativeMethod kFunctions[] = {
    {"reduce(function, iterable, initial=?, /)", reduce,
     "reduce(function, iterable[, initial]) -> value\n\nApply a function of two arguments "
     "cumulatively "
     "to the items of a sequence\nor iterable, from left to right, so as to reduce the iterable to "
     "a "
     "single\nvalue.  For example, reduce(lambda x, y: x+y, [1, 2, 3, 4, 5]) calculates\n"
     "((((1+2)+3)+4)+5).  If initial is present, it is placed before the items\nof the iterable in "
     "the calculation, and serves as a default when the\niterable is empty."},
    {"cmp_to_key(mycmp)", cmp_to_key, "Convert a cmp= function into a key= function."},
};

bool populate(Context& ctx, Module* module) {
    return add_shared_type(ctx, module, kPartialSpec) && add_shared_type(ctx, module, kCacheSpec);
}

}  // namespace

extern const NativeModuleSpec kFunctoolsModule;
const NativeModuleSpec kFunctoolsModule = {
    .name = "_functools",
    .functions = kFunctions,
    .populate = populate,
    .doc = "Tools that operate on functions.",
};

}  // namespace orrery
