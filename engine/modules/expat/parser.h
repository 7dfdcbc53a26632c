// The parser object of module pyexpat, and the handlers that programs set on it.
//
// libexpat calls back for each handler that is set; the callback calls the program's function.
// After an exception libexpat is stopped and no further handler runs: Parse() returns the error.
#pragma once

#include <expat.h>

#include <string>
#include <utility>

#include "engine/modules/module_support.h"

namespace orrery::expat {

// HANDLER(enumerator, name): attributes that hold the program's functions
#define ORRERY_EXPAT_HANDLERS(HANDLER) \
    HANDLER(StartElement, "StartElementHandler") \
    HANDLER(EndElement, "EndElementHandler") \
    HANDLER(ProcessingInstruction, "ProcessingInstructionHandler") \
    HANDLER(CharacterData, "CharacterDataHandler") \
    HANDLER(UnparsedEntityDecl, "UnparsedEntityDeclHandler") \
    HANDLER(NotationDecl, "NotationDeclHandler") \
    HANDLER(StartNamespaceDecl, "StartNamespaceDeclHandler") \
    HANDLER(EndNamespaceDecl, "EndNamespaceDeclHandler") \
    HANDLER(Comment, "CommentHandler") \
    HANDLER(StartCdataSection, "StartCdataSectionHandler") \
    HANDLER(EndCdataSection, "EndCdataSectionHandler") \
    HANDLER(Default, "DefaultHandler") \
    HANDLER(DefaultExpand, "DefaultHandlerExpand") \
    HANDLER(NotStandalone, "NotStandaloneHandler") \
    HANDLER(ExternalEntityRef, "ExternalEntityRefHandler") \
    HANDLER(StartDoctypeDecl, "StartDoctypeDeclHandler") \
    HANDLER(EndDoctypeDecl, "EndDoctypeDeclHandler") \
    HANDLER(EntityDecl, "EntityDeclHandler") \
    HANDLER(XmlDecl, "XmlDeclHandler") \
    HANDLER(ElementDecl, "ElementDeclHandler") \
    HANDLER(AttlistDecl, "AttlistDeclHandler") \
    HANDLER(SkippedEntity, "SkippedEntityHandler")
enum Handler : unsigned {
#define HANDLER(id, name) k##id,
    ORRERY_EXPAT_HANDLERS(HANDLER)
#undef HANDLER
        kHandlerCount
};

struct Parser : NativeObject {
    XML_Parser parser;  // owned
    Context* context;  // of the Parse() under way; null outside one
    std::string* text;  // character data collected for buffer_text; owned
    int64_t buffer_size;
    bool buffer_text, ordered_attributes, specified_attributes, namespace_prefixes;
    bool in_callback;
    Slot handlers[kHandlerCount];  // empty: None
    Slot interned;  // dict
    Slot outer;  // the parser this one parses an entity for: its tables are shared
};

/// Tells libexpat whether the handler is set.
void install(Parser* p, Handler which);
/// Hands collected character data to its handler. False after an exception.
bool flush_text(Context& ctx, Parser* p);
/// Prepares a new XML_Parser to call back.
void connect(Parser* p);

}  // namespace orrery::expat
