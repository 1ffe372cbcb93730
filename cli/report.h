// Findings as text for people, JSON for tools and SARIF for code hosts.
#pragma once

#include "cli/analysis.h"

#include <cstdio>
#include <string>
#include <vector>

namespace pilcrow::cli {

// True where `stream` is a terminal that shows colours and NO_COLOR is not set.
bool colour_wanted(std::FILE* stream);

// Compiler-grade: place, severity, code, sentence; the line with the range underlined; help.
std::string text_report(const Analysis& analysis, bool colour);
void print_text(const Analysis& analysis, std::FILE* stream, bool colour);

// A fixed form, one array for all files (see README.md of this folder).
std::string json_report(const std::vector<Analysis>& analyses);
// SARIF 2.1.0.
std::string sarif_report(const std::vector<Analysis>& analyses);

} // namespace pilcrow::cli
