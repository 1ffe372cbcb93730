// Findings as text for people, JSON for tools and SARIF for code hosts.
//
// Each file's part is made by itself (in the thread that checked the file, so that its tree need
// not be kept); what stands around the parts is put on by whole_report.
#pragma once

#include "cli/analysis.h"

#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

namespace pilcrow::cli {

enum class ReportForm : std::uint8_t { Text, Json, Sarif };

// True where `stream` is a terminal that shows colours and NO_COLOR is not set.
bool colour_wanted(std::FILE* stream);

// One file's findings in a form. O(findings and the lines that they stand on).
std::string file_report(const Analysis& analysis, ReportForm form, bool colour);
// All parts together, in their order.
std::string whole_report(const std::vector<std::string>& parts, ReportForm form);

// The forms by themselves.
// Compiler-grade: place, severity, code, sentence; the line with the range underlined; help.
std::string text_report(const Analysis& analysis, bool colour);
// Members of the JSON array, with commas between them (see README.md of this folder).
std::string json_report(const Analysis& analysis);
// Members of the array `results` of SARIF 2.1.0, with commas between them.
std::string sarif_report(const Analysis& analysis);
std::string sarif_log(const std::string& results);

const char* severity_name(Severity severity);

}  // namespace pilcrow::cli
