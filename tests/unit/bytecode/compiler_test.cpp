// The compiler against CPython's errors and positions (record_*_cases.py), and the shape of the
// code it makes.

// The engine has members called `slots`.
#define QT_NO_KEYWORDS
#include <QtTest/QtTest>

#include <QJsonArray>
#include <QJsonDocument>
#include <memory>
#include <set>

#include "engine/bytecode/compiler.h"
#include "engine/bytecode/opcodes.h"
#include "engine/bytecode/unparse.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/exceptions.h"
#include "engine/syntax/parser.h"
#include "tests/unit/recorded_cases.h"

using namespace orrery;

namespace {

// What an instruction is called in position_cases.txt; null: not compared.
const char* kind_of(Op op) {
    switch (op) {
    case Op::CALL:
    case Op::CALL_KW:
    case Op::CALL_METHOD:
    case Op::CALL_METHOD_KW:
    case Op::CALL_EX: return "call";
    case Op::LOAD_ATTR:
    case Op::LOAD_METHOD: return "getattr";
    case Op::STORE_ATTR: return "setattr";
    case Op::DELETE_ATTR: return "delattr";
    case Op::LOAD_ITEM: return "getitem";
    case Op::STORE_ITEM: return "setitem";
    case Op::DELETE_ITEM: return "delitem";
    case Op::IN:
    case Op::NOT_IN: return "contains";
    case Op::NEG:
    case Op::INVERT: return "unary";
    case Op::GET_ITER: return "iter";
    case Op::FOR_ITER: return "next";
    case Op::UNPACK:
    case Op::UNPACK_STAR: return "unpack";
    case Op::RAISE:
    case Op::RAISE_FROM:
    case Op::RAISE_AGAIN: return "raise";
    case Op::IMPORT_NAME: return "import";
    case Op::IMPORT_FROM: return "import from";
    case Op::BEFORE_WITH:
    case Op::BEFORE_ASYNC_WITH: return "with";
    case Op::FORMAT: return "format";
    case Op::LOAD_GLOBAL:
    case Op::LOAD_NAME: return "name";
    case Op::YIELD: return "yield";
    case Op::GET_AWAITABLE: return "await";
    case Op::LIST_EXTEND: return "extend";
    case Op::DICT_MERGE: return "merge";
    case Op::GET_AITER: return "aiter";
    case Op::GET_ANEXT: return "anext";
#define BINARY(id, plain, in_place) case Op::plain: case Op::in_place: return "binary";
        ORRERY_BINARY_OPS(BINARY)
#undef BINARY
#define COMPARE(id, suffix)                                                        \
    case Op::suffix: case Op::JUMP_##suffix: case Op::JUMP_NOT_##suffix:           \
    case Op::JUMP_##suffix##_INT: case Op::JUMP_NOT_##suffix##_INT: return "compare";
        ORRERY_COMPARE_OPS(COMPARE)
#undef COMPARE
    case Op::ADD_INT:
    case Op::IADD_INT:
    case Op::SUB_INT:
    case Op::ISUB_INT: return "binary";
    default: return nullptr;
    }
}

QString place(const char* kind, int line, int end_line, int column, int end_column) {
    return QString("%1 %2-%3 %4-%5").arg(kind).arg(line).arg(end_line).arg(column).arg(end_column);
}

}  // namespace

class CompilerTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Runtime> runtime_;

    Context& ctx() { return runtime_->main_context(); }

    Code* compile(const std::string& source, CompileMode mode = CompileMode::kModule) {
        CompileOptions options;
        options.mode = mode;
        return compile_source(ctx(), source, make_string(ctx(), "<case>"), options, true);
    }

    template <typename F>
    void each_instruction(Code* code, F&& f) {
        for (uint32_t i = 0; i < code->instruction_count; i++) {
            f(static_cast<Op>(code->instructions[i].op), (*code->positions)[i]);
        }
        for (uint32_t k = 0; k < code->constant_count; k++) {
            if (code->constant(k).is(Kind::kCode)) {
                each_instruction(code->constant(k).as<Code>(), f);
            }
        }
    }

    int count(const std::string& source, Op wanted) {
        Code* code = compile(source);
        if (!code) return -1;
        int n = 0;
        each_instruction(code, [&](Op op, const Position&) { n += op == wanted; });
        return n;
    }

    template <typename F>
    void each_case(const char* path, F&& f) {
        const int n = for_each_recorded(path, '\0', [&](auto&&, const std::string& line) {
            f(QJsonDocument::fromJson(QByteArray::fromStdString(line)).array());
        });
        QVERIFY(n > 20);
    }

private Q_SLOTS:
    void initTestCase() { runtime_ = std::make_unique<Runtime>(RuntimeOptions()); }
    void cleanupTestCase() { runtime_.reset(); }

    void errors_are_those_of_cpython() {
        each_case("tests/unit/bytecode/error_cases.txt", [&](const QJsonArray& line) {
            const std::string source = line[0].toString().toStdString();
            Code* code = compile(source);
            const QJsonArray wanted = line[1].toArray();
            QString got;
            if (!code) {
                const Value e = take_exception(ctx());
                got = QString::fromUtf8(type_name(ctx(), e));
                if (e.is(Kind::kException) && wanted.size() > 2) {
                    auto* x = e.as<Exception>();
                    constexpr unsigned kShown[] = {0, 2, 3, 5, 6};  // msg, lineno, offset, ends
                    for (unsigned field : kShown) {
                        got += '|' + QString::fromStdString(
                                         to_utf8(to_str(ctx(), x->fields[field].get())));
                    }
                    got += '|' + QString::number(x->args->length);
                }
            }
            QString expected;
            for (qsizetype i = 0; i < wanted.size(); i++) {
                if (i == 1 && wanted.size() == 2) break;
                if (i > 0) expected += '|';
                expected += wanted[i].isNull() ? "None" : wanted[i].toVariant().toString();
            }
            if (got != expected) qInfo() << QString::fromStdString(source);
            QCOMPARE(got, expected);
        });
    }

    void positions_are_those_of_cpython() {
        each_case("tests/unit/bytecode/position_cases.txt", [&](const QJsonArray& line) {
            const std::string source = line[0].toString().toStdString();
            std::set<QString> wanted;
            for (const auto& entry : line[1].toArray()) {
                const QJsonArray p = entry.toArray();
                wanted.insert(place(p[0].toString().toUtf8(), p[1].toInt(), p[2].toInt(),
                                    p[3].toInt(), p[4].toInt()));
            }
            Code* code = compile(source);
            QVERIFY2(code, source.c_str());
            each_instruction(code, [&](Op op, const Position& p) {
                const char* kind = kind_of(op);
                if (!kind) return;
                const QString got = place(kind, p.line, p.end_line, p.column, p.end_column);
                QVERIFY2(wanted.count(got),
                         qPrintable(QString::fromStdString(source) + ": " + got));
            });
        });
    }

    void bound_locals_are_not_checked() {
        QCOMPARE(count("def f(a):\n    b = a\n    return b", Op::CHECK_BOUND), 0);
        QCOMPARE(count("def f(a):\n    if a: b = 1\n    return b", Op::CHECK_BOUND), 1);
        QCOMPARE(
            count("def f(a):\n    if a: b = 1\n    else: b = 2\n    return b, b", Op::CHECK_BOUND),
            0);
        QCOMPARE(
            count("def f(a):\n    if a: b = 1\n    else: raise\n    return b", Op::CHECK_BOUND), 0);
        QCOMPARE(count("def f(a):\n    for b in a: b\n    return b", Op::CHECK_BOUND), 1);
        QCOMPARE(count("def f(a):\n    while a:\n        b = 1\n        b\n    b", Op::CHECK_BOUND),
                 1);
        QCOMPARE(
            count("def f(a):\n    while True:\n        b = 1\n        if a: break\n    return b",
                  Op::CHECK_BOUND),
            0);
        QCOMPARE(count("def f(a):\n    b = 1\n    del b\n    return b", Op::CHECK_BOUND), 1);
        QCOMPARE(
            count("def f(a):\n    b = 1\n    while a:\n        b\n        del b", Op::CHECK_BOUND),
            1);
        QCOMPARE(
            count("def f(a):\n    try: b = a()\n    except: pass\n    return b", Op::CHECK_BOUND),
            1);
        QCOMPARE(
            count("def f(a):\n    try: b = a()\n    finally: pass\n    return b", Op::CHECK_BOUND),
            0);
        QCOMPARE(
            count("def f(a):\n    try: b = a()\n    except: return\n    return b", Op::CHECK_BOUND),
            0);
        QCOMPARE(count("def f(a):\n    e = 1\n    try: a()\n    except E as e: pass\n    return e",
                       Op::CHECK_BOUND),
                 1);
        QCOMPARE(count("def f(a):\n    with a: b = 1\n    return b", Op::CHECK_BOUND), 1);
    }

    void loops_test_at_the_bottom() {
        QCOMPARE(count("def f(n):\n    while n > 0: n -= 1", Op::JUMP_GT_INT), 1);
        QCOMPARE(count("def f(n):\n    while n > 0: n -= 1", Op::JUMP), 1);
        QCOMPARE(count("def f(n):\n    while True: n()", Op::JUMP), 1);
        QCOMPARE(count("def f(n):\n    while 0: n()", Op::CALL), 0);
        QCOMPARE(count("if __debug__: a()\nelse: b()", Op::CALL), 1);
    }

    void unreachable_code_is_dropped() {
        QCOMPARE(count("def f():\n    return 1\n    g()", Op::CALL), 0);
        QCOMPARE(count("def f(a):\n    if a: return 1\n    else: return 2\n    g()", Op::CALL), 0);
        QCOMPARE(count("def f():\n    while True: pass\n    g()", Op::CALL), 0);
        QCOMPARE(count("def f(a):\n    try: return a\n    finally: g()", Op::CALL), 2);
    }

    void constants_are_shared_by_type_and_value() {
        Code* code = compile("x = 0.0, -0.0, 0.0, 'a', 'a', b'a'\ny = 1.0, 1, True, 1.0");
        QVERIFY(code);
        QCOMPARE(code->constant_count, 2u);
        code = compile(
            "f(2.5); f(2.5); f(-2.5); f(10**20); f(10**20); f((1, 2)); f((1.0, 2)); f((1, 2))");
        QVERIFY(code);
        QCOMPARE(code->constant_count, 5u);
        QCOMPARE(count("x = 2 ** 10 + 7 * -3", Op::LOAD_INT), 1);
        QCOMPARE(count("x = 'a' * 100000", Op::MUL), 1);
        QCOMPARE(count("x = 1 / 0", Op::TRUEDIV), 1);
    }

    void super_calls_skip_the_object() {
        const std::string method = "class C(B):\n    def f(self): return super().f(1)\n";
        QCOMPARE(count(method, Op::LOAD_SUPER_METHOD), 1);
        QCOMPARE(count("def super(): pass\n" + method, Op::LOAD_SUPER_METHOD), 0);
        QCOMPARE(count("class C:\n    def f(): return super().f(1)", Op::LOAD_SUPER_METHOD), 0);
    }

    void far_jumps_are_widened() {
        std::string source =
            "def f(a, b):\n    while a < b:\n        for x in a:\n            if a is b: break\n";
        for (int i = 0; i < 40000; i++)
            source += "            a = b\n            b = x\n";
        source += "        a = 5\n";
        Code* code = compile(source);
        QVERIFY(code);
        code = code->constant(0).as<Code>();
        QVERIFY(code->instruction_count > 70000);
        const int64_t end = code->instruction_count;
        for (int64_t i = 0; i < end; i++) {
            const Instruction& in = code->instructions[i];
            const Op op = static_cast<Op>(in.op);
            if (op == Op::FOR_ITER || op == Op::JUMP_LT || op == Op::JUMP_IS_NOT ||
                op == Op::JUMP_IS) {
                const int64_t target = i + 1 + static_cast<int16_t>(in.c);
                QVERIFY(target >= 0 && target < end);
            }
            if (op == Op::JUMP) {
                const int64_t target = i + 1 + static_cast<int32_t>(in.b | uint32_t{in.c} << 16);
                QVERIFY(target >= 0 && target < end);
            }
        }
    }

    void deep_sources_raise() {
        std::string source = "x = ";
        for (int i = 0; i < 4000; i++)
            source += "a.b[c] + ";
        source += "1";
        QVERIFY(!compile(source));
        QVERIFY(exception_matches(ctx(), TypeId::kRecursionError) ||
                exception_matches(ctx(), TypeId::kMemoryError));
        take_exception(ctx());
    }

    void annotations_become_text() {
        const char* cases[][2] = {
            {"a", "a"},
            {"(a + b) * c", "(a + b) * c"},
            {"a - (b - c)", "a - (b - c)"},
            {"a ** b ** c", "a ** b ** c"},
            {"(a ** b) ** c", "(a ** b) ** c"},
            {"-a ** -b", "-a ** (-b)"},
            {"not (a and b)", "not (a and b)"},
            {"a if b else (c if d else e)", "a if b else c if d else e"},
            {"lambda x, /, y=1, *, z: (x, y)", "lambda x, /, y=1, *, z: (x, y)"},
            {"lambda: 0", "lambda: 0"},
            {"a[b, c:d:e]", "a[b, c:d:e]"},
            {"a[b,]", "a[b,]"},
            {"f(*a, b=c, **d)", "f(*a, b=c, **d)"},
            {"f(x for x in y)", "f(x for x in y)"},
            {"[x for x in y if z if w]", "[x for x in y if z if w]"},
            {"{**a, b: c}", "{**a, b: c}"},
            {"{1, 2}", "{1, 2}"},
            {"()", "()"},
            {"(a,)", "(a,)"},
            {"'a\"b\\n'", "'a\"b\\n'"},
            {"b'\\x00'", "b'\\x00'"},
            {"1e400", "1e309"},
            {"1.5j", "1.5j"},
            {"1 .real", "1 .real"},
            {"f'{a!r:>{b}} {{c'", "f'{a!r:>{b}} {{c'"},
            {"a < b is not c", "a < b is not c"},
            {"...", "..."},
        };
        for (auto& c : cases) {
            syntax::ParseOptions options;
            options.mode = syntax::ParseMode::Eval;
            options.is_text = true;
            syntax::ParseResult result = syntax::parse(c[0], options);
            QVERIFY2(result.tree, c[0]);
            std::string text;
            QVERIFY(unparse(result.tree->as<syntax::ast::Expression>()->body, nullptr, text));
            QCOMPARE(text, std::string(c[1]));
        }
    }
};

QTEST_APPLESS_MAIN(CompilerTest)
#include "compiler_test.moc"
