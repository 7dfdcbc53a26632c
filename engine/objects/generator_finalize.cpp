// What happens when a generator that has not finished becomes garbage.
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/interpreter/warnings.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/generator.h"
#include "engine/objects/generator_types.h"

namespace orrery {

void register_generator(Context& ctx, Generator* g) {
    g->gc |= Object::kHasDel;
    ctx.heap().register_finalizable(g);
}

bool needs_finalization(Generator* g) {
    Code* code = g->function->code.get();
    if (g->state == Generator::kCreated) return code->has(Code::kCoroutine);
    if (g->state != Generator::kSuspended) return false;
    if (code->has(Code::kAsyncGenerator) || generator_delegate(g)) return true;
    // Closing matters only where the exception would be seen: inside try or with.
    const auto at = static_cast<uint32_t>(g->pc - code->instructions) - 1;
    for (const HandlerRange& h : *code->handlers) {
        if (at >= h.start && at < h.end) return true;
    }
    return false;
}

Value generator_members::del(Context& ctx, const Args& args) {
    auto* g = args[0].as<Generator>();
    if (g->state == Generator::kFinished || g->state == Generator::kRunning) return Value::none();
    const Code* code = g->function->code.get();
    if (code->has(Code::kAsyncGenerator)) {
        const Value finalizer = g->finalizer.get();
        if (finalizer && !g->closing) return call(ctx, finalizer, {args[0]});
    }
    if (g->state == Generator::kCreated && code->has(Code::kCoroutine)) {
        warn_unawaited_coroutine(ctx, g);
        return Value::none();
    }
    return close_generator(ctx, g) ? Value::none() : Value::error();
}

}  // namespace orrery
