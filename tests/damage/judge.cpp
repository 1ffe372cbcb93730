#include "tests/damage/judge.h"

#include <algorithm>
#include <iterator>
#include <utility>

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

std::string shown(const Diagnostic& finding, char sign) {
    return std::string(1, sign) + ' ' + std::to_string(finding.range.begin.line + 1) + ':' +
           std::to_string(finding.range.begin.byte) + ' ' + std::string(info(finding.code).text) +
           ": " + finding.message;
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
        const BlockTree& shape = *damaged.tree.shape;
        const BlockId block = shape.at_line(trial.line);
        const bool continues = block != no_block && !shape.is_head(block);
        if (!trial.adds_line() || continues) add_node_lines(shape, trial.line, own_);
        add_node_lines(*damaged.tree.reading, trial.line, node_);
    }

    Verdict run() {
        Verdict verdict;
        const auto on_damaged_line = [&](const Diagnostic& finding) { return is_on_line(finding); };
        verdict.legal = std::none_of(damaged_.findings.begin(), damaged_.findings.end(),
                                     breaks_layout_or_syntax);
        if (verdict.legal) return verdict;
        verdict.located =
            std::any_of(damaged_.findings.begin(), damaged_.findings.end(), on_damaged_line);
        compare_definitions(verdict);
        compare_findings(verdict);
        return verdict;
    }

private:
    bool is_own(std::uint32_t line) const {
        return std::find(own_.begin(), own_.end(), line) != own_.end();
    }

    // Paths of the scopes. The name of a function on the damaged line is part of the damage, and so
    // is whether a comprehension there is one.
    std::vector<std::string> paths_of(const Facts& facts, bool shifted) const {
        std::vector<std::string> paths{{}};
        for (std::size_t index = 1; index < facts.scopes.size(); ++index) {
            const ScopeFact& scope = facts.scopes[index];
            const std::uint32_t line = shifted ? trial_.after(scope.line) : scope.line;
            const bool anonymous = scope.name.starts_with('<');
            std::string path = paths[scope.parent];
            if (!anonymous) path += '.' + (line == trial_.line ? "*" : scope.name);
            if (anonymous && !is_own(line)) path += '.' + scope.name;
            paths.push_back(std::move(path));
        }
        return paths;
    }

    struct Shown {
        Position place;
        std::string what;
        auto operator<=>(const Shown&) const = default;
    };
    // The definitions that must be kept, in the damaged file's lines.
    std::vector<Shown> to_keep(const Facts& facts, bool shifted) const {
        const std::vector<std::string> paths = paths_of(facts, shifted);
        std::vector<Shown> kept;
        for (const Definition& one : facts.definitions) {
            Position place = one.place;
            if (shifted) place.line = trial_.after(place.line);
            if (is_own(place.line)) continue;
            kept.push_back({place, one.what + ' ' + paths[one.scope] + '/' + one.name});
        }
        std::sort(kept.begin(), kept.end());
        return kept;
    }

    void compare_definitions(Verdict& verdict) {
        const std::vector<Shown> old = to_keep(undamaged_, true);
        const std::vector<Shown> now = to_keep(damaged_, false);
        verdict.definitions = static_cast<std::uint32_t>(old.size());
        std::vector<std::pair<char, Shown>> changed;
        std::vector<Shown> part;
        std::set_difference(old.begin(), old.end(), now.begin(), now.end(),
                            std::back_inserter(part));
        for (Shown& one : part) changed.emplace_back('-', std::move(one));
        part.clear();
        std::set_difference(now.begin(), now.end(), old.begin(), old.end(),
                            std::back_inserter(part));
        for (Shown& one : part) changed.emplace_back('+', std::move(one));
        for (const auto& [sign, one] : changed) {
            verdict.lost.push_back(std::string(1, sign) + ' ' + one.what + " at " +
                                   std::to_string(one.place.line + 1) + ':' +
                                   std::to_string(one.place.byte));
        }
    }

    // On the damaged line; where explicit closers behind a `\\` are at odds with their openers, on
    // another segment of its node.
    bool is_on_line(const Diagnostic& finding) const {
        const std::uint32_t line = finding.range.begin.line;
        if (line == trial_.line) return true;
        const auto closes = [](std::string_view text) {
            const std::size_t at = text.find_first_not_of(" \\");
            return at != std::string_view::npos && at > 0 && text[at - 1] == '\\' &&
                   std::string_view(")]}").find(text[at]) != std::string_view::npos;
        };
        const bool closed =
            closes(damaged_.tree.line_text(line)) ||
            (!trial_.adds_line() && closes(undamaged_.tree.line_text(trial_.line)) &&
             finding.code == Code::UnclosedBracket);
        return closed && std::find(node_.begin(), node_.end(), line) != node_.end();
    }

    void compare_findings(Verdict& verdict) {
        std::vector<const Diagnostic*> expected;
        for (const Diagnostic& finding : undamaged_.findings) expected.push_back(&finding);
        for (const Diagnostic& finding : damaged_.findings) {
            if (is_on_line(finding)) continue;
            const std::uint32_t before = trial_.before(finding.range.begin.line);
            const auto same =
                std::find_if(expected.begin(), expected.end(), [&](const Diagnostic* one) {
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
            if (!is_own(trial_.after(missing->range.begin.line)) && !is_excused(*missing)) {
                verdict.warnings.push_back(shown(*missing, '-'));
            }
        }
    }

    // Names that occur on damaged lines count as bound and as used.
    bool is_excused(const Diagnostic& missing) const {
        if (info(missing.code).code_class != CodeClass::Lint) return false;
        const Range& at = missing.range;
        const std::string_view name = undamaged_.tree.line_text(at.begin.line)
                                          .substr(at.begin.byte, at.end.byte - at.begin.byte);
        return damaged_.tree.line_text(trial_.line).find(name) != std::string_view::npos;
    }

    const Facts& undamaged_;
    const Facts& damaged_;
    const Trial& trial_;
    std::vector<std::uint32_t> own_;
    std::vector<std::uint32_t> node_;  // of the damaged line, as it is read
};

// The only line but `trial`'s with an error that the undamaged file does not have, or the line
// count.
std::uint32_t other_line(const Facts& undamaged, const Facts& damaged, const Trial& trial) {
    const std::uint32_t none = damaged.tree.line_count;
    std::uint32_t other = none;
    for (const Diagnostic& finding : damaged.findings) {
        const std::uint32_t line = finding.range.begin.line;
        if (!breaks_layout_or_syntax(finding) || line == trial.line) continue;
        const bool old = std::any_of(
            undamaged.findings.begin(), undamaged.findings.end(), [&](const Diagnostic& one) {
                return one.code == finding.code && one.range.begin.line == trial.before(line);
            });
        if (old) continue;
        if (other != none && other != line) return none;
        other = line;
    }
    return other;
}

// Whether the damaged text could just as well have come of a line typed elsewhere.
bool is_typed_elsewhere(const Facts& undamaged, const Facts& damaged, const Trial& trial) {
    const std::uint32_t line = other_line(undamaged, damaged, trial);
    if (line == damaged.tree.line_count) return false;
    std::string text = damaged.tree.text();
    const std::uint32_t begin = damaged.tree.line_token(line).begin;
    const std::size_t newline = text.find('\n', begin);
    const std::size_t size =
        newline == std::string::npos ? text.size() - begin : newline + 1 - begin;
    const Trial typed{Damage::LineTyped, line, begin, 0, text.substr(begin, size)};
    const Facts before = facts_of(text.erase(begin, size));
    if (std::any_of(before.findings.begin(), before.findings.end(), is_error)) return false;
    const Verdict verdict = Judge(before, damaged, typed).run();
    return !verdict.legal && verdict.passed();
}

}  // namespace

Verdict judge(const Facts& undamaged, const Facts& damaged, const Trial& trial) {
    Verdict verdict = Judge(undamaged, damaged, trial).run();
    verdict.either =
        !verdict.passed() && trial.adds_line() && is_typed_elsewhere(undamaged, damaged, trial);
    return verdict;
}

}  // namespace pilcrow::damage
