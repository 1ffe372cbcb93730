// What the tests of this folder say about a text: its tokens, in the words of the language's essay.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "parser/blocks/block_tree.h"
#include "parser/delimiters/delimiters.h"

namespace pilcrow::test {

inline std::vector<LineToken> lines_of(std::string_view text,
                                       const DelimiterSet& set = DelimiterSet::pilcrow()) {
    std::vector<LineToken> lines;
    tokenize_lines(text, set, lines);
    return lines;
}

inline std::string_view name_of(Lead lead) {
    constexpr std::array<std::string_view, 7> names = {"blank",   "comment",  "instr", "item",
                                                       "literal", "continue", "closer"};
    return names.at(static_cast<std::size_t>(lead));
}

// One word for each line: `blank`, `comment`, or `lvlN-LEAD` with the node's depth.
inline std::vector<std::string> words_of(std::string_view text) {
    const std::vector<LineToken> lines = lines_of(text);
    const BlockTree tree = BlockTree::build(lines);
    std::vector<std::string> words;
    for (std::uint32_t line = 0; line < lines.size(); ++line) {
        const BlockId block = tree.at_line(line);
        std::string word;
        if (block != no_block) {
            word = "lvl" + std::to_string(tree.depth(block)) + "-";
        }
        words.push_back(word.append(name_of(lines[line].lead())));
    }
    return words;
}

// The same in one line, repetitions counted: `lvl1-instr, lvl2-item x3`.
inline std::string essay_of(std::string_view text) {
    const std::vector<std::string> words = words_of(text);
    std::string essay;
    for (std::size_t i = 0; i < words.size();) {
        std::size_t next = i;
        while (next < words.size() && words[next] == words[i]) {
            ++next;
        }
        essay += (i > 0 ? ", " : "") + words[i];
        if (next - i > 1) {
            essay += " x" + std::to_string(next - i);
        }
        i = next;
    }
    return essay;
}

}  // namespace pilcrow::test
