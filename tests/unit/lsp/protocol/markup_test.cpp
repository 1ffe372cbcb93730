#include "lsp/protocol/markup.h"

#include <gtest/gtest.h>

namespace pilcrow::lsp {
namespace {

TEST(PlainText, IsMarkdownWithoutWhatIsNoText) {
    EXPECT_EQ(plain_text("```pilcrow\ndef f(a_b, *c\\d)\n```\n\nOf \\*a_b\\* or\n"),
              "def f(a_b, *c\\d)\n\nOf *a_b* or");
    EXPECT_EQ(plain_text("- `a\\_b` — as\\\\it  \nis\\"), "- `a\\_b` — as\\it\nis\\");
    EXPECT_EQ(plain_text("  ```\n  x  \n  ```\ny\n"), "  x  \ny");
    EXPECT_EQ(plain_text("```\nnever closed"), "never closed");
    EXPECT_EQ(plain_text(""), "");
}

}  // namespace
}  // namespace pilcrow::lsp
