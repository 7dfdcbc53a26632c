// Frames of Python code on a fiber's value stack.
//
//     ... caller's registers ...  [ callee | link | pc | extra ] [ r0 r1 r2 ... ]
//                                   -4       -3     -2   -1        ^ Value* regs
//
// The caller puts callee and arguments at the end of its own registers, so arguments become the
// first registers of the callee without copying. `pc` of a frame is written before anything that
// can raise, call or collect; it points at the instruction after the current one. `link` is the
// caller's regs with flags in its low bits.
#pragma once

#include "engine/objects/function.h"

namespace orrery {

constexpr unsigned kCallHeader = 4;

class FrameRef {
public:
    explicit FrameRef(Value* regs) : regs_(regs) {}
    explicit operator bool() const { return regs_ != nullptr; }
    Value* regs() const { return regs_; }

    // link flags
    static constexpr uint64_t kEntry = 1;        // returning ends this run of the interpreter
    static constexpr uint64_t kConstruct = 2;    // __init__: `extra` is the instance to return
    static constexpr uint64_t kWatched = 4;      // `extra` is the frame's Generator, or a Frame
        // object refers to it (Context::frame_objects)
    static constexpr uint64_t kFlags = 7;

    Function* function() const { return regs_[-4].as<Function>(); }
    Code* code() const { return function()->code.get(); }
    uint64_t link() const { return regs_[-3].bits(); }
    uint64_t flags() const { return link() & kFlags; }
    FrameRef caller() const { return FrameRef(reinterpret_cast<Value*>(link() & ~kFlags)); }
    const Instruction* pc() const { return reinterpret_cast<const Instruction*>(regs_[-2].bits()); }
    void set_pc(const Instruction* pc) {
        regs_[-2] = Value::from_bits(reinterpret_cast<uint64_t>(pc));
    }
    Value extra() const { return regs_[-1]; }
    void set_extra(Value v) { regs_[-1] = v; }
    /// Index of the instruction being executed.
    uint32_t instruction_index() const {
        return static_cast<uint32_t>(pc() - code()->instructions) - 1;
    }

private:
    Value* regs_;
};

/// A frame as programs see it (sys._getframe, tracebacks, inspect). While the frame runs, it
/// refers to the value stack; when the frame ends first, its registers are copied here.
struct Frame : Object {
    Value* live_regs;  // null once detached
    Ref<Function> function;
    Ref<Frame> back;
    Ref<ValueArray> registers;  // after detaching: local_count slots
    Slot locals_dict;  // of module, class and exec frames; or the last locals() snapshot
    Slot trace;  // f_trace, or empty
    uint32_t instruction;  // index, after detaching
    uint32_t trace_flags;  // TraceFlags
    uint32_t traced_instruction;  // index of the one seen last; kInCallEvent
    int32_t traced_line;          // the line reported last, f_lineno in a call event
    Slot profiled_call;  // the native function being called, for c_return; or empty

    static constexpr uint32_t kInCallEvent = UINT32_MAX;
    enum TraceFlags : uint32_t {
        kNoLines = 1,    // f_trace_lines is False
        kOpcodes = 2,    // f_trace_opcodes is True
        kSeen = 4,       // since it was entered or resumed; the fields above hold
    };
};

/// Position of a frame's current instruction.
Position current_position(FrameRef frame);
Position position_of(Code* code, uint32_t instruction);

/// The Frame object of a live frame, made on demand and kept in Context::frame_objects.
Frame* frame_object(Context& ctx, FrameRef frame);
/// Copies what the Frame object needs out of a frame that ends.
void detach_frame(Context& ctx, Frame* object, FrameRef frame);
/// Frame `depth` levels up from the running one; null regs if there is none.
FrameRef frame_at_depth(Context& ctx, unsigned depth);
/// locals() of a frame.
Dict* frame_locals(Context& ctx, FrameRef frame);

}  // namespace orrery
