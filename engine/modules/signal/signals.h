// Signals of the process, delivered to the one engine that asked for them.
//
// The operating system's handler only notes the number and sets kPollInterrupt in the context;
// the program's handler runs at its next safepoint (Runtime::handle_interrupt). Which engine gets
// signals is the one piece of process-wide state: an IDE's engine does not ask. Such an engine is a
// guest in its process. Its SIGINT is the embedder's interrupt, and what would change or end the
// process (other signals, timers, fork, exec) is refused.
#pragma once

#include "engine/interpreter/context.h"

namespace orrery {

/// From now on Ctrl-C interrupts this engine's program; a broken pipe is an error, not a death.
/// For programs that are the process, such as `orrery run`.
void take_signals(Context& ctx);
/// Whether this engine's program is the process (take_signals), not a guest in it.
bool owns_process(Context& ctx);
/// Gives signals back to their default actions if this engine has them. Before it is destroyed.
void release_signals(Context& ctx);

}  // namespace orrery
