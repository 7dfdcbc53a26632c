// Where marking starts: what the engine holds, and the frames of the running program.
//
// A collection may begin in the middle of any instruction. Usually nothing is known about how far
// that has got, so all words of the value stack count (trace_stack). A collection that a native
// asks for begins in a call, where each frame's dead temporaries can be told from live ones
// (trace_frames). For gc.collect() called from bytecode not even the call's own arguments count:
// what a program has let go of is then freed for certain.

#include <algorithm>

#include "engine/bytecode/liveness.h"
#include "engine/bytecode/opcodes.h"
#include "engine/heap/heap_space.h"
#include "engine/interpreter/frame.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/generator.h"

namespace orrery {

namespace {

constexpr ptrdiff_t kWindowWords = 512;  // of calls being set up above the running frame

void mark_words(Marker& marker, const Value* begin, const Value* end) {
    marker.mark_range_conservatively(reinterpret_cast<const uint64_t*>(begin),
                                     reinterpret_cast<const uint64_t*>(end));
}

void trace_stack(Marker& marker, Context& ctx) {
    // Natives may be setting up a call, and a frame may be being left.
    mark_words(marker, ctx.stack_begin,
               std::min<const Value*>(ctx.stack_top() + kWindowWords, ctx.stack_limit));
    marker.mark(ctx.result);
}

/// True if the running frame's current instruction is a call.
bool is_in_call(Context& ctx) {
    if (!ctx.regs || ctx.heap().is_finalizing(ctx.regs)) return false;
    FrameRef frame(ctx.regs);
    return frame.pc() > frame.code()->instructions && is_call(frame.pc()[-1]);
}

void mark_live(Marker& marker, FrameRef frame, const Value* end, bool with_arguments) {
    const Value* regs = frame.regs();
    const Code* code = frame.code();
    mark_words(marker, regs - kCallHeader, regs + code->local_count);
    const Liveness& liveness = marker.liveness_of(code);
    const uint32_t at = frame.instruction_index();
    const Operands operands = operands_of(code->instructions[at]);
    for (const Value* v = regs + code->local_count; v < end; v++) {
        const auto reg = static_cast<uint32_t>(v - regs);
        if (liveness.is_live_across(at, reg) || (with_arguments && operands.does_read(reg))) {
            mark_words(marker, v, v + 1);
        }
    }
}

/// Frames from the innermost one, which is in a call of a native. A frame that has called Python
/// code straight from bytecode is in that call too, and all above the callee's header belongs to
/// the callee. Where natives stand between, they may use any register of the frame that called
/// them, and what lies between it and the next frame.
void trace_frames(Marker& marker, Context& ctx) {
    const bool exact = ctx.heap().point() == Heap::Point::kExact;
    FrameRef innermost(ctx.regs);
    if (!exact) {
        // The callee may have moved its arguments up to put one before them.
        const Value* end = ctx.regs + innermost.code()->register_count;
        const Instruction& call = innermost.pc()[-1];
        const Value* arguments = std::min<const Value*>(ctx.regs + call.b + kCallHeader, end);
        mark_words(marker, arguments, std::min(arguments + call.c + 2, end));
        if (ctx.stack_reserved > end) mark_words(marker, end, ctx.stack_reserved);
    }
    const Value* above = nullptr;  // where the header of the callee's frame starts
    bool called_by_native = false;
    for (FrameRef frame = innermost; frame; frame = frame.caller()) {
        const Value* regs = frame.regs();
        const Value* end = regs + frame.code()->register_count;
        if (called_by_native) {
            mark_words(marker, regs - kCallHeader, above);
        } else {
            mark_live(marker, frame, above && above < end ? above : end, !exact && !above);
        }
        above = regs - kCallHeader;
        called_by_native = frame.flags() & FrameRef::kEntry;
    }
    mark_words(marker, ctx.stack_begin, above);
}

void trace_context(Marker& marker, Context& ctx) {
    if (ctx.heap().point() != Heap::Point::kAnywhere && is_in_call(ctx)) {
        trace_frames(marker, ctx);
    } else {
        trace_stack(marker, ctx);
    }
    marker.mark(ctx.exception);
    marker.mark(ctx.handled);
    marker.mark(ctx.variables);
    marker.mark(ctx.trace_function);
    marker.mark(ctx.profile_function);
    for (auto& [regs, frame] : ctx.frame_objects)
        marker.mark(frame);
    for (ValueVector* v = ctx.vectors; v; v = v->outer()) {
        for (Value value : v->values)
            marker.mark(value);
    }
}

}  // namespace

const Liveness& Marker::liveness_of(const Code* code) {
    std::unique_ptr<Liveness>& known = liveness_[code];
    if (!known) known = std::make_unique<Liveness>(code);
    return *known;
}

void Marker::mark_suspended(Generator* g) {
    const auto* words = reinterpret_cast<const uint64_t*>(g->registers);
    if (heap_.point() == Heap::Point::kAnywhere) {
        mark_range_conservatively(words, words + g->register_count);
        return;
    }
    const Code* code = g->function->code.get();
    const Liveness& liveness = liveness_of(code);
    const auto at = static_cast<uint32_t>(g->pc - code->instructions) - 1;
    const bool has_delegate = static_cast<Op>((g->pc - 1)->op) == Op::YIELD;
    const unsigned delegate = has_delegate ? (g->pc - 1)->c : 0u;
    for (uint32_t r = 0; r < g->register_count; r++) {
        if (liveness.is_live_across(at, r) || r + 1 == delegate) {
            mark_range_conservatively(words + r, words + r + 1);
        }
    }
}

void trace_roots(Marker& marker, Context& ctx) {
    Runtime& r = ctx.runtime();
    for (Type* t : r.types_)
        marker.mark(t);
    for (String* s : r.names_)
        marker.mark(s);
    for (String* s : r.special_names_)
        marker.mark(s);
    for (String* s : r.char_strings)
        marker.mark(s);
    marker.mark(r.empty_string);
    marker.mark(r.empty_tuple);
    marker.mark(r.empty_bytes);
    marker.mark(r.empty_frozenset);
    marker.mark(r.builtins);
    marker.mark(r.modules);
    marker.mark(r.sys_dict);
    marker.mark(r.memory_error);
    marker.mark(r.codec_searches);
    marker.mark(r.codec_cache);
    marker.mark(r.codec_errors);
    for (Value v : r.async_generator_hooks)
        marker.mark(v);
    for (Value v : r.extra_roots)
        marker.mark(v);
    for (Value v : r.repr_running)
        marker.mark(v);
    r.signatures.trace(marker);
    trace_context(marker, ctx);
}

}  // namespace orrery
