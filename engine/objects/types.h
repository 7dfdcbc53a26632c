// The built-in types of an engine, declared once. TypeId indexes Engine's table of them.
#pragma once

#include <cstdint>

namespace orrery {

// TYPE(enumerator): types whose NativeTypeSpec is named k<enumerator>Spec, in order of creation
// (a base before its subtypes).
#define ORRERY_TYPES(TYPE) \
    TYPE(Object) TYPE(Type) TYPE(Int) TYPE(Bool) TYPE(Float) TYPE(Complex) TYPE(String) \
    TYPE(Bytes) TYPE(ByteArray) TYPE(MemoryView) TYPE(Tuple) TYPE(List) TYPE(Dict) TYPE(Set) \
    TYPE(FrozenSet) TYPE(Slice) TYPE(Range) TYPE(NoneType) TYPE(NotImplementedType) \
    TYPE(Ellipsis) TYPE(Function) TYPE(NativeFunction) TYPE(MethodDescriptor) \
    TYPE(SlotWrapper) TYPE(MethodWrapper) TYPE(ClassMethodDescriptor) TYPE(BoundMethod) \
    TYPE(Property) TYPE(ClassMethod) TYPE(StaticMethod) TYPE(MemberDescriptor) \
    TYPE(GetSetDescriptor) TYPE(Super) TYPE(Module) TYPE(Code) TYPE(Cell) TYPE(Frame) \
    TYPE(Traceback) TYPE(Generator) TYPE(Coroutine) TYPE(CoroutineWrapper) \
    TYPE(AsyncGenerator) TYPE(AsyncGeneratorSend) TYPE(AsyncGeneratorThrow) \
    TYPE(MappingProxy) TYPE(DictKeys) TYPE(DictValues) TYPE(DictItems) \
    TYPE(ListIterator) TYPE(ListReverseIterator) TYPE(TupleIterator) TYPE(StringIterator) \
    TYPE(StringAsciiIterator) TYPE(BytesIterator) TYPE(ByteArrayIterator) TYPE(MemoryViewIterator) TYPE(RangeIterator) \
    TYPE(LongRangeIterator) TYPE(SetIterator) \
    TYPE(DictKeyIterator) TYPE(DictValueIterator) TYPE(DictItemIterator) \
    TYPE(DictReverseKeyIterator) TYPE(DictReverseValueIterator) TYPE(DictReverseItemIterator) \
    TYPE(SequenceIterator) TYPE(CallableIterator) TYPE(Enumerate) TYPE(Zip) TYPE(Map) \
    TYPE(Filter) TYPE(Reversed) TYPE(WeakRef) TYPE(WeakProxy) TYPE(WeakCallableProxy) \
    TYPE(GenericAlias) TYPE(UnionType) TYPE(SimpleNamespace) TYPE(BaseException)

enum class TypeId : uint16_t {
#define TYPE(name) k##name,
    ORRERY_TYPES(TYPE)
#undef TYPE
// EXCEPTION(name, base): see exceptions.h for the fields of each
#define ORRERY_EXCEPTIONS(EXCEPTION) \
    EXCEPTION(SystemExit, BaseException) EXCEPTION(KeyboardInterrupt, BaseException) \
    EXCEPTION(GeneratorExit, BaseException) EXCEPTION(BaseExceptionGroup, BaseException) \
    EXCEPTION(Exception, BaseException) EXCEPTION(StopIteration, Exception) \
    EXCEPTION(StopAsyncIteration, Exception) EXCEPTION(ArithmeticError, Exception) \
    EXCEPTION(FloatingPointError, ArithmeticError) EXCEPTION(OverflowError, ArithmeticError) \
    EXCEPTION(ZeroDivisionError, ArithmeticError) EXCEPTION(AssertionError, Exception) \
    EXCEPTION(AttributeError, Exception) EXCEPTION(BufferError, Exception) \
    EXCEPTION(EOFError, Exception) EXCEPTION(ImportError, Exception) \
    EXCEPTION(ModuleNotFoundError, ImportError) EXCEPTION(LookupError, Exception) \
    EXCEPTION(IndexError, LookupError) EXCEPTION(KeyError, LookupError) \
    EXCEPTION(MemoryError, Exception) EXCEPTION(NameError, Exception) \
    EXCEPTION(UnboundLocalError, NameError) EXCEPTION(OSError, Exception) \
    EXCEPTION(BlockingIOError, OSError) EXCEPTION(ChildProcessError, OSError) \
    EXCEPTION(ConnectionError, OSError) EXCEPTION(BrokenPipeError, ConnectionError) \
    EXCEPTION(ConnectionAbortedError, ConnectionError) \
    EXCEPTION(ConnectionRefusedError, ConnectionError) \
    EXCEPTION(ConnectionResetError, ConnectionError) EXCEPTION(FileExistsError, OSError) \
    EXCEPTION(FileNotFoundError, OSError) EXCEPTION(InterruptedError, OSError) \
    EXCEPTION(IsADirectoryError, OSError) EXCEPTION(NotADirectoryError, OSError) \
    EXCEPTION(PermissionError, OSError) EXCEPTION(ProcessLookupError, OSError) \
    EXCEPTION(TimeoutError, OSError) EXCEPTION(ReferenceError, Exception) \
    EXCEPTION(RuntimeError, Exception) EXCEPTION(NotImplementedError, RuntimeError) \
    EXCEPTION(RecursionError, RuntimeError) EXCEPTION(SyntaxError, Exception) \
    EXCEPTION(IndentationError, SyntaxError) EXCEPTION(TabError, IndentationError) \
    EXCEPTION(SystemError, Exception) EXCEPTION(TypeError, Exception) \
    EXCEPTION(ValueError, Exception) EXCEPTION(UnicodeError, ValueError) \
    EXCEPTION(UnicodeDecodeError, UnicodeError) EXCEPTION(UnicodeEncodeError, UnicodeError) \
    EXCEPTION(UnicodeTranslateError, UnicodeError) EXCEPTION(Warning, Exception) \
    EXCEPTION(BytesWarning, Warning) EXCEPTION(DeprecationWarning, Warning) \
    EXCEPTION(EncodingWarning, Warning) EXCEPTION(FutureWarning, Warning) \
    EXCEPTION(ImportWarning, Warning) EXCEPTION(PendingDeprecationWarning, Warning) \
    EXCEPTION(ResourceWarning, Warning) EXCEPTION(RuntimeWarning, Warning) \
    EXCEPTION(SyntaxWarning, Warning) EXCEPTION(UnicodeWarning, Warning) \
    EXCEPTION(UserWarning, Warning) EXCEPTION(ExceptionGroup, BaseExceptionGroup)
#define EXCEPTION(name, base) k##name,
        ORRERY_EXCEPTIONS(EXCEPTION)
#undef EXCEPTION
            kCount
};

/// Shape ids of exact instances of built-in types: the bootstrap makes the types in this order,
/// two shapes each, before any other. An exact type test is one 32-bit compare with a constant.
constexpr uint32_t builtin_shape(TypeId id) { return 1 + 2 * static_cast<uint32_t>(id); }

}  // namespace orrery
