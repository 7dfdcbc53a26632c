// What the two halves of module _pickle share: opcodes, the objects Pickler and Unpickler, errors.
//
// A pickle is a program for a stack machine; pickletools.py of the standard library documents every
// opcode. Written pickles are byte for byte those of CPython's _pickle, frames included.
#pragma once

#include <string>
#include <vector>

#include "engine/modules/module_support.h"

namespace orrery::pickle {

constexpr int32_t kHighestProtocol = 5;
constexpr int32_t kDefaultProtocol = 4;

enum Op : uint8_t {
    kMark = '(',
    kStop = '.',
    kPop = '0',
    kPopMark = '1',
    kDup = '2',
    kFloat = 'F',
    kInt = 'I',
    kBinInt = 'J',
    kBinInt1 = 'K',
    kLong = 'L',
    kBinInt2 = 'M',
    kNone = 'N',
    kPersId = 'P',
    kBinPersId = 'Q',
    kReduce = 'R',
    kString = 'S',
    kBinString = 'T',
    kShortBinString = 'U',
    kUnicode = 'V',
    kBinUnicode = 'X',
    kAppend = 'a',
    kBuild = 'b',
    kGlobal = 'c',
    kDict = 'd',
    kEmptyDict = '}',
    kAppends = 'e',
    kGet = 'g',
    kBinGet = 'h',
    kInst = 'i',
    kLongBinGet = 'j',
    kList = 'l',
    kEmptyList = ']',
    kObj = 'o',
    kPut = 'p',
    kBinPut = 'q',
    kLongBinPut = 'r',
    kSetItem = 's',
    kTuple = 't',
    kEmptyTuple = ')',
    kSetItems = 'u',
    kBinFloat = 'G',
    // protocol 2
    kProto = 0x80,
    kNewObj,
    kExt1,
    kExt2,
    kExt4,
    kTuple1,
    kTuple2,
    kTuple3,
    kNewTrue,
    kNewFalse,
    kLong1,
    kLong4,
    // protocol 3
    kBinBytes = 'B',
    kShortBinBytes = 'C',
    // protocol 4
    kShortBinUnicode = 0x8c,
    kBinUnicode8,
    kBinBytes8,
    kEmptySet,
    kAddItems,
    kFrozenSet,
    kNewObjEx,
    kStackGlobal,
    kMemoize,
    kFrame,
    // protocol 5
    kByteArray8,
    kNextBuffer,
    kReadonlyBuffer,
};

/// Numbers of the objects written, by identity. The objects are kept alive beside it.
class Memo {
public:
    /// The number, or -1.
    int64_t find(Value v) const;
    /// Gives the next number to an object that has none.
    void add(Value v);
    void set(Value v, uint32_t number);
    void clear();
    uint32_t size() const { return size_; }
    const Memo& operator=(const Memo&) = delete;

private:
    struct Cell {
        uint64_t key;
        uint32_t number;
    };
    Cell& cell(uint64_t key);
    std::vector<Cell> cells_;
    uint32_t size_ = 0;
};

struct Pickler : NativeObject {
    Slot write;  // bound method of the file; empty: dumps()
    Slot persistent_id, dispatch_table, buffer_callback;  // empty: none
    Ref<List> kept;  // the objects of the memo, by number; null before __init__
    Memo* memo;
    int32_t protocol;
    bool fast, fix_imports;
};

struct Unpickler : NativeObject {
    Slot read, readline, peek;  // bound methods of the file; empty: loads()
    Slot persistent_load;
    Slot buffers;  // iterator over out-of-band buffers; empty: none
    Ref<List> memo;  // Value::stop() where nothing was put; null before __init__
    Ref<String> encoding, errors;
    int32_t protocol;  // of the pickle being read
    bool fix_imports;
};

/// Pickles into `p.write`, or into `out` when there is none. False after an exception.
bool dump(Context& ctx, Pickler* p, Value object, std::string& out);
/// Reads one object from `data`, or from the file when it has one.
Value load(Context& ctx, Unpickler* u, std::string_view data);
/// Unpickler.find_class() of the type itself.
Value find_class(Context& ctx, Unpickler* u, String* module, String* name, int32_t protocol);

enum class Error : uint8_t { kPickle, kPickling, kUnpickling };
Value error_class(Context& ctx, Error e);
template <typename... A>
Value fail(Context& ctx, Error e, std::string_view format, A... args) {
    return raise_of_class(ctx, error_class(ctx, e), format, args...);
}

/// The parts of a dotted name as attributes, one of the other; `parent` is the last but one. Empty
/// after AttributeError; `local_message` formats that for names within functions.
Value deep_attribute(Context& ctx, Value object, String* dotted, Value& parent);
/// A row of one of the tables in _compat_pickle; empty when there is none, `ok` false on error.
Value compatible(Context& ctx, const char* table, Value key, bool& ok);
/// A table of copyreg.
Value registry(Context& ctx, const char* name);

/// The names that both ends of an out-of-band buffer need.
extern const NativeTypeSpec kPickleBufferSpec;
struct PickleBuffer : NativeObject {
    Slot source;  // empty: released
};

}  // namespace orrery::pickle
