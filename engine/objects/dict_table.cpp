// The hash table under dict: see containers.h for its layout.
//
// Index words hold 32 bits made of the hash; probing starts there and is perturbed by the rest, so
// that consecutive ints lie side by side and multiples of powers of two do not collide for long.
// At most 2/3 of the index words are in use, deleted ones included.

#include <algorithm>
#include <cstring>
#include <vector>

#include "engine/objects/container_helpers.h"

namespace orrery {

namespace {

constexpr uint64_t kFreeWord = 0;
constexpr uint32_t kDeletedLow = ~0u;
constexpr uint32_t kMinIndex = 8;

uint32_t fold(int64_t hash) {
    const uint64_t h = static_cast<uint64_t>(hash);
    return static_cast<uint32_t>(h ^ (h >> 32));
}

uint32_t usable(uint32_t index_size) { return index_size / 3 * 2 + (index_size % 3 * 2) / 3; }

/// Positions of a hash in an index, in probe order.
class Probe {
public:
    Probe(uint32_t hash, uint32_t mask) : position_(hash & mask), perturb_(hash), mask_(mask) {}
    uint32_t position() const { return position_; }
    void next() {
        perturb_ >>= 5;
        position_ = (position_ * 5 + perturb_ + 1) & mask_;
    }

private:
    uint32_t position_;
    uint32_t perturb_;
    uint32_t mask_;
};

void place(uint64_t* index, uint32_t mask, uint32_t hash, uint32_t entry) {
    Probe p(hash, mask);
    while (index[p.position()] != kFreeWord)
        p.next();
    index[p.position()] = uint64_t{hash} << 32 | (entry + 1);
}

DictTable* new_table(Context& ctx, uint64_t index_size) {
    const uint32_t capacity = usable(static_cast<uint32_t>(index_size));
    const uint64_t bytes = sizeof(DictTable) + capacity * sizeof(DictEntry) + index_size * 8;
    auto* t = static_cast<DictTable*>(ctx.heap().allocate(Kind::kDictTable, 0, bytes));
    if (!t) return nullptr;
    t->capacity = capacity;
    t->index_mask = static_cast<uint32_t>(index_size - 1);
    return t;
}

/// A table with room for `entries` live ones, filled from the dict's behind `gap` deleted ones.
bool resize(Context& ctx, Dict* d, uint64_t entries, uint32_t gap = 0) {
    uint64_t size = kMinIndex;
    while (size / 3 * 2 + (size % 3 * 2) / 3 < entries)
        size *= 2;
    if (size > (uint64_t{1} << 31)) {
        raise_memory_error(ctx);
        return false;
    }
    DictTable* t = new_table(ctx, size);
    if (!t) return false;
    DictTable* old = d->table.get();
    if (old) {
        std::vector<uint32_t> moved;  // new number of each old entry, when some are deleted
        DictEntry* from = old->entries();
        DictEntry* to = t->entries();
        t->used = gap;
        if (old->used == d->live && gap == 0) {
            memcpy(static_cast<void*>(to), from, old->used * sizeof(DictEntry));
            t->used = old->used;
        } else {
            moved.resize(old->used);
            for (uint32_t i = 0; i < old->used; i++) {
                if (!from[i].key) continue;
                moved[i] = t->used;
                to[t->used].key.init(from[i].key.get());
                to[t->used].value.init(from[i].value.get());
                t->used++;
            }
        }
        const uint64_t* words = old->index();
        uint64_t* index = t->index();
        for (uint64_t i = 0; i <= old->index_mask; i++) {
            const uint32_t low = static_cast<uint32_t>(words[i]);
            if (low == 0 || low == kDeletedLow) continue;
            const uint32_t entry = moved.empty() ? low - 1 : moved[low - 1];
            place(index, t->index_mask, static_cast<uint32_t>(words[i] >> 32), entry);
        }
        t->index_filled = t->used - gap;
    }
    d->table.set(ctx, d, t);
    return true;
}

bool make_space(Context& ctx, Dict* d) {
    DictTable* t = d->table.get();
    if (t && t->used < t->capacity && t->index_filled < t->capacity) return true;
    return resize(ctx, d, std::max<uint64_t>(d->live + d->live / 2 + 1, 5));
}

/// Appends an entry known to be absent.
bool append(Context& ctx, Dict* d, uint32_t hash, Value key, Value value) {
    if (!make_space(ctx, d)) return false;
    DictTable* t = d->table.get();
    uint64_t* index = t->index();
    Probe p(hash, t->index_mask);
    while (index[p.position()] != kFreeWord &&
           static_cast<uint32_t>(index[p.position()]) != kDeletedLow) {
        p.next();
    }
    if (index[p.position()] == kFreeWord) t->index_filled++;
    DictEntry& e = t->entries()[t->used];
    e.key.set(ctx, t, key);
    e.value.set(ctx, t, value);
    index[p.position()] = uint64_t{hash} << 32 | (t->used + 1);
    t->used++;
    d->live++;
    d->keys_version = 0;
    if (!is_exact_string(key)) d->flags &= static_cast<uint8_t>(~Dict::kStringKeys);
    return true;
}

void remove(Dict* d, uint64_t* word) {
    DictTable* t = d->table.get();
    const uint32_t entry = static_cast<uint32_t>(*word) - 1;
    *word |= kDeletedLow;
    DictEntry& e = t->entries()[entry];
    e.key.init(Value());  // dropping a reference needs no barrier
    e.value.init(Value());
    d->live--;
    d->keys_version = 0;
}

/// The index word of a str key, or null. Keys that are not exact strings are never equal here.
uint64_t* find_string(Dict* d, const String* key, uint32_t hash) {
    DictTable* t = d->table.get();
    if (!t) return nullptr;
    uint64_t* index = t->index();
    for (Probe p(hash, t->index_mask);; p.next()) {
        const uint64_t word = index[p.position()];
        if (word == kFreeWord) return nullptr;
        if (static_cast<uint32_t>(word >> 32) != hash) continue;
        const uint32_t low = static_cast<uint32_t>(word);
        if (low == kDeletedLow) continue;
        const Value k = t->entries()[low - 1].key.get();
        if (k.as_object() == key) return &index[p.position()];
        if (!is_exact_string(k)) continue;
        const String* s = k.as<String>();
        if ((s->flags & key->flags & String::kInterned) == 0 && string_equal(s, key)) {
            return &index[p.position()];
        }
    }
}

uint32_t fold_string(Context& ctx, String* key) {
    return fold(static_cast<int64_t>(string_hash(ctx, key)));
}

/// The index word of any key in `word`, or null. __eq__ of keys may change the dict: then the
/// search starts again.
Truth find(Context& ctx, Dict* d, Value key, uint32_t hash, uint64_t*& word) {
    if (is_exact_string(key) && (d->flags & Dict::kStringKeys)) {
        word = find_string(d, key.as<String>(), hash);
        return truth(word != nullptr);
    }
restart:
    DictTable* t = d->table.get();
    word = nullptr;
    if (!t) return Truth::kNo;
    uint64_t* index = t->index();
    for (Probe p(hash, t->index_mask);; p.next()) {
        const uint64_t w = index[p.position()];
        if (w == kFreeWord) return Truth::kNo;
        if (static_cast<uint32_t>(w >> 32) != hash) continue;
        const uint32_t low = static_cast<uint32_t>(w);
        if (low == kDeletedLow) continue;
        const Value k = t->entries()[low - 1].key.get();
        const Truth same = container_equal(ctx, k, key);
        if (same == Truth::kError) return same;
        if (d->table.get() != t || index[p.position()] != w ||
            !(t->entries()[low - 1].key.get() == k)) {
            goto restart;
        }
        if (same == Truth::kYes) {
            word = &index[p.position()];
            return Truth::kYes;
        }
    }
}

DictEntry& entry_of(Dict* d, const uint64_t* word) {
    return d->table->entries()[static_cast<uint32_t>(*word) - 1];
}

bool set_hashed(Context& ctx, Dict* d, Value key, uint32_t hash, Value value) {
    uint64_t* word;
    const Truth found = find(ctx, d, key, hash, word);
    if (found == Truth::kError) return false;
    if (found == Truth::kYes) {
        entry_of(d, word).value.set(ctx, d->table.get(), value);
        return true;
    }
    return append(ctx, d, hash, key, value);
}

}  // namespace

Dict* make_dict(Context& ctx, uint32_t expected) {
    Dict* d = allocate_builtin<Dict>(ctx, Kind::kDict, TypeId::kDict);
    if (!d) return nullptr;
    d->flags |= Dict::kStringKeys;
    if (expected > 0 && !resize(ctx, d, expected)) return nullptr;
    return d;
}

bool dict_reserve(Context& ctx, Dict* d, uint64_t entries) {
    DictTable* t = d->table.get();
    if (t && t->capacity - t->used >= entries && t->capacity - t->index_filled >= entries) {
        return true;
    }
    return resize(ctx, d, d->live + entries);
}

Value dict_get(Context& ctx, Dict* d, String* key) {
    uint64_t* word = find_string(d, key, fold_string(ctx, key));
    return word ? entry_of(d, word).value.get() : Value();
}

bool dict_set(Context& ctx, Dict* d, String* key, Value value) {
    const uint32_t hash = fold_string(ctx, key);
    if (uint64_t* word = find_string(d, key, hash)) {
        entry_of(d, word).value.set(ctx, d->table.get(), value);
        return true;
    }
    return append(ctx, d, hash, Value::object(key), value);
}

bool dict_delete(Context& ctx, Dict* d, String* key) {
    uint64_t* word = find_string(d, key, fold_string(ctx, key));
    if (word) remove(d, word);
    return word != nullptr;
}

int64_t dict_find(Context& ctx, Dict* d, String* key) {
    uint64_t* word = find_string(d, key, fold_string(ctx, key));
    return word ? static_cast<int64_t>(static_cast<uint32_t>(*word)) - 1 : -1;
}

Truth dict_get(Context& ctx, Dict* d, Value key, Value& out) {
    int64_t hash;
    if (!container_hash(ctx, key, hash)) return Truth::kError;
    uint64_t* word;
    const Truth found = find(ctx, d, key, fold(hash), word);
    if (found == Truth::kYes) out = entry_of(d, word).value.get();
    return found;
}

bool dict_set(Context& ctx, Dict* d, Value key, Value value) {
    int64_t hash;
    return container_hash(ctx, key, hash) && set_hashed(ctx, d, key, fold(hash), value);
}

Truth dict_set_default(Context& ctx, Dict* d, Value key, Value value, Value& out) {
    int64_t hash;
    if (!container_hash(ctx, key, hash)) return Truth::kError;
    uint64_t* word;
    const Truth found = find(ctx, d, key, fold(hash), word);
    if (found == Truth::kYes) {
        out = entry_of(d, word).value.get();
    } else if (found == Truth::kNo) {
        out = value;
        if (!append(ctx, d, fold(hash), key, value)) return Truth::kError;
    }
    return found;
}

Truth dict_delete(Context& ctx, Dict* d, Value key, Value* removed) {
    int64_t hash;
    if (!container_hash(ctx, key, hash)) return Truth::kError;
    uint64_t* word;
    const Truth found = find(ctx, d, key, fold(hash), word);
    if (found == Truth::kYes) {
        if (removed) *removed = entry_of(d, word).value.get();
        remove(d, word);
    }
    return found;
}

Truth dict_pop_last(Context& ctx, Dict* d, Value& key, Value& value) {
    for (;;) {
        if (d->live == 0) return Truth::kNo;
        DictTable* t = d->table.get();
        while (!t->entries()[t->used - 1].key)
            t->used--;
        const uint32_t entry = t->used - 1;
        key = t->entries()[entry].key.get();
        value = t->entries()[entry].value.get();
        int64_t hash;
        if (!container_hash(ctx, key, hash)) return Truth::kError;
        if (d->table.get() != t || t->used != entry + 1 ||
            !(t->entries()[entry].key.get() == key)) {
            continue;  // __hash__ changed the dict
        }
        uint64_t* index = t->index();
        Probe p(fold(hash), t->index_mask);
        while (index[p.position()] != kFreeWord &&
               static_cast<uint32_t>(index[p.position()]) != entry + 1) {
            p.next();
        }
        uint64_t position = p.position();
        if (index[position] == kFreeWord) {  // __hash__ is not what it was
            for (position = 0; static_cast<uint32_t>(index[position]) != entry + 1;)
                position++;
        }
        remove(d, &index[position]);
        t->used = entry;
        return Truth::kYes;
    }
}

Truth dict_move(Context& ctx, Dict* d, Value key, bool last, uint64_t& first) {
    int64_t hash;
    if (!container_hash(ctx, key, hash)) return Truth::kError;
    uint64_t* word;
    const Truth found = find(ctx, d, key, fold(hash), word);
    if (found != Truth::kYes) return found;
    DictTable* t = d->table.get();
    uint32_t from = static_cast<uint32_t>(*word) - 1;
    const auto word_at = static_cast<uint64_t>(word - t->index());
    if (last && from == t->used - 1) return found;
    if (!last) {
        if (first > t->used) first = 0;
        while (!t->entries()[first].key)
            first++;
        if (from == first) return found;
    }
    if (last ? t->used == t->capacity : first == 0) {
        const uint64_t room = d->live + d->live / 2 + 4;
        const uint32_t gap = last ? 0 : d->live / 2 + 4;
        // Entries keep their order: the one looked for is as many live ones from the start as now.
        uint32_t before = 0;
        for (uint32_t i = 0; i < from; i++)
            before += bool(t->entries()[i].key);
        const uint64_t moved_hash = t->index()[word_at] >> 32;
        if (!resize(ctx, d, room + gap, gap)) return Truth::kError;
        t = d->table.get();
        from = gap + before;
        first = gap;
        Probe p(static_cast<uint32_t>(moved_hash), t->index_mask);
        while (static_cast<uint32_t>(t->index()[p.position()]) != from + 1)
            p.next();
        word = &t->index()[p.position()];
    }
    const auto to = static_cast<uint32_t>(last ? t->used++ : --first);
    DictEntry& source = t->entries()[from];
    t->entries()[to].key.set(ctx, t, source.key.get());
    t->entries()[to].value.set(ctx, t, source.value.get());
    source.key.init(Value());
    source.value.init(Value());
    *word = (*word >> 32 << 32) | (to + 1);
    d->keys_version = 0;
    while (!t->entries()[t->used - 1].key)
        t->used--;
    return found;
}

Dict* dict_copy(Context& ctx, Dict* d) {
    Dict* copy = make_dict(ctx);
    if (!copy || d->live == 0) return copy;
    DictTable* from = d->table.get();
    const uint64_t wanted = d->live;
    if (from->used == d->live && from->capacity <= wanted + wanted / 2 + 8) {
        // As it stands, index and all.
        const uint64_t words = uint64_t{from->index_mask} + 1;
        DictTable* t = new_table(ctx, words);
        if (!t) return nullptr;
        const uint32_t capacity = t->capacity;
        memcpy(static_cast<void*>(t->entries()), from->entries(), from->used * sizeof(DictEntry));
        memcpy(t->index(), from->index(), words * 8);
        t->capacity = capacity;
        t->used = from->used;
        t->index_filled = from->index_filled;
        copy->table.set(ctx, copy, t);
        copy->live = d->live;
    } else {
        copy->table.set(ctx, copy, from);  // resize() fills a new table from this one
        copy->live = d->live;
        if (!resize(ctx, copy, wanted)) return nullptr;
    }
    copy->flags =
        static_cast<uint8_t>((copy->flags & ~Dict::kStringKeys) | (d->flags & Dict::kStringKeys));
    return copy;
}

void dict_clear(Context& ctx, Dict* d) {
    d->table.set(ctx, d, nullptr);
    d->live = 0;
    d->keys_version = 0;
    d->flags |= Dict::kStringKeys;
}

bool dict_next(Dict* d, uint64_t& position, Value& key, Value& value) {
    DictTable* t = d->table.get();
    if (!t) return false;
    while (position < t->used) {
        DictEntry& e = t->entries()[position++];
        if (Value k = e.key.get()) {
            key = k;
            value = e.value.get();
            return true;
        }
    }
    return false;
}

bool dict_previous(Dict* d, uint64_t& position, Value& key, Value& value) {
    DictTable* t = d->table.get();
    if (!t) return false;
    position = std::min<uint64_t>(position, t->used);
    while (position > 0) {
        DictEntry& e = t->entries()[--position];
        if (Value k = e.key.get()) {
            key = k;
            value = e.value.get();
            return true;
        }
    }
    return false;
}

uint32_t dict_keys_version(Context& ctx, Dict* d) {
    if (d->keys_version == 0) d->keys_version = ctx.runtime().next_keys_version++;
    return d->keys_version;
}

}  // namespace orrery
