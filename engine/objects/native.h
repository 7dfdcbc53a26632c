// How native code appears to programs: functions and types are declared in constant tables.
//
// A native function is declared by its Python signature, parsed when first needed:
//
//     {"split(self, /, sep=None, maxsplit=-1)", str_split}
//     {"print(*args, sep=' ', end='\\n', file=None, flush=False)", builtin_print}
//     {"get(self, key, default=None, /)", dict_get}
//     {"__new__(cls, x=0, /, base=?)", int_new}      `?`: optional without a default to show
//
// The caller binds arguments, so the function receives one value a parameter, in order, with
// the empty Value for those not given (the default in the text is documentation and
// introspection only: the function supplies it). `*args` arrives in Args::rest, `**kwargs` in
// Args::keywords. Methods get `self` as first parameter, already checked to be an instance of
// the declaring type. Arity and keyword errors are raised by the binder with CPython's messages.
#pragma once

#include <span>

#include "engine/objects/object.h"
#include "engine/objects/types.h"

namespace orrery {

struct Args {
    const Value* values;           // one a declared parameter
    const Value* rest_values = nullptr;  // *args
    uint32_t rest_count = 0;
    Value keywords = {};           // dict of **kwargs, or empty when none were given

    Value operator[](unsigned i) const { return values[i]; }
    std::span<const Value> rest() const { return {rest_values, rest_count}; }
};

/// Returns empty after setting an exception in `ctx`.
using NativeFn = Value (*)(Context& ctx, const Args& args);

struct NativeMethod {
    const char* signature;
    NativeFn function;
    const char* doc = nullptr;
    /// kTupleArguments: arity errors read "find() takes at least 1 argument (0 given)".
    enum Flags : uint8_t {
        kPlain = 0,
        kClassMethod = 1,
        kStaticMethod = 2,
        kTupleArguments = 4,
    } flags = kPlain;
};

struct NativeProperty {
    const char* name;
    Value (*get)(Context& ctx, Value self);
    /// `value` is empty for deletion. Null for a read-only property. False on error.
    bool (*set)(Context& ctx, Value self, Value value) = nullptr;
    const char* doc = nullptr;
    bool is_member = false;  // programs see a member_descriptor, not a getset_descriptor
};

class Marker;

/// Steps a native iterator: next value, Value::stop() at the end, empty on error.
using NextFn = Value (*)(Context& ctx, Value self);

struct NativeTypeSpec {
    const char* name;    // with module: "collections.deque"; bare for builtins
    TypeId base = TypeId::kObject;
    Kind kind = Kind::kNative;
    uint32_t size = 0;   // bytes of the C++ layout; 0: instances are not made by allocate<T>
    bool subclassable = true;
    bool has_dict = false;       // instances of the type itself have attribute storage
    uint32_t attrs_offset = 0;   // where the layout itself keeps the attrs word; 0: it does not
    bool variable_size = false;  // elements follow the layout; attribute storage comes last
    std::span<const NativeMethod> methods = {};
    std::span<const NativeProperty> properties = {};
    NextFn next = nullptr;  // __iter__ and __next__ follow from it unless declared
    void (*trace)(Marker& marker, Object* self) = nullptr;      // kind kNative only
    void (*finalize)(Object* self) = nullptr;  // kind kNative only; no allocation
    const char* doc = nullptr;
    const NativeTypeSpec* native_base =
        nullptr;  // instead of `base`, for a base in the same module
    const struct BufferOps* buffer = nullptr;  // memory its objects lend (buffer.h)
};

/// __iter__ and __next__ of native iterators.
extern const NativeMethod kIteratorProtocol[2];

/// A native module: its table of functions and a function that fills in the rest.
struct NativeModuleSpec {
    const char* name;
    std::span<const NativeMethod> functions = {};
    /// Adds types, constants and state; may be null. False on error.
    bool (*populate)(Context& ctx, struct Module* module) = nullptr;
    const char* doc = nullptr;
};

}  // namespace orrery
