// Module _io: open() and the types; the standard streams.
#include <cstdlib>
#include <cstring>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/io/objects.h"
#include "engine/modules/io/platform.h"
#include "engine/modules/modules.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"
#include "engine/objects/shape.h"

namespace orrery {

extern const NativeModuleSpec kIoModule;

namespace io {

IoState& state(Context& ctx) { return *ctx.runtime().io; }

namespace {

// ---- locale ----

const char* locale_name() {
    for (const char* variable : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const char* v = std::getenv(variable);
        if (v && *v) return v;
    }
    return "C";
}

}  // namespace

bool is_c_locale() {
    const char* name = locale_name();
    return !std::strcmp(name, "C") || !std::strcmp(name, "POSIX");
}

std::string locale_encoding() {
    if (is_c_locale()) {
        // As CPython: a locale that is C for want of another counts as C.UTF-8; LC_ALL=C is obeyed.
        const char* all = std::getenv("LC_ALL");
        return all && *all ? "utf-8" : "UTF-8";
    }
    const char* dot = std::strchr(locale_name(), '.');
    std::string charset = dot ? dot + 1 : "UTF-8";
    charset.resize(std::min(charset.find('@'), charset.size()));
    for (const char* s : {"utf8", "utf-8", "UTF8"}) {
        if (charset == s) return "UTF-8";
    }
    return charset;
}

namespace {

// ---- open ----

struct OpenMode {
    bool read = false, write = false, append = false, create = false;
    bool update = false, text = false, binary = false;
    std::string raw() const {
        return std::string(create   ? "x"
                           : read   ? "r"
                           : write  ? "w"
                           : append ? "a"
                                    : "") +
               (update ? "+" : "");
    }
};

bool parse_open_mode(Context& ctx, String* mode, OpenMode& m) {
    const std::string text = to_utf8(mode);
    unsigned kinds = 0;
    for (size_t i = 0; i < text.size(); i++) {
        bool* flag = nullptr;
        switch (text[i]) {
        case 'r': flag = &m.read; break;
        case 'w': flag = &m.write; break;
        case 'a': flag = &m.append; break;
        case 'x': flag = &m.create; break;
        case '+': flag = &m.update; break;
        case 't': flag = &m.text; break;
        case 'b': flag = &m.binary; break;
        }
        if (!flag || *flag) {
            raise(ctx, TypeId::kValueError, "invalid mode: {}",
                  MessageArg::repr(Value::object(mode)));
            return false;
        }
        *flag = true;
        if (std::strchr("rwax", text[i])) kinds++;
    }
    const char* problem = nullptr;
    if (m.text && m.binary) {
        problem = "can't have text and binary mode at once";
    } else if (kinds > 1) {
        problem = "must have exactly one of create/read/write/append mode";
    } else if (kinds == 0) {
        problem = "Must have exactly one of create/read/write/append mode and at most one plus";
    }
    if (problem) raise(ctx, TypeId::kValueError, problem);
    return !problem;
}

bool given(Value v) { return v && !v.is_none(); }

Value open_stream(Context& ctx, Value file, String* mode, int64_t buffering, Value encoding,
                  Value errors, Value newline, bool close_fd, Value opener) {
    OpenMode m;
    if (!is_int(file) && !file.is(Kind::kString) && !file.is(Kind::kBytes)) {
        file = path_object(ctx, file);
        if (!file) return file;
    }
    if (!parse_open_mode(ctx, mode, m)) return Value::error();
    const char* problem = nullptr;
    if (m.binary && given(encoding)) {
        problem = "binary mode doesn't take an encoding argument";
    } else if (m.binary && given(errors)) {
        problem = "binary mode doesn't take an errors argument";
    } else if (m.binary && given(newline)) {
        problem = "binary mode doesn't take a newline argument";
    }
    if (problem) return raise(ctx, TypeId::kValueError, problem);
    FileIO* raw = open_file(ctx, file, m.raw(), close_fd, opener);
    if (!raw) return Value::error();
    bool line_buffering = buffering == 1 && !m.binary;
    if (buffering < 0 && raw->seekable != 1 && !m.binary && io_platform::is_tty(raw->file->fd)) {
        line_buffering = true;
    }
    // What opens further layers must not leave the file open when it fails.
    const auto fail = [&]() -> Value {
        Value first = take_exception(ctx);
        file_close(ctx, raw);
        ctx.exception = Value();
        return first ? (ctx.exception = first, Value::error()) : Value::error();
    };
    if (buffering < 0 || (buffering == 1 && !m.binary)) buffering = raw->block_size;
    if (buffering == 1) {
        buffering = raw->block_size;
        if (!issue_warning(ctx, TypeId::kRuntimeWarning,
                           "line buffering (buffering=1) isn't supported in binary mode, the "
                           "default buffer size will be used")) {
            return fail();
        }
    }
    if (buffering == 0) {
        if (m.binary) return Value::object(raw);
        raise(ctx, TypeId::kValueError, "can't have unbuffered text I/O");
        return fail();
    }
    const IoType type = m.update ? IoType::kBufferedRandom
                        : m.read ? IoType::kBufferedReader
                                 : IoType::kBufferedWriter;
    if (m.update && file_seekable(ctx, raw) != Truth::kYes) {
        raise_unsupported(ctx, "File or stream is not seekable.");
        return fail();
    }
    Buffered* buffered = make_buffered(ctx, type, Value::object(raw), buffering);
    if (!buffered) return fail();
    if (m.binary) return Value::object(buffered);
    Object* text = make_text_wrapper(ctx, Value::object(buffered), encoding, errors, newline,
                                     line_buffering, false);
    if (!text) return fail();
    Value v = Value::object(text);
    if (!set_own_attribute(ctx, text, state(ctx).name(IoName::kmode), Value::object(mode))) {
        return fail();
    }
    return v;
}

bool check_text(Context& ctx, Value v, const char* name, bool none_allowed) {
    if (!v || v.is(Kind::kString) || (none_allowed && v.is_none())) return true;
    raise(ctx, TypeId::kTypeError, "open() argument '{}' must be str{}, not {}", name,
          none_allowed ? " or None" : "", argument_type(v));
    return false;
}

Value io_open(Context& ctx, const Args& args) {
    int32_t buffering = -1;
    if (!check_text(ctx, args[1], "mode", false) ||
        (args[2] && !to_int32(ctx, args[2], buffering)) ||
        !check_text(ctx, args[3], "encoding", true) || !check_text(ctx, args[4], "errors", true) ||
        !check_text(ctx, args[5], "newline", true)) {
        return Value::error();
    }
    bool close_fd = true;
    if (args[6]) {
        const Truth t = is_true(ctx, args[6]);
        if (t == Truth::kError) return Value::error();
        close_fd = t == Truth::kYes;
    }
    String* mode = args[1] ? args[1].as<String>() : char_string(ctx, 'r');
    return open_stream(ctx, args[0], mode, buffering, args[3], args[4], args[5], close_fd, args[7]);
}

Value io_open_code(Context& ctx, const Args& args) {
    if (!args[0].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "open_code() argument 'path' must be str, not {}",
                     argument_type(args[0]));
    }
    return open_stream(ctx, args[0], intern(ctx, "rb"), -1, Value(), Value(), Value(), true,
                       Value());
}

Value io_text_encoding(Context& ctx, const Args& args) {
    if (!args[0] || args[0].is_none()) return Value::object(intern(ctx, "locale"));
    return args[0];
}

constexpr NativeMethod kFunctions[] = {
    {"open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, "
     "opener=None)",
     io_open, "Open file and return a stream.  Raise OSError upon failure."},
    {"open_code(path)", io_open_code,
     "Opens the provided file with the intent to import the contents."},
    {"text_encoding(encoding, stacklevel=2, /)", io_text_encoding,
     "A helper function to choose the text encoding."},
};

bool populate(Context& ctx, Module* module) {
    Runtime& rt = ctx.runtime();
    if (!rt.io) rt.io = std::make_shared<IoState>();
    IoState& s = *rt.io;
    Dict* dict = module->dict.get();
    unsigned i = 0;
#define NAME(n) s.names[i++] = intern(ctx, #n);
    ORRERY_IO_NAMES(NAME)
#undef NAME
    for (String* name : s.names)
        rt.extra_roots.push_back(Value::object(name));
    i = 0;
#define TYPE(n) \
    s.types[i] = add_native_type(ctx, module, k##n##Spec); \
    if (!s.types[i]) return false; \
    rt.extra_roots.push_back(Value::object(s.types[i++]));
    ORRERY_IO_TYPES(TYPE)
#undef TYPE
    dict_delete(ctx, dict, intern(ctx, "_BytesIOBuffer"));
    const Value bases[] = {Value::object(ctx.type(TypeId::kOSError)),
                           Value::object(ctx.type(TypeId::kValueError))};
    Dict* ns = make_dict(ctx);
    Tuple* base_tuple = make_tuple(ctx, bases);
    if (!ns || !base_tuple ||
        !dict_set(ctx, ns, ctx.name(Name::k__module__), Value::object(intern(ctx, "io")))) {
        return false;
    }
    s.unsupported_operation = make_class(
        ctx, ctx.type(TypeId::kType), intern(ctx, "UnsupportedOperation"), base_tuple, ns, Value());
    if (!s.unsupported_operation) return false;
    rt.extra_roots.push_back(s.unsupported_operation);
    return dict_set(ctx, dict, intern(ctx, "UnsupportedOperation"), s.unsupported_operation) &&
           dict_set(ctx, dict, intern(ctx, "BlockingIOError"),
                    Value::object(ctx.type(TypeId::kBlockingIOError))) &&
           dict_set(ctx, dict, intern(ctx, "DEFAULT_BUFFER_SIZE"),
                    Value::small_int(kDefaultBufferSize));
}

// ---- standard streams ----

struct StreamText {
    std::string encoding = "utf-8";
    std::string errors = "strict";
};

StreamText stream_text(Context& ctx) {
    StreamText t;
    if (is_c_locale()) {
        t.errors = "surrogateescape";
    } else {
        t.encoding = locale_encoding();
        if (t.encoding == "UTF-8") t.encoding = "utf-8";
        if (!std::strcmp(locale_name(), "C.UTF-8") || !std::strcmp(locale_name(), "C.utf8")) {
            t.errors = "surrogateescape";
        }
    }
    const char* v =
        ctx.runtime().options.ignore_environment ? nullptr : std::getenv("PYTHONIOENCODING");
    if (!v || !*v) return t;
    const char* colon = std::strchr(v, ':');
    const std::string encoding(v, colon ? static_cast<size_t>(colon - v) : std::strlen(v));
    if (!encoding.empty()) {
        t.encoding = encoding;
        t.errors = "strict";
    }
    if (colon && colon[1]) t.errors = colon + 1;
    return t;
}

Value make_stream(Context& ctx, int fd, const StreamText& text, bool unbuffered,
                  const StreamCallbacks* callbacks) {
    constexpr const char* kNames[] = {"<stdin>", "<stdout>", "<stderr>"};
    io_platform::FileInfo info;
    if (!callbacks && io_platform::describe(fd, info) < 0) return Value::none();
    auto* file = new RawFile;
    file->close_fd = false;
    if (callbacks) {
        file->callbacks = std::make_unique<StreamCallbacks>(*callbacks);
    } else {
        file->fd = fd;
    }
    const bool writes = fd != 0;
    // Other streams of this program must not name a raw stream by its descriptor.
    FileIO* raw = make_file(ctx, file, !writes, writes, text_value(ctx, kNames[fd]));
    if (!raw) return Value::error();
    const bool tty = callbacks ? callbacks->is_tty : !info.is_regular && io_platform::is_tty(fd);
    Value buffer = Value::object(raw);
    if (!unbuffered || !writes) {
        const int64_t size = info.block_size > 1 ? info.block_size : kDefaultBufferSize;
        Buffered* b = make_buffered(ctx, writes ? IoType::kBufferedWriter : IoType::kBufferedReader,
                                    buffer, size);
        if (!b) return Value::error();
        buffer = Value::object(b);
    }
#ifdef _WIN32
    Value newline = Value();
#else
    Value newline = writes ? text_value(ctx, "\n") : Value();
#endif
    Value errors = text_value(ctx, fd == 2 ? "backslashreplace" : text.errors);
    Object* wrapper =
        make_text_wrapper(ctx, buffer, text_value(ctx, text.encoding), errors, newline,
                          !unbuffered && (tty || fd == 2), unbuffered && writes);
    if (!wrapper || !set_own_attribute(ctx, wrapper, state(ctx).name(IoName::kmode),
                                       text_value(ctx, writes ? "w" : "r"))) {
        return Value::error();
    }
    return Value::object(wrapper);
}

}  // namespace

bool ensure_io(Context& ctx) {
    Runtime& rt = ctx.runtime();
    if (rt.io) return true;
    Module* module = make_native_module(ctx, kIoModule);
    return module && dict_set(ctx, rt.modules, intern(ctx, "_io"), Value::object(module));
}

}  // namespace io

bool make_standard_streams(Context& ctx, const StandardStreamOptions& options) {
    if (!io::ensure_io(ctx)) return false;
    Value module = dict_get(ctx, ctx.runtime().modules, intern(ctx, "_io"));
    String* open = intern(ctx, "open");
    Value function = module ? dict_get(ctx, module.as<Module>()->dict.get(), open) : Value();
    if (!function || !dict_set(ctx, ctx.runtime().builtins, open, function)) return false;
    bool unbuffered = options.unbuffered;
    if (!ctx.runtime().options.ignore_environment) {
        const char* v = std::getenv("PYTHONUNBUFFERED");
        unbuffered = unbuffered || (v && *v);
    }
    io::StreamText text = io::stream_text(ctx);
    if (options.force_utf8) text = {.encoding = "utf-8", .errors = "surrogateescape"};
    constexpr const char* kNames[][2] = {
        {"stdin", "__stdin__"}, {"stdout", "__stdout__"}, {"stderr", "__stderr__"}};
    for (int fd = 0; fd < 3; fd++) {
        Value stream = io::make_stream(ctx, fd, text, unbuffered, options.replacements[fd]);
        if (!stream) return false;
        for (const char* name : kNames[fd]) {
            if (!dict_set(ctx, ctx.runtime().sys_dict, intern(ctx, name), stream)) return false;
        }
    }
    return true;
}

void settle_files(Context& ctx) {
    if (!ctx.runtime().io) return;
    for (io::Buffered* b = io::state(ctx).open; b; b = b->next) {
        if (!b->pending || !b->file || !b->file->is_open() || !b->file->is_regular) continue;
        if (!io::buffered_flush(ctx, b)) take_exception(ctx);
    }
}

bool flush_standard_streams(Context& ctx) {
    if (!ctx.runtime().io) return true;
    Value pending = ctx.exception ? take_exception(ctx) : Value();
    bool ok = true;
    for (Name name : {Name::kstdout, Name::kstderr}) {
        Value stream = dict_get(ctx, ctx.runtime().sys_dict, ctx.name(name));
        if (!stream || stream.is_none()) continue;
        const Truth closed = io::io_flag(ctx, stream, io::IoName::kclosed);
        if (closed == Truth::kError) take_exception(ctx);
        if (closed == Truth::kYes || call_method(ctx, stream, Name::kflush, {})) continue;
        if (name == Name::kstdout) {
            ok = false;
            report_unraisable(ctx, stream);
        }
        take_exception(ctx);
    }
    io::IoState& s = io::state(ctx);
    for (io::Buffered* b = s.open; b; b = b->next) {
        if (b->file && b->file->is_open() && !io::buffered_flush(ctx, b)) take_exception(ctx);
    }
    ctx.exception = pending;
    return ok;
}

const NativeModuleSpec kIoModule = {
    .name = "_io",
    .functions = io::kFunctions,
    .populate = io::populate,
    .doc = "The io module provides the Python interfaces to stream handling.",
};

}  // namespace orrery
