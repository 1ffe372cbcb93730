#include "parser/c_interface/pilcrow.h"

#include "parser/diagnostics/diagnostics.h"
#include "parser/line_keeping/line_keeping.h"
#include "parser/names/names.h"
#include "parser/parse.h"
#include "parser/syntax/relations.h"
#include "parser/text/positions.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

struct pilcrow_findings {
    struct Finding {
        std::string code;
        std::string message;
        std::string help;
        pilcrow_finding facts;
    };
    std::vector<Finding> all;
};

namespace {

using namespace pilcrow;

void sort(std::vector<Diagnostic>& found) {
    std::stable_sort(found.begin(), found.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return a.range.begin < b.range.begin;
    });
}

std::uint32_t column_in(const Tree& tree, Position at) {
    if (at.line >= tree.line_count) return 1;
    const std::string_view line = tree.line_text(at.line);
    return static_cast<std::uint32_t>(column_from_byte(line, at.byte, ColumnUnit::Utf32)) + 1;
}

std::uint32_t severity_of(Code code) {
    switch (info(code).severity) {
    case Severity::Error: return PILCROW_ERROR;
    case Severity::Warning: return PILCROW_WARNING;
    default: return PILCROW_INFO;
    }
}

std::unique_ptr<pilcrow_findings> make_findings(const Tree& tree,
                                                std::vector<Diagnostic>& diagnostics) {
    sort(diagnostics);
    auto findings = std::make_unique<pilcrow_findings>();
    for (Diagnostic& one : diagnostics) {
        pilcrow_finding facts{};
        facts.severity = severity_of(one.code);
        facts.line = one.range.begin.line + 1;
        facts.column = column_in(tree, one.range.begin);
        facts.end_line = one.range.end.line + 1;
        facts.end_column = column_in(tree, one.range.end);
        findings->all.push_back(
            {std::string(info(one.code).text), std::move(one.message), std::move(one.help), facts});
    }
    return findings;
}

bool is_error_of_syntax(const Diagnostic& diagnostic) {
    const CodeInfo& code = info(diagnostic.code);
    return code.severity == Severity::Error && code.code_class != CodeClass::Semantic;
}

// Runs `work`, whose exceptions become a status.
template <typename Work>
pilcrow_status guarded(const char* text, size_t size, Work work) {
    if (text == nullptr && size > 0) return PILCROW_BAD_ARGUMENT;
    if (size >= std::numeric_limits<std::uint32_t>::max()) return PILCROW_TOO_LARGE;
    try {
        return work(std::string(text == nullptr ? "" : text, size));
    } catch (const std::bad_alloc&) {
        return PILCROW_NO_MEMORY;
    } catch (const std::length_error&) {
        return PILCROW_NO_MEMORY;
    }
}

}  // namespace

const char* pilcrow_version(void) { return PILCROW_VERSION; }

pilcrow_status pilcrow_check(const char* text, size_t size, pilcrow_layout layout,
                             pilcrow_findings** findings) {
    if (findings == nullptr) return PILCROW_BAD_ARGUMENT;
    *findings = nullptr;
    if (layout != PILCROW_LAYOUT_PILCROW && layout != PILCROW_LAYOUT_PYTHON) {
        return PILCROW_BAD_ARGUMENT;
    }
    return guarded(text, size, [&](std::string source) {
        const bool python = layout == PILCROW_LAYOUT_PYTHON;
        const Tree tree = parse(std::move(source), python ? Layout::Python : Layout::Pilcrow);
        std::vector<Diagnostic> found = syntax_diagnostics(tree);
        check_relations(tree, found);
        Names::analyze(tree).findings(found, false);
        *findings = make_findings(tree, found).release();
        return PILCROW_OK;
    });
}

size_t pilcrow_findings_count(const pilcrow_findings* findings) {
    return findings == nullptr ? 0 : findings->all.size();
}

int pilcrow_finding_at(const pilcrow_findings* findings, size_t index, pilcrow_finding* finding) {
    if (finding == nullptr || index >= pilcrow_findings_count(findings)) return 0;
    const pilcrow_findings::Finding& one = findings->all[index];
    *finding = one.facts;
    finding->code = one.code.c_str();
    finding->message = one.message.c_str();
    finding->help = one.help.c_str();
    return 1;
}

void pilcrow_findings_free(pilcrow_findings* findings) {
    const std::unique_ptr<pilcrow_findings> owner(findings);
}

void pilcrow_text_free(char* text) { const std::unique_ptr<char[]> owner(text); }

pilcrow_status pilcrow_keep_lines(const char* text, size_t size, int target_minor, char** python,
                                  size_t* python_size, pilcrow_findings** errors) {
    if (errors != nullptr) *errors = nullptr;
    if (python == nullptr || python_size == nullptr) return PILCROW_BAD_ARGUMENT;
    *python = nullptr;
    *python_size = 0;
    return guarded(text, size, [&](std::string source) {
        const Tree tree = parse(std::move(source), Layout::Pilcrow);
        std::vector<Diagnostic> found = syntax_diagnostics(tree);
        check_relations(tree, found);
        std::erase_if(found, [](const Diagnostic& one) { return !is_error_of_syntax(one); });
        if (!found.empty()) {
            if (errors != nullptr) *errors = make_findings(tree, found).release();
            return PILCROW_HAS_ERRORS;
        }
        LineKeepingOptions options;
        options.target_minor = target_minor;
        const std::string form = python_keeping_lines(tree, options);
        auto copy = std::make_unique<char[]>(form.size() + 1);
        std::memcpy(copy.get(), form.data(), form.size());
        *python = copy.release();
        *python_size = form.size();
        return PILCROW_OK;
    });
}
