// match statements.
//
// Names a pattern captures are kept in temporaries and stored only when the whole pattern has
// matched, before the guard runs.
#include <string>
#include <vector>

#include "engine/bytecode/code_generator.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"

namespace orrery {

using ast::NodeKind;

namespace {

bool is_wildcard(const ast::Pattern* p) {
    return p->is<ast::MatchAs>() && !p->as<ast::MatchAs>()->pattern &&
           !p->as<ast::MatchAs>()->name.data();
}

bool is_star_wildcard(const ast::Pattern* p) {
    return p->is<ast::MatchStar>() && !p->as<ast::MatchStar>()->name.data();
}

}  // namespace

class PatternCompiler {
public:
    PatternCompiler(CodeGenerator& g, bool allow_irrefutable)
        : g_(g), allow_irrefutable_(allow_irrefutable) {}

    /// Goes on if `subject` matches, with captures noted; else jumps to `fail`.
    void pattern(const ast::Pattern* p, Reg subject, Label fail);
    void store_captures() {
        for (const Capture& c : captures_)
            g_.store_name(c.name, c.reg);
    }

private:
    struct Capture {
        Identifier name;
        Reg reg;
    };

    void subpattern(const ast::Pattern* p, Reg subject, Label fail) {
        const bool old = allow_irrefutable_;
        allow_irrefutable_ = true;
        pattern(p, subject, fail);
        allow_irrefutable_ = old;
    }
    bool is_captured(Identifier name) const {
        for (const Capture& c : captures_) {
            if (c.name.data() == name.data()) return true;
        }
        return false;
    }
    void capture(Identifier name, Reg value);
    void duplicate(Identifier name) {
        g_.error("multiple assignments to name '" + std::string(name) + "' in pattern");
    }
    void as(const ast::MatchAs* p, Reg subject, Label fail);
    void alternatives(const ast::MatchOr* p, Reg subject, Label fail);
    void sequence(const ast::MatchSequence* p, Reg subject, Label fail);
    void mapping(const ast::MatchMapping* p, Reg subject, Label fail);
    void class_pattern(const ast::MatchClass* p, Reg subject, Label fail);

    CodeGenerator& g_;
    bool allow_irrefutable_;
    std::vector<Capture> captures_;
};

void PatternCompiler::capture(Identifier name, Reg value) {
    if (!name.data() || g_.forbidden(name, ast::ExprContext::Store)) return;
    if (is_captured(name)) {
        duplicate(name);
        return;
    }
    captures_.push_back({name, value});
}

void PatternCompiler::pattern(const ast::Pattern* p, Reg subject, Label fail) {
    if (g_.errors_.failed() || !g_.deep_enough()) return;
    g_.set_position(p);
    switch (p->kind) {
    case NodeKind::MatchValue: {
        const ast::Expr* value = p->as<ast::MatchValue>()->value;
        int16_t small;
        if (g_.immediate(value, small)) {
            g_.out().jump(Op::JUMP_NOT_EQ_INT, subject, static_cast<uint16_t>(small), fail);
            return;
        }
        if (!value->is<ast::Attribute>() && !g_.constant_value(value)) {
            g_.error("patterns may only match literals and attribute lookups");
            return;
        }
        Temporaries t(*g_.b_);
        const Reg r = g_.any(value);
        g_.out().jump(Op::JUMP_NOT_EQ, subject, r, fail);
        return;
    }
    case NodeKind::MatchSingleton: {
        Temporaries t(*g_.b_);
        const Reg r = g_.alloc();
        g_.load_constant(r, g_.literal(p->as<ast::MatchSingleton>()->value));
        g_.out().jump(Op::JUMP_IS_NOT, subject, r, fail);
        return;
    }
    case NodeKind::MatchSequence: sequence(p->as<ast::MatchSequence>(), subject, fail); return;
    case NodeKind::MatchMapping: mapping(p->as<ast::MatchMapping>(), subject, fail); return;
    case NodeKind::MatchClass: class_pattern(p->as<ast::MatchClass>(), subject, fail); return;
    case NodeKind::MatchStar: capture(p->as<ast::MatchStar>()->name, subject); return;
    case NodeKind::MatchAs: as(p->as<ast::MatchAs>(), subject, fail); return;
    case NodeKind::MatchOr: alternatives(p->as<ast::MatchOr>(), subject, fail); return;
    default: return;
    }
}

void PatternCompiler::as(const ast::MatchAs* p, Reg subject, Label fail) {
    if (p->pattern) {
        pattern(p->pattern, subject, fail);
        capture(p->name, subject);
        return;
    }
    if (!allow_irrefutable_) {
        g_.error(p->name.data() ? "name capture '" + std::string(p->name) +
                                      "' makes remaining patterns unreachable"
                                : "wildcard makes remaining patterns unreachable");
        return;
    }
    capture(p->name, subject);
}

// Every alternative leaves its captures in the registers of the first one's.
void PatternCompiler::alternatives(const ast::MatchOr* p, Reg subject, Label fail) {
    const bool allowed = allow_irrefutable_;
    std::vector<Capture> outer;
    outer.swap(captures_);
    std::vector<Capture> control;
    const Label matched = g_.out().new_label();
    for (size_t i = 0; i < p->patterns.size() && !g_.errors_.failed(); i++) {
        const bool last = i + 1 == p->patterns.size();
        const Label next = last ? fail : g_.out().new_label();
        allow_irrefutable_ = last && allowed;
        captures_.clear();
        g_.set_position(p->patterns[i]);
        pattern(p->patterns[i], subject, next);
        if (g_.errors_.failed()) return;
        if (i == 0) {
            for (Capture& c : captures_) {
                const Reg r = g_.alloc();
                g_.move(r, c.reg);
                control.push_back({c.name, r});
            }
        } else {
            bool same = captures_.size() == control.size();
            for (const Capture& c : control)
                same = same && is_captured(c.name);
            if (!same) {
                g_.error("alternative patterns bind different names");
                return;
            }
            for (const Capture& c : captures_) {
                for (const Capture& wanted : control) {
                    if (wanted.name.data() == c.name.data()) g_.move(wanted.reg, c.reg);
                }
            }
        }
        if (!last) {
            g_.out().jump(matched);
            g_.out().bind(next);
        }
    }
    g_.out().bind(matched);
    allow_irrefutable_ = allowed;
    captures_.swap(outer);
    for (const Capture& c : control) {
        if (is_captured(c.name)) {
            duplicate(c.name);
            return;
        }
        captures_.push_back(c);
    }
}

void PatternCompiler::sequence(const ast::MatchSequence* p, Reg subject, Label fail) {
    const int size = static_cast<int>(p->patterns.size());
    int star = -1;
    bool only_wildcards = true;
    bool star_wildcard = false;
    for (int i = 0; i < size; i++) {
        const ast::Pattern* q = p->patterns[static_cast<size_t>(i)];
        if (q->is<ast::MatchStar>()) {
            if (star >= 0) {
                g_.error("multiple starred names in sequence pattern");
                return;
            }
            star_wildcard = is_star_wildcard(q);
            only_wildcards = only_wildcards && star_wildcard;
            star = i;
            continue;
        }
        only_wildcards = only_wildcards && is_wildcard(q);
    }
    if (star >= 256 || (star >= 0 && size - star - 1 >= 256)) {
        g_.error("too many expressions in star-unpacking sequence pattern");
        return;
    }
    const Reg t = g_.alloc();
    g_.emit(Op::MATCH_SEQUENCE, t, subject);
    g_.out().jump(Op::JUMP_IF_FALSE, t, 0, fail);
    auto compare_length = [&](Op op, int n) {
        g_.emit(Op::GET_LEN, t, subject);
        if (n <= 32767) {
            g_.out().jump(op, t, static_cast<unsigned>(n), fail);
        } else {
            g_.error("too many sub-patterns in sequence pattern");
        }
    };
    if (star < 0)
        compare_length(Op::JUMP_NOT_EQ_INT, size);
    else if (size > 1)
        compare_length(Op::JUMP_NOT_GE_INT, size - 1);
    if (only_wildcards) return;
    if (star_wildcard) {
        // Only the items that patterns look at.
        for (int i = 0; i < size; i++) {
            const ast::Pattern* q = p->patterns[static_cast<size_t>(i)];
            if (i == star || is_wildcard(q)) continue;
            const Reg index = g_.alloc();
            if (i < star) {
                g_.load_constant(index, Value::small_int(i));
            } else {
                g_.emit(Op::GET_LEN, index, subject);
                g_.emit(Op::SUB_INT, index, index, static_cast<unsigned>(size - i));
            }
            g_.emit(Op::LOAD_ITEM, index, subject, index);
            subpattern(q, index, fail);
        }
        return;
    }
    const Reg window = g_.alloc(static_cast<unsigned>(size));
    if (star >= 0) {
        g_.emit(Op::UNPACK_STAR, window, subject,
                static_cast<unsigned>(star) | static_cast<unsigned>(size - star - 1) << 8);
    } else {
        g_.emit(Op::UNPACK, window, subject, static_cast<unsigned>(size));
    }
    for (int i = 0; i < size; i++) {
        subpattern(p->patterns[static_cast<size_t>(i)], static_cast<Reg>(window + i), fail);
    }
}

void PatternCompiler::mapping(const ast::MatchMapping* p, Reg subject, Label fail) {
    const unsigned size = static_cast<unsigned>(p->keys.size());
    const Reg t = g_.alloc();
    g_.emit(Op::MATCH_MAPPING, t, subject);
    g_.out().jump(Op::JUMP_IF_FALSE, t, 0, fail);
    if (size == 0 && !p->rest.data()) return;
    if (size > 0) {
        g_.emit(Op::GET_LEN, t, subject);
        if (size > 30000) {
            g_.error("too many sub-patterns in mapping pattern");
            return;
        }
        g_.out().jump(Op::JUMP_NOT_GE_INT, t, size, fail);
    }
    const Reg keys = g_.alloc();
    Set* seen = make_set(g_.ctx_);
    if (!seen) {
        g_.errors_.set_failed();
        return;
    }
    {
        Temporaries inner(*g_.b_);
        const Reg window = g_.alloc(size);
        for (unsigned i = 0; i < size; i++) {
            const ast::Expr* key = p->keys[i];
            const Value constant = g_.constant_value(key);
            if (constant) {
                const Truth known = set_contains(g_.ctx_, seen, constant);
                if (known == Truth::kYes) {
                    String* repr = to_repr(g_.ctx_, constant);
                    g_.error("mapping pattern checks duplicate key (" +
                             (repr ? to_utf8(repr) : std::string()) + ")");
                    return;
                }
                if (known == Truth::kError || !set_add(g_.ctx_, seen, constant)) {
                    g_.errors_.set_failed();
                    return;
                }
            } else if (!key->is<ast::Attribute>()) {
                g_.error("mapping pattern keys may only match literals and attribute lookups");
                return;
            }
            g_.into(key, static_cast<Reg>(window + i));
        }
        g_.emit(Op::BUILD_TUPLE, keys, window, size);
    }
    const Reg values = g_.alloc();
    g_.emit(Op::MATCH_KEYS, values, subject, keys);
    g_.out().jump(Op::JUMP_IF_NONE, values, 0, fail);
    const Reg window = g_.alloc(size);
    if (size > 0) g_.emit(Op::UNPACK, window, values, size);
    for (unsigned i = 0; i < size; i++) {
        subpattern(p->patterns[i], static_cast<Reg>(window + i), fail);
    }
    if (p->rest.data()) {
        const Reg rest = g_.alloc();
        g_.emit(Op::COPY_DICT_WITHOUT, rest, subject, keys);
        capture(p->rest, rest);
    }
}

void PatternCompiler::class_pattern(const ast::MatchClass* p, Reg subject, Label fail) {
    const size_t positional = p->patterns.size();
    const size_t keywords = p->kwd_attrs.size();
    for (size_t i = 0; i < keywords; i++) {
        const Identifier name = p->kwd_attrs[i];
        g_.set_position(p->kwd_patterns[i]);
        if (g_.forbidden(name, ast::ExprContext::Store)) return;
        for (size_t j = i + 1; j < keywords; j++) {
            if (p->kwd_attrs[j].data() == name.data()) {
                g_.set_position(p->kwd_patterns[j]);
                g_.error("attribute name repeated in class pattern: " + std::string(name));
                return;
            }
        }
    }
    g_.set_position(p);
    const Reg window = g_.alloc(3);
    g_.move(window, subject);
    g_.into(p->cls, window + 1);
    Tuple* names = new_tuple(g_.ctx_, keywords);
    if (!names) {
        g_.errors_.set_failed();
        return;
    }
    g_.keep(Value::object(names));
    for (size_t i = 0; i < keywords; i++) {
        names->slots()[i].set(g_.ctx_, names, Value::object(g_.string_of(p->kwd_attrs[i])));
    }
    g_.load_constant(window + 2, Value::object(names));
    const Reg matched = g_.alloc();
    g_.emit(Op::MATCH_CLASS, matched, window, static_cast<unsigned>(positional));
    g_.out().jump(Op::JUMP_IF_NONE, matched, 0, fail);
    const size_t size = positional + keywords;
    if (size == 0) return;
    const Reg attributes = g_.alloc(static_cast<unsigned>(size));
    g_.emit(Op::UNPACK, attributes, matched, static_cast<unsigned>(size));
    for (size_t i = 0; i < size; i++) {
        const ast::Pattern* q = i < positional ? p->patterns[i] : p->kwd_patterns[i - positional];
        if (is_wildcard(q)) continue;
        subpattern(q, static_cast<Reg>(attributes + i), fail);
    }
}

void CodeGenerator::match_statement(const ast::Match* s) {
    Temporaries all(*b_);
    const Position p = out().position;
    // A case body may rebind the subject's variable only after its own match; but a capture of an
    // earlier, failed case (its guard was false) may have rebound it: match a copy.
    const Reg subject = temporary(s->subject);
    const Label end = out().new_label();
    for (size_t i = 0; i < s->cases.size() && !errors_.failed(); i++) {
        Temporaries t(*b_);
        const ast::MatchCase* c = s->cases[i];
        const bool last = i + 1 == s->cases.size();
        const Label next = out().new_label();
        PatternCompiler compiler(*this, c->guard != nullptr || last);
        compiler.pattern(c->pattern, subject, next);
        if (errors_.failed()) return;
        compiler.store_captures();
        if (c->guard) jump_if(c->guard, next, false);
        statements(c->body);
        out().position = p;
        if (!last) out().jump(end);
        out().bind(next);
    }
    out().bind(end);
}

}  // namespace orrery
