#include "cli/analysis.h"

#include "cli/files.h"
#include "parser/findings.h"
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

// A file that is no text has no other findings.
bool found_source_error(Analysis& analysis) {
    if (!analysis.source_error) return false;
    const std::uint32_t last = analysis.tree.line_count > 0 ? analysis.tree.line_count - 1 : 0;
    const std::uint32_t line = std::min(analysis.source_error->line, last);
    analysis.found = {Diagnostic{
        Code::SourceEncoding, {{line, 0}, {line, 0}}, analysis.source_error->message, {}, {}, {}}};
    return true;
}

}  // namespace

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
        file.text = std::move(source.text);
        if (source.error) analysis.source_error = std::move(source.error);
    }
    analysis.tree = parse(std::move(file.text), layout);
    return analysis;
}

void find_syntax_errors(Analysis& analysis) {
    if (found_source_error(analysis)) return;
    analysis.found = syntax_diagnostics(analysis.tree);
    check_relations(analysis.tree, analysis.found);
    std::erase_if(analysis.found, [](const Diagnostic& diagnostic) {
        const CodeInfo& code = info(diagnostic.code);
        return code.severity != Severity::Error || code.code_class == CodeClass::Semantic;
    });
    sort(analysis.found);
}

void find_all(Analysis& analysis) {
    if (found_source_error(analysis)) return;
    analysis.found = pilcrow::find_all(Names::analyze(analysis.tree), analysis.path);
}

}  // namespace pilcrow::cli
