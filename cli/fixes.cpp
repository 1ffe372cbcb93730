#include "cli/fixes.h"

#include <algorithm>

namespace pilcrow::cli {

Fixed apply_safe_fixes(const Tree& tree, const std::vector<Diagnostic>& found) {
    // Offsets of the lines in the whole text.
    Fixed fixed;
    const std::string text = tree.text();
    std::vector<std::size_t> line_begin;
    line_begin.reserve(tree.line_count + 1);
    line_begin.push_back(0);
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n'))) {
            line_begin.push_back(at + 1);
        }
    }
    struct Change {
        std::size_t begin;
        std::size_t end;
        const std::string* text;
    };
    std::vector<Change> changes;
    const auto offset = [&](Position at) { return line_begin[at.line] + at.byte; };
    std::size_t reached = 0;
    bool any = false;
    for (const Diagnostic& one : found) {
        if (!one.fix || !one.fix->safe) continue;
        std::vector<Change> of_one;
        for (const TextEdit& edit : one.fix->edits) {
            of_one.push_back({offset(edit.range.begin), offset(edit.range.end), &edit.text});
        }
        std::sort(of_one.begin(), of_one.end(),
                  [](const Change& a, const Change& b) { return a.begin < b.begin; });
        if (of_one.empty() || (any && of_one.front().begin <= reached)) continue;
        any = true;
        reached = of_one.back().end;
        changes.insert(changes.end(), of_one.begin(), of_one.end());
        ++fixed.applied;
    }
    std::size_t copied = 0;
    for (const Change& change : changes) {
        fixed.text.append(text, copied, change.begin - copied);
        fixed.text += *change.text;
        copied = change.end;
    }
    fixed.text.append(text, copied);
    return fixed;
}

} // namespace pilcrow::cli
