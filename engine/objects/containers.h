// Layouts of tuple, list, dict and set, with the operations natives and the interpreter use.
// Their Python methods are in tuple.cpp, list.cpp, dict.cpp and set.cpp.
#pragma once

#include <span>
#include <vector>

#include "engine/objects/object.h"

namespace orrery {

struct String;

struct Tuple : Object {
    uint64_t length;
    Slot* slots() { return reinterpret_cast<Slot*>(this + 1); }
    Value at(uint64_t i) const { return reinterpret_cast<const Slot*>(this + 1)[i].get(); }
    /// The elements as plain values (they never change once the tuple is visible).
    std::span<const Value> values() const {
        return {reinterpret_cast<const Value*>(this + 1), static_cast<size_t>(length)};
    }
};
Tuple* new_tuple(Context& ctx, uint64_t length);  // slots empty; fill before it becomes visible
Tuple* make_tuple(Context& ctx, std::span<const Value> values);
/// The overload for vectors keeps argument-dependent look-up from choosing std::make_tuple.
inline Tuple* make_tuple(Context& ctx, std::vector<Value>& values) {
    return make_tuple(ctx, std::span<const Value>(values));
}
Tuple* empty_tuple(Context& ctx);

struct List : Object {
    uint64_t size;
    Ref<ValueArray> items;  // null while the list has never held anything; capacity >= size
    Value at(uint64_t i) const { return items->slots()[i].get(); }
};
List* make_list(Context& ctx, uint64_t capacity = 0);
List* make_list(Context& ctx, std::span<const Value> values);
/// Amortised constant time. False on MemoryError.
bool list_append(Context& ctx, List* list, Value v);
/// Room for that many elements in all. False on MemoryError.
bool list_reserve(Context& ctx, List* list, uint64_t capacity);
/// Appends all elements. False after an exception; what came before it has been appended.
bool list_extend(Context& ctx, List* list, Value iterable);
/// Always a new list. Null after an exception.
List* list_from(Context& ctx, Value iterable);
/// Elements start, start + step, ...: `count` of them, all of which exist.
List* list_part(Context& ctx, List* list, int64_t start, int64_t step, int64_t count);
/// list.sort(key=..., reverse=...); `key` empty or None for none. False after an exception.
bool list_sort(Context& ctx, List* list, Value key, bool reverse);

// dict: entries in insertion order plus an index of them.
//
//   Dict -> DictTable: [ entry 0 | entry 1 | ... | entry capacity-1 ][ index: 2^k words ]
//   index word: 63..32 hash bits, 31..0 entry number + 1; 0 = free, low half ~0 = deleted
//
// A deleted entry has an empty key. `keys_version` (0: none assigned) changes to 0 whenever a
// key is added or removed or entries move, but not when a value is replaced: a cache that holds
// (version, entry number) reads a global variable with one compare.
struct DictEntry {
    Slot key;
    Slot value;
};
struct DictTable : Object {
    uint32_t capacity;    // entries
    uint32_t used;        // entries appended so far, deleted ones included
    uint32_t index_mask;  // index words - 1
    uint32_t index_filled;  // index words that are not free
    DictEntry* entries() { return reinterpret_cast<DictEntry*>(this + 1); }
    uint64_t* index() { return reinterpret_cast<uint64_t*>(entries() + capacity); }
};
struct Dict : Object {
    static constexpr uint8_t kStringKeys = 0x01;  // flag: every key is an exact str
    uint32_t live;          // entries that are not deleted
    uint32_t keys_version;
    Ref<DictTable> table;   // null while empty since creation
};
Dict* make_dict(Context& ctx, uint32_t expected = 0);

/// Look-ups by interned or any str: never fail, never run Python code when all keys are str.
/// Empty if absent.
Value dict_get(Context& ctx, Dict* d, String* key);
bool dict_set(Context& ctx, Dict* d, String* key, Value value);
bool dict_delete(Context& ctx, Dict* d, String* key);  // false if absent
/// Entry number of the key, or -1.
int64_t dict_find(Context& ctx, Dict* d, String* key);
/// General keys: may run __hash__ and __eq__. kError after an exception.
Truth dict_get(Context& ctx, Dict* d, Value key, Value& out);
bool dict_set(Context& ctx, Dict* d, Value key, Value value);
Truth dict_delete(Context& ctx, Dict* d, Value key, Value* removed = nullptr);
/// Leaves an existing value as it is (kYes) or adds the given one (kNo); `out` is what is there.
Truth dict_set_default(Context& ctx, Dict* d, Value key, Value value, Value& out);
/// Takes the newest entry away. kNo if there is none.
Truth dict_pop_last(Context& ctx, Dict* d, Value& key, Value& value);
/// Room for that many more entries. False after MemoryError.
bool dict_reserve(Context& ctx, Dict* d, uint64_t entries);
bool dict_update(Context& ctx, Dict* d, Value mapping_or_pairs);
Dict* dict_copy(Context& ctx, Dict* d);
void dict_clear(Context& ctx, Dict* d);
/// Steps through live entries: start with position 0; false at the end. The dict may change
/// between steps (new entries are then seen too).
bool dict_next(Dict* d, uint64_t& position, Value& key, Value& value);
/// The same from the end: start with position ~0.
bool dict_previous(Dict* d, uint64_t& position, Value& key, Value& value);
/// The current keys version, assigned on demand.
uint32_t dict_keys_version(Context& ctx, Dict* d);

// set and frozenset: CPython's table geometry and probe sequence, so that the iteration order
// of sets of numbers is the same as there.
struct SetEntry {
    Slot key;  // empty: never used; Value::stop(): deleted
    uint64_t hash;
};
struct SetTable : Object {
    uint64_t mask;
    SetEntry* entries() { return reinterpret_cast<SetEntry*>(this + 1); }
};
struct Set : Object {
    uint64_t live;
    uint64_t fill;  // live and deleted
    uint64_t hash;  // of a frozenset, cached; 0: not computed. Of a set: where pop() looks next
    Ref<SetTable> table;  // null: no elements were ever added; as a table of 8 unused entries
};
Set* make_set(Context& ctx, bool frozen = false);
bool set_add(Context& ctx, Set* s, Value v);
Truth set_contains(Context& ctx, Set* s, Value v);
Truth set_discard(Context& ctx, Set* s, Value v);
bool set_update(Context& ctx, Set* s, Value iterable);
bool set_next(Set* s, uint64_t& position, Value& key);

struct Slice : Object {
    Slot start, stop, step;
};
/// Indices of a slice applied to a sequence of `length`: CPython's PySlice_Unpack + AdjustIndices.
/// Returns false after an exception.
bool slice_indices(Context& ctx, Slice* s, int64_t length, int64_t& start, int64_t& stop,
                   int64_t& step, int64_t& count);
/// The second half: bounds as given become indices; `step` is not 0.
void slice_adjust(int64_t length, int64_t& start, int64_t& stop, int64_t step, int64_t& count);
Value make_slice(Context& ctx, Value start, Value stop, Value step);

struct Range : Object {
    Slot start, stop, step, length;  // ints; see range.cpp for the fast iterator
};

/// dict_keys, dict_values and dict_items: the type tells them apart.
struct DictView : Object {
    Ref<Dict> dict;
};

struct MappingProxy : Object {
    Slot mapping;
};
Value make_mapping_proxy(Context& ctx, Value mapping);

/// Iterators over built-in containers share one layout; the type's `next` tells them apart.
struct Iterator : Object {
    Slot source;      // container; empty when exhausted
    uint64_t position;
    uint64_t extra;   // size at the start, length left, or step: see each
    Slot value;       // sentinel of a callable iterator; see each
};

/// Over a range whose numbers all fit int64: `source` empty, `position` the next number,
/// `extra` how many are left.
struct RangeIterator : Iterator {
    int64_t step;
};

}  // namespace orrery
