#include "engine/numbers/hash.h"
#include "engine/objects/intern_table.h"
#include "engine/text/utf8.h"

namespace orrery {

namespace {

constexpr size_t kFirstCapacity = 4096;

Runtime::InternTable& table_of(Context& ctx) {
    Runtime::InternTable& table = *ctx.runtime().interned;
    if (table.slots.empty()) {
        table.slots.resize(kFirstCapacity);
        ctx.heap().add_sweep_hook(
            [&table](Heap& heap, Heap::Collect what) { table.sweep(heap, what); });
    }
    if (table.live * 4 >= table.slots.size() * 3) table.grow();
    return table;
}

}  // namespace

void Runtime::InternTable::add(String* s) {
    slots[find(s->hash, [](String*) { return false; })] = s;
    young.push_back(s);
    live++;
    s->flags |= String::kInterned;
}

void Runtime::InternTable::remove(String* s) {
    const size_t mask = slots.size() - 1;
    size_t hole = find(s->hash, [s](String* t) { return s == t; });
    if (!slots[hole]) return;
    live--;
    // Closes the gap, so that probing never meets a hole inside a run.
    for (size_t i = (hole + 1) & mask; slots[i]; i = (i + 1) & mask) {
        const size_t home = slots[i]->hash & mask;
        if (((i - home) & mask) >= ((i - hole) & mask)) {
            slots[hole] = slots[i];
            hole = i;
        }
    }
    slots[hole] = nullptr;
}

void Runtime::InternTable::grow() {
    std::vector<String*> old(slots.size() * 2);
    old.swap(slots);
    for (String* s : old) {
        if (s) slots[find(s->hash, [](String*) { return false; })] = s;
    }
}

void Runtime::InternTable::sweep(const Heap& heap, Heap::Collect what) {
    if (what == Heap::Collect::kMinor) {
        for (String* s : young) {
            if (!heap.is_marked(s)) remove(s);
        }
    } else {
        std::vector<String*> dead;
        for (String* s : slots) {
            if (s && !heap.is_marked(s)) dead.push_back(s);
        }
        for (String* s : dead)
            remove(s);
    }
    young.clear();
}

String* intern(Context& ctx, std::string_view utf8) {
    const auto* bytes = reinterpret_cast<const uint8_t*>(utf8.data());
    if (utf8.empty() || !is_ascii(bytes, utf8.size())) {
        String* s = make_string(ctx, utf8);
        return s ? intern(ctx, s) : nullptr;
    }
    const uint64_t* seed = ctx.runtime().hash_seed;
    const auto hash = static_cast<uint64_t>(hash_bytes(bytes, utf8.size(), {seed[0], seed[1]}));
    {
        const Runtime::InternTable& table = table_of(ctx);
        const size_t i = table.find(hash, [&](String* s) { return equals_ascii(s, utf8); });
        if (table.slots[i]) return table.slots[i];
    }
    String* s = make_string(ctx, utf8);  // may collect, and so change the table
    if (!s) return nullptr;
    if (s->is_interned()) return s;  // the shared string of one character
    s->hash = hash;
    table_of(ctx).add(s);
    return s;
}

String* intern(Context& ctx, String* s) {
    if (s->is_interned()) return s;
    if (s->shape != builtin_shape(TypeId::kString)) {  // of a subclass: intern an exact copy
        s = make_string(ctx, s->text());
        if (!s || s->is_interned()) return s;
    }
    const uint64_t hash = string_hash(ctx, s);
    Runtime::InternTable& table = table_of(ctx);
    const size_t i = table.find(hash, [&](String* t) { return string_equal(s, t); });
    if (table.slots[i]) return table.slots[i];
    table.add(s);
    return s;
}

}  // namespace orrery
