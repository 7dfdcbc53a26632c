// CodeBuilder: the Code of one scope under construction: instructions (assembler.h), constants,
// sites and registers.
//
// Registers: the named locals first, temporaries above them as a stack (alloc, and Temporaries,
// which gives back what was allocated in its scope). Objects that the code refers to are kept
// alive by the compilation's own list until the Code owns them.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "engine/bytecode/assembler.h"
#include "engine/bytecode/compiler.h"
#include "engine/bytecode/symbol_table.h"

namespace orrery {

/// A block that leaving early (return, break, continue) must unwind.
struct Block {
    enum class Kind : uint8_t {
        kLoop,
        kTry,             // handlers follow: only the range ends
        kFinally,         // the finally body runs
        kFinallyHandler,  // inside a finally body that runs for an exception
        kWith,
        kAsyncWith,
        kHandler,         // except clause: the exception is no longer handled
        kHandlerName,     // except ... as name: name is deleted
        kExceptStar,      // nothing may leave
    };
    Kind kind;
    Assembler::Range* range = nullptr;  // open while inside; null if none
    Label break_label = {}, continue_label = {};  // kLoop
    Reg reg = 0;                        // kWith: exit method; kHandler...: saved exception
    std::span<ast::Stmt* const> body = {};  // kFinally
    const ast::Stmt* statement = nullptr;  // kWith: for positions
    Identifier name = {};               // kHandlerName
};

struct CodeBuilder {
    CodeBuilder* parent = nullptr;
    Scope* scope = nullptr;
    Assembler out;
    std::vector<Block> blocks;

    String* name = nullptr;
    String* qualname = nullptr;
    Value docstring = Value::none();
    uint32_t flags = 0;
    uint32_t first_line = 1;
    uint16_t argument_count = 0, positional_only_count = 0, keyword_only_count = 0;
    uint16_t inline_attributes_hint = 0;

    Reg next = 0;      // first free register
    Reg highest = 0;   // one past the highest ever used
    uint16_t local_count = 0;
    bool too_large = false;
    bool is_async = false;         // async def

    std::vector<Symbol*> register_symbols;  // by register; null: the namespace
    std::vector<Symbol*> cells;             // cell variables, sorted by name
    std::vector<Symbol*> free_variables;    // sorted by name
    Reg class_cell = 0;                     // class scopes with needs_class_cell
    std::vector<Reg> free_registers;        // beside free_variables

    std::vector<Value> constants;
    struct ConstantKey {
        uint64_t type, bits, more;
        bool operator==(const ConstantKey&) const = default;
    };
    struct ConstantHash {
        size_t operator()(const ConstantKey& k) const {
            return (k.bits ^ k.more * 31 ^ k.type << 60) * 0x9E3779B97F4A7C15ull >> 16;
        }
    };
    std::unordered_map<ConstantKey, uint32_t, ConstantHash> constant_index;
    std::vector<String*> site_names;

    Reg alloc(unsigned count = 1) {
        const unsigned first = next;
        if (first + count > kMaxRegisters) {
            too_large = true;
            return static_cast<Reg>(kMaxRegisters - count);
        }
        next = static_cast<Reg>(first + count);
        if (next > highest) highest = next;
        return static_cast<Reg>(first);
    }
    bool is_temporary(Reg r) const { return r >= local_count; }

    static constexpr unsigned kMaxRegisters = 60000;
};

/// Gives back the temporaries allocated during its life.
class Temporaries {
public:
    explicit Temporaries(CodeBuilder& b) : builder_(b), mark_(b.next) {}
    ~Temporaries() { builder_.next = mark_; }
    Temporaries(const Temporaries&) = delete;
    Temporaries& operator=(const Temporaries&) = delete;

private:
    CodeBuilder& builder_;
    Reg mark_;
};

}  // namespace orrery
