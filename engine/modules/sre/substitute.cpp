// Pattern.split, sub and subn.
#include <string>
#include <vector>

#include "engine/interpreter/operations.h"
#include "engine/modules/sre/objects.h"
#include "engine/objects/numbers.h"

namespace orrery::sre {
namespace {

using Mode = Operation::Mode;

bool has_backslash(const Subject& subject) {
    TextRef text = subject.text();
    return visit_units(text, [&](const auto* units) {
        for (size_t i = 0; i < text.length; ++i) {
            if (units[i] == '\\') return true;
        }
        return false;
    });
}

// A replacement that stands for itself: anything else is a template, to be expanded by `re`.
bool is_literal(Context& ctx, Value replacement) {
    Subject subject(ctx);
    if (subject.open(replacement)) return !has_backslash(subject);
    take_exception(ctx);
    return false;
}

// The parts of the result of a substitution, joined at the end.
class Parts {
public:
    Parts(Context& ctx, Subject& subject) : ctx_(ctx), subject_(subject), items_(ctx) {}

    void add_slice(size_t start, size_t stop) { parts_.push_back({start, stop}); }
    void add_item(Value item) {
        if (items_.values.empty() || !(items_.values.back() == item)) items_.values.push_back(item);
        parts_.push_back({kItem, items_.values.size() - 1});
    }
    Value join() {
        if (parts_.empty()) return subject_.slice(0, 0);
        if (parts_.size() == 1 && parts_[0].start != kItem) {
            return subject_.slice(parts_[0].start, parts_[0].stop);
        }
        return subject_.is_bytes() ? join_bytes() : join_text();
    }

private:
    static constexpr size_t kItem = SIZE_MAX;
    struct Part {
        size_t start;  // or kItem
        size_t stop;   // or the index of the item
    };

    Value join_text() {
        StringBuilder out;
        auto* whole = subject_.value().as<String>();
        for (size_t i = 0; i < parts_.size(); ++i) {
            const Part& part = parts_[i];
            if (part.start != kItem) {
                out.add(whole, part.start, part.stop);
                continue;
            }
            Value item = items_.values[part.stop];
            if (!item.is(Kind::kString)) {
                return raise(ctx_, TypeId::kTypeError,
                             "sequence item {}: expected str instance, {} found", i,
                             MessageArg::type(item));
            }
            out.add(item.as<String>());
        }
        String* result = out.finish(ctx_);
        return result ? Value::object(result) : Value::error();
    }

    Value join_bytes() {
        std::string out;
        const auto* whole = static_cast<const char*>(subject_.text().data);
        for (size_t i = 0; i < parts_.size(); ++i) {
            const Part& part = parts_[i];
            if (part.start != kItem) {
                out.append(whole + part.start, part.stop - part.start);
                continue;
            }
            Value item = items_.values[part.stop];
            Subject bytes(ctx_);
            if (item.is(Kind::kString) || !bytes.open(item)) {
                if (has_exception(ctx_)) take_exception(ctx_);
                return raise(ctx_, TypeId::kTypeError,
                             "sequence item {}: expected a bytes-like object, {} found", i,
                             MessageArg::type(item));
            }
            out.append(static_cast<const char*>(bytes.text().data), bytes.length());
        }
        Bytes* result = make_bytes(ctx_, std::string_view(out));
        return result ? Value::object(result) : Value::error();
    }

    Context& ctx_;
    Subject& subject_;
    ValueVector items_;
    std::vector<Part> parts_;
};

// Replaces; `replaced` counts.
Value substitute(Context& ctx, const Args& args, int64_t* replaced) {
    auto* self = args[0].as<Pattern>();
    Value replacement = args[1];
    int64_t limit = 0;
    if (args[3] && !to_size(ctx, args[3], &limit)) return Value::error();

    bool calls = is_callable(ctx, replacement);
    if (!calls && !is_literal(ctx, replacement)) {
        replacement = call_re(ctx, "_subx", {args[0], replacement});
        if (!replacement) return Value::error();
        calls = is_callable(ctx, replacement);
    }

    Operation operation(ctx, self);
    if (!operation.open(args[2])) return Value::error();
    Parts parts(ctx, operation.subject());
    size_t copied = 0;
    int64_t count = 0;
    while (limit == 0 || count < limit) {
        Truth found = operation.run(Mode::kSearch);
        if (found == Truth::kError) return Value::error();
        if (found == Truth::kNo) break;
        Matcher& matcher = operation.matcher();
        if (copied < matcher.start()) parts.add_slice(copied, matcher.start());
        Value item = replacement;
        if (calls) {
            Value match = operation.match_object();
            if (!match) return Value::error();
            item = call(ctx, replacement, {match});
            if (!item) return Value::error();
        }
        if (!item.is_none()) parts.add_item(item);
        copied = matcher.stop();
        ++count;
        matcher.advance();
    }
    auto end = static_cast<size_t>(operation.endpos());
    if (copied < end) parts.add_slice(copied, end);
    *replaced = count;
    return parts.join();
}

}  // namespace

Value pattern_sub(Context& ctx, const Args& args) {
    int64_t count;
    return substitute(ctx, args, &count);
}

Value pattern_subn(Context& ctx, const Args& args) {
    int64_t count;
    Value text = substitute(ctx, args, &count);
    if (!text) return Value::error();
    const Value pair[] = {text, Value::small_int(count)};
    Tuple* tuple = make_tuple(ctx, std::span<const Value>(pair));
    return tuple ? Value::object(tuple) : Value::error();
}

Value pattern_split(Context& ctx, const Args& args) {
    auto* self = args[0].as<Pattern>();
    int64_t limit = 0;
    if (args[2] && !to_size(ctx, args[2], &limit)) return Value::error();
    Operation operation(ctx, self);
    if (!operation.open(args[1])) return Value::error();
    List* list = make_list(ctx);
    if (!list) return Value::error();
    auto append = [&](Value item) { return item && list_append(ctx, list, item); };
    size_t last = 0;
    for (int64_t count = 0; limit == 0 || count < limit; ++count) {
        Truth found = operation.run(Mode::kSearch);
        if (found == Truth::kError) return Value::error();
        if (found == Truth::kNo) break;
        Matcher& matcher = operation.matcher();
        if (!append(operation.subject().slice(last, matcher.start()))) return Value::error();
        for (uint32_t i = 1; i <= self->groups; ++i) {
            if (!append(operation.group(i, Value::none()))) return Value::error();
        }
        last = matcher.stop();
        matcher.advance();
    }
    if (!append(operation.subject().slice(last, operation.subject().length()))) {
        return Value::error();
    }
    return Value::object(list);
}

}  // namespace orrery::sre
