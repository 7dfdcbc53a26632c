// Finds out what is wrong with a source that the parser has rejected.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/syntax/parser.h"
#include "engine/syntax/parser_impl.h"
#include "engine/syntax/tokenizer.h"

namespace orrery::syntax {

// The error in a replacement field of an f-string, whose expression is [begin, end) of the source.
RaisedError explain_field(const Tokenizer& tokenizer, std::string_view source,
                          const ParseOptions& options, std::uint32_t begin, std::uint32_t end);

// The error in the statement that starts at token `from`; the parser gave up at token `at`.
RaisedError explain(const Tokenizer& tokenizer, std::string_view source,
                    const ParseOptions& options, std::uint32_t from, std::uint32_t at);

}  // namespace orrery::syntax
