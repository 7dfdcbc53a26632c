// The prompt of `orrery repl`: lines from a line editor on a terminal, plainly otherwise.
#pragma once

namespace orrery {
class Engine;
}

/// Reads and runs until end of input or exit(), in an engine whose session has begun; the exit
/// status. `greets`: a terminal is told the version first.
int run_repl(orrery::Engine& engine, bool greets);
