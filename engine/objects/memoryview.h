// What the files of memoryview share.
#pragma once

#include <string>

#include "engine/objects/bytes.h"

namespace orrery {

/// False after ValueError: the view was released.
bool check_open(Context& ctx, const MemoryView* m);
/// A view like `m` (same exporter, format, ...) with room for `dimensions`, shape and strides
/// unset.
MemoryView* derive_view(Context& ctx, MemoryView* m, uint32_t dimensions);
void release_view(MemoryView* m);

bool is_c_contiguous(const MemoryView* m);
bool is_fortran_contiguous(const MemoryView* m);
uint64_t item_count(const MemoryView* m);
/// The items in C order ('C') or Fortran order ('F').
std::string flatten(const MemoryView* m, char order = 'C');

/// The native type code of a format ("B", "@i"), or 0 for any other format.
char native_code(const String* format);
/// Bytes of an item of a native type code; 0 if there is no such code.
uint64_t native_size(char code);
/// The type code for reading and writing items, or 0 after NotImplementedError.
char usable_code(Context& ctx, const MemoryView* m);
Value unpack_item(Context& ctx, const uint8_t* from, char code);
/// False after TypeError or ValueError.
bool pack_item(Context& ctx, uint8_t* to, char code, Value v);

/// memoryview.cast(); `shape` may be empty. Null after an exception.
MemoryView* cast_view(Context& ctx, MemoryView* m, String* format, Value shape);

}  // namespace orrery
