#include "parser/printer/fstrings.h"

#include "parser/literals/debug_text.h"
#include "parser/printer/strings.h"

#include <algorithm>

namespace pilcrow::printer {

namespace {

// `text` with its line ends as `\n` escapes. In raw text a line end cannot be written so.
std::string on_one_line(std::string_view text, bool raw) {
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\\' && !raw && at + 1 < text.size()) {
            const bool cr = text[at + 1] == '\r';
            if (cr || text[at + 1] == '\n') {
                at += cr && text.substr(at + 2).starts_with('\n') ? 2 : 1;  // it joins the lines
            } else {
                result += c;
                result += text[++at];
            }
        } else if (c == '\n' || c == '\r') {
            if (c == '\r' && text.substr(at + 1).starts_with('\n')) ++at;
            result += "\\n";
        } else {
            result += c;
        }
    }
    return result;
}

// A plain string that stands in a field, on one line.
std::string string_on_one_line(std::string_view text, std::uint8_t flags) {
    if (text.find_first_of("\r\n") == std::string_view::npos) return std::string(text);
    if ((flags & string_raw) == 0) return on_one_line(text, false);
    // The same text without the raw prefix: backslashes are doubled.
    std::string result;
    const std::size_t quote = text.find_first_of("\"'");
    for (const char c : text.substr(0, quote)) {
        if (c != 'r' && c != 'R') result += c;
    }
    std::string doubled;
    for (const char c : text.substr(quote)) {
        if (c == '\\') doubled += '\\';
        doubled += c;
    }
    // What was `\` and a quote in the raw text would now end the string.
    return result + on_one_line(doubled, true);
}

class FStringReader {
public:
    FStringReader(Stream& stream, const Tree& tree, BlockId head,
                  std::vector<std::string_view>& comments)
        : stream_(stream),
          tree_(tree),
          head_(head),
          unit_(*tree.unit(head)),
          text_(tree.own_text(head, 0, unit_.own_size)),
          comments_(comments) {}

    void read(std::uint32_t first, std::uint32_t end, Literal& literal) {
        const bool raw = (literal.flags & string_raw) != 0;
        find_debug_fields(first, end);
        std::uint32_t at = unit_.token(first).end;
        std::uint32_t depth = 0;  // of fields of this f-string
        for (std::uint32_t index = first + 1; index < end; ++index) {
            const Token& token = unit_.token(index);
            if (depth == 0 && token.kind == TokenKind::FStringMiddle) {
                append_text(text_.substr(token.begin, token.end - token.begin), index + 1 == end,
                            literal);
                at = token.end;
                continue;
            }
            if (depth == 0 && token.kind == TokenKind::LeftBrace) {
                if (const DebugField* field = debug_field(index)) {
                    write_debug(*field, raw, literal);
                    index = field->colon - 1;
                    at = unit_.token(index).end;
                    depth = 1;
                    continue;
                }
            }
            gap(at, token.begin, index);
            at = token.end;
            const std::string_view text = text_.substr(token.begin, token.end - token.begin);
            if (token.kind == TokenKind::LeftBrace) ++depth;
            if (token.kind == TokenKind::RightBrace) --depth;
            if (token.kind == TokenKind::String) {
                line_ += string_on_one_line(text, token.flags);
            } else if (token.kind == TokenKind::FStringMiddle) {
                line_ += on_one_line(text, (token.flags & string_raw) != 0);
            } else {
                line_ += text;
            }
        }
        end_line(literal);
    }

private:
    // A field with `=` whose text spans lines: `{` and what stands before its format or `}`.
    struct DebugField {
        NodeId node;
        std::uint32_t open;
        std::uint32_t colon;  // the token that ends what is shown: `!`, `:` or `}`
        bool conversion;
        bool spec;
    };

    void find_debug_fields(std::uint32_t first, std::uint32_t end) {
        for (NodeId id = 1; id < unit_.node_count; ++id) {
            const Node& node = unit_.node(id);
            if (node.kind != NodeKind::Field || !node.has(field_debug)) continue;
            if (node.first_token <= first || node.end_token > end) continue;
            std::uint32_t equal = unit_.node(node.first_child).end_token;
            while (unit_.token(equal).kind != TokenKind::Equal) ++equal;
            const TokenKind next = unit_.token(equal + 1).kind;
            const std::uint32_t from = unit_.token(node.first_token).end;
            const std::uint32_t to = unit_.token(equal + 1).begin;
            if (text_.substr(from, to - from).find_first_of("\r\n") == std::string_view::npos) {
                continue;
            }
            debug_.push_back({id, node.first_token, equal + 1, next == TokenKind::Exclamation,
                              next == TokenKind::Colon});
        }
    }
    const DebugField* debug_field(std::uint32_t open) const {
        for (const DebugField& field : debug_) {
            if (field.open == open) return &field;
        }
        return nullptr;
    }

    // `{x\n=}` as the text `x\n=` and `{x!r}`.
    void write_debug(const DebugField& field, bool raw, Literal& literal) {
        std::string shown;
        append_debug_text(tree_, {head_, field.node}, shown);
        std::string as_text;
        for (const char c : shown) {
            if (c == '{' || c == '}' || (c == '\\' && !raw)) as_text += c;
            as_text += c;
        }
        append_text(stream_.keep(std::move(as_text)), false, literal);
        line_ += '{';
        std::uint32_t at = unit_.token(field.open).end;
        for (std::uint32_t index = field.open + 1; index < field.colon; ++index) {
            const Token& token = unit_.token(index);
            gap(at, token.begin, index);
            at = token.end;
            if (index + 1 == field.colon) break;  // the `=`
            line_ += on_one_line(text_.substr(token.begin, token.end - token.begin), true);
        }
        if (!field.conversion && !field.spec) line_ += "!r";
    }

    // What lies between two tokens of a field: line ends and comments go.
    void gap(std::uint32_t from, std::uint32_t to, std::uint32_t index) {
        const std::string_view between = text_.substr(from, to - from);
        if (between.find_first_of("\r\n") == std::string_view::npos) {
            line_ += between;
            return;
        }
        for (const Comment& comment : unit_.comments()) {
            if (comment.begin >= from && comment.end <= to) {
                comments_.push_back(text_.substr(comment.begin, comment.end - comment.begin));
            }
        }
        const TokenKind before = unit_.token(index - 1).kind;
        const TokenKind after = unit_.token(index).kind;
        // `{ {…` must not become a doubled brace.
        const bool braces = before == TokenKind::LeftBrace && after == TokenKind::LeftBrace;
        const bool edge = is_opening(before) || is_closing(after) || after == TokenKind::Equal ||
                          after == TokenKind::Exclamation || after == TokenKind::Colon;
        const bool closing = before == TokenKind::RightBrace && after == TokenKind::RightBrace;
        if (!edge || braces || closing) line_ += ' ';
    }

    // `last`: the string ends with it.
    void append_text(std::string_view text, bool last, Literal& literal) {
        const bool raw = (literal.flags & string_raw) != 0;
        const bool escapes = !raw && (literal.flags & string_single_quote) == 0;
        const std::vector<std::string_view> lines = body_lines(stream_, text, raw);
        for (std::size_t index = 0; index < lines.size(); ++index) {
            if (index > 0) end_line(literal);
            const bool first_line = literal.lines.empty();
            line_ += escapes && !first_line
                         ? without_quote_escapes(stream_, lines[index],
                                                 last && index + 1 == lines.size())
                         : lines[index];
        }
    }

    void end_line(Literal& literal) {
        literal.lines.push_back(stream_.keep(std::move(line_)));
        line_.clear();
    }

    Stream& stream_;
    const Tree& tree_;
    BlockId head_;
    const Unit& unit_;
    std::string_view text_;
    std::vector<std::string_view>& comments_;
    std::vector<DebugField> debug_;
    std::string line_;
};

}  // namespace

std::string_view fstring_literal_of(Stream& stream, const Tree& tree, BlockId head,
                                    std::uint32_t first, std::uint32_t end, Literal& literal,
                                    std::vector<std::string_view>& comments) {
    const Token& start = tree.unit(head)->token(first);
    const std::string_view opening = tree.own_text(head, start.begin, start.end);
    const std::size_t quote = opening.find_first_of("\"'");
    std::string prefix(opening.substr(0, quote));
    std::replace(prefix.begin(), prefix.end(), 'F', 'f');
    literal.flags = start.flags;
    literal.prefix = stream.keep(std::move(prefix));
    FStringReader(stream, tree, head, comments).read(first, end, literal);
    if (literal.lines.size() > 1) return {};
    const std::string_view quotes = opening.substr(quote);
    const std::string_view one =
        stream.keep(std::string(literal.prefix) + std::string(quotes) +
                    std::string(literal.lines.front()) + std::string(quotes));
    literal.lines.clear();
    return with_usual_quotes(stream, one, start.flags);
}

}  // namespace pilcrow::printer
