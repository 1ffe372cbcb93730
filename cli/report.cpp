#include "cli/report.h"

#include <unistd.h>
#include <cstdlib>
#include <cstring>

namespace pilcrow::cli {

bool colour_wanted(std::FILE* stream) {
    const char* no_colour = std::getenv("NO_COLOR");
    if (no_colour != nullptr && *no_colour != '\0') return false;
    const char* terminal = std::getenv("TERM");
    if (terminal != nullptr && std::strcmp(terminal, "dumb") == 0) return false;
    return ::isatty(::fileno(stream)) != 0;
}

const char* severity_name(Severity severity) {
    switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Info: return "info";
    }
    return "";
}

std::string file_report(const Analysis& analysis, ReportForm form, bool colour) {
    if (analysis.found.empty()) return {};
    switch (form) {
    case ReportForm::Text: return text_report(analysis, colour);
    case ReportForm::Json: return json_report(analysis);
    case ReportForm::Sarif: return sarif_report(analysis);
    }
    return {};
}

std::string whole_report(const std::vector<std::string>& parts, ReportForm form) {
    std::string whole;
    for (const std::string& part : parts) {
        if (form != ReportForm::Text && !whole.empty() && !part.empty()) whole += ",\n";
        whole += part;
    }
    switch (form) {
    case ReportForm::Text: return whole;
    case ReportForm::Json: return whole.empty() ? "[]\n" : "[\n" + whole + "\n]\n";
    case ReportForm::Sarif: return sarif_log(whole);
    }
    return whole;
}

}  // namespace pilcrow::cli
