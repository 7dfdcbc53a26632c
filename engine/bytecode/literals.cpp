#include "engine/bytecode/literals.h"

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/bytes.h"
#include "engine/objects/numbers.h"

namespace orrery {

using syntax::ast::ConstantKind;

namespace {

bool is_name_like(std::string_view s) {
    for (char c : s) {
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '_')) {
            return false;
        }
    }
    return true;
}

}  // namespace

String* make_literal_string(Context& ctx, std::string_view text) {
    return is_name_like(text) ? intern(ctx, text) : make_string(ctx, text);
}

Value make_literal(Context& ctx, const syntax::ast::ConstantValue& v) {
    switch (v.kind) {
    case ConstantKind::None: return Value::none();
    case ConstantKind::True: return Value::true_value();
    case ConstantKind::False: return Value::false_value();
    case ConstantKind::Ellipsis: return Value::ellipsis();
    case ConstantKind::Int: return make_int(ctx, v.integer);
    case ConstantKind::Float: return Value::number(v.real);
    case ConstantKind::Complex: return make_complex(ctx, 0.0, v.real);
    case ConstantKind::BigInt: {
        String* digits = make_string(ctx, v.text);
        if (!digits) return Value::error();
        return call(ctx, Value::object(ctx.type(TypeId::kInt)),
                    {Value::object(digits), Value::small_int(v.radix)});
    }
    case ConstantKind::Str: {
        String* s = make_literal_string(ctx, v.text);
        return s ? Value::object(s) : Value::error();
    }
    case ConstantKind::Bytes: {
        Bytes* b = make_bytes(ctx, v.text);
        return b ? Value::object(b) : Value::error();
    }
    }
    return Value::none();
}

}  // namespace orrery
