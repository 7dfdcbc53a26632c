// Scopes of the code generator, and what all its parts share.
#include "engine/bytecode/code_generator.h"

#include <algorithm>

#include "engine/interpreter/runtime.h"

namespace orrery {

using ast::NodeKind;

namespace {

constexpr unsigned kScratch = kCallHeader + 4;
constexpr size_t kMaxShortSites = 65000;

bool by_name(const Symbol* a, const Symbol* b) { return a->name < b->name; }

}  // namespace

void CodeGenerator::keep(Value v) {
    if (!v.is_object()) return;
    if (!list_append(ctx_, kept_, v)) errors_.set_failed();
}

String* CodeGenerator::string_of(Identifier name) {
    auto [it, is_new] = strings_.try_emplace(name.data(), nullptr);
    if (!is_new) return it->second;
    String* s = intern(ctx_, name);
    if (!s) {
        errors_.set_failed();
        return it->second = ctx_.runtime().empty_string;
    }
    keep(Value::object(s));
    return it->second = s;
}

uint32_t CodeGenerator::site(String* name) {
    b_->site_names.push_back(name);
    return static_cast<uint32_t>(b_->site_names.size() - 1);
}

// Code with more sites than 16 bits hold shares those of equal names.
uint32_t CodeGenerator::short_site(String* name) {
    auto& names = b_->site_names;
    if (names.size() < kMaxShortSites) return site(name);
    for (size_t i = 0; i < kMaxShortSites; i++) {
        if (names[i] == name) return static_cast<uint32_t>(i);
    }
    b_->too_large = true;
    return 0;
}

unsigned CodeGenerator::attribute_site(Identifier attribute) {
    return short_site(string_of(symbols_.canonical(b_->scope->private_class, attribute)));
}

SourceRange CodeGenerator::here() const {
    const Position& p = b_->out.position;
    return {p.line, p.column, p.end_line, p.end_column};
}

// ---- scopes ----

void CodeGenerator::enter_scope(CodeBuilder& b, const ast::Node* node, String* name,
                                uint32_t first_line) {
    b.parent = b_;
    b.scope = symbols_.scope_of(node);
    b.name = name;
    b.first_line = first_line;
    b_ = &b;
    set_qualname(b);
    if (b.scope->is_function()) {
        b.flags |= Code::kOptimized | Code::kNewLocals;
        if (b.scope->is_nested) b.flags |= Code::kNested;
        if (b.scope->is_generator) {
            b.flags |= b.scope->is_coroutine ? Code::kAsyncGenerator : Code::kGenerator;
        } else if (b.scope->is_coroutine) {
            b.flags |= Code::kCoroutine;
        }
    } else {
        b.flags |= Code::kUsesLocalsDict;
    }
    if (options_.future_annotations) b.flags |= Code::kFutureAnnotations;
    assign_registers(b);
    const int line = static_cast<int>(first_line);
    b.out.position = {line, line, -1, -1};
}

void CodeGenerator::set_qualname(CodeBuilder& b) {
    b.qualname = b.name;
    const CodeBuilder* parent = b.parent;
    if (!parent || parent->scope->kind == Scope::Kind::kModule) return;
    const bool is_definition =
        !b.scope->is_lambda && b.scope->comprehension == Scope::Comprehension::kNone;
    if (is_definition) {
        const std::string name = to_utf8(b.name);
        const Symbol* s = parent->scope->find(
            symbols_.canonical(parent->scope->private_class, symbols_.keep_text(name)));
        if (s && s->binding == Binding::kGlobalExplicit) return;
    }
    std::string text = to_utf8(parent->qualname);
    text += parent->scope->is_function() ? ".<locals>." : ".";
    text += to_utf8(b.name);
    b.qualname = constant_string(symbols_.keep_text(text));
}

void CodeGenerator::assign_registers(CodeBuilder& b) {
    Scope* scope = b.scope;
    unsigned next = 0;
    auto add = [&](Symbol* s) {
        if (s) s->reg = static_cast<uint16_t>(next);
        b.register_symbols.push_back(s);
        next++;
    };
    if (scope->is_function()) {
        for (Symbol& s : scope->symbols) {
            if (s.has(Symbol::kParameter)) add(&s);
        }
        for (Symbol& s : scope->symbols) {
            if (s.has(Symbol::kParameter)) continue;
            if (s.binding == Binding::kLocal) add(&s);
        }
        for (Symbol& s : scope->symbols) {
            if (s.binding == Binding::kCell) b.cells.push_back(&s);
        }
        std::sort(b.cells.begin(), b.cells.end(), by_name);
        for (Symbol* s : b.cells) {
            if (!s->has(Symbol::kParameter)) add(s);
        }
    } else {
        add(nullptr);
        if (scope->needs_class_cell) {
            b.class_cell = static_cast<Reg>(next);
            add(nullptr);
        }
    }
    for (Symbol& s : scope->symbols) {
        if (s.binding == Binding::kFree || s.has(Symbol::kFreeInClass)) {
            b.free_variables.push_back(&s);
        }
    }
    std::sort(b.free_variables.begin(), b.free_variables.end(), by_name);
    for (Symbol* s : b.free_variables) {
        b.free_registers.push_back(static_cast<Reg>(next));
        add(s);
    }
    if (next > CodeBuilder::kMaxRegisters) {
        b.too_large = true;
        next = CodeBuilder::kMaxRegisters;
    }
    b.local_count = b.next = b.highest = static_cast<uint16_t>(next);
    for (const Symbol* s : b.register_symbols) {
        if (s && s->binding == Binding::kLocal && s->has(Symbol::kDeleted)) {
            b.out.unbindable.add(s->reg);
        }
    }
}

void CodeGenerator::begin_code(CodeBuilder& b) {
    if (b.scope->needs_class_cell) emit(Op::MAKE_CELL, b.class_cell);
    for (const Symbol* s : b.cells)
        emit(Op::MAKE_CELL, s->reg);
    if (!b.free_registers.empty()) {
        emit(Op::COPY_FREE, b.free_registers[0], static_cast<unsigned>(b.free_registers.size()));
    }
    if (b.flags & (Code::kGenerator | Code::kCoroutine | Code::kAsyncGenerator)) {
        emit(Op::RETURN_GENERATOR);
    }
    for (const Symbol* s : b.register_symbols) {
        if (s && s->has(Symbol::kParameter) && s->binding == Binding::kLocal) {
            b.out.bound.add(s->reg);
        }
    }
}

Code* CodeGenerator::leave_scope(CodeBuilder& b) {
    b_ = b.parent;
    if (errors_.failed()) return nullptr;
    if (!b.out.finish() || b.too_large) {
        errors_.set_failed();
        orrery::raise(ctx_, TypeId::kSystemError, "code of {} is too large", b.qualname);
        return nullptr;
    }
    const auto& instructions = b.out.code();
    Code* code = new_code(ctx_, static_cast<uint32_t>(instructions.size()),
                          static_cast<uint32_t>(b.constants.size()),
                          static_cast<uint32_t>(b.site_names.size()));
    if (!code) {
        errors_.set_failed();
        return nullptr;
    }
    keep(Value::object(code));
    std::copy(instructions.begin(), instructions.end(), code->instructions);
    *code->positions = std::move(b.out.positions());
    *code->handlers = std::move(b.out.handlers());
    Value* constants = reinterpret_cast<Value*>(code->side);
    for (size_t i = 0; i < b.constants.size(); i++)
        constants[-1 - static_cast<int>(i)] = b.constants[i];
    for (uint32_t i = 0; i < b.site_names.size(); i++) {
        code->side->site_at(i).name.init(Value::object(b.site_names[i]));
    }
    write_barrier(ctx_, code);

    code->code_flags = b.flags;
    if (b.scope->is_function() && b.keyword_only_count == 0 &&
        !(b.flags & (Code::kVarArgs | Code::kVarKeywords))) {
        code->code_flags |= Code::kSimpleArguments;
    }
    code->register_count = static_cast<uint16_t>(b.highest + kScratch);
    code->scratch = b.highest;
    code->argument_count = b.argument_count;
    code->positional_only_count = b.positional_only_count;
    code->keyword_only_count = b.keyword_only_count;
    code->local_count = b.local_count;
    code->first_line = b.first_line;
    code->inline_attributes_hint = b.inline_attributes_hint;
    code->name.set(ctx_, code, b.name);
    code->qualname.set(ctx_, code, b.qualname);
    code->filename.set(ctx_, code, filename_);
    code->docstring.set(ctx_, code, b.docstring);
    code->source_lines.set(
        ctx_, code, options_.source_text ? Value::object(options_.source_text) : Value::none());

    std::vector<Value> names;
    auto tuple_of_names = [&](Ref<Tuple>& ref) {
        Tuple* tuple = make_tuple(ctx_, names);
        if (!tuple) {
            errors_.set_failed();
            return;
        }
        ref.set(ctx_, code, tuple);
        names.clear();
    };
    for (size_t r = 0; r < b.register_symbols.size(); r++) {
        const Symbol* s = b.register_symbols[r];
        names.push_back(Value::object(s ? string_of(s->name)
                                      : b.scope->needs_class_cell && r == b.class_cell
                                          ? intern_name("__class__")
                                          : ctx_.runtime().empty_string));
    }
    tuple_of_names(code->variable_names);
    if (b.scope->needs_class_cell) {
        names.push_back(Value::object(intern_name("__class__")));
        code->cell_registers->push_back(b.class_cell);
    }
    for (const Symbol* s : b.cells) {
        names.push_back(Value::object(string_of(s->name)));
        code->cell_registers->push_back(s->reg);
    }
    tuple_of_names(code->cell_names);
    for (size_t i = 0; i < b.free_variables.size(); i++) {
        names.push_back(Value::object(string_of(b.free_variables[i]->name)));
        code->cell_registers->push_back(b.free_registers[i]);
    }
    tuple_of_names(code->free_names);
    return errors_.failed() ? nullptr : code;
}

// ---- modules ----

Code* CodeGenerator::module(const ast::Mod* tree) {
    kept_ = make_list(ctx_);
    if (!kept_) {
        errors_.set_failed();
        return nullptr;
    }
    CodeBuilder b;
    enter_scope(b, tree, constant_string("<module>"), 1);
    begin_code(b);
    switch (tree->kind) {
    case NodeKind::Module:
        module_body(tree->as<ast::Module>()->body, false);
        if (!tree->as<ast::Module>()->body.empty()) out().position = {};
        emit(Op::RETURN_NONE);
        break;
    case NodeKind::Interactive:
        interactive_ = true;
        module_body(tree->as<ast::Interactive>()->body, true);
        if (!tree->as<ast::Interactive>()->body.empty()) out().position = {};
        emit(Op::RETURN_NONE);
        break;
    default: {
        const ast::Expr* e = tree->as<ast::Expression>()->body;
        const Reg r = any(e);
        set_position(e);
        emit(Op::RETURN, r);
        break;
    }
    }
    return leave_scope(b);
}

// The body of a module or class.
void CodeGenerator::module_body(std::span<ast::Stmt* const> body, bool interactive) {
    if (has_annotations(body)) {
        set_position(body[0]);
        emit(Op::SETUP_ANNOTATIONS);
    }
    if (!interactive && !body.empty() && body[0]->is<ast::ExprStmt>()) {
        auto* c = body[0]->as<ast::ExprStmt>()->value->try_as<ast::Constant>();
        if (c && c->value.kind == ast::ConstantKind::Str) {
            body = body.subspan(1);
            if (!options_.strip_docstrings) {
                b_->docstring = literal(c->value);
                At at(*this, c);
                Temporaries t(*b_);
                const Reg r = alloc();
                load_constant(r, b_->docstring);
                store_name("__doc__", r);
            }
        }
    }
    statements(body);
}

bool CodeGenerator::has_annotations(std::span<ast::Stmt* const> body) {
    for (const ast::Stmt* s : body) {
        switch (s->kind) {
        case NodeKind::AnnAssign: return true;
        case NodeKind::For:
            if (has_annotations(s->as<ast::For>()->body)) return true;
            if (has_annotations(s->as<ast::For>()->orelse)) return true;
            break;
        case NodeKind::AsyncFor:
            if (has_annotations(s->as<ast::AsyncFor>()->body)) return true;
            if (has_annotations(s->as<ast::AsyncFor>()->orelse)) return true;
            break;
        case NodeKind::While:
            if (has_annotations(s->as<ast::While>()->body)) return true;
            if (has_annotations(s->as<ast::While>()->orelse)) return true;
            break;
        case NodeKind::If:
            if (has_annotations(s->as<ast::If>()->body)) return true;
            if (has_annotations(s->as<ast::If>()->orelse)) return true;
            break;
        case NodeKind::Match:
            for (const ast::MatchCase* c : s->as<ast::Match>()->cases) {
                if (has_annotations(c->body)) return true;
            }
            break;
        case NodeKind::With:
            if (has_annotations(s->as<ast::With>()->body)) return true;
            break;
        case NodeKind::AsyncWith:
            if (has_annotations(s->as<ast::AsyncWith>()->body)) return true;
            break;
        case NodeKind::Try:
        case NodeKind::TryStar: {
            auto look = [this](auto* t) {
                for (const ast::ExceptHandler* h : t->handlers) {
                    if (has_annotations(h->body)) return true;
                }
                return has_annotations(t->body) || has_annotations(t->orelse) ||
                       has_annotations(t->finalbody);
            };
            if (s->is<ast::Try>() ? look(s->as<ast::Try>()) : look(s->as<ast::TryStar>())) {
                return true;
            }
            break;
        }
        default: break;
        }
    }
    return false;
}

}  // namespace orrery
