// Starting and ending an engine: heap, stacks, names, built-in types, in an order that lets each
// step use only what exists already.
#include "engine/interpreter/runtime.h"

#include <random>

#include "engine/heap/platform.h"
#include "engine/interpreter/operations.h"
#include "engine/modules/module_roots.h"
#include "engine/modules/modules.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/function.h"
#include "engine/objects/intern_table.h"
#include "engine/objects/method_cache.h"

namespace orrery {

#define TYPE(name) extern const NativeTypeSpec k##name##Spec;
ORRERY_TYPES(TYPE)
#undef TYPE

namespace {

const NativeTypeSpec* const kSpecs[] = {
#define TYPE(name) &k##name##Spec,
    ORRERY_TYPES(TYPE)
#undef TYPE
};
constexpr unsigned kPlainTypes = sizeof kSpecs / sizeof kSpecs[0];
constexpr unsigned kTypes = static_cast<unsigned>(TypeId::kCount);

// A native call that goes deeper than this on the machine stack raises RecursionError.
constexpr size_t kMachineStackReserve = 256 * 1024;

const NativeTypeSpec& spec_of(unsigned i) {
    return i < kPlainTypes ? *kSpecs[i] : exception_spec(static_cast<TypeId>(i));
}

/// Cells and shapes of all built-in types, without names: afterwards strings can be made.
void make_type_cells(Context& ctx) {
    Runtime& rt = ctx.runtime();
    for (unsigned i = 0; i < kTypes; i++) {
        const NativeTypeSpec& spec = spec_of(i);
        Type* base = i == 0 ? nullptr : rt.types_[static_cast<unsigned>(spec.base)];
        rt.types_[i] = make_native_type_cell(ctx, spec, base, builtin_shape(TypeId::kType));
    }
}

void make_names(Context& ctx) {
    Runtime& rt = ctx.runtime();
    rt.empty_string = make_string(ctx, "");
    rt.empty_tuple = new_tuple(ctx, 0);
    unsigned i = 0;
#define NAME(n) rt.names_[i++] = intern(ctx, #n);
    ORRERY_NAMES(NAME)
#undef NAME
    i = 0;
#define SPECIAL(id, name) rt.special_names_[i++] = intern(ctx, name);
    ORRERY_SPECIALS(SPECIAL)
#undef SPECIAL
    for (i = 0; i < kSpecialCount; i++)
        rt.special_index[rt.special_names_[i]] = i;
}

}  // namespace

unsigned Runtime::special_of(const String* name) const {
    auto it = special_index.find(name);
    return it == special_index.end() ? kSpecialCount : it->second;
}

namespace {

/// Frames count to the memory a program may have: with an eighth of the heap's limit at most, the
/// traceback of as many frames as there can be finds room in the heap.
size_t value_stack_bytes(const RuntimeOptions& options) {
    constexpr uint64_t kLeast = uint64_t{1} << 20;
    if (!options.heap_limit) return options.value_stack_bytes;
    const uint64_t page = heap_platform::page_size();
    const uint64_t limit = std::max(options.heap_limit / 8, kLeast) / page * page;
    return std::min(options.value_stack_bytes, limit);
}

}  // namespace

Context::Context(Runtime& runtime) : runtime_(runtime) {
    const size_t bytes = value_stack_bytes(runtime.options);
    stack_begin = static_cast<Value*>(heap_platform::reserve(bytes, heap_platform::page_size()));
    heap_platform::commit(stack_begin, bytes);
    constexpr size_t kSpare = 1024;  // behind the limit: to raise RecursionError, to prepare calls
    stack_limit = stack_begin + bytes / sizeof(Value) - kSpare;
    depth_left = runtime.recursion_limit;
}

Context::~Context() { heap_platform::release(stack_begin, value_stack_bytes(runtime_.options)); }

Runtime::Runtime(const RuntimeOptions& given)
    : options(given),
      interned(std::make_unique<InternTable>()),
      method_cache(std::make_unique<MethodCache>()),
      main_(std::make_unique<Context>(*this)) {
    Context& ctx = *main_;
    extra_roots.resize(kModuleRootCount);
    std::random_device random;
    hash_seed[0] = uint64_t{random()} << 32 | random();
    hash_seed[1] = uint64_t{random()} << 32 | random();
    heap = std::make_unique<Heap>(ctx, options.heap_limit);
    heap->set_enabled(false);
    ctx.heap_ = heap.get();
    const char* here = static_cast<const char*>(__builtin_frame_address(0));
    ctx.machine_stack_limit = here - options.machine_stack_bytes + kMachineStackReserve;
    make_type_cells(ctx);
    make_names(ctx);
    for (Type* type : types_)
        populate_native_type(ctx, type);
    add_native_base(ctx, type(TypeId::kExceptionGroup), type(TypeId::kException));
    // What sequence and mapping patterns match; collections.abc registers the rest.
    for (TypeId id : {TypeId::kList, TypeId::kTuple, TypeId::kRange, TypeId::kMemoryView}) {
        type(id)->type_flags |= Type::kSequence;
    }
    for (TypeId id : {TypeId::kDict, TypeId::kMappingProxy}) {
        type(id)->type_flags |= Type::kMapping;
    }
    memory_error = Value::object(make_exception(ctx, TypeId::kMemoryError, {}));
    make_builtin_modules(ctx);
    heap->set_enabled(true);
}

Runtime::~Runtime() { heap.reset(); }

bool Context::handle_poll() {
    const uint32_t reasons = poll.exchange(0, std::memory_order_acquire);
    if (reasons & kPollTerminate) {
        terminating = true;
        poll.fetch_or(kPollTerminate, std::memory_order_relaxed);
        if (!exception) raise(*this, TypeId::kKeyboardInterrupt, "terminated");
        return false;
    }
    if (reasons & kPollTrace) poll.fetch_or(kPollTrace, std::memory_order_relaxed);
    if (reasons & kPollCall && !runtime_.run_posted(*this)) {
        poll.fetch_or(reasons & (kPollFinalizers | kPollInterrupt), std::memory_order_relaxed);
        return false;
    }
    if (reasons & kPollFinalizers) heap_->run_finalizers(*this);
    if (reasons & kPollInterrupt) return runtime_.handle_interrupt(*this);
    return true;
}

bool Runtime::run_posted(Context& ctx) {
    std::vector<std::function<bool(Context&)>> due;
    {
        std::lock_guard lock(posted_mutex);
        due.swap(posted);
    }
    for (auto& f : due) {
        if (!f(ctx)) return false;
    }
    return true;
}

}  // namespace orrery
