// Objects of module _ast to trees, with the checks that keep the compiler's assumptions true:
// every node a program can build is either refused here or compiles.
#include <string>
#include <unordered_map>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/ast/ast_types.h"
#include "engine/objects/bytes.h"
#include "engine/objects/numbers.h"

namespace orrery::ast_module {

namespace {

// Python's names of the sums, for messages.
constexpr std::string_view sum_name(const ast::Stmt*) { return "stmt"; }
constexpr std::string_view sum_name(const ast::Expr*) { return "expr"; }
constexpr std::string_view sum_name(const ast::Pattern*) { return "pattern"; }

class Reader {
public:
    Reader(Context& ctx, const Classes& classes, syntax::Arena& arena)
        : ctx_(ctx), classes_(classes), arena_(arena) {}

    bool failed() const { return failed_; }

    ast::Mod* module(Value object) {
        for (ClassId id :
             {ClassId::kModuleNode, ClassId::kInteractiveNode, ClassId::kExpressionNode}) {
            if (is_instance_of(ctx_, object, classes_.type(id))) {
                return static_cast<ast::Mod*>(node(object, id));
            }
        }
        fail(TypeId::kTypeError, "expected some sort of mod, but got {}", MessageArg::repr(object));
        return nullptr;
    }

private:
    template <typename... A>
    void fail(TypeId type, std::string_view format, A... args) {
        if (!failed_) raise(ctx_, type, format, args...);
        failed_ = true;
    }

    /// The class in [first, last] the object belongs to, or kCount.
    ClassId class_of(Value object, ClassId first, ClassId last) {
        for (Value t : type_of(ctx_, object)->mro->values()) {
            for (unsigned i = static_cast<unsigned>(first); i <= static_cast<unsigned>(last); i++) {
                if (classes_.classes->at(i) == t) return static_cast<ClassId>(i);
            }
        }
        return ClassId::kCount;
    }

    // ---- fields ----

    /// The attribute, or empty if there is none (or after an error).
    Value field(Value object, std::string_view name) {
        if (name == "u_kind") name = "kind";
        Value v;
        const Truth t = find_attribute(ctx_, object, intern(ctx_, name), v);
        if (t == Truth::kError) failed_ = true;
        return t == Truth::kYes ? v : Value();
    }
    Value required(Value object, std::string_view name, std::string_view owner) {
        const Value v = field(object, name);
        if (!v) {
            fail(TypeId::kTypeError, "required field \"{}\" missing from {}", name, owner);
            return Value::none();
        }
        return v;
    }

    template <typename T>
    void one(Value object, std::string_view name, std::string_view owner, T& out) {
        const Value v = required(object, name, owner);
        if (failed_) return;
        if constexpr (std::is_pointer_v<T>) {
            if (v.is_none()) {
                fail(TypeId::kValueError, "field '{}' is required for {}", name, owner);
                return;
            }
        }
        read(v, out);
    }
    template <typename T>
    void optional(Value object, std::string_view name, T& out) {
        const Value v = field(object, name);
        if (!failed_ && v && !v.is_none()) read(v, out);
    }
    template <typename T>
    void many(Value object, std::string_view name, std::string_view owner, bool holes,
              std::span<T>& out) {
        const Value v = required(object, name, owner);
        if (failed_) return;
        if (!v.is(Kind::kList)) {
            fail(TypeId::kTypeError, "{} field \"{}\" must be a list, not a {}", owner, name,
                 MessageArg::type(v));
            return;
        }
        List* list = v.as<List>();
        const uint64_t size = list->size;
        out = arena_.make_array<T>(size);
        for (uint64_t i = 0; i < size && !failed_; i++) {
            if (list->size != size) {
                fail(TypeId::kRuntimeError, "{} field \"{}\" changed size during iteration", owner,
                     name);
                return;
            }
            out[i] = T();
            if (list->at(i).is_none()) {
                if (!holes)
                    fail(TypeId::kValueError, "None disallowed in {} list", element_name<T>());
                continue;
            }
            read(list->at(i), out[i]);
        }
    }
    template <typename T>
    static std::string_view element_name() {
        if constexpr (std::is_same_v<T, ast::Stmt*>)
            return "statement";
        else if constexpr (std::is_same_v<T, ast::Expr*>)
            return "expression";
        else if constexpr (std::is_same_v<T, ast::Pattern*>)
            return "pattern";
        else
            return "node";
    }

    // ---- values ----

    void read(Value v, ast::Identifier& out) {
        if (!v.is(Kind::kString)) {
            fail(TypeId::kTypeError, "AST identifier must be of type str");
            return;
        }
        const std::string text = to_utf8(v.as<String>());
        if (text == "None" || text == "True" || text == "False") {
            fail(TypeId::kValueError, "identifier field can't represent '{}' constant", text);
            return;
        }
        auto it = names_.find(text);
        if (it == names_.end()) it = names_.emplace(text, arena_.copy(text)).first;
        out = it->second;
    }
    void read(Value v, int& out) {
        int64_t i;
        if (!is_int(v) || !int_to_int64(v, i) || i != static_cast<int32_t>(i)) {
            fail(TypeId::kValueError, "invalid integer value: {}", MessageArg::repr(v));
            return;
        }
        out = static_cast<int>(i);
    }
    void read(Value v, ast::ConstantValue& out) {
        using ast::ConstantKind;
        if (v.is_none()) {
            out.kind = ConstantKind::None;
        } else if (v.is_bool()) {
            out.kind = v.is_true() ? ConstantKind::True : ConstantKind::False;
        } else if (v == Value::ellipsis()) {
            out.kind = ConstantKind::Ellipsis;
        } else if (v.is_double()) {
            out.kind = ConstantKind::Float;
            out.real = v.as_double();
        } else if (v.is(Kind::kComplex) && v.as_object()->is_exact() &&
                   v.as<Complex>()->real == 0) {
            out.kind = ConstantKind::Complex;
            out.real = v.as<Complex>()->imag;
        } else if (v.is(Kind::kString) && v.as_object()->is_exact()) {
            out.kind = ConstantKind::Str;
            out.text = arena_.copy(to_utf8(v.as<String>()));
        } else if (v.is(Kind::kBytes) && v.as_object()->is_exact()) {
            out.kind = ConstantKind::Bytes;
            out.text = arena_.copy(v.as<Bytes>()->view());
        } else if (v.is_small_int()) {
            out.kind = ConstantKind::Int;
            out.integer = v.as_small_int();
        } else if (v.is(Kind::kInt) && v.as_object()->is_exact()) {
            const Value text =
                call(ctx_, dict_get(ctx_, ctx_.runtime().builtins, intern(ctx_, "hex")), {v});
            if (!text) {
                failed_ = true;
                return;
            }
            out.kind = ConstantKind::BigInt;
            out.radix = 16;
            std::string digits = to_utf8(text.as<String>());
            digits.erase(digits[0] == '-' ? 1 : 0, 2);
            out.text = arena_.copy(digits);
        } else {
            fail(TypeId::kTypeError, "got an invalid type in Constant: {}", MessageArg::type(v));
        }
    }
    template <typename E>
        requires std::is_enum_v<E>
    void read(Value v, E& out) {
        using Info = EnumerationOf<E>;
        const unsigned first = static_cast<unsigned>(Info::kSum) + 1;
        const ClassId id = class_of(v, static_cast<ClassId>(first),
                                    static_cast<ClassId>(first + Info::kItems - 1));
        if (id == ClassId::kCount) {
            fail(TypeId::kTypeError, "expected some sort of {}, but got {}", Info::kName,
                 MessageArg::repr(v));
            return;
        }
        out = static_cast<E>(static_cast<unsigned>(id) - first);
    }
    template <typename T>
    void read(Value v, T*& out) {
        if constexpr (std::is_same_v<T, ast::Stmt>) {
            out = static_cast<T*>(
                sum(v, ClassId::kFunctionDefNode, ClassId::kContinueNode, sum_name(out)));
        } else if constexpr (std::is_same_v<T, ast::Expr>) {
            out = static_cast<T*>(sum(v, ClassId::kBoolOpNode, ClassId::kSliceNode, sum_name(out)));
        } else if constexpr (std::is_same_v<T, ast::Pattern>) {
            out = static_cast<T*>(
                sum(v, ClassId::kMatchValueNode, ClassId::kMatchOrNode, sum_name(out)));
        } else {
            constexpr auto kId = static_cast<ClassId>(static_cast<unsigned>(ClassId::kModuleNode) +
                                                      static_cast<unsigned>(T::kKind));
            out = static_cast<T*>(sum(v, kId, kId, ast::node_name(T::kKind)));
        }
    }
    ast::Node* sum(Value v, ClassId first, ClassId last, std::string_view name) {
        const ClassId id = class_of(v, first, last);
        if (id == ClassId::kCount) {
            fail(TypeId::kTypeError, "expected some sort of {}, but got {}", name,
                 MessageArg::repr(v));
            return nullptr;
        }
        return node(v, id);
    }

    ast::Node* node(Value object, ClassId id);
    void place(Value, ast::Node*, std::string_view) {}
    void place(Value object, ast::PlacedNode* n, std::string_view owner) {
        one(object, "lineno", owner, n->lineno);
        one(object, "col_offset", owner, n->col_offset);
        n->end_lineno = n->lineno;
        n->end_col_offset = n->col_offset;
        optional(object, "end_lineno", n->end_lineno);
        optional(object, "end_col_offset", n->end_col_offset);
    }
    void check(const ast::Node* n);
    void target(const ast::Expr* e, ast::ExprContext ctx);
    void not_empty(size_t size, const char* what, const char* owner) {
        if (size == 0) fail(TypeId::kValueError, "empty {} on {}", what, owner);
    }

    Context& ctx_;
    const Classes& classes_;
    syntax::Arena& arena_;
    std::unordered_map<std::string, ast::Identifier> names_;
    bool failed_ = false;
};

ast::Node* Reader::node(Value object, ClassId id) {
    if (failed_) return nullptr;
    if (machine_stack_exhausted(ctx_)) {
        fail(TypeId::kRecursionError, "maximum recursion depth exceeded during ast construction");
        return nullptr;
    }
    switch (id) {
#define NODE(sum, kind_, python_name, fields)                \
    case ClassId::k##kind_##Node: {                          \
        auto* n = arena_.make<ast::kind_>();                 \
        constexpr std::string_view kOwner = python_name;     \
        n->kind = ast::NodeKind::kind_;                      \
        fields place(object, n, kOwner);                     \
        if (!failed_) check(n);                              \
        return failed_ ? nullptr : n;                        \
    }
#define ONE(type, name) one(object, #name, kOwner, n->name);
#define OPT(type, name) optional(object, #name, n->name);
#define MANY(type, name) many(object, #name, kOwner, false, n->name);
#define HOLES(type, name) many(object, #name, kOwner, true, n->name);
#include "engine/syntax/ast_nodes.inc"
    default: return nullptr;
    }
}

// An expression that is stored to or deleted.
void Reader::target(const ast::Expr* e, ast::ExprContext ctx) {
    ast::ExprContext actual;
    switch (e->kind) {
    case ast::NodeKind::Name: actual = e->as<ast::Name>()->ctx; break;
    case ast::NodeKind::Attribute: actual = e->as<ast::Attribute>()->ctx; break;
    case ast::NodeKind::Subscript: actual = e->as<ast::Subscript>()->ctx; break;
    case ast::NodeKind::Starred: actual = e->as<ast::Starred>()->ctx; break;
    case ast::NodeKind::List: actual = e->as<ast::List>()->ctx; break;
    case ast::NodeKind::Tuple: actual = e->as<ast::Tuple>()->ctx; break;
    default:
        fail(TypeId::kValueError, "expression which can't be assigned to in {} context",
             ctx == ast::ExprContext::Store ? "Store" : "Del");
        return;
    }
    static constexpr const char* kNames[] = {"Load", "Store", "Del"};
    if (actual != ctx) {
        fail(TypeId::kValueError, "expression must have {} context but has {} instead",
             kNames[static_cast<unsigned>(ctx)], kNames[static_cast<unsigned>(actual)]);
        return;
    }
    std::span<ast::Expr* const> elements;
    if (auto* l = e->try_as<ast::List>()) elements = l->elts;
    if (auto* t = e->try_as<ast::Tuple>()) elements = t->elts;
    for (const ast::Expr* x : elements)
        target(x, ctx);
    if (auto* s = e->try_as<ast::Starred>()) target(s->value, ctx);
}

void Reader::check(const ast::Node* n) {
    constexpr auto kStore = ast::ExprContext::Store;
    switch (n->kind) {
    case ast::NodeKind::FunctionDef:
        not_empty(n->as<ast::FunctionDef>()->body.size(), "body", "FunctionDef");
        break;
    case ast::NodeKind::AsyncFunctionDef:
        not_empty(n->as<ast::AsyncFunctionDef>()->body.size(), "body", "AsyncFunctionDef");
        break;
    case ast::NodeKind::ClassDef:
        not_empty(n->as<ast::ClassDef>()->body.size(), "body", "ClassDef");
        break;
    case ast::NodeKind::Delete:
        not_empty(n->as<ast::Delete>()->targets.size(), "targets", "Delete");
        for (auto* e : n->as<ast::Delete>()->targets)
            target(e, ast::ExprContext::Del);
        break;
    case ast::NodeKind::Assign:
        not_empty(n->as<ast::Assign>()->targets.size(), "targets", "Assign");
        for (auto* e : n->as<ast::Assign>()->targets)
            target(e, kStore);
        break;
    case ast::NodeKind::AugAssign: target(n->as<ast::AugAssign>()->target, kStore); break;
    case ast::NodeKind::AnnAssign:
        target(n->as<ast::AnnAssign>()->target, kStore);
        if (!failed_ && n->as<ast::AnnAssign>()->simple &&
            !n->as<ast::AnnAssign>()->target->is<ast::Name>()) {
            fail(TypeId::kTypeError, "AnnAssign with simple non-Name target");
        }
        break;
    case ast::NodeKind::For:
        target(n->as<ast::For>()->target, kStore);
        not_empty(n->as<ast::For>()->body.size(), "body", "For");
        break;
    case ast::NodeKind::AsyncFor:
        target(n->as<ast::AsyncFor>()->target, kStore);
        not_empty(n->as<ast::AsyncFor>()->body.size(), "body", "AsyncFor");
        break;
    case ast::NodeKind::While: not_empty(n->as<ast::While>()->body.size(), "body", "While"); break;
    case ast::NodeKind::If: not_empty(n->as<ast::If>()->body.size(), "body", "If"); break;
    case ast::NodeKind::With:
        not_empty(n->as<ast::With>()->items.size(), "items", "With");
        not_empty(n->as<ast::With>()->body.size(), "body", "With");
        break;
    case ast::NodeKind::AsyncWith:
        not_empty(n->as<ast::AsyncWith>()->items.size(), "items", "AsyncWith");
        not_empty(n->as<ast::AsyncWith>()->body.size(), "body", "AsyncWith");
        break;
    case ast::NodeKind::WithItem:
        if (auto* e = n->as<ast::WithItem>()->optional_vars) target(e, kStore);
        break;
    case ast::NodeKind::Match:
        not_empty(n->as<ast::Match>()->cases.size(), "cases", "Match");
        break;
    case ast::NodeKind::MatchCase:
        not_empty(n->as<ast::MatchCase>()->body.size(), "body", "match_case");
        break;
    case ast::NodeKind::Raise:
        if (!n->as<ast::Raise>()->exc && n->as<ast::Raise>()->cause) {
            fail(TypeId::kValueError, "Raise with cause but no exception");
        }
        break;
    case ast::NodeKind::Try:
    case ast::NodeKind::TryStar: {
        auto look = [&](auto* t, const char* owner) {
            not_empty(t->body.size(), "body", owner);
            if (t->handlers.empty() && t->finalbody.empty()) {
                fail(TypeId::kValueError, "{} has neither handlers nor finalbody", owner);
            }
            if (t->handlers.empty() && !t->orelse.empty()) {
                fail(TypeId::kValueError, "{} has orelse but no except handlers", owner);
            }
        };
        if (n->is<ast::Try>()) {
            look(n->as<ast::Try>(), "Try");
        } else {
            look(n->as<ast::TryStar>(), "TryStar");
            for (auto* h : n->as<ast::TryStar>()->handlers) {
                if (!h->type) fail(TypeId::kValueError, "expected a type in an except* handler");
            }
        }
        break;
    }
    case ast::NodeKind::ExceptHandler:
        not_empty(n->as<ast::ExceptHandler>()->body.size(), "body", "ExceptHandler");
        break;
    case ast::NodeKind::Import:
        not_empty(n->as<ast::Import>()->names.size(), "names", "Import");
        break;
    case ast::NodeKind::ImportFrom:
        if (n->as<ast::ImportFrom>()->level < 0) {
            fail(TypeId::kValueError, "Negative ImportFrom level");
        }
        not_empty(n->as<ast::ImportFrom>()->names.size(), "names", "ImportFrom");
        break;
    case ast::NodeKind::Global:
        not_empty(n->as<ast::Global>()->names.size(), "names", "Global");
        break;
    case ast::NodeKind::Nonlocal:
        not_empty(n->as<ast::Nonlocal>()->names.size(), "names", "Nonlocal");
        break;
    case ast::NodeKind::BoolOp:
        if (n->as<ast::BoolOp>()->values.size() < 2) {
            fail(TypeId::kValueError, "BoolOp with less than 2 values");
        }
        break;
    case ast::NodeKind::NamedExpr:
        if (!n->as<ast::NamedExpr>()->target->is<ast::Name>()) {
            fail(TypeId::kTypeError, "NamedExpr target must be a Name");
        }
        break;
    case ast::NodeKind::Dict:
        if (n->as<ast::Dict>()->keys.size() != n->as<ast::Dict>()->values.size()) {
            fail(TypeId::kValueError, "Dict doesn't have the same number of keys as values");
        }
        break;
    case ast::NodeKind::ListComp:
        if (n->as<ast::ListComp>()->generators.empty()) {
            fail(TypeId::kValueError, "comprehension with no generators");
        }
        break;
    case ast::NodeKind::SetComp:
        if (n->as<ast::SetComp>()->generators.empty()) {
            fail(TypeId::kValueError, "comprehension with no generators");
        }
        break;
    case ast::NodeKind::DictComp:
        if (n->as<ast::DictComp>()->generators.empty()) {
            fail(TypeId::kValueError, "comprehension with no generators");
        }
        break;
    case ast::NodeKind::GeneratorExp:
        if (n->as<ast::GeneratorExp>()->generators.empty()) {
            fail(TypeId::kValueError, "comprehension with no generators");
        }
        break;
    case ast::NodeKind::Comprehension: target(n->as<ast::Comprehension>()->target, kStore); break;
    case ast::NodeKind::Compare:
        if (n->as<ast::Compare>()->comparators.empty()) {
            fail(TypeId::kValueError, "Compare with no comparators");
        } else if (n->as<ast::Compare>()->comparators.size() != n->as<ast::Compare>()->ops.size()) {
            fail(TypeId::kValueError, "Compare has a different number of comparators and operands");
        }
        break;
    case ast::NodeKind::Arguments: {
        auto* a = n->as<ast::Arguments>();
        if (a->defaults.size() > a->posonlyargs.size() + a->args.size()) {
            fail(TypeId::kValueError, "more positional defaults than args on arguments");
        }
        if (a->kw_defaults.size() != a->kwonlyargs.size()) {
            fail(TypeId::kValueError,
                 "length of kwonlyargs is not the same as kw_defaults on arguments");
        }
        break;
    }
    case ast::NodeKind::MatchMapping: {
        auto* m = n->as<ast::MatchMapping>();
        if (m->keys.size() != m->patterns.size()) {
            fail(TypeId::kValueError,
                 "MatchMapping doesn't have the same number of keys as patterns");
        }
        break;
    }
    case ast::NodeKind::MatchClass: {
        auto* m = n->as<ast::MatchClass>();
        if (m->kwd_attrs.size() != m->kwd_patterns.size()) {
            fail(TypeId::kValueError,
                 "MatchClass doesn't have the same number of keyword "
                 "attributes as patterns");
        }
        break;
    }
    case ast::NodeKind::MatchAs:
        if (n->as<ast::MatchAs>()->pattern && !n->as<ast::MatchAs>()->name.data()) {
            fail(TypeId::kValueError, "MatchAs must specify a target name if a pattern is given");
        }
        break;
    case ast::NodeKind::MatchOr:
        if (n->as<ast::MatchOr>()->patterns.size() < 2) {
            fail(TypeId::kValueError, "MatchOr requires at least 2 patterns");
        }
        break;
    default: break;
    }
}

}  // namespace

ast::Mod* objects_to_tree(Context& ctx, Value object, CompileMode mode, syntax::Arena& arena) {
    Classes classes;
    if (!find_classes(ctx, classes)) return nullptr;
    constexpr ClassId kWanted[] = {ClassId::kModuleNode, ClassId::kExpressionNode,
                                   ClassId::kInteractiveNode};
    static constexpr const char* kNames[] = {"Module", "Expression", "Interactive"};
    const unsigned i = static_cast<unsigned>(mode);
    if (!is_instance_of(ctx, object, classes.type(kWanted[i]))) {
        raise(ctx, TypeId::kTypeError, "expected {} node, got {}", kNames[i],
              MessageArg::type(object));
        return nullptr;
    }
    Reader reader(ctx, classes, arena);
    ast::Mod* tree = reader.module(object);
    return reader.failed() ? nullptr : tree;
}

}  // namespace orrery::ast_module
