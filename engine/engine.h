// The language engine as app/ and ui/ use it. Nothing else of engine/ is needed to embed it:
//
//   Engine          the engine itself, on a thread that is the caller's
//   Session         an engine on a thread of its own: runs, a prompt, stopping, streams, snapshots
//   diagnose()      what is wrong with a text, without an engine
//   SourceAnalysis  outline, definitions, references, completions and call tips of a text
//
// docs/embedding.md has an example. Several engines in one process do not know of each other.
//
// An Engine is created and used on one thread, its home thread; interrupt() and terminate() may be
// called from any thread and from signal handlers.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/facade/analysis.h"
#include "engine/facade/engine_options.h"
#include "engine/facade/session.h"
#include "engine/facade/stream_callbacks.h"

namespace orrery {

/// What to run, as on python3's command line.
struct Program {
    enum Kind : uint8_t { kFile, kCommand, kModule, kStandardInput } kind = kFile;
    std::string source;  // path, code or module name
    std::vector<std::string> arguments;  // sys.argv[1:]
};

class Engine {
public:
    explicit Engine(const EngineOptions& options);
    ~Engine();
    Engine(const Engine&) = delete;

    /// Runs a program to its end, atexit functions and flushing included; its exit status. What
    /// goes wrong in the program is reported on its sys.stderr. Once per engine.
    int run(const Program& program);

    /// Begins an interactive session in module __main__, instead of run(); after a program has run
    /// there, if one is given. False, with the reason on standard error, if the engine cannot
    /// start.
    bool begin_session(const Program& program = {Program::kStandardInput, "", {}});
    enum class Feed : uint8_t {
        kDone,  // the block was run, and what it shows or raises was printed
        kMore,  // more lines are needed
        kExit,  // the program asked to end: see exit_status()
    };
    /// Gives a session the next line, without its newline. A compound statement ends with an empty
    /// line, as at python3's prompt.
    Feed feed(const std::string& line);
    /// Forgets the lines of an unfinished block (Ctrl-C at the prompt).
    void discard_block();
    int exit_status() const;
    /// Ways to go on from a dotted name that ends at the cursor, for tab completion.
    std::vector<std::string> complete(const std::string& text);
    /// Ends a session: atexit functions, flushing. The exit status.
    int end_session();

    /// Text of `orrery dis`: the bytecode of a file. False, with the error as text, if it cannot be
    /// read or compiled.
    bool disassemble(const std::string& path, std::string& out);

    /// From now on the process's signals (Ctrl-C, and those the program asks for by module signal)
    /// are this engine's, and a broken pipe is an error, not a death. For the program that is the
    /// process.
    void take_signals();

    /// Raises KeyboardInterrupt (or what the program installed for SIGINT) at the next safepoint.
    void interrupt();
    /// Ends the program at the next safepoint; `except` clauses do not see it.
    void terminate();

    /// The engine's inner state, for the engine's own sources and tests.
    class Runtime& runtime();
    class EngineState& state();

private:
    std::unique_ptr<EngineState> state_;
};

/// The Python language version and Orrery's own.
const char* version_text();

}  // namespace orrery
