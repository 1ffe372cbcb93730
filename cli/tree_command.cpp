#include "cli/tree_command.h"

#include "cli/analysis.h"
#include "cli/files.h"
#include "cli/report.h"
#include "parser/python_ast/python_ast.h"

#include <cstdio>

namespace pilcrow::cli {
namespace {

int print_python_ast(Analysis& analysis) {
    find_syntax_errors(analysis);
    if (!analysis.found.empty()) {
        print_text(analysis, stderr, colour_wanted(stderr));
        return 1;
    }
    const auto refused = dump_python_ast(analysis.tree, [](std::string_view piece) {
        std::fwrite(piece.data(), 1, piece.size(), stdout);
    });
    if (refused) {
        std::fprintf(stderr, "%s:%u:%u: %s\n", display_name(analysis.path).c_str(),
                     refused->at.line + 1, refused->at.byte + 1, refused->message.c_str());
        return 1;
    }
    std::fputc('\n', stdout);
    return 0;
}

} // namespace

int run_tree(const TreeOptions& options) {
    Analysis analysis = open_file(options.path);
    if (!analysis.error.empty()) {
        std::fprintf(stderr, "pilcrow: %s\n", analysis.error.c_str());
        return 2;
    }
    std::string text;
    switch (options.form) {
    case TreeForm::Lines: text = tree_lines(analysis.tree); break;
    case TreeForm::Blocks: text = tree_blocks(analysis.tree); break;
    case TreeForm::Syntax: text = tree_syntax(analysis.tree); break;
    case TreeForm::Json: text = tree_json(analysis.tree); break;
    case TreeForm::PythonAst: return print_python_ast(analysis);
    }
    std::fwrite(text.data(), 1, text.size(), stdout);
    return 0;
}

} // namespace pilcrow::cli
