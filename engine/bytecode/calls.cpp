// Calls. A call's window:
//
//     base: callee | header (3) | arguments ...            CALL, CALL_KW
//     base: method | header (3) | self | arguments ...     CALL_METHOD, CALL_METHOD_KW
//     base: callee | header (3) | iterable | dict          CALL_EX
//
// Keyword names are a tuple in base+1. The window is on top of all temporaries, since the callee's
// frame begins inside it.
#include <string>

#include "engine/bytecode/code_generator.h"
#include "engine/interpreter/runtime.h"

namespace orrery {

namespace {

// More arguments are passed as a tuple.
constexpr size_t kMaxArguments = 250;

}  // namespace

// The base of a call's window, which grows upward from there: a destination on top of the stack
// serves itself.
Reg CodeGenerator::call_base(Reg dst) {
    return b_->is_temporary(dst) && dst + 1 == b_->next ? dst : alloc();
}

bool CodeGenerator::check_keywords(std::span<ast::Keyword* const> keywords) {
    for (size_t i = 0; i < keywords.size(); i++) {
        if (!keywords[i]->arg.data()) continue;
        if (keywords[i]->arg == "__debug__") {
            error("cannot assign to __debug__");
            return false;
        }
        for (size_t j = i + 1; j < keywords.size(); j++) {
            if (keywords[j]->arg.data() == keywords[i]->arg.data()) {
                At at(*this, keywords[j]);
                error("keyword argument repeated: " + std::string(keywords[i]->arg));
                return false;
            }
        }
    }
    return true;
}

void CodeGenerator::call(const ast::Call* e, Reg dst) {
    if (method_call(e, dst)) return;
    warn_called(e->func);
    if (!check_keywords(e->keywords)) return;
    const Reg base = call_base(dst);
    into(e->func, base);
    alloc(kCallHeader - 1);
    call_arguments(base, 0, e->args, e->keywords, dst);
}

bool CodeGenerator::method_call(const ast::Call* e, Reg dst) {
    auto* method = e->func->try_as<ast::Attribute>();
    if (!method || method->ctx != ast::ExprContext::Load) return false;
    if (e->args.size() + e->keywords.size() >= kMaxArguments) return false;
    for (const ast::Expr* a : e->args) {
        if (a->is<ast::Starred>()) return false;
    }
    for (const ast::Keyword* k : e->keywords) {
        if (!k->arg.data()) return false;
    }
    if (!check_keywords(e->keywords)) return true;
    const unsigned count = static_cast<unsigned>(e->args.size() + e->keywords.size());
    const Reg base = call_base(dst);
    const Position whole = out().position;
    {
        At at(*this, method);
        if (!super_method(method, base)) {
            const Reg object = operand(method->value, base);
            narrow_to_attribute(method);
            emit(Op::LOAD_METHOD, base, object, attribute_site(method->attr));
        }
    }
    // The arguments follow self; self's register was written by LOAD_METHOD.
    const Reg first = static_cast<Reg>(alloc(kCallHeader + count) + kCallHeader - 1);
    for (size_t i = 0; i < e->args.size(); i++)
        into(e->args[i], static_cast<Reg>(first + 1 + i));
    for (size_t i = 0; i < e->keywords.size(); i++) {
        into(e->keywords[i]->value, static_cast<Reg>(first + 1 + e->args.size() + i));
    }
    out().position = whole;
    narrow_to_attribute(method);
    if (!e->keywords.empty()) {
        keyword_names(e->keywords, base + 1);
        emit(Op::CALL_METHOD_KW, dst, base, count);
    } else {
        emit(Op::CALL_METHOD, dst, base, count);
    }
    return true;
}

// super().name(...) in a method: looked up without making the super object. Taken when `super` is
// the built-in by its binding; a program that replaces builtins.super does not see these calls.
bool CodeGenerator::super_method(const ast::Attribute* a, Reg base) {
    auto* c = a->value->try_as<ast::Call>();
    if (!c || !c->args.empty() || !c->keywords.empty() || !c->func->is<ast::Name>() ||
        c->func->as<ast::Name>()->id != "super") {
        return false;
    }
    if (!b_->scope->is_function() || b_->argument_count == 0) return false;
    const Symbol* name = symbol("super");
    if (!name || name->binding != Binding::kGlobalImplicit) return false;
    if (symbols_.is_module_global(name->name)) return false;
    const Symbol* cell = symbol("__class__");
    if (!cell || cell->binding != Binding::kFree) return false;
    const Symbol* self = b_->register_symbols[0];
    if (self->binding == Binding::kLocal && !out().bound.has(self->reg)) return false;
    const Reg pair = alloc(2);
    move(pair, cell->reg);
    {
        At at(*this, c);
        if (self->binding == Binding::kLocal)
            move(pair + 1, self->reg);
        else
            emit(Op::LOAD_CELL, pair + 1, self->reg);
    }
    narrow_to_attribute(a);
    emit(Op::LOAD_SUPER_METHOD, base, pair, attribute_site(a->attr));
    b_->next = pair;
    return true;
}

void CodeGenerator::keyword_names(std::span<ast::Keyword* const> keywords, Reg dst) {
    Tuple* names = new_tuple(ctx_, keywords.size());
    if (!names) {
        errors_.set_failed();
        return;
    }
    keep(Value::object(names));
    for (size_t i = 0; i < keywords.size(); i++) {
        names->slots()[i].set(ctx_, names, Value::object(string_of(keywords[i]->arg)));
    }
    load_constant(dst, Value::object(names));
}

void CodeGenerator::call_arguments(Reg base, unsigned first, std::span<ast::Expr* const> args,
                                   std::span<ast::Keyword* const> keywords, Reg dst) {
    bool extended = args.size() + keywords.size() >= kMaxArguments;
    for (const ast::Expr* a : args)
        extended |= a->is<ast::Starred>();
    for (const ast::Keyword* k : keywords)
        extended |= !k->arg.data();
    if (extended) {
        call_extended(base, first, args, keywords, dst);
        return;
    }
    const unsigned count = static_cast<unsigned>(args.size() + keywords.size());
    const Reg window = count ? alloc(count) : 0;
    for (size_t i = 0; i < args.size(); i++)
        into(args[i], static_cast<Reg>(window + i));
    for (size_t i = 0; i < keywords.size(); i++) {
        into(keywords[i]->value, static_cast<Reg>(window + args.size() + i));
    }
    if (!keywords.empty()) {
        keyword_names(keywords, base + 1);
        emit(Op::CALL_KW, dst, base, first + count);
    } else {
        emit(Op::CALL, dst, base, first + count);
    }
}

// f(..., *a, k=v, **d): positional arguments become one iterable, keywords one dict.
void CodeGenerator::call_extended(Reg base, unsigned first, std::span<ast::Expr* const> args,
                                  std::span<ast::Keyword* const> keywords, Reg dst) {
    // The `first` values are in the window's argument registers already.
    const Reg positional = first ? base + kCallHeader : alloc();
    const Reg mapping = first > 1 ? positional + 1 : alloc();
    if (first == 0 && args.size() == 1 && args[0]->is<ast::Starred>()) {
        into(args[0]->as<ast::Starred>()->value, positional);
    } else {
        bool starred = false;
        for (const ast::Expr* a : args)
            starred |= a->is<ast::Starred>();
        if (!starred && args.size() < kMaxArguments) {
            Temporaries t(*b_);
            const unsigned count = first + static_cast<unsigned>(args.size());
            const Reg window = alloc(count);
            for (unsigned i = 0; i < first; i++)
                move(window + i, positional + i);
            for (size_t i = 0; i < args.size(); i++) {
                into(args[i], static_cast<Reg>(window + first + i));
            }
            emit(Op::BUILD_TUPLE, positional, window, count);
        } else {
            Temporaries t(*b_);
            const Reg list = alloc();
            emit(Op::BUILD_LIST, list, first ? positional : list, first);
            for (const ast::Expr* a : args) {
                if (errors_.failed()) return;
                Temporaries inner(*b_);
                if (auto* star = a->try_as<ast::Starred>()) {
                    emit(Op::LIST_EXTEND, list, any(star->value));
                } else {
                    emit(Op::LIST_APPEND, list, any(a));
                }
            }
            emit(Op::LIST_TO_TUPLE, positional, list);
        }
    }
    if (keywords.empty()) {
        load_constant(mapping, Value::empty());
    } else {
        emit(Op::BUILD_DICT, mapping, mapping, 0);
        // Named keywords between mappings are merged as a group, so that repetitions are seen.
        size_t i = 0;
        bool merged = false;
        while (i < keywords.size() && !errors_.failed()) {
            Temporaries t(*b_);
            if (!keywords[i]->arg.data()) {
                emit(Op::DICT_MERGE, mapping, any(keywords[i]->value), base);
                merged = true;
                i++;
                continue;
            }
            Reg target = mapping;
            if (merged) {
                target = alloc();
                emit(Op::BUILD_DICT, target, target, 0);
            }
            for (; i < keywords.size() && keywords[i]->arg.data(); i++) {
                Temporaries inner(*b_);
                const Reg key = alloc();
                load_constant(key, Value::object(string_of(keywords[i]->arg)));
                emit(Op::DICT_SET, target, key, any(keywords[i]->value));
            }
            if (merged) emit(Op::DICT_MERGE, mapping, target, base);
            merged = true;
        }
    }
    emit(Op::CALL_EX, dst, base);
}

}  // namespace orrery
