// What `check` does with the texts of a corpus once they are read: parse, names, all findings.
// The argument is the layout: python or pilcrow.

#include <vector>

#include "parser/diagnostics/diagnostics.h"
#include "parser/names/names.h"
#include "parser/parse.h"
#include "parser/syntax/relations.h"
#include "tests/bench/worker.h"

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
                 std::vector<Diagnostic> found = syntax_diagnostics(tree);
                 check_relations(tree, found);
                 Names::analyze(tree).findings(found);
                 return !found.empty();
             });
         }},
    });
}
