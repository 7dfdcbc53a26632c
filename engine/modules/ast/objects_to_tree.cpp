// Objects of module _ast to trees. What the compiler relies on beyond the shape of nodes is checked
// by the validator.
#include <cmath>
#include <cstdio>
#include <string>
#include <type_traits>
#include <unordered_map>

#include "engine/interpreter/calls.h"
#include "engine/modules/ast/ast_types.h"
#include "engine/modules/ast/validator.h"
#include "engine/modules/module_support.h"
#include "engine/objects/bytes.h"
#include "engine/syntax/interner.h"

namespace orrery::ast_module {

using ast::ConstantKind;
using ast::NodeKind;

namespace {

enum class Sum : unsigned { Mod, Stmt, Expr, ExceptHandlerBase, Pattern, Part, PlacedPart };
constexpr unsigned kSums = 5;  // those that are classes in Python
constexpr const char* kSumNames[kSums] = {"mod", "stmt", "expr", "excepthandler", "pattern"};
constexpr Sum kSumOf[] = {
#define NODE(sum, kind, python_name, fields) Sum::sum,
#include "engine/syntax/ast_nodes.inc"
};

/// Where the classes of enumerations start.
constexpr ClassId kFirstSum = EnumerationOf<ast::ExprContext>::kSum;

const char* python_field(const char* name) {
    return std::string_view(name) == "u_kind" ? "kind" : name;
}

// What a pointer to a node of some class may point to, and how messages call it.
template <typename T>
constexpr bool accepts(NodeKind kind) {
    const Sum sum = kSumOf[static_cast<unsigned>(kind)];
    if constexpr (std::is_same_v<T, ast::Mod>)
        return sum == Sum::Mod;
    else if constexpr (std::is_same_v<T, ast::Stmt>)
        return sum == Sum::Stmt;
    else if constexpr (std::is_same_v<T, ast::Expr>)
        return sum == Sum::Expr;
    else if constexpr (std::is_same_v<T, ast::Pattern>)
        return sum == Sum::Pattern;
    else
        return kind == T::kKind;
}
template <typename T>
const char* sort_name() {
    if constexpr (std::is_same_v<T, ast::Mod>)
        return "mod";
    else if constexpr (std::is_same_v<T, ast::Stmt>)
        return "stmt";
    else if constexpr (std::is_same_v<T, ast::Expr>)
        return "expr";
    else if constexpr (std::is_same_v<T, ast::Pattern>)
        return "pattern";
    else if constexpr (std::is_same_v<T, ast::ExceptHandler>)
        return "excepthandler";
    else
        return ast::node_name(T::kKind);
}

/// Helper nodes, which are no variants of a sum.
template <typename T>
constexpr bool is_product() {
    return std::is_base_of_v<ast::Part, T> || std::is_base_of_v<ast::PlacedPart, T>;
}

class ToTree {
public:
    ToTree(Context& ctx, const Classes& classes, syntax::Arena& arena)
        : ctx_(ctx), arena_(arena), names_(arena) {
        constexpr auto kFirstNode = static_cast<unsigned>(ClassId::kModuleNode);
        for (unsigned i = kFirstNode; i < static_cast<unsigned>(ClassId::kCount); i++) {
            const auto id = static_cast<ClassId>(i);
            if (id < kFirstSum) {
                kinds_[classes.type(id)] = static_cast<NodeKind>(i - kFirstNode);
            } else {
                items_[classes.type(id)] = id;
            }
        }
    }

    /// False after an exception.
    template <typename T>
    bool node(Value v, T*& out) {
        if (machine_stack_exhausted(ctx_)) {
            raise_recursion_error(ctx_, " during compilation");
            return false;
        }
        NodeKind kind;
        if constexpr (is_product<T>()) {
            kind = T::kKind;  // any object with these fields will do
        } else if (!find_class(v, kinds_, kind) || !accepts<T>(kind)) {
            // Positions are looked at before the class.
            if constexpr (std::is_base_of_v<ast::PlacedNode, T>) {
                if (!required(v, sort_name<T>(), "lineno") ||
                    !required(v, sort_name<T>(), "col_offset")) {
                    return false;
                }
            }
            return wrong_sort(sort_name<T>(), v);
        }
        ast::Node* made = kind == NodeKind::Constant ? build_constant(v) : build(kind, v);
        out = static_cast<T*>(made);
        return made;
    }

private:
    ast::Node* build(NodeKind kind, Value v) {
        switch (kind) {
#define NODE(sum, kind_name, python_name, fields) \
    case NodeKind::kind_name: return build_node(v, arena_.make<ast::kind_name>());
#include "engine/syntax/ast_nodes.inc"
        }
        return nullptr;
    }

#define NODE(sum, kind_name, python_name, fields)                                        \
    ast::Node* build_node(Value v, ast::kind_name* node) {                               \
        [[maybe_unused]] constexpr const char* kOwner = python_name;                     \
        node->kind = NodeKind::kind_name;                                                \
        fields return place(v, static_cast<ast::sum*>(node), Sum::sum, python_name)      \
            ? node                                                                       \
            : nullptr;                                                                   \
    }
#define ONE(type, name) \
    if (!one(v, kOwner, python_field(#name), node->name)) return nullptr;
#define OPT(type, name) \
    if (!optional(v, python_field(#name), node->name)) return nullptr;
#define MANY(type, name) \
    if (!many(v, kOwner, #name, node->name, false)) return nullptr;
#define HOLES(type, name) \
    if (!many(v, kOwner, #name, node->name, true)) return nullptr;
#define ALWAYS_EMPTY(name) \
    if (!required(v, kOwner, name)) return nullptr;
#include "engine/syntax/ast_nodes.inc"

    template <typename T>
    bool find_class(Value v, const std::unordered_map<Type*, T>& table, T& out) {
        for (Value base : type_of(ctx_, v)->mro->values()) {
            const auto it = table.find(base.as<Type>());
            if (it == table.end()) continue;
            out = it->second;
            return true;
        }
        return false;
    }
    bool wrong_sort(const char* sort, Value v) {
        raise(ctx_, TypeId::kTypeError, "expected some sort of {}, but got {}", sort,
              MessageArg::repr(v));
        return false;
    }

    /// The attribute, or None where it is absent. Empty after an exception.
    Value maybe(Value object, const char* field) {
        Value v;
        const Truth t = find_attribute(ctx_, object, intern(ctx_, field), v);
        return t == Truth::kYes ? v : t == Truth::kNo ? Value::none() : Value::error();
    }
    Value required(Value object, const char* owner, const char* field) {
        Value v;
        const Truth t = find_attribute(ctx_, object, intern(ctx_, field), v);
        if (t == Truth::kNo) {
            return raise(ctx_, TypeId::kTypeError, "required field \"{}\" missing from {}", field,
                         owner);
        }
        return t == Truth::kYes ? v : Value::error();
    }

    template <typename T>
    bool one(Value object, const char* owner, const char* field, T& out) {
        const Value v = required(object, owner, field);
        if (!v) return false;
        constexpr bool may_be_none = std::is_same_v<T, ast::ConstantValue> || std::is_enum_v<T> ||
                                     std::is_same_v<T, ast::Integer>;
        if (!may_be_none && v.is_none()) {
            raise(ctx_, TypeId::kValueError, "field '{}' is required for {}", field, owner);
            return false;
        }
        return item(v, out);
    }
    template <typename T>
    bool optional(Value object, const char* field, T& out) {
        const Value v = maybe(object, field);
        return v && (v.is_none() || item(v, out));
    }
    template <typename T>
    bool many(Value object, const char* owner, const char* field, std::span<T>& out, bool holes) {
        const Value v = required(object, owner, field);
        if (!v) return false;
        if (!v.is(Kind::kList)) {
            raise(ctx_, TypeId::kTypeError, "{} field \"{}\" must be a list, not a {}", owner,
                  field, MessageArg::type(v));
            return false;
        }
        auto* list = v.as<List>();
        const uint64_t size = list->size;
        std::span<T> items = arena_.make_array<T>(size);
        for (uint64_t i = 0; i < size; i++) {
            items[i] = T{};
            const Value x = list->at(i);
            if (x.is_none() && std::is_pointer_v<T>) {
                if (!holes) return none_in_list<T>();
            } else if (!item(x, items[i])) {
                return false;
            }
            if (list->size != size) {
                raise(ctx_, TypeId::kRuntimeError, "{} field \"{}\" changed size during iteration",
                      owner, field);
                return false;
            }
        }
        out = items;
        return true;
    }
    template <typename T>
    bool none_in_list() {
        constexpr bool statement = std::is_same_v<T, ast::Stmt*>;
        raise(ctx_, TypeId::kValueError, "None disallowed in {} list",
              statement ? "statement" : "expression");
        return false;
    }

    template <typename T>
    bool item(Value v, T*& out) {
        return node(v, out);
    }
    bool item(Value v, ast::Identifier& out) {
        if (!v.is(Kind::kString)) {
            raise(ctx_, TypeId::kTypeError, "AST identifier must be of type str");
            return false;
        }
        out = names_.intern(to_utf8(v.as<String>()), false);
        return true;
    }
    bool item(Value v, ast::Integer& out) {
        if (!is_int(v)) {
            raise(ctx_, TypeId::kValueError, "invalid integer value: {}", MessageArg::repr(v));
            return false;
        }
        int32_t i;
        if (!to_int32(ctx_, v, i)) return false;
        out = i;
        return true;
    }
    template <typename E>
        requires std::is_enum_v<E>
    bool item(Value v, E& out) {
        using Info = EnumerationOf<E>;
        ClassId id;
        constexpr auto kFirst = static_cast<unsigned>(Info::kSum) + 1;
        if (!find_class(v, items_, id) || static_cast<unsigned>(id) < kFirst ||
            static_cast<unsigned>(id) >= kFirst + Info::kItems) {
            return wrong_sort(Info::kName, v);
        }
        out = static_cast<E>(static_cast<unsigned>(id) - kFirst);
        return true;
    }
    bool item(Value v, ast::ConstantValue& out) {
        if (simple_constant(v, out)) return true;
        if (!has_exception(ctx_)) {
            raise(ctx_, TypeId::kValueError,
                  "MatchSingleton can only contain True, False and None");
        }
        return false;
    }

    bool place(Value, ast::Node*, Sum, const char*) { return true; }
    bool place(Value v, ast::PlacedNode* node, Sum sum, const char* own_name) {
        const auto s = static_cast<unsigned>(sum);
        const char* owner = s < kSums ? kSumNames[s] : own_name;
        ast::Integer line, column;
        if (!one(v, owner, "lineno", line) || !one(v, owner, "col_offset", column)) return false;
        ast::Integer end_line = line, end_column = column;
        if (sum == Sum::Pattern) {
            if (!one(v, owner, "end_lineno", end_line) ||
                !one(v, owner, "end_col_offset", end_column)) {
                return false;
            }
        } else if (!optional(v, "end_lineno", end_line) ||
                   !optional(v, "end_col_offset", end_column)) {
            return false;
        }
        node->lineno = line;
        node->col_offset = column;
        node->end_lineno = end_line;
        node->end_col_offset = end_column;
        return check_place(node);
    }
    bool check_place(const ast::PlacedNode* n) {
        if (n->lineno > n->end_lineno) {
            raise(ctx_, TypeId::kValueError, "AST node line range ({}, {}) is not valid", n->lineno,
                  n->end_lineno);
        } else if ((n->lineno < 0 && n->end_lineno != n->lineno) ||
                   (n->col_offset < 0 && n->col_offset != n->end_col_offset)) {
            raise(ctx_, TypeId::kValueError,
                  "AST node column range ({}, {}) for line range ({}, {}) is not valid",
                  n->col_offset, n->end_col_offset, n->lineno, n->end_lineno);
        } else if (n->lineno == n->end_lineno && n->col_offset > n->end_col_offset) {
            raise(ctx_, TypeId::kValueError, "line {}, column {}-{} is not a valid range",
                  n->lineno, n->col_offset, n->end_col_offset);
        } else {
            return true;
        }
        return false;
    }

    // ---- constants ----

    /// False without an exception: the value is not what one literal writes.
    bool simple_constant(Value v, ast::ConstantValue& out) {
        if (v.is_none()) {
            out.kind = ConstantKind::None;
        } else if (v.is_bool()) {
            out.kind = v == Value::true_value() ? ConstantKind::True : ConstantKind::False;
        } else if (v == Value::ellipsis()) {
            out.kind = ConstantKind::Ellipsis;
        } else if (v.is_double() && !(v.as_double() < 0) && !std::signbit(v.as_double())) {
            out.kind = ConstantKind::Float;
            out.real = v.as_double();
        } else if (v.is_small_int() && v.as_small_int() >= 0) {
            out.kind = ConstantKind::Int;
            out.integer = v.as_small_int();
        } else if (v.is(Kind::kInt) && v.as_object()->is_exact() && v.as<Int>()->size > 0) {
            return big_constant(v, out);
        } else if (v.is(Kind::kString) && v.as_object()->is_exact()) {
            out.kind = ConstantKind::Str;
            out.text = arena_.copy(to_utf8(v.as<String>()));
        } else if (v.is(Kind::kBytes) && v.as_object()->is_exact()) {
            out.kind = ConstantKind::Bytes;
            out.text = arena_.copy(v.as<Bytes>()->view());
        } else if (v.is(Kind::kComplex) && v.as<Complex>()->real == 0 &&
                   !std::signbit(v.as<Complex>()->real) && !std::signbit(v.as<Complex>()->imag)) {
            out.kind = ConstantKind::Complex;
            out.real = v.as<Complex>()->imag;
        } else {
            return false;
        }
        return true;
    }
    bool big_constant(Value v, ast::ConstantValue& out) {
        const auto* big = v.as<Int>();
        std::string digits;
        char limb[20];
        for (int64_t i = big->size; i-- > 0;) {
            std::snprintf(limb, sizeof limb, "%016llx",
                          static_cast<unsigned long long>(const_cast<Int*>(big)->limbs()[i]));
            digits += limb;
        }
        out.kind = ConstantKind::BigInt;
        out.radix = 16;
        out.text = arena_.copy(digits);
        return true;
    }

    ast::Node* build_constant(Value v) {
        const Value held = required(v, "Constant", "value");
        ast::Identifier kind{};
        if (!held || !optional(v, "kind", kind)) return nullptr;
        ast::Constant at{};
        if (!place(v, &at, Sum::Expr, "Constant")) return nullptr;
        ast::Expr* e = constant(held, at);
        if (e && e->is<ast::Constant>()) e->as<ast::Constant>()->u_kind = kind;
        return e;
    }

    template <typename T>
    T* placed(NodeKind kind, const ast::PlacedNode& at) {
        T* node = arena_.make<T>();
        static_cast<ast::PlacedNode&>(*node) = at;
        node->kind = kind;
        return node;
    }

    /// An expression that the compiler folds to the value. Null after an exception.
    ast::Expr* constant(Value v, const ast::PlacedNode& at) {
        if (machine_stack_exhausted(ctx_)) {
            raise_recursion_error(ctx_, " during compilation");
            return nullptr;
        }
        ast::ConstantValue simple;
        if (simple_constant(v, simple)) {
            auto* node = placed<ast::Constant>(NodeKind::Constant, at);
            node->value = simple;
            return node;
        }
        if (has_exception(ctx_)) return nullptr;
        if (v.is_double() || v.is_small_int() || (v.is(Kind::kInt) && v.as_object()->is_exact())) {
            const Value positive = unary_op(ctx_, UnaryOp::kNeg, v);
            auto* node = placed<ast::UnaryOp>(NodeKind::UnaryOp, at);
            node->op = ast::UnaryOperator::USub;
            node->operand = positive ? constant(positive, at) : nullptr;
            return node->operand ? node : nullptr;
        }
        if (v.is(Kind::kComplex) && v.as_object()->is_exact()) {
            // A sum keeps both parts, but for signs of zero, which no literal writes either.
            auto* node = placed<ast::BinOp>(NodeKind::BinOp, at);
            const double imag = v.as<Complex>()->imag;
            node->op = std::signbit(imag) ? ast::Operator::Sub : ast::Operator::Add;
            node->left = constant(Value::number(v.as<Complex>()->real), at);
            const Value rest = make_complex(ctx_, 0.0, std::signbit(imag) ? -imag : imag);
            node->right = rest ? constant(rest, at) : nullptr;
            return node->left && node->right ? node : nullptr;
        }
        if (v.is(Kind::kTuple) && v.as_object()->is_exact()) {
            auto* node = placed<ast::Tuple>(NodeKind::Tuple, at);
            node->ctx = ast::ExprContext::Load;
            node->elts = arena_.make_array<ast::Expr*>(v.as<Tuple>()->length);
            for (size_t i = 0; i < node->elts.size(); i++) {
                node->elts[i] = constant(v.as<Tuple>()->at(i), at);
                if (!node->elts[i]) return nullptr;
            }
            return node;
        }
        if (v.is(Kind::kSet) && type_of(ctx_, v) == ctx_.type(TypeId::kFrozenSet)) {
            raise(ctx_, TypeId::kNotImplementedError, "a frozenset in a Constant is not supported");
            return nullptr;
        }
        raise(ctx_, TypeId::kTypeError, "got an invalid type in Constant: {}",
              type_of(ctx_, v)->name.get());
        return nullptr;
    }

    Context& ctx_;
    syntax::Arena& arena_;
    syntax::Interner names_;
    std::unordered_map<Type*, NodeKind> kinds_;
    std::unordered_map<Type*, ClassId> items_;
};

}  // namespace

ast::Mod* objects_to_tree(Context& ctx, Value object, CompileMode mode, syntax::Arena& arena) {
    Classes classes;
    if (!find_classes(ctx, classes)) return nullptr;
    constexpr ClassId kWanted[] = {ClassId::kModuleNode, ClassId::kExpressionNode,
                                   ClassId::kInteractiveNode};
    static constexpr const char* kNames[] = {"Module", "Expression", "Interactive"};
    const auto i = static_cast<unsigned>(mode);
    if (!is_instance_of(ctx, object, classes.type(kWanted[i]))) {
        raise(ctx, TypeId::kTypeError, "expected {} node, got {}", kNames[i],
              MessageArg::type(object));
        return nullptr;
    }
    ast::Mod* tree = nullptr;
    if (!ToTree(ctx, classes, arena).node(object, tree)) return nullptr;
    const TreeProblem problem = validate_tree(tree);
    if (problem.message.empty()) return tree;
    raise(ctx, problem.type_error ? TypeId::kTypeError : TypeId::kValueError, "{}",
          problem.message);
    return nullptr;
}

}  // namespace orrery::ast_module
