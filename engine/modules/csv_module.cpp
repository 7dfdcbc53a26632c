// Module _csv: the reader, the writer and the dialects of `csv`.
#include <algorithm>

#include "engine/modules/module_support.h"
#include "engine/text/small_buffer.h"

namespace orrery {

namespace {

constexpr uint32_t kNotSet = UINT32_MAX;
constexpr int64_t kDefaultFieldLimit = 128 * 1024;  // characters

enum Quoting : int32_t { kMinimal, kAll, kNonNumeric, kNone };

struct Dialect : NativeObject {
    Ref<String> line_terminator;
    uint32_t delimiter, quote_char, escape_char;
    int32_t quoting;
    bool double_quote, skip_initial_space, strict;
};
struct Reader : NativeObject {
    Slot input;
    Ref<Dialect> dialect;
    int64_t line_number;
};
struct Writer : NativeObject {
    Slot write;
    Ref<Dialect> dialect;
};

extern const NativeTypeSpec kDialectSpec;
extern const NativeTypeSpec kReaderSpec;
extern const NativeTypeSpec kWriterSpec;

// ---- the module's state: a list ----

enum StateItem : unsigned { kError, kDialects, kFieldLimit };

List* state_of(Context& ctx) {
    Value m = import_module(ctx, "_csv");
    return m ? m.as<Module>()->state.get().as<List>() : nullptr;
}
template <typename... A>
Value fail(Context& ctx, std::string_view format, A... args) {
    List* state = state_of(ctx);
    return state ? raise_of_class(ctx, state->at(kError), format, args...) : Value::error();
}

// ---- dialects ----

constexpr const char* kOptionNames[] = {"delimiter",        "doublequote", "escapechar",
                                        "lineterminator",   "quotechar",   "quoting",
                                        "skipinitialspace", "strict"};
enum Option : unsigned {
    kDelimiter,
    kDoubleQuote,
    kEscapeChar,
    kLineTerminator,
    kQuoteChar,
    kQuoting,
    kSkipInitialSpace,
    kStrict,
    kOptionCount
};

bool set_char(Context& ctx, Value v, const char* name, bool optional, uint32_t& out) {
    if (!v) return true;
    if (v.is_none() && optional) {
        out = kNotSet;
        return true;
    }
    if (!v.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "\"{}\" must be string{}, not {}", name,
              optional ? " or None" : "", MessageArg::type(v));
        return false;
    }
    if (v.as<String>()->length != 1) {
        raise(ctx, TypeId::kTypeError, "\"{}\" must be a 1-character string", name);
        return false;
    }
    out = v.as<String>()->at(0);
    return true;
}
bool set_flag(Context& ctx, Value v, bool& out) {
    if (!v) return true;
    const Truth t = is_true(ctx, v);
    out = t == Truth::kYes;
    return t != Truth::kError;
}

Value find_dialect(Context& ctx, Value name) {
    List* state = state_of(ctx);
    if (!state) return Value::error();
    Value found;
    const Truth t = dict_get(ctx, state->at(kDialects).as<Dict>(), name, found);
    if (t == Truth::kError) return Value::error();
    return t == Truth::kYes ? found : fail(ctx, "unknown dialect");
}

bool apply_options(Context& ctx, Dialect* d, const Value* options) {
    bool ok = set_char(ctx, options[kDelimiter], "delimiter", false, d->delimiter) &&
              set_flag(ctx, options[kDoubleQuote], d->double_quote) &&
              set_char(ctx, options[kEscapeChar], "escapechar", true, d->escape_char);
    if (!ok) return false;
    bool has_terminator = true;
    if (Value v = options[kLineTerminator]) {
        has_terminator = !v.is_none();
        if (has_terminator && !v.is(Kind::kString)) {
            raise(ctx, TypeId::kTypeError, "\"lineterminator\" must be a string");
            return false;
        }
        if (has_terminator) d->line_terminator.set(ctx, d, v.as<String>());
    }
    if (!set_char(ctx, options[kQuoteChar], "quotechar", true, d->quote_char)) return false;
    if (Value v = options[kQuoting]) {
        if (!v.is_small_int() && !v.is(Kind::kInt)) {
            raise(ctx, TypeId::kTypeError, "\"quoting\" must be an integer");
            return false;
        }
        if (!to_int32(ctx, v, d->quoting)) return false;
    }
    if (!set_flag(ctx, options[kSkipInitialSpace], d->skip_initial_space) ||
        !set_flag(ctx, options[kStrict], d->strict)) {
        return false;
    }
    if (d->quoting < kMinimal || d->quoting > kNone) {
        raise(ctx, TypeId::kTypeError, "bad \"quoting\" value");
        return false;
    }
    if (d->quote_char == kNotSet && !options[kQuoting]) d->quoting = kNone;
    if (d->quoting != kNone && d->quote_char == kNotSet) {
        raise(ctx, TypeId::kTypeError, "quotechar must be set if quoting enabled");
        return false;
    }
    if (!has_terminator) {
        raise(ctx, TypeId::kTypeError, "lineterminator must be set");
        return false;
    }
    return true;
}

/// A dialect from another (a name, an object with attributes, None or empty) and options.
Value make_dialect(Context& ctx, Type* type, Value base, const Value* given) {
    if (base && base.is(Kind::kString)) {
        base = find_dialect(ctx, base);
        if (!base) return base;
    }
    const bool any = std::any_of(given, given + kOptionCount, [](Value v) { return bool(v); });
    if (base && !any && native_cast(ctx, base, kDialectSpec)) return base;
    Value options[kOptionCount];
    std::copy_n(given, kOptionCount, options);
    if (base && !base.is_none()) {
        for (unsigned i = 0; i < kOptionCount; i++) {
            if (options[i]) continue;
            String* name = intern(ctx, kOptionNames[i]);
            if (!name) return Value::error();
            options[i] = get_attribute(ctx, base, name);
            if (!options[i]) take_exception(ctx);
        }
    }
    auto* d = allocate<Dialect>(ctx, type);
    String* terminator = d ? intern(ctx, "\r\n") : nullptr;
    if (!terminator) return Value::error();
    d->line_terminator.set(ctx, d, terminator);
    d->delimiter = ',';
    d->quote_char = '"';
    d->escape_char = kNotSet;
    d->double_quote = true;
    return apply_options(ctx, d, options) ? Value::object(d) : Value::error();
}
/// The same with options from keyword arguments (a dict or empty), `dialect` among them.
Value make_dialect(Context& ctx, Type* type, Value base, Value* options, Value keywords) {
    uint64_t position = 0;
    Value key, value;
    while (keywords && dict_next(keywords.as<Dict>(), position, key, value)) {
        const auto* found =
            std::find_if(std::begin(kOptionNames), std::end(kOptionNames),
                         [&](const char* name) { return equals_ascii(key.as<String>(), name); });
        const bool is_base = equals_ascii(key.as<String>(), "dialect");
        if (found == std::end(kOptionNames) && !is_base) {
            return raise(ctx, TypeId::kTypeError,
                         "'{}' is an invalid keyword argument for this function",
                         MessageArg::str(key));
        }
        Value& place = is_base ? base : options[found - kOptionNames];
        if (place) {
            return raise(ctx, TypeId::kTypeError,
                         "argument for function given by name ('{}') and position ({})",
                         MessageArg::str(key), is_base ? 1 : found - kOptionNames + 2);
        }
        place = value;
    }
    return make_dialect(ctx, type, base, options);
}
/// The dialect that the arguments of reader() and writer() from the second on tell.
Value make_dialect(Context& ctx, const Args& args) {
    Value options[kOptionCount];
    Type* type = shared_type(ctx, kDialectSpec);
    if (!type) return Value::error();
    return make_dialect(ctx, type, args.rest_count > 1 ? args.rest()[1] : Value(), options,
                        args.keywords);
}

Value dialect_new(Context& ctx, const Args& args) {
    if (args.rest_count > kOptionCount + 1) {
        return raise(ctx, TypeId::kTypeError, "function takes at most {} arguments ({} given)",
                     kOptionCount + 1, args.rest_count);
    }
    Value options[kOptionCount];
    for (unsigned i = 1; i < args.rest_count; i++)
        options[i - 1] = args.rest()[i];
    return make_dialect(ctx, args[0].as<Type>(), args.rest_count ? args.rest()[0] : Value(),
                        options, args.keywords);
}

Value char_or_none(Context& ctx, uint32_t c) {
    return c == kNotSet ? Value::none() : or_error(char_string(ctx, c));
}
Dialect* dialect_of(Value v) { return v.as<Dialect>(); }
const NativeProperty kDialectProperties[] = {
    {"delimiter",
     [](Context& ctx, Value v) { return char_or_none(ctx, dialect_of(v)->delimiter); }},
    {"escapechar",
     [](Context& ctx, Value v) { return char_or_none(ctx, dialect_of(v)->escape_char); }},
    {"quotechar",
     [](Context& ctx, Value v) { return char_or_none(ctx, dialect_of(v)->quote_char); }},
    {"lineterminator",
     [](Context&, Value v) { return Value::object(dialect_of(v)->line_terminator.get()); }},
    {"quoting", [](Context&, Value v) { return Value::small_int(dialect_of(v)->quoting); }},
    {"doublequote", [](Context&, Value v) { return Value::boolean(dialect_of(v)->double_quote); }},
    {"skipinitialspace",
     [](Context&, Value v) { return Value::boolean(dialect_of(v)->skip_initial_space); }},
    {"strict", [](Context&, Value v) { return Value::boolean(dialect_of(v)->strict); }},
};
const NativeMethod kDialectMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", dialect_new},
};
const NativeTypeSpec kDialectSpec = {
    .name = "_csv.Dialect",
    .size = sizeof(Dialect),
    .methods = kDialectMethods,
    .properties = kDialectProperties,
    .trace = [](Marker& marker,
                Object* o) { marker.mark(static_cast<Dialect*>(o)->line_terminator); },
    .doc = "CSV dialect"};

// ---- reader ----

/// Splits the lines of one record into fields.
class RecordParser {
public:
    RecordParser(Context& ctx, const Dialect* d, List* fields, uint64_t limit)
        : ctx_(ctx), d_(*d), fields_(fields), limit_(limit) {}

    bool feed(String* line) {
        for (uint64_t i = 0; i < line->length; i++) {
            if (!step(line->at(i))) return false;
        }
        return step(kEndOfLine);
    }
    bool is_complete() const { return state_ == State::kStartRecord; }
    /// The input ended: kYes if a last field was open, which `fields` now has.
    Truth finish() {
        if (field_.empty() && state_ != State::kInQuoted) return Truth::kNo;
        if (d_.strict) {
            fail(ctx_, "unexpected end of data");
            return Truth::kError;
        }
        return save() ? Truth::kYes : Truth::kError;
    }

private:
    static constexpr uint32_t kEndOfLine = UINT32_MAX - 1;
    enum class State : uint8_t {
        kStartRecord,
        kStartField,
        kEscaped,
        kAfterEscapedNewline,
        kInField,
        kInQuoted,
        kEscapedInQuoted,
        kQuoteInQuoted,
        kEatNewline
    };
    static bool ends_line(uint32_t c) { return c == '\n' || c == '\r' || c == kEndOfLine; }

    bool add(uint32_t c) {
        if (field_.size() >= limit_) {
            fail(ctx_, "field larger than field limit ({})", limit_);
            return false;
        }
        field_.push(c);
        return true;
    }
    bool save() {
        Value v = or_error(make_string(ctx_, field_));
        field_.clear();
        if (v && numeric_) {
            numeric_ = false;
            v = call(ctx_, Value::object(ctx_.type(TypeId::kFloat)), {v});
        }
        return v && list_append(ctx_, fields_, v);
    }
    bool end_field(uint32_t c) {
        state_ = c == d_.delimiter ? State::kStartField
                 : c == kEndOfLine ? State::kStartRecord
                                   : State::kEatNewline;
        return save();
    }
    bool is_quote(uint32_t c) const { return c == d_.quote_char && d_.quoting != kNone; }

    bool step(uint32_t c) {
        switch (state_) {
        case State::kStartRecord:
            if (c == kEndOfLine) return true;
            if (ends_line(c)) {
                state_ = State::kEatNewline;
                return true;
            }
            state_ = State::kStartField;
            [[fallthrough]];
        case State::kStartField:
            if (ends_line(c) || c == d_.delimiter) return end_field(c);
            if (is_quote(c)) {
                state_ = State::kInQuoted;
            } else if (c == d_.escape_char) {
                state_ = State::kEscaped;
            } else if (c != ' ' || !d_.skip_initial_space) {
                numeric_ = d_.quoting == kNonNumeric;
                state_ = State::kInField;
                return add(c);
            }
            return true;
        case State::kEscaped:
            state_ = c == '\n' || c == '\r' ? State::kAfterEscapedNewline : State::kInField;
            return add(c == kEndOfLine ? '\n' : c);
        case State::kAfterEscapedNewline:
            if (c == kEndOfLine) return true;
            [[fallthrough]];
        case State::kInField:
            if (ends_line(c)) return end_field(c);
            if (c == d_.escape_char) {
                state_ = State::kEscaped;
                return true;
            }
            return c == d_.delimiter ? end_field(c) : add(c);
        case State::kInQuoted:
            if (c == kEndOfLine) return true;
            if (c == d_.escape_char) {
                state_ = State::kEscapedInQuoted;
                return true;
            }
            if (!is_quote(c)) return add(c);
            state_ = d_.double_quote ? State::kQuoteInQuoted : State::kInField;
            return true;
        case State::kEscapedInQuoted:
            state_ = State::kInQuoted;
            return add(c == kEndOfLine ? '\n' : c);
        case State::kQuoteInQuoted:
            if (is_quote(c)) {
                state_ = State::kInQuoted;
                return add(c);
            }
            if (ends_line(c) || c == d_.delimiter) return end_field(c);
            if (d_.strict) {
                fail(ctx_, "'{}' expected after '{}'", char_string(ctx_, d_.delimiter),
                     char_string(ctx_, d_.quote_char));
                return false;
            }
            state_ = State::kInField;
            return add(c);
        case State::kEatNewline:
            if (c == kEndOfLine) {
                state_ = State::kStartRecord;
            } else if (!ends_line(c)) {
                fail(ctx_,
                     "new-line character seen in unquoted field - do you need to open the file "
                     "in universal-newline mode?");
                return false;
            }
            return true;
        }
        return true;
    }

    Context& ctx_;
    const Dialect& d_;
    List* fields_;
    uint64_t limit_;
    CodePointBuffer field_;
    State state_ = State::kStartRecord;
    bool numeric_ = false;
};

Value reader_next(Context& ctx, Value self) {
    auto* r = self.as<Reader>();
    List* state = state_of(ctx);
    List* fields = state ? make_list(ctx) : nullptr;
    int64_t limit;
    if (!fields || !to_int64(ctx, state->at(kFieldLimit), limit)) return Value::error();
    RecordParser parser(ctx, r->dialect.get(), fields,
                        static_cast<uint64_t>(std::max<int64_t>(limit, 0)));
    do {
        Value line = iterator_next(ctx, r->input.get());
        if (!line) return line;
        if (line.is_stop()) {
            const Truth rest = parser.finish();
            if (rest == Truth::kError) return Value::error();
            if (rest == Truth::kYes) break;
            return line;
        }
        if (!line.is(Kind::kString)) {
            return fail(ctx,
                        "iterator should return strings, not {} (the file should be opened in text "
                        "mode)",
                        MessageArg::type(line));
        }
        r->line_number++;
        if (!parser.feed(line.as<String>())) return Value::error();
    } while (!parser.is_complete());
    return Value::object(fields);
}

bool check_arguments(Context& ctx, const Args& args, size_t most) {
    if (args.rest_count >= 1 && args.rest_count <= most) return true;
    const bool few = args.rest_count == 0;
    const size_t bound = few ? 1 : most;
    raise(ctx, TypeId::kTypeError, " expected at {} {} argument{}, got {}", few ? "least" : "most",
          bound, bound == 1 ? "" : "s", args.rest_count);
    return false;
}

Value csv_reader(Context& ctx, const Args& args) {
    if (!check_arguments(ctx, args, 2)) return Value::error();
    Value input = get_iterator(ctx, args.rest()[0]);
    if (!input) return input;
    Value dialect = make_dialect(ctx, args);
    Type* type = dialect ? shared_type(ctx, kReaderSpec) : nullptr;
    auto* r = type ? allocate<Reader>(ctx, type) : nullptr;
    if (!r) return Value::error();
    r->input.init(input);
    r->dialect.init(dialect.as<Dialect>());
    return Value::object(r);
}

const NativeProperty kReaderProperties[] = {
    {"dialect", [](Context&, Value v) { return Value::object(v.as<Reader>()->dialect.get()); },
     nullptr, nullptr, true},
    {"line_num", [](Context& ctx, Value v) { return make_int(ctx, v.as<Reader>()->line_number); },
     nullptr, nullptr, true},
};
const NativeTypeSpec kReaderSpec = {.name = "_csv.reader",
                                    .size = sizeof(Reader),
                                    .subclassable = false,
                                    .properties = kReaderProperties,
                                    .next = reader_next,
                                    .trace =
                                        [](Marker& marker, Object* o) {
                                            marker.mark(static_cast<Reader*>(o)->input);
                                            marker.mark(static_cast<Reader*>(o)->dialect);
                                        },
                                    .doc = "CSV reader"};

// ---- writer ----

bool is_number(Context& ctx, Value v) {
    if (v.is_small_int() || v.is_double() || v.is_bool()) return true;
    if (v.is(Kind::kComplex)) return true;
    const Type* type = type_of(ctx, v);
    return type->lookup_special(Special::kIndex) || type->lookup_special(Special::kInt) ||
           type->lookup_special(Special::kFloat);
}

class RecordWriter {
public:
    RecordWriter(Context& ctx, const Dialect* d) : ctx_(ctx), d_(*d) {}

    bool add(Value field) {
        bool quoted = d_.quoting == kAll || (d_.quoting == kNonNumeric && !is_number(ctx_, field));
        if (field.is_none()) return add_text(nullptr, quoted);
        String* text = field.is(Kind::kString) ? field.as<String>() : to_str(ctx_, field);
        return text && add_text(text, quoted);
    }
    String* finish() {
        if (fields_ > 0 && out_.length() == 0) {
            if (d_.quoting == kNone) {
                fail(ctx_, "single empty field record must be quoted");
                return nullptr;
            }
            fields_--;
            if (!add_text(nullptr, true)) return nullptr;
        }
        out_.add(d_.line_terminator.get());
        return out_.finish(ctx_);
    }

private:
    bool is_special(uint32_t c) const {
        if (c == d_.delimiter || c == d_.escape_char || c == d_.quote_char) return true;
        const String* terminator = d_.line_terminator.get();
        for (uint64_t i = 0; i < terminator->length; i++) {
            if (terminator->at(i) == c) return true;
        }
        return false;
    }
    /// `text` null: nothing.
    bool add_text(String* text, bool quoted) {
        StringBuilder field;
        for (uint64_t i = 0; text && i < text->length; i++) {
            const uint32_t c = text->at(i);
            if (is_special(c)) {
                bool escape = false;
                if (d_.quoting == kNone) {
                    escape = true;
                } else if (c == d_.quote_char) {
                    if (d_.double_quote)
                        field.add(d_.quote_char);
                    else
                        escape = true;
                } else if (c == d_.escape_char) {
                    escape = true;
                }
                quoted = quoted || !escape;
                if (escape) {
                    if (d_.escape_char == kNotSet) {
                        fail(ctx_, "need to escape, but no escapechar set");
                        return false;
                    }
                    field.add(d_.escape_char);
                }
            }
            field.add(c);
        }
        if (fields_++) out_.add(d_.delimiter);
        if (quoted) out_.add(d_.quote_char);
        String* done = field.finish(ctx_);
        if (!done) return false;
        out_.add(done);
        if (quoted) out_.add(d_.quote_char);
        return true;
    }

    Context& ctx_;
    const Dialect& d_;
    StringBuilder out_;
    uint64_t fields_ = 0;
};

Value write_row(Context& ctx, Writer* w, Value row) {
    Value it = get_iterator(ctx, row);
    if (!it) {
        if (!exception_matches(ctx, TypeId::kTypeError)) return it;
        take_exception(ctx);
        return fail(ctx, "iterable expected, not {}", MessageArg::type(row));
    }
    RecordWriter record(ctx, w->dialect.get());
    for (;;) {
        Value field = iterator_next(ctx, it);
        if (field.is_stop()) break;
        if (!field || !record.add(field)) return Value::error();
    }
    String* line = record.finish();
    return line ? call(ctx, w->write.get(), {Value::object(line)}) : Value::error();
}
Value writer_writerow(Context& ctx, const Args& args) {
    return write_row(ctx, args[0].as<Writer>(), args[1]);
}
Value writer_writerows(Context& ctx, const Args& args) {
    const bool ok = for_each(
        ctx, args[1], [&](Value row) { return bool(write_row(ctx, args[0].as<Writer>(), row)); });
    return ok ? Value::none() : Value::error();
}
Value csv_writer(Context& ctx, const Args& args) {
    if (!check_arguments(ctx, args, 2)) return Value::error();
    String* name = intern(ctx, "write");
    Value write;
    const Truth found = name ? find_attribute(ctx, args.rest()[0], name, write) : Truth::kError;
    if (found == Truth::kError) return Value::error();
    if (found == Truth::kNo || !is_callable(ctx, write)) {
        return raise(ctx, TypeId::kTypeError, "argument 1 must have a \"write\" method");
    }
    Value dialect = make_dialect(ctx, args);
    Type* type = dialect ? shared_type(ctx, kWriterSpec) : nullptr;
    auto* w = type ? allocate<Writer>(ctx, type) : nullptr;
    if (!w) return Value::error();
    w->write.init(write);
    w->dialect.init(dialect.as<Dialect>());
    return Value::object(w);
}

const NativeMethod kWriterMethods[] = {
    {"writerow(self, row, /)", writer_writerow, "Construct and write a CSV record."},
    {"writerows(self, rows, /)", writer_writerows, "Construct and write a series of CSV records."},
};
const NativeProperty kWriterProperties[] = {
    {"dialect", [](Context&, Value v) { return Value::object(v.as<Writer>()->dialect.get()); },
     nullptr, nullptr, true},
};
const NativeTypeSpec kWriterSpec = {.name = "_csv.writer",
                                    .size = sizeof(Writer),
                                    .subclassable = false,
                                    .methods = kWriterMethods,
                                    .properties = kWriterProperties,
                                    .trace =
                                        [](Marker& marker, Object* o) {
                                            marker.mark(static_cast<Writer*>(o)->write);
                                            marker.mark(static_cast<Writer*>(o)->dialect);
                                        },
                                    .doc = "CSV writer"};

// ---- functions ----

Value register_dialect(Context& ctx, const Args& args) {
    if (!check_arguments(ctx, args, 2)) return Value::error();
    if (!args.rest()[0].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "dialect name must be a string");
    }
    Value dialect = make_dialect(ctx, args);
    List* state = dialect ? state_of(ctx) : nullptr;
    return state && dict_set(ctx, state->at(kDialects).as<Dict>(), args.rest()[0], dialect)
               ? Value::none()
               : Value::error();
}
Value unregister_dialect(Context& ctx, const Args& args) {
    List* state = state_of(ctx);
    if (!state) return Value::error();
    const Truth t = dict_delete(ctx, state->at(kDialects).as<Dict>(), args[0]);
    if (t == Truth::kNo) return fail(ctx, "unknown dialect");
    return t == Truth::kYes ? Value::none() : Value::error();
}
Value get_dialect(Context& ctx, const Args& args) { return find_dialect(ctx, args[0]); }
Value list_dialects(Context& ctx, const Args&) {
    List* state = state_of(ctx);
    return state ? or_error(list_from(ctx, state->at(kDialects))) : Value::error();
}
Value field_size_limit(Context& ctx, const Args& args) {
    List* state = state_of(ctx);
    if (!state) return Value::error();
    Value old = state->at(kFieldLimit);
    if (args[0]) {
        int64_t limit;
        if (!args[0].is_small_int() && !args[0].is(Kind::kInt)) {
            return raise(ctx, TypeId::kTypeError, "limit must be an integer");
        }
        if (!int_to_int64(args[0], limit)) {
            return raise(ctx, TypeId::kOverflowError, "Python int too large to convert to C long");
        }
        state->items->slots()[kFieldLimit].set(ctx, state->items.get(), args[0]);
    }
    return old;
}

const NativeMethod kFunctions[] = {
    {"field_size_limit(new_limit=?)", field_size_limit, "Sets an upper limit on parsed fields."},
    {"get_dialect(name)", get_dialect, "Return the dialect instance associated with name."},
    {"list_dialects()", list_dialects, "Return a list of all known dialect names."},
    {"reader(*args, **kwargs)", csv_reader},
    {"register_dialect(*args, **kwargs)", register_dialect},
    {"unregister_dialect(name)", unregister_dialect,
     "Delete the name/dialect mapping associated with a string name."},
    {"writer(*args, **kwargs)", csv_writer},
};

bool populate(Context& ctx, Module* module) {
    Value dialects = or_error(make_dict(ctx));
    if (!dialects || !add_exception_class(ctx, module, "_csv", "Error", TypeId::kException)) {
        return false;
    }
    Value error = dict_get(ctx, module->dict.get(), intern(ctx, "Error"));
    const Value state[] = {error, dialects, Value::small_int(kDefaultFieldLimit)};
    List* list = make_list(ctx, state);
    Type* reader = shared_type(ctx, kReaderSpec);
    Type* writer = shared_type(ctx, kWriterSpec);
    if (!list || !reader || !writer || !add_shared_type(ctx, module, kDialectSpec)) return false;
    module->state.set(ctx, module, Value::object(list));
    return add_to_module(ctx, module, "Reader", Value::object(reader)) &&
           add_to_module(ctx, module, "Writer", Value::object(writer)) &&
           add_to_module(ctx, module, "_dialects", dialects) &&
           add_to_module(ctx, module, "__version__", or_error(make_string(ctx, "1.0"))) &&
           add_to_module(ctx, module, "QUOTE_MINIMAL", Value::small_int(kMinimal)) &&
           add_to_module(ctx, module, "QUOTE_ALL", Value::small_int(kAll)) &&
           add_to_module(ctx, module, "QUOTE_NONNUMERIC", Value::small_int(kNonNumeric)) &&
           add_to_module(ctx, module, "QUOTE_NONE", Value::small_int(kNone));
}

}  // namespace

extern const NativeModuleSpec kCsvModule;
const NativeModuleSpec kCsvModule = {
    .name = "_csv",
    .functions = kFunctions,
    .populate = populate,
    .doc = "CSV parsing and writing.",
};

}  // namespace orrery
