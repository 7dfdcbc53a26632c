// re.Pattern, its scanner and its iterator.
#include <algorithm>
#include <cstdio>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/sre/objects.h"
#include "engine/objects/numbers.h"

namespace orrery::sre {
namespace {

using Mode = Operation::Mode;

struct FlagName {
    int64_t flag;
    const char* name;
};
constexpr FlagName kFlagNames[] = {
    {1, "re.TEMPLATE"},  {2, "re.IGNORECASE"}, {4, "re.LOCALE"},
    {8, "re.MULTILINE"}, {16, "re.DOTALL"},    {32, "re.UNICODE"},
    {64, "re.VERBOSE"},  {128, "re.DEBUG"},    {256, "re.ASCII"},
};
constexpr int64_t kUnicodeFlag = 32;
constexpr int64_t kCharacterFlags = 4 | 32 | 256;
constexpr uint64_t kShownPattern = 200;  // characters of the pattern's repr

Pattern* self_of(const Args& args) { return args[0].as<Pattern>(); }

Value match_once(Context& ctx, const Args& args, Mode mode) {
    Operation operation(ctx, self_of(args));
    if (!operation.open(args[1], args[2], args[3])) return Value::error();
    switch (operation.run(mode)) {
    case Truth::kYes: return operation.match_object();
    case Truth::kNo: return Value::none();
    default: return Value::error();
    }
}

Value pattern_match(Context& ctx, const Args& args) { return match_once(ctx, args, Mode::kMatch); }
Value pattern_fullmatch(Context& ctx, const Args& args) {
    return match_once(ctx, args, Mode::kFullMatch);
}
Value pattern_search(Context& ctx, const Args& args) {
    return match_once(ctx, args, Mode::kSearch);
}

Value pattern_findall(Context& ctx, const Args& args) {
    Pattern* self = self_of(args);
    Operation operation(ctx, self);
    if (!operation.open(args[1], args[2], args[3])) return Value::error();
    Value empty = operation.subject().slice(0, 0);
    List* list = make_list(ctx);
    if (!empty || !list) return Value::error();
    for (;;) {
        Truth found = operation.run(Mode::kSearch);
        if (found == Truth::kError) return Value::error();
        if (found == Truth::kNo) return Value::object(list);
        Value item;
        if (self->groups <= 1) {
            item = operation.group(self->groups, empty);
        } else {
            Tuple* tuple = new_tuple(ctx, self->groups);
            if (!tuple) return Value::error();
            for (uint32_t i = 0; i < self->groups; ++i) {
                Value text = operation.group(i + 1, empty);
                if (!text) return Value::error();
                tuple->slots()[i].set(ctx, tuple, text);
            }
            item = Value::object(tuple);
        }
        if (!item || !list_append(ctx, list, item)) return Value::error();
        operation.matcher().advance();
    }
}

// ---- scanner and iterator ----

Value make_scanner(Context& ctx, const Args& args, PatternType type) {
    Pattern* self = self_of(args);
    Operation operation(ctx, self);
    if (!operation.open(args[1], args[2], args[3])) return Value::error();
    auto* scanner = allocate<Scanner>(ctx, pattern_type(self, type));
    if (!scanner) return Value::error();
    scanner->pattern.init(self);
    scanner->string.init(args[1]);
    scanner->pos = operation.pos();
    scanner->endpos = operation.endpos();
    scanner->from = operation.pos();
    return Value::object(scanner);
}

// The next match, Value::stop() if there is none, empty after an exception.
Value scanner_step(Context& ctx, Scanner* scanner, Mode mode) {
    if (scanner->finished) return Value::stop();
    Operation operation(ctx, scanner->pattern.get());
    if (!operation.open(scanner->string.get(), scanner->pos, scanner->endpos)) {
        return Value::error();
    }
    operation.matcher().resume(static_cast<size_t>(scanner->from), scanner->must_advance);
    Truth found = operation.run(mode);
    if (found == Truth::kError) return Value::error();
    if (found == Truth::kNo) {
        scanner->finished = true;
        return Value::stop();
    }
    Value match = operation.match_object();
    if (!match) return Value::error();
    operation.matcher().advance();
    scanner->from = static_cast<int64_t>(operation.matcher().from());
    scanner->must_advance = operation.matcher().must_advance();
    return match;
}

Value stop_as_none(Value value) { return value.is_stop() ? Value::none() : value; }

Value scanner_match(Context& ctx, const Args& args) {
    return stop_as_none(scanner_step(ctx, args[0].as<Scanner>(), Mode::kMatch));
}
Value scanner_search(Context& ctx, const Args& args) {
    return stop_as_none(scanner_step(ctx, args[0].as<Scanner>(), Mode::kSearch));
}
Value scanner_pattern(Context&, Value self) {
    return Value::object(self.as<Scanner>()->pattern.get());
}

Value pattern_scanner(Context& ctx, const Args& args) {
    return make_scanner(ctx, args, PatternType::kScanner);
}
Value pattern_finditer(Context& ctx, const Args& args) {
    return make_scanner(ctx, args, PatternType::kIterator);
}

Value iterator_step(Context& ctx, Value self) {
    return scanner_step(ctx, self.as<Scanner>(), Mode::kSearch);
}
Value iterator_next_method(Context& ctx, const Args& args) {
    Value value = iterator_step(ctx, args[0]);
    return value.is_stop() ? raise_stop_iteration(ctx, Value::none()) : value;
}

void trace_scanner(Marker& marker, Object* object) {
    auto* scanner = static_cast<Scanner*>(object);
    marker.mark(scanner->pattern);
    marker.mark(scanner->string);
}

// ---- the pattern itself ----

Value pattern_repr(Context& ctx, const Args& args) {
    Pattern* self = self_of(args);
    int64_t flags = self->flags;
    // A str pattern is a Unicode one unless said otherwise.
    if (self->is_bytes == 0 && (flags & kCharacterFlags) == kUnicodeFlag) flags &= ~kUnicodeFlag;
    String* text = to_repr(ctx, self->pattern.get());
    if (!text) return Value::error();
    StringBuilder out;
    out.add_ascii("re.compile(");
    out.add(text, 0, std::min(text->length, kShownPattern));
    const char* separator = ", ";
    for (const FlagName& each : kFlagNames) {
        if (!(flags & each.flag)) continue;
        out.add_ascii(separator);
        out.add_ascii(each.name);
        separator = "|";
        flags &= ~each.flag;
    }
    if (flags != 0) {
        char digits[20];
        std::snprintf(digits, sizeof digits, "0x%x", static_cast<unsigned>(flags));
        out.add_ascii(separator);
        out.add_ascii(digits);
    }
    out.add_ascii(")");
    String* result = out.finish(ctx);
    return result ? Value::object(result) : Value::error();
}

Truth same_pattern(Context& ctx, Pattern* a, Pattern* b) {
    if (a == b) return Truth::kYes;
    if (a->flags != b->flags || a->is_bytes != b->is_bytes || a->groups != b->groups ||
        a->compiled->words != b->compiled->words) {
        return Truth::kNo;
    }
    return equal(ctx, a->pattern.get(), b->pattern.get());
}

Value pattern_compare(Context& ctx, const Args& args, bool wanted) {
    auto* other = native_cast<Pattern>(ctx, args[1], kPatternSpec);
    if (!other) return Value::not_implemented();
    Truth same = same_pattern(ctx, self_of(args), other);
    if (same == Truth::kError) return Value::error();
    return Value::boolean((same == Truth::kYes) == wanted);
}
Value pattern_eq(Context& ctx, const Args& args) { return pattern_compare(ctx, args, true); }
Value pattern_ne(Context& ctx, const Args& args) { return pattern_compare(ctx, args, false); }

Value pattern_hash(Context& ctx, const Args& args) {
    Pattern* self = self_of(args);
    int64_t hash;
    if (!hash_value(ctx, self->pattern.get(), hash)) return Value::error();
    uint64_t mixed = static_cast<uint64_t>(hash) ^ static_cast<uint64_t>(self->flags) << 32;
    for (uint32_t word : self->compiled->words) {
        mixed = (mixed ^ word) * 0x9E37'79B9'7F4A'7C15u;
        mixed ^= mixed >> 29;
    }
    return make_int(ctx, static_cast<int64_t>(mixed));
}

Value get_pattern(Context&, Value self) { return self.as<Pattern>()->pattern.get(); }
Value get_flags(Context& ctx, Value self) { return make_int(ctx, self.as<Pattern>()->flags); }
Value get_groups(Context&, Value self) { return Value::small_int(self.as<Pattern>()->groups); }
Value get_groupindex(Context& ctx, Value self) {
    Value dict = Value::object(self.as<Pattern>()->groupindex.get());
    return call(ctx, Value::object(ctx.type(TypeId::kMappingProxy)), {dict});
}

void trace_pattern(Marker& marker, Object* object) {
    auto* pattern = static_cast<Pattern*>(object);
    marker.mark(pattern->pattern);
    marker.mark(pattern->groupindex);
    marker.mark(pattern->indexgroup);
    marker.mark(pattern->types);
}

void finalize_pattern(Object* object) { delete static_cast<Pattern*>(object)->compiled; }

constexpr NativeMethod kPatternMethods[] = {
    {"match(self, /, string, pos=0, endpos=sys.maxsize)", pattern_match,
     "Match at the beginning of the string; None if the pattern does not fit there."},
    {"fullmatch(self, /, string, pos=0, endpos=sys.maxsize)", pattern_fullmatch,
     "Match the whole string; None if the pattern does not fit."},
    {"search(self, /, string, pos=0, endpos=sys.maxsize)", pattern_search,
     "The first match anywhere in the string; None if there is none."},
    {"findall(self, /, string, pos=0, endpos=sys.maxsize)", pattern_findall,
     "A list of all matches that do not overlap."},
    {"finditer(self, /, string, pos=0, endpos=sys.maxsize)", pattern_finditer,
     "An iterator over match objects of all matches that do not overlap."},
    {"scanner(self, /, string, pos=0, endpos=sys.maxsize)", pattern_scanner},
    {"split(self, /, string, maxsplit=0)", pattern_split,
     "Split the string where the pattern matches."},
    {"sub(self, /, repl, string, count=0)", pattern_sub,
     "Replace the leftmost matches that do not overlap."},
    {"subn(self, /, repl, string, count=0)", pattern_subn,
     "As sub(), returning the new string and the number of replacements."},
    {"__repr__(self, /)", pattern_repr},
    {"__eq__(self, value, /)", pattern_eq},
    {"__ne__(self, value, /)", pattern_ne},
    {"__hash__(self, /)", pattern_hash},
    {"__copy__(self, /)", return_self},
    {"__deepcopy__(self, memo, /)", return_self},
    {"__class_getitem__(cls, object, /)", class_getitem, "See PEP 585", NativeMethod::kClassMethod},
};

constexpr NativeProperty kPatternProperties[] = {
    {"pattern", get_pattern, nullptr, "What the pattern was compiled from."},
    {"flags", get_flags, nullptr, "The flags in effect."},
    {"groups", get_groups, nullptr, "How many groups the pattern has."},
    {"groupindex", get_groupindex, nullptr, "Numbers of the named groups."},
};

constexpr NativeMethod kScannerMethods[] = {
    {"match(self, /)", scanner_match},
    {"search(self, /)", scanner_search},
};
constexpr NativeProperty kScannerProperties[] = {{"pattern", scanner_pattern}};

constexpr NativeMethod kIteratorMethods[] = {
    {"__iter__(self, /)", return_self},
    {"__next__(self, /)", iterator_next_method},
};

}  // namespace

const NativeTypeSpec kPatternSpec = {
    .name = "re.Pattern",
    .size = sizeof(Pattern),
    .subclassable = false,
    .methods = kPatternMethods,
    .properties = kPatternProperties,
    .trace = trace_pattern,
    .finalize = finalize_pattern,
    .doc = "A compiled regular expression.",
};

const NativeTypeSpec kScannerSpec = {
    .name = "_sre.SRE_Scanner",
    .size = sizeof(Scanner),
    .subclassable = false,
    .methods = kScannerMethods,
    .properties = kScannerProperties,
    .trace = trace_scanner,
};

const NativeTypeSpec kIteratorSpec = {
    .name = "callable_iterator",
    .size = sizeof(Scanner),
    .subclassable = false,
    .methods = kIteratorMethods,
    .next = iterator_step,
    .trace = trace_scanner,
};

}  // namespace orrery::sre
