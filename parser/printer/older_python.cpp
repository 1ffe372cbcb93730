#include "parser/printer/older_python.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace pilcrow {

namespace {

// Quotes of strings in each other's fields must all differ, and there are four kinds.
constexpr std::size_t deepest = 4;

struct Edit {
    Position begin;
    Position end;
    std::string text;
};

// The f-strings of one unit.
class FStrings {
public:
    FStrings(const Tree& tree, BlockId head) : tree_(tree), head_(head), unit_(*tree.unit(head)) {}

    void run(std::vector<Edit>& edits, std::vector<NewerConstruct>& newer) {
        for (std::uint32_t at = 0; at < unit_.token_count; ++at) {
            if (unit_.token(at).kind != TokenKind::FStringStart) continue;
            const std::uint32_t end = end_of(at);
            const std::uint32_t begin_offset = unit_.token(at).begin;
            const std::uint32_t end_offset = unit_.token(end).end;
            std::vector<std::string_view> around;
            std::optional<std::string> text;
            for (const bool anything : {false, true}) {
                problem_ = nullptr;
                triple_inside_ = anything;
                if (!text) text = string(at, around, false);
            }
            if (!text) {
                const char* what =
                    problem_ != nullptr ? problem_ : "an f-string with its own quotes in a field";
                newer.push_back({position(begin_offset).line, 12, what});
            } else if (*text != own(begin_offset, end_offset)) {
                edits.push_back({position(begin_offset), position(end_offset), *text});
            }
            at = end;
        }
    }

private:
    std::string_view own(std::uint32_t begin, std::uint32_t end) const {
        return tree_.own_text(head_, begin, end);
    }
    Position position(std::uint32_t offset) const { return tree_.position(head_, offset); }

    // The last token of the string that begins with a token.
    std::uint32_t end_of(std::uint32_t first) const {
        if (unit_.token(first).kind == TokenKind::String) return first;
        std::uint32_t at = first;
        for (std::uint32_t depth = 0;; ++at) {
            const TokenKind kind = unit_.token(at).kind;
            if (kind == TokenKind::FStringStart) ++depth;
            if (kind == TokenKind::FStringEnd && --depth == 0) return at;
        }
    }

    // Whether `quotes` end a string exactly behind its body.
    static bool quotes_fit(std::string_view body, std::string_view quotes) {
        if (quotes.size() == 1 && body.find_first_of("\r\n") != std::string_view::npos)
            return false;
        std::string whole(body);
        whole += quotes;
        for (std::size_t at = 0; at < body.size(); ++at) {
            if (whole[at] == '\\') {
                ++at;
            } else if (std::string_view(whole).substr(at).starts_with(quotes)) {
                return false;
            }
        }
        return true;
    }

    // A string with the first quotes that can be read inside strings with the quotes `around`, its
    // own first. Those of a field that shows its text, `{x=}`, are fixed.
    std::optional<std::string> string(std::uint32_t first, std::vector<std::string_view>& around,
                                      bool fixed) {
        if (around.size() >= deepest) return std::nullopt;
        const Token& token = unit_.token(first);
        const std::uint32_t last = end_of(first);
        const bool triple = (token.flags & string_triple) != 0;
        const bool single = (token.flags & string_single_quote) != 0;
        constexpr std::string_view all[] = {"\"", "'", "\"\"\"", "'''"};
        const std::size_t own_kind = (triple ? 2U : 0U) + (single ? 1U : 0U);
        std::vector<std::string_view> candidates{all[own_kind]};
        if (!fixed) {
            candidates.push_back(all[own_kind ^ 1U]);
            if (!triple && (around.empty() || triple_inside_)) {
                candidates.push_back(all[2 + own_kind]);
                candidates.push_back(all[2 + (own_kind ^ 1U)]);
            }
        }
        const std::size_t width = all[own_kind].size();
        const std::uint32_t open_end =
            token.kind == TokenKind::String
                ? token.begin + static_cast<std::uint32_t>(
                                    own(token.begin, token.end).find(single ? '\'' : '"') + width)
                : token.end;
        const auto prefix = own(token.begin, open_end - static_cast<std::uint32_t>(width));
        for (const std::string_view quotes : candidates) {
            std::string body;
            around.push_back(quotes);
            const bool done = append_body(first, last, open_end, width, fixed, around, body);
            around.pop_back();
            if (!done || !quotes_fit(body, quotes)) continue;
            std::string text = std::string(prefix) + std::string(quotes) + body;
            text += quotes;
            const bool fits = std::none_of(around.begin(), around.end(), [&](std::string_view one) {
                return text.find(one) != std::string::npos;
            });
            if (!fits) continue;
            if (!around.empty() && text.find('\\') != std::string::npos) {
                problem_ = "a backslash in a field of an f-string";
                return std::nullopt;
            }
            return text;
        }
        return std::nullopt;
    }

    // One brace that is open in an f-string.
    struct Brace {
        bool in_format;          // behind its colon
        std::uint32_t formats;   // how many formats it stands in
        std::uint32_t brackets;  // open in it
        bool shown;              // `{x=}`
    };

    bool append_body(std::uint32_t first, std::uint32_t last, std::uint32_t begin,
                     std::size_t width, bool fixed, std::vector<std::string_view>& around,
                     std::string& body) {
        if (first == last) {
            body = own(begin, unit_.token(last).end - static_cast<std::uint32_t>(width));
            return true;
        }
        std::vector<Brace> braces;
        std::uint32_t done = begin;
        for (std::uint32_t at = first + 1; at < last; ++at) {
            const Token& token = unit_.token(at);
            if (!code_fits(done, token.begin)) return false;
            body += own(done, token.begin);
            done = token.end;
            const bool is_string =
                token.kind == TokenKind::String || token.kind == TokenKind::FStringStart;
            if (is_string) {
                const auto text = string(at, around, fixed || braces.back().shown);
                if (!text) return false;
                body += *text;
                at = end_of(at);
                done = unit_.token(at).end;
                continue;
            }
            body += own(token.begin, token.end);
            if (!follow(at, braces)) return false;
        }
        if (!code_fits(done, unit_.token(last).begin)) return false;
        body += own(done, unit_.token(last).begin);
        return true;
    }

    // What stands between tokens: white space, or what no field could hold.
    bool code_fits(std::uint32_t begin, std::uint32_t end) {
        const std::string_view gap = own(begin, end);
        if (gap.find('#') != std::string_view::npos) {
            problem_ = "a comment in a field of an f-string";
        } else if (gap.find('\\') != std::string_view::npos) {
            problem_ = "a backslash in a field of an f-string";
        }
        return problem_ == nullptr;
    }

    bool follow(std::uint32_t at, std::vector<Brace>& braces) {
        const TokenKind kind = unit_.token(at).kind;
        const bool in_code = !braces.empty() && !braces.back().in_format;
        if (kind == TokenKind::LeftBrace && !in_code) {
            const std::uint32_t formats = braces.empty() ? 0 : braces.back().formats + 1;
            if (formats > 1) {
                problem_ = "a field in the format of a field in a format";
                return false;
            }
            braces.push_back({false, formats, 0, shows_its_text(at)});
        } else if (!braces.empty()) {
            Brace& brace = braces.back();
            if (kind == TokenKind::RightBrace && brace.brackets == 0) {
                braces.pop_back();
            } else if (is_opening(kind)) {
                ++brace.brackets;
            } else if (is_closing(kind)) {
                --brace.brackets;
            } else if (kind == TokenKind::Colon && brace.brackets == 0) {
                brace.in_format = true;
            }
        }
        return true;
    }

    bool shows_its_text(std::uint32_t open) const {
        std::uint32_t depth = 0;
        for (std::uint32_t at = open + 1; at + 1 < unit_.token_count; ++at) {
            const TokenKind kind = unit_.token(at).kind;
            const bool nested = kind == TokenKind::FStringStart || is_opening(kind);
            const bool ends = kind == TokenKind::FStringEnd || is_closing(kind);
            if (nested) ++depth;
            if (depth == 0 && (ends || kind == TokenKind::Colon)) return false;
            if (ends) --depth;
            const TokenKind next = unit_.token(at + 1).kind;
            if (depth == 0 && kind == TokenKind::Equal &&
                (next == TokenKind::RightBrace || next == TokenKind::Exclamation ||
                 next == TokenKind::Colon)) {
                return true;
            }
        }
        return false;
    }

    const Tree& tree_;
    BlockId head_;
    const Unit& unit_;
    const char* problem_ = nullptr;
    bool triple_inside_ = false;  // strings in fields may get triple quotes: the last resort
};

void find_newer_nodes(const Tree& tree, BlockId head, int minor,
                      std::vector<NewerConstruct>& newer) {
    const Unit& unit = *tree.unit(head);
    for (const Node& node : unit.nodes()) {
        const bool defaulted =
            node.kind == NodeKind::TypeParameter && (node.flags & has_default) != 0;
        int needs = 0;
        const char* what = "";
        if (node.kind == NodeKind::TypeAlias) {
            needs = 12;
            what = "a type alias";
        } else if (node.kind == NodeKind::TypeParameters) {
            needs = 12;
            what = "type parameters";
        } else if (defaulted) {
            needs = 13;
            what = "the default of a type parameter";
        }
        if (needs <= minor) continue;
        const std::uint32_t own = unit.token(node.first_token).begin;
        newer.push_back({tree.position(head, own).line, needs, what});
    }
}

std::string edited(const Tree& tree, const std::vector<Edit>& edits) {
    std::string text = tree.text();
    std::string result;
    std::size_t line_begin = 0;
    std::uint32_t line = 0;
    const auto offset = [&](Position at) {
        for (; line < at.line; ++line) {
            line_begin = text.find_first_of("\r\n", line_begin);
            line_begin += std::string_view(text).substr(line_begin).starts_with("\r\n") ? 2 : 1;
        }
        return line_begin + at.byte;
    };
    std::size_t copied = 0;
    for (const Edit& edit : edits) {
        const std::size_t begin = offset(edit.begin);
        result.append(text, copied, begin - copied);
        result += edit.text;
        copied = offset(edit.end);
    }
    result.append(text, copied);
    return result;
}

}  // namespace

OlderPython for_older_python(const Tree& tree, int minor) {
    OlderPython result;
    std::vector<Edit> edits;
    const BlockTree& blocks = *tree.reading;
    for (BlockId block = 0; minor < 13 && block < blocks.size(); ++block) {
        if (!blocks.is_head(block) || tree.unit(block) == nullptr) continue;
        find_newer_nodes(tree, block, minor, result.newer);
        if (minor < 12) FStrings(tree, block).run(edits, result.newer);
    }
    std::stable_sort(result.newer.begin(), result.newer.end(),
                     [](const NewerConstruct& a, const NewerConstruct& b) {
                         return std::pair(a.line, a.minor) < std::pair(b.line, b.minor);
                     });
    result.text = edited(tree, edits);
    return result;
}

}  // namespace pilcrow
