// Module _pickle: Pickler, Unpickler and the functions over them. Writing is in pickle/pickler.cpp,
// reading in pickle/unpickler.cpp.
#include "engine/modules/modules.h"
#include "engine/modules/pickle/pickle.h"
#include "engine/objects/buffer.h"
#include "engine/objects/bytes.h"

namespace orrery {

namespace pickle {

Value error_class(Context& ctx, Error e) {
    const Value module = import_module(ctx, "_pickle");
    return module ? module.as<Module>()->state.get().as<Tuple>()->at(static_cast<unsigned>(e))
                  : module;
}

Value registry(Context& ctx, const char* name) { return module_attribute(ctx, "copyreg", name); }

Value compatible(Context& ctx, const char* table, Value key, bool& ok) {
    const Value t = key ? module_attribute(ctx, "_compat_pickle", table) : key;
    Value row;
    ok = t && t.is(Kind::kDict) && dict_get(ctx, t.as<Dict>(), key, row) != Truth::kError;
    return row;
}

Value deep_attribute(Context& ctx, Value object, String* dotted, Value& parent) {
    const std::string name = to_utf8(dotted);
    for (size_t at = 0; at <= name.size();) {
        const size_t end = std::min(name.find('.', at), name.size());
        parent = object;
        String* part = intern(ctx, std::string_view(name).substr(at, end - at));
        object = part ? get_attribute(ctx, object, part) : Value::error();
        if (!object) return object;
        at = end + 1;
    }
    return object;
}

Value find_class(Context& ctx, Unpickler* u, String* module_name, String* name, int32_t protocol) {
    if (u->fix_imports && protocol < 3) {
        bool ok;
        const Value key = tuple_of(ctx, {Value::object(module_name), Value::object(name)});
        const Value pair = compatible(ctx, "NAME_MAPPING", key, ok);
        if (!ok) return Value::error();
        if (pair.is(Kind::kTuple) && pair.as<Tuple>()->length == 2) {
            module_name = pair.as<Tuple>()->at(0).as<String>();
            name = pair.as<Tuple>()->at(1).as<String>();
        } else {
            const Value renamed = compatible(ctx, "IMPORT_MAPPING", Value::object(module_name), ok);
            if (!ok) return Value::error();
            if (renamed.is(Kind::kString)) module_name = renamed.as<String>();
        }
    }
    const Value module = import_module(ctx, to_utf8(module_name));
    if (!module) return module;
    if (protocol < 4) {
        Value v;
        const Truth t = find_attribute(ctx, module, intern(ctx, name), v);
        if (t != Truth::kNo) return t == Truth::kYes ? v : Value::error();
    } else {
        const std::string dotted = to_utf8(name);
        if (("." + dotted + ".").find(".<locals>.") != std::string::npos) {
            return raise(ctx, TypeId::kAttributeError, "Can't get local attribute {} on {}",
                         MessageArg::repr(Value::object(name)), MessageArg::repr(module));
        }
        Value parent;
        const Value v = deep_attribute(ctx, module, name, parent);
        if (v || !exception_matches(ctx, TypeId::kAttributeError)) return v;
        take_exception(ctx);
    }
    return raise(ctx, TypeId::kAttributeError, "Can't get attribute {} on {}",
                 MessageArg::repr(Value::object(name)), MessageArg::repr(module));
}

}  // namespace pickle

namespace {

using namespace pickle;

Pickler* pickler_of(Value v) { return v.as<Pickler>(); }
Unpickler* unpickler_of(Value v) { return v.as<Unpickler>(); }

extern const NativeTypeSpec kPicklerSpec;
extern const NativeTypeSpec kUnpicklerSpec;

// ---- Pickler ----

bool set_up(Context& ctx, Pickler* p, Value protocol, Value fix_imports, Value callback) {
    p->protocol = kDefaultProtocol;
    if (protocol && !protocol.is_none()) {
        if (!to_int32(ctx, protocol, p->protocol)) return false;
        if (p->protocol < 0) p->protocol = kHighestProtocol;
        if (p->protocol > kHighestProtocol) {
            raise(ctx, TypeId::kValueError, "pickle protocol must be <= {}", kHighestProtocol);
            return false;
        }
    }
    if (callback && callback.is_none()) callback = Value();
    if (callback && p->protocol < 5) {
        raise(ctx, TypeId::kValueError, "buffer_callback needs protocol >= 5");
        return false;
    }
    const Truth fix = fix_imports ? is_true(ctx, fix_imports) : Truth::kYes;
    List* kept = make_list(ctx);
    if (fix == Truth::kError || !kept) return false;
    p->fix_imports = fix == Truth::kYes;
    p->buffer_callback.set(ctx, p, callback);
    p->kept.set(ctx, p, kept);
    if (!p->memo) p->memo = new Memo;
    p->memo->clear();
    p->fast = false;
    return true;
}
bool set_file(Context& ctx, Pickler* p, Value file) {
    Value write;
    const Truth t = find_attribute(ctx, file, ctx.name(Name::kwrite), write);
    if (t == Truth::kNo) {
        raise(ctx, TypeId::kTypeError, "file must have a 'write' attribute");
    }
    p->write.set(ctx, p, write);
    return t == Truth::kYes;
}

Value pickler_new(Context& ctx, const Args& args) {
    return or_error(allocate<Pickler>(ctx, args[0].as<Type>()));
}
Value pickler_init(Context& ctx, const Args& args) {
    Pickler* p = pickler_of(args[0]);
    return set_up(ctx, p, args[2], args[3], args[4]) && set_file(ctx, p, args[1]) ? Value::none()
                                                                                  : Value::error();
}
Value pickler_dump(Context& ctx, const Args& args) {
    Pickler* p = pickler_of(args[0]);
    if (!p->kept || !p->write) {
        return fail(ctx, Error::kPickling, "Pickler.__init__() was not called by {}.__init__()",
                    MessageArg::type(args[0]));
    }
    std::string out;
    return dump(ctx, p, args[1], out) ? Value::none() : Value::error();
}
Value pickler_clear_memo(Context& ctx, const Args& args) {
    Pickler* p = pickler_of(args[0]);
    if (!p->kept) return Value::none();
    List* kept = make_list(ctx);
    if (!kept) return Value::error();
    p->kept.set(ctx, p, kept);
    p->memo->clear();
    return Value::none();
}

template <Slot Pickler::* member>
Value get_member(Context& ctx, Value self) {
    const Value v = (pickler_of(self)->*member).get();
    return v ? v
             : raise(ctx, TypeId::kAttributeError, "'{}' object has no attribute 'dispatch_table'",
                     MessageArg::type(self));
}
bool set_dispatch_table(Context& ctx, Value self, Value v) {
    pickler_of(self)->dispatch_table.set(ctx, self.as_object(), v);
    return true;
}

bool check_hook(Context& ctx, Value v, const char* name) {
    if (!v) {
        raise(ctx, TypeId::kTypeError, "attribute deletion is not supported");
        return false;
    }
    if (!is_callable(ctx, v)) {
        raise(ctx, TypeId::kTypeError, "{} must be a callable taking one argument", name);
        return false;
    }
    return true;
}
Value get_persistent_id(Context& ctx, Value self) {
    const Value v = pickler_of(self)->persistent_id.get();
    return v ? v : raise(ctx, TypeId::kAttributeError, "persistent_id");
}
bool set_persistent_id(Context& ctx, Value self, Value v) {
    if (!check_hook(ctx, v, "persistent_id")) return false;
    pickler_of(self)->persistent_id.set(ctx, self.as_object(), v);
    return true;
}
Value get_bin(Context&, Value self) {
    return Value::small_int(pickler_of(self)->protocol > 0 ? 1 : 0);
}
Value get_fast(Context&, Value self) { return Value::small_int(pickler_of(self)->fast); }
bool set_fast(Context& ctx, Value self, Value v) {
    const Truth t = v ? is_true(ctx, v) : Truth::kError;
    if (!v) raise(ctx, TypeId::kTypeError, "can't delete numeric/char attribute");
    pickler_of(self)->fast = t == Truth::kYes;
    return t != Truth::kError;
}

void trace_pickler(Marker& marker, Object* o) {
    auto* p = static_cast<Pickler*>(o);
    for (Slot* s : {&p->write, &p->persistent_id, &p->dispatch_table, &p->buffer_callback})
        marker.mark(*s);
    marker.mark(p->kept);
}
void finalize_pickler(Object* o) {
    auto* p = static_cast<Pickler*>(o);
    delete p->memo;
    p->memo = nullptr;
}

// ---- memos as programs see them: an object through which they are copied and replaced ----

struct MemoProxy : NativeObject {
    Slot owner;
};
void trace_proxy(Marker& marker, Object* o) { marker.mark(static_cast<MemoProxy*>(o)->owner); }

Value proxy_owner(const Args& args) { return args[0].as<MemoProxy>()->owner.get(); }

template <const NativeTypeSpec& spec>
Value get_memo(Context& ctx, Value self) {
    Type* type = shared_type(ctx, spec);
    auto* proxy = type ? allocate<MemoProxy>(ctx, type) : nullptr;
    if (!proxy) return Value::error();
    proxy->owner.init(self);
    return Value::object(proxy);
}

Value copy_pickler_memo(Context& ctx, Value owner) {
    Pickler* p = pickler_of(owner);
    Dict* d = make_dict(ctx);
    const Value id = builtin_function(ctx, "id");
    for (uint64_t i = 0; d && id && p->kept && i < p->kept->size; i++) {
        const Value v = p->kept->at(i);
        const Value key = call(ctx, id, {v});
        const Value row = tuple_of(ctx, {Value::small_int(static_cast<int64_t>(i)), v});
        if (!key || !row || !dict_set(ctx, d, key, row)) return Value::error();
    }
    return id ? or_error(d) : id;
}
Value copy_unpickler_memo(Context& ctx, Value owner) {
    Unpickler* u = unpickler_of(owner);
    Dict* d = make_dict(ctx);
    for (uint64_t i = 0; d && u->memo && i < u->memo->size; i++) {
        const Value v = u->memo->at(i);
        if (v.is_stop()) continue;
        if (!dict_set(ctx, d, Value::small_int(static_cast<int64_t>(i)), v)) return Value::error();
    }
    return or_error(d);
}
template <Value (*copy)(Context&, Value)>
Value proxy_copy(Context& ctx, const Args& args) {
    return copy(ctx, proxy_owner(args));
}
template <Value (*copy)(Context&, Value)>
Value proxy_reduce(Context& ctx, const Args& args) {
    return tuple_of(ctx, {Value::object(ctx.type(TypeId::kDict)),
                          tuple_of(ctx, {copy(ctx, proxy_owner(args))})});
}
Value pickler_proxy_clear(Context& ctx, const Args& args) {
    const Value owner[] = {proxy_owner(args)};
    return pickler_clear_memo(ctx, Args{owner});
}
Value unpickler_proxy_clear(Context& ctx, const Args& args) {
    Unpickler* u = unpickler_of(proxy_owner(args));
    List* memo = make_list(ctx);
    if (!memo) return Value::error();
    u->memo.set(ctx, u, memo);
    return Value::none();
}
const NativeMethod kPicklerProxyMethods[] = {
    {"clear(self, /)", pickler_proxy_clear, "Remove all items from memo."},
    {"copy(self, /)", proxy_copy<copy_pickler_memo>, "Copy the memo to a new object."},
    {"__reduce__(self, /)", proxy_reduce<copy_pickler_memo>, "Implement pickle support."},
};
const NativeMethod kUnpicklerProxyMethods[] = {
    {"clear(self, /)", unpickler_proxy_clear, "Remove all items from memo."},
    {"copy(self, /)", proxy_copy<copy_unpickler_memo>, "Copy the memo to a new object."},
    {"__reduce__(self, /)", proxy_reduce<copy_unpickler_memo>, "Implement pickling support."},
};
constexpr NativeTypeSpec kPicklerProxySpec = {.name = "_pickle.PicklerMemoProxy",
                                              .size = sizeof(MemoProxy),
                                              .methods = kPicklerProxyMethods,
                                              .trace = trace_proxy};
constexpr NativeTypeSpec kUnpicklerProxySpec = {.name = "_pickle.UnpicklerMemoProxy",
                                                .size = sizeof(MemoProxy),
                                                .methods = kUnpicklerProxyMethods,
                                                .trace = trace_proxy};

/// The dict that a new memo is given as: a dict or the copy of another proxy's.
template <const NativeTypeSpec& spec>
Value memo_dict(Context& ctx, Value v, const char* proxy, Value (*copy)(Context&, Value)) {
    if (!v) return raise(ctx, TypeId::kTypeError, "attribute deletion is not supported");
    if (v.is(Kind::kDict)) return v;
    if (auto* p = native_cast<MemoProxy>(ctx, v, spec)) return copy(ctx, p->owner.get());
    return raise(ctx, TypeId::kTypeError, "'memo' attribute must be {} object or dict, not {}",
                 proxy, MessageArg::type(v));
}
bool set_pickler_memo(Context& ctx, Value self, Value v) {
    const Value d = memo_dict<kPicklerProxySpec>(ctx, v, "a PicklerMemoProxy", copy_pickler_memo);
    List* kept = d ? make_list(ctx) : nullptr;
    if (!kept) return false;
    Pickler* p = pickler_of(self);
    Memo* memo = new Memo;
    uint64_t position = 0;
    Value key, row;
    bool ok = true;
    while (ok && dict_next(d.as<Dict>(), position, key, row)) {
        int32_t n = 0;
        ok = row.is(Kind::kTuple) && row.as<Tuple>()->length == 2;
        if (!ok) {
            raise(ctx, TypeId::kTypeError, "'memo' values must be 2-item tuples");
        } else if ((ok = to_int32(ctx, row.as<Tuple>()->at(0), n))) {
            memo->set(row.as<Tuple>()->at(1), static_cast<uint32_t>(n));
            ok = list_append(ctx, kept, row.as<Tuple>()->at(1));
        }
    }
    if (!ok) {
        delete memo;
        return false;
    }
    delete p->memo;
    p->memo = memo;
    p->kept.set(ctx, p, kept);
    return true;
}
bool set_unpickler_memo(Context& ctx, Value self, Value v) {
    const Value d =
        memo_dict<kUnpicklerProxySpec>(ctx, v, "an UnpicklerMemoProxy", copy_unpickler_memo);
    List* memo = d ? make_list(ctx) : nullptr;
    if (!memo) return false;
    uint64_t position = 0;
    Value key, value;
    while (dict_next(d.as<Dict>(), position, key, value)) {
        if (!key.is_small_int()) {
            raise(ctx, TypeId::kTypeError, "memo key must be integers");
            return false;
        }
        const int64_t n = key.as_small_int();
        if (n < 0 || n > INT32_MAX) {
            raise(ctx, TypeId::kValueError, "memo key must be positive integers.");
            return false;
        }
        while (memo->size <= static_cast<uint64_t>(n)) {
            if (!list_append(ctx, memo, Value::stop())) return false;
        }
        memo->items->slots()[n].set(ctx, memo->items.get(), value);
    }
    unpickler_of(self)->memo.set(ctx, self.as_object(), memo);
    return true;
}

const NativeMethod kPicklerMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", pickler_new},
    {"__init__(self, file, protocol=None, fix_imports=True, buffer_callback=None)", pickler_init},
    {"dump(self, obj, /)", pickler_dump,
     "Write a pickled representation of the given object to the open file."},
    {"clear_memo(self, /)", pickler_clear_memo,
     "Clears the pickler's \"memo\".\n\nThe memo is the data structure that remembers which "
     "objects the\npickler has already seen, so that shared or recursive objects are\npickled by "
     "reference and not by value.  This method is useful when\nre-using picklers."},
};
const NativeProperty kPicklerProperties[] = {
    {"memo", get_memo<kPicklerProxySpec>, set_pickler_memo},
    {"persistent_id", get_persistent_id, set_persistent_id},
    {"bin", get_bin, nullptr, nullptr, true},
    {"fast", get_fast, set_fast, nullptr, true},
    {"dispatch_table", get_member<&Pickler::dispatch_table>, set_dispatch_table, nullptr, true},
};
const NativeTypeSpec kPicklerSpec = {
    .name = "_pickle.Pickler",
    .size = sizeof(Pickler),
    .methods = kPicklerMethods,
    .properties = kPicklerProperties,
    .trace = trace_pickler,
    .finalize = finalize_pickler,
    .doc = "This takes a binary file for writing a pickle data stream."};

// ---- Unpickler ----

bool text_option(Context& ctx, Value v, const char* function, const char* name,
                 const char* standard, Unpickler* u, Ref<String> Unpickler::* to) {
    if (v && !v.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "{}() argument '{}' must be str, not {}", function, name,
              v.is_none() ? MessageArg("None") : MessageArg::type(v));
        return false;
    }
    String* s = v ? v.as<String>() : make_string(ctx, standard);
    if (s) (u->*to).set(ctx, u, s);
    return s;
}
/// `options`: fix_imports, encoding, errors, buffers.
bool set_up(Context& ctx, Unpickler* u, const char* function, const Value* options) {
    const Truth fix = options[0] ? is_true(ctx, options[0]) : Truth::kYes;
    if (fix == Truth::kError ||
        !text_option(ctx, options[1], function, "encoding", "ASCII", u, &Unpickler::encoding) ||
        !text_option(ctx, options[2], function, "errors", "strict", u, &Unpickler::errors)) {
        return false;
    }
    u->fix_imports = fix == Truth::kYes;
    Value buffers = options[3];
    // No buffers: the default () or None.
    if (buffers &&
        (buffers.is_none() || (buffers.is(Kind::kTuple) && !buffers.as<Tuple>()->length)))
        buffers = Value();
    if (buffers && !(buffers = get_iterator(ctx, buffers))) return false;
    u->buffers.set(ctx, u, buffers);
    List* memo = make_list(ctx);
    if (!memo) return false;
    u->memo.set(ctx, u, memo);
    return true;
}
bool set_file(Context& ctx, Unpickler* u, Value file) {
    const struct {
        const char* name;
        Slot Unpickler::* to;
        bool needed;
    } methods[] = {{"peek", &Unpickler::peek, false},
                   {"read", &Unpickler::read, true},
                   {"readline", &Unpickler::readline, true}};
    for (const auto& m : methods) {
        Value v;
        const Truth t = find_attribute(ctx, file, intern(ctx, m.name), v);
        if (t == Truth::kError) return false;
        if (t == Truth::kNo && m.needed) {
            raise(ctx, TypeId::kTypeError, "file must have 'read' and 'readline' attributes");
            return false;
        }
        (u->*m.to).set(ctx, u, t == Truth::kYes ? v : Value());
    }
    return true;
}

Value unpickler_new(Context& ctx, const Args& args) {
    return or_error(allocate<Unpickler>(ctx, args[0].as<Type>()));
}
Value unpickler_init(Context& ctx, const Args& args) {
    Unpickler* u = unpickler_of(args[0]);
    return set_file(ctx, u, args[1]) && set_up(ctx, u, "Unpickler", args.values + 2)
               ? Value::none()
               : Value::error();
}
Value unpickler_load(Context& ctx, const Args& args) {
    Unpickler* u = unpickler_of(args[0]);
    if (!u->read) {
        return fail(ctx, Error::kUnpickling, "Unpickler.__init__() was not called by {}.__init__()",
                    MessageArg::type(args[0]));
    }
    return load(ctx, u, {});
}
Value unpickler_find_class(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "module name must be a string");
    }
    if (!args[2].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "attribute name must be string, not '{}'",
                     MessageArg::type(args[2]));
    }
    // Programs give names as they are now; dotted ones included.
    return find_class(ctx, unpickler_of(args[0]), args[1].as<String>(), args[2].as<String>(),
                      unpickler_of(args[0])->protocol);
}
Value get_persistent_load(Context& ctx, Value self) {
    const Value v = unpickler_of(self)->persistent_load.get();
    return v ? v : raise(ctx, TypeId::kAttributeError, "persistent_load");
}
bool set_persistent_load(Context& ctx, Value self, Value v) {
    if (!check_hook(ctx, v, "persistent_load")) return false;
    unpickler_of(self)->persistent_load.set(ctx, self.as_object(), v);
    return true;
}

void trace_unpickler(Marker& marker, Object* o) {
    auto* u = static_cast<Unpickler*>(o);
    for (Slot* s : {&u->read, &u->readline, &u->peek, &u->persistent_load, &u->buffers})
        marker.mark(*s);
    marker.mark(u->memo);
    marker.mark(u->encoding);
    marker.mark(u->errors);
}

const NativeMethod kUnpicklerMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", unpickler_new},
    {"__init__(self, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
     unpickler_init},
    {"load(self, /)", unpickler_load,
     "Load a pickle.\n\nRead a pickled object representation from the open file object given "
     "in\nthe constructor, and return the reconstituted object hierarchy specified\ntherein."},
    {"find_class(self, module_name, global_name, /)", unpickler_find_class,
     "Return an object from a specified module.\n\nIf necessary, the module will be imported. "
     "Subclasses may override\nthis method (e.g. to restrict unpickling of arbitrary classes "
     "and\nfunctions).\n\nThis method is called whenever a class or a function object is\nneeded. "
     " Both arguments passed are str objects."},
};
const NativeProperty kUnpicklerProperties[] = {
    {"memo", get_memo<kUnpicklerProxySpec>, set_unpickler_memo},
    {"persistent_load", get_persistent_load, set_persistent_load},
};
const NativeTypeSpec kUnpicklerSpec = {
    .name = "_pickle.Unpickler",
    .size = sizeof(Unpickler),
    .methods = kUnpicklerMethods,
    .properties = kUnpicklerProperties,
    .trace = trace_unpickler,
    .doc = "This takes a binary file for reading a pickle data stream."};

// ---- functions ----

Pickler* make_pickler(Context& ctx) {
    Type* type = shared_type(ctx, kPicklerSpec);
    return type ? allocate<Pickler>(ctx, type) : nullptr;
}
Unpickler* make_unpickler(Context& ctx) {
    Type* type = shared_type(ctx, kUnpicklerSpec);
    return type ? allocate<Unpickler>(ctx, type) : nullptr;
}

Value pickle_dump(Context& ctx, const Args& args) {
    Pickler* p = make_pickler(ctx);
    if (!p || !set_up(ctx, p, args[2], args[3], args[4]) || !set_file(ctx, p, args[1])) {
        return Value::error();
    }
    std::string out;
    return dump(ctx, p, args[0], out) ? Value::none() : Value::error();
}
Value pickle_dumps(Context& ctx, const Args& args) {
    Pickler* p = make_pickler(ctx);
    if (!p || !set_up(ctx, p, args[1], args[2], args[3])) return Value::error();
    std::string out;
    return dump(ctx, p, args[0], out) ? or_error(make_bytes(ctx, std::string_view(out)))
                                      : Value::error();
}
Value pickle_load(Context& ctx, const Args& args) {
    Unpickler* u = make_unpickler(ctx);
    if (!u || !set_file(ctx, u, args[0]) || !set_up(ctx, u, "load", args.values + 1)) {
        return Value::error();
    }
    return load(ctx, u, {});
}
Value pickle_loads(Context& ctx, const Args& args) {
    Unpickler* u = make_unpickler(ctx);
    if (!u || !set_up(ctx, u, "loads", args.values + 1)) return Value::error();
    BufferView data;
    return data.acquire(ctx, args[0]) ? load(ctx, u, data.chars()) : Value::error();
}

const NativeMethod kFunctions[] = {
    {"dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)", pickle_dump,
     "Write a pickled representation of obj to the open file object file."},
    {"dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None)", pickle_dumps,
     "Return the pickled representation of the object as a bytes object."},
    {"load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())", pickle_load,
     "Read and return an object from the pickle data stored in a file."},
    {"loads(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
     pickle_loads, "Read and return an object from the given pickle data."},
};

Value exception_class(Context& ctx, Module* module, const char* name, Value base) {
    Dict* ns = make_dict(ctx);
    if (!ns || !base ||
        !dict_set(ctx, ns, ctx.name(Name::k__module__), Value::object(intern(ctx, "_pickle")))) {
        return Value::error();
    }
    const Value cls =
        call(ctx, Value::object(ctx.type(TypeId::kType)),
             {or_error(make_string(ctx, name)), tuple_of(ctx, {base}), Value::object(ns)});
    return cls && add_to_module(ctx, module, name, cls) ? cls : Value::error();
}

bool populate(Context& ctx, Module* module) {
    const Value base =
        exception_class(ctx, module, "PickleError", Value::object(ctx.type(TypeId::kException)));
    const Value state = tuple_of(ctx, {base, exception_class(ctx, module, "PicklingError", base),
                                       exception_class(ctx, module, "UnpicklingError", base)});
    if (!state) return false;
    module->state.set(ctx, module, state);
    return add_shared_type(ctx, module, kPicklerSpec) &&
           add_shared_type(ctx, module, kUnpicklerSpec) &&
           add_shared_type(ctx, module, kPickleBufferSpec);
}

}  // namespace

extern const NativeModuleSpec kPickleModule = {
    .name = "_pickle",
    .functions = kFunctions,
    .populate = populate,
    .doc = "Optimized C implementation for the Python pickle module."};

}  // namespace orrery
