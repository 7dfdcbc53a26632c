// The parser against CPython: trees and errors recorded by record_cases.py; recovery, incomplete
// input and encodings stated here.
#include "engine/syntax/parser.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/unit/recorded_cases.h"

using namespace orrery::syntax;

namespace {

std::string unescaped(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            out += text[i];
            continue;
        }
        const char c = text[++i];
        out += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
    }
    return out;
}

ParseOptions options_for(const std::string& mode) {
    ParseOptions options;
    options.is_text = true;
    options.mode = mode == "eval"     ? ParseMode::Eval
                   : mode == "single" ? ParseMode::Single
                                      : ParseMode::Exec;
    options.character_by_name = [](std::string_view name) {
        return name == "BULLET" ? 0x2022 : -1;
    };
    return options;
}

const char* kind_name(DiagnosticKind kind) {
    switch (kind) {
#define DIAGNOSTIC(kind)       \
    case DiagnosticKind::kind: \
        return #kind;
        DIAGNOSTIC_KINDS
#undef DIAGNOSTIC
    }
    return "";
}

std::string number(int value) {
    return value == Diagnostic::kNoEnd ? "None" : std::to_string(value);
}

std::string repeat(const std::string& text, int count) {
    std::string out;
    for (int i = 0; i < count; ++i)
        out += text;
    return out;
}

std::vector<std::string> messages(const ParseResult& result) {
    std::vector<std::string> list;
    for (const Diagnostic& d : result.diagnostics) {
        list.push_back(std::to_string(d.lineno) + ":" + std::to_string(d.offset) + " " + d.message);
    }
    return list;
}

}  // namespace

class ParserTest : public QObject {
    Q_OBJECT

private slots:
    void trees();
    void errors();
    void standard_library();
    void incomplete_input();
    void recovery();
    void recovery_keeps_all_good_statements();
    void encodings();
    void warnings();
    void interned_names();
    void deep_nesting();
    void time_is_bounded();
};

void ParserTest::trees() {
    const int count = for_each_recorded(
        "tests/unit/syntax/tree_cases.txt", '\t',
        [](const std::vector<std::string>& fields, const std::string& line) {
            QCOMPARE(fields.size(), std::size_t{3});
            const ParseResult result = parse(unescaped(fields[1]), options_for(fields[0]));
            QVERIFY2(result.tree != nullptr, line.c_str());
            QVERIFY2(result.ok(), line.c_str());
            QCOMPARE(ast::dump(result.tree), unescaped(fields[2]));
        });
    QVERIFY(count > 50);
}

void ParserTest::errors() {
    const int count = for_each_recorded(
        "tests/unit/syntax/error_cases.txt", '\t',
        [](const std::vector<std::string>& fields, const std::string& line) {
            const ParseResult result = parse(unescaped(fields[1]), options_for(fields[0]));
            QVERIFY2(result.tree == nullptr, line.c_str());
            QCOMPARE(result.diagnostics.size(), std::size_t{1});
            const Diagnostic& d = result.diagnostics[0];
            QCOMPARE(std::string(kind_name(d.kind)), fields[2]);
            if (d.kind == DiagnosticKind::MemoryError) return;
            QVERIFY2(d.message == unescaped(fields[3]), (d.message + " for: " + line).c_str());
            if (fields.size() < 9) return;
            const std::string place = number(d.lineno) + "," + number(d.offset) + "," +
                                      number(d.end_lineno) + "," + number(d.end_offset);
            const std::string expected =
                fields[4] + "," + fields[5] + "," + fields[6] + "," + fields[7];
            QVERIFY2(place == expected, (place + " for: " + line).c_str());
            const std::string text = d.has_text ? d.text : "None";
            QVERIFY2(text == unescaped(fields[8]), (text + " for: " + line).c_str());
        });
    QVERIFY(count > 250);
}

// All of the installed library but its own tests, some of which are wrong on purpose.
void ParserTest::standard_library() {
    int count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator("/usr/lib/python3.11")) {
        const std::string path = entry.path().string();
        if (!path.ends_with(".py") || path.find("/test") != path.npos) continue;
        std::ifstream file(path, std::ios::binary);
        std::ostringstream source;
        source << file.rdbuf();
        ParseOptions options;
        options.character_by_name = [](std::string_view) { return 0x2022; };
        const ParseResult result = parse(source.str(), options);
        QVERIFY2(result.tree != nullptr && result.ok(), path.c_str());
        ++count;
    }
    QVERIFY(count > 500);
}

void ParserTest::incomplete_input() {
    auto incomplete = [](const char* source) {
        return parse(source, options_for("single")).incomplete;
    };
    for (const char* source :
         {"if x:", "if x:\n", "if x:\n  y", "x = (1,", "x = (1,\n", "'''a", "x = [\n  1,\n",
          "try:\n  x", "try:\n  x\n", "@a", "@a\n", "def f():\n  if x:\n    y", "x \\\n",
          "class A:", "if x: y", "f'''{a", "if x:\n  y\nelse:"}) {
        QVERIFY2(incomplete(source), source);
    }
    for (const char* source : {"x", "x = 1\n", "x =", "x = )", "'a", "if x:\n  y\n", "a b", "1 +",
                               "if x:\n  y\nz", "def f(:", "x = (1,]"}) {
        QVERIFY2(!incomplete(source), source);
    }
}

void ParserTest::recovery() {
    ParseOptions options;
    options.recover = true;
    const char* source =
        "x = (1,\n"
        "def f(a):\n"
        "    y = 1 +\n"
        "    for i in range(3)\n"
        "        z = \"abc\n"
        "        w = 2\n"
        "    return a\n"
        "class C:\n"
        "    bad bad\n"
        "    def n(self): return 1\n"
        "if x\n"
        "    foo()\n"
        "z = $\n"
        "q = 5\n";
    const ParseResult result = parse(source, options);
    const std::vector<std::string> expected = {
        "1:5 '(' was never closed", "3:12 invalid syntax",
        "4:22 expected ':'",        "5:13 unterminated string literal (detected at line 5)",
        "9:9 invalid syntax",       "11:5 expected ':'",
        "13:5 invalid syntax",
    };
    QCOMPARE(messages(result), expected);
    QVERIFY(result.tree != nullptr);
    const std::string tree = ast::dump(result.tree, false);
    for (const char* part : {"FunctionDef(name='f'", "ClassDef(name='C'", "FunctionDef(name='n'",
                             "Name(id='foo'", "Name(id='w'", "Name(id='q'"}) {
        QVERIFY2(tree.find(part) != std::string::npos, part);
    }
}

// Whatever single line is broken, the statements around it stay.
void ParserTest::recovery_keeps_all_good_statements() {
    const std::vector<std::string> lines = {"def f():", "    a = 1", "    b = 2", "c = 3",
                                            "class D:", "    e = 4", "g = 5"};
    ParseOptions options;
    options.recover = true;
    for (const char* damage : {"x y", ")", "'", "= 1", "def", "$", "if"}) {
        for (std::size_t broken = 0; broken < lines.size(); ++broken) {
            std::string source;
            for (std::size_t i = 0; i < lines.size(); ++i) {
                std::string line = lines[i];
                if (i == broken) line = line.substr(0, line.find_first_not_of(' ')) + damage;
                source += line + "\n";
            }
            const ParseResult result = parse(source, options);
            QVERIFY2(!result.ok(), source.c_str());
            const std::string tree = ast::dump(result.tree, false);
            for (std::size_t i = 0; i < lines.size(); ++i) {
                if (i == broken || lines[i].back() == ':') continue;
                const char name = lines[i][lines[i].find_first_not_of(' ')];
                const std::string part = std::string("Name(id='") + name + "'";
                QVERIFY2(tree.find(part) != std::string::npos, (part + " in\n" + source).c_str());
            }
        }
    }
}

void ParserTest::encodings() {
    auto text_of = [](const std::string& source, bool by_line = false) {
        ParseOptions options;
        options.by_line = by_line;
        const ParseResult result = parse(source, options);
        if (result.tree == nullptr) return result.diagnostics[0].message;
        const auto* last = result.tree->as<ast::Module>()->body.back()->as<ast::ExprStmt>();
        return std::string(last->value->as<ast::Constant>()->value.text);
    };
    QCOMPARE(text_of("'\xC3\xA9'"), std::string("\xC3\xA9"));
    QCOMPARE(text_of("\xEF\xBB\xBF'\xC3\xA9'"), std::string("\xC3\xA9"));
    QCOMPARE(text_of("# coding: latin-1\n'\xE9'"), std::string("\xC3\xA9"));
    QCOMPARE(text_of("#!x\n# -*- coding=Latin_1 -*-\n'\xE9'"), std::string("\xC3\xA9"));
    QCOMPARE(text_of("x\n# coding: latin-1\n'\xC3\xA9'"), std::string("\xC3\xA9"));
    QCOMPARE(text_of("# coding: nonsense\n'a'"), std::string("unknown encoding: nonsense"));
    QCOMPARE(text_of("\xEF\xBB\xBF# coding: latin-1\n'a'"),
             std::string("encoding problem: iso-8859-1 with BOM"));
    QCOMPARE(text_of("\n'\xFF'"),
             std::string("(unicode error) 'utf-8' codec can't decode byte 0xff in position 0: "
                         "invalid start byte"));
    QCOMPARE(text_of("\n'\xFF'", true),
             std::string("Non-UTF-8 code starting with '\\xff' in file <string> on line 2, but no "
                         "encoding declared; see https://peps.python.org/pep-0263/ for details"));
    ParseOptions options;
    options.decode = [](std::string_view encoding, std::string_view, std::string& utf8,
                        std::string&) {
        utf8 = "'" + std::string(encoding) + "'";
        return true;
    };
    const ParseResult result = parse("# coding: koi8-r\n'\xE9'", options);
    QVERIFY(result.ok());
    QCOMPARE(std::string(result.source.line(1)), std::string("'koi8-r'\n"));
}

void ParserTest::warnings() {
    ParseOptions options;
    options.warnings = true;
    const ParseResult result = parse("x = '\\d'\ny = 1if 2else 3\nz = b'\\q'\n", options);
    QVERIFY(result.ok());
    std::vector<std::string> list = messages(result);
    std::sort(list.begin(), list.end());
    const std::vector<std::string> expected = {
        "1:0 invalid escape sequence '\\d'", "2:0 invalid decimal literal",
        "2:0 invalid decimal literal", "3:0 invalid escape sequence '\\q'"};
    QCOMPARE(list, expected);
    QCOMPARE(parse("x = '\\d'").diagnostics.size(), std::size_t{0});
}

void ParserTest::interned_names() {
    ParseOptions options;
    options.normalize_identifier = [](std::string_view) { return std::string("fi"); };
    const ParseResult result = parse("fi\n\xEF\xAC\x81\nx.fi\n", options);
    const auto& body = result.tree->as<ast::Module>()->body;
    const auto* first = body[0]->as<ast::ExprStmt>()->value->as<ast::Name>();
    const auto* second = body[1]->as<ast::ExprStmt>()->value->as<ast::Name>();
    const auto* third = body[2]->as<ast::ExprStmt>()->value->as<ast::Attribute>();
    QCOMPARE(static_cast<const void*>(second->id.data()),
             static_cast<const void*>(first->id.data()));
    QCOMPARE(static_cast<const void*>(third->attr.data()),
             static_cast<const void*>(first->id.data()));
}

void ParserTest::deep_nesting() {
    QVERIFY(parse("x = " + repeat("(", 200) + repeat(")", 200)).ok());
    QVERIFY(parse("x = " + repeat("-", 900) + "1").ok());
    QVERIFY(parse("x = " + repeat("a + ", 100000) + "a").ok());
    for (const char* part : {"-", "not ", "lambda: ", "1 if 1 else ", "2 ** "}) {
        const ParseResult result = parse(repeat(part, 100000) + "1");
        QVERIFY2(result.tree == nullptr, part);
        QVERIFY2(result.diagnostics[0].kind == DiagnosticKind::MemoryError, part);
    }
}

// Backtracking must not run away on nested mistakes.
void ParserTest::time_is_bounded() {
    QElapsedTimer timer;
    timer.start();
    for (const char* open : {"(", "[", "{", "f(", "a[", "{a: ", "(a, ", "lambda: ("}) {
        const ParseResult result = parse("x = " + repeat(open, 60) + " $ ");
        QVERIFY(result.tree == nullptr);
    }
    QVERIFY2(timer.elapsed() < 60000, "an explanation took too long");
}

QTEST_APPLESS_MAIN(ParserTest)
#include "parser_test.moc"
