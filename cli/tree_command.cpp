#include "cli/tree_command.h"

#include "cli/analysis.h"
#include "cli/columns.h"
#include "cli/files.h"
#include "cli/report.h"
#include "cli/standard_output.h"
#include "parser/names/scope_tables.h"
#include "parser/python_ast/python_ast.h"

#include <cstdio>

namespace pilcrow::cli {
namespace {

int print_python_ast(Analysis& analysis) {
    find_syntax_errors(analysis);
    if (!analysis.found.empty()) {
        const std::string report = text_report(analysis, colour_wanted(stderr));
        std::fwrite(report.data(), 1, report.size(), stderr);
        return 1;
    }
    const auto refused =
        dump_python_ast(analysis.tree, [](std::string_view piece) { print(piece); });
    if (refused) {
        complain(display_name(analysis.path) + ':' + std::to_string(refused->at.line + 1) + ':' +
                 std::to_string(ColumnCounter(analysis.tree).of(refused->at)) + ": " +
                 refused->message);
        return 1;
    }
    print("\n");
    return finish_output() ? 0 : 2;
}

}  // namespace

int run_tree(const TreeOptions& options) {
    Analysis analysis = open_file(options.path);
    if (!analysis.error.empty()) {
        complain(analysis.error);
        return 2;
    }
    std::string text;
    switch (options.form) {
    case TreeForm::Lines: text = tree_lines(analysis.tree); break;
    case TreeForm::Blocks: text = tree_blocks(analysis.tree); break;
    case TreeForm::Syntax: text = tree_syntax(analysis.tree); break;
    case TreeForm::Json: text = tree_json(analysis.tree); break;
    case TreeForm::Names: text = scopes_text(Names::analyze(analysis.tree)); break;
    case TreeForm::PythonAst: return print_python_ast(analysis);
    }
    print(text);
    return finish_output() ? 0 : 2;
}

}  // namespace pilcrow::cli
