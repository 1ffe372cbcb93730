// Items, columns, literals: what is reported where each line is readable as it stands.

#include "tests/unit/parser/layout_fixture.h"

#include <gtest/gtest.h>

namespace pilcrow::test {
namespace {

TEST(PilcrowItems, ACommaBehindAnItemIsNotNeeded) {
    EXPECT_EQ(findings_of("x = [\n    , a,\n    , b\n"), "2:7-8 extra-comma\n");
    EXPECT_EQ(findings_of("f(\n    , g(\n        , a\n      \\,\n"), "4:7-8 extra-comma\n");
    // It makes a tuple in a parenthesis and in a subscript.
    EXPECT_EQ(findings_of("x = (\n    , a,\n"), "");
    EXPECT_EQ(findings_of("x[\n    , a,\n"), "");
}

TEST(PilcrowItems, AnItemHoldsOneElement) {
    EXPECT_EQ(findings_of("f(\n    , a, b\n    , c\n"), "2:9-10 second-element\n");
}

TEST(PilcrowItems, AnEmptyItemCountsForNothing) {
    EXPECT_EQ(findings_of("x = [\n    ,\n    , a\n    , # b\n"),
              "2:4-5 empty-item\n4:4-5 empty-item\n");
    EXPECT_EQ(syntax_of("x = [\n    ,\n    , a\n    , # b\n"), "Assign(x SquareDisplay(a))\n");
}

TEST(PilcrowItems, AnEmptyGroupIsAWarningUnlessSomethingMustFollow) {
    EXPECT_EQ(findings_of("f(\n"), "1:1-2 empty-hang\n");
    EXPECT_EQ(syntax_of("f(\nx = {\n"), "ExpressionStatement(Call(f))\nAssign(x CurlyDisplay)\n");
    EXPECT_EQ(findings_of("x[\n"), "1:1-2 empty-hang-error\n");
    EXPECT_EQ(findings_of("from a import (\n"), "1:14-15 empty-hang-error\n");
    EXPECT_EQ(findings_of("type A[\n\\= int\n"), "1:6-7 empty-hang-error\n");
    EXPECT_EQ(findings_of("x = \"\"\"a\n"), "1:4-7 empty-literal\n");
}

TEST(PilcrowItems, AHeaderNeedsItsBlock) {
    EXPECT_EQ(findings_of("if a:\nb\n"), "1:4-5 missing-block\n");
    EXPECT_EQ(findings_of("if a: b\n"), "");
    // Not where something else is wrong with it.
    EXPECT_EQ(findings_of("if a(:\nb\n"), "1:4-5 unclosed-bracket\n");
}

TEST(PilcrowItems, ColumnsAreJudgedAgainstTheParent) {
    EXPECT_EQ(findings_of("if a:\n      b\n      c\n"), "2:6-7 column-too-deep\n");
    EXPECT_EQ(findings_of("if a:\n  b\n  c\n"),
              "2:2-3 column-too-shallow\n3:2-3 column-too-shallow\n");
    EXPECT_EQ(findings_of("f(\n  , a\n  , b\n"),
              "2:2-3 column-too-shallow\n3:2-3 column-too-shallow\n");
    EXPECT_EQ(syntax_of("if a:\n    b\n  c\n"),
              "If(a)\n  ExpressionStatement(b)\n  ExpressionStatement(c)\n");
    EXPECT_EQ(findings_of("  x\n"), "1:2-3 column-too-deep\n");
    // Where a node is out of place, what stands right for its right place is not blamed.
    EXPECT_EQ(findings_of("if a:\n      if b:\n        c\n"), "2:6-7 column-too-deep\n");
}

TEST(PilcrowItems, ABackslashStandsWhereTheContentBegins) {
    EXPECT_EQ(findings_of("f(\n    , a\n    \\+ b\n"), "3:4-5 continuation-column\n");
    EXPECT_EQ(findings_of("x = a\n  \\+ b\n"), "2:2-3 continuation-column\n");
    EXPECT_EQ(syntax_of("x = a\n  \\+ b\n"), "Assign(x Binary+(a b))\n");
    EXPECT_EQ(findings_of("f(\n    , a\n      \\+ b\n"), "");
}

TEST(PilcrowItems, ATabInTheIndentationIsAnError) {
    EXPECT_EQ(findings_of("if a:\n\tb\n"), "2:1-2 tab-in-indentation\n");
    EXPECT_EQ(findings_of("x = \"\"\"\n\t\"a\n"), "2:1-2 tab-in-indentation\n");
}

TEST(PilcrowItems, ABlockCannotBeContinued) {
    const std::string_view text = "def f():\n    a()\n\\ b\n    c()\n";
    EXPECT_EQ(findings_of(text), "3:0-1 continues-block\n");
    EXPECT_EQ(syntax_of(text),
              "FunctionDef(f Parameters)\n  ExpressionStatement(Call(a))\n"
              "  ExpressionStatement(b)\n  ExpressionStatement(Call(c))\n");
}

TEST(PilcrowItems, ABackslashNeedsSomethingToContinue) {
    EXPECT_EQ(findings_of("\\ x\n"), "1:0-1 continues-nothing\n");
    EXPECT_EQ(findings_of(")\nx\n"), "1:0-1 unmatched-closer\n");
}

TEST(PilcrowItems, ACloserAtTheLinesStartIsTheBackslashThatItImplies) {
    EXPECT_EQ(syntax_of("f(\n    , a\n).g()\n"),
              "ExpressionStatement(Call(Attribute.g(Call(f a))))\n");
    EXPECT_EQ(findings_of("f(\n    , a\n).g()\n"), "3:0-1 unneeded-closer\n");
    EXPECT_EQ(findings_of("f(\n    , a\n)\n"), "3:0-1 unneeded-closer\n");
    EXPECT_EQ(syntax_of("def f(\n    , a\n):\n    b\n"),
              "FunctionDef(f Parameters(Parameter:a))\n  ExpressionStatement(b)\n");
    // Not the bracket that hangs: a `\` whose content begins with the closer.
    EXPECT_EQ(findings_of("f([\n    , a\n)\n"), "3:0-1 unneeded-closer\n");
    EXPECT_EQ(findings_of("f(\n    , a\n]\n"), "3:0-1 unmatched-closer\n");
    EXPECT_EQ(findings_of("f(\n    , a\n))\n"), "3:0-1 unneeded-closer\n3:1-2 unmatched-closer\n");
    // A newcomer's, at the item's comma.
    EXPECT_EQ(findings_of("f(\n    , g(\n        , a\n    )\n"), "4:4-5 unneeded-closer\n");
}

TEST(PilcrowLiterals, HoldTheirLinesTexts) {
    EXPECT_EQ(syntax_of("x = \"\"\"a\n    \"\n    \" b \"\"\" \\\\\n    # no part\n    \"c\n"),
              "Assign(x \"\"\"a(|| b \"\"\" \\\\|c))\n");
    EXPECT_EQ(syntax_of("f(\n    , '''\n        \"a\n      \\.b\n"),
              "ExpressionStatement(Call(f Attribute.b('''(|a))))\n");
    EXPECT_EQ(syntax_of("x = f\"\"\"a{b\n"), "Assign(x FString(<a> Field(b)))\n");
}

TEST(PilcrowLiterals, AnFStringsFieldsEndWithTheirLine) {
    const std::string_view text = "x = f\"\"\"{a\n    \"{b} {c\n    \"d\ny\n";
    EXPECT_EQ(findings_of(text), "1:8-9 unclosed-field\n2:9-10 unclosed-field\n");
    EXPECT_EQ(syntax_of(text),
              "Assign(x FString(Field(a) FStringLine(Field(b) < > Field(c)) "
              "FStringLine(<d>)))\nExpressionStatement(y)\n");
}

TEST(PilcrowLiterals, WarnOfBlankLinesAndUnneededQuotes) {
    EXPECT_EQ(findings_of("x = \"\"\"\n    \"a\n\n    \"b\n"), "4:4-5 blank-in-literal\n");
    EXPECT_EQ(findings_of("x = \"\"\"\n\n    \"a\n"), "");
    EXPECT_EQ(findings_of("x = \"\"\"\n    \"a\n    \"\"\"\n"), "3:4-7 unneeded-quotes\n");
    EXPECT_EQ(findings_of("x = \"\"\"\n    \"a\n\"\"\"\ny\n"), "3:0-3 unneeded-quotes\n");
    EXPECT_EQ(findings_of("f(\n    , '''\n        \"a\n    '''\n"), "4:4-7 unneeded-quotes\n");
    EXPECT_EQ(findings_of("x = \"\"\"\n    \"a\n    \"\"\"\n    \"b\n"), "");
}

TEST(PilcrowLiterals, ReportALoneBackslashAtALinesEnd) {
    EXPECT_EQ(findings_of("x = \"\"\"\n    \"a\\\n    \"b\n"), "2:6-7 literal-backslash\n");
    EXPECT_EQ(findings_of("x = r\"\"\"\n    \"a\\\n    \"b\n"), "");
}

TEST(PilcrowLiterals, TheirLinesTakeNeitherChildrenNorSegments) {
    const std::string_view text = "x = \"\"\"\n    \"a\n        \"b\n    \"c\ny\n";
    EXPECT_EQ(findings_of(text), "3:8-9 literal-too-deep\n");
    EXPECT_EQ(syntax_of(text), "Assign(x \"\"\"(|a|b|c))\nExpressionStatement(y)\n");
    const Tree tree = parse_pilcrow(std::string(text));
    EXPECT_EQ((*tree.shape)[2].previous, 1u);  // the shape has it below
    EXPECT_EQ((*tree.reading)[2].previous, 0u);

    EXPECT_EQ(findings_of("f(x=r\"\"\"\n    \"a\n    \\.b\n    \"\\d\ny\n"),
              "3:4-5 continues-literal-line\n");
    EXPECT_EQ(syntax_of("x = \"\"\"\n    \"a\n    \\.b\ny\n"),
              "Assign(x Attribute.b(\"\"\"(|a)))\nExpressionStatement(y)\n");
}

}  // namespace
}  // namespace pilcrow::test
