#include "engine/bytecode/source_options.h"

#include <string>

#include "engine/interpreter/operations.h"
#include "engine/objects/bytes.h"
#include "engine/objects/encoding.h"
#include "engine/text/unicode.h"
#include "engine/text/utf8.h"

namespace orrery {

namespace {

std::string to_nfkc(std::string_view name) {
    const auto* bytes = reinterpret_cast<const uint8_t*>(name.data());
    std::u32string text(name.size(), U'\0');
    const Utf8Scan scan = utf8_scan(bytes, name.size());
    if (scan.valid_bytes != name.size()) return std::string(name);
    utf8_decode_valid(bytes, name.size(), reinterpret_cast<uint32_t*>(text.data()));
    CodePointBuffer normal;
    normalize_text({text.data(), scan.length, 4}, NormalForm::nfkc, normal);
    const TextRef result{normal.data(), normal.size(), 4};
    std::string out(utf8_size(result), '\0');
    utf8_write(result, reinterpret_cast<uint8_t*>(out.data()));
    return out;
}

bool decode_source(Context& ctx, std::string_view encoding, std::string_view bytes,
                   std::string& utf8, std::string& error) {
    Bytes* source = make_bytes(ctx, bytes);
    const Value text =
        source ? decode_bytes(ctx, Value::object(source), encoding, "strict") : Value::error();
    if (text.is(Kind::kString)) {
        utf8 = to_utf8(text.as<String>());
        return true;
    }
    if (has_exception(ctx)) {
        const bool unknown = exception_matches(ctx, TypeId::kLookupError);
        String* message = to_str(ctx, take_exception(ctx));
        error =
            unknown || !message ? "unknown encoding: " + std::string(encoding) : to_utf8(message);
        if (has_exception(ctx)) take_exception(ctx);
    }
    return false;
}

}  // namespace

syntax::ParseOptions plain_parser_options(std::string_view filename) {
    syntax::ParseOptions options;
    options.filename = filename;
    options.character_by_name = [](std::string_view name) -> std::int32_t {
        char32_t c;
        return unicode_lookup(name, &c) == 1 ? static_cast<std::int32_t>(c) : -1;
    };
    options.normalize_identifier = to_nfkc;
    return options;
}

syntax::ParseOptions parser_options(Context& ctx, std::string_view filename) {
    syntax::ParseOptions options = plain_parser_options(filename);
    options.decode = [&ctx](std::string_view encoding, std::string_view bytes, std::string& utf8,
                            std::string& error) {
        return decode_source(ctx, encoding, bytes, utf8, error);
    };
    return options;
}

}  // namespace orrery
