// All findings of a text, one line each.
#pragma once

#include "parser/diagnostics/diagnostics.h"
#include "parser/names/names.h"
#include "parser/parse.h"
#include "parser/syntax/relations.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace pilcrow::test {

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

// `LINE: CODE TEXT`, TEXT being the source in the finding's range, up to the line's end.
inline std::string shown(const Tree& tree, const Diagnostic& one) {
    const std::string_view line = tree.line_text(one.range.begin.line);
    const std::size_t end =
        one.range.end.line == one.range.begin.line ? one.range.end.byte : line.size();
    if (one.range.end.line >= tree.line_count || one.range.begin > one.range.end ||
        one.range.end.byte > tree.line_text(one.range.end.line).size()) {
        return "a range outside the text";
    }
    std::string text(line.substr(one.range.begin.byte, end - one.range.begin.byte));
    if (!text.empty()) text.insert(0, " ");
    return std::to_string(one.range.begin.line + 1) + ": " + std::string(info(one.code).text) +
           text;
}

inline std::vector<std::string> findings_of(const Tree& tree, const Names& names) {
    std::vector<Diagnostic> found = syntax_diagnostics(tree);
    check_relations(tree, found);
    names.findings(found);
    std::vector<std::string> lines;
    for (const Diagnostic& one : found) lines.push_back(shown(tree, one));
    return lines;
}
inline std::vector<std::string> findings_of(const Tree& tree) {
    return findings_of(tree, Names::analyze(tree));
}

}  // namespace pilcrow::test
