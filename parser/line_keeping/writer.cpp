#include "parser/line_keeping/writer.h"

#include "parser/line_keeping/parentheses.h"

#include <algorithm>
#include <vector>

namespace pilcrow::line_keeping {
namespace {

// Whether a comment stands on one of the lines [first, last], at their ends or alone.
class CommentSearch {
public:
    CommentSearch(const Tree& tree, const Statement& statement)
        : tree_(tree), comments_(statement.comments) {}

    bool between(std::uint32_t first, std::uint32_t last) const {
        const auto found = std::lower_bound(
            comments_.begin(), comments_.end(), first,
            [](const TrailingComment& one, std::uint32_t line) { return one.line < line; });
        if (found != comments_.end() && found->line <= last) return true;
        for (std::uint32_t line = first + 1; line <= last; ++line) {
            if (tree_.line_token(line).lead() == Lead::Comment) return true;
        }
        return false;
    }

private:
    const Tree& tree_;
    const std::vector<TrailingComment>& comments_;
};

// The line ends outside brackets at which no backslash can stand, because of a comment.
std::vector<Break> commented_breaks(const Tree& tree, const Statement& statement) {
    std::vector<Break> breaks;
    const CommentSearch comments(tree, statement);
    std::uint32_t depth = 0;
    for (std::size_t at = 0; at + 1 < statement.atoms.size(); ++at) {
        const Atom& atom = statement.atoms[at];
        const Atom& next = statement.atoms[at + 1];
        if (atom.bracket == Bracket::Opens) ++depth;
        if (atom.bracket == Bracket::Closes && depth > 0) --depth;
        if (depth > 0 || next.at_end || next.line <= atom.last_line) continue;
        if (comments.between(atom.last_line, next.line - 1)) {
            breaks.push_back({atom.token, next.token});
        }
    }
    return breaks;
}

}  // namespace

void Writer::statement(const Statement& statement) {
    const auto& atoms = statement.atoms;
    std::vector<Wrap> wraps;
    if (!atoms.empty() && atoms.back().last_line > atoms.front().line) {
        const std::vector<Break> breaks = commented_breaks(tree_, statement);
        if (!breaks.empty()) wraps = find_wraps(*tree_.unit(statement.head), breaks);
    }
    // What stood before belongs to the statements before.
    const auto& comments = statement.comments;
    if (!atoms.empty()) {
        move_to(atoms.front().line, false);
    } else if (!comments.empty()) {
        move_to(comments.front().line, false);
    }
    statement_ = &statement;
    comment_ = 0;
    depth_ = 0;
    std::size_t wrap = 0;
    bool in_wrap = false;
    for (std::size_t at = 0; at < atoms.size(); ++at) {
        const Atom& atom = atoms[at];
        if (!atom.at_end) move_to(atom.line, true);
        const bool opens = !in_wrap && wrap < wraps.size() && atom.token != no_token &&
                           atom.token >= wraps[wrap].first_token;
        put(atom, opens);
        in_wrap = in_wrap || opens;
        if (atom.bracket == Bracket::Opens) ++depth_;
        if (atom.bracket == Bracket::Closes && depth_ > 0) --depth_;
        if (!in_wrap) continue;
        // The expression ends where the statement's next own token is behind it.
        const std::size_t next = at + 1;
        if (next < atoms.size() && atoms[next].token == no_token) continue;
        if (next == atoms.size() || atoms[next].token > wraps[wrap].last_token) {
            out_ += ')';
            --depth_;
            in_wrap = false;
            ++wrap;
        }
    }
    end_statement();
}

// Its closers stand, so its comments can follow; those of segments that say nothing else have lines
// of their own.
void Writer::end_statement() {
    depth_ = 0;
    const auto& comments = statement_->comments;
    const auto append_moved = [&] {
        out_ += moved_;
        moved_.clear();
    };
    for (; comment_ < comments.size(); ++comment_) {
        const TrailingComment& comment = comments[comment_];
        if (comment.line > line_) {
            append_moved();
            move_to(comment.line, false);
        }
        separate_comment(comment.column);
        append_comment(comment.text);
    }
    append_moved();
    statement_ = nullptr;
}

void Writer::line_between(std::uint32_t line, std::string_view text) {
    move_to(line, false);
    if (line_ != line) return;
    out_ += text;
    source_end_ = 0;
    const LineToken& token = tree_.line_token(line);
    if (token.lead() == Lead::Comment) {
        out_ += "  ";
        append_comment(tree_.line_text(line).substr(token.lead_at - token.begin));
    }
    out_ += '\n';
    ++line_;
    line_begin_ = out_.size();
}

std::string Writer::finish() {
    move_to(tree_.line_count, false);
    return std::move(out_);
}

// Ends lines until `line` is the one being written.
void Writer::move_to(std::uint32_t line, bool inside_statement) {
    if (line_ < line && out_.size() > line_begin_) end_line(inside_statement);
    while (line_ < line) {
        if (inside_statement && depth_ == 0) {
            const LineToken& token = tree_.line_token(line_);
            if (token.lead() == Lead::Comment) {
                moved_ += "  ";
                moved_ += tree_.line_text(line_).substr(token.lead_at - token.begin);
            }
        } else {
            comment_line(line_);
        }
        end_line(inside_statement);
    }
}

void Writer::comment_line(std::uint32_t line) {
    const LineToken& token = tree_.line_token(line);
    if (token.lead() != Lead::Comment) return;
    pad(token.column);
    append_comment(tree_.line_text(line).substr(token.lead_at - token.begin));
}

void Writer::end_line(bool inside_statement) {
    const bool joined = inside_statement && depth_ == 0;
    if (inside_statement) {
        const auto& comments = statement_->comments;
        while (comment_ < comments.size() && comments[comment_].line <= line_) {
            const TrailingComment& comment = comments[comment_++];
            if (joined) {
                moved_ += "  ";
                moved_ += comment.text;
            } else {
                separate_comment(comment.column);
                append_comment(comment.text);
            }
        }
    }
    if (joined) {
        out_ += out_.size() > line_begin_ ? " \\" : "\\";
    }
    out_ += '\n';
    ++line_;
    line_begin_ = out_.size();
    source_end_ = 0;
}

void Writer::put(const Atom& atom, bool opens_wrap) {
    if (atom.at_end) {
        out_ += atom.text;
        return;
    }
    const bool first = out_.size() == line_begin_;
    const bool gap = !first && atom.column > source_end_;
    pad(atom.column);
    if (gap && !out_.ends_with(' ')) out_ += ' ';
    if (opens_wrap) {
        // A space in front of it makes room, but not the statement's indentation.
        const bool indentation = first && &atom == statement_->atoms.data();
        if (!indentation && out_.size() > line_begin_ && out_.back() == ' ') out_.pop_back();
        out_ += '(';
        ++depth_;
    }
    out_ += atom.text;
    source_end_ = atom.source_end;
    if (atom.last_line > atom.line) {
        line_ = atom.last_line;
        line_begin_ = out_.rfind('\n') + 1;
    }
}

void Writer::pad(std::uint32_t column) {
    const std::size_t at = out_.size() - line_begin_;
    if (at < column) out_.append(column - at, ' ');
}

void Writer::separate_comment(std::uint32_t column) {
    const std::size_t at = out_.size() - line_begin_;
    if (at > 0 && at + 1 >= column) out_ += "  ";
    pad(column);
}

void Writer::append_comment(std::string_view comment) {
    for (const char letter : comment) out_ += letter == '\0' ? ' ' : letter;
}

}  // namespace pilcrow::line_keeping
