// SessionRunner: what a session does on its own thread: engines, runs, blocks of a prompt.
#pragma once

#include <memory>
#include <string>

#include "engine/engine_state.h"
#include "engine/facade/inspector.h"
#include "engine/facade/session.h"

namespace orrery {

class SessionRunner {
public:
    /// What the runner tells the session.
    class Host {
    public:
        /// A new engine is there and will be used; null: the old one is about to go.
        virtual void engine_changed(Runtime* runtime) = 0;
        /// As SessionListener::display.
        virtual bool display(const Display& display) = 0;
        virtual bool wants_display() const = 0;

    protected:
        ~Host() = default;
    };

    SessionRunner(const SessionOptions& options, Console& console, Host& host);
    ~SessionRunner();

    /// A new engine without a program. False: `message` says why not.
    bool reset(std::string& message);
    void run(const RunRequest& request, CommandResult& result);
    /// Exit functions and flushing, before the runner goes.
    void finish();

    Context* context() { return engine_ ? &engine_->ctx() : nullptr; }
    Inspector* inspector() { return inspector_.get(); }

private:
    bool start(const Program& program, std::string& message);
    bool set_environment();
    void stop();
    /// False after an exception.
    bool execute(const RunRequest& request, const std::string& filename);
    bool run_text(const RunRequest& request, const std::string& filename);
    bool run_block(const std::string& source, String* filename);
    bool show(Value v);
    void add_rich(Value v, Display& display);
    void end_run(const RunRequest& request, CommandResult& result);

    const SessionOptions& options_;
    Console& console_;
    Host& host_;
    StreamCallbacks streams_[3];
    std::unique_ptr<EngineState> engine_;
    std::unique_ptr<Inspector> inspector_;
    Dict* main_ = nullptr;   // alive through sys.modules, and a root
    uint16_t serial_ = 0;    // of the engine
    uint64_t input_count_ = 0;  // blocks without a name so far
    CommandId command_ = 0;
};

}  // namespace orrery
