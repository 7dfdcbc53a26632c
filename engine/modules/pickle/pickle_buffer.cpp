// PickleBuffer: memory that may travel outside of the pickle.
#include "engine/modules/pickle/pickle.h"
#include "engine/objects/buffer.h"
#include "engine/objects/bytes.h"
#include "engine/objects/memoryview.h"

namespace orrery::pickle {

namespace {

PickleBuffer* self_of(const Args& args) { return args[0].as<PickleBuffer>(); }

MemoryView* open_view(Context& ctx, PickleBuffer* b) {
    if (!b->source) {
        raise(ctx, TypeId::kValueError, "operation forbidden on released PickleBuffer object");
        return nullptr;
    }
    return b->source.get().as<MemoryView>();
}

Value buffer_new(Context& ctx, const Args& args) {
    MemoryView* view = make_memoryview(ctx, args[1]);
    if (!view) {
        if (exception_matches(ctx, TypeId::kTypeError)) {
            take_exception(ctx);
            raise(ctx, TypeId::kTypeError, "a bytes-like object is required, not '{}'",
                  MessageArg::type(args[1]));
        }
        return Value::error();
    }
    auto* b = allocate<PickleBuffer>(ctx, args[0].as<Type>());
    if (!b) return Value::error();
    b->source.init(Value::object(view));
    return Value::object(b);
}

Value buffer_raw(Context& ctx, const Args& args) {
    MemoryView* view = open_view(ctx, self_of(args));
    if (!view) return Value::error();
    if (!is_c_contiguous(view) && !is_fortran_contiguous(view)) {
        return raise(ctx, TypeId::kBufferError,
                     "cannot extract raw buffer from non-contiguous buffer");
    }
    String* bytes = intern(ctx, "B");
    return bytes ? or_error(cast_view(ctx, view, bytes, Value())) : Value::error();
}

Value buffer_release(Context&, const Args& args) {
    PickleBuffer* b = self_of(args);
    if (b->source) release_view(b->source.get().as<MemoryView>());
    b->source.init(Value());
    return Value::none();
}

bool describe(Context& ctx, Object* self, BufferInfo& out) {
    MemoryView* view = open_view(ctx, static_cast<PickleBuffer*>(self));
    if (!view) return false;
    if (!is_c_contiguous(view)) {
        raise(ctx, TypeId::kBufferError, "memoryview: underlying buffer is not C-contiguous");
        return false;
    }
    out.data = view->data;
    out.bytes = item_count(view) * view->item_size;
    out.readonly = view->flags & MemoryView::kReadonly;
    return true;
}
/// The view of the source already keeps its memory in place.
BufferExports* exports(Object*) { return nullptr; }
constexpr BufferOps kBufferOps = {describe, exports};

void trace(Marker& marker, Object* o) { marker.mark(static_cast<PickleBuffer*>(o)->source); }

const NativeMethod kMethods[] = {
    {"__new__(cls, object, /)", buffer_new},
    {"raw(self, /)", buffer_raw,
     "Return a memoryview of the raw memory underlying this buffer.\n\nWill raise BufferError is "
     "the buffer isn't contiguous."},
    {"release(self, /)", buffer_release,
     "Release the underlying buffer exposed by the PickleBuffer object."},
};

}  // namespace

const NativeTypeSpec kPickleBufferSpec = {.name = "pickle.PickleBuffer",
                                          .size = sizeof(PickleBuffer),
                                          .methods = kMethods,
                                          .trace = trace,
                                          .doc = "Wrapper for potentially out-of-band buffers",
                                          .buffer = &kBufferOps};

}  // namespace orrery::pickle
