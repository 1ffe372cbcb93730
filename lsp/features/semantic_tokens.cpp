#include "lsp/features/semantic_tokens.h"

#include "lsp/source/places.h"
#include "lsp/source/spelling.h"
#include "parser/names/builtins.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace pilcrow::lsp {
namespace {

struct Kind {
    TokenType type = TokenType::Variable;
    std::uint16_t modifiers = 0;
};

// Classes among the builtins: the exceptions, by their capitals, and these.
Kind builtin_kind(std::string_view name) {
    static constexpr std::string_view classes[] = {
        "bool",   "bytearray", "bytes",     "classmethod", "complex", "dict",  "enumerate",
        "filter", "float",     "frozenset", "int",         "list",    "map",   "memoryview",
        "object", "property",  "range",     "reversed",    "set",     "slice", "staticmethod",
        "str",    "super",     "tuple",     "type",        "zip"};
    const bool is_class =
        (name.front() >= 'A' && name.front() <= 'Z' && name != "NotImplemented") ||
        std::binary_search(std::begin(classes), std::end(classes), name);
    if (is_class) return {TokenType::Class, modifier_default_library};
    if (name.starts_with("__")) return {TokenType::Variable, modifier_default_library};
    return {TokenType::Function, modifier_default_library};
}

class Colouring {
public:
    Colouring(const Scopes& scopes, const SemanticOptions& options)
        : scopes_(scopes),
          tree_(scopes.tree()),
          options_(options),
          mentions_(scopes.found_everywhere()) {}

    std::vector<SemanticToken> run() {
        const BlockTree& blocks = *tree_.reading;
        for (BlockId block = 0; block < blocks.size(); ++block) {
            if (blocks[block].line > options_.range.end.line) break;
            if (!blocks.is_head(block)) continue;
            const BlockId next = block + 1 < blocks.size() ? blocks.node_end(block) : blocks.size();
            if (tree_.layout == Layout::Pilcrow && next > block &&
                blocks[next - 1].line < options_.range.begin.line) {
                continue;  // all of it lies before
            }
            unit(block);
        }
        if (options_.lexical) comments();
        std::sort(found_.begin(), found_.end(),
                  [](const SemanticToken& a, const SemanticToken& b) { return a.begin < b.begin; });
        std::erase_if(found_, [&](const SemanticToken& token) {
            return token.begin < options_.range.begin || token.begin >= options_.range.end;
        });
        return std::move(found_);
    }

private:
    void unit(BlockId block) {
        const Unit* unit = tree_.unit(block);
        if (unit == nullptr) {
            literal_line(block);
            return;
        }
        block_ = block;
        kinds_.assign(unit->token_count, std::nullopt);
        for (NodeId id = 1; id < unit->node_count; ++id) node(*unit, id);
        for (std::uint32_t token = 0; token + 1 < unit->token_count; ++token) {
            const Token& at = unit->token(token);
            if (at.begin == at.end || at.is_virtual()) continue;
            if (at.kind == TokenKind::Name) {
                name(*unit, token);
            } else if (options_.lexical) {
                lexical(*unit, token);
            }
        }
    }

    // What a node says of the names in it that are no variables.
    void node(const Unit& unit, NodeId id) {
        const Node& at = unit.node(id);
        const auto mark = [&](TokenRef token, TokenType type, std::uint16_t modifiers = 0) {
            if (token) kinds_[token.token] = Kind{type, modifiers};
        };
        switch (at.kind) {
        case NodeKind::Attribute: {
            const TokenRef token = own_name_token(tree_, {block_, id});
            if (token && !kinds_[token.token]) {
                const bool constant = is_constant_name(tree_.token_text(block_, token.token));
                mark(token, TokenType::Property, constant ? modifier_readonly : 0);
            }
            break;
        }
        case NodeKind::Call: {
            // A child's id may be smaller or larger: what is called is a method either way.
            const NodeId callee = at.first_child;
            if (callee != no_node && unit.node(callee).kind == NodeKind::Attribute) {
                mark(own_name_token(tree_, {block_, callee}), TokenType::Method);
            }
            break;
        }
        case NodeKind::Keyword:
        case NodeKind::PatternKeyword:
            mark(own_name_token(tree_, {block_, id}), TokenType::Parameter);
            break;
        case NodeKind::Decorator: {
            NodeId what = at.first_child;
            if (what != no_node && unit.node(what).kind == NodeKind::Call) {
                what = unit.node(what).first_child;
            }
            if (what != no_node) mark(own_name_token(tree_, {block_, what}), TokenType::Decorator);
            break;
        }
        case NodeKind::DottedName:
            for (std::uint32_t token = at.first_token; token < at.end_token; ++token) {
                if (unit.token(token).kind == TokenKind::Name) {
                    kinds_[token] = Kind{TokenType::Namespace, 0};
                }
            }
            break;
        case NodeKind::Match:
        case NodeKind::Case:
        case NodeKind::TypeAlias: kinds_[at.first_token] = Kind{TokenType::Keyword, 0}; break;
        default: break;
        }
    }

    void name(const Unit& unit, std::uint32_t token) {
        const Scopes::Found* found = found_at(token);
        const std::optional<Kind>& marked = kinds_[token];
        if (marked && (!found || marked->type == TokenType::Decorator ||
                       marked->type == TokenType::Keyword)) {
            if (marked->type == TokenType::Keyword && !options_.lexical) return;
            add(unit.token(token), marked->type, marked->modifiers);
            return;
        }
        if (!found) return;
        Kind kind = kind_of(*found);
        if (found->mention.use == Use::Function || found->mention.use == Use::Class ||
            found->mention.use == Use::Parameter || found->mention.use == Use::TypeParameter) {
            kind.modifiers |= modifier_declaration;
        } else if (binds(found->mention.use) && found->mention.use != Use::Import) {
            kind.modifiers |= modifier_modification;
        }
        add(unit.token(token), kind.type, kind.modifiers);
    }

    // The mentions come in the order in which they are asked for.
    const Scopes::Found* found_at(std::uint32_t token) {
        const auto key = [](const Scopes::Found& found) {
            return std::pair(found.mention.block, found.mention.token);
        };
        while (next_ < mentions_.size() && key(mentions_[next_]) < std::pair(block_, token)) {
            ++next_;
        }
        return next_ < mentions_.size() && key(mentions_[next_]) == std::pair(block_, token)
                   ? &mentions_[next_]
                   : nullptr;
    }

    // What a name is, from its first binding; looked up once for each name of a scope.
    Kind kind_of(const Scopes::Found& found) {
        const std::uint64_t scope =
            found.bound ? (static_cast<std::uint64_t>(found.scope.part) << 20 ^ found.scope.scope)
                        : 0x7fffffffu;
        const auto [at, is_new] = known_.try_emplace(scope << 24 ^ found.name);
        if (is_new) at->second = find_kind(found);
        return at->second;
    }

    Kind find_kind(const Scopes::Found& found) {
        const std::string_view name = scopes_.pool().text(found.name);
        if (!found.bound) {
            const auto builtins = builtin_names();
            if (std::binary_search(builtins.begin(), builtins.end(), name)) {
                return builtin_kind(name);
            }
            return {};
        }
        const std::vector<Mention> bindings = scopes_.bindings(found.scope, found.name);
        if (bindings.empty()) return {};
        const Mention& first = bindings.front();
        const bool in_class = scopes_.kind(found.scope) == ScopeKind::Class;
        switch (first.use) {
        case Use::Function: return {in_class ? TokenType::Method : TokenType::Function, 0};
        case Use::Class: return {TokenType::Class, 0};
        case Use::Parameter: return {TokenType::Parameter, 0};
        case Use::TypeParameter: return {TokenType::TypeParameter, 0};
        case Use::Import:
        case Use::Submodule: return {imported(first, name), 0};
        default: break;
        }
        const bool constant = is_constant_name(name) && bindings.size() == 1;
        return {in_class ? TokenType::Property : TokenType::Variable,
                constant ? static_cast<std::uint16_t>(modifier_readonly) : std::uint16_t{0}};
    }

    TokenType imported(const Mention& mention, std::string_view name) {
        if (options_.imported) {
            if (const auto known = options_.imported(mention.block, mention.token)) return *known;
        }
        const NodeRef root = tree_.root(statement_of(tree_, mention.block));
        if (root && tree_.kind(root) == NodeKind::Import) return TokenType::Namespace;
        // By its spelling, as people read it.
        if (is_constant_name(name)) return TokenType::Variable;
        return name.front() >= 'A' && name.front() <= 'Z' ? TokenType::Class : TokenType::Function;
    }

    void lexical(const Unit& unit, std::uint32_t token) {
        const Token& at = unit.token(token);
        if (is_keyword(at.kind)) {
            add(at, TokenType::Keyword, 0);
            return;
        }
        switch (at.kind) {
        case TokenKind::Int:
        case TokenKind::Float:
        case TokenKind::Imaginary: add(at, TokenType::Number, 0); return;
        case TokenKind::FStringStart:
        case TokenKind::FStringMiddle:
        case TokenKind::FStringEnd: add(at, TokenType::String, 0); return;
        case TokenKind::String: {
            const bool alone = token == 0 && unit.token_count == 2;
            add(at, TokenType::String, alone ? modifier_documentation : 0);
            return;
        }
        default: return;
        }
    }

    void literal_line(BlockId block) {
        const BlockEntry& entry = (*tree_.reading)[block];
        if (!options_.lexical || entry.lead() != Lead::Literal) return;
        const LineToken& line = tree_.line_token(entry.line);
        push({entry.line, line.lead_at - line.begin}, line.end - line.lead_at, TokenType::String,
             0);
    }

    void comments() {
        for (std::uint32_t line = 0; line < tree_.line_count; ++line) {
            const LineToken& token = tree_.line_token(line);
            if (token.lead() != Lead::Comment) continue;
            push({line, token.lead_at - token.begin}, token.end - token.lead_at, TokenType::Comment,
                 0);
        }
        const BlockTree& blocks = *tree_.reading;
        for (BlockId block = 0; block < blocks.size(); ++block) {
            const Unit* unit = blocks.is_head(block) ? tree_.unit(block) : nullptr;
            if (unit == nullptr) continue;
            for (const Comment& comment : unit->comments()) {
                const Position begin = tree_.position(block, comment.begin);
                if (tree_.line_token(begin.line).lead() == Lead::Comment) continue;
                push(begin, comment.end - comment.begin, TokenType::Comment, 0);
            }
        }
    }

    // A token over several lines (Python's strings) becomes one for each line.
    void add(const Token& token, TokenType type, std::uint16_t modifiers) {
        const Position begin = tree_.position(block_, token.begin);
        const Position end = tree_.position(block_, token.end);
        for (std::uint32_t line = begin.line; line <= end.line; ++line) {
            const std::string_view text = tree_.line_text(line);
            const std::uint32_t from = line == begin.line ? begin.byte : 0;
            const auto to = line == end.line ? end.byte : static_cast<std::uint32_t>(text.size());
            if (to > from) push({line, from}, to - from, type, modifiers);
        }
    }

    void push(Position begin, std::uint32_t length, TokenType type, std::uint16_t modifiers) {
        if (length > 0) found_.push_back({begin, length, type, modifiers});
    }

    const Scopes& scopes_;
    const Tree& tree_;
    const SemanticOptions& options_;
    const std::vector<Scopes::Found> mentions_;
    std::size_t next_ = 0;
    BlockId block_ = 0;
    std::vector<std::optional<Kind>> kinds_;  // by token of the unit at hand
    std::unordered_map<std::uint64_t, Kind> known_;
    std::vector<SemanticToken> found_;
};

}  // namespace

std::optional<TokenType> imported_type(Inference& inference, const FilePtr& file, BlockId block,
                                       std::uint32_t token) {
    const std::vector<Declaration> found = inference.declarations(file, block, token);
    if (found.empty()) return std::nullopt;
    switch (found.front().kind) {
    case DeclarationKind::Function: return TokenType::Function;
    case DeclarationKind::Class: return TokenType::Class;
    case DeclarationKind::Module: return TokenType::Namespace;
    case DeclarationKind::TypeParameter: return TokenType::TypeParameter;
    case DeclarationKind::Variable:
    case DeclarationKind::Attribute:
    case DeclarationKind::Parameter: return TokenType::Variable;
    case DeclarationKind::Import: break;  // it leads nowhere
    }
    return std::nullopt;
}

std::vector<SemanticToken> semantic_tokens(const Scopes& scopes, const SemanticOptions& options) {
    return Colouring(scopes, options).run();
}

}  // namespace pilcrow::lsp
