// Code: what the compiler makes of a module, class body, function or comprehension.
//
// Instructions are 64-bit words (opcodes.h). Beside them stands one side array:
//
//     constants ... k2 k1 k0 | site 0 | site 1 | ...
//                            ^ Side* (what the interpreter keeps in a machine register)
//
// A constant is read at a negative index, a site (the inline cache and feedback of one
// instruction) at a positive one. Registers of a frame: parameters first, then the other locals,
// then temporaries; the last kCallHeader + 4 are scratch for calls the interpreter itself makes.
#pragma once

#include <atomic>
#include <vector>

#include "engine/objects/object.h"

namespace orrery {

struct String;
struct Tuple;

struct Instruction {
    uint16_t op;
    uint16_t a, b, c;
};
static_assert(sizeof(Instruction) == 8);

/// One immutable cache entry; sites point at the newest, older ones follow.
struct CacheEntry;

/// Inline cache of one instruction. `word` is a self-contained cache: shape id (high half) and
/// byte offset of the slot (low half), replaced by one atomic store.
struct Site {
    std::atomic<uint64_t> word;
    std::atomic<CacheEntry*> entry;
    Slot name;  // interned attribute or variable name; other operand constants
    std::atomic<uint32_t> misses;
    std::atomic<uint32_t> feedback;
};
static_assert(sizeof(Site) == 32);

union Side {
    Site site;
    Value constant_at(unsigned i) const {
        return reinterpret_cast<const Value*>(this)[-1 - static_cast<int>(i)];
    }
    Site& site_at(unsigned i) { return reinterpret_cast<Site*>(this)[i]; }
};

/// Source range of an instruction: 1-based lines; 0-based columns in UTF-8 bytes; -1: none.
struct Position {
    int32_t line = -1, end_line = -1, column = -1, end_column = -1;
};

/// Instructions [start, end) are covered; on an exception, temporaries are as the handler expects,
/// the exception is put in register `target`, and execution goes on at `handler`. Innermost first.
struct HandlerRange {
    uint32_t start, end, handler;
    uint16_t target;
};

struct Code : Object {
    enum CodeFlags : uint32_t {  // as CPython's co_flags where they exist there
        kOptimized = 0x1,
        kNewLocals = 0x2,
        kVarArgs = 0x4,
        kVarKeywords = 0x8,
        kNested = 0x10,
        kGenerator = 0x20,
        kCoroutine = 0x80,
        kIterableCoroutine = 0x100,
        kAsyncGenerator = 0x200,
        kFutureAnnotations = 0x1000000,
        kSimpleArguments = 0x40000000,  // positional parameters only: calls may skip the binder
        kUsesLocalsDict = 0x20000000,   // module, class body, exec: register 0 is the namespace
    };
    uint32_t code_flags;
    uint32_t instruction_count;
    uint16_t register_count;   // with scratch
    uint16_t scratch;          // first scratch register
    uint16_t argument_count;   // positional parameters, positional-only included
    uint16_t positional_only_count;
    uint16_t keyword_only_count;
    uint16_t local_count;      // registers that hold named variables, parameters first
    uint32_t first_line;
    uint32_t constant_count;
    uint32_t site_count;
    uint16_t inline_attributes_hint;  // class bodies: attributes its methods set on self
    Instruction* instructions;        // owned (with everything below), freed by finalize
    Side* side;
    std::vector<Position>* positions;       // one an instruction
    std::vector<HandlerRange>* handlers;
    Ref<String> name, qualname, filename;
    Ref<Tuple> variable_names;  // of the local registers: co_varnames order, then cells' own
    Ref<Tuple> cell_names;      // co_cellvars
    Ref<Tuple> free_names;      // co_freevars
    Slot docstring;             // or None
    Slot source_lines;  // str of the source for tracebacks of code without a file, or None
    /// The local register that holds the Cell of each of cell_names, then of each of free_names.
    std::vector<uint16_t>* cell_registers;

    bool has(CodeFlags f) const { return code_flags & f; }
    Value constant(unsigned i) const { return side->constant_at(i); }
};

/// Frees the arrays that new_code allocated; called when the Code itself is freed (new_code must
/// announce it by Heap::needs_finalize).
void release_code(Code* code);

/// co_nlocals: the registers of parameters and other locals, cells and free variables not counted.
unsigned plain_local_count(const Code* code);

}  // namespace orrery
