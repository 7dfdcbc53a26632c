#include "engine/facade/source_model.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "engine/bytecode/source_options.h"
#include "engine/bytecode/unparse.h"
#include "engine/facade/occurrences.h"
#include "engine/modules/modules.h"
#include "engine/objects/native.h"
#include "engine/objects/signature.h"

namespace orrery {

using ast::NodeKind;
namespace fs = std::filesystem;

namespace {

constexpr int kMaxTreeDepth = 2000;  // levels a walk over the tree may go down

std::optional<std::string> read_file(const std::string& path) {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) return std::nullopt;
    std::ifstream in(path, std::ios::binary);
    if (!in) return std::nullopt;
    return std::string{std::istreambuf_iterator<char>(in), {}};
}

const NativeMethod* find_native(const NativeModuleSpec* spec, std::string_view name) {
    if (!spec) return nullptr;
    for (const NativeMethod& m : spec->functions) {
        if (declared_name(m) == name) return &m;
    }
    return nullptr;
}

}  // namespace

SourceModel::SourceModel(std::string text, AnalysisOptions options, const SourceModel* root)
    : given_(std::move(text)),
      options_(std::move(options)),
      root_(root),
      parsed_([this] {
          syntax::ParseOptions parse = plain_parser_options(options_.filename);
          parse.recover = true;
          parse.is_text = root_ == nullptr;  // what an editor holds is decoded already
          return syntax::parse(given_, parse);
      }()),
      symbols_(parsed_.arena) {
    if (!parsed_.tree) return;
    std::vector<SourceReport> reports;  // errors are diagnose()'s; the scopes are good as they are
    SourceErrors errors(reports);
    symbols_.build(errors, parsed_.tree, false, kMaxTreeDepth);
    module_scope_ = symbols_.scope_of(parsed_.tree);
    if (module_scope_) OccurrenceCollector(*this).run();
}

uint32_t SourceModel::offset(int line, int column) const {
    const auto starts = parsed_.source.line_starts;
    if (line < 1 || starts.empty()) return 0;
    const auto size = static_cast<uint32_t>(parsed_.source.text.size());
    if (static_cast<size_t>(line) > starts.size()) return size;
    const uint32_t start = starts[static_cast<size_t>(line - 1)];
    return std::min(size, start + static_cast<uint32_t>(std::max(column, 0)));
}

const Occurrence* SourceModel::at(int line, int column) const {
    const Occurrence* found = nullptr;
    for (const Occurrence& o : occurrences_) {
        if (o.range.line > line) break;
        if (!o.contains(line, column)) continue;
        // Between two names the one that begins at the cursor counts.
        if (!found || o.range.column >= found->range.column) found = &o;
    }
    return found;
}

Scope* SourceModel::resolve(Scope* scope, Identifier name) const {
    bool inner = false;
    for (Scope* s = scope; s; s = s->parent) {
        if (inner && s->kind == Scope::Kind::kClass) continue;
        const Symbol* symbol = s->find(symbols_.canonical(s->private_class, name));
        if (symbol && symbol->has(Symbol::kGlobal)) return module_scope_;
        if (symbol && !symbol->has(Symbol::kNonlocal) && symbol->has(Symbol::kBound)) return s;
        inner = true;
    }
    return nullptr;
}

Scope* SourceModel::scope_at(int line, int column) const {
    const ScopePlace* best = nullptr;
    const auto source = parsed_.source;
    // Lines that do not parse are not in the tree: indentation tells where they belong.
    const auto indentation = [&](int n) {
        const std::string_view text = source.line(n);
        const size_t at = text.find_first_not_of(" \t");
        return at == std::string_view::npos || text[at] == '\n' || text[at] == '#'
                   ? -1
                   : static_cast<int>(at);
    };
    for (const ScopePlace& place : scopes_) {
        if (place.line > line || !place.scope) continue;
        if (place.column < 0) {
            if (place.end_line < line) continue;
            if (place.node != parsed_.tree && place.line == place.end_line) {
                const auto* e = static_cast<const ast::Expr*>(place.node);
                if (column < e->col_offset || column > e->end_col_offset) continue;
            }
        } else {
            if (place.line == line) continue;  // its own head belongs outside
            bool inside = true;
            for (int n = std::max(place.line + 1, place.end_line + 1); n < line && inside; n++) {
                const int i = indentation(n);
                inside = i < 0 || i > place.column;
            }
            const int own = indentation(line);
            if (!inside || (own >= 0 ? own : column) <= place.column) continue;
        }
        best = &place;
    }
    return best ? best->scope : module_scope_;
}

const Occurrence* SourceModel::binding(const Scope* owner, std::string_view name,
                                       const Occurrence* use) const {
    const Occurrence *best = nullptr, *definition = nullptr;
    for (const Occurrence& o : occurrences_) {
        if (!o.binds || o.owner != owner || o.name != name || o.kind == SymbolKind::kAttribute) {
            continue;
        }
        const bool before =
            use && (o.range.line < use->range.line ||
                    (o.range.line == use->range.line && o.range.column <= use->range.column));
        if (!best || (before && use->scope == owner)) best = &o;
        if (o.kind != SymbolKind::kVariable && !definition) definition = &o;
    }
    return definition && best && best->kind == SymbolKind::kVariable && !(use && use->binds)
               ? definition
               : best;
}

bool SourceModel::is_self_of(const Occurrence& o, const ast::ClassDef* c) const {
    const auto* a = static_cast<const ast::Expr*>(o.node)->try_as<ast::Attribute>();
    const auto* self = a ? a->value->try_as<ast::Name>() : nullptr;
    if (!self) return false;
    const Scope* owner = resolve(o.scope, self->id);
    const Occurrence* parameter = owner ? binding(owner, self->id) : nullptr;
    return parameter && parameter->kind == SymbolKind::kParameter && parameter->method_of == c;
}

const Occurrence* SourceModel::member(const ast::ClassDef* c, std::string_view name,
                                      const SourceModel*& in, int depth) const {
    if (depth > kMaxDepth) return nullptr;
    const Scope* own = scope_of(c);
    in = this;
    if (const Occurrence* o = own ? binding(own, name) : nullptr) return o;
    for (const Occurrence& o : occurrences_) {
        if (o.kind == SymbolKind::kAttribute && o.binds && o.name == name && is_self_of(o, c)) {
            return &o;
        }
    }
    for (const ast::Expr* base : c->bases) {
        const Entity e = evaluate(base, own ? own->parent : nullptr, depth + 1);
        if (e.kind != Entity::kClass) continue;
        if (const Occurrence* o =
                e.model->member(e.node->as<ast::ClassDef>(), name, in, depth + 1)) {
            return o;
        }
    }
    return nullptr;
}

// ---- other files ----

const SourceModel* SourceModel::load(const std::string& path) const {
    const SourceModel& keeper = root();
    const auto [at, is_new] = keeper.files_.try_emplace(path);
    if (is_new) {
        const auto& read = keeper.options_.read;
        std::optional<std::string> text = read ? read(path) : read_file(path);
        if (!text && read) text = read_file(path);
        if (text) {
            AnalysisOptions options;
            options.filename = path;
            options.search_paths = keeper.options_.search_paths;
            at->second = std::make_unique<SourceModel>(std::move(*text), options, &keeper);
        }
    }
    return at->second.get();
}

const SourceModel* SourceModel::module(std::string_view dotted, int level,
                                       std::string& path) const {
    std::string relative(dotted);
    std::replace(relative.begin(), relative.end(), '.', '/');
    std::vector<fs::path> folders;
    fs::path own = fs::path(options_.filename).parent_path();
    if (level > 0) {
        for (int i = 1; i < level; i++)
            own = own.parent_path();
        folders.push_back(own);
    } else {
        if (!options_.filename.empty()) folders.push_back(own);
        folders.insert(folders.end(), options_.search_paths.begin(), options_.search_paths.end());
    }
    for (const fs::path& folder : folders) {
        const fs::path base = relative.empty() ? folder : folder / relative;
        for (const fs::path& candidate :
             {fs::path(base) / "__init__.py", fs::path(base.string() + ".py")}) {
            path = candidate.string();
            if (const SourceModel* m = load(path)) return m;
        }
    }
    return nullptr;
}

// ---- meanings ----

Entity SourceModel::entity_of(const Occurrence* o, int depth) const {
    Entity e;
    if (!o || depth > kMaxDepth) return e;
    e.model = this;
    e.node = o->node;
    e.place = o;
    switch (o->kind) {
    case SymbolKind::kClass: e.kind = Entity::kClass; return e;
    case SymbolKind::kFunction:
    case SymbolKind::kMethod: e.kind = Entity::kFunction; return e;
    case SymbolKind::kImport: {
        const auto* alias = o->node->as<ast::Alias>();
        std::string path;
        if (!o->from) {
            // `import a.b` binds a; `import a.b as c` binds a.b.
            const std::string_view name =
                alias->asname.data() ? alias->name : alias->name.substr(0, alias->name.find('.'));
            const SourceModel* m = module(name, 0, path);
            if (m) return {.kind = Entity::kModule, .model = m};
            if (find_native_module(name)) {
                return {.kind = Entity::kNativeModule, .name = std::string(name)};
            }
            return {};
        }
        const std::string_view from = o->from->module.data() ? o->from->module : std::string_view();
        Entity in{.kind = Entity::kModule, .model = module(from, o->from->level, path)};
        if (!in.model && find_native_module(from)) {
            in = {.kind = Entity::kNativeModule, .name = std::string(from)};
        }
        if (in.kind == Entity::kModule && !in.model) return {};
        const Entity found = attribute(in, alias->name, depth + 1);
        if (found.kind != Entity::kNone || found.place) return found;
        const std::string dotted = from.empty()
                                       ? std::string(alias->name)
                                       : std::string(from) + "." + std::string(alias->name);
        const SourceModel* m = module(dotted, o->from->level, path);
        return m ? Entity{.kind = Entity::kModule, .model = m} : Entity{};
    }
    case SymbolKind::kParameter:
        // The first parameter of a method: an instance of its class.
        if (o->method_of && o->scope) {
            const Occurrence* first = nullptr;
            for (const Occurrence& p : occurrences_) {
                if (p.kind == SymbolKind::kParameter && p.scope == o->scope) {
                    first = &p;
                    break;
                }
            }
            if (first == o) {
                e.kind = Entity::kInstance;
                e.node = o->method_of;
            }
        }
        return e;
    default: {
        if (!o->value) return e;
        const Entity value = evaluate(o->value, o->scope, depth + 1);
        if (value.kind == Entity::kNone) return e;
        Entity named = value;
        if (!named.place) named.place = o;
        return named;
    }
    }
}

Entity SourceModel::attribute(const Entity& of, std::string_view name, int depth) const {
    if (depth > kMaxDepth) return {};
    switch (of.kind) {
    case Entity::kModule: {
        const SourceModel* m = of.model;
        if (const Occurrence* o = m->binding(m->module_scope(), name)) {
            Entity e = m->entity_of(o, depth + 1);
            if (!e.place && e.kind != Entity::kModule) {
                e.place = o;
                e.model = m;
            }
            return e;
        }
        for (const ast::ImportFrom* star : m->star_imports_) {
            std::string path;
            const SourceModel* in = m->module(
                star->module.data() ? star->module : std::string_view(), star->level, path);
            if (!in) continue;
            const Entity e = attribute({.kind = Entity::kModule, .model = in}, name, depth + 1);
            if (e.kind != Entity::kNone || e.place) return e;
        }
        std::string path;  // a module of a package
        const SourceModel* inner = fs::path(m->options_.filename).filename() == "__init__.py"
                                       ? m->module(name, 1, path)
                                       : nullptr;
        return inner ? Entity{.kind = Entity::kModule, .model = inner} : Entity{};
    }
    case Entity::kNativeModule: {
        const NativeMethod* native = find_native(find_native_module(of.name), name);
        return native
                   ? Entity{.kind = Entity::kBuiltin, .name = std::string(name), .native = native}
                   : Entity{};
    }
    case Entity::kClass:
    case Entity::kInstance: {
        const SourceModel* in = nullptr;
        const Occurrence* o = of.model->member(of.node->as<ast::ClassDef>(), name, in, depth + 1);
        if (!o) return {};
        Entity e = in->entity_of(o, depth + 1);
        if (e.kind == Entity::kNone || !e.place) {
            e.place = o;
            e.model = in;
        }
        e.is_bound = of.kind == Entity::kInstance;
        return e;
    }
    default: return {};
    }
}

Entity SourceModel::evaluate(const ast::Expr* e, Scope* scope, int depth) const {
    if (depth > kMaxDepth || !scope) return {};
    switch (e->kind) {
    case NodeKind::Name: {
        const auto* n = e->as<ast::Name>();
        const Scope* owner = resolve(scope, n->id);
        if (owner) return entity_of(binding(owner, n->id), depth + 1);
        const NativeMethod* native = find_native(find_native_module("builtins"), n->id);
        return native
                   ? Entity{.kind = Entity::kBuiltin, .name = std::string(n->id), .native = native}
                   : Entity{};
    }
    case NodeKind::Attribute: {
        const auto* a = e->as<ast::Attribute>();
        return attribute(evaluate(a->value, scope, depth + 1), a->attr, depth + 1);
    }
    case NodeKind::Call: {
        Entity f = evaluate(e->as<ast::Call>()->func, scope, depth + 1);
        if (f.kind != Entity::kClass) return {};
        f.kind = Entity::kInstance;
        f.place = nullptr;
        return f;
    }
    default: return {};
    }
}

Entity SourceModel::evaluate_path(std::string_view path, Scope* scope) const {
    Entity e;
    for (bool first = true; first || !path.empty(); first = false) {
        const size_t dot = std::min(path.find('.'), path.size());
        const std::string_view name = path.substr(0, dot);
        path.remove_prefix(std::min(dot + 1, path.size()));
        if (!first) {
            e = attribute(e, name, 0);
        } else {
            const Occurrence* o = nullptr;
            bool inner = false;
            for (Scope* s = scope; s && !o; s = s->parent) {
                if (!(inner && s->kind == Scope::Kind::kClass)) o = binding(s, name);
                inner = true;
            }
            if (o) {
                e = entity_of(o, 0);
            } else if (const NativeMethod* native =
                           find_native(find_native_module("builtins"), name)) {
                e = {.kind = Entity::kBuiltin, .name = std::string(name), .native = native};
            }
        }
        if (e.kind == Entity::kNone) break;
    }
    return e;
}

// ---- texts ----

std::string parameters_text(const ast::Arguments* args, bool skip_first) {
    std::string out = "(";
    const auto separate = [&] {
        if (out.size() > 1) out += ", ";
    };
    const auto add_default = [&](const ast::Expr* e) {
        std::string text;
        if (e && unparse(e, nullptr, text)) out += "=" + text;
    };
    const size_t positional = args->posonlyargs.size() + args->args.size();
    const size_t required = positional - args->defaults.size();
    for (size_t i = 0; i < positional; i++) {
        const size_t before = args->posonlyargs.size();
        if (!(i == 0 && skip_first)) {
            separate();
            out += i < before ? args->posonlyargs[i]->arg : args->args[i - before]->arg;
            if (i >= required) add_default(args->defaults[i - required]);
        }
        if (i + 1 == before && out.size() > 1) out += ", /";
    }
    if (args->vararg) {
        separate();
        out += "*" + std::string(args->vararg->arg);
    } else if (!args->kwonlyargs.empty()) {
        separate();
        out += "*";
    }
    for (size_t i = 0; i < args->kwonlyargs.size(); i++) {
        separate();
        out += args->kwonlyargs[i]->arg;
        add_default(args->kw_defaults[i]);
    }
    if (args->kwarg) {
        separate();
        out += "**" + std::string(args->kwarg->arg);
    }
    return out + ")";
}

std::string_view docstring(std::span<ast::Stmt* const> body) {
    const auto* s = body.empty() ? nullptr : body[0]->try_as<ast::ExprStmt>();
    const auto* c = s ? s->value->try_as<ast::Constant>() : nullptr;
    return c && c->value.kind == ast::ConstantKind::Str ? c->value.text : std::string_view();
}

}  // namespace orrery
