// SyntaxWarnings about expressions that cannot work: calling a tuple, "is" with a literal, ...
#include <string>

#include "engine/bytecode/code_generator.h"

namespace orrery {

using ast::ConstantKind;
using ast::NodeKind;

namespace {

// The type the expression certainly has, or null.
const char* known_type(const ast::Expr* e) {
    switch (e->kind) {
    case NodeKind::Tuple: return "tuple";
    case NodeKind::List:
    case NodeKind::ListComp: return "list";
    case NodeKind::Dict:
    case NodeKind::DictComp: return "dict";
    case NodeKind::Set:
    case NodeKind::SetComp: return "set";
    case NodeKind::GeneratorExp: return "generator";
    case NodeKind::Lambda: return "function";
    case NodeKind::JoinedStr:
    case NodeKind::FormattedValue: return "str";
    case NodeKind::Constant: break;
    default: return nullptr;
    }
    switch (e->as<ast::Constant>()->value.kind) {
    case ConstantKind::None: return "NoneType";
    case ConstantKind::True:
    case ConstantKind::False: return "bool";
    case ConstantKind::Ellipsis: return "ellipsis";
    case ConstantKind::Int:
    case ConstantKind::BigInt: return "int";
    case ConstantKind::Float: return "float";
    case ConstantKind::Complex: return "complex";
    case ConstantKind::Str: return "str";
    case ConstantKind::Bytes: return "bytes";
    }
    return nullptr;
}

bool is_text(const ast::Expr* e) {
    return e->is<ast::Constant>() && (e->as<ast::Constant>()->value.kind == ConstantKind::Str ||
                                      e->as<ast::Constant>()->value.kind == ConstantKind::Bytes);
}

}  // namespace

void CodeGenerator::warn_called(const ast::Expr* callee) {
    const char* type = known_type(callee);
    if (!type || callee->is<ast::Lambda>()) return;
    warn(std::string("'") + type + "' object is not callable; perhaps you missed a comma?");
}

void CodeGenerator::warn_subscripted(const ast::Subscript* e) {
    const char* type = known_type(e->value);
    if (!type) return;
    switch (e->value->kind) {
    case NodeKind::Constant:
        if (is_text(e->value)) break;
        [[fallthrough]];
    case NodeKind::Set:
    case NodeKind::SetComp:
    case NodeKind::GeneratorExp:
    case NodeKind::Lambda:
        warn(std::string("'") + type +
             "' object is not subscriptable; perhaps you missed a comma?");
        return;
    case NodeKind::Dict:
    case NodeKind::DictComp: return;
    default: break;
    }
    const char* index = known_type(e->slice);
    if (!index || std::string_view(index) == "int" || std::string_view(index) == "bool") return;
    warn(std::string(type) + " indices must be integers or slices, not " + index +
         "; perhaps you missed a comma?");
}

void CodeGenerator::warn_identity(const ast::Compare* e) {
    auto is_literal = [](const ast::Expr* x) {
        if (!x->is<ast::Constant>()) return false;
        switch (x->as<ast::Constant>()->value.kind) {
        case ConstantKind::None:
        case ConstantKind::True:
        case ConstantKind::False:
        case ConstantKind::Ellipsis: return false;
        default: return true;
        }
    };
    bool left = is_literal(e->left);
    for (size_t i = 0; i < e->ops.size(); i++) {
        const bool right = is_literal(e->comparators[i]);
        if (left || right) {
            if (e->ops[i] == ast::CmpOperator::Is) {
                warn("\"is\" with a literal. Did you mean \"==\"?");
                return;
            }
            if (e->ops[i] == ast::CmpOperator::IsNot) {
                warn("\"is not\" with a literal. Did you mean \"!=\"?");
                return;
            }
        }
        left = right;
    }
}

}  // namespace orrery
