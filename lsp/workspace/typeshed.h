// typeshed: the stubs of the builtins and the standard library that come with the server.
#pragma once

#include "lsp/workspace/python_environment.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace pilcrow::lsp {

// The folder that holds `builtins.pyi` and VERSIONS: that of the variable PILCROW_TYPESHED, else
// `typeshed` beside the executable or a folder above it (as it is built), else
// `../share/pilcrow/typeshed` (as it is installed). Empty: there is none.
std::string find_typeshed();
// The same for an executable in another place; `variable` may be empty.
std::string find_typeshed(const std::string& executable, const std::string& variable);

// Which modules a version of Python has: typeshed's file VERSIONS.
class TypeshedVersions {
public:
    TypeshedVersions() = default;
    explicit TypeshedVersions(std::string_view text);
    // A module has the lifetime of the nearest package that the file names; what it does not name
    // is always there.
    bool has(std::string_view module, PythonVersion version) const;

private:
    struct Lifetime {
        PythonVersion first;
        PythonVersion last;
    };
    std::unordered_map<std::string, Lifetime> modules_;
};

}  // namespace pilcrow::lsp
