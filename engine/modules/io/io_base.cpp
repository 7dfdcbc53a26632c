// _IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase: what stream classes inherit, written on
// top of the methods that the subclass provides.
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/io/objects.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"

namespace orrery::io {

Value call_io(Context& ctx, Value object, IoName name, std::initializer_list<Value> args) {
    return call_method(ctx, object, state(ctx).name(name),
                       std::span<const Value>(args.begin(), args.size()));
}
Value get_io(Context& ctx, Value object, IoName name) {
    return get_attribute(ctx, object, state(ctx).name(name));
}
Truth io_flag(Context& ctx, Value object, IoName name) {
    Value v = get_io(ctx, object, name);
    return v ? is_true(ctx, v) : Truth::kError;
}
Truth io_predicate(Context& ctx, Value object, IoName method) {
    Value v = call_io(ctx, object, method);
    return v ? is_true(ctx, v) : Truth::kError;
}

Value raise_unsupported(Context& ctx, std::string_view message) {
    Value text = text_value(ctx, message);
    Value e = text ? call(ctx, state(ctx).unsupported_operation, {text}) : text;
    return e ? raise_value(ctx, e) : e;
}
Value raise_closed(Context& ctx, const char* message) {
    return raise(ctx, TypeId::kValueError, message);
}
Value raise_uninitialized(Context& ctx) {
    return raise(ctx, TypeId::kValueError, "I/O operation on uninitialized object");
}
bool after_interrupt(Context& ctx) { return !ctx.poll.load() || ctx.handle_poll(); }

bool to_size(Context& ctx, Value v, int64_t& out) {
    if (!v || v.is_none()) {
        out = -1;
        return true;
    }
    if (v.is_small_int()) {
        out = v.as_small_int();
        return true;
    }
    Value index = is_int(v) ? v : Value();
    if (!index && !type_of(ctx, v)->lookup_special(Special::kIndex)) {
        raise(ctx, TypeId::kTypeError, "argument should be integer or None, not '{}'",
              MessageArg::type(v));
        return false;
    }
    return to_int64(ctx, v, out);
}
bool to_position(Context& ctx, Value v, int64_t& out) {
    if (is_float(v)) {
        raise(ctx, TypeId::kTypeError, "'{}' object cannot be interpreted as an integer",
              MessageArg::type(v));
        return false;
    }
    return to_int64(ctx, v, out);
}

void restore_exception(Context& ctx, Value first) {
    if (!first) return;
    if (ctx.exception) {
        auto* e = ctx.exception.as<Exception>();
        if (!(ctx.exception == first) && e->context.get().is_none()) e->context.set(ctx, e, first);
        return;
    }
    ctx.exception = first;
}

Value text_value(Context& ctx, std::string_view utf8) {
    String* s = make_string(ctx, utf8);
    return s ? Value::object(s) : Value::error();
}

Value refuse_pickle(Context& ctx, const Args& args) {
    return raise(ctx, TypeId::kTypeError, "cannot pickle '{}' object", MessageArg::type(args[0]));
}

Value io_new(Context& ctx, const Args& args) {
    Object* o = allocate_instance(ctx, args[0].as<Type>());
    return o ? Value::object(o) : Value::error();
}

void trace_io(Marker& marker, Object* self) { marker.mark(static_cast<IoObject*>(self)->attrs); }

namespace {

IoObject* self_of(const Args& args) { return args[0].as<IoObject>(); }

/// False after ValueError when `self.closed`.
bool check_closed(Context& ctx, Value self) {
    const Truth closed = io_flag(ctx, self, IoName::kclosed);
    if (closed == Truth::kYes) raise_closed(ctx);
    return closed == Truth::kNo;
}

Value base_seek(Context& ctx, const Args&) { return raise_unsupported(ctx, "seek"); }
Value base_truncate(Context& ctx, const Args&) { return raise_unsupported(ctx, "truncate"); }
Value base_fileno(Context& ctx, const Args&) { return raise_unsupported(ctx, "fileno"); }
Value base_tell(Context& ctx, const Args& args) {
    return call_io(ctx, args[0], IoName::kseek, {Value::small_int(0), Value::small_int(1)});
}
Value base_flush(Context& ctx, const Args& args) {
    return self_of(args)->base_closed ? raise_closed(ctx) : Value::none();
}
Value base_close(Context& ctx, const Args& args) {
    if (self_of(args)->base_closed) return Value::none();
    Value flushed = call_io(ctx, args[0], IoName::kflush);
    self_of(args)->base_closed = true;
    return flushed ? Value::none() : flushed;
}
Value base_no(Context&, const Args&) { return Value::false_value(); }
Value base_isatty(Context& ctx, const Args& args) {
    return check_closed(ctx, args[0]) ? Value::false_value() : Value::error();
}

template <IoName method>
Value base_check(Context& ctx, const Args& args) {
    const char* message = method == IoName::kseekable   ? "File or stream is not seekable."
                          : method == IoName::kreadable ? "File or stream is not readable."
                                                        : "File or stream is not writable.";
    Value v = call_io(ctx, args[0], method);
    if (!v) return v;
    return v.is_true() ? v : raise_unsupported(ctx, message);
}
Value base_check_closed(Context& ctx, const Args& args) {
    return check_closed(ctx, args[0]) ? Value::none() : Value::error();
}
Value base_enter(Context& ctx, const Args& args) {
    return check_closed(ctx, args[0]) ? args[0] : Value::error();
}
Value base_exit(Context& ctx, const Args& args) { return call_io(ctx, args[0], IoName::kclose); }

/// The bytes of one read(n) of a stream; null after an exception.
Bytes* read_bytes(Context& ctx, Value stream, int64_t n) {
    Value b = call_io(ctx, stream, IoName::kread, {Value::small_int(n)});
    if (!b) return nullptr;
    if (b.is(Kind::kBytes)) return b.as<Bytes>();
    raise(ctx, TypeId::kOSError, "read() should have returned a bytes object, not '{}'",
          MessageArg::type(b));
    return nullptr;
}

Value base_readline(Context& ctx, const Args& args) {
    int64_t limit;
    if (!to_size(ctx, args[1], limit)) return Value::error();
    Value peek;
    const Truth has_peek = find_attribute(ctx, args[0], state(ctx).name(IoName::kpeek), peek);
    if (has_peek == Truth::kError) return Value::error();
    std::string line;
    while (limit < 0 || static_cast<int64_t>(line.size()) < limit) {
        int64_t wanted = 1;
        if (has_peek == Truth::kYes) {
            Value ahead = call(ctx, peek, {Value::small_int(1)});
            if (!ahead) return ahead;
            if (!ahead.is(Kind::kBytes)) {
                return raise(ctx, TypeId::kOSError,
                             "peek() should have returned a bytes object, not '{}'",
                             MessageArg::type(ahead));
            }
            std::string_view view = ahead.as<Bytes>()->view();
            if (limit >= 0) view = view.substr(0, static_cast<size_t>(limit) - line.size());
            if (!view.empty()) {
                const size_t at = view.find('\n');
                wanted = static_cast<int64_t>(at == view.npos ? view.size() : at + 1);
            }
        }
        Bytes* b = read_bytes(ctx, args[0], wanted);
        if (!b) return Value::error();
        if (b->length == 0) break;
        line += b->view();
        if (line.back() == '\n') break;
    }
    Bytes* out = make_bytes(ctx, line);
    return out ? Value::object(out) : Value::error();
}

Value base_iter(Context& ctx, const Args& args) {
    return check_closed(ctx, args[0]) ? args[0] : Value::error();
}

Value base_next(Context& ctx, Value self) {
    Value line = call_io(ctx, self, IoName::kreadline);
    if (!line) return line;
    const int64_t n = length_of(ctx, line);
    return n < 0 ? Value::error() : n == 0 ? Value::stop() : line;
}

Value base_readlines(Context& ctx, const Args& args) {
    int64_t hint;
    if (!to_size(ctx, args[1], hint)) return Value::error();
    List* lines = make_list(ctx);
    if (!lines) return Value::error();
    int64_t total = 0;
    const bool ok = for_each(ctx, args[0], [&](Value line) {
        if (!list_append(ctx, lines, line)) return false;
        if (hint <= 0) return true;
        const int64_t n = length_of(ctx, line);
        total += n;
        return n >= 0 && total < hint;
    });
    return ok || !ctx.exception ? Value::object(lines) : Value::error();
}

Value base_writelines(Context& ctx, const Args& args) {
    if (!check_closed(ctx, args[0])) return Value::error();
    const bool ok = for_each(ctx, args[1], [&](Value line) {
        return bool(call_io(ctx, args[0], IoName::kwrite, {line}));
    });
    return ok ? Value::none() : Value::error();
}

Value get_closed(Context&, Value self) { return Value::boolean(self.as<IoObject>()->base_closed); }

constexpr NativeMethod kBaseMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", io_new},
    {"seek(self, *args)", base_seek},
    {"tell(self, /)", base_tell},
    {"truncate(self, *args)", base_truncate},
    {"flush(self, /)", base_flush},
    {"close(self, /)", base_close},
    {"seekable(self, /)", base_no},
    {"readable(self, /)", base_no},
    {"writable(self, /)", base_no},
    {"_checkClosed(self, *args)", base_check_closed},
    {"_checkSeekable(self, *args)", base_check<IoName::kseekable>},
    {"_checkReadable(self, *args)", base_check<IoName::kreadable>},
    {"_checkWritable(self, *args)", base_check<IoName::kwritable>},
    {"fileno(self, /)", base_fileno},
    {"isatty(self, /)", base_isatty},
    {"__enter__(self, /)", base_enter},
    {"__exit__(self, *args)", base_exit},
    {"__iter__(self, /)", base_iter},
    {"readline(self, size=-1, /)", base_readline},
    {"readlines(self, hint=-1, /)", base_readlines},
    {"writelines(self, lines, /)", base_writelines},
};
constexpr NativeProperty kBaseProperties[] = {
    {"closed", get_closed},
    {"__dict__", get_instance_dict, set_instance_dict_property},
};

// ---- _RawIOBase ----

Value raw_read_all(Context& ctx, Value self) {
    std::string all;
    for (;;) {
        Value b = call_io(ctx, self, IoName::kread, {Value::small_int(kDefaultBufferSize)});
        if (!b) return b;
        if (b.is_none()) {
            if (all.empty()) return b;
            break;
        }
        if (!b.is(Kind::kBytes)) {
            return raise(ctx, TypeId::kTypeError, "read() should return bytes");
        }
        if (b.as<Bytes>()->length == 0) break;
        all += b.as<Bytes>()->view();
    }
    Bytes* out = make_bytes(ctx, all);
    return out ? Value::object(out) : Value::error();
}

Value raw_read(Context& ctx, const Args& args) {
    int64_t n;
    if (!to_size(ctx, args[1], n)) return Value::error();
    if (n < 0) return call_io(ctx, args[0], IoName::kreadall);
    ByteArray* space = make_bytearray(ctx, "");
    if (!space || !bytearray_resize(ctx, space, static_cast<uint64_t>(n))) return Value::error();
    if (n) std::fill(space->data(), space->data() + n, uint8_t{0});
    Value count = call_io(ctx, args[0], IoName::kreadinto, {Value::object(space)});
    if (!count || count.is_none()) return count;
    if (!to_int64(ctx, count, n)) return Value::error();
    if (n < 0 || static_cast<uint64_t>(n) > space->length) {
        return raise(ctx, TypeId::kValueError, "readinto returned {} outside buffer size {}", n,
                     space->length);
    }
    Bytes* out = make_bytes(ctx, space->view().substr(0, static_cast<size_t>(n)));
    return out ? Value::object(out) : Value::error();
}
Value raw_not_implemented(Context& ctx, const Args&) {
    return raise_with(ctx, TypeId::kNotImplementedError, {});
}
Value raw_readall(Context& ctx, const Args& args) { return raw_read_all(ctx, args[0]); }

constexpr NativeMethod kRawMethods[] = {
    {"read(self, size=-1, /)", raw_read},
    {"readall(self, /)", raw_readall},
    {"readinto(self, buffer, /)", raw_not_implemented},
    {"write(self, b, /)", raw_not_implemented},
};

// ---- _BufferedIOBase ----

template <IoName method>
Value readinto_by(Context& ctx, const Args& args) {
    BufferView view;
    if (!view.acquire(ctx, args[1], BufferView::kWrite, "readinto() argument")) {
        return Value::error();
    }
    Value data = call_io(ctx, args[0], method, {make_int(ctx, static_cast<int64_t>(view.size()))});
    if (!data) return data;
    if (!data.is(Kind::kBytes)) {
        return raise(ctx, TypeId::kTypeError, "read() should return bytes");
    }
    std::string_view bytes = data.as<Bytes>()->view();
    if (bytes.size() > view.size()) {
        return raise(ctx, TypeId::kValueError,
                     "read() returned too much data: {} bytes requested, {} returned", view.size(),
                     bytes.size());
    }
    std::copy(bytes.begin(), bytes.end(), view.data());
    return make_int(ctx, static_cast<int64_t>(bytes.size()));
}
Value buffered_base_detach(Context& ctx, const Args&) { return raise_unsupported(ctx, "detach"); }
Value buffered_base_read(Context& ctx, const Args&) { return raise_unsupported(ctx, "read"); }
Value buffered_base_read1(Context& ctx, const Args&) { return raise_unsupported(ctx, "read1"); }
Value buffered_base_write(Context& ctx, const Args&) { return raise_unsupported(ctx, "write"); }
Value text_base_readline(Context& ctx, const Args&) { return raise_unsupported(ctx, "readline"); }
Value text_base_none(Context&, Value) { return Value::none(); }

constexpr NativeMethod kBufferedMethods[] = {
    {"detach(self, /)", buffered_base_detach},
    {"read(self, *args)", buffered_base_read},
    {"read1(self, *args)", buffered_base_read1},
    {"write(self, *args)", buffered_base_write},
    {"readinto(self, buffer, /)", readinto_by<IoName::kread>},
    {"readinto1(self, buffer, /)", readinto_by<IoName::kread1>},
};

// ---- _TextIOBase ----

constexpr NativeMethod kTextMethods[] = {
    {"detach(self, *args)", buffered_base_detach},
    {"read(self, *args)", buffered_base_read},
    {"readline(self, *args)", text_base_readline},
    {"write(self, *args)", buffered_base_write},
};
constexpr NativeProperty kTextProperties[] = {
    {"encoding", text_base_none},
    {"newlines", text_base_none},
    {"errors", text_base_none},
};

}  // namespace

const NativeTypeSpec kIOBaseSpec = {
    .name = "_io._IOBase",
    .size = sizeof(IoObject),
    .attrs_offset = sizeof(NativeObject),
    .methods = kBaseMethods,
    .properties = kBaseProperties,
    .next = base_next,
    .trace = trace_io,
    .doc = "The abstract base class for all I/O classes.",
};
const NativeTypeSpec kRawIOBaseSpec = {
    .name = "_io._RawIOBase",
    .methods = kRawMethods,
    .doc = "Base class for raw binary I/O.",
    .native_base = &kIOBaseSpec,
};
const NativeTypeSpec kBufferedIOBaseSpec = {
    .name = "_io._BufferedIOBase",
    .methods = kBufferedMethods,
    .doc = "Base class for buffered IO objects.",
    .native_base = &kIOBaseSpec,
};
const NativeTypeSpec kTextIOBaseSpec = {
    .name = "_io._TextIOBase",
    .methods = kTextMethods,
    .properties = kTextProperties,
    .doc = "Base class for text I/O.",
    .native_base = &kIOBaseSpec,
};

}  // namespace orrery::io
