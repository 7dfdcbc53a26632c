// Module _locale. The engine itself never depends on the process's locale; setlocale() changes it
// only where a program asks.
#include <climits>
#include <clocale>
#include <cstdlib>
#include <cstring>
#ifndef _WIN32
#include <langinfo.h>
#endif

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/io/objects.h"
#include "engine/objects/encoding.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"

namespace orrery {

namespace {

Value text(Context& ctx, const char* s) {
    String* v = decode_file_name(ctx, s ? s : "");
    return v ? Value::object(v) : Value::error();
}

Value raise_locale_error(Context& ctx, const char* message) {
    Value module = import_module(ctx, "_locale");
    Value type =
        module ? dict_get(ctx, module.as<Module>()->dict.get(), intern(ctx, "Error")) : Value();
    Value e = type ? call(ctx, type, {text(ctx, message)}) : Value();
    return e ? raise_value(ctx, e) : Value::error();
}

Value locale_setlocale(Context& ctx, const Args& args) {
    int category;
    if (!to_int32(ctx, args[0], category)) return Value::error();
    std::string name;
    const bool given = args[1] && !args[1].is_none();
    if (given) {
        if (!args[1].is(Kind::kString)) {
            return raise(ctx, TypeId::kTypeError,
                         "setlocale() argument 2 must be str or None, not {}",
                         MessageArg::type(args[1]));
        }
        if (!encode_file_name(ctx, args[1].as<String>(), name)) return Value::error();
    }
    const char* r = std::setlocale(category, given ? name.c_str() : nullptr);
    if (!r)
        return raise_locale_error(ctx,
                                  given ? "unsupported locale setting" : "locale query failed");
    return text(ctx, r);
}

Value grouping(Context& ctx, const char* s) {
    List* list = make_list(ctx);
    if (!list || !s || !*s) return list ? Value::object(list) : Value::error();
    for (;; s++) {
        const int n = *s;
        if (!list_append(ctx, list, Value::small_int(n))) return Value::error();
        if (n == 0 || n == CHAR_MAX) return Value::object(list);
    }
}

Value locale_localeconv(Context& ctx, const Args&) {
    const std::lconv* c = std::localeconv();
    Dict* d = make_dict(ctx);
    if (!d) return Value::error();
    const std::pair<const char*, Value> rows[] = {
        {"int_curr_symbol", text(ctx, c->int_curr_symbol)},
        {"currency_symbol", text(ctx, c->currency_symbol)},
        {"mon_decimal_point", text(ctx, c->mon_decimal_point)},
        {"mon_thousands_sep", text(ctx, c->mon_thousands_sep)},
        {"mon_grouping", grouping(ctx, c->mon_grouping)},
        {"positive_sign", text(ctx, c->positive_sign)},
        {"negative_sign", text(ctx, c->negative_sign)},
        {"int_frac_digits", Value::small_int(c->int_frac_digits)},
        {"frac_digits", Value::small_int(c->frac_digits)},
        {"p_cs_precedes", Value::small_int(c->p_cs_precedes)},
        {"p_sep_by_space", Value::small_int(c->p_sep_by_space)},
        {"n_cs_precedes", Value::small_int(c->n_cs_precedes)},
        {"n_sep_by_space", Value::small_int(c->n_sep_by_space)},
        {"p_sign_posn", Value::small_int(c->p_sign_posn)},
        {"n_sign_posn", Value::small_int(c->n_sign_posn)},
        {"decimal_point", text(ctx, c->decimal_point)},
        {"thousands_sep", text(ctx, c->thousands_sep)},
        {"grouping", grouping(ctx, c->grouping)},
    };
    for (auto& [name, value] : rows) {
        if (!value || !dict_set(ctx, d, intern(ctx, name), value)) return Value::error();
    }
    return Value::object(d);
}

bool two_texts(Context& ctx, const Args& args, const char* function, std::string& a,
               std::string& b) {
    for (unsigned i = 0; i < 2; i++) {
        if (!args[i].is(Kind::kString)) {
            raise(ctx, TypeId::kTypeError, "{}() argument {} must be str, not {}", function, i + 1,
                  MessageArg::type(args[i]));
            return false;
        }
    }
    return encode_file_name(ctx, args[0].as<String>(), a) &&
           encode_file_name(ctx, args[1].as<String>(), b);
}
Value locale_strcoll(Context& ctx, const Args& args) {
    std::string a, b;
    if (!two_texts(ctx, args, "strcoll", a, b)) return Value::error();
    return Value::small_int(std::strcoll(a.c_str(), b.c_str()));
}
Value locale_strxfrm(Context& ctx, const Args& args) {
    if (!args[0].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "strxfrm() argument must be str, not {}",
                     MessageArg::type(args[0]));
    }
    std::string s;
    if (!encode_file_name(ctx, args[0].as<String>(), s)) return Value::error();
    std::string out(std::strxfrm(nullptr, s.c_str(), 0) + 1, '\0');
    out.resize(std::strxfrm(out.data(), s.c_str(), out.size()));
    return text(ctx, out.c_str());
}
Value locale_getencoding(Context& ctx, const Args&) {
    return text(ctx, io::locale_encoding().c_str());
}

#ifndef _WIN32
struct LangItem {
    const char* name;
    int item;
};
#define C(name) {#name, name}
constexpr LangItem kLangItems[] = {
    C(ABDAY_1),  C(ABDAY_2), C(ABDAY_3),   C(ABDAY_4),     C(ABDAY_5),    C(ABDAY_6),    C(ABDAY_7),
    C(ABMON_1),  C(ABMON_2), C(ABMON_3),   C(ABMON_4),     C(ABMON_5),    C(ABMON_6),    C(ABMON_7),
    C(ABMON_8),  C(ABMON_9), C(ABMON_10),  C(ABMON_11),    C(ABMON_12),   C(DAY_1),      C(DAY_2),
    C(DAY_3),    C(DAY_4),   C(DAY_5),     C(DAY_6),       C(DAY_7),      C(MON_1),      C(MON_2),
    C(MON_3),    C(MON_4),   C(MON_5),     C(MON_6),       C(MON_7),      C(MON_8),      C(MON_9),
    C(MON_10),   C(MON_11),  C(MON_12),    C(RADIXCHAR),   C(THOUSEP),    C(YESEXPR),    C(NOEXPR),
    C(CRNCYSTR), C(D_FMT),   C(D_T_FMT),   C(T_FMT),       C(T_FMT_AMPM), C(AM_STR),     C(PM_STR),
    C(CODESET),  C(ERA),     C(ERA_D_FMT), C(ERA_D_T_FMT), C(ERA_T_FMT),  C(ALT_DIGITS),
};
#undef C
Value locale_nl_langinfo(Context& ctx, const Args& args) {
    int item;
    if (!to_int32(ctx, args[0], item)) return Value::error();
    for (const LangItem& i : kLangItems) {
        // The process's locale is "C" until a program sets it; its character set is not.
        if (i.item == item) {
            return item == CODESET ? text(ctx, io::locale_encoding().c_str())
                                   : text(ctx, ::nl_langinfo(item));
        }
    }
    return raise(ctx, TypeId::kValueError, "unsupported langinfo constant");
}
#endif

constexpr NativeMethod kFunctions[] = {
    {"setlocale(category, locale=None, /)", locale_setlocale},
    {"localeconv()", locale_localeconv},
    {"strcoll(os1, os2, /)", locale_strcoll},
    {"strxfrm(string, /)", locale_strxfrm},
    {"getencoding()", locale_getencoding},
#ifndef _WIN32
    {"nl_langinfo(key, /)", locale_nl_langinfo},
#endif
};

bool populate(Context& ctx, Module* module) {
    const char* all = std::getenv("LC_ALL");
    std::setlocale(LC_CTYPE, io::is_c_locale() && !(all && *all) ? "C.UTF-8" : "");
    Dict* d = module->dict.get();
    const auto set = [&](const char* name, Value v) {
        return v && dict_set(ctx, d, intern(ctx, name), v);
    };
    const std::pair<const char*, int> constants[] = {
        {"LC_CTYPE", LC_CTYPE},       {"LC_TIME", LC_TIME},       {"LC_COLLATE", LC_COLLATE},
        {"LC_MONETARY", LC_MONETARY}, {"LC_NUMERIC", LC_NUMERIC}, {"LC_ALL", LC_ALL},
        {"CHAR_MAX", CHAR_MAX},
#ifndef _WIN32
        {"LC_MESSAGES", LC_MESSAGES},
#endif
    };
    for (auto [name, value] : constants) {
        if (!set(name, Value::small_int(value))) return false;
    }
#ifndef _WIN32
    for (const LangItem& i : kLangItems) {
        if (!set(i.name, Value::small_int(i.item))) return false;
    }
#endif
    const Value base = Value::object(ctx.type(TypeId::kException));
    Tuple* bases = make_tuple(ctx, {&base, 1});
    Dict* ns = make_dict(ctx);
    if (!bases || !ns ||
        !dict_set(ctx, ns, ctx.name(Name::k__module__), Value::object(intern(ctx, "locale")))) {
        return false;
    }
    return set("Error",
               make_class(ctx, ctx.type(TypeId::kType), intern(ctx, "Error"), bases, ns, Value()));
}

}  // namespace

extern const NativeModuleSpec kLocaleModule;
const NativeModuleSpec kLocaleModule = {
    .name = "_locale",
    .functions = kFunctions,
    .populate = populate,
    .doc = "Support for POSIX locales.",
};

}  // namespace orrery
