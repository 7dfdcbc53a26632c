// The example of docs/embedding.md: the same text, compiled and run.
// clang-format off
#include <chrono>
#include <iostream>
#include <memory>
#include <string>

#include "engine/engine.h"

using namespace orrery;
using namespace std::chrono_literals;

/// Is told what happens, on the session's thread.
class Printer : public SessionListener {
public:
    void command_finished(const CommandResult& result) override {
        std::cout << "exit status " << result.exit_status << "\n";
    }
};

int example() {
    SessionOptions options;
    options.engine.heap_limit = 256 << 20;
    options.output = [](Stream, std::string_view text) { std::cout << text; };
    Session session(options, std::make_shared<Printer>());

    RunRequest run;
    run.kind = RunRequest::kText;
    run.source = "print('counting')\n"
                 "n = 0\n"
                 "while True:\n"
                 "    n += 1\n";
    session.run(run);

    // Look at a variable while the program runs.
    SnapshotRequest variables;
    variables.filter = "n";
    variables.hide_private = true;
    SnapshotResult seen;
    for (int tries = 0; tries < 1000 && seen.children.empty(); tries++)
        seen = session.inspect(variables, 1s);
    for (const Child& variable : seen.children)
        std::cout << variable.name << " = " << variable.value.text << "\n";

    // Stop it: kindly, then firmly; destroying the session would abandon it.
    session.interrupt();
    if (!session.wait_idle(1s)) session.terminate();
    return session.wait_idle(10s) ? 0 : 1;
}
// clang-format on

#include <QFile>
#include <QtTest>
#include <sstream>

class EmbeddingTest : public QObject {
    Q_OBJECT

private slots:
    void runs();
    void is_the_page();
};

void EmbeddingTest::runs() {
    std::ostringstream text;
    std::streambuf* before = std::cout.rdbuf(text.rdbuf());
    const int status = example();
    std::cout.rdbuf(before);
    QCOMPARE(status, 0);
    const std::string shown = text.str();
    QVERIFY(shown.starts_with("counting\n"));
    QVERIFY(shown.find("n = ") != std::string::npos);
    QVERIFY(shown.ends_with("exit status 130\n"));
}

void EmbeddingTest::is_the_page() {
    const auto read = [](const QString& name) {
        QFile file(qEnvironmentVariable("ORRERY_SOURCE_DIR") + name);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    };
    const QString page = read("/docs/embedding.md");
    const QString code = page.section("```cpp\n", 1).section("```", 0, 0);
    QVERIFY(code.size() > 500);
    QVERIFY(read("/tests/unit/engine/embedding_test.cpp").contains(code));
}

QTEST_APPLESS_MAIN(EmbeddingTest)
#include "embedding_test.moc"
