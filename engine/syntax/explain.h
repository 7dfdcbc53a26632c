// Finds out what is wrong with a source that the parser has rejected, in CPython's words.
//
// CPython 3.11 finds its messages by backtracking: when its grammar has failed, it runs once more
// with extra "invalid" rules mixed in, and the first of those that matches speaks. Which one
// comes first depends on the order of alternatives and on what has been memoized, so this class
// follows the same order: each function is one grammar rule, tries its alternatives in turn, and
// leaves the cursor where it was if none matches. It builds no tree, only outlines of expressions
// (Shape). It is slow and runs only over the statement that failed.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/syntax/parser.h"
#include "engine/syntax/parser_impl.h"
#include "engine/syntax/tokenizer.h"

namespace orrery::syntax {

// The error in a replacement field of an f-string, whose expression is [begin, end) of the source.
RaisedError explain_field(const Tokenizer& tokenizer, std::string_view source,
                          const ParseOptions& options, std::uint32_t begin, std::uint32_t end);

class Explainer {
public:
    Explainer(const Tokenizer& tokenizer, std::string_view source, const ParseOptions& options,
              std::uint32_t from, bool field);

    // The error in the source from token `from` on, which must hold one.
    RaisedError run(ParseMode mode);

    static RaisedError lexical(const LexicalError& error, std::string_view source);

    // After run(): more source at its end could make it valid.
    bool reached_end() const { return reached_end_; }

private:
    // An expression's outline: what an error message may say of it, and where it lies.
    struct Shape {
        ast::NodeKind kind;
        const char* name;  // as messages call it: "function call"
        std::uint32_t first;
        std::uint32_t last;           // the last token, inclusive
        std::vector<Shape*> children;  // elements; the left operand of a comparison
        bool flag = false;             // Compare: the first operator is "in"
    };

    // The arguments of a call, as the messages about them need.
    struct Arguments {
        std::vector<Shape*> positional;
        bool keyword_unpacking = false;
    };

    enum Rule : std::uint8_t {
        kSimpleStatement,
        kBlock,
        kExpression,
        kStarExpression,
        kInvalidNamedExpression,
        kDisjunction,
        kConjunction,
        kInversion,
        kBinary,  // and one for each of the six levels
        kBinaryLast = kBinary + 6,
        kFactor,
        kAwaitPrimary,
        kPrimary,
        kTargetPrimary,
        kStrings,
        kArguments,
        kStarTarget,
        kTargetWithStarAtom,
        kDelTarget,
        kClosedPattern,
        kStarPattern,
    };

    enum class Targets { Star, Delete, For };

    struct Memo {
        Shape* shape;
        std::uint32_t mark;
    };

    // --- The machine (explain.cpp) ---
    const Token& token(std::uint32_t index);
    const Token& current() { return token(mark_); }
    bool tok(TokenKind kind);
    bool ahead(TokenKind kind);
    bool soft(std::string_view word);
    bool soft_ahead(std::string_view word);
    bool forced(TokenKind kind);
    std::string_view text(const Token& token) const {
        return source_.substr(token.start, token.end - token.start);
    }
    // From token `first` to the one before the cursor. Null once an error is raised.
    Shape* make(ast::NodeKind kind, const char* name, std::uint32_t first,
                std::vector<Shape*> children = {});
    Shape* leaf(ast::NodeKind kind, const char* name);
    bool enter();
    template <typename F>
    bool attempt(F f) {
        if (failed_) return false;
        const std::uint32_t before = mark_;
        if (f() && !failed_) return true;
        mark_ = before;
        return false;
    }
    template <typename F>
    bool lookahead(F f) {
        const std::uint32_t before = mark_;
        const bool found = f() && !failed_;
        mark_ = before;
        return found;
    }
    template <typename F>
    Shape* memoized(Rule rule, F f) {
        const std::uint64_t key = static_cast<std::uint64_t>(rule) << 32 | mark_;
        if (auto found = memo_.find(key); found != memo_.end()) {
            mark_ = found->second.mark;
            return found->second.shape;
        }
        const std::uint32_t before = mark_;
        Shape* result = enter() ? f() : nullptr;
        --depth_;
        if (failed_) result = nullptr;
        if (result == nullptr) mark_ = before;
        if (!failed_) memo_[key] = {result, mark_};
        return result;
    }

    // Raising. All return null, for use in return statements.
    Shape* raise(RaisedError error);
    Shape* raise_last(std::string message, DiagnosticKind kind = DiagnosticKind::SyntaxError);
    Shape* raise_at(const Shape* shape, std::string message);
    Shape* raise_at_token(std::uint32_t index, std::string message);
    Shape* raise_range(std::uint32_t first, std::uint32_t last, std::string message);
    Shape* raise_from(std::uint32_t first, std::string message);
    Shape* raise_block(const char* what, std::uint32_t token_index);
    Shape* raise_invalid_target(Targets targets, const Shape* shape);
    const Shape* invalid_target(Targets targets, const Shape* shape) const;
    RaisedError unclosed(const OpenBracket& open) const;
    std::int32_t end_line(const Token& token) const;
    std::int32_t end_column(const Token& token) const;
    void note_buffer(RaisedError& error) const;
    void check_rest_of_source(std::uint32_t error_line);
    bool end_is_last(std::uint32_t last) const;
    RaisedError generic(std::uint32_t last);
    void pass(ParseMode mode);

    // --- Statements (explain_statements.cpp) ---
    bool statement();
    bool simple_statements();
    bool simple_statement();
    bool compound_statement();
    bool assignment();
    bool invalid_assignment();
    Shape* invalid_annotation_target();
    bool single_target();
    bool single_subscript_attribute_target();
    bool augmented_operator();
    bool annotated_rhs() { return yield_expression() != nullptr || star_expressions() != nullptr; }
    bool import_statement();
    bool import_targets();
    bool dotted_name();
    bool import_names();
    bool del_statement();
    bool names();
    bool block();
    bool decorators();
    bool class_statement();
    bool function_statement();
    bool if_statement(TokenKind word);
    bool else_block();
    bool while_statement();
    bool for_statement();
    bool with_statement();
    bool with_item();
    bool invalid_with_items(bool parenthesized);
    bool try_statement();
    bool except_block(bool star);
    bool invalid_except(bool star);
    bool except_name();
    bool finally_block();
    bool match_statement();
    bool case_block();
    bool subject();
    bool parameters(bool lambda);
    bool parameter(bool lambda, bool star_annotation = false);
    Shape* parameter_shape(bool lambda);
    bool parameter_end(bool lambda);
    bool parameter_plain(bool lambda);
    bool parameter_default(bool lambda);
    bool parameter_maybe_default(bool lambda);
    bool slash_plain(bool lambda);
    bool slash_default(bool lambda);
    bool default_value();
    bool star_etc(bool lambda);
    bool keyword_parameters(bool lambda);
    bool invalid_parameters(bool lambda);
    bool invalid_star_etc(bool lambda);
    bool invalid_keyword_parameters(bool lambda);

    // --- Patterns (explain_patterns.cpp) ---
    bool patterns();
    bool pattern();
    bool as_pattern();
    bool or_pattern();
    bool closed_pattern();
    bool literal(bool in_pattern);
    bool signed_number();
    bool complex_number();
    bool capture_target();
    bool attribute(bool at_least_one_dot);
    bool open_sequence_pattern();
    bool maybe_sequence_pattern();
    bool maybe_star_pattern();
    bool mapping_pattern();
    bool key_value_pattern();
    bool class_pattern();
    bool positional_patterns();
    bool keyword_patterns();

    // --- Expressions (explain_expressions.cpp) ---
    Shape* expressions();
    Shape* expression();
    Shape* invalid_expression();
    Shape* invalid_legacy_expression();
    Shape* expression_without_invalid();
    Shape* yield_expression();
    Shape* star_expressions();
    Shape* star_expression();
    bool star_named_expressions(std::vector<Shape*>* elements = nullptr);
    Shape* star_named_expression();
    Shape* assignment_expression();
    Shape* named_expression();
    Shape* invalid_named_expression();
    Shape* disjunction();
    Shape* conjunction();
    Shape* inversion();
    Shape* comparison();
    Shape* bitwise_or() { return binary(0); }
    Shape* binary(int level);
    Shape* factor();
    Shape* power();
    Shape* await_primary();
    Shape* primary();
    Shape* atom();
    Shape* strings();
    Shape* name();
    Shape* number();
    Shape* slices();
    Shape* slice();
    Shape* tuple();
    Shape* group();
    Shape* generator();
    Shape* list();
    Shape* list_comprehension();
    Shape* dict();
    Shape* set();
    Shape* dict_comprehension();
    Shape* set_comprehension();
    Shape* invalid_comprehension();
    bool key_value();
    bool double_starred();
    Shape* invalid_double_starred();
    Shape* invalid_key_value();
    Shape* lambda();
    Shape* generator_element();
    bool comprehension_clauses(std::uint32_t* last = nullptr);
    bool comprehension_clause(std::uint32_t* last);
    Shape* starred_expression();
    bool arguments();
    Shape* invalid_arguments();
    bool args(Arguments* result = nullptr);
    bool keyword_arguments(Arguments* result);
    bool keyword_or_starred(Arguments* result);
    bool keyword_or_double_starred(Arguments* result);
    Shape* invalid_keyword();

    // --- Targets ---
    bool star_targets();
    Shape* star_target();
    Shape* target_with_star_atom();
    Shape* star_atom();
    Shape* target_primary();
    bool target_ahead();
    bool del_targets();
    Shape* del_target();

    const Tokenizer& tokenizer_;
    std::string_view source_;
    const ParseOptions& options_;
    std::uint32_t from_;
    bool field_;  // the expression of an f-string's braces
    Arena arena_;
    Interner interner_{arena_};
    Parser literals_;
    std::vector<std::unique_ptr<Shape>> shapes_;
    std::unordered_map<std::uint64_t, Memo> memo_;
    std::uint32_t mark_ = 0;
    std::uint32_t fill_ = 0;  // tokens looked at so far
    bool invalid_ = false;    // the invalid rules take part
    bool failed_ = false;     // an error is raised, or the budget is used up: all rules fail
    int depth_ = 0;
    int steps_ = 0;
    std::optional<RaisedError> error_;
    bool reached_end_ = false;
    bool parser_error_ = false;  // error_ does not come from the tokenizer
};

}  // namespace orrery::syntax
