#include "cli/report.h"

#include "cli/files.h"
#include "parser/text/positions.h"

#include <nlohmann/json.hpp>

namespace pilcrow::cli {
namespace {

using nlohmann::ordered_json;

const char* severity_name(Severity severity) {
    return severity == Severity::Error     ? "error"
           : severity == Severity::Warning ? "warning"
                                           : "info";
}

std::size_t column(const Tree& tree, Position at) {
    return column_from_byte(tree.line_text(at.line), at.byte, ColumnUnit::Utf32) + 1;
}

void put_range(ordered_json& object, const Tree& tree, const Range& range) {
    object["line"] = range.begin.line + 1;
    object["column"] = column(tree, range.begin);
    object["endLine"] = range.end.line + 1;
    object["endColumn"] = column(tree, range.end);
}

ordered_json region(const Tree& tree, const Range& range) {
    return {{"startLine", range.begin.line + 1},
            {"startColumn", column(tree, range.begin)},
            {"endLine", range.end.line + 1},
            {"endColumn", column(tree, range.end)}};
}

std::string dump(const ordered_json& json) {
    return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + '\n';
}

} // namespace

std::string json_report(const std::vector<Analysis>& analyses) {
    ordered_json all = ordered_json::array();
    for (const Analysis& analysis : analyses) {
        for (const Diagnostic& found : analysis.found) {
            ordered_json one;
            one["file"] = display_name(analysis.path);
            one["code"] = info(found.code).text;
            one["severity"] = severity_name(info(found.code).severity);
            one["message"] = found.message;
            put_range(one, analysis.tree, found.range);
            one["fix"] = nullptr;
            if (found.fix) {
                ordered_json edits = ordered_json::array();
                for (const TextEdit& edit : found.fix->edits) {
                    ordered_json item;
                    put_range(item, analysis.tree, edit.range);
                    item["text"] = edit.text;
                    edits.push_back(std::move(item));
                }
                one["fix"] = {{"title", found.fix->title},
                              {"edits", std::move(edits)},
                              {"safe", found.fix->safe}};
            }
            all.push_back(std::move(one));
        }
    }
    return dump(all);
}

std::string sarif_report(const std::vector<Analysis>& analyses) {
    ordered_json rules = ordered_json::array();
    for (std::size_t index = 0; index < static_cast<std::size_t>(Code::Count); ++index) {
        const CodeInfo& code = info(static_cast<Code>(index));
        ordered_json rule;
        rule["id"] = code.text;
        rule["shortDescription"]["text"] = code.sentence;
        if (!code.help.empty()) rule["help"]["text"] = code.help;
        rule["defaultConfiguration"]["level"] =
            code.severity == Severity::Info ? "note" : severity_name(code.severity);
        rules.push_back(std::move(rule));
    }
    ordered_json results = ordered_json::array();
    for (const Analysis& analysis : analyses) {
        for (const Diagnostic& found : analysis.found) {
            const Severity severity = info(found.code).severity;
            ordered_json result;
            result["ruleId"] = info(found.code).text;
            result["ruleIndex"] = static_cast<std::size_t>(found.code);
            result["level"] = severity == Severity::Info ? "note" : severity_name(severity);
            result["message"]["text"] = found.message;
            ordered_json location;
            location["physicalLocation"]["artifactLocation"]["uri"] = display_name(analysis.path);
            location["physicalLocation"]["region"] = region(analysis.tree, found.range);
            result["locations"] = ordered_json::array({std::move(location)});
            if (found.fix) {
                ordered_json replacements = ordered_json::array();
                for (const TextEdit& edit : found.fix->edits) {
                    replacements.push_back({{"deletedRegion", region(analysis.tree, edit.range)},
                                            {"insertedContent", {{"text", edit.text}}}});
                }
                ordered_json change;
                change["artifactLocation"]["uri"] = display_name(analysis.path);
                change["replacements"] = std::move(replacements);
                ordered_json fix;
                fix["description"]["text"] = found.fix->title;
                fix["artifactChanges"] = ordered_json::array({std::move(change)});
                result["fixes"] = ordered_json::array({std::move(fix)});
            }
            results.push_back(std::move(result));
        }
    }
    ordered_json driver;
    driver["name"] = "pilcrow";
    driver["version"] = PILCROW_VERSION;
    driver["rules"] = std::move(rules);
    ordered_json run;
    run["tool"]["driver"] = std::move(driver);
    run["columnKind"] = "unicodeCodePoints";
    run["results"] = std::move(results);
    ordered_json log;
    log["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json";
    log["version"] = "2.1.0";
    log["runs"] = ordered_json::array({std::move(run)});
    return dump(log);
}

} // namespace pilcrow::cli
