// A program of any text: its line-keeping Python form has as many lines, and reads as the same
// program in Python's layout.

#include "parser/line_keeping/line_keeping.h"

#include "parser/diagnostics/diagnostics.h"
#include "parser/parse.h"
#include "parser/python_ast/python_ast.h"
#include "parser/syntax/relations.h"
#include "tests/fuzz/checks.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace {

bool has_errors(const pilcrow::Tree& tree) {
    std::vector<pilcrow::Diagnostic> found = pilcrow::syntax_diagnostics(tree);
    pilcrow::check_relations(tree, found);
    return std::any_of(found.begin(), found.end(), [](const pilcrow::Diagnostic& one) {
        return pilcrow::info(one.code).severity == pilcrow::Severity::Error;
    });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace pilcrow;
    const Tree tree =
        parse(std::string(reinterpret_cast<const char*>(data), size), Layout::Pilcrow);
    LineKeepingOptions options;
    options.clean_docstrings = false;
    // Of a damaged program the form means nothing, but there is one.
    const std::string python = python_keeping_lines(tree, options);
    if (has_errors(tree)) return 0;
    const auto lines = static_cast<std::size_t>(std::count(python.begin(), python.end(), '\n'));
    fuzz::require(lines == tree.line_count ? "" : "the form has another number of lines");
    std::string ours;
    std::string theirs;
    if (dump_python_ast(tree, ours)) return 0;
    if (python.find("pilcrow.printing") != std::string::npos) return 0;
    // A raw string with a NUL in it has no such form.
    if (python.find('\0') != std::string::npos) return 0;
    const auto refused = dump_python_ast(parse(python, Layout::Python), theirs);
    fuzz::require(refused ? "the form is refused: " + refused->message + "\n" + python : "");
    fuzz::require(ours == theirs ? "" : "the form reads as another program:\n" + python);
    return 0;
}
