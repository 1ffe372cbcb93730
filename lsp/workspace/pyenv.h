// pyenv's shims: a `python3` on PATH that is a script, which looks for the version that is wanted.
#pragma once

#include <string>
#include <vector>

namespace pilcrow::lsp {

// The Python that a shim would start, without starting it: PYENV_VERSION, `.python-version` in one
// of the folders or above, or the file `version` of pyenv itself say which. A path that is no shim
// is given back as it is; empty where it is a script of another kind, or nothing is chosen.
std::string behind_pyenv_shim(const std::string& python, const std::vector<std::string>& folders,
                              const std::string& pyenv_version);

}  // namespace pilcrow::lsp
