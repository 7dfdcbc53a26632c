#include <algorithm>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/sre/objects.h"
#include "engine/objects/numbers.h"

namespace orrery::sre {

bool to_size(Context& ctx, Value value, int64_t* size) {
    Value index = to_index(ctx, value);
    if (!index) return false;
    if (int_to_int64(index, *size)) return true;
    raise(ctx, TypeId::kOverflowError, "Python int too large to convert to C ssize_t");
    return false;
}

bool Operation::open(Value string, Value pos, Value endpos) {
    int64_t begin = 0;
    int64_t end = INT64_MAX;
    if (pos && !to_size(ctx_, pos, &begin)) return false;
    if (endpos && !to_size(ctx_, endpos, &end)) return false;
    return open(string, begin, end);
}

bool Operation::open(Value string, int64_t pos, int64_t endpos) {
    if (!subject_.open(string)) return false;
    if (pattern_->is_bytes != Pattern::kAnyText &&
        subject_.is_bytes() != (pattern_->is_bytes != 0)) {
        raise(ctx_, TypeId::kTypeError,
              subject_.is_bytes() ? "cannot use a string pattern on a bytes-like object"
                                  : "cannot use a bytes pattern on a string-like object");
        return false;
    }
    auto length = static_cast<int64_t>(subject_.length());
    pos_ = std::clamp<int64_t>(pos, 0, length);
    endpos_ = std::clamp<int64_t>(endpos, 0, length);
    matcher_.emplace(pattern_->compiled->program, subject_.text(), static_cast<size_t>(pos_),
                     static_cast<size_t>(endpos_), stack_,
                     Interrupt{&ctx_.poll, handle_poll, &ctx_});
    return true;
}

Truth Operation::run(Mode mode) {
    Outcome outcome = mode == Mode::kSearch  ? matcher_->search()
                      : mode == Mode::kMatch ? matcher_->match()
                                             : matcher_->fullmatch();
    switch (outcome) {
    case Outcome::kMatch: return Truth::kYes;
    case Outcome::kNoMatch: return Truth::kNo;
    case Outcome::kOutOfMemory: raise_memory_error(ctx_); return Truth::kError;
    case Outcome::kInterrupted: break;  // handle_poll() has set the exception
    }
    return Truth::kError;
}

Value Operation::match_object() {
    uint32_t spans = pattern_->groups + 1;
    auto* match = allocate<Match>(ctx_, pattern_type(pattern_, PatternType::kMatch),
                                  spans * sizeof(Match::Span));
    if (!match) return Value::error();
    match->string.init(subject_.value());
    match->pattern.init(pattern_);
    match->pos = pos_;
    match->endpos = endpos_;
    match->last_index = matcher_->last_index();
    match->spans = spans;
    match->span()[0] = {static_cast<int64_t>(matcher_->start()),
                        static_cast<int64_t>(matcher_->stop())};
    for (uint32_t i = 1; i < spans; ++i) {
        size_t start;
        size_t stop;
        if (!matcher_->group(i, &start, &stop)) {
            match->span()[i] = {-1, -1};
            continue;
        }
        if (start > stop) {
            return raise(ctx_, TypeId::kSystemError,
                         "The span of capturing group is wrong, please report a bug for the re "
                         "module.");
        }
        match->span()[i] = {static_cast<int64_t>(start), static_cast<int64_t>(stop)};
    }
    return Value::object(match);
}

Value Operation::group(uint32_t index, Value otherwise) {
    size_t start = matcher_->start();
    size_t stop = matcher_->stop();
    if (index != 0 && !matcher_->group(index, &start, &stop)) return otherwise;
    return subject_.slice(start, std::max(start, stop));
}

Value return_self(Context&, const Args& args) { return args[0]; }

Value class_getitem(Context& ctx, const Args& args) {
    return make_generic_alias(ctx, args[0], args[1]);
}

Value call_re(Context& ctx, const char* function, std::initializer_list<Value> args) {
    Value module = import_module(ctx, "re");
    if (!module) return Value::error();
    String* name = intern(ctx, function);
    if (!name) return Value::error();
    Value callee = get_attribute(ctx, module, name);
    return callee ? call(ctx, callee, args) : Value::error();
}

}  // namespace orrery::sre
