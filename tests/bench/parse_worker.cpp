// The whole front-end up to the tree and its diagnostics, of every text of a corpus.
// The argument is the layout: python or pilcrow.

#include "parser/diagnostics/diagnostics.h"
#include "parser/parse.h"
#include "tests/bench/worker.h"

#include <vector>

int main(int argc, char** argv) {
    using namespace pilcrow;
    const std::string_view name = argc == 2 ? argv[1] : "";
    if (name != "python" && name != "pilcrow") return 2;
    const Layout layout = name == "python" ? Layout::Python : Layout::Pilcrow;
    std::vector<std::string> texts;
    return bench::serve({
        {"load",
         [&](const std::string& stem) {
             texts = bench::load_corpus(stem);
             std::printf("%zu", bench::total_bytes(texts));
         }},
        {"pass",
         [&](const std::string&) {
             bench::time_pass(texts, [&](const std::string& text) {
                 const Tree tree = parse(text, layout);
                 return !syntax_diagnostics(tree).empty();
             });
         }},
        {"memory",  // load and parse, the trees kept: the peak before and after
         [&](const std::string& stem) {
             const long before = bench::peak_kilobytes();
             std::vector<Tree> trees;
             for (std::string& text : bench::load_corpus(stem))
                 trees.push_back(parse(std::move(text), layout));
             std::printf("%ld %ld", before, bench::peak_kilobytes());
         }},
    });
}
