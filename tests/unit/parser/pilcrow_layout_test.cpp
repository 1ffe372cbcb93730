// What opens a group and what closes it, on text that is not damaged.

#include "tests/unit/parser/layout_fixture.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace pilcrow::test {
namespace {

void expect_reads(std::string_view text, std::string_view syntax) {
    const Tree tree = parse_pilcrow(std::string(text));
    EXPECT_EQ(tree.text(), text);
    EXPECT_EQ(tree.reading, tree.shape) << text;
    EXPECT_EQ(syntax_of(tree), syntax) << text;
    EXPECT_EQ(findings_of(tree), "") << text;
}

std::string corpus(const std::string& name) {
    std::ifstream file(std::string(PILCROW_SOURCE_DIR) + "/tests/corpus/pilcrow/" + name);
    std::ostringstream text;
    text << file.rdbuf();
    EXPECT_FALSE(text.str().empty()) << name;
    return text.str();
}

TEST(PilcrowLayout, ReadsTheLanguagesExamples) {
    for (const char* name :
         {"language/00-head.pil", "language/03-openers.pil", "language/04-literals.pil",
          "language/08-print-start.pil", "every_construct.pil"}) {
        const std::string text = corpus(name);
        const Tree tree = parse_pilcrow(text);
        EXPECT_EQ(tree.text(), text) << name;
        EXPECT_EQ(findings_of(tree), "") << name;
    }
}

TEST(PilcrowLayout, BackslashClosesExactlyOneHangingOpener) {
    expect_reads("f([\n    , a\n    , b\n\\,[\n    , c\n    , d\n",
                 "ExpressionStatement(Call(f SquareDisplay(a b) SquareDisplay(c d)))\n");
    expect_reads("f(g(\n    , a\n\\, b\n", "ExpressionStatement(Call(f Call(g a) b))\n");
    expect_reads("f(\n    , a\n\\.g(\n    , b\n\\.h\n",
                 "ExpressionStatement(Attribute.h(Call(Attribute.g(Call(f a)) b)))\n");
}

TEST(PilcrowLayout, ClosersBehindABackslashCloseFurther) {
    expect_reads("x = f(g(\n    , a\n\\) + 1\n", "Assign(x Binary+(Call(f Call(g a)) 1))\n");
    expect_reads("if f({\n    , a\n\\):\n    b()\n",
                 "If(Call(f CurlyDisplay(a)))\n  ExpressionStatement(Call(b))\n");
}

TEST(PilcrowLayout, TheEndOfANodeClosesWhatHangs) {
    expect_reads("x = f(g([{\n    , a\ny = 1\n",
                 "Assign(x Call(f Call(g SquareDisplay(CurlyDisplay(a)))))\nAssign(y 1)\n");
    // Whatever its last segment is.
    expect_reads("f(g(\n    , a\n\\, b, c\nd\n",
                 "ExpressionStatement(Call(f Call(g a) b c))\nExpressionStatement(d)\n");
}

TEST(PilcrowLayout, HeadersEndInTheirLastSegment) {
    expect_reads("def scale(\n    , xs\n    , by=2.0\n\\-> list[float]:\n    return xs\n",
                 "FunctionDef(scale Parameters(Parameter:xs Parameter:by(2.0)) "
                 "Subscript(list float))\n  Return(xs)\n");
    expect_reads("if (\n    , a\n      \\or b\n\\and (\n    , c\n\\:\n    act()\n",
                 "If(Booleanand(RoundDisplay(Booleanor(a b)) RoundDisplay(c)))\n"
                 "  ExpressionStatement(Call(act))\n");
    expect_reads("match (x):\n    case [\n        , 1\n        , *_\n    \\:\n        pass\n",
                 "Match(RoundDisplay(x))\n"
                 "  Case(PatternSequence(PatternValue(1) PatternStar))\n    Pass\n");
    // A colon in the middle of a node's segments opens nothing.
    expect_reads("f = lambda:\n\\ 1\n", "Assign(f Lambda(Parameters 1))\n");
}

TEST(PilcrowLayout, AWithListThatHangsIsTheHeaders) {
    expect_reads("with (\n    , open(a) as f\n    , open(b) as g\n\\:\n    copy(f, g)\n",
                 "With(WithItem(Call(open a) f) WithItem(Call(open b) g))\n"
                 "  ExpressionStatement(Call(copy f g))\n");
}

TEST(PilcrowLayout, ItemsTakeTheRoleOfTheirBracket) {
    expect_reads("x = {\n    , \"a\": 1\n    , **b\n",
                 "Assign(x CurlyDisplay(DictEntry(\"a\" 1) DoubleStarred(b)))\n");
    expect_reads("a[\n    , 1:2\n    , ...\n",
                 "ExpressionStatement(Subscript(a Slice(1 2) ...))\n");
    expect_reads("from m import (\n    , a as b\n    , c\n",
                 "ImportFrom(DottedName(m) Alias Alias)\n");
    expect_reads(
        "class A[\n    , T: int\n\\(\n    , B\n    , metaclass=M\n\\:\n    pass\n",
        "ClassDef(A TypeParameters(TypeParameter:T(int)) B Keyword:metaclass(M))\n  Pass\n");
}

TEST(PilcrowLayout, AnItemThatIsAComprehensionIsTheDisplay) {
    const std::string text = "x = [\n    , a.b\n      \\for a in c\n      \\if a\n";
    const Tree tree = parse_pilcrow(text);
    const NodeRef value = tree.children(tree.root(0))[1];
    EXPECT_EQ(tree.display_kind(value), Display::ListComprehension);
    EXPECT_EQ(syntax_of(tree),
              "Assign(x SquareDisplay(Comprehension(Attribute.b(a) CompFor(a c a))))\n");
}

TEST(PilcrowLayout, SeveralItemsOfAParenthesisAreATuple) {
    const auto kind_of = [](std::string_view text) {
        const Tree tree = parse_pilcrow(std::string(text));
        EXPECT_EQ(findings_of(tree), "") << text;
        return tree.display_kind(tree.children(tree.root(0))[1]);
    };
    EXPECT_EQ(kind_of("x = (\n    , a\n"), Display::Paren);
    EXPECT_EQ(kind_of("x = (\n    , a,\n"), Display::Tuple);
    EXPECT_EQ(kind_of("x = (\n    , a\n    , b\n"), Display::Tuple);
    EXPECT_EQ(kind_of("x = (\n    , a for a in b\n"), Display::Generator);
    EXPECT_EQ(kind_of("x = {\n    , a\n"), Display::Set);
    EXPECT_EQ(kind_of("x = {\n    , a: b\n"), Display::Dict);
    EXPECT_EQ(kind_of("x = {\n    , a: b for a in c\n"), Display::DictComprehension);
    EXPECT_EQ(kind_of("x = (\n    , yield\n"), Display::Paren);
}

TEST(PilcrowLayout, ABackslashMayHoldAComment) {
    expect_reads("f(\n    , a\n\\  # noqa\n", "ExpressionStatement(Call(f a))\n");
}

TEST(PilcrowLayout, CommentsAndBlankLinesAreNoPartOfTheStructure) {
    expect_reads("f(\n# here\n    , a\n\n        # there\n    , b\n",
                 "ExpressionStatement(Call(f a b))\n");
}

TEST(PilcrowLayout, ReadsEveryLineEndAndAByteOrderMark) {
    expect_reads("\xef\xbb\xbfif a:\r\n    b\r\nc",
                 "If(a)\n  ExpressionStatement(b)\nExpressionStatement(c)\n");
    expect_reads("if a:\r    b\rc\r", "If(a)\n  ExpressionStatement(b)\nExpressionStatement(c)\n");
    expect_reads("", "");
    expect_reads("\n\n", "");
}

TEST(PilcrowTree, GivesPlacesAcrossSegmentsAndHungItems) {
    const Tree tree = parse_pilcrow("x = f(\n    , a\n    , g(\n        , bcd\n\\ + h\n");
    const NodeRef statement = tree.root(0);
    EXPECT_EQ(tree.range(statement), (Range{{0, 0}, {4, 5}}));
    const NodeRef sum = tree.children(statement)[1];
    const NodeRef call = tree.first_child(sum);
    // The call ends where its last item does, since no closer is written.
    EXPECT_EQ(tree.range(call), (Range{{0, 4}, {3, 13}}));
    const std::vector<NodeRef> parts = tree.children(call);
    ASSERT_EQ(parts.size(), 3u);
    EXPECT_EQ(tree.name(parts[1]), "a");
    EXPECT_EQ(tree.range(parts[1]), (Range{{1, 6}, {1, 7}}));
    EXPECT_EQ(tree.range(parts[2]), (Range{{2, 6}, {3, 13}}));
    EXPECT_EQ(tree.range(tree.next_sibling(call)), (Range{{4, 4}, {4, 5}}));
}

TEST(PilcrowTree, AStringOpenOnItsLineIsNoLiteral) {
    const Tree tree = parse_pilcrow("x = \"\"\"\n    \"a\n\\: \"b\n");
    const Unit& unit = *tree.unit(0);
    for (NodeId node = 1; node < unit.node_count; ++node) {
        const Range range = tree.range({0, node});
        EXPECT_LE(range.begin, range.end) << name_of(unit.node(node).kind);
    }
}

TEST(PilcrowTree, FindsTheUnitOfEveryChunk) {
    std::string text;
    for (int line = 0; line < 1000; ++line) text += "x" + std::to_string(line) + "\n";
    const Tree tree = parse_pilcrow(text);
    ASSERT_EQ(tree.chunks.size(), 4u);
    for (const std::uint32_t line : {0u, 255u, 256u, 511u, 999u}) {
        EXPECT_EQ(tree.line_text(line), "x" + std::to_string(line));
        EXPECT_EQ(tree.name(tree.first_child(tree.root(line))), "x" + std::to_string(line));
    }
}

}  // namespace
}  // namespace pilcrow::test
