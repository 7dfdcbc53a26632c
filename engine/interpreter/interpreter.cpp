// The dispatch loop.
//
// Under clang each instruction is a function of its own that ends by jumping to the next one's
// (musttail, preserve_none: the state below stays in machine registers). Other compilers get one
// function with a switch. Handlers are written once, in handlers_*.inc, with these words:
//
//   OP(X) { ... }   handler of opcode X; SLOW(name) { ... } a part split off because it is rare
//   A, B, C         operand numbers; RA, RB, RC those registers; SITE_C, SITE_BC, IMM_C, JUMP_C,
// ...
//   NEXT()          go on with the next instruction
//   TAIL(name)      go on in SLOW(name)
//   SAVE_PC()       must come before anything that can raise, call or collect
//   THROW()         unwind; the exception is set in ctx
//   CHECK(v)        THROW() if v is empty (or false)
//   RELOAD()        take pc, regs and side from the frame in Context::regs
//   USE_TABLE()     look whether the program is traced; after all that may have changed it
//   RUN_UNTRACED()  go on with the current instruction's own handler
#include "engine/bytecode/opcodes.h"
#include "engine/interpreter/cache.h"
#include "engine/interpreter/calls.h"
#include "engine/interpreter/execute.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/interpreter/tracing.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/generator.h"
#include "engine/objects/list_internal.h"
#include "engine/objects/numbers.h"
#include "engine/objects/pair_iterators.h"
#include "engine/objects/signature.h"

#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)

#define A static_cast<uint16_t>(word >> 16)
#define B static_cast<uint16_t>(word >> 32)
#define C static_cast<uint16_t>(word >> 48)
#define RA regs[A]
#define RB regs[B]
#define RC regs[C]
#define IMM_B static_cast<int16_t>(word >> 32)
#define IMM_C static_cast<int16_t>(word >> 48)
#define IMM_BC static_cast<int32_t>(word >> 32)
#define INDEX_BC static_cast<uint32_t>(word >> 32)
#define SITE_C side->site_at(C)
#define SITE_BC side->site_at(INDEX_BC)
#define SAVE_PC() (regs[-2] = Value::from_bits(reinterpret_cast<uint64_t>(pc)))
#define CURRENT_CODE() (regs[-4].as<Function>()->code.get())
#define CHECK(v) \
    do { \
        if (UNLIKELY(!(v))) THROW(); \
    } while (0)
#define RELOAD() \
    do { \
        regs = ctx->regs; \
        pc = reinterpret_cast<const Instruction*>(regs[-2].bits()); \
        side = regs[-4].as<Function>()->side; \
    } while (0)
#define JUMP_BY(offset) \
    do { \
        pc += (offset); \
        if (UNLIKELY(ctx->poll.load(std::memory_order_relaxed))) TAIL(poll); \
    } while (0)

namespace orrery {

namespace {

inline uint64_t load_word(const Instruction* pc) {
    uint64_t w;
    __builtin_memcpy(&w, pc, sizeof w);
    return w;
}

inline bool both_doubles(Value a, Value b) { return a.is_double() && b.is_double(); }

/// Adds two boxed small ints; false on overflow of 48 bits.
inline bool add_small(Value a, Value b, Value& out) {
    int64_t r;
    if (__builtin_add_overflow(static_cast<int64_t>(a.bits() << 16),
                               static_cast<int64_t>(b.bits() << 16), &r)) {
        return false;
    }
    out = Value::from_bits((static_cast<uint64_t>(r) >> 16) | Value::kIntTag);
    return true;
}
inline bool sub_small(Value a, Value b, Value& out) {
    int64_t r;
    if (__builtin_sub_overflow(static_cast<int64_t>(a.bits() << 16),
                               static_cast<int64_t>(b.bits() << 16), &r)) {
        return false;
    }
    out = Value::from_bits((static_cast<uint64_t>(r) >> 16) | Value::kIntTag);
    return true;
}
inline bool mul_small(Value a, Value b, Value& out) {
    int64_t r;
    if (__builtin_mul_overflow(static_cast<int64_t>(a.bits() << 16), b.as_small_int(), &r)) {
        return false;
    }
    out = Value::from_bits((static_cast<uint64_t>(r) >> 16) | Value::kIntTag);
    return true;
}
inline int64_t floor_div(int64_t a, int64_t b) {
    int64_t q = a / b;
    return q - ((a % b != 0) && ((a < 0) != (b < 0)));
}
inline int64_t floor_mod(int64_t a, int64_t b) {
    int64_t r = a % b;
    return r + ((r != 0 && (r < 0) != (b < 0)) ? b : 0);
}

#if defined(__clang__) && __has_attribute(preserve_none) && !defined(ORRERY_SWITCH_DISPATCH)

#define PARAMS \
    uint64_t word, const Instruction *pc, Value *regs, Context *ctx, Side *side, \
        void *const *handlers
#define ARGS word, pc, regs, ctx, side, handlers
using Handler = __attribute__((preserve_none)) Value(PARAMS);
#define OP(name) __attribute__((preserve_none)) Value op_##name([[maybe_unused]] PARAMS)
#define SLOW(name) \
    __attribute__((preserve_none, noinline)) Value slow_##name([[maybe_unused]] PARAMS)
#define NEXT() \
    do { \
        word = load_word(pc++); \
        [[clang::musttail]] return reinterpret_cast<Handler*>(handlers[word & 0xFFFF])(ARGS); \
    } while (0)
#define TAIL(name) [[clang::musttail]] return slow_##name(ARGS)
#define THROW() TAIL(throw)
#define LEAVE(value) return value
#define USE_TABLE() (handlers = is_traced(*ctx) ? kTracedTable : kTable)
#define RUN_UNTRACED() \
    [[clang::musttail]] return reinterpret_cast<Handler*>(kTable[word & 0xFFFF])(ARGS)

extern void* const kTable[];
extern void* const kTracedTable[];

#define SLOW_NAMES(X) \
    X(traced) X(throw) X(poll) X(poll_after_native) X(rethrow) X(return) X(for_iter)
#define X(name) SLOW(name);
SLOW_NAMES(X)
#undef X

#include "engine/interpreter/handlers_arithmetic.inc"
#include "engine/interpreter/handlers_calls.inc"
#include "engine/interpreter/handlers_control.inc"
#include "engine/interpreter/handlers_data.inc"

void* const kTable[] = {
#define OP_ROW(name, operands, meaning) reinterpret_cast<void*>(op_##name),
    ORRERY_OPCODES(OP_ROW)
#undef OP_ROW
};

void* const kTracedTable[] = {
#define OP_ROW(name, operands, meaning) reinterpret_cast<void*>(slow_traced),
    ORRERY_OPCODES(OP_ROW)
#undef OP_ROW
};

Value dispatch(const Instruction* pc, Value* regs, Context* ctx, Side* side) {
    const uint64_t word = load_word(pc);
    void* const* handlers = is_traced(*ctx) ? kTracedTable : kTable;
    return reinterpret_cast<Handler*>(handlers[word & 0xFFFF])(word, pc + 1, regs, ctx, side,
                                                               handlers);
}

#else

#define OP(name) \
    case Op::name:
#define SLOW(name) slow_##name:
#define NEXT() goto next
#define TAIL(name) goto slow_##name
#define THROW() goto slow_throw
#define LEAVE(value) return value
#define USE_TABLE() (traced = is_traced(*ctx))
#define RUN_UNTRACED() goto run

#pragma GCC diagnostic ignored "-Wunused-label"
Value dispatch(const Instruction* pc, Value* regs, Context* ctx, Side* side) {
    uint64_t word;
    bool traced = is_traced(*ctx);
next:
    word = load_word(pc++);
    if (UNLIKELY(traced)) goto slow_traced;
run:
    switch (static_cast<Op>(word & 0xFFFF)) {
#include "engine/interpreter/handlers_arithmetic.inc"
#include "engine/interpreter/handlers_calls.inc"
#include "engine/interpreter/handlers_control.inc"
#include "engine/interpreter/handlers_data.inc"
    case Op::kCount: break;
    }
    __builtin_unreachable();
}

#endif

/// Apart from its caller: handlers keep no register, not even the one that would find a frame of
/// variable size again.
[[gnu::noinline]] Value run_handlers(Context& ctx, FrameRef frame) {
    return dispatch(frame.pc(), ctx.regs, &ctx, frame.function()->side);
}

}  // namespace

Value run_interpreter(Context& ctx) {
    // A native that calls its program's functions in a loop has no safepoint of its own.
    if (ctx.poll.load(std::memory_order_relaxed)) [[unlikely]] {
        Value& saved_pc = ctx.regs[-2];
        const Value pc = saved_pc;
        // What is raised here belongs to the frame's next instruction.
        saved_pc = Value::from_bits(pc.bits() + sizeof(Instruction));
        if (ctx.handle_poll()) {
            saved_pc = pc;
        } else if (!unwind(ctx, true)) {
            return Value::error();
        }
    }
    return run_unwound(ctx);
}

Value run_unwound(Context& ctx) {
    // Below this address the machine stack holds nothing of this run's callers, not even in saved
    // registers: those are spilled above it.
    __builtin_unwind_init();
    const void* outer = ctx.interpreter_stack;
    ctx.interpreter_stack = __builtin_alloca(16);
    const Value result = run_handlers(ctx, FrameRef(ctx.regs));
    ctx.interpreter_stack = outer;
    return result;
}

}  // namespace orrery
