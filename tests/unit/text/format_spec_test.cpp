// Format specifications against CPython (record_format_cases.py).

#include <QtTest/QtTest>

#include "engine/text/format_spec.h"
#include "engine/text/utf8.h"
#include "tests/unit/recorded_cases.h"

using namespace orrery;

namespace {

std::u32string from_hex(const std::string& hex) {
    const QByteArray bytes = QByteArray::fromHex(hex.c_str());
    CodePointBuffer out;
    DecodeHandler handler;
    handler.policy = ErrorPolicy::surrogate_pass;
    utf8_decode({reinterpret_cast<const uint8_t*>(bytes.data()), static_cast<size_t>(bytes.size())},
                handler, true, out);
    return std::u32string(out.view());
}

std::string to_utf8(std::u32string_view text) {
    std::string result(utf8_size({text.data(), text.size(), 4}), '\0');
    utf8_write({text.data(), text.size(), 4}, reinterpret_cast<uint8_t*>(result.data()));
    return result;
}

}  // namespace

class FormatSpecTest : public QObject {
    Q_OBJECT

private slots:
    void recorded_cases() {
        int failures = 0;
        const int count = for_each_recorded(
            "tests/unit/text/format_cases.txt", '\t',
            [&](const std::vector<std::string>& f, const std::string&) {
                const std::string& type = f[0];
                const std::u32string text = from_hex(f[2]);
                const std::string expected = to_utf8(from_hex(f[3]));
                FormatSpec spec;
                FormatError error;
                CodePointBuffer out;
                const bool is_string = type == "str";
                FormatStatus status = parse_format_spec(
                    text, type, is_string ? FormatTarget::string : FormatTarget::number, spec,
                    error);
                if (status == FormatStatus::ok) {
                    if (is_string) {
                        const std::u32string value = from_hex(f[1]);
                        status =
                            format_string(spec, {value.data(), value.size(), 4}, type, out, error);
                    } else if (type == "float") {
                        status = format_float(spec, std::strtod(f[1].c_str(), nullptr), type, out,
                                              error);
                    } else if (type == "complex") {
                        const std::vector<std::string> parts = split_fields(f[1]);
                        status = format_complex(spec, std::strtod(parts[0].c_str(), nullptr),
                                                std::strtod(parts[1].c_str(), nullptr), type, out,
                                                error);
                    } else {
                        const bool negative = f[1][0] == '-';
                        BigIntBuffer value;
                        bigint_from_text(std::string_view(f[1]).substr(negative), 16, value);
                        if (negative) {
                            value.negate();
                        }
                        if (format_type_is_float(spec.type)) {
                            double number = 0;
                            bigint_to_double(value, &number);
                            status = format_float(spec, number, type, out, error);
                        } else {
                            status = format_int(spec, value, type, out, error);
                        }
                    }
                }
                std::string got = "=" + to_utf8(out.view());
                if (status == FormatStatus::value_error) {
                    got = "ValueError: " + to_utf8(error.message.view());
                } else if (status == FormatStatus::overflow_error) {
                    got = "OverflowError: " + to_utf8(error.message.view());
                }
                if (got != expected && ++failures < 20) {
                    qWarning("%s %s '%s'\n  expected %s\n  got      %s", type.c_str(), f[1].c_str(),
                             to_utf8(text).c_str(), expected.c_str(), got.c_str());
                }
            });
        QVERIFY(count > 1000);
        QCOMPARE(failures, 0);
    }

    void locale() {
        NumberLocale locale;
        locale.decimal_point = U",";
        locale.thousands_separator = U"\u202f";
        locale.grouping = "\3\2";
        FormatSpec spec;
        FormatError error;
        CodePointBuffer out;
        QCOMPARE(parse_format_spec(U"014n", "float", FormatTarget::number, spec, error),
                 FormatStatus::ok);
        spec.precision = 9;
        QCOMPARE(format_float(spec, 1234567.25, "float", out, error, &locale), FormatStatus::ok);
        QCOMPARE(to_utf8(out.view()), to_utf8(U"0\u202f12\u202f34\u202f567,25"));
    }

    void digit_limit() {
        FormatSpec spec;
        FormatError error;
        CodePointBuffer out;
        BigIntBuffer big;
        bigint_pow(BigIntSmall(10), BigIntSmall(5000), big);
        QCOMPARE(format_int(spec, big, "int", out, error, 4300), FormatStatus::too_many_digits);
        QCOMPARE(format_int(spec, big, "int", out, error), FormatStatus::ok);
        QCOMPARE(out.size(), size_t{5001});
    }
};

QTEST_APPLESS_MAIN(FormatSpecTest)
#include "format_spec_test.moc"
