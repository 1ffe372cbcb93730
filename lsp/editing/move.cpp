// Moving nodes up and down.
//
// Statements pass through the blocks of `if`, `for`, `with` and the like, and stay in their
// function or class; definitions stay in their block; items pass from one list into the next.
// Whatever a step down does, a step up undoes: the blank lines behind a node go with it into a
// block and out of it, those between nodes that change places stay.
#include "lsp/editing/checked.h"
#include "lsp/editing/nodes.h"
#include "lsp/editing/places.h"
#include "lsp/editing/rewrite.h"
#include "lsp/editing/structure.h"

#include <algorithm>
#include <optional>

namespace pilcrow::lsp {

using namespace editing;

namespace {

// Where nodes go.
struct Target {
    std::uint32_t line;  // before this one
    std::uint32_t column;
    // The lines of those that the nodes change places with; what lies between stays there.
    std::optional<LineRange> neighbours{};
    // The nodes go into a block from beside it, or out of it: blank lines behind them come along.
    bool takes_gap = false;
};

class Mover {
public:
    Mover(const Lines& lines, Run run, Direction direction)
        : lines_(lines), shape_(lines.shape()), run_(run), down_(direction == Direction::Down) {}

    std::optional<Target> target() const;
    StructureEdit edit(const Target& target, Range selection) const;

private:
    BlockId neighbour(BlockId first, BlockId last) const {
        return down_ ? shape_.next_sibling(last) : previous_sibling(lines_, first);
    }
    // The block of a header, or the last of its segments' lists, as the segment that opens it.
    std::optional<BlockId> block_of(BlockId header) const;
    std::optional<BlockId> list_of(BlockId node) const;
    std::vector<BlockId> headers_of(BlockId node) const;
    std::optional<BlockId> nearest_block(std::vector<BlockId> headers) const;
    // Of a segment that has children.
    BlockId last_child(BlockId group) const {
        BlockId node = shape_.head(shape_[group].end - 1);
        while (shape_.parent(node) != group) node = shape_.head(shape_.parent(node));
        return node;
    }
    Target into(BlockId group) const;
    std::optional<Target> into_statement(Run statement) const;
    std::optional<Target> out_of_block(BlockId group) const;
    std::optional<Target> clause() const;
    std::optional<Target> statement() const;
    std::optional<Target> item() const;
    Target over(Run neighbours, std::uint32_t column) const;

    const Lines& lines_;
    const BlockTree& shape_;
    Run run_;
    bool down_;
};

bool is_definition(const Lines& lines, BlockId head) {
    const TokenKind word = first_word(lines, head);
    return word == TokenKind::KwDef || word == TokenKind::KwClass || word == TokenKind::At;
}

bool is_case(const Lines& lines, BlockId head) {
    const Unit* unit = nullptr;
    const BlockId read = lines.tree().reading->at_line(lines.line_of(head));
    if (read != no_block) unit = lines.tree().unit(read);
    return unit != nullptr && unit->root != no_node &&
           unit->node(unit->root).kind == NodeKind::Case;
}

// Beyond what the nodes change places with.
Target Mover::over(Run neighbours, std::uint32_t column) const {
    const LineRange there = lines_of(lines_, neighbours);
    return {down_ ? there.end : there.begin, column, there};
}

std::optional<BlockId> Mover::block_of(BlockId header) const {
    const BlockId segment = last_segment(lines_, header);
    if (opener_of(lines_, segment) != Opener::Block) return {};
    return segment;
}

// The list that is next when one comes from outside.
std::optional<BlockId> Mover::list_of(BlockId node) const {
    std::optional<BlockId> found;
    for (BlockId segment = node; segment != no_block; segment = shape_.next_segment(segment)) {
        if (opener_of(lines_, segment) != Opener::Bracket) continue;
        found = segment;
        if (down_) break;
    }
    return found;
}

// The first place of a group on the way down, the last on the way up.
Target Mover::into(BlockId group) const {
    const BlockId child = shape_.first_child(group);
    const std::uint32_t column = child_column(lines_, group);
    if (down_) {
        return {child == no_block ? lines_.line_of(group) + 1
                                  : begin_with_comments(lines_, lines_.line_of(child)),
                column};
    }
    const BlockId last = child == no_block ? no_block : last_child(group);
    const std::uint32_t end =
        last == no_block ? lines_.line_of(group) + 1 : lines_of(lines_, last).end;
    const std::uint32_t here = lines_of(lines_, run_).begin;
    if (lines_.block_behind(end == 0 ? 0 : end - 1) != run_.first) return {end, column};
    // From beside the group the nodes stay where they are in the text, but that they change places
    // with comments of the group right above them: a step down has brought them past those.
    std::uint32_t line = here;
    while (line > end && lines_.kind(line - 1) == LineKind::Comment &&
           lines_.column(line - 1) >= column) {
        --line;
    }
    return {line, column};
}

// The heads of a statement that open its blocks, in order: of a `match` its cases.
std::vector<BlockId> Mover::headers_of(BlockId node) const {
    std::vector<BlockId> headers;
    const Run whole = whole_statement(lines_, node);
    for (BlockId head = whole.first; head != no_block && head <= whole.last;
         head = shape_.next_sibling(head)) {
        if (first_word(lines_, head) != TokenKind::At) headers.push_back(head);
    }
    if (headers.size() != 1) return headers;
    const std::optional<BlockId> block = block_of(headers.front());
    if (!block) return headers;
    const BlockId child = shape_.first_child(*block);
    if (child == no_block || !is_case(lines_, child)) return headers;
    headers.clear();
    for (BlockId head = child; head != no_block; head = shape_.next_sibling(head)) {
        headers.push_back(head);
    }
    return headers;
}

// The nearest of headers with a block of its own, on the way.
std::optional<BlockId> Mover::nearest_block(std::vector<BlockId> headers) const {
    if (!down_) std::reverse(headers.begin(), headers.end());
    for (const BlockId header : headers) {
        if (const std::optional<BlockId> block = block_of(header)) return block;
    }
    return {};
}

// Into the nearest block of a statement, if it is one that is passed through.
std::optional<Target> Mover::into_statement(Run statement) const {
    if (is_definition(lines_, statement.first)) return {};
    const std::optional<BlockId> block = nearest_block(headers_of(statement.first));
    if (!block) return {};
    Target target = into(*block);
    target.takes_gap = down_;
    return target;
}

// From the end of a block to the next one of the same statement, or out of it.
std::optional<Target> Mover::out_of_block(BlockId group) const {
    if (group == no_block) return {};
    const BlockId header = shape_.head(group);
    if (is_definition(lines_, header)) return {};
    if (opener_of(lines_, group) != Opener::Block) return {};
    BlockId owner = header;
    if (is_case(lines_, header)) {
        const BlockId match = shape_.parent(header);
        if (match == no_block) return {};
        owner = shape_.head(match);
    }
    const Run whole = whole_statement(lines_, owner);
    const std::vector<BlockId> headers = headers_of(owner);
    const auto at = std::find(headers.begin(), headers.end(), header);
    if (at == headers.end()) return {};
    const std::optional<BlockId> block =
        nearest_block(down_ ? std::vector<BlockId>(std::next(at), headers.end())
                            : std::vector<BlockId>(headers.begin(), at));
    if (block) return into(*block);
    const LineRange there = lines_of(lines_, whole);
    return Target{down_ ? there.end : there.begin, shape_[whole.first].column, {}, true};
}

// Clauses of one kind change places: `elif` with `elif`, `except` with `except`.
std::optional<Target> Mover::clause() const {
    const TokenKind word = first_word(lines_, run_.first);
    const BlockId next = neighbour(run_.first, run_.last);
    if (word != TokenKind::KwElif && word != TokenKind::KwExcept) return {};
    if (next == no_block || first_word(lines_, next) != word) return {};
    return over({next, next}, shape_[run_.first].column);
}

std::optional<Target> Mover::statement() const {
    const BlockId next = neighbour(run_.first, run_.last);
    const BlockId group = shape_.parent(run_.first);
    // Definitions and cases stay in their block.
    const bool stays = is_definition(lines_, run_.first) || is_case(lines_, run_.first);
    if (next == no_block) return stays ? std::nullopt : out_of_block(group);
    const Run there = whole_statement(lines_, next);
    if (shape_[there.first].column != shape_[run_.first].column) return {};
    if (node_kind(lines_, next) != LineKind::Statement) return {};
    if (!stays) {
        if (const std::optional<Target> inside = into_statement(there)) return inside;
    }
    return over(there, shape_[run_.first].column);
}

std::optional<Target> Mover::item() const {
    const BlockId next = neighbour(run_.first, run_.last);
    const std::uint32_t column = shape_[run_.first].column;
    if (next != no_block) {
        if (shape_[next].column != column ||
            node_kind(lines_, next) != node_kind(lines_, run_.first)) {
            return {};
        }
        return over({next, next}, column);
    }
    // The next list, of the same node or of the item beside it. No list is left empty: not every
    // bracket may be.
    const BlockId group = shape_.parent(run_.first);
    if (group == no_block || node_kind(lines_, run_.first) != LineKind::Item) return {};
    if (shape_.first_child(group) == run_.first && shape_.next_sibling(run_.last) == no_block) {
        return {};
    }
    const BlockId node = shape_.head(group);
    std::optional<BlockId> list;
    for (BlockId segment = node; segment != no_block; segment = shape_.next_segment(segment)) {
        if (opener_of(lines_, segment) != Opener::Bracket) continue;
        if (down_ && segment > group && !list) list = segment;
        if (!down_ && segment < group) list = segment;
    }
    if (!list && node_kind(lines_, node) == LineKind::Item) {
        const BlockId beside = neighbour(node, node);
        if (beside != no_block && node_kind(lines_, beside) == LineKind::Item)
            list = list_of(beside);
    }
    if (!list) return {};
    return into(*list);
}

std::optional<Target> Mover::target() const {
    switch (node_kind(lines_, run_.first)) {
    case LineKind::Statement:
        return run_.first == run_.last && is_clause(lines_, run_.first) ? clause() : statement();
    case LineKind::Item:
    case LineKind::Literal: return item();
    default: return {};
    }
}

StructureEdit Mover::edit(const Target& target, Range selection) const {
    const Moved nodes = moved(lines_, run_, target.column, LineKind::Blank);
    const LineRange from = nodes.from;
    const auto texts = [&](std::uint32_t begin, std::uint32_t end) {
        std::vector<std::string> result;
        for (std::uint32_t line = begin; line < end; ++line) {
            result.emplace_back(lines_.text(line));
        }
        return result;
    };
    std::vector<std::string> written;
    const auto add = [&](const std::vector<std::string>& more) {
        written.insert(written.end(), more.begin(), more.end());
    };
    const auto answer = [&](std::uint32_t begin, std::uint32_t end, std::uint32_t nodes_at) {
        return edit_with(lines_, {{begin, end - begin, std::move(written)}},
                         nodes.place(selection, nodes_at));
    };
    if (target.neighbours && down_) {
        const LineRange other = *target.neighbours;
        add(texts(other.begin, other.end));
        add(texts(from.end, other.begin));
        const auto at = from.begin + static_cast<std::uint32_t>(written.size());
        add(nodes.lines);
        return answer(from.begin, other.end, at);
    }
    if (target.neighbours) {
        const LineRange other = *target.neighbours;
        add(nodes.lines);
        add(texts(other.end, from.begin));
        add(texts(other.begin, other.end));
        return answer(other.begin, from.end, other.begin);
    }
    std::uint32_t gap = from.end;  // one past the blank lines that go along
    const auto is_blank = [&](std::uint32_t line) { return lines_.kind(line) == LineKind::Blank; };
    if (down_) {
        const std::uint32_t end = std::max(target.line, from.end);
        while (target.takes_gap && gap < end && is_blank(gap)) ++gap;
        add(texts(gap, end));
        const auto at = from.begin + static_cast<std::uint32_t>(written.size());
        add(nodes.lines);
        add(texts(from.end, gap));
        return answer(from.begin, end, at);
    }
    const std::uint32_t begin = std::min(target.line, from.begin);
    if (target.takes_gap && shape_.next_sibling(run_.last) != no_block) {
        while (gap < lines_.count() && is_blank(gap)) ++gap;
    }
    add(nodes.lines);
    add(texts(from.end, gap));
    add(texts(begin, from.begin));
    return answer(begin, gap, begin);
}

}  // namespace

StructureAnswer move(const Tree& tree, Range selection, Direction direction) {
    if (tree.layout != Layout::Pilcrow) return {};
    const Lines lines(tree);
    const std::optional<Run> chosen = run_of(lines, selection);
    if (!chosen) return {};
    const bool clause = chosen->first == chosen->last && is_clause(lines, chosen->first);
    const Mover mover(lines, clause ? *chosen : whole_statements(lines, *chosen), direction);
    const std::optional<Target> target = mover.target();
    if (!target) return {};
    return checked(
        lines, mover.edit(*target, {lines.clamped(selection.begin), lines.clamped(selection.end)}));
}

}  // namespace pilcrow::lsp
