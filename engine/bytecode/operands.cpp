#include "engine/bytecode/operands.h"

#include <string_view>

#include "engine/bytecode/opcodes.h"
#include "engine/interpreter/frame.h"

namespace orrery {

namespace {

enum Role : uint16_t {
    kReadA = 1,
    kReadB = 2,
    kReadC = 4,
    kWriteA = 8,
    kWriteB = 16,
    kJumpC = 32,
    kJumpWide = 64,
};

/// Roles by the operand text of an opcode, like "wa rb jc".
constexpr uint16_t roles_of(std::string_view text) {
    uint16_t roles = 0;
    for (size_t i = 0; i + 1 < text.size(); i++) {
        const char kind = text[i];
        const char field = text[i + 1];
        const bool reads = kind == 'r' || kind == 'x';
        const bool writes = kind == 'w' || kind == 'x';
        if (reads) roles |= field == 'a' ? kReadA : field == 'b' ? kReadB : kReadC;
        if (writes) roles |= field == 'a' ? kWriteA : kWriteB;
        if (kind == 'j') roles |= kJumpC;
        if (kind == 'J') roles |= kJumpWide;
        while (i + 1 < text.size() && text[i] != ' ')
            i++;
    }
    return roles;
}

constexpr uint16_t kRoles[] = {
#define OP(name, operands, meaning) roles_of(operands),
    ORRERY_OPCODES(OP)
#undef OP
};

}  // namespace

bool Operands::does_read(uint32_t reg) const {
    return reads[0].contains(reg) || reads[1].contains(reg) || reads[2].contains(reg);
}

bool Operands::does_write(uint32_t reg) const {
    return writes[0].contains(reg) || writes[1].contains(reg) || writes[2].contains(reg);
}

Operands operands_of(const Instruction& i) {
    Operands o;
    const uint16_t roles = kRoles[i.op];
    if (roles & kReadA) o.reads[0] = {i.a, 1};
    if (roles & kReadB) o.reads[1] = {i.b, 1};
    if (roles & kReadC) o.reads[2] = {i.c, 1};
    if (roles & kWriteA) o.writes[0] = {i.a, 1};
    if (roles & kWriteB) o.writes[1] = {i.b, 1};
    if (roles & kJumpC) {
        o.jumps = true;
        o.jump = static_cast<int16_t>(i.c);
    }
    if (roles & kJumpWide) {
        o.jumps = true;
        o.jump = static_cast<int32_t>(i.b | static_cast<uint32_t>(i.c) << 16);
    }
    const uint32_t arguments = uint32_t{i.b} + kCallHeader;
    switch (static_cast<Op>(i.op)) {
    case Op::COPY_FREE: o.writes[0].count = i.b; break;
    case Op::LOAD_SUPER_METHOD: o.reads[1].count = 2; [[fallthrough]];
    case Op::LOAD_METHOD: o.writes[1] = {uint32_t{i.a} + kCallHeader, 1}; break;
    case Op::CALL: o.reads[2] = {arguments, i.c}; break;
    case Op::CALL_KW:
        o.reads[1].count = 2;
        o.reads[2] = {arguments, i.c};
        break;
    case Op::CALL_METHOD: o.reads[2] = {arguments, i.c + 1u}; break;
    case Op::CALL_METHOD_KW:
        o.reads[1].count = 2;
        o.reads[2] = {arguments, i.c + 1u};
        break;
    case Op::CALL_EX: o.reads[2] = {arguments, 2}; break;
    case Op::BUILD_TUPLE:
    case Op::BUILD_LIST:
    case Op::BUILD_SET:
    case Op::BUILD_STRING:
    case Op::BUILD_SLICE: o.reads[1].count = i.c; break;
    case Op::BUILD_DICT: o.reads[1].count = 2u * i.c; break;
    case Op::FORMAT: o.reads[1].count = i.c & 4 ? 2 : 1; break;
    case Op::UNPACK: o.writes[0].count = i.c; break;
    case Op::UNPACK_STAR: o.writes[0].count = (i.c & 255u) + 1u + (i.c >> 8); break;
    case Op::FOR_ITER: o.writes_unless_jump = true; break;
    case Op::YIELD:
        if (i.c) o.reads[2] = {i.c - 1u, 1};
        break;
    case Op::BEFORE_WITH:
    case Op::BEFORE_ASYNC_WITH: o.writes[0].count = 2; break;
    case Op::MAKE_FUNCTION:
        o.reads[1].count = 1u + static_cast<unsigned>(__builtin_popcount(i.c));
        break;
    case Op::IMPORT_NAME: o.reads[1].count = 2; break;
    case Op::MATCH_CLASS: o.reads[1].count = 3; break;
    case Op::JUMP:
    case Op::RETURN:
    case Op::RETURN_NONE:
    case Op::RAISE:
    case Op::RAISE_FROM:
    case Op::RAISE_AGAIN:
    case Op::RERAISE: o.falls_through = false; break;
    default: break;
    }
    return o;
}

bool is_call(const Instruction& i) {
    switch (static_cast<Op>(i.op)) {
    case Op::CALL:
    case Op::CALL_KW:
    case Op::CALL_METHOD:
    case Op::CALL_METHOD_KW:
    case Op::CALL_EX: return true;
    default: return false;
    }
}

}  // namespace orrery
