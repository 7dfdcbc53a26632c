// Parts of type that a few files share.
#pragma once

#include "engine/objects/containers.h"
#include "engine/objects/type.h"
#include "engine/objects/weakref.h"

namespace orrery {

/// True if instances can refer to other objects: those that CPython's collector tracks.
bool has_references(const Type* type);
/// TypeError for type() called with neither 1 nor 3 arguments.
Value raise_type_arity(Context& ctx);

/// Makes the table of special methods, and the flags that follow from it, from MRO and dicts.
void refresh_specials(Context& ctx, Type* type);
/// The C3 order of a class with these bases. Null after TypeError.
Tuple* merge_mro(Context& ctx, Type* type, Tuple* bases);
/// Enters `type` among the subclasses of a base, weakly. False after MemoryError.
bool add_subclass(Context& ctx, Type* base, Type* type);
bool init_shapes(Context& ctx, Type* type);
/// True if a native layout at or above `type` has the attrs word among its own fields.
bool keeps_attrs_in_layout(const Type* type);

/// Calls `f(Type*)` on each direct subclass that is alive.
template <typename F>
void for_each_subclass(Type* type, F&& f) {
    ValueArray* list = type->subclasses.get();
    for (uint64_t i = 0; list && i < list->capacity; i++) {
        Value w = list->slots()[i].get();
        if (!w) continue;
        Value target = weakref_target(w.as<WeakRef>());
        if (target.is(Kind::kType)) f(target.as<Type>());
    }
}

}  // namespace orrery
