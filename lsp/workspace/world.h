// World: all files and modules that an answer may look at, as they were at one moment.
//
// Cheap to copy and to hold. Open files are in it as they were when it was taken; files on disk are
// read when they are asked for (workspace/file_store.h keeps them, for all threads), so a World
// promises one version of every *open* file, and the newest that was read of every other.
//
// From any thread.
#pragma once

#include "lsp/source/source_file.h"
#include "lsp/workspace/python_version.h"
#include "lsp/workspace/symbol_index.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::lsp {

// What an import finds. A package without `__init__` (a namespace package) has folders and no file.
struct Module {
    std::string name;                  // dotted
    FilePtr file;                      // or null
    std::vector<std::string> folders;  // where its submodules lie; empty for a plain module
    explicit operator bool() const { return file != nullptr || !folders.empty(); }
};

class World {
public:
    virtual ~World() = default;

    // The file at an absolute path: the open document, else from disk; null where it cannot be
    // read. O(1) when it was asked for before, else reading and parsing it.
    virtual FilePtr file(const std::string& path) const = 0;
    virtual bool is_open(const std::string& path) const = 0;

    // The module with that absolute name as `from` would import it. Search order: the workspace
    // (a `.pil` before a `.pyi` before a `.py`), typeshed's standard library, the environment's
    // stub packages (`NAME-stubs`), its site-packages (`.pil`, `.pyi`, `.py`). Files of the
    // standard library and of the environment never see the workspace.
    virtual Module module(std::string_view name, const SourceFile& from) const = 0;
    // The source behind a stub ("where is it really defined?"): the `.py` or `.pil` that a module
    // whose `file` is a `.pyi` is imported from, or an empty Module.
    virtual Module source_of(const SourceFile& stub) const = 0;
    // Names of modules directly under a package ("" for the first level), sorted, each once,
    // without private ones of the standard library.
    virtual std::vector<std::string> submodules(std::string_view package,
                                                const SourceFile& from) const = 0;

    // Absolute paths of the workspace's source files, sorted: those found so far, where its folders
    // are still being walked.
    virtual std::vector<std::string> workspace_files() const = 0;

    // What the workspace's files declare and which words they hold, as far as they were read; null
    // where nothing is indexed. It may know more than this World, or less: what it says is where
    // to look.
    virtual const SymbolIndex* symbols() const { return nullptr; }
    // Names that match `query` as `from` could import them: each from its best modules, the best
    // first. A millisecond or two.
    virtual std::vector<Importable> importable(std::string_view query, NameMatch match,
                                               const SourceFile& from, std::size_t limit) const {
        const SymbolIndex* index = symbols();
        return index == nullptr ? std::vector<Importable>{}
                                : index->importable(query, match, from, limit);
    }

    // The environment's version of Python: for conditions on `sys.version_info`.
    virtual PythonVersion python_version() const { return {}; }
};
using WorldPtr = std::shared_ptr<const World>;

// The absolute name of what `from . import x` and the like mean: `level` leading dots, then `name`.
// Empty where the dots lead out of the package.
std::string absolute_name(const SourceFile& from, std::size_t level, std::string_view name);

}  // namespace pilcrow::lsp
