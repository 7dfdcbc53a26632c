// Writing: how each kind of object becomes opcodes.
#include <cmath>
#include <cstring>
#include <limits>

#include "engine/interpreter/calls.h"
#include "engine/modules/pickle/pickle.h"
#include "engine/objects/buffer.h"
#include "engine/objects/bytes.h"
#include "engine/objects/bytes_methods.h"
#include "engine/objects/encoding.h"
#include "engine/objects/int.h"
#include "engine/objects/memoryview.h"
#include "engine/text/codecs.h"

namespace orrery::pickle {

// ---- the memo: linear probing, at most half full ----

Memo::Cell& Memo::cell(uint64_t key) {
    const uint64_t mask = cells_.size() - 1;
    uint64_t i = (key * 0x9E37'79B9'7F4A'7C15) >> 20 & mask;
    while (cells_[i].key && cells_[i].key != key)
        i = (i + 1) & mask;
    return cells_[i];
}
int64_t Memo::find(Value v) const {
    if (cells_.empty()) return -1;
    const Cell& c = const_cast<Memo*>(this)->cell(v.bits());
    return c.key ? int64_t{c.number} : -1;
}
void Memo::set(Value v, uint32_t number) {
    if (cells_.size() < (uint64_t{size_} + 1) * 2) {
        std::vector<Cell> old(std::max<size_t>(64, cells_.size() * 4));
        old.swap(cells_);
        for (const Cell& c : old) {
            if (c.key) cell(c.key) = c;
        }
    }
    Cell& c = cell(v.bits());
    if (!c.key) size_++;
    c = {v.bits(), number};
}
void Memo::add(Value v) { set(v, size_); }
void Memo::clear() {
    cells_.clear();
    size_ = 0;
}

namespace {

constexpr size_t kFrameTarget = 64 * 1024;
constexpr size_t kFrameHeader = 9;
constexpr size_t kFrameLeast = 4;
constexpr unsigned kBatch = 1000;
constexpr size_t kNoFrame = ~size_t{0};

class Saver {
public:
    Saver(Context& ctx, Pickler* p, std::string& out)
        : ctx_(ctx), p_(p), out_(out), protocol_(p->protocol), binary_(p->protocol > 0) {}

    bool dump(Value object) {
        if (!find_hooks()) return false;
        if (protocol_ >= 2) {
            op(kProto);
            byte(static_cast<unsigned>(protocol_));
            framing_ = protocol_ >= 4;
        }
        if (!save(object)) return false;
        op(kStop);
        commit_frame();
        framing_ = false;
        return flush();
    }

private:
    // ---- output ----

    void byte(unsigned b) { append({reinterpret_cast<const char*>(&b), 1}); }
    void op(Op o) { byte(o); }
    void append(std::string_view s) {
        if (framing_ && frame_ == kNoFrame) {
            frame_ = out_.size();
            out_.append(kFrameHeader, '\0');
        }
        out_ += s;
    }
    void number(uint64_t n, unsigned bytes) {
        char raw[8];
        for (unsigned i = 0; i < bytes; i++)
            raw[i] = static_cast<char>(n >> (8 * i));
        append({raw, bytes});
    }
    void commit_frame() {
        if (frame_ == kNoFrame) return;
        const uint64_t length = out_.size() - frame_ - kFrameHeader;
        if (length >= kFrameLeast) {
            out_[frame_] = static_cast<char>(kFrame);
            for (unsigned i = 0; i < 8; i++)
                out_[frame_ + 1 + i] = static_cast<char>(length >> (8 * i));
        } else {
            out_.erase(frame_, kFrameHeader);
        }
        frame_ = kNoFrame;
    }
    bool flush() {
        if (!p_->write || out_.empty()) return true;
        const Value chunk = or_error(make_bytes(ctx_, std::string_view(out_)));
        out_.clear();
        return chunk && call(ctx_, p_->write.get(), {chunk});
    }
    bool opcode_boundary() {
        if (frame_ == kNoFrame || out_.size() - frame_ - kFrameHeader < kFrameTarget) return true;
        commit_frame();
        return flush();
    }
    /// An opcode and its data; large data goes outside of frames, and as it is to the file.
    bool append_data(std::string_view header, std::string_view data, Value payload) {
        const bool apart = data.size() >= kFrameTarget;
        const bool framing = framing_;
        if (apart) {
            commit_frame();
            framing_ = false;
        }
        append(header);
        bool ok = true;
        if (apart && p_->write) {
            if (!payload) payload = or_error(make_bytes(ctx_, data));
            ok = payload && flush() && call(ctx_, p_->write.get(), {payload});
        } else {
            append(data);
        }
        framing_ = framing;
        return ok;
    }
    /// Opcode and size in one, two or three widths; `small` and `huge` kStop where there is none.
    std::string sized_header(Op small, Op middle, Op huge, uint64_t size) const {
        std::string h;
        const bool is_small = small != kStop && size <= 0xFF;
        const bool is_middle = !is_small && middle != kStop && size <= 0xFFFF'FFFF;
        h += static_cast<char>(is_small ? small : is_middle ? middle : huge);
        for (unsigned i = 0; i < (is_small ? 1u : is_middle ? 4u : 8u); i++)
            h += static_cast<char>(size >> (8 * i));
        return h;
    }

    // ---- memo ----

    bool memoize(Value v) {
        if (p_->fast) return true;
        const uint32_t n = p_->memo->size();
        p_->memo->add(v);
        if (!list_append(ctx_, p_->kept.get(), v)) return false;
        if (protocol_ >= 4) {
            op(kMemoize);
        } else {
            reference(n, kPut, kBinPut, kLongBinPut);
        }
        return true;
    }
    void reference(uint64_t n, Op text, Op small, Op large) {
        if (!binary_) {
            op(text);
            append(std::to_string(n) + "\n");
        } else if (n < 256) {
            op(small);
            number(n, 1);
        } else {
            op(large);
            number(n, 4);
        }
    }
    bool known(Value v) {
        const int64_t n = p_->memo->find(v);
        if (n < 0) return false;
        reference(static_cast<uint64_t>(n), kGet, kBinGet, kLongBinGet);
        return true;
    }

    // ---- dispatch ----

    bool find_hook(const char* name, Value& out) {
        const Truth t = find_attribute(ctx_, Value::object(p_), intern(ctx_, name), out);
        if (t != Truth::kYes) out = Value();
        return t != Truth::kError;
    }
    bool find_hooks() {
        return find_hook("persistent_id", persistent_id_) &&
               find_hook("reducer_override", reducer_override_) &&
               find_hook("dispatch_table", dispatch_table_);
    }

    bool save(Value v, bool is_persistent_id = false) {
        if (!opcode_boundary()) return false;
        if (persistent_id_ && !is_persistent_id) {
            const Value id = call(ctx_, persistent_id_, {v});
            if (!id) return false;
            if (!id.is_none()) return save_persistent_id(id);
        }
        if (v.is_none()) {
            op(kNone);
            return true;
        }
        if (v.is_bool()) {
            if (protocol_ >= 2) {
                op(v.is_true() ? kNewTrue : kNewFalse);
            } else {
                append(v.is_true() ? "I01\n" : "I00\n");
            }
            return true;
        }
        if (v.is_double()) return save_float(v.as_double());
        if (v.is_small_int()) return save_int(v);
        const bool exact = v.is_object() && v.as_object()->is_exact();
        if (exact && v.is(Kind::kInt)) return save_int(v);
        if (known(v)) return true;
        if (exact && v.is(Kind::kString)) return save_string(v.as<String>());
        if (exact && v.is(Kind::kBytes)) return save_bytes(v);
        NativeRecursion guard(ctx_, " while pickling an object");
        if (!guard.ok()) return false;
        Type* type = type_of(ctx_, v);
        if (type == ctx_.type(TypeId::kDict)) return save_dict(v.as<Dict>());
        if (type == ctx_.type(TypeId::kSet)) return save_set(v.as<Set>());
        if (type == ctx_.type(TypeId::kFrozenSet)) return save_frozenset(v.as<Set>());
        if (type == ctx_.type(TypeId::kList)) return save_list(v.as<List>());
        if (type == ctx_.type(TypeId::kTuple)) return save_tuple(v.as<Tuple>());
        if (type == ctx_.type(TypeId::kByteArray)) return save_bytearray(v);
        if (native_cast<PickleBuffer>(ctx_, v, kPickleBufferSpec)) return save_buffer(v);
        return save_other(v, type);
    }

    bool save_other(Value v, Type* type) {
        Value reduced;
        if (reducer_override_) {
            reduced = call(ctx_, reducer_override_, {v});
            if (!reduced) return false;
            if (!reduced.is_not_implemented()) return save_reduced(reduced, v);
        }
        if (type == ctx_.type(TypeId::kType)) return save_type(v);
        if (v.is(Kind::kFunction)) return save_global(v, nullptr);
        Value reducer;
        if (!find_reducer(type, reducer)) return false;
        if (reducer) {
            reduced = call(ctx_, reducer, {v});
        } else if (is_subtype(type, ctx_.type(TypeId::kType))) {
            return save_global(v, nullptr);
        } else {
            Value method;
            Truth t = find_attribute(ctx_, v, intern(ctx_, "__reduce_ex__"), method);
            if (t == Truth::kYes) {
                reduced = call(ctx_, method, {Value::small_int(protocol_)});
            } else if (t == Truth::kNo) {
                t = find_attribute(ctx_, v, intern(ctx_, "__reduce__"), method);
                if (t == Truth::kYes) reduced = call(ctx_, method, {});
                if (t == Truth::kNo) {
                    fail(ctx_, Error::kPickling, "can't pickle '{}' object: {}",
                         MessageArg::type(v), MessageArg::repr(v));
                }
            }
        }
        return reduced && save_reduced(reduced, v);
    }
    bool find_reducer(Type* type, Value& out) {
        const Value key = Value::object(type);
        if (!dispatch_table_) {
            const Value table = registry(ctx_, "dispatch_table");
            if (!table) return false;
            if (table.is(Kind::kDict)) {
                return dict_get(ctx_, table.as<Dict>(), key, out) != Truth::kError;
            }
        }
        const Value table = dispatch_table_ ? dispatch_table_ : registry(ctx_, "dispatch_table");
        out = table ? get_item(ctx_, table, key) : table;
        if (out) return true;
        if (!exception_matches(ctx_, TypeId::kLookupError)) return false;
        take_exception(ctx_);
        return true;
    }
    bool save_reduced(Value reduced, Value v) {
        if (reduced.is(Kind::kString)) return save_global(v, reduced.as<String>());
        if (!reduced.is(Kind::kTuple)) {
            fail(ctx_, Error::kPickling, "__reduce__ must return a string or tuple");
            return false;
        }
        return save_reduce(reduced.as<Tuple>(), v);
    }
    bool save_persistent_id(Value id) {
        if (binary_) {
            if (!save(id, true)) return false;
            op(kBinPersId);
            return true;
        }
        String* s = to_str(ctx_, id);
        if (!s) return false;
        if (!s->is_ascii()) {
            fail(ctx_, Error::kPickling, "persistent IDs in protocol 0 must be ASCII strings");
            return false;
        }
        op(kPersId);
        append(to_utf8(s) + "\n");
        return true;
    }

    // ---- simple values ----

    bool save_int(Value v) {
        int64_t n;
        if (int_to_int64(v, n) && n == static_cast<int32_t>(n)) {
            if (!binary_) {
                append("I" + std::to_string(n) + "\n");
            } else if (n >= 0 && n < 0x100) {
                op(kBinInt1);
                number(static_cast<uint64_t>(n), 1);
            } else if (n >= 0 && n < 0x10000) {
                op(kBinInt2);
                number(static_cast<uint64_t>(n), 2);
            } else {
                op(kBinInt);
                number(static_cast<uint64_t>(n), 4);
            }
            return true;
        }
        if (protocol_ < 2) {
            String* digits = to_repr(ctx_, v);
            if (!digits) return false;
            append("L" + to_utf8(digits) + "L\n");
            return true;
        }
        IntView view(v);
        // One bit for the sign; -2^(8n-1) does without.
        std::vector<uint8_t> bytes(bigint_bit_length(view.ref()) / 8 + 1);
        bigint_to_bytes(view.ref(), ByteOrder::little, true, bytes);
        if (view.ref().is_negative() && bytes.size() > 1 && bytes.back() == 0xFF &&
            (bytes[bytes.size() - 2] & 0x80)) {
            bytes.pop_back();
        }
        const bool small = bytes.size() < 256;
        op(small ? kLong1 : kLong4);
        number(bytes.size(), small ? 1 : 4);
        append({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        return true;
    }
    bool save_float(double d) {
        if (d != d) d = std::numeric_limits<double>::quiet_NaN();
        if (!binary_) {
            String* s = to_repr(ctx_, Value::number(d));
            if (!s) return false;
            append("F" + to_utf8(s) + "\n");
            return true;
        }
        uint64_t bits;
        std::memcpy(&bits, &d, 8);
        op(kBinFloat);
        for (int i = 7; i >= 0; i--)
            number(bits >> (8 * i), 1);
        return true;
    }
    bool save_string(String* s) {
        const Value v = Value::object(s);
        if (!binary_) {
            // raw-unicode-escape, with what would end the line or be taken for an escape.
            std::string line = "V";
            for (uint64_t i = 0; i < s->length; i++) {
                const uint32_t c = s->at(i);
                char buffer[16];
                if (c >= 0x10000) {
                    snprintf(buffer, sizeof buffer, "\\U%08x", c);
                    line += buffer;
                } else if (c >= 256 || c == '\\' || c == 0 || c == '\n' || c == '\r' || c == 0x1a) {
                    snprintf(buffer, sizeof buffer, "\\u%04x", c);
                    line += buffer;
                } else {
                    line += static_cast<char>(c);
                }
            }
            line += '\n';
            append(line);
            return memoize(v);
        }
        std::string copy;
        std::string_view utf8;
        if (s->is_ascii()) {
            utf8 = s->ascii();
        } else {
            const Value encoded = encode_string(ctx_, s, "utf-8", "surrogatepass");
            if (!encoded) return false;
            copy.assign(bytes_view(encoded));
            utf8 = copy;
        }
        const Op small = protocol_ >= 4 ? kShortBinUnicode : kStop;
        const Op huge = protocol_ >= 4 ? kBinUnicode8 : kStop;
        if (huge == kStop && utf8.size() > 0xFFFF'FFFF) {
            raise(ctx_, TypeId::kOverflowError, "cannot serialize a string larger than 4GiB");
            return false;
        }
        return append_data(sized_header(small, kBinUnicode, huge, utf8.size()), utf8, Value()) &&
               memoize(v);
    }
    bool bytes_data(Value v, std::string_view data, Value payload) {
        if (protocol_ < 4 && data.size() > 0xFFFF'FFFF) {
            raise(ctx_, TypeId::kOverflowError,
                  "serializing a bytes object larger than 4 GiB requires pickle protocol 4 or "
                  "higher");
            return false;
        }
        return append_data(sized_header(kShortBinBytes, kBinBytes, kBinBytes8, data.size()), data,
                           payload) &&
               memoize(v);
    }
    bool bytearray_data(Value v, std::string_view data) {
        return append_data(sized_header(kStop, kStop, kByteArray8, data.size()), data, Value()) &&
               memoize(v);
    }
    bool reduce_as(Value callable, std::initializer_list<Value> args, Value v) {
        const Value both = tuple_of(ctx_, {callable, tuple_of(ctx_, args)});
        return both && save_reduce(both.as<Tuple>(), v);
    }
    bool save_bytes(Value v) {
        const std::string_view data = bytes_view(v);
        if (protocol_ >= 3) return bytes_data(v, data, v);
        const Value bytes = Value::object(ctx_.type(TypeId::kBytes));
        if (data.empty()) return reduce_as(bytes, {}, v);
        // Protocols without bytes: text of the same code points, encoded again by the reader.
        String* text =
            make_string_latin1(ctx_, reinterpret_cast<const uint8_t*>(data.data()), data.size());
        return text && reduce_as(module_attribute(ctx_, "_codecs", "encode"),
                                 {Value::object(text), or_error(intern(ctx_, "latin1"))}, v);
    }
    bool save_bytearray(Value v) {
        const std::string data(bytes_view(v));
        if (protocol_ >= 5) return bytearray_data(v, data);
        const Value type = Value::object(ctx_.type(TypeId::kByteArray));
        if (data.empty()) return reduce_as(type, {}, v);
        return reduce_as(type, {or_error(make_bytes(ctx_, std::string_view(data)))}, v);
    }
    bool save_buffer(Value v) {
        if (protocol_ < 5) {
            fail(ctx_, Error::kPickling, "PickleBuffer can only pickled with protocol >= 5");
            return false;
        }
        const Value source = v.as<PickleBuffer>()->source.get();
        if (!source) {
            raise(ctx_, TypeId::kValueError, "operation forbidden on released PickleBuffer object");
            return false;
        }
        MemoryView* view = make_memoryview(ctx_, source);
        if (!view) return false;
        const Value contiguous =
            get_attribute(ctx_, Value::object(view), intern(ctx_, "contiguous"));
        const Value readonly = get_attribute(ctx_, Value::object(view), intern(ctx_, "readonly"));
        if (!contiguous || !readonly) return false;
        if (!contiguous.is_true()) {
            fail(ctx_, Error::kPickling,
                 "PickleBuffer can not be pickled when pointing to a non-contiguous buffer");
            return false;
        }
        bool in_band = true;
        if (p_->buffer_callback) {
            const Value answer = call(ctx_, p_->buffer_callback.get(), {v});
            const Truth t = answer ? is_true(ctx_, answer) : Truth::kError;
            if (t == Truth::kError) return false;
            in_band = t == Truth::kYes;
        }
        if (!in_band) {
            op(kNextBuffer);
            if (readonly.is_true()) op(kReadonlyBuffer);
            return true;
        }
        std::string data;
        if (!copy_buffer(ctx_, Value::object(view), data)) return false;
        return readonly.is_true() ? bytes_data(v, data, Value()) : bytearray_data(v, data);
    }

    // ---- containers ----

    bool save_tuple(Tuple* t) {
        const Value v = Value::object(t);
        if (t->length == 0) {
            if (binary_) {
                op(kEmptyTuple);
            } else {
                op(kMark);
                op(kTuple);
            }
            return true;
        }
        const bool short_form = t->length <= 3 && protocol_ >= 2;
        if (!short_form) op(kMark);
        for (uint64_t i = 0; i < t->length; i++) {
            if (!save(t->at(i))) return false;
        }
        const int64_t number = p_->memo->find(v);
        if (number >= 0) {
            // An element has led back here: the tuple is made already, drop the parts.
            if (!short_form && binary_) {
                op(kPopMark);
            } else {
                for (uint64_t i = 0; i < t->length + !short_form; i++)
                    op(kPop);
            }
            return known(v);
        }
        op(!short_form ? kTuple : t->length == 1 ? kTuple1 : t->length == 2 ? kTuple2 : kTuple3);
        return memoize(v);
    }
    bool save_list(List* list) {
        if (binary_) {
            op(kEmptyList);
        } else {
            op(kMark);
            op(kList);
        }
        if (!memoize(Value::object(list))) return false;
        if (!binary_) {
            for (uint64_t i = 0; i < list->size; i++) {
                if (!save(list->at(i))) return false;
                op(kAppend);
            }
            return true;
        }
        if (list->size == 1) {
            if (!save(list->at(0))) return false;
            op(kAppend);
            return true;
        }
        for (uint64_t i = 0; i < list->size;) {
            op(kMark);
            for (unsigned n = 0; i < list->size && n < kBatch; n++) {
                if (!save(list->at(i++))) return false;
            }
            op(kAppends);
        }
        return true;
    }
    /// Elements of an iterator for APPEND(S); pairs for SETITEM(S) when `pairs`.
    bool save_items(Value it, bool pairs) {
        const Op one = pairs ? kSetItem : kAppend, many = pairs ? kSetItems : kAppends;
        auto next = [&](Value& out) {
            out = iterator_next(ctx_, it);
            if (!out) return false;
            if (pairs && !out.is_stop() &&
                !(out.is(Kind::kTuple) && out.as<Tuple>()->length == 2)) {
                raise(ctx_, TypeId::kTypeError, "dict items iterator must return 2-tuples");
                return false;
            }
            return true;
        };
        auto save_one = [&](Value v) {
            return pairs ? save(v.as<Tuple>()->at(0)) && save(v.as<Tuple>()->at(1)) : save(v);
        };
        Value v, following;
        if (!binary_) {
            while (next(v)) {
                if (v.is_stop()) return true;
                if (!save_one(v)) return false;
                op(one);
            }
            return false;
        }
        unsigned n;
        do {
            if (!next(v)) return false;
            if (v.is_stop()) return true;
            if (!next(following)) return false;
            if (following.is_stop()) {
                if (!save_one(v)) return false;
                op(one);
                return true;
            }
            op(kMark);
            if (!save_one(v)) return false;
            n = 1;
            while (!following.is_stop()) {
                if (!save_one(following)) return false;
                if (++n == kBatch) break;
                if (!next(following)) return false;
            }
            op(many);
        } while (n == kBatch);
        return true;
    }
    bool save_dict(Dict* d) {
        if (binary_) {
            op(kEmptyDict);
        } else {
            op(kMark);
            op(kDict);
        }
        if (!memoize(Value::object(d))) return false;
        const uint64_t size = d->live;
        uint64_t position = 0;
        Value key, value;
        auto save_next = [&](bool& more) {
            more = dict_next(d, position, key, value);
            if (!more) return true;
            if (!save(key) || !save(value)) return false;
            if (d->live == size) return true;
            raise(ctx_, TypeId::kRuntimeError, "dictionary changed size during iteration");
            return false;
        };
        bool more = size > 0;
        if (!binary_ || size == 1) {
            while (more) {
                if (!save_next(more)) return false;
                if (more) op(kSetItem);
            }
            return true;
        }
        while (more) {
            op(kMark);
            for (unsigned n = 0; more && n < kBatch; n++) {
                if (!save_next(more)) return false;
            }
            op(kSetItems);  // after a full batch, one that may be empty
        }
        return true;
    }
    bool set_as_list(Set* s) {
        const Value v = Value::object(s);
        return reduce_as(Value::object(type_of(ctx_, v)), {or_error(list_from(ctx_, v))}, v);
    }
    bool save_elements(Set* s, unsigned most, uint64_t& position, unsigned& n) {
        const uint64_t size = s->live;
        Value key;
        for (n = 0; n < most && set_next(s, position, key); n++) {
            if (!save(key)) return false;
            if (s->live != size) {
                raise(ctx_, TypeId::kRuntimeError, "set changed size during iteration");
                return false;
            }
        }
        return true;
    }
    bool save_set(Set* s) {
        if (protocol_ < 4) return set_as_list(s);
        op(kEmptySet);
        if (!memoize(Value::object(s))) return false;
        if (s->live == 0) return true;
        uint64_t position = 0;
        unsigned n;
        do {
            op(kMark);
            if (!save_elements(s, kBatch, position, n)) return false;
            op(kAddItems);
        } while (n == kBatch);
        return true;
    }
    bool save_frozenset(Set* s) {
        if (protocol_ < 4) return set_as_list(s);
        op(kMark);
        uint64_t position = 0;
        unsigned n;
        if (!save_elements(s, ~0u, position, n)) return false;
        if (p_->memo->find(Value::object(s)) >= 0) {
            op(kPopMark);
            return known(Value::object(s));
        }
        op(kFrozenSet);
        return memoize(Value::object(s));
    }

    // ---- classes and functions, by name ----

    bool save_type(Value v) {
        const Value singletons[] = {Value::none(), Value::ellipsis(), Value::not_implemented()};
        for (Value s : singletons) {
            if (v == Value::object(type_of(ctx_, s))) {
                return reduce_as(Value::object(ctx_.type(TypeId::kType)), {s}, v);
            }
        }
        return save_global(v, nullptr);
    }

    /// The module an object says it is from, or the first that has it.
    Value module_of(Value v, String* name) {
        Value module;
        const Truth t = find_attribute(ctx_, v, ctx_.name(Name::k__module__), module);
        if (t == Truth::kError) return Value::error();
        if (t == Truth::kYes && !module.is_none()) return module;
        List* names = list_from(ctx_, Value::object(ctx_.runtime().modules));
        for (uint64_t i = 0; names && i < names->size; i++) {
            const Value candidate = names->at(i);
            if (!candidate.is(Kind::kString) || equals_ascii(candidate.as<String>(), "__main__") ||
                equals_ascii(candidate.as<String>(), "__mp_main__")) {
                continue;
            }
            Value m, parent;
            if (dict_get(ctx_, ctx_.runtime().modules, candidate, m) != Truth::kYes ||
                m.is_none()) {
                continue;
            }
            const Value found = deep_attribute(ctx_, m, name, parent);
            if (!found) {
                if (!exception_matches(ctx_, TypeId::kAttributeError)) return found;
                take_exception(ctx_);
            }
            if (found == v) return candidate;
        }
        return names ? or_error(make_string(ctx_, "__main__")) : Value::error();
    }

    bool save_global(Value v, String* name) {
        if (!name) {
            Value found;
            Truth t = find_attribute(ctx_, v, intern(ctx_, "__qualname__"), found);
            if (t == Truth::kNo) found = get_attribute(ctx_, v, intern(ctx_, "__name__"));
            if (t == Truth::kError || !found) return false;
            if (!found.is(Kind::kString)) {
                fail(ctx_, Error::kPickling, "Can't pickle {}: its name is not a string",
                     MessageArg::repr(v));
                return false;
            }
            name = found.as<String>();
        }
        const std::string text = to_utf8(name);
        if (("." + text + ".").find(".<locals>.") != std::string::npos) {
            raise(ctx_, TypeId::kAttributeError, "Can't pickle local object {}",
                  MessageArg::repr(Value::object(name)));
            return false;
        }
        const Value module_name = module_of(v, name);
        if (!module_name) return false;
        const Value module = module_name.is(Kind::kString)
                                 ? import_module(ctx_, to_utf8(module_name.as<String>()))
                                 : Value();
        if (!module) {
            if (has_exception(ctx_)) take_exception(ctx_);
            fail(ctx_, Error::kPickling, "Can't pickle {}: import of module {} failed",
                 MessageArg::repr(v), MessageArg::repr(module_name));
            return false;
        }
        Value parent;
        const Value found = deep_attribute(ctx_, module, name, parent);
        if (!found) {
            if (has_exception(ctx_)) take_exception(ctx_);
            fail(ctx_, Error::kPickling, "Can't pickle {}: attribute lookup {} on {} failed",
                 MessageArg::repr(v), name, module_name.as<String>());
            return false;
        }
        if (!(found == v)) {
            fail(ctx_, Error::kPickling, "Can't pickle {}: it's not the same object as {}.{}",
                 MessageArg::repr(v), module_name.as<String>(), name);
            return false;
        }
        bool done = false;
        if (protocol_ >= 2 && !save_extension(module_name, name, done)) return false;
        if (done) return true;
        const std::string last = text.substr(text.rfind('.') + 1);
        if (parent == module) name = intern(ctx_, last);  // a way through its own module
        if (!name) return false;
        if (protocol_ >= 4) {
            if (!save(module_name) || !save(Value::object(name))) return false;
            op(kStackGlobal);
        } else if (!(parent == module)) {
            return reduce_as(builtin_function(ctx_, "getattr"),
                             {parent, or_error(make_string(ctx_, last))}, Value()) &&
                   memoize(v);
        } else if (!save_names(module_name, Value::object(name))) {
            return false;
        }
        return memoize(v);
    }
    bool save_extension(Value module_name, String* name, bool& done) {
        const Value key = tuple_of(ctx_, {module_name, Value::object(name)});
        const Value table = registry(ctx_, "_extension_registry");
        Value code;
        if (!key || !table.is(Kind::kDict) ||
            dict_get(ctx_, table.as<Dict>(), key, code) == Truth::kError) {
            return false;
        }
        if (!code) return true;
        int64_t n;
        if (!to_int64(ctx_, code, n)) return false;
        const unsigned bytes = n <= 0xFF ? 1 : n <= 0xFFFF ? 2 : 4;
        op(bytes == 1 ? kExt1 : bytes == 2 ? kExt2 : kExt4);
        number(static_cast<uint64_t>(n), bytes);
        done = true;
        return true;
    }
    bool save_names(Value module_name, Value name) {
        if (p_->fix_imports && protocol_ < 3) {
            bool ok;
            const Value pair =
                compatible(ctx_, "REVERSE_NAME_MAPPING", tuple_of(ctx_, {module_name, name}), ok);
            if (!ok) return false;
            if (pair.is(Kind::kTuple) && pair.as<Tuple>()->length == 2) {
                module_name = pair.as<Tuple>()->at(0);
                name = pair.as<Tuple>()->at(1);
            } else {
                const Value renamed = compatible(ctx_, "REVERSE_IMPORT_MAPPING", module_name, ok);
                if (!ok) return false;
                if (renamed) module_name = renamed;
            }
        }
        std::string line(1, static_cast<char>(kGlobal));
        const struct {
            Value text;
            const char* what;
        } parts[] = {{module_name, "module"}, {name, "global"}};
        for (const auto& part : parts) {
            auto* s = part.text.as<String>();
            if (protocol_ < 3 && !s->is_ascii()) {
                fail(ctx_, Error::kPickling,
                     "can't pickle {} identifier '{}' using pickle protocol {}", part.what, s,
                     protocol_);
                return false;
            }
            line += to_utf8(s) + "\n";
        }
        append(line);
        return true;
    }

    // ---- what __reduce__ gives ----

    bool wrong_iterator(const char* which, Value v) {
        fail(ctx_, Error::kPickling,
             "{} element of the tuple returned by __reduce__ must be an iterator, not {}", which,
             MessageArg::type(v));
        return false;
    }
    bool save_reduce(Tuple* t, Value v) {
        if (t->length < 2 || t->length > 6) {
            fail(ctx_, Error::kPickling,
                 "tuple returned by __reduce__ must contain 2 through 6 elements");
            return false;
        }
        auto part = [&](uint64_t i) {
            const Value p = i < t->length ? t->at(i) : Value();
            return p.is_none() ? Value() : p;
        };
        const Value callable = t->at(0), state = part(2), items = part(3), pairs = part(4),
                    setter = part(5);
        if (!is_callable(ctx_, callable)) {
            fail(ctx_, Error::kPickling,
                 "first item of the tuple returned by __reduce__ must be callable");
            return false;
        }
        if (!t->at(1).is(Kind::kTuple)) {
            fail(ctx_, Error::kPickling,
                 "second item of the tuple returned by __reduce__ must be a tuple");
            return false;
        }
        auto* args = t->at(1).as<Tuple>();
        auto iterates = [&](Value it) {
            return bool(type_of(ctx_, it)->lookup_special(Special::kNext));
        };
        if (items && !iterates(items)) return wrong_iterator("fourth", items);
        if (pairs && !iterates(pairs)) return wrong_iterator("fifth", pairs);
        if (setter && !is_callable(ctx_, setter)) {
            fail(ctx_, Error::kPickling,
                 "sixth element of the tuple returned by __reduce__ must be a function, not {}",
                 MessageArg::type(setter));
            return false;
        }
        if (!save_maker(callable, args, v)) return false;
        if (v) {
            if (p_->memo->find(v) >= 0) {
                op(kPop);  // an argument has led back here
                return known(v);
            }
            if (!memoize(v)) return false;
        }
        if (items && !save_items(items, false)) return false;
        if (pairs && !save_items(pairs, true)) return false;
        if (!state) return true;
        if (!setter) {
            if (!save(state)) return false;
            op(kBuild);
            return true;
        }
        if (!save(setter) || !save(v) || !save(state)) return false;
        op(kTuple2);
        op(kReduce);
        op(kPop);
        return true;
    }
    bool save_maker(Value callable, Tuple* args, Value v) {
        bool newobj = false, newobj_ex = false;
        if (protocol_ >= 2) {
            Value name;
            const Truth t = find_attribute(ctx_, callable, intern(ctx_, "__name__"), name);
            if (t == Truth::kError) return false;
            if (name.is(Kind::kString)) {
                newobj_ex = equals_ascii(name.as<String>(), "__newobj_ex__");
                newobj = equals_ascii(name.as<String>(), "__newobj__");
            }
        }
        if (newobj_ex) return save_newobj_ex(args);
        if (newobj) return save_newobj(args, v);
        if (!save(callable) || !save(Value::object(args))) return false;
        op(kReduce);
        return true;
    }
    bool save_newobj_ex(Tuple* args) {
        if (args->length != 3) {
            fail(ctx_, Error::kPickling,
                 "length of the NEWOBJ_EX argument tuple must be exactly 3, not {}", args->length);
            return false;
        }
        const Value cls = args->at(0), positional = args->at(1), keywords = args->at(2);
        const struct {
            const char *which, *wanted;
            bool right;
            Value v;
        } rows[] = {{"first", "class", cls.is(Kind::kType), cls},
                    {"second", "tuple", positional.is(Kind::kTuple), positional},
                    {"third", "dict", keywords.is(Kind::kDict), keywords}};
        for (const auto& row : rows) {
            if (row.right) continue;
            fail(ctx_, Error::kPickling,
                 "{} item from NEWOBJ_EX argument tuple must be a {}, not {}", row.which,
                 row.wanted, MessageArg::type(row.v));
            return false;
        }
        if (protocol_ >= 4) {
            if (!save(cls) || !save(positional) || !save(keywords)) return false;
            op(kNewObjEx);
            return true;
        }
        // functools.partial(cls.__new__, cls, *args, **kwargs)()
        const Value make = get_attribute(ctx_, cls, intern(ctx_, "__new__"));
        const Value partial = module_attribute(ctx_, "functools", "partial");
        if (!make || !partial) return false;
        ValueVector all(ctx_);
        all.values = {make, cls};
        for (Value a : positional.as<Tuple>()->values())
            all.values.push_back(a);
        Tuple* t = make_tuple(ctx_, std::span<const Value>(all.values));
        const Value bound = t ? call_ex(ctx_, partial, t, keywords) : Value::error();
        if (!bound || !save(bound) || !save(Value::object(empty_tuple(ctx_)))) return false;
        op(kReduce);
        return true;
    }
    bool save_newobj(Tuple* args, Value v) {
        if (args->length < 1) {
            fail(ctx_, Error::kPickling, "__newobj__ arglist is empty");
            return false;
        }
        const Value cls = args->at(0);
        Value ignored;
        const Truth has_new = find_attribute(ctx_, cls, intern(ctx_, "__new__"), ignored);
        if (has_new == Truth::kError) return false;
        if (has_new == Truth::kNo) {
            fail(ctx_, Error::kPickling, "args[0] from __newobj__ args has no __new__");
            return false;
        }
        if (v) {
            const Value own = get_attribute(ctx_, v, intern(ctx_, "__class__"));
            if (!own) return false;
            if (!(own == cls)) {
                fail(ctx_, Error::kPickling, "args[0] from __newobj__ args has the wrong class");
                return false;
            }
        }
        Tuple* rest = make_tuple(ctx_, args->values().subspan(1));
        if (!rest || !save(cls) || !save(Value::object(rest))) return false;
        op(kNewObj);
        return true;
    }

    Context& ctx_;
    Pickler* p_;
    std::string& out_;
    Value persistent_id_, reducer_override_, dispatch_table_;
    size_t frame_ = kNoFrame;
    int32_t protocol_;
    bool binary_;
    bool framing_ = false;
};

}  // namespace

bool dump(Context& ctx, Pickler* p, Value object, std::string& out) {
    return Saver(ctx, p, out).dump(object);
}

}  // namespace orrery::pickle
