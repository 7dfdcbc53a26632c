// CodeGenerator: walks a tree and makes its code. One object compiles one module with everything
// in it; `b_` is the scope being compiled.
//
// Errors do not stop the walk at once: errors_ keeps the first one, statements look at it.
//
// Expressions are compiled in one of three ways:
//   into(e, dst)  the value ends up in register dst. The old content of dst is dead, unless dst is
//                 a named local: then it stays as it was until the value is complete.
//   any(e)        the value is in the returned register: a local's own register, or a temporary.
//   operand(e, dst)  as any(), but a temporary dst is used when one is needed.
// A register of a local may be read late only if nothing between rebinds the local: only a walrus
// in a later operand can (see any_before).
#pragma once

#include "engine/bytecode/code_builder.h"
#include "engine/objects/containers.h"

namespace orrery {

/// Displays with more elements are built piece by piece, so that frames stay small.
constexpr size_t kMaxDisplayWindow = 30;

class CodeGenerator {
public:
    /// `future_line`: the last line of the `from __future__` imports at the top of the module.
    CodeGenerator(Context& ctx, SourceErrors& errors, SymbolTable& symbols, String* filename,
                  const CompileOptions& options, int future_line)
        : ctx_(ctx),
          errors_(errors),
          symbols_(symbols),
          filename_(filename),
          options_(options),
          future_line_(future_line) {}
    Code* module(const ast::Mod* tree);

private:
    friend class PatternCompiler;

    // ---- scopes (code_generator.cpp) ----
    void enter_scope(CodeBuilder& b, const ast::Node* node, String* name, uint32_t first_line);
    /// Cells and the generator, once the parameters are known.
    void begin_code(CodeBuilder& b);
    /// Ends the scope; null after an error.
    Code* leave_scope(CodeBuilder& b);
    void assign_registers(CodeBuilder& b);
    void set_qualname(CodeBuilder& b);
    void module_body(std::span<ast::Stmt* const> body, bool interactive);
    bool has_annotations(std::span<ast::Stmt* const> body);

    // ---- emitting ----
    Assembler& out() { return b_->out; }
    void emit(Op op, unsigned a = 0, unsigned b = 0, unsigned c = 0) { b_->out.emit(op, a, b, c); }
    Reg alloc(unsigned n = 1) { return b_->alloc(n); }
    void move(Reg dst, Reg src) {
        if (dst != src) emit(Op::MOVE, dst, src);
    }
    uint32_t site(String* name);
    uint32_t short_site(String* name);   // for operands of 16 bits
    String* string_of(Identifier name);  // interned; the text must outlive the compilation
    String* intern_name(const char* name) { return constant_string(name); }
    void keep(Value v);                  // alive until the compilation ends
    /// While alive, instructions carry the node's position.
    class At {
    public:
        At(CodeGenerator& g, const ast::PlacedNode* n) : out_(g.out()), old_(out_.position) {
            out_.position = {n->lineno, n->end_lineno, n->col_offset, n->end_col_offset};
        }
        ~At() { out_.position = old_; }
        At(const At&) = delete;
        At& operator=(const At&) = delete;

    private:
        Assembler& out_;
        Position old_;
    };
    void set_position(const ast::PlacedNode* n) {
        out().position = {n->lineno, n->end_lineno, n->col_offset, n->end_col_offset};
    }
    void narrow_to_attribute(const ast::Attribute* a);
    SourceRange here() const;
    void error(std::string_view message) { errors_.error(here(), message); }
    void warn(std::string_view message) { errors_.warn(here(), message); }

    // ---- constants (constants.cpp) ----
    /// The value of a constant expression after folding, or empty.
    Value constant_value(const ast::Expr* e);
    Value literal(const ast::ConstantValue& v);
    Value fold(const ast::Expr* e, int depth);
    uint32_t constant(Value v);
    void load_constant(Reg dst, Value v);
    bool same_constant(Value a, Value b);
    String* constant_string(std::string_view text);
    String* constant_string_of(String* s);
    /// True and sets `out` if `e` is an int literal that an immediate operand holds.
    bool immediate(const ast::Expr* e, int16_t& out);
    /// Truth of a constant condition: 1, 0, or -1 if not known.
    int constant_truth(const ast::Expr* e);

    // ---- names (names.cpp) ----
    Symbol* symbol(Identifier name, Identifier* canonical_name = nullptr);
    bool is_register(const Symbol* s) const;
    void load_name(Identifier name, Reg dst);
    void store_name(Identifier name, Reg value);
    void delete_name(Identifier name);
    bool forbidden(Identifier name, ast::ExprContext ctx);
    Reg check_bound(const Symbol* s);
    /// The register of a plain local variable that `e` names, else -1.
    int local_register(const ast::Expr* e);

    // ---- expressions (expressions.cpp, calls.cpp) ----
    void into(const ast::Expr* e, Reg dst);
    Reg any(const ast::Expr* e);
    Reg operand(const ast::Expr* e, Reg dst);
    /// As operand, for one whose value is used after `later` has been evaluated.
    Reg any_before(const ast::Expr* e, Reg dst, const ast::Expr* later);
    Reg temporary(const ast::Expr* e);
    void effect(const ast::Expr* e);
    bool may_rebind(const ast::Expr* e);
    /// A register for a value under construction that ends up in dst.
    Reg staging(Reg dst) { return b_->is_temporary(dst) ? dst : alloc(); }

    void binary(const ast::BinOp* e, Reg dst);
    bool percent_format(const ast::BinOp* e, Reg dst);  // percent_format.cpp
    void unary(const ast::UnaryOp* e, Reg dst);
    void bool_op(const ast::BoolOp* e, Reg dst);
    void conditional(const ast::IfExp* e, Reg dst);
    void compare(const ast::Compare* e, Reg dst);
    bool constant_container(const ast::Expr* e, Value& constant);
    /// Makes the constant set of a tuple: in place. False after a failure.
    bool constant_set(Value& constant);
    Reg comparand(const ast::Expr* e, ast::CmpOperator op);
    unsigned attribute_site(Identifier attribute);
    void attribute(const ast::Attribute* e, Reg dst);
    void subscript(const ast::Subscript* e, Reg dst);
    void slice(const ast::Slice* e, Reg dst);
    void sequence(const ast::Expr* e, std::span<ast::Expr* const> elements, Reg dst);
    void dict(const ast::Dict* e, Reg dst);
    void joined_string(const ast::JoinedStr* e, Reg dst);
    void formatted_value(const ast::FormattedValue* e, Reg dst);
    void named(const ast::NamedExpr* e, Reg dst);
    void yield(const ast::Yield* e, Reg dst);
    void yield_from(const ast::YieldFrom* e, Reg dst);
    void await(const ast::Await* e, Reg dst);
    /// Drives the awaitable in `iterator`; the result is in `value`, which first holds what is
    /// sent.
    void send_loop(Reg value, Reg iterator);
    void await_value(Reg value, unsigned kind);
    // suspicious.cpp: what is legal but surely a mistake
    void warn_subscripted(const ast::Subscript* e);
    void warn_called(const ast::Expr* callee);
    void warn_identity(const ast::Compare* e);

    void call(const ast::Call* e, Reg dst);
    bool method_call(const ast::Call* e, Reg dst);
    bool super_method(const ast::Attribute* a, Reg base);
    bool check_keywords(std::span<ast::Keyword* const> keywords);
    /// Arguments of a call whose callee is in `base`; calls. `first`: how many arguments are in
    /// place already (a class statement's function and name).
    void call_arguments(Reg base, unsigned first, std::span<ast::Expr* const> args,
                        std::span<ast::Keyword* const> keywords, Reg dst);
    void call_extended(Reg base, unsigned first, std::span<ast::Expr* const> args,
                       std::span<ast::Keyword* const> keywords, Reg dst);
    void keyword_names(std::span<ast::Keyword* const> keywords, Reg dst);
    Reg call_base(Reg dst);

    // ---- conditions (conditions.cpp) ----
    /// Jumps to `target` if the truth of `e` is `when`, else goes on.
    void jump_if(const ast::Expr* e, Label target, bool when);
    void jump_compare(ast::CmpOperator op, Reg a, Reg b, Label target, bool when);

    // ---- functions, classes, comprehensions (definitions.cpp) ----
    void function(const ast::Stmt* s, Identifier name, const ast::Arguments* args,
                  std::span<ast::Stmt* const> body, std::span<ast::Expr* const> decorators,
                  const ast::Expr* returns, bool is_async);
    void lambda(const ast::Lambda* e, Reg dst);
    void class_definition(const ast::ClassDef* s);
    void comprehension(const ast::Expr* e, Reg dst);
    void comprehension_loop(std::span<ast::Comprehension* const> generators, size_t i, Reg result,
                            const ast::Expr* element, const ast::Expr* value,
                            Scope::Comprehension kind);
    /// Defaults and annotations into registers after base; returns MAKE_FUNCTION's bits.
    unsigned function_parts(Reg base, const ast::Arguments* args, const ast::Expr* returns);
    /// Name and value (into two new registers) if there is an annotation.
    void argument_annotation(const ast::Arg* a, std::string_view name, const ast::Expr* annotation,
                             unsigned& count);
    void annotation_text(const ast::Expr* e, Reg dst);
    Tuple* constant_tuple(std::span<ast::Expr* const> list);
    void set_parameters(CodeBuilder& b, const ast::Arguments* args);
    void check_argument_names(const ast::Arguments* args);
    void apply_decorators(std::span<ast::Expr* const> decorators, std::span<const Reg> bases);
    /// dst = function of code with the parts that follow `base`.
    void make_function(Code* code, const CodeBuilder& inner, Reg base, unsigned parts, Reg dst);
    Reg closure_register(Identifier name);
    unsigned count_self_attributes(std::span<ast::Stmt* const> body);

    // ---- statements (statements.cpp, control.cpp, exceptions.cpp) ----
    void statements(std::span<ast::Stmt* const> body);
    void statement(const ast::Stmt* s);
    void assign(const ast::Assign* s);
    bool assign_elementwise(const ast::Expr* target, const ast::Expr* value);
    void store(const ast::Expr* target, Reg value);
    void unpack(std::span<ast::Expr* const> targets, Reg value);
    void augmented_assign(const ast::AugAssign* s);
    void annotated_assign(const ast::AnnAssign* s);
    void annotation_expression(const ast::Expr* e);
    void annotation_subscript(const ast::Expr* e);
    void delete_target(const ast::Expr* e);
    void import(const ast::Import* s);
    void import_from(const ast::ImportFrom* s);
    void assertion(const ast::Assert* s);
    void return_statement(const ast::Return* s);
    void raise(const ast::Raise* s);
    void if_statement(const ast::If* s);
    bool if_leaves_loop(const ast::If* s);
    void while_loop(const ast::While* s);
    void for_loop(const ast::For* s);
    void into_iterable(const ast::Expr* e, Reg dst);
    /// Fetches the next item and stores it in the target; jumps to `end` when there is none.
    void loop_item(Reg iterator, const ast::Expr* target, Reg item, Label end);
    void async_for_loop(const ast::AsyncFor* s);
    void leave_loop(bool is_break);
    /// Emits the exits of the blocks above `keep`, innermost first.
    void unwind_to(size_t keep);
    void unwind_block(const Block& block);
    bool needs_unwinding(size_t keep) const;
    void push_block(const Block& block) { b_->blocks.push_back(block); }
    void pop_block() { b_->blocks.pop_back(); }

    void try_statement(std::span<ast::Stmt* const> body,
                       std::span<ast::ExceptHandler* const> handlers,
                       std::span<ast::Stmt* const> orelse, std::span<ast::Stmt* const> finalbody,
                       bool star);
    void try_except(std::span<ast::Stmt* const> body, std::span<ast::ExceptHandler* const> handlers,
                    std::span<ast::Stmt* const> orelse);
    void try_except_star(std::span<ast::Stmt* const> body,
                         std::span<ast::ExceptHandler* const> handlers,
                         std::span<ast::Stmt* const> orelse);
    void handler_body(const ast::ExceptHandler* h, Reg exception);
    void clear_name(Identifier name);
    void with_statement(const ast::Stmt* s, std::span<ast::WithItem* const> items, size_t i,
                        std::span<ast::Stmt* const> body, bool is_async);
    void call_exit(Reg exit, bool is_async);
    void reraise_after(Reg saved, Reg exception);

    void match_statement(const ast::Match* s);

    bool in_async_function() const;
    /// False, with RecursionError, when the tree is nested too deeply for the machine stack.
    bool deep_enough() { return errors_.has_stack(); }

    Context& ctx_;
    SourceErrors& errors_;
    SymbolTable& symbols_;
    String* filename_;
    CompileOptions options_;
    CodeBuilder* b_ = nullptr;
    List* kept_ = nullptr;  // objects that would else be referred to from C++ memory only
    bool interactive_ = false;
    std::unordered_map<const char*, String*> strings_;
    std::unordered_map<std::string_view, String*> texts_;
    std::vector<Set*> constant_sets_;
    int future_line_ = 0;  // last line of the `from __future__` imports at the top
};

}  // namespace orrery
