// A thread with a stack of a chosen size, which the C++ library's threads do not offer.
#pragma once

#include <cstddef>
#include <functional>

namespace orrery::thread_platform {

class Thread {
public:
    Thread() = default;
    /// Must have been joined or detached.
    ~Thread();
    Thread(const Thread&) = delete;
    Thread& operator=(const Thread&) = delete;

    /// Address space for `stack_bytes` is reserved; memory follows use. False: no thread.
    bool start(size_t stack_bytes, std::function<void()> body);
    bool is_joinable() const { return handle_ != 0; }
    bool is_current() const;
    void join();
    void detach();

private:
    unsigned long long handle_ = 0;
};

/// The name debuggers and process viewers show.
void name_current_thread(const char* name);

}  // namespace orrery::thread_platform
