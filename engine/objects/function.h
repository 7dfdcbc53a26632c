// Functions, code, cells, modules and the descriptors that bind them.
#pragma once

#include "engine/bytecode/code.h"
#include "engine/objects/native.h"

namespace orrery {

struct String;
struct Tuple;
struct Dict;
struct Type;

/// A Python function. Its attribute storage (kHasAttrs) holds what programs add to it.
struct Function : Object {
    Side* side;            // code->side, kept here so that entering a frame is one load less
    Ref<Code> code;
    Ref<Dict> globals;
    Slot builtins;         // dict
    Ref<Tuple> closure;    // cells, or null
    Ref<Tuple> defaults;   // or null
    Ref<Dict> kwdefaults;  // or null
    Slot name, qualname, doc, module,
        annotations;  // annotations: dict, tuple to build it from, or empty
    Slot type_params;
};
Function* make_function(Context& ctx, Code* code, Dict* globals);

/// A function implemented in C++. Its type tells what programs see: builtin_function_or_method,
/// method_descriptor, wrapper_descriptor, method-wrapper, classmethod_descriptor.
struct NativeFunction : Object {
    static constexpr uint8_t kMethod = 0x01;  // the first declared parameter is the receiver
    static constexpr uint8_t kBound = 0x02;  // `self` is passed as the first argument
    static constexpr uint8_t kClassMethod = 0x04;  // binds the class instead of the instance
    static constexpr uint8_t kNew = 0x08;  // a type's __new__: first argument a subtype

    const NativeMethod* def;
    struct Signature* signature;  // parsed on first use (signature.h)
    Slot self;  // receiver (kBound), module, or empty
    Ref<Type> owner;  // the type that declares it; null for module functions
    Slot module;  // module name or None
    Ref<String> name;
};
/// A function of a module (`owner` null) or a method of a type. Null after MemoryError.
NativeFunction* make_native_function(Context& ctx, const NativeMethod& def, Value self, Type* owner,
                                     Value module);
/// The same function with its receiver fixed.
NativeFunction* bind_native(Context& ctx, NativeFunction* f, Value self);
/// Calls with positional arguments and, for `keyword_names` (may be null), keyword ones after
/// them. `args` includes the receiver for unbound methods, whose type is checked.
Value call_native(Context& ctx, NativeFunction* f, const Value* args, uint32_t positional,
                  Tuple* keyword_names);
/// As call_native for positional calls whose receiver is known to be right.
Value call_native_unchecked(Context& ctx, NativeFunction* f, const Value* args, uint32_t count);

struct BoundMethod : Object {
    Slot function;
    Slot self;
};
Value make_bound_method(Context& ctx, Value function, Value self);

struct Cell : Object {
    Slot value;  // empty: unbound
};
Cell* make_cell(Context& ctx, Value value);

struct Property : Object {
    Slot get, set, del, doc, name;
    static constexpr uint8_t kDocFromGetter = 1;
};

/// ClassMethod and StaticMethod share this (both have a __dict__: kHasAttrs).
struct WrappedMethod : Object {
    Slot function;
};
struct ClassMethod : WrappedMethod {};
struct StaticMethod : WrappedMethod {};

/// Descriptor of a __slots__ member (offset > 0) or of a native property.
struct Member : Object {
    Ref<Type> owner;
    Ref<String> name;
    const NativeProperty* property;  // null for a slot member
    uint64_t offset;  // bytes from the start of the instance
};

/// Writes or (empty value) deletes through a member descriptor, checking the object's type.
bool set_member(Context& ctx, Member* m, Value object, Value value);

/// The __dict__ property of types with attribute storage.
Value get_instance_dict(Context& ctx, Value self);
bool set_instance_dict_property(Context& ctx, Value self, Value v);

/// What super(type, object) finds: the attribute after `type` in the MRO of `start`, not bound.
Value super_lookup(Context& ctx, Type* type, Type* start, String* name);

struct Super : Object {
    Slot type, object, object_type;
};

struct Module : Object {
    Ref<Dict> dict;
    const NativeModuleSpec* native;
    Slot state;  // whatever a native module keeps per engine: usually a tuple or native object
};
Module* make_module(Context& ctx, String* name);

}  // namespace orrery
