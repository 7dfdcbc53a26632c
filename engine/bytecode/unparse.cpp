#include "engine/bytecode/unparse.h"

#include <string_view>

#include "engine/numbers/float_text.h"
#include "engine/text/unicode.h"

namespace orrery {

namespace ast = syntax::ast;
using ast::NodeKind;

namespace {

// Binding strengths; an operand weaker than its place needs parentheses.
enum Level {
    kTuple,
    kTest,
    kOr,
    kAnd,
    kNot,
    kComparison,
    kBitOr,
    kBitXor,
    kBitAnd,
    kShift,
    kArithmetic,
    kTerm,
    kFactor,
    kPower,
    kAwait,
    kAtom,
};
constexpr int kExpression = kBitOr;

// How repr() writes a str, from WTF-8.
void append_repr(std::string& out, std::string_view text, bool bytes) {
    const bool single = text.find('\'') == text.npos || text.find('"') != text.npos;
    const char quote = single ? '\'' : '"';
    if (bytes) out += 'b';
    out += quote;
    static constexpr char kHex[] = "0123456789abcdef";
    auto hex = [&](uint32_t c, int digits) {
        for (int i = digits - 1; i >= 0; i--)
            out += kHex[c >> (4 * i) & 15];
    };
    for (size_t i = 0; i < text.size();) {
        const unsigned char b = static_cast<unsigned char>(text[i]);
        if (b < 0x80 || bytes) {
            i++;
            if (b == static_cast<unsigned char>(quote) || b == '\\') {
                out += '\\';
                out += static_cast<char>(b);
            } else if (b == '\n') {
                out += "\\n";
            } else if (b == '\r') {
                out += "\\r";
            } else if (b == '\t') {
                out += "\\t";
            } else if (b < 0x20 || b >= 0x7F) {
                out += "\\x";
                hex(b, 2);
            } else {
                out += static_cast<char>(b);
            }
            continue;
        }
        const size_t size = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
        uint32_t c = b & (0xFF >> (size + 1));
        for (size_t k = 1; k < size && i + k < text.size(); k++) {
            c = c << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3F);
        }
        if (is_printable(c)) {
            out += text.substr(i, size);
        } else if (c < 0x100) {
            out += "\\x";
            hex(c, 2);
        } else if (c < 0x10000) {
            out += "\\u";
            hex(c, 4);
        } else {
            out += "\\U";
            hex(c, 8);
        }
        i += size;
    }
    out += quote;
}

class Unparser {
public:
    explicit Unparser(const char* stack_limit) : stack_limit_(stack_limit) {}
    bool overflowed() const { return overflowed_; }
    std::string take() { return std::move(out_); }
    void expression(const ast::Expr* e, int level);

private:
    void open(bool needed) {
        if (needed) out_ += '(';
    }
    void close(bool needed) {
        if (needed) out_ += ')';
    }
    void list(std::span<ast::Expr* const> elements, int level = kTest) {
        bool first = true;
        for (const ast::Expr* e : elements) {
            if (!first) out_ += ", ";
            first = false;
            expression(e, level);
        }
    }
    void constant(const ast::Constant* e);
    void number(double d);
    void arguments(const ast::Arguments* a);
    void argument(const ast::Arg* a);
    void generators(std::span<ast::Comprehension* const> list);
    void call(const ast::Call* e);
    void binary(const ast::BinOp* e, int level);
    void unary(const ast::UnaryOp* e, int level);
    void compare(const ast::Compare* e, int level);
    void joined(std::span<ast::Expr* const> parts, std::string& text);
    void formatted(const ast::FormattedValue* e, std::string& text);

    std::string out_;
    const char* stack_limit_;
    bool overflowed_ = false;
};

void Unparser::number(double d) {
    AsciiBuffer text;
    float_repr(d, text);
    const std::string_view s(text.data(), text.size());
    if (s == "inf")
        out_ += "1e309";
    else
        out_ += s;
}

void Unparser::constant(const ast::Constant* e) {
    const ast::ConstantValue& v = e->value;
    switch (v.kind) {
    case ast::ConstantKind::None: out_ += "None"; return;
    case ast::ConstantKind::True: out_ += "True"; return;
    case ast::ConstantKind::False: out_ += "False"; return;
    case ast::ConstantKind::Ellipsis: out_ += "..."; return;
    case ast::ConstantKind::Int: out_ += std::to_string(v.integer); return;
    case ast::ConstantKind::BigInt:
        out_ += v.radix == 16 ? "0x" : v.radix == 8 ? "0o" : v.radix == 2 ? "0b" : "";
        out_ += v.text;
        return;
    case ast::ConstantKind::Float: number(v.real); return;
    case ast::ConstantKind::Complex: {
        const size_t start = out_.size();
        number(v.real);
        if (out_.ends_with(".0") && out_.size() - start > 2) out_.resize(out_.size() - 2);
        out_ += 'j';
        return;
    }
    case ast::ConstantKind::Str:
        if (e->u_kind.data()) out_ += e->u_kind;
        append_repr(out_, v.text, false);
        return;
    case ast::ConstantKind::Bytes: append_repr(out_, v.text, true); return;
    }
}

void Unparser::argument(const ast::Arg* a) {
    out_ += a->arg;
    if (a->annotation) {
        out_ += ": ";
        expression(a->annotation, kTest);
    }
}

void Unparser::arguments(const ast::Arguments* a) {
    bool first = true;
    auto comma = [&] {
        if (!first) out_ += ", ";
        first = false;
    };
    const size_t positional = a->posonlyargs.size() + a->args.size();
    for (size_t i = 0; i < positional; i++) {
        comma();
        argument(i < a->posonlyargs.size() ? a->posonlyargs[i]
                                           : a->args[i - a->posonlyargs.size()]);
        if (i + a->defaults.size() >= positional) {
            out_ += '=';
            expression(a->defaults[i + a->defaults.size() - positional], kTest);
        }
        if (i + 1 == a->posonlyargs.size()) out_ += ", /";
    }
    if (a->vararg || !a->kwonlyargs.empty()) {
        comma();
        out_ += '*';
        if (a->vararg) argument(a->vararg);
    }
    for (size_t i = 0; i < a->kwonlyargs.size(); i++) {
        comma();
        argument(a->kwonlyargs[i]);
        if (a->kw_defaults[i]) {
            out_ += '=';
            expression(a->kw_defaults[i], kTest);
        }
    }
    if (a->kwarg) {
        comma();
        out_ += "**";
        argument(a->kwarg);
    }
}

void Unparser::generators(std::span<ast::Comprehension* const> list) {
    for (const ast::Comprehension* g : list) {
        out_ += g->is_async ? " async for " : " for ";
        expression(g->target, kTuple);
        out_ += " in ";
        expression(g->iter, kTest + 1);
        for (const ast::Expr* condition : g->ifs) {
            out_ += " if ";
            expression(condition, kTest + 1);
        }
    }
}

void Unparser::call(const ast::Call* e) {
    expression(e->func, kAtom);
    // A generator expression brings its own parentheses.
    if (e->args.size() == 1 && e->keywords.empty() && e->args[0]->is<ast::GeneratorExp>()) {
        expression(e->args[0], kTest);
        return;
    }
    out_ += '(';
    list(e->args);
    bool first = e->args.empty();
    for (const ast::Keyword* k : e->keywords) {
        if (!first) out_ += ", ";
        first = false;
        if (k->arg.data()) {
            out_ += k->arg;
            out_ += '=';
        } else {
            out_ += "**";
        }
        expression(k->value, kTest);
    }
    out_ += ')';
}

void Unparser::binary(const ast::BinOp* e, int level) {
    const char* text = "";
    int own = kArithmetic;
    bool right_associative = false;
    switch (e->op) {
    case ast::Operator::Add: text = " + "; break;
    case ast::Operator::Sub: text = " - "; break;
    case ast::Operator::Mult:
        text = " * ";
        own = kTerm;
        break;
    case ast::Operator::MatMult:
        text = " @ ";
        own = kTerm;
        break;
    case ast::Operator::Div:
        text = " / ";
        own = kTerm;
        break;
    case ast::Operator::Mod:
        text = " % ";
        own = kTerm;
        break;
    case ast::Operator::FloorDiv:
        text = " // ";
        own = kTerm;
        break;
    case ast::Operator::LShift:
        text = " << ";
        own = kShift;
        break;
    case ast::Operator::RShift:
        text = " >> ";
        own = kShift;
        break;
    case ast::Operator::BitOr:
        text = " | ";
        own = kBitOr;
        break;
    case ast::Operator::BitXor:
        text = " ^ ";
        own = kBitXor;
        break;
    case ast::Operator::BitAnd:
        text = " & ";
        own = kBitAnd;
        break;
    case ast::Operator::Pow:
        text = " ** ";
        own = kPower;
        right_associative = true;
        break;
    }
    open(level > own);
    expression(e->left, own + right_associative);
    out_ += text;
    expression(e->right, own + !right_associative);
    close(level > own);
}

void Unparser::unary(const ast::UnaryOp* e, int level) {
    const char* text = "";
    int own = kFactor;
    switch (e->op) {
    case ast::UnaryOperator::Invert: text = "~"; break;
    case ast::UnaryOperator::Not:
        text = "not ";
        own = kNot;
        break;
    case ast::UnaryOperator::UAdd: text = "+"; break;
    case ast::UnaryOperator::USub: text = "-"; break;
    }
    open(level > own);
    out_ += text;
    expression(e->operand, own);
    close(level > own);
}

void Unparser::compare(const ast::Compare* e, int level) {
    open(level > kComparison);
    expression(e->left, kComparison + 1);
    for (size_t i = 0; i < e->ops.size(); i++) {
        const char* text = "";
        switch (e->ops[i]) {
        case ast::CmpOperator::Eq: text = " == "; break;
        case ast::CmpOperator::NotEq: text = " != "; break;
        case ast::CmpOperator::Lt: text = " < "; break;
        case ast::CmpOperator::LtE: text = " <= "; break;
        case ast::CmpOperator::Gt: text = " > "; break;
        case ast::CmpOperator::GtE: text = " >= "; break;
        case ast::CmpOperator::Is: text = " is "; break;
        case ast::CmpOperator::IsNot: text = " is not "; break;
        case ast::CmpOperator::In: text = " in "; break;
        case ast::CmpOperator::NotIn: text = " not in "; break;
        }
        out_ += text;
        expression(e->comparators[i], kComparison + 1);
    }
    close(level > kComparison);
}

void Unparser::formatted(const ast::FormattedValue* e, std::string& text) {
    Unparser inner(stack_limit_);
    inner.expression(e->value, kTest + 1);
    overflowed_ = overflowed_ || inner.overflowed_;
    const std::string value = inner.take();
    text += value.starts_with('{') ? "{ " : "{";
    text += value;
    if (e->conversion > 0) {
        text += '!';
        text += static_cast<char>(e->conversion);
    }
    if (e->format_spec) {
        text += ':';
        if (auto* j = e->format_spec->try_as<ast::JoinedStr>()) {
            joined(j->values, text);
        } else if (auto* c = e->format_spec->try_as<ast::Constant>()) {
            text += c->value.text;
        }
    }
    text += '}';
}

void Unparser::joined(std::span<ast::Expr* const> parts, std::string& text) {
    for (const ast::Expr* p : parts) {
        if (auto* c = p->try_as<ast::Constant>()) {
            for (char ch : c->value.text) {
                text += ch;
                if (ch == '{' || ch == '}') text += ch;
            }
        } else if (auto* f = p->try_as<ast::FormattedValue>()) {
            formatted(f, text);
        } else if (auto* j = p->try_as<ast::JoinedStr>()) {
            joined(j->values, text);
        }
    }
}

void Unparser::expression(const ast::Expr* e, int level) {
    if (stack_limit_ && static_cast<const char*>(__builtin_frame_address(0)) < stack_limit_) {
        overflowed_ = true;
        return;
    }
    switch (e->kind) {
    case NodeKind::BoolOp: {
        auto* b = e->as<ast::BoolOp>();
        const bool is_and = b->op == ast::BoolOperator::And;
        const int own = is_and ? kAnd : kOr;
        open(level > own);
        for (size_t i = 0; i < b->values.size(); i++) {
            if (i > 0) out_ += is_and ? " and " : " or ";
            expression(b->values[i], own + 1);
        }
        close(level > own);
        return;
    }
    case NodeKind::NamedExpr:
        open(level > kTuple);
        expression(e->as<ast::NamedExpr>()->target, kAtom);
        out_ += " := ";
        expression(e->as<ast::NamedExpr>()->value, kAtom);
        close(level > kTuple);
        return;
    case NodeKind::BinOp: binary(e->as<ast::BinOp>(), level); return;
    case NodeKind::UnaryOp: unary(e->as<ast::UnaryOp>(), level); return;
    case NodeKind::Lambda: {
        auto* l = e->as<ast::Lambda>();
        const ast::Arguments* a = l->args;
        open(level > kTest);
        out_ += a->posonlyargs.empty() && a->args.empty() && a->kwonlyargs.empty() && !a->vararg &&
                        !a->kwarg
                    ? "lambda"
                    : "lambda ";
        arguments(a);
        out_ += ": ";
        expression(l->body, kTest);
        close(level > kTest);
        return;
    }
    case NodeKind::IfExp: {
        auto* i = e->as<ast::IfExp>();
        open(level > kTest);
        expression(i->body, kTest + 1);
        out_ += " if ";
        expression(i->test, kTest + 1);
        out_ += " else ";
        expression(i->orelse, kTest);
        close(level > kTest);
        return;
    }
    case NodeKind::Dict: {
        auto* d = e->as<ast::Dict>();
        out_ += '{';
        for (size_t i = 0; i < d->values.size(); i++) {
            if (i > 0) out_ += ", ";
            if (d->keys[i]) {
                expression(d->keys[i], kTest);
                out_ += ": ";
                expression(d->values[i], kTest);
            } else {
                out_ += "**";
                expression(d->values[i], kExpression);
            }
        }
        out_ += '}';
        return;
    }
    case NodeKind::Set:
        out_ += '{';
        list(e->as<ast::Set>()->elts);
        out_ += '}';
        return;
    case NodeKind::ListComp:
        out_ += '[';
        expression(e->as<ast::ListComp>()->elt, kTest);
        generators(e->as<ast::ListComp>()->generators);
        out_ += ']';
        return;
    case NodeKind::SetComp:
        out_ += '{';
        expression(e->as<ast::SetComp>()->elt, kTest);
        generators(e->as<ast::SetComp>()->generators);
        out_ += '}';
        return;
    case NodeKind::DictComp:
        out_ += '{';
        expression(e->as<ast::DictComp>()->key, kTest);
        out_ += ": ";
        expression(e->as<ast::DictComp>()->value, kTest);
        generators(e->as<ast::DictComp>()->generators);
        out_ += '}';
        return;
    case NodeKind::GeneratorExp:
        out_ += '(';
        expression(e->as<ast::GeneratorExp>()->elt, kTest);
        generators(e->as<ast::GeneratorExp>()->generators);
        out_ += ')';
        return;
    case NodeKind::Await:
        open(level > kAwait);
        out_ += "await ";
        expression(e->as<ast::Await>()->value, kAtom);
        close(level > kAwait);
        return;
    case NodeKind::Yield:
        if (!e->as<ast::Yield>()->value) {
            out_ += "(yield)";
            return;
        }
        out_ += "(yield ";
        expression(e->as<ast::Yield>()->value, kTest);
        out_ += ')';
        return;
    case NodeKind::YieldFrom:
        out_ += "(yield from ";
        expression(e->as<ast::YieldFrom>()->value, kTest);
        out_ += ')';
        return;
    case NodeKind::Compare: compare(e->as<ast::Compare>(), level); return;
    case NodeKind::Call: call(e->as<ast::Call>()); return;
    case NodeKind::FormattedValue: {
        std::string text;
        formatted(e->as<ast::FormattedValue>(), text);
        out_ += 'f';
        append_repr(out_, text, false);
        return;
    }
    case NodeKind::JoinedStr: {
        std::string text;
        joined(e->as<ast::JoinedStr>()->values, text);
        out_ += 'f';
        append_repr(out_, text, false);
        return;
    }
    case NodeKind::Constant: constant(e->as<ast::Constant>()); return;
    case NodeKind::Attribute: {
        auto* a = e->as<ast::Attribute>();
        expression(a->value, kAtom);
        // 1 .real: the dot must not join the number.
        auto* c = a->value->try_as<ast::Constant>();
        if (c && (c->value.kind == ast::ConstantKind::Int ||
                  c->value.kind == ast::ConstantKind::BigInt)) {
            out_ += ' ';
        }
        out_ += '.';
        out_ += a->attr;
        return;
    }
    case NodeKind::Subscript: {
        auto* s = e->as<ast::Subscript>();
        expression(s->value, kAtom);
        out_ += '[';
        expression(s->slice, kTuple);
        out_ += ']';
        return;
    }
    case NodeKind::Starred:
        out_ += '*';
        expression(e->as<ast::Starred>()->value, kExpression);
        return;
    case NodeKind::Name: out_ += e->as<ast::Name>()->id; return;
    case NodeKind::List:
        out_ += '[';
        list(e->as<ast::List>()->elts);
        out_ += ']';
        return;
    case NodeKind::Tuple: {
        auto elements = e->as<ast::Tuple>()->elts;
        if (elements.empty()) {
            out_ += "()";
            return;
        }
        open(level > kTuple);
        list(elements);
        if (elements.size() == 1) out_ += ',';
        close(level > kTuple);
        return;
    }
    case NodeKind::Slice: {
        auto* s = e->as<ast::Slice>();
        if (s->lower) expression(s->lower, kTest);
        out_ += ':';
        if (s->upper) expression(s->upper, kTest);
        if (s->step) {
            out_ += ':';
            expression(s->step, kTest);
        }
        return;
    }
    default: return;
    }
}

}  // namespace

bool unparse(const ast::Expr* e, const char* stack_limit, std::string& out) {
    Unparser u(stack_limit);
    u.expression(e, kTest);
    out = u.take();
    return !u.overflowed();
}

}  // namespace orrery
