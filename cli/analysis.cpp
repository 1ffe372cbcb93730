#include "cli/analysis.h"

#include "cli/files.h"
#include "parser/layout/python/source_encoding.h"
#include "parser/names/names.h"
#include "parser/parse.h"
#include "parser/syntax/relations.h"

#include <algorithm>

namespace pilcrow::cli {
namespace {

void sort(std::vector<Diagnostic>& found) {
    std::stable_sort(found.begin(), found.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return a.range.begin < b.range.begin;
    });
}

} // namespace

Layout layout_of(std::string_view path) {
    return path.ends_with(".py") || path.ends_with(".pyi") ? Layout::Python : Layout::Pilcrow;
}

Analysis open_file(const std::string& path) {
    Analysis analysis;
    analysis.path = path;
    FileText file = read_file(path);
    if (!file.error.empty()) {
        analysis.error = std::move(file.error);
        return analysis;
    }
    const Layout layout = layout_of(path);
    if (layout == Layout::Python) {
        SourceText source = decode_python_source(std::move(file.text));
        if (!source.error.empty()) {
            analysis.error = display_name(path) + ": " + source.error;
            return analysis;
        }
        file.text = std::move(source.text);
    }
    analysis.tree = parse(std::move(file.text), layout);
    return analysis;
}

void find_syntax_errors(Analysis& analysis) {
    analysis.found = syntax_diagnostics(analysis.tree);
    check_relations(analysis.tree, analysis.found);
    std::erase_if(analysis.found, [](const Diagnostic& diagnostic) {
        const CodeInfo& code = info(diagnostic.code);
        return code.severity != Severity::Error || code.code_class == CodeClass::Semantic;
    });
    sort(analysis.found);
}

void find_all(Analysis& analysis) {
    analysis.found = syntax_diagnostics(analysis.tree);
    check_relations(analysis.tree, analysis.found);
    Names::analyze(analysis.tree).findings(analysis.found);
    sort(analysis.found);
}

} // namespace pilcrow::cli
