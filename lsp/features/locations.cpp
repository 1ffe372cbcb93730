#include "lsp/features/locations.h"

#include "lsp/source/places.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

Location location_of(const Declaration& declaration) {
    const Tree& tree = *declaration.file->tree;
    Range whole = declaration.name;
    if (declaration.node && (declaration.kind == DeclarationKind::Function ||
                             declaration.kind == DeclarationKind::Class)) {
        whole = extent(tree, declaration.node.block);
    }
    return {declaration.file, declaration.name, whole};
}

void add(const Declaration& declaration, std::vector<Location>& found) {
    if (!declaration) return;
    Location location = location_of(declaration);
    const bool known = std::any_of(found.begin(), found.end(), [&](const Location& one) {
        return one.file->path == location.file->path && one.name == location.name;
    });
    if (!known) found.push_back(std::move(location));
}

TokenRef name_at(const Tree& tree, Position place) {
    const TokenRef token = token_touching(tree, place);
    if (!token || tree.unit(token.block)->token(token.token).kind != TokenKind::Name) return {};
    return token;
}

}  // namespace

std::vector<Location> definitions(Inference& inference, const FilePtr& file, Position place) {
    std::vector<Location> found;
    const TokenRef token = name_at(*file->tree, place);
    if (!token) return found;
    for (const Declaration& one : inference.declarations(file, token.block, token.token)) {
        add(inference.source_of(one), found);
    }
    return found;
}

std::vector<Location> declarations(Inference& inference, const FilePtr& file, Position place) {
    std::vector<Location> found;
    const TokenRef token = name_at(*file->tree, place);
    if (!token) return found;
    for (const Declaration& one : inference.bindings(file, token.block, token.token)) {
        add(one, found);
    }
    return found;
}

std::vector<Location> type_definitions(Inference& inference, const FilePtr& file, Position place) {
    std::vector<Location> found;
    const Tree& tree = *file->tree;
    const TokenRef token = token_touching(tree, place);
    if (!token) return found;
    const std::vector<NodeRef> path = path_to(tree, token);
    if (path.empty()) return found;
    TypeRef type = nullptr;
    if (is_expression(tree.kind(path.back()))) {
        type = inference.type_of(file, path.back());
    } else if (tree.unit(token.block)->token(token.token).kind == TokenKind::Name) {
        const std::string name(tree.token_text(token.block, token.token));
        type = inference.type_of_name(file, name, place);
    }
    if (type != nullptr) add(inference.source_of(inference.declaration(type)), found);
    return found;
}

FilesWithWord files_by_their_text(const World& world) {
    return [&world](std::string_view word) {
        std::vector<std::string> found;
        for (const std::string& path : world.workspace_files()) {
            const FilePtr file = world.file(path);
            if (file == nullptr) continue;
            const auto& chunks = file->tree->chunks;
            const std::string* last = nullptr;
            for (const auto& chunk : chunks) {
                if (chunk->text.get() == last) continue;  // chunks of one text
                last = chunk->text.get();
                if (last->find(word) != std::string::npos) {
                    found.push_back(path);
                    break;
                }
            }
        }
        return found;
    };
}

std::vector<Location> implementations(Inference& inference, const FilePtr& file, Position place,
                                      const FilesWithWord& files) {
    std::vector<Location> found;
    const TokenRef token = name_at(*file->tree, place);
    if (!token) return found;
    for (const Declaration& one : inference.declarations(file, token.block, token.token)) {
        const bool method = one.kind == DeclarationKind::Function;
        if (!method && one.kind != DeclarationKind::Class) continue;
        // Who overrides a method writes its name; who inherits may name only a class between, so
        // all definitions of classes count.
        const std::string word(
            method ? one.file->tree->line_text(one.name.begin.line)
                         .substr(one.name.begin.byte, one.name.end.byte - one.name.begin.byte)
                   : std::string_view("class"));
        for (const std::string& path : files(word)) {
            const FilePtr other = inference.world().file(path);
            if (other == nullptr) continue;
            const Tree& tree = *other->tree;
            for (BlockId block = 0; block < tree.reading->size(); ++block) {
                const NodeRef root = tree.reading->is_head(block) ? tree.root(block) : NodeRef{};
                const NodeKind wanted = method ? NodeKind::FunctionDef : NodeKind::ClassDef;
                if (!root || tree.kind(root) != wanted) continue;
                const TokenRef name = name_token(tree, root);
                if (!name || (method && tree.token_text(name.block, name.token) != word)) continue;
                Declaration here;
                here.file = other;
                here.kind = one.kind;
                here.node = root;
                here.name = range_of(tree, name);
                for (const Declaration& base : inference.overridden(here)) {
                    if (base.file->path == one.file->path && base.name == one.name) {
                        add(here, found);
                    }
                }
            }
        }
    }
    return found;
}

}  // namespace pilcrow::lsp
