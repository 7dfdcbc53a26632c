// Module _ast: the classes of syntax trees.
#include <span>
#include <string>
#include <vector>

#include "engine/interpreter/import.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/ast/ast_types.h"
#include "engine/modules/modules.h"
#include "engine/objects/function.h"
#include "engine/objects/shape.h"

namespace orrery {

namespace ast_module {

namespace {

enum class Cardinality : uint8_t { kOne, kOptional, kMany };

struct Field {
    const char* name;
    const char* type;
    Cardinality cardinality;
};

// Python's names of the field types.
std::string_view python_type(std::string_view type) {
    struct Pair {
        std::string_view ours, python;
    };
    static constexpr Pair kNames[] = {
        {"Identifier", "identifier"},
        {"Integer", "int"},
        {"ConstantValue", "constant"},
        {"Stmt", "stmt"},
        {"Expr", "expr"},
        {"Pattern", "pattern"},
        {"ExceptHandler", "excepthandler"},
        {"Arguments", "arguments"},
        {"Arg", "arg"},
        {"Keyword", "keyword"},
        {"Alias", "alias"},
        {"WithItem", "withitem"},
        {"MatchCase", "match_case"},
        {"Comprehension", "comprehension"},
#define ENUMERATION(name, python_name, items) {#name, python_name},
#include "engine/syntax/ast_nodes.inc"
    };
    for (const Pair& p : kNames) {
        if (p.ours == type) return p.python;
    }
    return type;
}

#define NODE(sum, kind, python_name, fields) const Field k##kind##Fields[] = {fields {}};
#define ONE(type, name) {#name, #type, Cardinality::kOne},
#define OPT(type, name) {#name, #type, Cardinality::kOptional},
#define MANY(type, name) {#name, #type, Cardinality::kMany},
#define HOLES(type, name) {#name, #type, Cardinality::kMany},
#define ALWAYS_NONE(name) {name, "string", Cardinality::kOptional},
#define ALWAYS_EMPTY(name) {name, "type_ignore", Cardinality::kMany},
#include "engine/syntax/ast_nodes.inc"

const Field kFunctionTypeFields[] = {
    {"argtypes", "expr", Cardinality::kMany}, {"returns", "expr", Cardinality::kOne}, {}};
const Field kTypeIgnoreFields[] = {
    {"lineno", "int", Cardinality::kOne}, {"tag", "string", Cardinality::kOne}, {}};
const Field kNoFields[] = {{}};

std::string_view field_name(const Field& f) {
    return std::string_view(f.name) == "u_kind" ? "kind" : f.name;
}

// "BinOp(expr left, operator op, expr right)"
std::string describe(std::string_view name, const Field* fields) {
    std::string text(name);
    for (const Field* f = fields; f->name; f++) {
        text += f == fields ? "(" : ", ";
        const bool is_kind = field_name(*f) == "kind";
        text += is_kind ? "string" : python_type(f->type);
        if (f->cardinality == Cardinality::kOptional) text += '?';
        if (f->cardinality == Cardinality::kMany) text += '*';
        text += ' ';
        text += field_name(*f);
    }
    if (fields->name) text += ')';
    return text;
}

class ClassMaker {
public:
    ClassMaker(Context& ctx, Module* module, Type* base) : ctx_(ctx), module_(module) {
        classes_ = new_tuple(ctx, static_cast<uint64_t>(ClassId::kCount));
        instances_ = new_tuple(ctx, static_cast<uint64_t>(ClassId::kCount));
        if (!classes_ || !instances_) return;
        for (unsigned i = 0; i < static_cast<unsigned>(ClassId::kCount); i++) {
            instances_->slots()[i].set(ctx, instances_, Value::none());
        }
        note(ClassId::kAst, base);
        ok_ = true;
    }

    /// `placed`: the class has the attributes of a position.
    void make(ClassId id, ClassId base, const char* name, const Field* fields, bool placed,
              std::string doc) {
        if (!ok_) return;
        ok_ = false;
        Dict* ns = make_dict(ctx_);
        ValueVector roots(ctx_);
        for (const Field* f = fields; f->name; f++) {
            roots.values.push_back(Value::object(intern(ctx_, field_name(*f))));
        }
        Tuple* field_names = make_tuple(ctx_, roots.values);
        String* text = make_string(ctx_, doc);
        if (!ns || !field_names || !text) return;
        if (!set(ns, "_fields", Value::object(field_names)) ||
            !set(ns, "__match_args__", Value::object(field_names)) ||
            !set(ns, "__module__", Value::object(intern(ctx_, "ast"))) ||
            !set(ns, "__doc__", Value::object(text))) {
            return;
        }
        for (const Field* f = fields; f->name; f++) {
            if (f->cardinality == Cardinality::kOptional &&
                !dict_set(ctx_, ns, intern(ctx_, field_name(*f)), Value::none())) {
                return;
            }
        }
        if (placed) {
            static constexpr const char* kPlace[] = {"lineno", "col_offset", "end_lineno",
                                                     "end_col_offset"};
            roots.values.clear();
            for (const char* p : kPlace) {
                roots.values.push_back(Value::object(intern(ctx_, p)));
            }
            Tuple* attributes = make_tuple(ctx_, roots.values);
            if (!attributes || !set(ns, "_attributes", Value::object(attributes)) ||
                !set(ns, "end_lineno", Value::none()) ||
                !set(ns, "end_col_offset", Value::none())) {
                return;
            }
        }
        const Value bases[] = {classes_->at(static_cast<unsigned>(base))};
        Tuple* base_tuple = make_tuple(ctx_, bases);
        if (!base_tuple) return;
        const Value type =
            make_class(ctx_, ctx_.type(TypeId::kType), intern(ctx_, name), base_tuple, ns, Value());
        if (!type || !dict_set(ctx_, module_->dict.get(), intern(ctx_, name), type)) return;
        note(id, type.as<Type>());
        ok_ = true;
    }
    void make_instance(ClassId id) {
        if (!ok_) return;
        Object* o = allocate_instance(ctx_, classes_->at(static_cast<unsigned>(id)).as<Type>());
        if (!o) {
            ok_ = false;
            return;
        }
        instances_->slots()[static_cast<unsigned>(id)].set(ctx_, instances_, Value::object(o));
    }
    bool finish() {
        if (!ok_) return false;
        const Value both[] = {Value::object(classes_), Value::object(instances_)};
        Tuple* state = make_tuple(ctx_, both);
        if (!state) return false;
        module_->state.set(ctx_, module_, Value::object(state));
        return true;
    }

private:
    void note(ClassId id, Type* type) {
        classes_->slots()[static_cast<unsigned>(id)].set(ctx_, classes_, Value::object(type));
    }
    bool set(Dict* d, const char* name, Value v) {
        return dict_set(ctx_, d, intern(ctx_, name), v);
    }

    Context& ctx_;
    Module* module_;
    Tuple* classes_;
    Tuple* instances_;
    bool ok_ = false;
};

// ---- the class AST ----

Value fields_of(Context& ctx, Value self) {
    Value fields;
    const Truth found =
        find_attribute(ctx, Value::object(type_of(ctx, self)), intern(ctx, "_fields"), fields);
    if (found == Truth::kError) return Value::error();
    return found == Truth::kYes ? Value::object(to_tuple(ctx, fields))
                                : Value::object(empty_tuple(ctx));
}

Value ast_init(Context& ctx, const Args& args) {
    const Value fields = fields_of(ctx, args[0]);
    if (!fields) return Value::error();
    const Tuple* names = fields.as<Tuple>();
    const std::string type(type_name(ctx, args[0]));
    if (args.rest_count > names->length) {
        const size_t dot = type.rfind('.');
        return raise(ctx, TypeId::kTypeError,
                     "{} constructor takes at most {} positional argument{}",
                     type.substr(dot == type.npos ? 0 : dot + 1), names->length,
                     names->length == 1 ? "" : "s");
    }
    for (uint32_t i = 0; i < args.rest_count; i++) {
        if (!names->at(i).is(Kind::kString)) {
            return raise(ctx, TypeId::kTypeError, "attribute name must be string");
        }
        if (!set_attribute(ctx, args[0], names->at(i).as<String>(), args.rest()[i])) {
            return Value::error();
        }
    }
    if (!args.keywords) return Value::none();
    uint64_t position = 0;
    Value key, value;
    while (dict_next(args.keywords.as<Dict>(), position, key, value)) {
        for (uint32_t i = 0; i < args.rest_count; i++) {
            if (string_equal(names->at(i).as<String>(), key.as<String>())) {
                const size_t dot = type.rfind('.');
                return raise(ctx, TypeId::kTypeError, "{} got multiple values for argument {}",
                             type.substr(dot == type.npos ? 0 : dot + 1), MessageArg::repr(key));
            }
        }
        if (!set_attribute(ctx, args[0], key.as<String>(), value)) return Value::error();
    }
    return Value::none();
}

Value ast_reduce(Context& ctx, const Args& args) {
    Dict* d = copy_instance_dict(ctx, args[0].as_object());
    if (!d) return Value::error();
    const Value parts[] = {Value::object(type_of(ctx, args[0])), Value::object(empty_tuple(ctx)),
                           Value::object(d)};
    Tuple* t = make_tuple(ctx, parts);
    return t ? Value::object(t) : Value::error();
}

Value ast_new(Context& ctx, const Args& args) {
    Object* o = allocate_instance(ctx, args[0].as<Type>());
    return o ? Value::object(o) : Value::error();
}

const NativeMethod kAstMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", ast_new},
    {"__init__(self, /, *args, **kwargs)", ast_init},
    {"__reduce__(self, /)", ast_reduce},
};
const NativeProperty kAstProperties[] = {
    {"__dict__", get_instance_dict, set_instance_dict_property},
};
const NativeTypeSpec kAstSpec = {.name = "ast.AST",
                                 .size = sizeof(NativeObject),
                                 .has_dict = true,
                                 .methods = kAstMethods,
                                 .properties = kAstProperties};

bool populate(Context& ctx, Module* module) {
    Type* base = add_native_type(ctx, module, kAstSpec);
    if (!base) return false;
    for (const char* name : {"_fields", "_attributes", "__match_args__"}) {
        if (!dict_set(ctx, base->dict.get(), intern(ctx, name), Value::object(empty_tuple(ctx)))) {
            return false;
        }
    }
    type_modified(ctx, base, intern(ctx, "_fields"));
    // Programs may change the classes (and test suites do).
    base->type_flags &= ~uint32_t{Type::kImmutable};
    ClassMaker maker(ctx, module, base);
    // The sum's documentation lists its alternatives.
    std::string mod, stmt, expr, pattern, handler;
    auto alternative = [](std::string& text, const char* sum, std::string_view name,
                          const Field* fields) {
        if (text.empty())
            text = std::string(sum) + " = ";
        else
            text += "\n" + std::string(std::string_view(sum).size() + 1, ' ') + "| ";
        text += describe(name, fields);
    };
#define NODE(sum, kind, python_name, fields)                                                      \
    if (std::string_view(#sum) == "Mod") alternative(mod, "mod", python_name, k##kind##Fields);   \
    if (std::string_view(#sum) == "Stmt") alternative(stmt, "stmt", python_name, k##kind##Fields);\
    if (std::string_view(#sum) == "Expr") alternative(expr, "expr", python_name, k##kind##Fields);\
    if (std::string_view(#sum) == "Pattern") {                                                    \
        alternative(pattern, "pattern", python_name, k##kind##Fields);                            \
    }                                                                                             \
    if (std::string_view(#sum) == "ExceptHandlerBase") {                                          \
        alternative(handler, "excepthandler", python_name, k##kind##Fields);                      \
    }
#include "engine/syntax/ast_nodes.inc"
    alternative(mod, "mod", "FunctionType", kFunctionTypeFields);
    maker.make(ClassId::kMod, ClassId::kAst, "mod", kNoFields, false, mod);
    maker.make(ClassId::kStmt, ClassId::kAst, "stmt", kNoFields, true, stmt);
    maker.make(ClassId::kExpr, ClassId::kAst, "expr", kNoFields, true, expr);
    maker.make(ClassId::kPattern, ClassId::kAst, "pattern", kNoFields, true, pattern);
    maker.make(ClassId::kExceptHandlerBase, ClassId::kAst, "excepthandler", kNoFields, true,
               handler);
    maker.make(ClassId::kTypeIgnoreBase, ClassId::kAst, "type_ignore", kNoFields, false,
               "type_ignore = TypeIgnore(int lineno, string tag)");
    maker.make(ClassId::kFunctionType, ClassId::kMod, "FunctionType", kFunctionTypeFields, false,
               describe("FunctionType", kFunctionTypeFields));
    maker.make(ClassId::kTypeIgnore, ClassId::kTypeIgnoreBase, "TypeIgnore", kTypeIgnoreFields,
               false, describe("TypeIgnore", kTypeIgnoreFields));
    // Helper nodes derive from AST itself.
    constexpr ClassId kPart = ClassId::kAst, kPlacedPart = ClassId::kAst;
    constexpr ClassId kMod = ClassId::kMod, kStmt = ClassId::kStmt, kExpr = ClassId::kExpr,
                      kPattern = ClassId::kPattern,
                      kExceptHandlerBase = ClassId::kExceptHandlerBase;
#define NODE(sum, kind, python_name, fields)                                         \
    maker.make(ClassId::k##kind##Node, k##sum, python_name, k##kind##Fields,         \
               std::string_view(#sum) == "PlacedPart", describe(python_name, k##kind##Fields));
#include "engine/syntax/ast_nodes.inc"
#define ENUMERATION(enumeration, python_name, items)                                           \
    {                                                                                          \
        std::string text;                                                                      \
        items maker.make(ClassId::k##enumeration##Sum, ClassId::kAst, python_name, kNoFields,  \
                         false, std::string(python_name) + " = " + text);                      \
    }
#define ITEM(name) text += text.empty() ? #name : " | " #name;
#include "engine/syntax/ast_nodes.inc"
    ClassId sum = ClassId::kAst;
#define ENUMERATION(enumeration, python_name, items) \
    sum = ClassId::k##enumeration##Sum;              \
    items
#define ITEM(name)                                                             \
    maker.make(ClassId::k##name##Item, sum, #name, kNoFields, false, #name);   \
    maker.make_instance(ClassId::k##name##Item);
#include "engine/syntax/ast_nodes.inc"
    if (!maker.finish()) return false;
    struct Flag {
        const char* name;
        int value;
    };
    static constexpr Flag kFlags[] = {{"PyCF_ALLOW_TOP_LEVEL_AWAIT", 0x2000},
                                      {"PyCF_ONLY_AST", 0x400},
                                      {"PyCF_TYPE_COMMENTS", 0x1000}};
    for (const Flag& f : kFlags) {
        if (!dict_set(ctx, module->dict.get(), intern(ctx, f.name), Value::small_int(f.value))) {
            return false;
        }
    }
    return true;
}

}  // namespace

bool find_classes(Context& ctx, Classes& out) {
    const Value module = import_module(ctx, "_ast");
    if (!module) return false;
    const Value state = module.is(Kind::kModule) ? module.as<Module>()->state.get() : Value();
    if (!state.is(Kind::kTuple)) {
        raise(ctx, TypeId::kSystemError, "module _ast has been replaced");
        return false;
    }
    out.classes = state.as<Tuple>()->at(0).as<Tuple>();
    out.instances = state.as<Tuple>()->at(1).as<Tuple>();
    return true;
}

bool is_tree_object(Context& ctx, Value v) {
    const Value module = dict_get(ctx, ctx.runtime().modules, intern(ctx, "_ast"));
    if (!module.is(Kind::kModule)) return false;  // nobody can have made one
    Classes classes;
    if (!find_classes(ctx, classes)) {
        take_exception(ctx);
        return false;
    }
    return is_instance_of(ctx, v, classes.type(ClassId::kAst));
}

}  // namespace ast_module

extern const NativeModuleSpec kAstModule;
const NativeModuleSpec kAstModule = {.name = "_ast", .populate = ast_module::populate};

}  // namespace orrery
