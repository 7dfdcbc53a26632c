#include "engine/objects/formatting.h"
#include "engine/text/unicode.h"

namespace orrery {

namespace {

/// The number a field name spells; -1 if it is none. False after ValueError.
bool read_number(Context& ctx, TextRef text, uint64_t start, uint64_t stop, int64_t& out) {
    out = -1;
    if (start == stop) return true;
    int64_t number = 0;
    for (uint64_t i = start; i < stop; i++) {
        const int digit = decimal_value(text[i]);
        if (digit < 0) return true;
        if (__builtin_mul_overflow(number, int64_t{10}, &number) ||
            __builtin_add_overflow(number, int64_t{digit}, &number)) {
            raise(ctx, TypeId::kValueError, "Too many decimal digits in format string");
            return false;
        }
    }
    out = number;
    return true;
}

bool fail(Context& ctx, const char* message) {
    raise(ctx, TypeId::kValueError, message);
    return false;
}

}  // namespace

std::u32string to_u32(const String* s) {
    std::u32string out(s->length, U'\0');
    for (uint64_t i = 0; i < s->length; i++)
        out[i] = s->at(i);
    return out;
}

bool parse_spec(Context& ctx, const String* spec, std::string_view type_name, bool string_rules,
                FormatSpec& out) {
    FormatError error;
    const FormatStatus status =
        parse_format_spec(to_u32(spec), type_name,
                          string_rules ? FormatTarget::string : FormatTarget::number, out, error);
    if (status == FormatStatus::ok) return true;
    finish_format(ctx, status, {}, error);
    return false;
}

Value finish_format(Context& ctx, FormatStatus status, const CodePointBuffer& out,
                    const FormatError& error) {
    switch (status) {
    case FormatStatus::ok: return Value::object(make_string(ctx, out));
    case FormatStatus::value_error:
        return raise(ctx, TypeId::kValueError, "{}", make_string(ctx, error.message));
    case FormatStatus::overflow_error:
        return raise(ctx, TypeId::kOverflowError, "{}", make_string(ctx, error.message));
    case FormatStatus::interrupted: ctx.handle_poll(); return Value::error();
    case FormatStatus::too_many_digits:
        return raise(ctx, TypeId::kValueError,
                     "Exceeds the limit for integer string conversion; use "
                     "sys.set_int_max_str_digits() to increase the limit");
    case FormatStatus::no_memory: break;
    }
    return raise_memory_error(ctx);
}

Truth MarkupParser::next(Context& ctx, MarkupPiece& out) {
    if (at_ >= stop_) return Truth::kNo;
    out = {};
    out.literal_start = at_;
    uint32_t c = 0;
    bool markup = false;
    while (at_ < stop_) {
        c = text_[at_++];
        if (c == '{' || c == '}') {
            markup = true;
            break;
        }
    }
    out.literal_stop = at_;
    if (!markup) return Truth::kYes;
    const bool at_end = at_ >= stop_;
    if (c == '}' && (at_end || text_[at_] != c)) {
        fail(ctx, "Single '}' encountered in format string");
        return Truth::kError;
    }
    if (at_end) {
        fail(ctx, "Single '{' encountered in format string");
        return Truth::kError;
    }
    if (text_[at_] == c) {  // doubled: one stands for itself
        at_++;
        return Truth::kYes;
    }
    out.literal_stop--;
    out.has_field = true;
    return parse_field(ctx, out) ? Truth::kYes : Truth::kError;
}

bool MarkupParser::parse_field(Context& ctx, MarkupPiece& out) {
    uint32_t c = 0;
    out.name_start = at_;
    while (at_ < stop_) {
        c = text_[at_++];
        if (c == '{') return fail(ctx, "unexpected '{' in field name");
        if (c == '[') {
            while (at_ < stop_ && text_[at_] != ']')
                at_++;
        } else if (c == '}' || c == ':' || c == '!') {
            break;
        }
    }
    out.name_stop = at_ - 1;
    out.spec_start = out.spec_stop = at_;
    if (c == '}') return true;
    if (c != '!' && c != ':') return fail(ctx, "expected '}' before end of string");
    if (c == '!') {
        if (at_ >= stop_) {
            return fail(ctx, "end of string while looking for conversion specifier");
        }
        out.conversion = text_[at_++];
        if (at_ < stop_) {
            c = text_[at_++];
            if (c == '}') return true;
            if (c != ':') return fail(ctx, "expected ':' after conversion specifier");
        }
    }
    out.spec_start = at_;
    int depth = 1;
    while (at_ < stop_) {
        c = text_[at_++];
        if (c == '{') {
            out.nested = true;
            depth++;
        } else if (c == '}' && --depth == 0) {
            out.spec_stop = at_ - 1;
            return true;
        }
    }
    return fail(ctx, "unmatched '{' in format spec");
}

bool FieldName::first(Context& ctx, uint64_t& start, uint64_t& stop, int64_t& number) {
    start = at_;
    while (at_ < stop_ && text_[at_] != '.' && text_[at_] != '[')
        at_++;
    stop = at_;
    return read_number(ctx, text_, start, stop, number);
}

Truth FieldName::next(Context& ctx, Step& out) {
    if (at_ >= stop_) return Truth::kNo;
    const uint32_t c = text_[at_++];
    out = {c == '.', at_, at_, -1};
    if (c == '.') {
        while (at_ < stop_ && text_[at_] != '.' && text_[at_] != '[')
            at_++;
        out.stop = at_;
    } else if (c == '[') {
        while (at_ < stop_ && text_[at_] != ']')
            at_++;
        if (at_ >= stop_) {
            fail(ctx, "Missing ']' in format string");
            return Truth::kError;
        }
        out.stop = at_++;
        if (!read_number(ctx, text_, out.start, out.stop, out.number)) return Truth::kError;
    } else {
        fail(ctx, "Only '.' or '[' may follow ']' in format field specifier");
        return Truth::kError;
    }
    if (out.start == out.stop) {
        fail(ctx, "Empty attribute in format string");
        return Truth::kError;
    }
    return Truth::kYes;
}

}  // namespace orrery
