// Operations on the table of a set with hashes given: for set.cpp.
#pragma once

#include "engine/interpreter/context.h"

namespace orrery {

bool set_hash(Context& ctx, Value v, uint64_t& hash);
/// For asking whether something is there: an unhashable set stands for the frozenset with its
/// elements, which replaces it in `v`.
bool set_hash_for_look_up(Context& ctx, Value& v, uint64_t& hash);
bool set_add_hashed(Context& ctx, Set* s, Value key, uint64_t hash);
Truth set_contains_hashed(Context& ctx, Set* s, Value key, uint64_t hash);
Truth set_discard_hashed(Context& ctx, Set* s, Value key, uint64_t hash);
/// Adds the elements of another set, with CPython's shortcuts.
bool set_merge(Context& ctx, Set* s, Set* other);
/// A table with more than `least` entries, a power of two, without deleted ones.
bool set_resize(Context& ctx, Set* s, uint64_t least);
/// Resizes when more than a fourth of the table is deleted entries.
bool set_drop_deleted(Context& ctx, Set* s);
void set_clear(Context& ctx, Set* s);
/// Takes some element away; empty if there is none.
Value set_pop(Set* s);
bool set_next_entry(Set* s, uint64_t& position, Value& key, uint64_t& hash);

}  // namespace orrery
