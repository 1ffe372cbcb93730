#include "lsp/workspace/python_environment.h"

#include "lsp/workspace/file_store.h"
#include "lsp/workspace/folders.h"
#include "lsp/workspace/pyenv.h"
#include "lsp/workspace/site_folders.h"

#include <unistd.h>
#include <cstdlib>
#include <filesystem>
#include <optional>

namespace pilcrow::lsp {
namespace {

namespace fs = std::filesystem;

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

bool is_folder(const std::string& path) {
    std::error_code failed;
    return fs::is_directory(path, failed);
}
bool is_file(const std::string& path) {
    std::error_code failed;
    return fs::is_regular_file(path, failed);
}
// What links lead to; the path itself where they lead nowhere.
std::string real_path(const std::string& path) {
    std::error_code failed;
    const fs::path real = fs::canonical(path, failed);
    return failed ? path : real.string();
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

// `key = value` lines.
struct VenvSettings {
    std::string home;
    std::string version;
    bool system_site = false;
};
std::optional<VenvSettings> read_venv_settings(const std::string& file) {
    const std::optional<std::string> text = read_source(file);
    if (!text) return std::nullopt;
    VenvSettings settings;
    for (std::string_view rest = *text; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos) continue;
        std::string key(trimmed(line.substr(0, equals)));
        for (char& c : key) {
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
        }
        const std::string_view value = trimmed(line.substr(equals + 1));
        if (key == "home") settings.home = value;
        if (key == "version" || key == "version_info") settings.version = value;
        if (key == "include-system-site-packages") {
            settings.system_site = value == "true" || value == "True" || value == "TRUE";
        }
    }
    return settings;
}

// The folder `lib/pythonX.Y` of an installation or environment: the one of that version, else the
// newest. `with` must be in it.
struct LibraryFolder {
    std::string path;
    PythonVersion version{0, 0};
};
LibraryFolder library_folder(const std::string& prefix, PythonVersion wanted,
                             std::string_view with) {
    LibraryFolder best;
    for (const char* lib : {"/lib", "/lib64"}) {
        const ListingPtr listing = Folders().in(prefix + lib);
        if (listing == nullptr) continue;
        for (const std::string& name : listing->folders) {
            if (!name.starts_with("python3.")) continue;
            const PythonVersion version = python_version_from(std::string_view(name).substr(6));
            const std::string path = prefix + lib + '/' + name;
            std::error_code failed;
            if (!fs::exists(path + '/' + std::string(with), failed)) continue;
            if (version == wanted) return {path, version};
            if (best.version < version) best = {path, version};
        }
    }
    return best;
}

// An installation: what `prefix` holds when it is no virtual environment.
void add_installation(const std::string& prefix, PythonVersion wanted,
                      const EnvironmentQuery& query, PythonEnvironment& found) {
    const LibraryFolder library = library_folder(prefix, wanted, "os.py");
    if (library.path.empty()) return;
    found.library = library.path;
    found.version = library.version;
    const std::string dotted = "python" + std::to_string(library.version.major) + '.' +
                               std::to_string(library.version.minor);
    SiteFolders sites(found.site_folders, found.sources);
    if (!query.home.empty()) sites.add(query.home + "/.local/lib/" + dotted + "/site-packages");
    if (prefix == "/usr") {  // Debian keeps what pip installs apart from its own
        sites.add("/usr/local/lib/" + dotted + "/dist-packages");
        sites.add("/usr/local/lib/" + dotted + "/site-packages");
    }
    for (const char* lib : {"/lib/", "/lib64/"}) {
        sites.add(prefix + lib + dotted + "/site-packages");
    }
    sites.add(prefix + "/lib/python3/dist-packages");
    sites.add(prefix + "/lib/" + dotted + "/dist-packages");
}

// The installation that a virtual environment was made from.
std::string base_of(const std::string& home) {
    for (const char* name : {"/python3", "/python"}) {
        std::error_code failed;
        const fs::path real = fs::canonical(home + name, failed);
        if (failed) continue;
        const std::string prefix = real.parent_path().parent_path().string();
        if (!library_folder(prefix, {0, 0}, "os.py").path.empty()) return prefix;
    }
    return folder_of(home);
}

PythonEnvironment read_venv(const std::string& prefix, const EnvironmentQuery& query) {
    PythonEnvironment found;
    found.prefix = prefix;
    const std::string file = prefix + "/pyvenv.cfg";
    found.sources.push_back(file);
    const std::optional<VenvSettings> settings = read_venv_settings(file);
    if (!settings) {
        found.problem = file + ": cannot be read";
        return found;
    }
    PythonVersion version = python_version_from(settings->version);
    const LibraryFolder own = library_folder(prefix, version, "site-packages");
    if (version == PythonVersion{0, 0}) version = own.version;
    if (!own.path.empty()) {
        SiteFolders sites(found.site_folders, found.sources);
        sites.add(own.path + "/site-packages");
        const std::string name(name_of_path(own.path));
        sites.add(prefix + "/lib/" + name + "/site-packages");
        sites.add(prefix + "/lib64/" + name + "/site-packages");
    } else {
        found.problem = prefix + ": holds no lib/python3.…/site-packages";
    }
    PythonEnvironment base;
    if (!settings->home.empty()) {
        const std::string home = clean_path(settings->home, prefix);
        add_installation(base_of(home), version, query, base);
    }
    found.library = base.library;
    found.version = version != PythonVersion{0, 0} ? version : base.version;
    if (settings->system_site) {
        SiteFolders sites(found.site_folders, found.sources);
        for (const std::string& folder : base.site_folders) sites.add_plain(folder);
        found.sources.insert(found.sources.end(), base.sources.begin(), base.sources.end());
    }
    return found;
}

// The environment in a folder, or nothing.
std::optional<PythonEnvironment> read_prefix(const std::string& prefix, PythonVersion wanted,
                                             const EnvironmentQuery& query) {
    std::error_code failed;
    if (fs::exists(prefix + "/pyvenv.cfg", failed)) return read_venv(prefix, query);
    PythonEnvironment found;
    add_installation(prefix, wanted, query, found);
    if (found.library.empty()) return std::nullopt;
    found.prefix = prefix;
    return found;
}

// The environment that an executable belongs to.
std::optional<PythonEnvironment> read_executable(const std::string& path,
                                                 const EnvironmentQuery& query) {
    const std::string prefix = folder_of(folder_of(path));
    std::error_code failed;
    if (fs::exists(prefix + "/pyvenv.cfg", failed)) return read_venv(prefix, query);
    const std::string real = real_path(path);
    std::string_view name = name_of_path(real);
    const PythonVersion version =
        name.starts_with("python") ? python_version_from(name.substr(6)) : PythonVersion{0, 0};
    return read_prefix(folder_of(folder_of(real)), version, query);
}

std::optional<PythonEnvironment> from_path(const EnvironmentQuery& query) {
    std::string_view rest = query.path;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(':'), rest.size());
        const std::string folder(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (!folder.starts_with('/')) continue;
        for (const char* name : {"/python3", "/python"}) {
            const std::string python = folder + name;
            if (!is_file(python) || ::access(python.c_str(), X_OK) != 0) continue;
            const std::string real = behind_pyenv_shim(python, query.folders, query.pyenv_version);
            if (real.empty()) continue;
            if (auto found = read_executable(real, query)) return found;
        }
    }
    return std::nullopt;
}

std::string expanded(const std::string& setting, const EnvironmentQuery& query) {
    if (setting == "~" || setting.starts_with("~/")) return query.home + setting.substr(1);
    return clean_path(setting, query.folders.empty() ? "/" : query.folders.front());
}

PythonEnvironment chosen(const EnvironmentQuery& query) {
    std::string problem;
    if (!query.setting.empty()) {
        const std::string path = expanded(query.setting, query);
        auto found = is_folder(path) ? read_prefix(path, {0, 0}, query)
                     : is_file(path) ? read_executable(path, query)
                                     : std::nullopt;
        if (found) {
            found->origin = "setting";
            return *std::move(found);
        }
        problem = path + ": is no Python environment";
    }
    const auto named = [&](PythonEnvironment found, const char* origin) {
        found.origin = origin;
        if (found.problem.empty()) found.problem = problem;
        return found;
    };
    for (const char* name : {".venv", "venv"}) {
        for (const std::string& folder : query.folders) {
            const std::string prefix = (folder == "/" ? "" : folder) + '/' + name;
            if (is_file(prefix + "/pyvenv.cfg")) return named(read_venv(prefix, query), name);
        }
    }
    if (is_folder(query.virtual_env)) {
        if (auto found = read_prefix(clean_path(query.virtual_env), {0, 0}, query)) {
            return named(*std::move(found), "VIRTUAL_ENV");
        }
    }
    if (is_folder(query.conda_prefix)) {
        if (auto found = read_prefix(clean_path(query.conda_prefix), {0, 0}, query)) {
            return named(*std::move(found), "CONDA_PREFIX");
        }
    }
    if (auto found = from_path(query)) return named(*std::move(found), "PATH");
    return named({}, "none");
}

}  // namespace

EnvironmentQuery EnvironmentQuery::of_process() {
    EnvironmentQuery query;
    query.virtual_env = variable("VIRTUAL_ENV");
    query.conda_prefix = variable("CONDA_PREFIX");
    query.path = variable("PATH");
    query.python_path = variable("PYTHONPATH");
    query.home = variable("HOME");
    query.pyenv_version = variable("PYENV_VERSION");
    return query;
}

PythonEnvironment find_environment(const EnvironmentQuery& query) {
    PythonEnvironment found = chosen(query);
    if (found.version < PythonVersion{3, 0}) found.version = PythonVersion{};
    // PYTHONPATH's folders come before all others.
    std::vector<std::string> folders;
    SiteFolders sites(folders, found.sources);
    std::string_view rest = query.python_path;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(':'), rest.size());
        if (rest.starts_with('/')) sites.add_plain(clean_path(rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    for (const std::string& folder : found.site_folders) sites.add_plain(folder);
    found.site_folders = std::move(folders);
    return found;
}

}  // namespace pilcrow::lsp
