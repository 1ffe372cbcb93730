#include "lsp/features/document_symbols.h"

#include "lsp/source/places.h"
#include "lsp/source/spelling.h"

#include <algorithm>
#include <unordered_set>

namespace pilcrow::lsp {
namespace {

// Deeper definitions belong to the last one that is not: clients draw outlines recursively.
constexpr std::size_t deepest = 60;

// Source text of a node on one line: what stands between is one space.
std::string one_line(const Tree& tree, NodeRef node) {
    std::string text;
    const Range range = tree.range(node);
    for (std::uint32_t line = range.begin.line; line <= range.end.line; ++line) {
        std::string_view part = tree.line_text(line);
        if (line == range.end.line) part = part.substr(0, range.end.byte);
        part.remove_prefix(line == range.begin.line
                               ? std::min<std::size_t>(range.begin.byte, part.size())
                               : std::min(part.find_first_not_of(' '), part.size()));
        if (!text.empty() && !part.empty() && part.front() != ',') text += ' ';
        text += part;
    }
    constexpr std::size_t longest = 120;
    if (text.size() > longest) text = text.substr(0, text.find_last_of(' ', longest)) + " …";
    return text;
}

// `(name, name=…)`: the names of the parameters.
std::string parameters_of(const Tree& tree, NodeRef function) {
    std::string text = "(";
    for (const NodeRef child : ChildRange(tree, function)) {
        if (tree.kind(child) != NodeKind::Parameters) continue;
        for (const NodeRef parameter : ChildRange(tree, child)) {
            if (text.size() > 1) text += ", ";
            const Node& node = tree.node(parameter);
            if (node.kind == NodeKind::ParameterSlash) text += '/';
            if (node.kind == NodeKind::ParameterStar) text += '*';
            if (node.op == static_cast<std::uint8_t>(TokenKind::Star)) text += '*';
            if (node.op == static_cast<std::uint8_t>(TokenKind::DoubleStar)) text += "**";
            const TokenRef name = own_name_token(tree, parameter);
            if (name) text += tree.token_text(name.block, name.token);
        }
    }
    return text + ')';
}

class Outline {
public:
    explicit Outline(const Tree& tree) : tree_(tree) {}

    std::vector<DocumentSymbol> run() {
        const BlockTree& blocks = *tree_.reading;
        for (BlockId block = 0; block < blocks.size(); ++block) {
            while (open_.size() > 1 && open_.back().end <= block) close();
            const Unit* unit = blocks.is_head(block) ? tree_.unit(block) : nullptr;
            if (unit == nullptr || unit->role != Role::Statement || unit->root == no_node) continue;
            statement({block, unit->root});
        }
        while (open_.size() > 1) close();
        return in_text_order(std::move(open_.front().children));
    }

private:
    struct Open {
        DocumentSymbol symbol;
        BlockId end = no_block;
        NodeKind kind = NodeKind::None;
        std::vector<DocumentSymbol> children;
        std::unordered_set<std::string> names;  // of variables that are listed
    };

    // A field that a method sets is found before the method is left.
    static std::vector<DocumentSymbol> in_text_order(std::vector<DocumentSymbol> symbols) {
        std::stable_sort(symbols.begin(), symbols.end(),
                         [](const DocumentSymbol& a, const DocumentSymbol& b) {
                             return a.range.begin < b.range.begin;
                         });
        return symbols;
    }

    void close() {
        Open done = std::move(open_.back());
        open_.pop_back();
        done.symbol.children = in_text_order(std::move(done.children));
        open_.back().children.push_back(std::move(done.symbol));
    }

    void statement(NodeRef root) {
        const NodeKind kind = tree_.kind(root);
        if (kind == NodeKind::Decorator) {
            if (decorators_ == no_block) decorators_ = root.block;
            return;
        }
        if (kind == NodeKind::FunctionDef || kind == NodeKind::ClassDef) {
            definition(root, kind);
        } else {
            const Unit& unit = *tree_.unit(root.block);
            for (NodeId at = root.node; at != no_node;) {
                binding({root.block, at});
                at = is_header(kind) ? no_node : unit.node(at).next;
            }
        }
        decorators_ = no_block;
    }

    void definition(NodeRef root, NodeKind kind) {
        Open opened;
        DocumentSymbol& symbol = opened.symbol;
        symbol.range = extent(tree_, root.block);
        if (decorators_ != no_block) symbol.range.begin = extent(tree_, decorators_).begin;
        const TokenRef name = name_token(tree_, root);
        if (!name) return;  // its children belong to what is around
        symbol.name = tree_.token_text(name.block, name.token);
        symbol.selection = range_of(tree_, name);
        const bool in_class = open_.back().kind == NodeKind::ClassDef;
        if (kind == NodeKind::FunctionDef) {
            symbol.detail = parameters_of(tree_, root);
            symbol.kind = in_class ? SymbolKind::Method : SymbolKind::Function;
            if (in_class && symbol.name == "__init__") symbol.kind = SymbolKind::Constructor;
            read_decorators(symbol, in_class, root.block);
        } else {
            symbol.kind = is_enum(root) ? SymbolKind::Enum : SymbolKind::Class;
            read_decorators(symbol, false, root.block);
        }
        opened.kind = kind;
        opened.end = tree_.reading->node_end(root.block);
        if (open_.size() > deepest) {
            open_.back().children.push_back(std::move(symbol));
        } else {
            open_.push_back(std::move(opened));
        }
    }

    void read_decorators(DocumentSymbol& symbol, bool in_class, BlockId definition) {
        for (BlockId at = decorators_; at != no_block && at < definition; ++at) {
            const NodeRef root = tree_.reading->is_head(at) ? tree_.root(at) : NodeRef{};
            if (!root || tree_.kind(root) != NodeKind::Decorator) continue;
            NodeRef what = tree_.first_child(root);
            if (what && tree_.kind(what) == NodeKind::Call) what = tree_.first_child(what);
            const TokenRef token = what ? own_name_token(tree_, what) : TokenRef{};
            if (!token) continue;
            const std::string_view name = tree_.token_text(token.block, token.token);
            if (in_class && (name == "property" || name == "cached_property" || name == "setter" ||
                             name == "deleter" || name == "getter")) {
                symbol.kind = SymbolKind::Property;
            }
            if (name == "deprecated") symbol.deprecated = true;
        }
    }

    bool is_enum(NodeRef class_def) const {
        for (const NodeRef child : ChildRange(tree_, class_def)) {
            const TokenRef token = own_name_token(tree_, child);
            if (!token || token == name_token(tree_, class_def)) continue;
            const std::string_view name = tree_.token_text(token.block, token.token);
            if (name == "Enum" || name == "IntEnum" || name == "StrEnum" || name == "Flag" ||
                name == "IntFlag") {
                return true;
            }
        }
        return false;
    }

    void binding(NodeRef node) {
        const NodeKind kind = tree_.kind(node);
        if (kind == NodeKind::TypeAlias) {
            const NodeRef name = tree_.first_child(node);
            if (name && tree_.kind(name) == NodeKind::Name) {
                add(name, node, SymbolKind::TypeAlias, open_.back(), {});
            }
            return;
        }
        if (kind != NodeKind::Assign && kind != NodeKind::AnnotatedAssign) return;
        const std::vector<NodeRef> children = tree_.children(node);
        const std::size_t targets =
            kind == NodeKind::Assign ? std::max<std::size_t>(children.size(), 1) - 1 : 1;
        const NodeRef annotation =
            kind == NodeKind::AnnotatedAssign && children.size() > 1 ? children[1] : NodeRef{};
        for (std::size_t index = 0; index < targets && index < children.size(); ++index) {
            target(children[index], node, annotation);
        }
    }

    void target(NodeRef at, NodeRef statement, NodeRef annotation) {
        std::vector<NodeRef> open{at};
        while (!open.empty()) {
            const NodeRef one = open.back();
            open.pop_back();
            switch (tree_.kind(one)) {
            case NodeKind::Name: variable(one, statement, annotation); break;
            case NodeKind::Attribute: attribute(one, statement, annotation); break;
            case NodeKind::Tuple:
            case NodeKind::RoundDisplay:
            case NodeKind::SquareDisplay:
            case NodeKind::Starred: {
                const std::vector<NodeRef> children = tree_.children(one);
                open.insert(open.end(), children.rbegin(), children.rend());
                break;
            }
            default: break;
            }
        }
    }

    void variable(NodeRef name, NodeRef statement, NodeRef annotation) {
        Open& around = open_.back();
        if (around.kind == NodeKind::FunctionDef) return;
        SymbolKind kind = SymbolKind::Variable;
        const std::string_view text = tree_.name(name);
        if (around.kind == NodeKind::ClassDef) {
            kind = SymbolKind::Field;
            if (around.symbol.kind == SymbolKind::Enum && !text.starts_with('_') && !annotation) {
                kind = SymbolKind::EnumMember;
            }
        } else if (is_constant_name(text)) {
            kind = SymbolKind::Constant;
        }
        add(name, statement, kind, around, annotation);
    }

    // `self.x = …` in a method: a field of the class.
    void attribute(NodeRef at, NodeRef statement, NodeRef annotation) {
        const std::size_t count = open_.size();
        if (count < 3 || open_[count - 1].kind != NodeKind::FunctionDef ||
            open_[count - 2].kind != NodeKind::ClassDef) {
            return;
        }
        const NodeRef value = tree_.first_child(at);
        if (!value || tree_.kind(value) != NodeKind::Name) return;
        const std::string& parameters = open_[count - 1].symbol.detail;
        const std::string_view first =
            std::string_view(parameters).substr(1, parameters.find_first_of(",)") - 1);
        if (tree_.name(value) != first) return;
        add(at, statement, SymbolKind::Field, open_[count - 2], annotation);
    }

    void add(NodeRef named, NodeRef statement, SymbolKind kind, Open& around, NodeRef annotation) {
        const TokenRef token = own_name_token(tree_, named);
        if (!token) return;
        DocumentSymbol symbol;
        symbol.name = tree_.token_text(token.block, token.token);
        if (!around.names.insert(symbol.name).second) return;
        symbol.kind = kind;
        symbol.selection = range_of(tree_, token);
        symbol.range = tree_.range(statement);
        symbol.range.begin = std::min(symbol.range.begin, symbol.selection.begin);
        symbol.range.end = std::max(symbol.range.end, symbol.selection.end);
        if (annotation) symbol.detail = one_line(tree_, annotation);
        around.children.push_back(std::move(symbol));
    }

    const Tree& tree_;
    std::vector<Open> open_ = std::vector<Open>(1);
    BlockId decorators_ = no_block;  // the first of those before the next definition
};

}  // namespace

std::vector<DocumentSymbol> document_symbols(const Tree& tree) { return Outline(tree).run(); }

}  // namespace pilcrow::lsp
