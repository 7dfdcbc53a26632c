// Reading: the stack machine that executes a pickle.
#include <cmath>
#include <cstring>

#include "engine/modules/pickle/pickle.h"
#include "engine/objects/buffer.h"
#include "engine/objects/bytes.h"
#include "engine/objects/bytes_methods.h"
#include "engine/objects/encoding.h"
#include "engine/objects/int.h"
#include "engine/objects/memoryview.h"

namespace orrery::pickle {

namespace {

constexpr uint64_t kPrefetch = 128 * 1024;

class Loader {
public:
    Loader(Context& ctx, Unpickler* u, std::string_view data)
        : ctx_(ctx), u_(u), data_(data), stack_(ctx) {}

    Value load() {
        const Truth t = find_attribute(ctx_, Value::object(u_), intern(ctx_, "persistent_load"),
                                       persistent_load_);
        if (t == Truth::kError) return Value::error();
        const Value own = module_attribute(ctx_, "_pickle", "Unpickler");
        if (!own) return own;
        if (!(Value::object(type_of(ctx_, Value::object(u_))) == own)) {
            find_class_ = get_attribute(ctx_, Value::object(u_), intern(ctx_, "find_class"));
            if (!find_class_) return find_class_;
        }
        u_->protocol = 0;
        for (;;) {
            std::string_view s;
            if (!read(1, s)) {
                if (exception_is_unpickling()) {
                    take_exception(ctx_);
                    raise(ctx_, TypeId::kEOFError, "Ran out of input");
                }
                return Value::error();
            }
            const auto code = static_cast<uint8_t>(s[0]);
            if (code == kStop) break;
            if (!execute(code)) return Value::error();
        }
        if (!skip_consumed()) return Value::error();
        Value result;
        return pop(result) ? result : Value::error();
    }

private:
    // ---- input ----

    bool exception_is_unpickling() {
        const Value cls = error_class(ctx_, Error::kUnpickling);
        return ctx_.exception && is_subtype(type_of(ctx_, ctx_.exception), cls.as<Type>());
    }
    bool truncated() {
        fail(ctx_, Error::kUnpickling, "pickle data was truncated");
        return false;
    }
    /// Tells the file how much of what was peeked at has been used.
    bool skip_consumed() {
        if (peeked_ == 0) return true;
        const Value n = make_int_unsigned(ctx_, at_);
        peeked_ = 0;
        data_ = {};
        at_ = 0;
        return bool(call(ctx_, u_->read.get(), {n}));
    }
    bool take_chunk(Value chunk) {
        if (!chunk) return false;
        if (!chunk.is(Kind::kBytes)) {
            raise(ctx_, TypeId::kTypeError, "a bytes-like object is required, not '{}'",
                  MessageArg::type(chunk));
            return false;
        }
        chunk_ = chunk;
        data_ = bytes_view(chunk);
        at_ = 0;
        return true;
    }
    /// The next `n` bytes; they stay where they are until the next read.
    bool read(uint64_t n, std::string_view& out) {
        if (n > data_.size() - at_ && !refill(n)) return false;
        out = data_.substr(at_, n);
        at_ += n;
        return true;
    }
    bool refill(uint64_t n) {
        if (!u_->read || n > static_cast<uint64_t>(INT64_MAX)) return truncated();
        // What is left of a frame read ahead never happens: only peeking gives more than asked for.
        if (!skip_consumed()) return false;
        if (u_->peek && n < kPrefetch) {
            const Value chunk =
                call(ctx_, u_->peek.get(), {Value::small_int(static_cast<int64_t>(kPrefetch))});
            if (!chunk && !exception_matches(ctx_, TypeId::kNotImplementedError)) return false;
            if (!chunk) {
                take_exception(ctx_);
                u_->peek.init(Value());
            } else if (!take_chunk(chunk)) {
                return false;
            } else if (data_.size() >= n) {
                peeked_ = data_.size();
                return true;
            }
        }
        if (!take_chunk(call(ctx_, u_->read.get(), {Value::small_int(static_cast<int64_t>(n))}))) {
            return false;
        }
        return data_.size() >= n || truncated();
    }
    /// A line, without its end.
    bool read_line(std::string_view& out) {
        const size_t end = data_.find('\n', at_);
        if (end != data_.npos) {
            out = data_.substr(at_, end - at_);
            at_ = end + 1;
            return true;
        }
        if (!u_->readline) return truncated();
        if (!skip_consumed() || !take_chunk(call(ctx_, u_->readline.get(), {}))) return false;
        if (data_.empty() || data_.back() != '\n') return truncated();
        out = data_.substr(0, data_.size() - 1);
        at_ = data_.size();
        return true;
    }
    bool number(unsigned bytes, uint64_t& out) {
        std::string_view s;
        if (!read(bytes, s)) return false;
        out = 0;
        for (unsigned i = 0; i < bytes; i++)
            out |= uint64_t{static_cast<uint8_t>(s[i])} << (8 * i);
        return true;
    }
    /// A size of that many bytes and as much data.
    bool sized(unsigned bytes, std::string_view& out, const char* what) {
        uint64_t n;
        if (!number(bytes, n)) return false;
        if (n > static_cast<uint64_t>(INT64_MAX)) {
            raise(ctx_, TypeId::kOverflowError, "{} exceeds system's maximum size of {} bytes",
                  what, INT64_MAX);
            return false;
        }
        return read(n, out);
    }

    // ---- stack ----

    std::vector<Value>& items() { return stack_.values; }
    size_t floor() const { return marks_.empty() ? 0 : marks_.back(); }
    bool underflow() {
        fail(ctx_, Error::kUnpickling,
             marks_.empty() ? "unpickling stack underflow" : "unexpected MARK found");
        return false;
    }
    bool push(Value v) {
        if (v) items().push_back(v);
        return bool(v);
    }
    bool pop(Value& out) {
        if (items().size() <= floor()) return underflow();
        out = items().back();
        items().pop_back();
        return true;
    }
    bool pop_mark(size_t& out) {
        if (marks_.empty()) {
            fail(ctx_, Error::kUnpickling, "could not find MARK");
            return false;
        }
        out = marks_.back();
        marks_.pop_back();
        return true;
    }
    std::span<const Value> above(size_t from) {
        return std::span<const Value>(items()).subspan(from);
    }
    void cut(size_t to) { items().resize(to); }

    // ---- memo ----

    bool remember(uint64_t n) {
        if (items().size() <= floor()) return underflow();
        List* memo = u_->memo.get();
        if (n > (uint64_t{1} << 31)) {
            raise_memory_error(ctx_);
            return false;
        }
        while (memo->size <= n) {
            if (!list_append(ctx_, memo, Value::stop())) return false;
        }
        memo->items->slots()[n].set(ctx_, memo->items.get(), items().back());
        return true;
    }
    bool recall(uint64_t n) {
        List* memo = u_->memo.get();
        if (n >= memo->size || memo->at(n).is_stop()) {
            fail(ctx_, Error::kUnpickling, "Memo value not found at index {}", n);
            return false;
        }
        return push(memo->at(n));
    }
    bool line_number(int64_t& out) {
        std::string_view s;
        if (!read_line(s)) return false;
        const Value n =
            call(ctx_, Value::object(ctx_.type(TypeId::kInt)), {or_error(make_string(ctx_, s))});
        return n && to_int64(ctx_, n, out);
    }

    // ---- opcodes ----

    bool execute(uint8_t code) {
        std::string_view s;
        uint64_t n;
        int64_t line;
        Value v, w;
        size_t mark;
        switch (code) {
        case kMark: marks_.push_back(items().size()); return true;
        case kNone: return push(Value::none());
        case kNewTrue: return push(Value::true_value());
        case kNewFalse: return push(Value::false_value());
        case kInt: return read_line(s) && load_int(s);
        case kLong: return read_line(s) && load_long(s);
        case kBinInt: return number(4, n) && push(Value::small_int(static_cast<int32_t>(n)));
        case kBinInt1: return number(1, n) && push(Value::small_int(static_cast<int64_t>(n)));
        case kBinInt2: return number(2, n) && push(Value::small_int(static_cast<int64_t>(n)));
        case kLong1: return number(1, n) && read(n, s) && load_bytes_as_int(s);
        case kLong4:
            if (!number(4, n)) return false;
            if (static_cast<int32_t>(n) < 0) return bad("LONG pickle has negative byte count");
            return read(n, s) && load_bytes_as_int(s);
        case kFloat: return read_line(s) && load_float(s);
        case kBinFloat: return load_binary_float();
        case kString: return read_line(s) && load_quoted(s);
        case kShortBinString: return sized(1, s, "BINSTRING") && load_text(s);
        case kBinString:
            if (!number(4, n)) return false;
            if (static_cast<int32_t>(n) < 0) return bad("BINSTRING pickle has negative byte count");
            return read(n, s) && load_text(s);
        case kUnicode:
            return read_line(s) && push(decode_bytes(ctx_, or_error(make_bytes(ctx_, s)),
                                                     "raw-unicode-escape", "strict"));
        case kShortBinUnicode: return sized(1, s, "BINUNICODE") && load_utf8(s);
        case kBinUnicode: return sized(4, s, "BINUNICODE") && load_utf8(s);
        case kBinUnicode8: return sized(8, s, "BINUNICODE8") && load_utf8(s);
        case kShortBinBytes: return sized(1, s, "BINBYTES") && push(or_error(make_bytes(ctx_, s)));
        case kBinBytes: return sized(4, s, "BINBYTES") && push(or_error(make_bytes(ctx_, s)));
        case kBinBytes8: return sized(8, s, "BINBYTES8") && push(or_error(make_bytes(ctx_, s)));
        case kByteArray8:
            return sized(8, s, "BYTEARRAY8") && push(or_error(make_bytearray(ctx_, s)));
        case kNextBuffer: return load_next_buffer();
        case kReadonlyBuffer: return load_readonly_buffer();
        case kEmptyTuple: return push(Value::object(empty_tuple(ctx_)));
        case kTuple1: return load_tuple(1);
        case kTuple2: return load_tuple(2);
        case kTuple3: return load_tuple(3);
        case kTuple: return pop_mark(mark) && load_tuple(items().size() - mark);
        case kEmptyList: return push(or_error(make_list(ctx_)));
        case kList: return pop_mark(mark) && load_list(mark);
        case kEmptyDict: return push(or_error(make_dict(ctx_)));
        case kDict: return pop_mark(mark) && load_dict(mark);
        case kEmptySet: return push(or_error(make_set(ctx_)));
        case kFrozenSet: return pop_mark(mark) && load_frozenset(mark);
        case kAddItems: return pop_mark(mark) && add_items(mark);
        case kAppend:
            return items().size() > floor() ? append_items(items().size() - 1) : underflow();
        case kAppends: return pop_mark(mark) && append_items(mark);
        case kSetItem:
            return items().size() >= floor() + 2 ? set_items(items().size() - 2) : underflow();
        case kSetItems: return pop_mark(mark) && set_items(mark);
        case kObj: return pop_mark(mark) && load_obj(mark);
        case kInst: return load_inst();
        case kNewObj: return load_newobj(false);
        case kNewObjEx: return load_newobj(true);
        case kReduce:
            if (!pop(w) || !pop(v)) return false;
            if (!w.is(Kind::kTuple)) {
                raise(ctx_, TypeId::kTypeError, "argument list must be a tuple");
                return false;
            }
            return push(call(ctx_, v, w.as<Tuple>()->values()));
        case kBuild: return load_build();
        case kGlobal: return load_global();
        case kStackGlobal:
            if (!pop(w) || !pop(v)) return false;
            if (!is_exact_string(w) || !is_exact_string(v)) return bad("STACK_GLOBAL requires str");
            return push_class(v, w);
        case kExt1: return number(1, n) && load_extension(static_cast<int64_t>(n));
        case kExt2: return number(2, n) && load_extension(static_cast<int64_t>(n));
        case kExt4: return number(4, n) && load_extension(static_cast<int32_t>(n));
        case kDup: return items().size() > floor() ? push(Value(items().back())) : underflow();
        case kPop:
            // A mark on top counts as an element.
            if (!marks_.empty() && marks_.back() == items().size()) {
                marks_.pop_back();
                return true;
            }
            return pop(v);
        case kPopMark:
            if (!pop_mark(mark)) return false;
            cut(mark);
            return true;
        case kGet:
            if (!line_number(line)) return false;
            return recall(line < 0 ? ~uint64_t{0} : static_cast<uint64_t>(line));
        case kBinGet: return number(1, n) && recall(n);
        case kLongBinGet: return number(4, n) && recall(n);
        case kPut:
            if (!line_number(line)) return false;
            if (line < 0) {
                raise(ctx_, TypeId::kValueError, "negative PUT argument");
                return false;
            }
            return remember(static_cast<uint64_t>(line));
        case kBinPut: return number(1, n) && remember(n);
        case kLongBinPut: return number(4, n) && remember(n);
        case kMemoize: return remember(u_->memo->size);
        case kPersId:
            if (!read_line(s)) return false;
            return load_persistent(or_error(make_string(ctx_, s)));
        case kBinPersId: return pop(v) && load_persistent(v);
        case kProto:
            if (!number(1, n)) return false;
            if (n > static_cast<uint64_t>(kHighestProtocol)) {
                raise(ctx_, TypeId::kValueError, "unsupported pickle protocol: {}", n);
                return false;
            }
            u_->protocol = static_cast<int32_t>(n);
            return true;
        case kFrame: return load_frame();
        default: return unknown(code);
        }
    }

    bool bad(const char* message) {
        fail(ctx_, Error::kUnpickling, message);
        return false;
    }
    bool unknown(uint8_t code) {
        char shown[8];
        if (code >= 0x20 && code <= 0x7E && code != '\'' && code != '\\') {
            snprintf(shown, sizeof shown, "%c", code);
        } else {
            snprintf(shown, sizeof shown, "\\x%02x", code);
        }
        fail(ctx_, Error::kUnpickling, "invalid load key, '{}'.", std::string(shown));
        return false;
    }
    bool load_frame() {
        uint64_t n;
        if (!number(8, n)) return false;
        if (n > static_cast<uint64_t>(INT64_MAX)) {
            raise(ctx_, TypeId::kOverflowError, "FRAME length exceeds system's maximum of {} bytes",
                  INT64_MAX);
            return false;
        }
        if (n <= data_.size() - at_) return true;
        // A whole frame is read at once; what follows within is then at hand.
        return refill(n);
    }

    // ---- simple values ----

    Value int_of(std::string_view s) {
        return call(ctx_, Value::object(ctx_.type(TypeId::kInt)),
                    {or_error(make_string(ctx_, s)), Value::small_int(0)});
    }
    bool load_int(std::string_view s) {
        if (s == "00" || s == "01") return push(Value::boolean(s == "01"));
        const Value v = int_of(s);
        if (!v) {
            take_exception(ctx_);
            raise(ctx_, TypeId::kValueError, "could not convert string to int");
        }
        return push(v);
    }
    bool load_long(std::string_view s) {
        if (s.empty()) return truncated();
        if (s.back() == 'L') s.remove_suffix(1);
        return push(int_of(s));
    }
    bool load_bytes_as_int(std::string_view s) {
        BigIntBuffer out;
        return push(
            finish_int(ctx_,
                       bigint_from_bytes({reinterpret_cast<const uint8_t*>(s.data()), s.size()},
                                         ByteOrder::little, true, out),
                       out));
    }
    bool load_float(std::string_view s) {
        return push(
            call(ctx_, Value::object(ctx_.type(TypeId::kFloat)), {or_error(make_string(ctx_, s))}));
    }
    bool load_binary_float() {
        std::string_view s;
        if (!read(8, s)) return false;
        uint64_t bits = 0;
        for (char c : s)
            bits = bits << 8 | static_cast<uint8_t>(c);
        double d;
        std::memcpy(&d, &bits, 8);
        return push(Value::number(d));
    }
    bool load_utf8(std::string_view s) {
        bool ascii = true;
        for (char c : s)
            ascii = ascii && static_cast<uint8_t>(c) < 0x80;
        if (ascii) return push(or_error(make_string(ctx_, s)));
        return push(decode_bytes(ctx_, or_error(make_bytes(ctx_, s)), "utf-8", "surrogatepass"));
    }
    /// A Python 2 string.
    bool load_text(std::string_view s) {
        const Value bytes = or_error(make_bytes(ctx_, s));
        if (!bytes) return false;
        const std::string encoding = to_utf8(u_->encoding.get());
        if (encoding == "bytes") return push(bytes);
        return push(decode_bytes(ctx_, bytes, encoding, to_utf8(u_->errors.get())));
    }
    bool load_quoted(std::string_view s) {
        while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r'))
            s.remove_suffix(1);
        if (s.size() < 2 || s.front() != s.back() || (s.front() != '\'' && s.front() != '"')) {
            return bad("the STRING opcode argument must be quoted");
        }
        const Value decode = module_attribute(ctx_, "_codecs", "escape_decode");
        const Value pair =
            decode ? call(ctx_, decode, {or_error(make_bytes(ctx_, s.substr(1, s.size() - 2)))})
                   : decode;
        if (!pair) return false;
        return load_text(bytes_view(pair.as<Tuple>()->at(0)));
    }
    bool load_next_buffer() {
        if (!u_->buffers) {
            return bad(
                "pickle stream refers to out-of-band data but no *buffers* argument was "
                "given");
        }
        const Value buffer = iterator_next(ctx_, u_->buffers.get());
        if (buffer.is_stop()) return bad("not enough out-of-band buffers");
        return push(buffer);
    }
    bool load_readonly_buffer() {
        if (items().size() <= floor()) return underflow();
        MemoryView* view = make_memoryview(ctx_, items().back());
        const Value readonly =
            view ? get_attribute(ctx_, Value::object(view), intern(ctx_, "readonly")) : Value();
        if (!readonly) return false;
        if (readonly.is_true()) return true;
        const Value locked = call_method(ctx_, Value::object(view), intern(ctx_, "toreadonly"), {});
        if (locked) items().back() = locked;
        return bool(locked);
    }

    // ---- containers ----

    bool load_tuple(size_t n) {
        if (items().size() < floor() + n) return underflow();
        const size_t from = items().size() - n;
        Tuple* t = make_tuple(ctx_, above(from));
        cut(from);
        return push(or_error(t));
    }
    bool load_list(size_t mark) {
        List* list = make_list(ctx_, above(mark));
        cut(mark);
        return push(or_error(list));
    }
    bool load_dict(size_t mark) {
        if ((items().size() - mark) % 2) return bad("odd number of items for DICT");
        Dict* d = make_dict(ctx_);
        if (!d || !fill_dict(d, mark)) return false;
        cut(mark);
        return push(Value::object(d));
    }
    bool fill_dict(Dict* d, size_t from) {
        for (size_t i = from; i < items().size(); i += 2) {
            if (!dict_set(ctx_, d, items()[i], items()[i + 1])) return false;
        }
        return true;
    }
    bool load_frozenset(size_t mark) {
        Set* s = make_set(ctx_, true);
        for (size_t i = mark; s && i < items().size(); i++) {
            if (!set_add(ctx_, s, items()[i])) return false;
        }
        cut(mark);
        return push(or_error(s));
    }
    /// The container below a mark; false if there is none.
    bool receiver(size_t from, Value& out) {
        if (from <= floor()) return underflow();
        out = items()[from - 1];
        return true;
    }
    bool add_items(size_t mark) {
        Value target;
        if (!receiver(mark, target)) return false;
        if (type_of(ctx_, target) == ctx_.type(TypeId::kSet)) {
            for (size_t i = mark; i < items().size(); i++) {
                if (!set_add(ctx_, target.as<Set>(), items()[i])) return false;
            }
        } else {
            const Value add = get_attribute(ctx_, target, intern(ctx_, "add"));
            if (!add) return false;
            for (size_t i = mark; i < items().size(); i++) {
                if (!call(ctx_, add, {items()[i]})) return false;
            }
        }
        cut(mark);
        return true;
    }
    bool append_items(size_t from) {
        Value target;
        if (!receiver(from, target)) return false;
        if (type_of(ctx_, target) == ctx_.type(TypeId::kList)) {
            auto* list = target.as<List>();
            if (!list_reserve(ctx_, list, list->size + items().size() - from)) return false;
            for (size_t i = from; i < items().size(); i++) {
                if (!list_append(ctx_, list, items()[i])) return false;
            }
            cut(from);
            return true;
        }
        Value extend;
        const Truth t = find_attribute(ctx_, target, intern(ctx_, "extend"), extend);
        if (t == Truth::kError) return false;
        if (t == Truth::kYes) {
            const Value list = or_error(make_list(ctx_, above(from)));
            if (!list || !call(ctx_, extend, {list})) return false;
        } else {
            const Value append = get_attribute(ctx_, target, intern(ctx_, "append"));
            if (!append) return false;
            for (size_t i = from; i < items().size(); i++) {
                if (!call(ctx_, append, {items()[i]})) return false;
            }
        }
        cut(from);
        return true;
    }
    bool set_items(size_t from) {
        Value target;
        if (!receiver(from, target)) return false;
        if ((items().size() - from) % 2) return bad("odd number of items for SETITEMS");
        if (type_of(ctx_, target) == ctx_.type(TypeId::kDict)) {
            if (!fill_dict(target.as<Dict>(), from)) return false;
        } else {
            for (size_t i = from; i < items().size(); i += 2) {
                if (!set_item(ctx_, target, items()[i], items()[i + 1])) return false;
            }
        }
        cut(from);
        return true;
    }

    // ---- classes and instances ----

    Value class_named(Value module, Value name) {
        if (find_class_) return call(ctx_, find_class_, {module, name});
        return find_class(ctx_, u_, module.as<String>(), name.as<String>(), u_->protocol);
    }
    bool push_class(Value module, Value name) { return push(class_named(module, name)); }
    bool read_names(Value& module, Value& name) {
        std::string_view s;
        if (!read_line(s)) return false;
        module = or_error(decode_utf8(ctx_, s));
        if (!module || !read_line(s)) return false;
        name = or_error(decode_utf8(ctx_, s));
        return bool(name);
    }
    bool load_global() {
        Value module, name;
        return read_names(module, name) && push_class(module, name);
    }
    bool load_extension(int64_t code) {
        if (code <= 0) return bad("EXT specifies code <= 0");
        const Value cache = registry(ctx_, "_extension_cache");
        const Value key = make_int(ctx_, code);
        Value v;
        if (!cache.is(Kind::kDict) || dict_get(ctx_, cache.as<Dict>(), key, v) == Truth::kError) {
            return false;
        }
        if (v) return push(v);
        const Value names = registry(ctx_, "_inverted_registry");
        Value pair;
        if (!names.is(Kind::kDict) ||
            dict_get(ctx_, names.as<Dict>(), key, pair) == Truth::kError) {
            return false;
        }
        if (!pair) {
            raise(ctx_, TypeId::kValueError, "unregistered extension code {}", code);
            return false;
        }
        if (!pair.is(Kind::kTuple) || pair.as<Tuple>()->length != 2 ||
            !pair.as<Tuple>()->at(0).is(Kind::kString) ||
            !pair.as<Tuple>()->at(1).is(Kind::kString)) {
            raise(ctx_, TypeId::kValueError, "_inverted_registry[{}] isn't a 2-tuple of strings",
                  code);
            return false;
        }
        v = class_named(pair.as<Tuple>()->at(0), pair.as<Tuple>()->at(1));
        return v && dict_set(ctx_, cache.as<Dict>(), key, v) && push(v);
    }
    bool instantiate(Value cls, Tuple* args) {
        if (!args) return false;
        if (args->length == 0 && cls.is(Kind::kType)) {
            Value hook;
            const Truth t = find_attribute(ctx_, cls, intern(ctx_, "__getinitargs__"), hook);
            if (t == Truth::kError) return false;
            if (t == Truth::kNo) {
                return push(call_method(ctx_, cls, intern(ctx_, "__new__"), {&cls, 1}));
            }
        }
        return push(call(ctx_, cls, args->values()));
    }
    bool load_obj(size_t mark) {
        if (items().size() == mark) return underflow();
        const Value cls = items()[mark];
        Tuple* args = make_tuple(ctx_, above(mark + 1));
        cut(mark);
        return instantiate(cls, args);
    }
    bool load_inst() {
        size_t mark;
        Value module, name;
        if (!pop_mark(mark)) return false;
        Tuple* args = make_tuple(ctx_, above(mark));
        cut(mark);
        if (!args || !read_names(module, name)) return false;
        const Value cls = class_named(module, name);
        return cls && instantiate(cls, args);
    }
    bool load_newobj(bool with_keywords) {
        Value keywords, args, cls;
        const std::string op = with_keywords ? "NEWOBJ_EX" : "NEWOBJ";
        if ((with_keywords && !pop(keywords)) || !pop(args) || !pop(cls)) return false;
        if (!cls.is(Kind::kType)) {
            fail(ctx_, Error::kUnpickling, "{} class argument must be a type, not {}", op,
                 MessageArg::type(cls));
            return false;
        }
        if (!args.is(Kind::kTuple)) {
            fail(ctx_, Error::kUnpickling,
                 with_keywords ? "{} args argument must be a tuple, not {}"
                               : "{} expected an arg tuple, got {}",
                 op, MessageArg::type(args));
            return false;
        }
        if (with_keywords && !keywords.is(Kind::kDict)) {
            fail(ctx_, Error::kUnpickling, "{} kwargs argument must be a dict, not {}", op,
                 MessageArg::type(keywords));
            return false;
        }
        const Value make = get_attribute(ctx_, cls, intern(ctx_, "__new__"));
        if (!make) return false;
        ValueVector all(ctx_);
        all.values.push_back(cls);
        for (Value a : args.as<Tuple>()->values())
            all.values.push_back(a);
        if (!with_keywords || keywords.as<Dict>()->live == 0) {
            return push(call(ctx_, make, std::span<const Value>(all.values)));
        }
        Tuple* t = make_tuple(ctx_, std::span<const Value>(all.values));
        return t && push(call_ex(ctx_, make, t, keywords));
    }
    bool load_build() {
        Value state;
        if (!pop(state)) return false;
        if (items().size() <= floor()) return underflow();
        const Value object = items().back();
        Value hook;
        const Truth t = find_attribute(ctx_, object, intern(ctx_, "__setstate__"), hook);
        if (t == Truth::kError) return false;
        if (t == Truth::kYes) return bool(call(ctx_, hook, {state}));
        Value slots;
        if (state.is(Kind::kTuple) && state.as<Tuple>()->length == 2) {
            slots = state.as<Tuple>()->at(1);
            state = state.as<Tuple>()->at(0);
        }
        uint64_t position = 0;
        Value key, value;
        if (!state.is_none()) {
            if (!state.is(Kind::kDict)) return bad("state is not a dictionary");
            const Value own = get_attribute(ctx_, object, intern(ctx_, "__dict__"));
            if (!own) return false;
            while (dict_next(state.as<Dict>(), position, key, value)) {
                if (is_exact_string(key)) key = Value::object(intern(ctx_, key.as<String>()));
                if (!key || !set_item(ctx_, own, key, value)) return false;
            }
        }
        if (!slots || slots.is_none()) return true;
        if (!slots.is(Kind::kDict)) return bad("slot state is not a dictionary");
        position = 0;
        while (dict_next(slots.as<Dict>(), position, key, value)) {
            if (!key.is(Kind::kString)) {
                raise(ctx_, TypeId::kTypeError, "attribute name must be string, not '{}'",
                      MessageArg::type(key));
                return false;
            }
            if (!set_attribute(ctx_, object, intern(ctx_, key.as<String>()), value)) return false;
        }
        return true;
    }
    bool load_persistent(Value id) {
        if (!id) return false;
        if (!persistent_load_) {
            return bad(
                "A load persistent id instruction was encountered,\n"
                "but no persistent_load function was specified.");
        }
        return push(call(ctx_, persistent_load_, {id}));
    }

    Context& ctx_;
    Unpickler* u_;
    std::string_view data_;
    size_t at_ = 0;
    size_t peeked_ = 0;  // size of `data_` when it is only peeked at
    Value chunk_;  // keeps `data_` alive
    ValueVector stack_;
    std::vector<size_t> marks_;
    Value persistent_load_, find_class_;
};

}  // namespace

Value load(Context& ctx, Unpickler* u, std::string_view data) {
    return Loader(ctx, u, data).load();
}

}  // namespace orrery::pickle
