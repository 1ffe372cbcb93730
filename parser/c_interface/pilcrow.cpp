#include "parser/c_interface/pilcrow.h"

#include "parser/diagnostics/diagnostics.h"
#include "parser/line_keeping/line_keeping.h"
#include "parser/names/names.h"
#include "parser/parse.h"
#include "parser/printer/convert.h"
#include "parser/syntax/relations.h"
#include "parser/text/positions.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
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

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

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

// The errors that make a text no program of the language.
std::vector<Diagnostic> errors_of_syntax(const Tree& tree) {
    std::vector<Diagnostic> found = syntax_diagnostics(tree);
    check_relations(tree, found);
    std::erase_if(found, [](const Diagnostic& one) { return !is_error_of_syntax(one); });
    return found;
}

char* copy_of(std::string_view text) {
    auto copy = std::make_unique<char[]>(text.size() + 1);
    if (!text.empty()) std::memcpy(copy.get(), text.data(), text.size());
    return copy.release();
}

void give(std::string_view text, char** out, size_t* out_size) {
    *out = copy_of(text);
    *out_size = text.size();
}

// Without the byte order mark, which is no part of a program.
std::string_view unmarked(std::string_view text) {
    return text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text;
}

pilcrow_status refuse(const std::string& sentence, char** reason) {
    if (reason != nullptr) *reason = copy_of(sentence);
    return PILCROW_REFUSED;
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
        std::vector<Diagnostic> found = errors_of_syntax(tree);
        if (!found.empty()) {
            if (errors != nullptr) *errors = make_findings(tree, found).release();
            return PILCROW_HAS_ERRORS;
        }
        LineKeepingOptions options;
        options.target_minor = target_minor;
        give(python_keeping_lines(tree, options), python, python_size);
        return PILCROW_OK;
    });
}

pilcrow_status pilcrow_convert(const char* text, size_t size, pilcrow_layout from, int target_minor,
                               char** converted, size_t* converted_size, pilcrow_findings** errors,
                               char** reason) {
    if (errors != nullptr) *errors = nullptr;
    if (reason != nullptr) *reason = nullptr;
    if (converted == nullptr || converted_size == nullptr) return PILCROW_BAD_ARGUMENT;
    *converted = nullptr;
    *converted_size = 0;
    if (from != PILCROW_LAYOUT_PILCROW && from != PILCROW_LAYOUT_PYTHON) {
        return PILCROW_BAD_ARGUMENT;
    }
    return guarded(text, size, [&](const std::string& source) {
        const Tree tree = parse(std::string(unmarked(source)),
                                from == PILCROW_LAYOUT_PYTHON ? Layout::Python : Layout::Pilcrow);
        std::vector<Diagnostic> found = errors_of_syntax(tree);
        if (!found.empty()) {
            if (errors != nullptr) *errors = make_findings(tree, found).release();
            return PILCROW_HAS_ERRORS;
        }
        const Converted result = convert(tree, target_minor);
        if (!result.refusal.empty()) return refuse(result.refusal, reason);
        if (!result.newer.empty()) {
            const NewerConstruct& first = result.newer.front();
            return refuse("line " + std::to_string(first.line + 1) + ": needs Python 3." +
                              std::to_string(first.minor) + ": " + first.what,
                          reason);
        }
        give(result.printed.text, converted, converted_size);
        return PILCROW_OK;
    });
}

pilcrow_status pilcrow_format(const char* text, size_t size, const pilcrow_format_options* options,
                              char** formatted, size_t* formatted_size, char** reason) {
    if (reason != nullptr) *reason = nullptr;
    if (formatted == nullptr || formatted_size == nullptr) return PILCROW_BAD_ARGUMENT;
    *formatted = nullptr;
    *formatted_size = 0;
    PrintOptions print;
    if (options != nullptr) {
        if (options->width != 0) print.width = options->width;
        LineRange& lines = print.lines.emplace_back();
        if (options->first_line != 0) lines.first = options->first_line - 1;
        if (options->last_line != 0) lines.last = options->last_line - 1;
        if (lines.last < lines.first) return PILCROW_BAD_ARGUMENT;
    }
    return guarded(text, size, [&](const std::string& source) {
        const std::string_view program = unmarked(source);
        const Tree tree = parse(std::string(program), Layout::Pilcrow);
        const CheckedPrint result = print_checked(tree, print);
        if (!result.refusal.empty()) return refuse(result.refusal, reason);
        const bool marked = program.size() < source.size();
        give((marked ? std::string(byte_order_mark) : std::string()) + result.printed.text,
             formatted, formatted_size);
        return PILCROW_OK;
    });
}
