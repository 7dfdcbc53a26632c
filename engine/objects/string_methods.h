// The methods of str, by file; string_type.cpp declares them to programs.
#pragma once

#include "engine/interpreter/context.h"
#include "engine/objects/native.h"

namespace orrery {

/// `s` itself, or a copy with type str if it is an instance of a subclass. Null after MemoryError.
String* exact_string(Context& ctx, String* s);
/// The argument as a string. Null after TypeError "{what} must be str, not int".
String* string_argument(Context& ctx, Value v, const char* what);

// string_search.cpp
Value str_find(Context& ctx, const Args& args);
Value str_rfind(Context& ctx, const Args& args);
Value str_index(Context& ctx, const Args& args);
Value str_rindex(Context& ctx, const Args& args);
Value str_count(Context& ctx, const Args& args);
Value str_startswith(Context& ctx, const Args& args);
Value str_endswith(Context& ctx, const Args& args);
Value str_removeprefix(Context& ctx, const Args& args);
Value str_removesuffix(Context& ctx, const Args& args);
Value str_split(Context& ctx, const Args& args);
Value str_rsplit(Context& ctx, const Args& args);
Value str_splitlines(Context& ctx, const Args& args);
Value str_partition(Context& ctx, const Args& args);
Value str_rpartition(Context& ctx, const Args& args);
Value str_join(Context& ctx, const Args& args);
Value str_replace(Context& ctx, const Args& args);
Value str_strip(Context& ctx, const Args& args);
Value str_lstrip(Context& ctx, const Args& args);
Value str_rstrip(Context& ctx, const Args& args);
Value str_contains(Context& ctx, const Args& args);

// string_transform.cpp
Value str_upper(Context& ctx, const Args& args);
Value str_lower(Context& ctx, const Args& args);
Value str_title(Context& ctx, const Args& args);
Value str_swapcase(Context& ctx, const Args& args);
Value str_capitalize(Context& ctx, const Args& args);
Value str_casefold(Context& ctx, const Args& args);
Value str_center(Context& ctx, const Args& args);
Value str_ljust(Context& ctx, const Args& args);
Value str_rjust(Context& ctx, const Args& args);
Value str_zfill(Context& ctx, const Args& args);
Value str_expandtabs(Context& ctx, const Args& args);
Value str_translate(Context& ctx, const Args& args);
Value str_maketrans(Context& ctx, const Args& args);
Value str_isalnum(Context& ctx, const Args& args);
Value str_isalpha(Context& ctx, const Args& args);
Value str_isascii(Context& ctx, const Args& args);
Value str_isdecimal(Context& ctx, const Args& args);
Value str_isdigit(Context& ctx, const Args& args);
Value str_isidentifier(Context& ctx, const Args& args);
Value str_islower(Context& ctx, const Args& args);
Value str_isnumeric(Context& ctx, const Args& args);
Value str_isprintable(Context& ctx, const Args& args);
Value str_isspace(Context& ctx, const Args& args);
Value str_istitle(Context& ctx, const Args& args);
Value str_isupper(Context& ctx, const Args& args);

// string_format.cpp
Value str_format(Context& ctx, const Args& args);
Value str_format_map(Context& ctx, const Args& args);
Value str_dunder_format(Context& ctx, const Args& args);

// percent_format.cpp
Value str_mod(Context& ctx, const Args& args);
Value str_rmod(Context& ctx, const Args& args);

}  // namespace orrery
