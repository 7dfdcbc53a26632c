#include "engine/objects/native_docs.h"

namespace orrery {

NativeDoc split_doc(std::string_view doc, std::string_view name) {
    constexpr std::string_view kEnd = ")\n--\n\n";
    const size_t end = doc.find(kEnd);
    if (end == doc.npos || !doc.starts_with(name) || doc[name.size()] != '(') return {{}, doc};
    return {doc.substr(name.size(), end + 1 - name.size()), doc.substr(end + kEnd.size())};
}

namespace {

constexpr struct {
    std::string_view name, symbol;
} kOperators[] = {{"add", "+"},     {"sub", "-"},       {"mul", "*"}, {"matmul", "@"},
                  {"truediv", "/"}, {"floordiv", "//"}, {"mod", "%"}, {"lshift", "<<"},
                  {"rshift", ">>"}, {"and", "&"},       {"xor", "^"}, {"or", "|"},
                  {"lt", "<"},      {"le", "<="},       {"eq", "=="}, {"ne", "!="},
                  {"gt", ">"},      {"ge", ">="}};

constexpr struct {
    std::string_view name, text;
} kSlots[] = {
    {"__abs__", "abs(self)"},
    {"__bool__", "True if self else False"},
    {"__call__", "Call self as a function."},
    {"__contains__", "Return key in self."},
    {"__del__", "Called when the object is about to go."},
    {"__delattr__", "Implement delattr(self, name)."},
    {"__delete__", "Delete an attribute of instance."},
    {"__delitem__", "Delete self[key]."},
    {"__divmod__", "Return divmod(self, value)."},
    {"__float__", "float(self)"},
    {"__get__", "Return an attribute of instance, which is of type owner."},
    {"__getattribute__", "Return getattr(self, name)."},
    {"__getitem__", "Return self[key]."},
    {"__hash__", "Return hash(self)."},
    {"__imul__", "Implement self*=value."},
    {"__index__", "Return self as an integer that can be an index."},
    {"__init__", "Initialize self.  See help(type(self)) for accurate signature."},
    {"__int__", "int(self)"},
    {"__invert__", "~self"},
    {"__ipow__", "Return self**=value."},
    {"__iter__", "Implement iter(self)."},
    {"__len__", "Return len(self)."},
    {"__neg__", "-self"},
    {"__next__", "Implement next(self)."},
    {"__pos__", "+self"},
    {"__pow__", "Return pow(self, value, mod)."},
    {"__rdivmod__", "Return divmod(value, self)."},
    {"__repr__", "Return repr(self)."},
    {"__rpow__", "Return pow(value, self, mod)."},
    {"__set__", "Set an attribute of instance to value."},
    {"__setattr__", "Implement setattr(self, name, value)."},
    {"__setitem__", "Set self[key] to value."},
    {"__str__", "Return str(self)."},
};

}  // namespace

std::string slot_doc(std::string_view name) {
    for (const auto& row : kSlots) {
        if (row.name == name) return std::string(row.text);
    }
    if (name.size() < 5) return {};
    const std::string_view word = name.substr(2, name.size() - 4);
    for (const auto& [operation, symbol] : kOperators) {
        const std::string text(symbol);
        if (word == operation) return "Return self" + text + "value.";
        if (word.substr(1) != operation) continue;
        if (word[0] == 'r') return "Return value" + text + "self.";
        if (word[0] == 'i') return "Return self" + text + "=value.";
    }
    return {};
}

}  // namespace orrery
