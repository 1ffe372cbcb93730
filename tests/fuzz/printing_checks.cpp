#include "tests/fuzz/printing_checks.h"

#include "parser/diagnostics/diagnostics.h"
#include "parser/equivalence/equivalence.h"
#include "parser/layout/python/source_encoding.h"
#include "parser/parse.h"
#include "parser/printer/checked_print.h"
#include "parser/printer/printer.h"
#include "parser/syntax/relations.h"

#include <algorithm>
#include <utility>

namespace pilcrow::fuzz {
namespace {

struct PlacedComment {
    Position place;
    std::string_view text;
};

bool is_error(const Diagnostic& finding) { return info(finding.code).severity == Severity::Error; }

std::string first_error(const Tree& tree) {
    std::vector<Diagnostic> found = syntax_diagnostics(tree);
    check_relations(tree, found);
    const auto at = std::find_if(found.begin(), found.end(), is_error);
    if (at == found.end()) return {};
    return "line " + std::to_string(at->range.begin.line + 1) + ": " + at->message;
}

bool is_literal_line(const Tree& tree, std::uint32_t line) {
    if (tree.line_token(line).lead() != Lead::Literal) return false;
    const BlockId block = tree.reading->at_line(line);
    if (block == no_block || !tree.reading->is_head(block)) return false;
    const Unit* unit = tree.unit(block);
    return unit == nullptr || unit->role == Role::LiteralLine || unit->role == Role::FLiteralLine;
}

// Python's closing quotes make some escapes of quotes necessary, which the way back takes for that:
// so `\"""` in a literal's line of the programmer's own comes back as `"""`, the same text. And a
// raw string cannot end in a backslash there.
bool has_escapes_at_quotes(const Tree& tree) {
    for (std::uint32_t line = 0; line < tree.line_count; ++line) {
        const std::string_view text = tree.line_text(line);
        if (tree.line_token(line).lead() == Lead::Literal &&
            (text.find("\\\"") != std::string_view::npos || text.ends_with('\\'))) {
            return true;
        }
    }
    return false;
}

// A docstring's lines come back without the indentation that all of them have: inspect.cleandoc
// takes it away.
bool has_indented_literals(const Tree& tree) {
    bool inside = false;
    bool indented = false;  // all lines of the literal so far
    for (std::uint32_t line = 0; line < tree.line_count; ++line) {
        if (!is_literal_line(tree, line)) {
            if (inside && indented) return true;
            inside = false;
            continue;
        }
        const LineToken& token = tree.line_token(line);
        const std::string_view text = tree.line_text(line).substr(token.lead_at - token.begin);
        if (text.size() > 1) indented = (!inside || indented) && text[1] == ' ';
        inside = true;
    }
    return inside && indented;
}

// Whether a comment line stands above a literal's line, or may belong to its end.
bool has_comments_in_literals(const Tree& tree) {
    if (tree.layout == Layout::Python) return false;
    bool in_literal = false;  // the last structural line was one of a literal
    bool comment = false;
    for (std::uint32_t line = 0; line < tree.line_count; ++line) {
        const Lead lead = tree.line_token(line).lead();
        if (lead == Lead::Blank) continue;
        if (lead == Lead::Comment) {
            if (in_literal) return true;
            comment = true;
            continue;
        }
        in_literal = is_literal_line(tree, line);
        if (in_literal && comment) return true;
        comment = false;
    }
    return false;
}

std::string first_difference(std::string_view first, std::string_view second) {
    std::size_t at = 0;
    std::size_t begin = 0;
    std::size_t line = 1;
    for (; at < first.size() && at < second.size() && first[at] == second[at]; ++at) {
        if (first[at] != '\n') continue;
        begin = at + 1;
        ++line;
    }
    const auto shown = [&](std::string_view text) {
        return std::string(
            text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin));
    };
    return "line " + std::to_string(line) + ":\n  " + shown(first) + "\n  " + shown(second);
}

std::string fault_of_form(const Tree& tree, const Tree& form, bool ordered) {
    if (std::string error = first_error(form); !error.empty()) return "has an error: " + error;
    if (const auto found = difference(tree, form)) {
        return "is another program: " + found->what + ", lines " + std::to_string(found->line + 1) +
               " and " + std::to_string(found->other_line + 1);
    }
    if (!ordered) return {};
    const std::vector<std::string> before = comments_in_order(tree);
    const std::vector<std::string> after = comments_in_order(form);
    const auto [one, other] =
        std::mismatch(before.begin(), before.end(), after.begin(), after.end());
    if (one == before.end() && other == after.end()) return {};
    return "has its comments in another order: " + (one == before.end() ? "(end)" : *one) + " | " +
           (other == after.end() ? "(end)" : *other);
}

std::string fault_of_damaged_form(const Tree& tree) {
    const CheckedPrint form = print_checked(tree);
    if (!form.refusal.empty()) return "fmt refuses a text with errors: " + form.refusal;
    const Tree again = parse(form.printed.text, Layout::Pilcrow);
    if (const auto found = difference(tree, again)) {
        return "the form of a text with errors is read otherwise: " + found->what + ", lines " +
               std::to_string(found->line + 1) + " and " + std::to_string(found->other_line + 1);
    }
    const std::string next = print_checked(again).printed.text;
    if (next == form.printed.text) return {};
    return "the form of a text with errors is no fixed point: " +
           first_difference(form.printed.text, next);
}

}  // namespace

bool is_program(const Tree& tree) { return first_error(tree).empty(); }

std::vector<std::string> comments_in_order(const Tree& tree) {
    std::vector<PlacedComment> comments;
    const auto add = [&](Position place, std::string_view text) {
        comments.push_back({place, text.substr(0, text.find_last_not_of(" \t\f\r\n") + 1)});
    };
    for (std::uint32_t line = 0; line < tree.line_count; ++line) {
        const LineToken& token = tree.line_token(line);
        if (token.lead() != Lead::Comment) continue;
        const std::uint32_t byte = token.lead_at - token.begin;
        add({line, byte}, tree.line_text(line).substr(byte));
    }
    for (BlockId block = 0; block < tree.reading->size(); ++block) {
        if (!tree.reading->is_head(block) || tree.unit(block) == nullptr) continue;
        for (const Comment& comment : tree.unit(block)->comments()) {
            add(tree.position(block, comment.begin),
                tree.own_text(block, comment.begin, comment.end));
        }
    }
    std::stable_sort(comments.begin(), comments.end(),
                     [](const auto& one, const auto& other) { return one.place < other.place; });
    std::vector<std::string> texts;
    texts.reserve(comments.size());
    for (const PlacedComment& comment : comments) {
        declare_utf8(texts.emplace_back(comment.text));
    }
    return texts;
}

std::string fault_of_printing(const Tree& tree) {
    std::string pilcrow = print(tree).text;
    const std::string python = print(tree, {.to = Layout::Python}).text;
    const bool program = is_program(tree);
    if (!program) return tree.layout == Layout::Pilcrow ? fault_of_damaged_form(tree) : "";
    const Tree form = parse(pilcrow, Layout::Pilcrow);
    if (std::string fault = fault_of_form(tree, form, true); !fault.empty()) {
        return "the Pilcrow form " + fault;
    }
    if (const std::string again = print(form).text; again != pilcrow) {
        return "the Pilcrow form is no fixed point: " + first_difference(pilcrow, again);
    }
    const bool ordered = !has_comments_in_literals(tree);
    const Tree there = parse(python, Layout::Python);
    if (std::string fault = fault_of_form(tree, there, ordered); !fault.empty()) {
        return "the Python form " + fault;
    }
    if (!ordered || has_comments_in_literals(form) || has_escapes_at_quotes(form) ||
        has_indented_literals(form)) {
        return {};
    }
    // What the canonical form says, Python can say too.
    const std::string canonical = print(form, {.to = Layout::Python}).text;
    declare_utf8(pilcrow);
    if (const std::string back = print(parse(canonical, Layout::Python)).text; back != pilcrow) {
        return "the Pilcrow form comes back otherwise from Python: " +
               first_difference(pilcrow, back);
    }
    return {};
}

}  // namespace pilcrow::fuzz
