// Source text to tree: the library's entrance.
//
// The library knows nothing of the engine's objects, so that an editor can use it on each
// keystroke; what needs large tables (character names, encodings, normalisation) is asked from the
// embedder through callbacks. parse() is reentrant and holds no state between calls.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/syntax/arena.h"
#include "engine/syntax/ast.h"
#include "engine/syntax/diagnostic.h"

namespace orrery::syntax {

// Larger sources are refused (offsets are 32 bits).
constexpr std::size_t kMaxSourceBytes = 0x7FFF0000;

enum class ParseMode : std::uint8_t {
    Exec,    // a file: ast::Module
    Eval,    // one expression: ast::Expression
    Single,  // one interactive statement: ast::Interactive
};

struct ParseOptions {
    ParseMode mode = ParseMode::Exec;
    // The source is text already (a str given to compile()): no coding cookie is looked for and a
    // byte order mark is an ordinary character. It must be UTF-8.
    bool is_text = false;
    // The source is a program read line by line, as the interpreter reads its main file: an error
    // at the very end has no column, and one of the encoding no position at all.
    bool by_line = false;
    // Go on after an error: collect several diagnostics and keep the good statements.
    bool recover = false;
    // Collect DiagnosticKind::Warning entries too (they never make a parse fail).
    bool warnings = false;
    // Python's name of the file, used in messages about undecodable source.
    std::string_view filename = "<string>";
    // The code point of a Unicode character name (\N{...}), or negative if there is none.
    std::function<std::int32_t(std::string_view name)> character_by_name;
    // NFKC form of a non-ASCII identifier (UTF-8 to UTF-8). Without it names stay as written.
    std::function<std::string(std::string_view name)> normalize_identifier;
    // Decodes a whole source in an encoding other than UTF-8, Latin-1 or ASCII into UTF-8.
    // Returns false and sets `error` for an unknown encoding or undecodable bytes.
    std::function<bool(std::string_view encoding, std::string_view bytes, std::string& utf8,
                       std::string& error)>
        decode;
};

// The decoded source: UTF-8, every line end a '\n'. Lives in the arena of its ParseResult.
struct SourceText {
    std::string_view text;
    std::span<std::uint32_t> line_starts;  // byte offset of each line
    bool encoding_declared = false;  // by a cookie or a byte order mark

    int line_count() const { return static_cast<int>(line_starts.size()); }
    // The text of a line (from 1) with its newline; empty beyond the end.
    std::string_view line(int lineno) const;
};

struct ParseResult {
    Arena arena;
    // Null if the parse failed; with `recover`, only if the source could not be decoded or is
    // nested too deeply.
    ast::Mod* tree = nullptr;
    SourceText source;
    std::vector<Diagnostic> diagnostics;  // in source order; strict parses stop at the first error
    // The source ends where more lines could make it valid (an open bracket, block or triple
    // quote): an interactive prompt asks for another line instead of reporting the error.
    bool incomplete = false;

    bool ok() const;  // no errors (warnings do not count)
};

ParseResult parse(std::string_view source, const ParseOptions& options = {});

}  // namespace orrery::syntax
