#include "parser/printer/checked_print.h"

#include "parser/equivalence/equivalence.h"
#include "parser/parse.h"
#include "parser/syntax/relations.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace pilcrow {

namespace {

// The terminator of the first line, LF where there is none.
std::string_view line_end_of(const Tree& tree) {
    if (tree.line_count == 0) return "\n";
    const std::string_view text = *tree.chunks.front()->text;
    const std::string_view rest = text.substr(tree.line_token(0).end);
    if (rest.starts_with("\r\n")) return "\r\n";
    return rest.starts_with('\r') ? "\r" : "\n";
}

Printed with_line_ends(Printed printed, std::string_view end) {
    if (end == "\n") return printed;
    std::string result;
    result.reserve(printed.text.size() + printed.text.size() / 16);
    for (const char c : printed.text) {
        if (c == '\n') {
            result += end;
        } else {
            result += c;
        }
    }
    printed.text = std::move(result);
    return printed;
}

bool has_errors(const Tree& tree) {
    for (BlockId block = 0; block < tree.reading->size(); ++block) {
        if (!tree.reading->is_head(block)) continue;
        const Unit* unit = tree.unit(block);
        if (unit == nullptr) continue;
        if ((unit->flags & unit_damaged) != 0) return true;
        for (const UnitDiagnostic& found : unit->diagnostics()) {
            if (info(found.code).severity == Severity::Error) return true;
        }
    }
    return false;
}

struct PlacedError {
    Code code;
    std::uint32_t line;
};

// Of the statements, in order, then those that relate them.
std::vector<PlacedError> errors_of(const Tree& tree) {
    std::vector<PlacedError> errors;
    for (BlockId block = 0; block < tree.reading->size(); ++block) {
        if (!tree.reading->is_head(block)) continue;
        const Unit* unit = tree.unit(block);
        if (unit == nullptr) continue;
        for (const UnitDiagnostic& found : unit->diagnostics()) {
            if (info(found.code).severity != Severity::Error) continue;
            errors.push_back({found.code, tree.position(block, found.begin).line});
        }
    }
    std::vector<Diagnostic> relations;
    check_relations(tree, relations);
    for (const Diagnostic& found : relations) {
        if (info(found.code).severity != Severity::Error) continue;
        errors.push_back({found.code, found.range.begin.line});
    }
    return errors;
}

// The first line of `text` that the other does not have in its place.
std::size_t first_other_line(std::string_view text, std::string_view other) {
    std::size_t line = 0;
    for (std::size_t at = 0; at < text.size() && at < other.size() && text[at] == other[at]; ++at) {
        if (text[at] == '\n') ++line;
    }
    return line;
}

Printed as_it_is(const Tree& tree) {
    Printed printed;
    for (std::uint32_t line = 0; line < tree.line_count; ++line) {
        printed.text.append(tree.line_text(line)) += '\n';
        printed.source_lines.push_back(line);
    }
    return printed;
}

// Printing a tree with errors, with ever more that stays as it is.
class DamagedPrinter {
public:
    DamagedPrinter(const Tree& tree, const PrintOptions& options)
        : tree_(tree), options_(options), attempt_(options) {}

    // The first form that is read as the tree is.
    Printed form() {
        while (!all_stays_) {
            Printed printed = print(tree_, attempt_);
            const std::uint32_t line = other_line(printed);
            if (line == Printed::no_source_line) return printed;
            keep_more(line);
        }
        return as_it_is(tree_);
    }

    // … and of which that is the form, too.
    Printed settled_form() {
        for (;;) {
            Printed printed = form();
            if (all_stays_) return printed;
            const Tree again = parse(printed.text, Layout::Pilcrow);
            const std::string next = DamagedPrinter(again, options_).form().text;
            if (next == printed.text) return printed;
            keep_more(source_line(printed, first_other_line(printed.text, next)));
        }
    }

private:
    void keep_more(std::uint32_t line) {
        constexpr std::size_t most_doubts = 4;
        all_stays_ = attempt_.keep_generously;
        attempt_.keep_generously = attempt_.doubtful_lines.size() == most_doubts;
        attempt_.doubtful_lines.push_back(line);
    }

    // The first line that is read otherwise in the form, or no_source_line: another statement, or
    // another error.
    std::uint32_t other_line(const Printed& printed) const {
        const Tree again = parse(printed.text, Layout::Pilcrow);
        if (const auto found = difference(tree_, again)) return found->line;
        const std::vector<PlacedError> before = errors_of(tree_);
        const std::vector<PlacedError> now = errors_of(again);
        const auto same = [](const PlacedError& one, const PlacedError& other) {
            return one.code == other.code;
        };
        const auto [one, other] =
            std::mismatch(before.begin(), before.end(), now.begin(), now.end(), same);
        if (one != before.end()) return one->line;
        if (other == now.end()) return Printed::no_source_line;
        return source_line(printed, other->line);
    }

    // Where a line comes from, or the last one before it that comes from anywhere.
    static std::uint32_t source_line(const Printed& printed, std::size_t line) {
        for (std::size_t at = std::min(line + 1, printed.source_lines.size()); at > 0; --at) {
            const std::uint32_t source = printed.source_lines[at - 1];
            if (source != Printed::no_source_line) return source;
        }
        return 0;
    }

    const Tree& tree_;
    const PrintOptions& options_;
    PrintOptions attempt_;
    bool all_stays_ = false;
};

Printed print_damaged(const Tree& tree, const PrintOptions& options) {
    // (The lines that were asked for are others in the form.)
    const bool whole =
        options.lines.empty() ||
        std::any_of(options.lines.begin(), options.lines.end(), [&](LineRange lines) {
            return lines.first == 0 && lines.last >= tree.line_count;
        });
    DamagedPrinter printer(tree, options);
    return whole ? printer.settled_form() : printer.form();
}

}  // namespace

CheckedPrint print_checked(const Tree& tree, const PrintOptions& options) {
    const std::string_view end = line_end_of(tree);
    const bool formats = tree.layout == Layout::Pilcrow && options.to == Layout::Pilcrow;
    if (formats && has_errors(tree)) {
        return {with_line_ends(print_damaged(tree, options), end), {}};
    }
    const Outline outline = outline_of(tree);
    Printed printed = with_line_ends(print(tree, outline, options), end);
    if (options.to == tree.layout && tree.has_text(printed.text)) return {std::move(printed), {}};
    const Tree again = formats ? parse_again(printed.text, tree, printed.source_lines)
                               : parse(printed.text, options.to);
    const auto found = difference(tree, outline, again);
    if (!found) return {std::move(printed), {}};
    if (formats && !errors_of(tree).empty()) {  // which relate statements
        return {with_line_ends(print_damaged(tree, options), end), {}};
    }
    return {{}, "line " + std::to_string(found->line + 1) + ": " + found->what};
}

}  // namespace pilcrow
