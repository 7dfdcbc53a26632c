// The lines of a traceback: which frames, their source, and what is underlined in it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/objects/exceptions.h"

namespace orrery {

/// What stands before each line of an exception inside a group: spaces, then the box's side.
struct LineMargin {
    unsigned indent = 0;
    std::string_view side;

    std::string text() const { return std::string(indent, ' ').append(side); }
};

/// Appends the entries of a traceback, headed by `header` (with its own margin). Nothing at all
/// when sys.tracebacklimit is 0 or less.
void append_traceback(Context& ctx, std::string& out, Traceback* traceback,
                      const LineMargin& margin, const LineMargin& header_margin,
                      std::string_view header);

/// A line of a source file, which may be found in the folders of sys.path, without its end and as
/// UTF-8. Empty when there is none.
std::string source_line(Context& ctx, const std::string& filename, int number);
/// Writes to sys.stderr and flushes it; errors are ignored.
void write_to_stderr(Context& ctx, const std::string& text);

/// How to mark a range of characters [start, end) of a line: `~` with `^` for the part
/// [anchor_start, anchor_end), or `^` throughout when there is no such part (-1).
struct CaretRange {
    int64_t start, end;
    int64_t anchor_start = -1, anchor_end = -1;
};
/// The operator of a binary operation or the brackets of a subscript that the range consists of.
void find_caret_anchors(std::u32string_view line, CaretRange& range);

/// "module.Name: message" without a line end; a value of None has no message.
std::string exception_text(Context& ctx, Type* type, Value value);
/// What sys.unraisablehook prints. `type` null and values None or empty: not known.
std::string unraisable_text(Context& ctx, Type* type, Value exception, Value traceback,
                            Value message, Value object);

}  // namespace orrery
