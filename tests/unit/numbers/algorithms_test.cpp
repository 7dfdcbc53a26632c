// Hashes, random numbers and sorts against CPython (record_algorithm_cases.py).

#include <zlib.h>
#include <QtTest/QtTest>

#include <algorithm>

#include "engine/numbers/float_text.h"
#include "engine/numbers/hash.h"
#include "engine/numbers/mersenne.h"
#include "engine/numbers/timsort.h"
#include "tests/unit/recorded_cases.h"

using namespace orrery;

namespace {

std::vector<int64_t> numbers_in(const std::string& text) {
    std::vector<int64_t> result;
    for (const std::string& part : split_fields(text)) {
        if (!part.empty()) {
            result.push_back(std::stoll(part));
        }
    }
    return result;
}

std::string hex(BigIntRef a) {
    AsciiBuffer text;
    bigint_to_text(a, 16, text);
    return std::string(text.view());
}

std::vector<int64_t> pattern_numbers(const std::string& pattern, int64_t count, uint64_t state) {
    std::vector<int64_t> values;
    for (int64_t i = 0; i < count; ++i) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        const int64_t r = static_cast<int64_t>(state >> 33);
        values.push_back(pattern == "random"   ? r % 1000000
                         : pattern == "few"    ? r % 5
                         : pattern == "up"     ? i
                         : pattern == "down"   ? count - i
                         : pattern == "same"   ? 7
                         : pattern == "saw"    ? i % 97
                         : pattern == "nearly" ? (r % 50 != 0 ? i : r % count)
                         : pattern == "runs"   ? (i % 300) * (i / 300 % 2 != 0 ? 1 : -1)
                         : pattern == "blocks" ? (i / 40) * 31 % 17 + r % 3
                                               : (i < count - 10 ? i : r % count));
    }
    return values;
}

}  // namespace

class AlgorithmsTest : public QObject {
    Q_OBJECT

private slots:
    void recorded_cases() {
        int count = 0;
        const auto run = [&](const std::vector<std::string>& f, const std::string& line) {
            ++count;
            const std::string& kind = f[0];
            if (kind == "hash_int") {
                QCOMPARE(hash_int64(std::stoll(f[1])), std::stoll(f[2]));
            } else if (kind == "hash_tuple") {
                TupleHash hash;
                const std::vector<int64_t> items = numbers_in(f[1]);
                for (const int64_t item : items) {
                    hash.add(item);
                }
                QCOMPARE(hash.finish(items.size()), std::stoll(f[2]));
            } else if (kind == "hash_frozenset") {
                FrozenSetHash hash;
                const std::vector<int64_t> items = numbers_in(f[1]);
                for (const int64_t item : items) {
                    hash.add(item);
                }
                QCOMPARE(hash.finish(items.size()), std::stoll(f[2]));
            } else if (kind == "hash_complex") {
                QCOMPARE(hash_complex(std::stoll(f[1]), std::stoll(f[2])), std::stoll(f[3]));
            } else if (kind == "hash_text") {
                const HashKey key = hash_key_from_seed(static_cast<uint32_t>(std::stoul(f[1])));
                QCOMPARE(hash_bytes(f[2].data(), f[2].size(), key), std::stoll(f[3]));
            } else if (kind == "random") {
                BigIntBuffer seed;
                bigint_from_text(f[1], 16, seed);
                MersenneTwister generator;
                QVERIFY(generator.seed(seed.ref().negated()));
                const int sizes[] = {0, 1, 31, 32, 33, 64, 65, 100, 1000};
                const std::vector<std::string> bits = split_fields(f[2]);
                for (size_t i = 0; i < std::size(sizes); ++i) {
                    BigIntBuffer out;
                    generator.next_bits(static_cast<uint64_t>(sizes[i]), out);
                    QCOMPARE(hex(out), bits[i]);
                }
                double first = 0;
                double last = 0;
                for (int i = 0; i < 400; ++i) {
                    last = generator.next_double();
                    first = i == 0 ? last : first;
                }
                QCOMPARE(first, std::strtod(f[3].c_str(), nullptr));
                QCOMPARE(last, std::strtod(f[4].c_str(), nullptr));
                QCOMPARE(std::to_string(generator.position()), f[5]);
            } else if (kind == "sort") {
                const int64_t size = std::stoll(f[2]);
                std::vector<int64_t> keys =
                    pattern_numbers(f[1], size, static_cast<uint64_t>(size) + 1);
                const std::vector<int64_t> before = keys;
                std::vector<int64_t> places(keys.size());
                for (size_t i = 0; i < places.size(); ++i) {
                    places[i] = static_cast<int64_t>(i);
                }
                std::vector<int64_t> log;
                const SortStatus status = timsort(
                    keys.data(), places.data(), keys.size(),
                    [&](int64_t a, int64_t b) {
                        log.push_back(a);
                        log.push_back(b);
                        return a < b ? 1 : 0;
                    },
                    MallocSortScratch());
                QCOMPARE(status, SortStatus::ok);
                QVERIFY(std::is_sorted(keys.begin(), keys.end()));
                for (size_t i = 0; i < keys.size(); ++i) {
                    QCOMPARE(before[static_cast<size_t>(places[i])], keys[i]);
                    QVERIFY(i == 0 || keys[i - 1] < keys[i] || places[i - 1] < places[i]);
                }
                QCOMPARE(std::to_string(log.size() / 2), f[3]);
                const uLong sum = crc32(0, reinterpret_cast<const Bytef*>(log.data()),
                                        static_cast<uInt>(log.size() * sizeof(int64_t)));
                QCOMPARE(std::to_string(sum), f[4]);
            } else {
                QFAIL(line.c_str());
            }
        };
        for_each_recorded("tests/unit/numbers/algorithm_cases.txt", '\t', run);
        QVERIFY(count > 200);
    }

    // Whenever a comparison fails, the array still holds what it held.
    void failing_comparisons() {
        const std::vector<int64_t> before = pattern_numbers("random", 1500, 5);
        std::vector<int64_t> sorted = before;
        std::sort(sorted.begin(), sorted.end());
        for (int fail_at = 0; fail_at < 14000; fail_at += 37) {
            std::vector<int64_t> keys = before;
            int left = fail_at;
            const SortStatus status = timsort(keys.data(), keys.size(), [&](int64_t a, int64_t b) {
                return left-- == 0 ? -1 : a < b ? 1 : 0;
            });
            QCOMPARE(status == SortStatus::failed, left < 0);
            std::sort(keys.begin(), keys.end());
            QVERIFY(keys == sorted);
        }
    }

    // A comparison without any order must do no harm.
    void inconsistent_comparisons() {
        uint64_t state = 1;
        for (int round = 0; round < 200; ++round) {
            std::vector<int64_t> keys = pattern_numbers("random", 50 + round * 7, 9);
            std::vector<int64_t> sorted = keys;
            timsort(keys.data(), keys.size(), [&](int64_t, int64_t) {
                state = state * 6364136223846793005u + 1442695040888963407u;
                return static_cast<int>(state >> 63);
            });
            std::sort(keys.begin(), keys.end());
            std::sort(sorted.begin(), sorted.end());
            QVERIFY(keys == sorted);
        }
    }

    void generator_state() {
        MersenneTwister a;
        a.seed(5489u);
        QCOMPARE(a.next(), 3499211612u);
        MersenneTwister b;
        QVERIFY(b.set_state(a.state(), a.position()));
        QCOMPARE(b.next(), a.next());
        QVERIFY(!b.set_state(a.state(), 625));
    }
};

QTEST_APPLESS_MAIN(AlgorithmsTest)
#include "algorithms_test.moc"
