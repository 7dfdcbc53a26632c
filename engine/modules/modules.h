// The native modules, declared once. Each is a NativeModuleSpec `k<Enumerator>Module` in
// modules/<name>_module.cpp; it is made when first imported.
#pragma once

#include <string_view>

#include "engine/interpreter/context.h"

namespace orrery {

// MODULE(enumerator, Python name); one a line, in alphabetical order of names
#define ORRERY_NATIVE_MODULES(MODULE) \
    MODULE(Abc, "_abc") \
    MODULE(Ast, "_ast") \
    MODULE(Bisect, "_bisect") \
    MODULE(Blake2, "_blake2") \
    MODULE(Bz2, "_bz2") \
    MODULE(Codecs, "_codecs") \
    MODULE(CodecsCn, "_codecs_cn") \
    MODULE(CodecsHk, "_codecs_hk") \
    MODULE(CodecsIso2022, "_codecs_iso2022") \
    MODULE(CodecsJp, "_codecs_jp") \
    MODULE(CodecsKr, "_codecs_kr") \
    MODULE(CodecsTw, "_codecs_tw") \
    MODULE(Collections, "_collections") \
    MODULE(Contextvars, "_contextvars") \
    MODULE(Csv, "_csv") \
    MODULE(Datetime, "_datetime") \
    MODULE(Decimal, "_decimal") \
    MODULE(Functools, "_functools") \
    MODULE(Hashlib, "_hashlib") \
    MODULE(Heapq, "_heapq") \
    MODULE(Imp, "_imp") \
    MODULE(Io, "_io") \
    MODULE(Json, "_json") \
    MODULE(Locale, "_locale") \
    MODULE(Lzma, "_lzma") \
    MODULE(Md5, "_md5") \
    MODULE(Multibytecodec, "_multibytecodec") \
    MODULE(Operator, "_operator") \
    MODULE(Pickle, "_pickle") \
    MODULE(Random, "_random") \
    MODULE(Sha1, "_sha1") \
    MODULE(Sha256, "_sha256") \
    MODULE(Sha3, "_sha3") \
    MODULE(Sha512, "_sha512") \
    MODULE(Signal, "_signal") \
    MODULE(Sre, "_sre") \
    MODULE(Stat, "_stat") \
    MODULE(Statistics, "_statistics") \
    MODULE(String, "_string") \
    MODULE(Struct, "_struct") \
    MODULE(Thread, "_thread") \
    MODULE(Warnings, "_warnings") \
    MODULE(Weakref, "_weakref") \
    MODULE(Array, "array") \
    MODULE(Atexit, "atexit") \
    MODULE(Binascii, "binascii") \
    MODULE(Builtins, "builtins") \
    MODULE(Cmath, "cmath") \
    MODULE(Errno, "errno") \
    MODULE(Gc, "gc") \
    MODULE(Itertools, "itertools") \
    MODULE(Marshal, "marshal") \
    MODULE(Math, "math") \
    MODULE(Pyexpat, "pyexpat") \
    MODULE(Sys, "sys") \
    MODULE(Time, "time") \
    MODULE(Unicodedata, "unicodedata") \
    MODULE(Zlib, "zlib")

// Those of POSIX systems alone.
#define ORRERY_POSIX_MODULES(MODULE) \
    MODULE(Posixsubprocess, "_posixsubprocess") \
    MODULE(Socket, "_socket") \
    MODULE(Fcntl, "fcntl") \
    MODULE(Grp, "grp") \
    MODULE(Posix, "posix") \
    MODULE(Pwd, "pwd") \
    MODULE(Resource, "resource") \
    MODULE(Select, "select") \
    MODULE(Termios, "termios")

/// The declaration of a native module, or null.
const NativeModuleSpec* find_native_module(std::string_view name);
/// Makes the module, without entering it in sys.modules. Null after an exception.
Module* make_native_module(Context& ctx, const NativeModuleSpec& spec);
/// `builtins` and `sys`, which every engine starts with.
void make_builtin_modules(Context& ctx);

}  // namespace orrery
