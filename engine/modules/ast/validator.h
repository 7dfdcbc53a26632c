// What a syntax tree that did not come from the parser must fulfil before it is compiled.
#pragma once

#include <string>

#include "engine/syntax/ast.h"

namespace orrery::ast_module {

struct TreeProblem {
    std::string message;      // empty if the tree can be compiled
    bool type_error = false;  // TypeError instead of ValueError
};
/// The first thing that is wrong with the tree.
TreeProblem validate_tree(const syntax::ast::Mod* tree);

}  // namespace orrery::ast_module
