// Object: the header of everything on the heap, and Slot, the atomic cell values live in.
//
//   63      56 55      48 47      40 39      32 31                              0
//   +---------+----------+----------+----------+--------------------------------+
//   | gc      | lock     | flags    | kind     | shape id                       |
//   +---------+----------+----------+----------+--------------------------------+
//
// `shape` names the object's hidden class (shape.h), which knows its type; `kind` names its
// C++ layout. A freed or never used cell has kind kFree (an all-zero header): cells are handed
// out zeroed, so all slots of a fresh object are empty.
//
// A Value kept in C++ locals needs no handle: machine stacks are scanned conservatively. A
// Value stored in a heap object must be stored with Slot::set, which has the write barrier of
// the generational collector; Slot::init omits it and is right only while nothing has been
// allocated since the owner was.
#pragma once

#include "engine/objects/value.h"

namespace orrery {

class Context;
class Heap;

// Layouts known to the heap. KIND(enumerator, struct, comment)
#define ORRERY_KINDS(KIND) \
    KIND(Free, Object, "unused cell") \
    KIND(Instance, Instance, "instance of a class defined in Python") \
    KIND(Native, NativeObject, "object of a native type; its NativeTypeSpec traces it") \
    KIND(Int, Int, "int beyond 48 bits, or instance of a subclass of int") \
    KIND(Float, Float, "instance of a subclass of float") \
    KIND(Complex, Complex, "complex") \
    KIND(String, String, "str") \
    KIND(Bytes, Bytes, "bytes") \
    KIND(ByteArray, ByteArray, "bytearray") \
    KIND(MemoryView, MemoryView, "memoryview") \
    KIND(Tuple, Tuple, "tuple") \
    KIND(List, List, "list") \
    KIND(Dict, Dict, "dict") \
    KIND(Set, Set, "set and frozenset") \
    KIND(Slice, Slice, "slice") \
    KIND(Range, Range, "range") \
    KIND(Iterator, Iterator, "iterator over a built-in container") \
    KIND(DictView, DictView, "keys, values or items of a dict") \
    KIND(MappingProxy, MappingProxy, "read-only view of a mapping") \
    KIND(Function, Function, "Python function") \
    KIND(NativeFunction, NativeFunction, "native function or method") \
    KIND(BoundMethod, BoundMethod, "callable with its first argument") \
    KIND(Property, Property, "property") \
    KIND(ClassMethod, ClassMethod, "classmethod") \
    KIND(StaticMethod, StaticMethod, "staticmethod") \
    KIND(Member, Member, "descriptor of a slot or native property") \
    KIND(Super, Super, "super") \
    KIND(Type, Type, "class") \
    KIND(Module, Module, "module") \
    KIND(Code, Code, "compiled code") \
    KIND(Cell, Cell, "variable shared by closures") \
    KIND(Frame, Frame, "frame as programs see it") \
    KIND(Traceback, Traceback, "traceback entry") \
    KIND(Generator, Generator, "generator, coroutine or async generator") \
    KIND(Exception, Exception, "instance of BaseException and its subclasses") \
    KIND(WeakRef, WeakRef, "weak reference") \
    KIND(CacheEntry, CacheEntry, "entry of an inline cache") \
    KIND(Buffer, Buffer, "raw bytes: contents of strings, byte arrays, ...; not traced") \
    KIND(ValueArray, ValueArray, "array of slots: list items, attribute segments; traced") \
    KIND(DictTable, DictTable, "entries and index of a dict; traced") \
    KIND(SetTable, SetTable, "entries of a set; traced")

enum class Kind : uint8_t {
#define KIND(name, type, comment) k##name,
    ORRERY_KINDS(KIND)
#undef KIND
        kCount
};

struct Object {
    uint32_t shape;
    Kind kind;
    uint8_t flags;
    uint8_t lock;  // taken by mutators in multi-mutator mode; 0 while free
    uint8_t gc;

    // flags: the low six bits belong to the kind
    static constexpr uint8_t kUserType = 0x80;  // its type was made by a `class` statement
    static constexpr uint8_t kHasAttrs = 0x40;  // a native layout followed by attribute storage

    // gc
    static constexpr uint8_t kOldUnlogged = 0x01;   // old, and not in the remembered set
    static constexpr uint8_t kNeedsFinalize = 0x02; // the kind's `finalize` runs when swept
    static constexpr uint8_t kHasDel = 0x04;        // its type has __del__, not yet called
    static constexpr uint8_t kWeaklyReferenced = 0x08;

    bool is(Kind k) const { return kind == k; }
    /// True if the type is exactly the built-in one of this kind.
    bool is_exact() const { return !(flags & kUserType); }
};
static_assert(sizeof(Object) == 8);

inline bool Value::is(Kind kind) const { return is_object() && as_object()->kind == kind; }

inline bool Value::has_shape(uint32_t shape) const {
    return is_object() && as_object()->shape == shape;
}

/// Records an old object that has been written to: at `address`, or anywhere if it is null
/// (heap.cpp).
void remember(Context& ctx, Object* owner, const void* address);

/// After writing any number of slots of the owner without Slot::set.
inline void write_barrier(Context& ctx, Object* owner) {
    if (__builtin_expect(owner->gc & Object::kOldUnlogged, 0)) remember(ctx, owner, nullptr);
}

/// A cell of a heap object. Reads and writes are relaxed atomics: no tearing between mutators.
class Slot {
public:
    Value get() const { return Value::from_bits(__atomic_load_n(&bits_, __ATOMIC_RELAXED)); }
    void set(Context& ctx, Object* owner, Value v) {
        __atomic_store_n(&bits_, v.bits(), __ATOMIC_RELAXED);
        // Only a pointer can make an old object refer to a young one.
        if (v.is_object() && __builtin_expect(owner->gc & Object::kOldUnlogged, 0)) {
            remember(ctx, owner, this);
        }
    }
    void init(Value v) { __atomic_store_n(&bits_, v.bits(), __ATOMIC_RELAXED); }
    explicit operator bool() const { return bool(get()); }

private:
    uint64_t bits_;
};

/// A typed slot that holds a pointer to a heap object (or null).
template <typename T>
class Ref {
public:
    T* get() const { return reinterpret_cast<T*>(__atomic_load_n(&bits_, __ATOMIC_RELAXED)); }
    T* operator->() const { return get(); }
    explicit operator bool() const { return get() != nullptr; }
    void set(Context& ctx, Object* owner, T* p) {
        __atomic_store_n(&bits_, reinterpret_cast<uint64_t>(p), __ATOMIC_RELAXED);
        if (__builtin_expect(owner->gc & Object::kOldUnlogged, 0)) remember(ctx, owner, this);
    }
    void init(T* p) { __atomic_store_n(&bits_, reinterpret_cast<uint64_t>(p), __ATOMIC_RELAXED); }

private:
    uint64_t bits_;
};

/// Raw bytes on the heap.
struct Buffer : Object {
    uint64_t capacity;  // bytes
    uint8_t* bytes() { return reinterpret_cast<uint8_t*>(this + 1); }
};

/// Slots on the heap; those at and beyond the owner's size are empty.
struct ValueArray : Object {
    uint64_t capacity;  // slots
    Slot* slots() { return reinterpret_cast<Slot*>(this + 1); }
};

/// Objects of native types without a kind of their own derive from this.
struct NativeObject : Object {};

/// An instance of a Python class: attribute storage at offset 8 (shape.h).
struct Instance : Object {};

}  // namespace orrery
