// Layouts of the numbers that do not fit a Value word, and arithmetic on any numbers.
#pragma once

#include <string>

#include "engine/objects/object.h"

namespace orrery {

struct Type;

/// An int beyond 48 bits, or an instance of a subclass of int of any size. Limbs follow.
struct Int : Object {
    int64_t size;  // number of 64-bit limbs; negative for negative numbers; 0 for zero
    uint64_t* limbs() { return reinterpret_cast<uint64_t*>(this + 1); }
};
/// Instance of a subclass of float (plain floats live in the Value).
struct Float : Object {
    double value;
};
struct Complex : Object {
    double real, imag;
};

/// Any int64; small when it fits.
Value make_int_slow(Context& ctx, int64_t i);
inline Value make_int(Context& ctx, int64_t i) {
    return Value::fits_small_int(i) ? Value::small_int(i) : make_int_slow(ctx, i);
}
Value make_int_unsigned(Context& ctx, uint64_t i);
Value make_complex(Context& ctx, double real, double imag);

/// int, bool or a subclass's instance (no __index__).
bool is_int(Value v);
inline bool is_float(Value v) { return v.is_double() || v.is(Kind::kFloat); }
inline double float_value(Value v) { return v.is_double() ? v.as_double() : v.as<Float>()->value; }
/// True and sets `out` if `v` is an int that fits int64.
bool int_to_int64(Value v, int64_t& out);

/// Through __index__: any int, as a Value that is an int. Empty after TypeError.
Value to_index(Context& ctx, Value v);
/// Through __index__ to int64. False after TypeError or OverflowError (message as CPython's
/// PyNumber_AsSsize_t / PyLong_AsSsize_t); with `clamp`, out-of-range values are clamped.
bool to_int64(Context& ctx, Value v, int64_t& out, bool clamp = false);
/// C int range, as many natives want ("Python int too large to convert to C int").
bool to_int32(Context& ctx, Value v, int32_t& out);
/// Through __float__ or __index__ ("must be real number, not str").
bool to_double(Context& ctx, Value v, double& out);

/// Python's hash of an int, float or complex; equal numbers have equal hashes.
int64_t hash_number(Context& ctx, Value v);

}  // namespace orrery
