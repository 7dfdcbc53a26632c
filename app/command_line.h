// The command line of `orrery`: what to do, and with which options. python3's own options mean
// here what they mean there.
#pragma once

#include <string>

#include "engine/engine.h"

struct CommandLine {
    enum Command { kRun, kRepl, kDisassemble, kVersion, kHelp } command = kRun;
    orrery::EngineOptions options;
    orrery::Program program;
    bool has_program = false;
    bool inspect = false;  // -i: a prompt after the program
};

/// False when a word is wrong: `error` names it and says what would be right.
bool parse_command_line(int argc, char** argv, CommandLine& out, std::string& error);

/// The text of --help.
std::string help_text();
