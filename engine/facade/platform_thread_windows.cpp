#include <process.h>
#include <windows.h>

#include <cassert>
#include <memory>

#include "engine/facade/platform_thread.h"

namespace orrery::thread_platform {

namespace {

unsigned __stdcall run(void* argument) {
    const std::unique_ptr<std::function<void()>> body(
        static_cast<std::function<void()>*>(argument));
    (*body)();
    return 0;
}

HANDLE as_handle(unsigned long long handle) {
    return reinterpret_cast<HANDLE>(static_cast<uintptr_t>(handle));
}

}  // namespace

Thread::~Thread() { assert(!is_joinable()); }

bool Thread::start(size_t stack_bytes, std::function<void()> body) {
    auto argument = std::make_unique<std::function<void()>>(std::move(body));
    const uintptr_t thread =
        _beginthreadex(nullptr, static_cast<unsigned>(stack_bytes), run, argument.get(),
                       STACK_SIZE_PARAM_IS_A_RESERVATION, nullptr);
    if (!thread) return false;
    argument.release();
    handle_ = thread;
    return true;
}

bool Thread::is_current() const {
    return handle_ && GetThreadId(as_handle(handle_)) == GetCurrentThreadId();
}

void Thread::join() {
    WaitForSingleObject(as_handle(handle_), INFINITE);
    detach();
}

void Thread::detach() {
    CloseHandle(as_handle(handle_));
    handle_ = 0;
}

void name_current_thread(const char*) {}

}  // namespace orrery::thread_platform
