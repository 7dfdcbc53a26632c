// Signature: the parsed declaration of a native function (native.h), and the binder that lays
// out a call's arguments by it. Owned by the Runtime, one for each declaration used.
#pragma once

#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/interpreter/context.h"

namespace orrery {

struct Parameter {
    String* name = nullptr;        // interned
    std::string default_text;      // as declared; empty: required
    bool has_default = false;
    bool positional_only = false;
    bool keyword_only = false;
};

struct Signature {
    std::string name;
    std::string text;                  // "(self, /, sep=None)" for __text_signature__
    std::vector<Parameter> parameters; // without *args and **kwargs
    uint32_t positional = 0;           // parameters that can be given by position
    uint32_t required_positional = 0;  // of these, how many lack a default
    uint32_t positional_only = 0;
    bool has_rest = false;             // *args
    bool has_keywords = false;         // **kwargs
    bool simple = false;               // no keyword-only parameters, no *args, no **kwargs
};

class SignatureTable {
public:
    /// Parses on first use. Names are interned and kept alive by trace().
    Signature* find(Context& ctx, const NativeMethod* def);
    void trace(Marker& marker);

private:
    std::unordered_map<const NativeMethod*, Signature> table_;
};

/// "split" of "split(self, ...)".
std::string_view declared_name(const NativeMethod& def);

}  // namespace orrery
