// The one executable: reads the command line and hands over to a command.

#include "cli/check.h"
#include "cli/tree_command.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstring>
#include <exception>

namespace {

using namespace pilcrow::cli;

int run(int argc, char** argv) {
    CLI::App app("Pilcrow: Python's language in a delimiter-first layout", "pilcrow");
    app.set_version_flag("--version", "pilcrow " PILCROW_VERSION);
    app.require_subcommand(1);
    app.failure_message(CLI::FailureMessage::simple);

    CheckOptions check;
    CLI::App* check_command = app.add_subcommand(
        "check", "Report what is wrong or suspicious in files or folders of .pil files");
    check_command->add_option("PATH", check.paths, "files, folders, or - for standard input")
        ->required();
    check_command->add_option("--format", check.form, "text, json or sarif")
        ->transform(CLI::CheckedTransformer(
            std::map<std::string, ReportForm>{{"text", ReportForm::Text},
                                              {"json", ReportForm::Json},
                                              {"sarif", ReportForm::Sarif}}));
    check_command->add_flag("--fix", check.fix, "apply the safe fixes");
    check_command->add_option("--select", check.select, "report only these warnings")->delimiter(',');
    check_command->add_option("--ignore", check.ignore, "leave these warnings out")->delimiter(',');
    check_command->add_option("--jobs", check.jobs, "threads to use");
    check_command->add_flag("--quiet", check.quiet, "print no summary");

    TreeOptions tree;
    CLI::App* tree_command =
        app.add_subcommand("tree", "Show what the front-end makes of a file");
    tree_command->add_option("FILE", tree.path, "a file, or - for standard input")->required();
    auto* forms = tree_command->add_option_group("form", "what to show (default: --syntax)");
    const auto form = [&](const char* flag, TreeForm value, const char* help) {
        forms->add_flag_callback(flag, [&tree, value] { tree.form = value; }, help);
    };
    form("--lines", TreeForm::Lines, "the delimiter token of every line");
    form("--blocks", TreeForm::Blocks, "the block tree");
    form("--syntax", TreeForm::Syntax, "statements and expressions");
    form("--json", TreeForm::Json, "the syntax tree for tools");
    form("--python-ast", TreeForm::PythonAst, "what CPython's ast.dump prints for the same program");
    forms->require_option(0, 1);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) return app.exit(error); // --help, --version
        std::fprintf(stderr, "pilcrow: %s (try `pilcrow --help`)\n", error.what());
        return 2;
    }
    if (*check_command) return run_check(check);
    return run_tree(tree);
}

} // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const std::bad_alloc&) {
        std::fputs("pilcrow: there is not enough memory\n", stderr);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "pilcrow: %s\n", error.what());
    }
    return 2;
}
