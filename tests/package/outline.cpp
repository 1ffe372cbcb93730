// Prints the block tree of standard input, through the C++ interface.
#include "parser/blocks/block_tree.h"
#include "parser/delimiters/delimiters.h"

#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

namespace {

struct Outline {
    const std::string& text;
    const std::vector<pilcrow::LineToken>& lines;
    const pilcrow::BlockTree& tree;

    void print_children(pilcrow::BlockId segment) const {
        for (pilcrow::BlockId head = tree.first_child(segment); head != pilcrow::no_block;
             head = tree.next_sibling(head)) {
            for (pilcrow::BlockId part = head; part != pilcrow::no_block;
                 part = tree.next_segment(part)) {
                const pilcrow::LineToken& line = lines[tree[part].line];
                std::printf("%u %.*s\n", tree.depth(part),
                            static_cast<int>(line.end - line.lead_at), text.c_str() + line.lead_at);
                print_children(part);
            }
        }
    }
};

}  // namespace

int main() {
    const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
    std::vector<pilcrow::LineToken> lines;
    pilcrow::tokenize_lines(text, pilcrow::DelimiterSet::pilcrow(), lines);
    const pilcrow::BlockTree tree = pilcrow::BlockTree::build(lines);
    Outline{text, lines, tree}.print_children(pilcrow::no_block);
    return 0;
}
