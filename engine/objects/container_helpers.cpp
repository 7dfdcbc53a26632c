#include "engine/objects/container_helpers.h"

namespace orrery {

bool item_index(Context& ctx, Value v, const char* kind, int64_t& out) {
    if (v.is_small_int()) {
        out = v.as_small_int();
        return true;
    }
    if (!is_index(ctx, v)) {
        raise(ctx, TypeId::kTypeError, "{} indices must be integers or slices, not {}", kind,
              MessageArg::type(v));
        return false;
    }
    const Value i = to_index(ctx, v);
    if (!i) return false;
    if (int_to_int64(i, out)) return true;
    raise(ctx, TypeId::kIndexError, "cannot fit '{}' into an index-sized integer",
          MessageArg::type(v));
    return false;
}

bool slice_argument(Context& ctx, Value v, int64_t& out) {
    if (!is_index(ctx, v)) {
        raise(ctx, TypeId::kTypeError,
              "slice indices must be integers or have an __index__ method");
        return false;
    }
    return to_int64(ctx, v, out, true);
}

Value builtin_function(Context& ctx, const char* name) {
    String* s = intern(ctx, name);
    if (!s) return Value::error();
    const Value f = dict_get(ctx, ctx.runtime().builtins, s);
    return f ? f : raise(ctx, TypeId::kAttributeError, "{}", name);
}

Value reduce_iterator(Context& ctx, const char* builtin, std::initializer_list<Value> args,
                      Value state) {
    const Value function = builtin_function(ctx, builtin);
    if (!function) return function;
    Tuple* arguments = make_tuple(ctx, std::span<const Value>(args.begin(), args.size()));
    if (!arguments) return Value::error();
    const Value parts[] = {function, Value::object(arguments), state};
    return Value::object(make_tuple(ctx, std::span<const Value>(parts, state ? 3 : 2)));
}

Value class_getitem(Context& ctx, const Args& args) {
    return make_generic_alias(ctx, args[0], args[1]);
}

}  // namespace orrery
