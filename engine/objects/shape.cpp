#include "engine/objects/shape.h"

#include <algorithm>

#include "engine/interpreter/runtime.h"

namespace orrery {

namespace {

constexpr uint32_t kIndexedFrom = 9;  // longer shapes get a sorted index instead of a walk

// Segments are value arrays of kSegmentSlots slots and one link.
constexpr uint32_t kSegmentLink = Shape::kSegmentSlots;

Slot* segment_slot(Context& ctx, Object* object, Slot* word, uint32_t index, bool create) {
    Object* owner = object;
    Slot* link = word;
    for (;;) {
        if (!*link) {
            if (!create) return nullptr;
            ValueArray* fresh = ctx.heap().allocate_values(Shape::kSegmentSlots + 1);
            if (!fresh) return nullptr;
            link->set(ctx, owner, Value::object(fresh));
        }
        ValueArray* segment = link->get().as<ValueArray>();
        if (index < Shape::kSegmentSlots) return segment->slots() + index;
        index -= Shape::kSegmentSlots;
        owner = segment;
        link = segment->slots() + kSegmentLink;
    }
}

Shape* shape_of(Context& ctx, const Object* object) {
    return ctx.runtime().shapes.at(object->shape);
}

/// Owner of the storage `attribute_slot` points into: barriers must name the written object, but
/// remembering the instance itself is enough only for inline slots.
bool store_attribute(Context& ctx, Object* object, Slot* word, Type* type, uint32_t index,
                     Value value) {
    if (index < type->inline_capacity) {
        word[1 + index].set(ctx, object, value);
        return true;
    }
    Slot* slot = segment_slot(ctx, object, word, index - type->inline_capacity, true);
    if (!slot) return false;
    const uint32_t within = (index - type->inline_capacity) % Shape::kSegmentSlots;
    ValueArray* segment = reinterpret_cast<ValueArray*>(slot - within) - 1;
    slot->set(ctx, segment, value);
    return true;
}

}  // namespace

int32_t Shape::find(const String* name) const {
    if (attribute_count < kIndexedFrom) {
        for (const Shape* s = this; s->parent; s = s->parent) {
            if (s->last_name == name) return static_cast<int32_t>(s->attribute_count) - 1;
        }
        return -1;
    }
    if (index_.empty()) {
        index_.reserve(attribute_count);
        for (const Shape* s = this; s->parent; s = s->parent) {
            index_.emplace_back(s->last_name, static_cast<int32_t>(s->attribute_count) - 1);
        }
        std::sort(index_.begin(), index_.end());
    }
    auto it = std::lower_bound(index_.begin(), index_.end(), std::pair(name, int32_t{-1}));
    return it != index_.end() && it->first == name ? it->second : -1;
}

std::vector<String*> Shape::names() const {
    std::vector<String*> out(attribute_count);
    for (const Shape* s = this; s->parent; s = s->parent)
        out[s->attribute_count - 1] = s->last_name;
    return out;
}

ShapeTable::~ShapeTable() {
    for (Shape* s : shapes_)
        delete s;
}

Shape* ShapeTable::create(Type* type) {
    Shape* s = new Shape;
    s->type = type;
    if (free_ids_.empty()) {
        s->id = static_cast<uint32_t>(shapes_.size());
        shapes_.push_back(s);
        marked.resize(shapes_.size());
    } else {
        s->id = free_ids_.back();
        free_ids_.pop_back();
        shapes_[s->id] = s;
    }
    return s;
}

Shape* ShapeTable::add_attribute(Shape* from, String* name) {
    for (Shape* s : from->transitions) {
        if (s->last_name == name) return s;
    }
    if (from->attribute_count >= Shape::kMaxAttributes || from->transitions.size() >= 256) {
        return nullptr;
    }
    Shape* s = create(from->type);
    s->attribute_count = from->attribute_count + 1;
    s->parent = from;
    s->last_name = name;
    from->transitions.push_back(s);
    return s;
}

void ShapeTable::release(Shape* shape) {
    shapes_[shape->id] = nullptr;
    free_ids_.push_back(shape->id);
    delete shape;
}

Slot* attrs_word(Context& ctx, Object* object) {
    if (object->kind == Kind::kInstance || (object->flags & Object::kHasAttrs)) {
        const Type* type = shape_of(ctx, object)->type;
        if (type->attrs_offset == 0) return nullptr;
        if (type->attrs_offset == Type::kAttrsLast) {
            const size_t size = ctx.heap().cell_size(object);
            return reinterpret_cast<Slot*>(reinterpret_cast<char*>(object) + size) - 1;
        }
        return reinterpret_cast<Slot*>(reinterpret_cast<char*>(object) + type->attrs_offset);
    }
    return nullptr;
}

Slot* attribute_slot(Context& ctx, Object* object, uint32_t index) {
    Slot* word = attrs_word(ctx, object);
    const Type* type = shape_of(ctx, object)->type;
    if (index < type->inline_capacity) return word + 1 + index;
    return segment_slot(ctx, object, word, index - type->inline_capacity, false);
}

Value get_own_attribute(Context& ctx, Object* object, String* name) {
    Slot* word = attrs_word(ctx, object);
    if (!word) return Value();
    Shape* shape = shape_of(ctx, object);
    if (shape->is_dictionary) return dict_get(ctx, word->get().as<Dict>(), name);
    const int32_t index = shape->find(name);
    if (index < 0) return Value();
    Slot* slot = attribute_slot(ctx, object, static_cast<uint32_t>(index));
    return slot ? slot->get() : Value();
}

bool set_own_attribute(Context& ctx, Object* object, String* name, Value value) {
    Slot* word = attrs_word(ctx, object);
    Shape* shape = shape_of(ctx, object);
    if (!shape->is_dictionary) {
        int32_t index = shape->find(name);
        if (index >= 0) {
            return store_attribute(ctx, object, word, shape->type, static_cast<uint32_t>(index),
                                   value);
        }
        if (Shape* next = ctx.runtime().shapes.add_attribute(shape, name)) {
            if (!store_attribute(ctx, object, word, shape->type, shape->attribute_count, value)) {
                return false;
            }
            object->shape = next->id;
            return true;
        }
        if (!instance_dict(ctx, object)) return false;
    }
    return dict_set(ctx, word->get().as<Dict>(), name, value);
}

bool delete_own_attribute(Context& ctx, Object* object, String* name) {
    Slot* word = attrs_word(ctx, object);
    if (!word) return false;
    if (!shape_of(ctx, object)->is_dictionary) {
        if (shape_of(ctx, object)->find(name) < 0) return false;
        if (!instance_dict(ctx, object)) return false;
    }
    return dict_delete(ctx, word->get().as<Dict>(), name);
}

Dict* copy_instance_dict(Context& ctx, Object* object) {
    Slot* word = attrs_word(ctx, object);
    Shape* shape = shape_of(ctx, object);
    if (!word) return make_dict(ctx);
    if (shape->is_dictionary) return dict_copy(ctx, word->get().as<Dict>());
    Dict* dict = make_dict(ctx, shape->attribute_count);
    if (!dict) return nullptr;
    uint32_t index = 0;
    for (String* name : shape->names()) {
        Slot* slot = attribute_slot(ctx, object, index++);
        if (slot && *slot && !dict_set(ctx, dict, name, slot->get())) return nullptr;
    }
    return dict;
}

Dict* instance_dict(Context& ctx, Object* object) {
    Slot* word = attrs_word(ctx, object);
    Shape* shape = shape_of(ctx, object);
    if (shape->is_dictionary) return word->get().as<Dict>();
    Dict* dict = copy_instance_dict(ctx, object);
    if (!dict) return nullptr;
    set_instance_dict(ctx, object, dict);
    return dict;
}

void set_instance_dict(Context& ctx, Object* object, Dict* dict) {
    Slot* word = attrs_word(ctx, object);
    Shape* shape = shape_of(ctx, object);
    word->set(ctx, object, Value::object(dict));
    object->shape = shape->type->dictionary_shape;
    if (shape->is_dictionary) return;
    // The inline slots are no longer used: what they hold must not stay alive by them.
    for (uint32_t i = std::min(shape->attribute_count, shape->type->inline_capacity); i-- > 0;)
        word[1 + i].init(Value());
}

}  // namespace orrery
