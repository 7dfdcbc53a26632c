// Warnings: deciding by filters and registries whether one is shown, ignored or raised.
//
// Native code warns through these functions without importing the library's module warnings. When
// a program has imported that, its variables (filters, defaultaction, onceregistry, _showwarnmsg)
// come before the state kept here, which is also what module _warnings shows to programs.
// Each function may run Python code, as filters, registries and categories are the program's.
#pragma once

#include "engine/interpreter/context.h"

namespace orrery {

struct Generator;

/// What an engine keeps for warnings, as elements of a list.
enum class WarningState : unsigned { kFilters, kOnceRegistry, kDefaultAction, kVersion, kCount };
/// The list, made when first asked for. Null after an exception.
List* warning_state(Context& ctx);

/// A warning about a place that is not the running code's.
struct ExplicitWarning {
    Value category;     // a class; of a message that is a warning itself, its class instead
    Value message;      // a str or a warning
    Value filename;     // str
    int32_t line = 0;
    Value module = {};       // empty: made from the file name; None: nothing is shown
    Value registry = {};     // a dict of what has been shown; empty or None: none is kept
    bool has_line = true;    // false: a loader knows the line, and the file is not asked for it
    Value source = {};       // the object the warning is about, or empty
};
/// warnings.warn_explicit(). False after an exception, which may be the warning itself.
bool warn_explicit(Context& ctx, const ExplicitWarning& warning);

/// warnings.warn(): `category` empty or None is UserWarning; `stack_level` 1 is the running Python
/// function, 2 its caller; `source` may be empty. False as for warn_explicit().
bool warn(Context& ctx, Value message, Value category, int64_t stack_level, Value source);

/// For a coroutine that becomes garbage before it has started. Errors are reported as unraisable.
void warn_unawaited_coroutine(Context& ctx, Generator* coroutine);

/// A ResourceWarning about `source`, which becomes garbage while open: "unclosed <its repr>".
/// Errors are reported as unraisable.
void warn_unclosed(Context& ctx, Value source);

}  // namespace orrery
