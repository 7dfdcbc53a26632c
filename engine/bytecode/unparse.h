// Text of an expression, as `ast.unparse` style tools and postponed annotations (PEP 563) show it.
#pragma once

#include <string>

#include "engine/syntax/ast.h"

namespace orrery {

/// The text CPython stores for the annotation `e` under `from __future__ import annotations`. False
/// if the tree is nested too deeply for the machine stack above `stack_limit` (null: not checked).
bool unparse(const syntax::ast::Expr* e, const char* stack_limit, std::string& out);

}  // namespace orrery
