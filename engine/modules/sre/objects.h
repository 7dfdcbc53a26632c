// The objects of regular expressions that programs see: re.Pattern, re.Match, the scanner behind
// Pattern.scanner(), and the iterator that Pattern.finditer() returns.
#pragma once

#include <initializer_list>
#include <optional>
#include <vector>

#include "engine/modules/sre/matcher.h"
#include "engine/modules/sre/subject.h"
#include "engine/objects/native.h"

namespace orrery::sre {

// What a pattern owns outside the heap.
struct Compiled {
    std::vector<uint32_t> words;  // as given to _sre.compile(): they make patterns equal
    Program program;
};

struct Pattern : NativeObject {
    static constexpr int8_t kAnyText = -1;

    Compiled* compiled;
    Slot pattern;           // str, bytes-like or None
    Ref<Dict> groupindex;   // name -> number
    Ref<Tuple> indexgroup;  // number -> name or None
    Ref<Tuple> types;       // the module's types, by PatternType
    int64_t flags;
    uint32_t groups;  // without the whole match
    int8_t is_bytes;  // kAnyText for a pattern of None
};

enum class PatternType : unsigned { kPattern, kMatch, kScanner, kIterator, kCount };

struct Match : NativeObject {
    struct Span {
        int64_t start;  // -1: the group took no part
        int64_t stop;
    };

    Slot string;
    Ref<Pattern> pattern;
    Slot regs;  // tuple of spans, made when first asked for
    int64_t pos;
    int64_t endpos;
    int32_t last_index;  // -1: none
    uint32_t spans;      // groups and the whole match
    Span* span() { return reinterpret_cast<Span*>(this + 1); }
};

// A series of matches over one string that a program steps through.
struct Scanner : NativeObject {
    Ref<Pattern> pattern;
    Slot string;
    int64_t pos;
    int64_t endpos;
    int64_t from;
    bool must_advance;
    bool finished;
};

extern const NativeTypeSpec kPatternSpec;
extern const NativeTypeSpec kMatchSpec;
extern const NativeTypeSpec kScannerSpec;
extern const NativeTypeSpec kIteratorSpec;

inline Type* pattern_type(Pattern* pattern, PatternType which) {
    return pattern->types->at(static_cast<unsigned>(which)).as<Type>();
}

// One operation of a pattern on a string: opens the subject, checks that it fits the pattern, and
// runs matches until it ends.
class Operation {
public:
    Operation(Context& ctx, Pattern* pattern) : ctx_(ctx), pattern_(pattern), subject_(ctx) {}

    // `pos` and `endpos` may be empty. False after an exception.
    bool open(Value string, Value pos = Value(), Value endpos = Value());
    bool open(Value string, int64_t pos, int64_t endpos);

    enum class Mode { kMatch, kFullMatch, kSearch };
    // kNo: there is no match.
    Truth run(Mode mode);
    // Once open() has succeeded.
    Matcher& matcher() { return *matcher_; }  // NOLINT(bugprone-unchecked-optional-access)
    Subject& subject() { return subject_; }
    int64_t pos() const { return pos_; }
    int64_t endpos() const { return endpos_; }

    // The last match as a re.Match; empty after an exception.
    Value match_object();
    // The text of the last match's group (0: all), or `otherwise` where it took no part.
    Value group(uint32_t index, Value otherwise);

private:
    static bool handle_poll(void* context) {
        return !static_cast<Context*>(context)->handle_poll();
    }

    Context& ctx_;
    Pattern* pattern_;
    Subject subject_;
    BacktrackStack stack_;
    int64_t pos_ = 0;
    int64_t endpos_ = 0;
    std::optional<Matcher> matcher_;
};

// Pattern methods of substitute.cpp.
Value pattern_split(Context& ctx, const Args& args);
Value pattern_sub(Context& ctx, const Args& args);
Value pattern_subn(Context& ctx, const Args& args);

// An integer argument (through __index__); false after an exception.
bool to_size(Context& ctx, Value value, int64_t* size);

// __copy__ and __deepcopy__ of immutable objects, and __class_getitem__.
Value return_self(Context& ctx, const Args& args);
Value class_getitem(Context& ctx, const Args& args);

// re.function(args...), as the parts of `re` written in Python provide it.
Value call_re(Context& ctx, const char* function, std::initializer_list<Value> args);

}  // namespace orrery::sre
