// Module _collections: defaultdict, the fields of named tuples, counting. deque and OrderedDict
// have files of their own.
#include "engine/modules/collections_module.h"

#include "engine/modules/module_support.h"

namespace orrery {

namespace {

// ---- defaultdict ----

struct DefaultDict : Dict {
    Slot factory;  // callable or None
};
DefaultDict* default_dict(Value v) { return v.as<DefaultDict>(); }
Value factory_of(Value v) {
    const Value f = default_dict(v)->factory.get();
    return f ? f : Value::none();
}

Value default_new(Context& ctx, const Args& args) {
    auto* d = allocate<DefaultDict>(ctx, args[0].as<Type>());
    // Traced as attribute storage is: the words after those of dict.
    if (d) d->flags |= Dict::kStringKeys | Object::kHasAttrs;
    return or_error(d);
}
Value default_init(Context& ctx, const Args& args) {
    auto given = args.rest();
    Value factory = Value::none();
    if (!given.empty()) {
        factory = given[0];
        if (!factory.is_none() && !is_callable(ctx, factory)) {
            return raise(ctx, TypeId::kTypeError, "first argument must be callable or None");
        }
        given = given.subspan(1);
    }
    default_dict(args[0])->factory.set(ctx, args[0].as_object(), factory);
    if (given.size() > 1) {
        return raise(ctx, TypeId::kTypeError, "dict expected at most 1 argument, got {}",
                     given.size());
    }
    if (!given.empty() && !dict_update(ctx, default_dict(args[0]), given[0])) return Value::error();
    if (args.keywords && !dict_update(ctx, default_dict(args[0]), args.keywords))
        return Value::error();
    return Value::none();
}
Value default_missing(Context& ctx, const Args& args) {
    const Value factory = factory_of(args[0]);
    if (factory.is_none()) return raise_key_error(ctx, args[1]);
    Value v = call(ctx, factory, {});
    if (!v) return v;
    const bool plain = !type_of(ctx, args[0])->has(Type::kUserDefined);
    const bool ok = plain ? dict_set(ctx, default_dict(args[0]), args[1], v)
                          : set_item(ctx, args[0], args[1], v);
    return ok ? v : Value::error();
}
Value default_repr(Context& ctx, const Args& args) {
    String* name = intern(ctx, "__repr__");
    Value base = name ? type_lookup(ctx, ctx.type(TypeId::kDict), name) : Value::error();
    Value text = base ? call(ctx, base, {args[0]}) : base;
    if (!text) return text;
    const Value factory = factory_of(args[0]);
    String* shown;
    if (repr_enter(ctx, args[0])) {
        shown = to_repr(ctx, factory);
        repr_leave(ctx, args[0]);
    } else {
        shown = make_string(ctx, "...");
    }
    if (!shown) return Value::error();
    StringBuilder out;
    out.add(type_of(ctx, args[0])->name.get());
    out.add_ascii("(");
    out.add(shown);
    out.add_ascii(", ");
    out.add(text.as<String>());
    out.add_ascii(")");
    return or_error(out.finish(ctx));
}
Value default_copy(Context& ctx, const Args& args) {
    return call(ctx, Value::object(type_of(ctx, args[0])), {factory_of(args[0]), args[0]});
}
Value default_reduce(Context& ctx, const Args& args) {
    Value items = call_method(ctx, args[0], Name::kitems, {});
    Value it = items ? get_iterator(ctx, items) : items;
    const Value factory = factory_of(args[0]);
    return tuple_of(ctx,
                    {Value::object(type_of(ctx, args[0])),
                     factory.is_none() ? Value::object(empty_tuple(ctx)) : tuple_of(ctx, {factory}),
                     Value::none(), Value::none(), it});
}
Value default_merge(Context& ctx, Value self, Value left, Value right) {
    if (!left.is(Kind::kDict) || !right.is(Kind::kDict)) return Value::not_implemented();
    Value made = call(ctx, Value::object(type_of(ctx, self)), {factory_of(self), left});
    return made && dict_update(ctx, made.as<Dict>(), right) ? made : Value::error();
}
Value default_or(Context& ctx, const Args& args) {
    return default_merge(ctx, args[0], args[0], args[1]);
}
Value default_ror(Context& ctx, const Args& args) {
    return default_merge(ctx, args[0], args[1], args[0]);
}
Value get_factory(Context&, Value self) { return factory_of(self); }
bool set_factory(Context& ctx, Value self, Value v) {
    default_dict(self)->factory.set(ctx, self.as_object(), v ? v : Value::none());
    return true;
}

const NativeMethod kDefaultDictMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", default_new},
    {"__init__(self, /, *args, **kwargs)", default_init},
    {"__missing__(self, key, /)", default_missing,
     "__missing__(key) # Called by __getitem__ for missing key; pseudo-code:\n  if "
     "self.default_factory is None: raise KeyError((key,))\n  self[key] = value = "
     "self.default_factory()\n  return value"},
    {"__repr__(self, /)", default_repr},
    {"__or__(self, value, /)", default_or},
    {"__ror__(self, value, /)", default_ror},
    {"__copy__(self, /)", default_copy, "D.copy() -> a shallow copy of D."},
    {"copy(self, /)", default_copy, "D.copy() -> a shallow copy of D."},
    {"__reduce__(self, /)", default_reduce, "Return state information for pickling."},
    {"__class_getitem__(cls, item, /)", class_getitem, "See PEP 585", NativeMethod::kClassMethod},
};
const NativeProperty kDefaultDictProperties[] = {
    {"default_factory", get_factory, set_factory,
     "Factory for default value called by __missing__()."},
};

// ---- the fields of named tuples ----

struct TupleGetter : NativeObject {
    int64_t index;
    Slot doc;
};
void trace_getter(Marker& marker, Object* o) { marker.mark(static_cast<TupleGetter*>(o)->doc); }

Value getter_new(Context& ctx, const Args& args) {
    int64_t index;
    if (!to_int64(ctx, args[1], index)) return Value::error();
    auto* g = allocate<TupleGetter>(ctx, args[0].as<Type>());
    if (!g) return Value::error();
    g->index = index;
    g->doc.init(args[2]);
    return Value::object(g);
}
Value getter_get(Context& ctx, const Args& args) {
    if (!args[1] || args[1].is_none()) return args[0];
    const int64_t i = args[0].as<TupleGetter>()->index;
    if (!args[1].is(Kind::kTuple)) {
        return raise(ctx, TypeId::kTypeError,
                     "descriptor for index '{}' for tuple subclasses doesn't apply to '{}' object",
                     i, MessageArg::type(args[1]));
    }
    auto* t = args[1].as<Tuple>();
    if (i < 0 || static_cast<uint64_t>(i) >= t->length) {
        return raise(ctx, TypeId::kIndexError, "tuple index out of range");
    }
    return t->at(static_cast<uint64_t>(i));
}
Value getter_set(Context& ctx, const Args&) {
    return raise(ctx, TypeId::kAttributeError, "can't set attribute");
}
Value getter_delete(Context& ctx, const Args&) {
    return raise(ctx, TypeId::kAttributeError, "can't delete attribute");
}
Value getter_repr(Context& ctx, const Args& args) {
    const MessageArg all[] = {type_of(ctx, args[0])->name.get(), args[0].as<TupleGetter>()->index,
                              MessageArg::repr(args[0].as<TupleGetter>()->doc.get())};
    return or_error(format_message(ctx, "{}({}, {})", all));
}
Value getter_reduce(Context& ctx, const Args& args) {
    auto* g = args[0].as<TupleGetter>();
    return tuple_of(ctx, {Value::object(type_of(ctx, args[0])),
                          tuple_of(ctx, {make_int(ctx, g->index), g->doc.get()})});
}
Value get_getter_doc(Context&, Value self) { return self.as<TupleGetter>()->doc.get(); }
bool set_getter_doc(Context& ctx, Value self, Value v) {
    self.as<TupleGetter>()->doc.set(ctx, self.as_object(), v ? v : Value::none());
    return true;
}
const NativeMethod kGetterMethods[] = {
    {"__new__(cls, index, doc, /)", getter_new},
    {"__get__(self, instance, owner=None, /)", getter_get},
    {"__set__(self, instance, value, /)", getter_set},
    {"__delete__(self, instance, /)", getter_delete},
    {"__repr__(self, /)", getter_repr},
    {"__reduce__(self, /)", getter_reduce},
};
const NativeProperty kGetterProperties[] = {{"__doc__", get_getter_doc, set_getter_doc}};
const NativeTypeSpec kTupleGetterSpec = {.name = "collections._tuplegetter",
                                         .size = sizeof(TupleGetter),
                                         .methods = kGetterMethods,
                                         .properties = kGetterProperties,
                                         .trace = trace_getter};

// ---- counting ----

/// True if get() and item assignment of the mapping are those of dict.
bool counts_as_dict(Context& ctx, Value mapping) {
    if (!mapping.is(Kind::kDict)) return false;
    Type* type = type_of(ctx, mapping);
    Type* dict = ctx.type(TypeId::kDict);
    return type_lookup(ctx, type, ctx.name(Name::kget)) ==
               type_lookup(ctx, dict, ctx.name(Name::kget)) &&
           type->lookup_special(Special::kSetitem) == dict->lookup_special(Special::kSetitem);
}
Value count_elements(Context& ctx, const Args& args) {
    const Value one = Value::small_int(1);
    bool ok;
    if (counts_as_dict(ctx, args[0])) {
        auto* d = args[0].as<Dict>();
        ok = for_each(ctx, args[1], [&](Value key) {
            Value n;
            const Truth found = dict_get(ctx, d, key, n);
            if (found == Truth::kError) return false;
            n = found == Truth::kYes ? int_add(ctx, n, one) : one;
            return n && dict_set(ctx, d, key, n);
        });
    } else {
        Value get = get_attribute(ctx, args[0], Name::kget);
        if (!get) return get;
        ok = for_each(ctx, args[1], [&](Value key) {
            Value n = call(ctx, get, {key, Value::small_int(0)});
            if (n) n = int_add(ctx, n, one);
            return n && set_item(ctx, args[0], key, n);
        });
    }
    return ok ? Value::none() : Value::error();
}

const NativeMethod kFunctions[] = {
    {"_count_elements(mapping, iterable, /)", count_elements,
     "Count elements in the iterable, updating the mapping"},
};

bool populate(Context& ctx, Module* module) {
    for (const NativeTypeSpec* spec : {&kDequeSpec, &kDequeIteratorSpec, &kDequeReverseIteratorSpec,
                                       &kDefaultDictSpec, &kOrderedDictSpec, &kTupleGetterSpec}) {
        if (!add_shared_type(ctx, module, *spec)) return false;
    }
    return true;
}

}  // namespace

const NativeTypeSpec kDefaultDictSpec = {
    .name = "collections.defaultdict",
    .base = TypeId::kDict,
    .kind = Kind::kDict,
    .size = sizeof(DefaultDict),
    .methods = kDefaultDictMethods,
    .properties = kDefaultDictProperties,
    .doc =
        "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe default "
        "factory is called without arguments to produce\na new value when a key is not present, in "
        "__getitem__ only.\nA defaultdict compares equal to a dict with the same items.\nAll "
        "remaining arguments are treated the same as if they were\npassed to the dict constructor, "
        "including keyword arguments."};

int64_t tuple_getter_index(Context& ctx, Value v) {
    if (!v.is(Kind::kNative) || !v.as_object()->is_exact()) return -1;
    return type_of(ctx, v)->native == &kTupleGetterSpec ? v.as<TupleGetter>()->index : -1;
}

extern const NativeModuleSpec kCollectionsModule;
const NativeModuleSpec kCollectionsModule = {
    .name = "_collections",
    .functions = kFunctions,
    .populate = populate,
    .doc = "High performance data structures.",
};

}  // namespace orrery
