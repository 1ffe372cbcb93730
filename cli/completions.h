// Completion scripts, made from the command line's own description.
#pragma once

#include <CLI/App.hpp>

#include <string>
#include <string_view>

namespace pilcrow::cli {

// The script for `bash`, `zsh` or `fish`; empty for any other shell.
std::string completion_script(const CLI::App& app, std::string_view shell);

}  // namespace pilcrow::cli
