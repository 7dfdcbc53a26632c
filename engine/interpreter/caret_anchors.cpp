// Which part of an underlined range is the point: found by parsing the range as source.
#include "engine/interpreter/format_traceback.h"
#include "engine/syntax/parser.h"
#include "engine/text/utf8.h"

namespace orrery {

namespace {

namespace ast = syntax::ast;

std::string utf8(std::u32string_view text) {
    const TextRef ref{text.data(), text.size(), 4};
    std::string out(utf8_size(ref), '\0');
    utf8_write(ref, reinterpret_cast<uint8_t*>(out.data()));
    return out;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

/// Byte range of the operator between the operands. False when there is nothing between them.
bool find_operator(std::string_view text, const ast::BinOp* e, int64_t& start, int64_t& end) {
    for (int64_t i = e->left->end_col_offset; i < e->right->col_offset; i++) {
        if (is_blank(text[static_cast<size_t>(i)])) continue;
        start = i;
        end = i + 1;
        if (end < e->right->col_offset && !is_blank(text[static_cast<size_t>(end)])) end++;
        return true;
    }
    return false;
}

int64_t count_characters(std::string_view utf8) {
    int64_t n = 0;
    for (char c : utf8)
        n += (c & 0xC0) != 0x80;
    return n;
}

}  // namespace

void find_caret_anchors(std::u32string_view line, CaretRange& range) {
    const auto length = static_cast<int64_t>(line.size());
    if (range.start >= range.end || range.start >= length) return;
    const std::string text = utf8(line.substr(static_cast<size_t>(range.start),
                                              static_cast<size_t>(range.end - range.start)));
    syntax::ParseOptions options;
    options.is_text = true;
    const syntax::ParseResult parsed = syntax::parse(text, options);
    if (!parsed.tree || !parsed.ok()) return;
    const auto body = parsed.tree->as<ast::Module>()->body;
    if (body.size() != 1 || !body[0]->is<ast::ExprStmt>()) return;
    const ast::Expr* e = body[0]->as<ast::ExprStmt>()->value;
    int64_t start, end;
    if (auto* binary = e->try_as<ast::BinOp>()) {
        if (!find_operator(text, binary, start, end)) return;
    } else if (auto* subscript = e->try_as<ast::Subscript>()) {
        start = subscript->value->end_col_offset;
        end = subscript->slice->end_col_offset + 1;
    } else {
        return;
    }
    range.anchor_start = range.start + count_characters(std::string_view(text).substr(
                                           0, static_cast<size_t>(start)));
    range.anchor_end =
        range.start + count_characters(std::string_view(text).substr(0, static_cast<size_t>(end)));
}

}  // namespace orrery
