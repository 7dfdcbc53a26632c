// The methods of set and frozenset, and their iterator. The order in which operations visit and
// insert elements is CPython's, because programs see it through iteration (set_table.cpp).

#include <utility>

#include "engine/objects/container_helpers.h"
#include "engine/objects/set_table.h"

namespace orrery {

namespace {

Set* self_of(const Args& args) { return args[0].as<Set>(); }

bool is_frozen(Context& ctx, const Set* s) {
    return is_instance_of(ctx, Value::object(s), ctx.type(TypeId::kFrozenSet));
}

/// An empty set of the built-in type that `like` is or derives from.
Set* make_like(Context& ctx, const Set* like) { return make_set(ctx, is_frozen(ctx, like)); }

Set* copy_set(Context& ctx, Set* s) {
    Set* copy = make_like(ctx, s);
    return copy && set_merge(ctx, copy, s) ? copy : nullptr;
}

bool difference_update(Context& ctx, Set* s, Value other);

Set* intersection(Context& ctx, Set* s, Value other) {
    if (other == Value::object(s)) return copy_set(ctx, s);
    Set* result = make_like(ctx, s);
    if (!result) return nullptr;
    if (other.is(Kind::kSet)) {
        Set* walked = other.as<Set>();
        Set* asked = s;
        if (walked->live > asked->live) std::swap(walked, asked);
        uint64_t position = 0;
        Value key;
        uint64_t hash;
        while (set_next_entry(walked, position, key, hash)) {
            const Truth found = set_contains_hashed(ctx, asked, key, hash);
            if (found == Truth::kError) return nullptr;
            if (found == Truth::kYes && !set_add_hashed(ctx, result, key, hash)) return nullptr;
        }
        return result;
    }
    const bool ok = for_each(ctx, other, [&](Value key) {
        uint64_t hash;
        if (!set_hash(ctx, key, hash)) return false;
        const Truth found = set_contains_hashed(ctx, s, key, hash);
        return found == Truth::kYes ? set_add_hashed(ctx, result, key, hash) : found == Truth::kNo;
    });
    return ok ? result : nullptr;
}

Set* copy_and_difference(Context& ctx, Set* s, Value other) {
    Set* result = copy_set(ctx, s);
    return result && difference_update(ctx, result, other) ? result : nullptr;
}

Set* difference(Context& ctx, Set* s, Value other) {
    const bool is_set = other.is(Kind::kSet);
    if (!is_set && !is_exact_dict(other)) return copy_and_difference(ctx, s, other);
    const uint64_t other_size = is_set ? other.as<Set>()->live : other.as<Dict>()->live;
    if (s->live >> 2 > other_size) return copy_and_difference(ctx, s, other);
    Set* result = make_like(ctx, s);
    if (!result) return nullptr;
    uint64_t position = 0;
    Value key;
    uint64_t hash;
    while (set_next_entry(s, position, key, hash)) {
        Value ignored;
        const Truth found = is_set ? set_contains_hashed(ctx, other.as<Set>(), key, hash)
                                   : dict_get(ctx, other.as<Dict>(), key, ignored);
        if (found == Truth::kError) return nullptr;
        if (found == Truth::kNo && !set_add_hashed(ctx, result, key, hash)) return nullptr;
    }
    return result;
}

bool difference_update(Context& ctx, Set* s, Value other) {
    if (other == Value::object(s)) {
        set_clear(ctx, s);
        return true;
    }
    if (other.is(Kind::kSet)) {
        Set* walked = other.as<Set>();
        if (walked->live >> 3 > s->live) {
            walked = intersection(ctx, s, other);
            if (!walked) return false;
        }
        uint64_t position = 0;
        Value key;
        uint64_t hash;
        while (set_next_entry(walked, position, key, hash)) {
            if (set_discard_hashed(ctx, s, key, hash) == Truth::kError) return false;
        }
    } else {
        const bool ok = for_each(ctx, other, [&](Value key) {
            uint64_t hash;
            return set_hash(ctx, key, hash) &&
                   set_discard_hashed(ctx, s, key, hash) != Truth::kError;
        });
        if (!ok) return false;
    }
    return set_drop_deleted(ctx, s);
}

bool symmetric_difference_update(Context& ctx, Set* s, Value other) {
    if (other == Value::object(s)) {
        set_clear(ctx, s);
        return true;
    }
    auto toggle = [&](Value key, uint64_t hash) {
        const Truth found = set_discard_hashed(ctx, s, key, hash);
        return found == Truth::kNo ? set_add_hashed(ctx, s, key, hash) : found == Truth::kYes;
    };
    uint64_t position = 0;
    Value key;
    uint64_t hash;
    if (is_exact_dict(other)) {
        Value value;
        while (dict_next(other.as<Dict>(), position, key, value)) {
            if (!set_hash(ctx, key, hash) || !toggle(key, hash)) return false;
        }
        return true;
    }
    Set* walked = other.is(Kind::kSet) ? other.as<Set>() : nullptr;
    if (!walked) {
        walked = make_like(ctx, s);
        if (!walked || !set_update(ctx, walked, other)) return false;
    }
    while (set_next_entry(walked, position, key, hash)) {
        if (!toggle(key, hash)) return false;
    }
    return true;
}

Set* symmetric_difference(Context& ctx, Set* s, Value other) {
    Set* result = make_like(ctx, s);
    if (!result || !set_update(ctx, result, other)) return nullptr;
    return symmetric_difference_update(ctx, result, Value::object(s)) ? result : nullptr;
}

/// The contents of `from`, a set nobody else sees, become those of `s`.
void take_contents(Context& ctx, Set* s, Set* from) {
    s->table.set(ctx, s, from->table.get());
    s->live = from->live;
    s->fill = from->fill;
    s->hash = 0;
}

Truth is_subset(Context& ctx, Set* s, Set* of) {
    if (s->live > of->live) return Truth::kNo;
    uint64_t position = 0;
    Value key;
    uint64_t hash;
    while (set_next_entry(s, position, key, hash)) {
        const Truth found = set_contains_hashed(ctx, of, key, hash);
        if (found != Truth::kYes) return found;
    }
    return Truth::kYes;
}

Value answer(Truth t) {
    return t == Truth::kError ? Value::error() : Value::boolean(t == Truth::kYes);
}

// ---- methods ----

Value set_new(Context& ctx, const Args& args) {
    return Value::object(allocate<Set>(ctx, args[0].as<Type>()));
}

Value set_init(Context& ctx, const Args& args) {
    Set* s = self_of(args);
    if (s->table) set_clear(ctx, s);
    if (args[1] && !set_update(ctx, s, args[1])) return Value::error();
    return Value::none();
}

Value frozenset_new(Context& ctx, const Args& args) {
    Type* type = args[0].as<Type>();
    if (type == ctx.type(TypeId::kFrozenSet)) {
        if (args[1] && is_exact_frozenset(args[1])) return args[1];
        Value& empty = ctx.runtime().empty_frozenset;
        if (!empty) {
            Set* s = make_set(ctx, true);
            if (!s) return Value::error();
            empty = Value::object(s);
        }
        if (!args[1]) return empty;
        Set* s = make_set(ctx, true);
        if (!s || !set_update(ctx, s, args[1])) return Value::error();
        return s->live ? Value::object(s) : empty;
    }
    Set* s = allocate<Set>(ctx, type);
    if (!s || (args[1] && !set_update(ctx, s, args[1]))) return Value::error();
    return Value::object(s);
}

Value set_repr(Context& ctx, const Args& args) {
    Set* s = self_of(args);
    const bool plain = is_exact_set(args[0]);
    StringBuilder out;
    if (s->live == 0) {
        out.add_utf8(type_name(ctx, args[0]));
        out.add_ascii("()");
        return Value::object(out.finish(ctx));
    }
    if (!repr_enter(ctx, args[0])) {
        out.add_utf8(type_name(ctx, args[0]));
        out.add_ascii("(...)");
        return Value::object(out.finish(ctx));
    }
    // Elements first: their reprs may change the set.
    List* elements = list_from(ctx, args[0]);
    bool ok = elements != nullptr;
    if (!plain) {
        out.add_utf8(type_name(ctx, args[0]));
        out.add('(');
    }
    out.add('{');
    for (uint64_t i = 0; ok && i < elements->size; i++) {
        if (i > 0) out.add_ascii(", ");
        String* text = to_repr(ctx, elements->at(i));
        if (text) out.add(text);
        ok = text != nullptr;
    }
    repr_leave(ctx, args[0]);
    if (!ok) return Value::error();
    out.add_ascii(plain ? "}" : "})");
    return Value::object(out.finish(ctx));
}

Value frozenset_hash(Context& ctx, const Args& args) {
    Set* s = self_of(args);
    if (s->hash == 0) {
        FrozenSetHash hash;
        uint64_t position = 0;
        Value key;
        uint64_t h;
        while (set_next_entry(s, position, key, h))
            hash.add(static_cast<int64_t>(h));
        s->hash = static_cast<uint64_t>(hash.finish(s->live));
    }
    return make_int(ctx, static_cast<int64_t>(s->hash));
}

template <CompareOp op>
Value set_compare(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kSet)) return Value::not_implemented();
    Set* a = self_of(args);
    Set* b = args[1].as<Set>();
    Truth t = Truth::kNo;
    switch (op) {
    case CompareOp::kEq:
    case CompareOp::kNe:
        if (a->live == b->live) t = is_subset(ctx, a, b);
        break;
    case CompareOp::kLe: t = is_subset(ctx, a, b); break;
    case CompareOp::kGe: t = is_subset(ctx, b, a); break;
    case CompareOp::kLt:
        if (a->live < b->live) t = is_subset(ctx, a, b);
        break;
    case CompareOp::kGt:
        if (a->live > b->live) t = is_subset(ctx, b, a);
        break;
    }
    if (t == Truth::kError) return Value::error();
    return Value::boolean((t == Truth::kYes) != (op == CompareOp::kNe));
}

Value set_len(Context&, const Args& args) {
    return Value::small_int(static_cast<int64_t>(self_of(args)->live));
}

Value set_contains_method(Context& ctx, const Args& args) {
    return answer(set_contains(ctx, self_of(args), args[1]));
}

Value set_iter(Context& ctx, const Args& args) {
    return make_iterator(ctx, TypeId::kSetIterator, args[0], 0, self_of(args)->live);
}

Value set_add_method(Context& ctx, const Args& args) {
    return set_add(ctx, self_of(args), args[1]) ? Value::none() : Value::error();
}

Value set_remove(Context& ctx, const Args& args) {
    const Truth found = set_discard(ctx, self_of(args), args[1]);
    if (found == Truth::kNo) return raise_key_error(ctx, args[1]);
    return found == Truth::kYes ? Value::none() : Value::error();
}

Value set_discard_method(Context& ctx, const Args& args) {
    return set_discard(ctx, self_of(args), args[1]) == Truth::kError ? Value::error()
                                                                     : Value::none();
}

Value set_pop_method(Context& ctx, const Args& args) {
    const Value v = set_pop(self_of(args));
    return v ? v : raise_key_error(ctx, Value::object(make_string(ctx, "pop from an empty set")));
}

Value set_clear_method(Context& ctx, const Args& args) {
    set_clear(ctx, self_of(args));
    return Value::none();
}

Value set_copy(Context& ctx, const Args& args) {
    return Value::object(copy_set(ctx, self_of(args)));
}

Value frozenset_copy(Context& ctx, const Args& args) {
    return is_exact_frozenset(args[0]) ? args[0] : set_copy(ctx, args);
}

Value set_union(Context& ctx, const Args& args) {
    Set* result = copy_set(ctx, self_of(args));
    for (Value other : args.rest()) {
        if (!result) break;
        if (other == args[0]) continue;
        if (!set_update(ctx, result, other)) return Value::error();
    }
    return Value::object(result);
}

Value set_update_method(Context& ctx, const Args& args) {
    for (Value other : args.rest()) {
        if (!set_update(ctx, self_of(args), other)) return Value::error();
    }
    return Value::none();
}

Set* intersection_of_all(Context& ctx, const Args& args) {
    if (args.rest().empty()) return copy_set(ctx, self_of(args));
    Set* result = self_of(args);
    for (Value other : args.rest()) {
        result = intersection(ctx, result, other);
        if (!result) return nullptr;
    }
    return result;
}

Value set_intersection(Context& ctx, const Args& args) {
    return Value::object(intersection_of_all(ctx, args));
}

Value set_intersection_update(Context& ctx, const Args& args) {
    Set* result = intersection_of_all(ctx, args);
    if (!result) return Value::error();
    take_contents(ctx, self_of(args), result);
    return Value::none();
}

Value set_difference(Context& ctx, const Args& args) {
    if (args.rest().empty()) return set_copy(ctx, args);
    Set* result = difference(ctx, self_of(args), args.rest()[0]);
    for (Value other : args.rest().subspan(1)) {
        if (!result || !difference_update(ctx, result, other)) return Value::error();
    }
    return Value::object(result);
}

Value set_difference_update(Context& ctx, const Args& args) {
    for (Value other : args.rest()) {
        if (!difference_update(ctx, self_of(args), other)) return Value::error();
    }
    return Value::none();
}

Value set_symmetric_difference(Context& ctx, const Args& args) {
    return Value::object(symmetric_difference(ctx, self_of(args), args[1]));
}

Value set_symmetric_difference_update(Context& ctx, const Args& args) {
    return symmetric_difference_update(ctx, self_of(args), args[1]) ? Value::none()
                                                                    : Value::error();
}

Value set_isdisjoint(Context& ctx, const Args& args) {
    Set* s = self_of(args);
    const Value other = args[1];
    if (other == args[0]) return Value::boolean(s->live == 0);
    Truth found = Truth::kNo;
    if (other.is(Kind::kSet)) {
        Set* walked = other.as<Set>();
        Set* asked = s;
        if (walked->live > asked->live) std::swap(walked, asked);
        uint64_t position = 0;
        Value key;
        uint64_t hash;
        while (found == Truth::kNo && set_next_entry(walked, position, key, hash)) {
            found = set_contains_hashed(ctx, asked, key, hash);
        }
    } else {
        const bool done = for_each(ctx, other, [&](Value key) {
            found = set_contains(ctx, s, key);
            return found == Truth::kNo;
        });
        if (!done && found == Truth::kNo) return Value::error();
    }
    return found == Truth::kError ? Value::error() : Value::boolean(found == Truth::kNo);
}

Value set_issubset(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kSet)) {
        // Only as far into the iterable as needed to see that every element is there.
        Set* s = intersection(ctx, self_of(args), args[1]);
        return s ? Value::boolean(s->live == self_of(args)->live) : Value::error();
    }
    return answer(is_subset(ctx, self_of(args), args[1].as<Set>()));
}

Value set_issuperset(Context& ctx, const Args& args) {
    if (args[1].is(Kind::kSet)) return answer(is_subset(ctx, args[1].as<Set>(), self_of(args)));
    Truth found = Truth::kYes;
    const bool done = for_each(ctx, args[1], [&](Value key) {
        found = set_contains(ctx, self_of(args), key);
        return found == Truth::kYes;
    });
    if (!done && found == Truth::kYes) return Value::error();
    return answer(found);
}

Value set_or(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kSet)) return Value::not_implemented();
    Set* result = copy_set(ctx, self_of(args));
    return result && set_merge(ctx, result, args[1].as<Set>()) ? Value::object(result)
                                                               : Value::error();
}

Value set_and(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kSet)) return Value::not_implemented();
    return Value::object(intersection(ctx, self_of(args), args[1]));
}

Value set_sub(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kSet)) return Value::not_implemented();
    return Value::object(difference(ctx, self_of(args), args[1]));
}

Value set_xor(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kSet)) return Value::not_implemented();
    return Value::object(symmetric_difference(ctx, self_of(args), args[1]));
}

template <NativeFn operation>
Value set_reflected(Context& ctx, const Args& args) {
    const Value swapped[] = {args[1], args[0]};
    if (!args[1].is(Kind::kSet)) return Value::not_implemented();
    return operation(ctx, Args{swapped});
}

Value set_ior(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kSet)) return Value::not_implemented();
    return set_merge(ctx, self_of(args), args[1].as<Set>()) ? args[0] : Value::error();
}

Value set_iand(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kSet)) return Value::not_implemented();
    Set* result = intersection(ctx, self_of(args), args[1]);
    if (!result) return Value::error();
    take_contents(ctx, self_of(args), result);
    return args[0];
}

Value set_isub(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kSet)) return Value::not_implemented();
    return difference_update(ctx, self_of(args), args[1]) ? args[0] : Value::error();
}

Value set_ixor(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kSet)) return Value::not_implemented();
    return symmetric_difference_update(ctx, self_of(args), args[1]) ? args[0] : Value::error();
}

Value set_reduce(Context& ctx, const Args& args) {
    List* elements = list_from(ctx, args[0]);
    if (!elements) return Value::error();
    const Value list = Value::object(elements);
    Tuple* arguments = make_tuple(ctx, {&list, 1});
    if (!arguments) return Value::error();
    Value state = call_method(ctx, args[0], intern(ctx, "__getstate__"), {});
    if (!state) return state;
    const Value parts[] = {Value::object(type_of(ctx, args[0])), Value::object(arguments), state};
    return Value::object(make_tuple(ctx, parts));
}

Value set_sizeof(Context& ctx, const Args& args) {
    Set* s = self_of(args);
    uint64_t bytes = ctx.heap().cell_size(s);
    if (s->table) bytes += ctx.heap().cell_size(s->table.get());
    return Value::small_int(static_cast<int64_t>(bytes));
}

#define SHARED_METHODS \
    {"__repr__(self, /)", set_repr}, \
        {"__eq__(self, value, /)", set_compare<CompareOp::kEq>}, \
        {"__ne__(self, value, /)", set_compare<CompareOp::kNe>}, \
        {"__lt__(self, value, /)", set_compare<CompareOp::kLt>}, \
        {"__le__(self, value, /)", set_compare<CompareOp::kLe>}, \
        {"__gt__(self, value, /)", set_compare<CompareOp::kGt>}, \
        {"__ge__(self, value, /)", set_compare<CompareOp::kGe>}, {"__len__(self, /)", set_len}, \
        {"__contains__(self, object, /)", set_contains_method, \
         "x.__contains__(y) <==> y in x."}, \
        {"__iter__(self, /)", set_iter}, {"__or__(self, value, /)", set_or}, \
        {"__and__(self, value, /)", set_and}, {"__sub__(self, value, /)", set_sub}, \
        {"__xor__(self, value, /)", set_xor}, {"__ror__(self, value, /)", set_reflected<set_or>}, \
        {"__rand__(self, value, /)", set_reflected<set_and>}, \
        {"__rsub__(self, value, /)", set_reflected<set_sub>}, \
        {"__rxor__(self, value, /)", set_reflected<set_xor>}, \
        {"__reduce__(self, /)", set_reduce, "Return state information for pickling."}, \
        {"__sizeof__(self, /)", set_sizeof, "S.__sizeof__() -> size of S in memory, in bytes"}, \
        {"union(self, /, *others)", set_union, \
         "Return the union of sets as a new set.\n\n(i.e. all elements that are in either set.)"}, \
        {"intersection(self, /, *others)", set_intersection, \
         "Return the intersection of two sets as a new set.\n\n(i.e. all elements that are in both " \
         "sets.)"}, \
        {"difference(self, /, *others)", set_difference, \
         "Return the difference of two or more sets as a new set.\n\n(i.e. all elements that are in " \
         "this set but not the others.)"}, \
        {"symmetric_difference(self, other, /)", set_symmetric_difference, \
         "Return the symmetric difference of two sets as a new set.\n\n(i.e. all elements that are " \
         "in exactly one of the sets.)"}, \
        {"isdisjoint(self, other, /)", set_isdisjoint, \
         "Return True if two sets have a null intersection."}, \
        {"issubset(self, other, /)", set_issubset, \
         "Test whether every element in the set is in other."}, \
        {"issuperset(self, other, /)", set_issuperset, \
         "Test whether every element in other is in the set."}, \
        {"__class_getitem__(cls, object, /)", class_getitem, "See PEP 585", \
         NativeMethod::kClassMethod}

constexpr NativeMethod kSetMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", set_new},
    {"__init__(self, iterable=(), /)", set_init},
    SHARED_METHODS,
    {"__ior__(self, value, /)", set_ior},
    {"__iand__(self, value, /)", set_iand},
    {"__isub__(self, value, /)", set_isub},
    {"__ixor__(self, value, /)", set_ixor},
    {"add(self, object, /)", set_add_method,
     "Add an element to a set.\n\nThis has no effect if the element is already present."},
    {"remove(self, object, /)", set_remove,
     "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise "
     "a "
     "KeyError."},
    {"discard(self, object, /)", set_discard_method,
     "Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method "
     "does not raise\nan exception when an element is missing from the set."},
    {"pop(self, /)", set_pop_method,
     "Remove and return an arbitrary set element.\nRaises KeyError if the set is empty."},
    {"clear(self, /)", set_clear_method, "Remove all elements from this set."},
    {"copy(self, /)", set_copy, "Return a shallow copy of a set."},
    {"update(self, /, *others)", set_update_method,
     "Update a set with the union of itself and others."},
    {"intersection_update(self, /, *others)", set_intersection_update,
     "Update a set with the intersection of itself and another."},
    {"difference_update(self, /, *others)", set_difference_update,
     "Remove all elements of another set from this set."},
    {"symmetric_difference_update(self, other, /)", set_symmetric_difference_update,
     "Update a set with the symmetric difference of itself and another."},
};

constexpr NativeMethod kFrozenSetMethods[] = {
    {"__new__(cls, iterable=(), /)", frozenset_new},
    {"__hash__(self, /)", frozenset_hash},
    SHARED_METHODS,
    {"copy(self, /)", frozenset_copy, "Return a shallow copy of a set."},
};

// ---- iterator: `extra` is the size at the start ----

Value set_iterator_next(Context& ctx, Value self) {
    auto* it = self.as<Iterator>();
    const Value source = it->source.get();
    if (!source) return Value::stop();
    Set* s = source.as<Set>();
    if (s->live != it->extra) {
        it->extra = ~uint64_t{0};  // and stay in this state
        return raise(ctx, TypeId::kRuntimeError, "Set changed size during iteration");
    }
    Value key;
    if (set_next(s, it->position, key)) return key;
    it->source.init(Value());
    return Value::stop();
}

List* rest_of(Context& ctx, Iterator* it) {
    List* rest = make_list(ctx);
    const Value source = it->source.get();
    if (!rest || !source) return rest;
    uint64_t position = it->position;
    Value key;
    while (set_next(source.as<Set>(), position, key)) {
        if (!list_append(ctx, rest, key)) return nullptr;
    }
    return rest;
}

Value set_iterator_length_hint(Context&, const Args& args) {
    auto* it = args[0].as<Iterator>();
    const Value source = it->source.get();
    if (!source || source.as<Set>()->live != it->extra) return Value::small_int(0);
    uint64_t position = it->position;
    int64_t left = 0;
    Value key;
    while (set_next(source.as<Set>(), position, key))
        left++;
    return Value::small_int(left);
}

Value set_iterator_reduce(Context& ctx, const Args& args) {
    List* rest = rest_of(ctx, args[0].as<Iterator>());
    return rest ? reduce_iterator(ctx, "iter", {Value::object(rest)}, Value()) : Value::error();
}

constexpr NativeMethod kIteratorMethods[] = {
    {"__length_hint__(self, /)", set_iterator_length_hint,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__(self, /)", set_iterator_reduce, "Return state information for pickling."},
};

}  // namespace

extern const NativeTypeSpec kSetSpec;
const NativeTypeSpec kSetSpec = {
    .name = "set",
    .kind = Kind::kSet,
    .size = sizeof(Set),
    .methods = kSetMethods,
    .doc =
        "set() -> new empty set object\nset(iterable) -> new set object\n\nBuild an unordered "
        "collection of unique elements.",
};

extern const NativeTypeSpec kFrozenSetSpec;
const NativeTypeSpec kFrozenSetSpec = {
    .name = "frozenset",
    .kind = Kind::kSet,
    .size = sizeof(Set),
    .methods = kFrozenSetMethods,
    .doc =
        "frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset object\n\nBuild "
        "an immutable unordered collection of unique elements.",
};

extern const NativeTypeSpec kSetIteratorSpec;
const NativeTypeSpec kSetIteratorSpec = {
    .name = "set_iterator",
    .kind = Kind::kIterator,
    .size = sizeof(Iterator),
    .subclassable = false,
    .methods = kIteratorMethods,
    .next = set_iterator_next,
};

}  // namespace orrery
