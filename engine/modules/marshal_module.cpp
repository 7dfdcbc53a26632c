// Module marshal: simple values in CPython's format, version 4. Code objects have no such form
// here. Written values carry no back references; those in what is read are followed.
#include <cmath>
#include <cstring>
#include <limits>
#include <string>

#include "engine/modules/module_support.h"
#include "engine/modules/modules.h"
#include "engine/objects/buffer.h"
#include "engine/objects/bytes.h"
#include "engine/objects/exceptions.h"

namespace orrery {

namespace {

constexpr int kVersion = 4;
constexpr int kMaxDepth = 2000;
constexpr uint8_t kFlagRef = 0x80;

/// The int as limbs, least first; false: does not fit `out` without an int object.
struct Magnitude {
    const uint64_t* limbs;
    uint64_t count;
    bool negative;
    uint64_t own;

    explicit Magnitude(Value v) {
        if (v.is(Kind::kInt)) {
            const int64_t size = v.as<Int>()->size;
            limbs = v.as<Int>()->limbs();
            count = static_cast<uint64_t>(size < 0 ? -size : size);
            negative = size < 0;
        } else {
            const int64_t i = v.as_small_int();
            own = static_cast<uint64_t>(i < 0 ? -i : i);
            limbs = &own;
            count = i != 0;
            negative = i < 0;
        }
    }
    /// Bits [15 k, 15 k + 15).
    unsigned digit(uint64_t k) const {
        const uint64_t bit = k * 15, limb = bit / 64, shift = bit % 64;
        uint64_t word = limb < count ? limbs[limb] >> shift : 0;
        if (shift > 49 && limb + 1 < count) word |= limbs[limb + 1] << (64 - shift);
        return static_cast<unsigned>(word & 0x7FFF);
    }
    uint64_t digits() const {
        if (count == 0) return 0;
        const uint64_t bits =
            count * 64 - static_cast<uint64_t>(__builtin_clzll(limbs[count - 1] | 1));
        return (bits + 14) / 15;
    }
};

// ---- writing ----

class Writer {
public:
    Writer(Context& ctx, int64_t version) : ctx_(ctx), version_(version) {}
    std::string out;

    bool write(Value v, int depth = 0) {
        if (depth > kMaxDepth) {
            raise(ctx_, TypeId::kValueError, "object too deeply nested to marshal");
            return false;
        }
        if (v.is_none()) return byte('N');
        if (v.is_bool()) return byte(v == Value::true_value() ? 'T' : 'F');
        if (v == Value::ellipsis()) return byte('.');
        if (v == Value::object(ctx_.type(TypeId::kStopIteration))) return byte('S');
        if (v.is_double()) return byte(version_ > 1 ? 'g' : 'f') && real(v.as_double());
        if (v.is_small_int() || v.is(Kind::kInt)) return integer(v);
        if (!v.is_object() || !v.as_object()->is_exact()) return refuse();
        switch (v.as_object()->kind) {
        case Kind::kComplex:
            return byte(version_ > 1 ? 'y' : 'x') && real(v.as<Complex>()->real) &&
                   real(v.as<Complex>()->imag);
        case Kind::kString: return text(v.as<String>());
        case Kind::kBytes: return byte('s') && sized(v.as<Bytes>()->view());
        case Kind::kTuple: return tuple(v.as<Tuple>(), depth);
        case Kind::kList: {
            byte('[');
            number(v.as<List>()->size);
            for (uint64_t i = 0; i < v.as<List>()->size; i++) {
                if (!write(v.as<List>()->at(i), depth + 1)) return false;
            }
            return true;
        }
        case Kind::kDict: {
            byte('{');
            uint64_t position = 0;
            Value key, value;
            while (dict_next(v.as<Dict>(), position, key, value)) {
                if (!write(key, depth + 1) || !write(value, depth + 1)) return false;
            }
            return byte('0');
        }
        case Kind::kSet: {
            byte(type_of(ctx_, v) == ctx_.type(TypeId::kFrozenSet) ? '>' : '<');
            number(v.as<Set>()->live);
            uint64_t position = 0;
            Value key;
            while (set_next(v.as<Set>(), position, key)) {
                if (!write(key, depth + 1)) return false;
            }
            return true;
        }
        default: break;
        }
        BufferView view;
        if (!view.acquire(ctx_, v)) {
            take_exception(ctx_);
            return refuse();
        }
        return byte('s') && sized(view.chars());
    }

private:
    bool refuse() {
        raise(ctx_, TypeId::kValueError, "unmarshallable object");
        return false;
    }
    bool byte(char c) {
        out += c;
        return true;
    }
    void number(uint64_t n) {
        for (unsigned i = 0; i < 4; i++)
            out += static_cast<char>(n >> (8 * i));
    }
    bool sized(std::string_view s) {
        number(s.size());
        out += s;
        return true;
    }
    bool real(double d) {
        d = without_identity(d);
        if (version_ > 1) {
            char raw[8];
            std::memcpy(raw, &d, 8);
            out.append(raw, 8);
            return true;
        }
        String* s = to_repr(ctx_, Value::number(d));
        if (!s) return false;
        const std::string digits = to_utf8(s);
        out += static_cast<char>(digits.size());
        out += digits;
        return true;
    }
    bool integer(Value v) {
        if (v.is(Kind::kInt) && !v.as_object()->is_exact()) return refuse();
        if (v.is_small_int() && v.as_small_int() == static_cast<int32_t>(v.as_small_int())) {
            byte('i');
            number(static_cast<uint64_t>(v.as_small_int()));
            return true;
        }
        const Magnitude m(v);
        const uint64_t digits = m.digits();
        byte('l');
        number(m.negative ? 0 - digits : digits);
        for (uint64_t i = 0; i < digits; i++) {
            const unsigned d = m.digit(i);
            out += static_cast<char>(d);
            out += static_cast<char>(d >> 8);
        }
        return true;
    }
    bool text(String* s) {
        if (version_ < 4 || !s->is_ascii()) return byte('u') && sized(to_utf8(s));
        if (s->length < 256) {
            byte(s->is_interned() ? 'Z' : 'z');
            out += static_cast<char>(s->length);
            out += s->ascii();
            return true;
        }
        return byte(s->is_interned() ? 'A' : 'a') && sized(s->ascii());
    }
    bool tuple(Tuple* t, int depth) {
        if (version_ >= 4 && t->length < 256) {
            byte(')');
            out += static_cast<char>(t->length);
        } else {
            byte('(');
            number(t->length);
        }
        for (Value v : t->values()) {
            if (!write(v, depth + 1)) return false;
        }
        return true;
    }

    Context& ctx_;
    int64_t version_;
};

// ---- reading ----

class Reader {
public:
    Reader(Context& ctx, std::string_view data) : ctx_(ctx), data_(data), refs_(ctx) {}
    size_t used() const { return at_; }

    /// stop(): the mark that ends a dict.
    Value read(int depth = 0) {
        if (depth > kMaxDepth) {
            return raise(ctx_, TypeId::kValueError, "recursion limit exceeded");
        }
        uint8_t code;
        if (!byte(code)) return Value::error();
        const size_t ref = code & kFlagRef ? refs_.values.size() : SIZE_MAX;
        if (ref != SIZE_MAX) refs_.values.push_back(Value());
        const Value v = value(static_cast<char>(code & ~kFlagRef), ref, depth);
        if (ref != SIZE_MAX && v && !v.is_stop()) refs_.values[ref] = v;
        return v;
    }

private:
    Value value(char code, size_t ref, int depth) {
        switch (code) {
        case '0': return Value::stop();
        case 'N': return Value::none();
        case 'F': return Value::false_value();
        case 'T': return Value::true_value();
        case 'S': return Value::object(ctx_.type(TypeId::kStopIteration));
        case '.': return Value::ellipsis();
        case 'i': {
            int32_t n;
            return number(n) ? make_int(ctx_, n) : Value::error();
        }
        case 'l': return big();
        case 'f': return text_real();
        case 'g': return binary_real();
        case 'x':
        case 'y': {
            const Value real = code == 'x' ? text_real() : binary_real();
            const Value imag = !real ? real : code == 'x' ? text_real() : binary_real();
            return imag ? make_complex(ctx_, float_value(real), float_value(imag)) : imag;
        }
        case 's': {
            std::string_view s;
            return sized(s, 4) ? or_error(make_bytes(ctx_, s)) : Value::error();
        }
        case 'u':
        case 't': {
            std::string_view s;
            return sized(s, 4) ? or_error(make_string(ctx_, s)) : Value::error();
        }
        case 'z':
        case 'Z':
        case 'a':
        case 'A': {
            std::string_view s;
            if (!sized(s, code == 'z' || code == 'Z' ? 1 : 4)) return Value::error();
            String* text =
                make_string_latin1(ctx_, reinterpret_cast<const uint8_t*>(s.data()), s.size());
            if (text && (code == 'Z' || code == 'A')) text = intern(ctx_, text);
            return or_error(text);
        }
        case ')':
        case '(': return tuple(code == ')' ? 1 : 4, depth);
        case '[': return list(ref, depth);
        case '{': return dict(ref, depth);
        case '<':
        case '>': return set(code == '>', ref, depth);
        case 'r': {
            int32_t n;
            if (!number(n)) return Value::error();
            if (n < 0 || static_cast<size_t>(n) >= refs_.values.size() ||
                !refs_.values[static_cast<size_t>(n)]) {
                return bad("invalid reference");
            }
            return refs_.values[static_cast<size_t>(n)];
        }
        case 'c': return bad("code objects are not supported");
        default: return bad("unknown type code");
        }
    }

    Value bad(const char* what) {
        return raise(ctx_, TypeId::kValueError, "bad marshal data ({})", what);
    }
    bool take(size_t size, std::string_view& out) {
        if (data_.size() - at_ < size) {
            raise(ctx_, TypeId::kEOFError, "marshal data too short");
            return false;
        }
        out = data_.substr(at_, size);
        at_ += size;
        return true;
    }
    bool byte(uint8_t& out) {
        std::string_view s;
        if (at_ == data_.size()) {
            raise(ctx_, TypeId::kEOFError, "EOF read where object expected");
            return false;
        }
        if (!take(1, s)) return false;
        out = static_cast<uint8_t>(s[0]);
        return true;
    }
    bool number(int32_t& out) {
        std::string_view s;
        if (!take(4, s)) return false;
        std::memcpy(&out, s.data(), 4);
        return true;
    }
    /// A count of `width` bytes; at most what is left to read.
    bool count(size_t& out, unsigned width) {
        int32_t n = 0;
        std::string_view s;
        if (width == 1) {
            if (!take(1, s)) return false;
            n = static_cast<uint8_t>(s[0]);
        } else if (!number(n)) {
            return false;
        }
        if (n < 0) {
            bad("size out of range");
            return false;
        }
        out = static_cast<size_t>(n);
        return true;
    }
    bool sized(std::string_view& out, unsigned width) {
        size_t n;
        return count(n, width) && take(n, out);
    }
    Value binary_real() {
        std::string_view s;
        if (!take(8, s)) return Value::error();
        double d;
        std::memcpy(&d, s.data(), 8);
        return Value::number(d);
    }
    Value text_real() {
        std::string_view s;
        if (!sized(s, 1)) return Value::error();
        const Value text = or_error(make_string(ctx_, s));
        return text ? call(ctx_, Value::object(ctx_.type(TypeId::kFloat)), {text}) : text;
    }
    Value big() {
        int32_t n;
        if (!number(n)) return Value::error();
        const uint64_t digits = static_cast<uint64_t>(n < 0 ? -int64_t{n} : n);
        std::string_view s;
        if (!take(digits * 2, s)) return Value::error();
        // Through text: such numbers are rare.
        std::string bits;
        for (uint64_t i = digits; i-- > 0;) {
            const unsigned d = static_cast<uint8_t>(s[2 * i]) |
                               static_cast<unsigned>(static_cast<uint8_t>(s[2 * i + 1])) << 8;
            if (d > 0x7FFF) return bad("digit out of range in long");
            for (unsigned k = 15; k-- > 0;)
                bits += static_cast<char>('0' + ((d >> k) & 1));
        }
        if (bits.empty()) return Value::small_int(0);
        const Value text = or_error(make_string(ctx_, (n < 0 ? "-" : "") + bits));
        return text
                   ? call(ctx_, Value::object(ctx_.type(TypeId::kInt)), {text, Value::small_int(2)})
                   : text;
    }
    Value item(int depth) {
        const Value v = read(depth + 1);
        return v.is_stop()
                   ? raise(ctx_, TypeId::kTypeError, "NULL object in marshal data for object")
                   : v;
    }
    Value tuple(unsigned width, int depth) {
        size_t n;
        if (!count(n, width)) return Value::error();
        ValueVector items(ctx_);
        for (size_t i = 0; i < n; i++) {
            const Value v = item(depth);
            if (!v) return v;
            items.values.push_back(v);
        }
        return or_error(make_tuple(ctx_, items.values));
    }
    Value list(size_t ref, int depth) {
        size_t n;
        List* l = count(n, 4) ? make_list(ctx_) : nullptr;
        if (!l) return Value::error();
        if (ref != SIZE_MAX) refs_.values[ref] = Value::object(l);
        for (size_t i = 0; i < n; i++) {
            const Value v = item(depth);
            if (!v || !list_append(ctx_, l, v)) return Value::error();
        }
        return Value::object(l);
    }
    Value dict(size_t ref, int depth) {
        Dict* d = make_dict(ctx_);
        if (!d) return Value::error();
        if (ref != SIZE_MAX) refs_.values[ref] = Value::object(d);
        for (;;) {
            const Value key = read(depth + 1);
            if (key.is_stop()) return Value::object(d);
            const Value v = key ? item(depth) : key;
            if (!v || !dict_set(ctx_, d, key, v)) return Value::error();
        }
    }
    Value set(bool frozen, size_t ref, int depth) {
        size_t n;
        Set* s = count(n, 4) ? make_set(ctx_, frozen) : nullptr;
        if (!s) return Value::error();
        if (ref != SIZE_MAX) refs_.values[ref] = Value::object(s);
        for (size_t i = 0; i < n; i++) {
            const Value v = item(depth);
            if (!v || !set_add(ctx_, s, v)) return Value::error();
        }
        return Value::object(s);
    }

    Context& ctx_;
    std::string_view data_;
    size_t at_ = 0;
    ValueVector refs_;
};

// ---- the module ----

Value dump_bytes(Context& ctx, Value v, Value version) {
    int64_t n = kVersion;
    if (version && !to_int64(ctx, version, n)) return Value::error();
    Writer writer(ctx, n);
    return writer.write(v) ? or_error(make_bytes(ctx, writer.out)) : Value::error();
}
Value marshal_dumps(Context& ctx, const Args& args) { return dump_bytes(ctx, args[0], args[1]); }
Value marshal_dump(Context& ctx, const Args& args) {
    const Value data = dump_bytes(ctx, args[0], args[2]);
    return data ? call_method(ctx, args[1], Name::kwrite, {data}) : data;
}

Value read_one(Context& ctx, std::string_view data, size_t& used) {
    Reader reader(ctx, data);
    const Value v = reader.read();
    used = reader.used();
    return v.is_stop() ? raise(ctx, TypeId::kTypeError, "NULL object in marshal data for object")
                       : v;
}
Value marshal_loads(Context& ctx, const Args& args) {
    BufferView view;
    if (!view.acquire(ctx, args[0])) return Value::error();
    const std::string copy(view.chars());
    size_t used;
    return read_one(ctx, copy, used);
}
/// Reads what is left of the file, then puts it back to just after the value.
Value marshal_load(Context& ctx, const Args& args) {
    const Value start = call_method(ctx, args[0], intern(ctx, "tell"), {});
    const Value data = start ? call_method(ctx, args[0], intern(ctx, "read"), {}) : start;
    if (!data) return data;
    if (!data.is(Kind::kBytes)) {
        return raise(ctx, TypeId::kTypeError, "file.read() returned not bytes but {}",
                     MessageArg::type(data));
    }
    size_t used;
    const Value v = read_one(ctx, data.as<Bytes>()->view(), used);
    const Value end = v ? int_add(ctx, start, make_int_unsigned(ctx, used)) : v;
    return end && call_method(ctx, args[0], intern(ctx, "seek"), std::span(&end, 1))
               ? v
               : Value::error();
}

const NativeMethod kFunctions[] = {
    {"dump(value, file, version=4, /)", marshal_dump},
    {"dumps(value, version=4, /)", marshal_dumps},
    {"load(file, /)", marshal_load},
    {"loads(bytes, /)", marshal_loads},
};

bool populate(Context& ctx, Module* module) {
    return add_to_module(ctx, module, "version", Value::small_int(kVersion));
}

}  // namespace

extern const NativeModuleSpec kMarshalModule = {
    .name = "marshal",
    .functions = kFunctions,
    .populate = populate,
    .doc =
        "This module contains functions that can read and write Python values in\na binary "
        "format."};

}  // namespace orrery
