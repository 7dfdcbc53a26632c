// Module itertools: iterators over iterators. groupby and tee, and those over whole pools, have
// files of their own.
#include "engine/modules/itertools_module.h"

#include <limits>

#include "engine/modules/module_support.h"

namespace orrery {

namespace {

/// One layout for all; the comment before each type says what it keeps where.
struct Step : NativeObject {
    Slot a, b, c, d;
    int64_t i, n, step;
    bool flag;
};

Step* self_of(Value v) { return v.as<Step>(); }

void trace(Marker& marker, Object* o) {
    auto* s = static_cast<Step*>(o);
    for (Slot* slot : {&s->a, &s->b, &s->c, &s->d})
        marker.mark(*slot);
}

Value make(Context& ctx, Value cls, Value a, Value b = Value(), Value c = Value()) {
    auto* s = allocate<Step>(ctx, cls.as<Type>());
    if (!s) return Value::error();
    s->a.init(a);
    s->b.init(b);
    s->c.init(c);
    return Value::object(s);
}

// ---- accumulate: a iterator, b function or None, c total, d initial value not yet given ----

Value accumulate_new(Context& ctx, const Args& args) {
    Value it = get_iterator(ctx, args[1]);
    Value v = it ? make(ctx, args[0], it, args[2] ? args[2] : Value::none()) : it;
    if (v && args[3] && !args[3].is_none()) self_of(v)->d.init(args[3]);
    return v;
}
Value accumulate_step(Context& ctx, Value self) {
    Step* s = self_of(self);
    if (Value initial = s->d.get()) {
        s->d.init(Value());
        s->c.set(ctx, s, initial);
        return initial;
    }
    Value v = iterator_next(ctx, s->a.get());
    if (!v || v.is_stop()) return v;
    if (Value total = s->c.get()) {
        const Value f = s->b.get();
        v = f.is_none() ? int_add(ctx, total, v) : call(ctx, f, {total, v});
        if (!v) return v;
    }
    s->c.set(ctx, s, v);
    return v;
}
Value accumulate_reduce(Context& ctx, const Args& args) {
    Step* s = self_of(args[0]);
    if (s->d) {
        // The initial value is given to __new__ by keyword only: it becomes a first element.
        Value first = tuple_of(ctx, {s->d.get()});
        Value chain = get_attribute(ctx, import_module(ctx, "itertools"), intern(ctx, "chain"));
        Value all = first && chain ? call(ctx, chain, {first, s->a.get()}) : Value::error();
        return tuple_of(ctx,
                        {own_type(ctx, args[0]), tuple_of(ctx, {all, s->b.get()}), Value::none()});
    }
    return tuple_of(ctx, {own_type(ctx, args[0]), tuple_of(ctx, {s->a.get(), s->b.get()}),
                          s->c ? s->c.get() : Value::none()});
}
Value accumulate_setstate(Context& ctx, const Args& args) {
    self_of(args[0])->c.set(ctx, args[0].as_object(), args[1].is_none() ? Value() : args[1]);
    return Value::none();
}

// ---- chain: a iterator of iterables (empty at the end), b the current one ----

Value chain_new(Context& ctx, const Args& args) {
    Tuple* all = make_tuple(ctx, args.rest());
    Value it = all ? get_iterator(ctx, Value::object(all)) : Value::error();
    return it ? make(ctx, args[0], it) : it;
}
Value chain_from_iterable(Context& ctx, const Args& args) {
    Value it = get_iterator(ctx, args[1]);
    return it ? make(ctx, args[0], it) : it;
}
Value chain_step(Context& ctx, Value self) {
    Step* s = self_of(self);
    while (Value source = s->a.get()) {
        Value current = s->b.get();
        if (!current) {
            Value v = iterator_next(ctx, source);
            current = !v || v.is_stop() ? v : get_iterator(ctx, v);
            if (!current || current.is_stop()) {
                s->a.init(Value());
                return current;
            }
            s->b.set(ctx, s, current);
        }
        Value v = iterator_next(ctx, current);
        if (!v.is_stop()) return v;
        s->b.init(Value());
    }
    return Value::stop();
}
Value chain_reduce(Context& ctx, const Args& args) {
    Step* s = self_of(args[0]);
    const Value none = Value::object(empty_tuple(ctx));
    if (!s->a) return tuple_of(ctx, {own_type(ctx, args[0]), none});
    Value state = s->b ? tuple_of(ctx, {s->a.get(), s->b.get()}) : tuple_of(ctx, {s->a.get()});
    return tuple_of(ctx, {own_type(ctx, args[0]), none, state});
}
Value chain_setstate(Context& ctx, const Args& args) {
    Step* s = self_of(args[0]);
    if (!args[1].is(Kind::kTuple)) return raise(ctx, TypeId::kTypeError, "state is not a tuple");
    auto* t = args[1].as<Tuple>();
    if (t->length < 1 || t->length > 2) {
        return raise(ctx, TypeId::kTypeError, "function takes at least 1 argument ({} given)",
                     t->length);
    }
    for (Value v : t->values()) {
        if (!type_of(ctx, v)->next && !type_of(ctx, v)->lookup_special(Special::kNext)) {
            return raise(ctx, TypeId::kTypeError, "Arguments must be iterators.");
        }
    }
    s->a.set(ctx, s, t->at(0));
    s->b.set(ctx, s, t->length == 2 ? t->at(1) : Value());
    return Value::none();
}

// ---- compress: a data, b selectors ----

Value compress_new(Context& ctx, const Args& args) {
    Value data = get_iterator(ctx, args[1]);
    Value selectors = data ? get_iterator(ctx, args[2]) : data;
    return selectors ? make(ctx, args[0], data, selectors) : selectors;
}
Value compress_step(Context& ctx, Value self) {
    for (;;) {
        Value v = iterator_next(ctx, self_of(self)->a.get());
        if (!v || v.is_stop()) return v;
        Value selector = iterator_next(ctx, self_of(self)->b.get());
        if (!selector || selector.is_stop()) return selector;
        const Truth t = is_true(ctx, selector);
        if (t == Truth::kError) return Value::error();
        if (t == Truth::kYes) return v;
    }
}
Value pair_reduce(Context& ctx, const Args& args) {
    Step* s = self_of(args[0]);
    return tuple_of(ctx, {own_type(ctx, args[0]), tuple_of(ctx, {s->a.get(), s->b.get()})});
}

// ---- count: a next number, b step ----

bool is_number(Context& ctx, Value v) {
    Type* t = type_of(ctx, v);
    return t->lookup_special(Special::kIndex) || t->lookup_special(Special::kInt) ||
           t->lookup_special(Special::kFloat) || v.is(Kind::kComplex);
}
Value count_new(Context& ctx, const Args& args) {
    const Value start = args[1] ? args[1] : Value::small_int(0);
    const Value step = args[2] ? args[2] : Value::small_int(1);
    if (!is_number(ctx, start) || !is_number(ctx, step)) {
        return raise(ctx, TypeId::kTypeError, "a number is required");
    }
    return make(ctx, args[0], start, step);
}
Value count_step(Context& ctx, Value self) {
    Step* s = self_of(self);
    const Value v = s->a.get();
    const Value next = int_add(ctx, v, s->b.get());
    if (!next) return next;
    s->a.set(ctx, s, next);
    return v;
}
bool counts_by_one(Step* s) { return s->b.get() == Value::small_int(1); }
Value count_repr(Context& ctx, const Args& args) {
    Step* s = self_of(args[0]);
    const MessageArg all[] = {own_type(ctx, args[0]).as<Type>()->name.get(),
                              MessageArg::repr(s->a.get()), MessageArg::repr(s->b.get())};
    return or_error(format_message(ctx, counts_by_one(s) ? "{}({})" : "{}({}, {})", all));
}
Value count_reduce(Context& ctx, const Args& args) {
    Step* s = self_of(args[0]);
    return tuple_of(
        ctx, {own_type(ctx, args[0]), counts_by_one(s) ? tuple_of(ctx, {s->a.get()})
                                                       : tuple_of(ctx, {s->a.get(), s->b.get()})});
}

// ---- cycle: a iterator (empty once exhausted), b list of what it gave, i next in the list ----

Value cycle_new(Context& ctx, const Args& args) {
    Value it = get_iterator(ctx, args[1]);
    List* seen = it ? make_list(ctx) : nullptr;
    return seen ? make(ctx, args[0], it, Value::object(seen)) : Value::error();
}
Value cycle_step(Context& ctx, Value self) {
    Step* s = self_of(self);
    auto* seen = s->b.get().as<List>();
    if (Value it = s->a.get()) {
        Value v = iterator_next(ctx, it);
        if (!v) return v;
        if (!v.is_stop()) {
            if (!s->flag && !list_append(ctx, seen, v)) return Value::error();
            return v;
        }
        s->a.init(Value());
    }
    if (seen->size == 0) return Value::stop();
    Value v = seen->at(static_cast<uint64_t>(s->i) % seen->size);
    s->i = static_cast<int64_t>((static_cast<uint64_t>(s->i) + 1) % seen->size);
    return v;
}
Value cycle_reduce(Context& ctx, const Args& args) {
    Step* s = self_of(args[0]);
    Value it = s->a.get();
    auto* seen = s->b.get().as<List>();
    if (!it) {
        List* rest = list_part(ctx, seen, s->i, 1, static_cast<int64_t>(seen->size) - s->i);
        it = rest ? get_iterator(ctx, Value::object(rest)) : Value::error();
        if (!it) return it;
    }
    return tuple_of(ctx, {own_type(ctx, args[0]), tuple_of(ctx, {it}),
                          tuple_of(ctx, {Value::object(seen), Value::boolean(s->flag || !s->a)})});
}
Value cycle_setstate(Context& ctx, const Args& args) {
    Step* s = self_of(args[0]);
    auto* t = args[1].as<Tuple>();
    if (!args[1].is(Kind::kTuple) || t->length != 2 || !t->at(0).is(Kind::kList)) {
        return raise(ctx, TypeId::kTypeError, "state is not a tuple");
    }
    const Truth first_done = is_true(ctx, t->at(1));
    if (first_done == Truth::kError) return Value::error();
    s->b.set(ctx, s, t->at(0));
    s->flag = first_done == Truth::kYes;
    s->i = 0;
    return Value::none();
}

// ---- dropwhile, takewhile, filterfalse, starmap: a function, b iterator, flag: past the switch
// ----

Value function_new(Context& ctx, const Args& args) {
    Value it = get_iterator(ctx, args[2]);
    return it ? make(ctx, args[0], args[1], it) : it;
}
Truth test(Context& ctx, Value predicate, Value v) {
    if (predicate.is_none() || predicate == Value::object(ctx.type(TypeId::kBool))) {
        return is_true(ctx, v);
    }
    Value verdict = call(ctx, predicate, {v});
    return verdict ? is_true(ctx, verdict) : Truth::kError;
}
Value dropwhile_step(Context& ctx, Value self) {
    Step* s = self_of(self);
    for (;;) {
        Value v = iterator_next(ctx, s->b.get());
        if (!v || v.is_stop() || s->flag) return v;
        Value verdict = call(ctx, s->a.get(), {v});
        const Truth t = verdict ? is_true(ctx, verdict) : Truth::kError;
        if (t == Truth::kError) return Value::error();
        if (t == Truth::kNo) {
            s->flag = true;
            return v;
        }
    }
}
Value takewhile_step(Context& ctx, Value self) {
    Step* s = self_of(self);
    if (s->flag) return Value::stop();
    Value v = iterator_next(ctx, s->b.get());
    if (!v || v.is_stop()) return v;
    Value verdict = call(ctx, s->a.get(), {v});
    const Truth t = verdict ? is_true(ctx, verdict) : Truth::kError;
    if (t == Truth::kError) return Value::error();
    if (t == Truth::kYes) return v;
    s->flag = true;
    return Value::stop();
}
Value filterfalse_step(Context& ctx, Value self) {
    Step* s = self_of(self);
    for (;;) {
        Value v = iterator_next(ctx, s->b.get());
        if (!v || v.is_stop()) return v;
        const Truth t = test(ctx, s->a.get(), v);
        if (t == Truth::kError) return Value::error();
        if (t == Truth::kNo) return v;
    }
}
Value starmap_step(Context& ctx, Value self) {
    Step* s = self_of(self);
    Value v = iterator_next(ctx, s->b.get());
    if (!v || v.is_stop()) return v;
    Tuple* args = to_tuple(ctx, v);
    return args ? call(ctx, s->a.get(), args->values()) : Value::error();
}
Value while_reduce(Context& ctx, const Args& args) {
    Step* s = self_of(args[0]);
    return tuple_of(ctx, {own_type(ctx, args[0]), tuple_of(ctx, {s->a.get(), s->b.get()}),
                          Value::boolean(s->flag)});
}
Value while_setstate(Context& ctx, const Args& args) {
    const Truth t = is_true(ctx, args[1]);
    if (t == Truth::kError) return Value::error();
    self_of(args[0])->flag = t == Truth::kYes;
    return Value::none();
}

// ---- islice: a iterator (empty at the end), i elements read, n next to give, c: stop; step ----

constexpr int64_t kNoStop = -1;

struct Slicer : NativeObject {
    Slot iterator;
    int64_t read, next, stop, step;
};
Slicer* slicer_of(Value v) { return v.as<Slicer>(); }
void trace_slicer(Marker& marker, Object* o) { marker.mark(static_cast<Slicer*>(o)->iterator); }

/// A bound of islice(): not negative. False (no exception) if it is not one.
bool slice_bound(Context& ctx, Value v, int64_t fallback, int64_t& out) {
    out = fallback;
    if (v.is_none()) return true;
    if (!is_index(ctx, v) || !to_int64(ctx, v, out)) {
        if (has_exception(ctx)) take_exception(ctx);
        return false;
    }
    return out >= 0;
}
Value islice_new(Context& ctx, const Args& args) {
    const auto rest = args.rest();
    if (rest.size() < 2 || rest.size() > 4) {
        return raise(ctx, TypeId::kTypeError, "islice expected at {} {} arguments, got {}",
                     rest.size() < 2 ? "least" : "most", rest.size() < 2 ? 2 : 4, rest.size());
    }
    int64_t start = 0, stop, step = 1;
    if (rest.size() == 2) {
        if (!slice_bound(ctx, rest[1], kNoStop, stop)) {
            return raise(ctx, TypeId::kValueError,
                         "Stop argument for islice() must be None or an integer: 0 <= x <= "
                         "sys.maxsize.");
        }
    } else {
        const bool start_ok = slice_bound(ctx, rest[1], 0, start);
        if (!slice_bound(ctx, rest[2], kNoStop, stop)) {
            return raise(ctx, TypeId::kValueError,
                         "Stop argument for islice() must be None or an integer: 0 <= x <= "
                         "sys.maxsize.");
        }
        if (!start_ok) {
            return raise(ctx, TypeId::kValueError,
                         "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
        }
        if (rest.size() == 4 && (!slice_bound(ctx, rest[3], 1, step) || step < 1)) {
            return raise(ctx, TypeId::kValueError,
                         "Step for islice() must be a positive integer or None.");
        }
    }
    Value it = get_iterator(ctx, rest[0]);
    auto* s = it ? allocate<Slicer>(ctx, args[0].as<Type>()) : nullptr;
    if (!s) return Value::error();
    s->iterator.init(it);
    s->next = start;
    s->stop = stop;
    s->step = step;
    return Value::object(s);
}
Value islice_step(Context& ctx, Value self) {
    Slicer* s = slicer_of(self);
    const Value it = s->iterator.get();
    if (!it) return Value::stop();
    Value v = Value::stop();
    for (; s->read < s->next; s->read++) {
        v = iterator_next(ctx, it);
        if (!v) return v;
        if (v.is_stop()) break;
    }
    if (s->read < s->next || (s->stop != kNoStop && s->read >= s->stop)) {
        s->iterator.init(Value());
        return Value::stop();
    }
    v = iterator_next(ctx, it);
    if (!v) return v;
    if (v.is_stop()) {
        s->iterator.init(Value());
        return v;
    }
    s->read++;
    const int64_t end = s->stop == kNoStop ? std::numeric_limits<int64_t>::max() : s->stop;
    s->next = s->next > end - s->step ? end : s->next + s->step;
    return v;
}
Value islice_reduce(Context& ctx, const Args& args) {
    Slicer* s = slicer_of(args[0]);
    if (!s->iterator) {
        Value it = get_iterator(ctx, or_error(make_list(ctx)));
        return tuple_of(ctx, {own_type(ctx, args[0]), tuple_of(ctx, {it, Value::small_int(0)}),
                              Value::small_int(0)});
    }
    return tuple_of(ctx,
                    {own_type(ctx, args[0]),
                     tuple_of(ctx, {s->iterator.get(), make_int(ctx, s->next),
                                    s->stop == kNoStop ? Value::none() : make_int(ctx, s->stop),
                                    make_int(ctx, s->step)}),
                     make_int(ctx, s->read)});
}
Value islice_setstate(Context& ctx, const Args& args) {
    return to_int64(ctx, args[1], slicer_of(args[0])->read) ? Value::none() : Value::error();
}

// ---- pairwise: a iterator (empty at the end), b the element before ----

Value pairwise_new(Context& ctx, const Args& args) {
    Value it = get_iterator(ctx, args[1]);
    return it ? make(ctx, args[0], it) : it;
}
Value pairwise_step(Context& ctx, Value self) {
    Step* s = self_of(self);
    const Value it = s->a.get();
    if (!it) return Value::stop();
    Value before = s->b.get();
    if (!before) {
        before = iterator_next(ctx, it);
        if (!before || before.is_stop()) {
            s->a.init(Value());
            return before;
        }
        s->b.set(ctx, s, before);
    }
    Value v = iterator_next(ctx, it);
    if (!v || v.is_stop()) {
        s->a.init(Value());
        s->b.init(Value());
        return v;
    }
    s->b.set(ctx, s, v);
    return tuple_of(ctx, {before, v});
}

// ---- repeat: a the object, n how often; negative: for ever ----

Value repeat_new(Context& ctx, const Args& args) {
    int64_t times = -1;
    if (args[2]) {
        if (!to_int64(ctx, args[2], times)) return Value::error();
        times = std::max<int64_t>(times, 0);
    }
    Value v = make(ctx, args[0], args[1]);
    if (v) self_of(v)->n = times;
    return v;
}
Value repeat_step(Context&, Value self) {
    Step* s = self_of(self);
    if (s->n == 0) return Value::stop();
    if (s->n > 0) s->n--;
    return s->a.get();
}
Value repeat_repr(Context& ctx, const Args& args) {
    Step* s = self_of(args[0]);
    const MessageArg all[] = {own_type(ctx, args[0]).as<Type>()->name.get(),
                              MessageArg::repr(s->a.get()), MessageArg(s->n)};
    return or_error(format_message(ctx, s->n < 0 ? "{}({})" : "{}({}, {})", all));
}
Value repeat_hint(Context& ctx, const Args& args) {
    const int64_t n = self_of(args[0])->n;
    return n < 0 ? raise(ctx, TypeId::kTypeError, "len() of unsized object") : make_int(ctx, n);
}
Value repeat_reduce(Context& ctx, const Args& args) {
    Step* s = self_of(args[0]);
    return tuple_of(
        ctx, {own_type(ctx, args[0]), s->n < 0 ? tuple_of(ctx, {s->a.get()})
                                               : tuple_of(ctx, {s->a.get(), make_int(ctx, s->n)})});
}

// ---- zip_longest: a list of iterators (None once exhausted), b fill value, n still active ----

Value zip_longest_new(Context& ctx, const Args& args) {
    Value fill = Value::none();
    if (args.keywords) {
        auto* keywords = args.keywords.as<Dict>();
        fill = dict_get(ctx, keywords, intern(ctx, "fillvalue"));
        if (!fill || keywords->live != 1) {
            return raise(ctx, TypeId::kTypeError,
                         "zip_longest() got an unexpected keyword argument");
        }
    }
    List* all = make_list(ctx, args.rest_count);
    if (!all) return Value::error();
    for (Value v : args.rest()) {
        Value it = get_iterator(ctx, v);
        if (!it || !list_append(ctx, all, it)) return Value::error();
    }
    Value v = make(ctx, args[0], Value::object(all), fill);
    if (v) self_of(v)->n = static_cast<int64_t>(all->size);
    return v;
}
Value zip_longest_step(Context& ctx, Value self) {
    Step* s = self_of(self);
    auto* all = s->a.get().as<List>();
    if (all->size == 0 || s->n == 0) return Value::stop();
    Tuple* out = new_tuple(ctx, all->size);
    if (!out) return Value::error();
    for (uint64_t i = 0; i < out->length; i++) {
        const Value it = all->at(i);
        Value v = it.is_none() ? s->b.get() : iterator_next(ctx, it);
        if (!v) {
            s->n = 0;
            return v;
        }
        if (v.is_stop()) {
            if (--s->n <= 0) return v;
            all->items->slots()[i].init(Value::none());
            v = s->b.get();
        }
        out->slots()[i].set(ctx, out, v);
    }
    return Value::object(out);
}
Value zip_longest_reduce(Context& ctx, const Args& args) {
    Step* s = self_of(args[0]);
    auto* all = s->a.get().as<List>();
    Tuple* its = new_tuple(ctx, all->size);
    if (!its) return Value::error();
    for (uint64_t i = 0; i < its->length; i++) {
        Value it = all->at(i).is_none() ? Value::object(empty_tuple(ctx)) : all->at(i);
        its->slots()[i].set(ctx, its, it);
    }
    return tuple_of(ctx, {own_type(ctx, args[0]), Value::object(its), s->b.get()});
}
Value zip_longest_setstate(Context& ctx, const Args& args) {
    self_of(args[0])->b.set(ctx, args[0].as_object(), args[1]);
    return Value::none();
}

// ---- declarations ----

const NativeMethod kAccumulateMethods[] = {
    {"__new__(cls, iterable, func=None, *, initial=None)", accumulate_new},
    {"__reduce__(self, /)", accumulate_reduce},
    {"__setstate__(self, state, /)", accumulate_setstate},
};
const NativeMethod kChainMethods[] = {
    {"__new__(cls, *iterables)", chain_new},
    {"from_iterable(cls, iterable, /)", chain_from_iterable,
     "Alternative chain() constructor taking a single iterable argument that evaluates lazily.",
     NativeMethod::kClassMethod},
    {"__class_getitem__(cls, item, /)", class_getitem, "See PEP 585", NativeMethod::kClassMethod},
    {"__reduce__(self, /)", chain_reduce},
    {"__setstate__(self, state, /)", chain_setstate},
};
const NativeMethod kCompressMethods[] = {
    {"__new__(cls, data, selectors)", compress_new},
    {"__reduce__(self, /)", pair_reduce},
};
const NativeMethod kCountMethods[] = {
    {"__new__(cls, start=0, step=1)", count_new},
    {"__repr__(self, /)", count_repr},
    {"__reduce__(self, /)", count_reduce},
};
const NativeMethod kCycleMethods[] = {
    {"__new__(cls, iterable, /)", cycle_new},
    {"__reduce__(self, /)", cycle_reduce},
    {"__setstate__(self, state, /)", cycle_setstate},
};
const NativeMethod kWhileMethods[] = {
    {"__new__(cls, predicate, iterable, /)", function_new},
    {"__reduce__(self, /)", while_reduce},
    {"__setstate__(self, state, /)", while_setstate},
};
const NativeMethod kFunctionMethods[] = {
    {"__new__(cls, function, iterable, /)", function_new},
    {"__reduce__(self, /)", pair_reduce},
};
const NativeMethod kIsliceMethods[] = {
    {"__new__(cls, *args)", islice_new},
    {"__reduce__(self, /)", islice_reduce},
    {"__setstate__(self, state, /)", islice_setstate},
};
const NativeMethod kPairwiseMethods[] = {{"__new__(cls, iterable, /)", pairwise_new}};
const NativeMethod kRepeatMethods[] = {
    {"__new__(cls, object, times=?)", repeat_new},
    {"__repr__(self, /)", repeat_repr},
    {"__length_hint__(self, /)", repeat_hint},
    {"__reduce__(self, /)", repeat_reduce},
};
const NativeMethod kZipLongestMethods[] = {
    {"__new__(cls, *args, **kwargs)", zip_longest_new},
    {"__reduce__(self, /)", zip_longest_reduce},
    {"__setstate__(self, state, /)", zip_longest_setstate},
};

const NativeTypeSpec kTypes[] = {
    {.name = "itertools.accumulate",
     .size = sizeof(Step),
     .methods = kAccumulateMethods,
     .next = accumulate_step,
     .trace = trace,
     .doc = "Return series of accumulated sums (or other binary function results)."},
    {.name = "itertools.chain",
     .size = sizeof(Step),
     .methods = kChainMethods,
     .next = chain_step,
     .trace = trace,
     .doc = "Iterate over the elements of each iterable in turn."},
    {.name = "itertools.compress",
     .size = sizeof(Step),
     .methods = kCompressMethods,
     .next = compress_step,
     .trace = trace,
     .doc = "Return data elements corresponding to true selector elements."},
    {.name = "itertools.count",
     .size = sizeof(Step),
     .methods = kCountMethods,
     .next = count_step,
     .trace = trace,
     .doc = "Count from start by step, for ever."},
    {.name = "itertools.cycle",
     .size = sizeof(Step),
     .methods = kCycleMethods,
     .next = cycle_step,
     .trace = trace,
     .doc = "Repeat the elements of the iterable for ever."},
    {.name = "itertools.dropwhile",
     .size = sizeof(Step),
     .methods = kWhileMethods,
     .next = dropwhile_step,
     .trace = trace,
     .doc = "Drop items from the iterable while predicate(item) is true."},
    {.name = "itertools.takewhile",
     .size = sizeof(Step),
     .methods = kWhileMethods,
     .next = takewhile_step,
     .trace = trace,
     .doc = "Return successive entries from an iterable as long as the predicate is true."},
    {.name = "itertools.filterfalse",
     .size = sizeof(Step),
     .methods = kFunctionMethods,
     .next = filterfalse_step,
     .trace = trace,
     .doc = "Return those items of iterable for which function(item) is false."},
    {.name = "itertools.starmap",
     .size = sizeof(Step),
     .methods = kFunctionMethods,
     .next = starmap_step,
     .trace = trace,
     .doc = "Call the function with each element of the iterable as its arguments."},
    {.name = "itertools.islice",
     .size = sizeof(Slicer),
     .methods = kIsliceMethods,
     .next = islice_step,
     .trace = trace_slicer,
     .doc = "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> "
            "islice object"},
    {.name = "itertools.pairwise",
     .size = sizeof(Step),
     .methods = kPairwiseMethods,
     .next = pairwise_step,
     .trace = trace,
     .doc = "Return an iterator of overlapping pairs taken from the input iterator."},
    {.name = "itertools.repeat",
     .size = sizeof(Step),
     .methods = kRepeatMethods,
     .next = repeat_step,
     .trace = trace,
     .doc = "Give the object the given number of times, or for ever."},
    {.name = "itertools.zip_longest",
     .size = sizeof(Step),
     .methods = kZipLongestMethods,
     .next = zip_longest_step,
     .trace = trace,
     .doc = "zip() that goes on until the longest iterable ends, filling in for the others."},
};

const NativeMethod kFunctions[] = {
    {"tee(iterable, n=2, /)", itertools_tee, "Returns a tuple of n independent iterators."},
};

bool populate(Context& ctx, Module* module) {
    for (const NativeTypeSpec& spec : kTypes) {
        if (!add_native_type(ctx, module, spec)) return false;
    }
    for (const NativeTypeSpec* spec : {&kGroupBySpec, &kProductSpec, &kPermutationsSpec,
                                       &kCombinationsSpec, &kCombinationsWithReplacementSpec}) {
        if (!add_native_type(ctx, module, *spec)) return false;
    }
    return add_shared_type(ctx, module, kGrouperSpec) && add_shared_type(ctx, module, kTeeSpec) &&
           add_shared_type(ctx, module, kTeeLinkSpec);
}

}  // namespace

extern const NativeModuleSpec kItertoolsModule;
const NativeModuleSpec kItertoolsModule = {
    .name = "itertools",
    .functions = kFunctions,
    .populate = populate,
    .doc = "Functional tools for creating and using iterators.",
};

}  // namespace orrery
