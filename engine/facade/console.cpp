#include "engine/facade/console.h"

#include <algorithm>
#include <cerrno>

#include "engine/interpreter/context.h"

namespace orrery {

namespace {

/// True if the program has something to do first. To be traced is no such thing: it lasts.
bool is_interrupted(const std::atomic<uint32_t>* poll) {
    return poll && poll->load(std::memory_order_acquire) & ~uint32_t{kPollTrace};
}

}  // namespace

int64_t Console::write(Stream stream, std::string_view text) {
    if (text.empty()) return 0;
    bool was_empty;
    {
        std::unique_lock lock(mutex_);
        while (!disconnected_ && limit_ && output_bytes_ >= limit_) {
            if (is_interrupted(poll_)) return -EINTR;
            changed_.wait(lock);
        }
        if (disconnected_) return static_cast<int64_t>(text.size());
        text = text.substr(0, kChunkBytes);
        was_empty = output_.empty();
        if (was_empty || output_.back().stream != stream ||
            output_.back().text.size() + text.size() > kChunkBytes) {
            output_.push_back({stream, {}});
        }
        output_.back().text += text;
        output_bytes_ += text.size();
    }
    if (was_empty && events_.output_ready) events_.output_ready();
    return static_cast<int64_t>(text.size());
}

int64_t Console::read(std::span<uint8_t> space) {
    if (space.empty()) return 0;
    const auto announce = [&](bool waiting) {
        waiting_for_input_ = waiting;
        if (events_.input_wanted) events_.input_wanted(waiting);
    };
    std::unique_lock lock(mutex_);
    while (!disconnected_ && input_.empty()) {
        if (is_interrupted(poll_)) return -EINTR;
        if (!waiting_for_input_) {
            lock.unlock();
            announce(true);
            lock.lock();
            continue;
        }
        changed_.wait(lock);
    }
    size_t n = 0;
    if (!disconnected_) {
        const std::string& first = input_.front();
        n = std::min(space.size(), first.size() - input_taken_);
        std::copy_n(first.begin() + static_cast<std::ptrdiff_t>(input_taken_), n, space.begin());
        input_taken_ += n;
        if (input_taken_ == first.size()) {
            input_.pop_front();
            input_taken_ = 0;
        }
    }
    lock.unlock();
    if (waiting_for_input_) announce(false);
    return static_cast<int64_t>(n);
}

void Console::end_wait() {
    if (!waiting_for_input_) return;
    waiting_for_input_ = false;
    if (events_.input_wanted) events_.input_wanted(false);
}

size_t Console::take(std::vector<OutputChunk>& out, size_t max_bytes) {
    size_t taken = 0;
    {
        std::lock_guard lock(mutex_);
        while (!output_.empty() &&
               (taken == 0 || taken + output_.front().text.size() <= max_bytes)) {
            taken += output_.front().text.size();
            out.push_back(std::move(output_.front()));
            output_.pop_front();
        }
        output_bytes_ -= taken;
    }
    if (taken) changed_.notify_all();
    return taken;
}

void Console::input(std::string_view text) {
    if (text.empty()) return;
    {
        std::lock_guard lock(mutex_);
        input_.emplace_back(text);
    }
    changed_.notify_all();
}

void Console::end_input() {
    {
        std::lock_guard lock(mutex_);
        input_.emplace_back();
    }
    changed_.notify_all();
}

void Console::drop_input() {
    std::lock_guard lock(mutex_);
    input_.clear();
    input_taken_ = 0;
}

void Console::nudge() {
    // Taking the lock makes sure that a thread about to wait has seen the poll word or waits.
    {
        std::lock_guard lock(mutex_);
    }
    changed_.notify_all();
}

void Console::disconnect() {
    {
        std::lock_guard lock(mutex_);
        disconnected_ = true;
    }
    changed_.notify_all();
}

}  // namespace orrery
