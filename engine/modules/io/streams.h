// The standard streams of an engine: sys.stdin, sys.stdout, sys.stderr and their __dunder__ twins.
#pragma once

#include "engine/facade/stream_callbacks.h"
#include "engine/interpreter/context.h"

namespace orrery {

struct StandardStreamOptions {
    bool unbuffered = false;  // -u; PYTHONUNBUFFERED has the same effect
    bool force_utf8 = false;  // whatever the locale and PYTHONIOENCODING say
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
