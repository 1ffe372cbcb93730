#include "lsp/features/docstring.h"

#include <algorithm>
#include <array>
#include <vector>

namespace pilcrow::lsp {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    for (;;) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return lines;
        text.remove_prefix(end + 1);
    }
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

std::size_t indent_of(std::string_view line) {
    const std::size_t at = line.find_first_not_of(' ');
    return at == std::string_view::npos ? line.size() : at;
}

bool is_blank(std::string_view line) { return trimmed(line).empty(); }

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

// The sections that Google's and NumPy's forms know, whose contents are names and descriptions or,
// for the second half, text.
constexpr auto listed_sections = std::to_array<std::string_view>(
    {"Args", "Arguments", "Attributes", "Keyword Args", "Keyword Arguments", "Methods",
     "Other Parameters", "Parameters", "Raises", "Receives", "Returns", "Warns", "Yields"});
constexpr auto text_sections = std::to_array<std::string_view>(
    {"Caution", "Danger", "Error", "Example", "Examples", "Hint", "Important", "Note", "Notes",
     "References", "See Also", "Tip", "Todo", "Warning", "Warnings"});

template <std::size_t Size>
bool is_one_of(const std::array<std::string_view, Size>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// Text between code: what Markdown would take for its own is escaped, roles become code.
class Inline {
public:
    explicit Inline(std::string_view text) : text_(text) {}

    std::string run() {
        while (at_ < text_.size()) {
            if (text_[at_] == '`') {
                code();
            } else if (text_[at_] == ':' && role()) {
                continue;
            } else {
                plain();
            }
        }
        return std::move(out_);
    }

private:
    void code() {
        const std::size_t ticks = text_.find_first_not_of('`', at_) == std::string_view::npos
                                      ? text_.size() - at_
                                      : text_.find_first_not_of('`', at_) - at_;
        const std::string_view fence = text_.substr(at_, ticks);
        const std::size_t end = text_.find(fence, at_ + ticks);
        if (end == std::string_view::npos) {
            out_ += "\\`";
            ++at_;
            return;
        }
        std::string_view content = text_.substr(at_ + ticks, end - at_ - ticks);
        at_ = end + ticks;
        if (at_ < text_.size() && text_[at_] == '_') ++at_;  // a link: `text`_
        const std::size_t target = content.rfind(" <");
        if (target != std::string_view::npos && content.ends_with('>')) {
            content = content.substr(0, target);
        }
        append_code(content);
    }

    // :class:`~a.b.Box` or :py:func:`f`.
    bool role() {
        std::size_t end = at_ + 1;
        while (end < text_.size() &&
               (is_word(text_[end]) || text_[end] == ':' || text_[end] == '-')) {
            ++end;
        }
        if (end >= text_.size() || text_[end] != '`' || text_[end - 1] != ':' || end == at_ + 1) {
            return false;
        }
        const std::size_t close = text_.find('`', end + 1);
        if (close == std::string_view::npos) return false;
        std::string_view content = text_.substr(end + 1, close - end - 1);
        if (content.starts_with('~')) content = content.substr(content.rfind('.') + 1);
        if (content.starts_with('!')) content.remove_prefix(1);
        const std::size_t target = content.rfind(" <");
        if (target != std::string_view::npos && content.ends_with('>')) {
            content = content.substr(0, target);
        }
        append_code(content);
        at_ = close + 1;
        return true;
    }

    void append_code(std::string_view content) {
        out_ += '`';
        out_ += content;
        out_ += '`';
    }

    void plain() {
        const char c = text_[at_];
        const char before = at_ == 0 ? ' ' : text_[at_ - 1];
        const char after = at_ + 1 < text_.size() ? text_[at_ + 1] : ' ';
        // A single underscore between words is no emphasis, nor is a star with spaces around it.
        const auto is_letter = [](char sign) { return is_word(sign) && sign != '_'; };
        const bool emphasis = (c == '_' && !(is_letter(before) && is_letter(after))) || c == '*';
        const bool kept_emphasis = c == '*' && (pair_of_stars() || (before == ' ' && after == ' '));
        if ((emphasis && !kept_emphasis) || c == '<' || c == '[' || c == '\\') out_ += '\\';
        out_ += c;
        ++at_;
    }

    // *word* and **words** are the same in both.
    bool pair_of_stars() {
        if (at_ < stars_until_) return true;
        const std::size_t count = text_.substr(at_).starts_with("**") ? 2 : 1;
        const std::size_t begin = at_ + count;
        if (begin >= text_.size() || text_[begin] == ' ' || text_[begin] == '*') return false;
        const std::size_t end = text_.find(text_.substr(at_, count), begin);
        if (end == std::string_view::npos || text_[end - 1] == ' ') return false;
        if (end + count < text_.size() && is_word(text_[end + count])) return false;
        if (text_.substr(begin, end - begin).find_first_of("*`,") != std::string_view::npos) {
            return false;
        }
        stars_until_ = end + count;
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t stars_until_ = 0;
    std::string out_;
};

std::string inline_markdown(std::string_view text) { return Inline(text).run(); }

class Renderer {
public:
    explicit Renderer(std::string_view text) : lines_(lines_of(text)) {}

    std::string run() {
        while (at_ < lines_.size()) line();
        while (out_.ends_with('\n')) out_.pop_back();
        return std::move(out_);
    }

private:
    std::string_view now() const { return lines_[at_]; }
    std::string_view next() const { return at_ + 1 < lines_.size() ? lines_[at_ + 1] : ""; }

    void put(std::string_view line) {
        out_ += line;
        out_ += '\n';
    }
    void blank() {
        if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
    }

    void line() {
        const std::string_view text = trimmed(now());
        if (text.empty()) {
            blank();
            ++at_;
        } else if (text.starts_with(">>>")) {
            example();
        } else if (text.starts_with("```")) {
            fenced();
        } else if (text.starts_with(".. ")) {
            directive();
        } else if (text.starts_with(':') && field()) {
            return;
        } else if (is_title()) {
            title();
        } else if (indent_of(now()) == 0 && text.ends_with(':') && is_section(text)) {
            section(text.substr(0, text.size() - 1));
        } else {
            paragraph_line();
        }
    }

    static bool is_section(std::string_view text) {
        text.remove_suffix(1);
        return is_one_of(listed_sections, text) || is_one_of(text_sections, text);
    }

    // A line over a line of the same sign: NumPy's sections, reST's titles.
    bool is_title() const {
        const std::string_view under = trimmed(next());
        return under.size() >= 3 && under.find_first_not_of(under.front()) == under.npos &&
               (under.front() == '-' || under.front() == '=' || under.front() == '~') &&
               under.size() + 2 >= trimmed(now()).size();
    }

    void title() {
        const std::string_view name = trimmed(now());
        at_ += 2;
        heading(name);
        if (is_one_of(listed_sections, name)) numpy_entries();
    }

    void heading(std::string_view name) {
        blank();
        put("**" + std::string(name) + "**");
        blank();
    }

    // `name : type` at the edge, its description below, further in.
    void numpy_entries() {
        while (at_ < lines_.size()) {
            if (is_blank(now())) {
                ++at_;
                continue;
            }
            if (is_title() || indent_of(now()) > 0) break;
            const std::string_view entry = trimmed(now());
            const std::size_t colon = entry.find(" : ");
            std::string item = "- `" + std::string(entry.substr(0, colon)) + '`';
            if (colon != std::string_view::npos) {
                item += ": *" + inline_markdown(entry.substr(colon + 3)) + '*';
            }
            ++at_;
            const std::string description = gathered(1);
            if (!description.empty()) item += " — " + description;
            put(item);
        }
        blank();
    }

    // Lines at least `indent` deep, up to a blank line behind which none is, as one text.
    std::string gathered(std::size_t indent) {
        std::string text;
        while (at_ < lines_.size()) {
            if (is_blank(now())) {
                std::size_t next_text = at_;
                while (next_text < lines_.size() && is_blank(lines_[next_text])) ++next_text;
                if (next_text == lines_.size() || indent_of(lines_[next_text]) < indent ||
                    trimmed(lines_[next_text]).starts_with(">>>")) {
                    break;
                }
                at_ = next_text;
                continue;
            }
            if (indent_of(now()) < indent || trimmed(now()).starts_with(">>>")) break;
            if (!text.empty()) text += ' ';
            text += inline_markdown(trimmed(now()));
            ++at_;
        }
        return text;
    }

    // Google's: entries `name (type): description` further in.
    void section(std::string_view name) {
        ++at_;
        heading(name);
        if (!is_one_of(listed_sections, name)) return;
        std::size_t indent = 0;
        while (at_ < lines_.size()) {
            if (is_blank(now())) {
                ++at_;
                continue;
            }
            if (indent_of(now()) == 0) break;
            if (indent == 0) indent = indent_of(now());
            const std::string_view entry = trimmed(now());
            const std::size_t colon = colon_of(entry);
            std::string item = "- ";
            if (colon == std::string_view::npos) {
                item += inline_markdown(entry);
            } else {
                std::string_view head = entry.substr(0, colon);
                const std::size_t type = head.find(" (");
                item += '`' + std::string(head.substr(0, type)) + '`';
                if (type != std::string_view::npos && head.ends_with(')')) {
                    item += ": *" + inline_markdown(head.substr(type + 2, head.size() - type - 3)) +
                            '*';
                }
                const std::string_view rest = trimmed(entry.substr(colon + 1));
                if (!rest.empty()) item += " — " + inline_markdown(rest);
            }
            ++at_;
            const std::string more = gathered(indent + 1);
            if (!more.empty())
                item +=
                    (colon != std::string_view::npos && item.back() == '`' ? " — " : " ") + more;
            put(item);
        }
        blank();
    }

    // The colon behind an entry's name and type; none in what is plain text.
    static std::size_t colon_of(std::string_view entry) {
        int depth = 0;
        for (std::size_t at = 0; at < entry.size(); ++at) {
            const char c = entry[at];
            if (c == '(' || c == '[') ++depth;
            if (c == ')' || c == ']') --depth;
            if (depth > 0) continue;
            if (c == ':' && (at + 1 == entry.size() || entry[at + 1] == ' ')) return at;
            if (c == ' ' && !(at + 1 < entry.size() && entry[at + 1] == '(')) break;
        }
        return std::string_view::npos;
    }

    // :param int x: text
    bool field() {
        const std::string_view text = trimmed(now());
        const std::size_t end = text.find(':', 1);
        if (end == std::string_view::npos || (end + 1 < text.size() && text[end + 1] != ' ')) {
            return false;
        }
        const std::string_view head = text.substr(1, end - 1);
        const std::string_view kind = head.substr(0, head.find(' '));
        static constexpr auto kinds = std::to_array<std::string_view>(
            {"param",   "parameter", "arg",    "argument",  "key",    "keyword", "type",
             "raises",  "raise",     "except", "exception", "var",    "ivar",    "cvar",
             "vartype", "returns",   "return", "rtype",     "yields", "yield",   "ytype"});
        if (!is_one_of(kinds, kind)) return false;
        const std::size_t indent = indent_of(now());
        std::string_view name = trimmed(head.substr(kind.size()));
        std::string type;
        if (const std::size_t space = name.rfind(' '); space != std::string_view::npos) {
            type = name.substr(0, space);
            name = name.substr(space + 1);
        }
        std::string item = "- ";
        if (kind == "type" || kind == "vartype") item += "type of ";
        if (kind == "returns" || kind == "return") item += "**returns**";
        if (kind == "rtype") item += "**return type**";
        if (kind.starts_with("yield")) item += "**yields**";
        if (kind == "ytype") item += "**yield type**";
        if (kind.starts_with("raise") || kind.starts_with("except")) item += "**raises** ";
        if (!name.empty()) item += '`' + std::string(name) + '`';
        if (!type.empty()) item += ": *" + inline_markdown(type) + '*';
        std::string description = inline_markdown(trimmed(text.substr(end + 1)));
        ++at_;
        const std::string more = gathered(indent + 1);
        if (!more.empty()) description += (description.empty() ? "" : " ") + more;
        if (!description.empty()) item += " — " + description;
        put(item);
        return true;
    }

    void example() {
        blank();
        put("```python");
        const std::size_t indent = indent_of(now());
        while (at_ < lines_.size() && !is_blank(now())) {
            put(now().substr(std::min(indent, indent_of(now()))));
            ++at_;
        }
        put("```");
        blank();
    }

    void fenced() {
        blank();
        put(trimmed(now()));
        const std::size_t indent = indent_of(now());
        for (++at_; at_ < lines_.size(); ++at_) {
            const std::string_view line = now().substr(std::min(indent, indent_of(now())));
            put(line);
            if (trimmed(line).starts_with("```")) {
                ++at_;
                blank();
                return;
            }
        }
        put("```");
    }

    // `.. note:: text`, `.. code-block:: python`: a heading or a block.
    void directive() {
        const std::string_view text = trimmed(now()).substr(3);
        const std::size_t colons = text.find("::");
        const std::size_t indent = indent_of(now());
        ++at_;
        if (colons == std::string_view::npos) {  // a comment, a link's target
            gathered(indent + 1);
            return;
        }
        const std::string_view name = text.substr(0, colons);
        const std::string_view argument = trimmed(text.substr(colons + 2));
        blank();
        if (name == "code-block" || name == "code" || name == "sourcecode" || name == "doctest") {
            literal(argument.empty() ? "python" : argument, indent);
            return;
        }
        std::string line = "**" + std::string(name) + "**";
        if (!argument.empty()) line += ' ' + inline_markdown(argument);
        const std::string more = gathered(indent + 1);
        if (!more.empty()) line += ' ' + more;
        put(line);
        blank();
    }

    // The block further in than `indent`, as code.
    void literal(std::string_view language, std::size_t indent) {
        while (at_ < lines_.size() && is_blank(now())) ++at_;
        if (at_ >= lines_.size() || indent_of(now()) <= indent) return;
        const std::size_t inside = indent_of(now());
        blank();
        put("```" + std::string(language));
        std::size_t blanks = 0;
        for (; at_ < lines_.size(); ++at_) {
            if (is_blank(now())) {
                ++blanks;
                continue;
            }
            if (indent_of(now()) <= indent) break;
            for (; blanks > 0; --blanks) put("");
            put(now().substr(std::min(inside, indent_of(now()))));
        }
        put("```");
        blank();
    }

    void paragraph_line() {
        const std::string_view line = now();
        const std::string_view text = trimmed(line);
        const std::size_t indent = indent_of(line);
        ++at_;
        const bool bullet =
            (text.starts_with("- ") || text.starts_with("* ") || text.starts_with("+ "));
        std::string markdown;
        if (bullet) {
            markdown = std::string(std::min<std::size_t>(indent, 6) / 2 * 2, ' ') + "- " +
                       inline_markdown(trimmed(text.substr(2)));
        } else if (text.ends_with("::")) {
            markdown = inline_markdown(text.substr(0, text.size() - 2));
            if (markdown.empty()) {
                literal("python", indent);
                return;
            }
            put(markdown + ':');
            literal("python", indent);
            return;
        } else {
            markdown = inline_markdown(text);
            if (markdown.starts_with('#') || markdown.starts_with('>')) markdown.insert(0, "\\");
            // A line that goes on under a bullet.
            if (indent > 0 && !out_.ends_with("\n\n")) markdown.insert(0, "  ");
        }
        put(markdown);
    }

    std::vector<std::string_view> lines_;
    std::size_t at_ = 0;
    std::string out_;
};

}  // namespace

std::string markdown_of_docstring(std::string_view text) { return Renderer(text).run(); }

}  // namespace pilcrow::lsp
