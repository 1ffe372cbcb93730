#include "cli/report.h"

#include "cli/files.h"
#include "parser/text/positions.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

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

const char* severity_name(Severity severity) {
    return severity == Severity::Error     ? "error"
           : severity == Severity::Warning ? "warning"
                                           : "info";
}

// Text as one line of a terminal: control characters are made visible, tabs one blank.
void append_visible(std::string& out, std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\t') {
            out += ' ';
        } else if (byte < 0x20 || byte == 0x7f) {
            out += "\xef\xbf\xbd"; // U+FFFD
        } else {
            out += c;
        }
    }
}

void append_excerpt(std::string& out, const Tree& tree, const Range& range, const Style& style,
                    const char* mark) {
    std::string_view line = tree.line_text(range.begin.line);
    std::size_t begin = std::min<std::size_t>(range.begin.byte, line.size());
    std::size_t end = range.end.line == range.begin.line
                          ? std::min<std::size_t>(range.end.byte, line.size()) : line.size();
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
        const std::size_t from = begin > widest_excerpt / 2 ? boundary(begin - widest_excerpt / 2) : 0;
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
    append_visible(out, line);
    out += behind;
    out += '\n';
    out += style.faint;
    out += margin + "| ";
    out += style.plain;
    const std::size_t left = column_from_byte(line, begin, ColumnUnit::Utf32);
    const std::size_t right = column_from_byte(line, end, ColumnUnit::Utf32);
    out.append(left + (*before != '\0' ? 1 : 0), ' ');
    out += mark;
    out.append(std::max<std::size_t>(1, right - left), '^');
    out += style.plain;
    out += '\n';
}

} // namespace

bool colour_wanted(std::FILE* stream) {
    const char* no_colour = std::getenv("NO_COLOR");
    if (no_colour != nullptr && *no_colour != '\0') return false;
    const char* terminal = std::getenv("TERM");
    if (terminal != nullptr && std::strcmp(terminal, "dumb") == 0) return false;
    return ::isatty(::fileno(stream)) != 0;
}

std::string text_report(const Analysis& analysis, bool colour) {
    const Style& style = colour ? ansi_style : no_style;
    std::string out;
    for (const Diagnostic& found : analysis.found) {
        const CodeInfo& code = info(found.code);
        const std::string_view line = analysis.tree.line_count > found.range.begin.line
                                          ? analysis.tree.line_text(found.range.begin.line)
                                          : std::string_view{};
        const char* mark = code.severity == Severity::Error     ? style.error
                           : code.severity == Severity::Warning ? style.warning
                                                                : style.info;
        out += style.strong + display_name(analysis.path) + ':' +
               std::to_string(found.range.begin.line + 1) + ':' +
               std::to_string(column_from_byte(line, found.range.begin.byte, ColumnUnit::Utf32) + 1) +
               ": " + style.plain + mark + severity_name(code.severity) + style.plain + '[' +
               std::string(code.text) + "]: " + found.message + '\n';
        if (analysis.tree.line_count > found.range.begin.line) {
            append_excerpt(out, analysis.tree, found.range, style, mark);
        }
        if (!found.help.empty()) out += "  help: " + found.help + '\n';
    }
    return out;
}

void print_text(const Analysis& analysis, std::FILE* stream, bool colour) {
    const std::string text = text_report(analysis, colour);
    std::fwrite(text.data(), 1, text.size(), stream);
}

} // namespace pilcrow::cli
