// "..." % (a, b) with only %s, %r and %a becomes what the f-string would be: no tuple, no parsing
// at run time.
#include <string>
#include <vector>

#include "engine/bytecode/code_generator.h"

namespace orrery {

namespace {

struct Piece {
    std::string text;     // literal text before the value
    char conversion = 0;  // 's', 'r', 'a'; 0: no value follows
    std::string spec;
};

// Digits at `i`, at most two. False if there are more.
bool parse_number(std::string_view s, size_t& i, int& out) {
    int digits = 0;
    while (i < s.size() && s[i] >= '0' && s[i] <= '9') {
        if (++digits >= 3) return false;
        out = (out < 0 ? 0 : out) * 10 + (s[i++] - '0');
    }
    return true;
}

// False if the format needs the full machinery.
bool parse(std::string_view s, std::vector<Piece>& pieces) {
    Piece piece;
    for (size_t i = 0; i < s.size();) {
        if (s[i] != '%') {
            piece.text += s[i++];
            continue;
        }
        i++;
        if (i < s.size() && s[i] == '%') {
            piece.text += '%';
            i++;
            continue;
        }
        bool left = false;
        for (; i < s.size(); i++) {
            if (s[i] == '-')
                left = true;
            else if (s[i] != '+' && s[i] != ' ' && s[i] != '#' && s[i] != '0')
                break;
        }
        int width = -1, precision = -1;
        if (!parse_number(s, i, width)) return false;
        if (i < s.size() && s[i] == '.') {
            i++;
            precision = 0;
            if (!parse_number(s, i, precision)) return false;
        }
        if (i >= s.size() || (s[i] != 's' && s[i] != 'r' && s[i] != 'a')) return false;
        piece.conversion = s[i++];
        if (!left && width > 0) piece.spec = ">";
        if (width >= 0) piece.spec += std::to_string(width);
        if (precision >= 0) piece.spec += "." + std::to_string(precision);
        pieces.push_back(std::move(piece));
        piece = {};
    }
    if (!piece.text.empty()) pieces.push_back(std::move(piece));
    return true;
}

}  // namespace

bool CodeGenerator::percent_format(const ast::BinOp* e, Reg dst) {
    auto* left = e->left->try_as<ast::Constant>();
    auto* right = e->right->try_as<ast::Tuple>();
    if (e->op != ast::Operator::Mod || !left || !right ||
        left->value.kind != ast::ConstantKind::Str) {
        return false;
    }
    for (const ast::Expr* x : right->elts) {
        if (x->is<ast::Starred>()) return false;
    }
    std::vector<Piece> pieces;
    if (!parse(left->value.text, pieces)) return false;
    size_t values = 0, parts = 0;
    for (const Piece& p : pieces) {
        parts += !p.text.empty();
        values += p.conversion != 0;
    }
    parts += values;
    if (values != right->elts.size() || parts == 0 || parts > kMaxDisplayWindow) return false;
    const Reg window = alloc(static_cast<unsigned>(parts));
    Reg next = window;
    size_t value = 0;
    for (const Piece& p : pieces) {
        if (!p.text.empty()) {
            load_constant(next++, Value::object(constant_string(symbols_.keep_text(p.text))));
        }
        if (!p.conversion) continue;
        const ast::Expr* x = right->elts[value++];
        const unsigned how = p.conversion == 's' ? 1 : p.conversion == 'r' ? 2 : 3;
        Temporaries t(*b_);
        if (p.spec.empty()) {
            const Reg r = any(x);
            At at(*this, x);
            emit(Op::FORMAT, next++, r, how);
        } else {
            const Reg pair = alloc(2);
            into(x, pair);
            At at(*this, x);
            load_constant(pair + 1, Value::object(constant_string(symbols_.keep_text(p.spec))));
            emit(Op::FORMAT, next++, pair, how | 4);
        }
    }
    emit(Op::BUILD_STRING, dst, window, static_cast<unsigned>(parts));
    return true;
}

}  // namespace orrery
