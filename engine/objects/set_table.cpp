// The hash table under set and frozenset.
//
// Sizes, probing and growth are CPython's (setobject.c of 3.11 describes them): runs of ten entries
// are looked at before the position jumps, and tables grow by four (by two when large) at 3/5 full.
// Only so do sets of numbers iterate in the same order as there.

#include <algorithm>
#include <cstring>

#include "engine/objects/container_helpers.h"
#include "engine/objects/set_table.h"

namespace orrery {

namespace {

constexpr uint64_t kMinSize = 8;
constexpr uint64_t kRun = 9;  // entries looked at after the first
constexpr unsigned kPerturbShift = 5;
constexpr uint64_t kLargeSet = 50000;

const Value kDeleted = Value::stop();

SetTable* new_table(Context& ctx, uint64_t size) {
    if (size > (uint64_t{1} << 40)) {
        raise_memory_error(ctx);
        return nullptr;
    }
    const uint64_t bytes = sizeof(SetTable) + size * sizeof(SetEntry);
    auto* t = static_cast<SetTable*>(ctx.heap().allocate(Kind::kSetTable, 0, bytes));
    if (t) t->mask = size - 1;
    return t;
}

/// Puts an element into a table that has neither it nor deleted entries. Fresh tables only: there
/// is no barrier.
void insert_clean(SetTable* t, Value key, uint64_t hash) {
    SetEntry* entries = t->entries();
    const uint64_t mask = t->mask;
    uint64_t perturb = hash;
    uint64_t i = hash & mask;
    for (;;) {
        const uint64_t last = i + kRun <= mask ? i + kRun : i;
        for (uint64_t j = i; j <= last; j++) {
            if (!entries[j].key) {
                entries[j].key.init(key);
                entries[j].hash = hash;
                return;
            }
        }
        perturb >>= kPerturbShift;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

uint64_t next_size(const Set* s) { return s->live > kLargeSet ? s->live * 2 : s->live * 4; }

/// The element's entry, or the free one where the search ended (`found` kNo; null without a
/// table). __eq__ may change the set: then the search starts again.
Truth look_up(Context& ctx, Set* s, Value key, uint64_t hash, SetEntry*& out) {
restart:
    SetTable* t = s->table.get();
    out = nullptr;
    if (!t) return Truth::kNo;
    SetEntry* entries = t->entries();
    const uint64_t mask = t->mask;
    uint64_t perturb = hash;
    uint64_t i = hash & mask;
    for (;;) {
        const uint64_t last = i + kRun <= mask ? i + kRun : i;
        for (uint64_t j = i; j <= last; j++) {
            SetEntry& e = entries[j];
            const Value k = e.key.get();
            if (!k) {
                out = &e;
                return Truth::kNo;
            }
            if (e.hash != hash || k == kDeleted) continue;
            const Truth same = container_equal(ctx, k, key);
            if (same == Truth::kError) return same;
            if (s->table.get() != t || !(e.key.get() == k)) goto restart;
            if (same == Truth::kYes) {
                out = &e;
                return same;
            }
        }
        perturb >>= kPerturbShift;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

}  // namespace

bool set_resize(Context& ctx, Set* s, uint64_t least) {
    uint64_t size = kMinSize;
    while (size <= least)
        size *= 2;
    SetTable* t = new_table(ctx, size);
    if (!t) return false;
    if (SetTable* old = s->table.get()) {
        SetEntry* entries = old->entries();
        for (uint64_t i = 0; i <= old->mask; i++) {
            const Value k = entries[i].key.get();
            if (k && !(k == kDeleted)) insert_clean(t, k, entries[i].hash);
        }
    }
    s->table.set(ctx, s, t);
    s->fill = s->live;
    return true;
}

bool set_add_hashed(Context& ctx, Set* s, Value key, uint64_t hash) {
    if (!s->table && !set_resize(ctx, s, 0)) return false;
    SetEntry* e;
    Truth found = look_up(ctx, s, key, hash, e);
    if (found == Truth::kNo && !e) {
        // An __eq__ has cleared the set: there is nothing left to compare with.
        if (!set_resize(ctx, s, 0)) return false;
        found = look_up(ctx, s, key, hash, e);
    }
    if (found != Truth::kNo) return found == Truth::kYes;
    SetTable* t = s->table.get();
    e->key.set(ctx, t, key);
    e->hash = hash;
    s->fill++;
    s->live++;
    if (s->fill * 5 < t->mask * 3) return true;
    return set_resize(ctx, s, next_size(s));
}

Truth set_contains_hashed(Context& ctx, Set* s, Value key, uint64_t hash) {
    SetEntry* e;
    return look_up(ctx, s, key, hash, e);
}

Truth set_discard_hashed(Context& ctx, Set* s, Value key, uint64_t hash) {
    SetEntry* e;
    const Truth found = look_up(ctx, s, key, hash, e);
    if (found == Truth::kYes) {
        e->key.init(kDeleted);
        e->hash = ~uint64_t{0};
        s->live--;
    }
    return found;
}

bool set_hash(Context& ctx, Value v, uint64_t& hash) {
    int64_t h;
    if (!container_hash(ctx, v, h)) return false;
    hash = static_cast<uint64_t>(h);
    return true;
}

void set_clear(Context& ctx, Set* s) {
    s->table.set(ctx, s, nullptr);
    s->live = s->fill = s->hash = 0;
}

Set* make_set(Context& ctx, bool frozen) {
    return allocate_builtin<Set>(ctx, Kind::kSet, frozen ? TypeId::kFrozenSet : TypeId::kSet);
}

bool set_add(Context& ctx, Set* s, Value v) {
    uint64_t hash;
    return set_hash(ctx, v, hash) && set_add_hashed(ctx, s, v, hash);
}

bool set_hash_for_look_up(Context& ctx, Value& v, uint64_t& hash) {
    if (set_hash(ctx, v, hash)) return true;
    if (!v.is(Kind::kSet) || !exception_matches(ctx, TypeId::kTypeError)) return false;
    take_exception(ctx);
    Set* frozen = make_set(ctx, true);
    if (!frozen || !set_merge(ctx, frozen, v.as<Set>())) return false;
    v = Value::object(frozen);
    return set_hash(ctx, v, hash);
}

Truth set_contains(Context& ctx, Set* s, Value v) {
    uint64_t hash;
    if (!set_hash_for_look_up(ctx, v, hash)) return Truth::kError;
    return set_contains_hashed(ctx, s, v, hash);
}

Truth set_discard(Context& ctx, Set* s, Value v) {
    uint64_t hash;
    if (!set_hash_for_look_up(ctx, v, hash)) return Truth::kError;
    return set_discard_hashed(ctx, s, v, hash);
}

bool set_next_entry(Set* s, uint64_t& position, Value& key, uint64_t& hash) {
    SetTable* t = s->table.get();
    if (!t) return false;
    while (position <= t->mask) {
        SetEntry& e = t->entries()[position++];
        const Value k = e.key.get();
        if (k && !(k == kDeleted)) {
            key = k;
            hash = e.hash;
            return true;
        }
    }
    return false;
}

bool set_next(Set* s, uint64_t& position, Value& key) {
    uint64_t hash;
    return set_next_entry(s, position, key, hash);
}

Value set_pop(Set* s) {
    if (s->live == 0) return Value();
    SetTable* t = s->table.get();
    uint64_t i = s->hash & t->mask;
    for (;; i = (i + 1) & t->mask) {
        SetEntry& e = t->entries()[i];
        const Value k = e.key.get();
        if (!k || k == kDeleted) continue;
        e.key.init(kDeleted);
        e.hash = ~uint64_t{0};
        s->live--;
        s->hash = i + 1;
        return k;
    }
}

bool set_merge(Context& ctx, Set* s, Set* other) {
    if (s == other || other->live == 0) return true;
    const uint64_t mask = s->table ? s->table->mask : kMinSize - 1;
    if ((s->fill + other->live) * 5 >= mask * 3) {
        if (!set_resize(ctx, s, (s->live + other->live) * 2)) return false;
    }
    if (!s->table && !set_resize(ctx, s, 0)) return false;
    SetTable* from = other->table.get();
    SetTable* to = s->table.get();
    if (s->fill == 0) {
        // `to` may be old: the barrier once, for all of it.
        write_barrier(ctx, to);
        if (to->mask == from->mask && other->fill == other->live) {
            memcpy(static_cast<void*>(to->entries()), from->entries(),
                   (from->mask + 1) * sizeof(SetEntry));
        } else {
            for (uint64_t i = 0; i <= from->mask; i++) {
                const SetEntry& e = from->entries()[i];
                const Value k = e.key.get();
                if (k && !(k == kDeleted)) insert_clean(to, k, e.hash);
            }
        }
        s->fill = s->live = other->live;
        return true;
    }
    uint64_t position = 0;
    Value key;
    uint64_t hash;
    while (set_next_entry(other, position, key, hash)) {
        if (!set_add_hashed(ctx, s, key, hash)) return false;
    }
    return true;
}

bool set_update(Context& ctx, Set* s, Value iterable) {
    if (iterable.is(Kind::kSet)) return set_merge(ctx, s, iterable.as<Set>());
    if (is_exact_dict(iterable)) {
        Dict* d = iterable.as<Dict>();
        const uint64_t mask = s->table ? s->table->mask : kMinSize - 1;
        if ((s->fill + d->live) * 5 >= mask * 3) {
            if (!set_resize(ctx, s, (s->live + d->live) * 2)) return false;
        }
        uint64_t position = 0;
        Value key, value;
        while (dict_next(d, position, key, value)) {
            if (!set_add(ctx, s, key)) return false;
        }
        return true;
    }
    return for_each(ctx, iterable, [&](Value v) { return set_add(ctx, s, v); });
}

bool set_drop_deleted(Context& ctx, Set* s) {
    const uint64_t mask = s->table ? s->table->mask : kMinSize - 1;
    if (s->fill - s->live <= mask / 4) return true;
    return set_resize(ctx, s, next_size(s));
}

}  // namespace orrery
