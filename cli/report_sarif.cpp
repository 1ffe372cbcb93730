// SARIF 2.1.0, the OASIS form that code hosts show beside a change.

#include "cli/columns.h"
#include "cli/files.h"
#include "cli/report.h"

#include <nlohmann/json.hpp>

namespace pilcrow::cli {
namespace {

using nlohmann::ordered_json;

std::string dump(const ordered_json& json) {
    return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

const char* level(Severity severity) {
    return severity == Severity::Info ? "note" : severity_name(severity);
}

// A path as a URI reference: relative stays relative.
std::string uri_of(const std::string& path) {
    constexpr std::string_view plain = "-._~/!$&'()*+,;=@";
    std::string uri = path.starts_with('/') ? "file://" : "";
    for (const char c : path) {
        const bool letter =
            (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (letter || plain.find(c) != std::string_view::npos) {
            uri += c;
        } else {
            constexpr char digits[] = "0123456789ABCDEF";
            const auto byte = static_cast<unsigned char>(c);
            uri += '%';
            uri += digits[byte >> 4];
            uri += digits[byte & 0xF];
        }
    }
    return uri;
}

ordered_json region(ColumnCounter& columns, const Range& range) {
    return {{"startLine", range.begin.line + 1},
            {"startColumn", columns.of(range.begin)},
            {"endLine", range.end.line + 1},
            {"endColumn", columns.of(range.end)}};
}

ordered_json location(const std::string& uri, ColumnCounter& columns, const Range& range) {
    ordered_json place;
    place["physicalLocation"]["artifactLocation"]["uri"] = uri;
    place["physicalLocation"]["region"] = region(columns, range);
    return place;
}

}  // namespace

std::string sarif_report(const Analysis& analysis) {
    ColumnCounter columns(analysis.tree);
    const std::string uri = uri_of(display_name(analysis.path));
    std::string results;
    for (const Diagnostic& found : analysis.found) {
        ordered_json result;
        result["ruleId"] = info(found.code).text;
        result["ruleIndex"] = static_cast<std::size_t>(found.code);
        result["level"] = level(info(found.code).severity);
        result["message"]["text"] = found.message;
        result["locations"] = ordered_json::array({location(uri, columns, found.range)});
        if (found.related) {
            ordered_json related = location(uri, columns, *found.related);
            related["message"]["text"] = "opened here";
            result["relatedLocations"] = ordered_json::array({std::move(related)});
        }
        if (found.fix) {
            ordered_json replacements = ordered_json::array();
            for (const TextEdit& edit : found.fix->edits) {
                ordered_json replacement;
                replacement["deletedRegion"] = region(columns, edit.range);
                replacement["insertedContent"]["text"] = edit.text;
                replacements.push_back(std::move(replacement));
            }
            ordered_json change;
            change["artifactLocation"]["uri"] = uri;
            change["replacements"] = std::move(replacements);
            ordered_json fix;
            fix["description"]["text"] = found.fix->title;
            fix["artifactChanges"] = ordered_json::array({std::move(change)});
            result["fixes"] = ordered_json::array({std::move(fix)});
        }
        if (!results.empty()) results += ",\n";
        results += dump(result);
    }
    return results;
}

std::string sarif_log(const std::string& results) {
    ordered_json rules = ordered_json::array();
    for (std::size_t index = 0; index < static_cast<std::size_t>(Code::Count); ++index) {
        const CodeInfo& code = info(static_cast<Code>(index));
        ordered_json rule;
        rule["id"] = code.text;
        rule["shortDescription"]["text"] = message_of(static_cast<Code>(index), "…", "…", "…");
        if (!code.help.empty())
            rule["help"]["text"] = help_of(static_cast<Code>(index), "…", "…", "…");
        rule["defaultConfiguration"]["level"] = level(code.severity);
        rules.push_back(std::move(rule));
    }
    ordered_json driver;
    driver["name"] = "pilcrow";
    driver["version"] = PILCROW_VERSION;
    driver["rules"] = std::move(rules);
    // The results are text already; they stand at the end of the one run.
    return "{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\", \"version\": "
           "\"2.1.0\", "
           "\"runs\": [{\"tool\": {\"driver\":\n" +
           dump(driver) + "},\n\"columnKind\": \"unicodeCodePoints\", \"results\": [\n" + results +
           "\n]}]}\n";
}

}  // namespace pilcrow::cli
