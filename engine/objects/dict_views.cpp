// Views of dict, their iterators, and mappingproxy.
//
// keys and items act as sets. Set operations on views give new sets; the elements of a values view
// need not be hashable, so it has none.

#include "engine/objects/container_helpers.h"
#include "engine/objects/dict_internal.h"
#include "engine/objects/pair_iterators.h"

namespace orrery {

namespace {

Dict* dict_of(Value view) { return view.as<DictView>()->dict.get(); }

bool is_keys(Context& ctx, Value v) { return is_instance_of(ctx, v, ctx.type(TypeId::kDictKeys)); }

bool is_items(Context& ctx, Value v) {
    return is_instance_of(ctx, v, ctx.type(TypeId::kDictItems));
}

bool is_set_like(Context& ctx, Value v) {
    return v.is(Kind::kSet) || is_keys(ctx, v) || is_items(ctx, v);
}

Value pair(Context& ctx, Value key, Value value) {
    const Value parts[] = {key, value};
    return Value::object(make_tuple(ctx, parts));
}

// ---- iterators: `position` in the table, `extra` the dict's length at the start ----

struct Direction {
    static bool step(bool reverse, Dict* d, uint64_t& position, Value& key, Value& value) {
        return reverse ? dict_previous(d, position, key, value)
                       : dict_next(d, position, key, value);
    }
};

enum class Part : uint8_t { kKey, kValue, kItem };

template <bool reverse>
Truth step_entry(Context& ctx, Value self, Value& key, Value& value) {
    auto* it = self.as<Iterator>();
    const Value source = it->source.get();
    if (!source) return Truth::kNo;
    Dict* d = source.as<Dict>();
    if (d->live != it->extra) {
        it->extra = ~uint64_t{0};  // and stay in this state
        raise(ctx, TypeId::kRuntimeError, "dictionary changed size during iteration");
        return Truth::kError;
    }
    if (!Direction::step(reverse, d, it->position, key, value)) {
        it->source.init(Value());
        return Truth::kNo;
    }
    // How many are left is kept in `value`: reaching more entries than there were at the start
    // means that keys were replaced.
    const int64_t left = it->value.get().as_small_int();
    if (left == 0) {
        it->source.init(Value());
        raise(ctx, TypeId::kRuntimeError, "dictionary keys changed during iteration");
        return Truth::kError;
    }
    it->value.init(Value::small_int(left - 1));
    return Truth::kYes;
}

template <Part part, bool reverse>
Value dict_iterator_next(Context& ctx, Value self) {
    Value key, value;
    const Truth t = step_entry<reverse>(ctx, self, key, value);
    if (t != Truth::kYes) return t == Truth::kNo ? Value::stop() : Value::error();
    switch (part) {
    case Part::kKey: return key;
    case Part::kValue: return value;
    case Part::kItem: return pair(ctx, key, value);
    }
    __builtin_unreachable();
}

Value dict_iterator_length_hint(Context&, const Args& args) {
    auto* it = args[0].as<Iterator>();
    const Value source = it->source.get();
    if (!source || source.as<Dict>()->live != it->extra) return Value::small_int(0);
    return it->value.get();
}

Value dict_iterator_reduce(Context& ctx, const Args& args) {
    // What is left, as a list: the iterator itself is not moved.
    auto* it = args[0].as<Iterator>();
    auto* copy =
        static_cast<Iterator*>(ctx.heap().allocate(Kind::kIterator, it->shape, sizeof(Iterator)));
    List* rest = make_list(ctx);
    if (!copy || !rest) return Value::error();
    copy->source.init(it->source.get());
    copy->position = it->position;
    copy->extra = it->extra;
    copy->value.init(it->value.get());
    if (!list_extend(ctx, rest, Value::object(copy))) return Value::error();
    return reduce_iterator(ctx, "iter", {Value::object(rest)}, Value());
}

constexpr NativeMethod kIteratorMethods[] = {
    {"__length_hint__(self, /)", dict_iterator_length_hint,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__(self, /)", dict_iterator_reduce, "Return state information for pickling."},
};

// ---- views ----

Value view_len(Context&, const Args& args) { return Value::small_int(dict_of(args[0])->live); }

Value view_repr(Context& ctx, const Args& args) {
    if (!repr_enter(ctx, args[0])) return Value::object(make_string(ctx, "..."));
    List* elements = list_from(ctx, args[0]);
    String* text = elements ? to_repr(ctx, Value::object(elements)) : nullptr;
    repr_leave(ctx, args[0]);
    if (!text) return Value::error();
    StringBuilder out;
    out.add_utf8(type_name(ctx, args[0]));
    out.add('(');
    out.add(text);
    out.add(')');
    return Value::object(out.finish(ctx));
}

Value view_mapping(Context& ctx, Value self) {
    return make_mapping_proxy(ctx, Value::object(dict_of(self)));
}

template <TypeId forward, TypeId backward>
Value view_iter(Context& ctx, const Args& args) {
    return make_dict_iterator(ctx, forward, dict_of(args[0]));
}

template <TypeId forward, TypeId backward>
Value view_reversed(Context& ctx, const Args& args) {
    return make_dict_iterator(ctx, backward, dict_of(args[0]));
}

Truth items_contains(Context& ctx, Dict* d, Value item) {
    if (!item.is(Kind::kTuple) || item.as<Tuple>()->length != 2) return Truth::kNo;
    Value value;
    const Truth found = dict_get(ctx, d, item.as<Tuple>()->at(0), value);
    if (found != Truth::kYes) return found;
    return container_equal(ctx, value, item.as<Tuple>()->at(1));
}

Truth view_has(Context& ctx, Value view, Value v) {
    if (is_items(ctx, view)) return items_contains(ctx, dict_of(view), v);
    Value ignored;
    return dict_get(ctx, dict_of(view), v, ignored);
}

Value view_contains(Context& ctx, const Args& args) {
    const Truth found = view_has(ctx, args[0], args[1]);
    return found == Truth::kError ? Value::error() : Value::boolean(found == Truth::kYes);
}

/// Whether every element of `a` is in `b`.
Truth all_contained(Context& ctx, Value a, Value b) {
    Truth answer = Truth::kYes;
    const bool done = for_each(ctx, a, [&](Value v) {
        answer = contains(ctx, b, v);
        return answer == Truth::kYes;
    });
    return done ? Truth::kYes : answer == Truth::kYes ? Truth::kError : answer;
}

template <CompareOp op>
Value view_compare(Context& ctx, const Args& args) {
    const Value a = args[0];
    const Value b = args[1];
    if (!is_set_like(ctx, b)) return Value::not_implemented();
    const int64_t size_a = length_of(ctx, a);
    const int64_t size_b = length_of(ctx, b);
    if (size_a < 0 || size_b < 0) return Value::error();
    Truth answer = Truth::kNo;
    switch (op) {
    case CompareOp::kEq:
    case CompareOp::kNe:
        if (size_a == size_b) answer = all_contained(ctx, a, b);
        break;
    case CompareOp::kLt:
        if (size_a < size_b) answer = all_contained(ctx, a, b);
        break;
    case CompareOp::kLe:
        if (size_a <= size_b) answer = all_contained(ctx, a, b);
        break;
    case CompareOp::kGt:
        if (size_a > size_b) answer = all_contained(ctx, b, a);
        break;
    case CompareOp::kGe:
        if (size_a >= size_b) answer = all_contained(ctx, b, a);
        break;
    }
    if (answer == Truth::kError) return Value::error();
    return Value::boolean((answer == Truth::kYes) != (op == CompareOp::kNe));
}

/// A set of the elements of an operand (keys of a dict, elements of an iterable).
Set* set_of(Context& ctx, Value v) {
    Set* s = make_set(ctx);
    return s && set_update(ctx, s, v) ? s : nullptr;
}

Value intersection(Context& ctx, Value view, Value other) {
    // The smaller one is walked, as far as both can be asked.
    if (is_set_like(ctx, other) && !other.is(Kind::kSet) &&
        dict_of(other)->live > dict_of(view)->live) {
        std::swap(view, other);
    }
    if (other.is(Kind::kSet) && is_exact_set(other) &&
        other.as<Set>()->live > dict_of(view)->live) {
        Set* s = make_set(ctx);
        if (!s) return Value::error();
        const bool ok = for_each(ctx, view, [&](Value v) {
            const Truth found = set_contains(ctx, other.as<Set>(), v);
            return found == Truth::kYes ? set_add(ctx, s, v) : found == Truth::kNo;
        });
        return ok ? Value::object(s) : Value::error();
    }
    Set* s = make_set(ctx);
    if (!s) return Value::error();
    const bool ok = for_each(ctx, other, [&](Value v) {
        const Truth found = view_has(ctx, view, v);
        return found == Truth::kYes ? set_add(ctx, s, v) : found == Truth::kNo;
    });
    return ok ? Value::object(s) : Value::error();
}

Value view_and(Context& ctx, const Args& args) { return intersection(ctx, args[0], args[1]); }

Value difference(Context& ctx, Value a, Value b) {
    Set* s = set_of(ctx, a);
    if (!s) return Value::error();
    const bool ok =
        for_each(ctx, b, [&](Value v) { return set_discard(ctx, s, v) != Truth::kError; });
    return ok ? Value::object(s) : Value::error();
}

Value view_sub(Context& ctx, const Args& args) { return difference(ctx, args[0], args[1]); }

Value view_rsub(Context& ctx, const Args& args) { return difference(ctx, args[1], args[0]); }

Value view_or(Context& ctx, const Args& args) {
    Set* s = set_of(ctx, args[0]);
    return s && set_update(ctx, s, args[1]) ? Value::object(s) : Value::error();
}

Value view_ror(Context& ctx, const Args& args) {
    Set* s = set_of(ctx, args[1]);
    return s && set_update(ctx, s, args[0]) ? Value::object(s) : Value::error();
}

Value view_xor(Context& ctx, const Args& args) {
    Set* s = set_of(ctx, args[0]);
    Set* other = s ? set_of(ctx, args[1]) : nullptr;
    if (!other) return Value::error();
    uint64_t position = 0;
    Value v;
    while (set_next(other, position, v)) {
        const Truth found = set_discard(ctx, s, v);
        if (found == Truth::kError || (found == Truth::kNo && !set_add(ctx, s, v))) {
            return Value::error();
        }
    }
    return Value::object(s);
}

Value view_isdisjoint(Context& ctx, const Args& args) {
    const Value view = args[0];
    Value other = args[1];
    if (view == other) return Value::boolean(dict_of(view)->live == 0);
    Value walked = other;
    Value asked = view;
    if (is_set_like(ctx, other)) {
        const int64_t size = length_of(ctx, other);
        if (size < 0) return Value::error();
        if (size > static_cast<int64_t>(dict_of(view)->live)) std::swap(walked, asked);
    }
    Truth found = Truth::kNo;
    const bool done = for_each(ctx, walked, [&](Value v) {
        found = contains(ctx, asked, v);
        return found == Truth::kNo;
    });
    if (!done && found != Truth::kYes) return Value::error();
    return Value::boolean(found == Truth::kNo);
}

constexpr NativeProperty kProperties[] = {
    {"mapping", view_mapping, nullptr, "dictionary that this view refers to"},
};

#define SET_METHODS \
    {"__len__(self, /)", view_len}, {"__repr__(self, /)", view_repr}, \
        {"__contains__(self, key, /)", view_contains}, \
        {"__eq__(self, value, /)", view_compare<CompareOp::kEq>}, \
        {"__ne__(self, value, /)", view_compare<CompareOp::kNe>}, \
        {"__lt__(self, value, /)", view_compare<CompareOp::kLt>}, \
        {"__le__(self, value, /)", view_compare<CompareOp::kLe>}, \
        {"__gt__(self, value, /)", view_compare<CompareOp::kGt>}, \
        {"__ge__(self, value, /)", view_compare<CompareOp::kGe>}, \
        {"__and__(self, value, /)", view_and}, {"__rand__(self, value, /)", view_and}, \
        {"__sub__(self, value, /)", view_sub}, {"__rsub__(self, value, /)", view_rsub}, \
        {"__or__(self, value, /)", view_or}, {"__ror__(self, value, /)", view_ror}, \
        {"__xor__(self, value, /)", view_xor}, {"__rxor__(self, value, /)", view_xor}, \
        {"isdisjoint(self, other, /)", view_isdisjoint, \
         "Return True if the view and the given iterable have a null intersection."}

constexpr NativeMethod kKeysMethods[] = {
    SET_METHODS,
    {"__iter__(self, /)", view_iter<TypeId::kDictKeyIterator, TypeId::kDictReverseKeyIterator>},
    {"__reversed__(self, /)",
     view_reversed<TypeId::kDictKeyIterator, TypeId::kDictReverseKeyIterator>,
     "Return a reverse iterator over the dict keys."},
};

constexpr NativeMethod kItemsMethods[] = {
    SET_METHODS,
    {"__iter__(self, /)", view_iter<TypeId::kDictItemIterator, TypeId::kDictReverseItemIterator>},
    {"__reversed__(self, /)",
     view_reversed<TypeId::kDictItemIterator, TypeId::kDictReverseItemIterator>,
     "Return a reverse iterator over the dict items."},
};

constexpr NativeMethod kValuesMethods[] = {
    {"__len__(self, /)", view_len},
    {"__repr__(self, /)", view_repr},
    {"__iter__(self, /)", view_iter<TypeId::kDictValueIterator, TypeId::kDictReverseValueIterator>},
    {"__reversed__(self, /)",
     view_reversed<TypeId::kDictValueIterator, TypeId::kDictReverseValueIterator>,
     "Return a reverse iterator over the dict values."},
};

// ---- mappingproxy ----

Value mapping_of(const Args& args) { return args[0].as<MappingProxy>()->mapping.get(); }

Value proxy_new(Context& ctx, const Args& args) {
    const Value mapping = args[1];
    const Type* t = type_of(ctx, mapping);
    if (!t->lookup_special(Special::kGetitem) || mapping.is(Kind::kList) ||
        mapping.is(Kind::kTuple)) {
        return raise(ctx, TypeId::kTypeError, "mappingproxy() argument must be a mapping, not {}",
                     MessageArg::type(mapping));
    }
    return make_mapping_proxy(ctx, mapping);
}

Value proxy_len(Context& ctx, const Args& args) {
    const int64_t n = length_of(ctx, mapping_of(args));
    return n < 0 ? Value::error() : Value::small_int(n);
}

Value proxy_getitem(Context& ctx, const Args& args) {
    return get_item(ctx, mapping_of(args), args[1]);
}

Value proxy_contains(Context& ctx, const Args& args) {
    const Truth found = contains(ctx, mapping_of(args), args[1]);
    return found == Truth::kError ? Value::error() : Value::boolean(found == Truth::kYes);
}

Value proxy_iter(Context& ctx, const Args& args) { return get_iterator(ctx, mapping_of(args)); }

Value proxy_reversed(Context& ctx, const Args& args) {
    return call_method(ctx, mapping_of(args), ctx.runtime().special_name(Special::kReversed), {});
}

Value proxy_str(Context& ctx, const Args& args) {
    return Value::object(to_str(ctx, mapping_of(args)));
}

Value proxy_repr(Context& ctx, const Args& args) {
    String* text = to_repr(ctx, mapping_of(args));
    if (!text) return Value::error();
    StringBuilder out;
    out.add_ascii("mappingproxy(");
    out.add(text);
    out.add(')');
    return Value::object(out.finish(ctx));
}

template <CompareOp op>
Value proxy_compare(Context& ctx, const Args& args) {
    return compare(ctx, op, mapping_of(args), args[1]);
}

Value unwrapped(Value v) {
    return v.is(Kind::kMappingProxy) ? v.as<MappingProxy>()->mapping.get() : v;
}

Value proxy_or(Context& ctx, const Args& args) {
    return binary_op(ctx, BinaryOp::kOr, unwrapped(args[0]), unwrapped(args[1]));
}

Value proxy_ror(Context& ctx, const Args& args) {
    return binary_op(ctx, BinaryOp::kOr, unwrapped(args[1]), unwrapped(args[0]));
}

Value proxy_ior(Context& ctx, const Args& args) {
    return raise(ctx, TypeId::kTypeError, "'|=' is not supported by {}; use '|' instead",
                 MessageArg::type(args[0]));
}

Value proxy_get(Context& ctx, const Args& args) {
    return call_method(ctx, mapping_of(args), Name::kget,
                       {args[1], args[2] ? args[2] : Value::none()});
}

template <Name name>
Value proxy_forward(Context& ctx, const Args& args) {
    return call_method(ctx, mapping_of(args), name, {});
}

constexpr NativeMethod kProxyMethods[] = {
    {"__new__(cls, mapping)", proxy_new},
    {"__len__(self, /)", proxy_len},
    {"__getitem__(self, key, /)", proxy_getitem},
    {"__contains__(self, key, /)", proxy_contains},
    {"__iter__(self, /)", proxy_iter},
    {"__reversed__(self, /)", proxy_reversed, "D.__reversed__() -> reverse iterator"},
    {"__str__(self, /)", proxy_str},
    {"__repr__(self, /)", proxy_repr},
    {"__eq__(self, value, /)", proxy_compare<CompareOp::kEq>},
    {"__ne__(self, value, /)", proxy_compare<CompareOp::kNe>},
    {"__lt__(self, value, /)", proxy_compare<CompareOp::kLt>},
    {"__le__(self, value, /)", proxy_compare<CompareOp::kLe>},
    {"__gt__(self, value, /)", proxy_compare<CompareOp::kGt>},
    {"__ge__(self, value, /)", proxy_compare<CompareOp::kGe>},
    {"__or__(self, value, /)", proxy_or},
    {"__ror__(self, value, /)", proxy_ror},
    {"__ior__(self, value, /)", proxy_ior},
    {"get(self, key, default=None, /)", proxy_get,
     "Return the value for key if key is in the mapping, else default."},
    {"keys(self, /)", proxy_forward<Name::kkeys>, "a set-like object providing a view on D's keys"},
    {"values(self, /)", proxy_forward<Name::kvalues>, "an object providing a view on D's values"},
    {"items(self, /)", proxy_forward<Name::kitems>,
     "a set-like object providing a view on D's items"},
    {"copy(self, /)", proxy_forward<Name::kcopy>, "D.copy() -> a shallow copy of D"},
    {"__class_getitem__(cls, object, /)", class_getitem, "See PEP 585", NativeMethod::kClassMethod},
};

}  // namespace

Value make_dict_view(Context& ctx, TypeId type, Dict* d) {
    auto* view = allocate_builtin<DictView>(ctx, Kind::kDictView, type);
    if (!view) return Value::error();
    view->dict.init(d);
    return Value::object(view);
}

Value make_dict_iterator(Context& ctx, TypeId type, Dict* d) {
    const bool reverse = type == TypeId::kDictReverseKeyIterator ||
                         type == TypeId::kDictReverseValueIterator ||
                         type == TypeId::kDictReverseItemIterator;
    const Value v = make_iterator(ctx, type, Value::object(d), reverse ? ~uint64_t{0} : 0, d->live);
    if (v) v.as<Iterator>()->value.init(Value::small_int(d->live));
    return v;
}

Value make_mapping_proxy(Context& ctx, Value mapping) {
    auto* p = allocate_builtin<MappingProxy>(ctx, Kind::kMappingProxy, TypeId::kMappingProxy);
    if (!p) return Value::error();
    p->mapping.init(mapping);
    return Value::object(p);
}

#define VIEW_SPEC(id, text, table, props) \
    extern const NativeTypeSpec k##id##Spec; \
    const NativeTypeSpec k##id##Spec = { \
        .name = text, \
        .kind = Kind::kDictView, \
        .size = sizeof(DictView), \
        .subclassable = false, \
        .methods = table, \
        .properties = props, \
    };
VIEW_SPEC(DictKeys, "dict_keys", kKeysMethods, kProperties)
VIEW_SPEC(DictValues, "dict_values", kValuesMethods, kProperties)
VIEW_SPEC(DictItems, "dict_items", kItemsMethods, kProperties)
#undef VIEW_SPEC

#define ITERATOR_SPEC(id, text, part, reverse) \
    extern const NativeTypeSpec k##id##Spec; \
    const NativeTypeSpec k##id##Spec = { \
        .name = text, \
        .kind = Kind::kIterator, \
        .size = sizeof(Iterator), \
        .subclassable = false, \
        .methods = kIteratorMethods, \
        .next = dict_iterator_next<Part::part, reverse>, \
    };
ITERATOR_SPEC(DictKeyIterator, "dict_keyiterator", kKey, false)
ITERATOR_SPEC(DictValueIterator, "dict_valueiterator", kValue, false)
ITERATOR_SPEC(DictItemIterator, "dict_itemiterator", kItem, false)
ITERATOR_SPEC(DictReverseKeyIterator, "dict_reversekeyiterator", kKey, true)
ITERATOR_SPEC(DictReverseValueIterator, "dict_reversevalueiterator", kValue, true)
ITERATOR_SPEC(DictReverseItemIterator, "dict_reverseitemiterator", kItem, true)
#undef ITERATOR_SPEC

extern const NativeTypeSpec kMappingProxySpec;
const NativeTypeSpec kMappingProxySpec = {
    .name = "mappingproxy",
    .kind = Kind::kMappingProxy,
    .size = sizeof(MappingProxy),
    .subclassable = false,
    .methods = kProxyMethods,
};

Truth next_dict_item(Context& ctx, Value iterator, Value (&pair)[2]) {
    return step_entry<false>(ctx, iterator, pair[0], pair[1]);
}

}  // namespace orrery
