#include "engine/modules/datetime/arguments.h"

#include <string>

#include "engine/modules/datetime/objects.h"

namespace orrery::datetime {

namespace {

class Binder {
public:
    Binder(Context& ctx, const Args& args, const Parameters& p)
        : ctx_(ctx), args_(args), p_(p), names_(p.names) {
        while (names_[count_])
            count_++;
    }

    bool run(int32_t* numbers, Value* values) {
        const uint32_t given = args_.rest_count;
        Dict* keywords = args_.keywords ? args_.keywords.as<Dict>() : nullptr;
        const auto named = keywords ? keywords->live : 0;
        if (given + named > count_) {
            raise(ctx_, TypeId::kTypeError, "{} takes at most {} {}argument{} ({} given)", shown(),
                  count_, given == 0 ? "keyword " : "", count_ == 1 ? "" : "s", given + named);
            return false;
        }
        if (keywords) place_keywords(keywords);
        uint32_t left = named;
        bool optional = false;
        uint32_t i = 0;
        for (const char* f = p_.format; *f; f++) {
            if (*f == '|') {
                optional = true;
                continue;
            }
            if (*f == '$') {
                if (given > i) {
                    raise(ctx_, TypeId::kTypeError,
                          "{} takes {} {} positional argument{} ({} given)", shown(),
                          optional ? "at most" : "exactly", i, i == 1 ? "" : "s", given);
                    return false;
                }
                continue;
            }
            Value v = i < given ? args_.rest_values[i] : by_name_[i];
            if (i >= given && v) left--;
            if (!v && !optional) {
                raise(ctx_, TypeId::kTypeError, "{} missing required argument '{}' (pos {})",
                      shown(), names_[i], i + 1);
                return false;
            }
            if (v && !convert(*f, i, v, *f == 'i' ? numbers : nullptr)) return false;
            if (v && *f != 'i') *values = v;
            *f == 'i' ? static_cast<void>(numbers++) : static_cast<void>(values++);
            i++;
        }
        return left == 0 || complain(keywords, given);
    }

private:
    /// "isoformat()" or "function".
    std::string shown() const {
        return p_.function ? std::string(p_.function) + "()" : std::string("function");
    }
    uint32_t index_of(String* name) const {
        for (uint32_t i = 0; i < count_; i++) {
            if (equals_ascii(name, names_[i])) return i;
        }
        return count_;
    }
    void place_keywords(Dict* keywords) {
        uint64_t position = 0;
        Value key, value;
        while (dict_next(keywords, position, key, value)) {
            const uint32_t i = index_of(key.as<String>());
            if (i < count_) by_name_[i] = value;
        }
    }
    /// Some keyword was not used.
    bool complain(Dict* keywords, uint32_t given) {
        for (uint32_t i = 0; i < given; i++) {
            if (!by_name_[i]) continue;
            raise(ctx_, TypeId::kTypeError,
                  "argument for {} given by name ('{}') and position ({})", shown(), names_[i],
                  i + 1);
            return false;
        }
        uint64_t position = 0;
        Value key, value;
        while (dict_next(keywords, position, key, value)) {
            if (index_of(key.as<String>()) < count_) continue;
            raise(ctx_, TypeId::kTypeError, "'{}' is an invalid keyword argument for {}",
                  key.as<String>(), p_.function ? shown() : "this function");
            return false;
        }
        return true;
    }
    bool wrong(uint32_t i, const char* expected, Value v) {
        if (v.is_none()) {
            raise(ctx_, TypeId::kTypeError, "{} argument {} must be {}, not None", shown(), i + 1,
                  expected);
        } else {
            raise(ctx_, TypeId::kTypeError, "{} argument {} must be {}, not {}", shown(), i + 1,
                  expected, MessageArg::type(v));
        }
        return false;
    }
    bool convert(char format, uint32_t i, Value v, int32_t* number) {
        switch (format) {
        case 'i': return to_c_int(ctx_, v, *number);
        case 'U': return v.is(Kind::kString) || wrong(i, "str", v);
        case 's':
            if (!v.is(Kind::kString)) return wrong(i, "str", v);
            for (uint64_t k = 0; k < v.as<String>()->length; k++) {
                if (v.as<String>()->at(k)) continue;
                raise(ctx_, TypeId::kValueError, "embedded null character");
                return false;
            }
            return true;
        case 'C':
            return (v.is(Kind::kString) && v.as<String>()->length == 1) ||
                   wrong(i, "a unicode character", v);
        case 'd': return is_date(ctx_, v) || wrong(i, "datetime.date", v);
        case 't': return is_time(ctx_, v) || wrong(i, "datetime.time", v);
        case 'm': return is_timedelta(ctx_, v) || wrong(i, "datetime.timedelta", v);
        default: return true;
        }
    }

    Context& ctx_;
    const Args& args_;
    const Parameters& p_;
    const char* const* names_;
    uint32_t count_ = 0;
    Value by_name_[kMostParameters] = {};
};

}  // namespace

bool bind(Context& ctx, const Args& args, const Parameters& parameters, int32_t* numbers,
          Value* values) {
    return Binder(ctx, args, parameters).run(numbers, values);
}

bool to_c_int(Context& ctx, Value v, int32_t& out) {
    if (!v.is_small_int()) {
        v = to_index(ctx, v);
        if (!v) return false;
    }
    int64_t n;
    if (!int_to_int64(v, n)) {
        raise(ctx, TypeId::kOverflowError, "Python int too large to convert to C long");
        return false;
    }
    if (n > INT32_MAX || n < INT32_MIN) {
        raise(ctx, TypeId::kOverflowError,
              n > 0 ? "signed integer is greater than maximum"
                    : "signed integer is less than minimum");
        return false;
    }
    out = static_cast<int32_t>(n);
    return true;
}

}  // namespace orrery::datetime
