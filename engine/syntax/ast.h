// The abstract syntax tree, in the shape of Python 3.11's `ast` module: same nodes, same fields.
//
// The node classes are generated from ast_nodes.inc. A node is plain data in its tree's arena:
// trivially destructible, never freed alone, addressed by raw pointers that stay valid for as long
// as the ParseResult lives. Invariants:
//   * `kind` names the concrete class; `as<T>()` is the checked downcast.
//   * OPT pointers are null when absent; OPT identifiers have data() == nullptr.
//   * Identifiers are interned within one tree: equal names have equal data() pointers.
//   * Lines count from 1; columns are byte offsets into the line's UTF-8 text, from 0.
//
// C++ names differ from Python's where Python's would collide: statement `Expr` is ExprStmt, the
// helper nodes are capitalised (Arguments, Arg, Keyword, Alias, WithItem, MatchCase,
// Comprehension), operator sums are BoolOperator/Operator/UnaryOperator/CmpOperator.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace orrery::syntax::ast {

// A name or an attribute, UTF-8, NFKC-normalised, interned in its tree.
using Identifier = std::string_view;
using Integer = int;

// An int that fits 64 bits is Int; a larger one is BigInt: its digits, without prefix and
// underscores, in `radix` 2, 8, 10 or 16. Str is UTF-8 in which lone surrogates appear as their
// three-byte form (WTF-8); a pair of surrogate escapes stays two lone ones, as in Python. A Complex
// holds its imaginary part only; Python's literals have no other.
enum class ConstantKind : std::uint8_t {
    None,
    True,
    False,
    Ellipsis,
    Int,
    BigInt,
    Float,
    Complex,
    Str,
    Bytes,
};

struct ConstantValue {
    ConstantKind kind = ConstantKind::None;
    std::uint8_t radix = 0;  // BigInt only
    union {
        std::int64_t integer;  // Int, never negative
        double real;  // Float, Complex
        std::string_view text;  // Str, Bytes, BigInt
    };

    constexpr ConstantValue() : integer(0) {}
};

#define ENUMERATION(name, python_name, items) enum class name : std::uint8_t { items };
#define ITEM(name) name,
#include "engine/syntax/ast_nodes.inc"

enum class NodeKind : std::uint8_t {
#define NODE(sum, kind, python_name, fields) kind,
#include "engine/syntax/ast_nodes.inc"
};

struct Node {
    NodeKind kind;

    template <typename T>
    bool is() const {
        return kind == T::kKind;
    }
    template <typename T>
    T* as() {
        assert(is<T>());
        return static_cast<T*>(this);
    }
    template <typename T>
    const T* as() const {
        assert(is<T>());
        return static_cast<const T*>(this);
    }
    // Null when this node is not a T.
    template <typename T>
    T* try_as() {
        return is<T>() ? static_cast<T*>(this) : nullptr;
    }
    template <typename T>
    const T* try_as() const {
        return is<T>() ? static_cast<const T*>(this) : nullptr;
    }
};

struct PlacedNode : Node {
    std::int32_t lineno;  // from 1
    std::int32_t col_offset;  // bytes, from 0
    std::int32_t end_lineno;  // line of the last character
    std::int32_t end_col_offset;  // one past the last byte
};

struct Mod : Node {};
struct Part : Node {};
struct Stmt : PlacedNode {};
struct Expr : PlacedNode {};
struct Pattern : PlacedNode {};
struct ExceptHandlerBase : PlacedNode {};
struct PlacedPart : PlacedNode {};

#define NODE(sum, kind, python_name, fields) struct kind;
#include "engine/syntax/ast_nodes.inc"

// How a field of each type is held: nodes by pointer, everything else by value.
template <typename T>
struct FieldHolder {
    using type = T*;
};
template <>
struct FieldHolder<Identifier> {
    using type = Identifier;
};
template <>
struct FieldHolder<Integer> {
    using type = Integer;
};
template <>
struct FieldHolder<ConstantValue> {
    using type = ConstantValue;
};
#define ENUMERATION(name, python_name, items) \
    template <>                               \
    struct FieldHolder<name> {                \
        using type = name;                    \
    };
#include "engine/syntax/ast_nodes.inc"

template <typename T>
using Held = typename FieldHolder<T>::type;

// The classes: struct BinOp : Expr { Expr* left; Operator op; Expr* right; }; and so on.
// Sequences are spans of pointers (of names, of operators) in the arena.
#define NODE(sum, kind_name, python_name, fields)                   \
    struct kind_name : sum {                                        \
        static constexpr NodeKind kKind = NodeKind::kind_name;      \
        fields                                                      \
    };
#define ONE(type, name) Held<type> name;
#define OPT(type, name) Held<type> name;
#define MANY(type, name) std::span<Held<type>> name;
#define HOLES(type, name) std::span<Held<type>> name;
#include "engine/syntax/ast_nodes.inc"

// Python's name of the node class: "BinOp", "arguments", "Expr" (for ExprStmt).
const char* node_name(NodeKind kind);

// The text that Python's ast.dump(tree, include_attributes=...) gives, for tests and tools.
std::string dump(const Node* node, bool include_attributes = true);

}  // namespace orrery::syntax::ast
