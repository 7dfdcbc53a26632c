// What is printed for an uncaught exception: its causes first, then tracebacks, messages, notes and
// the members of groups in a box.
#include <algorithm>
#include <string>
#include <vector>

#include "engine/interpreter/format_traceback.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/interpreter/suggestions.h"
#include "engine/objects/numbers.h"

namespace orrery {

namespace {

constexpr unsigned kMaxGroupWidth = 15;
constexpr unsigned kMaxGroupDepth = 10;

constexpr std::string_view kCauseMessage =
    "The above exception was the direct cause of the following exception:\n";
constexpr std::string_view kContextMessage =
    "During handling of the above exception, another exception occurred:\n";

class Printer {
public:
    explicit Printer(Context& ctx) : ctx_(ctx) {}

    void print(Value exception) {
        NativeRecursion guard(ctx_, " in print_exception_recursive");
        if (!guard.ok()) {
            take_exception(ctx_);
            return;
        }
        seen_.push_back(exception);
        print_origin(exception.as<Exception>());
        if (is_instance_of(ctx_, exception, ctx_.type(TypeId::kBaseExceptionGroup))) {
            print_group(exception);
        } else {
            print_one(exception);
        }
    }
    std::string take() { return std::move(out_); }

private:
    LineMargin margin() const { return {2 * depth_, depth_ ? "| " : ""}; }
    void start_line() { out_ += margin().text(); }

    bool seen(Value e) const { return std::find(seen_.begin(), seen_.end(), e) != seen_.end(); }

    void print_origin(Exception* e) {
        const Value cause = e->cause.get();
        if (cause.is(Kind::kException)) {
            if (!seen(cause)) print_before(cause, kCauseMessage);
            return;
        }
        if (e->flags & Exception::kSuppressContext) return;
        const Value context = e->context.get();
        if (context.is(Kind::kException) && !seen(context)) print_before(context, kContextMessage);
    }

    void print_before(Value origin, std::string_view message) {
        const bool close_box = close_box_;
        print(origin);
        close_box_ = close_box;
        start_line();
        out_ += '\n';
        start_line();
        out_ += message;
        start_line();
        out_ += '\n';
    }

    void print_one(Value exception) {
        print_traceback(exception);
        // Of an error in source only the message goes on from here, without notes.
        const Value shown = print_place(exception);
        start_line();
        out_ += exception_text(ctx_, type_of(ctx_, exception), shown);
        const std::string name = suggest_name(ctx_, shown);
        if (!name.empty()) out_ += ". Did you mean: '" + name + "'?";
        out_ += '\n';
        Value notes;
        const Truth noted = find_attribute(ctx_, shown, ctx_.name(Name::k__notes__), notes);
        take_exception(ctx_);
        if (noted == Truth::kYes) print_notes(notes);
    }

    void print_traceback(Value exception) {
        const Value traceback = exception.as<Exception>()->traceback.get();
        if (!traceback.is(Kind::kTraceback)) return;
        LineMargin header = margin();
        const bool group = is_instance_of(ctx_, exception, ctx_.type(TypeId::kBaseExceptionGroup));
        if (group && depth_ == 1) header.side = "+ ";
        append_traceback(ctx_, out_, traceback.as<Traceback>(), margin(), header,
                         group ? "Exception Group Traceback (most recent call last):\n"
                               : "Traceback (most recent call last):\n");
    }

    /// The file, line and text of an error in source. Returns what its message is then, or the
    /// exception itself when it does not tell its place.
    Value print_place(Value e) {
        if (!attribute(e, "print_file_and_line")) return e;
        const Value message = attribute(e, "msg"), filename = attribute(e, "filename");
        const Value text = attribute(e, "text"), number = attribute(e, "lineno");
        int64_t line, offset = -1, end_offset = -1;
        if (!message || !filename || !text || !number || !is_int(number) ||
            !int_to_int64(number, line) || !read(attribute(e, "offset"), offset)) {
            return e;
        }
        int64_t end_line = line;
        if (type_of(ctx_, e) == ctx_.type(TypeId::kSyntaxError) &&
            !(read(attribute(e, "end_lineno"), end_line) &&
              read(attribute(e, "end_offset"), end_offset))) {
            return e;
        }
        String* name = filename.is_none() ? make_string(ctx_, "<string>") : to_str(ctx_, filename);
        if (!name) {
            take_exception(ctx_);
            return e;
        }
        start_line();
        out_ += "  File \"" + to_utf8(name) + "\", line " + std::to_string(line) + "\n";
        if (text.is(Kind::kString)) {
            const std::string source = to_utf8(text.as<String>());
            if (end_line > line) end_offset = static_cast<int64_t>(source.size());
            print_source(source, offset, end_offset);
        }
        return message;
    }

    /// Empty when there is none.
    Value attribute(Value e, const char* name) {
        Value v;
        if (find_attribute(ctx_, e, intern(ctx_, name), v) != Truth::kYes) v = Value();
        take_exception(ctx_);
        return v;
    }
    /// False for what is no number; None leaves the number as it is.
    static bool read(Value v, int64_t& out) {
        return v && (v.is_none() || (is_int(v) && int_to_int64(v, out)));
    }

    /// The text with carets below it; offsets count bytes from 1. No margin: groups have none here.
    void print_source(std::string_view text, int64_t offset, int64_t end_offset) {
        if (!text.empty() && text.back() == '\n') text.remove_suffix(1);
        const auto limit = static_cast<int64_t>(text.size()) + 1;
        offset = std::min(offset, limit);
        end_offset = std::min(end_offset, limit);
        const int64_t carets = end_offset > 0 && end_offset > offset ? end_offset - offset : 1;
        offset--;
        // Indentation goes, and with it the distance to the marks.
        const size_t blanks = std::min(text.find_first_not_of(" \t\f"), text.size());
        text.remove_prefix(blanks);
        offset -= static_cast<int64_t>(blanks);
        // Of several lines the one is shown that the mark is in.
        for (;;) {
            const size_t newline = text.find('\n');
            if (newline == text.npos || static_cast<int64_t>(newline) >= offset) break;
            text.remove_prefix(newline + 1);
            offset -= static_cast<int64_t>(newline + 1);
        }
        out_ += "    ";
        out_ += text;
        out_ += '\n';
        if (offset < 0) return;
        out_ += "    ";
        out_.append(static_cast<size_t>(offset), ' ');
        out_.append(static_cast<size_t>(carets), '^');
        out_ += '\n';
    }

    void print_notes(Value notes) {
        if (!type_of(ctx_, notes)->lookup_special(Special::kGetitem) || notes.is(Kind::kDict)) {
            start_line();
            String* s = to_repr(ctx_, notes);
            out_ += s ? to_utf8(s) : "<__notes__ repr() failed>";
            take_exception(ctx_);
            return;
        }
        const int64_t count = length_of(ctx_, notes);
        for (int64_t i = 0; i < count; i++) {
            const Value note = get_item(ctx_, notes, Value::small_int(i));
            if (!note) break;
            String* s = to_str(ctx_, note);
            if (s) {
                print_lines(s);
            } else {
                take_exception(ctx_);
                out_ += "<note str() failed>";
            }
            out_ += '\n';
        }
        take_exception(ctx_);
    }

    /// Lines of a note, as str.splitlines(True) finds them, each behind the margin.
    void print_lines(String* text) {
        const Value keep = Value::true_value();
        const Value lines = call_method(ctx_, Value::object(text), intern(ctx_, "splitlines"),
                                        std::span<const Value>(&keep, 1));
        if (!lines.is(Kind::kList)) {
            take_exception(ctx_);
            return;
        }
        for (uint64_t i = 0; i < lines.as<List>()->size; i++) {
            start_line();
            out_ += to_utf8(lines.as<List>()->at(i).as<String>());
        }
    }

    void print_group(Value group) {
        if (depth_ > kMaxGroupDepth) {
            start_line();
            out_ += "... (max_group_depth is " + std::to_string(kMaxGroupDepth) + ")\n";
            return;
        }
        const bool outermost = depth_ == 0;
        if (outermost) depth_ = 1;
        print_one(group);
        Tuple* parts = group.as<Exception>()->fields[1].get().as<Tuple>();
        const uint64_t shown = std::min<uint64_t>(parts->length, kMaxGroupWidth + 1);
        close_box_ = false;
        for (uint64_t i = 0; i < shown; i++) {
            const bool last = i + 1 == shown;
            if (last) close_box_ = true;  // unless a group inside closes it too
            const bool truncated = i >= kMaxGroupWidth;
            out_.append(2 * depth_, ' ');
            out_ += i == 0 ? "+-" : "  ";
            out_ += "+---------------- " + (truncated ? "..." : std::to_string(i + 1)) +
                    " ----------------\n";
            depth_++;
            if (truncated) {
                const uint64_t more = parts->length - kMaxGroupWidth;
                start_line();
                out_ += "and " + std::to_string(more) + " more exception" + (more > 1 ? "s" : "") +
                        "\n";
            } else {
                print(parts->at(i));
            }
            if (last && close_box_) {
                out_.append(2 * depth_, ' ');
                out_ += "+------------------------------------\n";
                close_box_ = false;
            }
            depth_--;
        }
        if (outermost) depth_ = 0;
    }

    Context& ctx_;
    std::string out_;
    std::vector<Value> seen_;  // all reachable from the exception that is printed
    unsigned depth_ = 0;  // of boxes
    bool close_box_ = false;
};

}  // namespace

std::string exception_text(Context& ctx, Type* type, Value value) {
    std::string out;
    const Value module = get_attribute(ctx, Value::object(type), Name::k__module__);
    if (!module.is(Kind::kString)) {
        take_exception(ctx);
        out = "<unknown>.";
    } else if (!equals_ascii(module.as<String>(), "builtins") &&
               !equals_ascii(module.as<String>(), "__main__")) {
        out = to_utf8(module.as<String>()) + ".";
    }
    out += to_utf8(type->qualname ? type->qualname.get() : type->name.get());
    if (value.is_none()) return out;
    String* s = to_str(ctx, value);
    if (!s) {
        take_exception(ctx);
        return out + ": <exception str() failed>";
    }
    if (s->length) out += ": ";
    if (!s->is_exact()) s = to_str(ctx, Value::object(s));  // shown by a __str__ of its own
    take_exception(ctx);
    if (s) out += to_utf8(s);
    return out;
}

std::string format_exception(Context& ctx, Value exception) {
    if (!exception.is(Kind::kException)) {
        return "TypeError: print_exception(): Exception expected for value, " +
               type_name(ctx, exception) + " found\n";
    }
    const Value in_flight = take_exception(ctx);
    Printer printer(ctx);
    printer.print(exception);
    ctx.exception = in_flight;
    return printer.take();
}

}  // namespace orrery
