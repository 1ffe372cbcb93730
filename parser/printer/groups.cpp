#include "parser/printer/groups.h"

#include <algorithm>

namespace pilcrow::printer {

namespace {

constexpr std::uint32_t none = 0xffffffffu;

void pair_up(Stream& stream) {
    std::vector<std::uint32_t> open;
    auto& tokens = stream.tokens;
    for (std::uint32_t index = 0; index < tokens.size(); ++index) {
        if (opens(tokens[index])) {
            open.push_back(index);
        } else if (closes(tokens[index]) && !open.empty()) {
            tokens[index].partner = open.back();
            tokens[open.back()].partner = index;
            open.pop_back();
        }
    }
}

// Removes the tokens that are marked. What they had before them goes to the next.
void remove_marked(Stream& stream, const std::vector<bool>& marked) {
    auto& tokens = stream.tokens;
    std::vector<std::uint32_t> moved(tokens.size() + 1);
    std::uint32_t to = 0;
    std::uint16_t inherited = 0;
    bool inherit_space = false;
    bool space = false;
    for (std::uint32_t index = 0; index < tokens.size(); ++index) {
        moved[index] = to;
        if (marked[index]) {
            // `return(x)`: the white space before what is removed is that of what follows it.
            if (!inherit_space) space = tokens[index].has(bit_space);
            inherit_space = opens(tokens[index]);
            inherited |= static_cast<std::uint16_t>(tokens[index].bits & bit_blank);
            continue;
        }
        StreamToken token = tokens[index];
        token.bits |= inherited;
        if (inherit_space && space) token.bits |= bit_space;
        inherited = 0;
        inherit_space = false;
        tokens[to++] = token;
    }
    moved[tokens.size()] = to;
    tokens.resize(to);
    for (Region& region : stream.regions) {
        region.begin = moved[region.begin];
        region.end = moved[region.end];
    }
    pair_up(stream);
}

class Settler {
public:
    Settler(Stream& stream, Layout source)
        : stream_(stream), tokens_(stream.tokens), source_(source) {}

    void run() {
        if (source_ == Layout::Python) mark_line_ends();
        drop_groupings();
        if (source_ == Layout::Python) mark_line_ends();
        settle_breaks();
    }

private:
    bool python() const { return source_ == Layout::Python; }

    // Python: a bracket hangs where a line ends right in it.
    void mark_line_ends() {
        std::vector<std::uint32_t> open;
        for (std::uint32_t index = 0; index < tokens_.size(); ++index) {
            StreamToken& token = tokens_[index];
            const std::uint32_t around = open.empty() ? none : open.back();
            if (token.has(bit_newline) && around != none && !tokens_[around].has(bit_never)) {
                const bool empty = closes(token) && index == around + 1;
                if (!empty || stream_.has_comments(index)) tokens_[around].bits |= bit_hangs;
            }
            if (closes(token) && !open.empty()) open.pop_back();
            if (opens(token)) open.push_back(index);
        }
    }

    void drop_groupings() {
        std::vector<bool> marked(tokens_.size(), false);
        bool any = false;
        for (std::uint32_t index = 0; index < tokens_.size(); ++index) {
            StreamToken& token = tokens_[index];
            if (token.has(bit_separator) && closes(tokens_[index + 1])) {
                marked[index] = any = true;
                // The line end is before the closer.
                tokens_[index + 1].bits |= token.bits & bit_newline;
            }
            if (!opens(token) || !token.has(bit_hangs)) continue;
            if (token.has(bit_with_list) && python() && single_context(index)) {
                stream_.regions.push_back({index + 1, token.partner});
            } else if (token.has(bit_tuple) && python() && leads_with_commas(index)) {
                make_bare(index);
            } else if (!token.has(bit_grouping)) {
                continue;
            }
            marked[index] = marked[token.partner] = any = true;
            // Line ends at the parentheses themselves are none of what they hold.
            clear_newline(index + 1);
            clear_newline(token.partner);
            if (tokens_[index + 1].has(bit_broken)) {
                tokens_[index + 1].bits &= static_cast<std::uint16_t>(~bit_broken);
            }
        }
        if (any) remove_marked(stream_, marked);
        if (python()) {
            for (StreamToken& token : tokens_) {
                token.bits &= static_cast<std::uint16_t>(~bit_hangs);
            }
        }
    }

    void clear_newline(std::uint32_t index) {
        if (stream_.has_comments(index)) return;
        tokens_[index].bits &= static_cast<std::uint16_t>(~bit_newline);
    }

    // `with (` one thing, without a comma or a target, `):`: a parenthesis like any other.
    bool single_context(std::uint32_t opener) const {
        std::uint32_t depth = 0;
        for (std::uint32_t index = opener + 1; index < tokens_[opener].partner; ++index) {
            if (opens(tokens_[index])) ++depth;
            if (closes(tokens_[index])) --depth;
            if (depth == 0 &&
                (tokens_[index].has(bit_separator) || tokens_[index].kind == TokenKind::KwAs)) {
                return false;
            }
        }
        return true;
    }

    // A tuple whose lines begin with its commas: the form that one without parentheses has where it
    // is broken.
    template <class Use>
    void each_separator(std::uint32_t opener, Use use) {
        for (std::uint32_t index = opener + 1; index < tokens_[opener].partner; ++index) {
            if (opens(tokens_[index])) {
                index = tokens_[index].partner;
            } else if (tokens_[index].has(bit_separator)) {
                use(tokens_[index]);
            }
        }
    }
    bool leads_with_commas(std::uint32_t opener) {
        bool any = false;
        each_separator(opener, [&](StreamToken& comma) { any = any || comma.has(bit_newline); });
        return any;
    }
    void make_bare(std::uint32_t opener) {
        each_separator(opener, [](StreamToken& comma) {
            comma.before = Break::Comma;
            comma.bits &= static_cast<std::uint16_t>(~bit_separator);
        });
    }

    // A sign behind which a line ended: the line is broken before it instead.
    static bool is_sign(const StreamToken& token) {
        return token.before != Break::None && token.before != Break::Strings;
    }

    void settle_breaks() {
        std::vector<std::uint32_t> open;
        std::uint32_t listing = none;
        for (std::uint32_t index = 0; index < tokens_.size(); ++index) {
            StreamToken& token = tokens_[index];
            const std::uint32_t around = open.empty() ? none : open.back();
            const bool wanted = token.has(python() ? bit_newline : bit_broken);
            token.bits &= static_cast<std::uint16_t>(~bit_broken);
            if (wanted && index > 0) {
                const auto possible = [&](const StreamToken& at) {
                    if (at.before == Break::None) return false;
                    if (around == none) return true;
                    return tokens_[around].has(bit_hangs) && at.before != Break::Comma;
                };
                if (possible(token)) {
                    token.bits |= bit_broken;
                } else if (is_sign(tokens_[index - 1]) && possible(tokens_[index - 1])) {
                    tokens_[index - 1].bits |= bit_broken;
                }
            }
            for (const std::uint32_t at : {index, index > 0 ? index - 1 : 0}) {
                if (tokens_[at].has(bit_listing) && tokens_[at].has(bit_broken)) listing = at;
            }
            if (closes(token) && !open.empty()) open.pop_back();
            if (opens(token)) open.push_back(index);
        }
        if (listing != none) hang_listing(stream_, listing);
    }

    Stream& stream_;
    std::vector<StreamToken>& tokens_;
    Layout source_;
};

}  // namespace

void settle_groups(Stream& stream, Layout source) { Settler(stream, source).run(); }

void hang_listing(Stream& stream, std::uint32_t comma) {
    auto& tokens = stream.tokens;
    // The list goes from the keyword to the header's colon, a `;` or the statement's end.
    const auto at_level = [&](std::uint32_t from, int step, auto stops) {
        std::uint32_t index = from;
        while (index > 0 && index < stream.size() && !stops(tokens[index])) {
            const bool skip = step < 0 ? closes(tokens[index]) : opens(tokens[index]);
            if (skip) index = tokens[index].partner;
            index += static_cast<std::uint32_t>(step);
        }
        return index;
    };
    const std::uint32_t keyword = at_level(comma, -1, [](const StreamToken& token) {
        return token.kind == TokenKind::KwWith || token.kind == TokenKind::KwImport;
    });
    const bool with = tokens[keyword].kind == TokenKind::KwWith;
    const std::uint32_t end = at_level(comma, 1, [with](const StreamToken& token) {
        return token.kind == (with ? TokenKind::Colon : TokenKind::Semicolon);
    });
    for (std::uint32_t index = keyword + 1; index < end; ++index) {
        StreamToken& token = tokens[index];
        if (token.has(bit_listing)) {
            token.bits = static_cast<std::uint16_t>((token.bits & ~(bit_listing | bit_broken)) |
                                                    bit_separator);
            token.before = Break::None;
        }
    }
    StreamToken open = tokens[keyword];
    open.kind = TokenKind::LeftParen;
    open.text = spelling(open.kind);
    open.width = 1;
    open.literal = 0;
    open.bits = bit_space | bit_hangs | (with ? bit_with_list : 0);
    open.before = Break::None;
    open.comma = TrailingComma::Usual;
    StreamToken close = open;
    close.kind = TokenKind::RightParen;
    close.text = spelling(close.kind);
    close.bits = 0;
    close.line = tokens[end - 1].line;
    // A comment behind the list stays behind it.
    close.comments = tokens[end - 1].comments;
    tokens[keyword + 1].bits &= static_cast<std::uint16_t>(~bit_space);
    tokens.insert(tokens.begin() + end, close);
    tokens.insert(tokens.begin() + keyword + 1, open);
    for (Region& region : stream.regions) {
        if (region.begin > keyword) region.begin += region.begin > end - 1 ? 2 : 1;
        if (region.end > keyword + 1) region.end += region.end > end ? 2 : 1;
    }
    pair_up(stream);
}

}  // namespace pilcrow::printer
