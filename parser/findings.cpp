#include "parser/findings.h"

#include "parser/syntax/relations.h"

#include <algorithm>

namespace pilcrow {

std::vector<Diagnostic> find_all(const Names& names, std::string_view path) {
    std::vector<Diagnostic> found = syntax_diagnostics(names.tree());
    check_relations(names.tree(), found);
    const std::string_view name = path.substr(path.find_last_of('/') + 1);
    names.findings(found, name.starts_with("__init__."));
    std::stable_sort(found.begin(), found.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return a.range.begin < b.range.begin;
    });
    return found;
}

}  // namespace pilcrow
