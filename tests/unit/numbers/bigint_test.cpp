// Big integers against results recorded from CPython (record_bigint_cases.py), and the long
// algorithms against each other.

#include <QtTest/QtTest>

#include <chrono>
#include <cmath>
#include <map>
#include <thread>

#include "engine/numbers/bigint.h"
#include "tests/unit/recorded_cases.h"

using namespace orrery;

namespace {

void parse(const std::string& text, BigIntBuffer& out, int base = 16) {
    const bool negative = text[0] == '-';
    QCOMPARE(bigint_from_text(std::string_view(text).substr(negative), base, out),
             BigIntStatus::ok);
    if (negative) {
        out.negate();
    }
}

std::string hex(BigIntRef a) {
    AsciiBuffer text;
    bigint_to_text(a, 16, text);
    return std::string(text.view());
}

std::string show(BigIntStatus status, BigIntRef a) {
    switch (status) {
    case BigIntStatus::ok: return hex(a);
    case BigIntStatus::overflow:
    case BigIntStatus::negative_input: return "overflow";
    case BigIntStatus::divide_by_zero: return "zero";
    case BigIntStatus::not_invertible: return "invalid";
    default: return "status " + std::to_string(static_cast<int>(status));
    }
}

std::string hex(int64_t value) { return hex(BigIntSmall(value)); }

// A number of `count` limbs from a fixed generator.
void fill(BigIntBuffer& out, int64_t count, uint64_t seed) {
    Limb* limbs = out.prepare(count);
    for (int64_t i = 0; i < count; ++i) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        limbs[i] = seed ^ (seed >> 29);
        if ((seed >> 60) == 0) {
            limbs[i] = (seed & 1) != 0 ? ~Limb{0} : 0;
        }
    }
    limbs[count - 1] |= 1;
    out.finish(count);
}

}  // namespace

class BigIntTest : public QObject {
    Q_OBJECT

private slots:
    void recorded_cases() {
        using Pair = BigIntStatus (*)(BigIntRef, BigIntRef, BigIntBuffer&);
        const std::map<std::string, Pair> pairs = {
            {"add", bigint_add},
            {"sub", bigint_sub},
            {"mul", [](BigIntRef a, BigIntRef b, BigIntBuffer& r) { return bigint_mul(a, b, r); }},
            {"floordiv", [](BigIntRef a, BigIntRef b,
                            BigIntBuffer& r) { return bigint_divmod(a, b, &r, nullptr); }},
            {"mod", [](BigIntRef a, BigIntRef b,
                       BigIntBuffer& r) { return bigint_divmod(a, b, nullptr, &r); }},
            {"and", bigint_and},
            {"or", bigint_or},
            {"xor", bigint_xor},
            {"gcd", [](BigIntRef a, BigIntRef b, BigIntBuffer& r) { return bigint_gcd(a, b, r); }},
            {"lcm", [](BigIntRef a, BigIntRef b, BigIntBuffer& r) { return bigint_lcm(a, b, r); }},
            {"lshift",
             [](BigIntRef a, BigIntRef b, BigIntBuffer& r) { return bigint_shift_left(a, b, r); }},
            {"rshift", bigint_shift_right},
            {"pow", [](BigIntRef a, BigIntRef b, BigIntBuffer& r) { return bigint_pow(a, b, r); }},
            {"round",
             [](BigIntRef a, BigIntRef b, BigIntBuffer& r) {
                 uint64_t digits = 0;
                 b.to_uint64(&digits);
                 return bigint_round_to_power_of_ten(a, digits, r);
             }},
            {"compare",
             [](BigIntRef a, BigIntRef b, BigIntBuffer& r) {
                 r.set_int64(bigint_compare(a, b));
                 return bigint_equal(a, b) == (r.size() == 0) ? BigIntStatus::ok
                                                              : BigIntStatus::interrupted;
             }},
        };
        int failures = 0;
        const auto check = [&failures](const std::string& got, const std::string& expected,
                                       const std::string& line) {
            if (got != expected && ++failures < 20) {
                qWarning("%s\n  got %s", line.c_str(), got.c_str());
            }
        };
        const int count = for_each_recorded(
            "tests/unit/numbers/bigint_cases.txt", ' ',
            [&](const std::vector<std::string>& f, const std::string& line) {
                const std::string& operation = f[0];
                const std::string& expected = f.back();
                BigIntBuffer a;
                BigIntBuffer b;
                BigIntBuffer result;
                if (operation == "from_double") {
                    const BigIntStatus status =
                        bigint_from_double(std::strtod(f[1].c_str(), nullptr), result);
                    check(show(status, result), expected, line);
                    return;
                }
                parse(f[1], a);
                const auto pair = pairs.find(operation);
                if (pair != pairs.end()) {
                    parse(f[2], b);
                    check(show(pair->second(a, b, result), result), expected, line);
                } else if (operation == "truediv" || operation == "to_double") {
                    double value = 0;
                    BigIntStatus status;
                    if (operation == "truediv") {
                        parse(f[2], b);
                        status = bigint_true_divide(a, b, &value);
                    } else {
                        status = bigint_to_double(a, &value);
                    }
                    if (status != BigIntStatus::ok) {
                        check(show(status, a), expected, line);
                    } else {
                        const double want = std::strtod(expected.c_str(), nullptr);
                        const bool same =
                            value == want && std::signbit(value) == std::signbit(want);
                        check(same ? expected : std::to_string(value), expected, line);
                    }
                } else if (operation == "invert") {
                    check(show(bigint_invert(a, result), result), expected, line);
                } else if (operation == "isqrt") {
                    const BigIntStatus status = bigint_isqrt(a, result);
                    check(status == BigIntStatus::negative_input ? "invalid" : show(status, result),
                          expected, line);
                } else if (operation == "hash") {
                    check(hex(bigint_hash(a)), expected, line);
                } else if (operation == "bit_length") {
                    check(hex(static_cast<int64_t>(bigint_bit_length(a))), expected, line);
                } else if (operation == "bit_count") {
                    check(hex(static_cast<int64_t>(bigint_bit_count(a))), expected, line);
                } else if (operation == "compare_double") {
                    check(hex(bigint_compare_double(a, std::strtod(f[2].c_str(), nullptr))),
                          expected, line);
                } else if (operation == "pow_mod") {
                    BigIntBuffer m;
                    parse(f[2], b);
                    parse(f[3], m);
                    const BigIntStatus status = bigint_pow_mod(a, b, m, result);
                    check(status == BigIntStatus::divide_by_zero ? "invalid" : show(status, result),
                          expected, line);
                } else if (operation == "text") {
                    const int base = static_cast<int>(std::strtol(f[2].c_str(), nullptr, 16));
                    AsciiBuffer text;
                    bigint_to_text(a, base, text);
                    check(std::string(text.view()), expected, line);
                    parse(expected, result, base);
                    check(hex(result), f[1], line);
                } else if (operation == "bytes") {
                    std::vector<uint8_t> bytes(std::strtoul(f[2].c_str(), nullptr, 16));
                    const ByteOrder order = f[3] == "little" ? ByteOrder::little : ByteOrder::big;
                    const bool is_signed = f[4] == "1";
                    const BigIntStatus status = bigint_to_bytes(a, order, is_signed, bytes);
                    if (status != BigIntStatus::ok) {
                        check(show(status, a), expected, line);
                        return;
                    }
                    QByteArray raw(reinterpret_cast<const char*>(bytes.data()),
                                   static_cast<qsizetype>(bytes.size()));
                    check(bytes.empty() ? "-" : raw.toHex().toStdString(), expected, line);
                    QCOMPARE(bigint_from_bytes(bytes, order, is_signed, result), BigIntStatus::ok);
                    check(hex(result), bytes.empty() ? "0" : f[1], line);
                } else {
                    check("unknown operation", expected, line);
                }
            });
        QVERIFY(count > 1000);
        QCOMPARE(failures, 0);
    }

    // (a + b)² = a² + 2ab + b², and division undoes multiplication, at sizes around and far above
    // the limit of a single call.
    void long_products_and_quotients() {
        const int64_t sizes[][2] = {{16000, 300},   {16384, 16385}, {20000, 19999}, {33000, 16384},
                                    {50000, 20000}, {60000, 3},     {40000, 39000}, {65536, 32768}};
        for (const auto& size : sizes) {
            BigIntBuffer a, b, sum, aa, bb, ab, left, right, twice;
            fill(a, size[0], 11);
            fill(b, size[1], 12);
            bigint_add(a, b, sum);
            QCOMPARE(bigint_mul(a, a, aa), BigIntStatus::ok);
            QCOMPARE(bigint_mul(b, b, bb), BigIntStatus::ok);
            QCOMPARE(bigint_mul(a, b, ab), BigIntStatus::ok);
            QCOMPARE(bigint_mul(sum, sum, left), BigIntStatus::ok);
            bigint_add(ab, ab, twice);
            bigint_add(aa, twice, right);
            bigint_add(right, bb, twice);
            QVERIFY(bigint_equal(left, twice));

            BigIntBuffer q, r, dividend;
            bigint_add(ab, BigIntSmall(123456789), dividend);
            QCOMPARE(bigint_divmod(dividend, a, &q, &r), BigIntStatus::ok);
            QVERIFY(bigint_equal(q, b));
            QVERIFY(bigint_equal(r, BigIntSmall(123456789)));
            QCOMPARE(bigint_divmod(ab, sum, &q, &r), BigIntStatus::ok);
            BigIntBuffer back;
            QCOMPARE(bigint_mul(q, sum, back), BigIntStatus::ok);
            bigint_add(back, r, dividend);
            QVERIFY(bigint_equal(dividend, ab));
            QVERIFY(bigint_compare(r, sum) < 0);
            // Just below a multiple: the quotients' digits are all ones.
            bigint_sub(ab, BigIntSmall(1), dividend);
            QCOMPARE(bigint_divmod(dividend, a, &q, &r), BigIntStatus::ok);
            bigint_sub(a, BigIntSmall(1), back);
            QVERIFY(bigint_equal(r, back));
        }
    }

    void division_of_all_ones() {
        BigIntBuffer ones, power, q, r;
        bigint_shift_left(BigIntSmall(1), BigIntSmall(64 * 70000), power);
        bigint_sub(power, BigIntSmall(1), ones);
        BigIntBuffer divisor;
        bigint_shift_left(BigIntSmall(1), BigIntSmall(64 * 30000 + 17), power);
        bigint_sub(power, BigIntSmall(1), divisor);
        QCOMPARE(bigint_divmod(ones, divisor, &q, &r), BigIntStatus::ok);
        BigIntBuffer product, sum;
        bigint_mul(q, divisor, product);
        bigint_add(product, r, sum);
        QVERIFY(bigint_equal(sum, ones));
        QVERIFY(bigint_compare(r, divisor) < 0);
    }

    void long_text() {
        BigIntBuffer power, back, expected;
        QCOMPARE(bigint_pow(BigIntSmall(10), BigIntSmall(400000), power), BigIntStatus::ok);
        bigint_sub(power, BigIntSmall(7), expected);
        AsciiBuffer text;
        QCOMPARE(bigint_to_text(expected, 10, text), BigIntStatus::ok);
        QCOMPARE(text.size(), size_t{400000});
        QVERIFY(text.view().find_first_not_of('9') == 399999 && text[399999] == '3');
        QCOMPARE(bigint_from_text(text.view(), 10, back), BigIntStatus::ok);
        QVERIFY(bigint_equal(back, expected));
        text.clear();
        QCOMPARE(bigint_to_text(power, 10, text), BigIntStatus::ok);
        QVERIFY(text[0] == '1' && text.view().find_first_not_of('0', 1) == std::string_view::npos);
        QCOMPARE(bigint_from_text(text.view(), 10, back), BigIntStatus::ok);
        QVERIFY(bigint_equal(back, power));

        BigIntBuffer random;
        fill(random, 30000, 5);
        for (const int base : {3, 7, 36, 32}) {
            text.clear();
            QCOMPARE(bigint_to_text(random, base, text), BigIntStatus::ok);
            QCOMPARE(bigint_from_text(text.view(), base, back), BigIntStatus::ok);
            QVERIFY(bigint_equal(back, random));
        }
    }

    void digit_limit() {
        BigIntBuffer power, smaller;
        bigint_pow(BigIntSmall(10), BigIntSmall(4300), power);
        bigint_sub(power, BigIntSmall(1), smaller);
        AsciiBuffer text;
        QCOMPARE(bigint_to_text(power, 10, text, 4300), BigIntStatus::too_many_digits);
        QVERIFY(text.empty());
        QCOMPARE(bigint_to_text(smaller.ref().negated(), 10, text, 4300), BigIntStatus::ok);
        QCOMPARE(text.size(), size_t{4301});
        QCOMPARE(bigint_to_text(power, 16, text, 10), BigIntStatus::ok);
    }

    void long_roots_and_divisors() {
        BigIntBuffer a, square, root, less;
        fill(a, 20000, 3);
        bigint_mul(a, a, square);
        QCOMPARE(bigint_isqrt(square, root), BigIntStatus::ok);
        QVERIFY(bigint_equal(root, a));
        bigint_sub(square, BigIntSmall(1), less);
        QCOMPARE(bigint_isqrt(less, root), BigIntStatus::ok);
        bigint_sub(a, BigIntSmall(1), less);
        QVERIFY(bigint_equal(root, less));

        BigIntBuffer x, y, common, left, right, divisor;
        fill(x, 9000, 21);
        fill(y, 9001, 22);
        QCOMPARE(bigint_gcd(x, y, divisor), BigIntStatus::ok);
        fill(common, 9500, 23);
        bigint_mul(x, common, left);
        bigint_mul(y, common, right);
        bigint_mul(common, divisor, root);
        QCOMPARE(bigint_gcd(left, right, less), BigIntStatus::ok);
        QVERIFY(bigint_equal(less, root));
    }

    void limits() {
        BigIntLimits limits;
        limits.max_limbs = 1000;
        BigIntBuffer out;
        QCOMPARE(bigint_pow(BigIntSmall(3), BigIntSmall(100000), out, limits),
                 BigIntStatus::no_memory);
        QCOMPARE(bigint_shift_left(BigIntSmall(1), BigIntSmall(100000), out, limits),
                 BigIntStatus::no_memory);
        QCOMPARE(bigint_shift_left(BigIntSmall(0), BigIntSmall(INT64_MAX), out, limits),
                 BigIntStatus::ok);
        QCOMPARE(bigint_shift_left(BigIntSmall(1), BigIntSmall(INT64_MAX), out),
                 BigIntStatus::no_memory);
        QCOMPARE(bigint_pow(BigIntSmall(2), BigIntSmall(INT64_MAX), out), BigIntStatus::no_memory);
        QCOMPARE(bigint_pow(BigIntSmall(-1), BigIntSmall(INT64_MAX), out), BigIntStatus::ok);
        QCOMPARE(hex(out), std::string("-1"));
        QCOMPARE(bigint_shift_left(BigIntSmall(1), BigIntSmall(-1), out),
                 BigIntStatus::negative_shift);
        QCOMPARE(bigint_from_text("12a", 10, out), BigIntStatus::invalid_digit);
        QCOMPARE(bigint_from_text("", 10, out), BigIntStatus::invalid_digit);
    }

    // Long operations stop soon after they are told to.
    void interrupts() {
        std::atomic<uint32_t> word = 0;
        BigIntLimits limits;
        limits.interrupt.word = &word;
        limits.interrupt.mask = 2;
        BigIntBuffer big, out, other;
        fill(big, 300000, 9);
        fill(other, 140000, 10);
        const auto stops = [&](auto operation) {
            word = 1;
            std::chrono::steady_clock::time_point told;
            std::thread canceller([&] {
                std::this_thread::sleep_for(std::chrono::milliseconds(30));
                told = std::chrono::steady_clock::now();
                word = 3;
            });
            const BigIntStatus status = operation();
            const auto end = std::chrono::steady_clock::now();
            canceller.join();
            const double late = std::chrono::duration<double, std::milli>(end - told).count();
            if (late > 20) {
                qWarning("stopped %.1f ms late", late);
            }
            return status == BigIntStatus::interrupted && late < 500;
        };
        QVERIFY(stops(
            [&] { return bigint_pow(BigIntSmall(10), BigIntSmall(100000000), out, limits); }));
        QVERIFY(stops([&] {
            BigIntStatus status = BigIntStatus::ok;
            while (status == BigIntStatus::ok) {
                status = bigint_mul(big, big, out, limits);
            }
            return status;
        }));
        QVERIFY(stops([&] { return bigint_divmod(big, other, &out, nullptr, limits); }));
        QVERIFY(stops([&] {
            AsciiBuffer text;
            return bigint_to_text(big, 10, text, 0, limits);
        }));
        QVERIFY(stops([&] { return bigint_gcd(big, other, out, limits); }));
        QVERIFY(stops([&] { return bigint_pow_mod(other, big, other, out, limits); }));
    }
};

QTEST_APPLESS_MAIN(BigIntTest)
#include "bigint_test.moc"
