// How arrays are pickled: their bytes and the format of the machine that wrote them.
#include <bit>
#include <cstring>

#include "engine/modules/array/array.h"
#include "engine/objects/int.h"
#include "engine/objects/sequence_support.h"

namespace orrery::array_module {

namespace {

// The formats of pickled items; each has a big-endian twin one above it (but for bytes).
enum MachineFormat : int {
    kUint8 = 0,
    kInt8 = 1,
    kUint16 = 2,
    kInt16 = 4,
    kUint32 = 6,
    kInt32 = 8,
    kUint64 = 10,
    kInt64 = 12,
    kFloat = 14,
    kDouble = 16,
    kUtf16 = 18,
    kUtf32 = 20,
    kFormatCount = 22
};
int machine_format(char code) {
    constexpr int big = std::endian::native == std::endian::big ? 1 : 0;
    switch (code) {
    case 'b': return kInt8;
    case 'B': return kUint8;
    case 'u': return kUtf32 + big;
    case 'f': return kFloat + big;
    case 'd': return kDouble + big;
    default: break;
    }
    const bool sign = is_signed(code);
    switch (code_size(code)) {
    case 2: return (sign ? kInt16 : kUint16) + big;
    case 4: return (sign ? kInt32 : kUint32) + big;
    default: return (sign ? kInt64 : kUint64) + big;
    }
}

/// The items of pickled bytes in any machine's format, as a str or a list.
Value decode_items(Context& ctx, int format, std::string_view data) {
    struct Row {
        int format;
        char code;
        uint8_t size;
    };
    constexpr Row kRows[] = {
        {kUint8, 'B', 1}, {kInt8, 'b', 1},   {kUint16, 'H', 2}, {kInt16, 'h', 2}, {kUint32, 'I', 4},
        {kInt32, 'i', 4}, {kUint64, 'Q', 8}, {kInt64, 'q', 8},  {kFloat, 'f', 4}, {kDouble, 'd', 8},
    };
    const bool big = format >= kUint16 && format % 2;
    const int base = format - big;
    if (base >= kUtf16) {
        const char* names[] = {"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"};
        Value bytes = or_error(make_bytes(ctx, data));
        return bytes ? call_method(ctx, bytes, Name::kdecode,
                                   {Value::object(intern(ctx, names[format - kUtf16]))})
                     : bytes;
    }
    const Row* row = std::find_if(std::begin(kRows), std::end(kRows),
                                  [&](const Row& r) { return r.format == base; });
    if (data.size() % row->size) {
        return raise(ctx, TypeId::kValueError, "string length not a multiple of item size");
    }
    List* list = make_list(ctx, data.size() / row->size);
    for (size_t i = 0; list && i < data.size(); i += row->size) {
        uint8_t bytes[8];
        std::memcpy(bytes, data.data() + i, row->size);
        if (big != (std::endian::native == std::endian::big))
            std::reverse(bytes, bytes + row->size);
        Value v = read_item(ctx, row->code, row->size, bytes);
        if (!v || !list_append(ctx, list, v)) return Value::error();
    }
    return or_error(list);
}

}  // namespace

Value array_reduce_ex(Context& ctx, const Args& args) {
    Array* a = self_of(args);
    int64_t protocol;
    if (!is_int(args[1])) {
        return raise(ctx, TypeId::kTypeError, "__reduce_ex__ argument should be an integer");
    }
    if (!to_int64(ctx, args[1], protocol)) return Value::error();
    Value dict;
    const Truth found = find_attribute(ctx, args[0], ctx.name(Name::k__dict__), dict);
    if (found == Truth::kError) return Value::error();
    if (found == Truth::kNo) dict = Value::none();
    Value cls = Value::object(type_of(ctx, args[0]));
    Value code = or_error(make_string(ctx, std::string_view(&a->code, 1)));
    if (protocol < 3) {
        Value contents = a->code == 'u' ? to_text(ctx, a) : or_error(to_items(ctx, a));
        return tuple_of(ctx, {cls, tuple_of(ctx, {code, contents}), dict});
    }
    Value module = import_module(ctx, "array");
    Value rebuild =
        module ? get_attribute(ctx, module, intern(ctx, "_array_reconstructor")) : module;
    return tuple_of(ctx, {rebuild,
                          tuple_of(ctx, {cls, code, Value::small_int(machine_format(a->code)),
                                         or_error(make_bytes(ctx, a->view()))}),
                          dict});
}

Value reconstruct(Context& ctx, const Args& args) {
    if (!args[0].is(Kind::kType)) {
        return raise(ctx, TypeId::kTypeError, "first argument must be a type object, not {}",
                     MessageArg::type(args[0]));
    }
    Type* base = shared_type(ctx, kArraySpec);
    if (!base) return Value::error();
    if (!is_subtype(args[0].as<Type>(), base)) {
        return raise(ctx, TypeId::kTypeError, "{} is not a subtype of array.array",
                     args[0].as<Type>()->name.get());
    }
    char code;
    int32_t format;
    if (!code_argument(ctx, args[1], "_array_reconstructor()", 2, code) ||
        !to_int32(ctx, args[2], format)) {
        return Value::error();
    }
    if (!code_size(code)) {
        return raise(ctx, TypeId::kValueError, "second argument must be a valid type code");
    }
    if (format < 0 || format >= kFormatCount) {
        return raise(ctx, TypeId::kValueError,
                     "third argument must be a valid machine format code.");
    }
    if (!args[3].is(Kind::kBytes)) {
        return raise(ctx, TypeId::kTypeError, "fourth argument should be bytes, not {}",
                     MessageArg::type(args[3]));
    }
    Value items = args[3];
    if (format != machine_format(code)) {
        items = decode_items(ctx, format, args[3].as<Bytes>()->view());
        if (!items) return items;
    }
    return call(ctx, args[0], {args[1], items});
}

}  // namespace orrery::array_module
