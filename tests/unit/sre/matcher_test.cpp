// The matcher against what python3.11 found: tests/unit/sre/cases.txt, or the file that the
// environment variable ORRERY_SRE_CASES names.
#include <QtTest>

#include <algorithm>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "engine/modules/sre/matcher.h"

using namespace orrery;
using namespace orrery::sre;

namespace {

struct Case {
    std::string label;
    uint32_t groups = 0;
    char mode = 'a';
    size_t pos = 0;
    size_t endpos = 0;
    std::vector<uint32_t> code;
    std::vector<uint32_t> subject;
    std::string expected;
};

std::vector<uint32_t> read_numbers(const std::string& field) {
    std::vector<uint32_t> numbers;
    std::istringstream stream(field);
    stream >> std::hex;
    for (uint32_t n; stream >> n;)
        numbers.push_back(n);
    return numbers;
}

std::vector<Case> read_cases(const std::string& path) {
    std::vector<Case> cases;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        std::vector<std::string> fields;
        std::istringstream stream(line);
        for (std::string field; std::getline(stream, field, '\t');)
            fields.push_back(field);
        if (fields.size() != 8) continue;
        Case c;
        c.label = fields[0];
        c.groups = static_cast<uint32_t>(std::stoul(fields[1]));
        c.mode = fields[2][0];
        c.pos = std::stoul(fields[3]);
        c.endpos = std::stoul(fields[4]);
        c.code = read_numbers(fields[5]);
        c.subject = read_numbers(fields[6]);
        c.expected = fields[7];
        cases.push_back(std::move(c));
    }
    return cases;
}

std::string describe(const Matcher& matcher, uint32_t groups) {
    std::string text = std::to_string(matcher.last_index()) + " " +
                       std::to_string(matcher.start()) + "," + std::to_string(matcher.stop());
    for (uint32_t group = 1; group <= groups; ++group) {
        size_t start;
        size_t stop;
        text += matcher.group(group, &start, &stop)
                    ? " " + std::to_string(start) + "," + std::to_string(stop)
                    : " -1,-1";
    }
    return text;
}

std::string run_case(const Case& c, const Program& program, TextRef subject,
                     BacktrackStack& stack) {
    Matcher matcher(program, subject, c.pos, c.endpos, stack, {});
    if (c.mode != 'a') {
        Outcome outcome = c.mode == 'm' ? matcher.match() : matcher.fullmatch();
        return outcome == Outcome::kMatch ? describe(matcher, c.groups) : "-";
    }
    std::string found;
    while (matcher.search() == Outcome::kMatch) {
        if (!found.empty()) found += ";";
        found += describe(matcher, c.groups);
        matcher.advance();
    }
    return found.empty() ? "-" : found;
}

template <typename Char>
std::string run_as(const Case& c, const Program& program, BacktrackStack& stack) {
    std::vector<Char> text(c.subject.begin(), c.subject.end());
    return run_case(c, program, {text.data(), text.size(), sizeof(Char)}, stack);
}

std::string cases_path() {
    if (qEnvironmentVariableIsSet("ORRERY_SRE_CASES")) {
        return qEnvironmentVariable("ORRERY_SRE_CASES").toStdString();
    }
    return qEnvironmentVariable("ORRERY_SOURCE_DIR").toStdString() + "/tests/unit/sre/cases.txt";
}

// (?:x+x+)+y on x...x: exponential.
const std::vector<uint32_t> kExplosive = {14,          4,   0,   3,
                                          0xFFFF'FFFF,                       // Info
                                          23,          17,  1,   0xFFFF'FFFF,  // Repeat
                                          24,          6,   1,   0xFFFF'FFFF,
                                          16,          'x', 1,  // RepeatOne x
                                          24,          6,   1,   0xFFFF'FFFF,
                                          16,          'x', 1,  // RepeatOne x
                                          18,          16,  'y', 1};

}  // namespace

class MatcherTest : public QObject {
    Q_OBJECT
private slots:
    void recorded_cases();
    void forged_code_is_rejected_or_harmless();
    void deep_nesting_is_rejected();
    void explosive_match_can_be_interrupted();
    void deep_backtracking_uses_the_heap();
    void memory_limit_is_reported();
};

void MatcherTest::recorded_cases() {
    std::vector<Case> cases = read_cases(cases_path());
    QVERIFY2(!cases.empty(), cases_path().c_str());
    BacktrackStack stack;
    int failures = 0;
    for (const Case& c : cases) {
        Program program;
        if (!program.translate(c.code, c.groups)) {
            qWarning("rejected: %s", c.label.c_str());
            ++failures;
            continue;
        }
        uint32_t highest = c.subject.empty() ? 0 : *std::ranges::max_element(c.subject);
        std::vector<std::string> results = {run_as<uint32_t>(c, program, stack)};
        if (highest < 0x10000) results.push_back(run_as<uint16_t>(c, program, stack));
        if (highest < 0x100) results.push_back(run_as<uint8_t>(c, program, stack));
        for (const std::string& result : results) {
            if (result == c.expected) continue;
            qWarning("%s mode %c [%zu:%zu]\n  expected %s\n  got      %s", c.label.c_str(), c.mode,
                     c.pos, c.endpos, c.expected.c_str(), result.c_str());
            ++failures;
            break;
        }
        if (failures > 20) break;
    }
    QCOMPARE(failures, 0);
}

void MatcherTest::forged_code_is_rejected_or_harmless() {
    std::vector<Case> cases = read_cases(cases_path());
    std::mt19937 random(20220615);
    BacktrackStack stack(1 << 20);
    std::atomic<uint32_t> word{1};
    int left = 3;
    Interrupt interrupt{&word, [](void* count) { return --*static_cast<int*>(count) < 0; }, &left};
    auto try_code = [&](const Case& c) {
        Program program;
        if (!program.translate(c.code, c.groups)) return;
        left = 3;
        std::vector<uint8_t> text(c.subject.begin(), c.subject.end());
        Matcher matcher(program, {text.data(), text.size(), 1}, 0, text.size(), stack, interrupt);
        for (int i = 0; i < 50 && matcher.search() == Outcome::kMatch; ++i)
            matcher.advance();
    };
    for (const Case& original : cases) {
        for (int change = 0; change < 20; ++change) {
            Case c = original;
            size_t at = random() % c.code.size();
            switch (random() % 5) {
            case 0: c.code[at] = random(); break;
            case 1: c.code[at] = random() % 50; break;
            case 2: c.code.erase(c.code.begin() + static_cast<ptrdiff_t>(at)); break;
            case 3: c.code.resize(at); break;
            default: c.code[at] += random() % 3 - 1; break;
            }
            try_code(c);
        }
        Case fewer = original;
        fewer.groups /= 2;
        try_code(fewer);
    }
}

void MatcherTest::deep_nesting_is_rejected() {
    // A tower of atomic groups, each around the next.
    constexpr size_t kDepth = 200'000;
    std::vector<uint32_t> code;
    for (size_t level = 0; level < kDepth; ++level) {
        code.push_back(27);
        code.push_back(static_cast<uint32_t>(3 * (kDepth - level) - 1));
    }
    code.insert(code.end(), kDepth + 1, 1);
    Program program;
    QVERIFY(!program.translate(code, 0));
}

void MatcherTest::explosive_match_can_be_interrupted() {
    Program program;
    QVERIFY(program.translate(kExplosive, 0));
    std::vector<uint8_t> text(200, 'x');
    BacktrackStack stack;
    std::atomic<uint32_t> word{0};
    int polls = 0;
    auto handle = [](void* count) { return ++*static_cast<int*>(count) == 3; };
    Matcher matcher(program, {text.data(), text.size(), 1}, 0, text.size(), stack,
                    {&word, handle, &polls});
    word = 1;
    QCOMPARE(matcher.search(), Outcome::kInterrupted);
    QCOMPARE(polls, 3);
}

void MatcherTest::deep_backtracking_uses_the_heap() {
    // (?:a|b)* over a million characters, each a point of return
    std::vector<uint32_t> code = {14,  4,  0, 0, 0xFFFF'FFFF, 23,  15, 0, 0xFFFF'FFFF, 7,  5, 16,
                                  'a', 15, 7, 5, 16,          'b', 15, 2, 0,           18, 1};
    Program program;
    QVERIFY(program.translate(code, 0));
    std::vector<uint8_t> text(1'000'000, 'b');
    BacktrackStack stack;
    Matcher matcher(program, {text.data(), text.size(), 1}, 0, text.size(), stack, {});
    QCOMPARE(matcher.fullmatch(), Outcome::kMatch);
    QCOMPARE(matcher.stop(), text.size());
}

void MatcherTest::memory_limit_is_reported() {
    std::vector<uint32_t> code = {14,  4,  0, 0, 0xFFFF'FFFF, 23,  15, 0, 0xFFFF'FFFF, 7,  5, 16,
                                  'a', 15, 7, 5, 16,          'b', 15, 2, 0,           18, 1};
    Program program;
    QVERIFY(program.translate(code, 0));
    std::vector<uint8_t> text(1'000'000, 'b');
    BacktrackStack stack(1 << 20);
    Matcher matcher(program, {text.data(), text.size(), 1}, 0, text.size(), stack, {});
    QCOMPARE(matcher.match(), Outcome::kOutOfMemory);
}

QTEST_APPLESS_MAIN(MatcherTest)
#include "matcher_test.moc"
