// Bytes that no editor writes, and files that are hardly files.

#include "parser/diagnostics/diagnostics.h"
#include "parser/parse.h"
#include "tests/unit/trust/consumers.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>
#include <string_view>

namespace pilcrow::trust {
namespace {

using namespace std::string_literals;

void expect_read(const std::string& text) {
    for (const Layout layout : {Layout::Pilcrow, Layout::Python}) {
        EXPECT_EQ(fault_of_text(text, layout), "") << testing::PrintToString(text);
    }
}

std::size_t count_of(const std::string& text, Code code) {
    std::size_t count = 0;
    for (const Diagnostic& finding : syntax_diagnostics(parse(text, Layout::Pilcrow))) {
        count += finding.code == code ? 1 : 0;
    }
    return count;
}

TEST(Bytes, EveryByteAtEveryPlaceOfALine) {
    const std::string line = "x = f(\"a\")";
    for (int byte = 0; byte < 256; ++byte) {
        for (std::size_t at = 0; at <= line.size(); ++at) {
            std::string text = line;
            text.insert(at, 1, static_cast<char>(byte));
            expect_read(text);
        }
    }
}

TEST(Bytes, EveryPairOfBytesAlone) {
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; second += first < 128 ? 7 : 1) {
            expect_read({static_cast<char>(first), static_cast<char>(second)});
        }
    }
}

TEST(Bytes, InvalidUtf8IsReportedOncePerLine) {
    EXPECT_EQ(count_of("x = \"\xff\xff\"; y = \"\xfe\"\nz = 1\n# \xc3\n", Code::InvalidUtf8), 2u);
    // A lone surrogate, an overlong form, a character beyond the last.
    EXPECT_EQ(count_of("\"\xed\xa0\x80\"\n", Code::InvalidUtf8), 1u);
    EXPECT_EQ(count_of("\"\xc0\x80\"\n", Code::InvalidUtf8), 1u);
    EXPECT_EQ(count_of("\"\xf4\x90\x80\x80\"\n", Code::InvalidUtf8), 1u);
    EXPECT_EQ(count_of("x = \"\"\"\n    \"\xff\n    \"a\n", Code::InvalidUtf8), 1u);
    EXPECT_EQ(count_of("x = f\"\"\"\n    \"\xff{y}\n    \"a\n", Code::InvalidUtf8), 1u);
}

TEST(Bytes, NoTextIsTooOdd) {
    const std::array texts{
        ""s,
        "\n"s,
        "\r"s,
        "\r\n"s,
        "\n\r"s,
        " "s,
        "\t"s,
        "\f"s,
        "x"s,
        ","s,
        "\""s,
        "\\"s,
        ")"s,
        "\0"s,
        "\0\0\n\0"s,
        "x = \"\0\"\n"s,
        "# \0\n"s,
        "f(\n    , \0\n"s,
        "\xef\xbb\xbf"s,
        "\xef\xbb\xbf\n"s,
        "\xef\xbb\xbf\xef\xbb\xbfx"s,
        "\xef\xbb"s,
        "x\r\ny\rz\nw"s,
        "f(\r\n    , a\r    , b\n\\.g()\r"s,
        "x = \"\"\"\r    \"a\r\n    \"b"s,
        "\tx\n"s,
        "if x:\n\ty\n        z\n"s,
        "    x\n"s,
        "\f\f    x\n \f  y\n"s,
        "if x:\n\f    y\n"s,
        "x = 1 \\"s,
        "x = \"abc"s,
        "x = \"\"\"abc"s,
        "f\"{"s,
        "f\"{x!"s,
        "f\"{x:"s,
        "f\"\"\"{"s,
        "0x"s,
        "1e+"s,
        "0_"s,
        "1__0"s,
        "é = 1\n"s,
        "x = \u00a0 1\n"s,
        "\u2028x\n"s,
        "if x:\u2029\n"s,
        "\\N"s,
        "\"\\N{"s,
        "\"\\u12"s,
        "b\"\\xg"s,
        "\x1a"s,
    };
    for (const std::string& text : texts) expect_read(text);
}

TEST(Bytes, Noise) {
    std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same noise in every run
    constexpr std::string_view letters = "()[]{},:;=\"'\\#.\n\n\n    \t\rfx1@*-{}é\xff";
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (int size = 0; size < 200; ++size) text += letters[random() % letters.size()];
        expect_read(text);
    }
}

}  // namespace
}  // namespace pilcrow::trust
