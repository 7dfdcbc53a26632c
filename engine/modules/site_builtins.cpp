#include "engine/modules/site_builtins.h"

#include "engine/modules/module_support.h"

namespace orrery {

namespace {

struct SiteObject : NativeObject {
    Slot name;
    Slot text;  // of printers
};
SiteObject* self_of(const Args& args) { return args[0].as<SiteObject>(); }

void trace_site(Marker& marker, Object* o) {
    marker.mark(static_cast<SiteObject*>(o)->name);
    marker.mark(static_cast<SiteObject*>(o)->text);
}

Value get_name(Context&, Value self) { return self.as<SiteObject>()->name.get(); }
Value get_eof(Context& ctx, Value) { return or_error(make_string(ctx, "Ctrl-D (i.e. EOF)")); }

// ---- exit, quit ----

Value quitter_repr(Context& ctx, const Args& args) {
    return or_error(make_string(ctx, "Use " + to_utf8(self_of(args)->name.get().as<String>()) +
                                         "() or Ctrl-D (i.e. EOF) to exit"));
}
Value quitter_call(Context& ctx, const Args& args) {
    // Shells that read standard input then see its end, whatever becomes of the exception.
    const Value in = dict_get(ctx, ctx.runtime().sys_dict, intern(ctx, "stdin"));
    if (in && !in.is_none() && !call_method(ctx, in, intern(ctx, "close"), {})) take_exception(ctx);
    const Value code = args[1] ? args[1] : Value::none();
    return raise_with(ctx, TypeId::kSystemExit, std::span(&code, 1));
}
const NativeMethod kQuitterMethods[] = {
    {"__repr__(self, /)", quitter_repr},
    {"__call__(self, code=None)", quitter_call},
};
const NativeProperty kQuitterProperties[] = {{"name", get_name}, {"eof", get_eof}};
const NativeTypeSpec kQuitterSpec = {.name = "_sitebuiltins.Quitter",
                                     .size = sizeof(SiteObject),
                                     .methods = kQuitterMethods,
                                     .properties = kQuitterProperties,
                                     .trace = trace_site};

// ---- copyright, credits, license ----

Value printer_repr(Context&, const Args& args) { return self_of(args)->text.get(); }
Value printer_call(Context& ctx, const Args& args) {
    const Value print = dict_get(ctx, ctx.runtime().builtins, intern(ctx, "print"));
    return print ? call(ctx, print, {self_of(args)->text.get()}) : Value::none();
}
const NativeMethod kPrinterMethods[] = {
    {"__repr__(self, /)", printer_repr},
    {"__call__(self)", printer_call},
};
const NativeTypeSpec kPrinterSpec = {.name = "_sitebuiltins._Printer",
                                     .size = sizeof(SiteObject),
                                     .methods = kPrinterMethods,
                                     .trace = trace_site};

// ---- help ----

Value helper_repr(Context& ctx, const Args&) {
    return or_error(make_string(
        ctx, "Type help() for interactive help, or help(object) for help about object."));
}
Value helper_call(Context& ctx, const Args& args) {
    const Value pydoc = import_module(ctx, "pydoc");
    const Value help = pydoc ? get_attribute(ctx, pydoc, intern(ctx, "help")) : pydoc;
    Tuple* positional = help ? make_tuple(ctx, args.rest()) : nullptr;
    return positional ? call_ex(ctx, help, positional, args.keywords) : Value::error();
}
const NativeMethod kHelperMethods[] = {
    {"__repr__(self, /)", helper_repr},
    {"__call__(self, /, *args, **kwds)", helper_call},
};
const NativeTypeSpec kHelperSpec = {
    .name = "_sitebuiltins._Helper",
    .size = sizeof(SiteObject),
    .methods = kHelperMethods,
    .trace = trace_site,
    .doc =
        "Define the builtin 'help'.\n\nThis is a wrapper around pydoc.help that provides a "
        "helpful message\nwhen 'help' is typed at the interactive prompt."};

struct Row {
    const char* name;
    const NativeTypeSpec* type;
    const char* text;
};
const Row kRows[] = {
    {"quit", &kQuitterSpec, nullptr},
    {"exit", &kQuitterSpec, nullptr},
    {"copyright", &kPrinterSpec, "Copyright (c) the Orrery authors."},
    {"credits", &kPrinterSpec,
     "Orrery runs the language that the authors of Python made; see www.python.org."},
    {"license", &kPrinterSpec,
     "Orrery is free software under the GNU General Public License, version 3 or later."},
    {"help", &kHelperSpec, nullptr},
};

}  // namespace

bool add_site_builtins(Context& ctx, Dict* builtins) {
    for (const Row& row : kRows) {
        String* name = intern(ctx, row.name);
        Type* type = shared_type(ctx, *row.type);
        String* text = row.text ? make_string(ctx, row.text) : nullptr;
        auto* o = name && type ? allocate<SiteObject>(ctx, type) : nullptr;
        if (!o || (row.text && !text)) return false;
        o->name.init(Value::object(name));
        o->text.init(text ? Value::object(text) : Value::none());
        if (!dict_set(ctx, builtins, name, Value::object(o))) return false;
    }
    return true;
}

}  // namespace orrery
