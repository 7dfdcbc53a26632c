#include "engine/facade/inspector.h"

#include <algorithm>

#include "engine/facade/value_text.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/collections_module.h"
#include "engine/objects/bytes.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/generator.h"

namespace orrery {

namespace {

constexpr uint64_t kDeadlineStep = 256;  // parts looked at between two looks at the clock
constexpr size_t kShortText = 30;        // bytes of a key's text

// Frame ids:  63: post mortem   62..32: depth, from the outermost   31..0: of the code's address
constexpr FrameId kPostMortem = FrameId{1} << 63;
FrameId frame_id(bool post_mortem, uint64_t depth, const Code* code) {
    const auto address = reinterpret_cast<uint64_t>(code);
    return (post_mortem ? kPostMortem : 0) | depth << 32 | (address >> 4 & 0xFFFFFFFF);
}

FrameInfo frame_info(FrameId id, Code* code, uint32_t instruction) {
    FrameInfo info;
    info.id = id;
    info.function = to_utf8((code->qualname ? code->qualname : code->name).get());
    info.filename = to_utf8(code->filename.get());
    const Position p = position_of(code, instruction);
    info.line = std::max(p.line, 0);
    info.column = std::max(p.column, 0);
    info.end_line = std::max(p.end_line, 0);
    info.end_column = std::max(p.end_column, 0);
    return info;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool contains_text(std::string_view text, std::string_view part) {
    const auto same = [](char a, char b) { return lower(a) == lower(b); };
    return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

bool is_module(Value v) { return v.is(Kind::kModule); }
bool is_code_object(Context& ctx, Value v) {
    const ValueKind kind = value_kind(ctx, v);
    return kind == ValueKind::kFunction || kind == ValueKind::kClass;
}

}  // namespace

/// The parts of a value: named ones first, then elements by position.
struct Inspector::Parts {
    explicit Parts(Context& ctx) : named(ctx) {}
    std::vector<String*> names;  // alive as keys of what is looked at
    ValueVector named;
    Child::Role named_role = Child::kAttribute;
    Value elements;  // empty: none
    uint64_t element_positions = 0;
};

Inspector::Inspector(Context& ctx, Dict* main, uint16_t serial)
    : ctx_(ctx), main_(main), serial_(serial) {
    auto& roots = ctx_.runtime().extra_roots;
    post_mortem_ = roots.size();
    roots.push_back(Value::none());
}

void Inspector::set_post_mortem(Value exception) {
    ctx_.runtime().extra_roots[post_mortem_] = exception ? exception : Value::none();
}

ValueId Inspector::keep(Value v) {
    if (!v.is_object()) return 0;
    auto& roots = ctx_.runtime().extra_roots;
    size_t place;
    if (free_.empty()) {
        place = roots.size();
        roots.push_back(v);
    } else {
        place = free_.back();
        free_.pop_back();
        roots[place] = v;
    }
    if (uses_.size() <= place) uses_.resize(place + 1);
    return uint64_t{serial_} << 48 | uint64_t{uses_[place]} << 32 | (place + 1);
}

Value Inspector::find(ValueId id) const {
    const size_t place = (id & 0xFFFFFFFF) - 1;
    if (id >> 48 != serial_ || place >= uses_.size() || (id >> 32 & 0xFFFF) != uses_[place]) {
        return Value();
    }
    return ctx_.runtime().extra_roots[place];
}

void Inspector::release(const std::vector<ValueId>& ids) {
    for (ValueId id : ids) {
        if (!find(id)) continue;
        const size_t place = (id & 0xFFFFFFFF) - 1;
        ctx_.runtime().extra_roots[place] = Value::none();
        if (++uses_[place] != 0) free_.push_back(place);  // else: all its ids have been used
    }
}

ValueInfo Inspector::describe(Value v) {
    ValueInfo info;
    info.kind = value_kind(ctx_, v);
    info.type_name = v ? type_name(ctx_, v) : "";
    ValueText text = value_text(ctx_, v);
    info.text = std::move(text.text);
    info.is_cut = text.is_cut;
    info.length = value_length(ctx_, v);
    Parts parts(ctx_);
    collect(v, parts);
    info.position_count = parts.names.size() + parts.element_positions;
    const bool needs_id = info.position_count || info.is_cut ||
                          (v.is_object() && info.kind != ValueKind::kText &&
                           info.kind != ValueKind::kBytes && info.kind != ValueKind::kInt);
    if (needs_id) info.id = keep(v);
    return info;
}

// ---- frames ----

void Inspector::frames(SnapshotResult& out) {
    uint64_t depth = 0;
    for (FrameRef f(ctx_.regs); f; f = f.caller())
        depth++;
    for (FrameRef f(ctx_.regs); f; f = f.caller()) {
        depth--;
        out.frames.push_back(
            frame_info(frame_id(false, depth, f.code()), f.code(), f.instruction_index()));
    }
}

void Inspector::post_mortem_frames(SnapshotResult& out) {
    const Value e = ctx_.runtime().extra_roots[post_mortem_];
    if (!e.is(Kind::kException)) return;
    const Value first = e.as<Exception>()->traceback.get();
    uint64_t depth = 0;
    for (Traceback* t = first.is(Kind::kTraceback) ? first.as<Traceback>() : nullptr; t;
         t = t->next.get()) {
        Code* code = t->frame->function->code.get();
        out.frames.push_back(frame_info(frame_id(true, depth++, code), code, t->instruction));
    }
    std::reverse(out.frames.begin(), out.frames.end());
}

bool Inspector::locals(FrameId id, Parts& parts) {
    parts.named_role = Child::kVariable;
    const uint64_t depth = id >> 32 & 0x7FFFFFFF;
    const auto visit = [&](Code* code, auto&& read) {
        if (code->has(Code::kUsesLocalsDict)) {
            const Value ns = read(0);
            if (ns.is(Kind::kDict)) {
                parts.elements = ns;
                parts.element_positions = ns.as<Dict>()->table ? ns.as<Dict>()->table->used : 0;
            }
            return;
        }
        visit_variables(code, read, [&](String* name, Value v) {
            if (!v) return true;
            parts.names.push_back(name);
            parts.named.values.push_back(v);
            return true;
        });
    };
    if (id & kPostMortem) {
        const Value e = ctx_.runtime().extra_roots[post_mortem_];
        if (!e.is(Kind::kException)) return false;
        const Value first = e.as<Exception>()->traceback.get();
        Traceback* t = first.is(Kind::kTraceback) ? first.as<Traceback>() : nullptr;
        for (uint64_t i = 0; t && i < depth; i++)
            t = t->next.get();
        if (!t || frame_id(true, depth, t->frame->function->code.get()) != id) return false;
        Frame* f = t->frame.get();
        if (f->live_regs) {
            visit(f->function->code.get(), [&](unsigned r) { return f->live_regs[r]; });
        } else if (ValueArray* saved = f->registers.get()) {
            visit(f->function->code.get(), [&](unsigned r) {
                return r < saved->capacity ? saved->slots()[r].get() : Value();
            });
        }
        return true;
    }
    uint64_t count = 0;
    for (FrameRef f(ctx_.regs); f; f = f.caller())
        count++;
    if (depth >= count) return false;
    FrameRef f(ctx_.regs);
    for (uint64_t i = count - 1; i > depth; i--)
        f = f.caller();
    if (frame_id(false, depth, f.code()) != id) return false;
    visit(f.code(), [&](unsigned r) { return f.regs()[r]; });
    return true;
}

// ---- parts ----

void Inspector::collect(Value v, Parts& parts) {
    if (!v.is_object()) return;
    Object* o = v.as_object();
    const auto named = [&](String* name, Value value) {
        if (!value) return;
        parts.names.push_back(name);
        parts.named.values.push_back(value);
    };
    const auto named_dict = [&](Dict* d) {
        uint64_t position = 0;
        Value key, value;
        while (d && dict_next(d, position, key, value)) {
            if (key.is(Kind::kString)) named(key.as<String>(), value);
        }
    };
    // Attributes: those of the instance, then the slots its classes declare.
    if (Slot* word = attrs_word(ctx_, o)) {
        const Shape* shape = ctx_.runtime().shapes.at(o->shape);
        if (shape->is_dictionary) {
            const Value d = word->get();
            if (d.is(Kind::kDict)) named_dict(d.as<Dict>());
        } else {
            const std::vector<String*> names = shape->names();
            for (uint32_t i = 0; i < names.size(); i++)
                named(names[i], attribute_slot(ctx_, o, i)->get());
        }
    }
    if (!o->is_exact() || o->kind == Kind::kInstance) {
        for (Value base : type_of(ctx_, v)->mro->values()) {
            if (!base.is(Kind::kType) || !base.as<Type>()->has(Type::kUserDefined)) continue;
            uint64_t position = 0;
            Value key, value;
            while (dict_next(base.as<Type>()->dict.get(), position, key, value)) {
                if (!value.is(Kind::kMember) || value.as<Member>()->property) continue;
                const auto* at = reinterpret_cast<const Slot*>(reinterpret_cast<const char*>(o) +
                                                               value.as<Member>()->offset);
                named(key.as<String>(), at->get());
            }
        }
    }
    switch (o->kind) {
    case Kind::kList:
        parts.elements = v;
        parts.element_positions = v.as<List>()->size;
        return;
    case Kind::kTuple:
        parts.elements = v;
        parts.element_positions = v.as<Tuple>()->length;
        return;
    case Kind::kDictView: return collect(Value::object(v.as<DictView>()->dict.get()), parts);
    case Kind::kMappingProxy: return collect(v.as<MappingProxy>()->mapping.get(), parts);
    case Kind::kDict:
        parts.elements = v;
        parts.element_positions = v.as<Dict>()->table ? v.as<Dict>()->table->used : 0;
        return;
    case Kind::kSet:
        parts.elements = v;
        parts.element_positions =
            v.as<Set>()->table && v.as<Set>()->live ? v.as<Set>()->table->mask + 1 : 0;
        return;
    case Kind::kModule:
    case Kind::kType: {
        Dict* d = o->kind == Kind::kModule ? v.as<Module>()->dict.get() : v.as<Type>()->dict.get();
        if (d) named_dict(d);
        return;
    }
    case Kind::kBoundMethod:
        named(intern(ctx_, "__func__"), v.as<BoundMethod>()->function.get());
        named(intern(ctx_, "__self__"), v.as<BoundMethod>()->self.get());
        return;
    case Kind::kException:
        if (Tuple* args = v.as<Exception>()->args.get()) {
            parts.elements = Value::object(args);
            parts.element_positions = args->length;
        }
        return;
    case Kind::kGenerator: {
        auto* g = v.as<Generator>();
        if (g->state == Generator::kRunning || g->state == Generator::kFinished) return;
        visit_variables(
            g->function->code.get(),
            [&](unsigned r) { return r < g->register_count ? g->registers[r].get() : Value(); },
            [&](String* name, Value value) {
                named(name, value);
                return true;
            });
        return;
    }
    default:
        if (const int64_t n = deque_length(ctx_, v); n > 0) {
            parts.elements = v;
            parts.element_positions = static_cast<uint64_t>(n);
        }
    }
}

bool Inspector::wanted(const SnapshotRequest& r, std::string_view name, Value v) const {
    if (r.hide_private && name.starts_with('_')) return false;
    if (r.hide_modules && is_module(v)) return false;
    if (r.hide_callables && is_code_object(ctx_, v)) return false;
    return r.filter.empty() || contains_text(name, r.filter);
}

void Inspector::add(PendingSnapshot& p, Child::Role role, std::string name, Value key, Value v) {
    if (!wanted(p.request, name, v)) return;
    Child child;
    child.role = role;
    child.position = p.position;
    child.name = std::move(name);
    child.key = key ? keep(key) : 0;
    child.value = describe(v);
    p.result.children.push_back(std::move(child));
}

bool Inspector::children(PendingSnapshot& p, Parts& parts, Clock::time_point deadline) {
    const uint64_t named = parts.names.size();
    const uint64_t total = named + parts.element_positions;
    p.result.position_count = total;
    if (!p.begun) p.position = p.request.first;
    p.begun = true;
    const uint64_t begin = p.position;
    while (p.position < total && p.result.children.size() < p.request.count) {
        const uint64_t at = p.position;
        if (at > begin && at % kDeadlineStep == 0) {
            if (p.cancelled->load(std::memory_order_relaxed)) break;
            if (Clock::now() >= deadline) return false;
        }
        if (at < named) {
            add(p, parts.named_role, to_utf8(parts.names[at]), Value(), parts.named.values[at]);
        } else {
            uint64_t i = at - named;
            const Value e = parts.elements;
            Value key, v;
            if (e.is(Kind::kDict)) {
                uint64_t next = i;
                if (dict_next(e.as<Dict>(), next, key, v) && next == i + 1) {
                    const bool is_name = parts.named_role == Child::kVariable;
                    std::string name = is_name && key.is(Kind::kString)
                                           ? to_utf8(key.as<String>())
                                           : value_text(ctx_, key, kShortText).text;
                    add(p, is_name ? Child::kVariable : Child::kEntry, std::move(name),
                        is_name ? Value() : key, v);
                }
            } else if (e.is(Kind::kSet)) {
                uint64_t next = i;
                if (set_next(e.as<Set>(), next, key) && next == i + 1) {
                    add(p, Child::kElement, "", Value(), key);
                }
            } else if (e.is(Kind::kList)) {
                if (i < e.as<List>()->size) {
                    add(p, Child::kElement, std::to_string(i), Value(), e.as<List>()->at(i));
                }
            } else if (e.is(Kind::kTuple)) {
                add(p, Child::kElement, std::to_string(i), Value(), e.as<Tuple>()->at(i));
            } else if (static_cast<int64_t>(i) < deque_length(ctx_, e)) {
                add(p, Child::kElement, std::to_string(i), Value(), deque_at(ctx_, e, i));
            }
        }
        p.position++;
    }
    p.result.next = p.position;
    return true;
}

void Inspector::slice(Value v, PendingSnapshot& p) {
    const uint64_t length = static_cast<uint64_t>(std::max<int64_t>(value_length(ctx_, v), 0));
    const uint64_t begin = std::min(p.request.first, length);
    const uint64_t end = begin + std::min(p.request.count, length - begin);
    p.result.position_count = length;
    p.result.next = end;
    if (v.is(Kind::kString)) {
        StringBuilder part;
        part.add(v.as<String>(), begin, end);
        String* s = part.finish(ctx_);
        if (s) {
            p.result.text = to_utf8(s);
        } else {
            take_exception(ctx_);
            p.result.status = SnapshotResult::kFailed;
        }
    } else if (v.is(Kind::kBytes)) {
        p.result.text = v.as<Bytes>()->view().substr(begin, end - begin);
    } else if (v.is(Kind::kByteArray)) {
        p.result.text = v.as<ByteArray>()->view().substr(begin, end - begin);
    } else {
        ValueText text = value_text(ctx_, v, static_cast<size_t>(p.request.count));
        p.result.text = std::move(text.text);
    }
}

void Inspector::represent(Value v, PendingSnapshot& p) {
    // The program's own state is set aside: this is not its call.
    const Value in_flight = ctx_.exception ? take_exception(ctx_) : Value();
    String* s = to_repr(ctx_, v);
    if (s) {
        p.result.text = to_utf8(s);
    } else if (ctx_.terminating || exception_matches(ctx_, TypeId::kKeyboardInterrupt)) {
        p.result.status = SnapshotResult::kFailed;  // the exception is for the program
        return;
    } else {
        p.result.status = SnapshotResult::kFailed;
        const Value e = take_exception(ctx_);
        p.result.text = value_text(ctx_, e).text;
    }
    if (in_flight) ctx_.exception = in_flight;
}

// ---- names and paths ----

Value Inspector::attribute(Value v, std::string_view name) {
    String* s = intern(ctx_, name);
    if (!s) {
        take_exception(ctx_);
        return Value();
    }
    if (!v.is_object()) return type_lookup(ctx_, type_of(ctx_, v), s);
    if (v.is(Kind::kModule)) return dict_get(ctx_, v.as<Module>()->dict.get(), s);
    if (v.is(Kind::kType)) {
        const Value found = type_lookup(ctx_, v.as<Type>(), s);
        return found ? found : type_lookup(ctx_, type_of(ctx_, v), s);
    }
    if (const Value own = get_own_attribute(ctx_, v.as_object(), s)) return own;
    const Value found = type_lookup(ctx_, type_of(ctx_, v), s);
    if (found.is(Kind::kMember) && !found.as<Member>()->property) {
        return reinterpret_cast<const Slot*>(reinterpret_cast<const char*>(v.as_object()) +
                                             found.as<Member>()->offset)
            ->get();
    }
    // What a property would give is known only by running it.
    if (found.is(Kind::kProperty) || found.is(Kind::kMember)) return Value();
    if (found.is(Kind::kFunction) || found.is(Kind::kNativeFunction)) {
        const Value bound = make_bound_method(ctx_, found, v);
        if (bound) return bound;
        take_exception(ctx_);
    }
    return found;
}

Value Inspector::resolve(std::string_view path) {
    Value v;
    for (bool first = true; first || !path.empty(); first = false) {
        const size_t dot = std::min(path.find('.'), path.size());
        const std::string_view name = path.substr(0, dot);
        path.remove_prefix(std::min(dot + 1, path.size()));
        if (!first) {
            v = attribute(v, name);
        } else {
            if (FrameRef f{ctx_.regs}; f && !f.code()->has(Code::kUsesLocalsDict)) {
                visit_variables(
                    f.code(), [&](unsigned r) { return f.regs()[r]; },
                    [&](String* variable, Value value) {
                        if (value && to_utf8(variable) == name) v = value;
                        return !v;
                    });
            }
            String* s = intern(ctx_, name);
            if (!s) take_exception(ctx_);
            if (s && !v) v = dict_get(ctx_, main_, s);
            if (s && !v) v = dict_get(ctx_, ctx_.runtime().builtins, s);
        }
        if (!v) return v;
    }
    return v;
}

template <typename Visit>
void Inspector::visit_members(Value v, Visit&& visit) {
    const auto visit_dict = [&](Dict* d) {
        uint64_t position = 0;
        Value key, value;
        while (d && dict_next(d, position, key, value)) {
            if (key.is(Kind::kString)) visit(key.as<String>(), value);
        }
    };
    const auto visit_class = [&](Type* t) {
        for (Value base : t->mro->values()) {
            if (base.is(Kind::kType)) visit_dict(base.as<Type>()->dict.get());
        }
    };
    if (!v) {
        if (FrameRef f{ctx_.regs}; f && !f.code()->has(Code::kUsesLocalsDict)) {
            visit_variables(
                f.code(), [&](unsigned r) { return f.regs()[r]; },
                [&](String* name, Value value) {
                    if (value) visit(name, value);
                    return true;
                });
        }
        visit_dict(main_);
        visit_dict(ctx_.runtime().builtins);
        return;
    }
    if (v.is(Kind::kModule)) return visit_dict(v.as<Module>()->dict.get());
    if (v.is(Kind::kType)) {
        visit_class(v.as<Type>());
    } else if (v.is_object()) {
        Parts parts(ctx_);
        collect(v, parts);
        for (size_t i = 0; i < parts.names.size(); i++)
            visit(parts.names[i], parts.named.values[i]);
    }
    visit_class(type_of(ctx_, v));
}

void Inspector::members(PendingSnapshot& p) {
    Value v;
    if (!p.request.path.empty()) {
        v = resolve(p.request.path);
        if (!v) {
            p.result.status = SnapshotResult::kFailed;
            return;
        }
    }
    std::vector<Child>& out = p.result.children;
    visit_members(v, [&](String* name, Value value) {
        Child child;
        child.name = to_utf8(name);
        if (!wanted(p.request, child.name, value)) return;
        child.role = p.request.path.empty() ? Child::kVariable : Child::kAttribute;
        child.value.kind = value_kind(ctx_, value);
        child.value.type_name = type_name(ctx_, value);
        child.position = out.size();  // what is found first hides what comes later
        out.push_back(std::move(child));
    });
    std::sort(out.begin(), out.end(), [](const Child& a, const Child& b) {
        return a.name != b.name ? a.name < b.name : a.position < b.position;
    });
    const auto same = [](const Child& a, const Child& b) { return a.name == b.name; };
    out.erase(std::unique(out.begin(), out.end(), same), out.end());
    p.result.position_count = p.result.next = out.size();
}

bool Inspector::advance(PendingSnapshot& p, Clock::time_point deadline) {
    using R = SnapshotRequest;
    const auto fail = [&](SnapshotResult::Status status) {
        p.result.status = status;
        return true;
    };
    Parts parts(ctx_);
    Value v;
    switch (p.request.what) {
    case R::kFrames: frames(p.result); return true;
    case R::kPostMortemFrames: post_mortem_frames(p.result); return true;
    case R::kMembers: members(p); return true;
    case R::kSignature: {
        v = resolve(p.request.path);
        p.result.text = v ? signature_text(ctx_, v) : "";
        if (p.result.text.empty()) return fail(SnapshotResult::kFailed);
        const std::string doc = documentation(ctx_, v);
        if (!doc.empty()) p.result.text += "\n\n" + doc;
        return true;
    }
    case R::kGlobals:
        parts.named_role = Child::kVariable;
        parts.elements = Value::object(main_);
        parts.element_positions = main_->table ? main_->table->used : 0;
        return children(p, parts, deadline);
    case R::kLocals:
        if (!locals(p.request.frame, parts)) return fail(SnapshotResult::kStale);
        return children(p, parts, deadline);
    case R::kChildren:
    case R::kText:
    case R::kRepr: break;
    }
    v = find(p.request.value);
    if (!v) return fail(SnapshotResult::kStale);
    if (p.request.what == R::kText) {
        slice(v, p);
    } else if (p.request.what == R::kRepr) {
        represent(v, p);
    } else {
        collect(v, parts);
        return children(p, parts, deadline);
    }
    return true;
}

}  // namespace orrery
