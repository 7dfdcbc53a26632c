// Doubles as text against what CPython makes of them (record_float_cases.py).

#include <QtTest/QtTest>

#include <cmath>

#include "engine/numbers/float_text.h"
#include "engine/numbers/hash.h"
#include "tests/unit/recorded_cases.h"

using namespace orrery;

namespace {

double read(const std::string& text) { return std::strtod(text.c_str(), nullptr); }

std::string hex(double value) {
    AsciiBuffer out;
    float_hex(value, out);
    return std::string(out.view());
}

std::string decimal(BigIntRef a) {
    AsciiBuffer out;
    bigint_to_text(a, 10, out);
    return std::string(out.view());
}

}  // namespace

class FloatTextTest : public QObject {
    Q_OBJECT

private slots:
    void recorded_cases() {
        int failures = 0;
        const int count = for_each_recorded(
            "tests/unit/numbers/float_cases.txt", '\t',
            [&](const std::vector<std::string>& f, const std::string& line) {
                const std::string& operation = f[0];
                std::string expected = f.back();
                std::string got;
                AsciiBuffer out;
                if (operation == "repr") {
                    float_repr(read(f[1]), out);
                    got = out.view();
                } else if (operation == "hex") {
                    got = hex(read(f[1]));
                } else if (operation == "hash") {
                    got = std::to_string(hash_double(read(f[1])));
                } else if (operation == "format") {
                    FloatFormat format;
                    format.sign = f[2] == "+"   ? FloatSign::always
                                  : f[2] == " " ? FloatSign::space
                                                : FloatSign::minus_only;
                    format.no_negative_zero = f[2] == "z";
                    format.alternate = f[3] == "#";
                    format.precision = std::stoi(f[4]);
                    format.type = f[5][0];
                    float_format(read(f[1]), format, out);
                    got = out.view();
                } else if (operation == "round") {
                    double result = 0;
                    got = float_round(read(f[1]), std::stoi(f[2]), &result) ? hex(result)
                                                                            : "overflow";
                } else if (operation == "ratio") {
                    BigIntBuffer a;
                    BigIntBuffer b;
                    float_integer_ratio(read(f[1]), a, b);
                    expected = f[2] + "/" + f[3];
                    got = decimal(a) + "/" + decimal(b);
                } else if (operation == "divmod") {
                    double q = 0;
                    double r = 0;
                    float_divmod(read(f[1]), read(f[2]), &q, &r);
                    expected = f[3] + " " + f[4];
                    got = hex(q) + " " + hex(r);
                } else if (operation == "parse" || operation == "fromhex") {
                    const std::string text = QByteArray::fromHex(f[1].c_str()).toStdString();
                    double value = 0;
                    if (operation == "parse") {
                        got = float_parse_relaxed(text, &value) ? hex(value) : "invalid";
                    } else {
                        const FloatHexStatus status = float_from_hex(text, &value);
                        got = status == FloatHexStatus::ok         ? hex(value)
                              : status == FloatHexStatus::overflow ? "overflow"
                                                                   : "invalid";
                    }
                }
                if (got != expected && ++failures < 20) {
                    qWarning("%s\n  got %s", line.c_str(), got.c_str());
                }
            });
        QVERIFY(count > 1000);
        QCOMPARE(failures, 0);
    }

    void huge_precision() {
        AsciiBuffer out;
        FloatFormat format;
        format.type = 'f';
        format.precision = 1000000;
        float_format(0.1, format, out);
        QCOMPARE(out.size(), size_t{1000002});
        QVERIFY(out.view().starts_with("0.1000000000000000055511151231257827"));
        QVERIFY(out.view().ends_with("00000"));
        out.clear();
        format.type = 'e';
        float_format(5e-324, format, out);
        QVERIFY(out.view().starts_with("4.940656458412465441765687928682"));
        QVERIFY(out.view().ends_with("000e-324"));
    }

    void repr_without_dot_zero() {
        AsciiBuffer out;
        float_format(1.0, FloatFormat(), out);
        QCOMPARE(std::string(out.view()), std::string("1"));
        out.clear();
        FloatFormat alternate;
        alternate.alternate = true;
        float_format(1e20, alternate, out);
        QCOMPARE(std::string(out.view()), std::string("1.e+20"));
    }

    void prefixes() {
        double value = 0;
        QCOMPARE(float_parse_prefix("12.5e+x", &value), size_t{4});
        QCOMPARE(value, 12.5);
        QCOMPARE(float_parse_prefix("-.5e3j", &value), size_t{5});
        QCOMPARE(value, -500.0);
        QCOMPARE(float_parse_prefix(".e3", &value), size_t{0});
        QCOMPARE(float_parse_prefix("infx", &value), size_t{3});
    }
};

QTEST_APPLESS_MAIN(FloatTextTest)
#include "float_text_test.moc"
