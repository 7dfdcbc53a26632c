// The parser proper: recursive descent over the token array, one pass, almost no backtracking.
//
// It accepts exactly the valid programs and knows little about errors: a function that cannot
// match returns null and the null travels up. What is wrong is then found out by the explainer
// (explain.h), which may be slow. Only errors that lie inside a literal are recorded here.
//
// Positions follow CPython: a node ends where the last token before the cursor ends that is not a
// line end or an indentation.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/syntax/arena.h"
#include "engine/syntax/ast.h"
#include "engine/syntax/interner.h"
#include "engine/syntax/literals.h"
#include "engine/syntax/parser.h"
#include "engine/syntax/token.h"

namespace orrery::syntax {

// An error whose place is known, columns in bytes from 0; -1 shows as offset 0, kNoColumn as -1.
struct RaisedError {
    static constexpr std::int32_t kNoColumn = -2;

    DiagnosticKind kind = DiagnosticKind::SyntaxError;
    std::string message;
    std::int32_t lineno = 0;
    std::int32_t column = 0;
    std::int32_t end_lineno = 0;
    std::int32_t end_column = 0;
    bool line_without_end = false;  // the text shown lacks its newline
    std::int32_t first_line = 0;    // where the text shown begins, if before lineno; 0: does not
    bool from_tokenizer = false;
    bool byte_columns = false;      // columns are shown as they are, not as characters
    // An error within an f-string's braces shows the expression, in parentheses, as its text.
    std::optional<std::string> text = {};
};

class Parser {
public:
    Parser(Arena& arena, Interner& interner, std::string_view source, const ParseOptions& options)
        : arena_(arena), interner_(interner), source_(source), options_(options) {}

    // `tokens` must end with EndMarker.
    void start(const Token* tokens) { token_ = tokens; }

    // The rest of the tokens as a file, an expression, an interactive statement. Null: an error.
    ast::Mod* file();
    ast::Mod* eval();
    ast::Mod* interactive();
    const Token* position() const { return token_; }

    // A run of string tokens at the cursor. For the explainer, which has to evaluate literals.
    ast::Expr* strings();
    bool check_number();

    // Set if the failure lies inside a literal.
    std::optional<RaisedError> raised;
    bool too_deep = false;  // nesting beyond kMaxDepth

    // When recovering: the statements skipped, and where each could not be read on.
    struct Failure {
        const Token* first;
        const Token* at;
    };
    std::vector<Failure> failures;
    std::vector<Diagnostic> warnings;

private:
    static constexpr int kMaxDepth = 1000;
    static constexpr int kLowestPrecedence = 1;  // of "|"

    struct Start {
        std::int32_t lineno;
        std::int32_t column;
    };

    // A list under construction, on the shared scratch stack: only the innermost living list may
    // grow.
    template <typename T>
    class List {
    public:
        explicit List(Parser& parser) : scratch_(parser.scratch_), base_(scratch_.size()) {}
        ~List() { scratch_.resize(base_); }
        List(const List&) = delete;
        List& operator=(const List&) = delete;

        void push(T* item) { scratch_.push_back(item); }
        void clear() { scratch_.resize(base_); }
        std::size_t size() const { return scratch_.size() - base_; }
        T* operator[](std::size_t i) const { return static_cast<T*>(scratch_[base_ + i]); }
        std::span<T*> finish(Arena& arena) const {
            std::span<T*> result = arena.make_array<T*>(size());
            for (std::size_t i = 0; i < result.size(); ++i)
                result[i] = (*this)[i];
            return result;
        }

    private:
        std::vector<void*>& scratch_;
        std::size_t base_;
    };

    class Depth {
    public:
        explicit Depth(Parser& parser) : parser_(parser) {
            if (++parser_.depth_ > kMaxDepth) parser_.too_deep = true;
        }
        ~Depth() { --parser_.depth_; }
        explicit operator bool() const { return !parser_.too_deep; }

    private:
        Parser& parser_;
    };

    // The cursor.
    TokenKind kind() const { return token_->kind; }
    bool at(TokenKind kind) const { return token_->kind == kind; }
    TokenKind next_kind() const { return at(TokenKind::EndMarker) ? kind() : token_[1].kind; }
    bool accept(TokenKind kind) {
        if (!at(kind)) return false;
        ++token_;
        return true;
    }
    std::string_view text(const Token& token) const {
        return source_.substr(token.start, token.end - token.start);
    }
    bool at_word(std::string_view word) const {
        return at(TokenKind::Word) && text(*token_) == word;
    }

    Start here() const { return {static_cast<std::int32_t>(token_->lineno), token_->column()}; }

    // A new node from `start` to the token before the cursor.
    template <typename T>
    T* node(Start start) {
        T* result = arena_.make<T>();
        result->kind = T::kKind;
        result->lineno = start.lineno;
        result->col_offset = start.column;
        const Token* last = token_ - 1;
        while (last->kind <= TokenKind::Dedent)
            --last;  // line ends and indentation
        result->end_lineno = static_cast<std::int32_t>(last->lineno);
        result->end_col_offset = static_cast<std::int32_t>(last->end - last->line_start);
        if (last->kind == TokenKind::String) place_string_end(*last, result);
        return result;
    }
    template <typename T>
    T* part() {
        T* result = arena_.make<T>();
        result->kind = T::kKind;
        return result;
    }
    void place_string_end(const Token& token, ast::PlacedNode* node) const;

    ast::Identifier identifier(const Token& token);
    ast::Expr* name(ast::ExprContext context = ast::ExprContext::Load);

    // Expressions.
    ast::Expr* star_expressions();
    ast::Expr* star_expression();
    ast::Expr* star_named_expression();
    ast::Expr* named_expression();
    ast::Expr* expression();
    ast::Expr* expression_after(ast::Expr* left, Start start);
    ast::Expr* disjunction();
    ast::Expr* disjunction_after(ast::Expr* left, Start start);
    ast::Expr* conjunction();
    ast::Expr* conjunction_after(ast::Expr* left, Start start);
    ast::Expr* inversion();
    ast::Expr* comparison_after(ast::Expr* left, Start start);
    ast::Expr* binary(int precedence);
    ast::Expr* binary_after(ast::Expr* left, Start start, int precedence);
    ast::Expr* unary();
    ast::Expr* power_after(ast::Expr* left, Start start);
    ast::Expr* await_primary();
    ast::Expr* primary();
    ast::Expr* atom();
    ast::Expr* number();
    ast::Expr* yield_expression();
    ast::Expr* yield_or_star_expressions();
    ast::Expr* lambda();
    ast::Expr* parenthesized();
    ast::Expr* list_display();
    ast::Expr* brace_display();
    ast::Expr* dict_display(Start start, ast::Expr* key);
    ast::Expr* constant(ast::ConstantKind kind);
    ast::Expr* tuple(Start start, List<ast::Expr>& elements);
    template <typename T>
    ast::Expr* comprehension(Start start, ast::Expr* element, TokenKind closing);
    bool comprehension_clauses(List<ast::Comprehension>& clauses);
    ast::Comprehension* comprehension_clause();
    bool at_comprehension() const {
        return at(TokenKind::KwFor) || (at(TokenKind::KwAsync) && next_kind() == TokenKind::KwFor);
    }
    bool arguments(List<ast::PlacedNode>& items, bool allow_generator);
    void split_arguments(const List<ast::PlacedNode>& items, std::span<ast::Expr*>& positional,
                         std::span<ast::Keyword*>& keywords);
    ast::Expr* call(ast::Expr* function, Start start);
    ast::Expr* subscript(ast::Expr* value, Start start);
    ast::Expr* slice_or_starred();
    ast::Expr* slice();

    // Targets.
    ast::Expr* star_targets();
    ast::Expr* star_target();
    bool set_store(ast::Expr* target);
    bool set_delete(ast::Expr* target);

    // Statements.
    bool simple_statements(List<ast::Stmt>& body);
    bool statement(List<ast::Stmt>& body);
    bool statement_or_recover(List<ast::Stmt>& body);
    ast::Stmt* simple_statement();
    ast::Stmt* expression_statement();
    ast::Stmt* annotated_assignment(Start start, ast::Expr* target, bool parenthesized);
    ast::Stmt* import_statement();
    ast::Stmt* from_statement();
    ast::Stmt* names_statement(bool global);
    ast::Stmt* delete_statement();
    ast::Identifier dotted_name();
    bool block(std::span<ast::Stmt*>& body);
    bool else_block(std::span<ast::Stmt*>& body);
    ast::Stmt* if_statement();
    ast::Stmt* while_statement();
    ast::Stmt* for_statement(Start start, bool async);
    ast::Stmt* with_statement(Start start, bool async);
    bool with_items(List<ast::WithItem>& items, bool parenthesized);
    bool parenthesized_with_items_ahead() const;
    ast::Stmt* try_statement();
    ast::ExceptHandler* except_handler(bool& star);
    ast::Stmt* decorated();
    ast::Stmt* function(Start start, bool async, std::span<ast::Expr*> decorators);
    ast::Stmt* class_definition(std::span<ast::Expr*> decorators);
    ast::Stmt* async_statement();
    ast::Arguments* parameters(bool is_lambda);
    ast::Arg* parameter(bool is_lambda, bool star_annotation);

    // Match.
    ast::Stmt* match_statement();
    bool match_statement_ahead() const;
    ast::MatchCase* match_case();
    ast::Pattern* patterns();
    ast::Pattern* maybe_star_pattern();
    ast::Pattern* as_pattern();
    ast::Pattern* or_pattern();
    ast::Pattern* closed_pattern();
    ast::Pattern* sequence_pattern(TokenKind closing);
    ast::Pattern* mapping_pattern();
    ast::Pattern* name_pattern();
    ast::Expr* literal_pattern_value();
    ast::Expr* name_or_attribute();

    // f-strings (fstring.cpp).
    class FormattedString;
    void warn(const Token& token, std::string message);

    Arena& arena_;
    Interner& interner_;
    std::string_view source_;
    const ParseOptions& options_;
    const Token* token_ = nullptr;
    int depth_ = 0;
    int string_depth_ = 0;  // f-strings within f-strings
    std::vector<void*> scratch_;
};

}  // namespace orrery::syntax
