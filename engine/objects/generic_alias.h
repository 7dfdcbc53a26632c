// types.GenericAlias and types.UnionType: a class with arguments, and alternatives of classes.
#pragma once

#include "engine/interpreter/context.h"

namespace orrery {

extern const NativeTypeSpec kGenericAliasSpec;
extern const NativeTypeSpec kUnionTypeSpec;

struct GenericAlias : NativeObject {
    Slot origin;
    Ref<Tuple> args;
    Ref<Tuple> parameters;  // null: not computed yet
    bool starred;           // *alias
};

inline bool is_generic_alias(Context& ctx, Value v) {
    return is_instance_of(ctx, v, ctx.type(TypeId::kGenericAlias));
}

/// The type variables among `args`, in order of first appearance. Null after an exception.
Tuple* collect_type_parameters(Context& ctx, Tuple* args);
/// `args` with `item` put in the place of their type parameters. Null after an exception.
Tuple* substitute_type_parameters(Context& ctx, Value self, Tuple* args, Tuple* parameters,
                                  Value item);
/// An argument as the reprs of aliases and unions show it. False after an exception.
bool add_type_argument_repr(Context& ctx, StringBuilder& out, Value v);

}  // namespace orrery
