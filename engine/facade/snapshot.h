// Snapshots: what a program's variables hold, as plain data for a window to show.
//
// Making one runs no code of the program (kRepr excepted, which says so) and changes nothing in it.
// Each value comes with an id, under which its parts can be asked for later, page by page. An id
// keeps the value alive until it is released, a fresh run begins, or the engine ends; asked for
// after that, the answer is kStale. Values are shown as they are at the moment of each
// answer: a list may have changed between two pages.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace orrery {

using ValueId = uint64_t;  // 0: none
using FrameId = uint64_t;

enum class ValueKind : uint8_t {
    kNone,
    kBool,
    kInt,
    kFloat,
    kComplex,
    kText,
    kBytes,
    kSequence,
    kMapping,
    kSet,
    kFunction,
    kClass,
    kModule,
    kException,
    kObject,
    kOther,  // NotImplemented, ...
};

struct ValueInfo {
    ValueId id = 0;
    ValueKind kind = ValueKind::kNone;
    std::string type_name;
    std::string text;  // short: one line, as repr() would say it where that needs no code
    bool is_cut = false;  // `text` does not show all
    int64_t length = -1;  // elements, characters or bytes; -1: it has no length
    uint64_t position_count = 0;  // positions that kChildren can ask for; 0: it has no parts
};

struct Child {
    enum Role : uint8_t { kVariable, kAttribute, kElement, kEntry };
    Role role = kVariable;
    uint64_t position = 0;
    std::string name;  // of the variable or attribute; "3" of an element; short text of a key
    ValueId key = 0;  // kEntry: the key itself
    ValueInfo value;
};

struct FrameInfo {
    FrameId id = 0;
    std::string function, filename;
    int line = 0;  // from 1; 0: not known
    int column = 0, end_line = 0, end_column = 0;  // columns in bytes from 0
};

struct SnapshotRequest {
    enum What : uint8_t {
        kGlobals,  // variables of __main__
        kFrames,  // of the running program, innermost first
        kPostMortemFrames,  // where the last uncaught exception passed, innermost first
        kLocals,  // of `frame`
        kChildren,  // parts of `value`: attributes first, then elements
        kText,  // str: characters, bytes: bytes, [first, first + count), uncut
        kRepr,  // repr(value), which runs the program's code
        kMembers,  // names that can follow `path` and a dot (of "": variables in scope)
        kSignature,  // how the function `path` is called: its signature, then its docstring
    };
    What what = kGlobals;
    ValueId value = 0;
    FrameId frame = 0;
    std::string path;  // dotted names
    /// Positions [first, ...): at most `count` children. Positions of a mapping or set from
    /// which something was deleted may have gaps.
    uint64_t first = 0;
    uint64_t count = 100;
    // What kGlobals, kLocals, kChildren leave out:
    std::string filter;  // names without this text, ASCII letters in either case
    bool hide_private = false;  // names that begin with '_'
    bool hide_modules = false;
    bool hide_callables = false;  // functions and classes
};

struct SnapshotResult {
    enum Status : uint8_t {
        kDone,
        kStale,  // the value or frame is no longer there
        kCancelled,
        kEnded,  // the session has ended
        kTimedOut,
        kFailed,  // kRepr raised: `text` says what; kMembers, kSignature: nothing of that name
    };
    Status status = kDone;
    std::vector<Child> children;
    std::vector<FrameInfo> frames;
    std::string text;
    uint64_t position_count = 0;  // positions in all
    uint64_t next = 0;  // the position to go on from; position_count: that was all
};

/// Refers to a request under way. Copies refer to the same one.
class SnapshotTicket {
public:
    /// The answer becomes kCancelled, unless it is made already.
    void cancel() const {
        if (cancelled_) cancelled_->store(true, std::memory_order_relaxed);
    }

private:
    friend class Session;
    std::shared_ptr<std::atomic<bool>> cancelled_;
};

}  // namespace orrery
