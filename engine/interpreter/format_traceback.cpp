#include "engine/interpreter/format_traceback.h"

#include <climits>
#include <fstream>
#include <sstream>

#include "engine/bytecode/source_options.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/numbers.h"
#include "engine/syntax/source.h"

namespace orrery {

namespace {

constexpr int64_t kDefaultLimit = 1000;  // entries; sys.tracebacklimit
constexpr int64_t kShownRepeats = 3;     // of the same line in a row

bool is_indentation(char32_t c) { return c == ' ' || c == '\t' || c == '\f'; }

std::u32string code_points(std::string_view utf8) {
    std::u32string out;
    for (size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<uint8_t>(utf8[i++]);
        char32_t c = lead < 0x80   ? lead
                     : lead < 0xE0 ? lead & 0x1F
                     : lead < 0xF0 ? lead & 0x0F
                                   : lead & 7;
        for (unsigned more = lead < 0xC0   ? 0
                             : lead < 0xE0 ? 1
                             : lead < 0xF0 ? 2
                                           : 3;
             more && i < utf8.size(); more--) {
            c = c << 6 | (static_cast<uint8_t>(utf8[i++]) & 0x3F);
        }
        out += c;
    }
    return out;
}

/// Characters in the first `bytes` bytes of a line; one more when they reach beyond it.
int64_t character_offset(std::string_view line, int64_t bytes) {
    int64_t count = 0;
    const auto size = static_cast<int64_t>(line.size());
    for (int64_t i = 0; i < bytes && i < size; i++) {
        if ((line[static_cast<size_t>(i)] & 0xC0) != 0x80) count++;
    }
    return count + (bytes > size ? 1 : 0);
}

/// A file's name as the operating system has it: in `name`, UTF-8, lone surrogates U+DC80 to U+DCFF
/// stand for bytes that are not.
std::string system_name(std::string_view name) {
    const auto at = [&](size_t i) { return static_cast<uint8_t>(name[i]); };
    std::string out;
    for (size_t i = 0; i < name.size(); i++) {
        if (at(i) == 0xED && i + 2 < name.size() && at(i + 1) >= 0xB2 && at(i + 1) <= 0xB3) {
            out += static_cast<char>((at(i + 1) & 3) << 6 | (at(i + 2) & 0x3F));
            i += 2;
        } else {
            out += name[i];
        }
    }
    return out;
}

/// Source files that one traceback shows: the last one read stays open, so to speak.
class SourceFiles {
public:
    explicit SourceFiles(Context& ctx) : ctx_(ctx) {}

    /// A line without its end, as UTF-8. Nothing when there is no such file or line.
    std::optional<std::string_view> line(Code* code, int number) {
        const Value text = code->source_lines.get();
        if (text.is(Kind::kString)) {
            if (text.as<String>() != text_) decode(text.as<String>());
        } else {
            find(to_utf8(code->filename.get()));
        }
        return line(number);
    }
    std::optional<std::string_view> line(const std::string& filename, int number) {
        find(filename);
        return line(number);
    }

private:
    std::optional<std::string_view> line(int number) {
        if (number < 1 || number > source_.line_count()) return std::nullopt;
        std::string_view shown = source_.line(number);
        if (shown.empty()) return std::nullopt;
        if (shown.back() == '\n') shown.remove_suffix(1);
        return shown;
    }

    void find(const std::string& name) {
        if (!known_ || name != name_) read(name);
    }

    /// Text that was compiled from memory.
    void decode(String* text) {
        known_ = false;
        text_ = text;
        source_ = {};
        arena_.emplace();
        syntax::Diagnostic error;
        syntax::ParseOptions options = parser_options(ctx_, name_);
        options.is_text = true;
        if (!syntax::decode_source(to_utf8(text), options, *arena_, source_, error)) source_ = {};
    }

    void read(const std::string& name) {
        known_ = true;
        text_ = nullptr;
        name_ = name;
        source_ = {};
        arena_.emplace();
        std::ifstream file(system_name(name), std::ios::binary);
        if (!file) open_in_path(name, file);
        if (!file) return;
        std::ostringstream text;
        text << file.rdbuf();  // of a folder, which opens too, nothing
        const std::string bytes = text.str();
        syntax::Diagnostic error;
        const syntax::ParseOptions options = parser_options(ctx_, name_);
        if (!syntax::decode_source(bytes, options, *arena_, source_, error)) source_ = {};
    }

    /// Code compiled under a relative name is looked for in the folders modules come from.
    void open_in_path(const std::string& name, std::ifstream& file) {
        const std::string tail = name.substr(name.rfind('/') + 1);
        const Value path = dict_get(ctx_, ctx_.runtime().sys_dict, ctx_.name(Name::kpath));
        if (!path.is(Kind::kList)) return;
        for (uint64_t i = 0; i < path.as<List>()->size && !file.is_open(); i++) {
            const Value folder = path.as<List>()->at(i);
            if (!folder.is(Kind::kString)) continue;
            std::string full = to_utf8(folder.as<String>());
            if (!full.empty() && full.back() != '/') full += '/';
            file.clear();
            file.open(full + tail, std::ios::binary);
        }
    }

    Context& ctx_;
    bool known_ = false;  // source_ is that of the file name_
    std::string name_;
    String* text_ = nullptr;  // source_ is that of this text
    std::optional<syntax::Arena> arena_;
    syntax::SourceText source_;
};

void append_carets(std::string& out, const CaretRange& range, int64_t indentation) {
    const bool anchored = range.anchor_start >= 0;
    out += "    ";
    for (int64_t i = indentation; i < range.end; i++) {
        if (i < range.start) {
            out += ' ';
        } else {
            const bool marked = !anchored || (i >= range.anchor_start && i < range.anchor_end);
            out += marked ? '^' : '~';
        }
    }
    out += '\n';
}

void append_entry(std::string& out, SourceFiles& files, Traceback* t, const std::string& margin) {
    Code* code = t->frame->function->code.get();
    out += margin + "  File \"" + to_utf8(code->filename.get()) + "\", line " +
           std::to_string(t->line) + ", in " + to_utf8(code->name.get()) + "\n";
    const auto line = files.line(code, t->line);
    if (!line) return;
    const std::u32string text = code_points(*line);
    const auto length = static_cast<int64_t>(text.size());
    int64_t indentation = 0;
    while (indentation < length && is_indentation(text[static_cast<size_t>(indentation)]))
        indentation++;
    out += margin + "    ";
    out += line->substr(static_cast<size_t>(indentation));
    out += '\n';

    const Position p = position_of(code, t->instruction);
    if (p.line < 0 || p.end_line < 0 || p.column < 0 || p.end_column < 0) return;
    CaretRange range{character_offset(*line, p.column), character_offset(*line, p.end_column)};
    if (p.line == p.end_line) {
        find_caret_anchors(text, range);
    } else {
        // Of a range of several lines the rest of the first one is marked.
        range.end = length;
        while (range.end > 0 && is_indentation((*line)[static_cast<size_t>(range.end - 1)]))
            range.end--;
    }
    const bool whole_line = range.end - range.start == length - indentation;
    if (whole_line && range.anchor_start < 0) return;
    out += margin;
    append_carets(out, range, indentation);
}

void append_repeats(std::string& out, int64_t count) {
    count -= kShownRepeats;
    if (count <= 0) return;
    out += "  [Previous line repeated " + std::to_string(count) +
           (count > 1 ? " more times]\n" : " more time]\n");
}

}  // namespace

void append_traceback(Context& ctx, std::string& out, Traceback* traceback,
                      const LineMargin& margin, const LineMargin& header_margin,
                      std::string_view header) {
    int64_t limit = kDefaultLimit;
    const Value set = dict_get(ctx, ctx.runtime().sys_dict, intern(ctx, "tracebacklimit"));
    if (set && is_int(set)) {
        if (!int_to_int64(set, limit)) limit = INT64_MAX;
        if (limit <= 0) return;
    }
    out += header_margin.text();
    out += header;

    int64_t depth = 0;
    for (Traceback* t = traceback; t; t = t->next.get())
        depth++;
    for (; traceback && depth > limit; depth--)
        traceback = traceback->next.get();

    SourceFiles files(ctx);
    const std::string before = margin.text();
    const Code* last_code = nullptr;
    int32_t last_line = -1;
    int64_t repeats = 0;
    for (Traceback* t = traceback; t; t = t->next.get()) {
        const Code* code = t->frame->function->code.get();
        const bool same = last_code && last_line != -1 && t->line == last_line &&
                          string_equal(code->filename.get(), last_code->filename.get()) &&
                          string_equal(code->name.get(), last_code->name.get());
        if (!same) {
            append_repeats(out, repeats);
            repeats = 0;
        }
        last_code = code;
        last_line = t->line;
        if (++repeats <= kShownRepeats) append_entry(out, files, t, before);
    }
    append_repeats(out, repeats);
}

std::string source_line(Context& ctx, const std::string& filename, int number) {
    SourceFiles files(ctx);
    return std::string(files.line(filename, number).value_or(""));
}

std::string format_traceback(Context& ctx, Value traceback) {
    std::string out;
    if (traceback.is(Kind::kTraceback)) {
        append_traceback(ctx, out, traceback.as<Traceback>(), {}, {},
                         "Traceback (most recent call last):\n");
    }
    return out;
}

}  // namespace orrery
