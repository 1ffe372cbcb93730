#include "parser/printer/older_python.h"

#include "parser/parse.h"

#include <gtest/gtest.h>

namespace pilcrow {
namespace {

// The text for 3.11, or what is newer: "1: a type alias (3.12)".
std::string for_minor(int minor, const std::string& text) {
    const OlderPython older = for_older_python(parse(text, Layout::Python), minor);
    std::string said;
    for (const NewerConstruct& one : older.newer) {
        said += std::to_string(one.line + 1) + ": " + one.what + " (3." +
                std::to_string(one.minor) + ')';
    }
    return said.empty() ? older.text : said;
}
std::string for_311(const std::string& text) { return for_minor(11, text); }

TEST(OlderPython, LeavesWhatItCanRead) {
    for (const char* text : {
             "x = f\"{a}\"\n",
             "x = f\"{a['b']}\" f'{c[\"d\"]}'\n",
             "x = f\"\"\"{a[\"b\"]}\n{c}\"\"\"\n",
             "x = f\"{a:{b}} {{ \\n {c!r:>{d}}\"\n",
             "x = rf\"\\d{a}\" rb'\\d' \"'\" '\"'\n",
             "x = f\"\"\"{\"\" + ''}\"\"\"\n",
             "x = f\"{f'{a}'}\"\n",
             "",
         }) {
        EXPECT_EQ(for_311(text), text);
    }
}

TEST(OlderPython, SwitchesQuotesInFields) {
    EXPECT_EQ(for_311("x = f\"{a[\"b\"]} {c[\"d\"]}\"\n"), "x = f\"{a['b']} {c['d']}\"\n");
    EXPECT_EQ(for_311("x = f'{a['b']}'\n"), "x = f'{a[\"b\"]}'\n");
    EXPECT_EQ(for_311("x = f\"{\", \".join(a)}\"\n"), "x = f\"{', '.join(a)}\"\n");
    EXPECT_EQ(for_311("x = f\"{b\"a\" rb\"c\" u\"\"}\"\n"), "x = f\"{b'a' rb'c' u''}\"\n");
    EXPECT_EQ(for_311("x = f\"{a:{b[\"c\"]}}\"\n"), "x = f\"{a:{b['c']}}\"\n");
    EXPECT_EQ(for_311("x = f\"\"\"{a + \"\"\"b\"\"\"}\"\"\"\n"),
              "x = f\"\"\"{a + '''b'''}\"\"\"\n");
    EXPECT_EQ(for_311("é = f\"{a[\"é\"]}\"; y = f\"{b[\"c\"]}\"\n"),
              "é = f\"{a['é']}\"; y = f\"{b['c']}\"\n");
}

TEST(OlderPython, SwitchesTheQuotesAroundWhereThoseInsideMustStay) {
    EXPECT_EQ(for_311("x = f\"{a[\"it's\"]}\"\n"), "x = f\"\"\"{a[\"it's\"]}\"\"\"\n");
    EXPECT_EQ(for_311("x = f\"{a[\"b\"]=}\"\n"), "x = f'{a[\"b\"]=}'\n");
    EXPECT_EQ(for_311("x = f\"it's {a[\"b\"]=}\"\n"), "x = f\"\"\"it's {a[\"b\"]=}\"\"\"\n");
    EXPECT_EQ(for_311("x = f\"{a[\"b\"]=:>{c[\"d\"]}} {e!r}\"\n"),
              "x = f'{a[\"b\"]=:>{c[\"d\"]}} {e!r}'\n");
}

TEST(OlderPython, NestsThreeAndFourStrings) {
    EXPECT_EQ(for_311("x = f\"{f\"{a[\"b\"]}\"}\"\n"), "x = f\"\"\"{f\"{a['b']}\"}\"\"\"\n");
    EXPECT_EQ(for_311("x = f\"{f\"{f\"{a[\"b\"]}\"}\"}\"\n"),
              "x = f\"\"\"{f\"{f'''{a['b']}'''}\"}\"\"\"\n");
    EXPECT_EQ(for_311("x = f\"{f\"{f\"{f\"{f\"{1}\"}\"}\"}\"}\"\n"),
              "1: an f-string with its own quotes in a field (3.12)");
}

TEST(OlderPython, NamesWhatItCannotRead) {
    EXPECT_EQ(for_311("a\nx = f\"{'\\n'.join(a)}\"\n"),
              "2: a backslash in a field of an f-string (3.12)");
    EXPECT_EQ(for_311("x = f\"\"\"{a  # c\n}\"\"\"\n"),
              "1: a comment in a field of an f-string (3.12)");
    EXPECT_EQ(for_311("x = f\"{a:{b:{c}}}\"\n"),
              "1: a field in the format of a field in a format (3.12)");
    EXPECT_EQ(for_311("type A = int\n"), "1: a type alias (3.12)");
    EXPECT_EQ(for_311("\ndef f[T](x: T): pass\n"), "2: type parameters (3.12)");
    EXPECT_EQ(for_311("class A[T = int]: pass\n"),
              "1: type parameters (3.12)1: the default of a type parameter (3.13)");
}

TEST(OlderPython, ALineEndInAFieldNeedsTripleQuotes) {
    EXPECT_EQ(for_311("x = f\"{\na}\"\n"), "x = f\"\"\"{\na}\"\"\"\n");
}

TEST(OlderPython, KnowsEachVersion) {
    const std::string newer = "type A[T] = f\"{a[\"b\"]}\"\n";
    EXPECT_EQ(for_minor(12, newer), newer);
    const std::string newest = "class A[T = int]: pass\n";
    EXPECT_EQ(for_minor(12, newest), "1: the default of a type parameter (3.13)");
    EXPECT_EQ(for_minor(13, newest), newest);
}

TEST(OlderPython, DeepStringsTakeNoTime) {
    std::string begin;
    std::string end;
    for (int depth = 0; depth < 140; ++depth) {
        begin += "f\"{";
        end += "}\"";
    }
    EXPECT_NE(for_311("x = " + begin + "1" + end + "\n"), "");
}

}  // namespace
}  // namespace pilcrow
