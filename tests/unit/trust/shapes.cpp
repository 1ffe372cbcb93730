#include "tests/unit/trust/shapes.h"

#include <string_view>

namespace pilcrow::trust {
namespace {

std::string repeated(std::string_view text, std::size_t count) {
    std::string result;
    result.reserve(text.size() * count);
    for (std::size_t index = 0; index < count; ++index) result += text;
    return result;
}

// `before` and `behind` around a number each, all of it between `begin` and `end`.
std::string counted(std::string_view begin, std::string_view before, std::string_view behind,
                    std::string_view end, std::size_t count) {
    std::string text(begin);
    for (std::size_t index = 0; index < count; ++index) {
        text += before;
        text += std::to_string(index);
        text += behind;
    }
    text += end;
    return text;
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
std::string hung(std::string_view item, std::size_t count) {
    std::string text;
    for (std::size_t level = 1; level < count; ++level) {
        text += std::string(level * 4, ' ');
        text += item;
        text += '\n';
    }
    return text;
}

std::string nested_fstrings(std::size_t count) {
    return "x = " + repeated("f\"{", count) + 'x' + repeated("}\"", count) + '\n';
}

const Shape long_ones[] = {
    {"round", [](std::size_t n) { return repeated("(", n) + 'x' + repeated(")", n) + '\n'; }, true},
    {"square", [](std::size_t n) { return repeated("[", n) + 'x' + repeated("]", n) + '\n'; },
     true},
    {"curly", [](std::size_t n) { return repeated("{", n) + 'x' + repeated("}", n) + '\n'; }, true},
    {"mixed", [](std::size_t n) { return repeated("({[", n) + 'x' + repeated("]})", n) + '\n'; },
     true},
    {"open_only", [](std::size_t n) { return "x = " + repeated("([{", n) + '\n'; }, true},
    {"close_only", [](std::size_t n) { return "x = 1" + repeated(")]}", n) + '\n'; }, false},
    {"at_odds", [](std::size_t n) { return "x = " + repeated("(]{)[}", n) + '\n'; }, false},
    {"calls", [](std::size_t n) { return repeated("f(", n) + repeated(")", n) + '\n'; }, true},
    {"subscripts", [](std::size_t n) { return repeated("a[", n) + 'x' + repeated("]", n) + '\n'; },
     true},
    {"brackets_in_fstring",
     [](std::size_t n) { return "f\"{" + repeated("(", n) + 'x' + repeated(")", n) + "}\"\n"; },
     true},
    {"fstrings", nested_fstrings, true},
    {"format_specs",
     [](std::size_t n) { return "f\"" + repeated("{x:", n) + repeated("}", n) + "\"\n"; }, true},
    {"fields", [](std::size_t n) { return "f\"" + repeated("{x}", n) + "\"\n"; }, false},
    {"open_fields", [](std::size_t n) { return "f\"" + repeated("{", n + 1) + '\n'; }, false},
    {"minuses", [](std::size_t n) { return "x = " + repeated("-", n) + "1\n"; }, true},
    {"nots", [](std::size_t n) { return "x = " + repeated("not ", n) + "1\n"; }, true},
    {"awaits", [](std::size_t n) { return repeated("await ", n) + "x\n"; }, false},
    {"lambdas", [](std::size_t n) { return "x = " + repeated("lambda: ", n) + "1\n"; }, true},
    {"lambda_defaults", [](std::size_t n) { return "x = " + repeated("lambda a=", n) + "1\n"; },
     true},
    {"conditionals", [](std::size_t n) { return "x = " + repeated("a if b else ", n) + "c\n"; },
     true},
    {"powers", [](std::size_t n) { return "x = " + repeated("2 ** ", n) + "1\n"; }, true},
    {"attributes", [](std::size_t n) { return "x = a" + repeated(".b", n) + '\n'; }, false},
    {"call_chain", [](std::size_t n) { return "x = a" + repeated(".b()", n) + '\n'; }, false},
    {"subscript_chain", [](std::size_t n) { return "x = a" + repeated("[0]", n) + '\n'; }, false},
    {"sums", [](std::size_t n) { return "x = 1" + repeated(" + 1", n) + '\n'; }, false},
    {"ands", [](std::size_t n) { return "x = 1" + repeated(" and 1", n) + '\n'; }, false},
    {"comparisons", [](std::size_t n) { return "x = 1" + repeated(" < 1", n) + '\n'; }, false},
    {"assignments", [](std::size_t n) { return repeated("x = ", n) + "1\n"; }, false},
    {"elements", [](std::size_t n) { return "x = [" + repeated("1, ", n) + "]\n"; }, false},
    {"arguments", [](std::size_t n) { return "f(" + repeated("a, ", n) + "b)\n"; }, false},
    {"fors", [](std::size_t n) { return "[x" + repeated(" for x in y", n) + "]\n"; }, false},
    {"strings", [](std::size_t n) { return "x = " + repeated("\"a\" ", n) + '\n'; }, false},
    {"semicolons", [](std::size_t n) { return repeated("x; ", n) + '\n'; }, false},
    {"alternatives",
     [](std::size_t n) { return "match x:\n    case 1" + repeated(" | 1", n) + ": pass\n"; },
     false},
    {"sequences_in_pattern",
     [](std::size_t n) {
         return "match x:\n    case " + repeated("[", n) + repeated("]", n) + ": pass\n";
     },
     true},
    {"elifs", [](std::size_t n) { return "if x: pass\n" + repeated("elif x: pass\n", n); }, false},
    {"excepts", [](std::size_t n) { return "try: pass\n" + repeated("except E: pass\n", n); },
     false},
    {"cases", [](std::size_t n) { return "match x:\n" + repeated("    case 1: pass\n", n); },
     false},
    {"decorators", [](std::size_t n) { return repeated("@d\n", n) + "def f(): pass\n"; }, false},
    {"definitions", [](std::size_t n) { return repeated("def f(): pass\n", n); }, false},
    {"put_between", [](std::size_t n) { return repeated("@d\nx\n", n) + "def f(): pass\n"; },
     false},
    {"segments", [](std::size_t n) { return "x = 1\n" + repeated("\\+ 1\n", n); }, false},
    {"hanging_segments", [](std::size_t n) { return "f(\n" + repeated("    , a\n\\(\n", n); },
     false},
    {"empty_segments", [](std::size_t n) { return "x\n" + repeated("\\\n", n); }, false},
    {"segments_in_item",
     [](std::size_t n) { return "f(\n    , x\n" + repeated("      \\+ 1\n", n); }, false},
    {"lost_segments", [](std::size_t n) { return "x = 1\n" + repeated("= 1\n", n); }, false},
    {"items", [](std::size_t n) { return "f(\n" + repeated("    , a\n", n); }, false},
    {"lost_commas", [](std::size_t n) { return "f(\n" + repeated("     a\n", n); }, false},
    {"misfits", [](std::size_t n) { return "f(\n" + repeated("    , a: b\n", n); }, false},
    {"statements_among_items",
     [](std::size_t n) { return "f(\n    , a\n" + repeated("    if x\n    , a\n", n); }, false},
    {"literal_lines", [](std::size_t n) { return "x = \"\"\"\n" + repeated("    \"text\n", n); },
     false},
    {"continued_literal",
     [](std::size_t n) { return "x = \"\"\"\n" + repeated("    \"text\n    \\+ a\n", n); }, false},
    {"openers_without_end", [](std::size_t n) { return repeated("if x\n", n); }, false},
    {"quotes", [](std::size_t n) { return repeated("\"", 3 * n) + '\n'; }, false},
    {"triple_quotes", [](std::size_t n) { return repeated("\"\"\"\n", n); }, false},
    {"backslashes", [](std::size_t n) { return repeated("\\", n) + '\n'; }, false},
    {"lone_delimiters",
     [](std::size_t n) { return repeated(",\n", n) + repeated("\"\n", n) + repeated("\\\n", n); },
     false},
    {"closers", [](std::size_t n) { return repeated(")\n]\n}\n", n / 3); }, false},
    {"numbered_segments", [](std::size_t n) { return "f\n" + repeated("    , a\n\\.g\n", n); },
     false},
    {"misfits_in_segments", [](std::size_t n) { return "f(\n" + repeated("    , a: b\n\\(\n", n); },
     false},
    {"literals_over_statements",
     [](std::size_t n) { return "f(\"\"\"\n" + repeated("    x = 1\n\\, \"\"\"\n", n); }, false},
    {"empty_calls_in_segments",
     [](std::size_t n) { return "f(\n" + repeated("    , g(\n\\(\n", n); }, false},
    {"open_segments", [](std::size_t n) { return "x = (1\n" + repeated("\\+ (1\n", n); }, false},
    {"closed_segments", [](std::size_t n) { return "f(\n" + repeated("    , a\n\\)\n", n); },
     false},
    {"commented_segments", [](std::size_t n) { return "x\n" + repeated("\\  # c\n", n); }, false},
    {"strings_in_segments", [](std::size_t n) { return "x = \"a\"\n" + repeated("\\\"a\"\n", n); },
     false},
    {"misplaced_segments", [](std::size_t n) { return "x = 1\n" + repeated("  \\+ 1\n", n); },
     false},
    {"colons_in_segments", [](std::size_t n) { return "if x:\n" + repeated("\\:\n", n); }, false},
    {"elements_in_segments",
     [](std::size_t n) { return "x = [\n" + repeated("    , a\n\\, [\n", n); }, false},
    {"definition_segments",
     [](std::size_t n) { return "def f[\n" + repeated("    , T\n\\](\n", n); }, false},
    {"strange_characters", [](std::size_t n) { return "x = 1" + repeated(" $", n) + '\n'; }, false},
    {"strange_escapes", [](std::size_t n) { return "x = \"" + repeated("\\d", n) + "\"\n"; },
     false},
    {"stray_braces", [](std::size_t n) { return "x = f\"" + repeated("a } ", n) + "\"\n"; }, false},
    {"empty_fields", [](std::size_t n) { return "x = f\"" + repeated("{}", n) + "\"\n"; }, false},
    {"wrong_numbers", [](std::size_t n) { return "x = [" + repeated("1_, ", n) + "]\n"; }, false},
    {"wrong_closers", [](std::size_t n) { return "x = (" + repeated("]", n) + ")\n"; }, false},
    {"openers_then_wrong_closers",
     [](std::size_t n) { return "x = " + repeated("(", n) + repeated("]", n) + '\n'; }, false},
    {"missing_operands", [](std::size_t n) { return "x = [" + repeated(", ", n) + "]\n"; }, false},
    {"missing_operators", [](std::size_t n) { return "x = " + repeated("a b ", n) + '\n'; }, false},
    {"comments", [](std::size_t n) { return repeated("# c\n", n); }, false},
    {"comments_behind", [](std::size_t n) { return repeated("x  # c\n", n); }, false},
    {"silencing_comments",
     [](std::size_t n) { return repeated("x = 1  # pilcrow: ignore[unused-local]\n", n); }, false},
    {"suite", [](std::size_t n) { return "if x: " + repeated("y; ", n) + '\n'; }, false},
    {"assignments_in_line", [](std::size_t n) { return repeated("x = 1; ", n) + '\n'; }, false},
    {"dotted_import", [](std::size_t n) { return "import a" + repeated(".b", n) + '\n'; }, false},
    {"imports", [](std::size_t n) { return "import a" + repeated(", b", n) + '\n'; }, false},
    {"imported_names", [](std::size_t n) { return "from a import b" + repeated(", b", n) + '\n'; },
     false},
    {"dotted_pattern",
     [](std::size_t n) { return "match x:\n    case a" + repeated(".b", n) + ": pass\n"; }, false},
    {"captures",
     [](std::size_t n) { return "match x:\n    case [" + repeated("a, ", n) + "]: pass\n"; },
     false},
    {"capturing_alternatives",
     [](std::size_t n) { return "match x:\n    case a" + repeated(" | a", n) + ": pass\n"; },
     false},
    {"pattern_keywords",
     [](std::size_t n) { return "match x:\n    case A(" + repeated("a=1, ", n) + "): pass\n"; },
     false},
    {"pattern_entries",
     [](std::size_t n) { return "match x:\n    case {" + repeated("1: a, ", n) + "}: pass\n"; },
     false},
    {"parameters", [](std::size_t n) { return "def f(" + repeated("a, ", n) + "): pass\n"; },
     false},
    {"parameters_out_of_order",
     [](std::size_t n) { return "def f(" + repeated("a=1, b, ", n) + "): pass\n"; }, false},
    {"keywords", [](std::size_t n) { return "f(" + repeated("a=1, ", n) + ")\n"; }, false},
    {"arguments_out_of_order", [](std::size_t n) { return "f(" + repeated("a=1, b, ", n) + ")\n"; },
     false},
    {"with_items", [](std::size_t n) { return "with " + repeated("a as b, ", n) + "c: pass\n"; },
     false},
    {"starred_targets", [](std::size_t n) { return "[" + repeated("*a, ", n) + "] = x\n"; }, false},
    {"deletions", [](std::size_t n) { return "del a" + repeated(", a", n) + '\n'; }, false},
    {"globals", [](std::size_t n) { return "def f():\n    global a" + repeated(", a", n) + '\n'; },
     false},
    {"entries", [](std::size_t n) { return "x = {" + repeated("1: 2, ", n) + "}\n"; }, false},
    {"returns", [](std::size_t n) { return repeated("return\n", n); }, false},
    {"unreachable",
     [](std::size_t n) { return "def f():\n    return\n" + repeated("    return\n", n); }, false},
    {"tabs", [](std::size_t n) { return "if x:\n" + repeated("\ty\n", n); }, false},
    {"deeper_lines", [](std::size_t n) { return "if x:\n" + repeated("      y\n", n); }, false},
    {"shallower_lines", [](std::size_t n) { return "if x:\n" + repeated("  y\n", n); }, false},
    {"deeper_groups", [](std::size_t n) { return repeated("if x:\n      y\n", n); }, false},
    {"damage_and_sense", [](std::size_t n) { return repeated("x = (1\ny = 2\n", n); }, false},
    {"damaged_headers", [](std::size_t n) { return repeated("def f(:\n    x\n", n); }, false},
    {"headers_without_blocks", [](std::size_t n) { return repeated("while x:\n", n); }, false},
    {"lists_without_end", [](std::size_t n) { return repeated("f(\n    , a\nx = (\n", n); }, false},
    {"lost_openers", [](std::size_t n) { return repeated("x = f\n    , a\n", n); }, false},
    {"lines_among_items", [](std::size_t n) { return "f(\n" + repeated("    , a\n    b c\n", n); },
     false},
    {"interrupted", [](std::size_t n) { return repeated("f(\n    , a\nx\n\\)\n", n); }, false},
    {"interrupted_often",
     [](std::size_t n) { return "f(\n    , a\n" + repeated("x\n\\.g(\n    , b\n", n); }, false},
    {"tries", [](std::size_t n) { return repeated("try:\n    x\n", n); }, false},
    {"clauses_alone", [](std::size_t n) { return repeated("else:\n    x\n", n); }, false},
    {"bare_excepts", [](std::size_t n) { return "try: pass\n" + repeated("except: pass\n", n); },
     false},
    {"indented_by_turns", [](std::size_t n) { return repeated("x\n    y\n", n); }, false},
    {"quotes_alone", [](std::size_t n) { return "x = \"\"\"\n" + repeated("\"\"\"\n", n); }, false},
    {"byte_order_marks", [](std::size_t n) { return repeated("\xef\xbb\xbfx\n", n); }, false},
    {"form_feeds", [](std::size_t n) { return repeated("\fx\n", n); }, false},
    {"carriage_returns", [](std::size_t n) { return repeated("x\r", n); }, false},
    {"blank_lines", [](std::size_t n) { return repeated("\n", n); }, false},
    {"invalid_bytes", [](std::size_t n) { return repeated("\xff\n", n); }, false},
    {"invalid_bytes_in_line", [](std::size_t n) { return repeated("\xff", n) + '\n'; }, false},
    {"redefinitions", [](std::size_t n) { return repeated("def f(): pass\n", n); }, false},
    {"distinct_names", [](std::size_t n) { return counted("", "n", " = 1\n", "", n); }, false},
    {"distinct_parameters",
     [](std::size_t n) { return counted("def f(", "n", ", ", "): pass\n", n); }, false},
    {"distinct_keywords", [](std::size_t n) { return counted("f(", "n", "=1, ", ")\n", n); },
     false},
    {"distinct_captures",
     [](std::size_t n) { return counted("match x:\n    case [", "n", ", ", "]: pass\n", n); },
     false},
    {"distinct_alternatives",
     [](std::size_t n) { return counted("match x:\n    case ", "n", " | ", "1: pass\n", n); },
     false},
    {"distinct_globals",
     [](std::size_t n) { return counted("def f():\n    global x", ", n", "", "\n", n); }, false},
    {"exported_names",
     [](std::size_t n) { return counted("__all__ = [", "\"n", "\", ", "]\n", n); }, false},
};

const Shape deep_ones[] = {
    {"literal_staircase", [](std::size_t n) { return "x = \"\"\"\n" + levels("\"text", n, 1); },
     false},
    {"blocks", [](std::size_t n) { return levels("if x:", n); }, false},
    {"definitions_in_definitions", [](std::size_t n) { return levels("def f(a):", n); }, false},
    {"classes_in_classes", [](std::size_t n) { return levels("class A:", n); }, false},
    {"one_column_deeper", [](std::size_t n) { return levels("x", n, 1); }, false},
    {"items_in_items", [](std::size_t n) { return levels(", f(", n); }, false},
    {"hung_calls", [](std::size_t n) { return "f(\n" + hung(", f(", n); }, false},
    {"hung_displays", [](std::size_t n) { return "x = [\n" + hung(", [", n); }, false},
    {"hung_pairs", [](std::size_t n) { return "x = {\n" + hung(", 1: {", n); }, false},
};

}  // namespace

std::span<const Shape> long_shapes() { return long_ones; }
std::span<const Shape> deep_shapes() { return deep_ones; }

}  // namespace pilcrow::trust
