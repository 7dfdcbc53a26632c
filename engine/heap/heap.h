// Heap: allocator and collector of one engine.
//
// Non-moving, generational by sticky mark bits: a minor collection keeps the marks of the last
// one and traces only from roots and remembered old objects; a major one clears them first.
// Stop-the-world at safepoints. Small cells live in 16 KiB blocks of one size class; their mark
// bits are in one bitmap beside the blocks (heap_space.h). Allocation bumps through runs of free
// cells that are zeroed when taken. Larger cells are allocated apart and can grow in place.
//
// Machine stacks and the value stack are scanned conservatively: any word that points into a
// cell, its interior included, keeps the cell. Objects are traced precisely by their kind.
//
// The address range is reserved once; committing follows use. `limit` bounds the bytes of live
// cells plus free blocks: beyond it allocation collects, then fails with MemoryError.
#pragma once

#include <atomic>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include "engine/objects/object.h"

namespace orrery {

struct Code;
struct Generator;
struct WeakRef;
class Heap;
class Liveness;
class MarkingTeam;
class Runtime;

/// Handed to trace functions.
class Marker {
public:
    explicit Marker(Heap& heap);
    ~Marker();
    Marker(const Marker&) = delete;
    Marker& operator=(const Marker&) = delete;

    void mark(Value v) {
        if (v.is_object()) mark(v.as_object());
    }
    void mark(Slot& s) { mark(s.get()); }
    template <typename T>
    void mark(Ref<T>& r) {
        mark(static_cast<Object*>(r.get()));
    }
    /// Null is ignored.
    void mark(Object* o) {
        const uint64_t offset = reinterpret_cast<uint64_t>(o) - base_;
        if (__builtin_expect(offset < size_, 1)) {
            uint64_t& word = marks_[offset >> 10];
            const uint64_t bit = uint64_t{1} << ((offset >> 4) & 63);
            if (__atomic_load_n(&word, __ATOMIC_RELAXED) & bit) return;
            if (__builtin_expect(team_ != nullptr, 0)) {
                if (__atomic_fetch_or(&word, bit, __ATOMIC_RELAXED) & bit) return;
            } else {
                word |= bit;
            }
            push(o);
        } else if (o) {
            mark_large(o);
        }
    }
    /// Marks the cell an arbitrary address points into, if any.
    void mark_conservatively(uint64_t word);
    void mark_range_conservatively(const uint64_t* begin, const uint64_t* end);
    /// All slots of a large array, piece by piece, so that the mark stack stays small.
    void mark_array(ValueArray* array);
    /// The slots in bytes [from, to) of a large array's or dict table's cell.
    void mark_part(Object* o, uint64_t from, uint64_t to);
    /// Whole words of the object's cell from that byte offset on, each a Slot.
    void mark_cell_from(Object* o, size_t offset);
    /// Inline caches keep nothing alive in a major collection: clean_caches() sees to them.
    bool has_weak_caches() const { return weak_caches_; }
    /// A code object that is alive: its caches are cleaned before dead shapes' ids are reused.
    void note_code(Code* code) { codes_.push_back(code); }
    /// The registers of a generator that is not running.
    void mark_suspended(Generator* g);
    const Liveness& liveness_of(const Code* code);

    Heap& heap() { return heap_; }
    struct Type* type_of(const Object* o) const;

private:
    friend class Heap;
    friend class MarkingTeam;
    /// A helper of `leader`.
    Marker(Marker& leader, MarkingTeam& team);
    struct ArrayPart {
        ValueArray* array;
        uint64_t next;
    };
    void push(Object* o) {
        __builtin_prefetch(o);
        if (__builtin_expect(top_ == limit_, 0) && !grow()) return;
        *top_++ = o;
    }
    bool grow();
    void mark_large(Object* o);
    void mark_shape(uint32_t shape);
    void visit(Object* o);
    void drain();

    Heap& heap_;
    uint64_t base_;   // of the small cells' address range
    uint64_t size_;   // bytes of it in use
    uint64_t* marks_;
    uint8_t* shape_marks_;
    MarkingTeam* team_ = nullptr;  // while several markers work: see parallel_marking.h
    Object** stack_ = nullptr;
    Object** top_ = nullptr;
    Object** limit_ = nullptr;
    bool weak_caches_ = false;
    bool listing_ = false;     // only the stack matters: for_each_referent
    bool overflowed_ = false;  // an object was marked but could not be pushed
    std::vector<ArrayPart> arrays_;
    std::vector<Code*> codes_;
    std::unordered_map<const Code*, std::unique_ptr<Liveness>> liveness_;  // what was asked for
};

struct HeapStatistics {
    /// Collections of one sort, since the engine started. A pause is the time from the start of a
    /// collection to its end; finalizers run later and do not count.
    struct Collections {
        uint64_t count = 0;
        uint64_t freed = 0;  // objects
        uint64_t longest_pause_ns = 0;
        uint64_t total_pause_ns = 0;
    };
    uint64_t live_bytes = 0;  // after the last collection
    uint64_t peak_live_bytes = 0;  // the most that a collection left
    uint64_t allocated_bytes = 0;  // since the engine started
    uint64_t committed_bytes = 0;
    Collections minor, major;

    uint64_t longest_pause_ns() const {
        return minor.longest_pause_ns > major.longest_pause_ns ? minor.longest_pause_ns
                                                               : major.longest_pause_ns;
    }
};

class Heap {
public:
    static constexpr size_t kGranule = 16;
    static constexpr size_t kBlockSize = 16 * 1024;
    static constexpr size_t kMaxSmall = 2048;  // bytes; larger cells are allocated apart

    /// `limit` in bytes, 0 for none.
    Heap(Context& ctx, uint64_t limit);
    ~Heap();

    /// A zeroed cell with its header set (shape, kind). Null, with MemoryError set, at the limit.
    /// `bytes` includes the header. May collect.
    Object* allocate(Kind kind, uint32_t shape, size_t bytes) {
        if (__builtin_expect(bytes <= kMaxSmall, 1)) {
            Run& run = runs_[(bytes + kGranule - 1) / kGranule];
            uint8_t* p = run.cursor;
            if (__builtin_expect(p < run.limit, 1)) {
                run.cursor = p + run.cell;
                Object* o = reinterpret_cast<Object*>(p);
                o->shape = shape;
                o->kind = kind;
                return o;
            }
        }
        return allocate_slow(kind, shape, bytes);
    }
    template <typename T>
    T* allocate(Kind kind, uint32_t shape, size_t extra = 0) {
        return static_cast<T*>(allocate(kind, shape, sizeof(T) + extra));
    }
    Buffer* allocate_buffer(uint64_t bytes);
    ValueArray* allocate_values(uint64_t count);
    /// Grows (or moves) to at least `count` slots, keeping contents; a large array grows in place
    /// or by remapping. The old array must not be used afterwards.
    /// Null, with MemoryError set, leaves the old array as it is.
    ValueArray* grow_values(ValueArray* old, uint64_t count);
    Buffer* grow_buffer(Buffer* old, uint64_t bytes);

    /// Bytes of the cell that holds the object (at least what was asked for).
    size_t cell_size(const Object* o) const;
    /// The object whose cell contains the address, or null.
    Object* find_object(uint64_t address) const;

    enum class Collect : uint8_t { kMinor, kMajor };
    /// Runs now. Callers must be at a point where all live values are in the value stack, heap
    /// objects, roots or this thread's machine stack. Returns the number of objects freed.
    uint64_t collect(Collect what);
    /// The same for a native that the running frame's current instruction has called straight away
    /// and that needs its arguments no more: every value it could lose is in a frame. Dead
    /// temporaries of frames and the machine stack below the interpreter are not looked at, so
    /// what the program has let go of is freed for certain.
    uint64_t collect_exactly(Collect what);
    /// What is known about where the running program stands during a collection.
    enum class Point : uint8_t {
        kAnywhere,  // in the middle of an allocation
        kInNative,  // in a native: frames are at calls (unless finalizers run)
        kExact,  // as collect_exactly() says
    };
    Point point() const { return point_; }
    /// True while finalizers run on behalf of the running frame, which is at no known point then.
    bool is_finalizing(const Value* regs) const { return finalizing_ == regs; }
    /// Runs pending `__del__` methods and weak reference callbacks (at safepoints; may call
    /// Python). An exception in one is reported through sys.unraisablehook.
    void run_finalizers(Context& ctx);
    bool has_pending_finalizers() const { return !pending_.empty(); }

    /// While off, only the limit and explicit calls of collect() start a collection.
    void set_enabled(bool on) { enabled_ = on; }
    bool is_enabled() const { return enabled_; }
    /// For finding faults: collects (every fourth time in full) at each n-th allocation and clears
    /// dead cells at once, so that a missing root shows. 0: off.
    void set_stress(uint32_t every_nth);
    uint64_t limit() const { return limit_; }
    void set_limit(uint64_t bytes) { limit_ = bytes; }
    const HeapStatistics& statistics() const { return statistics_; }

    /// Must be called for each object whose type has __del__ and for each WeakRef made.
    void register_finalizable(Object* o);
    void register_weakref(WeakRef* w);
    /// The weak references to an object, newest first.
    void weakrefs_to(Object* o, std::vector<WeakRef*>& out);
    /// The newest of them, or null; the others follow by WeakRef::next.
    WeakRef* first_weakref(const Object* o) const;
    /// Must be called (instead of setting the flag) for an object whose kind's or spec's
    /// `finalize` is to run when it is freed.
    void needs_finalize(Object* o);

    /// Between marking and freeing, `hook` is called: tables that hold heap objects weakly drop
    /// those for which is_marked is false. A minor collection frees young objects only, so what
    /// such a table has held since an earlier collection need not be looked at then.
    void add_sweep_hook(std::function<void(Heap&, Collect)> hook);
    bool is_marked(const Object* o) const;
    /// After marking: whether the shape's type is alive.
    bool is_shape_alive(uint32_t shape) const;

    /// Memory outside the heap that an object keeps alive (sockets, compression state): counts
    /// towards the collection trigger.
    void note_external_bytes(int64_t delta);

    /// Called with each live object (gc.get_objects, heap views). No allocation inside.
    void for_each_object(const std::function<void(Object*)>& visit);

    /// Called with each object that programs can see and that `o` refers to, once each; arrays and
    /// tables that belong to `o` are looked through. No allocation inside.
    void for_each_referent(Object* o, const std::function<void(Object*)>& visit);

    /// What a program has set through module gc; the collector does not look at it.
    struct Settings {
        bool enabled = true;
        int32_t thresholds[3] = {700, 10, 10};
        int32_t debug = 0;
    };
    Settings settings;

    /// See remember() in object.h.
    void remember(Object* owner, const void* address);

private:
    friend class Marker;
    struct Run {
        uint8_t* cursor = nullptr;
        uint8_t* limit = nullptr;  // a whole number of cells after the cursor
        size_t cell = 0;  // bytes of a cell of this size class
    };
    struct Pending {
        Object* object;  // whose __del__ is due, or the weak reference whose callback is
        bool is_weakref;
    };
    Object* allocate_slow(Kind kind, uint32_t shape, size_t bytes);
    Object* allocate_large(Kind kind, uint32_t shape, size_t bytes);
    /// Grows a large cell, which may move it.
    Object* resize_cell(Object* old, size_t bytes);
    /// Makes room for more small cells: the run of that index is not empty afterwards. False at
    /// the limit.
    bool take_run(unsigned granules);
    uint64_t collect_now(Collect what);
    [[gnu::noinline]] uint64_t run_collection(Collect what);
    void collect_if_due(size_t bytes);
    /// True if `bytes` more are within the limit, after a major collection if need be.
    bool within_limit(size_t bytes);
    void mark_machine_stack(Marker& marker);
    void mark_all(Marker& marker, Collect what);
    void mark_remembered(Marker& marker, Object* o);
    void process_weakrefs(Marker& marker, Collect what);
    void process_finalizables(Marker& marker, Collect what);
    void clean_caches(Marker& marker);
    void clean_method_cache();
    void mark_shape_names(Marker& marker);
    void free_shapes(Marker& marker, Collect what);

    Run runs_[kMaxSmall / kGranule + 1];
    Context& ctx_;
    uint64_t limit_;
    bool enabled_ = true;
    Point point_ = Point::kAnywhere;
    const void* stack_in_use_ = nullptr;  // machine stack where the collection was asked for
    const Value* finalizing_ = nullptr;  // Context::regs where run_finalizers was called
    std::vector<Pending> pending_;
    std::deque<Pending> running_;  // taken by run_finalizers, not yet called
    HeapStatistics statistics_;
    struct Space;  // blocks, large cells, remembered set, weak references (heap_space.h)
    std::unique_ptr<Space> space_;
};

/// What the heap must know of a kind; one row each in kinds.cpp.
struct KindOps {
    const char* name;
    void (*trace)(Marker& marker, Object* o);  // null: nothing to trace
    /// Null: nothing to release. Type and shape of the object are still there.
    void (*finalize)(Runtime& runtime, Object* o);
};
extern const KindOps kKindOps[];

/// Roots the engine adds: types, modules, interned names, the value stacks (kinds.cpp).
void trace_roots(Marker& marker, Context& ctx);

}  // namespace orrery
