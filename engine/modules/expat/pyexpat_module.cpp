// Module pyexpat: parsers and their methods, on libexpat. The handlers are in handlers.cpp.
#include <climits>

#include "engine/modules/expat/parser.h"
#include "engine/objects/bytes.h"
#include "engine/objects/encoding.h"

namespace orrery {

namespace expat {

namespace {

constexpr int64_t kDefaultBufferSize = 8192;
constexpr size_t kPiece = 1 << 20;  // what one call of the library is given at most
constexpr int64_t kReadSize = 2048;

Parser* self_of(const Args& args) { return args[0].as<Parser>(); }

Value raise_expat(Context& ctx, XML_Parser parser, XML_Error code) {
    const auto line = XML_GetErrorLineNumber(parser);
    const auto column = XML_GetErrorColumnNumber(parser);
    Value cls = module_attribute(ctx, "pyexpat", "ExpatError");
    String* message =
        format_message(ctx, "{}: line {}, column {}",
                       std::initializer_list<MessageArg>{XML_ErrorString(code), line, column});
    Value e = cls && message ? call(ctx, cls, {Value::object(message)}) : Value::error();
    if (!e) return e;
    const std::pair<const char*, int64_t> fields[] = {
        {"code", code},
        {"offset", static_cast<int64_t>(column)},
        {"lineno", static_cast<int64_t>(line)},
    };
    for (auto [name, value] : fields) {
        if (!set_attribute(ctx, e, intern(ctx, name), make_int(ctx, value))) return Value::error();
    }
    return raise_value(ctx, e);
}

void trace(Marker& marker, Object* self) {
    auto* p = static_cast<Parser*>(self);
    for (Slot& s : p->handlers)
        marker.mark(s);
    marker.mark(p->interned);
    marker.mark(p->outer);
}
void finalize(Object* self) {
    auto* p = static_cast<Parser*>(self);
    if (p->parser) XML_ParserFree(std::exchange(p->parser, nullptr));
    delete std::exchange(p->text, nullptr);
}

/// A str or None; `present` says which. False after TypeError.
bool optional_text(Context& ctx, Value v, const char* function, const char* argument,
                   std::string& out, bool& present) {
    present = v && !v.is_none();
    if (!present) return true;
    if (v.is(Kind::kString)) {
        if (!encode_utf8(ctx, v.as<String>(), out)) return false;
        if (out.find('\0') == std::string::npos) return true;
        raise(ctx, TypeId::kValueError, "embedded null character");
        return false;
    }
    raise(ctx, TypeId::kTypeError, "{}() argument {} must be str or None, not {}", function,
          argument, MessageArg::type(v));
    return false;
}

extern const NativeTypeSpec kParserSpec;

Parser* make_parser(Context& ctx) {
    Type* type = shared_type(ctx, kParserSpec);
    auto* p = type ? allocate<Parser>(ctx, type) : nullptr;
    if (!p) return nullptr;
    p->text = new std::string;
    p->buffer_size = kDefaultBufferSize;
    return p;
}

// ---- methods ----

/// XML_Parse over all of the data. XML_STATUS_ERROR with or without an exception.
XML_Status feed(Context& ctx, Parser* p, std::string_view data, bool is_final) {
    Context* outer = std::exchange(p->context, &ctx);
    XML_Status status = XML_STATUS_OK;
    do {
        const std::string_view piece = data.substr(0, kPiece);
        data.remove_prefix(piece.size());
        status = XML_Parse(p->parser, piece.data(), static_cast<int>(piece.size()),
                           is_final && data.empty());
    } while (!data.empty() && status == XML_STATUS_OK && !has_exception(ctx));
    if (status == XML_STATUS_OK && !has_exception(ctx)) flush_text(ctx, p);
    p->context = outer;
    return status;
}
Value outcome(Context& ctx, Parser* p, XML_Status status) {
    if (has_exception(ctx)) return Value::error();
    if (status == XML_STATUS_ERROR) return raise_expat(ctx, p->parser, XML_GetErrorCode(p->parser));
    return Value::small_int(status);
}
Value parser_parse(Context& ctx, const Args& args) {
    Parser* p = self_of(args);
    const Truth final = args[2] ? is_true(ctx, args[2]) : Truth::kNo;
    if (final == Truth::kError) return Value::error();
    if (args[1].is(Kind::kString)) {
        std::string utf8;
        if (!encode_utf8(ctx, args[1].as<String>(), utf8)) return Value::error();
        XML_SetEncoding(p->parser, "utf-8");
        return outcome(ctx, p, feed(ctx, p, utf8, final == Truth::kYes));
    }
    BufferView view;
    if (!view.acquire(ctx, args[1])) return Value::error();
    return outcome(ctx, p, feed(ctx, p, view.chars(), final == Truth::kYes));
}
Value parser_parse_file(Context& ctx, const Args& args) {
    Parser* p = self_of(args);
    Value read;
    const Truth found = find_attribute(ctx, args[1], intern(ctx, "read"), read);
    if (found == Truth::kError) return Value::error();
    if (found == Truth::kNo) {
        return raise(ctx, TypeId::kTypeError, "argument must have 'read' attribute");
    }
    for (;;) {
        Value piece = call(ctx, read, {Value::small_int(kReadSize)});
        if (!piece) return piece;
        if (!piece.is(Kind::kBytes) && !piece.is(Kind::kByteArray)) {
            return raise(ctx, TypeId::kTypeError, "read() did not return a bytes object (type={})",
                         MessageArg::type(piece));
        }
        BufferView view;
        if (!view.acquire(ctx, piece)) return Value::error();
        const XML_Status status = feed(ctx, p, view.chars(), view.size() == 0);
        if (status == XML_STATUS_ERROR || has_exception(ctx) || view.size() == 0)
            return outcome(ctx, p, status);
    }
}
Value parser_set_base(Context& ctx, const Args& args) {
    std::string base;
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "SetBase() argument must be str, not {}",
                     args[1].is_none() ? MessageArg("None") : MessageArg::type(args[1]));
    }
    if (!encode_utf8(ctx, args[1].as<String>(), base)) return Value::error();
    return XML_SetBase(self_of(args)->parser, base.c_str()) ? Value::none()
                                                            : raise_memory_error(ctx);
}
Value parser_get_base(Context& ctx, const Args& args) {
    const char* base = XML_GetBase(self_of(args)->parser);
    return base ? or_error(make_string(ctx, base)) : Value::none();
}
Value parser_get_input_context(Context& ctx, const Args& args) {
    Parser* p = self_of(args);
    if (!p->in_callback) return Value::none();
    int offset = 0, size = 0;
    const char* data = XML_GetInputContext(p->parser, &offset, &size);
    return data ? or_error(make_bytes(
                      ctx, std::string_view(data + offset, static_cast<size_t>(size - offset))))
                : Value::none();
}
Value parser_external_entity(Context& ctx, const Args& args) {
    Parser* p = self_of(args);
    std::string context, encoding;
    bool has_context, has_encoding;
    if (!optional_text(ctx, args[1], "ExternalEntityParserCreate", "1", context, has_context) ||
        !optional_text(ctx, args[2], "ExternalEntityParserCreate", "2", encoding, has_encoding)) {
        return Value::error();
    }
    Parser* inner = make_parser(ctx);
    if (!inner) return Value::error();
    inner->buffer_size = p->buffer_size;
    inner->buffer_text = p->buffer_text;
    inner->ordered_attributes = p->ordered_attributes;
    inner->specified_attributes = p->specified_attributes;
    inner->namespace_prefixes = p->namespace_prefixes;
    inner->interned.set(ctx, inner, p->interned.get());
    inner->outer.set(ctx, inner, args[0]);
    for (unsigned i = 0; i < kHandlerCount; i++)
        inner->handlers[i].set(ctx, inner, p->handlers[i].get());
    inner->parser =
        XML_ExternalEntityParserCreate(p->parser, has_context ? context.c_str() : nullptr,
                                       has_encoding ? encoding.c_str() : nullptr);
    if (!inner->parser) return raise_memory_error(ctx);
    connect(inner);
    return Value::object(inner);
}
Value parser_set_param_entity_parsing(Context& ctx, const Args& args) {
    int32_t flag;
    if (!to_int32(ctx, args[1], flag)) return Value::error();
    return Value::small_int(XML_SetParamEntityParsing(self_of(args)->parser,
                                                      static_cast<XML_ParamEntityParsing>(flag)));
}
Value parser_use_foreign_dtd(Context& ctx, const Args& args) {
    const Truth on = args[1] ? is_true(ctx, args[1]) : Truth::kYes;
    if (on == Truth::kError) return Value::error();
    Parser* p = self_of(args);
    const XML_Error code = XML_UseForeignDTD(p->parser, on == Truth::kYes);
    return code == XML_ERROR_NONE ? Value::none() : raise_expat(ctx, p->parser, code);
}
constexpr NativeMethod kMethods[] = {
    {"Parse(self, data, isfinal=False, /)", parser_parse, "Parse XML data."},
    {"ParseFile(self, file, /)", parser_parse_file, "Parse XML data from file-like object."},
    {"SetBase(self, base, /)", parser_set_base, "Set the base URL for the parser."},
    {"GetBase(self, /)", parser_get_base, "Return base URL string for the parser."},
    {"GetInputContext(self, /)", parser_get_input_context,
     "Return the untranslated text of the input that caused the current event."},
    {"ExternalEntityParserCreate(self, context, encoding=None, /)", parser_external_entity,
     "Create a parser for parsing an external entity based on the information passed to the "
     "ExternalEntityRefHandler."},
    {"SetParamEntityParsing(self, flag, /)", parser_set_param_entity_parsing,
     "Controls parsing of parameter entities (including the external DTD subset)."},
    {"UseForeignDTD(self, flag=True, /)", parser_use_foreign_dtd,
     "Allows the application to provide an artificial external subset if one is not specified."},
};

// ---- attributes ----

bool refuse_deletion(Context& ctx, Value v) {
    if (v) return true;
    raise(ctx, TypeId::kRuntimeError, "Cannot delete attribute");
    return false;
}
template <Handler which>
Value get_handler(Context&, Value self) {
    Value v = self.as<Parser>()->handlers[which].get();
    return v ? v : Value::none();
}
template <Handler which>
bool set_handler(Context& ctx, Value self, Value v) {
    auto* p = self.as<Parser>();
    if (!refuse_deletion(ctx, v) || (which == kCharacterData && !flush_text(ctx, p))) return false;
    p->handlers[which].set(ctx, p, v.is_none() ? Value() : v);
    install(p, which);
    return true;
}
template <bool Parser::* flag>
Value get_flag(Context&, Value self) {
    return Value::boolean(self.as<Parser>()->*flag);
}
template <bool Parser::* flag>
bool set_flag(Context& ctx, Value self, Value v) {
    if (!refuse_deletion(ctx, v)) return false;
    const Truth on = is_true(ctx, v);
    auto* p = self.as<Parser>();
    if (on == Truth::kError || (flag == &Parser::buffer_text && !flush_text(ctx, p))) return false;
    p->*flag = on == Truth::kYes;
    if (flag == &Parser::namespace_prefixes) XML_SetReturnNSTriplet(p->parser, on == Truth::kYes);
    return true;
}
Value get_buffer_size(Context& ctx, Value self) {
    return make_int(ctx, self.as<Parser>()->buffer_size);
}
bool set_buffer_size(Context& ctx, Value self, Value v) {
    if (!refuse_deletion(ctx, v)) return false;
    auto* p = self.as<Parser>();
    int64_t size = INT64_MAX;
    const char* problem = nullptr;
    if (!is_int(v)) {
        raise(ctx, TypeId::kTypeError, "buffer_size must be an integer");
        return false;
    }
    int_to_int64(v, size);
    if (size <= 0) problem = "buffer_size must be greater than zero";
    if (size > INT_MAX) problem = "buffer_size must not be greater than 2147483647";
    if (problem) {
        raise(ctx, TypeId::kValueError, problem);
        return false;
    }
    if (!flush_text(ctx, p)) return false;
    p->buffer_size = size;
    return true;
}
Value get_buffer_used(Context& ctx, Value self) {
    return make_int(ctx, static_cast<int64_t>(self.as<Parser>()->text->size()));
}
Value get_interned(Context&, Value self) {
    Value v = self.as<Parser>()->interned.get();
    return v ? v : Value::none();
}
template <auto function>
Value get_number(Context& ctx, Value self) {
    return make_int(ctx, static_cast<int64_t>(function(self.as<Parser>()->parser)));
}
constexpr NativeProperty kProperties[] = {
#define HANDLER(id, name) {name, get_handler<k##id>, set_handler<k##id>},
    ORRERY_EXPAT_HANDLERS(HANDLER)
#undef HANDLER
        {"buffer_text", get_flag<&Parser::buffer_text>, set_flag<&Parser::buffer_text>},
    {"ordered_attributes", get_flag<&Parser::ordered_attributes>,
     set_flag<&Parser::ordered_attributes>},
    {"specified_attributes", get_flag<&Parser::specified_attributes>,
     set_flag<&Parser::specified_attributes>},
    {"namespace_prefixes", get_flag<&Parser::namespace_prefixes>,
     set_flag<&Parser::namespace_prefixes>},
    {"buffer_size", get_buffer_size, set_buffer_size},
    {"buffer_used", get_buffer_used},
    {"intern", get_interned},
    {"ErrorCode", get_number<XML_GetErrorCode>},
    {"ErrorLineNumber", get_number<XML_GetErrorLineNumber>},
    {"ErrorColumnNumber", get_number<XML_GetErrorColumnNumber>},
    {"ErrorByteIndex", get_number<XML_GetErrorByteIndex>},
    {"CurrentLineNumber", get_number<XML_GetCurrentLineNumber>},
    {"CurrentColumnNumber", get_number<XML_GetCurrentColumnNumber>},
    {"CurrentByteIndex", get_number<XML_GetCurrentByteIndex>},
};
const NativeTypeSpec kParserSpec = {
    .name = "pyexpat.xmlparser",
    .size = sizeof(Parser),
    .subclassable = false,
    .methods = kMethods,
    .properties = kProperties,
    .trace = trace,
    .finalize = finalize,
    .doc = "XML parser",
};

// ---- functions ----

Value f_parser_create(Context& ctx, const Args& args) {
    std::string encoding, separator;
    bool has_encoding, has_separator;
    if (!optional_text(ctx, args[0], "ParserCreate", "'encoding'", encoding, has_encoding) ||
        !optional_text(ctx, args[1], "ParserCreate", "'namespace_separator'", separator,
                       has_separator)) {
        return Value::error();
    }
    if (separator.size() > 1) {
        return raise(ctx, TypeId::kValueError,
                     "namespace_separator must be at most one character, omitted, or None");
    }
    Value interned = args[2];
    if (interned && !interned.is_none() && !interned.is(Kind::kDict)) {
        return raise(ctx, TypeId::kTypeError, "intern must be a dictionary");
    }
    if (!interned) interned = or_error(make_dict(ctx));
    Parser* p = interned ? make_parser(ctx) : nullptr;
    if (!p) return Value::error();
    p->interned.set(ctx, p, interned.is_none() ? Value() : interned);
    p->parser = XML_ParserCreate_MM(has_encoding ? encoding.c_str() : nullptr, nullptr,
                                    has_separator ? separator.c_str() : nullptr);
    if (!p->parser) return raise_memory_error(ctx);
    XML_SetHashSalt(p->parser, static_cast<unsigned long>(ctx.runtime().hash_seed[0]) | 1);
    connect(p);
    return Value::object(p);
}
Value f_error_string(Context& ctx, const Args& args) {
    int64_t code;
    if (!to_int64(ctx, args[0], code)) return Value::error();
    const char* text = XML_ErrorString(static_cast<XML_Error>(code));
    return text ? or_error(make_string(ctx, text)) : Value::none();
}
constexpr NativeMethod kFunctions[] = {
    {"ParserCreate(encoding=None, namespace_separator=None, intern=?)", f_parser_create,
     "Return a new XML parser object."},
    {"ErrorString(code, /)", f_error_string, "Returns string error for given number."},
};

// ---- the module ----

struct Constant {
    const char* name;
    int value;
};
#define C(name) {#name, name}
constexpr Constant kErrors[] = {
    C(XML_ERROR_NO_MEMORY),
    C(XML_ERROR_SYNTAX),
    C(XML_ERROR_NO_ELEMENTS),
    C(XML_ERROR_INVALID_TOKEN),
    C(XML_ERROR_UNCLOSED_TOKEN),
    C(XML_ERROR_PARTIAL_CHAR),
    C(XML_ERROR_TAG_MISMATCH),
    C(XML_ERROR_DUPLICATE_ATTRIBUTE),
    C(XML_ERROR_JUNK_AFTER_DOC_ELEMENT),
    C(XML_ERROR_PARAM_ENTITY_REF),
    C(XML_ERROR_UNDEFINED_ENTITY),
    C(XML_ERROR_RECURSIVE_ENTITY_REF),
    C(XML_ERROR_ASYNC_ENTITY),
    C(XML_ERROR_BAD_CHAR_REF),
    C(XML_ERROR_BINARY_ENTITY_REF),
    C(XML_ERROR_ATTRIBUTE_EXTERNAL_ENTITY_REF),
    C(XML_ERROR_MISPLACED_XML_PI),
    C(XML_ERROR_UNKNOWN_ENCODING),
    C(XML_ERROR_INCORRECT_ENCODING),
    C(XML_ERROR_UNCLOSED_CDATA_SECTION),
    C(XML_ERROR_EXTERNAL_ENTITY_HANDLING),
    C(XML_ERROR_NOT_STANDALONE),
    C(XML_ERROR_UNEXPECTED_STATE),
    C(XML_ERROR_ENTITY_DECLARED_IN_PE),
    C(XML_ERROR_FEATURE_REQUIRES_XML_DTD),
    C(XML_ERROR_CANT_CHANGE_FEATURE_ONCE_PARSING),
    C(XML_ERROR_UNBOUND_PREFIX),
    C(XML_ERROR_UNDECLARING_PREFIX),
    C(XML_ERROR_INCOMPLETE_PE),
    C(XML_ERROR_XML_DECL),
    C(XML_ERROR_TEXT_DECL),
    C(XML_ERROR_PUBLICID),
    C(XML_ERROR_SUSPENDED),
    C(XML_ERROR_NOT_SUSPENDED),
    C(XML_ERROR_ABORTED),
    C(XML_ERROR_FINISHED),
    C(XML_ERROR_SUSPEND_PE),
    C(XML_ERROR_RESERVED_PREFIX_XML),
    C(XML_ERROR_RESERVED_PREFIX_XMLNS),
    C(XML_ERROR_RESERVED_NAMESPACE_URI),
    C(XML_ERROR_INVALID_ARGUMENT),
    C(XML_ERROR_NO_BUFFER),
    C(XML_ERROR_AMPLIFICATION_LIMIT_BREACH),
};
constexpr Constant kModel[] = {
    C(XML_CTYPE_EMPTY),  C(XML_CTYPE_ANY),   C(XML_CTYPE_MIXED), C(XML_CTYPE_NAME),
    C(XML_CTYPE_CHOICE), C(XML_CTYPE_SEQ),   C(XML_CQUANT_NONE), C(XML_CQUANT_OPT),
    C(XML_CQUANT_REP),   C(XML_CQUANT_PLUS),
};
constexpr Constant kConstants[] = {
    C(XML_PARAM_ENTITY_PARSING_NEVER),
    C(XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE),
    C(XML_PARAM_ENTITY_PARSING_ALWAYS),
};
#undef C

/// Makes a submodule and binds it. Null after an exception.
Module* add_submodule(Context& ctx, Module* parent, const char* name, const char* full_name,
                      const char* doc) {
    String* full = intern(ctx, full_name);
    Module* m = full ? make_module(ctx, full) : nullptr;
    return m && add_to_module(ctx, m, "__doc__", or_error(make_string(ctx, doc))) &&
                   add_to_module(ctx, parent, name, Value::object(m)) &&
                   dict_set(ctx, ctx.runtime().modules, full, Value::object(m))
               ? m
               : nullptr;
}
bool add_errors(Context& ctx, Module* module) {
    Module* errors = add_submodule(ctx, module, "errors", "pyexpat.errors",
                                   "Constants used to describe error conditions.");
    Dict* codes = make_dict(ctx);
    Dict* messages = make_dict(ctx);
    if (!errors || !codes || !messages) return false;
    for (const Constant& c : kErrors) {
        String* text = make_string(ctx, XML_ErrorString(static_cast<XML_Error>(c.value)));
        if (!text || !add_to_module(ctx, errors, c.name, Value::object(text)) ||
            !dict_set(ctx, codes, text, Value::small_int(c.value)) ||
            !set_item(ctx, Value::object(messages), Value::small_int(c.value),
                      Value::object(text))) {
            return false;
        }
    }
    return add_to_module(ctx, errors, "codes", Value::object(codes)) &&
           add_to_module(ctx, errors, "messages", Value::object(messages));
}
Value features(Context& ctx) {
    List* list = make_list(ctx);
    for (const XML_Feature* f = XML_GetFeatureList(); list && f->feature != XML_FEATURE_END; f++) {
        Value pair = tuple_of(ctx, {or_error(make_string(ctx, f->name)), make_int(ctx, f->value)});
        if (!pair || !list_append(ctx, list, pair)) return Value::error();
    }
    return or_error(list);
}

bool populate(Context& ctx, Module* module) {
    for (const Constant& c : kConstants) {
        if (!add_to_module(ctx, module, c.name, Value::small_int(c.value))) return false;
    }
    Type* type = shared_type(ctx, kParserSpec);
    if (!type) return false;
    type->type_flags |= Type::kDisallowInstantiation;
    Module* model = add_submodule(ctx, module, "model", "pyexpat.model",
                                  "Constants used to interpret content model information.");
    if (!model) return false;
    for (const Constant& c : kModel) {
        if (!add_to_module(ctx, model, c.name, Value::small_int(c.value))) return false;
    }
    const XML_Expat_Version v = XML_ExpatVersionInfo();
    return add_errors(ctx, module) &&
           add_to_module(ctx, module, "XMLParserType", Value::object(type)) &&
           add_to_module(ctx, module, "EXPAT_VERSION",
                         or_error(make_string(ctx, XML_ExpatVersion()))) &&
           add_to_module(ctx, module, "version_info",
                         tuple_of(ctx, {Value::small_int(v.major), Value::small_int(v.minor),
                                        Value::small_int(v.micro)})) &&
           add_to_module(ctx, module, "native_encoding", or_error(make_string(ctx, "UTF-8"))) &&
           add_to_module(ctx, module, "features", features(ctx)) &&
           add_exception_class(ctx, module, "xml.parsers.expat", "ExpatError",
                               TypeId::kException) &&
           add_to_module(ctx, module, "error",
                         dict_get(ctx, module->dict.get(), intern(ctx, "ExpatError")));
}

}  // namespace

}  // namespace expat

extern const NativeModuleSpec kPyexpatModule;
const NativeModuleSpec kPyexpatModule = {
    .name = "pyexpat",
    .functions = expat::kFunctions,
    .populate = expat::populate,
    .doc = "Python wrapper for Expat parser.",
};

}  // namespace orrery
