#include "tests/fuzz/checks.h"

#include "parser/diagnostics/diagnostics.h"
#include "parser/names/names.h"
#include "parser/python_ast/python_ast.h"
#include "parser/syntax/relations.h"

#include <cstdio>
#include <cstdlib>
#include <vector>

namespace pilcrow::fuzz {
namespace {

class UnitChecker {
public:
    UnitChecker(const Tree& tree, BlockId head)
        : tree_(tree), head_(head), unit_(*tree.unit(head)) {}

    std::string fault() {
        segments();
        tokens();
        comments();
        nodes();
        findings();
        if (fault_.empty()) return {};
        return "the unit on line " + std::to_string((*tree_.reading)[head_].line + 1) + ": " +
               fault_;
    }

private:
    void expect(bool holds, const char* what, std::size_t index) {
        if (!holds && fault_.empty()) fault_ = std::string(what) + ' ' + std::to_string(index);
    }

    void segments() {
        std::uint32_t before = 0;
        const std::span<const Segment> all = unit_.segments();
        for (std::size_t index = 0; index < all.size(); ++index) {
            expect(all[index].own_begin >= before && all[index].own_begin <= unit_.own_size,
                   "a segment out of order:", index);
            expect(all[index].hang_node < unit_.node_count, "no such Hang in segment", index);
            before = all[index].own_begin;
        }
        if (tree_.layout != Layout::Pilcrow) return;
        std::size_t count = 0;
        for (BlockId at = head_; at != no_block; at = tree_.reading->next_segment(at)) ++count;
        const bool literal = unit_.role == Role::LiteralLine || unit_.role == Role::FLiteralLine;
        expect(all.size() == count || literal, "segments are missing; there are", all.size());
    }

    void tokens() {
        std::uint32_t behind = 0;
        const std::span<const Token> all = unit_.tokens();
        expect(!all.empty() && all.back().kind == TokenKind::End, "no End among tokens", 0);
        for (std::size_t index = 0; index < all.size(); ++index) {
            const Token& token = all[index];
            expect(token.begin >= behind && token.begin <= token.end,
                   "a token out of order:", index);
            expect(token.end <= unit_.own_size, "a token outside its text:", index);
            behind = token.end;
        }
    }

    void comments() {
        std::uint32_t behind = 0;
        for (std::size_t index = 0; index < unit_.comment_count; ++index) {
            const Comment& comment = unit_.comments()[index];
            expect(comment.begin >= behind && comment.begin < comment.end &&
                       comment.end <= unit_.own_size,
                   "a comment out of order:", index);
            behind = comment.end;
        }
    }

    // Every node is reached at most once; children lie in their parent and behind each other, but
    // for what stands for damage, its pieces, and what is empty.
    void nodes() {
        expect(unit_.root < unit_.node_count || unit_.root == no_node, "no such root:", unit_.root);
        if (!fault_.empty() || unit_.root == no_node) return;
        std::vector<bool> seen(unit_.node_count);
        std::vector<NodeId> open;
        const auto list = [&](NodeId first, std::uint32_t begin, std::uint32_t end, bool pieces) {
            for (NodeId id = first; id != no_node && fault_.empty(); id = unit_.node(id).next) {
                expect(id < unit_.node_count, "no such node:", id);
                if (!fault_.empty()) return;
                expect(!seen[id], "a node in two places:", id);
                seen[id] = true;
                const Node& node = unit_.node(id);
                const bool damaged =
                    pieces || node.kind == NodeKind::Error || node.kind == NodeKind::Missing;
                expect(node.first_token <= node.end_token && node.end_token <= unit_.token_count &&
                           (damaged || node.first_token == node.end_token ||
                            (node.first_token >= begin && node.end_token <= end)),
                       "a node out of order:", id);
                if (!damaged) begin = node.end_token;
                open.push_back(id);
            }
        };
        list(unit_.root, 0, unit_.token_count, false);
        while (!open.empty() && fault_.empty()) {
            const Node& node = unit_.node(open.back());
            open.pop_back();
            if (node.kind == NodeKind::Hang ||
                (node.kind == NodeKind::String && node.has(hanging))) {
                expect(node.segment() < unit_.segment_count, "no such segment:", node.segment());
            } else {
                list(node.first_child, node.first_token, node.end_token,
                     node.kind == NodeKind::Error);
            }
        }
    }

    void findings() {
        for (std::size_t index = 0; index < unit_.diagnostic_count; ++index) {
            const UnitDiagnostic& finding = unit_.diagnostics()[index];
            expect(finding.code < Code::Count && finding.begin <= finding.end &&
                       finding.end <= unit_.own_size,
                   "a finding outside its text:", index);
        }
    }

    const Tree& tree_;
    BlockId head_;
    const Unit& unit_;
    std::string fault_;
};

std::string fault_of_walk(const Tree& tree) {
    std::size_t limit = 1;
    for (BlockId block = 0; block < tree.reading->size(); ++block) {
        if (tree.reading->is_head(block) && tree.unit(block) != nullptr) {
            limit += tree.unit(block)->node_count;
        }
    }
    std::vector<NodeRef> open;
    std::size_t steps = 0;
    for (BlockId block = 0; block < tree.reading->size(); ++block) {
        if (!tree.reading->is_head(block)) continue;
        const Unit* unit = tree.unit(block);
        if (unit == nullptr || unit->role != Role::Statement) continue;
        if (const NodeRef root = tree.root(block)) open.push_back(root);
        while (!open.empty()) {
            const NodeRef at = open.back();
            open.pop_back();
            if (++steps > limit) return "a walk over the syntax does not end";
            if (const NodeRef next = tree.next_sibling(at)) open.push_back(next);
            if (const NodeRef child = tree.first_child(at)) open.push_back(child);
        }
    }
    return {};
}

std::string fault_of_finding(const Tree& tree, const Diagnostic& finding) {
    const auto is_place = [&](Position place) {
        if (place.line >= tree.line_count) return place.byte == 0 && place.line == tree.line_count;
        // A string that nothing closes takes the last line's end in, which is two bytes at most.
        const std::size_t behind = tree.layout == Layout::Python ? 2 : 0;
        return place.byte <= tree.line_text(place.line).size() + behind;
    };
    const std::string name(info(finding.code).text);
    if (finding.range.end < finding.range.begin)
        return name + " has a range that ends before it begins";
    if (!is_place(finding.range.begin) || !is_place(finding.range.end)) {
        return name + " lies outside the text";
    }
    if (finding.message.empty()) return name + " says nothing";
    if (!finding.fix) return {};
    for (const TextEdit& edit : finding.fix->edits) {
        if (edit.range.end < edit.range.begin || !is_place(edit.range.begin) ||
            !is_place(edit.range.end)) {
            return name + " has a fix outside the text";
        }
    }
    return {};
}

}  // namespace

std::string fault_of(const Tree& tree, std::string_view text) {
    if (tree.text() != text) return "the tree does not give the text back";
    if (!tree.shape->verify()) return "the shape does not verify";
    if (!tree.reading->verify()) return "the reading does not verify";
    if (tree.shape->size() != tree.reading->size()) return "the reading has other lines";
    for (BlockId block = 0; block < tree.reading->size(); ++block) {
        if (!tree.reading->is_head(block) || tree.unit(block) == nullptr) continue;
        if (std::string fault = UnitChecker(tree, block).fault(); !fault.empty()) return fault;
    }
    return fault_of_walk(tree);
}

std::string fault_of_consumers(const Tree& tree) {
    std::vector<Diagnostic> findings = syntax_diagnostics(tree);
    check_relations(tree, findings);
    const Names names = Names::analyze(tree);
    names.findings(findings);
    for (const Diagnostic& finding : findings) {
        if (std::string fault = fault_of_finding(tree, finding); !fault.empty()) return fault;
    }
    for (BlockId block = 0; block < tree.reading->size(); ++block) {
        if (!tree.reading->is_head(block) || tree.unit(block) == nullptr) continue;
        const Unit& unit = *tree.unit(block);
        for (NodeId id = 1; id < unit.node_count; ++id) {
            const Range range = tree.range({block, id});
            if (range.end < range.begin) return "a node ends before it begins";
            const NodeKind kind = unit.node(id).kind;
            if (kind == NodeKind::RoundDisplay || kind == NodeKind::SquareDisplay ||
                kind == NodeKind::CurlyDisplay) {
                static_cast<void>(tree.display_kind({block, id}));
            }
        }
    }
    if (!has_python_ast(tree)) return {};
    std::size_t size = 0;
    static_cast<void>(dump_python_ast(tree, [&](std::string_view part) { size += part.size(); }));
    return {};
}

void require(const std::string& fault) {
    if (fault.empty()) return;
    std::fprintf(stderr, "%s\n", fault.c_str());
    std::abort();
}

}  // namespace pilcrow::fuzz
