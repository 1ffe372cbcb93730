#include "parser/syntax/relations.h"

#include "parser/syntax/relation_reporter.h"
#include "parser/syntax/relations_of_lists.h"
#include "parser/syntax/relations_of_patterns.h"
#include "parser/syntax/relations_of_statements.h"
#include "parser/syntax/relations_of_targets.h"
#include "parser/syntax/unit_cursor.h"

#include <algorithm>
#include <array>

namespace pilcrow {
namespace {

// What a node asks for; most ask for nothing, and so does most often all of a unit.
enum Interest : std::uint8_t {
    interest_list = 0x01,     // lists of this unit need a look
    interest_starred = 0x02,  // targets and values need one
    interest_case = 0x04,
};
constexpr auto interests = [] {
    std::array<std::uint8_t, 256> table{};
    const auto set = [&](NodeKind kind, int interest) {
        table[static_cast<std::size_t>(kind)] = static_cast<std::uint8_t>(interest);
    };
    for (const NodeKind kind :
         {NodeKind::Keyword, NodeKind::DoubleStarred, NodeKind::Comprehension,
          NodeKind::ParameterSlash, NodeKind::ParameterStar, NodeKind::Parameters,
          NodeKind::TypeParameters, NodeKind::PatternClass}) {
        set(kind, interest_list);
    }
    set(NodeKind::Hang, interest_list | interest_starred);
    set(NodeKind::Starred, interest_starred);
    set(NodeKind::Case, interest_case);
    return table;
}();

}  // namespace

Diagnostic relation_diagnostic(const Tree& tree, Code code, Range range, std::string_view name) {
    const std::string_view line = tree.line_text(range.begin.line);
    // (A token may be a string of several lines, so that its size does not end on its first.)
    const auto line_end = static_cast<std::uint32_t>(line.size());
    const std::uint32_t end =
        range.end.line == range.begin.line ? std::min(range.end.byte, line_end) : line_end;
    const Range on_line{range.begin, {range.begin.line, std::max(end, range.begin.byte)}};
    const std::string_view text =
        line.substr(on_line.begin.byte, on_line.end.byte - on_line.begin.byte);
    const std::string_view shown = name.empty() ? text : name;
    return Diagnostic{
        code, on_line, message_of(code, shown, {}, name), help_of(code, shown, {}, name), {}, {}};
}

void check_relations(const Tree& tree, std::vector<Diagnostic>& found) {
    const BlockTree& blocks = *tree.reading;
    StatementChecker statements(tree, found);
    ListChecker lists(tree, found);
    UnitCursor cursor(tree);
    for (BlockId block = 0; block < blocks.size(); ++block) {
        if (!blocks.is_head(block)) continue;
        const Unit* unit = cursor.unit(blocks[block].line);
        statements.next(block, unit);
        if (unit == nullptr) continue;
        std::uint8_t interest = 0;
        for (const Node& node : unit->nodes()) {
            interest |= interests[static_cast<std::size_t>(node.kind)];
        }
        if ((interest & interest_list) != 0) lists.check(block, *unit);
        if ((interest & interest_starred) != 0) check_targets(tree, block, *unit, found);
        if ((interest & interest_case) != 0) check_patterns(tree, block, *unit, found);
    }
    statements.end();
}

}  // namespace pilcrow
