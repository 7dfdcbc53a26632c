// int: the bridge between Values and big-integer algorithms (engine/numbers/bigint.h).
#pragma once

#include "engine/interpreter/context.h"
#include "engine/numbers/bigint.h"
#include "engine/objects/numbers.h"

namespace orrery {

/// Any int Value (small, bool, heap) as a BigIntRef; valid while the view and the value live.
class IntView {
public:
    explicit IntView(Value v)
        : small_(v.is_small_int() ? v.as_small_int() : v.is_true()),
          ref_(v.is(Kind::kInt) ? BigIntRef{v.as<Int>()->limbs(), v.as<Int>()->size}
                                : small_.ref()) {}
    IntView(const IntView&) = delete;
    BigIntRef ref() const { return ref_; }

private:
    BigIntSmall small_;
    BigIntRef ref_;
};

/// Computations stop when the program is interrupted.
BigIntLimits int_limits(Context& ctx);
Value make_int_from(Context& ctx, BigIntRef n);
/// A heap Int of a type: a subclass of int keeps even small numbers this way.
Value make_int_object(Context& ctx, Type* type, BigIntRef n);
/// The result of an algorithm, or the exception its status stands for.
Value finish_int(Context& ctx, BigIntStatus status, const BigIntBuffer& out);
Value raise_int_status(Context& ctx, BigIntStatus status);
/// The same number with type exactly int.
Value exact_int(Context& ctx, Value v);

/// The text of a number with decimal digits of any script as ASCII ones and all white space as ' ';
/// other characters beyond ASCII become '?'.
std::string ascii_digits(const String* s);

/// Operators of int, shared by the declarations of int and bool.
constexpr unsigned kIntOperatorCount = 38;
extern const NativeMethod kIntOperators[kIntOperatorCount];

/// str(i) of an int of up to 48 bits. Null after MemoryError.
String* small_int_text(Context& ctx, int64_t i);

}  // namespace orrery
