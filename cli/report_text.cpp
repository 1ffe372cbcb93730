#include "cli/columns.h"
#include "cli/files.h"
#include "cli/report.h"
#include "cli/visible.h"

#include <algorithm>

namespace pilcrow::cli {
namespace {

// A line longer than this is shown from near the finding only.
constexpr std::size_t widest_excerpt = 160;

struct Style {
    const char* error;
    const char* warning;
    const char* info;
    const char* strong;
    const char* faint;
    const char* plain;
};
constexpr Style no_style{"", "", "", "", "", ""};
constexpr Style ansi_style{"\x1b[1;31m", "\x1b[1;33m", "\x1b[1;36m",
                           "\x1b[1m",    "\x1b[2m",    "\x1b[0m"};

void append_excerpt(std::string& out, const Tree& tree, const Range& range, const Style& style,
                    const char* mark) {
    std::string_view line = tree.line_text(range.begin.line);
    std::size_t begin = std::min<std::size_t>(range.begin.byte, line.size());
    std::size_t end = range.end.line == range.begin.line
                          ? std::min<std::size_t>(range.end.byte, line.size())
                          : line.size();
    end = std::max(begin, end);
    const char* before = "";
    const char* behind = "";
    if (line.size() > widest_excerpt) {
        const auto boundary = [&](std::size_t at) {
            while (at > 0 && at < line.size() &&
                   (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80) {
                --at;
            }
            return at;
        };
        const std::size_t from =
            begin > widest_excerpt / 2 ? boundary(begin - widest_excerpt / 2) : 0;
        const std::size_t to = boundary(std::min(line.size(), from + widest_excerpt));
        before = from > 0 ? "…" : "";
        behind = to < line.size() ? "…" : "";
        line = line.substr(from, to - from);
        begin -= from;
        end = std::min(end - from, line.size());
    }
    const std::string number = std::to_string(range.begin.line + 1);
    const std::string margin(number.size() + 2, ' ');
    out += style.faint;
    out += ' ' + number + " | ";
    out += style.plain;
    out += before;
    const std::size_t left = append_visible(out, line.substr(0, begin));
    const std::size_t marked = append_visible(out, line.substr(begin, end - begin));
    append_visible(out, line.substr(end));
    out += behind;
    out += '\n';
    out += style.faint;
    out += margin + "| ";
    out += style.plain;
    out.append(left + (*before != '\0' ? 1 : 0), ' ');
    out += mark;
    out.append(std::max<std::size_t>(1, marked), '^');
    out += style.plain;
    out += '\n';
}

}  // namespace

std::string text_report(const Analysis& analysis, bool colour) {
    const Style& style = colour ? ansi_style : no_style;
    ColumnCounter columns(analysis.tree);
    std::string out;
    const auto place = [&](Position at) {
        return std::to_string(at.line + 1) + ':' + std::to_string(columns.of(at));
    };
    for (const Diagnostic& found : analysis.found) {
        const CodeInfo& code = info(found.code);
        const char* mark = code.severity == Severity::Error     ? style.error
                           : code.severity == Severity::Warning ? style.warning
                                                                : style.info;
        out += style.strong;
        append_visible(out, display_name(analysis.path));
        out += ':' + place(found.range.begin) + ": " + style.plain + mark +
               severity_name(code.severity) + style.plain + '[' + std::string(code.text) + "]: ";
        append_visible(out, found.message);
        out += '\n';
        if (found.range.begin.line < analysis.tree.line_count) {
            append_excerpt(out, analysis.tree, found.range, style, mark);
        }
        if (found.related) out += "  note: opened at " + place(found.related->begin) + '\n';
        if (!found.help.empty()) {
            out += "  help: ";
            append_visible(out, found.help);
            out += '\n';
        }
    }
    return out;
}

}  // namespace pilcrow::cli
