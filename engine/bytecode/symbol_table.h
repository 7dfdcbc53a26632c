// Symbol table: for each scope of a tree (module, class body, function, lambda, comprehension),
// which variable every name in it means.
//
// Names are compared by the address of their text, in canonical form: identifiers are interned per
// tree, and names made here (mangled private names, ".0", the "os" of `import os.path`) are made
// one with them by canonical(). The table is built once per compilation, before any code is made;
// errors CPython reports from its symbol table (bad global/nonlocal, duplicate parameters,
// misplaced walrus or yield) are reported by the builder.
#pragma once

#include <deque>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/bytecode/source_error.h"
#include "engine/syntax/arena.h"
#include "engine/syntax/ast.h"

namespace orrery {

namespace ast = syntax::ast;
using ast::Identifier;

/// Where a name's value lives.
enum class Binding : uint8_t {
    kUnresolved,
    kLocal,  // a register, or in module and class scopes an entry of the namespace
    kCell,  // a local that inner scopes use too
    kFree,  // a cell of an enclosing function
    kGlobalExplicit,  // declared `global`
    kGlobalImplicit,
};

struct Symbol {
    enum Flag : uint16_t {
        kGlobal = 1,
        kLocal = 2,
        kParameter = 4,
        kNonlocal = 8,
        kUse = 16,
        kImported = 32,
        kAnnotated = 64,
        kIterationVariable = 128,
        kDeleted = 256,  // `del` or the end of an except clause unbinds it somewhere
        kFreeInClass = 512,  // class scope: also passes this free variable to inner scopes
    };
    static constexpr uint16_t kBound = kLocal | kParameter | kImported;

    Identifier name;
    uint16_t flags = 0;
    Binding binding = Binding::kUnresolved;
    uint16_t reg = 0;  // kLocal: its register; kCell, kFree: the register holding the Cell

    bool has(unsigned f) const { return flags & f; }
};

struct Scope {
    enum class Kind : uint8_t { kModule, kClass, kFunction, kAnnotation };
    enum class Comprehension : uint8_t { kNone, kList, kSet, kDict, kGenerator };

    Kind kind = Kind::kModule;
    Comprehension comprehension = Comprehension::kNone;
    bool is_lambda = false;
    bool is_nested = false;  // inside a function
    bool is_generator = false;  // contains yield
    bool is_coroutine = false;  // async def, or an asynchronous comprehension
    bool returns_value = false;
    bool needs_class_cell = false;
    bool has_walrus = false;  // a NamedExpr binds a local of this scope
    bool in_iteration_target = false;
    int iterable_depth = 0;  // inside the iterable of a comprehension
    Scope* parent = nullptr;
    Identifier private_class;  // class whose private names are mangled here; data() null: none
    SourceRange range;
    std::vector<Symbol> symbols;  // in order of first appearance
    struct Directive {
        Identifier name;
        SourceRange range;
    };
    std::vector<Directive> directives;  // global and nonlocal statements

    bool is_function() const { return kind == Kind::kFunction; }
    Symbol* find(Identifier name);
    Symbol& add(Identifier name);

private:
    std::vector<uint32_t> index_;  // open addressing over symbols, once there are many
    void insert_index(uint32_t symbol);
};

class SymbolTable {
public:
    explicit SymbolTable(syntax::Arena& arena) : arena_(arena) {}

    /// False after reporting an error. `max_depth` bounds the nesting of the tree.
    bool build(SourceErrors& errors, const ast::Mod* tree, bool future_annotations, int max_depth);

    /// The scope of a module, class, function, lambda or comprehension node.
    Scope* scope_of(const ast::Node* node) const {
        auto it = by_node_.find(node);
        return it == by_node_.end() ? nullptr : it->second;
    }
    /// The name with private names of `private_class` mangled, in canonical form.
    Identifier canonical(Identifier private_class, Identifier name);
    /// The package that `import a.b.c` binds: the first `length` bytes of the dotted name.
    Identifier first_part(Identifier dotted, size_t length) {
        return unique(dotted.substr(0, length), true);
    }
    /// True if the module itself binds the (canonical) name.
    bool is_module_global(Identifier name) {
        const Symbol* s = scopes_.front().find(name);
        return s && s->has(Symbol::kBound);
    }
    /// A copy of the text that lives as long as the tree.
    std::string_view keep_text(std::string_view text) { return arena_.copy(text); }

private:
    friend class ScopeBuilder;
    /// The one identifier with that text.
    Identifier unique(std::string_view text, bool copy);
    Identifier* address_slot(const char* address);
    void resolve(SourceErrors& errors, Scope* scope);

    syntax::Arena& arena_;
    std::deque<Scope> scopes_;  // parents before children
    std::unordered_map<const ast::Node*, Scope*> by_node_;
    std::unordered_map<std::string_view, Identifier> by_text_;
    std::vector<std::pair<const char*, Identifier>> by_address_;  // open addressing
    size_t address_count_ = 0;
};

}  // namespace orrery
