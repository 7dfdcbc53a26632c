// The stream objects of module _io and what their files share.
//
// Layers as in Python: FileIO (a descriptor) below BufferedReader, BufferedWriter or
// BufferedRandom below TextIOWrapper. Each layer works on any object with the right methods; where
// the layer below is native and exact, it is called directly, without attribute look-ups:
//
//   TextIOWrapper::native  --> Buffered         Buffered::file --> RawFile (shared with FileIO)
//
// Such a TextIOWrapper keeps no encoded text of its own: it writes into the Buffered's buffer.
// Memory outside the heap is released by the types' finalizers. A Buffered that is collected
// without having been closed writes its pending bytes first, since RawFile is counted, not
// collected; open ones are in a list, so that an engine that ends can do the same.
#pragma once

#include <memory>
#include <string>

#include "engine/interpreter/context.h"
#include "engine/modules/io/streams.h"
#include "engine/objects/bytes.h"
#include "engine/objects/native.h"

namespace orrery::io {

constexpr int64_t kDefaultBufferSize = 8192;

// NAME: attribute names that streams use on one another
#define ORRERY_IO_NAMES(NAME) \
    NAME(_checkClosed) NAME(buffer) NAME(close) NAME(closed) NAME(decode) NAME(detach) \
    NAME(encode) NAME(encoding) NAME(errors) NAME(fileno) NAME(flush) NAME(getstate) \
    NAME(isatty) NAME(mode) NAME(name) NAME(newlines) NAME(peek) NAME(raw) NAME(read) \
    NAME(read1) NAME(readable) NAME(readall) NAME(readinto) NAME(readinto1) NAME(readline) \
    NAME(reset) NAME(seek) NAME(seekable) NAME(setstate) NAME(tell) NAME(truncate) NAME(writable) \
    NAME(write)
enum class IoName : uint8_t {
#define NAME(n) k##n,
    ORRERY_IO_NAMES(NAME)
#undef NAME
        kCount
};

// TYPE(enumerator): in order of creation
#define ORRERY_IO_TYPES(TYPE) \
    TYPE(IOBase) TYPE(RawIOBase) TYPE(BufferedIOBase) TYPE(TextIOBase) TYPE(FileIO) \
    TYPE(BufferedReader) TYPE(BufferedWriter) TYPE(BufferedRandom) TYPE(BufferedRWPair) \
    TYPE(BytesIO) TYPE(BytesIOBuffer) TYPE(IncrementalNewlineDecoder) TYPE(TextIOWrapper) \
    TYPE(StringIO)
enum class IoType : uint8_t {
#define TYPE(n) k##n,
    ORRERY_IO_TYPES(TYPE)
#undef TYPE
        kCount
};
#define TYPE(n) extern const NativeTypeSpec k##n##Spec;
ORRERY_IO_TYPES(TYPE)
#undef TYPE

/// An open file, or the callbacks in its place; counted by the objects that use it.
struct RawFile {
    int fd = -1;  // -1: closed, or callbacks
    bool close_fd = true;
    bool is_regular = false;  // a regular file that the program opened
    bool in_naps = false;  // reading waits a little at a time: no signal would end it
    uint32_t uses = 1;
    std::unique_ptr<StreamCallbacks> callbacks;

    bool is_open() const { return fd >= 0 || callbacks; }
    int64_t read(void* data, size_t size);
    int64_t write(const void* data, size_t size);
};
void release_file(RawFile* file);

struct IoObject : NativeObject {
    Slot attrs;  // the attrs word (shape.h)
    bool base_closed;  // of _IOBase itself
};

struct FileIO : IoObject {
    RawFile* file;  // null until __init__
    bool readable, writable, appending, created;
    int8_t seekable;  // -1: not known yet
    int64_t block_size;
};

struct Buffered : IoObject {
    Slot raw;             // empty: not initialised, or detached
    RawFile* file;        // of a raw that is exactly a FileIO; else null
    uint8_t* buffer;
    uint64_t capacity;
    uint64_t begin, end;  // bytes read ahead; never any while `pending` > 0
    uint64_t pending;     // bytes to write, at the start of the buffer
    bool can_read, can_write, detached;
    class IoState* state;
    Buffered* next;       // in the list of those that can write
    Buffered* previous;
};

/// What an engine's streams share; made with the module.
class IoState {
public:
    Type* type(IoType t) const { return types[static_cast<unsigned>(t)]; }
    String* name(IoName n) const { return names[static_cast<unsigned>(n)]; }
    void link(Buffered* b);
    void unlink(Buffered* b);

    Type* types[static_cast<unsigned>(IoType::kCount)] = {};
    String* names[static_cast<unsigned>(IoName::kCount)] = {};
    Value unsupported_operation;
    Buffered* open = nullptr;
};
IoState& state(Context& ctx);
/// Makes module _io if it has not been imported yet.
bool ensure_io(Context& ctx);

template <typename T>
T* make(Context& ctx, IoType type) {
    return allocate<T>(ctx, state(ctx).type(type));
}
inline bool is_exactly(Context& ctx, Value v, IoType type) {
    return v.is(Kind::kNative) && type_of(ctx, v) == state(ctx).type(type);
}

// ---- shared by the files of this folder; errors as usual: empty, false, -1 ----

Value call_io(Context& ctx, Value object, IoName name, std::initializer_list<Value> args = {});
Value get_io(Context& ctx, Value object, IoName name);
/// truth of the attribute `closed`, or of a method such as readable()
Truth io_flag(Context& ctx, Value object, IoName name);
Truth io_predicate(Context& ctx, Value object, IoName method);
Value raise_unsupported(Context& ctx, std::string_view message);
Value raise_closed(Context& ctx, const char* message = "I/O operation on closed file.");
Value raise_uninitialized(Context& ctx);
/// The type of an argument as messages name it: "None" for None.
inline MessageArg argument_type(Value v) {
    return v.is_none() ? MessageArg("None") : MessageArg::type(v);
}
/// After -EINTR: true to try again.
bool after_interrupt(Context& ctx);
/// None or an int-like: a count of bytes or characters, -1 for all. False after TypeError.
bool to_size(Context& ctx, Value v, int64_t& out);
/// An int64 position from an int-like.
bool to_position(Context& ctx, Value v, int64_t& out);
/// The exceptions of a first step that failed before a second: chains and keeps the first.
void restore_exception(Context& ctx, Value first);
Value text_value(Context& ctx, std::string_view utf8);
/// "cannot pickle '_io.FileIO' object"
Value refuse_pickle(Context& ctx, const Args& args);
Value io_new(Context& ctx, const Args& args);
void trace_io(Marker& marker, Object* self);

// FileIO
/// os.fspath(). Empty after an exception.
Value path_object(Context& ctx, Value path);
/// `io.open`'s bottom layer, without a Python call: mode of FileIO. Null after an exception.
FileIO* open_file(Context& ctx, Value file, std::string_view mode, bool close_fd, Value opener);
FileIO* make_file(Context& ctx, RawFile* file, bool readable, bool writable, Value name);
bool file_close(Context& ctx, FileIO* f);
Value file_seek(Context& ctx, RawFile* file, int64_t offset, int whence);
Truth file_seekable(Context& ctx, FileIO* f);

// Buffered
Buffered* make_buffered(Context& ctx, IoType type, Value raw, int64_t size);
bool buffered_write(Context& ctx, Buffered* b, const void* data, uint64_t size);
bool buffered_flush(Context& ctx, Buffered* b);
/// At most `size` bytes with at most one read of the raw stream; 0 at the end, -1 after an error,
/// -2 when the raw stream has no data yet.
int64_t buffered_read1(Context& ctx, Buffered* b, void* data, uint64_t size);
/// Everything to the end of the stream.
Value buffered_read_all(Context& ctx, Buffered* b);
/// False (without an exception) when the stream is closed, detached or not initialised.
bool buffered_usable(Buffered* b);
int64_t buffered_tell(Context& ctx, Buffered* b);
bool buffered_check(Context& ctx, Buffered* b, const char* message = nullptr);

// Text
/// Null after an exception; newline: None is empty.
Object* make_text_wrapper(Context& ctx, Value buffer, Value encoding, Value errors, Value newline,
                          bool line_buffering, bool write_through);
/// The encoding of files where none is given, as CPython's locale.getencoding().
std::string locale_encoding();
/// LC_ALL, LC_CTYPE, LANG: whether text is UTF-8 only for want of a locale.
bool is_c_locale();

/// Newlines as universal mode sees them; kinds met so far are collected in `seen`.
struct NewlineState {
    static constexpr uint8_t kCr = 1, kLf = 2, kCrLf = 4;
    uint8_t seen = 0;
};
/// Records newlines of `s` and, if asked, turns "\r\n" and "\r" into "\n". Null after MemoryError.
String* translate_newlines(Context& ctx, String* s, uint8_t& seen, bool translate);
/// None, a string, or a tuple of strings.
Value newlines_seen(Context& ctx, uint8_t seen);
/// Replaces "\n" by `newline`.
String* expand_newlines(Context& ctx, String* s, std::string_view newline);
/// Where the line that starts at `start` ends (after its newline), or 0 if it does not end here.
/// `universal`: \n, \r and \r\n end lines; else `newline` does.
uint64_t find_line_end(const String* s, uint64_t start, bool universal, std::string_view newline);

}  // namespace orrery::io
