// `pilcrow tree FILE`: what the front-end makes of a file, at the level that is asked for.
#pragma once

#include "parser/syntax/tree.h"

#include <cstdint>
#include <string>

namespace pilcrow::cli {

enum class TreeForm : std::uint8_t {
    Lines,      // the delimiter token of every physical line
    Blocks,     // the block tree, indented
    Syntax,     // statements and expressions, indented, with their text
    Json,       // the syntax tree for tools
    Names,      // scopes, and what each name in them is
    PythonAst,  // what CPython's ast.dump(…, indent=1) prints
};

struct TreeOptions {
    std::string path;
    TreeForm form = TreeForm::Syntax;
    bool chosen = false;  // the form, on the command line
};

// Prints to standard output; sentences go to standard error. Returns the exit status.
int run_tree(const TreeOptions& options);

// The forms by themselves.
std::string tree_lines(const Tree& tree);
std::string tree_blocks(const Tree& tree);
std::string tree_syntax(const Tree& tree);
std::string tree_json(const Tree& tree);

}  // namespace pilcrow::cli
