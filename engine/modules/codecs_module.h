// What the files of module _codecs share.
#pragma once

#include <string>

#include "engine/interpreter/context.h"
#include "engine/objects/native.h"

namespace orrery {

/// The second argument of a codec: None or the name of an error handler.
bool optional_errors(Context& ctx, Value v, const char* function, std::string& out);
/// The first argument of an encoder. Null after TypeError.
String* text_argument(Context& ctx, Value v, const char* function);
/// (result, used); empty if `result` is.
Value codec_answer(Context& ctx, Value result, uint64_t used);

// codecs_escape_module.cpp
Value unicode_escape_encode_method(Context& ctx, const Args& args);
Value unicode_escape_decode_method(Context& ctx, const Args& args);
Value raw_unicode_escape_encode_method(Context& ctx, const Args& args);
Value raw_unicode_escape_decode_method(Context& ctx, const Args& args);
Value escape_encode_method(Context& ctx, const Args& args);
Value escape_decode_method(Context& ctx, const Args& args);

// codecs_charmap.cpp
Value charmap_encode_method(Context& ctx, const Args& args);
Value charmap_decode_method(Context& ctx, const Args& args);
Value charmap_build_method(Context& ctx, const Args& args);

}  // namespace orrery
