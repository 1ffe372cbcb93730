#include "cli/left_behind.h"

#include "cli/files.h"
#include "cli/find_files.h"
#include "lsp/project/settings.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <unordered_map>

namespace pilcrow::cli {
namespace {

namespace fs = std::filesystem;

// Larger files are data.
constexpr std::uintmax_t largest = 1 << 20;

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool is_quote(char c) { return c == '"' || c == '\''; }

enum class Kind { Source, Prose, Settings, Other };

Kind kind_of(const std::string& path) {
    const fs::path file(path);
    const std::string name = file.filename().string();
    const std::string extension = file.extension().string();
    if (name == "pyproject.toml" || name == "setup.cfg" || name == "setup.py" ||
        name == "setup.pil" || name == "entry_points.txt") {
        return Kind::Settings;
    }
    if (extension == ".py" || extension == ".pil" || extension == ".pyi") return Kind::Source;
    if (extension == ".md" || extension == ".rst" || extension == ".txt") return Kind::Prose;
    return Kind::Other;
}

// The files by their last name, to look words up.
class Moved {
public:
    explicit Moved(const std::vector<MovedFile>& files) {
        std::error_code failed;
        for (const MovedFile& file : files) {
            const fs::path before = fs::absolute(file.before, failed).lexically_normal();
            const bool package = before.stem() == "__init__";
            by_name_.emplace(before.filename().string(), Entry{before.string(), &file});
            by_module_.emplace(
                package ? before.parent_path().filename().string() : before.stem().string(),
                Entry{before.string(), &file});
            extension_ = before.extension().string();
        }
    }

    const std::string& extension() const { return extension_; }

    // The file that a path in some text means: its names are the last of the file's.
    const MovedFile* by_path(std::string_view words) const {
        std::string path(words);
        while (path.starts_with("./") || path.starts_with("../")) path.erase(0, path.find('/') + 1);
        const fs::path wanted(path);
        // Every package has one.
        if (wanted.stem() == "__init__" && !wanted.has_parent_path()) return nullptr;
        return find(by_name_, wanted.filename().string(), {path});
    }

    // The file of a module's dotted name.
    const MovedFile* by_module(std::string_view dotted) const {
        std::string path(dotted);
        std::replace(path.begin(), path.end(), '.', '/');
        return find(by_module_, fs::path(path).filename().string(),
                    {path + extension_, path + "/__init__" + extension_});
    }

private:
    struct Entry {
        std::string before;  // from the root
        const MovedFile* file;
    };
    using Entries = std::unordered_multimap<std::string, Entry>;

    static const MovedFile* find(const Entries& entries, const std::string& name,
                                 const std::vector<std::string>& ends) {
        const auto [first, last] = entries.equal_range(name);
        for (auto at = first; at != last; ++at) {
            for (const std::string& end : ends) {
                if (at->second.before.ends_with('/' + end)) return at->second.file;
            }
        }
        return nullptr;
    }

    Entries by_name_;
    Entries by_module_;
    std::string extension_;
};

std::string shown(const MovedFile& file) {
    return fs::path(file.after).lexically_normal().string();
}

class Reader {
public:
    Reader(const std::string& path, const Moved& moved, std::vector<std::string>& sentences)
        : path_(path), kind_(kind_of(path)), moved_(moved), sentences_(sentences) {}

    void read(std::string_view text) {
        if (text.find('\0') != std::string_view::npos) return;
        while (!text.empty()) {
            ++line_;
            const std::size_t end = std::min(text.find('\n'), text.size());
            std::string_view line = text.substr(0, end);
            if (line.ends_with('\r')) line.remove_suffix(1);
            find_paths(line);
            if (kind_ == Kind::Settings) find_modules(line);
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }

private:
    void say(const std::string& what) {
        sentences_.push_back(path_ + ':' + std::to_string(line_) + ": " + what);
    }

    void find_paths(std::string_view line) {
        const std::string& extension = moved_.extension();
        std::set<const MovedFile*> said;
        for (std::size_t at = line.find(extension); at != std::string_view::npos;
             at = line.find(extension, at + 1)) {
            const std::size_t end = at + extension.size();
            if (end < line.size() && is_word(line[end])) continue;
            std::size_t begin = at;
            const auto goes_on = [](char c) {
                return is_word(c) || c == '.' || c == '/' || c == '-';
            };
            while (begin > 0 && goes_on(line[begin - 1])) --begin;
            if (begin == at || !is_meant(line, begin, end)) continue;
            const MovedFile* file = moved_.by_path(line.substr(begin, end - begin));
            if (file == nullptr || !said.insert(file).second) continue;
            say("names " + std::string(line.substr(begin, end - begin)) + ", which is " +
                shown(*file) + " now");
        }
    }

    // In programs a string counts, in prose a command.
    bool is_meant(std::string_view line, std::size_t begin, std::size_t end) const {
        if (kind_ == Kind::Source) {
            return (begin > 0 && is_quote(line[begin - 1])) ||
                   (end < line.size() && is_quote(line[end]));
        }
        if (kind_ == Kind::Prose) {
            const std::string_view before = line.substr(0, begin);
            return before.find("python") != std::string_view::npos ||
                   before.find("pilcrow") != std::string_view::npos;
        }
        return true;
    }

    // `package.module:function`, in quotes or behind `=`.
    void find_modules(std::string_view line) {
        if (moved_.extension() != ".py") return;  // Python's own modules are found
        for (std::size_t at = line.find(':'); at != std::string_view::npos;
             at = line.find(':', at + 1)) {
            if (at + 1 == line.size() || !is_word(line[at + 1])) continue;
            if (line[at + 1] >= '0' && line[at + 1] <= '9') continue;
            std::size_t begin = at;
            while (begin > 0 && (is_word(line[begin - 1]) || line[begin - 1] == '.')) --begin;
            const std::size_t before = line.find_last_not_of(" \t", begin == 0 ? 0 : begin - 1);
            if (begin == at || before >= begin) continue;
            if (!is_quote(line[before]) && line[before] != '=') continue;
            const MovedFile* file = moved_.by_module(line.substr(begin, at - begin));
            if (file == nullptr) continue;
            say("starts " + std::string(line.substr(begin, at - begin)) + ", which is " +
                shown(*file) + " now: Python finds it behind `import pilcrow.importer` only");
        }
    }

    const std::string& path_;
    Kind kind_;
    const Moved& moved_;
    std::vector<std::string>& sentences_;
    std::size_t line_ = 0;
};

// What is found by its name, and by whom.
void find_special(const MovedFile& file, std::vector<std::string>& sentences) {
    const std::string name = fs::path(file.before).filename().string();
    std::string what;
    if (name == "__main__.py") {
        what = "`python -m` looks for __main__.py: `python -m pilcrow -m` runs this one";
    } else if (name == "conftest.py") {
        what =
            "pytest looks for conftest.py: with the package pilcrow installed, it finds this one";
    } else if (name == "setup.py") {
        what = "installers look for setup.py";
    }
    if (!what.empty()) sentences.push_back(shown(file) + ": " + what);
}

// The first line of a program that starts the other layout's interpreter.
void find_interpreter(const MovedFile& file, std::vector<std::string>& sentences) {
    const FileText text = read_file(file.after);
    if (!text.text.starts_with("#!")) return;
    const std::string_view line = std::string_view(text.text).substr(0, text.text.find('\n'));
    const bool to_pilcrow = file.after.ends_with(".pil");
    if (line.find(to_pilcrow ? "python" : "pilcrow") == std::string_view::npos) return;
    sentences.push_back(shown(file) + ":1: is started by " + std::string(line.substr(2)) +
                        (to_pilcrow ? ", and Pilcrow's layout needs `pilcrow`"
                                    : ", and Python's layout needs `python3`"));
}

// The folder of the project that a file belongs to, or its own folder.
std::string project_of(const std::string& path) {
    const fs::path folder = absolute_folder(fs::path(path).parent_path().string());
    std::error_code failed;
    for (fs::path at = folder;; at = at.parent_path()) {
        for (const char* mark : {"pyproject.toml", "setup.cfg", "setup.py", ".git"}) {
            if (fs::exists(at / mark, failed)) return at.string();
        }
        if (at == at.parent_path()) return folder.string();
    }
}

}  // namespace

std::vector<std::string> left_behind_in(const std::string& path, std::string_view text,
                                        const std::vector<MovedFile>& moved) {
    std::vector<std::string> sentences;
    Reader(path, Moved(moved), sentences).read(text);
    return sentences;
}

std::vector<std::string> left_behind(const std::vector<MovedFile>& moved) {
    std::vector<std::string> sentences;
    std::set<std::string> projects;
    for (const MovedFile& file : moved) projects.insert(project_of(file.before));
    std::vector<std::string> roots;
    for (const std::string& project : projects) {
        roots.push_back(fs::path(project).lexically_relative(fs::current_path()).string());
        if (roots.back().empty()) roots.back() = project;
        // Hidden, and read by others.
        std::error_code failed;
        const fs::path workflows = fs::path(roots.back()) / ".github";
        if (fs::is_directory(workflows, failed)) roots.push_back(workflows.string());
    }
    std::vector<std::string> ignored;
    const Moved lookup(moved);
    for (const FoundFile& file : find_files(roots, {}, ignored)) {
        std::error_code failed;
        if (fs::file_size(file.path, failed) > largest || failed) continue;
        const FileText text = read_file(file.path);
        const std::string name = fs::path(file.path).lexically_normal().string();
        if (text.error.empty()) Reader(name, lookup, sentences).read(text.text);
    }
    for (const MovedFile& file : moved) {
        find_special(file, sentences);
        find_interpreter(file, sentences);
    }
    return sentences;
}

}  // namespace pilcrow::cli
