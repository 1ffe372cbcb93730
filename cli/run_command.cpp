// A program runs in Python's form, on the same lines (parser/line_keeping). Python is started in
// place of this process, with a few lines of source that read everything else from a file in
// memory: the converted program, and the modules of the Python package `pilcrow` that it may need
// (embedded_python.h), so that nothing has to be installed.

#include "cli/run_command.h"

#include "cli/analysis.h"
#include "cli/embedded_python.h"
#include "cli/files.h"
#include "cli/report.h"
#include "cli/standard_output.h"
#include "parser/line_keeping/line_keeping.h"
#include "parser/parse.h"

#include <sys/mman.h>
#include <unistd.h>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace pilcrow::cli {
namespace {

namespace fs = std::filesystem;

// The oldest CPython that runs programs: what is written for it suits all of them.
constexpr int oldest_minor = 11;

std::string own_path() {
    std::error_code error;
    const fs::path path = fs::read_symlink("/proc/self/exe", error);
    return error ? std::string() : path.string();
}

// The one that the user names, that of the virtual environment this executable is installed in, or
// the first on PATH.
std::string find_python(const std::string& executable) {
    const char* named = std::getenv("PILCROW_PYTHON");
    if (named != nullptr && *named != '\0') return named;
    const fs::path folder = fs::path(executable).parent_path();
    std::error_code error;
    if (!executable.empty() && fs::exists(folder.parent_path() / "pyvenv.cfg", error) &&
        fs::exists(folder / "python3", error)) {
        return (folder / "python3").string();
    }
    return "python3";
}

// A file of this content that lives as long as someone has it open; -1 where there can be none.
int file_in_memory(const std::string& content) {
#ifdef MFD_ALLOW_SEALING
    const int file = ::memfd_create("pilcrow", 0);
#else
    std::FILE* stream = std::tmpfile();
    const int file = stream == nullptr ? -1 : ::dup(::fileno(stream));
    if (stream != nullptr) std::fclose(stream);
#endif
    if (file < 0) return -1;
    for (std::size_t at = 0; at < content.size();) {
        const ssize_t written = ::write(file, content.data() + at, content.size() - at);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) {
            ::close(file);
            return -1;
        }
        at += static_cast<std::size_t>(written);
    }
    ::lseek(file, 0, SEEK_SET);
    return file;
}

struct Start {  // what run_boot.py is told
    std::string mode;
    std::string path;
    std::string argv0;
    std::string text;
    std::string source;
};

int start_python(const Start& start, const std::vector<std::string>& arguments) {
    const std::string executable = own_path();
    const std::vector<EmbeddedModule> modules = embedded_modules();
    std::string content(run_boot);
    const auto add = [&content](std::string_view part) {
        content += '\0';
        content += part;
    };
    add(start.mode);
    add(start.path);
    add(start.argv0);
    add(executable);
    add(std::to_string(modules.size()));
    add(start.text);
    for (const EmbeddedModule& module : modules) {
        add(module.name);
        add(module.source);
    }
    add(start.source);  // the last, since it may hold anything
    const int file = file_in_memory(content);
    if (file < 0) {
        complain(std::string("the program cannot be handed to Python: ") + std::strerror(errno));
        return 2;
    }
    std::string python = find_python(executable);
    std::string flag = "-c";
    std::string code =
        "exec((d:=open(" + std::to_string(file) + ",'rb').read().split(b'\\0'))[0],{'d':d})";
    std::vector<std::string> words = arguments;
    std::vector<char*> argv{python.data(), flag.data(), code.data()};
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    std::fflush(nullptr);
    ::execvp(python.c_str(), argv.data());
    const int reason = errno;
    ::close(file);
    complain(reason == ENOENT
                 ? "there is no `" + python +
                       "`, and programs run on CPython 3.11 or newer; PILCROW_PYTHON can name one"
                 : '`' + python + "` cannot be started: " + std::strerror(reason));
    return 2;
}

}  // namespace

std::string parse_run(const std::vector<std::string>& words, RunOptions& options) {
    std::size_t at = 0;
    const auto rest = [&] {
        options.arguments.assign(words.begin() + static_cast<std::ptrdiff_t>(at), words.end());
    };
    while (at < words.size()) {
        const std::string& word = words[at++];
        if (word == "-c") {
            if (at == words.size()) return "`-c` needs a program";
            options.has_code = true;
            options.code = words[at++];
            rest();
            return {};
        }
        if (word == "--on" || word.starts_with("--on=")) {
            if (word == "--on" && at == words.size()) return "`--on` needs a value";
            const std::string where = word == "--on" ? words[at++] : word.substr(5);
            if (where != "cpython") return "programs run on cpython, not on `" + where + '`';
            continue;
        }
        if (word.starts_with('-') && word != "-") return '`' + word + "` is no option here";
        options.path = word;
        rest();
        return {};
    }
    return "run needs a file, `-c CODE`, or `-` for standard input";
}

int run_program(const RunOptions& options) {
    Analysis analysis;
    Start start;
    if (options.has_code) {
        analysis.path = "<string>";
        analysis.tree = parse(options.code, Layout::Pilcrow);
        start = {"text", "<string>", "-c", {}, options.code};
    } else {
        if (options.path != "-" && layout_of(options.path) == Layout::Python) {
            const FileText file = read_file(options.path);
            if (!file.error.empty()) {
                complain(file.error);
                return 2;
            }
            return start_python({"python", options.path, {}, {}, {}}, options.arguments);
        }
        analysis = open_file(options.path);
        if (!analysis.error.empty()) {
            complain(analysis.error);
            return 2;
        }
        if (options.path == "-") {
            start = {"text", "<stdin>", options.piped ? "" : "-", {}, analysis.tree.text()};
        } else {
            start = {"file", options.path, {}, {}, {}};
        }
    }
    find_syntax_errors(analysis);
    if (!analysis.found.empty()) {
        const std::string report = text_report(analysis, colour_wanted(stderr));
        std::fwrite(report.data(), 1, report.size(), stderr);
        return 1;
    }
    LineKeepingOptions form;
    form.target_minor = oldest_minor;
    start.text = python_keeping_lines(analysis.tree, form);
    return start_python(start, options.arguments);
}

}  // namespace pilcrow::cli
