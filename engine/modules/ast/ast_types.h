// The classes of module `_ast` and what passes between them and trees (syntax/ast.h).
//
// Everything is generated from ast_nodes.inc: one class a node, one a sum, one an item of an
// enumeration (with its one instance, as CPython shares Load, Add, ...).
#pragma once

#include "engine/bytecode/compiler.h"
#include "engine/syntax/arena.h"
#include "engine/syntax/ast.h"

namespace orrery::ast_module {

namespace ast = syntax::ast;

// Order of the classes in the module's state tuple: AST, the sums, the nodes, then for each
// enumeration its sum and its items; the items' instances follow in a second tuple.
enum class ClassId : uint16_t {
    kAst,
    kMod,
    kStmt,
    kExpr,
    kPattern,
    kExceptHandlerBase,
    kTypeIgnoreBase,
    kFunctionType,
    kTypeIgnore,
#define NODE(sum, kind, python_name, fields) k##kind##Node,
#include "engine/syntax/ast_nodes.inc"
#define ENUMERATION(name, python_name, items) k##name##Sum, items
#define ITEM(name) k##name##Item,
#include "engine/syntax/ast_nodes.inc"
    kCount
};

/// Class ids of an enumeration's items start after its sum's.
template <typename E>
struct EnumerationOf;
#define ENUMERATION(enumeration, python_name, items)                              \
    template <>                                                                   \
    struct EnumerationOf<ast::enumeration> {                                      \
        static constexpr ClassId kSum = ClassId::k##enumeration##Sum;             \
        static constexpr const char* kName = python_name;                         \
        static constexpr unsigned kItems = [] {                                   \
            unsigned n = 0;                                                       \
            items return n;                                                       \
        }();                                                                      \
    };
#define ITEM(name) n++;
#include "engine/syntax/ast_nodes.inc"

/// Classes and instances of an engine; found through the imported module.
struct Classes {
    Tuple* classes = nullptr;    // by ClassId
    Tuple* instances = nullptr;  // by ClassId: of enumeration items; None elsewhere

    Type* type(ClassId id) const { return classes->at(static_cast<unsigned>(id)).as<Type>(); }
};
/// False after an exception. Imports the module if nobody has.
bool find_classes(Context& ctx, Classes& out);

/// The objects for a tree. Empty after an exception.
Value tree_to_objects(Context& ctx, const ast::Mod* tree);
/// The tree an `ast.Module` (or Interactive, Expression) object describes, checked for everything
/// the compiler relies on. Null after TypeError or ValueError.
ast::Mod* objects_to_tree(Context& ctx, Value object, CompileMode mode, syntax::Arena& arena);
/// True for instances of ast.AST.
bool is_tree_object(Context& ctx, Value v);

}  // namespace orrery::ast_module
