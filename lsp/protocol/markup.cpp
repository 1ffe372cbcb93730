#include "lsp/protocol/markup.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

bool is_punctuation(char c) {
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
           (c >= '{' && c <= '~');
}

bool is_fence(std::string_view line) {
    return line.substr(std::min(line.find_first_not_of(' '), line.size())).starts_with("```");
}

void append_text(std::string_view line, std::string& text) {
    bool code = false;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const bool escapes = line[at] == '\\' && !code && at + 1 < line.size();
        if (escapes && is_punctuation(line[at + 1])) {
            ++at;
        } else if (line[at] == '`') {
            code = !code;
        }
        text += line[at];
    }
    // Blanks at its end are a line break to Markdown only.
    text.resize(text.find_last_not_of(' ') + 1);
}

}  // namespace

Json marked_up(std::string_view markdown, bool takes_markdown) {
    if (takes_markdown) return {{"kind", "markdown"}, {"value", markdown}};
    return {{"kind", "plaintext"}, {"value", plain_text(markdown)}};
}

std::string plain_text(std::string_view markdown) {
    std::string text;
    bool fenced = false;
    while (!markdown.empty()) {
        const std::size_t end = std::min(markdown.find('\n'), markdown.size());
        const std::string_view line = markdown.substr(0, end);
        markdown.remove_prefix(std::min(end + 1, markdown.size()));
        if (is_fence(line)) {
            fenced = !fenced;
            continue;
        }
        if (fenced) {
            text += line;
        } else {
            append_text(line, text);
        }
        text += '\n';
    }
    while (text.ends_with('\n')) text.pop_back();
    return text;
}

}  // namespace pilcrow::lsp
