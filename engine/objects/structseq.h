// StructSequence: tuples with named elements made by native code (sys.version_info,
// time.struct_time, os.stat_result). A type is declared once as a constant and made, for each
// engine, when first needed.
#pragma once

#include <vector>

#include "engine/interpreter/context.h"

namespace orrery {

struct StructSequence {
    const char* name;                 // with module: "time.struct_time"
    std::vector<const char*> fields;  // all named fields, those beyond the tuple's length included
    uint32_t visible;  // length of the tuple
    bool instantiable = true;  // programs may construct it from a sequence
};

/// The type, made on first use. Null after MemoryError.
Type* struct_sequence_type(Context& ctx, const StructSequence& declaration);
/// `values` holds at least `visible` values, at most one a field; missing ones are None.
Value make_struct_sequence(Context& ctx, const StructSequence& declaration,
                           std::span<const Value> values);

/// "time.struct_time": the name messages use; that of a class made by a program is its __name__.
std::string native_display_name(const Type* type);

}  // namespace orrery
