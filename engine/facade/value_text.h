// One-line texts of values, made without running any code of the program, without allocating on
// its heap, and in time bounded by the length asked for.
#pragma once

#include <string>

#include "engine/facade/snapshot.h"
#include "engine/interpreter/context.h"

namespace orrery {

struct ValueText {
    std::string text;
    bool is_cut = false;
};
/// About `limit` bytes at most. Built-in types as repr() shows them; instances of a program's
/// classes as Name(attribute=value, ...), whatever their own __repr__ would say.
ValueText value_text(Context& ctx, Value v, size_t limit = 100);
/// "(a, b=1, /, *rest)" of anything callable, found without running code; empty if it cannot be.
std::string signature_text(Context& ctx, Value callable);
/// The documentation string of a function or class; empty if it has none.
std::string documentation(Context& ctx, Value v);
ValueKind value_kind(Context& ctx, Value v);
/// Elements, characters or bytes of a value; -1 if it has no length.
int64_t value_length(Context& ctx, Value v);

/// Calls visit(name, value) -> bool (false: stop) on the named variables of a frame: parameters and
/// locals first, then cells and free variables. Unbound ones come with an empty value. `read`
/// gives a register.
template <typename Read, typename Visit>
void visit_variables(Code* code, Read&& read, Visit&& visit) {
    const auto is_cell = [&](uint64_t reg) {
        for (uint16_t r : *code->cell_registers) {
            if (r == reg) return true;
        }
        return false;
    };
    Tuple* names = code->variable_names.get();
    for (uint64_t i = 0; names && i < names->length && i < code->local_count; i++) {
        auto* name = names->at(i).as<String>();
        if (is_cell(i) || name->length == 0 || name->at(0) == '.') continue;
        if (!visit(name, read(static_cast<unsigned>(i)))) return;
    }
    const uint64_t own = code->cell_names ? code->cell_names->length : 0;
    for (uint64_t i = 0; i < code->cell_registers->size(); i++) {
        Tuple* of = i < own ? code->cell_names.get() : code->free_names.get();
        const Value v = read((*code->cell_registers)[i]);
        auto* name = of->at(i < own ? i : i - own).as<String>();
        if (!visit(name, v.is(Kind::kCell) ? v.as<Cell>()->value.get() : v)) return;
    }
}

}  // namespace orrery
