// The command line: its commands, their options, and what is said when they are used wrongly.
#pragma once

#include "cli/check.h"
#include "cli/convert_command.h"
#include "cli/fmt_command.h"
#include "cli/lsp_command.h"
#include "cli/tree_command.h"

#include <CLI/App.hpp>

#include <memory>
#include <string>

namespace pilcrow::cli {

// What was asked for, once the app has parsed the arguments.
struct Request {
    CheckOptions check;
    FmtOptions fmt;
    TreeOptions tree;
    ConvertOptions convert;
    LspOptions lsp;
    std::string shell;  // of `completions`
};

// Everything that there is to ask for; parsing fills `request`, which must outlive the app.
std::unique_ptr<CLI::App> command_line(Request& request);

// Carries out what the arguments say. Returns the exit status.
int run_command_line(int argc, const char* const* argv);

}  // namespace pilcrow::cli
