// The native codecs against CPython (record_codec_cases.py), and the error callback.

#include <QtTest/QtTest>

#include "engine/text/codecs.h"
#include "engine/text/utf8.h"
#include "tests/unit/recorded_cases.h"

using namespace orrery;

namespace {

std::string code_points(const CodePointBuffer& text) {
    std::string result;
    for (const char32_t c : text) {
        char part[16];
        std::snprintf(part, sizeof part, "%s%x", result.empty() ? "" : ".",
                      static_cast<unsigned>(c));
        result += part;
    }
    return result;
}

std::string describe(const CodecError& e) {
    return "! " + std::string(e.encoding) + " " + std::to_string(e.start) + " " +
           std::to_string(e.end) + " " + std::string(e.reason);
}

CodecResult decode(const std::string& encoding, std::span<const uint8_t> bytes,
                   const DecodeHandler& handler, bool final, CodePointBuffer& out) {
    UnitOrder order = encoding.ends_with("-le")   ? UnitOrder::little
                      : encoding.ends_with("-be") ? UnitOrder::big
                                                  : UnitOrder::native;
    size_t bad_escape;
    if (encoding == "utf-8") {
        return utf8_decode(bytes, handler, final, out);
    }
    if (encoding.starts_with("utf-16")) {
        return utf16_decode(bytes, handler, final, &order, out);
    }
    if (encoding.starts_with("utf-32")) {
        return utf32_decode(bytes, handler, final, &order, out);
    }
    if (encoding == "utf-7") {
        return utf7_decode(bytes, handler, final, out);
    }
    if (encoding == "unicode_escape") {
        return unicode_escape_decode(bytes, handler, final, out, &bad_escape);
    }
    if (encoding == "raw_unicode_escape") {
        return raw_unicode_escape_decode(bytes, handler, final, out);
    }
    return ascii_decode(bytes, handler, out);
}

CodecResult encode(const std::string& encoding, TextRef text, const EncodeHandler& handler,
                   ByteBuffer& out) {
    const UnitOrder order = encoding.ends_with("-le")   ? UnitOrder::little
                            : encoding.ends_with("-be") ? UnitOrder::big
                                                        : UnitOrder::native;
    if (encoding == "utf-8") {
        return utf8_encode(text, handler, out);
    }
    if (encoding.starts_with("utf-16")) {
        return utf16_encode(text, handler, order, out);
    }
    if (encoding.starts_with("utf-32")) {
        return utf32_encode(text, handler, order, out);
    }
    if (encoding == "utf-7") {
        return utf7_encode(text, out);
    }
    if (encoding == "unicode_escape") {
        unicode_escape_encode(text, out);
        return {};
    }
    if (encoding == "raw_unicode_escape") {
        raw_unicode_escape_encode(text, out);
        return {};
    }
    return encoding == "latin-1" ? latin1_encode(text, handler, out)
                                 : ascii_encode(text, handler, out);
}

std::span<const uint8_t> bytes_of(const QByteArray& bytes) {
    return {reinterpret_cast<const uint8_t*>(bytes.data()), static_cast<size_t>(bytes.size())};
}

}  // namespace

class CodecsTest : public QObject {
    Q_OBJECT

private slots:
    void recorded_cases() {
        int failures = 0;
        const int count = for_each_recorded(
            "tests/unit/text/codec_cases.txt", '\t',
            [&](const std::vector<std::string>& f, const std::string& line) {
                std::string got;
                if (f[0] == "decode") {
                    DecodeHandler handler;
                    handler.policy = error_policy_from_name(f[2]);
                    const QByteArray bytes = QByteArray::fromHex(f[4].c_str());
                    CodePointBuffer out;
                    const CodecResult result =
                        decode(f[1], bytes_of(bytes), handler, f[3] == "1", out);
                    got = result.status == CodecStatus::ok
                              ? std::to_string(result.consumed) + ":" + code_points(out)
                              : describe(result.error);
                } else {
                    EncodeHandler handler;
                    handler.policy = error_policy_from_name(f[2]);
                    std::u32string text;
                    uint32_t all = 0;
                    for (const std::string& part : split_fields(f[3], '.')) {
                        text += static_cast<char32_t>(std::strtoul(part.c_str(), nullptr, 16));
                        all |= text.back();
                    }
                    // The narrowest kind of array that holds the text.
                    const std::vector<uint8_t> narrow(text.begin(), text.end());
                    const std::vector<uint16_t> medium(text.begin(), text.end());
                    TextRef ref = {text.data(), text.size(), 4};
                    if (all < 0x100) {
                        ref = {narrow.data(), text.size(), 1};
                    } else if (all < 0x10000) {
                        ref = {medium.data(), text.size(), 2};
                    }
                    ByteBuffer out;
                    const CodecResult result = encode(f[1], ref, handler, out);
                    got = result.status == CodecStatus::ok
                              ? QByteArray(reinterpret_cast<const char*>(out.data()),
                                           static_cast<qsizetype>(out.size()))
                                    .toHex()
                                    .toStdString()
                              : describe(result.error);
                }
                if (got != f.back() && ++failures < 20) {
                    qWarning("%s\n  got %s", line.c_str(), got.c_str());
                }
            });
        QVERIFY(count > 1000);
        QCOMPARE(failures, 0);
    }

    // The two passes for valid input agree with the general decoder.
    void two_passes() {
        int count = 0;
        for_each_recorded("tests/unit/text/codec_cases.txt", '\t',
                          [&](const std::vector<std::string>& f, const std::string&) {
                              if (f[0] != "decode" || f[1] != "utf-8") {
                                  return;
                              }
                              const QByteArray bytes = QByteArray::fromHex(f[4].c_str());
                              const std::span<const uint8_t> input = bytes_of(bytes);
                              const Utf8Scan scan = utf8_scan(input.data(), input.size());
                              CodePointBuffer expected;
                              DecodeHandler strict;
                              const CodecResult result = utf8_decode(input, strict, true, expected);
                              QCOMPARE(scan.valid_bytes, result.status == CodecStatus::ok
                                                             ? input.size()
                                                             : result.error.start);
                              std::vector<uint32_t> wide(scan.length);
                              utf8_decode_valid(input.data(), scan.valid_bytes, wide.data());
                              QCOMPARE(scan.length, expected.size());
                              QVERIFY(std::equal(wide.begin(), wide.end(), expected.begin()));
                              const TextRef text = {wide.data(), wide.size(), 4};
                              QCOMPARE(text_upper_bound(text), scan.upper_bound);
                              std::vector<uint8_t> back(utf8_size(text));
                              utf8_write(text, back.data());
                              QVERIFY(std::equal(back.begin(), back.end(), input.begin()));
                              if (scan.upper_bound <= 0xFFFF) {
                                  std::vector<uint16_t> medium(scan.length);
                                  utf8_decode_valid(input.data(), scan.valid_bytes, medium.data());
                                  QVERIFY(std::equal(wide.begin(), wide.end(), medium.begin()));
                              }
                              if (scan.upper_bound <= 0xFF) {
                                  std::vector<uint8_t> narrow(scan.length);
                                  utf8_decode_valid(input.data(), scan.valid_bytes, narrow.data());
                                  QVERIFY(std::equal(wide.begin(), wide.end(), narrow.begin()));
                              }
                              ++count;
                          });
        QVERIFY(count > 20);
    }

    void decode_callback() {
        static const uint8_t other[] = {'x', 'y', 'z', 0xC3, 0xA9};
        DecodeHandler handler;
        handler.policy = ErrorPolicy::callback;
        handler.callback = [](void* context, const CodecError& error,
                              std::span<const uint8_t>* input, CodePointBuffer& out,
                              size_t* resume) {
            ++*static_cast<int*>(context);
            out.push(U'<');
            out.push(static_cast<char32_t>(U'0' + error.start));
            out.push(U'>');
            *input = other;  // as a handler that assigns exc.object
            *resume = 2;
            return true;
        };
        int calls = 0;
        handler.context = &calls;
        CodePointBuffer out;
        const uint8_t input[] = {'a', 0xFF, 'b'};
        const CodecResult result = utf8_decode(input, handler, true, out);
        QCOMPARE(result.status, CodecStatus::ok);
        QVERIFY(out.view() == U"a<1>z\u00e9");
        QCOMPARE(calls, 1);
        handler.callback = [](void*, const CodecError&, std::span<const uint8_t>*, CodePointBuffer&,
                              size_t*) { return false; };
        QCOMPARE(utf8_decode(input, handler, true, out).status, CodecStatus::failed);
    }

    void encode_callback() {
        EncodeHandler handler;
        handler.policy = ErrorPolicy::callback;
        handler.callback = [](void* context, const CodecError& error, CodePointBuffer& text,
                              ByteBuffer& bytes, bool* is_bytes, size_t* resume) {
            *is_bytes = context != nullptr;
            text.push(U'?');
            bytes.push(0xFF);
            *resume = error.end;
            return true;
        };
        const char32_t text[] = {U'a', 0xD800, 0x20AC, U'b'};
        ByteBuffer out;
        QCOMPARE(ascii_encode({text, 4, 4}, handler, out).status, CodecStatus::ok);
        QVERIFY(std::string_view(reinterpret_cast<char*>(out.data()), out.size()) == "a?b");
        int marker = 0;
        handler.context = &marker;
        out.clear();
        QCOMPARE(utf8_encode({text, 4, 4}, handler, out).status, CodecStatus::ok);
        QVERIFY(std::string_view(reinterpret_cast<char*>(out.data()), out.size()) ==
                "a\xFF\xE2\x82\xAC"
                "b");
        out.clear();
        const CodecResult odd = utf16_encode({text, 4, 4}, handler, UnitOrder::little, out);
        QCOMPARE(odd.status, CodecStatus::error);
        handler.context = nullptr;
        handler.callback = [](void*, const CodecError&, CodePointBuffer& replacement, ByteBuffer&,
                              bool* is_bytes, size_t*) {
            *is_bytes = false;
            replacement.push(0xE9);
            return true;
        };
        out.clear();
        const CodecResult refused = ascii_encode({text, 4, 4}, handler, out);
        QCOMPARE(refused.status, CodecStatus::error);
        QCOMPARE(refused.error.start, size_t{1});
        QCOMPARE(refused.error.end, size_t{3});
    }

    void bad_escapes() {
        CodePointBuffer out;
        size_t bad = 0;
        const std::string text = "a\\n\\q\\8";
        unicode_escape_decode({reinterpret_cast<const uint8_t*>(text.data()), text.size()}, {},
                              true, out, &bad);
        QCOMPARE(bad, size_t{3});
        QVERIFY(out.view() == U"a\n\\q\\8");
    }

    void byte_order_marks() {
        const uint8_t input[] = {0xFE, 0xFF, 0, 'a'};
        UnitOrder order = UnitOrder::native;
        CodePointBuffer out;
        utf16_decode(input, {}, true, &order, out);
        QCOMPARE(order, UnitOrder::big);
        QVERIFY(out.view() == U"a");
    }
};

QTEST_APPLESS_MAIN(CodecsTest)
#include "codecs_test.moc"
