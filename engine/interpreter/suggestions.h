// "Did you mean": the name nearest to one that was not found.
#pragma once

#include <string>

#include "engine/objects/exceptions.h"

namespace orrery {

/// The name a NameError or AttributeError probably meant, as UTF-8; empty if there is none. Runs
/// Python code (__dir__); leaves no exception.
std::string suggest_name(Context& ctx, Value exception);

}  // namespace orrery
