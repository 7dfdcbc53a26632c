// Text to bytes and back by the name of an encoding: what str.encode, bytes.decode, str(), open()
// and the interpreter use. UTF-8, Latin-1, ASCII, UTF-16 and UTF-32 run natively, without Python's
// `encodings` package; other names go through the registry of codecs (codecs_module.cpp).
#pragma once

#include <string_view>

#include "engine/interpreter/context.h"

namespace orrery {

/// A str. `source` is bytes-like and stays alive. Empty after UnicodeDecodeError, LookupError, ...
Value decode_bytes(Context& ctx, Value source, std::string_view encoding, std::string_view errors);
/// A bytes object; through the registry possibly another (TypeError if not bytes-like).
Value encode_string(Context& ctx, String* text, std::string_view encoding, std::string_view errors);

/// UTF-8 alone, strict.
String* decode_utf8(Context& ctx, std::string_view bytes);
/// UTF-8 of a string; false after UnicodeEncodeError (lone surrogates).
bool encode_utf8(Context& ctx, String* s, std::string& out);
/// How the operating system's names are coded: UTF-8 with surrogateescape.
String* decode_file_name(Context& ctx, std::string_view bytes);
bool encode_file_name(Context& ctx, String* s, std::string& out);

}  // namespace orrery
