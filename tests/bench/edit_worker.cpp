// Edits in a Pilcrow text that a document holds, one by one: each gives a new tree, new names and
// new findings.

#include <functional>
#include <sstream>

#include "parser/diagnostics/diagnostics.h"
#include "parser/document/document.h"
#include "parser/names/names.h"
#include "parser/syntax/relations.h"
#include "tests/bench/worker.h"

namespace {

using namespace pilcrow;

std::string from_hex(const std::string& hex) {
    std::string text;
    for (std::size_t at = 0; hex != "-" && at + 1 < hex.size(); at += 2)
        text.push_back(static_cast<char>(std::stoi(hex.substr(at, 2), nullptr, 16)));
    return text;
}

// What is done after each edit, and whether the edit itself is timed with it.
struct Measured {
    std::function<void(const Tree&)> begin = [](const Tree&) {};
    std::function<void(const Tree&)> after_edit = [](const Tree&) {};
    bool with_edit = true;
};

// Makes the edits of a plan (harness/edits.py) and prints the nanoseconds of each. False if the
// tree at the end is not that of a parse from scratch: then the figures say nothing.
bool time_edits(const std::string& text, const std::string& plan, const Measured& measured) {
    Document document(text, Layout::Pilcrow);
    measured.begin(document.tree());
    std::istringstream lines(bench::read_file(plan));
    DocumentEdit edit{};
    std::string offset, end_offset, hex;
    while (lines >> edit.range.begin.line >> edit.range.begin.byte >> edit.range.end.line >>
           edit.range.end.byte >> offset >> end_offset >> hex) {
        const std::string inserted = from_hex(hex);
        edit.text = inserted;
        std::int64_t begin = bench::cpu_nanoseconds();
        const DocumentChange change = document.apply(edit);
        if (!measured.with_edit) begin = bench::cpu_nanoseconds();
        measured.after_edit(document.tree());
        std::printf("%lld ", static_cast<long long>(bench::cpu_nanoseconds() - begin));
        bench::keep(change);
    }
    const Document anew(text, Layout::Pilcrow);
    return same_tree(document.tree(), anew.tree());
}

}  // namespace

int main() {
    std::vector<std::string> texts;
    const auto edits = [&](const std::string& plan, const Measured& measured) {
        if (time_edits(texts.at(0), plan, measured)) return;
        std::fputs("the tree after the edits is not that of a parse from scratch\n", stderr);
        std::exit(2);
    };
    Names names;
    const auto start_names = [&](const Tree& tree) { names = Names::analyze(tree); };
    const auto find_names = [&](const Tree& tree) {
        names = Names::analyze(tree, &names);
        std::vector<Diagnostic> found;
        names.findings(found);
        bench::keep(found);
    };
    const auto find_all = [&](const Tree& tree) {
        std::vector<Diagnostic> found = syntax_diagnostics(tree);
        check_relations(tree, found);
        names = Names::analyze(tree, &names);
        names.findings(found);
        bench::keep(found);
    };
    return bench::serve({
        {"load",
         [&](const std::string& stem) {
             texts = bench::load_corpus(stem);
             std::printf("%zu", bench::total_bytes(texts));
         }},
        {"edits", [&](const std::string& plan) { edits(plan, Measured{}); }},
        {"names", [&](const std::string& plan) { edits(plan, {start_names, find_names, false}); }},
        {"findings", [&](const std::string& plan) { edits(plan, {start_names, find_all, true}); }},
    });
}
