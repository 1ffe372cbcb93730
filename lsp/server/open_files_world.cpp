#include "lsp/server/open_files_world.h"

namespace pilcrow::lsp {
namespace {

class OpenFilesWorld : public World {
public:
    explicit OpenFilesWorld(const OpenDocuments& open) {
        for (const auto& [path, document] : open) {
            files_[path] = std::make_shared<const SourceFile>(
                SourceFile{path, {}, Origin::Workspace, document.tree});
        }
    }
    FilePtr file(const std::string& path) const override {
        const auto found = files_.find(path);
        return found == files_.end() ? nullptr : found->second;
    }
    bool is_open(const std::string& path) const override { return files_.contains(path); }
    Module module(std::string_view name, const SourceFile&) const override {
        return {std::string(name), nullptr, {}};
    }
    Module source_of(const SourceFile&) const override { return {}; }
    std::vector<std::string> submodules(std::string_view, const SourceFile&) const override {
        return {};
    }
    std::vector<std::string> workspace_files() const override {
        std::vector<std::string> paths;
        for (const auto& [path, file] : files_) paths.push_back(path);
        return paths;
    }

private:
    std::map<std::string, FilePtr> files_;
};

}  // namespace

WorldPtr world_of_open_files(const OpenDocuments& open) {
    return std::make_shared<OpenFilesWorld>(open);
}

}  // namespace pilcrow::lsp
