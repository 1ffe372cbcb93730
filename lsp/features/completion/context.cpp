#include "lsp/features/completion/context.h"

#include <algorithm>

namespace pilcrow::lsp::completion {
namespace {

bool is_primary(NodeKind kind) {
    switch (kind) {
    case NodeKind::Name:
    case NodeKind::Number:
    case NodeKind::Constant:
    case NodeKind::String:
    case NodeKind::FString:
    case NodeKind::Strings:
    case NodeKind::RoundDisplay:
    case NodeKind::SquareDisplay:
    case NodeKind::CurlyDisplay:
    case NodeKind::Attribute:
    case NodeKind::Subscript:
    case NodeKind::Call: return true;
    default: return false;
    }
}

bool in_comment(const Tree& tree, Position place, BlockId block) {
    const std::string_view line = tree.line_text(place.line);
    if (block == no_block) {
        const std::size_t first = line.find_first_not_of(" \t\f");
        return first != std::string_view::npos && line[first] == '#' && first < place.byte;
    }
    for (const Comment& comment : tree.unit(block)->comments()) {
        const Position begin = tree.position(block, comment.begin);
        if (begin.line == place.line && begin.byte < place.byte) return true;
    }
    return false;
}

// The dotted name of an import, from `token` up to the walk's end: `..a.b.` gives level 2, "a.b".
void read_module(const Tree& tree, BlockId block, std::uint32_t token, std::uint32_t end,
                 Context& context) {
    bool behind_dot = true;
    for (; token < end; ++token) {
        const Token& at = tree.unit(block)->token(token);
        if (at.is_virtual() || at.kind == TokenKind::Hang) continue;
        const std::string_view text = tree.token_text(block, token);
        if (at.kind == TokenKind::Dot) {
            if (context.module.empty()) ++context.level;
            behind_dot = true;
        } else if (at.kind == TokenKind::Ellipsis) {
            context.level += 3;
        } else if (at.kind == TokenKind::Name || is_keyword(at.kind)) {
            if (at.kind == TokenKind::KwImport) break;
            if (!behind_dot) break;
            if (!context.module.empty()) context.module += '.';
            context.module += text;
            behind_dot = false;
        } else {
            break;
        }
    }
}

void read_import(const Tree& tree, Context& context) {
    const Walk& walk = context.walk;
    const Frame& statement = walk.frames.front();
    if (statement.opener == Frame::no_token) return;
    if (context.what == What::ImportName) {
        read_module(tree, statement.block, statement.opener + 1,
                    tree.unit(statement.block)->token_count - 1, context);
        return;
    }
    std::uint32_t begin = statement.opener + 1;
    if (walk.head == Head::Import) {
        for (std::uint32_t at = walk.end; at > begin; --at) {
            if (tree.unit(walk.block)->token(at - 1).kind == TokenKind::Comma) {
                begin = at;
                break;
            }
        }
    }
    read_module(tree, walk.block, begin, walk.end, context);
}

// The text of a plain string on one line, without its quotes: what is typed in it is all of it.
bool read_string(const Tree& tree, Context& context) {
    const TokenRef ref = context.walk.string;
    const Token& token = tree.unit(ref.block)->token(ref.token);
    if (token.kind != TokenKind::String || (token.flags & string_triple) != 0) return false;
    const Range range = range_of(tree, ref);
    if (range.begin.line != range.end.line) return false;
    const std::string_view text = tree.token_text(ref.block, ref.token);
    const std::size_t quote = text.find_first_of("'\"");
    if (quote == std::string_view::npos) return false;
    const std::uint32_t begin = range.begin.byte + static_cast<std::uint32_t>(quote) + 1;
    const std::uint32_t end = range.end.byte - ((token.flags & string_open) != 0 ? 0 : 1);
    if (context.place.byte < begin || context.place.byte > end) return false;
    context.range = {{context.place.line, begin}, {context.place.line, end}};
    context.prefix = context.line.substr(begin, context.place.byte - begin);
    return true;
}

What what_of(const Tree& tree, Context& context) {
    const Walk& walk = context.walk;
    const Frame& frame = walk.top();
    if (walk.string) {
        const TokenKind kind = kind_of(tree, walk.string);
        return kind == TokenKind::String && read_string(tree, context) ? What::String
                                                                       : What::Nothing;
    }
    if (frame.kind == FrameKind::String) return What::Nothing;
    const TokenKind previous = kind_of(tree, walk.previous);
    switch (frame.mode) {
    case Mode::ImportModule:
        if (walk.head == Head::From && walk.previous && ends_operand(tree, walk.previous)) {
            return What::ImportKeyword;
        }
        if (walk.head == Head::From && !context.prefix.empty() && previous == TokenKind::Dot &&
            tree.position(walk.previous.block,
                          tree.unit(walk.previous.block)->token(walk.previous.token).end) <
                context.range.begin) {
            return What::ImportKeyword;  // from .. imp
        }
        if (ends_operand(tree, walk.previous)) return What::Operator;
        return What::ImportModule;
    case Mode::ImportNames:
        return ends_operand(tree, walk.previous) && frame.item_begin ? What::Operator
                                                                     : What::ImportName;
    case Mode::Specification: return What::Nothing;
    default: break;
    }
    if (previous == TokenKind::Dot) {
        context.dot = walk.previous;
        return What::Attribute;
    }
    switch (frame.mode) {
    case Mode::Scope: return previous == TokenKind::Name ? What::Nothing : What::Scope;
    case Mode::Alias: return ends_operand(tree, walk.previous) ? What::Operator : What::Nothing;
    case Mode::Target:
        // `for x |`: `in` comes next.
        return ends_operand(tree, walk.previous) ? What::Operator : What::Nothing;
    case Mode::Name:
        if (frame.kind == FrameKind::Statement) {
            return walk.head == Head::Def && previous == TokenKind::KwDef ? What::Definition
                                                                          : What::Nothing;
        }
        if (frame.kind == FrameKind::Parameters && previous != TokenKind::Name) {
            return What::ParameterName;
        }
        return What::Nothing;
    case Mode::Pattern:
        if (frame.kind == FrameKind::Statement && walk.previous &&
            walk.previous.token == walk.frames.front().opener) {
            return What::Pattern;
        }
        return ends_operand(tree, walk.previous) && frame.item_begin ? What::Operator
                                                                     : What::Pattern;
    default: break;
    }
    // The name of an f-string's conversion: f"{x!r}".
    if (previous == TokenKind::Exclamation) return What::Nothing;
    // `match |`, `type |` and the like are words that an operand follows.
    const bool soft_head = walk.previous && !walk.before_previous &&
                           (walk.head == Head::Match || walk.head == Head::Case);
    if (!soft_head && ends_operand(tree, walk.previous) && frame.item_begin) {
        return What::Operator;
    }
    if (walk.head == Head::Decorator && frame.kind == FrameKind::Statement && !walk.previous) {
        return What::Nothing;
    }
    return What::Expression;
}

}  // namespace

NodeRef primary_before(const Tree& tree, TokenRef token) {
    const Unit& unit = *tree.unit(token.block);
    NodeRef found;
    std::uint32_t first = token.token;
    for (NodeId id = 1; id < unit.node_count; ++id) {
        const Node& node = unit.node(id);
        if (node.end_token != token.token || !is_primary(node.kind) || node.first_token >= first) {
            continue;
        }
        first = node.first_token;
        found = {token.block, id};
    }
    return found;
}

Context context_at(const Tree& tree, Position place) {
    Context context;
    if (place.line >= tree.line_count) {
        // Behind the last line's end: an empty line of its own.
        context.what = What::Expression;
        context.walk.frames.push_back({});
        context.walk.statement_begins = context.walk.line_begins = true;
        context.place = place;
        context.range = {place, place};
        context.element_begins = true;
        return context;
    }
    context.line = tree.line_text(place.line);
    place.byte = std::min(place.byte, static_cast<std::uint32_t>(context.line.size()));
    context.place = place;
    context.range = {place, place};
    context.walk = walk_to(tree, place);
    const Walk& walk = context.walk;
    if (in_comment(tree, place, walk.block)) return context;
    if (walk.block == no_block && block_at(tree, place.line) != no_block) {
        return context;  // a literal's line: plain text
    }
    if (walk.word) {
        context.range = range_of(tree, walk.word);
        if (context.range.begin.line != place.line) context.range = {place, place};
    }
    context.prefix =
        context.line.substr(context.range.begin.byte, place.byte - context.range.begin.byte);
    context.element_begins = !walk.top().item_begin;
    context.what = what_of(tree, context);
    if (context.what == What::ImportModule || context.what == What::ImportName ||
        context.what == What::ImportKeyword) {
        read_import(tree, context);
    }
    return context;
}

}  // namespace pilcrow::lsp::completion
