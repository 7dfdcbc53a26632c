#include "app/command_line.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using orrery::EngineOptions;
using orrery::Program;

constexpr const char* kUsage =
    "usage: orrery [run] [OPTION]... [FILE | -c CODE | -m MODULE | -] [ARGUMENT]...\n"
    "       orrery repl [OPTION]...\n"
    "       orrery dis FILE\n"
    "\n"
    "Runs Python 3.11 programs.\n"
    "\n"
    "  run FILE             run a program (the word run may be left out): a file, or a folder or\n"
    "                       zip file with a __main__.py\n"
    "  -c CODE              run a string\n"
    "  -m MODULE            run a library module as a program\n"
    "  -                    run what standard input gives\n"
    "  repl                 a prompt with history (Ctrl-R searches) and tab completion\n"
    "  dis FILE             show a program's bytecode with its source lines\n"
    "\n"
    "Options:\n";

/// "64M" and the like, in bytes. False if it is not a size.
bool parse_size(const std::string& text, uint64_t& out) {
    char* end = nullptr;
    if (text.empty() || text[0] < '0' || text[0] > '9') return false;
    const unsigned long long n = std::strtoull(text.c_str(), &end, 10);
    constexpr std::string_view units = "KMG";
    int shift = 0;
    if (*end) {
        const size_t unit = units.find(static_cast<char>(*end & ~0x20));
        if (unit == units.npos || end[1]) return false;
        shift = 10 * (static_cast<int>(unit) + 1);
    }
    if (n > UINT64_MAX >> shift) return false;
    out = n << shift;
    return true;
}

/// A number from 1 to `most`, or the complaint about it.
bool parse_number(const std::string& text, uint64_t most, uint64_t& out, std::string& complaint) {
    if (parse_size(text, out) && out >= 1 && out <= most) return true;
    complaint = "'" + text + "' is not a number from 1 to " + std::to_string(most);
    return false;
}

struct Option {
    const char* name;   // "--name", or one letter of python3's that may stand with others: "-u"
    const char* value;  // what --help calls its value; null: it has none
    const char* help;
    /// False: the value is wrong, and `complaint` says why.
    bool (*apply)(CommandLine& line, const std::string& value, std::string& complaint);
};

#define SETS(statement) \
    [](CommandLine& line, const std::string&, std::string&) { \
        return (void)line, (statement), true; \
    }

bool set_heap_limit(CommandLine& line, const std::string& value, std::string& complaint) {
    uint64_t& limit = line.options.heap_limit;
    if (!parse_size(value, limit)) {
        complaint = "'" + value + "' is not a size such as 512M";
    } else if (limit && limit < EngineOptions::kLeastHeapLimit) {
        complaint = "'" + value + "' is too little: the engine itself needs 4M";
    }
    return complaint.empty();
}

bool set_gc_stress(CommandLine& line, const std::string& value, std::string& complaint) {
    uint64_t n;
    if (!parse_number(value, 1'000'000'000, n, complaint)) return false;
    line.options.gc_stress = static_cast<uint32_t>(n);
    return true;
}

bool set_recursion_limit(CommandLine& line, const std::string& value, std::string& complaint) {
    uint64_t n;
    if (!parse_number(value, 100'000'000, n, complaint)) return false;
    line.options.recursion_limit = static_cast<int32_t>(n);
    return true;
}

bool set_library(CommandLine& line, const std::string& value, std::string& complaint) {
    std::error_code error;
    if (std::filesystem::is_directory(value, error)) {
        line.options.library_path = value;
        return true;
    }
    complaint = "no such folder: '" + value + "'";
    return false;
}

bool set_tier(CommandLine&, const std::string& value, std::string& complaint) {
    if (value == "interpreter") return true;
    complaint = "'" + value + "' is not a tier; there is only 'interpreter'";
    return false;
}

bool drop_more(CommandLine& line, const std::string&, std::string&) {
    line.options.optimize++;
    return true;
}

constexpr Option kOptions[] = {
    {"--heap-limit", "SIZE", "MemoryError beyond SIZE bytes of live objects (K, M, G allowed)",
     set_heap_limit},
    {"--gc-statistics", nullptr, "print collections and their pauses to standard error at the end",
     SETS(line.options.gc_statistics = true)},
    {"--gc-stress", "N", "collect at every N-th allocation, to find faults of the engine",
     set_gc_stress},
    {"--recursion-limit", "N", "RecursionError beyond N nested calls (default 1000)",
     set_recursion_limit},
    {"--library", "FOLDER", "folder of the Python 3.11 standard library", set_library},
    {"--tier", "TIER", "how code is run: interpreter, the only tier so far", set_tier},
    {"-B", nullptr, "do not write compiled code (none is written anyway)", SETS(void())},
    {"-E", nullptr, "do not look at PYTHON* environment variables",
     SETS(line.options.ignore_environment = true)},
    {"-i", nullptr, "a prompt after the program", SETS(line.inspect = true)},
    {"-I", nullptr, "isolated: -E, -P and -s", SETS(line.options.isolated = true)},
    {"-O", nullptr, "drop asserts; twice: docstrings too", drop_more},
    {"-P", nullptr, "do not put the program's folder before sys.path",
     SETS(line.options.safe_path = true)},
    {"-q", nullptr, "no greeting at the prompt", SETS(line.options.quiet = true)},
    {"-s", nullptr, "no folder of the user's in sys.path (there is none anyway)", SETS(void())},
    {"-S", nullptr, "do not import module site (it is not imported anyway)", SETS(void())},
    {"-u", nullptr, "do not buffer standard output and standard error",
     SETS(line.options.unbuffered = true)},
    {"-W", "FILTER", "a filter for warnings, as in module warnings",
     [](CommandLine& line, const std::string& value, std::string&) {
         line.options.warning_filters.push_back(value);
         return true;
     }},
    {"-X", "NAME[=VALUE]", "an entry of sys._xoptions",
     [](CommandLine& line, const std::string& value, std::string&) {
         line.options.x_options.push_back(value);
         return true;
     }},
    {"--version", nullptr, "show the version (also -V)",
     SETS(line.command = CommandLine::kVersion)},
    {"--help", nullptr, "show this text (also -h)", SETS(line.command = CommandLine::kHelp)},
};
#undef SETS

const Option* find_option(std::string_view name) {
    if (name == "-V") name = "--version";
    if (name == "-h") name = "--help";
    for (const Option& option : kOptions) {
        if (name == option.name) return &option;
    }
    return nullptr;
}

/// Reads the words of a command line one after the other.
class Reader {
public:
    Reader(int argc, char** argv, CommandLine& out, std::string& error)
        : words_(argv + 1, argv + argc), out_(out), error_(error) {}

    bool read() {
        if (!at_end() && words_[at_] == "run") {
            at_++;
        } else if (!at_end() && words_[at_] == "repl") {
            out_.command = CommandLine::kRepl;
            at_++;
        } else if (!at_end() && words_[at_] == "dis") {
            out_.command = CommandLine::kDisassemble;
            at_++;
        }
        while (!at_end() && !out_.has_program) {
            if (!read_word()) return false;
        }
        out_.program.arguments.assign(words_.begin() + static_cast<std::ptrdiff_t>(at_),
                                      words_.end());
        return true;
    }

private:
    bool at_end() const { return at_ == words_.size(); }

    bool read_word() {
        const std::string word = words_[at_++];
        if (word == "-") {
            program(Program::kStandardInput, word);
            return true;
        }
        if (word.size() < 2 || word[0] != '-') {
            program(Program::kFile, word);
            return true;
        }
        return word[1] == '-' ? read_long(word) : read_letters(word);
    }

    bool read_long(const std::string& word) {
        const size_t equals = word.find('=');
        const std::string name = word.substr(0, equals);
        const Option* option = find_option(name);
        if (!option) return fail("unknown option '" + word + "'");
        std::string value;
        if (equals != word.npos) {
            if (!option->value) return fail("option " + name + " takes no value");
            value = word.substr(equals + 1);
        } else if (option->value && !next(name, value)) {
            return false;
        }
        return apply(*option, value);
    }

    /// python3's options: letters that may stand together, the last with its value behind it.
    bool read_letters(const std::string& word) {
        for (size_t i = 1; i < word.size() && !out_.has_program; i++) {
            const std::string name = {'-', word[i]};
            const bool is_program = word[i] == 'c' || word[i] == 'm';
            const Option* option = find_option(name);
            if (!option && !is_program) {
                return fail("unknown option '" +
                            (word.size() == 2 ? word : name + "' in '" + word) + "'");
            }
            std::string value;
            if (is_program || option->value) {
                value = word.substr(i + 1);
                if (value.empty() && !next(name, value)) return false;
                i = word.size();
            }
            if (is_program) {
                program(name == "-c" ? Program::kCommand : Program::kModule, value);
            } else if (!apply(*option, value)) {
                return false;
            }
        }
        return true;
    }

    bool apply(const Option& option, const std::string& value) {
        std::string complaint;
        return option.apply(out_, value, complaint) ||
               fail(std::string(option.name) + ": " + complaint);
    }

    bool next(const std::string& name, std::string& value) {
        if (at_end()) return fail("option " + name + " needs a value");
        value = words_[at_++];
        return true;
    }

    void program(Program::Kind kind, const std::string& source) {
        out_.program.kind = kind;
        out_.program.source = source;
        out_.has_program = true;
    }

    bool fail(std::string text) {
        error_ = std::move(text);
        return false;
    }

    std::vector<std::string> words_;
    size_t at_ = 0;
    CommandLine& out_;
    std::string& error_;
};

}  // namespace

bool parse_command_line(int argc, char** argv, CommandLine& out, std::string& error) {
    if (argc == 1) out.command = CommandLine::kHelp;
    if (!Reader(argc, argv, out, error).read()) return false;
    if (out.command == CommandLine::kRepl && out.has_program) {
        error = "repl takes no program";
    } else if (out.command == CommandLine::kDisassemble && out.has_program &&
               (out.program.kind != Program::kFile || !out.program.arguments.empty())) {
        error = "dis takes one file and nothing else";
    } else if ((out.command == CommandLine::kRun || out.command == CommandLine::kDisassemble) &&
               !out.has_program) {
        error = "no program given";
    }
    return error.empty();
}

std::string help_text() {
    constexpr size_t column = 23;
    std::string out = kUsage;
    for (const Option& option : kOptions) {
        std::string line = std::string("  ") + option.name;
        if (option.value) line += (option.name[1] == '-' ? "=" : " ") + std::string(option.value);
        line.resize(std::max(line.size() + 1, column), ' ');
        out += line + option.help + "\n";
    }
    return out;
}
