#include "cli/settings.h"

#include "cli/suggestion.h"

#include <algorithm>
#include <filesystem>
#include <map>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

namespace pilcrow::cli {
namespace {

namespace fs = std::filesystem;

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool goes_on_a_word(std::string_view text) {
    if (text.empty()) return false;
    const char c = text.front();
    return c == '_' || c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

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

// The codes that a comment silences, if it is such a comment.
std::optional<CodeSet> silenced_by(std::string_view comment) {
    constexpr std::string_view mark = "pilcrow: ignore";
    const std::size_t at = comment.find(mark);
    if (at == std::string_view::npos) return std::nullopt;
    std::string_view tail = comment.substr(at + mark.size());
    if (goes_on_a_word(tail)) return std::nullopt;
    tail = trimmed(tail);
    if (!tail.starts_with('[')) return CodeSet().set();
    CodeSet codes;
    const std::size_t end = tail.find(']');
    std::string_view list = tail.substr(1, end == std::string_view::npos ? end : end - 1);
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        if (const auto code = code_from_text(trimmed(list.substr(0, comma)))) {
            codes.set(static_cast<std::size_t>(*code));
        }
        list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
    }
    return codes;
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

void apply_selection(const Tree& tree, const Selection& selection, std::vector<Diagnostic>& found) {
    std::erase_if(found, [&](const Diagnostic& one) { return !selection.wants(one.code); });
    const auto has_warning = std::any_of(found.begin(), found.end(), [](const Diagnostic& one) {
        return info(one.code).severity != Severity::Error;
    });
    if (!has_warning) return;
    std::map<std::uint32_t, CodeSet> silenced;  // by line
    const BlockTree& blocks = *tree.reading;
    for (BlockId block = 0; block < blocks.size(); ++block) {
        const Unit* unit = blocks.is_head(block) ? tree.unit(block) : nullptr;
        if (unit == nullptr) continue;
        for (const Comment& comment : unit->comments()) {
            const auto codes = silenced_by(tree.own_text(block, comment.begin, comment.end));
            if (codes) silenced[tree.position(block, comment.begin).line] |= *codes;
        }
    }
    std::erase_if(found, [&](const Diagnostic& one) {
        const auto line = silenced.find(one.range.begin.line);
        return line != silenced.end() && info(one.code).severity != Severity::Error &&
               line->second[static_cast<std::size_t>(one.code)];
    });
}

}  // namespace pilcrow::cli
