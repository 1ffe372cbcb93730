#include "tests/unit/trust/consumers.h"

#include "cli/tree_command.h"
#include "parser/document/document.h"
#include "parser/parse.h"
#include "tests/fuzz/checks.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace pilcrow::trust {

std::string fault_of_text(const std::string& text, Layout layout) {
    // PILCROW_TRUST_TIMES=1 shows where the time goes.
    const bool shown = std::getenv("PILCROW_TRUST_TIMES") != nullptr;
    auto before = std::chrono::steady_clock::now();
    const auto step = [&](const char* name) {
        const auto now = std::chrono::steady_clock::now();
        const double milliseconds = std::chrono::duration<double, std::milli>(now - before).count();
        if (shown) std::fprintf(stderr, "%12s %8.1f ms\n", name, milliseconds);
        before = now;
    };
    const Tree tree = parse(text, layout);
    step("parse");
    if (std::string fault = fuzz::fault_of(tree, text); !fault.empty()) return fault;
    step("verify");
    if (std::string fault = fuzz::fault_of_consumers(tree); !fault.empty()) return fault;
    step("consumers");
    std::size_t size = cli::tree_lines(tree).size();
    step("tree_lines");
    size += cli::tree_blocks(tree).size();
    step("tree_blocks");
    size += cli::tree_syntax(tree).size();
    step("tree_syntax");
    size += cli::tree_json(tree).size();
    step("tree_json");
    if (size == 0) return "no form of the tree says anything";
    Document document(text, layout);
    const Position end{tree.line_count, 0};
    document.apply({{end, end}, "x\n"});
    document.apply({{{0, 0}, {0, 0}}, "x"});
    step("two edits");
    return {};
}

}  // namespace pilcrow::trust
