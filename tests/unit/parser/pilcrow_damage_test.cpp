// Damaged text: the error is on the damaged line, and the tree around it stays.

#include "tests/unit/parser/layout_fixture.h"

#include <gtest/gtest.h>

namespace pilcrow::test {
namespace {

void expect_damage(std::string_view text, std::string_view findings, std::string_view syntax) {
    const Tree tree = parse_pilcrow(std::string(text));
    EXPECT_EQ(tree.text(), text);
    EXPECT_TRUE(tree.reading->verify());
    EXPECT_EQ(findings_of(tree), findings) << text;
    EXPECT_EQ(syntax_of(tree), syntax) << text;
}

TEST(PilcrowDamage, TheNovicesExampleHasThreeErrors) {
    expect_damage(
        "def myfunction(\n"
        "    , var1 = 'some default value'\n"
        "    , var2 = (1, (2, 3),\n"
        "    var3 = \"variable number 3\"\n"
        "    var4 = \"\"\"\n"
        "        \"Simple unfinished multiline string\n"
        "    \\+ var\n"
        "    var5 = ())\n",
        "3:13-14 unclosed-bracket\n4:4-8 statement-among-items\n"
        "8:13-14 unmatched-closer\n",
        "FunctionDef(myfunction Parameters(Parameter:var1('some default value') "
        "Parameter:var2(RoundDisplay,(1 RoundDisplay(2 3)))))\n"
        "  Assign(var3 \"variable number 3\")\n"
        "  Assign(var4 Binary+(\"\"\"(|Simple unfinished multiline string) var))\n"
        "  Assign(var5 RoundDisplay)\n");
}

TEST(PilcrowDamage, BracketsOfOneLine) {
    expect_damage("foo(a\nb\n", "1:3-4 unclosed-bracket\n",
                  "ExpressionStatement(Call(foo a))\nExpressionStatement(b)\n");
    expect_damage("foo(a1])\n", "1:6-7 unmatched-closer\n", "ExpressionStatement(Call(foo a1))\n");
    expect_damage("foo(a]\n", "1:5-6 mismatched-closer\n", "ExpressionStatement(Call(foo a))\n");
    expect_damage("foo[bar1)]\n", "1:8-9 unmatched-closer\n",
                  "ExpressionStatement(Subscript(foo bar1))\n");
    expect_damage("x = (1, [2, 3)\n", "1:8-9 unclosed-bracket\n",
                  "Assign(x RoundDisplay(1 SquareDisplay(2 3)))\n");
    expect_damage("f\"{a(}\" + b)\n", "1:5-6 mismatched-closer\n1:11-12 unmatched-closer\n",
                  "ExpressionStatement(Binary+(FString(Field(Call(a))) b))\n");
}

TEST(PilcrowDamage, AnAttributeWithoutItsNameIsCalledAllTheSame) {
    expect_damage(
        "[a.(b) for a in c]\n", "1:3-4 expected-name\n",
        "ExpressionStatement(SquareDisplay(Comprehension(Call(Error(a ?) b) CompFor(a c))))"
        "\n");
    expect_damage("a.[b].c\n", "1:2-3 expected-name\n",
                  "ExpressionStatement(Attribute.c(Subscript(Error(a ?) b)))\n");
    expect_damage("a.class(b)\n", "1:2-7 expected-name\n",
                  "ExpressionStatement(Call(Error(a ?) b))\n");
    // What does not touch it is something else.
    expect_damage("a. (b)\n", "1:3-4 expected-name\n",
                  "ExpressionStatement(Error(a ?)) ; Error(RoundDisplay(b))\n");
}

TEST(PilcrowDamage, ChildrenSayWhatADamagedLineOpens) {
    expect_damage(
        "if foo(\n    a()\n    b()\n", "1:6-7 unclosed-bracket\n",
        "If(Call(foo))\n  ExpressionStatement(Call(a))\n  ExpressionStatement(Call(b))\n");
    expect_damage("if foo(:\n    a()\n", "1:6-7 unclosed-bracket\n",
                  "If(Call(foo))\n  ExpressionStatement(Call(a))\n");
    expect_damage("if foo()\n    a()\nelse\n    b()\n",
                  "1:8-8 opener-not-block\n3:4-4 opener-not-block\n",
                  "If(Call(foo))\n  ExpressionStatement(Call(a))\nElse\n"
                  "  ExpressionStatement(Call(b))\n");
    expect_damage("case [a,\n    b()\n", "1:5-6 unclosed-bracket\n",
                  "Case(PatternSequence,(PatternCapture:a))\n  ExpressionStatement(Call(b))\n");
    expect_damage("def scale\n    , xs\n    , by=2.0\n\\-> int:\n    return xs\n",
                  "1:9-9 opener-missing\n",
                  "FunctionDef(scale Parameters(Parameter:xs Parameter:by(2.0)) int)\n"
                  "  Return(xs)\n");
    expect_damage("def scale[\n    , T\n\\\n    , xs\n\\:\n    pass\n", "3:1-1 opener-missing\n",
                  "FunctionDef(scale TypeParameters(TypeParameter:T) Parameters(Parameter:xs))\n"
                  "  Pass\n");
    expect_damage("x =\n    , \"a\": 1\n    , \"b\": 2\n", "1:3-3 opener-missing\n",
                  "Assign(x CurlyDisplay(DictEntry(\"a\" 1) DictEntry(\"b\" 2)))\n");
    expect_damage("x = f\"\"a\n    \"b {c}\n    \"d\n", "1:8-8 opener-missing\n",
                  "Assign(x FString) ; Error(a FString(FStringLine(<b > Field(c)) "
                  "FStringLine(<d>)))\n");
    expect_damage("x = \"\"\"\n    a = 1\n    b = 2\nc\n", "1:4-7 unclosed-string\n",
                  "Assign(x \"\"\")\n  Assign(a 1)\n  Assign(b 2)\nExpressionStatement(c)\n");
    expect_damage("for x in \"\"\n    \"a\n    \"b\n\\.split():\n    pass\n",
                  "1:11-11 opener-missing\n", "For(x Call(Attribute.split(\"\"(|a|b))))\n  Pass\n");
}

TEST(PilcrowDamage, OneFittingChildKeepsTheOpener) {
    expect_damage("f(\n    , a\n    if x:\n        b\n    c\n", "3:4-6 statement-among-items\n",
                  "ExpressionStatement(Call(f a c))\n");
    expect_damage("def f():\n    \"doc\"\n    , a\n    , b\n    c\n", "3:4-5 item-in-block\n",
                  "FunctionDef(f Parameters)\n  ExpressionStatement(\"doc\")\n"
                  "  ExpressionStatement(c)\n");
    expect_damage("x = \"\"\"\n    \"a\n    b c\n    d e\n    \"f\n",
                  "3:4-5 statement-in-literal\n", "Assign(x \"\"\"(|a|b c|d e|f))\n");
}

TEST(PilcrowDamage, AnItemThatLostItsCommaIsAnItem) {
    expect_damage("f(\n    , a\n     b=1\n    , c=2\n", "3:5-8 statement-among-items\n",
                  "ExpressionStatement(Call(f a Keyword:b(1) Keyword:c(2)))\n");
    expect_damage("f(\n    , a\n    \"b\",\n    , c\n", "3:4-8 literal-among-items\n",
                  "ExpressionStatement(Call(f a \"b\" c))\n");
    expect_damage(
        "x = {\n    , \"a\": {\n        , 1: 2\n     \"b\": \"\"\"\n        \"text\n    , \"c\": "
        "3\n",
        "4:5-9 literal-among-items\n",
        "Assign(x CurlyDisplay(DictEntry(\"a\" CurlyDisplay(DictEntry(1 2))) "
        "DictEntry(\"b\" \"\"\"(|text)) DictEntry(\"c\" 3)))\n");
    expect_damage("f(\n    , a\n     g(\n        , b\n      \\.c\n    , d\n",
                  "3:5-7 statement-among-items\n",
                  "ExpressionStatement(Call(f a Attribute.c(Call(g b)) d))\n");
}

TEST(PilcrowDamage, MostItemsDecideTheRole) {
    expect_damage("f(\n    , \"a\": 1\n    , \"b\": 2\n", "1:1-2 items-misfit\n",
                  "ExpressionStatement(Call(f DictEntry(\"a\" 1) DictEntry(\"b\" 2)))\n");
    expect_damage("f(\n    , \"a\": 1\n    , b\n    , c\n", "2:9-10 unexpected-token\n",
                  "ExpressionStatement(Call(f Error(\"a\" 1) b c))\n");
    expect_damage("f(\n    , \"a\": [\n        , x=1\n    , \"b\": 2\n",
                  "1:1-2 items-misfit\n2:11-12 items-misfit\n",
                  "ExpressionStatement(Call(f DictEntry(\"a\" SquareDisplay(Keyword:x(1))) "
                  "DictEntry(\"b\" 2)))\n");
}

TEST(PilcrowDamage, AStatementThatCannotBeOneContinuesItsSibling) {
    expect_damage("x = first\n.second(\n    , a\n\\.third\n", "2:0-1 lost-continuation\n",
                  "Assign(x Attribute.third(Call(Attribute.second(first) a)))\n");
    expect_damage("def f(\n    , a\n:\n    return a\n", "3:0-1 lost-continuation\n",
                  "FunctionDef(f Parameters(Parameter:a))\n  Return(a)\n");
    expect_damage("def f(\n    , a\n-> int:\n    return a\n", "3:0-2 lost-continuation\n",
                  "FunctionDef(f Parameters(Parameter:a) int)\n  Return(a)\n");
    expect_damage("if a\n\\and b\nor c:\n    d\n", "3:0-2 lost-continuation\n",
                  "If(Booleanor(Booleanand(a b) c))\n  ExpressionStatement(d)\n");
    expect_damage("x = [\n    , a\n      for a in b\n      \\if a\n", "3:6-9 lost-continuation\n",
                  "Assign(x SquareDisplay(Comprehension(a CompFor(a b a))))\n");
    expect_damage("with open(a)\nas f:\n    b\n", "2:0-2 lost-continuation\n",
                  "With(WithItem(Call(open a) f))\n  ExpressionStatement(b)\n");
    // There is nothing that these could continue.
    expect_damage("if a:\n    b\n.c\n", "3:0-2 lost-continuation\n",
                  "If(a)\n  ExpressionStatement(b)\nExpressionStatement(Attribute.c(?))\n");
}

TEST(PilcrowDamage, ALineTooFarLeftBelongsToTheGroupItCloses) {
    expect_damage("def f():\n    a\nx =\n    b\n    return c\nd\n", "3:0-1 line-too-far-left\n",
                  "FunctionDef(f Parameters)\n  ExpressionStatement(a)\n  Assign(x ?)\n"
                  "  ExpressionStatement(b)\n  Return(c)\nExpressionStatement(d)\n");
    expect_damage("def f():\nx =\n    b\n", "2:0-1 line-too-far-left\n",
                  "FunctionDef(f Parameters)\n  Assign(x ?)\n  ExpressionStatement(b)\n");
    expect_damage("def f():\nclass A(\n    b\n", "2:0-5 line-too-far-left\n",
                  "FunctionDef(f Parameters)\n  ClassDef(A)\n  ExpressionStatement(b)\n");
    expect_damage("if a:\n    b\n  c\n    d\n", "3:2-3 line-too-far-left\n",
                  "If(a)\n  ExpressionStatement(b)\n  ExpressionStatement(c)\n"
                  "  ExpressionStatement(d)\n");
    // A header keeps its block.
    expect_damage("class A:\n    x = 1\nclass B\n    def f(): pass\n", "3:7-7 opener-not-block\n",
                  "ClassDef(A)\n  Assign(x 1)\nClassDef(B)\n"
                  "  FunctionDef(f Parameters Suite(Pass))\n");
    expect_damage("f(\nx =\n    , a\n    , b\n", "2:0-1 statement-among-items\n",
                  "ExpressionStatement(Call(f Keyword:x(?) a b))\n");
}

TEST(PilcrowDamage, ALineInsideANodeLeavesItWhole) {
    expect_damage("def f(\n    , a\nx = [1\n\\-> int:\n    return a\n",
                  "3:0-6 interrupts-statement\n",
                  "FunctionDef(f Parameters(Parameter:a) int)\n  Return(a)\n");
    expect_damage("if a\ntry\n\\and b:\n    c\n", "2:0-3 interrupts-statement\n",
                  "If(Booleanand(a b))\n  ExpressionStatement(c)\n");
    expect_damage("def f():\n\\+\n    a\n", "2:0-2 continues-block\n",
                  "FunctionDef(f Parameters)\n  ExpressionStatement(Unary+(?))\n"
                  "  ExpressionStatement(a)\n");
    // The header is what is damaged where the line below it is whole.
    expect_damage("if a(\nb = c\n\\+ d\n", "1:5-5 expected-token\n",
                  "If(Call(a))\nAssign(b Binary+(c d))\n");
}

// A line between an opener and what that opens is found by reading the others without it.
TEST(PilcrowDamage, ALineBetweenAnOpenerAndItsListLeavesTheListWhole) {
    expect_damage("class A[\n    , T\n\\(\nclass B(\n    , C\n\\:\n    pass\n",
                  "4:0-5 statement-among-items\n",
                  "ClassDef(A TypeParameters(TypeParameter:T) C)\n  Pass\n");
    // Two lines may claim the list: the one that stands right above it has it.
    expect_damage("for x in f(\nwith open(\n    , a\n\\:\n    b\n", "1:11-11 expected-token\n",
                  "For(x Call(f))\nWith(WithItem(Call(open a)))\n  ExpressionStatement(b)\n");
    // But not a line that cannot stand behind the other.
    expect_damage("@f(\nraise g(\n    , a\ndef h():\n    pass\n", "2:0-5 statement-among-items\n",
                  "Decorator(Call(f a))\nFunctionDef(h Parameters)\n  Pass\n");
    expect_damage("import a, b\n\"c\n\\, d\n", "2:0-2 interrupts-statement\n",
                  "Import(Alias(DottedName(a)) Alias(DottedName(b)) Alias(DottedName(d)))\n");
}

TEST(PilcrowDamage, ABareOperatorIsLeftOut) {
    expect_damage("(\n    , a\n    , b\n\\.\n\\= 1, 2\n", "4:0-2 interrupts-statement\n",
                  "Assign(RoundDisplay(a b) Tuple(1 2))\n");
    expect_damage("x = 1\n\\+\n\\- 2\n", "", "Assign(x Binary+(1 Unary-(2)))\n");
}

TEST(PilcrowDamage, StringsKeepTheirPrefixBehindALostBracket) {
    expect_damage("printf\"\"\"\n    \"a {b}\n\\, file=c\n", "1:0-5 print-statement\n",
                  "ExpressionStatement(print) ; "
                  "Error(FString(FStringLine(<a > Field(b))) file c)\n");
    expect_damage("compiler\"\"\"\n    \"\\d\n", "1:7-11 unexpected-token\n",
                  "ExpressionStatement(compile) ; Error(r\"\"\"(|\\d))\n");
}

TEST(PilcrowDamage, DamagedPatternsStayPatterns) {
    expect_damage("match x:\n    case \"a\": [\n        , *b\n    \\:\n        b\n",
                  "2:12-13 unexpected-token\n",
                  "Match(x)\n  Case(PatternValue(\"a\") Error(PatternSequence(PatternStar)))\n"
                  "    ExpressionStatement(b)\n");
    expect_damage("match x:\n    case [\n        , a\n    \\ b(a)\n", "4:6-7 unexpected-token\n",
                  "Match(x)\n  Case(PatternSequence(PatternCapture:a) "
                  "Error(PatternClass(b PatternCapture:a)))\n");
    expect_damage("type X\n    , T\n\\= list[T]\n", "1:6-6 opener-missing\n",
                  "TypeAlias(X TypeParameters(TypeParameter:T) Subscript(list T))\n");
}

TEST(PilcrowDamage, StrayLinesAreSiblings) {
    expect_damage("x = 1\n      y = 2\nz = 3\n", "2:6-7 unexpected-indent\n",
                  "Assign(x 1)\nAssign(y 2)\nAssign(z 3)\n");
    expect_damage("f(\n    , a\n      , b\n    , c\n", "3:6-7 unexpected-indent\n",
                  "ExpressionStatement(Call(f a b c))\n");
}

TEST(PilcrowDamage, WhatAppearsMissingMayStandOnTheDamagedLine) {
    expect_damage("def f():\nx(\n", "1:7-8 missing-block\n2:1-2 empty-hang\n",
                  "FunctionDef(f Parameters)\nExpressionStatement(Call(x))\n");
    expect_damage("def f():\nx = (1\n", "2:4-5 unclosed-bracket\n",
                  "FunctionDef(f Parameters)\nAssign(x RoundDisplay(1))\n");
}

TEST(PilcrowDamage, AListInPythonsLayoutIsOneFinding) {
    expect_damage("f(\n    \"a\",\n    b,\n    c=1\n)\n",
                  "2:4-8 literal-among-items\n5:0-1 unneeded-closer\n",
                  "ExpressionStatement(Call(f \"a\" b Keyword:c(1)))\n");
    expect_damage(
        "x = {\n    \"a\": [\n        1,\n    ],\n    \"b\": 2,\n}\n",
        "2:4-8 literal-among-items\n3:8-10 statement-among-items\n4:4-5 unneeded-closer\n"
        "6:0-1 unneeded-closer\n",
        "Assign(x CurlyDisplay,(DictEntry(\"a\" SquareDisplay,(1)) DictEntry(\"b\" 2)))\n");
    expect_damage("def f(\n    a,\n    b=1,\n):\n    pass\n",
                  "2:4-6 statement-among-items\n4:0-1 unneeded-closer\n",
                  "FunctionDef(f Parameters,(Parameter:a Parameter:b(1)))\n  Pass\n");
}

TEST(PilcrowDamage, ALineOfALiteralSaysNothingAgainstItsOpener) {
    for (const char* before :
         {"x = \"\"\"\n    \"a\n\"\"\"\n", "x = \"\"\"\n    \"a\n\n", "\n\nx = \"\"\"\n"}) {
        const std::string found = findings_of(std::string(before) + "y = \"\"\"\n    \"C:\\\n");
        EXPECT_NE(found.find("5:7-8 literal-backslash\n"), std::string::npos) << found;
        EXPECT_EQ(found.find("statement-in-literal"), std::string::npos) << found;
    }
}

TEST(PilcrowDamage, TheParserSaysNothingAboutWhatTheLayoutHasFound) {
    EXPECT_EQ(findings_of("x = foo(a b\n"), "1:7-8 unclosed-bracket\n");
    // Of two on different lines, the first.
    EXPECT_EQ(findings_of("tax 7%\n) 1.\n"), "1:4-5 unexpected-token\n");
    EXPECT_EQ(findings_of("x = f(\n    , a\n\\] b c\n"), "3:1-2 unmatched-closer\n");
    EXPECT_EQ(findings_of("f(\n    , lambda x:\n      \\.b c\n"), "2:15-15 expected-expression\n");
}

}  // namespace
}  // namespace pilcrow::test
