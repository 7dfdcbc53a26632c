#include "engine/facade/session.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

#include "engine/facade/platform_thread.h"
#include "engine/facade/session_runner.h"

namespace orrery {

namespace {

/// What snapshots may take of a running program's time at a safepoint.
constexpr std::chrono::milliseconds kServingTime{2};

struct Command {
    CommandId id = 0;
    bool is_reset = false;
    bool is_cancelled = false;
    RunRequest request;
};

}  // namespace

/// What the embedder's handle and the session's thread share; whoever is last frees it.
class SessionCore final : public SessionRunner::Host,
                          public std::enable_shared_from_this<SessionCore> {
public:
    SessionCore(const SessionOptions& options, std::shared_ptr<SessionListener> listener)
        : options_(options), console_(options.output_limit), listener_(std::move(listener)) {}

    // ---- any thread ----
    void start();
    CommandId enqueue(Command command);
    bool is_busy() const;
    bool wait_idle(std::chrono::milliseconds timeout) const;
    bool stop(PollReason reason);
    void abandon();
    void ask_to_end();
    bool join(std::chrono::milliseconds timeout);
    void inspect(std::unique_ptr<PendingSnapshot> pending);
    void release(std::vector<ValueId> ids);
    bool is_own_thread() const { return thread_.is_current(); }
    const SessionOptions& options() const { return options_; }
    Console& console() { return console_; }

    // ---- the session's thread ----
    void engine_changed(Runtime* runtime) override;
    bool display(const Display& display) override;
    bool wants_display() const override { return bool(listener()); }

private:
    void main();
    CommandResult perform(SessionRunner& runner, const Command& command);
    bool serve();
    /// Has the running program serve at its next safepoint. The mutex is held.
    void call_program();
    void answer_all(SnapshotResult::Status status);
    std::shared_ptr<SessionListener> listener() const {
        return abandoned_.load(std::memory_order_acquire) ? nullptr : listener_;
    }

    const SessionOptions options_;
    Console console_;
    const std::shared_ptr<SessionListener> listener_;
    std::atomic<bool> abandoned_{false};
    thread_platform::Thread thread_;
    SessionRunner* runner_ = nullptr;  // the session's thread only
    bool serving_ = false;             // the session's thread only

    mutable std::mutex mutex_;  // guards what follows
    mutable std::condition_variable changed_;
    std::deque<Command> commands_;
    std::deque<std::unique_ptr<PendingSnapshot>> requests_;
    std::vector<ValueId> released_;
    Runtime* runtime_ = nullptr;  // of the engine that is there
    uint32_t early_stop_ = 0;     // asked for while there was none
    CommandId last_id_ = 0;
    bool running_ = false;
    bool announcing_ = false;  // command_finished() is being called
    bool ending_ = false;
    bool ended_ = false;
};

void SessionCore::start() {
    const uint64_t bytes = options_.machine_stack_bytes;
    if (thread_.start(bytes, [self = shared_from_this()] { self->main(); })) return;
    ended_ = true;
}

CommandId SessionCore::enqueue(Command command) {
    std::unique_lock lock(mutex_);
    const CommandId id = command.id = ++last_id_;
    if (!ending_ && !ended_) {
        commands_.push_back(std::move(command));
        changed_.notify_all();
        return id;
    }
    lock.unlock();
    if (auto to = listener()) {
        CommandResult result;
        result.id = id;
        result.end = CommandResult::kFailed;
        result.exit_status = 1;
        result.message = "the session has ended";
        to->command_finished(result);
    }
    return id;
}

bool SessionCore::is_busy() const {
    std::lock_guard lock(mutex_);
    return !ended_ && (running_ || !commands_.empty());
}

bool SessionCore::wait_idle(std::chrono::milliseconds timeout) const {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, timeout, [this] {
        return ended_ || (!running_ && !announcing_ && commands_.empty());
    });
}

bool SessionCore::stop(PollReason reason) {
    {
        std::lock_guard lock(mutex_);
        if (ended_ || (!running_ && commands_.empty())) return false;
        for (Command& c : commands_)
            c.is_cancelled = true;
        if (running_) {
            early_stop_ |= reason;
            if (runtime_) runtime_->main_context().poll.fetch_or(reason);
        }
    }
    console_.nudge();
    return true;
}

void SessionCore::abandon() {
    if (abandoned_.exchange(true)) return;
    {
        std::lock_guard lock(mutex_);
        for (Command& c : commands_)
            c.is_cancelled = true;
        early_stop_ |= kPollTerminate;
        if (runtime_) runtime_->main_context().poll.fetch_or(kPollTerminate);
    }
    ask_to_end();
    console_.disconnect();
    answer_all(SnapshotResult::kEnded);
    if (thread_.is_joinable()) thread_.detach();
}

void SessionCore::ask_to_end() {
    {
        std::lock_guard lock(mutex_);
        ending_ = true;
        changed_.notify_all();
    }
    console_.nudge();
}

bool SessionCore::join(std::chrono::milliseconds timeout) {
    ask_to_end();
    {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, timeout, [this] { return ended_; })) return false;
    }
    if (thread_.is_joinable()) thread_.join();
    return true;
}

void SessionCore::inspect(std::unique_ptr<PendingSnapshot> pending) {
    {
        std::lock_guard lock(mutex_);
        if (!ended_ && !abandoned_) {
            requests_.push_back(std::move(pending));
            call_program();
            changed_.notify_all();
        }
    }
    if (pending) {
        pending->result.status = SnapshotResult::kEnded;
        pending->done(std::move(pending->result));
        return;
    }
    console_.nudge();
}

void SessionCore::release(std::vector<ValueId> ids) {
    std::lock_guard lock(mutex_);
    released_.insert(released_.end(), ids.begin(), ids.end());
}

void SessionCore::call_program() {
    if (!runtime_) return;
    {
        std::lock_guard lock(runtime_->posted_mutex);
        // The engine cannot outlive its session's core: its thread holds it.
        runtime_->posted.push_back([this](Context&) { return serve(); });
    }
    runtime_->main_context().poll.fetch_or(kPollCall, std::memory_order_release);
}

void SessionCore::answer_all(SnapshotResult::Status status) {
    std::deque<std::unique_ptr<PendingSnapshot>> left;
    {
        std::lock_guard lock(mutex_);
        left.swap(requests_);
    }
    for (auto& p : left) {
        p->result = {};
        p->result.status = status;
        p->done(std::move(p->result));
    }
}

// ---- the session's thread ----

void SessionCore::engine_changed(Runtime* runtime) {
    std::lock_guard lock(mutex_);
    runtime_ = runtime;
    if (runtime && early_stop_) runtime->main_context().poll.fetch_or(early_stop_);
}

bool SessionCore::display(const Display& shown) {
    const auto to = listener();
    return to && to->display(shown);
}

bool SessionCore::serve() {
    Inspector* inspector = runner_ ? runner_->inspector() : nullptr;
    if (serving_) return true;  // repr() of the program has come to a safepoint
    serving_ = true;
    Context* ctx = runner_ ? runner_->context() : nullptr;
    const bool had_exception = ctx && ctx->exception;
    const auto deadline = Inspector::Clock::now() + kServingTime;
    bool unfinished = false;
    while (!unfinished) {
        std::unique_ptr<PendingSnapshot> p;
        std::vector<ValueId> released;
        {
            std::lock_guard lock(mutex_);
            released.swap(released_);
            if (!requests_.empty()) {
                p = std::move(requests_.front());
                requests_.pop_front();
            }
        }
        if (inspector) inspector->release(released);
        if (!p) break;
        bool answered = true;
        if (p->cancelled->load(std::memory_order_relaxed)) {
            p->result = {};
            p->result.status = SnapshotResult::kCancelled;
        } else if (!inspector) {
            p->result.status = SnapshotResult::kEnded;
        } else {
            answered = inspector->advance(*p, deadline);
            if (answered && p->cancelled->load(std::memory_order_relaxed)) {
                p->result = {};
                p->result.status = SnapshotResult::kCancelled;
            }
        }
        if (answered) {
            p->done(std::move(p->result));
            if (ctx && ctx->exception && !had_exception) break;
        }
        std::lock_guard lock(mutex_);
        if (!answered) requests_.push_front(std::move(p));
        if (!requests_.empty() && (!answered || Inspector::Clock::now() >= deadline)) {
            call_program();  // the rest at the next safepoint: the program has its turn first
            unfinished = true;
        }
    }
    serving_ = false;
    return !ctx || !ctx->exception || had_exception;
}

CommandResult SessionCore::perform(SessionRunner& runner, const Command& command) {
    CommandResult result;
    result.id = command.id;
    const auto to = listener();
    if (command.is_cancelled) {
        result.end = CommandResult::kCancelled;
    } else {
        if (to) to->command_started(command.id);
        if (!command.is_reset) {
            runner.run(command.request, result);
        } else if (!runner.reset(result.message)) {
            result.end = CommandResult::kFailed;
            result.exit_status = 1;
        }
        console_.end_wait();
        console_.drop_input();
    }
    return result;
}

void SessionCore::main() {
    thread_platform::name_current_thread("orrery-engine");
    Console::Events events;
    events.output_ready = [this] {
        if (const auto to = listener()) to->output_ready();
    };
    events.input_wanted = [this](bool wanted) {
        if (const auto to = listener()) to->input_wanted(wanted);
    };
    console_.set_events(std::move(events));
    {
        SessionRunner runner(options_, console_, *this);
        runner_ = &runner;
        std::string message;
        runner.reset(message);
        for (;;) {
            std::unique_lock lock(mutex_);
            changed_.wait(lock,
                          [this] { return ending_ || !commands_.empty() || !requests_.empty(); });
            if (!requests_.empty()) {
                lock.unlock();
                serve();
                // What a repr() raised at an idle prompt concerns nobody.
                if (Context* ctx = runner.context(); ctx && ctx->exception) take_exception(*ctx);
                continue;
            }
            if (commands_.empty()) {
                running_ = true;  // exit functions can be stopped too
                break;
            }
            const Command command = std::move(commands_.front());
            commands_.pop_front();
            running_ = true;
            early_stop_ = 0;
            lock.unlock();
            const CommandResult result = perform(runner, command);
            lock.lock();
            // From here on a stop concerns what comes next.
            running_ = false;
            announcing_ = true;
            early_stop_ = 0;
            if (runtime_) {
                runtime_->main_context().poll.fetch_and(~uint32_t{kPollInterrupt | kPollTerminate});
                runtime_->main_context().terminating = false;
            }
            lock.unlock();
            if (const auto to = listener()) to->command_finished(result);
            lock.lock();
            announcing_ = false;
            changed_.notify_all();
        }
        if (!abandoned_) runner.finish();
        runner_ = nullptr;
    }
    console_.disconnect();
    {
        std::lock_guard lock(mutex_);
        ended_ = true;
        changed_.notify_all();
    }
    answer_all(SnapshotResult::kEnded);
}

// ---- the handle ----

Session::Session(const SessionOptions& options, std::shared_ptr<SessionListener> listener)
    : core_(std::make_shared<SessionCore>(options, std::move(listener))) {
    core_->start();
}

Session::~Session() {
    if (!core_->is_own_thread()) {
        core_->ask_to_end();
        core_->stop(kPollTerminate);
        if (core_->join(core_->options().close_timeout)) return;
    }
    core_->abandon();
}

CommandId Session::run(RunRequest request) {
    Command command;
    command.request = std::move(request);
    return core_->enqueue(std::move(command));
}
CommandId Session::reset() {
    Command command;
    command.is_reset = true;
    return core_->enqueue(std::move(command));
}
bool Session::is_busy() const { return core_->is_busy(); }
bool Session::is_waiting_for_input() const { return core_->console().is_waiting_for_input(); }
bool Session::wait_idle(std::chrono::milliseconds timeout) const {
    return core_->wait_idle(timeout);
}
bool Session::interrupt() { return core_->stop(kPollInterrupt); }
bool Session::terminate() { return core_->stop(kPollTerminate); }
void Session::abandon() { core_->abandon(); }
bool Session::join(std::chrono::milliseconds timeout) { return core_->join(timeout); }

size_t Session::take_output(std::vector<OutputChunk>& out, size_t max_bytes) {
    return core_->console().take(out, max_bytes);
}
void Session::write_input(std::string_view text) { core_->console().input(text); }
void Session::end_input() { core_->console().end_input(); }

SnapshotTicket Session::inspect(SnapshotRequest request, std::function<void(SnapshotResult)> done) {
    auto pending = std::make_unique<PendingSnapshot>();
    pending->request = std::move(request);
    pending->done = std::move(done);
    pending->cancelled = std::make_shared<std::atomic<bool>>(false);
    SnapshotTicket ticket;
    ticket.cancelled_ = pending->cancelled;
    core_->inspect(std::move(pending));
    return ticket;
}

SnapshotResult Session::inspect(SnapshotRequest request, std::chrono::milliseconds timeout) {
    struct Answer {
        std::mutex mutex;
        std::condition_variable made;
        std::optional<SnapshotResult> result;
    };
    const auto answer = std::make_shared<Answer>();
    const SnapshotTicket ticket = inspect(std::move(request), [answer](SnapshotResult result) {
        std::lock_guard lock(answer->mutex);
        answer->result = std::move(result);
        answer->made.notify_all();
    });
    std::unique_lock lock(answer->mutex);
    if (answer->made.wait_for(lock, timeout, [&] { return answer->result.has_value(); })) {
        return std::move(*answer->result);
    }
    ticket.cancel();
    SnapshotResult late;
    late.status = SnapshotResult::kTimedOut;
    return late;
}

void Session::release(std::vector<ValueId> ids) { core_->release(std::move(ids)); }

}  // namespace orrery
