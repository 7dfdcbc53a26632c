// Methods of str that look for, cut out and put together parts.
#include <algorithm>
#include <cstring>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/numbers.h"
#include "engine/objects/sequence_support.h"
#include "engine/objects/string_methods.h"
#include "engine/text/search.h"
#include "engine/text/split.h"
#include "engine/text/unicode.h"

namespace orrery {

namespace {

String* self_of(const Args& args) { return args[0].as<String>(); }

/// "must be str, not int" without the argument's name.
String* bare_string_argument(Context& ctx, Value v) {
    if (v.is(Kind::kString)) return v.as<String>();
    raise(ctx, TypeId::kTypeError, "must be str, not {}", MessageArg::type(v));
    return nullptr;
}

// ---- searching ----

constexpr int64_t kFailed = -2;

/// Position, -1 if absent, kFailed after an exception.
int64_t find_position(Context& ctx, const Args& args, bool from_right) {
    String* s = self_of(args);
    String* needle = bare_string_argument(ctx, args[1]);
    uint64_t start, stop;
    if (!needle || !search_range(ctx, args[2], args[3], s->length, start, stop)) return kFailed;
    if (start > stop || needle->length > stop - start) return -1;
    const TextRef part = s->text().slice(start, stop);
    const size_t found =
        from_right ? text_rfind(part, needle->text()) : text_find(part, needle->text());
    return found == kNotFound ? -1 : static_cast<int64_t>(start + found);
}

Value find_or_minus_one(Context& ctx, const Args& args, bool from_right) {
    const int64_t found = find_position(ctx, args, from_right);
    return found == kFailed ? Value::error() : Value::small_int(found);
}

Value find_or_raise(Context& ctx, const Args& args, bool from_right) {
    const int64_t found = find_position(ctx, args, from_right);
    if (found == kFailed) return Value::error();
    if (found < 0) return raise(ctx, TypeId::kValueError, "substring not found");
    return Value::small_int(found);
}

bool tail_matches(const String* s, const String* part, uint64_t start, uint64_t stop, bool at_end) {
    if (start > stop || part->length > stop - start) return false;
    const uint64_t from = at_end ? stop - part->length : start;
    return text_equal(s->text().slice(from, from + part->length), part->text());
}

Value test_end(Context& ctx, const Args& args, bool at_end) {
    const char* name = at_end ? "endswith" : "startswith";
    String* s = self_of(args);
    uint64_t start, stop;
    if (!search_range(ctx, args[2], args[3], s->length, start, stop)) return Value::error();
    if (args[1].is(Kind::kTuple)) {
        for (Value v : args[1].as<Tuple>()->values()) {
            if (!v.is(Kind::kString)) {
                return raise(ctx, TypeId::kTypeError, "tuple for {} must only contain str, not {}",
                             name, MessageArg::type(v));
            }
            if (tail_matches(s, v.as<String>(), start, stop, at_end)) return Value::true_value();
        }
        return Value::false_value();
    }
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "{} first arg must be str or a tuple of str, not {}",
                     name, MessageArg::type(args[1]));
    }
    return Value::boolean(tail_matches(s, args[1].as<String>(), start, stop, at_end));
}

// ---- splitting ----

/// Appends the part to the list.
auto appender(Context& ctx, String* s, List* list) {
    return [&ctx, s, list](size_t start, size_t stop) {
        String* part =
            start == 0 && stop == s->length ? exact_string(ctx, s) : substring(ctx, s, start, stop);
        return part && list_append(ctx, list, Value::object(part));
    };
}

void reverse(Context& ctx, List* list) {
    for (uint64_t i = 0, j = list->size; i + 1 < j; i++) {
        j--;
        if (i >= j) break;
        ValueArray* items = list->items.get();
        Value a = items->slots()[i].get();
        items->slots()[i].set(ctx, items, items->slots()[j].get());
        items->slots()[j].set(ctx, items, a);
    }
}

Value split(Context& ctx, const Args& args, bool from_right) {
    String* s = self_of(args);
    int64_t limit = -1;
    if (!optional_int64(ctx, args[2], limit)) return Value::error();
    const uint64_t most = limit < 0 ? UINT64_MAX : static_cast<uint64_t>(limit);
    List* list = make_list(ctx);
    if (!list) return Value::error();
    auto add = appender(ctx, s, list);
    auto space = [](char32_t c) { return is_space(c); };
    bool done;
    if (!args[1] || args[1].is_none()) {
        done = from_right ? rsplit_space(s->text(), most, space, add)
                          : split_space(s->text(), most, space, add);
    } else if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "must be str or None, not {}",
                     MessageArg::type(args[1]));
    } else {
        const TextRef separator = args[1].as<String>()->text();
        if (separator.length == 0) return raise(ctx, TypeId::kValueError, "empty separator");
        done = from_right ? rsplit_on(s->text(), separator, most, add)
                          : split_on(s->text(), separator, most, add);
    }
    if (!done) return Value::error();
    if (from_right) reverse(ctx, list);
    return Value::object(list);
}

Value partition(Context& ctx, const Args& args, bool from_right) {
    String* s = self_of(args);
    String* separator = bare_string_argument(ctx, args[1]);
    if (!separator) return Value::error();
    if (separator->length == 0) return raise(ctx, TypeId::kValueError, "empty separator");
    const size_t found = from_right ? text_rfind(s->text(), separator->text())
                                    : text_find(s->text(), separator->text());
    Value parts[3];
    if (found == kNotFound) {
        parts[0] = parts[1] = parts[2] = Value::object(empty_string(ctx));
        parts[from_right ? 2 : 0] = args[0];
    } else {
        parts[0] = Value::object(substring(ctx, s, 0, found));
        parts[1] = Value::object(exact_string(ctx, separator));
        parts[2] = Value::object(substring(ctx, s, found + separator->length, s->length));
    }
    for (Value v : parts) {
        if (!v) return v;
    }
    return Value::object(make_tuple(ctx, parts));
}

// ---- stripping ----

enum Sides : uint8_t { kLeft = 1, kRight = 2 };

template <typename Drop>
Value strip_if(Context& ctx, String* s, unsigned sides, Drop&& drop) {
    uint64_t start = 0, stop = s->length;
    if (sides & kLeft) {
        while (start < stop && drop(s->at(start)))
            start++;
    }
    if (sides & kRight) {
        while (stop > start && drop(s->at(stop - 1)))
            stop--;
    }
    if (start == 0 && stop == s->length) return Value::object(exact_string(ctx, s));
    return Value::object(substring(ctx, s, start, stop));
}

Value strip(Context& ctx, const Args& args, unsigned sides, const char* name) {
    String* s = self_of(args);
    if (!args[1] || args[1].is_none()) {
        return strip_if(ctx, s, sides, [](uint32_t c) { return is_space(c); });
    }
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "{} arg must be None or str", name);
    }
    const TextRef chars = args[1].as<String>()->text();
    return strip_if(ctx, s, sides,
                    [chars](uint32_t c) { return text_find_unit(chars, c) != kNotFound; });
}

// ---- joining ----

/// The items of an exact list or tuple; empty span and false for anything else.
bool direct_items(Value v, std::span<const Value>& out) {
    if (v.is(Kind::kTuple)) {
        out = v.as<Tuple>()->values();
        return true;
    }
    if (!v.is(Kind::kList)) return false;
    List* list = v.as<List>();
    out = {};
    if (list->size) {
        out = {reinterpret_cast<const Value*>(list->items->slots()),
               static_cast<size_t>(list->size)};
    }
    return true;
}

void copy_into(String* out, uint64_t at, const String* part) {
    const TextRef from = part->text();
    auto* to = static_cast<uint8_t*>(out->inline_data()) + (at << out->width_log2());
    if (out->width_log2() == part->width_log2()) {
        std::memcpy(to, from.data, from.length * from.kind);
        return;
    }
    visit_units(from, [&](const auto* in) {
        for (size_t i = 0; i < from.length; i++) {
            if (out->width_log2() == 1) {
                reinterpret_cast<uint16_t*>(to)[i] = static_cast<uint16_t>(in[i]);
            } else {
                reinterpret_cast<uint32_t*>(to)[i] = in[i];
            }
        }
    });
}

Value join_items(Context& ctx, String* separator, std::span<const Value> items) {
    if (items.empty()) return Value::object(empty_string(ctx));
    uint64_t length = separator->length * (items.size() - 1);
    uint8_t width = items.size() > 1 ? separator->flags & String::kWidthMask : 0;
    bool ascii = items.size() == 1 || separator->is_ascii();
    for (size_t i = 0; i < items.size(); i++) {
        if (!items[i].is(Kind::kString)) {
            return raise(ctx, TypeId::kTypeError,
                         "sequence item {}: expected str instance, {} found", i,
                         MessageArg::type(items[i]));
        }
        const String* s = items[i].as<String>();
        length += s->length;
        width = std::max<uint8_t>(width, s->flags & String::kWidthMask);
        ascii &= s->is_ascii();
    }
    if (items.size() == 1) return Value::object(exact_string(ctx, items[0].as<String>()));
    if (length == 0) return Value::object(empty_string(ctx));
    constexpr uint32_t kLargest[] = {0xFF, 0xFFFF, 0x10FFFF};
    String* out = new_string(ctx, length, ascii ? 0x7F : kLargest[width]);
    if (!out) return Value::error();
    uint64_t at = 0;
    for (size_t i = 0; i < items.size(); i++) {
        if (i && separator->length) {
            copy_into(out, at, separator);
            at += separator->length;
        }
        const String* s = items[i].as<String>();
        copy_into(out, at, s);
        at += s->length;
    }
    return Value::object(out);
}

// ---- replacing ----

Value replace_all(Context& ctx, String* s, TextRef old, String* with, uint64_t limit) {
    const TextRef text = s->text();
    if (old.length == 0) {
        const uint64_t times = std::min<uint64_t>(limit, text.length + 1);
        StringBuilder out;
        for (uint64_t i = 0; i < times; i++) {
            out.add(with);
            if (i < text.length) out.add(text[i]);
        }
        if (times < text.length) out.add(text.slice(times, text.length));
        return Value::object(out.finish(ctx));
    }
    size_t found = text_find(text, old);
    if (found == kNotFound) return Value::object(exact_string(ctx, s));
    StringBuilder out;
    size_t start = 0;
    while (limit-- > 0) {
        out.add(s, start, start + found);
        out.add(with);
        start += found + old.length;
        found = text_find(text.slice(start, text.length), old);
        if (found == kNotFound) break;
    }
    out.add(s, start, text.length);
    return Value::object(out.finish(ctx));
}

}  // namespace

Value str_find(Context& ctx, const Args& args) { return find_or_minus_one(ctx, args, false); }
Value str_rfind(Context& ctx, const Args& args) { return find_or_minus_one(ctx, args, true); }
Value str_index(Context& ctx, const Args& args) { return find_or_raise(ctx, args, false); }
Value str_rindex(Context& ctx, const Args& args) { return find_or_raise(ctx, args, true); }

Value str_count(Context& ctx, const Args& args) {
    String* s = self_of(args);
    String* needle = bare_string_argument(ctx, args[1]);
    uint64_t start, stop;
    if (!needle || !search_range(ctx, args[2], args[3], s->length, start, stop))
        return Value::error();
    if (start > stop) return Value::small_int(0);
    const size_t n = text_count(s->text().slice(start, stop), needle->text());
    return Value::small_int(static_cast<int64_t>(n));
}

Value str_contains(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError,
                     "'in <string>' requires string as left operand, not {}",
                     MessageArg::type(args[1]));
    }
    const bool found = text_find(self_of(args)->text(), args[1].as<String>()->text()) != kNotFound;
    return Value::boolean(found);
}

Value str_startswith(Context& ctx, const Args& args) { return test_end(ctx, args, false); }
Value str_endswith(Context& ctx, const Args& args) { return test_end(ctx, args, true); }

Value str_removeprefix(Context& ctx, const Args& args) {
    String* s = self_of(args);
    String* prefix = string_argument(ctx, args[1], "removeprefix() argument");
    if (!prefix) return Value::error();
    if (!prefix->length || !tail_matches(s, prefix, 0, s->length, false)) {
        return Value::object(exact_string(ctx, s));
    }
    return Value::object(substring(ctx, s, prefix->length, s->length));
}

Value str_removesuffix(Context& ctx, const Args& args) {
    String* s = self_of(args);
    String* suffix = string_argument(ctx, args[1], "removesuffix() argument");
    if (!suffix) return Value::error();
    if (!suffix->length || !tail_matches(s, suffix, 0, s->length, true)) {
        return Value::object(exact_string(ctx, s));
    }
    return Value::object(substring(ctx, s, 0, s->length - suffix->length));
}

Value str_split(Context& ctx, const Args& args) { return split(ctx, args, false); }
Value str_rsplit(Context& ctx, const Args& args) { return split(ctx, args, true); }

Value str_splitlines(Context& ctx, const Args& args) {
    int32_t keep = 0;
    if (!optional_int32(ctx, args[1], keep)) return Value::error();
    List* list = make_list(ctx);
    if (!list) return Value::error();
    String* s = self_of(args);
    const bool done = split_lines(
        s->text(), keep != 0, [](char32_t c) { return is_line_break(c); }, appender(ctx, s, list));
    return done ? Value::object(list) : Value::error();
}

Value str_partition(Context& ctx, const Args& args) { return partition(ctx, args, false); }
Value str_rpartition(Context& ctx, const Args& args) { return partition(ctx, args, true); }

Value str_join(Context& ctx, const Args& args) {
    std::span<const Value> items;
    if (direct_items(args[1], items)) return join_items(ctx, self_of(args), items);
    Value it = get_iterator(ctx, args[1]);
    if (!it) {
        if (exception_matches(ctx, TypeId::kTypeError)) {
            take_exception(ctx);
            raise(ctx, TypeId::kTypeError, "can only join an iterable");
        }
        return it;
    }
    List* list = to_list(ctx, it);
    if (!list) return Value::error();
    direct_items(Value::object(list), items);
    return join_items(ctx, self_of(args), items);
}

Value str_replace(Context& ctx, const Args& args) {
    String* old = string_argument(ctx, args[1], "replace() argument 1");
    String* with = old ? string_argument(ctx, args[2], "replace() argument 2") : nullptr;
    int64_t count = -1;
    if (!with || !optional_int64(ctx, args[3], count)) return Value::error();
    String* s = self_of(args);
    if (count == 0) return Value::object(exact_string(ctx, s));
    const uint64_t limit = count < 0 ? UINT64_MAX : static_cast<uint64_t>(count);
    return replace_all(ctx, s, old->text(), with, limit);
}

Value str_strip(Context& ctx, const Args& args) {
    return strip(ctx, args, kLeft | kRight, "strip");
}
Value str_lstrip(Context& ctx, const Args& args) { return strip(ctx, args, kLeft, "lstrip"); }
Value str_rstrip(Context& ctx, const Args& args) { return strip(ctx, args, kRight, "rstrip"); }

}  // namespace orrery
