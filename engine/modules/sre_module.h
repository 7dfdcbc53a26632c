// Module _sre, on which Python's own package `re` stands.
#pragma once

#include "engine/objects/native.h"

namespace orrery {

extern const NativeModuleSpec kSreModule;

}  // namespace orrery
