// Source bytes to text: encodings, line ends.
#pragma once

#include <string>
#include <string_view>

#include "engine/syntax/arena.h"
#include "engine/syntax/parser.h"

namespace orrery::syntax {

// Decodes into `arena` and fills `source`. The text is followed by two NUL bytes. Returns false
// and fills `error` for bytes that are no text in their encoding, or that hold a NUL.
bool decode_source(std::string_view bytes, const ParseOptions& options, Arena& arena,
                   SourceText& source, Diagnostic& error);

// The offset of the first byte that is not valid UTF-8, or npos.
std::size_t find_invalid_utf8(std::string_view bytes);

}  // namespace orrery::syntax
