// Parses files and reports the speed, the trees or the errors.
//
//   parse_corpus --snippets file
//   parse_corpus [--dump] [--repeat N] [--mode exec|eval|single] [--names table] file...
//
// --dump prints each tree as ast.dump(include_attributes=True) does, one line per file; a file
// that does not parse prints its first error. With "-" for a file, names are read from standard
// input. --snippets reads sources with NUL bytes between them and prints the first error of each,
// its fields with tabs between them, or "ok". --names gives what the parser asks its embedder:
// lines "N<tab>character name<tab>code" and "I<tab>identifier<tab>normalized". compare_trees.py
// compares the dumps with CPython's, compare_errors.py the errors. It is built by
//
//   clang++-19 -std=c++20 -O2 -DNDEBUG -fno-rtti -I. tests/tools/parse_corpus.cpp
//       engine/syntax/*.cpp -o build/parse_corpus
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "engine/syntax/parser.h"

namespace {

using namespace orrery::syntax;

std::string read_file(const std::string& name) {
    std::ifstream file(name, std::ios::binary);
    std::stringstream content;
    content << file.rdbuf();
    return content.str();
}

std::string escaped(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c == '\\') {
            out += "\\\\";
        } else {
            out += c;
        }
    }
    return out;
}

std::string first_error(const ParseResult& result, bool tabs = false) {
    static const char* const kKinds[] = {
#define DIAGNOSTIC(kind) #kind,
        DIAGNOSTIC_KINDS
#undef DIAGNOSTIC
    };
    for (const Diagnostic& d : result.diagnostics) {
        if (d.kind == DiagnosticKind::Warning) continue;
        std::stringstream out;
        if (tabs) {
            out << kKinds[static_cast<int>(d.kind)] << "\t" << escaped(d.message) << "\t"
                << d.lineno << "\t" << d.offset << "\t" << d.end_lineno << "\t" << d.end_offset
                << "\t" << (d.has_text ? escaped(d.text) : "None");
            return out.str();
        }
        out << kKinds[static_cast<int>(d.kind)] << ": " << d.message << " (" << d.lineno << ","
            << d.offset << "," << d.end_lineno << "," << d.end_offset << ") " << d.text;
        return out.str();
    }
    return "no tree, no error";
}

void parse_snippets(const std::string& all, const ParseOptions& options) {
    for (std::size_t begin = 0; begin <= all.size();) {
        std::size_t end = all.find('\0', begin);
        if (end == std::string::npos) end = all.size();
        ParseResult result = parse(std::string_view(all).substr(begin, end - begin), options);
        std::puts(result.tree != nullptr ? "ok" : first_error(result, true).c_str());
        begin = end + 1;
    }
}

struct Names {
    std::map<std::string, std::int32_t, std::less<>> characters;
    std::map<std::string, std::string, std::less<>> identifiers;

    void read(const char* path) {
        std::ifstream file(path);
        std::string line;
        while (std::getline(file, line)) {
            const std::size_t tab = line.find('\t', 2);
            if (tab == std::string::npos) continue;
            const std::string key = line.substr(2, tab - 2);
            const std::string value = line.substr(tab + 1);
            if (line[0] == 'N') characters[key] = std::stoi(value);
            if (line[0] == 'I') identifiers[key] = value;
        }
    }
};

}  // namespace

int main(int argc, char** argv) {
    bool dump = false;
    int repeat = 1;
    ParseOptions options;
    std::vector<std::string> names;
    Names tables;
    options.character_by_name = [&](std::string_view name) {
        auto found = tables.characters.find(name);
        return found == tables.characters.end() ? -1 : found->second;
    };
    options.normalize_identifier = [&](std::string_view name) {
        auto found = tables.identifiers.find(name);
        return found == tables.identifiers.end() ? std::string(name) : found->second;
    };
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--dump") {
            dump = true;
        } else if (argument == "--repeat" && i + 1 < argc) {
            repeat = std::stoi(argv[++i]);
        } else if (argument == "--mode" && i + 1 < argc) {
            const std::string mode = argv[++i];
            options.mode = mode == "eval"     ? ParseMode::Eval
                           : mode == "single" ? ParseMode::Single
                                              : ParseMode::Exec;
        } else if (argument == "--names" && i + 1 < argc) {
            tables.read(argv[++i]);
        } else if (argument == "--snippets" && i + 1 < argc) {
            options.is_text = true;
            parse_snippets(read_file(argv[++i]), options);
            return 0;
        } else if (argument == "-") {
            std::string line;
            while (std::getline(std::cin, line))
                names.push_back(line);
        } else {
            names.push_back(argument);
        }
    }
    std::size_t bytes = 0;
    std::size_t failures = 0;
    std::size_t memory = 0;
    double seconds = 0;
    for (const std::string& name : names) {
        const std::string source = read_file(name);
        for (int i = 0; i < repeat; ++i) {
            const auto before = std::chrono::steady_clock::now();
            ParseResult result = parse(source, options);
            seconds +=
                std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
            bytes += source.size();
            memory += result.arena.footprint();
            if (i != 0) continue;
            if (result.tree == nullptr) {
                ++failures;
                std::printf("%s: %s\n", name.c_str(), first_error(result).c_str());
            } else if (dump) {
                std::printf("%s: %s\n", name.c_str(), ast::dump(result.tree).c_str());
            }
        }
    }
    std::fprintf(stderr, "%zu files, %zu failed, %.1f MB in %.3f s: %.1f MB/s, arena %.1f MB\n",
                 names.size(), failures, static_cast<double>(bytes) / 1e6, seconds,
                 static_cast<double>(bytes) / 1e6 / seconds, static_cast<double>(memory) / 1e6);
    return failures == 0 ? 0 : 1;
}
