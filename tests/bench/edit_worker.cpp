// Edits in a Pilcrow text that a document holds, one by one: each gives a new tree.

#include <sstream>

#include "parser/document/document.h"
#include "tests/bench/worker.h"

namespace {

using namespace pilcrow;

std::string from_hex(const std::string& hex) {
    std::string text;
    for (std::size_t at = 0; hex != "-" && at + 1 < hex.size(); at += 2)
        text.push_back(static_cast<char>(std::stoi(hex.substr(at, 2), nullptr, 16)));
    return text;
}

// Makes the edits of a plan (harness/edits.py) and prints the nanoseconds of each. False if the
// tree at the end is not that of a parse from scratch: then the figures say nothing.
bool time_edits(const std::string& text, const std::string& plan) {
    Document document(text, Layout::Pilcrow);
    std::istringstream lines(bench::read_file(plan));
    DocumentEdit edit{};
    std::string offset, end_offset, hex;
    while (lines >> edit.range.begin.line >> edit.range.begin.byte >> edit.range.end.line >>
           edit.range.end.byte >> offset >> end_offset >> hex) {
        const std::string inserted = from_hex(hex);
        edit.text = inserted;
        const std::int64_t begin = bench::cpu_nanoseconds();
        const DocumentChange change = document.apply(edit);
        std::printf("%lld ", static_cast<long long>(bench::cpu_nanoseconds() - begin));
        bench::keep(change);
    }
    const Document anew(text, Layout::Pilcrow);
    return same_tree(document.tree(), anew.tree());
}

}  // namespace

int main() {
    std::vector<std::string> texts;
    return bench::serve({
        {"load",
         [&](const std::string& stem) {
             texts = bench::load_corpus(stem);
             std::printf("%zu", bench::total_bytes(texts));
         }},
        {"edits",
         [&](const std::string& plan) {
             if (time_edits(texts.at(0), plan)) return;
             std::fputs("the tree after the edits is not that of a parse from scratch\n", stderr);
             std::exit(2);
         }},
    });
}
