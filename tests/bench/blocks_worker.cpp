// Delimiter tokens and block tree alone, of every text of a corpus.

#include "parser/blocks/block_tree.h"
#include "parser/delimiters/delimiters.h"
#include "tests/bench/worker.h"

int main() {
    using namespace pilcrow;
    std::vector<std::string> texts;
    return bench::serve({
        {"load",
         [&](const std::string& stem) {
             texts = bench::load_corpus(stem);
             std::printf("%zu", bench::total_bytes(texts));
         }},
        {"pass",
         [&](const std::string&) {
             std::vector<LineToken> lines;  // kept, as a program with many files would keep it
             bench::time_pass(texts, [&](const std::string& text) {
                 lines.clear();
                 tokenize_lines(text, DelimiterSet::pilcrow(), lines);
                 const BlockTree tree = BlockTree::build(lines);
                 bench::keep(tree);
                 return tree.size() == 0;
             });
         }},
    });
}
