// Module math: what its files share.
#pragma once

#include <span>

#include "engine/objects/native.h"

namespace orrery::math {

/// Functions on ints.
std::span<const NativeMethod> integer_functions();

/// Gamma function and its logarithm by Lanczos' approximation; `errno` tells of domain errors
/// (EDOM)
/// and overflow (ERANGE).
double gamma(double x);
double log_gamma(double x);
/// Euclidean length of a vector of absolute values, whose largest is `max`, nearly correctly
/// rounded.
double vector_norm(std::span<const double> values, double max, bool found_nan);

}  // namespace orrery::math
