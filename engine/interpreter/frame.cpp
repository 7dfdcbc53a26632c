// Frame and traceback objects.
#include "engine/interpreter/frame.h"

#include <algorithm>

#include "engine/bytecode/opcodes.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/interpreter/tracing.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/generator.h"
#include "engine/objects/numbers.h"

namespace orrery {

namespace {

Frame* self_of(Value v) { return v.as<Frame>(); }

/// Contents of a local register, looking into its cell; empty when unbound.
Value local_value(Value v, bool is_cell) {
    return is_cell && v.is(Kind::kCell) ? v.as<Cell>()->value.get() : v;
}

bool is_cell_register(Code* code, unsigned reg) {
    for (uint16_t r : *code->cell_registers) {
        if (r == reg) return true;
    }
    return false;
}

/// Brings `d` to the state of the variables: bound ones set, unbound ones removed.
template <typename ReadRegister>
bool fill_locals(Context& ctx, Code* code, Dict* d, ReadRegister&& read) {
    auto put = [&](Value name, Value v) {
        if (v) return dict_set(ctx, d, name, v);
        dict_delete(ctx, d, name.as<String>());
        return true;
    };
    Tuple* names = code->variable_names.get();
    const uint64_t own = code->cell_names ? code->cell_names->length : 0;
    for (uint64_t i = 0; names && i < names->length && i < code->local_count; i++) {
        const auto reg = static_cast<unsigned>(i);
        if (is_cell_register(code, reg)) continue;
        auto* name = names->at(i).as<String>();
        if (name->length && name->at(0) == '.' && !read(reg)) continue;
        if (!put(names->at(i), read(reg))) return false;
    }
    for (uint64_t i = 0; i < code->cell_registers->size(); i++) {
        Tuple* of = i < own ? code->cell_names.get() : code->free_names.get();
        const Value name = of->at(i < own ? i : i - own);
        const unsigned reg = (*code->cell_registers)[i];
        if (!put(name, local_value(read(reg), true))) return false;
    }
    return true;
}

uint32_t instruction_of(Frame* f) {
    return f->live_regs ? FrameRef(f->live_regs).instruction_index() : f->instruction;
}

Value frame_back(Context& ctx, Value self) {
    Frame* f = self_of(self);
    if (f->live_regs) {
        FrameRef caller = FrameRef(f->live_regs).caller();
        if (!caller) return Value::none();
        Frame* back = frame_object(ctx, caller);
        return back ? Value::object(back) : Value::error();
    }
    return f->back ? Value::object(f->back.get()) : Value::none();
}
Value frame_code(Context&, Value self) {
    return Value::object(self_of(self)->function->code.get());
}
Value frame_globals(Context&, Value self) {
    return Value::object(self_of(self)->function->globals.get());
}
Value frame_builtins(Context& ctx, Value) { return Value::object(ctx.runtime().builtins); }
Value frame_lasti(Context&, Value self) {
    return Value::small_int(2 * instruction_of(self_of(self)));
}
Value frame_lineno(Context&, Value self) {
    Frame* f = self_of(self);
    const bool is_seen = f->live_regs && f->trace_flags & Frame::kSeen;
    if (is_seen && f->traced_instruction == Frame::kInCallEvent) {
        return Value::small_int(f->traced_line);
    }
    const uint32_t at = instruction_of(f);
    const Position p = position_of(f->function->code.get(), at);
    if (p.line >= 0) return Value::small_int(p.line);
    // An instruction without a line of its own belongs to the statement before it.
    const bool is_after_line = is_seen && f->traced_instruction == at && f->traced_line >= 0;
    return is_after_line ? Value::small_int(f->traced_line) : Value::none();
}
bool set_frame_lineno(Context& ctx, Value, Value) {
    raise(ctx, TypeId::kValueError, "jumping to another line is not supported");
    return false;
}
Value frame_get_locals(Context& ctx, Value self) {
    Frame* f = self_of(self);
    if (f->live_regs) {
        FrameRef live(f->live_regs);
        if (live.code()->has(Code::kUsesLocalsDict)) return live.regs()[0];
        Dict* d = f->locals_dict ? f->locals_dict.get().as<Dict>() : make_dict(ctx);
        if (!d) return Value::error();
        f->locals_dict.set(ctx, f, Value::object(d));
        return fill_locals(ctx, live.code(), d, [&](unsigned r) { return live.regs()[r]; })
                   ? Value::object(d)
                   : Value::error();
    }
    Code* code = f->function->code.get();
    ValueArray* saved = f->registers.get();
    if (code->has(Code::kUsesLocalsDict)) return saved->slots()[0].get();
    Dict* d = f->locals_dict ? f->locals_dict.get().as<Dict>() : make_dict(ctx);
    if (!d) return Value::error();
    f->locals_dict.set(ctx, f, Value::object(d));
    return fill_locals(ctx, code, d, [&](unsigned r) { return saved->slots()[r].get(); })
               ? Value::object(d)
               : Value::error();
}
Value frame_trace(Context&, Value self) {
    const Value f = self_of(self)->trace.get();
    return f ? f : Value::none();
}
bool set_frame_trace(Context& ctx, Value self, Value v) {
    Frame* f = self_of(self);
    f->trace.set(ctx, f, !v || v.is_none() ? Value() : v);
    return true;
}

/// f_trace_lines and f_trace_opcodes are bools, and nothing else.
bool set_trace_flag(Context& ctx, Value self, Value v, uint32_t flag, bool set_when) {
    if (!v) {
        raise(ctx, TypeId::kTypeError, "cannot delete numeric/char attribute");
        return false;
    }
    if (!v.is_true() && !v.is_false()) {
        raise(ctx, TypeId::kTypeError, "attribute value type must be bool");
        return false;
    }
    uint32_t& flags = self_of(self)->trace_flags;
    flags = v.is_true() == set_when ? flags | flag : flags & ~flag;
    return true;
}
Value frame_trace_lines(Context&, Value self) {
    return Value::boolean(!(self_of(self)->trace_flags & Frame::kNoLines));
}
bool set_frame_trace_lines(Context& ctx, Value self, Value v) {
    return set_trace_flag(ctx, self, v, Frame::kNoLines, false);
}
Value frame_trace_opcodes(Context&, Value self) {
    return Value::boolean(self_of(self)->trace_flags & Frame::kOpcodes);
}
bool set_frame_trace_opcodes(Context& ctx, Value self, Value v) {
    return set_trace_flag(ctx, self, v, Frame::kOpcodes, true);
}

Value frame_clear(Context& ctx, const Args& args) {
    Frame* f = self_of(args[0]);
    if (f->live_regs) return raise(ctx, TypeId::kRuntimeError, "cannot clear an executing frame");
    if (ValueArray* saved = f->registers.get()) {
        for (uint64_t i = 0; i < saved->capacity; i++)
            saved->slots()[i].init(Value());
    }
    f->locals_dict.init(Value());
    return Value::none();
}

Value frame_repr(Context& ctx, const Args& args) {
    Frame* f = self_of(args[0]);
    Code* code = f->function->code.get();
    const std::string address = address_text(args[0]);
    const MessageArg all[] = {address, MessageArg::repr(Value::object(code->filename.get())),
                              position_of(code, instruction_of(f)).line, code->name.get()};
    String* s = format_message(ctx, "<frame at {}, file {}, line {}, code {}>", all);
    return s ? Value::object(s) : Value::error();
}

const NativeMethod kFrameMethods[] = {
    {"clear(self, /)", frame_clear},
    {"__repr__(self, /)", frame_repr},
};
const NativeProperty kFrameProperties[] = {
    {"f_back", frame_back},
    {"f_code", frame_code},
    {"f_globals", frame_globals},
    {"f_builtins", frame_builtins},
    {"f_lasti", frame_lasti},
    {"f_lineno", frame_lineno, set_frame_lineno},
    {"f_locals", frame_get_locals},
    {"f_trace", frame_trace, set_frame_trace},
    {"f_trace_lines", frame_trace_lines, set_frame_trace_lines},
    {"f_trace_opcodes", frame_trace_opcodes, set_frame_trace_opcodes},
};

// ---- tracebacks ----

Traceback* tb(Value v) { return v.as<Traceback>(); }

Value traceback_new(Context& ctx, const Args& args) {
    if (!args[2].is(Kind::kFrame)) {
        return raise(ctx, TypeId::kTypeError,
                     "TracebackType() argument 'tb_frame' must be frame, not {}",
                     MessageArg::type(args[2]));
    }
    int32_t lasti, line;
    if (!to_int32(ctx, args[3], lasti) || !to_int32(ctx, args[4], line)) return Value::error();
    if (!args[1].is_none() && !args[1].is(Kind::kTraceback)) {
        return raise(ctx, TypeId::kTypeError, "expected traceback object or None, got '{}'",
                     MessageArg::type(args[1]));
    }
    auto* t = allocate<Traceback>(ctx, ctx.type(TypeId::kTraceback));
    if (!t) return Value::error();
    t->next.init(args[1].is_none() ? nullptr : args[1].as<Traceback>());
    t->frame.init(args[2].as<Frame>());
    t->instruction = static_cast<uint32_t>(lasti / 2);
    t->line = line;
    return Value::object(t);
}
Value traceback_next(Context&, Value self) {
    return tb(self)->next ? Value::object(tb(self)->next.get()) : Value::none();
}
bool set_traceback_next(Context& ctx, Value self, Value v) {
    if (!v.is_none() && !v.is(Kind::kTraceback)) {
        raise(ctx, TypeId::kTypeError, "expected traceback object, got '{}'", MessageArg::type(v));
        return false;
    }
    for (Traceback* t = v.is_none() ? nullptr : v.as<Traceback>(); t; t = t->next.get()) {
        if (t == tb(self)) {
            raise(ctx, TypeId::kValueError, "traceback loop detected");
            return false;
        }
    }
    tb(self)->next.set(ctx, self.as_object(), v.is_none() ? nullptr : v.as<Traceback>());
    return true;
}
Value traceback_frame(Context&, Value self) { return Value::object(tb(self)->frame.get()); }
Value traceback_lasti(Context&, Value self) { return Value::small_int(2 * tb(self)->instruction); }
Value traceback_lineno(Context&, Value self) { return Value::small_int(tb(self)->line); }
Value traceback_dir(Context& ctx, const Args&) {
    List* l = make_list(ctx);
    for (const char* n : {"tb_frame", "tb_next", "tb_lasti", "tb_lineno"}) {
        if (!l || !list_append(ctx, l, Value::object(intern(ctx, n)))) return Value::error();
    }
    return Value::object(l);
}

const NativeMethod kTracebackMethods[] = {
    {"__new__(cls, tb_next, tb_frame, tb_lasti, tb_lineno)", traceback_new},
    {"__dir__(self, /)", traceback_dir},
};
const NativeProperty kTracebackProperties[] = {
    {"tb_next", traceback_next, set_traceback_next},
    {"tb_frame", traceback_frame, nullptr, nullptr, true},
    {"tb_lasti", traceback_lasti, nullptr, nullptr, true},
    {"tb_lineno", traceback_lineno, nullptr, nullptr, true},
};

}  // namespace

Position position_of(Code* code, uint32_t instruction) {
    if (instruction < code->positions->size()) return (*code->positions)[instruction];
    Position p;
    p.line = static_cast<int32_t>(code->first_line);
    return p;
}

Position current_position(FrameRef frame) {
    return position_of(frame.code(), frame.instruction_index());
}

Frame* frame_object(Context& ctx, FrameRef frame) {
    auto& list = ctx.frame_objects;
    // Frames are asked for mostly innermost first; the list is ordered by address.
    auto at = list.end();
    while (at != list.begin() && (at - 1)->first > frame.regs())
        --at;
    if (at != list.begin() && (at - 1)->first == frame.regs()) return (at - 1)->second;
    const ptrdiff_t index = at - list.begin();
    Generator* g = frame.flags() & FrameRef::kWatched && frame.extra().is(Kind::kGenerator)
                       ? frame.extra().as<Generator>()
                       : nullptr;
    Frame* f =
        g && g->frame ? g->frame.get().as<Frame>() : allocate<Frame>(ctx, ctx.type(TypeId::kFrame));
    if (!f) return nullptr;
    f->live_regs = frame.regs();
    f->function.set(ctx, f, frame.function());
    if (g) g->frame.set(ctx, g, Value::object(f));
    ctx.frame_objects.insert(ctx.frame_objects.begin() + index, {frame.regs(), f});
    frame.regs()[-3] = Value::from_bits(frame.link() | FrameRef::kWatched);
    return f;
}

void detach_frame(Context& ctx, Frame* object, FrameRef frame) {
    Code* code = frame.code();
    object->instruction = frame.instruction_index();
    // f_back of a finished frame: only callers that programs can see already are kept.
    if (FrameRef caller = frame.caller()) {
        for (auto& [regs, f] : ctx.frame_objects) {
            if (regs == caller.regs()) object->back.set(ctx, object, f);
        }
    }
    ValueArray* saved = object->registers.get();
    if (!saved || saved->capacity < code->local_count) {
        saved = ctx.heap().allocate_values(std::max<uint64_t>(code->local_count, 1));
    }
    if (saved) {
        for (unsigned i = 0; i < code->local_count; i++)
            saved->slots()[i].set(ctx, saved, frame.regs()[i]);
        object->registers.set(ctx, object, saved);
    } else {
        take_exception(ctx);
        object->registers.set(ctx, object, nullptr);
    }
    object->live_regs = nullptr;
}

FrameRef frame_at_depth(Context& ctx, unsigned depth) {
    FrameRef f(ctx.regs);
    while (f && depth--)
        f = f.caller();
    return f;
}

Dict* frame_locals(Context& ctx, FrameRef frame) {
    if (frame.code()->has(Code::kUsesLocalsDict) && frame.regs()[0].is(Kind::kDict)) {
        return frame.regs()[0].as<Dict>();
    }
    // The same dict each time: what exec() adds to it stays.
    Frame* f = frame_object(ctx, frame);
    Dict* d = !f ? nullptr : f->locals_dict ? f->locals_dict.get().as<Dict>() : make_dict(ctx);
    if (!d) return nullptr;
    f->locals_dict.set(ctx, f, Value::object(d));
    return fill_locals(ctx, frame.code(), d, [&](unsigned r) { return frame.regs()[r]; }) ? d
                                                                                          : nullptr;
}

bool update_locals(Context& ctx, Frame* f) {
    const FrameRef live(f->live_regs);
    if (!live || !f->locals_dict || live.code()->has(Code::kUsesLocalsDict)) return true;
    return fill_locals(ctx, live.code(), f->locals_dict.get().as<Dict>(),
                       [&](unsigned r) { return live.regs()[r]; });
}

void write_locals_back(Context& ctx, Frame* f) {
    const FrameRef live(f->live_regs);
    if (!live || !f->locals_dict || live.code()->has(Code::kUsesLocalsDict)) return;
    Code* code = live.code();
    auto* d = f->locals_dict.get().as<Dict>();
    Tuple* names = code->variable_names.get();
    for (uint64_t i = 0; names && i < names->length && i < code->local_count; i++) {
        auto* name = names->at(i).as<String>();
        const auto reg = static_cast<unsigned>(i);
        if (is_cell_register(code, reg) || (name->length && name->at(0) == '.')) continue;
        live.regs()[i] = dict_get(ctx, d, name);
    }
    const uint64_t own = code->cell_names ? code->cell_names->length : 0;
    for (uint64_t i = 0; i < code->cell_registers->size(); i++) {
        const Value name = i < own ? code->cell_names->at(i) : code->free_names->at(i - own);
        const Value cell = live.regs()[(*code->cell_registers)[i]];
        if (!cell.is(Kind::kCell)) continue;
        cell.as<Cell>()->value.set(ctx, cell.as<Cell>(), dict_get(ctx, d, name.as<String>()));
    }
}

bool add_traceback(Context& ctx, FrameRef frame) {
    const Value exception = ctx.exception;
    if (!exception.is(Kind::kException)) return true;
    Frame* f = frame_object(ctx, frame);
    auto* t = f ? allocate<Traceback>(ctx, ctx.type(TypeId::kTraceback)) : nullptr;
    if (!t) {
        ctx.exception = exception;  // without an entry rather than another error
        return false;
    }
    auto* e = exception.as<Exception>();
    const Value old = e->traceback.get();
    t->next.init(old.is(Kind::kTraceback) ? old.as<Traceback>() : nullptr);
    t->frame.init(f);
    t->instruction = frame.instruction_index();
    t->line = current_position(frame).line;
    e->traceback.set(ctx, e, Value::object(t));
    return true;
}

extern const NativeTypeSpec kFrameSpec = {.name = "frame",
                                          .kind = Kind::kFrame,
                                          .size = sizeof(Frame),
                                          .subclassable = false,
                                          .methods = kFrameMethods,
                                          .properties = kFrameProperties};
extern const NativeTypeSpec kTracebackSpec = {.name = "traceback",
                                              .kind = Kind::kTraceback,
                                              .size = sizeof(Traceback),
                                              .subclassable = false,
                                              .methods = kTracebackMethods,
                                              .properties = kTracebackProperties};

}  // namespace orrery
