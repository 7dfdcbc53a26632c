// Snapshots: variables of idle, running, sleeping and failed programs, page by page.
#include <algorithm>
#include <atomic>

#include "tests/unit/engine/session_support.h"

using namespace orrery;
using namespace orrery::test;

namespace {

SnapshotRequest globals() {
    SnapshotRequest request;
    request.hide_private = true;
    return request;
}

const Child* find(const SnapshotResult& result, const std::string& name) {
    for (const Child& c : result.children) {
        if (c.name == name) return &c;
    }
    return nullptr;
}

}  // namespace

class SnapshotTest : public QObject {
    Q_OBJECT

    /// Text of the global variable.
    std::string text_of(TestSession& s, const std::string& name) {
        SnapshotRequest request = globals();
        request.filter = name;
        const SnapshotResult r = s.inspect(request);
        const Child* c = find(r, name);
        return c ? c->value.text : "<absent>";
    }
    ValueInfo value_of(TestSession& s, const std::string& name) {
        SnapshotRequest request = globals();
        const SnapshotResult r = s.inspect(request);
        const Child* c = find(r, name);
        return c ? c->value : ValueInfo{};
    }
    SnapshotResult children(TestSession& s, ValueId id, uint64_t first = 0, uint64_t count = 100) {
        SnapshotRequest request;
        request.what = SnapshotRequest::kChildren;
        request.value = id;
        request.first = first;
        request.count = count;
        return s.inspect(request);
    }

private slots:
    void texts_data();
    void texts();
    void texts_run_no_code();
    void globals_and_filters();
    void pages_of_a_list();
    void mappings_sets_objects();
    void long_texts();
    void repr_on_request();
    void stale_ids();
    void frames_of_a_running_program();
    void post_mortem();
    void generators();
    void live_in_a_tight_loop();
    void live_while_it_waits_data();
    void live_while_it_waits();
    void filtering_does_not_stall();
    void cancelling();
    void changes_nothing();
    void members_and_signatures();
};

void SnapshotTest::texts_data() {
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* code, const char* text) {
        QTest::newRow(code) << QString(code) << QString(text);
    };
    row("None", "None");
    row("True", "True");
    row("-5", "-5");
    row("2**100", "1267650600228229401496703205376");
    row("0.1", "0.1");
    row("1e100", "1e+100");
    row("1+2j", "(1+2j)");
    row("'it\\'s'", "\"it's\"");
    row("'a\\n\\x00\\u00e9\\U0001f600'", "'a\\n\\x00\u00e9\U0001f600'");
    row("b'a\\xff'", "b'a\\xff'");
    row("bytearray(b'x')", "bytearray(b'x')");
    row("[1, 'a', [2.5]]", "[1, 'a', [2.5]]");
    row("(1,)", "(1,)");
    row("{'a': 1, 2: None}", "{'a': 1, 2: None}");
    row("{3}", "{3}");
    row("set()", "set()");
    row("frozenset({1})", "frozenset({1})");
    row("range(0, 10, 2)", "range(0, 10, 2)");
    row("int", "<class 'int'>");
    row("P", "<class '__main__.P'>");
    row("P(1, [2])", "P(x=1, y=[2])");
    row("S(1)", "S()");
    row("Colour.RED", "Colour.RED");
    row("ValueError('no', 2)", "ValueError('no', 2)");
    row("len", "<built-in function len>");
    row("f", "<function f>");
    row("collections.deque([1, 2])", "collections.deque([1, 2])");
    row("collections.Counter('aa')", "Counter({'a': 2})");
    row("D(a=1)", "D({'a': 1})");
    row("T(1, 2)", "T((1, 2))");
    row("math", "<module 'math'>");
    row("[[[[[[1]]]]]]", "[[[[[...]]]]]");
}

void SnapshotTest::texts() {
    static TestSession s;
    static const bool ready =
        s.block(
             "import collections, enum, math\n"
             "class P:\n    def __init__(self, x, y): self.x = x; self.y = y\n"
             "class S:\n    __slots__ = 'a',\n    def __init__(self, a): self.a = a\n"
             "class Colour(enum.Enum): RED = 1\n"
             "class D(dict): pass\n"
             "T = collections.namedtuple('T', 'a b')\n"
             "def f(a): pass\n")
            .end == CommandResult::kFinished;
    QVERIFY(ready);
    QFETCH(QString, code);
    QFETCH(QString, text);
    QCOMPARE(s.block("v = " + code.toStdString()).end, CommandResult::kFinished);
    QCOMPARE(QString::fromStdString(text_of(s, "v")), text);
}

void SnapshotTest::texts_run_no_code() {
    TestSession s;
    s.block(
        "ran = []\n"
        "class Nosy:\n"
        "    def __repr__(self): ran.append('repr'); raise SystemExit\n"
        "    def __len__(self): ran.append('len'); return 1 / 0\n"
        "    def __getattribute__(self, name): ran.append(name); return None\n"
        "    def __iter__(self): ran.append('iter')\n"
        "    def __eq__(self, other): ran.append('eq')\n"
        "    __hash__ = object.__hash__\n"
        "class Meta(type):\n"
        "    def __getattribute__(self, name): ran.append(name); return None\n"
        "class Quiet(metaclass=Meta): pass\n"
        "n = Nosy()\nd = {n: n}\nq = Quiet()\nloop = []\nloop.append(loop)\n");
    s.block("ran.clear()");
    for (const Child& c : s.inspect(globals()).children) {
        if (c.value.id) children(s, c.value.id);
    }
    QCOMPARE(text_of(s, "ran"), "[]");
    QCOMPARE(text_of(s, "n"), "Nosy()");
    QCOMPARE(text_of(s, "loop"), "[[[[[...]]]]]");
}

void SnapshotTest::globals_and_filters() {
    TestSession s;
    s.block(
        "import math\nalpha = 1\nAlphabet = 'x'\n_hidden = 2\ndef fun(): pass\nclass C: pass\n");
    SnapshotRequest request;
    SnapshotResult r = s.inspect(request);
    QVERIFY(find(r, "_hidden") && find(r, "math") && find(r, "__name__"));
    QCOMPARE(find(r, "alpha")->role, Child::kVariable);
    request.filter = "ALPHA";
    QCOMPARE(s.inspect(request).children.size(), size_t{2});
    request = globals();
    request.hide_modules = request.hide_callables = true;
    r = s.inspect(request);
    QCOMPARE(r.children.size(), size_t{2});
    QCOMPARE(r.children[0].name, "alpha");
    QCOMPARE(r.children[0].value.type_name, "int");
    QCOMPARE(r.children[0].value.kind, ValueKind::kInt);
    request.count = 1;
    r = s.inspect(request);
    QCOMPARE(r.children.size(), size_t{1});
    request.first = r.next;
    QCOMPARE(s.inspect(request).children.at(0).name, "Alphabet");
}

void SnapshotTest::pages_of_a_list() {
    TestSession s;
    s.block("l = list(range(1000000))");
    const ValueInfo info = value_of(s, "l");
    QCOMPARE(info.length, int64_t{1000000});
    QCOMPARE(info.position_count, uint64_t{1000000});
    QVERIFY(info.is_cut);
    SnapshotResult r = children(s, info.id, 999'990, 100);
    QCOMPARE(r.children.size(), size_t{10});
    QCOMPARE(r.children[9].name, "999999");
    QCOMPARE(r.children[9].value.text, "999999");
    QCOMPARE(r.next, uint64_t{1000000});
    r = children(s, info.id, 500'000, 3);
    QCOMPARE(r.next, uint64_t{500'003});
    s.block("del l[10:]");
    r = children(s, info.id);
    QCOMPARE(r.children.size(), size_t{10});
    QCOMPARE(children(s, info.id, 5000).children.size(), size_t{0});
}

void SnapshotTest::mappings_sets_objects() {
    TestSession s;
    s.block(
        "import collections, types\n"
        "class Base:\n    __slots__ = 'slot',\n"
        "class C(Base):\n    shared = 1\n    def __init__(self): self.a = 1; self.slot = 2\n"
        "class L(list): pass\n"
        "d = {i: str(i) for i in range(10)}\ndel d[0], d[5]\n"
        "st = {1, 2, 3}\nc = C()\nl = L([7])\nl.extra = 8\n"
        "q = collections.deque([1, 2])\nm = types.MappingProxyType({'k': 'v'})\n"
        "e = ValueError('why')\ne.note = 1\nv = d.keys()\n");
    SnapshotResult r = children(s, value_of(s, "d").id);
    QCOMPARE(r.children.size(), size_t{8});
    QCOMPARE(r.children[0].name, "1");
    QCOMPARE(r.children[0].role, Child::kEntry);
    QCOMPARE(r.children[0].value.text, "'1'");
    QCOMPARE(children(s, value_of(s, "st").id).children.size(), size_t{3});
    r = children(s, value_of(s, "c").id);
    QCOMPARE(r.children.size(), size_t{2});
    QCOMPARE(find(r, "a")->value.text, "1");
    QCOMPARE(find(r, "slot")->value.text, "2");
    r = children(s, value_of(s, "l").id);
    QCOMPARE(find(r, "extra")->role, Child::kAttribute);
    QCOMPARE(find(r, "0")->value.text, "7");
    QCOMPARE(children(s, value_of(s, "q").id).children.size(), size_t{2});
    QCOMPARE(children(s, value_of(s, "m").id).children[0].name, "'k'");
    QCOMPARE(find(children(s, value_of(s, "e").id), "0")->value.text, "'why'");
    QCOMPARE(children(s, value_of(s, "v").id).children.size(), size_t{8});
    QVERIFY(find(children(s, value_of(s, "C").id), "shared"));
}

void SnapshotTest::long_texts() {
    TestSession s;
    s.block("t = 'aé' * 1000000\nb = bytes(range(256)) * 1000\nn = 7 ** 100000");
    const ValueInfo info = value_of(s, "t");
    QVERIFY(info.is_cut && info.id && info.text.size() < 200);
    QCOMPARE(info.length, int64_t{2000000});
    SnapshotRequest request;
    request.what = SnapshotRequest::kText;
    request.value = info.id;
    request.first = 1999997;
    QCOMPARE(s.inspect(request).text, "éaé");
    request.value = value_of(s, "b").id;
    request.first = 65;
    request.count = 3;
    QCOMPARE(s.inspect(request).text, "ABC");
    QCOMPARE(text_of(s, "n"), "<int of about 84510 digits>\u2026");
}

void SnapshotTest::repr_on_request() {
    TestSession s;
    s.block(
        "class A:\n    def __repr__(self): return 'mine'\n"
        "class B:\n    def __repr__(self): return 1 / 0\na, b = A(), B()\n");
    SnapshotRequest request;
    request.what = SnapshotRequest::kRepr;
    request.value = value_of(s, "a").id;
    QCOMPARE(s.inspect(request).text, "mine");
    request.value = value_of(s, "b").id;
    const SnapshotResult r = s.inspect(request);
    QCOMPARE(r.status, SnapshotResult::kFailed);
    QCOMPARE(r.text, "ZeroDivisionError('division by zero')");
    QCOMPARE(s.block("1").end, CommandResult::kFinished);
}

void SnapshotTest::stale_ids() {
    TestSession s;
    s.block("a = [1]\nb = [2]");
    const ValueId id = value_of(s, "a").id;
    s.block("del a\nimport gc\ngc.collect()");
    QCOMPARE(children(s, id).children[0].value.text, "1");  // the id keeps it
    s.session.release({id});
    value_of(s, "b");
    QCOMPARE(children(s, id).status, SnapshotResult::kStale);
    const ValueId other = value_of(s, "b").id;
    QVERIFY(other != id);
    s.run("b = [3]");
    QCOMPARE(children(s, other).status, SnapshotResult::kStale);
    QCOMPARE(children(s, 0).status, SnapshotResult::kStale);
    QCOMPARE(children(s, ~ValueId{0}).status, SnapshotResult::kStale);
}

void SnapshotTest::frames_of_a_running_program() {
    TestSession s;
    const CommandId id = s.start(
        "def outer(n):\n"
        "    shared = [n]\n"
        "    def inner(k):\n"
        "        count = 0\n"
        "        print('ready')\n"
        "        while shared:\n"
        "            count += k\n"
        "    inner(1)\n"
        "outer(5)\n");
    SnapshotRequest request;
    request.what = SnapshotRequest::kFrames;
    const SnapshotResult frames = s.inspect(request);
    QCOMPARE(frames.frames.size(), size_t{3});
    QCOMPARE(frames.frames[0].function, "outer.<locals>.inner");
    QVERIFY(frames.frames[0].line == 6 || frames.frames[0].line == 7);
    QCOMPARE(frames.frames[1].line, 8);
    QCOMPARE(frames.frames[2].function, "<module>");
    request.what = SnapshotRequest::kLocals;
    request.frame = frames.frames[0].id;
    const SnapshotResult inner = s.inspect(request);
    QCOMPARE(find(inner, "k")->value.text, "1");
    QVERIFY(find(inner, "count"));
    QCOMPARE(find(inner, "shared")->value.text, "[5]");
    request.frame = frames.frames[1].id;
    const SnapshotResult outer = s.inspect(request);
    QCOMPARE(find(outer, "n")->value.text, "5");
    QCOMPARE(find(outer, "shared")->value.text, "[5]");
    request.frame = frames.frames[2].id;
    QVERIFY(find(s.inspect(request), "outer"));
    s.session.interrupt();
    s.recorder->result_of(id);
    request.frame = frames.frames[0].id;
    QCOMPARE(s.inspect(request).status, SnapshotResult::kStale);
}

void SnapshotTest::post_mortem() {
    TestSession s;
    s.run(
        "def f(depth, name):\n"
        "    local = [depth]\n"
        "    def g(): return name\n"
        "    if depth == 0:\n"
        "        raise KeyError(g())\n"
        "    f(depth - 1, name)\n"
        "f(2, 'gone')\n");
    SnapshotRequest request;
    request.what = SnapshotRequest::kPostMortemFrames;
    const SnapshotResult frames = s.inspect(request);
    QCOMPARE(frames.frames.size(), size_t{4});
    QCOMPARE(frames.frames[0].line, 5);
    QCOMPARE(frames.frames[3].line, 7);
    request.what = SnapshotRequest::kLocals;
    for (size_t i = 0; i < 3; i++) {
        request.frame = frames.frames[i].id;
        const SnapshotResult r = s.inspect(request);
        QCOMPARE(find(r, "depth")->value.text, std::to_string(i));
        QCOMPARE(find(r, "local")->value.text, "[" + std::to_string(i) + "]");
        QCOMPARE(find(r, "name")->value.text, "'gone'");
    }
    const ValueId local = s.inspect(request).children[1].value.id;
    QCOMPARE(children(s, local).children[0].value.text, "2");
    s.block("1");  // forgets the exception
    QCOMPARE(s.inspect(request).status, SnapshotResult::kStale);
}

void SnapshotTest::generators() {
    TestSession s;
    s.block("def numbers(n):\n    for i in range(n): yield i\ng = numbers(9)\nnext(g)\nnext(g)\n");
    const SnapshotResult r = children(s, value_of(s, "g").id);
    QCOMPARE(find(r, "n")->value.text, "9");
    QCOMPARE(find(r, "i")->value.text, "1");
}

void SnapshotTest::live_in_a_tight_loop() {
    TestSession s;
    const CommandId id = s.start("print('ready')\ncount = 0\nwhile True:\n    count += 1\n");
    std::vector<std::chrono::nanoseconds> times;
    long before = -1;
    for (int i = 0; i < 50; i++) {
        const auto began = std::chrono::steady_clock::now();
        const std::string text = text_of(s, "count");
        times.push_back(std::chrono::steady_clock::now() - began);
        const long now = std::stol(text);
        QVERIFY(now >= before);
        before = now;
    }
    std::sort(times.begin(), times.end());
    qInfo("median %.3f ms, longest %.3f ms", static_cast<double>(times[25].count()) / 1e6,
          static_cast<double>(times[49].count()) / 1e6);
    QVERIFY(times[12] < 25ms * kSlowness);
    s.session.interrupt();
    QCOMPARE(s.recorder->result_of(id).end, CommandResult::kInterrupted);
}

void SnapshotTest::live_while_it_waits_data() {
    QTest::addColumn<QString>("code");
    QTest::newRow("sleep") << "import time\ntime.sleep(1000)";
    QTest::newRow("input") << "input()";
    QTest::newRow("select") << "import select\nselect.select([], [], [], 1000)";
    QTest::newRow("lock") << "import threading\nl = threading.Lock()\nl.acquire()\nl.acquire()";
    QTest::newRow("regular expression") << "import re\nre.match('(a*)*b', 'a' * 64)";
    QTest::newRow("output nobody takes") << "while True: print('x' * 10000)";
}

void SnapshotTest::live_while_it_waits() {
    QFETCH(QString, code);
    TestSession s;
    const CommandId id = s.start("x = 42\nprint('ready')\n" + code.toStdString() + "\n");
    std::vector<std::chrono::nanoseconds> times;
    for (int i = 0; i < 20; i++) {
        const auto began = std::chrono::steady_clock::now();
        QCOMPARE(text_of(s, "x"), "42");
        times.push_back(std::chrono::steady_clock::now() - began);
    }
    std::sort(times.begin(), times.end());
    qInfo("median %.3f ms, longest %.3f ms", static_cast<double>(times[10].count()) / 1e6,
          static_cast<double>(times[19].count()) / 1e6);
    // On a quiet machine nearly all take 5 ms at most; a busy one has its own ideas of some.
    QVERIFY(times[5] < 50ms * kSlowness);
    s.session.terminate();
    QCOMPARE(s.recorder->result_of(id).end, CommandResult::kTerminated);
}

/// A search through a million entries takes its time in small pieces.
void SnapshotTest::filtering_does_not_stall() {
    TestSession s;
    const CommandId id = s.start(
        "import time\nd = {f'name{i}': i for i in range(1000000 // " + std::to_string(kSlowness) +
        ")}\nd['needle'] = 1\nprint('ready')\nlongest = 0\nlast = time.perf_counter()\n"
        "while True:\n"
        "    now = time.perf_counter()\n    longest = max(longest, now - last)\n    last = now\n");
    SnapshotRequest request;
    request.what = SnapshotRequest::kChildren;
    request.value = value_of(s, "d").id;
    request.filter = "needle";
    s.session.interrupt();  // a fresh look at `longest`: what was before does not count
    s.recorder->result_of(id);
    const CommandId again = s.session.run(block_request(
        "longest = 0\nlast = time.perf_counter()\n"
        "while True:\n"
        "    now = time.perf_counter()\n    longest = max(longest, now - last)\n    last = now\n"));
    const SnapshotResult r = s.inspect(request);
    QCOMPARE(r.children.size(), size_t{1});
    QCOMPARE(r.children[0].value.text, "1");
    const double longest = std::stod(text_of(s, "longest"));
    qInfo("longest pause %.2f ms", longest * 1e3);
    QVERIFY(longest < 0.2 * kSlowness);
    s.session.interrupt();
    s.recorder->result_of(again);
}

void SnapshotTest::cancelling() {
    TestSession s;
    s.block("d = {str(i): i for i in range(1000000 // " + std::to_string(kSlowness) + ")}");
    SnapshotRequest request;
    request.what = SnapshotRequest::kChildren;
    request.value = value_of(s, "d").id;
    request.filter = "no such name";
    std::atomic<int> answers{0};
    std::atomic<int> status{-1};
    const auto began = std::chrono::steady_clock::now();
    const SnapshotTicket ticket = s.session.inspect(request, [&](SnapshotResult r) {
        status = r.status;
        answers++;
    });
    ticket.cancel();
    while (answers == 0 && std::chrono::steady_clock::now() - began < kPatience)
        std::this_thread::sleep_for(1ms);
    QCOMPARE(status.load(), int{SnapshotResult::kCancelled});
    ticket.cancel();
    text_of(s, "d");
    QCOMPARE(answers.load(), 1);
}

void SnapshotTest::changes_nothing() {
    TestSession s;
    const CommandId id = s.session.run(
        text_request("import collections\n"
                     "class C:\n    pass\n"
                     "objects = []\n"
                     "total = 0\n"
                     "d = collections.OrderedDict()\n"
                     "for i in range(60000):\n"
                     "    c = C()\n    c.x = i\n    c.y = str(i)\n    objects.append(c)\n"
                     "    d[i % 100] = c\n"
                     "    if i % 3 == 0: objects.pop(0) if len(objects) > 50 else None\n"
                     "    total += c.x\n"
                     "    objects.sort(key=lambda o: -o.x) if i % 100 == 0 else None\n"
                     "print(total, len(objects), list(d)[:3])\n"));
    int looked = 0;
    while (s.session.is_busy()) {
        const SnapshotResult r = s.inspect(globals());
        std::vector<ValueId> ids;
        for (const Child& c : r.children) {
            if (!c.value.id) continue;
            ids.push_back(c.value.id);
            for (const Child& part : children(s, c.value.id).children) {
                if (part.value.id) ids.push_back(part.value.id);
            }
        }
        s.session.release(ids);
        looked++;
    }
    QCOMPARE(s.recorder->result_of(id).end, CommandResult::kFinished);
    QCOMPARE(s.output(), "1799970000 40017 [0, 1, 2]\n");
    qInfo("looked %d times", looked);
}

void SnapshotTest::members_and_signatures() {
    TestSession s;
    s.block(
        "import math\n"
        "class C:\n"
        "    'a class'\n"
        "    def __init__(self, a, *, b=2): self.attr = a\n"
        "    def method(self, x, y=1, /, *rest, **more): 'does it'\n"
        "    @property\n    def prop(self): raise SystemExit\n"
        "    @staticmethod\n    def still(p): pass\n"
        "c = C(1)\n");
    SnapshotRequest request;
    request.what = SnapshotRequest::kMembers;
    request.path = "c";
    SnapshotResult r = s.inspect(request);
    QVERIFY(find(r, "attr") && find(r, "method") && find(r, "prop") && find(r, "__class__"));
    request.path = "math";
    request.filter = "sqr";
    QVERIFY(find(s.inspect(request), "sqrt"));
    request.path = "";
    request.filter = "";
    r = s.inspect(request);
    QVERIFY(find(r, "c") && find(r, "len"));
    request.path = "c.prop.x";
    QCOMPARE(s.inspect(request).status, SnapshotResult::kFailed);
    request.what = SnapshotRequest::kSignature;
    request.path = "c.method";
    QCOMPARE(s.inspect(request).text, "(x, y=1, /, *rest, **more)\n\ndoes it");
    request.path = "C";
    QCOMPARE(s.inspect(request).text, "(a, *, b=2)\n\na class");
    request.path = "C.still";
    QCOMPARE(s.inspect(request).text, "(p)");
    request.path = "math.hypot";
    QVERIFY(s.inspect(request).text.starts_with("(*coordinates)"));
    request.path = "[].append";
    QCOMPARE(s.inspect(request).status, SnapshotResult::kFailed);
}

QTEST_APPLESS_MAIN(SnapshotTest)
#include "snapshot_test.moc"
