#include "lsp/project/settings.h"

#include "lsp/project/suggestion.h"

#include <algorithm>
#include <filesystem>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

namespace pilcrow {
namespace {

namespace fs = std::filesystem;

// The texts of an array, or nothing where it is none of those.
std::optional<std::vector<std::string>> texts_of(const toml::node& node) {
    const toml::array* array = node.as_array();
    if (array == nullptr) return std::nullopt;
    std::vector<std::string> texts;
    for (const toml::node& item : *array) {
        const auto text = item.value<std::string>();
        if (!text) return std::nullopt;
        texts.push_back(*text);
    }
    return texts;
}

std::optional<CodeSet> codes_of(const toml::node& node, std::string_view key, std::string& error) {
    const auto texts = texts_of(node);
    if (!texts) {
        error = '`' + std::string(key) + "` must be an array of codes, such as [\"unused-import\"]";
        return std::nullopt;
    }
    return codes_from(*texts, error);
}

void read_exclude(const toml::node& node, ProjectSettings& settings) {
    const auto patterns = texts_of(node);
    if (!patterns) {
        settings.error = "`exclude` must be an array of patterns, such as [\"build/\"]";
        return;
    }
    std::string lines;
    for (const std::string& pattern : *patterns) lines += pattern + '\n';
    settings.exclude = IgnoreRules(lines);
}

void read_fmt(const toml::node& node, ProjectSettings& settings) {
    constexpr std::int64_t narrowest = 20;
    constexpr std::int64_t widest = 1000;
    const toml::table* table = node.as_table();
    if (table == nullptr) {
        settings.error = "`fmt` must be a table";
        return;
    }
    for (const auto& [key, value] : *table) {
        const auto width = value.value_exact<std::int64_t>();
        if (key != "width") {
            settings.error =
                "there is no setting `fmt." + std::string(key.str()) + "`: there is `fmt.width`";
        } else if (!width || *width < narrowest || *width > widest) {
            settings.error = "`fmt.width` must be a number of columns from 20 to 1000";
        } else {
            settings.width = static_cast<std::uint32_t>(*width);
        }
    }
}

void read_table(const toml::table& table, ProjectSettings& settings) {
    for (const auto& [key, node] : table) {
        if (key == "select") {
            settings.select = codes_of(node, key.str(), settings.error);
        } else if (key == "ignore") {
            settings.ignore = codes_of(node, key.str(), settings.error);
        } else if (key == "exclude") {
            read_exclude(node, settings);
        } else if (key == "fmt") {
            read_fmt(node, settings);
        } else {
            settings.error = "there is no setting `" + std::string(key.str()) +
                             "`: there are `select`, `ignore`, `exclude` and `fmt`";
        }
        if (!settings.error.empty()) return;
    }
}

}  // namespace

CodeSet codes_from(const std::vector<std::string>& texts, std::string& error) {
    CodeSet codes;
    for (const std::string& text : texts) {
        const auto code = code_from_text(text);
        if (!code) {
            std::vector<std::string_view> known;
            for (std::size_t index = 0; index < codes.size(); ++index) {
                known.push_back(info(static_cast<Code>(index)).text);
            }
            error = "there is no code `" + text + '`' + suggestion(text, known);
        } else if (info(*code).severity == Severity::Error) {
            error = '`' + text + "` is an error: only warnings can be chosen";
        } else {
            codes.set(static_cast<std::size_t>(*code));
        }
        if (!error.empty()) break;
    }
    return codes;
}

Selection selection_of(const ProjectSettings& project) {
    Selection selection;
    if (project.select) selection.wanted = *project.select;
    if (project.ignore) selection.wanted &= ~*project.ignore;
    return selection;
}

fs::path absolute_folder(const std::string& folder) {
    std::error_code failed;
    const fs::path at = fs::absolute(folder.empty() ? "." : folder, failed).lexically_normal();
    return at.has_filename() ? at : at.parent_path();
}

std::optional<ProjectSettings> settings_in(const std::string& folder) {
    std::error_code failed;
    const fs::path at = absolute_folder(folder);
    const fs::path file = at / "pyproject.toml";
    if (!fs::is_regular_file(file, failed)) return std::nullopt;
    ProjectSettings settings;
    settings.folder = at.string();
    const toml::parse_result parsed = toml::parse_file(file.string());
    if (!parsed) {
        settings.error = file.string() + ':' + std::to_string(parsed.error().source().begin.line) +
                         ": " + std::string(parsed.error().description());
        return settings;
    }
    const auto node = parsed.table()["tool"]["pilcrow"];
    if (!node) return std::nullopt;
    if (const toml::table* table = node.as_table()) {
        read_table(*table, settings);
    } else {
        settings.error = "it must be a table";
    }
    if (!settings.error.empty()) {
        settings.error = file.string() + ": [tool.pilcrow]: " + settings.error;
    }
    return settings;
}

ProjectSettings project_settings(const std::string& folder) {
    for (fs::path at = absolute_folder(folder);; at = at.parent_path()) {
        if (auto settings = settings_in(at.string())) return *std::move(settings);
        if (at == at.parent_path()) return {};
    }
}

const ProjectSettings& ProjectSettingsCache::of_file(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    const std::scoped_lock lock(mutex_);
    const auto found = by_folder_.find(folder);
    if (found != by_folder_.end()) return found->second;
    return by_folder_.emplace(folder, project_settings(folder)).first->second;
}

}  // namespace pilcrow
