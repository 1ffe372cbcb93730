// What counts as the same program.

#include "parser/equivalence/equivalence.h"
#include "parser/parse.h"

#include <gtest/gtest.h>

namespace pilcrow {
namespace {

bool same(const char* first, const char* second) {
    return !difference(parse(first, Layout::Pilcrow), parse(second, Layout::Pilcrow));
}

TEST(Equivalence, WhiteSpaceAndLayoutSayNothing) {
    EXPECT_TRUE(same("x=f( 1,2 )\n", "x = f(1, 2)\n"));
    EXPECT_TRUE(same("x = f(1, 2)\n", "x = f(\n    , 1\n    , 2\n"));
    EXPECT_TRUE(same("x = 'a'\n", "x = \"a\"\n"));
    EXPECT_TRUE(same("x = (a)\n", "x = a\n"));
    EXPECT_TRUE(same("# one\nx = 1\n", "x = 1  # one\n"));
    EXPECT_TRUE(same("x = a\n\\+ b\n", "x = a\n\\+  b\n"));
}

TEST(Equivalence, EverythingElseDoes) {
    EXPECT_FALSE(same("x = f(1, 2)\n", "x = f(2, 1)\n"));
    EXPECT_FALSE(same("x = f(1)\n", "x = f(1,)[0]\n"));
    EXPECT_FALSE(same("x = (1,)\n", "x = (1)\n"));
    EXPECT_FALSE(same("x = [\n    , a\n      \\+ b\n", "x = [\n    , a\n    , +b\n"));
    EXPECT_FALSE(same("if a:\n    b\nc\n", "if a:\n    b\n    c\n"));
    EXPECT_FALSE(same("x = \"\"\"\n    \"a\n", "x = \"\"\"\n    \" a\n"));
    EXPECT_FALSE(same("x = f\"{a=}\"\n", "x = f\"{a = }\"\n"));
    EXPECT_FALSE(same("# one\nx = 1\n", "# two\nx = 1\n"));
    EXPECT_FALSE(same("x = u'a'\n", "x = 'a'\n"));
    EXPECT_FALSE(same("x = a\n\\+ b\n", "x = a\n\\- b\n"));
    EXPECT_FALSE(same("x = f(\n    , a\n\\.b\n", "x = f(\n    , a\n\\.c\n"));
    EXPECT_FALSE(same("x = f(\n    , a\n\\.b\n", "x = f(\n    , a\n    , b\n"));
}

}  // namespace
}  // namespace pilcrow
