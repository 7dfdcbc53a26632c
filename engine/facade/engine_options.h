// How an engine is set up.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace orrery {

struct StreamCallbacks;

struct EngineOptions {
    /// What an engine needs to start and to report an error; a lower limit counts as this one.
    static constexpr uint64_t kLeastHeapLimit = uint64_t{4} << 20;

    uint64_t heap_limit = 0;  // bytes; 0: none. Beyond it MemoryError
    uint32_t gc_stress = 0;  // collect at every n-th allocation; 0: no. For finding faults
    bool gc_statistics = false;  // print collections and pauses to standard error at the end
    int32_t recursion_limit = 1000;  // Python frames; sys.setrecursionlimit()
    uint64_t machine_stack_bytes = uint64_t{8} << 20;  // of the engine's home thread
    std::string library_path;  // folder of the Python 3.11 standard library; empty: found
    std::string executable;  // sys.executable
    /// "NAME=value": variables of os.environ besides the process's, or instead. Sessions only.
    std::vector<std::string> environment;
    // As python3's options of the command line say:
    int optimize = 0;  // -O: 1, no asserts; -OO: 2, no docstrings either
    bool unbuffered = false;  // -u
    bool ignore_environment = false;  // -E: PYTHON* variables
    bool isolated = false;  // -I: implies -E and -P
    bool safe_path = false;  // -P: the program's folder is not put before sys.path
    bool quiet = false;  // -q
    std::vector<std::string> warning_filters;  // -W
    std::vector<std::string> x_options;  // -X: "NAME" or "NAME=VALUE"
    /// Instead of the process's standard streams (stdin, stdout, stderr); null: those.
    const StreamCallbacks* streams[3] = {};
    /// Standard streams are UTF-8, whatever the environment says.
    bool utf8_streams = false;
};

}  // namespace orrery
