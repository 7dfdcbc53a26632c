// What the tests of sessions share: a listener that keeps what it is told, and waiting.
#pragma once

#include <QtTest>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "engine/engine.h"

namespace orrery::test {

using namespace std::chrono_literals;

/// Sanitized builds are this much slower, at most.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
constexpr int kSlowness = 20;
#else
constexpr int kSlowness = 1;
#endif
#else
constexpr int kSlowness = 1;
#endif
constexpr auto kPatience = 20s * kSlowness;

class Recorder : public SessionListener {
public:
    void command_started(CommandId id) override {
        std::lock_guard lock(mutex_);
        started.push_back(id);
        changed_.notify_all();
    }
    void command_finished(const CommandResult& result) override {
        std::lock_guard lock(mutex_);
        results.push_back(result);
        changed_.notify_all();
    }
    void output_ready() override {
        std::lock_guard lock(mutex_);
        ready++;
        changed_.notify_all();
    }
    void input_wanted(bool wanted) override {
        std::lock_guard lock(mutex_);
        wants_input = wanted;
        changed_.notify_all();
    }
    bool display(const Display& shown) override {
        std::lock_guard lock(mutex_);
        displays.push_back(shown);
        return true;
    }

    template <typename Condition>
    bool wait(Condition condition) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, kPatience, condition);
    }
    CommandResult result_of(CommandId id) {
        CommandResult found;
        wait([&] {
            for (const CommandResult& r : results) {
                if (r.id == id) {
                    found = r;
                    return true;
                }
            }
            return false;
        });
        return found;
    }

    std::vector<CommandId> started;
    std::vector<CommandResult> results;
    std::vector<Display> displays;
    int ready = 0;
    bool wants_input = false;

private:
    std::mutex mutex_;
    std::condition_variable changed_;
};

inline RunRequest text_request(std::string source, bool fresh = true) {
    RunRequest request;
    request.kind = RunRequest::kText;
    request.source = std::move(source);
    request.fresh = fresh;
    return request;
}
inline RunRequest block_request(std::string source) {
    RunRequest request;
    request.kind = RunRequest::kBlock;
    request.source = std::move(source);
    request.fresh = false;
    return request;
}

/// A session with its listener, and its output so far.
struct TestSession {
    explicit TestSession(const SessionOptions& options = {})
        : recorder(std::make_shared<Recorder>()), session(options, recorder) {}

    CommandResult run(RunRequest request) {
        return recorder->result_of(session.run(std::move(request)));
    }
    CommandResult run(std::string source) { return run(text_request(std::move(source))); }
    CommandResult block(std::string source) { return run(block_request(std::move(source))); }
    /// Starts a program and waits until it has printed `ready` and gone on.
    CommandId start(std::string source) {
        output();
        text.clear();
        const CommandId id = session.run(text_request(std::move(source)));
        const auto until = std::chrono::steady_clock::now() + kPatience;
        while (output().find("ready") == std::string::npos &&
               std::chrono::steady_clock::now() < until) {
            std::this_thread::sleep_for(1ms);
        }
        std::this_thread::sleep_for(20ms * kSlowness);
        return id;
    }
    const std::string& output() {
        std::vector<OutputChunk> chunks;
        session.take_output(chunks);
        for (const OutputChunk& c : chunks)
            text += c.text;
        return text;
    }
    SnapshotResult inspect(SnapshotRequest request) {
        return session.inspect(std::move(request), kPatience);
    }

    std::shared_ptr<Recorder> recorder;
    Session session;
    std::string text;
};

}  // namespace orrery::test
