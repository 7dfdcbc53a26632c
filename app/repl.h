// The prompt of `orrery repl`: lines from a line editor on a terminal, plainly otherwise.
#pragma once

namespace orrery {
class Engine;
}

/// Reads and runs until end of input or exit(); the exit status.
int run_repl(orrery::Engine& engine);
