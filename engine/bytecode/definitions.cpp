// Functions, lambdas, classes and comprehensions: what makes a new scope.
#include <algorithm>
#include <unordered_set>

#include "engine/bytecode/code_generator.h"
#include "engine/bytecode/unparse.h"

namespace orrery {

using ast::NodeKind;

namespace {

const ast::Constant* docstring_of(std::span<ast::Stmt* const> body) {
    if (body.empty() || !body[0]->is<ast::ExprStmt>()) return nullptr;
    auto* c = body[0]->as<ast::ExprStmt>()->value->try_as<ast::Constant>();
    return c && c->value.kind == ast::ConstantKind::Str ? c : nullptr;
}

// Collects names assigned as `self.NAME = ...` in a method's own statements.
class SelfAttributes {
public:
    void method(const ast::FunctionDef* f) {
        auto& positional = f->args->posonlyargs.empty() ? f->args->args : f->args->posonlyargs;
        if (positional.empty()) return;
        self_ = positional[0]->arg;
        body(f->body);
    }
    size_t count() const { return names_.size(); }

private:
    void target(const ast::Expr* e) {
        if (auto* a = e->try_as<ast::Attribute>()) {
            auto* n = a->value->try_as<ast::Name>();
            if (n && n->id == self_) names_.insert(a->attr);
        } else if (auto* t = e->try_as<ast::Tuple>()) {
            for (const ast::Expr* x : t->elts)
                target(x);
        }
    }
    void body(std::span<ast::Stmt* const> list) {
        for (const ast::Stmt* s : list)
            statement(s);
    }
    void statement(const ast::Stmt* s) {
        switch (s->kind) {
        case NodeKind::Assign:
            for (const ast::Expr* t : s->as<ast::Assign>()->targets)
                target(t);
            break;
        case NodeKind::AnnAssign: target(s->as<ast::AnnAssign>()->target); break;
        case NodeKind::If:
            body(s->as<ast::If>()->body);
            body(s->as<ast::If>()->orelse);
            break;
        case NodeKind::For: body(s->as<ast::For>()->body); break;
        case NodeKind::While: body(s->as<ast::While>()->body); break;
        case NodeKind::With: body(s->as<ast::With>()->body); break;
        case NodeKind::Try:
            body(s->as<ast::Try>()->body);
            body(s->as<ast::Try>()->orelse);
            body(s->as<ast::Try>()->finalbody);
            break;
        default: break;
        }
    }

    Identifier self_;
    std::unordered_set<std::string_view> names_;
};

}  // namespace

unsigned CodeGenerator::count_self_attributes(std::span<ast::Stmt* const> body) {
    SelfAttributes attributes;
    for (const ast::Stmt* s : body) {
        if (s->is<ast::FunctionDef>()) attributes.method(s->as<ast::FunctionDef>());
    }
    return static_cast<unsigned>(std::min<size_t>(attributes.count(), 255));
}

// ---- functions ----

void CodeGenerator::annotation_text(const ast::Expr* e, Reg dst) {
    std::string text;
    if (!unparse(e, ctx_.machine_stack_limit, text)) {
        errors_.recursion_error();
        return;
    }
    load_constant(dst, Value::object(constant_string(symbols_.keep_text(text))));
}

void CodeGenerator::argument_annotation(const ast::Arg* a, std::string_view name,
                                        const ast::Expr* annotation, unsigned& count) {
    if (!annotation) return;
    const Reg pair = alloc(2);
    const Identifier mangled =
        a ? symbols_.canonical(b_->scope->private_class, a->arg) : Identifier(name);
    load_constant(pair, Value::object(constant_string(mangled)));
    if (options_.future_annotations) {
        annotation_text(annotation, pair + 1);
    } else if (auto* star = annotation->try_as<ast::Starred>()) {
        // *args: *Ts
        emit(Op::UNPACK, pair + 1, any(star->value), 1);
    } else {
        into(annotation, pair + 1);
    }
    count += 2;
}

unsigned CodeGenerator::function_parts(Reg, const ast::Arguments* args, const ast::Expr* returns) {
    unsigned parts = 0;
    if (!args->defaults.empty()) {
        parts |= 1;
        const Reg dst = alloc();
        Temporaries t(*b_);
        Tuple* constants = constant_tuple(args->defaults);
        if (constants) {
            load_constant(dst, Value::object(constants));
        } else {
            const Reg window = alloc(static_cast<unsigned>(args->defaults.size()));
            for (size_t i = 0; i < args->defaults.size(); i++) {
                into(args->defaults[i], static_cast<Reg>(window + i));
            }
            emit(Op::BUILD_TUPLE, dst, window, static_cast<unsigned>(args->defaults.size()));
        }
    }
    bool keyword_defaults = false;
    for (const ast::Expr* d : args->kw_defaults)
        keyword_defaults |= d != nullptr;
    if (keyword_defaults) {
        parts |= 2;
        const Reg dst = alloc();
        Temporaries t(*b_);
        const Reg window = b_->next;
        unsigned count = 0;
        for (size_t i = 0; i < args->kw_defaults.size(); i++) {
            if (!args->kw_defaults[i]) continue;
            const Reg pair = alloc(2);
            load_constant(pair, Value::object(string_of(symbols_.canonical(
                                    b_->scope->private_class, args->kwonlyargs[i]->arg))));
            into(args->kw_defaults[i], pair + 1);
            count++;
        }
        emit(Op::BUILD_DICT, dst, window, count);
    }
    bool annotated = returns != nullptr;
    auto look = [&](const ast::Arg* a) { annotated |= a && a->annotation; };
    for (const ast::Arg* a : args->posonlyargs)
        look(a);
    for (const ast::Arg* a : args->args)
        look(a);
    look(args->vararg);
    for (const ast::Arg* a : args->kwonlyargs)
        look(a);
    look(args->kwarg);
    if (annotated) {
        parts |= 4;
        const Reg dst = alloc();
        Temporaries t(*b_);
        const Reg window = b_->next;
        unsigned count = 0;
        auto add = [&](const ast::Arg* a) {
            if (a) argument_annotation(a, {}, a->annotation, count);
        };
        for (const ast::Arg* a : args->args)
            add(a);
        for (const ast::Arg* a : args->posonlyargs)
            add(a);
        add(args->vararg);
        for (const ast::Arg* a : args->kwonlyargs)
            add(a);
        add(args->kwarg);
        argument_annotation(nullptr, "return", returns, count);
        emit(Op::BUILD_TUPLE, dst, window, count);
    }
    return parts;
}

Tuple* CodeGenerator::constant_tuple(std::span<ast::Expr* const> list) {
    std::vector<Value> values;
    for (const ast::Expr* e : list) {
        const Value v = constant_value(e);
        if (!v) return nullptr;
        keep(v);
        values.push_back(v);
    }
    Tuple* tuple = make_tuple(ctx_, values);
    if (!tuple)
        errors_.set_failed();
    else
        keep(Value::object(tuple));
    return tuple;
}

void CodeGenerator::set_parameters(CodeBuilder& b, const ast::Arguments* args) {
    b.positional_only_count = static_cast<uint16_t>(args->posonlyargs.size());
    b.argument_count = static_cast<uint16_t>(args->posonlyargs.size() + args->args.size());
    b.keyword_only_count = static_cast<uint16_t>(args->kwonlyargs.size());
    if (args->vararg) b.flags |= Code::kVarArgs;
    if (args->kwarg) b.flags |= Code::kVarKeywords;
}

Reg CodeGenerator::closure_register(Identifier name) {
    if (b_->scope->kind == Scope::Kind::kClass && b_->scope->needs_class_cell &&
        name == "__class__") {
        return b_->class_cell;
    }
    for (size_t i = 0; i < b_->free_variables.size(); i++) {
        if (b_->free_variables[i]->name.data() == name.data()) return b_->free_registers[i];
    }
    return b_->scope->find(name)->reg;
}

void CodeGenerator::make_function(Code* code, const CodeBuilder& inner, Reg base, unsigned parts,
                                  Reg dst) {
    if (!code) return;
    if (!inner.free_variables.empty()) {
        parts |= 8;
        const Reg closure = alloc();
        Temporaries t(*b_);
        const Reg window = alloc(static_cast<unsigned>(inner.free_variables.size()));
        for (size_t i = 0; i < inner.free_variables.size(); i++) {
            move(static_cast<Reg>(window + i), closure_register(inner.free_variables[i]->name));
        }
        emit(Op::BUILD_TUPLE, closure, window, static_cast<unsigned>(inner.free_variables.size()));
    }
    load_constant(base, Value::object(code));
    emit(Op::MAKE_FUNCTION, dst, base, parts);
}

void CodeGenerator::check_argument_names(const ast::Arguments* args) {
    auto check = [this](const ast::Arg* a) {
        if (a && a->arg == "__debug__") forbidden(a->arg, ast::ExprContext::Store);
    };
    for (const ast::Arg* a : args->posonlyargs)
        check(a);
    for (const ast::Arg* a : args->args)
        check(a);
    for (const ast::Arg* a : args->kwonlyargs)
        check(a);
    check(args->vararg);
    check(args->kwarg);
}

void CodeGenerator::apply_decorators(std::span<ast::Expr* const> decorators,
                                     std::span<const Reg> bases) {
    // Innermost first: each window's argument is the result of the next.
    for (size_t i = decorators.size(); i-- > 0;) {
        At at(*this, decorators[i]);
        const Reg dst = i > 0 ? static_cast<Reg>(bases[i - 1] + kCallHeader) : bases[0];
        emit(Op::CALL, dst, bases[i], 1);
    }
}

void CodeGenerator::function(const ast::Stmt* s, Identifier name, const ast::Arguments* args,
                             std::span<ast::Stmt* const> body,
                             std::span<ast::Expr* const> decorators, const ast::Expr* returns,
                             bool is_async) {
    check_argument_names(args);
    Temporaries all(*b_);
    std::vector<Reg> bases;
    for (const ast::Expr* d : decorators) {
        const Reg base = alloc(kCallHeader);
        bases.push_back(base);
        into(d, base);
    }
    const int first_line = decorators.empty() ? s->lineno : decorators[0]->lineno;
    const Reg base = alloc();
    const unsigned parts = function_parts(base, args, returns);
    if (errors_.failed()) return;
    CodeBuilder inner;
    enter_scope(inner, s, string_of(name), static_cast<uint32_t>(first_line));
    set_parameters(inner, args);
    inner.is_async = is_async;
    begin_code(inner);
    const ast::Constant* doc = docstring_of(body);
    if (doc && !options_.strip_docstrings) inner.docstring = literal(doc->value);
    statements(doc ? body.subspan(1) : body);
    if (body.size() > (doc ? 1 : 0)) out().position = {};
    emit(Op::RETURN_NONE);
    Code* code = leave_scope(inner);
    // The function is made where the innermost decorator's argument belongs.
    const Reg result = bases.empty() ? base : static_cast<Reg>(bases.back() + kCallHeader);
    make_function(code, inner, base, parts, result);
    if (!bases.empty()) {
        apply_decorators(decorators, bases);
        store_name(name, bases[0]);
    } else {
        store_name(name, base);
    }
}

void CodeGenerator::lambda(const ast::Lambda* e, Reg dst) {
    check_argument_names(e->args);
    const Reg base = alloc();
    const unsigned parts = function_parts(base, e->args, nullptr);
    if (errors_.failed()) return;
    CodeBuilder inner;
    enter_scope(inner, e, constant_string("<lambda>"), static_cast<uint32_t>(e->lineno));
    set_parameters(inner, e->args);
    begin_code(inner);
    {
        const Reg r = any(e->body);
        set_position(e->body);
        emit(Op::RETURN, r);
    }
    Code* code = leave_scope(inner);
    make_function(code, inner, base, parts, dst);
}

// ---- classes ----

void CodeGenerator::class_definition(const ast::ClassDef* s) {
    Temporaries all(*b_);
    std::vector<Reg> bases;
    for (const ast::Expr* d : s->decorator_list) {
        const Reg base = alloc(kCallHeader);
        bases.push_back(base);
        into(d, base);
    }
    const int first_line = s->decorator_list.empty() ? s->lineno : s->decorator_list[0]->lineno;
    CodeBuilder inner;
    String* name = string_of(s->name);
    enter_scope(inner, s, name, static_cast<uint32_t>(first_line));
    begin_code(inner);
    {
        out().position = {first_line, first_line, 0, 0};
        Temporaries t(*b_);
        const Reg r = alloc();
        out().emit_wide(Op::LOAD_NAME, r, site(intern_name("__name__")));
        out().emit_wide(Op::STORE_NAME, r, site(intern_name("__module__")));
        load_constant(r, Value::object(inner.qualname));
        out().emit_wide(Op::STORE_NAME, r, site(intern_name("__qualname__")));
    }
    inner.inline_attributes_hint = static_cast<uint16_t>(count_self_attributes(s->body));
    module_body(s->body, false);
    {
        out().position = {};
        const Reg r = alloc();
        if (inner.scope->needs_class_cell) {
            move(r, inner.class_cell);
            out().emit_wide(Op::STORE_NAME, r, site(intern_name("__classcell__")));
            emit(Op::RETURN, r);
        } else {
            emit(Op::RETURN_NONE);
        }
    }
    Code* code = leave_scope(inner);
    if (!code) return;
    // __build_class__(body, name, *bases, **keywords)
    const Reg base = alloc(kCallHeader + 2);
    emit(Op::LOAD_BUILD_CLASS, base);
    {
        Temporaries t(*b_);
        const Reg parts = alloc();
        make_function(code, inner, parts, 0, base + kCallHeader);
    }
    load_constant(base + kCallHeader + 1, Value::object(name));
    if (!check_keywords(s->keywords)) return;
    const Reg result = bases.empty() ? base : static_cast<Reg>(bases.back() + kCallHeader);
    call_arguments(base, 2, s->bases, s->keywords, result);
    if (!bases.empty()) {
        apply_decorators(s->decorator_list, bases);
        store_name(s->name, bases[0]);
    } else {
        store_name(s->name, base);
    }
}

// ---- comprehensions ----

void CodeGenerator::comprehension(const ast::Expr* e, Reg dst) {
    std::span<ast::Comprehension* const> generators;
    const ast::Expr* element = nullptr;
    const ast::Expr* value = nullptr;
    std::string_view name;
    switch (e->kind) {
    case NodeKind::ListComp:
        generators = e->as<ast::ListComp>()->generators;
        element = e->as<ast::ListComp>()->elt;
        name = "<listcomp>";
        break;
    case NodeKind::SetComp:
        generators = e->as<ast::SetComp>()->generators;
        element = e->as<ast::SetComp>()->elt;
        name = "<setcomp>";
        break;
    case NodeKind::DictComp:
        generators = e->as<ast::DictComp>()->generators;
        element = e->as<ast::DictComp>()->key;
        value = e->as<ast::DictComp>()->value;
        name = "<dictcomp>";
        break;
    default:
        generators = e->as<ast::GeneratorExp>()->generators;
        element = e->as<ast::GeneratorExp>()->elt;
        name = "<genexpr>";
        break;
    }
    CodeBuilder inner;
    enter_scope(inner, e, constant_string(name), static_cast<uint32_t>(e->lineno));
    const Scope::Comprehension kind = inner.scope->comprehension;
    const bool is_generator = kind == Scope::Comprehension::kGenerator;
    const bool is_async_plain = inner.scope->is_coroutine && !is_generator;
    if (is_async_plain && !inner.parent->is_async &&
        inner.parent->scope->comprehension == Scope::Comprehension::kNone) {
        b_ = inner.parent;
        error("asynchronous comprehension outside of an asynchronous function");
        return;
    }
    inner.argument_count = 1;
    begin_code(inner);
    out().position = {e->lineno, e->end_lineno, e->col_offset, e->end_col_offset};
    Reg result = 0;
    if (!is_generator) {
        result = alloc();
        emit(kind == Scope::Comprehension::kList  ? Op::BUILD_LIST
             : kind == Scope::Comprehension::kSet ? Op::BUILD_SET
                                                  : Op::BUILD_DICT,
             result, result, 0);
    }
    comprehension_loop(generators, 0, result, element, value, kind);
    if (is_generator)
        emit(Op::RETURN_NONE);
    else
        emit(Op::RETURN, result);
    const bool nested_async = is_async_plain;
    Code* code = leave_scope(inner);
    const Reg base = call_base(dst);
    alloc(kCallHeader);
    {
        Temporaries t(*b_);
        const Reg parts = alloc();
        make_function(code, inner, parts, 0, base);
    }
    const Reg argument = base + kCallHeader;
    into_iterable(generators[0]->iter, argument);
    emit(generators[0]->is_async ? Op::GET_AITER : Op::GET_ITER, argument, argument);
    if (nested_async) {
        emit(Op::CALL, base, base, 1);
        await_value(base, 0);
        move(dst, base);
    } else {
        emit(Op::CALL, dst, base, 1);
    }
}

void CodeGenerator::comprehension_loop(std::span<ast::Comprehension* const> generators, size_t i,
                                       Reg result, const ast::Expr* element, const ast::Expr* value,
                                       Scope::Comprehension kind) {
    if (errors_.failed() || !deep_enough()) return;
    Temporaries t(*b_);
    const ast::Comprehension* g = generators[i];
    Reg iterator;
    const ast::Expr* single = nullptr;
    if (i == 0) {
        iterator = 0;  // the parameter .0
    } else {
        iterator = alloc();
        // `for y in [f(x)]` is an assignment.
        if (!g->is_async) {
            std::span<ast::Expr* const> elements;
            if (auto* l = g->iter->try_as<ast::List>()) elements = l->elts;
            if (auto* l = g->iter->try_as<ast::Tuple>()) elements = l->elts;
            if (elements.size() == 1 && !elements[0]->is<ast::Starred>()) single = elements[0];
        }
        if (!single) {
            into_iterable(g->iter, iterator);
            emit(g->is_async ? Op::GET_AITER : Op::GET_ITER, iterator, iterator);
        }
    }
    const Label start = out().new_label();
    const Label next = out().new_label();
    const Label end = out().new_label();
    Assembler::Range range;
    const Reg item = alloc();
    if (single) {
        if (!assign_elementwise(g->target, single)) {
            into(single, item);
            store(g->target, item);
        }
    } else if (g->is_async) {
        out().bind(start);
        out().loop_head();
        const Label handler = out().new_label();
        out().open(range, handler, item);
        const Reg awaited = alloc();
        emit(Op::GET_ANEXT, awaited, iterator);
        load_constant(item, Value::none());
        send_loop(item, awaited);
        out().close(range);
        store(g->target, item);
    } else {
        out().bind(start);
        out().loop_head();
        loop_item(iterator, g->target, item, end);
    }
    for (const ast::Expr* condition : g->ifs)
        jump_if(condition, next, false);
    if (i + 1 < generators.size()) {
        comprehension_loop(generators, i + 1, result, element, value, kind);
    } else {
        Temporaries inner(*b_);
        switch (kind) {
        case Scope::Comprehension::kGenerator: {
            const Reg r = alloc();
            into(element, r);
            if (b_->scope->is_coroutine) emit(Op::ASYNC_GENERATOR_WRAP, r, r);
            emit(Op::YIELD, r, r, 0);
            break;
        }
        case Scope::Comprehension::kList: emit(Op::LIST_APPEND, result, any(element)); break;
        case Scope::Comprehension::kSet: emit(Op::SET_ADD, result, any(element)); break;
        default: {
            const Reg key = any_before(element, alloc(), value);
            const Reg v = any(value);
            Position p = out().position;
            // Both parts of the pair; only a dict's comprehension gets here, and it has a value.
            // NOLINTNEXTLINE(clang-analyzer-core.NullDereference)
            out().position = {element->lineno, value->end_lineno, element->col_offset,
                              value->end_col_offset};
            emit(Op::DICT_SET, result, key, v);
            out().position = p;
            break;
        }
        }
    }
    out().bind(next);
    if (!single) out().jump(start);
    if (g->is_async && !single) {
        out().bind_handler(range);
        emit(Op::END_ASYNC_FOR, item);
    } else if (!single) {
        out().bind(end);
    }
}

}  // namespace orrery
