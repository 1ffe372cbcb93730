#include "tests/damaged_format/property.h"

#include "parser/equivalence/equivalence.h"
#include "parser/equivalence/meaning.h"
#include "parser/outline/outline.h"
#include "parser/parse.h"
#include "parser/printer/checked_print.h"
#include "parser/syntax/relations.h"
#include "tests/fuzz/printing_checks.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace pilcrow::damaged_format {
namespace {

using damage::Facts;

std::string shown_line(std::uint32_t line) { return "line " + std::to_string(line + 1); }

// Which statements of a damaged file stay as they are, as property.h has it.
class Staying {
public:
    Staying(const Tree& tree, const std::vector<OutlineEntry>& entries)
        : tree_(tree), entries_(entries), damaged(entries.size(), false) {
        for (const Diagnostic& finding : syntax_diagnostics(tree)) {
            if (damage::is_error(finding)) mark(finding.range.begin.line);
        }
        mark_units();
        mark_owners_without_block();
        mark_covered();
        stays = damaged;
        keep_blocks();
    }

private:
    bool is_statement(std::size_t index) const { return entries_[index].head != no_block; }

    void mark(std::uint32_t line) {
        for (std::size_t index = 0; index < entries_.size(); ++index) {
            const OutlineEntry& entry = entries_[index];
            if (is_statement(index) && entry.line <= line && line <= entry.last_line) {
                damaged[index] = true;
            }
        }
    }

    // An error may be told on another line alone, as that of a text that lost its quotes is.
    void mark_units() {
        const BlockTree& blocks = *tree_.reading;
        for (BlockId block = 0; block < blocks.size(); ++block) {
            if (!blocks.is_head(block)) continue;
            const Unit* unit = tree_.unit(block);
            if (unit != nullptr && (unit->flags & unit_damaged) != 0) mark(blocks[block].line);
        }
    }

    void mark_owners_without_block() {
        const BlockTree& blocks = *tree_.reading;
        for (std::size_t index = 0; index < entries_.size(); ++index) {
            if (!is_statement(index) || entries_[index].parent == no_block) continue;
            const BlockId owner = blocks[entries_[index].head].previous;
            const Unit* unit = tree_.unit(blocks.head(owner));
            const std::uint32_t segment = blocks.segment_index(owner);
            if (unit != nullptr && segment < unit->segment_count &&
                unit->segments()[segment].opener == Opener::Block) {
                continue;
            }
            damaged[index_of(entries_[index].parent)] = true;
        }
    }

    void mark_covered() {
        std::uint32_t end = 0;
        for (std::size_t index = 0; index < entries_.size(); ++index) {
            if (entries_[index].line < end) damaged[index] = true;
            if (damaged[index]) end = std::max(end, entries_[index].last_line + 1);
        }
    }

    std::size_t index_of(BlockId head) const {
        std::size_t index = 0;
        while (entries_[index].head != head) ++index;
        return index;
    }
    bool in_its_column(std::size_t index) const {
        const LineToken& token = tree_.line_token(entries_[index].line);
        return token.column == entries_[index].level * 4 && token.tab_in_indentation == 0;
    }
    // One past what is in the statement's block.
    std::size_t behind(std::size_t index) const {
        const std::uint32_t level = entries_[index].level;
        do ++index;
        while (index < entries_.size() && entries_[index].level > level);
        return index;
    }

    void keep_blocks() {
        for (std::size_t index = 0; index < entries_.size(); ++index) {
            if (!is_statement(index) || in_its_column(index)) continue;
            const bool of_damaged =
                entries_[index].level > 0 && damaged[index_of(entries_[index].parent)];
            if (!damaged[index] && !of_damaged) continue;
            std::size_t at = index;
            while (entries_[at].level > 0) {
                const std::size_t owner = index_of(entries_[at].parent);
                for (std::size_t in = owner + 1; in < behind(owner); ++in) stays[in] = true;
                at = owner;
                if (in_its_column(owner)) break;
            }
            if (!in_its_column(at)) keep_run(at);
        }
    }
    void keep_run(std::size_t at) {
        const auto odd = [&](std::size_t index) {
            return !is_statement(index) || !in_its_column(index);
        };
        std::vector<std::size_t> first_level;
        for (std::size_t index = 0; index < entries_.size(); index = behind(index)) {
            first_level.push_back(index);
        }
        const auto here = std::lower_bound(first_level.begin(), first_level.end(), at);
        auto first = here;
        while (first != first_level.begin() && odd(*(first - 1))) --first;
        auto last = here;
        while (last + 1 != first_level.end() && odd(*(last + 1))) ++last;
        for (std::size_t index = *first; index < behind(*last); ++index) stays[index] = true;
    }

    const Tree& tree_;
    const std::vector<OutlineEntry>& entries_;

public:
    std::vector<bool> damaged;
    std::vector<bool> stays;
};

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

// A form's lines by the lines of the source that they come from.
class Form {
public:
    explicit Form(const Printed& printed) : lines_(lines_of(printed.text)) {
        for (std::uint32_t at = 0; at < printed.source_lines.size(); ++at) {
            if (printed.source_lines[at] != Printed::no_source_line) {
                places_[printed.source_lines[at]].push_back(at);
            }
        }
    }

    // What was made of these lines, both included, with the blank lines in between.
    std::string of(std::uint32_t first, std::uint32_t last) const {
        std::uint32_t begin = no_line;
        std::uint32_t end = 0;
        for (auto at = places_.lower_bound(first); at != places_.end() && at->first <= last; ++at) {
            begin = std::min(begin, at->second.front());
            end = std::max(end, at->second.back() + 1);
        }
        std::string text;
        for (std::uint32_t at = begin; at < end; ++at) text.append(lines_[at]) += '\n';
        return text;
    }

private:
    std::vector<std::string_view> lines_;
    std::map<std::uint32_t, std::vector<std::uint32_t>> places_;
};

std::string source_of(const Tree& tree, std::uint32_t first, std::uint32_t last) {
    std::string text;
    for (std::uint32_t line = first; line <= last; ++line) {
        text.append(tree.line_text(line)) += '\n';
    }
    return text;
}

std::string meaning_of(const Tree& tree, const OutlineEntry& entry) {
    return std::string(Meanings(tree).of(entry.head, entry.begins_body));
}

std::vector<std::string> definitions_of(const Facts& facts) {
    std::vector<std::string> paths{{}};
    for (std::size_t index = 1; index < facts.scopes.size(); ++index) {
        paths.push_back(paths[facts.scopes[index].parent] + '.' + facts.scopes[index].name);
    }
    std::vector<std::string> result;
    for (const damage::Definition& one : facts.definitions) {
        result.push_back(one.what + ' ' + paths[one.scope] + '/' + one.name);
    }
    return result;
}

// The first difference of two lists, or empty.
std::string difference_of(const std::vector<std::string>& before,
                          const std::vector<std::string>& after) {
    const auto [one, other] =
        std::mismatch(before.begin(), before.end(), after.begin(), after.end());
    if (one == before.end() && other == after.end()) return {};
    return (one == before.end() ? "(end)" : *one) + " | " +
           (other == after.end() ? "(end)" : *other);
}

class Check {
public:
    Check(const Undamaged& before, const std::string& text, const std::vector<std::uint32_t>& lines)
        : before_(before),
          lines_(lines),
          facts_(damage::facts_of(text)),
          outline_(outline_of(facts_.tree)),
          staying_(facts_.tree, outline_.entries) {}

    std::string run(Counts& counts) {
        const CheckedPrint printed = print_checked(facts_.tree);
        if (!printed.refusal.empty()) return "(a) fmt refuses: " + printed.refusal;
        if (std::string fault = fault_of_staying(printed.printed); !fault.empty()) return fault;
        if (std::string fault = fault_of_others(printed.printed, counts); !fault.empty()) {
            return fault;
        }
        const Facts form = damage::facts_of(printed.printed.text);
        const std::string again = print_checked(form.tree).printed.text;
        if (again != printed.printed.text) {
            return "(d) no fixed point: " + first_difference(printed.printed.text, again);
        }
        return fault_of_program(form);
    }

private:
    static std::string first_difference(std::string_view first, std::string_view second) {
        const std::vector<std::string_view> a = lines_of(first);
        const std::vector<std::string_view> b = lines_of(second);
        const auto [one, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
        return shown_line(static_cast<std::uint32_t>(one - a.begin())) + ":\n  " +
               std::string(one == a.end() ? "(end)" : *one) + "\n  " +
               std::string(other == b.end() ? "(end)" : *other);
    }

    std::string fault_of_staying(const Printed& printed) const {
        const Form form(printed);
        for (std::size_t index = 0; index < outline_.entries.size(); ++index) {
            const OutlineEntry& entry = outline_.entries[index];
            if (!staying_.stays[index] || entry.head == no_block) continue;
            const std::string source = source_of(facts_.tree, entry.line, entry.last_line);
            const std::string now = form.of(entry.line, entry.last_line);
            if (now != source) {
                return "(b) " + shown_line(entry.line) + " does not stay:\n" + source + "->\n" +
                       now;
            }
        }
        return {};
    }

    // The line before the damage, where these lines, one after the other, are as they were.
    std::uint32_t line_before(std::uint32_t first, std::uint32_t last) const {
        if (lines_[first] == no_line) return no_line;
        for (std::uint32_t line = first; line <= last; ++line) {
            if (lines_[line] != lines_[first] + (line - first)) return no_line;
        }
        return lines_[first];
    }

    std::string fault_of_others(const Printed& printed, Counts& counts) const {
        const Form form(printed);
        const Form old_form(before_.form);
        const Outline old = outline_of(before_.tree);
        std::map<std::uint32_t, const OutlineEntry*> old_at;
        for (const OutlineEntry& entry : old.entries) old_at[entry.line] = &entry;
        for (std::size_t index = 0; index < outline_.entries.size(); ++index) {
            const OutlineEntry& entry = outline_.entries[index];
            if (entry.head != no_block) {
                ++counts.statements;
                if (staying_.damaged[index]) ++counts.damaged;
                if (staying_.stays[index] && !staying_.damaged[index]) ++counts.staying;
            }
            if (staying_.stays[index]) continue;
            const auto was = old_at.find(line_before(entry.line, entry.last_line));
            if (was == old_at.end()) continue;
            const OutlineEntry& old_entry = *was->second;
            if (old_entry.level != entry.level ||
                old_entry.last_line - old_entry.line != entry.last_line - entry.line ||
                (old_entry.head == no_block) != (entry.head == no_block)) {
                continue;
            }
            if (entry.head != no_block &&
                meaning_of(facts_.tree, entry) != meaning_of(before_.tree, old_entry)) {
                continue;
            }
            ++counts.compared;
            const std::string now = form.of(entry.line, entry.last_line);
            const std::string then = old_form.of(old_entry.line, old_entry.last_line);
            if (now == then) continue;
            ++counts.doubtful;
            if (now != source_of(facts_.tree, entry.line, entry.last_line) || !is_in_doubt()) {
                return "(c) " + shown_line(entry.line) + " is not formatted as it was:\n" + then +
                       "->\n" + now;
            }
        }
        return {};
    }

    static std::vector<Code> error_codes(const Facts& facts) {
        std::vector<Code> codes;
        for (const Diagnostic& finding : facts.findings) {
            if (damage::is_error(finding)) codes.push_back(finding.code);
        }
        return codes;
    }

    // Whether the form with all that may be formatted is read otherwise, or is no fixed point.
    bool is_in_doubt() const {
        const std::string form = print(facts_.tree).text;
        const Tree again = parse(form, Layout::Pilcrow);
        return difference(facts_.tree, again) || print(again).text != form ||
               error_codes(facts_) != error_codes(damage::facts_of(form));
    }

    std::string fault_of_program(const Facts& form) const {
        if (const auto found = difference(facts_.tree, form.tree)) {
            return "(e) another program: " + found->what + ", lines " +
                   std::to_string(found->line + 1) + " and " +
                   std::to_string(found->other_line + 1);
        }
        if (std::string found = difference_of(definitions_of(facts_), definitions_of(form));
            !found.empty()) {
            return "(e) other definitions: " + found;
        }
        if (std::string found = difference_of(fuzz::comments_in_order(facts_.tree),
                                              fuzz::comments_in_order(form.tree));
            !found.empty()) {
            return "(e) other comments: " + found;
        }
        return fault_of_findings(form);
    }

    // Whether a line is one of the chosen statements' own.
    static bool is_on(const Outline& outline, const std::vector<bool>& chosen, std::uint32_t line) {
        for (std::size_t index = 0; index < chosen.size(); ++index) {
            const OutlineEntry& entry = outline.entries[index];
            if (chosen[index] && entry.line <= line && line <= entry.last_line) return true;
        }
        return false;
    }

    std::string fault_of_findings(const Facts& form) const {
        const Outline outline = outline_of(form.tree);
        // `difference` found the same statements; comments may be other entries.
        std::vector<bool> stays;
        std::vector<bool> in_order;
        for (std::size_t index = 0; index < outline_.entries.size(); ++index) {
            if (outline_.entries[index].head != no_block) in_order.push_back(staying_.stays[index]);
        }
        std::size_t at = 0;
        for (const OutlineEntry& entry : outline.entries) {
            stays.push_back(entry.head != no_block && in_order[at++]);
        }
        std::vector<std::string> before = shown(facts_, outline_, staying_.stays);
        std::vector<std::string> after = shown(form, outline, stays);
        std::sort(before.begin(), before.end());
        std::sort(after.begin(), after.end());
        std::vector<std::string> lost;
        std::vector<std::string> added;
        std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                            std::back_inserter(lost));
        std::set_difference(after.begin(), after.end(), before.begin(), before.end(),
                            std::back_inserter(added));
        std::erase_if(lost, [](const std::string& one) { return one.starts_with(mendable); });
        if (!added.empty()) return "(e) a new finding: " + added.front();
        if (!lost.empty()) return "(e) a lost finding: " + lost.front();
        return {};
    }

    static constexpr std::string_view mendable = "mendable ";

    std::vector<std::string> shown(const Facts& facts, const Outline& outline,
                                   const std::vector<bool>& stays) const {
        std::vector<std::string> result;
        std::vector<Diagnostic> relations;
        check_relations(facts.tree, relations);
        std::vector<bool> related(outline.entries.size(), false);
        for (const Diagnostic& finding : relations) {
            for (std::size_t index = 0; index < related.size(); ++index) {
                const OutlineEntry& entry = outline.entries[index];
                const std::uint32_t line = finding.range.begin.line;
                if (damage::is_error(finding) && entry.line <= line && line <= entry.last_line) {
                    related[index] = true;
                }
            }
        }
        for (const Diagnostic& finding : facts.findings) {
            const std::uint32_t line = finding.range.begin.line;
            if (!damage::is_error(finding) && is_on(outline, related, line)) continue;
            const bool staying = is_on(outline, stays, line);
            const CodeClass code_class = info(finding.code).code_class;
            const bool mended =
                !staying && !damage::is_error(finding) &&
                (code_class == CodeClass::Layout || code_class == CodeClass::Syntax);
            std::string text(mended ? mendable : std::string_view());
            text += info(finding.code).text;
            if (staying || !damage::is_error(finding)) text += ": " + finding.message;
            if (staying) text += " on: " + std::string(facts.tree.line_text(line));
            result.push_back(std::move(text));
        }
        return result;
    }

    const Undamaged& before_;
    const std::vector<std::uint32_t>& lines_;
    Facts facts_;
    Outline outline_;
    Staying staying_;
};

}  // namespace

Undamaged undamaged(std::string text) {
    Undamaged result;
    result.tree = parse(std::move(text), Layout::Pilcrow);
    result.form = print(result.tree);
    return result;
}

std::string fault_of_format(const Undamaged& before, const std::string& text,
                            const std::vector<std::uint32_t>& lines, Counts& counts) {
    return Check(before, text, lines).run(counts);
}

}  // namespace pilcrow::damaged_format
