// Scopes, their names, and what each name means; the walk over the tree is scope_builder.cpp.
#include "engine/bytecode/symbol_table.h"

#include <string>

#include "engine/bytecode/scope_builder.h"

namespace orrery {

namespace {

constexpr uint32_t kNoSymbol = ~0u;
constexpr size_t kLinearLimit = 8;  // symbols searched without an index

size_t hash_pointer(const char* p) {
    return (reinterpret_cast<uintptr_t>(p) >> 3) * 0x9E3779B97F4A7C15ull >> 20;
}

}  // namespace

void Scope::insert_index(uint32_t symbol) {
    size_t mask = index_.size() - 1;
    size_t i = hash_pointer(symbols[symbol].name.data()) & mask;
    while (index_[i] != kNoSymbol)
        i = (i + 1) & mask;
    index_[i] = symbol;
}

Symbol* Scope::find(Identifier name) {
    if (symbols.size() <= kLinearLimit) {
        for (Symbol& s : symbols) {
            if (s.name.data() == name.data()) return &s;
        }
        return nullptr;
    }
    size_t mask = index_.size() - 1;
    for (size_t i = hash_pointer(name.data()) & mask;; i = (i + 1) & mask) {
        if (index_[i] == kNoSymbol) return nullptr;
        Symbol& s = symbols[index_[i]];
        if (s.name.data() == name.data()) return &s;
    }
}

Symbol& Scope::add(Identifier name) {
    if (Symbol* s = find(name)) return *s;
    symbols.push_back({.name = name});
    if (symbols.size() > kLinearLimit) {
        if (symbols.size() * 2 > index_.size()) {
            index_.assign(symbols.size() <= 16 ? 64 : index_.size() * 4, kNoSymbol);
            for (uint32_t i = 0; i < symbols.size(); i++)
                insert_index(i);
        } else {
            insert_index(static_cast<uint32_t>(symbols.size() - 1));
        }
    }
    return symbols.back();
}

Identifier SymbolTable::unique(std::string_view text, bool copy) {
    auto it = by_text_.find(text);
    if (it != by_text_.end()) return it->second;
    Identifier name = copy ? arena_.copy(text) : text;
    by_text_.emplace(name, name);
    return name;
}

// Where the canonical form of the identifier at that address is, or belongs.
Identifier* SymbolTable::address_slot(const char* address) {
    if (address_count_ * 2 >= by_address_.size()) {
        std::vector<std::pair<const char*, Identifier>> old(
            by_address_.empty() ? 256 : by_address_.size() * 2);
        old.swap(by_address_);
        for (auto& entry : old) {
            if (entry.first) *address_slot(entry.first) = entry.second;
        }
    }
    size_t mask = by_address_.size() - 1;
    size_t i = hash_pointer(address) & mask;
    while (by_address_[i].first && by_address_[i].first != address)
        i = (i + 1) & mask;
    by_address_[i].first = address;
    return &by_address_[i].second;
}

Identifier SymbolTable::canonical(Identifier private_class, Identifier name) {
    if (private_class.data() && name.starts_with("__") && !name.ends_with("__") &&
        name.find('.') == name.npos) {
        const size_t skip = private_class.find_first_not_of('_');
        if (skip != private_class.npos) {
            std::string mangled = "_";
            mangled += private_class.substr(skip);
            mangled += name;
            return unique(mangled, true);
        }
    }
    Identifier* slot = address_slot(name.data());
    if (!slot->data()) {
        address_count_++;
        *slot = unique(name, false);
    }
    return *slot;
}

bool SymbolTable::build(SourceErrors& errors, const ast::Mod* tree, bool future_annotations,
                        int max_depth) {
    ScopeBuilder builder(*this, errors, future_annotations, max_depth);
    builder.visit_module(tree);
    // Outer scopes first: resolving a name may add free variables to scopes between.
    for (size_t i = 0; i < scopes_.size() && !errors.failed(); i++)
        resolve(errors, &scopes_[i]);
    return !errors.failed();
}

void SymbolTable::resolve(SourceErrors& errors, Scope* scope) {
    const Identifier class_name = unique("__class__", false);
    for (size_t i = 0; i < scope->symbols.size(); i++) {
        Symbol* symbol = &scope->symbols[i];
        if (symbol->binding != Binding::kUnresolved) continue;
        if (symbol->has(Symbol::kGlobal)) {
            symbol->binding = Binding::kGlobalExplicit;
            continue;
        }
        if (symbol->has(Symbol::kBound) && !symbol->has(Symbol::kNonlocal)) {
            symbol->binding = Binding::kLocal;
            continue;
        }
        // Look outward; class scopes are invisible from inside, but for their __class__ cell.
        const Identifier name = symbol->name;
        Scope* owner = nullptr;
        bool global = false;
        for (Scope* s = scope->parent; s; s = s->parent) {
            if (s->kind == Scope::Kind::kClass && name.data() == class_name.data()) {
                s->needs_class_cell = true;
                owner = s;
                break;
            }
            if (!s->is_function()) continue;
            Symbol* outer = s->find(name);
            if (!outer) continue;
            if (outer->has(Symbol::kGlobal)) {
                global = true;
                break;
            }
            if (outer->has(Symbol::kBound) || outer->binding == Binding::kFree) {
                owner = s;
                break;
            }
        }
        if (!owner || global) {
            if (symbol->has(Symbol::kNonlocal)) {
                std::string message = "no binding for nonlocal '" + std::string(name) + "' found";
                SourceRange range = scope->range;
                for (const Scope::Directive& d : scope->directives) {
                    if (d.name.data() == name.data()) {
                        range = d.range;
                        break;
                    }
                }
                errors.symbol_error(range, message);
                return;
            }
            symbol->binding = Binding::kGlobalImplicit;
            continue;
        }
        symbol->binding = Binding::kFree;
        // Every scope on the way hands the cell on.
        for (Scope* s = scope->parent; s != owner; s = s->parent) {
            Symbol* existing = s->find(name);
            if (s->kind == Scope::Kind::kClass && existing && existing->has(Symbol::kBound)) {
                existing->flags |= Symbol::kFreeInClass;
            } else if (!existing || existing->binding != Binding::kFree) {
                Symbol& passed = s->add(name);
                if (s->kind == Scope::Kind::kClass) passed.flags |= Symbol::kFreeInClass;
                if (!existing) passed.binding = Binding::kFree;
            }
        }
        if (owner->is_function()) {
            Symbol* outer = owner->find(name);
            if (outer->binding == Binding::kLocal) outer->binding = Binding::kCell;
        }
    }
}

}  // namespace orrery
