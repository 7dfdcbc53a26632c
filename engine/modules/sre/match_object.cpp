// re.Match.
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/sre/objects.h"
#include "engine/objects/numbers.h"

namespace orrery::sre {
namespace {

constexpr uint64_t kShownText = 50;  // characters of the repr of what matched

Match* self_of(const Args& args) { return args[0].as<Match>(); }

Value make_pair(Context& ctx, Value a, Value b) {
    const Value pair[] = {a, b};
    Tuple* tuple = make_tuple(ctx, std::span<const Value>(pair));
    return tuple ? Value::object(tuple) : Value::error();
}

// The number of a group given by number or name; -1 after IndexError.
int64_t group_number(Context& ctx, Match* self, Value group) {
    int64_t number = -1;
    if (group.is_small_int()) {
        number = group.as_small_int();
    } else if (is_int(group) || type_of(ctx, group)->lookup_special(Special::kIndex)) {
        if (!to_int64(ctx, group, number, true)) return -1;
    } else {
        Value found;
        Truth known = dict_get(ctx, self->pattern->groupindex.get(), group, found);
        if (known == Truth::kError) return -1;
        if (known == Truth::kYes && is_int(found) && !int_to_int64(found, number)) number = -1;
    }
    if (number >= 0 && number < self->spans) return number;
    raise(ctx, TypeId::kIndexError, "no such group");
    return -1;
}

Value group_text(Context& ctx, Match* self, int64_t number, Value otherwise) {
    Match::Span span = self->span()[number];
    if (self->string.get().is_none() || span.start < 0) return otherwise;
    Subject subject(ctx);
    if (!subject.open(self->string.get())) return Value::error();
    return subject.slice(static_cast<size_t>(span.start), static_cast<size_t>(span.stop));
}

Value group_by_key(Context& ctx, Match* self, Value key) {
    int64_t number = group_number(ctx, self, key);
    return number < 0 ? Value::error() : group_text(ctx, self, number, Value::none());
}

Value match_group(Context& ctx, const Args& args) {
    Match* self = self_of(args);
    if (args.rest_count == 0) return group_text(ctx, self, 0, Value::none());
    if (args.rest_count == 1) return group_by_key(ctx, self, args.rest_values[0]);
    Tuple* tuple = new_tuple(ctx, args.rest_count);
    if (!tuple) return Value::error();
    for (uint32_t i = 0; i < args.rest_count; ++i) {
        Value text = group_by_key(ctx, self, args.rest_values[i]);
        if (!text) return Value::error();
        tuple->slots()[i].set(ctx, tuple, text);
    }
    return Value::object(tuple);
}

Value match_getitem(Context& ctx, const Args& args) {
    return group_by_key(ctx, self_of(args), args[1]);
}

Value match_groups(Context& ctx, const Args& args) {
    Match* self = self_of(args);
    Value otherwise = args[1] ? args[1] : Value::none();
    Tuple* tuple = new_tuple(ctx, self->spans - 1);
    if (!tuple) return Value::error();
    for (uint32_t i = 1; i < self->spans; ++i) {
        Value text = group_text(ctx, self, i, otherwise);
        if (!text) return Value::error();
        tuple->slots()[i - 1].set(ctx, tuple, text);
    }
    return Value::object(tuple);
}

Value match_groupdict(Context& ctx, const Args& args) {
    Match* self = self_of(args);
    Value otherwise = args[1] ? args[1] : Value::none();
    Dict* result = make_dict(ctx);
    if (!result) return Value::error();
    uint64_t position = 0;
    Value name;
    Value number;
    while (dict_next(self->pattern->groupindex.get(), position, name, number)) {
        int64_t index = group_number(ctx, self, name);
        if (index < 0) return Value::error();
        Value text = group_text(ctx, self, index, otherwise);
        if (!text || !dict_set(ctx, result, name, text)) return Value::error();
    }
    return Value::object(result);
}

// start(), end() and span() of the group given as the only argument, by default the whole match.
const Match::Span* chosen_span(Context& ctx, const Args& args) {
    int64_t number = args[1] ? group_number(ctx, self_of(args), args[1]) : 0;
    return number < 0 ? nullptr : self_of(args)->span() + number;
}
Value match_start(Context& ctx, const Args& args) {
    const Match::Span* span = chosen_span(ctx, args);
    return span ? make_int(ctx, span->start) : Value::error();
}
Value match_end(Context& ctx, const Args& args) {
    const Match::Span* span = chosen_span(ctx, args);
    return span ? make_int(ctx, span->stop) : Value::error();
}
Value span_tuple(Context& ctx, const Match::Span& span) {
    return make_pair(ctx, make_int(ctx, span.start), make_int(ctx, span.stop));
}
Value match_span(Context& ctx, const Args& args) {
    const Match::Span* span = chosen_span(ctx, args);
    return span ? span_tuple(ctx, *span) : Value::error();
}

Value match_expand(Context& ctx, const Args& args) {
    Value pattern = Value::object(self_of(args)->pattern.get());
    return call_re(ctx, "_expand", {pattern, args[0], args[1]});
}

Value match_repr(Context& ctx, const Args& args) {
    Match* self = self_of(args);
    Value text = group_text(ctx, self, 0, Value::none());
    if (!text) return Value::error();
    String* shown = to_repr(ctx, text);
    if (shown && shown->length > kShownText) shown = substring(ctx, shown, 0, kShownText);
    if (!shown) return Value::error();
    const MessageArg list[] = {self->span()[0].start, self->span()[0].stop, shown};
    String* result = format_message(ctx, "<re.Match object; span=({}, {}), match={}>", list);
    return result ? Value::object(result) : Value::error();
}

Value get_regs(Context& ctx, Value value) {
    auto* self = value.as<Match>();
    if (Value regs = self->regs.get()) return regs;
    Tuple* tuple = new_tuple(ctx, self->spans);
    if (!tuple) return Value::error();
    for (uint32_t i = 0; i < self->spans; ++i) {
        Value span = span_tuple(ctx, self->span()[i]);
        if (!span) return Value::error();
        tuple->slots()[i].set(ctx, tuple, span);
    }
    self->regs.set(ctx, self, Value::object(tuple));
    return Value::object(tuple);
}

Value get_lastindex(Context&, Value self) {
    int32_t index = self.as<Match>()->last_index;
    return index < 0 ? Value::none() : Value::small_int(index);
}
Value get_lastgroup(Context&, Value self) {
    auto* match = self.as<Match>();
    Tuple* names = match->pattern->indexgroup.get();
    if (match->last_index < 0 || static_cast<uint64_t>(match->last_index) >= names->length) {
        return Value::none();
    }
    return names->at(static_cast<uint64_t>(match->last_index));
}
Value get_string(Context&, Value self) { return self.as<Match>()->string.get(); }
Value get_re(Context&, Value self) { return Value::object(self.as<Match>()->pattern.get()); }
Value get_pos(Context& ctx, Value self) { return make_int(ctx, self.as<Match>()->pos); }
Value get_endpos(Context& ctx, Value self) { return make_int(ctx, self.as<Match>()->endpos); }

void trace_match(Marker& marker, Object* object) {
    auto* match = static_cast<Match*>(object);
    marker.mark(match->string);
    marker.mark(match->pattern);
    marker.mark(match->regs);
}

constexpr NativeMethod kMatchMethods[] = {
    {"group(self, /, *args)", match_group,
     "The text of one group, or a tuple of those of several; of the whole match by default."},
    {"groups(self, /, default=None)", match_groups, "A tuple of the texts of all groups."},
    {"groupdict(self, /, default=None)", match_groupdict,
     "A dictionary of the texts of all named groups."},
    {"start(self, group=0, /)", match_start, "Where the group's text starts."},
    {"end(self, group=0, /)", match_end, "Where the group's text ends."},
    {"span(self, group=0, /)", match_span, "Where the group's text starts and ends."},
    {"expand(self, /, template)", match_expand,
     "The template with its references replaced, as sub() does it."},
    {"__getitem__(self, key, /)", match_getitem},
    {"__repr__(self, /)", match_repr},
    {"__copy__(self, /)", return_self},
    {"__deepcopy__(self, memo, /)", return_self},
    {"__class_getitem__(cls, object, /)", class_getitem, "See PEP 585", NativeMethod::kClassMethod},
};

constexpr NativeProperty kMatchProperties[] = {
    {"string", get_string, nullptr, "The string that was searched."},
    {"re", get_re, nullptr, "The pattern."},
    {"pos", get_pos, nullptr, "Where the search began."},
    {"endpos", get_endpos, nullptr, "Where the search would have ended."},
    {"lastindex", get_lastindex, nullptr, "The number of the group that was closed last."},
    {"lastgroup", get_lastgroup, nullptr, "The name of the group that was closed last."},
    {"regs", get_regs},
};

}  // namespace

const NativeTypeSpec kMatchSpec = {
    .name = "re.Match",
    .size = sizeof(Match),
    .subclassable = false,
    .variable_size = true,
    .methods = kMatchMethods,
    .properties = kMatchProperties,
    .trace = trace_match,
    .doc = "What a regular expression found.",
};

}  // namespace orrery::sre
