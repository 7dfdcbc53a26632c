// Console: the standard streams of a session, between the program's thread and the window's.
//
//   program --write--> [ chunks, at most output_limit bytes ] --take()--> window
//   program <--read--- [ lines and end marks                ] <--input(), end_input()-- window
//
// The program waits while the output buffer is full and while there is no input; it goes on
// waiting through nudge(), but looks at its poll word each time, so that it can be stopped and
// inspected meanwhile. Everything is bytes of UTF-8; a character may be cut between two chunks.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "engine/facade/stream_callbacks.h"

namespace orrery {

enum class Stream : uint8_t { kInput, kOutput, kError };

struct OutputChunk {
    Stream stream = Stream::kOutput;
    std::string text;
};

class Console {
public:
    /// `limit` in bytes; 0: none.
    explicit Console(size_t limit) : limit_(limit) {}

    // ---- the program's side: one thread ----
    struct Events {
        std::function<void()> output_ready;  // there is output where there was none
        std::function<void(bool)> input_wanted;  // the program waits for input, or no longer does
    };
    void set_events(Events events) { events_ = std::move(events); }
    /// The poll word that ends waiting; null: none.
    void set_poll(const std::atomic<uint32_t>* poll) { poll_ = poll; }
    int64_t write(Stream stream, std::string_view text);
    int64_t read(std::span<uint8_t> space);
    /// The program has stopped waiting for input in some other way.
    void end_wait();

    // ---- any thread ----
    /// Moves at least one chunk, and no more than fit `max_bytes`, to the end of `out`. The bytes
    /// moved.
    size_t take(std::vector<OutputChunk>& out, size_t max_bytes);
    void input(std::string_view text);
    /// What follows the input given so far is the end of the file, once; as Ctrl-D.
    void end_input();
    void drop_input();
    /// Makes a waiting program look at its poll word.
    void nudge();
    /// From now on output vanishes and input is at its end: nobody is there any more.
    void disconnect();
    bool is_waiting_for_input() const { return waiting_for_input_; }

private:
    static constexpr size_t kChunkBytes = 64 * 1024;

    const size_t limit_;
    Events events_;
    const std::atomic<uint32_t>* poll_ = nullptr;
    std::atomic<bool> waiting_for_input_{false};

    std::mutex mutex_;  // guards what follows
    std::condition_variable changed_;
    std::deque<OutputChunk> output_;
    size_t output_bytes_ = 0;
    std::deque<std::string> input_;  // an empty one is an end mark
    size_t input_taken_ = 0;  // bytes of the first one
    bool disconnected_ = false;
};

}  // namespace orrery
