// Decimal arithmetic against CPython (record_decimal_cases.py), and long operations against each
// other.

#include <QtTest/QtTest>

#include <map>

#include "engine/numbers/decimal.h"
#include "tests/unit/recorded_cases.h"

using namespace orrery;

namespace {

using Unary = void (*)(ORRERY_DECIMAL_UNARY);
using Binary = void (*)(ORRERY_DECIMAL_BINARY);

const std::map<std::string, Unary> kUnary = {
    {"abs", decimal_abs},
    {"exp", decimal_exp},
    {"ln", decimal_ln},
    {"log10", decimal_log10},
    {"logb", decimal_logb},
    {"logical_invert", decimal_logical_invert},
    {"minus", decimal_minus},
    {"next_minus", decimal_next_minus},
    {"next_plus", decimal_next_plus},
    {"normalize", decimal_normalize},
    {"plus", decimal_plus},
    {"sqrt", decimal_sqrt},
    {"to_integral_exact", decimal_to_integral_exact},
    {"to_integral_value", decimal_to_integral_value},
};
const std::map<std::string, Binary> kBinary = {
    {"add", decimal_add},
    {"compare", decimal_compare},
    {"compare_signal", decimal_compare_signal},
    {"divide", decimal_divide},
    {"divide_int", decimal_divide_integer},
    {"logical_and", decimal_logical_and},
    {"logical_or", decimal_logical_or},
    {"logical_xor", decimal_logical_xor},
    {"max", decimal_max},
    {"max_mag", decimal_max_mag},
    {"min", decimal_min},
    {"min_mag", decimal_min_mag},
    {"multiply", decimal_multiply},
    {"next_toward", decimal_next_toward},
    {"quantize", decimal_quantize},
    {"remainder", decimal_remainder},
    {"remainder_near", decimal_remainder_near},
    {"rotate", decimal_rotate},
    {"scaleb", decimal_scaleb},
    {"shift", decimal_shift},
    {"subtract", decimal_subtract},
    {"power", decimal_power},
};

std::string text_of(const DecimalRef& a) {
    AsciiBuffer text;
    decimal_to_text(a, DecimalNotation::scientific, 'E', text);
    return std::string(text.view());
}

// Exactly, or not at all.
void read(DecimalBuffer& out, const std::string& text) {
    uint32_t status = 0;
    decimal_from_text(out, text, DecimalContext::widest(), status);
    QCOMPARE(status, 0u);
}

// The nine signals; InvalidOperation for each of its conditions.
uint32_t signals_of(uint32_t status) {
    return (status & 0x1FF) | ((status & kDecimalAnyInvalid) != 0);
}

// A number of so many digits that nobody chose.
std::string long_digits(int64_t count, uint64_t state) {
    std::string text(1, '7');
    while (static_cast<int64_t>(text.size()) < count) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        text += static_cast<char>('0' + (state >> 33) % 10);
    }
    return text;
}

}  // namespace

class DecimalTest : public QObject {
    Q_OBJECT

private slots:
    void recorded_cases() {
        const int count = for_each_recorded(
            "tests/unit/numbers/decimal_cases.txt", '\t',
            [](const std::vector<std::string>& fields, const std::string& line) {
                DecimalContext c;
                c.prec = std::stoll(fields[1]);
                c.rounding = static_cast<DecimalRounding>(std::stoi(fields[2]));
                c.emin = std::stoll(fields[3]);
                c.emax = std::stoll(fields[4]);
                c.clamp = fields[5] == "1";
                DecimalBuffer out, a, b, d;
                read(a, fields[8]);
                if (fields.size() > 9) read(b, fields[9]);
                if (fields.size() > 10) read(d, fields[10]);
                uint32_t status = 0;
                if (const auto unary = kUnary.find(fields[0]); unary != kUnary.end()) {
                    unary->second(out, a, c, status);
                } else if (fields[0] == "fma") {
                    decimal_fma(out, a, b, d, c, status);
                } else {
                    kBinary.at(fields[0])(out, a, b, c, status);
                }
                QVERIFY2(text_of(out) == fields[6], line.c_str());
                QVERIFY2(signals_of(status) == std::stoul(fields[7]), line.c_str());
            });
        QVERIFY(count > 2000);
    }

    // (a·b) / b = a and sqrt(a·a) = a, over the sizes where algorithms change.
    void long_products_and_quotients() {
        for (const int64_t size : {30, 700, 800, 2500, 9400, 9600, 20000, 60000}) {
            DecimalContext c = DecimalContext::widest();
            DecimalBuffer a, b, product, quotient, remainder, root;
            uint32_t status = 0;
            read(a, long_digits(size, 1));
            read(b, long_digits(size / 2 + 300, 2));
            decimal_multiply(product, a, b, c, status);
            QCOMPARE(status, 0u);
            decimal_divmod(quotient, remainder, product, b, c, status);
            QVERIFY(remainder.ref().is_zero());
            QVERIFY(text_of(quotient) == text_of(a));
            decimal_multiply(product, a, a, c, status);
            c.prec = size + 5;
            decimal_sqrt(root, product, c, status);
            QVERIFY(text_of(root) == text_of(a));
            QCOMPARE(status, 0u);
        }
    }

    // exp(ln(a)) with as many digits more as the second loses.
    void logarithm_and_exponential_are_inverse() {
        for (const int64_t prec : {5, 50, 300, 2000}) {
            for (const char* text : {"2", "0.001", "1.0000000000001", "123456789", "9.99E+50"}) {
                DecimalContext c = DecimalContext::widest();
                DecimalBuffer a, log, power, out;
                uint32_t status = 0;
                read(a, text);
                c.prec = prec + 25;
                decimal_ln(log, a, c, status);
                decimal_exp(power, log, c, status);
                c.prec = prec;
                decimal_plus(out, power, c, status);
                decimal_plus(power, a, c, status);
                QCOMPARE(decimal_order(out, power), 0);
            }
        }
    }

    void exact_results_need_no_memory_for_all_digits() {
        const DecimalContext c = DecimalContext::widest();
        DecimalBuffer a, b, out;
        uint32_t status = 0;
        read(a, "1");
        read(b, "8");
        decimal_divide(out, a, b, c, status);
        QCOMPARE(text_of(out), std::string("0.125"));
        QCOMPARE(status, 0u);
        read(b, "3");
        decimal_divide(out, a, b, c, status);
        QVERIFY(status & kDecimalNoMemory);
    }

    void long_operations_stop() {
        const std::atomic<uint32_t> word{1};
        DecimalContext c;
        c.prec = 100000;
        c.interrupt = {&word, 1};
        DecimalBuffer a, out;
        read(a, "2");
        for (const Unary f : {decimal_exp, decimal_ln, decimal_log10}) {
            uint32_t status = 0;
            f(out, a, c, status);
            QVERIFY(status & kDecimalInterrupted);
            QVERIFY(out.ref().is_nan());
        }
    }
};

QTEST_APPLESS_MAIN(DecimalTest)
#include "decimal_test.moc"
