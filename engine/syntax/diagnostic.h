// What the parser says about source that is not Python.
#pragma once

#include <cstdint>
#include <string>

namespace orrery::syntax {

// The Python exception a diagnostic becomes.
//   MemoryError  nesting deeper than the parser accepts
//   ValueError   a NUL byte in the source
//   Warning      a DeprecationWarning: invalid escape sequences and the like
// The last three carry no text; the first two of them no position.
#define DIAGNOSTIC_KINDS          \
    DIAGNOSTIC(SyntaxError)       \
    DIAGNOSTIC(IndentationError)  \
    DIAGNOSTIC(TabError)          \
    DIAGNOSTIC(MemoryError)       \
    DIAGNOSTIC(ValueError)        \
    DIAGNOSTIC(Warning)

enum class DiagnosticKind : std::uint8_t {
#define DIAGNOSTIC(kind) kind,
    DIAGNOSTIC_KINDS
#undef DIAGNOSTIC
};

// Positions as SyntaxError shows them: lines from 1, offsets from 1 in characters (not bytes),
// the end is one past the last character. 0 in a field means CPython leaves it 0; an `end` of
// None is kNoEnd. `text` is the source line including its newline, empty if there is none.
struct Diagnostic {
    static constexpr int kNoEnd = -2;
    static constexpr int kNoLine = -1;  // no position at all

    DiagnosticKind kind = DiagnosticKind::SyntaxError;
    std::string message;
    int lineno = 0;
    int offset = 0;
    int end_lineno = 0;
    int end_offset = 0;
    std::string text;
    bool has_text = true;
};

}  // namespace orrery::syntax
