// Text of Code: instructions with the source lines they come from.
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bytecode/compiler.h"
#include "engine/bytecode/opcodes.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"

namespace orrery {

namespace {

struct OpInfo {
    std::string_view name, operands;
};

constexpr OpInfo kOps[] = {
#define OP(name, operands, meaning) {#name, operands},
    ORRERY_OPCODES(OP)
#undef OP
};

class Disassembler {
public:
    Disassembler(Context& ctx, std::string_view source) : ctx_(ctx) {
        for (size_t start = 0; start < source.size();) {
            size_t end = source.find('\n', start);
            if (end == source.npos) end = source.size();
            lines_.push_back(source.substr(start, end - start));
            start = end + 1;
        }
    }

    void code(Code* c);
    std::string take() { return std::move(out_); }

private:
    template <typename... A>
    void print(const char* format, A... args) {
        char buffer[256];
        std::snprintf(buffer, sizeof buffer, format, args...);
        out_ += buffer;
    }
    void reg(Code* c, unsigned r) {
        if (r < c->local_count) {
            const std::string name = to_utf8(c->variable_names->at(r).as<String>());
            print("r%u", r);
            if (!name.empty()) out_ += ":" + name;
        } else {
            print("r%u", r);
        }
    }
    void value(Value v) {
        if (v.is_empty()) {
            out_ += "(empty)";
            return;
        }
        String* s = to_repr(ctx_, v);
        if (!s) {
            take_exception(ctx_);
            out_ += "?";
            return;
        }
        std::string text = to_utf8(s);
        if (text.size() > 60) text = text.substr(0, 57) + "...";
        out_ += text;
    }
    void operands(Code* c, uint32_t at);

    Context& ctx_;
    std::vector<std::string_view> lines_;
    std::string out_;
};

void Disassembler::operands(Code* c, uint32_t at) {
    const Instruction& i = c->instructions[at];
    std::string_view text = kOps[i.op].operands;
    const uint32_t wide = i.b | static_cast<uint32_t>(i.c) << 16;
    bool first = true;
    while (!text.empty()) {
        const size_t space = text.find(' ');
        std::string_view word = text.substr(0, space);
        text = space == text.npos ? std::string_view() : text.substr(space + 1);
        out_ += first ? "" : ", ";
        first = false;
        if (word == "KBC") {
            value(c->constant(wide));
        } else if (word == "SBC") {
            out_ += to_utf8(c->side->site_at(wide).name.get().as<String>());
        } else if (word == "JBC") {
            print("-> %lld", static_cast<long long>(at) + 1 + static_cast<int32_t>(wide));
        } else if (word == "IBC") {
            if (static_cast<Op>(i.op) == Op::LOAD_IMMEDIATE)
                value(Value::from_bits(wide));
            else
                print("%d", static_cast<int32_t>(wide));
        } else {
            const uint16_t field = word.back() == 'a' ? i.a : word.back() == 'b' ? i.b : i.c;
            switch (word.size() == 2 ? word[0] : ' ') {
            case 'r':
            case 'w':
            case 'x': reg(c, field); break;
            case 's': out_ += to_utf8(c->side->site_at(field).name.get().as<String>()); break;
            case 'j':
                print("-> %lld", static_cast<long long>(at) + 1 + static_cast<int16_t>(field));
                break;
            case 'i': print("%d", static_cast<int16_t>(field)); break;
            default: print("%u", field); break;
            }
        }
    }
}

void Disassembler::code(Code* c) {
    out_ += "code " + to_utf8(c->qualname.get());
    print(" (line %u, %u registers)\n", c->first_line, c->register_count);
    int32_t line = -1;
    for (uint32_t i = 0; i < c->instruction_count; i++) {
        const Position& p = (*c->positions)[i];
        if (p.line > 0 && p.line != line) {
            line = p.line;
            print("%6d | ", line);
            if (static_cast<size_t>(line) <= lines_.size()) {
                out_ += lines_[static_cast<size_t>(line) - 1];
            }
            out_ += '\n';
        }
        const std::string_view name = kOps[c->instructions[i].op].name;
        print("%12u  %-18.*s ", i, static_cast<int>(name.size()), name.data());
        operands(c, i);
        out_ += '\n';
    }
    for (const HandlerRange& h : *c->handlers) {
        print("%12s  %u to %u -> %u, exception in r%u\n", "handler", h.start, h.end, h.handler,
              h.target);
    }
    for (uint32_t k = 0; k < c->constant_count; k++) {
        if (!c->constant(k).is(Kind::kCode)) continue;
        out_ += '\n';
        code(c->constant(k).as<Code>());
    }
}

}  // namespace

std::string disassemble(Context& ctx, Code* code, std::string_view source) {
    Disassembler d(ctx, source);
    d.code(code);
    return d.take();
}

}  // namespace orrery
