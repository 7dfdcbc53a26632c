#include "engine/facade/analysis.h"

#include <algorithm>
#include <map>

#include "engine/facade/source_model.h"
#include "engine/modules/modules.h"
#include "engine/objects/native.h"
#include "engine/objects/signature.h"
#include "engine/syntax/tokenizer.h"

namespace orrery {

using syntax::Token;
using syntax::TokenKind;

namespace {

constexpr const char* kKeywords[] = {
    "False", "None",     "True", "and",    "as",     "assert", "async",  "await",   "break",
    "class", "continue", "def",  "del",    "elif",   "else",   "except", "finally", "for",
    "from",  "global",   "if",   "import", "in",     "is",     "lambda", "match",   "nonlocal",
    "not",   "or",       "pass", "raise",  "return", "try",    "while",  "with",    "yield",
};
constexpr const char* kBuiltinTypes[] = {"bool",
                                         "bytearray",
                                         "bytes",
                                         "classmethod",
                                         "complex",
                                         "dict",
                                         "enumerate",
                                         "filter",
                                         "float",
                                         "frozenset",
                                         "int",
                                         "list",
                                         "map",
                                         "memoryview",
                                         "object",
                                         "property",
                                         "range",
                                         "reversed",
                                         "set",
                                         "slice",
                                         "staticmethod",
                                         "str",
                                         "super",
                                         "tuple",
                                         "type",
                                         "zip",
                                         "BaseException",
#define EXCEPTION(name, base) #name,
                                         ORRERY_EXCEPTIONS(EXCEPTION)
#undef EXCEPTION
};

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

TextRange range_of(const ast::PlacedNode* n) {
    return {n->lineno, n->col_offset, n->end_lineno, n->end_col_offset};
}

/// The text before a place, as tokens.
std::vector<Token> tokens_before(std::string_view text) {
    syntax::Tokenizer::Options options;
    options.recover = true;
    const std::string copy(text);  // ends with a NUL
    syntax::Tokenizer tokenizer(copy, options);
    tokenizer.run();
    return std::move(tokenizer.tokens);
}

/// The dotted name whose last byte is just before `end`; empty if there is none.
std::string_view path_before(std::string_view text, size_t end) {
    size_t begin = end;
    while (begin > 0 && (is_word(text[begin - 1]) || text[begin - 1] == '.'))
        begin--;
    const std::string_view path = text.substr(begin, end - begin);
    return path.empty() || path.front() == '.' || (path[0] >= '0' && path[0] <= '9')
               ? std::string_view()
               : path;
}

/// Whether a place is inside a comment or a string.
bool is_in_text(std::string_view before, const std::vector<Token>& tokens) {
    const auto size = static_cast<uint32_t>(before.size());
    uint32_t end = 0;
    for (const Token& t : tokens) {
        if (t.synthetic) continue;
        if (t.kind == TokenKind::Error && t.end >= size && t.start < size) {
            const char c = before[t.start];
            if (c == '\'' || c == '"' ||
                (t.end > t.start + 1 && before[t.end - 1] != '\n' &&
                 before.substr(t.start).find_first_of("'\"") < 3)) {
                return true;
            }
        }
        end = std::max(end, std::min(t.end, size));
    }
    const size_t line = before.rfind('\n');
    const size_t from = std::max<size_t>(end, line == std::string_view::npos ? 0 : line);
    return before.find('#', from) != std::string_view::npos;
}

std::vector<OutlineItem> outline_of(const SourceModel& model, std::span<ast::Stmt* const> body,
                                    bool in_class) {
    std::vector<OutlineItem> out;
    const auto add = [&](const ast::Stmt* s, SymbolKind kind, Identifier name,
                         std::span<ast::Stmt* const> inner) {
        OutlineItem item;
        item.kind = kind;
        item.name = name;
        item.range = range_of(s);
        for (const Occurrence& o : model.occurrences()) {
            if (o.node == s) {
                item.name_range = o.range;
                break;
            }
        }
        item.children = outline_of(model, inner, kind == SymbolKind::kClass);
        out.push_back(std::move(item));
    };
    const auto nested = [&](std::span<ast::Stmt* const> block) {
        for (OutlineItem& item : outline_of(model, block, in_class))
            out.push_back(std::move(item));
    };
    const SymbolKind function = in_class ? SymbolKind::kMethod : SymbolKind::kFunction;
    for (const ast::Stmt* s : body) {
        if (auto* c = s->try_as<ast::ClassDef>()) {
            add(s, SymbolKind::kClass, c->name, c->body);
        } else if (auto* f = s->try_as<ast::FunctionDef>()) {
            add(s, function, f->name, f->body);
        } else if (auto* g = s->try_as<ast::AsyncFunctionDef>()) {
            add(s, function, g->name, g->body);
        } else if (auto* i = s->try_as<ast::If>()) {
            nested(i->body);
            nested(i->orelse);
        } else if (auto* t = s->try_as<ast::Try>()) {
            nested(t->body);
            for (const ast::ExceptHandler* h : t->handlers)
                nested(h->body);
            nested(t->orelse);
            nested(t->finalbody);
        } else if (auto* w = s->try_as<ast::With>()) {
            nested(w->body);
        }
    }
    return out;
}

class Completer {
public:
    explicit Completer(std::string_view prefix) : prefix_(prefix) {}
    void add(std::string_view name, SymbolKind kind) {
        if (name.starts_with(prefix_) && name != "*") found_.try_emplace(std::string(name), kind);
    }
    std::vector<Completion> take() {
        std::vector<Completion> out;
        for (auto& [name, kind] : found_)
            out.push_back({name, kind});
        return out;
    }

private:
    std::string_view prefix_;
    std::map<std::string, SymbolKind> found_;
};

void add_members(const Entity& e, Completer& out) {
    switch (e.kind) {
    case Entity::kModule:
        for (const Occurrence& o : e.model->occurrences()) {
            if (o.binds && o.owner == e.model->module_scope()) out.add(o.name, o.kind);
        }
        return;
    case Entity::kNativeModule:
        for (const NativeMethod& m : find_native_module(e.name)->functions)
            out.add(declared_name(m), SymbolKind::kBuiltin);
        return;
    case Entity::kClass:
    case Entity::kInstance:
        e.model->each_member(e.node->as<ast::ClassDef>(),
                             [&](Identifier name, SymbolKind kind) { out.add(name, kind); });
        return;
    default: return;
    }
}

}  // namespace

SourceAnalysis::SourceAnalysis(std::string text, AnalysisOptions options)
    : model_(std::make_unique<SourceModel>(std::move(text), std::move(options))) {}
SourceAnalysis::~SourceAnalysis() = default;
SourceAnalysis::SourceAnalysis(SourceAnalysis&&) noexcept = default;

std::vector<OutlineItem> SourceAnalysis::outline() const {
    const ast::Mod* tree = model_->parsed().tree;
    const auto* module = tree ? tree->try_as<ast::Module>() : nullptr;
    return module ? outline_of(*model_, module->body, false) : std::vector<OutlineItem>();
}

std::optional<Location> SourceAnalysis::definition(int line, int column) const {
    const Occurrence* o = model_->at(line, column);
    if (!o) return std::nullopt;
    const auto of_entity = [&](const Entity& e) -> std::optional<Location> {
        if (e.kind == Entity::kModule && !e.place) {
            return Location{e.model->options().filename, e.model->first_line(),
                            SymbolKind::kModule};
        }
        if (!e.place || !e.model) return std::nullopt;
        return Location{e.model->options().filename, e.place->range, e.place->kind};
    };
    if (o->kind == SymbolKind::kAttribute) {
        const auto* a = static_cast<const ast::Expr*>(o->node)->try_as<ast::Attribute>();
        if (a) {
            const Entity base = model_->evaluate(a->value, o->scope);
            return of_entity(model_->attribute(base, a->attr, 0));
        }
        Occurrence as_import = *o;
        as_import.kind = SymbolKind::kImport;
        return of_entity(model_->entity_of(&as_import, 0));
    }
    if (!o->owner) return std::nullopt;
    const Occurrence* b = model_->binding(o->owner, o->name, o);
    if (!b) return std::nullopt;
    if (b->kind == SymbolKind::kImport) {
        if (const auto found = of_entity(model_->entity_of(b, 0))) return found;
    }
    return Location{model_->options().filename, b->range, b->kind};
}

std::vector<TextRange> SourceAnalysis::references(int line, int column) const {
    std::vector<TextRange> out;
    const Occurrence* wanted = model_->at(line, column);
    if (!wanted) return out;
    const bool is_attribute = wanted->kind == SymbolKind::kAttribute;
    // The method or class variable that attributes of that name may mean.
    const auto in_class = [](const Occurrence& o) {
        return o.owner && o.owner->kind == Scope::Kind::kClass;
    };
    for (const Occurrence& o : model_->occurrences()) {
        if (o.name != wanted->name) continue;
        const bool same = is_attribute || in_class(*wanted)
                              ? o.kind == SymbolKind::kAttribute ||
                                    (in_class(o) && (is_attribute || o.owner == wanted->owner))
                              : o.kind != SymbolKind::kAttribute && o.owner == wanted->owner;
        if (same) out.push_back(o.range);
    }
    return out;
}

std::vector<Completion> SourceAnalysis::completions(int line, int column) const {
    const std::string_view text = model_->text();
    const std::string_view before = text.substr(0, model_->offset(line, column));
    if (is_in_text(before, tokens_before(before))) return {};
    size_t word = before.size();
    while (word > 0 && is_word(before[word - 1]))
        word--;
    Completer out(before.substr(word));
    Scope* scope = model_->scope_at(line, column);
    if (word > 0 && before[word - 1] == '.') {
        const std::string_view path = path_before(before, word - 1);
        if (!path.empty()) add_members(model_->evaluate_path(path, scope), out);
        return out.take();
    }
    // `from module import na`
    const size_t line_start = before.rfind('\n', word ? word - 1 : 0) + 1;
    const std::string_view start = before.substr(line_start, word - line_start);
    const size_t from = start.find("from "), import = start.find(" import ");
    if (from != std::string_view::npos && import != std::string_view::npos && import > from) {
        std::string_view name = start.substr(from + 5, import - from - 5);
        int level = 0;
        for (; name.starts_with('.'); name.remove_prefix(1))
            level++;
        std::string path;
        if (const SourceModel* m = model_->module(name, level, path)) {
            add_members({.kind = Entity::kModule, .model = m}, out);
        } else if (find_native_module(name)) {
            add_members({.kind = Entity::kNativeModule, .name = std::string(name)}, out);
        }
        return out.take();
    }
    bool inner = false;
    for (Scope* s = scope; s; s = s->parent) {
        if (!(inner && s->kind == Scope::Kind::kClass)) {
            for (const Occurrence& o : model_->occurrences()) {
                if (o.binds && o.owner == s && o.kind != SymbolKind::kAttribute)
                    out.add(o.name, o.kind);
            }
        }
        inner = true;
    }
    for (const NativeMethod& m : find_native_module("builtins")->functions)
        out.add(declared_name(m), SymbolKind::kBuiltin);
    for (const char* name : kBuiltinTypes)
        out.add(name, SymbolKind::kBuiltin);
    for (const char* name : kKeywords)
        out.add(name, SymbolKind::kKeyword);
    return out.take();
}

std::optional<CallTip> SourceAnalysis::call_tip(int line, int column) const {
    const std::string_view before = model_->text().substr(0, model_->offset(line, column));
    const std::vector<Token> tokens = tokens_before(before);
    int depth = 0, argument = 0;
    for (size_t i = tokens.size(); i-- > 0;) {
        const Token& t = tokens[i];
        if (t.synthetic || t.end > before.size() || t.end == t.start) continue;
        const char c = t.end - t.start == 1 ? before[t.start] : '\0';
        if (c == ')' || c == ']' || c == '}') depth++;
        if (c == ',' && depth == 0) argument++;
        if (c != '(' && c != '[' && c != '{') continue;
        if (depth-- > 0) continue;
        depth = 0;
        const std::string_view path = c == '(' ? path_before(before, t.start) : std::string_view();
        if (path.empty()) {
            argument = 0;  // some other bracket: the call may be around it
            continue;
        }
        const Entity e = model_->evaluate_path(path, model_->scope_at(line, column));
        CallTip tip;
        tip.name = path.substr(path.rfind('.') + 1);
        tip.argument = argument;
        const ast::Node* node = e.node;
        bool skip_first = e.is_bound;
        if (e.kind == Entity::kBuiltin && e.native) {
            const std::string_view text = e.native->signature;
            tip.signature = text.substr(std::min(text.find('('), text.size()));
            for (size_t at; (at = tip.signature.find("=?")) != std::string::npos;)
                tip.signature.replace(at, 2, "=...");
            tip.documentation = e.native->doc ? e.native->doc : "";
            return tip;
        }
        if (e.kind == Entity::kClass) {
            tip.documentation = docstring(node->as<ast::ClassDef>()->body);
            tip.signature = "()";
            const SourceModel* in = nullptr;
            const Occurrence* init = e.model->member(node->as<ast::ClassDef>(), "__init__", in);
            if (!init) return tip;
            node = init->node;
            skip_first = true;
        } else if (e.kind != Entity::kFunction) {
            return std::nullopt;
        }
        const auto* f = static_cast<const ast::Stmt*>(node)->try_as<ast::FunctionDef>();
        const auto* g = static_cast<const ast::Stmt*>(node)->try_as<ast::AsyncFunctionDef>();
        if (!f && !g) return std::nullopt;
        tip.signature = parameters_text(f ? f->args : g->args, skip_first);
        if (tip.documentation.empty()) tip.documentation = docstring(f ? f->body : g->body);
        return tip;
    }
    return std::nullopt;
}

}  // namespace orrery
