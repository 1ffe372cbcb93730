#include "tests/damage/judge.h"

#include <algorithm>

namespace pilcrow::damage {
namespace {

// Lines of the segments of the node that a line belongs to.
void add_node_lines(const BlockTree& blocks, std::uint32_t line,
                    std::vector<std::uint32_t>& lines) {
    const BlockId block = blocks.at_line(line);
    if (block == no_block) return;
    for (BlockId at = blocks.head(block); at != no_block; at = blocks.next_segment(at)) {
        lines.push_back(blocks[at].line);
    }
}

std::string shown(const Definition& definition, char sign) {
    return std::string(1, sign) + ' ' + definition.what + " at " +
           std::to_string(definition.place.line + 1) + ':' +
           std::to_string(definition.place.byte);
}

std::string shown(const Diagnostic& finding, char sign) {
    return std::string(1, sign) + ' ' + std::to_string(finding.range.begin.line + 1) + ':' +
           std::to_string(finding.range.begin.byte) + ' ' +
           std::string(info(finding.code).text) + ": " + finding.message;
}

class Judge {
  public:
    Judge(const Facts& undamaged, const Facts& damaged, const Trial& trial)
        : undamaged_(undamaged), damaged_(damaged), trial_(trial) {
        // The damaged node's own lines: as it was, and as it is.
        if (!trial.adds_line()) {
            add_node_lines(*undamaged.tree.shape, trial.line, own_);
            for (std::uint32_t& line : own_) line = trial.after(line);
        }
        own_.push_back(trial.line);
        if (!trial.adds_line()) add_node_lines(*damaged.tree.shape, trial.line, own_);
    }

    Verdict run() {
        Verdict verdict;
        const auto on_damaged_line = [&](const Diagnostic& finding) {
            return finding.range.begin.line == trial_.line;
        };
        verdict.legal = std::none_of(damaged_.findings.begin(), damaged_.findings.end(),
                                     breaks_layout_or_syntax);
        if (verdict.legal) return verdict;
        verdict.located = std::any_of(damaged_.findings.begin(), damaged_.findings.end(),
                                      on_damaged_line);
        compare_definitions(verdict);
        compare_findings(verdict);
        return verdict;
    }

  private:
    bool is_own(std::uint32_t line) const {
        return std::find(own_.begin(), own_.end(), line) != own_.end();
    }

    void compare_definitions(Verdict& verdict) {
        const std::vector<Definition>& old = undamaged_.definitions;
        const std::vector<Definition>& now = damaged_.definitions;
        std::size_t at = 0;
        const auto new_ones_before = [&](const Definition* kept) {
            while (at < now.size() && (kept == nullptr || now[at] < *kept)) {
                if (!is_own(now[at].place.line)) verdict.lost.push_back(shown(now[at], '+'));
                ++at;
            }
        };
        for (Definition kept : old) {
            kept.place.line = trial_.after(kept.place.line);
            if (is_own(kept.place.line)) continue;
            ++verdict.definitions;
            new_ones_before(&kept);
            if (at < now.size() && now[at] == kept) {
                ++at;
            } else {
                verdict.lost.push_back(shown(kept, '-'));
            }
        }
        new_ones_before(nullptr);
    }

    void compare_findings(Verdict& verdict) {
        std::vector<const Diagnostic*> expected;
        for (const Diagnostic& finding : undamaged_.findings) expected.push_back(&finding);
        for (const Diagnostic& finding : damaged_.findings) {
            if (finding.range.begin.line == trial_.line) continue;
            const std::uint32_t before = trial_.before(finding.range.begin.line);
            const auto same = std::find_if(
                expected.begin(), expected.end(), [&](const Diagnostic* one) {
                    return one->code == finding.code && one->range.begin.line == before &&
                           one->message == finding.message;
                });
            if (same != expected.end()) {
                expected.erase(same);
            } else {
                (is_error(finding) ? verdict.errors : verdict.warnings)
                    .push_back(shown(finding, '+'));
            }
        }
        for (const Diagnostic* missing : expected) {
            if (!is_own(trial_.after(missing->range.begin.line))) {
                verdict.warnings.push_back(shown(*missing, '-'));
            }
        }
    }

    const Facts& undamaged_;
    const Facts& damaged_;
    const Trial& trial_;
    std::vector<std::uint32_t> own_;
};

} // namespace

Verdict judge(const Facts& undamaged, const Facts& damaged, const Trial& trial) {
    return Judge(undamaged, damaged, trial).run();
}

} // namespace pilcrow::damage
