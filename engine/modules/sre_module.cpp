// Module _sre: the native part of `re`.
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/sre/classify.h"
#include "engine/modules/sre/objects.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"

namespace orrery {
namespace {

using namespace sre;

// The code words in a list; false after an exception.
bool read_words(Context& ctx, List* list, std::vector<uint32_t>& words) {
    words.reserve(list->size);
    for (uint64_t i = 0; i < list->size; ++i) {
        int64_t word;
        if (!int_to_int64(list->at(i), word) || word < 0 || word > UINT32_MAX) {
            raise(ctx, TypeId::kOverflowError, "regular expression code size limit exceeded");
            return false;
        }
        words.push_back(static_cast<uint32_t>(word));
    }
    return true;
}

Value check_kind(Context& ctx, Value v, Kind kind, const char* parameter, const char* wanted) {
    if (v.is(kind)) return v;
    return raise(ctx, TypeId::kTypeError, "compile() argument '{}' must be {}, not {}", parameter,
                 wanted, MessageArg::type(v));
}

// The types that this module made when it was imported.
Tuple* module_types(Context& ctx) {
    Value module = import_module(ctx, "_sre");
    return module ? module.as<Module>()->state.get().as<Tuple>() : nullptr;
}

Value sre_compile(Context& ctx, const Args& args) {
    Value source = args[0];
    int32_t flags;
    int64_t groups;
    if (!to_int32(ctx, args[1], flags) || !check_kind(ctx, args[2], Kind::kList, "code", "list") ||
        !to_size(ctx, args[3], &groups) ||
        !check_kind(ctx, args[4], Kind::kDict, "groupindex", "dict") ||
        !check_kind(ctx, args[5], Kind::kTuple, "indexgroup", "tuple")) {
        return Value::error();
    }
    auto compiled = std::make_unique<Compiled>();
    if (!read_words(ctx, args[2].as<List>(), compiled->words)) return Value::error();
    int8_t is_bytes = Pattern::kAnyText;
    if (!source.is_none()) {
        Subject subject(ctx);
        if (!subject.open(source)) return Value::error();
        is_bytes = subject.is_bytes();
    }
    if (groups < 0 || groups > kMaxGroups ||
        !compiled->program.translate(compiled->words, static_cast<uint32_t>(groups))) {
        return raise(ctx, TypeId::kRuntimeError, "invalid SRE code");
    }
    Tuple* types = module_types(ctx);
    if (!types) return Value::error();
    auto* pattern =
        allocate<Pattern>(ctx, types->at(static_cast<unsigned>(PatternType::kPattern)).as<Type>());
    if (!pattern) return Value::error();
    pattern->compiled = compiled.release();
    pattern->pattern.init(source);
    pattern->groupindex.init(args[4].as<Dict>());
    pattern->indexgroup.init(args[5].as<Tuple>());
    pattern->types.init(types);
    pattern->flags = flags;
    pattern->groups = static_cast<uint32_t>(groups);
    pattern->is_bytes = is_bytes;
    return Value::object(pattern);
}

Value sre_getcodesize(Context&, const Args&) { return Value::small_int(kCodeSize); }

template <typename F>
Value of_character(Context& ctx, const Args& args, F f) {
    int32_t c;
    return to_int32(ctx, args[0], c) ? f(static_cast<uint32_t>(c)) : Value::error();
}
Value sre_ascii_iscased(Context& ctx, const Args& args) {
    return of_character(ctx, args, [](uint32_t c) { return Value::boolean(ascii_is_cased(c)); });
}
Value sre_unicode_iscased(Context& ctx, const Args& args) {
    return of_character(ctx, args, [](uint32_t c) { return Value::boolean(unicode_is_cased(c)); });
}
Value sre_ascii_tolower(Context& ctx, const Args& args) {
    return of_character(ctx, args, [](uint32_t c) { return Value::small_int(ascii_lower(c)); });
}
Value sre_unicode_tolower(Context& ctx, const Args& args) {
    return of_character(ctx, args, [](uint32_t c) { return Value::small_int(unicode_lower(c)); });
}

bool populate(Context& ctx, Module* module) {
    const NativeTypeSpec* specs[] = {&kPatternSpec, &kMatchSpec, &kScannerSpec, &kIteratorSpec};
    Tuple* types = new_tuple(ctx, static_cast<unsigned>(PatternType::kCount));
    if (!types) return false;
    module->state.set(ctx, module, Value::object(types));
    for (unsigned i = 0; i < std::size(specs); ++i) {
        Type* type = make_native_type(ctx, *specs[i]);
        if (!type) return false;
        type->type_flags |= Type::kDisallowInstantiation | Type::kImmutable;
        types->slots()[i].set(ctx, types, Value::object(type));
    }
    const std::pair<const char*, int64_t> constants[] = {
        {"MAGIC", kMagic},
        {"CODESIZE", kCodeSize},
        {"MAXREPEAT", kMaxRepeat},
        {"MAXGROUPS", kMaxGroups},
    };
    for (auto [name, value] : constants) {
        String* key = intern(ctx, name);
        if (!key || !dict_set(ctx, module->dict.get(), key, Value::small_int(value))) return false;
    }
    return true;
}

constexpr NativeMethod kFunctions[] = {
    {"compile(pattern, flags, code, groups, groupindex, indexgroup)", sre_compile},
    {"getcodesize()", sre_getcodesize},
    {"ascii_iscased(character, /)", sre_ascii_iscased},
    {"unicode_iscased(character, /)", sre_unicode_iscased},
    {"ascii_tolower(character, /)", sre_ascii_tolower},
    {"unicode_tolower(character, /)", sre_unicode_tolower},
};

}  // namespace

extern const NativeModuleSpec kSreModule = {
    .name = "_sre",
    .functions = kFunctions,
    .populate = populate,
};

}  // namespace orrery
