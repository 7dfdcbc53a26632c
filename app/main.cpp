// orrery: the command line. Never loads Qt.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "app/repl.h"
#include "engine/engine.h"

namespace {

using orrery::Engine;
using orrery::EngineOptions;
using orrery::Program;

constexpr int kUsageError = 2;

constexpr const char* kHelp =
    "usage: orrery [run] [OPTION]... [FILE | -c CODE | -m MODULE | -] [ARGUMENT]...\n"
    "       orrery repl [OPTION]...\n"
    "       orrery dis FILE\n"
    "\n"
    "Runs Python 3.11 programs.\n"
    "\n"
    "  run FILE            run a program (the word run may be left out)\n"
    "  -c CODE             run a string\n"
    "  -m MODULE           run a library module as a program\n"
    "  -                   run what standard input gives\n"
    "  repl                a prompt with history (Ctrl-R searches) and tab completion\n"
    "  dis FILE            show a program's bytecode with its source lines\n"
    "\n"
    "Options:\n"
    "  --heap-limit=SIZE   MemoryError beyond SIZE bytes of live objects (K, M, G allowed)\n"
    "  --gc-statistics     print collections and their pauses to standard error at the end\n"
    "  --gc-stress=N       collect at every N-th allocation, to find faults of the engine\n"
    "  --recursion-limit=N RecursionError beyond N nested calls (default 1000)\n"
    "  --library=FOLDER    folder of the Python 3.11 standard library\n"
    "  --tier=interpreter  how code is run; the interpreter is the only tier so far\n"
    "  -O, -OO             drop asserts; drop docstrings too\n"
    "  -u                  do not buffer standard output and standard error\n"
    "  -B, -E, -I, -q, -s, -S, -X OPTION\n"
    "                      accepted as python3 does; they change nothing here\n"
    "  --version, -V       show the version\n"
    "  --help, -h          show this text\n";

int usage_error(const std::string& message) {
    std::fprintf(stderr, "orrery: %s\nTry 'orrery --help'.\n", message.c_str());
    return kUsageError;
}

/// "64M" and the like, in bytes. False if it is not a size.
bool parse_size(const std::string& text, uint64_t& out) {
    char* end = nullptr;
    if (text.empty() || text[0] == '-') return false;
    const unsigned long long n = std::strtoull(text.c_str(), &end, 10);
    if (end == text.c_str()) return false;
    uint64_t unit = 1;
    switch (*end) {
    case '\0': break;
    case 'k':
    case 'K':
        unit = uint64_t{1} << 10;
        end++;
        break;
    case 'm':
    case 'M':
        unit = uint64_t{1} << 20;
        end++;
        break;
    case 'g':
    case 'G':
        unit = uint64_t{1} << 30;
        end++;
        break;
    default: return false;
    }
    if (*end != '\0' || n > UINT64_MAX / unit) return false;
    out = n * unit;
    return true;
}

struct CommandLine {
    EngineOptions options;
    Program program;
    bool has_program = false;
    bool disassemble = false;
    bool repl = false;
    bool show_version = false;
    bool show_help = false;
};

/// One option. Returns false and sets `error` when it is wrong; `used` counts words beyond the
/// first.
bool parse_option(const std::string& word, const char* next, CommandLine& out, int& used,
                  std::string& error) {
    const auto value_of = [&](const char* name, std::string& value) {
        const size_t n = std::strlen(name);
        if (word.compare(0, n, name) != 0) return false;
        if (word.size() > n && word[n] == '=') {
            value = word.substr(n + 1);
            return true;
        }
        if (word.size() == n && next) {
            value = next;
            used = 1;
            return true;
        }
        return false;
    };
    std::string value;
    if (word == "--version" || word == "-V") {
        out.show_version = true;
    } else if (word == "--help" || word == "-h") {
        out.show_help = true;
    } else if (word == "-O" || word == "-OO") {
        out.options.optimize = true;
        out.options.strip_docstrings = word == "-OO";
    } else if (word == "-u") {
        out.options.unbuffered = true;
    } else if (word == "-B" || word == "-E" || word == "-I" || word == "-s" || word == "-S" ||
               word == "-q") {
        // Nothing here depends on them.
    } else if (word.starts_with("-X")) {
        used = word.size() == 2 && next ? 1 : 0;  // settings of CPython's own machinery
    } else if (value_of("--heap-limit", value)) {
        if (!parse_size(value, out.options.heap_limit)) {
            error = "--heap-limit: '" + value + "' is not a size such as 512M";
            return false;
        }
    } else if (word == "--gc-statistics") {
        out.options.gc_statistics = true;
    } else if (value_of("--gc-stress", value)) {
        uint64_t n = 0;
        if (!parse_size(value, n) || n < 1 || n > 1'000'000'000) {
            error = "--gc-stress: '" + value + "' is not a number from 1 to 1000000000";
            return false;
        }
        out.options.gc_stress = static_cast<uint32_t>(n);
    } else if (value_of("--recursion-limit", value)) {
        uint64_t n = 0;
        if (!parse_size(value, n) || n < 1 || n > 100'000'000) {
            error = "--recursion-limit: '" + value + "' is not a number from 1 to 100000000";
            return false;
        }
        out.options.recursion_limit = static_cast<int32_t>(n);
    } else if (value_of("--library", value)) {
        if (!std::filesystem::is_directory(value)) {
            error = "--library: no such folder: '" + value + "'";
            return false;
        }
        out.options.library_path = value;
    } else if (value_of("--tier", value)) {
        if (value != "interpreter") {
            error = "--tier: '" + value + "' is not a tier; there is only 'interpreter'";
            return false;
        }
    } else {
        error = "unknown option '" + word + "'";
        return false;
    }
    return true;
}

bool parse(int argc, char** argv, CommandLine& out, std::string& error) {
    int i = 1;
    if (i < argc && std::strcmp(argv[i], "run") == 0) i++;
    if (i == 1 && i < argc && std::strcmp(argv[i], "dis") == 0) {
        out.disassemble = true;
        i++;
    } else if (i == 1 && i < argc && std::strcmp(argv[i], "repl") == 0) {
        out.repl = true;
        i++;
    }
    for (; i < argc; i++) {
        const std::string word = argv[i];
        if (word == "-c" || word == "-m") {
            if (++i >= argc) {
                error = "option " + word + " needs a value";
                return false;
            }
            out.program.kind = word == "-c" ? Program::kCommand : Program::kModule;
            out.program.source = argv[i++];
            out.has_program = true;
            break;
        }
        if (word == "-") {
            out.program.kind = Program::kStandardInput;
            out.program.source = "-";
            out.has_program = true;
            i++;
            break;
        }
        if (word.size() > 1 && word[0] == '-') {
            int used = 0;
            if (!parse_option(word, i + 1 < argc ? argv[i + 1] : nullptr, out, used, error))
                return false;
            i += used;
            continue;
        }
        out.program.source = word;
        out.has_program = true;
        i++;
        break;
    }
    for (; i < argc; i++)
        out.program.arguments.emplace_back(argv[i]);
    return true;
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

}  // namespace

int main(int argc, char** argv) {
    CommandLine line;
    std::string error;
    if (!parse(argc, argv, line, error)) return usage_error(error);
    if (line.show_version) {
        std::puts(orrery::version_text());
        return 0;
    }
    if (line.show_help || (!line.has_program && argc == 1)) {
        std::fputs(kHelp, stdout);
        return 0;
    }
    if (line.repl && line.has_program) return usage_error("repl takes no program");
    if (!line.has_program && !line.repl) return usage_error("no program given");
    if (const int status = check_file(line.program)) return status;
    std::error_code ignored;
    line.options.executable = std::filesystem::read_symlink("/proc/self/exe", ignored).string();

    Engine engine(line.options);
    if (line.disassemble) {
        std::string text;
        const bool ok = engine.disassemble(line.program.source, text);
        std::fputs(text.c_str(), ok ? stdout : stderr);
        return ok ? 0 : 1;
    }
    engine.take_signals();
    const int status = line.repl ? run_repl(engine) : engine.run(line.program);
    std::fflush(nullptr);
    // The heap goes with the process: taking it apart object by object would only cost time.
    std::_Exit(status);
}
