#include "lsp/editing/seam.h"

#include "parser/diagnostics/diagnostics.h"
#include "parser/parse.h"

#include <algorithm>
#include <string>
#include <utility>

namespace pilcrow::lsp::editing {
namespace {

class SeamReader {
public:
    SeamReader(const Content& content, std::uint32_t at, LineKind node)
        : content_(content), node_(node), at_(at) {
        next_ = content.atom_behind(at);
        // A name or number that is broken is two operands; an operator goes behind the break.
        broken_ = next_ < content.size() && content[next_].begin < at;
        if (broken_ && !ends_operand(content[next_]) && !is_keyword(content[next_].kind)) {
            at_ = content[next_].begin;
            broken_ = false;
        }
    }

    Seam read(bool goes_on) const;

private:
    bool statement() const { return node_ == LineKind::Statement; }
    TokenKind kind(std::uint32_t index) const {
        return index < content_.size() ? content_[index].kind : TokenKind::End;
    }
    // An atom outside all brackets, before `index`.
    bool has_before(std::uint32_t index, TokenKind kind) const {
        for (std::uint32_t i = 0; i < index; ++i) {
            if (content_[i].is(kind) && content_[i].around == no_atom) return true;
        }
        return false;
    }
    bool has_behind(std::uint32_t index, TokenKind kind) const {
        for (std::uint32_t i = index + 1; i < content_.size(); ++i) {
            if (content_[i].is(kind) && content_[i].around == no_atom) return true;
        }
        return false;
    }
    // What parts two nodes that stand on one line.
    bool is_separator(std::uint32_t index) const {
        if (statement()) return kind(index) == TokenKind::Semicolon;
        const std::vector<std::uint32_t> commas = content_.commas(no_atom);
        return std::find(commas.begin(), commas.end(), index) != commas.end();
    }
    bool goes_on_with_next() const;
    bool stands_alone() const;
    std::uint32_t moved_from() const;
    Seam going_on() const;
    Seam parted(SeamKind kind, std::uint32_t before_end, std::uint32_t behind_begin) const {
        return {kind, before_end, behind_begin, 0};
    }

    const Content& content_;
    LineKind node_;
    std::uint32_t at_;
    std::uint32_t next_;  // the first atom behind the seam, or that it breaks
    bool broken_;
};

// Whether what stands before the seam goes on with the next atom, if it ends like an operand.
bool SeamReader::goes_on_with_next() const {
    const TokenKind next = kind(next_);
    switch (next) {
    case TokenKind::KwIf:
        // A conditional has its `else`, a comprehension its `for`; a statement has neither.
        return has_behind(next_, TokenKind::KwElse) || has_before(next_, TokenKind::KwFor) ||
               !has_behind(next_, TokenKind::Colon) || !statement();
    case TokenKind::KwElse: return has_before(next_, TokenKind::KwIf) || !statement();
    case TokenKind::KwFor:
    case TokenKind::KwAsync: return !statement();
    case TokenKind::KwNot: return kind(next_ + 1) == TokenKind::KwIn;
    case TokenKind::KwFrom:
        return kind(0) == TokenKind::KwRaise || has_before(next_, TokenKind::KwYield);
    case TokenKind::KwImport: return kind(0) == TokenKind::KwFrom;
    case TokenKind::String: return content_[next_ - 1].is(TokenKind::String);
    case TokenKind::LeftParen:
    case TokenKind::LeftBracket:
    case TokenKind::Equal:
    case TokenKind::Colon:
    case TokenKind::Comma:
    case TokenKind::Exclamation: return true;
    default:
        return (next >= TokenKind::PlusEqual && next <= TokenKind::DoubleSlashEqual) ||
               joins_operands(content_[next_]);
    }
}

// Whether the first part is a statement or an item by itself.
bool SeamReader::stands_alone() const {
    // `case` and `type` are names too.
    if (next_ == 1 && !broken_ && statement() &&
        (content_.begins_compound() ||
         (content_[0].soft == SoftKeyword::Type && kind(1) == TokenKind::Name))) {
        return false;
    }
    std::string text(content_.text({0, at_}));
    if (!statement()) text.insert(0, "(\n    ,");
    const Tree tree = parse(std::move(text), Layout::Pilcrow);
    const std::vector<Diagnostic> found = syntax_diagnostics(tree);
    return std::none_of(found.begin(), found.end(), [](const Diagnostic& diagnostic) {
        return info(diagnostic.code).severity == Severity::Error;
    });
}

// The first atom that goes to the next line: an operator at the end of the first part, or `next_`.
std::uint32_t SeamReader::moved_from() const {
    std::uint32_t from = next_;
    if (from == 0) return from;
    const Atom& last = content_[from - 1];
    const bool goes_along =
        joins_operands(last) ||
        (statement() && (last.is(TokenKind::Comma) || from - 1 == content_.colon()));
    if (!goes_along) return from;
    --from;
    // `not in` and `is not` are one operator.
    if (from > 0 && ((last.is(TokenKind::KwIn) && content_[from - 1].is(TokenKind::KwNot)) ||
                     (last.is(TokenKind::KwNot) && content_[from - 1].is(TokenKind::KwIs)))) {
        --from;
    } else if (last.is(TokenKind::KwNot) && kind(next_) != TokenKind::KwIn) {
        return next_;
    }
    // Without an operand before it, it belongs to the one behind.
    return from > 0 && ends_operand(content_[from - 1]) ? from : next_;
}

Seam SeamReader::going_on() const {
    const std::uint32_t from = broken_ ? next_ : moved_from();
    const std::uint32_t begin = from == next_ ? at_ : content_[from].begin;
    Seam seam{SeamKind::GoesOn, begin, begin, 0};
    if (from != next_) {
        const std::uint32_t next_begin =
            next_ < content_.size() ? content_[next_].begin : content_.code_end();
        seam.cursor = next_begin - content_[from].begin;
    }
    return seam;
}

Seam SeamReader::read(bool goes_on) const {
    if (goes_on) return going_on();
    if (broken_) return stands_alone() ? parted(SeamKind::Sibling, at_, at_) : going_on();
    if (next_ == 0) return parted(SeamKind::Sibling, at_, at_);
    const Atom& last = content_[next_ - 1];
    if (is_separator(next_)) return parted(SeamKind::Sibling, at_, content_[next_].end);
    if (is_separator(next_ - 1)) return parted(SeamKind::Sibling, last.begin, at_);
    if (statement() && next_ - 1 == content_.block_colon()) {
        return parted(SeamKind::Suite, at_, at_);
    }
    if (next_ < content_.size() && ends_operand(last) && !goes_on_with_next() && stands_alone()) {
        return parted(SeamKind::Sibling, at_, at_);
    }
    return going_on();
}

}  // namespace

Seam seam_at(const Content& content, std::uint32_t at, LineKind node, bool goes_on) {
    return SeamReader(content, at, node).read(goes_on);
}

}  // namespace pilcrow::lsp::editing
