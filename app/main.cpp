// orrery: the command line. Never loads Qt.
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>

#include "app/command_line.h"
#include "app/repl.h"
#include "engine/engine.h"

namespace {

using orrery::Engine;
using orrery::Program;

constexpr int kUsageError = 2;

int usage_error(const std::string& message) {
    std::fprintf(stderr, "orrery: %s\nTry 'orrery --help'.\n", message.c_str());
    return kUsageError;
}

/// An unreadable program file is reported as python3 does. 0 if it can be run.
int check_file(const Program& program) {
    namespace fs = std::filesystem;
    std::error_code error;
    if (program.kind != Program::kFile || program.source.empty()) return 0;
    if (fs::is_directory(program.source, error)) {
        if (fs::exists(fs::path(program.source) / "__main__.py", error)) return 0;
        std::fprintf(stderr, "orrery: can't find '__main__' module in '%s'\n",
                     program.source.c_str());
        return 1;
    }
    if (std::FILE* f = std::fopen(program.source.c_str(), "rb")) {
        std::fclose(f);
        return 0;
    }
    std::fprintf(stderr, "orrery: can't open file '%s': [Errno %d] %s\n", program.source.c_str(),
                 errno, std::strerror(errno));
    return kUsageError;
}

int disassemble(Engine& engine, const std::string& path) {
    std::string text;
    const bool ok = engine.disassemble(path, text);
    std::fputs(text.c_str(), ok ? stdout : stderr);
    return ok ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    CommandLine line;
    std::string error;
    if (!parse_command_line(argc, argv, line, error)) return usage_error(error);
    switch (line.command) {
    case CommandLine::kVersion: std::puts(orrery::version_text()); return 0;
    case CommandLine::kHelp: std::fputs(help_text().c_str(), stdout); return 0;
    default: break;
    }
    if (const int status = check_file(line.program)) return status;
    std::error_code ignored;
    line.options.executable = std::filesystem::read_symlink("/proc/self/exe", ignored).string();

    Engine engine(line.options);
    if (line.command == CommandLine::kDisassemble) return disassemble(engine, line.program.source);
    engine.take_signals();
    int status;
    if (line.command == CommandLine::kRepl) {
        status = engine.begin_session() ? run_repl(engine, !line.options.quiet) : 1;
    } else if (line.inspect) {
        status = engine.begin_session(line.program) ? run_repl(engine, false) : 1;
    } else {
        status = engine.run(line.program);
    }
    std::fflush(nullptr);
    // The heap goes with the process: taking it apart object by object would only cost time.
    std::_Exit(status);
}
