#include "lsp/workspace/typeshed.h"

#include "lsp/workspace/folders.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace pilcrow::lsp {
namespace {

namespace fs = std::filesystem;

bool is_typeshed(const std::string& folder) {
    std::error_code failed;
    return fs::is_regular_file(folder + "/builtins.pyi", failed);
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

}  // namespace

std::string find_typeshed() {
    std::error_code failed;
    const fs::path executable = fs::read_symlink("/proc/self/exe", failed);
    const char* variable = std::getenv("PILCROW_TYPESHED");
    return find_typeshed(failed ? "" : executable.string(), variable == nullptr ? "" : variable);
}

std::string find_typeshed(const std::string& executable, const std::string& variable) {
    if (!variable.empty()) {
        std::error_code failed;
        const fs::path at = fs::absolute(variable, failed);
        return is_typeshed(at.string()) ? clean_path(at.string()) : std::string();
    }
    if (executable.empty()) return {};
    const std::string folder = folder_of(executable);
    for (const char* place : {"typeshed", "../typeshed", "../share/pilcrow/typeshed"}) {
        const std::string at = clean_path(place, folder);
        if (is_typeshed(at)) return at;
    }
    return {};
}

TypeshedVersions::TypeshedVersions(std::string_view text) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        line = line.substr(0, line.find('#'));
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        const std::string_view versions = trimmed(line.substr(colon + 1));
        const std::size_t dash = versions.find('-');
        Lifetime lifetime{python_version_from(versions), {1000, 0}};
        if (dash != std::string_view::npos) {
            const PythonVersion last = python_version_from(trimmed(versions.substr(dash + 1)));
            if (last != PythonVersion{0, 0}) lifetime.last = last;
        }
        modules_[std::string(trimmed(line.substr(0, colon)))] = lifetime;
    }
}

bool TypeshedVersions::has(std::string_view module, PythonVersion version) const {
    for (std::string name(module);;) {
        if (const auto found = modules_.find(name); found != modules_.end()) {
            return found->second.first <= version && version <= found->second.last;
        }
        const std::size_t dot = name.rfind('.');
        if (dot == std::string::npos) return true;
        name.resize(dot);
    }
}

}  // namespace pilcrow::lsp
