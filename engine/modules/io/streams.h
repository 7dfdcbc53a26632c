// The standard streams of an engine: sys.stdin, sys.stdout, sys.stderr and their __dunder__ twins.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "engine/interpreter/context.h"

namespace orrery {

/// What stands in for a file descriptor where an embedder shows the program's output itself.
/// Called on the thread that runs the program. Either function may be empty.
struct StreamCallbacks {
    /// Bytes stored, 0 at the end of input, -errno; -EINTR makes the program look at Ctrl-C.
    std::function<int64_t(std::span<uint8_t>)> read;
    /// Bytes taken, or -errno.
    std::function<int64_t(std::string_view)> write;
    bool is_tty = true;
};

struct StandardStreamOptions {
    bool unbuffered = false;  // -u; PYTHONUNBUFFERED has the same effect
    /// Instead of descriptors 0, 1, 2; null: the descriptor. Copied.
    const StreamCallbacks* replacements[3] = {};
};

/// Makes the streams as CPython would, by the locale, PYTHONIOENCODING and PYTHONUNBUFFERED; a
/// closed descriptor gives None. False after an exception.
bool make_standard_streams(Context& ctx, const StandardStreamOptions& options = {});
/// At exit: flushes sys.stdout, sys.stderr and every buffered file still open. False if stdout
/// could not be written (the exception has been reported; the exit status is then 120).
bool flush_standard_streams(Context& ctx);

/// Writes out what files hold back, before other files are looked at. A file that nobody refers to
/// any more is closed only when the collector finds it; programs written for reference counting
/// expect its contents to be there at once. Errors are left to the files' own flushing.
void settle_files(Context& ctx);

}  // namespace orrery
