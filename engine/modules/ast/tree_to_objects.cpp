// Trees to objects of module _ast.
#include "engine/bytecode/literals.h"
#include "engine/interpreter/calls.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/ast/ast_types.h"
#include "engine/objects/shape.h"

namespace orrery::ast_module {

namespace {

class Maker {
public:
    Maker(Context& ctx, const Classes& classes) : ctx_(ctx), classes_(classes) {}

    Value node(const ast::Node* n) {
        if (!n) return Value::none();
        if (machine_stack_exhausted(ctx_)) {
            raise_recursion_error(ctx_, " during ast construction");
            return Value::error();
        }
        switch (n->kind) {
#define NODE(sum, kind, python_name, fields)                                      \
    case ast::NodeKind::kind: {                                                   \
        auto* x = n->as<ast::kind>();                                             \
        Object* o = make(ClassId::k##kind##Node);                                 \
        if (!o) return Value::error();                                            \
        (void)x;                                                                  \
        fields if (!place(o, x)) return Value::error();                           \
        return Value::object(o);                                                  \
    }
#define ONE(type, name) if (!set(o, #name, value(x->name))) return Value::error();
#define OPT(type, name) if (!set(o, #name, value(x->name))) return Value::error();
#define MANY(type, name) if (!set(o, #name, list(x->name))) return Value::error();
#define HOLES(type, name) if (!set(o, #name, list(x->name))) return Value::error();
#define ALWAYS_NONE(name) if (!set(o, name, Value::none())) return Value::error();
#define ALWAYS_EMPTY(name) if (!set(o, name, empty_list())) return Value::error();
#include "engine/syntax/ast_nodes.inc"
        }
        return Value::none();
    }

private:
    Object* make(ClassId id) { return allocate_instance(ctx_, classes_.type(id)); }
    bool set(Object* o, std::string_view name, Value v) {
        if (!v) return false;
        if (name == "u_kind") name = "kind";
        String* s = intern(ctx_, name);
        return s && set_own_attribute(ctx_, o, s, v);
    }
    bool place(Object*, const ast::Node*) { return true; }
    bool place(Object* o, const ast::PlacedNode* n) {
        return set(o, "lineno", Value::small_int(n->lineno)) &&
               set(o, "col_offset", Value::small_int(n->col_offset)) &&
               set(o, "end_lineno", Value::small_int(n->end_lineno)) &&
               set(o, "end_col_offset", Value::small_int(n->end_col_offset));
    }
    Value empty_list() {
        List* l = make_list(ctx_);
        return l ? Value::object(l) : Value::error();
    }

    Value value(const ast::Node* n) { return node(n); }
    Value value(ast::Identifier name) {
        if (!name.data()) return Value::none();
        String* s = intern(ctx_, name);
        return s ? Value::object(s) : Value::error();
    }
    Value value(int i) { return Value::small_int(i); }
    Value value(const ast::ConstantValue& v) { return make_literal(ctx_, v); }
    template <typename E>
        requires std::is_enum_v<E>
    Value value(E item) {
        return classes_.instances->at(static_cast<unsigned>(EnumerationOf<E>::kSum) + 1 +
                                      static_cast<unsigned>(item));
    }
    template <typename T>
    Value list(std::span<T> items) {
        List* l = make_list(ctx_, items.size());
        if (!l) return Value::error();
        for (const T& item : items) {
            const Value v = value(item);
            if (!v || !list_append(ctx_, l, v)) return Value::error();
        }
        return Value::object(l);
    }

    Context& ctx_;
    const Classes& classes_;
};

}  // namespace

Value tree_to_objects(Context& ctx, const ast::Mod* tree) {
    Classes classes;
    if (!find_classes(ctx, classes)) return Value::error();
    return Maker(ctx, classes).node(tree);
}

}  // namespace orrery::ast_module
