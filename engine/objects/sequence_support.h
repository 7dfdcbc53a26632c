// What the methods of str, bytes and bytearray share: reading index arguments, and the refusals
// of + and *.
#pragma once

#include "engine/interpreter/context.h"

namespace orrery {

/// Optional start and stop arguments of find(), startswith(), ...: absent or None means the ends,
/// negative ones count from the end. Leaves 0 <= start, stop <= length; start > stop if nothing
/// can be found, not even an empty needle. `length` is read after the bounds' __index__ ran. False
/// after TypeError.
bool search_range(Context& ctx, Value start_arg, Value stop_arg, const uint64_t& length,
                  uint64_t& start, uint64_t& stop);
/// An index into a sequence. `length` is a field of it, read after the key's __index__ ran: that
/// may have shortened a bytearray. False after TypeError (`type_message`) or IndexError
/// (`range_message`).
bool sequence_index(Context& ctx, Value key, const uint64_t& length, const char* type_message,
                    const char* range_message, uint64_t& out);

enum class OperandUse : uint8_t { kUse, kNotImplemented, kError };
/// The count of `sequence * count`, at least 0. kNotImplemented if the other operand should have
/// its chance; kError after TypeError or OverflowError.
OperandUse repeat_count(Context& ctx, Value count, uint64_t& out);
/// The result of `sequence + other` for an operand of another type: NotImplemented where the other
/// operand's class defines __radd__, else TypeError "can only concatenate str (not "int") to str".
Value refuse_concat(Context& ctx, const char* sequence_type, Value other);
/// The bytes types word it "can't concat int to bytes".
Value refuse_bytes_concat(Context& ctx, Value self, Value other);

/// The step of an iterator's __reduce__: iter, (source,) [, position].
Value reduce_iterator(Context& ctx, Value self, Value empty_source);
/// Iterator over `source` of one of the types that share the Iterator layout.
Value make_iterator(Context& ctx, TypeId type, Value source);
/// An argument of C type ssize_t or int; an absent one leaves `inout`. False after TypeError or
/// OverflowError ("Python int too large to convert to C ssize_t").
bool optional_int64(Context& ctx, Value value, int64_t& inout);
bool optional_int32(Context& ctx, Value value, int32_t& inout);

/// hash() and == of exact tuples. False, kError after an exception.
bool hash_tuple(Context& ctx, Tuple* t, int64_t& out);
Truth equal_tuples(Context& ctx, Tuple* a, Tuple* b);

}  // namespace orrery
