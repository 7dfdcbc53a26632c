// Type: a class, built-in or defined by a program.
//
// Instance layout, decided when the class is made:
//
//   [ header | native layout (basic part of the nearest native base) | __slots__ members |
//     attrs word | inline attribute slots | members of slotted subclasses ... ]
//
// Types of variable size (str, bytes, tuple, int) keep the attrs word of their subclasses'
// instances in the last word of the cell instead (attrs_offset == kAttrsLast, no inline slots).
//
// `version` guards caches of attribute look-ups: it changes whenever the answer for some name
// may change, in the type or any of its bases. 0 means: not cached since the last change.
#pragma once

#include <string>

#include "engine/objects/native.h"
#include "engine/objects/special.h"

namespace orrery {

struct String;
struct Tuple;
struct Dict;

struct Type : Object {
    static constexpr uint32_t kAttrsLast = ~0u;

    enum TypeFlags : uint32_t {
        kUserDefined = 1 << 0,    // made by a `class` statement or type()
        kSubclassable = 1 << 1,
        kAbstract = 1 << 2,       // has abstract methods: instances are refused
        kHasDel = 1 << 3,
        kImmutable = 1 << 4,      // built-in: attributes cannot be set
        kSequence = 1 << 5,       // matches a sequence pattern
        kMapping = 1 << 6,        // matches a mapping pattern
        kDefaultNew = 1 << 7,     // __new__ is object's
        kDefaultInit = 1 << 8,    // __init__ is object's
        kDefaultGetattribute = 1 << 9,  // __getattribute__ is object's, and there is no __getattr__
        kDefaultSetattr = 1 << 10,
        kVariableSize = 1 << 11,
        kDisallowInstantiation = 1 << 12,
        kSolid = 1 << 13,  // its instances have a layout of their own (native part or __slots__)
    };

    Kind instance_kind;
    uint32_t type_flags;
    uint32_t version;
    uint32_t basic_size;  // bytes of an instance, elements of variable-size types not counted
    uint32_t attrs_offset;  // 0: no attribute storage
    uint32_t inline_capacity;  // inline attribute slots
    uint32_t root_shape;  // shape of an instance without attributes
    uint32_t dictionary_shape;  // shape of an instance in dictionary mode
    const NativeTypeSpec* native;  // of the nearest native base (or itself)
    NextFn next;  // native iterator step, or null
    Ref<String> name;
    Ref<String> qualname;
    Ref<Type> base;  // the base that gives the layout; null for object
    Ref<Tuple> bases;
    Ref<Tuple> mro;
    Ref<Dict> dict;
    Ref<ValueArray> subclasses;  // WeakRefs
    Slot special[kSpecialCount];

    bool has(TypeFlags f) const { return type_flags & f; }
    Value lookup_special(Special s) const { return special[static_cast<unsigned>(s)].get(); }
};

/// The type of any value. Never null.
Type* type_of(Context& ctx, Value v);
/// True if `t` is `base` or derives from it (real MRO, no __subclasscheck__).
bool is_subtype(const Type* t, const Type* base);
bool is_instance_of(Context& ctx, Value v, const Type* t);
/// isinstance() and issubclass() in full: tuples, unions, __instancecheck__.
Truth is_instance(Context& ctx, Value v, Value type_or_tuple);
Truth is_subclass(Context& ctx, Value c, Value type_or_tuple);

/// issubclass() by following __bases__, for things that are not types.
Truth abstract_is_subclass(Context& ctx, Value derived, Value cls);
/// `cls.__bases__ = bases`. False after TypeError.
bool change_bases(Context& ctx, Type* type, Value bases);
/// `a | b` of types: types.UnionType, or NotImplemented.
Value make_union(Context& ctx, Value a, Value b);

/// The attribute found along the MRO, without binding; empty (no exception) if none.
Value type_lookup(Context& ctx, Type* type, String* name);
/// Sets or (empty value) deletes a class attribute, keeping special tables and versions right.
bool type_set_attribute(Context& ctx, Type* type, String* name, Value value);
/// A version for caches, assigned on demand.
uint32_t type_version(Context& ctx, Type* type);
/// Must follow every change of type->dict: refreshes specials, drops versions of subclasses.
void type_modified(Context& ctx, Type* type, String* name);

/// Makes the built-in type of a spec (startup and module population). Never fails but for memory.
Type* make_native_type(Context& ctx, const NativeTypeSpec& spec);
/// The two halves of make_native_type, for the bootstrap: the first needs no strings yet.
Type* make_native_type_cell(Context& ctx, const NativeTypeSpec& spec, Type* base,
                            uint32_t meta_shape);
bool populate_native_type(Context& ctx, Type* type);
/// Gives a populated native type a second base, which adds nothing to its layout.
bool add_native_base(Context& ctx, Type* type, Type* extra);
/// What type.mro() returns: the C3 order of the bases as they are now. Null after TypeError.
Tuple* default_mro(Context& ctx, Type* type);
/// As make_native_type, and binds it in the module's namespace under its bare name.
Type* add_native_type(Context& ctx, struct Module* module, const NativeTypeSpec& spec);
/// type(name, bases, dict, **kwargs) for an already chosen metatype.
Value make_class(Context& ctx, Type* metatype, String* name, Tuple* bases, Dict* ns,
                 Value keywords);

/// A zeroed instance of `type` (or a subclass of a native type) with its header set.
/// `extra` bytes follow the basic part for types of variable size. Null after MemoryError.
Object* allocate_instance(Context& ctx, Type* type, uint64_t extra = 0);
template <typename T>
T* allocate(Context& ctx, Type* type, uint64_t extra = 0) {
    return static_cast<T*>(allocate_instance(ctx, type, extra));
}

/// Checked downcast for Kind::kNative layouts: null if `v` is not an instance of the spec's type.
Object* native_cast(Context& ctx, Value v, const NativeTypeSpec& spec);
template <typename T>
T* native_cast(Context& ctx, Value v, const NativeTypeSpec& spec) {
    return static_cast<T*>(native_cast(ctx, v, spec));
}

/// "str", "collections.OrderedDict": as CPython's messages name a type (%.200s of tp_name).
std::string type_name(Context& ctx, Value v);

}  // namespace orrery
