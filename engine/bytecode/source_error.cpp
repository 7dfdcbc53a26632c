#include "engine/bytecode/source_error.h"

#include <fstream>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/interpreter/warnings.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/numbers.h"
#include "engine/text/utf8.h"

namespace orrery {

namespace {

// Fields of SyntaxError in Exception::fields (exceptions.cpp).
enum SyntaxErrorField { kMsg, kFilename, kLineno, kOffset, kText, kEndLineno, kEndOffset };

}  // namespace

Value SourceErrors::line_of_file(int line) {
    if (line <= 0) return Value::none();
    std::ifstream file(to_utf8(filename_), std::ios::binary);
    std::string text;
    for (int i = 0; i < line; i++) {
        if (!std::getline(file, text)) return Value::none();
    }
    if (!file.eof()) text += '\n';
    // The file may be in any encoding: what is not UTF-8 cannot be shown.
    const auto scan = utf8_scan(reinterpret_cast<const uint8_t*>(text.data()), text.size());
    if (scan.valid_bytes != text.size()) return Value::none();
    String* s = make_string(*ctx_, text);
    return s ? Value::object(s) : Value::error();
}

void SourceErrors::error(const SourceRange& range, std::string_view message) {
    if (failed_) return;
    failed_ = true;
    if (kept_) {
        kept_->push_back({false, range, std::string(message)});
        return;
    }
    String* msg = make_string(*ctx_, message);
    const Value line = line_of_file(range.line);
    if (!msg || !line) return;
    const Value place[] = {
        Value::object(filename_),           Value::small_int(range.line),
        Value::small_int(range.column + 1), line,
        Value::small_int(range.end_line),   Value::small_int(range.end_column + 1),
    };
    Tuple* details = make_tuple(*ctx_, place);
    if (!details) return;
    const Value args[] = {Value::object(msg), Value::object(details)};
    raise_with(*ctx_, TypeId::kSyntaxError, args);
}

void SourceErrors::symbol_error(const SourceRange& range, std::string_view message) {
    if (failed_) return;
    failed_ = true;
    if (kept_) {
        kept_->push_back({false, range, std::string(message)});
        return;
    }
    String* msg = make_string(*ctx_, message);
    const Value line = line_of_file(range.line);
    if (!msg || !line) return;
    const Value args[] = {Value::object(msg)};
    Exception* e = make_exception(*ctx_, TypeId::kSyntaxError, args);
    if (!e) return;
    e->fields[kFilename].set(*ctx_, e, Value::object(filename_));
    e->fields[kLineno].set(*ctx_, e, Value::small_int(range.line));
    e->fields[kOffset].set(*ctx_, e, Value::small_int(range.column + 1));
    e->fields[kText].set(*ctx_, e, line);
    e->fields[kEndLineno].set(*ctx_, e, Value::small_int(range.end_line));
    e->fields[kEndOffset].set(
        *ctx_, e, range.end_column < 0 ? Value::none() : Value::small_int(range.end_column + 1));
    raise_value(*ctx_, Value::object(e));
}

bool SourceErrors::has_stack() {
    constexpr size_t kReserve = 64 * 1024;  // bytes one level may need
    const char* here = static_cast<const char*>(__builtin_frame_address(0));
    if (!ctx_ || !ctx_->machine_stack_limit || here > ctx_->machine_stack_limit + kReserve)
        return true;
    recursion_error();
    return false;
}

void SourceErrors::recursion_error() {
    if (failed_) return;
    failed_ = true;
    if (kept_) {
        kept_->push_back({false, {}, "maximum recursion depth exceeded during compilation"});
        return;
    }
    raise(*ctx_, TypeId::kRecursionError, "maximum recursion depth exceeded during compilation");
}

// warnings.warn_explicit(message, category, filename, lineno); false after an exception. `raised`:
// the warning itself was made an error.
bool SourceErrors::warn_explicit(TypeId category, std::string_view message, int line,
                                 bool& raised) {
    raised = false;
    String* text = make_string(*ctx_, message);
    if (!text) return false;
    if (orrery::warn_explicit(*ctx_, {.category = Value::object(ctx_->type(category)),
                                      .message = Value::object(text),
                                      .filename = Value::object(filename_),
                                      .line = line})) {
        return true;
    }
    raised = exception_matches(*ctx_, category);
    return false;
}

void SourceErrors::warn(const SourceRange& range, std::string_view message) {
    if (failed_) return;
    if (kept_) {
        kept_->push_back({true, range, std::string(message)});
        return;
    }
    bool raised;
    if (warn_explicit(TypeId::kSyntaxWarning, message, range.line, raised)) return;
    if (!raised) {
        failed_ = true;
        return;
    }
    // A SyntaxError shows where it is, which the warning does not.
    take_exception(*ctx_);
    error(range, message);
}

void SourceErrors::report(const syntax::Diagnostic& d) {
    if (failed_) return;
    TypeId type = TypeId::kSyntaxError;
    switch (d.kind) {
    case syntax::DiagnosticKind::SyntaxError: break;
    case syntax::DiagnosticKind::IndentationError: type = TypeId::kIndentationError; break;
    case syntax::DiagnosticKind::TabError: type = TypeId::kTabError; break;
    case syntax::DiagnosticKind::MemoryError:
        failed_ = true;
        raise_memory_error(*ctx_);
        return;
    case syntax::DiagnosticKind::ValueError:
        failed_ = true;
        raise(*ctx_, TypeId::kValueError, "{}", d.message);
        return;
    case syntax::DiagnosticKind::Warning: {
        bool raised;
        if (warn_explicit(TypeId::kDeprecationWarning, d.message, d.lineno, raised)) return;
        failed_ = true;
        if (!raised) return;
        take_exception(*ctx_);
        break;
    }
    }
    failed_ = true;
    String* msg = make_string(*ctx_, d.message);
    if (!msg) return;
    if (d.lineno == syntax::Diagnostic::kNoLine) {
        raise_message(*ctx_, type, msg);
        return;
    }
    Value text = Value::none();
    if (d.has_text) {
        String* s = make_string(*ctx_, d.text);
        if (!s) return;
        text = Value::object(s);
    }
    const Value place[] = {
        Value::object(filename_),
        Value::small_int(d.lineno),
        Value::small_int(d.offset),
        text,
        Value::small_int(d.end_lineno),
        d.end_offset == syntax::Diagnostic::kNoEnd ? Value::none() : Value::small_int(d.end_offset),
    };
    const bool has_end = d.end_lineno != syntax::Diagnostic::kNoEnd;
    Tuple* details = make_tuple(*ctx_, std::span(place).first(has_end ? 6 : 4));
    if (!details) return;
    const Value args[] = {Value::object(msg), Value::object(details)};
    raise_with(*ctx_, type, args);
}

}  // namespace orrery
