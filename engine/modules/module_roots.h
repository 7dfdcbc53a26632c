// The first entries of Runtime::extra_roots: objects in which native modules keep what their
// functions need all the time. Each is empty until its module has been imported.
#pragma once

namespace orrery {

enum ModuleRoot : unsigned { kDatetimeRoot, kWarningsRoot, kModuleRootCount };

}  // namespace orrery
