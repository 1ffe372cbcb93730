#include "tests/lsp/fixture_world.h"

#include "parser/parse.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>
#include <sstream>
#include <unordered_map>

namespace pilcrow::lsp::fixtures {
namespace {

namespace fs = std::filesystem;

const std::string& typeshed() {
    static const std::string folder = std::string(PILCROW_BINARY_DIR) + "/typeshed";
    return folder;
}

// Typeshed's files, parsed once for all cases.
FilePtr typeshed_file(const std::string& path, const std::string& module) {
    static std::mutex mutex;
    static std::unordered_map<std::string, FilePtr> files;
    const std::lock_guard lock(mutex);
    FilePtr& file = files[path];
    if (file == nullptr) {
        std::ifstream stream(path, std::ios::binary);
        if (!stream) return nullptr;
        std::ostringstream text;
        text << stream.rdbuf();
        auto tree = std::make_shared<const Tree>(parse(text.str(), Layout::Python));
        file = std::make_shared<const SourceFile>(
            SourceFile{path, module, Origin::Standard, std::move(tree)});
    }
    return file;
}

std::string module_of(std::string path) {
    path = path.substr(0, path.rfind('.'));
    std::replace(path.begin(), path.end(), '/', '.');
    if (path == "__init__") return {};
    if (path.ends_with(".__init__")) path.resize(path.size() - 9);
    return path;
}

class FixtureWorld : public World {
public:
    explicit FixtureWorld(const Fixture& fixture) {
        for (const auto& [name, text] : fixture.files) {
            const std::string path = std::string(fixture_root) + '/' + name;
            auto tree = std::make_shared<const Tree>(parse(text, layout_of(name)));
            files_[path] = std::make_shared<const SourceFile>(
                SourceFile{path, module_of(name), Origin::Workspace, std::move(tree)});
        }
    }

    FilePtr file(const std::string& path) const override {
        const auto found = files_.find(path);
        if (found != files_.end()) return found->second;
        if (!path.starts_with(typeshed() + '/')) return nullptr;
        return typeshed_file(path, module_of(path.substr(typeshed().size() + 1)));
    }
    bool is_open(const std::string& path) const override { return files_.contains(path); }

    Module module(std::string_view name, const SourceFile& from) const override {
        std::string relative(name);
        std::replace(relative.begin(), relative.end(), '.', '/');
        Module found{std::string(name), nullptr, {}};
        if (from.origin == Origin::Workspace) {
            const std::string path = std::string(fixture_root) + '/' + relative;
            for (const char* ending :
                 {"/__init__.pil", "/__init__.pyi", "/__init__.py", ".pil", ".pyi", ".py"}) {
                const auto file = files_.find(path + ending);
                if (file == files_.end()) continue;
                found.file = file->second;
                if (ending[0] == '/') found.folders = {path};
                return found;
            }
            const auto below = files_.lower_bound(path + '/');
            if (below != files_.end() && below->first.starts_with(path + '/')) {
                found.folders = {path};
                return found;
            }
        }
        const std::string path = typeshed() + '/' + relative;
        if (fs::is_directory(path)) {
            found.file = file(path + "/__init__.pyi");
            found.folders = {path};
        } else {
            found.file = file(path + ".pyi");
        }
        return found;
    }
    Module source_of(const SourceFile& stub) const override {
        std::string path = stub.path.substr(0, stub.path.rfind('.'));
        for (const char* ending : {".pil", ".py"}) {
            if (const FilePtr source = file(path + ending)) return {stub.module, source, {}};
        }
        return {};
    }
    std::vector<std::string> submodules(std::string_view package,
                                        const SourceFile& from) const override {
        std::set<std::string> found;
        std::string below(package);
        std::replace(below.begin(), below.end(), '.', '/');
        if (!below.empty()) below += '/';
        if (from.origin == Origin::Workspace) {
            for (const auto& [path, file] : files_) {
                std::string_view rest = path;
                rest.remove_prefix(fixture_root.size() + 1);
                if (!rest.starts_with(below)) continue;
                rest.remove_prefix(below.size());
                rest = rest.substr(0, std::min(rest.find('/'), rest.find('.')));
                if (rest != "__init__" && !rest.empty()) found.emplace(rest);
            }
        }
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(typeshed() + '/' + below, error)) {
            const std::string stem = entry.path().stem().string();
            if (stem.empty() || stem.starts_with('_')) continue;
            if (entry.is_directory() || entry.path().extension() == ".pyi") found.insert(stem);
        }
        return {found.begin(), found.end()};
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

WorldPtr world_of(const Fixture& fixture) { return std::make_shared<FixtureWorld>(fixture); }

FilePtr main_file(const World& world, const Fixture& fixture) {
    return world.file(std::string(fixture_root) + '/' + fixture.main);
}

}  // namespace pilcrow::lsp::fixtures
