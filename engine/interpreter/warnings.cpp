#include "engine/interpreter/warnings.h"

#include "engine/interpreter/format_traceback.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/module_roots.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/generator.h"
#include "engine/objects/numbers.h"

namespace orrery {

namespace {

/// The filters of a program that sets none: the first that matches decides.
struct DefaultFilter {
    const char* action;
    TypeId category;
    const char* module;  // null: any
};
const DefaultFilter kDefaultFilters[] = {
    {"default", TypeId::kDeprecationWarning, "__main__"},
    {"ignore", TypeId::kDeprecationWarning, nullptr},
    {"ignore", TypeId::kPendingDeprecationWarning, nullptr},
    {"ignore", TypeId::kImportWarning, nullptr},
    {"ignore", TypeId::kResourceWarning, nullptr},
};

Value tuple_value(Context& ctx, std::initializer_list<Value> values) {
    Tuple* t = make_tuple(ctx, std::span<const Value>(values.begin(), values.size()));
    return t ? Value::object(t) : Value::error();
}

List* make_default_filters(Context& ctx) {
    List* filters = make_list(ctx, std::size(kDefaultFilters));
    if (!filters) return nullptr;
    for (const DefaultFilter& f : kDefaultFilters) {
        String* action = intern(ctx, f.action);
        String* module = f.module ? intern(ctx, f.module) : nullptr;
        if (!action || (f.module && !module)) return nullptr;
        const Value filter = tuple_value(
            ctx, {Value::object(action), Value::none(), Value::object(ctx.type(f.category)),
                  module ? Value::object(module) : Value::none(), Value::small_int(0)});
        if (!filter || !list_append(ctx, filters, filter)) return nullptr;
    }
    return filters;
}

Value state(List* l, WarningState s) { return l->at(static_cast<unsigned>(s)); }

/// An attribute of module warnings. kNo when a program has not imported it.
Truth warnings_attribute(Context& ctx, const char* name, bool try_import, Value& out) {
    String* s = intern(ctx, name);
    if (!s) return Truth::kError;
    Value module;
    if (try_import && !ctx.runtime().finalizing) {
        module = import_module(ctx, "warnings");
        if (!module) {
            if (!exception_matches(ctx, TypeId::kImportError)) return Truth::kError;
            take_exception(ctx);
        }
    } else {
        module = dict_get(ctx, ctx.runtime().modules, ctx.name(Name::kwarnings));
    }
    return module ? find_attribute(ctx, module, s, out) : Truth::kNo;
}

/// A variable of module warnings, or what is kept here in its place. Empty after an exception.
Value setting(Context& ctx, const char* name, WarningState s) {
    Value v;
    const Truth t = warnings_attribute(ctx, name, false, v);
    if (t == Truth::kError) return Value::error();
    if (t == Truth::kYes) return v;
    List* l = warning_state(ctx);
    return l ? state(l, s) : Value::error();
}

/// Whether a part of a filter fits: None fits all, a str what is equal, else match() decides.
Truth part_matches(Context& ctx, Value part, Value text) {
    if (part.is_none()) return Truth::kYes;
    if (part.is(Kind::kString) && part.as_object()->is_exact()) {
        if (text.is(Kind::kString))
            return truth(string_equal(part.as<String>(), text.as<String>()));
        raise(ctx, TypeId::kTypeError, "Can't compare {} and {}", MessageArg::type(part),
              MessageArg::type(text));
        return Truth::kError;
    }
    String* match = intern(ctx, "match");
    const Value args[] = {text};
    const Value result = match ? call_method(ctx, part, match, args) : Value::error();
    return result ? is_true(ctx, result) : Truth::kError;
}

Truth filter_matches(Context& ctx, Tuple* filter, const ExplicitWarning& w, Value text) {
    const Truth message = part_matches(ctx, filter->at(1), text);
    if (message == Truth::kError) return message;
    const Truth module = part_matches(ctx, filter->at(3), w.module);
    if (module == Truth::kError) return module;
    const Truth category = is_subclass(ctx, w.category, filter->at(2));
    if (category == Truth::kError) return category;
    int64_t line;
    if (!is_int(filter->at(4))) {
        raise(ctx, TypeId::kTypeError, "an integer is required");
        return Truth::kError;
    }
    if (!to_int64(ctx, filter->at(4), line)) return Truth::kError;
    return truth(message == Truth::kYes && module == Truth::kYes && category == Truth::kYes &&
                 (line == 0 || line == w.line));
}

/// The action of the first filter that matches, with the filter in `filter` (empty: none did).
/// Null after an exception.
String* find_action(Context& ctx, const ExplicitWarning& w, Value text, Value& filter) {
    const Value filters = setting(ctx, "filters", WarningState::kFilters);
    if (!filters) return nullptr;
    if (!filters.is(Kind::kList)) {
        raise(ctx, TypeId::kValueError, "_warnings.filters must be a list");
        return nullptr;
    }
    // Matching runs Python code, which may change the list.
    for (uint64_t i = 0; i < filters.as<List>()->size; i++) {
        filter = filters.as<List>()->at(i);
        if (!filter.is(Kind::kTuple) || filter.as<Tuple>()->length != 5) {
            raise(ctx, TypeId::kValueError, "_warnings.filters item {} isn't a 5-tuple", i);
            return nullptr;
        }
        const Value action = filter.as<Tuple>()->at(0);
        if (!action.is(Kind::kString)) {
            raise(ctx, TypeId::kTypeError, "action must be a string, not '{}'",
                  MessageArg::type(action));
            return nullptr;
        }
        const Truth t = filter_matches(ctx, filter.as<Tuple>(), w, text);
        if (t == Truth::kError) return nullptr;
        if (t == Truth::kYes) return action.as<String>();
    }
    filter = Value::none();
    const Value action = setting(ctx, "defaultaction", WarningState::kDefaultAction);
    if (!action) return nullptr;
    if (!action.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "_warnings.defaultaction must be a string, not '{}'",
              MessageArg::type(action));
        return nullptr;
    }
    return action.as<String>();
}

/// Whether the registry has the key already. A registry from before the filters last changed is
/// emptied. `add`: the key is put in.
Truth already_warned(Context& ctx, Dict* registry, Value key, bool add) {
    List* l = warning_state(ctx);
    String* name = intern(ctx, "version");
    if (!l || !name) return Truth::kError;
    const Value current = state(l, WarningState::kVersion);
    if (dict_get(ctx, registry, name) != current) {
        dict_clear(ctx, registry);
        if (!dict_set(ctx, registry, name, current)) return Truth::kError;
    } else {
        Value seen;
        const Truth t = dict_get(ctx, registry, key, seen);
        if (t == Truth::kError) return t;
        if (t == Truth::kYes) return is_true(ctx, seen);
    }
    if (add && !dict_set(ctx, registry, key, Value::true_value())) return Truth::kError;
    return Truth::kNo;
}

/// Puts a warning that is not always shown into the registries. kYes: it has been shown before.
Truth register_warning(Context& ctx, const std::string& action, Dict* registry, Value text,
                       Value category, Value key, Value filter) {
    if (registry && !dict_set(ctx, registry, key, Value::true_value())) return Truth::kError;
    if (action == "default") return Truth::kNo;
    if (action == "once" && !registry) {
        const Value once = setting(ctx, "onceregistry", WarningState::kOnceRegistry);
        if (!once) return Truth::kError;
        if (!once.is(Kind::kDict)) {
            raise(ctx, TypeId::kTypeError, "_warnings.onceregistry must be a dict, not '{}'",
                  MessageArg::type(once));
            return Truth::kError;
        }
        registry = once.as<Dict>();
    } else if (action != "once" && action != "module") {
        raise(ctx, TypeId::kRuntimeError, "Unrecognized action ({}) in warnings.filters:\n {}",
              MessageArg::repr(Value::object(intern(ctx, action))), MessageArg::repr(filter));
        return Truth::kError;
    }
    if (!registry) return Truth::kNo;
    const Value any_line = tuple_value(ctx, {text, category});
    return any_line ? already_warned(ctx, registry, any_line, true) : Truth::kError;
}

std::string stripped(const std::string& line) {
    const char* blank = " \t\f\r";
    const size_t start = line.find_first_not_of(blank);
    if (start == line.npos) return {};
    return line.substr(start, line.find_last_not_of(blank) - start + 1);
}

/// For programs that have not imported module warnings.
bool show_natively(Context& ctx, const ExplicitWarning& w, Value text) {
    const Value name = get_attribute(ctx, w.category, Name::k__name__);
    String* category = name ? to_str(ctx, name) : nullptr;
    String* message = category ? to_str(ctx, text) : nullptr;
    String* filename = message ? to_str(ctx, w.filename) : nullptr;
    if (!filename) return false;
    std::string out = to_utf8(filename) + ":" + std::to_string(w.line) + ": " + to_utf8(category) +
                      ": " + to_utf8(message) + "\n";
    const std::string line =
        w.has_line ? stripped(source_line(ctx, to_utf8(filename), w.line)) : std::string();
    if (!line.empty()) out += "  " + line + "\n";
    write_to_stderr(ctx, out);
    return true;
}

bool show(Context& ctx, const ExplicitWarning& w, Value text) {
    Value function, message_class;
    Truth t = warnings_attribute(ctx, "_showwarnmsg", bool(w.source), function);
    if (t == Truth::kError) return false;
    if (t == Truth::kNo) return show_natively(ctx, w, text);
    if (!is_callable(ctx, function)) {
        raise(ctx, TypeId::kTypeError, "warnings._showwarnmsg() must be set to a callable");
        return false;
    }
    t = warnings_attribute(ctx, "WarningMessage", false, message_class);
    if (t == Truth::kError) return false;
    if (t == Truth::kNo) {
        raise(ctx, TypeId::kRuntimeError, "unable to get warnings.WarningMessage");
        return false;
    }
    const Value message = call(ctx, message_class,
                               {w.message, w.category, w.filename, Value::small_int(w.line),
                                Value::none(), Value::none(), w.source ? w.source : Value::none()});
    return message && call(ctx, function, {message});
}

/// The name of a module from that of its file.
Value module_of_file(Context& ctx, Value filename) {
    std::string name = to_utf8(filename.as<String>());
    if (name.empty()) name = "<unknown>";
    if (name.ends_with(".py")) name.resize(name.size() - 3);
    String* s = make_string(ctx, name);
    return s ? Value::object(s) : Value::error();
}

/// Frames of the import system, which callers do not know of.
bool is_internal(FrameRef frame) {
    const std::string name = to_utf8(frame.code()->filename.get());
    return name.find("importlib") != name.npos && name.find("_bootstrap") != name.npos;
}

FrameRef frame_at_level(Context& ctx, int64_t level) {
    FrameRef frame(ctx.regs);
    const bool count_all = level <= 0 || (frame && is_internal(frame));
    while (--level > 0 && frame) {
        frame = frame.caller();
        while (!count_all && frame && is_internal(frame))
            frame = frame.caller();
    }
    return frame;
}

/// Fills in the place: file, line, module and registry. False after an exception.
bool set_place(Context& ctx, int64_t level, ExplicitWarning& w) {
    const FrameRef frame = frame_at_level(ctx, level);
    Dict* globals = frame ? frame.function()->globals.get() : ctx.runtime().sys_dict;
    if (frame) {
        w.filename = Value::object(frame.code()->filename.get());
        w.line = current_position(frame).line;
    } else {
        w.filename = Value::object(ctx.name(Name::ksys));
        w.line = 1;
    }
    String* registry = intern(ctx, "__warningregistry__");
    if (!registry) return false;
    w.registry = dict_get(ctx, globals, registry);
    if (!w.registry) {
        Dict* d = make_dict(ctx);
        if (!d || !dict_set(ctx, globals, registry, Value::object(d))) return false;
        w.registry = Value::object(d);
    }
    w.module = dict_get(ctx, globals, ctx.name(Name::k__name__));
    if (!w.module.is_none() && !w.module.is(Kind::kString)) {
        String* unknown = intern(ctx, "<string>");
        if (!unknown) return false;
        w.module = Value::object(unknown);
    }
    return true;
}

}  // namespace

List* warning_state(Context& ctx) {
    Value& root = ctx.runtime().extra_roots[kWarningsRoot];
    if (root) return root.as<List>();
    List* filters = make_default_filters(ctx);
    Dict* once = filters ? make_dict(ctx) : nullptr;
    String* action = once ? intern(ctx, "default") : nullptr;
    if (!action) return nullptr;
    const Value parts[] = {Value::object(filters), Value::object(once), Value::object(action),
                           Value::small_int(0)};
    static_assert(std::size(parts) == static_cast<unsigned>(WarningState::kCount));
    List* l = make_list(ctx, parts);
    if (l) root = Value::object(l);
    return l;
}

bool warn_explicit(Context& ctx, const ExplicitWarning& given) {
    ExplicitWarning w = given;
    if (w.module.is_none()) return true;  // the program ends, and modules with it
    if (w.registry && !w.registry.is_none() && !w.registry.is(Kind::kDict)) {
        raise(ctx, TypeId::kTypeError, "'registry' must be a dict or None");
        return false;
    }
    Dict* registry = w.registry.is(Kind::kDict) ? w.registry.as<Dict>() : nullptr;
    if (!w.module) w.module = module_of_file(ctx, w.filename);
    if (!w.module) return false;
    Value text = w.message;
    if (is_instance_of(ctx, w.message, ctx.type(TypeId::kWarning))) {
        String* s = to_str(ctx, w.message);
        if (!s) return false;
        text = Value::object(s);
        w.category = Value::object(type_of(ctx, w.message));
    } else {
        w.message = call(ctx, w.category, {text});
        if (!w.message) return false;
    }
    const Value key = tuple_value(ctx, {text, w.category, Value::small_int(w.line)});
    if (!key) return false;
    if (registry) {
        const Truth t = already_warned(ctx, registry, key, false);
        if (t != Truth::kNo) return t == Truth::kYes;
    }
    Value filter;
    String* found = find_action(ctx, w, text, filter);
    if (!found) return false;
    const std::string action = to_utf8(found);
    if (action == "error") {
        raise_value(ctx, w.message);
        return false;
    }
    if (action == "ignore") return true;
    if (action != "always") {
        const Truth t = register_warning(ctx, action, registry, text, w.category, key, filter);
        if (t != Truth::kNo) return t == Truth::kYes;
    }
    return show(ctx, w, text);
}

bool warn(Context& ctx, Value message, Value category, int64_t stack_level, Value source) {
    const Value base = Value::object(ctx.type(TypeId::kWarning));
    ExplicitWarning w{.category = category, .message = message, .filename = {}, .source = source};
    if (is_instance_of(ctx, message, ctx.type(TypeId::kWarning))) {
        w.category = Value::object(type_of(ctx, message));
    } else if (!category || category.is_none()) {
        w.category = Value::object(ctx.type(TypeId::kUserWarning));
    } else if (is_subclass(ctx, category, base) != Truth::kYes) {
        take_exception(ctx);
        raise(ctx, TypeId::kTypeError, "category must be a Warning subclass, not '{}'",
              MessageArg::type(category));
        return false;
    }
    return set_place(ctx, stack_level, w) && warn_explicit(ctx, w);
}

bool issue_warning(Context& ctx, TypeId category, const char* message) {
    String* text = make_string(ctx, message);
    return text && warn(ctx, Value::object(text), Value::object(ctx.type(category)), 1, {});
}

void warn_unawaited_coroutine(Context& ctx, Generator* coroutine) {
    const Value v = Value::object(coroutine);
    Value function;
    const Truth t = warnings_attribute(ctx, "_warn_unawaited_coroutine", true, function);
    const bool warned = t == Truth::kYes && (call(ctx, function, {v}) ||
                                             exception_matches(ctx, TypeId::kRuntimeWarning));
    if (has_exception(ctx)) report_unraisable(ctx, v);
    if (warned) return;
    const MessageArg name[] = {MessageArg::str(coroutine->qualname.get())};
    String* text = format_message(ctx, "coroutine '{}' was never awaited", name);
    if (!text ||
        !warn(ctx, Value::object(text), Value::object(ctx.type(TypeId::kRuntimeWarning)), 1, v)) {
        report_unraisable(ctx, v);
    }
}

void warn_unclosed(Context& ctx, Value source) {
    const MessageArg parts[] = {MessageArg::repr(source)};
    String* text = format_message(ctx, "unclosed {}", parts);
    const Value category = Value::object(ctx.type(TypeId::kResourceWarning));
    if (!text || !warn(ctx, Value::object(text), category, 1, source)) {
        report_unraisable(ctx, source);
    }
}

}  // namespace orrery
