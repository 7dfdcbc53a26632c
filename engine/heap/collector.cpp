#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>

#include "engine/bytecode/liveness.h"
#include "engine/heap/heap_space.h"
#include "engine/heap/parallel_marking.h"
#include "engine/interpreter/cache.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/generator.h"
#include "engine/objects/method_cache.h"

#if defined(__clang__)
#define ORRERY_SCANS_STACK __attribute__((no_sanitize("address", "thread"), noinline))
#else
#define ORRERY_SCANS_STACK \
    __attribute__((no_sanitize_address, no_sanitize_thread, noinline))
#endif

namespace orrery {

namespace {

constexpr uint64_t kArrayPiece = MarkingTeam::kArrayPiece;  // slots marked at a time
constexpr uint8_t kTypeMarked = 1;  // bits of ShapeTable::marked
constexpr uint8_t kNameMarked = 2;

constexpr uint64_t kMaxMinorTrigger = uint64_t{64} << 20;
constexpr uint64_t kMinParallel = uint64_t{32} << 20;  // live bytes worth starting threads for

}  // namespace

// ---- Marker ----

Marker::Marker(Heap& heap)
    : heap_(heap),
      base_(reinterpret_cast<uint64_t>(heap.space_->base())),
      size_(heap.space_->small_bytes),
      marks_(heap.space_->mark_words()) {
    std::vector<uint8_t>& shapes = heap.space_->runtime.shapes.marked;
    shapes.resize(std::max<size_t>(heap.space_->runtime.shapes.size(), 1));
    shapes[0] = kTypeMarked | kNameMarked;
    shape_marks_ = shapes.data();
}

Marker::Marker(Marker& leader, MarkingTeam& team)
    : heap_(leader.heap_),
      base_(leader.base_),
      size_(leader.size_),
      marks_(leader.marks_),
      shape_marks_(leader.shape_marks_),
      team_(&team),
      weak_caches_(leader.weak_caches_) {}

Marker::~Marker() { free(static_cast<void*>(stack_)); }

bool Marker::grow() {
    const size_t size = static_cast<size_t>(top_ - stack_);
    const size_t more = size ? size * 2 : 4096;
    Object** grown =
        static_cast<Object**>(realloc(static_cast<void*>(stack_), more * sizeof(Object*)));
    if (!grown) {
        overflowed_ = true;
        return false;
    }
    stack_ = grown;
    top_ = stack_ + size;
    limit_ = stack_ + more;
    return true;
}

void Marker::mark_large(Object* o) {
    LargeHeader* h = LargeHeader::of(o);
    // The first to exchange it has marked it, if several work.
    if (__atomic_load_n(&h->marked, __ATOMIC_RELAXED) ||
        __atomic_exchange_n(&h->marked, true, __ATOMIC_RELAXED)) {
        if (!listing_) return;
    }
    push(o);
}

void Marker::mark_shape(uint32_t shape) {
    __atomic_fetch_or(&shape_marks_[shape], kTypeMarked, __ATOMIC_RELAXED);
    mark(heap_.space_->runtime.shapes.at(shape)->type);
}

Type* Marker::type_of(const Object* o) const {
    return heap_.space_->runtime.shapes.at(o->shape)->type;
}

void Marker::mark_array(ValueArray* array) {
    if (array->capacity > kArrayPiece && !listing_) {
        arrays_.push_back(
            {array, MarkingTeam::pieces(0, (array->capacity + kArrayPiece - 1) / kArrayPiece)});
        return;
    }
    Slot* slots = array->slots();
    for (uint64_t i = 0, n = array->capacity; i < n; i++)
        mark(slots[i]);
}

void Marker::mark_part(Object* o, uint64_t from, uint64_t to) {
    uint64_t first, end;
    if (o->kind == Kind::kDictTable) {
        first = sizeof(DictTable);
        end = first + static_cast<DictTable*>(o)->used * sizeof(DictEntry);
    } else {
        first = sizeof(ValueArray);
        end = first + static_cast<ValueArray*>(o)->capacity * sizeof(Slot);
    }
    first = std::max(first, from);
    end = std::min(end, to);
    for (; first < end; first += sizeof(Slot)) {
        mark(*reinterpret_cast<Slot*>(reinterpret_cast<uint8_t*>(o) + first));
    }
}

void Marker::mark_cell_from(Object* o, size_t offset) {
    Slot* slot = reinterpret_cast<Slot*>(reinterpret_cast<uint8_t*>(o) + offset);
    Slot* end = reinterpret_cast<Slot*>(reinterpret_cast<uint8_t*>(o) + heap_.cell_size(o));
    for (; slot < end; slot++)
        mark(*slot);
}

void Marker::mark_conservatively(uint64_t word) { mark(heap_.find_object(word)); }

ORRERY_SCANS_STACK void Marker::mark_range_conservatively(const uint64_t* begin,
                                                          const uint64_t* end) {
    for (const uint64_t* p = begin; p < end; p++) {
        const uint64_t word = *p;
        if (word - Value::kFirstPointer < Value::kDoubleOffset - Value::kFirstPointer) {
            mark_conservatively(word);
        }
    }
}

void Marker::visit(Object* o) {
    o->gc |= Object::kOldUnlogged;
    const uint8_t known = __atomic_load_n(&shape_marks_[o->shape], __ATOMIC_RELAXED);
    if (__builtin_expect(!(known & kTypeMarked), 0)) mark_shape(o->shape);
    if (auto trace = kKindOps[static_cast<unsigned>(o->kind)].trace) trace(*this, o);
}

void Marker::drain() {
    // Objects pass through a short queue between stack and visit, so that their prefetches arrive.
    constexpr unsigned kQueue = 8;
    Object* queue[kQueue] = {};
    unsigned at = 0;
    unsigned queued = 0;
    for (;;) {
        Object* next = nullptr;
        if (__builtin_expect(team_ != nullptr, 0) && team_->is_hungry() &&
            MarkingTeam::can_share(*this)) {
            team_->share_from(*this);
        }
        if (top_ > stack_) {
            next = *--top_;
            __builtin_prefetch(next);
            queued++;
        } else if (queued == 0) {
            if (arrays_.empty()) {
                if (!team_ || !team_->take(*this)) return;
                continue;
            }
            ArrayPart& part = arrays_.back();
            ValueArray* array = part.array;
            const uint64_t piece = MarkingTeam::first_piece(part.next);
            const uint64_t first = piece * kArrayPiece;
            const uint64_t end = std::min(first + kArrayPiece, array->capacity);
            part.next++;
            if (piece + 1 == MarkingTeam::end_piece(part.next)) arrays_.pop_back();
            Slot* slots = array->slots();
            for (uint64_t i = first; i < end; i++)
                mark(slots[i]);
            continue;
        }
        Object* o = queue[at];
        queue[at] = next;
        at = (at + 1) % kQueue;
        if (o) {
            queued--;
            visit(o);
        }
    }
}

// ---- collection ----

ORRERY_SCANS_STACK void Heap::mark_machine_stack(Marker& marker) {
    const void* from = point_ == Point::kExact ? ctx_.interpreter_stack : stack_in_use_;
    marker.mark_range_conservatively(static_cast<const uint64_t*>(from), space_->machine_stack_top);
}

void Heap::mark_remembered(Marker& marker, Object* o) {
    LargeHeader* h = space_->in_small(o) ? nullptr : LargeHeader::of(o);
    if (!h || !h->listed || h->all_dirty) {
        marker.visit(o);
        marker.drain();
        return;
    }
    for (uint64_t card = 0, n = h->card_count(); card < n; card++) {
        if (!h->cards[card]) continue;
        marker.mark_part(o, card * LargeHeader::kCardBytes, (card + 1) * LargeHeader::kCardBytes);
        marker.drain();
    }
}

void Heap::mark_all(Marker& marker, Collect what) {
    Space& s = *space_;
    for (Object* o : s.remembered) {
        if (what == Collect::kMinor) mark_remembered(marker, o);
        if (s.in_small(o)) continue;
        LargeHeader* h = LargeHeader::of(o);
        if (!h->listed) continue;
        h->listed = h->all_dirty = false;
        if (h->cards) memset(h->cards, 0, h->card_count());
    }
    s.remembered.clear();
    trace_roots(marker, ctx_);
    mark_machine_stack(marker);
    for (const Pending& p : pending_)
        marker.mark(p.object);
    for (const Pending& p : running_)
        marker.mark(p.object);
    if (what == Collect::kMajor && s.small_live + s.large_bytes >= kMinParallel) {
        s.sort_large();  // looked up by all from now on
        MarkingTeam(marker).run();
    } else {
        marker.drain();
    }
    while (marker.overflowed_) {
        // Some marked objects were never traced: trace all of them again.
        marker.overflowed_ = false;
        for_each_object([&](Object* o) {
            if (!is_marked(o)) return;
            marker.visit(o);
            marker.drain();
        });
    }
}

void Heap::process_weakrefs(Marker& marker, Collect what) {
    Space& s = *space_;
    const size_t first = what == Collect::kMajor ? 0 : s.weakrefs_old;
    size_t kept = first;
    const size_t queued = pending_.size();
    for (size_t i = first; i < s.weakrefs.size(); i++) {
        WeakRef* w = s.weakrefs[i];
        const bool alive = is_marked(w);
        if (alive && w->target && is_marked(w->target)) {
            s.weakrefs[kept++] = w;
            continue;
        }
        if (w->target) {
            // Out of the list of its target.
            if (w->next) w->next->previous = w->previous;
            if (w->previous) {
                w->previous->next = w->next;
            } else if (w->next) {
                s.weak_targets[w->target] = w->next;
            } else {
                s.weak_targets.erase(w->target);
                w->target->gc &= static_cast<uint8_t>(~Object::kWeaklyReferenced);
            }
            w->target = nullptr;
            w->next = w->previous = nullptr;
            if (alive && w->callback) pending_.push_back({w, true});
        }
    }
    s.weakrefs.resize(kept);
    // The newest callback is called first.
    std::reverse(pending_.begin() + static_cast<std::ptrdiff_t>(queued), pending_.end());
    for (size_t i = queued; i < pending_.size(); i++)
        marker.mark(pending_[i].object);
    marker.drain();
}

void Heap::process_finalizables(Marker& marker, Collect what) {
    Space& s = *space_;
    const size_t first = what == Collect::kMajor ? 0 : s.finalizable_old;
    size_t kept = first;
    const size_t queued = pending_.size();
    for (size_t i = first; i < s.finalizable.size(); i++) {
        Object* o = s.finalizable[i];
        if (is_marked(o)) {
            s.finalizable[kept++] = o;
        } else if (!o->is(Kind::kGenerator) || needs_finalization(static_cast<Generator*>(o))) {
            o->gc &= static_cast<uint8_t>(~Object::kHasDel);
            pending_.push_back({o, false});
        }
    }
    s.finalizable.resize(kept);
    for (size_t i = queued; i < pending_.size(); i++)
        marker.mark(pending_[i].object);
    marker.drain();
}

/// Names of shapes live as long as the shapes' types.
void Heap::mark_shape_names(Marker& marker) {
    ShapeTable& shapes = space_->runtime.shapes;
    for (uint32_t id = 1; id < shapes.size(); id++) {
        if (shapes.marked[id] & kNameMarked) continue;
        const Shape* shape = shapes.at(id);
        if (!shape || !shape->type || !is_marked(shape->type)) continue;
        shapes.marked[id] |= kTypeMarked | kNameMarked;
        marker.mark(reinterpret_cast<Object*>(shape->last_name));
    }
    marker.drain();
}

/// Shapes whose type is dead go, and with them what caches know of their ids. A minor collection
/// does not visit all caches, so it leaves the ids taken.
void Heap::free_shapes(Marker& marker, Collect what) {
    ShapeTable& shapes = space_->runtime.shapes;
    std::vector<Shape*> dead;
    for (uint32_t id = 1; id < shapes.size(); id++) {
        if (shapes.at(id) && !is_shape_alive(id)) dead.push_back(shapes.at(id));
    }
    if (what == Collect::kMinor) {
        for (Shape* shape : dead)
            shape->type = nullptr;
        return;
    }
    if (dead.empty()) return;
    for (Code* code : marker.codes_) {
        for (uint32_t i = 0; i < code->site_count; i++) {
            Site& site = code->side->site_at(i);
            const uint64_t word = site.word.load(std::memory_order_relaxed);
            const uint64_t id = word >> 32;
            if (id && (id >= shapes.size() || !is_shape_alive(static_cast<uint32_t>(id)))) {
                site.word.store(0, std::memory_order_relaxed);
            }
        }
    }
    for (Shape* shape : dead)
        shapes.release(shape);
}

/// Entries of inline caches go with the classes and values they are about; the others are marked.
void Heap::clean_caches(Marker& marker) {
    auto is_alive = [&](const CacheEntry* e) {
        const Value v = e->value.get();
        return (!e->type || is_marked(e->type.get())) &&
               (!v.is_object() || is_marked(v.as_object()));
    };
    for (Code* code : marker.codes_) {
        for (uint32_t i = 0; i < code->site_count; i++) {
            Site& site = code->side->site_at(i);
            CacheEntry* first = site.entry.load(std::memory_order_relaxed);
            if (!first) continue;
            while (first && !is_alive(first))
                first = first->next.get();
            site.entry.store(first, std::memory_order_relaxed);
            for (CacheEntry* e = first; e;) {
                CacheEntry* next = e->next.get();
                while (next && !is_alive(next))
                    next = next->next.get();
                e->next.init(next);
                e = next;
            }
            marker.mark(first);
        }
    }
    marker.drain();
}

void Heap::clean_method_cache() {
    Runtime& runtime = space_->runtime;
    if (!runtime.method_cache) return;
    runtime.method_cache->clear_slots();
    for (MethodCacheEntry& e : runtime.method_cache->entries) {
        if (!e.name) continue;
        if (!is_marked(e.name) || (e.value.is_object() && !is_marked(e.value.as_object()))) e = {};
    }
}

bool Heap::is_shape_alive(uint32_t shape) const {
    return space_->runtime.shapes.marked[shape] & kTypeMarked;
}

void Heap::for_each_referent(Object* o, const std::function<void(Object*)>& visit) {
    // Trace functions mark: here into a bitmap of their own, one page of which is touched for each
    // block that is referred to.
    Space& s = *space_;
    if (!s.shadow_marks) {
        s.shadow_marks = std::make_unique<Reservation>();
        if (!s.shadow_marks->reserve(s.marks.size(), heap_platform::page_size())) {
            s.shadow_marks.reset();
            return;
        }
    }
    if (!s.shadow_marks->commit(s.marks.committed(), heap_platform::page_size())) return;
    Marker marker(*this);
    marker.marks_ = reinterpret_cast<uint64_t*>(s.shadow_marks->begin());
    marker.listing_ = true;
    std::vector<Object*> found;
    std::vector<Object*> pending{o};
    while (!pending.empty()) {
        Object* next = pending.back();
        pending.pop_back();
        if (auto trace = kKindOps[static_cast<unsigned>(next->kind)].trace) trace(marker, next);
        while (marker.top_ > marker.stack_) {
            Object* to = *--marker.top_;
            const bool is_part = to->kind == Kind::kValueArray || to->kind == Kind::kDictTable ||
                                 to->kind == Kind::kSetTable || to->kind == Kind::kCacheEntry;
            found.push_back(to);
            if (is_part) pending.push_back(to);
        }
    }
    for (Object* to : found) {
        if (s.in_small(to)) {
            const size_t granule =
                static_cast<size_t>(reinterpret_cast<uint8_t*>(to) - s.base()) / kGranule;
            marker.marks_[granule / 64] &= ~(uint64_t{1} << (granule % 64));
        }
        const bool is_hidden = to->kind == Kind::kValueArray || to->kind == Kind::kDictTable ||
                               to->kind == Kind::kSetTable || to->kind == Kind::kCacheEntry ||
                               to->kind == Kind::kBuffer;
        if (!is_hidden) visit(to);
    }
}

uint64_t Heap::collect(Collect what) {
    point_ = Point::kInNative;
    const uint64_t freed = collect_now(what);
    point_ = Point::kAnywhere;
    return freed;
}

uint64_t Heap::collect_exactly(Collect what) {
    point_ = ctx_.regs && ctx_.interpreter_stack ? Point::kExact : Point::kInNative;
    const uint64_t freed = collect_now(what);
    point_ = Point::kAnywhere;
    return freed;
}

// Locals of the collector itself, below this frame, are not scanned; the callers' registers are
// spilled above the address taken.
ORRERY_SCANS_STACK uint64_t Heap::collect_now(Collect what) {
    if (space_->collecting) return 0;
    __builtin_unwind_init();
    stack_in_use_ = __builtin_alloca(16);
    return run_collection(what);
}

uint64_t Heap::run_collection(Collect what) {
    Space& s = *space_;
    s.collecting = true;
    const auto start = std::chrono::steady_clock::now();
    s.retire_runs(runs_);
    if (what == Collect::kMajor) {
        std::fill_n(s.mark_words(), size_t{s.block_count} * Space::kWordsPerBlock, uint64_t{0});
        for (LargeHeader* h : s.large)
            h->marked = false;
        std::fill(s.runtime.shapes.marked.begin(), s.runtime.shapes.marked.end(), uint8_t{0});
    }
    uint64_t freed = 0;
    {
        Marker marker(*this);
        marker.weak_caches_ = what == Collect::kMajor;
        mark_all(marker, what);
        process_weakrefs(marker, what);
        process_finalizables(marker, what);
        mark_shape_names(marker);
        // Weak references made unreachable by process_weakrefs alone stay until the next time.
        if (marker.weak_caches_) clean_caches(marker);
        clean_method_cache();
        for (auto& hook : s.sweep_hooks)
            hook(*this, what);
        s.finalize_dead(what);
        free_shapes(marker, what);
        freed = s.sweep_small(what) + s.sweep_large(what);
    }
    s.weakrefs_old = s.weakrefs.size();
    s.finalizable_old = s.finalizable.size();
    s.since_collection = 0;
    const uint64_t live = s.small_live + s.large_bytes +
                          static_cast<uint64_t>(std::max<int64_t>(s.external_bytes, 0));
    s.minor_trigger = std::clamp(live / 4, Space::kMinMinorTrigger, kMaxMinorTrigger);
    if (what == Collect::kMajor) {
        s.major_trigger = std::max(live * 2, Space::kMinMajorTrigger);
        s.trim();
    }
    if (s.reserve_open && s.in_use_bytes() + limit_ / 16 <= limit_) s.reserve_open = false;
    s.collecting = false;

    statistics_.live_bytes = s.small_live + s.large_bytes;
    statistics_.committed_bytes = s.committed_bytes();
    statistics_.peak_live_bytes = std::max(statistics_.peak_live_bytes, statistics_.live_bytes);
    const uint64_t pause =
        static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(
                                  std::chrono::steady_clock::now() - start)
                                  .count());
    HeapStatistics::Collections& sort =
        what == Collect::kMajor ? statistics_.major : statistics_.minor;
    sort.count++;
    sort.freed += freed;
    sort.total_pause_ns += pause;
    sort.longest_pause_ns = std::max(sort.longest_pause_ns, pause);
    if (!pending_.empty()) ctx_.poll.fetch_or(kPollFinalizers, std::memory_order_relaxed);
    return freed;
}

}  // namespace orrery
