// What stands in for a standard stream where an embedder shows the program's output itself.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

namespace orrery {

/// Called on the thread that runs the program. Either function may be empty.
struct StreamCallbacks {
    /// Bytes stored, 0 at the end of input, -errno; -EINTR makes the program look at Ctrl-C.
    std::function<int64_t(std::span<uint8_t>)> read;
    /// Bytes taken, or -errno.
    std::function<int64_t(std::string_view)> write;
    bool is_tty = true;
};

}  // namespace orrery
