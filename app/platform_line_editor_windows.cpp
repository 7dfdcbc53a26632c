#include <io.h>

#include <iostream>

#include "app/line_editor.h"

// The console edits lines itself.
LineEditor::LineEditor(Complete) : interactive_(_isatty(0) && _isatty(1)) {}

LineEditor::~LineEditor() = default;

LineEditor::Outcome LineEditor::read(const char* prompt, std::string& line) {
    if (interactive_) std::cout << prompt << std::flush;
    return std::getline(std::cin, line) ? kLine : kEnd;
}
