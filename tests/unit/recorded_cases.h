// Cases recorded from CPython: lines of fields separated by blanks (or by another character), in
// a file beside the tests' sources.
#pragma once

#include <QtTest/QtTest>

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

inline std::string source_path(const std::string& path) {
    const char* root = std::getenv("ORRERY_SOURCE_DIR");
    return std::string(root != nullptr ? root : ".") + "/" + path;
}

inline std::vector<std::string> split_fields(const std::string& line, char separator = ' ') {
    std::vector<std::string> fields(1);
    for (const char c : line) {
        if (c == separator) {
            fields.emplace_back();
        } else {
            fields.back() += c;
        }
    }
    return fields;
}

// Calls f(fields) per line, skipping '#' comments; returns the number of lines.
template <typename F>
int for_each_recorded(const std::string& path, char separator, F&& f) {
    std::ifstream file(source_path(path));
    std::string line;
    int count = 0;
    while (std::getline(file, line)) {
        if (!line.empty() && line[0] != '#') {
            f(split_fields(line, separator), line);
            ++count;
        }
    }
    return count;
}
