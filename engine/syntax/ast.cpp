#include "engine/syntax/ast.h"

namespace orrery::syntax::ast {

const char* node_name(NodeKind kind) {
    switch (kind) {
#define NODE(sum, kind, python_name, fields) \
    case NodeKind::kind:                     \
        return python_name;
#include "engine/syntax/ast_nodes.inc"
    }
    return "";
}

}  // namespace orrery::syntax::ast
