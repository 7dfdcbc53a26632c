// The walk that finds every place where a name stands.
#include "engine/facade/occurrences.h"

#include <algorithm>

namespace orrery {

using ast::NodeKind;

namespace {

template <typename F>
void child(const ast::Node* n, F& f) {
    if (n) f(n);
}
template <typename T, typename F>
    requires std::is_base_of_v<ast::Node, T>
void child(std::span<T*> nodes, F& f) {
    for (T* n : nodes) {
        if (n) f(n);
    }
}
template <typename T, typename F>
    requires(!std::is_convertible_v<T, const ast::Node*>)
void child(const T&, F&) {}

/// Calls f(node) on each child, in the order of the fields.
template <typename F>
void each_child(const ast::Node* n, F&& f) {
    switch (n->kind) {
#define NODE(sum, kind_name, python_name, fields)                     \
    case NodeKind::kind_name: {                                       \
        [[maybe_unused]] const auto* node = n->as<ast::kind_name>();  \
        fields break;                                                 \
    }
#define ONE(type, name) child(node->name, f);
#define OPT(type, name) child(node->name, f);
#define MANY(type, name) child(node->name, f);
#define HOLES(type, name) child(node->name, f);
#include "engine/syntax/ast_nodes.inc"
    }
}

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

TextRange range_of(const ast::PlacedNode* n) {
    return {n->lineno, n->col_offset, n->end_lineno, n->end_col_offset};
}

}  // namespace

void OccurrenceCollector::run() {
    const ast::Mod* tree = model_.parsed().tree;
    scope_ = model_.module_scope_;
    model_.scopes_.push_back({tree, scope_, 1, model_.parsed().source.line_count() + 1, -1});
    visit_children(tree);
    for (Occurrence& o : model_.occurrences_) {
        if (o.kind != SymbolKind::kAttribute) o.owner = model_.resolve(o.scope, o.name);
    }
    const auto earlier = [](const Occurrence& a, const Occurrence& b) {
        return a.range.line != b.range.line ? a.range.line < b.range.line
                                            : a.range.column < b.range.column;
    };
    std::sort(model_.occurrences_.begin(), model_.occurrences_.end(), earlier);
}

Occurrence& OccurrenceCollector::add(const TextRange& range, Identifier name, SymbolKind kind,
                                     bool binds, const ast::Node* node) {
    Occurrence o;
    o.range = range;
    o.name = name;
    o.scope = scope_;
    o.kind = kind;
    o.binds = binds;
    o.node = node;
    model_.occurrences_.push_back(o);
    return model_.occurrences_.back();
}

TextRange OccurrenceCollector::find_word(const TextRange& within, std::string_view word,
                                         bool last) const {
    const std::string_view text = model_.text();
    const uint32_t begin = model_.offset(within.line, within.column);
    const uint32_t end = std::min<uint32_t>(model_.offset(within.end_line, within.end_column),
                                            static_cast<uint32_t>(text.size()));
    const std::string_view part = text.substr(begin, end > begin ? end - begin : 0);
    size_t found = std::string_view::npos;
    for (size_t at = 0; (at = part.find(word, at)) != std::string_view::npos; at++) {
        const bool starts = at == 0 || !is_word(part[at - 1]);
        const bool ends = at + word.size() >= part.size() || !is_word(part[at + word.size()]);
        if (!starts || !ends) continue;
        found = at;
        if (!last) break;
    }
    if (found == std::string_view::npos) return within;
    const uint32_t place = begin + static_cast<uint32_t>(found);
    const auto starts = model_.parsed().source.line_starts;
    const auto line = std::upper_bound(starts.begin(), starts.end(), place) - starts.begin();
    const int column = static_cast<int>(place - starts[static_cast<size_t>(line - 1)]);
    const int length = static_cast<int>(word.size());
    return {static_cast<int>(line), column, static_cast<int>(line), column + length};
}

void OccurrenceCollector::enter(const ast::Node* node, int line, int end_line, int column) {
    if (Scope* s = model_.scope_of(node)) scope_ = s;
    model_.scopes_.push_back({node, scope_, line, end_line, column});
}

void OccurrenceCollector::visit_children(const ast::Node* n) {
    each_child(n, [this](const ast::Node* c) { visit(c); });
}

void OccurrenceCollector::visit_all(std::span<ast::Stmt* const> body) {
    for (const ast::Stmt* s : body)
        visit(s);
}

void OccurrenceCollector::outer_part(const ast::Arguments* args) {
    const auto one = [this](const ast::Expr* e) {
        if (e) visit(e);
    };
    for (const ast::Expr* e : args->defaults)
        one(e);
    for (const ast::Expr* e : args->kw_defaults)
        one(e);
    each_parameter(args, [&](const ast::Arg* a) { one(a->annotation); });
}

void OccurrenceCollector::parameters(const ast::Arguments* args, const ast::ClassDef* method_of) {
    each_parameter(args, [&](const ast::Arg* a) {
        const TextRange range = range_of(a);
        const int end = range.column + static_cast<int>(a->arg.size());
        add({range.line, range.column, range.line, end}, a->arg, SymbolKind::kParameter, true, a)
            .method_of = method_of;
    });
}

void OccurrenceCollector::function(const ast::Stmt* s, Identifier name, const ast::Arguments* args,
                                   std::span<ast::Stmt* const> body,
                                   std::span<ast::Expr* const> decorators,
                                   const ast::Expr* returns) {
    for (const ast::Expr* e : decorators)
        visit(e);
    const ast::ClassDef* method_of = scope_ == model_.scope_of(class_) ? class_ : nullptr;
    const TextRange place = find_word(range_of(s), name, false);
    add(place, name, method_of ? SymbolKind::kMethod : SymbolKind::kFunction, true, s).method_of =
        method_of;
    outer_part(args);
    if (returns) visit(returns);
    Scope* outer = scope_;
    enter(s, s->lineno, s->end_lineno, s->col_offset);
    parameters(args, method_of);
    visit_all(body);
    scope_ = outer;
}

void OccurrenceCollector::comprehension(const ast::Node* n,
                                        std::span<ast::Comprehension* const> generators,
                                        const ast::Expr* element, const ast::Expr* value) {
    visit(generators[0]->iter);
    Scope* outer = scope_;
    const auto* e = static_cast<const ast::Expr*>(n);
    enter(n, e->lineno, e->end_lineno, -1);
    for (size_t i = 0; i < generators.size(); i++) {
        visit(generators[i]->target);
        if (i) visit(generators[i]->iter);
        for (const ast::Expr* c : generators[i]->ifs)
            visit(c);
    }
    visit(element);
    if (value) visit(value);
    scope_ = outer;
}

void OccurrenceCollector::import(std::span<ast::Alias* const> names, const ast::ImportFrom* from) {
    for (const ast::Alias* a : names) {
        if (a->name == "*") {
            model_.star_imports_.push_back(from);
            continue;
        }
        const bool renamed = a->asname.data() != nullptr;
        const TextRange range = range_of(a);
        if (renamed) {
            add(find_word(range, a->asname, true), a->asname, SymbolKind::kImport, true, a).from =
                from;
        }
        const Identifier first = from ? a->name : a->name.substr(0, a->name.find('.'));
        Identifier bound = first;
        if (first.size() != a->name.size())
            bound = model_.symbols_.first_part(a->name, first.size());
        Occurrence& o =
            add(find_word(range, first, false), bound, SymbolKind::kImport, !renamed, a);
        o.from = from;
        if (renamed) o.kind = SymbolKind::kAttribute;  // a name of the other module
    }
}

void OccurrenceCollector::visit(const ast::Node* n) {
    switch (n->kind) {
    case NodeKind::FunctionDef: {
        const auto* f = n->as<ast::FunctionDef>();
        return function(f, f->name, f->args, f->body, f->decorator_list, f->returns);
    }
    case NodeKind::AsyncFunctionDef: {
        const auto* f = n->as<ast::AsyncFunctionDef>();
        return function(f, f->name, f->args, f->body, f->decorator_list, f->returns);
    }
    case NodeKind::Lambda: {
        const auto* l = n->as<ast::Lambda>();
        outer_part(l->args);
        Scope* outer = scope_;
        enter(l, l->lineno, l->end_lineno, -1);
        parameters(l->args, nullptr);
        visit(l->body);
        scope_ = outer;
        return;
    }
    case NodeKind::ClassDef: {
        const auto* c = n->as<ast::ClassDef>();
        for (const ast::Expr* e : c->decorator_list)
            visit(e);
        add(find_word(range_of(c), c->name, false), c->name, SymbolKind::kClass, true, c);
        for (const ast::Expr* e : c->bases)
            visit(e);
        for (const ast::Keyword* k : c->keywords)
            visit(k->value);
        Scope* outer = scope_;
        const ast::ClassDef* outer_class = class_;
        enter(c, c->lineno, c->end_lineno, c->col_offset);
        class_ = c;
        visit_all(c->body);
        class_ = outer_class;
        scope_ = outer;
        return;
    }
    case NodeKind::ListComp: {
        const auto* c = n->as<ast::ListComp>();
        return comprehension(c, c->generators, c->elt, nullptr);
    }
    case NodeKind::SetComp: {
        const auto* c = n->as<ast::SetComp>();
        return comprehension(c, c->generators, c->elt, nullptr);
    }
    case NodeKind::GeneratorExp: {
        const auto* c = n->as<ast::GeneratorExp>();
        return comprehension(c, c->generators, c->elt, nullptr);
    }
    case NodeKind::DictComp: {
        const auto* c = n->as<ast::DictComp>();
        return comprehension(c, c->generators, c->key, c->value);
    }
    case NodeKind::Assign: {
        const auto* a = n->as<ast::Assign>();
        visit(a->value);
        for (const ast::Expr* t : a->targets) {
            value_ = a->value;
            visit(t);
            value_ = nullptr;
        }
        return;
    }
    case NodeKind::AnnAssign: {
        const auto* a = n->as<ast::AnnAssign>();
        visit(a->annotation);
        if (a->value) visit(a->value);
        value_ = a->value;
        visit(a->target);
        value_ = nullptr;
        return;
    }
    case NodeKind::Name: {
        const auto* e = n->as<ast::Name>();
        add(range_of(e), e->id, SymbolKind::kVariable, e->ctx == ast::ExprContext::Store, e).value =
            value_;
        return;
    }
    case NodeKind::Attribute: {
        const auto* e = n->as<ast::Attribute>();
        const ast::Expr* value = value_;
        value_ = nullptr;
        visit(e->value);
        const int length = static_cast<int>(e->attr.size());
        add({e->end_lineno, e->end_col_offset - length, e->end_lineno, e->end_col_offset}, e->attr,
            SymbolKind::kAttribute, e->ctx == ast::ExprContext::Store, e)
            .value = value;
        return;
    }
    case NodeKind::Tuple:
    case NodeKind::List:
    case NodeKind::Starred:
    case NodeKind::Subscript: value_ = nullptr; return visit_children(n);
    case NodeKind::Import: return import(n->as<ast::Import>()->names, nullptr);
    case NodeKind::ImportFrom: {
        const auto* i = n->as<ast::ImportFrom>();
        return import(i->names, i);
    }
    case NodeKind::Global:
        for (Identifier name : n->as<ast::Global>()->names)
            add(find_word(range_of(n->as<ast::Global>()), name, false), name, SymbolKind::kVariable,
                false, n);
        return;
    case NodeKind::Nonlocal:
        for (Identifier name : n->as<ast::Nonlocal>()->names)
            add(find_word(range_of(n->as<ast::Nonlocal>()), name, false), name,
                SymbolKind::kVariable, false, n);
        return;
    case NodeKind::ExceptHandler: {
        const auto* h = n->as<ast::ExceptHandler>();
        if (h->type) visit(h->type);
        if (h->name.data()) {
            TextRange after = range_of(h);
            if (h->type) {
                after.line = h->type->end_lineno;
                after.column = h->type->end_col_offset;
            }
            add(find_word(after, h->name, false), h->name, SymbolKind::kVariable, true, h);
        }
        return visit_all(h->body);
    }
    case NodeKind::MatchAs: {
        const auto* m = n->as<ast::MatchAs>();
        if (m->pattern) visit(m->pattern);
        if (m->name.data())
            add(find_word(range_of(m), m->name, true), m->name, SymbolKind::kVariable, true, m);
        return;
    }
    case NodeKind::MatchStar: {
        const auto* m = n->as<ast::MatchStar>();
        if (m->name.data())
            add(find_word(range_of(m), m->name, true), m->name, SymbolKind::kVariable, true, m);
        return;
    }
    case NodeKind::MatchMapping: {
        const auto* m = n->as<ast::MatchMapping>();
        visit_children(m);
        if (m->rest.data())
            add(find_word(range_of(m), m->rest, true), m->rest, SymbolKind::kVariable, true, m);
        return;
    }
    default: visit_children(n);
    }
}

}  // namespace orrery
