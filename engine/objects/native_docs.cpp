#include "engine/objects/native_docs.h"

namespace orrery {

NativeDoc split_doc(std::string_view doc, std::string_view name) {
    constexpr std::string_view kEnd = ")\n--\n\n";
    const size_t end = doc.find(kEnd);
    if (end == doc.npos || !doc.starts_with(name) || doc[name.size()] != '(') return {{}, doc};
    return {doc.substr(name.size(), end + 1 - name.size()), doc.substr(end + kEnd.size())};
}

}  // namespace orrery
