#include "lsp/workspace/loaded_modules.h"

#include "lsp/source/import_words.h"

#include <set>

namespace pilcrow::lsp {
namespace {

constexpr std::size_t most_files = 60;

class ImportReader {
public:
    explicit ImportReader(const SourceFile& file) : file_(file), tree_(*file.tree) {}

    std::vector<std::string> run(bool everywhere) {
        const BlockTree& blocks = *tree_.reading;
        for (BlockId block = 0; block < blocks.size();) {
            const Unit* unit = blocks.is_head(block) ? tree_.unit(block) : nullptr;
            NodeRef root{block, unit != nullptr ? unit->root : no_node};
            BlockId next = block + 1;
            for (; root; root.node = tree_.node(root).next) {
                statement(root);
                if (!everywhere && tree_.kind(root) == NodeKind::FunctionDef) {
                    next = blocks.node_end(block);
                    continue;
                }
                for (const NodeRef child : ChildRange(tree_, root)) {
                    if (tree_.kind(child) != NodeKind::Suite) continue;
                    for (const NodeRef inner : ChildRange(tree_, child)) statement(inner);
                }
            }
            block = next;
        }
        return {found_.begin(), found_.end()};
    }

private:
    void statement(NodeRef node) {
        const NodeKind kind = tree_.kind(node);
        if (kind == NodeKind::Import) {
            for (const NodeRef alias : ChildRange(tree_, node)) {
                const NodeRef name =
                    tree_.kind(alias) == NodeKind::Alias ? tree_.first_child(alias) : NodeRef{};
                if (name && tree_.kind(name) == NodeKind::DottedName) {
                    add(dotted_words(tree_, name));
                }
            }
        } else if (kind == NodeKind::ImportFrom) {
            std::string named;
            for (const NodeRef child : ChildRange(tree_, node)) {
                if (tree_.kind(child) == NodeKind::DottedName) named = dotted_words(tree_, child);
            }
            const std::string module = absolute_name(file_, level_of(tree_, node), named);
            if (module.empty()) return;
            add(module);
            for (const NodeRef alias : ChildRange(tree_, node)) {
                if (tree_.kind(alias) != NodeKind::Alias) continue;
                const Token& first = tree_.unit(alias.block)->token(tree_.node(alias).first_token);
                if (first.kind != TokenKind::Name) continue;
                add(module + '.' +
                    std::string(tree_.token_text(alias.block, tree_.node(alias).first_token)));
            }
        }
    }

    void add(const std::string& module) {
        for (std::size_t dot = module.find('.'); dot != std::string::npos;
             dot = module.find('.', dot + 1)) {
            found_.insert(module.substr(0, dot));
        }
        if (!module.empty()) found_.insert(module);
    }

    const SourceFile& file_;
    const Tree& tree_;
    std::set<std::string> found_;
};

}  // namespace

std::vector<std::string> imported_modules(const SourceFile& file, bool everywhere) {
    return ImportReader(file).run(everywhere);
}

std::vector<std::string> loaded_submodules(const World& world, const SourceFile& package) {
    const std::string inside = package.module + '.';
    std::set<std::string> loaded;
    std::vector<FilePtr> files;
    std::set<std::string> read{package.path};
    const auto take = [&](const SourceFile& file) {
        const FilePtr source = file.is_stub() ? world.source_of(file).file : nullptr;
        for (std::string& module : imported_modules(source != nullptr ? *source : file, false)) {
            if (!module.starts_with(inside) || !loaded.insert(module).second) continue;
            const FilePtr more =
                files.size() < most_files ? world.module(module, package).file : nullptr;
            if (more != nullptr && read.insert(more->path).second) files.push_back(more);
        }
    };
    take(package);
    for (std::size_t index = 0; index < files.size(); ++index) take(*files[index]);
    std::set<std::string> names;
    for (const std::string& module : loaded) {
        names.insert(module.substr(inside.size(), module.find('.', inside.size()) - inside.size()));
    }
    return {names.begin(), names.end()};
}

}  // namespace pilcrow::lsp
