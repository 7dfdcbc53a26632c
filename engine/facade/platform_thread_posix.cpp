#include <pthread.h>

#include <cassert>
#include <memory>

#include "engine/facade/platform_thread.h"

namespace orrery::thread_platform {

namespace {

static_assert(sizeof(pthread_t) <= sizeof(unsigned long long));

void* run(void* argument) {
    const std::unique_ptr<std::function<void()>> body(
        static_cast<std::function<void()>*>(argument));
    (*body)();
    return nullptr;
}

}  // namespace

Thread::~Thread() { assert(!is_joinable()); }

bool Thread::start(size_t stack_bytes, std::function<void()> body) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    auto argument = std::make_unique<std::function<void()>>(std::move(body));
    pthread_t thread;
    const bool ok = pthread_attr_setstacksize(&attributes, stack_bytes) == 0 &&
                    pthread_create(&thread, &attributes, run, argument.get()) == 0;
    pthread_attr_destroy(&attributes);
    if (!ok) return false;
    argument.release();
    handle_ = (unsigned long long)thread;
    return true;
}

bool Thread::is_current() const {
    return handle_ && pthread_equal((pthread_t)handle_, pthread_self());
}

void Thread::join() {
    pthread_join((pthread_t)handle_, nullptr);
    handle_ = 0;
}

void Thread::detach() {
    pthread_detach((pthread_t)handle_);
    handle_ = 0;
}

void name_current_thread(const char* name) {
#ifdef __linux__
    pthread_setname_np(pthread_self(), name);
#else
    pthread_setname_np(name);
#endif
}

}  // namespace orrery::thread_platform
