// The type str: construction, operators and iteration. Its other methods: string_methods.h.
#include <algorithm>
#include <cstring>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/bytes.h"
#include "engine/objects/bytes_methods.h"
#include "engine/objects/encoding.h"
#include "engine/objects/numbers.h"
#include "engine/objects/sequence_support.h"
#include "engine/objects/string_methods.h"
#include "engine/text/search.h"
#include "engine/text/unicode.h"
#include "engine/text/utf8.h"

namespace orrery {

namespace {

constexpr uint32_t kString = builtin_shape(TypeId::kString);

String* self_of(const Args& args) { return args[0].as<String>(); }

// ---- construction ----

/// Text of str(object, encoding, errors). Null after an exception.
String* convert(Context& ctx, Value object, Value encoding, Value errors) {
    if (!object) return empty_string(ctx);
    if (!encoding && !errors) return to_str(ctx, object);
    std::string name = "utf-8", handler = "strict";
    if (!codec_name(ctx, encoding, "str", "encoding", name) ||
        !codec_name(ctx, errors, "str", "errors", handler)) {
        return nullptr;
    }
    if (object.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "decoding str is not supported");
        return nullptr;
    }
    if (!has_buffer(ctx, object)) {
        raise(ctx, TypeId::kTypeError, "decoding to str: need a bytes-like object, {} found",
              MessageArg::type(object));
        return nullptr;
    }
    Value text = decode_bytes(ctx, object, name, handler);
    return text ? text.as<String>() : nullptr;
}

Value str_new(Context& ctx, const Args& args) {
    Type* type = args[0].as<Type>();
    String* text = convert(ctx, args[1], args[2], args[3]);
    if (!text || type == ctx.type(TypeId::kString)) return Value::object(text);
    const uint64_t bytes = text->length << text->width_log2();
    auto* s = allocate<String>(ctx, type, bytes);
    if (!s) return Value::error();
    s->flags |= text->flags & (String::kWidthMask | String::kAscii);
    s->length = text->length;
    s->hash = text->hash;
    s->data = s->inline_data();
    std::memcpy(s->inline_data(), text->data, bytes);
    return Value::object(s);
}

Value str_getnewargs(Context& ctx, const Args& args) {
    const Value s = Value::object(make_string(ctx, self_of(args)->text()));
    return s ? Value::object(make_tuple(ctx, {&s, 1})) : s;
}

// ---- text of strings ----

Value str_repr(Context& ctx, const Args& args) {
    return Value::object(string_repr(ctx, self_of(args)));
}

Value str_str(Context& ctx, const Args& args) {
    return Value::object(exact_string(ctx, self_of(args)));
}

Value str_hash(Context& ctx, const Args& args) {
    return make_int(ctx, static_cast<int64_t>(string_hash(ctx, self_of(args))));
}

Value str_encode(Context& ctx, const Args& args) {
    std::string encoding = "utf-8", errors = "strict";
    if (!codec_name(ctx, args[1], "encode", "encoding", encoding) ||
        !codec_name(ctx, args[2], "encode", "errors", errors)) {
        return Value::error();
    }
    return encode_string(ctx, self_of(args), encoding, errors);
}

Value str_sizeof(Context& ctx, const Args& args) {
    const String* s = self_of(args);
    return make_int(ctx, static_cast<int64_t>(sizeof(String) + (s->length << s->width_log2())));
}

// ---- operators ----

template <typename Test>
Value compare_with(const Args& args, Test&& test) {
    if (!args[1].is(Kind::kString)) return Value::not_implemented();
    return Value::boolean(test(args[0].as<String>(), args[1].as<String>()));
}

Value str_eq(Context&, const Args& args) {
    return compare_with(args, [](String* a, String* b) { return string_equal(a, b); });
}
Value str_ne(Context&, const Args& args) {
    return compare_with(args, [](String* a, String* b) { return !string_equal(a, b); });
}
Value str_lt(Context&, const Args& args) {
    return compare_with(args, [](String* a, String* b) { return string_compare(a, b) < 0; });
}
Value str_le(Context&, const Args& args) {
    return compare_with(args, [](String* a, String* b) { return string_compare(a, b) <= 0; });
}
Value str_gt(Context&, const Args& args) {
    return compare_with(args, [](String* a, String* b) { return string_compare(a, b) > 0; });
}
Value str_ge(Context&, const Args& args) {
    return compare_with(args, [](String* a, String* b) { return string_compare(a, b) >= 0; });
}

Value str_len(Context&, const Args& args) {
    return Value::small_int(static_cast<int64_t>(self_of(args)->length));
}

Value str_add(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kString)) return refuse_concat(ctx, "str", args[1]);
    String* a = self_of(args);
    String* b = args[1].as<String>();
    if (b->length == 0) return Value::object(exact_string(ctx, a));
    if (a->length == 0) return Value::object(exact_string(ctx, b));
    return Value::object(concat(ctx, a, b));
}

Value str_mul(Context& ctx, const Args& args) {
    uint64_t count;
    switch (repeat_count(ctx, args[1], count)) {
    case OperandUse::kNotImplemented: return Value::not_implemented();
    case OperandUse::kError: return Value::error();
    case OperandUse::kUse: break;
    }
    String* s = self_of(args);
    if (count == 0 || s->length == 0) return Value::object(empty_string(ctx));
    if (count == 1) return Value::object(exact_string(ctx, s));
    if (s->length > static_cast<uint64_t>(INT64_MAX) / count) {
        return raise(ctx, TypeId::kOverflowError, "repeated string is too long");
    }
    String* out =
        new_string(ctx, s->length * count, s->is_ascii() ? 0x7F : text_upper_bound(s->text()));
    if (!out) return Value::error();
    auto* to = static_cast<uint8_t*>(out->inline_data());
    const uint64_t piece = s->length << s->width_log2();
    const uint64_t total = piece * count;
    if (piece == 1) {
        std::memset(to, s->data1()[0], total);
        return Value::object(out);
    }
    std::memcpy(to, s->data, piece);
    for (uint64_t done = piece; done < total;) {
        const uint64_t more = std::min(done, total - done);
        std::memcpy(to + done, to, more);
        done += more;
    }
    return Value::object(out);
}

Value slice_of(Context& ctx, String* s, Slice* slice) {
    int64_t start, stop, step, count;
    if (!slice_indices(ctx, slice, static_cast<int64_t>(s->length), start, stop, step, count)) {
        return Value::error();
    }
    if (count == 0) return Value::object(empty_string(ctx));
    if (step == 1) {
        if (count == static_cast<int64_t>(s->length)) return Value::object(exact_string(ctx, s));
        return Value::object(
            substring(ctx, s, static_cast<uint64_t>(start), static_cast<uint64_t>(start + count)));
    }
    std::string picked;
    const unsigned width = s->width_log2();
    picked.resize(static_cast<size_t>(count) << width);
    visit_units(s->text(), [&](const auto* chars) {
        using Unit = std::remove_cvref_t<decltype(*chars)>;
        auto* to = reinterpret_cast<Unit*>(picked.data());
        for (int64_t i = 0; i < count; i++)
            to[i] = chars[start + i * step];
    });
    return Value::object(make_string(ctx, TextRef{picked.data(), static_cast<size_t>(count),
                                                  static_cast<uint8_t>(1u << width)}));
}

Value str_getitem(Context& ctx, const Args& args) {
    String* s = self_of(args);
    if (args[1].is(Kind::kSlice)) return slice_of(ctx, s, args[1].as<Slice>());
    uint64_t i;
    if (!sequence_index(ctx, args[1], s->length, "string indices must be integers, not '{}'",
                        "string index out of range", i)) {
        return Value::error();
    }
    return Value::object(char_string(ctx, s->at(i)));
}

// ---- iteration ----

Value str_iter(Context& ctx, const Args& args) {
    const bool ascii = self_of(args)->is_ascii();
    return make_iterator(ctx, ascii ? TypeId::kStringAsciiIterator : TypeId::kStringIterator,
                         args[0]);
}

Value iterator_step(Context& ctx, Value self) {
    auto* it = self.as<Iterator>();
    Value source = it->source.get();
    if (!source) return Value::stop();
    String* s = source.as<String>();
    if (it->position >= s->length) {
        it->source.set(ctx, it, Value());
        return Value::stop();
    }
    return Value::object(char_string(ctx, s->at(it->position++)));
}

Value iterator_iter(Context&, const Args& args) { return args[0]; }

Value iterator_next_method(Context& ctx, const Args& args) {
    Value v = iterator_step(ctx, args[0]);
    return v.is_stop() ? raise_stop_iteration(ctx, Value()) : v;
}

Value iterator_length_hint(Context&, const Args& args) {
    auto* it = args[0].as<Iterator>();
    Value source = it->source.get();
    if (!source) return Value::small_int(0);
    return Value::small_int(static_cast<int64_t>(source.as<String>()->length - it->position));
}

Value iterator_reduce(Context& ctx, const Args& args) {
    return reduce_iterator(ctx, args[0], Value::object(empty_string(ctx)));
}

Value iterator_setstate(Context& ctx, const Args& args) {
    auto* it = args[0].as<Iterator>();
    int64_t position;
    if (!to_int64(ctx, args[1], position)) return Value::error();
    if (Value source = it->source.get()) {
        const auto length = static_cast<int64_t>(source.as<String>()->length);
        it->position = static_cast<uint64_t>(std::clamp<int64_t>(position, 0, length));
    }
    return Value::none();
}

constexpr NativeMethod kIteratorMethods[] = {
    {"__iter__(self, /)", iterator_iter},
    {"__next__(self, /)", iterator_next_method},
    {"__length_hint__(self, /)", iterator_length_hint},
    {"__reduce__(self, /)", iterator_reduce},
    {"__setstate__(self, state, /)", iterator_setstate},
};

constexpr NativeMethod kMethods[] = {
    {"__new__(cls, object=?, encoding=?, errors=?)", str_new},
    {"__repr__(self, /)", str_repr},
    {"__str__(self, /)", str_str},
    {"__hash__(self, /)", str_hash},
    {"__eq__(self, value, /)", str_eq},
    {"__ne__(self, value, /)", str_ne},
    {"__lt__(self, value, /)", str_lt},
    {"__le__(self, value, /)", str_le},
    {"__gt__(self, value, /)", str_gt},
    {"__ge__(self, value, /)", str_ge},
    {"__len__(self, /)", str_len},
    {"__iter__(self, /)", str_iter},
    {"__add__(self, value, /)", str_add},
    {"__mul__(self, value, /)", str_mul},
    {"__rmul__(self, value, /)", str_mul},
    {"__mod__(self, value, /)", str_mod},
    {"__rmod__(self, value, /)", str_rmod},
    {"__getitem__(self, key, /)", str_getitem},
    {"__contains__(self, key, /)", str_contains},
    {"__format__(self, format_spec, /)", str_dunder_format},
    {"__sizeof__(self, /)", str_sizeof},
    {"__getnewargs__(self, /)", str_getnewargs},
    {"encode(self, /, encoding='utf-8', errors='strict')", str_encode},
    {"find(self, sub, start=None, end=None, /)", str_find, nullptr, NativeMethod::kTupleArguments},
    {"rfind(self, sub, start=None, end=None, /)", str_rfind, nullptr,
     NativeMethod::kTupleArguments},
    {"index(self, sub, start=None, end=None, /)", str_index, nullptr,
     NativeMethod::kTupleArguments},
    {"rindex(self, sub, start=None, end=None, /)", str_rindex, nullptr,
     NativeMethod::kTupleArguments},
    {"count(self, sub, start=None, end=None, /)", str_count, nullptr,
     NativeMethod::kTupleArguments},
    {"startswith(self, prefix, start=None, end=None, /)", str_startswith, nullptr,
     NativeMethod::kTupleArguments},
    {"endswith(self, suffix, start=None, end=None, /)", str_endswith, nullptr,
     NativeMethod::kTupleArguments},
    {"removeprefix(self, prefix, /)", str_removeprefix},
    {"removesuffix(self, suffix, /)", str_removesuffix},
    {"split(self, /, sep=None, maxsplit=-1)", str_split},
    {"rsplit(self, /, sep=None, maxsplit=-1)", str_rsplit},
    {"splitlines(self, /, keepends=False)", str_splitlines},
    {"partition(self, sep, /)", str_partition},
    {"rpartition(self, sep, /)", str_rpartition},
    {"join(self, iterable, /)", str_join},
    {"replace(self, old, new, count=-1, /)", str_replace},
    {"strip(self, chars=None, /)", str_strip},
    {"lstrip(self, chars=None, /)", str_lstrip},
    {"rstrip(self, chars=None, /)", str_rstrip},
    {"upper(self, /)", str_upper},
    {"lower(self, /)", str_lower},
    {"title(self, /)", str_title},
    {"swapcase(self, /)", str_swapcase},
    {"capitalize(self, /)", str_capitalize},
    {"casefold(self, /)", str_casefold},
    {"center(self, width, fillchar=' ', /)", str_center},
    {"ljust(self, width, fillchar=' ', /)", str_ljust},
    {"rjust(self, width, fillchar=' ', /)", str_rjust},
    {"zfill(self, width, /)", str_zfill},
    {"expandtabs(self, /, tabsize=8)", str_expandtabs},
    {"translate(self, table, /)", str_translate},
    {"maketrans(x, y=?, z=?, /)", str_maketrans, nullptr, NativeMethod::kStaticMethod},
    {"isalnum(self, /)", str_isalnum},
    {"isalpha(self, /)", str_isalpha},
    {"isascii(self, /)", str_isascii},
    {"isdecimal(self, /)", str_isdecimal},
    {"isdigit(self, /)", str_isdigit},
    {"isidentifier(self, /)", str_isidentifier},
    {"islower(self, /)", str_islower},
    {"isnumeric(self, /)", str_isnumeric},
    {"isprintable(self, /)", str_isprintable},
    {"isspace(self, /)", str_isspace},
    {"istitle(self, /)", str_istitle},
    {"isupper(self, /)", str_isupper},
    {"format(self, /, *args, **kwargs)", str_format},
    {"format_map(self, mapping, /)", str_format_map},
};

constexpr char kDoc[] =
    "str(object='') -> str\n"
    "str(bytes_or_buffer[, encoding[, errors]]) -> str\n\n"
    "Text of an object, or bytes decoded by an encoding (UTF-8 unless given).";

}  // namespace

extern const NativeTypeSpec kStringSpec = {
    .name = "str",
    .kind = Kind::kString,
    .size = sizeof(String),
    .variable_size = true,
    .methods = kMethods,
    .doc = kDoc,
};

extern const NativeTypeSpec kStringIteratorSpec = {
    .name = "str_iterator",
    .kind = Kind::kIterator,
    .size = sizeof(Iterator),
    .subclassable = false,
    .methods = kIteratorMethods,
    .next = iterator_step,
};

extern const NativeTypeSpec kStringAsciiIteratorSpec = {
    .name = "str_ascii_iterator",
    .kind = Kind::kIterator,
    .size = sizeof(Iterator),
    .subclassable = false,
    .methods = kIteratorMethods,
    .next = iterator_step,
};

String* exact_string(Context& ctx, String* s) {
    return s->shape == kString ? s : make_string(ctx, s->text());
}

String* string_argument(Context& ctx, Value v, const char* what) {
    if (v.is(Kind::kString)) return v.as<String>();
    raise(ctx, TypeId::kTypeError, "{} must be str, not {}", what,
          v.is_none() ? MessageArg("None") : MessageArg::type(v));
    return nullptr;
}

String* string_repr(Context& ctx, const String* s) {
    const TextRef text = s->text();
    const bool single = text_find_unit(text, '\'') != kNotFound;
    const char quote = single && text_find_unit(text, '"') == kNotFound ? '"' : '\'';
    auto plain = [quote](uint32_t c) {
        return c != '\\' && c != static_cast<uint32_t>(quote) && is_printable(c);
    };
    StringBuilder out;
    out.add(static_cast<uint32_t>(quote));
    uint64_t start = 0;
    for (uint64_t i = 0; i < text.length; i++) {
        const uint32_t c = text[i];
        if (plain(c)) continue;
        out.add(text.slice(start, i));
        start = i + 1;
        if (c == '\\' || c == static_cast<uint32_t>(quote)) {
            out.add('\\');
            out.add(c);
        } else if (c == '\n' || c == '\r' || c == '\t') {
            out.add_ascii(c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
        } else {
            add_escape(out, c);
        }
    }
    out.add(text.slice(start, text.length));
    out.add(static_cast<uint32_t>(quote));
    return out.finish(ctx);
}

void add_escape(StringBuilder& out, uint32_t c) {
    constexpr char kHex[] = "0123456789abcdef";
    const unsigned digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    out.add('\\');
    out.add(c < 0x100 ? 'x' : c < 0x10000 ? 'u' : 'U');
    for (unsigned i = digits; i-- > 0;)
        out.add(static_cast<uint8_t>(kHex[(c >> (4 * i)) & 15]));
}

String* escape_non_ascii(Context& ctx, String* s) {
    if (s->is_ascii()) return s;
    StringBuilder out;
    for (uint64_t i = 0; i < s->length; i++) {
        const uint32_t c = s->at(i);
        if (c < 0x80) {
            out.add(c);
        } else {
            add_escape(out, c);
        }
    }
    return out.finish(ctx);
}

}  // namespace orrery
