#include "parser/printer/convert.h"

#include "parser/equivalence/equivalence.h"
#include "parser/parse.h"

#include <algorithm>
#include <utility>

namespace pilcrow {

namespace {

// Of a printed line the line of the source, or of the nearest one above that has one.
std::uint32_t source_of(const Printed& printed, std::uint32_t line) {
    line = std::min(line, static_cast<std::uint32_t>(printed.source_lines.size()) - 1);
    while (line > 0 && printed.source_lines[line] == Printed::no_source_line) --line;
    const std::uint32_t source = printed.source_lines[line];
    return source == Printed::no_source_line ? 0 : source;
}

}  // namespace

Converted convert(const Tree& tree, int target_minor) {
    const Layout to = tree.layout == Layout::Python ? Layout::Pilcrow : Layout::Python;
    CheckedPrint checked = print_checked(tree, {.to = to});
    Converted result{std::move(checked.printed), std::move(checked.refusal), {}};
    if (to == Layout::Pilcrow || target_minor >= 13 || !result.refusal.empty()) return result;
    OlderPython older = for_older_python(parse(result.printed.text, to), target_minor);
    for (NewerConstruct& one : older.newer) {
        one.line = source_of(result.printed, one.line);
        result.newer.push_back(std::move(one));
    }
    if (result.newer.empty() && older.text != result.printed.text) {
        result.printed.text = std::move(older.text);
        if (const auto found = difference(tree, parse(result.printed.text, to))) {
            result.refusal = "line " + std::to_string(found->line + 1) + ": " + found->what;
        }
    }
    if (!result.newer.empty() || !result.refusal.empty()) result.printed = {};
    return result;
}

}  // namespace pilcrow
