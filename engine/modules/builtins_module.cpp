// Module builtins: the functions. Types are added from the engine's table of them.
#include <algorithm>

#include "engine/bytecode/compiler.h"
#include "engine/interpreter/calls.h"
#include "engine/interpreter/import.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/ast/ast_types.h"
#include "engine/modules/site_builtins.h"
#include "engine/objects/buffer.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/function.h"
#include "engine/objects/generator.h"
#include "engine/objects/numbers.h"

namespace orrery {

namespace {

Value from_truth(Truth t) {
    return t == Truth::kError ? Value::error() : Value::boolean(t == Truth::kYes);
}
Value text(String* s) { return s ? Value::object(s) : Value::error(); }

// ---- class statement ----

/// Bases with __mro_entries__ replaced by what that returns.
Tuple* resolve_bases(Context& ctx, std::span<const Value> bases, bool& changed) {
    ValueVector out(ctx);
    changed = false;
    Tuple* original = make_tuple(ctx, bases);
    if (!original) return nullptr;
    for (Value b : bases) {
        Value entries;
        if (!b.is(Kind::kType)) {
            const Truth t =
                find_attribute(ctx, b, ctx.runtime().special_name(Special::kMroEntries), entries);
            if (t == Truth::kError) return nullptr;
        }
        if (!entries) {
            out.values.push_back(b);
            continue;
        }
        changed = true;
        Value replacement = call(ctx, entries, {Value::object(original)});
        if (!replacement) return nullptr;
        if (!replacement.is(Kind::kTuple)) {
            raise(ctx, TypeId::kTypeError, "__mro_entries__ must return a tuple");
            return nullptr;
        }
        for (Value v : replacement.as<Tuple>()->values())
            out.values.push_back(v);
    }
    return changed ? make_tuple(ctx, std::span<const Value>(out.values)) : original;
}

/// The metaclass to use: the most derived of the one given and those of the bases.
Value choose_metaclass(Context& ctx, Value metaclass, Tuple* bases) {
    if (!metaclass.is(Kind::kType)) return metaclass;
    auto* winner = metaclass.as<Type>();
    for (Value b : bases->values()) {
        Type* t = type_of(ctx, b);
        if (is_subtype(winner, t)) continue;
        if (!is_subtype(t, winner)) {
            return raise(ctx, TypeId::kTypeError,
                         "metaclass conflict: the metaclass of a derived class must be a "
                         "(non-strict) subclass of the metaclasses of all its bases");
        }
        winner = t;
    }
    return Value::object(winner);
}

Value prepare_namespace(Context& ctx, Value metaclass, String* name, Tuple* bases, Value keywords) {
    Value prepare;
    const Truth t =
        find_attribute(ctx, metaclass, ctx.runtime().special_name(Special::kPrepare), prepare);
    if (t == Truth::kError) return Value::error();
    if (t == Truth::kNo) return Value::object(make_dict(ctx));
    const Value pair[] = {Value::object(name), Value::object(bases)};
    Tuple* args = make_tuple(ctx, pair);
    Value ns = args ? call_ex(ctx, prepare, args, keywords) : Value::error();
    if (!ns) return ns;
    Type* type = type_of(ctx, ns);
    if (!type->lookup_special(Special::kGetitem)) {
        return raise(ctx, TypeId::kTypeError, "{}.__prepare__() must return a mapping, not {}",
                     metaclass.is(Kind::kType) ? MessageArg(metaclass.as<Type>()->name.get())
                                               : MessageArg("<metaclass>"),
                     MessageArg::type(ns));
    }
    return ns;
}

Value builtin_build_class(Context& ctx, const Args& args) {
    if (args.rest_count < 2)
        return raise(ctx, TypeId::kTypeError, "__build_class__: not enough arguments");
    const Value body = args.rest()[0], name = args.rest()[1];
    if (!body.is(Kind::kFunction)) {
        return raise(ctx, TypeId::kTypeError, "__build_class__: func must be a function");
    }
    if (!name.is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "__build_class__: name is not a string");
    }
    bool changed;
    Tuple* bases = resolve_bases(ctx, args.rest().subspan(2), changed);
    if (!bases) return Value::error();
    Dict* keywords = args.keywords ? dict_copy(ctx, args.keywords.as<Dict>()) : make_dict(ctx);
    if (!keywords) return Value::error();
    Value metaclass = dict_get(ctx, keywords, ctx.name(Name::kmetaclass));
    if (metaclass) {
        dict_delete(ctx, keywords, ctx.name(Name::kmetaclass));
    } else {
        metaclass = bases->length ? Value::object(type_of(ctx, bases->at(0)))
                                  : Value::object(ctx.type(TypeId::kType));
    }
    metaclass = choose_metaclass(ctx, metaclass, bases);
    if (!metaclass) return metaclass;
    const Value kw = keywords->live ? Value::object(keywords) : Value();
    Value ns = metaclass == Value::object(ctx.type(TypeId::kType))
                   ? Value::object(make_dict(ctx))
                   : prepare_namespace(ctx, metaclass, name.as<String>(), bases, kw);
    if (!ns) return ns;
    Value cell = run_class_body(ctx, body.as<Function>(), ns);
    if (!cell) return cell;
    if (changed && !set_item(ctx, ns, Value::object(intern(ctx, "__orig_bases__")),
                             Value::object(make_tuple(ctx, args.rest().subspan(2))))) {
        return Value::error();
    }
    if (const uint16_t hint = body.as<Function>()->code->inline_attributes_hint;
        hint && ns.has_shape(builtin_shape(TypeId::kDict))) {
        dict_set(ctx, ns.as<Dict>(), intern(ctx, "__inline_attributes__"), Value::small_int(hint));
    }
    const Value triple[] = {name, Value::object(bases), ns};
    Value cls = call_ex(ctx, metaclass, make_tuple(ctx, triple), kw);
    if (!cls || !cell.is(Kind::kCell) || !cls.is(Kind::kType)) return cls;
    const Value inside = cell.as<Cell>()->value.get();
    if (!inside) {
        return raise(ctx, TypeId::kRuntimeError,
                     "__class__ not set defining {} as {}. Was __classcell__ propagated to "
                     "type.__new__?",
                     MessageArg::repr(name), MessageArg::repr(cls));
    }
    if (!(inside == cls)) {
        return raise(ctx, TypeId::kTypeError, "__class__ set to {} defining {} as {}",
                     MessageArg::repr(inside), MessageArg::repr(name), MessageArg::repr(cls));
    }
    return cls;
}

// ---- code ----

bool bytes_like_text(Context& ctx, Value v, std::string& out) {
    BufferView view;
    if (!view.acquire(ctx, v)) return false;
    out = view.chars();
    return true;
}

bool source_text(Context& ctx, Value v, const char* who, std::string& out, bool& is_utf8) {
    is_utf8 = v.is(Kind::kString);
    if (is_utf8) {
        // Encoded by the codec, which refuses surrogates.
        Value encoded = call_method(ctx, v, intern(ctx, "encode"), {});
        if (!encoded || !bytes_like_text(ctx, encoded, out)) return false;
    } else if (v.is(Kind::kBytes) || v.is(Kind::kByteArray) || v.is(Kind::kMemoryView)) {
        if (!bytes_like_text(ctx, v, out)) return false;
    } else {
        raise(ctx, TypeId::kTypeError, "{}() arg 1 must be a string, bytes or {} object", who,
              std::string_view(who) == "compile" ? "AST" : "code");
        return false;
    }
    if (out.find('\0') != std::string::npos) {
        raise(ctx, TypeId::kValueError, "source code string cannot contain null bytes");
        return false;
    }
    return true;
}

bool inherits_future_annotations(Context& ctx) {
    return ctx.regs && FrameRef(ctx.regs).code()->has(Code::kFutureAnnotations);
}

Value builtin_compile(Context& ctx, const Args& args) {
    CompileOptions options;
    String* filename = path_string(ctx, args[1]);
    if (!filename) return Value::error();
    if (!args[2].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "compile() argument 3 must be str, not {}",
                     MessageArg::type(args[2]));
    }
    auto* mode = args[2].as<String>();
    if (equals_ascii(mode, "exec")) {
        options.mode = CompileMode::kModule;
    } else if (equals_ascii(mode, "eval")) {
        options.mode = CompileMode::kExpression;
    } else if (equals_ascii(mode, "single")) {
        options.mode = CompileMode::kInteractive;
    } else {
        return raise(ctx, TypeId::kValueError, "compile() mode must be 'exec', 'eval' or 'single'");
    }
    int32_t flags = 0;
    if (args[3] && !to_int32(ctx, args[3], flags)) return Value::error();
    // Those of __future__, and what CPython's compile() knows besides.
    constexpr int32_t kKnownFlags = 0x1fe0010 | 0x200 | 0x400 | 0x1000 | 0x2000 | 0x4000;
    if (flags & ~kKnownFlags) {
        return raise(ctx, TypeId::kValueError, "compile(): unrecognised flags");
    }
    constexpr int32_t kOnlyAst = 0x400, kFutureAnnotations = Code::kFutureAnnotations;
    const bool dont_inherit = args[4] && is_true(ctx, args[4]) == Truth::kYes;
    options.future_annotations =
        (flags & kFutureAnnotations) || (!dont_inherit && inherits_future_annotations(ctx));
    int32_t optimize = -1;
    if (args[5] && !to_int32(ctx, args[5], optimize)) return Value::error();
    if (optimize < 0) optimize = ctx.runtime().options.optimize;
    options.set_optimization(optimize);
    if (args[0].is(Kind::kCode)) return args[0];
    if (ast_module::is_tree_object(ctx, args[0])) {
        if (flags & kOnlyAst) return args[0];
        syntax::Arena arena;
        const auto* tree = ast_module::objects_to_tree(ctx, args[0], options.mode, arena);
        Code* code = tree ? compile_tree(ctx, tree, arena, filename, options) : nullptr;
        return code ? Value::object(code) : Value::error();
    }
    std::string source;
    bool is_utf8;
    if (!source_text(ctx, args[0], "compile", source, is_utf8)) return Value::error();
    if (flags & kOnlyAst) {
        syntax::ParseResult result;
        if (!parse_source(ctx, source, filename, options, is_utf8, result)) return Value::error();
        return ast_module::tree_to_objects(ctx, result.tree);
    }
    Code* code = compile_source(ctx, source, filename, options, is_utf8);
    return code ? Value::object(code) : Value::error();
}

Value run_code(Context& ctx, const Args& args, CompileMode mode, const char* who) {
    Value globals = args[1], locals = args[2];
    if (globals.is_none()) globals = Value();
    if (locals.is_none()) locals = Value();
    const bool is_eval = mode == CompileMode::kExpression;
    auto is_mapping = [&](Value v) {
        return v.is(Kind::kDict) || type_of(ctx, v)->lookup_special(Special::kGetitem);
    };
    if (is_eval && locals && !is_mapping(locals)) {
        return raise(ctx, TypeId::kTypeError, "locals must be a mapping");
    }
    if (globals && !globals.is(Kind::kDict)) {
        if (!is_eval) {
            return raise(ctx, TypeId::kTypeError, "exec() globals must be a dict, not {}",
                         MessageArg::type(globals));
        }
        return raise(ctx, TypeId::kTypeError,
                     is_mapping(globals)
                         ? "globals must be a real dict; try eval(expr, {}, mapping)"
                         : "globals must be a dict");
    }
    if (locals && !is_mapping(locals)) {
        return raise(ctx, TypeId::kTypeError, "locals must be a mapping or None, not {}",
                     MessageArg::type(locals));
    }
    if (!globals) {
        FrameRef frame(ctx.regs);
        if (!frame) return raise(ctx, TypeId::kSystemError, "globals and locals cannot be NULL");
        globals = Value::object(frame.function()->globals.get());
        if (!locals) {
            locals = frame.code()->has(Code::kUsesLocalsDict)
                         ? frame.regs()[0]
                         : Value::object(frame_locals(ctx, frame));
        }
    }
    if (!locals) locals = globals;
    Dict* g = globals.as<Dict>();
    if (!dict_get(ctx, g, ctx.name(Name::k__builtins__))) {
        Value module = dict_get(ctx, ctx.runtime().modules, ctx.name(Name::kbuiltins));
        if (!dict_set(ctx, g, ctx.name(Name::k__builtins__), module)) return Value::error();
    }
    Code* code;
    if (args[0].is(Kind::kCode)) {
        code = args[0].as<Code>();
        if (code->free_names && code->free_names->length && mode == CompileMode::kExpression) {
            return raise(ctx, TypeId::kTypeError,
                         "code object passed to {}() may not contain free variables", who);
        }
    } else {
        std::string source;
        bool is_utf8;
        if (!source_text(ctx, args[0], who, source, is_utf8)) return Value::error();
        CompileOptions options;
        options.mode = mode;
        options.set_optimization(ctx.runtime().options.optimize);
        options.future_annotations = inherits_future_annotations(ctx);
        if (mode == CompileMode::kExpression) {
            source.erase(0, source.find_first_not_of(" \t"));
        }
        code = compile_source(ctx, source, intern(ctx, "<string>"), options, is_utf8);
        if (!code) return Value::error();
    }
    Tuple* closure =
        mode == CompileMode::kModule && args[3].is(Kind::kTuple) ? args[3].as<Tuple>() : nullptr;
    return execute_code(ctx, code, g, locals, closure);
}

Value builtin_eval(Context& ctx, const Args& args) {
    return run_code(ctx, args, CompileMode::kExpression, "eval");
}
/// Whether cells for all free variables of the code are there, and only for such.
bool fits_closure(Context& ctx, const Code* code, Value closure) {
    const uint64_t wanted = code->free_names ? code->free_names->length : 0;
    if (wanted == 0) {
        if (!closure.is_none()) {
            raise(ctx, TypeId::kTypeError, "cannot use a closure with this code object");
        }
        return closure.is_none();
    }
    bool fits = closure.is(Kind::kTuple) && closure.as<Tuple>()->length == wanted;
    for (uint64_t i = 0; fits && i < wanted; i++)
        fits = closure.as<Tuple>()->at(i).is(Kind::kCell);
    if (!fits) {
        raise(ctx, TypeId::kTypeError, "code object requires a closure of exactly length {}",
              wanted);
    }
    return fits;
}

Value builtin_exec(Context& ctx, const Args& args) {
    const Value closure = args[3] ? args[3] : Value::none();
    if (!args[0].is(Kind::kCode)) {
        if (!closure.is_none()) {
            return raise(ctx, TypeId::kTypeError,
                         "closure can only be used when source is a code object");
        }
    } else if (!fits_closure(ctx, args[0].as<Code>(), closure)) {
        return Value::error();
    }
    return run_code(ctx, args, CompileMode::kModule, "exec") ? Value::none() : Value::error();
}

// ---- attributes and introspection ----

String* attribute_name(Context& ctx, Value v, const char* who) {
    if (v.is(Kind::kString)) return intern(ctx, v.as<String>());
    if (who) {
        raise(ctx, TypeId::kTypeError, "{}(): attribute name must be string", who);
    } else {
        raise(ctx, TypeId::kTypeError, "attribute name must be string, not '{}'",
              MessageArg::type(v));
    }
    return nullptr;
}

Value builtin_getattr(Context& ctx, const Args& args) {
    String* name = attribute_name(ctx, args[1], nullptr);
    if (!name) return Value::error();
    if (!args[2]) return get_attribute(ctx, args[0], name);
    Value v;
    const Truth t = find_attribute(ctx, args[0], name, v);
    return t == Truth::kError ? Value::error() : t == Truth::kYes ? v : args[2];
}
Value builtin_hasattr(Context& ctx, const Args& args) {
    String* name = attribute_name(ctx, args[1], nullptr);
    Value v;
    return name ? from_truth(find_attribute(ctx, args[0], name, v)) : Value::error();
}
Value builtin_setattr(Context& ctx, const Args& args) {
    String* name = attribute_name(ctx, args[1], nullptr);
    return name && set_attribute(ctx, args[0], name, args[2]) ? Value::none() : Value::error();
}
Value builtin_delattr(Context& ctx, const Args& args) {
    String* name = attribute_name(ctx, args[1], nullptr);
    return name && delete_attribute(ctx, args[0], name) ? Value::none() : Value::error();
}
Value builtin_callable(Context& ctx, const Args& args) {
    return Value::boolean(is_callable(ctx, args[0]));
}
Value builtin_id(Context& ctx, const Args& args) {
    return make_int_unsigned(ctx, args[0].is_object() ? args[0].bits() : args[0].bits() * 2 + 1);
}
Value builtin_hash(Context& ctx, const Args& args) {
    int64_t h;
    return hash_value(ctx, args[0], h) ? make_int(ctx, h) : Value::error();
}
Value builtin_isinstance(Context& ctx, const Args& args) {
    return from_truth(is_instance(ctx, args[0], args[1]));
}
Value builtin_issubclass(Context& ctx, const Args& args) {
    return from_truth(is_subclass(ctx, args[0], args[1]));
}
Value builtin_dir(Context& ctx, const Args& args) {
    List* names;
    if (!args[0]) {
        FrameRef frame(ctx.regs);
        Value locals = frame.code()->has(Code::kUsesLocalsDict)
                           ? frame.regs()[0]
                           : Value::object(frame_locals(ctx, frame));
        Value keys = call_method(ctx, locals, Name::kkeys, {});
        names = keys ? to_list(ctx, keys) : nullptr;
    } else {
        Value out;
        const Truth t = call_special(ctx, args[0], Special::kDir, {}, out);
        if (t == Truth::kNo) raise(ctx, TypeId::kTypeError, "object does not provide __dir__");
        names = t == Truth::kYes ? to_list(ctx, out) : nullptr;
    }
    if (!names || !call_method(ctx, Value::object(names), intern(ctx, "sort"), {}))
        return Value::error();
    return Value::object(names);
}
Value builtin_vars(Context& ctx, const Args& args) {
    if (args[0]) {
        Value d;
        const Truth t = find_attribute(ctx, args[0], ctx.name(Name::k__dict__), d);
        if (t == Truth::kNo)
            return raise(ctx, TypeId::kTypeError, "vars() argument must have __dict__ attribute");
        return t == Truth::kYes ? d : Value::error();
    }
    FrameRef frame(ctx.regs);
    if (frame.code()->has(Code::kUsesLocalsDict)) return frame.regs()[0];
    Dict* d = frame_locals(ctx, frame);
    return d ? Value::object(d) : Value::error();
}
Value builtin_globals(Context& ctx, const Args&) {
    return Value::object(FrameRef(ctx.regs).function()->globals.get());
}
Value builtin_locals(Context& ctx, const Args&) {
    FrameRef frame(ctx.regs);
    if (frame.code()->has(Code::kUsesLocalsDict)) return frame.regs()[0];
    Dict* d = frame_locals(ctx, frame);
    return d ? Value::object(d) : Value::error();
}

// ---- numbers ----

Value builtin_abs(Context& ctx, const Args& args) {
    Value out;
    const Truth t = call_special(ctx, args[0], Special::kAbs, {}, out);
    if (t == Truth::kNo) {
        return raise(ctx, TypeId::kTypeError, "bad operand type for abs(): '{}'",
                     MessageArg::type(args[0]));
    }
    return out;
}
Value builtin_divmod(Context& ctx, const Args& args) {
    return binary_op(ctx, BinaryOp::kDivmod, args[0], args[1]);
}
Value builtin_pow(Context& ctx, const Args& args) {
    return power(ctx, args[0], args[1], args[2] ? args[2] : Value::none());
}
Value builtin_round(Context& ctx, const Args& args) {
    Value out;
    const bool digits = args[1] && !args[1].is_none();
    const Truth t = digits ? call_special(ctx, args[0], Special::kRound, {args[1]}, out)
                           : call_special(ctx, args[0], Special::kRound, {}, out);
    if (t == Truth::kNo) {
        return raise(ctx, TypeId::kTypeError, "type {} doesn't define __round__ method",
                     MessageArg::type(args[0]));
    }
    return out;
}
Value builtin_sum(Context& ctx, const Args& args) {
    Value total = args[1] ? args[1] : Value::small_int(0);
    const bool joins =
        total.is(Kind::kString) || total.is(Kind::kBytes) || total.is(Kind::kByteArray);
    if (joins && !get_iterator(ctx, args[0])) return Value::error();
    if (total.is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "sum() can't sum strings [use ''.join(seq) instead]");
    }
    if (total.is(Kind::kBytes)) {
        return raise(ctx, TypeId::kTypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
    }
    if (total.is(Kind::kByteArray)) {
        return raise(ctx, TypeId::kTypeError,
                     "sum() can't sum bytearray [use b''.join(seq) instead]");
    }
    const bool ok = for_each(ctx, args[0], [&](Value v) {
        if (both_small_ints(total, v)) {
            total = make_int(ctx, total.as_small_int() + v.as_small_int());
        } else if (total.is_double() && v.is_double()) {
            total = Value::number(total.as_double() + v.as_double());
        } else {
            total = binary_op(ctx, BinaryOp::kAdd, total, v);
        }
        return bool(total);
    });
    return ok ? total : Value::error();
}

Value extreme(Context& ctx, const Args& args, CompareOp op, const char* name) {
    const Value key = args[0].is_none() ? Value() : args[0];
    const Value fallback = args[1];
    if (args.rest_count == 0) {
        return raise(ctx, TypeId::kTypeError, "{} expected at least 1 argument, got 0", name);
    }
    const bool many = args.rest_count > 1;
    if (many && fallback) {
        return raise(ctx, TypeId::kTypeError,
                     "Cannot specify a default for {}() with multiple positional arguments", name);
    }
    Value best, best_key;
    auto consider = [&](Value v) {
        Value k = key ? call(ctx, key, {v}) : v;
        if (!k) return false;
        if (best) {
            const Truth t = compare_truth(ctx, op, k, best_key);
            if (t != Truth::kYes) return t == Truth::kNo;
        }
        best = v;
        best_key = k;
        return true;
    };
    if (many) {
        for (Value v : args.rest()) {
            if (!consider(v)) return Value::error();
        }
    } else if (!for_each(ctx, args.rest()[0], consider)) {
        return Value::error();
    }
    if (best) return best;
    if (fallback) return fallback;
    return raise(ctx, TypeId::kValueError, "{}() arg is an empty sequence", name);
}
Value builtin_max(Context& ctx, const Args& args) {
    return extreme(ctx, args, CompareOp::kGt, "max");
}
Value builtin_min(Context& ctx, const Args& args) {
    return extreme(ctx, args, CompareOp::kLt, "min");
}

/// bin, oct and hex through int's own formatting.
Value in_base(Context& ctx, Value v, const char* spec) {
    Value i = to_index(ctx, v);
    if (!i) return i;
    String* s = make_string(ctx, spec);
    return s ? text(format_value(ctx, i, s)) : Value::error();
}
Value builtin_bin(Context& ctx, const Args& args) { return in_base(ctx, args[0], "#b"); }
Value builtin_oct(Context& ctx, const Args& args) { return in_base(ctx, args[0], "#o"); }
Value builtin_hex(Context& ctx, const Args& args) { return in_base(ctx, args[0], "#x"); }

// ---- text ----

Value builtin_repr(Context& ctx, const Args& args) { return text(to_repr(ctx, args[0])); }
Value builtin_ascii(Context& ctx, const Args& args) { return text(to_ascii(ctx, args[0])); }
Value builtin_chr(Context& ctx, const Args& args) {
    int64_t i;
    if (!to_int64(ctx, args[0], i, true)) return Value::error();
    if (i > INT32_MAX || i < INT32_MIN) {
        return raise(ctx, TypeId::kOverflowError, "Python int too large to convert to C int");
    }
    if (i < 0 || i > 0x10FFFF) {
        return raise(ctx, TypeId::kValueError, "chr() arg not in range(0x110000)");
    }
    return text(char_string(ctx, static_cast<uint32_t>(i)));
}
Value builtin_ord(Context& ctx, const Args& args) {
    const Value v = args[0];
    uint64_t length;
    if (v.is(Kind::kString)) {
        length = v.as<String>()->length;
        if (length == 1) return Value::small_int(v.as<String>()->at(0));
    } else if (v.is(Kind::kBytes) || v.is(Kind::kByteArray)) {
        std::string bytes;
        if (!bytes_like_text(ctx, v, bytes)) return Value::error();
        length = bytes.size();
        if (length == 1) return Value::small_int(static_cast<uint8_t>(bytes[0]));
    } else {
        return raise(ctx, TypeId::kTypeError, "ord() expected string of length 1, but {} found",
                     MessageArg::type(v));
    }
    return raise(ctx, TypeId::kTypeError,
                 "ord() expected a character, but string of length {} found", length);
}
Value builtin_format(Context& ctx, const Args& args) {
    if (args[1] && !args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "format() argument 2 must be str, not {}",
                     MessageArg::type(args[1]));
    }
    return text(format_value(ctx, args[0], args[1] ? args[1].as<String>() : empty_string(ctx)));
}

Value standard_stream(Context& ctx, Name name) {
    Value v = dict_get(ctx, ctx.runtime().sys_dict, ctx.name(name));
    return v ? v : raise(ctx, TypeId::kRuntimeError, "lost sys.{}", ctx.name(name));
}

bool write_text(Context& ctx, Value file, Value v) {
    return bool(call_method(ctx, file, Name::kwrite, {v}));
}

/// The separator or terminator argument: None means the default.
bool print_option(Context& ctx, Value v, const char* name, const char* fallback, Value& out) {
    if (!v || v.is_none()) {
        out = text(intern(ctx, fallback));
        return bool(out);
    }
    if (!v.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "{} must be None or a string, not {}", name,
              MessageArg::type(v));
        return false;
    }
    out = v;
    return true;
}

Value builtin_print(Context& ctx, const Args& args) {
    Value file = args[2] && !args[2].is_none() ? args[2] : standard_stream(ctx, Name::kstdout);
    if (!file || file.is_none()) return file;
    Value separator, end;
    if (!print_option(ctx, args[0], "sep", " ", separator) ||
        !print_option(ctx, args[1], "end", "\n", end)) {
        return Value::error();
    }
    for (uint32_t i = 0; i < args.rest_count; i++) {
        if (i && !write_text(ctx, file, separator)) return Value::error();
        String* s = to_str(ctx, args.rest()[i]);
        if (!s || !write_text(ctx, file, Value::object(s))) return Value::error();
    }
    if (!write_text(ctx, file, end)) return Value::error();
    if (args[3]) {
        const Truth t = is_true(ctx, args[3]);
        if (t == Truth::kError) return Value::error();
        if (t == Truth::kYes && !call_method(ctx, file, Name::kflush, {})) return Value::error();
    }
    return Value::none();
}

Value builtin_input(Context& ctx, const Args& args) {
    Value in, out, err;
    for (auto [stream, name] : {std::pair{&in, Name::kstdin}, std::pair{&out, Name::kstdout},
                                std::pair{&err, Name::kstderr}}) {
        *stream = dict_get(ctx, ctx.runtime().sys_dict, ctx.name(name));
        if (!*stream || stream->is_none()) {
            return raise(ctx, TypeId::kRuntimeError, "input(): lost sys.{}", ctx.name(name));
        }
    }
    if (!call_method(ctx, err, Name::kflush, {})) take_exception(ctx);
    if (args[0]) {
        String* prompt = to_str(ctx, args[0]);
        if (!prompt || !write_text(ctx, out, Value::object(prompt))) return Value::error();
    }
    if (!call_method(ctx, out, Name::kflush, {})) take_exception(ctx);
    Value line = call_method(ctx, in, Name::kreadline, {});
    if (!line) return line;
    if (!line.is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "object.readline() returned non-string");
    }
    auto* s = line.as<String>();
    if (s->length == 0) return raise(ctx, TypeId::kEOFError, "EOF when reading a line");
    const uint64_t keep = s->at(s->length - 1) == '\n' ? s->length - 1 : s->length;
    return text(substring(ctx, s, 0, keep));
}

// ---- iteration ----

Value builtin_len(Context& ctx, const Args& args) {
    const int64_t n = length_of(ctx, args[0]);
    return n < 0 ? Value::error() : make_int(ctx, n);
}
Value builtin_iter(Context& ctx, const Args& args) {
    if (!args[1]) return get_iterator(ctx, args[0]);
    if (!is_callable(ctx, args[0])) {
        return raise(ctx, TypeId::kTypeError, "iter(v, w): v must be callable");
    }
    return make_callable_iterator(ctx, args[0], args[1]);
}
Value builtin_next(Context& ctx, const Args& args) {
    Type* type = type_of(ctx, args[0]);
    if (!type->next && !type->lookup_special(Special::kNext)) {
        return raise(ctx, TypeId::kTypeError, "'{}' object is not an iterator",
                     MessageArg::type(args[0]));
    }
    // A Python __next__ or a generator keeps its own StopIteration, with its value.
    if (!type->next || args[0].is(Kind::kGenerator)) {
        Value out;
        if (call_special(ctx, args[0], Special::kNext, {}, out) == Truth::kYes) return out;
        if (!args[1] || !exception_matches(ctx, TypeId::kStopIteration)) return Value::error();
        take_exception(ctx);
        return args[1];
    }
    Value v = type->next(ctx, args[0]);
    if (!v.is_stop()) return v;
    return args[1] ? args[1] : raise_stop_iteration(ctx, Value::none());
}
Value builtin_aiter(Context& ctx, const Args& args) {
    Value out;
    const Truth t = call_special(ctx, args[0], Special::kAiter, {}, out);
    if (t == Truth::kNo) {
        return raise(ctx, TypeId::kTypeError, "'{}' object is not an async iterable",
                     MessageArg::type(args[0]));
    }
    return out;
}
Value builtin_anext(Context& ctx, const Args& args) {
    Value out;
    const Truth t = call_special(ctx, args[0], Special::kAnext, {}, out);
    if (t == Truth::kNo) {
        return raise(ctx, TypeId::kTypeError, "'{}' object is not an async iterator",
                     MessageArg::type(args[0]));
    }
    if (t == Truth::kError || !args[1]) return out;
    return make_anext_awaitable(ctx, out, args[1]);
}
Value any_or_all(Context& ctx, Value iterable, bool stop_at) {
    bool found = false;
    Value it = get_iterator(ctx, iterable);
    if (!it) return it;
    while (!found) {
        Value v = iterator_next(ctx, it);
        if (v.is_stop()) break;
        if (!v) return v;
        const Truth t = is_true(ctx, v);
        if (t == Truth::kError) return Value::error();
        found = (t == Truth::kYes) == stop_at;
    }
    return Value::boolean(found == stop_at);
}
Value builtin_any(Context& ctx, const Args& args) { return any_or_all(ctx, args[0], true); }
Value builtin_all(Context& ctx, const Args& args) { return any_or_all(ctx, args[0], false); }
/// Keyword arguments are list.sort's own.
Value builtin_sorted(Context& ctx, const Args& args) {
    if (args.rest_count != 1) {
        return raise(ctx, TypeId::kTypeError, "sorted expected 1 argument, got {}",
                     args.rest_count);
    }
    List* l = to_list(ctx, args.rest()[0]);
    if (l && !args.keywords) {
        return list_sort(ctx, l, Value(), false) ? Value::object(l) : Value::error();
    }
    Value sort = l ? get_attribute(ctx, Value::object(l), intern(ctx, "sort")) : Value::error();
    if (!sort || !call_ex(ctx, sort, empty_tuple(ctx), args.keywords)) return Value::error();
    return Value::object(l);
}

Value builtin_import(Context& ctx, const Args& args) {
    int32_t level = 0;
    if (args[4] && !to_int32(ctx, args[4], level)) return Value::error();
    return import_statement(ctx, args[0], args[1], args[3], level);
}

Value builtin_breakpoint(Context& ctx, const Args& args) {
    Value hook = dict_get(ctx, ctx.runtime().sys_dict, intern(ctx, "breakpointhook"));
    if (!hook) return raise(ctx, TypeId::kRuntimeError, "lost sys.breakpointhook");
    Tuple* t = make_tuple(ctx, args.rest());
    return t ? call_ex(ctx, hook, t, args.keywords) : Value::error();
}

const NativeMethod kFunctions[] = {
    {"__build_class__(*args, **kwargs)", builtin_build_class,
     "Make a class: what the class statement calls."},
    {"__import__(name, globals=None, locals=None, fromlist=(), level=0)", builtin_import,
     "Import a module: what the import statement calls.\n\nPrograms use importlib.import_module() "
     "instead."},
    {"abs(x, /)", builtin_abs, "Return the absolute value of the argument."},
    {"aiter(async_iterable, /)", builtin_aiter,
     "Return an asynchronous iterator over an asynchronous iterable."},
    {"all(iterable, /)", builtin_all,
     "Return True if bool(x) is True for all values x in the iterable.\n\nIf the iterable is "
     "empty, return True."},
    {"anext(async_iterator, default=?, /)", builtin_anext,
     "anext($module, aiterator, default=<unrepresentable>, /)\n--\n\nReturn an awaitable for the "
     "next item of an asynchronous iterator.\n\nWith a default, that is the result instead of "
     "StopAsyncIteration."},
    {"any(iterable, /)", builtin_any,
     "Return True if bool(x) is True for any x in the iterable.\n\nIf the iterable is empty, "
     "return False."},
    {"ascii(obj, /)", builtin_ascii, "Return repr(obj) with all characters beyond ASCII escaped."},
    {"bin(number, /)", builtin_bin, "Return the binary text of an integer, as '0b1010'."},
    {"breakpoint(*args, **kwargs)", builtin_breakpoint,
     "Call sys.breakpointhook() with the arguments, which by default enters the debugger."},
    {"callable(obj, /)", builtin_callable, "Return whether the object can be called."},
    {"chr(i, /)", builtin_chr, "Return the character with code point i, 0 <= i <= 0x10ffff."},
    {"compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, "
     "_feature_version=-1)",
     builtin_compile,
     "Compile source into a code object for exec() or eval().\n\nThe source is text, bytes or an "
     "AST; mode is 'exec' for a module, 'single' for one interactive\nstatement, or 'eval' for an "
     "expression. The filename serves error messages."},
    {"delattr(obj, name, /)", builtin_delattr,
     "Delete the named attribute: delattr(x, 'y') is del x.y."},
    {"dir(object=?, /)", builtin_dir,
     "dir([object]) -> list of strings\n\nReturn the names an object has, sorted; without an "
     "argument those of the current scope."},
    {"divmod(x, y, /)", builtin_divmod, "Return the tuple (x//y, x%y)."},
    {"eval(source, globals=None, locals=None, /)", builtin_eval,
     "Evaluate an expression given as text or as a code object.\n\nglobals is a dict and locals "
     "any mapping; they default to the current ones."},
    {"exec(source, globals=None, locals=None, /, *, closure=None)", builtin_exec,
     "Execute statements given as text or as a code object.\n\nglobals is a dict and locals any "
     "mapping; they default to the current ones. closure is a tuple\nof cells for a code object "
     "with free variables."},
    {"format(value, format_spec='', /)", builtin_format,
     "Return value.__format__(format_spec): the value as text in the described form."},
    {"getattr(object, name, default=?, /)", builtin_getattr,
     "getattr(object, name[, default]) -> value\n\nReturn the named attribute: getattr(x, 'y') is "
     "x.y. With a default, that is the result when there\nis no such attribute."},
    {"globals()", builtin_globals, "Return the dict of the current module's variables."},
    {"hasattr(obj, name, /)", builtin_hasattr,
     "Return whether getattr(obj, name) finds something."},
    {"hash(obj, /)", builtin_hash,
     "Return the hash of an object: equal objects have equal hashes."},
    {"hex(number, /)", builtin_hex, "Return the hexadecimal text of an integer, as '0xff'."},
    {"id(obj, /)", builtin_id, "Return a number that is the object's own for as long as it lives."},
    {"input(prompt='', /)", builtin_input,
     "Read a line from standard input, after writing the prompt if there is one.\n\nThe result "
     "lacks the newline. EOFError is raised at the end of the input."},
    {"isinstance(obj, class_or_tuple, /)", builtin_isinstance,
     "Return whether an object is an instance of a class, or of one of a tuple or union of "
     "classes."},
    {"issubclass(cls, class_or_tuple, /)", builtin_issubclass,
     "Return whether a class is derived from another, or from one of a tuple or union of classes."},
    {"iter(object, sentinel=?, /)", builtin_iter,
     "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator\n\nThe second form calls "
     "the callable until it returns the sentinel."},
    {"len(obj, /)", builtin_len, "Return the number of items in a container."},
    {"locals()", builtin_locals, "Return a dict with the current scope's variables."},
    {"max(*args, key=None, default=?)", builtin_max,
     "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> "
     "value\n\nReturn the largest item, or the largest argument."},
    {"min(*args, key=None, default=?)", builtin_min,
     "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> "
     "value\n\nReturn the smallest item, or the smallest argument."},
    {"next(iterator, default=?, /)", builtin_next,
     "next(iterator[, default])\n\nReturn the iterator's next item. With a default, that is the "
     "result instead of StopIteration."},
    {"oct(number, /)", builtin_oct, "Return the octal text of an integer, as '0o17'."},
    {"ord(c, /)", builtin_ord, "Return the code point of a character."},
    {"pow(base, exp, mod=None)", builtin_pow,
     "Return base**exp, or with mod base**exp % mod, more efficiently for integers."},
    {"print(*args, sep=' ', end='\\n', file=None, flush=False)", builtin_print,
     "Prints the values to a stream, or to sys.stdout by default.\n\n  sep\n    string inserted "
     "between values, default a space.\n  end\n    string appended after the last value, default a "
     "newline.\n  file\n    a file-like object (stream); defaults to the current sys.stdout.\n  "
     "flush\n    whether to forcibly flush the stream."},
    {"repr(obj, /)", builtin_repr,
     "Return the text that represents an object, for many types as source code would."},
    {"round(number, ndigits=None)", builtin_round,
     "Round a number to a precision in decimal digits; to an int without ndigits."},
    {"setattr(obj, name, value, /)", builtin_setattr,
     "Set the named attribute: setattr(x, 'y', v) is x.y = v."},
    {"sorted(*args, **kwargs)", builtin_sorted,
     "sorted($module, iterable, /, *, key=None, reverse=False)\n--\n\nReturn a list of the "
     "iterable's items in ascending order.\n\nkey and reverse mean what they mean for "
     "list.sort()."},
    {"sum(iterable, /, start=0)", builtin_sum,
     "Return the start value plus the items of an iterable of numbers."},
    {"vars(object=?, /)", builtin_vars,
     "vars([object]) -> dict\n\nReturn object.__dict__; without an argument locals()."},
};

/// Types that builtins names. NoneType and the like are reached through type() only.
constexpr TypeId kPublicTypes[] = {
    TypeId::kObject,    TypeId::kType,       TypeId::kInt,          TypeId::kBool,
    TypeId::kFloat,     TypeId::kComplex,    TypeId::kString,       TypeId::kBytes,
    TypeId::kByteArray, TypeId::kMemoryView, TypeId::kTuple,        TypeId::kList,
    TypeId::kDict,      TypeId::kSet,        TypeId::kFrozenSet,    TypeId::kSlice,
    TypeId::kRange,     TypeId::kProperty,   TypeId::kClassMethod,  TypeId::kStaticMethod,
    TypeId::kSuper,     TypeId::kEnumerate,  TypeId::kZip,          TypeId::kMap,
    TypeId::kFilter,    TypeId::kReversed,   TypeId::kBaseException};

bool populate(Context& ctx, Module* module) {
    Dict* d = module->dict.get();
    auto add = [&](Type* t) { return dict_set(ctx, d, t->name.get(), Value::object(t)); };
    for (TypeId id : kPublicTypes) {
        if (!add(ctx.type(id))) return false;
    }
    for (auto i = static_cast<uint16_t>(TypeId::kSystemExit);
         i < static_cast<uint16_t>(TypeId::kCount); i++) {
        if (!add(ctx.type(static_cast<TypeId>(i)))) return false;
    }
    const std::pair<const char*, Value> constants[] = {
        {"None", Value::none()},
        {"True", Value::true_value()},
        {"False", Value::false_value()},
        {"Ellipsis", Value::ellipsis()},
        {"NotImplemented", Value::not_implemented()},
        {"__debug__", Value::true_value()},
        {"EnvironmentError", Value::object(ctx.type(TypeId::kOSError))},
        {"IOError", Value::object(ctx.type(TypeId::kOSError))}};
    for (auto& [name, v] : constants) {
        if (!dict_set(ctx, d, intern(ctx, name), v)) return false;
    }
    return add_site_builtins(ctx, d);
}

}  // namespace

extern const NativeModuleSpec kBuiltinsModule = {
    .name = "builtins",
    .functions = kFunctions,
    .populate = populate,
    .doc =
        "Built-in functions, exceptions, and other objects.\n\nNoteworthy: None is the `nil' "
        "object; Ellipsis represents `...' in slices."};

}  // namespace orrery
