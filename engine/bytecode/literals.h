// Values of the literals in a tree.
#pragma once

#include "engine/interpreter/context.h"
#include "engine/syntax/ast.h"

namespace orrery {

/// Empty after an exception: ValueError for a decimal literal beyond the digit limit, MemoryError.
Value make_literal(Context& ctx, const syntax::ast::ConstantValue& v);
/// The string for a literal's text; interned if it looks like a name.
String* make_literal_string(Context& ctx, std::string_view text);

}  // namespace orrery
