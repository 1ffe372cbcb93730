#include "lsp/editing/pasted_text.h"

#include "lsp/editing/content.h"
#include "parser/delimiters/delimiters.h"
#include "parser/diagnostics/diagnostics.h"
#include "parser/parse.h"
#include "parser/printer/convert.h"

#include <algorithm>
#include <utility>

namespace pilcrow::lsp::editing {
namespace {

constexpr std::uint32_t level_width = 4;

LineToken token_of(const std::string& line) {
    return tokenize_line(line, 0, DelimiterSet::pilcrow());
}

bool is_blank(const std::string& line) {
    return line.find_first_not_of(" \t\f") == std::string::npos;
}

std::string in_column(const std::string& line, std::uint32_t column) {
    if (is_blank(line)) return {};
    return std::string(column, ' ') + line.substr(token_of(line).lead_at);
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) (text += line) += '\n';
    return text;
}

// The least column of the lines from `first` on, or none where all are blank.
std::optional<std::uint32_t> least_column(const std::vector<std::string>& lines,
                                          std::size_t first) {
    std::optional<std::uint32_t> least;
    for (std::size_t i = first; i < lines.size(); ++i) {
        if (is_blank(lines[i])) continue;
        const std::uint32_t column = token_of(lines[i]).column;
        least = std::min(least.value_or(column), column);
    }
    return least;
}

// A selection often begins behind its first line's indentation: it gets the one that it must have
// had for the lines below.
void restore_first_indentation(std::vector<std::string>& lines) {
    if (lines.empty() || token_of(lines[0]).column > 0) return;
    const std::optional<std::uint32_t> least = least_column(lines, 1);
    if (!least || *least == 0) return;
    const auto second = std::find_if(lines.begin() + 1, lines.end(),
                                     [](const std::string& line) { return !is_blank(line); });
    const LineToken token = token_of(lines[0]);
    const Content content{lines[0].substr(token.content())};
    const bool opens = content.opens() != Opener::None;
    const std::uint32_t below = token_of(*second).column;
    const std::uint32_t column = !opens ? *least : below >= level_width ? below - level_width : 0;
    lines[0] = in_column(lines[0], std::min(column, *least));
}

void drop_blank_ends(std::vector<std::string>& lines) {
    while (!lines.empty() && is_blank(lines.back())) lines.pop_back();
    const auto first = std::find_if(lines.begin(), lines.end(),
                                    [](const std::string& line) { return !is_blank(line); });
    lines.erase(lines.begin(), first);
}

void move_left(std::vector<std::string>& lines) {
    const std::uint32_t least = least_column(lines, 0).value_or(0);
    for (std::string& line : lines) {
        line = is_blank(line) ? std::string() : in_column(line, token_of(line).column - least);
    }
}

struct Faults {
    bool errors = false;
    bool warnings = false;
};
Faults faults_of(const Tree& tree) {
    Faults faults;
    for (const Diagnostic& diagnostic : syntax_diagnostics(tree)) {
        const Severity severity = info(diagnostic.code).severity;
        faults.errors = faults.errors || severity == Severity::Error;
        faults.warnings = faults.warnings || severity == Severity::Warning;
    }
    return faults;
}

// A Python program in Pilcrow's layout, or nothing if it is none.
std::optional<std::vector<std::string>> converted(const std::string& python) {
    const Tree tree = parse(python, Layout::Python);
    if (faults_of(tree).errors) return {};
    const Converted result = convert(tree);
    if (!result.refusal.empty()) return {};
    return lines_of_text(result.printed.text);
}

// What a program that begins with one line has under that line, 4 columns further left.
std::vector<std::string> under_first(std::vector<std::string> lines) {
    std::vector<std::string> under;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        if (!is_blank(lines[i]) && token_of(lines[i]).column < level_width) break;
        under.push_back(is_blank(lines[i]) ? std::string() : lines[i].substr(level_width));
    }
    drop_blank_ends(under);
    return under;
}

// One element on a line of its own.
void add_elements(const std::string& line, std::vector<std::string>& items) {
    const std::size_t begin = line.find_first_not_of(" \t,");
    if (begin == std::string::npos) return;
    const Content content{line.substr(begin)};
    const std::string comment(content.text().substr(content.comment_at()));
    if (content.size() == 0) {
        items.push_back(comment);
        return;
    }
    // A bracket that the line does not close belongs to lines below: it is left as it is.
    const std::vector<Span> elements = content.elements(no_atom);
    for (std::size_t i = 0; i < elements.size(); ++i) {
        std::string item = ", " + std::string(content.text(elements[i]));
        if (i + 1 == elements.size() && !comment.empty()) (item += "  ") += comment;
        items.push_back(std::move(item));
    }
}

// Programs in which the lines of a list of that kind can stand.
std::vector<std::pair<std::string, std::string>> frames_for(Role role) {
    const std::pair<std::string, std::string> call{"f(\n", "\n)\n"};
    const std::pair<std::string, std::string> list{"[\n", "\n]\n"};
    const std::pair<std::string, std::string> dict{"{\n", "\n}\n"};
    const std::pair<std::string, std::string> parameters{"def f(\n", "\n):\n    pass\n"};
    switch (role) {
    case Role::Parameter: return {parameters, call};
    case Role::Entry: return {dict, list};
    case Role::Element:
    case Role::Grouping: return {list, call, dict};
    case Role::ImportName: return {{"from x import (\n", "\n)\n"}, list};
    case Role::TypeParameter: return {{"def f[\n", "\n](): pass\n"}, list};
    default: return {call, list, dict, parameters};
    }
}

}  // namespace

std::vector<std::string> lines_of_text(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
        if (!text.empty()) text.remove_prefix(text.starts_with("\r\n") ? 2 : 1);
    }
    return lines;
}

Lead lead_of(const std::vector<std::string>& lines) {
    for (const std::string& line : lines) {
        if (!is_blank(line)) return token_of(line).lead();
    }
    return Lead::Blank;
}

void move_right(std::vector<std::string>& lines, std::uint32_t columns) {
    for (std::string& line : lines) {
        if (!line.empty()) line.insert(0, columns, ' ');
    }
}

std::vector<std::string> as_statements(std::vector<std::string> lines) {
    drop_blank_ends(lines);
    restore_first_indentation(lines);
    std::vector<std::string> own = lines;
    move_left(own);
    const Faults faults = faults_of(parse(joined(own), Layout::Pilcrow));
    if (!faults.errors && !faults.warnings) return own;
    // Indented Python stands in a block: its strings must keep what is theirs.
    const bool indented = !lines.empty() && token_of(lines[0]).column > 0;
    auto python = converted(indented ? "if 1:\n" + joined(lines) : joined(lines));
    if (!python) return own;
    return indented ? under_first(std::move(*python)) : std::move(*python);
}

std::vector<std::string> as_items(std::vector<std::string> lines, Role role) {
    drop_blank_ends(lines);
    restore_first_indentation(lines);
    if (lead_of(lines) == Lead::Item) {
        move_left(lines);
        return lines;
    }
    if (lines.size() > 1) {
        for (const auto& [begin, end] : frames_for(role)) {
            auto python = converted(begin + joined(lines) + end);
            if (!python || python->empty() || python->front().back() != begin[begin.size() - 2]) {
                continue;
            }
            std::vector<std::string> items = under_first(std::move(*python));
            if (lead_of(items) == Lead::Item || lead_of(items) == Lead::Comment) return items;
        }
    }
    std::vector<std::string> items;
    for (const std::string& line : lines) add_elements(line, items);
    return items;
}

std::vector<std::string> as_literal_text(std::vector<std::string> lines) {
    const bool literal_lines =
        lines.size() > 1 && std::all_of(lines.begin(), lines.end(), [&](const std::string& line) {
            const LineToken token = token_of(line);
            return token.lead() == Lead::Literal &&
                   (&line == &lines.front() || token.column == token_of(lines.back()).column);
        });
    if (!literal_lines) return lines;
    for (std::string& line : lines) line.erase(0, token_of(line).content());
    return lines;
}

}  // namespace pilcrow::lsp::editing
