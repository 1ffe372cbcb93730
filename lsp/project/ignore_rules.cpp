#include "lsp/project/ignore_rules.h"

#include <algorithm>
#include <span>

namespace pilcrow {
namespace {

constexpr std::size_t none = std::string_view::npos;

// Without trailing blanks, but for one behind a backslash.
std::string_view without_blanks(std::string_view line) {
    while (line.ends_with(' ') || line.ends_with('\t')) {
        const std::size_t last = line.find_last_not_of('\\', line.size() - 2);
        const std::size_t backslashes = line.size() - 2 - (last == none ? none : last);
        if (line.size() > 1 && backslashes % 2 == 1) break;
        line.remove_suffix(1);
    }
    return line;
}

// What `[…]` at the pattern's beginning says of a character, and its length; 0 where it is never
// closed, so that the bracket stands for itself.
struct CharacterClass {
    std::size_t length = 0;
    bool holds = false;
};
CharacterClass read_class(std::string_view pattern, char c) {
    std::size_t at = 1;
    const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
    if (negated) ++at;
    bool holds = false;
    for (const std::size_t first = at; at < pattern.size(); ++at) {
        if (pattern[at] == ']' && at > first) return {at + 1, holds != negated};
        if (pattern[at] == '\\' && at + 1 < pattern.size()) ++at;
        const char low = pattern[at];
        char high = low;
        if (at + 2 < pattern.size() && pattern[at + 1] == '-' && pattern[at + 2] != ']') {
            at += 2;
            if (pattern[at] == '\\' && at + 1 < pattern.size()) ++at;
            high = pattern[at];
        }
        const auto code = [](char one) { return static_cast<unsigned char>(one); };
        if (code(low) <= code(c) && code(c) <= code(high)) holds = true;
    }
    return {};
}

// How much of a pattern's beginning, which is no `*`, fits a character; 0: it does not.
std::size_t fitting_length(std::string_view pattern, char c) {
    if (pattern.empty()) return 0;
    if (pattern[0] == '[') {
        const CharacterClass found = read_class(pattern, c);
        if (found.length > 0) return found.holds ? found.length : 0;
    } else if (pattern[0] == '\\' && pattern.size() > 1) {
        return pattern[1] == c ? 2 : 0;
    }
    return pattern[0] == '?' || pattern[0] == c ? 1 : 0;
}

// Whether one name fits one name of a pattern. Where it does not, only the last `*` needs to take
// one character more.
bool name_fits(std::string_view pattern, std::string_view name) {
    std::size_t at = 0;
    std::size_t in = 0;
    std::size_t star = none;
    std::size_t star_in = 0;
    while (in < name.size()) {
        if (at < pattern.size() && pattern[at] == '*') {
            star = at++;
            star_in = in;
        } else if (const std::size_t length = fitting_length(pattern.substr(at), name[in])) {
            at += length;
            ++in;
        } else if (star != none) {
            at = star + 1;
            in = ++star_in;
        } else {
            return false;
        }
    }
    while (at < pattern.size() && pattern[at] == '*') ++at;
    return at == pattern.size();
}

// The same, a level up: names instead of characters, `**` instead of `*`.
bool path_fits(const std::vector<std::string>& pattern, std::span<const std::string_view> path) {
    std::size_t at = 0;
    std::size_t in = 0;
    std::size_t star = none;
    std::size_t star_in = 0;
    while (in < path.size()) {
        if (at < pattern.size() && pattern[at] == "**") {
            star = at++;
            star_in = in;
            // At the end it stands for one name at least: what is in a folder, not the folder.
            if (at == pattern.size()) return true;
        } else if (at < pattern.size() && name_fits(pattern[at], path[in])) {
            ++at;
            ++in;
        } else if (star != none) {
            at = star + 1;
            in = ++star_in;
        } else {
            return false;
        }
    }
    return at == pattern.size();
}

std::vector<std::string_view> names_of(std::string_view path) {
    std::vector<std::string_view> names;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/'), path.size());
        if (end > 0) names.push_back(path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return names;
}

}  // namespace

IgnoreRules::IgnoreRules(std::string_view lines) {
    if (lines.starts_with("\xef\xbb\xbf")) lines.remove_prefix(3);
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        std::string_view line = lines.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        add(line);
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
}

void IgnoreRules::add(std::string_view line) {
    if (line.starts_with('#')) return;
    line = without_blanks(line);
    Rule rule;
    if (line.starts_with('!')) {
        rule.takes_in = true;
        line.remove_prefix(1);
    }
    if (line.ends_with('/')) {
        rule.folders_only = true;
        line.remove_suffix(1);
    }
    if (line.empty()) return;
    if (line.find('/') == none) rule.names.emplace_back("**");
    if (line.starts_with('/')) line.remove_prefix(1);
    for (std::size_t begin = 0; begin <= line.size();) {  // `a//b` fits nothing
        const std::size_t end = std::min(line.find('/', begin), line.size());
        const std::string_view name = line.substr(begin, end - begin);
        const bool stars = name.size() > 2 && name.find_first_not_of('*') == none;
        rule.names.emplace_back(stars ? "**" : name);
        begin = end + 1;
    }
    rules_.push_back(std::move(rule));
}

std::optional<bool> IgnoreRules::leaves_out(std::string_view path, bool is_folder) const {
    const std::vector<std::string_view> names = names_of(path);
    const auto found = std::find_if(rules_.rbegin(), rules_.rend(), [&](const Rule& rule) {
        return (is_folder || !rule.folders_only) && path_fits(rule.names, names);
    });
    if (found == rules_.rend()) return std::nullopt;
    return !found->takes_in;
}

}  // namespace pilcrow
