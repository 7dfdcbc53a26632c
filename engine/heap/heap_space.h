// Heap::Space: where cells are, and what the collector knows about them.
//
//   small cells     one reserved range, cut into 16 KiB blocks; a block holds cells of one size
//   beside it       marks: 1 bit a granule (16 bytes), set at the start of each marked cell
//                   used:  1 bit a granule, set at the start of each cell that may hold an object
//                   infos: one BlockInfo a block
//   large cells     [ LargeHeader | object ... ], from malloc below kMinMapped bytes, else mappings
//
// After a collection `used` equals `marks`. A run of free cells taken for allocation has its
// used bits set and its bytes zeroed, so a conservative pointer counts if and only if the used
// bit is set and the header's kind is not kFree. Dead cells are not touched until they are
// reused.
#pragma once

#include <unordered_map>

#include "engine/heap/heap.h"
#include "engine/heap/platform.h"
#include "engine/objects/weakref.h"

namespace orrery {

/// A reserved range that becomes accessible from its start on.
class Reservation {
public:
    ~Reservation();
    bool reserve(size_t bytes, size_t alignment);
    /// Makes at least the first `bytes` accessible, `step` more at a time. False: no memory.
    bool commit(size_t bytes, size_t step);
    uint8_t* begin() const { return begin_; }
    size_t committed() const { return committed_; }
    size_t size() const { return size_; }

private:
    uint8_t* begin_ = nullptr;
    size_t size_ = 0;
    size_t committed_ = 0;
};

struct BlockInfo {
    uint16_t cell;  // bytes of a cell; 0: the block is free
    uint16_t count;  // cells in the block
    uint16_t live;  // used cells after the last sweep
    uint16_t next;  // granule at which the search for free runs goes on
    uint8_t size_class;
    bool young;  // allocated into since the last collection
    bool finalizable;  // may hold objects with kNeedsFinalize
    bool dirty;  // its bytes may differ from zero
};

/// Old arrays and dict tables of kCardedBytes or more are remembered by card: a minor collection
/// looks only at the parts written to since the last one.
struct alignas(16) LargeHeader {
    static constexpr uint64_t kCardBytes = 4096;
    static constexpr uint64_t kCardedBytes = 64 * 1024;

    uint64_t bytes;  // of the object's cell
    uint64_t mapped;  // bytes of the mapping; 0: from malloc
    uint8_t* cards;  // one a card: 1 if written to; null: never was
    uint32_t index;  // in Space::large
    bool marked;
    bool listed;  // in the remembered set by its cards
    bool all_dirty;  // counts for every card

    uint64_t card_count() const { return bytes / kCardBytes + 1; }

    Object* object() { return reinterpret_cast<Object*>(this + 1); }
    static LargeHeader* of(const Object* o) {
        return reinterpret_cast<LargeHeader*>(const_cast<Object*>(o)) - 1;
    }
};

struct Heap::Space {
    static constexpr uint64_t kMinMinorTrigger = uint64_t{4} << 20;
    static constexpr uint64_t kMinMajorTrigger = uint64_t{32} << 20;
    static constexpr size_t kMinMapped = 64 * 1024;
    static constexpr size_t kCommitStep = 1024 * 1024;
    static constexpr size_t kGranulesPerBlock = kBlockSize / kGranule;
    static constexpr size_t kWordsPerBlock = kGranulesPerBlock / 64;  // of marks, of used

    explicit Space(Runtime& runtime);
    ~Space();
    bool reserve();

    // ---- blocks ----
    uint8_t* base() const { return cells.begin(); }
    uint8_t* block_address(uint32_t b) const { return base() + size_t{b} * kBlockSize; }
    BlockInfo& info(uint32_t b) { return reinterpret_cast<BlockInfo*>(infos.begin())[b]; }
    uint64_t* mark_words() const { return reinterpret_cast<uint64_t*>(marks.begin()); }
    uint64_t* used_words() const { return reinterpret_cast<uint64_t*>(used.begin()); }
    bool in_small(const void* p) const {
        return static_cast<size_t>(static_cast<const uint8_t*>(p) - base()) < small_bytes;
    }
    /// A free block, or block_count when there is no memory or no address space.
    uint32_t take_block();
    /// Points `run` at the next free cells of its class in blocks at hand. False if there are none.
    bool next_run(Run& run, unsigned granules);
    /// Ends allocation in all current runs; cells not handed out become free again.
    void retire_runs(Run* runs);
    /// Frees what is not marked in the block; returns how many objects that were.
    uint64_t sweep_block(uint32_t b);
    uint64_t sweep_small(Collect what);
    uint64_t sweep_large(Collect what);
    /// Returns the pages of most free blocks to the system.
    void trim();
    /// Calls the finalizers of what the coming sweep frees: before it, because they look at types.
    void finalize_dead(Collect what);
    void finalize_all();
    void finalize_block(uint32_t b, bool all);
    void finalize(Object* o);

    Runtime& runtime;

    Reservation cells, marks, used, infos;
    std::unique_ptr<Reservation> shadow_marks;  // for for_each_referent; clear in between
    size_t small_bytes = 0;  // of the range handed out as blocks so far
    uint32_t block_count = 0;  // blocks among them
    uint32_t block_limit = 0;  // blocks in the reservation
    std::vector<uint32_t> free_blocks;
    std::vector<uint32_t> young_blocks;
    struct SizeClass {
        uint16_t cell;
        std::vector<uint32_t> available;  // blocks with free cells, not yet allocated into
        std::vector<uint64_t> starts;  // the `used` words of a block with every cell taken
    };
    std::vector<SizeClass> classes;
    uint8_t class_of[kMaxSmall / kGranule + 1];
    uint32_t current[kMaxSmall / kGranule + 1];  // block of each run; ~0: none
    bool clear_dead = false;  // zero dead cells when sweeping (tests)

    // ---- large cells ----
    LargeHeader* allocate_large(size_t bytes);
    /// May move it. Null: no memory, nothing changed.
    LargeHeader* resize_large(LargeHeader* h, size_t bytes);
    void free_large(LargeHeader* h);
    LargeHeader* find_large(uint64_t address);
    void sort_large();

    std::vector<LargeHeader*> large;  // in order of allocation: old ones first
    size_t large_old = 0;  // how many of them were there at the last collection
    std::vector<LargeHeader*> large_sorted;  // by address
    bool large_changed = false;  // large_sorted is not up to date

    // ---- sizes ----
    uint64_t committed_bytes() const { return uint64_t{block_count} * kBlockSize + large_bytes; }
    uint64_t in_use_bytes() const {
        return uint64_t{block_count - static_cast<uint32_t>(free_blocks.size())} * kBlockSize +
               large_bytes;
    }
    uint64_t small_live = 0;  // bytes of cells used after the last sweep
    uint64_t large_bytes = 0;
    int64_t external_bytes = 0;
    uint64_t since_collection = 0;  // bytes allocated
    uint64_t minor_trigger = kMinMinorTrigger;
    uint64_t major_trigger = kMinMajorTrigger;  // live bytes that make the next collection major
    bool reserve_open = false;  // the last part of the limit may be used (see make_room)
    bool collecting = false;

    // ---- generations ----
    std::vector<Object*> remembered;

    // ---- weak references and finalizers ----
    std::unordered_map<const Object*, WeakRef*> weak_targets;  // newest reference to each
    std::vector<WeakRef*> weakrefs;  // oldest first
    size_t weakrefs_old = 0;
    std::vector<Object*> finalizable;  // objects with __del__ not yet called
    size_t finalizable_old = 0;
    std::vector<std::function<void(Heap&, Collect)>> sweep_hooks;

    // ---- tests ----
    uint32_t stress = 0;
    uint32_t stress_count = 0;

    const uint64_t* machine_stack_top = nullptr;
};

}  // namespace orrery
