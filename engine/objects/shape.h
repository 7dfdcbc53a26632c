// Shape: the hidden class of an object. It names the type and, for instances with attributes,
// which attribute lives in which slot. Two objects with equal shape ids have the same type and
// the same attributes in the same places, so an inline cache is one 32-bit compare.
//
// Attribute storage starts at Type::attrs_offset of the instance:
//
//   attrs_offset ->  [ attrs word ][ inline slot 0 ] ... [ inline slot inline_capacity-1 ]
//                         |
//                         +--> segment: 8 slots + link --> segment ...   (slots beyond the inline
//                         |                                               ones; never moves)
//                         +--> Dict, when the shape is in dictionary mode
//
// Shapes form a tree per type: the root has no attributes, each transition adds one. Objects
// leave the tree for the type's dictionary shape when an attribute is deleted, when there are
// more than kMaxAttributes, or when the program asks for the instance's __dict__. A slot is
// never reused for another attribute.
#pragma once

#include <vector>

#include "engine/objects/object.h"

namespace orrery {

struct Type;
struct String;
struct Dict;

struct Shape {
    static constexpr uint32_t kMaxAttributes = 128;
    static constexpr uint32_t kSegmentSlots = 8;

    uint32_t id = 0;
    uint32_t attribute_count = 0;
    Type* type = nullptr;
    bool is_dictionary = false;
    Shape* parent = nullptr;      // the shape without the last attribute
    String* last_name = nullptr;  // interned; null at the root
    std::vector<Shape*> transitions;

    /// Slot index of an attribute by its interned name, or -1.
    int32_t find(const String* name) const;
    /// Names in order of slot index.
    std::vector<String*> names() const;

private:
    mutable std::vector<std::pair<const String*, int32_t>> index_;  // built when long
};

/// All shapes of an engine, by id. Id 0 is never a shape.
class ShapeTable {
public:
    ~ShapeTable();
    Shape* create(Type* type);
    Shape* at(uint32_t id) const { return shapes_[id]; }
    /// The shape reached from `from` by adding `name`; null when it must become a dictionary.
    Shape* add_attribute(Shape* from, String* name);

    /// Liveness for the collector: a bit per shape, set when an instance or the type is marked.
    std::vector<uint8_t> marked;
    /// Releases the shapes whose type died.
    void release(Shape* shape);
    uint32_t size() const { return static_cast<uint32_t>(shapes_.size()); }

private:
    std::vector<Shape*> shapes_{nullptr};
    std::vector<uint32_t> free_ids_;
};

/// The attrs word of an object that has attribute storage (Instance, or flag kHasAttrs); null if
/// none.
Slot* attrs_word(Context& ctx, Object* object);

/// The slot with that index of an object not in dictionary mode.
Slot* attribute_slot(Context& ctx, Object* object, uint32_t index);

/// The instance's own attribute, or empty (no exception set).
Value get_own_attribute(Context& ctx, Object* object, String* name);
/// Adds or replaces an attribute. False on MemoryError.
bool set_own_attribute(Context& ctx, Object* object, String* name, Value value);
/// False if it was not there (no exception set).
bool delete_own_attribute(Context& ctx, Object* object, String* name);
/// The live __dict__: turns the object to dictionary mode.
Dict* instance_dict(Context& ctx, Object* object);
/// `obj.__dict__ = dict`.
void set_instance_dict(Context& ctx, Object* object, Dict* dict);
/// A snapshot of the instance's own attributes, without a change of mode (dir(), pickling).
Dict* copy_instance_dict(Context& ctx, Object* object);

}  // namespace orrery
