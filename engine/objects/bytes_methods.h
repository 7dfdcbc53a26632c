// The methods that bytes and bytearray share; their results have the receiver's built-in type.
#pragma once

#include "engine/interpreter/context.h"
#include "engine/objects/native.h"

namespace orrery {

/// Contents of a bytes or bytearray.
std::string_view bytes_view(Value v);
/// The length of bytes or a bytearray, in its place: Python code may change a bytearray's.
const uint64_t& bytes_length(Value v);
/// bytes or bytearray, as `self` is one, with this contents.
Value bytes_like(Context& ctx, Value self, std::string_view data);
/// A byte's value given as int. False after TypeError or ValueError ("{what} must be in
/// range(0, 256)").
bool byte_argument(Context& ctx, Value v, const char* what, uint8_t& out);
/// Appends the bytes an iterable of ints gives. False after an exception.
bool collect_bytes(Context& ctx, Value iterable, const char* what, std::string& out);
/// "{function}() argument '{name}'" must be str: the name of an encoding or error handler.
bool codec_name(Context& ctx, Value v, const char* function, const char* name, std::string& out);

// bytes_methods.cpp
Value bytes_find(Context& ctx, const Args& args);
Value bytes_rfind(Context& ctx, const Args& args);
Value bytes_index(Context& ctx, const Args& args);
Value bytes_rindex(Context& ctx, const Args& args);
Value bytes_count(Context& ctx, const Args& args);
Value bytes_startswith(Context& ctx, const Args& args);
Value bytes_endswith(Context& ctx, const Args& args);
Value bytes_removeprefix(Context& ctx, const Args& args);
Value bytes_removesuffix(Context& ctx, const Args& args);
Value bytes_split(Context& ctx, const Args& args);
Value bytes_rsplit(Context& ctx, const Args& args);
Value bytes_splitlines(Context& ctx, const Args& args);
Value bytes_partition(Context& ctx, const Args& args);
Value bytes_rpartition(Context& ctx, const Args& args);
Value bytes_join(Context& ctx, const Args& args);
Value bytes_replace(Context& ctx, const Args& args);
Value bytes_strip(Context& ctx, const Args& args);
Value bytes_lstrip(Context& ctx, const Args& args);
Value bytes_rstrip(Context& ctx, const Args& args);

// bytes_transform.cpp
Value bytes_upper(Context& ctx, const Args& args);
Value bytes_lower(Context& ctx, const Args& args);
Value bytes_title(Context& ctx, const Args& args);
Value bytes_swapcase(Context& ctx, const Args& args);
Value bytes_capitalize(Context& ctx, const Args& args);
Value bytes_center(Context& ctx, const Args& args);
Value bytes_ljust(Context& ctx, const Args& args);
Value bytes_rjust(Context& ctx, const Args& args);
Value bytes_zfill(Context& ctx, const Args& args);
Value bytes_expandtabs(Context& ctx, const Args& args);
Value bytes_translate(Context& ctx, const Args& args);
Value bytes_maketrans(Context& ctx, const Args& args);
Value bytes_fromhex(Context& ctx, const Args& args);
Value bytes_hex(Context& ctx, const Args& args);
Value bytes_decode(Context& ctx, const Args& args);
Value bytes_isalnum(Context& ctx, const Args& args);
Value bytes_isalpha(Context& ctx, const Args& args);
Value bytes_isascii(Context& ctx, const Args& args);
Value bytes_isdigit(Context& ctx, const Args& args);
Value bytes_islower(Context& ctx, const Args& args);
Value bytes_isspace(Context& ctx, const Args& args);
Value bytes_istitle(Context& ctx, const Args& args);
Value bytes_isupper(Context& ctx, const Args& args);

// bytes_type.cpp
Value bytes_len(Context& ctx, const Args& args);
Value bytes_add(Context& ctx, const Args& args);
Value bytes_mul(Context& ctx, const Args& args);
Value bytes_mod(Context& ctx, const Args& args);
Value bytes_rmod(Context& ctx, const Args& args);
Value bytes_getitem(Context& ctx, const Args& args);
Value bytes_contains(Context& ctx, const Args& args);

/// The rows of a methods table that both types have.
#define ORRERY_BYTES_METHODS \
    {"__len__(self, /)", bytes_len}, \
    {"__add__(self, value, /)", bytes_add}, \
    {"__mul__(self, value, /)", bytes_mul}, \
    {"__rmul__(self, value, /)", bytes_mul}, \
    {"__mod__(self, value, /)", bytes_mod}, \
    {"__rmod__(self, value, /)", bytes_rmod}, \
    {"__getitem__(self, key, /)", bytes_getitem}, \
    {"__contains__(self, key, /)", bytes_contains}, \
    {"find(self, sub, start=None, end=None, /)", bytes_find, nullptr, \
     NativeMethod::kTupleArguments}, \
    {"rfind(self, sub, start=None, end=None, /)", bytes_rfind, nullptr, \
     NativeMethod::kTupleArguments}, \
    {"index(self, sub, start=None, end=None, /)", bytes_index, nullptr, \
     NativeMethod::kTupleArguments}, \
    {"rindex(self, sub, start=None, end=None, /)", bytes_rindex, nullptr, \
     NativeMethod::kTupleArguments}, \
    {"count(self, sub, start=None, end=None, /)", bytes_count, nullptr, \
     NativeMethod::kTupleArguments}, \
    {"startswith(self, prefix, start=None, end=None, /)", bytes_startswith, nullptr, \
     NativeMethod::kTupleArguments}, \
    {"endswith(self, suffix, start=None, end=None, /)", bytes_endswith, nullptr, \
     NativeMethod::kTupleArguments}, \
    {"removeprefix(self, prefix, /)", bytes_removeprefix}, \
    {"removesuffix(self, suffix, /)", bytes_removesuffix}, \
    {"split(self, /, sep=None, maxsplit=-1)", bytes_split}, \
    {"rsplit(self, /, sep=None, maxsplit=-1)", bytes_rsplit}, \
    {"splitlines(self, /, keepends=False)", bytes_splitlines}, \
    {"partition(self, sep, /)", bytes_partition}, \
    {"rpartition(self, sep, /)", bytes_rpartition}, \
    {"join(self, iterable_of_bytes, /)", bytes_join}, \
    {"replace(self, old, new, count=-1, /)", bytes_replace}, \
    {"strip(self, bytes=None, /)", bytes_strip}, \
    {"lstrip(self, bytes=None, /)", bytes_lstrip}, \
    {"rstrip(self, bytes=None, /)", bytes_rstrip}, \
    {"upper(self, /)", bytes_upper}, \
    {"lower(self, /)", bytes_lower}, \
    {"title(self, /)", bytes_title}, \
    {"swapcase(self, /)", bytes_swapcase}, \
    {"capitalize(self, /)", bytes_capitalize}, \
    {"center(self, width, fillchar=b' ', /)", bytes_center}, \
    {"ljust(self, width, fillchar=b' ', /)", bytes_ljust}, \
    {"rjust(self, width, fillchar=b' ', /)", bytes_rjust}, \
    {"zfill(self, width, /)", bytes_zfill}, \
    {"expandtabs(self, /, tabsize=8)", bytes_expandtabs}, \
    {"translate(self, table, /, delete=b'')", bytes_translate}, \
    {"maketrans(frm, to, /)", bytes_maketrans, nullptr, NativeMethod::kStaticMethod}, \
    {"fromhex(type, string, /)", bytes_fromhex, nullptr, NativeMethod::kClassMethod}, \
    {"hex(self, /, sep=?, bytes_per_sep=1)", bytes_hex}, \
    {"decode(self, /, encoding='utf-8', errors='strict')", bytes_decode}, \
    {"isalnum(self, /)", bytes_isalnum}, \
    {"isalpha(self, /)", bytes_isalpha}, \
    {"isascii(self, /)", bytes_isascii}, \
    {"isdigit(self, /)", bytes_isdigit}, \
    {"islower(self, /)", bytes_islower}, \
    {"isspace(self, /)", bytes_isspace}, \
    {"istitle(self, /)", bytes_istitle}, \
    {"isupper(self, /)", bytes_isupper}

}  // namespace orrery
