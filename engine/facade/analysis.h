// What an editor asks about source text, with no engine and on any thread: errors, outline, where a
// name is defined and used, what can be completed, how a function is called.
//
// Everything here is read from the text (and from the files it imports); what lives in a running
// program is asked from its Session. Lines count from 1, columns in bytes of the line's UTF-8
// from 0; line ends may be \n, \r\n or \r.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace orrery {

struct TextRange {
    int line = 0, column = 0, end_line = 0, end_column = 0;
    bool operator==(const TextRange&) const = default;
};

struct SourceDiagnostic {
    enum Severity : uint8_t { kError, kWarning };
    Severity severity = kError;
    TextRange range;
    std::string type;  // "SyntaxError", "IndentationError", "SyntaxWarning", ...
    std::string message;  // as Python says it
};
/// All errors the parser finds; in text without any, the compiler's error, if there is one, and
/// warnings. In source order. Costs milliseconds; keeps nothing.
std::vector<SourceDiagnostic> diagnose(std::string_view text,
                                       std::string_view filename = "<string>");

/// Whether what was typed at a prompt can be run. kInvalid: it never will, and running it shows
/// why.
enum class BlockState : uint8_t { kComplete, kIncomplete, kInvalid };
BlockState block_state(std::string_view text);

enum class SymbolKind : uint8_t {
    kModule,
    kClass,
    kFunction,
    kMethod,
    kVariable,
    kParameter,
    kImport,
    kAttribute,
    kBuiltin,
    kKeyword,
};

struct OutlineItem {
    SymbolKind kind = SymbolKind::kFunction;  // kClass, kFunction, kMethod
    std::string name;
    TextRange range;  // the whole definition, decorators not included
    TextRange name_range;
    std::vector<OutlineItem> children;
};

struct Location {
    std::string filename;  // as AnalysisOptions::filename for the analysed text
    TextRange range;  // of the name; of a module: its first line
    SymbolKind kind = SymbolKind::kVariable;
};

struct Completion {
    std::string name;
    SymbolKind kind = SymbolKind::kVariable;
};

struct CallTip {
    std::string name;
    std::string signature;  // "(a, b=1)"
    std::string documentation;
    int argument = 0;  // which one the cursor is in, from 0
};

struct AnalysisOptions {
    std::string filename;
    /// Where `import` looks, after the folder of the file itself: the project's folders, the
    /// standard library's.
    std::vector<std::string> search_paths;
    /// Text of a file; nothing: there is none. Empty: read from disk. For buffers not yet saved.
    std::function<std::optional<std::string>(const std::string& path)> read;
};

/// The analysis of one text as it was. To be used by one thread at a time; text that does not parse
/// is analysed as far as its good statements go.
class SourceAnalysis {
public:
    explicit SourceAnalysis(std::string text, AnalysisOptions options = {});
    ~SourceAnalysis();
    SourceAnalysis(SourceAnalysis&&) noexcept;

    std::vector<OutlineItem> outline() const;
    /// Where the name at a place is bound: imports are followed into their files.
    std::optional<Location> definition(int line, int column) const;
    /// All places in this text that mean the same variable as the name there, its bindings
    /// included. Of an attribute: the attributes of that name.
    std::vector<TextRange> references(int line, int column) const;
    /// What can stand in place of the word that ends at the cursor, sorted; names in scope, or
    /// after a dot the members that the text tells of. The word itself is a prefix of each.
    std::vector<Completion> completions(int line, int column) const;
    /// Of the innermost call around the cursor.
    std::optional<CallTip> call_tip(int line, int column) const;

private:
    std::unique_ptr<class SourceModel> model_;
};

}  // namespace orrery
