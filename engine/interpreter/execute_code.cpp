// Running the code of modules, class bodies, exec() and eval().
#include "engine/interpreter/calls.h"
#include "engine/interpreter/import.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"

namespace orrery {

namespace {

/// Runs a function whose frame has register 0 as its namespace.
Value run_with_namespace(Context& ctx, Function* f, Value ns) {
    Value* window = ctx.stack_top() + kCallHeader;
    Code* code = f->code.get();
    if (machine_stack_exhausted(ctx) || window + code->register_count > ctx.stack_limit) {
        raise_recursion_error(ctx);
        return Value::error();
    }
    window[-4] = Value::object(f);
    window[0] = ns;
    for (unsigned i = 1; i < code->local_count; i++)
        window[i] = Value();
    if (!push_frame(ctx, window, code, FrameRef::kEntry)) return Value::error();
    return run_interpreter(ctx);
}

}  // namespace

Value execute_code(Context& ctx, Code* code, Dict* globals, Value locals, Tuple* closure) {
    Function* f = make_function(ctx, code, globals);
    if (!f) return Value::error();
    if (closure) f->closure.set(ctx, f, closure);
    if (!code->has(Code::kUsesLocalsDict)) return call(ctx, Value::object(f), {});
    return run_with_namespace(ctx, f, locals);
}

Value run_class_body(Context& ctx, Function* body, Value ns) {
    return run_with_namespace(ctx, body, ns);
}

}  // namespace orrery
