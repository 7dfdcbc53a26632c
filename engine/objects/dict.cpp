// The methods of dict. Its table is in dict_table.cpp, its views and iterators in dict_views.cpp.

#include "engine/objects/container_helpers.h"
#include "engine/objects/dict_internal.h"

namespace orrery {

namespace {

Dict* self_of(const Args& args) { return args[0].as<Dict>(); }

bool merge_dict(Context& ctx, Dict* d, Dict* other, bool keep) {
    if (d == other || other->live == 0) return true;
    if (d->live == 0 && !dict_reserve(ctx, d, other->live)) return false;
    uint64_t position = 0;
    Value key, value, there;
    DictTable* table = other->table.get();
    const uint32_t live = other->live;
    while (dict_next(other, position, key, value)) {
        const bool ok = keep ? dict_set_default(ctx, d, key, value, there) != Truth::kError
                             : dict_set(ctx, d, key, value);
        if (!ok) return false;
        if (other->table.get() != table || other->live != live) {
            raise(ctx, TypeId::kRuntimeError, "dict mutated during update");
            return false;
        }
    }
    return true;
}

/// Merges an object with keys(). `keep`: values already there stay.
bool merge_mapping(Context& ctx, Dict* d, Value mapping, bool keep) {
    if (iterates_as_dict(ctx, mapping)) return merge_dict(ctx, d, mapping.as<Dict>(), keep);
    const Value keys = call_method(ctx, mapping, Name::kkeys, {});
    if (!keys) return false;
    return for_each(ctx, keys, [&](Value key) {
        if (keep) {
            Value there;
            const Truth found = dict_get(ctx, d, key, there);
            if (found != Truth::kNo) return found == Truth::kYes;
        }
        const Value value = get_item(ctx, mapping, key);
        return value && dict_set(ctx, d, key, value);
    });
}

bool merge_pairs(Context& ctx, Dict* d, Value pairs) {
    int64_t i = -1;
    return for_each(ctx, pairs, [&](Value pair) {
        i++;
        if (is_exact_tuple(pair) && pair.as<Tuple>()->length == 2) {
            return dict_set(ctx, d, pair.as<Tuple>()->at(0), pair.as<Tuple>()->at(1));
        }
        List* parts = is_exact_list(pair) ? pair.as<List>() : list_from(ctx, pair);
        if (!parts) {
            if (exception_matches(ctx, TypeId::kTypeError)) {
                take_exception(ctx);
                raise(ctx, TypeId::kTypeError,
                      "cannot convert dictionary update sequence element #{} to a sequence", i);
            }
            return false;
        }
        if (parts->size != 2) {
            raise(ctx, TypeId::kValueError,
                  "dictionary update sequence element #{} has length {}; 2 is required", i,
                  parts->size);
            return false;
        }
        return dict_set(ctx, d, parts->at(0), parts->at(1));
    });
}

/// dict(...) and update(...): at most one positional argument, and keywords.
bool update_from_arguments(Context& ctx, Dict* d, const Args& args, const char* name) {
    const auto given = args.rest();
    if (given.size() > 1) {
        raise(ctx, TypeId::kTypeError, "{} expected at most 1 argument, got {}", name,
              given.size());
        return false;
    }
    if (!given.empty() && !dict_update(ctx, d, given[0])) return false;
    return !args.keywords || merge_dict(ctx, d, args.keywords.as<Dict>(), false);
}

// ---- methods ----

Value dict_new(Context& ctx, const Args& args) {
    Dict* d = allocate<Dict>(ctx, args[0].as<Type>());
    if (d) d->flags |= Dict::kStringKeys;
    return Value::object(d);
}

Value dict_init(Context& ctx, const Args& args) {
    return update_from_arguments(ctx, self_of(args), args, "dict") ? Value::none() : Value::error();
}

Value dict_repr(Context& ctx, const Args& args) {
    Dict* d = self_of(args);
    if (d->live == 0) return Value::object(make_string(ctx, "{}"));
    if (!repr_enter(ctx, args[0])) return Value::object(make_string(ctx, "{...}"));
    StringBuilder out;
    out.add('{');
    uint64_t position = 0;
    Value key, value;
    bool first = true;
    while (dict_next(d, position, key, value)) {
        if (!first) out.add_ascii(", ");
        first = false;
        String* text = to_repr(ctx, key);
        if (text) {
            out.add(text);
            out.add_ascii(": ");
            text = to_repr(ctx, value);
        }
        if (!text) {
            repr_leave(ctx, args[0]);
            return Value::error();
        }
        out.add(text);
    }
    repr_leave(ctx, args[0]);
    out.add('}');
    return Value::object(out.finish(ctx));
}

Truth dicts_equal(Context& ctx, Dict* a, Dict* b) {
    if (a->live != b->live) return Truth::kNo;
    uint64_t position = 0;
    Value key, value;
    while (dict_next(a, position, key, value)) {
        Value other;
        const Truth found = dict_get(ctx, b, key, other);
        if (found != Truth::kYes) return found;
        const Truth same = container_equal(ctx, other, value);
        if (same != Truth::kYes) return same;
    }
    return Truth::kYes;
}

template <CompareOp op>
Value dict_compare(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kDict)) return Value::not_implemented();
    const Truth same = dicts_equal(ctx, self_of(args), args[1].as<Dict>());
    if (same == Truth::kError) return Value::error();
    return Value::boolean((same == Truth::kYes) == (op == CompareOp::kEq));
}

Value dict_order(Context&, const Args&) { return Value::not_implemented(); }

Value dict_len(Context&, const Args& args) { return Value::small_int(self_of(args)->live); }

Value dict_contains(Context& ctx, const Args& args) {
    Value value;
    const Truth found = dict_get(ctx, self_of(args), args[1], value);
    return found == Truth::kError ? Value::error() : Value::boolean(found == Truth::kYes);
}

Value dict_getitem(Context& ctx, const Args& args) {
    Value value;
    const Truth found = dict_get(ctx, self_of(args), args[1], value);
    if (found == Truth::kYes) return value;
    if (found == Truth::kError) return Value::error();
    if (!is_exact_dict(args[0])) {
        const Truth missing = call_special(ctx, args[0], Special::kMissing, {args[1]}, value);
        if (missing == Truth::kYes) return value;
        if (missing == Truth::kError) return Value::error();
    }
    return raise_key_error(ctx, args[1]);
}

Value dict_setitem(Context& ctx, const Args& args) {
    return dict_set(ctx, self_of(args), args[1], args[2]) ? Value::none() : Value::error();
}

Value dict_delitem(Context& ctx, const Args& args) {
    const Truth found = dict_delete(ctx, self_of(args), args[1]);
    if (found == Truth::kNo) return raise_key_error(ctx, args[1]);
    return found == Truth::kYes ? Value::none() : Value::error();
}

Value dict_get_method(Context& ctx, const Args& args) {
    Value value;
    const Truth found = dict_get(ctx, self_of(args), args[1], value);
    if (found == Truth::kYes) return value;
    if (found == Truth::kError) return Value::error();
    return args[2] ? args[2] : Value::none();
}

Value dict_setdefault(Context& ctx, const Args& args) {
    Value out;
    const Value fallback = args[2] ? args[2] : Value::none();
    const Truth found = dict_set_default(ctx, self_of(args), args[1], fallback, out);
    return found == Truth::kError ? Value::error() : out;
}

Value dict_pop(Context& ctx, const Args& args) {
    Value value;
    // An empty dict does not ask for the key's hash.
    const Truth found =
        self_of(args)->live == 0 ? Truth::kNo : dict_delete(ctx, self_of(args), args[1], &value);
    if (found == Truth::kYes) return value;
    if (found == Truth::kError) return Value::error();
    return args[2] ? args[2] : raise_key_error(ctx, args[1]);
}

Value dict_popitem(Context& ctx, const Args& args) {
    Value pair[2];
    const Truth found = dict_pop_last(ctx, self_of(args), pair[0], pair[1]);
    if (found == Truth::kError) return Value::error();
    if (found == Truth::kNo) {
        return raise_key_error(ctx,
                               Value::object(make_string(ctx, "popitem(): dictionary is empty")));
    }
    return Value::object(make_tuple(ctx, pair));
}

Value dict_clear_method(Context& ctx, const Args& args) {
    dict_clear(ctx, self_of(args));
    return Value::none();
}

Value dict_copy_method(Context& ctx, const Args& args) {
    return Value::object(dict_copy(ctx, self_of(args)));
}

Value dict_update_method(Context& ctx, const Args& args) {
    return update_from_arguments(ctx, self_of(args), args, "update") ? Value::none()
                                                                     : Value::error();
}

Value dict_fromkeys(Context& ctx, const Args& args) {
    const Value value = args[2] ? args[2] : Value::none();
    const Value made = call(ctx, args[0], {});
    if (!made) return made;
    if (is_exact_dict(made)) {
        Dict* d = made.as<Dict>();
        const bool ok =
            for_each(ctx, args[1], [&](Value key) { return dict_set(ctx, d, key, value); });
        return ok ? made : Value::error();
    }
    const bool ok =
        for_each(ctx, args[1], [&](Value key) { return set_item(ctx, made, key, value); });
    return ok ? made : Value::error();
}

Value dict_or(Context& ctx, const Args& args, bool reflected) {
    if (!args[1].is(Kind::kDict)) return Value::not_implemented();
    Dict* left = args[reflected ? 1 : 0].as<Dict>();
    Dict* right = args[reflected ? 0 : 1].as<Dict>();
    Dict* merged = dict_copy(ctx, left);
    return merged && merge_dict(ctx, merged, right, false) ? Value::object(merged) : Value::error();
}

Value dict_or_method(Context& ctx, const Args& args) { return dict_or(ctx, args, false); }

Value dict_ror_method(Context& ctx, const Args& args) { return dict_or(ctx, args, true); }

Value dict_ior(Context& ctx, const Args& args) {
    return dict_update(ctx, self_of(args), args[1]) ? args[0] : Value::error();
}

Value dict_keys_method(Context& ctx, const Args& args) {
    return make_dict_view(ctx, TypeId::kDictKeys, self_of(args));
}

Value dict_values_method(Context& ctx, const Args& args) {
    return make_dict_view(ctx, TypeId::kDictValues, self_of(args));
}

Value dict_items_method(Context& ctx, const Args& args) {
    return make_dict_view(ctx, TypeId::kDictItems, self_of(args));
}

Value dict_iter(Context& ctx, const Args& args) {
    return make_dict_iterator(ctx, TypeId::kDictKeyIterator, self_of(args));
}

Value dict_reversed(Context& ctx, const Args& args) {
    return make_dict_iterator(ctx, TypeId::kDictReverseKeyIterator, self_of(args));
}

Value dict_sizeof(Context& ctx, const Args& args) {
    Dict* d = self_of(args);
    uint64_t bytes = ctx.heap().cell_size(d);
    if (d->table) bytes += ctx.heap().cell_size(d->table.get());
    return Value::small_int(static_cast<int64_t>(bytes));
}

constexpr NativeMethod kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", dict_new},
    {"__init__(self, /, *args, **kwargs)", dict_init},
    {"__repr__(self, /)", dict_repr},
    {"__eq__(self, value, /)", dict_compare<CompareOp::kEq>},
    {"__ne__(self, value, /)", dict_compare<CompareOp::kNe>},
    {"__lt__(self, value, /)", dict_order},
    {"__le__(self, value, /)", dict_order},
    {"__gt__(self, value, /)", dict_order},
    {"__ge__(self, value, /)", dict_order},
    {"__len__(self, /)", dict_len},
    {"__contains__(self, key, /)", dict_contains,
     "True if the dictionary has the specified key, else False."},
    {"__getitem__(self, key, /)", dict_getitem, "x.__getitem__(y) <==> x[y]"},
    {"__setitem__(self, key, value, /)", dict_setitem},
    {"__delitem__(self, key, /)", dict_delitem},
    {"__iter__(self, /)", dict_iter},
    {"__reversed__(self, /)", dict_reversed, "Return a reverse iterator over the dict keys."},
    {"__or__(self, value, /)", dict_or_method},
    {"__ror__(self, value, /)", dict_ror_method},
    {"__ior__(self, value, /)", dict_ior},
    {"__sizeof__(self, /)", dict_sizeof, "D.__sizeof__() -> size of D in memory, in bytes"},
    {"get(self, key, default=None, /)", dict_get_method,
     "Return the value for key if key is in the dictionary, else default."},
    {"setdefault(self, key, default=None, /)", dict_setdefault,
     "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for "
     "key if key is in the dictionary, else default."},
    {"pop(self, key, default=?, /)", dict_pop,
     "pop($self, key, default=<unrepresentable>, /)\n--\n\nD.pop(k[,d]) -> v, remove specified key "
     "and return the corresponding value.\n\nIf the key "
     "is not found, return the default if given; otherwise,\nraise a KeyError."},
    {"popitem(self, /)", dict_popitem,
     "Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO "
     "(last-in, first-out) order.\nRaises KeyError if the dict is empty."},
    {"keys(self, /)", dict_keys_method,
     "D.keys() -> a set-like object providing a view on D's keys"},
    {"values(self, /)", dict_values_method,
     "D.values() -> an object providing a view on D's values"},
    {"items(self, /)", dict_items_method,
     "D.items() -> a set-like object providing a view on D's items"},
    {"update(self, /, *args, **kwargs)", dict_update_method,
     "D.update([E, ]**F) -> None.  Update D from dict/iterable E and F.\nIf E is present and has a "
     ".keys() method, then does:  for k in E: D[k] = E[k]\nIf E is present and lacks a .keys() "
     "method, then does:  for k, v in E: D[k] = v\nIn either case, this is followed by: for k in "
     "F:  "
     "D[k] = F[k]"},
    {"clear(self, /)", dict_clear_method, "D.clear() -> None.  Remove all items from D."},
    {"copy(self, /)", dict_copy_method, "D.copy() -> a shallow copy of D"},
    {"fromkeys(cls, iterable, value=None, /)", dict_fromkeys,
     "Create a new dictionary with keys from iterable and values set to value.",
     NativeMethod::kClassMethod},
    {"__class_getitem__(cls, object, /)", class_getitem, "See PEP 585", NativeMethod::kClassMethod},
};

}  // namespace

bool iterates_as_dict(Context& ctx, Value v) {
    return is_exact_dict(v) ||
           (v.is(Kind::kDict) && type_of(ctx, v)->lookup_special(Special::kIter) ==
                                     ctx.type(TypeId::kDict)->lookup_special(Special::kIter));
}

bool dict_update(Context& ctx, Dict* d, Value mapping_or_pairs) {
    if (iterates_as_dict(ctx, mapping_or_pairs)) {
        return merge_dict(ctx, d, mapping_or_pairs.as<Dict>(), false);
    }
    Value keys;
    const Truth has_keys = find_attribute(ctx, mapping_or_pairs, ctx.name(Name::kkeys), keys);
    if (has_keys == Truth::kError) return false;
    if (has_keys == Truth::kYes) return merge_mapping(ctx, d, mapping_or_pairs, false);
    return merge_pairs(ctx, d, mapping_or_pairs);
}

extern const NativeTypeSpec kDictSpec;
const NativeTypeSpec kDictSpec = {
    .name = "dict",
    .kind = Kind::kDict,
    .size = sizeof(Dict),
    .methods = kMethods,
    .doc =
        "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a "
        "mapping object's\n    (key, value) pairs\ndict(iterable) -> new dictionary initialized "
        "as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) -> "
        "new dictionary initialized with the name=value pairs\n    in the keyword argument list.  "
        "For example:  dict(one=1, two=2)",
};

}  // namespace orrery
