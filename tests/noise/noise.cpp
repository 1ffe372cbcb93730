#include "tests/noise/noise.h"

#include <algorithm>
#include <string_view>

namespace pilcrow::noise {
namespace {

using Random = std::mt19937_64;

// A token with text, by its place in the file.
struct Placed {
    std::uint32_t begin;
    std::uint32_t end;
    std::uint32_t line;
    TokenKind kind;
    std::uint32_t depth;  // of brackets in its unit, around it
};

bool is_word(TokenKind kind) {
    switch (kind) {
    case TokenKind::Name:
    case TokenKind::Int:
    case TokenKind::Float:
    case TokenKind::Imaginary:
    case TokenKind::String: return true;
    default: return is_keyword(kind);
    }
}

// Whether the white space between two tokens can be left out.
bool can_touch(TokenKind before, TokenKind after) {
    if (is_word(before) && is_word(after)) return false;
    const auto separates = [](TokenKind kind) {
        return is_opening(kind) || is_closing(kind) || kind == TokenKind::Comma;
    };
    if (separates(before) || separates(after)) {
        // `1 .real`, `f"{ {1} }"`
        return before != TokenKind::LeftBrace || after != TokenKind::LeftBrace;
    }
    return is_word(before) ? after != TokenKind::Dot && after != TokenKind::Ellipsis
                           : is_word(after) && before != TokenKind::Dot;
}

class EditMaker {
public:
    EditMaker(const Tree& tree, Noise noise, Random& random)
        : tree_(tree), blocks_(*tree.reading), noise_(noise), random_(random) {}

    std::vector<Edit> make() {
        for (std::uint32_t line = 0; line < tree_.line_count; ++line) {
            before_line(line);
            const BlockId block = blocks_.at_line(line);
            if (block == no_block || !blocks_.is_head(block)) continue;
            if (const Unit* unit = tree_.unit(block)) of_unit(block, *unit);
        }
        if (noise_ == Noise::Indent) indent();
        std::stable_sort(edits_.begin(), edits_.end(), [](const Edit& one, const Edit& other) {
            return one.offset < other.offset;
        });
        return std::move(edits_);
    }

private:
    bool python() const { return tree_.layout == Layout::Python; }
    std::size_t below(std::size_t bound) { return random_() % bound; }
    std::string spaces(std::size_t most) { return std::string(below(most + 1), ' '); }
    std::string comment() {
        static constexpr std::string_view words[] = {"one", "a longer one", "noqa",
                                                     "x)",  "\"",           ":"};
        return "# " + std::string(words[below(6)]) + " " + std::to_string(++comments_);
    }
    std::uint32_t offset(Position place) const {
        return tree_.line_token(place.line).begin + place.byte;
    }
    void add(std::uint32_t from, std::uint32_t to, std::string text) {
        edits_.push_back({from, to - from, std::move(text), noise_});
    }
    std::string_view line_end() const { return "\n"; }

    // Blank and comment lines: before any line of Pilcrow's, before a logical line of Python's.
    void before_line(std::uint32_t line) {
        if (noise_ != Noise::Blank && noise_ != Noise::CommentLine) return;
        const LineToken& token = tree_.line_token(line);
        if (python()) {
            const BlockId block = blocks_.at_line(line);
            if (block == no_block || !blocks_.is_head(block)) return;
        }
        if (noise_ == Noise::Blank) {
            add(token.begin, token.begin, spaces(6) + "\n" + (below(3) == 0 ? "\n\n" : ""));
            return;
        }
        const std::uint32_t column = token.column;
        const std::size_t columns[] = {0, column, column + 2, column + 4, below(20)};
        add(token.begin, token.begin, std::string(columns[below(5)], ' ') + comment() + "\n");
    }

    void of_unit(BlockId head, const Unit& unit) {
        place_tokens(head, unit);
        if (placed_.empty()) return;
        for (std::size_t index = 0; index + 1 < placed_.size(); ++index) {
            gap(head, unit, placed_[index], placed_[index + 1]);
        }
        line_ends(head, unit);
        if (noise_ == Noise::Hang && !python()) hang(head);
        if (noise_ == Noise::Closer) closers(head, unit);
    }

    // f-strings count as one string.
    void place_tokens(BlockId head, const Unit& unit) {
        placed_.clear();
        std::uint32_t strings = 0;
        std::uint32_t depth = 0;
        for (const Token& token : unit.tokens()) {
            const bool virtual_one = token.begin == token.end;
            if (strings == 0 && is_closing(token.kind) && depth > 0) --depth;
            if (token.kind == TokenKind::FStringStart && strings++ == 0) {
                placed_.push_back(place(head, token, depth));
                placed_.back().kind = TokenKind::String;
            } else if (token.kind == TokenKind::FStringEnd) {
                if (--strings == 0) placed_.back().end = offset(tree_.position(head, token.end));
            } else if (strings == 0 && !virtual_one && token.kind != TokenKind::End) {
                placed_.push_back(place(head, token, depth));
            }
            if (strings == 0 && is_opening(token.kind)) ++depth;
        }
    }
    Placed place(BlockId head, const Token& token, std::uint32_t depth) const {
        const Position begin = tree_.position(head, token.begin);
        const std::uint32_t from = offset(begin);
        return {from, offset(tree_.position(head, token.end)), begin.line, token.kind, depth};
    }

    std::string_view between(std::uint32_t from, std::uint32_t to) const {
        return std::string_view(*tree_.chunks.front()->text).substr(from, to - from);
    }

    void gap(BlockId head, const Unit& unit, const Placed& before, const Placed& after) {
        const std::string_view text = between(before.end, after.begin);
        if (text.find('#') != std::string_view::npos) return;
        const bool line_ends = text.find('\n') != std::string_view::npos;
        const bool inside = after.depth > 0 && !(is_closing(after.kind) && after.depth == 0);
        const bool bracket = inside || is_closing(after.kind);
        if (line_ends) {
            if (noise_ != Noise::Join) return;
            if (python()) {
                if (bracket) add(before.end, after.begin, spaces(2) + " ");
            } else if (between(before.end, after.begin).ends_with('\\') &&
                       !hangs_before(head, unit, after.line)) {
                add(before.end, after.begin, " ");
            }
            return;
        }
        switch (noise_) {
        case Noise::Space:
            if (can_touch(before.kind, after.kind) && below(2) == 0) {
                add(before.end, after.begin, "");
            } else {
                add(before.end, after.begin, " " + spaces(3));
            }
            break;
        case Noise::Split:
        case Noise::SplitComment: {
            const bool commented = noise_ == Noise::SplitComment;
            if (python()) {
                const std::string behind = commented && below(2) == 0 ? "  " + comment() : "";
                const std::string own =
                    commented && below(2) == 0 ? spaces(8) + comment() + "\n" : "";
                const std::string empty = below(6) == 0 ? "\n" : "";
                if (bracket) {
                    add(before.end, after.begin, behind + "\n" + empty + own + spaces(12));
                } else if (!commented && after.kind != TokenKind::Semicolon) {
                    add(before.end, after.begin, " \\\n" + spaces(12));
                }
            } else if (!bracket) {
                const std::string behind = commented && below(2) == 0 ? "  " + comment() : "";
                const std::string own =
                    commented && below(2) == 0 ? spaces(8) + comment() + "\n" : "";
                const std::uint32_t column = blocks_.content_column(blocks_[head]);
                add(before.end, after.begin,
                    behind + "\n" + own + std::string(column, ' ') + "\\" + spaces(1));
            }
            break;
        }
        default: break;
        }
    }

    // Whether the segment before the one on this line opens something.
    bool hangs_before(BlockId head, const Unit& unit, std::uint32_t line) const {
        std::uint32_t index = 0;
        for (BlockId at = head; at != no_block; at = blocks_.next_segment(at), ++index) {
            if (blocks_[at].line == line) break;
        }
        return index == 0 || index > unit.segment_count ||
               unit.segments()[index - 1].opener != Opener::None;
    }

    void line_ends(BlockId head, const Unit& unit) {
        if (noise_ != Noise::Trailing && noise_ != Noise::CommentBehind) return;
        if (python()) {
            line_end_of(placed_.back().end);
            return;
        }
        std::uint32_t index = 0;
        for (BlockId at = head; at != no_block; at = blocks_.next_segment(at), ++index) {
            if (index >= unit.segment_count) break;
            if (unit.segments()[index].opener == Opener::Literal) continue;
            if (unit.role == Role::LiteralLine || unit.role == Role::FLiteralLine) continue;
            const LineToken& token = tree_.line_token(blocks_[at].line);
            if (between(token.begin, token.end).find('#') == std::string_view::npos) {
                line_end_of(token.end);
            }
        }
    }
    void line_end_of(std::uint32_t at) {
        const std::string_view all = *tree_.chunks.front()->text;
        const std::size_t end = std::min(all.find('\n', at), all.size());
        if (all.substr(at, end - at).find_first_not_of(' ') != std::string_view::npos) return;
        add(at, static_cast<std::uint32_t>(end),
            noise_ == Noise::Trailing ? " " + spaces(4) : spaces(3) + comment());
    }

    // A bracket outside others on its line: its elements on lines of their own.
    void hang(BlockId head) {
        for (std::size_t open = 0; open < placed_.size(); ++open) {
            if (!is_opening(placed_[open].kind) || placed_[open].depth > 0) continue;
            std::size_t close = open + 1;
            while (close < placed_.size() && placed_[close].depth > 0) ++close;
            if (close >= placed_.size() || !is_closing(placed_[close].kind)) continue;
            if (placed_[close].line != placed_[open].line || close == open + 1) continue;
            const std::uint32_t column = blocks_[head].column + 4;
            const std::string item = "\n" + std::string(column, ' ') + ", ";
            std::string text = item;
            for (std::size_t index = open + 1; index < close; ++index) {
                const Placed& token = placed_[index];
                if (token.kind == TokenKind::Comma && token.depth == 1) {
                    if (index + 1 < close) text += item;
                    continue;
                }
                if (index > open + 1 && placed_[index - 1].end < token.begin) text += " ";
                text += between(token.begin, token.end);
            }
            const bool last = close + 1 == placed_.size();
            const std::uint32_t content = blocks_.content_column(blocks_[head]);
            if (!last) text += "\n" + std::string(content, ' ') + "\\";
            add(placed_[open].end, placed_[close].end, std::move(text));
            open = close;
        }
    }

    // `, a,` among items, `(a, b,)` on a line.
    void closers(BlockId, const Unit&) {
        for (std::size_t index = 1; index < placed_.size(); ++index) {
            const Placed& token = placed_[index];
            const TokenKind before = placed_[index - 1].kind;
            if (!is_closing(token.kind) || is_opening(before) || before == TokenKind::Comma)
                continue;
            if (placed_[index - 1].line == token.line || python()) {
                add(placed_[index - 1].end, placed_[index - 1].end, ",");
            }
        }
    }

    // Each block, or group of items, moves: to any width in Python, right in Pilcrow.
    void indent() {
        std::vector<std::uint32_t> moved(blocks_.size(), 0);  // by segment: its new column
        std::vector<std::uint32_t> width(blocks_.size(), 0);  // by segment: of its children
        const bool tabs = python() && below(4) == 0;
        for (BlockId block = 0; block < blocks_.size(); ++block) {
            const BlockEntry& entry = blocks_[block];
            const LineToken& token = tree_.line_token(entry.line);
            std::uint32_t column = 0;
            if (!blocks_.is_head(block)) {
                column =
                    moved[blocks_.head(block)] + entry.column - blocks_[blocks_.head(block)].column;
            } else if (entry.previous != no_block) {
                std::uint32_t& step = width[entry.previous];
                if (step == 0) {
                    step = static_cast<std::uint32_t>(python() ? 1 + below(9)
                                                               : 4 + below(4) * below(2));
                }
                column = moved[entry.previous] + (tabs ? 1 : step);
            }
            moved[block] = column;
            if (entry.column == column && !tabs) continue;
            add(token.begin, token.lead_at, std::string(column, tabs ? '\t' : ' '));
        }
    }

    const Tree& tree_;
    const BlockTree& blocks_;
    Noise noise_;
    Random& random_;
    std::vector<Edit> edits_;
    std::vector<Placed> placed_;
    std::uint32_t comments_ = 0;
};

}  // namespace

std::vector<Edit> possible_edits(const Tree& tree, Noise noise, Random& random) {
    return EditMaker(tree, noise, random).make();
}

std::string with_edits(const std::string& text, const std::vector<Edit>& edits) {
    std::string result;
    std::size_t at = 0;
    for (const Edit& edit : edits) {
        if (edit.offset < at) continue;
        result.append(text, at, edit.offset - at);
        result += edit.inserted;
        at = edit.offset + edit.removed;
    }
    return result.append(text, at, text.size() - at);
}

}  // namespace pilcrow::noise
