// The built-in exceptions: one table of their fields, their constructors and str().
#include "engine/objects/exceptions.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/buffer.h"
#include "engine/objects/bytes.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"
#include "engine/objects/shape.h"

namespace orrery {

namespace {

Exception* self_of(Value v) { return v.as<Exception>(); }
Value or_none(Value v) { return v ? v : Value::none(); }
Value text(String* s) { return s ? Value::object(s) : Value::error(); }

// ---- BaseException ----

Value base_new(Context& ctx, const Args& args) {
    auto* e = allocate<Exception>(ctx, args[0].as<Type>());
    if (!e) return Value::error();
    e->traceback.init(Value::none());
    e->cause.init(Value::none());
    e->context.init(Value::none());
    Tuple* t = make_tuple(ctx, args.rest());
    if (!t) return Value::error();
    e->args.set(ctx, e, t);
    return Value::object(e);
}

/// Keywords are refused unless the type's table allows them (init of ImportError and the like).
bool refuse_keywords(Context& ctx, const Args& args) {
    if (!args.keywords || args.keywords.as<Dict>()->live == 0) return true;
    raise(ctx, TypeId::kTypeError, "{}() takes no keyword arguments", MessageArg::type(args[0]));
    return false;
}

bool store_args(Context& ctx, const Args& args) {
    Tuple* t = make_tuple(ctx, args.rest());
    if (!t) return false;
    self_of(args[0])->args.set(ctx, args[0].as_object(), t);
    return true;
}

Value base_init(Context& ctx, const Args& args) {
    return refuse_keywords(ctx, args) && store_args(ctx, args) ? Value::none() : Value::error();
}

Value base_str(Context& ctx, const Args& args) {
    Tuple* t = self_of(args[0])->args.get();
    if (t->length == 0) return Value::object(empty_string(ctx));
    return text(t->length == 1 ? to_str(ctx, t->at(0)) : to_str(ctx, Value::object(t)));
}

Value base_repr(Context& ctx, const Args& args) {
    Tuple* t = self_of(args[0])->args.get();
    String* inner = to_repr(ctx, t->length == 1 ? t->at(0) : Value::object(t));
    if (!inner) return Value::error();
    StringBuilder out;
    out.add(type_of(ctx, args[0])->name.get());
    if (t->length == 1) out.add_ascii("(");
    out.add(inner);
    if (t->length == 1) out.add_ascii(")");
    return text(out.finish(ctx));
}

Value base_reduce(Context& ctx, const Args& args) {
    Exception* e = self_of(args[0]);
    Dict* d = copy_instance_dict(ctx, e);
    if (!d) return Value::error();
    Value out[3] = {Value::object(type_of(ctx, args[0])), Value::object(e->args.get()),
                    Value::object(d)};
    return Value::object(make_tuple(ctx, std::span<const Value>(out, d->live ? 3 : 2)));
}

Value base_setstate(Context& ctx, const Args& args) {
    if (args[1].is_none()) return args[1];
    if (!args[1].is(Kind::kDict))
        return raise(ctx, TypeId::kTypeError, "state is not a dictionary");
    uint64_t position = 0;
    Value key, value;
    while (dict_next(args[1].as<Dict>(), position, key, value)) {
        if (key.is(Kind::kString) &&
            !set_attribute(ctx, args[0], intern(ctx, key.as<String>()), value)) {
            return Value::error();
        }
    }
    return Value::none();
}

Value base_with_traceback(Context& ctx, const Args& args) {
    if (!set_attribute(ctx, args[0], intern(ctx, "__traceback__"), args[1])) return Value::error();
    return args[0];
}

Value base_add_note(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "note must be a str, not '{}'",
                     MessageArg::type(args[1]));
    }
    Value notes;
    const Truth t = find_attribute(ctx, args[0], ctx.name(Name::k__notes__), notes);
    if (t == Truth::kError) return Value::error();
    if (t == Truth::kNo) {
        List* l = make_list(ctx);
        notes = Value::object(l);
        if (!l || !set_attribute(ctx, args[0], ctx.name(Name::k__notes__), notes))
            return Value::error();
    }
    if (!notes.is(Kind::kList)) {
        return raise(ctx, TypeId::kTypeError, "Cannot add note: __notes__ is not a list");
    }
    return list_append(ctx, notes.as<List>(), args[1]) ? Value::none() : Value::error();
}

Value get_args(Context&, Value self) { return Value::object(self_of(self)->args.get()); }
bool set_args(Context& ctx, Value self, Value v) {
    if (!v) {
        raise(ctx, TypeId::kTypeError, "args may not be deleted");
        return false;
    }
    Tuple* t = to_tuple(ctx, v);
    if (t) self_of(self)->args.set(ctx, self.as_object(), t);
    return t;
}
Value get_traceback(Context&, Value self) { return or_none(self_of(self)->traceback.get()); }
bool set_traceback(Context& ctx, Value self, Value v) {
    if (!v) {
        raise(ctx, TypeId::kTypeError, "__traceback__ may not be deleted");
        return false;
    }
    if (!v.is_none() && !v.is(Kind::kTraceback)) {
        raise(ctx, TypeId::kTypeError, "__traceback__ must be a traceback or None");
        return false;
    }
    self_of(self)->traceback.set(ctx, self.as_object(), v);
    return true;
}
bool set_link(Context& ctx, Value self, Slot& slot, Value v, const char* name) {
    if (!v) {
        raise(ctx, TypeId::kTypeError, "{} may not be deleted", name);
        return false;
    }
    if (!v.is_none() && !v.is(Kind::kException)) {
        raise(ctx, TypeId::kTypeError, "exception {} must be None or derive from BaseException",
              std::string_view(name).substr(2, std::strlen(name) - 4));
        return false;
    }
    slot.set(ctx, self.as_object(), v);
    return true;
}
Value get_cause(Context&, Value self) { return or_none(self_of(self)->cause.get()); }
bool set_cause(Context& ctx, Value self, Value v) {
    if (!set_link(ctx, self, self_of(self)->cause, v, "__cause__")) return false;
    self_of(self)->flags |= Exception::kSuppressContext;
    return true;
}
Value get_context(Context&, Value self) { return or_none(self_of(self)->context.get()); }
bool set_context(Context& ctx, Value self, Value v) {
    return set_link(ctx, self, self_of(self)->context, v, "__context__");
}
Value get_suppress(Context&, Value self) {
    return Value::boolean(self_of(self)->flags & Exception::kSuppressContext);
}
bool set_suppress(Context& ctx, Value self, Value v) {
    if (!v.is_bool()) {
        raise(ctx, TypeId::kTypeError,
              v ? "attribute value type must be bool" : "can't delete numeric/char attribute");
        return false;
    }
    uint8_t& flags = self_of(self)->flags;
    flags = static_cast<uint8_t>(v.is_true() ? flags | Exception::kSuppressContext
                                             : flags & ~Exception::kSuppressContext);
    return true;
}

const NativeMethod kBaseMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", base_new},
    {"__init__(self, /, *args, **kwargs)", base_init},
    {"__str__(self, /)", base_str},
    {"__repr__(self, /)", base_repr},
    {"__reduce__(self, /)", base_reduce},
    {"__setstate__(self, state, /)", base_setstate},
    {"with_traceback(self, tb, /)", base_with_traceback,
     "Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and return self."},
    {"add_note(self, note, /)", base_add_note,
     "Exception.add_note(note) --\n    add a note to the exception"},
};
const NativeProperty kBaseProperties[] = {
    {"args", get_args, set_args},
    {"__traceback__", get_traceback, set_traceback},
    {"__cause__", get_cause, set_cause},
    {"__context__", get_context, set_context},
    {"__suppress_context__", get_suppress, set_suppress},
    {"__dict__", get_instance_dict, set_instance_dict_property},
};

// ---- fields ----

template <unsigned I>
Value get_field(Context&, Value self) {
    return or_none(self_of(self)->fields[I].get());
}
template <unsigned I>
bool set_field(Context& ctx, Value self, Value v) {
    self_of(self)->fields[I].set(ctx, self.as_object(), v);
    return true;
}
#define FIELD(name, i) {name, get_field<i>, set_field<i>, nullptr, true}

void put(Context& ctx, Exception* e, unsigned i, Value v) { e->fields[i].set(ctx, e, v); }

/// Takes named fields out of **kwargs; anything left over is an error.
bool keyword_fields(Context& ctx, const Args& args, const char* function,
                    std::initializer_list<std::pair<const char*, unsigned>> fields) {
    if (!args.keywords) return true;
    Dict* d = args.keywords.as<Dict>();
    uint64_t position = 0;
    Value key, value;
    while (dict_next(d, position, key, value)) {
        bool known = false;
        for (auto& [name, i] : fields) {
            if (!equals_ascii(key.as<String>(), name)) continue;
            put(ctx, self_of(args[0]), i, value);
            known = true;
        }
        if (!known) {
            raise(ctx, TypeId::kTypeError, "'{}' is an invalid keyword argument for {}()",
                  MessageArg::str(key), function);
            return false;
        }
    }
    return true;
}

const NativeProperty kSystemExitFields[] = {FIELD("code", 0)};
Value system_exit_init(Context& ctx, const Args& args) {
    if (!refuse_keywords(ctx, args) || !store_args(ctx, args)) return Value::error();
    Exception* e = self_of(args[0]);
    if (args.rest_count == 1) put(ctx, e, 0, args.rest()[0]);
    if (args.rest_count > 1) put(ctx, e, 0, Value::object(e->args.get()));
    return Value::none();
}
const NativeMethod kSystemExitMethods[] = {
    {"__init__(self, /, *args, **kwargs)", system_exit_init}};

const NativeProperty kStopIterationFields[] = {FIELD("value", 0)};
Value stop_iteration_init(Context& ctx, const Args& args) {
    if (!refuse_keywords(ctx, args) || !store_args(ctx, args)) return Value::error();
    put(ctx, self_of(args[0]), 0, args.rest_count ? args.rest()[0] : Value::none());
    return Value::none();
}
const NativeMethod kStopIterationMethods[] = {
    {"__init__(self, /, *args, **kwargs)", stop_iteration_init}};

const NativeProperty kAttributeErrorFields[] = {FIELD("name", 0), FIELD("obj", 1)};
Value attribute_error_init(Context& ctx, const Args& args) {
    return keyword_fields(ctx, args, "AttributeError", {{"name", 0}, {"obj", 1}}) &&
                   store_args(ctx, args)
               ? Value::none()
               : Value::error();
}
const NativeMethod kAttributeErrorMethods[] = {
    {"__init__(self, /, *args, **kwargs)", attribute_error_init}};

const NativeProperty kNameErrorFields[] = {FIELD("name", 0)};
Value name_error_init(Context& ctx, const Args& args) {
    return keyword_fields(ctx, args, "NameError", {{"name", 0}}) && store_args(ctx, args)
               ? Value::none()
               : Value::error();
}
const NativeMethod kNameErrorMethods[] = {{"__init__(self, /, *args, **kwargs)", name_error_init}};

const NativeProperty kImportErrorFields[] = {FIELD("msg", 0), FIELD("name", 1), FIELD("path", 2)};
Value import_error_init(Context& ctx, const Args& args) {
    for (unsigned i = 0; i < 3; i++)
        put(ctx, self_of(args[0]), i, Value());
    if (!keyword_fields(ctx, args, "ImportError", {{"name", 1}, {"path", 2}}) ||
        !store_args(ctx, args)) {
        return Value::error();
    }
    if (args.rest_count == 1) put(ctx, self_of(args[0]), 0, args.rest()[0]);
    return Value::none();
}
Value import_error_str(Context& ctx, const Args& args) {
    const Value msg = self_of(args[0])->fields[0].get();
    return msg.has_shape(builtin_shape(TypeId::kString)) ? msg : base_str(ctx, args);
}
/// The state has name and path besides the attributes.
Value import_error_reduce(Context& ctx, const Args& args) {
    Exception* e = self_of(args[0]);
    Dict* state = copy_instance_dict(ctx, e);
    if (!state) return Value::error();
    for (auto [name, i] : {std::pair{"name", 1}, std::pair{"path", 2}}) {
        const Value v = e->fields[i].get();
        if (v && !dict_set(ctx, state, intern(ctx, name), v)) return Value::error();
    }
    const Value out[] = {Value::object(type_of(ctx, args[0])), Value::object(e->args.get()),
                         Value::object(state)};
    return Value::object(make_tuple(ctx, std::span<const Value>(out, state->live ? 3 : 2)));
}
const NativeMethod kImportErrorMethods[] = {
    {"__init__(self, /, *args, **kwargs)", import_error_init},
    {"__reduce__(self, /)", import_error_reduce},
    {"__str__(self, /)", import_error_str},
};

Value key_error_str(Context& ctx, const Args& args) {
    Tuple* t = self_of(args[0])->args.get();
    return t->length == 1 ? text(to_repr(ctx, t->at(0))) : base_str(ctx, args);
}
const NativeMethod kKeyErrorMethods[] = {{"__str__(self, /)", key_error_str}};

// ---- OSError ----

enum OsField : unsigned { kErrno, kStrerror, kFilename, kFilename2, kCharactersWritten };

Value get_characters_written(Context& ctx, Value self) {
    const Value v = self_of(self)->fields[kCharactersWritten].get();
    return v ? v : raise(ctx, TypeId::kAttributeError, "characters_written");
}
bool set_characters_written(Context& ctx, Value self, Value v) {
    Slot& slot = self_of(self)->fields[kCharactersWritten];
    if (!v && !slot) {
        raise(ctx, TypeId::kAttributeError, "characters_written");
        return false;
    }
    if (v && !(v = to_index(ctx, v))) return false;
    slot.set(ctx, self.as_object(), v);
    return true;
}
const NativeProperty kOsErrorFields[] = {
    FIELD("errno", kErrno),
    FIELD("strerror", kStrerror),
    FIELD("filename", kFilename),
    FIELD("filename2", kFilename2),
    {"characters_written", get_characters_written, set_characters_written}};

const struct {
    int number;
    TypeId type;
} kErrnoTypes[] = {
    {EAGAIN, TypeId::kBlockingIOError},
    {EALREADY, TypeId::kBlockingIOError},
    {EINPROGRESS, TypeId::kBlockingIOError},
    {EWOULDBLOCK, TypeId::kBlockingIOError},
    {EPIPE, TypeId::kBrokenPipeError},
#ifdef ESHUTDOWN
    {ESHUTDOWN, TypeId::kBrokenPipeError},
#endif
    {ECHILD, TypeId::kChildProcessError},
    {ECONNABORTED, TypeId::kConnectionAbortedError},
    {ECONNREFUSED, TypeId::kConnectionRefusedError},
    {ECONNRESET, TypeId::kConnectionResetError},
    {EEXIST, TypeId::kFileExistsError},
    {ENOENT, TypeId::kFileNotFoundError},
    {EISDIR, TypeId::kIsADirectoryError},
    {ENOTDIR, TypeId::kNotADirectoryError},
    {EINTR, TypeId::kInterruptedError},
    {EACCES, TypeId::kPermissionError},
    {EPERM, TypeId::kPermissionError},
    {ESRCH, TypeId::kProcessLookupError},
    {ETIMEDOUT, TypeId::kTimeoutError},
};

/// Fills the fields from (errno, strerror[, filename[, winerror[, filename2]]]).
void parse_os_error(Context& ctx, Exception* e, std::span<const Value> args) {
    if (args.size() < 2 || args.size() > 5) return;
    put(ctx, e, kErrno, args[0]);
    put(ctx, e, kStrerror, args[1]);
    if (args.size() >= 3 && !args[2].is_none()) {
        if (is_instance_of(ctx, Value::object(e), ctx.type(TypeId::kBlockingIOError)) &&
            args[2].is_small_int()) {
            put(ctx, e, kCharactersWritten, args[2]);
            return;
        }
        put(ctx, e, kFilename, args[2]);
        if (args.size() == 5 && !args[4].is_none()) put(ctx, e, kFilename2, args[4]);
        Tuple* t = make_tuple(ctx, args.subspan(0, 2));
        if (t) e->args.set(ctx, e, t);
    }
}

/// True if a subclass has its own __init__ and OSError's __new__: then __init__ takes the arguments
/// in, otherwise __new__ has done so.
bool fills_in_init(Context& ctx, const Type* type) {
    const Type* os = ctx.type(TypeId::kOSError);
    return !(type->lookup_special(Special::kInit) == os->lookup_special(Special::kInit)) &&
           type->lookup_special(Special::kNew) == os->lookup_special(Special::kNew);
}

Value os_error_new(Context& ctx, const Args& args) {
    auto* type = args[0].as<Type>();
    if (type == ctx.type(TypeId::kOSError) && args.rest_count >= 2 && args.rest_count <= 5 &&
        args.rest()[0].is_small_int()) {
        for (const auto& row : kErrnoTypes) {
            if (row.number == args.rest()[0].as_small_int()) {
                type = ctx.type(row.type);
                break;
            }
        }
    }
    auto* e = allocate<Exception>(ctx, type);
    if (!e) return Value::error();
    e->traceback.init(Value::none());
    e->cause.init(Value::none());
    e->context.init(Value::none());
    if (fills_in_init(ctx, type)) {
        e->args.set(ctx, e, empty_tuple(ctx));
        return Value::object(e);
    }
    Tuple* t = make_tuple(ctx, args.rest());
    if (!t) return Value::error();
    e->args.set(ctx, e, t);
    parse_os_error(ctx, e, args.rest());
    return Value::object(e);
}

Value os_error_init(Context& ctx, const Args& args) {
    Exception* e = self_of(args[0]);
    const bool fills = fills_in_init(ctx, type_of(ctx, args[0]));
    if (!refuse_keywords(ctx, args)) return Value::error();
    if (fills) {
        if (!store_args(ctx, args)) return Value::error();
        parse_os_error(ctx, e, args.rest());
    }
    return Value::none();
}

Value os_error_str(Context& ctx, const Args& args) {
    Exception* e = self_of(args[0]);
    const Value number = or_none(e->fields[kErrno].get()),
                message = or_none(e->fields[kStrerror].get());
    const Value file = e->fields[kFilename].get(), file2 = e->fields[kFilename2].get();
    if (file && file2) {
        const MessageArg all[] = {MessageArg::str(number), MessageArg::str(message),
                                  MessageArg::repr(file), MessageArg::repr(file2)};
        return text(format_message(ctx, "[Errno {}] {}: {} -> {}", all));
    }
    if (file) {
        const MessageArg all[] = {MessageArg::str(number), MessageArg::str(message),
                                  MessageArg::repr(file)};
        return text(format_message(ctx, "[Errno {}] {}: {}", all));
    }
    if (e->fields[kErrno] && e->fields[kStrerror]) {
        const MessageArg all[] = {MessageArg::str(number), MessageArg::str(message)};
        return text(format_message(ctx, "[Errno {}] {}", all));
    }
    return base_str(ctx, args);
}
/// The arguments have the file names again, which `args` lacks.
Value os_error_reduce(Context& ctx, const Args& args) {
    Exception* e = self_of(args[0]);
    Tuple* given = e->args.get();
    const Value file = e->fields[kFilename].get(), file2 = e->fields[kFilename2].get();
    if (given->length == 2 && file) {
        const Value all[] = {given->at(0), given->at(1), file, Value::none(), or_none(file2)};
        given = make_tuple(ctx, std::span<const Value>(all, file2 ? 5 : 3));
    }
    Dict* state = copy_instance_dict(ctx, e);
    if (!given || !state) return Value::error();
    const Value out[] = {Value::object(type_of(ctx, args[0])), Value::object(given),
                         Value::object(state)};
    return Value::object(make_tuple(ctx, std::span<const Value>(out, state->live ? 3 : 2)));
}
const NativeMethod kOsErrorMethods[] = {
    {"__reduce__(self, /)", os_error_reduce},
    {"__new__(cls, /, *args, **kwargs)", os_error_new},
    {"__init__(self, /, *args, **kwargs)", os_error_init},
    {"__str__(self, /)", os_error_str},
};

// ---- SyntaxError ----

enum SyntaxField : unsigned {
    kMsg,
    kSyntaxFilename,
    kLineno,
    kOffset,
    kText,
    kEndLineno,
    kEndOffset,
    kPrintFileAndLine
};
const NativeProperty kSyntaxErrorFields[] = {FIELD("msg", kMsg),
                                             FIELD("filename", kSyntaxFilename),
                                             FIELD("lineno", kLineno),
                                             FIELD("offset", kOffset),
                                             FIELD("text", kText),
                                             FIELD("end_lineno", kEndLineno),
                                             FIELD("end_offset", kEndOffset),
                                             FIELD("print_file_and_line", kPrintFileAndLine)};

Value syntax_error_init(Context& ctx, const Args& args) {
    if (!refuse_keywords(ctx, args) || !store_args(ctx, args)) return Value::error();
    Exception* e = self_of(args[0]);
    if (args.rest_count >= 1) put(ctx, e, kMsg, args.rest()[0]);
    if (args.rest_count != 2) return Value::none();
    Tuple* info = to_tuple(ctx, args.rest()[1]);
    if (!info) return Value::error();
    if (info->length < 4) {
        return raise(ctx, TypeId::kTypeError, "function takes at least 4 arguments ({} given)",
                     info->length);
    }
    if (info->length > 6) {
        return raise(ctx, TypeId::kTypeError, "function takes at most 6 arguments ({} given)",
                     info->length);
    }
    for (uint64_t i = 0; i < info->length; i++)
        put(ctx, e, kSyntaxFilename + static_cast<unsigned>(i), info->at(i));
    if (info->length == 5) {
        return raise(ctx, TypeId::kTypeError,
                     "end_offset must be provided when end_lineno is provided");
    }
    return Value::none();
}

Value syntax_error_str(Context& ctx, const Args& args) {
    Exception* e = self_of(args[0]);
    String* msg = to_str(ctx, or_none(e->fields[kMsg].get()));
    if (!msg) return Value::error();
    const Value file = e->fields[kSyntaxFilename].get(), line = e->fields[kLineno].get();
    std::string name;
    if (file.is(Kind::kString)) {
        name = to_utf8(file.as<String>());
        name = name.substr(name.rfind('/') + 1);
    }
    const bool has_line = line && is_int(line);
    if (name.empty() && !has_line) return Value::object(msg);
    if (!name.empty() && has_line) {
        const MessageArg all[] = {msg, name, MessageArg::str(line)};
        return text(format_message(ctx, "{} ({}, line {})", all));
    }
    const MessageArg all[] = {msg, name.empty() ? MessageArg::str(line) : MessageArg(name)};
    return text(format_message(ctx, name.empty() ? "{} (line {})" : "{} ({})", all));
}
const NativeMethod kSyntaxErrorMethods[] = {
    {"__init__(self, /, *args, **kwargs)", syntax_error_init},
    {"__str__(self, /)", syntax_error_str},
};

// ---- Unicode errors: encoding, object, start, end, reason ----

const NativeProperty kUnicodeFields[] = {FIELD("encoding", 0), FIELD("object", 1),
                                         FIELD("start", 2), FIELD("end", 3), FIELD("reason", 4)};

Value unicode_init(Context& ctx, const Args& args, unsigned first, bool object_is_str) {
    const unsigned wanted = 5 - first;
    if (!refuse_keywords(ctx, args) || !store_args(ctx, args)) return Value::error();
    if (args.rest_count != wanted) {
        return raise(ctx, TypeId::kTypeError, "function takes exactly {} arguments ({} given)",
                     wanted, args.rest_count);
    }
    for (unsigned i = 0; i < wanted; i++) {
        const unsigned field = first + i;
        const Value v = args.rest()[i];
        const bool is_text = field == 0 || field == 4 || (field == 1 && object_is_str);
        if (is_text && !v.is(Kind::kString)) {
            return raise(ctx, TypeId::kTypeError, "argument {} must be str, not {}", i + 1,
                         MessageArg::type(v));
        }
        if ((field == 2 || field == 3) && !is_int(v)) {
            return raise(ctx, TypeId::kTypeError, "'{}' object cannot be interpreted as an integer",
                         MessageArg::type(v));
        }
        put(ctx, self_of(args[0]), field, v);
    }
    return Value::none();
}
/// What a decoder could not read is kept as bytes.
bool keep_bytes(Context& ctx, Exception* e) {
    const Value object = e->fields[1].get();
    if (object.is(Kind::kBytes)) return true;
    BufferView view;
    if (!view.acquire(ctx, object)) return false;
    Bytes* copy = make_bytes(ctx, view.chars());
    if (copy) put(ctx, e, 1, Value::object(copy));
    return copy;
}
Value unicode_encode_init(Context& ctx, const Args& a) { return unicode_init(ctx, a, 0, true); }
Value unicode_decode_init(Context& ctx, const Args& a) {
    const Value done = unicode_init(ctx, a, 0, false);
    return done && keep_bytes(ctx, self_of(a[0])) ? done : Value::error();
}
Value unicode_translate_init(Context& ctx, const Args& a) { return unicode_init(ctx, a, 1, true); }

std::string escaped_char(uint32_t c) {
    char buffer[16];
    snprintf(buffer, sizeof buffer, c <= 0xFF ? "\\x%02x" : c <= 0xFFFF ? "\\u%04x" : "\\U%08x", c);
    return buffer;
}

Value unicode_str(Context& ctx, const Args& args) {
    Exception* e = self_of(args[0]);
    const Value object = e->fields[1].get();
    if (!object) return Value::object(empty_string(ctx));
    int64_t start = 0, end = 0;
    int_to_int64(e->fields[2].get(), start);
    int_to_int64(e->fields[3].get(), end);
    String* reason = to_str(ctx, e->fields[4].get());
    if (!reason) return Value::error();
    const Value encoding = e->fields[0].get();
    const bool translate = is_instance_of(ctx, args[0], ctx.type(TypeId::kUnicodeTranslateError));
    const bool decode = is_instance_of(ctx, args[0], ctx.type(TypeId::kUnicodeDecodeError));
    String* codec_text = to_str(ctx, or_none(encoding));
    if (!codec_text) return Value::error();
    const std::string codec = to_utf8(codec_text);
    std::string what;
    const int64_t length = length_of(ctx, object);
    if (length < 0) return Value::error();
    if (end == start + 1 && start >= 0 && start < length) {
        Value unit = get_item(ctx, object, Value::small_int(start));
        if (!unit) return unit;
        if (decode) {
            char byte[16];
            snprintf(byte, sizeof byte, "0x%02x", static_cast<unsigned>(unit.as_small_int()));
            what = std::string(" byte ") + byte + " in position " + std::to_string(start);
        } else {
            what = " character '" + escaped_char(unit.as<String>()->at(0)) + "' in position " +
                   std::to_string(start);
        }
    } else {
        what = std::string(decode ? " bytes" : " characters") + " in position " +
               std::to_string(start) + "-" + std::to_string(end - 1);
    }
    const MessageArg all[] = {codec, what, reason};
    if (translate)
        return text(format_message(ctx, "can't translate{}: {}", std::span(all).subspan(1)));
    return text(format_message(
        ctx, decode ? "'{}' codec can't decode{}: {}" : "'{}' codec can't encode{}: {}", all));
}
const NativeMethod kUnicodeEncodeMethods[] = {
    {"__init__(self, /, *args, **kwargs)", unicode_encode_init}, {"__str__(self, /)", unicode_str}};
const NativeMethod kUnicodeDecodeMethods[] = {
    {"__init__(self, /, *args, **kwargs)", unicode_decode_init}, {"__str__(self, /)", unicode_str}};
const NativeMethod kUnicodeTranslateMethods[] = {
    {"__init__(self, /, *args, **kwargs)", unicode_translate_init},
    {"__str__(self, /)", unicode_str}};
#undef FIELD

/// Types that add nothing have a constructor of their own all the same: it is BaseException's,
/// not that of the type between.
const NativeMethod kPlainMethods[] = {{"__init__(self, /, *args, **kwargs)", base_init}};
/// These pass theirs on to what derives from them.
constexpr TypeId kConstructing[] = {TypeId::kNameError, TypeId::kImportError, TypeId::kOSError,
                                    TypeId::kSyntaxError, TypeId::kBaseExceptionGroup};

/// What a row of ORRERY_EXCEPTIONS adds to its base.
struct Extra {
    TypeId type;
    std::span<const NativeMethod> methods;
    std::span<const NativeProperty> properties;
};

}  // namespace

extern const NativeTypeSpec kBaseExceptionSpec = {.name = "BaseException",
                                                  .kind = Kind::kException,
                                                  .size = sizeof(Exception),
                                                  .attrs_offset = sizeof(Object),
                                                  .methods = kBaseMethods,
                                                  .properties = kBaseProperties,
                                                  .doc = "Common base class for all exceptions"};

const NativeTypeSpec& exception_spec(TypeId id) {
    // Read-only after its construction, which the language makes thread-safe.
    static const auto table = [] {
        static const Extra kExtras[] = {
            {TypeId::kSystemExit, kSystemExitMethods, kSystemExitFields},
            {TypeId::kStopIteration, kStopIterationMethods, kStopIterationFields},
            {TypeId::kAttributeError, kAttributeErrorMethods, kAttributeErrorFields},
            {TypeId::kNameError, kNameErrorMethods, kNameErrorFields},
            {TypeId::kImportError, kImportErrorMethods, kImportErrorFields},
            {TypeId::kKeyError, kKeyErrorMethods, {}},
            {TypeId::kOSError, kOsErrorMethods, kOsErrorFields},
            {TypeId::kSyntaxError, kSyntaxErrorMethods, kSyntaxErrorFields},
            {TypeId::kUnicodeEncodeError, kUnicodeEncodeMethods, kUnicodeFields},
            {TypeId::kUnicodeDecodeError, kUnicodeDecodeMethods, kUnicodeFields},
            {TypeId::kUnicodeTranslateError, kUnicodeTranslateMethods, kUnicodeFields},
            {TypeId::kBaseExceptionGroup, exception_group_methods(), exception_group_properties()},
        };
        constexpr unsigned first = static_cast<unsigned>(TypeId::kSystemExit);
        auto specs = std::make_unique<
            std::array<NativeTypeSpec, static_cast<unsigned>(TypeId::kCount) - first>>();
        unsigned i = 0;
#define EXCEPTION(n, b) \
    (*specs)[i++] = NativeTypeSpec{.name = #n, .base = TypeId::k##b, .kind = Kind::kException, \
                                   .size = sizeof(Exception)};
        ORRERY_EXCEPTIONS(EXCEPTION)
#undef EXCEPTION
        for (const Extra& x : kExtras) {
            NativeTypeSpec& s = (*specs)[static_cast<unsigned>(x.type) - first];
            s.methods = x.methods;
            s.properties = x.properties;
        }
        for (NativeTypeSpec& s : *specs) {
            TypeId base = s.base;
            while (base != TypeId::kBaseException &&
                   std::ranges::find(kConstructing, base) == std::end(kConstructing)) {
                base = (*specs)[static_cast<unsigned>(base) - first].base;
            }
            if (base == TypeId::kBaseException && s.methods.empty()) s.methods = kPlainMethods;
        }
        return specs;
    }();
    return (*table)[static_cast<unsigned>(id) - static_cast<unsigned>(TypeId::kSystemExit)];
}

}  // namespace orrery
