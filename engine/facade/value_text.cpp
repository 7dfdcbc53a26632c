#include "engine/facade/value_text.h"

#include <algorithm>
#include <bit>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/collections_module.h"
#include "engine/numbers/float_text.h"
#include "engine/objects/bytes.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/generator.h"
#include "engine/objects/int.h"
#include "engine/syntax/literals.h"
#include "engine/text/unicode.h"

namespace orrery {

namespace {

using syntax::append_utf8;

constexpr int kMaxDepth = 4;
constexpr int64_t kMaxIntLimbs = 64;  // longer ints are told by their size
constexpr const char* kCut = "\u2026";

void append_hex(std::string& out, char letter, uint32_t c, int digits) {
    constexpr char kDigits[] = "0123456789abcdef";
    out += '\\';
    out += letter;
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        out += kDigits[c >> shift & 15];
}

Value own_attribute(Context& ctx, Object* o, const char* name) {
    String* s = intern(ctx, name);
    if (s) return get_own_attribute(ctx, o, s);
    take_exception(ctx);
    return Value();
}

class Writer {
public:
    Writer(Context& ctx, size_t limit) : ctx_(ctx), limit_(limit) {}

    void value(Value v, int depth = 0);
    ValueText finish() {
        if (is_cut_) text_ += kCut;
        return {std::move(text_), is_cut_};
    }

private:
    bool full() {
        if (text_.size() >= limit_) is_cut_ = true;
        return is_cut_;
    }
    void add(std::string_view s) {
        if (!full()) text_ += s;
    }
    void integer(Value v);
    void string(const String* s);
    void bytes(std::string_view data);
    void dict(Dict* d, int depth);
    void attributes(Object* o, int depth);
    void instance(Value v, int depth);
    void type(Type* t);
    /// "Name(" when a class of the program's derives from the built-in type.
    bool open_subclass(Value v) {
        if (v.as_object()->is_exact()) return false;
        add(to_utf8(type_of(ctx_, v)->name.get()));
        add("(");
        return true;
    }
    template <typename At>
    void sequence(std::string_view open, std::string_view close, uint64_t n, int depth, At at) {
        add(open);
        if (depth >= kMaxDepth && n) {
            add("...");
        } else {
            for (uint64_t i = 0; i < n && !full(); i++) {
                if (i) add(", ");
                value(at(i), depth + 1);
            }
        }
        add(close);
    }

    Context& ctx_;
    size_t limit_;
    std::string text_;
    bool is_cut_ = false;
};

void Writer::integer(Value v) {
    const IntView view(v);
    const BigIntRef n = view.ref();
    if (n.length() > kMaxIntLimbs) {
        // Digits of a number this long cost time; the sign and about how many there are do not.
        add(n.is_negative() ? "-" : "");
        const double bits =
            static_cast<double>(n.length() - 1) * 64 + std::bit_width(n.limbs[n.length() - 1]);
        add("<int of about " + std::to_string(static_cast<int64_t>(bits * 0.30103) + 1) +
            " digits>");
        is_cut_ = true;
        return;
    }
    AsciiBuffer digits;
    bigint_to_text(n, 10, digits);
    add({digits.data(), digits.size()});
}

void Writer::string(const String* s) {
    bool single = false, twice = false;
    const uint64_t looked = std::min<uint64_t>(s->length, limit_);
    for (uint64_t i = 0; i < looked; i++) {
        single |= s->at(i) == '\'';
        twice |= s->at(i) == '"';
    }
    const char quote = single && !twice ? '"' : '\'';
    text_ += quote;
    for (uint64_t i = 0; i < s->length && !full(); i++) {
        const uint32_t c = s->at(i);
        if (c == static_cast<uint32_t>(quote) || c == '\\') {
            text_ += '\\';
            text_ += static_cast<char>(c);
        } else if (c == '\n') {
            text_ += "\\n";
        } else if (c == '\t') {
            text_ += "\\t";
        } else if (c == '\r') {
            text_ += "\\r";
        } else if (c >= 0x20 && c < 0x7F) {
            text_ += static_cast<char>(c);
        } else if (c >= 0xA0 && (c < 0xD800 || c > 0xDFFF) && is_printable(c)) {
            append_utf8(text_, c);
        } else if (c < 0x100) {
            append_hex(text_, 'x', c, 2);
        } else if (c < 0x10000) {
            append_hex(text_, 'u', c, 4);
        } else {
            append_hex(text_, 'U', c, 8);
        }
    }
    if (!is_cut_) text_ += quote;
}

void Writer::bytes(std::string_view data) {
    text_ += "b'";
    for (size_t i = 0; i < data.size() && !full(); i++) {
        const auto c = static_cast<uint8_t>(data[i]);
        if (c == '\'' || c == '\\') {
            text_ += '\\';
            text_ += static_cast<char>(c);
        } else if (c >= 0x20 && c < 0x7F) {
            text_ += static_cast<char>(c);
        } else {
            append_hex(text_, 'x', c, 2);
        }
    }
    if (!is_cut_) text_ += '\'';
}

void Writer::dict(Dict* d, int depth) {
    add("{");
    if (depth >= kMaxDepth && d->live) {
        add("...");
    } else {
        uint64_t position = 0;
        Value key, v;
        bool first = true;
        while (!full() && dict_next(d, position, key, v)) {
            if (!first) add(", ");
            first = false;
            value(key, depth + 1);
            add(": ");
            value(v, depth + 1);
        }
    }
    add("}");
}

void Writer::type(Type* t) {
    const Value module = dict_get(ctx_, t->dict.get(), ctx_.name(Name::k__module__));
    add("<class '");
    if (module.is(Kind::kString) && !equals_ascii(module.as<String>(), "builtins")) {
        add(to_utf8(module.as<String>()));
        add(".");
    }
    add(to_utf8((t->qualname ? t->qualname : t->name).get()));
    add("'>");
}

void Writer::attributes(Object* o, int depth) {
    add("(");
    bool first = true;
    const auto one = [&](String* name, Value v) {
        if (!v) return;
        if (!first) add(", ");
        first = false;
        add(to_utf8(name));
        add("=");
        value(v, depth + 1);
    };
    Slot* word = attrs_word(ctx_, o);
    const Shape* shape = ctx_.runtime().shapes.at(o->shape);
    if (depth >= kMaxDepth) {
        add("...");
    } else if (word && shape->is_dictionary) {
        uint64_t position = 0;
        Value key, v;
        while (!full() && dict_next(word->get().as<Dict>(), position, key, v)) {
            if (key.is(Kind::kString)) one(key.as<String>(), v);
        }
    } else if (word) {
        const std::vector<String*> names = shape->names();
        for (uint32_t i = 0; i < names.size() && !full(); i++)
            one(names[i], attribute_slot(ctx_, o, i)->get());
    }
    add(")");
}

void Writer::instance(Value v, int depth) {
    Object* o = v.as_object();
    const std::string name = to_utf8(type_of(ctx_, v)->name.get());
    // A member of an enumeration.
    const Value member = own_attribute(ctx_, o, "_name_");
    if (member.is(Kind::kString) && own_attribute(ctx_, o, "_value_")) {
        add(name + "." + to_utf8(member.as<String>()));
        return;
    }
    add(name);
    attributes(o, depth);
}

void Writer::value(Value v, int depth) {
    if (full()) return;
    if (!v) return add("<unbound>");
    if (v.is_none()) return add("None");
    if (v.is_bool()) return add(v.is_true() ? "True" : "False");
    if (v.is_small_int() || v.is(Kind::kInt)) return integer(v);
    if (is_float(v)) {
        AsciiBuffer digits;
        float_repr(float_value(v), digits);
        return add({digits.data(), digits.size()});
    }
    if (!v.is_object()) return add(v.is_not_implemented() ? "NotImplemented" : "Ellipsis");
    Object* o = v.as_object();
    const std::string type_text = type_name(ctx_, v);
    bool subclass = false;
    switch (o->kind) {
    case Kind::kString:
        subclass = open_subclass(v);
        string(v.as<String>());
        break;
    case Kind::kBytes:
        subclass = open_subclass(v);
        bytes(v.as<Bytes>()->view());
        break;
    case Kind::kByteArray:
        add("bytearray(");
        bytes(v.as<ByteArray>()->view());
        return add(")");
    case Kind::kTuple: {
        auto* t = v.as<Tuple>();
        subclass = open_subclass(v);
        sequence("(", t->length == 1 ? ",)" : ")", t->length, depth,
                 [&](uint64_t i) { return t->at(i); });
        break;
    }
    case Kind::kList: {
        auto* l = v.as<List>();
        subclass = open_subclass(v);
        sequence("[", "]", l->size, depth, [&](uint64_t i) { return l->at(i); });
        break;
    }
    case Kind::kDict:
        subclass = open_subclass(v);
        dict(v.as<Dict>(), depth);
        break;
    case Kind::kSet: {
        auto* s = v.as<Set>();
        const bool plain = o->is_exact() && type_of(ctx_, v) == ctx_.type(TypeId::kSet);
        if (!plain || s->live == 0) add(type_text + "(");
        uint64_t position = 0;
        Value key;
        for (bool first = true; !full() && set_next(s, position, key); first = false) {
            add(first ? "{" : ", ");
            value(key, depth + 1);
        }
        if (s->live) add("}");
        if (!plain || s->live == 0) add(")");
        return;
    }
    case Kind::kComplex: {
        const FloatFormat plus{.type = 'r', .sign = FloatSign::always};
        AsciiBuffer digits;
        float_format(v.as<Complex>()->real, FloatFormat{.type = 'r'}, digits);
        float_format(v.as<Complex>()->imag, plus, digits);
        return add("(" + std::string(digits.data(), digits.size()) + "j)");
    }
    case Kind::kRange: {
        auto* r = v.as<Range>();
        add("range(");
        value(r->start.get(), depth);
        add(", ");
        value(r->stop.get(), depth);
        if (!(r->step.get() == Value::small_int(1))) {
            add(", ");
            value(r->step.get(), depth);
        }
        return add(")");
    }
    case Kind::kDictView:
        add(type_text + "(");
        dict(v.as<DictView>()->dict.get(), depth);
        return add(")");
    case Kind::kMappingProxy:
        add("mappingproxy(");
        value(v.as<MappingProxy>()->mapping.get(), depth + 1);
        return add(")");
    case Kind::kFunction: {
        const Value name = v.as<Function>()->qualname.get();
        add("<function ");
        add(name.is(Kind::kString) ? to_utf8(name.as<String>()) : "?");
        return add(">");
    }
    case Kind::kNativeFunction:
        add("<built-in function ");
        add(to_utf8(v.as<NativeFunction>()->name.get()));
        return add(">");
    case Kind::kBoundMethod:
        add("<bound method ");
        value(v.as<BoundMethod>()->function.get(), kMaxDepth);
        return add(">");
    case Kind::kType: return type(v.as<Type>());
    case Kind::kModule: {
        const Value name = dict_get(ctx_, v.as<Module>()->dict.get(), ctx_.name(Name::k__name__));
        add("<module '");
        add(name.is(Kind::kString) ? to_utf8(name.as<String>()) : "?");
        return add("'>");
    }
    case Kind::kException: {
        auto* t = v.as<Exception>()->args.get();
        add(to_utf8(type_of(ctx_, v)->name.get()));
        return sequence("(", ")", t ? t->length : 0, depth, [&](uint64_t i) { return t->at(i); });
    }
    case Kind::kGenerator: {
        const Value name = v.as<Generator>()->qualname.get();
        add("<" + type_text + " ");
        add(name.is(Kind::kString) ? to_utf8(name.as<String>()) : "?");
        return add(">");
    }
    case Kind::kInstance: return instance(v, depth);
    default:
        if (const int64_t n = value_length(ctx_, v); n >= 0) {
            add(type_text + "(");
            sequence("[", "]", static_cast<uint64_t>(n), depth,
                     [&](uint64_t i) { return deque_at(ctx_, v, i); });
            return add(")");
        }
        if (!o->is_exact() && attrs_word(ctx_, o)) return instance(v, depth);
        return add("<" + type_text + " object>");
    }
    if (subclass) add(")");
}

void add_default(Context& ctx, std::string& out, Value v) {
    const ValueText text = value_text(ctx, v, 30);
    out += "=" + text.text;
}

std::string function_signature(Context& ctx, Function* f, bool skip_first) {
    Code* code = f->code.get();
    Tuple* names = code->variable_names.get();
    // The parameters that inner functions use are among the cells' names.
    const auto name_of = [&](unsigned reg) -> std::string {
        const uint64_t own = code->cell_names ? code->cell_names->length : 0;
        for (uint64_t i = 0; i < own; i++) {
            if ((*code->cell_registers)[i] == reg)
                return to_utf8(code->cell_names->at(i).as<String>());
        }
        return reg < names->length ? to_utf8(names->at(reg).as<String>()) : "?";
    };
    const unsigned positional = code->argument_count;
    const uint64_t defaults = f->defaults ? f->defaults->length : 0;
    std::string out = "(";
    const auto separate = [&] {
        if (out.size() > 1) out += ", ";
    };
    for (unsigned i = 0; i < positional; i++) {
        if (!(i == 0 && skip_first)) {
            separate();
            out += name_of(i);
            if (i + defaults >= positional) {
                add_default(ctx, out, f->defaults->at(i + defaults - positional));
            }
        }
        if (i + 1 == code->positional_only_count && out.size() > 1) out += ", /";
    }
    unsigned reg = positional;
    const unsigned first_after = positional + code->keyword_only_count;
    const bool rest = code->has(Code::kVarArgs);
    if (rest) {
        separate();
        out += "*" + name_of(first_after);
    } else if (code->keyword_only_count) {
        separate();
        out += "*";
    }
    for (unsigned i = 0; i < code->keyword_only_count; i++, reg++) {
        separate();
        const std::string name = name_of(reg);
        out += name;
        Dict* d = f->kwdefaults.get();
        const Value v = d ? dict_get(ctx, d, intern(ctx, name)) : Value();
        if (v) add_default(ctx, out, v);
    }
    if (code->has(Code::kVarKeywords)) {
        separate();
        out += "**" + name_of(first_after + (rest ? 1 : 0));
    }
    return out + ")";
}

std::string native_signature(NativeFunction* f) {
    std::string_view text = f->def->signature;
    text.remove_prefix(std::min(text.find('('), text.size()));
    std::string out(text);
    const bool bound = f->flags & (NativeFunction::kBound | NativeFunction::kClassMethod);
    for (std::string_view self : {"(self, /, ", "(self, ", "(cls, ", "(self", "(cls"}) {
        if (!(bound || f->owner) || !out.starts_with(self)) continue;
        out = "(" + out.substr(self.size());
        if (out.starts_with("(/")) out.erase(1, out.starts_with("(/, ") ? 3 : 1);
        break;
    }
    // "?" marks a parameter without a default to show.
    for (size_t at; (at = out.find("=?")) != std::string::npos;)
        out.replace(at, 2, "=...");
    return out;
}

std::string signature_of(Context& ctx, Value v, bool skip_first, int depth) {
    if (depth > 4) return {};
    if (v.is(Kind::kFunction)) return function_signature(ctx, v.as<Function>(), skip_first);
    if (v.is(Kind::kNativeFunction)) return native_signature(v.as<NativeFunction>());
    if (v.is(Kind::kBoundMethod)) {
        return signature_of(ctx, v.as<BoundMethod>()->function.get(), true, depth + 1);
    }
    if (v.is(Kind::kStaticMethod)) {
        return signature_of(ctx, v.as<WrappedMethod>()->function.get(), false, depth + 1);
    }
    if (v.is(Kind::kClassMethod)) {
        return signature_of(ctx, v.as<WrappedMethod>()->function.get(), true, depth + 1);
    }
    if (v.is(Kind::kType)) {
        auto* t = v.as<Type>();
        for (Special special : {Special::kInit, Special::kNew}) {
            const Value f = t->lookup_special(special);
            const Value inner =
                f.is(Kind::kStaticMethod) ? f.as<WrappedMethod>()->function.get() : f;
            if (inner.is(Kind::kFunction)) return signature_of(ctx, inner, true, depth + 1);
            if (inner.is(Kind::kNativeFunction) &&
                inner.as<NativeFunction>()->owner.get() != ctx.type(TypeId::kObject)) {
                return native_signature(inner.as<NativeFunction>());
            }
        }
        return "()";
    }
    if (v.is_object()) {
        const Value f = type_of(ctx, v)->lookup_special(Special::kCall);
        if (f.is(Kind::kFunction)) return signature_of(ctx, f, true, depth + 1);
    }
    return {};
}

}  // namespace

ValueText value_text(Context& ctx, Value v, size_t limit) {
    Writer writer(ctx, limit);
    writer.value(v);
    return writer.finish();
}

std::string signature_text(Context& ctx, Value callable) {
    return signature_of(ctx, callable, false, 0);
}

std::string documentation(Context& ctx, Value v) {
    Value doc;
    if (v.is(Kind::kBoundMethod)) v = v.as<BoundMethod>()->function.get();
    if (v.is(Kind::kStaticMethod) || v.is(Kind::kClassMethod)) {
        v = v.as<WrappedMethod>()->function.get();
    }
    if (v.is(Kind::kFunction)) {
        doc = v.as<Function>()->doc.get();
    } else if (v.is(Kind::kNativeFunction)) {
        const char* text = v.as<NativeFunction>()->def->doc;
        return text ? text : "";
    } else if (v.is(Kind::kType)) {
        doc = dict_get(ctx, v.as<Type>()->dict.get(), ctx.name(Name::k__doc__));
    } else if (v.is(Kind::kModule)) {
        doc = dict_get(ctx, v.as<Module>()->dict.get(), ctx.name(Name::k__doc__));
    }
    return doc.is(Kind::kString) ? to_utf8(doc.as<String>()) : "";
}

ValueKind value_kind(Context& ctx, Value v) {
    if (v.is_none()) return ValueKind::kNone;
    if (v.is_bool()) return ValueKind::kBool;
    if (v.is_small_int()) return ValueKind::kInt;
    if (is_float(v)) return ValueKind::kFloat;
    if (!v.is_object()) return ValueKind::kOther;
    switch (v.as_object()->kind) {
    case Kind::kInt: return ValueKind::kInt;
    case Kind::kComplex: return ValueKind::kComplex;
    case Kind::kString: return ValueKind::kText;
    case Kind::kBytes:
    case Kind::kByteArray:
    case Kind::kMemoryView: return ValueKind::kBytes;
    case Kind::kTuple:
    case Kind::kList:
    case Kind::kRange: return ValueKind::kSequence;
    case Kind::kDict:
    case Kind::kMappingProxy: return ValueKind::kMapping;
    case Kind::kSet: return ValueKind::kSet;
    case Kind::kFunction:
    case Kind::kNativeFunction:
    case Kind::kStaticMethod:
    case Kind::kClassMethod:
    case Kind::kBoundMethod: return ValueKind::kFunction;
    case Kind::kType: return ValueKind::kClass;
    case Kind::kModule: return ValueKind::kModule;
    case Kind::kException: return ValueKind::kException;
    default: return value_length(ctx, v) >= 0 ? ValueKind::kSequence : ValueKind::kObject;
    }
}

int64_t value_length(Context& ctx, Value v) {
    if (!v.is_object()) return -1;
    switch (v.as_object()->kind) {
    case Kind::kString: return static_cast<int64_t>(v.as<String>()->length);
    case Kind::kBytes: return static_cast<int64_t>(v.as<Bytes>()->length);
    case Kind::kByteArray: return static_cast<int64_t>(v.as<ByteArray>()->length);
    case Kind::kTuple: return static_cast<int64_t>(v.as<Tuple>()->length);
    case Kind::kList: return static_cast<int64_t>(v.as<List>()->size);
    case Kind::kDict: return v.as<Dict>()->live;
    case Kind::kSet: return static_cast<int64_t>(v.as<Set>()->live);
    case Kind::kRange: {
        int64_t n;
        return int_to_int64(v.as<Range>()->length.get(), n) ? n : -1;
    }
    case Kind::kMappingProxy: return value_length(ctx, v.as<MappingProxy>()->mapping.get());
    case Kind::kDictView: return v.as<DictView>()->dict->live;
    default: return deque_length(ctx, v);
    }
}

}  // namespace orrery
