#include "engine/objects/codec_registry.h"

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/bytes.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/function.h"

namespace orrery {

namespace {

/// Lower case; runs of anything but letters, digits and dots become one underscore.
std::string normalize(std::string_view name) {
    std::string out;
    bool gap = false;
    for (char c : name) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (letter || (c >= '0' && c <= '9') || c == '.') {
            if (gap && !out.empty()) out.push_back('_');
            gap = false;
            out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
        } else {
            gap = true;
        }
    }
    return out;
}

/// Made on first use. Null after an exception.
Dict* error_handlers(Context& ctx) {
    Dict*& handlers = ctx.runtime().codec_errors;
    if (handlers) return handlers;
    Dict* made = make_dict(ctx);
    if (!made) return nullptr;
    for (const BuiltinErrorHandler& h : builtin_error_handlers()) {
        NativeFunction* f = make_native_function(ctx, h.method, Value(), nullptr, Value());
        if (!f || !dict_set(ctx, made, intern(ctx, h.name), Value::object(f))) return nullptr;
    }
    return handlers = made;
}

bool ensure_searches(Context& ctx) {
    Runtime& rt = ctx.runtime();
    if (!rt.codec_searches) rt.codec_searches = make_list(ctx);
    if (!rt.codec_cache) rt.codec_cache = make_dict(ctx);
    return rt.codec_searches && rt.codec_cache;
}

/// As CPython, names the codec in exceptions that carry nothing but a message.
Value explain_failure(Context& ctx, const char* action, std::string_view encoding) {
    constexpr TypeId kRich[] = {TypeId::kUnicodeEncodeError,
                                TypeId::kUnicodeDecodeError,
                                TypeId::kUnicodeTranslateError,
                                TypeId::kOSError,
                                TypeId::kSyntaxError,
                                TypeId::kImportError,
                                TypeId::kKeyError,
                                TypeId::kStopIteration,
                                TypeId::kNameError,
                                TypeId::kAttributeError};
    for (TypeId id : kRich) {
        if (exception_matches(ctx, id)) return Value::error();
    }
    if (!exception_matches(ctx, TypeId::kException)) return Value::error();
    auto* cause = ctx.exception.as<Exception>();
    Tuple* args = cause->args.get();
    if (args->length > 1 || (args->length == 1 && !args->at(0).is(Kind::kString))) {
        return Value::error();
    }
    Value original = take_exception(ctx);
    Type* type = type_of(ctx, original);
    const MessageArg parts[] = {action, encoding, type->name.get(), MessageArg::str(original)};
    String* message = format_message(
        ctx, args->length ? "{} with '{}' codec failed ({}: {})" : "{} with '{}' codec failed ({})",
        parts);
    if (!message) return Value::error();
    Value made = call(ctx, Value::object(type), {Value::object(message)});
    if (!made || !made.is(Kind::kException)) {
        if (has_exception(ctx)) take_exception(ctx);
        return raise_value(ctx, original);
    }
    auto* e = made.as<Exception>();
    e->cause.set(ctx, e, original);
    e->context.set(ctx, e, original);
    e->flags |= Exception::kSuppressContext;
    return raise_value(ctx, made);
}

/// codec[index](object, errors), whose result must be a pair. Its first item.
Value run_codec(Context& ctx, Value object, std::string_view encoding, std::string_view errors,
                unsigned index) {
    Value codec = lookup_codec(ctx, encoding);
    if (!codec) return codec;
    Value args[2] = {object};
    if (!errors.empty()) args[1] = Value::object(make_string(ctx, errors));
    Value result = call(ctx, codec.as<Tuple>()->at(index),
                        std::span<const Value>(args, errors.empty() ? 1 : 2));
    if (!result) return explain_failure(ctx, index == 0 ? "encoding" : "decoding", encoding);
    if (!result.is(Kind::kTuple) || result.as<Tuple>()->length != 2) {
        return raise(ctx, TypeId::kTypeError,
                     index == 0 ? "encoder must return a tuple (object, integer)"
                                : "decoder must return a tuple (object,integer)");
    }
    return result.as<Tuple>()->at(0);
}

}  // namespace

Value lookup_codec(Context& ctx, std::string_view encoding) {
    if (!ensure_searches(ctx)) return Value::error();
    Runtime& rt = ctx.runtime();
    String* name = make_string(ctx, normalize(encoding));
    if (!name) return Value::error();
    if (Value found = dict_get(ctx, rt.codec_cache, name)) return found;
    if (rt.codec_searches->size == 0 && !import_module(ctx, "encodings")) return Value::error();
    if (rt.codec_searches->size == 0) {
        return raise(ctx, TypeId::kLookupError,
                     "no codec search functions registered: can't find encoding");
    }
    for (uint64_t i = 0; i < rt.codec_searches->size; i++) {
        Value found = call(ctx, rt.codec_searches->at(i), {Value::object(name)});
        if (!found) return found;
        if (found.is_none()) continue;
        if (!found.is(Kind::kTuple) || found.as<Tuple>()->length != 4) {
            return raise(ctx, TypeId::kTypeError, "codec search functions must return 4-tuples");
        }
        return dict_set(ctx, rt.codec_cache, name, found) ? found : Value::error();
    }
    return raise(ctx, TypeId::kLookupError, "unknown encoding: {}", encoding);
}

Value encode_through(Context& ctx, Value object, std::string_view encoding,
                     std::string_view errors) {
    return run_codec(ctx, object, encoding, errors, 0);
}

Value decode_through(Context& ctx, Value object, std::string_view encoding,
                     std::string_view errors) {
    return run_codec(ctx, object, encoding, errors, 1);
}

bool register_search(Context& ctx, Value function) {
    if (!is_callable(ctx, function)) {
        raise(ctx, TypeId::kTypeError, "argument must be callable");
        return false;
    }
    return ensure_searches(ctx) && list_append(ctx, ctx.runtime().codec_searches, function);
}

bool unregister_search(Context& ctx, Value function) {
    Runtime& rt = ctx.runtime();
    if (!ensure_searches(ctx)) return false;
    List* kept = make_list(ctx);
    if (!kept) return false;
    bool found = false;
    for (uint64_t i = 0; i < rt.codec_searches->size; i++) {
        Value f = rt.codec_searches->at(i);
        if (f == function) {
            found = true;
        } else if (!list_append(ctx, kept, f)) {
            return false;
        }
    }
    if (found) {
        rt.codec_searches = kept;
        dict_clear(ctx, rt.codec_cache);
    }
    return true;
}

bool forget_codec(Context& ctx, std::string_view encoding) {
    if (!ensure_searches(ctx)) return false;
    String* name = make_string(ctx, normalize(encoding));
    return name && dict_delete(ctx, ctx.runtime().codec_cache, name);
}

Value lookup_error_handler(Context& ctx, std::string_view name) {
    Dict* handlers = error_handlers(ctx);
    if (!handlers) return Value::error();
    Value found = dict_get(ctx, handlers, intern(ctx, name.empty() ? "strict" : name));
    return found ? found
                 : raise(ctx, TypeId::kLookupError, "unknown error handler name '{}'", name);
}

bool register_error_handler(Context& ctx, String* name, Value handler) {
    if (!is_callable(ctx, handler)) {
        raise(ctx, TypeId::kTypeError, "handler must be callable");
        return false;
    }
    Dict* handlers = error_handlers(ctx);
    return handlers && dict_set(ctx, handlers, name, handler);
}

ErrorPolicy error_policy(std::string_view name, bool decoding) {
    if (name.empty()) return ErrorPolicy::strict;
    const ErrorPolicy policy = error_policy_from_name(name);
    const bool only_encodes =
        policy == ErrorPolicy::xml_char_ref_replace || policy == ErrorPolicy::name_replace;
    return decoding && only_encodes ? ErrorPolicy::callback : policy;
}

}  // namespace orrery
