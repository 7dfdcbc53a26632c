// The special methods the engine itself calls. Every Type has a table with the value of each,
// found along its MRO and kept up to date when a class changes; an operator is one indexed load
// and a call. Natives implement operators as ordinary methods of these names: there is no
// second, slot-like mechanism.
#pragma once

#include <cstdint>

namespace orrery {

// SPECIAL(enumerator, name)
#define ORRERY_SPECIALS(SPECIAL) \
    SPECIAL(New, "__new__") SPECIAL(Init, "__init__") SPECIAL(Del, "__del__") \
    SPECIAL(Call, "__call__") SPECIAL(Repr, "__repr__") SPECIAL(Str, "__str__") \
    SPECIAL(Format, "__format__") SPECIAL(Bytes, "__bytes__") SPECIAL(Hash, "__hash__") \
    SPECIAL(Bool, "__bool__") SPECIAL(Len, "__len__") SPECIAL(LengthHint, "__length_hint__") \
    SPECIAL(Getattribute, "__getattribute__") SPECIAL(Getattr, "__getattr__") \
    SPECIAL(Setattr, "__setattr__") SPECIAL(Delattr, "__delattr__") SPECIAL(Dir, "__dir__") \
    SPECIAL(Get, "__get__") SPECIAL(Set, "__set__") SPECIAL(Delete, "__delete__") \
    SPECIAL(SetName, "__set_name__") SPECIAL(InitSubclass, "__init_subclass__") \
    SPECIAL(Prepare, "__prepare__") SPECIAL(Instancecheck, "__instancecheck__") \
    SPECIAL(Subclasscheck, "__subclasscheck__") SPECIAL(ClassGetitem, "__class_getitem__") \
    SPECIAL(MroEntries, "__mro_entries__") \
    SPECIAL(Iter, "__iter__") SPECIAL(Next, "__next__") SPECIAL(Reversed, "__reversed__") \
    SPECIAL(Contains, "__contains__") SPECIAL(Getitem, "__getitem__") \
    SPECIAL(Setitem, "__setitem__") SPECIAL(Delitem, "__delitem__") SPECIAL(Missing, "__missing__") \
    SPECIAL(Eq, "__eq__") SPECIAL(Ne, "__ne__") SPECIAL(Lt, "__lt__") SPECIAL(Le, "__le__") \
    SPECIAL(Gt, "__gt__") SPECIAL(Ge, "__ge__") \
    SPECIAL(Add, "__add__") SPECIAL(Sub, "__sub__") SPECIAL(Mul, "__mul__") \
    SPECIAL(Matmul, "__matmul__") SPECIAL(Truediv, "__truediv__") \
    SPECIAL(Floordiv, "__floordiv__") SPECIAL(Mod, "__mod__") SPECIAL(Divmod, "__divmod__") \
    SPECIAL(Pow, "__pow__") SPECIAL(Lshift, "__lshift__") SPECIAL(Rshift, "__rshift__") \
    SPECIAL(And, "__and__") SPECIAL(Xor, "__xor__") SPECIAL(Or, "__or__") \
    SPECIAL(Radd, "__radd__") SPECIAL(Rsub, "__rsub__") SPECIAL(Rmul, "__rmul__") \
    SPECIAL(Rmatmul, "__rmatmul__") SPECIAL(Rtruediv, "__rtruediv__") \
    SPECIAL(Rfloordiv, "__rfloordiv__") SPECIAL(Rmod, "__rmod__") SPECIAL(Rdivmod, "__rdivmod__") \
    SPECIAL(Rpow, "__rpow__") SPECIAL(Rlshift, "__rlshift__") SPECIAL(Rrshift, "__rrshift__") \
    SPECIAL(Rand, "__rand__") SPECIAL(Rxor, "__rxor__") SPECIAL(Ror, "__ror__") \
    SPECIAL(Iadd, "__iadd__") SPECIAL(Isub, "__isub__") SPECIAL(Imul, "__imul__") \
    SPECIAL(Imatmul, "__imatmul__") SPECIAL(Itruediv, "__itruediv__") \
    SPECIAL(Ifloordiv, "__ifloordiv__") SPECIAL(Imod, "__imod__") SPECIAL(Ipow, "__ipow__") \
    SPECIAL(Ilshift, "__ilshift__") SPECIAL(Irshift, "__irshift__") SPECIAL(Iand, "__iand__") \
    SPECIAL(Ixor, "__ixor__") SPECIAL(Ior, "__ior__") \
    SPECIAL(Neg, "__neg__") SPECIAL(Pos, "__pos__") SPECIAL(Abs, "__abs__") \
    SPECIAL(Invert, "__invert__") SPECIAL(Int, "__int__") SPECIAL(Float, "__float__") \
    SPECIAL(Complex, "__complex__") SPECIAL(Index, "__index__") SPECIAL(Round, "__round__") \
    SPECIAL(Trunc, "__trunc__") SPECIAL(Floor, "__floor__") SPECIAL(Ceil, "__ceil__") \
    SPECIAL(Enter, "__enter__") SPECIAL(Exit, "__exit__") \
    SPECIAL(Await, "__await__") SPECIAL(Aiter, "__aiter__") SPECIAL(Anext, "__anext__") \
    SPECIAL(Aenter, "__aenter__") SPECIAL(Aexit, "__aexit__")

enum class Special : uint8_t {
#define SPECIAL(id, name) k##id,
    ORRERY_SPECIALS(SPECIAL)
#undef SPECIAL
        kCount
};

constexpr unsigned kSpecialCount = static_cast<unsigned>(Special::kCount);

}  // namespace orrery
