// libFuzzer target: any bytes, in every mode, must give a tree or a diagnostic. Trees of small
// sources are dumped, which visits every node.
//
//   clang++-19 -std=c++20 -g -O1 -fno-rtti -fsanitize=fuzzer,address,undefined -I. \
//       tests/fuzz/fuzz_parser.cpp engine/syntax/*.cpp -o fuzz_parser
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/syntax/parser.h"

using namespace orrery::syntax;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::uint8_t choice = data[0];
    const std::string_view source(reinterpret_cast<const char*>(data) + 1, size - 1);
    ParseOptions options;
    options.mode = static_cast<ParseMode>(choice % 3);
    options.is_text = (choice & 4) != 0;
    options.recover = (choice & 8) != 0;
    options.warnings = true;
    options.character_by_name = [](std::string_view name) {
        return name.size() % 2 == 0 ? 0x41 : -1;
    };
    const ParseResult result = parse(source, options);
    if (result.tree == nullptr && result.ok()) std::abort();
    for (const Diagnostic& diagnostic : result.diagnostics) {
        if (result.source.line_count() == 0) break;  // undecodable
        if (diagnostic.lineno > result.source.line_count()) std::abort();
    }
    if (result.tree != nullptr && source.size() < 4096) ast::dump(result.tree);
    return 0;
}
