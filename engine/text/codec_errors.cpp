#include "engine/text/codec_errors.h"

#include "engine/text/unicode.h"

namespace orrery {

namespace {

struct PolicyName {
    std::string_view name;
    ErrorPolicy policy;
};

constexpr PolicyName kPolicyNames[] = {
    {"strict", ErrorPolicy::strict},
    {"replace", ErrorPolicy::replace},
    {"ignore", ErrorPolicy::ignore},
    {"surrogateescape", ErrorPolicy::surrogate_escape},
    {"surrogatepass", ErrorPolicy::surrogate_pass},
    {"backslashreplace", ErrorPolicy::backslash_replace},
    {"xmlcharrefreplace", ErrorPolicy::xml_char_ref_replace},
    {"namereplace", ErrorPolicy::name_replace},
};

constexpr char kHexDigits[] = "0123456789abcdef";

void append_hex(char32_t value, int digits, CodePointBuffer& out) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
        out.push(static_cast<unsigned char>(kHexDigits[value >> shift & 15]));
    }
}

void append_decimal(char32_t value, CodePointBuffer& out) {
    char digits[10];
    size_t at = sizeof digits;
    do {
        digits[--at] = static_cast<char>('0' + value % 10);
        value /= 10;
    } while (value != 0);
    out.append_ascii({digits + at, sizeof digits - at});
}

// How "surrogatepass" sees an encoding.
enum class SurrogateForm : uint8_t { none, utf8, utf16_le, utf16_be, utf32_le, utf32_be };

SurrogateForm surrogate_form(std::string_view encoding) {
    if (encoding == "utf-8") {
        return SurrogateForm::utf8;
    }
    if (encoding == "utf-16-le" || encoding == "utf-16") {
        return SurrogateForm::utf16_le;
    }
    if (encoding == "utf-16-be") {
        return SurrogateForm::utf16_be;
    }
    if (encoding == "utf-32-le" || encoding == "utf-32") {
        return SurrogateForm::utf32_le;
    }
    if (encoding == "utf-32-be") {
        return SurrogateForm::utf32_be;
    }
    return SurrogateForm::none;
}

}  // namespace

ErrorPolicy error_policy_from_name(std::string_view name) {
    for (const PolicyName& entry : kPolicyNames) {
        if (entry.name == name) {
            return entry.policy;
        }
    }
    return ErrorPolicy::callback;
}

void append_backslash_escape(char32_t c, CodePointBuffer& out) {
    const bool wide = c > 0xFFFF;
    const bool medium = c > 0xFF;
    out.append_ascii(wide ? "\\U" : medium ? "\\u" : "\\x");
    append_hex(c, wide ? 8 : medium ? 4 : 2, out);
}

// --- decoding ---------------------------------------------------------------------------------

CodecResult Decoding::finish(size_t consumed) {
    result.status = out.failed() ? CodecStatus::no_memory : CodecStatus::ok;
    result.consumed = consumed;
    return result;
}

size_t Decoding::encoded_surrogate(size_t start, char32_t* unit) const {
    const uint8_t* b = input.data() + start;
    const size_t left = input.size() - start;
    size_t size = 0;
    switch (surrogate_form(encoding_)) {
    case SurrogateForm::none: return 0;
    case SurrogateForm::utf8:
        size = 3;
        if (left < size || (b[0] & 0xF0) != 0xE0 || (b[1] & 0xC0) != 0x80 ||
            (b[2] & 0xC0) != 0x80) {
            return 0;
        }
        *unit = static_cast<char32_t>((b[0] & 0x0F) << 12 | (b[1] & 0x3F) << 6 | (b[2] & 0x3F));
        break;
    case SurrogateForm::utf16_le:
    case SurrogateForm::utf16_be: {
        size = 2;
        if (left < size) {
            return 0;
        }
        const bool little = surrogate_form(encoding_) == SurrogateForm::utf16_le;
        *unit = static_cast<char32_t>(little ? b[1] << 8 | b[0] : b[0] << 8 | b[1]);
        break;
    }
    case SurrogateForm::utf32_le:
    case SurrogateForm::utf32_be: {
        size = 4;
        if (left < size) {
            return 0;
        }
        const bool little = surrogate_form(encoding_) == SurrogateForm::utf32_le;
        *unit = 0;
        for (size_t i = 0; i < size; ++i) {
            *unit = *unit << 8 | b[little ? size - 1 - i : i];
        }
        break;
    }
    }
    return is_surrogate(*unit) ? size : 0;
}

bool Decoding::handle(std::string_view reason, size_t start, size_t end, size_t* position) {
    const auto refuse = [&] {
        result.status = CodecStatus::error;
        result.error = {encoding_, reason, start, end};
        return false;
    };
    *position = end;
    switch (handler_.policy) {
    case ErrorPolicy::strict: return refuse();
    case ErrorPolicy::replace: out.push(0xFFFD); return true;
    case ErrorPolicy::ignore: return true;
    case ErrorPolicy::surrogate_escape: {
        // Bytes below 128 are never smuggled through: stop before them.
        size_t at = start;
        for (; at < end && at < start + 4 && input[at] >= 0x80; ++at) {
            out.push(0xDC00u + input[at]);
        }
        if (at == start) {
            return refuse();
        }
        *position = at;
        return true;
    }
    case ErrorPolicy::surrogate_pass: {
        char32_t unit = 0;
        const size_t size = encoded_surrogate(start, &unit);
        if (size == 0) {
            return refuse();
        }
        out.push(unit);
        *position = start + size;
        return true;
    }
    case ErrorPolicy::backslash_replace:
        for (size_t i = start; i < end; ++i) {
            append_backslash_escape(input[i], out);
        }
        return true;
    case ErrorPolicy::xml_char_ref_replace:
    case ErrorPolicy::name_replace:
    case ErrorPolicy::callback: break;
    }
    const CodecError error = {encoding_, reason, start, end};
    if (handler_.callback == nullptr ||
        !handler_.callback(handler_.context, error, &input, out, position) ||
        *position > input.size()) {
        result.status = CodecStatus::failed;
        result.error = error;
        return false;
    }
    return true;
}

// --- encoding ---------------------------------------------------------------------------------

CodecResult Encoding::finish(size_t consumed) {
    result.status = out.failed() ? CodecStatus::no_memory : CodecStatus::ok;
    result.consumed = consumed;
    return result;
}

bool Encoding::refuse(std::string_view reason, size_t start, size_t end) {
    result.status = CodecStatus::error;
    result.error = {encoding_, reason, start, end};
    return false;
}

bool Encoding::handle(std::string_view reason, size_t start, size_t end, size_t* position) {
    replacement_text.clear();
    replacement_bytes.clear();
    *position = end;
    switch (handler_.policy) {
    case ErrorPolicy::strict: return refuse(reason, start, end);
    case ErrorPolicy::replace: replacement_text.append_repeated(U'?', end - start); return true;
    case ErrorPolicy::ignore: return true;
    case ErrorPolicy::surrogate_escape:
        for (size_t i = start; i < end; ++i) {
            const char32_t c = input[i];
            if (c < 0xDC80 || c > 0xDCFF) {
                if (i == start) {
                    return refuse(reason, i, end);
                }
                // What came before is written first; then this is an error of its own.
                *position = i;
                return true;
            }
            replacement_bytes.push(static_cast<uint8_t>(c - 0xDC00));
        }
        return true;
    case ErrorPolicy::surrogate_pass:
        for (size_t i = start; i < end; ++i) {
            const char32_t c = input[i];
            const uint8_t high = static_cast<uint8_t>(c >> 8);
            const uint8_t low = static_cast<uint8_t>(c);
            const SurrogateForm form = surrogate_form(encoding_);
            if (!is_surrogate(c) || form == SurrogateForm::none) {
                return refuse(reason, start, end);
            }
            uint8_t bytes[4];
            size_t size = 0;
            switch (form) {
            case SurrogateForm::utf8:
                bytes[size++] = static_cast<uint8_t>(0xE0 | c >> 12);
                bytes[size++] = static_cast<uint8_t>(0x80 | (c >> 6 & 0x3F));
                bytes[size++] = static_cast<uint8_t>(0x80 | (c & 0x3F));
                break;
            case SurrogateForm::utf32_le:
            case SurrogateForm::utf16_le:
                bytes[size++] = low;
                bytes[size++] = high;
                if (form == SurrogateForm::utf32_le) {
                    bytes[size++] = 0;
                    bytes[size++] = 0;
                }
                break;
            default:
                if (form == SurrogateForm::utf32_be) {
                    bytes[size++] = 0;
                    bytes[size++] = 0;
                }
                bytes[size++] = high;
                bytes[size++] = low;
                break;
            }
            replacement_bytes.append(bytes, size);
        }
        return true;
    case ErrorPolicy::backslash_replace:
        for (size_t i = start; i < end; ++i) {
            append_backslash_escape(input[i], replacement_text);
        }
        return true;
    case ErrorPolicy::xml_char_ref_replace:
        for (size_t i = start; i < end; ++i) {
            replacement_text.append_ascii("&#");
            append_decimal(input[i], replacement_text);
            replacement_text.push(U';');
        }
        return true;
    case ErrorPolicy::name_replace:
        for (size_t i = start; i < end; ++i) {
            AsciiBuffer name;
            if (unicode_name(input[i], name)) {
                replacement_text.append_ascii("\\N{");
                replacement_text.append_ascii(name.view());
                replacement_text.push(U'}');
            } else {
                append_backslash_escape(input[i], replacement_text);
            }
        }
        return true;
    case ErrorPolicy::callback: break;
    }
    const CodecError error = {encoding_, reason, start, end};
    bool is_bytes = false;
    if (handler_.callback == nullptr ||
        !handler_.callback(handler_.context, error, replacement_text, replacement_bytes, &is_bytes,
                           position) ||
        *position > input.length) {
        result.status = CodecStatus::failed;
        result.error = error;
        return false;
    }
    if (is_bytes) {
        replacement_text.clear();
    } else {
        replacement_bytes.clear();
    }
    return true;
}

}  // namespace orrery
