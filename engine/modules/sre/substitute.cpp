// Pattern.split, sub and subn.
#include <cstring>
#include <string>
#include <vector>

#include "engine/interpreter/operations.h"
#include "engine/modules/sre/objects.h"
#include "engine/objects/function.h"
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

    void add_slice(size_t start, size_t stop) {
        if (start < stop) parts_.push_back({start, stop});
    }
    // Items are noted once and can be added any number of times.
    size_t note_item(Value item) {
        items_.values.push_back(item);
        return items_.values.size() - 1;
    }
    void add_item(size_t noted) { parts_.push_back({kItem, noted}); }

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
        auto* whole = subject_.value().as<String>();
        bool ascii = whole->is_ascii();
        size_t length = 0;
        for (size_t i = 0; i < parts_.size(); ++i) {
            const Part& part = parts_[i];
            if (part.start != kItem) {
                length += part.stop - part.start;
                continue;
            }
            Value item = items_.values[part.stop];
            if (!item.is(Kind::kString)) {
                return raise(ctx_, TypeId::kTypeError,
                             "sequence item {}: expected str instance, {} found", i,
                             MessageArg::type(item));
            }
            length += item.as<String>()->length;
            ascii &= item.as<String>()->is_ascii();
        }
        if (length == 0) return subject_.slice(0, 0);
        String* result = ascii && length > 1 ? join_ascii(whole, length) : join_any(whole);
        return result ? Value::object(result) : Value::error();
    }

    String* join_ascii(const String* whole, size_t length) {
        String* result = new_string(ctx_, length, 'a');
        if (!result) return nullptr;
        auto* out = static_cast<char*>(result->inline_data());
        auto copy = [&](const String* from, size_t start, size_t stop) {
            std::memcpy(out, from->data1() + start, stop - start);
            out += stop - start;
        };
        for (const Part& part : parts_) {
            if (part.start != kItem) {
                copy(whole, part.start, part.stop);
            } else {
                auto* item = items_.values[part.stop].as<String>();
                copy(item, 0, item->length);
            }
        }
        return result;
    }

    String* join_any(const String* whole) {
        StringBuilder out;
        for (const Part& part : parts_) {
            if (part.start != kItem) {
                out.add(whole, part.start, part.stop);
            } else {
                out.add(items_.values[part.stop].as<String>());
            }
        }
        return out.finish(ctx_);
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

// A parsed template. `re` hands it out as a function that expands it, whose only default argument
// is the template: a pair of lists, [(index, group), ...] and literals with None where groups go.
// Expanding it here spares a call and a match object for each replacement.
class Template {
public:
    // False if the function is something else, or the literals do not suit the subject.
    bool read(Value expander, Kind literal_kind, uint32_t groups, Parts& parts) {
        if (!expander.is(Kind::kFunction)) return false;
        Tuple* defaults = expander.as<Function>()->defaults.get();
        if (!defaults || defaults->length != 1 || !defaults->at(0).is(Kind::kTuple)) return false;
        auto* pair = defaults->at(0).as<Tuple>();
        if (pair->length != 2 || !pair->at(0).is(Kind::kList) || !pair->at(1).is(Kind::kList)) {
            return false;
        }
        auto* references = pair->at(0).as<List>();
        auto* literals = pair->at(1).as<List>();
        for (uint64_t i = 0; i < literals->size; ++i) {
            Value literal = literals->at(i);
            if (literal.is_none()) {
                pieces_.push_back({true, kUnset});
            } else if (literal.is(literal_kind)) {
                pieces_.push_back({false, parts.note_item(literal)});
            } else {
                return false;
            }
        }
        for (uint64_t i = 0; i < references->size; ++i) {
            if (!references->at(i).is(Kind::kTuple)) return false;
            auto* reference = references->at(i).as<Tuple>();
            int64_t index;
            int64_t group;
            if (reference->length != 2 || !int_to_int64(reference->at(0), index) ||
                !int_to_int64(reference->at(1), group) || index < 0 || group < 0 ||
                static_cast<uint64_t>(index) >= pieces_.size() || group > groups) {
                return false;
            }
            pieces_[static_cast<size_t>(index)] = {true, static_cast<size_t>(group)};
        }
        for (const Piece& piece : pieces_) {
            if (piece.is_group && piece.number == kUnset) return false;
        }
        return true;
    }

    void expand(const Matcher& matcher, Parts& parts) const {
        for (const Piece& piece : pieces_) {
            if (!piece.is_group) {
                parts.add_item(piece.number);
                continue;
            }
            size_t start = matcher.start();
            size_t stop = matcher.stop();
            if (piece.number == 0 ||
                matcher.group(static_cast<uint32_t>(piece.number), &start, &stop)) {
                parts.add_slice(start, stop);
            }
        }
    }

private:
    static constexpr size_t kUnset = SIZE_MAX;
    struct Piece {
        bool is_group;
        size_t number;  // of the group, or of the noted item
    };
    std::vector<Piece> pieces_;
};

// Replaces; `replaced` counts.
Value substitute(Context& ctx, const Args& args, int64_t* replaced) {
    auto* self = args[0].as<Pattern>();
    Value replacement = args[1];
    int64_t limit = 0;
    if (args[3] && !to_size(ctx, args[3], &limit)) return Value::error();

    bool calls = is_callable(ctx, replacement);
    bool expands = !calls && !is_literal(ctx, replacement);
    if (expands) {
        replacement = call_re(ctx, "_subx", {args[0], replacement});
        if (!replacement) return Value::error();
        calls = is_callable(ctx, replacement);
    }

    Operation operation(ctx, self);
    if (!operation.open(args[2])) return Value::error();
    Parts parts(ctx, operation.subject());
    Kind literal_kind = operation.subject().is_bytes() ? Kind::kBytes : Kind::kString;
    Template expansion;
    expands = expands && expansion.read(replacement, literal_kind, self->groups, parts);
    size_t literal = calls ? 0 : parts.note_item(replacement);
    size_t copied = 0;
    int64_t count = 0;
    while (limit == 0 || count < limit) {
        Truth found = operation.run(Mode::kSearch);
        if (found == Truth::kError) return Value::error();
        if (found == Truth::kNo) break;
        Matcher& matcher = operation.matcher();
        parts.add_slice(copied, matcher.start());
        if (expands) {
            expansion.expand(matcher, parts);
        } else if (calls) {
            Value match = operation.match_object();
            if (!match) return Value::error();
            Value item = call(ctx, replacement, {match});
            if (!item) return Value::error();
            if (!item.is_none()) parts.add_item(parts.note_item(item));
        } else if (!replacement.is_none()) {
            parts.add_item(literal);
        }
        copied = matcher.stop();
        ++count;
        matcher.advance();
    }
    parts.add_slice(copied, static_cast<size_t>(operation.endpos()));
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
