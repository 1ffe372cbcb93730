#include "parser/printer/breaking.h"

#include "parser/printer/groups.h"

#include <algorithm>
#include <array>
#include <vector>

namespace pilcrow::printer {

namespace {

constexpr std::uint32_t none = 0xffffffffu;
constexpr std::uint32_t indent = 4;

// A statement or an item: tokens [begin, end), whose content stands in `column`; the commas of
// what hangs in it stand in `children`.
struct Part {
    std::uint32_t begin;
    std::uint32_t end;
    std::uint32_t column;
    std::uint32_t children;
};

struct Line {
    std::uint32_t begin;
    std::uint32_t end;
    std::uint32_t width;
};

class Breaker {
public:
    Breaker(Stream& stream, std::uint32_t width)
        : stream_(stream), tokens_(stream.tokens), limit_(width) {}

    void run(std::uint32_t column) {
        parts_.push_back({0, stream_.size(), column, column + indent});
        bool statement = true;
        while (!parts_.empty()) {
            Part part = parts_.back();
            parts_.pop_back();
            settle(part, statement);
            statement = false;
            add_items(part);
        }
    }

private:
    void settle(Part& part, bool statement) {
        std::uint32_t from = part.begin;
        while (from < part.end) {
            const Line line = line_from(part, from);
            if (from == part.begin) open_.clear();
            const std::uint32_t start = part.column + (from == part.begin ? 0 : 1);
            if (start + line.width > limit_) {
                if (statement && hang_list(line)) {
                    part.end = stream_.size();
                    from = part.begin;
                    continue;
                }
                statement_ = statement;
                if (improve(line, start)) {
                    // A bracket that began on an earlier line may hang now.
                    if (moved_back_) from = part.begin;
                    continue;
                }
            }
            pass(line);
            from = line.end;
        }
    }

    // Notes which brackets are still open behind a line, other than those that hang.
    void pass(const Line& line) {
        for (std::uint32_t index = line.begin; index < line.end; ++index) {
            const StreamToken& token = tokens_[index];
            if (opens(token) && token.has(bit_hangs)) {
                index = token.partner;
            } else if (opens(token)) {
                open_.push_back(index);
            } else if (closes(token) && !open_.empty()) {
                open_.pop_back();
            }
        }
    }

    // The tokens of the line that begins with `from`, up to the next that begins one.
    Line line_from(const Part& part, std::uint32_t from) const {
        Line line{from, from, 0};
        for (std::uint32_t index = from; index < part.end;) {
            const StreamToken& token = tokens_[index];
            if (index > from) {
                if (token.has(bit_broken)) break;
                if (token.has(bit_space)) ++line.width;
            }
            line.width += token.width;
            if (opens(token) && token.has(bit_hangs)) {
                line.end = only_closers(token.partner, part.end) ? part.end : token.partner + 1;
                return line;
            }
            ++index;
            line.end = index;
            if (token.literal != 0) break;
        }
        if (only_closers(line.end, part.end)) line.end = part.end;
        return line;
    }

    bool only_closers(std::uint32_t from, std::uint32_t end) const {
        while (from < end && (closes(tokens_[from]) || tokens_[from].kind == TokenKind::Skipped)) {
            ++from;
        }
        return from == end;
    }

    bool hang_list(const Line& line) {
        for (std::uint32_t index = line.begin; index < line.end; ++index) {
            if (!tokens_[index].has(bit_listing)) continue;
            hang_listing(stream_, index);
            return true;
        }
        return false;
    }

    struct Candidates {
        std::array<std::uint32_t, static_cast<std::size_t>(Break::Comma) + 1> counts{};
        std::uint32_t chained = 0;  // `.name` behind a bracket
        std::vector<std::uint32_t> brackets;
        std::uint32_t last = none;  // the last token but a header's colon
    };

    // What stands on the line outside all brackets but those that hang around it.
    void gather(const Line& line) {
        candidates_.counts.fill(0);
        candidates_.chained = 0;
        candidates_.brackets.clear();
        candidates_.last = none;
        std::uint32_t index = line.begin;
        if (!open_.empty()) {
            // It began on an earlier line, behind something that hangs in it.
            if (!tokens_[open_.front()].has(bit_never))
                candidates_.brackets.push_back(open_.front());
            index = tokens_[open_.front()].partner;
            candidates_.last = index++;
        }
        for (; index < line.end; ++index) {
            const StreamToken& token = tokens_[index];
            if (opens(token)) {
                const bool empty = token.partner == index + 1;
                if (!token.has(bit_hangs) && !token.has(bit_never) && !empty) {
                    candidates_.brackets.push_back(index);
                }
                index = token.partner;
                candidates_.last = index;
            } else if (index > line.begin && token.before != Break::None &&
                       (statement_ || token.before != Break::Comma)) {
                if (token.before != Break::Attribute) {
                    ++candidates_.counts[static_cast<std::size_t>(token.before)];
                } else if (closes(tokens_[index - 1])) {
                    ++candidates_.chained;
                }
                candidates_.last = index;
            } else if (token.kind != TokenKind::Colon && !closes(token)) {
                candidates_.last = index;
            }
        }
    }

    // Where the tokens of a line stand, one behind the other; a bracket's inside counts.
    std::uint32_t width_up_to(const Line& line, std::uint32_t token) const {
        std::uint32_t width = 0;
        for (std::uint32_t index = line.begin; index <= token; ++index) {
            if (index > line.begin && tokens_[index].has(bit_space)) ++width;
            width += tokens_[index].width;
            if (opens(tokens_[index]) && tokens_[index].has(bit_hangs)) break;
        }
        return width;
    }

    bool improve(const Line& line, std::uint32_t start) {
        moved_back_ = false;
        gather(line);
        Break lowest = Break::None;
        for (std::size_t kind = candidates_.counts.size(); kind-- > 0;) {
            if (candidates_.counts[kind] > 0) {
                lowest = static_cast<Break>(kind);
                break;
            }
        }
        if (lowest == Break::Strings && !candidates_.brackets.empty()) lowest = Break::None;
        const std::uint32_t count =
            lowest == Break::None ? 0 : candidates_.counts[static_cast<std::size_t>(lowest)];
        const bool clauses = lowest >= Break::Conditional;
        const std::uint32_t tail = last_bracket();
        const bool chain = candidates_.chained >= 2;
        if (!clauses && count <= 1 && !(lowest == Break::None && chain) && tail != none &&
            worth_hanging(tail) && start + width_up_to(line, tail) <= limit_) {
            hang(tail, line);
            return true;
        }
        if (lowest != Break::None && break_before(line, lowest)) return true;
        if (chain && break_before(line, Break::Attribute)) return true;
        return hang_from_right(line, start);
    }

    // The bracket that the line ends with, but for a header's colon.
    std::uint32_t last_bracket() const {
        if (candidates_.brackets.empty() || candidates_.last == none) return none;
        const std::uint32_t bracket = candidates_.brackets.back();
        return tokens_[bracket].partner == candidates_.last ? bracket : none;
    }

    // `x[0]` is no better over two lines.
    bool worth_hanging(std::uint32_t bracket) const {
        return tokens_[bracket].partner > bracket + 2 || tokens_[bracket + 1].width > 8;
    }

    bool break_before(const Line& line, Break kind) {
        bool any = false;
        std::uint32_t index = open_.empty() ? line.begin : tokens_[open_.front()].partner;
        for (; index < line.end; ++index) {
            StreamToken& token = tokens_[index];
            if (opens(token)) {
                index = token.partner;
                continue;
            }
            if (index <= line.begin || token.before != kind) continue;
            if (kind == Break::Attribute && !closes(tokens_[index - 1])) continue;
            // Behind a bracket that hangs a new line begins anyway.
            if (closes(tokens_[index - 1]) && tokens_[tokens_[index - 1].partner].has(bit_hangs)) {
                continue;
            }
            token.bits |= bit_broken;
            any = true;
        }
        return any;
    }

    void hang(std::uint32_t bracket, const Line& line) {
        moved_back_ = bracket < line.begin;
        StreamToken& opener = tokens_[bracket];
        if (!opener.has(bit_grouping)) {
            opener.bits |= bit_hangs;
            return;
        }
        // Round a whole, parentheses are not needed: what they hold can be broken as it is.
        for (const std::uint32_t index : {opener.partner, bracket}) {
            tokens_[index].kind = TokenKind::Skipped;
            tokens_[index].text = {};
            tokens_[index].width = 0;
        }
    }

    bool hang_from_right(const Line& line, std::uint32_t start) {
        const auto& brackets = candidates_.brackets;
        if (brackets.empty()) return false;
        for (const std::uint32_t bracket : brackets) {
            if (tokens_[bracket].has(bit_preferred)) {
                hang(bracket, line);
                return true;
            }
        }
        // Those worth it first; of these the last one that leaves what stands before it short
        // enough, with all behind it that do not.
        bool only_worth = std::any_of(brackets.begin(), brackets.end(),
                                      [&](std::uint32_t at) { return worth_hanging(at); });
        for (std::size_t index = brackets.size(); index-- > 0;) {
            if (only_worth && !worth_hanging(brackets[index])) continue;
            const bool hidden = tokens_[brackets[index]].has(bit_grouping);
            hang(brackets[index], line);
            if (hidden || brackets[index] < line.begin ||
                start + width_up_to(line, brackets[index]) <= limit_) {
                break;
            }
        }
        return true;
    }

    void add_items(const Part& part) {
        for (std::uint32_t index = part.begin; index < part.end; ++index) {
            const StreamToken& token = tokens_[index];
            if (!opens(token) || !token.has(bit_hangs)) continue;
            std::uint32_t begin = index + 1;
            for (std::uint32_t inner = index + 1; inner <= token.partner; ++inner) {
                const StreamToken& at = tokens_[inner];
                if (inner == token.partner || at.has(bit_separator)) {
                    if (inner > begin) {
                        parts_.push_back({begin, inner, part.children + 2, part.children + indent});
                    }
                    begin = inner + 1;
                } else if (opens(at)) {
                    inner = at.partner;
                }
            }
            index = token.partner;
        }
    }

    Stream& stream_;
    std::vector<StreamToken>& tokens_;
    std::uint32_t limit_;
    std::vector<Part> parts_;
    Candidates candidates_;
    std::vector<std::uint32_t> open_;  // brackets that the line at hand begins in
    bool moved_back_ = false;
    bool statement_ = false;  // the part at hand is the statement, not an item
};

}  // namespace

void break_long_lines(Stream& stream, std::uint32_t column, std::uint32_t width) {
    Breaker(stream, width).run(column);
}

}  // namespace pilcrow::printer
