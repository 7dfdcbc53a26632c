// BytesIO, StringIO and BufferedRWPair.
#include <algorithm>
#include <cstring>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/io/objects.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"
#include "engine/objects/shape.h"

namespace orrery::io {

namespace {

Value bytes_value(Context& ctx, std::string_view data) {
    Bytes* b = make_bytes(ctx, data);
    return b ? Value::object(b) : Value::error();
}
Value count_value(Context& ctx, uint64_t n) { return make_int(ctx, static_cast<int64_t>(n)); }

/// The state that __getstate__ appends and __setstate__ restores: the instance's attributes.
Value attributes_copy(Context& ctx, Value self) {
    Value d = get_attribute(ctx, self, Name::k__dict__);
    if (!d) return d;
    if (!d.is(Kind::kDict) || d.as<Dict>()->live == 0) return Value::none();
    Dict* copy = dict_copy(ctx, d.as<Dict>());
    return copy ? Value::object(copy) : Value::error();
}
bool restore_attributes(Context& ctx, Value self, Value dict) {
    if (dict.is_none()) return true;
    if (!dict.is(Kind::kDict)) {
        raise(ctx, TypeId::kTypeError, "state should be a dict, got a {}", MessageArg::type(dict));
        return false;
    }
    Value own = get_attribute(ctx, self, Name::k__dict__);
    return own && dict_update(ctx, own.as<Dict>(), dict);
}

// ---- BytesIO ----

struct BytesIO : IoObject {
    std::string* data;  // null once closed, and before __init__
    Slot lender;        // what getbuffer()'s views are views of; made when first needed
    uint64_t position;  // may lie beyond the end
    BufferExports exports;
};
struct BytesIOBuffer : NativeObject {
    Ref<BytesIO> owner;
};

BytesIO* bytes_self(const Args& args) { return args[0].as<BytesIO>(); }

bool check_open(Context& ctx, BytesIO* b) {
    if (b->data) return true;
    raise_closed(ctx);
    return false;
}
/// Before the memory may move.
bool check_exports(Context& ctx, BytesIO* b) {
    return !b->lender || may_resize(ctx, b->lender.get().as_object(), b->exports);
}
std::string_view rest_of(BytesIO* b) {
    std::string_view all = *b->data;
    return b->position < all.size() ? all.substr(b->position) : std::string_view();
}
std::string_view take(BytesIO* b, int64_t limit) {
    std::string_view rest = rest_of(b);
    if (limit >= 0) rest = rest.substr(0, static_cast<size_t>(limit));
    b->position += rest.size();
    return rest;
}
std::string_view take_line(BytesIO* b, int64_t limit) {
    std::string_view rest = rest_of(b);
    const size_t at = rest.find('\n');
    int64_t n = static_cast<int64_t>(at == rest.npos ? rest.size() : at + 1);
    if (limit >= 0) n = std::min(n, limit);
    return take(b, n);
}

bool bytes_io_write(Context& ctx, BytesIO* b, Value data, uint64_t& written) {
    BufferView view;
    if (!view.acquire(ctx, data) || !check_open(ctx, b) || !check_exports(ctx, b)) return false;
    written = view.size();
    if (written == 0) return true;
    if (b->position > b->data->size()) b->data->resize(b->position);
    if (b->position == b->data->size()) {
        b->data->append(view.chars());
    } else {
        const uint64_t over = std::min<uint64_t>(written, b->data->size() - b->position);
        b->data->replace(b->position, over, view.chars());
    }
    b->position += written;
    return true;
}

Value bytes_io_init(Context& ctx, const Args& args) {
    BytesIO* b = bytes_self(args);
    if (b->data && !check_exports(ctx, b)) return Value::error();
    if (!b->data) b->data = new std::string;
    b->data->clear();
    b->position = 0;
    if (args[1] && !args[1].is_none()) {
        uint64_t n;
        if (!bytes_io_write(ctx, b, args[1], n)) return Value::error();
        b->position = 0;
    }
    return Value::none();
}
Value bytes_io_read(Context& ctx, const Args& args) {
    int64_t n;
    if (!to_size(ctx, args[1], n) || !check_open(ctx, bytes_self(args))) return Value::error();
    return bytes_value(ctx, take(bytes_self(args), n));
}
Value bytes_io_readline(Context& ctx, const Args& args) {
    int64_t n;
    if (!to_size(ctx, args[1], n) || !check_open(ctx, bytes_self(args))) return Value::error();
    return bytes_value(ctx, take_line(bytes_self(args), n));
}
Value bytes_io_next(Context& ctx, Value self) {
    auto* b = self.as<BytesIO>();
    if (!check_open(ctx, b)) return Value::error();
    std::string_view line = take_line(b, -1);
    return line.empty() ? Value::stop() : bytes_value(ctx, line);
}
Value bytes_io_readlines(Context& ctx, const Args& args) {
    BytesIO* b = bytes_self(args);
    int64_t hint;
    if (!to_size(ctx, args[1], hint) || !check_open(ctx, b)) return Value::error();
    List* lines = make_list(ctx);
    if (!lines) return Value::error();
    int64_t total = 0;
    for (std::string_view line = take_line(b, -1); !line.empty(); line = take_line(b, -1)) {
        Value v = bytes_value(ctx, line);
        if (!v || !list_append(ctx, lines, v)) return Value::error();
        total += static_cast<int64_t>(line.size());
        if (hint > 0 && total >= hint) break;
    }
    return Value::object(lines);
}
Value bytes_io_readinto(Context& ctx, const Args& args) {
    BytesIO* b = bytes_self(args);
    BufferView view;
    if (!check_open(ctx, b) ||
        !view.acquire(ctx, args[1], BufferView::kWrite, "readinto() argument")) {
        return Value::error();
    }
    std::string_view part = take(b, static_cast<int64_t>(view.size()));
    std::copy(part.begin(), part.end(), view.data());
    return count_value(ctx, part.size());
}
Value bytes_io_write_method(Context& ctx, const Args& args) {
    uint64_t n;
    if (!check_open(ctx, bytes_self(args)) || !check_exports(ctx, bytes_self(args))) {
        return Value::error();
    }
    return bytes_io_write(ctx, bytes_self(args), args[1], n) ? count_value(ctx, n) : Value::error();
}
Value bytes_io_writelines(Context& ctx, const Args& args) {
    BytesIO* b = bytes_self(args);
    if (!check_open(ctx, b)) return Value::error();
    const bool ok = for_each(ctx, args[1], [&](Value line) {
        uint64_t n;
        return bytes_io_write(ctx, b, line, n);
    });
    return ok ? Value::none() : Value::error();
}
Value bytes_io_getvalue(Context& ctx, const Args& args) {
    return check_open(ctx, bytes_self(args)) ? bytes_value(ctx, *bytes_self(args)->data)
                                             : Value::error();
}
Value bytes_io_getbuffer(Context& ctx, const Args& args) {
    if (!check_open(ctx, bytes_self(args))) return Value::error();
    BytesIO* b = bytes_self(args);
    if (!b->lender) {
        auto* lender = make<BytesIOBuffer>(ctx, IoType::kBytesIOBuffer);
        if (!lender) return Value::error();
        lender->owner.init(b);
        b->lender.set(ctx, b, Value::object(lender));
    }
    MemoryView* view = make_memoryview(ctx, b->lender.get());
    return view ? Value::object(view) : Value::error();
}
Value bytes_io_tell(Context& ctx, const Args& args) {
    return check_open(ctx, bytes_self(args)) ? count_value(ctx, bytes_self(args)->position)
                                             : Value::error();
}
Value bytes_io_seek(Context& ctx, const Args& args) {
    BytesIO* b = bytes_self(args);
    int64_t offset;
    int32_t whence = 0;
    if (!check_open(ctx, b) || !to_position(ctx, args[1], offset) ||
        (args[2] && !to_int32(ctx, args[2], whence))) {
        return Value::error();
    }
    if (whence == 0 && offset < 0) {
        return raise(ctx, TypeId::kValueError, "negative seek value {}", offset);
    }
    if (whence < 0 || whence > 2) {
        return raise(ctx, TypeId::kValueError, "invalid whence ({}, should be 0, 1 or 2)", whence);
    }
    if (whence == 1) offset += static_cast<int64_t>(b->position);
    if (whence == 2) offset += static_cast<int64_t>(b->data->size());
    b->position = static_cast<uint64_t>(std::max<int64_t>(offset, 0));
    return count_value(ctx, b->position);
}
Value bytes_io_truncate(Context& ctx, const Args& args) {
    BytesIO* b = bytes_self(args);
    if (!check_open(ctx, b) || !check_exports(ctx, b)) return Value::error();
    int64_t size = static_cast<int64_t>(b->position);
    if (args[1] && !args[1].is_none() && !to_position(ctx, args[1], size)) return Value::error();
    if (size < 0) return raise(ctx, TypeId::kValueError, "negative size value {}", size);
    if (static_cast<uint64_t>(size) < b->data->size()) b->data->resize(static_cast<size_t>(size));
    return make_int(ctx, size);
}
Value bytes_io_close(Context& ctx, const Args& args) {
    BytesIO* b = bytes_self(args);
    if (b->data && !check_exports(ctx, b)) return Value::error();
    delete b->data;
    b->data = nullptr;
    b->base_closed = true;
    return Value::none();
}
Value bytes_io_yes(Context& ctx, const Args& args) {
    return check_open(ctx, bytes_self(args)) ? Value::true_value() : Value::error();
}
Value bytes_io_isatty(Context& ctx, const Args& args) {
    return check_open(ctx, bytes_self(args)) ? Value::false_value() : Value::error();
}
Value bytes_io_flush(Context& ctx, const Args& args) {
    return check_open(ctx, bytes_self(args)) ? Value::none() : Value::error();
}
Value bytes_io_closed(Context&, Value self) { return Value::boolean(!self.as<BytesIO>()->data); }
Value bytes_io_getstate(Context& ctx, const Args& args) {
    Value data = bytes_io_getvalue(ctx, args);
    Value attributes = data ? attributes_copy(ctx, args[0]) : data;
    if (!attributes) return attributes;
    const Value parts[] = {data, count_value(ctx, bytes_self(args)->position), attributes};
    Tuple* t = make_tuple(ctx, parts);
    return t ? Value::object(t) : Value::error();
}
Value bytes_io_setstate(Context& ctx, const Args& args) {
    BytesIO* b = bytes_self(args);
    if (!args[1].is(Kind::kTuple) || args[1].as<Tuple>()->length < 3) {
        return raise(ctx, TypeId::kTypeError, "{}.__setstate__ argument should be 3-tuple, got {}",
                     MessageArg::type(args[0]), MessageArg::type(args[1]));
    }
    auto* t = args[1].as<Tuple>();
    int64_t position;
    uint64_t n;
    if (!b->data) b->data = new std::string;
    b->data->clear();
    b->position = 0;
    if (!bytes_io_write(ctx, b, t->at(0), n) || !to_int64(ctx, t->at(1), position)) {
        return Value::error();
    }
    if (position < 0) return raise(ctx, TypeId::kValueError, "position value cannot be negative");
    b->position = static_cast<uint64_t>(position);
    return restore_attributes(ctx, args[0], t->at(2)) ? Value::none() : Value::error();
}

constexpr NativeMethod kBytesMethods[] = {
    {"__init__(self, initial_bytes=b'')", bytes_io_init},
    {"read(self, size=-1, /)", bytes_io_read},
    {"read1(self, size=-1, /)", bytes_io_read},
    {"readline(self, size=-1, /)", bytes_io_readline},
    {"readlines(self, size=None, /)", bytes_io_readlines},
    {"readinto(self, buffer, /)", bytes_io_readinto},
    {"write(self, b, /)", bytes_io_write_method},
    {"writelines(self, lines, /)", bytes_io_writelines},
    {"getvalue(self, /)", bytes_io_getvalue},
    {"getbuffer(self, /)", bytes_io_getbuffer},
    {"tell(self, /)", bytes_io_tell},
    {"seek(self, pos, whence=0, /)", bytes_io_seek},
    {"truncate(self, size=None, /)", bytes_io_truncate},
    {"close(self, /)", bytes_io_close},
    {"flush(self, /)", bytes_io_flush},
    {"isatty(self, /)", bytes_io_isatty},
    {"readable(self, /)", bytes_io_yes},
    {"writable(self, /)", bytes_io_yes},
    {"seekable(self, /)", bytes_io_yes},
    {"__getstate__(self, /)", bytes_io_getstate},
    {"__setstate__(self, state, /)", bytes_io_setstate},
};
constexpr NativeProperty kBytesProperties[] = {{"closed", bytes_io_closed}};

void trace_bytes_io(Marker& marker, Object* self) {
    trace_io(marker, self);
    marker.mark(static_cast<BytesIO*>(self)->lender);
}
void finalize_bytes_io(Object* self) {
    delete static_cast<BytesIO*>(self)->data;
    static_cast<BytesIO*>(self)->data = nullptr;
}

bool describe(Context& ctx, Object* self, BufferInfo& out) {
    BytesIO* b = static_cast<BytesIOBuffer*>(self)->owner.get();
    if (!check_open(ctx, b)) return false;
    out.data = reinterpret_cast<uint8_t*>(b->data->data());
    out.bytes = b->data->size();
    out.readonly = false;
    return true;
}
BufferExports* exports(Object* self) { return &static_cast<BytesIOBuffer*>(self)->owner->exports; }
const BufferOps kBufferOps = {describe, exports};
void trace_buffer(Marker& marker, Object* self) {
    marker.mark(static_cast<BytesIOBuffer*>(self)->owner);
}

// ---- StringIO ----

// Text that is only appended to and then taken as a whole never leaves the builder.
struct StringIOState {
    StringBuilder builder;
    std::u32string chars;
    bool building = true;  // all text is in the builder, and `position` is at its end
    uint64_t position = 0;
    uint8_t newlines_seen = 0;
    bool pending_cr = false;
    bool translate = false;      // \r\n and \r become \n
    bool universal = false;      // they end lines
    bool collect = false;        // `newlines` tells which there were
    std::string read_newline = "\n";
    std::string write_newline;   // empty: \n is written as it is
};
struct StringIO : IoObject {
    StringIOState* state;  // null once closed, and before __init__
    Slot newline;          // as given to __init__
};

StringIO* string_self(const Args& args) { return args[0].as<StringIO>(); }

bool check_open(Context& ctx, StringIO* s) {
    if (s->state) return true;
    raise_closed(ctx, s->base_closed ? "I/O operation on closed file"
                                     : "I/O operation on uninitialized object");
    return false;
}

/// Leaves the builder for an array of characters.
bool realize(Context& ctx, StringIOState* s) {
    if (!s->building) return true;
    String* all = s->builder.finish(ctx);
    if (!all) return false;
    s->chars.resize(all->length);
    for (uint64_t i = 0; i < all->length; i++)
        s->chars[i] = all->at(i);
    s->builder.clear();
    s->building = false;
    return true;
}
Value chars_value(Context& ctx, std::u32string_view chars) {
    String* s = make_string(ctx, reinterpret_cast<const uint32_t*>(chars.data()), chars.size());
    return s ? Value::object(s) : Value::error();
}

bool string_io_write(Context& ctx, StringIO* self, String* text) {
    StringIOState* s = self->state;
    if (s->collect) {
        text = translate_newlines(ctx, text, s->newlines_seen, s->translate);
    }
    if (text && !s->write_newline.empty()) text = expand_newlines(ctx, text, s->write_newline);
    if (!text) return false;
    if (text->length == 0) return true;
    if (s->building) {
        s->builder.add(text);
        s->position += text->length;
        return true;
    }
    if (s->position > s->chars.size()) s->chars.resize(s->position, U'\0');
    if (s->position + text->length > s->chars.size()) s->chars.resize(s->position + text->length);
    for (uint64_t i = 0; i < text->length; i++)
        s->chars[s->position + i] = text->at(i);
    s->position += text->length;
    return true;
}

std::u32string_view take(StringIOState* s, int64_t limit) {
    std::u32string_view rest = s->chars;
    rest = s->position < rest.size() ? rest.substr(s->position) : std::u32string_view();
    if (limit >= 0) rest = rest.substr(0, static_cast<size_t>(limit));
    s->position += rest.size();
    return rest;
}

std::u32string_view take_line(StringIOState* s, int64_t limit) {
    std::u32string_view rest = s->chars;
    rest = s->position < rest.size() ? rest.substr(s->position) : std::u32string_view();
    size_t n = rest.size();
    if (s->universal) {
        const size_t at = rest.find_first_of(U"\r\n");
        if (at != rest.npos) {
            n = at + (rest[at] == U'\r' && at + 1 < rest.size() && rest[at + 1] == U'\n' ? 2 : 1);
        }
    } else {
        const std::u32string mark(s->read_newline.begin(), s->read_newline.end());
        const size_t at = rest.find(mark);
        if (at != rest.npos) n = at + mark.size();
    }
    if (limit >= 0) n = std::min(n, static_cast<size_t>(limit));
    return take(s, static_cast<int64_t>(n));
}

Value string_io_init(Context& ctx, const Args& args) {
    StringIO* self = string_self(args);
    Value initial = args[1] ? args[1] : Value::none();
    Value newline = args[2] ? args[2] : text_value(ctx, "\n");
    if (!newline.is_none() && !newline.is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "newline must be str or None, not {}",
                     MessageArg::type(newline));
    }
    const std::string text = newline.is_none() ? std::string() : to_utf8(newline.as<String>());
    if (!newline.is_none() && text != "" && text != "\n" && text != "\r" && text != "\r\n") {
        return raise(ctx, TypeId::kValueError, "illegal newline value: {}",
                     MessageArg::repr(newline));
    }
    if (!initial.is_none() && !initial.is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "initial_value must be str or None, not {}",
                     MessageArg::type(initial));
    }
    delete self->state;
    auto* s = self->state = new StringIOState;
    self->newline.set(ctx, self, newline);
    self->base_closed = false;
    s->collect = text.empty();
    s->translate = newline.is_none();
    s->universal = !newline.is_none() && text.empty();
    if (!text.empty()) s->read_newline = text;
    if (text == "\r" || text == "\r\n") s->write_newline = text;
    if (initial.is(Kind::kString) && initial.as<String>()->length) {
        if (!string_io_write(ctx, self, initial.as<String>()) || !realize(ctx, s)) {
            return Value::error();
        }
        s->position = 0;
    }
    return Value::none();
}
Value string_io_write_method(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "string argument expected, got '{}'",
                     MessageArg::type(args[1]));
    }
    if (!check_open(ctx, string_self(args)) ||
        !string_io_write(ctx, string_self(args), args[1].as<String>())) {
        return Value::error();
    }
    return count_value(ctx, args[1].as<String>()->length);
}
Value string_io_getvalue(Context& ctx, const Args& args) {
    if (!check_open(ctx, string_self(args))) return Value::error();
    StringIOState* s = string_self(args)->state;
    if (!s->building) return chars_value(ctx, s->chars);
    String* all = s->builder.finish(ctx);
    if (!all) return Value::error();
    s->builder.clear();
    s->builder.add(all);
    return Value::object(all);
}
Value string_io_read(Context& ctx, const Args& args) {
    int64_t n;
    if (!to_size(ctx, args[1], n) || !check_open(ctx, string_self(args)) ||
        !realize(ctx, string_self(args)->state)) {
        return Value::error();
    }
    return chars_value(ctx, take(string_self(args)->state, n));
}
Value string_io_readline(Context& ctx, const Args& args) {
    int64_t n;
    if (!to_size(ctx, args[1], n) || !check_open(ctx, string_self(args)) ||
        !realize(ctx, string_self(args)->state)) {
        return Value::error();
    }
    return chars_value(ctx, take_line(string_self(args)->state, n));
}
Value string_io_next(Context& ctx, Value self) {
    auto* s = self.as<StringIO>();
    if (!check_open(ctx, s)) return Value::error();
    if (type_of(ctx, self)->has(Type::kUserDefined)) {
        Value line = call_io(ctx, self, IoName::kreadline);
        if (line && !line.is(Kind::kString)) {
            return raise(ctx, TypeId::kOSError,
                         "readline() should have returned a str object, not '{}'",
                         MessageArg::type(line));
        }
        return line && line.as<String>()->length == 0 ? Value::stop() : line;
    }
    if (!realize(ctx, s->state)) return Value::error();
    std::u32string_view line = take_line(s->state, -1);
    return line.empty() ? Value::stop() : chars_value(ctx, line);
}
Value string_io_tell(Context& ctx, const Args& args) {
    return check_open(ctx, string_self(args)) ? count_value(ctx, string_self(args)->state->position)
                                              : Value::error();
}
Value string_io_seek(Context& ctx, const Args& args) {
    int64_t offset;
    int32_t whence = 0;
    if (!check_open(ctx, string_self(args)) || !to_position(ctx, args[1], offset) ||
        (args[2] && !to_int32(ctx, args[2], whence))) {
        return Value::error();
    }
    if (whence < 0 || whence > 2) {
        return raise(ctx, TypeId::kValueError, "Invalid whence ({}, should be 0, 1 or 2)", whence);
    }
    if (whence == 0 && offset < 0) {
        return raise(ctx, TypeId::kValueError, "Negative seek position {}", offset);
    }
    if (whence != 0 && offset != 0) {
        return raise(ctx, TypeId::kOSError, "Can't do nonzero cur-relative seeks");
    }
    StringIOState* s = string_self(args)->state;
    if (!realize(ctx, s)) return Value::error();
    if (whence == 0) s->position = static_cast<uint64_t>(offset);
    if (whence == 2) s->position = s->chars.size();
    return count_value(ctx, s->position);
}
Value string_io_truncate(Context& ctx, const Args& args) {
    if (!check_open(ctx, string_self(args)) || !realize(ctx, string_self(args)->state)) {
        return Value::error();
    }
    StringIOState* s = string_self(args)->state;
    int64_t size = static_cast<int64_t>(s->position);
    if (args[1] && !args[1].is_none() && !to_position(ctx, args[1], size)) return Value::error();
    if (size < 0) return raise(ctx, TypeId::kValueError, "Negative size value {}", size);
    if (static_cast<uint64_t>(size) < s->chars.size()) s->chars.resize(static_cast<size_t>(size));
    return make_int(ctx, size);
}
Value string_io_close(Context&, const Args& args) {
    StringIO* self = string_self(args);
    delete self->state;
    self->state = nullptr;
    self->base_closed = true;
    return Value::none();
}
Value string_io_yes(Context& ctx, const Args& args) {
    return check_open(ctx, string_self(args)) ? Value::true_value() : Value::error();
}
Value string_io_closed(Context&, Value self) {
    return Value::boolean(self.as<IoObject>()->base_closed);
}
Value string_io_line_buffering(Context& ctx, Value self) {
    return check_open(ctx, self.as<StringIO>()) ? Value::false_value() : Value::error();
}
Value string_io_newlines(Context& ctx, Value self) {
    auto* s = self.as<StringIO>();
    if (!check_open(ctx, s)) return Value::error();
    return s->state->collect ? newlines_seen(ctx, s->state->newlines_seen) : Value::none();
}
Value string_io_getstate(Context& ctx, const Args& args) {
    Value data = string_io_getvalue(ctx, args);
    Value attributes = data ? attributes_copy(ctx, args[0]) : data;
    if (!attributes) return attributes;
    StringIO* self = string_self(args);
    const Value parts[] = {data, self->newline.get(), count_value(ctx, self->state->position),
                           attributes};
    Tuple* t = make_tuple(ctx, parts);
    return t ? Value::object(t) : Value::error();
}
Value string_io_setstate(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kTuple) || args[1].as<Tuple>()->length < 4) {
        return raise(ctx, TypeId::kTypeError, "{}.__setstate__ argument should be 4-tuple, got {}",
                     MessageArg::type(args[0]), MessageArg::type(args[1]));
    }
    auto* t = args[1].as<Tuple>();
    const Value given[] = {args[0], Value::none(), t->at(1)};
    int64_t position;
    if (!t->at(0).is(Kind::kString) || !string_io_init(ctx, Args{.values = given}) ||
        !to_int64(ctx, t->at(2), position)) {
        return ctx.exception ? Value::error()
                             : raise(ctx, TypeId::kTypeError, "initial_value must be str or None");
    }
    if (position < 0) return raise(ctx, TypeId::kValueError, "position value cannot be negative");
    StringIOState* s = string_self(args)->state;
    s->builder.add(t->at(0).as<String>());
    if (!realize(ctx, s)) return Value::error();
    s->position = static_cast<uint64_t>(position);
    return restore_attributes(ctx, args[0], t->at(3)) ? Value::none() : Value::error();
}

constexpr NativeMethod kStringMethods[] = {
    {"__init__(self, initial_value='', newline='\\n')", string_io_init},
    {"getvalue(self, /)", string_io_getvalue},
    {"read(self, size=-1, /)", string_io_read},
    {"readline(self, size=-1, /)", string_io_readline},
    {"write(self, s, /)", string_io_write_method},
    {"tell(self, /)", string_io_tell},
    {"seek(self, pos, whence=0, /)", string_io_seek},
    {"truncate(self, pos=None, /)", string_io_truncate},
    {"close(self, /)", string_io_close},
    {"readable(self, /)", string_io_yes},
    {"writable(self, /)", string_io_yes},
    {"seekable(self, /)", string_io_yes},
    {"__getstate__(self, /)", string_io_getstate},
    {"__setstate__(self, state, /)", string_io_setstate},
};
constexpr NativeProperty kStringProperties[] = {
    {"closed", string_io_closed},
    {"line_buffering", string_io_line_buffering},
    {"newlines", string_io_newlines},
};

void finalize_string_io(Object* self) {
    delete static_cast<StringIO*>(self)->state;
    static_cast<StringIO*>(self)->state = nullptr;
}
void trace_string_io(Marker& marker, Object* self) {
    trace_io(marker, self);
    marker.mark(static_cast<StringIO*>(self)->newline);
}

// ---- BufferedRWPair ----

struct BufferedPair : IoObject {
    Slot reader;  // empty until __init__
    Slot writer;
};
BufferedPair* pair_self(const Args& args) { return args[0].as<BufferedPair>(); }

Value pair_init(Context& ctx, const Args& args) {
    int64_t size = kDefaultBufferSize;
    if (args[3] && !to_position(ctx, args[3], size)) return Value::error();
    Truth t = io_predicate(ctx, args[1], IoName::kreadable);
    if (t == Truth::kNo) raise_unsupported(ctx, "File or stream is not readable.");
    if (t != Truth::kYes) return Value::error();
    t = io_predicate(ctx, args[2], IoName::kwritable);
    if (t == Truth::kNo) raise_unsupported(ctx, "File or stream is not writable.");
    if (t != Truth::kYes) return Value::error();
    Buffered* reader = make_buffered(ctx, IoType::kBufferedReader, args[1], size);
    Buffered* writer =
        reader ? make_buffered(ctx, IoType::kBufferedWriter, args[2], size) : nullptr;
    if (!writer) return Value::error();
    pair_self(args)->reader.set(ctx, pair_self(args), Value::object(reader));
    pair_self(args)->writer.set(ctx, pair_self(args), Value::object(writer));
    return Value::none();
}
template <IoName method, bool read>
Value pair_forward(Context& ctx, const Args& args) {
    BufferedPair* p = pair_self(args);
    Value target = read ? p->reader.get() : p->writer.get();
    if (!target) return raise_uninitialized(ctx);
    return call_method(ctx, target, state(ctx).name(method), args.rest());
}
Value pair_close(Context& ctx, const Args& args) {
    BufferedPair* p = pair_self(args);
    if (!p->writer) return raise_uninitialized(ctx);
    call_io(ctx, p->writer.get(), IoName::kclose);
    Value first = ctx.exception ? take_exception(ctx) : Value();
    call_io(ctx, p->reader.get(), IoName::kclose);
    restore_exception(ctx, first);
    return ctx.exception ? Value::error() : Value::none();
}
Value pair_isatty(Context& ctx, const Args& args) {
    BufferedPair* p = pair_self(args);
    if (!p->writer) return raise_uninitialized(ctx);
    Value v = call_io(ctx, p->writer.get(), IoName::kisatty);
    return !v || !v.is_false() ? v : call_io(ctx, p->reader.get(), IoName::kisatty);
}
Value pair_closed(Context& ctx, Value self) {
    Value writer = self.as<BufferedPair>()->writer.get();
    if (!writer) {
        return raise(ctx, TypeId::kRuntimeError,
                     "the BufferedRWPair object is being garbage-collected");
    }
    return get_io(ctx, writer, IoName::kclosed);
}

constexpr NativeMethod kPairMethods[] = {
    {"__init__(self, reader, writer, buffer_size=8192, /)", pair_init},
    {"read(self, /, *args)", pair_forward<IoName::kread, true>},
    {"peek(self, /, *args)", pair_forward<IoName::kpeek, true>},
    {"read1(self, /, *args)", pair_forward<IoName::kread1, true>},
    {"readinto(self, /, *args)", pair_forward<IoName::kreadinto, true>},
    {"readinto1(self, /, *args)", pair_forward<IoName::kreadinto1, true>},
    {"readable(self, /, *args)", pair_forward<IoName::kreadable, true>},
    {"write(self, /, *args)", pair_forward<IoName::kwrite, false>},
    {"flush(self, /, *args)", pair_forward<IoName::kflush, false>},
    {"writable(self, /, *args)", pair_forward<IoName::kwritable, false>},
    {"close(self, /)", pair_close},
    {"isatty(self, /)", pair_isatty},
};
constexpr NativeProperty kPairProperties[] = {{"closed", pair_closed}};
void trace_pair(Marker& marker, Object* self) {
    trace_io(marker, self);
    marker.mark(static_cast<BufferedPair*>(self)->reader);
    marker.mark(static_cast<BufferedPair*>(self)->writer);
}

}  // namespace

const NativeTypeSpec kBytesIOSpec = {
    .name = "_io.BytesIO",
    .size = sizeof(BytesIO),
    .methods = kBytesMethods,
    .properties = kBytesProperties,
    .next = bytes_io_next,
    .trace = trace_bytes_io,
    .finalize = finalize_bytes_io,
    .doc = "Buffered I/O implementation using an in-memory bytes buffer.",
    .native_base = &kBufferedIOBaseSpec,
};
const NativeTypeSpec kBytesIOBufferSpec = {
    .name = "_io._BytesIOBuffer",
    .size = sizeof(BytesIOBuffer),
    .subclassable = false,
    .trace = trace_buffer,
    .buffer = &kBufferOps,
};
const NativeTypeSpec kStringIOSpec = {
    .name = "_io.StringIO",
    .size = sizeof(StringIO),
    .methods = kStringMethods,
    .properties = kStringProperties,
    .next = string_io_next,
    .trace = trace_string_io,
    .finalize = finalize_string_io,
    .doc = "Text I/O implementation using an in-memory buffer.",
    .native_base = &kTextIOBaseSpec,
};
const NativeTypeSpec kBufferedRWPairSpec = {
    .name = "_io.BufferedRWPair",
    .size = sizeof(BufferedPair),
    .methods = kPairMethods,
    .properties = kPairProperties,
    .trace = trace_pair,
    .doc = "A buffered reader and writer object together.",
    .native_base = &kBufferedIOBaseSpec,
};

}  // namespace orrery::io
