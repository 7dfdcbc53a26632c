// Text search against a plain one, over all widths, and its speed where plain search is slow.

#include <QtTest/QtTest>

#include <string>

#include "engine/text/search.h"

using namespace orrery;

namespace {

// One text as arrays of each width.
struct Widths {
    explicit Widths(const std::u32string& text)
        : wide(text), medium(text.begin(), text.end()), narrow(text.begin(), text.end()) {}

    TextRef ref(int kind) const {
        switch (kind) {
        case 1: return {narrow.data(), narrow.size(), 1};
        case 2: return {medium.data(), medium.size(), 2};
        default: return {wide.data(), wide.size(), 4};
        }
    }

    std::u32string wide;
    std::vector<uint16_t> medium;
    std::vector<uint8_t> narrow;
};

size_t plain_count(const std::u32string& text, const std::u32string& needle) {
    size_t count = 0;
    for (size_t at = 0; (at = text.find(needle, at)) != std::u32string::npos; at += needle.size()) {
        ++count;
    }
    return count;
}

}  // namespace

class SearchTest : public QObject {
    Q_OBJECT

private slots:
    void random_texts() {
        uint64_t state = 7;
        const auto random = [&state](uint64_t limit) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            return static_cast<size_t>((state >> 33) % limit);
        };
        const int kinds[] = {1, 2, 4};
        for (int round = 0; round < 30000; ++round) {
            const size_t letters = 1 + random(3);
            std::u32string text;
            std::u32string needle;
            for (size_t left = random(round % 10 == 0 ? 3000 : 60); left > 0; --left) {
                text += static_cast<char32_t>(U'a' + random(letters) + 64 * random(2));
            }
            if (random(2) == 0 && !text.empty()) {
                const size_t start = random(text.size());
                needle = text.substr(start, random(round % 10 == 0 ? 400 : 12));
            } else {
                for (size_t left = random(8); left > 0; --left) {
                    needle += static_cast<char32_t>(U'a' + random(letters));
                }
            }
            if (random(8) == 0 && !needle.empty()) {  // periodic
                const std::u32string part = needle.substr(0, 1 + random(4));
                for (size_t left = random(40); left > 0; --left) {
                    needle += part;
                    text += random(9) == 0 ? needle.substr(random(needle.size())) : part;
                }
            }
            const Widths texts(text);
            const Widths needles(needle);
            const TextRef a = texts.ref(kinds[random(3)]);
            const TextRef b = needles.ref(kinds[random(3)]);
            const size_t found = text.find(needle);
            const size_t last = text.rfind(needle);
            if (text_find(a, b) != found || text_rfind(a, b) != last) {
                QFAIL(qPrintable(QString("find %1 in %2: %3, not %4")
                                     .arg(QString::fromStdU32String(needle))
                                     .arg(QString::fromStdU32String(text))
                                     .arg(text_find(a, b))
                                     .arg(found)));
            }
            if (!needle.empty()) {
                QCOMPARE(text_count(a, b), plain_count(text, needle));
                QCOMPARE(text_count(a, b, 2), std::min<size_t>(2, plain_count(text, needle)));
            }
            QCOMPARE(text_equal(a, b), text == needle);
            QCOMPARE(text_compare(a, b), text < needle ? -1 : text > needle ? 1 : 0);
        }
    }

    void edges() {
        const std::u32string text = U"abc";
        const TextRef a = {text.data(), 3, 4};
        const TextRef empty = {text.data(), 0, 4};
        QCOMPARE(text_find(a, empty), size_t{0});
        QCOMPARE(text_rfind(a, empty), size_t{3});
        QCOMPARE(text_count(a, empty), size_t{4});
        QCOMPARE(text_find(empty, a), kNotFound);
        QCOMPARE(text_rfind(empty, a), kNotFound);
        const uint8_t narrow[] = {'a', 0xE9};
        const char32_t wide[] = {0x1E9};  // its low byte is in the text
        QCOMPARE(text_find({narrow, 2, 1}, {wide, 1, 4}), kNotFound);
        QCOMPARE(text_find_unit({narrow, 2, 1}, 0xE9), size_t{1});
        QCOMPARE(text_rfind_unit({narrow, 2, 1}, 0x1E9), kNotFound);
    }

    // Each of these takes a plain search a million million steps.
    void linear_time() {
        const size_t size = 2000000;
        std::string zeros(size, '0');
        std::string needle(size / 2, '0');
        needle[0] = '1';
        const auto ref = [](const std::string& s) { return TextRef{s.data(), s.size(), 1}; };
        QCOMPARE(text_find(ref(zeros), ref(needle)), kNotFound);
        QCOMPARE(text_rfind(ref(zeros), ref(needle)), kNotFound);
        std::string middle(size / 2, '0');
        middle[size / 4] = '1';
        QCOMPARE(text_find(ref(zeros), ref(middle)), kNotFound);
        QCOMPARE(text_rfind(ref(zeros), ref(middle)), kNotFound);
        needle[0] = '0';
        needle.back() = '1';
        QCOMPARE(text_find(ref(zeros), ref(needle)), kNotFound);
        QCOMPARE(text_rfind(ref(zeros), ref(needle)), kNotFound);
    }
};

QTEST_APPLESS_MAIN(SearchTest)
#include "search_test.moc"
