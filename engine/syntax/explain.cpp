#include "engine/syntax/explain.h"

namespace orrery::syntax {

RaisedError explain_field(const Tokenizer& tokenizer, std::string_view, const ParseOptions&,
                          std::uint32_t, std::uint32_t) {
    const Token& token = tokenizer.tokens.front();
    const auto line = static_cast<std::int32_t>(token.lineno);
    return {DiagnosticKind::SyntaxError, "f-string: invalid syntax", line, token.column(), line,
            token.column() + 1, {}};
}

RaisedError explain(const Tokenizer& tokenizer, std::string_view, const ParseOptions&,
                    std::uint32_t, std::uint32_t at) {
    const Token& token = tokenizer.tokens[at];
    const auto line = static_cast<std::int32_t>(token.lineno);
    return {DiagnosticKind::SyntaxError, "invalid syntax", line, token.column(), line,
            static_cast<std::int32_t>(token.end - token.line_start), {}};
}

}  // namespace orrery::syntax
