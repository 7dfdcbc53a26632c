// Documentation texts of natives. One may begin with a signature that says more than the
// declaration does, or says it of a type: "name(...)\n--\n\nText".
#pragma once

#include <string>
#include <string_view>

namespace orrery {

struct NativeDoc {
    std::string_view signature;  // "(...)"; empty: none is given
    std::string_view text;
};

NativeDoc split_doc(std::string_view doc, std::string_view name);
/// What a special method does, as "Return self+value."; empty if it has no operation of its own.
std::string slot_doc(std::string_view name);

}  // namespace orrery
