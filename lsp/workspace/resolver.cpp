#include "lsp/workspace/resolver.h"

#include <algorithm>
#include <iterator>

namespace pilcrow::lsp {
namespace {

constexpr int deepest_folder = 64;  // how far up a package is followed

bool is_one_of(const std::vector<std::string>& paths, const std::string& path) {
    return std::find(paths.begin(), paths.end(), path) != paths.end();
}
void add_once(std::vector<std::string>& paths, std::string path) {
    if (!path.empty() && !is_one_of(paths, path)) paths.push_back(std::move(path));
}

// The folder that the outermost package around a file stands in; the file's own folder where it
// is in no package.
std::string package_root(const std::string& path, const FolderView& view) {
    std::string folder = folder_of(path);
    for (int depth = 0; depth < deepest_folder && folder != "/"; ++depth) {
        if (!is_importable(name_of_path(folder)) || init_file(folder, view).empty()) break;
        folder = folder_of(folder);
    }
    return folder;
}

bool is_project(const std::string& folder, const FolderView& view) {
    const bool marked = view.has_file(folder, "pyproject.toml") ||
                        view.has_file(folder, "setup.py") || view.has_file(folder, "setup.cfg");
    // A `setup.py` may well be a package's module.
    return marked && init_file(folder, view).empty();
}

// Names between slashes and dots, `__init__` and the file's ending left away: "a/b/__init__.py" is
// "a.b".
std::string dotted(std::string_view relative) {
    relative = relative.substr(0, relative.rfind('.'));
    if (name_of_path(relative) == "__init__") {
        const std::size_t slash = relative.rfind('/');
        relative = relative.substr(0, slash == std::string_view::npos ? 0 : slash);
    }
    std::string name(relative);
    std::replace(name.begin(), name.end(), '/', '.');
    return name;
}

// Behind the last folder in a relative path that has no name for Python.
std::string_view importable_part(std::string_view relative) {
    for (std::size_t at = 0;;) {
        const std::size_t slash = relative.find('/', at);
        if (slash == std::string_view::npos) return relative;
        if (is_importable(relative.substr(at, slash - at))) {
            at = slash + 1;
        } else {
            relative.remove_prefix(slash + 1);
            at = 0;
        }
    }
}

std::string_view below(std::string_view path, std::string_view folder) {
    return path.substr(folder == "/" ? 1 : folder.size() + 1);
}

}  // namespace

Resolver::Resolver(ModuleRoots roots, std::shared_ptr<const Folders> folders)
    : roots_(std::move(roots)), folders_(std::move(folders)) {
    add_once(standard_, roots_.runtime);
    add_once(standard_, roots_.typeshed);
    add_once(library_, roots_.environment.library);
    if (!roots_.typeshed.empty()) {
        versions_ = TypeshedVersions(read_source(joined(roots_.typeshed, "VERSIONS")).value_or(""));
    }
    // What an editable install names inside of the workspace is the workspace's own.
    Paths& sites = roots_.environment.site_folders;
    const auto own = std::stable_partition(sites.begin(), sites.end(), [&](const std::string& one) {
        const std::string_view name = name_of_path(one);
        if (name == "site-packages" || name == "dist-packages") return true;
        return std::none_of(roots_.folders.begin(), roots_.folders.end(),
                            [&](const std::string& folder) { return lies_in(one, folder); });
    });
    for (auto one = own; one != sites.end(); ++one) add_once(roots_.extra, std::move(*one));
    sites.erase(own, sites.end());
}

std::string Resolver::nearest_root(const std::string& folder, const FolderView& view) const {
    std::string at = folder;
    for (int depth = 0; depth < deepest_folder; ++depth) {
        const bool is_src = name_of_path(at) == "src" && init_file(at, view).empty();
        if (is_src || is_one_of(roots_.folders, at) || is_one_of(roots_.extra, at) ||
            is_project(at, view)) {
            return at;
        }
        if (at == "/" || at == ".") break;
        at = folder_of(at);
    }
    return {};
}

Resolver::Paths Resolver::import_roots(const std::string& path, const FolderView& view) const {
    Paths found;
    const std::string own = package_root(path, view);
    add_once(found, own);
    const auto add_with_src = [&](const std::string& folder) {
        if (folder.empty()) return;
        add_once(found, folder);
        if (view.has_folder(folder, "src")) {
            const std::string src = joined(folder, "src");
            if (init_file(src, view).empty()) add_once(found, src);
        }
    };
    add_with_src(nearest_root(own, view));
    for (const std::string& folder : roots_.folders) add_with_src(folder);
    for (const std::string& folder : roots_.extra) add_once(found, folder);
    return found;
}

Resolver::Found Resolver::find_standard(std::string_view name, const FolderView& view) const {
    Found found = find_module(standard_, name, view);
    const bool too_new_or_old = !found.path.empty() && lies_in(found.path, roots_.typeshed) &&
                                !versions_.has(name, roots_.environment.version);
    return too_new_or_old ? Found{} : found;
}

Resolver::Found Resolver::find(std::string_view name, const SourceFile& from,
                               const OpenPaths& open) const {
    const FolderView view(*folders_, open);
    Found spaces;  // namespace packages of all layers
    const auto decided = [&](Found found) {
        if (!found.path.empty()) {
            spaces = std::move(found);
            return true;
        }
        std::move(found.folders.begin(), found.folders.end(), std::back_inserter(spaces.folders));
        return false;
    };
    if (from.origin == Origin::Workspace &&
        decided(find_module(import_roots(from.path, view), name, view))) {
        return spaces;
    }
    if (decided(find_standard(name, view))) return spaces;
    if (from.origin != Origin::Standard &&
        decided(find_module(roots_.environment.site_folders, name, view, Stubs::Take, true))) {
        return spaces;
    }
    decided(find_module(library_, name, view));
    return spaces;
}

std::string Resolver::source_of(const SourceFile& stub, const OpenPaths& open) const {
    const FolderView view(*folders_, open);
    const std::string folder = folder_of(stub.path);
    const std::string stem(
        name_of_path(std::string_view(stub.path).substr(0, stub.path.rfind('.'))));
    for (const char* ending : {".pil", ".py"}) {
        if (view.has_file(folder, stem + ending)) return joined(folder, stem + ending);
    }
    if (stub.module.empty()) return {};
    // What `os` makes of the platform's own module.
    const std::string name = stub.module == "os.path" ? "posixpath" : stub.module;
    if (stub.origin == Origin::Standard) {
        return find_module(library_, name, view, Stubs::Ignore).path;
    }
    if (stub.origin == Origin::Workspace) {
        std::string path =
            find_module(import_roots(stub.path, view), name, view, Stubs::Ignore).path;
        if (!path.empty()) return path;
    }
    return find_module(roots_.environment.site_folders, name, view, Stubs::Ignore).path;
}

std::vector<std::string> Resolver::submodules(std::string_view package, const SourceFile& from,
                                              const OpenPaths& open,
                                              PrivateModules of_standard) const {
    const FolderView view(*folders_, open);
    Paths folders;
    if (!package.empty()) {
        folders = find(package, from, open).folders;
    } else {
        if (from.origin == Origin::Workspace) folders = import_roots(from.path, view);
        folders.insert(folders.end(), standard_.begin(), standard_.end());
        if (standard_.empty()) folders.insert(folders.end(), library_.begin(), library_.end());
        if (from.origin != Origin::Standard) {
            const Paths& sites = roots_.environment.site_folders;
            folders.insert(folders.end(), sites.begin(), sites.end());
        }
    }
    std::vector<std::string> names;
    for (const std::string& folder : folders) {
        const bool standard = in_standard(folder);
        for (std::string& name : modules_in(folder, view)) {
            // An import root is no package of the root around it.
            if (package.empty() && is_one_of(folders, joined(folder, name))) continue;
            if (standard) {
                const std::string whole =
                    package.empty() ? name : std::string(package) + '.' + name;
                const bool left_out = name.starts_with('_') && of_standard == PrivateModules::No;
                if (left_out || !versions_.has(whole, roots_.environment.version)) {
                    continue;
                }
            }
            names.push_back(std::move(name));
        }
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

bool Resolver::in_standard(std::string_view path) const {
    const auto lies_in_one = [&](const Paths& roots) {
        return std::any_of(roots.begin(), roots.end(),
                           [&](const std::string& root) { return lies_in(path, root); });
    };
    // site-packages usually lies in the library.
    return (lies_in_one(standard_) || lies_in_one(library_)) &&
           !lies_in_one(roots_.environment.site_folders);
}

std::string Resolver::workspace_name(const std::string& path, const FolderView& view) const {
    const std::string own = package_root(path, view);
    std::string root = nearest_root(own, view);
    if (root.empty()) root = own;
    return dotted(importable_part(below(path, root)));
}

FileIdentity Resolver::identify(const std::string& path, const OpenPaths& open) const {
    std::string_view root;
    Origin origin = Origin::Workspace;
    const auto consider = [&](const Paths& roots, Origin what) {
        for (const std::string& one : roots) {
            if (one.size() >= root.size() && lies_in(path, one) && path != one) {
                root = one;
                origin = what;
            }
        }
    };
    consider(standard_, Origin::Standard);
    consider(library_, Origin::Standard);
    consider(roots_.environment.site_folders, Origin::Environment);
    consider(roots_.extra, Origin::Workspace);
    consider(roots_.folders, Origin::Workspace);
    if (origin == Origin::Workspace) {
        return {workspace_name(path, FolderView(*folders_, open)), origin};
    }
    std::string_view relative = below(path, root);
    std::string name(relative.substr(0, relative.find('/')));
    if (name.ends_with("-stubs") && name.size() < relative.size()) {
        relative.remove_prefix(name.size());
        name.resize(name.size() - 6);
        name += relative;
        relative = name;
    }
    if (importable_part(relative).size() != relative.size()) return {"", origin};
    return {dotted(relative), origin};
}

}  // namespace pilcrow::lsp
