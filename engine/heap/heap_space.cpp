#include "engine/heap/heap_space.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>

namespace orrery {

namespace {

constexpr size_t kMaxReserve = size_t{64} << 30;
constexpr size_t kMinReserve = size_t{16} << 20;
constexpr size_t kReserveAlignment = 64 * 1024;

// How many cells a block of each size class above 256 bytes holds; below, each multiple of the
// granule is a class.
constexpr uint16_t kCellsPerBlock[] = {60, 52, 46, 40, 36, 32, 29, 26, 23, 20,
                                       18, 16, 14, 13, 12, 11, 10, 9,  8};
constexpr size_t kExactClasses = 16;

}  // namespace

// ---- Reservation ----

Reservation::~Reservation() {
    if (begin_) heap_platform::release(begin_, size_);
}

bool Reservation::reserve(size_t bytes, size_t alignment) {
    const size_t page = heap_platform::page_size();
    bytes = (bytes + page - 1) & ~(page - 1);
    begin_ = static_cast<uint8_t*>(heap_platform::reserve(bytes, alignment));
    size_ = begin_ ? bytes : 0;
    return begin_ != nullptr;
}

bool Reservation::commit(size_t bytes, size_t step) {
    if (bytes <= committed_) return true;
    if (bytes > size_) return false;
    const size_t end = std::min((bytes + step - 1) / step * step, size_);
    if (!heap_platform::commit(begin_ + committed_, end - committed_)) return false;
    committed_ = end;
    return true;
}

// ---- Space ----

Heap::Space::Space(Runtime& r) : runtime(r) {
    for (size_t g = 1; g <= kExactClasses; g++) {
        classes.push_back({static_cast<uint16_t>(g * kGranule), {}, {}});
    }
    for (uint16_t n : kCellsPerBlock) {
        classes.push_back({static_cast<uint16_t>(kBlockSize / n / kGranule * kGranule), {}, {}});
    }
    for (SizeClass& sizes : classes) {
        sizes.starts.resize(kWordsPerBlock);
        for (size_t g = 0; g + sizes.cell / kGranule <= kGranulesPerBlock;
             g += sizes.cell / kGranule) {
            sizes.starts[g / 64] |= uint64_t{1} << (g % 64);
        }
    }
    size_t c = 0;
    class_of[0] = 0;
    for (size_t g = 1; g <= kMaxSmall / kGranule; g++) {
        while (classes[c].cell < g * kGranule)
            c++;
        class_of[g] = static_cast<uint8_t>(c);
    }
    for (uint32_t& b : current)
        b = ~0u;
}

Heap::Space::~Space() {
    for (LargeHeader* h : large) {
        free(h->cards);
        if (h->mapped) {
            heap_platform::unmap(h, h->mapped);
        } else {
            free(h);
        }
    }
}

bool Heap::Space::reserve() {
    size_t bytes = kMaxReserve;
    const uint64_t limit = heap_platform::address_space_limit();
    while (bytes / 2 > kMinReserve && bytes > limit / 2)
        bytes /= 2;
    while (!cells.reserve(bytes, kReserveAlignment)) {
        bytes /= 2;
        if (bytes < kMinReserve) return false;
    }
    block_limit = static_cast<uint32_t>(bytes / kBlockSize);
    const size_t bitmap = size_t{block_limit} * kWordsPerBlock * 8;
    const size_t page = heap_platform::page_size();
    return marks.reserve(bitmap, page) && used.reserve(bitmap, page) &&
           infos.reserve(size_t{block_limit} * sizeof(BlockInfo), page);
}

uint32_t Heap::Space::take_block() {
    if (!free_blocks.empty()) {
        const uint32_t b = free_blocks.back();
        free_blocks.pop_back();
        return b;
    }
    if (block_count == block_limit) return block_count;
    const size_t blocks = size_t{block_count} + 1;
    const size_t page = heap_platform::page_size();
    if (!cells.commit(blocks * kBlockSize, kCommitStep) ||
        !marks.commit(blocks * kWordsPerBlock * 8, page) ||
        !used.commit(blocks * kWordsPerBlock * 8, page) ||
        !infos.commit(blocks * sizeof(BlockInfo), page)) {
        return block_count;
    }
    small_bytes = blocks * kBlockSize;
    return block_count++;
}

namespace {

template <size_t kWords>
bool is_free(const uint64_t* used) {
    uint64_t any = 0;
    for (size_t w = 0; w < kWords; w++)
        any |= used[w];
    return any == 0;
}

/// First set bit from `from` on in the words that `word_at` gives; `end` if there is none before.
template <typename WordAt>
size_t next_bit(size_t from, size_t end, WordAt&& word_at) {
    uint64_t mask = ~uint64_t{0} << (from % 64);
    for (size_t w = from / 64; w * 64 < end; w++) {
        if (const uint64_t word = word_at(w) & mask) {
            return std::min(w * 64 + static_cast<size_t>(std::countr_zero(word)), end);
        }
        mask = ~uint64_t{0};
    }
    return end;
}

/// As memset, without its call for the short runs between survivors.
void clear_cells(uint8_t* p, size_t bytes) {
    if (bytes > 256) {
        memset(p, 0, bytes);
        return;
    }
    for (uint8_t* end = p + bytes; p < end; p += Heap::kGranule)
        memset(p, 0, Heap::kGranule);
}

}  // namespace

bool Heap::Space::next_run(Run& run, unsigned granules) {
    SizeClass& sizes = classes[class_of[granules]];
    for (;;) {
        uint32_t b = current[granules];
        if (b == ~0u) {
            if (sizes.available.empty()) return false;
            b = sizes.available.back();
            sizes.available.pop_back();
            current[granules] = b;
            BlockInfo& i = info(b);
            i.next = 0;
            if (!i.young) {
                i.young = true;
                young_blocks.push_back(b);
            }
        }
        BlockInfo& i = info(b);
        uint64_t* bits = used_words() + size_t{b} * kWordsPerBlock;
        const size_t all = i.count * (i.cell / kGranule);
        size_t first = i.next;
        size_t end;
        if (first == 0 && !stress && is_free<kWordsPerBlock>(bits)) {
            // A block without survivors, the commonest case: taken whole.
            end = all;
            std::copy_n(sizes.starts.data(), kWordsPerBlock, bits);
        } else {
            first = next_bit(first, all, [&](size_t w) { return sizes.starts[w] & ~bits[w]; });
            if (first == all) {
                current[granules] = ~0u;
                continue;
            }
            end = stress ? first + i.cell / kGranule
                         : next_bit(first, all, [&](size_t w) { return bits[w]; });
            for (size_t w = first / 64; w <= (end - 1) / 64; w++) {
                uint64_t taken = sizes.starts[w];
                if (w == first / 64) taken &= ~uint64_t{0} << (first % 64);
                if (w == end / 64) taken &= ~(~uint64_t{0} << (end % 64));
                bits[w] |= taken;
            }
        }
        i.next = static_cast<uint16_t>(end);
        run.cursor = block_address(b) + first * kGranule;
        run.limit = block_address(b) + end * kGranule;
        run.cell = sizes.cell;
        const size_t bytes = (end - first) * kGranule;
        if (i.dirty) clear_cells(run.cursor, bytes);
        since_collection += bytes;
        return true;
    }
}

void Heap::Space::retire_runs(Run* runs) {
    for (unsigned g = 1; g <= kMaxSmall / kGranule; g++) {
        Run& run = runs[g];
        for (uint8_t* p = run.cursor; p < run.limit; p += run.cell) {
            const size_t granule = static_cast<size_t>(p - base()) / kGranule;
            used_words()[granule / 64] &= ~(uint64_t{1} << (granule % 64));
        }
        run.cursor = run.limit = nullptr;
        current[g] = ~0u;
    }
}

uint64_t Heap::Space::sweep_block(uint32_t b) {
    BlockInfo& i = info(b);
    uint64_t* m = mark_words() + size_t{b} * kWordsPerBlock;
    uint64_t* u = used_words() + size_t{b} * kWordsPerBlock;
    uint64_t freed = 0;
    unsigned live = 0;
    for (size_t w = 0; w < kWordsPerBlock; w++) {
        uint64_t dead = u[w] & ~m[w];
        if (dead) {
            freed += static_cast<unsigned>(std::popcount(dead));
            for (; clear_dead && dead; dead &= dead - 1) {
                const size_t granule = w * 64 + static_cast<unsigned>(std::countr_zero(dead));
                memset(block_address(b) + granule * kGranule, 0, i.cell);
            }
        }
        u[w] = m[w];
        live += static_cast<unsigned>(std::popcount(m[w]));
    }
    small_live += uint64_t{live} * i.cell;
    small_live -= uint64_t{i.live} * i.cell;
    i.live = static_cast<uint16_t>(live);
    i.young = false;
    i.dirty = true;
    if (live == 0) {
        i.cell = 0;
        i.finalizable = false;
        free_blocks.push_back(b);
    } else if (live < i.count) {
        classes[i.size_class].available.push_back(b);
    }
    return freed;
}

uint64_t Heap::Space::sweep_small(Collect what) {
    uint64_t freed = 0;
    if (what == Collect::kMajor) {
        for (SizeClass& c : classes)
            c.available.clear();
        for (uint32_t b = block_count; b-- > 0;) {
            if (info(b).cell) freed += sweep_block(b);
        }
    } else {
        for (uint32_t b : young_blocks)
            freed += sweep_block(b);
    }
    young_blocks.clear();
    return freed;
}

void Heap::Space::trim() {
    // Low addresses first in use: keep some of the free blocks, discard the rest in ranges.
    const size_t kept = std::max<size_t>(64, (block_count - free_blocks.size()) / 8);
    std::sort(free_blocks.begin(), free_blocks.end(), std::greater<>());
    if (free_blocks.size() <= kept) return;
    const size_t discarded = free_blocks.size() - kept;
    for (size_t i = 0; i < discarded;) {
        // Descending order: a range ends at block i and goes down.
        size_t end = i;
        bool dirty = false;
        do {
            dirty |= info(free_blocks[end]).dirty;
            info(free_blocks[end]).dirty = false;
            end++;
        } while (end < discarded && free_blocks[end] + 1 == free_blocks[end - 1]);
        if (dirty) {
            heap_platform::discard(block_address(free_blocks[end - 1]), (end - i) * kBlockSize);
        }
        i = end;
    }
}

void Heap::Space::finalize(Object* o) {
    if (o->gc & Object::kNeedsFinalize) kKindOps[unsigned(o->kind)].finalize(runtime, o);
}

void Heap::Space::finalize_block(uint32_t b, bool all) {
    if (!info(b).cell || !info(b).finalizable) return;
    const uint64_t* m = mark_words() + size_t{b} * kWordsPerBlock;
    const uint64_t* u = used_words() + size_t{b} * kWordsPerBlock;
    for (size_t w = 0; w < kWordsPerBlock; w++) {
        for (uint64_t dead = all ? u[w] : u[w] & ~m[w]; dead; dead &= dead - 1) {
            const size_t granule = w * 64 + static_cast<unsigned>(std::countr_zero(dead));
            finalize(reinterpret_cast<Object*>(block_address(b) + granule * kGranule));
        }
    }
}

void Heap::Space::finalize_dead(Collect what) {
    if (what == Collect::kMajor) {
        for (uint32_t b = 0; b < block_count; b++)
            finalize_block(b, false);
    } else {
        for (uint32_t b : young_blocks)
            finalize_block(b, false);
    }
    for (size_t i = what == Collect::kMajor ? 0 : large_old; i < large.size(); i++) {
        if (!large[i]->marked) finalize(large[i]->object());
    }
}

void Heap::Space::finalize_all() {
    for (uint32_t b = 0; b < block_count; b++)
        finalize_block(b, true);
    for (LargeHeader* h : large)
        finalize(h->object());
}

// ---- large cells ----

LargeHeader* Heap::Space::allocate_large(size_t bytes) {
    bytes = (bytes + kGranule - 1) & ~(kGranule - 1);
    size_t whole = sizeof(LargeHeader) + bytes;
    LargeHeader* h;
    if (whole >= kMinMapped) {
        const size_t page = heap_platform::page_size();
        whole = (whole + page - 1) & ~(page - 1);
        h = static_cast<LargeHeader*>(heap_platform::map(whole));
        if (!h) return nullptr;
        h->mapped = whole;
    } else {
        h = static_cast<LargeHeader*>(calloc(1, whole));
        if (!h) return nullptr;
    }
    h->bytes = whole - sizeof(LargeHeader);
    h->index = static_cast<uint32_t>(large.size());
    large.push_back(h);
    large_changed = true;
    large_bytes += whole;
    since_collection += whole;
    return h;
}

LargeHeader* Heap::Space::resize_large(LargeHeader* h, size_t bytes) {
    bytes = (bytes + kGranule - 1) & ~(kGranule - 1);
    size_t whole = sizeof(LargeHeader) + bytes;
    const size_t old_whole = sizeof(LargeHeader) + h->bytes;
    LargeHeader* moved;
    if (h->mapped) {
        const size_t page = heap_platform::page_size();
        whole = (whole + page - 1) & ~(page - 1);
        moved = static_cast<LargeHeader*>(heap_platform::remap(h, h->mapped, whole));
        if (!moved) return nullptr;
        moved->mapped = whole;
    } else if (whole >= kMinMapped) {
        const size_t page = heap_platform::page_size();
        whole = (whole + page - 1) & ~(page - 1);
        moved = static_cast<LargeHeader*>(heap_platform::map(whole));
        if (!moved) return nullptr;
        memcpy(moved, h, old_whole);
        moved->mapped = whole;
        free(h);
    } else {
        moved = static_cast<LargeHeader*>(realloc(h, whole));
        if (!moved) return nullptr;
        if (whole > old_whole) {
            memset(reinterpret_cast<uint8_t*>(moved) + old_whole, 0, whole - old_whole);
        }
    }
    if (moved->cards) {
        // Not worth moving: the array has just changed as a whole.
        free(moved->cards);
        moved->cards = nullptr;
        if (moved->listed) moved->all_dirty = true;
    }
    moved->bytes = whole - sizeof(LargeHeader);
    large[moved->index] = moved;
    large_changed = true;
    large_bytes += whole - old_whole;
    if (whole > old_whole) since_collection += whole - old_whole;
    return moved;
}

void Heap::Space::free_large(LargeHeader* h) {
    large_bytes -= sizeof(LargeHeader) + h->bytes;
    free(h->cards);
    if (h->mapped) {
        heap_platform::unmap(h, h->mapped);
    } else {
        free(h);
    }
}

uint64_t Heap::Space::sweep_large(Collect what) {
    size_t kept = what == Collect::kMajor ? 0 : large_old;
    const size_t before = large.size();
    for (size_t i = kept; i < before; i++) {
        LargeHeader* h = large[i];
        if (h->marked) {
            h->index = static_cast<uint32_t>(kept);
            large[kept++] = h;
        } else {
            free_large(h);
        }
    }
    large.resize(kept);
    large_old = kept;
    if (kept != before) large_changed = true;
    return before - kept;
}

void Heap::Space::sort_large() {
    if (!large_changed) return;
    large_sorted = large;
    std::sort(large_sorted.begin(), large_sorted.end());
    large_changed = false;
}

LargeHeader* Heap::Space::find_large(uint64_t address) {
    sort_large();
    auto it = std::upper_bound(
        large_sorted.begin(), large_sorted.end(), address,
        [](uint64_t a, const LargeHeader* h) { return a < reinterpret_cast<uint64_t>(h + 1); });
    if (it == large_sorted.begin()) return nullptr;
    LargeHeader* h = *--it;
    return address - reinterpret_cast<uint64_t>(h->object()) < h->bytes ? h : nullptr;
}

}  // namespace orrery
