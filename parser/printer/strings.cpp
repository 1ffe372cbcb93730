#include "parser/printer/strings.h"

#include "parser/literals/cleandoc.h"
#include "parser/literals/strings.h"

#include <algorithm>

namespace pilcrow::printer {

namespace {

// Bytes of the line end at `at`, 0 where there is none.
std::size_t line_end_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return 0;
    if (text[at] == '\n') return 1;
    if (text[at] != '\r') return 0;
    return at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
}

// `F` and `B` in lower case, as `f` and `b` mean the same; `R` and `U` are left alone.
std::string usual_prefix(std::string_view prefix) {
    std::string result(prefix);
    for (char& letter : result) {
        if (letter == 'F' || letter == 'B') letter = static_cast<char>(letter | 0x20);
    }
    return result;
}

// A run of quotes, escaped ones too, that an unescaped `"""` would end in: [begin, end).
// Where `at` begins none, end == begin.
std::size_t quote_run(std::string_view text, std::size_t at, std::size_t& quotes, bool& escaped) {
    quotes = 0;
    escaped = false;
    while (at < text.size()) {
        if (text[at] == '"') {
            ++at;
        } else if (text[at] == '\\' && at + 1 < text.size() && text[at + 1] == '"') {
            escaped = true;
            at += 2;
        } else {
            break;
        }
        ++quotes;
    }
    return at;
}

// Appends a line of a literal, with its quotes escaped where they would close the string.
void append_escaped(std::string_view line, char quote, bool last, std::string& out) {
    for (std::size_t at = 0; at < line.size();) {
        if (line[at] == '\\') {
            const std::size_t size = at + 1 < line.size() ? 2 : 1;
            out += line.substr(at, size);
            at += size;
            continue;
        }
        if (line[at] != quote) {
            out += line[at++];
            continue;
        }
        std::size_t end = at;
        while (end < line.size() && line[end] == quote) ++end;
        const bool closes = end - at >= 3 || (last && end == line.size());
        for (; at < end; ++at) {
            if (closes) out += '\\';
            out += quote;
        }
    }
}

// Whether three such quotes would end the string in this line, or its last line's end would not
// stand before the closing ones.
bool closes_early(std::string_view line, char quote, bool last) {
    std::size_t run = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (line[at] == '\\') {
            run = 0;
            if (last && at + 1 == line.size()) return true;
            ++at;
        } else if (line[at] != quote) {
            run = 0;
        } else if (++run == 3) {
            return true;
        }
    }
    return last && run > 0;
}

std::string value_of(const std::vector<std::string_view>& lines, std::uint8_t flags) {
    std::string value;
    for (std::size_t index = 0; index < lines.size(); ++index) {
        if (index > 0) value += '\n';
        append_string_text(lines[index], flags, value);
    }
    return value;
}

std::size_t indentation_of(std::string_view line) { return line.find_first_not_of(' '); }

}  // namespace

void append_with_usual_quotes(std::string_view text, std::uint8_t flags, std::string& out) {
    const std::size_t quote = text.find_first_of("\"'");
    out += usual_prefix(text.substr(0, quote));
    const std::size_t size = (flags & string_triple) != 0 ? 3 : 1;
    const std::string_view body = text.substr(quote + size, text.size() - quote - 2 * size);
    const bool escapes = body.find("\\'") != std::string_view::npos;
    const bool stays = (flags & string_single_quote) == 0 ||
                       body.find('"') != std::string_view::npos ||
                       (escapes && (flags & (string_raw | string_f)) != 0) ||
                       ((flags & string_f) != 0 && body.find('\'') != std::string_view::npos);
    if (stays) {
        out += text.substr(quote);
        return;
    }
    out.append(size, '"');
    if (!escapes) {
        out += body;
    } else {
        for (std::size_t at = 0; at < body.size();) {
            if (body[at] == '\\' && at + 1 < body.size()) {
                if (body[at + 1] != '\'') out += '\\';
                out += body[at + 1];
                at += 2;
            } else {
                out += body[at++];
            }
        }
    }
    out.append(size, '"');
}

std::string_view with_usual_quotes(Stream& stream, std::string_view text, std::uint8_t flags) {
    const bool plain_prefix = text[0] != 'F' && text[0] != 'B' && text[1] != 'F' && text[1] != 'B';
    if (plain_prefix && (flags & string_single_quote) == 0) return text;
    std::string result;
    append_with_usual_quotes(text, flags, result);
    return result == text ? text : stream.keep(std::move(result));
}

std::vector<std::string_view> body_lines(Stream& stream, std::string_view body, bool raw) {
    std::vector<std::string_view> lines;
    std::string joined;  // of the line at hand, behind a backslash
    std::size_t begin = 0;
    const auto end_line = [&](std::size_t end) {
        const std::string_view rest = body.substr(begin, end - begin);
        lines.push_back(joined.empty() ? rest : stream.keep(joined + std::string(rest)));
        joined.clear();
    };
    for (std::size_t at = 0; at < body.size();) {
        if (body[at] == '\\' && !raw) {
            const std::size_t size = line_end_at(body, at + 1);
            if (size > 0) {
                joined += body.substr(begin, at - begin);
                at += 1 + size;
                begin = at;
            } else {
                at += 2;
            }
            continue;
        }
        const std::size_t size = line_end_at(body, at);
        if (size == 0) {
            ++at;
            continue;
        }
        end_line(at);
        at += size;
        begin = at;
    }
    end_line(body.size());
    return lines;
}

std::string_view without_quote_escapes(Stream& stream, std::string_view line, bool last) {
    if (line.find("\\\"") == std::string_view::npos) return line;
    std::string result;
    bool changed = false;
    for (std::size_t at = 0; at < line.size();) {
        std::size_t quotes = 0;
        bool escaped = false;
        const std::size_t end = quote_run(line, at, quotes, escaped);
        if (end == at) {
            const std::size_t size = line[at] == '\\' && at + 1 < line.size() ? 2 : 1;
            result += line.substr(at, size);
            at += size;
        } else if (escaped && (quotes >= 3 || (last && end == line.size()))) {
            result.append(quotes, '"');
            changed = true;
            at = end;
        } else {
            result += line.substr(at, end - at);
            at = end;
        }
    }
    return changed ? stream.keep(std::move(result)) : line;
}

std::string_view literal_of(Stream& stream, std::string_view text, std::uint8_t flags,
                            Literal& literal) {
    const std::size_t quote = text.find_first_of("\"'");
    const std::size_t size = (flags & string_triple) != 0 ? 3 : 1;
    const std::string_view body = text.substr(quote + size, text.size() - quote - 2 * size);
    const bool raw = (flags & string_raw) != 0;
    literal.flags = flags;
    literal.prefix = stream.keep(usual_prefix(text.substr(0, quote)));
    literal.lines = body_lines(stream, body, raw);
    if (literal.lines.size() == 1) {
        const std::string_view quotes = text.substr(quote, size);
        std::string one = std::string(literal.prefix) + std::string(quotes);
        if (size == 3 && !raw) {  // its last line end may have stood between quotes
            append_escaped(literal.lines.front(), quotes.front(), true, one);
        } else {
            one += literal.lines.front();
        }
        one += quotes;
        literal.lines.clear();
        return with_usual_quotes(stream, stream.keep(std::move(one)), flags);
    }
    if (!raw && (flags & string_single_quote) == 0) {
        for (std::size_t index = 1; index < literal.lines.size(); ++index) {
            literal.lines[index] = without_quote_escapes(stream, literal.lines[index],
                                                         index + 1 == literal.lines.size());
        }
    }
    return {};
}

std::string pilcrow_opening(const Literal& literal) {
    const bool single = closes_early(literal.lines.front(), '"', false);
    return std::string(literal.prefix) + (single ? "'''" : "\"\"\"");
}

namespace {

// Whether the literal can stand between such quotes as it is.
bool fits(const Literal& literal, char quote, bool docstring) {
    for (std::size_t index = 0; index < literal.lines.size(); ++index) {
        const bool last = index + 1 == literal.lines.size() && !docstring;
        if (closes_early(literal.lines[index], quote, last)) return false;
    }
    return true;
}

// No raw string can say this: the same text with its backslashes doubled.
Literal without_raw(const Literal& literal, std::deque<std::string>& strings) {
    Literal result;
    result.flags = literal.flags & static_cast<std::uint8_t>(~string_raw);
    std::string prefix;
    for (const char letter : literal.prefix) {
        if (letter != 'r' && letter != 'R') prefix += letter;
    }
    result.prefix = strings.emplace_back(std::move(prefix));
    for (const std::string_view line : literal.lines) {
        std::string doubled;
        for (const char c : line) {
            if (c == '\\') doubled += '\\';
            doubled += c;
        }
        result.lines.push_back(strings.emplace_back(std::move(doubled)));
    }
    return result;
}

}  // namespace

void append_python_literal(const Literal& given, std::string_view indent, bool docstring,
                           std::string& out) {
    std::deque<std::string> strings;
    const bool raw = (given.flags & string_raw) != 0;
    const bool doubles = fits(given, '"', docstring);
    const bool singles = fits(given, '\'', docstring);
    const bool unraw = raw && !doubles && !singles;
    const Literal literal = unraw ? without_raw(given, strings) : given;
    // What Pilcrow needs single quotes for keeps them.
    const bool single = raw ? !doubles && singles : closes_early(literal.lines.front(), '"', false);
    const char quote = single ? '\'' : '"';
    out += literal.prefix;
    out.append(3, quote);
    for (std::size_t index = 0; index < literal.lines.size(); ++index) {
        const std::string_view line = literal.lines[index];
        if (index > 0) {
            out += '\n';
            if (docstring && !line.empty()) out += indent;
        }
        if (raw && !unraw) {
            out += line;
        } else {
            append_escaped(line, quote, !docstring && index + 1 == literal.lines.size(), out);
        }
    }
    if (docstring) {
        out += '\n';
        out += indent;
    }
    out.append(3, quote);
}

std::string_view one_line_string(Stream& stream, const Literal& literal) {
    std::string text;
    append_python_literal(literal, {}, false, text);
    const std::size_t quote = text.find_first_of("\"'");
    std::uint8_t flags =
        literal.flags & static_cast<std::uint8_t>(~(string_open | string_single_quote));
    if (text[quote] == '\'') flags |= string_single_quote;
    return with_usual_quotes(stream, stream.keep(std::move(text)), flags);
}

void dedent_docstring(Stream& stream, Literal& literal) {
    std::vector<std::string_view> lines = literal.lines;
    std::size_t margin = std::string_view::npos;
    for (std::size_t index = 1; index < lines.size(); ++index) {
        if (lines[index].find('\t') != std::string_view::npos) {
            lines[index] = stream.keep(expand_tabs(lines[index]));
        }
        const std::size_t size = indentation_of(lines[index]);
        if (size != std::string_view::npos) margin = std::min(margin, size);
    }
    // Like cleandoc: where all lines are blank, they stay as they are.
    for (std::size_t index = 1; margin != std::string_view::npos && index < lines.size(); ++index) {
        lines[index].remove_prefix(std::min(margin, lines[index].size()));
    }
    // The line of Python's closing quotes.
    if (lines.size() > 1 && lines.back().empty()) lines.pop_back();
    if (cleandoc(value_of(lines, literal.flags)) !=
        cleandoc(value_of(literal.lines, literal.flags))) {
        return;
    }
    literal.lines = std::move(lines);
}

bool can_indent_docstring(const Literal& literal, std::string_view indent) {
    std::vector<std::string> owned;
    owned.reserve(literal.lines.size() + 1);
    std::vector<std::string_view> lines;
    for (std::size_t index = 0; index < literal.lines.size(); ++index) {
        if (index > 0 && !literal.lines[index].empty()) {
            lines.push_back(
                owned.emplace_back(std::string(indent) + std::string(literal.lines[index])));
        } else {
            lines.push_back(literal.lines[index]);
        }
    }
    lines.push_back(indent);
    return cleandoc(value_of(lines, literal.flags)) ==
           cleandoc(value_of(literal.lines, literal.flags));
}

}  // namespace pilcrow::printer
