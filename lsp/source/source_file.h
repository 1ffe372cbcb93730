// SourceFile: one file as it was at one moment. Immutable, shared by everyone who answers from it.
//
// A file that is open in an editor has a SourceFile for each of its versions; one on disk is read
// when it is first asked for and again when it has changed. Whoever holds a FilePtr may go on
// reading it, from any thread, however the file changes meanwhile.
#pragma once

#include "parser/syntax/tree.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace pilcrow::lsp {

enum class Origin : std::uint8_t {
    Workspace,    // in one of the editor's folders, or open
    Environment,  // in a Python environment's site-packages
    Standard,     // typeshed: builtins and the standard library
};

struct SourceFile {
    std::string path;    // absolute, without `.` and `..`
    std::string module;  // the dotted name that it is imported by ("numpy.linalg"), or empty
    Origin origin = Origin::Workspace;
    std::shared_ptr<const Tree> tree;

    bool is_stub() const { return path.ends_with(".pyi"); }
    // Its name is `__init__`: it is what its folder is imported as.
    bool is_package() const;
    // The package that its relative imports count from.
    std::string package() const;
};
using FilePtr = std::shared_ptr<const SourceFile>;

// `.py` and `.pyi` are in Python's layout, all others in Pilcrow's.
Layout layout_of(std::string_view path);

}  // namespace pilcrow::lsp
