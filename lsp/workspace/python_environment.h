// PythonEnvironment: where a Python keeps its modules, read from its files. Nothing in it is run.
//
// Which one: a setting; a virtual environment `.venv` or `venv` in one of the workspace's folders;
// VIRTUAL_ENV; CONDA_PREFIX; else the `python3` that PATH names (that of pyenv's shims is found as
// pyenv finds it). A virtual environment is read from its `pyvenv.cfg`, any other installation from
// its folders; `.pth` files add the folders that they name, their `import` lines are not run.
//
// Cost: some dozens of looks at the disk, a millisecond.
#pragma once

#include "lsp/workspace/python_version.h"

#include <string>
#include <vector>

namespace pilcrow::lsp {

struct PythonEnvironment {
    std::string prefix;     // the environment's folder; empty: none was found
    PythonVersion version;  // the grammar's own, 3.13, where nothing tells it
    // Where its packages lie, in the order of sys.path: site-packages and what `.pth` files add.
    std::vector<std::string> site_folders;
    std::string library;  // the standard library's source, or empty
    // What is to be told to the user: why a setting led to nothing, what is broken.
    std::string problem;
    // Where it came from, for a log: "setting", ".venv", "VIRTUAL_ENV", "PATH", …
    std::string origin;
    // The files that it was read from: when one changes, look again.
    std::vector<std::string> sources;

    friend bool operator==(const PythonEnvironment&, const PythonEnvironment&) = default;
};

// All that finding one depends on.
struct EnvironmentQuery {
    std::string setting;               // an environment's folder or a Python's path, or empty
    std::vector<std::string> folders;  // of the workspace, absolute
    // Of the process; absent variables are empty.
    std::string virtual_env;
    std::string conda_prefix;
    std::string path;
    std::string python_path;
    std::string home;
    std::string pyenv_version;

    // With the variables that this process has.
    static EnvironmentQuery of_process();
};

PythonEnvironment find_environment(const EnvironmentQuery& query);

}  // namespace pilcrow::lsp
