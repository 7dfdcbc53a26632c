#include <readline/history.h>
#include <readline/readline.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>

#include "app/line_editor.h"

namespace {

constexpr int kHistoryEntries = 10000;

// Readline calls back without a place for state of ours.
LineEditor::Complete* completer = nullptr;
volatile std::sig_atomic_t interrupted = 0;

std::string history_file() {
    namespace fs = std::filesystem;
    fs::path folder;
    if (const char* state = std::getenv("XDG_STATE_HOME"); state && *state) {
        folder = state;
    } else if (const char* home = std::getenv("HOME"); home && *home) {
        folder = fs::path(home) / ".local" / "state";
    } else {
        return {};
    }
    std::error_code error;
    fs::create_directories(folder / "orrery", error);
    return error ? std::string() : (folder / "orrery" / "history").string();
}

char* next_match(const char* text, int state) {
    static std::vector<std::string> matches;  // of the completion under way
    static size_t next = 0;
    if (state == 0) {
        matches = (*completer)(text);
        next = 0;
    }
    return next < matches.size() ? strdup(matches[next++].c_str()) : nullptr;
}

char** complete_word(const char* text, int start, int) {
    rl_attempted_completion_over = 1;
    rl_completion_append_character = '\0';
    // At the start of a line, Tab indents.
    if (start == 0 && *text == '\0') {
        rl_insert_text("    ");
        return nullptr;
    }
    return rl_completion_matches(text, next_match);
}

int check_interrupt() {
    if (interrupted) rl_done = 1;
    return 0;
}

void on_interrupt(int) { interrupted = 1; }

}  // namespace

LineEditor::LineEditor(Complete complete)
    : interactive_(isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)) {
    if (!interactive_) return;
    completer = new Complete(std::move(complete));
    rl_readline_name = "orrery";
    rl_catch_signals = 0;
    rl_attempted_completion_function = complete_word;
    rl_completer_word_break_characters = " \t\n`~!@#$%^&*()-=+[{]}\\|;:'\",<>/?";
    rl_event_hook = check_interrupt;
    rl_set_keyboard_input_timeout(20'000);
    history_path_ = history_file();
    if (!history_path_.empty()) read_history(history_path_.c_str());
    stifle_history(kHistoryEntries);
}

LineEditor::~LineEditor() {
    if (!interactive_) return;
    if (!history_path_.empty()) write_history(history_path_.c_str());
    delete completer;
    completer = nullptr;
}

LineEditor::Outcome LineEditor::read(const char* prompt, std::string& line) {
    if (!interactive_) return std::getline(std::cin, line) ? kLine : kEnd;
    interrupted = 0;
    struct sigaction mine = {}, before = {};
    mine.sa_handler = on_interrupt;
    sigaction(SIGINT, &mine, &before);
    char* text = readline(prompt);
    sigaction(SIGINT, &before, nullptr);
    if (interrupted) {
        std::free(text);
        return kInterrupted;
    }
    if (!text) return kEnd;
    line = text;
    std::free(text);
    if (!line.empty()) add_history(line.c_str());
    return kLine;
}
