#include "lsp/features/line_edits.h"

#include "parser/text/line_endings.h"

#include <cstddef>

namespace pilcrow::lsp {
namespace {

class LineEdits {
public:
    LineEdits(std::string_view before, std::string_view after)
        : before_(lines_with_ends(before)), after_(lines_with_ends(after)) {}

    // Lines that are the same on both sides stay; what lies between them is replaced.
    std::vector<TextEdit> run(const std::vector<std::uint32_t>& origins) {
        for (std::size_t line = 0; line < after_.size() && line < origins.size(); ++line) {
            const std::size_t origin = origins[line];
            if (origin < begin_before_ || origin >= before_.size()) continue;
            if (before_[origin] != after_[line]) continue;
            replace(origin, line);
            begin_before_ = origin + 1;
            begin_after_ = line + 1;
        }
        replace(before_.size(), after_.size());
        return std::move(edits_);
    }

private:
    // The lines up to these.
    void replace(std::size_t end_before, std::size_t end_after) {
        std::size_t before = begin_before_;
        std::size_t after = begin_after_;
        while (before < end_before && after < end_after && before_[before] == after_[after]) {
            ++before;
            ++after;
        }
        while (before < end_before && after < end_after &&
               before_[end_before - 1] == after_[end_after - 1]) {
            --end_before;
            --end_after;
        }
        if (before == end_before && after == end_after) return;
        TextEdit edit{{place(before), place(end_before)}, {}};
        for (; after < end_after; ++after) edit.text += after_[after];
        edits_.push_back(std::move(edit));
    }
    // The beginning of a line; of the one behind the last, the end of the text.
    Position place(std::size_t line) const {
        if (line < before_.size() || before_.empty() || before_.back().ends_with('\n') ||
            before_.back().ends_with('\r')) {
            return {static_cast<std::uint32_t>(line), 0};
        }
        return {static_cast<std::uint32_t>(line - 1),
                static_cast<std::uint32_t>(before_.back().size())};
    }

    std::vector<std::string_view> before_;
    std::vector<std::string_view> after_;
    std::size_t begin_before_ = 0;  // of what is not compared yet
    std::size_t begin_after_ = 0;
    std::vector<TextEdit> edits_;
};

}  // namespace

std::vector<TextEdit> line_edits(std::string_view before, std::string_view after,
                                 const std::vector<std::uint32_t>& source_lines) {
    return LineEdits(before, after).run(source_lines);
}

}  // namespace pilcrow::lsp
