#include "cli/command_line.h"

#include "cli/completions.h"
#include "cli/run_command.h"
#include "cli/standard_output.h"
#include "lsp/project/suggestion.h"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <unistd.h>
#include <algorithm>
#include <array>
#include <vector>

namespace pilcrow::cli {
namespace {

// What the language's other tools will be. Until then each says that it is not there.
struct Planned {
    std::string_view name;
    std::string_view what;
};
constexpr std::array planned{
    Planned{"repl", "the prompt"},
    Planned{"call", "calling functions from the command line"},
    Planned{"highlight", "highlighting"},
    Planned{"graph", "graphs of functions"},
};

int say_not_there(std::string_view what) {
    complain(std::string(what) +
             " is not there yet: this version runs programs (`pilcrow run`), checks them "
             "(`pilcrow check`), formats them (`pilcrow fmt`), takes them to Python and back "
             "(`pilcrow convert`) and shows how they are read (`pilcrow tree`)");
    return 2;
}

int say_wrong(const std::string& sentence, const std::string& command) {
    complain(sentence + " (see `pilcrow " + command + (command.empty() ? "" : " ") + "--help`)");
    return 2;
}

// An option whose value is one of a few words.
template <typename Value>
void add_choice(CLI::App& command, const std::string& name, Value& value,
                const std::vector<std::pair<std::string, Value>>& choices,
                const std::string& help) {
    std::vector<std::string> words;
    for (const auto& choice : choices) words.push_back(choice.first);
    const auto assign = [&value, choices, name](const std::string& text) {
        for (const auto& [word, meaning] : choices) {
            if (word != text) continue;
            value = meaning;
            return;
        }
        std::string all;
        for (const auto& choice : choices) all += (all.empty() ? "" : ", ") + choice.first;
        throw CLI::ValidationError(name, '`' + text + "` is none of " + all);
    };
    command.add_option_function<std::string>(name, assign, help)
        ->type_name(CLI::detail::join(words, "|"));
}

void add_jobs(CLI::App& command, unsigned& jobs) {
    command.add_option("--jobs", jobs, "threads to use (default: as many as there are cores)")
        ->type_name("N");
}

void add_check(CLI::App& app, CheckOptions& check) {
    CLI::App& command = *app.add_subcommand(
        "check", "Report what is wrong or suspicious in files, or folders of .pil files");
    command.add_option("PATH", check.paths, "files, folders, or - for standard input")
        ->required()
        ->type_name("");
    add_choice<ReportForm>(
        command, "--format", check.form,
        {{"text", ReportForm::Text}, {"json", ReportForm::Json}, {"sarif", ReportForm::Sarif}},
        "the form of the report");
    command.add_flag("--fix", check.fix,
                     "apply the safe fixes (with -, print the mended text to standard output)");
    const auto codes = [&](const char* name, std::vector<std::string>& list, const char* help) {
        command.add_option(name, list, help)
            ->delimiter(',')
            ->expected(1)
            ->take_all()
            ->type_name("CODES");
    };
    codes("--select", check.select,
          "report only these warnings, separated by commas (errors always are)");
    codes("--ignore", check.ignore, "leave these warnings out");
    add_jobs(command, check.jobs);
    command.add_flag("--quiet", check.quiet, "print no summary");
    command.footer(
        "Exit status: 0 without errors, 1 with errors, 2 where it was used wrongly or a\n"
        "file could not be read or written. Settings: `select`, `ignore` and `exclude` under\n"
        "[tool.pilcrow] in pyproject.toml; `# pilcrow: ignore[CODE]` at a line's end.\n"
        "Folders: what .gitignore leaves out is left out.");
}

void add_fmt(CLI::App& app, FmtOptions& fmt) {
    CLI::App& command =
        *app.add_subcommand("fmt", "Format files, or folders of .pil files, in place");
    command
        .add_option("PATH", fmt.paths,
                    "files, folders, or - for standard input (the result is printed)")
        ->required()
        ->type_name("");
    command.add_flag("--check", fmt.check,
                     "write nothing: print the names of the files that would change");
    command.add_flag("--diff", fmt.diff, "write nothing: show what would change");
    command
        .add_option("--range", fmt.range,
                    "format only statements that touch these lines, from 1, both inclusive")
        ->type_name("A:B");
    command
        .add_option("--stdin-filename", fmt.stdin_filename,
                    "with -: the name for messages and for finding the settings")
        ->type_name("NAME");
    add_jobs(command, fmt.jobs);
    command.add_flag("--quiet", fmt.quiet, "say nothing but what failed");
    command.footer(
        "A file is written only where its form changes, and only by what means the same.\n"
        "Statements with errors stay as they are. Exit status: 0 done, 1 with --check where a\n"
        "file would change, 2 where it was used wrongly or a file could not be read, formatted\n"
        "or written. Settings: `exclude` under [tool.pilcrow], `width` (88) under\n"
        "[tool.pilcrow.fmt] in pyproject.toml. Folders: what .gitignore leaves out is left out.");
}

void add_tree(CLI::App& app, TreeOptions& tree) {
    CLI::App& command = *app.add_subcommand("tree", "Show how a file is read");
    command.add_option("FILE", tree.path, "a file (.pil, .py), or - for standard input")
        ->required()
        ->type_name("");
    const auto form = [&](const char* flag, TreeForm value, const char* help) {
        const auto choose = [&tree, value] {
            if (tree.chosen) throw CLI::ValidationError("only one form can be shown");
            tree.chosen = true;
            tree.form = value;
        };
        command.add_flag_callback(flag, choose, help);
    };
    form("--lines", TreeForm::Lines, "the delimiter token of every line");
    form("--blocks", TreeForm::Blocks, "the block tree");
    form("--syntax", TreeForm::Syntax, "statements and expressions (the default)");
    form("--json", TreeForm::Json, "the syntax tree for tools");
    form("--names", TreeForm::Names, "the scopes, and what each name in them is");
    form("--python-ast", TreeForm::PythonAst,
         "what CPython's ast.dump prints for the same program");
}

// For --help and the completions; parse_run reads the words, since a program's own may look alike.
void add_run(CLI::App& app) {
    CLI::App& command =
        *app.add_subcommand("run", "Run a program on the Python at hand (`run` can be left out)");
    command.add_option("FILE", "a .pil file, or - for standard input")->type_name("");
    command.add_option("-c", "the program itself")->type_name("CODE");
    command.add_option("--on", "what runs it (cpython)")->type_name("cpython");
    command.add_option("ARG", "arguments for the program")->type_name("");
    command.footer(
        "Needs CPython 3.11 or newer: `python3`, or what PILCROW_PYTHON names. Exit status:\n"
        "the program's own; 1 with errors in it; 2 where it cannot be read or run.");
}

void add_convert(CLI::App& app, ConvertOptions& convert) {
    CLI::App& command =
        *app.add_subcommand("convert", "Take programs from Python's layout to Pilcrow's, or back");
    command
        .add_option("PATH", convert.paths,
                    "files, folders of .py or .pil files, or - for standard input")
        ->required()
        ->type_name("");
    add_choice<ConvertTo>(command, "--to", convert.to,
                          {{"python", ConvertTo::Python}, {"pilcrow", ConvertTo::Pilcrow}},
                          "the layout to convert to");
    command.add_option("-o", convert.folder, "write the results into this folder")
        ->type_name("DIR");
    command.add_flag("--in-place", convert.in_place,
                     "put each result in its file's place, and list what no longer works");
    command
        .add_option("--map", convert.map, "write which line became which, as JSON, to this file")
        ->type_name("FILE");
    command.add_flag("--keep-lines", convert.keep_lines,
                     "line n of the result is line n of the file, for tracebacks and debuggers");
    add_choice<int>(command, "--target", convert.target_minor,
                    {{"3.11", 11}, {"3.12", 12}, {"3.13", 13}},
                    "the oldest Python that must read the result (default: 3.13)");
    add_jobs(command, convert.jobs);
    command.add_flag("--quiet", convert.quiet, "print no summary");
    command.footer(
        "One file goes to standard output where neither -o nor --in-place is given. Nothing is\n"
        "written unless everything can be converted, and every result was read again and is the\n"
        "same program. Results are UTF-8. Exit status: 0 done, 1 where a file has errors, 2\n"
        "where it was used wrongly or a file could not be read, converted or written.");
}

void add_lsp(CLI::App& app, LspOptions& lsp) {
    CLI::App& command = *app.add_subcommand("lsp", "Serve an editor (Language Server Protocol)");
    command.add_flag("--stdio", lsp.stdio, "over standard input and output (the default)");
    command
        .add_option("--socket", lsp.port,
                    "over this port of the machine itself: connect where somebody listens there,\n"
                    "else listen for one client (0: at a free port)")
        ->type_name("PORT");
    // Some editors' libraries add it by themselves; `initialize` says the same.
    command.add_option("--clientProcessId", lsp.client_process)->group("")->type_name("ID");
    command.footer("Exit status: 0 where the editor said `shutdown` before it left, else 1.");
}

// The sentence for an error of the command line.
std::string sentence_of(const CLI::ParseError& error, const CLI::App& app) {
    const std::string what = error.what();
    const std::vector<std::string> extra = app.remaining(true);
    if (!extra.empty()) {
        const std::string& first = extra.front();
        return '`' + first +
               (first.starts_with('-') ? "` is no option here" : "` is not expected here");
    }
    const std::string option = what.substr(0, what.find(':'));
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
        return '`' + option + "` needs a value";
    }
    if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr) {
        return "this is not a value that the option takes: `" + what.substr(what.find("--")) + '`';
    }
    // Of several lines the first says it.
    return what.substr(0, what.find('\n'));
}

int run(const std::vector<std::string>& words) {
    RunOptions options;
    const std::string wrong = parse_run(words, options);
    return wrong.empty() ? run_program(options) : say_wrong(wrong, "run");
}

bool is_file(const std::string& word) {
    return word == "-" || word.find('/') != std::string::npos || word.ends_with(".pil") ||
           word.ends_with(".py") || ::access(word.c_str(), F_OK) == 0;
}

// A first argument that is no command and no file.
int say_no_command(const std::string& word, const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
    std::vector<std::string_view> known(names.begin(), names.end());
    for (const Planned& one : planned) known.push_back(one.name);
    return say_wrong("there is no command or file `" + word + '`' + suggestion(word, known), "");
}

}  // namespace

std::unique_ptr<CLI::App> command_line(Request& request) {
    auto app = std::make_unique<CLI::App>("Pilcrow: Python's language in a delimiter-first layout",
                                          "pilcrow");
    app->set_version_flag("--version", "pilcrow " PILCROW_VERSION, "print the version");
    app->set_help_flag("--help", "print this help");
    app->require_subcommand(1);
    add_run(*app);
    add_check(*app, request.check);
    add_fmt(*app, request.fmt);
    add_tree(*app, request.tree);
    add_convert(*app, request.convert);
    add_lsp(*app, request.lsp);
    CLI::App& completions = *app->add_subcommand(
        "completions", "Print the completion script of a shell (bash, zsh or fish)");
    completions.add_option("SHELL", request.shell, "bash, zsh or fish")->required()->type_name("");
    completions.footer(
        "For bash: source <(pilcrow completions bash)\n"
        "For zsh:  pilcrow completions zsh >DIRECTORY-IN-FPATH/_pilcrow\n"
        "For fish: pilcrow completions fish | source");
    return app;
}

int run_command_line(int argc, const char* const* argv) {
    Request request;
    const std::unique_ptr<CLI::App> app = command_line(request);
    if (argc < 2) {
        if (::isatty(0) != 0) return say_not_there("the prompt");
        RunOptions options;
        options.path = "-";
        options.piped = true;
        return run_program(options);
    }
    const std::vector<std::string> words(argv + 1, argv + argc);
    const std::string& first = words[0];
    const bool asks_help = words.size() > 1 && words[1] == "--help";
    if (first == "-c") return run(words);
    if (first == "run" && !asks_help) return run({words.begin() + 1, words.end()});
    if (!first.starts_with('-') || first == "-") {
        const auto* found = std::find_if(planned.begin(), planned.end(),
                                         [&](const Planned& one) { return one.name == first; });
        if (found != planned.end()) return say_not_there(found->what);
        const auto known = app->get_subcommands(
            [&first](const CLI::App* one) { return one->get_name() == first; });
        if (known.empty()) return is_file(first) ? run(words) : say_no_command(first, *app);
    }
    std::string command;
    try {
        app->parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) {  // --help, --version
            app->exit(error);
            return finish_output() ? 0 : 2;
        }
        if (!app->get_subcommands().empty()) command = app->get_subcommands().front()->get_name();
        return say_wrong(sentence_of(error, *app), command);
    }
    command = app->get_subcommands().front()->get_name();
    if (command == "check") return run_check(request.check);
    if (command == "fmt") return run_fmt(request.fmt);
    if (command == "tree") return run_tree(request.tree);
    if (command == "convert") return run_convert(request.convert);
    if (command == "lsp") return run_lsp(request.lsp);
    const std::string script = completion_script(*app, request.shell);
    if (script.empty()) {
        return say_wrong(
            "there are completions for bash, zsh and fish, not for `" + request.shell + '`',
            command);
    }
    print(script);
    return finish_output() ? 0 : 2;
}

}  // namespace pilcrow::cli
