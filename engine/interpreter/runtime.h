// Runtime: everything one engine owns and its contexts share. No process-wide state stands
// behind it; two runtimes in a process do not know of each other.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/interpreter/context.h"
#include "engine/objects/shape.h"
#include "engine/objects/signature.h"

namespace orrery {

namespace io {
class IoState;
}

struct RuntimeOptions {
    uint64_t heap_limit = 0;           // bytes; 0: none
    uint64_t value_stack_bytes = uint64_t{1} << 30;  // reserved, committed as used
    std::string library_path;          // standard library folder; empty: found
    // sys.flags:
    int optimize = 0;  // 1: compile() drops asserts, 2: docstrings too
    bool ignore_environment = false;
    bool isolated = false;
    bool safe_path = false;
    bool quiet = false;
    bool dev_mode = false;
    uint64_t machine_stack_bytes = uint64_t{8} << 20;  // of the thread the runtime lives on
};

class Runtime {
public:
    /// Must be created and used on one thread: the engine's home thread.
    explicit Runtime(const RuntimeOptions& options);
    ~Runtime();

    Context& main_context() { return *main_; }
    Type* type(TypeId id) const { return types_[static_cast<unsigned>(id)]; }
    String* name(Name n) const { return names_[static_cast<unsigned>(n)]; }
    String* special_name(Special s) const { return special_names_[static_cast<unsigned>(s)]; }
    /// The special with that interned name, or kSpecialCount.
    unsigned special_of(const String* name) const;

    /// Runs what other threads posted (kPollCall). False after an exception.
    bool run_posted(Context& ctx);
    /// A pending Ctrl-C: calls the handler the program installed, or raises KeyboardInterrupt.
    bool handle_interrupt(Context& ctx);

    RuntimeOptions options;
    ShapeTable shapes;
    std::unique_ptr<Heap> heap;
    uint64_t hash_seed[2];
    uint32_t next_type_version = 1;
    uint32_t next_keys_version = 1;
    int32_t recursion_limit = 1000;
    int32_t coroutine_origin_depth = 0;  // sys.set_coroutine_origin_tracking_depth()
    double switch_interval = 0.005;      // sys.setswitchinterval(), in seconds
    uint64_t int_max_str_digits = 4300;  // sys.set_int_max_str_digits(); 0: no limit

    // Roots; traced by trace_roots().
    Type* types_[static_cast<unsigned>(TypeId::kCount)] = {};
    String* names_[static_cast<unsigned>(Name::kCount)] = {};
    String* special_names_[kSpecialCount] = {};
    std::unordered_map<const String*, unsigned> special_index;
    String* char_strings[256] = {};    // one-character strings of Latin-1
    String* empty_string = nullptr;
    Tuple* empty_tuple = nullptr;
    Value empty_bytes;
    Value empty_frozenset;
    Dict* builtins = nullptr;          // the namespace of module builtins
    Dict* modules = nullptr;           // sys.modules
    Dict* sys_dict = nullptr;          // the namespace of module sys
    Value memory_error;                // an instance made in advance
    List* codec_searches = nullptr;    // search functions of codecs, as registered
    Dict* codec_cache = nullptr;       // normalized name of an encoding -> CodecInfo
    Dict* codec_errors = nullptr;      // name -> error handler
    SignatureTable signatures;
    struct StructType {                // of a StructSequence declaration (structseq.h)
        Type* type = nullptr;
        std::unique_ptr<NativeTypeSpec> spec;
        std::unique_ptr<std::vector<NativeProperty>> properties;
    };
    std::unordered_map<const struct StructSequence*, StructType> struct_types;
    Value async_generator_hooks[2];    // firstiter, finalizer
    std::mutex posted_mutex;
    std::vector<std::function<bool(Context&)>> posted;  // guarded by posted_mutex
    bool has_archive_hook = false;     // sys.path_hooks got zipimport's: see add_archive_hook()
    bool finalizing = false;           // the program has ended; atexit functions have run
    std::vector<Value> extra_roots;    // whatever else must live as long as the runtime
    std::vector<Value> repr_running;   // objects whose repr is being made (repr_enter)

    std::shared_ptr<io::IoState> io;    // what module _io shares; null until it is imported

    struct InternTable;                // weak: names nobody uses are dropped by a collection
    std::unique_ptr<InternTable> interned;
    struct MethodCache;                // (type version, name) -> attribute
    std::unique_ptr<MethodCache> method_cache;

private:
    std::unique_ptr<Context> main_;
};

inline Type* Context::type(TypeId id) { return runtime_.type(id); }
inline String* Context::name(Name n) { return runtime_.name(n); }

inline Type* type_of(Context& ctx, Value v) {
    if (v.is_object()) return ctx.runtime().shapes.at(v.as_object()->shape)->type;
    if (v.is_small_int()) return ctx.type(TypeId::kInt);
    if (v.is_double()) return ctx.type(TypeId::kFloat);
    if (v.is_bool()) return ctx.type(TypeId::kBool);
    if (v.is_none()) return ctx.type(TypeId::kNoneType);
    return ctx.type(v.is_not_implemented() ? TypeId::kNotImplementedType : TypeId::kEllipsis);
}

}  // namespace orrery
