// The type code.
#include "engine/bytecode/code.h"

#include <cstdlib>
#include <cstring>
#include <new>

#include "engine/bytecode/compiler.h"
#include "engine/bytecode/opcodes.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/bytes.h"
#include "engine/objects/numbers.h"

namespace orrery {

namespace {

// Offsets that programs see (f_lasti, co_lines, co_code) count two bytes an instruction, as
// CPython's code units do.
constexpr int kUnit = 2;
constexpr uint32_t kOwnFlags = Code::kSimpleArguments | Code::kUsesLocalsDict;

constexpr std::string_view kOperands[] = {
#define OP(name, operands, meaning) operands,
    ORRERY_OPCODES(OP)
#undef OP
};

size_t constants_bytes(uint32_t constants) { return size_t{constants} * sizeof(Value); }

Code* self_code(Value v) { return v.as<Code>(); }

Value integer(uint64_t i) { return Value::small_int(static_cast<int64_t>(i)); }

template <typename T>
Value from(T* object) {
    return object ? Value::object(object) : Value::error();
}

Value get_argcount(Context&, Value v) { return integer(self_code(v)->argument_count); }
Value get_posonlyargcount(Context&, Value v) {
    return integer(self_code(v)->positional_only_count);
}
Value get_kwonlyargcount(Context&, Value v) { return integer(self_code(v)->keyword_only_count); }
Value get_stacksize(Context&, Value v) {
    return integer(self_code(v)->register_count - self_code(v)->local_count);
}
Value get_flags(Context&, Value v) { return integer(self_code(v)->code_flags & ~kOwnFlags); }
Value get_filename(Context&, Value v) { return Value::object(self_code(v)->filename.get()); }
Value get_name(Context&, Value v) { return Value::object(self_code(v)->name.get()); }
Value get_qualname(Context&, Value v) { return Value::object(self_code(v)->qualname.get()); }
Value get_firstlineno(Context&, Value v) { return integer(self_code(v)->first_line); }
Value get_freevars(Context&, Value v) { return Value::object(self_code(v)->free_names.get()); }
Value get_cellvars(Context&, Value v) { return Value::object(self_code(v)->cell_names.get()); }

Value get_nlocals(Context&, Value v) { return integer(plain_local_count(self_code(v))); }

Value get_varnames(Context& ctx, Value v) {
    Code* c = self_code(v);
    return from(make_tuple(ctx, c->variable_names->values().first(plain_local_count(c))));
}

Value get_names(Context& ctx, Value v) {
    Code* c = self_code(v);
    List* names = make_list(ctx);
    if (!names) return Value::error();
    for (uint32_t i = 0; i < c->site_count; i++) {
        const Value name = c->side->site_at(i).name.get();
        bool seen = false;
        for (uint64_t k = 0; k < names->size && !seen; k++)
            seen = names->at(k) == name;
        if (!seen && !list_append(ctx, names, name)) return Value::error();
    }
    return from(to_tuple(ctx, Value::object(names)));
}

// Constants in order of use, those that instructions hold themselves included.
Value get_consts(Context& ctx, Value v) {
    Code* c = self_code(v);
    List* list = make_list(ctx);
    if (!list) return Value::error();
    auto add = [&](Value constant) {
        for (uint64_t i = 0; i < list->size; i++) {
            if (list->at(i) == constant) return true;
        }
        return list_append(ctx, list, constant);
    };
    // A function's first constant is its docstring, None if it has none.
    const bool is_comprehension =
        equals_ascii(c->name.get(), "<listcomp>") || equals_ascii(c->name.get(), "<setcomp>") ||
        equals_ascii(c->name.get(), "<dictcomp>") || equals_ascii(c->name.get(), "<genexpr>");
    if (c->has(Code::kOptimized) && !is_comprehension) {
        const Value doc = c->docstring.get();
        if (!add(doc ? doc : Value::none())) return Value::error();
    }
    for (uint32_t i = 0; i < c->instruction_count; i++) {
        const Instruction& in = c->instructions[i];
        const uint32_t wide = in.b | static_cast<uint32_t>(in.c) << 16;
        Value constant;
        switch (static_cast<Op>(in.op)) {
        case Op::LOAD_CONST: constant = c->constant(wide); break;
        case Op::LOAD_INT: constant = Value::small_int(static_cast<int32_t>(wide)); break;
        case Op::LOAD_IMMEDIATE: constant = Value::from_bits(wide); break;
        case Op::RETURN_NONE: constant = Value::none(); break;
        default: {
            // Immediate operands: "ib" or "ic" in the table.
            const std::string_view operands = kOperands[in.op];
            if (operands.ends_with("ic")) {
                constant = Value::small_int(static_cast<int16_t>(in.c));
            } else if (operands.find(" ib") != operands.npos) {
                constant = Value::small_int(static_cast<int16_t>(in.b));
            }
            break;
        }
        }
        if (constant && !add(constant)) return Value::error();
    }
    return from(to_tuple(ctx, Value::object(list)));
}

// Two bytes an instruction: what the program may measure and compare, not interpret.
Value get_code(Context& ctx, Value v) {
    Code* c = self_code(v);
    Bytes* b = new_bytes(ctx, uint64_t{c->instruction_count} * kUnit);
    if (!b) return Value::error();
    for (uint32_t i = 0; i < c->instruction_count; i++) {
        b->data()[i * kUnit] = static_cast<uint8_t>(c->instructions[i].op);
        b->data()[i * kUnit + 1] = static_cast<uint8_t>(c->instructions[i].a);
    }
    return Value::object(b);
}

Value get_empty_bytes(Context& ctx, Value) { return from(empty_bytes(ctx)); }

Value or_none(int32_t i) { return i < 0 ? Value::none() : Value::small_int(i); }

Value code_positions(Context& ctx, const Args& args) {
    Code* c = self_code(args[0]);
    List* list = make_list(ctx, c->instruction_count);
    if (!list) return Value::error();
    for (uint32_t i = 0; i < c->instruction_count; i++) {
        const Position& p = (*c->positions)[i];
        const Value parts[] = {or_none(p.line), or_none(p.end_line), or_none(p.column),
                               or_none(p.end_column)};
        Tuple* t = make_tuple(ctx, parts);
        if (!t || !list_append(ctx, list, Value::object(t))) return Value::error();
    }
    return get_iterator(ctx, Value::object(list));
}

Value code_lines(Context& ctx, const Args& args) {
    Code* c = self_code(args[0]);
    List* list = make_list(ctx);
    if (!list) return Value::error();
    for (uint32_t i = 0; i < c->instruction_count;) {
        const int32_t line = (*c->positions)[i].line;
        uint32_t end = i + 1;
        while (end < c->instruction_count && (*c->positions)[end].line == line)
            end++;
        const Value parts[] = {integer(uint64_t{i} * kUnit), integer(uint64_t{end} * kUnit),
                               or_none(line)};
        Tuple* t = make_tuple(ctx, parts);
        if (!t || !list_append(ctx, list, Value::object(t))) return Value::error();
        i = end;
    }
    return get_iterator(ctx, Value::object(list));
}

Code* copy_code(Context& ctx, Code* c) {
    Code* copy = new_code(ctx, c->instruction_count, c->constant_count, c->site_count);
    if (!copy) return nullptr;
    std::memcpy(copy->instructions, c->instructions, c->instruction_count * sizeof(Instruction));
    Value* constants = reinterpret_cast<Value*>(copy->side);
    for (uint32_t i = 0; i < c->constant_count; i++) {
        constants[-1 - static_cast<int>(i)] = c->constant(i);
    }
    for (uint32_t i = 0; i < c->site_count; i++) {
        copy->side->site_at(i).name.init(c->side->site_at(i).name.get());
    }
    *copy->positions = *c->positions;
    *copy->handlers = *c->handlers;
    *copy->cell_registers = *c->cell_registers;
    copy->code_flags = c->code_flags;
    copy->register_count = c->register_count;
    copy->scratch = c->scratch;
    copy->argument_count = c->argument_count;
    copy->positional_only_count = c->positional_only_count;
    copy->keyword_only_count = c->keyword_only_count;
    copy->local_count = c->local_count;
    copy->first_line = c->first_line;
    copy->inline_attributes_hint = c->inline_attributes_hint;
    copy->name.set(ctx, copy, c->name.get());
    copy->qualname.set(ctx, copy, c->qualname.get());
    copy->filename.set(ctx, copy, c->filename.get());
    copy->variable_names.set(ctx, copy, c->variable_names.get());
    copy->cell_names.set(ctx, copy, c->cell_names.get());
    copy->free_names.set(ctx, copy, c->free_names.get());
    copy->docstring.set(ctx, copy, c->docstring.get());
    copy->source_lines.set(ctx, copy, c->source_lines.get());
    return copy;
}

// The parts that do not change how the code runs can be replaced; the rest is not a program's to
// make.
Value code_replace(Context& ctx, const Args& args) {
    if (args.rest_count > 0) {
        return raise(ctx, TypeId::kTypeError, "replace() takes 0 positional arguments but {} given",
                     args.rest_count);
    }
    Code* copy = copy_code(ctx, self_code(args[0]));
    if (!copy) return Value::error();
    if (!args.keywords) return Value::object(copy);
    uint64_t position = 0;
    Value key, value;
    while (dict_next(args.keywords.as<Dict>(), position, key, value)) {
        const String* name = key.as<String>();
        Ref<String>* text = equals_ascii(name, "co_name")       ? &copy->name
                            : equals_ascii(name, "co_qualname") ? &copy->qualname
                            : equals_ascii(name, "co_filename") ? &copy->filename
                                                                : nullptr;
        if (text) {
            if (!value.is(Kind::kString)) {
                return raise(ctx, TypeId::kTypeError, "replace() argument '{}' must be str, not {}",
                             name, MessageArg::type(value));
            }
            text->set(ctx, copy, value.as<String>());
            continue;
        }
        if (equals_ascii(name, "co_flags") || equals_ascii(name, "co_firstlineno")) {
            int32_t number;
            if (!to_int32(ctx, value, number)) return Value::error();
            if (number < 0) {
                return raise(ctx, TypeId::kValueError, "{} must be a positive integer", name);
            }
            if (equals_ascii(name, "co_flags")) {
                copy->code_flags =
                    (copy->code_flags & kOwnFlags) | (static_cast<uint32_t>(number) & ~kOwnFlags);
            } else {
                // Lines are told from the first one on: all of them move with it.
                const int32_t shift = number - static_cast<int32_t>(copy->first_line);
                for (Position& p : *copy->positions) {
                    if (p.line >= 0) p.line += shift;
                    if (p.end_line >= 0) p.end_line += shift;
                }
                copy->first_line = static_cast<uint32_t>(number);
            }
            continue;
        }
        // Given as it is, anything can be replaced.
        Value current;
        const Truth known = find_attribute(ctx, args[0], key.as<String>(), current);
        if (known == Truth::kError) return Value::error();
        if (known == Truth::kNo || !name->length || name->at(0) != 'c') {
            return raise(ctx, TypeId::kTypeError,
                         "'{}' is an invalid keyword argument for replace()", name);
        }
        const Truth same = equal(ctx, current, value);
        if (same == Truth::kError) return Value::error();
        if (same == Truth::kNo) {
            return raise(ctx, TypeId::kNotImplementedError, "code.replace() cannot change {}",
                         name);
        }
    }
    return Value::object(copy);
}

Value code_repr(Context& ctx, const Args& args) {
    Code* c = self_code(args[0]);
    const std::string address = address_text(args[0]);
    const MessageArg parts[] = {c->name.get(), address, c->filename.get(), c->first_line};
    return from(format_message(ctx, "<code object {} at {}, file \"{}\", line {}>", parts));
}

Truth same_code(Context& ctx, Code* a, Code* b) {
    if (a == b) return Truth::kYes;
    if (a->code_flags != b->code_flags || a->argument_count != b->argument_count ||
        a->positional_only_count != b->positional_only_count ||
        a->keyword_only_count != b->keyword_only_count || a->local_count != b->local_count ||
        a->first_line != b->first_line || a->instruction_count != b->instruction_count ||
        a->constant_count != b->constant_count || a->site_count != b->site_count ||
        !string_equal(a->name.get(), b->name.get()) ||
        std::memcmp(a->instructions, b->instructions, a->instruction_count * sizeof(Instruction)) !=
            0) {
        return Truth::kNo;
    }
    for (uint32_t i = 0; i < a->site_count; i++) {
        if (a->side->site_at(i).name.get() != b->side->site_at(i).name.get()) return Truth::kNo;
    }
    for (uint32_t i = 0; i < a->constant_count; i++) {
        const Value x = a->constant(i), y = b->constant(i);
        if (type_of(ctx, x) != type_of(ctx, y)) return Truth::kNo;
        const Truth t = equal(ctx, x, y);
        if (t != Truth::kYes) return t;
    }
    const Value names[] = {Value::object(a->variable_names.get()),
                           Value::object(b->variable_names.get())};
    return equal(ctx, names[0], names[1]);
}

Value code_eq(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kCode)) return Value::not_implemented();
    const Truth t = same_code(ctx, self_code(args[0]), self_code(args[1]));
    return t == Truth::kError ? Value::error() : Value::boolean(t == Truth::kYes);
}

Value code_ne(Context& ctx, const Args& args) {
    const Value v = code_eq(ctx, args);
    return v.is_bool() ? Value::boolean(v.is_false()) : v;
}

Value code_hash(Context& ctx, const Args& args) {
    Code* c = self_code(args[0]);
    const uint64_t h = string_hash(ctx, c->name.get()) * 31 + c->instruction_count * 1009 +
                       c->first_line * 7 + c->argument_count;
    return make_int(ctx, static_cast<int64_t>(h >> 4));
}

Value code_new(Context& ctx, const Args& args) {
    constexpr uint32_t kLeast = 16;
    if (args.rest_count < kLeast) {
        return raise(ctx, TypeId::kTypeError, "code expected at least {} arguments, got {}", kLeast,
                     args.rest_count);
    }
    return raise(ctx, TypeId::kTypeError,
                 "code objects cannot be made from bytecode; use compile()");
}

const NativeMethod kCodeMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", code_new},
    {"__repr__(self, /)", code_repr},
    {"__eq__(self, value, /)", code_eq},
    {"__ne__(self, value, /)", code_ne},
    {"__hash__(self, /)", code_hash},
    {"co_positions(self, /)", code_positions},
    {"co_lines(self, /)", code_lines},
    {"replace(self, /, *args, **kwargs)", code_replace,
     "Return a copy of the code object with new values for the specified fields."},
};

const NativeProperty kCodeProperties[] = {
    {"co_argcount", get_argcount, nullptr, nullptr, true},
    {"co_posonlyargcount", get_posonlyargcount, nullptr, nullptr, true},
    {"co_kwonlyargcount", get_kwonlyargcount, nullptr, nullptr, true},
    {"co_nlocals", get_nlocals},
    {"co_stacksize", get_stacksize, nullptr, nullptr, true},
    {"co_flags", get_flags, nullptr, nullptr, true},
    {"co_code", get_code},
    {"co_consts", get_consts, nullptr, nullptr, true},
    {"co_names", get_names, nullptr, nullptr, true},
    {"co_varnames", get_varnames},
    {"co_freevars", get_freevars},
    {"co_cellvars", get_cellvars},
    {"co_filename", get_filename, nullptr, nullptr, true},
    {"co_name", get_name, nullptr, nullptr, true},
    {"co_qualname", get_qualname, nullptr, nullptr, true},
    {"co_firstlineno", get_firstlineno, nullptr, nullptr, true},
    {"co_linetable", get_empty_bytes, nullptr, nullptr, true},
    {"co_lnotab", get_empty_bytes},
    {"co_exceptiontable", get_empty_bytes, nullptr, nullptr, true},
};

}  // namespace

Code* new_code(Context& ctx, uint32_t instructions, uint32_t constants, uint32_t sites) {
    Code* c = allocate<Code>(ctx, ctx.type(TypeId::kCode));
    if (!c) return nullptr;
    // Constants below, sites above; aligned for the sites' words.
    char* side = static_cast<char*>(
        std::calloc(1, constants_bytes(constants) + size_t{sites} * sizeof(Site) + 1));
    c->instructions =
        static_cast<Instruction*>(std::calloc(size_t{instructions} + 1, sizeof(Instruction)));
    c->positions = new (std::nothrow) std::vector<Position>;
    c->handlers = new (std::nothrow) std::vector<HandlerRange>;
    c->cell_registers = new (std::nothrow) std::vector<uint16_t>;
    c->instruction_count = instructions;
    c->constant_count = constants;
    c->site_count = sites;
    if (side) c->side = reinterpret_cast<Side*>(side + constants_bytes(constants));
    ctx.heap().needs_finalize(c);
    if (!side || !c->instructions || !c->positions || !c->handlers || !c->cell_registers) {
        raise_memory_error(ctx);
        return nullptr;
    }
    return c;
}

void release_code(Code* c) {
    if (c->side) std::free(reinterpret_cast<char*>(c->side) - constants_bytes(c->constant_count));
    std::free(c->instructions);
    delete c->positions;
    delete c->handlers;
    delete c->cell_registers;
    c->side = nullptr;
    c->instructions = nullptr;
    c->positions = nullptr;
    c->handlers = nullptr;
    c->cell_registers = nullptr;
}

unsigned plain_local_count(const Code* c) {
    if (c->has(Code::kUsesLocalsDict)) return 0;
    unsigned apart = static_cast<unsigned>(c->free_names->length);
    const size_t own = c->cell_names->length;
    const unsigned parameters = c->argument_count + c->keyword_only_count + c->has(Code::kVarArgs) +
                                c->has(Code::kVarKeywords);
    for (size_t i = 0; i < own; i++)
        apart += (*c->cell_registers)[i] >= parameters;
    return c->local_count - apart;
}

extern const NativeTypeSpec kCodeSpec = {.name = "code",
                                         .kind = Kind::kCode,
                                         .size = sizeof(Code),
                                         .subclassable = false,
                                         .methods = kCodeMethods,
                                         .properties = kCodeProperties};

}  // namespace orrery
