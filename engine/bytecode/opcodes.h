// The bytecode, declared once; the compiler, the interpreter, the disassembler and the JIT read
// this table.
//
// An instruction is 64 bits: op, a, b, c (16 each). Operand letters in the comments:
//   rX   register X of the frame, read      wX, xX   the same, written; read and written
//   rX followed by a count: n consecutive registers from X are read (written); which ones exactly
//   is said in operands.cpp
//   sX   index of a Site                    kX  index of a constant
//   iX   signed 16-bit immediate            jX  signed 16-bit jump, from the next instruction
//   BC   b and c together, 32 bits: JBC a signed jump, SBC a site, KBC a constant, IBC an int
// Every operation writes its result to ra, so a returning call finds its destination there.
// Any jump may go backward; a taken jump polls the safepoint word.
//
// Calls: rb is the callee, rb+1..rb+3 room for the frame header, arguments follow from rb+4.
#pragma once

#include <cstdint>

namespace orrery {

// The binary operators: BINARY(enumerator in BinaryOp, opcode, in-place opcode)
#define ORRERY_BINARY_OPS(BINARY) \
    BINARY(Add, ADD, IADD) BINARY(Sub, SUB, ISUB) BINARY(Mul, MUL, IMUL) \
    BINARY(Matmul, MATMUL, IMATMUL) BINARY(Truediv, TRUEDIV, ITRUEDIV) \
    BINARY(Floordiv, FLOORDIV, IFLOORDIV) BINARY(Mod, MOD, IMOD) BINARY(Pow, POW, IPOW) \
    BINARY(Lshift, LSHIFT, ILSHIFT) BINARY(Rshift, RSHIFT, IRSHIFT) BINARY(And, AND, IAND) \
    BINARY(Xor, XOR, IXOR) BINARY(Or, OR, IOR)

// The orderings: COMPARE(enumerator in CompareOp, suffix)
#define ORRERY_COMPARE_OPS(COMPARE) \
    COMPARE(Lt, LT) COMPARE(Le, LE) COMPARE(Eq, EQ) COMPARE(Ne, NE) COMPARE(Gt, GT) COMPARE(Ge, GE)

// OP(name, operands, meaning)
#define ORRERY_OPCODES(OP) \
    OP(NOP, "", "nothing") \
    OP(MOVE, "wa rb", "ra = rb") \
    OP(LOAD_CONST, "wa KBC", "ra = constant") \
    OP(LOAD_INT, "wa IBC", "ra = small int") \
    OP(LOAD_IMMEDIATE, "wa IBC", "ra = the immediate Value with these bits (None, True, False, Ellipsis, empty)") \
    OP(CHECK_BOUND, "ra", "UnboundLocalError if local ra is empty") \
    OP(DELETE_LOCAL, "xa", "ra = empty; UnboundLocalError if it was") \
    OP(MAKE_CELL, "xa", "ra = new Cell holding ra (which may be empty)") \
    OP(COPY_FREE, "wa b", "[ra..b) = the function's closure cells") \
    OP(LOAD_CELL, "wa rb", "ra = contents of cell rb; NameError/UnboundLocalError if empty") \
    OP(STORE_CELL, "ra rb", "contents of cell ra = rb") \
    OP(DELETE_CELL, "ra", "contents of cell ra = empty; error if it was") \
    OP(LOAD_CLASS_CELL, "wa rb sc", "ra = r0[name], else contents of cell rb") \
    OP(LOAD_GLOBAL, "wa SBC", "ra = globals[name], else builtins[name]") \
    OP(STORE_GLOBAL, "ra SBC", "globals[name] = ra") \
    OP(DELETE_GLOBAL, "a SBC", "del globals[name]") \
    OP(LOAD_NAME, "wa SBC", "ra = r0[name], else globals, else builtins") \
    OP(STORE_NAME, "ra SBC", "r0[name] = ra") \
    OP(DELETE_NAME, "a SBC", "del r0[name]") \
    OP(LOAD_ATTR, "wa rb sc", "ra = rb.name") \
    OP(STORE_ATTR, "ra rb sc", "ra.name = rb") \
    OP(DELETE_ATTR, "ra b sc", "del ra.name") \
    OP(LOAD_METHOD, "wa rb sc", "for CALL_METHOD at base a: ra = method of rb and ra+4 = rb, or ra = rb.name and ra+4 = empty") \
    OP(LOAD_SUPER_METHOD, "wa rb sc", "as LOAD_METHOD for super().name: rb is the __class__ cell, rb+1 self; ra = super().name looked up on it") \
    OP(LOAD_ITEM, "wa rb rc", "ra = rb[rc]") \
    OP(STORE_ITEM, "ra rb rc", "ra[rb] = rc") \
    OP(DELETE_ITEM, "ra rb", "del ra[rb]") \
    OP(ADD, "wa rb rc", "ra = rb + rc") OP(SUB, "wa rb rc", "ra = rb - rc") \
    OP(MUL, "wa rb rc", "ra = rb * rc") OP(MATMUL, "wa rb rc", "ra = rb @ rc") \
    OP(TRUEDIV, "wa rb rc", "ra = rb / rc") OP(FLOORDIV, "wa rb rc", "ra = rb // rc") \
    OP(MOD, "wa rb rc", "ra = rb % rc") OP(POW, "wa rb rc", "ra = rb ** rc") \
    OP(LSHIFT, "wa rb rc", "ra = rb << rc") OP(RSHIFT, "wa rb rc", "ra = rb >> rc") \
    OP(AND, "wa rb rc", "ra = rb & rc") OP(XOR, "wa rb rc", "ra = rb ^ rc") \
    OP(OR, "wa rb rc", "ra = rb | rc") \
    OP(IADD, "wa rb rc", "ra = (rb += rc)") OP(ISUB, "wa rb rc", "ra = (rb -= rc)") \
    OP(IMUL, "wa rb rc", "ra = (rb *= rc)") OP(IMATMUL, "wa rb rc", "ra = (rb @= rc)") \
    OP(ITRUEDIV, "wa rb rc", "ra = (rb /= rc)") OP(IFLOORDIV, "wa rb rc", "ra = (rb //= rc)") \
    OP(IMOD, "wa rb rc", "ra = (rb %= rc)") OP(IPOW, "wa rb rc", "ra = (rb **= rc)") \
    OP(ILSHIFT, "wa rb rc", "ra = (rb <<= rc)") OP(IRSHIFT, "wa rb rc", "ra = (rb >>= rc)") \
    OP(IAND, "wa rb rc", "ra = (rb &= rc)") OP(IXOR, "wa rb rc", "ra = (rb ^= rc)") \
    OP(IOR, "wa rb rc", "ra = (rb |= rc)") \
    OP(ADD_INT, "wa rb ic", "ra = rb + immediate") OP(SUB_INT, "wa rb ic", "ra = rb - immediate") \
    OP(MUL_INT, "wa rb ic", "ra = rb * immediate") \
    OP(FLOORDIV_INT, "wa rb ic", "ra = rb // immediate") OP(MOD_INT, "wa rb ic", "ra = rb % immediate") \
    OP(LSHIFT_INT, "wa rb ic", "ra = rb << immediate (0..63)") \
    OP(RSHIFT_INT, "wa rb ic", "ra = rb >> immediate (0..63)") \
    OP(AND_INT, "wa rb ic", "ra = rb & immediate") \
    OP(IADD_INT, "wa rb ic", "ra = (rb += immediate)") OP(ISUB_INT, "wa rb ic", "ra = (rb -= immediate)") \
    OP(NEG, "wa rb", "ra = -rb") OP(POS, "wa rb", "ra = +rb") OP(INVERT, "wa rb", "ra = ~rb") \
    OP(NOT, "wa rb", "ra = not rb") OP(TO_BOOL, "wa rb", "ra = bool(rb)") \
    OP(LT, "wa rb rc", "ra = rb < rc") OP(LE, "wa rb rc", "ra = rb <= rc") \
    OP(EQ, "wa rb rc", "ra = rb == rc") OP(NE, "wa rb rc", "ra = rb != rc") \
    OP(GT, "wa rb rc", "ra = rb > rc") OP(GE, "wa rb rc", "ra = rb >= rc") \
    OP(IS, "wa rb rc", "ra = rb is rc") OP(IS_NOT, "wa rb rc", "ra = rb is not rc") \
    OP(IN, "wa rb rc", "ra = rb in rc") OP(NOT_IN, "wa rb rc", "ra = rb not in rc") \
    OP(JUMP, "a JBC", "jump") \
    OP(JUMP_IF_TRUE, "ra JBC", "jump if ra is true") \
    OP(JUMP_IF_FALSE, "ra JBC", "jump if ra is false") \
    OP(JUMP_IF_NONE, "ra JBC", "jump if ra is None") \
    OP(JUMP_IF_NOT_NONE, "ra JBC", "jump if ra is not None") \
    OP(JUMP_LT, "ra rb jc", "jump if ra < rb") OP(JUMP_LE, "ra rb jc", "jump if ra <= rb") \
    OP(JUMP_EQ, "ra rb jc", "jump if ra == rb") OP(JUMP_NE, "ra rb jc", "jump if ra != rb") \
    OP(JUMP_GT, "ra rb jc", "jump if ra > rb") OP(JUMP_GE, "ra rb jc", "jump if ra >= rb") \
    OP(JUMP_NOT_LT, "ra rb jc", "jump if not ra < rb") OP(JUMP_NOT_LE, "ra rb jc", "jump if not ra <= rb") \
    OP(JUMP_NOT_EQ, "ra rb jc", "jump if not ra == rb") OP(JUMP_NOT_NE, "ra rb jc", "jump if not ra != rb") \
    OP(JUMP_NOT_GT, "ra rb jc", "jump if not ra > rb") OP(JUMP_NOT_GE, "ra rb jc", "jump if not ra >= rb") \
    OP(JUMP_LT_INT, "ra ib jc", "jump if ra < immediate") OP(JUMP_LE_INT, "ra ib jc", "jump if ra <= immediate") \
    OP(JUMP_EQ_INT, "ra ib jc", "jump if ra == immediate") OP(JUMP_NE_INT, "ra ib jc", "jump if ra != immediate") \
    OP(JUMP_GT_INT, "ra ib jc", "jump if ra > immediate") OP(JUMP_GE_INT, "ra ib jc", "jump if ra >= immediate") \
    OP(JUMP_NOT_LT_INT, "ra ib jc", "jump if not ra < immediate") OP(JUMP_NOT_LE_INT, "ra ib jc", "jump if not ra <= immediate") \
    OP(JUMP_NOT_EQ_INT, "ra ib jc", "jump if not ra == immediate") OP(JUMP_NOT_NE_INT, "ra ib jc", "jump if not ra != immediate") \
    OP(JUMP_NOT_GT_INT, "ra ib jc", "jump if not ra > immediate") OP(JUMP_NOT_GE_INT, "ra ib jc", "jump if not ra >= immediate") \
    OP(JUMP_IS, "ra rb jc", "jump if ra is rb") OP(JUMP_IS_NOT, "ra rb jc", "jump if ra is not rb") \
    OP(CALL, "wa rb c", "ra = rb(c arguments at rb+4)") \
    OP(CALL_METHOD, "wa rb c", "after LOAD_METHOD at base b; c arguments at rb+5") \
    OP(CALL_KW, "wa rb c", "as CALL; rb+1 = tuple of the names of the last arguments") \
    OP(CALL_METHOD_KW, "wa rb c", "as CALL_METHOD; rb+1 = tuple of names") \
    OP(CALL_EX, "wa rb", "ra = rb(*rb+4, **rb+5); rb+4 any iterable (message: f() argument after * must be an iterable), rb+5 a dict or empty") \
    OP(RETURN, "ra", "return ra") \
    OP(RETURN_NONE, "", "return None") \
    OP(BUILD_TUPLE, "wa rb c", "ra = tuple of [rb..c)") \
    OP(BUILD_LIST, "wa rb c", "ra = list of [rb..c)") \
    OP(REPEAT_LIST, "wa rb rc", "ra = [rb] * rc, without the list of one") \
    OP(BUILD_SET, "wa rb c", "ra = set of [rb..c)") \
    OP(BUILD_DICT, "wa rb c", "ra = dict of c pairs key, value from rb") \
    OP(BUILD_STRING, "wa rb c", "ra = the strings [rb..c) joined") \
    OP(BUILD_SLICE, "wa rb c", "ra = slice(rb, rb+1[, rb+2]); c is 2 or 3") \
    OP(LIST_APPEND, "ra rb", "append rb to list ra") \
    OP(LIST_EXTEND, "ra rb", "extend list ra by iterable rb (message: Value after * must be an iterable)") \
    OP(LIST_TO_TUPLE, "wa rb", "ra = tuple of list rb") \
    OP(SET_ADD, "ra rb", "add rb to set ra") \
    OP(SET_UPDATE, "ra rb", "update set ra by iterable rb") \
    OP(DICT_SET, "ra rb rc", "dict ra[rb] = rc") \
    OP(DICT_UPDATE, "ra rb", "update dict ra by mapping rb ({**rb})") \
    OP(DICT_MERGE, "ra rb rc", "as DICT_UPDATE for the keywords of a call of rc: repeated names are errors") \
    OP(FORMAT, "wa rb c", "ra = format(rb, spec); c & 3: conversion 0 none 1 str 2 repr 3 ascii; c & 4: spec in rb+1") \
    OP(UNPACK, "wa rb c", "[ra..c) = the c elements of rb") \
    OP(UNPACK_STAR, "wa rb c", "[ra..): (c & 255) elements, a list of the middle, (c >> 8) elements") \
    OP(GET_ITER, "wa rb", "ra = iter(rb)") \
    OP(FOR_ITER, "wa rb jc", "ra = next(rb), or jump when exhausted") \
    OP(GET_YIELD_FROM_ITER, "wa rb", "ra = rb if it is a generator or (in a coroutine) coroutine, else iter(rb)") \
    OP(GET_AWAITABLE, "wa rb c", "ra = what await drives; c: 0 await, 1 __aenter__, 2 __aexit__ (for messages)") \
    OP(GET_AITER, "wa rb", "ra = aiter(rb)") \
    OP(GET_ANEXT, "wa rb", "ra = awaitable for the next item of async iterator rb") \
    OP(SEND, "xa rb jc", "send ra to iterator rb: ra = what it yields; or ra = what it returned and jump") \
    OP(YIELD, "wa rb c", "suspend giving rb; on resumption ra = value sent. c: register + 1 of the iterator delegated to (then a == b, and the next instruction jumps to the SEND of ra), else 0") \
    OP(ASYNC_GENERATOR_WRAP, "wa rb", "ra = rb wrapped as an item of an async generator") \
    OP(RETURN_GENERATOR, "", "first instruction after cells are made: hand this frame to a new generator and return it") \
    OP(END_ASYNC_FOR, "ra", "exception ra: swallow StopAsyncIteration, else raise it again") \
    OP(RAISE, "ra", "raise ra") \
    OP(RAISE_FROM, "ra rb", "raise ra from rb") \
    OP(RAISE_AGAIN, "", "bare raise") \
    OP(RERAISE, "ra", "go on unwinding with exception ra, its traceback unchanged by this frame's line") \
    OP(PUSH_HANDLED, "wa rb", "ra = exception being handled (None if none); now handling rb") \
    OP(POP_HANDLED, "ra", "now handling ra again (what PUSH_HANDLED saved)") \
    OP(JUMP_NO_MATCH, "ra rb jc", "jump if exception ra does not match class or tuple rb") \
    OP(GROUP_MATCH, "wa xb rc", "except*: ra = part of exception rb matching rc or None; rb = the rest or None") \
    OP(GROUP_RERAISE, "wa rb rc", "except*: ra = what must still be raised after the clauses (or None): rb the original exception, rc list of what the clauses raised and of the unmatched rest") \
    OP(LOAD_ASSERTION_ERROR, "wa", "ra = AssertionError") \
    OP(BEFORE_WITH, "wa rb", "ra = bound __exit__ of rb, ra+1 = __enter__()") \
    OP(BEFORE_ASYNC_WITH, "wa rb", "ra = bound __aexit__ of rb, ra+1 = __aenter__() (to be awaited)") \
    OP(WITH_EXCEPT, "wa rb rc", "ra = rb(type, exception, traceback) of exception rc") \
    OP(MAKE_FUNCTION, "wa rb c", "ra = function of code rb; next registers, as c has bits: 1 defaults tuple, 2 kwdefaults dict, 4 annotations (tuple name, value, ...), 8 closure tuple") \
    OP(LOAD_BUILD_CLASS, "wa", "ra = builtins.__build_class__") \
    OP(LOAD_LOCALS, "wa", "ra = namespace of the class body (r0)") \
    OP(IMPORT_NAME, "wa rb sc", "ra = __import__(name, globals, locals, rb fromlist, rb+1 level)") \
    OP(IMPORT_FROM, "wa rb sc", "ra = name of module rb") \
    OP(IMPORT_STAR, "ra", "all public names of module ra into r0") \
    OP(SETUP_ANNOTATIONS, "", "make __annotations__ in r0 if missing") \
    OP(PRINT_EXPR, "ra", "sys.displayhook(ra)") \
    OP(GET_LEN, "wa rb", "ra = len(rb)") \
    OP(MATCH_SEQUENCE, "wa rb", "ra = rb matches sequence patterns (bool)") \
    OP(MATCH_MAPPING, "wa rb", "ra = rb matches mapping patterns (bool)") \
    OP(MATCH_KEYS, "wa rb rc", "ra = tuple of the values of mapping rb for keys in tuple rc, or None") \
    OP(MATCH_CLASS, "wa rb c", "ra = tuple of attributes, or None: subject rb, class rb+1, keyword names rb+2, c positional") \
    OP(COPY_DICT_WITHOUT, "wa rb rc", "ra = dict of mapping rb without the keys in tuple rc")

enum class Op : uint16_t {
#define OP(name, operands, meaning) name,
    ORRERY_OPCODES(OP)
#undef OP
        kCount
};

}  // namespace orrery
