// All properties of all code points against check sums of CPython's, and texts normalised and
// case-mapped by CPython (record_unicode_cases.py).

#include <zlib.h>
#include <QtTest/QtTest>

#include <functional>
#include <map>

#include "engine/numbers/float_text.h"
#include "engine/text/unicode.h"
#include "tests/unit/recorded_cases.h"

using namespace orrery;

namespace {

std::string code_points(const char32_t* text, size_t count) {
    std::string result;
    for (size_t i = 0; i < count; ++i) {
        char part[16];
        std::snprintf(part, sizeof part, "%s%x", i == 0 ? "" : ".", static_cast<unsigned>(text[i]));
        result += part;
    }
    return result;
}

std::string code_points(const CodePointBuffer& text) {
    return code_points(text.data(), text.size());
}

std::u32string parse_code_points(const std::string& text) {
    std::u32string result;
    for (const std::string& part : split_fields(text, '.')) {
        result += static_cast<char32_t>(std::strtoul(part.c_str(), nullptr, 16));
    }
    return result;
}

TextRef ref(const std::u32string& text) { return {text.data(), text.size(), 4}; }

std::string flag(bool value) { return value ? "1" : "0"; }

using Property = std::function<std::string(char32_t)>;

Property mapping(int (*function)(char32_t, char32_t[3])) {
    return [function](char32_t c) {
        char32_t out[3];
        return code_points(out, static_cast<size_t>(function(c, out)));
    };
}

Property normal(NormalForm form) {
    return [form](char32_t c) {
        CodePointBuffer out;
        normalize_text({&c, 1, 4}, form, out);
        return code_points(out);
    };
}

std::string numeric(char32_t c) {
    double value;
    if (!numeric_value(c, &value)) {
        return "-";
    }
    AsciiBuffer out;
    float_repr(value, out);
    return std::string(out.view());
}

const std::map<std::string, Property>& properties() {
    static const std::map<std::string, Property> all = {
        {"alpha", [](char32_t c) { return flag(is_alpha(c)); }},
        {"decimal", [](char32_t c) { return std::to_string(decimal_value(c)); }},
        {"digit", [](char32_t c) { return std::to_string(digit_value(c)); }},
        {"numeric", numeric},
        {"is_numeric", [](char32_t c) { return flag(is_numeric(c)); }},
        {"alnum", [](char32_t c) { return flag(is_alnum(c)); }},
        {"space", [](char32_t c) { return flag(is_space(c)); }},
        {"linebreak", [](char32_t c) { return flag(is_line_break(c)); }},
        {"printable", [](char32_t c) { return flag(is_printable(c)); }},
        {"upper", [](char32_t c) { return flag(is_upper(c)); }},
        {"lower", [](char32_t c) { return flag(is_lower(c)); }},
        {"title", [](char32_t c) { return flag(is_title(c)); }},
        {"start", [](char32_t c) { return flag(is_identifier_start(c)); }},
        {"continue", [](char32_t c) { return flag(is_identifier_continue(c)); }},
        {"category", [](char32_t c) { return std::string(unicode_category(c)); }},
        {"bidirectional", [](char32_t c) { return std::string(unicode_bidirectional(c)); }},
        {"combining", [](char32_t c) { return std::to_string(unicode_combining(c)); }},
        {"width", [](char32_t c) { return std::string(unicode_east_asian_width(c)); }},
        {"mirrored", [](char32_t c) { return flag(is_mirrored(c)); }},
        {"decomposition",
         [](char32_t c) {
             AsciiBuffer out;
             unicode_decomposition(c, out);
             return std::string(out.view());
         }},
        {"to_upper", mapping(to_full_upper)},
        {"to_lower", mapping(to_full_lower)},
        {"to_title", mapping(to_full_title)},
        {"folded", mapping(to_folded)},
        {"swapped",
         [](char32_t c) {
             CodePointBuffer out;
             swapcase_text({&c, 1, 4}, out);
             return code_points(out);
         }},
        {"nfc", normal(NormalForm::nfc)},
        {"nfd", normal(NormalForm::nfd)},
        {"nfkc", normal(NormalForm::nfkc)},
        {"nfkd", normal(NormalForm::nfkd)},
        {"name",
         [](char32_t c) {
             AsciiBuffer out;
             unicode_name(c, out);
             return std::string(out.view());
         }},
    };
    return all;
}

}  // namespace

class UnicodeTest : public QObject {
    Q_OBJECT

private slots:
    void every_property_of_every_code_point() {
        int failures = 0;
        const int count = for_each_recorded(
            "tests/unit/text/unicode_sums.txt", ' ',
            [&](const std::vector<std::string>& f, const std::string& line) {
                const auto property = properties().find(f[0]);
                if (property == properties().end()) {
                    QFAIL(line.c_str());
                }
                const char32_t start =
                    static_cast<char32_t>(std::strtoul(f[1].c_str(), nullptr, 16));
                std::string text;
                for (char32_t c = start; c < start + 0x8000; ++c) {
                    text += property->second(c);
                    text += ';';
                }
                const uLong sum = crc32(0, reinterpret_cast<const Bytef*>(text.data()),
                                        static_cast<uInt>(text.size()));
                if (sum != std::strtoul(f[2].c_str(), nullptr, 16)) {
                    ++failures;
                    qWarning("differs: %s", line.c_str());
                }
            });
        QCOMPARE(count, static_cast<int>(properties().size()) * 34);
        QCOMPARE(failures, 0);
    }

    void recorded_texts() {
        using Function = std::function<void(TextRef, CodePointBuffer&)>;
        const auto normalizer = [](NormalForm form) {
            return [form](TextRef text, CodePointBuffer& out) { normalize_text(text, form, out); };
        };
        const std::vector<Function> functions = {normalizer(NormalForm::nfc),
                                                 normalizer(NormalForm::nfd),
                                                 normalizer(NormalForm::nfkc),
                                                 normalizer(NormalForm::nfkd),
                                                 upper_text,
                                                 lower_text,
                                                 title_text,
                                                 swapcase_text,
                                                 capitalize_text,
                                                 casefold_text};
        int failures = 0;
        const int count = for_each_recorded(
            "tests/unit/text/unicode_cases.txt", '\t',
            [&](const std::vector<std::string>& f, const std::string& line) {
                const std::u32string text = parse_code_points(f[0]);
                for (size_t i = 0; i < functions.size(); ++i) {
                    CodePointBuffer out;
                    functions[i](ref(text), out);
                    if (code_points(out) != f[i + 1] && ++failures < 20) {
                        qWarning("%s\n  function %d gives %s", line.c_str(), static_cast<int>(i),
                                 code_points(out).c_str());
                    }
                    if (i < 4) {
                        const bool same = f[0] == f[i + 1];
                        QCOMPARE(is_normalized(ref(text), static_cast<NormalForm>(i)), same);
                    }
                }
            });
        QVERIFY(count > 100);
        QCOMPARE(failures, 0);
    }

    void names_lead_back() {
        int failures = 0;
        int count = 0;
        for (char32_t c = 0; c <= kMaxCodePoint; c += c < 0x3400 ? 1 : 7) {
            AsciiBuffer name;
            if (!unicode_name(c, name)) {
                continue;
            }
            ++count;
            char32_t found = 0;
            if (unicode_lookup(name.view(), &found) != 1 || found != c) {
                ++failures;
            }
        }
        QVERIFY(count > 20000);
        QCOMPARE(failures, 0);
    }

    void lookups() {
        const auto lookup = [](std::string_view name) {
            char32_t found = 0;
            return unicode_lookup(name, &found) == 1 ? static_cast<int>(found) : -1;
        };
        QCOMPARE(lookup("latin small letter a"), 0x61);
        QCOMPARE(lookup("LATIN CAPITAL LETTER GHA"), 0x1A2);
        QCOMPARE(lookup("BELL"), 0x1F514);
        QCOMPARE(lookup("alert"), 7);
        QCOMPARE(lookup("NUL"), 0);
        QCOMPARE(lookup("HANGUL SYLLABLE GAG"), 0xAC01);
        QCOMPARE(lookup("hangul syllable gag"), -1);
        QCOMPARE(lookup("CJK UNIFIED IDEOGRAPH-4E00"), 0x4E00);
        QCOMPARE(lookup("CJK UNIFIED IDEOGRAPH-4e00"), -1);
        QCOMPARE(lookup("CJK UNIFIED IDEOGRAPH-A000"), -1);
        QCOMPARE(lookup("Nushu Character-1b170"), 0x1B170);
        QCOMPARE(lookup("CJK COMPATIBILITY IDEOGRAPH-F900"), 0xF900);
        QCOMPARE(lookup("LATIN SMALL LETTER"), -1);
        QCOMPARE(lookup("LATIN  SMALL LETTER A"), -1);
        QCOMPARE(lookup("NO SUCH THING"), -1);
        QCOMPARE(lookup(""), -1);
        QCOMPARE(lookup("KEYCAP DIGIT ONE"), -1);
        char32_t one = 0;
        char32_t sequence[4] = {};
        QCOMPARE(unicode_lookup("KEYCAP DIGIT ONE", &one, sequence), 3);
        QVERIFY(sequence[0] == U'1' && sequence[1] == 0xFE0F && sequence[2] == 0x20E3);
    }

    void identifiers() {
        QVERIFY(is_identifier(ref(U"_a\u00E91")));
        QVERIFY(!is_identifier(ref(U"1a")));
        QVERIFY(!is_identifier(ref(U"a b")));
        QVERIFY(!is_identifier(ref(U"")));
        QVERIFY(!is_alpha(0x110000) && !is_printable(0xFFFFFFFF));
    }
};

QTEST_APPLESS_MAIN(UnicodeTest)
#include "unicode_test.moc"
