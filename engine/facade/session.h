// Session: an engine on a thread of its own, as a window or another embedder drives it.
//
//   embedder's threads                          the session's thread (a big stack)
//     run(), reset(), inspect()  -- queue -->     commands, one after the other
//     interrupt(), terminate()   -- poll word ->  the running program, at its next safepoint
//     take_output(), write_input() <- Console ->  its standard streams
//     SessionListener            <------------    what happened, called on the session's thread
//
// A session owns one engine at a time. A *fresh* run replaces it; a run that is not fresh, and
// every block of a prompt, shares the namespace `__main__` of the engine that is there. After a run
// that engine stays: its variables, and the frames of its last exception, can be looked at.
//
// Stopping escalates. interrupt() raises KeyboardInterrupt; terminate() unwinds the program, and no
// `except` or `finally` sees it; abandon() gives up a program whose native code does not come
// back: the thread is left to itself with all it owns, says nothing any more, and ends when the
// native code returns. The process goes on, and other sessions, also later ones, are not concerned.
//
// All functions may be called from any thread, the listener's calls included, but for what says
// otherwise. Sessions do not know of each other; docs/embedding.md tells what they nevertheless
// share by being in one process (current directory, open descriptors, ...).
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/facade/console.h"
#include "engine/facade/engine_options.h"
#include "engine/facade/snapshot.h"

namespace orrery {

struct SessionOptions {
    EngineOptions engine;  // its `streams` are not used
    uint64_t machine_stack_bytes = uint64_t{256} << 20;  // reserved; memory follows use
    /// Bytes of output that wait to be taken; the program waits while there are more. 0: no limit.
    size_t output_limit = size_t{1} << 20;
    /// Gets the output instead of take_output(), on the session's thread, unbuffered.
    std::function<void(Stream, std::string_view)> output;
    bool is_tty = true;  // what sys.stdout.isatty() says; lines are written as they end
    /// How long the destructor waits for the program to end before it abandons it.
    std::chrono::milliseconds close_timeout{2000};
};

using CommandId = uint64_t;  // counts from 1 in each session

struct RunRequest {
    enum Kind : uint8_t {
        kFile,  // `source` is a path
        kText,  // `source` is a module's text: a buffer, a selection, a cell
        kModule,  // `source` is a module's name: python3 -m
        kBlock,  // `source` is what was typed at a prompt: values of expressions are shown
    };
    Kind kind = kFile;
    std::string source;
    /// kText, kBlock: what tracebacks call it; empty: "<input N>". A selection gives its file
    /// and the line it starts at.
    std::string filename;
    int first_line = 1;
    std::vector<std::string> arguments;  // sys.argv[1:]
    /// In a new engine; atexit functions run at the end. Otherwise in the one that is there.
    bool fresh = true;
};

struct CommandResult {
    enum End : uint8_t {
        kFinished,
        kExited,  // SystemExit
        kRaised,  // an uncaught exception; it has been printed
        kInterrupted,  // an uncaught KeyboardInterrupt
        kTerminated,
        kCancelled,  // it never began
        kFailed,  // the engine could not start; `message` says why
    };
    CommandId id = 0;
    End end = kFinished;
    int exit_status = 0;
    std::chrono::nanoseconds duration{0};
    std::string exception_type;  // kRaised
    std::string message;  // kRaised, kFailed
};

/// A value that a block's expression had, as a prompt shows it.
struct Display {
    CommandId command = 0;
    std::string text;  // its repr()
    /// What its `_repr_html_`, `_repr_png_` and their like gave: MIME type and bytes.
    std::vector<std::pair<std::string, std::string>> rich;
    ValueInfo value;  // for looking inside; release() its id when it is no longer shown
};

/// Called on the session's thread: whoever owns a window posts to its own. No call begins after
/// abandon() has returned; one that is under way then keeps the listener alive and may end later.
class SessionListener {
public:
    virtual ~SessionListener() = default;
    virtual void command_started(CommandId) {}
    virtual void command_finished(const CommandResult&) {}
    /// take_output() has something to give; called again after it has been emptied.
    virtual void output_ready() {}
    /// The program waits for standard input, or no longer does.
    virtual void input_wanted(bool) {}
    /// True: shown. False: the text is written to sys.stdout, as python3 does.
    virtual bool display(const Display&) { return false; }
};

class Session {
public:
    /// Starts the thread, and an engine on it. The listener may be null.
    explicit Session(const SessionOptions& options, std::shared_ptr<SessionListener> listener = {});
    /// terminate(), and abandon() if that does not help in time.
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Queues a command; command_started() and command_finished() tell of it.
    CommandId run(RunRequest request);
    /// Queues the replacement of the engine by a fresh one.
    CommandId reset();
    /// A command runs or is queued.
    bool is_busy() const;
    bool is_waiting_for_input() const;
    /// True once nothing runs or is queued, all calls of the listener for it made.
    bool wait_idle(std::chrono::milliseconds timeout) const;

    /// KeyboardInterrupt in the running program (or what it set for SIGINT). Queued commands are
    /// cancelled. False: nothing to stop.
    bool interrupt();
    bool terminate();
    /// After that all that is left is to destroy the session.
    void abandon();
    /// Asks the thread to end after what runs now, and waits. False: it has not ended yet.
    bool join(std::chrono::milliseconds timeout);

    // ---- streams (console.h) ----
    size_t take_output(std::vector<OutputChunk>& out, size_t max_bytes = size_t{1} << 20);
    void write_input(std::string_view text);
    void end_input();

    // ---- looking inside (snapshot.h) ----
    /// Answered on the session's thread within milliseconds: at the running program's next
    /// safepoint, while it sleeps or waits, or when idle. `done` is called there, exactly once;
    /// if the session has ended or is abandoned, at once or by the thread that abandons it.
    SnapshotTicket inspect(SnapshotRequest request, std::function<void(SnapshotResult)> done);
    /// The same, waiting for the answer; kTimedOut if there is none in time. Not on the session's
    /// thread.
    SnapshotResult inspect(SnapshotRequest request, std::chrono::milliseconds timeout);
    /// Lets the engine forget values whose ids are no longer needed.
    void release(std::vector<ValueId> ids);

private:
    std::shared_ptr<class SessionCore> core_;
};

}  // namespace orrery
