// What libexpat calls: each callback makes Python values and calls the program's handler.
#include "engine/modules/expat/parser.h"
#include "engine/objects/bytes.h"
#include "engine/objects/encoding.h"

namespace orrery::expat {

namespace {

Value text(Context& ctx, const XML_Char* s) {
    return s ? or_error(make_string(ctx, s)) : Value::none();
}
Value text(Context& ctx, const XML_Char* s, int length) {
    return s ? or_error(make_string(ctx, std::string_view(s, static_cast<size_t>(length))))
             : Value::none();
}
Value name(Context& ctx, const XML_Char* s) {
    return s ? or_error(intern(ctx, std::string_view(s))) : Value::none();
}

void stop(Parser* p) { XML_StopParser(p->parser, XML_FALSE); }

/// Calls a handler; empty after an exception, which stops the parser.
Value invoke(Parser* p, Handler which, std::initializer_list<Value> args) {
    Context& ctx = *p->context;
    for (Value v : args) {
        if (!v) {
            stop(p);
            return v;
        }
    }
    Value handler = p->handlers[which].get();
    if (!handler) return Value::none();
    const bool outer = std::exchange(p->in_callback, true);
    Value result = call(ctx, handler, args);
    p->in_callback = outer;
    if (!result) stop(p);
    return result;
}
/// Whether a handler is to run: text collected before it goes first.
bool ready(Parser* p) {
    return p->context && !has_exception(*p->context) && flush_text(*p->context, p);
}
Parser* parser_of(void* data) { return static_cast<Parser*>(data); }

/// The answer of a handler that returns an int; 0 (failure) after an exception.
int answer(Parser* p, Value v) {
    int32_t n = 0;
    if (v && !to_int32(*p->context, v, n)) stop(p);
    return v && !has_exception(*p->context) ? n : 0;
}

Value attributes(Context& ctx, Parser* p, const XML_Char** pairs) {
    int count = 0;
    if (p->specified_attributes) {
        count = XML_GetSpecifiedAttributeCount(p->parser);
    } else {
        while (pairs[count])
            count += 2;
    }
    if (p->ordered_attributes) {
        List* list = make_list(ctx);
        for (int i = 0; list && i < count; i++) {
            Value v = i % 2 ? text(ctx, pairs[i]) : name(ctx, pairs[i]);
            if (!v || !list_append(ctx, list, v)) return Value::error();
        }
        return or_error(list);
    }
    Dict* d = make_dict(ctx);
    for (int i = 0; d && i < count; i += 2) {
        String* key = intern(ctx, std::string_view(pairs[i]));
        Value v = key ? text(ctx, pairs[i + 1]) : Value::error();
        if (!v || !dict_set(ctx, d, key, v)) return Value::error();
    }
    return or_error(d);
}

void on_start_element(void* data, const XML_Char* tag, const XML_Char** pairs) {
    Parser* p = parser_of(data);
    if (!ready(p)) return;
    Context& ctx = *p->context;
    Value values = attributes(ctx, p, pairs);
    invoke(p, kStartElement, {values ? name(ctx, tag) : values, values});
}
void on_end_element(void* data, const XML_Char* tag) {
    Parser* p = parser_of(data);
    if (ready(p)) invoke(p, kEndElement, {name(*p->context, tag)});
}
void on_processing_instruction(void* data, const XML_Char* target, const XML_Char* rest) {
    Parser* p = parser_of(data);
    if (ready(p)) {
        invoke(p, kProcessingInstruction, {name(*p->context, target), text(*p->context, rest)});
    }
}
void on_character_data(void* data, const XML_Char* s, int length) {
    Parser* p = parser_of(data);
    if (!p->context || has_exception(*p->context)) return;
    const auto size = static_cast<size_t>(length);
    if (!p->buffer_text) {
        invoke(p, kCharacterData, {text(*p->context, s, length)});
        return;
    }
    if (p->text->size() + size > static_cast<size_t>(p->buffer_size)) {
        if (!flush_text(*p->context, p)) return;
        if (!p->handlers[kCharacterData]) return;
    }
    if (length > p->buffer_size) {
        invoke(p, kCharacterData, {text(*p->context, s, length)});
    } else {
        p->text->append(s, size);
    }
}
void on_unparsed_entity_decl(void* data, const XML_Char* entity, const XML_Char* base,
                             const XML_Char* system_id, const XML_Char* public_id,
                             const XML_Char* notation) {
    Parser* p = parser_of(data);
    if (!ready(p)) return;
    Context& ctx = *p->context;
    invoke(p, kUnparsedEntityDecl,
           {name(ctx, entity), name(ctx, base), name(ctx, system_id), name(ctx, public_id),
            name(ctx, notation)});
}
void on_notation_decl(void* data, const XML_Char* notation, const XML_Char* base,
                      const XML_Char* system_id, const XML_Char* public_id) {
    Parser* p = parser_of(data);
    if (!ready(p)) return;
    Context& ctx = *p->context;
    invoke(p, kNotationDecl,
           {name(ctx, notation), name(ctx, base), name(ctx, system_id), name(ctx, public_id)});
}
void on_start_namespace_decl(void* data, const XML_Char* prefix, const XML_Char* uri) {
    Parser* p = parser_of(data);
    if (ready(p))
        invoke(p, kStartNamespaceDecl, {name(*p->context, prefix), name(*p->context, uri)});
}
void on_end_namespace_decl(void* data, const XML_Char* prefix) {
    Parser* p = parser_of(data);
    if (ready(p)) invoke(p, kEndNamespaceDecl, {name(*p->context, prefix)});
}
void on_comment(void* data, const XML_Char* s) {
    Parser* p = parser_of(data);
    if (ready(p)) invoke(p, kComment, {text(*p->context, s)});
}
template <Handler which>
void on_event(void* data) {
    Parser* p = parser_of(data);
    if (ready(p)) invoke(p, which, {});
}
template <Handler which>
void on_default(void* data, const XML_Char* s, int length) {
    Parser* p = parser_of(data);
    if (ready(p)) invoke(p, which, {text(*p->context, s, length)});
}
int on_not_standalone(void* data) {
    Parser* p = parser_of(data);
    return ready(p) ? answer(p, invoke(p, kNotStandalone, {})) : 0;
}
int on_external_entity_ref(XML_Parser parser, const XML_Char* context, const XML_Char* base,
                           const XML_Char* system_id, const XML_Char* public_id) {
    Parser* p = parser_of(XML_GetUserData(parser));
    if (!ready(p)) return 0;
    Context& ctx = *p->context;
    return answer(p, invoke(p, kExternalEntityRef,
                            {text(ctx, context), name(ctx, base), name(ctx, system_id),
                             name(ctx, public_id)}));
}
void on_start_doctype_decl(void* data, const XML_Char* doctype, const XML_Char* system_id,
                           const XML_Char* public_id, int has_internal_subset) {
    Parser* p = parser_of(data);
    if (!ready(p)) return;
    Context& ctx = *p->context;
    invoke(p, kStartDoctypeDecl,
           {name(ctx, doctype), name(ctx, system_id), name(ctx, public_id),
            Value::small_int(has_internal_subset)});
}
void on_entity_decl(void* data, const XML_Char* entity, int is_parameter, const XML_Char* value,
                    int length, const XML_Char* base, const XML_Char* system_id,
                    const XML_Char* public_id, const XML_Char* notation) {
    Parser* p = parser_of(data);
    if (!ready(p)) return;
    Context& ctx = *p->context;
    invoke(p, kEntityDecl,
           {name(ctx, entity), Value::small_int(is_parameter), text(ctx, value, length),
            name(ctx, base), name(ctx, system_id), name(ctx, public_id), name(ctx, notation)});
}
void on_xml_decl(void* data, const XML_Char* version, const XML_Char* encoding, int standalone) {
    Parser* p = parser_of(data);
    if (!ready(p)) return;
    Context& ctx = *p->context;
    invoke(p, kXmlDecl, {text(ctx, version), text(ctx, encoding), Value::small_int(standalone)});
}

/// (type, quantifier, name, children) of a content model.
Value content_model(Context& ctx, const XML_Content& m) {
    NativeRecursion recursion(ctx, "");
    if (!recursion.ok()) return Value::error();
    ValueVector children(ctx);
    for (unsigned i = 0; i < m.numchildren; i++) {
        Value child = content_model(ctx, m.children[i]);
        if (!child) return child;
        children.values.push_back(child);
    }
    return tuple_of(ctx, {Value::small_int(m.type), Value::small_int(m.quant), name(ctx, m.name),
                          or_error(make_tuple(ctx, children.values))});
}
void on_element_decl(void* data, const XML_Char* element, XML_Content* model) {
    Parser* p = parser_of(data);
    if (ready(p)) {
        invoke(p, kElementDecl, {name(*p->context, element), content_model(*p->context, *model)});
    }
    XML_FreeContentModel(p->parser, model);
}
void on_attlist_decl(void* data, const XML_Char* element, const XML_Char* attribute,
                     const XML_Char* type, const XML_Char* default_value, int required) {
    Parser* p = parser_of(data);
    if (!ready(p)) return;
    Context& ctx = *p->context;
    invoke(p, kAttlistDecl,
           {name(ctx, element), name(ctx, attribute), text(ctx, type), text(ctx, default_value),
            Value::small_int(required)});
}
void on_skipped_entity(void* data, const XML_Char* entity, int is_parameter) {
    Parser* p = parser_of(data);
    if (ready(p)) {
        invoke(p, kSkippedEntity, {name(*p->context, entity), Value::small_int(is_parameter)});
    }
}

/// Encodings that libexpat does not know: those of one byte a character, by Python's codecs.
int on_unknown_encoding(void* data, const XML_Char* encoding, XML_Encoding* info) {
    Parser* p = parser_of(data);
    if (!p->context || has_exception(*p->context)) return XML_STATUS_ERROR;
    Context& ctx = *p->context;
    uint8_t all[256];
    for (unsigned i = 0; i < 256; i++)
        all[i] = static_cast<uint8_t>(i);
    Value bytes = or_error(make_bytes(ctx, std::span<const uint8_t>(all)));
    Value decoded = bytes ? decode_bytes(ctx, bytes, encoding, "replace") : bytes;
    if (!decoded) return XML_STATUS_ERROR;
    const auto* s = decoded.as<String>();
    if (s->length != 256) {
        raise(ctx, TypeId::kValueError, "multi-byte encodings are not supported");
        return XML_STATUS_ERROR;
    }
    for (unsigned i = 0; i < 256; i++)
        info->map[i] = s->at(i) == 0xFFFD ? -1 : static_cast<int>(s->at(i));
    info->data = nullptr;
    info->convert = nullptr;
    info->release = nullptr;
    return XML_STATUS_OK;
}

}  // namespace

bool flush_text(Context& ctx, Parser* p) {
    if (p->text->empty()) return true;
    const std::string collected = std::exchange(*p->text, std::string());
    if (!p->context) return true;
    return bool(invoke(p, kCharacterData, {or_error(make_string(ctx, collected))}));
}

void install(Parser* p, Handler which) {
    XML_Parser x = p->parser;
    const bool on = bool(p->handlers[which]);
    switch (which) {
    case kStartElement: XML_SetStartElementHandler(x, on ? on_start_element : nullptr); break;
    case kEndElement: XML_SetEndElementHandler(x, on ? on_end_element : nullptr); break;
    case kProcessingInstruction:
        XML_SetProcessingInstructionHandler(x, on ? on_processing_instruction : nullptr);
        break;
    case kCharacterData:
        // libexpat holds on to the function while it runs: one that is taken off in a callback
        // stays and does nothing.
        XML_SetCharacterDataHandler(x, on || p->in_callback ? on_character_data : nullptr);
        break;
    case kUnparsedEntityDecl:
        XML_SetUnparsedEntityDeclHandler(x, on ? on_unparsed_entity_decl : nullptr);
        break;
    case kNotationDecl: XML_SetNotationDeclHandler(x, on ? on_notation_decl : nullptr); break;
    case kStartNamespaceDecl:
        XML_SetStartNamespaceDeclHandler(x, on ? on_start_namespace_decl : nullptr);
        break;
    case kEndNamespaceDecl:
        XML_SetEndNamespaceDeclHandler(x, on ? on_end_namespace_decl : nullptr);
        break;
    case kComment: XML_SetCommentHandler(x, on ? on_comment : nullptr); break;
    case kStartCdataSection:
        XML_SetStartCdataSectionHandler(x, on ? on_event<kStartCdataSection> : nullptr);
        break;
    case kEndCdataSection:
        XML_SetEndCdataSectionHandler(x, on ? on_event<kEndCdataSection> : nullptr);
        break;
    case kDefault: XML_SetDefaultHandler(x, on ? on_default<kDefault> : nullptr); break;
    case kDefaultExpand:
        XML_SetDefaultHandlerExpand(x, on ? on_default<kDefaultExpand> : nullptr);
        break;
    case kNotStandalone: XML_SetNotStandaloneHandler(x, on ? on_not_standalone : nullptr); break;
    case kExternalEntityRef:
        XML_SetExternalEntityRefHandler(x, on ? on_external_entity_ref : nullptr);
        break;
    case kStartDoctypeDecl:
        XML_SetStartDoctypeDeclHandler(x, on ? on_start_doctype_decl : nullptr);
        break;
    case kEndDoctypeDecl:
        XML_SetEndDoctypeDeclHandler(x, on ? on_event<kEndDoctypeDecl> : nullptr);
        break;
    case kEntityDecl: XML_SetEntityDeclHandler(x, on ? on_entity_decl : nullptr); break;
    case kXmlDecl: XML_SetXmlDeclHandler(x, on ? on_xml_decl : nullptr); break;
    case kElementDecl: XML_SetElementDeclHandler(x, on ? on_element_decl : nullptr); break;
    case kAttlistDecl: XML_SetAttlistDeclHandler(x, on ? on_attlist_decl : nullptr); break;
    case kSkippedEntity: XML_SetSkippedEntityHandler(x, on ? on_skipped_entity : nullptr); break;
    case kHandlerCount: break;
    }
}

void connect(Parser* p) {
    XML_SetUserData(p->parser, p);
    XML_SetUnknownEncodingHandler(p->parser, on_unknown_encoding, p);
    for (unsigned i = 0; i < kHandlerCount; i++) {
        // One function serves both kinds of default handler: setting one takes the other off.
        if (p->handlers[i]) install(p, static_cast<Handler>(i));
    }
}

}  // namespace orrery::expat
