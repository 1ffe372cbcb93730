#include "parser/line_keeping/literal_form.h"

#include "parser/lexer/token.h"

#include <algorithm>
#include <array>

namespace pilcrow::line_keeping {
namespace {

constexpr std::array<std::string_view, 4> all_quotes{"\"", "'", "\"\"\"", "'''"};

// How many backslashes stand at the end of the text.
std::size_t backslashes_at_end(std::string_view text) {
    std::size_t count = 0;
    while (count < text.size() && text[text.size() - 1 - count] == '\\') ++count;
    return count;
}

// Where `quotes` would close a string of this text: its offset, or npos. A quote behind a backslash
// closes nothing, in a raw string either.
std::size_t closes_at(std::string_view text, std::string_view quotes) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\\') {
            ++at;
        } else if (text.substr(at).starts_with(quotes)) {
            return at;
        }
    }
    return std::string_view::npos;
}

// Whether the text can stand between these quotes unchanged.
bool fits(std::string_view text, std::string_view quotes) {
    if (closes_at(text, quotes) != std::string_view::npos) return false;
    if (backslashes_at_end(text) % 2 != 0) return false;
    if (text.find('\0') != std::string_view::npos) return false;
    // The last of three quotes may not be four.
    return quotes.size() == 1 || text.empty() || text.back() != quotes[0] ||
           (text.size() > 1 && backslashes_at_end(text.substr(0, text.size() - 1)) % 2 != 0);
}

void append_quoted(std::string_view prefix, std::string_view quotes, std::string_view text,
                   std::string& out) {
    out += prefix;
    out += quotes;
    out += text;
    out += quotes;
}

// Text without fields, in as many strings as it needs.
void append_text_in_parts(std::string_view prefix, std::string_view text, bool raw,
                          std::string& out) {
    if (!raw) {
        out += prefix;
        out += '"';
        const std::string clean = without_nul(text);
        for (std::size_t at = 0; at < clean.size(); ++at) {
            if (clean[at] == '\\' && at + 1 < clean.size()) {
                out += clean[at++];
            } else if (clean[at] == '"') {
                out += '\\';
            }
            out += clean[at];
        }
        out += '"';
        return;
    }
    // A raw string cannot hold both kinds of quotes, nor end in an odd backslash.
    const bool odd = backslashes_at_end(text) % 2 != 0;
    if (odd) text.remove_suffix(1);
    bool first = true;
    while (!text.empty() || first) {
        std::size_t end = closes_at(text, "\"");
        std::string_view quotes = "\"";
        if (end == 0) {
            quotes = "'";
            end = closes_at(text, "'");
        }
        if (end == std::string_view::npos) end = text.size();
        if (!first) out += ' ';
        append_quoted(prefix, quotes, text.substr(0, end), out);
        text.remove_prefix(end);
        first = false;
    }
    if (odd) {
        std::string plain;
        for (const char letter : prefix) {
            if (letter == 'b' || letter == 'B') plain = "b";
        }
        out += ' ' + plain + "\"\\\\\"";
    }
}

// The end of the field that begins at `begin` (a `{`): behind its `}`.
std::size_t end_of_field(std::string_view text, std::size_t begin) {
    std::size_t depth = 0;
    for (std::size_t at = begin; at < text.size(); ++at) {
        if (text[at] == '"' || text[at] == '\'') {
            // A string in the field; a nested f-string's own fields balance their braces.
            const std::string_view rest = text.substr(at);
            const char quote = text[at];
            const bool triple = rest.size() >= 3 && rest[1] == quote && rest[2] == quote;
            const std::size_t size = triple ? 3 : 1;
            const std::size_t end = closes_at(rest.substr(size), rest.substr(0, size));
            if (end == std::string_view::npos) return text.size();
            at += size + end + size - 1;
        } else if (text[at] == '{' || text[at] == '[' || text[at] == '(') {
            ++depth;
        } else if (text[at] == '}' || text[at] == ']' || text[at] == ')') {
            if (--depth == 0) return at + 1;
        }
    }
    return text.size();
}

// Text with fields where no kind of quotes is free: text and fields in strings of their own.
void append_fields_in_parts(std::string_view prefix, std::string_view text, bool raw,
                            std::string& out) {
    std::size_t begin = 0;
    bool first = true;
    const auto separate = [&] {
        if (!first) out += ' ';
        first = false;
    };
    const auto put_text = [&](std::size_t end) {
        if (end == begin) return;
        separate();
        append_text_in_parts(prefix, text.substr(begin, end - begin), raw, out);
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        const bool doubled = rest.starts_with("{{") || rest.starts_with("}}");
        const bool escape = rest[0] == '\\' && rest.size() > 1 && rest[1] != '{' && rest[1] != '}';
        if (!raw && rest.starts_with("\\N{")) {
            at = std::min(text.find('}', at), text.size() - 1) + 1;
        } else if (doubled || escape) {
            at += 2;
        } else if (rest[0] == '{') {
            put_text(at);
            const std::size_t end = end_of_field(text, at);
            separate();
            append_quoted(prefix, "\"", text.substr(at, end - at), out);
            begin = at = end;
        } else {
            ++at;
        }
    }
    put_text(text.size());
    if (first) append_quoted(prefix, "\"", "", out);
}

}  // namespace

bool Literal::is_raw() const { return (flags & string_raw) != 0; }
bool Literal::is_bytes() const { return (flags & string_bytes) != 0; }

std::string triple_quoted(const Literal& literal, bool skip_first_newline) {
    std::string text;
    for (std::size_t at = 0; at < literal.lines.size(); ++at) {
        const LiteralLine& line = literal.lines[at];
        if (at > 0) {
            if (line.line != literal.lines[at - 1].line + 1) return {};
            text += '\n';
        }
        text += line.text;
    }
    for (const std::string_view quotes :
         {literal.quotes, std::string_view("\"\"\""), std::string_view("'''")}) {
        if (!fits(text, quotes)) continue;
        std::string result(literal.prefix);
        result += quotes;
        if (skip_first_newline) result += '\\';
        result += text;
        result += quotes;
        return result;
    }
    return {};
}

std::string one_line(const Literal& literal, std::size_t index, bool skip_first_newline,
                     std::size_t& text_at) {
    const std::string_view text = literal.lines[index].text;
    const bool newline = index + 1 < literal.lines.size() && !(index == 0 && skip_first_newline);
    const bool raw = literal.is_raw();
    std::string result;
    std::string_view chosen;
    for (const std::string_view quotes : all_quotes) {
        if (fits(text, quotes)) {
            chosen = quotes;
            break;
        }
    }
    text_at = literal.prefix.size() + (chosen.empty() ? 1 : chosen.size());
    if (!chosen.empty()) {
        result += literal.prefix;
        result += chosen;
        result += text;
        if (newline && !raw) result += "\\n";
        result += chosen;
        if (newline && raw) result += literal.is_bytes() ? " b\"\\n\"" : " \"\\n\"";
        return result;
    }
    if ((literal.flags & string_f) != 0) {
        append_fields_in_parts(literal.prefix, text, raw, result);
    } else {
        append_text_in_parts(literal.prefix, text, raw, result);
    }
    if (newline) result += literal.is_bytes() ? " b\"\\n\"" : " \"\\n\"";
    return result;
}

std::string without_nul(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\\' && at + 1 < text.size() && text[at + 1] != '\0') {
            result += text[at++];
        } else if (text[at] == '\0') {
            result += "\\x00";
            continue;
        } else if (text[at] == '\\') {
            result += '\\';  // what follows it is no escape
        }
        result += text[at];
    }
    return result;
}

std::string with_other_quotes(std::string_view prefix, std::string_view quotes,
                              std::string_view body) {
    std::string result;
    for (const std::string_view others : all_quotes) {
        if (!fits(body, others) || body.find(others) != std::string_view::npos) continue;
        append_quoted(prefix, others, body, result);
        return result;
    }
    append_quoted(prefix, quotes, body, result);
    return result;
}

}  // namespace pilcrow::line_keeping
