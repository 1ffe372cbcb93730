#include "lsp/features/highlights.h"

#include "lsp/source/places.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

void add_names(const Scopes& scopes, const Scopes::Found& found, std::vector<Highlight>& all) {
    for (const Mention& mention : scopes.occurrences(found.scope, found.name)) {
        const bool written = binds(mention.use) || mention.use == Use::Delete;
        all.push_back({range_of(scopes.tree(), {mention.block, mention.token}),
                       written ? HighlightKind::Write : HighlightKind::Read});
    }
}

// An attribute is written where its node is a target.
bool is_target(const Tree& tree, NodeRef node) {
    const std::vector<NodeRef> path = path_to(tree, node);
    for (std::size_t at = path.size(); at-- > 1;) {
        const NodeRef around = path[at - 1];
        switch (tree.kind(around)) {
        case NodeKind::Tuple:
        case NodeKind::RoundDisplay:
        case NodeKind::SquareDisplay:
        case NodeKind::Starred: continue;
        case NodeKind::Assign: return tree.children(around).back() != path[at];
        case NodeKind::AugmentedAssign:
        case NodeKind::AnnotatedAssign:
        case NodeKind::For:
        case NodeKind::CompFor:
        case NodeKind::Delete: return tree.first_child(around) == path[at];
        case NodeKind::WithItem: return tree.first_child(around) != path[at];
        default: return false;
        }
    }
    return false;
}

void add_attributes(const Tree& tree, std::string_view name, std::vector<Highlight>& all) {
    for (BlockId block = 0; block < tree.reading->size(); ++block) {
        const Unit* unit = tree.reading->is_head(block) ? tree.unit(block) : nullptr;
        if (unit == nullptr) continue;
        for (NodeId id = 1; id < unit->node_count; ++id) {
            if (unit->node(id).kind != NodeKind::Attribute) continue;
            const TokenRef token = own_name_token(tree, {block, id});
            if (!token || tree.token_text(token.block, token.token) != name) continue;
            all.push_back({range_of(tree, token), is_target(tree, {block, id})
                                                      ? HighlightKind::Write
                                                      : HighlightKind::Read});
        }
    }
}

void add_token(const Tree& tree, BlockId block, std::uint32_t token, std::vector<Highlight>& all) {
    const Unit& unit = *tree.unit(block);
    if (token >= unit.token_count || !is_keyword(unit.token(token).kind)) {
        if (token >= unit.token_count || unit.token(token).soft() == SoftKeyword::None) return;
    }
    all.push_back({range_of(tree, {block, token}), HighlightKind::Text});
}

// The keyword of a statement; of `async def` and the like both.
void add_keyword(const Tree& tree, NodeRef statement, std::vector<Highlight>& all) {
    const Node& node = tree.node(statement);
    add_token(tree, statement.block, node.first_token, all);
    if (node.has(is_async) && is_header(node.kind)) {
        add_token(tree, statement.block, node.first_token + 1, all);
    }
}

// The clauses of the compound statement that `clause` is part of.
void add_clauses(const Tree& tree, BlockId clause, std::vector<Highlight>& all) {
    std::vector<BlockId> siblings;
    const BlockId around = header_of(tree, clause);
    for (BlockId at = tree.first_statement(around); at != no_block; at = tree.next_statement(at)) {
        const NodeRef root = tree.root(at);
        const bool goes_on =
            root && is_clause(tree.kind(root)) && tree.kind(root) != NodeKind::Case;
        if (!goes_on) {
            if (!siblings.empty() && siblings.back() >= clause) break;
            siblings.clear();
        }
        siblings.push_back(at);
    }
    if (std::find(siblings.begin(), siblings.end(), clause) == siblings.end()) return;
    for (const BlockId at : siblings) {
        if (const NodeRef root = tree.root(at)) add_keyword(tree, root, all);
    }
}

// The ways out of a function, or of a loop: keywords in its own body.
void add_exits(const Tree& tree, BlockId header, bool loop, std::vector<Highlight>& all) {
    const BlockId end = tree.reading->node_end(header);
    for (BlockId block = header; block < end;) {
        const NodeRef root = tree.reading->is_head(block) ? tree.root(block) : NodeRef{};
        const NodeKind kind = root ? tree.kind(root) : NodeKind::None;
        const bool inner = kind == NodeKind::FunctionDef || kind == NodeKind::ClassDef ||
                           (loop && (kind == NodeKind::For || kind == NodeKind::While));
        if (block != header && inner) {
            block = tree.reading->node_end(block);
            continue;
        }
        const Unit* unit = root ? tree.unit(block) : nullptr;
        for (NodeId id = 1; unit != nullptr && id < unit->node_count; ++id) {
            const NodeKind what = unit->node(id).kind;
            const bool wanted = loop ? what == NodeKind::Break || what == NodeKind::Continue
                                     : what == NodeKind::Return || what == NodeKind::Raise ||
                                           what == NodeKind::Yield || what == NodeKind::YieldFrom;
            if (wanted) add_token(tree, block, unit->node(id).first_token, all);
        }
        ++block;
    }
}

void add_keywords(const Tree& tree, TokenRef token, std::vector<Highlight>& all) {
    const TokenKind kind = tree.unit(token.block)->token(token.token).kind;
    const BlockId statement = statement_of(tree, token.block);
    const NodeRef root = tree.root(statement);
    if (!root) return;
    switch (kind) {
    case TokenKind::KwReturn:
    case TokenKind::KwRaise:
    case TokenKind::KwYield:
    case TokenKind::KwDef:
    case TokenKind::KwBreak:
    case TokenKind::KwContinue: {
        const bool loop = kind == TokenKind::KwBreak || kind == TokenKind::KwContinue;
        BlockId header = statement;
        if (kind != TokenKind::KwDef || tree.kind(root) != NodeKind::FunctionDef) {
            for (header = header_of(tree, statement); header != no_block;
                 header = header_of(tree, header)) {
                const NodeRef at = tree.root(header);
                const NodeKind what = at ? tree.kind(at) : NodeKind::None;
                if (loop ? what == NodeKind::For || what == NodeKind::While
                         : what == NodeKind::FunctionDef) {
                    break;
                }
            }
        }
        if (header == no_block) {
            add_token(tree, token.block, token.token, all);
            return;
        }
        add_keyword(tree, tree.root(header), all);
        add_exits(tree, header, loop, all);
        return;
    }
    default: break;
    }
    // The keyword that begins a clause of a compound statement.
    const Node& node = tree.node(root);
    const bool begins = token.block == statement && token.token <= node.first_token + 1;
    if (begins && (is_clause(node.kind) || is_header(node.kind)) && node.kind != NodeKind::Case) {
        if (node.kind == NodeKind::Match) {
            add_keyword(tree, root, all);
            for (BlockId at = tree.first_statement(statement); at != no_block;
                 at = tree.next_statement(at)) {
                if (tree.root(at)) add_keyword(tree, tree.root(at), all);
            }
            return;
        }
        add_clauses(tree, statement, all);
        return;
    }
    if (begins && node.kind == NodeKind::Case) {
        const BlockId match = header_of(tree, statement);
        if (match == no_block) return;
        if (tree.root(match)) add_keyword(tree, tree.root(match), all);
        for (BlockId at = tree.first_statement(match); at != no_block;
             at = tree.next_statement(at)) {
            if (tree.root(at)) add_keyword(tree, tree.root(at), all);
        }
    }
}

}  // namespace

std::vector<Highlight> highlights(const Scopes& scopes, Position place) {
    std::vector<Highlight> all;
    const Tree& tree = scopes.tree();
    const TokenRef token = token_touching(tree, place);
    if (!token) return all;
    const Token& at = tree.unit(token.block)->token(token.token);
    if (const auto found = scopes.found_at(token.block, token.token)) {
        add_names(scopes, *found, all);
    } else if (is_keyword(at.kind) || at.soft() != SoftKeyword::None) {
        add_keywords(tree, token, all);
    } else if (at.kind == TokenKind::Name) {
        const std::vector<NodeRef> path = path_to(tree, token);
        if (!path.empty() && tree.kind(path.back()) == NodeKind::Attribute) {
            add_attributes(tree, tree.token_text(token.block, token.token), all);
        }
    }
    std::sort(all.begin(), all.end(),
              [](const Highlight& a, const Highlight& b) { return a.range.begin < b.range.begin; });
    return all;
}

}  // namespace pilcrow::lsp
