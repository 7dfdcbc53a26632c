// LineEditor: lines typed at a terminal, with history kept on disk, Ctrl-R and tab completion by
// GNU Readline where the build has it; plain lines when input is not a terminal.
#pragma once

#include <functional>
#include <string>
#include <vector>

class LineEditor {
public:
    using Complete = std::function<std::vector<std::string>(const std::string& text)>;

    /// One at a time in a process: the library behind it has global state.
    explicit LineEditor(Complete complete);
    /// Writes the history.
    ~LineEditor();
    LineEditor(const LineEditor&) = delete;

    bool is_interactive() const { return interactive_; }
    enum Outcome { kLine, kInterrupted, kEnd };
    /// The next line without its newline.
    Outcome read(const char* prompt, std::string& line);

private:
    bool interactive_;
    std::string history_path_;
};
