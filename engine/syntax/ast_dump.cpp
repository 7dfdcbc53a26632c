// ast.dump: the text form of a tree, equal to CPython's.
#include <charconv>
#include <cmath>
#include <cstdio>
#include <vector>

#include "engine/syntax/ast.h"
#include "engine/syntax/unicode_identifier.h"

namespace orrery::syntax::ast {

namespace {

// repr() of a float: the shortest digits that read back, in Python's layout.
std::string float_repr(double value) {
    if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
    char buffer[64];
    auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific);
    std::string_view text(buffer, static_cast<std::size_t>(end.ptr - buffer));
    const std::size_t e = text.find('e');
    int exponent = 0;
    std::from_chars(text.data() + e + (text[e + 1] == '+' ? 2 : 1), text.data() + text.size(),
                    exponent);
    if (-4 <= exponent && exponent < 16) {
        end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
        std::string result(buffer, end.ptr);
        if (result.find('.') == std::string::npos) result += ".0";
        return result;
    }
    return std::string(text);
}

std::string complex_repr(double value) {
    std::string text = float_repr(value);
    if (text.size() > 2 && text.ends_with(".0")) text.resize(text.size() - 2);
    return text + "j";
}

void append_quoted(std::string& out, std::string_view text, bool bytes) {
    const bool single = text.find('\'') != std::string_view::npos;
    const char quote = single && text.find('"') == std::string_view::npos ? '"' : '\'';
    if (bytes) out += 'b';
    out += quote;
    char buffer[16];
    for (std::size_t i = 0; i < text.size();) {
        char32_t c;
        if (bytes) {
            c = static_cast<unsigned char>(text[i++]);
        } else {
            const std::size_t begin = i;
            c = decode_utf8(text, i);
            if (c >= 0x80 && is_printable(c)) {
                out += text.substr(begin, i - begin);
                continue;
            }
        }
        if (c == static_cast<char32_t>(quote) || c == '\\') {
            out += '\\';
            out += static_cast<char>(c);
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c >= 0x20 && c < 0x7F) {
            out += static_cast<char>(c);
        } else {
            const char* format = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
            std::snprintf(buffer, sizeof buffer, format, static_cast<unsigned>(c));
            out += buffer;
        }
    }
    out += quote;
}

// Decimal digits of a number in base 2, 8 or 16.
std::string to_decimal(std::string_view digits, unsigned radix) {
    std::vector<std::uint32_t> limbs;  // base 10^9, least first
    for (char c : digits) {
        const unsigned digit = c <= '9' ? static_cast<unsigned>(c - '0')
                                        : static_cast<unsigned>((c | 0x20) - 'a' + 10);
        std::uint64_t carry = digit;
        for (std::uint32_t& limb : limbs) {
            carry += static_cast<std::uint64_t>(limb) * radix;
            limb = static_cast<std::uint32_t>(carry % 1000000000);
            carry /= 1000000000;
        }
        if (carry != 0) limbs.push_back(static_cast<std::uint32_t>(carry));
    }
    std::string result = limbs.empty() ? "0" : std::to_string(limbs.back());
    char buffer[16];
    for (std::size_t i = limbs.size() - 1; i-- > 0 && !limbs.empty();) {
        std::snprintf(buffer, sizeof buffer, "%09u", limbs[i]);
        result += buffer;
    }
    return result;
}

// One function per field type; nodes go through print(const Node*).
class Dumper {
public:
    explicit Dumper(bool include_attributes) : attributes_(include_attributes) {}

    std::string out;

    void print(const Node* node) {
        switch (node->kind) {
#define NODE(sum, kind, python_name, fields) \
    case NodeKind::kind:                     \
        return print_node(node->as<kind>());
#include "engine/syntax/ast_nodes.inc"
        }
    }

private:
#define NODE(sum, kind_name, python_name, fields)      \
    void print_node(const kind_name* node) {           \
        out += python_name "(";                        \
        first_ = true;                                 \
        fields;                                        \
        print_attributes(static_cast<const sum*>(node)); \
        out += ")";                                    \
        first_ = false;                                \
    }
#define ONE(type, name)      \
    begin(#name);            \
    value(node->name);
#define OPT(type, name)         \
    if (present(node->name)) {  \
        begin(#name);           \
        value(node->name);      \
    }
#define MANY(type, name) \
    begin(#name);        \
    sequence(node->name);
#define HOLES(type, name) MANY(type, name)
#define ALWAYS_EMPTY(name) \
    begin(name);           \
    out += "[]";
#include "engine/syntax/ast_nodes.inc"

#define ITEM(name) #name "()",
#define ENUMERATION(type, python_name, items)                \
    void value(type item) {                                  \
        static constexpr const char* kNames[] = {items};     \
        out += kNames[static_cast<int>(item)];               \
    }
#include "engine/syntax/ast_nodes.inc"

    void begin(std::string_view name) {
        if (!first_) out += ", ";
        first_ = false;
        if (name == "u_kind") name = "kind";
        out += name;
        out += "=";
    }

    void print_attributes(const Node*) {}
    void print_attributes(const PlacedNode* node) {
        if (!attributes_) return;
        begin("lineno");
        out += std::to_string(node->lineno);
        begin("col_offset");
        out += std::to_string(node->col_offset);
        begin("end_lineno");
        out += std::to_string(node->end_lineno);
        begin("end_col_offset");
        out += std::to_string(node->end_col_offset);
    }

    static bool present(const void* node) { return node != nullptr; }
    static bool present(Identifier name) { return name.data() != nullptr; }

    template <typename T>
    void sequence(std::span<T> items) {
        out += "[";
        bool first = true;
        for (const T& item : items) {
            if (!first) out += ", ";
            first = false;
            value(item);
        }
        out += "]";
    }

    void value(const Node* node) {
        if (node == nullptr) {
            out += "None";
            return;
        }
        print(node);
    }
    void value(Integer number) { out += std::to_string(number); }
    void value(Identifier name) { append_quoted(out, name, false); }
    void value(const ConstantValue& constant) {
        switch (constant.kind) {
        case ConstantKind::None: out += "None"; break;
        case ConstantKind::True: out += "True"; break;
        case ConstantKind::False: out += "False"; break;
        case ConstantKind::Ellipsis: out += "Ellipsis"; break;
        case ConstantKind::Int: out += std::to_string(constant.integer); break;
        case ConstantKind::BigInt:
            out += constant.radix == 10 ? std::string(constant.text)
                                        : to_decimal(constant.text, constant.radix);
            break;
        case ConstantKind::Float:
                // Python writes an infinite literal as one that reads back.
            out += float_repr(constant.real);
            break;
        case ConstantKind::Complex: out += complex_repr(constant.real); break;
        case ConstantKind::Str: append_quoted(out, constant.text, false); break;
        case ConstantKind::Bytes: append_quoted(out, constant.text, true); break;
        }
    }

    bool attributes_;
    bool first_ = true;
};

}  // namespace

std::string dump(const Node* node, bool include_attributes) {
    Dumper dumper(include_attributes);
    dumper.print(node);
    return std::move(dumper.out);
}

}  // namespace orrery::syntax::ast
