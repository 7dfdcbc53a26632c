#include "app/repl.h"

#include <cstdio>
#include <iostream>
#include <string>

#include "app/line_editor.h"
#include "engine/engine.h"

int run_repl(orrery::Engine& engine, bool greets) {
    using Feed = orrery::Engine::Feed;
    LineEditor editor([&](const std::string& text) { return engine.complete(text); });
    if (greets && editor.is_interactive()) {
        std::printf("%s\nType \"help\" for more information; Ctrl-D leaves.\n",
                    orrery::version_text());
    }
    Feed state = Feed::kDone;
    std::string line;
    while (state != Feed::kExit) {
        switch (editor.read(state == Feed::kMore ? "... " : ">>> ", line)) {
        case LineEditor::kLine: state = engine.feed(line); break;
        case LineEditor::kInterrupted:
            std::puts("\nKeyboardInterrupt");
            engine.discard_block();
            state = Feed::kDone;
            break;
        case LineEditor::kEnd:
            if (state == Feed::kMore) state = engine.feed("");
            if (editor.is_interactive()) std::puts("");
            return engine.end_session();
        }
    }
    return engine.end_session();
}
