#include "tests/lsp/fixture.h"

#include <utility>

namespace pilcrow::lsp::fixtures {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return lines;
}

// Takes `marker` out of a text and says where it stood.
bool take(std::string& text, std::string_view marker, Position& place) {
    const std::size_t at = text.find(marker);
    if (at == std::string::npos) return false;
    text.erase(at, marker.size());
    place = {0, 0};
    for (std::size_t i = 0; i < at; ++i) {
        place.byte = text[i] == '\n' ? 0 : place.byte + 1;
        if (text[i] == '\n') ++place.line;
    }
    return true;
}

void read_files(Fixture& fixture, const std::vector<std::string_view>& lines) {
    std::string name = "main.pil";
    std::vector<std::pair<std::string, std::string>> files;
    files.emplace_back(name, std::string());
    for (const std::string_view line : lines) {
        if (line.starts_with("#- ")) {
            if (files.size() == 1 && files.front().second.empty()) files.clear();
            files.emplace_back(line.substr(3), std::string());
            continue;
        }
        files.back().second += line;
        files.back().second += '\n';
    }
    fixture.main = files.front().first;
    for (auto& [path, text] : files) {
        // A cursor behind the last line's text stands at the end of the file, not before a line
        // end that only the fixture's form asks for.
        if (text.ends_with("$0\n") && &path == &files.back().first) text.pop_back();
        const bool begins = take(text, "$<", fixture.selection_begin);
        const bool ends = take(text, "$>", fixture.selection_end);
        if (take(text, "$0", fixture.cursor) || begins) {
            fixture.main = path;
            if (!begins) fixture.selection_begin = fixture.cursor;
            if (!ends) fixture.selection_end = fixture.cursor;
        }
        fixture.files[path] = text;
    }
}

}  // namespace

std::vector<Fixture> read_fixtures(std::string_view file_text, std::string& error) {
    std::vector<Fixture> fixtures;
    std::vector<std::string_view> body;
    bool expecting = false;
    const auto finish = [&] {
        if (fixtures.empty()) return;
        if (!expecting) error = "the case \"" + fixtures.back().name + "\" has no line ---";
        read_files(fixtures.back(), body);
        std::string& expected = fixtures.back().expected;
        while (expected.ends_with('\n')) expected.pop_back();
        body.clear();
    };
    for (const std::string_view line : lines_of(file_text)) {
        if (line.starts_with("=== ")) {
            finish();
            fixtures.emplace_back().name = line.substr(4);
            expecting = false;
            continue;
        }
        if (fixtures.empty()) {
            if (!line.empty() && !line.starts_with('#'))
                error = "a line stands before the first ===";
            continue;
        }
        Fixture& fixture = fixtures.back();
        if (!expecting && line == "---") {
            expecting = true;
        } else if (expecting) {
            fixture.expected += line;
            fixture.expected += '\n';
        } else {
            fixture.text += line;
            fixture.text += '\n';
            if (body.empty() && line.starts_with("?")) {
                fixture.asks.emplace_back(line.substr(line.starts_with("? ") ? 2 : 1));
            } else {
                body.push_back(line);
            }
        }
    }
    finish();
    return fixtures;
}

std::string write_fixtures(const std::vector<Fixture>& fixtures) {
    std::string text;
    for (const Fixture& fixture : fixtures) {
        if (!text.empty()) text += '\n';
        text += "=== " + fixture.name + '\n' + fixture.text + "---\n" + fixture.expected + '\n';
    }
    return text;
}

}  // namespace pilcrow::lsp::fixtures
