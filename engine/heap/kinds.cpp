// What the collector knows of each kind: how to trace it, and what to release with it.

#include "engine/heap/heap_space.h"
#include "engine/interpreter/cache.h"
#include "engine/interpreter/frame.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/function.h"
#include "engine/objects/generator.h"
#include "engine/objects/numbers.h"
#include "engine/objects/weakref.h"

namespace orrery {

namespace {

constexpr size_t kLastWord = ~size_t{0};  // where attribute storage is: see trace_storage

/// Members of __slots__ and attribute storage of an instance whose native layout ends at
/// `native_size`; in the last word of the cell for types of variable size.
void trace_storage(Marker& marker, Object* o, size_t native_size) {
    if (!(o->flags & (Object::kUserType | Object::kHasAttrs))) return;
    if (native_size != kLastWord) {
        marker.mark_cell_from(o, (native_size + 7) & ~size_t{7});
    } else if (marker.type_of(o)->attrs_offset == Type::kAttrsLast) {
        marker.mark_cell_from(o, marker.heap().cell_size(o) - sizeof(Slot));
    }
}

void trace_instance(Marker& marker, Object* o) { marker.mark_cell_from(o, sizeof(Object)); }

/// Kinds whose layout needs no look: their words are few.
void trace_all_words(Marker& marker, Object* o) {
    const auto* begin = reinterpret_cast<const uint64_t*>(o + 1);
    const auto* end = reinterpret_cast<const uint64_t*>(reinterpret_cast<const uint8_t*>(o) +
                                                        marker.heap().cell_size(o));
    marker.mark_range_conservatively(begin, end);
}

void trace_native(Marker& marker, Object* o) {
    const Type* type = marker.type_of(o);
    const NativeTypeSpec* spec = type->native;
    for (const NativeTypeSpec* s = spec; s; s = s->native_base) {
        if (s->trace) {
            s->trace(marker, o);
            break;
        }
    }
    size_t size = sizeof(NativeObject);
    for (const NativeTypeSpec* s = spec; s; s = s->native_base) {
        if (s->size) {
            size = s->size;
            break;
        }
    }
    trace_storage(marker, o, spec && spec->variable_size ? kLastWord : size);
}

void finalize_native(Runtime& runtime, Object* o) {
    const NativeTypeSpec* spec = runtime.shapes.at(o->shape)->type->native;
    for (; spec; spec = spec->native_base) {
        if (spec->finalize) {
            spec->finalize(o);
            return;
        }
    }
}

void trace_last_word(Marker& marker, Object* o) { trace_storage(marker, o, kLastWord); }

void trace_string(Marker& marker, Object* o) {
    auto* s = static_cast<String*>(o);
    if (s->flags & String::kShared) {
        marker.mark_conservatively(reinterpret_cast<uint64_t>(s->data));
    }
    trace_storage(marker, o, kLastWord);
}

void trace_tuple(Marker& marker, Object* o) {
    auto* t = static_cast<Tuple*>(o);
    Slot* slots = t->slots();
    for (uint64_t i = 0, n = t->length; i < n; i++)
        marker.mark(slots[i]);
    trace_storage(marker, o, kLastWord);
}

void trace_list(Marker& marker, Object* o) {
    marker.mark(static_cast<List*>(o)->items);
    trace_storage(marker, o, sizeof(List));
}

void trace_dict(Marker& marker, Object* o) {
    marker.mark(static_cast<Dict*>(o)->table);
    trace_storage(marker, o, sizeof(Dict));
}

void trace_set(Marker& marker, Object* o) {
    marker.mark(static_cast<Set*>(o)->table);
    trace_storage(marker, o, sizeof(Set));
}

void trace_value_array(Marker& marker, Object* o) {
    marker.mark_array(static_cast<ValueArray*>(o));
}

void trace_dict_table(Marker& marker, Object* o) {
    auto* t = static_cast<DictTable*>(o);
    DictEntry* entries = t->entries();
    for (uint32_t i = 0; i < t->used; i++) {
        marker.mark(entries[i].key);
        marker.mark(entries[i].value);
    }
}

void trace_set_table(Marker& marker, Object* o) {
    auto* t = static_cast<SetTable*>(o);
    SetEntry* entries = t->entries();
    for (uint64_t i = 0; i <= t->mask; i++)
        marker.mark(entries[i].key);
}

void trace_slice(Marker& marker, Object* o) {
    auto* s = static_cast<Slice*>(o);
    marker.mark(s->start);
    marker.mark(s->stop);
    marker.mark(s->step);
}

void trace_range(Marker& marker, Object* o) {
    auto* r = static_cast<Range*>(o);
    marker.mark(r->start);
    marker.mark(r->stop);
    marker.mark(r->step);
    marker.mark(r->length);
}

void trace_iterator(Marker& marker, Object* o) {
    auto* i = static_cast<Iterator*>(o);
    marker.mark(i->source);
    marker.mark(i->value);
    trace_storage(marker, o, sizeof(Iterator));
}

void trace_dict_view(Marker& marker, Object* o) { marker.mark(static_cast<DictView*>(o)->dict); }

void trace_mapping_proxy(Marker& marker, Object* o) {
    marker.mark(static_cast<MappingProxy*>(o)->mapping);
}

void trace_function(Marker& marker, Object* o) {
    auto* f = static_cast<Function*>(o);
    marker.mark(f->code);
    marker.mark(f->globals);
    marker.mark(f->builtins);
    marker.mark(f->closure);
    marker.mark(f->defaults);
    marker.mark(f->kwdefaults);
    marker.mark(f->name);
    marker.mark(f->qualname);
    marker.mark(f->doc);
    marker.mark(f->module);
    marker.mark(f->annotations);
    marker.mark(f->type_params);
    trace_storage(marker, o, sizeof(Function));
}

void trace_native_function(Marker& marker, Object* o) {
    auto* f = static_cast<NativeFunction*>(o);
    marker.mark(f->self);
    marker.mark(f->owner);
    marker.mark(f->module);
    marker.mark(f->name);
}

void trace_bound_method(Marker& marker, Object* o) {
    auto* m = static_cast<BoundMethod*>(o);
    marker.mark(m->function);
    marker.mark(m->self);
}

void trace_property(Marker& marker, Object* o) {
    auto* p = static_cast<Property*>(o);
    marker.mark(p->get);
    marker.mark(p->set);
    marker.mark(p->del);
    marker.mark(p->doc);
    marker.mark(p->name);
    trace_storage(marker, o, sizeof(Property));
}

void trace_wrapped_method(Marker& marker, Object* o) {
    marker.mark(static_cast<WrappedMethod*>(o)->function);
    trace_storage(marker, o, sizeof(WrappedMethod));
}

void trace_member(Marker& marker, Object* o) {
    auto* m = static_cast<Member*>(o);
    marker.mark(m->owner);
    marker.mark(m->name);
}

void trace_super(Marker& marker, Object* o) {
    auto* s = static_cast<Super*>(o);
    marker.mark(s->type);
    marker.mark(s->object);
    marker.mark(s->object_type);
    trace_storage(marker, o, sizeof(Super));
}

void trace_type(Marker& marker, Object* o) {
    auto* t = static_cast<Type*>(o);
    marker.mark(t->name);
    marker.mark(t->qualname);
    marker.mark(t->base);
    marker.mark(t->bases);
    marker.mark(t->mro);
    marker.mark(t->dict);
    marker.mark(t->subclasses);
    for (Slot& s : t->special)
        marker.mark(s);
    trace_storage(marker, o, sizeof(Type));
}

void trace_module(Marker& marker, Object* o) {
    auto* m = static_cast<Module*>(o);
    marker.mark(m->dict);
    marker.mark(m->state);
    trace_storage(marker, o, sizeof(Module));
}

void trace_code(Marker& marker, Object* o) {
    auto* c = static_cast<Code*>(o);
    marker.mark(c->name);
    marker.mark(c->qualname);
    marker.mark(c->filename);
    marker.mark(c->variable_names);
    marker.mark(c->cell_names);
    marker.mark(c->free_names);
    marker.mark(c->docstring);
    marker.mark(c->source_lines);
    if (!c->side) return;
    for (uint32_t i = 0; i < c->constant_count; i++)
        marker.mark(c->constant(i));
    for (uint32_t i = 0; i < c->site_count; i++) {
        Site& site = c->side->site_at(i);
        marker.mark(site.name);
        if (!marker.has_weak_caches()) marker.mark(site.entry.load(std::memory_order_relaxed));
    }
    marker.note_code(c);
}

void trace_cache_entry(Marker& marker, Object* o) {
    auto* e = static_cast<CacheEntry*>(o);
    marker.mark(e->type);
    marker.mark(e->value);
    marker.mark(e->next);
}

void finalize_code(Runtime&, Object* o) { release_code(static_cast<Code*>(o)); }

void trace_cell(Marker& marker, Object* o) { marker.mark(static_cast<Cell*>(o)->value); }

void trace_frame(Marker& marker, Object* o) {
    auto* f = static_cast<Frame*>(o);
    marker.mark(f->function);
    marker.mark(f->back);
    marker.mark(f->registers);
    marker.mark(f->locals_dict);
    marker.mark(f->trace);
    marker.mark(f->profiled_call);
}

void trace_traceback(Marker& marker, Object* o) {
    auto* t = static_cast<Traceback*>(o);
    marker.mark(t->next);
    marker.mark(t->frame);
}

void trace_generator(Marker& marker, Object* o) {
    auto* g = static_cast<Generator*>(o);
    marker.mark(g->function);
    marker.mark(g->name);
    marker.mark(g->qualname);
    marker.mark(g->handled);
    marker.mark(g->outer_handled);
    marker.mark(g->frame);
    marker.mark(g->origin);
    marker.mark(g->finalizer);
    if (!g->on_stack && g->state != Generator::kFinished) marker.mark_suspended(g);
}

void trace_exception(Marker& marker, Object* o) {
    auto* e = static_cast<Exception*>(o);
    marker.mark(e->attrs);
    marker.mark(e->args);
    marker.mark(e->traceback);
    marker.mark(e->cause);
    marker.mark(e->context);
    for (Slot& s : e->fields)
        marker.mark(s);
    trace_storage(marker, o, sizeof(Exception));
}

void trace_weakref(Marker& marker, Object* o) {
    marker.mark(static_cast<WeakRef*>(o)->callback);
    trace_storage(marker, o, sizeof(WeakRef));
}

void trace_float(Marker& marker, Object* o) { trace_storage(marker, o, sizeof(Float)); }

void trace_complex(Marker& marker, Object* o) { trace_storage(marker, o, sizeof(Complex)); }

// TRACE(kind, trace)
#define ORRERY_KIND_TRACES(TRACE) \
    TRACE(Free, nullptr) TRACE(Instance, trace_instance) TRACE(Native, trace_native) \
    TRACE(Int, trace_last_word) TRACE(Float, trace_float) TRACE(Complex, trace_complex) \
    TRACE(String, trace_string) TRACE(Bytes, trace_last_word) \
    TRACE(ByteArray, trace_all_words) TRACE(MemoryView, trace_all_words) \
    TRACE(Tuple, trace_tuple) TRACE(List, trace_list) TRACE(Dict, trace_dict) \
    TRACE(Set, trace_set) TRACE(Slice, trace_slice) TRACE(Range, trace_range) \
    TRACE(Iterator, trace_iterator) TRACE(DictView, trace_dict_view) \
    TRACE(MappingProxy, trace_mapping_proxy) TRACE(Function, trace_function) \
    TRACE(NativeFunction, trace_native_function) TRACE(BoundMethod, trace_bound_method) \
    TRACE(Property, trace_property) TRACE(ClassMethod, trace_wrapped_method) \
    TRACE(StaticMethod, trace_wrapped_method) TRACE(Member, trace_member) \
    TRACE(Super, trace_super) TRACE(Type, trace_type) TRACE(Module, trace_module) \
    TRACE(Code, trace_code) TRACE(Cell, trace_cell) TRACE(Frame, trace_frame) \
    TRACE(Traceback, trace_traceback) TRACE(Generator, trace_generator) \
    TRACE(Exception, trace_exception) TRACE(WeakRef, trace_weakref) \
    TRACE(CacheEntry, trace_cache_entry) TRACE(Buffer, nullptr) \
    TRACE(ValueArray, trace_value_array) TRACE(DictTable, trace_dict_table) \
    TRACE(SetTable, trace_set_table)

#define TRACE(kind, function) constexpr void (*kTrace##kind)(Marker&, Object*) = function;
ORRERY_KIND_TRACES(TRACE)
#undef TRACE

constexpr void (*finalize_of(Kind kind))(Runtime&, Object*) {
    switch (kind) {
    case Kind::kNative: return finalize_native;
    case Kind::kCode: return finalize_code;
    default: return nullptr;
    }
}

}  // namespace

const KindOps kKindOps[] = {
#define KIND(name, type, comment) {#name, kTrace##name, finalize_of(Kind::k##name)},
    ORRERY_KINDS(KIND)
#undef KIND
};

}  // namespace orrery
