// Deep and long constructs meet a clear limit, or none, in time that grows with their size.

#include "parser/diagnostics/diagnostics.h"
#include "parser/parse.h"
#include "tests/unit/trust/consumers.h"
#include "tests/unit/trust/measure.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace pilcrow::trust {
namespace {

constexpr std::size_t many = 100'000;
// Processor time for everything that reads a tree, on texts of about a megabyte.
constexpr double enough_seconds = 5;

std::string repeated(std::string_view text, std::size_t count) {
    std::string result;
    result.reserve(text.size() * count);
    for (std::size_t index = 0; index < count; ++index) result += text;
    return result;
}

struct Case {
    const char* name;
    std::string (*text)();
    bool too_deep;  // is reported
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.name; }

class Nesting : public testing::TestWithParam<Case> {};

TEST_P(Nesting, IsReadInTime) {
    const std::string text = GetParam().text();
    for (const Layout layout : {Layout::Pilcrow, Layout::Python}) {
        const Measured measured = in_own_process([&] { return fault_of_text(text, layout); });
        EXPECT_EQ(measured.fault, "") << (layout == Layout::Pilcrow ? "Pilcrow" : "Python");
        if (!sanitized) {
            EXPECT_LT(measured.seconds, enough_seconds);
        }
    }
}

TEST_P(Nesting, SaysWhetherItIsTooDeep) {
    if (GetParam().text().size() > 20'000'000) GTEST_SKIP();
    const Tree tree = parse(GetParam().text(), Layout::Pilcrow);
    const std::vector<Diagnostic> found = syntax_diagnostics(tree);
    const bool reported = std::any_of(found.begin(), found.end(), [](const Diagnostic& finding) {
        return finding.code == Code::TooDeep;
    });
    EXPECT_EQ(reported, GetParam().too_deep);
}

std::string levels(std::string_view line, std::size_t count, std::size_t width = 4) {
    std::string text;
    for (std::size_t level = 0; level < count; ++level) {
        text += std::string(level * width, ' ');
        text += line;
        text += '\n';
    }
    return text;
}

// Items below a first line.
std::string hung(std::string_view item) {
    std::string text;
    for (std::size_t level = 1; level < 5000; ++level) {
        text += std::string(level * 4, ' ');
        text += item;
        text += '\n';
    }
    return text;
}

std::string nested_fstrings() {
    std::string text = "x = ";
    for (std::size_t level = 0; level < many; ++level) text += "f\"{";
    text += 'x';
    for (std::size_t level = 0; level < many; ++level) text += "}\"";
    return text + '\n';
}

const Case cases[] = {
    {"round", [] { return repeated("(", many) + 'x' + repeated(")", many) + '\n'; }, true},
    {"square", [] { return repeated("[", many) + 'x' + repeated("]", many) + '\n'; }, true},
    {"curly", [] { return repeated("{", many) + 'x' + repeated("}", many) + '\n'; }, true},
    {"mixed", [] { return repeated("({[", many) + 'x' + repeated("]})", many) + '\n'; }, true},
    {"open_only", [] { return "x = " + repeated("([{", many) + '\n'; }, true},
    {"close_only", [] { return "x = 1" + repeated(")]}", many) + '\n'; }, false},
    {"at_odds", [] { return "x = " + repeated("(]{)[}", many) + '\n'; }, false},
    {"calls", [] { return repeated("f(", many) + repeated(")", many) + '\n'; }, true},
    {"subscripts", [] { return repeated("a[", many) + 'x' + repeated("]", many) + '\n'; }, true},
    {"brackets_in_fstring",
     [] { return "f\"{" + repeated("(", many) + 'x' + repeated(")", many) + "}\"\n"; }, true},
    {"fstrings", nested_fstrings, true},
    {"format_specs", [] { return "f\"" + repeated("{x:", many) + repeated("}", many) + "\"\n"; },
     true},
    {"fields", [] { return "f\"" + repeated("{x}", many) + "\"\n"; }, false},
    {"open_fields", [] { return "f\"" + repeated("{", many + 1) + '\n'; }, false},
    {"minuses", [] { return "x = " + repeated("-", many) + "1\n"; }, true},
    {"nots", [] { return "x = " + repeated("not ", many) + "1\n"; }, true},
    {"awaits", [] { return repeated("await ", many) + "x\n"; }, false},
    {"lambdas", [] { return "x = " + repeated("lambda: ", many) + "1\n"; }, true},
    {"lambda_defaults", [] { return "x = " + repeated("lambda a=", many) + "1\n"; }, true},
    {"conditionals", [] { return "x = " + repeated("a if b else ", many) + "c\n"; }, true},
    {"powers", [] { return "x = " + repeated("2 ** ", many) + "1\n"; }, true},
    {"attributes", [] { return "x = a" + repeated(".b", many) + '\n'; }, false},
    {"call_chain", [] { return "x = a" + repeated(".b()", many) + '\n'; }, false},
    {"subscript_chain", [] { return "x = a" + repeated("[0]", many) + '\n'; }, false},
    {"sums", [] { return "x = 1" + repeated(" + 1", many) + '\n'; }, false},
    {"ands", [] { return "x = 1" + repeated(" and 1", many) + '\n'; }, false},
    {"comparisons", [] { return "x = 1" + repeated(" < 1", many) + '\n'; }, false},
    {"assignments", [] { return repeated("x = ", many) + "1\n"; }, false},
    {"elements", [] { return "x = [" + repeated("1, ", many) + "]\n"; }, false},
    {"arguments", [] { return "f(" + repeated("a, ", many) + "b)\n"; }, false},
    {"fors", [] { return "[x" + repeated(" for x in y", many) + "]\n"; }, false},
    {"strings", [] { return "x = " + repeated("\"a\" ", many) + '\n'; }, false},
    {"semicolons", [] { return repeated("x; ", many) + '\n'; }, false},
    {"alternatives", [] { return "match x:\n    case 1" + repeated(" | 1", many) + ": pass\n"; },
     false},
    {"sequences_in_pattern",
     [] { return "match x:\n    case " + repeated("[", many) + repeated("]", many) + ": pass\n"; },
     true},
    {"elifs", [] { return "if x: pass\n" + repeated("elif x: pass\n", many); }, false},
    {"excepts", [] { return "try: pass\n" + repeated("except E: pass\n", many); }, false},
    {"cases", [] { return "match x:\n" + repeated("    case 1: pass\n", many); }, false},
    {"decorators", [] { return repeated("@d\n", many) + "def f(): pass\n"; }, false},
    {"definitions", [] { return repeated("def f(): pass\n", many); }, false},
    {"put_between", [] { return repeated("@d\nx\n", many) + "def f(): pass\n"; }, false},
    // Findings of one node take time with the square of its segments: these are fewer than the rest.
    {"segments", [] { return "x = 1\n" + repeated("\\+ 1\n", many / 20); }, false},
    {"hanging_segments", [] { return "f(\n" + repeated("    , a\n\\(\n", many / 20); }, false},
    {"empty_segments", [] { return "x\n" + repeated("\\\n", many / 2); }, false},
    {"segments_in_item", [] { return "f(\n    , x\n" + repeated("      \\+ 1\n", many / 20); },
     false},
    {"lost_segments", [] { return "x = 1\n" + repeated("= 1\n", many / 20); }, false},
    {"items", [] { return "f(\n" + repeated("    , a\n", many); }, false},
    {"lost_commas", [] { return "f(\n" + repeated("     a\n", many); }, false},
    {"misfits", [] { return "f(\n" + repeated("    , a: b\n", many); }, false},
    {"statements_among_items",
     [] { return "f(\n    , a\n" + repeated("    if x\n    , a\n", many); }, false},
    {"literal_lines", [] { return "x = \"\"\"\n" + repeated("    \"text\n", many); }, false},
    {"continued_literal",
     [] { return "x = \"\"\"\n" + repeated("    \"text\n    \\+ a\n", many / 2); }, false},
    {"literal_staircase", [] { return "x = \"\"\"\n" + levels("\"text", 3000, 1); }, false},
    {"openers_without_end", [] { return repeated("if x\n", many / 20); }, false},
    {"quotes", [] { return repeated("\"", 3 * many) + '\n'; }, false},
    {"triple_quotes", [] { return repeated("\"\"\"\n", many); }, false},
    {"backslashes", [] { return repeated("\\", many) + '\n'; }, false},
    {"lone_delimiters",
     [] { return repeated(",\n", many) + repeated("\"\n", many) + repeated("\\\n", many); }, false},
    {"closers", [] { return repeated(")\n]\n}\n", many / 60); }, false},
    {"blocks", [] { return levels("if x:", 5000); }, false},
    {"definitions_in_definitions", [] { return levels("def f(a):", 5000); }, false},
    {"classes_in_classes", [] { return levels("class A:", 5000); }, false},
    {"one_column_deeper", [] { return levels("x", 5000, 1); }, false},
    {"items_in_items", [] { return levels(", f(", 5000); }, false},
    {"hung_calls", [] { return "f(\n" + hung(", f("); }, false},
    {"hung_displays", [] { return "x = [\n" + hung(", ["); }, false},
    {"hung_pairs", [] { return "x = {\n" + hung(", 1: {"); }, false},
};

INSTANTIATE_TEST_SUITE_P(Trust, Nesting, testing::ValuesIn(cases),
                         [](const auto& instance) { return std::string(instance.param.name); });

}  // namespace
}  // namespace pilcrow::trust
