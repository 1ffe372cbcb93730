#include "cli/fixes.h"

#include "parser/parse.h"

#include <algorithm>
#include <utility>

namespace pilcrow::cli {
namespace {

// Each round mends a level of nested findings at least; a text has no more levels than this that
// anyone has written.
constexpr int most_rounds = 200;
// Of fixes that go wrong together, so many are tried one by one.
constexpr std::size_t most_tried = 100;

struct Change {
    std::size_t begin;
    std::size_t end;
    const std::string* text;
};

// Offsets of the lines in the whole text.
std::vector<std::size_t> line_begins(const std::string& text) {
    std::vector<std::size_t> begins{0};
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool ends = text[at] == '\n' ||
                          (text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n'));
        if (ends) begins.push_back(at + 1);
    }
    return begins;
}

bool is_safe(const Diagnostic& one) { return one.fix && one.fix->safe && !one.fix->edits.empty(); }

// What a fix must lower: errors of layout, or with as many of those the findings that are left to
// mend. Others do not count, since what a damaged line says is not looked at before it is mended.
std::pair<std::ptrdiff_t, std::ptrdiff_t> cost_of(const Analysis& one) {
    const auto is_layout_error = [](const Diagnostic& found) {
        const CodeInfo& code = info(found.code);
        return code.severity == Severity::Error && code.code_class == CodeClass::Layout;
    };
    return {std::count_if(one.found.begin(), one.found.end(), is_layout_error),
            std::count_if(one.found.begin(), one.found.end(), is_safe)};
}

}  // namespace

Fixed with_safe_fixes(const Tree& tree, const std::vector<Diagnostic>& found, std::size_t first,
                      std::size_t most) {
    Fixed fixed;
    const std::string text = tree.text();
    const std::vector<std::size_t> begins = line_begins(text);
    const auto offset = [&](Position at) { return begins[at.line] + at.byte; };
    std::vector<Change> changes;
    std::size_t reached = 0;
    for (std::size_t index = first; index < found.size() && fixed.applied < most; ++index) {
        if (!is_safe(found[index])) continue;
        std::vector<Change> of_one;
        for (const TextEdit& edit : found[index].fix->edits) {
            of_one.push_back({offset(edit.range.begin), offset(edit.range.end), &edit.text});
        }
        std::sort(of_one.begin(), of_one.end(),
                  [](const Change& a, const Change& b) { return a.begin < b.begin; });
        if (fixed.applied > 0 && of_one.front().begin <= reached) continue;
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

std::size_t apply_safe_fixes(Analysis& analysis, const std::function<void(Analysis&)>& look) {
    std::size_t applied = 0;
    const auto better = [&](Fixed fixed) {
        Analysis next;
        next.path = analysis.path;
        next.tree = parse(std::move(fixed.text), analysis.tree.layout);
        look(next);
        const bool accepted = cost_of(next) < cost_of(analysis);
        if (accepted) {
            applied += fixed.applied;
            analysis = std::move(next);
        }
        return accepted;
    };
    for (int round = 0; round < most_rounds; ++round) {
        Fixed all = with_safe_fixes(analysis.tree, analysis.found);
        if (all.applied == 0) break;
        if (better(std::move(all))) continue;
        bool any = false;
        std::size_t tried = 0;
        for (std::size_t index = 0; index < analysis.found.size() && tried < most_tried; ++index) {
            if (!is_safe(analysis.found[index])) continue;
            ++tried;
            any = better(with_safe_fixes(analysis.tree, analysis.found, index, 1));
            if (any) break;
        }
        if (!any) break;
    }
    return applied;
}

}  // namespace pilcrow::cli
