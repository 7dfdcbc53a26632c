// Inline caches of attribute and global accesses.
//
// Site::word alone serves the commonest case, an attribute in an inline slot: shape id in the
// high half, byte offset in the low half. Everything else is a CacheEntry: immutable once it is
// published through Site::entry, up to kMaxEntries of them chained, newest first.
#pragma once

#include "engine/bytecode/code.h"
#include "engine/interpreter/context.h"

namespace orrery {

struct CacheEntry : Object {
    static constexpr unsigned kMaxEntries = 6;

    enum Action : uint32_t {
        kInlineSlot,  // own attribute or __slots__ member at byte `offset`; the shape is the guard
        kSlot,  // own attribute in segment storage: `offset` is its slot index
        kAddSlot,  // store that adds an attribute: inline byte `offset`, new shape in `version`
        kMethod,  // function or native method of the class: `value`
        kClassValue,  // other class attribute, not a descriptor: `value`
        kProperty,  // property: `value` is its getter
        kNativeGetter,  // native property: `value` is the Member
        kTypeAttribute,  // receiver is a class, compared by identity in `type`: `value`
        kTypeMethod,  // the same, for calls of a classmethod: `value` is its function
        kClassMethod,  // classmethod through an instance: its function, called with `type`
        kTupleItem,  // field of a named tuple: item `offset`
        kModule,  // receiver is a module whose dict has keys version `value`: entry `offset`;
        // also a builtin, see load_global()
        kConstruct,  // callee is a class with default __new__: `value` is __init__ or empty
    };

    uint32_t shape;  // guard: the receiver's shape
    uint32_t version;  // guard: version of the receiver's type
    Action action;
    uint32_t offset;
    Ref<Type> type;  // whose version is the guard
    Slot value;
    Ref<CacheEntry> next;
};

/// The entry of the site that holds for the object, or null.
inline CacheEntry* find_entry(const Site& site, const Object* object) {
    for (CacheEntry* e = site.entry.load(std::memory_order_acquire); e; e = e->next.get()) {
        if (e->shape != object->shape || e->type->version != e->version) continue;
        if ((e->action == CacheEntry::kTypeAttribute || e->action == CacheEntry::kTypeMethod) &&
            e->type.get() != object) {
            continue;
        }
        return e;
    }
    return nullptr;
}

/// obj.name through the site; fills it. The full slow path.
Value load_attribute(Context& ctx, Code* code, Site& site, Value object);
bool store_attribute(Context& ctx, Code* code, Site& site, Value object, Value value);
/// For a call: the callable, and in `self` the receiver to pass first, or empty.
Value load_method(Context& ctx, Code* code, Site& site, Value object, Value& self);
Value load_global(Context& ctx, Function* function, Site& site);

}  // namespace orrery
