#include "engine/objects/buffer.h"

#include "engine/interpreter/runtime.h"
#include "engine/objects/memoryview.h"

namespace orrery {

namespace {

const BufferOps* native_buffer(Context& ctx, Value v) {
    if (!v.is_object()) return nullptr;
    const NativeTypeSpec* native = type_of(ctx, v)->native;
    return native ? native->buffer : nullptr;
}

bool raise_not_bytes_like(Context& ctx, Value v, BufferView::Access access, const char* what) {
    if (access == BufferView::kWrite && what) {
        raise(ctx, TypeId::kTypeError, "{} must be read-write bytes-like object, not {}", what,
              v.is_none() ? MessageArg("None") : MessageArg::type(v));
    } else {
        raise(ctx, TypeId::kTypeError, "a bytes-like object is required, not '{}'",
              MessageArg::type(v));
    }
    return false;
}

}  // namespace

bool has_buffer(Context& ctx, Value v) {
    return v.is(Kind::kBytes) || v.is(Kind::kByteArray) || v.is(Kind::kMemoryView) ||
           native_buffer(ctx, v);
}

bool describe_buffer(Context& ctx, Value v, BufferInfo& out) {
    if (v.is(Kind::kBytes)) {
        Bytes* b = v.as<Bytes>();
        out = {b->data(), b->length};
        return true;
    }
    if (v.is(Kind::kByteArray)) {
        ByteArray* b = v.as<ByteArray>();
        out = {b->data(), b->length, false};
        return true;
    }
    const BufferOps* ops = native_buffer(ctx, v);
    if (ops) return ops->describe(ctx, v.as_object(), out);
    return raise_not_bytes_like(ctx, v, BufferView::kRead, nullptr);
}

bool BufferView::acquire(Context& ctx, Value v, Access access, const char* what) {
    release();
    bool readonly = true;
    uint32_t* pins = nullptr;
    if (v.is(Kind::kMemoryView)) {
        MemoryView* m = v.as<MemoryView>();
        if (!check_open(ctx, m)) return false;
        if (!is_c_contiguous(m)) {
            raise(ctx, TypeId::kBufferError, "memoryview: underlying buffer is not C-contiguous");
            return false;
        }
        data_ = m->data;
        size_ = item_count(m) * m->item_size;
        readonly = m->flags & MemoryView::kReadonly;
        pins = &m->pins;
    } else {
        BufferInfo info;
        const BufferOps* ops = native_buffer(ctx, v);
        if (!ops && !v.is(Kind::kBytes) && !v.is(Kind::kByteArray)) {
            return raise_not_bytes_like(ctx, v, access, what);
        }
        if (!describe_buffer(ctx, v, info)) return false;
        data_ = info.data;
        size_ = info.bytes;
        readonly = info.readonly;
        if (v.is(Kind::kByteArray)) {
            pins = &v.as<ByteArray>()->exports.pins;
        } else if (ops && ops->exports) {
            if (BufferExports* e = ops->exports(v.as_object())) pins = &e->pins;
        }
    }
    if (access == kWrite && readonly) {
        if (what) return raise_not_bytes_like(ctx, v, access, what);
        raise(ctx, TypeId::kBufferError, "Object is not writable.");
        return false;
    }
    pins_ = pins;
    if (pins_) ++*pins_;
    owner_ = v;
    return true;
}

void BufferView::release() {
    if (pins_) --*pins_;
    pins_ = nullptr;
    owner_ = Value();
}

bool may_resize(Context& ctx, Object* exporter, BufferExports& exports, const char* message) {
    if (exports.pins == 0 && exports.views) {
        // Views that nobody refers to any more do not count: look for those that are left.
        for (const auto what : {Heap::Collect::kMinor, Heap::Collect::kMajor}) {
            ctx.heap().collect(what);
            uint32_t alive = 0;
            ctx.heap().for_each_object([&](Object* o) {
                if (!o->is(Kind::kMemoryView) || o->flags & MemoryView::kReleased) return;
                alive += static_cast<MemoryView*>(o)->exporter.get().as_object() == exporter;
            });
            exports.views = alive;
            if (!alive) break;
        }
    }
    if (exports.pins == 0 && exports.views == 0) return true;
    raise(ctx, TypeId::kBufferError, message);
    return false;
}

}  // namespace orrery
