// What the parser asks the engine for: character names, normal forms, encodings.
#pragma once

#include <string_view>

#include "engine/interpreter/context.h"
#include "engine/syntax/parser.h"

namespace orrery {

/// Options with the callbacks filled in; `filename` must outlive the parse. The callback that
/// decodes other encodings may leave an exception set.
syntax::ParseOptions parser_options(Context& ctx, std::string_view filename);

/// The same without an engine: of other encodings than UTF-8, Latin-1 and ASCII it knows none.
syntax::ParseOptions plain_parser_options(std::string_view filename);

}  // namespace orrery
