// Sessions: runs, blocks of a prompt, streams, stopping, abandoning, several at once.
#include <QTemporaryDir>
#include <atomic>
#include <fstream>

#include "tests/unit/engine/session_support.h"

using namespace orrery;
using namespace orrery::test;

class SessionTest : public QObject {
    Q_OBJECT

private slots:
    void runs_text();
    void runs_file();
    void reports_errors();
    void exits();
    void shares_the_namespace();
    void a_fresh_run_starts_anew();
    void blocks_show_values();
    void rich_display();
    void tracebacks_show_text();
    void selections_keep_their_lines();
    void standard_input();
    void end_of_input();
    void a_flood_of_output();
    void a_flood_through_a_callback();
    void interrupt_data();
    void interrupt();
    void an_interrupt_can_be_caught();
    void terminate();
    void stopping_cancels_the_queue();
    void interrupt_after_import_signal();
    void guests_leave_the_process_alone();
    void environments();
    void goes_on_after_stopping();
    void abandon();
    void destroying_ends_a_program();
    void many_at_once();
    void create_and_destroy();
    void memory_limit();
    void deep_recursion();
};

void SessionTest::runs_text() {
    TestSession s;
    const CommandResult r = s.run("import sys\nprint('hello', sys.argv)\n");
    QCOMPARE(r.end, CommandResult::kFinished);
    QCOMPARE(r.exit_status, 0);
    QVERIFY(r.duration.count() > 0);
    QCOMPARE(s.output(), "hello ['']\n");
}

void SessionTest::runs_file() {
    QTemporaryDir folder;
    const std::string path = folder.filePath("prog.py").toStdString();
    std::ofstream(path) << "import sys, helper\nprint(sys.argv[1:], __name__, helper.x)\n";
    std::ofstream(folder.filePath("helper.py").toStdString()) << "x = 42\n";
    TestSession s;
    RunRequest request;
    request.source = path;
    request.arguments = {"a", "b"};
    QCOMPARE(s.run(request).end, CommandResult::kFinished);
    QCOMPARE(s.output(), "['a', 'b'] __main__ 42\n");
    request.source = path + ".no";
    const CommandResult r = s.run(request);
    QCOMPARE(r.end, CommandResult::kRaised);
    QCOMPARE(r.exception_type, "FileNotFoundError");
}

void SessionTest::reports_errors() {
    TestSession s;
    const CommandResult r = s.run("def f():\n    return 1 / 0\nf()\n");
    QCOMPARE(r.end, CommandResult::kRaised);
    QCOMPARE(r.exit_status, 1);
    QCOMPARE(r.exception_type, "ZeroDivisionError");
    QCOMPARE(r.message, "division by zero");
    QVERIFY(s.output().find("ZeroDivisionError: division by zero") != std::string::npos);
    QCOMPARE(s.run("x = (\n").exception_type, "SyntaxError");
}

void SessionTest::exits() {
    TestSession s;
    const CommandResult r =
        s.run("import atexit, sys\natexit.register(print, 'bye')\nsys.exit(3)\n");
    QCOMPARE(r.end, CommandResult::kExited);
    QCOMPARE(r.exit_status, 3);
    QCOMPARE(s.output(), "bye\n");
}

void SessionTest::shares_the_namespace() {
    TestSession s;
    s.run("x = 20");
    s.block("y = x + 1");
    s.run(text_request("print(x, y)", false));
    QCOMPARE(s.output(), "20 21\n");
}

void SessionTest::a_fresh_run_starts_anew() {
    TestSession s;
    s.block("x = 1\nimport json\njson.flag = 1");
    const CommandResult r = s.run("import json\nprint('x' in globals(), hasattr(json, 'flag'))");
    QCOMPARE(r.end, CommandResult::kFinished);
    QCOMPARE(s.output(), "False False\n");
}

void SessionTest::blocks_show_values() {
    TestSession s;
    QCOMPARE(s.block("a = 1\n'text'\nfor i in range(2):\n    i\nNone\na + 1\n").end,
             CommandResult::kFinished);
    QCOMPARE(s.recorder->displays.size(), size_t{2});
    QCOMPARE(s.recorder->displays[0].text, "'text'");
    QCOMPARE(s.recorder->displays[1].text, "2");
    s.block("_ * 10");
    QCOMPARE(s.recorder->displays.back().text, "20");
    QCOMPARE(s.block("b = 1\nreturn\n").exception_type, "SyntaxError");
    QCOMPARE(s.block("b").exception_type, "NameError");
    s.block("import sys\nsys.displayhook = lambda v: print('mine', v)");
    s.text.clear();
    s.output();
    s.text.clear();
    s.block("7");
    QCOMPARE(s.output(), "mine 7\n");
}

void SessionTest::rich_display() {
    TestSession s;
    s.block(
        "class A:\n"
        "    def __repr__(self): return 'plain'\n"
        "    def _repr_html_(self): return '<b>rich</b>'\n"
        "    def _repr_png_(self): return b'\\x89PNG'\n"
        "    def _repr_svg_(self): raise ValueError\n"
        "A()\n[1, 2]\n");
    QCOMPARE(s.recorder->displays.size(), size_t{2});
    const Display& d = s.recorder->displays[0];
    QCOMPARE(d.text, "plain");
    QCOMPARE(d.rich.size(), size_t{2});
    QCOMPARE(d.rich[0].first, "text/html");
    QCOMPARE(d.rich[0].second, "<b>rich</b>");
    QCOMPARE(d.rich[1].first, "image/png");
    QCOMPARE(d.rich[1].second, "\x89PNG");
    QCOMPARE(s.recorder->displays[1].value.position_count, uint64_t{2});
}

void SessionTest::tracebacks_show_text() {
    TestSession s;
    s.block("def broken(n):\n    return 1 / n\n");
    s.block("broken(0)");
    QVERIFY(s.output().find("File \"<input 1>\", line 2, in broken\n    return 1 / n\n") !=
            std::string::npos);
    QVERIFY(s.output().find("File \"<input 2>\", line 1, in <module>\n    broken(0)\n") !=
            std::string::npos);
}

void SessionTest::selections_keep_their_lines() {
    TestSession s;
    RunRequest request = text_request("x = 1\nx / 0\n", false);
    request.filename = "/no/such/file.py";
    request.first_line = 100;
    s.run(request);
    QVERIFY(s.output().find("File \"/no/such/file.py\", line 101, in <module>\n    x / 0\n") !=
            std::string::npos);
}

void SessionTest::standard_input() {
    TestSession s;
    const CommandId id = s.session.run(text_request("print('got', input('? '), input())\n"));
    QVERIFY(s.recorder->wait([&] { return s.recorder->wants_input; }));
    QVERIFY(s.session.is_waiting_for_input());
    QCOMPARE(s.output(), "? ");
    s.session.write_input("one\ntw");
    s.session.write_input("o\n");
    QCOMPARE(s.recorder->result_of(id).end, CommandResult::kFinished);
    QCOMPARE(s.output(), "? got one two\n");
    QVERIFY(!s.session.is_waiting_for_input());
}

void SessionTest::end_of_input() {
    TestSession s;
    const CommandId id =
        s.session.run(text_request("import sys\nprint(sys.stdin.read())\ntry:\n    input()\n"
                                   "except EOFError:\n    print('EOF')\n"));
    s.session.write_input("all of it");
    s.session.end_input();
    s.session.end_input();
    QCOMPARE(s.recorder->result_of(id).end, CommandResult::kFinished);
    QCOMPARE(s.output(), "all of it\nEOF\n");
}

void SessionTest::a_flood_of_output() {
    constexpr int kLines = 1'000'000 / kSlowness;
    SessionOptions options;
    options.output_limit = 256 * 1024;
    TestSession s(options);
    const CommandId id = s.session.run(
        text_request("for i in range(" + std::to_string(kLines) + "):\n    print('line', i)\n"));
    size_t lines = 0, most = 0;
    std::vector<OutputChunk> chunks;
    std::string last;
    while (lines < kLines) {
        chunks.clear();
        if (s.session.take_output(chunks) == 0) {
            if (!s.session.is_busy() && s.session.take_output(chunks) == 0) break;
            std::this_thread::sleep_for(1ms);
        }
        size_t waiting = 0;
        for (const OutputChunk& c : chunks) {
            waiting += c.text.size();
            lines += static_cast<size_t>(std::count(c.text.begin(), c.text.end(), '\n'));
            last = c.text;
        }
        most = std::max(most, waiting);
    }
    QCOMPARE(lines, size_t{kLines});
    QVERIFY(last.ends_with("line " + std::to_string(kLines - 1) + "\n"));
    QVERIFY(most <= options.output_limit + 64 * 1024);
    QCOMPARE(s.recorder->result_of(id).end, CommandResult::kFinished);
}

void SessionTest::a_flood_through_a_callback() {
    constexpr int kLines = 1'000'000 / kSlowness;
    size_t lines = 0;  // written on the session's thread, read after the run
    SessionOptions options;
    options.output = [&](Stream stream, std::string_view text) {
        if (stream == Stream::kOutput) lines += std::count(text.begin(), text.end(), '\n');
    };
    TestSession s(options);
    s.run("for i in range(" + std::to_string(kLines) + "):\n    print('line', i)\n");
    QCOMPARE(lines, size_t{kLines});
}

void SessionTest::interrupt_data() {
    QTest::addColumn<QString>("code");
    QTest::newRow("loop") << "while True: pass";
    QTest::newRow("sleep") << "import time\ntime.sleep(10**9)";
    QTest::newRow("input") << "input()";
    QTest::newRow("power") << "10**10**8";
    QTest::newRow("regular expression") << "import re\nre.match('(a*)*b', 'a' * 64)";
    QTest::newRow("lock") << "import threading\nl = threading.Lock()\nl.acquire()\nl.acquire()";
    QTest::newRow("generator") << "sum(1 for i in iter(int, 1))";
    QTest::newRow("child process") << "import subprocess\nsubprocess.run(['sleep', '1000'])";
    QTest::newRow("pipe") << "import os\nr, w = os.pipe()\nopen(r, 'rb').read()";
    QTest::newRow("output nobody takes") << "while True: print('x' * 10000)";
}

void SessionTest::interrupt() {
    QFETCH(QString, code);
    TestSession s;
    const CommandId id = s.start("print('ready', flush=True)\n" + code.toStdString() + "\n");
    std::this_thread::sleep_for(20ms);
    const auto began = std::chrono::steady_clock::now();
    QVERIFY(s.session.interrupt());
    while (s.session.is_busy() && std::chrono::steady_clock::now() - began < kPatience) {
        s.output();  // what is written about the interrupt finds room
        std::this_thread::sleep_for(1ms);
    }
    const CommandResult r = s.recorder->result_of(id);
    const auto took = std::chrono::steady_clock::now() - began;
    QCOMPARE(r.end, CommandResult::kInterrupted);
    QCOMPARE(r.exit_status, 130);
    // Module subprocess itself gives the child a quarter of a second to end by its own Ctrl-C.
    const auto bar = code.contains("subprocess") ? 600ms : 200ms;
    QVERIFY(took < bar * kSlowness);
    QCOMPARE(s.run("print(1)").end, CommandResult::kFinished);
}

void SessionTest::an_interrupt_can_be_caught() {
    TestSession s;
    const CommandId id = s.start(
        "print('ready')\ntry:\n    while True: pass\nexcept KeyboardInterrupt:\n    "
        "print('mine')\n");
    s.session.interrupt();
    QCOMPARE(s.recorder->result_of(id).end, CommandResult::kFinished);
    QVERIFY(s.output().ends_with("mine\n"));
    QVERIFY(!s.session.interrupt());  // nothing runs
    QCOMPARE(s.block("x = sum(range(100000))").end, CommandResult::kFinished);
}

void SessionTest::terminate() {
    TestSession s;
    const CommandId id = s.start(
        "print('ready')\n"
        "while True:\n    try:\n        while True: pass\n    except: pass\n"
        "    finally:\n        print('swallowed')\n");
    s.session.interrupt();
    QTRY_VERIFY(s.output().find("swallowed") != std::string::npos);
    QVERIFY(s.session.is_busy());
    const auto began = std::chrono::steady_clock::now();
    QVERIFY(s.session.terminate());
    const CommandResult r = s.recorder->result_of(id);
    QVERIFY(std::chrono::steady_clock::now() - began < 200ms * kSlowness);
    QCOMPARE(r.end, CommandResult::kTerminated);
    QCOMPARE(s.output(), "ready\nswallowed\n");  // of the interrupt; not of the termination
}

void SessionTest::stopping_cancels_the_queue() {
    TestSession s;
    const CommandId first = s.start("print('ready')\nwhile True: pass");
    const CommandId second = s.session.run(text_request("print('never')"));
    s.session.interrupt();
    QCOMPARE(s.recorder->result_of(first).end, CommandResult::kInterrupted);
    QCOMPARE(s.recorder->result_of(second).end, CommandResult::kCancelled);
    QVERIFY(s.output().find("never") == std::string::npos);
}

void SessionTest::interrupt_after_import_signal() {
    TestSession s;
    CommandId id = s.start(
        "import signal\nassert signal.getsignal(2) is signal.default_int_handler\n"
        "print('ready')\nwhile True: pass");
    s.session.interrupt();
    QCOMPARE(s.recorder->result_of(id).end, CommandResult::kInterrupted);
    s.text.clear();
    id = s.start(
        "import signal\ndef handler(n, frame):\n    global done\n    done = n\n"
        "done = 0\nsignal.signal(signal.SIGINT, handler)\n"
        "print('ready')\nwhile not done: pass\nprint('handled', done)");
    s.session.interrupt();
    QCOMPARE(s.recorder->result_of(id).end, CommandResult::kFinished);
    QVERIFY(s.output().ends_with("handled 2\n"));
}

void SessionTest::guests_leave_the_process_alone() {
    TestSession s;
    const CommandResult r = s.run(
        "import os, signal\n"
        "def refused(f, *args):\n"
        "    try:\n        f(*args)\n"
        "    except (OSError, ValueError) as e:\n        return\n"
        "    print('not refused', f)\n"
        "refused(os.fork)\n"
        "refused(os.execv, '/bin/true', ['true'])\n"
        "refused(signal.alarm, 1)\n"
        "refused(signal.setitimer, signal.ITIMER_REAL, 1)\n"
        "refused(signal.signal, signal.SIGTERM, signal.SIG_IGN)\n"
        "refused(os.kill, os.getpid(), signal.SIGKILL)\n"
        "refused(signal.raise_signal, signal.SIGKILL)\n"
        "import subprocess\n"
        "print(subprocess.run(['echo', 'child'], capture_output=True).stdout)\n"
        "try:\n    os._exit(3)\nexcept:\n    print('not here')\nfinally:\n    print('nor here')\n");
    QCOMPARE(s.output(), "b'child\\n'\n");
    QCOMPARE(r.end, CommandResult::kTerminated);
}

void SessionTest::environments() {
    SessionOptions options;
    options.engine.environment = {"ORRERY_GIVEN=1", "HOME=/nowhere"};
    TestSession s(options);
    s.run(
        "import os, subprocess\n"
        "os.environ['ORRERY_SET'] = '2'\n"
        "print(os.environ['ORRERY_GIVEN'], os.path.expanduser('~'))\n"
        "command = 'echo $ORRERY_GIVEN$ORRERY_SET'\n"
        "print(subprocess.run(['sh', '-c', command], capture_output=True).stdout)\n");
    QCOMPARE(s.output(), "1 /nowhere\nb'12\\n'\n");
    QVERIFY(!qEnvironmentVariableIsSet("ORRERY_SET"));
    TestSession other;
    other.run("import os\nprint(os.environ.get('ORRERY_SET'), os.environ.get('ORRERY_GIVEN'))");
    QCOMPARE(other.output(), "None None\n");
}

void SessionTest::goes_on_after_stopping() {
    TestSession s;
    s.block("x = 5");
    const CommandId id = s.session.run(block_request("while True: pass"));
    QVERIFY(s.recorder->wait([&] { return s.recorder->started.back() == id; }));
    std::this_thread::sleep_for(10ms);
    s.session.terminate();
    QCOMPARE(s.recorder->result_of(id).end, CommandResult::kTerminated);
    s.block("x + 1");
    QCOMPARE(s.recorder->displays.back().text, "6");
    QCOMPARE(s.block("def f(n): return n if n == 0 else f(n - 1)\nf(900)").end,
             CommandResult::kFinished);
}

/// Native code that does not come back: a callback of the embedder that blocks.
void SessionTest::abandon() {
    std::mutex mutex;
    std::condition_variable changed;
    bool hangs = false, release = false, left = false;
    SessionOptions options;
    options.output = [&](Stream, std::string_view text) {
        if (text.find("hang") == std::string_view::npos) return;
        std::unique_lock lock(mutex);
        hangs = true;
        changed.notify_all();
        changed.wait(lock, [&] { return release; });
        left = true;
        changed.notify_all();
    };
    auto first = std::make_unique<TestSession>(options);
    const auto recorder = first->recorder;
    first->session.run(
        text_request("import atexit\natexit.register(print, 'at exit')\n"
                     "while True:\n    try:\n        print('hang')\n    except: pass\n"));
    {
        std::unique_lock lock(mutex);
        QVERIFY(changed.wait_for(lock, kPatience, [&] { return hangs; }));
    }
    first->session.interrupt();
    first->session.terminate();
    QVERIFY(!first->session.wait_idle(50ms));
    SnapshotResult::Status status = SnapshotResult::kDone;
    first->session.inspect({}, [&](SnapshotResult r) { status = r.status; });
    first->session.abandon();
    QCOMPARE(status, SnapshotResult::kEnded);
    QCOMPARE(first->inspect({}).status, SnapshotResult::kEnded);
    first.reset();  // does not wait

    TestSession second;
    QCOMPARE(second.run("print('fresh')").end, CommandResult::kFinished);
    QCOMPARE(second.output(), "fresh\n");

    // Later the native code returns: its program unwinds and its thread ends, silently.
    std::unique_lock lock(mutex);
    release = true;
    changed.notify_all();
    QVERIFY(changed.wait_for(lock, kPatience, [&] { return left; }));
    lock.unlock();
    QTRY_COMPARE(recorder.use_count(), 1L);
    QVERIFY(recorder->results.empty());
}

void SessionTest::destroying_ends_a_program() {
    auto s = std::make_unique<TestSession>();
    s->start("print('ready')\nwhile True:\n    try:\n        while True: pass\n    except: pass\n");
    const auto began = std::chrono::steady_clock::now();
    const auto recorder = s->recorder;
    s.reset();
    QVERIFY(std::chrono::steady_clock::now() - began < 1s * kSlowness);
    QCOMPARE(recorder->results.size(), size_t{1});
    QCOMPARE(recorder->results[0].end, CommandResult::kTerminated);
    QCOMPARE(recorder.use_count(), 1L);
}

void SessionTest::many_at_once() {
    constexpr int kSessions = 6;
    std::vector<std::unique_ptr<TestSession>> sessions;
    std::vector<CommandId> ids;
    for (int i = 0; i < kSessions; i++) {
        sessions.push_back(std::make_unique<TestSession>());
        ids.push_back(sessions.back()->session.run(
            text_request("import json, re, decimal, collections, random\n"
                         "class C:\n    def __init__(self, n): self.n = n\n"
                         "d = collections.OrderedDict((str(k), C(k)) for k in range(20000))\n"
                         "total = sum(c.n for c in d.values())\n"
                         "text = json.dumps([1, {'a': None}] * 200)\n"
                         "assert json.loads(text) == [1, {'a': None}] * 200\n"
                         "big = 3 ** 5000 % (10 ** 50)\n"
                         "print(" +
                         std::to_string(i) + ", total, len(re.findall('a', text)), big)\n")));
    }
    for (int i = 0; i < kSessions; i++) {
        TestSession& s = *sessions[static_cast<size_t>(i)];
        QCOMPARE(s.recorder->result_of(ids[static_cast<size_t>(i)]).end, CommandResult::kFinished);
        const std::string& text = s.output();
        QVERIFY(text.starts_with(std::to_string(i) + " 199990000 200 "));
        QCOMPARE(text.substr(2), sessions[0]->output().substr(2));
    }
}

void SessionTest::create_and_destroy() {
    for (int i = 0; i < 20; i++) {
        TestSession s;
        if (i % 2) QCOMPARE(s.run("x = 1").end, CommandResult::kFinished);
        if (i % 3 == 0) QVERIFY(s.session.join(kPatience));
    }
}

void SessionTest::memory_limit() {
    SessionOptions options;
    options.engine.heap_limit = 64 << 20;
    TestSession s(options);
    QCOMPARE(s.run("x = [0] * 10**8").exception_type, "MemoryError");
    QCOMPARE(s.block("y = [0] * 1000").end, CommandResult::kFinished);
    QCOMPARE(s.block("y = [0] * 10**8").exception_type, "MemoryError");
}

void SessionTest::deep_recursion() {
    TestSession s;
    const CommandResult r = s.run(
        "import sys\nsys.setrecursionlimit(10**6)\n"
        "def f(n): return 0 if n == 0 else 1 + f(n - 1)\nprint(f(200000))\n"
        "class A:\n    def __repr__(self): return repr(self)\n"
        "sys.setrecursionlimit(1000)\nrepr(A())\n");
    QVERIFY(s.output().starts_with("200000\n"));
    QCOMPARE(r.exception_type, "RecursionError");
}

QTEST_APPLESS_MAIN(SessionTest)
#include "session_test.moc"
