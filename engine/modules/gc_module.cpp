// Module gc.
//
// The heap collects by its own triggers; there are no reference counts that would free acyclic
// garbage at once. So disable(), thresholds and debug flags are remembered for programs that ask,
// but automatic collections go on: without them nothing would ever be freed.

#include "engine/bytecode/operands.h"
#include "engine/heap/heap.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"

namespace orrery {

namespace {

constexpr struct {
    const char* name;
    int value;
} kConstants[] = {
    {"DEBUG_STATS", 1},    {"DEBUG_COLLECTABLE", 2}, {"DEBUG_UNCOLLECTABLE", 4},
    {"DEBUG_SAVEALL", 32}, {"DEBUG_LEAK", 38},
};

/// gc.callbacks or gc.garbage as the program left it, if it is a list.
List* module_list(Context& ctx, const char* name) {
    const Value module = dict_get(ctx, ctx.runtime().modules, intern(ctx, "gc"));
    if (!module.is(Kind::kModule)) return nullptr;
    const Value v = dict_get(ctx, module.as<Module>()->dict.get(), intern(ctx, name));
    return v.is(Kind::kList) ? v.as<List>() : nullptr;
}

void call_callbacks(Context& ctx, const char* phase, int64_t generation, int64_t collected) {
    List* callbacks = module_list(ctx, "callbacks");
    for (uint64_t i = 0; callbacks && i < callbacks->size; i++) {
        Dict* info = make_dict(ctx);
        if (!info) return;
        dict_set(ctx, info, intern(ctx, "generation"), Value::small_int(generation));
        dict_set(ctx, info, intern(ctx, "collected"), Value::small_int(collected));
        dict_set(ctx, info, intern(ctx, "uncollectable"), Value::small_int(0));
        const Value callback = callbacks->at(i);
        if (!call(ctx, callback, {Value::object(intern(ctx, phase)), Value::object(info)})) {
            report_unraisable(ctx, callback);
        }
    }
}

Value gc_collect(Context& ctx, const Args& args);

/// Whether the running frame's current instruction has called gc.collect itself.
bool is_called_by_frame(Context& ctx) {
    if (!ctx.regs || ctx.heap().is_finalizing(ctx.regs)) return false;
    FrameRef frame(ctx.regs);
    if (frame.pc() <= frame.code()->instructions || !is_call(frame.pc()[-1])) return false;
    const Value callee = ctx.regs[frame.pc()[-1].b];
    return callee.is(Kind::kNativeFunction) &&
           callee.as<NativeFunction>()->def->function == gc_collect;
}

Value gc_collect(Context& ctx, const Args& args) {
    int32_t generation = 2;
    if (args[0] && !to_int32(ctx, args[0], generation)) return Value::error();
    if (generation < 0 || generation > 2) {
        return raise(ctx, TypeId::kValueError, "invalid generation");
    }
    call_callbacks(ctx, "start", generation, 0);
    Heap& heap = ctx.heap();
    const auto what = generation == 2 ? Heap::Collect::kMajor : Heap::Collect::kMinor;
    const uint64_t freed =
        is_called_by_frame(ctx) ? heap.collect_exactly(what) : heap.collect(what);
    heap.run_finalizers(ctx);
    call_callbacks(ctx, "stop", generation, static_cast<int64_t>(freed));
    return has_exception(ctx) ? Value::error() : Value::small_int(static_cast<int64_t>(freed));
}

Value gc_enable(Context& ctx, const Args&) {
    ctx.heap().settings.enabled = true;
    return Value::none();
}

Value gc_disable(Context& ctx, const Args&) {
    ctx.heap().settings.enabled = false;
    return Value::none();
}

Value gc_isenabled(Context& ctx, const Args&) {
    return Value::boolean(ctx.heap().settings.enabled);
}

Value three(Context& ctx, int64_t a, int64_t b, int64_t c) {
    const Value parts[] = {Value::small_int(a), Value::small_int(b), Value::small_int(c)};
    return Value::object(make_tuple(ctx, parts));
}

Value gc_get_count(Context& ctx, const Args&) {
    const HeapStatistics& s = ctx.heap().statistics();
    return three(ctx, 0, static_cast<int64_t>(s.minor.count % 1000),
                 static_cast<int64_t>(s.major.count % 1000));
}

Value gc_get_threshold(Context& ctx, const Args&) {
    const int32_t* t = ctx.heap().settings.thresholds;
    return three(ctx, t[0], t[1], t[2]);
}

Value gc_set_threshold(Context& ctx, const Args& args) {
    int32_t* t = ctx.heap().settings.thresholds;
    for (unsigned i = 0; i < 3; i++) {
        if (args[i] && !to_int32(ctx, args[i], t[i])) return Value::error();
    }
    return Value::none();
}

Value gc_get_debug(Context& ctx, const Args&) {
    return Value::small_int(ctx.heap().settings.debug);
}

Value gc_set_debug(Context& ctx, const Args& args) {
    return to_int32(ctx, args[0], ctx.heap().settings.debug) ? Value::none() : Value::error();
}

/// Objects that programs may hold: not the tables and arrays that belong to others.
bool is_visible(const Object* o) {
    switch (o->kind) {
    case Kind::kFree:
    case Kind::kBuffer:
    case Kind::kValueArray:
    case Kind::kDictTable:
    case Kind::kSetTable:
    case Kind::kCacheEntry: return false;
    default: return true;
    }
}

/// CPython tracks what can be part of a cycle.
bool is_tracked(const Object* o) {
    switch (o->kind) {
    case Kind::kInt:
    case Kind::kFloat:
    case Kind::kComplex:
    case Kind::kString:
    case Kind::kBytes:
    case Kind::kByteArray:
    case Kind::kRange:
    case Kind::kCode: return !o->is_exact();
    case Kind::kType: return true;
    default: return is_visible(o);
    }
}

/// Whether a dict or tuple of untracked things only, which CPython does not track either.
bool is_tracked_value(Value v) {
    if (!v.is_object() || !is_tracked(v.as_object())) return false;
    if (!v.as_object()->is_exact()) return true;
    if (v.is(Kind::kTuple)) {
        for (Value e : v.as<Tuple>()->values()) {
            if (is_tracked_value(e)) return true;
        }
        return false;
    }
    if (v.is(Kind::kDict)) {
        uint64_t position = 0;
        Value key, value;
        while (dict_next(v.as<Dict>(), position, key, value)) {
            if (is_tracked_value(key) || is_tracked_value(value)) return true;
        }
        return false;
    }
    return true;
}

Value gc_is_tracked(Context&, const Args& args) {
    return Value::boolean(is_tracked_value(args[0]));
}

Value gc_is_finalized(Context& ctx, const Args& args) {
    if (!args[0].is_object()) return Value::false_value();
    const bool has_del = type_of(ctx, args[0])->has(Type::kHasDel);
    return Value::boolean(has_del && !(args[0].as_object()->gc & Object::kHasDel));
}

/// A list of the objects, made after the walk over the heap that found them.
Value list_of(Context& ctx, ValueVector& found) {
    return Value::object(make_list(ctx, found.values));
}

Value gc_get_objects(Context& ctx, const Args&) {
    ctx.heap().collect(Heap::Collect::kMajor);
    ValueVector found(ctx);
    ctx.heap().for_each_object([&](Object* o) {
        if (is_tracked(o)) found.values.push_back(Value::object(o));
    });
    return list_of(ctx, found);
}

Value gc_get_referents(Context& ctx, const Args& args) {
    ValueVector found(ctx);
    for (Value v : args.rest()) {
        if (!v.is_object()) continue;
        ctx.heap().for_each_referent(v.as_object(),
                                     [&](Object* o) { found.values.push_back(Value::object(o)); });
    }
    return list_of(ctx, found);
}

Value gc_get_referrers(Context& ctx, const Args& args) {
    Heap& heap = ctx.heap();
    heap.collect(Heap::Collect::kMajor);
    ValueVector found(ctx);
    heap.for_each_object([&](Object* o) {
        if (!is_visible(o)) return;
        bool refers = false;
        heap.for_each_referent(o, [&](Object* to) {
            for (Value v : args.rest())
                refers |= v == Value::object(to);
        });
        if (refers) found.values.push_back(Value::object(o));
    });
    return list_of(ctx, found);
}

Value gc_nothing(Context&, const Args&) { return Value::none(); }

Value gc_get_freeze_count(Context&, const Args&) { return Value::small_int(0); }

Value gc_get_stats(Context& ctx, const Args&) {
    const HeapStatistics& s = ctx.heap().statistics();
    List* list = make_list(ctx);
    const HeapStatistics::Collections none;
    for (const auto* sort : {&s.minor, &none, &s.major}) {
        const std::pair<const char*, Value> entries[] = {
            {"collections", make_int(ctx, static_cast<int64_t>(sort->count))},
            {"collected", make_int(ctx, static_cast<int64_t>(sort->freed))},
            {"uncollectable", Value::small_int(0)},
            {"longest_pause", Value::number(static_cast<double>(sort->longest_pause_ns) * 1e-9)},
            {"total_pause", Value::number(static_cast<double>(sort->total_pause_ns) * 1e-9)},
        };
        Dict* d = make_dict(ctx);
        if (!list || !d) return Value::error();
        for (const auto& [name, value] : entries) {
            if (!value || !dict_set(ctx, d, intern(ctx, name), value)) return Value::error();
        }
        if (!list_append(ctx, list, Value::object(d))) return Value::error();
    }
    return Value::object(list);
}

bool populate(Context& ctx, Module* module) {
    Dict* d = module->dict.get();
    for (const auto& c : kConstants) {
        if (!dict_set(ctx, d, intern(ctx, c.name), Value::small_int(c.value))) return false;
    }
    for (const char* name : {"callbacks", "garbage"}) {
        List* list = make_list(ctx);
        if (!list || !dict_set(ctx, d, intern(ctx, name), Value::object(list))) return false;
    }
    return true;
}

constexpr NativeMethod kFunctions[] = {
    {"enable()", gc_enable, "Enable automatic garbage collection."},
    {"disable()", gc_disable, "Disable automatic garbage collection."},
    {"isenabled()", gc_isenabled, "Returns true if automatic garbage collection is enabled."},
    {"collect(generation=2)", gc_collect,
     "Run the garbage collector.\n\nWith no arguments, run a full collection.  The optional "
     "argument\nmay be an integer specifying which generation to collect.  A ValueError\nis raised "
     "if the generation number is invalid.\n\nThe number of unreachable objects is returned."},
    {"get_count()", gc_get_count, "Return a three-tuple of the current collection counts."},
    {"get_threshold()", gc_get_threshold, "Return the current collection thresholds."},
    {"set_threshold(threshold0, threshold1=?, threshold2=?, /)", gc_set_threshold,
     "Set the collection thresholds."},
    {"get_debug()", gc_get_debug, "Get the garbage collection debugging flags."},
    {"set_debug(flags, /)", gc_set_debug, "Set the garbage collection debugging flags."},
    {"get_objects(generation=None)", gc_get_objects,
     "Return a list of objects tracked by the collector (excluding the list returned)."},
    {"get_referents(*objs)", gc_get_referents,
     "Return the list of objects that are directly referred to by 'objs'."},
    {"get_referrers(*objs)", gc_get_referrers,
     "Return the list of objects that directly refer to any of 'objs'."},
    {"is_tracked(obj, /)", gc_is_tracked,
     "Returns true if the object is tracked by the garbage collector."},
    {"is_finalized(obj, /)", gc_is_finalized,
     "Returns true if the object has been already finalized by the GC."},
    {"freeze()", gc_nothing, "Freeze all current tracked objects."},
    {"unfreeze()", gc_nothing, "Unfreeze all objects in the permanent generation."},
    {"get_freeze_count()", gc_get_freeze_count,
     "Return the number of objects in the permanent generation."},
    {"get_stats()", gc_get_stats,
     "Return a list of dictionaries containing per-generation stats.\n\nlongest_pause and "
     "total_pause are seconds. Generation 0 stands for minor collections, 2 for major ones."},
};

}  // namespace

extern const NativeModuleSpec kGcModule;
const NativeModuleSpec kGcModule = {
    .name = "gc",
    .functions = kFunctions,
    .populate = populate,
    .doc = "This module provides access to the garbage collector for reference cycles.",
};

}  // namespace orrery
