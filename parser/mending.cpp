#include "parser/mending.h"

#include "parser/parse.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

namespace pilcrow {
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
std::pair<std::ptrdiff_t, std::ptrdiff_t> cost_of(const std::vector<Diagnostic>& all) {
    const auto is_layout_error = [](const Diagnostic& found) {
        const CodeInfo& code = info(found.code);
        return code.severity == Severity::Error && code.code_class == CodeClass::Layout;
    };
    return {std::count_if(all.begin(), all.end(), is_layout_error),
            std::count_if(all.begin(), all.end(), is_safe)};
}

constexpr std::uint32_t no_line = 0xffffffffu;

// A text that is put together from parts of another and new ones.
class Pieces {
public:
    Pieces(const std::string& before, const std::vector<std::size_t>& begins)
        : before_(before), begins_(begins) {}

    void keep(std::size_t begin, std::size_t end) {
        if (begin < end) kept_.push_back({text_.size(), begin});
        text_.append(before_, begin, end - begin);
    }
    void add(const std::string& text) {
        if (!text.empty()) kept_.push_back({text_.size(), none});
        text_ += text;
    }
    Fixed finish(std::size_t applied) {
        Fixed fixed{std::move(text_), applied, {}};
        auto piece = kept_.begin();
        for (const std::size_t begin : line_begins(fixed.text)) {
            while (piece != kept_.end() && std::next(piece) != kept_.end() &&
                   std::next(piece)->after <= begin) {
                ++piece;
            }
            const bool is_kept = piece != kept_.end() && piece->before != none;
            fixed.source_lines.push_back(is_kept ? line_of(piece->before + (begin - piece->after))
                                                 : no_line);
        }
        return fixed;
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    struct Piece {
        std::size_t after;   // where it begins in the new text
        std::size_t before;  // and in the old, or none
    };
    std::uint32_t line_of(std::size_t offset) const {
        const auto behind = std::upper_bound(begins_.begin(), begins_.end(), offset);
        return static_cast<std::uint32_t>(behind - begins_.begin() - 1);
    }

    const std::string& before_;
    const std::vector<std::size_t>& begins_;
    std::string text_;
    std::vector<Piece> kept_;
};

}  // namespace

Fixed with_safe_fixes(const Tree& tree, const std::vector<Diagnostic>& found, std::size_t first,
                      std::size_t most) {
    std::size_t applied = 0;
    const std::string text = tree.text();
    const std::vector<std::size_t> begins = line_begins(text);
    const auto offset = [&](Position at) { return begins[at.line] + at.byte; };
    std::vector<Change> changes;
    std::size_t reached = 0;
    for (std::size_t index = first; index < found.size() && applied < most; ++index) {
        if (!is_safe(found[index])) continue;
        std::vector<Change> of_one;
        for (const TextEdit& edit : found[index].fix->edits) {
            of_one.push_back({offset(edit.range.begin), offset(edit.range.end), &edit.text});
        }
        std::sort(of_one.begin(), of_one.end(),
                  [](const Change& a, const Change& b) { return a.begin < b.begin; });
        if (applied > 0 && of_one.front().begin <= reached) continue;
        reached = of_one.back().end;
        changes.insert(changes.end(), of_one.begin(), of_one.end());
        ++applied;
    }
    Pieces pieces(text, begins);
    std::size_t kept = 0;
    for (const Change& change : changes) {
        pieces.keep(kept, change.begin);
        pieces.add(*change.text);
        kept = change.end;
    }
    pieces.keep(kept, text.size());
    return pieces.finish(applied);
}

Mended mended(Tree tree, std::vector<Diagnostic> found, const Look& look) {
    Mended now{std::move(tree), std::move(found), 0, {}};
    now.source_lines.resize(line_begins(now.tree.text()).size());
    std::iota(now.source_lines.begin(), now.source_lines.end(), 0U);
    const auto better = [&](Fixed fixed) {
        Tree next = parse(std::move(fixed.text), now.tree.layout);
        std::vector<Diagnostic> left = look(next);
        if (cost_of(left) >= cost_of(now.found)) return false;
        for (std::uint32_t& line : fixed.source_lines) {
            if (line < now.source_lines.size()) line = now.source_lines[line];
        }
        now = {std::move(next), std::move(left), now.applied + fixed.applied,
               std::move(fixed.source_lines)};
        return true;
    };
    for (int round = 0; round < most_rounds; ++round) {
        Fixed all = with_safe_fixes(now.tree, now.found);
        if (all.applied == 0) break;
        if (better(std::move(all))) continue;
        bool any = false;
        std::size_t tried = 0;
        for (std::size_t index = 0; index < now.found.size() && tried < most_tried; ++index) {
            if (!is_safe(now.found[index])) continue;
            ++tried;
            any = better(with_safe_fixes(now.tree, now.found, index, 1));
            if (any) break;
        }
        if (!any) break;
    }
    return now;
}

}  // namespace pilcrow
