// The methods of datetime that meet clocks and time zones.
#pragma once

#include "engine/objects/native.h"

namespace orrery::datetime {

// Class methods.
Value datetime_now(Context& ctx, const Args& args);
Value datetime_utcnow(Context& ctx, const Args& args);
Value datetime_fromtimestamp(Context& ctx, const Args& args);
Value datetime_utcfromtimestamp(Context& ctx, const Args& args);
// Methods.
Value datetime_timestamp(Context& ctx, const Args& args);
Value datetime_astimezone(Context& ctx, const Args& args);

}  // namespace orrery::datetime
