// Resolver: which file an import means, and what a file is imported as.
//
// Names are looked for in **layers**, the first that has a file for the whole name wins:
//
// 1. The workspace (for its own files only): the folder that the importing file's outermost package
//    stands in, as Python has it for a program that is started there; then the import roots of the
//    workspace: its folders, `src` in them, folders that hold a pyproject.toml, setup.py or
//    setup.cfg above the file and `src` in those, and a setting's.
// 2. The standard library's stubs: those of the setting `runtime`, then typeshed's, as far as the
//    environment's version of Python has the module.
// 3. The environment: stub packages (`NAME-stubs`), then the packages themselves.
// 4. The standard library's own source, for what has no stub.
//
// In a folder, `.pil` stands before `.pyi` before `.py`, and a package (a folder with such an
// `__init__`) before a module. A folder without `__init__` is a namespace package: it counts only
// where no layer has more, and then those of all layers together. Within a layer the first root
// that has the first name as a package or module is asked for the rest, as Python does it; but
// what a stub package or typeshed lacks is taken from the source.
//
// Immutable but for what it remembers; from any thread.
#pragma once

#include "lsp/source/source_file.h"
#include "lsp/workspace/file_store.h"
#include "lsp/workspace/module_search.h"
#include "lsp/workspace/python_environment.h"
#include "lsp/workspace/typeshed.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::lsp {

// Where modules may lie; all paths absolute and clean.
struct ModuleRoots {
    std::vector<std::string> folders;  // the workspace's
    std::vector<std::string> extra;    // further import roots of the workspace
    std::string runtime;               // stubs of an interpreter's own library, or empty
    std::string typeshed;              // or empty
    PythonEnvironment environment;
    friend bool operator==(const ModuleRoots&, const ModuleRoots&) = default;
};

// The standard library's modules that begin with an underscore.
enum class PrivateModules : bool { No, Yes };

class Resolver {
public:
    Resolver(ModuleRoots roots, std::shared_ptr<const Folders> folders);

    using Found = FoundModule;
    // A module by its absolute name. Some microseconds.
    Found find(std::string_view name, const SourceFile& from, const OpenPaths& open) const;
    // The `.pil` or `.py` that a stub speaks of, or empty.
    std::string source_of(const SourceFile& stub, const OpenPaths& open) const;
    // See World::submodules.
    std::vector<std::string> submodules(std::string_view package, const SourceFile& from,
                                        const OpenPaths& open,
                                        PrivateModules of_standard = PrivateModules::No) const;

    // What a file is called. A file of the workspace: by the nearest import root above it; where
    // one of the folders between has no name for Python (`my-tools`), by what is below that.
    FileIdentity identify(const std::string& path, const OpenPaths& open) const;

    const ModuleRoots& roots() const { return roots_; }

private:
    using Paths = std::vector<std::string>;
    Paths import_roots(const std::string& path, const FolderView& view) const;
    std::string nearest_root(const std::string& folder, const FolderView& view) const;
    std::string workspace_name(const std::string& path, const FolderView& view) const;
    Found find_standard(std::string_view name, const FolderView& view) const;
    bool in_standard(std::string_view path) const;

    ModuleRoots roots_;
    std::shared_ptr<const Folders> folders_;
    TypeshedVersions versions_;
    Paths standard_;  // the roots of stubs
    Paths library_;
};

}  // namespace pilcrow::lsp
