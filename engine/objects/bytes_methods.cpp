// Methods of bytes and bytearray that look for, cut out and put together parts.
#include "engine/objects/bytes_methods.h"

#include <algorithm>
#include <cstring>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/bytes.h"
#include "engine/objects/numbers.h"
#include "engine/objects/sequence_support.h"
#include "engine/text/search.h"
#include "engine/text/split.h"

namespace orrery {

namespace {

TextRef text_of(std::string_view bytes) { return {bytes.data(), bytes.size(), 1}; }

/// A byte string to look for: a bytes-like object, or one byte given as int.
class Needle {
public:
    bool read(Context& ctx, Value v) {
        if (has_buffer(ctx, v)) {
            if (!view_.acquire(ctx, v)) return false;
            text_ = view_.text();
            return true;
        }
        if (!is_int(v) && !type_of(ctx, v)->lookup_special(Special::kIndex)) {
            raise(ctx, TypeId::kTypeError,
                  "argument should be integer or bytes-like object, not '{}'", MessageArg::type(v));
            return false;
        }
        if (!byte_argument(ctx, v, "byte", byte_)) return false;
        text_ = {&byte_, 1, 1};
        return true;
    }
    TextRef text() const { return text_; }

private:
    BufferView view_;
    uint8_t byte_ = 0;
    TextRef text_;
};

// ---- searching ----

constexpr int64_t kFailed = -2;

int64_t find_position(Context& ctx, const Args& args, bool from_right) {
    Needle needle;
    uint64_t start, stop;
    if (!needle.read(ctx, args[1]) ||
        !search_range(ctx, args[2], args[3], bytes_length(args[0]), start, stop)) {
        return kFailed;
    }
    if (start > stop || needle.text().length > stop - start) return -1;
    const TextRef part = text_of(bytes_view(args[0])).slice(start, stop);
    const size_t found =
        from_right ? text_rfind(part, needle.text()) : text_find(part, needle.text());
    return found == kNotFound ? -1 : static_cast<int64_t>(start + found);
}

Value find_or_minus_one(Context& ctx, const Args& args, bool from_right) {
    const int64_t found = find_position(ctx, args, from_right);
    return found == kFailed ? Value::error() : Value::small_int(found);
}

Value find_or_raise(Context& ctx, const Args& args, bool from_right) {
    const int64_t found = find_position(ctx, args, from_right);
    if (found == kFailed) return Value::error();
    if (found < 0) return raise(ctx, TypeId::kValueError, "subsection not found");
    return Value::small_int(found);
}

bool tail_matches(std::string_view s, std::string_view part, uint64_t start, uint64_t stop,
                  bool at_end) {
    if (start > stop || part.size() > stop - start) return false;
    const uint64_t from = at_end ? stop - part.size() : start;
    return s.substr(from, part.size()) == part;
}

Value test_end(Context& ctx, const Args& args, bool at_end) {
    uint64_t start, stop;
    if (!search_range(ctx, args[2], args[3], bytes_length(args[0]), start, stop)) {
        return Value::error();
    }
    const std::string_view s = bytes_view(args[0]);
    BufferView part;
    if (args[1].is(Kind::kTuple)) {
        for (Value v : args[1].as<Tuple>()->values()) {
            if (!part.acquire(ctx, v)) return Value::error();
            if (tail_matches(s, part.chars(), start, stop, at_end)) return Value::true_value();
        }
        return Value::false_value();
    }
    if (!has_buffer(ctx, args[1])) {
        return raise(ctx, TypeId::kTypeError,
                     "{} first arg must be bytes or a tuple of bytes, not {}",
                     at_end ? "endswith" : "startswith", MessageArg::type(args[1]));
    }
    if (!part.acquire(ctx, args[1])) return Value::error();
    return Value::boolean(tail_matches(s, part.chars(), start, stop, at_end));
}

Value remove_end(Context& ctx, const Args& args, bool at_end) {
    BufferView part;
    if (!part.acquire(ctx, args[1])) return Value::error();
    std::string_view s = bytes_view(args[0]);
    if (part.size() && tail_matches(s, part.chars(), 0, s.size(), at_end)) {
        if (at_end) {
            s.remove_suffix(part.size());
        } else {
            s.remove_prefix(part.size());
        }
    }
    return bytes_like(ctx, args[0], s);
}

// ---- splitting ----

bool is_ascii_space(uint8_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

auto appender(Context& ctx, Value self, std::string_view s, List* list) {
    return [&ctx, self, s, list](size_t start, size_t stop) {
        Value part = bytes_like(ctx, self, s.substr(start, stop - start));
        return part && list_append(ctx, list, part);
    };
}

void reverse(Context& ctx, List* list) {
    ValueArray* items = list->items.get();
    for (uint64_t i = 0, n = list->size; i < n / 2; i++) {
        Value a = items->slots()[i].get();
        items->slots()[i].set(ctx, items, items->slots()[n - 1 - i].get());
        items->slots()[n - 1 - i].set(ctx, items, a);
    }
}

Value split(Context& ctx, const Args& args, bool from_right) {
    int64_t limit = -1;
    if (!optional_int64(ctx, args[2], limit)) return Value::error();
    const uint64_t most = limit < 0 ? UINT64_MAX : static_cast<uint64_t>(limit);
    const bool by_space = !args[1] || args[1].is_none();
    BufferView separator;
    if (!by_space) {
        if (!separator.acquire(ctx, args[1])) return Value::error();
        if (!separator.size()) return raise(ctx, TypeId::kValueError, "empty separator");
    }
    List* list = make_list(ctx);
    if (!list) return Value::error();
    std::string_view s = bytes_view(args[0]);
    auto add = appender(ctx, args[0], s, list);
    auto space = [](uint32_t c) { return is_ascii_space(static_cast<uint8_t>(c)); };
    bool done;
    if (by_space) {
        done = from_right ? rsplit_space(text_of(s), most, space, add)
                          : split_space(text_of(s), most, space, add);
    } else {
        done = from_right ? rsplit_on(text_of(s), separator.text(), most, add)
                          : split_on(text_of(s), separator.text(), most, add);
    }
    if (!done) return Value::error();
    if (from_right) reverse(ctx, list);
    return Value::object(list);
}

Value partition(Context& ctx, const Args& args, bool from_right) {
    BufferView separator;
    if (!separator.acquire(ctx, args[1])) return Value::error();
    if (!separator.size()) return raise(ctx, TypeId::kValueError, "empty separator");
    std::string_view s = bytes_view(args[0]);
    const size_t found = from_right ? text_rfind(text_of(s), separator.text())
                                    : text_find(text_of(s), separator.text());
    const bool mutable_type = args[0].is(Kind::kByteArray);
    Value parts[3];
    if (found == kNotFound) {
        for (Value& v : parts)
            v = bytes_like(ctx, args[0], {});
        parts[from_right ? 2 : 0] = mutable_type ? bytes_like(ctx, args[0], s) : args[0];
    } else {
        parts[0] = bytes_like(ctx, args[0], s.substr(0, found));
        parts[1] = mutable_type ? bytes_like(ctx, args[0], separator.chars()) : args[1];
        parts[2] = bytes_like(ctx, args[0], s.substr(found + separator.size()));
    }
    for (Value v : parts) {
        if (!v) return v;
    }
    return Value::object(make_tuple(ctx, parts));
}

// ---- stripping ----

enum Sides : uint8_t { kLeft = 1, kRight = 2 };

Value strip(Context& ctx, const Args& args, unsigned sides) {
    BufferView chars;
    const bool space = !args[1] || args[1].is_none();
    if (!space && !chars.acquire(ctx, args[1])) return Value::error();
    auto drop = [&](char c) {
        return space ? is_ascii_space(static_cast<uint8_t>(c))
                     : chars.chars().find(c) != std::string_view::npos;
    };
    std::string_view s = bytes_view(args[0]);
    while (sides & kLeft && !s.empty() && drop(s.front()))
        s.remove_prefix(1);
    while (sides & kRight && !s.empty() && drop(s.back()))
        s.remove_suffix(1);
    return bytes_like(ctx, args[0], s);
}

}  // namespace

std::string_view bytes_view(Value v) {
    return v.is(Kind::kBytes) ? v.as<Bytes>()->view() : v.as<ByteArray>()->view();
}

const uint64_t& bytes_length(Value v) {
    return v.is(Kind::kBytes) ? v.as<Bytes>()->length : v.as<ByteArray>()->length;
}

Value bytes_like(Context& ctx, Value self, std::string_view data) {
    if (self.is(Kind::kByteArray)) return Value::object(make_bytearray(ctx, data));
    const Bytes* b = self.as<Bytes>();
    if (b->shape == builtin_shape(TypeId::kBytes) && data.size() == b->length &&
        data.data() == b->view().data()) {
        return self;
    }
    return Value::object(make_bytes(ctx, data));
}

bool byte_argument(Context& ctx, Value v, const char* what, uint8_t& out) {
    int64_t i;
    if (!to_int64(ctx, v, i, true)) return false;
    if (i < 0 || i > 255) {
        raise(ctx, TypeId::kValueError, "{} must be in range(0, 256)", what);
        return false;
    }
    out = static_cast<uint8_t>(i);
    return true;
}

bool collect_bytes(Context& ctx, Value iterable, const char* what, std::string& out) {
    return for_each(ctx, iterable, [&](Value v) {
        uint8_t byte;
        if (!byte_argument(ctx, v, what, byte)) return false;
        out.push_back(static_cast<char>(byte));
        return true;
    });
}

bool codec_name(Context& ctx, Value v, const char* function, const char* name, std::string& out) {
    if (!v) return true;
    if (!v.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "{}() argument '{}' must be str, not {}", function, name,
              v.is_none() ? MessageArg("None") : MessageArg::type(v));
        return false;
    }
    out = to_utf8(v.as<String>());
    if (out.find('\0') == out.npos) return true;
    raise(ctx, TypeId::kValueError, "embedded null character");
    return false;
}

Value bytes_find(Context& ctx, const Args& args) { return find_or_minus_one(ctx, args, false); }
Value bytes_rfind(Context& ctx, const Args& args) { return find_or_minus_one(ctx, args, true); }
Value bytes_index(Context& ctx, const Args& args) { return find_or_raise(ctx, args, false); }
Value bytes_rindex(Context& ctx, const Args& args) { return find_or_raise(ctx, args, true); }

Value bytes_count(Context& ctx, const Args& args) {
    Needle needle;
    uint64_t start, stop;
    if (!needle.read(ctx, args[1]) ||
        !search_range(ctx, args[2], args[3], bytes_length(args[0]), start, stop)) {
        return Value::error();
    }
    if (start > stop) return Value::small_int(0);
    const TextRef part = text_of(bytes_view(args[0])).slice(start, stop);
    return Value::small_int(static_cast<int64_t>(text_count(part, needle.text())));
}

Value bytes_contains(Context& ctx, const Args& args) {
    if (!has_buffer(ctx, args[1])) {
        uint8_t byte;
        if (!is_int(args[1]) && !type_of(ctx, args[1])->lookup_special(Special::kIndex)) {
            return raise(ctx, TypeId::kTypeError, "a bytes-like object is required, not '{}'",
                         MessageArg::type(args[1]));
        }
        if (!byte_argument(ctx, args[1], "byte", byte)) return Value::error();
        std::string_view s = bytes_view(args[0]);
        return Value::boolean(s.find(static_cast<char>(byte)) != s.npos);
    }
    BufferView part;
    if (!part.acquire(ctx, args[1])) return Value::error();
    return Value::boolean(text_find(text_of(bytes_view(args[0])), part.text()) != kNotFound);
}

Value bytes_startswith(Context& ctx, const Args& args) { return test_end(ctx, args, false); }
Value bytes_endswith(Context& ctx, const Args& args) { return test_end(ctx, args, true); }
Value bytes_removeprefix(Context& ctx, const Args& args) { return remove_end(ctx, args, false); }
Value bytes_removesuffix(Context& ctx, const Args& args) { return remove_end(ctx, args, true); }
Value bytes_split(Context& ctx, const Args& args) { return split(ctx, args, false); }
Value bytes_rsplit(Context& ctx, const Args& args) { return split(ctx, args, true); }

Value bytes_splitlines(Context& ctx, const Args& args) {
    int32_t keep = 0;
    if (!optional_int32(ctx, args[1], keep)) return Value::error();
    List* list = make_list(ctx);
    if (!list) return Value::error();
    std::string_view s = bytes_view(args[0]);
    const bool done = split_lines(
        text_of(s), keep != 0, [](uint32_t c) { return c == '\n' || c == '\r'; },
        appender(ctx, args[0], s, list));
    return done ? Value::object(list) : Value::error();
}

Value bytes_partition(Context& ctx, const Args& args) { return partition(ctx, args, false); }
Value bytes_rpartition(Context& ctx, const Args& args) { return partition(ctx, args, true); }

Value bytes_join(Context& ctx, const Args& args) {
    Value iterable = args[1];
    BufferView separator;  // pinned: the items may be a program that would change it
    if (!separator.acquire(ctx, args[0])) return Value::error();
    if (!iterable.is(Kind::kList) && !iterable.is(Kind::kTuple)) {
        iterable = get_iterator(ctx, iterable);
        if (!iterable) {
            if (exception_matches(ctx, TypeId::kTypeError)) {
                take_exception(ctx);
                raise(ctx, TypeId::kTypeError, "can only join an iterable");
            }
            return iterable;
        }
    }
    Tuple* items = to_tuple(ctx, iterable);
    if (!items) return Value::error();
    std::string out;
    for (uint64_t i = 0; i < items->length; i++) {
        Value v = items->at(i);
        BufferView part;
        if (!part.acquire(ctx, v)) {
            take_exception(ctx);
            return raise(ctx, TypeId::kTypeError,
                         "sequence item {}: expected a bytes-like object, {} found", i,
                         MessageArg::type(v));
        }
        if (i) out.append(separator.chars());
        out.append(part.chars());
    }
    if (items->length == 1 && args[0].is(Kind::kBytes) &&
        items->at(0).has_shape(builtin_shape(TypeId::kBytes))) {
        return items->at(0);
    }
    return bytes_like(ctx, args[0], out);
}

Value bytes_replace(Context& ctx, const Args& args) {
    BufferView old, with;
    int64_t count = -1;
    if (!old.acquire(ctx, args[1]) || !with.acquire(ctx, args[2]) ||
        !optional_int64(ctx, args[3], count)) {
        return Value::error();
    }
    std::string_view s = bytes_view(args[0]);
    if (count == 0 || (old.size() && text_find(text_of(s), old.text()) == kNotFound)) {
        return bytes_like(ctx, args[0], s);
    }
    uint64_t left = count < 0 ? UINT64_MAX : static_cast<uint64_t>(count);
    std::string out;
    if (!old.size()) {
        size_t i = 0;
        for (; left > 0 && i <= s.size(); left--, i++) {
            out.append(with.chars());
            if (i < s.size()) out.push_back(s[i]);
        }
        if (i < s.size()) out.append(s.substr(i));
        return bytes_like(ctx, args[0], out);
    }
    size_t start = 0;
    for (; left > 0; left--) {
        const size_t found = text_find(text_of(s.substr(start)), old.text());
        if (found == kNotFound) break;
        out.append(s.substr(start, found));
        out.append(with.chars());
        start += found + old.size();
    }
    out.append(s.substr(start));
    return bytes_like(ctx, args[0], out);
}

Value bytes_strip(Context& ctx, const Args& args) { return strip(ctx, args, kLeft | kRight); }
Value bytes_lstrip(Context& ctx, const Args& args) { return strip(ctx, args, kLeft); }
Value bytes_rstrip(Context& ctx, const Args& args) { return strip(ctx, args, kRight); }

}  // namespace orrery
