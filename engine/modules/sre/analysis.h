// Looks ahead in translated code and fills in what the instructions know about the next character.
#pragma once

#include "engine/modules/sre/program.h"

namespace orrery::sre {

class Analysis {
public:
    explicit Analysis(Program& program) : program_(program), code_(program.code_) {}

    // `sites` are the indices of all kBranch, kRepeat, kRepeatOne and kMinRepeatOne, ascending.
    void run(const std::vector<uint32_t>& sites);

private:
    struct First {
        CharClass which;
        bool at_end = false;  // a body or the program ends here, before any further condition
    };

    First first_at(uint32_t pc, int depth = 0);
    CharClass united(CharClass a, CharClass b);
    CharClass united_alternatives(uint32_t pc);
    CharClass add_filter(CharSet set);
    CharClass read_class(uint32_t pc) const {
        return {static_cast<CharKind>(code_[pc]), code_[pc + 1]};
    }
    void write_class(uint32_t pc, CharClass which);
    CharSet as_set(CharClass which) const;
    void finish_repeat_one(uint32_t pc);
    void find_search_facts();

    Program& program_;
    std::vector<uint32_t>& code_;
};

}  // namespace orrery::sre
