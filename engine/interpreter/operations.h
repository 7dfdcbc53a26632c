// What Python's operators, protocols and built-in look-ups do, for natives and for the
// interpreter's slow paths. Each may run Python code. Failure: empty Value, false, null or
// Truth::kError, with the exception set.
#pragma once

#include <initializer_list>
#include <span>

#include "engine/interpreter/context.h"

namespace orrery {

// ---- attributes ----
Value get_attribute(Context& ctx, Value object, String* name);
Value get_attribute(Context& ctx, Value object, Name name);
/// As get_attribute, but absence gives kNo without an exception (only AttributeError is absence).
Truth find_attribute(Context& ctx, Value object, String* name, Value& out);
bool set_attribute(Context& ctx, Value object, String* name, Value value);
bool delete_attribute(Context& ctx, Value object, String* name);
/// object.__getattribute__ and object.__setattr__ (empty value: delete).
Value generic_get_attribute(Context& ctx, Value object, String* name);
bool generic_set_attribute(Context& ctx, Value object, String* name, Value value);
/// Names what was looked for in the AttributeError in flight (its name and obj fields).
void set_attribute_error_fields(Context& ctx, Value object, String* name);
/// "module 'm' has no attribute 'x'", with the hint about circular imports. Returns empty.
Value raise_no_module_attribute(Context& ctx, Module* module, String* name);
/// Binds a class attribute: functions become methods, descriptors are asked.
Value bind_descriptor(Context& ctx, Value attribute, Value object, Type* type);

// ---- calls ----
Value call(Context& ctx, Value callee, std::span<const Value> args);
inline Value call(Context& ctx, Value callee, std::initializer_list<Value> args) {
    return call(ctx, callee, std::span<const Value>(args.begin(), args.size()));
}
/// `args` holds positional arguments, then one value for each name in `keyword_names` (a tuple
/// of str, or null).
Value call_keywords(Context& ctx, Value callee, std::span<const Value> args, Tuple* keyword_names);
/// callee(*args, **kwargs); kwargs a dict or empty.
Value call_ex(Context& ctx, Value callee, Tuple* args, Value kwargs);
Value call_method(Context& ctx, Value object, String* name, std::span<const Value> args);
Value call_method(Context& ctx, Value object, Name name, std::initializer_list<Value> args);
/// Calls a special method of the object's type. kNo if the type has none.
Truth call_special(Context& ctx, Value object, Special s, std::initializer_list<Value> args,
                   Value& out);
bool is_callable(Context& ctx, Value v);

// ---- iteration ----
/// iter(v) ("'int' object is not iterable").
Value get_iterator(Context& ctx, Value v);
/// Iterates by __getitem__(0), __getitem__(1), ... until IndexError.
Value make_sequence_iterator(Context& ctx, Value sequence);
/// iter(callable, sentinel)
Value make_callable_iterator(Context& ctx, Value callable, Value sentinel);
/// types.SimpleNamespace(**attributes)
Value make_namespace(Context& ctx, Dict* attributes);
/// types.GenericAlias(origin, args)
Value make_generic_alias(Context& ctx, Value origin, Value args);
/// Next value, Value::stop() when exhausted, empty on error.
Value iterator_next(Context& ctx, Value iterator);
/// Calls `f(Value) -> bool` (false: stop, error set) on each element. Lists and tuples are walked
/// without an iterator.
template <typename F>
bool for_each(Context& ctx, Value iterable, F&& f) {
    Value it = get_iterator(ctx, iterable);
    if (!it) return false;
    for (;;) {
        Value v = iterator_next(ctx, it);
        if (v.is_stop()) return true;
        if (!v || !f(v)) return false;
    }
}
/// list(iterable) and tuple(iterable); exact lists/tuples are copied / returned as they are.
List* to_list(Context& ctx, Value iterable);
Tuple* to_tuple(Context& ctx, Value iterable);
/// len(v), or -1 after an exception.
int64_t length_of(Context& ctx, Value v);
/// operator.length_hint: `fallback` when there is none, -1 after an exception.
int64_t length_hint(Context& ctx, Value v, int64_t fallback);

// ---- items ----
Value get_item(Context& ctx, Value object, Value key);
bool set_item(Context& ctx, Value object, Value key, Value value);
bool delete_item(Context& ctx, Value object, Value key);
Truth contains(Context& ctx, Value container, Value item);

// ---- operators ----
enum class BinaryOp : uint8_t {
    kAdd,
    kSub,
    kMul,
    kMatmul,
    kTruediv,
    kFloordiv,
    kMod,
    kDivmod,
    kPow,
    kLshift,
    kRshift,
    kAnd,
    kXor,
    kOr
};
enum class UnaryOp : uint8_t { kNeg, kPos, kInvert };
enum class CompareOp : uint8_t { kLt, kLe, kEq, kNe, kGt, kGe };
Value binary_op(Context& ctx, BinaryOp op, Value a, Value b);
Value inplace_op(Context& ctx, BinaryOp op, Value a, Value b);
Value power(Context& ctx, Value base, Value exponent, Value modulus);
Value unary_op(Context& ctx, UnaryOp op, Value v);
Value compare(Context& ctx, CompareOp op, Value a, Value b);
/// compare() and its truth.
Truth compare_truth(Context& ctx, CompareOp op, Value a, Value b);
/// a is b or a == b: what containers use.
Truth equal(Context& ctx, Value a, Value b);
Truth is_true(Context& ctx, Value v);
/// hash(v). False after TypeError: unhashable.
bool hash_value(Context& ctx, Value v, int64_t& out);

// ---- text ----
String* to_repr(Context& ctx, Value v);
String* to_str(Context& ctx, Value v);
String* to_ascii(Context& ctx, Value v);
/// format(v, spec)
String* format_value(Context& ctx, Value v, String* spec);
/// Guards reprs of containers against cycles: false from `enter` means "show ...".
bool repr_enter(Context& ctx, Value v);
void repr_leave(Context& ctx, Value v);

/// "0x00007f..." as reprs show identities.
std::string address_text(Value v);

// ---- objects ----
/// object.__reduce_ex__ of protocol 2 and later.
Value reduce_newobj(Context& ctx, Value copyreg, Value self);
/// warnings.warn(message, category) from native code. False when the filters turn it into an error.
bool issue_warning(Context& ctx, TypeId category, const char* message);

// ---- modules ----
/// import name (absolute), returning the module of the full dotted name.
Value import_module(Context& ctx, std::string_view name);

}  // namespace orrery
