#include "parser/printer/groups.h"

#include <algorithm>

namespace pilcrow::printer {

namespace {

constexpr std::uint32_t none = 0xffffffffu;

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
    stream.pair_up();
}

class Settler {
public:
    Settler(Stream& stream, Layout source)
        : stream_(stream), tokens_(stream.tokens), source_(source) {}

    void run() {
        if (source_ == Layout::Python) mark_line_ends();
        drop_groupings();
        if (source_ == Layout::Python) mark_line_ends();
        close_empty();
        settle_behind_hangs();
        settle_breaks();
        lift_comments();
    }

private:
    bool python() const { return source_ == Layout::Python; }

    // Python: a bracket hangs where a line ends right in it.
    void mark_line_ends() {
        std::vector<std::uint32_t> open;
        for (std::uint32_t index = 0; index < tokens_.size(); ++index) {
            StreamToken& token = tokens_[index];
            const std::uint32_t around = open.empty() ? none : open.back();
            if (token.has(bit_newline) && around != none &&
                (!tokens_[around].has(bit_never) || tokens_[around].has(bit_grouping))) {
                const bool empty = closes(token) && index == around + 1;
                if (!empty || stream_.has_comments(index)) tokens_[around].bits |= bit_hangs;
            }
            if (closes(token) && !open.empty()) open.pop_back();
            if (opens(token)) open.push_back(index);
        }
    }

    // Parentheses round nothing but what hangs hang with it.
    void spread_hangs() {
        for (std::uint32_t index = stream_.size(); index-- > 1;) {
            const StreamToken& inner = tokens_[index];
            StreamToken& outer = tokens_[index - 1];
            if (!opens(inner) || !opens(outer) || !inner.has(bit_hangs)) continue;
            if (!inner.has(bit_grouping) && !inner.has(bit_tuple)) continue;
            if (outer.has(bit_grouping) && outer.partner == inner.partner + 1) {
                outer.bits |= bit_hangs;
            }
        }
    }

    void drop_groupings() {
        spread_hangs();
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
            constexpr std::uint16_t line_begins = bit_newline | bit_broken;
            StreamToken& first = tokens_[index + 1];
            first.bits &= static_cast<std::uint16_t>(~bit_broken);
            first.bits |= static_cast<std::uint16_t>(token.bits & line_begins);
        }
        std::sort(stream_.regions.begin(), stream_.regions.end(),
                  [](const Region& one, const Region& other) {
                      return one.begin < other.begin ||
                             (one.begin == other.begin && one.end > other.end);
                  });
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
        // … but round a tuple they say that it is one.
        if (opens(tokens_[opener + 1]) &&
            tokens_[opener + 1].partner + 1 == tokens_[opener].partner &&
            holds_separator(opener + 1)) {
            return false;
        }
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
    void each_comma(std::uint32_t opener, Use use) {
        for (std::uint32_t index = opener + 1; index < tokens_[opener].partner; ++index) {
            if (opens(tokens_[index])) {
                index = tokens_[index].partner;
            } else if (tokens_[index].has(bit_separator)) {
                use(tokens_[index], closes(tokens_[index + 1]));
            }
        }
    }
    bool holds_separator(std::uint32_t opener) const {
        for (std::uint32_t index = opener + 1; index < tokens_[opener].partner; ++index) {
            if (opens(tokens_[index])) {
                index = tokens_[index].partner;
            } else if (tokens_[index].has(bit_separator)) {
                return true;
            }
        }
        return false;
    }
    bool leads_with_commas(std::uint32_t opener) {
        bool any = false;
        each_comma(opener, [&](const StreamToken& comma, bool last) {
            any = any || (comma.has(bit_newline) && !last);
        });
        return any;
    }
    void make_bare(std::uint32_t opener) {
        each_comma(opener, [](StreamToken& comma, bool last) {
            comma.before = last ? Break::None : Break::Comma;
            comma.bits &= static_cast<std::uint16_t>(~bit_separator);
        });
    }

    // `f(` with nothing in it is `f()`, and so is one that holds comments where more follows behind
    // it: these would be taken for that line's.
    void close_empty() {
        std::vector<std::uint32_t> open;
        for (std::uint32_t index = 0; index < stream_.size(); ++index) {
            StreamToken& token = tokens_[index];
            if (closes(token) && !open.empty()) open.pop_back();
            if (!opens(token)) continue;
            if (token.partner == index + 1 && token.has(bit_hangs) &&
                !(stream_.has_comments(index + 1) && ends_with(index + 1, open))) {
                token.bits &= static_cast<std::uint16_t>(~bit_hangs);
            }
            open.push_back(index);
        }
    }
    // Whether a closer, with others behind it, ends the statement or an item, and no line goes on.
    bool ends_with(std::uint32_t closer, const std::vector<std::uint32_t>& open) const {
        std::uint32_t index = closer + 1;
        std::size_t depth = open.size();
        for (; depth > 0 && index == tokens_[open[depth - 1]].partner; ++index, --depth) {
            if (tokens_[open[depth - 1]].comma == TrailingComma::Needed ||
                stream_.has_comments(index)) {
                return false;
            }
        }
        if (stream_.has_comments(index)) return false;
        if (depth == 0) return index == stream_.size();
        return tokens_[open[depth - 1]].has(bit_hangs) && tokens_[index].has(bit_separator) &&
               !stands_behind(index + 1);
    }

    // Moves the comments before a token to the gap of one before it, with all between them.
    void move_comments(std::uint32_t from, std::uint32_t to) {
        const std::uint32_t count = tokens_[from].comments;
        for (std::uint32_t at = stream_.first_comment(to); at < count; ++at) {
            stream_.comments[at].own_line = true;
        }
        for (std::uint32_t at = to; at < from; ++at) tokens_[at].comments = count;
    }

    // Behind what hangs Pilcrow begins a line, with comments above it. Python begins one there
    // where it can; else the comments stand at the end of what hangs, or above the literal.
    void settle_behind_hangs() {
        std::vector<std::uint32_t> open;
        for (std::uint32_t index = 1; index <= stream_.size(); ++index) {
            StreamToken& token = tokens_[index];
            if (closes(token) && !open.empty()) open.pop_back();
            if (behind_hang(stream_, index) && stream_.has_comments(index)) {
                const bool element = !open.empty() && tokens_[open.back()].has(bit_hangs);
                const bool at_end = index == stream_.size() || token.has(bit_separator) ||
                                    (closes(token) && tokens_[token.partner].has(bit_hangs));
                if (at_end) {
                    // One comment can stand behind the end: `\  # comment`.
                    const std::uint32_t count = token.comments - stream_.first_comment(index);
                    if (index == stream_.size() && (count > 1 || has_own_line(index))) {
                        move_behind_hang(index);
                    }
                } else if (token.before != Break::None && (element || in_region(index))) {
                    token.bits |= bit_broken | bit_newline;
                } else {
                    move_behind_hang(index);
                }
            }
            if (opens(token)) open.push_back(index);
        }
    }

    void move_behind_hang(std::uint32_t index) {
        const StreamToken& before = tokens_[index - 1];
        if (before.literal == 0 || stream_.literals[before.literal - 1].comments.empty()) {
            move_comments(index, index - 1);
            return;
        }
        // Behind those that stand in the literal.
        Literal& literal = stream_.literals[before.literal - 1];
        const auto line = static_cast<std::uint32_t>(literal.lines.size());
        for (std::uint32_t at = before.comments; at < tokens_[index].comments; ++at) {
            literal.comments.push_back({line, stream_.comments[at]});
        }
        const std::uint32_t count = tokens_[index].comments - before.comments;
        const auto first = stream_.comments.begin() + before.comments;
        stream_.comments.erase(first, first + count);
        for (std::uint32_t at = index; at < tokens_.size(); ++at) tokens_[at].comments -= count;
    }

    // Whether the first comment of a token's gap stands behind what is before it.
    bool stands_behind(std::uint32_t index) const {
        return stream_.has_comments(index) &&
               !stream_.comments[stream_.first_comment(index)].own_line;
    }
    bool has_own_line(std::uint32_t index) const {
        for (std::uint32_t at = stream_.first_comment(index); at < tokens_[index].comments; ++at) {
            if (stream_.comments[at].own_line) return true;
        }
        return false;
    }
    bool in_region(std::uint32_t index) const {
        return std::any_of(
            stream_.regions.begin(), stream_.regions.end(),
            [&](const Region& region) { return region.begin < index && index < region.end; });
    }

    // Where only a backslash could join Python's lines, no comment can stand between them: it
    // stands above the statement, with all that come before it.
    void lift_comments() {
        bool joined = false;  // the line at hand begins behind a backslash
        std::uint32_t last = 0;
        for (std::uint32_t index = 1; index <= stream_.size(); ++index) {
            const StreamToken& token = tokens_[index];
            if (token.has(bit_broken)) joined = token.has(bit_unwrapped);
            if (behind_hang(stream_, index)) joined = false;
            if (!joined || !stream_.has_comments(index)) continue;
            const bool behind = index == stream_.size() && !has_own_line(index) &&
                                token.comments - stream_.first_comment(index) == 1;
            if (!behind) last = index;
        }
        if (last > 0) move_comments(last, 0);
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
    stream.pair_up();
}

}  // namespace pilcrow::printer
