#include "lsp/editing/content.h"

#include "parser/layout/pilcrow/line_start.h"
#include "parser/lexer/lexer.h"

#include <algorithm>
#include <utility>

namespace pilcrow::lsp::editing {
namespace {

// Counts colons and commas that belong to something smaller than a bracket's element.
class Inner {
public:
    // Takes the next atom of one level; true if it is a comma or colon of a lambda or of a target.
    bool takes(const Atom& atom) {
        switch (atom.kind) {
        case TokenKind::KwLambda: ++lambdas_; return false;
        case TokenKind::KwFor: target_ = true; return false;
        case TokenKind::KwIn: target_ = false; return false;
        case TokenKind::Colon:
            if (lambdas_ == 0) return false;
            --lambdas_;
            return true;
        case TokenKind::Comma: return lambdas_ > 0 || target_;
        default: return false;
        }
    }

private:
    int lambdas_ = 0;
    bool target_ = false;
};

}  // namespace

Content::Content(std::string text) : text_(std::move(text)) {
    UnitBuilder builder;
    builder.clear(Role::Statement);
    const LexedSegment lexed = lex_segment(builder, text_, 0);
    comment_at_ = builder.comments.empty() ? static_cast<std::uint32_t>(text_.size())
                                           : builder.comments.front().begin;
    open_literal_ = lexed.open_literal();
    compound_ = layout::begins_compound(builder.tokens);

    std::vector<std::uint32_t> open;
    const auto& tokens = builder.tokens;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        if (token.kind == TokenKind::End || token.kind == TokenKind::Hang) continue;
        Atom atom{token.kind,
                  token.flags,
                  token.soft(),
                  token.begin,
                  token.end,
                  no_atom,
                  open.empty() ? no_atom : open.back()};
        if (token.kind == TokenKind::FStringStart) {
            atom.kind = TokenKind::String;
            // To its end; the fields of the outermost level are noted.
            int strings = 1;
            int braces = 0;
            while (i + 1 < tokens.size() && strings > 0) {
                const Token& part = tokens[++i];
                if (part.kind == TokenKind::FStringStart) ++strings;
                if (part.kind == TokenKind::FStringEnd) --strings;
                if (part.kind == TokenKind::LeftBrace && braces++ == 0) {
                    fields_.push_back({part.begin, part.end});
                }
                if (part.kind == TokenKind::RightBrace && braces > 0 && --braces == 0) {
                    fields_.back().end = part.end;
                }
                atom.end = std::max(atom.end, part.end);
            }
            if (braces > 0) fields_.back().end = atom.end;
            if (strings > 0) atom.end = comment_at_;
        } else if (token.is_virtual()) {
            continue;
        } else if (is_opening(token.kind)) {
            open.push_back(static_cast<std::uint32_t>(atoms_.size()));
        } else if (is_closing(token.kind)) {
            // The nearest opener of its kind; what is open between them was never closed.
            const auto match = std::find_if(open.rbegin(), open.rend(), [&](std::uint32_t index) {
                return closer_of(atoms_[index].kind) == token.kind;
            });
            if (match != open.rend()) {
                atom.partner = *match;
                atom.around = atoms_[*match].around;
                atoms_[*match].partner = static_cast<std::uint32_t>(atoms_.size());
                open.erase(std::prev(match.base()), open.end());
            }
        }
        atoms_.push_back(atom);
    }
}

std::uint32_t Content::atom_behind(std::uint32_t at) const {
    const auto found = std::partition_point(atoms_.begin(), atoms_.end(),
                                            [&](const Atom& atom) { return atom.end <= at; });
    return static_cast<std::uint32_t>(found - atoms_.begin());
}

std::uint32_t Content::atom_around(std::uint32_t at) const {
    const std::uint32_t index = atom_behind(at);
    return index < size() && atoms_[index].begin < at ? index : no_atom;
}

std::uint32_t Content::bracket_around(std::uint32_t at) const {
    const std::uint32_t behind = atom_behind(at);
    if (behind < size()) {
        const Atom& atom = atoms_[behind];
        // A closer that `at` stands before is still around it.
        return is_closing(atom.kind) && atom.partner != no_atom ? atom.partner : atom.around;
    }
    if (atoms_.empty()) return no_atom;
    const Atom& last = atoms_.back();
    if (is_opening(last.kind)) return size() - 1;
    return last.around;
}

std::uint32_t Content::inside_end(std::uint32_t opener) const {
    const std::uint32_t partner = atoms_[opener].partner;
    return partner == no_atom ? code_end() : atoms_[partner].begin;
}

std::vector<std::uint32_t> Content::commas(std::uint32_t opener) const {
    std::vector<std::uint32_t> found;
    Inner inner;
    const std::uint32_t first = opener == no_atom ? 0 : opener + 1;
    const std::uint32_t partner = opener == no_atom ? no_atom : atoms_[opener].partner;
    for (std::uint32_t i = first; i < size() && i != partner; ++i) {
        const Atom& atom = atoms_[i];
        if (atom.around != opener) continue;
        if (atom.is(TokenKind::Comma)) {
            if (!inner.takes(atom)) found.push_back(i);
        } else {
            inner.takes(atom);
        }
    }
    return found;
}

std::vector<Span> Content::elements(std::uint32_t opener) const {
    std::vector<Span> parts;
    std::uint32_t begin = opener == no_atom ? 0 : atoms_[opener].end;
    const auto add = [&](std::uint32_t end) {
        Span part{begin, end};
        while (part.begin < part.end && text_[part.begin] == ' ') ++part.begin;
        while (part.end > part.begin && text_[part.end - 1] == ' ') --part.end;
        parts.push_back(part);
    };
    for (const std::uint32_t comma : commas(opener)) {
        add(atoms_[comma].begin);
        begin = atoms_[comma].end;
    }
    add(opener == no_atom ? code_end() : std::max(begin, inside_end(opener)));
    if (parts.back().begin == parts.back().end) parts.pop_back();
    return parts;
}

std::uint32_t Content::colon() const {
    Inner inner;
    for (std::uint32_t i = 0; i < size(); ++i) {
        const Atom& atom = atoms_[i];
        if (atom.around != no_atom) continue;
        const bool taken = inner.takes(atom);
        if (atom.is(TokenKind::Colon) && !taken) return i;
    }
    return no_atom;
}

std::uint32_t Content::block_colon() const { return compound_ ? colon() : no_atom; }

bool Content::is_unfinished() const {
    if (opens() != Opener::None || size() < 2) return false;
    const Atom& last = atoms_.back();
    if (bracket_around(last.end) != no_atom) return true;
    const bool assigns = last.is(TokenKind::Equal) || (last.kind >= TokenKind::PlusEqual &&
                                                       last.kind <= TokenKind::DoubleSlashEqual);
    return (joins_operands(last) || assigns) && ends_operand(atoms_[size() - 2]);
}

Opener Content::opens() const {
    if (open_literal_) return Opener::Literal;
    if (atoms_.empty()) return Opener::None;
    const Atom& last = atoms_.back();
    if (is_opening(last.kind)) return Opener::Bracket;
    if (!last.is(TokenKind::Colon) || last.around != no_atom) return Opener::None;
    Inner inner;
    bool taken = false;
    for (const Atom& atom : atoms_) {
        if (atom.around == no_atom) taken = inner.takes(atom);
    }
    return taken ? Opener::None : Opener::Block;
}

std::optional<std::uint32_t> Content::field_end(std::uint32_t atom, std::uint32_t at) const {
    if (atom == no_atom) return {};
    for (const Span& field : fields_) {
        if (field.begin >= atoms_[atom].begin && field.begin < at && at < field.end) {
            return field.end;
        }
    }
    return {};
}

std::string_view opening_of(const Content& content, const Atom& string) {
    const std::string_view text = content.text({string.begin, string.end});
    const std::size_t quote = text.find_first_of("\"'");
    if (quote == std::string_view::npos) return text;
    return text.substr(0, quote + ((string.flags & string_triple) != 0 ? 3 : 1));
}

Span body_of(const Content& content, const Atom& string) {
    const std::string_view opening = opening_of(content, string);
    Span body{string.begin + static_cast<std::uint32_t>(opening.size()), string.end};
    const std::size_t prefix = opening.find_first_of("\"'");
    if (prefix == std::string_view::npos) return {string.end, string.end};
    const std::string_view quotes = opening.substr(prefix);
    if ((string.flags & string_open) == 0 && body.end >= body.begin + quotes.size()) {
        body.end -= static_cast<std::uint32_t>(quotes.size());
    }
    return body;
}

bool ends_operand(const Atom& atom) {
    switch (atom.kind) {
    case TokenKind::Name:
    case TokenKind::Int:
    case TokenKind::Float:
    case TokenKind::Imaginary:
    case TokenKind::String:
    case TokenKind::Ellipsis:
    case TokenKind::KwTrue:
    case TokenKind::KwFalse:
    case TokenKind::KwNone:
    case TokenKind::KwPass:
    case TokenKind::KwBreak:
    case TokenKind::KwContinue:
    case TokenKind::Error: return true;
    default: return is_closing(atom.kind);
    }
}

bool joins_operands(const Atom& atom) {
    switch (atom.kind) {
    case TokenKind::Dot:
    case TokenKind::Arrow:
    case TokenKind::At:
    case TokenKind::ColonEqual:
    case TokenKind::KwAnd:
    case TokenKind::KwOr:
    case TokenKind::KwIn:
    case TokenKind::KwIs:
    case TokenKind::KwNot:
    case TokenKind::KwIf:
    case TokenKind::KwElse:
    case TokenKind::KwFor:
    case TokenKind::KwAs:
    case TokenKind::KwFrom:
    case TokenKind::KwImport: return true;
    default: return atom.kind >= TokenKind::Plus && atom.kind <= TokenKind::NotEqual;
    }
}

}  // namespace pilcrow::lsp::editing
