#include "engine/heap/heap.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "engine/heap/heap_space.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/exceptions.h"

namespace orrery {

namespace {

/// The last part of the limit, opened once MemoryError has been raised so that handling it works.
uint64_t reserve_of(uint64_t limit) {
    return std::clamp<uint64_t>(limit / 32, 256 * 1024, 16 * 1024 * 1024);
}

}  // namespace

Heap::Heap(Context& ctx, uint64_t limit) : ctx_(ctx), limit_(limit) {
    space_ = std::make_unique<Space>(ctx.runtime());
    if (!space_->reserve()) {
        fputs("orrery: no address space for the heap\n", stderr);
        abort();
    }
    space_->machine_stack_top = heap_platform::stack_top();
}

Heap::~Heap() {
    space_->retire_runs(runs_);
    space_->finalize_all();
}

// ---- allocation ----

Object* Heap::allocate_slow(Kind kind, uint32_t shape, size_t bytes) {
    if (bytes > kMaxSmall) return allocate_large(kind, shape, bytes);
    const unsigned granules = static_cast<unsigned>((bytes + kGranule - 1) / kGranule);
    if (!take_run(granules)) {
        raise_memory_error(ctx_);
        return nullptr;
    }
    Run& run = runs_[granules];
    Object* o = reinterpret_cast<Object*>(run.cursor);
    run.cursor += run.cell;
    o->shape = shape;
    o->kind = kind;
    return o;
}

bool Heap::take_run(unsigned granules) {
    Space& s = *space_;
    collect_if_due(0);
    Run& run = runs_[granules];
    bool found = s.next_run(run, granules);
    if (!found) {
        if (!within_limit(kBlockSize)) return false;
        found = s.next_run(run, granules);  // a collection may have made room
    }
    if (!found) {
        uint32_t b = s.take_block();
        if (b == s.block_count) {  // neither memory nor address space
            if (s.collecting) return false;
            collect_now(Collect::kMajor);
            if (s.next_run(run, granules)) return true;
            b = s.take_block();
            if (b == s.block_count) return false;
        }
        BlockInfo& i = s.info(b);
        const unsigned c = s.class_of[granules];
        i.cell = s.classes[c].cell;
        i.count = static_cast<uint16_t>(kBlockSize / i.cell);
        i.live = 0;
        i.size_class = static_cast<uint8_t>(c);
        s.classes[c].available.push_back(b);
        found = s.next_run(run, granules);
    }
    statistics_.allocated_bytes += static_cast<uint64_t>(run.limit - run.cursor);
    return found;
}

void Heap::collect_if_due(size_t bytes) {
    Space& s = *space_;
    if (s.collecting) return;
    if (s.stress && ++s.stress_count >= s.stress) {
        s.stress_count = 0;
        collect_now((statistics_.minor.count + statistics_.major.count) % 4 == 3 ? Collect::kMajor
                                                                                 : Collect::kMinor);
        return;
    }
    if (!enabled_ || s.since_collection + bytes < s.minor_trigger) return;
    const uint64_t live = s.small_live + s.large_bytes + s.since_collection +
                          static_cast<uint64_t>(std::max<int64_t>(s.external_bytes, 0));
    collect_now(live >= s.major_trigger ? Collect::kMajor : Collect::kMinor);
}

bool Heap::within_limit(size_t bytes) {
    Space& s = *space_;
    if (limit_ == 0 || s.collecting) return true;
    const uint64_t reserve = reserve_of(limit_);
    const uint64_t usual = limit_ > reserve ? limit_ - reserve : 0;
    const uint64_t before = s.in_use_bytes();
    if (before + bytes <= usual) return true;
    if (s.reserve_open && before + bytes <= limit_) return true;
    collect_now(Collect::kMajor);
    // Room for one more block at the price of a collection each is no room.
    const uint64_t after = s.in_use_bytes();
    const uint64_t little = std::min(limit_ / 64, before / 16);
    if (after + bytes + little <= usual) {
        if (bytes > kBlockSize) s.trim();
        return true;
    }
    if (s.reserve_open) return after + bytes <= limit_;
    s.reserve_open = bytes <= kBlockSize;
    return false;
}

Object* Heap::allocate_large(Kind kind, uint32_t shape, size_t bytes) {
    Space& s = *space_;
    if (bytes > (uint64_t{1} << 47)) {
        raise_memory_error(ctx_);
        return nullptr;
    }
    collect_if_due(bytes);
    LargeHeader* h = within_limit(bytes) ? s.allocate_large(bytes) : nullptr;
    if (!h && !s.collecting && (limit_ == 0 || s.in_use_bytes() + bytes <= limit_)) {
        collect_now(Collect::kMajor);
        s.trim();
        if (within_limit(bytes)) h = s.allocate_large(bytes);
    }
    if (!h) {
        raise_memory_error(ctx_);
        return nullptr;
    }
    statistics_.allocated_bytes += h->bytes;
    Object* o = h->object();
    o->shape = shape;
    o->kind = kind;
    return o;
}

Buffer* Heap::allocate_buffer(uint64_t bytes) {
    if (bytes > (uint64_t{1} << 47)) {
        raise_memory_error(ctx_);
        return nullptr;
    }
    Buffer* b = allocate<Buffer>(Kind::kBuffer, 0, bytes);
    if (b) b->capacity = cell_size(b) - sizeof(Buffer);
    return b;
}

ValueArray* Heap::allocate_values(uint64_t count) {
    if (count > (uint64_t{1} << 44)) {
        raise_memory_error(ctx_);
        return nullptr;
    }
    ValueArray* a = allocate<ValueArray>(Kind::kValueArray, 0, count * sizeof(Slot));
    if (a) a->capacity = (cell_size(a) - sizeof(ValueArray)) / sizeof(Slot);
    return a;
}

Object* Heap::resize_cell(Object* old, size_t bytes) {
    Space& s = *space_;
    LargeHeader* h = LargeHeader::of(old);
    const size_t more = bytes - h->bytes;
    collect_if_due(more);
    if (!within_limit(more)) {
        raise_memory_error(ctx_);
        return nullptr;
    }
    LargeHeader* moved = s.resize_large(h, bytes);
    if (!moved) {
        raise_memory_error(ctx_);
        return nullptr;
    }
    Object* o = moved->object();
    const bool remembered = moved->listed || (moved->marked && !(o->gc & Object::kOldUnlogged));
    if (o != old && remembered) {
        for (size_t i = s.remembered.size(); i-- > 0;) {
            if (s.remembered[i] == old) {
                s.remembered[i] = o;
                break;
            }
        }
    }
    return o;
}

ValueArray* Heap::grow_values(ValueArray* old, uint64_t count) {
    if (count <= old->capacity) return old;
    if (count > (uint64_t{1} << 44)) {
        raise_memory_error(ctx_);
        return nullptr;
    }
    if (!space_->in_small(old)) {
        auto* grown =
            static_cast<ValueArray*>(resize_cell(old, sizeof(ValueArray) + count * sizeof(Slot)));
        if (grown) grown->capacity = (cell_size(grown) - sizeof(ValueArray)) / sizeof(Slot);
        return grown;
    }
    ValueArray* grown = allocate_values(count);
    if (grown) memcpy(grown->slots(), old->slots(), old->capacity * sizeof(Slot));
    return grown;
}

Buffer* Heap::grow_buffer(Buffer* old, uint64_t bytes) {
    if (bytes <= old->capacity) return old;
    if (bytes > (uint64_t{1} << 47)) {
        raise_memory_error(ctx_);
        return nullptr;
    }
    if (!space_->in_small(old)) {
        auto* grown = static_cast<Buffer*>(resize_cell(old, sizeof(Buffer) + bytes));
        if (grown) grown->capacity = cell_size(grown) - sizeof(Buffer);
        return grown;
    }
    Buffer* grown = allocate_buffer(bytes);
    if (grown) memcpy(grown->bytes(), old->bytes(), old->capacity);
    return grown;
}

// ---- questions ----

size_t Heap::cell_size(const Object* o) const {
    if (space_->in_small(o)) {
        const size_t offset =
            static_cast<size_t>(reinterpret_cast<const uint8_t*>(o) - space_->base());
        return space_->info(static_cast<uint32_t>(offset / kBlockSize)).cell;
    }
    return LargeHeader::of(o)->bytes;
}

Object* Heap::find_object(uint64_t address) const {
    Space& s = *space_;
    const uint64_t offset = address - reinterpret_cast<uint64_t>(s.base());
    if (offset < s.small_bytes) {
        const BlockInfo& i = s.info(static_cast<uint32_t>(offset / kBlockSize));
        if (i.cell == 0) return nullptr;
        const uint64_t block = offset & ~uint64_t{kBlockSize - 1};
        const uint32_t cell = static_cast<uint32_t>(offset - block) / i.cell;
        if (cell >= i.count) return nullptr;
        const uint64_t granule = (block + uint64_t{cell} * i.cell) / kGranule;
        if (!((s.used_words()[granule / 64] >> (granule % 64)) & 1)) return nullptr;
        Object* o = reinterpret_cast<Object*>(s.base() + granule * kGranule);
        return o->kind == Kind::kFree ? nullptr : o;
    }
    LargeHeader* h = s.find_large(address);
    return h && h->object()->kind != Kind::kFree ? h->object() : nullptr;
}

bool Heap::is_marked(const Object* o) const {
    const Space& s = *space_;
    if (s.in_small(o)) {
        const size_t granule =
            static_cast<size_t>(reinterpret_cast<const uint8_t*>(o) - s.base()) / kGranule;
        return (s.mark_words()[granule / 64] >> (granule % 64)) & 1;
    }
    return LargeHeader::of(o)->marked;
}

void Heap::for_each_object(const std::function<void(Object*)>& visit) {
    Space& s = *space_;
    for (uint32_t b = 0; b < s.block_count; b++) {
        if (s.info(b).cell == 0) continue;
        for (size_t w = 0; w < Space::kWordsPerBlock; w++) {
            uint64_t bits = s.used_words()[size_t{b} * Space::kWordsPerBlock + w];
            for (; bits; bits &= bits - 1) {
                const size_t granule = w * 64 + static_cast<unsigned>(std::countr_zero(bits));
                Object* o = reinterpret_cast<Object*>(s.block_address(b) + granule * kGranule);
                if (o->kind != Kind::kFree) visit(o);
            }
        }
    }
    for (LargeHeader* h : s.large)
        visit(h->object());
}

// ---- settings and registrations ----

void Heap::set_stress(uint32_t every_nth) {
    space_->retire_runs(runs_);
    space_->stress = every_nth;
    space_->stress_count = 0;
    space_->clear_dead = every_nth != 0;
}

void Heap::note_external_bytes(int64_t delta) {
    space_->external_bytes += delta;
    if (delta > 0) space_->since_collection += static_cast<uint64_t>(delta);
}

void Heap::needs_finalize(Object* o) {
    o->gc |= Object::kNeedsFinalize;
    Space& s = *space_;
    if (!s.in_small(o)) return;
    const size_t offset = static_cast<size_t>(reinterpret_cast<uint8_t*>(o) - s.base());
    s.info(static_cast<uint32_t>(offset / kBlockSize)).finalizable = true;
}

void Heap::register_finalizable(Object* o) { space_->finalizable.push_back(o); }

void Heap::register_weakref(WeakRef* w) {
    Space& s = *space_;
    s.weakrefs.push_back(w);
    if (!w->target) return;
    w->target->gc |= Object::kWeaklyReferenced;
    WeakRef*& first = s.weak_targets[w->target];
    w->previous = nullptr;
    w->next = first;
    if (first) first->previous = w;
    first = w;
}

WeakRef* Heap::first_weakref(const Object* o) const {
    if (!(o->gc & Object::kWeaklyReferenced)) return nullptr;
    auto it = space_->weak_targets.find(o);
    return it == space_->weak_targets.end() ? nullptr : it->second;
}

void Heap::weakrefs_to(Object* o, std::vector<WeakRef*>& out) {
    for (WeakRef* w = first_weakref(o); w; w = w->next)
        out.push_back(w);
}

void Heap::add_sweep_hook(std::function<void(Heap&, Collect)> hook) {
    space_->sweep_hooks.push_back(std::move(hook));
}

void Heap::remember(Object* owner, const void* address) {
    Space& s = *space_;
    if ((owner->kind == Kind::kValueArray || owner->kind == Kind::kDictTable) &&
        !s.in_small(owner) && LargeHeader::of(owner)->bytes >= LargeHeader::kCardedBytes) {
        LargeHeader* h = LargeHeader::of(owner);
        if (!h->cards) h->cards = static_cast<uint8_t*>(calloc(1, h->card_count()));
        if (address && h->cards) {
            const auto offset =
                static_cast<const uint8_t*>(address) - reinterpret_cast<const uint8_t*>(owner);
            h->cards[static_cast<uint64_t>(offset) / LargeHeader::kCardBytes] = 1;
        } else {
            h->all_dirty = true;
        }
        if (h->listed) return;
        h->listed = true;
    } else {
        owner->gc &= static_cast<uint8_t>(~Object::kOldUnlogged);
    }
    s.remembered.push_back(owner);
}

void remember(Context& ctx, Object* owner, const void* address) {
    ctx.heap().remember(owner, address);
}

// ---- finalizers ----

void Heap::run_finalizers(Context& ctx) {
    // Objects queued meanwhile are left for the next call.
    std::vector<Pending> due;
    due.swap(pending_);
    running_.insert(running_.end(), due.begin(), due.end());
    const Value in_flight = ctx.exception;
    const Value* outer = std::exchange(finalizing_, ctx.regs);
    while (!running_.empty()) {
        const Pending p = running_.front();
        running_.pop_front();
        ctx.exception = Value();
        Value result;
        Value where = Value::object(p.object);
        if (p.is_weakref) {
            WeakRef* w = static_cast<WeakRef*>(p.object);
            where = w->callback.get();
            w->callback.set(ctx, w, Value());
            result = call(ctx, where, {Value::object(w)});
        } else {
            Truth t = call_special(ctx, where, Special::kDel, {}, result);
            if (t == Truth::kNo) continue;
            if (t == Truth::kError) {
                Value del = type_of(ctx, where)->lookup_special(Special::kDel);
                if (del && !p.object->is(Kind::kGenerator)) where = del;
            }
        }
        if (has_exception(ctx) && !ctx.terminating) report_unraisable(ctx, where);
        if (ctx.terminating) break;
    }
    finalizing_ = outer;
    if (!ctx.terminating) ctx.exception = in_flight;
}

}  // namespace orrery
