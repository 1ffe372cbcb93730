#include "lsp/source/import_words.h"
#include "lsp/source/spelling.h"
#include "lsp/workspace/file_index.h"
#include "lsp/workspace/fuzzy.h"
#include "lsp/workspace/known_conditions.h"
#include "lsp/workspace/world.h"
#include "parser/literals/string_value.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace pilcrow::lsp {
namespace {

constexpr int deepest_block = 64;  // what is nested deeper is not looked at

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// The names in `__all__`, as far as they can be read.
struct AllNames {
    bool there = false;
    bool complete = true;  // nothing in it was computed
    std::vector<std::string> names;
};

class Declarations {
public:
    Declarations(const SourceFile& file, PythonVersion version, IndexDepth depth, FileIndex& index)
        : file_(file), tree_(*file.tree), version_(version), depth_(depth), index_(index) {}

    void run() {
        block(no_block, {Scope::Module, no_symbol, 0});
        offer();
        index_.texts.shrink_to_fit();
        index_.symbols.shrink_to_fit();
        std::sort(index_.imports.begin(), index_.imports.end());
        index_.imports.erase(std::unique(index_.imports.begin(), index_.imports.end()),
                             index_.imports.end());
    }

private:
    enum class Scope : std::uint8_t { Module, Class, Function };
    struct Around {
        Scope scope;
        std::uint32_t container;
        int depth;
    };
    struct Import {
        std::string name;
        std::string module;       // that is imported from
        std::string original;     // empty: the module itself
        bool explicitly = false;  // `import a as a`: meant to be passed on
    };

    // --- statements ---
    void block(BlockId header, Around around) {
        if (around.depth > deepest_block) return;
        ++around.depth;
        bool decided = false;  // a branch of the `if` at hand is known to be the one
        for (BlockId at = tree_.first_statement(header); at != no_block;
             at = tree_.next_statement(at)) {
            const NodeRef root = tree_.root(at);
            if (root && takes_branch(root, decided)) statements(root, around);
        }
    }

    bool takes_branch(NodeRef root, bool& decided) const {
        const NodeKind kind = tree_.kind(root);
        if (kind != NodeKind::Elif && kind != NodeKind::Else) decided = false;
        if (decided) return false;
        if (kind != NodeKind::If && kind != NodeKind::Elif) return true;
        const std::optional<bool> truth = known_truth(tree_, tree_.first_child(root), version_);
        decided = truth == true;
        return truth != false;
    }

    void statements(NodeRef first, Around around) {
        const Unit& unit = *tree_.unit(first.block);
        for (NodeId at = first.node; at != no_node; at = unit.node(at).next) {
            statement({first.block, at}, around);
        }
    }

    void statement(NodeRef node, Around around) {
        const NodeKind kind = tree_.kind(node);
        switch (kind) {
        case NodeKind::FunctionDef: definition(node, around, Scope::Function); break;
        case NodeKind::ClassDef: definition(node, around, Scope::Class); break;
        case NodeKind::TypeAlias:
            if (around.scope != Scope::Function) {
                variable(tree_.first_child(node), around, IndexedKind::TypeAlias);
            }
            break;
        case NodeKind::Assign:
        case NodeKind::AnnotatedAssign:
        case NodeKind::AugmentedAssign: assignment(node, around); break;
        case NodeKind::ExpressionStatement:
            if (around.scope == Scope::Module) call_on_all(tree_.first_child(node));
            break;
        case NodeKind::Import: import(node, around); break;
        case NodeKind::ImportFrom: import_from(node, around); break;
        default:
            if (is_header(kind)) inside(node, around);
        }
    }

    // What a header opens: a block, or statements on its own line.
    void inside(NodeRef header, Around around) {
        for (const NodeRef child : ChildRange(tree_, header)) {
            if (tree_.kind(child) != NodeKind::Suite) continue;
            if (const NodeRef first = tree_.first_child(child)) statements(first, around);
            return;
        }
        block(header.block, around);
    }

    void definition(NodeRef node, Around around, Scope scope) {
        const NodeRef name = tree_.first_child(node);
        std::uint32_t symbol = around.container;
        if (name && tree_.kind(name) == NodeKind::Name) {
            const IndexedKind kind = scope == Scope::Class          ? IndexedKind::Class
                                     : around.scope == Scope::Class ? IndexedKind::Method
                                                                    : IndexedKind::Function;
            symbol = declare(name, around, kind);
        }
        if (depth_ == IndexDepth::Everything) inside(node, {scope, symbol, around.depth});
    }

    void assignment(NodeRef node, Around around) {
        if (around.scope == Scope::Function) return;
        std::vector<NodeRef> targets = tree_.children(node);
        if (targets.empty()) return;
        const NodeRef value = targets.back();
        if (tree_.kind(node) == NodeKind::Assign) {
            targets.pop_back();
        } else {
            targets.resize(1);
        }
        for (const NodeRef target : targets) {
            if (tree_.kind(target) == NodeKind::Name && tree_.name(target) == "__all__" &&
                around.scope == Scope::Module) {
                if (tree_.kind(node) != NodeKind::AugmentedAssign) all_ = {};
                add_to_all(value);
            } else if (tree_.kind(node) != NodeKind::AugmentedAssign) {
                bound_names(target, around, 0);
            }
        }
    }

    void bound_names(NodeRef target, Around around, int depth) {
        switch (tree_.kind(target)) {
        case NodeKind::Name: variable(target, around, IndexedKind::Variable); break;
        case NodeKind::Tuple:
        case NodeKind::RoundDisplay:
        case NodeKind::SquareDisplay:
        case NodeKind::Starred:
            if (depth > deepest_block) return;
            for (const NodeRef child : ChildRange(tree_, target)) {
                bound_names(child, around, depth + 1);
            }
            break;
        default: break;
        }
    }

    void variable(NodeRef name, Around around, IndexedKind kind) {
        if (!name || tree_.kind(name) != NodeKind::Name) return;
        if (kind == IndexedKind::Variable) {
            if (is_constant_name(tree_.name(name))) {
                kind = IndexedKind::Constant;
            } else if (around.scope == Scope::Class) {
                kind = IndexedKind::Field;
            }
        }
        const std::string text(tree_.name(name));
        // A name that is bound again is no new declaration.
        if (!variables_.insert(std::to_string(around.container) + ' ' + text).second) return;
        declare(name, around, kind);
    }

    std::uint32_t declare(NodeRef name, Around around, IndexedKind kind) {
        const std::string_view text = tree_.name(name);
        if (around.scope == Scope::Module) {
            defined_.try_emplace(std::string(text), kind);
            order_.emplace_back(text);
        }
        if (depth_ != IndexDepth::Everything) return no_symbol;
        const Token& token = tree_.unit(name.block)->token(tree_.node(name).first_token);
        const Position place = tree_.position(name.block, token.begin);
        const bool ascii = is_ascii(tree_.line_text(place.line).substr(0, place.byte));
        index_.symbols.push_back(
            {part(text), around.container, place, letters_of(text), kind, ascii});
        return static_cast<std::uint32_t>(index_.symbols.size() - 1);
    }

    // --- imports ---
    std::string alias_of(NodeRef alias) const {
        const Node& node = tree_.node(alias);
        return node.has(has_alias) && node.end_token > node.first_token
                   ? std::string(tree_.token_text(alias.block, node.end_token - 1))
                   : std::string();
    }

    void import(NodeRef node, Around around) {
        for (const NodeRef alias : ChildRange(tree_, node)) {
            if (tree_.kind(alias) != NodeKind::Alias) continue;
            const NodeRef name = tree_.first_child(alias);
            if (!name || tree_.kind(name) != NodeKind::DottedName) continue;
            const std::string module = dotted_words(tree_, name);
            if (module.empty()) continue;
            index_.imports.push_back(import_key(module, ""));
            const std::string renamed = alias_of(alias);
            if (around.scope == Scope::Module && !renamed.empty()) {
                imports_.push_back({renamed, module, "", renamed == module});
            }
        }
    }

    void import_from(NodeRef node, Around around) {
        const std::size_t level = level_of(tree_, node);
        std::string named;
        std::vector<NodeRef> aliases;
        for (const NodeRef child : ChildRange(tree_, node)) {
            if (tree_.kind(child) == NodeKind::DottedName) named = dotted_words(tree_, child);
            if (tree_.kind(child) == NodeKind::Alias) aliases.push_back(child);
        }
        if (level == 0 && named.empty()) return;
        const std::string module = absolute_name(file_, level, named);
        if (module.empty()) return;
        if (tree_.node(node).has(import_star) && around.scope == Scope::Module) {
            index_.stars.push_back(part(module));
        }
        for (const NodeRef alias : aliases) {
            const Node& at = tree_.node(alias);
            const Token& first = unit_of(alias).token(at.first_token);
            if (first.kind != TokenKind::Name) continue;
            const std::string original(tree_.token_text(alias.block, at.first_token));
            index_.imports.push_back(import_key(module, original));
            const std::string renamed = alias_of(alias);
            if (around.scope != Scope::Module) continue;
            imports_.push_back(
                {renamed.empty() ? original : renamed, module, original, renamed == original});
        }
    }
    const Unit& unit_of(NodeRef node) const { return *tree_.unit(node.block); }

    // --- __all__ ---
    void add_to_all(NodeRef value) {
        all_.there = true;
        switch (tree_.kind(value)) {
        case NodeKind::SquareDisplay:
        case NodeKind::RoundDisplay:
        case NodeKind::Tuple:
            for (const NodeRef element : ChildRange(tree_, value)) add_name_to_all(element);
            break;
        case NodeKind::Binary: {
            const NodeRef left = tree_.first_child(value);
            const NodeRef right = left ? tree_.next_sibling(left) : NodeRef{};
            const bool plain = right && tree_.kind(left) != NodeKind::Binary;
            if (plain) {
                add_to_all(left);
                add_to_all(right);
            } else {
                all_.complete = false;
            }
            break;
        }
        default: all_.complete = false;  // `module.__all__` and whatever is computed
        }
    }
    void add_name_to_all(NodeRef element) {
        std::string name;
        if (tree_.kind(element) == NodeKind::String && !append_string_value(tree_, element, name)) {
            all_.names.push_back(std::move(name));
        } else {
            all_.complete = false;
        }
    }
    // `__all__.append("x")`, `.extend([…])`, `.remove("x")`.
    void call_on_all(NodeRef call) {
        if (!call || tree_.kind(call) != NodeKind::Call) return;
        const NodeRef callee = tree_.first_child(call);
        if (!callee || tree_.kind(callee) != NodeKind::Attribute) return;
        const NodeRef list = tree_.first_child(callee);
        if (!list || tree_.kind(list) != NodeKind::Name || tree_.name(list) != "__all__") return;
        const std::string_view method =
            tree_.token_text(callee.block, tree_.node(callee).end_token - 1);
        const NodeRef argument = tree_.next_sibling(callee);
        if (!argument) return;
        if (method == "extend") {
            add_to_all(argument);
        } else if (method == "append") {
            add_name_to_all(argument);
        } else if (method == "remove") {
            std::string name;
            if (tree_.kind(argument) == NodeKind::String &&
                !append_string_value(tree_, argument, name)) {
                std::erase(all_.names, name);
            }
        } else {
            all_.complete = false;
        }
    }

    // --- what is offered ---
    void offer() {
        const std::unordered_set<std::string> listed(all_.names.begin(), all_.names.end());
        const bool only_listed = all_.there && all_.complete;
        std::unordered_set<std::string> done;
        const auto is_offered = [&](const std::string& name) {
            if (listed.contains(name)) return true;
            return !only_listed && !name.starts_with('_');
        };
        for (const std::string& name : order_) {
            if (!is_offered(name) || !done.insert(name).second) continue;
            index_.offered.push_back(
                {part(name), letters_of(name), defined_.at(name), listed.contains(name), {}, {}});
        }
        for (const Import& one : imports_) {
            if (!passes_on(one, listed.contains(one.name)) || !is_offered(one.name) ||
                !done.insert(one.name).second) {
                continue;
            }
            index_.offered.push_back(
                {part(one.name), letters_of(one.name),
                 one.original.empty() ? IndexedKind::Module : IndexedKind::Variable,
                 listed.contains(one.name), part(one.module), part(one.original)});
        }
        // Made at run time, or from an `import *`.
        for (const std::string& name : all_.names) {
            if (name.empty() || !done.insert(name).second) continue;
            index_.offered.push_back(
                {part(name), letters_of(name), IndexedKind::Variable, true, {}, {}});
        }
        index_.offered.shrink_to_fit();
    }

    // An import is for the module's own use, unless it says otherwise: by `__all__`, by `as` with
    // the same name, or because a package takes it from its own inside.
    bool passes_on(const Import& one, bool is_listed) const {
        if (is_listed || one.explicitly) return true;
        return file_.is_package() && !file_.is_stub() && !file_.module.empty() &&
               (one.module == file_.module || one.module.starts_with(file_.module + '.'));
    }

    TextPart part(std::string_view text) {
        const auto [found, is_new] = parts_.try_emplace(std::string(text));
        if (is_new) {
            found->second = {static_cast<std::uint32_t>(index_.texts.size()),
                             static_cast<std::uint32_t>(text.size())};
            index_.texts += text;
        }
        return found->second;
    }

    const SourceFile& file_;
    const Tree& tree_;
    const PythonVersion version_;
    const IndexDepth depth_;
    FileIndex& index_;
    AllNames all_;
    std::vector<Import> imports_;
    std::unordered_map<std::string, IndexedKind> defined_;  // at the module's level
    std::vector<std::string> order_;                        // the same, in text order
    std::unordered_set<std::string> variables_;
    std::unordered_map<std::string, TextPart> parts_;
};

}  // namespace

void index_declarations(const SourceFile& file, PythonVersion version, IndexDepth depth,
                        FileIndex& index) {
    Declarations(file, version, depth, index).run();
}

}  // namespace pilcrow::lsp
