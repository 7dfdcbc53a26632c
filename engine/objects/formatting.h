// Between objects and the format-specification language (engine/text/format_spec.h): what the
// `__format__` methods of str, int, float and complex share; and the parser of str.format()'s
// replacement fields, which module _string shares.
#pragma once

#include <string>
#include <string_view>

#include "engine/interpreter/context.h"
#include "engine/text/format_spec.h"

namespace orrery {

std::u32string to_u32(const String* s);

/// Parses a specification for an object of the named type. False after ValueError.
bool parse_spec(Context& ctx, const String* spec, std::string_view type_name, bool string_rules,
                FormatSpec& out);
/// The str a format_*() function made, or the exception its status asks for.
Value finish_format(Context& ctx, FormatStatus status, const CodePointBuffer& out,
                    const FormatError& error);

/// A piece of a format string: literal text, then perhaps a replacement field. Positions are
/// those of the format string.
struct MarkupPiece {
    uint64_t literal_start, literal_stop;
    bool has_field;
    uint64_t name_start, name_stop;
    uint64_t spec_start, spec_stop;
    uint32_t conversion;    // 0: none
    bool nested;            // the specification contains fields itself
};

class MarkupParser {
public:
    MarkupParser(TextRef text, uint64_t start, uint64_t stop)
        : text_(text), at_(start), stop_(stop) {}
    /// kNo at the end, kError after ValueError.
    Truth next(Context& ctx, MarkupPiece& out);
    uint64_t position() const { return at_; }

private:
    bool parse_field(Context& ctx, MarkupPiece& out);
    TextRef text_;
    uint64_t at_;
    uint64_t stop_;
};

/// A field name: the argument's name or number, then `.name` and `[key]` steps.
class FieldName {
public:
    FieldName(TextRef text, uint64_t start, uint64_t stop) : text_(text), at_(start), stop_(stop) {}
    /// The first part: [start, stop) and its number, or -1 if it is a name. False after ValueError.
    bool first(Context& ctx, uint64_t& start, uint64_t& stop, int64_t& number);
    struct Step {
        bool attribute;
        uint64_t start, stop;
        int64_t number;  // of an item; -1: a string key
    };
    Truth next(Context& ctx, Step& out);
    uint64_t position() const { return at_; }

private:
    TextRef text_;
    uint64_t at_;
    uint64_t stop_;
};

}  // namespace orrery
