// Text of an expression, as `ast.unparse` style tools and postponed annotations (PEP 563) show it.
#pragma once

#include <string>

#include "engine/syntax/ast.h"

namespace orrery {

/// The text CPython stores for the annotation `e` under `from __future__ import annotations`.
std::string unparse(const syntax::ast::Expr* e);

}  // namespace orrery
