// WeakRef: weakref.ref, and the two kinds of weak proxies (the type tells them apart).
//
// The references to one object form a list, newest first, whose head the heap finds by the
// object. The collector clears `target` and takes references out of their lists.
#pragma once

#include "engine/interpreter/context.h"

namespace orrery {

struct WeakRef : Object {
    Object* target;   // not traced; null once the target is gone
    Slot callback;    // or empty
    int64_t hash;     // of the target, cached; -1: not computed
    WeakRef* next;    // older reference to the same target; not traced
    WeakRef* previous;
};

/// A plain weak reference without callback (shared if one exists). Empty after an exception.
Value make_weakref(Context& ctx, Value target);
/// weakref.proxy(target, callback); callback empty or None for none. Empty after an exception.
Value make_weak_proxy(Context& ctx, Value target, Value callback);
/// Whether instances of the type can be weakly referenced.
bool has_referable_instances(Context& ctx, Type* type);
/// The target, or empty when it is gone.
inline Value weakref_target(const WeakRef* w) {
    return w->target ? Value::object(w->target) : Value();
}

}  // namespace orrery
