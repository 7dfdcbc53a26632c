#include "engine/interpreter/suggestions.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "engine/bytecode/code.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"

namespace orrery {

namespace {

// Edit costs: a changed case is cheaper than any other change. Lengths are bytes of UTF-8.
constexpr size_t kEditCost = 2;
constexpr size_t kCaseCost = 1;
constexpr size_t kMaxLength = 40;      // of what differs
constexpr uint64_t kMaxCandidates = 750;

size_t substitution_cost(char a, char b) {
    if (a == b) return 0;
    auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return lower(a) == lower(b) ? kCaseCost : kEditCost;
}

/// Cost of turning one name into the other; anything above `limit` when it exceeds that.
size_t edit_distance(std::string_view a, std::string_view b, size_t limit) {
    while (!a.empty() && !b.empty() && a.front() == b.front()) {
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
        a.remove_suffix(1);
        b.remove_suffix(1);
    }
    if (a.empty() || b.empty()) return (a.size() + b.size()) * kEditCost;
    if (a.size() > kMaxLength || b.size() > kMaxLength) return limit + 1;
    if (b.size() < a.size()) std::swap(a, b);
    if ((b.size() - a.size()) * kEditCost > limit) return limit + 1;

    // One row of the matrix: row[i] is the cost between the part of b seen so far and a[0..i].
    std::array<size_t, kMaxLength> row;
    for (size_t i = 0; i < a.size(); i++)
        row[i] = (i + 1) * kEditCost;
    size_t result = 0;
    for (size_t j = 0; j < b.size(); j++) {
        size_t diagonal = j * kEditCost;
        result = diagonal;
        size_t best = SIZE_MAX;
        for (size_t i = 0; i < a.size(); i++) {
            const size_t substituted = diagonal + substitution_cost(b[j], a[i]);
            diagonal = row[i];
            result = std::min(substituted, std::min(result, diagonal) + kEditCost);
            row[i] = result;
            best = std::min(best, result);
        }
        if (best > limit) return limit + 1;
    }
    return result;
}

/// The best of some candidates, the first of equals.
class NearestName {
public:
    explicit NearestName(std::string name) : name_(std::move(name)) {}

    void offer(const std::string& candidate) {
        if (candidate == name_) return;
        // At most a third of the characters involved may differ.
        size_t limit = (name_.size() + candidate.size() + 3) * kEditCost / 6;
        if (best_cost_ == 0) return;
        limit = std::min(limit, best_cost_ - 1);
        const size_t cost = edit_distance(name_, candidate, limit);
        if (cost > limit) return;
        best_ = candidate;
        best_cost_ = cost;
    }
    const std::string& best() const { return best_; }

private:
    std::string name_, best_;
    size_t best_cost_ = SIZE_MAX;
};

bool offer_all(NearestName& nearest, Value name) {
    if (!name.is(Kind::kString)) return false;
    nearest.offer(to_utf8(name.as<String>()));
    return true;
}

std::string nearest_of_keys(const std::string& name, Dict* d) {
    NearestName nearest(name);
    if (!d || d->live >= kMaxCandidates) return {};
    uint64_t position = 0;
    Value key, value;
    while (dict_next(d, position, key, value)) {
        if (!offer_all(nearest, key)) return {};
    }
    return nearest.best();
}

std::string nearest_variable(const std::string& name, Code* code) {
    NearestName nearest(name);
    // Only locals proper: CPython does not offer variables shared with closures.
    const unsigned count = plain_local_count(code);
    for (unsigned i = 0; i < count; i++)
        offer_all(nearest, code->variable_names->at(i));
    return nearest.best();
}

bool is_exact_string(Value v) { return v.is(Kind::kString) && v.as_object()->is_exact(); }

std::string suggest_variable(Context& ctx, Exception* e) {
    const Value name = e->fields[0].get();
    const Value at = e->traceback.get();
    if (!is_exact_string(name) || !at.is(Kind::kTraceback)) return {};
    auto* t = at.as<Traceback>();
    while (t->next)
        t = t->next.get();
    Function* function = t->frame->function.get();
    const std::string wanted = to_utf8(name.as<String>());
    std::string found = nearest_variable(wanted, function->code.get());
    if (found.empty()) found = nearest_of_keys(wanted, function->globals.get());
    if (found.empty()) found = nearest_of_keys(wanted, ctx.runtime().builtins);
    return found;
}

std::string suggest_attribute(Context& ctx, Exception* e) {
    const Value name = e->fields[0].get();
    const Value object = e->fields[1].get();
    if (!object || !is_exact_string(name)) return {};
    const Value dir = dict_get(ctx, ctx.runtime().builtins, intern(ctx, "dir"));
    const Value names = dir ? call(ctx, dir, {object}) : Value::error();
    if (!names.is(Kind::kList)) {
        take_exception(ctx);
        return {};
    }
    auto* list = names.as<List>();
    if (list->size >= kMaxCandidates) return {};
    NearestName nearest(to_utf8(name.as<String>()));
    for (uint64_t i = 0; i < list->size; i++) {
        if (!offer_all(nearest, list->at(i))) return {};
    }
    return nearest.best();
}

}  // namespace

std::string suggest_name(Context& ctx, Value exception) {
    if (!exception.is(Kind::kException)) return {};
    Type* type = type_of(ctx, exception);
    if (type == ctx.type(TypeId::kAttributeError)) {
        return suggest_attribute(ctx, exception.as<Exception>());
    }
    if (type == ctx.type(TypeId::kNameError)) {
        return suggest_variable(ctx, exception.as<Exception>());
    }
    return {};
}

}  // namespace orrery
