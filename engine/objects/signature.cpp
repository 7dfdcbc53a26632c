#include "engine/objects/signature.h"
#include "engine/objects/structseq.h"

#include <optional>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/function.h"

namespace orrery {

namespace {

constexpr unsigned kInlineArguments = 16;

std::string_view trim(std::string_view s) {
    while (!s.empty() && s.front() == ' ')
        s.remove_prefix(1);
    while (!s.empty() && s.back() == ' ')
        s.remove_suffix(1);
    return s;
}

/// Cuts the next parameter off a list at a comma outside brackets and quotes.
std::string_view next_parameter(std::string_view& list) {
    int depth = 0;
    char quote = 0;
    size_t i = 0;
    for (; i < list.size(); i++) {
        const char c = list[i];
        if (quote) {
            if (c == quote) quote = 0;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (c == '(' || c == '[' || c == '{') {
            depth++;
        } else if (c == ')' || c == ']' || c == '}') {
            depth--;
        } else if (c == ',' && depth == 0) {
            break;
        }
    }
    std::string_view out = trim(list.substr(0, i));
    list.remove_prefix(i < list.size() ? i + 1 : i);
    return out;
}

void parse(Context& ctx, std::string_view declaration, Signature& sig) {
    const size_t open = declaration.find('(');
    sig.name = declaration.substr(0, open);
    sig.text = declaration.substr(open);
    std::string_view list = declaration.substr(open + 1, declaration.rfind(')') - open - 1);
    bool keyword_only = false;
    while (!trim(list).empty()) {
        std::string_view p = next_parameter(list);
        if (p == "/") {
            for (Parameter& q : sig.parameters)
                q.positional_only = true;
            sig.positional_only = static_cast<uint32_t>(sig.parameters.size());
        } else if (p.starts_with("**")) {
            sig.has_keywords = true;
        } else if (p.starts_with("*")) {
            keyword_only = true;
            if (p.size() > 1) sig.has_rest = true;
        } else {
            Parameter q;
            const size_t eq = p.find('=');
            q.name = intern(ctx, trim(p.substr(0, eq)));
            q.has_default = eq != std::string_view::npos;
            if (q.has_default) q.default_text = trim(p.substr(eq + 1));
            q.keyword_only = keyword_only;
            if (!keyword_only) {
                sig.positional++;
                if (!q.has_default) sig.required_positional = sig.positional;
            }
            sig.parameters.push_back(std::move(q));
        }
    }
    sig.simple = !keyword_only && !sig.has_rest && !sig.has_keywords;
}

/// True for the special methods that CPython wraps around a function of the type's own, and which
/// show and complain differently for that. The others are ordinary methods of these names.
bool has_slot(Context& ctx, String* name) {
    const unsigned s = ctx.runtime().special_of(name);
    if (s >= kSpecialCount) return false;
    switch (static_cast<Special>(s)) {
    case Special::kFormat:
    case Special::kBytes:
    case Special::kLengthHint:
    case Special::kDir:
    case Special::kSetName:
    case Special::kInitSubclass:
    case Special::kPrepare:
    case Special::kInstancecheck:
    case Special::kSubclasscheck:
    case Special::kClassGetitem:
    case Special::kMroEntries:
    case Special::kReversed:
    case Special::kMissing:
    case Special::kComplex:
    case Special::kRound:
    case Special::kTrunc:
    case Special::kFloor:
    case Special::kCeil:
    case Special::kEnter:
    case Special::kExit:
    case Special::kAenter:
    case Special::kAexit: return false;
    default: return true;
    }
}

/// "append"; a type's name for its __new__ and __init__.
std::string bare_name(NativeFunction* f) {
    if (f->owner && (f->flags & NativeFunction::kNew || f->signature->name == "__init__")) {
        return to_utf8(f->owner->name.get());
    }
    return f->signature->name;
}

/// "len", "math.sqrt" or "list.append": as CPython names a native function in arity errors.
std::string display_name(Context& ctx, NativeFunction* f) {
    std::string name = bare_name(f);
    if (f->owner && (f->flags & NativeFunction::kMethod)) {
        const bool special = has_slot(ctx, f->name.get());
        if (special) return name;
        // A method that was bound first is named for what it is bound to.
        const Value self = f->flags & NativeFunction::kBound ? f->self.get() : Value();
        Type* type = !self                  ? f->owner.get()
                     : self.is(Kind::kType) ? self.as<Type>()
                                            : type_of(ctx, self);
        return to_utf8(type->name.get()) + "." + name;
    }
    if (f->def->flags & NativeMethod::kStaticMethod && f->owner) {
        return to_utf8(f->owner->name.get()) + "." + name;
    }
    const Value module = f->module.get();
    if (!f->owner && module && module.is(Kind::kString) &&
        !equals_ascii(module.as<String>(), "builtins")) {
        return to_utf8(module.as<String>()) + "." + name;
    }
    return name;
}

/// Parameters that the caller sees: a bound receiver is not one of its arguments.
unsigned hidden_parameters(NativeFunction* f) {
    return f->flags & (NativeFunction::kMethod | NativeFunction::kNew) ? 1 : 0;
}

/// More arguments than parameters.
Value raise_too_many(Context& ctx, NativeFunction* f, uint32_t positional, uint64_t keywords) {
    const Signature& sig = *f->signature;
    const unsigned hidden = hidden_parameters(f);
    const size_t most = sig.parameters.size() - hidden;
    const bool optional = std::any_of(sig.parameters.begin(), sig.parameters.end(),
                                      [](const Parameter& p) { return p.has_default; });
    return raise(ctx, TypeId::kTypeError, "{}() takes {} {} {}argument{} ({} given)", bare_name(f),
                 optional ? "at most" : "exactly", most, positional == hidden ? "keyword " : "",
                 most == 1 ? "" : "s", positional - hidden + keywords);
}

/// Methods of tuple arguments that also take keywords have no name in messages: "function takes at
/// most 2 arguments".
bool is_nameless(NativeFunction* f) {
    return f->def->flags & NativeMethod::kTupleArguments &&
           f->signature->positional_only < f->signature->parameters.size();
}

/// `missing`: index of the parameter that got nothing, when too few were given.
Value raise_arity(Context& ctx, NativeFunction* f, uint32_t given, unsigned missing = 0) {
    const Signature& sig = *f->signature;
    const unsigned hidden = hidden_parameters(f);
    const unsigned most = sig.positional - hidden;
    const unsigned least = sig.required_positional > hidden ? sig.required_positional - hidden : 0;
    const unsigned got = given - hidden;
    const std::string name = display_name(ctx, f);
    const bool special = f->owner && f->name && has_slot(ctx, f->name.get());
    if (special && !(f->flags & NativeFunction::kNew) && least == most && sig.name != "__init__") {
        return raise(ctx, TypeId::kTypeError, "expected {} argument{}, got {}", most,
                     most == 1 ? "" : "s", got);
    }
    if (special && !(f->flags & NativeFunction::kNew) && sig.simple && sig.name != "__init__") {
        const bool few = got < least;
        return raise(ctx, TypeId::kTypeError, "expected {} {} argument{}, got {}",
                     few ? "at least" : "at most", few ? least : most,
                     (few ? least : most) == 1 ? "" : "s", got);
    }
    const std::string bare = bare_name(f);
    if (f->def->flags & NativeMethod::kTupleArguments && !is_nameless(f)) {
        const bool few = got < least;
        return raise(ctx, TypeId::kTypeError, "{}() takes {} {} argument{} ({} given)", bare,
                     least == most ? "exactly"
                     : few         ? "at least"
                                   : "at most",
                     few ? least : most, (few ? least : most) == 1 ? "" : "s", got);
    }
    if (sig.simple && sig.positional_only == sig.positional) {
        if (most == 0) {
            return raise(ctx, TypeId::kTypeError, "{}() takes no arguments ({} given)", name, got);
        }
        const bool constructs = f->flags & NativeFunction::kNew || sig.name == "__init__";
        if (most == 1 && least == 1 && !constructs) {
            return raise(ctx, TypeId::kTypeError, "{}() takes exactly one argument ({} given)",
                         name, got);
        }
        if (least == most) {
            return raise(ctx, TypeId::kTypeError, "{} expected {} argument{}, got {}", bare, most,
                         most == 1 ? "" : "s", got);
        }
        const bool few = got < least;
        return raise(ctx, TypeId::kTypeError, "{} expected {} {} argument{}, got {}", bare,
                     few ? "at least" : "at most", few ? least : most,
                     (few ? least : most) == 1 ? "" : "s", got);
    }
    const std::string callee = is_nameless(f) ? "function" : bare + "()";
    if (got > most) {
        if (given > sig.parameters.size() && !sig.has_rest && !sig.has_keywords) {
            return raise_too_many(ctx, f, given, 0);
        }
        if (most == 0) {
            return raise(ctx, TypeId::kTypeError, "{} takes no positional arguments", callee);
        }
        if (least == most && !sig.simple) {
            return raise(ctx, TypeId::kTypeError,
                         "{} takes exactly {} positional argument{} ({} given)", callee, most,
                         most == 1 ? "" : "s", got);
        }
        return raise(ctx, TypeId::kTypeError, "{} takes at most {} {}argument{} ({} given)", callee,
                     most, sig.simple ? "" : "positional ", most == 1 ? "" : "s", got);
    }
    for (unsigned i = std::max(hidden, missing); i < sig.required_positional; i++) {
        if (i < given) continue;
        if (sig.parameters[i].positional_only) {
            const unsigned wanted = std::min(sig.required_positional, sig.positional_only) - hidden;
            return raise(ctx, TypeId::kTypeError,
                         "{} takes at least {} positional argument{} ({} given)", callee, wanted,
                         wanted == 1 ? "" : "s", got);
        }
        return raise(ctx, TypeId::kTypeError, "{} missing required argument '{}' (pos {})", callee,
                     sig.parameters[i].name, i - hidden + 1);
    }
    return raise(ctx, TypeId::kTypeError, "{} wrong number of arguments", callee);
}

/// A subclass that has the other of __new__ and __init__ in Python takes keywords for that one; a
/// native that takes none passes them by. Only set.__init__ never does.
bool leaves_keywords(Context& ctx, NativeFunction* f, Value receiver) {
    const Signature& sig = *f->signature;
    if (std::max(sig.positional_only, 1u) != sig.parameters.size()) return false;
    if (f->flags & NativeFunction::kNew) {
        return receiver.as<Type>()->lookup_special(Special::kInit).is(Kind::kFunction);
    }
    return (f->flags & NativeFunction::kMethod) && equals_ascii(f->name.get(), "__init__") &&
           f->owner.get() != ctx.type(TypeId::kSet) &&
           !type_of(ctx, receiver)->lookup_special(Special::kNew).is(Kind::kNativeFunction);
}

/// Index of the parameter a keyword names; the number of parameters if there is none.
uint32_t find_parameter(const Signature& sig, String* name) {
    for (uint32_t i = sig.positional_only; i < sig.parameters.size(); i++) {
        String* p = sig.parameters[i].name;
        if (p == name || string_equal(p, name)) return i;
    }
    return static_cast<uint32_t>(sig.parameters.size());
}

/// Places keyword arguments, or collects them for **kwargs. What fits nowhere is left for
/// check_keywords: missing arguments are reported first. False after an exception.
bool place_keywords(Context& ctx, const Signature& sig, Tuple* names, const Value* values,
                    Value* bound, uint32_t by_position, Dict*& extra) {
    for (uint64_t i = 0; i < names->length; i++) {
        auto* name = names->at(i).as<String>();
        const uint32_t p = find_parameter(sig, name);
        if (p < sig.parameters.size()) {
            if (p >= by_position) bound[p] = values[i];
            continue;
        }
        if (!sig.has_keywords) continue;
        if (!extra) extra = make_dict(ctx);
        if (!extra || !dict_set(ctx, extra, name, values[i])) return false;
    }
    return true;
}

/// TypeError for a keyword argument that fits nowhere, or that repeats a positional one.
bool check_keywords(Context& ctx, NativeFunction* f, Tuple* names, uint32_t by_position) {
    const Signature& sig = *f->signature;
    for (Value v : names->values()) {
        const uint32_t p = find_parameter(sig, v.as<String>());
        if (p >= by_position) continue;
        raise(ctx, TypeId::kTypeError, "argument for {} given by name ('{}') and position ({})",
              is_nameless(f) ? "function" : bare_name(f) + "()", v.as<String>(),
              p - hidden_parameters(f) + 1);
        return false;
    }
    for (Value v : names->values()) {
        if (sig.has_keywords || find_parameter(sig, v.as<String>()) < sig.parameters.size()) {
            continue;
        }
        raise(ctx, TypeId::kTypeError, "'{}' is an invalid keyword argument for {}", v.as<String>(),
              is_nameless(f) ? "this function" : bare_name(f) + "()");
        return false;
    }
    return true;
}

bool check_receiver(Context& ctx, NativeFunction* f, const Value* args, uint32_t positional) {
    if (f->flags & NativeFunction::kBound) return true;
    if (f->flags & NativeFunction::kNew) {
        Type* owner = f->owner.get();
        if (positional == 0) {
            raise(ctx, TypeId::kTypeError, "{}.__new__(): not enough arguments", owner->name.get());
            return false;
        }
        if (!args[0].is(Kind::kType)) {
            raise(ctx, TypeId::kTypeError, "{}.__new__(X): X is not a type object ({})",
                  owner->name.get(), MessageArg::type(args[0]));
            return false;
        }
        Type* cls = args[0].as<Type>();
        if (!is_subtype(cls, owner)) {
            raise(ctx, TypeId::kTypeError, "{}.__new__({}): {} is not a subtype of {}",
                  owner->name.get(), cls->name.get(), cls->name.get(), owner->name.get());
            return false;
        }
        Type* safe = cls;
        while (safe->base &&
               (safe->has(Type::kUserDefined) ||
                safe->lookup_special(Special::kNew) == safe->base->lookup_special(Special::kNew))) {
            safe = safe->base.get();
        }
        if (safe != owner && !is_subtype(owner, safe) && owner->native) {
            raise(ctx, TypeId::kTypeError, "{}.__new__({}) is not safe, use {}.__new__()",
                  owner->name.get(), cls->name.get(), safe->name.get());
            return false;
        }
        return true;
    }
    if (!(f->flags & NativeFunction::kMethod) || !f->owner) return true;
    if (positional == 0) {
        const bool special = has_slot(ctx, f->name.get());
        if (special) {
            raise(ctx, TypeId::kTypeError, "descriptor '{}' of '{}' object needs an argument",
                  f->name.get(), f->owner->name.get());
        } else {
            raise(ctx, TypeId::kTypeError, "unbound method {}.{}() needs an argument",
                  f->owner->name.get(), f->name.get());
        }
        return false;
    }
    if (is_subtype(type_of(ctx, args[0]), f->owner.get())) return true;
    const bool special = has_slot(ctx, f->name.get());
    raise(ctx, TypeId::kTypeError,
          special ? "descriptor '{}' requires a '{}' object but received a '{}'"
                  : "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
          f->name.get(), native_display_name(f->owner.get()), MessageArg::type(args[0]));
    return false;
}

Value bind_and_call(Context& ctx, NativeFunction* f, const Value* args, uint32_t positional,
                    Tuple* keyword_names) {
    const Signature& sig = *f->signature;
    const uint32_t count = static_cast<uint32_t>(sig.parameters.size());
    Value inline_bound[kInlineArguments];
    Value* bound = inline_bound;
    std::optional<ValueVector> large;
    if (count > kInlineArguments) {
        large.emplace(ctx).values.resize(count);  // a few dozen: these come from declarations
        bound = large->values.data();
    }
    uint64_t keywords = keyword_names ? keyword_names->length : 0;
    if (keywords && !sig.has_keywords && positional && leaves_keywords(ctx, f, args[0]))
        keywords = 0;
    if (keywords && !sig.has_keywords) {
        if (std::max(sig.positional_only, hidden_parameters(f)) == count) {
            const bool wrapper = f->flags & NativeFunction::kMethod &&
                                 has_slot(ctx, f->name.get()) && f->signature->name != "__init__";
            const bool bare = f->def->flags & NativeMethod::kTupleArguments;
            return raise(ctx, TypeId::kTypeError, "{}{}() takes no keyword arguments",
                         wrapper ? "wrapper " : "", bare ? bare_name(f) : display_name(ctx, f));
        }
        if (positional + keywords > count && !sig.has_rest) {
            return raise_too_many(ctx, f, positional, keywords);
        }
    }
    if (positional > sig.positional && !sig.has_rest) return raise_arity(ctx, f, positional);
    const uint32_t by_position = std::min(positional, sig.positional);
    std::copy_n(args, by_position, bound);
    Args out{bound};
    if (positional > sig.positional) {
        out.rest_values = args + sig.positional;
        out.rest_count = positional - sig.positional;
    }
    Dict* extra = nullptr;
    if (keywords &&
        !place_keywords(ctx, sig, keyword_names, args + positional, bound, by_position, extra)) {
        return Value::error();
    }
    if (extra) out.keywords = Value::object(extra);
    for (uint32_t i = by_position; i < count; i++) {
        const Parameter& p = sig.parameters[i];
        if (p.has_default || !bound[i].is_empty()) continue;
        if (p.keyword_only) {
            return raise(ctx, TypeId::kTypeError,
                         "{}() missing required keyword-only argument: '{}'", bare_name(f), p.name);
        }
        return raise_arity(ctx, f, positional, i);
    }
    if (keywords && !check_keywords(ctx, f, keyword_names, by_position)) return Value::error();
    return f->def->function(ctx, out);
}

}  // namespace

std::string_view declared_name(const NativeMethod& def) {
    std::string_view s = def.signature;
    return s.substr(0, s.find('('));
}

Signature* SignatureTable::find(Context& ctx, const NativeMethod* def) {
    auto [it, fresh] = table_.try_emplace(def);
    if (fresh) parse(ctx, def->signature, it->second);
    return &it->second;
}

void SignatureTable::trace(Marker& marker) {
    for (auto& [def, sig] : table_) {
        for (Parameter& p : sig.parameters)
            marker.mark(p.name);
    }
}

NativeFunction* make_native_function(Context& ctx, const NativeMethod& def, Value self, Type* owner,
                                     Value module) {
    String* name = intern(ctx, declared_name(def));
    if (!name) return nullptr;
    TypeId type = TypeId::kNativeFunction;
    uint8_t flags = 0;
    if (owner) {
        const bool special = has_slot(ctx, name);
        if (equals_ascii(name, "__new__")) {
            flags = NativeFunction::kNew;
        } else if (def.flags & NativeMethod::kClassMethod) {
            flags = NativeFunction::kMethod | NativeFunction::kClassMethod;
            type = TypeId::kClassMethodDescriptor;
        } else if (!(def.flags & NativeMethod::kStaticMethod)) {
            flags = NativeFunction::kMethod;
            type = special ? TypeId::kSlotWrapper : TypeId::kMethodDescriptor;
        }
    }
    auto* f = allocate<NativeFunction>(ctx, ctx.type(type));
    if (!f) return nullptr;
    f->flags |= flags;
    f->def = &def;
    f->self.init(self);
    f->owner.init(owner);
    f->module.init(module);
    f->name.init(name);
    return f;
}

NativeFunction* bind_native(Context& ctx, NativeFunction* f, Value self) {
    const bool wrapper = f->shape == ctx.type(TypeId::kSlotWrapper)->root_shape;
    auto* b = allocate<NativeFunction>(
        ctx, ctx.type(wrapper ? TypeId::kMethodWrapper : TypeId::kNativeFunction));
    if (!b) return nullptr;
    b->flags |= NativeFunction::kMethod | NativeFunction::kBound;
    b->def = f->def;
    b->signature = f->signature;
    b->self.init(self);
    b->owner.init(f->owner.get());
    b->module.init(f->module.get());
    b->name.init(f->name.get());
    return b;
}

Value call_native_unchecked(Context& ctx, NativeFunction* f, const Value* args, uint32_t count) {
    if (__builtin_expect(!f->signature, 0))
        f->signature = ctx.runtime().signatures.find(ctx, f->def);
    const Signature& sig = *f->signature;
    if (__builtin_expect(sig.simple, 1)) {
        if (count == sig.positional) return f->def->function(ctx, Args{args});
        if (count < sig.positional && count >= sig.required_positional &&
            sig.positional <= kInlineArguments) {
            Value bound[kInlineArguments];
            std::copy_n(args, count, bound);
            return f->def->function(ctx, Args{bound});
        }
    }
    return bind_and_call(ctx, f, args, count, nullptr);
}

Value call_native(Context& ctx, NativeFunction* f, const Value* args, uint32_t positional,
                  Tuple* keyword_names) {
    if (!f->signature) f->signature = ctx.runtime().signatures.find(ctx, f->def);
    if (f->flags & NativeFunction::kBound) {
        const uint32_t total =
            positional + (keyword_names ? static_cast<uint32_t>(keyword_names->length) : 0);
        constexpr uint32_t kOnStack = 12;
        Value shifted[kOnStack + 1];
        std::vector<Value> large;
        Value* with_self = shifted;
        if (total > kOnStack) {
            // The caller's copy keeps the values alive for the collector.
            large.resize(total + 1);
            with_self = large.data();
        }
        with_self[0] = f->self.get();
        std::copy_n(args, total, with_self + 1);
        return keyword_names ? bind_and_call(ctx, f, with_self, positional + 1, keyword_names)
                             : call_native_unchecked(ctx, f, with_self, positional + 1);
    }
    if (!check_receiver(ctx, f, args, positional)) return Value::error();
    if (keyword_names && keyword_names->length) {
        return bind_and_call(ctx, f, args, positional, keyword_names);
    }
    return call_native_unchecked(ctx, f, args, positional);
}

}  // namespace orrery
