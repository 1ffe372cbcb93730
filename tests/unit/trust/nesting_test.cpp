// Deep and long constructs meet a clear limit, or none, in time that grows with their size.

#include "parser/diagnostics/diagnostics.h"
#include "parser/parse.h"
#include "tests/unit/trust/consumers.h"
#include "tests/unit/trust/measure.h"
#include "tests/unit/trust/shapes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>

namespace pilcrow::trust {

void PrintTo(const Shape& shape, std::ostream* out) { *out << shape.name; }

namespace {

// `./dev test --quick` sets QUICK: what is quadratic shows at a fifth of the size too.
std::size_t many() { return std::getenv("QUICK") == nullptr ? 100'000 : 20'000; }
constexpr std::size_t deep = 5000;
// Processor time for everything that reads a tree, on texts of about a megabyte.
constexpr double enough_seconds = 5;

void expect_read_in_time(const std::string& text) {
    for (const Layout layout : {Layout::Pilcrow, Layout::Python}) {
        const Measured measured = in_own_process([&] { return fault_of_text(text, layout); });
        EXPECT_EQ(measured.fault, "") << (layout == Layout::Pilcrow ? "Pilcrow" : "Python");
        if (!sanitized) {
            EXPECT_LT(measured.seconds, enough_seconds);
        }
    }
}

bool is_too_deep(const std::string& text) {
    const std::vector<Diagnostic> found = syntax_diagnostics(parse(text, Layout::Pilcrow));
    return std::any_of(found.begin(), found.end(),
                       [](const Diagnostic& finding) { return finding.code == Code::TooDeep; });
}

class Length : public testing::TestWithParam<Shape> {};

TEST_P(Length, IsReadInTime) { expect_read_in_time(GetParam().text(many())); }

TEST_P(Length, SaysWhetherItIsTooDeep) {
    EXPECT_EQ(is_too_deep(GetParam().text(many())), GetParam().too_deep);
}

class Depth : public testing::TestWithParam<Shape> {};

TEST_P(Depth, IsReadInTime) { expect_read_in_time(GetParam().text(deep)); }

TEST_P(Depth, SaysWhetherItIsTooDeep) {
    EXPECT_EQ(is_too_deep(GetParam().text(deep / 10)), GetParam().too_deep);
}

std::string name_of_shape(const testing::TestParamInfo<Shape>& instance) {
    return instance.param.name;
}
INSTANTIATE_TEST_SUITE_P(Trust, Length,
                         testing::ValuesIn(long_shapes().begin(), long_shapes().end()),
                         name_of_shape);
INSTANTIATE_TEST_SUITE_P(Trust, Depth,
                         testing::ValuesIn(deep_shapes().begin(), deep_shapes().end()),
                         name_of_shape);

}  // namespace
}  // namespace pilcrow::trust
