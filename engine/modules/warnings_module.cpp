// Module _warnings: warn() and warn_explicit() for importlib, which must not import warnings.py
// before it is needed. The names that would let warnings.py use this module instead of its own code
// are absent on purpose.
#include "engine/modules/module_support.h"
#include "engine/modules/modules.h"

namespace orrery {

namespace {

Value forward(Context& ctx, const char* name, const Args& args) {
    const Value warnings = import_module(ctx, "warnings");
    const Value f = warnings ? get_attribute(ctx, warnings, intern(ctx, name)) : warnings;
    Tuple* positional = f ? make_tuple(ctx, args.rest()) : nullptr;
    return positional ? call_ex(ctx, f, positional, args.keywords) : Value::error();
}
Value warnings_warn(Context& ctx, const Args& args) { return forward(ctx, "warn", args); }
Value warnings_warn_explicit(Context& ctx, const Args& args) {
    return forward(ctx, "warn_explicit", args);
}

const NativeMethod kFunctions[] = {
    {"warn(*args, **kwargs)", warnings_warn},
    {"warn_explicit(*args, **kwargs)", warnings_warn_explicit},
};

}  // namespace

extern const NativeModuleSpec kWarningsModule = {
    .name = "_warnings",
    .functions = kFunctions,
    .doc =
        "_warnings provides basic warning filtering support.\nIt is a helper module to speed up "
        "interpreter start-up."};

}  // namespace orrery
